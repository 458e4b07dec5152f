/* SPDX-License-Identifier: GPL-2.0-or-later */
/* deputy.c - somebody of the same unit acts for a leader until a day (UY QUYEN Bui Thi Mai den 30/8), now or from a day on
 * (tu 20/8 den 30/8), and goes back by itself.
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

/* The day as that person reads it. */
static const char *day_for(
	const struct voice *v, const struct member *to, int64_t day, char date[static CALENDAR_NAME_OCTETS])
{
	return calendar_date_name(day, voice_style(v->p, to) == TEXT_ENGLISH, v->now_us, date);
}

/* The one who acted hears that it was taken back; that their time is over, only when it is. */
static const char *key_of_end(const struct deputy *d, bool acted, int64_t asker)
{
	if (deputy_is_planned(d))
		return "deputy_off";
	return acted && asker != 0 ? "deputy_revoked" : "deputy_over";
}

static int tell_both(const struct voice *v, const struct unit *unit, const struct deputy *d, const struct member *m,
	const struct member *by, int64_t asker, struct why *why)
{
	const struct member *const people[] = { m, by };
	char name[RECORD_NAME_OCTETS] = "", date[CALENDAR_NAME_OCTETS];
	int result = 0;

	if (unit != NULL)
		unit_in_sentence(unit, name);
	for (size_t i = 0; i < 2 && result == 0; i++)
		if (people[i]->id != 0 && people[i]->id != asker)
			result = voice_tell(v, people[i], "notice", 0, why, key_of_end(d, people[i] == m, asker),
				"name", m->name, "role", role_name(v, d->role), "unit", name, "date",
				deputy_is_planned(d) ? day_for(v, people[i], d->since, date) : "", "again",
				people[i] == by && asker == 0 ? m->name : "", NULL);
	return result;
}

static int end_one(
	const struct voice *v, const struct units *units, const struct deputy *d, int64_t asker, struct why *why)
{
	struct member m, by;

	if (deputy_end(v->p->store, d->id, v->now_us, why) == -1 ||
		member_by_id(v->p->store, d->member, &m, why) == -1 ||
		member_by_id(v->p->store, d->for_member, &by, why) == -1)
		return -1;
	if (!deputy_is_planned(d)) {
		/* Another decision about the person since then stands. */
		if (m.id == 0 || strcmp(m.role, d->role) != 0)
			return 0;
		if (guard_withdraw_post(v->p->store, m.phone, why) == -1 ||
			member_set_role(v->p->store, m.id, d->had, why) == -1)
			return -1;
	}
	return tell_both(v, units_find(units, m.unit), d, &m, &by, asker, why);
}

int deputy_due(const struct voice *v, const struct units *units, int64_t id, struct why *why)
{
	struct deputy d;

	if (deputy_get(v->p->store, id, &d, why) == -1)
		return -1;
	return d.id == 0 ? 0 : end_one(v, units, &d, 0, why);
}

int deputy_end_of(const struct voice *v, const struct units *units, int64_t member, int64_t asker, struct why *why)
{
	struct deputy d;

	for (;;) {
		if (deputy_open(v->p->store, 0, member, member, &d, why) == -1)
			return -1;
		if (d.id == 0)
			return 0;
		if (end_one(v, units, &d, asker, why) == -1)
			return -1;
	}
}

/* ---- the beginning of what was planned ---- */

/* Whoever acts for that person now, or for whom they act, goes back. */
static int end_running(const struct voice *v, const struct units *units, int64_t member, struct why *why)
{
	struct deputy d;

	for (;;) {
		if (deputy_running(v->p->store, 0, member, member, &d, why) == -1)
			return -1;
		if (d.id == 0)
			return 0;
		if (end_one(v, units, &d, 0, why) == -1)
			return -1;
	}
}

/* Both are what they were when it was planned. */
static bool still_holds(
	const struct units *units, const struct deputy *d, const struct member *m, const struct member *by)
{
	return m->id != 0 && by->id != 0 && strcmp(m->status, "left") != 0 && strcmp(by->status, "left") != 0 &&
	       strcmp(by->role, d->role) == 0 && units_find(units, m->unit) == units_find(units, by->unit);
}

static int begin(const struct voice *v, const struct units *units, const struct deputy *d, const struct member *m,
	const struct member *by, struct why *why)
{
	const struct unit *unit = units_find(units, m->unit);
	char name[RECORD_NAME_OCTETS] = "", date[CALENDAR_NAME_OCTETS];

	if (unit != NULL)
		unit_in_sentence(unit, name);
	if (deputy_begin(v->p->store, d->id, m->role, why) == -1 ||
		member_set_role(v->p->store, m->id, d->role, why) == -1)
		return -1;
	return voice_tell(v, m, "notice", 0, why, "deputy_given", "name", by->name, "role", role_name(v, d->role),
		"unit", name, "date", day_for(v, m, d->until - CLOCK_DAY, date), NULL);
}

int deputy_begins(const struct voice *v, const struct units *units, int64_t id, struct why *why)
{
	struct deputy d;
	struct member m, by;

	if (deputy_get(v->p->store, id, &d, why) == -1)
		return -1;
	if (d.id == 0 || !deputy_is_planned(&d))
		return 0;
	if (d.until <= v->now_us) /* after days off */
		return deputy_end(v->p->store, d.id, v->now_us, why);
	if (end_running(v, units, d.for_member, why) == -1 || end_running(v, units, d.member, why) == -1 ||
		member_by_id(v->p->store, d.member, &m, why) == -1 ||
		member_by_id(v->p->store, d.for_member, &by, why) == -1)
		return -1;
	if (still_holds(units, &d, &m, &by) && strcmp(m.role, d.role) != 0)
		return begin(v, units, &d, &m, &by, why);
	return end_one(v, units, &d, 0, why);
}

/* ---- who is meant ---- */

/* "ủy quyền cho phó": the place of a team that is meant; of a commune's leader it is their own. "" = none is said. */
static const char *role_meant(const struct act *a)
{
	const char *role = act_has(a, "name") || act_has(a, "phone") ? "" : act_text(a, "role");

	return strcmp(role, "to_pho") == 0 && strcmp(a->me.role, "to_truong") != 0 ? a->me.role : role;
}

/* As the sender said it: the number, the name or the place. */
static const char *who_said(const struct act *a)
{
	if (act_has(a, "name"))
		return act_text(a, "name");
	return act_has(a, "phone") ? act_text(a, "phone") : act_role_name(a, act_text(a, "role"));
}

static bool is_meant(const struct act *a, const struct member *m, const char *msisdn, int64_t of)
{
	if (msisdn[0] != '\0')
		return m->id == of;
	return role_meant(a)[0] != '\0' ? strcmp(m->role, role_meant(a)) == 0
					: people_is_named(m->name, act_text(a, "name"));
}

/* Somebody else of the sender's unit; found->id 0: none, or several (then *several). */
static int find_person(struct act *a, struct member *found, bool *several, struct why *why)
{
	const char *phone = act_text(a, "phone");
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
			!is_meant(a, &rows[i], msisdn, of.id))
			continue;
		*several = *several || found->id != 0;
		*found = rows[i];
	}
	free(rows);
	return 0;
}

/* ---- UY QUYEN ---- */

static int tell_one(struct act *a, const struct deputy *d, const struct member *to, const char *key, const char *name,
	const char *unit, struct why *why)
{
	struct voice v = act_voice(a);
	char since[CALENDAR_NAME_OCTETS], date[CALENDAR_NAME_OCTETS];

	return voice_tell(&v, to, "notice", 0, why, key, "name", name, "role", role_name(&v, d->role), "unit", unit,
		"since", deputy_is_planned(d) ? day_for(&v, to, d->since, since) : "", "date",
		day_for(&v, to, d->until - CLOCK_DAY, date), NULL);
}

static int tell(struct act *a, const struct deputy *d, const struct member *m, const char *unit, struct why *why)
{
	struct member *rows;
	size_t used;
	int result = tell_one(a, d, m, "deputy_given", a->me.name, unit, why);

	if (result == -1 || enrol_chain(a, a->me.unit, a->me.role, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++)
		if (rows[i].id != m->id)
			result = tell_one(a, d, &rows[i], "deputy_told", m->name, unit, why);
	free(rows);
	return result;
}

/* It is over before its day: of those who were told the ones who have not read it yet never will, the others hear of it. */
static int untell(struct act *a, const struct deputy *d, const struct member *m, struct why *why)
{
	char unit[RECORD_NAME_OCTETS], since[CALENDAR_NAME_OCTETS], date[CALENDAR_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct member *rows;
	size_t used;
	int result = 0;

	unit_in_sentence(a->unit, unit);
	if (enrol_chain(a, a->me.unit, d->role, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++) {
		bool left = true;

		if (rows[i].id == m->id)
			continue;
		result = voice_leave_out(&v, &rows[i], &left, why, "deputy_told", "name", m->name, "role",
			role_name(&v, d->role), "unit", unit, "since",
			deputy_is_planned(d) ? day_for(&v, &rows[i], d->since, since) : "", "date",
			day_for(&v, &rows[i], d->until - CLOCK_DAY, date), NULL);
		if (result == 0 && !left)
			result = voice_tell(&v, &rows[i], "notice", 0, why, "deputy_recalled", "name", m->name, "role",
				role_name(&v, d->role), "unit", unit, NULL);
	}
	free(rows);
	return result;
}

static int answer(struct act *a, enum outcome_status status, const char *key, const struct deputy *d, const char *name,
	const char *other, struct why *why)
{
	char unit[RECORD_NAME_OCTETS], since[CALENDAR_NAME_OCTETS], date[CALENDAR_NAME_OCTETS];
	const bool english = a->style == TEXT_ENGLISH;

	unit_in_sentence(a->unit, unit);
	return act_answer(a, status, why, key, "name", name, "role", act_role_name(a, d->role), "unit", unit, "since",
		d->since == 0 ? "" : calendar_date_name(d->since, english, a->in->now_us, since), "date",
		calendar_date_name(d->until - CLOCK_DAY, english, a->in->now_us, date), "other", other, NULL);
}

static bool is_same(const struct deputy *d, const struct deputy *was)
{
	return was->member == d->member && was->for_member == d->for_member && was->until == d->until &&
	       (deputy_is_planned(was) ? was->since : 0) == d->since;
}

/* One that stands makes room: at once, or, where it runs already and the new one is planned, on its day. */
static int give_way(struct act *a, const struct deputy *d, const struct deputy *was,
	char other[static RECORD_NAME_OCTETS], struct why *why)
{
	struct voice v = act_voice(a);
	struct member m;

	if (member_by_id(a->p->store, was->member, &m, why) == -1)
		return -1;
	if (was->for_member == d->for_member && was->member != d->member)
		record_copy(m.name, other, RECORD_NAME_OCTETS);
	if (d->since != 0 && !deputy_is_planned(was))
		return 0;
	if (was->for_member == d->for_member && untell(a, was, &m, why) == -1)
		return -1;
	return end_one(&v, a->units, was, a->me.id, why);
}

/* What stands of those days, of either of them, makes room for the new one. *same: it is the new one. other: who acted for
 * the sender. */
static int make_room(
	struct act *a, const struct deputy *d, bool *same, char other[static RECORD_NAME_OCTETS], struct why *why)
{
	const int64_t people[] = { d->for_member, d->member };
	struct deputy was = { .id = 0 };
	int result = 0;

	*same = false;
	for (size_t i = 0; i < 2 && result == 0 && !*same; i++) {
		result = deputy_open(a->p->store, 0, people[i], people[i], &was, why);
		while (result == 0 && !*same && was.id != 0) {
			const int64_t after = was.id;
			const bool overlaps = was.since < d->until && was.until > d->since;

			*same = overlaps && is_same(d, &was);
			if (overlaps && !*same)
				result = give_way(a, d, &was, other, why);
			if (result == 0)
				result = deputy_open(a->p->store, after, people[i], people[i], &was, why);
		}
	}
	return result;
}

static int give(struct act *a, struct member *m, int64_t since, int64_t until, struct why *why)
{
	struct deputy d = { .member = m->id, .for_member = a->me.id, .since = since, .until = until };
	char unit[RECORD_NAME_OCTETS], key[32], other[RECORD_NAME_OCTETS] = "", date[CALENDAR_NAME_OCTETS];
	bool same = false;

	record_copy(a->me.role, d.role, sizeof d.role);
	if (make_room(a, &d, &same, other, why) == -1)
		return -1;
	if (same)
		return answer(a, OUTCOME_ANSWERED, "deputy_already", &d, m->name, "", why);
	/* They may have gone back. */
	if (member_by_id(a->p->store, m->id, m, why) == -1)
		return -1;
	if (since == 0)
		record_copy(m->role, d.had, sizeof d.had);
	if (deputy_add(a->p->store, &d, a->in->now_us, why) == -1 ||
		(since == 0 && member_set_role(a->p->store, m->id, d.role, why) == -1))
		return -1;
	snprintf(key, sizeof key, "%" PRId64, d.id);
	calendar_date_name(until - CLOCK_DAY, a->style == TEXT_ENGLISH, a->in->now_us, date);
	unit_in_sentence(a->unit, unit);
	if ((since != 0 && due_add(a->p->store, "deputy_begin", key, since, a->me.unit, why) == -1) ||
		due_add(a->p->store, "deputy", key, until, a->me.unit, why) == -1 ||
		audit_add(a->p->store, a->from, "deputy", m->phone, date, a->in->now_us, why) == -1 ||
		answer(a, OUTCOME_RECORDED, "deputy_done", &d, m->name, other, why) == -1)
		return -1;
	return tell(a, &d, m, unit, why);
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

/* The days of the text: *since 0: it begins now. *said: they do not do, and it was said why. */
static int read_days(struct act *a, int64_t *since, int64_t *until, bool *said, struct why *why)
{
	const bool english = a->style == TEXT_ENGLISH;
	char first[CALENDAR_NAME_OCTETS] = "", date[CALENDAR_NAME_OCTETS];
	int64_t day;

	*since = 0;
	*said = true;
	if (act_has(a, "from") && clock_read(act_text(a, "from"), since) == 0)
		calendar_date_name(*since, english, a->in->now_us, first);
	if (clock_read(act_text(a, "date"), &day) == -1)
		return act_answer(a, OUTCOME_ASKED, why, "deputy_until", "name", who_said(a), "since", first, NULL);
	calendar_date_name(day, english, a->in->now_us, date);
	if (day + CLOCK_DAY <= a->in->now_us || day > a->in->now_us + LONGEST)
		return act_answer(a, OUTCOME_REFUSED, why, "deputy_date", "date", date, NULL);
	if (*since > day)
		return act_answer(a, OUTCOME_REFUSED, why, "deputy_turned", "since", first, "date", date, NULL);
	if (*since <= a->in->now_us)
		*since = 0;
	*until = day + CLOCK_DAY;
	*said = false;
	return 0;
}

/* Somebody of the sender's unit who acts for another of it; d->id 0: nobody does. */
static int find_running(struct act *a, struct deputy *d, struct why *why)
{
	struct member *rows;
	size_t used;
	int result = 0;

	*d = (struct deputy){ .id = 0 };
	if (people_of(a->p->store, a->units, a->unit, "", &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0 && d->id == 0; i++)
		result = deputy_running(a->p->store, 0, rows[i].id, 0, d, why);
	free(rows);
	return result;
}

/* "Hết ủy quyền chưa", "ai đang được ủy quyền": who acts now. */
static int show(struct act *a, struct why *why)
{
	struct deputy d = { .id = 0 };
	struct member m;
	bool own;

	if (a->unit != NULL && deputy_open(a->p->store, 0, 0, a->me.id, &d, why) == -1)
		return -1;
	own = d.id != 0;
	if (a->unit != NULL && !own && find_running(a, &d, why) == -1)
		return -1;
	if (d.id == 0)
		return act_answer(a, OUTCOME_ANSWERED, why, "deputy_none", NULL);
	if (member_by_id(a->p->store, d.member, &m, why) == -1)
		return -1;
	return answer(a, OUTCOME_ANSWERED, own ? "deputy_already" : "deputy_acts", &d, m.name, "", why);
}

static int end_early(struct act *a, const struct deputy *d, const struct member *m, struct why *why)
{
	struct voice v = act_voice(a);

	if (audit_add(a->p->store, a->from, "deputy-end", m->phone, "", a->in->now_us, why) == -1 ||
		untell(a, d, m, why) == -1)
		return -1;
	return end_one(&v, a->units, d, a->me.id, why);
}

/* Nobody of the unit is meant, or several are. */
static int refuse_person(struct act *a, bool several, struct why *why)
{
	const char *phone = act_text(a, "phone");
	char unit[RECORD_NAME_OCTETS], place[RECORD_NAME_OCTETS] = "", msisdn[MSISDN_OCTETS] = "";
	const struct unit *other;
	struct member of = { .id = 0 };

	if (phone[0] != '\0' && msisdn_read(phone, msisdn, NULL) == 0 &&
		member_by_phone(a->p->store, msisdn, &of, why) == -1)
		return -1;
	unit_in_sentence(a->unit, unit);
	other = of.id == 0 || of.id == a->me.id ? NULL : units_find(a->units, of.unit);
	if (other != NULL && other != a->unit)
		return act_answer(a, OUTCOME_REFUSED, why, "deputy_elsewhere", "name", of.name, "role",
			act_role_name(a, of.role), "place", unit_in_sentence(other, place), "unit", unit, NULL);
	return act_answer(a, OUTCOME_REFUSED, why, several ? "deputy_several" : "deputy_unknown", "name", who_said(a),
		"unit", unit, NULL);
}

/* All, what is planned too, or that of the person who is named. */
static int take_back(struct act *a, struct why *why)
{
	char role[RECORD_WORD_OCTETS] = "";
	struct buf names;
	struct deputy d = { .id = 0 };
	struct member m, named;
	bool several = false;
	int result = -1;

	if (a->unit == NULL)
		return act_answer(a, OUTCOME_ANSWERED, why, "deputy_none", NULL);
	named.id = 0;
	if ((act_has(a, "name") || act_has(a, "phone")) && find_person(a, &named, &several, why) == -1)
		return -1;
	if ((act_has(a, "name") || act_has(a, "phone")) && named.id == 0)
		return refuse_person(a, several, why);
	buf_init(&names);
	for (;;) {
		if (deputy_open(a->p->store, d.id, 0, a->me.id, &d, why) == -1)
			goto done;
		if (d.id == 0)
			break;
		if (member_by_id(a->p->store, d.member, &m, why) == -1)
			goto done;
		if (named.id != 0 && named.id != m.id &&
			(act_has(a, "phone") || !people_is_named(m.name, act_text(a, "name"))))
			continue;
		if (end_early(a, &d, &m, why) == -1)
			goto done;
		record_copy(d.role, role, sizeof role);
		if (names.length == 0 || strstr(names.data, m.name) == NULL)
			buf_addf(&names, "%s%s", names.length == 0 ? "" : ", ", m.name);
	}
	result = role[0] == '\0' ? show(a, why)
				 : act_answer(a, OUTCOME_RECORDED, why, "deputy_ended", "name", names.data, "role",
					   act_role_name(a, role), NULL);
done:
	buf_fini(&names);
	return result;
}

int act_depute(struct act *a, struct why *why)
{
	struct member m;
	bool several, said;
	int64_t since, until;

	if (strcmp(act_text(a, "want"), "end") == 0)
		return take_back(a, why);
	if (strcmp(act_text(a, "want"), "show") == 0)
		return show(a, why);
	if (refuse_deputy(a, &said, why) == -1)
		return -1;
	if (said)
		return 0;
	if (a->unit == NULL || (!act_has(a, "name") && !act_has(a, "phone") && !act_has(a, "role")))
		return act_answer(a, OUTCOME_ASKED, why, "deputy_how", NULL);
	if (read_days(a, &since, &until, &said, why) == -1)
		return -1;
	if (said)
		return 0;
	if (find_person(a, &m, &several, why) == -1)
		return -1;
	if (m.id == 0 || several)
		return refuse_person(a, several, why);
	if (strcmp(m.role, a->me.role) == 0) {
		struct deputy d;

		if (deputy_running(a->p->store, 0, m.id, 0, &d, why) == -1)
			return -1;
		if (d.for_member != a->me.id) /* they have that right for good */
			return act_answer(a, OUTCOME_ANSWERED, why, "deputy_same", "name", m.name, "role",
				act_role_name(a, m.role), NULL);
	}
	return give(a, &m, since, until, why);
}
