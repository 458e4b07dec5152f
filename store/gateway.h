/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gateway.h - the gateways that work on this store, and their links.
 *
 * Each has a row under its name, which it renews while it lives: until its lease
 * ends it is trusted to be there. Moments are those of the database's clock.
 */
#ifndef STORE_GATEWAY_H
#define STORE_GATEWAY_H

#include "store/record.h"

#define GATEWAY_NAME_OCTETS     40
#define GATEWAY_LINK_OCTETS     64
#define GATEWAY_CARRIERS_OCTETS 160
#define GATEWAY_NUMBER_ANY      (-1)
#define GATEWAY_NUMBERS         1024

struct gateway {
	char name[GATEWAY_NAME_OCTETS];
	int64_t number;
	char state[RECORD_WORD_OCTETS]; /* running stopped gone */
	int64_t life;                   /* when its router began */
	char host[RECORD_NAME_OCTETS];
	int64_t process;
	char version[RECORD_WORD_OCTETS], menus[RECORD_WORD_OCTETS];
	int64_t menus_at, seen_at, until;
};

struct gateway_link {
	char link[GATEWAY_LINK_OCTETS], gateway[GATEWAY_NAME_OCTETS];
	char kind[RECORD_WORD_OCTETS], phone[RECORD_PHONE_OCTETS], carriers[GATEWAY_CARRIERS_OCTETS];
	int64_t price;
	char state[RECORD_WORD_OCTETS];
	bool able;                    /* it can send, now or soon */
	int64_t asked_at, unasked_at; /* when its caps leave room, see enum router_class */
	int64_t leaves_at;            /* from when others may take what waits for it, 0 = they may not */
};

/* Its row becomes running. g->number GATEWAY_NUMBER_ANY takes the one it had, or the least that none has; on return it is
 * the one it has. -1 with why set also when the number is that of another that runs. */
int gateway_join(struct store *st, struct gateway *g, struct why *why);
/* It is there, until then. *ours false: it is not running any more in that life, as others have taken it for gone. */
int gateway_renew(struct store *st, const struct gateway *g, bool *ours, struct why *why);
/* It has stopped, or is gone; from that moment on others may take what waits for its links (but those of people who sit at
 * them). */
int gateway_end(
	struct store *st, const char *name, int64_t life, const char *state, int64_t leaves_at, struct why *why);
/* All, by their names. *rows is yours, free() it. */
int gateway_list(struct store *st, struct gateway **rows, size_t *used, struct why *why);
/* Forget those that do not run and were seen last before that moment. Alarms about a gateway that is not known any more are
 * over. */
int gateway_prune(struct store *st, int64_t before_us, int64_t now_us, struct why *why);

/* The links of all, by gateway and name. *rows is yours, free() it. */
int gateway_links(struct store *st, struct gateway_link **rows, size_t *used, struct why *why);
/* -1 with why set when a link of that name is that of a running other gateway. */
int gateway_may_have(struct store *st, const char *gateway, const char *link, struct why *why);
/* The gateway's links become these. -1 also when one has the name of a running other gateway's. */
int gateway_put_links(
	struct store *st, const char *gateway, const struct gateway_link *links, size_t used, struct why *why);

#endif
