/* SPDX-License-Identifier: GPL-2.0-or-later */
/* absent.h - what the store holds nothing of, and who the senders are, asked for all of a group in a few statements.
 *
 * Most texts come from people who have no open question, no ticket, no
 * invitation; each would ask for that by itself, one statement and on a server
 * one wait after the other. What was looked for and not found is remembered
 * until the transaction ends, something is taken back, or such a row is
 * written: of most tables any row (query.c looks what a statement writes to),
 * of texts and items seen, which every text writes, that one (absent_there()).
 *
 * Where nothing is known the answer is no, and the caller asks the store.
 */
#ifndef STORE_ABSENT_H
#define STORE_ABSENT_H

#include "store/member.h"
#include "store/store.h"

enum absent {
	/* of a telephone number */
	ABSENT_STOPPED = 1,
	ABSENT_SESSIONS = 2,
	ABSENT_TICKETS = 4, /* of this sender or owner */
	ABSENT_INVITATIONS = 8,
	ABSENT_NUMBERS = 16,  /* another one of the same person */
	ABSENT_TEXTS = 32,    /* to or from it, lately: absent_is_text() */
	ABSENT_MEMBERS = 512, /* nobody has that number */
	/* of a unit's code */
	ABSENT_DENOMINATORS = 1024,
	ABSENT_TARGETS = 2048,
	/* of "whose:period", a telephone number's or a unit's: absent_key() */
	ABSENT_REPORTS = 8192,
	ABSENT_URGED = 16384, /* a unit's: nobody was reminded of that period */
	/* of an item's identity */
	ABSENT_SEEN = 64,
	/* of the whole store */
	ABSENT_ATTEMPTS = 128,
	ABSENT_EARLY = 256,           /* receipts that came before their text's name */
	ABSENT_NEWS_OF_MEMBERS = 4096 /* a person who is not as absent_member() says */
};

/* Within a transaction. What is behind too many others is not looked for. */
int absent_look_senders(struct store *st, const char *const *phones, unsigned used, int64_t now_us, struct why *why);
/* Who has those numbers, and what their units lack. */
int absent_look_members(struct store *st, const char *const *phones, unsigned used, struct why *why);
/* What they have reported for a period. */
struct absent_place {
	const char *phone, *unit, *period;
};
int absent_look_reports(struct store *st, const struct absent_place *places, unsigned used, struct why *why);
int absent_look_items(struct store *st, const char *const *identities, unsigned used, struct why *why);

/* "whose:period". Returns to. */
#define ABSENT_KEY_OCTETS 80
char *absent_key(const char *whose, const char *period, char to[static ABSENT_KEY_OCTETS]);
bool absent_is_report(const struct store *st, const char *whose, const char *period);
/* Surely there is none? key: the number or identity; NULL for what is of the whole store. */
bool absent_is(const struct store *st, const char *key, enum absent what);
bool absent_is_text(const struct store *st, const char *phone, int64_t since_us);

/* The person with that number, as the look found it; NULL: it did not, or something was written. Borrowed until anything
 * is written. */
const struct member *absent_member(const struct store *st, const char *phone);

/* For the files of the tables: a row of that key was written. */
void absent_there(struct store *st, const char *key, enum absent what);
void absent_there_report(struct store *st, const struct absent_place *place);
/* Any may have been. */
void absent_forget(struct store *st, unsigned what);
/* What a statement makes doubtful. */
unsigned absent_written_by(const char *sql);
void absent_free(struct store *st);

#endif
