/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inside.h - the struct behind store.h, for store.c, query.c and number.c only. */
#ifndef STORE_INSIDE_H
#define STORE_INSIDE_H

#include "store/db.h"
#include "store/record.h"

struct query {
	struct store *st;
	const char *sql; /* the caller's literal: its address is the key */
	struct db_statement *statement;
	unsigned writes; /* bits of enum absent */
	unsigned tables; /* later.c */
	bool done;       /* stepped to its end: nothing more comes */
	bool bind_failed;
};

/* Numbers of a kind in this transaction: the first is taken from the store, where its row is ours until the end; those
 * after it are counted here, and the row has them before the commit or a savepoint. */
#define NUMBER_KINDS_MAX 8 /* kinds in one transaction; of more each number is taken from the store */
#define NUMBER_OCTETS    16
struct numbers {
	char kind[NUMBER_OCTETS];
	int64_t next;
	bool counted; /* the row does not know yet */
};

/* The report that was made last, and which values it has got since. */
#define FRESH_VALUES_MAX 8
struct fresh_report {
	uint64_t turn;
	int64_t no;
	unsigned used;
	struct {
		char indicator[RECORD_CODE_OCTETS];
		bool total;
	} values[FRESH_VALUES_MAX];
};

struct store {
	struct db *db;
	struct query **queries; /* open addressing by the address of the SQL text; NULL is free */
	unsigned queries_room;  /* a power of two */
	unsigned queries_used;
	bool in_transaction;     /* between begin and commit or rollback, as the caller sees it */
	enum db_failure failure; /* the last */
	bool in_doubt;           /* a commit may or may not have been kept */
	uint64_t turn;
	/* in this transaction */
	bool queued, changed[STORE_KEPT], changes_known;
	struct store_changes changes;
	unsigned gateway;
	int64_t id_ms;       /* of the last id, milliseconds since 2020 */
	unsigned id_counter; /* of the last id */
	struct numbers numbers[NUMBER_KINDS_MAX];
	unsigned numbers_used;
	struct absent_keys *absent; /* absent.c; NULL: nothing was looked for */
	struct later *later;        /* later.c; NULL: nothing was ever kept */
	struct fresh_report fresh;
};

/* Remember why the engine failed. Returns -1. */
int store_note_failure(struct store *st);
/* Why it cannot be had alone, with the names of the gateways. Returns -1. */
int store_say_who_works(struct store *st, struct why *why);
/* Before a commit: note that what gateways keep in memory has changed. */
int store_write_changes(struct store *st, struct why *why);
/* Within a transaction: the menus in force are of that version from its commit on. */
int store_note_menus(struct store *st, int64_t version, struct why *why);
void query_free_all(struct store *st);
/* Start above every id that the store holds. */
int number_start(struct store *st, struct why *why);
/* Write what was counted in memory. */
int number_flush(struct store *st, struct why *why);
/* What was counted came to nothing, or its transaction is over. */
void number_forget(struct store *st);

#endif
