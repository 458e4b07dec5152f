/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rollup.h - the villages of a unit in a period: who has reported, and the sums against the targets. */
#ifndef GATEWAY_PROGRAMME_ROLLUP_H
#define GATEWAY_PROGRAMME_ROLLUP_H

#include "gateway/programme/inside.h"
#include "menus/lexicon.h"

struct rollup {
	const struct unit *unit;
	char period[CALENDAR_PERIOD_OCTETS];
	const struct unit **villages;
	bool *has_reported; /* one a village */
	size_t used, reported;
	struct {
		int64_t done, aim;    /* aim 0: no target */
		bool known;           /* something was reported */
	} of[LEXICON_INDICATORS_MAX]; /* in the order of the lexicon */
};

/* Read it all. rollup_fini() also after a failure. */
int rollup_read(struct programme *p, const struct units *units, const struct unit *unit, const char *period,
	struct rollup *r, struct why *why);
void rollup_fini(struct rollup *r);

/* Append "DVC 61/105, TT 20": at most `most` indicators of which something is known, targets first. */
void rollup_add_values(const struct programme *p, const struct rollup *r, unsigned most, struct buf *to);
/* Append "Tân Hy, Thượng Hòa +3": at most `most` names of those that are missing. Above a commune, the communes in which
 * some are, with their counts: "Bình Châu 2/5". */
void rollup_add_missing(const struct units *units, const struct rollup *r, unsigned most, struct buf *to);

#endif
