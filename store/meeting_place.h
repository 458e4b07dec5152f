/* SPDX-License-Identifier: GPL-2.0-or-later */
/* meeting_place.h - the group on Zalo, Mocha or Gapo where a unit's people meet (S30, S34, S35): a link or a name. */
#ifndef STORE_MEETING_PLACE_H
#define STORE_MEETING_PLACE_H

#include "store/record.h"

#define MEETING_PLACE_LINK_MAX 60 /* octets of a link or a name: an answer with it stays one part */

struct meeting_place {
	char unit[RECORD_CODE_OCTETS]; /* "": none */
	char link[RECORD_NAME_OCTETS];
	char set_by[RECORD_PHONE_OCTETS];
	int64_t set_at;
};

int meeting_place_put(struct store *st, const struct meeting_place *m, struct why *why);
/* m->unit is "" when there is none. */
int meeting_place_get(struct store *st, const char *unit, struct meeting_place *m, struct why *why);
int meeting_place_drop(struct store *st, const char *unit, struct why *why);

#endif
