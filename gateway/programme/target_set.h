/* SPDX-License-Identifier: GPL-2.0-or-later */
/* target_set.h - assigning targets: what target_set.c has read and checked, and target_split.c shares out. */
#ifndef GATEWAY_PROGRAMME_TARGET_SET_H
#define GATEWAY_PROGRAMME_TARGET_SET_H

#include "gateway/programme/act.h"
#include "store/target.h"

#define TARGETS_MAX 8 /* in one text */

enum split {
	SPLIT_NONE,
	SPLIT_EVEN,
	SPLIT_HOUSEHOLDS,
	SPLIT_EACH /* every unit below gets the number itself */
};

enum tier { TIER_BELOW, TIER_COMMUNES, TIER_VILLAGES }; /* right below the unit, or all of a kind */

struct assignment {
	const struct unit *unit;
	char period[RECORD_PERIOD_OCTETS];
	struct target at[TARGETS_MAX]; /* of the unit itself */
	bool from_above[TARGETS_MAX];  /* shared out below, while the unit's own stands as it was given from above */
	unsigned used;
	enum split split;
	enum tier tier;
	unsigned news; /* how many were stored that did not stand already */
};

/* The units of that tier below a unit; right below a commune are its villages. The array is yours: free() it. */
const struct unit **target_below(const struct units *units, const struct unit *unit, enum tier tier, size_t *used);
/* What can be said before anything is stored: nothing below, no households, or very many. *answered: it was. */
int target_split_check(struct act *a, const struct assignment *all, bool *answered, struct why *why);
/* Store the shares of each target, and tell who leads the units; list gets those of the first: "Sơn Trà 50, Tân Hy 50".
 * SPLIT_EACH: the target itself becomes their sum. */
int target_split_store(struct act *a, struct assignment *all, struct buf *list, struct why *why);
/* Share a number out: whole numbers whose sum is the number. weights all 1: evenly. */
void target_share(int64_t value, const int64_t *weights, size_t used, int64_t *shares);

/* Who of above the sender gave the target of that unit, indicator and period? by->id 0: none, and the sender may change
 * it. *stands: that target. */
int target_giver(
	const struct act *a, const struct target *t, struct target *stands, struct member *by, struct why *why);
/* Refuse to change it, and say whom to ask. */
int target_refuse_given(struct act *a, const struct target *stands, const struct member *by, struct why *why);

/* Store one target with its trace in the audit, and tell the heads of its unit. What the sender gave just so before stands:
 * nobody hears of it again, and it is not counted in *news. */
int target_store(struct act *a, const struct unit *unit, const struct target *t, unsigned *news, struct why *why);
/* Tell who leads a unit: the heads of a village's teams, the chair of a commune; those below them where none may be
 * reached. The sender is not told; given, which this takes back,
 * is left out where it waits still, and then nothing is told. */
int target_tell(struct act *a, const struct unit *unit, const struct target *t, const struct target *given,
	const char *key, struct why *why);

/* "GIAO THEM DVC 100" where 900 stands: 1000 from now on, or 100? *answered: it was asked. */
int target_more(struct act *a, struct assignment *all, bool *answered, struct why *why);
/* No period is named, and another than this month's runs: a change is of what runs, and where that is not clear, or a
 * target would begin beside it, it is asked. *answered: it was. */
int target_running(struct act *a, struct assignment *all, bool *answered, struct why *why);
/* By delegation, of units below: what would be stored, and what stands. */
int target_split_confirm(struct act *a, const struct assignment *all, struct why *why);
/* That period is over, but the same of the next year comes soon: "thang 1" in December. *answered: it is offered. */
int target_next_year(struct act *a, const struct assignment *all, bool *answered, struct why *why);

/* The same period of the next year, when that one is over and the next comes soon. */
bool target_period_next_year(const struct act *a, const char *period, char next[RECORD_PERIOD_OCTETS]);

/* Which period does HUY CT DVC mean? One that was named, or its like of the next year where nothing stands for it and it
 * is over; none was: the one that was given last; target_undo.c. */
int target_take_back_period(struct act *a, struct assignment *all, struct why *why);
/* HUY CT DVC thang 12 thon Son Tra: the unit has no such target any more; who gives by delegation takes back their own
 * alone. Of a commune or more: with the shares that came with it, and what stood before stands again. */
int target_take_back(struct act *a, const struct assignment *all, enum authority right, struct why *why);
/* HUY CT: what the sender gave last, of that unit and period if the text names them, is as it was before. */
int target_take_back_last(struct act *a, const struct unit *unit, struct why *why);
/* "nhầm, TT 2000 thôi" right behind a target of that indicator that the sender gave: it is given anew. *is: it was so. */
int target_mend(struct act *a, bool *is, struct why *why);
/* "DVC 50", or of a percentage "HGD 80% (240)". */
void target_add_value(const struct target *t, struct buf *to);
void target_add_values(const struct assignment *all, struct buf *to);

#endif
