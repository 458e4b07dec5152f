/* SPDX-License-Identifier: GPL-2.0-or-later */
/* phone_change.c - another number for a person: beside the old one (THEM SO) or in its place (DOI SO).
 *
 * Never by itself: whoever has the new number agrees on it, a leader approves,
 * and whoever has the old one is told and may object (PHAN DOI 17).
 */
#include "gateway/programme/enrol.h"
#include "gateway/programme/people.h"

#include "gateway/base/msisdn.h"
#include "store/audit.h"
#include "store/guard.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NUMBERS_MAX 3 /* of one person */
#define ASKED_MAX   2 /* times a day that one number is asked */

/* The text to the new number, and the question that DONG Y on it answers. */
static int ask_new_number(struct act *a, const char *phone, const char *want, bool *asked, struct why *why)
{
	char office[RECORD_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct buf text;
	int64_t same = 0;
	int result;

	*asked = false;
	buf_init(&text);
	voice_render(&v, TEXT_PLAIN, &text, "phone_verify", "name", a->me.name, "office", act_office(a, office), NULL);
	result = guard_same(a->p->store, phone, text.data, a->in->now_us - CLOCK_DAY, ASKED_MAX, &same, why);
	if (result == 0 && same < ASKED_MAX) {
		question_clear(&a->question);
		a->question.kind = PENDING_CONSENT;
		a->question.intent = INTENT_REGISTER;
		/* The log of consents keeps each wording once, and so without a name. */
		voice_render(&v, TEXT_PLAIN, &a->question.state, "phone_verify", "name", "...", "office", office, NULL);
		reading_add_text(&a->question.kept, 0, "old_phone", a->from);
		reading_add_text(&a->question.kept, 0, "want", want);
		reading_add_text(&a->question.kept, 0, "asked_by", a->from);
		*asked = true;
		result = question_ask_other(a, phone, why);
		if (result == 0)
			result = voice_queue(&v, phone, text.data, "awaited", 0, why);
	}
	buf_fini(&text);
	return result;
}

/* Why that number cannot be asked: a key, or NULL. */
static const char *hindrance(struct act *a, const char *phone, struct why *why, int *failed)
{
	struct member other;
	int64_t numbers;
	bool stopped;

	*failed = member_by_phone(a->p->store, phone, &other, why) == -1 ||
		  member_phones(a->p->store, a->me.id, &numbers, why) == -1 ||
		  stopped_is(a->p->store, phone, &stopped, why) == -1;
	if (*failed)
		return NULL;
	if (other.id != 0 && other.id == a->me.id)
		return "phone_same";
	if (other.id != 0 && strcmp(other.status, "left") != 0)
		return "phone_taken";
	if (stopped)
		return "phone_stopped";
	return numbers >= NUMBERS_MAX ? "phone_many" : NULL;
}

/* XOA SO 0905...: a SIM that was lost, or is somebody else's by now; texts go to what is left. */
static int drop_number(struct act *a, struct why *why)
{
	char phone[MSISDN_OCTETS], local[MSISDN_OCTETS];
	struct member has;
	int64_t numbers;

	if (msisdn_read(act_text(a, "phone"), phone, NULL) == -1)
		return act_answer(a, OUTCOME_ASKED, why, "phone_drop_how", NULL);
	if (member_by_phone(a->p->store, phone, &has, why) == -1 ||
		member_phones(a->p->store, a->me.id, &numbers, why) == -1)
		return -1;
	msisdn_local(phone, local);
	if (has.id != a->me.id)
		return act_answer(a, OUTCOME_REFUSED, why, "phone_not_yours", "phone", local, NULL);
	if (numbers < 2)
		return act_answer(a, OUTCOME_REFUSED, why, "phone_last", "phone", local, NULL);
	if (member_drop_phone(a->p->store, a->me.id, phone, why) == -1 ||
		audit_add(a->p->store, a->from, "number-dropped", phone, "", a->in->now_us, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "phone_dropped", "phone", local, NULL);
}

/* "số mới của anh Hùng", "số của tổ phó Sơn Trà": whose it is when it is not the sender's; "". */
static const char *owner(const struct act *a)
{
	const struct unit *unit = act_unit_named(a, 0);

	if (act_has(a, "name"))
		return people_is_named(a->me.name, act_text(a, "name")) ? "" : act_text(a, "name");
	if (act_has(a, "role") && (strcmp(act_text(a, "role"), a->me.role) != 0 || (unit != NULL && unit != a->unit)))
		return act_role_name(a, act_text(a, "role"));
	return "";
}

int act_number_change(struct act *a, struct why *why)
{
	const char *want = strcmp(act_text(a, "want"), "second") == 0 ? "second" : "new", *key;
	char phone[MSISDN_OCTETS], local[MSISDN_OCTETS];
	int failed;
	bool asked;

	if (a->me.id == 0 || strcmp(a->me.status, "awaiting_consent") == 0)
		return act_register(a, why);
	if (strcmp(act_text(a, "want"), "drop") == 0)
		return drop_number(a, why);
	if (owner(a)[0] != '\0')
		return act_answer(a, OUTCOME_REFUSED, why, "phone_of_another", "name", owner(a), NULL);
	if (msisdn_read(act_text(a, "phone"), phone, NULL) == -1)
		return act_answer(a, OUTCOME_ASKED, why, "phone_how", NULL);
	key = hindrance(a, phone, why, &failed);
	if (failed)
		return -1;
	msisdn_local(phone, local);
	if (key != NULL)
		return act_answer(a, OUTCOME_REFUSED, why, key, "phone", local, NULL);
	if (ask_new_number(a, phone, want, &asked, why) == -1)
		return -1;
	if (!asked)
		return act_answer(a, OUTCOME_REFUSED, why, "phone_asked_twice", "phone", local, NULL);
	if (audit_add(a->p->store, a->from, "number-wanted", phone, want, a->in->now_us, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "phone_asked", "phone", local, NULL);
}

/* ---- PHAN DOI 17 ---- */

static int tell_objection(struct act *a, const struct enrolment *e, struct why *why)
{
	char phone[MSISDN_OCTETS];
	struct voice v = act_voice(a);
	struct member *rows;
	size_t used;
	int result = 0;

	if (enrol_chain(a, e->unit, e->role, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++)
		result = voice_tell(&v, &rows[i], "notice", 0, why, "phone_objected", "no", NUMBER(e->no), "name",
			a->me.name, "phone", msisdn_local(e->phone, phone), NULL);
	free(rows);
	return result == -1 ? -1 : enrol_tell_rejected(a, e, "word_objected", why);
}

int act_object(struct act *a, struct why *why)
{
	int64_t no = act_number(a, "ref", 0);
	struct enrolment e;
	struct member old;

	if ((no == 0 ? enrolment_pending_over(a->p->store, a->from, &e, why)
		     : enrolment_get(a->p->store, no, &e, why)) == -1 ||
		member_by_phone(a->p->store, e.no == 0 ? "" : e.old_phone, &old, why) == -1)
		return -1;
	if (e.no == 0 || old.id != a->me.id || strcmp(e.status, "pending") != 0)
		return act_answer(a, OUTCOME_REFUSED, why, "phone_object_none", "no", no == 0 ? "" : NUMBER(no), NULL);
	if (enrolment_decide(a->p->store, e.no, "rejected", a->from, "objected", a->in->now_us, why) == -1 ||
		audit_add(a->p->store, a->from, "object", e.phone, "", a->in->now_us, why) == -1 ||
		enrol_decided(a, &e, why) == -1 ||
		act_answer(a, OUTCOME_RECORDED, why, "phone_object_done", "no", NUMBER(e.no), NULL) == -1)
		return -1;
	return tell_objection(a, &e, why);
}
