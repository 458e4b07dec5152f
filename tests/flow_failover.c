/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The database fails over to its synchronous standby while texts flow through two gateways: nothing that was acknowledged is
 * lost, nothing is done twice, and the gateways find the new server by themselves. FAILOVERS in the environment says how
 * often. Runs under a tests/help/with-postgres of its own. */
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

#define FAILOVERS  2  /* even: the first server can be written to again at the end */
#define MOST       40 /* of one report, so that nothing is asked back */
#define TEXTS_EACH 12
#define HEAD       "+84905100001" /* of Sơn Trà */
#define WAIT_MS    120000
#define DOUBTFUL   "(state = 'unsure' AND unsure = 2 AND next_at = 9223372036854775807)"
#define ANSWERED   "SELECT count(*) FROM message WHERE direction = 'out' AND answers <> 0 AND "

struct pair {
	struct simulator sim;
	struct gateway of[2];
	int texts, sum;
	int64_t longest_ms; /* from the crash until a text that came after it was answered */
};

static int failovers(void)
{
	const char *given = getenv("FAILOVERS");

	return given != NULL ? atoi(given) : FAILOVERS;
}

static void turn(const char *what)
{
	char command[96];

	snprintf(command, sizeof command, "tests/help/switch-postgres %s", what);
	assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): the test's own words */
}

static void begin(struct pair *p)
{
	static const char *const kinds[] = { "units", "teams", "members", NULL };
	char links[256];

	memset(p, 0, sizeof *p);
	assert_true(engine_is_shared());
	simulator_start(
		&p->sim, (const char *const[]){ "--modems", "2", "--capacity", "200", "--receipt-delay", "20", NULL });
	for (int i = 0; i < 2; i++) {
		snprintf(links, sizeof links,
			"{ name = \"modem-%d\"; kind = \"gammu\"; device = \"%s/modem-%d\"; poll_s = 2; }", i + 1,
			p->sim.folder, i + 1);
		if (i == 0) {
			gateway_init(&p->of[0], links, "");
			gateway_name_standby(&p->of[0]);
			gateway_configure(&p->of[0], links, "unsure_wait_s = 5;");
			gateway_bring_demo(&p->of[0], kinds);
		} else {
			gateway_init_beside(&p->of[1], &p->of[0], "other", links, "unsure_wait_s = 5;");
		}
	}
	gateway_start(&p->of[0]);
	gateway_start(&p->of[1]);
}

static void text(struct pair *p, int texts)
{
	for (int i = 0; i < texts; i++) {
		char words[64];

		p->sum += p->texts % MOST + 1;
		snprintf(words, sizeof words, "bc dvc them %d", p->texts++ % MOST + 1);
		simulator_text(&p->sim, p->texts % 2 + 1, HEAD, words);
	}
}

/* The switch comes at another step of the texts each time. */
static void fail_over(struct pair *p, int nth)
{
	struct timespec delay = { .tv_nsec = (nth * 7 % 41) * 5000000L };
	int64_t began_ms;

	turn("ready");
	text(p, TEXTS_EACH / 2);
	nanosleep(&delay, NULL);
	began_ms = gateway_now_ms();
	turn("over");
	text(p, TEXTS_EACH / 2);
	gateway_wait_ask(&p->of[0], "SELECT count(*) FROM report", p->texts, WAIT_MS);
	if (gateway_now_ms() - began_ms > p->longest_ms)
		p->longest_ms = gateway_now_ms() - began_ms;
}

static void what_was_acknowledged_outlives_the_server(void **state)
{
	struct pair p;
	int64_t repeated, unsure;

	(void)state;
	begin(&p);
	for (int i = 0; i < failovers(); i++)
		fail_over(&p, i);
	gateway_wait_ask(&p.of[0], ANSWERED "(state = 'delivered' OR " DOUBTFUL ")", p.texts, WAIT_MS);
	assert_int_equal(gateway_ask(&p.of[0], "SELECT count(*) FROM message WHERE direction = 'in'"), p.texts);
	assert_int_equal(gateway_ask(&p.of[0], "SELECT count(DISTINCT answers) FROM message WHERE direction = 'out'"
					       " AND answers <> 0"),
		p.texts);
	assert_int_equal(gateway_ask(&p.of[0], "SELECT sum(value) FROM report_value"), p.sum);
	repeated = simulator_counter(&p.sim, "repeated");
	unsure = gateway_ask(&p.of[0], "SELECT count(*) FROM message WHERE direction = 'out' AND unsure > 0");
	print_message(
		"%d failovers, %d texts: lost 0, twice 0; unsure %lld, of them sent twice %lld; texts of the other side"
		" stored %lld ms after the crash at most\n",
		failovers(), p.texts, (long long)unsure, (long long)repeated, (long long)p.longest_ms);
	assert_true(repeated <= unsure);
	assert_false(gateway_log_has(&p.of[0], "event=gateway-gone"));
	assert_false(gateway_log_has(&p.of[1], "event=gateway-gone"));
	gateway_fini(&p.of[1]);
	gateway_fini(&p.of[0]);
	simulator_stop(&p.sim);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(what_was_acknowledged_outlives_the_server) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
