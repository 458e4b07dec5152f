/* SPDX-License-Identifier: GPL-2.0-or-later */
/* health.h - a link that is refused one text after the other rests, and leaves its texts to the others.
 *
 * Refusals that are the text's own fault (a number that does not exist) do not
 * count, and what a link had in hand together fails once: the cause is one, such
 * as a line that broke. A link that has failed HEALTH_FAILS times in a row is sick: someone is
 * told once, and it tries one text after growing rests until one goes through.
 * Receiving is not touched: a SIM that may only receive looks like that.
 */
#ifndef GATEWAY_ROUTER_HEALTH_H
#define GATEWAY_ROUTER_HEALTH_H

#include "gateway/router/state.h"

#define HEALTH_FAILS 5

bool health_is_sick(const struct peer *peer);
/* A text went through. Within the group's transaction, as the next. */
int health_sent(struct router *r, struct peer *peer, struct why *why);
/* It did not, and that may be the link's fault. */
int health_failed(struct router *r, struct peer *peer, const char *reason, struct why *why);
/* It was given a text to try. */
void health_tries(struct peer *peer);

#endif
