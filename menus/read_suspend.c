/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "TAM DUNG den 25/10 bao lu", "tạm dừng nhắc xã Bình Đông từ 20/10 đến 25/10 vì lụt", "HET TAM DUNG 3". */
#include "menus/date.h"
#include "menus/view.h"

/* Words between the days and the reason that say nothing themselves. */
static bool is_between(const struct view *v, const struct item *item)
{
	static const char *const words[] = { "tu", "den", "toi", "het", "ngay", "tuan", "vi", "do", "nhac", "qua",
		"thang", "trong", "ca", "toan", "xa", "huyen", "tinh" };
	bool all = item->kind != ITEM_DATE && item->kind != ITEM_UNIT;

	if (item->kind == ITEM_SIGN || item_keyword(v->p, item, INTENT_REPORT) != NULL)
		return true;
	for (unsigned t = item->from; t < item->to && all; t++) {
		bool one = false;

		for (size_t i = 0; i < sizeof words / sizeof *words && !one; i++)
			one = token_is(v->p->tokens, t, words[i]);
		all = one;
	}
	return all;
}

static void add_day(struct view *v, const char *key, struct day day)
{
	char text[DATE_TEXT_OCTETS];

	reading_add_text(v->r, 0, key, date_text(day, text));
}

/* "nghỉ tết" is why, and no day. */
static bool is_day(const struct item *item)
{
	return item->kind == ITEM_DATE && item->date.day != 0;
}

/* "22/2 âm lịch" is no day that can be reckoned with; "22/2 tết" is. */
static bool is_of_the_moon(const struct view *v, const struct item *item)
{
	return (item->flags & DATE_LUNAR) != 0 && !token_is(v->p->tokens, item->to - 1, "tet");
}

/* "3 ngày [từ 1/12]": from today, or from that day on. */
static void read_span(struct view *v, int span, const struct item *since)
{
	struct day first = since != NULL ? since->date : date_of(&v->p->now);

	if (since != NULL)
		add_day(v, "from", first);
	add_day(v, "date", fields_last_day(first, span));
}

/* One day is the last one; of two the first is the first. */
static void read_days(struct view *v, unsigned from)
{
	const struct item *days[2] = { NULL, NULL };
	unsigned used = 0, at;
	int span = fields_days(v, from, &at);

	for (unsigned i = from; i < v->p->used && used < 2; i++)
		if (is_day(view_at(v, i)))
			days[used++] = view_at(v, i);
	for (unsigned i = 0; i < used; i++)
		if (is_of_the_moon(v, days[i]))
			return;
	if (span > 0 && (used == 0 || (used == 1 && token_is(v->p->tokens, days[0]->from - 1u, "tu")))) {
		read_span(v, span, days[0]);
	} else if (used == 2) {
		add_day(v, "from", days[0]->date);
		add_day(v, "date", days[1]->date);
	} else if (used == 1 && days[0]->other.day != 0) {
		add_day(v, "from", days[0]->date);
		add_day(v, "date", days[0]->other);
	} else if (used == 1) {
		add_day(v, "date", days[0]->date);
	}
}

static bool is_reason(const struct view *v, const struct item *item)
{
	return !is_day(item) && !(item->kind == ITEM_UNIT && item->hits > 0) && !is_between(v, item);
}

/* The longest run of words that are neither a day nor a unit, the last of equals. */
static void read_reason(struct view *v, unsigned from)
{
	unsigned best = 0, best_from = from, span = v->p->used;

	(void)fields_days(v, from, &span);
	for (unsigned i = from; i < v->p->used;) {
		unsigned to = i;

		while (to < v->p->used && to != span && is_reason(v, view_at(v, to)))
			to++;
		if (to > i && to - i >= best) {
			best = to - i;
			best_from = i;
		}
		i = to + 1;
	}
	if (best > 0)
		view_field(v, "text", best_from, best_from + best);
}

void suspend_read(struct view *v)
{
	const struct weight *w = &v->act[INTENT_SUSPEND];
	unsigned from = w->by != NULL ? w->item + 1 : 0;

	fields_with(v, w->by);
	if (!fields_units(v, from, v->p->used, 0))
		return;
	for (unsigned i = from; i < v->p->used && reading_find(v->r, 0, "action") != NULL; i++)
		if (view_at(v, i)->kind == ITEM_NUMBER && view_at(v, i)->flags == 0 &&
			reading_find(v->r, 0, "ref") == NULL)
			reading_add_number(v->r, 0, "ref", view_at(v, i)->value);
	if (reading_find(v->r, 0, "action") != NULL)
		return;
	read_days(v, from);
	read_reason(v, from);
}
