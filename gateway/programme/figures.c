/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/figures.h"

#include "gateway/base/period.h"
#include "gateway/programme/whole.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define YEAR_DIGITS 4

char *period_day(const struct units *units, const char *period, char to[static RECORD_DAY_OCTETS])
{
	char first[PERIOD_DAY_OCTETS];

	period_last_day(period, to);
	period_first_day_text(period, first);
	if (to[0] == '\0' || (strcmp(first, units_day(units)) <= 0 && strcmp(to, units_day(units)) > 0))
		record_copy(units_day(units), to, RECORD_DAY_OCTETS);
	return to;
}

/* ---- which periods ---- */

struct periods {
	char at[PERIOD_ABOVE_MAX][PERIOD_OCTETS];
	unsigned used;
};

static void want(struct periods *p, const char *period)
{
	for (unsigned i = 0; i < p->used; i++)
		if (strcmp(p->at[i], period) == 0)
			return;
	if (p->used < PERIOD_ABOVE_MAX)
		record_copy(period, p->at[p->used++], sizeof *p->at);
}

/* Of the period itself, and of what is aimed at. */
static void want_all(struct periods *p, const struct figures *f)
{
	for (size_t i = 0; f != NULL && i < f->targets_used; i++)
		want(p, f->targets[i].period);
}

/* ---- reading ---- */

static int add_rows(struct store *st, const char *code, const char *period, struct figures_part *part, struct why *why)
{
	struct figure *rows;
	size_t used;

	if (figure_list(st, code, period, &rows, &used, why) == -1)
		return -1;
	if (part->rows == NULL) {
		part->rows = rows;
		part->rows_used = used;
		return 0;
	}
	for (size_t i = 0; i < used; i++) {
		part->rows = record_room(part->rows, part->rows_used, sizeof *part->rows);
		part->rows[part->rows_used++] = rows[i];
	}
	free(rows);
	return 0;
}

/* A code that was used again: its figures are made of the sums of the periods whose day lies in that row. */
static int add_own_rows(
	struct store *st, const struct units *units, const char *period, struct figures_part *part, struct why *why)
{
	char first[RECORD_PERIOD_OCTETS], last[RECORD_PERIOD_OCTETS], day[RECORD_DAY_OCTETS];
	struct figure *rows;
	struct total *totals;
	size_t used, kept = 0;

	if (figure_list(st, part->row->code, period, &rows, &used, why) == -1)
		return -1;
	snprintf(first, sizeof first, "%.*s", YEAR_DIGITS, period);
	snprintf(last, sizeof last, "%.*s~", YEAR_DIGITS, period);
	if (total_list(st, part->row->code, first, last, &totals, &kept, why) == -1) {
		free(rows);
		return -1;
	}
	size_t sums = kept;
	kept = 0;
	for (size_t i = 0; i < sums; i++)
		if (units_row_of(units, part->row->code, period_day(units, totals[i].period, day)) == part->row)
			totals[kept++] = totals[i];
	for (size_t i = 0; i < used; i++) {
		struct figure own = rows[i];

		if (own.indicator[0] != '\0')
			figure_of(totals, kept, rows[i].indicator, period, &own);
		part->rows = record_room(part->rows, part->rows_used, sizeof *part->rows);
		part->rows[part->rows_used++] = own;
	}
	free(rows);
	free(totals);
	return 0;
}

/* Did the code come to mean something else, so that not all of its figures belong to the heir of this row? A village
 * that only moved has several rows, and one heir. */
static bool is_used_again(const struct units *units, size_t row)
{
	const struct unit *own = units_row(units, row);
	bool divided, other;
	const struct unit *heir = units_heir(units, own, &divided);

	for (size_t i = row; i-- > 0 && strcmp(units_row(units, i)->code, own->code) == 0;)
		if (units_heir(units, units_row(units, i), &other) != heir || other != divided)
			return true;
	for (size_t i = row + 1; i < units_count(units) && strcmp(units_row(units, i)->code, own->code) == 0; i++)
		if (units_heir(units, units_row(units, i), &other) != heir || other != divided)
			return true;
	return false;
}

static int read_part(struct store *st, const struct units *units, const struct unit *row, bool again,
	const struct periods *p, struct figures *f, struct why *why)
{
	struct figures_part *part;
	int result = 0;

	f->parts = record_room(f->parts, f->parts_used, sizeof *f->parts);
	part = &f->parts[f->parts_used++];
	*part = (struct figures_part){ .row = row };
	for (unsigned i = 0; i < p->used && result == 0; i++)
		result = again ? add_own_rows(st, units, p->at[i], part, why)
			       : add_rows(st, row->code, p->at[i], part, why);
	return result;
}

int figures_read_row(struct store *st, const struct units *units, const struct unit *row, const char *period,
	const struct figures *also, struct figures *f, struct why *why)
{
	struct periods p = { .used = 0 };

	*f = (struct figures){ .unit = row };
	record_copy(period, f->period, sizeof f->period);
	want(&p, period);
	want_all(&p, also);
	return read_part(st, units, row, true, &p, f, why);
}

static int read_targets(struct store *st, const struct units *units, struct figures *f, struct why *why)
{
	char first[RECORD_PERIOD_OCTETS], last[RECORD_PERIOD_OCTETS];
	size_t used, kept = 0;

	/* A period lies in those of its own year only: they are next to each other. */
	snprintf(first, sizeof first, "%.*s", YEAR_DIGITS, f->period);
	snprintf(last, sizeof last, "%.*s~", YEAR_DIGITS, f->period);
	if (target_list(st, f->unit->code, first, last, &f->targets, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		if (period_holds(f->targets[i].period, f->period))
			f->targets[kept++] = f->targets[i];
	f->targets_used = kept;
	for (size_t i = 0; i < f->targets_used; i++) {
		struct target *t = &f->targets[i];

		if (t->denominator[0] != '\0' && whole_of(st, units, f->unit, t->denominator, &t->whole, why) == -1)
			return -1;
	}
	return 0;
}

/* What a row brings to the unit that it has become. The rows of a code that only moved are one. */
static int read_source(struct store *st, const struct units *units, const struct unit *row, const struct periods *p,
	struct figures *f, struct why *why)
{
	size_t i = units_place(units, row);
	bool again = is_used_again(units, i);
	char day[RECORD_DAY_OCTETS];

	if (!again && i > 0 && strcmp(units_row(units, i - 1)->code, row->code) == 0)
		return 0;
	if (!again)
		row = units_row_of(units, row->code, period_day(units, f->period, day));
	return read_part(st, units, row, again, p, f, why);
}

/* What all that became the unit brings to it; a unit of before has its own. */
static int read_sources(
	struct store *st, const struct units *units, const struct figures *also, struct figures *f, struct why *why)
{
	struct periods p = { .used = 0 };
	size_t used;
	const struct unit **rows = units_sources(units, f->unit, &used);
	int result = 0;

	want(&p, f->period);
	want_all(&p, f);
	want_all(&p, also);
	for (size_t i = 0; i < used && result == 0; i++)
		result = read_source(st, units, rows[i], &p, f, why);
	free(rows);
	if (result == 0 && f->parts_used == 0)
		result = read_part(st, units, f->unit, true, &p, f, why);
	return result;
}

int figures_read_all(struct store *st, const struct units *units, const struct unit *const *list, size_t used,
	const char *period, const struct figures *also, struct figures **all, struct why *why)
{
	struct figures *f = calloc(used + 1, sizeof *f);
	int result = 0;

	assert(f != NULL);
	*all = f;
	for (size_t i = 0; i < used && result == 0; i++) {
		f[i].unit = list[i];
		record_copy(period, f[i].period, sizeof f[i].period);
		result = read_targets(st, units, &f[i], why);
		if (result == 0)
			result = read_sources(st, units, also, &f[i], why);
	}
	return result;
}

int figures_read(struct store *st, const struct units *units, const struct unit *unit, const char *period,
	struct figures *f, struct why *why)
{
	struct figures *one;
	int result = figures_read_all(st, units, &unit, 1, period, NULL, &one, why);

	*f = *one;
	free(one);
	return result;
}

void figures_fini(struct figures *f)
{
	for (size_t i = 0; i < f->parts_used; i++)
		free(f->parts[i].rows);
	free(f->parts);
	free(f->targets);
	*f = (struct figures){ .unit = NULL };
}

/* ---- asking ---- */

static const struct figure *find(const struct figures_part *part, const char *indicator, const char *period)
{
	for (size_t i = 0; i < part->rows_used; i++)
		if (strcmp(part->rows[i].indicator, indicator) == 0 && strcmp(part->rows[i].period, period) == 0)
			return &part->rows[i];
	return NULL;
}

int64_t figures_value(const struct figures *f, const char *indicator, const char *period, bool *known)
{
	int64_t sum = 0;

	*known = false;
	for (size_t i = 0; i < f->parts_used; i++) {
		const struct figure *one = find(&f->parts[i], indicator, period);

		if (one == NULL || !one->value_known)
			continue;
		sum += one->value;
		*known = true;
	}
	return sum;
}

int64_t figures_progress(const struct figures *f, const char *indicator, const char *period, bool *known)
{
	int64_t sum = 0;

	*known = false;
	for (size_t i = 0; i < f->parts_used; i++) {
		const struct figure *one = find(&f->parts[i], indicator, period);

		if (one == NULL || !one->done_known)
			continue;
		sum += one->done;
		*known = true;
	}
	return sum;
}

bool figures_cumulative(const struct figures *f, const char *indicator, const char *period, int64_t *value)
{
	bool found = false;
	int64_t sum = 0;

	for (size_t i = 0; i < f->parts_used; i++) {
		const struct figure *one = find(&f->parts[i], indicator, period);

		if (one == NULL || one->given < 0)
			continue;
		sum += one->given;
		found = true;
	}
	if (found)
		*value = sum;
	return found;
}

bool figures_reported(const struct figures *f, const struct units *units)
{
	char day[RECORD_DAY_OCTETS];
	bool found = false, all = true;

	period_day(units, f->period, day);
	for (size_t i = 0; i < f->parts_used; i++) {
		const struct figures_part *part = &f->parts[i];

		if (units_row_of(units, part->row->code, day) != part->row ||
			(f->parts_used > 1 && !unit_in_force(part->row, day)))
			continue;
		found = true;
		all = all && find(part, "", f->period) != NULL;
	}
	return found && all;
}

/* ---- targets ---- */

const struct target *figures_target(const struct figures *f, const char *indicator)
{
	const struct target *best = NULL;

	for (size_t i = 0; i < f->targets_used; i++)
		if (strcmp(f->targets[i].indicator, indicator) == 0 &&
			(best == NULL || period_holds(best->period, f->targets[i].period)))
			best = &f->targets[i];
	return best;
}

int64_t figures_target_value(const struct target *t)
{
	if (t->denominator[0] == '\0')
		return t->value;
	return t->whole > 0 ? whole_share(t->value, t->whole) : -1;
}

bool figures_add_progress(const struct figures *f, const char *indicator, struct buf *to)
{
	const struct target *t = figures_target(f, indicator);
	int64_t aim = t == NULL ? -1 : figures_target_value(t), done;
	bool known;

	if (aim <= 0)
		return false;
	done = figures_progress(f, indicator, t->period, &known);
	buf_addf(to, "%s %" PRId64 "/%" PRId64 " (%" PRId64 "%%)", indicator, done, aim, done * 100 / aim);
	return true;
}
