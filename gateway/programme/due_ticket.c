/* SPDX-License-Identifier: GPL-2.0-or-later */
/* due_ticket.c - difficulties that nobody answered in time. */
#include "gateway/programme/due.h"
#include "gateway/programme/people.h"
#include "menus/lexicon.h"
#include "store/ticket.h"

#include <stdlib.h>
#include <string.h>

#define CLIMB_AGAIN (3 * CLOCK_DAY) /* a difficulty that was passed up is passed up again after this */

/* ---- difficulties past their day: key "12" ---- */

/* Someone at the unit above who may answer; m->id 0: nobody. */
static int find_above(struct occasion *o, const struct unit *unit, const char *owner, struct member *m, struct why *why)
{
	static const char *const roles[] = { "lanh_dao_xa", "can_bo_huyen", "lanh_dao_huyen" };

	memset(m, 0, sizeof *m);
	for (; unit != NULL && m->id == 0; unit = units_above(o->units, unit))
		for (size_t i = 0; i < sizeof roles / sizeof *roles && m->id == 0; i++) {
			struct member *rows;
			size_t used;

			if (people_of(o->voice.p->store, o->units, unit, roles[i], &rows, &used, why) == -1)
				return -1;
			for (size_t k = 0; k < used && m->id == 0; k++)
				if (strcmp(rows[k].phone, owner) != 0)
					*m = rows[k];
			free(rows);
		}
	return 0;
}

int due_ticket(struct occasion *o, struct why *why)
{
	struct programme *p = o->voice.p;
	const struct unit *unit;
	const struct lexicon_entry *category;
	char name[RECORD_NAME_OCTETS];
	struct member above;
	struct ticket t;

	if (ticket_get(p->store, strtoll(o->due.key, NULL, 10), &t, why) == -1)
		return -1;
	unit = t.no == 0 ? NULL : units_find(o->units, t.unit);
	if (unit == NULL || (strcmp(t.status, "open") != 0 && strcmp(t.status, "passed_up") != 0))
		return 0;
	if (find_above(o, unit, t.owner, &above, why) == -1)
		return -1;
	if (above.id == 0) {
		due_leave_out(o, "nobody-above");
		return 0;
	}
	record_copy("passed_up", t.status, sizeof t.status);
	record_copy(above.phone, t.owner, sizeof t.owner);
	t.due_at = o->voice.now_us + CLIMB_AGAIN;
	category = lexicon_category(p->menus->lexicon, t.category);
	if (ticket_put(p->store, &t, why) == -1 || due_move(p->store, "ticket", o->due.key, t.due_at, why) == -1)
		return -1;
	return voice_tell(&o->voice, &above, "notice", 0, why, "difficulty_to_owner", "no", NUMBER(t.no), "unit",
		unit_in_sentence(unit, name), "category", category == NULL ? "" : category->name, "text", t.text,
		"phone", t.phone, NULL);
}
