/* SPDX-License-Identifier: GPL-2.0-or-later */
/* brake.h - floods and loops are not answered; a burst of one number lets the answers to others pass. See flood.h. */
#ifndef GATEWAY_ROUTER_BRAKE_H
#define GATEWAY_ROUTER_BRAKE_H

#include "gateway/programme/programme.h"
#include "gateway/router/flood.h"
#include "gateway/router/state.h"

/* Within a group: may this text be acted on? *acts false: it is to be ignored, and those who should know are told. */
int brake_check(struct router *r, const struct peer *peer, const struct programme_text *text,
	enum flood_verdict *verdict, bool *acts, struct why *why);
/* It was acted on. */
int brake_after(struct router *r, const struct programme_text *text, const struct outcome *outcome,
	enum flood_verdict verdict, struct why *why);
/* At the start: the texts of the last day are judged once more, so that what was cut off stays so. */
int brake_recall(struct router *r, int64_t now_us, struct why *why);
/* Texts that came to the other gateways since the last call count as if they had come to us. */
int brake_hear_others(struct router *r, struct why *why);
/* The group's transaction was committed, or came to nothing: what was counted in it stays, or is taken back. */
void brake_keep(struct router *r);
void brake_take_back(struct router *r);
/* A number of our own SIMs, or of another gateway's: nobody to talk to. */
bool brake_is_own(const struct router *r, const char *number);
/* Who is slowed or silenced now, as JSON for keng status. Yours. */
char *brake_report(const struct router *r);

#endif
