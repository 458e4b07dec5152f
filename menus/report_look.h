/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report_look.h - are the figures of a text a report, or only named in it? view.h: report_look(). Pure. */
#ifndef MENUS_REPORT_LOOK_H
#define MENUS_REPORT_LOOK_H

#include "menus/count.h"

/* Bind what a report counts, without who speaks before it and those for whom it failed behind it. */
void report_bind(const struct view *v, struct counts *c);
/* Bound as they are, may they count? Sets the problem when not. */
void report_doubt(struct view *v, struct counts *c);

#endif
