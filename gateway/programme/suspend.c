/* SPDX-License-Identifier: GPL-2.0-or-later */
/* suspend.c - TAM NGUNG and HET TAM NGUNG: for a storm or a feast nobody in a unit is urged, and deadlines in those days
 * move behind them. Answers, invitations and what is urgent go on. */
#include "gateway/programme/suspend.h"

#include "gateway/programme/act.h"
#include "gateway/programme/closed.h"
#include "gateway/programme/team_look.h"
#include "gateway/programme/urge.h"
#include "menus/fold.h"
#include "store/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FEAST_AHEAD (400 * CLOCK_DAY)
#define LATELY      (120 * CLOCK_DAY) /* so long a moved deadline matters */

/* ---- the calendar knows them ---- */

static bool covers(const char *unit, const char *pause_unit, void *user)
{
	const struct programme *p = user;

	return p->units != NULL && units_is_under(p->units, unit, pause_unit);
}

static void write_day(int64_t at_us, char to[static RECORD_DAY_OCTETS])
{
	struct civil day = clock_civil(at_us);

	snprintf(to, RECORD_DAY_OCTETS, "%04u-%02u-%02u", (unsigned)day.year % 10000, (unsigned)day.month % 100,
		(unsigned)day.day % 100);
}

int suspend_into_calendar(struct programme *p, int64_t now_us, struct why *why)
{
	struct suspension *rows;
	struct calendar_pause *pauses;
	char since[RECORD_DAY_OCTETS];
	size_t used;

	write_day(now_us - LATELY, since);
	if (suspension_list(p->store, since, &rows, &used, why) == -1)
		return -1;
	pauses = calloc(used + 1, sizeof *pauses);
	if (pauses == NULL)
		abort();
	for (size_t i = 0; i < used; i++) {
		record_copy(rows[i].first_day, pauses[i].from, sizeof pauses[i].from);
		record_copy(rows[i].last_day, pauses[i].to, sizeof pauses[i].to);
		record_copy(rows[i].unit, pauses[i].unit, sizeof pauses[i].unit);
		record_copy(rows[i].reason, pauses[i].reason, sizeof pauses[i].reason);
	}
	calendar_set_pauses(p->menus->calendar, pauses, used, covers, p);
	free(pauses);
	free(rows);
	return 0;
}

/* ---- beginning and ending ---- */

enum suspend_fault suspend_check(const char *first_day, const char *last_day, int64_t now_us)
{
	int64_t first = 0, last = 0;

	clock_read(first_day, &first);
	clock_read(last_day, &last);
	if (last < clock_midnight(now_us, 0))
		return SUSPEND_PAST;
	if (last < first)
		return SUSPEND_BACKWARDS;
	return last - first >= SUSPEND_DAYS_MAX * CLOCK_DAY ? SUSPEND_LONG : SUSPEND_GOOD;
}

static int note(struct programme *p, const struct suspension *s, const char *who, const char *what, int64_t now_us,
	struct why *why)
{
	char detail[RECORD_TEXT_OCTETS];

	snprintf(detail, sizeof detail, "no=%" PRId64 " from=%s until=%s reason=%s", s->no, s->first_day, s->last_day,
		s->reason);
	p->pauses_known = false;
	return audit_add(p->store, who, what, s->unit[0] != '\0' ? s->unit : "all", detail, now_us, why);
}

/* What waits goes by the next morning at the latest, or beyond a cap: then the deadline has moved, too. */
static int rest(struct programme *p, const struct suspension *s, int64_t now_us, struct why *why)
{
	struct voice v = { .p = p, .now_us = now_us, .link = "" };
	const struct units *units = programme_units(p, now_us, why);
	int64_t first_us = 0;

	if (units == NULL)
		return -1;
	clock_read(s->first_day, &first_us);
	if (first_us <= clock_midnight(now_us, 1) &&
		(urge_rest(&v, units, s->unit, why) == -1 || team_urge_rest(&v, units, s->unit, why) == -1))
		return -1;
	programme_sweep_soon(p); /* deadlines have moved, and their reminders */
	return 0;
}

int suspend_begin(struct programme *p, struct suspension *s, struct why *why)
{
	if (suspension_add(p->store, s, why) == -1 || rest(p, s, s->at, why) == -1)
		return -1;
	return note(p, s, s->by_whom, "suspend", s->at, why);
}

int suspend_end(struct programme *p, const struct suspension *s, const char *by_whom, int64_t now_us, struct why *why)
{
	char yesterday[RECORD_DAY_OCTETS];

	/* What was due in its days stays due behind them: nobody was reminded of it. */
	write_day(clock_midnight(now_us, -1), yesterday);
	if ((strcmp(s->first_day, yesterday) <= 0 ? suspension_move_end(p->store, s->no, yesterday, why)
						  : suspension_end(p->store, s->no, now_us, why)) == -1)
		return -1;
	programme_sweep_soon(p);
	return note(p, s, by_whom, "suspend-ended", now_us, why);
}

/* ---- in words ---- */

const char *suspend_day(const char *day, int64_t now_us, char to[static CALENDAR_NAME_OCTETS])
{
	int64_t at = 0;

	clock_read(day, &at);
	return calendar_day_name(at, now_us, to);
}

const char *suspend_until(
	const struct programme *p, const struct unit *unit, int64_t now_us, char to[static CALENDAR_NAME_OCTETS])
{
	const struct calendar_pause *pause = calendar_pause_at(p->menus->calendar, unit->code, now_us);

	to[0] = '\0';
	return pause == NULL ? to : suspend_day(pause->to, now_us, to);
}

const char *suspend_within(const struct programme *p, const struct unit *unit, const char *period, int64_t now_us,
	char to[static SUSPEND_SPAN_OCTETS])
{
	const struct calendar_pause *pause = NULL;
	char from_name[CALENDAR_NAME_OCTETS], until_name[CALENDAR_NAME_OCTETS];
	int64_t from, until, since;

	to[0] = '\0';
	if (calendar_period_bounds(period, &from, &until) == -1)
		return to;
	/* What rested before it began, rested for one of those that it was made of. */
	if (clock_read(unit->valid_from, &since) == 0 && since > from)
		from = since;
	for (int64_t at = from; at < until && pause == NULL; at += CLOCK_DAY)
		pause = calendar_pause_at(p->menus->calendar, unit->code, at + CLOCK_DAY / 2);
	if (pause != NULL)
		snprintf(to, SUSPEND_SPAN_OCTETS, "%s-%s", suspend_day(pause->from, now_us, from_name),
			suspend_day(pause->to, now_us, until_name));
	return to;
}

/* ---- by text ---- */

static int refuse(struct act *a, enum suspend_fault fault, const struct suspension *s, struct why *why)
{
	char day[CALENDAR_NAME_OCTETS];

	if (fault == SUSPEND_LONG)
		return act_answer(a, OUTCOME_REFUSED, why, "suspend_long", "limit", NUMBER(SUSPEND_DAYS_MAX), NULL);
	return act_answer(
		a, OUTCOME_REFUSED, why, "suspend_past", "day", suspend_day(s->last_day, a->in->now_us, day), NULL);
}

/* "đến hết tết": the next days off of that name that the calendar knows; "" when it knows none. */
static void read_feast(struct act *a, const struct unit *unit, struct suspension *s)
{
	const char *feast = act_text(a, "feast");
	int64_t today = clock_midnight(a->in->now_us, 0), from = 0;

	for (int64_t at = today; feast[0] != '\0' && at < today + FEAST_AHEAD; at += CLOCK_DAY) {
		const struct calendar_pause *pause =
			calendar_pause_at(a->p->menus->calendar, unit->code, at + CLOCK_DAY / 2);
		char reason[RECORD_TEXT_OCTETS] = " ";

		if (pause == NULL || pause->unit[0] != '\0')
			continue;
		fold_text(pause->reason, reason + 1, sizeof reason - 1);
		if (strstr(reason, " tet") == NULL || clock_read(pause->from, &from) == -1)
			continue;
		record_copy(pause->to, s->last_day, sizeof s->last_day);
		if (strcmp(feast, "eve") == 0)
			write_day(from - CLOCK_DAY / 2, s->last_day);
		else if (strcmp(feast, "whole") == 0 && !act_has(a, "from"))
			record_copy(pause->from, s->first_day, sizeof s->first_day);
		return;
	}
}

static int answer_done(struct act *a, const struct unit *unit, const struct suspension *s, struct why *why)
{
	char name[RECORD_NAME_OCTETS], from[CALENDAR_NAME_OCTETS], until[CALENDAR_NAME_OCTETS];

	return act_answer(a, OUTCOME_RECORDED, why, "suspend_done", "no", NUMBER(s->no), "unit",
		unit_in_sentence(unit, name), "day", suspend_day(s->first_day, a->in->now_us, from), "due",
		suspend_day(s->last_day, a->in->now_us, until), "reason", s->reason, NULL);
}

static int begin(struct act *a, const struct unit *unit, struct why *why)
{
	struct suspension s = { .at = a->in->now_us };
	enum suspend_fault fault;

	write_day(act_said_us(a), s.first_day);
	if (act_text(a, "from")[0] != '\0')
		record_copy(act_text(a, "from"), s.first_day, sizeof s.first_day);
	record_copy(act_text(a, "date"), s.last_day, sizeof s.last_day);
	record_copy(act_text(a, "text"), s.reason, sizeof s.reason);
	record_copy(unit->code, s.unit, sizeof s.unit);
	record_copy(a->from, s.by_whom, sizeof s.by_whom);
	if (s.last_day[0] == '\0')
		read_feast(a, unit, &s);
	if (s.last_day[0] == '\0')
		return act_answer(a, OUTCOME_REFUSED, why, act_has(a, "lunar") ? "suspend_lunar" : "suspend_how", NULL);
	fault = suspend_check(s.first_day, s.last_day, a->in->now_us);
	if (fault != SUSPEND_GOOD)
		return refuse(a, fault, &s, why);
	return suspend_begin(a->p, &s, why) == -1 ? -1 : answer_done(a, unit, &s, why);
}

/* The first of those that run or are to come for which is() holds; no 0: none does. */
static int find_first(struct act *a, const struct unit *unit,
	bool (*is)(const struct act *a, const struct suspension *s, const struct unit *unit), struct suspension *found,
	struct why *why)
{
	char today[RECORD_DAY_OCTETS];
	struct suspension *rows;
	size_t used;

	*found = (struct suspension){ .no = 0 };
	write_day(a->in->now_us, today);
	if (suspension_list(a->p->store, today, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && found->no == 0; i++)
		if (is(a, &rows[i], unit))
			*found = rows[i];
	free(rows);
	return 0;
}

static bool is_meant(const struct act *a, const struct suspension *s, const struct unit *unit)
{
	int64_t no = act_number(a, "ref", 0);

	return no != 0 ? s->no == no : strcmp(s->unit, unit->code) == 0;
}

/* The one of that number, or the first of the unit. */
static int find(struct act *a, const struct unit *unit, struct suspension *found, struct why *why)
{
	return find_first(a, unit, is_meant, found, why);
}

/* The one of that number; without a number all of the unit's, as what was said twice is over all the same. */
static int end_all(struct act *a, const struct unit *unit, const struct suspension *first, struct why *why)
{
	struct suspension s = *first;

	while (s.no != 0) {
		int64_t ended = s.no;

		if (suspend_end(a->p, &s, a->from, a->in->now_us, why) == -1)
			return -1;
		if (act_has(a, "ref"))
			return 0;
		if (find(a, unit, &s, why) == -1)
			return -1;
		if (s.no == ended) /* it lasts to the end of this day */
			return 0;
	}
	return 0;
}

static bool is_of_all(const struct act *a, const struct suspension *s, const struct unit *unit)
{
	char today[RECORD_DAY_OCTETS];

	(void)unit;
	write_day(a->in->now_us, today);
	return s->unit[0] == '\0' && strcmp(s->first_day, today) <= 0;
}

/* The pause of all units that the administrator began. */
static int find_of_all(struct act *a, struct suspension *found, struct why *why)
{
	return find_first(a, NULL, is_of_all, found, why);
}

/* Who has set the pause that runs there, when the sender cannot end it: "tỉnh Quảng Ngãi"; of one that is everywhere,
 * "quản trị". */
static const char *holder_of(
	const struct act *a, const struct calendar_pause *pause, char to[static RECORD_NAME_OCTETS])
{
	const struct unit *of = pause->unit[0] == '\0' ? NULL : units_find(a->units, pause->unit);

	if (of == NULL)
		return act_role_name(a, "quan_tri");
	return act_right(a, AUTHORITY_SUSPEND, of) == AUTHORITY_AREA ? "" : unit_in_sentence(of, to);
}

int suspend_answer_running(struct act *a, const struct unit *unit, struct why *why)
{
	const struct calendar_pause *pause = calendar_pause_at(a->p->menus->calendar, unit->code, a->in->now_us);
	char name[RECORD_NAME_OCTETS], until[CALENDAR_NAME_OCTETS], of[RECORD_NAME_OCTETS];
	const char *holder = holder_of(a, pause, of);

	return act_answer(a, OUTCOME_REFUSED, why, holder[0] == '\0' ? "urge_paused" : "urge_paused_by", "unit",
		unit_in_sentence(unit, name), "due", suspend_day(pause->to, a->in->now_us, until), "reason",
		pause->reason, "holder", holder, NULL);
}

/* "2: xã Bình Đông 20/10-25/10": those of the unit, of what lies in it, and of what it lies in. */
static void add_to_list(struct act *a, const struct suspension *s, const struct unit *unit, struct buf *list)
{
	char name[RECORD_NAME_OCTETS], from[CALENDAR_NAME_OCTETS], until[CALENDAR_NAME_OCTETS];
	const struct unit *of = units_find(a->units, s->unit);

	if (s->unit[0] != '\0' && (of == NULL || (!units_is_under(a->units, of->code, unit->code) &&
							 !units_is_under(a->units, unit->code, of->code))))
		return;
	buf_addf(list, "%s%" PRId64 ": %s %s-%s", list->length > 0 ? "; " : "", s->no,
		of != NULL ? unit_in_sentence(of, name) : act_word(a, "word_everywhere"),
		suspend_day(s->first_day, a->in->now_us, from), suspend_day(s->last_day, a->in->now_us, until));
}

static int list_all(struct act *a, const struct unit *unit, enum outcome_status none, struct why *why)
{
	char today[RECORD_DAY_OCTETS];
	struct suspension *rows;
	struct buf list;
	size_t used;
	int result;

	write_day(a->in->now_us, today);
	if (suspension_list(a->p->store, today, &rows, &used, why) == -1)
		return -1;
	buf_init(&list);
	for (size_t i = 0; i < used; i++)
		add_to_list(a, &rows[i], unit, &list);
	if (list.length > 0)
		result = act_answer(a, OUTCOME_ANSWERED, why, "suspend_list", "list", list.data, NULL);
	else
		result = act_answer(a, none, why, "suspend_none", NULL);
	buf_fini(&list);
	free(rows);
	return result;
}

/* None of that unit's own: one of a unit above may cover it, and says how it ends, or whom to ask; of those in it which
 * run. */
static int answer_none(struct act *a, const struct unit *unit, struct why *why)
{
	const struct calendar_pause *pause = calendar_pause_at(a->p->menus->calendar, unit->code, a->in->now_us);
	char name[RECORD_NAME_OCTETS], until[CALENDAR_NAME_OCTETS];
	const struct unit *above = units_above(a->units, unit);
	struct suspension s = { .no = 0 };

	for (; above != NULL && s.no == 0 && !act_has(a, "ref"); above = units_above(a->units, above))
		if (find(a, above, &s, why) == -1)
			return -1;
	above = s.no == 0 ? NULL : units_find(a->units, s.unit);
	if (above == NULL && find_of_all(a, &s, why) == -1)
		return -1;
	if (above == NULL && s.no != 0)
		return act_answer(a, OUTCOME_REFUSED, why, "suspend_all", "no", NUMBER(s.no), "due",
			suspend_day(s.last_day, a->in->now_us, until), NULL);
	if (pause != NULL && holder_of(a, pause, name)[0] != '\0')
		return suspend_answer_running(a, unit, why);
	if (above == NULL)
		return list_all(a, unit, OUTCOME_REFUSED, why);
	return act_answer(a, OUTCOME_REFUSED, why, "suspend_wider", "no", NUMBER(s.no), "unit",
		unit_in_sentence(above, name), "due", suspend_day(s.last_day, a->in->now_us, until), NULL);
}

/* The one that is meant, and its unit; *of is NULL when there is none that the sender may touch, which was answered. */
static int find_own(
	struct act *a, const struct unit *unit, struct suspension *s, const struct unit **of, struct why *why)
{
	const struct unit *found;

	*of = NULL;
	if (find(a, unit, s, why) == -1)
		return -1;
	found = s->no == 0 ? NULL : units_find(a->units, s->unit);
	if (found == NULL)
		return answer_none(a, unit, why);
	if (act_right(a, AUTHORITY_SUSPEND, found) != AUTHORITY_AREA)
		return act_deny_unit(a, found, why);
	*of = found;
	return 0;
}

/* One of that unit itself, or of one above it. */
static bool rests_still(const struct act *a, const struct suspension *s, const struct unit *unit)
{
	char today[RECORD_DAY_OCTETS];

	write_day(a->in->now_us, today);
	return strcmp(s->first_day, today) <= 0 && s->no != act_number(a, "ref", 0) &&
	       (s->unit[0] == '\0' || units_is_under(a->units, unit->code, s->unit));
}

static int end(struct act *a, const struct unit *unit, struct why *why)
{
	char name[RECORD_NAME_OCTETS], until[CALENDAR_NAME_OCTETS];
	const struct unit *of;
	struct suspension s, other = { .no = 0 };

	if (find_own(a, unit, &s, &of, why) == -1)
		return -1;
	if (of == NULL)
		return 0;
	if (end_all(a, of, &s, why) == -1 || (act_has(a, "ref") && find_first(a, of, rests_still, &other, why) == -1))
		return -1;
	if (other.no != 0)
		return act_answer(a, OUTCOME_RECORDED, why, "suspend_over_one", "no", NUMBER(s.no), "unit",
			unit_in_sentence(of, name), "other", NUMBER(other.no), "due",
			suspend_day(other.last_day, a->in->now_us, until), "reason", other.reason, NULL);
	return act_answer(
		a, OUTCOME_RECORDED, why, "suspend_over", "no", NUMBER(s.no), "unit", unit_in_sentence(of, name), NULL);
}

/* "den 5/12", "them 3 ngay": until when that one is to last; "" when it is not said. */
static void read_end(const struct act *a, const struct suspension *s, char to[static RECORD_DAY_OCTETS])
{
	int64_t last = 0;

	record_copy(act_text(a, "date"), to, RECORD_DAY_OCTETS);
	if (to[0] == '\0' && act_has(a, "more") && clock_read(s->last_day, &last) == 0)
		write_day(last + act_number(a, "more", 0) * CLOCK_DAY + CLOCK_DAY / 2, to);
}

/* The end of one that runs moves; why it was begun stays. */
static int prolong(struct act *a, const struct unit *unit, struct why *why)
{
	char last[RECORD_DAY_OCTETS], name[RECORD_NAME_OCTETS], until[CALENDAR_NAME_OCTETS];
	const struct unit *of;
	struct suspension s;
	enum suspend_fault fault;

	if (find_own(a, unit, &s, &of, why) == -1)
		return -1;
	if (of == NULL)
		return 0;
	read_end(a, &s, last);
	if (strcmp(last, s.last_day) <= 0)
		return act_answer(a, OUTCOME_REFUSED, why, "suspend_runs", "no", NUMBER(s.no), "unit",
			unit_in_sentence(of, name), "due", suspend_day(s.last_day, a->in->now_us, until), NULL);
	fault = suspend_check(s.first_day, last, a->in->now_us);
	if (fault != SUSPEND_GOOD)
		return refuse(a, fault, &s, why);
	record_copy(last, s.last_day, sizeof s.last_day);
	if (suspension_move_end(a->p->store, s.no, last, why) == -1 || rest(a->p, &s, a->in->now_us, why) == -1 ||
		note(a->p, &s, a->from, "suspend-prolonged", a->in->now_us, why) == -1)
		return -1;
	return answer_done(a, of, &s, why);
}

int act_suspend(struct act *a, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	const char *action = act_text(a, "action");

	if (closed_or_unknown(a))
		return closed_or_unknown_answer(a, why);
	if (act_reading(a)->entries > 1 || act_has(a, "several"))
		return act_answer(a, OUTCOME_REFUSED, why, "suspend_one", NULL);
	if (unit == NULL)
		unit = a->unit;
	if (unit != NULL && strcmp(action, "list") == 0)
		return list_all(a, unit, OUTCOME_ANSWERED, why);
	if (unit == NULL || act_right(a, AUTHORITY_SUSPEND, unit) != AUTHORITY_AREA)
		return unit == NULL ? act_deny(a, why) : act_deny_unit(a, unit, why);
	if (strcmp(action, "prolong") == 0)
		return prolong(a, unit, why);
	return strcmp(action, "end") == 0 ? end(a, unit, why) : begin(a, unit, why);
}
