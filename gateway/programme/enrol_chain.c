/* SPDX-License-Identifier: GPL-2.0-or-later */
/* enrol_chain.c - who decides on a registration, and is told of it. */
#include "gateway/programme/enrol.h"
#include "gateway/programme/leader.h"

#include "gateway/base/log.h"
#include "gateway/base/msisdn.h"
#include "gateway/programme/people.h"
#include "store/alarm.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* The commune's chairs decide on all of its team but themselves (S4). */
static bool chair_decides(const struct unit *unit, const char *role)
{
	return unit_is_commune(unit) && authority_of(AUTHORITY_APPROVE, role) == AUTHORITY_NONE;
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
	else if (unit_is_commune(unit) && !chair_decides(unit, role))
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
	if (!*may || unit != a->unit || unit_is_village(unit) || chair_decides(unit, e->role))
		return 0;
	if (enrol_chain(a, e->unit, e->role, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		*may = *may && units_find(a->units, rows[i].unit) == unit;
	free(rows);
	return 0;
}

const char *enrol_place(const struct act *a, const struct unit *unit, int64_t team, char to[static RECORD_NAME_OCTETS])
{
	const struct unit *commune = units_commune(a->units, unit->code);
	char name[RECORD_NAME_OCTETS], above[RECORD_NAME_OCTETS], no[48] = "";
	/* Numbered villages are in many communes. */
	bool shared = commune != NULL && commune != unit && units_by_word(a->units, unit->name) != unit;

	if (team != 0)
		snprintf(no, sizeof no, ", %.20s %" PRId64, texts_word(a->p->menus->texts, TEXT_ACCENTED, "word_team"),
			team);
	snprintf(to, RECORD_NAME_OCTETS, "%.80s%s%.60s%s", unit_in_sentence(unit, name), shared ? ", " : "",
		shared ? unit_in_sentence(commune, above) : "", no);
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

bool enrol_moves(const struct act *a, const struct member *m, const char *unit)
{
	return strcmp(m->unit, unit) != 0 && units_find(a->units, m->unit) != units_find(a->units, unit);
}

bool enrol_gives_up(const struct act *a, const struct member *m, const char *role, const char *unit)
{
	assert(role != NULL && unit != NULL);
	return leader_is_single(m->role) && (strcmp(m->role, role) != 0 || enrol_moves(a, m, unit));
}

/* "Lê Văn Bình (tổ trưởng thôn Tân Hy)" */
static void write_place(const struct act *a, const struct member *m, char to[static RECORD_NAME_OCTETS])
{
	const struct unit *unit = units_find(a->units, m->unit);
	char name[RECORD_NAME_OCTETS];

	snprintf(to, RECORD_NAME_OCTETS, "%.80s (%.40s %.60s)", m->name, act_role_name(a, m->role),
		unit == NULL ? m->unit : unit_in_sentence(unit, name));
}

/* "tổ phó thôn Tân Hy": what who has the old number is until now, when it changes with the number. */
static int read_place_before(
	const struct act *a, const struct enrolment *e, char to[static RECORD_NAME_OCTETS], struct why *why)
{
	const struct unit *unit;
	char name[RECORD_NAME_OCTETS];
	struct member m;

	if (member_by_phone(a->p->store, e->old_phone, &m, why) == -1)
		return -1;
	if (m.id == 0 || (strcmp(m.role, e->role) == 0 && strcmp(m.unit, e->unit) == 0))
		return 0;
	unit = units_find(a->units, m.unit);
	snprintf(to, RECORD_NAME_OCTETS, "%.40s %.60s", act_role_name(a, m.role),
		unit == NULL ? m.unit : unit_in_sentence(unit, name));
	return 0;
}

/* Who has the number now, when the registration would put another person in their place, or them into another; "" =
 * nobody. */
static int read_holder(
	const struct act *a, const struct enrolment *e, char to[static RECORD_NAME_OCTETS], struct why *why)
{
	struct member m;

	to[0] = '\0';
	if (e->old_phone[0] != '\0')
		return read_place_before(a, e, to, why);
	if (member_by_phone(a->p->store, e->phone, &m, why) == -1)
		return -1;
	if (m.id == 0 || strcmp(m.status, "active") != 0)
		return 0;
	if (enrol_gives_up(a, &m, e->role, e->unit))
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
		act_role_name(a, e->role), "unit", enrol_place(a, units_find(a->units, e->unit), e->team, name),
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

int enrol_tell_deciders(struct act *a, const struct enrolment *e, const struct unit *unit, struct why *why)
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
			e->name, "role", act_role_name(a, e->role), "unit", enrol_place(a, unit, e->team, name),
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
