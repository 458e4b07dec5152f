/* SPDX-License-Identifier: GPL-2.0-or-later */
/* modem_link.h - a keng-modem process for a test, which plays its router and its parent over socketpairs.
 *
 * Whatever does not come within MODEM_LINK_WAIT_MS fails the test. Frames that
 * are not waited for are kept in order; waiting for one of a type passes over
 * the others without losing them.
 */
#ifndef TESTS_HELP_MODEM_LINK_H
#define TESTS_HELP_MODEM_LINK_H

#include "gateway/frame.h"

#include <stdbool.h>
#include <sys/types.h>

#define MODEM_LINK_WAIT_MS 20000 /* with sanitizers, on a busy machine */

struct modem_link_frame;

struct modem_link {
	pid_t pid;
	int router_fd, parent_fd; /* our ends */
	struct buf in;
	struct modem_link_frame *first, **last;
};

/* options: further words of its command line, NULL-terminated. pin: NULL = none. */
void modem_link_start(struct modem_link *l, const char *device, const char *pin, const char *const options[]);
/* Close the router's socket and wait: it must exit 0. */
void modem_link_stop(struct modem_link *l);
/* kill -9. */
void modem_link_kill(struct modem_link *l);

void modem_link_send(struct modem_link *l, const struct frame *frame);
/* The next frame of that type; borrowed until the next wait. */
const struct frame *modem_link_wait(struct modem_link *l, enum frame_type type);
/* The next LINK_STATE that shows that state; the next alarm of that kind. */
const struct frame_link_state *modem_link_wait_state(struct modem_link *l, const char *state);
const struct frame_alarm *modem_link_wait_alarm(struct modem_link *l, const char *kind, bool raised);
/* True when a frame of that type comes within ms. */
bool modem_link_comes(struct modem_link *l, enum frame_type type, int ms);
/* Drop what came so far. */
void modem_link_forget(struct modem_link *l);

/* Wait until it takes a text, and give it one of that many parts; alphabet and parts are planned here. */
void modem_link_submit(struct modem_link *l, uint64_t message, const char *to, const char *text);
/* The end of a text. */
const struct frame_done *modem_link_done(struct modem_link *l, uint64_t message);
/* Say that the item is committed. */
void modem_link_kept(struct modem_link *l, uint64_t token);

#endif
