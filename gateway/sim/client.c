/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/sim/client.h"

#include "gateway/base/buf.h"
#include "gateway/base/clock.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define ANSWER_MS     10000
#define CONNECT_REST  10 /* ms between two tries */
#define READ_OCTETS   65536
#define REQUEST_OCTET 8192

struct client {
	int fd;
	struct buf in;
	json_t *events; /* an array */
};

static int try_connect(const char *path, struct why *why)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd;

	if (strlen(path) >= sizeof address.sun_path)
		return why_set(why, "%s: the path is too long for a socket", path);
	memcpy(address.sun_path, path, strlen(path) + 1);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return why_set(why, "%s: %s", path, strerror(errno));
	if (connect(fd, (struct sockaddr *)&address, sizeof address) == -1) {
		why_set(why, "%s: %s", path, strerror(errno));
		close(fd);
		return -1;
	}
	return fd;
}

struct client *client_open(const char *path, int deadline_ms, struct why *why)
{
	int64_t end = clock_mono_us() + (int64_t)deadline_ms * 1000;
	struct client *c;
	int fd = try_connect(path, why);

	while (fd == -1 && clock_mono_us() < end) {
		poll(NULL, 0, CONNECT_REST);
		fd = try_connect(path, why);
	}
	if (fd == -1)
		return NULL;
	c = calloc(1, sizeof *c);
	if (c == NULL)
		abort();
	c->fd = fd;
	buf_init(&c->in);
	c->events = json_array();
	return c;
}

void client_close(struct client **c)
{
	if (*c == NULL)
		return;
	close((*c)->fd);
	buf_fini(&(*c)->in);
	json_decref((*c)->events);
	free(*c);
	*c = NULL;
}

int client_fd(const struct client *c)
{
	return c->fd;
}

/* Read what has come, or wait for it until end. 1, 0 in time nothing, -1. */
static int read_more(struct client *c, int64_t end_us, struct why *why)
{
	struct pollfd p = { .fd = c->fd, .events = POLLIN };
	int64_t left = (end_us - clock_mono_us() + 999) / 1000;
	ssize_t n;

	if (poll(&p, 1, left > 0 ? (int)left : 0) <= 0)
		return 0;
	n = read(c->fd, buf_room(&c->in, READ_OCTETS), READ_OCTETS);
	if (n <= 0)
		return why_set(why, "the other side has closed the connection");
	c->in.length += (size_t)n;
	c->in.data[c->in.length] = '\0';
	return 1;
}

/* One object. 1: yours; 0: none in time; -1. */
static int read_object(struct client *c, int64_t end_us, json_t **object, struct why *why)
{
	json_error_t error;
	char *eol;
	int got;

	while ((eol = memchr(c->in.data, '\n', c->in.length)) == NULL) {
		got = read_more(c, end_us, why);
		if (got <= 0)
			return got;
	}
	*object = json_loadb(c->in.data, (size_t)(eol - c->in.data), 0, &error);
	buf_drop(&c->in, (size_t)(eol - c->in.data) + 1);
	return *object != NULL ? 1 : why_set(why, "not JSON: %s", error.text);
}

static int write_all(int fd, const char *octets, size_t n, struct why *why)
{
	while (n > 0) {
		ssize_t sent = send(fd, octets, n, MSG_NOSIGNAL);

		if (sent == -1 && errno == EINTR)
			continue;
		if (sent == -1)
			return why_set(why, "%s", strerror(errno));
		octets += sent;
		n -= (size_t)sent;
	}
	return 0;
}

static json_t *judge(json_t *object, struct why *why)
{
	const char *reason;

	if (json_is_true(json_object_get(object, "ok")))
		return object;
	reason = json_string_value(json_object_get(object, "why"));
	why_set(why, "%s", reason != NULL ? reason : "refused");
	json_decref(object);
	return NULL;
}

static json_t *read_answer(struct client *c, int deadline_ms, struct why *why)
{
	int64_t end = clock_mono_us() + (int64_t)deadline_ms * 1000;
	json_t *object;

	for (;;) {
		int got = read_object(c, end, &object, why);

		if (got == 0)
			why_set(why, "no answer within %d ms", deadline_ms);
		if (got <= 0)
			return NULL;
		if (json_object_get(object, "event") == NULL)
			return judge(object, why);
		json_array_append_new(c->events, object);
	}
}

json_t *client_ask(struct client *c, json_t *request, int deadline_ms, struct why *why)
{
	char *text = json_dumps(request, JSON_COMPACT);
	int sent;

	json_decref(request);
	if (text == NULL) {
		why_set(why, "the request is no JSON");
		return NULL;
	}
	sent = write_all(c->fd, text, strlen(text), why) == 0 ? write_all(c->fd, "\n", 1, why) : -1;
	free(text);
	return sent == 0 ? read_answer(c, deadline_ms, why) : NULL;
}

int client_do(struct client *c, struct why *why, const char *format, ...)
{
	char text[REQUEST_OCTET];
	json_error_t error;
	json_t *request, *answer;
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	request = json_loads(text, 0, &error);
	if (request == NULL)
		return why_set(why, "%s in %.100s", error.text, text);
	answer = client_ask(c, request, ANSWER_MS, why);
	if (answer == NULL)
		return -1;
	json_decref(answer);
	return 0;
}

int client_event(struct client *c, int deadline_ms, json_t **event, struct why *why)
{
	int64_t end = clock_mono_us() + (int64_t)deadline_ms * 1000;

	if (json_array_size(c->events) > 0) {
		*event = json_incref(json_array_get(c->events, 0));
		json_array_remove(c->events, 0);
		return 1;
	}
	for (;;) {
		int got = read_object(c, end, event, why);

		if (got <= 0 || json_object_get(*event, "event") != NULL)
			return got;
		json_decref(*event); /* an answer that came too late */
	}
}

int client_event_of(struct client *c, const char *name, int deadline_ms, json_t **event, struct why *why)
{
	int64_t end = clock_mono_us() + (int64_t)deadline_ms * 1000;

	for (;;) {
		int64_t left = (end - clock_mono_us()) / 1000;
		int got = client_event(c, left > 0 ? (int)left : 0, event, why);

		if (got <= 0)
			return got;
		if (strcmp(json_string_value(json_object_get(*event, "event")), name) == 0)
			return 1;
		json_decref(*event);
	}
}

int client_text(struct client *c, int modem, const char *from, const char *text, struct why *why)
{
	json_t *request = json_pack("{s:s, s:i, s:s, s:s}", "do", "text", "modem", modem, "from", from, "text", text);
	json_t *answer;

	if (request == NULL)
		return why_set(why, "the text is no UTF-8");
	answer = client_ask(c, request, ANSWER_MS, why);
	if (answer == NULL)
		return -1;
	json_decref(answer);
	return 0;
}

json_int_t client_counter(struct client *c, const char *name, struct why *why)
{
	json_t *answer = client_ask(c, json_pack("{s:s}", "do", "counters"), ANSWER_MS, why);
	json_int_t value;

	if (answer == NULL)
		return -1;
	value = json_integer_value(json_object_get(answer, name));
	json_decref(answer);
	return value;
}
