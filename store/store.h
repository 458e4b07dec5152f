/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store.h - what must survive a power cut.
 *
 * A thin layer over an SQL engine: open, prepare, bind, step, begin, commit.
 * The SQL texts stand in the files of the tables' families (unit.c, member.c,
 * message.c, ...), written once in the common subset of SQLite 3.40 and
 * PostgreSQL 15: parameters $1 ..., RETURNING, ON CONFLICT, types BIGINT and
 * TEXT, no functions of one vendor. Times are BIGINT, UTC microseconds; 0 = never.
 *
 * An engine is a struct db_driver (store/db.h). db_failing wraps one and fails
 * the nth call, for tests.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "gateway/base/why.h"

#include <stdbool.h>
#include <stdint.h>

struct store;
struct query;

/* At the end of a SELECT: its rows are ours until the commit, and rows that another gateway has are passed over. */
#define STORE_SKIP_LOCKED " FOR UPDATE SKIP LOCKED"

/* Open the store that a URL names: "sqlite:/path/file.db", "sqlite::memory:", or "postgresql://user@host/database" (a
 * connection URI of libpq, with several hosts where a standby may take over). Applies missing migrations and
 * refuses a newer schema. gateway is this gateway's number, 0..1023, which goes into every id. Yours until
 * store_close(). NULL with why set on failure. */
struct store *store_open(const char *url, unsigned gateway, struct why *why);
/* As store_open, but reads only: no migration, no writes. */
struct store *store_open_readonly(const char *url, struct why *why);
/* As store_open over an engine that fails its nth call (1 = the first after opening; 0 = never). For tests. */
struct store *store_open_failing(const char *url, unsigned gateway, struct why *why);
/* Can a store ever be opened by that URL? -1 with what to write instead, and nothing of a password. */
int store_check_url(const char *url, struct why *why);
void store_fail_at(struct store *st, long nth); /* counts from now on; 0 switches it off */
void store_close(struct store **st);
/* Only one router works on a store: hold it until store_close(). Waits up to 10 s (or wait_ms) for the one that has it;
 * -1 with its process id in why when it did not let go. A store in memory needs none. */
int store_lock(struct store *st, struct why *why);
int store_lock_for(struct store *st, int wait_ms, struct why *why);
/* Several gateways may share a store (a database server), each under another name, and a store in a file has one: take
 * part until store_close(). Waits as store_lock() does; -1 when somebody has it alone, or one of that name is there. */
int store_join(struct store *st, const char *name, struct why *why);
int store_join_for(struct store *st, const char *name, int wait_ms, struct why *why);
/* May several gateways work on it at a time? */
bool store_is_shared(const struct store *st);
/* Is one of that name connected now? */
int store_is_held(struct store *st, const char *name, bool *held, struct why *why);
/* When it is busy for long: 1, why set: something is in the way that will not go by itself; 0: nothing is known; -1. */
int store_why_busy(struct store *st, struct why *why);

/* A scratch copy in memory of everything that st holds. */
struct store *store_copy(struct store *st, struct why *why);
/* A consistent copy of the running store into a new file (written aside, synced, renamed). */
int store_backup(struct store *st, const char *path, struct why *why);

/* Copy everything from one store into another that does not exist yet, or an empty database; each table's rows are
 * counted in both, and told. All or nothing. The one that is copied must be at rest: on a file its lock is taken. */
typedef void store_transfer_told(const char *table, int64_t rows, void *user);
int store_transfer(const char *from_url, const char *to_url, store_transfer_told *told, void *user, struct why *why);

/* Transactions do not nest. A failed commit has rolled back. Durable (synchronous=FULL) when commit returns 0.
 * In one that store_begin() began nobody acts but we: whatever is decided by what is read there holds. */
int store_begin(struct store *st, struct why *why);
/* One beside those of other gateways: for texts on their way out, which are claimed row by row. */
int store_begin_beside(struct store *st, struct why *why);
int store_commit(struct store *st, struct why *why);
void store_rollback(struct store *st);
/* A point inside a transaction to which one can go back: for one text of a group that fails. */
int store_savepoint(struct store *st, struct why *why);
int store_release(struct store *st, struct why *why);
void store_rollback_to_savepoint(struct store *st);
bool store_in_transaction(const struct store *st);

/* True when the last failure was for want of room, of a writable disk or of the database: the work must wait, not be
 * dropped. */
bool store_is_full(const struct store *st);
/* The one of these that is not the disk: the database cannot be reached, or does not let us work. */
bool store_is_away(const struct store *st);
/* True when the last failure was another gateway that was in the way: the transaction is to be done again. */
bool store_is_busy(const struct store *st);
/* True when the last commit may or may not have been kept, and nobody can say: only a new start, which looks at what is
 * there, can go on. */
bool store_is_in_doubt(const struct store *st);

/* What was read once in a transaction and holds for all of it is good as long as this stays the same; it changes with
 * each begin, with what is taken back and with store_turn_over(). 0: outside of a transaction, nothing holds. */
uint64_t store_turn(const struct store *st);
/* Something was written that is read so. */
void store_turn_over(struct store *st);

/* Ids are made with that number from now on. */
void store_set_gateway(struct store *st, unsigned gateway);
/* ---- several gateways ---- */
enum store_news {
	STORE_NEWS_TEXTS = 1,    /* texts wait that another gateway's links may take */
	STORE_NEWS_GATEWAYS = 2, /* one came, went, or has other links or menus */
	STORE_NEWS_LINE = 4      /* the connection was lost: anything may have been told meanwhile */
};
/* Within a transaction: the others hear it with the commit. */
int store_tell(struct store *st, enum store_news news, struct why *why);
/* A descriptor that is readable when something was told, -1: there is none now. It changes with the connection. */
int store_ear(const struct store *st);
/* What was told since the last call. Outside of transactions. */
unsigned store_heard(struct store *st);
/* Within a transaction: texts were queued, or put where another gateway's links may take them. */
void store_note_queued(struct store *st);
bool store_has_queued(const struct store *st);
/* Within a transaction: of what gateways keep in memory, that was changed. */
enum store_kept { STORE_UNITS, STORE_PAUSES, STORE_KEPT }; /* units and indicators; pauses */
void store_note_change(struct store *st, enum store_kept what);
/* What others may have changed since we looked last; always the same where there are no others. */
struct store_changes {
	int64_t kept[STORE_KEPT]; /* how often each was changed, by anybody */
	int64_t menus;            /* the version of the menus in force, 0: none (store/menu_set.h) */
};
int store_changes(struct store *st, struct store_changes *changes, struct why *why);

/* By how much our wall clock is behind that of the database, which several gateways share; 0 where there is none. */
int store_clock(struct store *st, int64_t *behind_us, struct why *why);

/* A fresh id: 41 bits of milliseconds since 2020-01-01 UTC, 10 bits of gateway, 12 bits of counter. It grows with
 * every call, also when the clock goes back. */
int64_t store_id(struct store *st, int64_t now_us);
/* The least id that can have been given at that moment: "since today" is "id >= store_id_at(midnight)". */
int64_t store_id_at(int64_t us);
/* The moment at which an id was given (or a little later than that, when the clock had gone back). */
int64_t store_id_moment(int64_t id);
/* When the newest of all was made; 0: there is none. */
int64_t store_newest_us(const struct store *st);

/* The next number that people type ("report 31"), per kind ("report", "enrolment", "training", "ticket", "team").
 * Within the caller's transaction. -1 on failure. */
int64_t store_next_no(struct store *st, const char *kind, struct why *why);
/* An import brought a number: later ones start above it. */
int store_raise_no(struct store *st, const char *kind, int64_t at_least, struct why *why);

/* ---- queries ---- */
/* Get the prepared statement of an SQL text (a string literal: it is cached by its address), reset and unbound.
 * Borrowed until the next store_query() of the same text. NULL with why set on failure. */
struct query *store_query(struct store *st, const char *sql, struct why *why);
void query_int(struct query *q, int at, int64_t value);      /* parameter $at, 1.. */
void query_text(struct query *q, int at, const char *value); /* copied; NULL binds NULL */
enum step { STEP_FAILED = -1, STEP_DONE = 0, STEP_ROW = 1 };
enum step query_step(struct query *q, struct why *why);
/* Step to the end, ignoring rows. 0 or -1. */
int query_run(struct query *q, struct why *why);
int64_t query_column_int(struct query *q, int column);      /* 0.. ; NULL reads as 0 */
const char *query_column_text(struct query *q, int column); /* NULL reads as ""; borrowed until the next step */
/* Rows that the last INSERT, UPDATE or DELETE changed. */
int64_t query_changes(struct query *q);
/* Done with the rows: releases the statement's locks. Stepping to STEP_DONE does the same. */
void query_end(struct query *q);

#endif
