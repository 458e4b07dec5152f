/* SPDX-License-Identifier: GPL-2.0-or-later */
/* deputy.c - somebody of the same unit acts for a leader until a day (UY QUYEN Bui Thi Mai den 30/8), and goes back by
 * itself.
 *
 * The deputy has the leader's role in the roll meanwhile, so that everything
 * that asks for a role (rights, digests, difficulties) finds both.
 */
#include "gateway/base/msisdn.h"
#include "gateway/programme/enrol.h"
#include "gateway/programme/leader.h"
#include "gateway/programme/people.h"
#include "menus/fold.h"
#include "menus/lexicon.h"
#include "store/audit.h"
#include "store/deputy.h"
#include "store/due.h"
#include "store/guard.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST (366 * CLOCK_DAY)

/* ---- the end ---- */

static const char *role_name(const struct voice *v, const char *role)
{
	const struct lexicon_entry *entry = lexicon_role(v->p->menus->lexicon, role);

	return entry == NULL ? role : entry->name;
}

static int end_one(
	const struct voice *v, const struct units *units, const struct deputy *d, int64_t asker, struct why *why)
{
	const struct unit *unit;
	char name[RECORD_NAME_OCTETS] = "";
	struct member m, by;

	if (deputy_end(v->p->store, d->id, v->now_us, why) == -1 ||
		member_by_id(v->p->store, d->member, &m, why) == -1 ||
		member_by_id(v->p->store, d->for_member, &by, why) == -1)
		return -1;
	/* Another decision about the person since then stands. */
	if (m.id == 0 || strcmp(m.role, d->role) != 0)
		return 0;
	if (guard_withdraw_post(v->p->store, m.phone, why) == -1 ||
		member_set_role(v->p->store, m.id, d->had, why) == -1)
		return -1;
	unit = units_find(units, m.unit);
	if (unit != NULL)
		unit_in_sentence(unit, name);
	if (m.id != asker && voice_tell(v, &m, "notice", 0, why, "deputy_over", "name", m.name, "role",
				     role_name(v, d->role), "unit", name, NULL) == -1)
		return -1;
	return by.id == 0 || by.id == asker ? 0
					    : voice_tell(v, &by, "notice", 0, why, "deputy_over", "name", m.name,
						      "role", role_name(v, d->role), "unit", name, NULL);
}

int deputy_due(const struct voice *v, const struct units *units, int64_t id, struct why *why)
{
	struct deputy d;

	if (deputy_running(v->p->store, id, 0, 0, &d, why) == -1)
		return -1;
	return d.id == 0 ? 0 : end_one(v, units, &d, 0, why);
}

int deputy_end_of(const struct voice *v, const struct units *units, int64_t member, int64_t asker, struct why *why)
{
	struct deputy d;

	for (;;) {
		if (deputy_running(v->p->store, 0, member, member, &d, why) == -1)
			return -1;
		if (d.id == 0)
			return 0;
		if (end_one(v, units, &d, asker, why) == -1)
			return -1;
	}
}

static int take_back(struct act *a, struct why *why)
{
	struct voice v = act_voice(a);
	struct deputy d;
	struct member m;

	if (deputy_running(a->p->store, 0, 0, a->me.id, &d, why) == -1)
		return -1;
	if (d.id == 0)
		return act_answer(a, OUTCOME_ANSWERED, why, "deputy_none", NULL);
	if (member_by_id(a->p->store, d.member, &m, why) == -1 ||
		audit_add(a->p->store, a->from, "deputy-end", m.phone, "", a->in->now_us, why) == -1)
		return -1;
	if (end_one(&v, a->units, &d, a->me.id, why) == -1)
		return -1;
	return act_answer(
		a, OUTCOME_RECORDED, why, "deputy_ended", "name", m.name, "role", act_role_name(a, d.role), NULL);
}

/* ---- who is meant ---- */

/* Somebody else of the sender's unit; found->id 0: none, or several (then *several). */
static int find_person(struct act *a, struct member *found, bool *several, struct why *why)
{
	const char *name = act_text(a, "name"), *phone = act_text(a, "phone");
	char msisdn[MSISDN_OCTETS] = "";
	struct member *rows, of = { .id = 0 };
	size_t used;

	memset(found, 0, sizeof *found);
	*several = false;
	if (phone[0] != '\0')
		msisdn_read(phone, msisdn, NULL);
	if (msisdn[0] != '\0' && member_by_phone(a->p->store, msisdn, &of, why) == -1)
		return -1;
	if (people_of(a->p->store, a->units, a->unit, "", &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++) {
		if (rows[i].id == a->me.id || strcmp(rows[i].role, "nguoi_dan") == 0 ||
			!(msisdn[0] != '\0' ? rows[i].id == of.id : people_is_named(rows[i].name, name)))
			continue;
		*several = *several || found->id != 0;
		*found = rows[i];
	}
	free(rows);
	return 0;
}

/* ---- UY QUYEN ---- */

/* The day as that person reads it. */
static const char *day_for(
	const struct act *a, const struct member *to, int64_t day, char date[static CALENDAR_NAME_OCTETS])
{
	return calendar_date_name(day, voice_style(a->p, to) == TEXT_ENGLISH, a->in->now_us, date);
}

static int tell(struct act *a, const struct member *m, const char *unit, int64_t day, struct why *why)
{
	struct voice v = act_voice(a);
	char date[CALENDAR_NAME_OCTETS];
	struct member *rows;
	size_t used;
	int result = voice_tell(&v, m, "notice", 0, why, "deputy_given", "name", a->me.name, "role",
		act_role_name(a, a->me.role), "unit", unit, "date", day_for(a, m, day, date), NULL);

	if (result == -1 || enrol_chain(a, a->me.unit, a->me.role, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++)
		if (rows[i].id != m->id)
			result = voice_tell(&v, &rows[i], "notice", 0, why, "deputy_told", "name", m->name, "role",
				act_role_name(a, a->me.role), "unit", unit, "date", day_for(a, &rows[i], day, date),
				NULL);
	free(rows);
	return result;
}

static int give(struct act *a, const struct member *m, int64_t until, const char *date, struct why *why)
{
	struct deputy d = { .member = m->id, .for_member = a->me.id, .until = until };
	char name[RECORD_NAME_OCTETS], key[32];
	struct member before = { .id = 0 };
	struct voice v = act_voice(a);
	struct deputy was;

	if (deputy_running(a->p->store, 0, 0, a->me.id, &was, why) == -1 ||
		(was.id != 0 && member_by_id(a->p->store, was.member, &before, why) == -1))
		return -1;
	unit_in_sentence(a->unit, name);
	if (before.id == m->id && was.id != 0 && was.until == until)
		return act_answer(a, OUTCOME_ANSWERED, why, "deputy_already", "name", m->name, "role",
			act_role_name(a, was.role), "unit", name, "date", date, NULL);
	record_copy(a->me.role, d.role, sizeof d.role);
	/* Whoever acted for either of them until now goes back first. */
	if (deputy_end_of(&v, a->units, a->me.id, a->me.id, why) == -1 ||
		deputy_end_of(&v, a->units, m->id, a->me.id, why) == -1)
		return -1;
	record_copy(m->role, d.had, sizeof d.had);
	if (deputy_add(a->p->store, &d, a->in->now_us, why) == -1 ||
		member_set_role(a->p->store, m->id, d.role, why) == -1)
		return -1;
	snprintf(key, sizeof key, "%" PRId64, d.id);
	if (due_add(a->p->store, "deputy", key, until, a->me.unit, why) == -1 ||
		audit_add(a->p->store, a->from, "deputy", m->phone, date, a->in->now_us, why) == -1 ||
		act_answer(a, OUTCOME_RECORDED, why, "deputy_done", "name", m->name, "role", act_role_name(a, d.role),
			"unit", name, "date", date, "other", before.id == m->id ? "" : before.name, NULL) == -1)
		return -1;
	return tell(a, m, name, until - CLOCK_DAY, why);
}

/* Whoever acts for somebody hands it on to nobody: it would outlast them, and could not be taken back. *refused: it was
 * said so. */
static int refuse_deputy(struct act *a, bool *refused, struct why *why)
{
	struct deputy d;
	struct member of;

	*refused = false;
	if (deputy_running(a->p->store, 0, a->me.id, 0, &d, why) == -1)
		return -1;
	if (d.id == 0 || d.member != a->me.id || strcmp(d.role, a->me.role) != 0)
		return 0;
	*refused = true;
	if (member_by_id(a->p->store, d.for_member, &of, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_REFUSED, why, "deputy_of_deputy", "name", of.name, NULL);
}

int act_depute(struct act *a, struct why *why)
{
	const char *name = act_text(a, "name");
	char date[CALENDAR_NAME_OCTETS], unit[RECORD_NAME_OCTETS];
	struct member m;
	bool several, refused;
	int64_t day;

	if (strcmp(act_text(a, "want"), "end") == 0)
		return take_back(a, why);
	if (refuse_deputy(a, &refused, why) == -1 || refused)
		return refused ? 0 : -1;
	if (a->unit == NULL || clock_read(act_text(a, "date"), &day) == -1 || (name[0] == '\0' && !act_has(a, "phone")))
		return act_answer(a, OUTCOME_ASKED, why, "deputy_how", NULL);
	calendar_date_name(day, a->style == TEXT_ENGLISH, a->in->now_us, date);
	if (day + CLOCK_DAY <= a->in->now_us || day > a->in->now_us + LONGEST)
		return act_answer(a, OUTCOME_REFUSED, why, "deputy_date", "date", date, NULL);
	if (find_person(a, &m, &several, why) == -1)
		return -1;
	unit_in_sentence(a->unit, unit);
	if (m.id == 0 || several)
		return act_answer(a, OUTCOME_REFUSED, why, several ? "deputy_several" : "deputy_unknown", "name",
			name[0] != '\0' ? name : act_text(a, "phone"), "unit", unit, NULL);
	if (strcmp(m.role, a->me.role) == 0) {
		struct deputy d;

		if (deputy_running(a->p->store, 0, m.id, 0, &d, why) == -1)
			return -1;
		if (d.for_member != a->me.id) /* they have that right for good */
			return act_answer(a, OUTCOME_ANSWERED, why, "deputy_same", "name", m.name, "role",
				act_role_name(a, m.role), NULL);
		record_copy(d.had, m.role, sizeof m.role);
	}
	return give(a, &m, day + CLOCK_DAY, date, why);
}
