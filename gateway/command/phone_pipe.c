/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/command/phone_edit.h"

#include "gateway/base/buf.h"
#include "gateway/base/clock.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

#define READ_OCTETS 4096
#define LINE_MOST   (1u << 20)
#define QUIET_MS    300 /* after an answer another may follow: so long the next line waits */

struct pipe {
	struct talk *talk;
	struct buf in;
	bool ended;       /* no more input */
	int64_t hold_us;  /* the next line is not taken before */
	int64_t quiet_us; /* when something was last sent or came */
	int64_t wait_us;
	uint64_t answers; /* when the last line was taken */
};

static bool has_line(const struct pipe *p)
{
	return memchr(p->in.data, '\n', p->in.length) != NULL || (p->ended && p->in.length > 0);
}

static enum talk_next take_line(struct pipe *p)
{
	char *end = memchr(p->in.data, '\n', p->in.length);
	size_t n = end != NULL ? (size_t)(end - p->in.data) : p->in.length;
	bool waits = n > 0 && (p->in.data[0] != '/' || p->in.data[1] == '/');
	enum talk_next next;

	p->in.data[n] = '\0';
	if (n > 0 && p->in.data[n - 1] == '\r')
		p->in.data[n - 1] = '\0';
	p->answers = p->talk->answers;
	next = talk_line(p->talk, p->in.data);
	buf_drop(&p->in, end != NULL ? n + 1 : n);
	p->quiet_us = clock_mono_us();
	p->hold_us = waits ? p->quiet_us + p->wait_us : 0;
	return next;
}

static void read_input(struct pipe *p)
{
	ssize_t n = read(STDIN_FILENO, buf_room(&p->in, READ_OCTETS), READ_OCTETS);

	if (n <= 0 || p->in.length + (size_t)n > LINE_MOST)
		p->ended = true;
	if (n > 0) {
		p->in.length += (size_t)n;
		p->in.data[p->in.length] = '\0';
	}
}

static enum talk_next take_events(struct pipe *p)
{
	uint64_t before = p->talk->answers;
	enum talk_next next = talk_events(p->talk, 0);
	int64_t now_us = clock_mono_us();

	if (p->talk->answers == before)
		return next;
	p->quiet_us = now_us;
	if (p->hold_us > now_us + QUIET_MS * 1000)
		p->hold_us = now_us + QUIET_MS * 1000;
	return next;
}

/* Milliseconds until the next thing to do by oneself, -1 for ever. */
static int patience_ms(const struct pipe *p, int64_t now_us)
{
	int64_t until = p->hold_us;

	if (!has_line(p)) {
		if (!p->ended)
			return -1;
		until = p->quiet_us + p->wait_us;
	}
	return until > now_us ? (int)((until - now_us + 999) / 1000) : 0;
}

static enum talk_next run(struct pipe *p)
{
	enum talk_next next = TALK_GO_ON;

	while (next == TALK_GO_ON) {
		int64_t now_us = clock_mono_us();
		struct pollfd fds[2] = { { .fd = client_fd(p->talk->client), .events = POLLIN },
			{ .fd = p->ended || has_line(p) ? -1 : STDIN_FILENO, .events = POLLIN } };

		if (has_line(p) && now_us >= p->hold_us) {
			next = take_line(p);
		} else if (!has_line(p) && p->ended && now_us >= p->quiet_us + p->wait_us) {
			return TALK_QUIT;
		} else if (poll(fds, 2, patience_ms(p, now_us)) > 0 && fds[1].revents != 0) {
			read_input(p);
		}
		if (next == TALK_GO_ON)
			next = take_events(p);
	}
	return next;
}

enum talk_next phone_pipe(struct talk *t, int wait_ms)
{
	struct pipe p = { .talk = t, .wait_us = (int64_t)wait_ms * 1000, .quiet_us = clock_mono_us() };
	enum talk_next next;

	buf_init(&p.in);
	next = run(&p);
	buf_fini(&p.in);
	return next;
}
