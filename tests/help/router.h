/* SPDX-License-Identifier: GPL-2.0-or-later */
/* router.h - a router over a real programme and store, with sockets in the place of links and a clock moved by hand.
 *
 * The tests run the groups themselves; nothing happens by itself.
 */
#ifndef TESTS_HELP_ROUTER_H
#define TESTS_HELP_ROUTER_H

#include "gateway/base/clock.h"
#include "gateway/router/state.h"
#include "tests/help/engine.h"

#define BENCH_LINKS 4
#define BENCH_FROM  "+84905123456"

struct bench {
	struct router r;
	struct clock_hands hands;   /* in force when r.clock points to it */
	struct buf in[BENCH_LINKS]; /* what the links' ends have read */
	struct buf kept;            /* what the frame heard last points into */
	int link[BENCH_LINKS];      /* the links' ends */
	char folder[32], config[64], store[ENGINE_URL_OCTETS];
};

/* gateway and links: libconfig text of the configuration; every link is up, with a window of 1. */
void bench_begin(struct bench *b, const char *gateway, const char *links);
void bench_end(struct bench *b);

/* Another configuration from now on, as after a reload. */
void bench_configure(struct bench *b, const char *gateway, const char *links);
/* Its parts: write the file; work with the configuration and menus that the router has now. */
void bench_write(const struct bench *b, const char *gateway, const char *links);
void bench_follow(struct bench *b);

/* A text of BENCH_FROM comes by the first link. */
void bench_text(struct bench *b, uint64_t token, const char *identity, const char *text);
/* A link says something. */
void bench_says(struct bench *b, unsigned link, enum frame_type type, const void *body, size_t n);
/* The next frame that the link hears; type 0 when there is none. Valid until the next call. */
struct frame bench_hears(struct bench *b, unsigned link);
int64_t bench_ask(struct bench *b, const char *sql);

#endif
