/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/outbound.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/base/msisdn.h"
#include "gateway/base/segment.h"
#include "gateway/programme/programme.h"
#include "gateway/router/cap.h"
#include "gateway/router/cms.h"
#include "gateway/router/group.h"
#include "gateway/router/health.h"
#include "gateway/router/peer.h"
#include "gateway/router/route.h"
#include "store/message.h"
#include "store/route.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TAKE_MOST       128                 /* texts handed to one link in one group */
#define SETTLE_MOST     100                 /* unsure or overdue texts looked at in one group */
#define SETTLE_EVERY_US (CLOCK_SECOND / 10) /* while texts come in */
#define REFUSED_HERE    2                   /* so often refused by one link: another may try */
#define UNSURE_TIMES    2                   /* so often unsure: not sent a third time */

/* ---- to the links ---- */

static uint64_t validity_s(const struct router *r, const struct message *m, int64_t now_us)
{
	int64_t left_s = m->expires_at == 0 ? r->config->validity_s : (m->expires_at - now_us) / CLOCK_SECOND;

	return left_s < 300 ? 300 : (uint64_t)left_s; /* TP-VP counts in steps of five minutes */
}

/* A text that nobody asked for, kept back by an outage or a refusal, may have missed its hours or its day. */
static int is_too_late(struct router *r, const struct message *m, int64_t now_us, bool *late, struct why *why)
{
	char masked[LOG_MASK_OCTETS];
	int64_t at;

	*late = false;
	if (m->skip != 0) /* a part of it is there already */
		return 0;
	if (programme_when(r->programme, m->phone, m->kind, m->next_at, now_us, &at, why) == -1)
		return -1;
	*late = at > now_us;
	if (*late)
		log_info("put-off", "msg=%" PRIx64 " to=%s wait_s=%" PRId64, (uint64_t)m->id,
			log_mask(m->phone, masked), (at - now_us) / CLOCK_SECOND);
	/* What goes is counted on this day from now on. */
	return *late || m->next_at < clock_midnight(now_us, 0) ? message_put_off(r->store, m->id, at, why) : 0;
}

static void add_submit(struct router *r, struct peer *peer, const struct message *m, int64_t now_us)
{
	struct frame f = { .type = FRAME_SUBMIT };
	char masked[LOG_MASK_OCTETS];

	f.u.submit = (struct frame_submit){ .message = (uint64_t)m->id,
		.to = m->phone,
		.text = m->text.data,
		.alphabet = m->alphabet,
		.parts = m->parts,
		.reference = m->reference,
		.skip = m->skip,
		.flash = m->flash,
		.receipt = peer->config->receipts,
		.validity_s = validity_s(r, m, now_us) };
	group_after(peer, &f);
	peer->after_window++;
	peer->given_us = clock_mono_of(r->clock);
	cap_use(peer, m->parts);
	health_tries(peer);
	if (peer->config->rate > 0)
		peer->next_send_us = clock_mono_of(r->clock) + (int64_t)(60e6 / peer->config->rate * m->parts);
	log_info("sending", "msg=%" PRIx64 " link=%s to=%s parts=%u attempt=%u", (uint64_t)m->id, peer->name,
		log_mask(m->phone, masked), m->parts, m->attempts + 1);
}

static int hand_over(struct router *r, struct peer *peer, const struct message *texts, unsigned used, int64_t now_us,
	struct why *why)
{
	int64_t ids[TAKE_MOST];
	unsigned going = 0;
	bool late;

	for (unsigned i = 0; i < used; i++) {
		if (is_too_late(r, &texts[i], now_us, &late, why) == -1)
			return -1;
		if (late)
			continue;
		add_submit(r, peer, &texts[i], now_us);
		if (texts[i].parts == 1)
			known_add(&r->known, &(struct message_brief){ .id = texts[i].id,
						     .out = true,
						     .state = MESSAGE_SENDING,
						     .parts = 1,
						     .attempts = texts[i].attempts + 1,
						     .skip = texts[i].skip });
		ids[going++] = texts[i].id;
	}
	return message_sending_all(r->store, ids, going, peer->name, why);
}

static int give_those(
	struct router *r, struct peer *peer, const int64_t *ids, unsigned used, int64_t now_us, struct why *why)
{
	struct message texts[TAKE_MOST];
	int result;

	for (unsigned i = 0; i < used; i++)
		message_init(&texts[i]);
	result = message_get_all(r->store, ids, used, texts, why);
	if (result == 0)
		result = hand_over(r, peer, texts, used, now_us, why);
	for (unsigned i = 0; i < used; i++)
		message_fini(&texts[i]);
	return result;
}

/* Give a link what it can take, a text at a time where a rate or a cap counts them. */
static int give(struct router *r, struct peer *peer, const struct route *route, int64_t now_us, struct why *why)
{
	struct route_sources sources;
	int64_t ids[TAKE_MOST];
	unsigned used;

	route_sources(r, peer, route, &sources);
	while (peer_can_send(peer) && peer->after_window < peer->window && cap_last(peer) >= 0) {
		uint64_t room = peer->window - peer->after_window;
		bool one_by_one =
			peer->config->rate > 0 || peer->cap.room[CLASS_ASKED] != INT64_MAX || health_is_sick(peer);

		room = one_by_one ? 1 : room < TAKE_MOST ? room : TAKE_MOST;
		if (message_next(r->store, sources.list, sources.used, (enum message_priority)cap_last(peer), now_us,
			    ids, (unsigned)room, &used, why) == -1)
			return -1;
		if (give_those(r, peer, ids, used, now_us, why) == -1)
			return -1;
		if (used == 0 || !one_by_one)
			return 0;
	}
	return 0;
}

/* What we have queued and not taken ourselves may be for the links of another gateway. */
static int wake_others(struct router *r, struct route *route, struct why *why)
{
	if (message_queues(r->store, route->queues, MESSAGE_QUEUES_MAX, &route->queues_used, why) == -1)
		return -1;
	r->lease.to_wake = false; /* should this commit fail, they look by themselves */
	for (unsigned i = 0; i < route->queues_used; i++)
		if (route_may_go_elsewhere(r, route->queues[i]))
			return store_tell(r->store, STORE_NEWS_TEXTS, why);
	return 0;
}

int outbound_dispatch(struct router *r, int64_t now_us, struct why *why)
{
	struct route route;

	if (cap_read(r, now_us, why) == -1 || route_read(r, &route, why) == -1)
		return -1;
	for (unsigned i = 0; i < route.peers_used; i++)
		if (give(r, route.peers[i], &route, now_us, why) == -1)
			return -1;
	if (cap_postpone(r, route.queues, route.queues_used, now_us, why) == -1)
		return -1;
	if (!r->lease.to_wake && !(r->lease.fellows && store_has_queued(r->store)))
		return 0;
	return wake_others(r, &route, why);
}

/* ---- what became of them ---- */

static void tell_part(struct peer *peer, const struct frame_part_sent *f)
{
	log_info("part-sent", "msg=%" PRIx64 " link=%s part=%" PRIu64 " reference=%" PRIu64, f->message, peer->name,
		f->part, f->reference);
	peer->use.parts++;
}

int outbound_part_sent(struct router *r, struct peer *peer, const struct frame_part_sent *f, struct why *why)
{
	tell_part(peer, f);
	return message_part_sent(r->store, (int64_t)f->message, (unsigned)f->part, (unsigned)f->reference, f->id,
		clock_wall_of(r->clock), why);
}

/* When a text that was refused for now goes again: doubled each time, up to the most. */
static int64_t retry_at(const struct router *r, unsigned attempts, int64_t now_us)
{
	int64_t wait_s = r->config->retry_first_s;

	for (unsigned i = 1; i < attempts && wait_s < r->config->retry_most_s; i++)
		wait_s *= 2;
	if (wait_s > r->config->retry_most_s)
		wait_s = r->config->retry_most_s;
	return now_us + wait_s * CLOCK_SECOND;
}

/* Where a text goes next that this link was refused: to another link when the SIM is at fault, when only another network
 * may reach the number, and when it was refused here twice. */
static const char *other_way(
	struct router *r, const struct peer *peer, const struct message *m, enum cms_verdict verdict, int64_t cms_error)
{
	if (verdict == CMS_FAILED && (m->attempts > 1 || !cms_is_of_network(cms_error)))
		return NULL;
	if (verdict == CMS_RETRY && m->attempts % REFUSED_HERE != 0)
		return NULL;
	return route_other(r, peer);
}

static int retry(struct router *r, const struct message *m, const char *other, int64_t again_us, int64_t cms_error,
	const char *reason, struct why *why)
{
	if (message_refused(r->store, m->id, again_us, cms_error, reason, why) == -1)
		return -1;
	if (other == NULL)
		return 0;
	log_info("other-way", "msg=%" PRIx64 " link=%s", (uint64_t)m->id, other);
	return message_reroute(r->store, m->id, other, why);
}

static int give_up(
	struct router *r, int64_t id, enum message_state state, int64_t cms_error, const char *reason, struct why *why)
{
	r->failed++;
	return message_give_up(r->store, id, state, cms_error, reason, why);
}

static int refused(
	struct router *r, struct peer *peer, const struct message *m, const struct frame_done *f, struct why *why)
{
	enum cms_verdict verdict = cms_judge(f->cms_error);
	const char *other = other_way(r, peer, m, verdict, f->cms_error);
	int64_t now_us = clock_wall_of(r->clock), again_us = retry_at(r, m->attempts, now_us);
	char reason[MESSAGE_REASON_OCTETS];
	bool last = (verdict == CMS_FAILED && other == NULL) ||
		    (verdict == CMS_RETRY && m->attempts > (unsigned)r->config->retry_times);

	if (other != NULL && verdict != CMS_RETRY)
		again_us = now_us;
	if (f->cms_error >= 0)
		snprintf(reason, sizeof reason, "CMS %d: %s%s%.60s%s", (int)f->cms_error, cms_words(f->cms_error),
			f->reason[0] == '\0' ? "" : " (", f->reason, f->reason[0] == '\0' ? "" : ")");
	else
		snprintf(reason, sizeof reason, "%s", f->reason);
	log_warn("refused", "msg=%" PRIx64 " link=%s attempt=%u final=%d reason=\"%s\"", f->message, peer->name,
		m->attempts, last, reason);
	peer->use.refused++;
	if (verdict != CMS_FAILED && health_failed(r, peer, reason, why) == -1)
		return -1;
	if (last)
		return give_up(r, m->id, MESSAGE_FAILED, f->cms_error, reason, why);
	if (m->expires_at != 0 && again_us >= m->expires_at)
		return give_up(r, m->id, MESSAGE_EXPIRED, f->cms_error, reason, why);
	return retry(r, m, other, again_us, f->cms_error, reason, why);
}

/* A number that another network refused to reach, and this one did, has been carried to it. */
static int learn(struct router *r, const struct peer *peer, const struct message *m, int64_t now_us, struct why *why)
{
	const char *carrier = peer->config != NULL ? peer->config->carriers[0] : NULL;
	char masked[LOG_MASK_OCTETS];

	if (m->attempts < 2 || carrier == NULL || !cms_is_of_network(m->cms_error))
		return 0;
	log_info("ported", "to=%s carrier=%s", log_mask(m->phone, masked), carrier);
	return route_learn(r->store, m->phone, carrier, now_us, why);
}

static void count_sent(struct peer *peer, int64_t id, unsigned parts, int64_t now_us)
{
	log_info("sent", "msg=%" PRIx64 " link=%s parts=%u", (uint64_t)id, peer->name, parts);
	peer->count.sent++;
	peer->use.texts++;
	peer->use.sent_at = now_us;
}

static int sent(struct router *r, struct peer *peer, const struct message *m, struct why *why)
{
	int64_t now_us = clock_wall_of(r->clock);

	count_sent(peer, m->id, m->parts, now_us);
	if (health_sent(r, peer, why) == -1 || learn(r, peer, m, now_us, why) == -1)
		return -1;
	return message_sent(r->store, m->id, now_us, why);
}

bool outbound_is_whole(const struct message_brief *m, const struct frame_part_sent *part)
{
	return m->out && m->parts == 1 && m->attempts <= 1 && part->part == 1;
}

/* Its last part and its end, both of one link and in one group. */
int outbound_sent_whole(struct router *r, struct peer *peer, const struct frame_part_sent *part,
	const struct frame_done *done, const struct message_brief *known, struct why *why)
{
	int64_t now_us = clock_wall_of(r->clock);
	struct message_brief m;

	if (known == NULL && message_look(r->store, (int64_t)part->message, &m, why) == -1)
		return -1;
	if (known != NULL)
		m = *known;
	if (!outbound_is_whole(&m, part))
		return outbound_part_sent(r, peer, part, why) == 0 ? outbound_done(r, peer, done, why) : -1;
	tell_part(peer, part);
	if (peer->count.in_hand > 0)
		peer->count.in_hand--;
	count_sent(peer, m.id, m.parts, now_us);
	if (health_sent(r, peer, why) == -1)
		return -1;
	if (message_sent_whole(r->store, m.id, (unsigned)part->reference, part->id, now_us, why) == -1)
		return -1;
	known_sent(&r->known, peer->name, part->id, &m);
	return 0;
}

static int unsure(
	struct router *r, struct peer *peer, const struct message *m, const struct frame_done *f, struct why *why)
{
	int64_t now_us = clock_wall_of(r->clock);

	peer->count.unsure++;
	peer->use.unsure++;
	peer->use.parts++; /* it counts against the caps: it may be out */
	log_warn("unsure", "msg=%" PRIx64 " link=%s part=%" PRIu64 " reason=\"%s\"", f->message, peer->name, f->part,
		f->reason);
	if (health_failed(r, peer, f->reason, why) == -1)
		return -1;
	return message_unsure(r->store, m->id, (unsigned)f->part, now_us + r->config->unsure_wait_s * CLOCK_SECOND,
		f->reason, now_us, why);
}

int outbound_done(struct router *r, struct peer *peer, const struct frame_done *f, struct why *why)
{
	struct message m;
	int result;

	if (peer->count.in_hand > 0)
		peer->count.in_hand--;
	message_init(&m);
	result = message_get(r->store, (int64_t)f->message, &m, why);
	if (result == -1 || m.id == 0 || !m.out) {
		if (result == 0)
			log_warn("done-unknown", "msg=%" PRIx64 " link=%s", f->message, peer->name);
	} else if (f->result == FRAME_SENT) {
		result = sent(r, peer, &m, why);
	} else if (f->result == FRAME_REFUSED) {
		result = refused(r, peer, &m, f, why);
	} else {
		result = unsure(r, peer, &m, f, why);
	}
	message_fini(&m);
	return result;
}

int outbound_receipt(struct router *r, struct peer *peer, const struct frame_receipt *f,
	const struct message_brief *known, struct why *why)
{
	static const char *const words[] = { "seen", "early", "unknown", "trying", "part", "delivered", "lost" };
	char number[MSISDN_OCTETS]; /* networks write it as they like: 0905..., 84905... */
	struct message_brief m;
	struct message_receipt receipt = { .identity = f->identity,
		.link = peer->name,
		.phone = msisdn_read(f->to, number, NULL) == 0 ? number : f->to,
		.reference = (unsigned)f->reference,
		.network_id = f->id,
		.status = (unsigned)f->status,
		.done_us = f->done_us,
		.text = known != NULL || !known_take(&r->known, peer->name, f->id, &m) ? known : &m };
	struct frame kept = { .type = FRAME_KEPT, .u.kept.token = f->token };
	int64_t id = 0;
	enum receipt end = message_settle(r->store, &receipt, clock_wall_of(r->clock), &id, why);

	if (end == RECEIPT_FAILED)
		return -1;
	r->failed += end == RECEIPT_LOST;
	log_info("receipt", "msg=%" PRIx64 " link=%s reference=%" PRIu64 " status=%" PRIu64 " end=%s", (uint64_t)id,
		peer->name, f->reference, f->status, words[end]);
	group_after(peer, &kept);
	return 0;
}

/* ---- waits ---- */

static int settle_one(struct router *r, int64_t id, int64_t now_us, struct why *why)
{
	struct message m;
	int result;

	message_init(&m);
	result = message_get(r->store, id, &m, why);
	if (result == 0 && m.unsure < UNSURE_TIMES) {
		log_warn("resend", "msg=%" PRIx64 " reason=\"no receipt came\"", (uint64_t)id);
		result = message_resend(r->store, id, now_us, why);
	} else if (result == 0) {
		log_warn("stays-unsure", "msg=%" PRIx64, (uint64_t)id);
		r->failed++;
		result = message_unsure(r->store, id, 0, INT64_MAX, "unsure twice; not sent a third time", now_us, why);
	}
	message_fini(&m);
	return result;
}

int outbound_settle_waits(struct router *r, int64_t now_us, struct why *why)
{
	int64_t ids[SETTLE_MOST], mono_us = clock_mono_of(r->clock);
	unsigned used;

	if (r->first != NULL && mono_us < r->next_settle_us)
		return 0;
	r->next_settle_us = mono_us + SETTLE_EVERY_US;
	if (message_unsure_due(r->store, now_us, ids, SETTLE_MOST, &used, why) == -1)
		return -1;
	for (unsigned i = 0; i < used; i++)
		if (settle_one(r, ids[i], now_us, why) == -1)
			return -1;
	if (message_overdue(r->store, now_us, ids, SETTLE_MOST, &used, why) == -1)
		return -1;
	for (unsigned i = 0; i < used; i++) {
		log_warn("expired", "msg=%" PRIx64, (uint64_t)ids[i]);
		if (give_up(r, ids[i], MESSAGE_EXPIRED, -1, "its validity is over", why) == -1)
			return -1;
	}
	return 0;
}

static int mark_orphans(struct router *r, const char *link, int64_t now_us, unsigned *n, struct why *why)
{
	int64_t wait_until = now_us + r->config->unsure_wait_s * CLOCK_SECOND;

	return link != NULL ? message_orphans(r->store, link, wait_until, now_us, n, why)
			    : message_orphans_but_of_others(r->store, r->config->name, wait_until, now_us, n, why);
}

int outbound_orphans(struct router *r, const char *link, struct why *why)
{
	int64_t now_us = clock_wall_of(r->clock);
	unsigned n;

	if (store_begin(r->store, why) == -1)
		return -1;
	if (mark_orphans(r, link, now_us, &n, why) == -1) {
		store_rollback(r->store);
		return -1;
	}
	if (store_commit(r->store, why) == -1)
		return -1;
	if (n > 0)
		log_warn("orphans", "link=%s unsure=%u", link != NULL ? link : "any", n);
	return 0;
}

int outbound_settle_left(struct router *r, int64_t now_us, struct why *why)
{
	unsigned n;

	for (unsigned i = 0; i < r->peers_used; i++)
		if (r->peers[i].left_in_hand && mark_orphans(r, r->peers[i].name, now_us, &n, why) == -1)
			return -1;
	return 0;
}

bool outbound_warn_unkept(struct router *r, const char *kind, const char *reason)
{
	struct frame f = { .type = FRAME_SUBMIT };
	unsigned admin = 0;
	struct buf text;

	buf_init(&text);
	programme_alarm_text(r->programme, kind, "", reason, &text);
	for (unsigned i = 0; i < r->peers_used; i++) {
		struct peer *peer = &r->peers[i];

		if (!peer_can_send(peer) || strcmp(peer->config->kind, "desk") == 0 || r->config->admins[admin] == NULL)
			continue;
		/* Message 0 is in no store: its end is only logged. */
		f.u.submit = (struct frame_submit){ .to = r->config->admins[admin++],
			.text = text.data,
			.alphabet = ALPHABET_GSM7,
			.parts = 1,
			.validity_s = (uint64_t)r->config->validity_s };
		port_send(peer->port, &f);
		peer->window--;
	}
	buf_fini(&text);
	return admin > 0;
}

int64_t outbound_next_us(struct router *r)
{
	int64_t first_us = r->next_join_us, at_us;
	struct route_sources sources;
	struct route route;
	struct why why;

	if (message_unsure_time(r->store, &at_us, &why) == 0 && at_us < first_us)
		first_us = at_us;
	for (int c = 0; c < CLASSES; c++)
		if (r->postponed_until_us[c] != 0 && r->postponed_until_us[c] < first_us)
			first_us = r->postponed_until_us[c];
	if (route_read(r, &route, &why) == -1)
		return first_us;
	for (unsigned i = 0; i < route.peers_used; i++) {
		const struct peer *peer = route.peers[i];

		if (peer->port == NULL || peer->window == 0 || cap_last(peer) < 0)
			continue;
		route_sources(r, peer, &route, &sources);
		if (message_next_time(r->store, sources.list, sources.used, (enum message_priority)cap_last(peer),
			    &at_us, &why) == 0 &&
			at_us < first_us)
			first_us = at_us;
	}
	return first_us;
}
