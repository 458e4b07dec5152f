/* SPDX-License-Identifier: GPL-2.0-or-later */
/* situation.h - what is known of a sender before the text is read. */
#ifndef GATEWAY_PROGRAMME_SITUATION_H
#define GATEWAY_PROGRAMME_SITUATION_H

#include "gateway/programme/inside.h"

/* Find out who sent a->in, and what they may be answering: fills a->me, a->stopped, the units, the style, a->question
 * and a->at. */
int situation_read(struct act *a, struct why *why);
/* Only what waits for the sender to decide, once more. */
int situation_read_approvals(struct act *a, struct why *why);

#endif
