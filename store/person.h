/* SPDX-License-Identifier: GPL-2.0-or-later */
/* person.h - everything that is held about one person, by their numbers: moved, counted, exported, erased.
 *
 * The other families know a person by a number only. What a number stands in is
 * listed here once, so that nothing is forgotten when a number changes or a
 * person wants to be erased.
 */
#ifndef STORE_PERSON_H
#define STORE_PERSON_H

#include "store/record.h"

/* What was sent, asked and answered under one number goes on under another. */
int person_move(struct store *st, const char *from, const char *to, struct why *why);
/* The open difficulties that one number is to answer go to another ("" = to nobody). */
int person_hand_over(struct store *st, const char *from, const char *to, struct why *why);

struct person_counts {
	int64_t reports, tickets, texts, invitations;
};
int person_count(struct store *st, const char *phone, struct person_counts *counts, struct why *why);

/* A text to that number is in the hands of a link just now, or one with those words to anybody (or may have left):
 * erasing waits for it. */
int person_is_sent_to(struct store *st, const char *phone, bool *is, struct why *why);
int person_is_told_of(struct store *st, const char *words, bool *is, struct why *why);
/* The invitations of who was erased are counted under a name that begins so. */
#define PERSON_GONE "gone-"

/* Take the person out of everything: names, numbers and texts go, counts stay without the person, the change log stays
 * without the data. phones: all numbers; plain: the name without marks, "" = not known. Texts that wait to be sent to
 * them are given up. Within the caller's transaction; *rows says how many rows were touched. */
int person_erase(struct store *st, int64_t member, char (*phones)[RECORD_PHONE_OCTETS], unsigned phones_used,
	const char *name, const char *plain, int64_t now_us, int64_t *rows, struct why *why);

/* What others' texts say by these words, line by line (person_words.c): a name that stands in no roll, as of a registration
 * that was rejected. */
int person_erase_words(struct store *st, const char *words, int64_t *rows, struct why *why);

/* One statement of them, with $1 and, where it says so, $2; what it touches is added to *rows. */
int person_erase_by(
	struct store *st, const char *sql, const char *one, const char *two, int64_t *rows, struct why *why);

/* One row of what is held, as the table's name and a query to step; NULL past the last. For the export. */
struct person_listing {
	const char *table;
	const char *const *columns; /* NULL-terminated */
	const char *sql;            /* $1: a number; or, of the table "member", $1: the id */
};
const struct person_listing *person_listing(unsigned i);

/* ---- wishes to be erased ---- */

struct erasure {
	int64_t id; /* 0: none */
	char phone[RECORD_PHONE_OCTETS];
	int64_t asked_at, at;
};
/* Sets e->id. */
int erasure_add(struct store *st, struct erasure *e, struct why *why);
/* One that waits, by its id or (id 0) by the number; e->id is 0 when there is none. */
int erasure_waiting(struct store *st, int64_t id, const char *phone, struct erasure *e, struct why *why);
/* It is done, or was taken back (done_us 0): its number is forgotten. */
int erasure_end(struct store *st, int64_t id, int64_t done_us, struct why *why);

#endif
