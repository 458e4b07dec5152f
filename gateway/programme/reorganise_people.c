/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reorganise_people.c - people, teams and what waits for an answer follow their unit; people are told. */
#include "gateway/programme/reorganise_inside.h"
#include "gateway/programme/voice.h"

#include "gateway/base/log.h"
#include "gateway/base/msisdn.h"
#include "store/due.h"
#include "store/exchange.h"
#include "store/move.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAMES_MAX     30                 /* people that are named one by one */
#define TELL_DAYS     30                 /* so long after the day people are told */
#define TELL_INTERVAL (3 * CLOCK_SECOND) /* between two of the texts that tell them */

/* How many lead one unit afterwards. */
struct heads {
	const struct unit *unit;
	char role[RECORD_WORD_OCTETS];
	unsigned used;
};

/* Who is told, one behind the other within the hours. */
struct telling {
	struct heads *heads;
	size_t heads_used;
	int64_t at;
	bool is_news;
	unsigned people, told, teamless;
	struct buf names;
};

static void add_place(const struct units *units, const struct unit *unit, struct buf *to)
{
	const char *commune = reorganise_commune(units, unit);

	if (unit == NULL)
		buf_adds(to, "nowhere");
	else
		buf_addf(to, "%s%s%s", unit->name, unit_is_village(unit) ? ", " : "",
			unit_is_village(unit) ? commune : "");
}

static void say_person(struct reorganisation *r, struct telling *t, const struct moved *m, const struct unit *now,
	const struct member *person)
{
	char mask[LOG_MASK_OCTETS];

	buf_addf(&t->names, "  %s %s (%s): ", log_mask(person->phone, mask), person->name, person->role);
	add_place(r->before, m->old, &t->names);
	buf_adds(&t->names, " -> ");
	add_place(r->after, now, &t->names);
	buf_addc(&t->names, '\n');
}

/* Tell that person later, by a row of what is due: the key says whom, and of which unit. */
static int tell_later(struct reorganisation *r, struct telling *t, const struct moved *m, const struct member *person,
	struct why *why)
{
	struct voice voice = { .p = r->p, .now_us = r->now_us, .link = "" };
	char key[DUE_KEY_OCTETS];
	bool may;

	if (voice_may_tell(&voice, person, &may, why) == -1)
		return -1;
	if (!may || !t->is_news)
		return 0;
	t->told++;
	t->at = calendar_next_slot(r->p->menus->calendar, t->at);
	snprintf(key, sizeof key, "%" PRId64 ":%s:%s", person->id, r->day, m->old->code);
	if (due_add(r->st, "reorganised", key, t->at, m->now == NULL ? m->old->code : m->now->code, why) == -1)
		return -1;
	t->at += TELL_INTERVAL;
	return 0;
}

/* The part of a divided unit that the file names for this person. */
static const struct unit *part_of(const struct reorganisation *r, const char *phone)
{
	char one[REORGANISE_PERSON_OCTETS], msisdn[MSISDN_OCTETS];

	for (size_t i = 0; i < r->lines_used; i++)
		for (const char *at = r->lines[i].from;
			r->lines[i].kind == CHANGE_PERSON && reorganise_next_person(&at, one);)
			if (msisdn_read(one, msisdn, NULL) == 0 && strcmp(msisdn, phone) == 0)
				return units_find(r->after, r->lines[i].unit.code);
	return NULL;
}

/* A merged unit has the heads of all that went into it, until someone says who leads. */
static void count_head(struct telling *t, const struct unit *now, const struct member *person)
{
	size_t i = 0;

	if (now == NULL || strcmp(person->status, "active") != 0 ||
		(strcmp(person->role, "lanh_dao_xa") != 0 && strcmp(person->role, "to_truong") != 0))
		return;
	while (i < t->heads_used && (t->heads[i].unit != now || strcmp(t->heads[i].role, person->role) != 0))
		i++;
	if (i == t->heads_used) {
		t->heads = record_room(t->heads, t->heads_used, sizeof *t->heads);
		t->heads[t->heads_used] = (struct heads){ .unit = now };
		record_copy(person->role, t->heads[t->heads_used++].role, RECORD_WORD_OCTETS);
	}
	t->heads[i].used++;
}

static void say_heads(const struct reorganisation *r, const struct telling *t)
{
	for (size_t i = 0; i < t->heads_used; i++)
		if (t->heads[i].used > 1)
			buf_addf(r->out,
				"heads: %s has %u people with the role %s; keng import members says who leads\n",
				t->heads[i].unit->name, t->heads[i].used, t->heads[i].role);
}

/* The team goes with the other part; a commune's may hold people of all its villages. */
static int leave_team(struct reorganisation *r, struct telling *t, const struct moved *m, const struct member *person,
	struct why *why)
{
	struct team team = { .no = person->team };
	bool found = false;

	if (team.no != 0 && exchange_team_get(r->st, &team, &found, why) == -1)
		return -1;
	if (!found || strcmp(team.unit, m->code) != 0)
		return 0;
	t->teamless++;
	return member_set_team(r->st, person->id, 0, why);
}

static int move_person(struct reorganisation *r, struct telling *t, const struct moved *m, const struct member *person,
	struct why *why)
{
	const struct unit *part = part_of(r, person->phone), *now = part != NULL ? part : m->now;

	if (part != NULL && (move_member(r->st, person->id, part->code, why) == -1 ||
				    (part != m->now && leave_team(r, t, m, person, why) == -1)))
		return -1;
	count_head(t, now, person);
	if (!m->seen && part == NULL)
		return 0;
	if (t->people++ < NAMES_MAX)
		say_person(r, t, m, now, person);
	return tell_later(r, t, m, person, why);
}

static int move_people(struct reorganisation *r, struct telling *t, const struct moved *m, struct why *why)
{
	struct member *rows;
	size_t used;
	int result = 0;

	if (member_list(r->st, m->code, "", "", &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++)
		result = move_person(r, t, m, &rows[i], why);
	free(rows);
	return result;
}

static void say_people(const struct reorganisation *r, const struct telling *t)
{
	buf_addf(r->out, "people: %u in units that change; %u are told by text within the hours, %d a minute",
		t->people, t->told, (int)(CLOCK_MINUTE / TELL_INTERVAL));
	if (!t->is_news)
		buf_addf(r->out, "; the day is more than %d days ago", TELL_DAYS);
	else if (t->told < t->people)
		buf_addf(r->out, "; %u are not (no consent, stopped, left)", t->people - t->told);
	buf_addf(r->out, "\n%s", t->names.data);
	if (t->people > NAMES_MAX)
		buf_addf(r->out, "  ... and %u more\n", t->people - NAMES_MAX);
	if (t->teamless > 0)
		buf_addf(r->out, "teams: %u people leave theirs, which stays with the other part\n", t->teamless);
	say_heads(r, t);
}

/* ---- all that belongs to a unit ---- */

static int64_t start_of(const struct reorganisation *r)
{
	int64_t at;

	return clock_read(r->day, &at) == -1 ? r->now_us : at;
}

/* Does another unit become the same one? */
static bool is_part(const struct reorganisation *r, const struct moved *m)
{
	for (size_t i = 0; i < r->moved_used; i++)
		if (&r->moved[i] != m && r->moved[i].now == m->now)
			return true;
	return false;
}

static int move_all_rows(struct reorganisation *r, struct why *why)
{
	static const char *const names[MOVES] = { [MOVE_TEAMS] = "teams",
		[MOVE_ENROLMENTS] = "registrations that wait",
		[MOVE_TRAININGS] = "trainings to come",
		[MOVE_TICKETS] = "open difficulties",
		[MOVE_COLLECTIONS] = "open collections",
		[MOVE_DENOMINATORS] = "denominators",
		[MOVE_MEETING_PLACES] = "groups" };
	int64_t moved[MOVES] = { 0 }, some, since = start_of(r);

	for (size_t i = 0; i < r->moved_used; i++) {
		const struct moved *m = &r->moved[i];

		if (m->now != NULL && is_part(r, m) && move_keep_audience(r->st, m->code, since, why) == -1)
			return -1;
		if (m->now != NULL && strcmp(m->now->code, m->code) == 0)
			continue;
		if (move_drop_due(r->st, m->code, why) == -1)
			return -1;
		for (int k = 0; k < MOVES && m->now != NULL; k++) {
			if (move_rows(r->st, (enum move)k, m->code, m->now->code, since, &some, why) == -1)
				return -1;
			moved[k] += some;
		}
	}
	for (int k = 0; k < MOVES; k++)
		if (names[k] != NULL && moved[k] > 0)
			buf_addf(r->out, "%s: %" PRId64 " go with their unit\n", names[k], moved[k]);
	return move_end(r->st, why);
}

/* A person whom a line names must be in the roll, in a unit of which that is a part. */
static int check_person(struct reorganisation *r, const struct change *c, const char *written, struct why *why)
{
	char msisdn[MSISDN_OCTETS];
	const struct moved *m;
	struct member person;

	if (msisdn_read(written, msisdn, NULL) == -1)
		return 0;
	if (member_by_phone(r->st, msisdn, &person, why) == -1)
		return -1;
	m = person.id == 0 ? NULL : reorganise_moved(r, person.unit);
	if (person.id == 0)
		reorganise_fault(r, c->line, "%s is not in the roll; leave the number out", written);
	else if (m == NULL || !reorganise_becomes(m->old, c->unit.code))
		reorganise_fault(r, c->line, "%s belongs to %s, of which %s is no part; leave the number out", written,
			person.unit, c->unit.code);
	return 0;
}

static int check_persons(struct reorganisation *r, struct why *why)
{
	char one[REORGANISE_PERSON_OCTETS];

	for (size_t i = 0; i < r->lines_used; i++)
		for (const char *at = r->lines[i].from;
			r->lines[i].kind == CHANGE_PERSON && reorganise_next_person(&at, one);)
			if (check_person(r, &r->lines[i], one, why) == -1)
				return -1;
	return 0;
}

int reorganise_people(struct reorganisation *r, struct why *why)
{
	struct telling t = { .at = r->now_us, .is_news = r->now_us < start_of(r) + TELL_DAYS * CLOCK_DAY };
	int result = check_persons(r, why);

	buf_init(&t.names);
	for (size_t i = 0; i < r->moved_used && result == 0; i++)
		result = move_people(r, &t, &r->moved[i], why);
	if (result == 0)
		say_people(r, &t);
	buf_fini(&t.names);
	free(t.heads);
	return result == 0 ? move_all_rows(r, why) : -1;
}
