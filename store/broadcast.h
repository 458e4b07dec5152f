/* SPDX-License-Identifier: GPL-2.0-or-later */
/* broadcast.h - one text to many: what was confirmed, whom it reaches, and how far it is. */
#ifndef STORE_BROADCAST_H
#define STORE_BROADCAST_H

#include "store/record.h"

#define BROADCAST_LIST_OCTETS 256 /* codes of units, or roles, with commas */
#define BROADCAST_TEXT_OCTETS 2000

struct broadcast {
	int64_t no; /* 0: there is none */
	char phone[RECORD_PHONE_OCTETS];
	char units[BROADCAST_LIST_OCTETS], roles[BROADCAST_LIST_OCTETS]; /* roles "": the teams */
	char text[BROADCAST_TEXT_OCTETS];
	char status[RECORD_WORD_OCTETS]; /* counting waiting queued withdrawn */
	int64_t at;
	int64_t people, parts, cost; /* cost in dong */
	/* Of one to very many, whose people are counted and whose texts are made in slices: */
	char office[RECORD_NAME_OCTETS]; /* as which it signs */
	char upto[RECORD_CODE_OCTETS];   /* the last unit whose people were counted */
	int64_t longest;                 /* parts of the longest text */
	int64_t unmade;                  /* people without a text yet */
	int64_t next_at;                 /* when the next of those may go */
};

/* One of those who were counted and have no text yet, by their places from 1 on. */
struct recipient {
	int64_t place, member;
};

/* How far it is, in people. */
struct broadcast_progress {
	int64_t gone, waiting, failed; /* gone: the network has it; failed: it was given up, or withdrawn */
	int64_t last_at;               /* when the last of those that wait may go, 0 = none waits */
};

/* Store it; number 0: the next. */
int broadcast_put(struct store *st, struct broadcast *b, struct why *why);
int broadcast_get(struct store *st, int64_t no, struct broadcast *b, struct why *why);
/* The last one of that sender that has that status. */
int broadcast_last_of(struct store *st, const char *phone, const char *status, struct broadcast *b, struct why *why);
/* The last one of that sender, but for that number, that has been shown since then and is not confirmed. */
int broadcast_other_waiting(
	struct store *st, const char *phone, int64_t no, int64_t since, struct broadcast *b, struct why *why);
/* All of them, the last one first. *rows is yours, free() it. */
int broadcast_all_waiting(
	struct store *st, const char *phone, int64_t since, struct broadcast **rows, size_t *used, struct why *why);
/* That person gets it by that message. */
int broadcast_add(struct store *st, int64_t no, const char *phone, int64_t message, struct why *why);
int broadcast_progress(struct store *st, int64_t no, struct broadcast_progress *progress, struct why *why);
/* Add people to those who are to get it, from that place on. */
int recipient_add(struct store *st, int64_t no, int64_t place, const int64_t *members, size_t used, struct why *why);
/* The first of them, at most so many. *rows is yours, free() it. */
int recipient_list(struct store *st, int64_t no, int64_t most, struct recipient **rows, size_t *used, struct why *why);
/* Those up to that place have their texts, or shall have none. */
int recipient_drop(struct store *st, int64_t no, int64_t upto, struct why *why);
/* Those of its texts of which nothing has gone never go; *n counts them. */
int broadcast_withdraw(struct store *st, int64_t no, int64_t *n, struct why *why);

#endif
