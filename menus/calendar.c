/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/calendar.h"

#include "gateway/base/clock.h"
#include "gateway/base/nearest.h"
#include "gateway/base/period.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COMMUNES_MAX     512
#define PAUSES_MAX       64 /* in the files */
#define HALF_HOUR        (30 * CLOCK_MINUTE)
#define EVENING_MIN      (90) /* a reminder that cannot wait for the morning goes that long before the night */
#define REMINDER_MIN_MAX (14 * 24 * 60) /* two weeks ahead: earlier is an announcement */

static_assert(CALENDAR_PERIOD_OCTETS == PERIOD_OCTETS, "a period's text has one size");

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

/* ---- reading ---- */

static int read_minute(const struct node *n, int otherwise, struct faults *faults)
{
	const char *text = node_text(n, NULL, faults);
	int hour, minute, end = 0;

	if (text == NULL)
		return otherwise;
	if (sscanf(text, "%2d:%2d%n", &hour, &minute, &end) != 2 || text[end] != '\0' || hour < 0 || hour > 23 ||
		minute < 0 || minute > 59) {
		node_fault(n, faults, "%s is \"%s\"; write an hour and minute, such as \"07:30\"", node_name(n), text);
		return otherwise;
	}
	return hour * 60 + minute;
}

static void read_numbers(
	const struct node *n, int least, int most, unsigned room, int *to, unsigned *used, struct faults *faults)
{
	if (n == NULL)
		return;
	if (node_kind(n) != NODE_LIST || node_length(n) > room) {
		node_fault(n, faults, "%s is no list of at most %u numbers; write %s = [ 1, 2 ];", node_name(n), room,
			node_name(n));
		return;
	}
	*used = 0;
	for (unsigned i = 0; i < node_length(n); i++)
		to[(*used)++] = (int)node_int(node_at(n, i), least, least, most, faults);
}

static enum period_kind read_kind(const struct node *n, enum period_kind otherwise, struct faults *faults)
{
	static const char *const words[] = { "week", "month", "quarter", "half", "year", NULL };
	const char *text = node_text(n, NULL, faults);
	const char *meant;

	if (text == NULL)
		return otherwise;
	for (enum period_kind kind = PERIOD_WEEK; kind < PERIOD_KINDS; kind++)
		if (strcmp(words[kind], text) == 0)
			return kind;
	meant = nearest_word(text, words);
	node_fault(n, faults, "there is no period \"%s\"; write \"%s\"", text,
		meant != NULL ? meant : "month\", \"week\", \"quarter\", \"half\" or \"year");
	return otherwise;
}

static bool is_group(const struct node *n, struct faults *faults)
{
	if (n == NULL)
		return false;
	if (node_kind(n) != NODE_GROUP)
		node_fault(n, faults, "%s is no group; write %s: { ... };", node_name(n), node_name(n));
	return node_kind(n) == NODE_GROUP;
}

static void read_weekly(const struct node *n, int *weekday, int *minute, struct faults *faults)
{
	static const char *const known[] = { "weekday", "at", NULL };

	if (!is_group(n, faults))
		return;
	node_only(n, known, faults);
	*weekday = (int)node_int(node_get(n, "weekday"), *weekday, 0, 7, faults);
	*minute = read_minute(node_get(n, "at"), *minute, faults);
}

/* By the week, by the month, or both. */
static void read_digest(const struct node *n, struct rules *r, struct faults *faults)
{
	static const char *const known[] = { "weekday", "month_day", "at", NULL };

	if (!is_group(n, faults))
		return;
	node_only(n, known, faults);
	r->digest_weekday = (int)node_int(node_get(n, "weekday"), r->digest_weekday, -1, 7, faults);
	r->digest_month_day = (int)node_int(node_get(n, "month_day"), r->digest_month_day, 0, 28, faults);
	r->digest_minute = read_minute(node_get(n, "at"), r->digest_minute, faults);
}

static void read_rules(struct rules *r, const struct node *group, struct faults *faults)
{
	r->period = read_kind(node_get(group, "period"), r->period, faults);
	r->due_day = (int)node_int(node_get(group, "due_day"), r->due_day, 1, 31, faults);
	r->due_weekday = (int)node_int(node_get(group, "due_weekday"), r->due_weekday, 1, 7, faults);
	read_digest(node_get(group, "digest"), r, faults);
}

static void read_hours(struct rules *r, const struct node *hours, struct faults *faults)
{
	static const char *const known[] = { "from", "to", NULL };

	if (!is_group(hours, faults))
		return;
	node_only(hours, known, faults);
	r->from_minute = read_minute(node_get(hours, "from"), r->from_minute, faults);
	r->to_minute = read_minute(node_get(hours, "to"), r->to_minute, faults);
	if (r->to_minute - r->from_minute < 2 * EVENING_MIN)
		node_fault(hours, faults, "from is not %d hours before to; write from = \"07:00\"; to = \"22:00\";",
			2 * EVENING_MIN / 60);
}

static void read_commune(struct calendar *c, const struct node *entry, struct faults *faults)
{
	static const char *const known[] = { "unit", "period", "due_day", "due_weekday", "digest", "hours", NULL };
	struct rules *r = &c->communes[c->communes_used];
	const char *unit;

	if (node_kind(entry) != NODE_GROUP) {
		node_fault(entry, faults, "is no group; write { unit = \"21049\"; due_day = 20; }");
		return;
	}
	node_only(entry, known, faults);
	unit = node_text(node_get(entry, "unit"), "", faults);
	if (unit[0] == '\0' || strlen(unit) >= sizeof r->unit) {
		node_fault(entry, faults, "this commune has no unit; write unit = \"21049\"; with its code");
		return;
	}
	for (unsigned i = 0; i < c->communes_used; i++)
		if (strcmp(c->communes[i].unit, unit) == 0)
			node_fault(entry, faults, "the commune %s is there twice; keep one of the two", unit);
	*r = c->common;
	snprintf(r->unit, sizeof r->unit, "%s", unit);
	read_rules(r, entry, faults);
	c->local_hours |= node_get(entry, "hours") != NULL;
	read_hours(r, node_get(entry, "hours"), faults);
	c->communes_used++;
}

static void read_communes(struct calendar *c, const struct node *list, struct faults *faults)
{
	if (list == NULL)
		return;
	if (node_kind(list) != NODE_LIST || node_length(list) > COMMUNES_MAX - c->communes_used) {
		node_fault(list, faults,
			"communes is no list of at most %d groups; write communes: ( { unit = \"...\"; ... } );",
			COMMUNES_MAX);
		return;
	}
	for (unsigned i = 0; i < node_length(list); i++)
		read_commune(c, node_at(list, i), faults);
}

static void read_youth(struct calendar *c, const struct node *n, struct faults *faults)
{
	static const char *const known[] = { "role", "receivers", NULL };

	if (!is_group(n, faults))
		return;
	node_only(n, known, faults);
	snprintf(c->youth_role, sizeof c->youth_role, "%.23s", node_text(node_get(n, "role"), c->youth_role, faults));
	snprintf(c->youth_receivers, sizeof c->youth_receivers, "%.23s",
		node_text(node_get(n, "receivers"), c->youth_receivers, faults));
}

static void read_report_reminders(struct calendar *c, const struct node *n, struct faults *faults)
{
	static const char *const known[] = { "at", "days_before", "days_after", NULL };

	if (!is_group(n, faults))
		return;
	node_only(n, known, faults);
	c->report_minute = read_minute(node_get(n, "at"), c->report_minute, faults);
	read_numbers(
		node_get(n, "days_before"), 0, 27, CALENDAR_REMINDERS_MAX / 2, c->days_before, &c->before_used, faults);
	read_numbers(
		node_get(n, "days_after"), 1, 27, CALENDAR_REMINDERS_MAX / 2, c->days_after, &c->after_used, faults);
}

/* "2023-01-20"; *to keeps it. */
static bool read_day(const struct node *n, char to[static 12], int64_t *at_us, struct faults *faults)
{
	const char *text = node_text(n, "", faults);

	if (strlen(text) == 10 && clock_read(text, at_us) == 0) {
		snprintf(to, 12, "%s", text);
		return true;
	}
	if (n != NULL)
		node_fault(n, faults, "%s is \"%s\"; write a day, such as \"2023-01-20\"", node_name(n), text);
	return false;
}

static void read_pauses(struct calendar *c, const struct node *list, struct faults *faults)
{
	static const char *const known[] = { "from", "to", "reason", NULL };

	if (list == NULL)
		return;
	if (node_kind(list) != NODE_LIST || node_length(list) > PAUSES_MAX) {
		node_fault(list, faults,
			"pauses is no list of at most %d groups; write pauses: ( { from = \"...\"; to = \"...\"; reason = "
			"\"...\"; } );",
			PAUSES_MAX);
		return;
	}
	c->pauses_used = 0;
	for (unsigned i = 0; i < node_length(list); i++) {
		const struct node *entry = node_at(list, i);
		struct calendar_pause *p = &c->pauses[c->pauses_used];
		int64_t from = 0, to = 0;

		if (!is_group(entry, faults))
			continue;
		node_only(entry, known, faults);
		*p = (struct calendar_pause){ .unit = "" };
		snprintf(p->reason, sizeof p->reason, "%s", node_text(node_get(entry, "reason"), "", faults));
		if (!read_day(node_get(entry, "from"), p->from, &from, faults) ||
			!read_day(node_get(entry, "to"), p->to, &to, faults) || to < from || p->reason[0] == '\0') {
			node_fault(entry, faults,
				"this pause has no first day, no last day behind it, or no reason; write { from = "
				"\"2023-01-20\"; to = \"2023-01-26\"; reason = \"nghỉ Tết\"; }");
			continue;
		}
		c->pauses_used++;
	}
}

void calendar_read(struct calendar *c, const struct node *section, struct faults *faults)
{
	static const char *const known[] = { "period", "due_day", "due_weekday", "digest", "hours", "unasked_per_day",
		"training_reminders_min", "report_reminders", "youth", "not_understood", "pauses", "pause_grace_days",
		"communes", NULL };

	if (!is_group(section, faults))
		return;
	node_only(section, known, faults);
	read_rules(&c->common, section, faults);
	read_hours(&c->common, node_get(section, "hours"), faults);
	c->unasked_per_day =
		(unsigned)node_int(node_get(section, "unasked_per_day"), c->unasked_per_day, 0, 100, faults);
	read_numbers(node_get(section, "training_reminders_min"), 1, REMINDER_MIN_MAX, CALENDAR_REMINDERS_MAX,
		c->training_min, &c->training_used, faults);
	read_report_reminders(c, node_get(section, "report_reminders"), faults);
	read_youth(c, node_get(section, "youth"), faults);
	read_weekly(node_get(section, "not_understood"), &c->unheard_weekday, &c->unheard_minute, faults);
	if (c->report_minute < c->common.from_minute || c->report_minute >= c->common.to_minute)
		node_fault(section, faults,
			"report reminders at %02d:%02d fall outside the hours %02d:%02d-%02d:%02d; "
			"write report_reminders: { at = \"08:00\"; };",
			c->report_minute / 60, c->report_minute % 60, c->common.from_minute / 60,
			c->common.from_minute % 60, c->common.to_minute / 60, c->common.to_minute % 60);
	c->pause_grace_days = (int)node_int(node_get(section, "pause_grace_days"), c->pause_grace_days, 0, 27, faults);
	read_pauses(c, node_get(section, "pauses"), faults);
	read_communes(c, node_get(section, "communes"), faults);
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
	char day[48];

	snprintf(day, sizeof day, "%04d-%02d-%02d", date->year, date->month, date->day);
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

char *calendar_due_name(
	const struct calendar *c, const char *commune, const char *period, char to[static CALENDAR_NAME_OCTETS])
{
	struct civil due;

	to[0] = '\0';
	if (due_day(c, commune, period, &due) == 0)
		snprintf(to, CALENDAR_NAME_OCTETS, "%d/%d", due.day, due.month);
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
