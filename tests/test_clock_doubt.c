/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A clock that is wrong by days: nothing is done by it until it has been set, or the network agrees with it. */
#include "gateway/router/clock_doubt.h"

#include "gateway/router/group.h"
#include "tests/help/router.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define LINKS   "{ name = \"v\"; kind = \"gammu\"; device = \"/dev/v\"; }"
#define BOOT_US INT64_C(946684800000000) /* 2000-01-01, where a clock without a battery begins */

static void begin(struct bench *b, int64_t wall_us)
{
	bench_begin(b, "", LINKS);
	b->hands = (struct clock_hands){ wall_us, CLOCK_SECOND };
	b->r.clock = &b->hands;
}

static void text(struct bench *b, int64_t network_us)
{
	static uint64_t n;
	char identity[24];
	struct frame f = { .type = FRAME_INBOUND };

	snprintf(identity, sizeof identity, "id-%llu", (unsigned long long)++n);
	f.u.inbound = (struct frame_inbound){ .token = n,
		.identity = identity,
		.from = BENCH_FROM,
		.text = "tro giup",
		.smsc_us = network_us,
		.part = 1,
		.parts = 1 };
	group_add(&b->r, &b->r.peers[0], &f);
	group_run(&b->r);
}

static int64_t taken(struct bench *b)
{
	return bench_ask(b, "SELECT count(*) FROM message WHERE direction = 'in'");
}

/* The process begins once more, with that clock; the store knows what has come before. */
static void begin_again(struct bench *b, int64_t wall_us)
{
	text(b, 0);
	b->r.trust = (struct clock_trust){ .known = false };
	b->hands.wall_us = wall_us;
}

static void pass(struct bench *b, int64_t us)
{
	b->hands.wall_us += us;
	b->hands.mono_us += us;
	group_run(&b->r);
}

static void a_clock_that_begins_in_2000_is_waited_for(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, clock_wall_us());
	begin_again(&b, BOOT_US);
	while (bench_hears(&b, 0).type != 0)
		;
	text(&b, clock_wall_us());
	assert_int_equal(taken(&b), 1);
	assert_int_equal(bench_hears(&b, 0).type, 0); /* the SIM keeps it */
	assert_non_null(strstr(b.r.store_fault, "the clock says 2000-01-01T"));
	pass(&b, 40 * CLOCK_MINUTE);
	text(&b, clock_wall_us()); /* the network says so, too: longer than an hour if need be */
	pass(&b, 40 * CLOCK_MINUTE);
	assert_int_equal(taken(&b), 1);
	b.hands.wall_us = clock_wall_us() + 80 * CLOCK_MINUTE; /* it is set */
	pass(&b, 5 * CLOCK_SECOND);
	assert_int_equal(taken(&b), 3);
	assert_string_equal(b.r.store_fault, "");
	bench_end(&b);
}

static void nothing_is_waited_for_longer_than_an_hour(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, clock_wall_us());
	begin_again(&b, BOOT_US);
	text(&b, 0); /* over SMPP nobody says when */
	pass(&b, 59 * CLOCK_MINUTE);
	assert_int_equal(taken(&b), 1);
	pass(&b, 2 * CLOCK_MINUTE);
	assert_int_equal(taken(&b), 2);
	bench_end(&b);
}

/* What would be due in a year is not done, and not left out as stale either. */
static void a_year_too_many_is_noticed_and_nothing_due_is_lost(void **state)
{
	int64_t now_us = clock_wall_us();
	struct bench b;

	(void)state;
	begin(&b, now_us);
	text(&b, now_us);
	assert_int_equal(taken(&b), 1);
	b.hands.wall_us += 366 * CLOCK_DAY;
	pass(&b, CLOCK_MINUTE);
	text(&b, now_us);
	assert_int_equal(taken(&b), 1);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM due WHERE kind = 'digest' AND done_at > 0"), 0);
	b.hands.wall_us -= 366 * CLOCK_DAY;
	pass(&b, CLOCK_MINUTE);
	assert_int_equal(taken(&b), 2);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM due WHERE kind = 'digest' AND done_at > 0"), 0);
	bench_end(&b);
}

/* The box slept: the clock goes on, the monotonic one did not. The first text says that it is right. */
static void the_network_believes_a_clock(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, clock_wall_us());
	text(&b, 0);
	b.hands.wall_us += 3 * CLOCK_DAY;
	pass(&b, CLOCK_MINUTE);
	assert_string_not_equal(b.r.store_fault, "");
	b.hands.mono_us += 10 * CLOCK_SECOND;
	text(&b, b.hands.wall_us - 8 * CLOCK_HOUR); /* of another zone */
	assert_int_equal(taken(&b), 2);
	bench_end(&b);
}

static void an_hour_more_or_less_is_nothing(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, clock_wall_us());
	text(&b, 0);
	b.hands.wall_us -= 50 * CLOCK_MINUTE;
	text(&b, 0);
	b.hands.wall_us += 20 * CLOCK_HOUR;
	text(&b, 0);
	assert_int_equal(taken(&b), 3);
	bench_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_clock_that_begins_in_2000_is_waited_for),
		cmocka_unit_test(nothing_is_waited_for_longer_than_an_hour),
		cmocka_unit_test(a_year_too_many_is_noticed_and_nothing_due_is_lost),
		cmocka_unit_test(the_network_believes_a_clock),
		cmocka_unit_test(an_hour_more_or_less_is_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
