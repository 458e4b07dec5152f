/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/ticket.h"

#include "store/absent.h"

#define COLUMNS                                                                                                        \
	"t.no, t.phone, t.unit, t.category, t.text, t.status, t.owner, t.due_at, t.at, t.answer, t.answered_at, t.rung, t.urgent"
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
	t->rung = query_column_int(q, 11);
	t->urgent = query_column_int(q, 12) != 0;
}

int ticket_put(struct store *st, struct ticket *t, struct why *why)
{
	static const char sql[] =
		"INSERT INTO ticket (no, phone, unit, category, text, status, owner, due_at, at, answer, answered_at, "
		"rung, urgent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (no) DO UPDATE SET "
		"phone = excluded.phone, unit = excluded.unit, category = excluded.category, text = excluded.text, "
		"status = excluded.status, owner = excluded.owner, due_at = excluded.due_at, at = excluded.at, "
		"answer = excluded.answer, answered_at = excluded.answered_at, rung = excluded.rung, urgent = excluded.urgent";
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
	query_int(q, 12, t->rung);
	query_int(q, 13, t->urgent);
	return query_run(q, why);
}

int ticket_get(struct store *st, int64_t no, struct ticket *t, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM ticket t WHERE t.no = $1";

	return record_one(record_ask(st, sql, why, "i", no), read_row, sizeof *t, t, why);
}

int ticket_open_of(struct store *st, const char *phone, int most, struct ticket **rows, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS " FROM ticket t WHERE t.phone = $1 AND " IS_OPEN " ORDER BY t.no LIMIT $2";

	return record_all(
		record_ask(st, sql, why, "ti", phone, (int64_t)most), read_row, sizeof **rows, rows, used, why);
}

int ticket_open_in(struct store *st, const char *unit, int most, struct ticket **rows, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS " FROM ticket t WHERE t.unit = $1 AND " IS_OPEN " ORDER BY t.no LIMIT $2";

	return record_all(
		record_ask(st, sql, why, "ti", unit, (int64_t)most), read_row, sizeof **rows, rows, used, why);
}

int ticket_open_owned(
	struct store *st, const char *owner, int most, struct ticket **rows, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS " FROM ticket t WHERE t.owner = $1 AND " IS_OPEN " ORDER BY t.no LIMIT $2";

	return record_all(
		record_ask(st, sql, why, "ti", owner, (int64_t)most), read_row, sizeof **rows, rows, used, why);
}

int ticket_of_person(struct store *st, const char *phone, unsigned most, int64_t *nos, unsigned *used,
	int64_t *answered, struct why *why)
{
	/* Two indexes give theirs in the order of the numbers: nothing is gone through, nothing sorted. */
	static const char sql[] =
		"SELECT no, CASE WHEN status = 'answered' THEN answered_at ELSE 0 END FROM ticket WHERE phone = $1 "
		"UNION ALL SELECT no, 0 FROM ticket WHERE owner = $1 AND phone <> $1 ORDER BY no DESC LIMIT $2";
	struct query *q;
	int64_t last_at = 0;
	enum step step;

	*used = 0;
	*answered = 0;
	if (absent_is(st, phone, ABSENT_TICKETS))
		return 0;
	q = record_ask(st, sql, why, "ti", phone, (int64_t)most);
	if (q == NULL)
		return -1;
	while ((step = query_step(q, why)) == STEP_ROW) {
		nos[(*used)++] = query_column_int(q, 0);
		if (query_column_int(q, 1) > last_at) {
			last_at = query_column_int(q, 1);
			*answered = query_column_int(q, 0);
		}
	}
	return step == STEP_DONE ? 0 : -1;
}

int ticket_unwatched(struct store *st, int most, struct ticket **rows, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS " FROM ticket t WHERE " IS_OPEN " AND NOT EXISTS (SELECT 1 FROM due d WHERE "
		"d.kind = 'ticket' AND d.key = CAST(t.no AS TEXT) AND d.state = 'waiting') ORDER BY t.no LIMIT $1";

	return record_all(record_ask(st, sql, why, "i", (int64_t)most), read_row, sizeof **rows, rows, used, why);
}

int ticket_count_open_in(
	struct store *st, const char *const *units, size_t used, int64_t *count, int64_t *oldest, struct why *why)
{
	static const char sql[] =
		"SELECT COUNT(*), COALESCE(MIN(t.at), 0) FROM ticket t WHERE t.unit IN " RECORD_MANY_CODES
		" AND " IS_OPEN;

	*count = *oldest = 0;
	for (size_t at = 0; at < used; at += RECORD_MANY) {
		struct query *q =
			record_ask_many(st, sql, units + at, used - at < RECORD_MANY ? used - at : RECORD_MANY, why);
		int64_t since;

		if (q == NULL || query_step(q, why) != STEP_ROW)
			return -1;
		*count += query_column_int(q, 0);
		since = query_column_int(q, 1);
		if (since != 0 && (*oldest == 0 || since < *oldest))
			*oldest = since;
		query_end(q);
	}
	return 0;
}
