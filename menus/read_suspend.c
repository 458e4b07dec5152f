/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "TAM DUNG den 25/10 bao lu", "tạm dừng nhắc xã Bình Đông từ 20/10 đến 25/10 vì lụt", "HET TAM DUNG 3", "GIA HAN TAM
 * NGUNG 2 them 3 ngay". */
#include "gateway/base/period.h"
#include "menus/date.h"
#include "menus/view.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Words between the days and the reason that say nothing themselves. */
static bool is_between(const struct view *v, const struct item *item)
{
	static const char *const words[] = { "tu", "den", "toi", "het", "ngay", "tuan", "vi", "do", "nhac", "qua",
		"thang", "trong", "ca", "toan", "xa", "huyen", "tinh", "cuoi", "them", "nua", "cac", "thon", "until",
		"till", "from", "to", "tai", "o", "cho" };
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

/* A day that is none, that may be two, or that stands in the other calendar: "22/2 âm lịch"; but "22/2 tết" is one. */
static bool is_no_day(const struct view *v, const struct item *item)
{
	return is_day(item) &&
	       ((item->flags & (DATE_WRONG | DATE_TWO_WAYS | DATE_CONFLICT)) != 0 ||
		       ((item->flags & DATE_LUNAR) != 0 && !token_is(v->p->tokens, item->to - 1u, "tet")));
}

struct stretch { /* a day, a week, a month */
	unsigned at;
	struct day first, last;
};

static struct day day_of(const char *text)
{
	struct day day = { 0 };

	(void)sscanf(text, "%4" SCNd16 "-%2" SCNd16 "-%2" SCNd16, &day.year, &day.month, &day.day);
	return day;
}

/* One of these words stands before that item, or another of them between. */
static bool is_behind(const struct view *v, unsigned i, const char *const *words)
{
	unsigned token = view_at(v, i)->from;

	for (unsigned back = 1; back <= 2 && back <= token; back++) {
		bool any = false;

		for (size_t k = 0; words[k] != NULL; k++)
			any |= token_is(v->p->tokens, token - back, words[k]);
		if (any)
			return true;
		if (!token_is(v->p->tokens, token - back, "ngay"))
			return false;
	}
	return false;
}

static bool is_start(const struct view *v, unsigned i)
{
	static const char *const words[] = { "tu", "from", NULL };

	return is_behind(v, i, words);
}

static bool is_end(const struct view *v, unsigned i)
{
	static const char *const words[] = { "den", "toi", "het", "cuoi", "until", "till", "to", NULL };

	return is_behind(v, i, words);
}

/* The stretch that item says: also "hết tuần", "cuối tháng" of the one that runs. */
static bool is_stretch(const struct view *v, unsigned i, struct stretch *s)
{
	const struct item *item = view_at(v, i);
	char period[PERIOD_DAY_OCTETS] = "", first[PERIOD_DAY_OCTETS], last[PERIOD_DAY_OCTETS];

	if (is_day(item)) {
		*s = (struct stretch){ i, item->date, (item->flags & DATE_RANGE) != 0 ? item->other : item->date };
		return true;
	}
	if (item->kind == ITEM_PERIOD && (item->flags & PERIOD_WEEK_OF_MONTH) == 0)
		memcpy(period, item->period, sizeof item->period);
	else if (item->kind == ITEM_WORD && is_end(v, i) && item_is(item, CLASS_WEEK))
		date_week(&v->p->now, 0, period);
	else if (item->kind == ITEM_WORD && is_end(v, i) && item_is(item, CLASS_MONTH))
		snprintf(period, sizeof period, "%04d-%02d", v->p->now.year % 10000, v->p->now.month % 100);
	if (period[0] == '\0' || period_last_day(period, last)[0] == '\0')
		return false;
	*s = (struct stretch){ i, day_of(period_first_day_text(period, first)), day_of(last) };
	return true;
}

/* "3 ngày [từ 1/12]": from today, or from that day on. */
static void read_span(struct view *v, int span, const struct stretch *since)
{
	struct day first = since != NULL ? since->first : date_of(&v->p->now);

	if (since != NULL)
		add_day(v, "from", first);
	add_day(v, "date", fields_last_day(first, span));
}

/* "từ 1 đến 5/12": the first is of the month of the last. 0: nothing says so. */
static int16_t first_of(const struct view *v, unsigned from, const struct stretch *last)
{
	for (unsigned i = from; i < last->at; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind == ITEM_NUMBER && item->flags == 0 && is_start(v, i) && is_end(v, last->at) &&
			item->value >= 1 && item->value <= last->first.day)
			return (int16_t)item->value;
	}
	return 0;
}

/* One stretch, and nothing else that says how long. */
static void read_one(struct view *v, unsigned from, const struct stretch *s)
{
	struct day first = s->first;

	if (is_start(v, s->at) && date_compare(s->first, s->last) == 0)
		return; /* "từ 1/12": and until when? */
	first.day = first_of(v, from, s);
	if (first.day != 0)
		add_day(v, "from", first);
	else if (date_compare(s->first, s->last) != 0 && !is_end(v, s->at) &&
		 date_compare(s->first, date_of(&v->p->now)) > 0)
		add_day(v, "from", s->first);
	add_day(v, "date", s->last);
}

/* "đến hết tết", "qua tết", "đến tết", "nghỉ tết": which days that is the programme knows. */
static void read_feast(struct view *v, unsigned from)
{
	const struct tokens *t = v->p->tokens;

	for (unsigned i = from < v->p->used ? view_at(v, from)->from : t->used; i < t->used; i++) {
		const unsigned before = i > 0 ? i - 1 : 0;

		if (!token_is(t, i, "tet"))
			continue;
		reading_add_text(v->r, 0, "feast",
			token_is(t, before, "het") || token_is(t, before, "qua")   ? "end"
			: token_is(t, before, "den") || token_is(t, before, "toi") ? "eve"
										   : "whole");
		return;
	}
}

/* One stretch as a rule ends it; of two the first begins it. What is not clear is left out, and asked. */
static void read_days(struct view *v, unsigned from)
{
	struct stretch s[3];
	unsigned used = 0, at;
	int span = fields_days(v, from, &at);

	for (unsigned i = from; i < v->p->used; i++) {
		if (is_no_day(v, view_at(v, i)))
			return;
		if (used < 3 && is_stretch(v, i, &s[used]))
			used++;
	}
	if (used == 0 && span > 0) {
		read_span(v, span, NULL);
	} else if (used == 1 && span > 0 && is_start(v, s[0].at)) {
		read_span(v, span, &s[0]);
	} else if (used == 2) {
		/* "từ thứ hai đến thứ sáu", said on a Monday: the Friday behind that Monday */
		if ((view_at(v, s[1].at)->flags & DATE_RELATIVE) && date_compare(s[1].last, s[0].first) < 0)
			s[1].last = fields_last_day(s[1].last, 8);
		add_day(v, "from", s[0].first);
		add_day(v, "date", s[1].last);
	} else if (used == 1 && (span == 0 || is_end(v, s[0].at))) {
		read_one(v, from, &s[0]);
	}
	if (reading_find(v->r, 0, "date") == NULL && used <= 1 && span == 0)
		read_feast(v, from);
	if (reading_find(v->r, 0, "feast") != NULL && used == 1 && is_start(v, s[0].at))
		add_day(v, "from", s[0].first);
}

static bool is_reason(const struct view *v, unsigned i)
{
	const struct item *item = view_at(v, i);
	bool day = is_day(item) || (item->kind == ITEM_NUMBER && is_start(v, i)); /* "từ 1 đến 5/12" */

	return !day && item->kind != ITEM_PERIOD && !(item->kind == ITEM_UNIT && item->hits > 0) &&
	       !is_between(v, item);
}

/* The longest run of words that are neither a day nor a unit, the last of equals. */
static void read_reason(struct view *v, unsigned from, unsigned end)
{
	unsigned best = 0, best_from = from, span = v->p->used;

	(void)fields_days(v, from, &span);
	for (unsigned i = from; i < end;) {
		unsigned to = i;

		while (to < end && to != span && is_reason(v, to))
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

/* The number of one that runs: no "từ 1", no "3 ngày". */
static void read_ref(struct view *v, unsigned from, unsigned span)
{
	for (unsigned i = from; i < v->p->used && reading_find(v->r, 0, "ref") == NULL; i++)
		if (view_at(v, i)->kind == ITEM_NUMBER && view_at(v, i)->flags == 0 && i != span && !is_start(v, i))
			reading_add_number(v->r, 0, "ref", view_at(v, i)->value);
}

/* "them 3 ngay": so many beyond its end; "den 5/12": its new end. */
static void read_prolonged(struct view *v, unsigned from)
{
	unsigned span = v->p->used;
	int more = fields_days(v, from, &span);

	read_ref(v, from, span);
	if (more > 0)
		reading_add_number(v->r, 0, "more", more);
	else
		read_days(v, from);
}

/* Behind a sign a clause begins; "xin", "nên", "đề nghị" may stand between. */
static bool may_begin(const struct view *v, unsigned i)
{
	const struct item *before = view_at(v, i - 1);

	return before->kind == ITEM_SIGN || view_is_polite(before) || item_word_is(v->p, before, "xin") ||
	       item_word_is(v->p, before, "nen") || item_word_is(v->p, before, "cho");
}

bool suspend_raise_behind(struct view *v)
{
	for (unsigned i = v->first + 1u; i < v->p->used && view_is_office(v); i++) {
		const struct keyword *k = item_keyword(v->p, view_at(v, i), INTENT_SUSPEND);

		if (k == NULL || view_with(k, "action")[0] != '\0' || !may_begin(v, i))
			continue;
		v->act[INTENT_SUSPEND] = (struct weight){ .score = 112, .by = k, .item = i };
		return true;
	}
	return false;
}

/* "từ 28 tết đến mùng 5": days of the other calendar. */
static bool is_lunar(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	bool lunar = false;

	for (unsigned i = 0; i + 1 < t->used; i++)
		lunar |= token_is(t, i, "mung") || token_is(t, i, "mong") ||
			 (token_is(t, i, "am") && token_is(t, i + 1, "lich")) ||
			 (t->at[i].kind == TOKEN_NUMBER && token_is(t, i + 1, "tet"));
	return lunar;
}

/* "đến 5/12 xuân hòa", "đến 5/12 [tại] thôn abc": a place that nobody knows is no reason. Where it begins; the number of
 * all items when there is none. */
static unsigned add_unknown_place(struct view *v, unsigned from)
{
	for (unsigned i = from + 1; i + 1 < v->p->used && !v->has_unit; i++) {
		const struct item *kind = view_at(v, i), *before = view_at(v, i - 1);
		const bool said =
			kind->to == kind->from + 1u && (item_is(kind, CLASS_VILLAGE) || item_is(kind, CLASS_COMMUNE));

		if (!said ||
			!(is_day(before) || token_is_of(v->p->tokens, before->from, TOKEN_WORDS("tai", "o", "cho"))))
			continue;
		fields_last_unit(v);
		return reading_find(v->r, 0, "unit") != NULL || reading_find(v->r, 0, "commune") != NULL ? i
													 : v->p->used;
	}
	return fields_name_within(v, from, v->p->used);
}

void suspend_read(struct view *v)
{
	const struct weight *w = &v->act[INTENT_SUSPEND];
	const char *action = view_with(w->by, "action");
	unsigned from = w->by != NULL ? w->item + 1 : 0;

	fields_with(v, w->by);
	/* Which of several is asked; the days and the reason are kept meanwhile. */
	unsigned behind = fields_each_unit(v) ? fields_bare_unit(v) : 0;
	if (strcmp(action, "list") == 0)
		return;
	if (strcmp(action, "end") == 0) {
		read_ref(v, from, v->p->used);
	} else if (action[0] != '\0') {
		read_prolonged(v, from);
	} else {
		read_days(v, from);
		if (reading_find(v->r, 0, "date") == NULL && is_lunar(v))
			reading_add_number(v->r, 0, "lunar", 1);
		if (w->by != NULL && w->item > v->first + 1u)
			view_field(v, "text", v->first, w->item - 1u); /* "bão số 13 sắp vào, ngưng nhắc 3 ngày" */
		else
			read_reason(
				v, behind > 0 ? behind : from, behind > 0 ? v->p->used : add_unknown_place(v, from));
	}
}
