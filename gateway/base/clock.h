/* SPDX-License-Identifier: GPL-2.0-or-later */
/* clock.h - times as integers, and local time as people read it.
 *
 * A moment is microseconds: since 1970-01-01 UTC for records (wall), since some
 * fixed point for waiting (monotonic). Local time follows the process's TZ,
 * which is set from gateway.timezone before anything else.
 */
#ifndef GATEWAY_BASE_CLOCK_H
#define GATEWAY_BASE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CLOCK_SECOND ((int64_t)1000000)
#define CLOCK_MINUTE (60 * CLOCK_SECOND)
#define CLOCK_HOUR   (60 * CLOCK_MINUTE)
#define CLOCK_DAY    (24 * CLOCK_HOUR)

#define CLOCK_ZONES "/usr/share/zoneinfo" /* where a machine has the database of time zones */

struct civil {
	int year, month, day;     /* 1..12, 1..31 */
	int hour, minute, second; /* 0..23, 0..59, 0..59 */
	int weekday;              /* 1 = Monday .. 7 = Sunday (ISO 8601) */
};

int64_t clock_wall_us(void);
int64_t clock_mono_us(void);

/* A clock that is moved by hand. NULL in its place is the machine's own. */
struct clock_hands {
	int64_t wall_us, mono_us;
};
int64_t clock_wall_of(const struct clock_hands *hands);
int64_t clock_mono_of(const struct clock_hands *hands);

/* Does this machine know a time zone of that name? One without the database of time zones takes any. */
bool clock_zone_exists(const char *name);
/* Local times are of that zone from now on. */
void clock_set_zone(const char *name);
struct civil clock_civil(int64_t wall_us);
/* The moment of a local date and time; days and months may overflow as in mktime(3). weekday is not read. */
int64_t clock_moment(const struct civil *civil);
/* True when such a day exists in the Gregorian calendar, year 1970..2099. */
bool clock_day_exists(int year, int month, int day);
/* The date `days` later (or earlier), at the same time of day. */
struct civil clock_add_days(const struct civil *civil, int days);
/* The midnight at which the day of a moment began, or that of so many days later. */
int64_t clock_midnight(int64_t at_us, int days);
/* ISO 8601 week number 1..53, and the year it belongs to. */
int clock_iso_week(const struct civil *civil, int *year);

#define CLOCK_TEXT_OCTETS 40
/* RFC 3339 with the local offset: "2022-08-18T09:00:00+07:00". Returns to. */
char *clock_text(int64_t wall_us, char to[static CLOCK_TEXT_OCTETS]);
/* Read RFC 3339 ("Z" or an offset), "YYYY-MM-DD HH:MM[:SS]" or "YYYY-MM-DD" as local time. 0, or -1 when it is none. */
int clock_read(const char *text, int64_t *wall_us);

#endif
