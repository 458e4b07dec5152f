/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/totals.h"

#include "gateway/base/clock.h"
#include "gateway/base/period.h"
#include "gateway/programme/figures.h"
#include "store/exchange.h"
#include "store/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEVELS_MAX 8

/* One summand of one unit. */
struct summand {
	const struct unit *unit; /* a row of the units */
	char period[RECORD_PERIOD_OCTETS];
	char indicator[RECORD_CODE_OCTETS]; /* "DVC", "total.DVC" */
	int64_t own, value;
};

/* The units as of a day, made once. */
struct view {
	char day[RECORD_DAY_OCTETS];
	struct units *units;
};

struct sums {
	enum totals_as as;
	const struct totals_range *range;
	struct units *now;
	struct view *views;
	size_t views_used;
	struct summand *list;
	size_t used;
};

static const struct units *units_as_of(struct sums *s, const char *day)
{
	for (size_t i = 0; i < s->views_used; i++)
		if (strcmp(s->views[i].day, day) == 0)
			return s->views[i].units;
	s->views = record_room(s->views, s->views_used, sizeof *s->views);
	record_copy(day, s->views[s->views_used].day, RECORD_DAY_OCTETS);
	s->views[s->views_used].units = units_on(s->now, day);
	return s->views[s->views_used++].units;
}

/* The day inside of the row's validity that is nearest to `day`. */
static const char *day_within(const struct unit *row, const char *day)
{
	if (strcmp(day, row->valid_from) < 0)
		return row->valid_from;
	return row->valid_to[0] != '\0' && strcmp(day, row->valid_to) > 0 ? row->valid_to : day;
}

static void add(struct sums *s, const struct unit *unit, const struct total *t, bool own)
{
	struct summand *one;

	s->list = record_room(s->list, s->used, sizeof *s->list);
	one = &s->list[s->used++];
	*one = (struct summand){ .unit = unit, .own = own ? t->value : 0, .value = t->value };
	record_copy(t->period, one->period, sizeof one->period);
	record_copy(t->indicator, one->indicator, sizeof one->indicator);
}

/* Add a figure to its unit and to all units above. */
static void add_total(struct sums *s, const char *code, const struct total *t, const char *day)
{
	const struct unit *row = units_row_of(s->now, code, day), *unit = row;
	const struct units *units = s->now;
	bool divided;

	if (row == NULL)
		return; /* nobody knows where it lay */
	if (s->as == TOTALS_THEN)
		units = units_as_of(s, day_within(row, day));
	else if (units_heir(s->now, row, &divided) != NULL)
		unit = units_heir(s->now, row, &divided);
	if (s->range->unit[0] != '\0' && !units_is_under(units, unit->code, s->range->unit))
		return;
	for (int level = 0; unit != NULL && level < LEVELS_MAX; level++) {
		if (s->range->unit[0] == '\0' || units_is_under(units, unit->code, s->range->unit))
			add(s, unit, t, level == 0);
		unit = units_above(units, unit);
	}
}

static int add_all(struct sums *s, struct store *st, struct why *why)
{
	struct exchange_range all = { .unit = "", .from_us = 0, .until_us = INT64_MAX };
	struct query *q = exchange_list(st, EXCHANGE_TOTALS, &all, why);
	char code[RECORD_CODE_OCTETS], day[RECORD_DAY_OCTETS];
	struct total t;
	enum step step;
	int64_t at;

	if (q == NULL)
		return -1;
	while ((step = query_step(q, why)) == STEP_ROW) {
		record_text(q, 0, code, sizeof code);
		record_text(q, 1, t.indicator, sizeof t.indicator);
		record_text(q, 2, t.period, sizeof t.period);
		t.value = query_column_int(q, 3);
		if (clock_read(period_last_day(t.period, day), &at) == 0 && at >= s->range->from_us &&
			at < s->range->until_us)
			add_total(s, code, &t, period_day(s->now, t.period, day));
	}
	query_end(q);
	return step == STEP_DONE ? 0 : -1;
}

static int by_place(const void *a, const void *b)
{
	const struct summand *x = a, *y = b;
	int order = strcmp(x->unit->code, y->unit->code);

	if (order == 0)
		order = strcmp(x->unit->valid_from, y->unit->valid_from);
	if (order == 0)
		order = strcmp(x->period, y->period);
	return order != 0 ? order : strcmp(x->indicator, y->indicator);
}

static struct totals_row row_of(const struct summand *first)
{
	struct totals_row row = { .unit = *first->unit };

	row.cumulative = strncmp(first->indicator, "total.", 6) == 0;
	record_copy(first->period, row.period, sizeof row.period);
	record_copy(first->indicator + (row.cumulative ? 6 : 0), row.indicator, sizeof row.indicator);
	return row;
}

/* Those of one unit, period and indicator become one row. */
static void merge(struct sums *s, struct totals_row **rows, size_t *used)
{
	if (s->used > 0)
		qsort(s->list, s->used, sizeof *s->list, by_place);
	for (size_t i = 0; i < s->used; i++) {
		if (i == 0 || by_place(&s->list[i - 1], &s->list[i]) != 0) {
			*rows = record_room(*rows, *used, sizeof **rows);
			(*rows)[(*used)++] = row_of(&s->list[i]);
		}
		(*rows)[*used - 1].own += s->list[i].own;
		(*rows)[*used - 1].value += s->list[i].value;
	}
}

int totals_read(struct store *st, enum totals_as as, const struct totals_range *range, struct totals_row **rows,
	size_t *used, struct why *why)
{
	struct sums s = { .as = as, .range = range };
	struct civil today = clock_civil(range->now_us);
	char day[RECORD_DAY_OCTETS];
	int result = -1;

	*rows = NULL;
	*used = 0;
	snprintf(day, sizeof day, "%04u-%02u-%02u", (unsigned)today.year % 10000, (unsigned)today.month % 100,
		(unsigned)today.day % 100);
	s.now = units_read(st, day, why);
	if (s.now != NULL)
		result = add_all(&s, st, why);
	if (result == 0)
		merge(&s, rows, used);
	for (size_t i = 0; i < s.views_used; i++)
		units_free(&s.views[i].units);
	units_free(&s.now);
	free(s.views);
	free(s.list);
	return result;
}
