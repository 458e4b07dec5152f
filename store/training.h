/* SPDX-License-Identifier: GPL-2.0-or-later */
/* training.h - sessions that people are called to, the invitations, and who came. */
#ifndef STORE_TRAINING_H
#define STORE_TRAINING_H

#include "store/record.h"

#define TRAINING_LIST_OCTETS     256 /* codes of units, or roles, with commas */
#define TRAINING_WHO_WAS_INVITED "-" /* as only_units: no unit is called any more, but those who were are */

struct training {
	int64_t no; /* 0: none; a put gives it the next one */
	int64_t starts_at, ends_at;
	char place[RECORD_NAME_OCTETS];
	char topic[RECORD_WORD_OCTETS];
	char scope[RECORD_CODE_OCTETS];                                          /* the unit whose people are called */
	char only_units[TRAINING_LIST_OCTETS], only_roles[TRAINING_LIST_OCTETS]; /* of them only these; "" = all */
	char method[RECORD_WORD_OCTETS];                                         /* truc_tiep truc_tuyen */
	char partner[RECORD_NAME_OCTETS];
	char status[RECORD_WORD_OCTETS]; /* planned cancelled held */
	char code[RECORD_CODE_OCTETS];
	char added_by[RECORD_PHONE_OCTETS];
	int64_t attended; /* head count that was reported, 0 = none yet */
	/* What people were told of it last; told_status is "" when nobody was told anything. */
	char told_status[RECORD_WORD_OCTETS];
	int64_t told_starts_at;
	char told_place[RECORD_NAME_OCTETS], told_method[RECORD_WORD_OCTETS];
};

#define INVITATION_HEARD_OCTETS (RECORD_NAME_OCTETS + 64)

struct invitation {
	int64_t training;
	char phone[RECORD_PHONE_OCTETS];
	char answer[RECORD_WORD_OCTETS]; /* yes no, "" = none yet */
	int64_t answered_at, attended_at;
	int64_t told, message;               /* how many texts about it went to that number, and the last of them */
	int64_t people;                      /* how many that person brings, 0 = only themselves */
	int64_t late_min;                    /* that person comes so much later */
	char delegate[RECORD_NAME_OCTETS];   /* who comes instead, as typed */
	char heard[INVITATION_HEARD_OCTETS]; /* when and where it is, as the last text told it; "" = not known */
	char knew[INVITATION_HEARD_OCTETS];  /* and as it was known before that text */
	int64_t uninvited;                   /* 1: they only came, by the code at the door */
};

/* What is known of who comes to a training. People count with those that they bring; an answer of who has left since
 * then does not. */
struct turnout {
	int64_t invited, yes, no, people, checked_in, late;
	int64_t others; /* of those who checked in: without an invitation of their own, as those whom the invited brought */
	int64_t untold; /* of those invited: no text to them was in time, and they have not answered */
};

/* Store it, over the one with that number. Sets t->no. */
int training_put(struct store *st, struct training *t, struct why *why);
/* t->no is 0 when there is none. */
int training_get(struct store *st, int64_t no, struct training *t, struct why *why);
/* Planned ones that start in [from, to) and are called by that very unit ("" = by any), by start, at most `most`. *rows
 * is yours, free() it. */
int training_list(struct store *st, const char *scope, int64_t from, int64_t to, int most, struct training **rows,
	size_t *used, struct why *why);
/* The same of several units at once, 1 .. RECORD_MANY of them. */
int training_list_in(struct store *st, const char *const *scopes, size_t count, int64_t from, int64_t to, int most,
	struct training **rows, size_t *used, struct why *why);

/* Of all units, in short. store_turn() changes with what is put. */
struct training_ahead {
	int64_t no, starts_at;
	char scope[RECORD_CODE_OCTETS];
};
int training_list_ahead(struct store *st, int64_t from, int64_t to, unsigned most, struct training_ahead **rows,
	size_t *used, struct why *why);

/* Those whose people have not heard of them, or of their last change: planned ones, and cancelled ones that somebody was
 * told of, that start in [from, ...), by start. *rows is yours, free() it. */
int training_news(struct store *st, int64_t from, int most, struct training **rows, size_t *used, struct why *why);
/* Those that start in [from, to), cancelled ones apart, by start, at most `most`. *rows is yours, free() it. */
int training_held(
	struct store *st, int64_t from, int64_t to, int most, struct training **rows, size_t *used, struct why *why);
/* The one with that door code that starts last in [from, to), a cancelled one only when no other has it; t->no is 0 when there is none. */
int training_by_code(struct store *st, const char *code, int64_t from, int64_t to, struct training *t, struct why *why);

int invitation_put(struct store *st, const struct invitation *i, struct why *why);
/* Invite unless invited already. */
int invitation_add(struct store *st, int64_t training, const char *phone, struct why *why);
/* *found says whether there is one. */
int invitation_get(
	struct store *st, int64_t training, const char *phone, struct invitation *i, bool *found, struct why *why);
/* Invitations of a phone to planned trainings that end or start after `after`; only unanswered ones when `open`.
 * By start, at most `most`: the numbers of the trainings go to nos. */
int invitation_trainings(struct store *st, const char *phone, bool open, int64_t after, int most, int64_t *nos,
	unsigned *used, struct why *why);
/* Invitations of a phone to trainings that began after `since` and are over, or were cancelled: the latest first, at
 * most `most`, behind the *used numbers that stand in nos. */
int invitation_past(struct store *st, const char *phone, int64_t since, int64_t now, int most, int64_t *nos,
	unsigned *used, struct why *why);
/* The invitations of a training, by phone. *rows is yours, free() it. */
int invitation_list(struct store *st, int64_t training, struct invitation **rows, size_t *used, struct why *why);
/* The training that this phone answered last, of those that are still to come; 0 = none. */
int invitation_last_answered(struct store *st, const char *phone, int64_t after, int64_t *no, struct why *why);
/* Is that text to the phone about other trainings too? */
int invitation_shares(struct store *st, const struct invitation *i, bool *shares, struct why *why);
/* The time was changed: nobody has answered yet. */
int invitation_ask_again(struct store *st, int64_t training, struct why *why);
int invitation_turnout(struct store *st, int64_t training, struct turnout *turnout, struct why *why);

#endif
