/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/telex.h"

#include "gateway/base/utf8.h"
#include "menus/syllable.h"

#include <string.h>

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static void mark(struct telex_word *w, unsigned at, enum fold_mark m)
{
	w->accent = accent_with(w->accent, at, (struct fold_letter){ 0, (uint8_t)m, 0 });
}

static void tone(struct telex_word *w, unsigned t)
{
	w->accent = accent_with(w->accent & ~(accent)15, 0, (struct fold_letter){ 0, 0, (uint8_t)t });
}

/* The last letter c that has no mark yet, with nothing but letters behind it; -1 when there is none. */
static int last_bare(const struct telex_word *w, char c)
{
	for (unsigned i = w->length; i-- > 0;)
		if (w->fold[i] == c && accent_mark(w->accent, i) == MARK_NONE)
			return (int)i;
	return -1;
}

static bool has_vowel(const struct telex_word *w)
{
	for (unsigned i = 0; i < w->length; i++)
		if (is_vowel(w->fold[i]))
			return true;
	return false;
}

/* w puts a horn on o and u (both in uo), a bow on a; alone it is ư. */
static bool horn(struct telex_word *w)
{
	int o = last_bare(w, 'o'), u = last_bare(w, 'u'), a = last_bare(w, 'a');

	if (o >= 0) {
		mark(w, (unsigned)o, MARK_HORN);
		if (o > 0 && w->fold[o - 1] == 'u' && !(o > 1 && w->fold[o - 2] == 'q'))
			mark(w, (unsigned)o - 1, MARK_HORN);
	} else if (u >= 0 && !(a > u && u > 0 && w->fold[u - 1] == 'q')) {
		mark(w, (unsigned)u, MARK_HORN);
	} else if (a >= 0) {
		mark(w, (unsigned)a, MARK_BOW);
	} else if (!has_vowel(w)) {
		w->fold[w->length] = 'u';
		mark(w, w->length++, MARK_HORN);
	} else {
		/* truowngf: the horn of uo was typed already; a second w changes nothing */
		return w->length > 0;
	}
	return true;
}

static bool roof(struct telex_word *w, char c)
{
	int at = last_bare(w, c);

	if (at < 0)
		return false;
	/* Typed at once (oo) or behind the final letters (thono); another vowel between means another syllable. */
	for (unsigned i = (unsigned)at + 1; i < w->length; i++)
		if (is_vowel(w->fold[i]) && w->fold[i] != 'u' && w->fold[i] != 'i' && w->fold[i] != 'y')
			return false;
	mark(w, (unsigned)at, MARK_ROOF);
	return true;
}

bool telex_undo(const char *s, size_t n, struct telex_word *w)
{
	static const char tones[] = "sfrxj"; /* in the order of enum fold_tone, acute first */
	bool undone = false;

	*w = (struct telex_word){ .length = 0 };
	if (n > TELEX_LETTERS_MAX)
		return false;
	for (size_t i = 0; i < n; i++) {
		char c = s[i];
		const char *t = strchr(tones, c);
		bool took = false;
		if (c < 'a')
			return false;
		if (t != NULL && has_vowel(w)) {
			tone(w, (unsigned)(t - tones) + 1);
			took = true;
		} else if (c == 'w') {
			took = horn(w);
		} else if (c == 'a' || c == 'e' || c == 'o') {
			took = roof(w, c);
		} else if (c == 'd' && w->length > 0 && w->fold[0] == 'd' && accent_mark(w->accent, 0) == MARK_NONE) {
			mark(w, 0, MARK_BAR);
			took = true;
		} else if (c == 'z' && accent_tone(w->accent) != TONE_NONE) {
			tone(w, TONE_NONE);
			took = true;
		}
		if (took)
			undone = true;
		else
			w->fold[w->length++] = c;
	}
	w->fold[w->length] = '\0';
	return undone;
}

/* Put that mark on the last letter c that has none. */
static bool mark_last(struct telex_word *w, char c, enum fold_mark m)
{
	int at = last_bare(w, c);

	if (at >= 0)
		mark(w, (unsigned)at, m);
	return at >= 0;
}

/* A digit of VNI: 1 to 5 are tones, 6 a roof, 7 a horn, 8 a bow, 9 the bar of đ. */
static bool vni_digit(struct telex_word *w, char c)
{
	switch (c) {
	case '6':
		return mark_last(w, 'a', MARK_ROOF) || mark_last(w, 'e', MARK_ROOF) || mark_last(w, 'o', MARK_ROOF);
	case '7':
		return (last_bare(w, 'o') >= 0 || last_bare(w, 'u') >= 0) && horn(w);
	case '8':
		return mark_last(w, 'a', MARK_BOW);
	case '9':
		if (w->length == 0 || w->fold[0] != 'd')
			return false;
		mark(w, 0, MARK_BAR);
		return true;
	default:
		if (c < '1' || c > '5' || !has_vowel(w))
			return false;
		tone(w, (unsigned)(c - '0'));
		return true;
	}
}

bool telex_undo_vni(const char *s, size_t n, struct telex_word *w)
{
	*w = (struct telex_word){ .length = 0 };
	if (n > TELEX_LETTERS_MAX)
		return false;
	for (size_t i = 0; i < n; i++)
		if (s[i] >= 'a' && s[i] <= 'z')
			w->fold[w->length++] = s[i];
		else if (!vni_digit(w, s[i]))
			return false;
	w->fold[w->length] = '\0';
	return w->length < n;
}

size_t telex_spell(const char *fold, size_t n, accent a, char *to, size_t room)
{
	size_t used = 0, place = syllable_tone_place(fold, n);

	/* With a marked vowel the tone stands on the last one of them: tiếng, trưởng. */
	for (unsigned i = 0; i < n; i++)
		if (accent_mark(a, i) != MARK_NONE && accent_mark(a, i) != MARK_BAR)
			place = i;
	for (unsigned i = 0; i < n && used + UTF8_OCTETS_MAX < room; i++) {
		struct fold_letter l = { fold[i], (uint8_t)accent_mark(a, i),
			i == place ? (uint8_t)accent_tone(a) : 0 };
		uint32_t cp = fold_compose(l);
		used += utf8_put(cp != 0 ? cp : (uint32_t)(unsigned char)fold[i], to + used);
	}
	to[used] = '\0';
	return used;
}
