/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/health.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/programme/programme.h"
#include "store/alarm.h"

#include <stdio.h>

#define ALARM      "send-fails"
#define REST_FIRST (5 * CLOCK_SECOND) /* doubled with each further failure */
#define REST_MOST  (15 * CLOCK_MINUTE)

bool health_is_sick(const struct peer *peer)
{
	return peer->count.fails >= HEALTH_FAILS;
}

static void rest(struct peer *peer)
{
	unsigned more = peer->count.fails - HEALTH_FAILS;
	int64_t rest_us = more > 7 ? REST_MOST : REST_FIRST << more;
	int64_t until_us = clock_mono_of(peer->router->clock) + (rest_us < REST_MOST ? rest_us : REST_MOST);

	if (until_us > peer->next_send_us)
		peer->next_send_us = until_us;
}

void health_tries(struct peer *peer)
{
	if (health_is_sick(peer))
		rest(peer);
}

int health_sent(struct router *r, struct peer *peer, struct why *why)
{
	bool was_sick = health_is_sick(peer);

	peer->count.fails = peer->count.excused = 0;
	if (!was_sick)
		return 0;
	peer->next_send_us = clock_mono_of(r->clock);
	log_info("sends-again", "link=%s", peer->name);
	return alarm_clear(r->store, ALARM, peer->name, clock_wall_of(r->clock), why);
}

int health_failed(struct router *r, struct peer *peer, const char *reason, struct why *why)
{
	char text[PEER_TEXT_OCTETS + PEER_WORD_OCTETS];

	if (peer->count.excused > 0) {
		peer->count.excused--;
		return 0;
	}
	peer->count.excused = peer->count.in_hand;
	peer->count.fails++;
	if (!health_is_sick(peer))
		return 0;
	rest(peer);
	snprintf(text, sizeof text, "%u sends failed in a row while it receives (%.100s)", peer->count.fails, reason);
	if (peer->count.fails == HEALTH_FAILS)
		log_error("sends-fail", "link=%s times=%u reason=\"%s\"", peer->name, peer->count.fails, reason);
	return programme_alarm(r->programme, ALARM, peer->name, text, clock_wall_of(r->clock), why);
}
