/* SPDX-License-Identifier: GPL-2.0-or-later */
/* alike.h - gateways on one store that do not work with the same menus, or not in the same timezone, say so.
 *
 * They all change to what is in force (swap.h); one that cannot, as it is another
 * Keng for which those menus have faults, or as its machine does not know that
 * timezone, tells the administrators until it can.
 */
#ifndef GATEWAY_ROUTER_ALIKE_H
#define GATEWAY_ROUTER_ALIKE_H

#include "gateway/router/state.h"

/* At the start and after a reload: what ours are, and since when they are that (now: by the database's clock). */
void alike_note(struct router *r, int64_t now_us);
/* Within the transaction of our coming. */
int alike_begin(struct router *r, struct why *why);
/* Within a group, when the other gateways were looked at. */
int alike_tend(struct router *r, struct why *why);

#endif
