/* SPDX-License-Identifier: GPL-2.0-or-later */
/* denominator.h - how many there are of what a percentage is of: adults of a village, households of a commune. */
#ifndef STORE_DENOMINATOR_H
#define STORE_DENOMINATOR_H

#include "store/record.h"

struct denominator {
	char unit[RECORD_CODE_OCTETS];
	char name[RECORD_WORD_OCTETS]; /* household adult14 adult15 adult18 */
	int64_t value;
};

int denominator_put(struct store *st, const struct denominator *d, struct why *why);
/* The row of that unit and name, into *d; *found says whether there is one. */
int denominator_get(struct store *st, struct denominator *d, bool *found, struct why *why);

#endif
