/* SPDX-License-Identifier: GPL-2.0-or-later */
/* step_tree.h - the menus as read: what step.c builds, step_walk.c walks and step_check.c proves. */
#ifndef MENUS_STEP_TREE_H
#define MENUS_STEP_TREE_H

#include "menus/step.h"

#include <stdint.h>

#define STEP_MENUS_MAX   48
#define STEP_ITEMS_MAX   32
#define STEP_OPTIONS_MAX 16
#define STEP_ROLES_MAX   12
#define STEP_DEPTH_MAX   8

struct step_words {
	char *of[TEXT_STYLES_MAX]; /* by enum text_style; NULL where a language has none */
};
/* The words of that style, or those without marks. */
const char *step_say(const struct step_words *words, enum text_style style);

struct step_option {
	char *value;
	struct step_words label;
	char *words; /* folded, with '|' around each: what else is typed for it */
};

struct step_field {
	char *name;
	struct step_words ask;
	enum step_type type;
	char *list;          /* STEP_TYPE_LIST: one of STEP_LISTS */
	int64_t least, most; /* STEP_TYPE_NUMBER; STEP_TYPE_DATE: days from today; STEP_TYPE_TEXT: most letters */
	char *unit, *words;  /* of a form: "nhà"; folded, with '|' around each */
	bool optional;       /* of a form */
	unsigned options_used;
	struct step_option *options;
};

struct step_item {
	char *name;
	struct step_words label;
	char *file;
	int line;
	unsigned roles_used; /* 0: for everybody */
	char *roles[STEP_ROLES_MAX];
	char *menu;     /* what it opens, or NULL */
	char *sentence; /* what it composes, or NULL */
	bool form;      /* its steps are the fields of a form */
	char *word;     /* of a form: the first of its words */
	unsigned tell_used;
	char *tell[STEP_ROLES_MAX]; /* of a form: the roles in the commune that hear of it */
	unsigned steps_used;
	struct step_field *steps;
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

/* ---- shared by the readers of menus and forms ---- */
bool step_is_group(const struct node *n, const char *example, struct faults *faults);
unsigned step_list_length(const struct node *n, unsigned most, struct faults *faults);
char *step_read_name(const struct node *group, struct faults *faults);
void step_read_words(const struct node *group, const char *allowed, struct step_words *w, struct faults *faults);
void step_read_roles(
	const struct node *list, unsigned *used, char *roles[static STEP_ROLES_MAX], struct faults *faults);
/* One more step; names: those of the steps before, which the question may show; the step's own is added. */
void step_read_step(const struct node *n, struct step_item *item, struct buf *names, struct faults *faults);
void step_item_fini(struct step_item *item);

/* A question with what it shows of the steps before at its longest. */
void step_expand(const struct step_item *item, const char *pattern, struct buf *to);

const struct step_menu *steps_menu(const struct steps *steps, const char *name);

/* Append a page: the header, the choices from first on that fit, the keys of the last line. back: "0" or "*"; leave:
 * it ends the dialogue. Returns how many choices stand on it. */
unsigned step_page(const struct step_view *view, const char *header, const struct step_choices *choices, unsigned first,
	const char *back, bool leave, struct buf *out);

#endif
