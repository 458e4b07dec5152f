/* SPDX-License-Identifier: GPL-2.0-or-later */
/* privacy.c - stop and resume, what is held of a person, how they are spoken to. */
#include "gateway/programme/act.h"
#include "gateway/programme/digest.h"
#include "gateway/programme/enrol.h"
#include "gateway/programme/report.h"
#include "gateway/programme/standing.h"
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
	char no[24];

	if (asked || strcmp(a->me.status, "awaiting_consent") == 0)
		return act_decline(a, why);
	if (act_has(a, "want") && enrol_take_back(a, &done, why) == -1)
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

/* ---- "has it arrived?" ---- */

static int answer_last(struct act *a, const struct report *r, struct why *why)
{
	const struct unit *unit = units_find(a->units, r->unit);
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS], at[CALENDAR_NAME_OCTETS];
	struct civil when = clock_civil(r->at);
	struct report_value *values;
	struct buf text;
	size_t used;
	int result;

	if (report_values(a->p->store, r->no, &values, &used, why) == -1)
		return -1;
	buf_init(&text);
	act_add_values(a, values, used, &text);
	if (r->nil)
		buf_adds(&text, act_word(a, "word_nothing"));
	snprintf(at, sizeof at, "%d/%d %02d:%02d", when.day, when.month, when.hour, when.minute);
	result = act_answer(a, OUTCOME_ANSWERED, why, "report_duplicate", "no", NUMBER(r->no), "unit",
		unit == NULL ? r->unit : unit_in_sentence(unit, name), "period",
		calendar_period_name(r->period, a->style == TEXT_ENGLISH, a->in->now_us, period), "values", text.data,
		"at", at, NULL);
	free(values);
	buf_fini(&text);
	return result;
}

/* It went back: what the text said that told so. */
static int answer_returned(struct act *a, const struct report *r, struct why *why)
{
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS], example[ACT_EXAMPLE_OCTETS];
	struct report_value *values;
	size_t used;
	int result;

	if (report_values(a->p->store, r->no, &values, &used, why) == -1)
		return -1;
	result = act_answer(a, OUTCOME_ANSWERED, why, "report_returned", "no", NUMBER(r->no), "unit",
		unit_in_sentence(units_find(a->units, r->unit), name), "period", act_period_name(a, r->period, period),
		"reason", r->reason, "example", act_example(a, used > 0 ? values[0].indicator : "DVC", example), NULL);
	free(values);
	return result;
}

int act_status(struct act *a, struct why *why)
{
	struct report last;
	bool told;

	if (enrol_answer_waiting(a, &told, why) == -1)
		return -1;
	if (told)
		return 0;
	if (a->me.id == 0)
		return act_answer(a, OUTCOME_ANSWERED, why, "not_registered", NULL);
	if (act_unit_named(a, 0) != NULL && act_unit_named(a, 0) != a->unit) /* "Tan Hy nop chua" */
		return act_digest(a, why);
	if (report_last_of(a->p->store, a->from, "", &last, why) == -1)
		return -1;
	if (last.no != 0 && strcmp(last.status, "returned") == 0)
		return answer_returned(a, &last, why);
	if (last.no != 0)
		return answer_last(a, &last, why);
	return digest_own(a, why);
}
