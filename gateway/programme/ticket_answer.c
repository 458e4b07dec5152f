/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ticket_answer.c - whoever has a difficulty in hand answers it (TL 12 ...) or passes it up (CHUYEN 12). */
#include "gateway/programme/difficulty.h"
#include "gateway/programme/people.h"
#include "gateway/programme/ticket.h"

#include "gateway/base/msisdn.h"

#include <stdlib.h>
#include <string.h>

static int answer(struct act *a, const struct ticket *t, enum outcome_status status, const char *key, struct why *why)
{
	char owner[RECORD_NAME_OCTETS], due[24];

	if (ticket_owner_name(a->p, a->units, t, a->style, owner, why) == NULL)
		return -1;
	return act_answer(a, status, why, key, "no", NUMBER(t->no), "owner", owner, "due",
		ticket_due_name(t, a->in->now_us, due), NULL);
}

/* The tier that the text names: the commune, what lies above it, or the top; NULL when it names none. */
static const struct unit *tier_of(const struct act *a, const struct ticket *t)
{
	const struct unit *commune = units_commune(a->units, t->unit);
	const char *to = act_text(a, "to");

	if (strcmp(to, "province") == 0)
		return units_top(a->units, commune);
	if (strcmp(to, "district") == 0 && commune != NULL)
		return units_above(a->units, commune);
	return strcmp(to, "commune") == 0 ? commune : NULL;
}

/* Has somebody it in hand who stands above that tier? */
static int is_above(struct act *a, const struct ticket *t, const struct unit *tier, bool *above, struct why *why)
{
	const struct unit *unit;
	struct member owner;

	if (member_by_phone(a->p->store, t->owner, &owner, why) == -1)
		return -1;
	unit = owner.id == 0 ? NULL : units_find(a->units, owner.unit);
	*above = tier != NULL && unit != NULL && unit != tier && units_is_under(a->units, tier->code, unit->code);
	return 0;
}

static int pass_up(struct act *a, struct ticket *t, struct why *why)
{
	const struct unit *tier = tier_of(a, t);
	struct voice v = act_voice(a);
	bool moved, above;

	if (strcmp(t->status, "answered") == 0 || strcmp(t->status, "closed") == 0)
		return answer(a, t, OUTCOME_REFUSED, "difficulty_is_done", why);
	if (is_above(a, t, tier, &above, why) == -1)
		return -1;
	if (above)
		return answer(a, t, OUTCOME_REFUSED, "difficulty_above", why);
	v.out = NULL; /* those texts are not the sender's answer */
	if (ticket_pass_up(&v, a->units, t, tier, a->me.role, &moved, why) == -1)
		return -1;
	return moved ? answer(a, t, OUTCOME_RECORDED, "difficulty_pass_done", why)
		     : answer(a, t, OUTCOME_REFUSED, "difficulty_top", why);
}

static bool may_have_it(const struct member *m)
{
	return strcmp(m->status, "active") == 0 && strcmp(m->role, "nguoi_dan") != 0;
}

/* Whose number that is, also their second one, where they are of that commune. */
static int find_by_phone(struct act *a, const struct unit *commune, struct member *found, struct why *why)
{
	char phone[MSISDN_OCTETS];
	struct member m;

	if (msisdn_read(act_text(a, "phone"), phone, NULL) == -1)
		return 0;
	if (member_by_phone(a->p->store, phone, &m, why) == -1 ||
		(m.id != 0 && member_by_id(a->p->store, m.id, &m, why) == -1))
		return -1;
	if (m.id != 0 && may_have_it(&m) && units_is_under(a->units, m.unit, commune->code))
		*found = m;
	return 0;
}

/* Who has that name there, of several the one who answers difficulties; found->id 0: nobody, or still several. */
static int find_by_name(struct act *a, const struct unit *commune, struct member *found, struct why *why)
{
	size_t used, many = 0, answering = 0;
	struct member *rows;
	int result = people_called(a->p->store, a->units, commune->code, act_text(a, "name"), &rows, &used, why);

	for (size_t i = 0; i < used && result == 0; i++) {
		bool answers = authority_of(AUTHORITY_TICKET_ANSWER, rows[i].role) != AUTHORITY_NONE;

		if (!may_have_it(&rows[i]))
			continue;
		if (answers || answering == 0)
			*found = rows[i];
		answering += answers;
		many++;
	}
	free(rows);
	if (many != 1 && answering != 1)
		found->id = 0;
	return result;
}

/* Whom the number or the name means, of the ticket's commune; found->id 0: nobody who hears texts, or several. */
static int find_person(struct act *a, const struct ticket *t, struct member *found, struct why *why)
{
	const struct unit *commune = units_commune(a->units, t->unit);
	struct voice v = act_voice(a);
	bool hears = true;
	int result;

	*found = (struct member){ .id = 0 };
	if (commune == NULL)
		return 0;
	result = act_has(a, "phone") ? find_by_phone(a, commune, found, why) : find_by_name(a, commune, found, why);
	if (result == 0 && found->id != 0)
		result = voice_may_tell(&v, found, &hears, why);
	if (!hears)
		found->id = 0;
	return result;
}

/* CHUYEN KK 12 cho chị Lan, CHUYEN KK 12 0905…: to that person, and to nobody else. */
static int hand_to(struct act *a, struct ticket *t, struct why *why)
{
	struct voice v = act_voice(a);
	const struct unit *unit;
	struct member m;
	bool above;

	if (find_person(a, t, &m, why) == -1)
		return -1;
	if (m.id == 0)
		return act_answer(a, OUTCOME_ASKED, why, "difficulty_hand_person", "no", NUMBER(t->no), "name",
			act_has(a, "phone") ? act_text(a, "phone") : act_text(a, "name"), NULL);
	unit = units_find(a->units, m.unit);
	if (unit == NULL || act_right(a, AUTHORITY_TICKET_ANSWER, unit) != AUTHORITY_AREA)
		return unit == NULL ? act_deny(a, why) : act_deny_unit(a, unit, why);
	if (is_above(a, t, a->unit, &above, why) == -1)
		return -1;
	if (above)
		return answer(a, t, OUTCOME_REFUSED, "difficulty_above", why);
	v.out = NULL;
	return ticket_hand_to(&v, a->units, t, m.phone, why) == -1
		       ? -1
		       : answer(a, t, OUTCOME_RECORDED, "difficulty_pass_done", why);
}

/* GIAO KK 12 thôn Sơn Trà: down, to whoever the unit and the role mean; the head of a village, when only that is named. */
static int hand(struct act *a, struct ticket *t, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	const char *role = act_text(a, "role");
	struct voice v = act_voice(a);
	char name[RECORD_NAME_OCTETS];
	bool moved, above;

	if (strcmp(t->status, "answered") == 0 || strcmp(t->status, "closed") == 0)
		return answer(a, t, OUTCOME_REFUSED, "difficulty_is_done", why);
	if (act_has(a, "phone") || act_has(a, "name"))
		return hand_to(a, t, why);
	if (unit == NULL && role[0] == '\0')
		return answer(a, t, OUTCOME_ASKED, "difficulty_hand_whom", why);
	if (unit == NULL)
		unit = units_find(a->units, t->unit);
	if (unit == NULL || act_right(a, AUTHORITY_TICKET_ANSWER, unit) != AUTHORITY_AREA)
		return unit == NULL ? act_deny(a, why) : act_deny_unit(a, unit, why);
	if (role[0] == '\0')
		role = unit_is_village(unit) ? "to_truong" : "can_bo_xa";
	if (is_above(a, t, a->unit, &above, why) == -1)
		return -1;
	if (above)
		return answer(a, t, OUTCOME_REFUSED, "difficulty_above", why);
	v.out = NULL;
	if (ticket_hand(&v, a->units, t, unit, role, &moved, why) == -1)
		return -1;
	if (moved)
		return answer(a, t, OUTCOME_RECORDED, "difficulty_pass_done", why);
	unit_in_sentence(unit, name);
	return act_answer(a, OUTCOME_REFUSED, why, "difficulty_hand_nobody", "no", NUMBER(t->no), "unit", name, "role",
		act_role_name(a, role), NULL);
}

int difficulty_reply(struct act *a, struct ticket *t, const char *text, struct why *why)
{
	char had[RECORD_PHONE_OCTETS];
	struct voice v = act_voice(a);
	bool heard;

	if (strcmp(t->status, "closed") == 0)
		return answer(a, t, OUTCOME_REFUSED, "difficulty_is_done", why);
	if (ticket_untell_owner(&v, t, &heard, why) == -1)
		return -1;
	record_copy(t->owner, had, sizeof had);
	record_copy(text, t->answer, sizeof t->answer);
	record_copy("answered", t->status, sizeof t->status);
	record_copy(a->from, t->owner, sizeof t->owner);
	t->answered_at = a->in->now_us;
	if (ticket_put(a->p->store, t, why) == -1 || ticket_rest(a->p, t, a->in->now_us, why) == -1 ||
		answer(a, t, OUTCOME_RECORDED, "answer_done", why) == -1 ||
		ticket_tell_sender(&v, a->units, t, "difficulty_answered", why) == -1)
		return -1;
	/* Who had it in hand need not answer any more. */
	if (strcmp(had, a->from) == 0)
		return 0;
	return ticket_retell_former(&v, a->units, t, why) == -1 ? -1 : ticket_tell_former(&v, a->units, t, had, why);
}

/* The only one that the sender has in hand; *no 0: none, or several. */
static int only_one(struct act *a, int64_t *no, struct why *why)
{
	struct ticket *rows;
	size_t used;

	*no = 0;
	if (ticket_open_owned(a->p->store, a->from, 2, &rows, &used, why) == -1)
		return -1;
	if (used == 1)
		*no = rows[0].no;
	free(rows);
	return 0;
}

/* TL 12, CHUYEN 12, GIAO KK 12 */
static int answer_one(struct act *a, int64_t no, const char *text, struct why *why)
{
	bool hands = strcmp(act_text(a, "action"), "hand") == 0;
	bool passes = strcmp(act_text(a, "action"), "pass_up") == 0;
	struct ticket t;

	if (act_meant(a, "ticket", &no, why) == -1 || ticket_get(a->p->store, no, &t, why) == -1)
		return -1;
	/* Of what lies elsewhere nobody hears whether it is there. */
	if (t.no == 0 || !difficulty_is_yours(a, &t))
		return act_answer(a, OUTCOME_REFUSED, why, "difficulty_unknown", "no", NUMBER(no), NULL);
	if (hands)
		return hand(a, &t, why);
	if (passes)
		return pass_up(a, &t, why);
	if (text[0] == '\0')
		return answer(a, &t, OUTCOME_ASKED, "answer_what", why);
	return difficulty_reply(a, &t, text, why);
}

int act_ticket_answer(struct act *a, struct why *why)
{
	const char *text = act_text(a, "text");
	bool passes = strcmp(act_text(a, "action"), "hand") == 0 || strcmp(act_text(a, "action"), "pass_up") == 0;
	int64_t no = act_number(a, "ref", 0);
	char also[READING_TEXT_OCTETS];
	int result;

	/* "TL 1 tuan sau": the number stands first, whatever the words behind it could make of it. */
	if (no == 0 && text[0] >= '1' && text[0] <= '9') {
		char *end;

		no = strtoll(text, &end, 10);
		text = end + strspn(end, " :,.");
	} else if (no == 0 && (text[0] != '\0' || passes) && only_one(a, &no, why) == -1)
		return -1;
	if (no == 0)
		return difficulty_list(a, why);
	result = answer_one(a, no, text, why);
	record_copy(act_text(a, "also"), also, sizeof also);
	for (char *at = also, *end; result == 0 && *at >= '0' && *at <= '9' && !a->question_asked;) {
		result = answer_one(a, strtoll(at, &end, 10), text, why);
		at = end + (*end == ',');
	}
	return result;
}
