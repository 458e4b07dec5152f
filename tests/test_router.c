/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The router's group over a real programme and store, with a socket in the place of a link. */
#include "gateway/router/group.h"

#include "gateway/base/clock.h"
#include "gateway/programme/programme.h"
#include "gateway/router/inbound.h"
#include "gateway/router/outbound.h"
#include "gateway/router/peer.h"
#include "menus/menus.h"
#include "store/due.h"
#include "store/message.h"
#include "store/store.h"

#include <event2/event.h>
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

#define FROM "+84905123456"

struct bench {
	struct router r;
	struct buf in; /* what the link's end has read */
	int link;      /* the link's end */
	char folder[32], config[64];
};

void router_flush_soon(struct router *r)
{
	(void)r; /* the tests run the groups themselves */
}

static void quiet(evutil_socket_t fd, short what, void *user)
{
	(void)fd;
	(void)what;
	(void)user;
}

static void begin(struct bench *b)
{
	struct faults faults;
	struct buf config_faults;
	struct why why;
	int ends[2];
	FILE *f;

	*b = (struct bench){ .folder = "/tmp/keng-router-XXXXXX" };
	assert_non_null(mkdtemp(b->folder));
	snprintf(b->config, sizeof b->config, "%s/keng.cfg", b->folder);
	f = fopen(b->config, "w");
	assert_non_null(f);
	fprintf(f,
		"gateway: { store = \"sqlite:%s/keng.db\"; unsure_wait_s = 60; };\n"
		"links: ( { name = \"modem-1\"; kind = \"gammu\"; device = \"/dev/null\"; } );\n",
		b->folder);
	fclose(f);
	buf_init(&b->in);
	buf_init(&config_faults);
	faults_init(&faults);
	b->r.base = event_base_new();
	b->r.flush_event = event_new(b->r.base, -1, 0, quiet, NULL);
	b->r.config = config_load(b->config, &config_faults);
	b->r.menus = menus_load("etc/menus.d", &faults);
	assert_non_null(b->r.config);
	assert_non_null(b->r.menus);
	b->r.store = store_open_failing(b->r.config->store, 1, &why);
	assert_non_null(b->r.store);
	b->r.programme = programme_new(b->r.store, b->r.menus, b->r.config, clock_wall_us(), &why);
	assert_non_null(b->r.programme);
	peer_follow_config(&b->r);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
	b->link = ends[1];
	peer_up(&b->r, "modem-1", ends[0]);
	b->r.peers[0].window = 1;
	b->r.next_due_us = INT64_MAX; /* no schedule of its own in these tests */
	b->r.next_join_us = INT64_MAX;
	faults_fini(&faults);
	buf_fini(&config_faults);
}

static void end(struct bench *b)
{
	char command[64];

	peer_fini(&b->r);
	group_fini(&b->r);
	programme_free(&b->r.programme);
	store_close(&b->r.store);
	menus_free(&b->r.menus);
	config_free(&b->r.config);
	event_free(b->r.flush_event);
	event_base_free(b->r.base);
	buf_fini(&b->in);
	close(b->link);
	snprintf(command, sizeof command, "rm -rf %s", b->folder);
	assert_int_equal(system(command), 0);
}

static void text_comes(struct bench *b, uint64_t token, const char *identity, const char *text)
{
	struct frame f = { .type = FRAME_INBOUND,
		.u.inbound = {
			.token = token, .identity = identity, .from = FROM, .text = text, .part = 1, .parts = 1 } };

	group_add(&b->r, &b->r.peers[0], &f);
}

static void link_says(struct bench *b, enum frame_type type, const void *body, size_t n)
{
	struct frame f = { .type = type };

	memcpy(&f.u, body, n);
	group_add(&b->r, &b->r.peers[0], &f);
}

/* The next frame that the link hears; type 0 when there is none. */
static struct frame link_hears(struct bench *b)
{
	struct frame f = { 0 };
	size_t used;
	ssize_t n = read(b->link, buf_room(&b->in, 65536), 65536);
	static struct buf kept; /* what the returned frame points into */

	if (n > 0)
		b->in.length += (size_t)n;
	buf_fini(&kept);
	if (frame_decode(b->in.data, b->in.length, &f, &used, NULL) != 1)
		return (struct frame){ 0 };
	buf_init(&kept);
	buf_add(&kept, b->in.data, used);
	frame_decode(kept.data, kept.length, &f, &used, NULL);
	buf_drop(&b->in, used);
	return f;
}

static int64_t ask(struct bench *b, const char *sql)
{
	struct query *q = store_query(b->r.store, sql, NULL);
	int64_t value;

	assert_int_equal(query_step(q, NULL), STEP_ROW);
	value = query_column_int(q, 0);
	query_end(q);
	return value;
}

static void a_text_is_kept_and_answered_in_one_commit(void **state)
{
	struct bench b;
	struct frame f;

	(void)state;
	begin(&b);
	text_comes(&b, 7, "id-1", "tro giup");
	assert_int_equal(link_hears(&b).type, 0); /* nothing is said before the commit */
	group_run(&b.r);
	f = link_hears(&b);
	assert_int_equal(f.type, FRAME_KEPT);
	assert_int_equal(f.u.kept.token, 7);
	f = link_hears(&b);
	assert_int_equal(f.type, FRAME_SUBMIT);
	assert_string_equal(f.u.submit.to, FROM);
	assert_int_equal(ask(&b, "SELECT count(*) FROM message WHERE direction = 'in' AND state = 'done'"), 1);
	assert_int_equal(ask(&b, "SELECT count(*) FROM message WHERE direction = 'out' AND state = 'sending'"), 1);
	end(&b);
}

static void whatever_store_call_fails_the_link_hears_kept_only_when_it_is_kept(void **state)
{
	(void)state;
	for (long nth = 1;; nth++) {
		struct bench b;
		bool kept = false;
		int64_t in, out;

		begin(&b);
		text_comes(&b, 7, "id-1", "tro giup");
		store_fail_at(b.r.store, nth);
		group_run(&b.r);
		store_fail_at(b.r.store, 0);
		for (struct frame f = link_hears(&b); f.type != 0; f = link_hears(&b))
			kept = kept || f.type == FRAME_KEPT;
		in = ask(&b, "SELECT count(*) FROM message WHERE direction = 'in'");
		out = ask(&b, "SELECT count(*) FROM message WHERE direction = 'out'");
		assert_int_equal(in, kept);
		assert_int_equal(out, in);
		if (!kept) { /* it stays in the queue, and is taken when the store works again */
			assert_false(group_is_empty(&b.r));
			assert_false(store_in_transaction(b.r.store));
		}
		end(&b);
		if (kept && nth > 40)
			return; /* every call of the first attempt has had its turn */
	}
}

static void an_item_read_twice_is_acted_on_once_and_kept_twice(void **state)
{
	struct bench b;
	unsigned kept = 0, submits = 0;

	(void)state;
	begin(&b);
	text_comes(&b, 1, "id-1", "tro giup");
	text_comes(&b, 2, "id-1", "tro giup");
	group_run(&b.r);
	for (struct frame f = link_hears(&b); f.type != 0; f = link_hears(&b)) {
		kept += f.type == FRAME_KEPT;
		submits += f.type == FRAME_SUBMIT;
	}
	assert_int_equal(kept, 2);
	assert_int_equal(submits, 1);
	end(&b);
}

static void many_texts_are_one_commit(void **state)
{
	struct bench b;
	unsigned kept = 0;

	(void)state;
	begin(&b);
	for (int i = 0; i < 50; i++) {
		char identity[16];

		snprintf(identity, sizeof identity, "id-%d", i);
		text_comes(&b, (uint64_t)i, identity, "tro giup");
	}
	group_run(&b.r);
	assert_true(group_is_empty(&b.r));
	for (struct frame f = link_hears(&b); f.type != 0; f = link_hears(&b))
		kept += f.type == FRAME_KEPT;
	assert_int_equal(kept, 50);
	end(&b);
}

static void a_link_that_dies_leaves_its_text_unsure_and_its_works_forgotten(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	text_comes(&b, 1, "id-1", "tro giup");
	group_run(&b.r);
	text_comes(&b, 2, "id-2", "tro giup");
	close(b.link);
	b.link = -1;
	b.r.halted_until_us = INT64_MAX; /* so that only the end of the link is seen */
	event_base_loop(b.r.base, EVLOOP_ONCE);
	assert_null(b.r.peers[0].port);
	assert_true(group_is_empty(&b.r));
	assert_int_equal(ask(&b, "SELECT count(*) FROM message WHERE state = 'unsure'"), 1);
	assert_int_equal(
		ask(&b, "SELECT count(*) FROM message WHERE direction = 'in'"), 1); /* the SIM has the other still */
	end(&b);
}

static void a_text_that_killed_the_router_before_is_set_aside(void **state)
{
	struct bench b;
	struct frame f = { .type = FRAME_INBOUND,
		.u.inbound = {
			.token = 9, .identity = "id-9", .from = FROM, .text = "tro giup", .part = 1, .parts = 1 } };
	struct why why;

	(void)state;
	begin(&b);
	b.r.careful = true;
	for (int i = 0; i < 2; i++) /* two lives in which it was tried, and that ended there */
		assert_int_equal(inbound_mark_attempt(&b.r, &f, &why), 0);
	group_add(&b.r, &b.r.peers[0], &f);
	group_run(&b.r);
	assert_int_equal(link_hears(&b).type, FRAME_KEPT);
	assert_int_equal(link_hears(&b).type, 0);
	assert_int_equal(ask(&b, "SELECT count(*) FROM message WHERE state = 'poison'"), 1);
	assert_int_equal(ask(&b, "SELECT count(*) FROM alarm WHERE kind = 'poison'"), 1);
	end(&b);
}

static void what_a_text_brings_about_may_be_due_before_anything_that_was_known(void **state)
{
	struct bench b;
	struct why why;

	(void)state;
	begin(&b);
	text_comes(&b, 1, "id-1", "tro giup");
	group_run(&b.r);
	/* It was far away; now the schedule has been looked at again. */
	assert_true(b.r.next_due_us < INT64_MAX);
	b.r.next_due_us = INT64_MAX;
	assert_int_equal(store_begin(b.r.store, &why), 0);
	assert_int_equal(due_add(b.r.store, "ticket", "1", clock_wall_us() + CLOCK_MINUTE, "", &why), 0);
	assert_int_equal(store_commit(b.r.store, &why), 0);
	text_comes(&b, 2, "id-2", "tro giup");
	group_run(&b.r);
	assert_true(b.r.next_due_us <= clock_wall_us() + CLOCK_MINUTE);
	end(&b);
}

static void a_send_walks_from_queued_to_delivered(void **state)
{
	struct bench b;
	struct frame f;
	int64_t id;

	(void)state;
	begin(&b);
	text_comes(&b, 1, "id-1", "tro giup");
	group_run(&b.r);
	link_hears(&b);
	f = link_hears(&b);
	id = (int64_t)f.u.submit.message;
	link_says(&b, FRAME_PART_SENT, &(struct frame_part_sent){ (uint64_t)id, 1, 77, "" },
		sizeof(struct frame_part_sent));
	link_says(
		&b, FRAME_DONE, &(struct frame_done){ (uint64_t)id, FRAME_SENT, 0, -1, "" }, sizeof(struct frame_done));
	group_run(&b.r);
	assert_int_equal(ask(&b, "SELECT count(*) FROM message WHERE state = 'sent'"), 1);
	link_says(&b, FRAME_RECEIPT, &(struct frame_receipt){ 3, "r-1", 77, "", FROM, 0, 0, 0 },
		sizeof(struct frame_receipt));
	group_run(&b.r);
	assert_int_equal(link_hears(&b).type, FRAME_KEPT);
	assert_int_equal(ask(&b, "SELECT count(*) FROM message WHERE state = 'delivered'"), 1);
	end(&b);
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
		text_comes(&b, 1, "id-1", "tro giup");
		group_run(&b.r);
		link_hears(&b);
		f = link_hears(&b);
		link_says(&b, FRAME_DONE,
			&(struct frame_done){ f.u.submit.message, FRAME_REFUSED, 1, rows[i].cms, "no" },
			sizeof(struct frame_done));
		group_run(&b.r);
		snprintf(sql, sizeof sql, "SELECT count(*) FROM message WHERE direction = 'out' AND state = '%s'",
			rows[i].state);
		assert_int_equal(ask(&b, sql), 1);
		end(&b);
	}
}

static void an_unsure_text_goes_once_more_and_never_a_third_time(void **state)
{
	struct bench b;
	struct why why;
	int64_t later_us = clock_wall_us();

	(void)state;
	begin(&b);
	text_comes(&b, 1, "id-1", "tro giup");
	group_run(&b.r);
	for (int time = 1; time <= 2; time++) {
		uint64_t id = (uint64_t)ask(&b, "SELECT id FROM message WHERE direction = 'out'");

		assert_int_equal(ask(&b, "SELECT count(*) FROM message WHERE state = 'sending'"), 1);
		link_says(&b, FRAME_DONE, &(struct frame_done){ id, FRAME_UNSURE, 1, -1, "no answer" },
			sizeof(struct frame_done));
		group_run(&b.r);
		assert_int_equal(ask(&b, "SELECT unsure FROM message WHERE state = 'unsure'"), time);
		later_us += 3600 * CLOCK_SECOND;
		b.r.peers[0].window = 1;
		assert_int_equal(store_begin(b.r.store, &why), 0);
		assert_int_equal(outbound_settle_waits(&b.r, later_us, &why), 0);
		assert_int_equal(outbound_dispatch(&b.r, later_us, &why), 0);
		assert_int_equal(store_commit(b.r.store, &why), 0);
	}
	assert_int_equal(ask(&b, "SELECT count(*) FROM message WHERE state = 'unsure'"), 1);
	assert_true(outbound_next_us(&b.r) > later_us + 365 * CLOCK_DAY); /* and nobody wakes for it again */
	end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_kept_and_answered_in_one_commit),
		cmocka_unit_test(whatever_store_call_fails_the_link_hears_kept_only_when_it_is_kept),
		cmocka_unit_test(an_item_read_twice_is_acted_on_once_and_kept_twice),
		cmocka_unit_test(many_texts_are_one_commit),
		cmocka_unit_test(a_link_that_dies_leaves_its_text_unsure_and_its_works_forgotten),
		cmocka_unit_test(a_text_that_killed_the_router_before_is_set_aside),
		cmocka_unit_test(what_a_text_brings_about_may_be_due_before_anything_that_was_known),
		cmocka_unit_test(a_send_walks_from_queued_to_delivered),
		cmocka_unit_test(what_one_refusal_means_for_the_text),
		cmocka_unit_test(an_unsure_text_goes_once_more_and_never_a_third_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
