/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/totals.h"

#include "gateway/base/clock.h"
#include "gateway/base/period.h"
#include "gateway/programme/figures.h"
#include "gateway/programme/unit_row.h"
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
static void add_total(struct sums *s, const struct unit *row, const struct total *t)
{
	const struct units *units = s->now;
	const struct unit *unit = row;
	char day[RECORD_DAY_OCTETS];
	int64_t at;
	bool divided;

	if (clock_read(period_last_day(t->period, day), &at) == -1 || at < s->range->from_us ||
		at >= s->range->until_us)
		return;
	period_day(s->now, t->period, day);
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

/* Of a code that several rows share, each row has what was reported for it. */
static int add_shared(struct sums *s, struct store *st, const char *code, struct why *why)
{
	int result = 0;

	for (size_t i = 0; i < units_count(s->now) && result == 0; i++) {
		const struct unit *row = units_row(s->now, i);
		struct total *rows;
		size_t used;

		if (strcmp(row->code, code) != 0)
			continue;
		result = unit_row_sums(st, s->now, row, "", "~", &rows, &used, why);
		for (size_t k = 0; k < used; k++)
			if (rows[k].indicator[0] != '\0')
				add_total(s, row, &rows[k]);
		free(rows);
	}
	return result;
}

/* The codes that are shared come one behind the other, as the sums stand in the order of their units. */
static void note_shared(const struct unit *row, const struct unit ***shared, size_t *used)
{
	if (*used > 0 && strcmp((*shared)[*used - 1]->code, row->code) == 0)
		return;
	*shared = record_room(*shared, *used, sizeof **shared);
	(*shared)[(*used)++] = row;
}

static int add_all(struct sums *s, struct store *st, struct why *why)
{
	struct exchange_range all = { .unit = "", .from_us = 0, .until_us = INT64_MAX };
	struct query *q = exchange_list(st, EXCHANGE_TOTALS, &all, why);
	char code[RECORD_CODE_OCTETS], day[RECORD_DAY_OCTETS];
	const struct unit *row, **shared = NULL;
	size_t shared_used = 0;
	struct total t;
	enum step step;
	int result;

	if (q == NULL)
		return -1;
	while ((step = query_step(q, why)) == STEP_ROW) {
		record_text(q, 0, code, sizeof code);
		record_text(q, 1, t.indicator, sizeof t.indicator);
		record_text(q, 2, t.period, sizeof t.period);
		t.value = query_column_int(q, 3);
		row = units_row_of(s->now, code, period_day(s->now, t.period, day));
		if (row == NULL)
			continue; /* nobody knows where it lay */
		if (unit_row_is_shared(s->now, row))
			note_shared(row, &shared, &shared_used);
		else
			add_total(s, row, &t);
	}
	query_end(q);
	result = step == STEP_DONE ? 0 : -1;
	for (size_t i = 0; i < shared_used && result == 0; i++)
		result = add_shared(s, st, shared[i]->code, why);
	free(shared);
	return result;
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
