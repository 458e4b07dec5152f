/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/due.h"

int due_add(struct store *st, const char *kind, const char *key, int64_t at_us, const char *unit, struct why *why)
{
	static const char sql[] = "INSERT INTO due (kind, key, at, unit, state) VALUES ($1, $2, $3, $4, 'waiting')"
				  " ON CONFLICT (kind, key) DO NOTHING";

	return record_do(st, sql, why, "ttit", kind, key, at_us, unit);
}

static void read_row(struct query *q, void *row)
{
	struct due *due = row;

	record_text(q, 0, due->kind, sizeof due->kind);
	record_text(q, 1, due->key, sizeof due->key);
	due->at = query_column_int(q, 2);
	record_text(q, 3, due->unit, sizeof due->unit);
}

/* Step once; *due as the columns kind, key, at, unit say, its kind "" without a row. Leaves the query open. */
static int read_one(struct query *q, struct due *due, struct why *why)
{
	due->kind[0] = '\0';
	switch (query_step(q, why)) {
	case STEP_ROW:
		read_row(q, due);
		return 0;
	case STEP_DONE:
		return 0;
	default:
		return -1;
	}
}

int due_list(struct store *st, const char *kind, int64_t since_us, struct due **rows, size_t *used, struct why *why)
{
	static const char sql[] = "SELECT kind, key, at, unit FROM due WHERE kind = $1 AND at >= $2 ORDER BY key";
	struct query *q = record_ask(st, sql, why, "ti", kind, since_us);

	*rows = NULL;
	*used = 0;
	return q == NULL ? -1 : record_all(q, read_row, sizeof **rows, rows, used, why);
}

int due_next(struct store *st, int64_t now_us, struct due *due, struct why *why)
{
	static const char sql[] = "SELECT kind, key, at, unit FROM due WHERE state = 'waiting' AND at <= $1"
				  " ORDER BY at, kind, key LIMIT 1" STORE_SKIP_LOCKED;
	struct query *q = store_query(st, sql, why);
	int result;

	if (q == NULL)
		return -1;
	query_int(q, 1, now_us);
	result = read_one(q, due, why);
	query_end(q);
	return result;
}

int due_next_time(struct store *st, int64_t *at, struct why *why)
{
	struct query *q = store_query(st, "SELECT at FROM due WHERE state = 'waiting' ORDER BY at LIMIT 1", why);
	enum step step;

	if (q == NULL)
		return -1;
	step = query_step(q, why);
	if (step == STEP_FAILED)
		return -1;
	*at = step == STEP_ROW ? query_column_int(q, 0) : INT64_MAX;
	query_end(q);
	return 0;
}

int due_get(struct store *st, const char *kind, const char *key, struct due *due, bool *waiting, struct why *why)
{
	static const char sql[] = "SELECT kind, key, at, unit, CASE WHEN state = 'waiting' THEN 1 ELSE 0 END"
				  " FROM due WHERE kind = $1 AND key = $2";
	struct query *q = store_query(st, sql, why);
	int result;

	if (q == NULL)
		return -1;
	query_text(q, 1, kind);
	query_text(q, 2, key);
	result = read_one(q, due, why);
	if (result == 0)
		*waiting = due->kind[0] != '\0' && query_column_int(q, 4) != 0;
	query_end(q);
	return result;
}

int due_done(struct store *st, const char *kind, const char *key, int64_t now_us, struct why *why)
{
	static const char sql[] = "UPDATE due SET state = 'done', done_at = $3 WHERE kind = $1 AND key = $2";

	return record_do(st, sql, why, "tti", kind, key, now_us);
}

int due_move(struct store *st, const char *kind, const char *key, int64_t at_us, struct why *why)
{
	static const char sql[] = "UPDATE due SET state = 'waiting', at = $3, done_at = 0 WHERE kind = $1 AND key = $2";

	return record_do(st, sql, why, "tti", kind, key, at_us);
}

int due_drop(struct store *st, const char *kind, const char *prefix, struct why *why)
{
	static const char sql[] = "DELETE FROM due WHERE state = 'waiting' AND kind = $1"
				  " AND substr(key, 1, length($2)) = $2";

	return record_do(st, sql, why, "tt", kind, prefix);
}

int due_last_done(struct store *st, const char *kind, int64_t *at, struct why *why)
{
	static const char sql[] = "SELECT max(done_at) FROM due WHERE kind = $1 AND state = 'done'";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_text(q, 1, kind);
	if (query_step(q, why) != STEP_ROW)
		return -1;
	*at = query_column_int(q, 0);
	query_end(q);
	return 0;
}

int due_prune(struct store *st, int64_t before_us, unsigned most, unsigned *pruned, struct why *why)
{
	static const char sql[] =
		"DELETE FROM due WHERE (kind, key) IN (SELECT kind, key FROM due WHERE state = 'done' AND done_at < $1"
		" ORDER BY done_at LIMIT $2)";
	int64_t changed;
	int result = record_changes(record_ask(st, sql, why, "ii", before_us, (int64_t)most), &changed, why);

	*pruned = (unsigned)changed;
	return result;
}
