/* SPDX-License-Identifier: GPL-2.0-or-later */
/* training.h - what the acts about trainings and their reminders share. */
#ifndef GATEWAY_PROGRAMME_TRAINING_H
#define GATEWAY_PROGRAMME_TRAINING_H

#include "gateway/programme/act.h"
#include "store/training.h"

/* How a training is told, in the style of who hears it. */
struct training_words {
	char no[24], date[CALENDAR_NAME_OCTETS], time[CALENDAR_NAME_OCTETS];
	char place[RECORD_NAME_OCTETS + 32], topic[RECORD_NAME_OCTETS];
	const char *meeting; /* "tập huấn" before the topic; "" when the topic says what kind of meeting it is */
};
void training_words(const struct programme *p, const struct training *t, enum text_style style, int64_t now_us,
	struct training_words *w);
/* When it ends; two hours after the start when nobody said. */
int64_t training_ends(const struct training *t);

/* ---- which: training.c ---- */

#define TRAINING_AHEAD (400 * CLOCK_DAY) /* how far a list looks */
/* The codes of the unit and of all above it; `below`: of what lies in it, too. The array is yours. */
const char **training_scopes(const struct units *units, const struct unit *unit, bool below, size_t *used);
/* Planned trainings from now on that concern a unit: called by it, from above it or, with `below`, from below it. By
 * start, at most `most`. *rows is yours, free() it. */
int training_upcoming(struct programme *p, const struct units *units, const struct unit *unit, bool below,
	int64_t now_us, unsigned most, struct training **rows, size_t *used, struct why *why);
/* The numbers of those alone, as a text is understood by them: what holds for a whole group is read once in it. */
int training_called(struct programme *p, const struct units *units, const struct unit *unit, bool below, int64_t now_us,
	unsigned most, int64_t *nos, unsigned *used, struct why *why);
/* Does the sender see the trainings of the units below their own too? */
bool training_sees_below(const struct act *a);
/* May the sender change it and see its door code? Partners: what they added themselves. */
bool training_is_yours(const struct act *a, const struct training *t);
/* MO LAI 1, and no difficulty has that number: the training that the sender called off takes place after all. */
int training_reopen(struct act *a, int64_t no, bool *reopened, struct why *why);
/* Does it call people of that role in that unit? */
bool training_is_for(const struct units *units, const struct training *t, const char *unit, const char *role);
/* Whom it calls: "tổ trưởng, thôn Sơn Trà, thôn Tân Hy". */
void training_audience(const struct act *a, const struct training *t, struct buf *to);
/* Is the sender among those that it is for? */
bool training_calls(const struct act *a, const struct training *t);
/* Who runs it: who added it, else the officers or heads of its unit. *rows is yours, free() it. */
int training_organisers(struct programme *p, const struct units *units, const struct training *t, struct member **rows,
	size_t *used, struct why *why);
/* Ask which of them is meant, by number and day; the bare number answers. */
int training_ask_which(struct act *a, const struct training *rows, size_t used, struct why *why);
/* Does the sender come to that one, or not? rsvp.c */
int rsvp_ask_whether(struct act *a, int64_t no, struct why *why);

/* ---- the door: attend.c ---- */

#define TRAINING_DOOR_BEFORE CLOCK_HOUR /* people check in from so long before the start ... */
#define TRAINING_DOOR_AFTER  CLOCK_HOUR /* ... until so long after the end */
/* The codes of the doors that are open now: ahead.c. */
int training_doors(struct programme *p, int64_t now_us, int64_t doors[static SITUATION_DOORS_MAX], unsigned *used,
	struct why *why);

/* ---- adding and changing: training_add.c, training_change.c ---- */

/* The moment of a date and time as the text gave them; -1 when they make none. */
int64_t training_moment(const char *date, const char *time);
/* One that takes the same people, or the same place, at the same time; with->no 0: none does. */
int training_clash(struct act *a, const struct training *t, struct training *with, struct why *why);
/* Refuse because of that clash. */
int training_refuse_clash(struct act *a, const struct training *with, struct why *why);

/* ---- telling: invite.c ---- */

/* People hear of what is new or was changed, whoever changed it, and its reminders wait for their time. The first time
 * everyone whom it calls is invited, but `except`; later exactly those hear of it who were told before. Stores it.
 * *told counts who was told. */
int training_publish(const struct voice *v, const struct units *units, struct training *t, const char *except,
	unsigned *told, struct why *why);
/* The same for several new ones in one text. */
int training_publish_all(const struct voice *v, const struct units *units, struct training *rows, size_t used,
	const char *except, unsigned *told, struct why *why);
/* What it comes to to invite everyone whom they call. */
struct training_reach {
	int64_t people, parts, cost;
};
int training_count(const struct voice *v, const struct units *units, const struct training *rows, size_t used,
	const char *except, struct training_reach *reach, struct why *why);
/* Remind everyone whom it calls and who has not said no. */
int training_remind(
	const struct voice *v, const struct units *units, const struct training *t, const char *key, struct why *why);
/* Remind those who were invited and have not answered; *told counts them. */
int training_urge(const struct voice *v, const struct units *units, const struct training *t, const char *key,
	unsigned *told, struct why *why);
/* What happens by itself around it waits in the table of what is due (once, however often this is called). */
int training_schedule(struct programme *p, const struct training *t, int64_t now_us, struct why *why);

#endif
