/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/parent/parent.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/link/arguments.h"
#include "gateway/parent/child.h"
#include "gateway/parent/notify.h"
#include "gateway/parent/role.h"

#include <errno.h>
#include <event2/event.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define STOP_MS       9000  /* SIGTERM to the end of everything; the contract says 10 s */
#define ORPHAN_MS     5000  /* a link that has lost its router and does not end by itself */
#define PING_MS       10000 /* a router that does not answer for PING_PATIENCE of these is killed */
#define PING_PATIENCE 6

struct parent {
	struct event_base *base;
	const char *config_file;
	struct config *config;
	struct role router;
	struct role links[CONFIG_LINKS_MAX];
	unsigned links_used;
	bool router_up, router_waits, ever_up, ready_said, stopping;
	int64_t last_pong_us, ping_period_us;
	uint64_t next_id;
	int status; /* exit status */
	struct event *stop_timer, *ping_timer, *signals[4];
};

static void start_router(struct parent *p);
static void start_link(struct parent *p, struct role *role);

static void set_timer(struct event *timer, int64_t us)
{
	struct timeval tv = { .tv_sec = us / CLOCK_SECOND, .tv_usec = us % CLOCK_SECOND };

	event_add(timer, &tv);
}

static const struct config_link *link_config(const struct parent *p, const char *name)
{
	for (unsigned i = 0; i < p->config->links_used; i++)
		if (strcmp(p->config->links[i].name, name) == 0)
			return &p->config->links[i];
	return NULL;
}

static struct role *link_role(struct parent *p, const char *name)
{
	for (unsigned i = 0; i < p->links_used; i++)
		if (strcmp(p->links[i].name, name) == 0)
			return &p->links[i];
	return NULL;
}

static bool something_runs(const struct parent *p)
{
	for (unsigned i = 0; i < p->links_used; i++)
		if (p->links[i].pid != 0)
			return true;
	return p->router.pid != 0;
}

static void kill_role(struct role *role, const char *because)
{
	if (role->pid == 0)
		return;
	log_warn("kill", "role=%s pid=%d reason=\"%s\"", role->name, (int)role->pid, because);
	kill(role->pid, SIGKILL);
}

/* ---- what roles tell us ---- */

/* Each fault has a line of its own, as in keng check. */
static void log_refusal(const char *faults)
{
	while (*faults != '\0') {
		int n = (int)strcspn(faults, "\n");

		log_error("reload-refused", "reason=\"%.*s\"", n, faults);
		faults += faults[n] == '\n' ? n + 1 : n;
	}
}

static void reload_done(struct parent *p, const struct frame_up *up);

/* For the service manager we have started: it shall neither give us up nor refuse a reload, which may mend it. */
static void router_waits(struct parent *p, const char *reason)
{
	char state[600];

	p->router_waits = true;
	p->last_pong_us = clock_mono_us();
	snprintf(state, sizeof state, "READY=1\nSTATUS=waits for its store: %s", reason);
	notify_send(state);
}

static void on_router_frame(struct port *port, const struct frame *f, void *user)
{
	struct parent *p = user;
	struct role *link;

	(void)port;
	switch (f->type) {
	case FRAME_UP:
		if (f->u.up.id != 0) {
			reload_done(p, &f->u.up);
			return;
		}
		p->router_up = p->ever_up = true;
		p->router_waits = false;
		for (unsigned i = 0; i < p->links_used; i++)
			start_link(p, &p->links[i]);
		return;
	case FRAME_WAITS:
		router_waits(p, f->u.waits.reason);
		return;
	case FRAME_ALL_UP:
		if (!p->ready_said) {
			p->ready_said = true;
			log_info("ready", "links=%" PRIu64 " links_ready=%" PRIu64, f->u.all_up.links,
				f->u.all_up.ready);
			notify_send("READY=1\nSTATUS=works");
		}
		return;
	case FRAME_PONG:
		p->last_pong_us = clock_mono_us();
		if (notify_watchdog_us() > 0)
			notify_send("WATCHDOG=1");
		return;
	case FRAME_KILL_LINK:
		link = link_role(p, f->u.kill_link.link);
		if (link != NULL)
			kill_role(link, f->u.kill_link.reason);
		return;
	case FRAME_REMEMBER:
		link = link_role(p, f->u.remember.link);
		if (link != NULL && strcmp(f->u.remember.key, ARGUMENTS_BAD_PIN) == 0)
			snprintf(link->memory, sizeof link->memory, "%s", f->u.remember.value);
		return;
	default:
		log_warn("frame-unexpected", "role=router type=%s", frame_name(f->type));
	}
}

static void on_link_frame(struct port *port, const struct frame *f, void *user)
{
	struct role *role = user;

	(void)port;
	if (f->type != FRAME_JOB) {
		log_warn("frame-unexpected", "role=%s type=%s", role->name, frame_name(f->type));
		return;
	}
	snprintf(role->job, sizeof role->job, "%s", f->u.job.name);
	if (f->u.job.deadline_ms == 0)
		event_del(role->deadline_timer);
	else
		set_timer(role->deadline_timer, (int64_t)f->u.job.deadline_ms * 1000);
}

static void on_deadline(evutil_socket_t fd, short what, void *user)
{
	struct role *role = user;
	char because[80];

	(void)fd;
	(void)what;
	snprintf(because, sizeof because, "%s passed its deadline", role->job[0] != '\0' ? role->job : "its end");
	kill_role(role, because);
}

/* The socket ended; the process is ending, and SIGCHLD does the rest. */
static void on_port_end(struct port *port, const char *reason, void *user)
{
	struct role *role = user;

	(void)reason;
	if (role->port == port)
		port_free(&role->port);
}

static void on_router_end(struct port *port, const char *reason, void *user)
{
	struct parent *p = user;

	if (strcmp(reason, "closed") != 0)
		log_error("router-socket", "reason=\"%s\"", reason);
	if (p->router.port == port)
		port_free(&p->router.port);
	if (!p->stopping && p->ever_up) /* one that could not start is ending, with its own status */
		kill_role(&p->router, "its socket ended");
}

/* ---- starting ---- */

static void start_router(struct parent *p)
{
	struct role *r = &p->router;
	struct why why;
	int fd;

	if (p->stopping || r->pid != 0)
		return;
	r->started_us = p->last_pong_us = clock_mono_us();
	r->pid = role_start_router(r, p->config_file, &fd, &why);
	if (r->pid == -1) {
		r->pid = 0;
		log_error("start-failed", "role=router reason=\"%s\"", why.text);
		set_timer(r->start_timer, CLOCK_SECOND);
		return;
	}
	r->generation++;
	r->port = port_new(p->base, fd, on_router_frame, on_router_end, p);
	log_info("started", "role=router pid=%d", (int)r->pid);
}

static void start_link(struct parent *p, struct role *role)
{
	const struct config_link *link = link_config(p, role->name);
	struct frame up = { .type = FRAME_LINK_UP };
	struct why why;
	int our_end, router_end;

	if (p->stopping || !p->router_up || role->removed || role->pid != 0 || link == NULL)
		return;
	if (evtimer_pending(role->start_timer, NULL))
		return; /* it rests */
	role->started_us = clock_mono_us();
	role->pid = role_start_link(role, link, &our_end, &router_end, &why);
	if (role->pid == -1) {
		role->pid = 0;
		log_error("start-failed", "role=%s reason=\"%s\"", role->name, why.text);
		set_timer(role->start_timer,
			(int64_t)role_rest(role, clock_mono_us(), false, ROLE_REST_LINK_MOST_MS) * 1000);
		return;
	}
	role->generation++;
	role->port = port_new(p->base, our_end, on_link_frame, on_port_end, role);
	up.u.link_up = (struct frame_link_up){ .link = role->name, .generation = role->generation };
	if (p->router.port == NULL || port_send_fd(p->router.port, &up, router_end, &why) == -1)
		log_warn("link-without-router", "role=%s", role->name);
	close(router_end);
	log_info("started", "role=%s pid=%d", role->name, (int)role->pid);
}

static void on_start_router(evutil_socket_t fd, short what, void *user)
{
	(void)fd;
	(void)what;
	start_router(user);
}

/* A link's rest is over; its timer knows only the role, so every link that may start does. */
static void on_start_link(evutil_socket_t fd, short what, void *user)
{
	struct parent *p = user;

	(void)fd;
	(void)what;
	for (unsigned i = 0; i < p->links_used; i++)
		start_link(p, &p->links[i]);
}

/* ---- ending ---- */

static void finish_when_quiet(struct parent *p)
{
	if (p->stopping && !something_runs(p))
		event_base_loopbreak(p->base);
}

static void router_ended(struct parent *p, int status)
{
	struct role *r = &p->router;
	char end[CHILD_END_OCTETS];
	bool crashed = WIFSIGNALED(status);
	uint64_t rest;

	r->pid = 0;
	port_free(&r->port);
	p->router_up = p->router_waits = false;
	if (p->stopping)
		return;
	log_error("ended", "role=router how=\"%s\"", child_end(status, end));
	if (!p->ever_up && !crashed) { /* it could not start, and has said why */
		p->status = WEXITSTATUS(status) != 0 ? WEXITSTATUS(status) : 1;
		p->stopping = true;
		return;
	}
	for (unsigned i = 0; i < p->links_used; i++)
		if (p->links[i].pid != 0) /* they end by themselves at the end of their socket */
			set_timer(p->links[i].deadline_timer, ORPHAN_MS * 1000);
	/* One that hung lived until it answered last: that it was killed took as long as a good life. */
	rest = role_rest(r, p->last_pong_us, crashed, ROLE_REST_ROUTER_MOST_MS);
	set_timer(r->start_timer, (int64_t)rest * 1000);
}

static void link_ended(struct parent *p, struct role *role, int status)
{
	struct frame down = { .type = FRAME_LINK_DOWN };
	char end[CHILD_END_OCTETS];
	bool orphan = !p->router_up;
	uint64_t rest;

	role->pid = 0;
	event_del(role->deadline_timer);
	port_free(&role->port);
	if (p->stopping || role->removed)
		return;
	child_end(status, end);
	log_warn("ended", "role=%s how=\"%s\"%s", role->name, end, orphan ? " because=router" : "");
	if (orphan)
		return; /* started with the next router */
	rest = role_rest(role, clock_mono_us(), WIFSIGNALED(status), ROLE_REST_LINK_MOST_MS);
	down.u.link_down = (struct frame_link_down){ .link = role->name, .reason = end, .rest_ms = rest };
	if (p->router.port != NULL)
		port_send(p->router.port, &down);
	set_timer(role->start_timer, (int64_t)rest * 1000);
}

static void on_child(evutil_socket_t fd, short what, void *user)
{
	struct parent *p = user;
	int status;
	pid_t pid;

	(void)fd;
	(void)what;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid == p->router.pid)
			router_ended(p, status);
		for (unsigned i = 0; i < p->links_used; i++)
			if (p->links[i].pid == pid) {
				link_ended(p, &p->links[i], status);
				start_link(p,
					&p->links[i]); /* at once when the router is there and it has no rest to take */
			}
	}
	finish_when_quiet(p);
}

static void on_stop_late(evutil_socket_t fd, short what, void *user)
{
	struct parent *p = user;

	(void)fd;
	(void)what;
	kill_role(&p->router, "it did not stop in time");
	for (unsigned i = 0; i < p->links_used; i++)
		kill_role(&p->links[i], "it did not stop in time");
}

static void on_terminate(evutil_socket_t fd, short what, void *user)
{
	struct parent *p = user;

	(void)fd;
	(void)what;
	if (p->stopping)
		return;
	p->stopping = true;
	log_info("stopping", "signal=%d", (int)fd);
	notify_send("STOPPING=1");
	if (p->router.pid != 0)
		kill(p->router.pid, SIGTERM); /* it tells the links */
	else
		for (unsigned i = 0; i < p->links_used; i++)
			if (p->links[i].pid != 0)
				kill(p->links[i].pid, SIGTERM);
	set_timer(p->stop_timer, STOP_MS * 1000);
	finish_when_quiet(p);
}

/* ---- reload ---- */

static void on_hangup(evutil_socket_t fd, short what, void *user)
{
	struct parent *p = user;
	struct frame f = { .type = FRAME_RELOAD };

	(void)fd;
	(void)what;
	if (p->router.port == NULL || p->stopping)
		return;
	notify_reloading();
	f.u.reload.id = ++p->next_id;
	port_send(p->router.port, &f);
}

static void add_link(struct parent *p, const struct config_link *link)
{
	struct role *role = link_role(p, link->name);

	if (role == NULL) {
		if (p->links_used == CONFIG_LINKS_MAX)
			return;
		role = &p->links[p->links_used++];
		snprintf(role->name, sizeof role->name, "%s", link->name);
		role->start_timer = evtimer_new(p->base, on_start_link, p);
		role->deadline_timer = evtimer_new(p->base, on_deadline, role);
	}
	role->removed = false;
	free(role->how);
	role->how = role_how(link);
}

/* Stop the links that are gone or changed, start the new ones. A changed one starts again when it has ended. */
static void apply_links(struct parent *p)
{
	for (unsigned i = 0; i < p->links_used; i++) {
		struct role *role = &p->links[i];
		const struct config_link *link = link_config(p, role->name);
		char *how = link != NULL ? role_how(link) : NULL;

		if (how == NULL || strcmp(how, role->how) != 0) {
			role->removed = link == NULL;
			kill_role(
				role, "its configuration changed"); /* a modem link heeds no SIGTERM: see its main.c */
		}
		free(how);
	}
	for (unsigned i = 0; i < p->config->links_used; i++)
		add_link(p, &p->config->links[i]);
	on_start_link(-1, 0, p);
}

static void reload_done(struct parent *p, const struct frame_up *up)
{
	struct config *fresh;
	struct buf faults;

	if (!up->ok) {
		log_refusal(up->reason);
	} else {
		buf_init(&faults);
		fresh = config_load(p->config_file, &faults);
		if (fresh != NULL) {
			config_free(&p->config);
			p->config = fresh;
			apply_links(p);
			log_info("reloaded", "links=%u", p->config->links_used);
		}
		buf_fini(&faults);
	}
	notify_send("READY=1");
}

/* ---- the loop ---- */

static void on_ping(evutil_socket_t fd, short what, void *user)
{
	struct parent *p = user;
	struct frame f = { .type = FRAME_PING };
	bool listens = p->router_up || p->router_waits;

	(void)fd;
	(void)what;
	if (listens && clock_mono_us() - p->last_pong_us > PING_PATIENCE * p->ping_period_us)
		kill_role(&p->router, "it does not answer");
	else if (listens && p->router.port != NULL) {
		f.u.ping.id = ++p->next_id;
		port_send(p->router.port, &f);
	}
	set_timer(p->ping_timer, p->ping_period_us);
}

static void prepare(struct parent *p)
{
	int64_t watchdog_us = notify_watchdog_us();

	p->base = event_base_new();
	if (p->base == NULL)
		abort();
	snprintf(p->router.name, sizeof p->router.name, "router");
	p->router.start_timer = evtimer_new(p->base, on_start_router, p);
	p->stop_timer = evtimer_new(p->base, on_stop_late, p);
	p->ping_timer = evtimer_new(p->base, on_ping, p);
	p->signals[0] = evsignal_new(p->base, SIGCHLD, on_child, p);
	p->signals[1] = evsignal_new(p->base, SIGTERM, on_terminate, p);
	p->signals[2] = evsignal_new(p->base, SIGINT, on_terminate, p);
	p->signals[3] = evsignal_new(p->base, SIGHUP, on_hangup, p);
	for (unsigned i = 0; i < 4; i++)
		event_add(p->signals[i], NULL);
	p->ping_period_us = PING_MS * (int64_t)1000;
	if (watchdog_us > 0 && watchdog_us / 3 < p->ping_period_us)
		p->ping_period_us = watchdog_us / 3;
	set_timer(p->ping_timer, p->ping_period_us);
	for (unsigned i = 0; i < p->config->links_used; i++)
		add_link(p, &p->config->links[i]);
}

static void dismantle(struct parent *p)
{
	for (unsigned i = 0; i < p->links_used; i++) {
		port_free(&p->links[i].port);
		event_free(p->links[i].start_timer);
		event_free(p->links[i].deadline_timer);
		free(p->links[i].how);
	}
	port_free(&p->router.port);
	event_free(p->router.start_timer);
	event_free(p->stop_timer);
	event_free(p->ping_timer);
	for (unsigned i = 0; i < 4; i++)
		event_free(p->signals[i]);
	event_base_free(p->base);
	config_free(&p->config);
}

int parent_run(const char *config_file)
{
	struct parent p = { .config_file = config_file };
	struct buf faults;

	buf_init(&faults);
	p.config = config_load(config_file, &faults);
	if (p.config == NULL) {
		fputs(faults.data, stderr);
		buf_fini(&faults);
		return 1;
	}
	buf_fini(&faults);
	log_init("parent");
	signal(SIGPIPE, SIG_IGN);
	if (p.config->console_listen[0] != '\0')
		log_warn(
			"no-console", "listen=%s reason=\"this version has no console yet\"", p.config->console_listen);
	prepare(&p);
	start_router(&p);
	event_base_dispatch(p.base);
	log_info("stopped", "status=%d", p.status);
	dismantle(&p);
	return p.status;
}
