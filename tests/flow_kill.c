/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kill -9 of every process at every step of a text: nothing is lost, nothing is done twice.
 *
 * Texts flow in while router, link and the whole gateway are killed in turn,
 * each time after another delay, so that the kills spread over all steps. KILLS
 * in the environment says how many (make bench: 200).
 */
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
#include <time.h>

#include <cmocka.h>

#define KILLS        24
#define TEXTS_A_KILL 3
#define STEP_US      1700 /* the delays: 0, 1.7 ms, 3.4 ms ... of DELAYS, so that they reach every step of a text */
#define DELAYS       41
#define WAIT_MS      120000
#define DOUBTFUL     "(state = 'unsure' AND unsure = 2 AND attempts = 2 AND next_at = 9223372036854775807)"

static int kills(void)
{
	const char *given = getenv("KILLS");

	return given != NULL ? atoi(given) : KILLS;
}

/* Import a file of one line a person: a village of their own each, so that every report is recorded. */
static void import_lines(const struct gateway *g, const char *kind, const char *header, int n)
{
	bool units = strcmp(kind, "units") == 0;
	char path[96];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s.csv", g->folder, kind);
	f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "%s\n", header);
	for (int i = 0; i < n; i++)
		if (units)
			fprintf(f, "2104%05d,Thôn %d,thon,21049,2004-08-31,,,test\n", i, i);
		else
			fprintf(f, "+849057%05d,Người %d,to_truong,2104%05d,,active,2022-08-10\n", i, i, i);
	fclose(f);
	assert_int_equal(gateway_keng(g, NULL, (const char *const[]){ "import", kind, path, NULL }), 0);
}

/* One of the kinds of kill in turn. The gateway works again when this returns. */
static void kill_something(struct gateway *g, int nth)
{
	static const char *const roles[] = { "router", "modem-1", NULL };
	const char *role = roles[nth % 3];
	struct timespec delay = { .tv_nsec = (nth * 7 % DELAYS) * STEP_US * 1000L };
	long since = gateway_log_end(g);

	nanosleep(&delay, NULL); /* not a wait for something: the step at which it strikes */
	if (role == NULL) {
		gateway_kill_all(g);
		gateway_start(g);
		return;
	}
	kill(gateway_pid_of(g, role), SIGKILL);
	gateway_wait_log(g, since, "event=link-state", "link=modem-1 state=ready", 60000);
}

static void nothing_is_lost_and_nothing_done_twice(void **state)
{
	struct simulator sim;
	struct gateway g;
	char text[512];
	int n = kills() * TEXTS_A_KILL;
	int64_t repeated, unsure, doubtful;

	(void)state;
	simulator_start(&sim, (const char *const[]){ "--capacity", "200", "--receipt-delay", "20", NULL });
	snprintf(text, sizeof text, "{ name = \"modem-1\"; kind = \"gammu\"; device = \"%s/modem-1\"; poll_s = 2; }",
		sim.folder);
	gateway_init(&g, text, "unsure_wait_s = 5;");
	import_lines(&g, "units", "code,name,kind,parent_code,valid_from,valid_to,successor_code,source", n);
	import_lines(&g, "members", "phone,name,role,unit,team,status,consent_at", n);
	gateway_start(&g);
	for (int i = 0; i < n; i++) {
		char from[32], words[32];

		snprintf(from, sizeof from, "+849057%05d", i);
		snprintf(words, sizeof words, "BC DVC %d", i % 20 + 1);
		simulator_text(&sim, 1, from, words);
		if (i % TEXTS_A_KILL == TEXTS_A_KILL - 1)
			kill_something(&g, i / TEXTS_A_KILL);
	}
	/* Every text came in once, was acted on once, and has one answer, which the network has delivered: or which two
	 * kills have struck, each while it was given to the modem, and which is listed as unsure and not sent a third
	 * time. On a slow machine the second try of a text falls together with the next kill. */
	gateway_wait_ask(&g, "SELECT count(*) FROM message WHERE direction = 'in' AND state = 'done'", n, WAIT_MS);
	gateway_wait_ask(&g,
		"SELECT count(*) FROM message WHERE direction = 'out' AND kind = 'answer'"
		" AND (state = 'delivered' OR " DOUBTFUL ")",
		n, WAIT_MS);
	assert_int_equal(gateway_ask(&g, "SELECT count(*) FROM report"), n);
	assert_int_equal(gateway_ask(&g, "SELECT count(DISTINCT phone) FROM message WHERE direction = 'in'"), n);
	assert_int_equal(
		gateway_ask(
			&g, "SELECT count(DISTINCT answers) FROM message WHERE direction = 'out' AND kind = 'answer'"),
		n);
	assert_int_equal(
		gateway_ask(&g, "SELECT (SELECT sum(value) FROM report_value) - (SELECT sum(value) FROM total)"), 0);
	/* What went out twice was listed as unsure before. */
	repeated = simulator_counter(&sim, "repeated");
	unsure = gateway_ask(&g, "SELECT count(*) FROM message WHERE direction = 'out' AND unsure > 0");
	doubtful = gateway_ask(&g, "SELECT count(*) FROM message WHERE " DOUBTFUL);
	print_message("%d kills, %d texts: lost 0, unsure %lld, of them sent twice %lld, left in doubt %lld\n", kills(),
		n, (long long)unsure, (long long)repeated, (long long)doubtful);
	assert_true(repeated <= unsure);
	assert_true(unsure + doubtful <= kills()); /* a kill strikes one text, of which one is in the modem's hands */
	gateway_fini(&g);
	simulator_stop(&sim);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(nothing_is_lost_and_nothing_done_twice) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
