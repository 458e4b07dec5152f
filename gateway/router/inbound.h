/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inbound.h - what comes in: texts, parts of texts, dialled codes, alarms.
 *
 * Each function works within the group's transaction. The identity that the
 * transport gave an item, never its text, tells whether it was seen before.
 */
#ifndef GATEWAY_ROUTER_INBOUND_H
#define GATEWAY_ROUTER_INBOUND_H

#include "gateway/router/state.h"

int inbound_text(struct router *r, struct peer *peer, const struct frame_inbound *f, struct why *why);
int inbound_dial(struct router *r, struct peer *peer, const struct frame_ussd_dial *f, struct why *why);
/* Somebody rings: a person is sent the menu, once a day. */
int inbound_call(struct router *r, struct peer *peer, const struct frame_call *f, struct why *why);
int inbound_alarm(struct router *r, struct peer *peer, const struct frame_alarm *f, struct why *why);
/* Long texts whose other parts have not come within config.join_wait_s are understood as far as they came. */
int inbound_join_late(struct router *r, int64_t now_us, struct why *why);

/* In careful mode, in a transaction of its own: note that this text is tried; *attempt: for which time, 0 = it is no text. */
int inbound_mark_attempt(struct router *r, const struct frame *frame, unsigned *attempt, struct why *why);

#endif
