/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A router that hangs, again and again, as by a text that it goes round with for ever: texts are taken one by one in the
 * end, so that the one is found and set aside. That it is killed takes a minute each time. */
#include "gateway/base/clock.h"
#include "tests/help/gateway.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unistd.h>

#define KILLED_MS 90000 /* six pings of ten seconds, and some */
#define BACK_MS   20000

static void wait_until_it_answers(const struct gateway *g)
{
	static const char *const status[] = { "status", NULL };
	int64_t until_us = clock_mono_us() + BACK_MS * INT64_C(1000);

	while (gateway_keng(g, NULL, status) == 3) { /* no gateway listens */
		assert_true(clock_mono_us() < until_us);
		usleep(50000);
	}
}

static void a_router_that_hangs_twice_takes_texts_one_by_one(void **state)
{
	struct gateway g;

	(void)state;
	gateway_init(&g, "", "");
	gateway_start(&g);
	for (int i = 0; i < 2; i++) {
		long since = gateway_log_end(&g);

		assert_false(gateway_log_has(&g, "event=careful"));
		assert_int_equal(kill(gateway_pid_of(&g, "router"), SIGSTOP), 0);
		gateway_wait_log(&g, since, "event=kill", "role=router", KILLED_MS);
		gateway_wait_log(&g, since, "event=started", "role=router", BACK_MS);
		wait_until_it_answers(&g);
	}
	assert_true(gateway_log_has(&g, "event=careful"));
	gateway_fini(&g);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_router_that_hangs_twice_takes_texts_one_by_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
