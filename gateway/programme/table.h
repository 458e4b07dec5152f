/* SPDX-License-Identifier: GPL-2.0-or-later */
/* table.h - the form as offices know it: a row for each unit and period, a column for each indicator.
 *
 * The figures are those of totals.h, each with all that lies in the unit. Beside every unit that has a row the others
 * below the same one have theirs, with empty cells: who has not reported shows. A column "total.DVC" holds figures that
 * were reported as counted from the beginning.
 */
#ifndef GATEWAY_PROGRAMME_TABLE_H
#define GATEWAY_PROGRAMME_TABLE_H

#include "gateway/programme/export.h"

/* Calls on_row with a kind that has the columns of kind, and one for each indicator there is. Returns the number of
 * rows, or -1. */
int64_t table_each(struct store *st, const struct kind *kind, enum totals_as as, const struct totals_range *range,
	export_on_row *on_row, void *user, struct why *why);

#endif
