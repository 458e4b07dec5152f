/* SPDX-License-Identifier: GPL-2.0-or-later */
/* target.h - what a unit is to reach: an absolute number, or a percentage of a denominator. */
#ifndef STORE_TARGET_H
#define STORE_TARGET_H

#include "store/record.h"

struct target {
	char unit[RECORD_CODE_OCTETS];
	char indicator[RECORD_CODE_OCTETS];
	char period[RECORD_PERIOD_OCTETS];
	int64_t value;
	char denominator[RECORD_WORD_OCTETS]; /* "" = value is absolute, else percent of it: "household" "adult15" */
	char set_by[RECORD_PHONE_OCTETS];
	int64_t set_at;
	int64_t before; /* what it was before it was given; -1: there was none */
	char before_denominator[RECORD_WORD_OCTETS];
	int64_t whole; /* not stored: the programme fills in what value is a percentage of; 0: nobody knows */
};

/* Store it, over the one of that unit, indicator and period. */
int target_put(struct store *st, const struct target *t, struct why *why);
/* Those that a phone gave last, all in one text; unit, period: only of that ("" = of any). Without whole. *rows is yours,
 * free() it. */
int target_last(struct store *st, const char *set_by, const char *unit, const char *period, struct target **rows,
	size_t *used, struct why *why);
/* What a phone gave of an indicator and period in one text, at that moment (0: the last of them), as target_last(). */
int target_shared(struct store *st, const char *set_by, int64_t set_at, const char *indicator, const char *period,
	struct target **rows, size_t *used, struct why *why);
/* Take back what target_last() found: what was there before stands again, and is theirs who gave it, unless they had
 * replaced another one: then nobody's. Nothing was: it goes. */
int target_undo(struct store *st, const struct target *t, struct why *why);
/* Take it away; nothing happens when it is not there. */
int target_drop(struct store *st, const struct target *t, struct why *why);
/* The target of the unit, indicator and period that stand in *t, into it; *found says whether there is one. */
int target_get(struct store *st, struct target *t, bool *found, struct why *why);
/* The targets of a unit in the periods from `first` to `last` (as texts), by period and indicator. *rows is yours,
 * free() it. */
int target_list(struct store *st, const char *unit, const char *first, const char *last, struct target **rows,
	size_t *used, struct why *why);
/* The same of many units, by unit, period and indicator, as long as their codes are in order. */
int target_list_in(struct store *st, const char *const *units, size_t units_used, const char *first, const char *last,
	struct target **rows, size_t *used, struct why *why);

#endif
