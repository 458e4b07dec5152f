/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/target.h"

#include "store/absent.h"

int target_put(struct store *st, const struct target *t, struct why *why)
{
	static const char sql[] =
		"INSERT INTO target (unit, indicator, period, value, denominator, set_by, set_at) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (unit, indicator, period) DO UPDATE SET "
		"value = excluded.value, denominator = excluded.denominator, set_by = excluded.set_by, "
		"set_at = excluded.set_at, before_value = target.value, before_denominator = target.denominator, "
		"before_by = CASE WHEN target.before_value = -1 THEN target.set_by ELSE '' END, "
		"before_at = target.set_at";

	return record_do(st, sql, why, "tttitti", t->unit, t->indicator, t->period, t->value, t->denominator, t->set_by,
		t->set_at);
}

int target_drop(struct store *st, const struct target *t, struct why *why)
{
	static const char sql[] = "DELETE FROM target WHERE unit = $1 AND indicator = $2 AND period = $3";

	return record_do(st, sql, why, "ttt", t->unit, t->indicator, t->period);
}

static void read_target(struct query *q, void *row)
{
	struct target *t = row;

	record_text(q, 0, t->unit, sizeof t->unit);
	record_text(q, 1, t->indicator, sizeof t->indicator);
	record_text(q, 2, t->period, sizeof t->period);
	t->value = query_column_int(q, 3);
	record_text(q, 4, t->denominator, sizeof t->denominator);
	record_text(q, 5, t->set_by, sizeof t->set_by);
	t->set_at = query_column_int(q, 6);
}

static void read_last(struct query *q, void *row)
{
	struct target *t = row;

	read_target(q, row);
	t->before = query_column_int(q, 7);
	record_text(q, 8, t->before_denominator, sizeof t->before_denominator);
}

int target_last(struct store *st, const char *set_by, const char *unit, const char *period, struct target **rows,
	size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT unit, indicator, period, value, denominator, set_by, set_at, before_value, before_denominator "
		"FROM target WHERE set_by = $1 AND set_at = (SELECT MAX(set_at) FROM target WHERE set_by = $1 "
		"AND ($2 = '' OR unit = $2) AND ($3 = '' OR period = $3)) ORDER BY unit, period, indicator";
	struct query *q = record_ask(st, sql, why, "ttt", set_by, unit, period);

	*rows = NULL;
	*used = 0;
	return q == NULL ? -1 : record_all(q, read_last, sizeof **rows, rows, used, why);
}

int target_shared(struct store *st, const char *set_by, int64_t set_at, const char *indicator, const char *period,
	struct target **rows, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT unit, indicator, period, value, denominator, set_by, set_at, before_value, before_denominator "
		"FROM target WHERE set_by = $1 AND indicator = $2 AND period = $3 AND set_at = (SELECT MAX(set_at) "
		"FROM target WHERE set_by = $1 AND indicator = $2 AND period = $3 AND ($4 = 0 OR set_at = $4)) "
		"ORDER BY unit";
	struct query *q = record_ask(st, sql, why, "ttti", set_by, indicator, period, set_at);

	*rows = NULL;
	*used = 0;
	return q == NULL ? -1 : record_all(q, read_last, sizeof **rows, rows, used, why);
}

int target_undo(struct store *st, const struct target *t, struct why *why)
{
	static const char sql[] =
		"UPDATE target SET value = before_value, denominator = before_denominator, set_by = before_by, "
		"set_at = CASE WHEN before_by = '' THEN set_at ELSE before_at END, before_value = -1, "
		"before_denominator = '', before_by = '', before_at = 0 WHERE unit = $1 AND indicator = $2 AND period = $3";

	if (t->before == -1)
		return target_drop(st, t, why);
	return record_do(st, sql, why, "ttt", t->unit, t->indicator, t->period);
}

int target_list(struct store *st, const char *unit, const char *first, const char *last, struct target **rows,
	size_t *used, struct why *why)
{
	static const char sql[] = "SELECT unit, indicator, period, value, denominator, set_by, set_at FROM target "
				  "WHERE unit = $1 AND period >= $2 AND period <= $3 ORDER BY period, indicator";
	struct query *q;

	*rows = NULL;
	*used = 0;
	if (absent_is(st, unit, ABSENT_TARGETS))
		return 0;
	q = record_ask(st, sql, why, "ttt", unit, first, last);
	if (q == NULL)
		return -1;
	return record_all(q, read_target, sizeof **rows, rows, used, why);
}

int target_list_in(struct store *st, const char *const *units, size_t units_used, const char *first, const char *last,
	struct target **rows, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT unit, indicator, period, value, denominator, set_by, set_at FROM target WHERE unit IN " RECORD_MANY_CODES
		" AND period >= $41 AND period <= $42 ORDER BY unit, period, indicator";

	*rows = NULL;
	*used = 0;
	for (size_t at = 0; at < units_used; at += RECORD_MANY) {
		size_t left = units_used - at;
		struct query *q = record_ask_many(st, sql, units + at, left < RECORD_MANY ? left : RECORD_MANY, why);

		if (q != NULL) {
			query_text(q, RECORD_MANY + 1, first);
			query_text(q, RECORD_MANY + 2, last);
		}
		if (record_more(q, read_target, sizeof **rows, rows, used, why) == -1)
			return -1;
	}
	return 0;
}

int target_get(struct store *st, struct target *t, bool *found, struct why *why)
{
	static const char sql[] = "SELECT value, denominator, set_by, set_at FROM target "
				  "WHERE unit = $1 AND indicator = $2 AND period = $3";
	struct query *q;
	enum step step;

	*found = false;
	if (absent_is(st, t->unit, ABSENT_TARGETS))
		return 0;
	q = record_ask(st, sql, why, "ttt", t->unit, t->indicator, t->period);
	if (q == NULL)
		return -1;
	step = query_step(q, why);
	*found = step == STEP_ROW;
	if (*found) {
		t->value = query_column_int(q, 0);
		record_text(q, 1, t->denominator, sizeof t->denominator);
		record_text(q, 2, t->set_by, sizeof t->set_by);
		t->set_at = query_column_int(q, 3);
	}
	query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}
