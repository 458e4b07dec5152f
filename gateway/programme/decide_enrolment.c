/* SPDX-License-Identifier: GPL-2.0-or-later */
/* decide_enrolment.c - a registration is approved, and the person becomes a member; or it is refused. */
#include "gateway/programme/approve.h"
#include "gateway/programme/enrol.h"
#include "gateway/programme/leader.h"
#include "gateway/programme/people.h"
#include "gateway/programme/team_look.h"
#include "gateway/base/msisdn.h"
#include "store/deputy.h"
#include "store/guard.h"
#include "store/person.h"
#include "store/pin.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The person whose number changes, or who gets another one; m->id 0: it is a new person. */
static int move_phone(struct act *a, const struct enrolment *e, struct member *m, struct why *why)
{
	struct store *st = a->p->store;

	if (e->old_phone[0] == '\0')
		return 0;
	if (member_by_phone(st, e->old_phone, m, why) == -1)
		return -1;
	if (m->id == 0)
		return 0;
	if (e->keep_old)
		return member_add_phone(st, m->id, e->phone, why);
	if (member_move_phone(st, m->id, e->old_phone, e->phone, a->in->now_us, why) == -1)
		return -1;
	return person_move(st, e->old_phone, e->phone, why);
}

/* The team of the unit in which a person of that role is lacking most; 0: the unit has none. */
static int choose_team(
	struct act *a, const struct enrolment *e, const struct unit *unit, int64_t *team, struct why *why)
{
	size_t teams_used, used, least = SIZE_MAX;
	struct team *teams;
	struct member *rows;

	*team = 0;
	if (team_of_unit(a->p->store, a->units, unit, &teams, &teams_used, why) == -1)
		return -1;
	if (people_of(a->p->store, a->units, unit, "", &rows, &used, why) == -1) {
		free(teams);
		return -1;
	}
	for (size_t i = 0; i < teams_used; i++) {
		size_t people = 0, same = 0;

		if (teams[i].no == e->team) { /* the one that they asked for */
			*team = e->team;
			break;
		}

		for (size_t k = 0; k < used; k++) {
			people += rows[k].team == teams[i].no;
			same += rows[k].team == teams[i].no && strcmp(rows[k].role, e->role) == 0;
		}
		if (same * 1000 + people < least) {
			least = same * 1000 + people;
			*team = teams[i].no;
		}
	}
	free(teams);
	free(rows);
	return 0;
}

/* Who is in the roll on, and goes elsewhere or leads no more, leaves a team; and another person has another PIN. */
static int leave_old(struct act *a, const struct member *before, const struct enrolment *e, struct why *why)
{
	if (before->id == 0 || strcmp(before->status, "left") == 0)
		return 0;
	if (!people_is_named(before->name, e->name) && pin_drop(a->p->store, before->id, why) == -1)
		return -1;
	return enrol_moves(a, before, e->unit) || enrol_gives_up(a, before, e->role, e->unit)
		       ? leave_moved(a, before, why)
		       : 0;
}

/* *into: the team in which they are now. */
static int admit(struct act *a, const struct enrolment *e, int64_t *into, struct why *why)
{
	const struct unit *unit = units_find(a->units, e->unit);
	struct member m = { .id = 0 }, before;
	struct deputy acting = { .id = 0 };
	bool stopped = false, knows;
	int64_t team;

	if (move_phone(a, e, &m, why) == -1)
		return -1;
	if (m.id == 0 && member_by_phone(a->p->store, e->phone, &m, why) == -1)
		return -1;
	before = m;
	/* Who is in the roll has consented; somebody else's data still waits for that. */
	knows = e->asked_at != 0 || (m.id != 0 && m.consent_at != 0 && strcmp(m.status, "left") != 0);
	if (m.team == 0 || e->team != 0 || enrol_moves(a, &m, e->unit)) {
		if (choose_team(a, e, unit, &team, why) == -1)
			return -1;
		m.team = team;
	}
	*into = m.team;
	/* What they were for a time they are for good now, or something else. */
	if (m.id != 0 && deputy_running(a->p->store, 0, m.id, 0, &acting, why) == -1)
		return -1;
	if (acting.id != 0 && deputy_end(a->p->store, acting.id, a->in->now_us, why) == -1)
		return -1;
	if (m.id != 0 && (strcmp(m.role, e->role) != 0 || enrol_moves(a, &m, e->unit)) &&
		guard_withdraw_post(a->p->store, e->phone, why) == -1)
		return -1;
	record_copy(e->phone, m.phone, sizeof m.phone);
	record_copy(e->name, m.name, sizeof m.name);
	record_copy(e->role, m.role, sizeof m.role);
	record_copy(e->unit, m.unit, sizeof m.unit);
	if (e->asked_at != 0 && (m.consent_at == 0 || strcmp(m.status, "left") == 0))
		m.consent_at = e->asked_at;
	if (!knows)
		m.consent_at = 0;
	record_copy(knows ? "active" : "awaiting_consent", m.status, sizeof m.status);
	if (member_put(a->p->store, &m, a->in->now_us, why) == -1)
		return -1;
	/* A wish to stop since then outlives the decision. */
	if (stopped_is(a->p->store, e->phone, &stopped, why) == -1)
		return -1;
	if (stopped && knows && member_set_status(a->p->store, m.id, "stopped", why) == -1)
		return -1;
	return leave_old(a, &before, e, why);
}

/* Those whose data an import brought have not been asked for their consent yet. */
static int tell_applicant(
	struct act *a, const struct enrolment *e, const struct decision *d, const char *unit, struct why *why)
{
	struct voice v = act_voice(a);
	char office[RECORD_NAME_OCTETS];
	bool stopped;

	if (stopped_is(a->p->store, e->phone, &stopped, why) == -1)
		return -1;
	if (stopped)
		return 0;
	if (!d->approve)
		return voice_say(&v, e->phone, TEXT_PLAIN, "awaited", 0, why, "register_rejected", "no", NUMBER(e->no),
			"reason", d->reason, "office", act_office(a, office), NULL);
	if (e->asked_at == 0)
		return voice_say(&v, e->phone, TEXT_PLAIN, "awaited", 0, why, "register_welcome", "office",
			act_office(a, office), NULL);
	return voice_say(&v, e->phone, TEXT_PLAIN, "awaited", 0, why, "register_approved", "name", e->name, "role",
		act_role_name(a, e->role), "unit", unit, NULL);
}

/* Approved, but the place is taken: who has it must be named first. *asked: it was. */
static int make_place(struct act *a, const struct enrolment *e, bool *asked, struct why *why)
{
	const char *chosen = approve_is_first(a, e->no) ? act_text(a, "replace") : "";
	struct member *rows;
	size_t used;
	int result = 0;

	*asked = false;
	if (chosen[0] != '\0')
		return strcmp(chosen, "0") == 0 ? 0 : leader_replace(a, e, strtoll(chosen, NULL, 10), why);
	if (leader_holders(a, e, &rows, &used, why) == -1)
		return -1;
	if (used > 0) {
		*asked = true;
		result = leader_ask(a, e, rows, used, why);
	}
	free(rows);
	return result;
}

/* Whoever has the old number hears what became of it: it may be theirs alone to say that they did not ask for it. */
static int tell_old_phone(struct act *a, const struct enrolment *e, struct why *why)
{
	char office[RECORD_NAME_OCTETS], phone[MSISDN_OCTETS];
	struct voice v = act_voice(a);
	bool stopped;

	if (e->old_phone[0] == '\0')
		return 0;
	if (stopped_is(a->p->store, e->old_phone, &stopped, why) == -1)
		return -1;
	return stopped ? 0
		       : voice_say(&v, e->old_phone, TEXT_PLAIN, "awaited", 0, why,
				 e->keep_old ? "phone_added" : "phone_moved", "phone", msisdn_local(e->phone, phone),
				 "office", act_office(a, office), NULL);
}

static const char *done_key(const struct decision *d)
{
	if (!d->approve)
		return "reject_done";
	if (d->enrolment.old_phone[0] == '\0')
		return "approve_done";
	return d->enrolment.keep_old ? "approve_done_second" : "approve_done_change";
}

static int answer_decided(struct act *a, const struct decision *d, const char *unit, struct why *why)
{
	const struct enrolment *e = &d->enrolment;
	char phone[MSISDN_OCTETS], old[MSISDN_OCTETS];
	struct buf missing;
	int result = 0;

	buf_init(&missing);
	if (d->approve)
		result = team_add_missing_in(a, units_find(a->units, e->unit), &missing, why);
	if (result == 0)
		result = act_answer(a, OUTCOME_RECORDED, why, done_key(d), "no", NUMBER(e->no), "name", e->name, "role",
			act_role_name(a, e->role), "unit", unit, "phone", msisdn_local(e->phone, phone), "old_phone",
			msisdn_local(e->old_phone, old), "missing", missing.data, NULL);
	buf_fini(&missing);
	return result;
}

int decide_enrolment(struct act *a, const struct decision *d, struct why *why)
{
	const struct enrolment *e = &d->enrolment;
	const struct unit *unit = units_find(a->units, e->unit);
	int64_t team = e->team;
	char name[RECORD_NAME_OCTETS];
	bool asked = false;

	if (d->approve && make_place(a, e, &asked, why) == -1)
		return -1;
	if (asked)
		return 0;
	/* Those who wait for it are told of who had the number as long as it is so. */
	if (enrol_decided(a, e, why) == -1)
		return -1;
	if (d->approve && e->old_phone[0] != '\0' && !e->keep_old && enrol_end_instead(a, e, why) == -1)
		return -1;
	if (d->approve && (admit(a, e, &team, why) == -1 || team_to_tell(a, unit, team, &team, why) == -1))
		return -1;
	enrol_place(a, unit, team, name);
	if (enrolment_decide(a->p->store, e->no, d->approve ? "approved" : "rejected", a->from, d->reason,
		    a->in->now_us, why) == -1 ||
		approve_log(a, d, "enrolment", e->no, why) == -1 || answer_decided(a, d, name, why) == -1)
		return -1;
	if (d->approve && tell_old_phone(a, e, why) == -1)
		return -1;
	return tell_applicant(a, e, d, name, why);
}

int approve_enrolment(struct act *a, const struct enrolment *e, struct why *why)
{
	struct decision d = { .approve = true, .reason = "", .enrolment = *e };

	return decide_enrolment(a, &d, why);
}
