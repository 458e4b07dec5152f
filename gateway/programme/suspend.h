/* SPDX-License-Identifier: GPL-2.0-or-later */
/* suspend.h - days on which nobody in a unit is urged: put there by a leader's text or by an administrator. */
#ifndef GATEWAY_PROGRAMME_SUSPEND_H
#define GATEWAY_PROGRAMME_SUSPEND_H

#include "gateway/programme/inside.h"
#include "store/suspension.h"

#define SUSPEND_DAYS_MAX 31 /* who needs more suspends again */

/* Give the calendar the store's suspensions, those that ended lately included: deadlines moved by them stay moved. */
int suspend_into_calendar(struct programme *p, int64_t now_us, struct why *why);

enum suspend_fault { SUSPEND_GOOD, SUSPEND_PAST, SUSPEND_BACKWARDS, SUSPEND_LONG };
/* Can these days be suspended now? */
enum suspend_fault suspend_check(const char *first_day, const char *last_day, int64_t now_us);
/* Add it, with a note in the audit; s->no is its number then. */
int suspend_begin(struct programme *p, struct suspension *s, struct why *why);
/* People are urged again from today on; one that has not begun before today was none. */
int suspend_end(struct programme *p, const struct suspension *s, const char *by_whom, int64_t now_us, struct why *why);

/* "25/10" of "2022-10-25", with the year when it is not that of now. Returns to. */
const char *suspend_day(const char *day, int64_t now_us, char to[static CALENDAR_NAME_OCTETS]);
/* Until which day urging rests in that unit now; "" when it does not. Returns to. */
const char *suspend_until(
	const struct programme *p, const struct unit *unit, int64_t now_us, char to[static CALENDAR_NAME_OCTETS]);

/* "12/10-25/10": the first days in that period on which nobody was urged; "" when there were none. Returns to. */
#define SUSPEND_SPAN_OCTETS (2 * CALENDAR_NAME_OCTETS + 2)
const char *suspend_within(const struct programme *p, const struct unit *unit, const char *period, int64_t now_us,
	char to[static SUSPEND_SPAN_OCTETS]);

struct act;
/* Urging rests in that unit now: say until when, and how it ends, or who has set it. */
int suspend_answer_running(struct act *a, const struct unit *unit, struct why *why);

#endif
