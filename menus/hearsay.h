/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hearsay.h - figures that the team did not make: assigned to it, asked for, of others, failed, or told elsewhere. Pure. */
#ifndef MENUS_HEARSAY_H
#define MENUS_HEARSAY_H

#include "menus/count.h"

/* Is a count of the text such a figure, so that it must be asked before it counts? */
bool hearsay_counts(const struct view *v, const struct counts *c);

#endif
