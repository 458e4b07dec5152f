/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/lines.h"

#include <errno.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define BACKLOG 64

struct lines_client {
	struct lines_client *next;
	struct lines *lines;
	struct bufferevent *bev;
	bool watches, gone;
	char number[LINES_NAME_MAX];
	void *owned;
};

struct lines {
	struct event_base *base;
	struct lines_host host;
	struct event *listener, *sweep;
	int fd;
	char path[sizeof((struct sockaddr_un *)NULL)->sun_path];
	struct lines_client *clients;
};

/* ---- clients ---- */

static void free_client(struct lines_client *client)
{
	bufferevent_free(client->bev);
	free(client->owned);
	free(client);
}

/* Those who went are freed here and nowhere else: whoever walks the list keeps his place. */
static void on_sweep(int fd, short what, void *user)
{
	struct lines *l = user;

	(void)fd;
	(void)what;
	for (struct lines_client **at = &l->clients; *at != NULL;) {
		struct lines_client *client = *at;

		if (!client->gone) {
			at = &client->next;
			continue;
		}
		*at = client->next;
		if (l->host.gone != NULL)
			l->host.gone(l->host.user, client);
		free_client(client);
	}
}

static void send_away(struct lines_client *client)
{
	if (client->gone)
		return;
	client->gone = true;
	bufferevent_disable(client->bev, EV_READ | EV_WRITE);
	event_active(client->lines->sweep, EV_TIMEOUT, 0);
}

void lines_send(struct lines_client *client, json_t *object)
{
	struct evbuffer *out = bufferevent_get_output(client->bev);
	char *text = json_dumps(object, JSON_COMPACT);

	json_decref(object);
	if (text == NULL)
		abort();
	if (!client->gone) {
		evbuffer_add(out, text, strlen(text));
		evbuffer_add(out, "\n", 1);
		if (evbuffer_get_length(out) > LINES_UNREAD_MAX)
			send_away(client);
	}
	free(text);
}

static bool watches(const struct lines_client *client, const char *number)
{
	return !client->gone && client->watches &&
	       (client->number[0] == '\0' || (number != NULL && strcmp(client->number, number) == 0));
}

unsigned lines_tell(struct lines *l, const char *number, json_t *object)
{
	unsigned told = 0;

	for (struct lines_client *client = l->clients; client != NULL; client = client->next) {
		if (!watches(client, number))
			continue;
		lines_send(client, json_incref(object));
		told++;
	}
	json_decref(object);
	return told;
}

void lines_tell_all(struct lines *l, json_t *object)
{
	for (struct lines_client *client = l->clients; client != NULL; client = client->next)
		lines_send(client, json_incref(object));
	json_decref(object);
}

struct lines_client *lines_find(struct lines *l, bool (*is)(struct lines_client *client, void *user), void *user)
{
	for (struct lines_client *client = l->clients; client != NULL; client = client->next)
		if (!client->gone && is(client, user))
			return client;
	return NULL;
}

bool lines_are_watched(const struct lines *l, const char *number)
{
	for (const struct lines_client *client = l->clients; client != NULL; client = client->next)
		if (watches(client, number))
			return true;
	return false;
}

bool lines_are_watched_by_name(const struct lines *l, const char *number)
{
	for (const struct lines_client *client = l->clients; client != NULL; client = client->next)
		if (watches(client, number) && client->number[0] != '\0')
			return true;
	return false;
}

void lines_watch(struct lines_client *client, const char *number)
{
	client->watches = true;
	snprintf(client->number, sizeof client->number, "%s", number);
}

void lines_keep(struct lines_client *client, void *owned)
{
	free(client->owned);
	client->owned = owned;
}

void *lines_kept(const struct lines_client *client)
{
	return client->owned;
}

static void take_line(struct lines_client *client, const char *line, size_t n)
{
	json_error_t error;
	json_t *request = json_loadb(line, n, JSON_REJECT_DUPLICATES, &error), *answer = json_pack("{s:b}", "ok", 1);
	const struct lines_host *host = &client->lines->host;
	struct why why;
	int result;

	if (json_is_object(request))
		result = host->request(host->user, client, request, answer, &why);
	else
		result = why_set(&why, "%s", request == NULL ? error.text : "not an object");
	if (result == -1) {
		json_decref(answer);
		answer = json_pack("{s:b, s:s}", "ok", 0, "why", why.text);
	}
	lines_send(client, answer);
	if (json_is_object(request) && host->answered != NULL)
		host->answered(host->user);
	json_decref(request);
}

static void on_read(struct bufferevent *bev, void *user)
{
	struct lines_client *client = user;
	struct evbuffer *in = bufferevent_get_input(bev);
	size_t n;
	char *line;

	while (!client->gone && (line = evbuffer_readln(in, &n, EVBUFFER_EOL_LF)) != NULL) {
		if (n > 0)
			take_line(client, line, n);
		free(line);
	}
	if (evbuffer_get_length(in) > LINES_OCTETS_MAX)
		send_away(client);
}

static void on_end(struct bufferevent *bev, short what, void *user)
{
	(void)bev;
	(void)what;
	send_away(user);
}

static void on_accept(int fd, short what, void *user)
{
	struct lines *l = user;
	int got = accept4(fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	struct lines_client *client;

	(void)what;
	if (got == -1)
		return;
	client = calloc(1, sizeof *client);
	if (client == NULL)
		abort();
	client->lines = l;
	client->bev = bufferevent_socket_new(l->base, got, BEV_OPT_CLOSE_ON_FREE);
	if (client->bev == NULL)
		abort();
	client->next = l->clients;
	l->clients = client;
	bufferevent_setcb(client->bev, on_read, NULL, on_end, client);
	bufferevent_enable(client->bev, EV_READ | EV_WRITE);
}

/* ---- the socket ---- */

/* A socket file outlives a process that was killed. */
static int remove_dead(const struct sockaddr_un *address, struct why *why)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool lives = fd != -1 && connect(fd, (const struct sockaddr *)address, sizeof *address) == 0;

	if (fd != -1)
		close(fd);
	if (lives)
		return why_set(why, "%s: another process serves it", address->sun_path);
	unlink(address->sun_path);
	return 0;
}

static int listen_at(const char *path, struct why *why)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	mode_t old;
	int fd, bound;

	if (strlen(path) >= sizeof address.sun_path)
		return why_set(why, "%s: a socket's path has at most %zu octets", path, sizeof address.sun_path - 1);
	memcpy(address.sun_path, path, strlen(path) + 1);
	if (remove_dead(&address, why) == -1)
		return -1;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return why_set(why, "%s: %s", path, strerror(errno));
	old = umask(0117); /* owner and group only */
	bound = bind(fd, (struct sockaddr *)&address, sizeof address);
	umask(old);
	if (bound == -1 || listen(fd, BACKLOG) == -1) {
		why_set(why, "%s: %s", path, strerror(errno));
		close(fd);
		return -1;
	}
	return fd;
}

struct lines *lines_new(struct event_base *base, const char *path, const struct lines_host *host, struct why *why)
{
	int fd = listen_at(path, why);
	struct lines *l;

	if (fd == -1)
		return NULL;
	l = calloc(1, sizeof *l);
	if (l == NULL)
		abort();
	l->base = base;
	l->host = *host;
	l->fd = fd;
	snprintf(l->path, sizeof l->path, "%s", path);
	l->listener = event_new(base, fd, EV_READ | EV_PERSIST, on_accept, l);
	l->sweep = event_new(base, -1, 0, on_sweep, l);
	if (l->listener == NULL || l->sweep == NULL)
		abort();
	event_add(l->listener, NULL);
	return l;
}

void lines_free(struct lines **l)
{
	struct lines *gone = *l;

	if (gone == NULL)
		return;
	while (gone->clients != NULL) {
		struct lines_client *client = gone->clients;

		gone->clients = client->next;
		/* What was answered last still goes out when it can. */
		evbuffer_unfreeze(bufferevent_get_output(client->bev), 1);
		evbuffer_write(bufferevent_get_output(client->bev), bufferevent_getfd(client->bev));
		free_client(client);
	}
	event_free(gone->listener);
	event_free(gone->sweep);
	close(gone->fd);
	unlink(gone->path);
	free(gone);
	*l = NULL;
}
