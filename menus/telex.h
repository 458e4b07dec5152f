/* SPDX-License-Identifier: GPL-2.0-or-later */
/* telex.h - undo what an input method left in the letters.
 *
 * A phone or computer whose Vietnamese keyboard is off sends the keys as they
 * were pressed: "Baos caso" (Telex), "Ba1o ca1o" (VNI), "Ba'o ca'o" (VIQR). The
 * caller decides whether the result is a word; here it is only computed.
 *
 * Pure functions.
 */
#ifndef MENUS_TELEX_H
#define MENUS_TELEX_H

#include "menus/fold.h"

#define TELEX_LETTERS_MAX 16

struct telex_word {
	char fold[TELEX_LETTERS_MAX + 1];
	unsigned length;
	accent accent;
};

/* Undo Telex in a folded word of letters. True when something was undone. */
bool telex_undo(const char *folded, size_t n, struct telex_word *to);
/* Undo VNI digits in a folded word of letters and digits. True when every digit was one of its signs. */
bool telex_undo_vni(const char *folded, size_t n, struct telex_word *to);

/* The word in small composed letters, the tone where it is written. Returns the octets; room >= 4 * letters + 1. */
size_t telex_spell(const char *fold, size_t n, accent a, char *to, size_t room);

#endif
