/* SPDX-License-Identifier: GPL-2.0-or-later */
/* whole.h - what a percentage is of: the households or adults of a unit, or of all villages below it. */
#ifndef GATEWAY_PROGRAMME_WHOLE_H
#define GATEWAY_PROGRAMME_WHOLE_H

#include "gateway/base/buf.h"
#include "gateway/programme/units.h"

/* "household" for "ho", "adult15" for "nguoi_15"; any other word is itself. Borrowed. */
const char *whole_name(const char *denominator);
/* Is that word one of these, or short for one? */
bool whole_is(const char *word);
/* *whole 0: it is not known, or not of every village. */
int whole_of(struct store *st, const struct units *units, const struct unit *unit, const char *denominator,
	int64_t *whole, struct why *why);
/* Rounded up: 50 % of 3 is 2. */
int64_t whole_share(int64_t percent, int64_t whole);
/* Append " (80%, chưa rõ số hộ)": a target whose whole nobody knows. */
void whole_add_unknown(int64_t percent, const char *denominator, bool english, struct buf *to);

#endif
