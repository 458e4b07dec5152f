/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/standing.h"

#include "gateway/programme/unit_row.h"
#include "store/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int add_values(struct store *st, const struct report *r, struct standing *s, struct why *why)
{
	struct report_value *values;
	size_t used;

	if (report_values(st, r->no, &values, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && s->values_used < STANDING_VALUES_MAX; i++)
		s->values[s->values_used++] = values[i];
	free(values);
	return 0;
}

/* Leave those of that row, where the code has meant several. */
static int keep_own(
	struct store *st, const struct units *units, const struct unit *unit, struct standing *s, struct why *why)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->reports_used; i++) {
		const struct unit *row;

		if (unit_row_of_report(st, units, &s->reports[i], &row, why) == -1)
			return -1;
		if (row == NULL || !unit_row_differs(units, row, unit))
			s->reports[kept++] = s->reports[i];
	}
	s->reports_used = kept;
	return 0;
}

int standing_read(struct store *st, const struct units *units, const struct unit *unit, const char *period,
	struct standing *s, struct why *why)
{
	*s = (struct standing){ .reports = NULL };
	if (report_standing(st, unit->code, period, &s->reports, &s->reports_used, why) == -1)
		return -1;
	if (keep_own(st, units, unit, s, why) == -1)
		return -1;
	for (size_t i = 0; i < s->reports_used; i++)
		if (add_values(st, &s->reports[i], s, why) == -1)
			return -1;
	return 0;
}

int standing_of(struct store *st, const struct report *r, struct standing *s, struct why *why)
{
	*s = (struct standing){ .reports = record_room(NULL, 0, sizeof *s->reports), .reports_used = 1 };
	s->reports[0] = *r;
	return add_values(st, r, s, why);
}

void standing_fini(struct standing *s)
{
	free(s->reports);
	*s = (struct standing){ .reports = NULL };
}

int64_t standing_value(const struct standing *s, const char *indicator, bool total, bool *known)
{
	int64_t sum = 0;

	*known = false;
	for (unsigned i = 0; i < s->values_used; i++) {
		if (s->values[i].total != total || strcmp(s->values[i].indicator, indicator) != 0)
			continue;
		/* Figures of the period add up; of cumulative ones the last counts. */
		sum = total ? s->values[i].value : sum + s->values[i].value;
		*known = true;
	}
	return sum;
}

static bool has_indicator(const struct report_value *values, unsigned used, const char *indicator)
{
	for (unsigned i = 0; i < used; i++)
		if (strcmp(values[i].indicator, indicator) == 0)
			return true;
	return false;
}

static bool holds(const struct standing *s, const struct report *r, const struct report_value *values, unsigned used)
{
	if (used == 0 || r->nil)
		return true;
	for (unsigned i = 0; i < s->values_used; i++)
		if (s->values[i].report == r->no && has_indicator(values, used, s->values[i].indicator))
			return true;
	return false;
}

const struct report *standing_holder(const struct standing *s, const struct report_value *values, unsigned used)
{
	for (size_t i = s->reports_used; i > 0; i--)
		if (holds(s, &s->reports[i - 1], values, used))
			return &s->reports[i - 1];
	return NULL;
}

const struct report *standing_locked(const struct standing *s, const struct report_value *values, unsigned used)
{
	for (size_t i = 0; i < s->reports_used; i++)
		if (strcmp(s->reports[i].status, "approved") == 0 && holds(s, &s->reports[i], values, used))
			return &s->reports[i];
	return NULL;
}

static int put_values(
	struct store *st, const struct report *head, const struct report_value *values, unsigned used, struct why *why)
{
	for (unsigned i = 0; i < used; i++)
		if (report_put_value(st, head, &values[i], why) == -1)
			return -1;
	return 0;
}

int standing_join(
	struct store *st, struct report *head, const struct report_value *values, unsigned used, struct why *why)
{
	return report_put(st, head, why) == -1 ? -1 : put_values(st, head, values, used, why);
}

/* Its place among the values; used: it is not among them. */
static unsigned place_of(const struct report_value *values, unsigned used, const struct report_value *like)
{
	unsigned i = 0;

	while (i < used && (values[i].total != like->total || strcmp(values[i].indicator, like->indicator) != 0))
		i++;
	return i;
}

static bool gives_way(const struct standing *s, int64_t no, const struct report_value *values, unsigned used)
{
	for (size_t i = 0; i < s->reports_used; i++)
		if (s->reports[i].no == no)
			return holds(s, &s->reports[i], values, used);
	return false;
}

/* The other values of the reports whose place is taken, added up per indicator. */
static unsigned repeated(const struct standing *s, const struct report_value *values, unsigned used,
	struct report_value all[static STANDING_VALUES_MAX])
{
	unsigned n = 0;

	for (unsigned i = 0; i < s->values_used; i++) {
		const struct report_value *old = &s->values[i];
		unsigned at;

		if (!gives_way(s, old->report, values, used) || place_of(values, used, old) < used)
			continue;
		at = place_of(all, n, old);
		if (at == n)
			all[n++] = *old;
		else
			all[at].value = old->total ? old->value : all[at].value + old->value;
	}
	return n;
}

int standing_replace(struct store *st, const struct standing *s, struct report *head, const struct report_value *values,
	unsigned used, struct why *why)
{
	struct report_value all[STANDING_VALUES_MAX];
	const struct report *last = standing_holder(s, values, used);
	unsigned n = head->nil ? 0 : repeated(s, values, used, all);
	char reason[24];

	head->replaces = last == NULL ? 0 : last->no;
	if (report_put(st, head, why) == -1)
		return -1;
	snprintf(reason, sizeof reason, "%" PRId64, head->no);
	for (size_t i = 0; last != NULL && i < s->reports_used; i++)
		if (holds(s, &s->reports[i], values, used) &&
			report_set_status(st, s->reports[i].no, "replaced", reason, why) == -1)
			return -1;
	return put_values(st, head, values, used, why) == -1 ? -1 : put_values(st, head, all, n, why);
}

/* What a leader decided before it was corrected holds again: what was sent back does not count, what was approved is. */
static int decided_before(struct store *st, const struct report *r, const char **status, struct why *why)
{
	int64_t returned = 0, approved = 0;
	char subject[48];

	snprintf(subject, sizeof subject, "report %" PRId64, r->no);
	if (audit_last(st, "reject", subject, &returned, why) == -1 ||
		audit_last(st, "approve", subject, &approved, why) == -1)
		return -1;
	*status = returned > approved ? "returned" : approved > 0 ? "approved" : "received";
	return 0;
}

static int stand_again(struct store *st, const struct report *r, struct report *again, struct why *why)
{
	const char *status;

	if (decided_before(st, r, &status, why) == -1)
		return -1;
	if (report_counts(status))
		*again = *r;
	return report_set_status(st, r->no, status, "", why);
}

int standing_undo(struct store *st, const struct report *r, struct report *again, struct why *why)
{
	struct report *rows;
	size_t used;
	int result = 0;

	again->no = 0;
	if (report_replaced_by(st, r->no, &rows, &used, why) == -1)
		return -1;
	if (report_set_status(st, r->no, "undone", "", why) == -1)
		result = -1;
	for (size_t i = 0; i < used && result == 0; i++)
		result = stand_again(st, &rows[i], again, why);
	free(rows);
	return result;
}
