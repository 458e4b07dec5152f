/* SPDX-License-Identifier: GPL-2.0-or-later */
/* phone_talk.h - the conversation of `keng phone`: lines that are typed, events that come. */
#ifndef GATEWAY_COMMAND_PHONE_TALK_H
#define GATEWAY_COMMAND_PHONE_TALK_H

#include "gateway/base/why.h"
#include "gateway/command/phone_screen.h"
#include "gateway/sim/client.h"

#include <stdbool.h>
#include <stdint.h>

#define TALK_NUMBER_OCTETS 24
#define TALK_UNKEPT_MOST   16

struct talk {
	struct screen screen;
	struct client *client;
	const char *path;
	bool desk; /* the peer is a desk link, not a simulator */
	int modem; /* of the simulator: where texts go in */
	char number[TALK_NUMBER_OCTETS];
	char alphabet[8]; /* "auto" "gsm7" "ucs2" */
	bool flash;       /* the next text */
	bool ussd_open, ussd_waits;
	uint64_t answers;                 /* texts and USSD texts that came */
	int64_t unkept[TALK_UNKEPT_MOST]; /* ids of texts that the desk has yet to confirm; the oldest gives way */
	unsigned unkept_next;
	unsigned untaken; /* texts to a modem that the gateway has not taken from it yet */
	/* Called before and after something is shown that comes by itself; NULL in a pipe. */
	void (*hide)(void *user);
	void (*restore)(void *user);
	void *user;
};

/* Connect and learn what the peer is. 0, or -1 when nobody is there. */
int talk_open(struct talk *t, const char *path, int deadline_ms, struct why *why);
void talk_close(struct talk *t);

enum talk_next { TALK_GO_ON, TALK_QUIT, TALK_LOST };
/* Do what the line says: a text, a code, an answer, a /command. */
enum talk_next talk_line(struct talk *t, const char *line);
/* Show what has come, and what comes within ms. TALK_LOST when the peer has gone. */
enum talk_next talk_events(struct talk *t, int ms);

#endif
