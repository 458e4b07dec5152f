/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/peer.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/router/credit.h"
#include "gateway/router/group.h"
#include "gateway/router/outbound.h"
#include "gateway/router/pairing.h"

#include <event2/event.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STOP_GRACE_MS 6000 /* what a link may still finish at a stop */

struct peer *router_peer(struct router *r, const char *name)
{
	for (unsigned i = 0; i < r->peers_used; i++)
		if (strcmp(r->peers[i].name, name) == 0)
			return &r->peers[i];
	return NULL;
}

static void set_text(char *to, size_t room, const char *value)
{
	snprintf(to, room, "%s", value);
}

#define SET(field, value) set_text(field, sizeof field, value)

void peer_follow_config(struct router *r)
{
	for (unsigned i = 0; i < r->peers_used; i++)
		r->peers[i].config = NULL;
	for (unsigned i = 0; i < r->config->links_used; i++) {
		struct config_link *link = &r->config->links[i];
		struct peer *peer = router_peer(r, link->name);

		if (peer == NULL) {
			if (r->peers_used == CONFIG_LINKS_MAX)
				return;
			peer = &r->peers[r->peers_used++];
			*peer = (struct peer){
				.router = r, .signal_pct = -1, .crashed = true, .down_since_us = clock_mono_of(r->clock)
			};
			SET(peer->name, link->name);
			SET(peer->state, "down");
			buf_init(&peer->after);
		}
		peer->config = link;
	}
}

bool peer_can_send(const struct peer *peer)
{
	return peer->port != NULL && peer->config != NULL && peer->window > 0 && pairing_allows(peer) &&
	       peer->next_send_us <= clock_mono_of(peer->router->clock);
}

void peer_tell_all_up(struct router *r)
{
	struct frame f = { .type = FRAME_ALL_UP };
	uint64_t ready = 0;

	if (r->all_up_said || r->parent == NULL)
		return;
	for (unsigned i = 0; i < r->peers_used; i++) {
		if (!r->peers[i].spoke)
			return;
		ready += r->peers[i].down_since_us == 0;
	}
	r->all_up_said = true;
	f.u.all_up = (struct frame_all_up){ .links = r->peers_used, .ready = ready };
	port_send(r->parent, &f);
}

static void crash_alarm(struct peer *peer, bool raised)
{
	struct frame f = { .type = FRAME_ALARM,
		.u.alarm = { .kind = "link-crash", .raised = raised, .text = peer->reason } };

	group_add(peer->router, peer, &f);
}

/* One that does not come up tries again and again: that is said when another reason comes, and when it is over. */
static void log_state(struct peer *peer, const struct frame_link_state *s)
{
	bool same = strncmp(peer->logged_reason, s->reason, sizeof peer->logged_reason - 1) == 0;

	if (strcmp(s->state, "sending") == 0 || strcmp(peer->state, "sending") == 0)
		return;
	if (same && (strcmp(peer->logged, s->state) == 0 || (s->reason[0] != '\0' && strcmp(s->state, "opening") == 0)))
		return;
	SET(peer->logged, s->state);
	SET(peer->logged_reason, s->reason);
	log_info("link-state", "link=%s state=%s network=%s signal=%" PRId64 " reason=\"%s\"", peer->name, s->state,
		s->network, s->signal_pct, s->reason);
}

static void on_state(struct peer *peer, const struct frame_link_state *s)
{
	bool works = strcmp(s->state, "ready") == 0 || strcmp(s->state, "sending") == 0;

	log_state(peer, s);
	SET(peer->state, s->state);
	SET(peer->reason, s->reason);
	SET(peer->imei, s->imei);
	SET(peer->imsi, s->imsi);
	SET(peer->operator_name, s->operator_name);
	SET(peer->smsc, s->smsc);
	SET(peer->network, s->network);
	SET(peer->device, s->device);
	SET(peer->library, s->library);
	SET(peer->iccid, s->iccid);
	SET(peer->model, s->model);
	SET(peer->radio, s->radio);
	SET(peer->profile, s->profile);
	peer->signal_pct = s->signal_pct;
	peer->storage_used = (int64_t)s->storage_used;
	peer->storage_size = (int64_t)s->storage_size;
	if (works) {
		peer->down_since_us = 0;
		if (peer->crashed)
			crash_alarm(peer, false);
		peer->crashed = false;
	} else if (peer->down_since_us == 0)
		peer->down_since_us = clock_mono_of(peer->router->clock);
	pairing_look(peer);
	if (works || strcmp(s->reason, "") != 0) {
		peer->spoke = true;
		peer_tell_all_up(peer->router);
	}
}

static void count_step(struct peer *peer, const char *name)
{
	for (struct peer_step *s = peer->steps; s < peer->steps + PEER_STEPS_MAX; s++) {
		if (s->times > 0 && strcmp(s->name, name) != 0)
			continue;
		snprintf(s->name, sizeof s->name, "%s", name);
		s->times++;
		return;
	}
}

static void on_recovery(struct peer *peer, const struct frame_recovery *f)
{
	peer->recoveries++;
	count_step(peer, f->step);
	snprintf(peer->recovery, sizeof peer->recovery, "%s", f->step);
	log_warn("recovery", "link=%s step=%s ok=%d reason=\"%s\"", peer->name, f->step, f->ok != 0, f->reason);
}

static void on_frame(struct port *port, const struct frame *f, void *user)
{
	struct peer *peer = user;

	(void)port;
	switch (f->type) {
	case FRAME_LINK_STATE:
		on_state(peer, &f->u.link_state);
		return;
	case FRAME_READY:
		peer->window = f->u.ready.more ? peer->window + f->u.ready.window : f->u.ready.window;
		router_flush_soon(peer->router);
		return;
	case FRAME_RECOVERY:
		on_recovery(peer, &f->u.recovery);
		return;
	case FRAME_INBOUND:
	case FRAME_RECEIPT:
	case FRAME_PART_SENT:
	case FRAME_DONE:
	case FRAME_ALARM:
	case FRAME_CALL:
	case FRAME_USSD_DIAL:
	case FRAME_USSD_REPLY:
		group_add(peer->router, peer, f);
		return;
	default:
		log_warn("frame-unexpected", "link=%s type=%s", peer->name, frame_name(f->type));
	}
}

/* The process is gone or talks nonsense. What it brought and was not committed it brings again; what it had in hand
 * is unsure. */
static void disconnect(struct peer *peer)
{
	struct why why;

	port_free(&peer->port);
	peer->window = peer->after_window = 0;
	peer->count.in_hand = 0;
	buf_clear(&peer->after);
	if (peer->down_since_us == 0)
		peer->down_since_us = clock_mono_of(peer->router->clock);
	SET(peer->state, "down");
	peer->logged[0] = '\0';
	peer->imsi[0] = peer->imei[0] = peer->judged[0] = '\0'; /* who knows what it is given next */
	credit_end(peer);
	/* What it reported of sends is true all the same: act on it before the rest counts as unsure. */
	group_run(peer->router);
	group_forget_peer(peer->router, peer);
	peer->left_in_hand = outbound_orphans(peer->router, peer->name, &why) == -1;
	if (peer->left_in_hand)
		log_warn("orphans", "link=%s reason=\"%s\"", peer->name, why.text);
	router_flush_soon(peer->router);
}

static void on_end(struct port *port, const char *reason, void *user)
{
	struct peer *peer = user;

	(void)port;
	log_warn("link-ended", "link=%s reason=\"%s\"", peer->name, reason);
	disconnect(peer);
}

void peer_up(struct router *r, const char *name, int fd)
{
	struct peer *peer = router_peer(r, name);

	if (peer == NULL) { /* a reload took it away in between */
		close(fd);
		return;
	}
	if (peer->port != NULL)
		disconnect(peer);
	peer->port = port_new(r->base, fd, on_frame, on_end, peer);
	peer->restarts++;
	peer->up_us = clock_wall_of(r->clock);
	SET(peer->state, "opening");
}

void peer_down(struct router *r, const struct frame_link_down *f)
{
	struct peer *peer = router_peer(r, f->link);

	if (peer == NULL)
		return;
	SET(peer->state, "down");
	snprintf(peer->reason, sizeof peer->reason, "process ended (%s), starts again in %" PRIu64 " ms", f->reason,
		f->rest_ms);
	peer->spoke = true;
	peer_tell_all_up(r);
	if (strncmp(f->reason, "signal", 6) == 0 && !r->stopping) {
		peer->crashed = true;
		crash_alarm(peer, true);
	}
}

void peer_stop_all(struct router *r)
{
	struct frame f = { .type = FRAME_STOP, .u.stop.grace_ms = STOP_GRACE_MS };

	for (unsigned i = 0; i < r->peers_used; i++)
		if (r->peers[i].port != NULL)
			port_send(r->peers[i].port, &f);
}

bool peer_any_connected(const struct router *r)
{
	for (unsigned i = 0; i < r->peers_used; i++)
		if (r->peers[i].port != NULL)
			return true;
	return false;
}

void peer_fini(struct router *r)
{
	for (unsigned i = 0; i < r->peers_used; i++) {
		port_free(&r->peers[i].port);
		buf_fini(&r->peers[i].after);
	}
}
