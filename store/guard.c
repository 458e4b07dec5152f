/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/guard.h"

#include "store/absent.h"

#include <stdlib.h>

static int count_of(struct query *q, int64_t *count, struct why *why)
{
	if (q == NULL || query_step(q, why) != STEP_ROW)
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

	*count = 0;
	if (absent_is_text(st, phone, since_us))
		return 0;
	return count_of(record_ask(st, sql, why, "titi", phone, store_id_at(since_us), text, most), count, why);
}

int guard_unasked(
	struct store *st, const char *phone, int64_t from_us, int64_t until_us, int64_t *count, struct why *why)
{
	static const char sql[] =
		"SELECT COUNT(*) FROM message WHERE phone = $1 AND id >= $2 AND direction = 'out'"
		" AND kind IN ('unasked', 'courtesy', 'bulk', 'notice') AND state NOT IN ('failed', 'expired')"
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

int guard_waiting(struct store *st, const char *phone, const char *words, int64_t now_us, int64_t *id, struct buf *text,
	struct why *why)
{
	static const char sql[] =
		"SELECT id, text FROM message WHERE phone = $1 AND id >= $2 AND direction = 'out'"
		" AND kind = 'notice' AND state = 'queued' AND waits = 1 AND next_at > $3"
		" AND attempts = 0 AND skip = 0 AND unsure = 0 AND text LIKE $4 ORDER BY next_at, id LIMIT 1";
	struct query *q = store_query(st, sql, why);
	struct buf pattern;
	enum step step;

	*id = 0;
	if (q == NULL)
		return -1;
	buf_init(&pattern);
	buf_addf(&pattern, "%%%s%%", words);
	query_text(q, 1, phone);
	query_int(q, 2, store_id_at(now_us - GUARD_PLANNED_WITHIN));
	query_int(q, 3, now_us);
	query_text(q, 4, pattern.data);
	buf_fini(&pattern);
	step = query_step(q, why);
	if (step == STEP_ROW) {
		*id = query_column_int(q, 0);
		buf_adds(text, query_column_text(q, 1));
		query_end(q);
	}
	return step == STEP_FAILED ? -1 : 0;
}

int guard_waiting_phones(
	struct store *st, const char *words, int64_t now_us, struct guard_phone **phones, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT DISTINCT phone FROM message WHERE id >= $1 AND direction = 'out' AND kind = 'notice'"
		" AND state = 'queued' AND waits = 1 AND next_at > $2 AND text LIKE $3 ORDER BY phone";
	struct buf pattern;
	struct query *q;
	enum step step = STEP_FAILED;

	*phones = NULL;
	*used = 0;
	buf_init(&pattern);
	buf_addf(&pattern, "%%%s%%", words);
	q = record_ask(st, sql, why, "iit", store_id_at(now_us - GUARD_PLANNED_WITHIN), now_us, pattern.data);
	buf_fini(&pattern);
	while (q != NULL && (step = query_step(q, why)) == STEP_ROW) {
		*phones = record_room(*phones, *used, sizeof **phones);
		record_copy(query_column_text(q, 0), (*phones)[(*used)++].text, sizeof(*phones)->text);
	}
	if (step != STEP_FAILED)
		return 0;
	free(*phones);
	*phones = NULL;
	*used = 0;
	return -1;
}

int guard_has_heard(struct store *st, const char *phone, const char *words, int64_t since_us, int64_t now_us,
	bool *heard, struct why *why)
{
	static const char sql[] =
		"SELECT COUNT(*) FROM message WHERE phone = $1 AND id >= $2 AND direction = 'out'"
		" AND state NOT IN ('failed', 'expired') AND (state <> 'queued' OR next_at <= $3) AND text LIKE $4";
	struct buf pattern;
	int64_t count = 0;
	int result;

	/* It may have joined a text that waited already. */
	buf_init(&pattern);
	buf_addf(&pattern, "%%%s%%", words);
	result = count_of(record_ask(st, sql, why, "tiit", phone, store_id_at(since_us - GUARD_PLANNED_WITHIN), now_us,
				  pattern.data),
		&count, why);
	buf_fini(&pattern);
	*heard = count > 0;
	return result;
}

int guard_give_up(struct store *st, int64_t id, struct why *why)
{
	return record_do(st,
		"UPDATE message SET state = 'expired', reason = 'withdrawn' WHERE id = $1 AND state = 'queued'", why,
		"i", id);
}

int guard_withdraw(struct store *st, const char *phone, const char *text, int64_t since_us, struct why *why)
{
	static const char sql[] =
		"UPDATE message SET state = 'expired', reason = 'withdrawn' WHERE phone = $1 AND id >= $2 "
		"AND direction = 'out' AND text = $3 AND state IN ('queued', 'unsure')";

	return record_do(st, sql, why, "tit", phone, store_id_at(since_us), text);
}

int guard_withdraw_like(
	struct store *st, const char *phone, const char *kind, const char *pattern, int64_t since_us, struct why *why)
{
	static const char sql[] =
		"UPDATE message SET state = 'expired', reason = 'withdrawn' WHERE phone = $1 AND id >= $2 "
		"AND direction = 'out' AND kind = $4 AND text LIKE $3 AND state = 'queued'";

	return record_do(st, sql, why, "titt", phone, store_id_at(since_us), pattern, kind);
}

int guard_withdraw_all(struct store *st, const char *phone, struct why *why)
{
	static const char sql[] =
		"UPDATE message SET state = 'expired', reason = 'withdrawn' WHERE phone = $1 "
		"AND direction = 'out' AND kind NOT IN ('answer', 'alarm') AND state IN ('queued', 'unsure')";

	return record_do(st, sql, why, "t", phone);
}

int guard_withdraw_post(struct store *st, const char *phone, struct why *why)
{
	static const char sql[] = "UPDATE message SET state = 'expired', reason = 'withdrawn' WHERE phone = $1 "
				  "AND direction = 'out' AND kind IN ('notice', 'unasked') AND state = 'queued' "
				  "AND id NOT IN (SELECT message FROM invitation WHERE phone = $1)";

	return record_do(st, sql, why, "t", phone);
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

struct query *guard_heard_by_others(struct store *st, const char *gateway, int64_t from, int64_t until, struct why *why)
{
	static const char sql[] = "SELECT phone, link, text, received_at, intent, status FROM message"
				  " WHERE id >= $1 AND id < $2 AND direction = 'in' AND state = 'done'"
				  " AND link IN (SELECT link FROM gateway_link WHERE gateway <> $3) ORDER BY id";
	struct query *q = store_query(st, sql, why);

	if (q != NULL) {
		query_int(q, 1, from);
		query_int(q, 2, until);
		query_text(q, 3, gateway);
	}
	return q;
}
