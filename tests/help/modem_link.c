/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/help/modem_link.h"

#include "gateway/base/clock.h"
#include "gateway/base/segment.h"
#include "gateway/link/arguments.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORDS_MAX 32

struct modem_link_frame {
	struct modem_link_frame *next;
	struct frame frame;
	char octets[]; /* its texts lie there */
};

/* keng-modem lies beside keng: KENG_BIN, or found from this test's own path. */
static void program(char path[static 512])
{
	const char *given = getenv("KENG_BIN");
	char *at;
	ssize_t n = given != NULL ? snprintf(path, 512, "%s", given) : readlink("/proc/self/exe", path, 480);

	assert_true(n > 0 && n < 490);
	path[n] = '\0';
	for (int up = given != NULL ? 1 : 2; up > 0; up--) {
		at = strrchr(path, '/');
		assert_non_null(at);
		*at = '\0';
	}
	at = strrchr(path, '/');
	if (given == NULL && at != NULL && strcmp(at, "/plain") == 0)
		*at = '\0';
	strcat(path, "/keng-modem");
}

static void become(const char *device, const char *pin, const char *const options[], int router_fd, int parent_fd)
{
	const char *words[WORDS_MAX + 6] = { "keng-modem", "--name", "test", "--device", device };
	char path[512];
	int n = 5;

	program(path);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	router_fd = fcntl(router_fd, F_DUPFD, 10);
	parent_fd = fcntl(parent_fd, F_DUPFD, 10);
	dup2(router_fd, ARGUMENTS_ROUTER_FD);
	dup2(parent_fd, ARGUMENTS_PARENT_FD);
	close_range(5, ~0u, 0);
	for (int i = 0; options != NULL && options[i] != NULL && n < WORDS_MAX + 5; i++)
		words[n++] = options[i];
	words[n] = NULL;
	if (pin != NULL)
		setenv(ARGUMENTS_PIN_ENV, pin, 1);
	execv(path, (char *const *)(uintptr_t)words);
	_exit(127);
}

void modem_link_start(struct modem_link *l, const char *device, const char *pin, const char *const options[])
{
	int router[2], parent[2];

	*l = (struct modem_link){ .pid = 0 };
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, router), 0);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, parent), 0);
	l->router_fd = router[0];
	l->parent_fd = parent[0];
	buf_init(&l->in);
	l->last = &l->first;
	l->pid = fork();
	assert_int_not_equal(l->pid, -1);
	if (l->pid == 0)
		become(device, pin, options, router[1], parent[1]);
	close(router[1]);
	close(parent[1]);
}

void modem_link_forget(struct modem_link *l)
{
	while (l->first != NULL) {
		struct modem_link_frame *next = l->first->next;

		free(l->first);
		l->first = next;
	}
	l->last = &l->first;
}

static void end(struct modem_link *l)
{
	modem_link_forget(l);
	buf_fini(&l->in);
	close(l->parent_fd);
	l->pid = 0;
}

void modem_link_stop(struct modem_link *l)
{
	int64_t until = clock_mono_us() + MODEM_LINK_WAIT_MS * 1000;
	int status = -1;

	close(l->router_fd);
	while (waitpid(l->pid, &status, WNOHANG) == 0) {
		struct pollfd fd = { .fd = l->parent_fd, .events = 0 }; /* hangs up when it has gone */

		if (clock_mono_us() >= until)
			fail_msg("keng-modem does not end");
		poll(&fd, 1, 100);
	}
	end(l);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

void modem_link_kill(struct modem_link *l)
{
	kill(l->pid, SIGKILL);
	waitpid(l->pid, NULL, 0);
	close(l->router_fd);
	end(l);
}

void modem_link_send(struct modem_link *l, const struct frame *frame)
{
	struct why why;

	if (frame_write(l->router_fd, frame, &why) == -1)
		fail_msg("%s", why.text);
}

/* Keep the frames that stand whole in the buffer, each with a copy of its octets. */
static void keep_frames(struct modem_link *l)
{
	struct frame frame;
	struct why why;
	size_t used;
	int got;

	while ((got = frame_decode(l->in.data, l->in.length, &frame, &used, &why)) == 1) {
		struct modem_link_frame *kept = calloc(1, sizeof *kept + used);

		assert_non_null(kept);
		memcpy(kept->octets, l->in.data, used);
		assert_int_equal(frame_decode(kept->octets, used, &kept->frame, &used, &why), 1);
		buf_drop(&l->in, used);
		*l->last = kept;
		l->last = &kept->next;
	}
	if (got == -1)
		fail_msg("%s", why.text);
}

/* Read what comes within ms; false when nothing does. */
static bool read_more(struct modem_link *l, int64_t ms)
{
	struct pollfd fd = { .fd = l->router_fd, .events = POLLIN };
	ssize_t n;

	if (ms <= 0 || poll(&fd, 1, (int)ms) <= 0)
		return false;
	n = read(l->router_fd, buf_room(&l->in, 4096), 4096);
	if (n <= 0)
		fail_msg("keng-modem has closed its socket");
	l->in.length += (size_t)n;
	keep_frames(l);
	return true;
}

/* Take the first frame of that type that satisfies; the caller frees it. */
static struct modem_link_frame *take(struct modem_link *l, enum frame_type type, const char *text, int raised)
{
	struct modem_link_frame **at = &l->first, *found;

	for (; (found = *at) != NULL; at = &found->next) {
		if (found->frame.type != type)
			continue;
		if (type == FRAME_LINK_STATE && text != NULL && strcmp(found->frame.u.link_state.state, text) != 0)
			continue;
		if (type == FRAME_ALARM && text != NULL &&
			(strcmp(found->frame.u.alarm.kind, text) != 0 || (int)found->frame.u.alarm.raised != raised))
			continue;
		*at = found->next;
		if (l->last == &found->next)
			l->last = at;
		return found;
	}
	return NULL;
}

/* The frame that a wait returned is kept until the next one: it goes to the front, marked as type 0. */
static const struct frame *wait_for(struct modem_link *l, enum frame_type type, const char *text, int raised, int ms)
{
	int64_t until = clock_mono_us() + (int64_t)ms * 1000;
	struct modem_link_frame *found;

	if (l->first != NULL && l->first->frame.type == 0) {
		found = l->first;
		l->first = found->next;
		if (l->last == &found->next)
			l->last = &l->first;
		free(found);
	}
	while ((found = take(l, type, text, raised)) == NULL) {
		if (!read_more(l, (until - clock_mono_us()) / 1000))
			return NULL;
	}
	found->next = l->first;
	if (l->first == NULL)
		l->last = &found->next;
	l->first = found;
	found->frame.type = 0;
	return &found->frame;
}

const struct frame *modem_link_wait(struct modem_link *l, enum frame_type type)
{
	const struct frame *frame = wait_for(l, type, NULL, 0, MODEM_LINK_WAIT_MS);

	if (frame == NULL)
		fail_msg("no frame %s came", frame_name(type));
	return frame;
}

const struct frame_link_state *modem_link_wait_state(struct modem_link *l, const char *state)
{
	const struct frame *frame = wait_for(l, FRAME_LINK_STATE, state, 0, MODEM_LINK_WAIT_MS);

	if (frame == NULL)
		fail_msg("the link is never %s", state);
	return &frame->u.link_state;
}

const struct frame_alarm *modem_link_wait_alarm(struct modem_link *l, const char *kind, bool raised)
{
	const struct frame *frame = wait_for(l, FRAME_ALARM, kind, raised, MODEM_LINK_WAIT_MS);

	if (frame == NULL)
		fail_msg("no alarm %s came", kind);
	return &frame->u.alarm;
}

bool modem_link_comes(struct modem_link *l, enum frame_type type, int ms)
{
	return wait_for(l, type, NULL, 0, ms) != NULL;
}

void modem_link_submit(struct modem_link *l, uint64_t message, const char *to, const char *text)
{
	struct frame frame = { .type = FRAME_SUBMIT };
	struct segment_plan plan;
	struct why why;

	if (segment_plan(text, &plan, &why) == -1)
		fail_msg("%s", why.text);
	modem_link_wait(l, FRAME_READY);
	frame.u.submit = (struct frame_submit){ .message = message,
		.to = to,
		.text = text,
		.alphabet = plan.alphabet,
		.parts = plan.parts,
		.reference = message,
		.receipt = 1,
		.validity_s = 3600 };
	modem_link_send(l, &frame);
}

const struct frame_done *modem_link_done(struct modem_link *l, uint64_t message)
{
	const struct frame *frame = modem_link_wait(l, FRAME_DONE);

	assert_int_equal(frame->u.done.message, message);
	return &frame->u.done;
}

void modem_link_kept(struct modem_link *l, uint64_t token)
{
	const struct frame frame = { .type = FRAME_KEPT, .u.kept.token = token };

	modem_link_send(l, &frame);
}
