/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cap.h - how many parts a link may send in an hour and in a day.
 *
 * Counted are parts that the network took or may have taken, and those in the
 * link's hands. A fifth of each cap is kept for answers, so that what nobody
 * waits for never uses it up. When no link has room, what could go is postponed
 * to the first reset: it stays queued, and its validity grows by the wait.
 */
#ifndef GATEWAY_ROUTER_CAP_H
#define GATEWAY_ROUTER_CAP_H

#include "gateway/router/state.h"
#include "store/message.h"

/* Reckon what is left to every link. Within the group's transaction, when the uses of it are stored. */
int cap_read(struct router *r, int64_t now_us, struct why *why);
/* The last priority that it may send now; -1: none. */
int cap_last(const struct peer *peer);
/* It was given so many parts. The last text may be longer than the room. */
void cap_use(struct peer *peer, unsigned parts);
/* Postpone what no link has room for out of these queues; what was postponed and has a way again is resumed. */
int cap_postpone(
	struct router *r, const char (*queues)[MESSAGE_LINK_OCTETS], unsigned used, int64_t now_us, struct why *why);
/* The caps may be others than before, or the router begins: look anew. */
void cap_forget(struct router *r);

#endif
