/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/group.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/programme/programme.h"
#include "gateway/router/air_test.h"
#include "gateway/router/brake.h"
#include "gateway/router/clock_watch.h"
#include "gateway/router/clock_doubt.h"
#include "gateway/router/credit.h"
#include "gateway/router/foresee.h"
#include "gateway/router/hourly.h"
#include "gateway/router/inbound.h"
#include "gateway/router/lease.h"
#include "gateway/router/link_verb.h"
#include "gateway/router/outbound.h"
#include "gateway/router/pairing.h"
#include "gateway/router/swap.h"
#include "store/store.h"

#include <assert.h>
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HALT_US         (2 * CLOCK_SECOND)  /* a full disk is looked at again after that */
#define GIVE_WAY_US     (CLOCK_SECOND / 50) /* and another gateway, or twice as long */
#define FAULT_STANDS_US (30 * CLOCK_SECOND) /* a full disk, after the last that was not kept; see resume() */
#define BUSY_LOOK_US    (5 * CLOCK_SECOND)  /* others are in the way for so long: it is looked for why */
#define BUSY_MOST_US    CLOCK_MINUTE        /* and so long: that is told */
#define POSTPONE_US     CLOCK_SECOND        /* a work that fails alone: doubled each time */
#define POSTPONE_MOST   (64 * CLOCK_SECOND) /* up to that */
#define REPORTS_ENOUGH  8                   /* works, for a transaction of their own */
#define DUE_MOST        100                 /* due items in one group, so that texts are not kept waiting */

struct work {
	struct work *next;
	struct peer *peer;
	struct buf octets; /* the frame, encoded; its texts point in there */
	struct frame frame;
	unsigned tries;
	bool acted;            /* in this group */
	unsigned attempt;      /* careful: how often it has been tried, this time too; 0 = that is not noted yet */
	int64_t not_before_us; /* monotonic */
};

void group_add(struct router *r, struct peer *peer, const struct frame *frame)
{
	struct work *w = calloc(1, sizeof *w);
	size_t used;

	if (frame->type == FRAME_INBOUND)
		clock_doubt_hear(r, frame->u.inbound.smsc_us);

	if (w == NULL)
		abort();
	w->peer = peer;
	buf_init(&w->octets);
	frame_encode(frame, &w->octets);
	if (frame_decode(w->octets.data, w->octets.length, &w->frame, &used, NULL) != 1)
		abort(); /* we have just encoded it */
	if (r->last == NULL)
		r->last = &r->first;
	*r->last = w;
	r->last = &w->next;
	r->waiting++;
	router_flush_soon(r);
}

static void work_free(struct work *w)
{
	buf_fini(&w->octets);
	free(w);
}

bool group_is_empty(const struct router *r)
{
	return r->first == NULL;
}

/* Take out of the queue what `drop` says, freeing it. */
static void sweep(struct router *r, bool (*drop)(const struct work *, const void *), const void *with)
{
	struct work **at = &r->first;

	while (*at != NULL) {
		struct work *w = *at;

		if (!drop(w, with)) {
			at = &w->next;
			continue;
		}
		*at = w->next;
		r->waiting--;
		work_free(w);
	}
	r->last = at;
}

static bool is_of_peer(const struct work *w, const void *peer)
{
	return w->peer == peer;
}

void group_forget_peer(struct router *r, const struct peer *peer)
{
	sweep(r, is_of_peer, peer);
}

static bool is_any(const struct work *w, const void *nothing)
{
	(void)w;
	(void)nothing;
	return true;
}

void group_fini(struct router *r)
{
	sweep(r, is_any, NULL);
}

void group_after(struct peer *peer, const struct frame *frame)
{
	frame_encode(frame, &peer->after);
}

/* ---- one group ---- */

/* What a transaction may change in memory without asking the store again, as it was before. */
struct memory {
	unsigned failed;
	bool parts_crowded;
	int64_t postponed_until_us[CLASSES], next_test_us, next_tidy_us, heard_id;
};

static void remember(struct router *r, struct memory *m)
{
	*m = (struct memory){ .failed = r->failed,
		.parts_crowded = r->parts_crowded,
		.next_test_us = r->next_test_us,
		.next_tidy_us = r->next_tidy_us,
		.heard_id = r->lease.heard_id };
	memcpy(m->postponed_until_us, r->postponed_until_us, sizeof m->postponed_until_us);
	for (unsigned i = 0; i < r->peers_used; i++)
		r->peers[i].before = r->peers[i].count;
}

static void take_back(struct router *r, const struct memory *m)
{
	r->failed = m->failed;
	r->parts_crowded = m->parts_crowded;
	r->next_test_us = m->next_test_us;
	r->next_tidy_us = m->next_tidy_us;
	r->lease.heard_id = m->heard_id;
	memcpy(r->postponed_until_us, m->postponed_until_us, sizeof m->postponed_until_us);
	for (unsigned i = 0; i < r->peers_used; i++)
		r->peers[i].count = r->peers[i].before;
	brake_take_back(r);
}

static void apply_after(struct router *r)
{
	log_release();
	brake_keep(r);
	for (unsigned i = 0; i < r->peers_used; i++) {
		struct peer *peer = &r->peers[i];

		if (peer->after.length > 0 && peer->port != NULL)
			port_send_octets(peer->port, peer->after.data, peer->after.length);
		peer->window -= peer->after_window;
		peer->count.in_hand += (unsigned)peer->after_window;
		peer->after_window = 0;
		peer->left_in_hand = false;
		peer->use = (struct link_use){ 0 };
		buf_clear(&peer->after);
		credit_committed(peer);
		link_verb_say(&peer->test_answer, &peer->test_client);
	}
}

/* The transaction came to nothing: forget what memory took from it. */
static void forget_group(struct router *r, const struct memory *before)
{
	log_drop();
	take_back(r, before);
	programme_forget(r->programme);
	lease_forget_group(r);
	clock_watch_forget_group(r);
	known_clear(&r->known);
	r->next_due_us = 0;
	for (unsigned i = 0; i < r->peers_used; i++) {
		r->peers[i].after_window = 0;
		r->peers[i].use = (struct link_use){ 0 };
		buf_clear(&r->peers[i].after);
		link_verb_unsay(&r->peers[i].credit.answer);
		link_verb_unsay(&r->peers[i].test_answer);
	}
}

static int act(struct router *r, const struct work *w, struct why *why)
{
	switch (w->frame.type) {
	case FRAME_INBOUND:
		r->next_due_us = 0; /* what it brings about may be due before anything that was known */
		return inbound_text(r, w->peer, &w->frame.u.inbound, why);
	case FRAME_USSD_DIAL:
		r->next_due_us = 0;
		return inbound_dial(r, w->peer, &w->frame.u.ussd_dial, why);
	case FRAME_PART_SENT:
		return outbound_part_sent(r, w->peer, &w->frame.u.part_sent, why);
	case FRAME_DONE:
		return outbound_done(r, w->peer, &w->frame.u.done, why);
	case FRAME_CALL:
		return inbound_call(r, w->peer, &w->frame.u.call, why);
	case FRAME_USSD_REPLY:
		return credit_reply(r, w->peer, &w->frame.u.ussd_reply, why);
	case FRAME_LINK_STATE:
		return pairing_judge(r, w->peer, &w->frame.u.link_state, why);
	case FRAME_ALARM:
		return inbound_alarm(r, w->peer, &w->frame.u.alarm, why);
	default:
		return 0;
	}
}

/* A link says of a text that a part was taken, and then that this was all of it. */
static bool is_sent_whole(const struct work *w, const struct work *next)
{
	return w->frame.type == FRAME_PART_SENT && next->frame.type == FRAME_DONE && w->peer == next->peer &&
	       next->frame.u.done.result == FRAME_SENT && next->frame.u.done.message == w->frame.u.part_sent.message;
}

/* What the links did in this group, for the caps and the status. */
static int store_use(struct router *r, int64_t now_us, struct why *why)
{
	static const struct link_use nothing;

	for (unsigned i = 0; i < r->peers_used; i++) {
		const struct peer *peer = &r->peers[i];

		if (memcmp(&peer->use, &nothing, sizeof nothing) != 0 &&
			link_use_add(r->store, peer->name, &peer->use, now_us, why) == -1)
			return -1;
	}
	return 0;
}

/* What is due, and what is tidied up. */
static int do_what_is_due(struct router *r, int64_t now_us, struct why *why)
{
	if (!r->stopping && r->next_due_us <= now_us &&
		programme_due(r->programme, now_us, DUE_MOST, &r->next_due_us, why) == -1)
		return -1;
	return hourly_tend(r, now_us, why) == -1 || lease_tend(r, why) == -1 || inbound_join_late(r, now_us, why) == -1
		       ? -1
		       : 0;
}

/* Texts for free links and what is due: the part of a group that no frame brought. */
static int do_own_work(struct router *r, bool alone, int64_t now_us, struct why *why)
{
	if (store_use(r, now_us, why) == -1 || (alone && do_what_is_due(r, now_us, why) == -1))
		return -1;
	if (!r->stopping && (credit_due(r, now_us, why) == -1 || air_test_due(r, now_us, why) == -1))
		return -1;
	if (clock_watch_tend(r, now_us, why) == -1 || outbound_settle_left(r, now_us, why) == -1 ||
		outbound_settle_waits(r, now_us, why) == -1)
		return -1;
	return r->stopping ? 0 : outbound_dispatch(r, now_us, why);
}

static bool only_reports(const struct work *w)
{
	return w->frame.type == FRAME_RECEIPT || w->frame.type == FRAME_PART_SENT || w->frame.type == FRAME_DONE;
}

/* What only reports on texts on their way out goes beside the works of other gateways; what is decided by what stands in
 * the store, and what is due, waits for theirs. */
static bool decides(const struct router *r, unsigned n, int64_t now_us)
{
	const struct work *w = r->first;

	if (!store_is_shared(r->store))
		return true;
	for (unsigned i = 0; i < n; i++, w = w->next)
		if (!only_reports(w))
			return true;
	return r->next_due_us <= now_us || r->next_join_us <= now_us || hourly_is_due(r, now_us) || lease_is_due(r);
}

/* One alone asks for itself as it goes. */
static int foresee(struct router *r, unsigned n, struct foreseen *f, struct why *why)
{
	struct work *w = r->first;

	foresee_begin(f);
	for (unsigned i = 0; i < n; i++, w = w->next) {
		w->acted = false;
		if (n > 1)
			foresee_add(f, r, w->peer->name, &w->frame);
	}
	return n > 1 ? foresee_ask(r, f, why) : 0;
}

/* First what the links say of texts of one part that were sent: nothing in the group comes before that, its receipts come
 * after it, and what is written for all of them goes together. */
static int act_on_sent(struct router *r, unsigned n, const struct foreseen *f, struct why *why)
{
	struct work *w = r->first;
	int result = 0;

	for (; n > 1 && result == 0; n--, w = w->next) {
		const struct frame_part_sent *part = &w->frame.u.part_sent;
		const struct message_brief *m = is_sent_whole(w, w->next) ? foresee_text(f, r, part->message) : NULL;

		if (m == NULL || !outbound_is_whole(m, part))
			continue;
		w->acted = w->next->acted = true;
		result = outbound_sent_whole(r, w->peer, part, &w->next->frame.u.done, m, why);
	}
	return result;
}

static int act_on_rest(struct router *r, unsigned n, const struct foreseen *f, struct why *why)
{
	const struct work *w = r->first;
	int result = 0;

	for (; n > 0 && result == 0; n--, w = w->next) {
		if (w->acted)
			continue;
		if (w->frame.type == FRAME_RECEIPT)
			result = outbound_receipt(r, w->peer, &w->frame.u.receipt, foresee_receipt(f, &w->frame), why);
		else if (n > 1 && is_sent_whole(w, w->next)) {
			result = outbound_sent_whole(
				r, w->peer, &w->frame.u.part_sent, &w->next->frame.u.done, NULL, why);
			w = w->next;
			n--;
		} else {
			result = act(r, w, why);
		}
	}
	return result;
}

static int act_on_first(struct router *r, unsigned n, struct why *why)
{
	struct foreseen f;

	return foresee(r, n, &f, why) == -1 || act_on_sent(r, n, &f, why) == -1 ||
			       foresee_ask_receipts(r, &f, why) == -1
		       ? -1
		       : act_on_rest(r, n, &f, why);
}

/* One transaction over the first n works. */
static int commit_first(struct router *r, unsigned n, struct why *why)
{
	bool alone = decides(r, n, clock_wall_of(r->clock));
	struct memory before;

	if ((alone ? store_begin(r->store, why) : store_begin_beside(r->store, why)) == -1)
		return -1;
	remember(r, &before);
	if (!r->careful) /* then a text may end us, and what the log says of it is wanted */
		log_hold();
	if (alone && swap_follow(r, why) == -1)
		goto undo;
	if (act_on_first(r, n, why) == -1 || do_own_work(r, alone, clock_wall_of(r->clock), why) == -1)
		goto undo;
	if (store_commit(r->store, why) == -1) {
		forget_group(r, &before);
		return -1;
	}
	apply_after(r);
	return 0;
undo:
	store_rollback(r->store);
	forget_group(r, &before);
	return -1;
}

static void drop_first(struct router *r, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		struct work *w = r->first;

		assert(w != NULL);
		r->first = w->next;
		if (r->first == NULL)
			r->last = &r->first;
		r->waiting--;
		work_free(w);
	}
}

/* Nothing can be kept now: no text is acknowledged, links keep theirs, and we try again. */
static void halt_for(struct router *r, const char *event, const char *alarm, const struct why *why)
{
	if (strcmp(r->store_fault, why->text) != 0) { /* a reason is told once, and the next one that takes its place */
		log_error(event, "reason=\"%s\" waiting=%u", why->text, r->waiting);
		snprintf(r->store_fault, sizeof r->store_fault, "%s", why->text);
		r->fault_event = event;
	}
	/* All links may be busy with a text whose end cannot be kept: then a little later. */
	if (!r->store_fault_told)
		r->store_fault_told = outbound_warn_unkept(r, alarm, why->text);
	r->halted_until_us = clock_mono_of(r->clock) + HALT_US;
	r->fault_stands_us = strcmp(alarm, "store") == 0 ? clock_mono_of(r->clock) + FAULT_STANDS_US : 0;
	lease_judge_later(r); /* the others could perhaps not say that they live either */
}

static void halt(struct router *r, const struct why *why)
{
	bool away = store_is_away(r->store);

	halt_for(r, away ? "store-away" : "store-full", away ? "store-away" : "store", why);
}

/* Nobody can say whether a commit was kept, or others have our work: what we hold in memory may be wrong. A new router
 * looks at what is there, as after a crash. */
static void begin_anew(struct router *r, const struct why *why)
{
	log_error(r->lease.lost ? "lease-lost" : "store-in-doubt", "reason=\"%s\"", why->text);
	r->exit_status = 1;
	event_base_loopbreak(r->base);
}

/* Another gateway was in the way, or we in its: once more, at a moment that is not just the same. */
static void give_way(struct router *r, const struct why *why)
{
	int64_t mono_us = clock_mono_of(r->clock), busy_us;
	struct why known = *why;

	if (r->busy_since_us == 0)
		r->busy_since_us = mono_us;
	busy_us = mono_us - r->busy_since_us;
	if ((busy_us >= BUSY_LOOK_US && store_why_busy(r->store, &known) == 1) || busy_us >= BUSY_MOST_US) {
		halt_for(r, "store-busy", "store-away", &known);
		return;
	}
	log_info("store-busy", "reason=\"%s\" waiting=%u", why->text, r->waiting);
	r->halted_until_us = clock_mono_of(r->clock) + GIVE_WAY_US + clock_mono_us() % GIVE_WAY_US;
	lease_judge_later(r); /* who works for long in one transaction cannot say that it lives */
}

/* True when the transaction failed of something else than of what was in it, and that is seen to. */
static bool is_of_the_store(struct router *r, const struct why *why)
{
	if (r->lease.lost || store_is_in_doubt(r->store))
		begin_anew(r, why);
	else if (store_is_busy(r->store))
		give_way(r, why);
	else if (store_is_full(r->store))
		halt(r, why);
	else
		return false;
	return true;
}

/* A group of n works was kept. On a full disk one without any may find the room that a text does not: then all is well
 * when nothing has failed for a while. */
static void resume(struct router *r, unsigned n)
{
	r->halted_until_us = r->busy_since_us = 0;
	if (r->store_fault[0] == '\0' || (n == 0 && clock_mono_of(r->clock) < r->fault_stands_us))
		return;
	r->store_fault_told = false;
	log_info("store-works", "waiting=%u", r->waiting);
	r->store_fault[0] = '\0';
}

/* The group failed: find the work that it fails with, by taking them one by one. That one is postponed, so that it
 * costs only itself. */
static void one_by_one(struct router *r, unsigned n)
{
	struct why why;

	for (unsigned i = 0; i < n; i++) {
		struct work *w = r->first;

		assert(w != NULL);
		if (commit_first(r, 1, &why) == 0) {
			drop_first(r, 1);
			continue;
		}
		if (is_of_the_store(r, &why))
			return;
		w->not_before_us = clock_mono_of(r->clock) + (w->tries < 6 ? POSTPONE_US << w->tries : POSTPONE_MOST);
		w->tries++;
		log_error("work-failed", "link=%s type=%s tries=%u reason=\"%s\"", w->peer->name,
			frame_name(w->frame.type), w->tries, why.text);
		r->first = w->next; /* to the end of the queue */
		if (r->first == NULL)
			r->last = &r->first;
		w->next = NULL;
		*r->last = w;
		r->last = &w->next;
	}
}

/* How many works at the head of the queue may be taken now. */
static unsigned ripe(const struct router *r)
{
	int64_t now_us = clock_mono_of(r->clock);
	unsigned n = 0, most = r->careful ? 1 : (unsigned)r->config->group_max;

	for (const struct work *w = r->first; w != NULL && n < most; w = w->next, n++)
		if (w->not_before_us > now_us)
			break;
	return n;
}

/* Where another gateway runs, what only reports is not kept waiting for its works by what decides: it goes first, in a
 * group of its own, when it is worth one. Returns how many works are that group; each kind keeps its order. */
static unsigned part_reports(struct router *r, unsigned n)
{
	struct work *rest = NULL, **reports = &r->first, **others = &rest, *w = r->first, *next;
	unsigned used = 0;

	if (!r->lease.fellows || n == 0)
		return n;
	for (unsigned i = 0; i < n; i++, w = next) {
		struct work ***end = only_reports(w) ? &reports : &others;

		next = w->next;
		used += only_reports(w);
		**end = w;
		*end = &w->next;
	}
	*others = w;
	*reports = rest != NULL ? rest : w;
	if (w == NULL)
		r->last = rest != NULL ? others : reports;
	return used >= REPORTS_ENOUGH ? used : n;
}

/* Once for each time that it is taken in hand: that it could not be kept has ended nobody. */
static int mark_attempt(struct router *r, struct work *w, struct why *why)
{
	unsigned attempt = w->attempt;

	if (attempt == 0 && inbound_mark_attempt(r, &w->frame, &attempt, why) == -1)
		return -1;
	r->attempt = w->attempt = attempt;
	return 0;
}

static void run_ripe(struct router *r)
{
	struct why why;
	unsigned n = part_reports(r, ripe(r));

	if (n > 0 && r->careful && mark_attempt(r, r->first, &why) == -1) {
		halt(r, &why);
		return;
	}
	if (commit_first(r, n, &why) == 0) {
		drop_first(r, n);
		resume(r, n);
	} else if (is_of_the_store(r, &why)) {
		return;
	} else if (n > 0) {
		one_by_one(r, n);
	} else {
		log_error("group-failed", "reason=\"%s\"", why.text);
		r->halted_until_us = clock_mono_of(r->clock) + HALT_US;
	}
	if (r->first != NULL && r->halted_until_us == 0 && ripe(r) > 0)
		router_flush_soon(r);
}

void group_run(struct router *r)
{
	struct why why;

	if (r->halted_until_us > clock_mono_of(r->clock))
		return;
	if (!r->stopping && clock_doubt_look(r, &why)) {
		halt_for(r, "clock-doubted", "clock", &why);
		return;
	}
	run_ripe(r);
}
