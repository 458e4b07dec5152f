/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/help/items.h"

#include "tests/help/words.h"

#include <stdlib.h>
#include <string.h>

struct items *items_new(void)
{
	struct items *items = calloc(1, sizeof *items);

	if (items == NULL)
		abort();
	items->words = words_load();
	items->units = words_units();
	return items;
}

void items_free(struct items **items)
{
	lexicon_free(&(*items)->words);
	unit_names_free(&(*items)->units);
	free(*items);
	*items = NULL;
}

void items_read(struct items *i, const char *text)
{
	decode(text, strlen(text), &i->decoded);
	token_cut(&i->decoded, &i->cut);
	token_mend(i->words, i->units, &i->cut, &i->mended);
	i->parse.words = i->words;
	i->parse.units = i->units;
	i->parse.now = words_situation().now;
	i->parse.tokens = &i->mended;
	parse_items(&i->parse);
	parse_dates(&i->parse);
}

const struct item *items_first(const struct items *items, enum item_kind kind)
{
	for (unsigned i = 0; i < items->parse.used; i++)
		if (items->parse.at[i].kind == kind)
			return &items->parse.at[i];
	return NULL;
}
