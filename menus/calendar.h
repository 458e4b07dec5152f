/* SPDX-License-Identifier: GPL-2.0-or-later */
/* calendar.h - periods, deadlines, and when the gateway may speak unasked.
 *
 * The letter that founded the teams says "regular" and names neither period nor
 * day (S31, S39), so all of it is data: the section `programme` of the menu
 * files, with what a commune does differently in its list `communes`.
 *
 *   programme: {
 *     period = "month";            # month, week, quarter, half or year
 *     due_day = 25;                # of the period's last month; a week is due on due_weekday
 *     due_weekday = 5;             # 1 = Monday .. 7 = Sunday
 *     digest: { weekday = 1; month_day = 0; at = "07:30"; }; # weekday = 0: every day, -1: none; month_day = 0: none
 *     youth: { role = "to_pho"; receivers = "to_pho"; };   # the line of the Youth Union
 *     hours: { from = "07:00"; to = "22:00"; };
 *     unasked_per_day = 3;
 *     training_reminders_min = [ 1440, 120 ];              # minutes before the start
 *     report_reminders: { at = "08:00"; days_before = [ 3, 0 ]; days_after = [ 2 ]; };
 *     not_understood: { weekday = 1; at = "08:00"; };      # when administrators hear what was not understood
 *     pauses: ( { from = "2023-01-20"; to = "2023-01-26"; reason = "nghỉ Tết"; }, ... );  # days on which nobody is
 *                                                            # urged, in every unit; both included
 *     pause_grace_days = 3;        # a deadline that falls into a pause moves that many days behind its end
 *     communes: ( { unit = "21049"; due_day = 20; }, ... );  # any of period, due_day, due_weekday, digest, hours
 *   };
 *
 * Pure but for calendar_set_pauses(): the moment is a parameter; local time is the process's TZ.
 */
#ifndef MENUS_CALENDAR_H
#define MENUS_CALENDAR_H

#include "menus/node.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CALENDAR_PERIOD_OCTETS 12 /* "2022-W33" */
#define CALENDAR_NAME_OCTETS   40
#define CALENDAR_REMINDERS_MAX 8

struct calendar;

/* The loader's side. */
struct calendar *calendar_new(void);
void calendar_read(struct calendar *calendar, const struct node *section, struct faults *faults);
void calendar_free(struct calendar **calendar);

/* ---- periods: "2022-08" "2022-W33" "2022-Q3" "2022-H1" "2022" ---- */

/* The period in which that commune counts at a moment. commune: a unit's code, "" for the programme's own. Returns to. */
char *calendar_period_at(
	const struct calendar *calendar, const char *commune, int64_t at_us, char to[static CALENDAR_PERIOD_OCTETS]);
/* From its first moment to the first of the next one. 0, or -1 when it is no period. */
int calendar_period_bounds(const char *period, int64_t *from_us, int64_t *until_us);
/* The period `steps` later (earlier when negative) of the same kind; to may be period. 0, or -1 when it is none. */
int calendar_period_shift(const char *period, int steps, char to[static CALENDAR_PERIOD_OCTETS]);
/* "tháng 8", with the year when it is not that of now: "tháng 12/2021"; "tuần 33", "quý 3", "6 tháng đầu năm", "năm
 * 2022"; english: "August", "week 33", "quarter 3" ... Returns to. */
char *calendar_period_name(const char *period, bool english, int64_t now_us, char to[static CALENDAR_NAME_OCTETS]);

/* ---- pauses: days on which nobody is urged ---- */

struct calendar_pause {
	char from[12], to[12]; /* "2022-10-18", both included */
	char unit[16];         /* "": everywhere */
	char reason[160];
};
/* Does that unit lie in the unit of a pause? */
typedef bool calendar_covers(const char *unit, const char *pause_unit, void *user);
/* The pauses of the moment, beside those of the files; copied. covers and user are borrowed until the next call. */
void calendar_set_pauses(struct calendar *calendar, const struct calendar_pause *pauses, size_t used,
	calendar_covers *covers, void *user);
/* The pause in which that unit is at a moment, NULL: none. Of several the one that lasts longest. Borrowed. */
const struct calendar_pause *calendar_pause_at(const struct calendar *calendar, const char *unit, int64_t at_us);
/* The first moment behind a pause. */
int64_t calendar_pause_end(const struct calendar_pause *pause);

/* Does that commune report by such periods? By a month it owes no week and no year. A collection is owed by all. */
bool calendar_owes(const struct calendar *calendar, const char *commune, const char *period);

/* ---- deadlines; one that falls into a pause moves behind it ---- */

/* The first moment after the deadline (midnight behind the due day), or -1 when it is no period. */
int64_t calendar_due_us(const struct calendar *calendar, const char *commune, const char *period);
/* The due day as people write it: "25/8", and with the year when that is not the one of now. Returns to. */
char *calendar_due_name(const struct calendar *calendar, const char *commune, const char *period, int64_t now_us,
	char to[static CALENDAR_NAME_OCTETS]);
/* When to remind of a report that is missing: moments inside the hours, ascending; those at or after the deadline are
 * for the late. Returns how many. */
unsigned calendar_report_reminders(const struct calendar *calendar, const char *commune, const char *period,
	int64_t moments[static CALENDAR_REMINDERS_MAX]);

/* ---- when to speak ---- */

/* The next digest of that commune after a moment; INT64_MAX when it gets none. */
int64_t calendar_next_digest(const struct calendar *calendar, const char *commune, int64_t after_us);
/* What the digest of a moment is about: on the first morning of a period the one that has ended, else the current one;
 * on the day of the monthly digest at least the month. Returns to. */
char *calendar_digest_period(
	const struct calendar *calendar, const char *commune, int64_t at_us, char to[static CALENDAR_PERIOD_OCTETS]);
/* Whom the Youth Union has in the teams of the villages, and who in communes and above hears of them: roles, "" = none.
 * Borrowed. */
const char *calendar_youth_role(const struct calendar *calendar);
const char *calendar_youth_receivers(const struct calendar *calendar);
/* The next time that administrators are told what was not understood. */
int64_t calendar_next_unheard(const struct calendar *calendar, int64_t after_us);
/* The moment itself inside the hours for unasked texts, else when they next begin; the programme's own hours. */
int64_t calendar_next_slot(const struct calendar *calendar, int64_t at_us);
/* The same by the hours of that commune. */
int64_t calendar_slot_in(const struct calendar *calendar, const char *commune, int64_t at_us);
/* Has any commune hours of its own? */
bool calendar_has_local_hours(const struct calendar *calendar);
/* How many minutes of a day may be used. */
unsigned calendar_minutes_per_day(const struct calendar *calendar);
/* Most unasked texts a person gets in one day. */
unsigned calendar_unasked_per_day(const struct calendar *calendar);
/* When to remind of a training that starts at that moment, ascending, each inside the hours and before the start: one
 * that falls into the night moves to the morning when that is at least half an hour before the start, else to the
 * evening before. Two that meet count once. Returns how many. */
unsigned calendar_training_reminders(
	const struct calendar *calendar, int64_t starts_us, int64_t moments[static CALENDAR_REMINDERS_MAX]);

/* ---- days and times in words ---- */

/* "thứ bảy 20/8", with the year when it is not that of now; english: "Sat 20 Aug". Returns to. */
char *calendar_date_name(int64_t at_us, bool english, int64_t now_us, char to[static CALENDAR_NAME_OCTETS]);
/* "1/7", with the year when it is not that of now. Returns to. */
char *calendar_day_name(int64_t at_us, int64_t now_us, char to[static CALENDAR_NAME_OCTETS]);
/* "14:00". Returns to. */
char *calendar_time_name(int64_t at_us, char to[static CALENDAR_NAME_OCTETS]);

#endif
