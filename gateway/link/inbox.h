/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inbox.h - what came in: found in the memories, told to the router, deleted when it is kept.
 *
 * A text stays in the SIM until the router has committed it. It is told once;
 * again only when the router has not answered for INBOX_AGAIN_US (its disk was
 * full, say), under the same token and identity.
 */
#ifndef GATEWAY_LINK_INBOX_H
#define GATEWAY_LINK_INBOX_H

#include "gateway/base/clock.h"
#include "gateway/base/identity.h"
#include "gateway/link/life.h"
#include "gateway/link/phone.h"

#include <stdbool.h>
#include <stdint.h>

#define INBOX_MAX      4096
#define INBOX_AGAIN_US (120 * CLOCK_SECOND)

struct link;
struct line_item;

struct inbox_item {
	uint64_t token;
	bool direct; /* stored nowhere but here (+CDS, +CMT) */
	bool report; /* it lies in the memory SR, which libgammu does not list: reports.c deletes it */
	bool kept;   /* the router has it: to be deleted */
	bool seen;   /* by the poll that is going on */
	struct phone_place place;
	int64_t told_us; /* monotonic */
	char identity[IDENTITY_OCTETS];
	char *pdu; /* hex */
};

struct inbox {
	int64_t refused_since_us; /* the modem lists nothing since then (monotonic); 0 = it does */
	struct inbox_item *items;
	unsigned used, room;
	unsigned kept;    /* how many wait to be deleted */
	bool deletes_not; /* it was said that the modem refuses that */
	uint64_t last_token;
};

void inbox_init(struct inbox *inbox);
void inbox_fini(struct inbox *inbox);

/* Look at all memories that libgammu lists. LIFE_NONE or LIFE_FAILED. */
enum life_event inbox_poll(struct link *link);
/* A look at the memories (report: at SR) begins; a place holds that PDU; all places were seen. */
void inbox_look_begin(struct inbox *inbox, bool report);
void inbox_found(struct link *link, const struct phone_place *place, bool report, int stat, const char *pdu);
void inbox_look_end(struct inbox *inbox, bool report);
/* Item i is gone from its place. */
void inbox_forget(struct inbox *inbox, unsigned i);
/* A text or report that is stored nowhere. */
void inbox_direct(struct link *link, const char *pdu);
/* The router has committed the item of that token. */
void inbox_kept(struct link *link, uint64_t token);
/* Delete what is kept. LIFE_NONE or LIFE_FAILED. */
enum life_event inbox_tidy(struct link *link);
/* Tell again what the router has not answered for long. */
void inbox_tell_again(struct link *link);

#endif
