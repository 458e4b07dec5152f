/* SPDX-License-Identifier: GPL-2.0-or-later */
/* collection.h - reports that are asked for outside of the calendar: of some indicators, from a unit and all below it,
 * until a day. Their reports are of the period "2022-X3", which lies in no other. */
#ifndef STORE_COLLECTION_H
#define STORE_COLLECTION_H

#include "store/record.h"

struct collection {
	char period[RECORD_PERIOD_OCTETS]; /* "": there is none */
	char unit[RECORD_CODE_OCTETS];
	char indicators[RECORD_NAME_OCTETS]; /* codes with blanks between */
	int64_t opened_at, until;            /* until: the first moment at which it is closed */
	char opened_by[RECORD_PHONE_OCTETS];
};

/* Store it, over the one of that period. */
int collection_put(struct store *st, const struct collection *c, struct why *why);
/* c->period is "" when there is none. */
int collection_get(struct store *st, const char *period, struct collection *c, struct why *why);
/* Those that are open at a moment, the newest first. *rows is yours, free() it. */
int collection_open(struct store *st, int64_t now_us, struct collection **rows, size_t *used, struct why *why);

#endif
