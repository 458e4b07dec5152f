/* SPDX-License-Identifier: GPL-2.0-or-later */
/* count_fields.h - counts that were bound become the fields of a reading. Pure. */
#ifndef MENUS_COUNT_FIELDS_H
#define MENUS_COUNT_FIELDS_H

#include "menus/count.h"

/* The code of an indicator by its place in the words. Borrowed. */
const char *count_code(const struct view *v, unsigned indicator);
/* For `keng try --why`. */
void count_trace(struct view *v, const struct counts *c);

/* One figure of an entry; prefix "total.", "old.", "delta." or "". */
void count_put(struct view *v, unsigned entry, const char *prefix, unsigned indicator, int64_t value);
/* The units, each with counts of its own an entry. False when one must be asked, which is done. */
bool count_put_units(struct view *v, struct counts *c);
/* All figures; beside a question only those that are clear. */
void count_put_all(struct view *v, const struct counts *c);
/* What is told beside them: whether they are totals, the team, the period, the day, a difficulty. */
void count_put_rest(struct view *v, const struct counts *c);
/* What has no indicator, or one without its number. */
void count_put_loose(struct view *v, const struct counts *c);

/* The first count that no village can have, which is asked before it is kept; or NULL. */
const struct count *count_implausible(const struct view *v, const struct counts *c);
/* What a problem asks for: "indicator" or "number". */
const char *count_asked(enum count_problem problem);

#endif
