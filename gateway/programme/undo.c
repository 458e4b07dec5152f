/* SPDX-License-Identifier: GPL-2.0-or-later */
/* undo.c - HUY BC: a report is taken back, and what it had replaced stands again. */
#include "gateway/programme/report.h"
#include "gateway/programme/standing.h"
#include "store/message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNDO_WITHIN CLOCK_DAY

static bool may_undo(const struct act *a, const struct report *r)
{
	const struct unit *unit = units_find(a->units, r->unit);
	const char *commune = a->commune == NULL ? "" : a->commune->code;
	char period[CALENDAR_PERIOD_OCTETS];

	if (r->no == 0 || !report_counts(r->status) || unit == NULL)
		return false;
	calendar_period_at(a->p->menus->calendar, commune, a->in->now_us, period);
	if (strcmp(r->phone, a->from) == 0)
		return a->in->now_us - r->at <= UNDO_WITHIN || strcmp(r->period, period) == 0;
	return authority_of(AUTHORITY_REPORT, a->me.role) == AUTHORITY_AREA &&
	       act_right(a, AUTHORITY_REPORT, unit) == AUTHORITY_AREA;
}

static int add_figures(
	struct act *a, const struct report *r, struct buf *to, char example[static ACT_EXAMPLE_OCTETS], struct why *why)
{
	struct report_value *values;
	size_t used;

	if (report_values(a->p->store, r->no, &values, &used, why) == -1)
		return -1;
	act_add_values(a, values, used, to);
	if (r->nil)
		buf_adds(to, act_word(a, "word_nothing"));
	act_example(a, used > 0 ? values[0].indicator : "DVC", example);
	free(values);
	return 0;
}

/* The figures of a report that counts again, each with what others add to it. */
static int add_standing(struct act *a, const struct unit *unit, const struct report *r, struct buf *to, struct why *why)
{
	struct report_value *values;
	struct standing s;
	size_t used;
	int result;

	if (report_values(a->p->store, r->no, &values, &used, why) == -1)
		return -1;
	result = standing_read(a->p->store, a->units, unit, r->period, &s, why);
	for (size_t i = 0; i < used && result == 0; i++) {
		bool known;
		int64_t value = standing_value(&s, values[i].indicator, values[i].total, &known);

		if (known)
			values[i].value = value;
	}
	act_add_values(a, values, used, to);
	if (r->nil)
		buf_adds(to, act_word(a, "word_nothing"));
	standing_fini(&s);
	free(values);
	return result;
}

/* Said with what stands again: after a correction, what was before it. */
static int undo(struct act *a, const struct report *r, struct why *why)
{
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS], example[ACT_EXAMPLE_OCTETS], number[24] = "";
	const struct unit *unit = units_find(a->units, r->unit);
	struct report again;
	struct buf text, old;
	int result = -1;

	buf_init(&text);
	buf_init(&old);
	if (add_figures(a, r, &text, example, why) == 0 && standing_undo(a->p->store, r, &again, why) == 0 &&
		(again.no == 0 || add_standing(a, unit, &again, &old, why) == 0)) {
		if (again.no != 0)
			snprintf(number, sizeof number, "%lld", (long long)again.no);
		result = act_answer(a, OUTCOME_RECORDED, why, "undo_done", "no", NUMBER(r->no), "unit",
			unit_in_sentence(unit, name), "period", act_period_name(a, r->period, period), "values",
			text.data, "old", old.data, "new", number, "example", example, NULL);
	}
	buf_fini(&text);
	buf_fini(&old);
	return result;
}

/* The sender's last one was taken back already: an older one is not, unasked. */
static int ask_undo(struct act *a, const struct report *r, struct why *why)
{
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS], example[ACT_EXAMPLE_OCTETS];
	struct buf text;
	int result = -1;

	question_begin(a, PENDING_CONFIRM, INTENT_UNDO);
	question_forget(&a->question.kept, "want");
	reading_add_number(&a->question.kept, 0, "ref", r->no);
	buf_init(&text);
	if (add_figures(a, r, &text, example, why) == 0 && question_ask(a, why) == 0)
		result = act_answer(a, OUTCOME_ASKED, why, "undo_older", "no", NUMBER(r->no), "unit",
			unit_in_sentence(units_find(a->units, r->unit), name), "period",
			act_period_name(a, r->period, period), "values", text.data, NULL);
	buf_fini(&text);
	return result;
}

/* Another's stands in the place of the sender's: it is theirs to take back. *told: it was said so. */
static int tell_replaced(struct act *a, int64_t no, bool *told, struct why *why)
{
	struct report r, now;
	struct member by;
	int64_t next;

	*told = false;
	if ((no != 0 ? report_get(a->p->store, no, &r, why) : report_last_sent(a->p->store, a->from, &r, why)) == -1)
		return -1;
	if (r.no == 0 || strcmp(r.status, "replaced") != 0 || strcmp(r.phone, a->from) != 0)
		return 0;
	for (now = r; strcmp(now.status, "replaced") == 0 && (next = strtoll(now.reason, NULL, 10)) > now.no;)
		if (report_get(a->p->store, next, &now, why) == -1)
			return -1;
	if (!report_counts(now.status) || strcmp(now.phone, a->from) == 0)
		return 0;
	if (member_by_phone(a->p->store, now.phone, &by, why) == -1)
		return -1;
	*told = true;
	return act_answer(a, OUTCOME_REFUSED, why, "undo_replaced", "no", NUMBER(r.no), "new", NUMBER(now.no), "name",
		by.id == 0 ? "" : by.name, NULL);
}

static int has_figure(struct store *st, const struct report *r, const char *indicator, bool *has, struct why *why)
{
	struct report_value *values;
	size_t used;

	*has = indicator[0] == '\0';
	if (*has)
		return 0;
	if (report_values(st, r->no, &values, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		*has = *has || strcmp(values[i].indicator, indicator) == 0;
	free(values);
	return 0;
}

/* The sender's last one; of the period that is named ("XOA BC THANG 9"), and with that figure ("HUY BC VNEID"). */
static int find_own(struct act *a, struct report *r, struct why *why)
{
	const char *period = act_text(a, "period"), *indicator = act_text(a, "indicator");
	struct report *rows;
	struct report last;
	size_t used;
	int result = 0;
	bool has;

	if (report_last_of(a->p->store, a->from, period, &last, why) == -1)
		return -1;
	*r = last;
	if (last.no == 0 || indicator[0] == '\0')
		return 0;
	if (report_standing(a->p->store, last.unit, last.period, &rows, &used, why) == -1)
		return -1;
	*r = (struct report){ .no = 0 };
	for (size_t i = used; i > 0 && r->no == 0 && result == 0; i--) {
		result = has_figure(a->p->store, &rows[i - 1], indicator, &has, why);
		if (has && strcmp(rows[i - 1].phone, a->from) == 0)
			*r = rows[i - 1];
	}
	free(rows);
	return result;
}

#define LAST_US (12 * CLOCK_HOUR) /* so long "the last one" is known by it */

/* "bỏ cái vừa gửi": it may be that report, or something else that was sent since, be it a report of which nothing was
 * kept. */
static int is_last(struct act *a, const struct report *r, bool *last, struct why *why)
{
	char intent[RECORD_WORD_OCTETS];
	int64_t heard;

	if (message_heard(a->p->store, a->from, a->in->now_us - LAST_US, intent, &heard, why) == -1)
		return -1;
	*last = r->at > a->in->now_us - LAST_US && (heard == 0 || heard == r->message);
	return 0;
}

int act_undo(struct act *a, struct why *why)
{
	char period[CALENDAR_NAME_OCTETS] = "";
	int64_t no = act_number(a, "ref", 0);
	struct report r;
	bool told, last = true, undone = false;

	/* What is asked about a report is over with it: "không" behind HUY BC reports no 0. */
	if (a->question_open && a->question.intent == INTENT_REPORT && question_close(a, why) == -1)
		return -1;
	if (act_meant(a, "report", &no, why) == -1 || tell_replaced(a, no, &told, why) == -1)
		return -1;
	if (told)
		return 0;
	if ((no != 0 ? report_get(a->p->store, no, &r, why) : find_own(a, &r, why)) == -1)
		return -1;
	if (strcmp(act_text(a, "want"), "last") == 0 && is_last(a, &r, &last, why) == -1)
		return -1;
	if (!last)
		return act_answer(a, OUTCOME_ASKED, why, "undo_what", NULL);
	if (!may_undo(a, &r)) {
		if (act_has(a, "period"))
			act_period_name(a, act_text(a, "period"), period);
		return act_answer(a, OUTCOME_REFUSED, why, "undo_nothing", "period", period, NULL);
	}
	if (strcmp(r.status, "approved") == 0 && authority_of(AUTHORITY_REPORT, a->me.role) != AUTHORITY_AREA)
		return act_answer(a, OUTCOME_REFUSED, why, "correct_locked", "no", NUMBER(r.no), NULL);
	if (no == 0 && report_undone_since(a->p->store, &r, &undone, why) == -1)
		return -1;
	return undone ? ask_undo(a, &r, why) : undo(a, &r, why);
}
