/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/figures.h"

#include "gateway/base/clock.h"
#include "menus/calendar.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define YEAR_DIGITS 4

struct span {
	int64_t from, until;
};

static bool span_of(const char *period, struct span *s)
{
	return calendar_period_bounds(period, &s->from, &s->until) == 0;
}

/* A week belongs where its middle lies: its Thursday. */
static bool span_holds(const struct span *outer, const struct span *inner)
{
	int64_t middle = inner->from + (inner->until - inner->from) / 2;

	return middle >= outer->from && middle < outer->until &&
	       inner->until - inner->from <= outer->until - outer->from;
}

bool period_holds(const char *outer, const char *inner)
{
	struct span o, i;

	return span_of(outer, &o) && span_of(inner, &i) && span_holds(&o, &i);
}

static char *day_at(int64_t at_us, char to[static RECORD_DAY_OCTETS])
{
	struct civil day = clock_civil(at_us);

	snprintf(to, RECORD_DAY_OCTETS, "%04u-%02u-%02u", (unsigned)day.year % 10000, (unsigned)day.month % 100,
		(unsigned)day.day % 100);
	return to;
}

char *period_last_day(const char *period, char to[static RECORD_DAY_OCTETS])
{
	struct span s;

	to[0] = '\0';
	return span_of(period, &s) ? day_at(s.until - 1, to) : to;
}

char *period_day(const struct units *units, const char *period, char to[static RECORD_DAY_OCTETS])
{
	char first[RECORD_DAY_OCTETS];
	struct span s;

	period_last_day(period, to);
	if (!span_of(period, &s) ||
		(strcmp(day_at(s.from, first), units_day(units)) <= 0 && strcmp(to, units_day(units)) > 0))
		record_copy(units_day(units), to, RECORD_DAY_OCTETS);
	return to;
}

/* ---- reading ---- */

/* A code that was used again: what was reported in a period belongs to the row of the period's day. */
static void drop_others(const struct units *units, struct figures_part *part)
{
	size_t kept = 0;

	for (size_t i = 0; i < part->totals_used; i++) {
		char day[RECORD_DAY_OCTETS];

		if (units_row_of(units, part->row->code, period_day(units, part->totals[i].period, day)) == part->row)
			part->totals[kept++] = part->totals[i];
	}
	part->totals_used = kept;
}

static int read_part(struct store *st, const struct units *units, const struct unit *row, const char *first,
	const char *last, struct figures *f, struct why *why)
{
	struct figures_part part = { .row = row };

	if (total_list(st, row->code, first, last, &part.totals, &part.totals_used, why) == -1)
		return -1;
	drop_others(units, &part);
	f->parts = record_room(f->parts, f->parts_used, sizeof *f->parts);
	f->parts[f->parts_used++] = part;
	return 0;
}

static void year_of(const char *period, char first[static RECORD_PERIOD_OCTETS], char last[static RECORD_PERIOD_OCTETS])
{
	snprintf(first, RECORD_PERIOD_OCTETS, "%.*s", YEAR_DIGITS, period);
	snprintf(last, RECORD_PERIOD_OCTETS, "%.*s~", YEAR_DIGITS, period);
}

int figures_read_row(struct store *st, const struct units *units, const struct unit *row, const char *period,
	struct figures *f, struct why *why)
{
	char first[RECORD_PERIOD_OCTETS], last[RECORD_PERIOD_OCTETS];

	*f = (struct figures){ .unit = row };
	year_of(period, first, last);
	return read_part(st, units, row, first, last, f, why);
}

int figures_read(struct store *st, const struct units *units, const struct unit *unit, const char *period,
	struct figures *f, struct why *why)
{
	char first[RECORD_PERIOD_OCTETS], last[RECORD_PERIOD_OCTETS];
	const struct unit **rows;
	size_t used;
	int result = 0;

	*f = (struct figures){ .unit = unit };
	year_of(period, first, last);
	rows = units_sources(units, unit, &used);
	/* A unit of before has its own. */
	if (used == 0)
		result = read_part(st, units, unit, first, last, f, why);
	for (size_t i = 0; i < used && result == 0; i++)
		result = read_part(st, units, rows[i], first, last, f, why);
	free(rows);
	return result == -1 ? -1 : target_list(st, unit->code, first, last, &f->targets, &f->targets_used, why);
}

void figures_fini(struct figures *f)
{
	for (size_t i = 0; i < f->parts_used; i++)
		free(f->parts[i].totals);
	free(f->parts);
	free(f->targets);
	*f = (struct figures){ .unit = NULL };
}

/* ---- one part ---- */

/* Is row i inside another row of its indicator that is inside `outer` too? Then that one speaks for it. */
static bool is_covered(const struct figures_part *f, size_t i, const struct span *outer)
{
	struct span inner, other;

	if (!span_of(f->totals[i].period, &inner))
		return true;
	for (size_t k = 0; k < f->totals_used; k++)
		if (k != i && strcmp(f->totals[k].indicator, f->totals[i].indicator) == 0 &&
			strcmp(f->totals[k].period, f->totals[i].period) != 0 && span_of(f->totals[k].period, &other) &&
			span_holds(outer, &other) && span_holds(&other, &inner))
			return true;
	return false;
}

/* The sum over what lies in `outer` and starts at or after `from`. */
static int64_t sum_in(
	const struct figures_part *f, const char *indicator, const struct span *outer, int64_t from, bool *known)
{
	int64_t sum = 0;

	for (size_t i = 0; i < f->totals_used; i++) {
		struct span inner;

		if (strcmp(f->totals[i].indicator, indicator) != 0 || !span_of(f->totals[i].period, &inner) ||
			!span_holds(outer, &inner) || inner.from < from || is_covered(f, i, outer))
			continue;
		sum += f->totals[i].value;
		*known = true;
	}
	return sum;
}

static bool part_cumulative(const struct figures_part *f, const char *indicator, const char *period, int64_t *value)
{
	for (size_t i = 0; i < f->totals_used; i++)
		if (strncmp(f->totals[i].indicator, "total.", 6) == 0 &&
			strcmp(f->totals[i].indicator + 6, indicator) == 0 &&
			strcmp(f->totals[i].period, period) == 0) {
			*value = f->totals[i].value;
			return true;
		}
	return false;
}

static int64_t part_progress(const struct figures_part *f, const char *indicator, const struct span *outer, bool *known)
{
	int64_t base = 0, from = INT64_MIN, value;
	struct span inner;

	for (size_t i = 0; i < f->totals_used; i++) {
		const char *at = f->totals[i].period;

		if (strncmp(f->totals[i].indicator, "total.", 6) != 0 || !span_of(at, &inner) ||
			!span_holds(outer, &inner) || inner.until <= from || !part_cumulative(f, indicator, at, &value))
			continue;
		base = value;
		from = inner.until;
		*known = true;
	}
	return base + sum_in(f, indicator, outer, from, known);
}

/* ---- all parts ---- */

int64_t figures_value(const struct figures *f, const char *indicator, const char *period, bool *known)
{
	struct span outer;
	int64_t sum = 0;

	*known = false;
	for (size_t i = 0; i < f->parts_used && span_of(period, &outer); i++)
		sum += sum_in(&f->parts[i], indicator, &outer, INT64_MIN, known);
	return sum;
}

bool figures_cumulative(const struct figures *f, const char *indicator, const char *period, int64_t *value)
{
	int64_t sum = 0, one;
	bool found = false;

	for (size_t i = 0; i < f->parts_used; i++)
		if (part_cumulative(&f->parts[i], indicator, period, &one)) {
			sum += one;
			found = true;
		}
	if (found)
		*value = sum;
	return found;
}

int64_t figures_progress(const struct figures *f, const char *indicator, const char *period, bool *known)
{
	struct span outer;
	int64_t sum = 0;

	*known = false;
	for (size_t i = 0; i < f->parts_used && span_of(period, &outer); i++)
		sum += part_progress(&f->parts[i], indicator, &outer, known);
	return sum;
}

const struct target *figures_target(const struct figures *f, const char *indicator, const char *period)
{
	const struct target *best = NULL;

	for (size_t i = 0; i < f->targets_used; i++)
		if (strcmp(f->targets[i].indicator, indicator) == 0 && period_holds(f->targets[i].period, period) &&
			(best == NULL || period_holds(best->period, f->targets[i].period)))
			best = &f->targets[i];
	return best;
}

int64_t figures_target_value(const struct figures *f, const struct target *t)
{
	if (t->denominator[0] == '\0')
		return t->value;
	if ((strcmp(t->denominator, "household") == 0 || strcmp(t->denominator, "ho") == 0) && f->unit->households > 0)
		return (t->value * f->unit->households + 99) / 100;
	return -1;
}

bool figures_add_progress(const struct figures *f, const char *indicator, const char *period, struct buf *to)
{
	const struct target *t = figures_target(f, indicator, period);
	int64_t aim = t == NULL ? -1 : figures_target_value(f, t), done;
	bool known;

	if (aim <= 0)
		return false;
	done = figures_progress(f, indicator, t->period, &known);
	buf_addf(to, "%s %" PRId64 "/%" PRId64 " (%" PRId64 "%%)", indicator, done, aim, done * 100 / aim);
	return true;
}
