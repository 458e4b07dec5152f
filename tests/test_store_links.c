/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the store knows of links: their use by the hour, routes of numbers, SIM cards and devices, tests of the air. */
#include "gateway/base/clock.h"
#include "store/link_use.h"
#include "store/message.h"
#include "store/route.h"
#include "store/self_test.h"
#include "store/sim_device.h"
#include "tests/help/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#define NOW INT64_C(1660788000000000) /* 2022-08-18T09:00:00+07:00 */
#define LAN "+84905000001"

static struct why why;

#define ok(call)                                                                                                       \
	do {                                                                                                           \
		if ((call) == -1)                                                                                      \
			fail_msg("%s", why.text);                                                                      \
	} while (0)

static int set_up(void **state)
{
	struct store *st = engine_open(1);

	*state = st;
	return st == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
	struct store *st = *state;

	store_close(&st);
	return 0;
}

static void uses_add_up_within_the_hour_and_over_the_hours(void **state)
{
	struct store *st = *state;
	struct link_use sum;
	int64_t parts;

	ok(link_use_add(st, "v1", &(struct link_use){ .parts = 3, .texts = 2, .sent_at = NOW }, NOW, &why));
	ok(link_use_add(st, "v1", &(struct link_use){ .parts = 1, .refused = 1 }, NOW + CLOCK_MINUTE, &why));
	ok(link_use_add(st, "v1", &(struct link_use){ .parts = 5, .received = 1, .received_at = NOW + CLOCK_HOUR },
		NOW + CLOCK_HOUR, &why));
	ok(link_use_add(st, "v2", &(struct link_use){ .parts = 100 }, NOW, &why));
	ok(link_use_since(st, "v1", NOW, &sum, &why));
	assert_int_equal(sum.parts, 9);
	assert_int_equal(sum.refused, 1);
	ok(link_use_since(st, "v1", NOW + CLOCK_HOUR, &sum, &why));
	assert_int_equal(sum.parts, 5);
	assert_true(sum.sent_at == NOW && sum.received_at == NOW + CLOCK_HOUR); /* whenever that was */
	ok(link_use_parts(st, "v1", NOW, &parts, &why));
	assert_int_equal(parts, 9);
	ok(link_use_parts(st, "v1", NOW + CLOCK_HOUR, &parts, &why));
	assert_int_equal(parts, 5);
	ok(link_use_parts(st, "v9", 0, &parts, &why));
	assert_int_equal(parts, 0);
	ok(link_use_since(st, "v9", 0, &sum, &why));
	assert_int_equal(sum.parts, 0);
	ok(link_use_prune(st, NOW + CLOCK_HOUR, &why));
	ok(link_use_since(st, "v1", 0, &sum, &why));
	assert_int_equal(sum.parts, 5);
}

static void a_number_waits_with_its_prefix_until_something_else_is_learnt(void **state)
{
	struct store *st = *state;
	char queue[RECORD_WORD_OCTETS];

	ok(route_queue(st, LAN, queue, &why));
	assert_string_equal(queue, "@mobifone");
	ok(route_learn(st, LAN, "viettel", NOW, &why));
	ok(route_queue(st, LAN, queue, &why));
	assert_string_equal(queue, "@viettel");
	ok(route_learn(st, LAN, "mobifone", NOW, &why)); /* it came back: nothing is to be remembered */
	ok(route_queue(st, LAN, queue, &why));
	assert_string_equal(queue, "@mobifone");
	ok(route_queue(st, "191", queue, &why));
	assert_string_equal(queue, "");
}

/* All of these headers once; false when a call failed. */
static bool use_everything(struct store *st)
{
	struct self_test test = { .token = "t1", .from = "v1", .to = "v2", .at = NOW, .until = NOW + 9 };
	char queue[RECORD_WORD_OCTETS], before[SIM_DEVICE_OCTETS];
	struct link_use use = { .parts = 1 };
	int64_t n;

	return link_use_add(st, "v1", &use, NOW, &why) == 0 && link_use_since(st, "v1", 0, &use, &why) == 0 &&
	       use.parts == 1 && link_use_parts(st, "v1", 0, &n, &why) == 0 && n == 1 &&
	       link_use_in_hand(st, "v1", &n, &why) == 0 && link_use_prune(st, 0, &why) == 0 &&
	       route_learn(st, LAN, "viettel", NOW, &why) == 0 && route_queue(st, LAN, queue, &why) == 0 &&
	       strcmp(queue, "@viettel") == 0 &&
	       sim_device_see(st, "452", "35", "v1", NOW, before, &why) == SIM_DEVICE_NEW &&
	       sim_device_see(st, "452", "36", "v1", NOW, before, &why) == SIM_DEVICE_MOVED &&
	       sim_device_accept(st, "452", "36", NOW + 1, &why) == 0 &&
	       sim_device_see(st, "452", "36", "v1", NOW, before, &why) == SIM_DEVICE_KNOWN &&
	       self_test_begin(st, &test, &why) == 0 && self_test_get(st, "t1", &test, &why) == 0 &&
	       self_test_waiting(st, &test, &why) == 0 && strcmp(test.token, "t1") == 0 &&
	       self_test_end(st, "t1", NOW + 1, false, &why) == 0 && self_test_last(st, "v1", &test, &why) == 0 &&
	       test.arrived_at == NOW + 1 && self_test_prune(st, NOW + 1, &why) == 0;
}

static void whatever_call_fails_it_is_said(void **state)
{
	(void)state;
	for (long nth = 0;; nth++) {
		struct store *st = engine_open(1);
		bool done;

		assert_non_null(st);
		store_fail_at(st, nth);
		why.text[0] = '\0';
		done = use_everything(st);
		store_close(&st);
		if (nth == 0)
			assert_true(done);
		else if (done)
			return; /* every call has had its turn */
		else
			assert_true(why.text[0] != '\0');
	}
}

#define STORE_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(uses_add_up_within_the_hour_and_over_the_hours),
		STORE_TEST(a_number_waits_with_its_prefix_until_something_else_is_learnt),
		cmocka_unit_test(whatever_call_fails_it_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
