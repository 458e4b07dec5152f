/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/self_test.h"

#define COLUMNS "token, from_link, to_link, message, at, until, arrived_at, failed"

static void read_row(struct query *q, void *row)
{
	struct self_test *t = row;

	record_text(q, 0, t->token, sizeof t->token);
	record_text(q, 1, t->from, sizeof t->from);
	record_text(q, 2, t->to, sizeof t->to);
	t->message = query_column_int(q, 3);
	t->at = query_column_int(q, 4);
	t->until = query_column_int(q, 5);
	t->arrived_at = query_column_int(q, 6);
	t->failed = query_column_int(q, 7) != 0;
}

static int one(struct query *q, struct self_test *test, struct why *why)
{
	return record_one(q, read_row, sizeof *test, test, why);
}

int self_test_begin(struct store *st, const struct self_test *test, struct why *why)
{
	return record_do(st,
		"INSERT INTO self_test (token, from_link, to_link, message, at, until) VALUES ($1, $2, $3, $4, $5, $6)",
		why, "tttiii", test->token, test->from, test->to, test->message, test->at, test->until);
}

int self_test_get(struct store *st, const char *token, struct self_test *test, struct why *why)
{
	return one(record_ask(st, "SELECT " COLUMNS " FROM self_test WHERE token = $1", why, "t", token), test, why);
}

int self_test_last(struct store *st, const char *from, struct self_test *test, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM self_test WHERE from_link = $1 ORDER BY at DESC LIMIT 1";

	return one(record_ask(st, sql, why, "t", from), test, why);
}

int self_test_waiting(struct store *st, struct self_test *test, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS " FROM self_test WHERE arrived_at = 0 AND failed = 0 ORDER BY until LIMIT 1";

	return one(store_query(st, sql, why), test, why);
}

int self_test_end(struct store *st, const char *token, int64_t arrived_at, bool failed, struct why *why)
{
	return record_do(st, "UPDATE self_test SET arrived_at = $2, failed = $3 WHERE token = $1", why, "tii", token,
		arrived_at, (int64_t)failed);
}

int self_test_prune(struct store *st, int64_t before_us, struct why *why)
{
	return record_do(st, "DELETE FROM self_test WHERE at < $1", why, "i", before_us);
}
