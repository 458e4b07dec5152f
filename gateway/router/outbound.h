/* SPDX-License-Identifier: GPL-2.0-or-later */
/* outbound.h - the life of a text on its way out.
 *
 *   queued -> sending -> sent -> delivered | failed
 *                     -> queued (refused for now: again after a growing wait)
 *                     -> failed (refused for good) | expired (its validity is over)
 *                     -> unsure (it may have been sent): settled by its receipt; without one it is sent once more
 *
 * Each function works within the group's transaction.
 */
#ifndef GATEWAY_ROUTER_OUTBOUND_H
#define GATEWAY_ROUTER_OUTBOUND_H

#include "gateway/router/state.h"
#include "store/message.h"

/* Hand queued texts to the links that are free. */
int outbound_dispatch(struct router *r, int64_t now_us, struct why *why);
/* Send unsure texts once more whose receipt has not come in time; expire what waited too long. */
int outbound_settle_waits(struct router *r, int64_t now_us, struct why *why);

int outbound_part_sent(struct router *r, struct peer *peer, const struct frame_part_sent *f, struct why *why);
int outbound_done(struct router *r, struct peer *peer, const struct frame_done *f, struct why *why);
/* Is that part all of it, and was it never sent before? */
bool outbound_is_whole(const struct message_brief *m, const struct frame_part_sent *part);
/* Both of the same text, one after the other: what a text of one part comes to in one step. known: the text, as far as a
 * link's reports do not change it; NULL: it is looked for. */
int outbound_sent_whole(struct router *r, struct peer *peer, const struct frame_part_sent *part,
	const struct frame_done *done, const struct message_brief *known, struct why *why);
/* known: as above. */
int outbound_receipt(struct router *r, struct peer *peer, const struct frame_receipt *f,
	const struct message_brief *known, struct why *why);

/* A link's process has gone (name), or this router begins (NULL): what it was sending is unsure, but for what the links of
 * other gateways that run have in hand. In a transaction of its own. */
int outbound_orphans(struct router *r, const char *link, struct why *why);
/* The same within a group, for links that ended while the store took nothing. */
int outbound_settle_left(struct router *r, int64_t now_us, struct why *why);
/* Nothing can be kept: tell the administrators all the same, past the store, by the links that are free. False when none
 * is, or there is nobody to tell. */
bool outbound_warn_unkept(struct router *r, const char *kind, const char *reason);
/* When outbound_dispatch() or outbound_settle_waits() is next to be called (wall; INT64_MAX: nothing waits). */
int64_t outbound_next_us(struct router *r);

#endif
