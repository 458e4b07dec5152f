/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reorganise_units.c - the units before and after, and whether what the file says of them adds up. */
#include "gateway/programme/people.h"
#include "gateway/programme/reorganise_inside.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TAKERS_MAX UNIT_SUCCESSORS_MAX

/* The rows as they come to be. */
struct rows {
	struct unit *list;
	size_t used;
};

static struct unit *row_on(const struct rows *rows, const char *code, const char *day)
{
	for (size_t i = 0; i < rows->used; i++)
		if (strcmp(rows->list[i].code, code) == 0 && unit_in_force(&rows->list[i], day))
			return &rows->list[i];
	return NULL;
}

static struct unit *row_from(const struct rows *rows, const char *code, const char *day)
{
	for (size_t i = 0; i < rows->used; i++)
		if (strcmp(rows->list[i].code, code) == 0 && strcmp(rows->list[i].valid_from, day) == 0)
			return &rows->list[i];
	return NULL;
}

static void add_row(struct rows *rows, const struct unit *row)
{
	rows->list = record_room(rows->list, rows->used, sizeof *rows->list);
	rows->list[rows->used++] = *row;
}

/* The lines that end or carry on the unit that has the code on the eve. */
static unsigned takers_of(const struct reorganisation *r, const char *code, const struct change *takers[TAKERS_MAX])
{
	unsigned used = 0;

	for (size_t i = 0; i < r->lines_used && used < TAKERS_MAX; i++)
		if (reorganise_takes(&r->lines[i], code))
			takers[used++] = &r->lines[i];
	return used;
}

static bool is_taken(const struct reorganisation *r, const char *code)
{
	const struct change *takers[TAKERS_MAX];

	return takers_of(r, code, takers) > 0;
}

/* ---- codes that a deployment issues itself ---- */

static bool code_is_used(const struct reorganisation *r, const struct rows *rows, const char *code)
{
	for (size_t i = 0; i < rows->used; i++)
		if (strcmp(rows->list[i].code, code) == 0)
			return true;
	return reorganise_makes(r, code) != NULL;
}

/* Again the code that the same line was given before; else the commune's code and the next number. */
static void issue_codes(struct reorganisation *r, const struct rows *rows)
{
	for (size_t i = 0; i < r->lines_used; i++) {
		struct unit *unit = &r->lines[i].unit;

		if (unit->code[0] != '\0' || unit->parent[0] == '\0')
			continue;
		for (size_t k = 0; k < rows->used; k++)
			if (strcmp(rows->list[k].valid_from, r->day) == 0 &&
				strcmp(rows->list[k].parent, unit->parent) == 0 &&
				strcmp(rows->list[k].name, unit->name) == 0)
				record_copy(rows->list[k].code, unit->code, sizeof unit->code);
		for (unsigned n = 1; unit->code[0] == '\0' && n < 1000; n++) {
			char code[RECORD_CODE_OCTETS + 8];

			snprintf(code, sizeof code, "%s%02u", unit->parent, n);
			if (!code_is_used(r, rows, code))
				record_copy(code, unit->code, sizeof unit->code);
		}
	}
}

/* ---- a unit that a line takes up or ends ---- */

static void not_there(struct reorganisation *r, const struct rows *rows, int line, const char *code)
{
	const struct unit *last = NULL;

	for (size_t i = 0; i < rows->used; i++)
		if (strcmp(rows->list[i].code, code) == 0)
			last = &rows->list[i];
	if (last == NULL)
		reorganise_fault(r, line, "there is no unit %s; keng export units shows their codes", code);
	else if (strcmp(last->valid_from, r->eve) > 0)
		reorganise_fault(r, line, "%s is %s only from %s, not on %s; write the code that it had then", code,
			last->name, last->valid_from, r->eve);
	else
		reorganise_fault(r, line, "%s %s ended on %s already; write %s", code, last->name, last->valid_to,
			last->successor[0] != '\0' ? last->successor : "a unit that is in force then");
}

/* The codes that come after it, the one that stays the same first. "" = none. */
static void successors_of(
	const struct change *const *takers, unsigned used, const char *code, char to[static UNIT_SUCCESSORS_OCTETS])
{
	int at = 0;

	to[0] = '\0';
	for (int round = 0; round < 2; round++)
		for (unsigned i = 0; i < used; i++) {
			bool same = strcmp(takers[i]->unit.code, code) == 0;

			if (takers[i]->kind != CHANGE_END && same == (round == 0) && at < UNIT_SUCCESSORS_OCTETS)
				at += snprintf(to + at, (size_t)(UNIT_SUCCESSORS_OCTETS - at), "%s%s",
					at > 0 ? "/" : "", takers[i]->unit.code);
		}
}

static void check_takers(struct reorganisation *r, const struct change *const *takers, unsigned used, const char *code)
{
	bool ends = false, splits = false;

	for (unsigned i = 0; i < used; i++) {
		ends = ends || takers[i]->kind == CHANGE_END;
		splits = splits || takers[i]->kind == CHANGE_SPLIT;
	}
	if (used == 1 && splits)
		reorganise_fault(r, takers[0]->line,
			"%s is divided into one unit; write a line split for each of its "
			"parts, or merge",
			code);
	if (used > 1 && ends)
		reorganise_fault(r, takers[used - 1]->line,
			"%s ends and goes on as well (line %d); write one of the two", code, takers[0]->line);
	else if (used > 1 && !splits)
		reorganise_fault(r, takers[1]->line,
			"%s goes into %s already (line %d); write split in both when it is "
			"divided",
			code, takers[0]->unit.code, takers[0]->line);
}

/* Is what is stored of the unit's end what the file says? Nothing stored is no contradiction. */
static void check_stored_end(struct reorganisation *r, const struct unit *old, const char *successors, int line)
{
	if (strcmp(old->valid_to, r->eve) != 0 || old->successor[0] == '\0' || strcmp(old->successor, successors) == 0)
		return;
	reorganise_fault(r, line,
		"%s %s is stored as %s from %s, here it becomes %s; write that, or correct the units first "
		"(keng import units)",
		old->code, old->name, old->successor, r->day, successors[0] != '\0' ? successors : "nothing");
}

static void take(struct reorganisation *r, struct rows *rows, const char *code, int line)
{
	const struct change *takers[TAKERS_MAX];
	char successors[UNIT_SUCCESSORS_OCTETS];
	struct unit *old = row_on(rows, code, r->eve);
	unsigned used = takers_of(r, code, takers);

	if (old == NULL) {
		not_there(r, rows, line, code);
		return;
	}
	if (takers[0]->line != line)
		return; /* its first line has done it */
	check_takers(r, takers, used, code);
	successors_of(takers, used, code, successors);
	check_stored_end(r, old, successors, line);
	record_copy(r->eve, old->valid_to, sizeof old->valid_to);
	record_copy(successors, old->successor, sizeof old->successor);
}

static void take_all(struct reorganisation *r, struct rows *rows)
{
	for (size_t i = 0; i < r->lines_used; i++) {
		const struct change *c = &r->lines[i];
		char code[RECORD_CODE_OCTETS];

		if (c->kind == CHANGE_MOVE || c->kind == CHANGE_END)
			take(r, rows, c->unit.code, c->line);
		for (const char *at = c->from;
			(c->kind == CHANGE_MERGE || c->kind == CHANGE_SPLIT) && unit_code_next(&at, code);)
			take(r, rows, code, c->line);
	}
}

/* ---- a unit that a line makes ---- */

/* Of what is merged, when all of it is known. */
static int64_t households_of(const struct rows *rows, const struct change *c, const char *eve)
{
	char code[RECORD_CODE_OCTETS];
	int64_t sum = 0;

	for (const char *at = c->from; unit_code_next(&at, code);) {
		const struct unit *old = row_on(rows, code, eve);

		if (old == NULL || old->households == 0)
			return 0;
		sum += old->households;
	}
	return sum;
}

static struct unit row_of(const struct reorganisation *r, const struct rows *rows, const struct change *c)
{
	const struct unit *old = c->kind == CHANGE_MOVE ? row_on(rows, c->unit.code, r->eve) : NULL;
	struct unit row = c->unit;

	if (old != NULL) {
		row = *old;
		row.id = 0;
		row.valid_to[0] = row.successor[0] = '\0';
		record_copy(r->day, row.valid_from, sizeof row.valid_from);
		if (c->unit.name[0] != '\0')
			record_copy(c->unit.name, row.name, sizeof row.name);
		if (c->unit.kind[0] != '\0')
			record_copy(c->unit.kind, row.kind, sizeof row.kind);
		if (c->unit.parent[0] != '\0')
			record_copy(c->unit.parent, row.parent, sizeof row.parent);
		if (c->unit.source[0] != '\0')
			record_copy(c->unit.source, row.source, sizeof row.source);
		if (c->unit.households > 0)
			row.households = c->unit.households;
	} else if (c->kind == CHANGE_MERGE && row.households == 0) {
		row.households = households_of(rows, c, r->eve);
	}
	return row;
}

static void check_stored_begin(struct reorganisation *r, const struct unit *stored, const struct unit *row, int line)
{
	if (strcmp(stored->name, row->name) != 0 || strcmp(stored->kind, row->kind) != 0 ||
		strcmp(stored->parent, row->parent) != 0)
		reorganise_fault(r, line,
			"%s is stored from %s as %s (%s) in \"%s\", here it is %s (%s) in \"%s\"; write "
			"the same, or correct the units first (keng import units)",
			row->code, r->day, stored->name, stored->kind, stored->parent, row->name, row->kind,
			row->parent);
}

static void make(struct reorganisation *r, struct rows *rows, const struct change *c)
{
	struct unit row = row_of(r, rows, c), *stored = row_from(rows, c->unit.code, r->day);

	if (row.code[0] == '\0')
		return; /* said already */
	if (reorganise_makes(r, row.code) != c)
		reorganise_fault(r, c->line, "code %s stands in line %d already; one line makes one unit", row.code,
			reorganise_makes(r, row.code)->line);
	else if (stored != NULL)
		check_stored_begin(r, stored, &row, c->line);
	else if (row_on(rows, row.code, r->day) != NULL)
		reorganise_fault(r, c->line,
			"code %s is that of %s, which is neither merged nor ended here; add it to "
			"from_codes, or write another code",
			row.code, row_on(rows, row.code, r->day)->name);
	else
		add_row(rows, &row);
	for (size_t i = 0; i < rows->used; i++)
		if (strcmp(rows->list[i].code, row.code) == 0 && strcmp(rows->list[i].valid_from, r->day) > 0)
			reorganise_fault(r, c->line,
				"%s has another change stored, from %s; that one must not be before "
				"this one",
				row.code, rows->list[i].valid_from);
}

static void make_all(struct reorganisation *r, struct rows *rows)
{
	for (size_t i = 0; i < r->lines_used; i++)
		if (r->lines[i].kind != CHANGE_END && r->lines[i].kind != CHANGE_PERSON)
			make(r, rows, &r->lines[i]);
}

/* ---- what lies in a unit that changes ---- */

/* It stays what it is and gets the parent's successor as its parent. */
static void carry(struct reorganisation *r, struct rows *rows, const struct unit *unit, const struct unit *parent)
{
	const struct change *takers[TAKERS_MAX];
	char successors[UNIT_SUCCESSORS_OCTETS], next[RECORD_CODE_OCTETS];
	const char *at = successors;
	struct unit *old = row_on(rows, unit->code, r->eve), row = *unit;
	unsigned used = takers_of(r, parent->code, takers);

	assert(used > 0);
	successors_of(takers, used, parent->code, successors);
	if (!unit_code_next(&at, next)) {
		reorganise_fault(r, takers[0]->line, "%s %s lies in %s, which ends; no line says what becomes of it",
			unit->code, unit->name, parent->name);
		return;
	}
	if (*at != '\0') {
		reorganise_fault(r, takers[0]->line,
			"%s %s lies in %s, which is divided into %s; write a line move that "
			"says in which part it lies",
			unit->code, unit->name, parent->name, successors);
		return;
	}
	if (strcmp(next, unit->parent) == 0 || row_from(rows, unit->code, r->day) != NULL)
		return;
	record_copy(r->eve, old->valid_to, sizeof old->valid_to);
	record_copy(unit->code, old->successor, sizeof old->successor);
	row.id = 0;
	record_copy(r->day, row.valid_from, sizeof row.valid_from);
	record_copy(next, row.parent, sizeof row.parent);
	add_row(rows, &row);
}

static void carry_all(struct reorganisation *r, struct rows *rows)
{
	for (size_t i = 0; i < units_count(r->before); i++) {
		const struct unit *unit = units_at(r->before, i), *parent;

		if (unit == NULL || is_taken(r, unit->code) || unit->parent[0] == '\0' ||
			strcmp(unit->valid_to, r->eve) == 0)
			continue;
		parent = units_find(r->before, unit->parent);
		if (parent != NULL && unit_in_force(parent, r->eve) && is_taken(r, parent->code))
			carry(r, rows, unit, parent);
	}
}

/* ---- the tree that comes of it ---- */

/* What a unit lies in by the lines, else by what was: the units that come of it have no ring any more. */
static const char *parent_of(const struct reorganisation *r, const char *code)
{
	const struct unit *was = units_find(r->before, code);

	for (size_t i = 0; i < r->lines_used; i++)
		if (r->lines[i].kind != CHANGE_END && r->lines[i].kind != CHANGE_PERSON &&
			r->lines[i].unit.parent[0] != '\0' && strcmp(r->lines[i].unit.code, code) == 0)
			return r->lines[i].unit.parent;
	return was == NULL ? "" : was->parent;
}

static bool lies_in_itself(const struct reorganisation *r, const char *code)
{
	const char *at = parent_of(r, code);

	for (int steps = 0; steps < UNITS_STEPS_MAX && at[0] != '\0' && strcmp(at, code) != 0; steps++)
		at = parent_of(r, at);
	return strcmp(at, code) == 0;
}

static void check_parents(struct reorganisation *r)
{
	for (size_t i = 0; i < r->lines_used; i++) {
		const struct change *c = &r->lines[i];
		const struct unit *unit = units_find(r->after, c->unit.code), *parent;

		if (c->kind == CHANGE_END || c->kind == CHANGE_PERSON || unit == NULL)
			continue;
		if (lies_in_itself(r, c->unit.code))
			reorganise_fault(r, c->line, "%s lies in %s, which lies in it; write which one lies above",
				c->unit.code, parent_of(r, c->unit.code));
		if (unit->parent[0] == '\0')
			continue;
		parent = units_find(r->after, unit->parent);
		if (parent == NULL)
			reorganise_fault(r, c->line, "parent_code %s is no unit; add a line for it, or write another",
				unit->parent);
		else if (!unit_in_force(parent, r->day))
			reorganise_fault(r, c->line,
				"parent_code %s is %s, which is no more on %s; write a unit that is", unit->parent,
				parent->name, r->day);
		else if (strcmp(parent->code, unit->parent) != 0)
			reorganise_fault(r, c->line, "parent_code %s is no more on %s; write its successor %s",
				unit->parent, r->day, parent->code);
	}
}

static void check_persons(struct reorganisation *r)
{
	for (size_t i = 0; i < r->lines_used; i++) {
		const struct change *c = &r->lines[i], *makes = reorganise_makes(r, c->unit.code);

		if (c->kind == CHANGE_PERSON && (makes == NULL || makes->kind != CHANGE_SPLIT))
			reorganise_fault(r, c->line,
				"%s is no part of a unit that is divided here; write the code of a line "
				"split",
				c->unit.code);
	}
}

static int by_code(const void *a, const void *b)
{
	const struct unit *x = a, *y = b;
	int order = strcmp(x->code, y->code);

	return order != 0 ? order : strcmp(x->valid_from, y->valid_from);
}

/* A code that an ended unit had: its people stay in the roll by that code, and would be the new unit's. */
static int check_reused(struct reorganisation *r, const struct rows *rows, struct why *why)
{
	for (size_t i = 0; i < r->lines_used; i++) {
		const struct change *c = &r->lines[i];
		const struct unit *old = NULL;
		size_t people;

		for (size_t k = 0; c->kind == CHANGE_NEW && k < rows->used; k++)
			if (strcmp(rows->list[k].code, c->unit.code) == 0 &&
				strcmp(rows->list[k].valid_from, r->day) < 0)
				old = &rows->list[k];
		if (old == NULL)
			continue;
		if (people_count_in_roll(r->st, old->code, &people, why) == -1)
			return -1;
		if (people > 0)
			reorganise_fault(r, c->line,
				"code %s was that of %s, and %zu of its people are in the roll by it; write another code "
				"for the new unit, or give them their unit first (keng import members); if they are to be "
				"of the new unit, write merge with from_codes %s, and no end",
				old->code, old->name, people, old->code);
	}
	return 0;
}

int reorganise_units(struct reorganisation *r, struct why *why)
{
	struct rows rows = { NULL, 0 };
	struct unit *stored;
	size_t used;
	int result;

	if (unit_list(r->st, &stored, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		add_row(&rows, &stored[i]);
	r->before = units_of(stored, used, r->eve);
	issue_codes(r, &rows);
	take_all(r, &rows);
	make_all(r, &rows);
	carry_all(r, &rows);
	if (rows.used > 0)
		qsort(rows.list, rows.used, sizeof *rows.list, by_code);
	result = check_reused(r, &rows, why);
	r->after = units_of(rows.list, rows.used, r->day);
	check_parents(r);
	check_persons(r);
	return result;
}

/* ---- storing ---- */

static const struct unit *stored_row(const struct reorganisation *r, const struct unit *row)
{
	for (size_t i = 0; i < units_count(r->before); i++) {
		const struct unit *one = units_row(r->before, i);

		if (strcmp(one->code, row->code) == 0 && strcmp(one->valid_from, row->valid_from) == 0)
			return one;
	}
	return NULL;
}

/* Does the row begin or end with that day, and not as it is stored? */
static bool differs(const struct reorganisation *r, const struct unit *row)
{
	const struct unit *stored;

	if (strcmp(row->valid_from, r->day) != 0 && strcmp(row->valid_to, r->eve) != 0)
		return false;
	stored = stored_row(r, row);
	return stored == NULL || strcmp(stored->valid_to, row->valid_to) != 0 ||
	       strcmp(stored->successor, row->successor) != 0;
}

bool reorganise_units_differ(const struct reorganisation *r)
{
	bool any = false;

	for (size_t i = 0; i < units_count(r->after) && !any; i++)
		any = differs(r, units_row(r->after, i));
	return any;
}

int reorganise_put_units(struct reorganisation *r, struct why *why)
{
	for (size_t i = 0; i < units_count(r->after); i++)
		if (differs(r, units_row(r->after, i)) && unit_put(r->st, units_row(r->after, i), r->now_us, why) == -1)
			return -1;
	return 0;
}
