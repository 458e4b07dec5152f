/* SPDX-License-Identifier: GPL-2.0-or-later */
/* consent.h - who answered what to which version of the text that asks for consent (domain 4g: provable).
 *
 * The version is a hash of the text as it was shown; each text is kept once.
 */
#ifndef STORE_CONSENT_H
#define STORE_CONSENT_H

#include "store/record.h"

#define CONSENT_VERSION_OCTETS 17

struct consent {
	int64_t id, at; /* id 0: none */
	char answer[RECORD_WORD_OCTETS];
	char version[CONSENT_VERSION_OCTETS];
};

/* The version of a text. Returns to. */
char *consent_version(const char *text, char to[static CONSENT_VERSION_OCTETS]);
/* answer: "yes" or "no"; text: as it was shown. */
int consent_add(
	struct store *st, const char *phone, const char *answer, const char *text, int64_t now_us, struct why *why);
/* The last one of a number; c->id is 0 when there is none. */
int consent_last(struct store *st, const char *phone, struct consent *c, struct why *why);

#endif
