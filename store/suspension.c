/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/suspension.h"

#define COLUMNS "no, unit, first_day, last_day, reason, by_whom, at"

static void read_row(struct query *q, void *row)
{
	struct suspension *s = row;

	s->no = query_column_int(q, 0);
	record_text(q, 1, s->unit, sizeof s->unit);
	record_text(q, 2, s->first_day, sizeof s->first_day);
	record_text(q, 3, s->last_day, sizeof s->last_day);
	record_text(q, 4, s->reason, sizeof s->reason);
	record_text(q, 5, s->by_whom, sizeof s->by_whom);
	s->at = query_column_int(q, 6);
}

int suspension_add(struct store *st, struct suspension *s, struct why *why)
{
	static const char sql[] = "INSERT INTO suspension (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7)";

	store_note_change(st, STORE_PAUSES);
	s->no = store_next_no(st, "suspension", why);
	if (s->no == -1)
		return -1;
	return record_do(
		st, sql, why, "ittttti", s->no, s->unit, s->first_day, s->last_day, s->reason, s->by_whom, s->at);
}

int suspension_get(struct store *st, int64_t no, struct suspension *s, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM suspension WHERE no = $1 AND ended_at = 0";

	return record_one(record_ask(st, sql, why, "i", no), read_row, sizeof *s, s, why);
}

int suspension_end(struct store *st, int64_t no, int64_t at_us, struct why *why)
{
	store_note_change(st, STORE_PAUSES);
	return record_do(st, "UPDATE suspension SET ended_at = $2 WHERE no = $1", why, "ii", no, at_us);
}

int suspension_move_end(struct store *st, int64_t no, const char *last_day, struct why *why)
{
	store_note_change(st, STORE_PAUSES);
	return record_do(st, "UPDATE suspension SET last_day = $2 WHERE no = $1", why, "it", no, last_day);
}

int suspension_list(struct store *st, const char *day, struct suspension **rows, size_t *used, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM suspension WHERE ended_at = 0 AND last_day >= $1"
				  " ORDER BY first_day, no LIMIT 1000";
	struct query *q = record_ask(st, sql, why, "t", day);

	*rows = NULL;
	*used = 0;
	return q == NULL ? -1 : record_all(q, read_row, sizeof **rows, rows, used, why);
}
