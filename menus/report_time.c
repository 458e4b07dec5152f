/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The day and the period that a report is of, and what about them is not clear (report_time.h). */
#include "menus/report_time.h"

#include "gateway/base/period.h"
#include "menus/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "(2/2)", "1/2 BC": which part of a text this is, not a day. */
static bool is_part(const struct view *v, unsigned i)
{
	const struct item *item = view_at(v, i);

	if (!(item->flags & DATE_BARE) || item->value < 1 || item->value > item->second || item->second > 9)
		return false;
	return i == 0 || (i == 1 && item_sign(view_at(v, 0), '('));
}

/* "bc dvc 2/5", where a number is missed: two of five, or a day; which of them is not known, so it is no day. */
static bool is_fraction(const struct view *v, unsigned i)
{
	return v->r->intent == INTENT_ASK && (view_at(v, i)->flags & DATE_BARE) != 0 && i > 0 &&
	       view_at(v, i - 1)->kind == ITEM_WORD && item_sense(view_at(v, i - 1), SENSE_INDICATOR) != NULL;
}

/* The day that an item says of something past; false when it says none, or none that is sure. */
static bool past_day(const struct view *v, unsigned i, struct day *d)
{
	const struct item *item = view_at(v, i);

	if (item->kind != ITEM_DATE || item->period[0] != '\0' || is_part(v, i) || is_fraction(v, i) ||
		(item->flags & (DATE_WRONG | DATE_LUNAR | DATE_TWO_WAYS | DATE_CONFLICT)))
		return false;
	*d = date_past(&v->p->now, item->date, item->flags & DATE_NO_MONTH, item->flags & DATE_NO_YEAR);
	return true;
}

void report_add_date(struct view *v)
{
	char text[DATE_TEXT_OCTETS];
	struct day d;

	for (unsigned i = 0; i < v->p->used && reading_find(v->r, 0, "date") == NULL; i++)
		if (past_day(v, i, &d))
			reading_add_text(v->r, 0, "date", date_text(d, text));
}

/* "BC tuần: dvc 4", "báo cáo quý dvc 4": the week, the month, the quarter that runs, where the command is said of it. */
void report_add_running(struct view *v)
{
	const struct weight *bc = &v->act[INTENT_REPORT];
	char period[24] = "";

	if (bc->by == NULL || !bc->by->command || bc->item + 2u >= v->p->used ||
		reading_find(v->r, 0, "period") != NULL || reading_find(v->r, 0, "date") != NULL)
		return;
	const struct item *said = view_at(v, bc->item + 1u), *next = said + 1;
	if (next->kind != ITEM_SIGN && item_sense(next, SENSE_INDICATOR) == NULL)
		return;
	if (item_is(said, CLASS_WEEK))
		date_week(&v->p->now, 0, period);
	else if (item_is(said, CLASS_MONTH))
		snprintf(period, sizeof period, "%04d-%02d", v->p->now.year, v->p->now.month);
	else if (item_is(said, CLASS_QUARTER))
		snprintf(period, sizeof period, "%04d-Q%d", v->p->now.year, (v->p->now.month + 2) / 3);
	if (period[0] != '\0')
		reading_add_text(v->r, 0, "period", period);
}

/* What lies ahead is a plan, not a report: "mai cài 20 người". "từ 15/8 đến 20/8" has begun. Of a period that is said
 * with BC the programme says that it has not begun. */
bool report_lies_ahead(const struct view *v)
{
	char week[24];
	struct day d;
	bool ahead = false;

	date_week(&v->p->now, 0, week);
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (past_day(v, i, &d)) {
			bool later = (token_is(v->p->tokens, item->from, "chieu") && v->p->now.hour < 12) ||
				     (token_is(v->p->tokens, item->from, "toi") && v->p->now.hour < 17);
			if (date_compare(d, date_of(&v->p->now)) < (later ? 0 : 1))
				return false;
			ahead = true;
		}
		if (item->kind == ITEM_PERIOD && strlen(item->period) == strlen(week) &&
			strcmp(item->period, week) > 0 && v->act[INTENT_REPORT].by == NULL)
			ahead = true;
	}
	return ahead;
}

bool report_no_period(struct view *v, bool dates)
{
	char text[READING_TEXT_OCTETS];

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i), *n = i + 1 < v->p->used ? view_at(v, i + 1) : NULL;
		bool wrong = dates && item->kind == ITEM_DATE && (item->flags & DATE_WRONG);
		bool numbered =
			dates && n != NULL && n->kind == ITEM_NUMBER && n->flags == 0 && i >= v->first &&
			(item_is(item, CLASS_MONTH) || item_is(item, CLASS_WEEK) || item_is(item, CLASS_QUARTER));

		if (!wrong && !numbered && (n == NULL || !count_is_no_period(v, i + 1)))
			continue;
		token_typed(v->p->tokens, item->from, wrong ? item->to : n->to, text, sizeof text);
		reading_add_text(v->r, 0, "no_period", text);
		return true;
	}
	return false;
}

/* "t5" in August: May's report, or a mistyped code with its number? This month and the last go without asking. Nor is
 * it known which one "tháng 13" or "kỳ trước" is. */
bool report_odd_month(const struct view *v)
{
	for (unsigned i = 0; i + 1 < v->p->used; i++)
		if (count_is_no_period(v, i + 1) ||
			(item_word_is(v->p, view_at(v, i), "ky") && item_is(view_at(v, i + 1), CLASS_LAST)))
			return true;
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		bool letter = token_is(v->p->tokens, item->from, "t") || token_is(v->p->tokens, item->from, "th");
		if ((item->kind != ITEM_DATE && item->kind != ITEM_PERIOD) || item->period[0] == '\0' || !letter)
			continue;
		int month = (int)strtol(item->period + 5, NULL, 10), now = v->p->now.month;
		bool ahead = month > now && atoi(item->period) == v->p->now.year; /* it is refused, with its reason */
		if (month != now && month != (now == 1 ? 12 : now - 1) && !ahead)
			return true;
	}
	return false;
}

/* "tháng 11 DVC 9 tháng 10 DVC 7": of two stretches of time, or of a day outside of the period, which count is whose is
 * not known. What is said from today ("hôm nay gửi BC tháng 10") tells when it was sent. */
bool report_two_times(const struct view *v)
{
	const char *period = NULL;
	struct period p;
	struct day d;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if ((item->kind != ITEM_PERIOD && item->kind != ITEM_DATE) || item->period[0] == '\0')
			continue;
		if (period != NULL && !period_holds(period, item->period) && !period_holds(item->period, period))
			return true;
		period = period == NULL ? item->period : period;
	}
	if (period == NULL || period_read(period, &p) == -1 || p.kind >= PERIOD_KINDS)
		return false;
	for (unsigned i = 0; i < v->p->used; i++) {
		char own[PERIOD_OCTETS];
		if (!past_day(v, i, &d) || (view_at(v, i)->flags & (DATE_RELATIVE | DATE_NO_MONTH)))
			continue;
		struct civil day = { .year = d.year, .month = d.month, .day = d.day };
		struct period of = period_of(p.kind, &day);
		if (strcmp(period_write(&of, own), period) != 0)
			return true;
	}
	return false;
}

/* "lũy kế 45, trong tháng 5": five of this month, or a total of May? */
bool report_total_in_period(const struct view *v, const struct counts *c)
{
	bool total = c->used > 0;

	for (unsigned i = 0; i < c->used; i++)
		total &= c->at[i].has_total && !c->at[i].has_value;
	for (unsigned i = 1; i < v->p->used && total; i++)
		if (view_at(v, i)->kind == ITEM_PERIOD && item_word_is(v->p, view_at(v, i - 1), "trong"))
			return true;
	return false;
}

/* A day that does not exist: "ngày 30/2". */
bool report_wrong_date(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_DATE && (view_at(v, i)->flags & DATE_WRONG) &&
			(view_at(v, i)->flags & DATE_NAMED))
			return true;
	return false;
}
