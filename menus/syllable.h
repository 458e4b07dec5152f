/* SPDX-License-Identifier: GPL-2.0-or-later */
/* syllable.h - is this folded word a Vietnamese syllable?
 *
 * An onset and a rime out of closed lists, as the spelling allows them to meet.
 * Tells residue of an input method and glued words from words.
 */
#ifndef MENUS_SYLLABLE_H
#define MENUS_SYLLABLE_H

#include <stdbool.h>
#include <stddef.h>

#define SYLLABLE_LETTERS_MAX 7 /* nghieng */
bool syllable_is(const char *folded, size_t n);
/* Where the tone mark is written in a folded syllable (old style: hòa, thúy; new rimes as they are read). */
size_t syllable_tone_place(const char *folded, size_t n);

#endif
