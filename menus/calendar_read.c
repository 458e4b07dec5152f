/* SPDX-License-Identifier: GPL-2.0-or-later */
/* calendar_read.c - the section `programme` of the menu files; what it says stands in calendar.h. */
#include "menus/calendar_rules.h"

#include "gateway/base/clock.h"
#include "gateway/base/nearest.h"

#include <stdio.h>
#include <string.h>

#define REMINDER_MIN_MAX (14 * 24 * 60) /* two weeks ahead: earlier is an announcement */

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
