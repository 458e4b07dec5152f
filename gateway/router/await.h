/* SPDX-License-Identifier: GPL-2.0-or-later */
/* await.h - a router whose store cannot be opened yet.
 *
 * The server is down, the password is wrong, the disk is full, the schema is
 * newer: somebody mends that outside of Keng. Until then no link is started,
 * so that nothing is taken from a modem or a centre; the reason is logged, the
 * parent hears it, and `keng status` is answered with it. A reload reads the
 * configuration again, also another gateway.store.
 */
#ifndef GATEWAY_ROUTER_AWAIT_H
#define GATEWAY_ROUTER_AWAIT_H

#include "gateway/router/state.h"

/* Open the store and lock it, and wait for it as long as it takes. 0: r->store is there, or r->stopping; -1 when waiting
 * is of no use: another gateway has it, or our name. */
int await_store(struct router *r, struct why *why);

#endif
