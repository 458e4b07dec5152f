/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reorganise_read.c - the lines of the file, each by itself. */
#include "gateway/programme/reorganise_inside.h"

#include "gateway/base/clock.h"
#include "gateway/base/msisdn.h"
#include "gateway/programme/import_check.h"
#include "menus/unit_kind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AT(member) .offset = offsetof(struct change, member), .octets = sizeof((struct change *)0)->member

static const char *const words[] = { "merge", "split", "move", "rename", "end", "new", "person", NULL };
static const enum change_kind kinds[] = { CHANGE_MERGE, CHANGE_SPLIT, CHANGE_MOVE, CHANGE_MOVE, CHANGE_END, CHANGE_NEW,
	CHANGE_PERSON };

static const struct kind_column columns[] = {
	{ "kind", KIND_WORD, AT(word), .needed = true, .words = words },
	{ "code", KIND_CODE, AT(unit.code) },
	{ "name", KIND_TEXT, AT(unit.name) },
	{ "unit_kind", KIND_WORD, AT(unit.kind), .words = unit_kinds },
	{ "parent_code", KIND_CODE, AT(unit.parent) },
	{ "valid_from", KIND_DAY, AT(unit.valid_from), .needed = true },
	{ "from_codes", KIND_TEXT, AT(from) },
	{ "households", KIND_NUMBER, AT(unit.households) },
	{ "source", KIND_TEXT, AT(unit.source) },
	{ .name = NULL },
};
static const struct kind file_kind = { "a merger file", EXCHANGE_UNITS, columns, sizeof(struct change), NULL, NULL,
	NULL, NULL };

_Static_assert(sizeof(struct change) <= KIND_RECORD_OCTETS, "room for a line");

/* ---- what a kind of line must have, and what it has no use for ---- */

enum has { FREE, NEEDED, NONE };

static const struct shape {
	enum has code, name, kind, parent, from;
} shapes[] = {
	/*                  code    name    kind    parent  from */
	[CHANGE_MERGE] = { FREE, NEEDED, NEEDED, FREE, NEEDED },
	[CHANGE_SPLIT] = { FREE, NEEDED, NEEDED, FREE, NEEDED },
	[CHANGE_MOVE] = { NEEDED, FREE, FREE, FREE, NONE },
	[CHANGE_END] = { NEEDED, NONE, NONE, NONE, NONE },
	[CHANGE_NEW] = { FREE, NEEDED, NEEDED, FREE, NONE },
	[CHANGE_PERSON] = { NEEDED, NONE, NONE, NONE, NEEDED },
};

static void check_cell(
	struct reorganisation *r, const struct change *c, const char *column, const char *cell, enum has has)
{
	if (has == NEEDED && cell[0] == '\0')
		reorganise_fault(r, c->line, "%s is empty; a line %s needs it", column, c->word);
	if (has == NONE && cell[0] != '\0')
		reorganise_fault(
			r, c->line, "%s \"%s\" says nothing in a line %s; leave it empty", column, cell, c->word);
}

static void check_from(struct reorganisation *r, const struct change *c)
{
	char seen[UNIT_SUCCESSORS_MAX][RECORD_CODE_OCTETS], code[RECORD_CODE_OCTETS];
	const char *at = c->from;
	unsigned used = 0;

	if (strspn(c->from, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._/") != strlen(c->from)) {
		reorganise_fault(r, c->line,
			"from_codes \"%s\" is no list of codes; write them with / between, such as "
			"21043/21049",
			c->from);
		return;
	}
	while (unit_code_next(&at, code)) {
		for (unsigned i = 0; i < used; i++)
			if (strcmp(seen[i], code) == 0)
				reorganise_fault(r, c->line, "from_codes has %s twice; write it once", code);
		if (used == UNIT_SUCCESSORS_MAX) {
			reorganise_fault(r, c->line,
				"from_codes has more than %d codes; merge them in two steps, with a day between",
				UNIT_SUCCESSORS_MAX);
			return;
		}
		record_copy(code, seen[used++], sizeof *seen);
	}
	if (c->kind == CHANGE_SPLIT && used != 1)
		reorganise_fault(r, c->line,
			"from_codes \"%s\" of a split is not one unit; write the one that is divided, "
			"and merge for a unit of several",
			c->from);
}

bool reorganise_next_person(const char **at, char one[static REORGANISE_PERSON_OCTETS])
{
	size_t n;

	*at += strspn(*at, "/ ");
	n = strcspn(*at, "/");
	snprintf(one, REORGANISE_PERSON_OCTETS, "%.*s",
		(int)(n < REORGANISE_PERSON_OCTETS ? n : REORGANISE_PERSON_OCTETS - 1), *at);
	*at += n;
	return n > 0;
}

static void check_persons(struct reorganisation *r, const struct change *c)
{
	char one[REORGANISE_PERSON_OCTETS], msisdn[MSISDN_OCTETS];
	struct why why;

	for (const char *at = c->from; reorganise_next_person(&at, one);)
		if (msisdn_read(one, msisdn, &why) == -1)
			reorganise_fault(r, c->line, "from_codes of a person: %s", why.text);
}

static void check_line(struct reorganisation *r, const struct change *c)
{
	const struct shape *s = &shapes[c->kind];

	check_cell(r, c, "code", c->unit.code, s->code);
	check_cell(r, c, "name", c->unit.name, s->name);
	check_cell(r, c, "unit_kind", c->unit.kind, s->kind);
	check_cell(r, c, "parent_code", c->unit.parent, s->parent);
	check_cell(r, c, "from_codes", c->from, s->from);
	if (c->kind == CHANGE_PERSON)
		check_persons(r, c);
	else if (s->from == NEEDED)
		check_from(r, c);
	if (c->kind == CHANGE_MOVE && c->unit.name[0] == '\0' && c->unit.kind[0] == '\0' && c->unit.parent[0] == '\0')
		reorganise_fault(r, c->line, "the line changes nothing; write the new parent_code, name or unit_kind");
	if (c->unit.code[0] == '\0' && s->code == FREE && !unit_is_village(&c->unit))
		reorganise_fault(r, c->line, "code is empty; only a village (thon, to_dan_pho) is given one");
	if (s->parent == FREE && c->kind != CHANGE_MOVE && c->unit.parent[0] == '\0' &&
		(unit_is_village(&c->unit) || unit_is_commune(&c->unit)))
		reorganise_fault(
			r, c->line, "parent_code is empty; a commune or village lies in a unit, write its code");
	if (c->unit.code[0] != '\0' && strcmp(c->unit.code, c->unit.parent) == 0)
		reorganise_fault(r, c->line, "parent_code is the unit itself; write the code of the unit above");
	if (strcmp(c->unit.valid_from, r->lines[0].unit.valid_from) != 0)
		reorganise_fault(r, c->line, "valid_from %s is not %s, as in line %d; write a file for each day",
			c->unit.valid_from, r->lines[0].unit.valid_from, r->lines[0].line);
}

/* ---- reading ---- */

static void read_lines(struct reorganisation *r, struct import_file *f)
{
	for (size_t row = 0; row < csv_table_records(f->table); row++) {
		union import_record record;
		struct change c;

		if (!import_read_row(f, row, &record))
			continue;
		memcpy(&c, &record, sizeof c);
		c.line = csv_table_line(f->table, row);
		for (size_t i = 0; words[i] != NULL; i++)
			if (strcmp(words[i], c.word) == 0)
				c.kind = kinds[i];
		r->lines = record_room(r->lines, r->lines_used, sizeof *r->lines);
		r->lines[r->lines_used++] = c;
	}
}

static void day_before(const char *day, char to[static RECORD_DAY_OCTETS])
{
	struct civil eve;
	int64_t at;

	if (clock_read(day, &at) == -1) {
		record_copy(day, to, RECORD_DAY_OCTETS);
		return;
	}
	eve = clock_civil(at);
	eve = clock_add_days(&eve, -1);
	snprintf(to, RECORD_DAY_OCTETS, "%04u-%02u-%02u", (unsigned)eve.year % 10000, (unsigned)eve.month % 100,
		(unsigned)eve.day % 100);
}

void reorganise_read(struct reorganisation *r, const char *content, size_t n)
{
	struct import_file f = { .programme = r->p, .store = r->st, .kind = &file_kind };

	faults_init(&f.faults);
	f.table = csv_table_read(r->file, content, n, &f.faults);
	if (import_check_header(&f))
		read_lines(r, &f);
	buf_add(&r->faults.lines, f.faults.lines.data, f.faults.lines.length);
	r->faults.count += f.faults.count;
	if (r->faults.count == 0 && r->lines_used == 0)
		reorganise_fault(r, csv_table_header_line(f.table),
			"there is no line below the header; write what becomes of which unit");
	csv_table_free(&f.table);
	faults_fini(&f.faults);
	if (r->lines_used == 0)
		return;
	record_copy(r->lines[0].unit.valid_from, r->day, sizeof r->day);
	day_before(r->day, r->eve);
	for (size_t i = 0; i < r->lines_used; i++)
		check_line(r, &r->lines[i]);
}

bool reorganise_takes(const struct change *line, const char *code)
{
	char one[RECORD_CODE_OCTETS];

	if (line->kind == CHANGE_MOVE || line->kind == CHANGE_END)
		return strcmp(line->unit.code, code) == 0;
	if (line->kind == CHANGE_PERSON)
		return false;
	for (const char *at = line->from; unit_code_next(&at, one);)
		if (strcmp(one, code) == 0)
			return true;
	return false;
}

const struct change *reorganise_makes(const struct reorganisation *r, const char *code)
{
	for (size_t i = 0; i < r->lines_used; i++)
		if (r->lines[i].kind != CHANGE_END && r->lines[i].kind != CHANGE_PERSON &&
			strcmp(r->lines[i].unit.code, code) == 0)
			return &r->lines[i];
	return NULL;
}
