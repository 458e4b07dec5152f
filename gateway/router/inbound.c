/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/inbound.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/base/msisdn.h"
#include "gateway/programme/programme.h"
#include "gateway/router/air_test.h"
#include "gateway/router/brake.h"
#include "gateway/router/group.h"
#include "menus/mask.h"
#include "store/alarm.h"
#include "store/memory.h"
#include "store/message.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPEATS_SAID    20   /* texts brought again, each in the log; a link that goes on so is told once */
#define PARTS_OPEN_MOST 16   /* long texts of one sender that wait for their other parts */
#define PARTS_MOST      4096 /* parts of all senders' long texts that wait: some MB of the store */
#define PARTS_ALARM     "parts"
#define ATTEMPTS_MOST   2                   /* in careful mode: a text that has been tried more often is set aside */
#define SEEN_KEPT       (90 * CLOCK_DAY)    /* how long an identity is remembered: no modem holds a text longer */
#define AGAIN_SPAN      (15 * CLOCK_MINUTE) /* so old may a text be that a message centre brings again */
#define PRUNE_MOST      500                 /* identities forgotten in one group */

static void say_kept(struct peer *peer, uint64_t token)
{
	struct frame kept = { .type = FRAME_KEPT, .u.kept.token = token };

	group_after(peer, &kept);
}

/* in: the text has no row yet; NULL: it has one. */
static int conclude(struct router *r, int64_t id, const struct message_in *in, const char *intent, const char *status,
	struct why *why)
{
	return in != NULL ? message_keep_done(r->store, id, in, intent, status, why)
			  : message_done(r->store, id, intent, status, "", why);
}

/* Have the programme act on a text, which is in the store, or, with `in`, goes there now. */
static int act_on(struct router *r, const struct peer *peer, const struct message_in *in,
	const struct programme_text *text, struct why *why)
{
	struct outcome o;
	struct message_in hidden;
	char masked[LOG_MASK_OCTETS];
	enum flood_verdict verdict;
	bool acts;
	int result = brake_check(r, peer, text, &verdict, &acts, why);

	if (result == -1)
		return -1;
	if (!acts)
		return conclude(r, text->message, in, "ignore", "ignored", why);
	outcome_init(&o);
	result = programme_take(r->programme, text, &o, NULL, why);
	if (result == 0)
		result = brake_after(r, text, &o, verdict, why);
	if (in != NULL && o.kept[0] != '\0') {
		hidden = *in;
		hidden.text = o.kept;
		in = &hidden;
	}
	if (result == 0)
		result = conclude(r, text->message, in, intent_name(o.intent), outcome_status_name(o.status), why);
	if (result == 0)
		log_info("taken", "msg=%" PRIx64 " link=%s from=%s intent=%s status=%s replies=%u",
			(uint64_t)text->message, peer->name, log_mask(text->from, masked), intent_name(o.intent),
			outcome_status_name(o.status), o.replies_used);
	outcome_fini(&o);
	return result;
}

/* Act on a text that is in the store already. */
static int act_on_stored(
	struct router *r, struct peer *peer, int64_t id, bool part_alone, int64_t sent_us, struct why *why)
{
	struct message m;
	int result;

	message_init(&m);
	result = message_get(r->store, id, &m, why);
	if (result == 0 && m.id != 0) {
		struct programme_text text = { .message = id,
			.link = m.link,
			.from = m.phone,
			.text = m.text.data,
			.session = "",
			.part_alone = part_alone,
			.now_us = clock_wall_of(r->clock),
			.sent_us = sent_us };

		result = act_on(r, peer, NULL, &text, why);
	}
	message_fini(&m);
	return result;
}

/* A text that has killed us before is kept without being understood, and someone is told. */
static int set_aside(struct router *r, struct peer *peer, const struct frame_inbound *f, const char *masked,
	int64_t now_us, struct why *why)
{
	struct message_in in = { f->identity, peer->name, f->from, masked, now_us };
	char text[160];
	int64_t id;

	switch (message_keep(r->store, &in, now_us, &id, why)) {
	case KEEP_FAILED:
		return -1;
	case KEEP_SEEN:
		break;
	case KEEP_NEW:
		log_error("poison", "msg=%" PRIx64 " link=%s", (uint64_t)id, peer->name);
		snprintf(text, sizeof text, "Text %" PRId64 " was set aside: taking it ended the router %d times", id,
			ATTEMPTS_MOST);
		if (message_poison(r->store, id, "ended the router", why) == -1 ||
			programme_alarm(r->programme, "poison", peer->name, text, now_us, why) == -1)
			return -1;
	}
	say_kept(peer, f->token);
	return 0;
}

/* Nobody sends so many long texts at once: the oldest of them is taken as it is, so that what waits stays little. */
static int make_room_of(struct router *r, struct peer *peer, const char *from, int64_t now_us, struct why *why)
{
	char masked[LOG_MASK_OCTETS];
	int64_t id;

	if (message_join_crowded(r->store, peer->name, from, PARTS_OPEN_MOST, now_us, &id, why) == -1)
		return -1;
	if (id == 0)
		return 0;
	if (peer->count.crowded++ == 0)
		log_warn("parts-crowded", "link=%s from=%s most=%d", peer->name, log_mask(from, masked),
			PARTS_OPEN_MOST);
	return act_on_stored(r, peer, id, true, 0, why);
}

static int say_crowded(struct router *r, const struct peer *peer, int64_t now_us, struct why *why)
{
	char text[PEER_TEXT_OCTETS];

	if (r->parts_crowded)
		return 0;
	r->parts_crowded = true;
	log_error("parts-crowded", "link=%s most=%d", peer->name, PARTS_MOST);
	snprintf(text, sizeof text,
		"%d parts of long texts wait for their rest, the last by %s: the oldest are taken as they are",
		PARTS_MOST, peer->name);
	return programme_alarm(r->programme, PARTS_ALARM, r->config->name, text, now_us, why);
}

/* Of many senders together: likewise. One that waits for its rest now came last, and the oldest have waited longest. */
static int make_room(struct router *r, struct peer *peer, int64_t now_us, struct why *why)
{
	int64_t parts, oldest_us, id;

	if (message_parts_waiting(r->store, &parts, &oldest_us, why) == -1)
		return -1;
	if (parts <= PARTS_MOST)
		return 0;
	if (say_crowded(r, peer, now_us, why) == -1 ||
		message_join_late(r->store, INT64_MAX, now_us, &id, &oldest_us, why) == -1)
		return -1;
	peer->count.crowded++;
	return act_on_stored(r, peer, id, true, 0, why);
}

/* It is over when half of them are gone. */
static int look_for_room(struct router *r, int64_t now_us, struct why *why)
{
	int64_t parts, oldest_us;

	if (message_parts_waiting(r->store, &parts, &oldest_us, why) == -1)
		return -1;
	if (parts > PARTS_MOST / 2)
		return 0;
	r->parts_crowded = false;
	return alarm_clear(r->store, PARTS_ALARM, r->config->name, now_us, why);
}

static int take_part(struct router *r, struct peer *peer, const struct frame_inbound *f, const char *masked,
	int64_t now_us, struct why *why)
{
	struct message_part_in in = { f->identity, peer->name, f->from, masked, (unsigned)f->reference,
		(unsigned)f->part, (unsigned)f->parts };
	unsigned have = 0;
	int64_t displaced = 0, id = 0;

	switch (message_keep_part(r->store, &in, now_us, &have, &displaced, why)) {
	case KEEP_FAILED:
		return -1;
	case KEEP_SEEN:
		return 0;
	case KEEP_NEW:
		break;
	}
	if (displaced != 0 && act_on_stored(r, peer, displaced, true, 0, why) == -1)
		return -1;
	if (have < f->parts)
		return have == 1 && make_room_of(r, peer, f->from, now_us, why) == -1 ? -1
										      : make_room(r, peer, now_us, why);
	if (message_join(r->store, peer->name, f->from, (unsigned)f->reference, (unsigned)f->parts, now_us, &id, why) ==
		-1)
		return -1;
	return id != 0 ? act_on_stored(r, peer, id, false, f->smsc_us, why) : 0;
}

/* A text that is kept came again. A few do after a crash; a modem that does not delete brings one for ever. */
static void say_repeated(struct peer *peer, int64_t id)
{
	peer->count.repeats++;
	if (peer->count.repeats <= REPEATS_SAID)
		log_info("seen-before", "msg=%" PRIx64 " link=%s", (uint64_t)id, peer->name);
	if (peer->count.repeats == REPEATS_SAID)
		log_warn("texts-repeat", "link=%s times=%d", peer->name, REPEATS_SAID);
}

/* A message centre's text has no name: one that may have been kept before is known by sender and words, for a while. */
static int was_kept(struct router *r, const struct peer *peer, const struct message_in *in,
	const struct frame_inbound *f, int64_t *id, struct why *why)
{
	int64_t broke_us = (int64_t)f->again_us > peer->up_us ? (int64_t)f->again_us : peer->up_us;

	*id = 0;
	if (f->again_us == 0)
		return 0;
	return message_again(r->store, in, AGAIN_SPAN, broke_us, id, why);
}

/* The programme reads the text as it came (a PIN must be compared); what is kept of it has its secrets overwritten. */
static int take_whole(struct router *r, struct peer *peer, const struct frame_inbound *f, const char *masked,
	int64_t now_us, struct why *why)
{
	struct message_in in = { f->identity, peer->name, f->from, masked, now_us };
	struct programme_text text = { .link = peer->name,
		.from = f->from,
		.from_name = f->from_name != 0,
		.text = f->text,
		.masked = masked,
		.session = "",
		.now_us = now_us,
		.sent_us = f->smsc_us };
	int64_t before;
	bool is_test;

	if (air_test_arrives(r, peer, f->text, &is_test, why) == -1)
		return -1;
	if (is_test)
		return message_note(r->store, f->identity, now_us, why) == KEEP_FAILED ? -1 : 0;
	if (was_kept(r, peer, &in, f, &before, why) == -1)
		return -1;
	if (before != 0) {
		say_repeated(peer, before);
		/* Its name from now on: the line may break before its answer, and it comes a third time. */
		return message_note(r->store, f->identity, now_us, why) == KEEP_FAILED ? -1 : 0;
	}
	switch (message_admit(r->store, &in, now_us, &text.message, why)) {
	case KEEP_FAILED:
		return -1;
	case KEEP_SEEN:
		say_repeated(peer, text.message);
		return 0;
	case KEEP_NEW:
		break;
	}
	if (f->binary) /* 8-bit data is for machines: kept, never answered */
		return conclude(r, text.message, &in, "unknown", "ignored", why);
	return act_on(r, peer, &in, &text, why);
}

static int take(struct router *r, struct peer *peer, const struct frame_inbound *f, const char *masked, int64_t now_us,
	struct why *why)
{
	bool is_part = f->parts > 1 && f->parts <= MESSAGE_PARTS_MAX && f->part >= 1 && f->part <= f->parts;

	if (r->careful && r->attempt > ATTEMPTS_MOST)
		return set_aside(r, peer, f, masked, now_us, why);
	if (is_part && !f->binary ? take_part(r, peer, f, masked, now_us, why) == -1
				  : take_whole(r, peer, f, masked, now_us, why) == -1)
		return -1;
	peer->count.received++;
	peer->use.received++;
	peer->use.received_at = now_us;
	say_kept(peer, f->token);
	return 0;
}

int inbound_text(struct router *r, struct peer *peer, const struct frame_inbound *f, struct why *why)
{
	char *masked = strdup(f->text);
	int result;

	if (masked == NULL)
		abort();
	mask_secrets(masked);
	result = take(r, peer, f, masked, clock_wall_of(r->clock), why);
	free(masked);
	return result;
}

int inbound_dial(struct router *r, struct peer *peer, const struct frame_ussd_dial *f, struct why *why)
{
	struct programme_text text = { .link = peer->name,
		.from = f->from,
		.text = f->begin ? "" : f->text,
		.session = f->session,
		.now_us = clock_wall_of(r->clock) };
	struct frame answer = { .type = FRAME_USSD_ANSWER };
	char masked[LOG_MASK_OCTETS];
	struct outcome o;
	int result;

	outcome_init(&o);
	result = programme_take(r->programme, &text, &o, NULL, why);
	if (result == 0) {
		answer.u.ussd_answer.session = f->session;
		answer.u.ussd_answer.text = "";
		for (unsigned i = o.replies_used; i-- > 0;) /* the first page; others hear by SMS */
			if (o.replies[i].message == 0)
				answer.u.ussd_answer.text = o.replies[i].text.data;
		answer.u.ussd_answer.more = o.ussd_more;
		if (o.ussd_over && peer->count.endless++ == 0)
			log_warn("ussd-over", "link=%s from=%s", peer->name, log_mask(f->from, masked));
		group_after(peer, &answer);
	}
	outcome_fini(&o);
	return result;
}

int inbound_call(struct router *r, struct peer *peer, const struct frame_call *f, struct why *why)
{
	struct programme_text text = {
		.link = peer->name, .text = "menu", .session = "", .now_us = clock_wall_of(r->clock)
	};
	struct civil today = clock_civil(text.now_us);
	char number[MSISDN_OCTETS], identity[64], masked[LOG_MASK_OCTETS];
	struct message_in in = { identity, peer->name, number, "(missed call)", text.now_us };

	peer->count.calls++;
	if (!r->config->answer_calls || msisdn_read(f->from, number, NULL) == -1 || brake_is_own(r, number))
		return 0;
	log_info("call", "link=%s from=%s", peer->name, log_mask(number, masked));
	snprintf(identity, sizeof identity, "call %s %d-%d-%d", number, today.year, today.month, today.day);
	switch (message_admit(r->store, &in, text.now_us, &text.message, why)) {
	case KEEP_FAILED:
		return -1;
	case KEEP_SEEN: /* not twice a day */
		return 0;
	case KEEP_NEW:
		break;
	}
	text.from = number;
	return act_on(r, peer, &in, &text, why);
}

int inbound_alarm(struct router *r, struct peer *peer, const struct frame_alarm *f, struct why *why)
{
	int64_t now_us = clock_wall_of(r->clock);
	struct frame remember = { .type = FRAME_REMEMBER };

	if (strcmp(f->kind, "bad_pin") ==
		0) { /* what the link must know at its next start; see gateway/link/arguments.h */
		remember.u.remember = (struct frame_remember){ peer->name, "bad_pin", f->text };
		if (r->parent != NULL)
			port_send(r->parent, &remember);
		return memory_put(r->store, peer->name, "bad_pin", f->text, now_us, why);
	}
	if (!f->raised)
		return alarm_clear(r->store, f->kind, peer->name, now_us, why);
	log_error("alarm", "link=%s kind=%s text=\"%s\"", peer->name, f->kind, f->text);
	return programme_alarm(r->programme, f->kind, peer->name, f->text, now_us, why);
}

int inbound_join_late(struct router *r, int64_t now_us, struct why *why)
{
	int64_t before_us = now_us - r->config->join_wait_s * CLOCK_SECOND, id, oldest_us;
	unsigned dropped;

	if (r->next_join_us > now_us)
		return 0;
	if (message_join_late(r->store, before_us, now_us, &id, &oldest_us, why) == -1)
		return -1;
	r->next_join_us =
		oldest_us == INT64_MAX ? now_us + CLOCK_MINUTE : oldest_us + r->config->join_wait_s * CLOCK_SECOND;
	if (message_prune_seen(r->store, now_us - SEEN_KEPT, PRUNE_MOST, &dropped, why) == -1 ||
		look_for_room(r, now_us, why) == -1)
		return -1;
	if (id == 0)
		return 0;
	r->next_join_us = 0; /* there may be more */
	return act_on_stored(r, &r->peers[0], id, true, 0, why);
}

int inbound_mark_attempt(struct router *r, const struct frame *frame, unsigned *attempt, struct why *why)
{
	*attempt = 0;
	if (frame->type != FRAME_INBOUND)
		return 0;
	if (store_begin(r->store, why) == -1)
		return -1;
	if (message_try(r->store, frame->u.inbound.identity, clock_wall_of(r->clock), attempt, why) == -1) {
		store_rollback(r->store);
		return -1;
	}
	return store_commit(r->store, why);
}
