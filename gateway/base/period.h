/* SPDX-License-Identifier: GPL-2.0-or-later */
/* period.h - the stretches of time that reports are counted by.
 *
 * Written "2022-08", "2022-W33" (ISO 8601 week), "2022-Q3", "2022-H1" and
 * "2022", so that they sort within their kind and travel through files as text.
 * "2022-X3" is the third collection outside of the calendar in that year: it
 * lies in no other period, and only the programme knows its days.
 * calendar.c says which of them holds where; here is only how they are counted.
 */
#ifndef BASE_PERIOD_H
#define BASE_PERIOD_H

#include "gateway/base/clock.h"

#include <stdbool.h>

#define PERIOD_OCTETS 12

#define PERIOD_ABOVE_MAX 5

enum period_kind {
	PERIOD_WEEK,
	PERIOD_MONTH,
	PERIOD_QUARTER,
	PERIOD_HALF,
	PERIOD_YEAR,
	PERIOD_KINDS, /* so many have days of their own */
	PERIOD_EXTRA = PERIOD_KINDS
};

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
/* Midnight at which it begins; as all below not for an extra one. */
struct civil period_first_day(const struct period *period);
/* The day after its last one. */
struct civil period_day_after(const struct period *period);
struct period period_shift(const struct period *period, int steps);

/* ---- periods within periods, by their texts; pure arithmetic, no clock ---- */

/* Does the inner one lie in the outer one, or equal it? A week lies where its Thursday does. */
bool period_holds(const char *outer, const char *inner);
/* Itself and the longer ones in which it lies, the shortest first. Returns how many; 0 when it is none. */
unsigned period_above(const char *text, char above[static PERIOD_ABOVE_MAX][PERIOD_OCTETS]);

/* Itself and the shorter ones that lie in it, the longest first. Returns how many; 0 when it is none. */
#define PERIOD_WITHIN_MAX 73 /* a year's: two halves, four quarters, twelve months, 53 weeks */
unsigned period_within(const char *text, char within[static PERIOD_WITHIN_MAX][PERIOD_OCTETS]);

/* Its last day, "2022-08-31", and its first; "" when it has no days. Returns to. */
#define PERIOD_DAY_OCTETS 12
char *period_day_text(const struct civil *day, char to[static PERIOD_DAY_OCTETS]); /* "2022-08-18" */
char *period_last_day(const char *text, char to[static PERIOD_DAY_OCTETS]);
char *period_first_day_text(const char *text, char to[static PERIOD_DAY_OCTETS]);

/* Its days, counted from 1970-01-01: the first, and the one behind the last. False when it has none. */
struct period_span {
	int from, until;
};
bool period_span(const char *text, struct period_span *span);
bool period_span_holds(const struct period_span *outer, const struct period_span *inner);

#endif
