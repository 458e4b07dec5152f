/* SPDX-License-Identifier: GPL-2.0-or-later */
/* segment.h - plan how many short messages carry one text, and cut it.
 *
 * One short message holds 140 octets: 160 septets of the default alphabet or
 * 70 UCS-2 units (3GPP TS 23.040, 9.2.3.24). A longer text is cut, and every
 * part then pays 6 octets for the header that lets the phone join them again
 * (9.2.3.24.1, 8-bit reference), which leaves 153 or 67.
 *
 * A part never ends between an escape and its letter, within a surrogate pair,
 * nor between a letter and its combining marks (nor within any other grapheme
 * of Unicode UAX 29), unless one such group is longer than a whole part.
 *
 * Pure functions: no I/O, no clock, no allocation.
 */
#ifndef GATEWAY_BASE_SEGMENT_H
#define GATEWAY_BASE_SEGMENT_H

#include "gateway/base/why.h"

#include <stddef.h>

#define SEGMENT_PARTS_MAX   10 /* more is no text message any more, and operators cut there */
#define SEGMENT_GSM7_ALONE  160
#define SEGMENT_GSM7_JOINED 153
#define SEGMENT_UCS2_ALONE  70
#define SEGMENT_UCS2_JOINED 67

enum alphabet { ALPHABET_GSM7, ALPHABET_UCS2 };

struct segment_plan {
	enum alphabet alphabet;
	unsigned parts;          /* 1..SEGMENT_PARTS_MAX; an empty text is one part */
	unsigned units_per_part; /* most septets or UCS-2 units of one part, as alphabet says */
	size_t units;            /* of the whole text: septets (extension letters count 2) or UCS-2 units */
};

/* Plan a text (UTF-8): GSM 7-bit when every character is in the default alphabet or its extension, else UCS-2.
 * Returns 0, or -1 with why set when it is no UTF-8 or needs more than SEGMENT_PARTS_MAX; *plan is then left as it
 * was. */
int segment_plan(const char *text, struct segment_plan *plan, struct why *why);
/* The same in that alphabet; GSM 7-bit is refused when the text has a character outside it. */
int segment_plan_in(const char *text, enum alphabet alphabet, struct segment_plan *plan, struct why *why);

/* Part `part` (0 .. plan->parts - 1) of a text that was planned. Returns where it starts within text, its octets in
 * *octets; what comes behind them belongs to the next part. */
const char *segment_cut(const char *text, const struct segment_plan *plan, unsigned part, size_t *octets);

/* "gsm7" or "ucs2". */
const char *segment_alphabet_name(enum alphabet alphabet);

#endif
