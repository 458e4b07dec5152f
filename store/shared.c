/* SPDX-License-Identifier: GPL-2.0-or-later */
/* shared.c - what several gateways on one store are to each other: who is there, what they tell, what they change. */
#include "gateway/base/buf.h"
#include "store/inside.h"
#include "store/record.h"

#include <assert.h>

#define JOIN_WAIT_MS 10000 /* a gateway of that name that was told to stop has that long */

/* ---- who is there ---- */

int store_join_for(struct store *st, const char *name, int wait_ms, struct why *why)
{
	return st->db->driver->join(st->db, name, wait_ms, why) == 0 ? 0 : store_note_failure(st);
}

int store_join(struct store *st, const char *name, struct why *why)
{
	return store_join_for(st, name, JOIN_WAIT_MS, why);
}

bool store_is_shared(const struct store *st)
{
	return st->db->driver->is_shared(st->db);
}

int store_is_held(struct store *st, const char *name, bool *held, struct why *why)
{
	return st->db->driver->is_held(st->db, name, held, why) == 0 ? 0 : store_note_failure(st);
}

int store_why_busy(struct store *st, struct why *why)
{
	assert(!st->in_transaction);
	return st->db->driver->why_busy(st->db, why);
}

void store_set_gateway(struct store *st, unsigned gateway)
{
	assert(gateway < 1024);
	st->gateway = gateway;
}

int store_say_who_works(struct store *st, struct why *why)
{
	struct query *q = store_query(st, "SELECT name FROM gateway WHERE state = 'running' ORDER BY name", NULL);
	struct buf names;

	buf_init(&names);
	while (q != NULL && query_step(q, NULL) == STEP_ROW)
		buf_addf(&names, "%s%s", names.length > 0 ? ", " : "", query_column_text(q, 0));
	if (names.length > 0)
		why_set(why, "another gateway works on this store (%.200s): do it where one runs, or stop them all",
			names.data);
	buf_fini(&names);
	return -1;
}

/* ---- what is told ---- */

int store_tell(struct store *st, enum store_news news, struct why *why)
{
	assert(st->in_transaction);
	return st->db->driver->tell(st->db, news, why) == 0 ? 0 : store_note_failure(st);
}

int store_ear(const struct store *st)
{
	return st->db->driver->ear(st->db);
}

unsigned store_heard(struct store *st)
{
	assert(!st->in_transaction);
	return st->db->driver->heard(st->db);
}

void store_note_queued(struct store *st)
{
	st->queued = true;
}

bool store_has_queued(const struct store *st)
{
	return st->queued;
}

/* ---- what is kept in memory ---- */

void store_note_change(struct store *st, enum store_kept what)
{
	st->changed[what] = true;
}

int store_write_changes(struct store *st, struct why *why)
{
	static const char *const names[STORE_KEPT] = { [STORE_UNITS] = "memory", [STORE_PAUSES] = "pauses" };
	static const char sql[] = "INSERT INTO store_change (what, times) VALUES ($1, 1)"
				  " ON CONFLICT (what) DO UPDATE SET times = store_change.times + 1";

	for (int i = 0; i < STORE_KEPT && store_is_shared(st); i++)
		if (st->changed[i] && record_do(st, sql, why, "t", names[i]) == -1)
			return -1;
	return 0;
}

int store_note_menus(struct store *st, int64_t version, struct why *why)
{
	st->changes_known = false;
	return record_do(st,
		"INSERT INTO store_change (what, times) VALUES ('menus', $1)"
		" ON CONFLICT (what) DO UPDATE SET times = excluded.times",
		why, "i", version);
}

static void read_changes(struct query *q, void *row)
{
	struct store_changes *changes = row;

	changes->kept[STORE_UNITS] = query_column_int(q, 0);
	changes->kept[STORE_PAUSES] = query_column_int(q, 1);
	changes->menus = query_column_int(q, 2);
}

int store_changes(struct store *st, struct store_changes *changes, struct why *why)
{
	static const char sql[] = "SELECT sum(CASE WHEN what = 'memory' THEN times ELSE 0 END),"
				  " sum(CASE WHEN what = 'pauses' THEN times ELSE 0 END),"
				  " sum(CASE WHEN what = 'menus' THEN times ELSE 0 END) FROM store_change";

	*changes = (struct store_changes){ 0 };
	if (!store_is_shared(st))
		return 0;
	if (!st->changes_known &&
		record_one(store_query(st, sql, why), read_changes, sizeof st->changes, &st->changes, why) == -1)
		return -1;
	st->changes_known = st->in_transaction;
	*changes = st->changes;
	return 0;
}
