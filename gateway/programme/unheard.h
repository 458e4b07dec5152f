/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unheard.h - the texts that were not understood, or asked back, as groups.
 *
 * Texts are one when they differ only in case, marks, spaces and numbers. keng unknown shows them with the line that
 * teaches each; once a week the gateway itself tells the administrators how many there were, and the most frequent.
 */
#ifndef GATEWAY_PROGRAMME_UNHEARD_H
#define GATEWAY_PROGRAMME_UNHEARD_H

#include "gateway/base/why.h"
#include "store/store.h"

#include <stddef.h>

#define UNHEARD_KEY_OCTETS 164 /* of a folded text: longer ones are one by their beginning */

struct unheard_group {
	char key[UNHEARD_KEY_OCTETS]; /* folded, each number as one # */
	int64_t times, people;
	int64_t example; /* the message that came last */
};

struct unheard {
	size_t texts;                 /* in all groups */
	struct unheard_group *groups; /* the most frequent first */
	size_t groups_used;
};

/* Those of that span. 0, or -1 with why set. */
int unheard_read(struct store *st, int64_t since_us, int64_t until_us, struct unheard *to, struct why *why);
void unheard_fini(struct unheard *u);

/* Tell the administrators of the week that ends now; nothing when there was none. 0, or -1 with why set. */
struct programme;
int unheard_tell(struct programme *p, int64_t now_us, struct why *why);

#endif
