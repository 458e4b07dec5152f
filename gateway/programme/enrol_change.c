/* SPDX-License-Identifier: GPL-2.0-or-later */
/* enrol_change.c - somebody who is in the roll registers again: as something else, elsewhere, or by another name. */
#include "gateway/programme/application.h"
#include "gateway/programme/people.h"

#include <string.h>

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

bool enrol_is_other_person(const struct act *a)
{
	return strcmp(act_text(a, "person"), "other") == 0;
}

int enrol_change(struct act *a, const struct application *wish, struct why *why)
{
	bool named = wish->name[0] != '\0' && !people_is_named(a->me.name, wish->name);

	if (wish->unit == a->unit && strcmp(wish->role, a->me.role) == 0 &&
		(wish->team == 0 || wish->team == a->me.team) && !named)
		return enrol_answer_me(a, "register_already", OUTCOME_ANSWERED, why);
	if (named && !act_has(a, "person"))
		return ask_whose(a, wish->name, why);
	if (enrol_gives_up(a, &a->me, wish->role, wish->unit->code) && !act_has(a, "confirmed"))
		return ask_leaving(a, why);
	if (enrol_is_other_person(a))
		return enrol_ask_consent(a, wish->unit, why);
	/* What was asked of it is answered, and no more of a next registration's. */
	return question_close(a, why) == -1 ? -1 : application_store(a, wish, why);
}
