/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/route.h"

#include "gateway/base/clock.h"
#include "gateway/router/cap.h"
#include "gateway/router/health.h"
#include "gateway/router/lease.h"
#include "gateway/router/pairing.h"
#include "gateway/router/peer.h"
#include "store/route.h"

#include <string.h>

#define SPILL_US      CLOCK_MINUTE       /* so long the cheapest links have their carrier's texts for themselves */
#define OTHERS_US     (5 * CLOCK_SECOND) /* so long they are another gateway's, when somebody waits */
#define OTHER_NETWORK (INT64_C(1) << 40) /* added to a price: not the number's own network */

static bool is_kind(const struct peer *peer, const char *kind)
{
	return peer->config != NULL && strcmp(peer->config->kind, kind) == 0;
}

static bool carries_texts(const struct peer *peer)
{
	return peer->config != NULL && !is_kind(peer, "desk") && !is_kind(peer, "ussd-http");
}

bool route_is_able(const struct peer *peer)
{
	return carries_texts(peer) && peer->port != NULL && peer->down_since_us == 0 && !health_is_sick(peer) &&
	       pairing_allows(peer);
}

static bool leaves_its_texts(const struct router *r, const struct peer *peer)
{
	if (is_kind(peer, "desk"))
		return false;
	if (!carries_texts(peer) || cap_last(peer) < 0 || peer->held || health_is_sick(peer))
		return true;
	return peer->down_since_us != 0 && clock_mono_of(r->clock) - peer->down_since_us > ROUTE_FALLBACK;
}

int64_t route_leaves_at(struct router *r, const struct peer *peer, int64_t now_us)
{
	int64_t down_us = peer->down_since_us == 0 ? 0 : clock_mono_of(r->clock) - peer->down_since_us;

	if (is_kind(peer, "desk"))
		return 0;
	if (leaves_its_texts(r, peer) && down_us <= ROUTE_FALLBACK)
		return 1;
	return down_us == 0 ? 0 : (now_us - down_us + ROUTE_FALLBACK) / CLOCK_SECOND * CLOCK_SECOND;
}

/* The less, the better. carrier "": not known. */
static int64_t rank(const struct peer *peer, const char *carrier)
{
	for (unsigned i = 0; peer->config->carriers[i] != NULL; i++)
		if (strcmp(peer->config->carriers[i], carrier) == 0)
			return peer->config->price;
	return peer->config->price + OTHER_NETWORK;
}

/* The same of another gateway's link, as it told last. */
static int64_t rank_of_other(const struct gateway_link *l, const char *carrier)
{
	size_t n = strlen(carrier);

	for (const char *at = l->carriers; n > 0 && *at != '\0'; at += strcspn(at, ","), at += *at == ',')
		if (strncmp(at, carrier, n) == 0 && (at[n] == ',' || at[n] == '\0'))
			return l->price;
	return l->price + OTHER_NETWORK;
}

static int64_t best_rank_of_others(const struct router *r, const char *carrier)
{
	int64_t best = INT64_MAX;

	for (size_t i = 0; i < r->lease.others_used; i++) {
		const struct gateway_link *l = &r->lease.others[i];

		if (l->able && l->unasked_at == 0 && rank_of_other(l, carrier) < best)
			best = rank_of_other(l, carrier);
	}
	return best;
}

/* The best of those that could take a text, or that can take one this moment. */
static int64_t best_rank(const struct router *r, const char *carrier, bool now)
{
	int64_t best = INT64_MAX;

	for (unsigned i = 0; i < r->peers_used; i++) {
		const struct peer *p = &r->peers[i];

		if (!route_is_able(p) || cap_last(p) < (now ? MESSAGE_NOTICE : MESSAGE_BULK))
			continue;
		if (now && (!peer_can_send(p) || p->after_window >= p->window))
			continue;
		if (rank(p, carrier) < best)
			best = rank(p, carrier);
	}
	return best;
}

/* What somebody waits for is taken by whoever is free; of those the best. Whether another gateway's link is free we do not
 * know: it has a few seconds. */
static struct message_source source_of(const struct router *r, const struct peer *peer, const char *queue)
{
	const char *carrier = queue[0] == ROUTE_MARK ? queue + 1 : "";
	int64_t mine = rank(peer, carrier), of_others = best_rank_of_others(r, carrier);
	int64_t theirs_us = mine > of_others ? OTHERS_US : 0;

	return (struct message_source){ .queue = queue,
		.asked_delay_us = mine > best_rank(r, carrier, true) ? SPILL_US : theirs_us,
		.unasked_delay_us = mine > best_rank(r, carrier, false) || mine > of_others ? SPILL_US : 0 };
}

static bool is_for_any(const char *queue)
{
	return queue[0] == '\0' || queue[0] == ROUTE_MARK;
}

static bool may_take(struct router *r, const struct peer *peer, const char *queue)
{
	const struct gateway_link *other;
	const struct peer *owner;

	if (strcmp(queue, peer->name) == 0)
		return true;
	if (is_kind(peer, "desk")) /* reaches only the people who sit at it */
		return false;
	if (is_for_any(queue))
		return true;
	owner = router_peer(r, queue);
	if (owner != NULL)
		return leaves_its_texts(r, owner);
	other = lease_link_of_other(r, queue);
	return other == NULL || lease_is_left(r, other);
}

void route_sources(struct router *r, const struct peer *peer, const struct route *route, struct route_sources *sources)
{
	sources->used = 0;
	for (unsigned i = 0; i < route->queues_used; i++) {
		const char *queue = route->queues[i];

		if (!may_take(r, peer, queue))
			continue;
		sources->list[sources->used++] = is_for_any(queue) && !is_kind(peer, "desk")
							 ? source_of(r, peer, queue)
							 : (struct message_source){ .queue = queue };
	}
}

int route_read(struct router *r, struct route *route, struct why *why)
{
	route->peers_used = 0;
	if (message_queues(r->store, route->queues, MESSAGE_QUEUES_MAX, &route->queues_used, why) == -1)
		return -1;
	for (unsigned i = 0; i < r->peers_used; i++) {
		struct peer *peer = &r->peers[i];
		unsigned at;

		if (peer->config == NULL)
			continue;
		for (at = route->peers_used++; at > 0 && route->peers[at - 1]->given_us > peer->given_us; at--)
			route->peers[at] = route->peers[at - 1];
		route->peers[at] = peer;
	}
	return 0;
}

static bool share_a_network(const struct peer *a, const struct peer *b)
{
	return a->config != NULL && a->config->carriers[0] != NULL && rank(b, a->config->carriers[0]) < OTHER_NETWORK;
}

static bool shares_a_network(const struct peer *peer, const struct gateway_link *l)
{
	return peer->config != NULL && peer->config->carriers[0] != NULL &&
	       rank_of_other(l, peer->config->carriers[0]) < OTHER_NETWORK;
}

/* One of another gateway, of another network when there is one. */
static const char *other_of_others(const struct router *r, const struct peer *peer)
{
	const struct gateway_link *other = NULL;

	for (size_t i = 0; i < r->lease.others_used; i++) {
		const struct gateway_link *l = &r->lease.others[i];

		if (!l->able || l->asked_at != 0 || strcmp(l->kind, "desk") == 0)
			continue;
		if (other == NULL || (shares_a_network(peer, other) && !shares_a_network(peer, l)))
			other = l;
	}
	return other != NULL ? other->link : NULL;
}

bool route_may_go_elsewhere(struct router *r, const char *queue)
{
	const struct gateway_link *owner = lease_link_of_other(r, queue);

	if (owner != NULL && !lease_is_left(r, owner))
		return true;
	for (size_t i = 0; i < r->lease.others_used && (owner != NULL || is_for_any(queue)); i++)
		if (r->lease.others[i].able)
			return true;
	return false;
}

const char *route_other(struct router *r, const struct peer *peer)
{
	struct peer *other = NULL;

	for (unsigned i = 0; i < r->peers_used; i++) {
		struct peer *p = &r->peers[i];

		if (p == peer || !route_is_able(p) || cap_last(p) < 0)
			continue;
		if (other == NULL || (share_a_network(peer, other) && !share_a_network(peer, p)) ||
			(share_a_network(peer, other) == share_a_network(peer, p) && p->given_us < other->given_us))
			other = p;
	}
	return other != NULL ? other->name : other_of_others(r, peer);
}
