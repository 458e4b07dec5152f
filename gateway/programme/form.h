/* SPDX-License-Identifier: GPL-2.0-or-later */
/* form.h - what menu.c and form.c do for each other: a form is asked as a menu is. */
#ifndef GATEWAY_PROGRAMME_FORM_H
#define GATEWAY_PROGRAMME_FORM_H

#include "gateway/programme/inside.h"
#include "menus/form.h"

/* The last step was answered: keep the form of that state. */
int form_finish(struct act *a, const char *state, struct why *why);
/* A value as the engine reads it; see step_view.read. */
enum step_read form_read_step(
	struct act *a, enum step_type type, int64_t least, int64_t most, const char *typed, char *value);
/* Ask for the first field that is not known, behind a hint (NULL: none). */
int menu_ask_form(struct act *a, const struct step_item *form, const struct form_values *values, const char *hint,
	struct why *why);

#endif
