/* SPDX-License-Identifier: GPL-2.0-or-later */
/* difficulty.h - what other acts need of difficulties. */
#ifndef GATEWAY_PROGRAMME_DIFFICULTY_H
#define GATEWAY_PROGRAMME_DIFFICULTY_H

#include "gateway/programme/act.h"
#include "store/ticket.h"

/* Is a difficulty told in words of its own beside figures that are asked for ("dvc khoảng 5, kk máy hỏng")? */
bool difficulty_is_beside(const struct act *a);
/* Open a ticket for what the text says besides its figures, and answer with its number. The outcome stays the figures'. */
int difficulty_take_along(struct act *a, struct why *why);

/* Stars for runs of digits that may be a code, a card or an identity number. */
void difficulty_mask(char *text);

/* Is it the sender's to answer: in hand, or in the area? */
bool difficulty_is_yours(const struct act *a, const struct ticket *t);

/* The answer of whoever may answer: stored, told to who sent the difficulty, and to who had it in hand. */
int difficulty_reply(struct act *a, struct ticket *t, const char *text, struct why *why);

/* What happened? What is told next is an urgent difficulty. */
int difficulty_ask(struct act *a, struct why *why);
/* KK with nothing behind it: what is open, of the sender or of the sender's area; else what to send. */
int difficulty_list(struct act *a, struct why *why);

#endif
