/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pgsql_news.h - what gateways on one database tell each other: NOTIFY at a commit, LISTEN on the connection of who joined.
 *
 * The channel is that of the database; the payload names the schema that the
 * store lies in, and what is new there. It is only a wake-up: who misses it
 * finds out a few seconds later.
 */
#ifndef STORE_PGSQL_NEWS_H
#define STORE_PGSQL_NEWS_H

#include "store/pgsql.h"

/* On a new connection of who joined. */
int pgsql_listen(struct pgsql *s, struct why *why);

int pgsql_tell(struct db *db, unsigned news, struct why *why);
int pgsql_ear(const struct db *db);
unsigned pgsql_heard(struct db *db);

#endif
