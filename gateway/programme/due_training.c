/* SPDX-License-Identifier: GPL-2.0-or-later */
/* due_training.c - what happens by itself around a training: reminders, the door code, the guide afterwards. */
#include "gateway/programme/due.h"
#include "gateway/programme/training.h"

#include "menus/guide.h"

#include <stdlib.h>
#include <string.h>

#define SAYS_THE_SAME CLOCK_HOUR /* a late reminder this long before the next one of that training is left out */
#define AFTER_STALE   (3 * CLOCK_DAY)
#define SWEEP_AHEAD   (8 * CLOCK_DAY) /* trainings whose reminders are made sure of */
#define SWEEP_MOST    10000

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

	if (training_get(o->voice.p->store, strtoll(o->due.key, NULL, 10), &t, why) == -1)
		return -1;
	if (t.no == 0 || strcmp(t.status, "planned") != 0 || t.starts_at <= o->voice.now_us) {
		due_leave_out(o, "over");
		return 0;
	}
	if (is_superseded(o, &t))
		return 0;
	day = clock_civil(t.starts_at);
	return training_remind(&o->voice, o->units, &t,
		day.year == today.year && day.month == today.month && day.day == today.day ? "reminder_training_hours"
											   : "reminder_training_day",
		why);
}

/* ---- for who runs it ---- */

static int tell_organisers(
	struct occasion *o, const struct training *t, const char *key, int64_t expires_us, struct why *why)
{
	struct member *rows = NULL;
	struct turnout n;
	size_t used;
	int result;

	if (invitation_turnout(o->voice.p->store, t->no, &n, why) == -1)
		return -1;
	result = training_organisers(o->voice.p, o->units, t, &rows, &used, why);
	for (size_t i = 0; i < used && result == 0; i++) {
		struct training_words w;

		training_words(o->voice.p, t, voice_style(o->voice.p, &rows[i]), o->voice.now_us, &w);
		result = voice_tell(&o->voice, &rows[i], "awaited", expires_us, why, key, "no", w.no, "date", w.date,
			"time", w.time, "place", w.place, "topic", w.topic, "people", NUMBER(n.people), "missing",
			NUMBER(n.no), "came", NUMBER(n.checked_in), "others", n.others > 0 ? NUMBER(n.others) : "",
			"code", t->code, NULL);
	}
	free(rows);
	return result;
}

int due_training_door(struct occasion *o, struct why *why)
{
	struct training t;

	if (training_get(o->voice.p->store, strtoll(o->due.key, NULL, 10), &t, why) == -1)
		return -1;
	if (t.no == 0 || strcmp(t.status, "planned") != 0 || training_ends(&t) <= o->voice.now_us) {
		due_leave_out(o, "over");
		return 0;
	}
	return tell_organisers(o, &t, "training_door", training_ends(&t), why);
}

/* ---- afterwards ---- */

/* Those who checked in are thanked; where nobody did, those who had said that they would come get it without thanks: nobody
 * knows whether they were there. */
static int tell_guide(struct occasion *o, const struct training *t, struct why *why)
{
	const struct guide *guide = guides_find(o->voice.p->menus->guides, t->topic);
	struct invitation *rows;
	struct turnout n;
	size_t used;
	int result = 0;

	if (guide == NULL)
		return 0;
	if (invitation_turnout(o->voice.p->store, t->no, &n, why) == -1 ||
		invitation_list(o->voice.p->store, t->no, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++) {
		bool came = n.checked_in > 0 ? rows[i].attended_at != 0 : strcmp(rows[i].answer, "yes") == 0;
		struct member m;

		if (!came)
			continue;
		result = member_by_phone(o->voice.p->store, rows[i].phone, &m, why);
		if (result == 0 && m.id != 0)
			result = voice_tell(&o->voice, &m, "courtesy", 0, why,
				n.checked_in > 0 ? "training_followup" : "training_guide", "title", guide_title(guide),
				"word", guide_topic(guide), NULL);
	}
	free(rows);
	return result;
}

int due_training_after(struct occasion *o, struct why *why)
{
	struct training t;

	if (training_get(o->voice.p->store, strtoll(o->due.key, NULL, 10), &t, why) == -1)
		return -1;
	if (t.no == 0 || strcmp(t.status, "cancelled") == 0 || o->voice.now_us - o->due.at > AFTER_STALE) {
		due_leave_out(o, "over");
		return 0;
	}
	if (t.attended == 0 && tell_organisers(o, &t, "training_count", 0, why) == -1)
		return -1;
	record_copy("held", t.status, sizeof t.status);
	record_copy("held", t.told_status, sizeof t.told_status);
	return training_put(o->voice.p->store, &t, why) == -1 ? -1 : tell_guide(o, &t, why);
}

/* ---- what an import brought ---- */

int due_training_sweep(struct programme *p, const struct units *units, int64_t now_us, struct why *why)
{
	struct voice v = { .p = p, .now_us = now_us, .link = "" };
	struct training *rows;
	unsigned told;
	size_t used;
	int result = 0;

	if (training_news(p->store, now_us, SWEEP_MOST, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++)
		result = training_publish(&v, units, &rows[i], rows[i].added_by, &told, why);
	free(rows);
	if (result == -1 ||
		training_list(p->store, "", now_us, now_us + SWEEP_AHEAD, SWEEP_MOST, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++)
		result = training_schedule(p, &rows[i], now_us, why);
	free(rows);
	return result;
}
