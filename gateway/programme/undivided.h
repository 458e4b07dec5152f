/* SPDX-License-Identifier: GPL-2.0-or-later */
/* undivided.h - a part of a divided unit, in texts about a time before the division.
 *
 * What was reported then is the whole's, and nobody knows in what shares: a
 * report of the part would count twice. So the answer says how the whole stood,
 * and where nothing was reported, the report is taken for the whole, when the
 * sender confirms that it is.
 */
#ifndef GATEWAY_PROGRAMME_UNDIVIDED_H
#define GATEWAY_PROGRAMME_UNDIVIDED_H

#include "gateway/programme/report.h"

/* The unit that stood in the place of that one in the period; NULL: it was there itself. */
const struct unit *undivided_of(const struct act *a, const struct unit *unit, const char *period);
/* Say which that was, and how it stands. */
int undivided_answer(struct act *a, const struct unit *unit, const char *period, struct why *why);
/* Is the entry a report of a part for such a period? Then say what stands, or ask whether it is the whole's. */
enum report_check undivided_check(struct act *a, const struct report_entry *e, struct why *why);

#endif
