/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/simulate/gate.h"

#include "gateway/base/clock.h"
#include "gateway/programme/admin.h"
#include "gateway/programme/import.h"
#include "gateway/programme/programme.h"
#include "gateway/router/flood.h"
#include "gateway/router/group.h"
#include "gateway/router/outbound.h"
#include "gateway/router/peer.h"
#include "menus/menus.h"
#include "store/store.h"

#include <event2/event.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define NETWORK_US (4 * CLOCK_SECOND) /* until a text is out and its receipt is back */
#define REPORT_MOST                                                                                                    \
	(30 * CLOCK_MINUTE) /* reports of the network come with the next text, or by then: fewer commits; in their hour */
#define SIM_FIRST      (3 * CLOCK_SECOND) /* after a start: the link opens, then reads its storage ... */
#define SIM_EACH       CLOCK_SECOND       /* ... a text a second */
#define AGAIN_EACH     40                 /* of so many texts the link brings one twice, so much later */
#define AGAIN_US       (20 * CLOCK_SECOND)
#define WINDOW         128
#define ROUNDS_MOST    20000
#define AGAIN_TOKENS   (UINT64_C(1) << 41)
#define RECEIPT_TOKENS (UINT64_C(1) << 40) /* so that KEPT of a report is told from that of a text */

/* What the link will bring at a moment: a text of a person, or the report of one that it sent. */
struct item {
	int64_t at, sent_us; /* true time */
	bool again;          /* the link reads it once more: only its identity says so */
	uint64_t no;         /* of the text; 0: a report */
	uint64_t message, parts;
	char from[24];
	char text[480];
};

struct gate {
	struct router r;
	struct clock_hands hands;
	char config_file[128];
	struct menus *menus; /* read once; each start would read the same */
	struct buf in;
	int link; /* the link's end of the socket */
	bool up;
	int64_t skew_us;    /* the machine's clock is so much ahead */
	struct item *items; /* in the order of their moments, but for reports, which are as late as the network is */
	size_t items_used, items_room;
	uint64_t reference;
	gate_on_text *on_text;
	gate_on_taken *on_taken;
	void *user;
	struct gate_figures figures;
};

void router_flush_soon(struct router *r)
{
	(void)r; /* the simulation runs the groups itself */
}

static void fail(const char *what, const char *why)
{
	fprintf(stderr, "simulate: %s: %s\n", what, why);
	exit(1);
}

static void quiet(evutil_socket_t fd, short what, void *user)
{
	(void)fd;
	(void)what;
	(void)user;
}

/* ---- the clock ---- */

static void set_clock(struct gate *g, int64_t now_us)
{
	g->hands = (struct clock_hands){ now_us + g->skew_us, now_us };
}

void gate_skew(struct gate *g, int64_t skew_us)
{
	g->skew_us = skew_us;
}

int64_t gate_clock(const struct gate *g, int64_t now_us)
{
	return now_us + g->skew_us;
}

/* ---- start and end ---- */

struct gate *gate_new(const char *folder, gate_on_text *on_text, gate_on_taken *on_taken, void *user)
{
	struct gate *g = calloc(1, sizeof *g);
	struct faults faults;
	char path[128];

	if (g == NULL)
		abort();
	g->on_text = on_text;
	g->on_taken = on_taken;
	g->user = user;
	g->link = -1;
	snprintf(g->config_file, sizeof g->config_file, "%s/keng.cfg", folder);
	snprintf(path, sizeof path, "%s/menus.d", folder);
	faults_init(&faults);
	g->menus = menus_load(path, &faults);
	if (g->menus == NULL)
		fail("menus", faults.lines.data);
	faults_fini(&faults);
	buf_init(&g->in);
	return g;
}

const struct lexicon *gate_words(const struct gate *g)
{
	return g->menus->lexicon;
}

void gate_start(struct gate *g, int64_t now_us)
{
	struct buf faults;
	struct why why = { "" };
	int ends[2];

	set_clock(g, now_us);
	g->r = (struct router){ .clock = &g->hands, .control_fd = -1, .menus = g->menus };
	buf_init(&faults);
	g->r.base = event_base_new();
	g->r.flush_event = event_new(g->r.base, -1, 0, quiet, NULL);
	g->r.config = config_load(g->config_file, &faults);
	if (g->r.config == NULL)
		fail("configuration", faults.data);
	buf_fini(&faults);
	g->r.store = store_open(g->r.config->store, config_number(g->r.config), &why);
	if (g->r.store == NULL || store_lock(g->r.store, &why) == -1)
		fail("store", why.text);
	g->r.programme = programme_new(g->r.store, g->menus, g->r.config, g->hands.wall_us, &why);
	if (g->r.programme == NULL || outbound_orphans(&g->r, NULL, &why) == -1)
		fail("programme", why.text);
	peer_follow_config(&g->r);
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) == -1)
		fail("router", why.text);
	g->link = ends[1];
	peer_up(&g->r, "viettel-1", ends[0]);
	g->r.peers[0].window = WINDOW;
	g->r.peers[0].down_since_us = 0;
	buf_clear(&g->in);
	for (size_t i = 0, n = 0; i < g->items_used; i++)
		g->items[i].at = now_us + SIM_FIRST + (int64_t)n++ * SIM_EACH;
	g->up = true;
	g->figures.starts++;
}

static void leave(struct gate *g)
{
	flood_free(&g->r.flood);
	peer_fini(&g->r);
	group_fini(&g->r);
	programme_free(&g->r.programme);
	store_close(&g->r.store);
	config_free(&g->r.config);
	event_free(g->r.flush_event);
	event_base_free(g->r.base);
	close(g->link);
	g->link = -1;
	g->up = false;
}

/* Take the items that are there by that moment, or all reports. */
static void take_items(struct gate *g, int64_t until, bool reports_only)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->items_used; i++) {
		struct item *item = &g->items[i];
		struct peer *peer = &g->r.peers[0];
		char identity[40];
		struct frame f = { .type = FRAME_INBOUND };

		if (reports_only ? item->no != 0 : item->at > until) {
			g->items[kept++] = *item;
			continue;
		}
		if (item->no != 0) {
			snprintf(identity, sizeof identity, "in-%" PRIu64, item->no);
			f.u.inbound = (struct frame_inbound){ .token = (item->again ? AGAIN_TOKENS : 0) + item->no,
				.identity = identity,
				.from = item->from,
				.text = item->text,
				.smsc_us = item->sent_us,
				.part = 1,
				.parts = 1 };
			group_add(&g->r, peer, &f);
			g->figures.texts_in += !item->again;
			continue;
		}
		for (uint64_t part = 1; part <= item->parts; part++) {
			f = (struct frame){ .type = FRAME_PART_SENT,
				.u.part_sent = { .message = item->message,
					.part = part,
					.reference = (g->reference + part) % 256,
					.id = "" } };
			group_add(&g->r, peer, &f);
		}
		f = (struct frame){ .type = FRAME_DONE,
			.u.done = { .message = item->message, .result = FRAME_SENT, .cms_error = -1, .reason = "" } };
		group_add(&g->r, peer, &f);
		for (uint64_t part = 1; part <= item->parts; part++) {
			snprintf(identity, sizeof identity, "r-%" PRIu64, ++g->reference);
			f = (struct frame){ .type = FRAME_RECEIPT,
				.u.receipt = { .token = RECEIPT_TOKENS + g->reference,
					.identity = identity,
					.reference = g->reference % 256,
					.id = "",
					.to = item->from,
					.smsc_us = item->at,
					.done_us = item->at } };
			group_add(&g->r, peer, &f);
		}
	}
	g->items_used = kept;
}

void gate_stop(struct gate *g, int64_t now_us)
{
	set_clock(g, now_us);
	take_items(g, now_us, true);
	g->r.stopping = true; /* nothing new begins */
	while (!group_is_empty(&g->r))
		group_run(&g->r);
	leave(g);
}

void gate_kill(struct gate *g, int64_t now_us)
{
	take_items(g, now_us, true); /* what was out before is out */
	while (!group_is_empty(&g->r))
		group_run(&g->r);
	set_clock(g, now_us);
	group_run(&g->r);
	leave(g);
}

bool gate_is_up(const struct gate *g)
{
	return g->up;
}

void gate_free(struct gate **g)
{
	if ((*g)->up)
		leave(*g);
	menus_free(&(*g)->menus);
	buf_fini(&(*g)->in);
	free((*g)->items);
	free(*g);
	*g = NULL;
}

void gate_import(struct gate *g, const char *kind, const char *csv, int64_t now_us)
{
	struct buf out, err;

	buf_init(&out);
	buf_init(&err);
	if (import_csv(g->r.programme, g->r.store, kind, kind, csv, strlen(csv), false, gate_clock(g, now_us), &out,
		    &err) != 0)
		fail(kind, err.data);
	buf_fini(&out);
	buf_fini(&err);
	programme_forget(g->r.programme);
}

void gate_command(struct gate *g, const char *verb, const char *arguments, const char *body, int64_t now_us)
{
	struct admin_context at = { .programme = g->r.programme,
		.store = g->r.store,
		.menus = g->menus,
		.config = g->r.config,
		.links_json = "[]",
		.now_us = gate_clock(g, now_us) };
	struct buf out, err;

	buf_init(&out);
	buf_init(&err);
	if (admin_run(&at, verb, arguments, body, &out, &err) != 0)
		fail(verb, err.data);
	buf_fini(&out);
	buf_fini(&err);
	g->r.next_due_us = 0; /* as gateway/router/control.c does: the schedule may have changed */
}

/* ---- texts ---- */

static struct item *add_item(struct gate *g)
{
	if (g->items_used == g->items_room) {
		g->items_room = g->items_room * 2 + 256;
		g->items = realloc(g->items, g->items_room * sizeof *g->items);
		if (g->items == NULL)
			abort();
	}
	memset(&g->items[g->items_used], 0, sizeof *g->items);
	return &g->items[g->items_used++];
}

void gate_text(struct gate *g, uint64_t no, const char *from, const char *text, int64_t now_us)
{
	struct item *item = add_item(g);

	item->at = item->sent_us = now_us;
	item->no = no;
	snprintf(item->from, sizeof item->from, "%s", from);
	snprintf(item->text, sizeof item->text, "%s", text);
	if (no % AGAIN_EACH == 0) {
		struct item *again = add_item(g);

		*again = g->items[g->items_used - 2];
		again->again = true;
		again->at += AGAIN_US;
	}
}

/* What the router has sent to the link. */
static void hear(struct gate *g)
{
	ssize_t n;

	while ((n = read(g->link, buf_room(&g->in, 65536), 65536)) > 0)
		g->in.length += (size_t)n;
	for (;;) {
		struct frame f;
		size_t used;

		if (frame_decode(g->in.data, g->in.length, &f, &used, NULL) != 1)
			return;
		if (f.type == FRAME_KEPT && f.u.kept.token < RECEIPT_TOKENS) {
			g->on_taken(f.u.kept.token, g->user);
		} else if (f.type == FRAME_SUBMIT) {
			struct item *item = add_item(g);

			item->at = g->hands.mono_us + NETWORK_US;
			item->message = f.u.submit.message;
			item->parts = f.u.submit.parts;
			snprintf(item->from, sizeof item->from, "%s", f.u.submit.to);
			g->figures.texts_out++;
			g->on_text(f.u.submit.to, f.u.submit.text, g->user);
		}
		buf_drop(&g->in, used);
	}
}

/* ---- running ---- */

/* When the router's own work is due. The look for parts of long texts, every minute, is left to the next run. */
static int64_t own_next_us(struct gate *g)
{
	int64_t join_us = g->r.next_join_us, next_us;

	g->r.next_join_us = INT64_MAX;
	next_us = outbound_next_us(&g->r);
	g->r.next_join_us = join_us;
	if (g->r.next_due_us < next_us)
		next_us = g->r.next_due_us;
	return next_us == INT64_MAX ? INT64_MAX : next_us - g->skew_us;
}

void gate_run(struct gate *g, int64_t now_us)
{
	unsigned rounds = 0;

	if (!g->up)
		return;
	set_clock(g, now_us);
	take_items(g, now_us, false);
	do {
		group_run(&g->r);
		g->figures.groups++;
		hear(g);
		g->r.peers[0].window = WINDOW;
		if (g->r.halted_until_us != 0)
			fail("router", "the store takes nothing; see the log");
		if (++rounds == ROUNDS_MOST)
			fail("router", "it wants to be run again and again");
	} while (!group_is_empty(&g->r) || own_next_us(g) <= now_us);
}

/* By then the report of a text comes: within the hour whose cap it counts for. */
static int64_t report_by(int64_t at)
{
	int64_t hour_end = at - at % CLOCK_HOUR + CLOCK_HOUR - CLOCK_SECOND;

	return at + REPORT_MOST < hour_end ? at + REPORT_MOST : at > hour_end ? at : hour_end;
}

int64_t gate_next_us(struct gate *g)
{
	int64_t next_us;

	if (!g->up)
		return INT64_MAX;
	next_us = own_next_us(g);
	for (size_t i = 0; i < g->items_used; i++) {
		int64_t at = g->items[i].no != 0 ? g->items[i].at : report_by(g->items[i].at);

		if (at < next_us)
			next_us = at;
	}
	return next_us;
}

struct gate_figures gate_figures(const struct gate *g)
{
	return g->figures;
}
