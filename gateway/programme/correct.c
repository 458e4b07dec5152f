/* SPDX-License-Identifier: GPL-2.0-or-later */
/* correct.c - mending a report by one more text: SUA DVC 8. undo.c takes it back. */
#include "gateway/programme/approve.h"
#include "gateway/programme/collect.h"
#include "gateway/programme/report.h"
#include "gateway/programme/standing.h"
#include "gateway/programme/target_set.h"
#include "gateway/programme/then.h"
#include "gateway/programme/unit_row.h"
#include "menus/lexicon.h"
#include "store/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RETURNED_WAITS (45 * CLOCK_DAY) /* a period and a half, by which one of the month before has gone */

/* ---- which figures ---- */

/* "SUA BC 316 DVC 13": the unit and the period are that report's; of one that was replaced, the one that stands for it. */
static enum report_check settle_named(struct act *a, struct report_entry *e, struct report *named, struct why *why)
{
	int64_t no = act_number(a, "ref", 0), next;
	int result;

	*named = (struct report){ .no = 0 };
	if (no == 0)
		return REPORT_GOES_ON;
	if (act_meant(a, "report", &no, why) == -1 || report_get(a->p->store, no, named, why) == -1)
		return REPORT_FAILED;
	while (strcmp(named->status, "replaced") == 0 && (next = strtoll(named->reason, NULL, 10)) > named->no)
		if (report_get(a->p->store, next, named, why) == -1)
			return REPORT_FAILED;
	e->today = named->no == 0 || strcmp(named->status, "undone") == 0 ? NULL : units_find(a->units, named->unit);
	if (e->today == NULL) {
		result = act_answer(a, OUTCOME_REFUSED, why, "correct_unknown", "no", NUMBER(no), NULL);
		return result == -1 ? REPORT_FAILED : REPORT_ANSWERED;
	}
	if (unit_row_of_report(a->p->store, a->units, named, &e->unit, why) == -1)
		return REPORT_FAILED;
	if (then_today(a->units, e->unit, a->unit) != NULL)
		e->today = a->unit; /* one of several parts */
	e->mends = true;
	record_copy(named->period, e->period, sizeof e->period);
	return REPORT_GOES_ON;
}

/* Of a report of the sender's, the unit that it is of, where the text may mean it: the village may have gone into another
 * since. NULL: it is of another unit. */
static int row_of_sent(struct act *a, const struct report_entry *e, const struct report *sent, const struct unit **row,
	struct why *why)
{
	if (unit_row_of_report(a->p->store, a->units, sent, row, why) == -1)
		return -1;
	if (*row != NULL && strcmp((*row)->code, e->unit->code) == 0 && !unit_row_differs(a->units, *row, e->unit))
		*row = e->unit;
	else if (!then_may_be(a, e->today, *row))
		*row = NULL;
	return 0;
}

/* The one that was returned to the sender, when that was the last that happened, or the last one sent is approved; no 0:
 * none. What is of long ago waits no more. */
static int find_returned(struct act *a, const struct report_entry *e, const struct report *last,
	struct report *returned, const struct unit **row, struct why *why)
{
	int64_t at = 0;
	char subject[48];

	if (report_returned_to(a->p->store, a->from, e->values[0].indicator, returned, why) == -1)
		return -1;
	snprintf(subject, sizeof subject, "report %lld", (long long)returned->no);
	if (returned->no != 0 && audit_last(a->p->store, "reject", subject, &at, why) == -1)
		return -1;
	if (returned->no != 0 && row_of_sent(a, e, returned, row, why) == -1)
		return -1;
	if (returned->no == 0 || *row == NULL || last->at - returned->at > RETURNED_WAITS ||
		(strcmp(last->status, "approved") != 0 && at < last->at))
		returned->no = 0;
	return 0;
}

/* Without a period in the text, that of the sender's last report: on the 1st one corrects what was sent on the 31st. */
static int settle_period(struct act *a, struct report_entry *e, struct report *last, struct why *why)
{
	bool said = act_has(a, "period") || act_has(a, "date");
	const struct unit *row, *returned_row = NULL;
	struct report returned;

	if ((said ? report_last_of(a->p->store, a->from, e->period, last, why)
		  : report_last_sent(a->p->store, a->from, last, why)) == -1)
		return -1;
	if (last->no != 0 && row_of_sent(a, e, last, &row, why) == -1)
		return -1;
	if (last->no == 0 || row == NULL)
		return 0;
	if (!said && find_returned(a, e, last, &returned, &returned_row, why) == -1)
		return -1;
	if (!said && returned.no != 0) {
		*last = returned;
		row = returned_row;
	}
	e->unit = row;
	record_copy(last->period, e->period, sizeof e->period);
	return 0;
}

/* Nothing to report: each figure is 0. */
static bool is_nil(const struct standing *s)
{
	for (size_t i = 0; i < s->reports_used; i++)
		if (s->reports[i].nil)
			return true;
	return false;
}

static bool holds_any(const struct standing *s, const struct report_entry *e)
{
	bool any = is_nil(s);

	for (unsigned i = 0; i < e->used; i++) {
		bool known;

		(void)standing_value(s, e->values[i].indicator, e->values[i].total, &known);
		any |= known;
	}
	return any;
}

/* What was reported anew since then is not brought back. */
static void leave_out(struct standing *returned, const struct standing *now)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < returned->values_used; i++) {
		const struct report_value *v = &returned->values[i];
		bool known;

		(void)standing_value(now, v->indicator, v->total, &known);
		if (!known)
			returned->values[kept++] = *v;
	}
	returned->values_used = kept;
}

/* What stands; of a report that the text names, or one that was returned when nothing that stands has these figures,
 * what that has. */
static int read_standing(
	struct act *a, const struct report_entry *e, const struct report *named, struct standing *s, struct why *why)
{
	struct standing now;
	struct report one = *named;
	int result = standing_read(a->p->store, a->units, e->unit, e->period, &now, why);

	if (result == 0 && one.no == 0 && !holds_any(&now, e))
		result = report_last_returned(a->p->store, e->unit->code, e->period, e->values[0].indicator, &one, why);
	if (result == -1 || one.no == 0) {
		*s = now;
		return result;
	}
	result = standing_of(a->p->store, &one, s, why);
	if (!report_counts(one.status))
		leave_out(s, &now);
	standing_fini(&now);
	return result;
}

/* "sua tu 4 thanh 5": the old figure must be the one that we have. */
static bool old_figure_fits(const struct act *a, const struct report_value *v, int64_t stored)
{
	char key[READING_KEY_OCTETS];
	const struct reading_field *old;

	snprintf(key, sizeof key, "old.%.15s", v->indicator);
	old = reading_find(act_reading(a), 0, key);
	return old == NULL || !old->is_number || old->number == stored;
}

/* "SUA VNE 8" behind "BC LUY KE VNE 9": of the two figures of VNE it means the one that came last. */
static void settle_totals(const struct standing *s, struct report_entry *e)
{
	for (unsigned i = 0; i < e->used; i++) {
		int64_t last[2] = { 0, 0 }; /* the reports with that of the period, and with the total */

		for (unsigned k = 0; k < s->values_used; k++) {
			const struct report_value *v = &s->values[k];

			if (strcmp(v->indicator, e->values[i].indicator) == 0 && v->report > last[v->total])
				last[v->total] = v->report;
		}
		e->values[i].total |= last[true] > last[false];
	}
}

enum change { CHANGE_GOOD, CHANGE_UNKNOWN, CHANGE_OTHER };

/* Sort the values into what changes (left in e) and what is so already. One that is not there at all, or is another than
 * the text says, is then the first in e, with what it is in old. */
static enum change sort_changes(const struct act *a, const struct standing *s, struct report_entry *e,
	struct report_value old[static REPORT_VALUES_MAX])
{
	unsigned kept = 0;

	for (unsigned i = 0; i < e->used; i++) {
		struct report_value v = e->values[i];
		bool known;
		int64_t stored = standing_value(s, v.indicator, v.total, &known);

		known = known || is_nil(s);
		if (e->add)
			v.value += stored;
		old[kept] = v;
		old[kept].value = stored;
		if (!known || !old_figure_fits(a, &v, stored) || v.value < 0) {
			e->values[0] = e->values[i];
			old[0] = old[kept];
			return known ? CHANGE_OTHER : CHANGE_UNKNOWN;
		}
		if (v.value != stored)
			e->values[kept++] = v;
	}
	e->used = kept;
	return CHANGE_GOOD;
}

/* ---- answers ---- */

static int answer_nothing(struct act *a, const struct report_entry *e, struct why *why)
{
	const char *indicator = e->used > 0 ? e->values[0].indicator : "DVC";
	char period[CALENDAR_NAME_OCTETS], example[ACT_EXAMPLE_OCTETS], what[80];

	calendar_period_name(e->period, a->style == TEXT_ENGLISH, a->in->now_us, period);
	snprintf(what, sizeof what, "%s %s", indicator, period);
	return act_answer(a, OUTCOME_REFUSED, why, "correct_nothing", "period", what, "example",
		act_example(a, indicator, example), NULL);
}

/* "sua dvc 5 thanh 8", and it is 21. */
static int answer_other(struct act *a, const struct report_entry *e, const struct report_value *stored, struct why *why)
{
	char period[CALENDAR_NAME_OCTETS], example[ACT_EXAMPLE_OCTETS];
	struct buf values, fresh;
	int result;

	buf_init(&values);
	buf_init(&fresh);
	act_add_values(a, stored, 1, &values);
	if (!e->add)
		act_add_values(a, e->values, 1, &fresh);
	result = act_answer(a, OUTCOME_REFUSED, why, "correct_other", "period",
		calendar_period_name(e->period, a->style == TEXT_ENGLISH, a->in->now_us, period), "values", values.data,
		"example", e->add ? act_example(a, stored->indicator, example) : fresh.data, NULL);
	buf_fini(&values);
	buf_fini(&fresh);
	return result;
}

static int answer_same(struct act *a, const struct standing *s, const struct report_entry *e, struct why *why)
{
	struct buf values;
	int result;

	buf_init(&values);
	act_add_values(a, e->values, e->used, &values);
	result = act_answer(a, OUTCOME_ANSWERED, why, "correct_same", "no",
		NUMBER(standing_holder(s, e->values, e->used)->no), "values", values.data, NULL);
	buf_fini(&values);
	return result;
}

/* What was returned is corrected: its sender need not hear of that any more. */
static int untell_returned(struct act *a, const struct standing *s, struct why *why)
{
	for (size_t i = 0; i < s->reports_used; i++)
		if (strcmp(s->reports[i].status, "returned") == 0 &&
			decide_untell_returned(a, &s->reports[i], why) == -1)
			return -1;
	return 0;
}

static int record(struct act *a, const struct standing *s, const struct report_entry *e, const struct report_value *old,
	struct why *why)
{
	struct report head = report_head(a, e);
	struct buf before, after;
	int result = -1;

	buf_init(&before);
	buf_init(&after);
	act_add_values(a, old, e->used, &before);
	act_add_values(a, e->values, e->used, &after);
	/* Whether the next report replaces what stands is asked no more: it is said what it is. */
	if (a->question_open && a->question.kind == PENDING_CHOICE && a->question.intent == INTENT_REPORT &&
		question_close(a, why) == -1)
		goto done;
	if (untell_returned(a, s, why) == 0 && standing_replace(a->p->store, s, &head, e->values, e->used, why) == 0 &&
		report_put_right(a, e, why) == 0)
		result = report_answer(a, e, head.no, "correct_done", before.data, after.data, why);
done:
	buf_fini(&before);
	buf_fini(&after);
	return result;
}

/* "nhầm, 2 thôi" behind "BC THÊM DVC 3" to what is approved: less than that can only be said of what was added. */
static bool is_of_added(const struct standing *s, const struct report_entry *e, const struct report *last)
{
	const struct report *holder = standing_holder(s, e->values, e->used);
	int64_t locked = 0;

	if (e->used != 1 || e->add || last->no == 0 || strcmp(last->status, "received") != 0 || holder == NULL ||
		holder->no != last->no || standing_locked(s, e->values, e->used) == NULL)
		return false;
	for (unsigned i = 0; i < s->values_used; i++)
		if (s->values[i].report != last->no && s->values[i].total == e->values[0].total &&
			strcmp(s->values[i].indicator, e->values[0].indicator) == 0)
			locked += s->values[i].value;
	return e->values[0].value < locked;
}

static int correct(struct act *a, struct standing *s, struct report_entry *e, struct why *why)
{
	bool officer = authority_of(AUTHORITY_REPORT, a->me.role) == AUTHORITY_AREA;
	struct report_value old[REPORT_VALUES_MAX];
	struct report_entry asked = *e;
	const struct report *locked;
	enum change change;

	change = sort_changes(a, s, e, old);
	if (change != CHANGE_GOOD)
		return change == CHANGE_OTHER ? answer_other(a, e, &old[0], why) : answer_nothing(a, e, why);
	if (e->used == 0)
		return answer_same(a, s, &asked, why);
	locked = standing_locked(s, e->values, e->used);
	if (locked != NULL && !officer)
		return act_answer(a, OUTCOME_REFUSED, why, "correct_locked", "no", NUMBER(locked->no), NULL);
	return record(a, s, e, old, why);
}

int act_correct(struct act *a, struct why *why)
{
	struct report_entry e;
	struct report named, last = { .no = 0 };
	struct standing s;
	enum report_check check;
	int result = -1, read;
	bool target;

	if (target_mend(a, &target, why) == -1)
		return -1;
	if (target)
		return 0;
	report_read_entry(a, 0, &e);
	e.first = true;
	if (e.used == 0)
		return act_answer(a, OUTCOME_ASKED, why, "ask_number", "indicator", "DVC", "kept", "", NULL);
	if ((check = settle_named(a, &e, &named, why)) != REPORT_GOES_ON ||
		(check = report_check_unit(a, &e, why)) != REPORT_GOES_ON ||
		(check = collect_check(a, &e, why)) != REPORT_GOES_ON)
		return check == REPORT_FAILED ? -1 : 0;
	if (named.no == 0 && settle_period(a, &e, &last, why) == -1)
		return -1;
	read = read_standing(a, &e, &named, &s, why);
	if (read == 0 && is_of_added(&s, &e, &last)) {
		standing_fini(&s);
		read = read_standing(a, &e, &last, &s, why);
	}
	if (read == 0) {
		settle_totals(&s, &e);
		check = report_check_values(a, &e, why);
		result = check == REPORT_GOES_ON ? correct(a, &s, &e, why) : check == REPORT_FAILED ? -1 : 0;
	}
	standing_fini(&s);
	return result;
}

int correct_own(struct act *a, bool *is, struct why *why)
{
	struct reading *r = &a->out->reading;
	struct reading_field *figure = act_only_figure(a, &a->out->reading);
	struct report own;
	int64_t no;

	*is = false;
	if (r->guess != INTENT_CORRECTION || figure == NULL || !act_has(a, "number") || act_has(a, "ref"))
		return 0;
	no = figure->number;
	if (act_meant(a, "report", &no, why) == -1 || report_get(a->p->store, no, &own, why) == -1)
		return -1;
	*is = own.no != 0 && strcmp(own.phone, a->from) == 0 &&
	      (report_counts(own.status) || strcmp(own.status, "returned") == 0);
	if (!*is)
		return 0;
	reading_add_number(r, 0, "ref", figure->number);
	figure->number = act_number(a, "number", 0);
	r->intent = a->out->intent = INTENT_CORRECTION;
	r->ask[0] = '\0';
	return act_correct(a, why);
}

int correct_ask(struct act *a, struct why *why)
{
	char number[ACT_EXAMPLE_OCTETS], example[ACT_EXAMPLE_OCTETS + 32];
	struct report_entry e = { .first = true };
	struct report_value *rows;
	struct report named;
	enum report_check check;
	struct buf values;
	size_t used;
	int result;

	if ((check = settle_named(a, &e, &named, why)) != REPORT_GOES_ON)
		return check == REPORT_FAILED ? -1 : 0;
	if (act_right(a, AUTHORITY_REPORT, e.today) == AUTHORITY_NONE)
		return act_deny_unit(a, e.today, why);
	if (strcmp(named.status, "approved") == 0 && authority_of(AUTHORITY_REPORT, a->me.role) != AUTHORITY_AREA)
		return act_answer(a, OUTCOME_REFUSED, why, "correct_locked", "no", NUMBER(named.no), NULL);
	if (report_values(a->p->store, named.no, &rows, &used, why) == -1)
		return -1;
	buf_init(&values);
	act_add_values(a, rows, used, &values);
	if (used == 0)
		buf_adds(&values, act_word(a, "word_nothing"));
	act_example(a, used > 0 ? rows[0].indicator : "DVC", number);
	free(rows);
	snprintf(example, sizeof example, "BC %lld %s", (long long)named.no, number);
	result = act_answer(a, OUTCOME_ASKED, why, "correct_what", "no", NUMBER(named.no), "values", values.data,
		"example", example, NULL);
	buf_fini(&values);
	return result;
}
