/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The story of one text to many over real processes and a simulated modem: shown, confirmed, and still sent once to each
 * although everything is killed in the middle. */
#include "tests/help/gateway.h"
#include "tests/help/sim.h"
#include "tests/help/whole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define WAIT_MS 60000

static void a_text_to_many_is_shown_confirmed_and_reaches_each_once(void **state)
{
	struct whole w;

	(void)state;
	whole_begin(&w);
	whole_says(&w, HEAD, "TB mai hop");
	whole_heard(&w, HEAD, "So nay chua duoc giao quyen");
	whole_says(&w, CHAIR, "TB mai 8h hop tai UBND xa");
	whole_heard(&w, CHAIR, "toi 7 nguoi (xa Van Tuong): 7 tin");
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE kind = 'bulk'"), 0);
	whole_says(&w, CHAIR, "XN");
	gateway_wait_ask(&w.gateway, "SELECT count(*) FROM message WHERE kind = 'bulk'", 7, WAIT_MS);
	gateway_kill_all(&w.gateway);
	gateway_start(&w.gateway);
	gateway_wait_ask(
		&w.gateway, "SELECT count(*) FROM message WHERE kind = 'bulk' AND state = 'delivered'", 7, WAIT_MS);
	whole_heard(&w, HEAD, "UBND xa Van Tuong: mai 8h hop tai UBND xa");
	whole_heard(&w, OFFICER, "UBND xa Van Tuong: mai 8h hop tai UBND xa");
	whole_says(&w, CHAIR, "TB 1");
	whole_heard(&w, CHAIR, "TB 1: da gui 7/7 nguoi");
	whole_says(&w, CHAIR, "HUY TB 1");
	whole_heard(&w, CHAIR, "TB 1 da gui het cho 7 nguoi");
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE kind = 'bulk'"), 7);
	whole_end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_to_many_is_shown_confirmed_and_reaches_each_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
