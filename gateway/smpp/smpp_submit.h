/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smpp_submit.h - the texts that a message-centre link has in hand, from FRAME_SUBMIT to FRAME_DONE.
 *
 * Each text is cut into units; each unit waits for room in a bind's window,
 * travels, and ends by its response. A unit that the centre throttled goes
 * again; one that it refused ends the text; one whose response never came makes
 * the text unsure. The router hears of each part with the id that the centre
 * gave it, and of the text's end once none of its units is on the way.
 */
#ifndef GATEWAY_SMPP_SMPP_SUBMIT_H
#define GATEWAY_SMPP_SMPP_SUBMIT_H

#include "gateway/frame.h"
#include "gateway/smpp_options.h"
#include "gateway/smpp/smpp_pace.h"
#include "gateway/smpp/smpp_pdu.h"

#define SMPP_HOLD_US     (10 * (int64_t)1000000) /* a text that finds no bind is given back after this */
#define SMPP_THROTTLE_US (60 * (int64_t)1000000) /* one that is throttled so long as well */

struct smpp_submit;

struct smpp_submit_host {
	/* Send a unit by any bind with room; 0: sent; 1: no room anywhere; -1: it cannot be written. */
	int (*send)(void *user, struct smpp_pdu *unit, uint64_t cookie, struct why *why);
	void (*tell)(void *user, const struct frame *frame);
	void *user;
};

struct smpp_submit *smpp_submit_new(const struct smpp_options *options, const struct smpp_submit_host *host);
void smpp_submit_free(struct smpp_submit **s);
/* A text to send; the frame's texts are copied. */
void smpp_submit_add(struct smpp_submit *s, const struct frame_submit *f, int64_t now_us);
/* Send what may go now. Returns in how long to call again (microseconds), -1: when something happens. */
int64_t smpp_submit_run(struct smpp_submit *s, int64_t now_us);
/* A unit's end; response NULL: none came and none will. */
void smpp_submit_response(struct smpp_submit *s, uint64_t cookie, const struct smpp_pdu *response, int64_t now_us);
/* Give back every text of which nothing is on the way: no bind works, or the link stops. */
void smpp_submit_give_back(struct smpp_submit *s, const char *reason, int64_t older_than_us);
unsigned smpp_submit_held(const struct smpp_submit *s); /* texts in hand */
uint64_t smpp_submit_throttled(const struct smpp_submit *s);

/* The error of 3GPP TS 27.005 3.2.5 that says what a command_status says, for the router's rules. */
int smpp_submit_cms(uint32_t status);

#endif
