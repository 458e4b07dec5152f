/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Several modems of one gateway, real processes and all: which takes what, and what each is kept from. */
#include "tests/help/gateway.h"
#include "tests/help/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define LEADER  "+84905100001" /* of seeds/demo; its network is mobifone */
#define ADMIN   "+84905100099" /* is told of alarms */
#define VIETTEL "+84967000001"
#define WAIT_MS 30000

struct whole {
	struct simulator sim;
	struct gateway gateway;
};

/* One modem a link; each has its own further keys, NULL ends them. */
static void begin(struct whole *w, const char *gateway_more, const char *const more[])
{
	char text[2048], count[12];
	size_t n = 0;
	int modems = 0;

	while (more[modems] != NULL)
		modems++;
	snprintf(count, sizeof count, "%d", modems);
	simulator_start(&w->sim, (const char *const[]){ "--modems", count, "--receipt-delay", "50", NULL });
	for (int i = 0; i < modems; i++)
		n += (size_t)snprintf(text + n, sizeof text - n,
			"%s{ name = \"modem-%d\"; kind = \"gammu\"; device = \"%s/modem-%d\"; %s }", i > 0 ? ", " : "",
			i + 1, w->sim.folder, i + 1, more[i]);
	gateway_init(&w->gateway, text, gateway_more);
	gateway_at_noon(&w->gateway);
	gateway_configure(&w->gateway, text, gateway_more);
	for (unsigned i = 0; i < 3; i++) {
		static const char *const kinds[] = { "units", "teams", "members" };
		char path[64];

		snprintf(path, sizeof path, "seeds/demo/%s.csv", kinds[i]);
		assert_int_equal(
			gateway_keng(&w->gateway, NULL, (const char *const[]){ "import", kinds[i], path, NULL }), 0);
	}
	gateway_start(&w->gateway);
}

static void end(struct whole *w)
{
	gateway_fini(&w->gateway);
	simulator_stop(&w->sim);
}

/* The next text to that number leaves by that modem and holds the words. */
static void hears(struct whole *w, const char *who, int modem, const char *words)
{
	json_t *sent = simulator_wait_sent(&w->sim, who);
	const char *text = json_string_value(json_object_get(sent, "text"));

	if (strstr(text, words) == NULL)
		fail_msg("%s heard \"%s\", not \"%s\"", who, text, words);
	assert_int_equal(json_integer_value(json_object_get(sent, "modem")), modem);
	json_decref(sent);
}

/* keng with those arguments; it ends with that status and says those words. */
static void keng(struct whole *w, int status, const char *words, const char *const args[])
{
	char *out;
	int got = gateway_keng(&w->gateway, &out, args);

	if (got != status || strstr(out, words) == NULL)
		fail_msg("keng %s ended with %d, not %d with \"%s\": %s", args[0], got, status, words, out);
	free(out);
}
#define KENG(w, status, words, ...) keng(w, status, words, (const char *const[]){ __VA_ARGS__, NULL })

static void each_text_goes_by_the_network_of_its_number(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, "", (const char *const[]){ "carriers = [ \"viettel\" ];", "carriers = [ \"mobifone\" ];", NULL });
	KENG(&w, 0, "queued", "send", "--to", LEADER, "Tin thu nhat");
	hears(&w, LEADER, 2, "Tin thu nhat");
	KENG(&w, 0, "queued", "send", "--to", VIETTEL, "Tin thu hai");
	hears(&w, VIETTEL, 1, "Tin thu hai");
	simulator_text(&w.sim, 1, LEADER, "tro giup"); /* the answer leaves by the SIM that was written to */
	hears(&w, LEADER, 1, "");
	end(&w);
}

static void at_the_cap_texts_wait_and_the_status_says_so(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, "", (const char *const[]){ "cap_day = 2;", NULL });
	for (int i = 1; i <= 3; i++) {
		char text[24];

		snprintf(text, sizeof text, "Tin so %d", i);
		KENG(&w, 0, "queued", "send", "--to", VIETTEL, text);
	}
	hears(&w, VIETTEL, 1, "Tin so");
	hears(&w, VIETTEL, 1, "Tin so");
	gateway_wait_ask(
		&w.gateway, "SELECT count(*) FROM message WHERE postponed > 0 AND state = 'queued'", 1, WAIT_MS);
	KENG(&w, 0, "\"postponed\": 1", "status", "--json");
	KENG(&w, 0, "wait because every link has reached its cap", "status");
	simulator_expect_none(&w.sim, NULL, 500);
	end(&w);
}

static void a_sim_that_was_moved_sends_nothing_until_it_is_accepted(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, "admins = [ \"" ADMIN "\" ];", (const char *const[]){ "", "", NULL });
	gateway_wait_ask(&w.gateway, "SELECT count(*) FROM sim_device WHERE accepted_at > 0", 2, WAIT_MS);
	KENG(&w, 1, "is not held", "link", "accept", "modem-1");
	simulator_do(&w.sim, "{\"do\": \"vanish\", \"modem\": 1}");
	simulator_do(&w.sim, "{\"do\": \"set\", \"modem\": 1, \"what\": \"sim\", \"value\": 9}");
	simulator_do(&w.sim, "{\"do\": \"return\", \"modem\": 1}");
	hears(&w, ADMIN, 2, "keng link accept modem-1"); /* told by the other one */
	simulator_text(&w.sim, 1, LEADER, "tro giup");
	hears(&w, LEADER, 2, ""); /* it still hears; the other one answers */
	KENG(&w, 0, "nothing is sent; keng link accept modem-1", "status");
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE kind = 'alarm'"), 1);
	KENG(&w, 1, "there is no link modem-7; write modem-", "link", "accept", "modem-7");
	KENG(&w, 0, "modem-1 sends again", "link", "accept", "modem-1");
	simulator_text(&w.sim, 1, LEADER, "tro giup");
	hears(&w, LEADER, 1, "");
	end(&w);
}

/* Long enough for an answer, were there one. */
static void nap_ms(int ms)
{
	int64_t until_ms = gateway_now_ms() + ms;

	while (gateway_now_ms() < until_ms)
		nanosleep(&(struct timespec){ .tv_nsec = 20000000 }, NULL);
}

/* The moment (ms) at which the next text to that number was sent. */
static int64_t heard_at(struct whole *w, const char *who)
{
	json_t *sent = simulator_wait_sent(&w->sim, who);
	int64_t at_us = json_integer_value(json_object_get(sent, "at_us"));

	json_decref(sent);
	return at_us / 1000;
}

static void a_flood_of_one_number_slows_only_that_number(void **state)
{
	struct whole w;
	int64_t alone_ms, in_flood_ms, begun_ms;

	(void)state;
	begin(&w, "", (const char *const[]){ "", NULL });
	simulator_do(&w.sim, "{\"do\": \"set\", \"modem\": 1, \"what\": \"latency\", \"value\": 200}");
	begun_ms = gateway_now_ms();
	simulator_text(&w.sim, 1, LEADER, "bc dvc 3");
	alone_ms = heard_at(&w, LEADER) - begun_ms;
	for (int i = 0; i < 60; i++) {
		char text[24];

		snprintf(text, sizeof text, "menu %d", i);
		simulator_text(&w.sim, 1, VIETTEL, text);
	}
	gateway_wait_ask(
		&w.gateway, "SELECT count(*) > 20 FROM message WHERE direction = 'in' AND state = 'done'", 1, WAIT_MS);
	begun_ms = gateway_now_ms();
	simulator_text(&w.sim, 1, LEADER, "bc dvc 4");
	in_flood_ms = heard_at(&w, LEADER) - begun_ms;
	print_message("alone %lld ms, in a flood %lld ms\n", (long long)alone_ms, (long long)in_flood_ms);
	assert_true(in_flood_ms < alone_ms + 3000); /* the answers to the other take 12 s */
	KENG(&w, 0, "burst:", "status");
	end(&w);
}

/* Its texts to strangers no longer name the word that ends them: two gateways would go on for ever. */
static void without_the_way_out(struct gateway *g)
{
	char command[6000];

	snprintf(command, sizeof command,
		"cp -r etc/menus.d %s/menus && sed -i 's/ Không muốn nhận tin: TC//' %s/menus/*.cfg &&"
		" sed -i 's|menus = \"[^\"]*\"|menus = \"menus\"|' %s",
		g->folder, g->folder, g->config);
	assert_int_equal(system(command), 0);
}

static void two_gateways_that_answer_each_other_find_it_out(void **state)
{
	struct simulator sim;
	struct gateway g[2];
	char link[200];
	int64_t texts;

	(void)state;
	simulator_start(&sim, (const char *const[]){ "--modems", "2", "--numbers", "+84905000001,+84967000002",
				      "--receipt-delay", "50", NULL });
	for (int i = 0; i < 2; i++) {
		snprintf(link, sizeof link, "{ name = \"modem-1\"; kind = \"gammu\"; device = \"%s/modem-%d\"; }",
			sim.folder, i + 1);
		gateway_init(&g[i], link, "");
		without_the_way_out(&g[i]);
		gateway_start(&g[i]);
	}
	assert_int_equal(
		gateway_keng(&g[0], NULL,
			(const char *const[]){ "send", "--to", "0967000002", "Chao cac anh chi ben do", NULL }),
		0);
	texts = -1;
	for (int i = 0; i < 15 && texts != simulator_counter(&sim, "sent"); i++) {
		texts = simulator_counter(&sim, "sent");
		nap_ms(4000);
	}
	print_message("%lld texts until it was found\n", (long long)texts);
	assert_true(texts >= 4 && texts < 30 && texts == simulator_counter(&sim, "sent"));
	assert_int_equal(gateway_ask(&g[0], "SELECT count(*) FROM alarm WHERE kind = 'loop'") +
				 gateway_ask(&g[1], "SELECT count(*) FROM alarm WHERE kind = 'loop'"),
		1);
	for (int i = 0; i < 2; i++)
		gateway_fini(&g[i]);
	simulator_stop(&sim);
}

static void little_money_is_told_of_and_topped_up(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, "admins = [ \"" ADMIN "\" ];", (const char *const[]){ "", NULL });
	simulator_do(&w.sim, "{\"do\": \"set\", \"modem\": 1, \"what\": \"balance\", \"value\": 4000}");
	KENG(&w, 0, "TK chinh: 4.000d", "link", "balance", "modem-1");
	hears(&w, ADMIN, 1, "modem-1 chi con 4000 dong");
	KENG(&w, 0, "\"balance_dong\": 4000", "status", "--json");
	KENG(&w, 0, "balance 4000d", "status");
	KENG(&w, 1, "digits", "link", "topup", "modem-1", "12-34");
	KENG(&w, 0, "Nap the thanh cong", "link", "topup", "modem-1", "1234567890123");
	assert_false(gateway_log_has(&w.gateway, "1234567890123"));
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM audit WHERE detail LIKE '%0123' AND"
						 " detail NOT LIKE '%1234567890123%'"),
		1);
	/* It asks by itself what is there now, and the alarm is over. */
	gateway_wait_ask(
		&w.gateway, "SELECT count(*) FROM alarm WHERE kind = 'low-credit' AND cleared_at > 0", 1, WAIT_MS);
	for (int i = 0; i < 3; i++)
		KENG(&w, 1, "Ma the khong dung", "link", "topup", "modem-1", "12345678901");
	KENG(&w, 1, "operators lock a SIM", "link", "topup", "modem-1", "1234567890123");
	end(&w);
}

static void the_balance_is_asked_on_schedule(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, "", (const char *const[]){ "balance_s = 1;", NULL });
	gateway_wait_ask(&w.gateway, "SELECT count(*) FROM link_memory WHERE key = 'balance'", 1, WAIT_MS);
	end(&w);
}

static void who_rings_is_sent_the_menu_once_a_day(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, "", (const char *const[]){ "", "number = \"+84905000002\";", NULL });
	simulator_do(&w.sim, "{\"do\": \"call\", \"modem\": 1, \"from\": \"" LEADER "\", \"rings\": 2}");
	hears(&w, LEADER, 1, "1");
	simulator_do(&w.sim, "{\"do\": \"call\", \"modem\": 1, \"from\": \"" LEADER "\"}");
	simulator_do(&w.sim, "{\"do\": \"call\", \"modem\": 1, \"from\": \"\"}");
	simulator_do(&w.sim, "{\"do\": \"call\", \"modem\": 1, \"from\": \"+84905000002\"}"); /* our own */
	simulator_do(&w.sim, "{\"do\": \"call\", \"modem\": 1, \"from\": \"19001900\"}");
	simulator_expect_none(&w.sim, NULL, 6000); /* past the second ring */
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE text = '(missed call)'"), 1);
	KENG(&w, 0, "\"calls\": ", "status", "--json");
	end(&w);
}

#define NUMBER(n) "number = \"+8490500000" n "\";" /* as the simulator gives them */

static void a_text_from_sim_to_sim_is_measured_and_nobodys(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, "self_test_wait_s = 3;", (const char *const[]){ NUMBER("1"), NUMBER("2"), NULL });
	KENG(&w, 0, "a text from modem-1 reached modem-2 in ", "link", "test", "modem-1");
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE direction = 'in'"), 0);
	simulator_fault(&w.sim, 2, "registration", 2, 0); /* the other one is not reached */
	KENG(&w, 1, "no text arrived in time (modem-1 -> modem-2)", "link", "test", "modem-1");
	/* The answer comes after the commit: what it says is there. */
	assert_int_equal(
		gateway_ask(&w.gateway, "SELECT count(*) FROM alarm WHERE kind = 'self-test' AND cleared_at = 0"), 1);
	KENG(&w, 0, "test to modem-2 failed", "status");
	simulator_fault(&w.sim, 2, "clear", 0, 0); /* what waited comes too late, and is nobody's either */
	KENG(&w, 0, "reached", "link", "test", "modem-1");
	assert_int_equal(
		gateway_ask(&w.gateway, "SELECT count(*) FROM alarm WHERE kind = 'self-test' AND cleared_at = 0"), 0);
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE direction = 'in'"), 0);
	end(&w);
}

static void the_sims_are_tested_on_schedule(void **state)
{
	struct whole w;

	(void)state;
	begin(&w, "self_test_s = 2;", (const char *const[]){ NUMBER("1"), NUMBER("2"), NULL });
	gateway_wait_ask(
		&w.gateway, "SELECT count(DISTINCT from_link) FROM self_test WHERE arrived_at > 0", 2, WAIT_MS);
	end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_text_goes_by_the_network_of_its_number),
		cmocka_unit_test(at_the_cap_texts_wait_and_the_status_says_so),
		cmocka_unit_test(a_flood_of_one_number_slows_only_that_number),
		cmocka_unit_test(two_gateways_that_answer_each_other_find_it_out),
		cmocka_unit_test(little_money_is_told_of_and_topped_up),
		cmocka_unit_test(the_balance_is_asked_on_schedule),
		cmocka_unit_test(a_text_from_sim_to_sim_is_measured_and_nobodys),
		cmocka_unit_test(the_sims_are_tested_on_schedule),
		cmocka_unit_test(who_rings_is_sent_the_menu_once_a_day),
		cmocka_unit_test(a_sim_that_was_moved_sends_nothing_until_it_is_accepted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
