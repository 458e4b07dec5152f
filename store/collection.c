/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/collection.h"

#define COLUMNS "period, unit, indicators, opened_at, until, opened_by"

int collection_put(struct store *st, const struct collection *c, struct why *why)
{
	static const char sql[] =
		"INSERT INTO collection (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (period) DO UPDATE "
		"SET unit = excluded.unit, indicators = excluded.indicators, opened_at = excluded.opened_at, "
		"until = excluded.until, opened_by = excluded.opened_by";

	return record_do(
		st, sql, why, "tttiit", c->period, c->unit, c->indicators, c->opened_at, c->until, c->opened_by);
}

static void read_row(struct query *q, void *row)
{
	struct collection *c = row;

	record_text(q, 0, c->period, sizeof c->period);
	record_text(q, 1, c->unit, sizeof c->unit);
	record_text(q, 2, c->indicators, sizeof c->indicators);
	c->opened_at = query_column_int(q, 3);
	c->until = query_column_int(q, 4);
	record_text(q, 5, c->opened_by, sizeof c->opened_by);
}

int collection_get(struct store *st, const char *period, struct collection *c, struct why *why)
{
	return record_one(record_ask(st, "SELECT " COLUMNS " FROM collection WHERE period = $1", why, "t", period),
		read_row, sizeof *c, c, why);
}

int collection_open(struct store *st, int64_t now_us, struct collection **rows, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS " FROM collection WHERE until > $1 ORDER BY opened_at DESC, period DESC";

	return record_all(record_ask(st, sql, why, "i", now_us), read_row, sizeof **rows, rows, used, why);
}
