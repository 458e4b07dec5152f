/* SPDX-License-Identifier: GPL-2.0-or-later */
/* number.c - the ids that the gateway makes, and the numbers that people type. */
#include "gateway/base/clock.h"
#include "store/inside.h"
#include "store/record.h"

#include <string.h>

#define EPOCH_2020_MS INT64_C(1577836800000) /* 2020-01-01T00:00:00Z */
#define COUNTER_BITS  12
#define GATEWAY_BITS  10
#define COUNTER_MAX   ((1u << COUNTER_BITS) - 1)

static int64_t milliseconds(int64_t us)
{
	int64_t ms = us / 1000 - EPOCH_2020_MS;

	return ms > 0 ? ms : 0;
}

int64_t store_id_at(int64_t us)
{
	return milliseconds(us) << (GATEWAY_BITS + COUNTER_BITS);
}

int64_t store_id_moment(int64_t id)
{
	return ((id >> (GATEWAY_BITS + COUNTER_BITS)) + EPOCH_2020_MS) * 1000;
}

int64_t store_id(struct store *st, int64_t now_us)
{
	int64_t ms = milliseconds(now_us);

	if (ms > st->id_ms) {
		st->id_ms = ms;
		st->id_counter = 0;
	} else if (st->id_counter < COUNTER_MAX) {
		st->id_counter++;
	} else {
		st->id_ms++;
		st->id_counter = 0;
	}
	return st->id_ms << (GATEWAY_BITS + COUNTER_BITS) | (int64_t)st->gateway << COUNTER_BITS | st->id_counter;
}

int64_t store_newest_us(const struct store *st)
{
	return st->id_ms == 0 ? 0 : (st->id_ms + EPOCH_2020_MS) * 1000;
}

/* The greatest id may be another gateway's: all of its millisecond counts as used. */
int number_start(struct store *st, struct why *why)
{
	struct query *q = store_query(st,
		"SELECT coalesce(max(m), 0) FROM (SELECT max(id) AS m FROM message UNION ALL SELECT max(id) FROM audit"
		" UNION ALL SELECT max(id) FROM unit UNION ALL SELECT max(id) FROM member) AS ids",
		why);

	if (q == NULL || query_step(q, why) != STEP_ROW)
		return -1;
	st->id_ms = query_column_int(q, 0) >> (GATEWAY_BITS + COUNTER_BITS);
	st->id_counter = COUNTER_MAX;
	query_end(q);
	return 0;
}

/* ---- the numbers that people type ---- */

static int64_t take(struct store *st, const char *kind, struct why *why)
{
	struct query *q = store_query(st,
		"INSERT INTO counter (kind, next) VALUES ($1, 2)"
		" ON CONFLICT (kind) DO UPDATE SET next = counter.next + 1 RETURNING next - 1",
		why);
	int64_t no;

	if (q == NULL)
		return -1;
	query_text(q, 1, kind);
	if (query_step(q, why) != STEP_ROW)
		return -1;
	no = query_column_int(q, 0);
	return query_run(q, why) == 0 ? no : -1;
}

static struct numbers *find(struct store *st, const char *kind)
{
	for (unsigned i = 0; i < st->numbers_used; i++)
		if (strcmp(st->numbers[i].kind, kind) == 0)
			return &st->numbers[i];
	return NULL;
}

int64_t store_next_no(struct store *st, const char *kind, struct why *why)
{
	struct numbers *n = st->in_transaction ? find(st, kind) : NULL;
	int64_t no;

	if (n != NULL) {
		n->counted = true;
		return n->next++;
	}
	no = take(st, kind, why);
	if (no != -1 && st->in_transaction && st->numbers_used < NUMBER_KINDS_MAX && strlen(kind) < NUMBER_OCTETS) {
		n = &st->numbers[st->numbers_used++];
		*n = (struct numbers){ .next = no + 1 };
		record_copy(kind, n->kind, sizeof n->kind);
	}
	return no;
}

int number_flush(struct store *st, struct why *why)
{
	static const char sql[] = "UPDATE counter SET next = $2 WHERE kind = $1";

	for (unsigned i = 0; i < st->numbers_used; i++) {
		struct numbers *n = &st->numbers[i];

		if (n->counted && record_do(st, sql, why, "ti", n->kind, n->next) == -1)
			return -1;
		n->counted = false;
	}
	return 0;
}

void number_forget(struct store *st)
{
	st->numbers_used = 0;
}

int store_raise_no(struct store *st, const char *kind, int64_t at_least, struct why *why)
{
	struct query *q;

	if (number_flush(st, why) == -1)
		return -1;
	number_forget(st);
	q = store_query(st,
		"INSERT INTO counter (kind, next) VALUES ($1, $2)"
		" ON CONFLICT (kind) DO UPDATE SET next = $2 WHERE counter.next < $2",
		why);
	if (q == NULL)
		return -1;
	query_text(q, 1, kind);
	query_int(q, 2, at_least + 1);
	return query_run(q, why);
}
