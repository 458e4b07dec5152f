/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/pin.h"

int pin_put(struct store *st, int64_t member, const char *hash, int64_t now_us, struct why *why)
{
	static const char sql[] = "INSERT INTO pin (member, hash, set_at) VALUES ($1, $2, $3) "
				  "ON CONFLICT (member) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at";

	return record_do(st, sql, why, "iti", member, hash, now_us);
}

int pin_drop(struct store *st, int64_t member, struct why *why)
{
	return record_do(st, "DELETE FROM pin WHERE member = $1", why, "i", member);
}

static void read_row(struct query *q, void *row)
{
	struct pin *p = row;

	p->member = query_column_int(q, 0);
	record_text(q, 1, p->hash, sizeof p->hash);
}

int pin_get(struct store *st, int64_t member, struct pin *p, struct why *why)
{
	struct query *q = record_ask(st, "SELECT member, hash FROM pin WHERE member = $1", why, "i", member);

	return record_one(q, read_row, sizeof *p, p, why);
}

int guess_count(struct store *st, const char *subject, int64_t since_us, int64_t *wrong, struct why *why)
{
	static const char sql[] = "SELECT wrong FROM guess WHERE subject = $1 AND at >= $2";

	return record_number(record_ask(st, sql, why, "ti", subject, since_us), wrong, why);
}

int guess_add(struct store *st, const char *subject, int64_t since_us, int64_t now_us, struct why *why)
{
	static const char sql[] = "INSERT INTO guess (subject, wrong, at) VALUES ($1, 1, $3) "
				  "ON CONFLICT (subject) DO UPDATE SET at = excluded.at, "
				  "wrong = CASE WHEN guess.at >= $2 THEN guess.wrong + 1 ELSE 1 END";

	return record_do(st, sql, why, "tii", subject, since_us, now_us);
}

int guess_forget(struct store *st, const char *subject, struct why *why)
{
	return record_do(st, "DELETE FROM guess WHERE subject = $1", why, "t", subject);
}
