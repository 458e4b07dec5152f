/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/urge.h"

#include "gateway/base/segment.h"
#include "gateway/programme/closed.h"
#include "gateway/programme/collect.h"
#include "gateway/programme/digest.h"
#include "gateway/programme/people.h"
#include "gateway/programme/suspend.h"
#include "gateway/programme/undivided.h"
#include "store/absent.h"
#include "store/due.h"
#include "store/guard.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define URGED_MAX 8                 /* names in the answer to NHAC */
#define URGE_REST (12 * CLOCK_HOUR) /* a village is not reminded twice within a day */

void urged_init(struct urged *u)
{
	*u = (struct urged){ .people = 0 };
	buf_init(&u->names);
	buf_init(&u->recent);
	buf_init(&u->nobody);
	buf_init(&u->busy);
}

void urged_fini(struct urged *u)
{
	buf_fini(&u->names);
	buf_fini(&u->recent);
	buf_fini(&u->nobody);
	buf_fini(&u->busy);
}

struct deadline {
	int64_t slot_us, due_us; /* when a text may go at the earliest; until when it is not late */
	char day[CALENDAR_NAME_OCTETS];
};

static int read_deadline(
	const struct voice *v, const char *commune, const char *period, struct deadline *d, struct why *why)
{
	const struct calendar *calendar = v->p->menus->calendar;
	struct collection c;

	d->slot_us = calendar_slot_in(calendar, commune, v->now_us);
	if (!collect_is(period)) {
		d->due_us = calendar_due_us(calendar, commune, period);
		calendar_due_name(calendar, commune, period, v->now_us, d->day);
	} else {
		if (collection_get(v->p->store, period, &c, why) == -1)
			return -1;
		d->due_us = c.until;
		calendar_day_name(d->due_us - CLOCK_SECOND, v->now_us, d->day);
	}
	return 0;
}

static const char *key_for(const char *period, bool late)
{
	if (collect_is(period))
		return "reminder_collection";
	return late ? "reminder_report_late" : "reminder_report";
}

/* Who is reminded of one village, and when. */
struct reached {
	unsigned people, today, later; /* later: on another day, as theirs is full */
};

static int remind_person(const struct voice *v, const struct member *to, const char *unit, const char *period,
	const struct deadline *d, bool asked, struct reached *n, struct why *why)
{
	char words[CALENDAR_NAME_OCTETS];
	int64_t at;
	bool late, put_off;

	if (voice_slot(v, to->phone, "unasked", &at, why) == -1)
		return -1;
	late = at >= d->due_us;
	put_off = at >= clock_midnight(d->slot_us, 1);
	n->people++;
	/* What the calendar brings says when it is due; the next one that it brings says that it is late. */
	if (late && d->slot_us < d->due_us && !asked)
		return 0;
	n->today += !put_off;
	n->later += put_off;
	return voice_tell(v, to, "unasked", late ? 0 : d->due_us, why, key_for(period, late), "unit", unit, "period",
		calendar_period_name(period, strcmp(to->language, "en") == 0, v->now_us, words), "due", d->day, NULL);
}

/* The people of a village with that role; of one that was divided since, those of its parts. The array is yours. */
static int people_there(const struct voice *v, const struct units *units, const struct unit *village, const char *role,
	struct member **rows, size_t *used, struct why *why)
{
	const struct unit *commune = units_commune(units, village->code), **parts;
	size_t parts_used = 0;
	int result = 0;

	if (unit_in_force(village, units_day(units)) || commune == NULL)
		return people_of(v->p->store, units, village, role, rows, used, why);
	*rows = NULL;
	*used = 0;
	parts = units_villages_in(units, commune->code, &parts_used);
	for (size_t i = 0; i < parts_used && result == 0; i++) {
		struct member *some = NULL;
		size_t n = 0;

		if (units_undivided(units, parts[i], village->valid_to) == village)
			result = people_of(v->p->store, units, parts[i], role, &some, &n, why);
		for (size_t k = 0; k < n && result == 0; k++) {
			*rows = record_room(*rows, *used, sizeof **rows);
			(*rows)[(*used)++] = some[k];
		}
		free(some);
	}
	free(parts);
	return result;
}

static int remind_village(const struct voice *v, const struct units *units, const struct unit *village,
	const char *period, bool asked, struct reached *n, struct why *why)
{
	static const char *const heads[] = { "to_truong", "to_pho", "thanh_vien" };
	const struct unit *commune = units_commune(units, village->code);
	char name[RECORD_NAME_OCTETS];
	struct deadline d;

	*n = (struct reached){ .people = 0 };
	if (read_deadline(v, commune == NULL ? "" : commune->code, period, &d, why) == -1)
		return -1;
	unit_in_sentence(village, name);
	/* The heads; where there is none who may be reached, those below them. */
	for (size_t i = 0; i < sizeof heads / sizeof *heads && n->people == 0; i++) {
		struct member *rows = NULL;
		size_t used = 0;
		int result = 0;

		if (people_there(v, units, village, heads[i], &rows, &used, why) == -1) {
			free(rows);
			return -1;
		}
		for (size_t k = 0; k < used && result == 0; k++) {
			bool may;

			result = voice_may_tell(v, &rows[k], &may, why);
			if (result == 0 && may)
				result = remind_person(v, &rows[k], name, period, &d, asked, n, why);
		}
		free(rows);
		if (result == -1)
			return -1;
	}
	return 0;
}

static void key_of(const struct unit *village, const char *period, char key[static DUE_KEY_OCTETS])
{
	snprintf(key, DUE_KEY_OCTETS, "%s:%s", village->code, period);
}

int urge_rests(const struct voice *v, const char *kind, const char *key, bool *resting, struct why *why)
{
	struct due due;
	bool waiting = false;

	if (due_get(v->p->store, kind, key, &due, &waiting, why) == -1)
		return -1;
	*resting = due.kind[0] != '\0' && waiting && due.at > v->now_us && due.at <= v->now_us + URGE_REST;
	return 0;
}

/* Was it reminded of that period so lately that the text may wait yet: for the morning, the link, or a day's cap? */
static int was_urged(
	const struct voice *v, const struct unit *village, const char *period, bool *urged, struct why *why)
{
	char key[DUE_KEY_OCTETS];
	struct due due;
	bool waiting;

	key_of(village, period, key);
	*urged = false;
	if (absent_is(v->p->store, key, ABSENT_URGED))
		return 0;
	if (due_get(v->p->store, DUE_URGED, key, &due, &waiting, why) == -1)
		return -1;
	*urged = due.kind[0] != '\0' && due.at > v->now_us - GUARD_PLANNED_WITHIN;
	return 0;
}

/* The row does nothing when its time comes but to end the rest. */
int urge_rest_now(const struct voice *v, const char *kind, const char *key, const struct unit *unit, struct why *why)
{
	if (due_add(v->p->store, kind, key, v->now_us + URGE_REST, unit->code, why) == -1)
		return -1;
	return due_move(v->p->store, kind, key, v->now_us + URGE_REST, why);
}

int urge_over(const struct voice *v, const struct units *units, const struct unit *village, const char *period,
	struct why *why)
{
	const struct unit *commune = units_commune(units, village->code);
	char name[RECORD_NAME_OCTETS], words[CALENDAR_NAME_OCTETS];
	struct member *rows = NULL;
	struct deadline d;
	size_t used = 0;
	bool urged;
	int result;

	if (was_urged(v, village, period, &urged, why) == -1)
		return -1;
	if (!urged)
		return 0;
	if (read_deadline(v, commune == NULL ? "" : commune->code, period, &d, why) == -1 ||
		people_there(v, units, village, "", &rows, &used, why) == -1) {
		free(rows);
		return -1;
	}
	unit_in_sentence(village, name);
	result = 0;
	/* It may have become late since the reminder was written. */
	for (size_t i = 0; i < 2 * used && result == 0; i++)
		result = voice_withdraw(v, &rows[i / 2], why, key_for(period, i % 2 == 1), "unit", name, "period",
			calendar_period_name(period, strcmp(rows[i / 2].language, "en") == 0, v->now_us, words), "due",
			d.day, NULL);
	free(rows);
	return result;
}

int urge_rest(const struct voice *v, const struct units *units, const char *unit, struct why *why)
{
	struct due *rows;
	size_t used;
	int result = due_list(v->p->store, DUE_URGED, v->now_us - GUARD_PLANNED_WITHIN, &rows, &used, why);

	for (size_t i = 0; i < used && result == 0; i++) {
		const struct unit *village = units_find(units, rows[i].unit);
		const char *period = strchr(rows[i].key, ':');

		if (village != NULL && period != NULL &&
			(unit[0] == '\0' || units_is_under(units, village->code, unit)))
			result = urge_over(v, units, village, period + 1, why);
	}
	free(rows);
	return result;
}

static void add_name(const struct unit *village, unsigned *used, struct buf *to)
{
	if ((*used)++ < URGED_MAX)
		buf_addf(to, "%s%s", *used == 1 ? "" : ", ", rollup_short_name(village));
}

static int urge_village(const struct voice *v, const struct units *units, const struct unit *village,
	const char *period, struct urged *u, struct why *why)
{
	char key[DUE_KEY_OCTETS];
	struct reached n;
	bool resting;

	key_of(village, period, key);
	if (calendar_pause_at(v->p->menus->calendar, village->code, v->now_us) != NULL)
		return 0;
	if (urge_rests(v, DUE_URGED, key, &resting, why) == -1)
		return -1;
	if (resting) {
		add_name(village, &u->again, &u->recent);
		return 0;
	}
	if (remind_village(v, units, village, period, u->asked, &n, why) == -1)
		return -1;
	u->people += n.today;
	if (n.people == 0)
		add_name(village, &u->alone, &u->nobody);
	else if (n.today == 0)
		add_name(village, &u->full, &u->busy);
	else
		add_name(village, &u->villages, &u->names);
	return n.today + n.later == 0 ? 0 : urge_rest_now(v, DUE_URGED, key, village, why);
}

int urge_missing(const struct voice *v, const struct units *units, const struct unit *unit, const char *period,
	struct urged *u, struct why *why)
{
	struct rollup r;
	int result = rollup_read(v->p, units, unit, period, &r, why);

	u->owed = r.owed;
	for (size_t i = 0; i < r.used && result == 0; i++)
		if (!r.has_reported[i] && rollup_owes(v->p, units, r.villages[i], period))
			result = urge_village(v, units, r.villages[i], period, u, why);
	rollup_fini(&r);
	return result;
}

struct shown { /* a list of units, and how many more there are than it names */
	struct buf *names;
	unsigned shown, used;
};

static void drop_name(struct shown *s)
{
	char *last = strrchr(s->names->data, ',');

	assert(last != NULL);
	s->names->length = (size_t)(last - s->names->data);
	*last = '\0';
	s->shown--;
}

#define LISTS 4

static struct shown *longest(struct shown lists[static LISTS])
{
	struct shown *most = &lists[0];

	for (unsigned i = 1; i < LISTS; i++)
		most = lists[i].shown > most->shown ? &lists[i] : most;
	return most->shown > 1 ? most : NULL;
}

static void add_shown(const struct shown *s, struct buf *to)
{
	buf_clear(to);
	buf_adds(to, s->names->length == 0 ? "" : s->names->data);
	if (s->used > s->shown)
		buf_addf(to, " +%u", s->used - s->shown);
}

/* With as many names as fit into one part. */
static int answer_done(
	struct act *a, const struct unit *unit, const char *period, struct urged *u, const char *at, struct why *why)
{
	struct shown lists[] = { { &u->names, 0, u->villages }, { &u->recent, 0, u->again },
		{ &u->nobody, 0, u->alone }, { &u->busy, 0, u->full } };
	struct voice v = act_voice(a);
	char when[DIGEST_WHEN_OCTETS];
	struct segment_plan plan;
	struct buf text, said[LISTS];
	int result;

	buf_init(&text);
	for (unsigned i = 0; i < LISTS; i++) {
		buf_init(&said[i]);
		lists[i].shown = lists[i].used < URGED_MAX ? lists[i].used : URGED_MAX;
	}
	for (;;) {
		for (unsigned i = 0; i < LISTS; i++)
			add_shown(&lists[i], &said[i]);
		buf_clear(&text);
		voice_render(&v, a->style, &text, "urge_done", "count", NUMBER(u->people), "list", said[0].data, "at",
			at, "old", said[1].data, "missing", said[2].data, "full", said[3].data, "when",
			digest_when(&v, unit, period, when), NULL);
		if (longest(lists) == NULL || (segment_plan(text.data, &plan, NULL) == 0 && plan.parts == 1))
			break;
		drop_name(longest(lists));
	}
	result = act_answer_text(a, OUTCOME_RECORDED, text.data, why);
	buf_fini(&text);
	for (unsigned i = 0; i < LISTS; i++)
		buf_fini(&said[i]);
	return result;
}

static void add_more(unsigned used, struct buf *to)
{
	if (used > URGED_MAX)
		buf_addf(to, " +%u", used - URGED_MAX);
}

/* To how many, for which villages; in the night, when. */
static int answer(struct act *a, const struct unit *unit, const char *period, struct urged *u, struct why *why)
{
	const struct unit *commune = units_commune(a->units, unit->code);
	int64_t slot = calendar_slot_in(a->p->menus->calendar, commune == NULL ? "" : commune->code, a->in->now_us);
	char words[CALENDAR_NAME_OCTETS], at[CALENDAR_NAME_OCTETS] = "";

	if (slot > a->in->now_us)
		calendar_time_name(slot, at);
	if (u->names.length > 0)
		return answer_done(a, unit, period, u, at, why);
	add_more(u->again, &u->recent);
	add_more(u->alone, &u->nobody);
	add_more(u->full, &u->busy);
	if (u->full > 0)
		return act_answer(a, OUTCOME_RECORDED, why, "urge_full", "list", u->busy.data, "old", u->recent.data,
			"missing", u->nobody.data, NULL);
	if (u->again > 0)
		return act_answer(a, OUTCOME_ANSWERED, why, "urge_again", "list", u->recent.data, "missing",
			u->nobody.data, NULL);
	if (u->alone > 0)
		return act_answer(a, OUTCOME_ANSWERED, why, "urge_nobody", "list", u->nobody.data, NULL);
	return act_answer(a, OUTCOME_ANSWERED, why, u->owed ? "urge_none" : "urge_not_owed", "period",
		calendar_period_name(period, a->style == TEXT_ENGLISH, a->in->now_us, words), NULL);
}

int urge_answer_several(struct act *a, struct why *why)
{
	return act_answer(a, OUTCOME_ASKED, why, "urge_one_unit", "limit", NUMBER(READING_ENTRIES_MAX), NULL);
}

/* The unit of that entry, or the sender's own. */
static const struct unit *unit_of(const struct act *a, unsigned entry)
{
	const struct unit *unit = act_unit_named(a, entry);

	return unit == NULL ? a->unit : unit;
}

/* May each of the units be urged for that period? REFUSED: it was answered why not, and nobody is urged. */
enum checked { FAILED = -1, GOES_ON, REFUSED };

static enum checked refused(int answered)
{
	return answered == -1 ? FAILED : REFUSED;
}

static enum checked check_units(struct act *a, const char *period, struct why *why)
{
	for (unsigned i = 0; i < act_reading(a)->entries; i++) {
		const struct unit *unit = unit_of(a, i);

		if (act_right(a, AUTHORITY_URGE, unit) == AUTHORITY_NONE)
			return refused(act_deny_unit(a, unit, why));
		if (closed_for(a, unit, period))
			return refused(closed_answer(a, unit, why));
		if (undivided_of(a, unit, period) != NULL)
			return refused(undivided_answer(a, unit, period, why));
		if (calendar_pause_at(a->p->menus->calendar, unit->code, a->in->now_us) != NULL)
			return refused(suspend_answer_running(a, unit, why));
	}
	return GOES_ON;
}

/* The period that is meant: a collection is the one that is open, and what is to come is urged for by nobody. */
static enum checked check_period(
	struct act *a, const struct unit *unit, char period[static CALENDAR_PERIOD_OCTETS], struct why *why)
{
	char name[CALENDAR_NAME_OCTETS];
	struct collection c;
	int64_t from, after;

	if (collect_is(period)) {
		if (collect_find(a->p, a->units, unit, period, "", a->in->now_us, &c, why) == -1)
			return FAILED;
		if (c.period[0] == '\0')
			return refused(collect_answer_none(a, why));
		record_copy(c.period, period, CALENDAR_PERIOD_OCTETS);
	} else if (calendar_period_bounds(period, &from, &after) == 0 && from > a->in->now_us) {
		return refused(act_answer(a, OUTCOME_REFUSED, why, "digest_future", "period",
			calendar_period_name(period, a->style == TEXT_ENGLISH, a->in->now_us, name), NULL));
	}
	return GOES_ON;
}

static int urge_all(struct act *a, const char *period, struct why *why)
{
	struct voice v = act_voice(a);
	struct urged u;
	int result = 0;

	urged_init(&u);
	u.asked = true;
	v.out = NULL; /* the sender's answer says how many */
	for (unsigned i = 0; i < act_reading(a)->entries && result == 0; i++)
		result = urge_missing(&v, a->units, unit_of(a, i), period, &u, why);
	if (result == 0)
		result = answer(a, unit_of(a, 0), period, &u, why);
	urged_fini(&u);
	return result;
}

int act_urge(struct act *a, struct why *why)
{
	const struct unit *unit = unit_of(a, 0);
	bool collection = strcmp(act_text(a, "open"), "collection") == 0;
	char period[CALENDAR_PERIOD_OCTETS];
	enum checked checked;

	if (closed_or_unknown(a))
		return closed_or_unknown_answer(a, why);
	if (strcmp(act_text(a, "open"), "end") == 0)
		return collect_end(a, why);
	if (act_has(a, "ref"))
		return act_training_urge(a, why);
	if (act_has(a, "several") || (collection && act_reading(a)->entries > 1))
		return urge_answer_several(a, why);
	if (unit == NULL || act_right(a, AUTHORITY_URGE, unit) == AUTHORITY_NONE)
		return unit == NULL ? act_deny(a, why) : act_deny_unit(a, unit, why);
	if (collection)
		return collect_begin(a, unit, why);
	act_period(a, 0, unit, period);
	if (closed_for(a, unit, period))
		return closed_answer(a, unit, why);
	checked = check_period(a, unit, period, why);
	if (checked == GOES_ON)
		checked = check_units(a, period, why);
	return checked == GOES_ON ? urge_all(a, period, why) : checked == REFUSED ? 0 : -1;
}
