/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The desk link as a process: its phones on a unix socket, the test as its router. */
#include "gateway/base/buf.h"
#include "gateway/desk/desk.h"
#include "gateway/frame.h"
#include "gateway/sim/client.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define ME      "+84905123456"
#define WAIT_MS 20000

struct bench {
	char folder[64], path[96];
	pid_t pid;
	int router;
	struct buf in;
	struct client *phone;
	struct why why;
};

static void begin(struct bench *b)
{
	int ends[2];

	*b = (struct bench){ .folder = "/tmp/keng-desk-XXXXXX" };
	buf_init(&b->in);
	assert_non_null(mkdtemp(b->folder));
	snprintf(b->path, sizeof b->path, "%s/desk.sock", b->folder);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	b->pid = fork();
	assert_int_not_equal(b->pid, -1);
	if (b->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		close(ends[0]);
		_exit(desk_main("desk", b->path, ends[1], -1));
	}
	close(ends[1]);
	b->router = ends[0];
	b->phone = client_open(b->path, WAIT_MS, &b->why);
	assert_non_null(b->phone);
}

static int finish(struct bench *b)
{
	char command[96];
	int status = -1;

	client_close(&b->phone);
	if (b->router != -1)
		close(b->router);
	waitpid(b->pid, &status, 0);
	buf_fini(&b->in);
	snprintf(command, sizeof command, "rm -rf %s", b->folder);
	assert_int_equal(system(command), 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The next frame of that type; those before it are dropped. Its texts are borrowed until drop(). */
static struct frame frame_of(struct bench *b, enum frame_type type)
{
	struct frame f;
	size_t used;

	for (;;) {
		assert_int_equal(frame_read(b->router, &b->in, &f, &used, &b->why), 1);
		if (f.type == type)
			break;
		buf_drop(&b->in, used);
	}
	return f;
}

static void drop(struct bench *b)
{
	struct frame f;
	size_t used;

	assert_int_equal(frame_decode(b->in.data, b->in.length, &f, &used, &b->why), 1);
	buf_drop(&b->in, used);
}

static void say(struct bench *b, const struct frame *f)
{
	assert_int_equal(frame_write(b->router, f, &b->why), 0);
}

static void do_ok(struct bench *b, const char *request)
{
	if (client_do(b->phone, &b->why, "%s", request) == -1)
		fail_msg("%s: %s", request, b->why.text);
}

static json_t *event_of(struct bench *b, const char *name)
{
	json_t *event = NULL;

	if (client_event_of(b->phone, name, WAIT_MS, &event, &b->why) != 1)
		fail_msg("no event \"%s\"", name);
	return event;
}

static const char *text_in(const json_t *event, const char *key)
{
	return json_string_value(json_object_get(event, key));
}

static int number_in(const json_t *event, const char *key)
{
	return (int)json_integer_value(json_object_get(event, key));
}

static struct frame submit_of(uint64_t message, const char *text, uint64_t receipt)
{
	return (struct frame){ .type = FRAME_SUBMIT,
		.u.submit = { .message = message, .to = ME, .text = text, .parts = 1, .receipt = receipt } };
}

static void it_says_that_it_is_ready(void **state)
{
	struct bench b;
	struct frame f;

	(void)state;
	begin(&b);
	f = frame_of(&b, FRAME_LINK_STATE);
	assert_string_equal(f.u.link_state.state, "ready");
	drop(&b);
	f = frame_of(&b, FRAME_READY);
	assert_true(f.u.ready.window > 0);
	drop(&b);
	assert_int_equal(finish(&b), 1); /* the router went without a word */
}

static void a_text_is_brought_once_and_its_keeping_is_told(void **state)
{
	struct frame kept = { .type = FRAME_KEPT };
	struct bench b;
	struct frame f;
	char identity[40];
	json_t *event;

	(void)state;
	begin(&b);
	do_ok(&b, "{\"do\": \"text\", \"from\": \"" ME "\", \"text\": \"bc nt5 vid 3\"}");
	f = frame_of(&b, FRAME_INBOUND);
	assert_string_equal(f.u.inbound.from, ME);
	assert_string_equal(f.u.inbound.text, "bc nt5 vid 3");
	assert_int_equal(f.u.inbound.parts, 1);
	snprintf(identity, sizeof identity, "%s", f.u.inbound.identity);
	kept.u.kept.token = f.u.inbound.token;
	drop(&b);
	say(&b, &kept);
	event = event_of(&b, "kept");
	assert_int_equal(number_in(event, "id"), kept.u.kept.token);
	json_decref(event);
	/* The same words again are another text. */
	do_ok(&b, "{\"do\": \"text\", \"from\": \"" ME "\", \"text\": \"bc nt5 vid 3\"}");
	f = frame_of(&b, FRAME_INBOUND);
	assert_string_not_equal(f.u.inbound.identity, identity);
	drop(&b);
	finish(&b);
}

static void a_text_for_a_phone_arrives_part_by_part(void **state)
{
	char long_text[400];
	struct bench b;
	struct frame f;
	json_t *event;

	(void)state;
	memset(long_text, 'a', sizeof long_text);
	long_text[200] = '\0';
	begin(&b);
	do_ok(&b, "{\"do\": \"watch\", \"number\": \"" ME "\"}");
	f = submit_of(7, long_text, 1);
	say(&b, &f);
	for (unsigned part = 1; part <= 2; part++) {
		uint64_t mr;

		f = frame_of(&b, FRAME_PART_SENT);
		assert_int_equal(f.u.part_sent.part, part);
		mr = f.u.part_sent.reference;
		drop(&b);
		f = frame_of(&b, FRAME_RECEIPT);
		assert_int_equal(f.u.receipt.reference, mr);
		assert_string_equal(f.u.receipt.to, ME);
		drop(&b);
		event = event_of(&b, "sent");
		assert_int_equal(number_in(event, "part"), part);
		assert_int_equal(number_in(event, "parts"), 2);
		assert_int_equal(strlen(text_in(event, "text")), part == 1 ? 153 : 47);
		json_decref(event);
	}
	f = frame_of(&b, FRAME_DONE);
	assert_int_equal(f.u.done.message, 7);
	assert_int_equal(f.u.done.result, FRAME_SENT);
	drop(&b);
	f = frame_of(&b, FRAME_READY);
	drop(&b);
	finish(&b);
}

static void a_text_for_an_absent_phone_waits_and_so_does_its_receipt(void **state)
{
	struct bench b;
	struct frame f;
	json_t *event;

	(void)state;
	begin(&b);
	f = submit_of(1, "hello", 1);
	say(&b, &f);
	f = frame_of(&b, FRAME_DONE);
	assert_int_equal(f.u.done.result, FRAME_SENT);
	drop(&b);
	do_ok(&b, "{\"do\": \"watch\", \"number\": \"+84900000000\"}"); /* somebody else */
	assert_int_equal(client_event(b.phone, 0, &event, &b.why), 0);
	do_ok(&b, "{\"do\": \"watch\", \"number\": \"" ME "\"}");
	event = event_of(&b, "sent");
	assert_string_equal(text_in(event, "text"), "hello");
	json_decref(event);
	f = frame_of(&b, FRAME_RECEIPT);
	drop(&b);
	do_ok(&b, "{\"do\": \"watch\", \"number\": \"" ME "\"}"); /* once only */
	assert_int_equal(client_event(b.phone, 0, &event, &b.why), 0);
	finish(&b);
}

static void a_part_that_the_network_took_already_is_skipped(void **state)
{
	char text[201];
	struct bench b;
	struct frame f;
	json_t *event;

	(void)state;
	memset(text, 'a', 200);
	text[200] = '\0';
	begin(&b);
	do_ok(&b, "{\"do\": \"watch\"}");
	f = submit_of(1, text, 0);
	f.u.submit.skip = 1;
	say(&b, &f);
	event = event_of(&b, "sent");
	assert_int_equal(number_in(event, "part"), 2);
	json_decref(event);
	finish(&b);
}

static void a_dialogue_goes_to_and_fro_until_its_end(void **state)
{
	struct frame answer = { .type = FRAME_USSD_ANSWER };
	struct bench b;
	struct frame f;
	char session[40];
	json_t *event;

	(void)state;
	begin(&b);
	assert_int_equal(client_do(b.phone, &b.why, "{\"do\": \"dial\", \"from\": \"" ME "\", \"text\": \"1\"}"), -1);
	do_ok(&b, "{\"do\": \"dial\", \"from\": \"" ME "\", \"text\": \"*123#\"}");
	f = frame_of(&b, FRAME_USSD_DIAL);
	assert_int_equal(f.u.ussd_dial.begin, 1);
	assert_string_equal(f.u.ussd_dial.text, "*123#");
	assert_string_equal(f.u.ussd_dial.from, ME);
	snprintf(session, sizeof session, "%s", f.u.ussd_dial.session);
	drop(&b);
	answer.u.ussd_answer = (struct frame_ussd_answer){ "another", "not yours", 0 };
	say(&b, &answer);
	answer.u.ussd_answer = (struct frame_ussd_answer){ session, "1. Bao cao", 1 };
	say(&b, &answer);
	event = event_of(&b, "ussd");
	assert_string_equal(text_in(event, "text"), "1. Bao cao");
	assert_string_equal(text_in(event, "to"), ME);
	assert_true(json_is_true(json_object_get(event, "more")));
	json_decref(event);
	do_ok(&b, "{\"do\": \"dial\", \"from\": \"" ME "\", \"text\": \"1\"}");
	f = frame_of(&b, FRAME_USSD_DIAL);
	assert_int_equal(f.u.ussd_dial.begin, 0);
	assert_string_equal(f.u.ussd_dial.session, session);
	drop(&b);
	answer.u.ussd_answer = (struct frame_ussd_answer){ session, "Xong", 0 };
	say(&b, &answer);
	json_decref(event_of(&b, "ussd"));
	assert_int_equal(client_do(b.phone, &b.why, "{\"do\": \"dial\", \"from\": \"" ME "\", \"text\": \"1\"}"), -1);
	finish(&b);
}

static void what_it_does_not_know_is_refused_with_the_reason(void **state)
{
	static const char *const bad[] = { "{\"do\": \"fault\"}", "{}", "{\"do\": \"text\", \"from\": \"" ME "\"}",
		"{\"do\": \"text\", \"from\": \"\", \"text\": \"a\"}",
		"{\"do\": \"text\", \"from\": \"" ME "\", \"text\": \"a\", \"colour\": 1}",
		"{\"do\": \"watch\", \"number\": \"+84905123456+84905123456\"}" };
	struct bench b;

	(void)state;
	begin(&b);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		b.why.text[0] = '\0';
		assert_int_equal(client_do(b.phone, &b.why, "%s", bad[i]), -1);
		assert_true(strlen(b.why.text) > 0);
	}
	do_ok(&b, "{\"do\": \"state\"}");
	finish(&b);
}

static void it_stops_when_it_is_told(void **state)
{
	struct frame f = { .type = FRAME_STOP };
	struct bench b;

	(void)state;
	begin(&b);
	say(&b, &f);
	assert_int_equal(finish(&b), 0);
}

static void two_desks_do_not_share_a_socket(void **state)
{
	int ends[2];
	struct bench b;
	int status;
	pid_t pid;

	(void)state;
	begin(&b);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	pid = fork();
	if (pid == 0) {
		close(ends[0]);
		_exit(desk_main("second", b.path, ends[1], -1));
	}
	close(ends[1]);
	waitpid(pid, &status, 0);
	close(ends[0]);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	do_ok(&b, "{\"do\": \"state\"}"); /* the first goes on */
	finish(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_says_that_it_is_ready),
		cmocka_unit_test(a_text_is_brought_once_and_its_keeping_is_told),
		cmocka_unit_test(a_text_for_a_phone_arrives_part_by_part),
		cmocka_unit_test(a_text_for_an_absent_phone_waits_and_so_does_its_receipt),
		cmocka_unit_test(a_part_that_the_network_took_already_is_skipped),
		cmocka_unit_test(a_dialogue_goes_to_and_fro_until_its_end),
		cmocka_unit_test(what_it_does_not_know_is_refused_with_the_reason),
		cmocka_unit_test(it_stops_when_it_is_told),
		cmocka_unit_test(two_desks_do_not_share_a_socket),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
