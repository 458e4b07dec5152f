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

/* What one gateway stores and another acts on must mean the same at both. */
static uint64_t mark_of(const struct router *r)
{
	const struct config *c = r->config;
	const int64_t settings[] = { c->session_s, c->ussd_resume_s, c->join_wait_s, c->unsure_wait_s,
		c->keep_texts_days, c->keep_tickets_days, c->keep_people_days, c->keep_log_days };
	uint64_t h = r->menus->mark;

	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		h = mix(h, (uint64_t)settings[i]);
	for (const char *at = c->timezone; *at != '\0'; at++)
		h = mix(h, (unsigned char)*at);
	return h;
}

void alike_note(struct router *r, int64_t now_us)
{
	char mark[sizeof r->lease.menus];

	snprintf(mark, sizeof mark, "%016" PRIx64, mark_of(r));
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

static void ask_to_reload(struct router *r, const struct gateway *g)
{
	struct frame f = { .type = FRAME_RELOAD };

	log_info("menus-elsewhere", "gateway=%s menus=%s ours=%s", g->name, g->menus, r->lease.menus);
	record_copy(g->menus, r->lease.asked_for, sizeof r->lease.asked_for);
	if (r->parent != NULL)
		port_send(r->parent, &f);
}

static int say_they_differ(struct router *r, const struct gateway *g, struct why *why)
{
	char reason[PEER_TEXT_OCTETS];

	if (!r->lease.differs)
		log_error("menus-differ", "gateway=%s menus=%s ours=%s", g->name, g->menus, r->lease.menus);
	r->lease.differs = true;
	snprintf(reason, sizeof reason,
		"its menu files or settings are not those of %s; copy them here and reload (systemctl reload keng)",
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
	if (strcmp(g->menus, r->lease.asked_for) == 0)
		return say_they_differ(r, g, why);
	ask_to_reload(r, g);
	return 0;
}
