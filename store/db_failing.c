/* SPDX-License-Identifier: GPL-2.0-or-later */
/* db_failing.c - a database whose nth call fails, for tests of what a failure leaves behind. */
#include "store/db.h"

#include <assert.h>
#include <stdlib.h>

struct failing {
	struct db db;
	struct db *inner;
	long calls_left; /* the call that brings it to 0 fails; 0 or less: none does */
	bool failed;     /* the last failure was of our making */
};
struct failing_statement {
	struct db_statement statement;
	struct db_statement *inner;
};

static const struct db_driver driver;

static struct failing *of(const struct db *db)
{
	assert(db->driver == &driver);
	return (struct failing *)(uintptr_t)db;
}
static struct db_statement *inner_of(struct db_statement *statement)
{
	return ((struct failing_statement *)statement)->inner;
}

/* Count a call. True when it is the one that fails. */
static bool is_its_turn(struct db *db, struct why *why)
{
	struct failing *f = of(db);

	f->failed = f->calls_left > 0 && --f->calls_left == 0;
	if (f->failed)
		why_set(why, "the store failed because a test asked for it");
	return f->failed;
}

static struct db *failing_open(const char *where, enum db_mode mode, struct why *why)
{
	struct db *inner = db_sqlite.open(where, mode, why);

	return inner == NULL ? NULL : db_failing(inner);
}

static void failing_close(struct db *db)
{
	struct db *inner = of(db)->inner;

	inner->driver->close(inner);
	free(of(db));
}

static struct db *failing_copy(struct db *db, struct why *why)
{
	struct db *inner = of(db)->inner->driver->copy(of(db)->inner, why);

	return inner == NULL ? NULL : db_failing(inner);
}

static int failing_backup(struct db *db, const char *path, struct why *why)
{
	return of(db)->inner->driver->backup(of(db)->inner, path, why);
}

static int failing_lock(struct db *db, int wait_ms, struct why *why)
{
	return of(db)->inner->driver->lock(of(db)->inner, wait_ms, why);
}

static int failing_join(struct db *db, const char *name, int wait_ms, struct why *why)
{
	return of(db)->inner->driver->join(of(db)->inner, name, wait_ms, why);
}

static int failing_is_held(struct db *db, const char *name, bool *held, struct why *why)
{
	return is_its_turn(db, why) ? -1 : of(db)->inner->driver->is_held(of(db)->inner, name, held, why);
}

static int failing_why_busy(struct db *db, struct why *why)
{
	return of(db)->inner->driver->why_busy(of(db)->inner, why);
}

static bool failing_is_shared(const struct db *db)
{
	return of(db)->inner->driver->is_shared(of(db)->inner);
}

static int failing_exclude(struct db *db, struct why *why)
{
	return of(db)->inner->driver->exclude(of(db)->inner, why);
}

static int failing_tell(struct db *db, unsigned news, struct why *why)
{
	return is_its_turn(db, why) ? -1 : of(db)->inner->driver->tell(of(db)->inner, news, why);
}

static int failing_ear(const struct db *db)
{
	return of(db)->inner->driver->ear(of(db)->inner);
}

static unsigned failing_heard(struct db *db)
{
	return of(db)->inner->driver->heard(of(db)->inner);
}

static int failing_clock(struct db *db, int64_t *behind_us, struct why *why)
{
	return is_its_turn(db, why) ? -1 : of(db)->inner->driver->clock(of(db)->inner, behind_us, why);
}

static enum db_failure failing_failure(const struct db *db)
{
	return of(db)->failed ? DB_FAILURE_OTHER : of(db)->inner->driver->failure(of(db)->inner);
}

static int failing_script(struct db *db, const char *sql, struct why *why)
{
	return of(db)->inner->driver->script(of(db)->inner, sql, why);
}

static int failing_begin(struct db *db, struct why *why)
{
	return is_its_turn(db, why) ? -1 : of(db)->inner->driver->begin(of(db)->inner, why);
}

static int failing_commit(struct db *db, struct why *why)
{
	return is_its_turn(db, why) ? -1 : of(db)->inner->driver->commit(of(db)->inner, why);
}

static void failing_rollback(struct db *db)
{
	of(db)->inner->driver->rollback(of(db)->inner);
}

static int failing_savepoint(struct db *db, struct why *why)
{
	return is_its_turn(db, why) ? -1 : of(db)->inner->driver->savepoint(of(db)->inner, why);
}

static int failing_release(struct db *db, struct why *why)
{
	return is_its_turn(db, why) ? -1 : of(db)->inner->driver->release(of(db)->inner, why);
}

static void failing_rollback_to(struct db *db)
{
	of(db)->inner->driver->rollback_to(of(db)->inner);
}

static bool failing_in_transaction(const struct db *db)
{
	return of(db)->inner->driver->in_transaction(of(db)->inner);
}

static struct db_statement *failing_prepare(struct db *db, const char *sql, struct why *why)
{
	struct failing_statement *q;
	struct db_statement *inner;

	if (is_its_turn(db, why))
		return NULL;
	inner = of(db)->inner->driver->prepare(of(db)->inner, sql, why);
	if (inner == NULL)
		return NULL;
	q = calloc(1, sizeof *q);
	if (q == NULL)
		abort();
	q->statement.db = db;
	q->inner = inner;
	return &q->statement;
}

static void failing_finish(struct db_statement *statement)
{
	inner_of(statement)->db->driver->finish(inner_of(statement));
	free(statement);
}

static void failing_reset(struct db_statement *statement, bool unbind)
{
	inner_of(statement)->db->driver->reset(inner_of(statement), unbind);
}

static int failing_bind_int(struct db_statement *statement, int at, int64_t value)
{
	return inner_of(statement)->db->driver->bind_int(inner_of(statement), at, value);
}

static int failing_bind_text(struct db_statement *statement, int at, const char *value)
{
	return inner_of(statement)->db->driver->bind_text(inner_of(statement), at, value);
}

static enum step failing_step(struct db_statement *statement, struct why *why)
{
	if (is_its_turn(statement->db, why))
		return STEP_FAILED;
	return inner_of(statement)->db->driver->step(inner_of(statement), why);
}

static int64_t failing_column_int(struct db_statement *statement, int column)
{
	return inner_of(statement)->db->driver->column_int(inner_of(statement), column);
}

static const char *failing_column_text(struct db_statement *statement, int column)
{
	return inner_of(statement)->db->driver->column_text(inner_of(statement), column);
}

static int64_t failing_changes(struct db_statement *statement)
{
	return inner_of(statement)->db->driver->changes(inner_of(statement));
}

static const struct db_driver driver = {
	.scheme = "failing",
	.rows_log2 = 3,
	.open = failing_open,
	.close = failing_close,
	.copy = failing_copy,
	.backup = failing_backup,
	.lock = failing_lock,
	.join = failing_join,
	.is_held = failing_is_held,
	.why_busy = failing_why_busy,
	.is_shared = failing_is_shared,
	.exclude = failing_exclude,
	.tell = failing_tell,
	.ear = failing_ear,
	.heard = failing_heard,
	.clock = failing_clock,
	.failure = failing_failure,
	.script = failing_script,
	.begin = failing_begin,
	.commit = failing_commit,
	.rollback = failing_rollback,
	.savepoint = failing_savepoint,
	.release = failing_release,
	.rollback_to = failing_rollback_to,
	.in_transaction = failing_in_transaction,
	.prepare = failing_prepare,
	.finish = failing_finish,
	.reset = failing_reset,
	.bind_int = failing_bind_int,
	.bind_text = failing_bind_text,
	.step = failing_step,
	.column_int = failing_column_int,
	.column_text = failing_column_text,
	.changes = failing_changes,
};

struct db *db_failing(struct db *inner)
{
	struct failing *f = calloc(1, sizeof *f);

	if (f == NULL)
		abort();
	f->db.driver = &driver;
	f->inner = inner;
	return &f->db;
}

void db_failing_at(struct db *db, long nth)
{
	of(db)->calls_left = nth;
}

bool db_is_failing(const struct db *db)
{
	return db->driver == &driver;
}
