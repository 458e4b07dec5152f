/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/router.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/programme/programme.h"
#include "gateway/router/air_test.h"
#include "gateway/router/await.h"
#include "gateway/router/brake.h"
#include "gateway/router/cap.h"
#include "gateway/router/clock_watch.h"
#include "gateway/router/control.h"
#include "gateway/router/credit.h"
#include "gateway/router/ear.h"
#include "gateway/router/flood.h"
#include "gateway/router/group.h"
#include "gateway/router/lease.h"
#include "gateway/router/outbound.h"
#include "gateway/router/peer.h"
#include "gateway/router/swap.h"
#include "menus/menus.h"
#include "store/memory.h"
#include "store/store.h"

#include <event2/event.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#define WAKE_MOST_US (60 * CLOCK_SECOND) /* so that a step of the wall clock is noticed within a minute */
#define ALL_UP_MS    8000                /* links that have not said how they are by then are not waited for */
#define STOP_MS      7000                /* links that have not ended by then are left to the parent */

static void set_timer(struct event *timer, int64_t us)
{
	struct timeval tv = { .tv_sec = us / CLOCK_SECOND, .tv_usec = us % CLOCK_SECOND };

	event_add(timer, &tv);
}

void router_flush_soon(struct router *r)
{
	event_active(r->flush_event, EV_TIMEOUT, 0);
}

static int64_t sooner(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Sleep until the next thing that no frame will announce. */
static void set_wake(struct router *r)
{
	int64_t now_us = clock_wall_of(r->clock), mono_us = clock_mono_of(r->clock);
	int64_t due_us = outbound_next_us(r), wait_us;

	due_us = sooner(sooner(due_us, air_test_next_us(r)), sooner(credit_next_us(r), r->next_due_us));
	wait_us = due_us <= now_us ? 0 : due_us - now_us;
	for (unsigned i = 0; i < r->peers_used; i++) { /* pacing */
		const struct peer *p = &r->peers[i];

		if (p->port != NULL && p->window > 0 && p->next_send_us > mono_us &&
			p->next_send_us - mono_us < wait_us)
			wait_us = p->next_send_us - mono_us;
	}
	if (clock_watch_next_us(r) - mono_us < wait_us)
		wait_us = clock_watch_next_us(r) - mono_us;
	if (lease_next_us(r) != INT64_MAX && lease_next_us(r) - mono_us < wait_us)
		wait_us = lease_next_us(r) - mono_us;
	if (r->halted_until_us > mono_us)
		wait_us = r->halted_until_us - mono_us;
	else if (!group_is_empty(r) && wait_us > CLOCK_SECOND)
		wait_us = CLOCK_SECOND; /* a postponed work */
	if (wait_us < 1000)
		wait_us = 1000;
	set_timer(r->wake_timer, wait_us < WAKE_MOST_US ? wait_us : WAKE_MOST_US);
}

static void finish_stop(struct router *r)
{
	if (r->stopping && !peer_any_connected(r) && group_is_empty(r))
		event_base_loopbreak(r->base);
}

static void on_flush(evutil_socket_t fd, short what, void *user)
{
	struct router *r = user;

	(void)fd;
	(void)what;
	if (r->programme == NULL) { /* the store is waited for: await.h */
		if (r->stopping)
			event_base_loopbreak(r->base);
		return;
	}
	if (r->careful && clock_mono_of(r->clock) > r->careful_until_us)
		r->careful = false;
	group_run(r);
	ear_listen(r);
	if (!event_pending(r->flush_event, EV_TIMEOUT, NULL)) /* else the next group comes at once */
		set_wake(r);
	finish_stop(r);
}

static void on_all_up_late(evutil_socket_t fd, short what, void *user)
{
	struct router *r = user;
	struct frame f = { .type = FRAME_ALL_UP };

	(void)fd;
	(void)what;
	if (r->all_up_said || r->parent == NULL)
		return;
	r->all_up_said = true;
	f.u.all_up.links = r->peers_used;
	for (unsigned i = 0; i < r->peers_used; i++)
		f.u.all_up.ready += r->peers[i].down_since_us == 0;
	port_send(r->parent, &f);
}

/* ---- stop ---- */

static void on_stop_late(evutil_socket_t fd, short what, void *user)
{
	struct router *r = user;

	(void)fd;
	(void)what;
	log_warn("stop-late", "waiting=%u", r->waiting);
	event_base_loopbreak(r->base);
}

static void stop(struct router *r)
{
	if (r->stopping)
		return;
	r->stopping = true;
	control_close(r);
	peer_stop_all(r);
	set_timer(r->stop_timer, STOP_MS * 1000);
	router_flush_soon(r);
}

static void on_terminate(evutil_socket_t fd, short what, void *user)
{
	(void)fd;
	(void)what;
	stop(user);
}

/* ---- the parent ---- */

/* While the store is waited for it may become another one. */
static bool keeps_place(const struct router *r, const struct config *config)
{
	if (strcmp(config->control, r->config->control) != 0)
		return false;
	return r->programme == NULL ||
	       (strcmp(config->store, r->config->store) == 0 && config->number == r->config->number &&
		       strcmp(config->name, r->config->name) == 0);
}

/* The menus that go with a configuration, or NULL with what is wrong. */
static struct menus *read_again(struct router *r, struct config *config, struct buf *faults_text)
{
	struct faults faults;
	struct menus *menus = NULL;
	struct why why;

	faults_init(&faults);
	if (!keeps_place(r, config))
		buf_addf(faults_text,
			"%s:1: gateway.store, .name, .number or .control changed; restart the gateway for that\n",
			r->config_file);
	else if (lease_allows(r, config, &why) == -1)
		buf_addf(faults_text, "%s:1: %s\n", r->config_file, why.text);
	else
		menus = menus_load(config->menus, &faults);
	buf_add(faults_text, faults.lines.data, faults.lines.length);
	faults_fini(&faults);
	if (menus != NULL && swap_offer(r, config, &menus, &why) == -1) {
		buf_addf(faults_text, "%s:1: %s\n", r->config_file, why.text);
		menus_free(&menus);
	}
	return menus;
}

/* Read configuration and menus again; with any fault the old ones stay. */
static bool reload(struct router *r, struct buf *faults_text)
{
	struct config *config = config_load(r->config_file, faults_text);
	struct menus *menus = config != NULL ? read_again(r, config, faults_text) : NULL;

	if (menus == NULL) {
		config_free(&config);
		return false;
	}
	clock_set_zone(config->timezone);
	if (r->programme != NULL)
		programme_set_menus(r->programme, menus, config);
	menus_free(&r->menus);
	config_free(&r->config);
	r->menus = menus;
	r->config = config;
	if (r->programme == NULL) {
		event_base_loopbreak(r->base); /* try it at once */
		return true;
	}
	peer_follow_config(r);
	cap_forget(r);
	lease_tell_soon(r);
	r->next_due_us = 0;
	return true;
}

static void obey(struct router *r, struct port *port, const struct frame *f)
{
	struct frame answer;
	struct buf faults;
	int fd;

	switch (f->type) {
	case FRAME_LINK_UP:
		fd = port_take_fd(port);
		if (fd != -1)
			peer_up(r, f->u.link_up.link, fd);
		return;
	case FRAME_LINK_DOWN:
		peer_down(r, &f->u.link_down);
		return;
	case FRAME_PING:
		answer = (struct frame){ .type = FRAME_PONG, .u.pong.id = f->u.ping.id };
		port_send(port, &answer);
		return;
	case FRAME_RELOAD:
		buf_init(&faults);
		answer = (struct frame){ .type = FRAME_UP, .u.up.id = f->u.reload.id };
		answer.u.up.ok = reload(r, &faults);
		answer.u.up.reason = faults.data;
		port_send(port, &answer);
		buf_fini(&faults);
		router_flush_soon(r);
		return;
	default:
		log_warn("frame-unexpected", "from=parent type=%s", frame_name(f->type));
	}
}

static void on_parent_frame(struct port *port, const struct frame *f, void *user)
{
	struct router *r = user;

	obey(r, port, f);
	if (r->programme != NULL)
		ear_listen(r);
}

/* Without its parent the router ends: another may be starting. */
static void on_parent_end(struct port *port, const char *reason, void *user)
{
	struct router *r = user;

	log_error("parent-ended", "reason=\"%s\"", reason);
	port_free(&port);
	r->parent = NULL;
	stop(r);
}

/* What links must know at their start goes to the parent before it starts them. */
static int tell_memories(struct router *r, struct why *why)
{
	for (unsigned i = 0; i < r->peers_used; i++) {
		struct frame f = { .type = FRAME_REMEMBER };
		struct buf value;
		int got;

		buf_init(&value);
		got = memory_get(r->store, r->peers[i].name, "bad_pin", &value, why);
		if (got == 1) {
			f.u.remember = (struct frame_remember){ r->peers[i].name, "bad_pin", value.data };
			port_send(r->parent, &f);
		}
		buf_fini(&value);
		if (got == -1)
			return -1;
	}
	return 0;
}

/* ---- start ---- */

static int load_files(struct router *r, struct why *why)
{
	struct faults faults;
	struct buf config_faults;

	buf_init(&config_faults);
	r->config = config_load(r->config_file, &config_faults);
	fputs(config_faults.data, stderr);
	buf_fini(&config_faults);
	if (r->config == NULL)
		return why_set(why, "the configuration %s has faults", r->config_file);
	clock_set_zone(r->config->timezone); /* what is said while the store is away is in it, too */
	faults_init(&faults);
	r->menus = menus_load(r->config->menus, &faults);
	fputs(faults.lines.data, stderr);
	faults_fini(&faults);
	if (r->menus == NULL)
		return why_set(why, "the menus in %s have faults", r->config->menus);
	return 0;
}

static int load(struct router *r, struct why *why)
{
	if (await_store(r, why) == -1)
		return -1;
	if (r->stopping)
		return 0;
	if (r->control_fd == -1 && control_listen(r, why) == -1) /* before the others hear of us */
		return -1;
	clock_set_zone(r->config->timezone);
	r->programme = programme_new(r->store, r->menus, r->config, clock_wall_of(r->clock), why);
	if (r->programme == NULL)
		return -1;
	peer_follow_config(r);
	if (lease_join(r, why) == -1 || outbound_orphans(r, NULL, why) == -1)
		return -1;
	if (brake_recall(r, clock_wall_of(r->clock), why) == -1)
		return -1;
	cap_forget(r);
	return 0;
}

static void make_events(struct router *r)
{
	r->base = event_base_new();
	if (r->base == NULL)
		abort();
	r->flush_event = event_new(r->base, -1, 0, on_flush, r);
	r->wake_timer = evtimer_new(r->base, on_flush, r);
	r->all_up_timer = evtimer_new(r->base, on_all_up_late, r);
	r->stop_timer = evtimer_new(r->base, on_stop_late, r);
}

static void dismantle(struct router *r)
{
	control_close(r);
	flood_free(&r->flood);
	peer_fini(r);
	group_fini(r);
	programme_free(&r->programme);
	ear_close(r);
	lease_leave(r);
	store_close(&r->store);
	menus_free(&r->menus);
	event_free(r->flush_event);
	event_free(r->wake_timer);
	event_free(r->all_up_timer);
	event_free(r->stop_timer);
	port_free(&r->parent); /* it takes the end of this for our end */
	event_base_free(r->base);
	config_free(&r->config);
}

static void work_until_stopped(struct router *r, struct why *why)
{
	struct frame up = { .type = FRAME_UP, .u.up = { .id = 0, .ok = 1, .reason = "" } };

	if (tell_memories(r, why) == -1)
		log_warn("memories", "reason=\"%s\"", why->text);
	port_send(r->parent, &up);
	peer_tell_all_up(r); /* at once when there are no links */
	set_timer(r->all_up_timer, ALL_UP_MS * 1000);
	router_flush_soon(r);
	event_base_dispatch(r->base);
}

/* From here on we hear when to stop. */
static int load_and_work(struct router *r, int parent_fd, struct why *why)
{
	struct event *terminate = evsignal_new(r->base, SIGTERM, on_terminate, r);
	int result;

	event_add(terminate, NULL);
	r->parent = port_new(r->base, parent_fd, on_parent_frame, on_parent_end, r);
	result = load(r, why);
	if (result == 0 && !r->stopping)
		work_until_stopped(r, why);
	event_free(terminate);
	return result;
}

int router_run(const char *config_file, unsigned crashes, int parent_fd)
{
	struct router r = {
		.config_file = config_file, .control_fd = -1, .failed = 1, .careful = crashes >= ROUTER_CAREFUL_CRASHES
	};
	struct why why;
	int status = 0;

	log_init("router");
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is a full disk, told by write(2) */
	signal(SIGINT, SIG_IGN);  /* Ctrl-C reaches the whole group; the parent tells us to stop */
	prctl(PR_SET_NAME, "keng-router");
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	make_events(&r);
	if (r.careful)
		log_warn("careful", "crashes=%u", crashes);
	if (load_files(&r, &why) == 0 && load_and_work(&r, parent_fd, &why) == 0) {
		status = r.exit_status;
	} else {
		log_error("cannot-start", "reason=\"%s\"", why.text);
		status = 1;
	}
	dismantle(&r);
	return status;
}
