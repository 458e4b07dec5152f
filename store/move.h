/* SPDX-License-Identifier: GPL-2.0-or-later */
/* move.h - rows that belong to a unit follow it to another code.
 *
 * Codes are used again: a reorganisation may move 21043 to 21049 and 21049 to
 * 21061. So moved rows carry a mark that no code has until move_end(), and none
 * is moved twice. What is history stays where it was: reports, past trainings,
 * decided registrations, settled difficulties.
 */
#ifndef STORE_MOVE_H
#define STORE_MOVE_H

#include "store/record.h"

enum move {
	MOVE_MEMBERS,
	MOVE_TEAMS,
	MOVE_ENROLMENTS,  /* that wait */
	MOVE_TRAININGS,   /* planned, and not over */
	MOVE_TICKETS,     /* open or passed up */
	MOVE_DUE,         /* what waits for its time, but for digests and reminders: those are the unit's own */
	MOVE_COLLECTIONS, /* that are open */
	MOVE_SUSPENSIONS,
	MOVE_DENOMINATORS,
	MOVE_MEETING_PLACES,
	MOVES
};

/* Move the rows of that code. *moved says how many; since_us is the start of the day. */
int move_rows(struct store *st, enum move what, const char *from, const char *to, int64_t since_us, int64_t *moved,
	struct why *why);
/* The unit becomes a part of a larger one: its trainings to come call who was invited, and not all of that. Before its
 * rows are moved. */
int move_keep_audience(struct store *st, const char *unit, int64_t since_us, struct why *why);
/* One person, whatever their unit was. */
int move_member(struct store *st, int64_t member, const char *to, struct why *why);
/* Take the marks off. */
int move_end(struct store *st, struct why *why);

/* The digests and reminders of a unit that is no more. */
int move_drop_due(struct store *st, const char *unit, struct why *why);

/* Was the unit that had this code until that day moved already? */
int move_is_done(struct store *st, const char *code, const char *valid_from, bool *is, struct why *why);
int move_set_done(struct store *st, const char *code, const char *valid_from, int64_t now_us, struct why *why);

#endif
