/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/then.h"

#include "gateway/base/period.h"
#include "gateway/programme/figures.h"
#include "gateway/programme/rollup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What an entry calls its unit: in words, or "" when it gave a code. */
static const char *word_of(const struct act *a, unsigned entry, const struct unit *unit)
{
	const struct reading_field *f = reading_find(act_reading(a), entry, unit_is_village(unit) ? "unit" : "commune");

	return f == NULL || f->is_number ? "" : f->text;
}

/* The rows that were in force on a day and became that unit. The array is yours: free() it. */
static const struct unit **rows_then(const struct units *units, const struct unit *today, const char *day, size_t *used)
{
	const struct unit **rows = units_sources(units, today, used);
	size_t kept = 0;

	for (size_t i = 0; i < *used; i++)
		if (unit_in_force(rows[i], day))
			rows[kept++] = rows[i];
	*used = kept;
	return rows;
}

static bool gives_code(const struct act *a, unsigned entry, const char *code)
{
	const struct reading *r = act_reading(a);

	for (unsigned i = 0; i < r->fields_used; i++)
		if (r->fields[i].entry == entry && !r->fields[i].is_number && strcmp(r->fields[i].key, "code") == 0 &&
			strcmp(r->fields[i].text, code) == 0)
			return true;
	return false;
}

/* Is what an entry says of a part meant of the whole? It names it, or has confirmed it. */
static bool is_whole(const struct act *a, unsigned entry, const struct unit *was)
{
	const char *word = word_of(a, entry, was);

	return act_has(a, "confirmed") || (word[0] != '\0' && units_has_name(was, word));
}

const struct unit *then_unit(const struct act *a, unsigned entry, const struct unit *today, const char *period)
{
	char buffer[RECORD_DAY_OCTETS];
	const char *day = period_day(a->units, period, buffer), *word;
	const struct unit **rows, *found;
	size_t used;

	if (today == NULL || unit_in_force(today, day) || !unit_in_force(today, units_day(a->units)))
		return today;
	found = units_undivided(a->units, today, day);
	if (found != NULL)
		return is_whole(a, entry, found) ? found : today;
	rows = rows_then(a->units, today, day, &used);
	word = word_of(a, entry, today);
	for (size_t i = 0; i < used && found == NULL; i++)
		if (word[0] != '\0' ? units_has_name(rows[i], word) : gives_code(a, entry, rows[i]->code))
			found = rows[i];
	/* The only one, and what nobody knows of before. */
	if (used == 1 && strcmp(rows[0]->code, today->code) != 0)
		found = rows[0];
	else if (used <= 1)
		found = today;
	free(rows);
	return found;
}

const struct unit *then_today(const struct units *units, const struct unit *row, const struct unit *wanted)
{
	bool divided;
	const struct unit *heir = units_heir(units, row, &divided);

	if (heir == wanted && !divided)
		return wanted;
	return wanted != NULL && row->valid_to[0] != '\0' && units_undivided(units, wanted, row->valid_to) == row
		       ? wanted
		       : NULL;
}

bool then_may_be(const struct act *a, const struct unit *today, const struct unit *row)
{
	const char *word = word_of(a, 0, today);

	if (row == NULL || then_today(a->units, row, today) == NULL)
		return false;
	return act_unit_named(a, 0) == NULL ||
	       (word[0] != '\0' ? units_has_name(row, word) : gives_code(a, 0, row->code));
}

int then_ask(struct act *a, const struct unit *today, const char *period, struct why *why)
{
	char buffer[RECORD_DAY_OCTETS], name[RECORD_NAME_OCTETS];
	struct buf options;
	size_t used;
	const struct unit **rows = rows_then(a->units, today, period_day(a->units, period, buffer), &used);
	int result = -1;

	buf_init(&options);
	question_begin(a, PENDING_UNIT, act_reading(a)->intent);
	question_forget_unit(&a->question.kept);
	for (size_t i = 0; i < used && i < sizeof a->question.choices / sizeof *a->question.choices; i++) {
		question_choice(a, rows[i]->code);
		buf_addf(&options, "%s%zu: %s", i == 0 ? "" : ", ", i + 1, rollup_short_name(rows[i]));
	}
	if (question_ask(a, why) == 0)
		result = act_answer(a, OUTCOME_ASKED, why, "ask_unit_then", "unit", unit_in_sentence(today, name),
			"period",
			calendar_period_name(
				period, a->style == TEXT_ENGLISH, a->in->now_us, (char[CALENDAR_NAME_OCTETS]){ 0 }),
			"options", options.data, NULL);
	buf_fini(&options);
	free(rows);
	return result;
}

/* The unit of before whose name the entry uses for that unit, the last of them: a village that moved, and went into another
 * later, has several rows. NULL: it uses the unit's own, or none. */
static const struct unit *old_name(const struct act *a, unsigned entry, const struct unit *unit)
{
	const char *word = word_of(a, entry, unit);
	const struct unit **rows, *old = NULL;
	size_t used;

	if (word[0] == '\0' || units_has_name(unit, word))
		return NULL;
	rows = units_sources(a->units, unit, &used);
	for (size_t i = 0; i < used; i++)
		if (rows[i] != unit && units_has_name(rows[i], word) &&
			(old == NULL || strcmp(rows[i]->valid_to, old->valid_to) > 0))
			old = rows[i];
	free(rows);
	return old;
}

char *then_name(const struct act *a, unsigned entry, const struct unit *unit, char to[static THEN_NAME_OCTETS])
{
	const struct unit *old = old_name(a, entry, unit);
	struct voice v = act_voice(a);
	char name[RECORD_NAME_OCTETS];
	struct buf before;

	unit_in_sentence(unit, name);
	snprintf(to, THEN_NAME_OCTETS, "%s", name);
	if (old == NULL)
		return to;
	buf_init(&before);
	voice_render(&v, a->style, &before, "word_before", "unit", rollup_short_name(old), NULL);
	snprintf(to, THEN_NAME_OCTETS, "%s (%.50s)", name, before.data);
	buf_fini(&before);
	return to;
}

const struct unit *then_part(const struct act *a, unsigned entry, const struct unit *unit)
{
	const struct unit *old = old_name(a, entry, unit), **rows;
	unsigned parts = 0;
	size_t used;

	if (old == NULL)
		return NULL;
	rows = units_sources(a->units, unit, &used);
	for (size_t i = 0; i < used; i++)
		parts += strcmp(rows[i]->valid_to, old->valid_to) == 0;
	free(rows);
	return parts > 1 ? old : NULL;
}

const struct unit *then_collision(const struct act *a, const struct unit *unit, const struct unit *other)
{
	size_t used, others;
	const struct unit **rows = units_sources(a->units, unit, &used),
			  **with = units_sources(a->units, other, &others);
	const struct unit *found = NULL;

	for (size_t i = 0; i < used && found == NULL; i++)
		for (size_t k = 0; k < others && found == NULL; k++)
			if (units_has_name(rows[i], with[k]->name))
				found = rows[i];
	free(rows);
	free(with);
	return found;
}

const struct unit *then_above(const struct act *a, const struct unit *village)
{
	size_t used;
	const struct unit **rows = units_sources(a->units, village, &used), *above = NULL;

	for (size_t i = 0; i < used && above == NULL; i++)
		if (rows[i] != village)
			above = units_row_of(a->units, rows[i]->parent, rows[i]->valid_to);
	free(rows);
	return above;
}

unsigned then_count(const struct units *units, const struct unit *unit, const char *period)
{
	char buffer[RECORD_DAY_OCTETS];
	const char *day = period_day(units, period, buffer);
	size_t used;

	if (unit_in_force(unit, day))
		return 0;
	free(rows_then(units, unit, day, &used));
	return (unsigned)used;
}
