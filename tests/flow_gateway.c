/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The whole gateway over simulated modems: real processes, libgammu and all. */
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
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#define LEADER  "+84905100001" /* of seeds/demo: team leader of Sơn Trà */
#define CHAIR   "+84905100003" /* the commune's chair */
#define ADMIN   "+84905100099" /* is told of alarms */
#define WAIT_MS 30000

struct whole {
	struct simulator sim;
	struct gateway gateway;
};

static void links(const struct simulator *sim, int modems, const char *more, char to[2048])
{
	size_t n = 0;

	for (int i = 1; i <= modems; i++)
		n += (size_t)snprintf(to + n, 2048 - n,
			"%s{ name = \"modem-%d\"; kind = \"gammu\"; device = \"%s/modem-%d\"; %s }", i > 1 ? ", " : "",
			i, sim->folder, i, more);
}

static void import(struct gateway *g, const char *kind)
{
	char path[64];

	snprintf(path, sizeof path, "seeds/demo/%s.csv", kind);
	assert_int_equal(gateway_keng(g, NULL, (const char *const[]){ "import", kind, path, NULL }), 0);
}

static void begin(struct whole *w, const char *modems, const char *link_more, const char *gateway_more)
{
	char text[2048];

	simulator_start(&w->sim, (const char *const[]){ "--modems", modems, "--receipt-delay", "50", NULL });
	links(&w->sim, atoi(modems), link_more, text);
	gateway_init(&w->gateway, text, gateway_more);
	import(&w->gateway, "units");
	import(&w->gateway, "teams");
	import(&w->gateway, "members");
	gateway_start(&w->gateway);
}

static void end(struct whole *w)
{
	gateway_fini(&w->gateway);
	simulator_stop(&w->sim);
}

/* The next text to that number; fails unless it holds the words. */
static void hears(struct whole *w, const char *who, const char *words)
{
	json_t *sent = simulator_wait_sent(&w->sim, who);
	const char *text = json_string_value(json_object_get(sent, "text"));

	if (strstr(text, words) == NULL)
		print_error("%s heard \"%s\", not \"%s\"\n", who, text, words);
	assert_non_null(strstr(text, words));
	json_decref(sent);
}

static void a_report_is_answered_with_what_was_understood(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, "1", "", "");
	simulator_text(&w.sim, 1, LEADER, "bc dvc 12 tt 3");
	hears(&w, LEADER, "DVC 12, TT 3");
	gateway_wait_ask(
		&w.gateway, "SELECT count(*) FROM message WHERE direction = 'out' AND state = 'delivered'", 1, WAIT_MS);
	assert_int_equal(gateway_ask(&w.gateway, "SELECT value FROM report_value WHERE indicator = 'DVC'"), 12);
	simulator_do(&w.sim, "{\"do\": \"state\"}");
	end(&w);
}

static void an_answer_leaves_by_the_modem_that_was_written_to(void **state)
{
	struct whole w;
	json_t *sent;

	(void)state;
	begin(&w, "2", "", "");
	for (int modem = 2; modem >= 1; modem--) {
		simulator_text(&w.sim, modem, LEADER, "tro giup");
		sent = simulator_wait_sent(&w.sim, LEADER);
		assert_int_equal(json_integer_value(json_object_get(sent, "modem")), modem);
		json_decref(sent);
	}
	end(&w);
}

static void a_text_stored_twice_is_acted_on_once(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, "1", "", "");
	simulator_fault(&w.sim, 1, "twice", 0, 1);
	simulator_text(&w.sim, 1, LEADER, "bc dvc 5");
	hears(&w, LEADER, "DVC 5");
	while (simulator_counter(&w.sim, "deleted") < 2) /* one at least is still to come */
		json_decref(simulator_wait(&w.sim, "deleted"));
	simulator_expect_none(&w.sim, LEADER, 300);
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE direction = 'in'"), 1);
	end(&w);
}

static void the_same_words_twice_are_two_texts(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, "1", "", "");
	simulator_text(&w.sim, 1, LEADER, "bc dvc 5");
	hears(&w, LEADER, "DVC 5");
	simulator_text(&w.sim, 1, LEADER, "bc dvc 5");
	json_decref(simulator_wait_sent(&w.sim, LEADER));
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE direction = 'in'"), 2);
	assert_int_equal(gateway_ask(&w.gateway, "SELECT value FROM total WHERE indicator = 'DVC' LIMIT 1"), 5);
	end(&w);
}

static void the_parts_of_a_long_text_are_joined_in_any_order(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, "1", "", "");
	simulator_do(&w.sim,
		"{\"do\": \"text\", \"from\": \"" LEADER "\", \"order\": [2, 1], \"text\": \"Kinh gui UBND xa, "
		"to cong nghe so cong dong thon Son Tra xin bao cao ket qua: dich vu cong truc tuyen 12 ho, "
		"thanh toan dien tu 7 ho, so suc khoe dien tu 15 nguoi. Tran trong cam on.\"}");
	json_decref(simulator_wait_sent(&w.sim, LEADER));
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE direction = 'in'"), 1);
	assert_int_equal(gateway_ask(&w.gateway, "SELECT value FROM report_value WHERE indicator = 'SK'"), 15);
	assert_int_equal(gateway_ask(&w.gateway, "SELECT value FROM report_value WHERE indicator = 'DVC'"), 12);
	end(&w);
}

static void a_long_text_goes_out_in_parts_that_belong_together(void **state)
{
	struct whole w;
	char text[400] = "";
	json_int_t reference = -1;

	(void)state;
	begin(&w, "1", "", "");
	for (int i = 0; i < 39; i++)
		strcat(text, "Thong bao ");
	assert_int_equal(
		gateway_keng(&w.gateway, NULL, (const char *const[]){ "send", "--to", "0905123456", text, NULL }), 0);
	for (int part = 1; part <= 3; part++) {
		json_t *sent = simulator_wait_sent(&w.sim, "+84905123456");

		assert_int_equal(json_integer_value(json_object_get(sent, "part")), part);
		assert_int_equal(json_integer_value(json_object_get(sent, "parts")), 3);
		if (part > 1)
			assert_int_equal(json_integer_value(json_object_get(sent, "reference")), reference);
		reference = json_integer_value(json_object_get(sent, "reference"));
		json_decref(sent);
	}
	gateway_wait_ask(
		&w.gateway, "SELECT count(*) FROM message WHERE direction = 'out' AND state = 'delivered'", 1, WAIT_MS);
	end(&w);
}

static void a_refused_send_is_tried_again_after_a_wait(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, "1", "", "retry_first_s = 1;");
	simulator_fault(&w.sim, 1, "cms", 38, 1);
	simulator_text(&w.sim, 1, LEADER, "tro giup");
	json_decref(simulator_wait(&w.sim, "refused"));
	json_decref(simulator_wait_sent(&w.sim, LEADER));
	gateway_wait_ask(
		&w.gateway, "SELECT attempts FROM message WHERE direction = 'out' AND state = 'delivered'", 2, WAIT_MS);
	end(&w);
}

static void a_number_that_is_not_assigned_fails_for_good_and_blocks_nobody(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, "1", "", "");
	simulator_fault(&w.sim, 1, "cms", 1, 1);
	assert_int_equal(
		gateway_keng(&w.gateway, NULL, (const char *const[]){ "send", "--to", "0905123456", "Xin chao", NULL }),
		0);
	simulator_text(&w.sim, 1, LEADER, "tro giup");
	json_decref(simulator_wait_sent(&w.sim, LEADER));
	assert_int_equal(
		gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE state = 'failed' AND cms_error = 1"), 1);
	end(&w);
}

static void a_lost_answer_is_settled_by_the_receipt_and_never_sent_twice(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, "1", "send_deadline_s = 5;", "unsure_wait_s = 5;");
	simulator_fault(&w.sim, 1, "lost", 0, 1);
	simulator_text(&w.sim, 1, LEADER, "bc dvc 5");
	json_decref(simulator_wait(&w.sim, "receipt"));
	gateway_wait_ask(
		&w.gateway, "SELECT count(*) FROM message WHERE direction = 'out' AND state = 'delivered'", 1, WAIT_MS);
	simulator_text(&w.sim, 1, CHAIR, "tro giup"); /* the modem works again */
	json_decref(simulator_wait_sent(&w.sim, CHAIR));
	simulator_expect_none(&w.sim, LEADER, 6000); /* past unsure_wait_s */
	end(&w);
}

static void a_send_without_answer_or_receipt_goes_once_more_and_is_counted(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, "1", "send_deadline_s = 5;", "unsure_wait_s = 5;");
	simulator_fault(&w.sim, 1, "receipt", -1, 0);
	simulator_fault(&w.sim, 1, "lost", 0, 1);
	simulator_text(&w.sim, 1, LEADER, "tro giup");
	json_decref(simulator_wait_sent(&w.sim, LEADER));
	json_decref(simulator_wait_sent(&w.sim, LEADER));
	gateway_wait_ask(
		&w.gateway, "SELECT unsure FROM message WHERE direction = 'out' AND state = 'sent'", 1, WAIT_MS);
	simulator_expect_none(&w.sim, LEADER, 1000);
	end(&w);
}

static void a_modem_that_vanishes_comes_back_by_itself(void **state)
{
	struct whole w;
	long since;

	(void)state;
	begin(&w, "2", "", "");
	since = gateway_log_end(&w.gateway);
	simulator_do(&w.sim, "{\"do\": \"vanish\", \"modem\": 1, \"ms\": 2000}");
	simulator_text(&w.sim, 2, LEADER, "tro giup"); /* the other notices nothing */
	hears(&w, LEADER, "");
	json_decref(simulator_wait(&w.sim, "returned"));
	gateway_wait_log(&w.gateway, since, "event=link-state", "link=modem-1 state=ready", WAIT_MS);
	simulator_text(&w.sim, 1, LEADER, "tro giup");
	hears(&w, LEADER, "");
	end(&w);
}

static void a_hung_modem_is_killed_and_started_again(void **state)
{
	struct whole w;
	long since;

	(void)state;
	begin(&w, "1", "send_deadline_s = 5; job_deadline_s = 5;", "");
	since = gateway_log_end(&w.gateway);
	simulator_fault(&w.sim, 1, "hang", 0, 0);
	simulator_text(&w.sim, 1, LEADER, "tro giup");
	assert_int_equal(
		gateway_keng(&w.gateway, NULL, (const char *const[]){ "send", "--to", CHAIR, "Xin chao", NULL }), 0);
	gateway_wait_log(&w.gateway, since, "link=modem-1", "state=resting", 60000);
	simulator_fault(&w.sim, 1, "clear", 0, 0);
	json_decref(simulator_wait_sent(&w.sim, LEADER));
	end(&w);
}

static void a_full_disk_acknowledges_nothing_and_heals_by_itself(void **state)
{
	struct whole w;
	struct rlimit none = { 4096, RLIM_INFINITY }, all = { RLIM_INFINITY, RLIM_INFINITY };
	char *status;
	pid_t router;
	long since;

	(void)state;
	begin(&w, "1", "", "admins = [ \"" ADMIN "\" ];");
	simulator_text(&w.sim, 1, LEADER, "tro giup");
	json_decref(simulator_wait_sent(&w.sim, LEADER));
	router = gateway_pid_of(&w.gateway, "router");
	since = gateway_log_end(&w.gateway);
	assert_int_equal(prlimit(router, RLIMIT_FSIZE, &none, NULL), 0);
	simulator_text(&w.sim, 1, LEADER, "bc dvc 5");
	simulator_text(&w.sim, 1, CHAIR, "tro giup");
	gateway_wait_log(&w.gateway, since, "event=store-full", "", WAIT_MS);
	hears(&w, ADMIN, "o dia day"); /* past the store, which can keep nothing */
	assert_int_equal(gateway_keng(&w.gateway, &status, (const char *const[]){ "status", NULL }), 0);
	assert_non_null(strstr(status, "full"));
	assert_non_null(strstr(status, "running, but nothing can be kept and nothing is taken or sent"));
	free(status);
	assert_int_equal(gateway_keng(&w.gateway, &status, (const char *const[]){ "status", "--metrics", NULL }), 0);
	assert_non_null(strstr(status, "keng_halted{gateway=\"test\"} 1\n"));
	free(status);
	simulator_expect_none(&w.sim, NULL, 500);
	assert_int_equal(gateway_pid_of(&w.gateway, "router"), router);
	assert_int_equal(prlimit(router, RLIMIT_FSIZE, &all, NULL), 0);
	json_decref(simulator_wait_sent(&w.sim, NULL));
	json_decref(simulator_wait_sent(&w.sim, NULL));
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE direction = 'in'"), 3);
	end(&w);
}

static void a_bad_menu_or_configuration_is_refused_and_the_old_one_stays(void **state)
{
	struct whole w;
	char text[2048];
	long since;

	(void)state;
	begin(&w, "2", "", "");
	links(&w.sim, 1, "colour = \"red\";", text);
	gateway_configure(&w.gateway, text, "");
	since = gateway_log_end(&w.gateway);
	kill(w.gateway.pid, SIGHUP);
	gateway_wait_log(&w.gateway, since, "event=reload-refused", "colour", WAIT_MS);
	assert_false(gateway_log_has(&w.gateway, "\n\"")); /* a line is an event */
	simulator_text(&w.sim, 2, LEADER, "tro giup");
	json_decref(simulator_wait_sent(&w.sim, LEADER));

	links(&w.sim, 1, "", text); /* one modem less, no fault */
	gateway_configure(&w.gateway, text, "");
	since = gateway_log_end(&w.gateway);
	kill(w.gateway.pid, SIGHUP);
	gateway_wait_log(&w.gateway, since, "event=reloaded", "links=1", WAIT_MS);
	simulator_text(&w.sim, 1, LEADER, "tro giup");
	json_decref(simulator_wait_sent(&w.sim, LEADER));
	end(&w);
}

static void a_wrong_pin_is_tried_once_and_remembered(void **state)
{
	struct whole w;
	char text[2048];

	(void)state;
	simulator_start(&w.sim, (const char *const[]){ "--pin", "1234", NULL });
	links(&w.sim, 1, "pin = \"9999\";", text);
	gateway_init(&w.gateway, text, "");
	for (int start = 0; start < 3; start++) {
		gateway_start(&w.gateway);
		gateway_wait_ask(
			&w.gateway, "SELECT count(*) FROM alarm WHERE kind = 'pin' AND cleared_at = 0", 1, WAIT_MS);
		gateway_stop(&w.gateway);
	}
	links(&w.sim, 1, "pin = \"1234\";", text); /* had it been tried three times, the SIM would want its PUK */
	gateway_configure(&w.gateway, text, "");
	gateway_start(&w.gateway);
	gateway_wait_log(&w.gateway, w.gateway.log_from, "event=link-state", "state=ready", WAIT_MS);
	end(&w);
}

static void a_stop_finishes_what_is_in_hand(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, "1", "", "");
	simulator_do(&w.sim, "{\"do\": \"set\", \"what\": \"latency\", \"value\": 1500}");
	simulator_text(&w.sim, 1, LEADER, "bc dvc 5");
	gateway_wait_log(&w.gateway, w.gateway.log_from, "event=sending", "", WAIT_MS);
	gateway_stop(&w.gateway);
	assert_int_equal(
		gateway_ask(&w.gateway,
			"SELECT count(*) FROM message WHERE direction = 'out' AND state IN ('sent', 'delivered')"),
		1);
	end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_report_is_answered_with_what_was_understood),
		cmocka_unit_test(an_answer_leaves_by_the_modem_that_was_written_to),
		cmocka_unit_test(a_text_stored_twice_is_acted_on_once),
		cmocka_unit_test(the_same_words_twice_are_two_texts),
		cmocka_unit_test(the_parts_of_a_long_text_are_joined_in_any_order),
		cmocka_unit_test(a_long_text_goes_out_in_parts_that_belong_together),
		cmocka_unit_test(a_refused_send_is_tried_again_after_a_wait),
		cmocka_unit_test(a_number_that_is_not_assigned_fails_for_good_and_blocks_nobody),
		cmocka_unit_test(a_lost_answer_is_settled_by_the_receipt_and_never_sent_twice),
		cmocka_unit_test(a_send_without_answer_or_receipt_goes_once_more_and_is_counted),
		cmocka_unit_test(a_modem_that_vanishes_comes_back_by_itself),
		cmocka_unit_test(a_hung_modem_is_killed_and_started_again),
		cmocka_unit_test(a_full_disk_acknowledges_nothing_and_heals_by_itself),
		cmocka_unit_test(a_bad_menu_or_configuration_is_refused_and_the_old_one_stays),
		cmocka_unit_test(a_wrong_pin_is_tried_once_and_remembered),
		cmocka_unit_test(a_stop_finishes_what_is_in_hand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
