/* SPDX-License-Identifier: GPL-2.0-or-later */
/* deputy.h - who acts in whose place for a time, and the role that they go back to. */
#ifndef STORE_DEPUTY_H
#define STORE_DEPUTY_H

#include "store/record.h"

struct deputy {
	int64_t id; /* 0: none */
	int64_t member, for_member;
	char role[RECORD_WORD_OCTETS], had[RECORD_WORD_OCTETS];
	int64_t since, until;
};

/* It has not begun. */
static inline bool deputy_is_planned(const struct deputy *d)
{
	return d->had[0] == '\0';
}

/* Sets d->id. Planned when d->had is "". */
int deputy_add(struct store *st, struct deputy *d, int64_t now_us, struct why *why);
/* One that runs, by its id, by who acts, or by in whose place (the others 0); d->id is 0 when there is none. */
int deputy_running(struct store *st, int64_t id, int64_t member, int64_t for_member, struct deputy *d, struct why *why);
/* One that is planned or runs: by its id; the first behind `after` of whoever acts or in whose place. d->id is 0 when there
 * is none. */
int deputy_get(struct store *st, int64_t id, struct deputy *d, struct why *why);
int deputy_open(struct store *st, int64_t after, int64_t member, int64_t for_member, struct deputy *d, struct why *why);
int deputy_begin(struct store *st, int64_t id, const char *had, struct why *why);
int deputy_end(struct store *st, int64_t id, int64_t now_us, struct why *why);

#endif
