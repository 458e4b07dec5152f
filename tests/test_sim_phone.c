/* SPDX-License-Identifier: GPL-2.0-or-later */
/* `keng phone` in a pipe, over a simulator. */
#include "gateway/base/buf.h"
#include "tests/help/sim.h"

#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct phone {
	pid_t pid;
	int in, out;
	struct buf said;
};

static void start(struct phone *p, const char *const words[])
{
	int in[2], out[2];

	buf_init(&p->said);
	assert_int_equal(pipe2(in, O_CLOEXEC), 0);
	assert_int_equal(pipe2(out, O_CLOEXEC), 0);
	p->pid = fork();
	assert_int_not_equal(p->pid, -1);
	if (p->pid == 0) {
		char path[512];

		prctl(PR_SET_PDEATHSIG, SIGKILL);
		dup2(in[0], STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		dup2(out[1], STDERR_FILENO);
		execv(simulator_program(path), (char *const *)(uintptr_t)words);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	p->in = in[1];
	p->out = out[0];
}

static void type(struct phone *p, const char *text)
{
	assert_int_equal(write(p->in, text, strlen(text)), strlen(text));
}

/* Read until it has said that; NULL: until its end. */
static void hear(struct phone *p, const char *words)
{
	while (words == NULL || strstr(p->said.data, words) == NULL) {
		struct pollfd fd = { .fd = p->out, .events = POLLIN };
		ssize_t n;

		if (poll(&fd, 1, SIMULATOR_WAIT_MS) != 1)
			fail_msg("it never says \"%s\" but:\n%s", words != NULL ? words : "(end)", p->said.data);
		n = read(p->out, buf_room(&p->said, 4096), 4096);
		if (n <= 0 && words == NULL)
			return;
		if (n <= 0)
			fail_msg("it does not say \"%s\" but:\n%s", words, p->said.data);
		p->said.length += (size_t)n;
		p->said.data[p->said.length] = '\0';
	}
}

/* Its exit status, when its input has ended. */
static int finish(struct phone *p)
{
	int status;

	close(p->in);
	hear(p, NULL);
	close(p->out);
	assert_int_equal(waitpid(p->pid, &status, 0), p->pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void dial_in(struct phone *p, const struct simulator *s)
{
	start(p, (const char *const[]){ "keng", "phone", "--socket", s->socket, "--wait", "1", "0905123456", NULL });
}

static void a_typed_text_goes_in_and_its_cost_is_told(void **state)
{
	struct simulator s;
	struct phone p;
	json_t *stored;

	(void)state;
	simulator_start(&s, NULL);
	dial_in(&p, &s);
	type(&p, "bc nt5 vid 3\n//x\nđăng ký\n");
	stored = simulator_wait(&s, "stored");
	assert_string_equal(json_string_value(json_object_get(stored, "text")), "bc nt5 vid 3");
	assert_string_equal(json_string_value(json_object_get(stored, "from")), "+84905123456");
	json_decref(stored);
	hear(&p, "> bc nt5 vid 3\n  1 tin, 12/160 ký tự GSM-7\n");
	hear(&p, "> /x\n");
	hear(&p, "> đăng ký\n  1 tin, 7/70 ký tự UCS-2\n");
	assert_int_equal(finish(&p), 0);
	buf_fini(&p.said);
	simulator_stop(&s);
}

static void an_answer_is_shown_with_its_part_and_nothing_reaches_the_terminal_unseen(void **state)
{
	/* SMS-SUBMIT to +84905123456 of U+001B "[2J", UCS-2: 21 octets. */
	static const char submit[] = "AT+CMGS=21\r0001000B914809153254F6000808001B005B0032004A\x1A";
	struct simulator s;
	struct phone p;
	int fd;

	(void)state;
	simulator_start(&s, NULL);
	dial_in(&p, &s);
	type(&p, "xin chao\n");
	json_decref(simulator_wait(&s, "stored"));
	fd = open(simulator_port(&s, 1), O_RDWR | O_NOCTTY | O_CLOEXEC);
	assert_int_equal(write(fd, submit, sizeof submit - 1), sizeof submit - 1);
	hear(&p, "< ?[2J\n  tin 1/1, 4/70 ký tự UCS-2, modem 1\n");
	close(fd);
	assert_int_equal(finish(&p), 0);
	assert_null(strchr(p.said.data, '\033'));
	buf_fini(&p.said);
	simulator_stop(&s);
}

static void a_code_is_dialled_and_its_menu_answered(void **state)
{
	struct simulator s;
	struct phone p;

	(void)state;
	simulator_start(&s, NULL);
	dial_in(&p, &s);
	type(&p, "*101#\n*098#\n3\n");
	hear(&p, "= TK chinh: 20.000d, HSD: 31/12/2026.\n");
	hear(&p, "= 3. So cua toi\n= 0. Thoat\n");
	hear(&p, "> 3\n= So thue bao cua ban: +84905123456\n");
	assert_int_equal(finish(&p), 0);
	assert_int_equal(simulator_counter(&s, "received"), 0); /* none of it was a text */
	buf_fini(&p.said);
	simulator_stop(&s);
}

static void its_commands_change_the_next_text(void **state)
{
	struct simulator s;
	struct phone p;
	json_t *stored;

	(void)state;
	simulator_start(&s, (const char *const[]){ "--modems", "2", NULL });
	dial_in(&p, &s);
	type(&p, "/modem 2\n/flash\n/alphabet ucs2\n/number 0905999888\nhello\n/nonsense\n/quit\n");
	stored = simulator_wait(&s, "stored");
	assert_int_equal(json_integer_value(json_object_get(stored, "modem")), 2);
	assert_true(json_is_true(json_object_get(stored, "flash")));
	assert_string_equal(json_string_value(json_object_get(stored, "alphabet")), "ucs2");
	assert_string_equal(json_string_value(json_object_get(stored, "from")), "+84905999888");
	json_decref(stored);
	hear(&p, "there is no /nonsense");
	assert_int_equal(finish(&p), 0);
	buf_fini(&p.said);
	simulator_stop(&s);
}

static void it_says_what_to_start_when_nobody_is_there(void **state)
{
	struct phone p;

	(void)state;
	start(&p, (const char *const[]){ "keng", "phone", "--socket", "/nonexistent/modem-sim.sock", NULL });
	assert_int_equal(finish(&p), 3);
	assert_non_null(strstr(p.said.data, "keng run"));
	assert_non_null(strstr(p.said.data, "keng modem-sim"));
	buf_fini(&p.said);
}

static void it_notices_that_the_simulator_has_gone(void **state)
{
	struct simulator s;
	struct phone p;

	(void)state;
	simulator_start(&s, NULL);
	dial_in(&p, &s);
	type(&p, "a\n");
	json_decref(simulator_wait(&s, "stored"));
	simulator_kill(&s);
	assert_int_equal(finish(&p), 3);
	buf_fini(&p.said);
	simulator_stop(&s);
}

static void a_faulty_configuration_is_said(void **state)
{
	struct phone p;

	(void)state;
	start(&p, (const char *const[]){ "keng", "phone", "-c", "/nonexistent/keng.cfg", NULL });
	assert_int_equal(finish(&p), 1);
	assert_non_null(strstr(p.said.data, "/nonexistent/keng.cfg"));
	buf_fini(&p.said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_typed_text_goes_in_and_its_cost_is_told),
		cmocka_unit_test(an_answer_is_shown_with_its_part_and_nothing_reaches_the_terminal_unseen),
		cmocka_unit_test(a_code_is_dialled_and_its_menu_answered),
		cmocka_unit_test(its_commands_change_the_next_text),
		cmocka_unit_test(it_says_what_to_start_when_nobody_is_there),
		cmocka_unit_test(it_notices_that_the_simulator_has_gone),
		cmocka_unit_test(a_faulty_configuration_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
