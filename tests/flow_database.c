/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A gateway on PostgreSQL whose server crashes, again and again, while texts flow: each report is counted once and
 * answered once, and the gateway goes on by itself. Runs under tests/help/with-postgres. */
#include "tests/help/gateway.h"
#include "tests/help/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define HEAD    "+84905100001" /* of Sơn Trà */
#define CRASHES 6
#define TEXTS   60
#define WAIT_MS 60000

struct whole {
	struct simulator sim;
	struct gateway gateway;
};

static void begin(struct whole *w)
{
	static const char *const kinds[] = { "units", "teams", "members", NULL };
	char links[256];

	simulator_start(&w->sim, (const char *const[]){ "--modems", "1", "--receipt-delay", "50", NULL });
	snprintf(links, sizeof links,
		"{ name = \"modem-1\"; kind = \"gammu\"; device = \"%s/modem-1\"; rate = 600.0; }", w->sim.folder);
	gateway_init(&w->gateway, links, "");
	gateway_bring_demo(&w->gateway, kinds);
	gateway_start(&w->gateway);
}

static void crash_server(void)
{
	const char *command = getenv("KENG_TEST_RESTART");

	assert_non_null(command);
	assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): the test's own words */
}

static void a_server_that_crashes_under_load_costs_no_text_and_doubles_none(void **state)
{
	struct whole w;
	int sent = 0;

	(void)state;
	assert_true(engine_is_shared());
	begin(&w);
	for (int i = 0; i < CRASHES; i++) {
		for (int n = 0; n < TEXTS / CRASHES; n++) {
			char text[64];

			snprintf(text, sizeof text, "bc dvc them %d", ++sent);
			simulator_text(&w.sim, 1, HEAD, text);
		}
		usleep((useconds_t)(i * 20000));
		crash_server();
	}
	gateway_wait_ask(&w.gateway, "SELECT count(*) FROM report", TEXTS, WAIT_MS);
	gateway_wait_ask(&w.gateway,
		"SELECT count(*) FROM message WHERE direction = 'out' AND state = 'delivered' AND answers <> 0", TEXTS,
		WAIT_MS);
	assert_int_equal(gateway_ask(&w.gateway, "SELECT sum(value) FROM report_value"), TEXTS * (TEXTS + 1) / 2);
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE direction = 'in'"), TEXTS);
	assert_false(gateway_log_has(&w.gateway, "LOCATION:")); /* libpq's own lines */
	gateway_fini(&w.gateway);
	simulator_stop(&w.sim);
}

/* A dead server at the start is said plainly, and the gateway works once it is there. */
static void what_is_wrong_with_the_database_is_said(void **state)
{
	static const struct {
		const char *url, *said;
	} wrong[] = {
		{ "postgresql://keng@127.0.0.1:1/keng", "Connection refused" },
		{ "postgresql:///keng?host=/nowhere", "No such file or directory" },
	};
	struct gateway g;
	char *out = NULL;

	(void)state;
	assert_true(engine_is_shared());
	gateway_init(&g, "", "");
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		snprintf(g.url, sizeof g.url, "%s", wrong[i].url);
		gateway_configure(&g, "", "");
		assert_int_equal(gateway_keng(&g, &out, (const char *const[]){ "export", "units", NULL }), 3);
		if (strstr(out, wrong[i].said) == NULL)
			fail_msg("%s", out);
		free(out);
		assert_int_equal(gateway_keng(&g, NULL,
					 (const char *const[]){ "import", "units", "seeds/demo/units.csv", NULL }),
			3);
	}
	gateway_fini(&g);
}

static void a_url_that_can_never_work_is_a_fault_of_the_configuration(void **state)
{
	struct gateway g;
	char *out;

	(void)state;
	gateway_init(&g, "", "");
	snprintf(g.url, sizeof g.url, "postgresql://keng:Gex@heim@127.0.0.1:1/keng");
	gateway_configure(&g, "", "");
	assert_int_equal(gateway_keng(&g, &out, (const char *const[]){ "export", "units", NULL }), 1);
	assert_non_null(strstr(out, "write @ in the password as %40"));
	assert_null(strstr(out, "heim"));
	free(out);
	gateway_fini(&g);
}

static void an_export_makes_no_store(void **state)
{
	struct gateway g;
	char *out;

	(void)state;
	gateway_init(&g, "", "");
	for (int i = 0; i < 2; i++) { /* what the first made would be there for the second */
		assert_int_equal(gateway_keng(&g, &out, (const char *const[]){ "export", "units", NULL }), 3);
		assert_non_null(strstr(out, "it is no store of Keng yet"));
		free(out);
	}
	gateway_fini(&g);
}

/* On one machine they may have the same socket. */
static void a_command_for_another_store_is_refused(void **state)
{
	char right[ENGINE_URL_OCTETS], *out;
	struct gateway g;

	(void)state;
	gateway_init(&g, "", "");
	gateway_start(&g);
	memcpy(right, g.url, sizeof right);
	snprintf(g.url, sizeof g.url, "postgresql://keng:Gexheim@h/other");
	gateway_configure(&g, "", "");
	assert_int_equal(gateway_keng(&g, &out, (const char *const[]){ "status", NULL }), 3);
	assert_non_null(strstr(out, "this configuration is for test on postgresql://keng:...@h/other; give each"));
	assert_null(strstr(out, "Links"));
	free(out);
	memcpy(g.url, right, sizeof right);
	snprintf(g.name, sizeof g.name, "second");
	gateway_configure(&g, "", "");
	assert_int_equal(gateway_keng(&g, &out, (const char *const[]){ "suspend", "--until", "2099-01-01", NULL }), 3);
	assert_non_null(strstr(out, "and this configuration is for second on "));
	free(out);
	assert_int_equal(gateway_ask(&g, "SELECT count(*) FROM suspension"), 0);
	snprintf(g.name, sizeof g.name, "test");
	gateway_configure(&g, "", "");
	assert_int_equal(gateway_keng(&g, NULL, (const char *const[]){ "status", NULL }), 0);
	gateway_fini(&g);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_that_crashes_under_load_costs_no_text_and_doubles_none),
		cmocka_unit_test(what_is_wrong_with_the_database_is_said),
		cmocka_unit_test(a_url_that_can_never_work_is_a_fault_of_the_configuration),
		cmocka_unit_test(an_export_makes_no_store),
		cmocka_unit_test(a_command_for_another_store_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
