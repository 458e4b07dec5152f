/* SPDX-License-Identifier: GPL-2.0-or-later */
/* date.h - days, hours and periods as people say them, seen from a given now. Pure functions. */
#ifndef MENUS_DATE_H
#define MENUS_DATE_H

#include "gateway/base/clock.h"
#include "menus/parse.h"

struct day date_of(const struct civil *civil);
struct day date_add(const struct civil *now, int days);
int date_weekday(struct day d); /* 1 = Monday .. 7 = Sunday */
int date_compare(struct day a, struct day b);
/* The next such weekday after today, or in the week that is weeks ahead (0 this, 1 next) when week_said. */
struct day date_next_weekday(const struct civil *now, int weekday, bool week_said, int weeks);
/* The year of a day and month that were said without it: this year, or the next when that is more than 90 days ago. */
struct day date_near(const struct civil *now, int day, int month);
/* The same day said of what is past: the month or the year before, when the next was taken for granted. */
struct day date_past(const struct civil *now, struct day d, bool no_month, bool no_year);
/* "2022-W33" of the week so many weeks from now's. */
void date_week(const struct civil *now, int weeks, char to[static 12]);
#define DATE_TEXT_OCTETS 16
const char *date_text(struct day d, char to[static DATE_TEXT_OCTETS]);

#endif
