/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The simulator as others meet it: a process with ports and a control socket. */
#include "tests/help/sim.h"

#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* SMS-SUBMIT of "hello": to +84905123456, and to +84905000002, the second modem's SIM. */
#define TO_PERSON "AT+CMGS=18\r0001000B914809153254F6000005E8329BFD06\x1A"
#define TO_SECOND "AT+CMGS=18\r0001000B914809050000F2000005E8329BFD06\x1A"

static int open_port(const struct simulator *s, int modem)
{
	int fd = open(simulator_port(s, modem), O_RDWR | O_NOCTTY | O_CLOEXEC);

	assert_int_not_equal(fd, -1);
	return fd;
}

static void type(int fd, const char *text)
{
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
}

/* Read until the end of what was said is this; what came before is dropped. */
static void hear(int fd, const char *end)
{
	char text[4096] = "";
	size_t used = 0, n = strlen(end);

	while (used < n || strcmp(text + used - n, end) != 0) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		ssize_t got;

		if (poll(&p, 1, SIMULATOR_WAIT_MS) != 1 || used == sizeof text - 1)
			fail_msg("\"%s\" does not end with \"%s\"", text, end);
		got = read(fd, text + used, sizeof text - 1 - used);
		assert_true(got > 0);
		used += (size_t)got;
		text[used] = '\0';
	}
}

static const char *text_in(const json_t *event, const char *key)
{
	const char *text = json_string_value(json_object_get(event, key));

	return text != NULL ? text : "";
}

static int number_in(const json_t *event, const char *key)
{
	return (int)json_integer_value(json_object_get(event, key));
}

static void a_text_goes_out_and_is_seen_once(void **state)
{
	struct simulator s;
	json_t *sent;
	int fd;

	(void)state;
	simulator_start(&s, NULL);
	fd = open_port(&s, 1);
	type(fd, "ATE0\r");
	hear(fd, "OK\r\n");
	type(fd, TO_PERSON);
	hear(fd, "+CMGS: 1\r\n\r\nOK\r\n");
	sent = simulator_wait_sent(&s, "+84905123456");
	assert_string_equal(text_in(sent, "text"), "hello");
	assert_string_equal(text_in(sent, "alphabet"), "gsm7");
	assert_int_equal(number_in(sent, "mr"), 1);
	json_decref(sent);
	assert_int_equal(simulator_accepted(&s, "+84905123456", "hello"), 1);
	assert_int_equal(simulator_counter(&s, "repeated"), 0);
	type(fd, TO_PERSON);
	hear(fd, "OK\r\n");
	assert_int_equal(simulator_counter(&s, "repeated"), 1);
	assert_int_equal(simulator_counter(&s, "sent"), 2);
	close(fd);
	simulator_stop(&s);
}

static void a_long_text_comes_in_parts_in_the_order_asked_for(void **state)
{
	static const int order[] = { 3, 1 };
	char text[400];
	struct simulator s;

	(void)state;
	memset(text, 'a', sizeof text);
	text[350] = '\0';
	simulator_start(&s, NULL);
	simulator_do(&s, "{\"do\": \"text\", \"from\": \"+84905123456\", \"text\": \"%s\", \"order\": [3, 1]}", text);
	for (int i = 0; i < 2; i++) {
		json_t *stored = simulator_wait(&s, "stored");

		assert_int_equal(number_in(stored, "part"), order[i]);
		assert_int_equal(number_in(stored, "parts"), 3);
		assert_string_equal(text_in(stored, "from"), "+84905123456");
		json_decref(stored);
	}
	simulator_stop(&s);
}

static void what_one_sim_sends_to_another_arrives_there(void **state)
{
	struct simulator s;
	json_t *stored;
	int fd;

	(void)state;
	simulator_start(&s, (const char *const[]){ "--modems", "2", NULL });
	fd = open_port(&s, 1);
	type(fd, TO_SECOND);
	stored = simulator_wait(&s, "stored");
	assert_int_equal(number_in(stored, "modem"), 2);
	assert_string_equal(text_in(stored, "from"), "+84905000001");
	assert_string_equal(text_in(stored, "text"), "hello");
	json_decref(stored);
	close(fd);
	simulator_stop(&s);
}

static void a_modem_that_vanishes_returns_at_the_same_path_elsewhere(void **state)
{
	char before[64] = "", after[64] = "", octet;
	struct simulator s;
	struct stat st;
	int fd;

	(void)state;
	simulator_start(&s, NULL);
	fd = open_port(&s, 1);
	assert_true(readlink(simulator_port(&s, 1), before, sizeof before - 1) > 0);
	simulator_do(&s, "{\"do\": \"vanish\", \"modem\": 1}");
	assert_int_equal(lstat(simulator_port(&s, 1), &st), -1);
	assert_true(read(fd, &octet, 1) <= 0); /* whoever had it open sees it go */
	close(fd);
	simulator_text(&s, 1, "+84905123456", "meanwhile");
	simulator_do(&s, "{\"do\": \"return\", \"modem\": 1}");
	assert_true(readlink(simulator_port(&s, 1), after, sizeof after - 1) > 0);
	assert_string_not_equal(before, after);
	fd = open_port(&s, 1);
	type(fd, "ATE0\r");
	hear(fd, "OK\r\n");
	type(fd, "AT+CPMS?\r"); /* what came meanwhile is there */
	hear(fd, "+CPMS: \"SM\",1,30,\"SM\",1,30,\"SM\",1,30\r\n\r\nOK\r\n");
	simulator_do(&s, "{\"do\": \"vanish\", \"modem\": 1, \"ms\": 50}");
	json_decref(simulator_wait(&s, "vanished"));
	json_decref(simulator_wait(&s, "returned"));
	json_decref(simulator_wait(&s, "vanished"));
	json_decref(simulator_wait(&s, "returned")); /* by itself */
	close(fd);
	simulator_stop(&s);
}

static void a_reset_takes_the_port_away_for_a_while(void **state)
{
	struct simulator s;
	int fd;

	(void)state;
	simulator_start(&s, NULL);
	fd = open_port(&s, 1);
	type(fd, "AT+CFUN=1,1\r");
	json_decref(simulator_wait(&s, "vanished"));
	json_decref(simulator_wait(&s, "returned"));
	close(fd);
	simulator_stop(&s);
}

static void the_next_client_may_open_what_the_last_one_locked(void **state)
{
	struct simulator s;
	int fd;

	(void)state;
	simulator_start(&s, NULL);
	for (int i = 0; i < 3; i++) {
		fd = open_port(&s, 1);
		type(fd, "ATE0\r");
		hear(fd, "OK\r\n");
		close(fd);
	}
	simulator_stop(&s);
}

static void many_modems_send_at_once(void **state)
{
	enum { MODEMS = 32, EACH = 10 };
	struct simulator s;
	int fds[MODEMS];

	(void)state;
	simulator_start(&s, (const char *const[]){ "--modems", "32", "--latency", "20", NULL });
	for (int i = 0; i < MODEMS; i++)
		fds[i] = open_port(&s, i + 1);
	for (int n = 0; n < EACH; n++) {
		for (int i = 0; i < MODEMS; i++)
			type(fds[i], TO_PERSON);
		for (int i = 0; i < MODEMS; i++)
			hear(fds[i], "\r\nOK\r\n");
	}
	assert_int_equal(simulator_counter(&s, "sent"), MODEMS * EACH);
	for (int i = 0; i < MODEMS; i++)
		close(fds[i]);
	simulator_stop(&s);
}

static void what_the_control_socket_does_not_know_is_refused(void **state)
{
	static const char *const bad[] = { "{}", "{\"do\": \"nothing\"}", "{\"do\": \"state\", \"modem\": 2}",
		"{\"do\": \"fault\", \"kind\": \"nonsense\"}", "{\"do\": \"fault\", \"kind\": \"cms\", \"cod\": 1}",
		"{\"do\": \"fault\", \"kind\": \"cms\", \"times\": -1}", "{\"do\": \"pdu\", \"pdu\": \"0G\"}",
		"{\"do\": \"pdu\", \"pdu\": \"\"}", "{\"do\": \"text\", \"from\": \"+84905123456\"}",
		"{\"do\": \"text\", \"from\": \"a name that is too long\", \"text\": \"a\"}",
		"{\"do\": \"text\", \"from\": \"1\", \"text\": \"a\", \"order\": [2]}",
		"{\"do\": \"text\", \"from\": \"1\", \"text\": \"ạ\", \"alphabet\": \"gsm7\"}",
		"{\"do\": \"set\", \"what\": \"colour\", \"value\": 1}",
		"{\"do\": \"set\", \"what\": \"latency\", \"value\": -1}", "{\"do\": \"ussd\"}" };
	struct simulator s;

	(void)state;
	simulator_start(&s, NULL);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct why why = { "" };

		if (client_do(s.client, &why, "%s", bad[i]) != -1)
			fail_msg("accepted: %s", bad[i]);
		assert_true(strlen(why.text) > 0);
	}
	simulator_do(&s, "{\"do\": \"state\"}");
	simulator_stop(&s);
}

static void a_raw_pdu_is_stored_as_it_stands_also_a_bad_one(void **state)
{
	struct simulator s;
	int fd;

	(void)state;
	simulator_start(&s, NULL);
	simulator_do(&s, "{\"do\": \"pdu\", \"pdu\": \"00FFFFFFFF\"}");
	fd = open_port(&s, 1);
	type(fd, "ATE0\r");
	hear(fd, "OK\r\n");
	type(fd, "AT+CMGR=1\r");
	hear(fd, "+CMGR: 0,,4\r\n00FFFFFFFF\r\n\r\nOK\r\n");
	close(fd);
	simulator_stop(&s);
}

static void a_simulator_that_was_killed_leaves_nothing_in_the_way(void **state)
{
	struct simulator s;
	int status;

	(void)state;
	simulator_start(&s, NULL);
	simulator_kill(&s);
	simulator_again(&s, NULL);
	simulator_do(&s, "{\"do\": \"quit\"}");
	waitpid(s.pid, &status, 0);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	s.pid = 0;
	simulator_stop(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_goes_out_and_is_seen_once),
		cmocka_unit_test(a_long_text_comes_in_parts_in_the_order_asked_for),
		cmocka_unit_test(what_one_sim_sends_to_another_arrives_there),
		cmocka_unit_test(a_modem_that_vanishes_returns_at_the_same_path_elsewhere),
		cmocka_unit_test(a_reset_takes_the_port_away_for_a_while),
		cmocka_unit_test(the_next_client_may_open_what_the_last_one_locked),
		cmocka_unit_test(many_modems_send_at_once),
		cmocka_unit_test(what_the_control_socket_does_not_know_is_refused),
		cmocka_unit_test(a_raw_pdu_is_stored_as_it_stands_also_a_bad_one),
		cmocka_unit_test(a_simulator_that_was_killed_leaves_nothing_in_the_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
