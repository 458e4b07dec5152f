/* SPDX-License-Identifier: GPL-2.0-or-later */
/* figures.h - how far a unit is: its sums in a period, and its targets.
 *
 * A period's figure is what was reported for that very period; when nothing
 * was, it is the sum of the shorter periods that lie in it (a week lies in the
 * month of its Thursday). So a team that reports by week in a commune that
 * counts by month is not lost, and nothing counts twice.
 * A cumulative figure replaces everything up to the end of its period.
 *
 * A unit into which others were merged has their figures too: those of each
 * are kept apart, as a part, and added up in the end.
 */
#ifndef GATEWAY_PROGRAMME_FIGURES_H
#define GATEWAY_PROGRAMME_FIGURES_H

#include "gateway/base/buf.h"
#include "gateway/programme/units.h"
#include "store/report.h"
#include "store/target.h"

/* What was reported for one row of the units. */
struct figures_part {
	const struct unit *row;
	struct total *totals; /* of the year of the period asked for */
	size_t totals_used;
};

struct figures {
	const struct unit *unit;
	struct figures_part *parts;
	size_t parts_used;
	struct target *targets;
	size_t targets_used;
};

/* Read what a unit has in the year in which a period lies. figures_fini() also after a failure. */
int figures_read(struct store *st, const struct units *units, const struct unit *unit, const char *period,
	struct figures *f, struct why *why);
/* The same of one row alone, without targets. */
int figures_read_row(struct store *st, const struct units *units, const struct unit *row, const char *period,
	struct figures *f, struct why *why);
void figures_fini(struct figures *f);

/* The figure of an indicator in a period; *known says whether anything was reported. */
int64_t figures_value(const struct figures *f, const char *indicator, const char *period, bool *known);
/* Cumulative, within a (target's) period. */
int64_t figures_progress(const struct figures *f, const char *indicator, const char *period, bool *known);
/* The last cumulative figure that was given for that very period; false when none was. */
bool figures_cumulative(const struct figures *f, const char *indicator, const char *period, int64_t *value);

/* The target that a period works towards: the shortest period with a target that holds it. NULL when there is none. */
const struct target *figures_target(const struct figures *f, const char *indicator, const char *period);
/* As an absolute number; -1 when it is a percentage of something that we do not know. */
int64_t figures_target_value(const struct figures *f, const struct target *t);

/* Append "DVC 87/150 (58%)". Nothing, and false, when there is no target or no known denominator. */
bool figures_add_progress(const struct figures *f, const char *indicator, const char *period, struct buf *to);

/* The last day of a period: what is reported for it belongs to the units of that day. Returns to, "" when it is none. */
char *period_last_day(const char *period, char to[static RECORD_DAY_OCTETS]);
/* The day by whose units a period is read: its last, or that of the units while the period runs. Returns to. */
char *period_day(const struct units *units, const char *period, char to[static RECORD_DAY_OCTETS]);
/* Does the inner period lie in the outer one (or equal it)? */
bool period_holds(const char *outer, const char *inner);

#endif
