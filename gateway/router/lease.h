/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lease.h - our place among the gateways on this store.
 *
 * A gateway takes part under its name and says every few seconds that it lives,
 * how its links are, and reads the same of the others. All moments are those of
 * the database's clock, so that a clock which is wrong ends nobody's lease. On a
 * store in a file there is nobody else, and only the start and the stop are noted.
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
/* At the end. */
void lease_leave(struct router *r);
/* May we have the links of this configuration? -1 with why set when one is another gateway's. */
int lease_allows(const struct router *r, const struct config *config, struct why *why);
/* Other links, or other menus: say so with the next group. */
void lease_tell_soon(struct router *r);

#endif
