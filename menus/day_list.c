/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Several days of one month in a row: "5, 6, 7/12", "ngày 4 và 5 tháng 12", "5-7/12". */
#include "menus/date.h"
#include "menus/sitting.h"

static bool is_number(const struct tokens *t, unsigned i, int64_t most)
{
	return i < t->used && t->at[i].kind == TOKEN_NUMBER && t->at[i].digits > 0 && t->at[i].digits <= 2 &&
	       t->at[i].value >= 1 && t->at[i].value <= most;
}

static bool is_sign(const struct tokens *t, unsigned i, char sign)
{
	return i < t->used && t->at[i].kind == TOKEN_SIGN && t->at[i].sign == sign;
}

/* "5-7": each day between the two as well. */
static bool joins_range(const struct tokens *t, unsigned i)
{
	return is_sign(t, i, '-') || token_is(t, i, "den") || token_is(t, i, "toi");
}

static bool joins(const struct tokens *t, unsigned i)
{
	return is_sign(t, i, ',') || is_sign(t, i, '&') || is_sign(t, i, '+') || token_is(t, i, "va") ||
	       joins_range(t, i);
}

/* The month behind token i: "/12", " tháng 12", "/12/2022". Its last token's successor, 0 when there is none. */
static unsigned month_behind(const struct tokens *t, unsigned i, int *month)
{
	bool said = is_sign(t, i, '/') || token_is(t, i, "thang") || token_is(t, i, "t");

	if (!said || !is_number(t, i + 1, 12))
		return 0;
	*month = (int)t->at[i + 1].value;
	return i + 2;
}

static void add(struct day_list *list, const struct civil *now, int day, int month)
{
	if (list->used < DAY_LIST_MAX)
		list->at[list->used++] = date_near(now, day, month);
	else
		list->more = true;
}

/* The list that begins at that token. Its days rise: "8, 5/12" is none. */
static struct day_list list_at(const struct view *v, unsigned from)
{
	const struct tokens *t = v->p->tokens;
	struct day_list list = { .from = from };
	unsigned last = from;
	int month = 0;

	while (joins(t, last + 1) && is_number(t, last + 2, 31) && t->at[last + 2].value > t->at[last].value)
		last += 2;
	if (last == from || token_is(t, last + 1, "h") || (list.to = month_behind(t, last + 1, &month)) == 0)
		return list;
	for (unsigned i = from; i <= last; i += 2) {
		int64_t day = t->at[i].value;

		for (int64_t d = i > from && joins_range(t, i - 1) ? t->at[i - 2].value + 1 : day; d <= day; d++)
			add(&list, &v->p->now, (int)d, month);
	}
	return list;
}

struct day_list day_list_find(const struct view *v)
{
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 0; i < t->used; i++) {
		bool part = i > 0 && (is_sign(t, i - 1, '/') || is_sign(t, i - 1, ':') || is_sign(t, i - 1, '.'));

		if (!is_number(t, i, 31) || part)
			continue;
		struct day_list list = list_at(v, i);
		if (list.used > 0)
			return list;
	}
	return (struct day_list){ .used = 0 };
}
