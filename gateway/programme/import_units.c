/* SPDX-License-Identifier: GPL-2.0-or-later */
/* import_units.c - units that a file brings beside those that are stored: one code, one unit a day,
 * and no other unit with the people of the one before. */
#include "gateway/programme/import_check.h"
#include "gateway/programme/people.h"
#include "gateway/programme/units.h"
#include "menus/fold.h"

#include <stdlib.h>
#include <string.h>

/* A row as it will be; line 0: it is stored, and the file says nothing of it. */
struct dated {
	char code[RECORD_CODE_OCTETS];
	char from[RECORD_DAY_OCTETS], to[RECORD_DAY_OCTETS];
	char name[RECORD_NAME_OCTETS], successor[UNIT_SUCCESSORS_OCTETS];
	char parent[RECORD_CODE_OCTETS];
	enum unit_tier tier;
	int line;
};

struct dated_rows {
	struct dated *list;
	size_t used;
};

static void add(struct dated_rows *rows, const struct unit *unit, int line)
{
	struct dated *one;

	rows->list = record_room(rows->list, rows->used, sizeof *rows->list);
	one = &rows->list[rows->used++];
	record_copy(unit->code, one->code, sizeof one->code);
	record_copy(unit->valid_from, one->from, sizeof one->from);
	record_copy(unit->valid_to, one->to, sizeof one->to);
	record_copy(unit->name, one->name, sizeof one->name);
	record_copy(unit->successor, one->successor, sizeof one->successor);
	record_copy(unit->parent, one->parent, sizeof one->parent);
	one->tier = unit_tier(unit);
	one->line = line;
}

/* Of two rows of the same key the file's stands first. */
static int by_key(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;
	int order = strcmp(x->code, y->code);

	if (order == 0)
		order = strcmp(x->from, y->from);
	return order != 0 ? order : (y->line > 0) - (x->line > 0);
}

static bool same_key(const struct dated *a, const struct dated *b)
{
	return strcmp(a->code, b->code) == 0 && strcmp(a->from, b->from) == 0;
}

static void report_overlaps(struct import_file *f, const struct dated_rows *rows)
{
	const struct dated *last = NULL;

	for (size_t i = 0; i < rows->used; i++) {
		const struct dated *one = &rows->list[i];

		if (last != NULL && same_key(last, one))
			continue;
		if (last != NULL && strcmp(last->code, one->code) == 0 && (last->line > 0 || one->line > 0) &&
			(last->to[0] == '\0' || strcmp(last->to, one->from) >= 0))
			faults_add(&f->faults, csv_table_name(f->table), one->line > 0 ? one->line : last->line,
				"code %s is valid from %s to %s and again from %s; write as valid_to of the first the day "
				"before the second begins",
				one->code, last->from[0] != '\0' ? last->from : "ever",
				last->to[0] != '\0' ? last->to : "now", one->from);
		last = one;
	}
}

static bool goes_on_as(const struct dated *old, const char *code)
{
	char next[RECORD_CODE_OCTETS];

	for (const char *at = old->successor; unit_code_next(&at, next);)
		if (strcmp(next, code) == 0)
			return true;
	return false;
}

/* A code that an ended unit had: its people stay in the roll by that code, and would be the new unit's. What is stored like
 * that already is so. */
static int report_reused(struct import_file *f, const struct dated_rows *rows, struct why *why)
{
	const struct dated *last = NULL;

	for (size_t i = 0; i < rows->used; i++) {
		const struct dated *one = &rows->list[i], *was = last;
		bool stored = i + 1 < rows->used && same_key(one, one + 1);
		size_t people;

		if (last != NULL && same_key(last, one))
			continue;
		last = one;
		if (was == NULL || one->line == 0 || stored || strcmp(was->code, one->code) != 0 ||
			goes_on_as(was, one->code))
			continue;
		if (people_count_in_roll(f->store, one->code, &people, why) == -1)
			return -1;
		if (people > 0)
			faults_add(&f->faults, csv_table_name(f->table), one->line,
				"code %s was that of %s, and %zu of its people are in the roll by it; write another code for "
				"the new unit, or give them their unit first (keng import members); if it is the same unit, "
				"write %s as successor_code of the row that ends",
				one->code, was->name, people, one->code);
	}
	return 0;
}

static int by_code(const void *code, const void *row)
{
	return strcmp(code, ((const struct dated *)row)->code);
}

/* A village lies in a unit that is stored, or that the file brings. (The lists of communes name districts that nobody
 * needs here.) rows are sorted. */
static void report_orphans(struct import_file *f, const struct dated_rows *rows)
{
	union import_record record;

	for (size_t row = 0; row < csv_table_records(f->table); row++) {
		const struct unit *unit = (const struct unit *)(const void *)&record;

		if (import_read_row(f, row, &record) && unit_is_village(unit) && unit->parent[0] != '\0' &&
			(rows->used == 0 ||
				bsearch(unit->parent, rows->list, rows->used, sizeof *rows->list, by_code) == NULL))
			faults_add(&f->faults, csv_table_name(f->table), csv_table_line(f->table, row),
				"parent_code \"%s\" is not there; import its commune too, or write a code that keng "
				"export units shows",
				unit->parent);
	}
}

/* What a code will mean last; NULL: nothing. rows are sorted; of two of one key the file's stands first. */
static const struct dated *last_of(const struct dated_rows *rows, const char *code)
{
	const struct dated *one = bsearch(code, rows->list, rows->used, sizeof *rows->list, by_code);
	const struct dated *end = rows->list + rows->used;

	while (one != NULL && one + 1 < end && strcmp(one[1].code, code) == 0)
		one++;
	while (one != NULL && one > rows->list && same_key(one - 1, one))
		one--;
	return one;
}

/* A unit lies in one above it, and by no way in itself. */
static void report_upside_down(struct import_file *f, const struct dated_rows *rows)
{
	for (size_t i = 0; i < rows->used; i++) {
		const struct dated *one = &rows->list[i], *above = last_of(rows, one->parent);
		int steps = 0;

		if (one->line == 0 || above == NULL)
			continue;
		if (above->tier < one->tier) {
			faults_add(&f->faults, csv_table_name(f->table), one->line,
				"parent_code %s is %s, which lies below %s; write the code of the unit above it",
				above->code, above->name, one->name);
			continue;
		}
		while (above != NULL && strcmp(above->code, one->code) != 0 && steps++ < UNITS_STEPS_MAX)
			above = last_of(rows, above->parent);
		if (above != NULL)
			faults_add(&f->faults, csv_table_name(f->table), one->line,
				"parent_code %s lies in %s itself; write the code of the unit above it", one->parent,
				one->code);
	}
}

/* A village as it will be, with its name as texts write it: in small letters, without marks. */
struct village {
	char code[RECORD_CODE_OCTETS], parent[RECORD_CODE_OCTETS];
	char name[RECORD_NAME_OCTETS];
	int line;
};

struct villages {
	struct village *list;
	size_t used;
};

static void add_village(struct villages *all, const struct unit *unit, int line)
{
	struct village *one;

	if (!unit_is_village(unit) || unit->valid_to[0] != '\0')
		return;
	all->list = record_room(all->list, all->used, sizeof *all->list);
	one = &all->list[all->used++];
	record_copy(unit->code, one->code, sizeof one->code);
	record_copy(unit->parent, one->parent, sizeof one->parent);
	fold_text(unit->name, one->name, sizeof one->name);
	one->line = line;
}

static int by_name(const void *a, const void *b)
{
	const struct village *x = a, *y = b;
	int order = strcmp(x->parent, y->parent);

	if (order == 0)
		order = strcmp(x->name, y->name);
	return order != 0 ? order : x->line - y->line;
}

/* Two villages of one name in one commune are taken as they are: whoever names one is asked which. */
static void warn_of_twins(struct import_file *f, struct villages *all)
{
	if (all->used > 0)
		qsort(all->list, all->used, sizeof *all->list, by_name);
	for (size_t i = 1; i < all->used; i++) {
		const struct village *last = &all->list[i - 1], *one = &all->list[i];

		if (one->line > 0 && strcmp(last->parent, one->parent) == 0 && strcmp(last->name, one->name) == 0 &&
			strcmp(last->code, one->code) != 0)
			faults_warn(&f->faults, csv_table_name(f->table), one->line,
				"%s and %s in %s are both called \"%s\"; if they are one, write one code; if not, people "
				"will be asked which they mean: tell them apart in name",
				last->code, one->code, one->parent, one->name);
	}
}

int import_check_units(struct import_file *f, const struct unit *stored, size_t used, struct why *why)
{
	int result;

	struct dated_rows rows = { NULL, 0 };
	struct villages villages = { NULL, 0 };
	union import_record record;

	for (size_t i = 0; i < used; i++) {
		add(&rows, &stored[i], 0);
		add_village(&villages, &stored[i], 0);
	}
	for (size_t row = 0; row < csv_table_records(f->table); row++) {
		const struct unit *unit = (const struct unit *)(const void *)&record;

		if (import_read_row(f, row, &record) && unit->code[0] != '\0') {
			add(&rows, unit, csv_table_line(f->table, row));
			add_village(&villages, unit, csv_table_line(f->table, row));
		}
	}
	if (rows.used > 0)
		qsort(rows.list, rows.used, sizeof *rows.list, by_key);
	report_overlaps(f, &rows);
	result = report_reused(f, &rows, why);
	report_orphans(f, &rows);
	report_upside_down(f, &rows);
	warn_of_twins(f, &villages);
	free(villages.list);
	free(rows.list);
	return result;
}
