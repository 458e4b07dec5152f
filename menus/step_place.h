/* SPDX-License-Identifier: GPL-2.0-or-later */
/* step_place.h - where a person stands in a dialogue, and that as the text which the session keeps.
 *
 * A state is "main/report:bc|0|DVC|12": the menus that were opened, the item
 * whose steps are being asked, the first choice on the page shown, the values
 * so far. '%', '|', ',' and control characters in a value are written as %XX; a
 * value that is not known yet, before one that is, is %00. Behind the first
 * choice stand those that were shown ("0=DVC,TT"): a number means what it meant
 * on the page, also when menus or the store have changed since.
 */
#ifndef MENUS_STEP_PLACE_H
#define MENUS_STEP_PLACE_H

#include "menus/form.h"
#include "menus/step_tree.h"

struct step_place {
	unsigned depth; /* of the menus, 1.. */
	const struct step_menu *path[STEP_DEPTH_MAX];
	const struct step_item *item; /* whose steps are asked, or NULL */
	unsigned first;
	unsigned shown_used; /* of the page that the person has seen */
	char shown[STEP_PAGE_MAX][STEP_VALUE_OCTETS];
	struct form_values values;
};

/* The menu that is open. */
const struct step_menu *step_place_menu(const struct step_place *p);
/* The first step of p->item that has no value yet; steps_used when all have one. */
unsigned step_place_position(const struct step_place *p);
/* The step that is asked, or NULL. */
const struct step_field *step_place_field(const struct step_place *p);
/* The item of that name, or NULL. */
const struct step_item *step_place_item(const struct step_menu *menu, const char *name);

/* As text; state is cleared first. */
void step_place_write(const struct step_place *p, struct buf *state);
/* False when it does not fit the menus (any more). All values may be there: of a form that is filled. */
bool step_place_read(const struct steps *steps, const char *state, struct step_place *p);

#endif
