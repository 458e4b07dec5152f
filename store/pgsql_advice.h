/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pgsql_advice.h - what the person who runs the gateway can do about a failure of PostgreSQL.
 *
 * By its SQLSTATE (PostgreSQL 15, appendix A), which is the same in every language of the server.
 * Pure functions.
 */
#ifndef STORE_PGSQL_ADVICE_H
#define STORE_PGSQL_ADVICE_H

#include <stdbool.h>
#include <stddef.h>

#define PGSQL_STATE_OCTETS 6

/* What libpq says of a connection that failed, asked for with PQERRORS_VERBOSE: "FATAL:  28P01: text\nLOCATION:  ...".
 * The text goes into `to` in one line without the rest, and with single quotes, what several servers said with "; " between, cut
 * at a word's end; the first SQLSTATE into state, "" when there is none. */
void pgsql_tidy(const char *message, char state[static PGSQL_STATE_OCTETS], char *to, size_t room);
/* Who said it, as far as that is known. */
struct pgsql_place {
	bool is_primary; /* it is no standby */
	bool several;    /* gateway.store names more servers than one */
};
/* What to do about it; "" when there is nothing to be said. */
const char *pgsql_advice(const char *state, const char *text, const struct pgsql_place *place);
/* It passes, or someone mends it outside of Keng: the work must wait, and nothing may be dropped. */
bool pgsql_may_pass(const char *state);
/* Another transaction was in the way: this one may be done again. */
bool pgsql_is_busy(const char *state);
/* There is no room on the server, which is another thing than a server that is away. */
bool pgsql_is_full(const char *state);

#endif
