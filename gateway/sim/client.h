/* SPDX-License-Identifier: GPL-2.0-or-later */
/* client.h - a small blocking client of the control socket (control.h) or of the desk link.
 *
 * For tests, the bench and `keng phone`. Events that come while an answer is
 * waited for are kept, in order, for client_event().
 */
#ifndef GATEWAY_SIM_CLIENT_H
#define GATEWAY_SIM_CLIENT_H

#include "gateway/base/why.h"

#include <jansson.h>

struct client;

/* Connect; tries again until deadline_ms are over when nobody listens yet. NULL with why set. */
struct client *client_open(const char *path, int deadline_ms, struct why *why);
void client_close(struct client **c);
/* For poll(2): readable when client_event() may have something. Events that were kept already do not show there. */
int client_fd(const struct client *c);

/* Send an object (the reference is taken) and wait for its answer. Yours; NULL with why set when the answer was not ok
 * or did not come. */
json_t *client_ask(struct client *c, json_t *request, int deadline_ms, struct why *why);
/* The same from a printf format of JSON. Texts must be JSON already: see client_text(). 0 or -1. */
int client_do(struct client *c, struct why *why, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The next event. 1: *event is yours; 0: none came in time; -1: the other side has gone. deadline_ms 0 does not wait. */
int client_event(struct client *c, int deadline_ms, json_t **event, struct why *why);
/* The next event of that name; others are dropped. */
int client_event_of(struct client *c, const char *name, int deadline_ms, json_t **event, struct why *why);

/* A text comes in at that modem. 0 or -1. */
int client_text(struct client *c, int modem, const char *from, const char *text, struct why *why);
/* A number of the answer to {"do": "counters"}, such as "sent"; -1 with why set. */
json_int_t client_counter(struct client *c, const char *name, struct why *why);

#endif
