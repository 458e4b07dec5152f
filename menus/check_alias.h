/* SPDX-License-Identifier: GPL-2.0-or-later */
/* check_alias.h - the words of the section aliases against what people text already: a number, a yes or a command that
 * became a word for something else would change what every other text with it means. */
#ifndef MENUS_CHECK_ALIAS_H
#define MENUS_CHECK_ALIAS_H

#include "menus/lexicon.h"

void check_aliases(const struct lexicon *lexicon, struct faults *faults);

#endif
