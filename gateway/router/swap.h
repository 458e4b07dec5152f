/* SPDX-License-Identifier: GPL-2.0-or-later */
/* swap.h - all gateways on one store work with the same menus and settings, and change to others at the same moment.
 *
 * What is in force stands in the store (store/menu_set.h). A gateway whose own
 * files were changed since it read them last, and that is started or told to
 * reload, puts them there as a new version. From that commit on whoever begins to
 * act on a text first changes to that version, so no text is understood by old
 * menus after one that was understood by new ones. A store in a file has one
 * gateway, and nothing of this.
 */
#ifndef GATEWAY_ROUTER_SWAP_H
#define GATEWAY_ROUTER_SWAP_H

#include "gateway/router/state.h"

/* Within the transaction of our coming (now: by the database's clock). */
int swap_join(struct router *r, int64_t now_us, struct why *why);
/* First in a group that decides. */
int swap_follow(struct router *r, struct why *why);
/* A reload has read these. Afterwards they are those in force, which r->menus may have been until then: ours when they were
 * changed since we read them last. In a transaction of its own; a failure changes nothing. */
int swap_offer(struct router *r, struct config *config, struct menus **menus, struct why *why);

#endif
