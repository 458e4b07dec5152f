/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/pairing.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/programme/programme.h"
#include "gateway/router/group.h"
#include "store/alarm.h"
#include "store/audit.h"
#include "store/sim_device.h"
#include "store/store.h"

#include <stdio.h>
#include <string.h>

#define MOVED "sim-moved" /* kinds of alarms */
#define OTHER "sim-other"

/* A modem that does not tell its IMSI may tell the card's number. */
static const char *sim_of(const char *imsi, const char *iccid)
{
	return imsi[0] != '\0' ? imsi : iccid;
}

static void pair_of(const struct peer *peer, char to[static PEER_TEXT_OCTETS])
{
	const char *sim = sim_of(peer->imsi, peer->iccid);

	to[0] = '\0';
	if (sim[0] != '\0' && peer->imei[0] != '\0')
		snprintf(to, PEER_TEXT_OCTETS, "%s in %s", sim, peer->imei);
}

bool pairing_allows(const struct peer *peer)
{
	char pair[PEER_TEXT_OCTETS];

	if (peer->config == NULL || strcmp(peer->config->kind, "gammu") != 0)
		return true;
	pair_of(peer, pair);
	return peer->down_since_us == 0 && strcmp(pair, peer->judged) == 0 && !peer->held;
}

void pairing_look(struct peer *peer)
{
	struct frame f = { .type = FRAME_LINK_STATE };
	char pair[PEER_TEXT_OCTETS];

	pair_of(peer, pair);
	if (pair[0] == '\0' || strcmp(pair, peer->judged) == 0)
		return;
	f.u.link_state = (struct frame_link_state){ .imei = peer->imei, .imsi = peer->imsi, .iccid = peer->iccid };
	group_add(peer->router, peer, &f);
}

static int is_right(struct router *r, struct peer *peer, int64_t now_us, struct why *why)
{
	peer->held = false;
	if (alarm_clear(r->store, MOVED, peer->name, now_us, why) == -1)
		return -1;
	return alarm_clear(r->store, OTHER, peer->name, now_us, why);
}

static int is_wrong(
	struct router *r, struct peer *peer, enum sim_device is, const char *before, int64_t now_us, struct why *why)
{
	char reason[4 * PEER_WORD_OCTETS];

	if (is == SIM_DEVICE_MOVED)
		snprintf(reason, sizeof reason, "SIM %s moved from device %s to %s", sim_of(peer->imsi, peer->iccid),
			before, peer->imei);
	else
		snprintf(reason, sizeof reason, "device %s had SIM %s and now has %s", peer->imei, before,
			sim_of(peer->imsi, peer->iccid));
	peer->held = r->config->hold_moved_sim;
	log_error("sim-device", "link=%s held=%d reason=\"%s\"", peer->name, peer->held, reason);
	if (programme_alarm(r->programme, is == SIM_DEVICE_MOVED ? MOVED : OTHER, peer->name, reason, now_us, why) ==
		-1)
		return -1;
	return 0;
}

int pairing_judge(struct router *r, struct peer *peer, const struct frame_link_state *s, struct why *why)
{
	int64_t now_us = clock_wall_of(r->clock);
	const char *sim = sim_of(s->imsi, s->iccid);
	char before[SIM_DEVICE_OCTETS];
	enum sim_device is = sim_device_see(r->store, sim, s->imei, peer->name, now_us, before, why);

	if (is == SIM_DEVICE_FAILED)
		return -1;
	snprintf(peer->judged, sizeof peer->judged, "%s in %s", sim, s->imei);
	if (is == SIM_DEVICE_MOVED || is == SIM_DEVICE_OTHER)
		return is_wrong(r, peer, is, before, now_us, why);
	return is_right(r, peer, now_us, why);
}

static int accept_it(struct router *r, struct peer *peer, const char *who, struct why *why)
{
	int64_t now_us = clock_wall_of(r->clock);

	if (sim_device_accept(r->store, sim_of(peer->imsi, peer->iccid), peer->imei, now_us, why) == -1)
		return -1;
	if (audit_add(r->store, who, "link accept", peer->name, peer->judged, now_us, why) == -1)
		return -1;
	return is_right(r, peer, now_us, why);
}

int pairing_accept(struct router *r, struct peer *peer, const char *who, struct why *why)
{
	if (!peer->held)
		return why_set(why, "link %s is not held: there is nothing to accept", peer->name);
	if (store_begin(r->store, why) == -1)
		return -1;
	if (accept_it(r, peer, who, why) == -1) {
		store_rollback(r->store);
		peer->held = true;
		return -1;
	}
	if (store_commit(r->store, why) == -1) {
		peer->held = true;
		return -1;
	}
	log_info("accepted", "link=%s pair=\"%s\"", peer->name, peer->judged);
	return 0;
}
