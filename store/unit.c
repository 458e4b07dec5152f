/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/unit.h"

#include <stdio.h>
#include <string.h>

int unit_put(struct store *st, const struct unit *unit, int64_t now_us, struct why *why)
{
	static const char sql[] =
		"INSERT INTO unit (id, code, name, kind, parent_code, valid_from, valid_to, successor_code, source, households) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
		"ON CONFLICT (code, valid_from) DO UPDATE SET name = excluded.name, kind = excluded.kind, "
		"parent_code = excluded.parent_code, valid_to = excluded.valid_to, "
		"successor_code = excluded.successor_code, source = excluded.source, "
		"households = CASE WHEN $11 < 0 THEN unit.households ELSE excluded.households END";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_int(q, 1, unit->id != 0 ? unit->id : store_id(st, now_us));
	query_text(q, 2, unit->code);
	query_text(q, 3, unit->name);
	query_text(q, 4, unit->kind);
	query_text(q, 5, unit->parent);
	query_text(q, 6, unit->valid_from);
	query_text(q, 7, unit->valid_to);
	query_text(q, 8, unit->successor);
	query_text(q, 9, unit->source);
	query_int(q, 10, unit->households < 0 ? 0 : unit->households);
	query_int(q, 11, unit->households);
	return query_run(q, why);
}

static void read_row(struct query *q, void *row)
{
	struct unit *u = row;

	u->id = query_column_int(q, 0);
	record_text(q, 1, u->code, sizeof u->code);
	record_text(q, 2, u->name, sizeof u->name);
	record_text(q, 3, u->kind, sizeof u->kind);
	record_text(q, 4, u->parent, sizeof u->parent);
	record_text(q, 5, u->valid_from, sizeof u->valid_from);
	record_text(q, 6, u->valid_to, sizeof u->valid_to);
	record_text(q, 7, u->successor, sizeof u->successor);
	record_text(q, 8, u->source, sizeof u->source);
	u->households = query_column_int(q, 9);
}

int unit_list(struct store *st, struct unit **rows, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT id, code, name, kind, parent_code, valid_from, valid_to, successor_code, source, households "
		"FROM unit ORDER BY code, valid_from";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	return record_all(q, read_row, sizeof **rows, rows, used, why);
}

int unit_count(struct store *st, int64_t *count, struct why *why)
{
	static const char sql[] = "SELECT COUNT(*) FROM unit";
	struct query *q = store_query(st, sql, why);

	if (q == NULL || query_step(q, why) == STEP_FAILED)
		return -1;
	*count = query_column_int(q, 0);
	query_end(q);
	return 0;
}

bool unit_code_next(const char **at, char code[static RECORD_CODE_OCTETS])
{
	size_t n;

	*at += strspn(*at, "/");
	n = strcspn(*at, "/");
	snprintf(code, RECORD_CODE_OCTETS, "%.*s", (int)(n < RECORD_CODE_OCTETS ? n : RECORD_CODE_OCTETS - 1), *at);
	*at += n;
	return n > 0;
}
