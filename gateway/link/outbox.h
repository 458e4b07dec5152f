/* SPDX-License-Identifier: GPL-2.0-or-later */
/* outbox.h - the one text that is being sent, part after part. */
#ifndef GATEWAY_LINK_OUTBOX_H
#define GATEWAY_LINK_OUTBOX_H

#include "gateway/base/segment.h"
#include "gateway/link/life.h"

#include <stdbool.h>
#include <stdint.h>

struct link;
struct frame_submit;

struct outbox {
	bool busy; /* there is one */
	uint64_t message, skip, validity_s;
	char *to, *text;
	unsigned reference;
	bool flash, receipt;
	struct segment_plan plan;
	unsigned part;       /* 0.. : the one that is next, or on its way */
	bool has_answer;     /* the modem spoke of it: cms, mr */
	int cms, mr;         /* cms 0: taken, with that TP-MR (-1 unknown) */
	char refusal[128];   /* what the modem or libgammu said to a refused part */
	int64_t taken_us;    /* when the router gave it */
	int64_t deadline_us; /* of the part on its way */
};

/* The router gives a text. What cannot be sent at all is answered at once. */
void outbox_take(struct link *link, const struct frame_submit *submit);
/* Hand the next part to the modem: LIFE_NONE, or LIFE_SENT when it has an answer already, or LIFE_SILENT. */
enum life_event outbox_send(struct link *link);
/* What has the modem said? LIFE_SENT, LIFE_SILENT or LIFE_NONE. */
enum life_event outbox_look(struct link *link);
/* Report the part, and go on: as outbox_send(), or LIFE_REGISTERED at the end. */
enum life_event outbox_go_on(struct link *link);
/* The line goes: the part on its way is unsure, or was surely not sent and waits for the line to come back. */
void outbox_give_up(struct link *link);
/* The link was not ready for too long: give the text back. */
void outbox_give_back(struct link *link);
void outbox_fini(struct outbox *outbox);

#endif
