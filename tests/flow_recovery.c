/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How keng-modem, a real process, gets a modem back: step by step, each told, none before a lighter one failed. */
#include "gateway/base/clock.h"
#include "tests/help/modem_link.h"
#include "tests/help/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PERSON "+84905123456"

#define WORDS(...)                                                                                                     \
	(const char *const[])                                                                                          \
	{                                                                                                              \
		__VA_ARGS__, NULL                                                                                      \
	}

struct scene {
	struct simulator sim;
	struct modem_link link;
};

static void set(struct scene *s, const char *const link_options[])
{
	simulator_start(&s->sim, NULL);
	modem_link_start(&s->link, simulator_port(&s->sim, 1), NULL, link_options);
	modem_link_wait_state(&s->link, "ready");
}

static void strike(struct scene *s)
{
	modem_link_stop(&s->link);
	simulator_stop(&s->sim);
}

static enum frame_result send(struct scene *s, uint64_t message)
{
	modem_link_submit(&s->link, message, PERSON, "van con song");
	return (enum frame_result)modem_link_done(&s->link, message)->result;
}

static void assert_step(struct scene *s, const char *step, bool ok)
{
	const struct frame_recovery *f = &modem_link_wait(&s->link, FRAME_RECOVERY)->u.recovery;

	assert_string_equal(f->step, step);
	assert_int_equal(f->ok, ok);
}

static void a_modem_that_loses_what_it_sends_is_restarted_in_the_end(void **state)
{
	struct scene s;

	(void)state;
	set(&s, WORDS("--send-deadline-s", "2", "--job-deadline-s", "10"));
	simulator_do(&s.sim, "{\"do\": \"fault\", \"modem\": 1, \"kind\": \"lost\", \"until\": \"power\"}");
	assert_int_equal(send(&s, 1), FRAME_UNSURE);
	assert_step(&s, "port", true);
	assert_int_equal(send(&s, 2), FRAME_UNSURE);
	assert_step(&s, "radio", true);
	assert_int_equal(send(&s, 3), FRAME_UNSURE);
	assert_step(&s, "restart", true);
	assert_int_equal(send(&s, 4), FRAME_SENT);
	assert_false(modem_link_comes(&s.link, FRAME_RECOVERY, 100));
	/* It worked: the next trouble begins at the first step. */
	simulator_do(&s.sim, "{\"do\": \"fault\", \"modem\": 1, \"kind\": \"lost\", \"times\": 1}");
	assert_int_equal(send(&s, 5), FRAME_UNSURE);
	assert_step(&s, "port", true);
	assert_int_equal(send(&s, 6), FRAME_SENT);
	strike(&s);
}

static void a_modem_that_finds_no_network_has_its_radio_switched_off_and_on(void **state)
{
	struct scene s;

	(void)state;
	set(&s, WORDS("--network-wait-s", "3"));
	simulator_do(&s.sim,
		"{\"do\": \"fault\", \"modem\": 1, \"kind\": \"registration\", \"code\": 2, \"until\": \"radio\"}");
	modem_link_wait_state(&s.link, "registering");
	assert_step(&s, "radio", true);
	modem_link_wait_state(&s.link, "ready");
	assert_int_equal(send(&s, 1), FRAME_SENT);
	strike(&s);
}

static void where_that_does_not_help_it_restarts(void **state)
{
	struct scene s;

	(void)state;
	set(&s, WORDS("--network-wait-s", "3"));
	simulator_do(&s.sim,
		"{\"do\": \"fault\", \"modem\": 1, \"kind\": \"registration\", \"code\": 0, \"until\": \"power\"}");
	assert_step(&s, "radio", true);
	assert_step(&s, "restart", true);
	modem_link_wait_state(&s.link, "ready");
	assert_int_equal(send(&s, 1), FRAME_SENT);
	strike(&s);
}

/* It does nothing on the radio, and does not hear that it shall restart. */
static void one_that_hears_nothing_is_brought_back_by_the_command(void **state)
{
	char file[] = "/tmp/keng-test-XXXXXX", command[128], said[128] = "", expected[128];
	int fd = mkstemp(file);
	struct scene s;
	ssize_t n;

	(void)state;
	assert_int_not_equal(fd, -1);
	snprintf(command, sizeof command, "echo $KENG_LINK $KENG_DEVICE >%s", file);
	set(&s, WORDS("--job-deadline-s", "3", "--poll-s", "1", "--recover", command));
	simulator_do(&s.sim, "{\"do\": \"fault\", \"modem\": 1, \"kind\": \"hang\"}");
	assert_step(&s, "port", true);
	assert_step(&s, "restart", false);
	assert_step(&s, "command", true);
	n = read(fd, said, sizeof said - 1);
	assert_true(n > 0);
	snprintf(expected, sizeof expected, "test %s\n", simulator_port(&s.sim, 1));
	assert_string_equal(said, expected);
	simulator_do(&s.sim, "{\"do\": \"vanish\", \"modem\": 1, \"ms\": 10}");
	modem_link_wait_state(&s.link, "ready");
	assert_int_equal(send(&s, 1), FRAME_SENT);
	strike(&s);
	close(fd);
	unlink(file);
}

static void a_device_that_stays_away_is_looked_for_with_the_command_too(void **state)
{
	struct scene s;

	(void)state;
	set(&s, WORDS("--recover", "exit 3", "--absent-s", "4"));
	simulator_do(&s.sim, "{\"do\": \"vanish\", \"modem\": 1}");
	modem_link_wait_state(&s.link, "down");
	assert_false(modem_link_comes(&s.link, FRAME_RECOVERY, 2000));
	assert_step(&s, "command", false);
	simulator_do(&s.sim, "{\"do\": \"return\", \"modem\": 1}");
	modem_link_wait_state(&s.link, "ready");
	strike(&s);
}

/* One that opens no memory would be ready for ever, and no text would ever come. Listings alone do not matter: libgammu
 * then reads place by place. */
static void a_modem_that_does_not_list_its_texts_is_brought_back(void **state)
{
	struct scene s;

	(void)state;
	set(&s, WORDS("--job-deadline-s", "10", "--poll-s", "1"));
	simulator_do(&s.sim,
		"{\"do\": \"fault\", \"modem\": 1, \"kind\": \"error\", \"line\": \"+CPMS\", \"code\": 100, \"until\": "
		"\"radio\"}");
	simulator_text(&s.sim, 1, PERSON, "ai nghe khong");
	assert_false(modem_link_comes(&s.link, FRAME_INBOUND, 500));
	assert_step(&s, "port", true);
	assert_step(&s, "radio", true);
	assert_string_equal(modem_link_wait(&s.link, FRAME_INBOUND)->u.inbound.text, "ai nghe khong");
	assert_int_equal(send(&s, 1), FRAME_SENT);
	strike(&s);
}

/* A command that the modem has lost is not waited for as long as a job may last. */
static void a_silent_modem_is_noticed_by_its_silence(void **state)
{
	struct scene s;

	(void)state;
	set(&s, WORDS("--job-deadline-s", "600", "--poll-s", "1"));
	simulator_do(&s.sim, "{\"do\": \"fault\", \"modem\": 1, \"kind\": \"silence\", \"ms\": 3000}");
	assert_true(modem_link_comes(&s.link, FRAME_RECOVERY, 30000)); /* the longest is that of a list: 20 s */
	assert_int_equal(send(&s, 1), FRAME_SENT);
	strike(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_modem_that_loses_what_it_sends_is_restarted_in_the_end),
		cmocka_unit_test(a_modem_that_finds_no_network_has_its_radio_switched_off_and_on),
		cmocka_unit_test(where_that_does_not_help_it_restarts),
		cmocka_unit_test(one_that_hears_nothing_is_brought_back_by_the_command),
		cmocka_unit_test(a_device_that_stays_away_is_looked_for_with_the_command_too),
		cmocka_unit_test(a_modem_that_does_not_list_its_texts_is_brought_back),
		cmocka_unit_test(a_silent_modem_is_noticed_by_its_silence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
