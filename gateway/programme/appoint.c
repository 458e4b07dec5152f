/* SPDX-License-Identifier: GPL-2.0-or-later */
/* appoint.c - who is in the roll gets another place in a team from a head or an office: "cử chị Mai làm tổ phó", "tổ phó
 * Sơn Trà là 0905…" (S4, S43). It is asked once; then it is a registration like any other: decided by whoever may, else it
 * waits for who does, and whoever it concerns is told. A number that nobody has is of somebody new, who is registered
 * without a question (enrol.c), unless the place is theirs already and the number alone is another.
 */
#include "gateway/programme/application.h"
#include "gateway/programme/found.h"
#include "gateway/programme/leader.h"
#include "gateway/programme/people.h"

#include "gateway/base/msisdn.h"

#include <stdlib.h>
#include <string.h>

/* By the name: of the unit that is named, else of all for which the sender answers. */
static int find_named(struct act *a, struct found *f, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);

	if (unit != NULL && found_add_called(a, f, unit->code, act_text(a, "name"), why) == -1)
		return -1;
	return f->many > 0 ? 0 : found_add_called(a, f, a->unit->code, act_text(a, "name"), why);
}

/* A number that nobody has is of somebody new. */
static int find(struct act *a, struct found *f, struct why *why)
{
	char phone[MSISDN_OCTETS];
	struct member m;

	if (!act_has(a, "phone"))
		return find_named(a, f, why);
	if (msisdn_read(act_text(a, "phone"), phone, NULL) == -1)
		return 0;
	if (member_by_phone(a->p->store, phone, &m, why) == -1)
		return -1;
	if (m.id != 0)
		found_add(a, f, &m, 1);
	return 0;
}

/* "thay tổ trưởng Sơn Trà bằng Nguyễn Văn Hùng 0905…": has somebody of that name that place already? Then nobody is
 * replaced. */
static int holds_place(struct act *a, bool *holds, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	struct member *rows;
	size_t used;

	*holds = false;
	if (!act_has(a, "name") || !leader_is_single(act_text(a, "role")))
		return 0;
	if (people_called(a->p->store, a->units, unit != NULL ? unit->code : a->unit->code, act_text(a, "name"), &rows,
		    &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		*holds |= rows[i].id != a->me.id && strcmp(rows[i].role, act_text(a, "role")) == 0;
	free(rows);
	return 0;
}

static int ask(struct act *a, const struct member *m, const struct application *wish, struct why *why)
{
	char unit[RECORD_NAME_OCTETS], before[RECORD_NAME_OCTETS], local[MSISDN_OCTETS];

	question_begin(a, PENDING_CONFIRM, INTENT_REGISTER);
	if (question_ask(a, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ASKED, why, "appoint_ask", "name", m->name, "phone", msisdn_local(m->phone, local),
		"old", act_role_name(a, m->role), "place", unit_in_sentence(units_find(a->units, m->unit), before),
		"role", act_role_name(a, wish->role), "unit", unit_in_sentence(wish->unit, unit), NULL);
}

/* Who leads or decides where the sender is, is not theirs to move: an office does not depose its head, nor one chair
 * another. */
static bool is_peer(const struct act *a, const struct member *m)
{
	return strcmp(m->unit, a->unit->code) == 0 && authority_of(AUTHORITY_APPROVE, m->role) != AUTHORITY_NONE;
}

static int appoint_member(struct act *a, const struct member *m, struct why *why)
{
	const struct unit *now = units_find(a->units, m->unit);
	bool placed = act_has(a, "unit") || act_has(a, "commune") || act_has(a, "code");
	struct enrolment e = { .asked_at = m->consent_at };
	struct application wish;
	int read;

	if (act_right(a, AUTHORITY_REGISTER, now) != AUTHORITY_AREA) /* who that is, is told nobody else */
		return act_answer(a, OUTCOME_REFUSED, why, "register_other_elsewhere", NULL);
	if (is_peer(a, m))
		return enrol_answer_taken(a, m, why);
	if (!act_has(a, "name"))
		reading_add_text(&a->out->reading, 0, "name", m->name);
	read = application_read(a, &wish, why);
	if (read != 0)
		return read == 1 ? 0 : -1;
	if (!placed)
		wish.unit = now;
	if (act_right(a, AUTHORITY_REGISTER, wish.unit) != AUTHORITY_AREA)
		return act_deny_unit(a, wish.unit, why);
	if (strcmp(m->role, wish.role) == 0 && wish.unit == now)
		return enrol_answer_known(
			a, "register_other_known", 0, m->name, m->role, m->unit, 0, OUTCOME_ANSWERED, why);
	if (!act_has(a, "confirmed"))
		return ask(a, m, &wish, why);
	record_copy(m->phone, e.phone, sizeof e.phone);
	record_copy(m->name, e.name, sizeof e.name);
	record_copy(wish.role, e.role, sizeof e.role);
	record_copy(wish.unit->code, e.unit, sizeof e.unit);
	e.team = wish.team;
	return enrol_put_forward(a, &e, "appoint_waits", why);
}

/* "DK Bui Thi Mai 0905…, to pho": of that number and that name in the roll. */
static bool is_registered_again(const struct act *a, const struct member *m)
{
	return act_has(a, "role") && (!act_has(a, "name") || people_is_named(m->name, act_text(a, "name"))) &&
	       strcmp(act_text(a, "role"), "nguoi_dan") != 0 && strstr(act_text(a, "role"), "to_") != NULL;
}

static int answer_found(struct act *a, struct found *f, bool *done, struct why *why)
{
	bool said = strcmp(act_text(a, "want"), "appoint") == 0, holds = false;
	struct voice v = act_voice(a);

	if (f->many == 1) {
		*done = said || is_registered_again(a, &f->one);
		return *done ? appoint_member(a, &f->one, why) : 0;
	}
	if (act_has(a, "phone")) {
		if (holds_place(a, &holds, why) == -1)
			return -1;
		*done = holds;
		return holds ? act_answer(
				       a, OUTCOME_REFUSED, why, "phone_of_another", "name", act_text(a, "name"), NULL)
			     : 0;
	}
	*done = said;
	if (!said)
		return 0;
	if (f->many == 0)
		return act_answer(a, OUTCOME_REFUSED, why, "appoint_nobody", "name", act_text(a, "name"), NULL);
	return act_answer(
		a, OUTCOME_ASKED, why, "appoint_several", "list", short_list_end(&f->names, &v, a->style), NULL);
}

int appoint(struct act *a, bool *done, struct why *why)
{
	bool said = strcmp(act_text(a, "want"), "appoint") == 0;
	const struct unit *named = act_unit_named(a, 0);
	struct found f;
	int result;

	*done = false;
	if (a->me.id == 0 || a->unit == NULL || act_has(a, "old_phone") || (!said && !act_has(a, "phone")))
		return 0;
	if (authority_of(AUTHORITY_REGISTER, a->me.role) == AUTHORITY_NONE) {
		*done = said;
		return said ? act_deny_for(a, AUTHORITY_REGISTER, why) : 0;
	}
	/* Of who is elsewhere nobody hears the number. */
	if (named != NULL && act_right(a, AUTHORITY_REGISTER, named) != AUTHORITY_AREA) {
		*done = said;
		return said ? act_deny_unit(a, named, why) : 0;
	}
	found_init(&f);
	result = find(a, &f, why) == -1 ? -1 : answer_found(a, &f, done, why);
	found_fini(&f);
	return result;
}
