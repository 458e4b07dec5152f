/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rollup.h - the villages of a unit in a period: who has reported, and the sums against the targets. */
#ifndef GATEWAY_PROGRAMME_ROLLUP_H
#define GATEWAY_PROGRAMME_ROLLUP_H

#include "gateway/programme/inside.h"
#include "menus/lexicon.h"

/* A village, or a commune with its villages. */
struct rollup_part {
	const struct unit *unit;
	size_t done, total; /* villages that have reported, and all */
};

struct rollup {
	const struct unit *unit;
	char period[CALENDAR_PERIOD_OCTETS];
	const struct unit **villages; /* those of the period's last day: of what was divided since, the whole */
	struct rollup_part *missing;  /* the villages that have not reported; above a commune, the communes of such */
	size_t missing_used;
	bool *has_reported; /* one a village */
	size_t used, reported;
	bool owed; /* some of the villages report by such periods: calendar_owes() */
	struct {
		int64_t value; /* of the period */
		bool known;    /* something was reported for it */
		int64_t done,
			aim; /* of the whole unit towards its target, or of the villages that have one; aim 0: none */
		char aim_period[RECORD_PERIOD_OCTETS];
		bool own;      /* the target is the unit's, and not its villages' */
		int64_t share; /* its target, of a whole that nobody knows, in percent; aim is 0 then; 0: none such */
		char share_of[RECORD_WORD_OCTETS];
	} of[LEXICON_INDICATORS_MAX]; /* in the order of the lexicon */
};

/* Read it all. rollup_fini() also after a failure. */
int rollup_read(struct programme *p, const struct units *units, const struct unit *unit, const char *period,
	struct rollup *r, struct why *why);
void rollup_fini(struct rollup *r);

/* Append "DVC 61/105, TT 20", or "DVC 61 (80%, chưa rõ số hộ)" where nobody knows what a percentage is of: at most told.most indicators of which something is known, targets first, and where not all are
 * told, those of which something came. A target of a longer period stands apart, "DVC 61 (quý 3: 210/600)", "DVC 61 (năm
 * 410/600)", but not while the year has no more than the period: "DVC 61/600". So does one that only some of the villages
 * have: "DVC 66 (61/105)". */
struct rollup_told {
	unsigned most; /* indicators */
	bool alone;    /* only what came, without targets */
	bool named;    /* for people who do not know the codes: "gian hàng số: 4; ..." */
};
void rollup_add_values(const struct programme *p, const struct rollup *r, struct rollup_told told, int64_t now_us,
	bool english, struct buf *to);
/* The same of one indicator, by its place in the lexicon. */
void rollup_add_value(
	const struct rollup *r, unsigned at, const char *code, int64_t now_us, bool english, struct buf *to);
/* As figures_add_progress(), of the unit with all that lies in it. */
bool rollup_add_progress(
	const struct rollup *r, unsigned at, const char *code, bool cumulative, bool english, struct buf *to);
/* Does that village report by such periods? */
bool rollup_owes(const struct programme *p, const struct units *units, const struct unit *village, const char *period);
/* Append "Tân Hy, Thượng Hòa": at most `most` names of those that are missing. Above a commune, the communes in which
 * some are, with how many of how many: "Bình Châu 2/5". Returns how many were not named. */
unsigned rollup_add_missing(const struct rollup *r, unsigned most, struct buf *to);

/* "Thôn Tân Hy" is "Tân Hy" among villages; "Thôn 3" keeps its kind word. */
const char *rollup_short_name(const struct unit *unit);

#endif
