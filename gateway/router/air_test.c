/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/air_test.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/programme/programme.h"
#include "gateway/router/link_verb.h"
#include "gateway/router/route.h"
#include "store/alarm.h"
#include "store/message.h"
#include "store/self_test.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define ALARM       "self-test"
#define MARK        "KENG-TEST " /* begins such a text */
#define FIRST_AFTER (10 * CLOCK_MINUTE)

static bool has_number(const struct peer *peer)
{
	return peer->config != NULL && peer->config->number[0] != '\0' && strcmp(peer->config->kind, "desk") != 0;
}

/* The next link that has a number; NULL: there is no other. */
static const struct peer *partner_of(const struct router *r, const struct peer *peer)
{
	unsigned at = (unsigned)(peer - r->peers);

	for (unsigned i = 1; i < r->peers_used; i++) {
		const struct peer *p = &r->peers[(at + i) % r->peers_used];

		if (has_number(p))
			return p;
	}
	return NULL;
}

/* Within a transaction. */
static int begin(struct router *r, const struct peer *from, const struct peer *to, int64_t now_us, struct why *why)
{
	struct self_test test = { .at = now_us, .until = now_us + r->config->self_test_wait_s * CLOCK_SECOND };
	char text[sizeof MARK + SELF_TEST_TOKEN_OCTETS];
	struct message_out out = { .phone = to->config->number,
		.text = text,
		.link = from->name,
		.unit = "",
		.kind = "test",
		.priority = MESSAGE_NOTICE,
		.parts = 1,
		.expires_at = test.until,
		.useless_later = true };

	snprintf(test.token, sizeof test.token, "%" PRIx64, (uint64_t)store_id(r->store, now_us));
	snprintf(test.from, sizeof test.from, "%s", from->name);
	snprintf(test.to, sizeof test.to, "%s", to->name);
	snprintf(text, sizeof text, MARK "%s", test.token);
	test.message = message_queue(r->store, &out, now_us, why);
	return test.message == -1 ? -1 : self_test_begin(r->store, &test, why);
}

int air_test_now(struct router *r, struct peer *peer, struct port *client, struct why *why)
{
	const struct peer *to = partner_of(r, peer);

	if (!has_number(peer) || to == NULL)
		return why_set(why,
			"a test needs two links whose number the configuration tells; write number = \"+84...\"; in both");
	if (peer->test_client != NULL)
		return why_set(why, "link %s is being tested already", peer->name);
	if (store_begin(r->store, why) == -1)
		return -1;
	if (begin(r, peer, to, clock_wall_of(r->clock), why) == -1) {
		store_rollback(r->store);
		return -1;
	}
	if (store_commit(r->store, why) == -1)
		return -1;
	peer->test_client = client;
	return 0;
}

/* ---- the end of one ---- */

static void tell_client(struct router *r, const char *link, bool good, const char *text)
{
	struct peer *peer = router_peer(r, link);

	if (peer != NULL && peer->test_client != NULL)
		link_verb_answer_then(&peer->test_answer, good, text);
}

static int fail(struct router *r, const struct self_test *t, const char *what, int64_t now_us, struct why *why)
{
	char reason[3 * PEER_WORD_OCTETS];

	snprintf(reason, sizeof reason, "%s (%.40s -> %.40s)", what, t->from, t->to);
	log_error("self-test", "from=%s to=%s result=failed reason=\"%s\"", t->from, t->to, what);
	tell_client(r, t->from, false, reason);
	if (self_test_end(r->store, t->token, 0, true, why) == -1)
		return -1;
	return programme_alarm(r->programme, ALARM, t->from, reason, now_us, why);
}

static int succeed(struct router *r, const struct self_test *t, int64_t now_us, struct why *why)
{
	char said[3 * PEER_WORD_OCTETS];

	log_info("self-test", "from=%s to=%s result=arrived took_ms=%" PRId64, t->from, t->to, (now_us - t->at) / 1000);
	snprintf(said, sizeof said, "a text from %.40s reached %.40s in %.1f s", t->from, t->to,
		(double)(now_us - t->at) / 1e6);
	tell_client(r, t->from, true, said);
	if (self_test_end(r->store, t->token, now_us, false, why) == -1)
		return -1;
	return alarm_clear(r->store, ALARM, t->from, now_us, why);
}

/* By which link did it go in the end? */
static int sent_by(struct router *r, const struct self_test *t, bool *itself, struct why *why)
{
	struct message m;
	int result;

	message_init(&m);
	result = message_get(r->store, t->message, &m, why);
	*itself = strcmp(m.via, t->from) == 0;
	message_fini(&m);
	return result;
}

int air_test_arrives(struct router *r, const struct peer *peer, const char *text, bool *is_test, struct why *why)
{
	int64_t now_us = clock_wall_of(r->clock);
	struct self_test t;
	bool itself;

	*is_test = false;
	if (strncmp(text, MARK, strlen(MARK)) != 0)
		return 0;
	if (self_test_get(r->store, text + strlen(MARK), &t, why) == -1)
		return -1;
	if (t.token[0] == '\0') /* somebody's words */
		return 0;
	*is_test = true;
	if (t.arrived_at != 0 || t.failed)
		return 0;
	if (sent_by(r, &t, &itself, why) == -1)
		return -1;
	if (!itself || strcmp(peer->name, t.to) != 0)
		return fail(r, &t, "it went another way", now_us, why);
	return succeed(r, &t, now_us, why);
}

/* ---- by itself ---- */

static int plan(struct router *r, int64_t now_us, struct why *why)
{
	int64_t every_us = r->config->self_test_s * CLOCK_SECOND;

	r->next_test_us = now_us + (every_us < FIRST_AFTER ? every_us : FIRST_AFTER);
	for (unsigned i = 0; i < r->peers_used; i++) {
		struct self_test last;

		if (self_test_last(r->store, r->peers[i].name, &last, why) == -1)
			return -1;
		if (last.at + every_us > r->next_test_us)
			r->next_test_us = last.at + every_us;
	}
	return 0;
}

static int begin_all(struct router *r, int64_t now_us, struct why *why)
{
	if (r->config->self_test_s == 0)
		return 0;
	if (r->next_test_us == 0 && plan(r, now_us, why) == -1)
		return -1;
	if (r->next_test_us > now_us)
		return 0;
	r->next_test_us = now_us + r->config->self_test_s * CLOCK_SECOND;
	for (unsigned i = 0; i < r->peers_used; i++) {
		const struct peer *peer = &r->peers[i], *to = partner_of(r, peer);

		if (has_number(peer) && route_is_able(peer) && to != NULL && begin(r, peer, to, now_us, why) == -1)
			return -1;
	}
	return 0;
}

int air_test_due(struct router *r, int64_t now_us, struct why *why)
{
	struct self_test t;

	if (begin_all(r, now_us, why) == -1)
		return -1;
	for (;;) {
		if (self_test_waiting(r->store, &t, why) == -1)
			return -1;
		if (t.token[0] == '\0' || t.until > now_us)
			return 0;
		if (fail(r, &t, "no text arrived in time", now_us, why) == -1)
			return -1;
	}
}

int64_t air_test_next_us(struct router *r)
{
	int64_t next_us = r->config->self_test_s > 0 && r->next_test_us != 0 ? r->next_test_us : INT64_MAX;
	struct self_test t;
	struct why why;

	if (self_test_waiting(r->store, &t, &why) == 0 && t.token[0] != '\0' && t.until < next_us)
		next_us = t.until;
	return next_us;
}

void air_test_forget(struct router *r, const struct port *client)
{
	for (unsigned i = 0; i < r->peers_used; i++)
		if (r->peers[i].test_client == client)
			r->peers[i].test_client = NULL;
}
