/* SPDX-License-Identifier: GPL-2.0-or-later */
/* training.h - what the acts about trainings and their reminders share. */
#ifndef GATEWAY_PROGRAMME_TRAINING_H
#define GATEWAY_PROGRAMME_TRAINING_H

#include "gateway/programme/act.h"
#include "store/training.h"

/* How a training is told, in the style of who hears it. */
struct training_words {
	char no[24], date[CALENDAR_NAME_OCTETS], time[CALENDAR_NAME_OCTETS];
	char place[RECORD_NAME_OCTETS], topic[RECORD_NAME_OCTETS];
};
void training_words(const struct programme *p, const struct training *t, enum text_style style, int64_t now_us,
	struct training_words *w);

/* Planned trainings from now on that concern a unit: called by it, from above it or, with `below`, from below it. By
 * start, at most `most`. *rows is yours, free() it. */
int training_upcoming(struct programme *p, const struct units *units, const struct unit *unit, bool below,
	int64_t now_us, unsigned most, struct training **rows, size_t *used, struct why *why);

/* Does the sender see the trainings of the units below their own too? */
bool training_sees_below(const struct act *a);

/* Tell everyone whom a training calls, but `except` and those who answered no; they are invited by it. Texts run out at
 * the start. *told counts them. */
int training_tell(const struct voice *v, const struct units *units, const struct training *t, const char *except,
	const char *kind, const char *key, unsigned *told, struct why *why);

/* Its reminders wait in the table of what is due (added once, however often this is called). */
int training_remind_later(struct programme *p, const struct training *t, int64_t now_us, struct why *why);

#endif
