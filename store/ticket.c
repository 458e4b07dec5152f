/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/ticket.h"

#define COLUMNS "t.no, t.phone, t.unit, t.category, t.text, t.status, t.owner, t.due_at, t.at, t.answer, t.answered_at"
#define IS_OPEN "t.status IN ('open', 'passed_up')"

static void read_row(struct query *q, void *row)
{
	struct ticket *t = row;

	t->no = query_column_int(q, 0);
	record_text(q, 1, t->phone, sizeof t->phone);
	record_text(q, 2, t->unit, sizeof t->unit);
	record_text(q, 3, t->category, sizeof t->category);
	record_text(q, 4, t->text, sizeof t->text);
	record_text(q, 5, t->status, sizeof t->status);
	record_text(q, 6, t->owner, sizeof t->owner);
	t->due_at = query_column_int(q, 7);
	t->at = query_column_int(q, 8);
	record_text(q, 9, t->answer, sizeof t->answer);
	t->answered_at = query_column_int(q, 10);
}

int ticket_put(struct store *st, struct ticket *t, struct why *why)
{
	static const char sql[] =
		"INSERT INTO ticket (no, phone, unit, category, text, status, owner, due_at, at, answer, answered_at) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (no) DO UPDATE SET "
		"phone = excluded.phone, unit = excluded.unit, category = excluded.category, text = excluded.text, "
		"status = excluded.status, owner = excluded.owner, due_at = excluded.due_at, at = excluded.at, "
		"answer = excluded.answer, answered_at = excluded.answered_at";
	struct query *q;

	if (t->no == 0 && (t->no = store_next_no(st, "ticket", why)) == -1)
		return -1;
	q = store_query(st, sql, why);
	if (q == NULL)
		return -1;
	query_int(q, 1, t->no);
	query_text(q, 2, t->phone);
	query_text(q, 3, t->unit);
	query_text(q, 4, t->category);
	query_text(q, 5, t->text);
	query_text(q, 6, t->status);
	query_text(q, 7, t->owner);
	query_int(q, 8, t->due_at);
	query_int(q, 9, t->at);
	query_text(q, 10, t->answer);
	query_int(q, 11, t->answered_at);
	return query_run(q, why);
}

int ticket_get(struct store *st, int64_t no, struct ticket *t, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM ticket t WHERE t.no = $1";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_int(q, 1, no);
	return record_one(q, read_row, sizeof *t, t, why);
}

int ticket_open_of(struct store *st, const char *phone, int most, struct ticket **rows, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS " FROM ticket t WHERE t.phone = $1 AND " IS_OPEN " ORDER BY t.no LIMIT $2";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_text(q, 1, phone);
	query_int(q, 2, most);
	return record_all(q, read_row, sizeof **rows, rows, used, why);
}

int ticket_open_in(struct store *st, const char *unit, int most, struct ticket **rows, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS " FROM ticket t WHERE t.unit = $1 AND " IS_OPEN " ORDER BY t.no LIMIT $2";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_text(q, 1, unit);
	query_int(q, 2, most);
	return record_all(q, read_row, sizeof **rows, rows, used, why);
}

int ticket_count_open(struct store *st, const char *unit, int64_t *count, struct why *why)
{
	static const char sql[] = "SELECT COUNT(*) FROM ticket t WHERE t.unit = $1 AND " IS_OPEN;
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_text(q, 1, unit);
	if (query_step(q, why) == STEP_FAILED)
		return -1;
	*count = query_column_int(q, 0);
	query_end(q);
	return 0;
}
