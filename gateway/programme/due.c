/* SPDX-License-Identifier: GPL-2.0-or-later */
/* due.c - what happens by itself: reminders, digests, difficulties that nobody answered.
 *
 * Each waits as a row whose key says for whom and when, so that it happens
 * once, however often the row is added. A sweep adds the rows that the
 * calendar brings. After days off, what has become stale is left out and
 * logged; of what is not, each kind goes once.
 */
#include "gateway/programme/due.h"

#include "gateway/base/log.h"
#include "gateway/programme/collect.h"
#include "gateway/programme/digest.h"
#include "gateway/programme/question.h"
#include "gateway/programme/reorganise.h"
#include "gateway/programme/unheard.h"
#include "gateway/programme/urge.h"
#include "store/session.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SWEEP_EVERY    (6 * CLOCK_HOUR)
#define SWEEP_UNITS    200                 /* in one piece: some 25 ms */
#define PRUNE_MOST     1000                /* rows in one piece */
#define TEXTS_MOST     50                  /* queued in one piece: a reminder may go to a hundred people */
#define KEEP_DONE      (60 * CLOCK_DAY)    /* so long a row keeps its act from happening twice */
#define SETTLE         (10 * CLOCK_MINUTE) /* a modem that was off has its waiting texts by then */
#define DIGEST_STALE   (3 * CLOCK_DAY)
#define REMINDER_STALE CLOCK_DAY
#define NEWS_STALE     (14 * CLOCK_DAY)

void due_leave_out(struct occasion *o, const char *reason)
{
	o->left_out++;
	log_debug("left-out", "kind=%s key=%s reason=%s late_s=%" PRId64, o->due.kind, o->due.key, reason,
		(o->voice.now_us - o->due.at) / CLOCK_SECOND);
}

static bool is_stale(struct occasion *o, int64_t most)
{
	if (o->voice.now_us - o->due.at <= most)
		return false;
	due_leave_out(o, "stale");
	return true;
}

/* ---- digests: key "21049:2022-08-22" ---- */

/* A unit that was merged since has no digests and reminders of its own. */
static const struct unit *unit_of(struct occasion *o)
{
	const struct unit *unit = units_find(o->units, o->due.unit);

	if (unit != NULL && (strcmp(unit->code, o->due.unit) != 0 || !unit_in_force(unit, units_day(o->units)))) {
		due_leave_out(o, "merged");
		return NULL;
	}
	return unit;
}

static int add_digest(struct programme *p, const struct unit *unit, int64_t after_us, struct why *why)
{
	int64_t at = calendar_next_digest(p->menus->calendar, unit->code, after_us);
	struct civil day = clock_civil(at);
	char key[DUE_KEY_OCTETS];

	if (at == INT64_MAX)
		return 0;
	snprintf(key, sizeof key, "%s:%04d-%02d-%02d", unit->code, day.year, day.month, day.day);
	return due_add(p->store, "digest", key, at, unit->code, why);
}

/* It is late, and the next one is due on the day on which it would go, and tells of the same period: that goes alone. */
static bool is_told_soon(const struct occasion *o, const struct unit *unit)
{
	const struct calendar *calendar = o->voice.p->menus->calendar;
	int64_t next = calendar_next_digest(calendar, unit->code, o->due.at),
		goes = calendar_slot_in(calendar, unit->code, o->voice.now_us);
	char period[CALENDAR_PERIOD_OCTETS], then[CALENDAR_PERIOD_OCTETS];

	return next < clock_midnight(goes, 1) && strcmp(calendar_digest_period(calendar, unit->code, o->due.at, period),
							 calendar_digest_period(calendar, unit->code, next, then)) == 0;
}

static int do_digest(struct occasion *o, struct why *why)
{
	const struct unit *unit = unit_of(o);

	if (unit == NULL || is_stale(o, DIGEST_STALE))
		return 0;
	if (is_told_soon(o, unit)) {
		due_leave_out(o, "superseded");
		return add_digest(o->voice.p, unit, o->due.at, why);
	}
	return digest_tell(&o->voice, o->units, unit, o->due.at, why);
}

/* ---- the morning of the last day of a collection: key "2022-X3" ---- */

static int do_collection(struct occasion *o, struct why *why)
{
	const struct unit *unit = unit_of(o);
	struct collection c;
	struct urged u;
	int result;

	if (unit == NULL || is_stale(o, REMINDER_STALE / 2))
		return 0;
	if (collection_get(o->voice.p->store, o->due.key, &c, why) == -1)
		return -1;
	if (c.until <= o->voice.now_us) /* it was taken back */
		return 0;
	urged_init(&u);
	result = urge_missing(&o->voice, o->units, unit, o->due.key, &u, why);
	urged_fini(&u);
	return result;
}

/* ---- report reminders: key "21049:2022-08:<second>" ---- */

/* A deadline that moves behind a pause takes its reminders with it. */
static bool still_reminds(const struct occasion *o, const struct unit *unit, const char *period)
{
	int64_t moments[CALENDAR_REMINDERS_MAX];
	unsigned used = calendar_report_reminders(o->voice.p->menus->calendar, unit->code, period, moments);
	bool still = false;

	for (unsigned i = 0; i < used; i++)
		still |= moments[i] / CLOCK_SECOND == o->due.at / CLOCK_SECOND;
	return still;
}

static int do_reminder(struct occasion *o, struct why *why)
{
	const struct unit *unit = unit_of(o);
	const char *period = strchr(o->due.key, ':');
	char of[CALENDAR_PERIOD_OCTETS];
	struct urged u;
	int result;

	if (unit == NULL || period == NULL || is_stale(o, REMINDER_STALE))
		return 0;
	snprintf(of, sizeof of, "%.*s", (int)strcspn(period + 1, ":"), period + 1);
	if (!still_reminds(o, unit, of)) {
		due_leave_out(o, "moved");
		return 0;
	}
	urged_init(&u);
	result = urge_missing(&o->voice, o->units, unit, of, &u, why);
	urged_fini(&u);
	return result;
}

/* ---- people whose unit became another: key "2025-07-01:21049:+84905100001" ---- */

static int do_reorganised(struct occasion *o, struct why *why)
{
	return is_stale(o, NEWS_STALE) ? 0 : reorganise_tell(&o->voice, o->units, o->due.key, why);
}

/* ---- what was not understood: key "2022-08-22" ---- */

static int do_unheard(struct occasion *o, struct why *why)
{
	return is_stale(o, DIGEST_STALE) ? 0 : unheard_tell(o->voice.p, o->voice.now_us, why);
}

static int sweep_unheard(struct programme *p, int64_t now_us, struct why *why)
{
	int64_t at = calendar_next_unheard(p->menus->calendar, now_us);
	struct civil day = clock_civil(at);
	char key[DUE_KEY_OCTETS];

	snprintf(key, sizeof key, "%04d-%02d-%02d", day.year, day.month, day.day);
	return due_add(p->store, "unheard", key, at, "", why);
}

/* ---- the sweep ---- */

static int sweep_unit(struct programme *p, const struct unit *unit, int64_t now_us, struct why *why)
{
	const struct calendar *calendar = p->menus->calendar;
	char period[CALENDAR_PERIOD_OCTETS], key[DUE_KEY_OCTETS];
	int64_t moments[CALENDAR_REMINDERS_MAX];

	if (add_digest(p, unit, now_us, why) == -1)
		return -1;
	if (!unit_is_commune(unit))
		return 0;
	calendar_period_at(calendar, unit->code, now_us, period);
	for (int back = 0; back < 2; back++) {
		unsigned used = calendar_report_reminders(calendar, unit->code, period, moments);

		for (unsigned i = 0; i < used; i++) {
			if (moments[i] <= now_us)
				continue;
			snprintf(key, sizeof key, "%s:%s:%" PRId64, unit->code, period, moments[i] / CLOCK_SECOND);
			if (due_add(p->store, "reminder", key, moments[i], unit->code, why) == -1)
				return -1;
		}
		/* The reminders of the late may lie in the next period. */
		if (calendar_period_shift(period, -1, period) == -1)
			break;
	}
	return 0;
}

void programme_sweep_soon(struct programme *p)
{
	p->next_sweep_us = 0;
	p->sweep_again = p->sweep_row > 0;
}

/* A piece of what the calendar brings to all. */
static int sweep_units(struct programme *p, const struct units *units, int64_t now_us, struct why *why)
{
	for (unsigned swept = 0; p->sweep_row < units_count(units) && swept < SWEEP_UNITS; p->sweep_row++) {
		const struct unit *unit = units_at(units, p->sweep_row);

		if (unit == NULL || unit_is_village(unit))
			continue;
		if (sweep_unit(p, unit, now_us, why) == -1)
			return -1;
		swept++;
	}
	return 0;
}

/* A piece of it, so that texts are not kept waiting: its time has come again as long as there are more. */
static int sweep(struct programme *p, const struct units *units, int64_t now_us, struct why *why)
{
	unsigned pruned;

	if (sweep_units(p, units, now_us, why) == -1)
		return -1;
	if (p->sweep_row < units_count(units))
		return 0;
	if (due_prune(p->store, now_us - KEEP_DONE, PRUNE_MOST, &pruned, why) == -1)
		return -1;
	if (pruned == PRUNE_MOST)
		return 0;
	if (sweep_unheard(p, now_us, why) == -1 || due_retention_add(p, now_us, why) == -1 ||
		collect_remind_later(p, now_us, why) == -1 || due_training_sweep(p, units, now_us, why) == -1 ||
		due_ticket_sweep(p, units, now_us, why) == -1 ||
		session_expire(p->store, now_us - QUESTION_RESUME_SPAN, NULL, why) == -1)
		return -1;
	p->sweep_row = 0;
	if (!p->sweep_again)
		p->next_sweep_us = now_us + SWEEP_EVERY;
	p->sweep_again = false;
	return 0;
}

/* ---- doing it ---- */

static int do_one(struct occasion *o, struct why *why)
{
	static const struct {
		const char *kind;
		int (*run)(struct occasion *o, struct why *why);
	} kinds[] = {
		{ "digest", do_digest },
		{ "reminder", do_reminder },
		{ "collection", do_collection },
		{ "training", due_training },
		{ "training_door", due_training_door },
		{ "training_after", due_training_after },
		{ "ticket", due_ticket },
		{ "ticket_reminder", due_ticket_reminder },
		{ "unheard", do_unheard },
		{ "reorganised", do_reorganised },
		{ "deputy_begin", due_deputy_begin },
		{ "deputy", due_deputy },
		{ "erase", due_erase },
		{ "retention", due_retention },
		{ "broadcast", due_broadcast },
	};

	/* Done first: what it does may make it wait for another time. */
	if (due_done(o->voice.p->store, o->due.kind, o->due.key, o->voice.now_us, why) == -1)
		return -1;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].kind, o->due.kind) == 0 && kinds[i].run(o, why) == -1)
			return -1;
	if (strcmp(o->due.kind, "unheard") == 0)
		return sweep_unheard(o->voice.p, o->voice.now_us, why);
	/* The next digest of that unit. */
	if (strcmp(o->due.kind, "digest") == 0) {
		const struct unit *unit = units_find(o->units, o->due.unit);

		return unit == NULL ? 0 : sweep_unit(o->voice.p, unit, o->voice.now_us, why);
	}
	return 0;
}

/* After a time off, what people have sent meanwhile comes in first: nobody is reminded of a report that is on its way, and
 * no difficulty climbs whose answer is. Until when? */
static int settle(struct programme *p, int64_t now_us, int64_t *until_us, struct why *why)
{
	char until[CLOCK_TEXT_OCTETS];
	int64_t first_us;

	if (p->settled_us == 0) {
		if (due_next_time(p->store, &first_us, why) == -1)
			return -1;
		p->settled_us = first_us < now_us - SETTLE ? now_us + SETTLE : now_us;
		if (p->settled_us > now_us)
			log_info("due-waits", "seconds=%" PRId64 " until=%s late_s=%" PRId64 " reason=after-a-time-off",
				SETTLE / CLOCK_SECOND, clock_text(p->settled_us, until),
				(now_us - first_us) / CLOCK_SECOND);
	}
	if (p->settled_us > now_us + SETTLE) /* the clock went back */
		p->settled_us = now_us;
	*until_us = p->settled_us;
	return 0;
}

int64_t programme_waits_until(const struct programme *p, int64_t now_us)
{
	return p->settled_us > now_us && p->settled_us <= now_us + SETTLE ? p->settled_us : 0;
}

int programme_due(struct programme *p, int64_t now_us, int most, int64_t *next_us, struct why *why)
{
	struct occasion o = { .voice = { .p = p, .now_us = now_us, .link = "" } };
	uint64_t enough = p->queued + TEXTS_MOST;
	int64_t settled_us;
	int done = 0;

	o.units = programme_units(p, now_us, why);
	if (o.units == NULL)
		return -1;
	/* Also when the clock went back. */
	if ((now_us >= p->next_sweep_us || now_us + SWEEP_EVERY < p->next_sweep_us) &&
		sweep(p, o.units, now_us, why) == -1)
		goto undone;
	if (settle(p, now_us, &settled_us, why) == -1)
		goto undone;
	for (; now_us >= settled_us && done < most && p->queued < enough; done++) {
		if (due_next(p->store, now_us, &o.due, why) == -1)
			goto undone;
		if (o.due.kind[0] == '\0')
			break;
		if (do_one(&o, why) == -1)
			goto undone;
	}
	if (due_next_time(p->store, next_us, why) == -1)
		goto undone;
	if (now_us < settled_us && *next_us < settled_us)
		*next_us = settled_us;
	if (o.left_out > 0)
		log_info("left-out", "items=%u of=%d reason=stale", o.left_out, done);
	if (p->next_sweep_us < *next_us)
		*next_us = p->next_sweep_us;
	return done;

undone:
	p->next_sweep_us = 0; /* the caller rolls back what the sweep has added */
	p->sweep_row = 0;
	return -1;
}
