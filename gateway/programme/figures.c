/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/figures.h"

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

int figures_read(struct store *st, const struct unit *unit, const char *period, struct figures *f, struct why *why)
{
	char first[RECORD_PERIOD_OCTETS], last[RECORD_PERIOD_OCTETS];

	*f = (struct figures){ .unit = unit };
	snprintf(first, sizeof first, "%.*s", YEAR_DIGITS, period);
	snprintf(last, sizeof last, "%.*s~", YEAR_DIGITS, period);
	if (total_list(st, unit->code, first, last, &f->totals, &f->totals_used, why) == -1)
		return -1;
	return target_list(st, unit->code, first, last, &f->targets, &f->targets_used, why);
}

void figures_fini(struct figures *f)
{
	free(f->totals);
	free(f->targets);
	*f = (struct figures){ .unit = NULL };
}

/* Is row i inside another row of its indicator that is inside `outer` too? Then that one speaks for it. */
static bool is_covered(const struct figures *f, size_t i, const struct span *outer)
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
	const struct figures *f, const char *indicator, const struct span *outer, int64_t from, bool *known)
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

int64_t figures_value(const struct figures *f, const char *indicator, const char *period, bool *known)
{
	struct span outer;

	*known = false;
	return span_of(period, &outer) ? sum_in(f, indicator, &outer, INT64_MIN, known) : 0;
}

bool figures_cumulative(const struct figures *f, const char *indicator, const char *period, int64_t *value)
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

int64_t figures_progress(const struct figures *f, const char *indicator, const char *period, bool *known)
{
	struct span outer, inner;
	int64_t base = 0, from = INT64_MIN, value;

	*known = false;
	if (!span_of(period, &outer))
		return 0;
	for (size_t i = 0; i < f->totals_used; i++) {
		const char *at = f->totals[i].period;

		if (strncmp(f->totals[i].indicator, "total.", 6) != 0 || !span_of(at, &inner) ||
			!span_holds(&outer, &inner) || inner.until <= from ||
			!figures_cumulative(f, indicator, at, &value))
			continue;
		base = value;
		from = inner.until;
		*known = true;
	}
	return base + sum_in(f, indicator, &outer, from, known);
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
