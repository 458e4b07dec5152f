/* SPDX-License-Identifier: GPL-2.0-or-later */
/* control.h - the administrator's commands, over a unix socket (config.control).
 *
 * Whoever may write to the socket (its owner and group) may command. One
 * FRAME_COMMAND brings one FRAME_RESULT; a connection may bring several.
 */
#ifndef GATEWAY_ROUTER_CONTROL_H
#define GATEWAY_ROUTER_CONTROL_H

#include "gateway/router/state.h"

int control_listen(struct router *r, struct why *why);
void control_close(struct router *r);

#endif
