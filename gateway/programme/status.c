/* SPDX-License-Identifier: GPL-2.0-or-later */
/* status.c - "has it arrived?": a person's last report, or one by its number, and what became of it. */
#include "gateway/programme/act.h"
#include "gateway/programme/digest.h"
#include "gateway/programme/enrol.h"
#include "gateway/programme/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What became of it, in words of the reader's style; nothing while it waits to be approved. */
static void add_state(const struct act *a, const struct report *r, struct buf *to)
{
	struct voice v = act_voice(a);

	if (strcmp(r->status, "replaced") == 0)
		voice_render(&v, a->style, to, "word_replaced_by", "no", r->reason, NULL);
	else if (strcmp(r->status, "approved") == 0)
		buf_adds(to, act_word(a, "word_approved"));
	else if (strcmp(r->status, "undone") == 0)
		buf_adds(to, act_word(a, "word_taken_back"));
}

static int answer_report(struct act *a, const struct report *r, struct why *why)
{
	const struct unit *unit = units_find(a->units, r->unit);
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS], at[CALENDAR_NAME_OCTETS];
	struct civil when = clock_civil(r->at);
	struct report_value *values;
	struct buf text, state;
	size_t used;
	int result;

	if (report_values(a->p->store, r->no, &values, &used, why) == -1)
		return -1;
	buf_init(&text);
	buf_init(&state);
	add_state(a, r, &state);
	act_add_values(a, values, used, &text);
	if (r->nil)
		buf_adds(&text, act_word(a, "word_nothing"));
	snprintf(at, sizeof at, "%d/%d %02d:%02d", when.day, when.month, when.hour, when.minute);
	result = act_answer(a, OUTCOME_ANSWERED, why, "status_report", "no", NUMBER(r->no), "unit",
		unit == NULL ? r->unit : unit_in_sentence(unit, name), "period",
		calendar_period_name(r->period, a->style == TEXT_ENGLISH, a->in->now_us, period), "values", text.data,
		"at", at, "state", state.data, NULL);
	free(values);
	buf_fini(&text);
	buf_fini(&state);
	return result;
}

/* It went back: what the text said that told so. */
static int answer_returned(struct act *a, const struct report *r, struct why *why)
{
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS], example[ACT_EXAMPLE_OCTETS];
	struct report_value *values;
	size_t used;
	int result;

	if (report_values(a->p->store, r->no, &values, &used, why) == -1)
		return -1;
	result = act_answer(a, OUTCOME_ANSWERED, why, "report_returned", "no", NUMBER(r->no), "unit",
		unit_in_sentence(units_find(a->units, r->unit), name), "period", act_period_name(a, r->period, period),
		"reason", r->reason, "example", act_example(a, used > 0 ? values[0].indicator : "DVC", example), NULL);
	free(values);
	return result;
}

/* "XEM BC 318": one's own, and those of the units one sees into. */
static int answer_numbered(struct act *a, int64_t no, struct why *why)
{
	const struct unit *unit;
	struct report r;

	if (act_meant(a, "report", &no, why) == -1 || report_get(a->p->store, no, &r, why) == -1)
		return -1;
	unit = r.no == 0 ? NULL : units_find(a->units, r.unit);
	if (r.no == 0 || (strcmp(r.phone, a->from) != 0 && act_right(a, AUTHORITY_DIGEST, unit) != AUTHORITY_AREA))
		return act_answer(a, OUTCOME_REFUSED, why, "status_unknown", "no", NUMBER(no), NULL);
	return strcmp(r.status, "returned") == 0 ? answer_returned(a, &r, why) : answer_report(a, &r, why);
}

/* "tháng 8 nộp chưa": that month; "": whatever was reported last. */
static void read_period(const struct act *a, char period[static CALENDAR_PERIOD_OCTETS])
{
	period[0] = '\0';
	if (act_has(a, "period") && a->unit != NULL)
		act_period(a, 0, a->unit, period);
}

#define JUST_SENT (2 * CLOCK_DAY)

/* "nộp chưa", days after the report of the month before: what is asked about is the month that runs. */
static bool is_of_before(const struct act *a, const struct report *last)
{
	char now[CALENDAR_PERIOD_OCTETS];

	calendar_period_at(a->p->menus->calendar, a->commune == NULL ? "" : a->commune->code, a->in->now_us, now);
	return a->in->now_us - last->at > JUST_SENT && strcmp(last->period, now) < 0;
}

int act_status(struct act *a, struct why *why)
{
	int64_t no = act_number(a, "ref", 0);
	char period[CALENDAR_PERIOD_OCTETS];
	struct report last;
	bool told;

	if (enrol_answer_waiting(a, &told, why) == -1)
		return -1;
	if (told)
		return 0;
	if (a->me.id == 0)
		return act_answer(a, OUTCOME_ANSWERED, why, "not_registered", NULL);
	if (act_unit_named(a, 0) != NULL && act_unit_named(a, 0) != a->unit) /* "Tan Hy nop chua" */
		return act_digest(a, why);
	if (no != 0)
		return answer_numbered(a, no, why);
	read_period(a, period);
	if (report_last_of(a->p->store, a->from, period, &last, why) == -1)
		return -1;
	if (last.no != 0 && strcmp(last.status, "returned") == 0)
		return answer_returned(a, &last, why);
	if (last.no == 0 || (period[0] == '\0' && is_of_before(a, &last)))
		return digest_own(a, why);
	return answer_report(a, &last, why);
}
