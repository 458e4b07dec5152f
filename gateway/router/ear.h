/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ear.h - what other gateways on the store tell while we sleep: see store_tell(). */
#ifndef GATEWAY_ROUTER_EAR_H
#define GATEWAY_ROUTER_EAR_H

#include "gateway/router/state.h"

/* After whatever used the store: take in what was told meanwhile, and follow the store's connection, before its descriptor
 * is somebody else's. */
void ear_listen(struct router *r);
void ear_close(struct router *r);

#endif
