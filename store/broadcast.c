/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/broadcast.h"

#define COLUMNS "no, phone, units, roles, text, status, at, people, parts, cost, office, upto, longest, unmade, next_at"

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
	record_text(q, 10, b->office, sizeof b->office);
	record_text(q, 11, b->upto, sizeof b->upto);
	b->longest = query_column_int(q, 12);
	b->unmade = query_column_int(q, 13);
	b->next_at = query_column_int(q, 14);
}

int broadcast_put(struct store *st, struct broadcast *b, struct why *why)
{
	static const char sql[] =
		"INSERT INTO broadcast (" COLUMNS
		") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
		" ON CONFLICT (no) DO UPDATE SET units = excluded.units, status = excluded.status, at = excluded.at, people = excluded.people,"
		" parts = excluded.parts, cost = excluded.cost, upto = excluded.upto, longest = excluded.longest,"
		" unmade = excluded.unmade, next_at = excluded.next_at";

	if (b->no == 0 && (b->no = store_next_no(st, "broadcast", why)) == -1)
		return -1;
	return record_do(st, sql, why, "itttttiiiittiii", b->no, b->phone, b->units, b->roles, b->text, b->status,
		b->at, b->people, b->parts, b->cost, b->office, b->upto, b->longest, b->unmade, b->next_at);
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

int broadcast_other_waiting(
	struct store *st, const char *phone, int64_t no, int64_t since, struct broadcast *b, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM broadcast WHERE phone = $1 AND status = 'waiting'"
				  " AND no <> $2 AND at >= $3 ORDER BY no DESC LIMIT 1";

	return record_one(record_ask(st, sql, why, "tii", phone, no, since), read_row, sizeof *b, b, why);
}

int broadcast_all_waiting(
	struct store *st, const char *phone, int64_t since, struct broadcast **rows, size_t *used, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM broadcast WHERE phone = $1 AND status = 'waiting'"
				  " AND at >= $2 ORDER BY no DESC";
	struct query *q = record_ask(st, sql, why, "ti", phone, since);

	*rows = NULL;
	*used = 0;
	return q == NULL ? -1 : record_all(q, read_row, sizeof **rows, rows, used, why);
}

int broadcast_add(struct store *st, int64_t no, const char *phone, int64_t message, struct why *why)
{
	static const char sql[] = "INSERT INTO addressee (broadcast, phone, message) VALUES ($1, $2, $3)";

	return record_do(st, sql, why, "iti", no, phone, message);
}

/* ---- those who have no text yet ---- */

/* Ten rows in a statement: each costs as much to begin as to do. */
#define ROW(n, member) "($1, $2 + " #n ", $" #member ")"
#define ADD            "INSERT INTO recipient (broadcast, place, member) VALUES "
#define FIVE           ROW(0, 3) ", " ROW(1, 4) ", " ROW(2, 5) ", " ROW(3, 6) ", " ROW(4, 7)
#define TEN            FIVE ", " ROW(5, 8) ", " ROW(6, 9) ", " ROW(7, 10) ", " ROW(8, 11) ", " ROW(9, 12)

int recipient_add(struct store *st, int64_t no, int64_t place, const int64_t *members, size_t used, struct why *why)
{
	for (size_t i = 0, n; i < used; i += n) {
		struct query *q = store_query(st, used - i >= 10 ? ADD TEN : ADD ROW(0, 3), why);

		if (q == NULL)
			return -1;
		n = used - i >= 10 ? 10 : 1;
		query_int(q, 1, no);
		query_int(q, 2, place + (int64_t)i);
		for (size_t k = 0; k < n; k++)
			query_int(q, 3 + (int)k, members[i + k]);
		if (query_run(q, why) == -1)
			return -1;
	}
	return 0;
}

static void read_recipient(struct query *q, void *row)
{
	struct recipient *r = row;

	r->place = query_column_int(q, 0);
	r->member = query_column_int(q, 1);
}

int recipient_list(struct store *st, int64_t no, int64_t most, struct recipient **rows, size_t *used, struct why *why)
{
	static const char sql[] = "SELECT place, member FROM recipient WHERE broadcast = $1 ORDER BY place LIMIT $2";

	struct query *q = record_ask(st, sql, why, "ii", no, most);

	*rows = NULL;
	*used = 0;
	return q == NULL ? -1 : record_all(q, read_recipient, sizeof **rows, rows, used, why);
}

int recipient_drop(struct store *st, int64_t no, int64_t upto, struct why *why)
{
	return record_do(st, "DELETE FROM recipient WHERE broadcast = $1 AND place <= $2", why, "ii", no, upto);
}

/* ---- how far it is ---- */

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

	if (record_changes(record_ask(st, take_back, why, "i", no), n, why) == -1)
		return -1;
	return record_do(st, note, why, "i", no);
}
