/* SPDX-License-Identifier: GPL-2.0-or-later */
/* privacy.c - stop and resume, what is held of a person, how they are spoken to. */
#include "gateway/programme/act.h"
#include "gateway/programme/broadcast.h"
#include "gateway/programme/enrol.h"
#include "menus/language.h"
#include "store/audit.h"
#include "store/enrolment.h"
#include "store/guard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- TC, NHAN LAI ---- */

/* Anyone, in any state. A text that asks for consent may be refused by the same words. */
int act_stop(struct act *a, struct why *why)
{
	bool asked = a->question_open && a->question.kind == PENDING_CONSENT, done = false;
	bool sending = strcmp(act_text(a, "want"), "sending") == 0; /* "dừng gửi đi", of what they send to many? */
	bool leaves = strcmp(act_text(a, "want"), "leave") == 0;    /* "xin rút khỏi tổ" */
	char no[24];

	if (sending && broadcast_stop(a, &done, why) == -1)
		return -1;
	if (done)
		return 0;
	if (asked || strcmp(a->me.status, "awaiting_consent") == 0)
		return act_decline(a, why);
	if (leaves && a->me.id != 0 && strcmp(a->me.role, "nguoi_dan") != 0)
		return act_leave(a, why);
	if (act_has(a, "want") && !sending && enrol_take_back(a, &done, why) == -1)
		return -1;
	if (done)
		return 0;
	/* Who wants no texts wants to be put on no list. */
	if (enrol_end_newcomer(a, no, why) == -1)
		return -1;
	/* What waits for its hour, or for the link, does not go any more. */
	if (stopped_put(a->p->store, a->from, a->in->now_us, why) == -1 ||
		guard_withdraw_all(a->p->store, a->from, why) == -1 ||
		(a->me.id != 0 && member_set_status(a->p->store, a->me.id, "stopped", why) == -1) ||
		audit_add(a->p->store, a->from, "stop", a->from, "", a->in->now_us, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "stop_done", "no", no, "role",
		a->me.id != 0 && strcmp(a->me.role, "nguoi_dan") != 0 ? act_role_name(a, a->me.role) : "", NULL);
}

int act_resume(struct act *a, struct why *why)
{
	bool asked = a->question_open && a->question.kind == PENDING_CONSENT;

	if (asked || strcmp(a->me.status, "awaiting_consent") == 0)
		return strcmp(act_text(a, "consent"), "yes") == 0 ? act_consent(a, why)
								  : enrol_ask_consent_again(a, why);
	if (!a->at.stopped)
		return act_answer(
			a, OUTCOME_ANSWERED, why, a->me.id != 0 ? "resume_not_stopped" : "not_registered", NULL);
	if (stopped_drop(a->p->store, a->from, why) == -1 ||
		(a->me.id != 0 && member_set_status(a->p->store, a->me.id,
					  a->me.consent_at != 0 ? "active" : "awaiting_consent", why) == -1) ||
		audit_add(a->p->store, a->from, "resume", a->from, "", a->in->now_us, why) == -1)
		return -1;
	if (strcmp(a->me.role, "nguoi_dan") == 0)
		return act_answer(a, OUTCOME_RECORDED, why, "resume_news", NULL);
	return act_answer(a, OUTCOME_RECORDED, why, a->me.id != 0 ? "resume_done" : "resume_stranger", NULL);
}

/* ---- language and marks ---- */

int act_language(struct act *a, struct why *why)
{
	const char *style = act_text(a, "style");
	bool english = strcmp(style, "english") == 0, accents = strcmp(style, "accented") == 0;

	enum text_style own;
	bool other = languages_style(a->p->menus->languages, style, &own);

	if (a->me.id == 0)
		return act_answer(a, OUTCOME_REFUSED, why, "not_registered", NULL);
	if (member_set_language(a->p->store, a->me.id, other ? style : english ? "en" : "vi", accents, why) == -1)
		return -1;
	a->style = other ? own : english ? TEXT_ENGLISH : accents ? TEXT_ACCENTED : TEXT_PLAIN;
	return act_answer(a, OUTCOME_RECORDED, why, "language_changed", NULL);
}
