/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/control.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/programme/admin.h"
#include "gateway/programme/programme.h"
#include "gateway/router/air_test.h"
#include "gateway/router/brake.h"
#include "gateway/router/credit.h"
#include "gateway/router/ear.h"
#include "gateway/router/link_verb.h"
#include "gateway/router/peer.h"

#include <errno.h>
#include <event2/event.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define NOT_THERE 3 /* exit status: the gateway that is needed is not there */

/* Commands of another configuration (keng status -c OTHER.cfg) must not be answered, or done, by this gateway. */
static bool refuses(const struct router *r, struct port *port, const char *args)
{
	struct frame answer = { .type = FRAME_RESULT, .u.result = { .exit_status = NOT_THERE, .out = "" } };
	json_t *object = json_loads(args, 0, NULL);
	const char *name, *store;
	char ours[LOG_URL_OCTETS];
	struct buf err;
	bool meant;

	log_mask_url(r->config->store, ours);
	meant = json_unpack(object, "{s:{s:s s:s}}", "for", "name", &name, "store", &store) == -1 ||
		(strcmp(name, r->config->name) == 0 && strcmp(store, ours) == 0);
	if (!meant) {
		buf_init(&err);
		buf_addf(&err,
			"keng: the gateway at %s is %s on %s, and this configuration is for %s on %s; give each gateway"
			" of a machine its own gateway.control, or restart it when its name or store was changed\n",
			r->config->control, r->config->name, ours, name, store);
		answer.u.result.err = err.data;
		port_send(port, &answer);
		buf_fini(&err);
	}
	json_decref(object);
	return !meant;
}

static void on_command(struct port *port, const struct frame *f, void *user)
{
	struct router *r = user;
	struct frame answer = { .type = FRAME_RESULT };
	bool waits = r->programme == NULL; /* for its store, and there are no links: await.h */
	struct admin_context at = { .programme = r->programme,
		.store = r->store,
		.menus = r->menus,
		.config = r->config,
		.store_fault = r->store_fault,
		.fault_kind = r->fault_event,
		.now_us = clock_wall_of(r->clock) };
	struct buf out, err;
	char *links, *floods;

	if (at.fault_kind != NULL && strncmp(at.fault_kind, "store-", 6) == 0)
		at.fault_kind += 6;
	if (f->type != FRAME_COMMAND || refuses(r, port, f->u.command.args))
		return;
	if (strcmp(f->u.command.verb, "link") == 0 && !waits) {
		link_verb_run(r, port, f->u.command.args);
		return;
	}
	buf_init(&out);
	buf_init(&err);
	links = peer_report(r);
	floods = brake_report(r);
	at.links_json = links;
	at.floods_json = floods;
	answer.u.result.exit_status =
		(uint64_t)admin_run(&at, f->u.command.verb, f->u.command.args, f->u.command.body, &out, &err);
	answer.u.result.out = out.data;
	answer.u.result.err = err.data;
	if (strcmp(f->u.command.verb, "status") != 0)
		log_info("command", "verb=%s status=%d", f->u.command.verb, (int)answer.u.result.exit_status);
	port_send(port, &answer);
	free(links);
	free(floods);
	buf_fini(&out);
	buf_fini(&err);
	if (waits)
		return;
	r->next_due_us = 0; /* it may have changed the schedule */
	r->lease.to_wake = r->lease.fellows;
	ear_listen(r);
	router_flush_soon(r);
}

static void on_gone(struct port *port, const char *reason, void *user)
{
	(void)reason;
	credit_forget(user, port);
	air_test_forget(user, port);
	port_free(&port);
}

static void on_connection(evutil_socket_t fd, short what, void *user)
{
	struct router *r = user;
	int client = accept4(fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

	(void)what;
	if (client != -1)
		port_new(r->base, client, on_command, on_gone, r);
}

/* A gateway that waits for its store holds no lock that would tell. */
static bool is_served(const struct sockaddr_un *at)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool served = fd != -1 && connect(fd, (const struct sockaddr *)at, sizeof *at) == 0;

	if (fd != -1)
		close(fd);
	return served;
}

int control_listen(struct router *r, struct why *why)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };

	if (strlen(r->config->control) >= sizeof at.sun_path)
		return why_set(why,
			"gateway.control: a path of %zu octets, at most %zu fit a unix socket; name a shorter one",
			strlen(r->config->control), sizeof at.sun_path - 1);
	memcpy(at.sun_path, r->config->control, strlen(r->config->control));
	if (is_served(&at))
		return why_set(why,
			"another gateway runs with the control socket %s; set gateway.control to one of its own for this",
			r->config->control);
	r->control_fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	unlink(r->config->control);
	if (r->control_fd == -1 || bind(r->control_fd, (const struct sockaddr *)&at, sizeof at) == -1 ||
		chmod(r->config->control, 0660) == -1 || listen(r->control_fd, 16) == -1)
		return why_set(why, "the control socket %s: %s", r->config->control, strerror(errno));
	r->control_event = event_new(r->base, r->control_fd, EV_READ | EV_PERSIST, on_connection, r);
	event_add(r->control_event, NULL);
	return 0;
}

void control_close(struct router *r)
{
	if (r->control_event != NULL)
		event_free(r->control_event);
	r->control_event = NULL;
	if (r->control_fd != -1) {
		close(r->control_fd);
		unlink(r->config->control);
	}
	r->control_fd = -1;
}
