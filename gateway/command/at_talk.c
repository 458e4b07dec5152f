/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/command/at_talk.h"

#include "gateway/base/clock.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

#define ANSWER_MOST 8192 /* a device that is no modem may say anything without end */

static void send_line(int fd, const char *command)
{
	struct buf line;

	buf_init(&line);
	buf_addf(&line, "%s\r", command);
	if (write(fd, line.data, line.length) != (ssize_t)line.length)
		buf_clear(&line); /* no answer will come, and that is what is said */
	buf_fini(&line);
}

/* The next line of what has come, without its end; false when none is whole yet. */
static bool take_line(struct buf *in, char *line, size_t room)
{
	size_t n = strcspn(in->data, "\r\n"), more = n;

	if (in->data[n] == '\0')
		return false;
	while (in->data[more] == '\r' || in->data[more] == '\n')
		more++;
	if (n >= room)
		n = room - 1;
	memcpy(line, in->data, n);
	line[n] = '\0';
	in->length -= more;
	memmove(in->data, in->data + more, in->length + 1);
	return true;
}

static bool is_error(const char *line)
{
	return strcmp(line, "ERROR") == 0 || strncmp(line, "+CME ERROR", 10) == 0 ||
	       strncmp(line, "+CMS ERROR", 10) == 0 || strcmp(line, "COMMAND NOT SUPPORT") == 0;
}

/* What has come by now; false when the device is gone or says too much. */
static bool hear(struct at_talk *t, int64_t until_us)
{
	struct pollfd fd = { .fd = t->fd, .events = POLLIN };
	int64_t left_us = until_us - clock_mono_us();
	char octets[512];
	ssize_t n;

	if (left_us <= 0 || poll(&fd, 1, (int)(left_us / 1000) + 1) <= 0)
		return false;
	n = read(t->fd, octets, sizeof octets);
	for (ssize_t i = 0; i < n; i++)
		buf_addc(&t->in, octets[i] == '\0' ? ' ' : octets[i]);
	return n > 0 && t->in.length < ANSWER_MOST;
}

enum at_said at_talk(struct at_talk *t, const char *command, int wait_ms, struct buf *answer)
{
	int64_t until_us = clock_mono_us() + wait_ms * (CLOCK_SECOND / 1000);
	char line[1024];

	buf_clear(&t->in);
	buf_clear(answer);
	send_line(t->fd, command);
	for (;;) {
		while (take_line(&t->in, line, sizeof line)) {
			if (line[0] == '\0' || strcmp(line, command) == 0)
				continue;
			if (strcmp(line, "OK") == 0)
				return AT_SAID_OK;
			if (is_error(line))
				return AT_SAID_ERROR;
			buf_addf(answer, "%s%s", answer->length > 0 ? "\n" : "", line);
		}
		if (!hear(t, until_us))
			return AT_SAID_NOTHING;
	}
}
