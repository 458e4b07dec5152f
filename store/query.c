/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query.c - prepared statements, kept for the life of the store by the address of their SQL text. */
#include "store/absent.h"
#include "store/inside.h"
#include "store/later.h"

#include <assert.h>
#include <stdlib.h>

static unsigned slot_of(const char *sql, unsigned room)
{
	uint64_t key = (uintptr_t)sql;

	return (unsigned)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 32) & (room - 1);
}

static struct query **find(struct query **queries, unsigned room, const char *sql)
{
	unsigned slot = slot_of(sql, room);

	while (queries[slot] != NULL && queries[slot]->sql != sql)
		slot = (slot + 1) & (room - 1);
	return &queries[slot];
}

static void grow(struct store *st)
{
	unsigned room = st->queries_room > 0 ? st->queries_room * 2 : 64;
	struct query **queries = calloc(room, sizeof *queries);

	if (queries == NULL)
		abort();
	for (unsigned i = 0; i < st->queries_room; i++)
		if (st->queries[i] != NULL)
			*find(queries, room, st->queries[i]->sql) = st->queries[i];
	free(st->queries);
	st->queries = queries;
	st->queries_room = room;
}

static struct query *prepare(struct store *st, const char *sql, struct why *why)
{
	struct db_statement *statement = st->db->driver->prepare(st->db, sql, why);
	struct query *q;

	if (statement == NULL) {
		store_note_failure(st);
		return NULL;
	}
	q = calloc(1, sizeof *q);
	if (q == NULL)
		abort();
	q->st = st;
	q->sql = sql;
	q->statement = statement;
	q->writes = absent_written_by(sql);
	q->tables = later_tables(sql);
	return q;
}

static struct query *kept(struct store *st, const char *sql, struct why *why)
{
	struct query **at;

	if (st->queries_used * 2 >= st->queries_room)
		grow(st);
	at = find(st->queries, st->queries_room, sql);
	if (*at == NULL && (*at = prepare(st, sql, why)) != NULL)
		st->queries_used++;
	return *at;
}

struct query *store_query(struct store *st, const char *sql, struct why *why)
{
	return later_query(st, sql, NULL, why);
}

struct query *later_query(struct store *st, const char *sql, const struct later_kind *kind, struct why *why)
{
	struct query *q = kept(st, sql, why);

	if (q == NULL || later_write(st, q->tables, kind, why) == -1)
		return NULL;
	st->db->driver->reset(q->statement, true);
	q->done = q->bind_failed = false;
	return q;
}

void query_free_all(struct store *st)
{
	for (unsigned i = 0; i < st->queries_room; i++)
		if (st->queries[i] != NULL) {
			st->db->driver->finish(st->queries[i]->statement);
			free(st->queries[i]);
		}
	free(st->queries);
	st->queries = NULL;
	st->queries_room = st->queries_used = 0;
}

void query_int(struct query *q, int at, int64_t value)
{
	if (q->st->db->driver->bind_int(q->statement, at, value) == -1)
		q->bind_failed = true;
}

void query_text(struct query *q, int at, const char *value)
{
	if (q->st->db->driver->bind_text(q->statement, at, value) == -1)
		q->bind_failed = true;
}

/* When the engine has ended the transaction by itself, a further statement would be its own transaction and be kept. */
static int check_step(struct query *q, struct why *why)
{
	if (q->bind_failed)
		return why_set(why, "a value is too large for the store");
	if (q->st->in_transaction && !q->st->db->driver->in_transaction(q->st->db))
		return why_set(why, "the store has given up this transaction after an error");
	return 0;
}

enum step query_step(struct query *q, struct why *why)
{
	enum step step;

	if (q->done)
		return STEP_DONE;
	if (check_step(q, why) == -1)
		return STEP_FAILED;
	absent_forget(q->st, q->writes);
	step = q->st->db->driver->step(q->statement, why);
	if (step == STEP_FAILED)
		store_note_failure(q->st);
	if (step != STEP_ROW)
		query_end(q);
	return step;
}

int query_run(struct query *q, struct why *why)
{
	enum step step;

	do
		step = query_step(q, why);
	while (step == STEP_ROW);
	return step == STEP_DONE ? 0 : -1;
}

int64_t query_column_int(struct query *q, int column)
{
	return q->st->db->driver->column_int(q->statement, column);
}

const char *query_column_text(struct query *q, int column)
{
	return q->st->db->driver->column_text(q->statement, column);
}

int64_t query_changes(struct query *q)
{
	return q->done ? q->st->db->driver->changes(q->statement) : 0;
}

void query_end(struct query *q)
{
	q->done = true;
	q->st->db->driver->reset(q->statement, false);
}
