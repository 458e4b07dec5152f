/* SPDX-License-Identifier: GPL-2.0-or-later */
/* remove.c - a leader takes somebody out of a team: NGHI TO Le Van Binh (S43: moves, deaths, a registration approved by
 * mistake). It is asked once, and whoever it is about is told.
 */
#include "gateway/programme/enrol.h"
#include "gateway/programme/found.h"
#include "gateway/programme/leader.h"
#include "gateway/programme/people.h"

#include "gateway/base/msisdn.h"
#include "store/audit.h"

#include <stdlib.h>
#include <string.h>

struct sought {
	const char *name, *phone, *role; /* "": not said; the role alone counts when neither of the others is */
	struct found found;
};

static int may_remove(const struct act *a, const struct member *m, bool *may, struct why *why)
{
	struct enrolment e = { .no = 0 };

	record_copy(m->phone, e.phone, sizeof e.phone);
	record_copy(m->role, e.role, sizeof e.role);
	record_copy(m->unit, e.unit, sizeof e.unit);
	return enrol_may_decide(a, &e, may, why);
}

static int look_for_phone(struct act *a, const char *top, struct sought *s, struct why *why)
{
	struct member m;

	if (member_by_phone(a->p->store, s->phone, &m, why) == -1)
		return -1;
	if (m.id != 0 && units_is_under(a->units, m.unit, top))
		found_add(a, &s->found, &m, 1);
	return 0;
}

/* "miễn nhiệm tổ phó Sơn Trà" */
static int look_for_role(struct act *a, const char *top, struct sought *s, struct why *why)
{
	size_t codes_used, used;
	const char **codes = units_codes_in(a->units, top, &codes_used);
	struct member *rows;
	int result = 0;

	for (size_t i = 0; i < codes_used && result == 0; i++) {
		result = member_list(a->p->store, codes[i], s->role, "", &rows, &used, why);
		if (result == 0) {
			found_add(a, &s->found, rows, used);
			free(rows);
		}
	}
	free(codes);
	return result;
}

static int look(struct act *a, struct sought *s, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	const char *top = unit != NULL ? unit->code : a->unit->code;

	if (s->phone[0] != '\0')
		return look_for_phone(a, top, s, why);
	return s->name[0] == '\0' ? look_for_role(a, top, s, why) : found_add_called(a, &s->found, top, s->name, why);
}

static int ask(struct act *a, const struct member *m, struct why *why)
{
	const struct unit *unit = units_find(a->units, m->unit);
	char name[RECORD_NAME_OCTETS], local[MSISDN_OCTETS];

	question_begin(a, PENDING_CONFIRM, INTENT_LEAVE);
	a->question.number = m->id;
	if (question_ask(a, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ASKED, why, "remove_ask", "name", m->name, "phone", msisdn_local(m->phone, local),
		"role", act_role_name(a, m->role), "unit", unit == NULL ? m->unit : unit_in_sentence(unit, name), NULL);
}

static int answer_found(struct act *a, struct sought *s, struct why *why)
{
	struct voice v = act_voice(a);
	bool may;

	if (s->found.many == 0)
		return act_answer(a, OUTCOME_REFUSED, why, "remove_nobody", "name",
			s->name[0] != '\0'    ? s->name
			: s->phone[0] != '\0' ? act_text(a, "phone")
					      : act_role_name(a, s->role),
			NULL);
	if (s->found.many == 1) {
		if (may_remove(a, &s->found.one, &may, why) == -1)
			return -1;
		return may ? ask(a, &s->found.one, why)
			   : act_deny_unit(a, units_find(a->units, s->found.one.unit), why);
	}
	return act_answer(
		a, OUTCOME_ASKED, why, "remove_several", "list", short_list_end(&s->found.names, &v, a->style), NULL);
}

/* The words behind NGHI TO: a name that could be other words ("do" of Đỗ Minh Quân) counts when somebody has it. */
int remove_is_meant(struct act *a, bool *other, struct why *why)
{
	struct sought s = { .name = act_text(a, "text"), .phone = "", .role = "" };
	int result = 0;

	*other = act_has(a, "phone") || act_has(a, "role") ||
		 (act_has(a, "name") && !people_is_named(a->me.name, act_text(a, "name")));
	if (*other || act_has(a, "name") || strchr(s.name, ' ') == NULL || a->unit == NULL)
		return 0;
	found_init(&s.found);
	result = look(a, &s, why);
	*other = s.found.many > 0;
	found_fini(&s.found);
	return result;
}

int remove_other(struct act *a, struct why *why)
{
	char phone[MSISDN_OCTETS] = "";
	struct sought s = { .name = act_has(a, "name") ? act_text(a, "name") : act_text(a, "text"),
		.phone = phone,
		.role = act_text(a, "role") };
	const struct unit *named = act_unit_named(a, 0);
	int result;

	if (a->unit == NULL || authority_of(AUTHORITY_APPROVE, a->me.role) == AUTHORITY_NONE)
		return act_deny_for(a, AUTHORITY_APPROVE, why);
	/* Of who is elsewhere nobody hears the number. */
	if (named != NULL && act_right(a, AUTHORITY_APPROVE, named) != AUTHORITY_AREA)
		return act_deny_unit(a, named, why);
	if (act_has(a, "phone"))
		msisdn_read(act_text(a, "phone"), phone, NULL);
	found_init(&s.found);
	result = look(a, &s, why) == -1 ? -1 : answer_found(a, &s, why);
	found_fini(&s.found);
	return result;
}

int remove_confirmed(struct act *a, int64_t member, struct why *why)
{
	char name[RECORD_NAME_OCTETS], office[RECORD_NAME_OCTETS];
	struct voice v = act_voice(a);
	const struct unit *unit;
	struct member m;
	bool may;

	a->out->intent = INTENT_LEAVE;
	if (question_close(a, why) == -1 || member_by_id(a->p->store, member, &m, why) == -1)
		return -1;
	if (m.id == 0 || strcmp(m.status, "left") == 0)
		return act_answer(a, OUTCOME_REFUSED, why, "remove_nobody", "name", m.name, NULL);
	if (may_remove(a, &m, &may, why) == -1)
		return -1;
	unit = units_find(a->units, m.unit);
	if (!may)
		return act_deny_unit(a, unit, why);
	unit_in_sentence(unit, name);
	if (enrol_end_all(a, &m, why) == -1 || leave_now(a, &m, "", why) == -1 ||
		voice_tell(&v, &m, "awaited", 0, why, "remove_told", "office", act_office(a, office), "role",
			act_role_name(a, m.role), "unit", name, NULL) == -1 ||
		audit_add(a->p->store, a->from, "remove", m.phone, m.role, a->in->now_us, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "remove_done", "name", m.name, "role", act_role_name(a, m.role),
		"unit", name, NULL);
}
