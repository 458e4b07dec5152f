/* SPDX-License-Identifier: GPL-2.0-or-later */
/* team.c - a team is set up by the number and date of its decision (S4, S5): QD 12/QD-UBND 10/8/2022 thon Son Tra.
 *
 * A leader's text counts at once; an officer's is a draft that a leader of the
 * commune decides on. A village may have several teams (S13).
 */
#include "gateway/programme/team.h"

#include "gateway/programme/closed.h"
#include "gateway/programme/enrol.h"
#include "gateway/programme/people.h"
#include "gateway/programme/rollup.h"
#include "gateway/programme/short_list.h"
#include "gateway/programme/team_look.h"
#include "menus/fold.h"
#include "store/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NUMBERS_MAX 6 /* in one answer */

static const char *day_name(const char *day, char to[static 16])
{
	unsigned year, month, date;

	if (sscanf(day, "%4u-%2u-%2u", &year, &month, &date) != 3)
		return day;
	snprintf(to, 16, "%u/%u/%u", date % 100, month % 100, year % 10000);
	return to;
}

static int note(struct act *a, const char *what, const struct team *t, const char *detail, struct why *why)
{
	char subject[48];

	snprintf(subject, sizeof subject, "team %" PRId64, t->no);
	return audit_add(a->p->store, a->from, what, subject, detail, a->in->now_us, why);
}

/* ---- in force ---- */

/* The people of the unit who belong to no team come into its first one. */
static int gather(struct act *a, const struct team *t, struct why *why)
{
	const struct unit *unit = units_find(a->units, t->unit);
	struct team *teams;
	struct member *rows;
	size_t used;
	int result;

	if (team_of_unit(a->p->store, a->units, unit, &teams, &used, why) == -1)
		return -1;
	free(teams);
	if (used > 1)
		return 0;
	result = people_of(a->p->store, a->units, unit, "", &rows, &used, why);
	for (size_t i = 0; i < used && result == 0; i++)
		if (rows[i].team == 0 && strcmp(rows[i].role, "nguoi_dan") != 0)
			result = member_set_team(a->p->store, rows[i].id, t->no, why);
	free(rows);
	return result;
}

static int tell_heads(struct act *a, const struct team *t, const struct unit *unit, struct why *why)
{
	char name[RECORD_NAME_OCTETS], day[16];
	struct voice v = act_voice(a);
	struct member *rows;
	size_t used;
	int result = people_of(a->p->store, a->units, unit, "to_truong", &rows, &used, why);

	for (size_t i = 0; i < used && result == 0; i++)
		if (strcmp(rows[i].phone, a->from) != 0)
			result = voice_tell(&v, &rows[i], "notice", 0, why, "team_told", "unit",
				unit_in_sentence(unit, name), "decision", t->decision, "date",
				day_name(t->decided_on, day), NULL);
	free(rows);
	return result;
}

static int put_in_force(struct act *a, struct team *t, struct why *why)
{
	const struct unit *unit = units_find(a->units, t->unit);
	char name[RECORD_NAME_OCTETS], day[16];
	struct voice v = act_voice(a);
	struct buf missing;
	int result = -1;

	record_copy("active", t->status, sizeof t->status);
	buf_init(&missing);
	if (team_put(a->p->store, t, why) == 0 && gather(a, t, why) == 0 && note(a, "team", t, t->decision, why) == 0 &&
		team_add_missing(&v, a->units, t, true, a->style, &missing, why) == 0 &&
		act_answer(a, OUTCOME_RECORDED, why, "team_set", "no", NUMBER(t->no), "unit",
			unit_in_sentence(unit, name), "decision", t->decision, "date", day_name(t->decided_on, day),
			"missing", missing.data, NULL) == 0)
		result = tell_heads(a, t, unit, why);
	buf_fini(&missing);
	return result;
}

/* ---- a draft ---- */

static int draft(struct act *a, struct team *t, struct why *why)
{
	char name[RECORD_NAME_OCTETS], day[16], who[RECORD_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct member *rows;
	size_t used;
	int result = 0;

	record_copy("draft", t->status, sizeof t->status);
	if (team_put(a->p->store, t, why) == -1 || note(a, "team-draft", t, t->decision, why) == -1 ||
		enrol_deciders(a, t->unit, &rows, &used, why) == -1)
		return -1;
	unit_in_sentence(units_find(a->units, t->unit), name);
	day_name(t->decided_on, day);
	snprintf(who, sizeof who, "%.150s", used > 0 ? rows[0].name : act_word(a, "word_leaders"));
	for (size_t i = 0; i < used && result == 0; i++)
		result = voice_tell(&v, &rows[i], "notice", 0, why, "team_request", "no", NUMBER(t->no), "unit", name,
			"decision", t->decision, "date", day, "name", a->me.name, NULL);
	free(rows);
	if (result == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "team_drafted", "no", NUMBER(t->no), "unit", name, "decision",
		t->decision, "date", day, "who", who, NULL);
}

static bool waits_for_sender(const struct act *a, const struct team *t)
{
	const struct unit *unit = units_find(a->units, t->unit), *named = act_unit_named(a, 0);
	int64_t no = act_number(a, "ref", 0);

	return t->no != 0 && unit != NULL && strcmp(t->status, "draft") == 0 && (no == 0 || no == t->no) &&
	       (named == NULL || units_is_under(a->units, unit->code, named->code)) &&
	       act_right(a, AUTHORITY_APPROVE, unit) == AUTHORITY_AREA;
}

int team_add_waiting(struct act *a, struct buf *to, size_t *used, char first[static 32], struct why *why)
{
	struct voice v = act_voice(a);
	struct team *rows;
	size_t n;

	*used = 0;
	if (team_drafts(a->p->store, &rows, &n, why) == -1)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (!waits_for_sender(a, &rows[i]))
			continue;
		if (first[0] == '\0')
			snprintf(first, 32, "TO %" PRId64, rows[i].no);
		if (to->length > 0)
			buf_adds(to, ", ");
		voice_render(&v, a->style, to, "team_waiting", "no", NUMBER(rows[i].no), "unit",
			rollup_short_name(units_find(a->units, rows[i].unit)), "decision", rows[i].decision, NULL);
		(*used)++;
	}
	free(rows);
	return 0;
}

int team_tell_draft(struct act *a, int64_t no, bool *told, struct why *why)
{
	char name[RECORD_NAME_OCTETS], day[16];
	struct member by;
	struct team t;

	*told = false;
	if (team_get(a->p->store, no, &t, why) == -1)
		return -1;
	if (!waits_for_sender(a, &t))
		return 0;
	*told = true;
	return member_by_phone(a->p->store, t.set_by, &by, why) == -1
		       ? -1
		       : act_answer(a, OUTCOME_ASKED, why, "team_request", "no", NUMBER(t.no), "unit",
				 unit_in_sentence(units_find(a->units, t.unit), name), "decision", t.decision, "date",
				 day_name(t.decided_on, day), "name", by.name, NULL);
}

/* HUY TO, DUYET TO: the numbers that may be meant. */
static int answer_numbers(struct act *a, struct why *why)
{
	struct voice v = act_voice(a);
	struct short_list list;
	int result = 0;

	short_list_init(&list, NUMBERS_MAX);
	for (size_t i = 0; i < units_count(a->units) && a->unit != NULL && result == 0; i++) {
		const struct unit *unit = units_at(a->units, i);
		struct team *rows;
		size_t n;

		if (unit == NULL || !units_is_under(a->units, unit->code, a->unit->code))
			continue;
		result = team_all_of(a->p->store, unit->code, &rows, &n, why);
		for (size_t k = 0; k < n && result == 0; k++)
			short_list_add(&list, "%" PRId64 " %s", rows[k].no, rollup_short_name(unit));
		free(rows);
	}
	if (result == 0)
		result = act_answer(
			a, OUTCOME_ASKED, why, "team_which", "list", short_list_end(&list, &v, a->style), NULL);
	short_list_fini(&list);
	return result;
}

int team_decide(struct act *a, bool approve, struct why *why)
{
	int64_t no = act_number(a, "ref", 0);
	const struct unit *unit;
	char name[RECORD_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct member by;
	struct team t;

	if (team_get(a->p->store, no, &t, why) == -1)
		return -1;
	unit = t.no == 0 ? NULL : units_find(a->units, t.unit);
	if (unit == NULL || act_right(a, AUTHORITY_APPROVE, unit) != AUTHORITY_AREA)
		return unit == NULL ? act_answer(a, OUTCOME_REFUSED, why, "team_unknown", "no", NUMBER(no), NULL)
				    : act_deny_unit(a, unit, why);
	if (strcmp(t.status, "draft") != 0)
		return act_answer(a, OUTCOME_ANSWERED, why, "team_decided", "no", NUMBER(no), NULL);
	if (approve)
		return put_in_force(a, &t, why);
	unit_in_sentence(unit, name);
	if (member_by_phone(a->p->store, t.set_by, &by, why) == -1 || team_drop(a->p->store, no, why) == -1 ||
		note(a, "team-refused", &t, act_text(a, "reason"), why) == -1 ||
		act_answer(a, OUTCOME_RECORDED, why, "team_return_done", "no", NUMBER(no), "unit", name, NULL) == -1)
		return -1;
	return voice_tell(&v, &by, "awaited", 0, why, "team_returned", "no", NUMBER(no), "unit", name, "reason",
		act_text(a, "reason"), NULL);
}

/* ---- QD ... ---- */

/* The one of these teams that this text may mean: the same decision, else the first. */
static const struct team *same_decision(const struct team *rows, size_t used, const char *decision)
{
	char said[RECORD_NAME_OCTETS], there[RECORD_NAME_OCTETS];

	fold_text(decision, said, sizeof said);
	for (size_t i = 0; i < used; i++) {
		fold_text(rows[i].decision, there, sizeof there);
		if (strcmp(there, said) == 0)
			return &rows[i];
	}
	return NULL;
}

static int ask_second(struct act *a, const struct team *there, const char *unit, const char *decision, struct why *why)
{
	question_begin(a, PENDING_CHOICE, INTENT_TEAM);
	a->question.number = there->no;
	question_choice(a, "second");
	question_choice(a, "change");
	if (question_ask(a, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ASKED, why, "team_second", "no", NUMBER(there->no), "unit", unit, "old",
		there->decision, "decision", decision, NULL);
}

static int set_up(struct act *a, struct team *t, const struct unit *unit, struct why *why)
{
	int64_t choice = act_number(a, "choice", 0);
	char name[RECORD_NAME_OCTETS], day[16];
	const struct team *same, *first;
	struct team *there;
	size_t used;
	int result = -1;

	unit_in_sentence(unit, name);
	if (team_of_unit(a->p->store, a->units, unit, &there, &used, why) == -1)
		return -1;
	first = used > 0 ? there : NULL;
	same = same_decision(there, used, t->decision);
	if (same != NULL) {
		result = act_answer(a, OUTCOME_ANSWERED, why, "team_already", "no", NUMBER(same->no), "unit", name,
			"decision", same->decision, "date", day_name(same->decided_on, day), NULL);
	} else if (first != NULL && choice == 0) {
		result = ask_second(a, first, name, t->decision, why);
	} else if (choice == 2 && act_right(a, AUTHORITY_TEAM, unit) != AUTHORITY_AREA) {
		result = act_deny_for(a, AUTHORITY_TEAM, why); /* what is in force is no draft's to change */
	} else {
		if (choice == 2 && first != NULL) /* it may be gone since it was asked */
			t->no = first->no;
		result = act_right(a, AUTHORITY_TEAM, unit) == AUTHORITY_AREA ? put_in_force(a, t, why)
									      : draft(a, t, why);
	}
	free(there);
	return result;
}

/* "44/qd-ubnd" is written 44/QD-UBND. */
static void write_decision(const char *said, char to[static RECORD_NAME_OCTETS])
{
	char *at;

	record_copy(said, to, RECORD_NAME_OCTETS);
	for (char *c = to; *c != '\0'; c++)
		*c = (char)(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
	while ((at = strstr(to, "đ")) != NULL)
		memcpy(at, "Đ", strlen("Đ"));
}

/* Only what is missing is asked for, with the rest as it is to be texted. */
static int ask_rest(struct act *a, const struct unit *unit, const char *decision, struct why *why)
{
	char name[RECORD_NAME_OCTETS];

	if (decision[0] == '\0' || (unit == NULL && !closed_or_unknown(a)))
		return act_answer(a, OUTCOME_ASKED, why, "team_how", NULL);
	if (unit == NULL)
		return closed_or_unknown_answer(a, why);
	return act_answer(
		a, OUTCOME_ASKED, why, "team_date", "decision", decision, "unit", unit_in_sentence(unit, name), NULL);
}

static int act_set_up(struct act *a, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	const char *date = act_text(a, "date");
	char day[16], decision[RECORD_NAME_OCTETS];
	struct team t = { .no = 0 };
	int64_t at;

	write_decision(act_text(a, "decision"), decision);
	/* A commune's leader who names no village speaks of a village as a rule, so it must be said. */
	if (unit == NULL || decision[0] == '\0' || clock_read(date, &at) == -1)
		return ask_rest(a, unit, decision, why);
	if (act_right(a, AUTHORITY_TEAM, unit) < AUTHORITY_CHECK)
		return act_deny_unit(a, unit, why);
	if (at > a->in->now_us)
		return act_answer(a, OUTCOME_REFUSED, why, "team_future", "date", day_name(date, day), NULL);
	record_copy(unit->code, t.unit, sizeof t.unit);
	record_copy(team_level(unit), t.level, sizeof t.level);
	record_copy(decision, t.decision, sizeof t.decision);
	record_copy(date, t.decided_on, sizeof t.decided_on);
	record_copy(a->from, t.set_by, sizeof t.set_by);
	if (set_up(a, &t, unit, why) == -1)
		return -1;
	return a->question_open && !a->question_asked ? question_close(a, why) : 0;
}

/* ---- HUY TO 7 ---- */

static int act_drop(struct act *a, struct why *why)
{
	int64_t no = act_number(a, "ref", 0);
	const struct unit *unit;
	char name[RECORD_NAME_OCTETS];
	struct team t;

	if (no == 0)
		return answer_numbers(a, why);
	if (team_get(a->p->store, no, &t, why) == -1)
		return -1;
	unit = t.no == 0 ? NULL : units_find(a->units, t.unit);
	if (unit == NULL)
		return act_answer(a, OUTCOME_REFUSED, why, "team_unknown", "no", NUMBER(no), NULL);
	/* Who drafted it takes the draft back. */
	if (act_right(a, AUTHORITY_TEAM, unit) != AUTHORITY_AREA &&
		(strcmp(t.status, "draft") != 0 || strcmp(t.set_by, a->from) != 0))
		return act_deny_unit(a, unit, why);
	if (team_drop(a->p->store, no, why) == -1 || note(a, "team-dropped", &t, t.decision, why) == -1)
		return -1;
	return act_answer(
		a, OUTCOME_RECORDED, why, "team_dropped", "no", NUMBER(no), "unit", unit_in_sentence(unit, name), NULL);
}

int act_team(struct act *a, struct why *why)
{
	static const struct {
		const char *want;
		enum authority_act needs;
		int (*run)(struct act *a, struct why *why);
	} wants[] = {
		{ "", AUTHORITY_TEAM, act_set_up },
		{ "missing", AUTHORITY_TEAM_SEE, team_list_missing },
		{ "urge", AUTHORITY_URGE, team_urge },
		{ "drop", AUTHORITY_TEAM, act_drop },
	};
	const char *want = act_text(a, "want");

	for (size_t i = 0; i < sizeof wants / sizeof *wants; i++)
		if (strcmp(want, wants[i].want) == 0)
			return authority_of(wants[i].needs, a->me.role) == AUTHORITY_NONE
				       ? act_deny_for(a, wants[i].needs, why)
				       : wants[i].run(a, why);
	return act_deny(a, why);
}
