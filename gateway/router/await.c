/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/await.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/frame.h"
#include "gateway/router/control.h"
#include "store/store.h"

#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REST_FIRST_US CLOCK_SECOND
#define REST_MOST_US  (10 * CLOCK_SECOND)

/* Each reason is told once, not with each attempt. */
static void tell(struct router *r, const struct why *why)
{
	struct frame f = { .type = FRAME_WAITS, .u.waits.reason = why->text };

	if (strcmp(r->store_fault, why->text) == 0)
		return;
	snprintf(r->store_fault, sizeof r->store_fault, "%s", why->text);
	log_error("store-away", "reason=\"%s\"", why->text);
	if (r->parent != NULL)
		port_send(r->parent, &f);
}

static void on_rested(evutil_socket_t fd, short what, void *user)
{
	(void)fd;
	(void)what;
	event_base_loopbreak(user);
}

/* Serve status, stop and reload for that long; the last two end it early, and then nothing of it is left in the loop
 * (event_base_loopexit() would leave its timer, which ended the router while it worked). */
static void serve(struct router *r, int64_t us)
{
	struct timeval tv = { .tv_sec = us / CLOCK_SECOND, .tv_usec = us % CLOCK_SECOND };
	struct event *rested = evtimer_new(r->base, on_rested, r->base);

	if (rested == NULL)
		abort();
	event_add(rested, &tv);
	event_base_dispatch(r->base);
	event_free(rested);
}

/* One of our name that was told to stop has some seconds for it, and so long we wait: say so at once. */
static int join(struct router *r, struct why *why)
{
	if (store_join_for(r->store, r->config->name, 0, why) == 0)
		return 0;
	if (store_is_away(r->store))
		return -1;
	log_warn("store-held", "reason=\"%s\" then=\"waits some seconds for it to end\"", why->text);
	return store_join(r->store, r->config->name, why);
}

/* *later: what it failed of may pass. */
static int try_once(struct router *r, bool *later, struct why *why)
{
	*later = true;
	r->store = store_open(r->config->store, config_number(r->config), why);
	if (r->store == NULL)
		return -1;
	if (join(r, why) == 0)
		return 0;
	*later = store_is_away(r->store);
	store_close(&r->store);
	return -1;
}

int await_store(struct router *r, struct why *why)
{
	int64_t rest_us = REST_FIRST_US;
	bool later;

	while (try_once(r, &later, why) == -1) {
		if (!later)
			return -1;
		tell(r, why);
		if (r->control_fd == -1 && control_listen(r, why) == -1)
			return -1;
		serve(r, rest_us);
		if (r->stopping)
			return 0;
		rest_us = rest_us * 2 < REST_MOST_US ? rest_us * 2 : REST_MOST_US;
	}
	if (r->store_fault[0] != '\0')
		log_info("store-works", "waiting=0");
	r->store_fault[0] = '\0';
	return 0;
}
