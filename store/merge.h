/* SPDX-License-Identifier: GPL-2.0-or-later */
/* merge.h - what a box that worked alone has stored, into a store that others use too, without doubles.
 *
 * A row is known again by what cannot change of it: a person by the telephone
 * number, a unit by its code and first day, a report by sender, moment, unit
 * and period, a text by its id. One that is there already stays, unless the
 * box knows more of it (a ticket that was answered, a person who stopped).
 * Numbers that people type (report 31) stay where they are free, else they
 * become new ones, and the table merged says which; so a second merge, also of
 * a newer copy of the same box, finds each row again and adds only what is new.
 *
 * Reports of two senders for one unit, period and indicator were made apart:
 * the approved one stands, else the later one, with the values that only the
 * other one had. Sums and figures follow, as with any report.
 *
 * It is one transaction of the store that receives. Both must be at rest.
 */
#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include "store/store.h"

struct merge_count {
	const char *table;
	int64_t rows;    /* of the box */
	int64_t added;   /* new here */
	int64_t updated; /* the box knew more */
	int64_t same;
	int64_t kept; /* different here, and left as it is here */
};

struct merge_talk {
	void (*count)(const struct merge_count *count, void *user); /* each table that has rows */
	void (*line)(const char *line, void *user);                 /* what somebody should know of */
	void *user;
};

/* dry_run: do all of it, tell, and keep nothing. -1 with nothing kept. */
int store_merge(const char *from_url, const char *to_url, bool dry_run, const struct merge_talk *talk, struct why *why);

/* The number that a person means who writes `no` of that kind ("report", "ticket", "enrolment", "training", "form",
 * "broadcast"): what they sent or were called to by that number; else what the box of theirs knew by it, when that has
 * another number here; else the same. */
int store_meant_no(struct store *st, const char *phone, const char *kind, int64_t no, int64_t *meant, struct why *why);

#endif
