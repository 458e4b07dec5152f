/* SPDX-License-Identifier: GPL-2.0-or-later */
/* db.h - what an SQL engine must be able to do for the store.
 *
 * An engine is one struct db_driver and one file (db_sqlite.c, db_pgsql.c); db_failing.c
 * wraps any of them. An engine's own structs begin with struct db and struct
 * db_statement, so that a pointer to the one is a pointer to the other.
 *
 * Only store/ itself includes this; everybody else uses store.h.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "gateway/base/why.h"
#include "store/store.h"

#include <stdbool.h>
#include <stdint.h>

struct db_driver;
struct db {
	const struct db_driver *driver;
};
struct db_statement {
	struct db *db;
};

enum db_mode { DB_WRITE, DB_READ };

/* What the last failed call failed of. FULL: no room, or the disk takes nothing now. AWAY: the database cannot be reached,
 * or does not let us work. Both may go later. BUSY: another gateway was in the way; the same may be done again at once.
 * DOUBT: nobody knows whether a commit was kept. */
enum db_failure {
	DB_FAILURE_NONE,
	DB_FAILURE_FULL,
	DB_FAILURE_AWAY,
	DB_FAILURE_BUSY,
	DB_FAILURE_DOUBT,
	DB_FAILURE_OTHER
};

struct db_driver {
	const char *scheme; /* of its URLs: "sqlite" */
	unsigned rows_log2; /* 2 to the power of that are the rows that one statement should write: see later.h */

	int (*check)(const char *url, struct why *why);                            /* can the URL work? NULL: any can */
	struct db *(*open)(const char *where, enum db_mode mode, struct why *why); /* where: the URL behind "scheme:" */
	void (*close)(struct db *db);                                              /* all statements are gone */
	struct db *(*copy)(struct db *db, struct why *why);                        /* a scratch copy in memory */
	int (*backup)(struct db *db, const char *path, struct why *why); /* into a new file, synced, mode 0600 */
	int (*lock)(struct db *db, int wait_ms, struct why *why);        /* one holder a store; released by close */
	/* One of several holders, each of another name; what has one holder only is locked. */
	int (*join)(struct db *db, const char *name, int wait_ms, struct why *why);
	int (*is_held)(
		struct db *db, const char *name, bool *held, struct why *why); /* does one of that name hold it? */
	/* What is in the way that will not go by itself: 1, why set; 0: nothing that one knows of. */
	int (*why_busy)(struct db *db, struct why *why);
	int (*clock)(struct db *db, int64_t *behind_us, struct why *why); /* how much ours is behind its own */
	bool (*is_shared)(const struct db *db); /* may several gateways work on it at a time? */
	/* With the commit of this transaction those who share the store hear a word, a bit of enum store_news. */
	int (*tell)(struct db *db, unsigned news, struct why *why);
	int (*ear)(const struct db *db); /* a descriptor that is readable when something may have been told; -1: none */
	unsigned (*heard)(struct db *db); /* what was told since the last call; outside of transactions */
	enum db_failure (*failure)(const struct db *db);

	int (*script)(struct db *db, const char *sql, struct why *why); /* several statements, without parameters */
	int (*begin)(struct db *db, struct why *why);
	/* Within a transaction: until its end nobody else is in one that called this. Others wait, it may fail later. */
	int (*exclude)(struct db *db, struct why *why);
	int (*commit)(struct db *db, struct why *why); /* failed: the transaction may be open still */
	void (*rollback)(struct db *db);
	int (*savepoint)(struct db *db, struct why *why);
	int (*release)(struct db *db, struct why *why);
	void (*rollback_to)(struct db *db);
	bool (*in_transaction)(const struct db *db); /* some errors end a transaction by themselves */

	struct db_statement *(*prepare)(struct db *db, const char *sql, struct why *why);
	void (*finish)(struct db_statement *statement);
	void (*reset)(struct db_statement *statement, bool unbind);
	int (*bind_int)(struct db_statement *statement, int at, int64_t value);
	int (*bind_text)(struct db_statement *statement, int at, const char *value);
	enum step (*step)(struct db_statement *statement, struct why *why);
	int64_t (*column_int)(struct db_statement *statement, int column);
	const char *(*column_text)(struct db_statement *statement, int column);
	int64_t (*changes)(struct db_statement *statement); /* of the last run to its end */
};

extern const struct db_driver db_sqlite, db_pgsql;

/* Wrap an open database; takes it over. The nth call from db_failing_at() on of prepare, step, begin, commit,
 * savepoint or release fails, as if something else than room were missing. */
struct db *db_failing(struct db *inner);
void db_failing_at(struct db *db, long nth); /* 0: none fails */
bool db_is_failing(const struct db *db);

#endif
