/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/alarm.h"

#include "gateway/base/clock.h"

#define ALARM_QUIET CLOCK_HOUR

int alarm_raise(struct store *st, const char *kind, const char *subject, const char *text, int64_t now_us, bool *is_new,
	struct why *why)
{
	/* It goes on when it stands, and when it was told of a short while ago: then it only comes and goes. */
	static const char sql[] =
		"INSERT INTO alarm (kind, subject, raised_at, cleared_at, times, text, told_at)"
		" VALUES ($1, $2, $3, 0, 1, $4, $3)"
		" ON CONFLICT (kind, subject) DO UPDATE SET text = excluded.text, cleared_at = 0,"
		" raised_at = CASE WHEN alarm.cleared_at = 0 OR alarm.told_at > $5 THEN alarm.raised_at"
		" ELSE excluded.raised_at END,"
		" times = CASE WHEN alarm.cleared_at = 0 OR alarm.told_at > $5 THEN alarm.times + 1 ELSE 1 END,"
		" told_at = CASE WHEN alarm.cleared_at = 0 OR alarm.told_at > $5 THEN alarm.told_at"
		" ELSE excluded.told_at END"
		" RETURNING times";
	struct query *q = record_ask(st, sql, why, "ttiti", kind, subject, now_us, text, now_us - ALARM_QUIET);

	if (q == NULL || query_step(q, why) != STEP_ROW)
		return -1;
	if (is_new != NULL)
		*is_new = query_column_int(q, 0) == 1;
	return query_run(q, why);
}

int alarm_clear(struct store *st, const char *kind, const char *subject, int64_t now_us, struct why *why)
{
	static const char sql[] =
		"UPDATE alarm SET cleared_at = $3 WHERE kind = $1 AND subject = $2 AND cleared_at = 0";

	return record_do(st, sql, why, "tti", kind, subject, now_us);
}

int alarm_clear_old(struct store *st, const char *kind, int64_t since_us, int64_t now_us, struct why *why)
{
	return record_do(st, "UPDATE alarm SET cleared_at = $3 WHERE kind = $1 AND cleared_at = 0 AND told_at < $2",
		why, "tii", kind, since_us, now_us);
}

static void read_row(struct query *q, void *row)
{
	struct alarm *a = row;

	record_text(q, 0, a->kind, sizeof a->kind);
	record_text(q, 1, a->subject, sizeof a->subject);
	a->raised_at = query_column_int(q, 2);
	a->cleared_at = query_column_int(q, 3);
	a->times = query_column_int(q, 4);
	record_text(q, 5, a->text, sizeof a->text);
}

int alarm_list(struct store *st, int64_t cleared_since_us, struct alarm **rows, size_t *used, struct why *why)
{
	static const char sql[] = "SELECT kind, subject, raised_at, cleared_at, times, text FROM alarm"
				  " WHERE cleared_at = 0 OR cleared_at >= $1 ORDER BY raised_at DESC, kind, subject";
	struct query *q = store_query(st, sql, why);

	*rows = NULL;
	*used = 0;
	if (q == NULL)
		return -1;
	query_int(q, 1, cleared_since_us);
	return record_all(q, read_row, sizeof **rows, rows, used, why);
}
