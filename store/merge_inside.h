/* SPDX-License-Identifier: GPL-2.0-or-later */
/* merge_inside.h - what the files of merge.h share. */
#ifndef STORE_MERGE_INSIDE_H
#define STORE_MERGE_INSIDE_H

#include "store/merge.h"

struct db;

struct merge {
	struct store *from, *to;
	struct db *model; /* columns.h */
	int64_t origin;
	int64_t now_us;
	const struct merge_talk *talk;
};

/* merge_number.c: give every numbered row of the box its number here. */
int merge_assign(struct merge *m, struct why *why);
/* The number here of the box's one; the same when it is not another one. */
int merge_number(struct merge *m, const char *kind, int64_t from_no, int64_t *to_no, struct why *why);

/* merge_rows.c: all tables but those of reports, and what is made from others. */
int merge_rows(struct merge *m, struct why *why);

/* merge_report.c: after merge_rows(). */
int merge_reports(struct merge *m, struct why *why);

#endif
