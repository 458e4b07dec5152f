/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/table.h"

#include "gateway/base/clock.h"
#include "gateway/programme/figures.h"
#include "gateway/programme/kind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS_MAX 320 /* 128 indicators, each of the period and in total, and what names the row */
#define NAME_OCTETS (RECORD_CODE_OCTETS + 8)

/* A unit in a period. */
struct line {
	struct totals_row head;         /* its unit and period */
	const struct totals_row *first; /* its figures, used of them; none: nobody has reported */
	size_t used;
};

struct table {
	const struct kind *kind;
	struct totals_row *rows;
	size_t rows_used;
	struct line *lines;
	size_t lines_used;
	char names[COLUMNS_MAX][NAME_OCTETS];
	unsigned names_used, fixed; /* columns: fixed ones, then one for each name */
};

/* ---- columns ---- */

static void name_of(const struct totals_row *row, char to[static NAME_OCTETS])
{
	snprintf(to, NAME_OCTETS, "%s%s", row->cumulative ? "total." : "", row->indicator);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(a, b);
}

static char *find_name(struct table *t, const char *name)
{
	return bsearch(name, t->names, t->names_used, NAME_OCTETS, by_name);
}

static int add_names(struct table *t, struct why *why)
{
	char name[NAME_OCTETS];

	while (t->kind->columns[t->fixed].name != NULL)
		t->fixed++;
	for (size_t i = 0; i < t->rows_used; i++) {
		name_of(&t->rows[i], name);
		if (find_name(t, name) != NULL)
			continue;
		if (t->fixed + t->names_used == COLUMNS_MAX)
			return why_set(why, "more than %u indicators; ask for a shorter time", t->names_used);
		memcpy(t->names[t->names_used++], name, NAME_OCTETS);
		qsort(t->names, t->names_used, NAME_OCTETS, by_name);
	}
	return 0;
}

/* ---- lines ---- */

static int by_unit(const void *a, const void *b)
{
	const struct totals_row *x = &((const struct line *)a)->head, *y = &((const struct line *)b)->head;
	int order = strcmp(x->period, y->period);

	if (order == 0)
		order = strcmp(x->unit.code, y->unit.code);
	return order != 0 ? order : strcmp(x->unit.valid_from, y->unit.valid_from);
}

/* Units that lie in the same one stand together. */
static int by_parent(const void *a, const void *b)
{
	const struct totals_row *x = &((const struct line *)a)->head, *y = &((const struct line *)b)->head;
	int order = strcmp(x->period, y->period);

	if (order == 0)
		order = strcmp(x->unit.parent, y->unit.parent);
	return order != 0 ? order : by_unit(a, b);
}

static struct line *add_line(struct table *t)
{
	t->lines = record_room(t->lines, t->lines_used, sizeof *t->lines);
	t->lines[t->lines_used] = (struct line){ .first = NULL };
	return &t->lines[t->lines_used++];
}

static void add_lines(struct table *t)
{
	struct line *line = NULL;

	for (size_t i = 0; i < t->rows_used; i++) {
		struct line next = { .head = t->rows[i] };

		if (line == NULL || by_unit(line, &next) != 0) {
			line = add_line(t);
			line->head = t->rows[i];
			line->first = &t->rows[i];
		}
		line->used++;
	}
	if (t->lines_used > 0)
		qsort(t->lines, t->lines_used, sizeof *t->lines, by_unit);
}

/* Of one period: the units below those of the lines from..to, which have no line. */
static void add_silent(struct table *t, const struct units *units, size_t from, size_t to)
{
	for (size_t i = 0; i < units_count(units); i++) {
		const struct unit *unit = units_at(units, i), *above = unit == NULL ? NULL : units_above(units, unit);
		struct line own = { .first = NULL }, upper = { .first = NULL };

		if (above == NULL)
			continue;
		own.head.unit = *unit;
		upper.head.unit = *above;
		record_copy(t->lines[from].head.period, own.head.period, sizeof own.head.period);
		record_copy(own.head.period, upper.head.period, sizeof upper.head.period);
		if (bsearch(&upper, t->lines + from, to - from, sizeof own, by_unit) != NULL &&
			bsearch(&own, t->lines + from, to - from, sizeof own, by_unit) == NULL)
			*add_line(t) = own;
	}
}

static int add_all_silent(
	struct table *t, struct store *st, enum totals_as as, const struct totals_range *range, struct why *why)
{
	struct civil now = clock_civil(range->now_us);
	char today[RECORD_DAY_OCTETS], day[RECORD_DAY_OCTETS];
	size_t lines = t->lines_used, to;
	struct units *units;

	snprintf(today, sizeof today, "%04u-%02u-%02u", (unsigned)now.year % 10000, (unsigned)now.month % 100,
		(unsigned)now.day % 100);
	units = units_read(st, today, why);
	if (units == NULL)
		return -1;
	for (size_t from = 0; from < lines; from = to) {
		const char *period = t->lines[from].head.period;
		struct units *view = units_on(units, as == TOTALS_NOW ? today : period_day(units, period, day));

		for (to = from; to < lines && strcmp(t->lines[to].head.period, period) == 0;)
			to++;
		add_silent(t, view, from, to);
		units_free(&view);
	}
	units_free(&units);
	return 0;
}

/* ---- in cells ---- */

static int put_line(struct table *t, const struct kind *kind, const struct line *line, struct buf *cells,
	export_on_row *on_row, void *user, struct why *why)
{
	const char *texts[COLUMNS_MAX];
	char name[NAME_OCTETS];

	for (unsigned i = 0; i < t->fixed + t->names_used; i++)
		buf_clear(&cells[i]);
	for (unsigned i = 0; i < t->fixed; i++)
		kind_print(&kind->columns[i], &line->head, &cells[i]);
	for (size_t i = 0; i < line->used; i++) {
		name_of(&line->first[i], name);
		size_t at = (size_t)(find_name(t, name) - t->names[0]) / NAME_OCTETS;
		buf_addf(&cells[t->fixed + at], "%lld", (long long)line->first[i].value);
	}
	for (unsigned i = 0; i < t->fixed + t->names_used; i++)
		texts[i] = cells[i].data;
	return on_row(kind, texts, user, why);
}

static int64_t put_lines(struct table *t, export_on_row *on_row, void *user, struct why *why)
{
	struct kind_column columns[COLUMNS_MAX + 1];
	struct buf cells[COLUMNS_MAX];
	struct kind wide = *t->kind;
	size_t done = 0;

	wide.columns = columns;
	memcpy(columns, t->kind->columns, t->fixed * sizeof *columns);
	for (unsigned i = 0; i < t->names_used; i++)
		columns[t->fixed + i] = (struct kind_column){ .name = t->names[i], .type = KIND_NUMBER };
	columns[t->fixed + t->names_used] = (struct kind_column){ .name = NULL };
	for (unsigned i = 0; i < COLUMNS_MAX; i++)
		buf_init(&cells[i]);
	while (done < t->lines_used && put_line(t, &wide, &t->lines[done], cells, on_row, user, why) == 0)
		done++;
	for (unsigned i = 0; i < COLUMNS_MAX; i++)
		buf_fini(&cells[i]);
	return done == t->lines_used ? (int64_t)done : -1;
}

int64_t table_each(struct store *st, const struct kind *kind, enum totals_as as, const struct totals_range *range,
	export_on_row *on_row, void *user, struct why *why)
{
	struct table t = { .kind = kind };
	int64_t result = -1;

	if (totals_read(st, as, range, &t.rows, &t.rows_used, why) == -1)
		return -1;
	add_lines(&t);
	if (add_names(&t, why) == 0 && add_all_silent(&t, st, as, range, why) == 0) {
		if (t.lines_used > 0)
			qsort(t.lines, t.lines_used, sizeof *t.lines, by_parent);
		result = put_lines(&t, on_row, user, why);
	}
	free(t.rows);
	free(t.lines);
	return result;
}
