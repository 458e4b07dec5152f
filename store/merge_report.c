/* SPDX-License-Identifier: GPL-2.0-or-later */
/* merge_report.c - the reports of the box, with sums and figures, and those that were made in both: see merge.h. */
#include "gateway/base/clock.h"
#include "store/columns.h"
#include "store/inside.h"
#include "store/merge_inside.h"
#include "store/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct with_values {
	struct report head;
	struct report_value *values;
	size_t used;
};

/* How far a report has come; what is further on is the later word about it. */
static int stage(const char *status)
{
	static const char *const stages[] = { "received", "approved", "returned", "replaced", "undone" };

	for (int i = 0; i < (int)(sizeof stages / sizeof stages[0]); i++)
		if (strcmp(status, stages[i]) == 0)
			return i;
	return -1;
}

static int read_report(struct store *st, int64_t no, struct with_values *r, struct why *why)
{
	r->values = NULL;
	if (report_get(st, no, &r->head, why) == -1)
		return -1;
	return r->head.no == 0 ? 0 : report_values(st, no, &r->values, &r->used, why);
}

/* Its numbers, and those that it names, become those of here. */
static int renumber(struct merge *m, struct report *r, struct why *why)
{
	int64_t by;

	if (merge_number(m, "report", r->no, &r->no, why) == -1 ||
		merge_number(m, "report", r->replaces, &r->replaces, why) == -1 ||
		merge_number(m, "message", r->message, &r->message, why) == -1)
		return -1;
	if (strcmp(r->status, "replaced") != 0)
		return 0;
	if (merge_number(m, "report", strtoll(r->reason, NULL, 10), &by, why) == -1)
		return -1;
	snprintf(r->reason, sizeof r->reason, "%" PRId64, by);
	return 0;
}

static int put_values(struct store *st, const struct with_values *r, struct why *why)
{
	for (size_t i = 0; i < r->used; i++)
		if (report_put_value(st, &r->head, &r->values[i], why) == -1)
			return -1;
	return 0;
}

/* ---- made in both ---- */

static bool has(const struct with_values *r, const struct report_value *v)
{
	for (size_t i = 0; i < r->used; i++)
		if (r->values[i].total == v->total && strcmp(r->values[i].indicator, v->indicator) == 0)
			return true;
	return false;
}

static bool overlap(const struct with_values *a, const struct with_values *b)
{
	if (a->head.nil || b->head.nil)
		return true;
	for (size_t i = 0; i < a->used; i++)
		if (has(b, &a->values[i]))
			return true;
	return false;
}

static bool wins(const struct with_values *ours, const struct with_values *theirs)
{
	int ahead = stage(ours->head.status) - stage(theirs->head.status); /* approved against received */

	return ahead != 0 ? ahead > 0 : ours->head.at > theirs->head.at;
}

static void tell(struct merge *m, const struct report *winner, const struct report *loser)
{
	char line[256], at[CLOCK_TEXT_OCTETS];

	if (m->talk->line == NULL)
		return;
	snprintf(line, sizeof line, "%s %s: report %" PRId64 " of %s stands, in the place of report %" PRId64,
		winner->unit, winner->period, winner->no, clock_text(winner->at, at), loser->no);
	m->talk->line(line, m->talk->user);
}

/* The winner repeats what only the other one had, as with any report that takes another's place. */
static int replace(struct merge *m, struct with_values *winner, struct with_values *loser, struct why *why)
{
	char reason[24];

	snprintf(reason, sizeof reason, "%" PRId64, winner->head.no);
	if (report_set_status(m->to, loser->head.no, "replaced", reason, why) == -1 ||
		record_do(m->to, "UPDATE report SET replaces = $1 WHERE no = $2 AND replaces = 0", why, "ii",
			loser->head.no, winner->head.no) == -1)
		return -1;
	for (size_t i = 0; i < loser->used && !winner->head.nil; i++) {
		struct report_value v = loser->values[i];

		v.report = winner->head.no;
		if (!has(winner, &v) && report_put_value(m->to, &winner->head, &v, why) == -1)
			return -1;
	}
	tell(m, &winner->head, &loser->head);
	return 0;
}

/* One that stands here against one of the box; *lost: the latter does not stand any more. */
static int meet(struct merge *m, struct with_values *ours, int64_t no, bool *lost, struct why *why)
{
	struct query *q =
		record_ask(m->to, "SELECT COUNT(*) FROM merged WHERE origin = $1 AND kind = 'report' AND to_no = $2",
			why, "ii", m->origin, no);
	struct with_values theirs;
	int64_t own;
	int result = 0;

	if (q == NULL || record_number(q, &own, why) == -1)
		return -1;
	if (own != 0) /* of the same box: it knows itself what stands beside what */
		return 0;
	if (read_report(m->to, no, &theirs, why) == -1)
		return -1;
	if (overlap(ours, &theirs)) {
		*lost = !wins(ours, &theirs);
		result = *lost ? replace(m, &theirs, ours, why) : replace(m, ours, &theirs, why);
	}
	free(theirs.values);
	return result;
}

static int meet_all(struct merge *m, struct with_values *ours, struct why *why)
{
	struct report *rows;
	size_t used;
	bool lost = false;
	int result = 0;

	if (!report_counts(ours->head.status))
		return 0;
	if (report_standing(m->to, ours->head.unit, ours->head.period, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0 && !lost; i++)
		result = meet(m, ours, rows[i].no, &lost, why);
	free(rows);
	return result;
}

/* ---- all of them ---- */

static int take(struct merge *m, struct with_values *r, struct merge_count *count, struct why *why)
{
	struct report here;

	if (renumber(m, &r->head, why) == -1 || report_get(m->to, r->head.no, &here, why) == -1)
		return -1;
	for (size_t i = 0; i < r->used; i++)
		r->values[i].report = r->head.no;
	if (here.no == 0) {
		count->added++;
		return report_put(m->to, &r->head, why) == -1 || put_values(m->to, r, why) == -1 ? -1
												 : meet_all(m, r, why);
	}
	if (stage(r->head.status) > stage(here.status)) {
		count->updated++;
		return report_set_status(m->to, here.no, r->head.status, r->head.reason, why);
	}
	count->same += strcmp(r->head.status, here.status) == 0;
	count->kept += strcmp(r->head.status, here.status) != 0;
	return 0;
}

static int take_all(struct merge *m, struct merge_count *count, struct why *why)
{
	struct query *q = store_query(m->from, "SELECT no FROM report ORDER BY no", why);
	struct with_values r;
	enum step step;

	if (q == NULL)
		return -1;
	while ((step = query_step(q, why)) == STEP_ROW) {
		int result = read_report(m->from, query_column_int(q, 0), &r, why);

		count->rows++;
		if (result == 0)
			result = take(m, &r, count, why);
		free(r.values);
		if (result == -1)
			return why_in(why, "report %" PRId64 " of the box", query_column_int(q, 0));
	}
	return step == STEP_DONE ? 0 : -1;
}

int merge_reports(struct merge *m, struct why *why)
{
	struct merge_count count = { .table = "report" };
	int64_t before, after;

	if (columns_count_rows(m->to->db, "report", &before, why) == -1 || take_all(m, &count, why) == -1 ||
		columns_count_rows(m->to->db, "report", &after, why) == -1)
		return -1;
	if (after != before + count.added)
		return why_set(why, "of %" PRId64 " new reports %" PRId64 " came over", count.added, after - before);
	if (m->talk->count != NULL && count.rows > 0)
		m->talk->count(&count, m->talk->user);
	return 0;
}
