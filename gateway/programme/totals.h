/* SPDX-License-Identifier: GPL-2.0-or-later */
/* totals.h - every figure by unit, period and indicator, summed up over all levels: as then, and as now.
 *
 * As then, a figure counts in the units of its period's last day (while it
 * runs, of today); as now, in what these became until today. A figure of a unit that was divided counts,
 * as now, in the lowest unit that holds all its parts. So both add up to the
 * same: the sum of `own` over all rows is that of `value` over the highest.
 */
#ifndef GATEWAY_PROGRAMME_TOTALS_H
#define GATEWAY_PROGRAMME_TOTALS_H

#include "gateway/programme/units.h"

enum totals_as { TOTALS_THEN, TOTALS_NOW };

struct totals_row {
	struct unit unit;
	char period[RECORD_PERIOD_OCTETS];
	char indicator[RECORD_CODE_OCTETS];
	bool cumulative;
	int64_t own;   /* for that very unit */
	int64_t value; /* with all that lies in it */
};

struct totals_range {
	const char *unit;          /* that unit and what lies in it; "" = all */
	int64_t from_us, until_us; /* of the period's last day: from <= t < until */
	int64_t now_us;
};

/* All rows by unit, period and indicator, *used of them. The array is yours: free() it. 0, or -1 with why set. */
int totals_read(struct store *st, enum totals_as as, const struct totals_range *range, struct totals_row **rows,
	size_t *used, struct why *why);

#endif
