/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pairing.h - a SIM in a device where it does not belong sends nothing until an administrator says that it is meant.
 *
 * The operator suspends what it sends then, and ends the contract later
 * (Circular 08/2026/TT-BKHCN); so the alarm comes before anything is sent.
 * Receiving goes on. See store/sim_device.h.
 */
#ifndef GATEWAY_ROUTER_PAIRING_H
#define GATEWAY_ROUTER_PAIRING_H

#include "gateway/router/state.h"

/* May it send, as far as its SIM and device are concerned? */
bool pairing_allows(const struct peer *peer);
/* It may have another SIM or device than before: have that judged in the next group. */
void pairing_look(struct peer *peer);
/* Within a group's transaction. */
int pairing_judge(struct router *r, struct peer *peer, const struct frame_link_state *s, struct why *why);
/* An administrator says that it is meant, in a transaction of its own. -1: nothing is held, or the store failed. */
int pairing_accept(struct router *r, struct peer *peer, const char *who, struct why *why);

#endif
