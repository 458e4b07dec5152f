/* SPDX-License-Identifier: GPL-2.0-or-later */
/* clock_watch.h - does our clock go with that of the database?
 *
 * Gateways on one store agree on time by the database's: due items, caps and
 * quiet hours of one are read by all. A clock that is off by more than a few
 * seconds is logged and an alarm, at first and when it changes, until it has
 * been set. A store in a file has no other clock.
 */
#ifndef GATEWAY_ROUTER_CLOCK_WATCH_H
#define GATEWAY_ROUTER_CLOCK_WATCH_H

#include "gateway/router/state.h"

/* Within a group's transaction; does nothing until its time has come. */
int clock_watch_tend(struct router *r, int64_t now_us, struct why *why);
/* The transaction came to nothing, and an alarm in it. */
void clock_watch_forget_group(struct router *r);
/* When that is (monotonic). */
int64_t clock_watch_next_us(const struct router *r);

#endif
