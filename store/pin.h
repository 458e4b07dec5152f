/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pin.h - the hashed PIN of a person, and how often somebody guessed wrong.
 *
 * The store knows nothing of the hash but its text. A subject of guesses is the
 * number of a phone that guessed, or the person ("member 12") guessed at.
 */
#ifndef STORE_PIN_H
#define STORE_PIN_H

#include "store/record.h"

#define PIN_HASH_OCTETS 160

struct pin {
	int64_t member;
	char hash[PIN_HASH_OCTETS]; /* "": none is set */
};

int pin_put(struct store *st, int64_t member, const char *hash, int64_t now_us, struct why *why);
int pin_drop(struct store *st, int64_t member, struct why *why);
/* p->hash is "" when there is none. */
int pin_get(struct store *st, int64_t member, struct pin *p, struct why *why);

/* Guesses of that subject since a moment that were wrong. */
int guess_count(struct store *st, const char *subject, int64_t since_us, int64_t *wrong, struct why *why);
/* One more; those before since_us are forgotten. */
int guess_add(struct store *st, const char *subject, int64_t since_us, int64_t now_us, struct why *why);
int guess_forget(struct store *st, const char *subject, struct why *why);

#endif
