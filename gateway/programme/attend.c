/* SPDX-License-Identifier: GPL-2.0-or-later */
/* attend.c - who came: each by the code at the door (DD 4821), or all by the head count of who ran it (DD 5 28). */
#include "gateway/programme/training.h"
#include "menus/fold.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_WITHIN (7 * CLOCK_DAY) /* how long after a training its head count is taken */
#define HELD_MAX     256
#define COUNT_MAX    999 /* a number of four digits is a door code */

static int answer(struct act *a, const struct training *t, enum outcome_status status, const char *key, int64_t count,
	struct why *why)
{
	struct training_words w;

	training_words(a->p, t, a->style, a->in->now_us, &w);
	return act_answer(a, status, why, key, "no", w.no, "topic", w.topic, "date", w.date, "time", w.time, "place",
		w.place, "count", NUMBER(count), NULL);
}

/* ---- by the code at the door ---- */

static int refuse_code(struct act *a, int64_t code, struct why *why)
{
	char typed[24];

	snprintf(typed, sizeof typed, "%04" PRId64, code);
	return act_answer(a, OUTCOME_REFUSED, why, "attendance_code_wrong", "code", typed, NULL);
}

static int check_in(struct act *a, int64_t code, struct why *why)
{
	char typed[RECORD_CODE_OCTETS];
	int64_t now = a->in->now_us, people = act_number(a, "count", 0);
	struct invitation i;
	struct training t;
	bool found;

	snprintf(typed, sizeof typed, "%04" PRId64, code);
	if (training_by_code(a->p->store, typed, now - COUNT_WITHIN, now + COUNT_WITHIN, &t, why) == -1)
		return -1;
	if (t.no == 0)
		return refuse_code(a, code, why);
	if (strcmp(t.status, "cancelled") == 0)
		return answer(a, &t, OUTCOME_REFUSED, "attendance_cancelled", 0, why);
	if (now < t.starts_at - TRAINING_DOOR_BEFORE)
		return answer(a, &t, OUTCOME_REFUSED, "attendance_code_early", 0, why);
	if (now > training_ends(&t) + TRAINING_DOOR_AFTER)
		return answer(a, &t, OUTCOME_REFUSED, "attendance_code_late", 0, why);
	if (invitation_get(a->p->store, t.no, a->from, &i, &found, why) == -1)
		return -1;
	if (i.attended_at != 0 && (people == 0 || people == i.people))
		return answer(a, &t, OUTCOME_ANSWERED, "attendance_again", 0, why);
	i.training = t.no;
	record_copy(a->from, i.phone, sizeof i.phone);
	i.attended_at = now;
	i.uninvited = !found || i.uninvited;
	i.people = people; /* who came counts, not who was announced */
	if (invitation_put(a->p->store, &i, why) == -1)
		return -1;
	return answer(a, &t, OUTCOME_RECORDED, "attendance_done", 0, why);
}

/* ---- by a head count ---- */

static bool may_count(const struct act *a, const struct training *t)
{
	const struct unit *scope = units_find(a->units, t->scope);

	if (strcmp(a->me.role, "doi_tac") == 0)
		return strcmp(t->added_by, a->from) == 0;
	return training_calls(a, t) || (scope != NULL && act_right(a, AUTHORITY_ATTENDANCE, scope) != AUTHORITY_NONE);
}

/* The last that has begun and that the sender may count. */
static int find_begun(struct act *a, struct training *t, struct why *why)
{
	int64_t no = act_number(a, "ref", act_number(a, "event", 0)), from = a->in->now_us - COUNT_WITHIN;
	int64_t until = a->in->now_us + 1;
	struct training *rows;
	size_t used;

	if (act_meant(a, "training", &no, why) == -1 || training_get(a->p->store, no, t, why) == -1)
		return -1;
	/* An invitation that is still open is not what was held. */
	if (act_has(a, "ref") || (t->no != 0 && t->starts_at <= a->in->now_us))
		return 0;
	memset(t, 0, sizeof *t);
	if (act_has(a, "present")) /* they may be there before it begins */
		until += TRAINING_DOOR_BEFORE;
	if (training_held(a->p->store, from, until, HELD_MAX, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		if (may_count(a, &rows[i]))
			*t = rows[i];
	free(rows);
	return 0;
}

/* "6 người dự": what the number counts is said. */
static bool says_people(const struct act *a)
{
	char words[RECORD_TEXT_OCTETS];

	fold_text(a->raw, words, sizeof words);
	return strstr(words, "nguoi") != NULL || strstr(words, "people") != NULL;
}

static int count(struct act *a, struct why *why)
{
	const struct unit *scope;
	struct training t;

	if (find_begun(a, &t, why) == -1)
		return -1;
	scope = t.no == 0 ? NULL : units_find(a->units, t.scope);
	if (scope == NULL)
		return act_answer(a, OUTCOME_REFUSED, why, "attendance_unknown", NULL);
	if (act_has(a, "present") || strcmp(a->me.role, "thanh_vien") == 0) /* counts nobody but herself */
		return answer(a, &t, OUTCOME_REFUSED,
			strcmp(t.status, "cancelled") == 0 ? "attendance_cancelled" : "attendance_code_needed", 0, why);
	if (!may_count(a, &t))
		return act_deny_unit(a, scope, why);
	if (strcmp(t.status, "cancelled") == 0)
		return answer(a, &t, OUTCOME_REFUSED, "training_is_cancelled", 0, why);
	if (t.starts_at > a->in->now_us)
		return answer(a, &t, OUTCOME_REFUSED, "attendance_not_begun", 0, why);
	/* "DD 6", and 6 is the training: its number or six people? */
	if (!act_has(a, "count") || (!act_has(a, "ref") && act_number(a, "count", 0) == t.no && !says_people(a)))
		return answer(a, &t, OUTCOME_ASKED, "attendance_how_many", 0, why);
	t.attended = act_number(a, "count", 0);
	if (t.attended > COUNT_MAX)
		return refuse_code(a, t.attended, why);
	record_copy("held", t.status, sizeof t.status);
	record_copy(t.status, t.told_status, sizeof t.told_status);
	if (training_put(a->p->store, &t, why) == -1)
		return -1;
	return answer(a, &t, OUTCOME_RECORDED, "attendance_count", t.attended, why);
}

int act_attendance(struct act *a, struct why *why)
{
	return act_has(a, "door") ? check_in(a, act_number(a, "door", 0), why) : count(a, why);
}
