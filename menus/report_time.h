/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report_time.h - the day and the period that a report is of, and what about them is not clear. Pure. */
#ifndef MENUS_REPORT_TIME_H
#define MENUS_REPORT_TIME_H

#include "menus/count.h"

/* The first day of the past that the text says, as field "date". */
void report_add_date(struct view *v);
/* The week, the month, the quarter that runs, as field "period", where BC is said of it: "BC tuần: ...". */
void report_add_running(struct view *v);
/* Is it of what is still to come? */
bool report_lies_ahead(const struct view *v);
/* Is its month one that may be a mistyped code? */
bool report_odd_month(const struct view *v);
/* "tháng 13": a month or week that there is not goes to the field "no_period" as typed; with dates also "31/2", and any
 * number behind "tháng", "tuần", "quý". */
bool report_no_period(struct view *v, bool dates);
/* Does it speak of two stretches of time? */
bool report_two_times(const struct view *v);
/* Is its total one of a period, or of now? */
bool report_total_in_period(const struct view *v, const struct counts *c);
/* Does it name a day that does not exist? */
bool report_wrong_date(const struct view *v);

#endif
