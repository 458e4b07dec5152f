/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A SIM that is found in another device sends nothing until somebody says that it is meant. */
#include "gateway/router/pairing.h"

#include "gateway/router/group.h"
#include "store/store.h"
#include "tests/help/engine.h"
#include "tests/help/router.h"

#include <event2/event.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define LINK(name) "{ name = \"" name "\"; kind = \"gammu\"; device = \"/dev/" name "\"; }"
#define LINKS      LINK("one") ", " LINK("two")
#define ALARMS     "SELECT count(*) FROM alarm WHERE cleared_at = 0 AND kind LIKE 'sim-%'"

static struct why why;

/* The link has this SIM in this device, and is ready. */
static void has(struct bench *b, unsigned link, const char *imsi, const char *imei)
{
	struct frame f = { .type = FRAME_LINK_STATE,
		.u.link_state = { .state = "ready", .imei = imei, .imsi = imsi, .network = "home" } };

	assert_int_equal(frame_write(b->link[link], &f, &why), 0);
	event_base_loop(b->r.base, EVLOOP_NONBLOCK);
	/* Before it is judged, it may not send. */
	assert_false(pairing_allows(&b->r.peers[link]) && b->r.waiting > 0);
	group_run(&b->r);
}

static void what_is_seen_first_belongs_together(void **state)
{
	struct bench b;

	(void)state;
	bench_begin(&b, "", LINKS);
	has(&b, 0, "452-1", "35-1");
	has(&b, 1, "452-2", "35-2");
	assert_true(pairing_allows(&b.r.peers[0]));
	assert_true(pairing_allows(&b.r.peers[1]));
	assert_int_equal(bench_ask(&b, ALARMS), 0);
	bench_end(&b);
}

static void a_sim_in_another_device_is_held_and_told_of_once(void **state)
{
	struct bench b;

	(void)state;
	bench_begin(&b, "admins = [ \"+84905000099\" ];", LINKS);
	has(&b, 0, "452-1", "35-1");
	has(&b, 0, "452-1", "35-9");
	assert_false(pairing_allows(&b.r.peers[0]));
	assert_int_equal(bench_ask(&b, ALARMS), 1);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE kind = 'alarm'"), 1);
	bench_hears(&b, 1); /* the alarm went by the other link */
	b.r.peers[0].window = b.r.peers[1].window = 1;
	bench_text(&b, 1, "id-1", "tro giup"); /* it is heard, and the answer goes by another */
	group_run(&b.r);
	assert_int_equal(bench_hears(&b, 0).type, FRAME_KEPT);
	assert_int_equal(bench_hears(&b, 0).type, 0);
	assert_int_equal(bench_hears(&b, 1).type, FRAME_SUBMIT);
	bench_end(&b);
}

static void a_device_with_another_sim_is_held_too(void **state)
{
	struct bench b;

	(void)state;
	bench_begin(&b, "", LINKS);
	has(&b, 0, "452-1", "35-1");
	has(&b, 0, "452-7", "35-1");
	assert_false(pairing_allows(&b.r.peers[0]));
	assert_int_equal(bench_ask(&b, ALARMS), 1);
	bench_end(&b);
}

static void put_back_it_sends_again(void **state)
{
	struct bench b;

	(void)state;
	bench_begin(&b, "", LINKS);
	has(&b, 0, "452-1", "35-1");
	has(&b, 0, "452-1", "35-9");
	assert_false(pairing_allows(&b.r.peers[0]));
	has(&b, 0, "452-1", "35-1");
	assert_true(pairing_allows(&b.r.peers[0]));
	assert_int_equal(bench_ask(&b, ALARMS), 0);
	bench_end(&b);
}

static void accepted_it_belongs_there_and_no_longer_where_it_was(void **state)
{
	struct bench b;

	(void)state;
	bench_begin(&b, "", LINKS);
	assert_int_equal(pairing_accept(&b.r, &b.r.peers[0], "root", &why), -1); /* there is nothing to accept */
	has(&b, 0, "452-1", "35-1");
	has(&b, 0, "452-1", "35-9");
	assert_int_equal(pairing_accept(&b.r, &b.r.peers[0], "root", &why), 0);
	assert_true(pairing_allows(&b.r.peers[0]));
	assert_int_equal(bench_ask(&b, ALARMS), 0);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM audit WHERE what = 'link accept' AND who = 'root'"), 1);
	has(&b, 0, "452-1", "35-1");
	assert_false(pairing_allows(&b.r.peers[0]));
	bench_end(&b);
}

static void two_sims_that_changed_places_are_both_held(void **state)
{
	struct bench b;

	(void)state;
	bench_begin(&b, "", LINKS);
	has(&b, 0, "452-1", "35-1");
	has(&b, 1, "452-2", "35-2");
	has(&b, 0, "452-2", "35-1");
	has(&b, 1, "452-1", "35-2");
	assert_false(pairing_allows(&b.r.peers[0]));
	assert_false(pairing_allows(&b.r.peers[1]));
	assert_int_equal(bench_ask(&b, ALARMS), 2);
	bench_end(&b);
}

static void without_the_hold_there_is_only_the_alarm(void **state)
{
	struct bench b;

	(void)state;
	bench_begin(&b, "hold_moved_sim = false;", LINKS);
	has(&b, 0, "452-1", "35-1");
	has(&b, 0, "452-1", "35-9");
	assert_true(pairing_allows(&b.r.peers[0]));
	assert_int_equal(bench_ask(&b, ALARMS), 1);
	bench_end(&b);
}

static void whatever_store_call_fails_it_stays_held(void **state)
{
	(void)state;
	for (long nth = 1;; nth += engine_stride()) {
		struct bench b;
		bool accepted;

		bench_begin(&b, "", LINKS);
		has(&b, 0, "452-1", "35-1");
		has(&b, 0, "452-1", "35-9");
		store_fail_at(b.r.store, nth);
		accepted = pairing_accept(&b.r, &b.r.peers[0], "root", &why) == 0;
		store_fail_at(b.r.store, 0);
		assert_int_equal(pairing_allows(&b.r.peers[0]), accepted);
		assert_int_equal(bench_ask(&b, ALARMS), !accepted);
		bench_end(&b);
		if (accepted)
			return;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_seen_first_belongs_together),
		cmocka_unit_test(a_sim_in_another_device_is_held_and_told_of_once),
		cmocka_unit_test(a_device_with_another_sim_is_held_too),
		cmocka_unit_test(put_back_it_sends_again),
		cmocka_unit_test(accepted_it_belongs_there_and_no_longer_where_it_was),
		cmocka_unit_test(two_sims_that_changed_places_are_both_held),
		cmocka_unit_test(without_the_hold_there_is_only_the_alarm),
		cmocka_unit_test(whatever_store_call_fails_it_stays_held),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
