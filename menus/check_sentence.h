/* SPDX-License-Identifier: GPL-2.0-or-later */
/* check_sentence.h - what a numbered menu composes must be understood, or its item leads nowhere; and what a text offers
 * to take back, as a person sends it as it stands. */
#ifndef MENUS_CHECK_SENTENCE_H
#define MENUS_CHECK_SENTENCE_H

#include "menus/menus.h"

void check_sentences(const struct menus *menus, struct faults *faults);

#endif
