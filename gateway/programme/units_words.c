/* SPDX-License-Identifier: GPL-2.0-or-later */
/* units_words.c - units by their names, and their names for the engine and for sentences. */
#include "gateway/base/buf.h"
#include "gateway/programme/units.h"
#include "menus/plain.h"
#include "menus/unit_kind.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- by words ---- */

/* "todanpho", "tdp": the kind that these letters say; NULL when they say none. */
static const char *kind_of(const char *letters)
{
	for (unsigned i = 0; unit_kinds[i] != NULL; i++) {
		const char *word = unit_kind_plain(unit_kinds[i]), *c = letters;

		for (; *word != '\0' && (*word == ' ' || *word == *c); word++)
			c += *word != ' ';
		if (*word == '\0' && *c == '\0')
			return unit_kinds[i];
	}
	return strcmp(letters, "tdp") == 0 ? "to_dan_pho" : strcmp(letters, "tt") == 0 ? "thi_tran" : NULL;
}

/* Letters and digits without marks, in small letters; kind words in front are left out. Returns the kind that they say,
 * or NULL. */
static const char *squeeze(const char *name, struct buf *to)
{
	const char *kind = NULL;
	struct buf plain;

	buf_init(&plain);
	plain_add(name, &plain);
	buf_clear(to);
	for (const char *c = plain.data; *c != '\0'; c++) {
		if (isalnum((unsigned char)*c))
			buf_addc(to, (char)tolower((unsigned char)*c));
		else if (kind_of(to->data) != NULL) {
			kind = kind_of(to->data);
			buf_clear(to);
		}
	}
	buf_fini(&plain);
	return kind;
}

/* A district is no commune of the same name. */
static bool is_level_of(const struct unit *unit, const char *kind)
{
	return kind == NULL || (unit_is_village(unit) == unit_kind_is_village(kind) &&
				       unit_is_commune(unit) == unit_kind_is_commune(kind));
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
	const char *kind;
	struct buf wanted;
	bool several = false;

	buf_init(&wanted);
	kind = squeeze(word, &wanted);
	for (size_t i = 0; i < units_count(u); i++) {
		const struct unit *row = units_row(u, i);
		bool over = row->valid_to[0] != '\0' && units_find(u, row->code) == row;

		if ((unit_in_force(row, units_day(u)) ? ended : !ended || !over) || !is_level_of(row, kind) ||
			!has_squeezed(row, &wanted))
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

const struct unit *units_village_by_word(const struct units *u, const char *word, const struct unit *commune)
{
	const struct unit *found = NULL, **villages;
	size_t used, of_name = 0;

	villages = units_villages_in(u, commune->code, &used);
	for (size_t i = 0; i < used; i++)
		if (units_has_name(villages[i], word)) {
			found = villages[i];
			of_name++;
		}
	free(villages);
	return of_name == 1 ? found : NULL;
}

const struct unit *units_ended_by_word(const struct units *u, const char *word)
{
	return only_one(u, word, true);
}

/* ---- for the engine ---- */

static void add_name(struct unit_names *names, const struct units *u, const struct unit *row, const struct unit *now)
{
	const struct unit *above = units_above(u, now);

	unit_names_add(names, &(struct unit_name){ .code = now->code,
				      .name = row->name,
				      .kind = row->kind,
				      .parent_code = above == NULL ? "" : above->code,
				      .old = now != row });
}

#define STEPS_MAX 8 /* of successors: a ring in the data must not hold us */

/* An old name leads to what the unit became, to each part when it was divided, at once or later on; where the same code has
 * the same name again it is no old one. became: what the row had become before that, in so many steps. */
static void add_old_name(
	struct unit_names *names, const struct units *u, const struct unit *row, const struct unit *became, int steps)
{
	char code[RECORD_CODE_OCTETS];

	for (const char *at = became->successor; steps < STEPS_MAX && unit_code_next(&at, code);) {
		const struct unit *next = units_row_after(u, code, became->valid_to), *now = next;
		bool divided = false;

		if (next != NULL)
			now = units_heir(u, next, &divided);
		if (divided && next != became) {
			add_old_name(names, u, row, next, steps + 1);
			continue;
		}
		if (now == NULL || !unit_in_force(now, units_day(u)))
			now = units_find(u, code);
		if (now != NULL && unit_in_force(now, units_day(u)) &&
			(strcmp(now->code, row->code) != 0 || strcmp(now->name, row->name) != 0))
			add_name(names, u, row, now);
	}
}

struct unit_names *units_names(const struct units *u)
{
	struct unit_names *names = unit_names_new();

	for (size_t i = 0; i < units_count(u); i++) {
		const struct unit *row = units_row(u, i);

		if (unit_in_force(row, units_day(u)))
			add_name(names, u, row, row);
		else if (strcmp(row->valid_from, units_day(u)) <= 0)
			add_old_name(names, u, row, row, 0);
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
