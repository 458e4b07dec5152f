/* SPDX-License-Identifier: GPL-2.0-or-later */
/* figures.h - how far a unit is: its sums in a period, and its targets.
 *
 * Read from what the store keeps of each period (store/figure.h): that of the
 * period asked for and of each longer one towards which a target counts.
 *
 * A unit into which others were merged has their figures too: those of each
 * are kept apart, as a part, and added up in the end.
 */
#ifndef GATEWAY_PROGRAMME_FIGURES_H
#define GATEWAY_PROGRAMME_FIGURES_H

#include "gateway/base/buf.h"
#include "gateway/programme/units.h"
#include "store/figure.h"
#include "store/target.h"

/* What was reported for one row of the units. */
struct figures_part {
	const struct unit *row;
	struct figure *rows;
	size_t rows_used;
};

struct figures {
	const struct unit *unit;
	char period[RECORD_PERIOD_OCTETS];
	struct figures_part *parts;
	size_t parts_used;
	struct target *targets; /* of the period and of those in which it lies */
	size_t targets_used;
};

/* Read what a unit has in a period. figures_fini() also after a failure. */
int figures_read(struct store *st, const struct units *units, const struct unit *unit, const char *period,
	struct figures *f, struct why *why);
/* The same for figures_add_progress() alone: nothing but its targets is read of a unit that has none. */
int figures_read_progress(struct store *st, const struct units *units, const struct unit *unit, const char *period,
	struct figures *f, struct why *why);
/* The same of many units that are in force; of each also the figures in the periods of the others' targets. *all is
 * yours: figures_fini() each, and free() it. */
int figures_read_all(struct store *st, const struct units *units, const struct unit *const *list, size_t used,
	const char *period, struct figures **all, struct why *why);
/* The same of one row alone, without targets of its own, also in the periods of the targets of `also`. */
int figures_read_row(struct store *st, const struct units *units, const struct unit *row, const char *period,
	const struct figures *also, size_t also_used, struct figures *f, struct why *why);
void figures_fini(struct figures *f);

/* The figure of an indicator in the period that was read, or in that of a target of it; *known says whether anything
 * was reported. */
int64_t figures_value(const struct figures *f, const char *indicator, const char *period, bool *known);
/* Are cumulative figures of that period's time? They are of the year so far: towards a month, or a later quarter, only
 * what was reported in it counts. */
bool figures_take_cumulative(const char *period);
/* What counts towards a (target's) period. */
int64_t figures_progress(const struct figures *f, const char *indicator, const char *period, bool *known);
/* The last cumulative figure that was given for that very period; false when none was. */
bool figures_cumulative(const struct figures *f, const char *indicator, const char *period, int64_t *value);

/* Does a report stand for the period, or for a shorter one in it? Of what was merged into the unit, each that was in
 * force at the end of the period must have reported. */
bool figures_reported(const struct figures *f, const struct units *units);

/* The target that the period works towards: the shortest period with a target that holds it. NULL when there is none. */
const struct target *figures_target(const struct figures *f, const char *indicator);
/* As an absolute number; -1 when it is a percentage of something that we do not know. */
int64_t figures_target_value(const struct target *t);

/* Append "DVC 87/150 (58%)", or "DVC 87 (80%, chưa rõ số hộ)" where nobody knows what the target's percentage is of. Nothing,
 * and false, when there is no target; cumulative: of those that cumulative figures count towards. */
bool figures_add_progress(
	const struct figures *f, const char *indicator, bool cumulative, bool english, struct buf *to);

/* The day by whose units a period is read: its last, or that of the units while the period runs, or has no days. Returns
 * to. */
char *period_day(const struct units *units, const char *period, char to[static RECORD_DAY_OCTETS]);

#endif
