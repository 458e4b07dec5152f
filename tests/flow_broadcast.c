/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The story of one text to many over real processes and a simulated modem: shown, confirmed, and still sent once to each
 * although everything is killed in the middle. */
#include "tests/help/gateway.h"
#include "tests/help/sim.h"
#include "tests/help/whole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define WAIT_MS 120000
#define MORE    1100 /* people: more than a text goes to at once */
#define BULK    "FROM message WHERE kind = 'bulk'"

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

static void bring_more(struct whole *w)
{
	char rows[MORE * 80] = "phone,name,role,unit,team,status,consent_at\n", links[256];
	size_t n = strlen(rows);

	for (int i = 0; i < MORE; i++)
		n += (size_t)snprintf(rows + n, sizeof rows - n,
			"+8491%07d,Lê Thị Mẫu,thanh_vien,2104901,1,active,2022-08-10\n", 1000000 + i);
	gateway_bring(&w->gateway, "members", rows);
	gateway_stop(&w->gateway);
	snprintf(links, sizeof links, "{ name = \"modem-1\"; kind = \"gammu\"; device = \"%s/modem-1\"; rate = 6000; }",
		w->sim.folder);
	gateway_configure(&w->gateway, links, "unsure_wait_s = 5;");
	gateway_start(&w->gateway);
}

static void a_text_to_very_many_goes_on_where_it_was_when_all_was_killed(void **state)
{
	struct whole w;

	(void)state;
	whole_begin(&w);
	bring_more(&w);
	whole_says(&w, CHAIR, "TB mai 8h hop tai UBND xa");
	whole_heard(&w, CHAIR, "toi 1107 nguoi (xa Van Tuong): 1107 tin");
	whole_says(&w, CHAIR, "XN");
	for (int i = 0; i < 3; i++) { /* in the middle of making and of sending them */
		gateway_wait_ask(&w.gateway, "SELECT count(*) > 0 " BULK, 1, WAIT_MS);
		gateway_kill_all(&w.gateway);
		gateway_start(&w.gateway);
	}
	gateway_wait_ask(&w.gateway, "SELECT count(*) " BULK " AND state = 'delivered'", MORE + 7, WAIT_MS);
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) " BULK), MORE + 7);
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(DISTINCT phone) " BULK), MORE + 7);
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM recipient"), 0);
	whole_says(&w, CHAIR, "TB 1");
	whole_heard(&w, CHAIR, "TB 1: da gui 1107/1107 nguoi");
	whole_end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_to_many_is_shown_confirmed_and_reaches_each_once),
		cmocka_unit_test(a_text_to_very_many_goes_on_where_it_was_when_all_was_killed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
