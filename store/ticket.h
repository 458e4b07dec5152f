/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ticket.h - difficulties that were sent up, by the number that people type (TL 12). */
#ifndef STORE_TICKET_H
#define STORE_TICKET_H

#include "store/record.h"

#include <stdbool.h>

struct ticket {
	int64_t no; /* 0: none; a put gives it the next one */
	char phone[RECORD_PHONE_OCTETS];
	char unit[RECORD_CODE_OCTETS];
	char category[RECORD_WORD_OCTETS];
	char text[RECORD_TEXT_OCTETS];
	char status[RECORD_WORD_OCTETS]; /* open passed_up answered closed */
	char owner[RECORD_PHONE_OCTETS]; /* the number of who is to answer, "" = nobody yet */
	int64_t due_at, at;
	char answer[RECORD_TEXT_OCTETS];
	int64_t answered_at;
	int64_t rung; /* how far up the ladder of its category it is: 1 = the first step, 0 = somebody named for it */
	bool urgent;
};

/* Store it, over the one with that number. Sets t->no. */
int ticket_put(struct store *st, struct ticket *t, struct why *why);
/* t->no is 0 when there is none. */
int ticket_get(struct store *st, int64_t no, struct ticket *t, struct why *why);
/* Those not answered or closed, of one sender, or in that very unit; oldest first, at most `most`. *rows is yours,
 * free() it. */
int ticket_open_of(struct store *st, const char *phone, int most, struct ticket **rows, size_t *used, struct why *why);
int ticket_open_in(struct store *st, const char *unit, int most, struct ticket **rows, size_t *used, struct why *why);
/* Those that the person answers for and that are not answered or closed; oldest first, as above. */
int ticket_open_owned(
	struct store *st, const char *owner, int most, struct ticket **rows, size_t *used, struct why *why);
/* The numbers of those that the phone sent or answers for, newest first, at most `most`; and of those that it sent, the
 * one answered last and not closed since (0 = none). */
int ticket_of_person(struct store *st, const char *phone, unsigned most, int64_t *nos, unsigned *used,
	int64_t *answered, struct why *why);
/* Open ones for which nothing is due: an import brought them. *rows is yours, free() it. */
int ticket_unwatched(struct store *st, int most, struct ticket **rows, size_t *used, struct why *why);
/* How many of these very units are open, and when the oldest of them came; 0 = none is open. */
int ticket_count_open_in(
	struct store *st, const char *const *units, size_t used, int64_t *count, int64_t *oldest, struct why *why);

#endif
