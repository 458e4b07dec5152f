/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/calendar_rules.h"

#include "gateway/base/clock.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HALF_HOUR (30 * CLOCK_MINUTE)

static_assert(CALENDAR_PERIOD_OCTETS == PERIOD_OCTETS, "a period's text has one size");

struct calendar *calendar_new(void)
{
	struct calendar *c = calloc(1, sizeof *c);

	if (c == NULL)
		abort();
	c->common = (struct rules){ .period = PERIOD_MONTH,
		.due_day = 25,
		.due_weekday = 5,
		.digest_weekday = 1,
		.digest_minute = 7 * 60 + 30,
		.from_minute = 7 * 60,
		.to_minute = 22 * 60 };
	snprintf(c->youth_role, sizeof c->youth_role, "to_pho");
	snprintf(c->youth_receivers, sizeof c->youth_receivers, "to_pho");
	c->unasked_per_day = 3;
	c->training_used = 2;
	c->training_min[0] = 24 * 60;
	c->training_min[1] = 2 * 60;
	c->report_minute = 8 * 60;
	c->unheard_weekday = 1;
	c->unheard_minute = 8 * 60;
	c->before_used = 2;
	c->days_before[0] = 3;
	c->days_before[1] = 0;
	c->after_used = 1;
	c->days_after[0] = 2;
	c->pause_grace_days = 3;
	return c;
}

void calendar_free(struct calendar **calendar)
{
	if (*calendar != NULL)
		free((*calendar)->now);
	free(*calendar);
	*calendar = NULL;
}

static const struct rules *rules_of(const struct calendar *c, const char *commune)
{
	for (unsigned i = 0; i < c->communes_used; i++)
		if (strcmp(c->communes[i].unit, commune) == 0)
			return &c->communes[i];
	return &c->common;
}

/* ---- periods and deadlines ---- */

char *calendar_period_at(
	const struct calendar *c, const char *commune, int64_t at_us, char to[static CALENDAR_PERIOD_OCTETS])
{
	struct civil day = clock_civil(at_us);
	struct period p = period_of(rules_of(c, commune)->period, &day);

	return period_write(&p, to);
}

bool calendar_owes(const struct calendar *c, const char *commune, const char *period)
{
	struct period p;

	return period_read(period, &p) == 0 && (p.kind == PERIOD_EXTRA || p.kind == rules_of(c, commune)->period);
}

int calendar_period_bounds(const char *period, int64_t *from_us, int64_t *until_us)
{
	struct period p;
	struct civil first, after;

	if (period_read(period, &p) == -1 || p.kind == PERIOD_EXTRA)
		return -1;
	first = period_first_day(&p);
	after = period_day_after(&p);
	*from_us = clock_moment(&first);
	*until_us = clock_moment(&after);
	return 0;
}

int calendar_period_shift(const char *period, int steps, char to[static CALENDAR_PERIOD_OCTETS])
{
	struct period p;

	if (period_read(period, &p) == -1 || p.kind == PERIOD_EXTRA)
		return -1;
	p = period_shift(&p, steps);
	period_write(&p, to);
	return 0;
}

/* ---- pauses ---- */

void calendar_set_pauses(
	struct calendar *c, const struct calendar_pause *pauses, size_t used, calendar_covers *covers, void *user)
{
	struct calendar_pause *now = NULL;

	if (used > 0 && (now = calloc(used, sizeof *now)) == NULL)
		abort();
	if (used > 0)
		memcpy(now, pauses, used * sizeof *now);
	free(c->now);
	c->now = now;
	c->now_used = used;
	c->covers = covers;
	c->covers_user = user;
}

static const struct calendar_pause *pause_on(const struct calendar *c, const char *unit, const struct civil *date)
{
	const struct calendar_pause *found = NULL;
	char day[PERIOD_DAY_OCTETS];

	period_day_text(date, day);
	for (size_t i = 0; i < c->pauses_used + c->now_used; i++) {
		const struct calendar_pause *p = i < c->pauses_used ? &c->pauses[i] : &c->now[i - c->pauses_used];

		if (strcmp(day, p->from) < 0 || strcmp(day, p->to) > 0 ||
			(found != NULL && strcmp(p->to, found->to) <= 0))
			continue;
		if (p->unit[0] == '\0' || strcmp(p->unit, unit) == 0 ||
			(c->covers != NULL && c->covers(unit, p->unit, c->covers_user)))
			found = p;
	}
	return found;
}

const struct calendar_pause *calendar_pause_at(const struct calendar *c, const char *unit, int64_t at_us)
{
	struct civil day = clock_civil(at_us);

	return pause_on(c, unit, &day);
}

static struct civil last_of(const struct calendar_pause *pause)
{
	int64_t at = 0;

	clock_read(pause->to, &at);
	return clock_civil(at);
}

int64_t calendar_pause_end(const struct calendar_pause *pause)
{
	struct civil last = last_of(pause), after = clock_add_days(&last, 1);

	return clock_moment(&after);
}

/* The due day of a period: a weekday of the week, or a day of the last month, which may be shorter. */
static int regular_due_day(const struct calendar *c, const char *commune, const char *period, struct civil *due)
{
	const struct rules *r = rules_of(c, commune);
	struct period p;
	struct civil last;

	if (period_read(period, &p) == -1 || p.kind == PERIOD_EXTRA)
		return -1;
	if (p.kind == PERIOD_WEEK) {
		*due = period_first_day(&p);
		*due = clock_add_days(due, r->due_weekday - 1);
		return 0;
	}
	last = period_day_after(&p);
	*due = clock_add_days(&last, -1);
	if (r->due_day < due->day)
		*due = clock_add_days(due, r->due_day - due->day);
	return 0;
}

/* Behind the pauses into which it falls; where it is moved to may lie in the next one. */
static int due_day(const struct calendar *c, const char *commune, const char *period, struct civil *due)
{
	const struct calendar_pause *pause;

	if (regular_due_day(c, commune, period, due) == -1)
		return -1;
	for (unsigned i = 0; i < PAUSES_MAX && (pause = pause_on(c, commune, due)) != NULL; i++) {
		struct civil last = last_of(pause);

		*due = clock_add_days(&last, c->pause_grace_days > 0 ? c->pause_grace_days : 1);
	}
	return 0;
}

int64_t calendar_due_us(const struct calendar *c, const char *commune, const char *period)
{
	struct civil due;

	if (due_day(c, commune, period, &due) == -1)
		return -1;
	due = clock_add_days(&due, 1);
	return clock_moment(&due);
}

char *calendar_due_name(const struct calendar *c, const char *commune, const char *period, int64_t now_us,
	char to[static CALENDAR_NAME_OCTETS])
{
	struct civil due;

	to[0] = '\0';
	if (due_day(c, commune, period, &due) == 0)
		calendar_day_name(clock_moment(&due), now_us, to);
	return to;
}

/* ---- when to speak ---- */

static int64_t at_minute(const struct civil *day, int minute)
{
	struct civil c = *day;

	c.hour = minute / 60;
	c.minute = minute % 60;
	c.second = 0;
	return clock_moment(&c);
}

static int64_t slot(const struct rules *r, int64_t at_us)
{
	struct civil day = clock_civil(at_us);
	int minute = day.hour * 60 + day.minute;

	if (minute < r->from_minute)
		return at_minute(&day, r->from_minute);
	if (minute < r->to_minute)
		return at_us;
	day = clock_add_days(&day, 1);
	return at_minute(&day, r->from_minute);
}

int64_t calendar_next_slot(const struct calendar *c, int64_t at_us)
{
	return slot(&c->common, at_us);
}

int64_t calendar_slot_in(const struct calendar *c, const char *commune, int64_t at_us)
{
	return slot(rules_of(c, commune), at_us);
}

bool calendar_has_local_hours(const struct calendar *c)
{
	return c->local_hours;
}

unsigned calendar_minutes_per_day(const struct calendar *c)
{
	return (unsigned)(c->common.to_minute - c->common.from_minute);
}

unsigned calendar_unasked_per_day(const struct calendar *c)
{
	return c->unasked_per_day;
}

/* weekday 0: every day, -1: none; month_day 0: none. INT64_MAX: never. */
static int64_t next_on(int weekday, int month_day, int minute, int64_t after_us)
{
	struct civil today = clock_civil(after_us);

	if (weekday == -1 && month_day == 0)
		return INT64_MAX;
	for (int days = 0;; days++) {
		struct civil day = clock_add_days(&today, days);
		int64_t at = at_minute(&day, minute);
		if (at > after_us && (weekday == 0 || day.weekday == weekday || day.day == month_day))
			return at;
	}
}

int64_t calendar_next_digest(const struct calendar *c, const char *commune, int64_t after_us)
{
	const struct rules *r = rules_of(c, commune);

	return next_on(r->digest_weekday, r->digest_month_day, r->digest_minute, after_us);
}

int64_t calendar_next_unheard(const struct calendar *c, int64_t after_us)
{
	return next_on(c->unheard_weekday, 0, c->unheard_minute, after_us);
}

char *calendar_digest_period(
	const struct calendar *c, const char *commune, int64_t at_us, char to[static CALENDAR_PERIOD_OCTETS])
{
	const struct rules *r = rules_of(c, commune);
	struct civil day = clock_civil(at_us), before = clock_add_days(&day, -1);
	bool month = r->period == PERIOD_WEEK && day.day == r->digest_month_day;
	struct period p = period_of(month ? PERIOD_MONTH : r->period, &before);

	return period_write(&p, to);
}

const char *calendar_youth_role(const struct calendar *c)
{
	return c->youth_role;
}

const char *calendar_youth_receivers(const struct calendar *c)
{
	return c->youth_receivers;
}

/* Keep moments ascending and each once. */
static unsigned insert(int64_t moments[], unsigned used, int64_t moment)
{
	unsigned at = used;

	for (unsigned i = 0; i < used; i++)
		if (moments[i] == moment)
			return used;
	for (; at > 0 && moments[at - 1] > moment; at--)
		moments[at] = moments[at - 1];
	moments[at] = moment;
	return used + 1;
}

static int64_t remind_at(const struct calendar *c, const char *commune, const struct civil *day)
{
	return calendar_slot_in(c, commune, at_minute(day, c->report_minute));
}

unsigned calendar_report_reminders(const struct calendar *c, const char *commune, const char *period,
	int64_t moments[static CALENDAR_REMINDERS_MAX])
{
	struct civil due, day;
	unsigned used = 0;

	if (due_day(c, commune, period, &due) == -1)
		return 0;
	for (unsigned i = 0; i < c->before_used; i++) {
		day = clock_add_days(&due, -c->days_before[i]);
		used = insert(moments, used, remind_at(c, commune, &day));
	}
	for (unsigned i = 0; i < c->after_used; i++) {
		day = clock_add_days(&due, c->days_after[i]);
		used = insert(moments, used, remind_at(c, commune, &day));
	}
	/* Nobody is reminded in a pause. */
	for (unsigned i = 0; i < used;)
		if (calendar_pause_at(c, commune, moments[i]) != NULL)
			memmove(&moments[i], &moments[i + 1], (--used - i) * sizeof *moments);
		else
			i++;
	return used;
}

static int64_t awake(const struct calendar *c, int64_t wanted_us, int64_t starts_us)
{
	struct civil day = clock_civil(wanted_us);
	int64_t next = calendar_next_slot(c, wanted_us);

	if (next <= starts_us - HALF_HOUR || next == wanted_us)
		return next;
	if (day.hour * 60 + day.minute < c->common.from_minute)
		day = clock_add_days(&day, -1);
	return at_minute(&day, c->common.to_minute - EVENING_MIN);
}

unsigned calendar_training_reminders(
	const struct calendar *c, int64_t starts_us, int64_t moments[static CALENDAR_REMINDERS_MAX])
{
	unsigned used = 0;

	for (unsigned i = 0; i < c->training_used; i++)
		used = insert(moments, used, awake(c, starts_us - c->training_min[i] * CLOCK_MINUTE, starts_us));
	return used;
}
