/* SPDX-License-Identifier: GPL-2.0-or-later */
/* step_check.c - what only shows when all menus are there: paths, roles, and pages that cannot hold an item. */
#include "gateway/base/nearest.h"
#include "menus/form.h"
#include "menus/step_tree.h"

#include <stdio.h>
#include <string.h>

struct proof {
	const struct steps *steps;
	const struct texts *texts;
	struct faults *faults;
	int styles;
	bool reached[STEP_MENUS_MAX];
	const struct step_menu *path[STEP_DEPTH_MAX + 1];
	unsigned depth;
};

static void check_role(const struct step_item *item, const char *name, const char *const *roles, struct faults *faults)
{
	const char *const *role = roles;

	while (*role != NULL && strcmp(*role, name) != 0)
		role++;
	if (*role != NULL)
		return;
	const char *meant = nearest_word(name, roles);
	faults_add(faults, item->file, item->line, "there is no role %s; write %s", name,
		meant != NULL ? meant : "one of the section roles");
}

static void check_roles(const struct step_item *item, const char *const *roles, struct faults *faults)
{
	for (unsigned i = 0; i < item->roles_used; i++)
		check_role(item, item->roles[i], roles, faults);
	for (unsigned i = 0; i < item->tell_used; i++)
		check_role(item, item->tell[i], roles, faults);
}

/* The item alone on a page, in each language and on each channel. */
static void check_room(
	const struct proof *p, const char *header, const char *label, int style, const char *file, int line)
{
	struct step_view view = { .texts = p->texts, .style = (enum text_style)style };
	struct step_choices one = { .used = 2 }; /* two, so that the page key stands there too */
	struct buf page, whole;

	buf_init(&page);
	buf_init(&whole);
	buf_addf(&whole, "\n1.%s\n", label);
	snprintf(one.of[0].label, sizeof one.of[0].label, "%s", label);
	snprintf(one.of[1].label, sizeof one.of[1].label, "%0*d", (int)sizeof one.of[1].label - 1, 0);
	for (int ussd = 0; ussd < 2; ussd++) {
		view.ussd = ussd != 0;
		buf_clear(&page);
		step_page(&view, header, &one, 0, "0", false, &page);
		if (strstr(page.data, whole.data) == NULL || !step_fits(page.data, view.ussd)) {
			faults_add(p->faults, file, line,
				"\"%s\" under \"%s\" does not fit on a page of %s; shorten one of them", label, header,
				view.ussd ? "USSD" : "SMS");
			break;
		}
	}
	buf_fini(&page);
	buf_fini(&whole);
}

/* ---- who sees an item ---- */

static bool is_seen_by(const struct step_item *item, const char *role)
{
	for (unsigned i = 0; i < item->roles_used; i++)
		if (strcmp(item->roles[i], role) == 0)
			return true;
	return item->roles_used == 0;
}

/* Mark the menus that a role can open. */
static void mark_open(const struct steps *steps, const struct step_menu *menu, const char *role, bool open[])
{
	for (unsigned i = 0; i < steps->used; i++) {
		if (steps->of[i] != menu)
			continue;
		if (open[i])
			return;
		open[i] = true;
	}
	for (unsigned i = 0; i < menu->items_used; i++) {
		const struct step_item *item = &menu->items[i];
		const struct step_menu *next = item->menu != NULL ? steps_menu(steps, item->menu) : NULL;
		if (next != NULL && is_seen_by(item, role))
			mark_open(steps, next, role, open);
	}
}

/* An item for roles of which none can open its menu is seen by nobody. */
static void check_seen(const struct proof *p, const struct step_menu *main_menu, const char *const *roles)
{
	bool seen[STEP_MENUS_MAX][STEP_ITEMS_MAX] = { { false } };

	for (; *roles != NULL; roles++) {
		bool open[STEP_MENUS_MAX] = { false };
		mark_open(p->steps, main_menu, *roles, open);
		for (unsigned i = 0; i < p->steps->used; i++)
			for (unsigned k = 0; open[i] && k < p->steps->of[i]->items_used; k++)
				seen[i][k] |= is_seen_by(&p->steps->of[i]->items[k], *roles);
	}
	for (unsigned i = 0; i < p->steps->used; i++)
		for (unsigned k = 0; p->reached[i] && k < p->steps->of[i]->items_used; k++) {
			const struct step_item *item = &p->steps->of[i]->items[k];
			if (!seen[i][k] && !item->form)
				faults_add(p->faults, item->file, item->line,
					"nobody sees the item %s: none of its roles can open the menu %s; give it other "
					"roles, or the item that opens the menu",
					item->name, p->steps->of[i]->name);
		}
}

void step_expand(const struct step_item *item, const char *pattern, struct buf *to)
{
	for (; *pattern != '\0'; pattern++) {
		size_t n = *pattern == '{' ? strcspn(pattern, "}") : 0;
		const struct step_field *field = NULL;
		for (unsigned i = 0; n > 1 && i < item->steps_used; i++)
			if (strlen(item->steps[i].name) == n - 1 &&
				strncmp(item->steps[i].name, pattern + 1, n - 1) == 0)
				field = &item->steps[i];
		if (field == NULL) {
			buf_addc(to, *pattern);
			continue;
		}
		buf_adds(to, field->type == STEP_TYPE_NUMBER ? "123456789"
			     : field->type == STEP_TYPE_TEXT ? "thon Chau Thuan Bien, xa Binh Chau"
			     : field->options_used > 0       ? field->options[0].value
							     : "Chau Thuan Bien");
		pattern += n;
	}
}

static void check_pages(const struct proof *p, const struct step_menu *menu, const struct step_item *item)
{
	unsigned before = p->faults->count;

	/* One style tells of the same words in the others. */
	for (int style = TEXT_PLAIN; style < p->styles && p->faults->count == before; style++) {
		check_room(
			p, step_say(&menu->title, style), step_say(&item->label, style), style, item->file, item->line);
		for (unsigned i = 0; i < item->steps_used; i++) {
			const struct step_field *f = &item->steps[i];
			struct buf asked;
			buf_init(&asked);
			step_expand(item, step_say(&f->ask, style), &asked);
			const char *ask = asked.data;
			for (unsigned j = 0; j < f->options_used; j++)
				check_room(
					p, ask, step_say(&f->options[j].label, style), style, item->file, item->line);
			if (f->options_used == 0)
				check_room(p, ask, "1234567890123456", style, item->file, item->line);
			buf_fini(&asked);
		}
	}
}

static bool on_path(const struct proof *p, const struct step_menu *menu)
{
	for (unsigned i = 0; i < p->depth; i++)
		if (p->path[i] == menu)
			return true;
	return false;
}

static void visit(struct proof *p, const struct step_menu *menu);

static void visit_item(struct proof *p, const struct step_item *item)
{
	const struct step_menu *next;

	if (item->menu == NULL)
		return;
	next = steps_menu(p->steps, item->menu);
	if (next == NULL) {
		const char *known[STEP_MENUS_MAX + 1] = { NULL };
		for (unsigned i = 0; i < p->steps->used; i++)
			known[i] = p->steps->of[i]->name;
		const char *meant = nearest_word(item->menu, known);
		faults_add(p->faults, item->file, item->line, "there is no menu %s; write %s", item->menu,
			meant != NULL ? meant : "one, or take the item out");
	} else if (on_path(p, next)) {
		faults_add(p->faults, item->file, item->line,
			"%s leads back to the menu %s, which it came from; 0 and 00 do that, take the item out",
			item->name, next->name);
	} else if (p->depth == STEP_DEPTH_MAX) {
		faults_add(p->faults, item->file, item->line, "is %d menus deep; open %s further up", STEP_DEPTH_MAX,
			next->name);
	} else {
		visit(p, next);
	}
}

static void visit(struct proof *p, const struct step_menu *menu)
{
	for (unsigned i = 0; i < p->steps->used; i++) {
		if (p->steps->of[i] != menu)
			continue;
		if (p->reached[i])
			return;
		p->reached[i] = true;
	}
	p->path[p->depth++] = menu;
	for (unsigned i = 0; i < menu->items_used; i++)
		visit_item(p, &menu->items[i]);
	p->depth--;
}

void steps_check(const struct steps *steps, const struct texts *texts, const char *const *roles, unsigned languages,
	struct faults *faults)
{
	struct proof p = { .steps = steps, .texts = texts, .faults = faults, .styles = (int)(TEXT_LOCAL + languages) };
	const struct step_menu *main_menu = steps_menu(steps, "main");
	bool reached[STEP_MENUS_MAX];

	if (steps->used == 0)
		return;
	if (main_menu == NULL) {
		faults_add(faults, steps->of[0]->file, steps->of[0]->line,
			"no menu is called main; the dialogue begins there, so call the first one main");
		return;
	}
	visit(&p, main_menu);
	check_seen(&p, main_menu, roles);
	memcpy(reached, p.reached, sizeof reached);
	for (unsigned i = 0; i < steps->used; i++) {
		const struct step_menu *menu = steps->of[i];
		visit(&p, menu); /* also where nothing leads: what is wrong there is told too */
		if (!reached[i] && strcmp(menu->name, FORM_MENU) != 0) /* which keywords open */
			faults_add(faults, menu->file, menu->line,
				"no item opens the menu %s; write menu = \"%s\"; in one, or "
				"take it out",
				menu->name, menu->name);
		for (unsigned j = 0; j < menu->items_used; j++) {
			check_roles(&menu->items[j], roles, faults);
			check_pages(&p, menu, &menu->items[j]);
		}
	}
}
