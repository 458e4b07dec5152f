/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages.h - a long answer a page at a time: what matters first, the rest when it is asked for (TIEP, XT).
 *
 * A page is one part without tone marks, two with them. What is left waits in
 * the store where the next page of a guide does, and takes its place.
 */
#ifndef GATEWAY_PROGRAMME_PAGES_H
#define GATEWAY_PROGRAMME_PAGES_H

#include "gateway/programme/act.h"

/* As act_answer() with OUTCOME_ANSWERED; of a text longer than a page the first one. */
int pages_answer(struct act *a, struct why *why, const char *key, ...) __attribute__((sentinel));
/* TIEP: the next page; *shown false when none waits. */
int pages_next(struct act *a, bool *shown, struct why *why);

#endif
