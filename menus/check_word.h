/* SPDX-License-Identifier: GPL-2.0-or-later */
/* check_word.h - the words of commands against each other: after folding, on the keys of a phone, and against numbers.
 *
 * Words are typed without marks, so two that differ by marks alone are one. On
 * a 12-key pad a press too many or too few makes the next letter of the same
 * key (BC, AC), and predictive text knows only the keys (TH and TG are both
 * 8-4): a short command that is such a slip away from another turns into it
 * without a word. `near` in the file says that this is known.
 */
#ifndef MENUS_CHECK_WORD_H
#define MENUS_CHECK_WORD_H

#include "menus/lexicon.h"

void check_words(const struct lexicon *lexicon, struct faults *faults);

#endif
