/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/help/sim.h"

#include "gateway/base/clock.h"
#include "gateway/sim/client.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define OPTIONS_MAX    24
#define REQUEST_OCTETS 8192

/* build/asan/tests/test_x goes with build/asan/keng, build/plain/tests/test_x with build/keng. */
const char *simulator_program(char path[static 512])
{
	const char *given = getenv("KENG_BIN");
	char self[400], *slash;
	ssize_t n;

	if (given != NULL)
		return given;
	n = readlink("/proc/self/exe", self, sizeof self - 1);
	assert_true(n > 0);
	self[n] = '\0';
	for (int i = 0; i < 2; i++) {
		slash = strrchr(self, '/');
		assert_non_null(slash);
		*slash = '\0';
	}
	slash = strrchr(self, '/');
	if (slash != NULL && strcmp(slash, "/plain") == 0)
		*slash = '\0';
	snprintf(path, 512, "%s/keng", self);
	return path;
}

static void become_simulator(const char *const before[], const char *const options[])
{
	const char *words[OPTIONS_MAX + 8];
	char path[512];
	int n = 0;

	prctl(PR_SET_PDEATHSIG, SIGTERM); /* so that it takes its links away: their ptys will be another's */
	for (int i = 0; before[i] != NULL; i++)
		words[n++] = before[i];
	for (int i = 0; options != NULL && options[i] != NULL && i < OPTIONS_MAX; i++)
		words[n++] = options[i];
	words[n] = NULL;
	execv(simulator_program(path), (char *const *)(uintptr_t)words);
	_exit(127);
}

/* Start it and wait until it says that it is ready; what it said is put into said. */
static void begin(struct simulator *s, const char *const before[], const char *const options[], char said[static 64])
{
	struct why why = { "" };
	int ready[2];

	memset(said, 0, 64);
	assert_int_equal(pipe(ready), 0);
	s->pid = fork();
	assert_int_not_equal(s->pid, -1);
	if (s->pid == 0) {
		dup2(ready[1], STDOUT_FILENO);
		close(ready[0]);
		close(ready[1]);
		become_simulator(before, options);
	}
	close(ready[1]);
	if (read(ready[0], said, 63) <= 0 || strstr(said, "event=ready") == NULL)
		fail_msg("keng %s does not start", before[1]);
	close(ready[0]);
	s->client = client_open(s->socket, SIMULATOR_WAIT_MS, &why);
	if (s->client == NULL || client_do(s->client, &why, "{\"do\": \"watch\"}") == -1)
		fail_msg("%s", why.text);
}

static void make_folder(struct simulator *s, const char *socket)
{
	*s = (struct simulator){ .folder = "/tmp/keng-sim-XXXXXX" };
	assert_non_null(mkdtemp(s->folder));
	snprintf(s->socket, sizeof s->socket, "%s/%s", s->folder, socket);
}

void simulator_start(struct simulator *s, const char *const options[])
{
	make_folder(s, "modem-sim.sock");
	simulator_again(s, options);
}

void simulator_kill(struct simulator *s)
{
	client_close(&s->client);
	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
	s->pid = 0;
}

void simulator_again(struct simulator *s, const char *const options[])
{
	const char *const before[] = { "keng", "modem-sim", "--quiet", "--dir", s->folder, NULL };
	char said[64];

	begin(s, before, options, said);
}

void simulator_start_centre(struct simulator *s, const char *const options[])
{
	make_folder(s, "smsc-sim.sock");
	simulator_again_centre(s, options);
}

void simulator_again_centre(struct simulator *s, const char *const options[])
{
	char listen[32], said[64];
	const char *const before[] = { "keng", "smsc-sim", "--control", s->socket, "--listen", listen, NULL };

	snprintf(listen, sizeof listen, "127.0.0.1:%d", s->port);
	begin(s, before, options, said);
	s->port = atoi(strstr(said, "port=") + strlen("port="));
}

void simulator_stop(struct simulator *s)
{
	char command[96];

	client_close(&s->client);
	if (s->pid > 0) {
		kill(s->pid, SIGTERM);
		waitpid(s->pid, NULL, 0);
		s->pid = 0;
	}
	snprintf(command, sizeof command, "rm -rf %s", s->folder);
	assert_int_equal(system(command), 0);
}

const char *simulator_port(const struct simulator *s, int modem)
{
	static char path[96]; /* of the test's process alone */

	snprintf(path, sizeof path, "%s/modem-%d", s->folder, modem);
	return path;
}

void simulator_do(struct simulator *s, const char *format, ...)
{
	char request[REQUEST_OCTETS];
	struct why why;
	va_list args;

	va_start(args, format);
	vsnprintf(request, sizeof request, format, args);
	va_end(args);
	if (client_do(s->client, &why, "%s", request) == -1)
		fail_msg("%s: %s", request, why.text);
}

void simulator_text(struct simulator *s, int modem, const char *from, const char *text)
{
	struct why why;

	if (client_text(s->client, modem, from, text, &why) == -1)
		fail_msg("%s", why.text);
}

void simulator_fault(struct simulator *s, int modem, const char *kind, int code, int times)
{
	simulator_do(s, "{\"do\": \"fault\", \"modem\": %d, \"kind\": \"%s\", \"code\": %d, \"times\": %d}", modem,
		kind, code, times);
}

json_t *simulator_wait(struct simulator *s, const char *event)
{
	struct why why = { "" };
	json_t *got = NULL;

	if (client_event_of(s->client, event, SIMULATOR_WAIT_MS, &got, &why) != 1)
		fail_msg("no event \"%s\" came; %s", event, why.text);
	return got;
}

static bool is_to(const json_t *sent, const char *to)
{
	return to == NULL || strcmp(json_string_value(json_object_get(sent, "to")), to) == 0;
}

json_t *simulator_wait_sent(struct simulator *s, const char *to)
{
	int64_t end = clock_mono_us() + SIMULATOR_WAIT_MS * 1000;

	while (clock_mono_us() < end) {
		json_t *sent = simulator_wait(s, "sent");

		if (is_to(sent, to))
			return sent;
		json_decref(sent);
	}
	fail_msg("nothing was sent to %s", to != NULL ? to : "anyone");
	return NULL;
}

void simulator_expect_none(struct simulator *s, const char *to, int ms)
{
	int64_t end = clock_mono_us() + (int64_t)ms * 1000, left;
	struct why why;
	json_t *got;

	while ((left = (end - clock_mono_us()) / 1000) > 0 &&
		client_event_of(s->client, "sent", (int)left, &got, &why) == 1) {
		if (is_to(got, to))
			fail_msg("a text was sent: %s", json_string_value(json_object_get(got, "text")));
		json_decref(got);
	}
}

int64_t simulator_counter(struct simulator *s, const char *name)
{
	struct why why;
	json_int_t n = client_counter(s->client, name, &why);

	if (n == -1)
		fail_msg("%s", why.text);
	return n;
}

int64_t simulator_accepted(struct simulator *s, const char *to, const char *text)
{
	struct why why;
	json_t *answer = client_ask(s->client, json_pack("{s:s, s:s, s:s}", "do", "accepted", "to", to, "text", text),
		SIMULATOR_WAIT_MS, &why);
	int64_t times;

	if (answer == NULL)
		fail_msg("%s", why.text);
	times = json_integer_value(json_object_get(answer, "times"));
	json_decref(answer);
	return times;
}
