/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report_before.c - "như tuần trước": the figures of the last report are offered for this period, and never taken unasked. */
#include "gateway/programme/report.h"
#include "gateway/programme/standing.h"

#include <string.h>

#define PERIODS_BACK 12 /* so many before this one are looked at */

/* What stands of that period, each figure of the period once; of one indicator, where the text names one. Into
 * a->question.kept, and as words. */
static bool take(struct act *a, const struct standing *s, struct buf *values)
{
	const char *wanted = act_text(a, "indicator");
	struct report_value figure;
	bool known, any = false;

	for (unsigned i = 0; i < s->values_used; i++) {
		figure = s->values[i];
		if (figure.total || (wanted[0] != '\0' && strcmp(wanted, figure.indicator) != 0) ||
			reading_find(&a->question.kept, 0, figure.indicator) != NULL)
			continue;
		figure.value = standing_value(s, figure.indicator, false, &known);
		if (any)
			buf_adds(values, ", ");
		act_add_values(a, &figure, 1, values);
		reading_add_number(&a->question.kept, 0, figure.indicator, figure.value);
		any = true;
	}
	if (!any && s->reports_used > 0 && s->values_used == 0 && wanted[0] == '\0') {
		reading_add_number(&a->question.kept, 0, "none", 1);
		buf_adds(values, act_word(a, "word_nothing"));
		any = true;
	}
	return any;
}

/* The last period before that one of which something stands: *found, with its figures taken. */
static int find_last(struct act *a, const struct unit *unit, char period[static CALENDAR_PERIOD_OCTETS],
	struct buf *values, bool *found, struct why *why)
{
	int result = 0;

	*found = false;
	for (int back = 0; back < PERIODS_BACK && result == 0 && !*found; back++) {
		struct standing s;

		if (calendar_period_shift(period, -1, period) == -1)
			return 0;
		result = standing_read(a->p->store, a->units, unit, period, &s, why);
		*found = result == 0 && take(a, &s, values);
		standing_fini(&s);
	}
	return result;
}

/* Whose report it is, and of which period, goes with the figures. */
static int offer(struct act *a, const struct report_entry *e, const char *last, const char *values, struct why *why)
{
	char name[RECORD_NAME_OCTETS], now[CALENDAR_NAME_OCTETS], before[CALENDAR_NAME_OCTETS];
	bool english = a->style == TEXT_ENGLISH;

	reading_add_text(&a->question.kept, 0, "period", e->period);
	reading_add_text(&a->question.kept, 0, "code", e->unit->code);
	a->question.number = store_next_no(a->p->store, "report", why);
	if (a->question.number == -1 || question_ask(a, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ASKED, why, "report_before", "unit", unit_in_sentence(e->unit, name), "when",
		calendar_period_name(last, english, a->in->now_us, before), "values", values, "period",
		calendar_period_name(e->period, english, a->in->now_us, now), "no", NUMBER(a->question.number), NULL);
}

static int ask_before(struct act *a, struct why *why)
{
	char last[CALENDAR_PERIOD_OCTETS], name[RECORD_NAME_OCTETS];
	struct report_entry e;
	enum report_check check;
	struct buf values;
	bool found;
	int result;

	report_read_entry(a, 0, &e);
	e.first = true;
	/* The offer names the unit, so that another one than the sender's is confirmed with it. */
	if (act_right(a, AUTHORITY_REPORT, e.today) != AUTHORITY_CHECK &&
		(check = report_check_unit(a, &e, why)) != REPORT_GOES_ON)
		return check == REPORT_FAILED ? -1 : 0;
	if ((check = report_check_period(a, &e, why)) != REPORT_GOES_ON)
		return check == REPORT_FAILED ? -1 : 0;
	buf_init(&values);
	question_clear(&a->question);
	a->question.kind = PENDING_CONFIRM;
	a->question.intent = a->question.kept.intent = INTENT_REPORT;
	a->question.kept.entries = 1;
	record_copy(e.period, last, sizeof last);
	result = find_last(a, e.unit, last, &values, &found, why);
	if (result == 0)
		result = found ? offer(a, &e, last, values.data, why)
			       : act_answer(a, OUTCOME_ASKED, why, "report_before_none", "unit",
					 unit_in_sentence(e.unit, name), NULL);
	buf_fini(&values);
	return result;
}

int report_ask_before(struct act *a, struct why *why)
{
	enum intent intent = act_reading(a)->intent;
	int result;

	a->out->reading.intent = INTENT_REPORT; /* of which the questions are */
	result = ask_before(a, why);
	a->out->reading.intent = intent;
	return result;
}
