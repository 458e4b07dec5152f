/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/memory.h"

#include "store/record.h"

int memory_get(struct store *st, const char *link, const char *key, struct buf *value, struct why *why)
{
	struct query *q = store_query(st, "SELECT value FROM link_memory WHERE link = $1 AND key = $2", why);
	enum step step;

	if (q == NULL)
		return -1;
	buf_clear(value);
	query_text(q, 1, link);
	query_text(q, 2, key);
	step = query_step(q, why);
	if (step == STEP_ROW)
		buf_adds(value, query_column_text(q, 0));
	query_end(q);
	return step == STEP_FAILED ? -1 : step == STEP_ROW;
}

int memory_put(struct store *st, const char *link, const char *key, const char *value, int64_t now_us, struct why *why)
{
	static const char sql[] = "INSERT INTO link_memory (link, key, value, at) VALUES ($1, $2, $3, $4)"
				  " ON CONFLICT (link, key) DO UPDATE SET value = excluded.value, at = excluded.at";

	return record_do(st, sql, why, "ttti", link, key, value, now_us);
}

int memory_drop(struct store *st, const char *link, const char *key, struct why *why)
{
	return record_do(st, "DELETE FROM link_memory WHERE link = $1 AND key = $2", why, "tt", link, key);
}
