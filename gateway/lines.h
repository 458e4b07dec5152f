/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lines.h - a unix socket whose clients send and get one JSON object a line.
 *
 * Serves the simulator's control socket and the desk link alike: takes
 * clients, cuts their octets into lines, parses them, and writes back. What the
 * objects mean is the owner's.
 */
#ifndef GATEWAY_LINES_H
#define GATEWAY_LINES_H

#include "gateway/base/why.h"

#include <jansson.h>
#include <stdbool.h>

#define LINES_OCTETS_MAX (1u << 20)  /* of one line of a client */
#define LINES_UNREAD_MAX (64u << 20) /* a client that reads nothing is sent away beyond that */
#define LINES_NAME_MAX   24          /* a client's number: "+84905123456" */

struct lines;
struct lines_client;
struct event_base;

struct lines_host {
	void *user;
	/* One object of a client's; borrowed. The answer, {"ok": true} so far, may get more; on -1 it is {"ok": false} and why. */
	int (*request)(void *user, struct lines_client *client, json_t *request, json_t *answer, struct why *why);
	/* Its answer was sent; may be NULL. */
	void (*answered)(void *user);
	/* The client has gone; may be NULL. */
	void (*gone)(void *user, struct lines_client *client);
};

/* Listen at path. An old socket there that nobody answers on is replaced; one that lives is an error. */
struct lines *lines_new(struct event_base *base, const char *path, const struct lines_host *host, struct why *why);
/* Closes all and removes the socket. */
void lines_free(struct lines **l);

/* Send it an object and drop the reference. */
void lines_send(struct lines_client *client, json_t *object);
/* Send it to all who watch: those that watch everything, and those that watch number (NULL: only the former).
 * Returns to how many; drops the reference. */
unsigned lines_tell(struct lines *l, const char *number, json_t *object);
/* Send it to every client, whatever it watches. */
void lines_tell_all(struct lines *l, json_t *object);
/* The first client for which is() holds, NULL when there is none. */
struct lines_client *lines_find(struct lines *l, bool (*is)(struct lines_client *client, void *user), void *user);
bool lines_are_watched(const struct lines *l, const char *number);
/* By someone who asked for that number, not for everything. */
bool lines_are_watched_by_name(const struct lines *l, const char *number);
/* number "" watches everything. */
void lines_watch(struct lines_client *client, const char *number);

/* Something of the owner's that belongs to the client; freed with free() when it goes. */
void lines_keep(struct lines_client *client, void *owned);
void *lines_kept(const struct lines_client *client);

#endif
