/* SPDX-License-Identifier: GPL-2.0-or-later */
/* whom.h - whom a training or meeting is for, beside its place: "nvh cho thôn Tân Hy", "tại xã, mời tổ trưởng". */
#ifndef MENUS_WHOM_H
#define MENUS_WHOM_H

#include "menus/view.h"

/* Items from..to-1. */
struct span {
	unsigned from, to;
};

/* Item i leads to whom it is for, and is no place ("chỗ"): "cho thôn Tân Hy", "chỉ tổ trưởng". */
bool whom_is_for(const struct view *v, unsigned i);
/* From item i on it is told who is meant; a place that stands before it has ended. */
bool whom_begins(const struct view *v, unsigned i);
/* The end of a place that runs from..to, without the words before to that only lead to whom it is for. */
unsigned whom_leave(const struct view *v, unsigned from, unsigned to);
/* Adds scope, role and units; what the items of the place name is no part of it. */
void whom_read(struct view *v, struct span place);

#endif
