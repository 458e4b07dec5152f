/* SPDX-License-Identifier: GPL-2.0-or-later */
/* enrol.c - joining the roll: first consent, then the leader's decision (S4, S43).
 *
 * Before DONG Y nothing is kept but the open question, which runs out.
 */
#include "gateway/programme/enrol.h"
#include "gateway/programme/leader.h"

#include "gateway/base/log.h"
#include "gateway/base/msisdn.h"
#include "gateway/programme/approve.h"
#include "gateway/programme/closed.h"
#include "gateway/programme/people.h"
#include "gateway/programme/team_look.h"
#include "menus/fold.h"
#include "menus/lexicon.h"
#include "store/alarm.h"
#include "store/audit.h"
#include "store/consent.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct application {
	const struct unit *unit;
	const char *role;
	char name[RECORD_NAME_OCTETS];
	char old_phone[RECORD_PHONE_OCTETS]; /* "" = none */
	bool keep_old;                       /* the number comes beside it */
	int64_t team;                        /* 0 = any */
	struct member before;                /* who has old_phone */
};

/* ---- who decides ---- */

static int deciders_in(
	const struct act *a, const struct unit *unit, struct member **rows, size_t *used, struct why *why)
{
	size_t all, kept = 0;

	if (people_of(a->p->store, a->units, unit, "", rows, &all, why) == -1)
		return -1;
	for (size_t i = 0; i < all; i++)
		if (authority_of(AUTHORITY_APPROVE, (*rows)[i].role) != AUTHORITY_NONE &&
			strcmp((*rows)[i].phone, a->from) != 0)
			(*rows)[kept++] = (*rows)[i];
	*used = kept;
	if (kept == 0) {
		free(*rows);
		*rows = NULL;
	}
	return 0;
}

int enrol_deciders(const struct act *a, const char *code, struct member **rows, size_t *used, struct why *why)
{
	const struct unit *unit = units_commune(a->units, code);

	*rows = NULL;
	*used = 0;
	if (unit == NULL)
		unit = units_find(a->units, code);
	for (; unit != NULL && *used == 0; unit = units_above(a->units, unit))
		if (deciders_in(a, unit, rows, used, why) == -1)
			return -1;
	return 0;
}

/* Of a district's own team its leaders decide; where it has none, its office (S5). */
static int leaders_of_district(
	const struct act *a, const struct unit *unit, struct member **rows, size_t *used, struct why *why)
{
	size_t kept = 0;

	if (deciders_in(a, unit, rows, used, why) == -1)
		return -1;
	for (size_t i = 0; i < *used; i++)
		kept += strcmp((*rows)[i].role, "lanh_dao_huyen") == 0;
	if (kept == 0)
		return 0;
	kept = 0;
	for (size_t i = 0; i < *used; i++)
		if (strcmp((*rows)[i].role, "lanh_dao_huyen") == 0)
			(*rows)[kept++] = (*rows)[i];
	*used = kept;
	return 0;
}

int enrol_chain(
	const struct act *a, const char *code, const char *role, struct member **rows, size_t *used, struct why *why)
{
	const struct unit *unit = units_find(a->units, code), *from = unit;

	*rows = NULL;
	*used = 0;
	if (unit == NULL)
		return 0;
	if (unit_is_village(unit) && strcmp(role, "nguoi_dan") != 0)
		unit = units_commune(a->units, code);
	else if (unit_is_commune(unit))
		unit = units_above(a->units, unit);
	else if (leaders_of_district(a, unit, rows, used, why) == -1)
		return -1;
	for (; unit != NULL && *used == 0; unit = units_above(a->units, unit))
		if (deciders_in(a, unit, rows, used, why) == -1)
			return -1;
	/* Nobody above in the roll: the commune decides on its own team, as the letter has it (S4). */
	if (*used == 0 && unit_is_commune(from))
		return deciders_in(a, from, rows, used, why);
	return 0;
}

int enrol_may_decide(const struct act *a, const struct enrolment *e, bool *may, struct why *why)
{
	const struct unit *unit = units_find(a->units, e->unit);
	struct member *rows;
	size_t used;

	*may = unit != NULL && act_right(a, AUTHORITY_APPROVE, unit) == AUTHORITY_AREA &&
	       strcmp(e->phone, a->from) != 0 && strcmp(e->phone, a->texter) != 0 && strcmp(e->old_phone, a->from) != 0;
	/* Nobody decides on the team to which they belong, unless there is nobody else. */
	if (!*may || unit != a->unit || unit_is_village(unit))
		return 0;
	if (enrol_chain(a, e->unit, e->role, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		*may = *may && units_find(a->units, rows[i].unit) == unit;
	free(rows);
	return 0;
}

const char *enrol_place(
	const struct units *units, const struct unit *unit, int64_t team, char to[static RECORD_NAME_OCTETS])
{
	const struct unit *commune = units_commune(units, unit->code);
	char name[RECORD_NAME_OCTETS], above[RECORD_NAME_OCTETS], no[24] = "";
	/* Numbered villages are in many communes. */
	bool shared = commune != NULL && commune != unit && units_by_word(units, unit->name) != unit;

	if (team != 0)
		snprintf(no, sizeof no, "%" PRId64, team);
	snprintf(to, RECORD_NAME_OCTETS, "%.80s%s%.60s%s%s", unit_in_sentence(unit, name), shared ? ", " : "",
		shared ? unit_in_sentence(commune, above) : "", team != 0 ? ", tổ số " : "", no);
	return to;
}

static const char *request_key(const struct enrolment *e)
{
	if (e->old_phone[0] == '\0')
		return "approve_request";
	return e->keep_old ? "approve_request_second" : "approve_request_change";
}

/* Whoever asks in somebody else's name is found out by the one who has the old number. */
static int tell_old_phone(struct act *a, const struct enrolment *e, struct why *why)
{
	char phone[MSISDN_OCTETS];
	struct voice v = act_voice(a);
	struct member old;

	if (e->old_phone[0] == '\0')
		return 0;
	if (member_by_phone(a->p->store, e->old_phone, &old, why) == -1)
		return -1;
	return voice_tell(&v, &old, "awaited", 0, why, "phone_asked_for", "no", NUMBER(e->no), "phone",
		msisdn_local(e->phone, phone), NULL);
}

bool enrol_gives_up(const struct member *m, const char *role, const char *unit)
{
	assert(role != NULL && unit != NULL);
	return leader_is_single(m->role) && (strcmp(m->role, role) != 0 || strcmp(m->unit, unit) != 0);
}

/* "Lê Văn Bình (tổ trưởng thôn Tân Hy)" */
static void write_place(const struct act *a, const struct member *m, char to[static RECORD_NAME_OCTETS])
{
	const struct unit *unit = units_find(a->units, m->unit);
	char name[RECORD_NAME_OCTETS];

	snprintf(to, RECORD_NAME_OCTETS, "%.80s (%.40s %.60s)", m->name, act_role_name(a, m->role),
		unit == NULL ? m->unit : unit_in_sentence(unit, name));
}

/* Who has the number now, when the registration would put another person in their place, or them into another; "" =
 * nobody. */
static int read_holder(
	const struct act *a, const struct enrolment *e, char to[static RECORD_NAME_OCTETS], struct why *why)
{
	struct member m;

	to[0] = '\0';
	if (member_by_phone(a->p->store, e->phone, &m, why) == -1)
		return -1;
	if (m.id == 0 || strcmp(m.status, "active") != 0)
		return 0;
	if (enrol_gives_up(&m, e->role, e->unit))
		write_place(a, &m, to);
	else if (!people_is_named(m.name, e->name))
		record_copy(m.name, to, RECORD_NAME_OCTETS);
	return 0;
}

static int untell(const struct act *a, const struct enrolment *e, const struct member *to, struct why *why)
{
	char name[RECORD_NAME_OCTETS], phone[MSISDN_OCTETS], old[MSISDN_OCTETS], holder[RECORD_NAME_OCTETS];
	struct voice v = act_voice(a);

	if (read_holder(a, e, holder, why) == -1)
		return -1;
	return voice_withdraw(&v, to, why, request_key(e), "no", NUMBER(e->no), "name", e->name, "role",
		act_role_name(a, e->role), "unit", enrol_place(a->units, units_find(a->units, e->unit), e->team, name),
		"phone", msisdn_local(e->phone, phone), "old_phone", msisdn_local(e->old_phone, old), "holder", holder,
		NULL);
}

int enrol_decided(const struct act *a, const struct enrolment *e, struct why *why)
{
	struct member *rows;
	size_t used;
	int result = 0;

	if (units_find(a->units, e->unit) == NULL)
		return 0;
	if (enrol_chain(a, e->unit, e->role, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++)
		result = untell(a, e, &rows[i], why);
	free(rows);
	return result == 0 ? untell(a, e, &a->me, why) : -1; /* the chain leaves out who decides */
}

static int tell_deciders(struct act *a, const struct enrolment *e, const struct unit *unit, struct why *why)
{
	char name[RECORD_NAME_OCTETS], phone[MSISDN_OCTETS], old[MSISDN_OCTETS], holder[RECORD_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct member *rows;
	size_t used;
	int result = 0;

	if (tell_old_phone(a, e, why) == -1 || read_holder(a, e, holder, why) == -1 ||
		enrol_chain(a, e->unit, e->role, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++)
		result = voice_tell(&v, &rows[i], "notice", 0, why, request_key(e), "no", NUMBER(e->no), "name",
			e->name, "role", act_role_name(a, e->role), "unit", enrol_place(a->units, unit, e->team, name),
			"phone", msisdn_local(e->phone, phone), "old_phone", msisdn_local(e->old_phone, old), "holder",
			holder, NULL);
	free(rows);
	if (used == 0) {
		log_warn("nobody-decides", "unit=%s enrolment=%lld", unit->code, (long long)e->no);
		result = alarm_raise(a->p->store, "no-decider", unit->code,
			"a registration waits, and nobody in the roll may decide on it", a->in->now_us, NULL, why);
	}
	return result;
}

/* ---- what the text says ---- */

static bool is_commune_role(const char *role)
{
	return strcmp(role, "lanh_dao_xa") == 0 || strcmp(role, "can_bo_xa") == 0;
}

/* "sim 2 cua so 0905100001": the number by which the person is known; "" when nobody is. */
static int read_old_phone(struct act *a, struct application *to, struct why *why)
{
	bool second = strcmp(act_text(a, "want"), "second") == 0;
	const char *old = act_text(a, "old_phone");

	if (old[0] == '\0' && second)
		old = act_text(a, "phone");
	if (old[0] == '\0' || msisdn_read(old, to->old_phone, NULL) == -1 || strcmp(to->old_phone, a->from) == 0) {
		to->old_phone[0] = '\0';
		return 0;
	}
	if (member_by_phone(a->p->store, to->old_phone, &to->before, why) == -1)
		return -1;
	if (to->before.id == 0 || strcmp(to->before.status, "left") == 0)
		to->old_phone[0] = '\0';
	to->keep_old = second && to->old_phone[0] != '\0';
	return 0;
}

/* What the registration lacks; what was said already is kept beside the question. */
static int ask_piece(struct act *a, enum pending kind, const char *key, const char *word, struct why *why)
{
	question_begin(a, kind, INTENT_REGISTER);
	if (question_ask(a, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ASKED, why, key, "word", word, NULL);
}

int enrol_ask_unit(struct act *a, struct why *why)
{
	return ask_piece(a, PENDING_UNIT, "news_unit", "", why);
}

int enrol_ask_name(struct act *a, struct why *why)
{
	return ask_piece(
		a, PENDING_NAME, a->me.id == 0 && act_unit_named(a, 0) == NULL ? "register_how" : "ask_name", "", why);
}

int enrol_ask_again(struct act *a, bool *asked, struct why *why)
{
	const struct question *q = &a->question;
	bool name = q->kind == PENDING_NAME;

	*asked = a->question_open && q->intent == INTENT_REGISTER && (name || q->kind == PENDING_UNIT) &&
		 q->choices_used == 0;
	if (!*asked)
		return 0;
	a->question_asked = true; /* it stays open */
	return act_answer(a, OUTCOME_ASKED, why, name ? "ask_name" : "news_unit", NULL);
}

/* A unit that ended is told so; what nobody knows is asked for again. The words stay with the question: its answer may be
 * the commune alone. */
static int unit_unknown(struct act *a, const char *word, struct why *why)
{
	const struct unit *ended = units_ended_by_word(a->units, word);
	const char *commune = act_text(a, "commune");
	char said[RECORD_NAME_OCTETS];

	if (ended != NULL)
		return closed_answer(a, ended, why);
	snprintf(said, sizeof said, "%.80s%s%.80s", word, word != commune && commune[0] != '\0' ? ", " : "",
		word != commune ? commune : "");
	return ask_piece(a, PENDING_UNIT, "register_unit_unknown", said, why);
}

/* Several may have that number in several villages: which of this one's is it? */
static int ask_team(
	struct act *a, const struct application *to, int64_t no, const struct team *teams, size_t used, struct why *why)
{
	char name[RECORD_NAME_OCTETS], team[24];
	struct buf options;
	int result = -1;

	buf_init(&options);
	question_begin(a, PENDING_CHOICE, INTENT_REGISTER);
	record_copy("team", a->question.subject, sizeof a->question.subject);
	for (size_t i = 0;
		i < used && a->question.choices_used < sizeof a->question.choices / sizeof *a->question.choices; i++) {
		snprintf(team, sizeof team, "%" PRId64, teams[i].no);
		question_choice(a, team);
		buf_addf(&options, "%s%u: tổ số %s", i == 0 ? "" : ", ", a->question.choices_used, team);
	}
	if (question_ask(a, why) == 0)
		result = act_answer(a, OUTCOME_ASKED, why, "register_team_unknown", "unit",
			unit_in_sentence(to->unit, name), "no", NUMBER(no), "options", options.data, NULL);
	buf_fini(&options);
	return result;
}

/* "tổ số 2", or the choice of one. 0: go on; 1: it was asked which; -1. A unit whose teams are not set up has none to be
 * told of. */
static int read_team(struct act *a, struct application *to, struct why *why)
{
	int64_t no = act_has(a, "team") ? act_number(a, "team", strtoll(act_text(a, "team"), NULL, 10)) : 0;
	struct team *teams;
	size_t used;
	int result = 0;

	if (no == 0)
		return 0;
	if (team_of_unit(a->p->store, a->units, to->unit, &teams, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		if (teams[i].no == no)
			to->team = no;
	if (used > 0 && to->team == 0)
		result = ask_team(a, to, no, teams, used, why) == -1 ? -1 : 1;
	free(teams);
	return result;
}

/* 0 with the application read; 1 when it was answered already; -1 when the store failed. */
static int read_application(struct act *a, struct application *to, struct why *why)
{
	const char *role = act_text(a, "role"), *name = act_text(a, "name");
	const char *word = act_text(a, "unit")[0] != '\0' ? act_text(a, "unit") : act_text(a, "commune");
	bool resident = strcmp(role, "nguoi_dan") == 0;

	memset(to, 0, sizeof *to);
	to->unit = act_unit_named(a, 0);
	if (read_old_phone(a, to, why) == -1)
		return -1;
	if (to->old_phone[0] != '\0' && to->unit == NULL)
		to->unit = units_find(a->units, to->before.unit);
	if (to->unit == NULL && word[0] == '\0' && strstr(role, "_huyen") != NULL)
		to->unit = units_home(a->units); /* a district's name is nothing that tells two units apart */
	if (to->unit == NULL && word[0] == '\0' && a->me.id != 0)
		to->unit = a->unit; /* who is in the roll and names none stays there */
	if (to->unit == NULL && word[0] != '\0')
		return unit_unknown(a, word, why) == -1 ? -1 : 1;
	if (name[0] == '\0' && to->old_phone[0] == '\0' && !resident && a->me.id == 0)
		return enrol_ask_name(a, why) == -1 ? -1 : 1;
	if (to->unit == NULL)
		return enrol_ask_unit(a, why) == -1 ? -1 : 1;
	to->role = lexicon_role(a->p->menus->lexicon, role) != NULL ? role : "thanh_vien";
	/* Another number changes nothing else, unless that was said. */
	if (to->old_phone[0] != '\0' && role[0] == '\0')
		to->role = to->before.role;
	people_write_name(name, to->name);
	if (is_commune_role(to->role) && unit_is_village(to->unit))
		to->unit = units_commune(a->units, to->unit->code);
	return resident ? 0 : read_team(a, to, why);
}

static int answer_known(struct act *a, const char *key, int64_t no, const char *name, const char *role,
	const char *unit, int64_t team, enum outcome_status status, struct why *why)
{
	const struct unit *u = units_find(a->units, unit);
	char words[RECORD_NAME_OCTETS];

	return act_answer(a, status, why, key, "no", NUMBER(no), "name", name, "role", act_role_name(a, role), "unit",
		u == NULL ? unit : enrol_place(a->units, u, team, words), NULL);
}

int enrol_answer_waiting(struct act *a, bool *told, struct why *why)
{
	struct enrolment e;

	if (enrolment_pending_of(a->p->store, a->from, &e, why) == -1)
		return -1;
	*told = e.no != 0 && units_find(a->units, e.unit) != NULL;
	return *told ? answer_known(
			       a, "register_still_waiting", e.no, e.name, e.role, e.unit, e.team, OUTCOME_ANSWERED, why)
		     : 0;
}

/* What stands of the sender in the roll. */
static int answer_me(struct act *a, const char *key, enum outcome_status status, struct why *why)
{
	int64_t team;

	return team_to_tell(a, a->unit, a->me.team, &team, why) == -1
		       ? -1
		       : answer_known(a, key, 0, a->me.name, a->me.role, a->me.unit, team, status, why);
}

/* ---- storing ---- */

int enrol_tell_rejected(struct act *a, const struct enrolment *e, const char *reason, struct why *why)
{
	char office[RECORD_NAME_OCTETS];
	struct voice v = act_voice(a);
	bool stopped;

	if (stopped_is(a->p->store, e->phone, &stopped, why) == -1)
		return -1;
	return stopped ? 0
		       : voice_say(&v, e->phone, TEXT_PLAIN, "awaited", 0, why, "register_rejected", "no",
				 NUMBER(e->no), "reason", texts_word(a->p->menus->texts, TEXT_PLAIN, reason), "office",
				 act_office(a, office), NULL);
}

/* Of two numbers that are to take the place of one, the last is meant. */
static int give_way(struct act *a, const struct enrolment *to, struct why *why)
{
	struct enrolment before;

	if (to->old_phone[0] == '\0' || to->keep_old)
		return 0;
	if (enrolment_pending_over(a->p->store, to->old_phone, &before, why) == -1)
		return -1;
	if (before.no == 0 || before.no == to->no || before.keep_old)
		return 0;
	if (enrolment_decide(a->p->store, before.no, "rejected", a->from, "replaced", a->in->now_us, why) == -1 ||
		enrol_decided(a, &before, why) == -1)
		return -1;
	return enrol_tell_rejected(a, &before, "word_other_number", why);
}

static int store_application(struct act *a, const struct application *from, struct why *why)
{
	struct enrolment e, waiting;

	if (enrolment_pending_of(a->p->store, a->from, &waiting, why) == -1)
		return -1;
	e = (struct enrolment){ .no = waiting.no, .asked_at = a->in->now_us };
	record_copy(a->from, e.phone, sizeof e.phone);
	record_copy(from->name, e.name, sizeof e.name);
	record_copy(from->role, e.role, sizeof e.role);
	record_copy(from->unit->code, e.unit, sizeof e.unit);
	record_copy(from->old_phone, e.old_phone, sizeof e.old_phone);
	record_copy("pending", e.status, sizeof e.status);
	e.keep_old = from->keep_old;
	if (e.name[0] == '\0')
		record_copy(from->old_phone[0] != '\0' ? from->before.name : a->me.name, e.name, sizeof e.name);
	e.team = from->team;
	if (waiting.no != 0 && strcmp(waiting.name, e.name) == 0 && strcmp(waiting.role, e.role) == 0 &&
		strcmp(waiting.unit, e.unit) == 0 && waiting.team == e.team)
		return answer_known(
			a, "register_still_waiting", e.no, e.name, e.role, e.unit, e.team, OUTCOME_ANSWERED, why);
	if (give_way(a, &e, why) == -1 || enrolment_put(a->p->store, &e, why) == -1 ||
		answer_known(a, "register_waiting", e.no, e.name, e.role, e.unit, e.team, OUTCOME_RECORDED, why) == -1)
		return -1;
	return tell_deciders(a, &e, from->unit, why);
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
	if (a->me.id != 0)
		m.consent_at = a->me.consent_at;
	if (member_put(a->p->store, &m, a->in->now_us, why) == -1 ||
		(wording[0] != '\0' && member_consent(a->p->store, m.id, a->in->now_us, wording, why) == -1))
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "news_joined", "unit", unit_in_sentence(wish->unit, name), NULL);
}

/* "DK Nguyen Van A 0905200009, thanh vien, thon Son Tra" from somebody in the roll: another person is meant. */
static bool is_for_another(const struct act *a, char phone[static MSISDN_OCTETS])
{
	char said[RECORD_NAME_OCTETS], mine[RECORD_NAME_OCTETS];

	if (a->me.id == 0 || act_text(a, "name")[0] == '\0' || msisdn_read(act_text(a, "phone"), phone, NULL) == -1 ||
		strcmp(phone, a->from) == 0 || strcmp(phone, a->texter) == 0)
		return false;
	fold_text(act_text(a, "name"), said, sizeof said);
	fold_text(a->me.name, mine, sizeof mine);
	return strcmp(said, mine) != 0;
}

/* The person is put forward, decided on like everybody else, and asked for consent after that. */
static int register_another(struct act *a, const char *phone, struct why *why)
{
	struct enrolment e, waiting;
	struct application wish;
	struct member known;
	int read = read_application(a, &wish, why);
	bool may;

	if (read != 0)
		return read == 1 ? 0 : -1;
	if (act_right(a, AUTHORITY_REGISTER, wish.unit) != AUTHORITY_AREA)
		return act_deny_unit(a, wish.unit, why);
	if (member_by_phone(a->p->store, phone, &known, why) == -1 ||
		enrolment_pending_of(a->p->store, phone, &waiting, why) == -1)
		return -1;
	if (known.id != 0 && strcmp(known.status, "left") != 0)
		return answer_known(
			a, "register_other_known", 0, known.name, known.role, known.unit, 0, OUTCOME_REFUSED, why);
	e = (struct enrolment){ .no = waiting.no, .asked_at = 0 };
	record_copy(phone, e.phone, sizeof e.phone);
	record_copy(wish.name, e.name, sizeof e.name);
	record_copy(wish.role, e.role, sizeof e.role);
	record_copy(wish.unit->code, e.unit, sizeof e.unit);
	record_copy("pending", e.status, sizeof e.status);
	e.team = wish.team;
	if (enrolment_put(a->p->store, &e, why) == -1 ||
		audit_add(a->p->store, a->from, "put-forward", phone, e.role, a->in->now_us, why) == -1 ||
		enrol_may_decide(a, &e, &may, why) == -1)
		return -1;
	if (may)
		return approve_enrolment(a, &e, why);
	if (answer_known(a, "register_other", e.no, e.name, e.role, e.unit, e.team, OUTCOME_RECORDED, why) == -1)
		return -1;
	return tell_deciders(a, &e, wish.unit, why);
}

static bool says_nothing_new(const struct act *a)
{
	return !act_has(a, "unit") && !act_has(a, "commune") && !act_has(a, "code") && !act_has(a, "role") &&
	       !act_has(a, "phone");
}

/* Another name than that of who has this number in the roll: is it another person's by now, or was the name written wrong?
 * Nobody takes somebody's place by a slip, or on a phone that was lent. */
static int ask_whose(struct act *a, const char *name, struct why *why)
{
	bool registers = authority_of(AUTHORITY_REGISTER, a->me.role) != AUTHORITY_NONE;

	question_begin(a, PENDING_CHOICE, INTENT_REGISTER);
	record_copy("person", a->question.subject, sizeof a->question.subject);
	question_choice(a, "other");
	question_choice(a, "same");
	if (question_ask(a, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ASKED, why, registers ? "register_whose_office" : "register_whose", "holder",
		a->me.name, "name", name, NULL);
}

/* Whose team would be without a head does not get there by a slip. */
static int ask_leaving(struct act *a, struct why *why)
{
	char name[RECORD_NAME_OCTETS];

	question_begin(a, PENDING_CONFIRM, INTENT_REGISTER);
	if (question_ask(a, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ASKED, why, "register_leaves", "holder", a->me.name, "role",
		act_role_name(a, a->me.role), "unit", a->unit == NULL ? a->me.unit : unit_in_sentence(a->unit, name),
		NULL);
}

static bool is_other_person(const struct act *a)
{
	return strcmp(act_text(a, "person"), "other") == 0;
}

/* Somebody who is in the roll wants to be something else, elsewhere, or called otherwise: a leader decides on it. */
static int change_registration(struct act *a, const struct application *wish, struct why *why)
{
	bool named = wish->name[0] != '\0' && !people_is_named(a->me.name, wish->name);

	if (wish->unit == a->unit && strcmp(wish->role, a->me.role) == 0 &&
		(wish->team == 0 || wish->team == a->me.team) && !named)
		return answer_me(a, "register_already", OUTCOME_ANSWERED, why);
	if (named && !act_has(a, "person"))
		return ask_whose(a, wish->name, why);
	if (enrol_gives_up(&a->me, wish->role, wish->unit->code) && !act_has(a, "confirmed"))
		return ask_leaving(a, why);
	if (is_other_person(a))
		return enrol_ask_consent(a, wish->unit, why);
	/* What was asked of it is answered, and no more of a next registration's. */
	return question_close(a, why) == -1 ? -1 : store_application(a, wish, why);
}

int act_register(struct act *a, struct why *why)
{
	bool resident = strcmp(act_text(a, "role"), "nguoi_dan") == 0;
	char phone[MSISDN_OCTETS];
	struct application wish;
	int read;

	if (strcmp(a->me.status, "awaiting_consent") == 0)
		return enrol_ask_consent(a, a->unit, why);
	if (is_for_another(a, phone))
		return register_another(a, phone, why);
	/* "doi so moi 0905200001" from the number that is known. */
	if (a->me.id != 0 && act_has(a, "phone") && msisdn_read(act_text(a, "phone"), phone, NULL) == 0 &&
		strcmp(phone, a->from) != 0 && !act_has(a, "unit") && !act_has(a, "role"))
		return act_number_change(a, why);
	/* Who is in a team gets the news anyway. */
	if (a->me.id != 0 && resident && strcmp(a->me.role, "nguoi_dan") != 0)
		return answer_me(a, "register_already", OUTCOME_ANSWERED, why);
	if (a->me.id != 0 && a->unit != NULL && says_nothing_new(a)) { /* another name, or another team */
		wish = (struct application){ .unit = a->unit, .role = a->me.role };
		people_write_name(act_text(a, "name"), wish.name);
		read = read_team(a, &wish, why);
	} else {
		read = read_application(a, &wish, why);
	}
	if (read != 0)
		return read == 1 ? 0 : -1;
	if (a->me.id == 0)
		return enrol_ask_consent(a, wish.unit, why);
	if (strcmp(wish.role, "nguoi_dan") == 0)
		return become_resident(a, &wish, "", why);
	return change_registration(a, &wish, why);
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

int act_consent(struct act *a, struct why *why)
{
	struct reading *r = &a->out->reading;
	struct application wish;
	int read;

	if (note_consent(a, "yes", why) == -1 || stopped_drop(a->p->store, a->from, why) == -1)
		return -1;
	question_merge(r, &a->question.kept);
	if (a->me.id != 0 && !is_other_person(a)) {
		if (member_consent(a->p->store, a->me.id, a->in->now_us, a->question.state.data, why) == -1 ||
			question_close(a, why) == -1)
			return -1;
		return answer_me(a, "register_approved", OUTCOME_RECORDED, why);
	}
	read = read_application(a, &wish, why);
	if (read != 0)
		return read == 1 ? 0 : -1;
	if (question_close(a, why) == -1)
		return -1;
	if (strcmp(wish.role, "nguoi_dan") == 0)
		return become_resident(a, &wish, a->question.state.data, why);
	return store_application(a, &wish, why);
}

int act_decline(struct act *a, struct why *why)
{
	const struct reading_field *person = reading_find(&a->question.kept, 0, "person");

	if (note_consent(a, "no", why) == -1 || question_close(a, why) == -1)
		return -1;
	/* Whose number it was until now has not refused anything. */
	if (a->me.id != 0 && person != NULL && strcmp(person->text, "other") == 0)
		return act_answer(a, OUTCOME_RECORDED, why, "register_declined", NULL);
	if (stopped_put(a->p->store, a->from, a->in->now_us, why) == -1)
		return -1;
	if (a->me.id != 0 && member_set_status(a->p->store, a->me.id, "stopped", why) == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "register_declined", NULL);
}
