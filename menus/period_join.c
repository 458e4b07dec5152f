/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Weeks, months, quarters, years; and two numbers that are one: 28/31, 10-12, 90%, 20tr. */
#include "menus/english_join.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MONTHS_AHEAD 6 /* what is named without its year is the nearer one: last December in May, this one in July */
#define WEEKS_AHEAD  26

static unsigned set_period(struct item *out, unsigned took, const char *format, int a, int b)
{
	out->kind = ITEM_PERIOD;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(out->period, sizeof out->period, format, a, b);
#pragma GCC diagnostic pop
	return took;
}

static int roman(const struct parse *p, const struct item *w)
{
	static const char *const numerals[] = { "i", "ii", "iii", "iv" };

	for (int k = 0; k < 4; k++)
		if (item_word_is(p, w, numerals[k]))
			return k + 1;
	return 0;
}

/* "năm sau" without its marks, taken for 56. */
static bool is_next_year(const struct parse *p, unsigned i)
{
	const struct item *n = join_at(p, i), *behind = join_at(p, i + 1);

	return n->kind == ITEM_NUMBER && n->to == n->from + 2 && token_is(p->tokens, n->from, "nam") &&
	       token_is(p->tokens, n->from + 1u, "sau") && !item_is(behind, CLASS_HOUSEHOLD) &&
	       !item_is(behind, CLASS_PERSON);
}

/* Whatever it was taken for: "sang nam" without its marks is a morning and a five. */
static bool is_one_token(const struct parse *p, const struct item *item, const char *folded)
{
	return item->to == item->from + 1 && token_is(p->tokens, item->from, folded);
}

/* "năm nay", "năm sau", "sang năm" behind a month or a quarter: so many years on. Returns how many items that is. */
static unsigned join_relative_year(const struct parse *p, unsigned i, int *shift)
{
	if (item_is(join_at(p, i), CLASS_YEAR) && join_period_word(join_at(p, i + 1), shift))
		return 2;
	*shift = 1;
	if (is_one_token(p, join_at(p, i), "sang") && is_one_token(p, join_at(p, i + 1), "nam"))
		return 2;
	return is_next_year(p, i);
}

/* "TH năm nay" is a digest of the year, and no month of May. */
static bool is_digest_of_year(const struct parse *p, unsigned i)
{
	int shift;

	return i == 0 && is_one_token(p, join_at(p, i), "th") && is_one_token(p, join_at(p, i + 1), "nam") &&
	       (join_relative_year(p, i + 1, &shift) > 0 || join_is_year(join_at(p, i + 2)));
}

unsigned join_month(struct parse *p, unsigned i, struct item *out)
{
	int shift;

	if (is_digest_of_year(p, i))
		return 0;
	int64_t month, year;
	unsigned took = join_month_behind(p, i, &month, &year);

	/* "TH last month": the words of English stand in front */
	bool behind = item_is(join_at(p, i), CLASS_MONTH) && !english_lead(p, i + 1, &shift) &&
		      join_period_word(join_at(p, i + 1), &shift);
	bool lead = !behind && item_word_is(p, join_at(p, i + 1), "month") && english_lead(p, i, &shift);

	if (lead || behind) {
		int m = p->now.month + shift;
		int y = p->now.year + (m > 12) - (m < 1);
		return set_period(out, 2, "%04d-%02d", y, m > 12 ? 1 : m < 1 ? 12 : m);
	}
	if (took == 0 && join_digits(join_at(p, i), 1, 12) && join_sign_glued(p, i + 1, "/-.") &&
		join_is_year(join_at(p, i + 2)))
		return set_period(out, 3, "%04d-%02d", (int)join_at(p, i + 2)->value, (int)join_at(p, i)->value);
	if (took == 0)
		return 0;
	unsigned more = year == 0 ? join_relative_year(p, i + took, &shift) : 0;
	if (more > 0) {
		year = p->now.year + shift;
		took += more;
	}
	/* A month that lies far ahead is last year's; a report for one that is to come is refused as such. */
	if (year == 0)
		year = month > p->now.month + MONTHS_AHEAD ? p->now.year - 1 : p->now.year;
	return set_period(out, took, "%04d-%02d", (int)year, (int)month);
}

/* A week that lies far ahead is last year's: "tuần 52" on the second of January. */
static int year_of_week(const struct civil *now, int week)
{
	char present[12];
	int year;

	date_week(now, 0, present); /* "2025-W01", also on the 30th of December before */
	year = atoi(present);
	return week > atoi(present + 6) + WEEKS_AHEAD ? year - 1 : year;
}

unsigned join_week(struct parse *p, unsigned i, struct item *out)
{
	int shift;
	const struct item *n = join_at(p, i + 1);
	bool letter = item_word_is(p, join_at(p, i), "w") && !n->gap;

	bool lead = english_lead(p, i, &shift) && item_word_is(p, n, "week");
	if (!lead && !item_is(join_at(p, i), CLASS_WEEK) && !letter)
		return 0;
	if (lead || join_period_word(n, &shift)) {
		out->kind = ITEM_PERIOD;
		date_week(&p->now, shift, out->period);
		return 2;
	}
	if (!join_plain_number(n, 1, 53))
		return 0;
	struct item month = { .kind = ITEM_PERIOD };
	unsigned more = n->value <= 5 ? join_month(p, i + 2, &month) : 0;
	if (more > 0) {
		memcpy(out->period, month.period, sizeof out->period);
		out->kind = ITEM_PERIOD;
		out->flags |= PERIOD_WEEK_OF_MONTH;
		out->value = n->value;
		return 2 + more;
	}
	return set_period(out, 2, "%04d-W%02d", year_of_week(&p->now, (int)n->value), (int)n->value);
}

/* "năm 2027", "năm nay", "2027": what stands behind a quarter. Returns how many items that is. */
static unsigned join_year_behind(const struct parse *p, unsigned i, int *year)
{
	unsigned word = item_is(join_at(p, i), CLASS_YEAR), took = word + 1;
	int shift = 0;

	if (join_is_year(join_at(p, i + word)))
		*year = (int)join_at(p, i + word)->value;
	else
		took = join_relative_year(p, i, &shift);
	*year += took > 0 ? shift : 0;
	return took;
}

/* One before the first is the last of the year before. */
static unsigned set_quarter(struct item *out, int quarter, int year, unsigned took)
{
	year += (quarter > 4) - (quarter < 1);
	return set_period(out, took, "%04d-Q%d", year, quarter > 4 ? 1 : quarter < 1 ? 4 : quarter);
}

/* "6 tháng đầu năm", "6 tháng cuối năm 2025" */
static unsigned join_half_year(const struct parse *p, unsigned i, struct item *out)
{
	const struct item *w = join_at(p, i), *n = join_at(p, i + 1);
	bool second = item_word_is(p, w, "cuoi") || strstr(token_fold(p->tokens, (unsigned)w->to - 2), "cuoi") != NULL;
	int half = second ? 2 : 1;

	if (join_is_year(n))
		return set_period(out, 2, "%04d-H%d", (int)n->value, half);
	return set_period(out, 1, "%04d-H%d", p->now.year, half);
}

/* "quý 3", "quý III/2025", "quý 3 năm nay", "quý sau" */
static unsigned join_quarter(const struct parse *p, unsigned i, struct item *out)
{
	const struct item *n = join_at(p, i + 1);
	int q = join_plain_number(n, 1, 4) ? (int)n->value : roman(p, n), year = p->now.year, shift;

	if (q == 0)
		return join_period_word(n, &shift) ? set_quarter(out, (p->now.month + 2) / 3 + shift, year, 2) : 0;
	if (join_sign_glued(p, i + 2, "/-") && join_is_year(join_at(p, i + 3)))
		return set_period(out, 4, "%04d-Q%d", (int)join_at(p, i + 3)->value, q);
	unsigned behind = join_year_behind(p, i + 2, &year);
	return set_period(out, 2 + behind, "%04d-Q%d", year, q);
}

static bool is_figure(const struct item *item)
{
	return item->kind == ITEM_NUMBER && (item->flags & NUMBER_WORDS) == 0;
}

/* "CT", "TH": asks for figures, and tells none. */
static bool asks_figures(const struct parse *p, const struct item *item)
{
	return item_keyword(p, item, INTENT_TARGET_QUERY) != NULL || item_keyword(p, item, INTENT_DIGEST) != NULL;
}

/* "cả năm", "trọn năm nay": without its mark a five, of which "cả năm hộ", "cả năm đi" tell. */
static unsigned join_whole_year(const struct parse *p, unsigned i, struct item *out)
{
	static const char *const whole[] = { "ca", "tron", "nguyen", "suot" }, *const behind[] = { "cho", "la", "thon",
		"xa", "duoc" };
	const struct item *next = join_at(p, i + 2);
	bool begins = false,
	     free = next->kind != ITEM_WORD || i + 2 >= p->used || item_sense(next, SENSE_INDICATOR) != NULL;
	int year = p->now.year;

	for (size_t k = 0; k < sizeof whole / sizeof *whole; k++)
		begins |= is_one_token(p, join_at(p, i), whole[k]);
	if (!begins || !is_one_token(p, join_at(p, i + 1), "nam"))
		return 0;
	for (size_t k = 0; k < sizeof behind / sizeof *behind; k++)
		free |= is_one_token(p, next, behind[k]);
	unsigned took = join_year_behind(p, i + 1, &year);
	return took > 0 || free ? set_period(out, 1 + (took > 0 ? took : 1), "%04d", year, 0) : 0;
}

/* "năm 2025", "năm sau", "next year" */
static unsigned join_year(const struct parse *p, unsigned i, struct item *out)
{
	const struct item *n = join_at(p, i + 1);
	int shift;

	if (english_lead(p, i, &shift) && item_word_is(p, n, "year"))
		return set_period(out, 2, "%04d", p->now.year + shift, 0);
	/* "giao 500 qr nam sau" may be 56; "qr 500 nam sau" has its number, "ct nam sau" asks for none. */
	if (i > 0 && (is_figure(join_at(p, i - 1)) || asks_figures(p, join_at(p, 0))) && is_next_year(p, i))
		return set_period(out, 1, "%04d", p->now.year + 1, 0);
	if (!item_is(join_at(p, i), CLASS_YEAR))
		return join_whole_year(p, i, out);
	if (join_is_year(n))
		return set_period(out, 2, "%04d", (int)n->value, 0);
	return join_period_word(n, &shift) ? set_period(out, 2, "%04d", p->now.year + shift, 0) : 0;
}

unsigned join_long_period(struct parse *p, unsigned i, struct item *out)
{
	int shift;
	const struct item *w = join_at(p, i), *n = join_at(p, i + 1);

	if (item_is(w, CLASS_HALF_YEAR))
		return join_half_year(p, i, out);
	if (item_is(w, CLASS_QUARTER))
		return join_quarter(p, i, out);
	/* A collection outside of the calendar: by its number, or the one that is open ("X0"). */
	if (item_is(w, CLASS_EXTRA)) {
		/* "họp đột xuất 8h": an hour is no number of one */
		bool number = join_plain_number(n, 1, 999) && !item_is(join_at(p, i + 2), CLASS_HOUR);

		return set_period(out, number ? 2 : 1, "%04d-X%d", p->now.year, number ? (int)n->value : 0);
	}
	if (english_lead(p, i, &shift) && item_word_is(p, n, "quarter"))
		return set_quarter(out, (p->now.month + 2) / 3 + shift, p->now.year, 2);
	return join_year(p, i, out);
}

/* "80%", "80 phần trăm" */
static bool is_per_cent(const struct parse *p, const struct item *item)
{
	return item_sign(item, '%') ||
	       (item->kind == ITEM_WORD && item->to == item->from + 2u && token_is(p->tokens, item->from, "phan") &&
		       token_is(p->tokens, item->from + 1u, "tram"));
}

unsigned join_pair(struct parse *p, unsigned i, struct item *out)
{
	const struct item *a = join_at(p, i), *b = join_at(p, i + 2);

	if (a->kind != ITEM_NUMBER)
		return 0;
	if (b->kind == ITEM_NUMBER && join_at(p, i + 1)->kind == ITEM_SIGN && !b->line) {
		char sign = join_at(p, i + 1)->sign;
		bool glued = !join_at(p, i + 1)->gap && !b->gap, wide = join_at(p, i + 1)->gap && b->gap;
		if (sign == '/' && (glued || wide)) {
			*out = *a;
			out->flags |= NUMBER_RATIO;
			out->second = b->value;
			return 3;
		}
		if ((sign == '-' || sign == '~') && (glued || wide)) {
			*out = *a;
			out->flags |= NUMBER_RANGE;
			out->second = b->value;
			return 3;
		}
	}
	if (is_per_cent(p, join_at(p, i + 1))) {
		*out = *a;
		out->flags |= NUMBER_PERCENT;
		return 2;
	}
	if (item_word_is(p, join_at(p, i + 1), "ruoi") && (a->flags & NUMBER_WORDS) == 0) {
		*out = *a;
		out->flags |= NUMBER_HALF;
		return 2;
	}
	if (item_word_is(p, join_at(p, i + 1), "k") && !join_at(p, i + 1)->gap && (a->flags & NUMBER_WORDS) == 0) {
		*out = *a;
		out->flags |= NUMBER_BIG;
		return 2;
	}
	const struct item *unit = join_at(p, i + 1);
	/* "5 d" may be the beginning of a code: a letter alone is money only behind an amount ("50.000d"). */
	bool letter = p->tokens->at[unit->from].length == 1;
	if (item_is(unit, CLASS_MONEY) && (!letter || (!unit->gap && a->value >= 500))) {
		*out = *a;
		out->flags |= NUMBER_MONEY;
		return 2;
	}
	return 0;
}
