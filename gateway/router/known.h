/* SPDX-License-Identifier: GPL-2.0-or-later */
/* known.h - texts of one part that are on their way, as this router knows them.
 *
 * What a link says of a text, and its receipt, come a moment after it was
 * handed over: then nobody need ask the store which text that is. What is not
 * known here, or no longer, stands in the store, so a place that two texts
 * share keeps the later one. Emptied when a transaction fails.
 */
#ifndef GATEWAY_ROUTER_KNOWN_H
#define GATEWAY_ROUTER_KNOWN_H

#include "store/message.h"

#define KNOWN_MAX         1024 /* links have some hundreds of texts in hand together */
#define KNOWN_LINK_OCTETS 32
#define KNOWN_NAME_OCTETS 72 /* of SMPP 64; a longer one is not kept here */

struct known_texts {
	struct message_brief sending[KNOWN_MAX];
	struct known_name {
		char link[KNOWN_LINK_OCTETS], name[KNOWN_NAME_OCTETS];
		struct message_brief text; /* id 0: none */
	} sent[KNOWN_MAX];
};

/* It goes to a link for the first time. */
void known_add(struct known_texts *k, const struct message_brief *m);
/* NULL: ask the store. Until the next change. */
const struct message_brief *known_text(const struct known_texts *k, uint64_t id);
/* The network has taken it, and calls it so. */
void known_sent(struct known_texts *k, const char *link, const char *name, const struct message_brief *m);
/* Its receipt is here: the text of that name, which is not known any more. False: ask the store. */
bool known_take(struct known_texts *k, const char *link, const char *name, struct message_brief *m);
void known_clear(struct known_texts *k);

#endif
