/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/outgoing.h"

#include "menus/form.h"
#include "menus/guide.h"
#include "menus/language.h"
#include "menus/step.h"
#include "menus/step_tree.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct walk {
	const struct menus *m;
	outgoing_each *each;
	void *user;
};

const char *menus_style_name(const struct menus *m, int style)
{
	static const char *const names[] = {
		[TEXT_PLAIN] = "without marks", [TEXT_ACCENTED] = "with marks", [TEXT_ENGLISH] = "in English"
	};

	return style < TEXT_LOCAL ? names[style] : languages_name(m->languages, (unsigned)(style - TEXT_LOCAL));
}

static int styles(const struct menus *m)
{
	return (int)(TEXT_LOCAL + languages_count(m->languages));
}

/* ---- texts ---- */

static void each_text(const struct walk *w)
{
	struct text_entry entry;
	struct buf expanded;

	buf_init(&expanded);
	for (unsigned i = 0; texts_at(w->m->texts, i, &entry); i++)
		for (int style = TEXT_PLAIN; style < styles(w->m); style++) {
			struct outgoing one = {
				.style = style, .intended = entry.parts, .file = entry.file, .line = entry.line
			};

			if (style >= TEXT_LOCAL && entry.local[style - TEXT_LOCAL] == NULL)
				continue;
			buf_clear(&expanded);
			texts_longest(&entry, (enum text_style)style, &expanded);
			snprintf(one.name, sizeof one.name, "%s", entry.key);
			snprintf(one.what, sizeof one.what, "the text %s %s", entry.key, menus_style_name(w->m, style));
			one.text = expanded.data;
			w->each(&one, w->user);
		}
	buf_fini(&expanded);
}

/* ---- lessons ---- */

static void one_page(const struct walk *w, const struct guide *g, enum text_style style, unsigned page)
{
	struct outgoing one = {
		.style = (int)style, .intended = 1, .is_guide = true, .file = guide_file(g), .line = guide_line(g)
	};
	unsigned pages = guide_pages(g, style);
	char number[12], last[12];
	const struct text_argument arguments[] = { { "title", guide_title(g) }, { "text", guide_page(g, style, page) },
		{ "page", number }, { "pages", last }, { NULL, NULL } };
	struct buf whole;

	snprintf(number, sizeof number, "%u", page);
	snprintf(last, sizeof last, "%u", pages);
	snprintf(one.name, sizeof one.name, "guide %s %u", guide_topic(g), page);
	snprintf(one.what, sizeof one.what, "page %u of the guide %s %s", page, guide_topic(g),
		menus_style_name(w->m, (int)style));
	buf_init(&whole);
	texts_render(w->m->texts, style, page < pages ? "guide_page" : "guide_last", arguments, &whole);
	one.text = whole.data;
	w->each(&one, w->user);
	buf_fini(&whole);
}

static void each_page(const struct walk *w)
{
	if (!texts_has(w->m->texts, "guide_page") || !texts_has(w->m->texts, "guide_last"))
		return;
	for (unsigned i = 0; i < guides_count(w->m->guides); i++) {
		const struct guide *g = guides_at(w->m->guides, i);

		for (int style = TEXT_PLAIN; style < styles(w->m); style++)
			for (unsigned page = 1;
				guide_has(g, (enum text_style)style) && page <= guide_pages(g, (enum text_style)style);
				page++)
				one_page(w, g, (enum text_style)style, page);
	}
}

/* ---- forms: a receipt echoes every field ---- */

/* The longest that a field can be in the receipt. */
static void add_longest(const struct step_item *form, unsigned i, enum text_style style, struct buf *to)
{
	char label[STEP_TYPED_OCTETS], value[24];
	const struct step_field *f = &form->steps[i];
	size_t longest = 0;

	if (f->options_used > 0) {
		const char *found = "";
		for (unsigned k = 0; k < f->options_used; k++)
			if (strlen(step_say(&f->options[k].label, style)) > longest) {
				found = step_say(&f->options[k].label, style);
				longest = strlen(found);
			}
		buf_adds(to, found);
	} else if (f->type == STEP_TYPE_TEXT) {
		for (int64_t n = 0; n < f->most && n < STEP_TYPED_OCTETS; n++)
			buf_addc(to, 'x');
	} else if (f->type == STEP_TYPE_NUMBER) {
		snprintf(value, sizeof value, "%jd", (intmax_t)f->most);
		buf_adds(to, form_label(form, i, value, style, label));
	} else {
		buf_adds(to, f->type == STEP_TYPE_DATE ? "28/12" : "thon Chau Thuan Bien");
	}
}

static unsigned parts_of(const struct menus *m, const char *key)
{
	struct text_entry entry;

	for (unsigned i = 0; texts_at(m->texts, i, &entry); i++)
		if (strcmp(entry.key, key) == 0)
			return entry.parts;
	return 1;
}

static void one_form(const struct walk *w, const struct step_item *form, enum text_style style)
{
	struct outgoing one = { .style = (int)style, .file = form->file, .line = form->line };
	struct buf values, receipt;

	buf_init(&values);
	buf_init(&receipt);
	for (unsigned i = 0; i < form->steps_used; i++) {
		buf_adds(&values, i > 0 ? ", " : "");
		add_longest(form, i, style, &values);
	}
	const struct text_argument arguments[] = { { "form", step_say(&form->label, style) }, { "no", "1234" },
		{ "values", values.data }, { "word", form->word }, { NULL, NULL } };
	texts_render(w->m->texts, style, "form_receipt", arguments, &receipt);
	snprintf(one.name, sizeof one.name, "form %s", form->name);
	snprintf(one.what, sizeof one.what, "the receipt of the form %s %s", form->name,
		menus_style_name(w->m, (int)style));
	one.text = receipt.data;
	one.intended = parts_of(w->m, "form_receipt");
	w->each(&one, w->user);
	buf_fini(&values);
	buf_fini(&receipt);
}

static void each_form(const struct walk *w)
{
	const struct step_menu *forms = steps_menu(w->m->steps, FORM_MENU);

	for (unsigned i = 0; forms != NULL && i < forms->items_used; i++)
		for (int style = TEXT_PLAIN; style < styles(w->m); style++)
			if (forms->items[i].word != NULL && texts_has(w->m->texts, "form_receipt"))
				one_form(w, &forms->items[i], (enum text_style)style);
}

/* ---- menus: pages of numbered choices, cut to fit; lists from data are those of the deployment ---- */

static void menu_pages(const struct walk *w, enum text_style style, const char *name, const char *header,
	const struct step_choices *choices, const struct step_item *at)
{
	const struct step_view view = { .texts = w->m->texts, .style = style };
	struct outgoing one = { .style = (int)style, .intended = style == TEXT_ACCENTED ? 2 : 1, .is_menu = true };
	struct buf page;

	one.file = at->file;
	one.line = at->line;
	buf_init(&page);
	for (unsigned first = 0, number = 1; number == 1 || first < choices->used; number++) {
		buf_clear(&page);
		first += step_page(&view, header, choices, first, "0", first == 0, &page);
		snprintf(one.name, sizeof one.name, "menu %s %u", name, number);
		snprintf(one.what, sizeof one.what, "page %u of the menu %s %s", number, name,
			menus_style_name(w->m, (int)style));
		one.text = page.data;
		w->each(&one, w->user);
	}
	buf_fini(&page);
}

static void one_menu(const struct walk *w, const struct step_menu *menu, enum text_style style)
{
	struct step_choices choices = { .used = 0 };

	for (unsigned i = 0; i < menu->items_used; i++)
		step_choices_add(&choices, "", step_say(&menu->items[i].label, style));
	if (menu->items_used > 0)
		menu_pages(w, style, menu->name, step_say(&menu->title, style), &choices, &menu->items[0]);
	for (unsigned i = 0; i < menu->items_used; i++)
		for (unsigned k = 0; k < menu->items[i].steps_used; k++) {
			const struct step_field *f = &menu->items[i].steps[k];
			char name[48];
			struct buf asked;

			choices.used = 0;
			buf_init(&asked);
			step_expand(&menu->items[i], step_say(&f->ask, style), &asked);
			for (unsigned o = 0; o < f->options_used; o++)
				step_choices_add(&choices, "", step_say(&f->options[o].label, style));
			snprintf(name, sizeof name, "%.20s %.24s", menu->items[i].name, f->name);
			menu_pages(w, style, name, asked.data, &choices, &menu->items[i]);
			buf_fini(&asked);
		}
}

void menus_each_outgoing(const struct menus *m, outgoing_each *each, void *user)
{
	const struct walk w = { m, each, user };

	each_text(&w);
	each_page(&w);
	each_form(&w);
}

void menus_each_menu_page(const struct menus *m, outgoing_each *each, void *user)
{
	const struct walk w = { m, each, user };

	for (unsigned i = 0; texts_has(m->texts, "menu_back") && i < m->steps->used; i++)
		for (int style = TEXT_PLAIN; style < styles(m); style++)
			one_menu(&w, m->steps->of[i], (enum text_style)style);
}
