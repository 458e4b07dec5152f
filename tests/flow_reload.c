/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A reload of the configuration starts, stops and changes links, and leaves the others alone. */
#include "tests/help/gateway.h"
#include "tests/help/sim.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#define WAIT_MS 30000

static void configure(struct gateway *g, const struct simulator *sim, const char *const more[3])
{
	char links[2048];
	size_t n = 0;

	links[0] = '\0';
	for (int i = 0; i < 3; i++)
		if (more[i] != NULL)
			n += (size_t)snprintf(links + n, sizeof links - n,
				"%s{ name = \"modem-%d\"; kind = \"gammu\"; device = \"%s/modem-%d\"; %s }",
				n > 0 ? ", " : "", i + 1, sim->folder, i + 1, more[i]);
	if (g->folder[0] == '\0')
		gateway_init(g, links, "");
	else
		gateway_configure(g, links, "");
}

static void wait_until_gone(pid_t pid)
{
	int64_t until = gateway_now_ms() + WAIT_MS;

	while (kill(pid, 0) == 0 || errno != ESRCH) {
		assert_true(gateway_now_ms() < until);
		usleep(20000);
	}
}

static void a_reload_stops_starts_and_changes_links_and_leaves_the_others_alone(void **state)
{
	struct gateway g = { .pid = 0 };
	struct simulator sim;
	pid_t kept, changed, removed;
	long since;

	(void)state;
	simulator_start(&sim, (const char *const[]){ "--modems", "3", NULL });
	configure(&g, &sim, (const char *const[]){ "", "", NULL });
	gateway_start(&g);
	kept = gateway_pid_of(&g, "modem-1");
	changed = gateway_pid_of(&g, "modem-2");

	/* The second gets another rate of polls, the third is new. */
	since = gateway_log_end(&g);
	configure(&g, &sim, (const char *const[]){ "", "poll_s = 7;", "" });
	kill(g.pid, SIGHUP);
	gateway_wait_log(&g, since, "event=reloaded", "links=3", WAIT_MS);
	wait_until_gone(changed);
	gateway_wait_log(&g, since, "link=modem-2", "state=ready", WAIT_MS);
	gateway_wait_log(&g, since, "link=modem-3", "state=ready", WAIT_MS);
	assert_int_not_equal(gateway_pid_of(&g, "modem-2"), changed);
	assert_int_equal(gateway_pid_of(&g, "modem-1"), kept);

	/* The third goes again, and its modem is left alone. */
	removed = gateway_pid_of(&g, "modem-3");
	since = gateway_log_end(&g);
	configure(&g, &sim, (const char *const[]){ "", "poll_s = 7;", NULL });
	kill(g.pid, SIGHUP);
	gateway_wait_log(&g, since, "event=reloaded", "links=2", WAIT_MS);
	wait_until_gone(removed);
	assert_int_equal(kill(kept, 0), 0);

	gateway_fini(&g);
	simulator_stop(&sim);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reload_stops_starts_and_changes_links_and_leaves_the_others_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
