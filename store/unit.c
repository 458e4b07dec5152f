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
	store_note_change(st, STORE_UNITS);
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

/* ---- codes that a deployment issues itself ---- */

static int find_by_name(struct store *st, struct unit *unit, struct why *why)
{
	static const char sql[] = "SELECT code, valid_from FROM unit WHERE parent_code = $1 AND name = $2 "
				  "AND ($3 = '' OR valid_from = $3) ORDER BY valid_from DESC, code LIMIT 1";
	struct query *q = store_query(st, sql, why);
	enum step step;

	if (q == NULL)
		return -1;
	query_text(q, 1, unit->parent);
	query_text(q, 2, unit->name);
	query_text(q, 3, unit->valid_from);
	step = query_step(q, why);
	if (step == STEP_ROW) {
		record_text(q, 0, unit->code, sizeof unit->code);
		record_text(q, 1, unit->valid_from, sizeof unit->valid_from);
	}
	query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

static int is_used(struct store *st, const char *code, bool *used, struct why *why)
{
	struct query *q = store_query(st, "SELECT 1 FROM unit WHERE code = $1 LIMIT 1", why);
	enum step step;

	if (q == NULL)
		return -1;
	query_text(q, 1, code);
	step = query_step(q, why);
	*used = step == STEP_ROW;
	query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

int unit_issue_code(struct store *st, struct unit *unit, struct why *why)
{
	char code[RECORD_CODE_OCTETS + 16];
	bool used = true;

	if (find_by_name(st, unit, why) == -1)
		return -1;
	for (unsigned n = 1; unit->code[0] == '\0' && used; n++) {
		snprintf(code, sizeof code, "%s%02u", unit->parent, n);
		if (strlen(code) >= sizeof unit->code)
			return why_set(why, "no code is left for a village of %s", unit->parent);
		if (is_used(st, code, &used, why) == -1)
			return -1;
		if (!used)
			record_copy(code, unit->code, sizeof unit->code);
	}
	return 0;
}

static int count(struct query *q, int64_t *n, struct why *why)
{
	if (q == NULL || query_step(q, why) == STEP_FAILED)
		return -1;
	*n = query_column_int(q, 0);
	query_end(q);
	return 0;
}

int unit_count_demo(struct store *st, int64_t *n, struct why *why)
{
	return count(store_query(st, "SELECT COUNT(DISTINCT code) FROM unit WHERE source LIKE 'demo%'", why), n, why);
}

int unit_count(struct store *st, int64_t *n, struct why *why)
{
	return count(store_query(st, "SELECT COUNT(*) FROM unit", why), n, why);
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
