/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inbox.h - the stored inbox, read again from a scratch copy of the store.
 *
 * keng replay and keng unknown put stored texts before the programme once more. All happens in copies in memory: the
 * real store is opened for reading only. The copy is the store of today, so people, units, roles and reports are
 * those of today; the questions that were open then are asked again, as the texts before are read again too.
 */
#ifndef GATEWAY_COMMAND_INBOX_H
#define GATEWAY_COMMAND_INBOX_H

#include "gateway/base/why.h"
#include "gateway/programme/programme.h"
#include "store/message.h"

struct ground;
struct usage;
struct usage_given;

#define INBOX_DAYS_MAX 3660

/* The moment that --since names: "30d", "12h", "4w" before now, or a day or time. 0, or -1 with why set. */
int inbox_since(const char *text, int64_t now_us, int64_t *since_us, struct why *why);

/* A scratch copy of the configured store into g->store, without open dialogues, and the programme over it; g->config
 * and g->menus stand. 0, or -1 with why set. */
int inbox_open(struct ground *g, int64_t now_us, struct why *why);

/* The next text that came in behind *after, which moves on; m->id is 0 at the end. */
int inbox_next(struct store *st, int64_t *after, struct message *m, struct why *why);

/* What the programme would make of it. Nothing of it stays; with go_on the question that it leaves open does, for the
 * next text. 0, or -1 with why set. */
int inbox_take(struct ground *g, const struct message *m, bool go_on, struct outcome *outcome, struct why *why);

#endif
