/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pgsql_hold.h - who works on a store in PostgreSQL.
 *
 * Advisory locks of the connection, so that they go with it: one exclusive lock
 * for who needs the store alone (a change of the schema, a command without a
 * gateway), shared by all gateways; and one for the name of each gateway. All
 * are of the schema that the store lies in.
 */
#ifndef STORE_PGSQL_HOLD_H
#define STORE_PGSQL_HOLD_H

#include "store/pgsql.h"

/* Does a commit wait for a synchronous standby? name: one of the gateway that holds that name; NULL: anybody's. */
int pgsql_awaits_standby(struct pgsql *s, const char *name, bool *awaits, struct why *why);
/* So it does: whose commit ("the gateway a") waits for which standby, as synchronous_standby_names has it. */
int pgsql_say_standby(struct pgsql *s, const char *whose, struct why *why);
/* Whose commit that may be: "the gateway a, b", or "another connection". */
int pgsql_whose_commit(struct pgsql *s, char *to, size_t room, struct why *why);
/* Hold it alone, or (name not NULL) with others under that name, waiting for who is in the way. What ends by itself when the
 * standby is back is a DB_FAILURE_AWAY. */
int pgsql_hold(struct pgsql *s, const char *name, int wait_ms, struct why *why);
/* On a new connection, what was held on the one before. 1 held, 0 another has it, -1 failed. */
int pgsql_hold_again(struct pgsql *s, struct why *why);
int pgsql_is_held(struct pgsql *s, const char *name, bool *held, struct why *why);

#endif
