/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/undivided.h"

#include "gateway/programme/figures.h"
#include "gateway/programme/rollup.h"
#include "gateway/programme/standing.h"

#define VALUES_MAX 4

const struct unit *undivided_of(const struct act *a, const struct unit *unit, const char *period)
{
	char day[RECORD_DAY_OCTETS];

	if (unit == NULL || !unit_is_village(unit) || !unit_in_force(unit, units_day(a->units)))
		return NULL;
	return units_undivided(a->units, unit, period_day(a->units, period, day));
}

/* Append what was reported for it; false when nothing was. */
static int add_values(
	struct act *a, const struct unit *was, const char *period, bool *reported, struct buf *to, struct why *why)
{
	char day[RECORD_DAY_OCTETS];
	struct units *then = units_on(a->units, period_day(a->units, period, day));
	struct rollup r;
	int result = rollup_read(a->p, then, was, period, &r, why);

	*reported = result == 0 && r.reported > 0;
	if (result == 0)
		rollup_add_values(a->p, &r, (struct rollup_told){ .most = VALUES_MAX, .alone = true }, a->in->now_us,
			a->style == TEXT_ENGLISH, to);
	rollup_fini(&r);
	units_free(&then);
	return result;
}

int undivided_answer(struct act *a, const struct unit *unit, const char *period, struct why *why)
{
	const struct unit *was = undivided_of(a, unit, period);
	char name[RECORD_NAME_OCTETS], old[RECORD_NAME_OCTETS], words[CALENDAR_NAME_OCTETS];
	struct buf values;
	bool reported;
	int result;

	buf_init(&values);
	result = add_values(a, was, period, &reported, &values, why);
	if (result == 0)
		result = act_answer(a, OUTCOME_ANSWERED, why, reported ? "undivided_reported" : "undivided_none",
			"unit", unit_in_sentence(unit, name), "period", act_period_name(a, period, words), "before",
			unit_in_sentence(was, old), "values", values.data, NULL);
	buf_fini(&values);
	return result;
}

/* What stands for the whole: nothing is added to it as of a part. */
static int refuse(struct act *a, const struct report_entry *e, const struct unit *was, int64_t no, struct why *why)
{
	char name[RECORD_NAME_OCTETS], old[RECORD_NAME_OCTETS], words[CALENDAR_NAME_OCTETS];
	struct buf values;
	bool reported;
	int result;

	buf_init(&values);
	result = add_values(a, was, e->period, &reported, &values, why);
	if (result == 0)
		result = act_answer(a, OUTCOME_REFUSED, why, "report_undivided", "no", NUMBER(no), "unit",
			unit_in_sentence(e->unit, name), "period", act_period_name(a, e->period, words), "before",
			unit_in_sentence(was, old), "values", values.data, NULL);
	buf_fini(&values);
	return result;
}

static int ask(struct act *a, const struct report_entry *e, const struct unit *was, struct why *why)
{
	char name[RECORD_NAME_OCTETS], old[RECORD_NAME_OCTETS], words[CALENDAR_NAME_OCTETS];
	struct buf values;
	int result;

	if (report_ask_confirm(a, why) == -1)
		return -1;
	buf_init(&values);
	act_add_values(a, e->values, e->used, &values);
	if (e->nil)
		buf_adds(&values, act_word(a, "word_nothing"));
	result = act_answer(a, OUTCOME_ASKED, why, "report_undivided_ask", "no", NUMBER(a->question.number), "unit",
		unit_in_sentence(e->unit, name), "period", act_period_name(a, e->period, words), "before",
		unit_in_sentence(was, old), "values", values.data, NULL);
	buf_fini(&values);
	return result;
}

enum report_check undivided_check(struct act *a, const struct report_entry *e, struct why *why)
{
	const struct unit *was = e->unit == e->today ? undivided_of(a, e->unit, e->period) : NULL;
	struct standing s;
	int result;

	if (was == NULL)
		return REPORT_GOES_ON;
	if (e->used == 0 && !e->nil) /* "như tháng trước": nothing that could be the whole's */
		return undivided_answer(a, e->unit, e->period, why) == -1 ? REPORT_FAILED : REPORT_ANSWERED;
	result = standing_read(a->p->store, a->units, was, e->period, &s, why);
	if (result == 0)
		result = s.reports_used > 0 ? refuse(a, e, was, s.reports[s.reports_used - 1].no, why)
					    : ask(a, e, was, why);
	standing_fini(&s);
	return result == -1 ? REPORT_FAILED : REPORT_ANSWERED;
}
