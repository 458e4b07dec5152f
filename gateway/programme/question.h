/* SPDX-License-Identifier: GPL-2.0-or-later */
/* question.h - what the gateway last asked a person, kept in the store while the answer is awaited.
 *
 * One a phone and channel. What was clear of the text stays with it, so that a
 * bare answer ("5", "1") completes it.
 */
#ifndef GATEWAY_PROGRAMME_QUESTION_H
#define GATEWAY_PROGRAMME_QUESTION_H

#include "gateway/programme/inside.h"

#define QUESTION_CONSENT_SPAN (7 * CLOCK_DAY) /* a registration waits a week for its DONG Y */

void question_init(struct question *q);
void question_fini(struct question *q);
void question_clear(struct question *q);

/* Read the open one into a->question and a->question_open. */
int question_read(struct act *a, struct why *why);
/* Keep a->question as the open one. */
int question_ask(struct act *a, struct why *why);
/* Nothing is asked any more. */
int question_close(struct act *a, struct why *why);

/* Begin a new question in a->question: kind, and what waits, with the reading so far kept. */
void question_begin(struct act *a, enum pending kind, enum intent intent);
void question_choice(struct act *a, const char *choice);

/* Copy the fields of kept that the reading has not; which entry they are of stays. */
void question_merge(struct reading *into, const struct reading *kept);

#endif
