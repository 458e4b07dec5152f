/* SPDX-License-Identifier: GPL-2.0-or-later */
/* retention.h - what is too old loses what tells of a person; counts stay.
 *
 * A bounded number of rows at a time; how far a class is that is gone through by
 * its ids stands in the store.
 */
#ifndef STORE_RETENTION_H
#define STORE_RETENTION_H

#include "store/record.h"

enum retention_class {
	RETENTION_TEXTS,      /* raw texts: their words and numbers */
	RETENTION_TICKETS,    /* closed difficulties: words, and who sent them */
	RETENTION_ENROLMENTS, /* decided registrations: names and numbers */
	RETENTION_LEFT,       /* people who left: name and numbers */
	RETENTION_AUDIT,      /* the change log: who, and about whom */
	RETENTION_CLASSES
};

/* Go through at most `most` rows of a class that are older than that moment. *done says how many rows were looked at:
 * fewer than most, and it is through. */
int retention_prune(struct store *st, enum retention_class class, int64_t before_us, unsigned most, unsigned *done,
	struct why *why);

#endif
