/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/migrate.h"

#include <stddef.h>
#include <string.h>

#define LOCK_WAIT_MS 2000
#define LOCK_LOOK_MS 250

static const char table_sql[] =
	"CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)";

static int known(const struct migration *list)
{
	int number = 0;

	for (; list->number != 0; list++)
		number = list->number;
	return number;
}

/* The number of the last migration that was applied; 0 when none was. -1 on failure. */
static int applied(struct db *db, struct why *why)
{
	struct db_statement *q = db->driver->prepare(db, "SELECT coalesce(max(number), 0) FROM migration", why);
	int number = -1;

	if (q == NULL)
		return -1;
	if (db->driver->step(q, why) == STEP_ROW)
		number = (int)db->driver->column_int(q, 0);
	db->driver->finish(q);
	return number;
}

/* Did applied() fail of a table that is not there, as SQLite and PostgreSQL say it? */
static bool is_none(const struct why *why)
{
	return strstr(why->text, "no such table: migration") != NULL || strstr(why->text, "(PostgreSQL 42P01)") != NULL;
}

static int record(struct db *db, const struct migration *m, int64_t now_us, struct why *why)
{
	struct db_statement *q =
		db->driver->prepare(db, "INSERT INTO migration (number, name, applied_at) VALUES ($1, $2, $3)", why);
	enum step step;

	if (q == NULL)
		return -1;
	db->driver->bind_int(q, 1, m->number);
	db->driver->bind_text(q, 2, m->name);
	db->driver->bind_int(q, 3, now_us);
	step = db->driver->step(q, why);
	db->driver->finish(q);
	return step == STEP_DONE ? 0 : -1;
}

static int newer(int there, int number, struct why *why)
{
	return why_set(why,
		"the store has schema %d and this Keng knows only up to %d: use the Keng that wrote it, or a newer one",
		there, number);
}

static int begin_alone(struct db *db, struct why *why)
{
	if (db->driver->begin(db, why) == -1)
		return -1;
	if (db->driver->exclude(db, why) == 0)
		return 0;
	db->driver->rollback(db);
	return -1;
}

/* Looks again inside of its transaction: another process may have been faster. */
static int apply(struct db *db, const struct migration *m, int64_t now_us, struct why *why)
{
	int there;

	if (begin_alone(db, why) == -1)
		return -1;
	there = applied(db, why);
	if (there == -1)
		goto undo;
	if (there < m->number && (db->driver->script(db, m->sql, why) == -1 || record(db, m, now_us, why) == -1))
		goto undo;
	if (db->driver->commit(db, why) == -1)
		goto undo;
	return 0;

undo:
	db->driver->rollback(db);
	return why_in(why, "schema %03d_%s", m->number, m->name);
}

/* What is there already may be in use by a gateway of an older Keng, which would not know it any more. Ours from now on:
 * the lock goes with the connection. */
static int take_for_change(struct db *db, int there, int number, struct why *why)
{
	int now = there;

	if (there == 0)
		return 0;
	for (int waited_ms = 0; waited_ms < LOCK_WAIT_MS && now < number; waited_ms += LOCK_LOOK_MS) {
		if (db->driver->lock(db, LOCK_LOOK_MS, why) == 0)
			return 0;
		now = applied(db, why); /* another new Keng may have been faster */
		if (now == -1)
			return -1;
	}
	if (now == number)
		return 0;
	return why_in(why,
		"the store has schema %d, this Keng makes it %d as soon as no other gateway works on it; stop that one",
		there, number);
}

/* IF NOT EXISTS does not keep two from making it at the same time. */
static int make_table(struct db *db, struct why *why)
{
	if (begin_alone(db, why) == -1)
		return -1;
	if (db->driver->script(db, table_sql, why) == 0 && db->driver->commit(db, why) == 0)
		return 0;
	db->driver->rollback(db);
	return -1;
}

/* 0 of a store that was empty until now. */
static int look(struct db *db, struct why *why)
{
	int there = applied(db, why);

	if (there != -1 || !is_none(why))
		return there;
	return make_table(db, why) == 0 ? applied(db, why) : -1;
}

int migrate_is_new(struct db *db, struct why *why)
{
	struct why own;
	int there = look(db, why_or(why, &own));

	return there == -1 ? -1 : there == 0;
}

int migrate(struct db *db, const struct migration *list, int64_t now_us, struct why *why)
{
	struct why own;
	int there;

	why = why_or(why, &own);
	there = look(db, why);
	if (there == -1)
		return -1;
	if (there > known(list))
		return newer(there, known(list), why);
	if (there < known(list) && take_for_change(db, there, known(list), why) == -1)
		return -1;
	for (const struct migration *m = list; m->number != 0; m++)
		if (m->number > there && apply(db, m, now_us, why) == -1)
			return -1;
	return 0;
}

int migrate_check(struct db *db, const struct migration *list, struct why *why)
{
	struct why own;
	int there = applied(db, why = why_or(why, &own));

	if (there == -1)
		return is_none(why) ? why_set(why, "it is no store of Keng yet: name another, or start a gateway on it")
				    : -1;
	if (there > known(list))
		return newer(there, known(list), why);
	if (there < known(list))
		return why_set(why,
			"the store has schema %d, %d is needed: start the gateway once, it brings it up to date", there,
			known(list));
	return 0;
}
