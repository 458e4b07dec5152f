/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lease.h - our place among the gateways on this store.
 *
 * A gateway takes part under its name and says every few seconds that it lives,
 * how its links are, and reads the same of the others. All moments are those of
 * the database's clock, so that a clock which is wrong ends nobody's lease. One
 * that is not heard of any more is taken for gone: after 6 s when its connection
 * has ended, else after 22 s. What it had in hand is unsure then, what waits for
 * its links is anybody's; if it comes back to itself it begins anew. On a store in
 * a file there is nobody else, and only the start and the stop are noted.
 */
#ifndef GATEWAY_ROUTER_LEASE_H
#define GATEWAY_ROUTER_LEASE_H

#include "gateway/router/state.h"

/* At the start: take our place. -1 with why set when the name, the number or a link's name is that of another. */
int lease_join(struct router *r, struct why *why);
/* Within a group's transaction; does nothing until its time has come. */
int lease_tend(struct router *r, struct why *why);
/* When that is (monotonic). */
int64_t lease_next_us(const struct router *r);
/* It has: it may take over the work of one that is gone, in a transaction that others wait for. */
bool lease_is_due(const struct router *r);
/* A link that another gateway has, or had; NULL: none of that name. */
const struct gateway_link *lease_link_of_other(const struct router *r, const char *name);
/* May others take what waits for it? */
bool lease_is_left(const struct router *r, const struct gateway_link *l);
/* At the end. */
void lease_leave(struct router *r);
/* May we have the links of this configuration? -1 with why set when one is another gateway's. */
int lease_allows(const struct router *r, const struct config *config, struct why *why);
/* Other links, or other menus: say so with the next group. */
void lease_tell_soon(struct router *r);
/* A transaction came to nothing, and with it perhaps what we said. */
void lease_forget_group(struct router *r);
/* Something is new among the others. */
void lease_look_soon(struct router *r);
/* The database was away, or one of the others had it for itself: it is heard of again in a while. */
void lease_judge_later(struct router *r);

#endif
