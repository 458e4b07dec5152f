/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/meeting_place.h"

int meeting_place_put(struct store *st, const struct meeting_place *m, struct why *why)
{
	static const char sql[] = "INSERT INTO meeting_place (unit, link, set_by, set_at) VALUES ($1, $2, $3, $4) "
				  "ON CONFLICT (unit) DO UPDATE SET link = excluded.link, "
				  "set_by = excluded.set_by, set_at = excluded.set_at";

	return record_do(st, sql, why, "ttti", m->unit, m->link, m->set_by, m->set_at);
}

static void read_row(struct query *q, void *row)
{
	struct meeting_place *m = row;

	record_text(q, 0, m->unit, sizeof m->unit);
	record_text(q, 1, m->link, sizeof m->link);
	record_text(q, 2, m->set_by, sizeof m->set_by);
	m->set_at = query_column_int(q, 3);
}

int meeting_place_get(struct store *st, const char *unit, struct meeting_place *m, struct why *why)
{
	static const char sql[] = "SELECT unit, link, set_by, set_at FROM meeting_place WHERE unit = $1";
	struct query *q = record_ask(st, sql, why, "t", unit);

	return record_one(q, read_row, sizeof *m, m, why);
}

int meeting_place_drop(struct store *st, const char *unit, struct why *why)
{
	return record_do(st, "DELETE FROM meeting_place WHERE unit = $1", why, "t", unit);
}
