/* SPDX-License-Identifier: GPL-2.0-or-later */
/* items.h - one text as far as its items, for tests of the stages. */
#ifndef TESTS_HELP_ITEMS_H
#define TESTS_HELP_ITEMS_H

#include "menus/parse.h"

struct items {
	struct lexicon *words;
	struct unit_names *units;
	struct decoded decoded;
	struct tokens cut, mended;
	struct parse parse;
};

struct items *items_new(void);
void items_free(struct items **items);
/* Read a text on Thursday 18 August 2022, 09:00. */
void items_read(struct items *items, const char *text);
/* The first item of that kind, or NULL. */
const struct item *items_first(const struct items *items, enum item_kind kind);

#endif
