/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/broadcast.h"

#define COLUMNS "no, phone, units, roles, text, status, at, people, parts, cost"

static void read_row(struct query *q, void *row)
{
	struct broadcast *b = row;

	b->no = query_column_int(q, 0);
	record_text(q, 1, b->phone, sizeof b->phone);
	record_text(q, 2, b->units, sizeof b->units);
	record_text(q, 3, b->roles, sizeof b->roles);
	record_text(q, 4, b->text, sizeof b->text);
	record_text(q, 5, b->status, sizeof b->status);
	b->at = query_column_int(q, 6);
	b->people = query_column_int(q, 7);
	b->parts = query_column_int(q, 8);
	b->cost = query_column_int(q, 9);
}

int broadcast_put(struct store *st, struct broadcast *b, struct why *why)
{
	static const char sql[] =
		"INSERT INTO broadcast (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
		" ON CONFLICT (no) DO UPDATE SET status = excluded.status, at = excluded.at, people = excluded.people,"
		" parts = excluded.parts, cost = excluded.cost";

	if (b->no == 0 && (b->no = store_next_no(st, "broadcast", why)) == -1)
		return -1;
	return record_do(st, sql, why, "itttttiiii", b->no, b->phone, b->units, b->roles, b->text, b->status, b->at,
		b->people, b->parts, b->cost);
}

int broadcast_get(struct store *st, int64_t no, struct broadcast *b, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM broadcast WHERE no = $1";

	return record_one(record_ask(st, sql, why, "i", no), read_row, sizeof *b, b, why);
}

int broadcast_last_of(struct store *st, const char *phone, const char *status, struct broadcast *b, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM broadcast WHERE phone = $1 AND status = $2"
				  " ORDER BY no DESC LIMIT 1";

	return record_one(record_ask(st, sql, why, "tt", phone, status), read_row, sizeof *b, b, why);
}

int broadcast_add(struct store *st, int64_t no, const char *phone, int64_t message, struct why *why)
{
	static const char sql[] = "INSERT INTO addressee (broadcast, phone, message) VALUES ($1, $2, $3)";

	return record_do(st, sql, why, "iti", no, phone, message);
}

int broadcast_progress(struct store *st, int64_t no, struct broadcast_progress *progress, struct why *why)
{
	/* Unsure for good: nobody will know whether it arrived, which is no success. */
	static const char sql[] = "SELECT count(CASE WHEN m.state IN ('sent', 'delivered') OR"
				  " (m.state = 'unsure' AND m.next_at < $2) THEN 1 END),"
				  " count(CASE WHEN m.state IN ('queued', 'sending') THEN 1 END),"
				  " count(CASE WHEN m.state IN ('failed', 'expired') OR"
				  " (m.state = 'unsure' AND m.next_at >= $2) THEN 1 END),"
				  " coalesce(max(CASE WHEN m.state = 'queued' THEN m.next_at END), 0)"
				  " FROM addressee a JOIN message m ON m.id = a.message WHERE a.broadcast = $1";
	struct query *q = record_ask(st, sql, why, "ii", no, INT64_MAX);

	if (q == NULL || query_step(q, why) != STEP_ROW)
		return -1;
	progress->gone = query_column_int(q, 0);
	progress->waiting = query_column_int(q, 1);
	progress->failed = query_column_int(q, 2);
	progress->last_at = query_column_int(q, 3);
	query_end(q);
	return 0;
}

int broadcast_withdraw(struct store *st, int64_t no, int64_t *n, struct why *why)
{
	static const char take_back[] =
		"UPDATE message SET state = 'expired', reason = 'withdrawn' WHERE direction = 'out'"
		" AND state = 'queued' AND attempts = 0 AND id IN (SELECT message FROM addressee WHERE broadcast = $1)";
	static const char note[] = "UPDATE broadcast SET status = 'withdrawn' WHERE no = $1";
	struct query *q = record_ask(st, take_back, why, "i", no);

	if (q == NULL || query_run(q, why) == -1)
		return -1;
	*n = query_changes(q);
	return record_do(st, note, why, "i", no);
}
