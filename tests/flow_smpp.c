/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The whole gateway over a simulated message centre: real processes, real sockets. */
#include "gateway/base/clock.h"
#include "tests/help/gateway.h"
#include "tests/help/sim.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LEADER  "+84905100001" /* of seeds/demo: team leader of Sơn Trà */
#define WAIT_MS 30000

struct whole {
	struct simulator centre;
	struct gateway gateway;
};

static void links(const struct simulator *centre, const char *more, char to[1024])
{
	snprintf(to, 1024,
		"{ name = \"smsc\"; kind = \"smpp\"; host = \"127.0.0.1\"; port = %d; system_id = \"keng\";"
		" password = \"secret\"; address = \"8099\"; window = 20; response_s = 3; enquire_s = 1; %s }",
		centre->port, more);
}

static void begin(struct whole *w, const char *const *options, const char *more)
{
	static const char *const kinds[] = { "units", "teams", "members", "targets", NULL };
	char text[1024];

	simulator_start_centre(&w->centre, options);
	links(&w->centre, more, text);
	gateway_init(&w->gateway, text, "unsure_wait_s = 5; retry_first_s = 1;");
	gateway_bring_demo(&w->gateway, kinds);
	gateway_start(&w->gateway);
}

static void end(struct whole *w)
{
	gateway_stop(&w->gateway);
	assert_int_equal(simulator_counter(&w->centre, "faulty"), 0); /* nothing against the standard was sent */
	gateway_fini(&w->gateway);
	simulator_stop(&w->centre);
}

static void expect(struct whole *w, const char *to, const char *words)
{
	json_t *sent = simulator_wait_sent(&w->centre, to);
	const char *text = json_string_value(json_object_get(sent, "text"));

	if (strstr(text, words) == NULL)
		fail_msg("\"%s\" is not in \"%s\"", words, text);
	json_decref(sent);
}

static void a_report_goes_in_its_receipt_comes_out_and_is_delivered(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, NULL, "");
	simulator_text(&w.centre, 1, LEADER, "bc dvc 12 tt 3");
	expect(&w, LEADER, "DVC 12, TT 3");
	gateway_wait_ask(
		&w.gateway, "SELECT count(*) FROM message WHERE direction = 'out' AND state = 'delivered'", 1, WAIT_MS);
	end(&w);
}

static void ids_in_another_form_and_early_receipts_find_their_texts(void **state)
{
	static const char *const forms[] = { "hex-decimal", "decimal-hex" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		char more[64];
		struct whole w;

		snprintf(more, sizeof more, "ids = \"%s\";", forms[i]);
		begin(&w, (const char *const[]){ "--ids", forms[i], NULL }, more);
		simulator_do(&w.centre, "{\"do\": \"fault\", \"kind\": \"early\", \"times\": 8}");
		for (int n = 0; n < 16; n++) { /* ids past 9 differ in the two forms */
			simulator_text(&w.centre, 1, LEADER, "ct");
			expect(&w, LEADER, "DVC");
		}
		gateway_wait_ask(&w.gateway,
			"SELECT count(*) FROM message WHERE direction = 'out' AND state = 'delivered'", 16, WAIT_MS);
		assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM early_receipt"), 0);
		end(&w);
	}
}

static void a_text_comes_by_data_sm(void **state)
{
	char text[400] = "kk ";
	struct whole w;

	(void)state;
	begin(&w, NULL, "");
	while (strlen(text) < 320)
		strcat(text, "mang yeu lam khong cai duoc vneid ");
	simulator_do(
		&w.centre, "{\"do\": \"text\", \"from\": \"%s\", \"text\": \"%s\", \"parts\": \"data\"}", LEADER, text);
	expect(&w, LEADER, "");
	assert_int_equal(
		gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE direction = 'in' AND length(text) > 300"),
		1);
	/* Answered as what it was; the receipt of the answer may have come as well. */
	assert_in_range(simulator_counter(&w.centre, "delivered"), 1, 2);
	assert_int_equal(simulator_counter(&w.centre, "redelivered"), 0);
	assert_int_equal(simulator_counter(&w.centre, "nacks"), 0);
	end(&w);
}

static void long_texts_come_and_go_in_each_of_the_three_forms(void **state)
{
	static const char *const forms[] = { "udh", "sar", "payload" };

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		char more[64], text[400] = "kk ", out[300];
		struct whole w;

		snprintf(more, sizeof more, "long_texts = \"%s\";", forms[i]);
		begin(&w, NULL, more);
		while (strlen(text) < 320)
			strcat(text, "mang yeu lam khong cai duoc vneid ");
		simulator_do(&w.centre, "{\"do\": \"text\", \"from\": \"%s\", \"text\": \"%s\", \"parts\": \"%s\"}",
			LEADER, text, forms[i]);
		expect(&w, LEADER, "");
		assert_int_equal(gateway_ask(&w.gateway,
					 "SELECT count(*) FROM message WHERE direction = 'in' AND length(text) > 300"),
			1);
		memset(out, 'x', sizeof out - 1);
		out[sizeof out - 1] = '\0';
		assert_int_equal(gateway_keng(&w.gateway, NULL,
					 (const char *const[]){ "send", "--to", "+84905200009", out, NULL }),
			0);
		gateway_wait_ask(&w.gateway,
			"SELECT count(*) FROM message WHERE phone = '+84905200009' AND state = 'delivered'", 1,
			WAIT_MS);
		end(&w);
	}
}

static void a_line_that_breaks_leaves_nothing_lost_and_nothing_done_twice(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, NULL, "");
	for (int round = 0; round < 5; round++) {
		char text[32];

		snprintf(text, sizeof text, round == 0 ? "bc dvc %d" : "sua dvc %d", round + 10);
		simulator_text(&w.centre, 1, LEADER, text);
		simulator_do(&w.centre, "{\"do\": \"drop\"}");
		snprintf(text, sizeof text, "DVC %d", round + 10);
		expect(&w, LEADER, text);
	}
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM report"), 5);
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE direction = 'in'"), 5);
	end(&w);
}

static void what_was_sent_without_an_answer_is_unsure_and_its_receipt_settles_it(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, (const char *const[]){ "--receipt-delay", "1500", NULL }, "");
	simulator_do(&w.centre, "{\"do\": \"fault\", \"kind\": \"close\", \"times\": 1}");
	simulator_text(&w.centre, 1, LEADER, "ct");
	gateway_wait_log(&w.gateway, 0, "event=unsure", "", WAIT_MS);
	gateway_wait_ask(
		&w.gateway, "SELECT count(*) FROM message WHERE direction = 'out' AND state = 'delivered'", 1, WAIT_MS);
	assert_int_equal(simulator_counter(&w.centre, "submitted"), 1);
	end(&w);
}

static void a_centre_that_throttles_gets_everything_in_the_end(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, NULL, "");
	simulator_do(&w.centre, "{\"do\": \"fault\", \"kind\": \"throttle\", \"times\": 3}");
	for (int i = 0; i < 5; i++)
		simulator_text(&w.centre, 1, LEADER, "ct");
	gateway_wait_ask(
		&w.gateway, "SELECT count(*) FROM message WHERE direction = 'out' AND state = 'delivered'", 5, WAIT_MS);
	assert_int_equal(simulator_counter(&w.centre, "submitted"), 5);
	end(&w);
}

static void credentials_that_are_refused_are_said_once_and_not_tried_again(void **state)
{
	char text[1024];
	struct whole w;
	char *status;

	(void)state;
	begin(&w, NULL, "");
	gateway_stop(&w.gateway);
	links(&w.centre, "", text);
	memcpy(strstr(text, "secret"), "wrong!", 6);
	gateway_configure(&w.gateway, text, "");
	gateway_start(&w.gateway);
	gateway_wait_log(&w.gateway, 0, "state=refused", "ESME_RINVPASWD", WAIT_MS);
	gateway_wait_ask(
		&w.gateway, "SELECT count(*) FROM alarm WHERE kind = 'smpp-refused' AND cleared_at = 0", 1, WAIT_MS);
	assert_int_equal(gateway_keng(&w.gateway, &status, (const char *const[]){ "status", NULL }), 0);
	assert_non_null(strstr(status, "ESME_RINVPASWD"));
	free(status);
	gateway_stop(&w.gateway);
	links(&w.centre, "", text);
	gateway_configure(&w.gateway, text, "");
	gateway_start(&w.gateway);
	gateway_wait_ask(
		&w.gateway, "SELECT count(*) FROM alarm WHERE kind = 'smpp-refused' AND cleared_at = 0", 0, WAIT_MS);
	end(&w);
}

/* The last words of a line that is left, to an unbind and to nonsense, still reach the centre. */
static void a_centre_that_unbinds_is_answered_and_found_again(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, NULL, "");
	simulator_text(&w.centre, 1, LEADER, "ct");
	expect(&w, LEADER, "DVC");
	simulator_do(&w.centre, "{\"do\": \"unbind\"}");
	gateway_wait_log(&w.gateway, 0, "the centre unbound", "", WAIT_MS);
	simulator_text(&w.centre, 1, LEADER, "bc dvc 12");
	expect(&w, LEADER, "DVC 12");
	assert_int_equal(simulator_counter(&w.centre, "unbound"), 1);
	simulator_do(&w.centre, "{\"do\": \"fault\", \"kind\": \"length\"}");
	simulator_text(&w.centre, 1, LEADER, "ct tt");
	expect(&w, LEADER, "TT");
	assert_int_equal(simulator_counter(&w.centre, "nacks"), 1);
	end(&w);
}

static void nonsense_drops_the_line_with_the_reason_and_work_goes_on(void **state)
{
	static const char *const kinds[] = { "length", "nonsense", "huge" };
	/* The same words within seconds of a break would be the same text, brought again. */
	static const char *const texts[] = { "ct", "ct dvc", "ct tt" };
	struct whole w;

	(void)state;
	begin(&w, NULL, "");
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		simulator_do(&w.centre, "{\"do\": \"fault\", \"kind\": \"%s\", \"times\": 9}", kinds[i]);
		simulator_text(&w.centre, 1, LEADER, texts[i]);
		expect(&w, LEADER, "thang");
	}
	assert_true(gateway_log_has(&w.gateway, "command_length 4294967295 is outside"));
	end(&w);
}

/* It binds well and speaks nonsense each time: 0.5, 1, 2, 4 s, each by a quarter less at least, not 0.5 s for ever. */
static void who_speaks_nonsense_again_and_again_is_left_alone_for_longer_each_time(void **state)
{
	static const char *const texts[] = { "ct", "ct dvc", "ct tt", "ct thang nay" };
	int64_t begun_us = clock_mono_us();
	struct whole w;

	(void)state;
	begin(&w, NULL, "");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		simulator_do(&w.centre, "{\"do\": \"fault\", \"kind\": \"length\", \"times\": 1}");
		if (i == 0)
			begun_us = clock_mono_us();
		simulator_text(&w.centre, 1, LEADER, texts[i]);
		expect(&w, LEADER, "thang");
	}
	assert_true(clock_mono_us() - begun_us > 5 * CLOCK_SECOND);
	end(&w);
}

static void a_centre_that_falls_silent_is_left_and_found_again(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, NULL, "");
	simulator_do(&w.centre, "{\"do\": \"fault\", \"kind\": \"mute\"}");
	gateway_wait_log(&w.gateway, 0, "no response for 3 s", "", WAIT_MS);
	simulator_do(&w.centre, "{\"do\": \"fault\", \"kind\": \"clear\"}");
	simulator_text(&w.centre, 1, LEADER, "ct");
	expect(&w, LEADER, "DVC");
	end(&w);
}

static void a_menu_is_walked_by_ussd_over_the_centre(void **state)
{
	static const char *const kinds[] = { "its", "reference", "plain" };

	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		char more[64];
		struct whole w;
		json_t *screen;

		snprintf(more, sizeof more, "ussd = \"%s\";", kinds[i]);
		begin(&w, (const char *const[]){ "--ussd", kinds[i], NULL }, more);
		simulator_do(&w.centre, "{\"do\": \"dial\", \"from\": \"%s\", \"text\": \"*8099#\"}", LEADER);
		screen = simulator_wait(&w.centre, "ussd");
		assert_non_null(strstr(json_string_value(json_object_get(screen, "text")), "1."));
		assert_true(json_is_true(json_object_get(screen, "more")));
		json_decref(screen);
		simulator_do(&w.centre, "{\"do\": \"dial\", \"from\": \"%s\", \"text\": \"0\"}", LEADER);
		screen = simulator_wait(&w.centre, "ussd");
		assert_false(json_is_true(json_object_get(screen, "more")));
		json_decref(screen);
		end(&w);
	}
}

/* Dial or type; the screen that comes is the caller's. */
static json_t *dial(struct whole *w, const char *keys)
{
	simulator_do(&w->centre, "{\"do\": \"dial\", \"from\": \"%s\", \"text\": \"%s\"}", LEADER, keys);
	return simulator_wait(&w->centre, "ussd");
}

static void a_session_that_never_ends_is_ended(void **state)
{
	unsigned screens = 0;
	struct whole w;
	json_t *screen;
	char *status;

	(void)state;
	begin(&w, (const char *const[]){ "--ussd", "its", NULL }, "ussd = \"its\";");
	for (screen = dial(&w, "*8099#"); json_is_true(json_object_get(screen, "more")) && screens < 200; screens++) {
		json_decref(screen);
		screen = dial(&w, "99");
	}
	assert_int_equal(screens, 100);
	assert_non_null(strstr(json_string_value(json_object_get(screen, "text")), "Phien da qua dai"));
	json_decref(screen);
	assert_int_equal(gateway_keng(&w.gateway, &status, (const char *const[]){ "status", NULL }), 0);
	assert_non_null(strstr(status, ", 1 USSD sessions ended as too long"));
	free(status);
	screen = dial(&w, "*8099#");
	assert_non_null(strstr(json_string_value(json_object_get(screen, "text")), "1."));
	json_decref(screen);
	end(&w);
}

static const char *words_of(const json_t *screen)
{
	return json_string_value(json_object_get(screen, "text"));
}

static void a_dialogue_that_dropped_goes_on_by_dialling_again_or_by_text(void **state)
{
	static const char *const kinds[] = { "its", "reference", "plain" };

	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		static const char *const keys[] = { "*8099#", "1", "1", "2" };
		char more[64];
		struct whole w;
		json_t *page = NULL, *again;

		snprintf(more, sizeof more, "ussd = \"%s\";", kinds[i]);
		begin(&w, (const char *const[]){ "--ussd", kinds[i], NULL }, more);
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
			json_decref(page);
			page = dial(&w, keys[k]);
		}
		simulator_do(&w.centre, "{\"do\": \"drop\"}"); /* the line breaks, and the session with it */
		gateway_wait_log(&w.gateway, gateway_log_end(&w.gateway), "state=bound", "", WAIT_MS);
		again = dial(&w, "*8099#");
		assert_string_equal(words_of(again), words_of(page));
		json_decref(again);
		json_decref(page);
		json_decref(dial(&w, "14"));
		gateway_wait_ask(&w.gateway, "SELECT count(*) FROM report", 1, WAIT_MS);
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
			json_decref(dial(&w, keys[k]));
		simulator_text(&w.centre, 1, LEADER, "TIEP"); /* the phone has no signal for a session any more */
		expect(&w, LEADER, "DVC");
		simulator_text(&w.centre, 1, LEADER, "15");
		expect(&w, LEADER, "");
		gateway_wait_ask(
			&w.gateway, "SELECT count(*) FROM message WHERE text = '15' AND state = 'done'", 1, WAIT_MS);
		end(&w);
	}
}

static void a_pair_of_binds_and_several_share_the_work(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, NULL, "bind = \"pair\"; binds = 2;");
	gateway_wait_log(&w.gateway, 0, "bind=3 state=bound", "", WAIT_MS);
	for (int i = 0; i < 8; i++)
		simulator_text(&w.centre, 1, LEADER, "ct");
	gateway_wait_ask(
		&w.gateway, "SELECT count(*) FROM message WHERE direction = 'out' AND state = 'delivered'", 8, WAIT_MS);
	end(&w);
}

static void responses_bare_or_with_more_than_was_asked_for_are_read(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, NULL, "");
	simulator_do(&w.centre, "{\"do\": \"fault\", \"kind\": \"extra\", \"times\": 2}");
	for (int i = 0; i < 3; i++) {
		if (i == 2)
			simulator_do(&w.centre, "{\"do\": \"fault\", \"kind\": \"bare\", \"times\": 1}");
		simulator_text(&w.centre, 1, LEADER, "ct");
		expect(&w, LEADER, "DVC");
	}
	gateway_wait_ask(&w.gateway,
		"SELECT count(*) FROM message WHERE direction = 'out' AND state IN ('sent', 'delivered')", 3, WAIT_MS);
	end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_report_goes_in_its_receipt_comes_out_and_is_delivered),
		cmocka_unit_test(ids_in_another_form_and_early_receipts_find_their_texts),
		cmocka_unit_test(a_text_comes_by_data_sm),
		cmocka_unit_test(long_texts_come_and_go_in_each_of_the_three_forms),
		cmocka_unit_test(a_line_that_breaks_leaves_nothing_lost_and_nothing_done_twice),
		cmocka_unit_test(what_was_sent_without_an_answer_is_unsure_and_its_receipt_settles_it),
		cmocka_unit_test(a_centre_that_throttles_gets_everything_in_the_end),
		cmocka_unit_test(credentials_that_are_refused_are_said_once_and_not_tried_again),
		cmocka_unit_test(who_speaks_nonsense_again_and_again_is_left_alone_for_longer_each_time),
		cmocka_unit_test(a_centre_that_unbinds_is_answered_and_found_again),
		cmocka_unit_test(nonsense_drops_the_line_with_the_reason_and_work_goes_on),
		cmocka_unit_test(a_centre_that_falls_silent_is_left_and_found_again),
		cmocka_unit_test(a_menu_is_walked_by_ussd_over_the_centre),
		cmocka_unit_test(a_session_that_never_ends_is_ended),
		cmocka_unit_test(a_dialogue_that_dropped_goes_on_by_dialling_again_or_by_text),
		cmocka_unit_test(a_pair_of_binds_and_several_share_the_work),
		cmocka_unit_test(responses_bare_or_with_more_than_was_asked_for_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
