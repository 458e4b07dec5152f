/* SPDX-License-Identifier: GPL-2.0-or-later */
/* step_form.c - the section `forms`: each form is an item of the menu "forms". */
#include "menus/form.h"
#include "gateway/base/sure.h"
#include "menus/plain.h"
#include "menus/step_tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

static struct step_words title(void)
{
	return (struct step_words){ .of = { [TEXT_ACCENTED] = sure_copy("Biểu mẫu"),
					    [TEXT_PLAIN] = sure_copy("Bieu mau"),
					    [TEXT_ENGLISH] = sure_copy("Forms") } };
}

static struct step_menu *forms_menu(struct steps *steps, const struct node *section, struct faults *faults)
{
	struct step_menu *menu;

	for (unsigned i = 0; i < steps->used; i++)
		if (strcmp(steps->of[i]->name, FORM_MENU) == 0)
			return steps->of[i];
	if (steps->used == STEP_MENUS_MAX) {
		node_fault(section, faults, "there are more than %d menus; take some out", STEP_MENUS_MAX);
		return NULL;
	}
	menu = calloc(1, sizeof *menu);
	if (menu == NULL)
		abort();
	menu->name = sure_copy(FORM_MENU);
	menu->file = sure_copy(node_file(section));
	menu->line = node_line(section);
	menu->title = title();
	steps->of[steps->used++] = menu;
	return menu;
}

/* Where a form goes: in the place of an earlier file's one of that name, or behind the last. */
static struct step_item *place(struct step_menu *menu, const struct node *n, const char *name, struct faults *faults)
{
	for (unsigned i = 0; i < menu->items_used; i++) {
		struct step_item *item = &menu->items[i];
		if (strcmp(item->name, name) != 0)
			continue;
		if (strcmp(item->file, node_file(n)) == 0)
			node_fault(n, faults, "the form %s stands in line %d already; keep one of the two", name,
				item->line);
		step_item_fini(item);
		memset(item, 0, sizeof *item);
		return item;
	}
	if (menu->items_used == STEP_ITEMS_MAX) {
		node_fault(n, faults, "there are more than %d forms; take some out", STEP_ITEMS_MAX);
		return NULL;
	}
	return &menu->items[menu->items_used++];
}

static void read_fields(const struct node *list, struct step_item *form, struct faults *faults)
{
	unsigned n = step_list_length(list, STEP_STEPS_MAX, faults);
	struct buf names;

	buf_init(&names);
	for (unsigned i = 0; i < n; i++)
		step_read_step(node_at(list, i), form, &names, faults);
	buf_fini(&names);
}

static void read_form(struct step_menu *menu, const struct node *n, struct faults *faults)
{
	static const char *const known[] = { "name", "vi", "plain", "en", "words", "communes", "roles", "tell",
		"fields", NULL };
	const struct node *words = node_get(n, "words"), *fields = node_get(n, "fields");
	char *name;
	struct step_item *form;

	node_only(n, known, faults);
	name = step_read_name(n, faults);
	form = place(menu, n, name, faults);
	if (form == NULL) {
		free(name);
		return;
	}
	form->form = true;
	form->name = name;
	form->file = sure_copy(node_file(n));
	form->line = node_line(n);
	form->steps = calloc(STEP_STEPS_MAX, sizeof form->steps[0]);
	if (form->steps == NULL)
		abort();
	step_read_words(n, "", &form->label, faults);
	step_read_roles(node_get(n, "roles"), &form->roles_used, form->roles, faults);
	step_read_roles(node_get(n, "tell"), &form->tell_used, form->tell, faults);
	if (words == NULL || node_length(words) == 0)
		node_fault(
			n, faults, "this form has no words; write words = [ \"BAOLU\" ]; which people begin it with");
	else
		form->word = sure_copy(node_text(node_at(words, 0), "", faults));
	if (fields == NULL || node_length(fields) == 0)
		node_fault(n, faults, "this form has no fields; write fields: ( { name = \"note\"; ... } );");
	read_fields(fields, form, faults);
}

void steps_read_forms(struct steps *steps, const struct node *section, struct faults *faults)
{
	struct step_menu *menu = forms_menu(steps, section, faults);

	if (node_kind(section) != NODE_LIST) {
		node_fault(section, faults, "forms is no list; write forms: ( { name = \"...\"; ... }, ... );");
		return;
	}
	for (unsigned i = 0; menu != NULL && i < node_length(section); i++)
		if (step_is_group(node_at(section, i),
			    "{ name = \"storm\"; vi = \"...\"; en = \"...\"; words = [ ... ]; fields: ( ... ); }",
			    faults))
			read_form(menu, node_at(section, i), faults);
}

/* Is there an item that opens the forms? */
static bool are_opened(const struct steps *steps)
{
	for (unsigned i = 0; i < steps->used; i++)
		for (unsigned k = 0; k < steps->of[i]->items_used; k++)
			if (steps->of[i]->items[k].menu != NULL && strcmp(steps->of[i]->items[k].menu, FORM_MENU) == 0)
				return true;
	return false;
}

void steps_ready(struct steps *steps)
{
	struct step_menu *main_menu = NULL, *forms = NULL;

	for (unsigned i = 0; i < steps->used; i++) {
		if (strcmp(steps->of[i]->name, "main") == 0)
			main_menu = steps->of[i];
		if (strcmp(steps->of[i]->name, FORM_MENU) == 0)
			forms = steps->of[i];
	}
	if (main_menu == NULL || forms == NULL || are_opened(steps) || main_menu->items_used == STEP_ITEMS_MAX)
		return;
	main_menu->items[main_menu->items_used++] = (struct step_item){ .name = sure_copy(FORM_MENU),
		.label = title(),
		.file = sure_copy(forms->file),
		.line = forms->line,
		.menu = sure_copy(FORM_MENU) };
}

/* ---- asking ---- */

const struct step_item *form_find(const struct steps *steps, const char *name)
{
	const struct step_menu *menu = steps_menu(steps, FORM_MENU);

	for (unsigned i = 0; menu != NULL && i < menu->items_used; i++)
		if (strcmp(menu->items[i].name, name) == 0)
			return &menu->items[i];
	return NULL;
}

const char *form_name(const struct step_item *form)
{
	return form->name;
}

const char *form_title(const struct step_item *form, enum text_style style)
{
	return step_say(&form->label, style);
}

const char *form_word(const struct step_item *form)
{
	return form->word;
}

bool form_is_for(const struct step_item *form, const char *role)
{
	for (unsigned i = 0; i < form->roles_used; i++)
		if (strcmp(form->roles[i], role) == 0)
			return true;
	return form->roles_used == 0;
}

const char *form_tells(const struct step_item *form, unsigned i)
{
	return i < form->tell_used ? form->tell[i] : NULL;
}

unsigned form_fields(const struct step_item *form)
{
	return form->steps_used;
}

const char *form_field_name(const struct step_item *form, unsigned i)
{
	return form->steps[i].name;
}

enum step_type form_field_type(const struct step_item *form, unsigned i)
{
	return form->steps[i].type;
}

const char *form_label(const struct step_item *form, unsigned i, const char *value, enum text_style style,
	char to[static STEP_TYPED_OCTETS])
{
	const struct step_field *f = &form->steps[i];
	unsigned year, month, day;

	for (unsigned k = 0; k < f->options_used; k++)
		if (strcmp(f->options[k].value, value) == 0)
			return step_say(&f->options[k].label, style);
	if (f->type == STEP_TYPE_DATE && sscanf(value, "%u-%u-%u", &year, &month, &day) == 3)
		snprintf(to, STEP_TYPED_OCTETS, "%u/%u", day, month);
	else if (f->type == STEP_TYPE_NUMBER && value[0] != '\0')
		snprintf(to, STEP_TYPED_OCTETS, "%.20s%s%s", value, f->unit[0] != '\0' ? " " : "", f->unit);
	else
		return value;
	return to;
}
