/* SPDX-License-Identifier: GPL-2.0-or-later */
/* closed.h - names that are no unit now: one that ended is neither reported for nor given targets, and one that nobody
 * knows is asked back, before the sender's own unit is taken for it. */
#ifndef GATEWAY_PROGRAMME_CLOSED_H
#define GATEWAY_PROGRAMME_CLOSED_H

#include "gateway/programme/act.h"

/* Had it ended before the period was over? Of the time before its end it may still report. */
bool closed_for(const struct act *a, const struct unit *unit, const char *period);
/* Say since when. */
int closed_answer(struct act *a, const struct unit *unit, struct why *why);

/* The unit that the text names, or the sender's own where it names none, when that has ended by today; NULL when it has
 * not, or when the act itself looks at the period: then only what was one of several that are one now. */
const struct unit *closed_unit(const struct act *a);

/* Does the text name a unit, and none that we know? */
bool closed_or_unknown(const struct act *a);
/* Say that it has ended, or that it is not in the list. */
int closed_or_unknown_answer(struct act *a, struct why *why);

#endif
