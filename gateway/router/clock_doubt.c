/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/clock_doubt.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "store/store.h"

#include <stdlib.h>

#define BEHIND_MOST CLOCK_HOUR /* of what is stored: a clock that was a little ahead has been set */
#define APART_MOST  CLOCK_DAY  /* of the monotonic clock, and of the network's */
#define PATIENCE    CLOCK_HOUR

static void believe(struct router *r, int64_t wall_us, int64_t mono_us)
{
	if (r->trust.since_us != 0) {
		char now[CLOCK_TEXT_OCTETS];

		log_info("clock-believed", "now=%s", clock_text(wall_us, now));
		r->next_due_us = 0; /* what was known of what is due next was known by another clock */
		r->next_tidy_us = 0;
	}
	r->trust = (struct clock_trust){ .known = true, .wall_us = wall_us, .mono_us = mono_us };
}

/* What it would be if it were right. */
static int64_t expected(const struct router *r, int64_t mono_us)
{
	return r->trust.wall_us + mono_us - r->trust.mono_us;
}

static bool is_likely(const struct router *r, int64_t wall_us, int64_t mono_us)
{
	int64_t apart_us = wall_us - expected(r, mono_us);

	if (r->trust.at_start) /* how long it was off nobody knows */
		return apart_us >= -BEHIND_MOST;
	return apart_us >= -APART_MOST && apart_us <= APART_MOST;
}

bool clock_doubt_look(struct router *r, struct why *why)
{
	int64_t wall_us = clock_wall_of(r->clock), mono_us = clock_mono_of(r->clock);
	char now[CLOCK_TEXT_OCTETS], then[CLOCK_TEXT_OCTETS];

	if (!r->trust.known)
		r->trust = (struct clock_trust){
			.known = true, .at_start = true, .wall_us = store_newest_us(r->store), .mono_us = mono_us
		};
	if (is_likely(r, wall_us, mono_us) || (r->trust.since_us != 0 && mono_us - r->trust.since_us >= PATIENCE)) {
		believe(r, wall_us, mono_us);
		return false;
	}
	if (r->trust.since_us == 0)
		r->trust.since_us = mono_us;
	/* Hours only: a reason that stays the same is told once. */
	why_set(why, "the clock says %.13sh, and it should be %.13sh%s; set it (timedatectl)", clock_text(wall_us, now),
		clock_text(expected(r, mono_us), then), r->trust.at_start ? " or later" : "");
	return true;
}

void clock_doubt_hear(struct router *r, int64_t network_us)
{
	int64_t wall_us = clock_wall_of(r->clock), mono_us = clock_mono_of(r->clock);

	if (network_us == 0 || r->trust.since_us == 0)
		return;
	if (llabs(network_us - wall_us) <= APART_MOST)
		believe(r, wall_us, mono_us);
	else if (llabs(network_us - expected(r, mono_us)) <= APART_MOST)
		r->trust.since_us = mono_us; /* it is wrong indeed */
}
