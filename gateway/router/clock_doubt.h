/* SPDX-License-Identifier: GPL-2.0-or-later */
/* clock_doubt.h - is our clock to be believed?
 *
 * A small box has no clock that runs while it is off: it may begin in 1970 and
 * be set by the network minutes later, and a hand may set it a year ahead. In a
 * wrong year people are told that their unit is no more, what waits expires,
 * and what is old is deleted. So a clock that is behind what stands in the
 * store, or that has gone more than a day away from the monotonic one, is
 * doubted: as when nothing can be kept, nothing is acknowledged, sent or done.
 * It is believed again when it has been set right, when the time stamp of a
 * text from the network agrees with it, or after an hour in which nothing spoke
 * against it.
 */
#ifndef GATEWAY_ROUTER_CLOCK_DOUBT_H
#define GATEWAY_ROUTER_CLOCK_DOUBT_H

#include "gateway/router/state.h"

/* True, with why set, while it is doubted. */
bool clock_doubt_look(struct router *r, struct why *why);
/* The network says that it was so late (wall; 0: it says nothing) when it took a text that has just come. */
void clock_doubt_hear(struct router *r, int64_t network_us);

#endif
