/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/guard.h"

#include <stddef.h>

static int count_of(struct query *q, int64_t *count, struct why *why)
{
	if (query_step(q, why) != STEP_ROW)
		return -1;
	*count = query_column_int(q, 0);
	query_end(q);
	return 0;
}

int guard_same(struct store *st, const char *phone, const char *text, int64_t since_us, int64_t most, int64_t *count,
	struct why *why)
{
	static const char sql[] = "SELECT COUNT(*) FROM (SELECT id FROM message WHERE phone = $1 AND id >= $2 "
				  "AND direction = 'out' AND text = $3 LIMIT $4) AS same";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_text(q, 1, phone);
	query_int(q, 2, store_id_at(since_us));
	query_text(q, 3, text);
	query_int(q, 4, most);
	return count_of(q, count, why);
}

int guard_unasked(
	struct store *st, const char *phone, int64_t from_us, int64_t until_us, int64_t *count, struct why *why)
{
	static const char sql[] = "SELECT COUNT(*) FROM message WHERE phone = $1 AND id >= $2 AND direction = 'out'"
				  " AND kind IN ('unasked', 'courtesy', 'bulk') AND state NOT IN ('failed', 'expired')"
				  " AND CASE WHEN sent_at > 0 THEN sent_at ELSE next_at END >= $3"
				  " AND CASE WHEN sent_at > 0 THEN sent_at ELSE next_at END < $4";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_text(q, 1, phone);
	query_int(q, 2, store_id_at(from_us - GUARD_PLANNED_WITHIN));
	query_int(q, 3, from_us);
	query_int(q, 4, until_us);
	return count_of(q, count, why);
}

int guard_withdraw(struct store *st, const char *phone, const char *text, int64_t since_us, struct why *why)
{
	static const char sql[] =
		"UPDATE message SET state = 'expired', reason = 'withdrawn' WHERE phone = $1 AND id >= $2 "
		"AND direction = 'out' AND text = $3 AND state IN ('queued', 'unsure')";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_text(q, 1, phone);
	query_int(q, 2, store_id_at(since_us));
	query_text(q, 3, text);
	return query_run(q, why);
}

int guard_withdraw_all(struct store *st, const char *phone, struct why *why)
{
	static const char sql[] =
		"UPDATE message SET state = 'expired', reason = 'withdrawn' WHERE phone = $1 "
		"AND direction = 'out' AND kind NOT IN ('answer', 'alarm') AND state IN ('queued', 'unsure')";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_text(q, 1, phone);
	return query_run(q, why);
}

struct query *guard_heard(struct store *st, int64_t since_us, struct why *why)
{
	static const char sql[] = "SELECT phone, link, text, received_at, intent, status FROM message WHERE id >= $1"
				  " AND direction = 'in' AND state = 'done' ORDER BY id";
	struct query *q = store_query(st, sql, why);

	if (q != NULL)
		query_int(q, 1, store_id_at(since_us));
	return q;
}
