/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/audit.h"

int audit_add(struct store *st, const char *who, const char *what, const char *subject, const char *detail,
	int64_t now_us, struct why *why)
{
	static const char sql[] =
		"INSERT INTO audit (id, at, who, what, subject, detail) VALUES ($1, $2, $3, $4, $5, $6)";

	return record_do(st, sql, why, "iitttt", store_id(st, now_us), now_us, who, what, subject, detail);
}

static void read_row(struct query *q, void *row)
{
	struct audit *a = row;

	a->id = query_column_int(q, 0);
	a->at = query_column_int(q, 1);
	record_text(q, 2, a->who, sizeof a->who);
	record_text(q, 3, a->what, sizeof a->what);
	record_text(q, 4, a->subject, sizeof a->subject);
	record_text(q, 5, a->detail, sizeof a->detail);
}

int audit_list(struct store *st, int64_t below, unsigned most, struct audit **rows, size_t *used, struct why *why)
{
	static const char sql[] = "SELECT id, at, who, what, subject, detail FROM audit WHERE id < $1"
				  " ORDER BY id DESC LIMIT $2";
	struct query *q = store_query(st, sql, why);

	*rows = NULL;
	*used = 0;
	if (q == NULL)
		return -1;
	query_int(q, 1, below);
	query_int(q, 2, most);
	return record_all(q, read_row, sizeof **rows, rows, used, why);
}

int audit_last(struct store *st, const char *what, const char *subject, int64_t *at, struct why *why)
{
	static const char sql[] = "SELECT at FROM audit WHERE what = $1 AND subject = $2 ORDER BY id DESC LIMIT 1";

	return record_number(record_ask(st, sql, why, "tt", what, subject), at, why);
}

int audit_did_since(struct store *st, const char *who, const char *what, int64_t since_us, bool *did, struct why *why)
{
	static const char sql[] = "SELECT COUNT(*) FROM audit WHERE id >= $1 AND who = $2 AND what = $3";
	int64_t times;
	int result = record_number(record_ask(st, sql, why, "itt", store_id_at(since_us), who, what), &times, why);

	*did = times > 0;
	return result;
}
