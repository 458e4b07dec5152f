/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/credit.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/programme/programme.h"
#include "gateway/router/credit_text.h"
#include "gateway/router/group.h"
#include "gateway/router/link_verb.h"
#include "store/alarm.h"
#include "store/audit.h"
#include "store/memory.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ASKED_FIRST   (10 * CLOCK_MINUTE) /* after the link has come up */
#define EXPIRY_NEAR   (7 * CLOCK_DAY)
#define TOPUPS_FAILED 3
#define CODE_LEAST    10
#define CODE_MOST     20

enum { DONE = 0, WANTED = 1, NOT_SUPPORTED = 4 }; /* of frame_ussd_reply.status; the first two bring a text */

static bool may_ask(const struct peer *peer)
{
	return peer->config != NULL && strcmp(peer->config->kind, "gammu") == 0 && peer->port != NULL &&
	       peer->down_since_us == 0;
}

static int dial(struct router *r, struct peer *peer, enum credit_what what, struct port *client, const char *code,
	struct why *why)
{
	struct frame f = { .type = FRAME_USSD_SEND };

	if (!may_ask(peer))
		return why_set(why, "link %s is no modem that works now; see keng status", peer->name);
	if (peer->credit.what != CREDIT_NOTHING)
		return why_set(why, "link %s is waiting for its operator already; try again in a minute", peer->name);
	peer->credit.what = what;
	peer->credit.client = client;
	peer->credit.id = ++r->ussd_id;
	f.u.ussd_send = (struct frame_ussd_send){ peer->credit.id, code };
	port_send(peer->port, &f);
	return 0;
}

int credit_balance(struct router *r, struct peer *peer, struct port *client, struct why *why)
{
	return dial(r, peer, CREDIT_BALANCE, client, peer->config->balance_code, why);
}

/* "*100*CODE#" with the code in its place. */
static void put_code(const char *form, const char *code, char to[static 2 * PEER_WORD_OCTETS])
{
	const char *at = strstr(form, "CODE");

	snprintf(to, 2 * PEER_WORD_OCTETS, "%.*s%s%s", (int)(at - form), form, code, at + strlen("CODE"));
}

static int note_topup(struct router *r, const struct peer *peer, const char *who, const char *code, struct why *why)
{
	char detail[CODE_MOST + 8];

	snprintf(detail, sizeof detail, "code ****%s", code + strlen(code) - 4);
	if (store_begin(r->store, why) == -1)
		return -1;
	if (audit_add(r->store, who, "link topup", peer->name, detail, clock_wall_of(r->clock), why) == 0)
		return store_commit(r->store, why);
	store_rollback(r->store);
	return -1;
}

int credit_topup(
	struct router *r, struct peer *peer, struct port *client, const char *who, const char *code, struct why *why)
{
	int64_t now_us = clock_wall_of(r->clock);
	char dialled[2 * PEER_WORD_OCTETS];
	size_t n = strlen(code);

	if (n < CODE_LEAST || n > CODE_MOST || strspn(code, "0123456789") != n)
		return why_set(why, "the code of a card has %d to %d digits; write them without blanks", CODE_LEAST,
			CODE_MOST);
	if (now_us - peer->count.topup_failed_us > CLOCK_DAY)
		peer->count.topups_failed = 0;
	if (peer->count.topups_failed >= TOPUPS_FAILED)
		return why_set(why,
			"%d codes were not good today, and operators lock a SIM after five; try again tomorrow, or from "
			"a phone",
			TOPUPS_FAILED);
	if (!may_ask(peer))
		return why_set(why, "link %s is no modem that works now", peer->name);
	if (note_topup(r, peer, who, code, why) == -1)
		return -1;
	put_code(peer->config->topup_code, code, dialled);
	log_info("topup", "link=%s code=****", peer->name);
	return dial(r, peer, CREDIT_TOPUP, client, dialled, why);
}

/* ---- what the operator said ---- */

static int alarm(struct router *r, const struct peer *peer, const char *kind, bool raised, const char *reason,
	int64_t now_us, struct why *why)
{
	if (!raised)
		return alarm_clear(r->store, kind, peer->name, now_us, why);
	return programme_alarm(r->programme, kind, peer->name, reason, now_us, why);
}

static int keep(
	struct router *r, const struct peer *peer, const char *key, int64_t value, int64_t now_us, struct why *why)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRId64, value);
	return memory_put(r->store, peer->name, key, text, now_us, why);
}

static int take_balance(struct router *r, struct peer *peer, const char *text, int64_t now_us, struct why *why)
{
	int64_t dong = credit_text_amount(text, peer->config->balance_words);
	int64_t expires_us = credit_text_expiry(text, peer->config->expiry_words);
	char reason[80];

	log_info("balance", "link=%s dong=%" PRId64, peer->name, dong);
	if (dong == CREDIT_NONE)
		return 0;
	if (keep(r, peer, "balance", dong, now_us, why) == -1 ||
		keep(r, peer, "expires", expires_us, now_us, why) == -1)
		return -1;
	snprintf(reason, sizeof reason, "%" PRId64 " dong", dong);
	if (alarm(r, peer, "low-credit", dong < peer->config->balance_low, reason, now_us, why) == -1)
		return -1;
	return expires_us == 0 ? 0 : alarm(r, peer, "sim-expiry", expires_us - now_us < EXPIRY_NEAR, "", now_us, why);
}

void credit_committed(struct peer *peer)
{
	if (link_verb_say(&peer->credit.answer, &peer->credit.client))
		peer->credit.what = CREDIT_NOTHING;
}

/* The operator offers a menu, which nobody will walk: the next code that is dialled must not be taken for its answer. */
static void hang_up(struct router *r, struct peer *peer)
{
	const struct frame f = { .type = FRAME_USSD_SEND, .u.ussd_send = { ++r->ussd_id, "" } };

	group_after(peer, &f);
}

int credit_reply(struct router *r, struct peer *peer, const struct frame_ussd_reply *f, struct why *why)
{
	int64_t now_us = clock_wall_of(r->clock);
	bool topup = peer->credit.what == CREDIT_TOPUP, good = f->status == DONE || f->status == WANTED;

	if (peer->credit.what == CREDIT_NOTHING || f->id != peer->credit.id || peer->credit.answer.text != NULL)
		return 0;
	if (f->status == WANTED)
		hang_up(r, peer);
	if (!good) {
		log_warn("ussd-failed", "link=%s status=%" PRIu64, peer->name, f->status);
		link_verb_answer_then(&peer->credit.answer, false,
			f->status == NOT_SUPPORTED
				? "the modem or the network cannot ask (USSD): ask by a phone, or by text"
				: "the operator did not answer; try again later");
		return 0;
	}
	if (topup && !credit_text_is_good(f->text)) {
		peer->count.topups_failed++;
		peer->count.topup_failed_us = now_us;
		good = false;
	}
	if (!topup && peer->config != NULL && take_balance(r, peer, f->text, now_us, why) == -1)
		return -1;
	link_verb_answer_then(&peer->credit.answer, good, f->text);
	if (topup && good)
		peer->credit.next_us = now_us; /* what is there now? */
	return 0;
}

/* ---- by itself ---- */

static int64_t number_in_memory(
	struct router *r, const char *link, const char *key, int64_t otherwise, int *result, struct why *why)
{
	struct buf value;
	int64_t number = otherwise;
	int got;

	buf_init(&value);
	got = memory_get(r->store, link, key, &value, why);
	if (got == 1)
		number = strtoll(value.data, NULL, 10);
	if (got == -1)
		*result = -1;
	buf_fini(&value);
	return number;
}

int credit_read(struct router *r, const char *link, struct credit *credit, struct why *why)
{
	int result = 0;

	credit->dong = number_in_memory(r, link, "balance", CREDIT_NONE, &result, why);
	credit->expires_us = number_in_memory(r, link, "expires", 0, &result, why);
	credit->at_us = number_in_memory(r, link, "asked", 0, &result, why);
	return result;
}

/* When it is first asked: some minutes after it has come up, and not sooner than the schedule says. */
static int plan(struct router *r, struct peer *peer, int64_t now_us, struct why *why)
{
	int64_t every_us = peer->config->balance_s * CLOCK_SECOND;
	struct credit credit;

	if (credit_read(r, peer->name, &credit, why) == -1)
		return -1;
	peer->credit.next_us = now_us + (every_us < ASKED_FIRST ? every_us : ASKED_FIRST);
	if (credit.at_us + every_us > peer->credit.next_us)
		peer->credit.next_us = credit.at_us + every_us;
	return 0;
}

static int due(struct router *r, struct peer *peer, int64_t now_us, struct why *why)
{
	if (!may_ask(peer) || peer->config->balance_s == 0 || peer->held)
		return 0;
	if (peer->credit.next_us == 0 && plan(r, peer, now_us, why) == -1)
		return -1;
	if (peer->credit.next_us > now_us || peer->credit.what != CREDIT_NOTHING)
		return 0;
	peer->credit.next_us = now_us + peer->config->balance_s * CLOCK_SECOND;
	if (keep(r, peer, "asked", now_us, now_us, why) == -1)
		return -1;
	return credit_balance(r, peer, NULL, why);
}

int credit_due(struct router *r, int64_t now_us, struct why *why)
{
	for (unsigned i = 0; i < r->peers_used; i++)
		if (due(r, &r->peers[i], now_us, why) == -1)
			return -1;
	return 0;
}

int64_t credit_next_us(const struct router *r)
{
	int64_t first_us = INT64_MAX;

	for (unsigned i = 0; i < r->peers_used; i++) {
		const struct peer *p = &r->peers[i];

		if (may_ask(p) && p->config->balance_s > 0 && !p->held && p->credit.what == CREDIT_NOTHING &&
			p->credit.next_us != 0 && p->credit.next_us < first_us)
			first_us = p->credit.next_us;
	}
	return first_us;
}

void credit_end(struct peer *peer)
{
	if (peer->credit.what != CREDIT_NOTHING)
		link_verb_answer_then(&peer->credit.answer, false, "the link ended before its operator answered");
	credit_committed(peer);
	peer->credit.next_us = 0;
}

void credit_forget(struct router *r, const struct port *client)
{
	for (unsigned i = 0; i < r->peers_used; i++)
		if (r->peers[i].credit.client == client)
			r->peers[i].credit.client = NULL;
}
