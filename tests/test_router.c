/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The router's group over a real programme and store, with a socket in the place of a link. */
#include "gateway/router/group.h"
#include "gateway/router/peer.h"

#include "gateway/base/clock.h"
#include "gateway/router/credit.h"
#include "gateway/router/inbound.h"
#include "gateway/router/outbound.h"
#include "store/alarm.h"
#include "store/due.h"
#include "store/message.h"
#include "store/store.h"
#include "tests/help/engine.h"
#include "tests/help/router.h"

#include <event2/event.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#define GATEWAY "unsure_wait_s = 60;"
#define LINKS   "{ name = \"modem-1\"; kind = \"gammu\"; device = \"/dev/null\"; }"

static void begin(struct bench *b)
{
	bench_begin(b, GATEWAY, LINKS);
}

static void a_text_is_kept_and_answered_in_one_commit(void **state)
{
	struct bench b;
	struct frame f;

	(void)state;
	begin(&b);
	bench_text(&b, 7, "id-1", "tro giup");
	assert_int_equal(bench_hears(&b, 0).type, 0); /* nothing is said before the commit */
	group_run(&b.r);
	f = bench_hears(&b, 0);
	assert_int_equal(f.type, FRAME_KEPT);
	assert_int_equal(f.u.kept.token, 7);
	f = bench_hears(&b, 0);
	assert_int_equal(f.type, FRAME_SUBMIT);
	assert_string_equal(f.u.submit.to, BENCH_FROM);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE direction = 'in' AND state = 'done'"), 1);
	assert_int_equal(
		bench_ask(&b, "SELECT count(*) FROM message WHERE direction = 'out' AND state = 'sending'"), 1);
	bench_end(&b);
}

static void fail_each_store_call(int texts)
{
	for (long nth = 1;; nth += engine_stride()) {
		struct bench b;
		int64_t kept = 0;
		int64_t in, out;

		begin(&b);
		bench_text(&b, 7, "id-1", "tro giup");
		if (texts == 2) /* what both ask is asked in one go */
			bench_text(&b, 8, "id-2", "tro giup");
		store_fail_at(b.r.store, nth);
		group_run(&b.r);
		store_fail_at(b.r.store, 0);
		for (struct frame f = bench_hears(&b, 0); f.type != 0; f = bench_hears(&b, 0))
			kept += f.type == FRAME_KEPT;
		in = bench_ask(&b, "SELECT count(*) FROM message WHERE direction = 'in'");
		out = bench_ask(&b, "SELECT count(*) FROM message WHERE direction = 'out'");
		assert_int_equal(in, kept);
		assert_int_equal(out, in);
		if (kept < texts) { /* it stays in the queue, and is taken when the store works again */
			assert_false(group_is_empty(&b.r));
			assert_false(store_in_transaction(b.r.store));
		}
		bench_end(&b);
		if (kept == texts && nth > 40 * texts)
			return; /* every call of the first attempt has had its turn */
	}
}

static void whatever_store_call_fails_the_link_hears_kept_only_when_it_is_kept(void **state)
{
	(void)state;
	fail_each_store_call(1);
	fail_each_store_call(2);
}

static void an_item_read_twice_is_acted_on_once_and_kept_twice(void **state)
{
	struct bench b;
	unsigned kept = 0, submits = 0;

	(void)state;
	begin(&b);
	bench_text(&b, 1, "id-1", "tro giup");
	bench_text(&b, 2, "id-1", "tro giup");
	group_run(&b.r);
	for (struct frame f = bench_hears(&b, 0); f.type != 0; f = bench_hears(&b, 0)) {
		kept += f.type == FRAME_KEPT;
		submits += f.type == FRAME_SUBMIT;
	}
	assert_int_equal(kept, 2);
	assert_int_equal(submits, 1);
	bench_end(&b);
}

/* A text of a message centre, from a link's process that began at that moment. */
static void centre_says(struct bench *b, const char *identity, const char *text, int64_t began_us)
{
	const struct frame_inbound in = { .token = 1,
		.identity = identity,
		.from = BENCH_FROM,
		.text = text,
		.part = 1,
		.parts = 1,
		.again_us = (uint64_t)began_us };

	bench_says(b, 0, FRAME_INBOUND, &in, sizeof in);
	group_run(&b->r);
}

/* Raised before the whole gateway was started anew. */
static void a_link_that_works_has_no_alarm_of_a_crash_of_long_ago(void **state)
{
	const struct frame ready = { .type = FRAME_LINK_STATE,
		.u.link_state = { .state = "ready", .network = "home" } };
	struct bench b;

	(void)state;
	bench_begin(&b, "", LINKS);
	assert_int_equal(alarm_raise(b.r.store, "link-crash", "modem-1", "x", clock_wall_us(), NULL, NULL), 0);
	assert_int_equal(frame_write(b.link[0], &ready, NULL), 0);
	event_base_loop(b.r.base, EVLOOP_NONBLOCK);
	group_run(&b.r);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM alarm WHERE cleared_at = 0"), 0);
	bench_end(&b);
}

static void what_a_killed_link_had_brought_is_known_though_the_next_began_before_it_was_read(void **state)
{
	struct bench b;
	int64_t began_us;
	int ends[2];

	(void)state;
	begin(&b);
	b.r.clock = &b.hands;
	began_us = b.hands.wall_us; /* the next process is there, the router has not read all of the one before */
	b.hands.wall_us += CLOCK_SECOND;
	centre_says(&b, "old-1", "tro giup", began_us - CLOCK_HOUR);
	b.hands.wall_us += CLOCK_SECOND;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
	peer_up(&b.r, "modem-1", ends[0]);
	b.hands.wall_us += CLOCK_SECOND;
	centre_says(&b, "new-1", "tro giup", began_us); /* the centre brings it again */
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE direction = 'in'"), 1);
	centre_says(&b, "new-1", "tro giup", began_us); /* and once more: the line broke before its answer */
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE direction = 'in'"), 1);
	centre_says(&b, "new-2", "tro giup", began_us); /* and this is a new one */
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE direction = 'in'"), 2);
	close(ends[1]);
	bench_end(&b);
}

static void many_texts_are_one_commit(void **state)
{
	struct bench b;
	unsigned kept = 0;

	(void)state;
	begin(&b);
	for (int i = 0; i < 50; i++) {
		char identity[32];

		snprintf(identity, sizeof identity, "id-%d", i);
		bench_text(&b, (uint64_t)i, identity, "tro giup");
	}
	group_run(&b.r);
	assert_true(group_is_empty(&b.r));
	for (struct frame f = bench_hears(&b, 0); f.type != 0; f = bench_hears(&b, 0))
		kept += f.type == FRAME_KEPT;
	assert_int_equal(kept, 50);
	bench_end(&b);
}

/* One sender with 10,000 long texts, the first part of each: what waits for the rest stays little. */
static void ten_thousand_half_texts_of_one_sender_do_not_pile_up(void **state)
{
	enum { TEXTS = 10000, GROUP = 100 };
	struct bench b;

	(void)state;
	begin(&b);
	for (unsigned i = 0; i < TEXTS; i++) {
		char identity[16];
		const struct frame_inbound in = { .token = i + 1,
			.identity = identity,
			.from = BENCH_FROM,
			.text = "dai ",
			.reference = i % 256,
			.part = 1,
			.parts = 2 + i / 256 };

		snprintf(identity, sizeof identity, "half-%u", i);
		bench_says(&b, 0, FRAME_INBOUND, &in, sizeof in);
		if (i % GROUP != GROUP - 1)
			continue;
		group_run(&b.r);
		while (bench_hears(&b, 0).type != 0)
			;
		assert_in_range(bench_ask(&b, "SELECT count(*) FROM inbound_part"), 1, 16);
	}
	assert_int_equal(b.r.peers[0].count.crowded, TEXTS - 16);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE direction = 'in'"), TEXTS - 16);
	assert_in_range(bench_ask(&b, "SELECT count(*) FROM message WHERE direction = 'out'"), 0, 100);
	bench_end(&b);
}

/* The first part of a long text, of a sender of its own. */
static void half_comes(struct bench *b, unsigned i, bool by_frame)
{
	char identity[16], from[16];
	const struct message_part_in part = { identity, "modem-1", from, "dai ", i % 256, 1, 2 };
	const struct frame_inbound in = { .token = i + 1,
		.identity = identity,
		.from = from,
		.text = "dai ",
		.reference = i % 256,
		.part = 1,
		.parts = 2 };
	unsigned have;
	int64_t displaced;

	snprintf(identity, sizeof identity, "half-%u", i);
	snprintf(from, sizeof from, "+8490510%04u", i);
	b->hands.wall_us++;
	if (by_frame)
		bench_says(b, 0, FRAME_INBOUND, &in, sizeof in);
	else
		assert_int_equal(
			message_keep_part(b->r.store, &part, b->hands.wall_us, &have, &displaced, NULL), KEEP_NEW);
}

/* Likewise of many senders: the newest wait, what is taken is a text among the others, and it is said once. */
static void half_texts_of_many_senders_do_not_pile_up(void **state)
{
	enum { MOST = 4096, MORE = 20 };
	struct bench b;
	struct why why;

	(void)state;
	begin(&b);
	b.r.clock = &b.hands;
	assert_int_equal(store_begin(b.r.store, &why), 0);
	for (unsigned i = 0; i < MOST; i++)
		half_comes(&b, i, false);
	assert_int_equal(store_commit(b.r.store, &why), 0);
	for (unsigned i = MOST; i < MOST + MORE; i++) {
		half_comes(&b, i, true);
		group_run(&b.r);
	}
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM inbound_part"), MOST);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM inbound_part WHERE phone = '+84905100019'"), 0);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM inbound_part WHERE phone = '+84905104115'"), 1);
	assert_int_equal(b.r.peers[0].count.crowded, MORE);
	assert_int_equal(
		bench_ask(&b, "SELECT count(*) FROM message WHERE direction = 'in' AND text = 'dai [...]'"), MORE);
	assert_int_equal(bench_ask(&b, "SELECT times FROM alarm WHERE kind = 'parts' AND cleared_at = 0"), 1);
	b.r.next_join_us = 0; /* it is over when half of them are gone */
	assert_int_equal(inbound_join_late(&b.r, b.hands.wall_us, &why), 0);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM alarm WHERE kind = 'parts' AND cleared_at = 0"), 1);
	assert_int_equal(
		query_run(store_query(b.r.store, "DELETE FROM inbound_part WHERE reference < 130", &why), &why), 0);
	b.r.next_join_us = 0;
	assert_int_equal(inbound_join_late(&b.r, b.hands.wall_us, &why), 0);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM alarm WHERE kind = 'parts' AND cleared_at = 0"), 0);
	bench_end(&b);
}

static void a_modem_that_brings_one_text_for_ever_costs_nothing_and_is_counted(void **state)
{
	struct bench b;
	unsigned submits = 0, kept = 0;

	(void)state;
	begin(&b);
	for (unsigned i = 0; i < 1000; i++) {
		bench_text(&b, i + 1, "id-1", "tro giup");
		if (i % 100 == 99)
			group_run(&b.r);
		for (struct frame f = bench_hears(&b, 0); f.type != 0; f = bench_hears(&b, 0)) {
			kept += f.type == FRAME_KEPT;
			submits += f.type == FRAME_SUBMIT;
		}
	}
	assert_int_equal(kept, 1000);
	assert_int_equal(submits, 1);
	assert_int_equal(b.r.peers[0].count.repeats, 999);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE direction = 'in'"), 1);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM seen"), 1);
	bench_end(&b);
}

/* The operator's menu is left: the next code that is dialled would be taken for its answer. */
static void a_balance_that_ends_in_a_menu_is_hung_up(void **state)
{
	struct frame_ussd_reply reply = { 1, 1, "TK chinh: 45.300d. 1. Mua goi data" };
	struct bench b;
	struct frame f;
	struct why why;

	(void)state;
	bench_begin(&b, GATEWAY,
		"{ name = \"modem-1\"; kind = \"gammu\"; device = \"/dev/null\"; balance_code = \"*101#\"; }");
	assert_int_equal(credit_balance(&b.r, &b.r.peers[0], NULL, &why), 0);
	f = bench_hears(&b, 0);
	assert_int_equal(f.type, FRAME_USSD_SEND);
	reply.id = f.u.ussd_send.id;
	bench_says(&b, 0, FRAME_USSD_REPLY, &reply, sizeof reply);
	group_run(&b.r);
	f = bench_hears(&b, 0);
	assert_int_equal(f.type, FRAME_USSD_SEND);
	assert_string_equal(f.u.ussd_send.code, "");
	assert_true(f.u.ussd_send.id > reply.id);
	bench_end(&b);
}

static void each_step_by_which_a_modem_was_brought_back_is_counted(void **state)
{
	static const char *const steps[] = { "port", "radio", "port" };
	struct bench b;
	char *report;

	(void)state;
	begin(&b);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		const struct frame step = { .type = FRAME_RECOVERY, .u.recovery = { steps[i], 1, "it is silent" } };
		struct buf octets;

		buf_init(&octets);
		frame_encode(&step, &octets);
		assert_int_equal(write(b.link[0], octets.data, octets.length), octets.length);
		buf_fini(&octets);
	}
	event_base_loop(b.r.base, EVLOOP_NONBLOCK);
	report = peer_report(&b.r);
	assert_non_null(strstr(report, "\"last_recovery\":\"port\""));
	assert_non_null(strstr(report, "\"recovery_steps\":{\"port\":2,\"radio\":1}"));
	free(report);
	bench_end(&b);
}

static void a_link_that_dies_leaves_its_text_unsure_and_its_works_forgotten(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	bench_text(&b, 1, "id-1", "tro giup");
	group_run(&b.r);
	bench_text(&b, 2, "id-2", "tro giup");
	close(b.link[0]);
	b.link[0] = -1;
	b.r.halted_until_us = INT64_MAX; /* so that only the end of the link is seen */
	event_base_loop(b.r.base, EVLOOP_ONCE);
	assert_null(b.r.peers[0].port);
	assert_true(group_is_empty(&b.r));
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE state = 'unsure'"), 1);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE direction = 'in'"),
		1); /* the SIM has the other still */
	bench_end(&b);
}

static void a_text_that_killed_the_router_before_is_set_aside(void **state)
{
	struct bench b;
	struct frame f = { .type = FRAME_INBOUND,
		.u.inbound = { .token = 9,
			.identity = "id-9",
			.from = BENCH_FROM,
			.text = "tro giup",
			.part = 1,
			.parts = 1 } };
	unsigned attempt;
	struct why why;

	(void)state;
	begin(&b);
	b.r.careful = true;
	for (int i = 0; i < 2; i++) /* two lives in which it was tried, and that ended there */
		assert_int_equal(inbound_mark_attempt(&b.r, &f, &attempt, &why), 0);
	group_add(&b.r, &b.r.peers[0], &f);
	group_run(&b.r);
	assert_int_equal(bench_hears(&b, 0).type, FRAME_KEPT);
	assert_int_equal(bench_hears(&b, 0).type, 0);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE state = 'poison'"), 1);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM alarm WHERE kind = 'poison'"), 1);
	bench_end(&b);
}

static void do_sql(struct bench *b, const char *sql)
{
	struct why why;
	struct query *q = store_query(b->r.store, sql, &why);

	assert_non_null(q);
	assert_int_equal(query_run(q, &why), 0);
}

/* The store takes its mark and then not the text, again and again: that has ended nobody. */
static void a_text_that_could_not_be_kept_is_not_taken_for_one_that_killed(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	b.r.clock = &b.hands;
	b.r.careful = true;
	bench_text(&b, 9, "id-9", "tro giup");
	do_sql(&b, "ALTER TABLE message RENAME TO message_away");
	for (int i = 0; i < 4; i++) {
		group_run(&b.r);
		b.hands.mono_us += 100 * CLOCK_SECOND;
		b.hands.wall_us += 100 * CLOCK_SECOND;
	}
	do_sql(&b, "ALTER TABLE message_away RENAME TO message");
	group_run(&b.r);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE direction = 'in'"), 1);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE state = 'poison'"), 0);
	bench_end(&b);
}

/* What is logged from now on, until it is asked how often the word stands there. */
static int hold_log(const struct bench *b)
{
	char name[sizeof b->folder + sizeof "/log"];
	int was = dup(STDERR_FILENO), to;

	snprintf(name, sizeof name, "%s/log", b->folder);
	to = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(to != -1);
	dup2(to, STDERR_FILENO);
	close(to);
	return was;
}

static int times_logged(const struct bench *b, int was, const char *word)
{
	char name[sizeof b->folder + sizeof "/log"], line[2048];
	int n = 0;
	FILE *f;

	dup2(was, STDERR_FILENO);
	close(was);
	snprintf(name, sizeof name, "%s/log", b->folder);
	f = fopen(name, "r");
	assert_non_null(f);
	while (fgets(line, sizeof line, f) != NULL)
		n += strstr(line, word) != NULL;
	fclose(f);
	return n;
}

static void says_state(struct bench *b, const char *state, const char *reason)
{
	struct frame f = { .type = FRAME_LINK_STATE, .u.link_state = { .state = state, .reason = reason } };
	struct buf octets;

	buf_init(&octets);
	f.u.link_state.imei = f.u.link_state.imsi = f.u.link_state.operator_name = f.u.link_state.smsc = "";
	f.u.link_state.network = f.u.link_state.device = f.u.link_state.library = f.u.link_state.iccid = "";
	f.u.link_state.model = f.u.link_state.radio = f.u.link_state.profile = "";
	frame_encode(&f, &octets);
	assert_int_equal(write(b->link[0], octets.data, octets.length), octets.length);
	buf_fini(&octets);
	event_base_loop(b->r.base, EVLOOP_NONBLOCK);
}

static void a_link_that_tries_again_and_again_is_logged_once(void **state)
{
	struct bench b;
	int was;

	(void)state;
	begin(&b);
	was = hold_log(&b);
	for (int i = 0; i < 10; i++) {
		says_state(&b, "down", "/dev/m: No such file or directory");
		says_state(&b, "opening", "/dev/m: No such file or directory");
	}
	says_state(&b, "resting", "it is stuck");
	says_state(&b, "ready", "");
	assert_int_equal(times_logged(&b, was, "event=link-state"), 3);
	bench_end(&b);
}

/* Whichever call of the store fails, its commit too: what is counted and logged of a text is so once. */
static void what_could_not_be_kept_is_neither_counted_nor_logged(void **state)
{
	char identity[24];
	struct bench b;
	int was, n;

	(void)state;
	begin(&b);
	b.r.clock = &b.hands;
	was = hold_log(&b);
	for (n = 0; n < 60; n++) {
		snprintf(identity, sizeof identity, "id-%d", n);
		bench_text(&b, (uint64_t)n + 1, identity, "tro giup");
		store_fail_at(b.r.store, n + 1);
		group_run(&b.r);
		store_fail_at(b.r.store, 0);
		b.hands.mono_us += 10 * CLOCK_SECOND;
		group_run(&b.r);
	}
	assert_int_equal(times_logged(&b, was, "event=taken"), n);
	assert_int_equal(b.r.peers[0].count.received, n);
	bench_end(&b);
}

static void what_a_text_brings_about_may_be_due_before_anything_that_was_known(void **state)
{
	struct bench b;
	struct why why;

	(void)state;
	begin(&b);
	bench_text(&b, 1, "id-1", "tro giup");
	group_run(&b.r);
	/* It was far away; now the schedule has been looked at again. */
	assert_true(b.r.next_due_us < INT64_MAX);
	b.r.next_due_us = INT64_MAX;
	assert_int_equal(store_begin(b.r.store, &why), 0);
	assert_int_equal(due_add(b.r.store, "ticket", "1", clock_wall_us() + CLOCK_MINUTE, "", &why), 0);
	assert_int_equal(store_commit(b.r.store, &why), 0);
	bench_text(&b, 2, "id-2", "tro giup");
	group_run(&b.r);
	assert_true(b.r.next_due_us <= clock_wall_us() + CLOCK_MINUTE);
	bench_end(&b);
}

static void a_send_walks_from_queued_to_delivered(void **state)
{
	struct bench b;
	struct frame f;
	int64_t id;

	(void)state;
	begin(&b);
	bench_text(&b, 1, "id-1", "tro giup");
	group_run(&b.r);
	bench_hears(&b, 0);
	f = bench_hears(&b, 0);
	id = (int64_t)f.u.submit.message;
	bench_says(&b, 0, FRAME_PART_SENT, &(struct frame_part_sent){ (uint64_t)id, 1, 77, "" },
		sizeof(struct frame_part_sent));
	bench_says(&b, 0, FRAME_DONE, &(struct frame_done){ (uint64_t)id, FRAME_SENT, 0, -1, "" },
		sizeof(struct frame_done));
	group_run(&b.r);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE state = 'sent'"), 1);
	bench_says(&b, 0, FRAME_RECEIPT, &(struct frame_receipt){ 3, "r-1", 77, "", BENCH_FROM, 0, 0, 0 },
		sizeof(struct frame_receipt));
	group_run(&b.r);
	assert_int_equal(bench_hears(&b, 0).type, FRAME_KEPT);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE state = 'delivered'"), 1);
	bench_end(&b);
}

/* Networks write the number in a receipt as they like. */
static void a_receipt_settles_its_text_however_it_writes_the_number(void **state)
{
	static const char *const forms[] = { "0905123456", "84905123456", "905123456" };

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct bench b;
		uint64_t id;

		begin(&b);
		bench_text(&b, 1, "id-1", "tro giup");
		group_run(&b.r);
		bench_hears(&b, 0);
		id = bench_hears(&b, 0).u.submit.message;
		bench_says(&b, 0, FRAME_PART_SENT, &(struct frame_part_sent){ id, 1, 77, "" },
			sizeof(struct frame_part_sent));
		bench_says(&b, 0, FRAME_DONE, &(struct frame_done){ id, FRAME_SENT, 0, -1, "" },
			sizeof(struct frame_done));
		bench_says(&b, 0, FRAME_RECEIPT, &(struct frame_receipt){ 3, "r-1", 77, "", forms[i], 0, 0, 0 },
			sizeof(struct frame_receipt));
		group_run(&b.r);
		assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE state = 'delivered'"), 1);
		bench_end(&b);
	}
}

static void what_one_refusal_means_for_the_text(void **state)
{
	static const struct {
		int64_t cms;
		const char *state;
	} rows[] = { { 38, "queued" }, { 1, "failed" }, { 310, "queued" }, { 500, "queued" }, { -1, "queued" } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct bench b;
		struct frame f;
		char sql[100];

		begin(&b);
		bench_text(&b, 1, "id-1", "tro giup");
		group_run(&b.r);
		bench_hears(&b, 0);
		f = bench_hears(&b, 0);
		bench_says(&b, 0, FRAME_DONE,
			&(struct frame_done){ f.u.submit.message, FRAME_REFUSED, 1, rows[i].cms, "no" },
			sizeof(struct frame_done));
		group_run(&b.r);
		snprintf(sql, sizeof sql, "SELECT count(*) FROM message WHERE direction = 'out' AND state = '%s'",
			rows[i].state);
		assert_int_equal(bench_ask(&b, sql), 1);
		bench_end(&b);
	}
}

static void an_unsure_text_goes_once_more_and_never_a_third_time(void **state)
{
	struct bench b;
	struct why why;
	int64_t later_us = clock_wall_us();

	(void)state;
	begin(&b);
	bench_text(&b, 1, "id-1", "tro giup");
	group_run(&b.r);
	for (int time = 1; time <= 2; time++) {
		uint64_t id = (uint64_t)bench_ask(&b, "SELECT id FROM message WHERE direction = 'out'");

		assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE state = 'sending'"), 1);
		bench_says(&b, 0, FRAME_DONE, &(struct frame_done){ id, FRAME_UNSURE, 1, -1, "no answer" },
			sizeof(struct frame_done));
		group_run(&b.r);
		assert_int_equal(bench_ask(&b, "SELECT unsure FROM message WHERE state = 'unsure'"), time);
		later_us += 3600 * CLOCK_SECOND;
		b.r.peers[0].window = 1;
		assert_int_equal(store_begin(b.r.store, &why), 0);
		assert_int_equal(outbound_settle_waits(&b.r, later_us, &why), 0);
		assert_int_equal(outbound_dispatch(&b.r, later_us, &why), 0);
		assert_int_equal(store_commit(b.r.store, &why), 0);
	}
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE state = 'unsure'"), 1);
	assert_true(outbound_next_us(&b.r) > later_us + 365 * CLOCK_DAY); /* and nobody wakes for it again */
	bench_end(&b);
}

/* The link's process is gone, and another has begun. */
static void begins_again(struct bench *b)
{
	int ends[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
	close(b->link[0]);
	b->link[0] = ends[1];
	peer_up(&b->r, "modem-1", ends[0]);
}

static void whatever_store_call_fails_what_a_dead_link_had_in_hand_is_unsure(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	for (long nth = 1; nth < 60; nth++) {
		struct message_out out = {
			.phone = BENCH_FROM, .text = "x", .link = "", .unit = "", .kind = "answer", .parts = 1
		};
		struct why why;
		int64_t id = message_queue(b.r.store, &out, clock_wall_us(), &why);

		assert_int_equal(message_sending(b.r.store, id, "modem-1", &why), 0);
		store_fail_at(b.r.store, nth);
		begins_again(&b);
		store_fail_at(b.r.store, 0);
		b.r.halted_until_us = 0;
		group_run(&b.r);
		assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE state = 'sending'"), 0);
	}
	bench_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_kept_and_answered_in_one_commit),
		cmocka_unit_test(whatever_store_call_fails_the_link_hears_kept_only_when_it_is_kept),
		cmocka_unit_test(an_item_read_twice_is_acted_on_once_and_kept_twice),
		cmocka_unit_test(a_link_that_works_has_no_alarm_of_a_crash_of_long_ago),
		cmocka_unit_test(what_a_killed_link_had_brought_is_known_though_the_next_began_before_it_was_read),
		cmocka_unit_test(many_texts_are_one_commit),
		cmocka_unit_test(ten_thousand_half_texts_of_one_sender_do_not_pile_up),
		cmocka_unit_test(half_texts_of_many_senders_do_not_pile_up),
		cmocka_unit_test(a_modem_that_brings_one_text_for_ever_costs_nothing_and_is_counted),
		cmocka_unit_test(a_balance_that_ends_in_a_menu_is_hung_up),
		cmocka_unit_test(each_step_by_which_a_modem_was_brought_back_is_counted),
		cmocka_unit_test(a_link_that_dies_leaves_its_text_unsure_and_its_works_forgotten),
		cmocka_unit_test(a_text_that_killed_the_router_before_is_set_aside),
		cmocka_unit_test(a_text_that_could_not_be_kept_is_not_taken_for_one_that_killed),
		cmocka_unit_test(a_link_that_tries_again_and_again_is_logged_once),
		cmocka_unit_test(what_could_not_be_kept_is_neither_counted_nor_logged),
		cmocka_unit_test(what_a_text_brings_about_may_be_due_before_anything_that_was_known),
		cmocka_unit_test(a_send_walks_from_queued_to_delivered),
		cmocka_unit_test(a_receipt_settles_its_text_however_it_writes_the_number),
		cmocka_unit_test(what_one_refusal_means_for_the_text),
		cmocka_unit_test(an_unsure_text_goes_once_more_and_never_a_third_time),
		cmocka_unit_test(whatever_store_call_fails_what_a_dead_link_had_in_hand_is_unsure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
