/* SPDX-License-Identifier: GPL-2.0-or-later */
/* deputy.h - who acts in whose place for a time, and the role that they go back to. */
#ifndef STORE_DEPUTY_H
#define STORE_DEPUTY_H

#include "store/record.h"

struct deputy {
	int64_t id; /* 0: none */
	int64_t member, for_member;
	char role[RECORD_WORD_OCTETS], had[RECORD_WORD_OCTETS];
	int64_t until;
};

/* Sets d->id. */
int deputy_add(struct store *st, struct deputy *d, int64_t now_us, struct why *why);
/* One that runs, by its id, by who acts, or by in whose place (the others 0); d->id is 0 when there is none. */
int deputy_running(struct store *st, int64_t id, int64_t member, int64_t for_member, struct deputy *d, struct why *why);
int deputy_end(struct store *st, int64_t id, int64_t now_us, struct why *why);

#endif
