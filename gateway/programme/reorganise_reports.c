/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reorganise_reports.c - reports of the days between the day of a division and when it is applied.
 *
 * Reports keep the unit of their date, and on those days the undivided unit
 * stood no more: a report is of the part in which its sender is. Whose sender
 * is in none of the parts, as an officer who reported for the village, goes
 * with what follows the unit and is named, to be put right by hand.
 */
#include "gateway/programme/reorganise_inside.h"
#include "store/report.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define NAMES_MAX 30

struct between {
	int64_t since;
	unsigned moved, others;
	struct buf names;
};

/* What is told late of a period that was over is the undivided unit's. */
static bool is_of_the_parts(const struct report *report, int64_t since)
{
	int64_t from, until;

	return calendar_period_bounds(report->period, &from, &until) == -1 || until > since;
}

/* NULL: the sender is in none of the parts. */
static int part_of_sender(struct reorganisation *r, const struct moved *m, const struct report *report,
	const struct unit **part, struct why *why)
{
	struct member sender = { .id = 0 };

	*part = NULL;
	if (report->phone[0] != '\0' && member_by_phone(r->st, report->phone, &sender, why) == -1)
		return -1;
	if (sender.id != 0 && reorganise_becomes(m->old, sender.unit))
		*part = units_find(r->after, sender.unit);
	return 0;
}

static int move_one(
	struct reorganisation *r, struct between *b, const struct moved *m, struct report *report, struct why *why)
{
	const bool counts = report_counts(report->status);
	const struct unit *part;

	if (!is_of_the_parts(report, b->since))
		return 0;
	if (part_of_sender(r, m, report, &part, why) == -1)
		return -1;
	if (part == NULL) {
		part = m->now;
		if (part != NULL && counts && b->others++ < NAMES_MAX)
			buf_addf(&b->names, "  report %" PRId64 " of %s: now of %s %s\n", report->no, report->period,
				part->code, part->name);
	}
	if (part == NULL || strcmp(part->code, report->unit) == 0)
		return 0;
	record_copy(part->code, report->unit, sizeof report->unit);
	b->moved += counts;
	return report_put(r->st, report, why);
}

static int move_those_of(struct reorganisation *r, struct between *b, const struct moved *m, struct why *why)
{
	struct report *rows;
	size_t used;
	int result = 0;

	if (report_list_since(r->st, m->code, b->since, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++)
		result = move_one(r, b, m, &rows[i], why);
	free(rows);
	return result;
}

int reorganise_reports(struct reorganisation *r, struct why *why)
{
	struct between b = { .moved = 0 };
	int result = 0;

	if (clock_read(r->day, &b.since) == -1)
		return 0;
	buf_init(&b.names);
	for (size_t i = 0; i < r->moved_used && result == 0; i++)
		if (unit_is_divided(r->moved[i].old) && strcmp(r->moved[i].code, r->moved[i].old->code) == 0)
			result = move_those_of(r, &b, &r->moved[i], why);
	if (b.moved > 0)
		buf_addf(r->out, "reports: %u that came since %s go to the part of their sender\n", b.moved, r->day);
	if (b.others > 0)
		buf_addf(r->out,
			"reports: %u that came since %s are of senders in none of the parts; where the part is another one, "
			"keng import reports with its code as unit puts them right\n%s",
			b.others, r->day, b.names.data);
	if (b.others > NAMES_MAX)
		buf_addf(r->out, "  ... and %u more\n", b.others - NAMES_MAX);
	buf_fini(&b.names);
	return result;
}
