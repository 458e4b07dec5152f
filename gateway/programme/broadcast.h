/* SPDX-License-Identifier: GPL-2.0-or-later */
/* broadcast.h - what one text to many is made of (broadcast.c), and what is done of it in slices where it goes to very
 * many (broadcast_many.c), so that the gateway goes on answering others meanwhile. */
#ifndef GATEWAY_PROGRAMME_BROADCAST_H
#define GATEWAY_PROGRAMME_BROADCAST_H

#include "gateway/programme/act.h"
#include "store/broadcast.h"

#define BROADCAST_AT_ONCE    200 /* to more people it goes in slices: some 100 ms where the database is a server */
#define BROADCAST_FRESH_US   CLOCK_HOUR
#define BROADCAST_PARTS_MOST 3 /* of one text to one person */
#define BROADCAST_AT_OCTETS  (2 * CALENDAR_NAME_OCTETS)

/* Does it go to people of that role? */
bool broadcast_calls(const struct broadcast *b, const struct member *person);
/* The text as that person gets it: from whom, and with or without marks as they read. Appended. */
void broadcast_compose(const struct voice *v, const struct broadcast *b, const struct member *person, struct buf *to);
/* When the next text may go, given when the last one went: so many parts a minute, inside the hours. */
int64_t broadcast_next(const struct programme *p, int64_t at, int64_t parts);
/* When the last of so many parts goes, the first of them now: an estimate, which counts on the caps of this day and the
 * next ones; broadcast_end.c. */
int broadcast_end(const struct programme *p, int64_t now_us, int64_t parts, int64_t *end_us, struct why *why);
/* "09:40", with the day when it is not today. Returns to. */
const char *broadcast_moment(const struct act *a, int64_t at, char to[static BROADCAST_AT_OCTETS]);
struct broadcast_limits {
	unsigned full; /* people who had as many texts today as they may */
	bool urgent;   /* it was called so: that changes nothing, and is said */
};
/* Answer with what was counted, and ask for XN; or why it cannot be sent. before: as many were shown the last time, and XN
 * was said to them; 0: it was not shown yet. */
int broadcast_preview(struct act *a, struct broadcast *b, int64_t before, int64_t done_at,
	struct broadcast_limits limits, struct why *why);
/* What was shown before that moment can be confirmed no more. */
int64_t broadcast_shown_since(const struct act *a);
/* The sender's last one, but for that number, that still waits for XN. */
int broadcast_find_other(struct act *a, int64_t no, struct broadcast *b, struct why *why);
/* Answer what no counting has shown yet: the text and whom it is for. */
int broadcast_say_counting(struct act *a, const struct broadcast *b, struct why *why);

/* Who sends to many says that no more is to go: their last one is taken back while some of it waits, or when it went a
 * moment ago. *done: it was answered. */
int broadcast_stop(struct act *a, bool *done, struct why *why);

/* ---- in slices ---- */

/* It goes to very many: they are counted from now on, and its sender is told. */
int broadcast_count(struct act *a, struct broadcast *b, struct why *why);
/* What was counted and shown is confirmed: from now on its texts are made. When the last of them goes: *done_at. */
int broadcast_release(struct act *a, struct broadcast *b, int64_t *done_at, struct why *why);
/* It is not, or no longer, to be sent: those who have no text yet are forgotten. */
int broadcast_forget(struct store *st, const struct broadcast *b, int64_t now_us, struct why *why);

#endif
