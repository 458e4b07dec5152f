/* SPDX-License-Identifier: GPL-2.0-or-later */
/* slips.h - what thumbs do to texts: seeded slips of a 12-key pad, and what is no slip at all.
 *
 * A text needs room for SLIPS_ROOM octets more. The dice are the caller's: the same seed gives the same slips.
 */
#ifndef TESTS_HELP_SLIPS_H
#define TESTS_HELP_SLIPS_H

#include "menus/lexicon.h"

#include <stdint.h>

#define SLIPS_ROOM 64

/* 0 .. sides - 1. */
uint32_t slips_dice(uint32_t *dice, uint32_t sides);
/* One slip: a neighbour on the key, a letter lost, doubled or swapped, a word split or two glued. */
void slips_make(uint32_t *dice, char *text);
/* What must not matter at all: case, greetings, pictures, marks as an input method leaves them. */
void slips_adorn(uint32_t *dice, char *text);
/* Slips that make another code of a code ("hgd" to "gh") cannot be seen by anybody. own_counts: "DVC=5 TT=3". */
bool slips_make_another_code(const struct lexicon *words, const char *own_counts, const char *text);

#endif
