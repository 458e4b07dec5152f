/* SPDX-License-Identifier: GPL-2.0-or-later */
/* calendar_rules.h - the section `programme` as it was read: calendar_read.c fills it, calendar.c reckons with it. */
#ifndef MENUS_CALENDAR_RULES_H
#define MENUS_CALENDAR_RULES_H

#include "gateway/base/period.h"
#include "menus/calendar.h"

#define COMMUNES_MAX 512
#define PAUSES_MAX   64   /* in the files */
#define EVENING_MIN  (90) /* a reminder that cannot wait for the morning goes that long before the night */

/* What may differ from commune to commune. */
struct rules {
	char unit[16];
	enum period_kind period;
	int due_day, due_weekday;
	int digest_weekday, digest_minute; /* weekday 0: every day, -1: none */
	int digest_month_day;              /* 0: none */
	int from_minute, to_minute;        /* of the day, for unasked texts */
};

struct calendar {
	struct rules common;
	unsigned communes_used;
	struct rules communes[COMMUNES_MAX];
	bool local_hours;
	unsigned unasked_per_day;
	unsigned training_used;
	int training_min[CALENDAR_REMINDERS_MAX];
	int unheard_weekday, unheard_minute; /* as of the digest */
	int report_minute;
	unsigned before_used, after_used;
	char youth_role[24], youth_receivers[24];
	int days_before[CALENDAR_REMINDERS_MAX / 2], days_after[CALENDAR_REMINDERS_MAX / 2];
	int pause_grace_days;
	unsigned pauses_used;
	struct calendar_pause pauses[PAUSES_MAX];
	struct calendar_pause *now; /* of the moment */
	size_t now_used;
	calendar_covers *covers;
	void *covers_user;
};

#endif
