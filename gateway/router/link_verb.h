/* SPDX-License-Identifier: GPL-2.0-or-later */
/* link_verb.h - what an administrator tells a link to do: keng link ACTION NAME. */
#ifndef GATEWAY_ROUTER_LINK_VERB_H
#define GATEWAY_ROUTER_LINK_VERB_H

#include "gateway/router/state.h"

/* args: {"who", "action", "name", "code"}. The answer goes to the client, now or when the network has spoken. */
void link_verb_run(struct router *r, struct port *client, const char *args);

/* The end of a command that took a while: what the operator said, or why it did not. */
void link_verb_answer(struct port *client, bool good, const char *sentence);

#endif
