/* SPDX-License-Identifier: GPL-2.0-or-later */
/* outgoing.h - every text that can go out, in each of its languages, at its longest usual value: the texts of the menu
 * files, the pages of lessons, the receipts of forms; and the pages of numbered menus, which are cut to fit. */
#ifndef MENUS_OUTGOING_H
#define MENUS_OUTGOING_H

#include "menus/menus.h"
#include "menus/text.h"

struct outgoing {
	char name[64];     /* "report_receipt", "guide VNE 2", "form BAOLU" */
	char what[120];    /* the same for a sentence, with its language */
	int style;         /* enum text_style, or one of the further languages */
	const char *text;  /* expanded; borrowed for the call */
	unsigned intended; /* parts that are meant */
	bool is_guide, is_menu;
	const char *file; /* where it stands */
	int line;
};
typedef void outgoing_each(const struct outgoing *one, void *user);

void menus_each_outgoing(const struct menus *menus, outgoing_each *each, void *user);
/* The pages of numbered menus; lists that come from the store (villages, trainings) are not in them. */
void menus_each_menu_page(const struct menus *menus, outgoing_each *each, void *user);
/* "without marks", "with marks", "in English", or a further language's name. */
const char *menus_style_name(const struct menus *menus, int style);

#endif
