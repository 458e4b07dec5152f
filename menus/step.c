/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/step.h"

#include "gateway/base/nearest.h"
#include "gateway/base/sure.h"
#include "menus/fold.h"
#include "menus/plain.h"
#include "menus/step_tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct steps *steps_new(void)
{
	return sure(calloc(1, sizeof(struct steps)));
}

static void words_fini(struct step_words *w)
{
	for (unsigned i = 0; i < TEXT_STYLES_MAX; i++)
		free(w->of[i]);
}

const char *step_say(const struct step_words *words, enum text_style style)
{
	return words->of[style] != NULL ? words->of[style] : words->of[TEXT_PLAIN];
}

static void field_fini(struct step_field *f)
{
	free(f->name);
	free(f->list);
	free(f->unit);
	free(f->words);
	words_fini(&f->ask);
	for (unsigned i = 0; i < f->options_used; i++) {
		free(f->options[i].value);
		free(f->options[i].words);
		words_fini(&f->options[i].label);
	}
	free(f->options);
}

void step_item_fini(struct step_item *item)
{
	free(item->name);
	free(item->menu);
	free(item->sentence);
	words_fini(&item->label);
	for (unsigned i = 0; i < item->roles_used; i++)
		free(item->roles[i]);
	for (unsigned i = 0; i < item->tell_used; i++)
		free(item->tell[i]);
	for (unsigned i = 0; i < item->steps_used; i++)
		field_fini(&item->steps[i]);
	free(item->steps);
	free(item->word);
	free(item->file);
}

static void menu_free(struct step_menu *menu)
{
	for (unsigned i = 0; i < menu->items_used; i++)
		step_item_fini(&menu->items[i]);
	words_fini(&menu->title);
	free(menu->name);
	free(menu->file);
	free(menu);
}

void steps_free(struct steps **steps)
{
	if (*steps == NULL)
		return;
	for (unsigned i = 0; i < (*steps)->used; i++)
		menu_free((*steps)->of[i]);
	free(*steps);
	*steps = NULL;
}

const struct step_menu *steps_menu(const struct steps *steps, const char *name)
{
	for (unsigned i = 0; i < steps->used; i++)
		if (strcmp(steps->of[i]->name, name) == 0)
			return steps->of[i];
	return NULL;
}

/* ---- reading ---- */

bool step_is_group(const struct node *n, const char *example, struct faults *faults)
{
	if (node_kind(n) != NODE_GROUP)
		node_fault(n, faults, "is no group; write %s", example);
	return node_kind(n) == NODE_GROUP;
}

/* The children of a list, or 0 after a fault when it is none or longer than there is room for. */
unsigned step_list_length(const struct node *n, unsigned most, struct faults *faults)
{
	if (n == NULL)
		return 0;
	if (node_kind(n) == NODE_LIST && node_length(n) <= most)
		return node_length(n);
	node_fault(
		n, faults, "%s is no list of at most %u; write it as %s: ( ... );", node_name(n), most, node_name(n));
	return 0;
}

/* A name goes into the state of a dialogue: small letters, digits and '_'. */
char *step_read_name(const struct node *group, struct faults *faults)
{
	const struct node *n = node_get(group, "name");
	const char *name = node_text(n, "", faults);

	if (n == NULL)
		node_fault(group, faults, "has no name; write name = \"report\";");
	else if (name[0] == '\0' || name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] != '\0' ||
		 strlen(name) > 24)
		node_fault(
			n, faults, "the name \"%s\" does not do; write up to 24 small letters, digits and '_'", name);
	return sure_copy(name);
}

/* vi, en, and plain when it is given; allowed: the placeholders that may stand in them. */
void step_read_words(const struct node *group, const char *allowed, struct step_words *w, struct faults *faults)
{
	static const struct {
		const char *key;
		enum text_style style;
	} keys[] = { { "vi", TEXT_ACCENTED }, { "en", TEXT_ENGLISH }, { "plain", TEXT_PLAIN } };

	for (unsigned i = 0; i < 3; i++) {
		const struct node *n = node_get(group, keys[i].key);
		const char *text = node_text(n, "", faults);
		if (n == NULL && keys[i].style != TEXT_PLAIN)
			node_fault(group, faults, "has no %s; write %s = \"...\";", keys[i].key, keys[i].key);
		if (n != NULL)
			text_template_check(text, allowed, n, faults);
		if (n != NULL || keys[i].style != TEXT_PLAIN)
			w->of[keys[i].style] = sure_copy(text);
	}
	if (w->of[TEXT_PLAIN] == NULL) {
		struct buf plain;
		buf_init(&plain);
		plain_add(w->of[TEXT_ACCENTED], &plain);
		w->of[TEXT_PLAIN] = sure_copy(plain.data);
		buf_fini(&plain);
	}
}

/* Folded, with '|' around each: "|toc mai|nha|". NULL when there are none. */
static char *read_phrases(const struct node *list, struct faults *faults)
{
	char folded[160], *own;
	struct buf all;

	if (list == NULL)
		return NULL;
	buf_init(&all);
	buf_addc(&all, '|');
	for (unsigned i = 0; i < node_length(list); i++) {
		fold_text(node_text(node_at(list, i), "", faults), folded, sizeof folded);
		if (folded[0] == '\0')
			node_fault(node_at(list, i), faults, "holds no word; write it in letters");
		buf_addf(&all, "%s|", folded);
	}
	own = sure_copy(all.data);
	buf_fini(&all);
	return own;
}

static void read_options(const struct node *list, struct step_field *f, struct faults *faults)
{
	static const char *const known[] = { "value", "vi", "plain", "en", "words", NULL };
	unsigned n = step_list_length(list, STEP_OPTIONS_MAX, faults);

	f->type = STEP_TYPE_OPTIONS;
	f->options_used = 0;
	f->options = sure(calloc(n + 1, sizeof f->options[0]));
	for (unsigned i = 0; i < n; i++) {
		const struct node *entry = node_at(list, i);
		const char *value;
		if (!step_is_group(entry, "{ value = \"...\"; vi = \"...\"; en = \"...\"; }", faults))
			continue;
		node_only(entry, known, faults);
		value = node_text(node_get(entry, "value"), "", faults);
		if (value[0] == '\0' || strlen(value) >= STEP_VALUE_OCTETS)
			node_fault(entry, faults,
				"this option has no value; write value = \"...\"; of at most %d octets",
				STEP_VALUE_OCTETS - 1);
		for (unsigned k = 0; k < f->options_used; k++)
			if (strcmp(f->options[k].value, value) == 0)
				node_fault(entry, faults, "the value %s is there twice; keep one of the two", value);
		f->options[f->options_used].value = sure_copy(value);
		f->options[f->options_used].words = read_phrases(node_get(entry, "words"), faults);
		step_read_words(entry, "", &f->options[f->options_used++].label, faults);
	}
}

static void read_list_name(const struct node *n, struct step_field *f, struct faults *faults)
{
	static const char *const lists[] = { STEP_LISTS, NULL };
	const char *name = node_text(n, "", faults), *meant;

	f->type = STEP_TYPE_LIST;
	f->list = sure_copy(name);
	for (unsigned i = 0; lists[i] != NULL; i++)
		if (strcmp(lists[i], name) == 0)
			return;
	meant = nearest_word(name, lists);
	node_fault(n, faults, "there are no choices called \"%s\"; write \"%s\"", name,
		meant != NULL ? meant : "indicators");
}

/* What may be typed: a number's own range; days from today; letters. */
static void read_range(const struct node *group, struct step_field *f, struct faults *faults)
{
	if (f->type != STEP_TYPE_DATE && (node_get(group, "past") != NULL || node_get(group, "future") != NULL))
		node_fault(group, faults, "only a date has past and future; write least and most, or type = \"date\";");
	if (f->type == STEP_TYPE_DATE) {
		f->least = -node_int(node_get(group, "past"), 366, 0, 3660, faults);
		f->most = node_int(node_get(group, "future"), 0, 0, 3660, faults);
		return;
	}
	f->least = node_int(node_get(group, "least"), 0, 0, 999999999, faults);
	f->most = node_int(node_get(group, "most"), f->type == STEP_TYPE_TEXT ? 160 : 999999, 0, 999999999, faults);
	if (f->least > f->most)
		node_fault(group, faults, "no number is at least %jd and at most %jd; write least below most",
			(intmax_t)f->least, (intmax_t)f->most);
}

static void read_type(const struct node *group, struct step_field *f, struct faults *faults)
{
	static const char *const types[] = { "text", "number", "date", "unit", NULL };
	static const enum step_type meant_by[] = { STEP_TYPE_TEXT, STEP_TYPE_NUMBER, STEP_TYPE_DATE, STEP_TYPE_UNIT };
	const struct node *type = node_get(group, "type"), *list = node_get(group, "choices");
	const struct node *options = node_get(group, "options");
	const char *name = node_text(type, "text", faults);
	unsigned i = 0;

	if ((type != NULL) + (list != NULL) + (options != NULL) > 1)
		node_fault(group, faults, "has more than one of type, choices and options; keep one");
	while (types[i] != NULL && strcmp(name, types[i]) != 0)
		i++;
	if (list != NULL) {
		read_list_name(list, f, faults);
	} else if (options != NULL) {
		read_options(options, f, faults);
	} else if (types[i] != NULL) {
		f->type = meant_by[i];
	} else {
		const char *meant = nearest_word(name, types);
		node_fault(type, faults, "there is no type \"%s\"; write \"%s\"", name,
			meant != NULL ? meant : "text\", \"number\", \"date\" or \"unit");
	}
	read_range(group, f, faults);
}

void step_read_step(const struct node *n, struct step_item *item, struct buf *names, struct faults *faults)
{
	static const char *const known[] = { "name", "vi", "plain", "en", "type", "choices", "options", "least", "most",
		"past", "future", NULL };
	static const char *const known_of_form[] = { "name", "vi", "plain", "en", "type", "choices", "options", "least",
		"most", "past", "future", "unit", "words", "optional", NULL };
	struct step_field *f = &item->steps[item->steps_used];

	if (!step_is_group(n, "{ name = \"number\"; vi = \"...\"; en = \"...\"; type = \"number\"; }", faults))
		return;
	item->steps_used++;
	node_only(n, item->form ? known_of_form : known, faults);
	f->name = step_read_name(n, faults);
	for (unsigned i = 0; i + 1 < item->steps_used; i++)
		if (strcmp(item->steps[i].name, f->name) == 0)
			node_fault(n, faults, "there are two steps called %s; give one another name", f->name);
	step_read_words(n, names->data, &f->ask, faults);
	read_type(n, f, faults);
	if (item->form) {
		f->unit = sure_copy(node_text(node_get(n, "unit"), "", faults));
		f->words = read_phrases(node_get(n, "words"), faults);
		f->optional = node_bool(node_get(n, "optional"), false, faults);
	}
	buf_addf(names, "%s%s", names->length > 0 ? " " : "", f->name);
}

static void read_sentence(const struct node *n, struct step_item *item, const char *names, struct faults *faults)
{
	const char *sentence = node_text(n, "", faults);
	char wanted[40];

	item->sentence = sure_copy(sentence);
	if (sentence[0] == '\0')
		node_fault(n, faults,
			"sentence is empty; write what a person would text, such as \"BC {indicator} {number}\"");
	if (strpbrk(sentence, "[]") != NULL)
		node_fault(n, faults, "a sentence has no '[' and ']'; write it as a person would text it");
	else if (!text_template_check(sentence, names, n, faults))
		return;
	for (unsigned i = 0; i < item->steps_used; i++) {
		snprintf(wanted, sizeof wanted, "{%s}", item->steps[i].name);
		if (strstr(sentence, wanted) == NULL)
			node_fault(
				n, faults, "the sentence does not use %s; write it in, or take the step out", wanted);
	}
}

void step_read_roles(const struct node *list, unsigned *used, char *roles[static STEP_ROLES_MAX], struct faults *faults)
{
	unsigned n = step_list_length(list, STEP_ROLES_MAX, faults);

	for (unsigned i = 0; i < n; i++)
		roles[(*used)++] = sure_copy(node_text(node_at(list, i), "", faults));
}

static void read_item(const struct node *n, struct step_menu *menu, struct faults *faults)
{
	static const char *const known[] = { "name", "vi", "plain", "en", "roles", "menu", "steps", "sentence", NULL };
	struct step_item *item = &menu->items[menu->items_used];
	const struct node *steps = node_get(n, "steps"), *opens = node_get(n, "menu");
	const struct node *sentence = node_get(n, "sentence");
	struct buf names;

	menu->items_used++;
	item->line = node_line(n);
	item->file = sure_copy(node_file(n));
	item->steps = sure(calloc(STEP_STEPS_MAX, sizeof item->steps[0]));
	node_only(n, known, faults);
	item->name = step_read_name(n, faults);
	for (unsigned i = 0; i + 1 < menu->items_used; i++)
		if (strcmp(menu->items[i].name, item->name) == 0)
			node_fault(n, faults, "there are two items called %s; give one another name", item->name);
	step_read_words(n, "", &item->label, faults);
	step_read_roles(node_get(n, "roles"), &item->roles_used, item->roles, faults);
	if ((opens != NULL) == (sentence != NULL))
		node_fault(n, faults, "an item opens a menu or composes a sentence; write either menu or sentence");
	if (opens != NULL && steps != NULL)
		node_fault(n, faults, "an item that opens a menu has no steps; take them out");
	if (opens != NULL)
		item->menu = sure_copy(node_text(opens, "", faults));
	buf_init(&names);
	for (unsigned i = 0; i < step_list_length(steps, STEP_STEPS_MAX, faults); i++)
		step_read_step(node_at(steps, i), item, &names, faults);
	if (sentence != NULL)
		read_sentence(sentence, item, names.data, faults);
	buf_fini(&names);
}

/* Where a menu goes: in the place of an earlier file's one of that name, or behind the last. */
static void keep_menu(struct steps *steps, struct step_menu *menu, const struct node *n, struct faults *faults)
{
	for (unsigned i = 0; i < steps->used; i++) {
		if (strcmp(steps->of[i]->name, menu->name) != 0)
			continue;
		if (strcmp(steps->of[i]->file, menu->file) == 0)
			node_fault(n, faults, "the menu %s stands in line %d already; keep one of the two", menu->name,
				steps->of[i]->line);
		menu_free(steps->of[i]);
		steps->of[i] = menu;
		return;
	}
	if (steps->used == STEP_MENUS_MAX) {
		node_fault(n, faults, "there are more than %d menus; take some out", STEP_MENUS_MAX);
		menu_free(menu);
		return;
	}
	steps->of[steps->used++] = menu;
}

static void read_menu(struct steps *steps, const struct node *n, struct faults *faults)
{
	static const char *const known[] = { "name", "vi", "plain", "en", "items", NULL };
	const struct node *items = node_get(n, "items");
	struct step_menu *menu = sure(calloc(1, sizeof *menu));
	unsigned length = step_list_length(items, STEP_ITEMS_MAX, faults);

	node_only(n, known, faults);
	if (strcmp(node_text(node_get(n, "name"), "", faults), "forms") == 0)
		node_fault(n, faults, "the menu forms is made of the section forms; give this one another name");
	menu->file = sure_copy(node_file(n));
	menu->line = node_line(n);
	menu->name = step_read_name(n, faults);
	step_read_words(n, "", &menu->title, faults);
	if (items == NULL || (length == 0 && node_length(items) == 0))
		node_fault(n, faults, "the menu %s has no items; write items: ( { ... } );", menu->name);
	for (unsigned i = 0; i < length; i++)
		if (step_is_group(node_at(items, i), "{ name = \"...\"; vi = \"...\"; en = \"...\"; menu = \"...\"; }",
			    faults))
			read_item(node_at(items, i), menu, faults);
	keep_menu(steps, menu, n, faults);
}

void steps_read(struct steps *steps, const struct node *section, struct faults *faults)
{
	if (node_kind(section) != NODE_LIST) {
		node_fault(section, faults, "menus is no list; write menus: ( { name = \"main\"; ... }, ... );");
		return;
	}
	for (unsigned i = 0; i < node_length(section); i++)
		if (step_is_group(node_at(section, i),
			    "{ name = \"main\"; vi = \"...\"; en = \"...\"; items: ( ... ); }", faults))
			read_menu(steps, node_at(section, i), faults);
}

/* ---- further languages ---- */

struct translation {
	enum text_style style;
	const char *(*translate)(void *user, const char *vi);
	void *user;
};

static void translate_words(const struct translation *t, struct step_words *w)
{
	const char *to = t->translate(t->user, w->of[TEXT_ACCENTED]);

	free(w->of[t->style]);
	w->of[t->style] = to != NULL ? sure_copy(to) : NULL;
}

static void translate_item(const struct translation *t, struct step_item *item)
{
	translate_words(t, &item->label);
	for (unsigned i = 0; i < item->steps_used; i++) {
		translate_words(t, &item->steps[i].ask);
		for (unsigned k = 0; k < item->steps[i].options_used; k++)
			translate_words(t, &item->steps[i].options[k].label);
	}
}

void steps_translate(
	struct steps *steps, enum text_style style, const char *(*translate)(void *user, const char *vi), void *user)
{
	struct translation t = { style, translate, user };

	for (unsigned i = 0; i < steps->used; i++) {
		translate_words(&t, &steps->of[i]->title);
		for (unsigned k = 0; k < steps->of[i]->items_used; k++)
			translate_item(&t, &steps->of[i]->items[k]);
	}
}
