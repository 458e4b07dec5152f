/* SPDX-License-Identifier: GPL-2.0-or-later */
/* route.h - in which queue a text for any link waits: that of its number's carrier.
 *
 * The carrier follows from the prefix, or from what was learnt: numbers are
 * carried from one network to another, and the link that reached one tells.
 */
#ifndef STORE_ROUTE_H
#define STORE_ROUTE_H

#include "store/record.h"

#define ROUTE_MARK '@' /* before a carrier's name; no link's name has it */

/* "@viettel", or "" when nobody knows. */
int route_queue(struct store *st, const char *phone, char queue[static RECORD_WORD_OCTETS], struct why *why);
/* Only a link of that carrier reached the number. */
int route_learn(struct store *st, const char *phone, const char *carrier, int64_t now_us, struct why *why);

#endif
