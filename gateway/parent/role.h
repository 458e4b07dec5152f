/* SPDX-License-Identifier: GPL-2.0-or-later */
/* role.h - a role as the parent sees it: the router, or one link.
 *
 * How its process is started, how long it rests before the next start, and
 * the deadline of the job that it is in.
 */
#ifndef GATEWAY_PARENT_ROLE_H
#define GATEWAY_PARENT_ROLE_H

#include "gateway/base/why.h"
#include "gateway/config.h"
#include "gateway/port.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct event;

#define ROLE_NAME_OCTETS   64
#define ROLE_MEMORY_OCTETS 256

#define ROLE_REST_FIRST_MS       100                     /* after the first end; doubled at each further one */
#define ROLE_REST_LINK_MOST_MS   60000                   /* a modem that cannot be opened costs one try a minute */
#define ROLE_REST_ROUTER_MOST_MS 5000                    /* without the router nothing works: try often */
#define ROLE_GOOD_LIFE_US        (60 * (int64_t)1000000) /* having lived so long, the rests begin anew */

struct role {
	char name[ROLE_NAME_OCTETS]; /* "router", or the link's */
	char *how;                   /* its arguments and secrets as one string, to see whether a reload changed them */
	char memory[ROLE_MEMORY_OCTETS]; /* what the store remembers for its next start (FRAME_REMEMBER) */
	pid_t pid;                       /* 0 = not running */
	struct port *port;               /* our end; NULL when not running */
	struct event *start_timer, *deadline_timer;
	char job[32]; /* what it is busy with, "" = nothing */
	uint64_t generation;
	int64_t started_us;
	uint64_t rest_ms;
	unsigned crashes; /* ends by a signal in a row, each after a short life */
	bool removed;     /* no longer in the configuration: not started again */
};

/* Start the router; ports[0] gets our end of its socket. */
pid_t role_start_router(const struct role *role, const char *config_file, int our_end[1], struct why *why);
/* Start a link; router_end is the router's end of the link's socket. Both ends become the caller's. */
pid_t role_start_link(
	const struct role *role, const struct config_link *link, int *our_end, int *router_end, struct why *why);
/* Arguments and secrets of a link as one string, to compare. Yours. */
char *role_how(const struct config_link *link);
/* The role ended, having lived until then: how long it rests now. Counts crashes. */
uint64_t role_rest(struct role *role, int64_t until_us, bool crashed, uint64_t most_ms);

#endif
