/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/enrolment.h"

#define COLUMNS                                                                                                            \
	"e.no, e.phone, e.name, e.role, e.unit, e.status, e.asked_at, e.decided_at, e.decided_by, e.reason, e.old_phone, " \
	"e.keep_old, e.team"

static void read_row(struct query *q, void *row)
{
	struct enrolment *e = row;

	e->no = query_column_int(q, 0);
	record_text(q, 1, e->phone, sizeof e->phone);
	record_text(q, 2, e->name, sizeof e->name);
	record_text(q, 3, e->role, sizeof e->role);
	record_text(q, 4, e->unit, sizeof e->unit);
	record_text(q, 5, e->status, sizeof e->status);
	e->asked_at = query_column_int(q, 6);
	e->decided_at = query_column_int(q, 7);
	record_text(q, 8, e->decided_by, sizeof e->decided_by);
	record_text(q, 9, e->reason, sizeof e->reason);
	record_text(q, 10, e->old_phone, sizeof e->old_phone);
	e->keep_old = query_column_int(q, 11) != 0;
	e->team = query_column_int(q, 12);
}

int enrolment_put(struct store *st, struct enrolment *e, struct why *why)
{
	static const char sql[] =
		"INSERT INTO enrolment (no, phone, name, role, unit, status, asked_at, decided_at, decided_by, reason, old_phone, keep_old, team) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (no) DO UPDATE SET "
		"phone = excluded.phone, name = excluded.name, role = excluded.role, unit = excluded.unit, "
		"status = excluded.status, asked_at = excluded.asked_at, decided_at = excluded.decided_at, "
		"decided_by = excluded.decided_by, reason = excluded.reason, old_phone = excluded.old_phone, "
		"keep_old = excluded.keep_old, team = excluded.team";
	struct query *q;

	if (e->no == 0 && (e->no = store_next_no(st, "enrolment", why)) == -1)
		return -1;
	q = store_query(st, sql, why);
	if (q == NULL)
		return -1;
	query_int(q, 1, e->no);
	query_text(q, 2, e->phone);
	query_text(q, 3, e->name);
	query_text(q, 4, e->role);
	query_text(q, 5, e->unit);
	query_text(q, 6, e->status);
	query_int(q, 7, e->asked_at);
	query_int(q, 8, e->decided_at);
	query_text(q, 9, e->decided_by);
	query_text(q, 10, e->reason);
	query_text(q, 11, e->old_phone);
	query_int(q, 12, e->keep_old);
	query_int(q, 13, e->team);
	return query_run(q, why);
}

int enrolment_get(struct store *st, int64_t no, struct enrolment *e, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM enrolment e WHERE e.no = $1";

	return record_one(record_ask(st, sql, why, "i", no), read_row, sizeof *e, e, why);
}

/* The newest that such a question finds by a number. */
static int read_newest(struct store *st, const char *sql, const char *phone, struct enrolment *e, struct why *why)
{
	struct query *q = record_ask(st, sql, why, "t", phone);

	return q == NULL ? -1 : record_one(q, read_row, sizeof *e, e, why);
}

int enrolment_pending_of(struct store *st, const char *phone, struct enrolment *e, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS
		" FROM enrolment e WHERE e.phone = $1 AND e.status = 'pending' ORDER BY e.no DESC LIMIT 1";

	return read_newest(st, sql, phone, e, why);
}

int enrolment_pending_over(struct store *st, const char *old_phone, struct enrolment *e, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS
		" FROM enrolment e WHERE e.old_phone = $1 AND e.status = 'pending' ORDER BY e.no DESC LIMIT 1";

	return read_newest(st, sql, old_phone, e, why);
}

int enrolment_pending_instead(
	struct store *st, const char *old_phone, int64_t but, struct enrolment *e, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM enrolment e WHERE e.old_phone = $1 AND e.no <> $2"
				  " AND e.status = 'pending' AND e.keep_old = 0 ORDER BY e.no DESC LIMIT 1";
	struct query *q = record_ask(st, sql, why, "ti", old_phone, but);

	return q == NULL ? -1 : record_one(q, read_row, sizeof *e, e, why);
}

int enrolment_withdrawn_of(struct store *st, const char *phone, int64_t since_us, struct enrolment *e, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS " FROM enrolment e WHERE e.phone = $1 AND e.decided_at >= $2"
		" AND e.status = 'rejected' AND e.reason = '" ENROLMENT_WITHDRAWN "' ORDER BY e.no DESC LIMIT 1";
	struct query *q = record_ask(st, sql, why, "ti", phone, since_us);

	return q == NULL ? -1 : record_one(q, read_row, sizeof *e, e, why);
}

int enrolment_pending_in(
	struct store *st, const char *unit, int most, struct enrolment **rows, size_t *used, struct why *why)
{
	static const char one[] =
		"SELECT " COLUMNS " FROM enrolment e WHERE e.unit = $1 AND e.status = 'pending' ORDER BY e.no LIMIT $2";
	static const char any[] =
		"SELECT " COLUMNS
		" FROM enrolment e WHERE e.unit <> $1 AND e.status = 'pending' ORDER BY e.no LIMIT $2";

	return record_all(record_ask(st, unit[0] != '\0' ? one : any, why, "ti", unit, (int64_t)most), read_row,
		sizeof **rows, rows, used, why);
}

int enrolment_decide(struct store *st, int64_t no, const char *status, const char *by, const char *reason,
	int64_t at_us, struct why *why)
{
	static const char sql[] =
		"UPDATE enrolment SET status = $2, decided_by = $3, reason = $4, decided_at = $5 WHERE no = $1";

	return record_do(st, sql, why, "ittti", no, status, by, reason, at_us);
}

int enrolment_names(
	struct store *st, const char *phone, char (*names)[RECORD_NAME_OCTETS], unsigned *used, struct why *why)
{
	static const char sql[] =
		"SELECT name FROM enrolment WHERE phone = $1 AND name <> '' GROUP BY name ORDER BY MAX(no) DESC LIMIT 8";
	struct query *q = record_ask(st, sql, why, "t", phone);
	enum step step;

	*used = 0;
	if (q == NULL)
		return -1;
	while ((step = query_step(q, why)) == STEP_ROW && *used < ENROLMENT_NAMES_MAX) /* never more */
		record_text(q, 0, names[(*used)++], RECORD_NAME_OCTETS);
	if (step == STEP_ROW)
		query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}
