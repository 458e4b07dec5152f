/* SPDX-License-Identifier: GPL-2.0-or-later */
/* period.h - the stretches of time that reports are counted by.
 *
 * Written "2022-08", "2022-W33" (ISO 8601 week), "2022-Q3", "2022-H1" and
 * "2022", so that they sort within their kind and travel through files as text.
 * calendar.c says which of them holds where; here is only how they are counted.
 */
#ifndef MENUS_PERIOD_H
#define MENUS_PERIOD_H

#include "gateway/base/clock.h"

#include <stdbool.h>

#define PERIOD_OCTETS 12

enum period_kind { PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_HALF, PERIOD_YEAR, PERIOD_KINDS };

struct period {
	enum period_kind kind;
	int year;
	int number; /* 1.. within the year; 1 for a year */
};

/* 0, or -1 when it is none (years 1970..2099). */
int period_read(const char *text, struct period *period);
char *period_write(const struct period *period, char to[static PERIOD_OCTETS]);
/* The period of a kind in which a day lies. */
struct period period_of(enum period_kind kind, const struct civil *day);
/* Midnight at which it begins. */
struct civil period_first_day(const struct period *period);
/* The day after its last one. */
struct civil period_day_after(const struct period *period);
struct period period_shift(const struct period *period, int steps);

#endif
