/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/export.h"
#include "gateway/base/clock.h"
#include "gateway/programme/csv.h"
#include "gateway/programme/kind.h"
#include "gateway/programme/table.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define FLUSH_OCTETS 65536

/* ---- what to export ---- */

static int read_end(const char *typed, bool until, int64_t *at, struct why *why)
{
	if (typed[0] == '\0')
		return 0;
	if (clock_read(typed, at) == -1)
		return why_set(
			why, "\"%s\" is no day and no time; write 2022-08-18 or 2022-08-18T09:00:00+07:00", typed);
	if (until && strlen(typed) == 10) {
		struct civil day = clock_civil(*at);

		day = clock_add_days(&day, 1);
		*at = clock_moment(&day);
	}
	return 0;
}

static int check_unit(struct store *st, const char *code, struct why *why)
{
	struct unit *units;
	size_t used;
	bool found = false;

	if (unit_list(st, &units, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && !found; i++)
		found = strcmp(units[i].code, code) == 0;
	free(units);
	return found ? 0 : why_set(why, "there is no unit \"%s\"; keng export units shows their codes", code);
}

int export_ask(struct store *st, const char *kind, const char *unit, const char *from, const char *until,
	struct export_request *request, struct why *why)
{
	char names[KIND_NAMES_OCTETS];

	*request = (struct export_request){ .kind = kind_find(kind), .range = { unit, INT64_MIN, INT64_MAX } };
	if (request->kind == NULL)
		return why_set(why, "there is no kind \"%s\"; write one of: %s", kind, kind_names(false, names));
	if ((from[0] != '\0' || until[0] != '\0') && !exchange_has_time(request->kind->listing))
		return why_set(why, "%s have no time; leave --from and --to out", kind);
	if (unit[0] != '\0' && !exchange_has_unit(request->kind->listing))
		return why_set(why, "%s belong to no unit; leave --unit out", kind);
	if (read_end(from, false, &request->range.from_us, why) == -1 ||
		read_end(until, true, &request->range.until_us, why) == -1)
		return -1;
	return unit[0] != '\0' ? check_unit(st, unit, why) : 0;
}

int export_as(struct export_request *request, const char *as, int64_t now_us, struct why *why)
{
	bool now = strcmp(as, "now") == 0;

	if (as[0] != '\0' && request->kind->listing != EXCHANGE_TOTALS)
		return why_set(why, "%s keep the unit that they have; write --as for totals and table only",
			request->kind->name);
	if (as[0] != '\0' && !now && strcmp(as, "then") != 0)
		return why_set(why, "--as \"%s\" is not known; write then or now", as);
	request->as = now ? TOTALS_NOW : TOTALS_THEN;
	request->now_us = now_us;
	return 0;
}

/* ---- the rows ---- */

static int print_phones(struct store *st, int64_t member, struct buf *out, struct why *why)
{
	char phones[EXCHANGE_PHONES_MAX][RECORD_PHONE_OCTETS];
	unsigned used;

	if (exchange_phones(st, member, phones, &used, why) == -1)
		return -1;
	for (unsigned i = 0; i < used; i++)
		buf_addf(out, "%s%s", i > 0 ? "/" : "", phones[i]);
	return 0;
}

static int read_cells(struct store *st, const struct kind *kind, struct query *q, struct buf *cells, struct why *why)
{
	for (unsigned i = 0; kind->columns[i].name != NULL; i++) {
		buf_clear(&cells[i]);
		if (kind->columns[i].type != KIND_PHONES)
			kind_print_row(&kind->columns[i], q, (int)i, &cells[i]);
		else if (print_phones(st, query_column_int(q, (int)i), &cells[i], why) == -1)
			return -1;
	}
	return 0;
}

static int64_t walk(struct store *st, const struct export_request *request, struct buf *cells, export_on_row *on_row,
	void *user, struct why *why)
{
	struct query *q = exchange_list(st, request->kind->listing, &request->range, why);
	const char *texts[CSV_COLUMNS_MAX];
	int64_t rows = 0;
	enum step step;

	if (q == NULL)
		return -1;
	while ((step = query_step(q, why)) == STEP_ROW) {
		if (read_cells(st, request->kind, q, cells, why) == -1)
			break;
		for (unsigned i = 0; request->kind->columns[i].name != NULL; i++)
			texts[i] = cells[i].data;
		if (on_row(request->kind, texts, user, why) == -1)
			break;
		rows++;
	}
	query_end(q);
	return step == STEP_DONE ? rows : -1;
}

/* Totals stand in no table: each row is printed by the columns of the kind. */
static int64_t walk_totals(struct store *st, const struct export_request *request, struct buf *cells,
	export_on_row *on_row, void *user, struct why *why)
{
	struct totals_range range = { request->range.unit, request->range.from_us, request->range.until_us,
		request->now_us != 0 ? request->now_us : clock_wall_us() };
	const char *texts[CSV_COLUMNS_MAX];
	struct totals_row *rows;
	size_t used, done = 0;

	if (strcmp(request->kind->name, "table") == 0)
		return table_each(st, request->kind, request->as, &range, on_row, user, why);
	if (totals_read(st, request->as, &range, &rows, &used, why) == -1)
		return -1;
	for (; done < used; done++) {
		for (unsigned i = 0; request->kind->columns[i].name != NULL; i++) {
			buf_clear(&cells[i]);
			kind_print(&request->kind->columns[i], &rows[done], &cells[i]);
			texts[i] = cells[i].data;
		}
		if (on_row(request->kind, texts, user, why) == -1)
			break;
	}
	free(rows);
	return done == used ? (int64_t)used : -1;
}

int64_t export_each(
	struct store *st, const struct export_request *request, export_on_row *on_row, void *user, struct why *why)
{
	struct buf cells[CSV_COLUMNS_MAX];
	int64_t rows;

	for (unsigned i = 0; i < CSV_COLUMNS_MAX; i++)
		buf_init(&cells[i]);
	rows = request->kind->listing == EXCHANGE_TOTALS ? walk_totals(st, request, cells, on_row, user, why)
							 : walk(st, request, cells, on_row, user, why);
	for (unsigned i = 0; i < CSV_COLUMNS_MAX; i++)
		buf_fini(&cells[i]);
	return rows;
}

/* ---- as text ---- */

struct writer {
	struct buf out;
	int64_t rows;
	export_flush *flush;
	void *user;
};

static int pass_on(struct writer *w, size_t least, struct why *why)
{
	return w->out.length >= least && w->out.length > 0 ? w->flush(&w->out, w->user, why) : 0;
}

static void csv_head(const struct kind *kind, struct buf *out)
{
	for (unsigned i = 0; kind->columns[i].name != NULL; i++)
		csv_put(out, kind->columns[i].name, i == 0);
	csv_put_end(out);
}

/* The head comes with the first row, which knows the columns of a table. */
static int csv_row(const struct kind *kind, const char *const *cells, void *user, struct why *why)
{
	struct writer *w = user;

	if (w->rows++ == 0)
		csv_head(kind, &w->out);
	for (unsigned i = 0; kind->columns[i].name != NULL; i++)
		csv_put(&w->out, cells[i], i == 0);
	csv_put_end(&w->out);
	return pass_on(w, FLUSH_OCTETS, why);
}

static int to_buf(const char *octets, size_t n, void *user)
{
	buf_add(user, octets, n);
	return 0;
}

/* Numbers are numbers, a time or team that is not there is null, all else is text. */
static json_t *cell_value(const struct kind_column *column, const char *cell)
{
	if (cell[0] == '\0' && (kind_is_number(column) || column->type == KIND_MOMENT))
		return json_null();
	if (kind_is_number(column))
		return json_integer(strtoll(cell, NULL, 10));
	return json_string(cell);
}

static int json_row(const struct kind *kind, const char *const *cells, void *user, struct why *why)
{
	struct writer *w = user;
	json_t *object = json_object();

	for (unsigned i = 0; kind->columns[i].name != NULL; i++)
		json_object_set_new(object, kind->columns[i].name, cell_value(&kind->columns[i], cells[i]));
	buf_adds(&w->out, w->rows++ > 0 ? ",\n" : "\n");
	json_dump_callback(object, to_buf, &w->out, JSON_COMPACT);
	json_decref(object);
	return pass_on(w, FLUSH_OCTETS, why);
}

int64_t export_text(struct store *st, const struct export_request *request, const char *format, export_flush *flush,
	void *user, struct why *why)
{
	struct writer w = { .flush = flush, .user = user };
	bool json = strcmp(format, "json") == 0;
	int64_t rows;

	if (!json && strcmp(format, "csv") != 0)
		return why_set(why, "format \"%s\" is not known; write csv, xlsx or json", format);
	buf_init(&w.out);
	if (json)
		buf_addc(&w.out, '[');
	rows = export_each(st, request, json ? json_row : csv_row, &w, why);
	if (!json && rows == 0)
		csv_head(request->kind, &w.out);
	if (json && rows >= 0)
		buf_adds(&w.out, "\n]\n");
	if (rows >= 0 && pass_on(&w, 1, why) == -1)
		rows = -1;
	buf_fini(&w.out);
	return rows;
}
