/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How fast a message-centre link sends when the centre throttles, on a clock moved by hand. */
#include "gateway/smpp/smpp_pace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define SECOND INT64_C(1000000)
#define STEP   (SECOND / 1000)

struct link {
	struct smpp_pace pace;
	int64_t now_us;
	unsigned sent, throttled;
};

/* Send what may be sent for so many seconds, `wanted` units a second at most; the centre takes `takes` in each, and
 * throttles the rest. Returns how many it took. */
static unsigned run(struct link *l, int seconds, unsigned wanted, unsigned takes)
{
	unsigned taken = 0, all = 0;

	for (int s = 0; s < seconds; s++) {
		taken = 0;
		for (int64_t until_us = l->now_us + SECOND; l->now_us < until_us; l->now_us += STEP) {
			int64_t wait_us;

			if ((l->now_us - until_us + SECOND) * wanted / SECOND <= l->sent ||
				!smpp_pace_may(&l->pace, l->now_us, &wait_us))
				continue;
			l->sent++;
			smpp_pace_sent(&l->pace, l->now_us);
			if (taken < takes)
				taken++;
			else {
				l->throttled++;
				smpp_pace_throttled(&l->pace, l->now_us);
			}
		}
		all += taken;
		l->sent = 0;
	}
	return all;
}

static struct link begin(double rate)
{
	struct link l = { .now_us = 1000 * SECOND };

	smpp_pace_init(&l.pace, rate);
	return l;
}

static void without_throttling_only_the_configured_rate_counts(void **state)
{
	struct link l = begin(0), slow = begin(20);

	(void)state;
	assert_in_range(run(&l, 10, 500, 1000), 4950, 5000);
	assert_in_range(run(&slow, 10, 500, 1000), 195, 205);
}

static void after_a_short_time_of_throttling_it_is_soon_as_fast_as_before(void **state)
{
	struct link l = begin(0);

	(void)state;
	run(&l, 5, 100, 1000);
	run(&l, 5, 100, 0); /* everything is throttled */
	assert_true(run(&l, 20, 100, 1000) > 700);
	run(&l, 5, 100, 1000);
	assert_in_range(run(&l, 5, 100, 1000), 490, 500);
}

static void a_centre_that_takes_less_gets_what_it_takes_and_is_seldom_asked_for_more(void **state)
{
	struct link l = begin(0);

	(void)state;
	run(&l, 5, 100, 1000);
	run(&l, 30, 100, 20); /* from now on */
	l.throttled = 0;
	assert_true(run(&l, 60, 100, 20) > 60 * 20 / 2);
	assert_in_range(l.throttled, 1, 60 * 20 / 20);
}

static void a_configured_rate_is_reached_again_and_never_passed(void **state)
{
	struct link l = begin(50);

	(void)state;
	run(&l, 5, 100, 1000);
	run(&l, 3, 100, 0);
	run(&l, 40, 100, 1000);
	assert_in_range(run(&l, 10, 100, 1000), 490, 505);
}

static void a_quiet_link_is_not_held_back_for_having_been_quiet(void **state)
{
	struct link l = begin(0);

	(void)state;
	run(&l, 5, 100, 1000);
	run(&l, 1, 100, 10);
	run(&l, 10, 1, 1000); /* little to send */
	run(&l, 1, 1, 0);     /* and that is throttled */
	assert_true(run(&l, 10, 100, 1000) > 300);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_throttling_only_the_configured_rate_counts),
		cmocka_unit_test(after_a_short_time_of_throttling_it_is_soon_as_fast_as_before),
		cmocka_unit_test(a_centre_that_takes_less_gets_what_it_takes_and_is_seldom_asked_for_more),
		cmocka_unit_test(a_configured_rate_is_reached_again_and_never_passed),
		cmocka_unit_test(a_quiet_link_is_not_held_back_for_having_been_quiet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
