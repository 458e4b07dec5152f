/* SPDX-License-Identifier: GPL-2.0-or-later */
/* standing.h - what stands for a unit and a period, and how a report changes it.
 *
 * Several reports may stand side by side (two members each sent theirs, or one
 * was added to). A new report either joins them, or takes the place of those
 * that hold the indicators which it changes: it then repeats their other
 * values, so that each figure stands in one report that counts, and undoing it
 * brings the old ones back whole.
 */
#ifndef GATEWAY_PROGRAMME_STANDING_H
#define GATEWAY_PROGRAMME_STANDING_H

#include "gateway/base/buf.h"
#include "gateway/programme/units.h"
#include "store/report.h"

#define STANDING_VALUES_MAX 64

struct standing {
	struct report *reports;
	size_t reports_used;
	struct report_value values[STANDING_VALUES_MAX]; /* of all reports */
	unsigned values_used;
};

/* standing_fini() also after a failure. What stands for the whole that a unit was a part of is not the unit's. */
int standing_read(struct store *st, const struct units *units, const struct unit *unit, const char *period,
	struct standing *s, struct why *why);
/* The same of one report that does not count (it was returned). */
int standing_of(struct store *st, const struct report *r, struct standing *s, struct why *why);
void standing_fini(struct standing *s);

/* The figure of an indicator; *known says whether there is one. */
int64_t standing_value(const struct standing *s, const char *indicator, bool total, bool *known);
/* The last report that holds any of these values (any at all when used is 0); NULL when none does. */
const struct report *standing_holder(const struct standing *s, const struct report_value *values, unsigned used);
/* A report that holds one of these values is approved, and so locked; NULL when none is. */
const struct report *standing_locked(const struct standing *s, const struct report_value *values, unsigned used);

/* Store a report beside those that stand. Sets head->no. */
int standing_join(
	struct store *st, struct report *head, const struct report_value *values, unsigned used, struct why *why);
/* Store a report in the place of those that hold one of these indicators, and of nil reports; a nil report takes the
 * place of all. Sets head->no. */
int standing_replace(struct store *st, const struct standing *s, struct report *head, const struct report_value *values,
	unsigned used, struct why *why);
/* Take a report back; those whose place it took stand again, but for what had been returned. *again: one of them, no 0
 * when there was none. */
int standing_undo(struct store *st, const struct report *r, struct report *again, struct why *why);

#endif
