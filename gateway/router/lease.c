/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/lease.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/programme/programme.h"
#include "gateway/router/alike.h"
#include "gateway/router/brake.h"
#include "gateway/router/cap.h"
#include "gateway/router/peer.h"
#include "gateway/router/route.h"
#include "gateway/router/swap.h"
#include "store/alarm.h"
#include "store/message.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TELL_EVERY (4 * CLOCK_SECOND)
#define LEASE      (15 * CLOCK_SECOND) /* so long one is trusted to be there after it was heard of */
#define GONE       (6 * CLOCK_SECOND)  /* so long it may be silent that is not even connected */
#define HUNG       (22 * CLOCK_SECOND) /* and one that is: a machine that was cut off leaves its connection behind */
#define ALARM      "gateway-gone"

/* ---- what we say of ourselves ---- */

static void add_carriers(const struct peer *peer, char *to, size_t room)
{
	size_t used = 0;

	to[0] = '\0';
	for (unsigned i = 0; peer->config->carriers[i] != NULL; i++) {
		int n = snprintf(to + used, room - used, "%s%s", used > 0 ? "," : "", peer->config->carriers[i]);

		if (n < 0 || used + (size_t)n >= room) {
			to[used] = '\0';
			return;
		}
		used += (size_t)n;
	}
}

static void link_of(struct router *r, const struct peer *peer, int64_t now_us, struct gateway_link *l)
{
	bool works = strcmp(peer->state, "sending") == 0;

	memset(l, 0, sizeof *l); /* it is compared with what was told */
	record_copy(peer->name, l->link, sizeof l->link);
	record_copy(r->config->name, l->gateway, sizeof l->gateway);
	record_copy(peer->config->kind, l->kind, sizeof l->kind);
	record_copy(peer->config->number, l->phone, sizeof l->phone);
	add_carriers(peer, l->carriers, sizeof l->carriers);
	l->price = peer->config->price;
	record_copy(works ? "ready" : peer->state, l->state, sizeof l->state);
	l->able = route_is_able(peer);
	l->asked_at = peer->cap.room[CLASS_ASKED] > 0 ? 0 : peer->cap.until_us[CLASS_ASKED];
	l->unasked_at = peer->cap.room[CLASS_UNASKED] > 0 ? 0 : peer->cap.until_us[CLASS_UNASKED];
	l->leaves_at = route_leaves_at(r, peer, now_us);
}

static int tell_links(struct router *r, int64_t now_us, struct why *why)
{
	struct gateway_link *links = calloc(CONFIG_LINKS_MAX, sizeof *links);
	unsigned used = 0;
	int result = 0;

	if (links == NULL)
		abort();
	if (cap_read(r, clock_wall_of(r->clock), why) ==
		-1) { /* a link of which it was not read seems to have no room */
		free(links);
		return -1;
	}
	for (unsigned i = 0; i < r->peers_used; i++)
		if (r->peers[i].config != NULL)
			link_of(r, &r->peers[i], now_us, &links[used++]);
	if (!r->lease.told || used != r->lease.links_used ||
		(used > 0 && memcmp(links, r->lease.links, used * sizeof *links) != 0))
		result = gateway_put_links(r->store, r->config->name, links, used, why);
	if (result == 0 && !r->lease.told)
		result = store_tell(r->store, STORE_NEWS_GATEWAYS, why);
	if (result == -1) {
		free(links);
		return -1;
	}
	free(r->lease.links);
	r->lease.links = links;
	r->lease.links_used = used;
	r->lease.told = true;
	return 0;
}

static int now_there(struct router *r, int64_t *now_us, struct why *why)
{
	int64_t behind_us;

	if (store_clock(r->store, &behind_us, why) == -1)
		return -1;
	r->lease.behind_us = behind_us;
	*now_us = clock_wall_of(r->clock) + behind_us;
	return 0;
}

static void row_of(const struct router *r, int64_t now_us, struct gateway *g)
{
	*g = (struct gateway){ .number = r->config->number,
		.life = r->lease.life,
		.menus_at = r->lease.menus_at,
		.process = getpid(),
		.seen_at = now_us,
		.until = now_us + LEASE };
	record_copy(r->config->name, g->name, sizeof g->name);
	record_copy(KENG_VERSION, g->version, sizeof g->version);
	record_copy(r->lease.menus, g->menus, sizeof g->menus);
	if (gethostname(g->host, sizeof g->host) == -1)
		g->host[0] = '\0';
	g->host[sizeof g->host - 1] = '\0';
}

/* ---- the others ---- */

static bool is_other(const struct router *r, const char *name)
{
	return strcmp(name, r->config->name) != 0;
}

static int read_links(struct router *r, struct why *why)
{
	struct gateway_link *rows;
	size_t used, kept = 0;

	if (gateway_links(r->store, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		if (is_other(r, rows[i].gateway))
			rows[kept++] = rows[i];
	free(r->lease.others);
	r->lease.others = rows;
	r->lease.others_used = kept;
	return 0;
}

static int read_others(struct router *r, struct why *why)
{
	struct gateway *rows;
	size_t used;

	if (gateway_list(r->store, &rows, &used, why) == -1)
		return -1;
	free(r->lease.all);
	r->lease.all = rows;
	r->lease.all_used = used;
	r->lease.fellows = false;
	for (size_t i = 0; i < used; i++)
		r->lease.fellows |= is_other(r, rows[i].name) && strcmp(rows[i].state, "running") == 0;
	return read_links(r, why);
}

/* What waits for its links is anybody's. */
static int take_over(struct router *r, const struct gateway *g, int64_t now_us, struct why *why)
{
	int64_t wall_us = clock_wall_of(r->clock);
	char seen[CLOCK_TEXT_OCTETS], reason[PEER_TEXT_OCTETS];

	if (gateway_end(r->store, g->name, g->life, "gone", now_us, why) == -1)
		return -1;
	clock_text(g->seen_at, seen);
	log_error("gateway-gone", "name=%s silent_ms=%" PRId64 " seen=%s", g->name, (now_us - g->seen_at) / 1000, seen);
	snprintf(reason, sizeof reason, "not heard of since %s; the others send what waits for it", seen);
	r->next_due_us = r->next_join_us = 0;
	return programme_alarm(r->programme, ALARM, g->name, reason, wall_us, why);
}

static int look_after(struct router *r, const struct gateway *g, int64_t now_us, struct why *why)
{
	int64_t silent_us = now_us - g->seen_at;
	bool held = true;

	if (!is_other(r, g->name) || strcmp(g->state, "running") != 0 || silent_us < GONE)
		return 0;
	if (silent_us < HUNG && store_is_held(r->store, g->name, &held, why) == -1)
		return -1;
	return held && silent_us < HUNG ? 0 : take_over(r, g, now_us, why);
}

static int look_after_all(struct router *r, int64_t now_us, struct why *why)
{
	for (size_t i = 0; i < r->lease.all_used && clock_mono_of(r->clock) >= r->lease.judge_from_us; i++)
		if (look_after(r, &r->lease.all[i], now_us, why) == -1)
			return -1;
	return 0;
}

/* What was in the hands of links that no gateway has that runs is settled as after a crash of our own. */
static int settle_what_is_left(struct router *r, struct why *why)
{
	int64_t wall_us = clock_wall_of(r->clock);
	unsigned n;

	if (message_orphans_but_of_others(
		    r->store, "", wall_us + r->config->unsure_wait_s * CLOCK_SECOND, wall_us, &n, why) == -1)
		return -1;
	if (n > 0)
		log_warn("orphans", "link=others unsure=%u", n);
	return 0;
}

/* ---- coming, staying, going ---- */

static int join(struct router *r, struct why *why)
{
	struct gateway g;
	int64_t now_us, number;
	bool ours;

	if (now_there(r, &now_us, why) == -1)
		return -1;
	r->lease.life = now_us;
	row_of(r, now_us, &g);
	if (gateway_join(r->store, &g, why) == -1 || swap_join(r, now_us, why) == -1)
		return -1;
	alike_note(r, now_us);
	number = g.number;
	row_of(r, now_us, &g); /* with the menus in force */
	if (gateway_renew(r->store, &g, &ours, why) == -1 || tell_links(r, now_us, why) == -1 ||
		read_others(r, why) == -1 || alarm_clear(r->store, ALARM, g.name, clock_wall_of(r->clock), why) == -1 ||
		alike_begin(r, why) == -1)
		return -1;
	store_set_gateway(r->store, (unsigned)number);
	return 0;
}

int lease_join(struct router *r, struct why *why)
{
	if (store_begin(r->store, why) == -1)
		return -1;
	if (join(r, why) == -1) {
		store_rollback(r->store);
		return -1;
	}
	if (store_commit(r->store, why) == -1)
		return -1;
	r->lease.joined = true;
	r->lease.next_us = clock_mono_of(r->clock) + TELL_EVERY;
	r->lease.judge_from_us = clock_mono_of(r->clock) + LEASE;
	return 0;
}

int64_t lease_next_us(const struct router *r)
{
	return r->lease.joined && store_is_shared(r->store) ? r->lease.next_us : INT64_MAX;
}

int lease_tend(struct router *r, struct why *why)
{
	int64_t mono_us = clock_mono_of(r->clock), now_us;
	struct gateway g;
	bool ours;

	if (mono_us < lease_next_us(r))
		return 0;
	if (now_there(r, &now_us, why) == -1)
		return -1;
	row_of(r, now_us, &g);
	if (gateway_renew(r->store, &g, &ours, why) == -1)
		return -1;
	if (!ours) {
		r->lease.lost = true;
		return why_set(why, "the other gateways on this store took this one for gone");
	}
	if (tell_links(r, now_us, why) == -1 || read_others(r, why) == -1 || look_after_all(r, now_us, why) == -1 ||
		settle_what_is_left(r, why) == -1 || alike_tend(r, why) == -1 || brake_hear_others(r, why) == -1)
		return -1;
	r->lease.next_us = mono_us + TELL_EVERY;
	if (r->lease.fellows)
		r->next_due_us = 0; /* they may have added what is due sooner */
	return 0;
}

bool lease_is_due(const struct router *r)
{
	return clock_mono_of(r->clock) >= lease_next_us(r);
}

int lease_allows(const struct router *r, const struct config *config, struct why *why)
{
	for (unsigned i = 0; r->lease.joined && i < config->links_used; i++)
		if (gateway_may_have(r->store, config->name, config->links[i].name, why) == -1)
			return -1;
	return 0;
}

void lease_forget_group(struct router *r)
{
	if (r->lease.joined)
		lease_tell_soon(r);
}

void lease_look_soon(struct router *r)
{
	r->lease.next_us = clock_mono_of(r->clock);
}

void lease_judge_later(struct router *r)
{
	r->lease.judge_from_us = clock_mono_of(r->clock) + LEASE;
	lease_look_soon(r);
}

void lease_tell_soon(struct router *r)
{
	alike_note(r, clock_wall_of(r->clock) + r->lease.behind_us);
	r->lease.told = false;
	r->lease.next_us = clock_mono_of(r->clock);
}

const struct gateway_link *lease_link_of_other(const struct router *r, const char *name)
{
	for (size_t i = 0; i < r->lease.others_used; i++)
		if (strcmp(r->lease.others[i].link, name) == 0)
			return &r->lease.others[i];
	return NULL;
}

bool lease_is_left(const struct router *r, const struct gateway_link *l)
{
	return l->leaves_at != 0 && l->leaves_at <= clock_wall_of(r->clock) + r->lease.behind_us;
}

static int leave(struct router *r, struct why *why)
{
	int64_t now_us;

	if (now_there(r, &now_us, why) == -1)
		return -1;
	if (store_tell(r->store, STORE_NEWS_GATEWAYS, why) == -1)
		return -1;
	return gateway_end(r->store, r->config->name, r->lease.life, "stopped", now_us + ROUTE_FALLBACK, why);
}

void lease_leave(struct router *r)
{
	struct why why = { "" };

	/* After a failure a new router begins at once, and knows us by our name. */
	if (r->lease.joined && r->exit_status == 0 && store_begin(r->store, &why) == 0) {
		if (leave(r, &why) == -1)
			store_rollback(r->store);
		else if (store_commit(r->store, &why) == 0)
			why.text[0] = '\0';
	}
	if (why.text[0] != '\0')
		log_warn("gateway-end", "reason=\"%s\"", why.text);
	free(r->lease.links);
	free(r->lease.all);
	free(r->lease.others);
	r->lease = (struct lease){ .joined = false };
}
