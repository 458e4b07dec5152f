/* SPDX-License-Identifier: GPL-2.0-or-later */
/* db_sqlite.c - the store in one SQLite file, in WAL mode. The only file that knows SQLite. */
#include "store/db.h"
#include "store/lock.h"
#include "store/sqlite_layout.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUSY_MS      10000 /* a backup or a reader's checkpoint is over long before */
#define BUSY_LOOK_MS 10
#define BACKUP_PAGES 512 /* 2 MiB a step of a backup */

/* cache_size in KiB: 8 MiB holds the pages that a full group changes; a small store never fills it. wal_autocheckpoint in
 * pages, 16 MB: what many groups change is folded back once.
 * journal_size_limit: a WAL that a long reader made large shrinks again. mmap off: an I/O error must be an error
 * code, not SIGBUS. secure_delete: what was erased is overwritten in the file, and not only forgotten. */
static const char settings[] =
	"PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192;"
	"PRAGMA mmap_size = 0; PRAGMA journal_size_limit = 16777216; PRAGMA wal_autocheckpoint = 4000;"
	"PRAGMA secure_delete = ON;";

struct sqlite {
	struct db db;
	sqlite3 *handle;
	char *path; /* NULL in memory */
	enum db_mode mode;
	enum db_failure failure;
	int lock; /* file descriptor, -1 */
};
struct sqlite_statement {
	struct db_statement statement;
	sqlite3_stmt *handle;
	int64_t changes;
	int parameters, *index; /* SQLite numbers "$n" by first appearance; index[n], 1.., is its own number */
};

static struct sqlite *of(struct db *db)
{
	return (struct sqlite *)db;
}
static struct sqlite_statement *of_statement(struct db_statement *statement)
{
	return (struct sqlite_statement *)statement;
}

static bool is_for_room(int code)
{
	switch (code) {
	case SQLITE_IOERR_WRITE:
	case SQLITE_IOERR_FSYNC:
	case SQLITE_IOERR_DIR_FSYNC:
	case SQLITE_IOERR_TRUNCATE:
	case SQLITE_IOERR_SHMSIZE:
		return true;
	}
	code &= 0xff; /* the primary code */
	return code == SQLITE_FULL || code == SQLITE_READONLY || code == SQLITE_CANTOPEN;
}

static int fail(struct sqlite *s, const char *doing, struct why *why)
{
	int code = sqlite3_extended_errcode(s->handle);

	s->failure = is_for_room(code) ? DB_FAILURE_FULL : DB_FAILURE_OTHER;
	return why_set(why, "%s: %s (SQLite %d)", doing, sqlite3_errmsg(s->handle), code);
}

static int run(struct sqlite *s, const char *sql, const char *doing, struct why *why)
{
	if (sqlite3_exec(s->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		return fail(s, doing, why);
	return 0;
}

/* ---- opening ---- */

static void sqlite_close(struct db *db)
{
	struct sqlite *s = of(db);
	int code = sqlite3_close(s->handle);

	assert(code == SQLITE_OK); /* else a statement was left */
	(void)code;
	lock_release(&s->lock);
	free(s->path);
	free(s);
}

/* A new file is made here, not by SQLite, so that it is never readable by others. Its -wal and -shm follow it. */
static int create_file(const char *path, struct why *why)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd == -1 && errno != EEXIST)
		return why_set(why, "cannot create the store %s: %s", path, strerror(errno));
	if (fd != -1)
		close(fd);
	return 0;
}

/* Ask for the write-ahead log once. The busy handler does not serve this change: two that make the same store at once
 * are in each other's way for a moment. Returns SQLite's code, *is_wal says what came of it. */
static int ask_for_log(struct sqlite *s, bool *is_wal)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(s->handle, "PRAGMA journal_mode = WAL", -1, &statement, NULL);

	*is_wal = false;
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		*is_wal = strcmp((const char *)sqlite3_column_text(statement, 0), "wal") == 0;
	sqlite3_finalize(statement);
	return code;
}

static int keep_log_ahead(struct sqlite *s, struct why *why)
{
	int code = SQLITE_BUSY;
	bool is_wal = false;

	for (int waited_ms = 0; waited_ms < BUSY_MS; waited_ms += BUSY_LOOK_MS) {
		code = ask_for_log(s, &is_wal);
		if ((code & 0xff) != SQLITE_BUSY)
			break;
		sqlite3_sleep(BUSY_LOOK_MS);
	}
	if (is_wal)
		return run(s, "PRAGMA synchronous = FULL", "cannot set up the store", why);
	if (code != SQLITE_ROW)
		return fail(s, "cannot set up the store", why);
	return why_set(why, "the file system of %s cannot hold a store: no write-ahead log there", s->path);
}

static int set_up(struct sqlite *s, struct why *why)
{
	sqlite3_extended_result_codes(s->handle, 1);
	sqlite3_busy_timeout(s->handle, BUSY_MS);
	if (s->mode == DB_WRITE && sqlite3_db_readonly(s->handle, "main") != 0)
		return why_set(why, "the store %s cannot be written: check its owner and mode", s->path);
	if (run(s, settings, "cannot set up the store", why) == -1)
		return -1;
	if (s->mode == DB_READ || s->path == NULL)
		return 0;
	return keep_log_ahead(s, why);
}

/* One thread at most uses the store in any of our processes, and nobody asks SQLite how much it has allocated: a tenth of
 * its work was locks for both. It takes this before its first use, and refuses it later, which changes nothing. */
static void tune_library(void)
{
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* SQLite itself says no more than that it cannot; the system knows whether it is a right or a folder that lacks. */
static void say_why_closed(sqlite3 *handle, const char *where, struct why *why)
{
	int error = sqlite3_system_errno(handle);

	why_set(why, "cannot open the store %s: %s%s", where, error != 0 ? strerror(error) : sqlite3_errmsg(handle),
		error == EACCES ? "; do it as the user of the gateway, or as root" : "");
}

static struct db *sqlite_open(const char *where, enum db_mode mode, struct why *why)
{
	bool in_memory = strcmp(where, ":memory:") == 0;
	int flags = SQLITE_OPEN_NOMUTEX | (mode == DB_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
	struct sqlite *s;

	if (where[0] != '/' && !in_memory) {
		why_set(why, "the store's file must be an absolute path, not \"%s\"", where);
		return NULL;
	}
	if (!in_memory && mode == DB_WRITE && create_file(where, why) == -1)
		return NULL;
	tune_library();
	s = calloc(1, sizeof *s);
	if (s == NULL || (!in_memory && (s->path = strdup(where)) == NULL))
		abort();
	s->db.driver = &db_sqlite;
	s->mode = mode;
	s->lock = -1;
	if (sqlite3_open_v2(where, &s->handle, flags, NULL) != SQLITE_OK)
		say_why_closed(s->handle, where, why);
	else if (set_up(s, why) == 0)
		return &s->db;
	sqlite_close(&s->db);
	return NULL;
}

static int sqlite_lock(struct db *db, int wait_ms, struct why *why)
{
	struct sqlite *s = of(db);

	if (s->path == NULL || s->lock != -1)
		return 0;
	return lock_take(s->path, wait_ms, &s->lock, why);
}

/* A file has one gateway. */
static int sqlite_join(struct db *db, const char *name, int wait_ms, struct why *why)
{
	(void)name;
	return sqlite_lock(db, wait_ms, why);
}

static int sqlite_is_held(struct db *db, const char *name, bool *held, struct why *why)
{
	(void)db;
	(void)name;
	(void)why;
	*held = false;
	return 0;
}

static int sqlite_why_busy(struct db *db, struct why *why)
{
	(void)db;
	(void)why;
	return 0;
}

static bool sqlite_is_shared(const struct db *db)
{
	(void)db;
	return false;
}

/* Nobody else writes. */
static int sqlite_exclude(struct db *db, struct why *why)
{
	(void)db;
	(void)why;
	return 0;
}

static int sqlite_tell(struct db *db, unsigned news, struct why *why)
{
	(void)db;
	(void)news;
	(void)why;
	return 0;
}

static int sqlite_ear(const struct db *db)
{
	(void)db;
	return -1;
}

static unsigned sqlite_heard(struct db *db)
{
	(void)db;
	return 0;
}

/* It is read by the same clock. */
static int sqlite_clock(struct db *db, int64_t *behind_us, struct why *why)
{
	(void)db;
	(void)why;
	*behind_us = 0;
	return 0;
}

static enum db_failure sqlite_failure(const struct db *db)
{
	return ((const struct sqlite *)db)->failure;
}

/* ---- copies ---- */

static int copy_pages(struct sqlite *from, struct sqlite *to, struct why *why)
{
	sqlite3_backup *backup = sqlite3_backup_init(to->handle, "main", from->handle, "main");
	int code;

	if (backup == NULL) {
		fail(to, "cannot copy the store", why);
		from->failure = to->failure;
		return -1;
	}
	do
		code = sqlite3_backup_step(backup, BACKUP_PAGES);
	while (code == SQLITE_OK);
	sqlite3_backup_finish(backup);
	if (code == SQLITE_DONE)
		return 0;
	from->failure = is_for_room(code) ? DB_FAILURE_FULL : DB_FAILURE_OTHER;
	return why_set(why, "cannot copy the store: %s (SQLite %d)", sqlite3_errstr(code), code);
}

static struct db *sqlite_copy(struct db *db, struct why *why)
{
	struct db *to = sqlite_open(":memory:", DB_WRITE, why);

	if (to != NULL && copy_pages(of(db), of(to), why) == -1) {
		sqlite_close(to);
		return NULL;
	}
	return to;
}

static int sync_file(const char *path, struct why *why)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);
	int result = fd == -1 ? -1 : fsync(fd);

	if (result == -1)
		why_set(why, "cannot write %s to the disk: %s", path, strerror(errno));
	if (fd != -1)
		close(fd);
	return result;
}

/* The copy needs no journal: when it fails, it is thrown away. */
static int sqlite_backup(struct db *db, const char *path, struct why *why)
{
	struct sqlite to = { .db.driver = &db_sqlite, .lock = -1 };
	int result;

	if (create_file(path, why) == -1)
		return -1;
	if (sqlite3_open_v2(path, &to.handle, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		result = fail(&to, "cannot open the backup", why);
	else
		result = run(
			&to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", "cannot set up the backup", why);
	if (result == 0)
		result = copy_pages(of(db), &to, why);
	sqlite3_close(to.handle);
	return result == 0 ? sync_file(path, why) : -1;
}

/* ---- transactions ---- */

static int sqlite_script(struct db *db, const char *sql, struct why *why)
{
	struct buf script;
	int result;

	buf_init(&script);
	sqlite_layout(sql, &script);
	result = run(of(db), script.data, "the store refused a script", why);
	buf_fini(&script);
	return result;
}

/* A writer takes the write lock at once: otherwise it could fail in the middle, after a reader became a writer. */
static int sqlite_begin(struct db *db, struct why *why)
{
	return run(of(db), of(db)->mode == DB_WRITE ? "BEGIN IMMEDIATE" : "BEGIN", "cannot begin", why);
}

static int sqlite_commit(struct db *db, struct why *why)
{
	return run(of(db), "COMMIT", "cannot commit", why);
}

static void sqlite_rollback(struct db *db)
{
	if (sqlite3_get_autocommit(of(db)->handle) == 0)
		sqlite3_exec(of(db)->handle, "ROLLBACK", NULL, NULL, NULL);
}

static int sqlite_savepoint(struct db *db, struct why *why)
{
	return run(of(db), "SAVEPOINT point", "cannot set a savepoint", why);
}

static int sqlite_release(struct db *db, struct why *why)
{
	return run(of(db), "RELEASE SAVEPOINT point", "cannot release a savepoint", why);
}

static void sqlite_rollback_to(struct db *db)
{
	if (sqlite3_get_autocommit(of(db)->handle) == 0)
		sqlite3_exec(of(db)->handle, "ROLLBACK TO SAVEPOINT point; RELEASE SAVEPOINT point", NULL, NULL, NULL);
}

static bool sqlite_in_transaction(const struct db *db)
{
	return sqlite3_get_autocommit(((const struct sqlite *)db)->handle) == 0;
}

/* ---- statements ---- */

/* What nobody else can take needs no lock, and this engine does not know the words. */
static int length_of(const char *sql)
{
	const char *lock = strstr(sql, STORE_SKIP_LOCKED);

	return (int)(lock != NULL ? (size_t)(lock - sql) : strlen(sql));
}

static int name_of(const struct sqlite_statement *q, int i)
{
	return atoi(sqlite3_bind_parameter_name(q->handle, i) + 1);
}

static void find_parameters(struct sqlite_statement *q)
{
	int count = sqlite3_bind_parameter_count(q->handle);

	for (int i = 1; i <= count; i++)
		if (name_of(q, i) > q->parameters)
			q->parameters = name_of(q, i);
	q->index = calloc((size_t)q->parameters + 1, sizeof *q->index);
	if (q->index == NULL)
		abort();
	for (int i = 1; i <= count; i++)
		q->index[name_of(q, i)] = i;
}

static struct db_statement *sqlite_prepare(struct db *db, const char *sql, struct why *why)
{
	struct sqlite_statement *q = calloc(1, sizeof *q);

	if (q == NULL)
		abort();
	q->statement.db = db;
	if (sqlite3_prepare_v3(of(db)->handle, sql, length_of(sql), SQLITE_PREPARE_PERSISTENT, &q->handle, NULL) !=
		SQLITE_OK) {
		fail(of(db), "cannot prepare", why);
		free(q);
		return NULL;
	}
	find_parameters(q);
	return &q->statement;
}

static void sqlite_finish(struct db_statement *statement)
{
	sqlite3_finalize(of_statement(statement)->handle);
	free(of_statement(statement)->index);
	free(statement);
}

static void sqlite_reset(struct db_statement *statement, bool unbind)
{
	sqlite3_reset(of_statement(statement)->handle);
	if (unbind)
		sqlite3_clear_bindings(of_statement(statement)->handle);
}

static int parameter(struct db_statement *statement, int at)
{
	assert(at >= 1 && at <= of_statement(statement)->parameters && of_statement(statement)->index[at] != 0);
	return of_statement(statement)->index[at];
}

static int sqlite_bind_int(struct db_statement *statement, int at, int64_t value)
{
	return sqlite3_bind_int64(of_statement(statement)->handle, parameter(statement, at), value) == SQLITE_OK ? 0
														 : -1;
}

static int sqlite_bind_text(struct db_statement *statement, int at, const char *value)
{
	sqlite3_stmt *handle = of_statement(statement)->handle;
	int code;

	if (value == NULL)
		code = sqlite3_bind_null(handle, parameter(statement, at));
	else
		code = sqlite3_bind_text(handle, parameter(statement, at), value, -1, SQLITE_TRANSIENT);
	return code == SQLITE_OK ? 0 : -1;
}

static enum step sqlite_step(struct db_statement *statement, struct why *why)
{
	struct sqlite_statement *q = of_statement(statement);

	switch (sqlite3_step(q->handle)) {
	case SQLITE_ROW:
		return STEP_ROW;
	case SQLITE_DONE:
		q->changes = sqlite3_stmt_readonly(q->handle) ? 0 : sqlite3_changes64(of(statement->db)->handle);
		return STEP_DONE;
	default:
		fail(of(statement->db), "the store failed", why);
		return STEP_FAILED;
	}
}

static int64_t sqlite_column_int(struct db_statement *statement, int column)
{
	return sqlite3_column_int64(of_statement(statement)->handle, column);
}

static const char *sqlite_column_text(struct db_statement *statement, int column)
{
	const unsigned char *text = sqlite3_column_text(of_statement(statement)->handle, column);

	return text == NULL ? "" : (const char *)text;
}

static int64_t sqlite_changes(struct db_statement *statement)
{
	return of_statement(statement)->changes;
}

const struct db_driver db_sqlite = {
	.scheme = "sqlite",
	.rows_log2 = 3,
	.open = sqlite_open,
	.close = sqlite_close,
	.copy = sqlite_copy,
	.backup = sqlite_backup,
	.lock = sqlite_lock,
	.join = sqlite_join,
	.is_held = sqlite_is_held,
	.why_busy = sqlite_why_busy,
	.is_shared = sqlite_is_shared,
	.exclude = sqlite_exclude,
	.tell = sqlite_tell,
	.ear = sqlite_ear,
	.heard = sqlite_heard,
	.clock = sqlite_clock,
	.failure = sqlite_failure,
	.script = sqlite_script,
	.begin = sqlite_begin,
	.commit = sqlite_commit,
	.rollback = sqlite_rollback,
	.savepoint = sqlite_savepoint,
	.release = sqlite_release,
	.rollback_to = sqlite_rollback_to,
	.in_transaction = sqlite_in_transaction,
	.prepare = sqlite_prepare,
	.finish = sqlite_finish,
	.reset = sqlite_reset,
	.bind_int = sqlite_bind_int,
	.bind_text = sqlite_bind_text,
	.step = sqlite_step,
	.column_int = sqlite_column_int,
	.column_text = sqlite_column_text,
	.changes = sqlite_changes,
};
