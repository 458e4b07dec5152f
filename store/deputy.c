/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/deputy.h"

#define COLUMNS "id, member, for_member, role, had, since, until"

int deputy_add(struct store *st, struct deputy *d, int64_t now_us, struct why *why)
{
	static const char sql[] = "INSERT INTO deputy (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7)";

	d->id = store_id(st, now_us);
	return record_do(st, sql, why, "iiittii", d->id, d->member, d->for_member, d->role, d->had, d->since, d->until);
}

static void read_row(struct query *q, void *row)
{
	struct deputy *d = row;

	d->id = query_column_int(q, 0);
	d->member = query_column_int(q, 1);
	d->for_member = query_column_int(q, 2);
	record_text(q, 3, d->role, sizeof d->role);
	record_text(q, 4, d->had, sizeof d->had);
	d->since = query_column_int(q, 5);
	d->until = query_column_int(q, 6);
}

int deputy_running(struct store *st, int64_t id, int64_t member, int64_t for_member, struct deputy *d, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM deputy WHERE ended_at = 0 AND had <> '' "
				  "AND (id = $1 OR member = $2 OR for_member = $3) ORDER BY id DESC LIMIT 1";
	struct query *q = record_ask(st, sql, why, "iii", id, member, for_member);

	return record_one(q, read_row, sizeof *d, d, why);
}

int deputy_get(struct store *st, int64_t id, struct deputy *d, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM deputy WHERE ended_at = 0 AND id = $1";

	return record_one(record_ask(st, sql, why, "i", id), read_row, sizeof *d, d, why);
}

int deputy_open(struct store *st, int64_t after, int64_t member, int64_t for_member, struct deputy *d, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM deputy WHERE ended_at = 0 AND id > $1 "
				  "AND (member = $2 OR for_member = $3) ORDER BY id LIMIT 1";
	struct query *q = record_ask(st, sql, why, "iii", after, member, for_member);

	return record_one(q, read_row, sizeof *d, d, why);
}

int deputy_begin(struct store *st, int64_t id, const char *had, struct why *why)
{
	return record_do(st, "UPDATE deputy SET had = $2 WHERE id = $1", why, "it", id, had);
}

int deputy_end(struct store *st, int64_t id, int64_t now_us, struct why *why)
{
	return record_do(st, "UPDATE deputy SET ended_at = $2 WHERE id = $1", why, "ii", id, now_us);
}
