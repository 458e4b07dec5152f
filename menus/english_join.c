/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Days and months as they are said in English: Dec 5, 5th of December, next Monday, last week; and 2026-12-05. */
#include "menus/english_join.h"

#include <string.h>

/* The place of that word among names of three letters, from 1 on; 0: it is none. */
static int name_of(const struct parse *p, const struct item *item, enum word_class class, const char *names)
{
	const char *word, *at;

	if (item->kind != ITEM_WORD || item->to != item->from + 1 || !item_is(item, class))
		return 0;
	word = token_fold(p->tokens, item->from);
	for (at = names; *at != '\0'; at += 3)
		if (strncmp(at, word, 3) == 0)
			return (int)(at - names) / 3 + 1;
	return 0;
}

int english_weekday(const struct parse *p, const struct item *item)
{
	return name_of(p, item, CLASS_WEEKDAY_NAME, "montuewedthufrisatsun");
}

int english_month(const struct parse *p, const struct item *item)
{
	return name_of(p, item, CLASS_MONTH_NAME, "janfebmaraprmayjunjulaugsepoctnovdec");
}

unsigned english_suffix(const struct parse *p, unsigned i)
{
	static const char *const suffixes[] = { "st", "nd", "rd", "th" };
	const struct item *item = join_at(p, i);

	for (size_t k = 0; k < sizeof suffixes / sizeof *suffixes && !item->gap; k++)
		if (item_word_is(p, item, suffixes[k]))
			return 1;
	return 0;
}

/* "in May", "for Sep", "Sep: 4 dvc": where nothing but a month can stand. */
static bool is_led(const struct parse *p, unsigned i)
{
	const struct item *before = i > 0 ? join_at(p, i - 1) : NULL;

	if (before == NULL)
		return item_sign(join_at(p, 1), ':');
	return (item_word_is(p, before, "in") && (i < 2 || !item_word_is(p, join_at(p, i - 2), "may"))) ||
	       item_word_is(p, before, "for") || item_word_is(p, before, "of") || item_word_is(p, before, "since");
}

/* "May" and "Sep" are months only beside "5th" or a year, or led in: "máy 5" and "sếp" are written alike. */
static int month_at(const struct parse *p, unsigned i, bool sure)
{
	const struct item *item = join_at(p, i);
	bool may = item_word_is(p, item, "may");

	if ((may || item_word_is(p, item, "sep")) && !sure && !is_led(p, i))
		return 0;
	return may ? 5 : english_month(p, item);
}

unsigned english_month_behind(const struct parse *p, unsigned i, int64_t *month, int64_t *year)
{
	unsigned suffix = english_suffix(p, i), at = i + suffix;

	at += item_word_is(p, join_at(p, at), "of");
	unsigned next = at + 1 + item_sign(join_at(p, at + 1), ',');
	bool has_year = join_is_year(join_at(p, next)) && !join_at(p, next)->line;
	int name = month_at(p, at, suffix > 0 || has_year);
	if (name == 0)
		return 0;
	*month = name;
	*year = has_year ? join_at(p, next)->value : 0;
	return has_year ? next + 1 - i : at + 1 - i;
}

unsigned english_month_first(const struct parse *p, unsigned i, int64_t *day, int64_t *month, int64_t *year)
{
	const struct item *number = join_at(p, i + 1);
	unsigned suffix, next;

	if (!join_digits(number, 1, 31) || number->line)
		return 0;
	suffix = english_suffix(p, i + 2);
	next = i + 2 + suffix;
	next += item_sign(join_at(p, next), ',') && join_is_year(join_at(p, next + 1));
	bool has_year = join_is_year(join_at(p, next)) && !join_at(p, next)->line;
	int name = month_at(p, i, suffix > 0 || has_year);
	/* "Oct 5 dvc" counts; "Oct 5 dvc 7" has another count. */
	const struct sense *counted = item_sense(join_at(p, next), SENSE_INDICATOR);
	bool count = suffix == 0 && !has_year && counted != NULL && !counted->weak &&
		     join_at(p, next + 1)->kind != ITEM_NUMBER;
	if (name == 0 || count)
		return 0;
	*day = number->value;
	*month = name;
	*year = has_year ? join_at(p, next)->value : 0;
	return next + has_year - i;
}

unsigned english_iso(const struct parse *p, unsigned i, int64_t *day, int64_t *month, int64_t *year)
{
	const struct item *y = join_at(p, i), *m = join_at(p, i + 2), *d = join_at(p, i + 4);

	if (!join_is_year(y) || !join_digits(m, 1, 12) || !join_digits(d, 1, 31) || !join_sign_glued(p, i + 1, "-/.") ||
		!join_sign_glued(p, i + 3, "-/.") || join_at(p, i + 1)->sign != join_at(p, i + 3)->sign)
		return 0;
	*year = y->value;
	*month = m->value;
	*day = d->value;
	return 5;
}

bool english_lead(const struct parse *p, unsigned i, int *shift)
{
	static const struct {
		const char *word;
		int shift;
	} leads[] = { { "this", 0 }, { "next", 1 }, { "coming", 1 }, { "last", -1 } };

	for (size_t k = 0; k < sizeof leads / sizeof *leads; k++)
		if (item_word_is(p, join_at(p, i), leads[k].word)) {
			*shift = leads[k].shift;
			return true;
		}
	return false;
}

int english_half(const struct parse *p, unsigned i, bool sure)
{
	const struct item *item = join_at(p, i);

	if (item_word_is(p, item, "pm"))
		return 1;
	/* "7 am" may be the seventh of the moon. */
	return item_word_is(p, item, "am") && (!item->gap || sure) ? 0 : -1;
}
