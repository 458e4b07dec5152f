/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/token.h"

#include "gateway/base/utf8.h"
#include "menus/syllable.h"
#include "menus/telex.h"
#include "menus/term.h"

#include <assert.h>
#include <string.h>

const char *token_repair_name(enum token_repair repair)
{
	static const char *const names[] = { "", "telex", "vni", "split", "join", "lost", "slip", "digit" };

	return names[repair];
}

static struct token *add(struct tokens *t, enum token_kind kind, unsigned from, unsigned to)
{
	if (t->used == TOKENS_MAX) {
		t->cut = true;
		return NULL;
	}
	struct token *k = &t->at[t->used++];
	*k = (struct token){ .kind = (uint8_t)kind,
		.from = (uint16_t)from,
		.to = (uint16_t)to,
		.word = TERM_NONE,
		.at = (uint16_t)t->letters_used };
	return k;
}

/* End the folded form that was written behind letters_used. */
static void end_fold(struct tokens *t, struct token *k)
{
	unsigned n = t->letters_used - k->at;

	k->length = n > 255 ? 255 : (uint8_t)n;
	t->letters[t->letters_used++] = '\0';
}

static void count(struct tokens *t, struct token *k)
{
	const char *s = t->letters + k->at;
	unsigned n = k->length;
	int64_t value = 0;

	k->digits = (uint8_t)n;
	for (unsigned i = 0; i < n && value >= 0; i++)
		value = i < 15 || value == 0 ? value * 10 + (s[i] - '0') : -1;
	k->value = value;
}

struct run { /* characters without a gap that are letters and digits */
	char fold[DECODE_OCTETS_MAX + 1];
	uint16_t at[DECODE_OCTETS_MAX + 1]; /* where each folded letter stands in the text */
	struct fold_letter letter[DECODE_OCTETS_MAX + 1];
	unsigned n, end;
};

static bool is_wild(const struct decoded *d, unsigned i)
{
	if (d->cp[i] == DECODE_LOST)
		return true;
	return d->cp[i] == '?' && i > 0 && i + 1 < d->n && fold_letter(d->cp[i - 1]).base >= 'a' &&
	       fold_letter(d->cp[i + 1]).base >= 'a';
}

static void read_run(const struct decoded *d, unsigned from, struct run *r)
{
	unsigned i = from;

	r->n = 0;
	for (; i < d->n; i++) {
		struct fold_letter l = fold_letter(d->cp[i]);
		struct fold_letter mark = { 0 };
		if (r->n > 0 && fold_combining(d->cp[i], &mark)) {
			if (mark.tone != 0)
				r->letter[r->n - 1].tone = mark.tone;
			else
				r->letter[r->n - 1].mark = mark.mark;
			continue;
		}
		if (l.base == '\0' && is_wild(d, i))
			l.base = '?';
		if (l.base == '\0')
			break;
		r->fold[r->n] = l.base;
		r->letter[r->n] = l;
		r->at[r->n++] = (uint16_t)i;
	}
	r->at[r->n] = (uint16_t)i;
	r->end = i;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A letter that is typed for a digit. o and l are keys beside 0 and 1; I looks like 1. */
static char digit_of(char c)
{
	return c == 'o' ? '0' : c == 'l' || c == 'i' ? '1' : '\0';
}

/* Letters of the run [from, to) become a word. */
static void add_word(struct tokens *t, const struct run *r, unsigned from, unsigned to)
{
	struct token *k = add(t, TOKEN_WORD, r->at[from], r->at[to]);

	if (k == NULL)
		return;
	bool shout = true;
	for (unsigned i = from; i < to; i++) {
		uint32_t cp = t->text->cp[r->at[i]];
		t->letters[t->letters_used++] = r->fold[i];
		k->accent = accent_with(k->accent, i - from, r->letter[i]);
		shout &= utf8_lower(cp) != cp || r->fold[i] == '?';
	}
	k->shout = shout;
	k->capital = utf8_lower(t->text->cp[r->at[from]]) != t->text->cp[r->at[from]];
	end_fold(t, k);
}

static void add_number(struct tokens *t, const struct run *r, unsigned from, unsigned to)
{
	struct token *k = add(t, TOKEN_NUMBER, r->at[from], r->at[to]);

	if (k == NULL)
		return;
	for (unsigned i = from; i < to; i++) {
		bool slip = !is_digit(r->fold[i]);
		t->letters[t->letters_used++] = slip ? digit_of(r->fold[i]) : r->fold[i];
		if (slip)
			k->repair = REPAIR_DIGIT;
	}
	end_fold(t, k);
	count(t, k);
}

static bool vni_word(const struct run *r, unsigned from, unsigned to, struct telex_word *w)
{
	char s[TELEX_LETTERS_MAX + 1];

	if (to - from > TELEX_LETTERS_MAX || to - from < 3)
		return false;
	memcpy(s, r->fold + from, to - from);
	return telex_undo_vni(s, to - from, w) && syllable_is(w->fold, w->length);
}

static void add_vni(struct tokens *t, const struct run *r, const struct telex_word *w)
{
	struct token *k = add(t, TOKEN_WORD, r->at[0], r->at[r->n]);

	if (k == NULL)
		return;
	memcpy(t->letters + t->letters_used, w->fold, w->length);
	t->letters_used += w->length;
	k->accent = w->accent;
	k->repair = REPAIR_VNI;
	k->capital = utf8_lower(t->text->cp[r->at[0]]) != t->text->cp[r->at[0]];
	end_fold(t, k);
}

/* The end of the digits that begin at from, letters typed for digits included where they can be nothing else: between
 * digits, or at the end of the run. */
static unsigned digits_end(const struct run *r, unsigned from)
{
	unsigned i = from;

	while (i < r->n && is_digit(r->fold[i]))
		i++;
	unsigned end = i;
	while (i < r->n && (is_digit(r->fold[i]) || digit_of(r->fold[i]) != '\0'))
		i++;
	return i == r->n || is_digit(r->fold[i - 1]) ? i : end;
}

/* Digits after letters are a count ("nt5"), or the sign of a VNI keyboard ("ho65"): only digits inside letters, here or
 * elsewhere in the text, tell. */
static bool is_all_digits(const struct run *r, unsigned from)
{
	bool one = false;

	for (unsigned i = from; i < r->n; i++) {
		if (!is_digit(r->fold[i]) && digit_of(r->fold[i]) == '\0')
			return false;
		one |= is_digit(r->fold[i]);
	}
	/* "l2" is 12; "l18" may be 118, or "la 18". */
	if (!is_digit(r->fold[from]) && r->n - from > 2)
		return false;
	return one && r->n - from >= 2;
}

static void add_run(struct tokens *t, const struct run *r)
{
	struct telex_word vni;
	bool mixed = false, inside = false;

	for (unsigned i = 1; i < r->n; i++) {
		mixed |= is_digit(r->fold[i]) != is_digit(r->fold[i - 1]);
		inside |= is_digit(r->fold[i - 1]) && !is_digit(r->fold[i]) && i > 1;
	}
	if (mixed && is_all_digits(r, 0)) {
		add_number(t, r, 0, r->n);
		return;
	}
	if (mixed && !is_digit(r->fold[0]) && (t->vni || inside) && vni_word(r, 0, r->n, &vni)) {
		t->vni = true;
		add_vni(t, r, &vni);
		return;
	}
	for (unsigned from = 0; from < r->n;) {
		unsigned to = from;
		if (is_digit(r->fold[from])) {
			to = digits_end(r, from);
			assert(to <= r->n);
			add_number(t, r, from, to);
		} else {
			while (to < r->n && !is_digit(r->fold[to]))
				to++;
			add_word(t, r, from, to);
		}
		from = to;
	}
}

/* "bao1 cao1", "sua73 ...": the tone typed at the end, in a word that no count is ever glued to. */
static bool begins_vni(const struct decoded *d)
{
	static const char *const heads[] = { "bao1 cao1", "sua73", "sua3", "nham62" };
	char word[16] = "";
	unsigned n = 0;

	while (n < sizeof word - 1 && n < d->n) {
		char base = fold_letter(d->cp[n]).base;
		word[n++] = base != '\0' ? base : ' ';
	}
	word[n] = '\0';
	for (size_t h = 0; h < sizeof heads / sizeof heads[0]; h++) {
		size_t length = strlen(heads[h]);
		if (strncmp(word, heads[h], length) == 0 && (word[length] == ' ' || word[length] == '\0'))
			return true;
	}
	return false;
}

/* Before the cut: has any word digits inside that make a syllable? */
static bool has_vni(const struct decoded *d)
{
	char word[TELEX_LETTERS_MAX + 2];
	struct telex_word w;
	unsigned n = 0;
	bool inside = false;

	if (begins_vni(d))
		return true;

	for (unsigned i = 0; i <= d->n; i++) {
		char base = i < d->n ? fold_letter(d->cp[i]).base : '\0';
		if (base != '\0') {
			inside |= n > 1 && n <= TELEX_LETTERS_MAX && !is_digit(base) && is_digit(word[n - 1]) &&
				  !is_digit(word[0]);
			if (n <= TELEX_LETTERS_MAX)
				word[n++] = base;
			continue;
		}
		if (inside && n <= TELEX_LETTERS_MAX && telex_undo_vni(word, n, &w) && syllable_is(w.fold, w.length))
			return true;
		n = 0;
		inside = false;
	}
	return false;
}

static void add_other(struct tokens *t, unsigned at)
{
	uint32_t cp = t->text->cp[at];
	enum token_kind kind = TOKEN_SIGN;
	enum utf8_kind is = cp < 0x80 ? UTF8_PUNCTUATION : utf8_kind(cp);

	if (cp > DECODE_CIRCLED && cp <= DECODE_CIRCLED + 20) {
		/* An item number: the number and a closing bracket. */
		struct token *k = add(t, TOKEN_NUMBER, at, at + 1);
		if (k == NULL)
			return;
		unsigned value = cp - DECODE_CIRCLED;
		if (value >= 10)
			t->letters[t->letters_used++] = (char)('0' + value / 10);
		t->letters[t->letters_used++] = (char)('0' + value % 10);
		end_fold(t, k);
		count(t, k);
		k = add(t, TOKEN_SIGN, at + 1, at + 1);
		if (k != NULL) {
			end_fold(t, k);
			k->sign = ')';
		}
		return;
	}
	if (is == UTF8_PICTURE || is == UTF8_INVISIBLE)
		kind = TOKEN_PICTURE;
	else if (is == UTF8_LETTER || is == UTF8_MARK || is == UTF8_DIGIT)
		kind = TOKEN_FOREIGN;
	struct token *last = t->used > 0 ? &t->at[t->used - 1] : NULL;
	if (last != NULL && last->kind == kind && last->to == at && kind != TOKEN_PICTURE &&
		(kind == TOKEN_FOREIGN || last->sign == (cp < 0x80 ? (char)cp : '\1'))) {
		last->to = (uint16_t)(at + 1); /* "....", "-----" */
		return;
	}
	struct token *k = add(t, kind, at, at + 1);
	if (k != NULL) {
		end_fold(t, k);
		k->sign = cp < 0x80 ? (char)cp : '\1';
	}
}

void token_cut(const struct decoded *text, struct tokens *t)
{
	struct run r;
	bool gap = false, line = false;

	t->text = text;
	t->used = t->letters_used = 0;
	t->cut = text->cut;
	t->vni = has_vni(text);
	for (unsigned i = 0; i < text->n && t->used < TOKENS_MAX;) {
		uint32_t cp = text->cp[i];
		unsigned first = t->used;
		if (cp == ' ' || cp == '\n') {
			gap = true;
			line |= cp == '\n';
			i++;
			continue;
		}
		if (fold_letter(cp).base != '\0' || is_wild(text, i)) {
			read_run(text, i, &r);
			add_run(t, &r);
			i = r.end;
		} else {
			add_other(t, i++);
		}
		if (t->used > first) {
			t->at[first].gap = gap;
			t->at[first].line = line;
			gap = line = false;
		}
	}
}

size_t token_typed(const struct tokens *t, unsigned from, unsigned to, char *out, size_t room)
{
	size_t used = 0;

	out[0] = '\0';
	if (from >= to || to > t->used)
		return 0;
	unsigned here = t->at[from].from;
	for (unsigned i = from; i < to; i++) {
		const struct token *k = &t->at[i];
		if (i > from && k->gap && used + 1 < room)
			out[used++] = ' ';
		if (k->repair == REPAIR_TELEX || k->repair == REPAIR_VNI) {
			char word[TELEX_LETTERS_MAX * 4 + 1];
			size_t n = telex_spell(t->letters + k->at, k->length, k->accent, word, sizeof word);
			if (used + n >= room)
				break;
			memcpy(out + used, word, n);
			if (k->capital && word[0] >= 'a' && word[0] <= 'z')
				out[used] = (char)(word[0] - 32);
			used += n;
			here = k->to;
			continue;
		}
		for (here = here > k->from ? here : k->from; here < k->to; here++) {
			if (used + UTF8_OCTETS_MAX >= room)
				break;
			used += utf8_put(t->text->cp[here], out + used);
		}
	}
	out[used] = '\0';
	return used;
}
