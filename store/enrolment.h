/* SPDX-License-Identifier: GPL-2.0-or-later */
/* enrolment.h - requests to join the roll, by the number that people type (DUYET 17). */
#ifndef STORE_ENROLMENT_H
#define STORE_ENROLMENT_H

#include "store/record.h"

#define ENROLMENT_WITHDRAWN "withdrawn"

struct enrolment {
	int64_t no; /* 0: none; a put gives it the next one */
	char phone[RECORD_PHONE_OCTETS];
	char name[RECORD_NAME_OCTETS];
	char role[RECORD_WORD_OCTETS];
	char unit[RECORD_CODE_OCTETS];
	char status[RECORD_WORD_OCTETS]; /* pending approved rejected */
	int64_t asked_at, decided_at;
	char decided_by[RECORD_PHONE_OCTETS];
	char reason[RECORD_TEXT_OCTETS];     /* rejected: why; ENROLMENT_WITHDRAWN: by who asked for it */
	char old_phone[RECORD_PHONE_OCTETS]; /* set: another number for a person who is in the roll */
	bool keep_old;                       /* ... beside the old one: a second SIM */
	int64_t team;                        /* of the unit's teams the one that was asked for; 0 = any */
};

/* Store it, over the one with that number. Sets e->no. */
int enrolment_put(struct store *st, struct enrolment *e, struct why *why);
/* e->no is 0 when there is none. */
int enrolment_get(struct store *st, int64_t no, struct enrolment *e, struct why *why);
#define ENROLMENT_NAMES_MAX 8
/* The names by which a number was to be registered, the last ones first. */
int enrolment_names(
	struct store *st, const char *phone, char (*names)[RECORD_NAME_OCTETS], unsigned *used, struct why *why);
int enrolment_pending_of(struct store *st, const char *phone, struct enrolment *e, struct why *why);
/* The last that waits to take the place of that number, or to stand beside it. */
int enrolment_pending_over(struct store *st, const char *old_phone, struct enrolment *e, struct why *why);
/* Likewise one that is to take its place, other than `but`. */
int enrolment_pending_instead(
	struct store *st, const char *old_phone, int64_t but, struct enrolment *e, struct why *why);
/* The last of that number that was taken back since then. */
int enrolment_withdrawn_of(struct store *st, const char *phone, int64_t since_us, struct enrolment *e, struct why *why);
/* Those that wait in that very unit ("" = anywhere), oldest first, at most `most`. *rows is yours, free() it. */
int enrolment_pending_in(
	struct store *st, const char *unit, int most, struct enrolment **rows, size_t *used, struct why *why);
int enrolment_decide(struct store *st, int64_t no, const char *status, const char *by, const char *reason,
	int64_t at_us, struct why *why);

#endif
