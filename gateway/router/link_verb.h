/* SPDX-License-Identifier: GPL-2.0-or-later */
/* link_verb.h - what an administrator tells a link to do: keng link ACTION NAME. */
#ifndef GATEWAY_ROUTER_LINK_VERB_H
#define GATEWAY_ROUTER_LINK_VERB_H

#include "gateway/router/state.h"

/* args: {"who", "action", "name", "code"}. The answer goes to the client, now or when the network has spoken. */
void link_verb_run(struct router *r, struct port *client, const char *args);

/* The end of a command that took a while: what the operator said, or why it did not. */
void link_verb_answer(struct port *client, bool good, const char *sentence);
/* The same within a group. What is said of the store is true only when it is committed: then link_verb_say() gives it to
 * the client, who waits no more, and is true; when it comes to nothing, link_verb_unsay() forgets it. */
void link_verb_answer_then(struct link_answer *answer, bool good, const char *sentence);
bool link_verb_say(struct link_answer *answer, struct port **client);
void link_verb_unsay(struct link_answer *answer);

#endif
