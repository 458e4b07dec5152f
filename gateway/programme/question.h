/* SPDX-License-Identifier: GPL-2.0-or-later */
/* question.h - what the gateway last asked a person, kept in the store while the answer is awaited.
 *
 * One a phone and channel. What was clear of the text stays with it, so that a
 * bare answer ("5", "1") completes it.
 */
#ifndef GATEWAY_PROGRAMME_QUESTION_H
#define GATEWAY_PROGRAMME_QUESTION_H

#include "gateway/programme/inside.h"

#define QUESTION_RESUME_SPAN  CLOCK_DAY       /* so long a menu that was left open can be gone on with */
#define QUESTION_CONSENT_SPAN (7 * CLOCK_DAY) /* a registration waits a week for its DONG Y */

#define QUESTION_SCREENS_MOST 100                 /* of one USSD session: nobody walks so far through our menus */
#define QUESTION_SESSION_SPAN (10 * CLOCK_MINUTE) /* and no network keeps one so long */

#define QUESTION_GUIDE          "guide"     /* the channel of the next page of a guide */
#define QUESTION_OFFER          "offer:"    /* the channel of what XN and that number confirms */
#define QUESTION_BORROWED       "borrowed"  /* the channel of who speaks on another's phone */
#define QUESTION_OFFER_BORROWED "borrowed:" /* the same as QUESTION_OFFER for them */
#define QUESTION_BORROWED_SPAN  (15 * CLOCK_MINUTE)

/* The subject of a PENDING_CHOICE without choices that waits for words, whatever they are: what happened? */
#define QUESTION_WORDS "text"

void question_init(struct question *q);
void question_fini(struct question *q);
void question_clear(struct question *q);

/* Read the open one into a->question and a->question_open. */
int question_read(struct act *a, struct why *why);
/* Keep a->question as the open one. */
int question_ask(struct act *a, struct why *why);
/* Ask of which unit it is: what else was clear of an act is kept, and no unit. A text of several units is not. */
int question_ask_unit(struct act *a, enum intent intent, struct why *why);
/* Keep it as the open one of another phone, whose owner answers. */
int question_ask_other(struct act *a, const char *phone, struct why *why);
/* Whom of those who speak on this phone, which is not theirs, XN with that number answers for, or, no 0, a bare number or XN:
 * who was asked last, unless its owner was asked since. "" = nobody. */
int question_borrower(struct act *a, int64_t no, char to[static RECORD_PHONE_OCTETS], struct why *why);
/* Has who lends the phone been asked something since? */
int question_was_asked(struct act *a, int64_t since_us, bool *asked, struct why *why);
/* Is the open question one that XN with that number (0: without one) answers? */
bool question_confirms(const struct act *a, int64_t no);
/* What was asked to be confirmed under that number, and is not the open question: into the reading, and it waits no more. */
int question_offered(struct act *a, int64_t no, bool *found, struct why *why);
/* Nothing is asked any more. */
int question_close(struct act *a, struct why *why);

/* The last menu that was left open, here or in a USSD session that dropped, within QUESTION_RESUME_SPAN: into
 * a->question, and dropped where it was. Without take it is only looked for. */
int question_resume(struct act *a, bool take, bool *found, struct why *why);
/* The same for who dials again: if it was left open in a USSD session, within the configured time. */
int question_redial(struct act *a, bool *found, struct why *why);
/* And was not gone on with: it is left as it was. */
int question_leave(struct act *a, struct why *why);

/* The next page of a guide, which TIEP brings: it waits beside what was asked. page 0: none waits, or keep none. */
int question_keep_page(struct act *a, const char *topic, unsigned page, struct why *why);
int question_page(struct act *a, char topic[static READING_KEY_OCTETS], unsigned *page, struct why *why);

/* Begin a new question in a->question: kind, and what waits, with the reading so far kept. */
void question_begin(struct act *a, enum pending kind, enum intent intent);
void question_choice(struct act *a, const char *choice);
/* It is about one of the numbers that the text named ("3,5,6"): those behind it wait with it, the others are done. */
void question_wait_from(struct act *a, int64_t no);

/* A numbered menu is open, or is asked for in a USSD session that just began: take the step. -1 when the store failed. */
enum question_walk { QUESTION_NOT_WALKING, QUESTION_SHOWN, QUESTION_SENTENCE };
int question_walk(struct act *a, struct why *why); /* enum question_walk; menu.c */
/* The same for a text that of itself says nothing, when the session of the menu has just dropped. */
int question_walk_dropped(struct act *a, struct why *why);
/* The text is the bare number of a choice that was offered: the reading is then what waited, with the field "choice"
 * or the unit chosen. */
bool question_answered(struct act *a);
/* The text is a bare number that is none of the choices that were offered. */
bool question_missed(const struct act *a);
/* Which of the choices? The question stays open. */
int question_ask_choice(struct act *a, struct why *why);
/* The reading answers the open question: what was clear before joins it. */
void question_complete(struct act *a);

/* What is asked for anew is not kept. */
void question_forget(struct reading *kept, const char *key);
/* What is asked of which unit it is keeps no unit. */
void question_forget_unit(struct reading *kept);

/* Copy the fields of kept that the reading has not; which entry they are of stays. */
void question_merge(struct reading *into, const struct reading *kept);

/* A kept question (a session's kind and data) when units change: *to gets it with the new codes. map gives the new code
 * of an old one; NULL: it stays; "": it says nothing any more, and so the question does not. */
typedef const char *question_map(const char *code, void *user);
enum question_moved { QUESTION_SAME, QUESTION_MOVED, QUESTION_VOID };
enum question_moved question_move(const char *kind, const char *data, question_map *map, void *user, struct buf *to);

#endif
