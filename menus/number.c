/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers in Vietnamese words: một, hai mươi mốt, hăm ba, trăm rưỡi, hai chục, một tá, một trăm lẻ năm. */
#include "menus/parse.h"

#include <string.h>

enum part {
	PART_NONE,
	PART_DIGIT,
	PART_TEN,
	PART_DOZEN,
	PART_HUNDRED,
	PART_THOUSAND,
	PART_HALF,
	PART_ODD,
	PART_TWENTY
};

struct number_word {
	const char *folded;
	enum part part;
	int value;
	bool common;       /* also an ordinary word when it has no marks */
	bool after_tens;   /* only behind tens: mốt, lăm, nhăm */
	const char *marks; /* the mark of each letter and the tone, as accent_of() reads it; "" = none */
};

/* marks: one digit for each letter (enum fold_mark), then the tone (enum fold_tone). */
static const struct number_word number_table[] = {
	{ "mot", PART_DIGIT, 1, true, false, "0105" },
	{ "mot", PART_DIGIT, 1, true, true, "0101" },
	{ "hai", PART_DIGIT, 2, false, false, "" },
	{ "ba", PART_DIGIT, 3, true, false, "" },
	{ "bon", PART_DIGIT, 4, false, false, "0101" },
	{ "tu", PART_DIGIT, 4, true, false, "030" },
	{ "nam", PART_DIGIT, 5, true, false, "0200" },
	{ "lam", PART_DIGIT, 5, true, true, "0200" },
	{ "nham", PART_DIGIT, 5, true, true, "00200" },
	{ "sau", PART_DIGIT, 6, true, false, "0001" },
	{ "bay", PART_DIGIT, 7, true, false, "0003" },
	{ "bay", PART_DIGIT, 7, true, false, "0103" },
	{ "tam", PART_DIGIT, 8, true, false, "0001" },
	{ "chin", PART_DIGIT, 9, true, false, "00001" },
	{ "muoi", PART_TEN, 10, true, false, "03302" },
	{ "muoi", PART_TEN, 10, true, false, "03300" },
	{ "chuc", PART_TEN, 10, false, false, "00005" },
	{ "ta", PART_DOZEN, 12, true, false, "001" },
	{ "tram", PART_HUNDRED, 100, true, false, "00200" },
	{ "nghin", PART_THOUSAND, 1000, false, false, "000002" },
	{ "ngan", PART_THOUSAND, 1000, true, false, "00002" },
	{ "trieu", PART_THOUSAND, 1000000, false, false, "000105" },
	{ "ruoi", PART_HALF, 0, false, false, "03304" },
	{ "ruoi", PART_HALF, 0, false, false, "03303" },
	{ "le", PART_ODD, 0, true, false, "003" },
	{ "linh", PART_ODD, 0, true, false, "" },
	{ "ham", PART_TWENTY, 20, true, false, "0200" },
};

bool number_is_word(const char *folded)
{
	for (size_t k = 0; k < sizeof number_table / sizeof number_table[0]; k++)
		if (number_table[k].folded[0] == folded[0] && strcmp(number_table[k].folded, folded) == 0)
			return true;
	return false;
}

static accent accent_of(const char *marks)
{
	accent a = 0;
	size_t n = strlen(marks);

	for (size_t i = 0; i + 1 < n; i++)
		a = accent_with(a, (unsigned)i, (struct fold_letter){ 0, (uint8_t)(marks[i] - '0'), 0 });
	if (n > 0)
		a = accent_with(a, 0, (struct fold_letter){ 0, 0, (uint8_t)(marks[n - 1] - '0') });
	return a;
}

/* "2/12 ngân hàng", "3 trạm y tế", "3 chúc anh vui": the first half of another word. */
static bool begins_other(const struct tokens *t, unsigned i)
{
	static const char *const wished[] = { "anh", "chi", "cac", "ca", "em", "sep", "xa", "moi", "mung", "suc",
		"nang", NULL };

	return (token_is(t, i, "chuc") && token_is_of(t, i + 1, wished)) ||
	       (token_is(t, i, "ngan") && token_is_of(t, i + 1, TOKEN_WORDS("hang", "sach"))) ||
	       (token_is(t, i, "tram") && token_is(t, i + 1, "y"));
}

/* The number word at token i, NULL when it is none. A word without marks may be any of its forms. */
static const struct number_word *word_at(const struct tokens *t, unsigned i, bool after_tens)
{
	if (i >= t->used || t->at[i].kind != TOKEN_WORD || t->at[i].length > 5 || t->at[i].length < 2 ||
		begins_other(t, i))
		return NULL;
	const char *s = token_fold(t, i);
	const struct number_word *found = NULL;
	for (size_t k = 0; k < sizeof number_table / sizeof number_table[0]; k++) {
		const struct number_word *w = &number_table[k];
		if (w->folded[0] != s[0] || strcmp(w->folded, s) != 0 ||
			!accent_agrees(t->at[i].accent, accent_of(w->marks)))
			continue;
		if (w->after_tens && !after_tens)
			continue;
		if (found == NULL || w->after_tens)
			found = w;
	}
	return found;
}

struct reader {
	const struct tokens *t;
	unsigned at, first;
	bool two_ways;
};

static const struct number_word *peek(const struct reader *r, bool after_tens)
{
	/* A sign is a token of its own, so that words run on only where nothing but a space is between them. */
	return word_at(r->t, r->at, after_tens);
}

/* A digit behind tens: hai mươi [mốt]. "nam" without marks may be "years" and is taken, being said right there. */
static int ones(struct reader *r)
{
	const struct number_word *w = peek(r, true);

	if (w != NULL && w->part == PART_DIGIT) {
		r->at++;
		return w->value;
	}
	if (w != NULL && w->part == PART_HALF) {
		r->at++;
		return 5;
	}
	return 0;
}

/* Below a hundred. -1 when there is none. */
static int64_t tens(struct reader *r)
{
	const struct number_word *w = peek(r, false);

	if (w == NULL)
		return -1;
	if (w->part == PART_TWENTY) {
		const struct number_word *digit = word_at(r->t, r->at + 1, true);
		if (digit == NULL || digit->part != PART_DIGIT)
			return -1;
		r->at += 2;
		return 20 + digit->value;
	}
	if (w->part == PART_TEN) {
		r->two_ways |= strcmp(w->folded, "chuc") == 0; /* "chục hộ" is about ten */
		r->at++;
		int one = ones(r);
		if (one > 0)
			r->two_ways &= strcmp(w->folded, "chuc") != 0 || r->at - r->first > 2;
		return 10 + one;
	}
	if (w->part != PART_DIGIT)
		return -1;
	int value = w->value;
	r->at++;
	const struct number_word *next = peek(r, true);
	if (next == NULL)
		return value;
	if (next->part == PART_TEN) {
		r->at++;
		return value * 10 + ones(r);
	}
	if (next->part == PART_DOZEN) {
		const struct number_word *half = word_at(r->t, r->at + 1, false);
		r->at += half != NULL && half->part == PART_HALF ? 2 : 1;
		return value * 12 + (half != NULL && half->part == PART_HALF ? 6 : 0);
	}
	if (next->part == PART_DIGIT && value >= 2) {
		/* hai mốt, hai tư, ba lăm are 21, 24, 35; hai ba is 23, or two or three. */
		bool short_form = next->after_tens || next->value == 1 || strcmp(next->folded, "tu") == 0;
		r->at++;
		r->two_ways |= !short_form;
		return value * 10 + next->value;
	}
	return value;
}

/* What follows a hundred: rưỡi, lẻ năm, hai mươi, or one digit that stands for tens (trăm hai = 120). */
static int64_t behind_hundred(struct reader *r)
{
	const struct number_word *w = peek(r, true);

	if (w == NULL)
		return 0;
	if (w->part == PART_HALF) {
		r->at++;
		return 50;
	}
	if (w->part == PART_ODD) {
		const struct number_word *digit = word_at(r->t, r->at + 1, true);
		if (digit == NULL || digit->part != PART_DIGIT)
			return 0;
		r->at += 2;
		return digit->value;
	}
	unsigned before = r->at;
	int64_t value = tens(r);
	if (value > 0 && value < 10 && r->at == before + 1) {
		/* "trăm năm" without marks may be a hundred years, or 150. */
		r->two_ways |= w->value == 5 && r->t->at[before].accent == 0;
		return value * 10;
	}
	if (value < 0)
		r->at = before;
	return value < 0 ? 0 : value;
}

static int64_t hundreds(struct reader *r)
{
	const struct number_word *w = peek(r, false);
	const struct number_word *next = word_at(r->t, r->at + 1, false);

	if (w == NULL)
		return -1;
	if (w->part == PART_HUNDRED) {
		r->at++;
		return 100 + behind_hundred(r);
	}
	if (w->part == PART_DIGIT && next != NULL && next->part == PART_HUNDRED) {
		r->at += 2;
		return w->value * 100 + behind_hundred(r);
	}
	return tens(r);
}

unsigned number_words(const struct tokens *t, unsigned i, int64_t *value, unsigned *flags)
{
	struct reader r = { .t = t, .at = i, .first = i };
	const struct number_word *first = word_at(t, i, false);

	if (first == NULL || (first->part != PART_DIGIT && first->part != PART_TEN && first->part != PART_HUNDRED &&
				     first->part != PART_TWENTY))
		return 0;
	int64_t total = hundreds(&r);
	if (total < 0)
		return 0;
	const struct number_word *w = peek(&r, false);
	if (w != NULL && w->part == PART_THOUSAND) {
		r.at++;
		total *= w->value;
		unsigned before = r.at;
		int64_t rest = hundreds(&r);
		total += rest > 0 ? rest : 0;
		r.two_ways |= rest > 0 && r.at == before + 1;
	}
	*value = total;
	*flags = NUMBER_WORDS;
	if (r.two_ways)
		*flags |= NUMBER_TWO_WAYS;
	if (r.at == i + 1 && first->common && t->at[i].accent == 0)
		*flags |= NUMBER_WEAK;
	return r.at - i;
}

int64_t number_multiplier(const struct tokens *t, unsigned i)
{
	const struct number_word *w = word_at(t, i, false);

	if (w == NULL || strcmp(w->folded, "muoi") == 0 || (strcmp(w->folded, "ta") == 0 && t->at[i].accent == 0))
		return 0;
	return w->part == PART_TEN || w->part == PART_DOZEN || w->part == PART_HUNDRED || w->part == PART_THOUSAND
		       ? w->value
		       : 0;
}
