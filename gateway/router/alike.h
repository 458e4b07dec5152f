/* SPDX-License-Identifier: GPL-2.0-or-later */
/* alike.h - gateways on one store have the same menus.
 *
 * Each tells what its menu files, and the settings that what is stored goes by,
 * come to, and since when. Where another one has read others since, we read ours
 * again, once: whoever copied the files to all reloads one, and all follow. Ones
 * that still differ are an alarm until they do not.
 */
#ifndef GATEWAY_ROUTER_ALIKE_H
#define GATEWAY_ROUTER_ALIKE_H

#include "gateway/router/state.h"

/* At the start and after a reload: what ours are, and since when they are that (now: by the database's clock). */
void alike_note(struct router *r, int64_t now_us);
/* Within the transaction of our coming. */
int alike_begin(struct router *r, struct why *why);
/* Within a group, when the other gateways were looked at. */
int alike_tend(struct router *r, struct why *why);

#endif
