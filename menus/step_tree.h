/* SPDX-License-Identifier: GPL-2.0-or-later */
/* step_tree.h - the menus as read: what step.c builds, step_walk.c walks and step_check.c proves. */
#ifndef MENUS_STEP_TREE_H
#define MENUS_STEP_TREE_H

#include "menus/step.h"

#include <stdint.h>

#define STEP_MENUS_MAX   48
#define STEP_ITEMS_MAX   32
#define STEP_STEPS_MAX   6
#define STEP_OPTIONS_MAX 16
#define STEP_ROLES_MAX   12
#define STEP_DEPTH_MAX   8

struct step_words {
	char *of[3]; /* by enum text_style */
};

enum step_type { STEP_TYPE_TEXT, STEP_TYPE_NUMBER, STEP_TYPE_LIST, STEP_TYPE_OPTIONS };

struct step_field {
	char *name;
	struct step_words ask;
	enum step_type type;
	char *list;          /* STEP_TYPE_LIST: one of STEP_LISTS */
	int64_t least, most; /* STEP_TYPE_NUMBER */
	unsigned options_used;
	struct {
		char *value;
		struct step_words label;
	} options[STEP_OPTIONS_MAX];
};

struct step_item {
	char *name;
	struct step_words label;
	int line;
	unsigned roles_used; /* 0: for everybody */
	char *roles[STEP_ROLES_MAX];
	char *menu;     /* what it opens, or NULL */
	char *sentence; /* what it composes, or NULL */
	unsigned steps_used;
	struct step_field steps[STEP_STEPS_MAX];
};

struct step_menu {
	char *name, *file;
	struct step_words title;
	int line;
	unsigned items_used;
	struct step_item items[STEP_ITEMS_MAX];
};

struct steps {
	unsigned used;
	struct step_menu *of[STEP_MENUS_MAX];
};

const struct step_menu *steps_menu(const struct steps *steps, const char *name);

/* Does a page of that text fit on the channel? */
bool step_fits(const char *page, bool ussd);
/* Append a page: the header, the choices from first on that fit, the keys of the last line. back: "0" or "*"; leave:
 * it ends the dialogue. Returns how many choices stand on it. */
unsigned step_page(const struct step_view *view, const char *header, const struct step_choices *choices, unsigned first,
	const char *back, bool leave, struct buf *out);

#endif
