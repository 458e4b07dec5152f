/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unit_row.h - for which row of the units a report was given, where a code has meant several.
 *
 * A report belongs to the row of its code that was in force on the last day of
 * its period; or on the day on which it came, when the period still ran then:
 * of a village that is divided on the 15th, one part of which keeps the code,
 * what came until the 14th is the whole village's. A correction belongs to the
 * row of what it corrects.
 */
#ifndef GATEWAY_PROGRAMME_UNIT_ROW_H
#define GATEWAY_PROGRAMME_UNIT_ROW_H

#include "gateway/programme/units.h"
#include "store/report.h"

/* Does a report for the one not count where one for the other does? */
bool unit_row_differs(const struct units *units, const struct unit *one, const struct unit *other);
/* Did the code come to mean something else, so that not all of its figures belong to the heir of this row? A village
 * that only moved has several rows, and one heir. */
bool unit_row_is_shared(const struct units *units, const struct unit *row);
/* *row NULL: no such code. */
int unit_row_of_report(
	struct store *st, const struct units *units, const struct report *r, const struct unit **row, struct why *why);
/* As total_list(), of one row of a code that several share. The indicator "" is how many reports stand for a period.
 * *rows is yours, free() it. */
int unit_row_sums(struct store *st, const struct units *units, const struct unit *row, const char *first,
	const char *last, struct total **rows, size_t *used, struct why *why);

#endif
