/* SPDX-License-Identifier: GPL-2.0-or-later */
/* person.h - where a person's name stands in a text.
 *
 * A name is a family name and one to four words, or what follows "tôi tên". It
 * may hold words that mean numbers (Trần Văn Nam) or villages (Lê Thị Thanh
 * Thủy); it ends at a role, a unit, a number or a sign.
 */
#ifndef MENUS_PERSON_H
#define MENUS_PERSON_H

#include "menus/view.h"

/* Tokens from..to-1 of the name; false when there is none. Units that belong to the name are no units any more. */
bool person_find(struct view *v, unsigned *from, unsigned *to);
/* "tôi", "con", "tớ": does that token mean who writes? No "anh Minh", "bà Tô", "cho Minh nghỉ tổ". */
bool person_is_self(const struct tokens *t, unsigned token);

#endif
