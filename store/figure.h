/* SPDX-License-Identifier: GPL-2.0-or-later */
/* figure.h - what the sums of a unit come to, period by period.
 *
 * A period's figure is what was reported for that very period; when nothing
 * was, it is the sum of the shorter periods that lie in it (a week lies in the
 * month of its Thursday). So a team that reports by week in a commune that
 * counts by month is not lost, and nothing counts twice.
 * A cumulative figure replaces everything up to the end of its period.
 *
 * What must stay true: the row of (unit, period, indicator) is figure_of() the
 * sums of that unit, and there is none of which nothing is known. store/report.c
 * sees to it whenever it changes a sum, for the period and each longer one, but
 * for quarters and halves: few ask for those, and each report would pay for
 * them; they are made of the sums in them when somebody asks. How many reports
 * stand for one of them, and not for a shorter one in it, has a row.
 * Mostly a figure is only added to, whatever has been reported in the year: where
 * nothing cumulative lies in it, and no other sum speaks for the one that changed.
 */
#ifndef STORE_FIGURE_H
#define STORE_FIGURE_H

#include "store/report.h"

struct figure {
	char unit[RECORD_CODE_OCTETS];
	char indicator[RECORD_CODE_OCTETS]; /* "": value is how many reports stand for the period, or within it */
	char period[RECORD_PERIOD_OCTETS];
	int64_t value; /* of the period */
	int64_t done;  /* cumulative within it: towards a target of that period */
	int64_t given; /* the last cumulative figure that was given for that very period; -1: none */
	bool value_known, done_known;
	bool is_mixed; /* a cumulative figure lies in the period, or the sum of a quarter or half: not plainly added to */
	bool has_own; /* a sum of that very period stands, which speaks for the shorter ones in it */
};

/* What these sums of one unit, of the year of the period, come to. */
void figure_of(const struct total *totals, size_t used, const char *indicator, const char *period, struct figure *f);

/* The figures of a unit in a period, by indicator. *rows is yours, free() it. */
int figure_list(
	struct store *st, const char *unit, const char *period, struct figure **rows, size_t *used, struct why *why);
/* The same of many units, in no order; behind the rows that are there. A failure frees them all. */
int figure_list_in(struct store *st, const char *const *units, size_t units_used, const char *period,
	struct figure **rows, size_t *used, struct why *why);

/* A sum of that unit, indicator and period has become so much more, or is new: so are its figures. */
int figure_add(struct store *st, const char *unit, const char *indicator, const char *period, int64_t difference,
	struct why *why);
/* It has changed in whatever way, or is gone: its figures are made of all sums of the year. */
int figure_renew(struct store *st, const char *unit, const char *indicator, const char *period, struct why *why);
/* More (or fewer) reports stand for a period. */
int figure_count_report(struct store *st, const char *unit, const char *period, int difference, struct why *why);
/* Make those of reports that an earlier Keng has stored, once. */
int figure_catch_up(struct store *st, struct why *why);

#endif
