/* SPDX-License-Identifier: GPL-2.0-or-later */
/* leave.c - leaving a team (NGHI TO), and a newcomer who takes a leader's place (S43). */
#include "gateway/programme/enrol.h"
#include "gateway/programme/leader.h"
#include "gateway/programme/people.h"
#include "gateway/programme/team_look.h"
#include "store/audit.h"
#include "store/deputy.h"
#include "store/guard.h"
#include "store/person.h"
#include "store/pin.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OFFERED_MAX 3 /* holders in one question */

/* ---- NGHI TO ---- */

int act_leave(struct act *a, struct why *why)
{
	char name[RECORD_NAME_OCTETS];
	bool other, resident = strcmp(a->me.role, "nguoi_dan") == 0, taken_back = false;

	if (remove_is_meant(a, &other, why) == -1)
		return -1;
	if (other)
		return remove_other(a, why);
	/* A resident is in no team: what waits is taken back, or there are only texts to end. */
	if (resident && enrol_withdraw(a, &taken_back, why) == -1)
		return -1;
	if (resident)
		return taken_back ? 0 : act_stop(a, why);
	question_begin(a, PENDING_CONFIRM, INTENT_LEAVE);
	if (question_ask(a, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ASKED, why, "leave_ask", "name", a->me.name, "role", act_role_name(a, a->me.role),
		"unit", a->unit == NULL ? a->me.unit : unit_in_sentence(a->unit, name), NULL);
}

/* Who decides in that unit takes over what was left. "" when there is nobody. */
static int find_heir(struct act *a, const char *unit, char to[static RECORD_PHONE_OCTETS], struct why *why)
{
	struct member *rows;
	size_t used;

	to[0] = '\0';
	if (enrol_deciders(a, unit, &rows, &used, why) == -1)
		return -1;
	if (used > 0)
		record_copy(rows[0].phone, to, RECORD_PHONE_OCTETS);
	free(rows);
	return 0;
}

int leave_now(struct act *a, const struct member *m, const char *heir, struct why *why)
{
	char to[RECORD_PHONE_OCTETS];
	struct voice v = act_voice(a);

	record_copy(heir, to, sizeof to);
	if (to[0] == '\0' && find_heir(a, m->unit, to, why) == -1)
		return -1;
	/* What waits was for who they were; what they are told of leaving comes behind it. */
	if (guard_withdraw_all(a->p->store, m->phone, why) == -1)
		return -1;
	if (deputy_end_of(&v, a->units, m->id, m->id, why) == -1 ||
		person_hand_over(a->p->store, m->phone, to, why) == -1 || pin_drop(a->p->store, m->id, why) == -1 ||
		member_set_team(a->p->store, m->id, 0, why) == -1)
		return -1;
	return member_set_status(a->p->store, m->id, "left", why);
}

static int tell_above(struct act *a, const struct member *m, const char *unit, struct why *why)
{
	struct voice v = act_voice(a);
	struct member *rows;
	size_t used;
	int result = 0;

	if (enrol_chain(a, m->unit, m->role, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++)
		result = voice_tell(&v, &rows[i], "notice", 0, why, "leave_told", "name", m->name, "role",
			act_role_name(a, m->role), "unit", unit, NULL);
	free(rows);
	return result;
}

/* Those with whom they were. */
static int tell_heads(struct act *a, const struct member *m, const struct unit *unit, struct why *why)
{
	char name[RECORD_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct member *rows;
	size_t used;
	int result = 0;

	if (people_of(a->p->store, a->units, unit, "to_truong", &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++)
		if (rows[i].id != a->me.id)
			result = voice_tell(&v, &rows[i], "notice", 0, why, "leave_told", "name", m->name, "role",
				act_role_name(a, m->role), "unit", unit_in_sentence(unit, name), NULL);
	free(rows);
	return result;
}

int leave_moved(struct act *a, const struct member *before, struct why *why)
{
	const struct unit *unit = units_find(a->units, before->unit);
	char name[RECORD_NAME_OCTETS], heir[RECORD_PHONE_OCTETS];

	if (unit == NULL || strcmp(before->role, "nguoi_dan") == 0)
		return 0;
	if (find_heir(a, before->unit, heir, why) == -1 ||
		person_hand_over(a->p->store, before->phone, heir, why) == -1 ||
		tell_above(a, before, unit_in_sentence(unit, name), why) == -1)
		return -1;
	return unit_is_village(unit) ? tell_heads(a, before, unit, why) : 0;
}

int leave_confirmed(struct act *a, struct why *why)
{
	char unit[RECORD_NAME_OCTETS];

	if (a->question.number != 0)
		return remove_confirmed(a, a->question.number, why);
	record_copy(a->me.unit, unit, sizeof unit);
	if (a->unit != NULL)
		unit_in_sentence(a->unit, unit);
	if (question_close(a, why) == -1 || tell_above(a, &a->me, unit, why) == -1 ||
		enrol_end_all(a, &a->me, why) == -1 || leave_now(a, &a->me, "", why) == -1 ||
		audit_add(a->p->store, a->from, "leave", a->from, a->me.role, a->in->now_us, why) == -1)
		return -1;
	a->out->intent = INTENT_LEAVE;
	return act_answer(
		a, OUTCOME_RECORDED, why, "leave_done", "role", act_role_name(a, a->me.role), "unit", unit, NULL);
}

/* ---- a newcomer in a leader's place ---- */

bool leader_is_single(const char *role)
{
	return strcmp(role, "to_truong") == 0 || strcmp(role, "to_pho") == 0 || strcmp(role, "lanh_dao_xa") == 0;
}

int leader_holders(struct act *a, const struct enrolment *e, struct member **rows, size_t *used, struct why *why)
{
	const struct unit *unit = units_find(a->units, e->unit);
	size_t teams_used = 0, kept = 0;
	struct team *teams;

	*rows = NULL;
	*used = 0;
	if (unit == NULL || !leader_is_single(e->role) || e->old_phone[0] != '\0')
		return 0;
	if (people_of(a->p->store, a->units, unit, e->role, rows, used, why) == -1)
		return -1;
	for (size_t i = 0; i < *used; i++) {
		struct deputy d;

		/* Who only stands in for one has no place of their own. */
		if (deputy_running(a->p->store, 0, (*rows)[i].id, 0, &d, why) == -1)
			goto failed;
		if (d.id == 0 && strcmp((*rows)[i].phone, e->phone) != 0)
			(*rows)[kept++] = (*rows)[i];
	}
	*used = kept;
	if (team_of_unit(a->p->store, a->units, unit, &teams, &teams_used, why) == -1)
		goto failed;
	free(teams);
	if (kept < (teams_used > 1 ? teams_used : 1)) {
		free(*rows);
		*rows = NULL;
		*used = 0;
	}
	return 0;

failed:
	free(*rows);
	*rows = NULL;
	*used = 0;
	return -1;
}

int leader_ask(struct act *a, const struct enrolment *e, const struct member *rows, size_t used, struct why *why)
{
	char name[RECORD_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct buf options;
	int result = -1;

	buf_init(&options);
	question_begin(a, PENDING_CHOICE, INTENT_APPROVE);
	record_copy("replace", a->question.subject, sizeof a->question.subject);
	question_wait_from(a, e->no);
	for (size_t i = 0; i < used && i < OFFERED_MAX; i++) {
		question_choice(a, NUMBER(rows[i].id));
		buf_addf(&options, "%s%zu: ", i == 0 ? "" : ". ", i + 1);
		voice_render(&v, a->style, &options, "word_replace", "name", rows[i].name, NULL);
	}
	question_choice(a, "0");
	buf_addf(&options, ". %u: %s", a->question.choices_used, act_word(a, "word_beside"));
	if (question_ask(a, why) == 0)
		result = act_answer(a, OUTCOME_ASKED, why, "leader_ask", "unit",
			unit_in_sentence(units_find(a->units, e->unit), name), "role", act_role_name(a, e->role),
			"options", options.data, NULL);
	buf_fini(&options);
	return result;
}

int leader_replace(struct act *a, const struct enrolment *e, int64_t old, struct why *why)
{
	const struct unit *unit = units_find(a->units, e->unit);
	char name[RECORD_NAME_OCTETS], subject[48];
	struct voice v = act_voice(a);
	struct member m;

	if (member_by_id(a->p->store, old, &m, why) == -1)
		return -1;
	/* The one who was offered, and none that the place does not belong to any more. */
	if (m.id == 0 || strcmp(m.role, e->role) != 0 || strcmp(m.status, "left") == 0)
		return 0;
	snprintf(subject, sizeof subject, "enrolment %" PRId64, e->no);
	if (leave_now(a, &m, e->phone, why) == -1 ||
		voice_tell(&v, &m, "notice", 0, why, "leader_replaced", "name", e->name, "role",
			act_role_name(a, e->role), "unit", unit_in_sentence(unit, name), NULL) == -1)
		return -1;
	return audit_add(a->p->store, a->from, "replace", m.phone, subject, a->in->now_us, why);
}
