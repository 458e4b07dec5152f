/* SPDX-License-Identifier: GPL-2.0-or-later */
/* enrol.c - joining the roll: first consent, then the leader's decision (S4, S43).
 *
 * Before DONG Y nothing is kept but the open question, which runs out.
 */
#include "gateway/programme/enrol.h"

#include "gateway/base/log.h"
#include "gateway/base/msisdn.h"
#include "gateway/programme/people.h"
#include "menus/lexicon.h"
#include "store/alarm.h"
#include "store/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct application {
	const struct unit *unit;
	const char *role, *name;
	char old_phone[RECORD_PHONE_OCTETS]; /* "" = none */
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

static int tell_deciders(struct act *a, const struct enrolment *e, const struct unit *unit, struct why *why)
{
	char name[RECORD_NAME_OCTETS], phone[MSISDN_OCTETS], old[MSISDN_OCTETS];
	struct voice v = act_voice(a);
	struct member *rows;
	size_t used;
	int result = 0;

	if (enrol_deciders(a, e->unit, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++)
		result = voice_tell(&v, &rows[i], "notice", 0, why,
			e->old_phone[0] != '\0' ? "approve_request_change" : "approve_request", "no", NUMBER(e->no),
			"name", e->name, "role", act_role_name(a, e->role), "unit", unit_in_sentence(unit, name),
			"phone", msisdn_local(e->phone, phone), "old_phone", msisdn_local(e->old_phone, old), NULL);
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

/* 0 with the application read; 1 when it was answered already; -1 when the store failed. */
static int read_application(struct act *a, struct application *to, struct why *why)
{
	const char *role = act_text(a, "role"), *name = act_text(a, "name"), *old = act_text(a, "old_phone");
	const char *word = act_text(a, "unit")[0] != '\0' ? act_text(a, "unit") : act_text(a, "commune");
	struct member before = { .id = 0 };

	memset(to, 0, sizeof *to);
	to->unit = act_unit_named(a, 0);
	if (old[0] != '\0' && msisdn_read(old, to->old_phone, NULL) == 0 && strcmp(to->old_phone, a->from) != 0 &&
		member_by_phone(a->p->store, to->old_phone, &before, why) == -1)
		return -1;
	if (before.id == 0 || strcmp(before.status, "left") == 0)
		to->old_phone[0] = '\0';
	if (to->old_phone[0] != '\0' && to->unit == NULL)
		to->unit = units_find(a->units, before.unit);
	if (to->unit == NULL && word[0] != '\0')
		return act_answer(a, OUTCOME_ASKED, why, "register_unit_unknown", "word", word, NULL) == -1 ? -1 : 1;
	if (to->unit == NULL || (name[0] == '\0' && to->old_phone[0] == '\0'))
		return act_answer(a, OUTCOME_ASKED, why, to->unit == NULL ? "register_how" : "ask_name", NULL) == -1
			       ? -1
			       : 1;
	to->role = lexicon_role(a->p->menus->lexicon, role) != NULL ? role : "thanh_vien";
	to->name = name;
	if (is_commune_role(to->role) && unit_is_village(to->unit))
		to->unit = units_commune(a->units, to->unit->code);
	return 0;
}

static int answer_known(struct act *a, const char *key, int64_t no, const char *name, const char *role,
	const char *unit, enum outcome_status status, struct why *why)
{
	const struct unit *u = units_find(a->units, unit);
	char words[RECORD_NAME_OCTETS];

	return act_answer(a, status, why, key, "no", NUMBER(no), "name", name, "role", act_role_name(a, role), "unit",
		u == NULL ? unit : unit_in_sentence(u, words), NULL);
}

/* ---- storing ---- */

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
	if (from->old_phone[0] != '\0' && e.name[0] == '\0') {
		struct member before;

		if (member_by_phone(a->p->store, from->old_phone, &before, why) == -1)
			return -1;
		record_copy(before.name, e.name, sizeof e.name);
	}
	if (waiting.no != 0 && strcmp(waiting.name, e.name) == 0 && strcmp(waiting.role, e.role) == 0 &&
		strcmp(waiting.unit, e.unit) == 0)
		return answer_known(a, "register_still_waiting", e.no, e.name, e.role, e.unit, OUTCOME_ANSWERED, why);
	if (enrolment_put(a->p->store, &e, why) == -1 ||
		answer_known(a, "register_waiting", e.no, e.name, e.role, e.unit, OUTCOME_RECORDED, why) == -1)
		return -1;
	return tell_deciders(a, &e, from->unit, why);
}

int enrol_ask_consent(struct act *a, const struct unit *unit, struct why *why)
{
	const struct unit *commune = unit == NULL ? a->commune : units_commune(a->units, unit->code);
	char office[RECORD_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct buf text;
	int result = -1;

	a->commune = commune;
	if (commune == NULL && unit != NULL)
		a->unit = unit;
	buf_init(&text);
	voice_render(&v, a->style, &text, "register_welcome", "office", act_office(a, office), NULL);
	question_begin(a, PENDING_CONSENT, act_reading(a)->intent);
	/* The wording goes into the log of consents with the answer. */
	buf_adds(&a->question.state, text.data);
	if (question_ask(a, why) == 0)
		result = act_answer_text(a, OUTCOME_ASKED, text.data, why);
	buf_fini(&text);
	return result;
}

int act_register(struct act *a, struct why *why)
{
	struct application wish;
	int read;

	if (strcmp(a->me.status, "awaiting_consent") == 0)
		return enrol_ask_consent(a, a->unit, why);
	if (a->me.id != 0 && !act_has(a, "unit") && !act_has(a, "commune") && !act_has(a, "code") &&
		!act_has(a, "role"))
		return answer_known(
			a, "register_already", 0, a->me.name, a->me.role, a->me.unit, OUTCOME_ANSWERED, why);
	read = read_application(a, &wish, why);
	if (read != 0)
		return read == 1 ? 0 : -1;
	if (a->me.id == 0)
		return enrol_ask_consent(a, wish.unit, why);
	/* Someone in the roll: another role or unit needs a decision, but no new consent. */
	if (wish.unit == a->unit && strcmp(wish.role, a->me.role) == 0)
		return answer_known(
			a, "register_already", 0, a->me.name, a->me.role, a->me.unit, OUTCOME_ANSWERED, why);
	return store_application(a, &wish, why);
}

/* ---- DONG Y, TC ---- */

static int become_resident(struct act *a, const struct application *wish, const char *wording, struct why *why)
{
	struct member m = { .id = 0, .consent_at = a->in->now_us };

	record_copy(a->from, m.phone, sizeof m.phone);
	record_copy(wish->name, m.name, sizeof m.name);
	record_copy(wish->role, m.role, sizeof m.role);
	record_copy(wish->unit->code, m.unit, sizeof m.unit);
	record_copy("active", m.status, sizeof m.status);
	if (member_put(a->p->store, &m, a->in->now_us, why) == -1 ||
		member_consent(a->p->store, m.id, a->in->now_us, wording, why) == -1)
		return -1;
	return answer_known(a, "register_approved", 0, m.name, m.role, m.unit, OUTCOME_RECORDED, why);
}

int act_consent(struct act *a, struct why *why)
{
	struct reading *r = &a->out->reading;
	struct application wish;
	int read;

	if (audit_add(a->p->store, a->from, "consent", a->from, a->question.state.data, a->in->now_us, why) == -1 ||
		stopped_drop(a->p->store, a->from, why) == -1)
		return -1;
	if (a->me.id != 0) {
		if (member_consent(a->p->store, a->me.id, a->in->now_us, a->question.state.data, why) == -1 ||
			question_close(a, why) == -1)
			return -1;
		return answer_known(
			a, "register_approved", 0, a->me.name, a->me.role, a->me.unit, OUTCOME_RECORDED, why);
	}
	question_merge(r, &a->question.kept);
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
	if (question_close(a, why) == -1 || stopped_put(a->p->store, a->from, a->in->now_us, why) == -1)
		return -1;
	if (a->me.id != 0 && (member_set_status(a->p->store, a->me.id, "stopped", why) == -1 ||
				     audit_add(a->p->store, a->from, "decline", a->from, "", a->in->now_us, why) == -1))
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "register_declined", NULL);
}
