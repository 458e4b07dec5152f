/* SPDX-License-Identifier: GPL-2.0-or-later */
/* decide_report.c - a report is approved, or goes back with a reason; which reports wait for that. */
#include "gateway/programme/approve.h"
#include "gateway/programme/rollup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WAITING_SHOWN 6   /* names of those that one text decides */
#define LISTED_MAX    100 /* shown page by page */

static int read_text(
	struct act *a, const struct report *r, struct buf *text, char first[static RECORD_CODE_OCTETS], struct why *why)
{
	struct report_value *values;
	size_t used;

	if (report_values(a->p->store, r->no, &values, &used, why) == -1)
		return -1;
	act_add_values(a, values, used, text);
	if (r->nil)
		buf_adds(text, act_word(a, "word_nothing"));
	record_copy(used > 0 ? values[0].indicator : "DVC", first, RECORD_CODE_OCTETS);
	free(values);
	return 0;
}

/* What the sender of the report is told of it by that text, or is not told any more. */
static int tell_or_untell(
	struct act *a, const struct report *r, const char *reason, const char *kind, const char *key, struct why *why)
{
	char period[CALENDAR_NAME_OCTETS], example[ACT_EXAMPLE_OCTETS], first[RECORD_CODE_OCTETS];
	char unit[RECORD_NAME_OCTETS];
	const enum text_style own = a->style;
	struct voice v = act_voice(a);
	struct member to;
	struct buf values;
	int result = -1;

	if (member_by_phone(a->p->store, r->phone, &to, why) == -1)
		return -1;
	if (to.id == 0)
		return 0;
	a->style = voice_style(a->p, &to); /* the words of the figures, too, are those of who reads them */
	unit_in_sentence(units_find(a->units, r->unit), unit);
	buf_init(&values);
	if (read_text(a, r, &values, first, why) == 0)
		result = kind == NULL ? voice_withdraw(&v, &to, why, key, "no", NUMBER(r->no), "unit", unit, "period",
						act_period_name(a, r->period, period), "values", values.data, "reason",
						reason, "example", act_example(a, first, example), NULL)
				      : voice_tell(&v, &to, kind, 0, why, key, "no", NUMBER(r->no), "unit", unit,
						"period", act_period_name(a, r->period, period), "values", values.data,
						"reason", reason, "example", act_example(a, first, example), NULL);
	buf_fini(&values);
	a->style = own;
	return result;
}

static int tell_reporter(struct act *a, const struct decision *d, struct why *why)
{
	if (d->approve)
		return tell_or_untell(a, &d->report, d->reason, "notice", "report_approved", why);
	/* Approved before, and that waits still: it is so no longer. */
	return tell_or_untell(a, &d->report, "", NULL, "report_approved", why) == -1
		       ? -1
		       : tell_or_untell(a, &d->report, d->reason, "awaited", "report_returned", why);
}

int decide_untell_returned(struct act *a, const struct report *r, struct why *why)
{
	return tell_or_untell(a, r, r->reason, NULL, "report_returned", why);
}

/* Store it and tell who sent the report. */
static int store_decision(struct act *a, const struct decision *d, struct why *why)
{
	const struct report *r = &d->report;

	return report_set_status(a->p->store, r->no, d->approve ? "approved" : "returned", d->reason, why) == -1 ||
			       approve_log(a, d, "report", r->no, why) == -1
		       ? -1
		       : tell_reporter(a, d, why);
}

int decide_report(struct act *a, const struct decision *d, struct why *why)
{
	const struct report *r = &d->report;
	char name[RECORD_NAME_OCTETS], first[RECORD_CODE_OCTETS];
	struct buf text;
	int result = -1;

	buf_init(&text);
	if (read_text(a, r, &text, first, why) == 0 && store_decision(a, d, why) == 0)
		result = act_answer(a, OUTCOME_RECORDED, why, d->approve ? "report_approve_done" : "report_return_done",
			"no", NUMBER(r->no), "unit", unit_in_sentence(units_find(a->units, r->unit), name), "values",
			text.data, NULL);
	buf_fini(&text);
	return result;
}

/* ---- those that wait ---- */

/* The reports that wait for a leader: of the period that the text names, else of whatever ended within two months, or
 * runs. */
#define WAITING_SPAN (62 * CLOCK_DAY)

struct waiting {
	int64_t only; /* the report of that number; 0 = any */
	struct report *rows;
	size_t used;
};

static bool is_waiting(const struct act *a, const struct report *r, int64_t only)
{
	const char *named = act_text(a, "period");
	int64_t from, until;

	if (strcmp(r->status, "received") != 0 || strcmp(r->phone, a->from) == 0 || (only != 0 && only != r->no))
		return false;
	if (named[0] != '\0')
		return strcmp(r->period, named) == 0;
	if (calendar_period_bounds(r->period, &from, &until) == -1)
		until = r->at; /* a collection */
	return until > a->in->now_us - WAITING_SPAN;
}

static int add_waiting(struct act *a, const char *unit, struct waiting *w, struct why *why)
{
	char first[RECORD_PERIOD_OCTETS], last[RECORD_PERIOD_OCTETS];
	const char *named = act_text(a, "period");
	struct report *rows;
	size_t used;

	snprintf(first, sizeof first, "%04d", clock_civil(a->in->now_us - WAITING_SPAN).year);
	snprintf(last, sizeof last, "%04d~", clock_civil(a->in->now_us).year);
	if (report_standing_in(a->p->store, unit, named[0] != '\0' ? named : first, named[0] != '\0' ? named : last,
		    &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++) {
		if (!is_waiting(a, &rows[i], w->only))
			continue;
		w->rows = record_room(w->rows, w->used, sizeof *w->rows);
		w->rows[w->used++] = rows[i];
	}
	free(rows);
	return 0;
}

static int read_waiting_of(struct act *a, const struct unit *named, struct waiting *w, struct why *why)
{
	const struct unit *unit =
		named != NULL && units_is_under(a->units, named->code, a->unit->code) ? named : a->unit;
	size_t used;
	const struct unit **villages = unit_is_village(unit) ? NULL : units_villages_in(a->units, unit->code, &used);
	int result = add_waiting(a, unit->code, w, why);

	for (size_t i = 0; villages != NULL && i < used && result == 0; i++)
		result = add_waiting(a, villages[i]->code, w, why);
	free(villages);
	return result;
}

static int read_waiting(struct act *a, struct waiting *w, struct why *why)
{
	int result = read_waiting_of(a, act_unit_named(a, 0), w, why);

	for (unsigned i = 1; i < act_reading(a)->entries && result == 0; i++)
		if (act_unit_named(a, i) != NULL)
			result = read_waiting_of(a, act_unit_named(a, i), w, why);
	return result;
}

int decide_reports_wait(struct act *a, size_t *used, struct why *why)
{
	struct waiting w = { .rows = NULL };
	int result = read_waiting(a, &w, why);

	*used = w.used;
	free(w.rows);
	return result;
}

/* "31 Son Tra, 32 Tan Hy": as many as are shown. */
static void add_names(const struct act *a, const struct waiting *w, struct buf *to)
{
	for (size_t i = 0; i < w->used && i < WAITING_SHOWN; i++)
		buf_addf(to, "%s%lld %s", i == 0 ? "" : ", ", (long long)w->rows[i].no,
			rollup_short_name(units_find(a->units, w->rows[i].unit)));
}

/* "và 4 nữa" behind those that are shown */
static void add_more(const struct act *a, const struct waiting *w, struct buf *to)
{
	struct voice v = act_voice(a);
	struct buf all;

	if (w->used <= WAITING_SHOWN)
		return;
	buf_init(&all);
	voice_render(&v, a->style, &all, "names_more", "list", to->data, "count",
		NUMBER((int64_t)w->used - WAITING_SHOWN), NULL);
	buf_clear(to);
	buf_adds(to, all.data);
	buf_fini(&all);
}

/* "BC 31 Sơn Trà tháng 8 (DVC 12, TT 3)" */
static int add_report(struct act *a, const struct report *r, const char *before, struct buf *to, struct why *why)
{
	char first[RECORD_CODE_OCTETS], period[CALENDAR_NAME_OCTETS];
	struct buf values;
	int result;

	buf_init(&values);
	result = read_text(a, r, &values, first, why);
	if (result == 0)
		buf_addf(to, "%sBC %lld %s %s (%s)", before, (long long)r->no,
			rollup_short_name(units_find(a->units, r->unit)), act_period_name(a, r->period, period),
			values.data);
	buf_fini(&values);
	return result;
}

int decide_add_waiting(
	struct act *a, int64_t only, struct buf *to, struct buf *shown, size_t *used, int64_t *no, struct why *why)
{
	struct waiting w = { .only = only };
	int result = read_waiting(a, &w, why);

	for (size_t i = 0; i < w.used && i < LISTED_MAX && result == 0; i++) {
		result = add_report(a, &w.rows[i], to->length == 0 ? "" : ", ", to, why);
		approve_add_shown(shown, APPROVE_REPORT, w.rows[i].no);
	}
	if (w.used > 0 && *no == 0)
		*no = w.rows[0].no;
	*used = w.used;
	free(w.rows);
	return result;
}

/* Those of them that were shown stay, but what the text leaves out. */
static void leave_unshown(const struct act *a, struct waiting *w, const char *shown)
{
	size_t kept = 0;

	for (size_t i = 0; i < w->used; i++)
		if (approve_was_shown(shown, APPROVE_REPORT, w->rows[i].no) && !approve_is_left_out(a, w->rows[i].no))
			w->rows[kept++] = w->rows[i];
	w->used = kept;
}

int decide_all_reports(struct act *a, const char *shown, size_t *decided, struct why *why)
{
	struct decision d = { .approve = true, .reason = "" };
	struct waiting w = { .rows = NULL };
	struct buf list;
	int result = read_waiting(a, &w, why);

	leave_unshown(a, &w, shown);
	*decided = w.used;
	buf_init(&list);
	add_names(a, &w, &list);
	add_more(a, &w, &list);
	for (size_t i = 0; i < w.used && result == 0; i++) {
		d.report = w.rows[i];
		result = store_decision(a, &d, why);
	}
	if (result == 0 && w.used > 0)
		result = act_answer(a, OUTCOME_RECORDED, why, "report_all_approved", "count", NUMBER((int64_t)w.used),
			"list", list.data, NULL);
	buf_fini(&list);
	free(w.rows);
	return result;
}

int decide_only_of(struct act *a, bool *done, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	struct decision d = { .reason = act_text(a, "reason") };
	struct waiting w = { .rows = NULL };
	int result;

	*done = false;
	if (act_reading(a)->guess != INTENT_REJECT || d.reason[0] == '\0' || act_reading(a)->entries > 1 ||
		act_has(a, "name") || unit == NULL || !unit_is_village(unit) ||
		!units_is_under(a->units, unit->code, a->unit->code))
		return 0;
	result = read_waiting(a, &w, why);
	if (result == 0 && w.used == 1) {
		*done = true;
		d.report = w.rows[0];
		a->out->intent = INTENT_REJECT;
		result = decide_report(a, &d, why);
	}
	free(w.rows);
	return result;
}

int decide_may_report(struct act *a, const struct decision *d, bool *may, struct why *why)
{
	const struct report *r = &d->report;
	struct report *rows;
	size_t used;

	*may = strcmp(r->status, "received") == 0 || (!d->approve && strcmp(r->status, "approved") == 0);
	if (*may || !d->approve || !act_has(a, "after_all") || strcmp(r->status, "returned") != 0)
		return 0;
	if (report_standing_in(a->p->store, r->unit, r->period, r->period, &rows, &used, why) == -1)
		return -1;
	*may = used == 0 || rows[used - 1].no < r->no;
	free(rows);
	return 0;
}

int decide_last_approved(struct act *a, struct report *r, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	const char *period = act_text(a, "period");
	struct report *rows;
	size_t used;

	*r = (struct report){ .no = 0 };
	if (report_standing_in(a->p->store, unit->code, period, period[0] != '\0' ? period : "~", &rows, &used, why) ==
		-1)
		return -1;
	for (size_t i = 0; i < used; i++)
		if (strcmp(rows[i].status, "approved") == 0)
			*r = rows[i];
	free(rows);
	return 0;
}
