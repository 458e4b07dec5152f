/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/alike.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/programme/programme.h"
#include "menus/menus.h"
#include "store/alarm.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define ALARM "menus-differ"

static uint64_t mix(uint64_t h, uint64_t value)
{
	return (h ^ value) * UINT64_C(0x9e3779b97f4a7c15) + (h >> 29);
}

static uint64_t mark_of(const struct router *r)
{
	uint64_t h = r->menus->mark;

	for (const char *at = r->config->timezone; *at != '\0'; at++)
		h = mix(h, (unsigned char)*at);
	return h;
}

void alike_note(struct router *r, int64_t now_us)
{
	char mark[sizeof r->lease.menus];

	snprintf(mark, sizeof mark, "%" PRId64 "-%016" PRIx64, r->lease.menus_used, mark_of(r));
	if (strcmp(mark, r->lease.menus) == 0)
		return;
	memcpy(r->lease.menus, mark, sizeof mark);
	r->lease.menus_at = now_us;
}

/* The other one that runs and whose were read last; NULL: none were read after ours. */
static const struct gateway *newest(const struct router *r)
{
	const struct gateway *found = NULL;

	for (size_t i = 0; i < r->lease.all_used; i++) {
		const struct gateway *g = &r->lease.all[i];

		if (strcmp(g->name, r->config->name) == 0 || strcmp(g->state, "running") != 0 ||
			g->menus_at <= r->lease.menus_at)
			continue;
		if (found == NULL || g->menus_at > found->menus_at)
			found = g;
	}
	return found;
}

int alike_begin(struct router *r, struct why *why)
{
	return alarm_clear(r->store, ALARM, r->config->name, clock_wall_of(r->clock), why);
}

static int say_they_differ(struct router *r, const struct gateway *g, struct why *why)
{
	char reason[PEER_TEXT_OCTETS];

	if (!r->lease.differs)
		log_error("menus-differ", "gateway=%s menus=%s ours=%s", g->name, g->menus, r->lease.menus);
	r->lease.differs = true;
	snprintf(reason, sizeof reason,
		"its menus or its timezone are not those of %s; give both the same Keng and the same time zone database",
		g->name);
	return programme_alarm(r->programme, ALARM, r->config->name, reason, clock_wall_of(r->clock), why);
}

static int say_they_agree(struct router *r, struct why *why)
{
	log_info("menus-alike", "menus=%s", r->lease.menus);
	r->lease.differs = false;
	return alike_begin(r, why);
}

int alike_tend(struct router *r, struct why *why)
{
	const struct gateway *g = newest(r);

	if (g == NULL || strcmp(g->menus, r->lease.menus) == 0)
		return r->lease.differs ? say_they_agree(r, why) : 0;
	return say_they_differ(r, g, why);
}
