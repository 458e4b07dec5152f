/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/period.h"
#include "store/absent.h"
#include "store/figure.h"
#include "store/inside.h"
#include "store/later.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS "r.no, r.phone, r.unit, r.period, r.at, r.status, r.nil, r.replaces, r.message, r.reason, r.late"

bool report_counts(const char *status)
{
	return strcmp(status, "received") == 0 || strcmp(status, "approved") == 0;
}

static void read_row(struct query *q, void *row)
{
	struct report *r = row;

	r->no = query_column_int(q, 0);
	record_text(q, 1, r->phone, sizeof r->phone);
	record_text(q, 2, r->unit, sizeof r->unit);
	record_text(q, 3, r->period, sizeof r->period);
	r->at = query_column_int(q, 4);
	record_text(q, 5, r->status, sizeof r->status);
	r->nil = query_column_int(q, 6) != 0;
	r->replaces = query_column_int(q, 7);
	r->message = query_column_int(q, 8);
	record_text(q, 9, r->reason, sizeof r->reason);
	r->late = query_column_int(q, 10) != 0;
}

/* ---- the sums ---- */

/* terms: by how many values the sum has more. */
static int add_to_sum(
	struct store *st, const struct report *r, const char *indicator, int64_t difference, int terms, struct why *why)
{
	static const struct later_kind add = {
		.sql = "INSERT INTO total (period, unit, indicator, value, terms) VALUES ($1, $2, $3, $4, $5) "
		       "ON CONFLICT (period, unit, indicator) DO UPDATE SET "
		       "value = total.value + excluded.value, terms = total.terms + excluded.terms",
		.types = "ttt|ii",
		.sums = 2
	};
	static const char drop[] = "DELETE FROM total WHERE unit = $1 AND indicator = $2 AND period = $3 AND terms = 0";

	if (later_do(st, &add, why, r->period, r->unit, indicator, difference, (int64_t)terms) == -1)
		return -1;
	if (terms >= 0)
		return figure_add(st, r->unit, indicator, r->period, difference, why);
	if (record_do(st, drop, why, "ttt", r->unit, indicator, r->period) == -1)
		return -1;
	return figure_renew(st, r->unit, indicator, r->period, why);
}

/* The cumulative figure of the last standing report that gives one, or none at all. */
static int renew_cumulative(struct store *st, const struct report *r, const char *indicator, struct why *why)
{
	static const char drop[] = "DELETE FROM total WHERE unit = $1 AND indicator = $2 AND period = $3";
	static const char renew[] =
		"INSERT INTO total (unit, indicator, period, value) "
		"SELECT r.unit, $2, r.period, v.value FROM report r JOIN report_value v ON v.report = r.no "
		"WHERE r.unit = $1 AND r.period = $3 AND r.status IN ('received', 'approved') "
		"AND v.indicator = $4 AND v.mode = 'total' ORDER BY r.no DESC LIMIT 1";
	char key[RECORD_CODE_OCTETS + 8];
	struct query *q = store_query(st, drop, why);

	if (q == NULL)
		return -1;
	snprintf(key, sizeof key, "total.%s", indicator);
	query_text(q, 1, r->unit);
	query_text(q, 2, key);
	query_text(q, 3, r->period);
	if (query_run(q, why) == -1 || (q = store_query(st, renew, why)) == NULL)
		return -1;
	query_text(q, 1, r->unit);
	query_text(q, 2, key);
	query_text(q, 3, r->period);
	query_text(q, 4, indicator);
	return query_run(q, why) == -1 ? -1 : figure_renew(st, r->unit, indicator, r->period, why);
}

/* The values of a stored report enter the sums (sign 1) or leave them (-1). Its status is stored already. */
static int count_values(struct store *st, const struct report *r, int sign, struct why *why)
{
	struct report_value *values;
	size_t used;
	int failed;

	if (report_values(st, r->no, &values, &used, why) == -1)
		return -1;
	failed = figure_count_report(st, r->unit, r->period, sign, why);
	for (size_t i = 0; i < used && failed == 0; i++)
		failed = values[i].total ? renew_cumulative(st, r, values[i].indicator, why)
					 : add_to_sum(st, r, values[i].indicator, sign * values[i].value, sign, why);
	free(values);
	return failed;
}

/* ---- writing ---- */

static int write_head(struct store *st, const struct report *r, struct why *why)
{
	static const struct later_kind head = {
		.sql = "INSERT INTO report (no, phone, unit, period, at, status, nil, replaces, message, reason, late) "
		       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (no) DO UPDATE SET "
		       "phone = excluded.phone, unit = excluded.unit, period = excluded.period, at = excluded.at, "
		       "status = excluded.status, nil = excluded.nil, replaces = excluded.replaces, "
		       "reason = excluded.reason, late = excluded.late",
		.types = "i|tttitiiiti"
	};
	const struct absent_place place = { r->phone, r->unit, r->period };

	absent_there_report(st, &place);
	return later_do(st, &head, why, r->no, r->phone, r->unit, r->period, r->at, r->status, (int64_t)r->nil,
		r->replaces, r->message, r->reason, (int64_t)r->late);
}

int report_put(struct store *st, struct report *r, struct why *why)
{
	struct report before = { .no = 0 };

	if (r->no == 0) {
		r->no = store_next_no(st, "report", why);
		if (r->no == -1 || write_head(st, r, why) == -1)
			return -1;
		st->fresh = (struct fresh_report){ .no = r->no, .turn = store_turn(st) };
		return report_counts(r->status) ? figure_count_report(st, r->unit, r->period, 1, why) : 0;
	}
	if (report_get(st, r->no, &before, why) == -1)
		return -1;
	if (write_head(st, r, why) == -1)
		return -1;
	if (before.no != 0 && strcmp(before.unit, r->unit) != 0 &&
		record_do(st, "UPDATE report_value SET unit = $2 WHERE report = $1", why, "it", r->no, r->unit) == -1)
		return -1;
	if (before.no != 0 && report_counts(before.status) && count_values(st, &before, -1, why) == -1)
		return -1;
	return report_counts(r->status) ? count_values(st, r, 1, why) : 0;
}

static int value_before(struct store *st, int64_t no, const struct report_value *v, int64_t *value, struct why *why)
{
	static const char sql[] = "SELECT value FROM report_value WHERE report = $1 AND indicator = $2 AND mode = $3";

	return record_number(
		record_ask(st, sql, why, "itt", no, v->indicator, v->total ? "total" : "period"), value, why);
}

/* The first value of its kind of the report that was made last: there can be none of it yet. */
static bool is_fresh(struct store *st, const struct report *r, const struct report_value *v)
{
	struct fresh_report *f = &st->fresh;

	if (f->no != r->no || f->turn == 0 || f->turn != store_turn(st) || f->used == FRESH_VALUES_MAX)
		return false;
	for (unsigned i = 0; i < f->used; i++)
		if (f->values[i].total == v->total && strcmp(f->values[i].indicator, v->indicator) == 0)
			return false;
	f->values[f->used].total = v->total;
	record_copy(v->indicator, f->values[f->used++].indicator, sizeof f->values[0].indicator);
	return true;
}

/* *before: of the one that it takes the place of; *there: there is one. */
static int write_value(struct store *st, const struct report *r, const struct report_value *v, bool *there,
	int64_t *before, struct why *why)
{
	static const char add[] = "INSERT INTO report_value (report, indicator, mode, value, unit) "
				  "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (report, indicator, mode) DO NOTHING";
	static const char change[] =
		"UPDATE report_value SET value = $4 WHERE report = $1 AND indicator = $2 AND mode = $3";
	static const struct later_kind fresh = {
		.sql = "INSERT INTO report_value (report, indicator, mode, value, unit) "
		       "VALUES ($1, $2, $3, $4, $5)",
		.types = "itt|it"
	};
	const char *mode = v->total ? "total" : "period";
	struct query *q;

	*there = false;
	*before = 0;
	if (is_fresh(st, r, v))
		return later_do(st, &fresh, why, r->no, v->indicator, mode, v->value, r->unit);
	q = record_ask(st, add, why, "ittit", r->no, v->indicator, mode, v->value, r->unit);
	if (q == NULL || query_run(q, why) == -1)
		return -1;
	*there = query_changes(q) == 0;
	if (!*there)
		return 0;
	if (value_before(st, r->no, v, before, why) == -1)
		return -1;
	return record_do(st, change, why, "itti", r->no, v->indicator, mode, v->value);
}

int report_put_value(struct store *st, const struct report *r, const struct report_value *v, struct why *why)
{
	int64_t before;
	bool there;

	if (write_value(st, r, v, &there, &before, why) == -1)
		return -1;
	if (!report_counts(r->status))
		return 0;
	return v->total ? renew_cumulative(st, r, v->indicator, why)
			: add_to_sum(st, r, v->indicator, v->value - before, there ? 0 : 1, why);
}

int report_set_status(struct store *st, int64_t no, const char *status, const char *reason, struct why *why)
{
	struct report r;
	bool counted;

	if (report_get(st, no, &r, why) == -1)
		return -1;
	counted = report_counts(r.status);
	record_copy(status, r.status, sizeof r.status);
	record_copy(reason, r.reason, sizeof r.reason);
	if (write_head(st, &r, why) == -1)
		return -1;
	if (counted == report_counts(status))
		return 0;
	return count_values(st, &r, counted ? -1 : 1, why);
}

/* ---- reading ---- */

int report_get(struct store *st, int64_t no, struct report *r, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM report r WHERE r.no = $1";

	return record_one(record_ask(st, sql, why, "i", no), read_row, sizeof *r, r, why);
}

int report_last_of(struct store *st, const char *phone, const char *period, struct report *r, struct why *why)
{
	static const char any[] = "SELECT " COLUMNS " FROM report r WHERE r.phone = $1 "
				  "AND r.status IN ('received', 'approved', 'returned') "
				  "ORDER BY r.at DESC, r.no DESC LIMIT 1";
	/* Of its index report_phone_period, and not all that the person has ever sent in the order of time: "+ 0". They
	 * are few: a list after IN and a LIMIT each have SQLite make a table for this one look. */
	static const char of_period[] = "SELECT " COLUMNS " FROM report r WHERE r.phone = $1 AND r.period = $2 "
					"AND (r.status = 'received' OR r.status = 'approved' OR r.status = 'returned') "
					"ORDER BY r.at + 0 DESC, r.no DESC";

	memset(r, 0, sizeof *r);
	if (absent_is_report(st, phone, period))
		return 0;
	return record_one(period[0] == '\0' ? record_ask(st, any, why, "t", phone)
					    : record_ask(st, of_period, why, "tt", phone, period),
		read_row, sizeof *r, r, why);
}

int report_last_returned(struct store *st, const char *unit, const char *period, const char *indicator,
	struct report *r, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS " FROM report r WHERE r.unit = $1 AND r.period = $2 AND r.status = 'returned'"
		" AND EXISTS (SELECT 1 FROM report_value v WHERE v.report = r.no AND v.indicator = $3)"
		" ORDER BY r.no DESC LIMIT 1";

	return record_one(record_ask(st, sql, why, "ttt", unit, period, indicator), read_row, sizeof *r, r, why);
}

int report_returned_to(struct store *st, const char *phone, const char *indicator, struct report *r, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS " FROM report r WHERE r.phone = $1 AND r.status = 'returned'"
		" AND EXISTS (SELECT 1 FROM report_value v WHERE v.report = r.no AND v.indicator = $2)"
		" AND NOT EXISTS (SELECT 1 FROM report n WHERE n.unit = r.unit AND n.period = r.period AND n.no > r.no"
		" AND n.status IN ('received', 'approved'))"
		" ORDER BY r.no DESC LIMIT 1";

	return record_one(record_ask(st, sql, why, "tt", phone, indicator), read_row, sizeof *r, r, why);
}

int report_last_sent(struct store *st, const char *phone, struct report *r, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM report r WHERE r.phone = $1 AND r.status <> 'undone' "
				  "ORDER BY r.at DESC, r.no DESC LIMIT 1";

	return record_one(record_ask(st, sql, why, "t", phone), read_row, sizeof *r, r, why);
}

int report_undone_since(struct store *st, const struct report *r, bool *undone, struct why *why)
{
	static const char sql[] = "SELECT no FROM report WHERE phone = $1 AND status = 'undone' AND "
				  "(at > $2 OR (at = $2 AND no > $3)) LIMIT 1";
	struct query *q = record_ask(st, sql, why, "tii", r->phone, r->at, r->no);
	enum step step;

	if (q == NULL)
		return -1;
	step = query_step(q, why);
	*undone = step == STEP_ROW;
	query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

int report_count_of(
	struct store *st, const char *phone, const char *unit, const char *period, int64_t *count, struct why *why)
{
	static const char sql[] = "SELECT r.period FROM report r WHERE r.phone = $1 AND r.unit = $2 "
				  "AND r.status IN ('received', 'approved')";
	struct query *q = store_query(st, sql, why);
	enum step step;

	*count = 0;
	if (q == NULL)
		return -1;
	query_text(q, 1, phone);
	query_text(q, 2, unit);
	while ((step = query_step(q, why)) == STEP_ROW) {
		const char *of = query_column_text(q, 0);

		*count += strcmp(of, period) == 0 || period_holds(period, of);
	}
	return step == STEP_DONE ? 0 : -1;
}

static int read_of_period(struct store *st, const char *sql, const char *unit, const char *period, struct report **rows,
	size_t *used, struct why *why)
{
	*rows = NULL;
	*used = 0;
	if (absent_is_report(st, unit, period))
		return 0;
	return record_all(record_ask(st, sql, why, "tt", unit, period), read_row, sizeof **rows, rows, used, why);
}

int report_standing(
	struct store *st, const char *unit, const char *period, struct report **rows, size_t *used, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM report r WHERE r.unit = $1 AND r.period = $2 "
				  "AND r.status IN ('received', 'approved') ORDER BY r.no";

	return read_of_period(st, sql, unit, period, rows, used, why);
}

int report_returned_in(
	struct store *st, const char *unit, const char *period, struct report **rows, size_t *used, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM report r WHERE r.unit = $1 AND r.period = $2 "
				  "AND r.status = 'returned' ORDER BY r.no";

	return read_of_period(st, sql, unit, period, rows, used, why);
}

int report_list_since(
	struct store *st, const char *unit, int64_t since_us, struct report **rows, size_t *used, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM report r WHERE r.unit = $1 AND r.at >= $2 ORDER BY r.no";

	*rows = NULL;
	*used = 0;
	return record_all(record_ask(st, sql, why, "ti", unit, since_us), read_row, sizeof **rows, rows, used, why);
}

int report_standing_in(struct store *st, const char *unit, const char *first, const char *last, struct report **rows,
	size_t *used, struct why *why)
{
	/* From one period to the next, as the sums below. */
	static const char sql[] =
		"WITH RECURSIVE p(period) AS (SELECT MIN(period) FROM report WHERE period >= $2 AND period <= $3 UNION ALL "
		"SELECT (SELECT MIN(n.period) FROM report n WHERE n.period > p.period AND n.period <= $3) FROM p "
		"WHERE p.period IS NOT NULL) SELECT " COLUMNS " FROM p CROSS JOIN report r "
		"WHERE r.period = p.period AND r.unit = $1 AND r.status IN ('received', 'approved') ORDER BY r.no";

	return record_all(record_ask(st, sql, why, "ttt", unit, first, last), read_row, sizeof **rows, rows, used, why);
}

int report_replaced_by(struct store *st, int64_t no, struct report **rows, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS " FROM report r JOIN report n ON n.unit = r.unit AND n.period = r.period "
		"WHERE n.no = $1 AND r.status = 'replaced' AND r.reason = $2 ORDER BY r.no";
	struct query *q = store_query(st, sql, why);
	char text[24];

	if (q == NULL)
		return -1;
	snprintf(text, sizeof text, "%" PRId64, no);
	query_int(q, 1, no);
	query_text(q, 2, text);
	return record_all(q, read_row, sizeof **rows, rows, used, why);
}

static void read_value(struct query *q, void *row)
{
	struct report_value *v = row;

	v->report = query_column_int(q, 0);
	record_text(q, 1, v->indicator, sizeof v->indicator);
	v->value = query_column_int(q, 2);
	v->total = strcmp(query_column_text(q, 3), "total") == 0;
}

int report_values(struct store *st, int64_t no, struct report_value **rows, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT report, indicator, value, mode FROM report_value WHERE report = $1 ORDER BY indicator, mode";

	return record_all(record_ask(st, sql, why, "i", no), read_value, sizeof **rows, rows, used, why);
}

static void read_total(struct query *q, void *row)
{
	struct total *t = row;

	record_text(q, 0, t->indicator, sizeof t->indicator);
	record_text(q, 1, t->period, sizeof t->period);
	t->value = query_column_int(q, 2);
}

/* The sums lie in the order of time: from one period to the next, of which a year has some seventy, and not through all
 * that others have reported in it. */
#define SUMS                                                                                                           \
	"WITH RECURSIVE p(period) AS (SELECT MIN(period) FROM total WHERE period >= $2 AND period <= $3 UNION ALL "    \
	"SELECT (SELECT MIN(n.period) FROM total n WHERE n.period > p.period AND n.period <= $3) FROM p "              \
	"WHERE p.period IS NOT NULL) "                                                                                 \
	"SELECT t.indicator, t.period, t.value FROM p CROSS JOIN total t WHERE t.period = p.period AND t.unit = $1 "

int total_list(struct store *st, const char *unit, const char *first, const char *last, struct total **rows,
	size_t *used, struct why *why)
{
	static const char sql[] = SUMS "ORDER BY t.period, t.indicator";

	return record_all(
		record_ask(st, sql, why, "ttt", unit, first, last), read_total, sizeof **rows, rows, used, why);
}

int total_list_of(struct store *st, const char *unit, const char *indicator, const char *first, const char *last,
	struct total **rows, size_t *used, struct why *why)
{
	static const char sql[] = SUMS "AND t.indicator IN ($4, 'total.' || $4) ORDER BY t.period, t.indicator";

	return record_all(record_ask(st, sql, why, "tttt", unit, first, last, indicator), read_total, sizeof **rows,
		rows, used, why);
}
