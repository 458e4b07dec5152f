/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/denominator.h"

#include "store/absent.h"

int denominator_put(struct store *st, const struct denominator *d, struct why *why)
{
	static const char sql[] = "INSERT INTO denominator (unit, denominator, value) VALUES ($1, $2, $3) "
				  "ON CONFLICT (unit, denominator) DO UPDATE SET value = excluded.value";

	return record_do(st, sql, why, "tti", d->unit, d->name, d->value);
}

int denominator_get(struct store *st, struct denominator *d, bool *found, struct why *why)
{
	static const char sql[] = "SELECT value FROM denominator WHERE unit = $1 AND denominator = $2";
	struct query *q;
	enum step step;

	*found = false;
	if (absent_is(st, d->unit, ABSENT_DENOMINATORS))
		return 0;
	q = record_ask(st, sql, why, "tt", d->unit, d->name);
	if (q == NULL)
		return -1;
	step = query_step(q, why);
	*found = step == STEP_ROW;
	if (*found)
		d->value = query_column_int(q, 0);
	query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}
