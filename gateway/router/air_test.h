/* SPDX-License-Identifier: GPL-2.0-or-later */
/* air_test.h - does a text from one of our SIMs reach another, and how fast?
 *
 * A link that says it is well may send into nothing (text messages over LTE are
 * such a case). So on a schedule, and by keng link test, a text with a token
 * goes from each link that has a number to the next one. It is nobody's: it is
 * not answered, and not counted among the texts. One that does not arrive, or
 * that another link had to send, is an alarm until the next that does.
 */
#ifndef GATEWAY_ROUTER_AIR_TEST_H
#define GATEWAY_ROUTER_AIR_TEST_H

#include "gateway/router/state.h"

/* Send one now, in a transaction of its own; the client (may be NULL) hears how it ended. */
int air_test_now(struct router *r, struct peer *peer, struct port *client, struct why *why);
/* Within a group: a text came. *is_test: it was one of ours, and that is all there is to do. */
int air_test_arrives(struct router *r, const struct peer *peer, const char *text, bool *is_test, struct why *why);
/* Begin the tests whose time has come, and end those that did not arrive. */
int air_test_due(struct router *r, int64_t now_us, struct why *why);
int64_t air_test_next_us(struct router *r);
void air_test_forget(struct router *r, const struct port *client);

#endif
