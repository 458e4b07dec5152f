/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/team.h"

#define COLUMNS "no, unit, level, decision, decided_on, status, set_by"

static void read_row(struct query *q, void *row)
{
	struct team *t = row;

	t->no = query_column_int(q, 0);
	record_text(q, 1, t->unit, sizeof t->unit);
	record_text(q, 2, t->level, sizeof t->level);
	record_text(q, 3, t->decision, sizeof t->decision);
	record_text(q, 4, t->decided_on, sizeof t->decided_on);
	record_text(q, 5, t->status, sizeof t->status);
	record_text(q, 6, t->set_by, sizeof t->set_by);
}

int team_put(struct store *st, struct team *t, struct why *why)
{
	static const char sql[] =
		"INSERT INTO team (no, unit, level, decision, decided_on, status, set_by) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (no) DO UPDATE SET unit = excluded.unit, "
		"level = excluded.level, decision = excluded.decision, decided_on = excluded.decided_on, "
		"status = excluded.status, set_by = excluded.set_by";

	if (t->no == 0 && (t->no = store_next_no(st, "team", why)) == -1)
		return -1;
	return record_do(
		st, sql, why, "itttttt", t->no, t->unit, t->level, t->decision, t->decided_on, t->status, t->set_by);
}

int team_get(struct store *st, int64_t no, struct team *t, struct why *why)
{
	struct query *q = record_ask(st, "SELECT " COLUMNS " FROM team WHERE no = $1", why, "i", no);

	return record_one(q, read_row, sizeof *t, t, why);
}

int team_list(struct store *st, const char *unit, const char *status, struct team **rows, size_t *used, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM team WHERE unit = $1 AND status = $2 ORDER BY no";
	struct query *q = record_ask(st, sql, why, "tt", unit, status);

	*rows = NULL;
	*used = 0;
	return q == NULL ? -1 : record_all(q, read_row, sizeof **rows, rows, used, why);
}

int team_drafts(struct store *st, struct team **rows, size_t *used, struct why *why)
{
	struct query *q = record_ask(st, "SELECT " COLUMNS " FROM team WHERE status = 'draft' ORDER BY no", why, "");

	*rows = NULL;
	*used = 0;
	return q == NULL ? -1 : record_all(q, read_row, sizeof **rows, rows, used, why);
}

int team_all_of(struct store *st, const char *unit, struct team **rows, size_t *used, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM team WHERE unit = $1 ORDER BY no";
	struct query *q = record_ask(st, sql, why, "t", unit);

	*rows = NULL;
	*used = 0;
	return q == NULL ? -1 : record_all(q, read_row, sizeof **rows, rows, used, why);
}

int team_drop(struct store *st, int64_t no, struct why *why)
{
	if (record_do(st, "UPDATE member SET team = 0 WHERE team = $1", why, "i", no) == -1)
		return -1;
	return record_do(st, "DELETE FROM team WHERE no = $1", why, "i", no);
}
