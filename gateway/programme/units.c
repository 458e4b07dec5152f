/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/units.h"

#include "gateway/programme/units_index.h"
#include "menus/unit_kind.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define STEPS_MAX UNITS_STEPS_MAX

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
	struct units_codes codes;
	const struct unit **meant;   /* one a row: what its code means on the day */
	struct units_lists meaning;  /* from a unit to the first row of each code that means it */
	struct units_lists below;    /* from a unit to those directly below it, of what codes mean */
	struct units_lists sources;  /* from a unit to what became it and was not divided */
	const struct unit **divided; /* what was divided, or ended */
	size_t divided_used;
	bool borrowed; /* the rows are another's */
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
	uint32_t first = units_codes_first(&u->codes, u->rows, code);

	return first == UNITS_NONE ? NULL : &u->rows[first];
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

static void find_meanings(struct units *u);
static void find_heirs(struct units *u);

struct units *units_of(struct unit *rows, size_t used, const char *day)
{
	struct units *u = calloc(1, sizeof *u);

	assert(u != NULL);
	record_copy(day, u->day, sizeof u->day);
	u->rows = rows;
	u->used = used;
	units_codes_init(&u->codes, rows, used);
	find_meanings(u);
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

/* Does what is in force change between two days, the first before the second? */
static bool changes_between(const struct unit *unit, const char *first, const char *second)
{
	bool begins = strcmp(unit->valid_from, first) > 0 && strcmp(unit->valid_from, second) <= 0;
	bool ends =
		unit->valid_to[0] != '\0' && strcmp(unit->valid_to, first) >= 0 && strcmp(unit->valid_to, second) < 0;

	return begins || ends;
}

bool units_move_on(struct units *u, const char *day)
{
	if (strcmp(day, u->day) < 0)
		return false;
	for (size_t i = 0; i < u->used; i++)
		if (changes_between(&u->rows[i], u->day, day))
			return false;
	record_copy(day, u->day, sizeof u->day);
	return true;
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
	free((*units)->meant);
	free((*units)->divided);
	units_codes_fini(&(*units)->codes);
	units_lists_fini(&(*units)->meaning);
	units_lists_fini(&(*units)->below);
	units_lists_fini(&(*units)->sources);
	free(*units);
	*units = NULL;
}

const char *units_day(const struct units *u)
{
	return u->day;
}

/* Where a code leads, by the chain of its successors. */
static const struct unit *follow_code(const struct units *u, const char *code)
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

const struct unit *units_find(const struct units *u, const char *code)
{
	uint32_t first = units_codes_first(&u->codes, u->rows, code);

	return first == UNITS_NONE ? NULL : u->meant[first];
}

static bool is_first(const struct units *u, size_t i)
{
	return i == 0 || strcmp(u->rows[i].code, u->rows[i - 1].code) != 0;
}

/* Does a unit lie in itself, by what lies above each? */
static bool is_in_itself(const uint32_t *above, size_t i)
{
	uint32_t at = above[i];

	for (int steps = 0; at != UNITS_NONE && at != i && steps < STEPS_MAX; steps++)
		at = above[at];
	return at == i;
}

/* A store may hold a ring: it is cut at who lies in no higher one, so that all others stay where they are. */
static void cut_rings(struct units *u, uint32_t *above)
{
	for (size_t i = 0; i < u->used; i++)
		if (above[i] != UNITS_NONE && unit_tier(&u->rows[i]) >= unit_tier(&u->rows[above[i]]) &&
			is_in_itself(above, i)) {
			u->rows[i].parent[0] = '\0';
			above[i] = UNITS_NONE;
		}
}

/* What each code means, and what lies below what. */
static void find_meanings(struct units *u)
{
	uint32_t *meaning = malloc((u->used + 1) * sizeof *meaning), *above = malloc((u->used + 1) * sizeof *above);

	u->meant = calloc(u->used + 1, sizeof *u->meant);
	assert(meaning != NULL && above != NULL && u->meant != NULL && (u->used == 0 || u->rows != NULL));
	for (size_t i = 0; i < u->used; i++) {
		u->meant[i] = is_first(u, i) ? follow_code(u, u->rows[i].code) : u->meant[i - 1];
		meaning[i] = is_first(u, i) && u->meant[i] != NULL ? (uint32_t)(u->meant[i] - u->rows) : UNITS_NONE;
		above[i] = UNITS_NONE;
	}
	for (size_t i = 0; i < u->used; i++) {
		const struct unit *top = meaning[i] == UNITS_NONE ? NULL : units_above(u, u->meant[i]);

		if (top != NULL)
			above[u->meant[i] - u->rows] = (uint32_t)(top - u->rows);
	}
	cut_rings(u, above);
	units_lists_init(&u->meaning, meaning, u->used);
	units_lists_init(&u->below, above, u->used);
	free(meaning);
	free(above);
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

const struct unit *units_row_after(const struct units *u, const char *code, const char *day)
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
		struct heir one = heir_of(u, units_row_after(u, code, row->valid_to), steps + 1);

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
	uint32_t *owners = malloc((u->used + 1) * sizeof *owners);

	u->heirs = calloc(u->used + 1, sizeof *u->heirs);
	assert(u->heirs != NULL && owners != NULL);
	for (size_t i = 0; i < u->used; i++) {
		struct heir heir = u->heirs[i] = heir_of(u, &u->rows[i], 0);

		owners[i] = heir.unit == NULL || heir.divided ? UNITS_NONE : (uint32_t)(heir.unit - u->rows);
		if (heir.unit == NULL || !heir.divided)
			continue;
		u->divided = record_room(u->divided, u->divided_used, sizeof *u->divided);
		u->divided[u->divided_used++] = &u->rows[i];
	}
	units_lists_init(&u->sources, owners, u->used);
	free(owners);
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

		row = unit_code_next(&at, code) ? units_row_after(u, code, row->valid_to) : NULL;
	}
	return row != NULL && in_force(u, row) ? row : NULL;
}

const struct unit **units_sources(const struct units *u, const struct unit *unit, size_t *used)
{
	const uint32_t *of = units_lists_of(&u->sources, (size_t)(unit - u->rows), used);
	const struct unit **rows = calloc(*used + 1, sizeof *rows);

	assert(rows != NULL);
	for (size_t i = 0; i < *used; i++)
		rows[i] = &u->rows[of[i]];
	return rows;
}

const struct unit **units_divided_in(const struct units *u, const struct unit *top, size_t *used)
{
	const struct unit **rows = NULL;

	*used = 0;
	for (size_t i = 0; i < u->divided_used; i++) {
		const struct unit *row = u->divided[i];

		if (!units_is_under(u, u->heirs[row - u->rows].unit->code, top->code))
			continue;
		rows = record_room(rows, *used, sizeof *rows);
		rows[(*used)++] = row;
	}
	return rows;
}

bool units_was_there(const struct units *u, const struct unit *unit, const char *day)
{
	size_t used;
	const uint32_t *of = units_lists_of(&u->sources, (size_t)(unit - u->rows), &used);
	bool there = unit_in_force(unit, day);

	for (size_t i = 0; i < used && !there; i++)
		there = unit_in_force(&u->rows[of[i]], day);
	return there;
}

/* Did that unit come of the row, at once or in several steps? */
static bool comes_of(const struct units *u, const struct unit *row, const struct unit *unit, int steps)
{
	char code[RECORD_CODE_OCTETS];
	bool found = false;

	for (const char *at = row->successor; steps < STEPS_MAX && !found && unit_code_next(&at, code);) {
		const struct unit *next = units_row_after(u, code, row->valid_to);

		found = next != NULL && next != row && (next == unit || comes_of(u, next, unit, steps + 1));
	}
	return found;
}

const struct unit *units_undivided(const struct units *u, const struct unit *unit, const char *day)
{
	if (units_was_there(u, unit, day))
		return NULL;
	for (size_t i = 0; i < u->divided_used; i++)
		if (unit_in_force(u->divided[i], day) && comes_of(u, u->divided[i], unit, 0))
			return u->divided[i];
	return NULL;
}

const struct unit *units_above(const struct units *u, const struct unit *unit)
{
	return unit->parent[0] == '\0' ? NULL : units_find(u, unit->parent);
}

const struct unit *units_top(const struct units *u, const struct unit *unit)
{
	const struct unit *top = unit;

	for (; unit != NULL; unit = units_above(u, unit))
		top = unit;
	return top;
}

bool unit_is_commune(const struct unit *unit)
{
	return unit_kind_is_commune(unit->kind);
}

enum unit_tier unit_tier(const struct unit *unit)
{
	if (unit_is_village(unit))
		return UNIT_TIER_VILLAGE;
	return unit_is_commune(unit) ? UNIT_TIER_COMMUNE : UNIT_TIER_ABOVE;
}

bool unit_is_divided(const struct unit *unit)
{
	return strchr(unit->successor, '/') != NULL;
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

/* They lie within the rows, which stand in the order of their codes: a hundred thousand are put in order without a look at
 * each. */
static int by_code(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return (*x > *y) - (*x < *y);
}

static const char **add_codes(const struct units *u, const struct unit *unit, const char **codes, size_t *used)
{
	size_t n;
	const uint32_t *of = units_lists_of(&u->meaning, (size_t)(unit - u->rows), &n);

	for (size_t i = 0; i < n; i++) {
		codes = record_room(codes, *used, sizeof *codes);
		codes[(*used)++] = u->rows[of[i]].code;
	}
	return codes;
}

static const char **add_codes_in(
	const struct units *u, const struct unit *top, int steps, const char **codes, size_t *used)
{
	size_t n;
	const uint32_t *below = units_lists_of(&u->below, (size_t)(top - u->rows), &n);

	codes = add_codes(u, top, codes, used);
	for (size_t i = 0; i < n && steps + 1 < STEPS_MAX; i++)
		codes = add_codes_in(u, &u->rows[below[i]], steps + 1, codes, used);
	return codes;
}

const char **units_codes_in(const struct units *u, const char *top, size_t *used)
{
	const struct unit *unit = units_find(u, top);
	const char **codes = NULL;

	*used = 0;
	if (unit != NULL)
		codes = add_codes_in(u, unit, 0, codes, used);
	if (*used > 0)
		qsort(codes, *used, sizeof *codes, by_code);
	return codes;
}

const char **units_codes_of(const struct units *u, const struct unit *unit, size_t *used)
{
	*used = 0;
	return add_codes(u, unit, NULL, used);
}

static int by_row(const void *a, const void *b)
{
	const struct unit *const *x = a, *const *y = b;

	return (*x > *y) - (*x < *y);
}

static const struct unit **add_villages_in(
	const struct units *u, const struct unit *top, int steps, const struct unit **villages, size_t *used)
{
	size_t n;
	const uint32_t *below = units_lists_of(&u->below, (size_t)(top - u->rows), &n);

	if (unit_is_village(top) && in_force(u, top)) {
		villages = record_room(villages, *used, sizeof *villages);
		villages[(*used)++] = top;
	}
	for (size_t i = 0; i < n && steps + 1 < STEPS_MAX; i++)
		villages = add_villages_in(u, &u->rows[below[i]], steps + 1, villages, used);
	return villages;
}

const struct unit **units_villages_in(const struct units *u, const char *top, size_t *used)
{
	const struct unit *unit = units_find(u, top);
	const struct unit **villages = NULL;

	*used = 0;
	if (unit != NULL)
		villages = add_villages_in(u, unit, 0, villages, used);
	if (*used > 0)
		qsort(villages, *used, sizeof *villages, by_row);
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

size_t units_place(const struct units *u, const struct unit *row)
{
	return (size_t)(row - u->rows);
}

const struct unit *units_at(const struct units *u, size_t i)
{
	return in_force(u, &u->rows[i]) ? &u->rows[i] : NULL;
}
