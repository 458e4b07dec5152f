/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/help/router.h"

#include "gateway/programme/programme.h"
#include "gateway/router/flood.h"
#include "gateway/router/group.h"
#include "gateway/router/peer.h"
#include "menus/menus.h"
#include "store/store.h"

#include <event2/event.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

void router_flush_soon(struct router *r)
{
	(void)r; /* the tests run the groups themselves */
}

static void quiet(evutil_socket_t fd, short what, void *user)
{
	(void)fd;
	(void)what;
	(void)user;
}

void bench_write(const struct bench *b, const char *gateway, const char *links)
{
	FILE *f = fopen(b->config, "w");

	assert_non_null(f);
	fprintf(f, "gateway: { store = \"%s\"; %s };\nlinks: ( %s );\n", b->store, gateway, links);
	fclose(f);
}

static void load(struct bench *b)
{
	struct faults faults;
	struct buf config_faults;

	buf_init(&config_faults);
	faults_init(&faults);
	b->r.config = config_load(b->config, &config_faults);
	if (b->r.config == NULL)
		fail_msg("%s", config_faults.data);
	if (b->r.menus == NULL)
		b->r.menus = menus_load("etc/menus.d", &faults);
	assert_non_null(b->r.menus);
	faults_fini(&faults);
	buf_fini(&config_faults);
}

static void connect_links(struct bench *b)
{
	int ends[2];

	for (unsigned i = 0; i < b->r.peers_used; i++) {
		assert_true(i < BENCH_LINKS);
		assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
		b->link[i] = ends[1];
		peer_up(&b->r, b->r.peers[i].name, ends[0]);
		b->r.peers[i].window = 1;
		b->r.peers[i].down_since_us = 0;
	}
}

void bench_begin(struct bench *b, const char *gateway, const char *links)
{
	struct why why;

	*b = (struct bench){ .folder = "/tmp/keng-router-XXXXXX", .link = { -1, -1, -1, -1 } };
	assert_non_null(mkdtemp(b->folder));
	snprintf(b->config, sizeof b->config, "%s/keng.cfg", b->folder);
	if (engine_is_shared()) {
		engine_url(b->store);
	} else {
		snprintf(b->store, sizeof b->store, "sqlite:%s/keng.db", b->folder);
		engine_make(b->store + strlen("sqlite:"));
	}
	b->hands = (struct clock_hands){ clock_wall_us(), clock_mono_us() };
	for (unsigned i = 0; i < BENCH_LINKS; i++)
		buf_init(&b->in[i]);
	buf_init(&b->kept);
	b->r.base = event_base_new();
	b->r.flush_event = event_new(b->r.base, -1, 0, quiet, NULL);
	bench_write(b, gateway, links);
	load(b);
	b->r.store = store_open_failing(b->r.config->store, 1, &why);
	assert_non_null(b->r.store);
	b->r.programme = programme_new(b->r.store, b->r.menus, b->r.config, clock_wall_us(), &why);
	assert_non_null(b->r.programme);
	peer_follow_config(&b->r);
	connect_links(b);
	b->r.next_due_us = INT64_MAX; /* no schedule of its own in these tests */
	b->r.next_join_us = INT64_MAX;
}

void bench_configure(struct bench *b, const char *gateway, const char *links)
{
	struct config *old = b->r.config;

	bench_write(b, gateway, links);
	load(b);
	config_free(&old);
	bench_follow(b);
}

void bench_follow(struct bench *b)
{
	programme_set_menus(b->r.programme, b->r.menus, b->r.config);
	peer_follow_config(&b->r);
}

void bench_end(struct bench *b)
{
	char command[64];

	flood_free(&b->r.flood);
	peer_fini(&b->r);
	group_fini(&b->r);
	programme_free(&b->r.programme);
	store_close(&b->r.store);
	menus_free(&b->r.menus);
	config_free(&b->r.config);
	event_free(b->r.flush_event);
	event_base_free(b->r.base);
	for (unsigned i = 0; i < BENCH_LINKS; i++) {
		buf_fini(&b->in[i]);
		if (b->link[i] != -1)
			close(b->link[i]);
	}
	buf_fini(&b->kept);
	snprintf(command, sizeof command, "rm -rf %s", b->folder);
	assert_int_equal(system(command), 0);
}

void bench_text(struct bench *b, uint64_t token, const char *identity, const char *text)
{
	struct frame f = { .type = FRAME_INBOUND,
		.u.inbound = { .token = token,
			.identity = identity,
			.from = BENCH_FROM,
			.text = text,
			.part = 1,
			.parts = 1 } };

	group_add(&b->r, &b->r.peers[0], &f);
}

void bench_says(struct bench *b, unsigned link, enum frame_type type, const void *body, size_t n)
{
	struct frame f = { .type = type };

	memcpy(&f.u, body, n);
	group_add(&b->r, &b->r.peers[link], &f);
}

struct frame bench_hears(struct bench *b, unsigned link)
{
	struct frame f = { 0 };
	size_t used;
	ssize_t n = read(b->link[link], buf_room(&b->in[link], 65536), 65536);

	if (n > 0)
		b->in[link].length += (size_t)n;
	if (frame_decode(b->in[link].data, b->in[link].length, &f, &used, NULL) != 1)
		return (struct frame){ 0 };
	buf_clear(&b->kept);
	buf_add(&b->kept, b->in[link].data, used);
	frame_decode(b->kept.data, b->kept.length, &f, &used, NULL);
	buf_drop(&b->in[link], used);
	return f;
}

int64_t bench_ask(struct bench *b, const char *sql)
{
	struct query *q = store_query(b->r.store, sql, NULL);
	int64_t value;

	assert_int_equal(query_step(q, NULL), STEP_ROW);
	value = query_column_int(q, 0);
	query_end(q);
	return value;
}
