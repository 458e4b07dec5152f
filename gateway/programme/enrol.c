/* SPDX-License-Identifier: GPL-2.0-or-later */
/* enrol.c - joining the roll: first consent, then the leader's decision (S4, S43).
 *
 * Before DONG Y nothing is kept but the open question, which runs out.
 */
#include "gateway/programme/application.h"

#include "gateway/base/msisdn.h"
#include "gateway/programme/approve.h"
#include "gateway/programme/people.h"
#include "gateway/programme/team_look.h"
#include "menus/fold.h"
#include "store/audit.h"
#include "store/consent.h"
#include "store/exchange.h"

#include <stdio.h>
#include <string.h>

#define TAKEN_BACK_LATELY (7 * CLOCK_DAY)

int enrol_answer_known(struct act *a, const char *key, int64_t no, const char *name, const char *role, const char *unit,
	int64_t team, enum outcome_status status, struct why *why)
{
	const struct unit *u = units_find(a->units, unit);
	char words[RECORD_NAME_OCTETS];

	return act_answer(a, status, why, key, "no", NUMBER(no), "name", name, "role", act_role_name(a, role), "unit",
		u == NULL ? unit : enrol_place(a, u, team, words), NULL);
}

int enrol_answer_of(
	struct act *a, const char *key, const struct enrolment *e, enum outcome_status status, struct why *why)
{
	char old[MSISDN_OCTETS], of_number[48];

	if (e->old_phone[0] == '\0')
		return enrol_answer_known(a, key, e->no, e->name, e->role, e->unit, e->team, status, why);
	snprintf(of_number, sizeof of_number, "%s_number", key);
	return act_answer(
		a, status, why, of_number, "no", NUMBER(e->no), "old_phone", msisdn_local(e->old_phone, old), NULL);
}

int enrol_answer_waiting(struct act *a, bool *told, struct why *why)
{
	struct enrolment e;

	if (enrolment_pending_of(a->p->store, a->from, &e, why) == -1)
		return -1;
	*told = e.no != 0 && units_find(a->units, e.unit) != NULL;
	return *told ? enrol_answer_of(a, "register_still_waiting", &e, OUTCOME_ANSWERED, why) : 0;
}

/* ---- what waits is taken back ---- */

static int withdraw(struct act *a, const struct enrolment *e, struct why *why)
{
	if (enrolment_decide(a->p->store, e->no, "rejected", a->from, ENROLMENT_WITHDRAWN, a->in->now_us, why) == -1 ||
		audit_add(a->p->store, a->from, "withdraw", e->phone, "", a->in->now_us, why) == -1)
		return -1;
	return enrol_decided(a, e, why);
}

int enrol_withdraw(struct act *a, bool *done, struct why *why)
{
	struct enrolment e;

	*done = false;
	if (enrolment_pending_of(a->p->store, a->from, &e, why) == -1)
		return -1;
	if (e.no == 0)
		return 0;
	*done = true;
	return withdraw(a, &e, why) == -1 ? -1 : enrol_answer_of(a, "register_withdrawn", &e, OUTCOME_RECORDED, why);
}

/* "khong dang ky nua" of who is in a team, and of who has just taken back what waited, is no wish to stop the texts. */
static int answer_nothing_waits(struct act *a, bool *done, struct why *why)
{
	bool member = a->me.id != 0 && strcmp(a->me.role, "nguoi_dan") != 0;
	int64_t since = a->in->now_us - TAKEN_BACK_LATELY;
	struct enrolment before;

	if (a->at.stopped || strcmp(act_text(a, "want"), "registration") != 0)
		return 0;
	if (enrolment_withdrawn_of(a->p->store, a->from, since, &before, why) == -1)
		return -1;
	*done = member || before.no != 0;
	return *done ? act_answer(a, OUTCOME_ANSWERED, why, "register_none", "role",
			       member ? act_role_name(a, a->me.role) : "", NULL)
		     : 0;
}

int enrol_take_back(struct act *a, bool *done, struct why *why)
{
	bool asked = a->question_open && a->question.intent == INTENT_REGISTER;

	if (enrol_withdraw(a, done, why) == -1 || (asked && question_close(a, why) == -1))
		return -1;
	if (*done || !asked)
		return *done ? 0 : answer_nothing_waits(a, done, why);
	*done = true;
	return act_answer(a, OUTCOME_RECORDED, why, "register_dropped", NULL);
}

int enrol_end_newcomer(struct act *a, char no[static 24], struct why *why)
{
	struct enrolment e = { .no = 0 };

	no[0] = '\0';
	if ((a->me.id == 0 || strcmp(a->me.role, "nguoi_dan") == 0) &&
		enrolment_pending_of(a->p->store, a->from, &e, why) == -1)
		return -1;
	if (e.no == 0)
		return 0;
	snprintf(no, 24, "%lld", (long long)e.no);
	return withdraw(a, &e, why);
}

/* By that number, or over it. */
static int end_of(struct act *a, const char *phone, struct why *why)
{
	struct enrolment e;

	for (;;) {
		if (enrolment_pending_of(a->p->store, phone, &e, why) == -1 ||
			(e.no == 0 && enrolment_pending_over(a->p->store, phone, &e, why) == -1))
			return -1;
		if (e.no == 0)
			return 0;
		if (withdraw(a, &e, why) == -1)
			return -1;
		if (strcmp(e.phone, phone) != 0 && enrol_tell_rejected(a, &e, "word_left", why) == -1)
			return -1;
	}
}

int enrol_end_instead(struct act *a, const struct enrolment *moves, struct why *why)
{
	struct enrolment e;

	for (;;) {
		if (enrolment_pending_instead(a->p->store, moves->old_phone, moves->no, &e, why) == -1)
			return -1;
		if (e.no == 0)
			return 0;
		if (enrolment_decide(a->p->store, e.no, "rejected", a->from, "replaced", a->in->now_us, why) == -1 ||
			enrol_decided(a, &e, why) == -1 || enrol_tell_rejected(a, &e, "word_other_number", why) == -1)
			return -1;
	}
}

int enrol_end_all(struct act *a, const struct member *m, struct why *why)
{
	char phones[EXCHANGE_PHONES_MAX][RECORD_PHONE_OCTETS];
	unsigned used = 0;

	if (m->id == 0)
		return end_of(a, a->from, why);
	if (exchange_phones(a->p->store, m->id, phones, &used, why) == -1)
		return -1;
	for (unsigned i = 0; i < used; i++)
		if (end_of(a, phones[i], why) == -1)
			return -1;
	return 0;
}

/* What stands of the sender in the roll. */
int enrol_answer_me(struct act *a, const char *key, enum outcome_status status, struct why *why)
{
	int64_t team;

	return team_to_tell(a, a->unit, a->me.team, &team, why) == -1
		       ? -1
		       : enrol_answer_known(a, key, 0, a->me.name, a->me.role, a->me.unit, team, status, why);
}

int enrol_ask_consent(struct act *a, const struct unit *unit, struct why *why)
{
	const struct unit *commune = unit == NULL ? a->commune : units_commune(a->units, unit->code);
	bool news = a->me.id == 0 && strcmp(act_text(a, "role"), "nguoi_dan") == 0;
	char office[RECORD_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct buf text;
	int result = -1;

	a->commune = commune;
	if (commune == NULL && unit != NULL)
		a->unit = unit;
	buf_init(&text);
	voice_render(
		&v, a->style, &text, news ? "news_welcome" : "register_welcome", "office", act_office(a, office), NULL);
	question_begin(a, PENDING_CONSENT, act_reading(a)->intent);
	/* The wording goes into the log of consents with the answer. */
	buf_adds(&a->question.state, text.data);
	if (question_ask(a, why) == 0)
		result = act_answer_text(a, OUTCOME_ASKED, text.data, why);
	buf_fini(&text);
	return result;
}

int enrol_ask_consent_again(struct act *a, struct why *why)
{
	if (!a->question_open || a->question.kind != PENDING_CONSENT)
		return enrol_ask_consent(a, a->unit, why);
	a->question_asked = true; /* it stays open */
	return act_answer(a, OUTCOME_ASKED, why, "consent_how", NULL);
}

/* Who only wants news and guides needs nobody's decision. wording: of the consent, "" when it was given before. */
static int become_resident(struct act *a, const struct application *wish, const char *wording, struct why *why)
{
	struct member m = { .id = 0, .consent_at = a->in->now_us };
	char name[RECORD_NAME_OCTETS];

	record_copy(a->from, m.phone, sizeof m.phone);
	record_copy(wish->name[0] != '\0' ? wish->name : a->me.name, m.name, sizeof m.name);
	record_copy(wish->role, m.role, sizeof m.role);
	record_copy(wish->unit->code, m.unit, sizeof m.unit);
	record_copy("active", m.status, sizeof m.status);
	if (a->me.id != 0 && strcmp(m.unit, a->me.unit) == 0 && strcmp(m.name, a->me.name) == 0 &&
		strcmp(a->me.role, m.role) == 0 && strcmp(a->me.status, m.status) == 0)
		return act_answer(
			a, OUTCOME_ANSWERED, why, "news_already", "unit", unit_in_sentence(wish->unit, name), NULL);
	if (a->me.id != 0)
		m.consent_at = a->me.consent_at;
	if (member_put(a->p->store, &m, a->in->now_us, why) == -1 ||
		(wording[0] != '\0' && member_consent(a->p->store, m.id, a->in->now_us, wording, why) == -1))
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "news_joined", "unit", unit_in_sentence(wish->unit, name), NULL);
}

/* A number that is not the sender's, nor told as what it was: somebody in the roll means another person. */
static bool names_another_phone(const struct act *a, char phone[static MSISDN_OCTETS])
{
	return a->me.id != 0 && msisdn_read(act_text(a, "phone"), phone, NULL) == 0 && strcmp(phone, a->from) != 0 &&
	       strcmp(phone, a->texter) != 0;
}

/* "DK Nguyen Van A 0905200009, thanh vien, thon Son Tra" */
static bool is_for_another(const struct act *a, char phone[static MSISDN_OCTETS])
{
	char said[RECORD_NAME_OCTETS], mine[RECORD_NAME_OCTETS];

	if (act_text(a, "name")[0] == '\0' || !names_another_phone(a, phone))
		return false;
	fold_text(act_text(a, "name"), said, sizeof said);
	fold_text(a->me.name, mine, sizeof mine);
	return strcmp(said, mine) != 0;
}

/* "DK TT thon Son Tra 0905200009": whose number is it? The sender takes no place by that. */
static bool lacks_its_name(const struct act *a)
{
	char phone[MSISDN_OCTETS];

	return names_another_phone(a, phone) && !act_has(a, "name") && !act_has(a, "old_phone") &&
	       (!act_has(a, "want") || strcmp(act_text(a, "want"), "appoint") == 0) &&
	       (act_has(a, "role") || act_has(a, "unit"));
}

int enrol_put_forward(struct act *a, struct enrolment *e, const char *key, struct why *why)
{
	struct enrolment waiting;
	bool may;

	if (enrolment_pending_of(a->p->store, e->phone, &waiting, why) == -1)
		return -1;
	e->no = waiting.no;
	record_copy("pending", e->status, sizeof e->status);
	if ((waiting.no != 0 && enrol_decided(a, &waiting, why) == -1) || enrolment_put(a->p->store, e, why) == -1 ||
		audit_add(a->p->store, a->from, "put-forward", e->phone, e->role, a->in->now_us, why) == -1 ||
		enrol_may_decide(a, e, &may, why) == -1)
		return -1;
	if (may)
		return approve_enrolment(a, e, why);
	if (enrol_answer_known(a, key, e->no, e->name, e->role, e->unit, e->team, OUTCOME_RECORDED, why) == -1)
		return -1;
	return enrol_tell_deciders(a, e, units_find(a->units, e->unit), why);
}

int enrol_answer_taken(struct act *a, const struct member *m, struct why *why)
{
	const struct unit *unit = units_find(a->units, m->unit);
	bool near = unit != NULL && a->commune != NULL && units_commune(a->units, unit->code) == a->commune;

	if (!near && act_right(a, AUTHORITY_REGISTER, unit) != AUTHORITY_AREA)
		return act_answer(a, OUTCOME_REFUSED, why, "register_other_elsewhere", NULL);
	return enrol_answer_known(a, "register_other_known", 0, m->name, m->role, m->unit, 0, OUTCOME_REFUSED, why);
}

/* The person is put forward, decided on like everybody else, and asked for consent after that. */
static int register_another(struct act *a, const char *phone, struct why *why)
{
	struct enrolment e;
	struct application wish;
	struct member known;
	int read = application_read(a, &wish, why);

	if (read != 0)
		return read == 1 ? 0 : -1;
	if (act_right(a, AUTHORITY_REGISTER, wish.unit) != AUTHORITY_AREA)
		return act_deny_unit(a, wish.unit, why);
	if (member_by_phone(a->p->store, phone, &known, why) == -1)
		return -1;
	if (known.id != 0 && strcmp(known.status, "left") != 0)
		return enrol_answer_taken(a, &known, why);
	e = (struct enrolment){ .team = wish.team };
	record_copy(phone, e.phone, sizeof e.phone);
	record_copy(wish.name, e.name, sizeof e.name);
	record_copy(wish.role, e.role, sizeof e.role);
	record_copy(wish.unit->code, e.unit, sizeof e.unit);
	return enrol_put_forward(a, &e, "register_other", why);
}

static bool says_nothing_new(const struct act *a)
{
	return !act_has(a, "unit") && !act_has(a, "commune") && !act_has(a, "code") && !act_has(a, "role") &&
	       !act_has(a, "phone");
}

/* Who has had the news alone so far joins a team like everybody else: that is another consent. */
static bool joins_a_team(const struct act *a, const char *role)
{
	return strcmp(a->me.role, "nguoi_dan") == 0 && role[0] != '\0' && strcmp(role, "nguoi_dan") != 0;
}

/* "đk rồi chưa duyệt hả": who waits, or is in, is told so. *told: they were. */
static int answer_state(struct act *a, bool *told, struct why *why)
{
	if (enrol_answer_waiting(a, told, why) == -1)
		return -1;
	if (*told)
		return 0;
	*told = a->me.id != 0;
	return *told ? enrol_answer_me(a, "register_already", OUTCOME_ANSWERED, why) : 0;
}

/* "đăng ký vào tổ" of who has the news alone. */
static bool wants_to_join(const struct act *a)
{
	return strcmp(a->me.role, "nguoi_dan") == 0 && says_nothing_new(a) && !act_has(a, "person") &&
	       !act_has(a, "want");
}

int act_register(struct act *a, struct why *why)
{
	bool resident = strcmp(act_text(a, "role"), "nguoi_dan") == 0, told = false;
	char phone[MSISDN_OCTETS];
	struct application wish;
	int read;

	if (strcmp(a->me.status, "awaiting_consent") == 0)
		return enrol_ask_consent(a, a->unit, why);
	if (strcmp(act_text(a, "want"), "state") == 0 && answer_state(a, &told, why) == -1)
		return -1;
	if (told)
		return 0;
	if (wants_to_join(a))
		reading_add_text(&a->out->reading, 0, "role", "thanh_vien");
	if (appoint(a, &told, why) == -1)
		return -1;
	if (told)
		return 0;
	if (is_for_another(a, phone))
		return register_another(a, phone, why);
	if (lacks_its_name(a))
		return enrol_ask_name(a, why);
	if (enrol_mend_waiting(a, &told, why) == -1)
		return -1;
	if (told)
		return 0;
	/* "doi so moi 0905200001" from the number that is known. */
	if (a->me.id != 0 && act_has(a, "phone") && msisdn_read(act_text(a, "phone"), phone, NULL) == 0 &&
		strcmp(phone, a->from) != 0 && !act_has(a, "unit") && !act_has(a, "role"))
		return act_number_change(a, why);
	/* Who is in a team gets the news anyway. */
	if (a->me.id != 0 && resident && strcmp(a->me.role, "nguoi_dan") != 0)
		return enrol_answer_me(a, "register_already", OUTCOME_ANSWERED, why);
	if (a->me.id != 0 && a->unit != NULL && says_nothing_new(a)) { /* another name, or another team */
		wish = (struct application){ .unit = a->unit, .role = a->me.role };
		people_write_name(act_text(a, "name"), wish.name);
		read = application_read_team(a, &wish, why);
	} else {
		read = application_read(a, &wish, why);
	}
	if (read != 0)
		return read == 1 ? 0 : -1;
	if (a->me.id == 0) /* whose the old number is, and where, is not told by whose office asks */
		return enrol_ask_consent(a, wish.old_phone[0] != '\0' ? act_unit_named(a, 0) : wish.unit, why);
	if (strcmp(wish.role, "nguoi_dan") == 0)
		return become_resident(a, &wish, "", why);
	if (joins_a_team(a, wish.role))
		return enrol_ask_consent(a, wish.unit, why);
	return enrol_change(a, &wish, why);
}

/* ---- DONG Y, TC ---- */

/* The answer with the wording that was shown. Where the question ran out since, it is the wording of today. */
static int note_consent(struct act *a, const char *answer, struct why *why)
{
	char office[RECORD_NAME_OCTETS];
	struct voice v = act_voice(a);

	if (a->question.state.length == 0)
		voice_render(
			&v, a->style, &a->question.state, "register_welcome", "office", act_office(a, office), NULL);
	if (consent_add(a->p->store, a->from, answer, a->question.state.data, a->in->now_us, why) == -1)
		return -1;
	return audit_add(a->p->store, a->from, strcmp(answer, "yes") == 0 ? "consent" : "decline", a->from, "",
		a->in->now_us, why);
}

static bool wants_a_team(const struct act *a)
{
	return a->question_open && a->question.intent == INTENT_REGISTER &&
	       strcmp(act_text(a, "role"), "nguoi_dan") != 0;
}

int act_consent(struct act *a, struct why *why)
{
	struct reading *r = &a->out->reading;
	struct application wish;
	int read;

	if (note_consent(a, "yes", why) == -1 || stopped_drop(a->p->store, a->from, why) == -1)
		return -1;
	question_merge(r, &a->question.kept);
	if (a->me.id != 0 && !enrol_is_other_person(a) && !(joins_a_team(a, "thanh_vien") && wants_a_team(a))) {
		if (member_consent(a->p->store, a->me.id, a->in->now_us, a->question.state.data, why) == -1 ||
			question_close(a, why) == -1)
			return -1;
		return enrol_answer_me(a, "register_approved", OUTCOME_RECORDED, why);
	}
	read = application_read(a, &wish, why);
	if (read != 0)
		return read == 1 ? 0 : -1;
	if (question_close(a, why) == -1)
		return -1;
	if (strcmp(wish.role, "nguoi_dan") == 0)
		return become_resident(a, &wish, a->question.state.data, why);
	return application_store(a, &wish, why);
}

int act_decline(struct act *a, struct why *why)
{
	const struct reading_field *person = reading_find(&a->question.kept, 0, "person");
	char no[24];

	if (note_consent(a, "no", why) == -1 || question_close(a, why) == -1)
		return -1;
	/* Whose number it was until now has not refused anything. */
	if (a->me.id != 0 && person != NULL && strcmp(person->text, "other") == 0)
		return act_answer(a, OUTCOME_RECORDED, why, "register_declined", NULL);
	if (stopped_put(a->p->store, a->from, a->in->now_us, why) == -1 || enrol_end_newcomer(a, no, why) == -1)
		return -1;
	if (a->me.id != 0 && member_set_status(a->p->store, a->me.id, "stopped", why) == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "register_declined", "no", no, NULL);
}
