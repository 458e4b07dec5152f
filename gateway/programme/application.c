/* SPDX-License-Identifier: GPL-2.0-or-later */
/* application.c - what somebody registers as: read from the text, asked for where it lacks something, stored. */
#include "gateway/programme/application.h"

#include "gateway/base/msisdn.h"
#include "gateway/programme/closed.h"
#include "gateway/programme/people.h"
#include "gateway/programme/team_look.h"
#include "menus/lexicon.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
		buf_addf(&options, "%s%u: %s %s", i == 0 ? "" : ", ", a->question.choices_used,
			act_word(a, "word_team"), team);
	}
	if (question_ask(a, why) == 0)
		result = act_answer(a, OUTCOME_ASKED, why, "register_team_unknown", "unit",
			unit_in_sentence(to->unit, name), "no", NUMBER(no), "options", options.data, NULL);
	buf_fini(&options);
	return result;
}

/* "tổ số 2", or the choice of one. 0: go on; 1: it was asked which; -1. A unit whose teams are not set up has none to be
 * told of. */
int application_read_team(struct act *a, struct application *to, struct why *why)
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

int application_read(struct act *a, struct application *to, struct why *why)
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
	if (name[0] == '\0' && to->old_phone[0] == '\0' && !resident && a->me.name[0] == '\0')
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
	return resident ? 0 : application_read_team(a, to, why);
}

/* Of two numbers to which somebody moves by their old one, the last is meant. Who only names an old number ends nobody's
 * claim to it: a leader chooses. */
static int give_way(struct act *a, const struct enrolment *to, struct why *why)
{
	if (to->old_phone[0] == '\0' || to->keep_old || !act_has(a, "asked_by"))
		return 0;
	return enrol_end_instead(a, to, why);
}

static bool is_same(const struct enrolment *a, const struct enrolment *b)
{
	return a->no != 0 && strcmp(a->name, b->name) == 0 && strcmp(a->role, b->role) == 0 &&
	       strcmp(a->unit, b->unit) == 0 && strcmp(a->old_phone, b->old_phone) == 0 && a->team == b->team;
}

int application_store(struct act *a, const struct application *from, struct why *why)
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
	if (is_same(&waiting, &e))
		return enrol_answer_of(a, "register_still_waiting", &e, OUTCOME_ANSWERED, why);
	/* Who has not heard of it as it was hears of it as it is now. */
	if ((waiting.no != 0 && enrol_decided(a, &waiting, why) == -1) || give_way(a, &e, why) == -1 ||
		enrolment_put(a->p->store, &e, why) == -1 ||
		enrol_answer_of(a, "register_waiting", &e, OUTCOME_RECORDED, why) == -1)
		return -1;
	return enrol_tell_deciders(a, &e, from->unit, why);
}

int enrol_mend_waiting(struct act *a, bool *done, struct why *why)
{
	const char *role = act_text(a, "role"), *name = act_text(a, "name");
	const bool elsewhere = act_has(a, "unit") || act_has(a, "commune") || act_has(a, "code") ||
			       act_has(a, "phone") || act_has(a, "old_phone");
	struct application wish;
	struct enrolment e;

	*done = false;
	if (a->me.id != 0 || a->question_open || elsewhere || (name[0] == '\0' && role[0] == '\0') ||
		strcmp(role, "nguoi_dan") == 0 || is_commune_role(role))
		return 0;
	if (enrolment_pending_of(a->p->store, a->from, &e, why) == -1)
		return -1;
	wish = (struct application){ .unit = e.no == 0 ? NULL : units_find(a->units, e.unit), .team = e.team };
	wish.role = lexicon_role(a->p->menus->lexicon, role) != NULL ? role : e.role;
	if (wish.unit == NULL || e.old_phone[0] != '\0')
		return 0;
	people_write_name(name[0] != '\0' ? name : e.name, wish.name);
	*done = true;
	a->out->intent = a->out->reading.intent = INTENT_REGISTER;
	return application_store(a, &wish, why);
}
