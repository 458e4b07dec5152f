/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unit_find.h - units by the words of their bare name (without "thôn", "xã"), for the engine. */
#ifndef MENUS_UNIT_FIND_H
#define MENUS_UNIT_FIND_H

#include "menus/fold.h"
#include "menus/unit_name.h"

#define UNIT_WORDS_MAX 6

struct unit_hit {
	const struct unit_name *unit;
	unsigned words;
	accent accents[UNIT_WORDS_MAX];
	const char *folded; /* the bare name: "son tra", "3"; "tan hi" also for "tan hy" */
};

/* Can a bare name begin with this word? Cheap, and wrong only by saying yes. */
bool unit_find_may_start(const struct unit_names *units, const char *folded);
/* The same of the last word of a bare name of several. */
bool unit_find_may_end(const struct unit_names *units, const char *folded);
/* The units whose bare name folds to that, one behind the other. Returns how many. */
unsigned unit_find(const struct unit_names *units, const char *folded, const struct unit_hit **first);

#endif
