/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/ear.h"

#include "gateway/base/clock.h"
#include "gateway/router/lease.h"
#include "store/store.h"

#include <event2/event.h>

void ear_close(struct router *r)
{
	if (r->ear_event != NULL)
		event_free(r->ear_event);
	r->ear_event = NULL;
}

static void take_in(struct router *r)
{
	unsigned news = store_heard(r->store);

	if (news == 0)
		return;
	if ((news & STORE_NEWS_LINE) != 0) {
		ear_close(r); /* another connection may have the same descriptor */
		lease_judge_later(r);
	}
	if ((news & STORE_NEWS_GATEWAYS) != 0)
		lease_look_soon(r);
	router_flush_soon(r);
}

static void on_readable(evutil_socket_t fd, short what, void *user)
{
	(void)fd;
	(void)what;
	ear_listen(user);
}

void ear_listen(struct router *r)
{
	int fd;

	take_in(r);
	fd = store_ear(r->store);
	if (r->ear_event != NULL && fd == r->ear_fd)
		return;
	ear_close(r);
	if (fd == -1)
		return;
	r->ear_fd = fd;
	r->ear_event = event_new(r->base, fd, EV_READ | EV_PERSIST, on_readable, r);
	event_add(r->ear_event, NULL);
}
