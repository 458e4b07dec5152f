/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/cap.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/router/lease.h"
#include "gateway/router/route.h"

#include <inttypes.h>
#include <string.h>

#define POSTPONE_MOST 500 /* texts of one queue and priority in one group */

/* One cap: `most` parts until the reset, of which `used` are gone. */
static void limit(struct cap *cap, int64_t most, int64_t used, int64_t reset_us)
{
	const int64_t rooms[CLASSES] = { most - used, config_cap_unasked(most) - used };

	if (most == 0)
		return;
	for (int c = 0; c < CLASSES; c++) {
		if (rooms[c] < cap->room[c])
			cap->room[c] = rooms[c];
		if (rooms[c] <= 0 && reset_us > cap->until_us[c])
			cap->until_us[c] = reset_us;
	}
}

static int read_one(struct router *r, struct peer *peer, int64_t now_us, struct why *why)
{
	int64_t hour_us = link_use_hour(now_us), hour, day, in_hand;

	peer->cap = (struct cap){ .room = { INT64_MAX, INT64_MAX } };
	if (peer->config == NULL || (peer->config->cap_hour == 0 && peer->config->cap_day == 0))
		return 0;
	if (link_use_parts(r->store, peer->name, hour_us, &hour, why) == -1 ||
		link_use_parts(r->store, peer->name, clock_midnight(now_us, 0), &day, why) == -1 ||
		link_use_in_hand(r->store, peer->name, &in_hand, why) == -1)
		return -1;
	limit(&peer->cap, peer->config->cap_hour, hour + in_hand, hour_us + CLOCK_HOUR);
	limit(&peer->cap, peer->config->cap_day, day + in_hand, clock_midnight(now_us, 1));
	return 0;
}

int cap_read(struct router *r, int64_t now_us, struct why *why)
{
	for (unsigned i = 0; i < r->peers_used; i++)
		if (read_one(r, &r->peers[i], now_us, why) == -1)
			return -1;
	return 0;
}

int cap_last(const struct peer *peer)
{
	if (peer->cap.room[CLASS_UNASKED] > 0)
		return MESSAGE_BULK;
	return peer->cap.room[CLASS_ASKED] > 0 ? MESSAGE_NOTICE : -1;
}

void cap_use(struct peer *peer, unsigned parts)
{
	for (int c = 0; c < CLASSES; c++)
		if (peer->cap.room[c] != INT64_MAX)
			peer->cap.room[c] -= parts;
}

/* Who could send texts of that class, were it not for caps: *until_us is when the first of them has room again, 0: one
 * has some now, INT64_MAX: there is no link at all. */
static void look(const struct router *r, enum router_class of, int64_t now_us, int64_t *until_us)
{
	*until_us = INT64_MAX;
	for (unsigned i = 0; i < r->peers_used; i++) {
		const struct peer *p = &r->peers[i];
		/* The last part may be in the hands of a link: it settles soon. */
		int64_t at_us = p->cap.room[of] > 0 ? 0 : p->cap.until_us[of];

		if (route_is_able(p) && at_us < *until_us)
			*until_us = at_us > now_us ? at_us : 0;
	}
	for (size_t i = 0; i < r->lease.others_used && *until_us != 0; i++) {
		const struct gateway_link *l = &r->lease.others[i];
		int64_t at_us = of == CLASS_ASKED ? l->asked_at : l->unasked_at;

		if (l->able && at_us < *until_us)
			*until_us = at_us > now_us ? at_us : 0;
	}
}

/* What is for a desk goes there and knows no cap; what is for another gateway's link is for that one to keep back. */
static bool is_for_another(struct router *r, const char *queue)
{
	const struct peer *peer = router_peer(r, queue);
	const struct gateway_link *other = peer == NULL ? lease_link_of_other(r, queue) : NULL;

	if (other != NULL)
		return !lease_is_left(r, other);
	return peer != NULL && peer->config != NULL && strcmp(peer->config->kind, "desk") == 0;
}

static enum router_class class_of(enum message_priority priority)
{
	return priority > MESSAGE_NOTICE ? CLASS_UNASKED : CLASS_ASKED;
}

/* One queue's texts of one class. */
static int postpone_queue(struct router *r, const char *queue, enum router_class of, int64_t until_us, int64_t now_us,
	int64_t *texts, struct why *why)
{
	int64_t moved;

	if (is_for_another(r, queue))
		return 0;
	for (int p = 0; p < MESSAGE_PRIORITIES; p++) {
		if (class_of((enum message_priority)p) != of)
			continue;
		if (message_postpone(r->store, queue, (enum message_priority)p, until_us, now_us, POSTPONE_MOST, &moved,
			    why) == -1)
			return -1;
		*texts += moved;
	}
	return 0;
}

static int postpone(struct router *r, enum router_class of, int64_t until_us, const char (*queues)[MESSAGE_LINK_OCTETS],
	unsigned used, int64_t now_us, struct why *why)
{
	char when[CLOCK_TEXT_OCTETS];
	int64_t texts = 0;

	for (unsigned i = 0; i < used; i++)
		if (postpone_queue(r, queues[i], of, until_us, now_us, &texts, why) == -1)
			return -1;
	if (texts == 0)
		return 0;
	r->postponed_until_us[of] = until_us;
	log_warn("postponed", "texts=%" PRId64 " until=%s reason=\"every link has reached its cap\"", texts,
		clock_text(until_us, when));
	return 0;
}

static int resume(struct router *r, enum router_class of, struct why *why)
{
	for (int p = 0; p < MESSAGE_PRIORITIES; p++)
		if (class_of((enum message_priority)p) == of &&
			message_resume(r->store, (enum message_priority)p, why) == -1)
			return -1;
	r->postponed_until_us[of] = 0;
	router_flush_soon(r);
	return 0;
}

int cap_postpone(
	struct router *r, const char (*queues)[MESSAGE_LINK_OCTETS], unsigned used, int64_t now_us, struct why *why)
{
	for (int c = 0; c < CLASSES; c++) {
		enum router_class of = (enum router_class)c;
		int64_t until_us;

		look(r, of, now_us, &until_us);
		if (until_us == INT64_MAX)
			continue;
		if (r->postponed_until_us[c] <= now_us)
			r->postponed_until_us[c] = 0;
		if (until_us != 0 && postpone(r, of, until_us, queues, used, now_us, why) == -1)
			return -1;
		if (until_us == 0 && r->postponed_until_us[c] != 0 && resume(r, of, why) == -1)
			return -1;
	}
	return 0;
}

void cap_forget(struct router *r)
{
	for (int c = 0; c < CLASSES; c++)
		r->postponed_until_us[c] = INT64_MAX;
}
