/* SPDX-License-Identifier: GPL-2.0-or-later */
/* due_training.c - reminders of trainings. */
#include "gateway/programme/due.h"
#include "gateway/programme/training.h"

#include <stdlib.h>
#include <string.h>

#define SAYS_THE_SAME CLOCK_HOUR /* a late reminder this long before the next one of that training is left out */

/* ---- training reminders: key "5:<start>:<second>" ---- */

/* A late reminder is of use as long as the training has not begun, unless the next one is due as well. */
static bool is_superseded(struct occasion *o, const struct training *t)
{
	int64_t moments[CALENDAR_REMINDERS_MAX];
	unsigned used = calendar_training_reminders(o->voice.p->menus->calendar, t->starts_at, moments);

	for (unsigned i = 0; i < used; i++)
		if (moments[i] > o->due.at && moments[i] <= o->voice.now_us + SAYS_THE_SAME) {
			due_leave_out(o, "superseded");
			return true;
		}
	return false;
}

int due_training(struct occasion *o, struct why *why)
{
	/* In the night it waits for the morning, which may be that of the training. */
	struct civil today = clock_civil(calendar_next_slot(o->voice.p->menus->calendar, o->voice.now_us)), day;
	struct training t;
	unsigned told = 0;

	if (training_get(o->voice.p->store, strtoll(o->due.key, NULL, 10), &t, why) == -1)
		return -1;
	if (t.no == 0 || strcmp(t.status, "planned") != 0 || t.starts_at <= o->voice.now_us) {
		due_leave_out(o, "over");
		return 0;
	}
	if (is_superseded(o, &t))
		return 0;
	day = clock_civil(t.starts_at);
	return training_tell(&o->voice, o->units, &t, "", "unasked",
		day.year == today.year && day.month == today.month && day.day == today.day ? "reminder_training_hours"
											   : "reminder_training_day",
		&told, why);
}
