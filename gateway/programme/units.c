/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/units.h"

#include "gateway/base/buf.h"
#include "menus/plain.h"
#include "menus/unit_kind.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STEPS_MAX 8 /* of successors or of levels: a ring in the data must not hold us */

/* Where the figures of a row count on the day. */
struct heir {
	const struct unit *unit; /* NULL: nowhere */
	bool divided;            /* in no single unit of its own level: there, but in none below */
};

struct units {
	char day[RECORD_DAY_OCTETS];
	struct unit *rows; /* by code and valid_from */
	size_t used;
	const struct unit *home;
	struct heir *heirs; /* one a row */
	bool borrowed;      /* the rows are another's */
};

bool unit_in_force(const struct unit *unit, const char *day)
{
	return strcmp(unit->valid_from, day) <= 0 && (unit->valid_to[0] == '\0' || strcmp(unit->valid_to, day) >= 0);
}

static bool in_force(const struct units *u, const struct unit *unit)
{
	return unit_in_force(unit, u->day);
}

/* The first row of a code, or NULL; its other rows follow. */
static const struct unit *first_of(const struct units *u, const char *code)
{
	size_t low = 0, high = u->used;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(u->rows[middle].code, code) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < u->used && strcmp(u->rows[low].code, code) == 0 ? &u->rows[low] : NULL;
}

/* The row of that very code that is in force on the day. */
static const struct unit *row_in_force(const struct units *u, const char *code)
{
	const struct unit *end = u->rows + u->used;

	for (const struct unit *row = first_of(u, code); row != NULL && row < end && strcmp(row->code, code) == 0;
		row++)
		if (in_force(u, row))
			return row;
	return NULL;
}

static const struct unit *find_home(const struct units *u)
{
	size_t *communes = calloc(u->used + 1, sizeof *communes), home = 0;

	assert(communes != NULL);
	for (size_t i = 0; i < u->used; i++) {
		const struct unit *above = NULL;

		if (in_force(u, &u->rows[i]) && unit_is_commune(&u->rows[i]))
			above = row_in_force(u, u->rows[i].parent);
		if (above != NULL && !unit_is_village(above) && !unit_is_commune(above))
			communes[above - u->rows]++;
	}
	for (size_t i = 0; i < u->used; i++)
		if (communes[i] > communes[home])
			home = i;
	const struct unit *found = u->used > 0 && communes[home] > 0 ? &u->rows[home] : NULL;

	free(communes);
	return found;
}

static void find_heirs(struct units *u);

struct units *units_of(struct unit *rows, size_t used, const char *day)
{
	struct units *u = calloc(1, sizeof *u);

	assert(u != NULL);
	record_copy(day, u->day, sizeof u->day);
	u->rows = rows;
	u->used = used;
	u->home = find_home(u);
	find_heirs(u);
	return u;
}

struct units *units_read(struct store *st, const char *day, struct why *why)
{
	struct unit *rows;
	size_t used;

	return unit_list(st, &rows, &used, why) == -1 ? NULL : units_of(rows, used, day);
}

struct units *units_on(const struct units *of, const char *day)
{
	struct units *u = units_of(of->rows, of->used, day);

	u->borrowed = true;
	return u;
}

const struct unit *units_home(const struct units *u)
{
	return u->home;
}

void units_free(struct units **units)
{
	if (*units == NULL)
		return;
	if (!(*units)->borrowed)
		free((*units)->rows);
	free((*units)->heirs);
	free(*units);
	*units = NULL;
}

const char *units_day(const struct units *u)
{
	return u->day;
}

const struct unit *units_find(const struct units *u, const char *code)
{
	char next[RECORD_CODE_OCTETS], own[RECORD_CODE_OCTETS];

	for (int steps = 0; steps < STEPS_MAX; steps++) {
		const struct unit *last = NULL, *end = u->rows + u->used;

		for (const struct unit *row = first_of(u, code);
			row != NULL && row < end && strcmp(row->code, code) == 0; row++) {
			if (in_force(u, row))
				return row;
			last = row;
		}
		const char *successors = last == NULL ? "" : last->successor;

		if (!unit_code_next(&successors, next) || strcmp(next, code) == 0)
			return last;
		memcpy(own, next, sizeof own);
		code = own;
	}
	return NULL;
}

/* ---- what units became ---- */

const struct unit *units_row_of(const struct units *u, const char *code, const char *day)
{
	const struct unit *best = NULL, *end = u->rows + u->used;

	for (const struct unit *row = first_of(u, code); row != NULL && row < end && strcmp(row->code, code) == 0;
		row++)
		if (best == NULL || strcmp(row->valid_from, day) <= 0)
			best = row;
	return best;
}

/* The row of a code that goes on when another ends on that day. */
static const struct unit *row_after(const struct units *u, const char *code, const char *day)
{
	const struct unit *last = NULL, *end = u->rows + u->used;

	for (const struct unit *row = first_of(u, code); row != NULL && row < end && strcmp(row->code, code) == 0;
		row++) {
		last = row;
		if (row->valid_to[0] == '\0' || strcmp(row->valid_to, day) > 0)
			return row;
	}
	return last;
}

/* The lowest unit that holds both. */
static const struct unit *common(const struct units *u, const struct unit *a, const struct unit *b)
{
	for (int steps = 0; a != NULL && b != NULL && steps < STEPS_MAX; steps++) {
		if (units_is_under(u, b->code, a->code))
			return a;
		a = units_above(u, a);
	}
	return NULL;
}

static struct heir heir_of(const struct units *u, const struct unit *row, int steps)
{
	struct heir all = { NULL, false };
	char code[RECORD_CODE_OCTETS];
	unsigned used = 0;

	if (row == NULL || in_force(u, row) || strcmp(row->valid_from, u->day) > 0)
		return (struct heir){ row, false };
	for (const char *at = row->successor; steps < STEPS_MAX && unit_code_next(&at, code); used++) {
		struct heir one = heir_of(u, row_after(u, code, row->valid_to), steps + 1);

		all.unit = used == 0 ? one.unit : common(u, all.unit, one.unit);
		all.divided = all.divided || one.divided || used > 0;
	}
	/* Ended without a successor: it counts in what it lay in. */
	if (used == 0 && row->parent[0] != '\0' && steps < STEPS_MAX)
		all = (struct heir){ heir_of(u, units_row_of(u, row->parent, row->valid_to), steps + 1).unit, true };
	return all;
}

static void find_heirs(struct units *u)
{
	u->heirs = calloc(u->used + 1, sizeof *u->heirs);
	assert(u->heirs != NULL);
	for (size_t i = 0; i < u->used; i++)
		u->heirs[i] = heir_of(u, &u->rows[i], 0);
}

const struct unit *units_heir(const struct units *u, const struct unit *row, bool *divided)
{
	const struct heir *heir = &u->heirs[row - u->rows];

	*divided = heir->divided;
	return heir->unit;
}

const struct unit *units_follow(const struct units *u, const struct unit *row)
{
	for (int steps = 0; row != NULL && !in_force(u, row) && steps < STEPS_MAX; steps++) {
		const char *at = row->successor;
		char code[RECORD_CODE_OCTETS];

		row = unit_code_next(&at, code) ? row_after(u, code, row->valid_to) : NULL;
	}
	return row != NULL && in_force(u, row) ? row : NULL;
}

const struct unit **units_sources(const struct units *u, const struct unit *unit, size_t *used)
{
	const struct unit **rows = NULL;

	*used = 0;
	for (size_t i = 0; i < u->used; i++) {
		if (u->heirs[i].unit != unit || u->heirs[i].divided)
			continue;
		rows = record_room(rows, *used, sizeof *rows);
		rows[(*used)++] = &u->rows[i];
	}
	return rows;
}

const struct unit **units_divided_in(const struct units *u, const struct unit *top, size_t *used)
{
	const struct unit **rows = NULL;

	*used = 0;
	for (size_t i = 0; i < u->used; i++) {
		if (!u->heirs[i].divided || u->heirs[i].unit == NULL ||
			!units_is_under(u, u->heirs[i].unit->code, top->code))
			continue;
		rows = record_room(rows, *used, sizeof *rows);
		rows[(*used)++] = &u->rows[i];
	}
	return rows;
}

/* ---- by words ---- */

/* "todanpho", "tdp": do these letters say a kind? */
static bool is_kind_word(const char *letters)
{
	for (unsigned i = 0; unit_kinds[i] != NULL; i++) {
		const char *word = unit_kind_plain(unit_kinds[i]), *c = letters;

		for (; *word != '\0' && (*word == ' ' || *word == *c); word++)
			c += *word != ' ';
		if (*word == '\0' && *c == '\0')
			return true;
	}
	return strcmp(letters, "tdp") == 0 || strcmp(letters, "tt") == 0;
}

/* Letters and digits without marks, in small letters; kind words in front are left out. */
static void squeeze(const char *name, struct buf *to)
{
	struct buf plain;

	buf_init(&plain);
	plain_add(name, &plain);
	buf_clear(to);
	for (const char *c = plain.data; *c != '\0'; c++) {
		if (isalnum((unsigned char)*c))
			buf_addc(to, (char)tolower((unsigned char)*c));
		else if (is_kind_word(to->data))
			buf_clear(to);
	}
	buf_fini(&plain);
}

static bool has_squeezed(const struct unit *unit, const struct buf *wanted)
{
	struct buf name;
	bool same;

	buf_init(&name);
	squeeze(unit->name, &name);
	same = wanted->length > 0 && strcmp(wanted->data, name.data) == 0;
	buf_fini(&name);
	return same;
}

bool units_has_name(const struct unit *unit, const char *word)
{
	struct buf wanted;
	bool same;

	buf_init(&wanted);
	squeeze(word, &wanted);
	same = has_squeezed(unit, &wanted);
	buf_fini(&wanted);
	return same;
}

/* The only one of that name among those in force, or among those that ended and became no other. */
static const struct unit *only_one(const struct units *u, const char *word, bool ended)
{
	const struct unit *found = NULL;
	struct buf wanted;
	bool several = false;

	buf_init(&wanted);
	squeeze(word, &wanted);
	for (size_t i = 0; i < u->used; i++) {
		const struct unit *row = &u->rows[i];
		bool over = row->valid_to[0] != '\0' && units_find(u, row->code) == row;

		if ((in_force(u, row) ? ended : !ended || !over) || !has_squeezed(row, &wanted))
			continue;
		several = several || found != NULL;
		found = row;
	}
	buf_fini(&wanted);
	return several ? NULL : found;
}

const struct unit *units_by_word(const struct units *u, const char *word)
{
	const struct unit *found = units_find(u, word);

	return found != NULL ? found : only_one(u, word, false);
}

const struct unit *units_ended_by_word(const struct units *u, const char *word)
{
	return only_one(u, word, true);
}

const struct unit *units_above(const struct units *u, const struct unit *unit)
{
	return unit->parent[0] == '\0' ? NULL : units_find(u, unit->parent);
}

bool unit_is_commune(const struct unit *unit)
{
	return unit_kind_is_commune(unit->kind);
}

bool unit_is_village(const struct unit *unit)
{
	return unit_kind_is_village(unit->kind);
}

const struct unit *units_commune(const struct units *u, const char *code)
{
	const struct unit *unit = units_find(u, code);

	for (int steps = 0; unit != NULL && steps < STEPS_MAX; steps++) {
		if (unit_is_commune(unit))
			return unit;
		unit = units_above(u, unit);
	}
	return NULL;
}

bool units_is_under(const struct units *u, const char *code, const char *top)
{
	const struct unit *unit = units_find(u, code), *above = units_find(u, top);

	for (int steps = 0; unit != NULL && above != NULL && steps < STEPS_MAX; steps++) {
		if (unit == above)
			return true;
		unit = units_above(u, unit);
	}
	return false;
}

const char **units_codes_in(const struct units *u, const char *top, size_t *used)
{
	const char **codes = NULL;

	*used = 0;
	for (size_t i = 0; i < u->used; i++) {
		if ((i > 0 && strcmp(u->rows[i].code, u->rows[i - 1].code) == 0) ||
			!units_is_under(u, u->rows[i].code, top))
			continue;
		codes = record_room(codes, *used, sizeof *codes);
		codes[(*used)++] = u->rows[i].code;
	}
	return codes;
}

const char **units_codes_of(const struct units *u, const struct unit *unit, size_t *used)
{
	const char **codes = NULL;

	*used = 0;
	for (size_t i = 0; i < u->used; i++) {
		if ((i > 0 && strcmp(u->rows[i].code, u->rows[i - 1].code) == 0) ||
			units_find(u, u->rows[i].code) != unit)
			continue;
		codes = record_room(codes, *used, sizeof *codes);
		codes[(*used)++] = u->rows[i].code;
	}
	return codes;
}

const struct unit **units_villages_in(const struct units *u, const char *top, size_t *used)
{
	const struct unit **villages = NULL;

	*used = 0;
	for (size_t i = 0; i < u->used; i++) {
		const struct unit *row = &u->rows[i];

		if (!unit_is_village(row) || !in_force(u, row) || !units_is_under(u, row->code, top))
			continue;
		villages = record_room(villages, *used, sizeof *villages);
		villages[(*used)++] = row;
	}
	return villages;
}

size_t units_count(const struct units *u)
{
	return u->used;
}

const struct unit *units_row(const struct units *u, size_t i)
{
	return &u->rows[i];
}

const struct unit *units_at(const struct units *u, size_t i)
{
	return in_force(u, &u->rows[i]) ? &u->rows[i] : NULL;
}

static void add_name(struct unit_names *names, const struct units *u, const struct unit *row, const struct unit *now)
{
	const struct unit *above = units_above(u, now);

	unit_names_add(names, &(struct unit_name){ .code = now->code,
				      .name = row->name,
				      .kind = row->kind,
				      .parent_code = above == NULL ? "" : above->code,
				      .old = now != row });
}

/* An old name leads to what the unit became, to each part when it was divided; where the same code has the same name
 * again it is no old one. */
static void add_old_name(struct unit_names *names, const struct units *u, const struct unit *row)
{
	char code[RECORD_CODE_OCTETS];
	bool divided;

	for (const char *at = row->successor; unit_code_next(&at, code);) {
		const struct unit *next = row_after(u, code, row->valid_to);
		const struct unit *now = next == NULL ? NULL : units_heir(u, next, &divided);

		if (now == NULL || !in_force(u, now))
			now = units_find(u, code);
		if (now != NULL && in_force(u, now) &&
			(strcmp(now->code, row->code) != 0 || strcmp(now->name, row->name) != 0))
			add_name(names, u, row, now);
	}
}

struct unit_names *units_names(const struct units *u)
{
	struct unit_names *names = unit_names_new();

	for (size_t i = 0; i < u->used; i++) {
		if (in_force(u, &u->rows[i]))
			add_name(names, u, &u->rows[i], &u->rows[i]);
		else if (strcmp(u->rows[i].valid_from, u->day) <= 0)
			add_old_name(names, u, &u->rows[i]);
	}
	unit_names_ready(names);
	return names;
}

const char *unit_in_sentence(const struct unit *unit, char to[static RECORD_NAME_OCTETS])
{
	const char *small = unit_kind_small(unit->name);

	snprintf(
		to, RECORD_NAME_OCTETS, "%s%s", small == NULL ? "" : small, unit->name + unit_kind_in_name(unit->name));
	return to;
}
