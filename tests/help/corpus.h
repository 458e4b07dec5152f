/* SPDX-License-Identifier: GPL-2.0-or-later */
/* corpus.h - texts with their right readings, and the judge.
 *
 * A file has a header line and five columns parted by tabs: id, text (\n \r \t
 * \\ \uXXXX escaped), intent, expected (key=value;... with | between two units),
 * note (may begin with "ctx:key=value,...."). Numbers and places that are
 * recorded wrongly count worst.
 */
#ifndef TESTS_HELP_CORPUS_H
#define TESTS_HELP_CORPUS_H

#include "menus/understand.h"

#include <stdio.h>

enum corpus_kind {
	CORPUS_RIGHT,
	CORPUS_SILENT_WRONG,
	CORPUS_ANSWERED_MACHINE,
	CORPUS_MISSED_OPTOUT,
	CORPUS_NEEDLESS_ASK,
	CORPUS_WRONG_INTENT,
	CORPUS_WRONG_FIELD,
	CORPUS_KINDS
};

struct corpus_row {
	char id[16], text[8192], intent[32], expected[1024], note[1024];
	size_t length;
};

bool corpus_next(FILE *file, struct corpus_row *row);
struct situation corpus_situation(const struct corpus_row *row);
/* What the programme would say of the intent: does this role have the right, and is something stored? */
const char *corpus_intent(const struct situation *at, const struct reading *r);
enum corpus_kind corpus_judge(const struct corpus_row *row, const struct situation *at, const struct reading *r);
const char *corpus_kind_name(enum corpus_kind kind);

#endif
