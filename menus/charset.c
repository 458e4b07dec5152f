/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/charset.h"

#include "gateway/base/utf8.h"
#include "menus/fold.h"
#include "menus/syllable.h"

#include <stdbool.h>
#include <string.h>

/* Windows-1252, 0x80 .. 0x9F. */
static const uint16_t windows[32] = { 0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030,
	0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178 };

/* TCVN3, 0xA0 .. 0xFF. */
static const uint16_t tcvn3[96] = {
	0,
	0x0102,
	0x00C2,
	0x00CA,
	0x00D4,
	0x01A0,
	0x01AF,
	0x0110,
	0x0103,
	0x00E2,
	0x00EA,
	0x00F4,
	0x01A1,
	0x01B0,
	0x0111,
	0,
	0,
	0,
	0,
	0,
	0,
	0x00E0,
	0x1EA3,
	0x00E3,
	0x00E1,
	0x1EA1,
	0,
	0x1EB1,
	0x1EB3,
	0x1EB5,
	0x1EAF,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0x1EB7,
	0x1EA7,
	0x1EA9,
	0x1EAB,
	0x1EA5,
	0x1EAD,
	0x00E8,
	0,
	0x1EBB,
	0x1EBD,
	0x00E9,
	0x1EB9,
	0x1EC1,
	0x1EC3,
	0x1EC5,
	0x1EBF,
	0x1EC7,
	0x00EC,
	0x1EC9,
	0,
	0,
	0,
	0x0129,
	0x00ED,
	0x1ECB,
	0x00F2,
	0,
	0x1ECF,
	0x00F5,
	0x00F3,
	0x1ECD,
	0x1ED3,
	0x1ED5,
	0x1ED7,
	0x1ED1,
	0x1ED9,
	0x1EDD,
	0x1EDF,
	0x1EE1,
	0x1EDB,
	0x1EE3,
	0x00F9,
	0,
	0x1EE7,
	0x0169,
	0x00FA,
	0x1EE5,
	0x1EEB,
	0x1EED,
	0x1EEF,
	0x1EE9,
	0x1EF1,
	0x1EF3,
	0x1EF7,
	0x1EF9,
	0x00FD,
	0x1EF5,
	0,
};

uint32_t charset_windows(unsigned char octet)
{
	return octet >= 0x80 && octet < 0xA0 ? windows[octet - 0x80] : octet;
}

/* The octet that Windows-1252 shows as cp, or -1. */
static int octet_of(uint32_t cp)
{
	if (cp < 0x80 || (cp >= 0xA0 && cp <= 0xFF))
		return (int)cp;
	if (cp < 0xA0)
		return (int)cp;
	for (int i = 0; i < 32; i++)
		if (windows[i] == cp)
			return 0x80 + i;
	return -1;
}

/* Characters that are the octets of one character of UTF-8 become it. */
static bool read_twice(struct decoded *d)
{
	unsigned to = 0;
	bool changed = false;

	for (unsigned i = 0; i < d->n;) {
		char octets[UTF8_OCTETS_MAX];
		unsigned n = 0;
		int lead = octet_of(d->cp[i]);
		while (lead >= 0xC2 && n < UTF8_OCTETS_MAX && i + n < d->n &&
			octet_of(d->cp[i + n]) >= (n > 0 ? 0x80 : 0xC2)) {
			octets[n] = (char)octet_of(d->cp[i + n]);
			n++;
		}
		uint32_t cp = UTF8_BAD;
		size_t took = n > 1 ? utf8_next(octets, n, &cp) : 1;
		if (cp != UTF8_BAD && took > 1) {
			d->cp[to++] = cp;
			i += (unsigned)took;
			changed = true;
		} else if (changed && d->cp[i] == 0xC3 && i + 1 < d->n && d->cp[i + 1] == ' ') {
			d->cp[to++] = 0xE0; /* the second octet of à is a no-break space, and became a space */
			i += 2;
			if (i < d->n && fold_letter(d->cp[i]).base == '\0')
				continue;
			d->cp[to++] = ' ';
		} else {
			d->cp[to++] = d->cp[i++];
		}
	}
	d->n = to;
	return changed;
}

static bool is_ascii_letter(uint32_t cp)
{
	return cp < 0x80 && fold_letter(cp).base >= 'a';
}

/* How many words of the text are syllables once each character went through map. */
static unsigned syllables(const struct decoded *d, uint32_t (*map)(uint32_t))
{
	char word[SYLLABLE_LETTERS_MAX + 2];
	unsigned n = 0, count = 0;

	for (unsigned i = 0; i <= d->n; i++) {
		char base = i < d->n ? fold_letter(map(d->cp[i])).base : '\0';
		if (base >= 'a') {
			if (n <= SYLLABLE_LETTERS_MAX)
				word[n] = base;
			n += n <= SYLLABLE_LETTERS_MAX;
		} else {
			/* A stray letter sign inside a word makes no syllable of its halves. */
			bool whole = i == d->n || d->cp[i] < 0x80 || base != '\0';
			count += n > 1 && whole && syllable_is(word, n);
			n = 0;
		}
	}
	return count;
}

static uint32_t same(uint32_t cp)
{
	return cp;
}

static uint32_t from_tcvn3(uint32_t cp)
{
	int octet = octet_of(cp);
	return octet >= 0xA0 && tcvn3[octet - 0xA0] != 0 ? tcvn3[octet - 0xA0] : cp;
}

/* Signs of TCVN3 that no Vietnamese text has beside a letter: ¸ µ ¶ · ¹ ¨ ¾ © ª « ¬ ® and their like. */
static bool looks_tcvn3(const struct decoded *d)
{
	for (unsigned i = 0; i < d->n; i++) {
		uint32_t cp = d->cp[i];
		bool odd = (cp >= 0xA1 && cp <= 0xBE && cp != 0xB7 && cp != 0xBB && cp != 0xAB) || cp == 0xC6 ||
			   cp == 0xC7 || (cp >= 0xE4 && cp <= 0xE7) || cp == 0xD6 || cp == 0xDC || cp == 0xDF ||
			   cp == 0xF1 || cp == 0xF6 || cp == 0xF8 || cp == 0xEE || cp == 0xEF || cp == 0xCB ||
			   cp == 0xB7 || cp == 0xAB || cp == 0xBB || cp == 0xD7;
		if (odd && ((i > 0 && fold_letter(d->cp[i - 1]).base >= 'a') ||
				   (i + 1 < d->n && fold_letter(d->cp[i + 1]).base >= 'a')))
			return true;
	}
	return false;
}

/* A short text may hold none of those signs ("Tõ chèi"): then every word must be a syllable as TCVN3. */
static bool only_tcvn3(const struct decoded *d)
{
	unsigned words = 0, marked = 0;

	for (unsigned i = 0; i < d->n; i++) {
		uint32_t c = d->cp[i];
		if (c >= 0x80 && (c < 0xA1 || c > 0xFF))
			return false;
		marked += c >= 0x80;
		bool first = i == 0 || (d->cp[i - 1] < 0x80 && !is_ascii_letter(d->cp[i - 1]));
		if (first && (c >= 0x80 || is_ascii_letter(c)))
			words++;
	}
	return marked > 0 && words > 1 && syllables(d, from_tcvn3) == words;
}

/* VNI-Windows writes the mark as a second character behind the vowel. 0 when c is no such mark. */
static uint32_t vni_pair(uint32_t vowel, uint32_t c)
{
	static const struct {
		uint8_t sign, mark, tone;
	} signs[] = {
		{ 0xF9, 0, TONE_ACUTE },
		{ 0xF8, 0, TONE_GRAVE },
		{ 0xFB, 0, TONE_HOOK },
		{ 0xF5, 0, TONE_TILDE },
		{ 0xEF, 0, TONE_DOT },
		{ 0xE2, MARK_ROOF, 0 },
		{ 0xE1, MARK_ROOF, TONE_ACUTE },
		{ 0xE0, MARK_ROOF, TONE_GRAVE },
		{ 0xE5, MARK_ROOF, TONE_HOOK },
		{ 0xE3, MARK_ROOF, TONE_TILDE },
		{ 0xE4, MARK_ROOF, TONE_DOT },
		{ 0xEA, MARK_BOW, 0 },
		{ 0xE9, MARK_BOW, TONE_ACUTE },
		{ 0xE8, MARK_BOW, TONE_GRAVE },
		{ 0xFA, MARK_BOW, TONE_HOOK },
		{ 0xFC, MARK_BOW, TONE_TILDE },
		{ 0xEB, MARK_BOW, TONE_DOT },
	};
	struct fold_letter l = fold_letter(vowel);

	if (vowel == 0xF4 || vowel == 0xD4)
		l = (struct fold_letter){ 'o', MARK_HORN, 0 };
	else if (vowel == 0xF6 || vowel == 0xD6)
		l = (struct fold_letter){ 'u', MARK_HORN, 0 };
	else if (vowel >= 0x80)
		return 0;
	if (l.base == '\0' || strchr("aeouy", l.base) == NULL)
		return 0;
	if (c >= 0xC0 && c <= 0xDF)
		c += 0x20;
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		if (signs[i].sign != c || (signs[i].mark == MARK_BOW && l.base != 'a') ||
			(signs[i].mark != 0 && (l.mark != 0 || l.base == 'u' || l.base == 'y')))
			continue;
		l.tone = signs[i].tone;
		l.mark = signs[i].mark != 0 ? signs[i].mark : l.mark;
		return fold_compose(l);
	}
	return 0;
}

static uint32_t vni_alone(uint32_t cp)
{
	switch (cp >= 0xC0 && cp <= 0xDE ? cp + 0x20 : cp) {
	case 0xF1:
		return 0x111;
	case 0xE6:
		return 0x1EC9;
	case 0xF3:
		return 0x129;
	case 0xF2:
		return 0x1ECB;
	case 0xF4:
		return 0x1A1;
	case 0xF6:
		return 0x1B0;
	case 0xEE:
		return 0x1EF5;
	}
	return cp;
}

/* Only û ø ï å ä ë ü ñ ö æ î, which Vietnamese has not, or ù behind a, e, o tell VNI from Vietnamese. */
static bool looks_vni(const struct decoded *d)
{
	for (unsigned i = 1; i < d->n; i++) {
		uint32_t c = d->cp[i] >= 0xC0 && d->cp[i] <= 0xDE ? d->cp[i] + 0x20 : d->cp[i];
		char before = fold_letter(d->cp[i - 1]).base;
		if (c > 0xFF || c < 0xE0)
			continue;
		if (strchr("\xFB\xF8\xEF\xE5\xE4\xEB\xFC\xF1\xF6\xE6\xEE", (int)c) != NULL && before >= 'a')
			return true;
		if (c == 0xF9 && (before == 'a' || before == 'e' || before == 'o'))
			return true;
	}
	return d->n > 0 && (d->cp[0] == 0xF1 || d->cp[0] == 0xD1);
}

static void from_vni(const struct decoded *d, struct decoded *to)
{
	to->n = 0;
	for (unsigned i = 0; i < d->n; i++) {
		uint32_t pair = i + 1 < d->n ? vni_pair(d->cp[i], d->cp[i + 1]) : 0;
		to->cp[to->n++] = pair != 0 ? pair : vni_alone(d->cp[i]);
		i += pair != 0;
	}
}

void charset_repair(struct decoded *d)
{
	/* Twice at most: some messages were read wrongly by two programs. */
	for (int times = 0; times < 2 && read_twice(d); times++)
		d->charset = DECODE_TWICE;
	if (d->charset == DECODE_TWICE)
		return;
	unsigned best = syllables(d, same);
	struct decoded other;
	other.n = 0;
	bool vni = false;
	if (looks_vni(d)) {
		from_vni(d, &other);
		unsigned count = syllables(&other, same);
		vni = count > best;
		best = vni ? count : best;
	}
	if ((looks_tcvn3(d) || only_tcvn3(d)) && syllables(d, from_tcvn3) > best) {
		for (unsigned i = 0; i < d->n; i++)
			d->cp[i] = from_tcvn3(d->cp[i]);
		d->charset = DECODE_TCVN3;
	} else if (vni) {
		memcpy(d->cp, other.cp, other.n * sizeof other.cp[0]);
		d->n = other.n;
		d->charset = DECODE_VNI;
	}
}

static bool is_vowel(uint32_t cp)
{
	return cp < 0x80 && cp != 0 && strchr("aeiouyAEIOUY", (int)cp) != NULL;
}

/* A sign of VIQR at i that ends no sentence. loose: the text is VIQR, so that a dot between letters is one too. */
static bool viqr_sign(const struct decoded *d, unsigned i, bool after_sign, bool loose, bool *sure)
{
	uint32_t c = d->cp[i];
	bool letter_next = i + 1 < d->n && is_ascii_letter(d->cp[i + 1]);

	*sure = strchr("^(+'`~", (int)c) != NULL &&
		(letter_next || c == '^' || c == '`' || c == '\'' || c == '~' ||
			(i + 1 < d->n && d->cp[i + 1] < 0x80 && d->cp[i + 1] > ' ' &&
				strchr("'`?~.", (int)d->cp[i + 1]) != NULL));
	if (*sure || (after_sign && (c == '.' || c == '?')))
		return true;
	if (c == '?' && letter_next)
		return true;
	bool word_next = i + 2 < d->n && d->cp[i + 1] == ' ' && d->cp[i + 2] >= 'a' && d->cp[i + 2] <= 'z';
	return loose && ((strchr(".?", (int)c) != NULL && (letter_next || word_next)) || c == '+' || c == '(');
}

/* The word that begins at from: its end, and its letters without VIQR signs. Returns the letters; *strong tells
 * whether a sign was there that ends no sentence. */
static unsigned viqr_word(
	const struct decoded *d, unsigned from, bool loose, unsigned *end, char *letters, bool *strong)
{
	unsigned n = 0, i = from;
	bool after_sign = false;

	*strong = false;
	for (; i < d->n; i++) {
		uint32_t c = d->cp[i];
		bool behind_vowel = i > from && (is_vowel(d->cp[i - 1]) || after_sign), sure;
		if (is_ascii_letter(c)) {
			if (n <= SYLLABLE_LETTERS_MAX)
				letters[n++] = fold_letter(c).base;
			after_sign = false;
			continue;
		}
		if (c >= 0x80 || c == 0 || !behind_vowel || strchr("^(+'`~?.", (int)c) == NULL ||
			!viqr_sign(d, i, after_sign, loose, &sure))
			break;
		*strong |= sure || after_sign || c == '?' || loose;
		after_sign = true;
	}
	*end = i;
	return n;
}

/* Is the word that begins at from VIQR? *end: behind it, in any case. */
static bool viqr_is(const struct decoded *d, unsigned from, bool loose, unsigned *end)
{
	char letters[SYLLABLE_LETTERS_MAX + 2];
	bool strong = false;
	unsigned n = is_ascii_letter(d->cp[from]) ? viqr_word(d, from, loose, end, letters, &strong) : 0;

	if (strong && n > 2 && letters[0] == 'd' && letters[1] == 'd') {
		memmove(letters, letters + 1, n - 1);
		n--;
	}
	return strong && n <= SYLLABLE_LETTERS_MAX && syllable_is(letters, n);
}

/* Takes the signs out: dd stays, since Telex has it too, and tones in VIQR tell no words apart that we look for. */
void charset_viqr(struct decoded *d)
{
	unsigned to = 0;
	bool found = false;

	for (unsigned i = 0; i < d->n && !found;) {
		unsigned end = i;
		found = viqr_is(d, i, false, &end);
		i = end > i ? end : i + 1;
	}
	for (unsigned i = 0; found && i < d->n;) {
		unsigned end = i;
		bool ours = viqr_is(d, i, true, &end);
		if (end == i)
			end = i + 1;
		for (; i < end; i++)
			if (!ours || d->cp[i] >= 0x80 || is_ascii_letter(d->cp[i]))
				d->cp[to++] = d->cp[i];
	}
	if (found) {
		d->charset = DECODE_VIQR;
		d->n = to;
	}
}
