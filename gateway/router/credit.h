/* SPDX-License-Identifier: GPL-2.0-or-later */
/* credit.h - the money on the SIMs: asked by USSD on a schedule and by keng link, topped up by keng link.
 *
 * What the operator said last is kept across restarts (store/memory.h). Little
 * money, or a SIM whose time is nearly over, is an alarm. Not every modem can
 * ask (USSD needs 2G, 3G or USSI): then the balance is not known, and that is all.
 */
#ifndef GATEWAY_ROUTER_CREDIT_H
#define GATEWAY_ROUTER_CREDIT_H

#include "gateway/router/state.h"

/* Ask now; the client (may be NULL) is answered when the operator has spoken. */
int credit_balance(struct router *r, struct peer *peer, struct port *client, struct why *why);
/* Top it up with the code of a card. After three that were not good it is refused for a day: operators lock the SIM. */
int credit_topup(
	struct router *r, struct peer *peer, struct port *client, const char *who, const char *code, struct why *why);
/* Within a group: the operator has spoken. */
int credit_reply(struct router *r, struct peer *peer, const struct frame_ussd_reply *f, struct why *why);
/* Ask the links whose time has come. */
int credit_due(struct router *r, int64_t now_us, struct why *why);
/* When credit_due() is next to be called (wall; INT64_MAX: never). */
/* The group is committed: what was heard is told, and the next may be asked. */
void credit_committed(struct peer *peer);
int64_t credit_next_us(const struct router *r);
/* The link's process, or the client, has gone. */
void credit_end(struct peer *peer);
void credit_forget(struct router *r, const struct port *client);

struct credit {
	int64_t dong, at_us; /* CREDIT_NONE, 0: not known */
	int64_t expires_us;  /* 0: not known */
};
int credit_read(struct router *r, const char *link, struct credit *credit, struct why *why);

#endif
