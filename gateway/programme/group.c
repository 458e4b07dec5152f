/* SPDX-License-Identifier: GPL-2.0-or-later */
/* group.c - where a unit's people meet on Zalo or Mocha (S30, S34, S35), whom to call, and the numbers of the team.
 *
 * A link comes from a leader and is shown to the people of that unit only: this
 * number never sends links to strangers.
 */
#include "gateway/programme/group.h"

#include "gateway/base/msisdn.h"
#include "gateway/programme/closed.h"
#include "gateway/programme/pages.h"
#include "gateway/programme/people.h"
#include "gateway/programme/rollup.h"
#include "store/audit.h"
#include "store/meeting_place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BOOK_MAX 96

/* ---- NHOM ---- */

/* What of the text is the link: the first word with a '.' and a '/', else all that stands behind the command. */
static void find_link(const struct act *a, char to[static RECORD_NAME_OCTETS])
{
	for (const char *c = a->in->text; *c != '\0';) {
		size_t n = strcspn(c, " \t\r\n");

		if (n > 0 && n < RECORD_NAME_OCTETS && memchr(c, '.', n) != NULL && memchr(c, '/', n) != NULL) {
			memcpy(to, c, n);
			to[n] = '\0';
			return;
		}
		c += n + (c[n] != '\0');
	}
	record_copy(act_text(a, "text"), to, RECORD_NAME_OCTETS);
}

/* The people to call: the head of the village, else whoever leads the commune. */
static int find_contact(struct act *a, const struct unit *unit, struct member *found, struct why *why)
{
	static const char *const roles[] = { "to_truong", "to_pho", "can_bo_xa", "lanh_dao_xa" };

	memset(found, 0, sizeof *found);
	for (; unit != NULL && found->id == 0; unit = units_above(a->units, unit))
		for (size_t i = 0; i < sizeof roles / sizeof *roles && found->id == 0; i++) {
			struct member *rows;
			size_t used;

			if (people_of(a->p->store, a->units, unit, roles[i], &rows, &used, why) == -1)
				return -1;
			if (used > 0)
				*found = rows[0];
			free(rows);
		}
	return 0;
}

static int show(struct act *a, const struct unit *unit, struct why *why)
{
	char name[RECORD_NAME_OCTETS], phone[MSISDN_OCTETS] = "";
	struct meeting_place place;
	struct member contact;

	/* Only to the unit's own people, and to those who answer for it. */
	if (!units_is_under(a->units, a->unit->code, unit->code) &&
		act_right(a, AUTHORITY_GROUP, unit) == AUTHORITY_NONE)
		return act_deny_unit(a, unit, why);
	if (meeting_place_get(a->p->store, unit->code, &place, why) == -1 || find_contact(a, unit, &contact, why) == -1)
		return -1;
	if (contact.id != 0)
		msisdn_local(contact.phone, phone);
	return act_answer(a, OUTCOME_ANSWERED, why, place.unit[0] != '\0' ? "group_link" : "group_none", "unit",
		unit_in_sentence(unit, name), "link", place.link, "name", contact.name, "phone", phone, NULL);
}

int group_contact(struct act *a, struct why *why)
{
	char name[RECORD_NAME_OCTETS], phone[MSISDN_OCTETS], office[RECORD_NAME_OCTETS];
	struct member contact;

	act_office(a, office);
	if (find_contact(a, a->unit, &contact, why) == -1)
		return -1;
	/* Who heads the village asks for the commune. */
	if (contact.id == a->me.id && a->commune != NULL && find_contact(a, a->commune, &contact, why) == -1)
		return -1;
	if (contact.id == 0 || contact.id == a->me.id)
		return act_answer(a, OUTCOME_ANSWERED, why, "about", "office", office, NULL);
	return act_answer(a, OUTCOME_ANSWERED, why, "contact", "name", contact.name, "role",
		act_role_name(a, contact.role), "unit", unit_in_sentence(units_find(a->units, contact.unit), name),
		"phone", msisdn_local(contact.phone, phone), "office", office, NULL);
}

static int set(struct act *a, const struct unit *unit, const char *link, struct why *why)
{
	struct meeting_place place = { .set_at = a->in->now_us };
	char name[RECORD_NAME_OCTETS];

	if (act_right(a, AUTHORITY_GROUP, unit) != AUTHORITY_AREA)
		return authority_of(AUTHORITY_GROUP, a->me.role) == AUTHORITY_NONE
			       ? act_deny_for(a, AUTHORITY_GROUP, why)
			       : act_deny_unit(a, unit, why);
	if (strlen(link) > MEETING_PLACE_LINK_MAX)
		return act_answer(a, OUTCOME_REFUSED, why, "group_long", "limit", NUMBER(MEETING_PLACE_LINK_MAX), NULL);
	record_copy(unit->code, place.unit, sizeof place.unit);
	record_copy(link, place.link, sizeof place.link);
	record_copy(a->from, place.set_by, sizeof place.set_by);
	if (meeting_place_put(a->p->store, &place, why) == -1 ||
		audit_add(a->p->store, a->from, "group", unit->code, link, a->in->now_us, why) == -1)
		return -1;
	return act_answer(
		a, OUTCOME_RECORDED, why, "group_set", "unit", unit_in_sentence(unit, name), "link", link, NULL);
}

static int drop(struct act *a, const struct unit *unit, struct why *why)
{
	char name[RECORD_NAME_OCTETS];

	if (act_right(a, AUTHORITY_GROUP, unit) != AUTHORITY_AREA)
		return act_deny_unit(a, unit, why);
	if (meeting_place_drop(a->p->store, unit->code, why) == -1 ||
		audit_add(a->p->store, a->from, "group-dropped", unit->code, "", a->in->now_us, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "group_dropped", "unit", unit_in_sentence(unit, name), NULL);
}

int act_group(struct act *a, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	char link[RECORD_NAME_OCTETS];

	if (unit == NULL)
		unit = a->unit;
	if (unit == NULL || a->unit == NULL)
		return act_deny(a, why);
	if (strcmp(act_text(a, "want"), "drop") == 0)
		return drop(a, unit, why);
	find_link(a, link);
	return link[0] != '\0' ? set(a, unit, link, why) : show(a, unit, why);
}

/* ---- DANH BA ---- */

/* Those of that unit with the role, "" = any but residents; named: with the unit's name before each. */
static int add_people(struct act *a, const struct unit *unit, const char *role, bool named, struct buf *to,
	unsigned *count, struct why *why)
{
	char phone[MSISDN_OCTETS];
	struct member *rows;
	size_t used;

	if (people_of(a->p->store, a->units, unit, role, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		if (strcmp(rows[i].role, "nguoi_dan") != 0 && (*count)++ < BOOK_MAX)
			buf_addf(to, "%s%s%s%s %s", to->length == 0 ? "" : ", ", named ? rollup_short_name(unit) : "",
				named ? ": " : "", rows[i].name, msisdn_local(rows[i].phone, phone));
	free(rows);
	return 0;
}

/* "danh sách tổ trưởng": those of every unit that lies in it. */
static int add_role(
	struct act *a, const struct unit *top, const char *role, struct buf *to, unsigned *count, struct why *why)
{
	int result = 0;

	for (size_t i = 0; i < units_count(a->units) && result == 0; i++) {
		const struct unit *unit = units_at(a->units, i);

		if (unit != NULL && units_is_under(a->units, unit->code, top->code))
			result = add_people(a, unit, role, unit != top, to, count, why);
	}
	return result;
}

/* The own team for its heads; a commune's heads for the commune and above. Who looked is written down. */
int act_phonebook(struct act *a, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	const char *role = act_text(a, "role");
	char name[RECORD_NAME_OCTETS];
	unsigned count = 0;
	struct buf list;
	int result;

	if (closed_or_unknown(a))
		return closed_or_unknown_answer(a, why);
	if (unit == NULL)
		unit = a->unit;
	if (unit == NULL || act_right(a, AUTHORITY_NUMBERS, unit) != AUTHORITY_AREA)
		return unit == NULL ? act_deny(a, why) : act_deny_unit(a, unit, why);
	buf_init(&list);
	result = audit_add(a->p->store, a->from, "phonebook", unit->code, "", a->in->now_us, why);
	if (result == 0)
		result = role[0] == '\0' ? add_people(a, unit, "", false, &list, &count, why)
					 : add_role(a, unit, role, &list, &count, why);
	if (result == 0 && count > BOOK_MAX)
		buf_addf(&list, " (+%u)", count - BOOK_MAX);
	if (result == 0 && act_has(a, "who"))
		result = pages_answer(a, why, count > 0 ? "phonebook_role" : "phonebook_role_none", "role",
			act_role_name(a, role), "unit", unit_in_sentence(unit, name), "list", list.data, NULL);
	else if (result == 0)
		result = pages_answer(a, why, count > 0 ? "phonebook" : "phonebook_empty", "unit",
			unit_in_sentence(unit, name), "count", NUMBER((int64_t)count), "list", list.data, NULL);
	buf_fini(&list);
	return result;
}
