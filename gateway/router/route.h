/* SPDX-License-Identifier: GPL-2.0-or-later */
/* route.h - which link takes which text.
 *
 * An answer waits in the queue of the link that was written to, and only that
 * one takes from it, unless it is long down, may not send or has reached its
 * cap: then the others do. A text for any link waits in the queue of its
 * number's carrier. The links that the configuration gives that carrier and
 * that cost least take from it at once; the others when none of those is free,
 * and when a text that nobody waits for has waited a minute for them. Of links that may take, the one that
 * was given nothing for longest is asked first: so they share.
 */
#ifndef GATEWAY_ROUTER_ROUTE_H
#define GATEWAY_ROUTER_ROUTE_H

#include "gateway/base/clock.h"
#include "gateway/router/state.h"
#include "store/message.h"

#define ROUTE_FALLBACK (2 * CLOCK_MINUTE) /* a link that is down so long leaves its texts to the others */

/* The queues that have texts, and the links in the order in which they are asked. */
struct route {
	char queues[MESSAGE_QUEUES_MAX][MESSAGE_LINK_OCTETS];
	unsigned queues_used, peers_used;
	struct peer *peers[CONFIG_LINKS_MAX];
};
struct route_sources {
	struct message_source list[MESSAGE_QUEUES_MAX];
	unsigned used;
};

int route_read(struct router *r, struct route *route, struct why *why);
/* What a link may take from. The names are borrowed from route. */
void route_sources(struct router *r, const struct peer *peer, const struct route *route, struct route_sources *sources);
/* Can it carry texts to people, caps and pacing apart? */
bool route_is_able(const struct peer *peer);
/* From when others may take what waits for it; 0: they may not, as things stand. */
int64_t route_leaves_at(struct router *r, const struct peer *peer, int64_t now_us);
/* The name of another link that can, another gateway's when we have none; of another network when there is one. NULL: none.
 * Borrowed until the other gateways are looked at again. */
const char *route_other(struct router *r, const struct peer *peer);
/* Can a link of another gateway take what waits in that queue? */
bool route_may_go_elsewhere(struct router *r, const char *queue);

#endif
