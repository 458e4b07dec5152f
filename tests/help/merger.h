/* SPDX-License-Identifier: GPL-2.0-or-later */
/* merger.h - reorganisations in a conversation: the demo people of talk.h, and what a merger file does to them. */
#ifndef TESTS_HELP_MERGER_H
#define TESTS_HELP_MERGER_H

#include "gateway/base/buf.h"
#include "tests/help/talk.h"

#define MERGER_HEADER "kind,code,name,unit_kind,parent_code,valid_from,from_codes,source\n"
/* Bình Đông and Bình Thuận become one commune of 2023, two of their villages one; the seeds know nothing of it. */
#define MERGER_2023                                                                                                    \
	MERGER_HEADER "merge,21999,Xã Biển Đông,xa,524,2023-01-01,21043/21049,test\n"                             \
		      "merge,2199901,Thôn Tân Sơn,thon,21999,2023-01-01,2104902/2104903,test\n"

struct merger {
	struct talk *t;
	struct buf said, faults; /* by the last file */
};

struct merger merger_begin(void);
void merger_end(struct merger *m);

/* The file as a whole, within a transaction of its own. Returns the status. */
int merger_try(struct merger *m, const char *csv, bool dry_run);
/* The same, and it must go well. */
void merger_apply(struct merger *m, const char *csv);
/* Lines below the header: refused, nothing said of what would change, and that fault. */
void merger_refused(struct merger *m, const char *lines, const char *fault);
/* The last file said these words of what changes. */
void merger_says(const struct merger *m, const char *words);
/* The merger of 2025-07-01 of seeds/binh-son; it must be that day or later. */
void merger_of_2025(struct merger *m);

#endif
