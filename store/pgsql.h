/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pgsql.h - the line to a PostgreSQL server: what was sent and is not answered yet, the transaction, and coming back.
 *
 * Statements travel in libpq's pipeline mode. One whose rows nobody waits for
 * is only sent; its result, and its failure, come with the next one that is
 * waited for (pgsql_settle()), at the latest with the release of a savepoint
 * or with the commit. So a text costs a few round trips and not one for each
 * of its statements.
 *
 * A line that breaks ends its transaction; the next one begins with a new
 * connection, tried at once and then with growing rests, never waiting long.
 * Only db_pgsql.c and pgsql.c include this.
 */
#ifndef STORE_PGSQL_H
#define STORE_PGSQL_H

#include "store/db.h"

#include <libpq-fe.h>

#define PGSQL_PARAMETERS_MAX 2048
#define PGSQL_PENDING_MAX    256

struct pgsql_value {
	bool is_text, bound;
	char number[24];
	char *text; /* yours */
};

struct pgsql_statement {
	struct db_statement statement;
	char *sql;
	char name[24];
	unsigned connection;       /* on which it is prepared, 0 = on none */
	bool gives_rows;           /* a SELECT, or RETURNING */
	int parameters;            /* that were bound so far */
	int room;                  /* for so many */
	struct pgsql_value *value; /* 1..; yours, as the next two */
	Oid *types;                /* as it is prepared */
	const char **sent;         /* as they are sent */
	uint64_t run;              /* counts its executions: the result of an earlier one is nobody's */
	PGresult *result;          /* of the last run; NULL = it is not here */
	int row;                   /* the one that is looked at, -1 = before the first */
	int64_t changes;
	bool done;
};

struct pgsql_pending {
	enum { PENDING_CONTROL, PENDING_XID, PENDING_PREPARE, PENDING_RUN } what;
	struct pgsql_statement *q; /* NULL: nobody waits for it */
	uint64_t run;
};

struct pgsql {
	struct db db;
	char *url;
	enum db_mode mode;
	enum db_failure failure;

	PGconn *connection; /* NULL: there is none */
	bool connecting;    /* libpq is still at it */
	unsigned number;    /* of the connection, 1.. */
	int64_t try_at_us;  /* not before (monotonic) */
	int64_t rest_us;    /* the next pause */
	int64_t until_us;   /* when the attempt is given up */
	unsigned patience;  /* so many more answers are slept for at once */
	struct why away;    /* what the last attempt failed of, "" = it did not */

	/* How the store is held, on the next connection too: see pgsql_hold.h. */
	bool alone;
	char *joined_as; /* yours; NULL: not joined */
	char schema[64]; /* that the store lies in, when joined */
	unsigned news;   /* that were told and not asked for yet: pgsql_news.h */

	struct pgsql_pending pending[PGSQL_PENDING_MAX];
	unsigned pending_used;
	unsigned statements; /* named so far */

	bool in_transaction; /* begun and not ended, on this connection */
	bool failed;         /* the transaction takes nothing more, until rolled back */
	struct why fault;    /* what it failed of */
	char xid[24];        /* of the transaction, "" = not known yet */
};

/* Connect and wait for it. -1 with the reason. */
int pgsql_connect(struct pgsql *s, struct why *why);
/* There is a connection, or one is made; -1 when not (yet). */
int pgsql_ready(struct pgsql *s, struct why *why);
void pgsql_drop(struct pgsql *s);

/* Send a statement without parameters, or a prepared one; nothing is waited for. */
int pgsql_send(struct pgsql *s, const char *sql, struct why *why);
/* BEGIN, and ask for the transaction's number: by it one learns later what became of it. */
int pgsql_send_begin(struct pgsql *s, struct why *why);
int pgsql_send_statement(struct pgsql *s, struct pgsql_statement *q, struct why *why);
/* Wait for everything that was sent. -1 with the first failure. */
int pgsql_settle(struct pgsql *s, struct why *why);
/* Several statements at once; outside of the pipeline. */
int pgsql_script(struct pgsql *s, const char *sql, struct why *why);
/* The first column of the first row, copied; "" when there is none. */
int pgsql_ask(struct pgsql *s, const char *sql, char *to, size_t room, struct why *why);

#endif
