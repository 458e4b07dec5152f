/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/figures.h"

#include "gateway/base/period.h"
#include "gateway/programme/unit_row.h"
#include "gateway/programme/whole.h"
#include "store/absent.h"

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

/* The period itself, and those in which any of them is to reach something. */
static void want_all(struct periods *p, const struct figures *list, size_t used, const char *period)
{
	p->used = 0;
	want(p, period);
	for (size_t i = 0; i < used; i++)
		for (size_t k = 0; k < list[i].targets_used; k++)
			want(p, list[i].targets[k].period);
}

/* ---- what many units have, in few questions ---- */

/* In the order of the codes, and within one of the periods. */
struct shelf {
	const char **codes;
	size_t codes_used;
	struct target *targets;
	struct figure *figures;
	size_t targets_used, figures_used;
};

static int by_text(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

static void add_code(struct shelf *s, const char *code)
{
	s->codes = record_room(s->codes, s->codes_used, sizeof *s->codes);
	s->codes[s->codes_used++] = code;
}

/* In their order, each once. */
static void sort_codes(struct shelf *s)
{
	size_t kept = 0;

	if (s->codes_used > 0)
		qsort(s->codes, s->codes_used, sizeof *s->codes, by_text);
	for (size_t i = 0; i < s->codes_used; i++)
		if (kept == 0 || strcmp(s->codes[kept - 1], s->codes[i]) != 0)
			s->codes[kept++] = s->codes[i];
	s->codes_used = kept;
}

static int by_place(const void *a, const void *b)
{
	const struct figure *x = a, *y = b;
	int order = strcmp(x->unit, y->unit);

	if (order == 0)
		order = strcmp(x->period, y->period);
	return order != 0 ? order : strcmp(x->indicator, y->indicator);
}

static void shelf_fini(struct shelf *s)
{
	free(s->codes);
	free(s->targets);
	free(s->figures);
}

/* ---- reading ---- */

/* The first figure that is not before that one. */
static size_t place_of(const struct shelf *s, const char *code, const char *period)
{
	struct figure first = { .indicator = "" };
	size_t from = 0, until = s->figures_used;

	record_copy(code, first.unit, sizeof first.unit);
	record_copy(period, first.period, sizeof first.period);
	while (from < until) {
		size_t middle = from + (until - from) / 2;

		if (by_place(&s->figures[middle], &first) < 0)
			from = middle + 1;
		else
			until = middle;
	}
	return from;
}

static void add_rows(const struct shelf *s, const char *code, const char *period, struct figures_part *part)
{
	for (size_t i = place_of(s, code, period); i < s->figures_used && strcmp(s->figures[i].unit, code) == 0 &&
						   strcmp(s->figures[i].period, period) == 0;
		i++) {
		part->rows = record_room(part->rows, part->rows_used, sizeof *part->rows);
		part->rows[part->rows_used++] = s->figures[i];
	}
}

static const struct figure *find(const struct figures_part *part, const char *indicator, const char *period)
{
	for (size_t i = 0; i < part->rows_used; i++)
		if (strcmp(part->rows[i].indicator, indicator) == 0 && strcmp(part->rows[i].period, period) == 0)
			return &part->rows[i];
	return NULL;
}

/* The figure of an indicator, or with "" how many reports stand for the period or within it. False: nothing is known. */
static bool make_figure(
	const struct total *totals, size_t used, const char *indicator, const char *period, struct figure *f)
{
	if (indicator[0] != '\0') {
		figure_of(totals, used, indicator, period, f);
		return f->value_known || f->done_known || f->given >= 0;
	}
	*f = (struct figure){ .given = -1 };
	record_copy(period, f->period, sizeof f->period);
	for (size_t i = 0; i < used; i++)
		if (totals[i].indicator[0] == '\0' &&
			(strcmp(totals[i].period, period) == 0 || period_holds(period, totals[i].period)))
			f->value += totals[i].value;
	f->value_known = f->value > 0;
	return f->value_known;
}

/* A code that was used again: its figures are made of what was reported for that row. */
static int add_own_rows(
	struct store *st, const struct units *units, const char *period, struct figures_part *part, struct why *why)
{
	static const char cumulative[] = "total.";
	char first[RECORD_PERIOD_OCTETS], last[RECORD_PERIOD_OCTETS];
	struct total *totals;
	size_t used;

	snprintf(first, sizeof first, "%.*s", YEAR_DIGITS, period);
	snprintf(last, sizeof last, "%.*s~", YEAR_DIGITS, period);
	if (unit_row_sums(st, units, part->row, first, last, &totals, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++) {
		bool is_total = strncmp(totals[i].indicator, cumulative, strlen(cumulative)) == 0;
		const char *indicator = totals[i].indicator + (is_total ? strlen(cumulative) : 0);
		struct figure own;

		if (find(part, indicator, period) != NULL || !make_figure(totals, used, indicator, period, &own))
			continue;
		part->rows = record_room(part->rows, part->rows_used, sizeof *part->rows);
		part->rows[part->rows_used++] = own;
	}
	free(totals);
	return 0;
}

/* shelf NULL: the code was used again. */
static int read_part(struct store *st, const struct units *units, const struct unit *row, const struct shelf *shelf,
	const struct periods *p, struct figures *f, struct why *why)
{
	struct figures_part *part;
	int result = 0;

	f->parts = record_room(f->parts, f->parts_used, sizeof *f->parts);
	part = &f->parts[f->parts_used++];
	*part = (struct figures_part){ .row = row };
	for (unsigned i = 0; i < p->used && result == 0; i++)
		if (shelf == NULL)
			result = add_own_rows(st, units, p->at[i], part, why);
		else
			add_rows(shelf, row->code, p->at[i], part);
	return result;
}

int figures_read_row(struct store *st, const struct units *units, const struct unit *row, const char *period,
	const struct figures *also, size_t also_used, struct figures *f, struct why *why)
{
	struct periods p;

	*f = (struct figures){ .unit = row };
	record_copy(period, f->period, sizeof f->period);
	want_all(&p, also, also_used, period);
	return read_part(st, units, row, NULL, &p, f, why);
}

/* Those of the units of `all`, which hold the period. */
static int fetch_targets(struct store *st, const struct figures *all, size_t used, struct shelf *s, struct why *why)
{
	char first[RECORD_PERIOD_OCTETS], last[RECORD_PERIOD_OCTETS];

	/* A period lies in those of its own year only: they are next to each other. */
	snprintf(first, sizeof first, "%.*s", YEAR_DIGITS, all->period);
	snprintf(last, sizeof last, "%.*s~", YEAR_DIGITS, all->period);
	for (size_t i = 0; i < used; i++)
		if (!absent_is(st, all[i].unit->code, ABSENT_TARGETS))
			add_code(s, all[i].unit->code);
	sort_codes(s);
	return target_list_in(st, s->codes, s->codes_used, first, last, &s->targets, &s->targets_used, why);
}

static size_t first_target(const struct shelf *s, const char *code)
{
	size_t from = 0, until = s->targets_used;

	while (from < until) {
		size_t middle = from + (until - from) / 2;

		if (strcmp(s->targets[middle].unit, code) < 0)
			from = middle + 1;
		else
			until = middle;
	}
	return from;
}

static int take_targets(
	struct store *st, const struct units *units, const struct shelf *s, struct figures *f, struct why *why)
{
	for (size_t i = first_target(s, f->unit->code);
		i < s->targets_used && strcmp(s->targets[i].unit, f->unit->code) == 0; i++) {
		struct target *t;

		if (!period_holds(s->targets[i].period, f->period))
			continue;
		f->targets = record_room(f->targets, f->targets_used, sizeof *f->targets);
		t = &f->targets[f->targets_used++];
		*t = s->targets[i];
		if (t->denominator[0] != '\0' && whole_of(st, units, f->unit, t->denominator, &t->whole, why) == -1)
			return -1;
	}
	return 0;
}

/* The figures of all that became those units in those periods. */
static int fetch_figures(struct store *st, const struct units *units, const struct periods *p,
	const struct figures *all, size_t used, struct shelf *s, struct why *why)
{
	for (size_t i = 0; i < used; i++) {
		size_t n;
		const struct unit **rows = units_sources(units, all[i].unit, &n);

		for (size_t k = 0; k < n; k++)
			add_code(s, rows[k]->code);
		free(rows);
	}
	sort_codes(s);
	for (unsigned i = 0; i < p->used; i++)
		if (figure_list_in(st, s->codes, s->codes_used, p->at[i], &s->figures, &s->figures_used, why) == -1)
			return -1;
	if (s->figures_used > 0)
		qsort(s->figures, s->figures_used, sizeof *s->figures, by_place);
	return 0;
}

/* What a row brings to the unit that it has become. The rows of a code that only moved are one. */
static int read_source(struct store *st, const struct units *units, const struct unit *row, const struct shelf *shelf,
	const struct periods *p, struct figures *f, struct why *why)
{
	size_t i = units_place(units, row);
	bool again = unit_row_is_shared(units, row);
	char day[RECORD_DAY_OCTETS];

	if (!again && i > 0 && strcmp(units_row(units, i - 1)->code, row->code) == 0)
		return 0;
	if (!again)
		row = units_row_of(units, row->code, period_day(units, f->period, day));
	return read_part(st, units, row, again ? NULL : shelf, p, f, why);
}

/* What all that became the unit brings to it; a unit of before has its own. */
static int read_sources(struct store *st, const struct units *units, const struct periods *p, const struct shelf *shelf,
	struct figures *f, struct why *why)
{
	size_t used;
	const struct unit **rows = units_sources(units, f->unit, &used);
	int result = 0;

	for (size_t i = 0; i < used && result == 0; i++)
		result = read_source(st, units, rows[i], shelf, p, f, why);
	free(rows);
	if (result == 0 && f->parts_used == 0)
		result = read_part(st, units, f->unit, NULL, p, f, why);
	return result;
}

static struct figures *begin(const struct unit *const *list, size_t used, const char *period)
{
	struct figures *f = calloc(used + 1, sizeof *f);

	assert(f != NULL);
	for (size_t i = 0; i < used; i++) {
		f[i].unit = list[i];
		record_copy(period, f[i].period, sizeof f[i].period);
	}
	return f;
}

static int read_targets(struct store *st, const struct units *units, struct figures *f, size_t used,
	struct shelf *shelf, struct why *why)
{
	int result = used == 0 ? 0 : fetch_targets(st, f, used, shelf, why);

	for (size_t i = 0; i < used && result == 0; i++)
		result = take_targets(st, units, shelf, &f[i], why);
	return result;
}

static int read_figures(struct store *st, const struct units *units, struct figures *f, size_t used,
	struct shelf *shelf, struct why *why)
{
	struct periods p;
	int result;

	if (used == 0)
		return 0;
	want_all(&p, f, used, f->period);
	result = fetch_figures(st, units, &p, f, used, shelf, why);
	for (size_t i = 0; i < used && result == 0; i++)
		result = read_sources(st, units, &p, shelf, &f[i], why);
	return result;
}

int figures_read_all(struct store *st, const struct units *units, const struct unit *const *list, size_t used,
	const char *period, struct figures **all, struct why *why)
{
	struct shelf shelf = { .codes = NULL };
	int result;

	*all = begin(list, used, period);
	result = read_targets(st, units, *all, used, &shelf, why);
	if (result == 0)
		result = read_figures(st, units, *all, used, &shelf, why);
	shelf_fini(&shelf);
	return result;
}

static int read_one(struct store *st, const struct units *units, const struct unit *unit, const char *period,
	bool always, struct figures *f, struct why *why)
{
	struct shelf shelf = { .codes = NULL };
	struct figures *one = begin(&unit, 1, period);
	int result = read_targets(st, units, one, 1, &shelf, why);

	if (result == 0 && (always || one->targets_used > 0))
		result = read_figures(st, units, one, 1, &shelf, why);
	shelf_fini(&shelf);
	*f = *one;
	free(one);
	return result;
}

int figures_read(struct store *st, const struct units *units, const struct unit *unit, const char *period,
	struct figures *f, struct why *why)
{
	return read_one(st, units, unit, period, true, f, why);
}

int figures_read_progress(struct store *st, const struct units *units, const struct unit *unit, const char *period,
	struct figures *f, struct why *why)
{
	return read_one(st, units, unit, period, false, f, why);
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

bool figures_take_cumulative(const char *period)
{
	char first[PERIOD_DAY_OCTETS];

	period_first_day_text(period, first);
	return first[0] == '\0' || strcmp(first + YEAR_DIGITS, "-01-01") == 0;
}

int64_t figures_progress(const struct figures *f, const char *indicator, const char *period, bool *known)
{
	int64_t sum = 0;

	if (!figures_take_cumulative(period))
		return figures_value(f, indicator, period, known);
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

static const struct target *target_of(const struct figures *f, const char *indicator, bool cumulative)
{
	const struct target *best = NULL;

	for (size_t i = 0; i < f->targets_used; i++)
		if (strcmp(f->targets[i].indicator, indicator) == 0 &&
			(!cumulative || figures_take_cumulative(f->targets[i].period)) &&
			(best == NULL || period_holds(best->period, f->targets[i].period)))
			best = &f->targets[i];
	return best;
}

const struct target *figures_target(const struct figures *f, const char *indicator)
{
	return target_of(f, indicator, false);
}

int64_t figures_target_value(const struct target *t)
{
	if (t->denominator[0] == '\0')
		return t->value;
	return t->whole > 0 ? whole_share(t->value, t->whole) : -1;
}

bool figures_add_progress(const struct figures *f, const char *indicator, bool cumulative, bool english, struct buf *to)
{
	const struct target *t = target_of(f, indicator, cumulative);
	int64_t aim = t == NULL ? 0 : figures_target_value(t), done;
	bool known;

	if (aim == 0)
		return false;
	done = figures_progress(f, indicator, t->period, &known);
	if (aim > 0) {
		buf_addf(to, "%s %" PRId64 "/%" PRId64 " (%" PRId64 "%%)", indicator, done, aim, done * 100 / aim);
		return true;
	}
	buf_addf(to, "%s %" PRId64, indicator, done);
	whole_add_unknown(t->value, t->denominator, english, to);
	return true;
}
