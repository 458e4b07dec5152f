/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/check.h"

#include "gateway/base/segment.h"
#include "menus/check_sentence.h"
#include "menus/check_word.h"
#include "menus/duty.h"
#include "menus/guide.h"
#include "menus/language.h"
#include "menus/lexicon.h"
#include "menus/form.h"
#include "menus/step.h"
#include "menus/step_tree.h"
#include "menus/text.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define ROLES_MAX 32

static const char *style_name(const struct menus *m, int style)
{
	static const char *const names[] = {
		[TEXT_PLAIN] = "without marks", [TEXT_ACCENTED] = "with marks", [TEXT_ENGLISH] = "in English"
	};

	return style < TEXT_LOCAL ? names[style] : languages_name(m->languages, (unsigned)(style - TEXT_LOCAL));
}

/* Those that are checked for their length: with marks a text costs more, and who asks for them knows. */
static bool is_measured(int style)
{
	return style != TEXT_ACCENTED;
}

static int styles(const struct menus *m)
{
	return (int)(TEXT_LOCAL + languages_count(m->languages));
}

/* ---- how long a text grows ---- */

/* own: a further language, which may need letters of its own and then pays for them. */
static void check_length(const char *what, const char *expanded, bool own, unsigned parts, const char *file, int line,
	struct faults *faults)
{
	struct segment_plan plan;
	struct why why;

	if (segment_plan(expanded, &plan, &why) == -1) {
		faults_add(faults, file, line, "%s: %s; shorten it", what, why.text);
		return;
	}
	if (plan.alphabet == ALPHABET_UCS2 && !own)
		faults_add(faults, file, line,
			"%s has a character outside the GSM alphabet, which costs 70 instead of 160 a part: \"%s\"; "
			"write another",
			what, expanded);
	else if (plan.parts > parts)
		faults_warn(faults, file, line,
			"%s can grow to %zu characters, %u parts: \"%s\"; shorten it, or write parts = %u;", what,
			plan.units, plan.parts, expanded, plan.parts);
}

/* ---- words that mislead without their marks ---- */

/* "dung" alone may be dừng, đúng, dùng or đừng; behind these words it can only be one of them. */
static bool is_clear_behind(const char *word, size_t n)
{
	static const char *const words[] = { "su", "noi", "ung", "ap", "xay", "tin", "nguoi" };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strlen(words[i]) == n && strncasecmp(words[i], word, n) == 0)
			return true;
	return false;
}

static void check_misleading(const char *what, const char *text, const char *file, int line, struct faults *faults)
{
	const char *before = "";
	size_t before_n = 0;

	while (*text != '\0') {
		size_t n = 0;
		while (isalnum((unsigned char)text[n]))
			n++;
		if (n == 4 && strncasecmp(text, "dung", 4) == 0 && !is_clear_behind(before, before_n))
			faults_warn(faults, file, line,
				"%s has the word \"dung\", which may mean stop, right, use or do not; write NGUNG, CHAC "
				"CHAN or another word",
				what);
		if (n > 0) {
			before = text;
			before_n = n;
		}
		text += n > 0 ? n : 1;
	}
}

static void check_texts(const struct menus *m, const char *folder, struct faults *faults)
{
	struct text_entry entry;
	struct buf expanded;
	char what[120];

	texts_check(m->texts, folder, faults);
	buf_init(&expanded);
	for (unsigned i = 0; texts_at(m->texts, i, &entry); i++) {
		for (int style = TEXT_PLAIN; style < styles(m); style++) {
			if (!is_measured(style) || (style >= TEXT_LOCAL && entry.local[style - TEXT_LOCAL] == NULL))
				continue;
			buf_clear(&expanded);
			texts_longest(&entry, (enum text_style)style, &expanded);
			snprintf(what, sizeof what, "the text %s %s", entry.key, style_name(m, style));
			check_length(
				what, expanded.data, style >= TEXT_LOCAL, entry.parts, entry.file, entry.line, faults);
		}
		check_misleading(entry.key, entry.plain, entry.file, entry.line, faults);
	}
	buf_fini(&expanded);
}

/* ---- guides ---- */

static void check_page(
	const struct menus *m, const struct guide *g, enum text_style style, unsigned page, struct faults *faults)
{
	unsigned pages = guide_pages(g, style);
	char number[12], last[12], what[120];
	const struct text_argument arguments[] = { { "title", guide_title(g) }, { "text", guide_page(g, style, page) },
		{ "page", number }, { "pages", last }, { NULL, NULL } };
	struct buf whole;

	snprintf(number, sizeof number, "%u", page);
	snprintf(last, sizeof last, "%u", pages);
	snprintf(what, sizeof what, "page %u of the guide %s %s", page, guide_topic(g), style_name(m, (int)style));
	buf_init(&whole);
	texts_render(m->texts, style, page < pages ? "guide_page" : "guide_last", arguments, &whole);
	check_length(what, whole.data, style >= TEXT_LOCAL, 1, guide_file(g), guide_line(g), faults);
	if (style < TEXT_LOCAL)
		check_misleading(what, guide_page(g, style, page), guide_file(g), guide_line(g), faults);
	buf_fini(&whole);
}

static void check_guides(const struct menus *m, struct faults *faults)
{
	for (unsigned i = 0; i < guides_count(m->guides); i++) {
		const struct guide *g = guides_at(m->guides, i);
		if (lexicon_indicator(m->lexicon, guide_topic(g)) == NULL &&
			lexicon_topic(m->lexicon, guide_topic(g)) == NULL)
			faults_add(faults, guide_file(g), guide_line(g),
				"there is no topic %s; write the code of an indicator or of a topic, or add it to the section "
				"topics",
				guide_topic(g));
		if (!texts_has(m->texts, "guide_page") || !texts_has(m->texts, "guide_last"))
			continue;
		for (int style = TEXT_PLAIN; style < styles(m); style++)
			for (unsigned page = 1; is_measured(style) && guide_has(g, (enum text_style)style) &&
						page <= guide_pages(g, (enum text_style)style);
				page++)
				check_page(m, g, (enum text_style)style, page, faults);
	}
}

/* ---- forms ---- */

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

/* A receipt echoes every field: it must not grow past what is meant for it. */
static void check_form(
	const struct menus *m, const struct step_item *form, enum text_style style, struct faults *faults)
{
	struct buf values, receipt;
	char what[120];

	if (form->word == NULL || !texts_has(m->texts, "form_receipt"))
		return;
	buf_init(&values);
	buf_init(&receipt);
	for (unsigned i = 0; i < form->steps_used; i++) {
		buf_adds(&values, i > 0 ? ", " : "");
		add_longest(form, i, style, &values);
	}
	const struct text_argument arguments[] = { { "form", step_say(&form->label, style) }, { "no", "1234" },
		{ "values", values.data }, { "word", form->word }, { NULL, NULL } };
	texts_render(m->texts, style, "form_receipt", arguments, &receipt);
	snprintf(what, sizeof what, "the receipt of the form %s %s", form->name, style_name(m, (int)style));
	check_length(
		what, receipt.data, style >= TEXT_LOCAL, parts_of(m, "form_receipt"), form->file, form->line, faults);
	buf_fini(&values);
	buf_fini(&receipt);
}

static void check_forms(const struct menus *m, struct faults *faults)
{
	const struct step_menu *forms = steps_menu(m->steps, FORM_MENU);

	for (unsigned i = 0; forms != NULL && i < forms->items_used; i++)
		for (int style = TEXT_PLAIN; style < styles(m); style++)
			if (is_measured(style))
				check_form(m, &forms->items[i], (enum text_style)style, faults);
}

static void check_steps(const struct menus *m, struct faults *faults)
{
	const char *roles[ROLES_MAX + 2];
	unsigned n = 0;

	for (; n < lexicon_roles(m->lexicon) && n < ROLES_MAX; n++)
		roles[n] = lexicon_role_at(m->lexicon, n)->code;
	roles[n++] = "chua_dang_ky";
	roles[n] = NULL;
	steps_check(m->steps, m->texts, roles, languages_count(m->languages), faults);
}

void menus_check(const struct menus *m, const struct code_lines *codes, const char *folder, struct faults *faults)
{
	check_codes(m->lexicon, codes, faults);
	check_words(m->lexicon, faults);
	check_texts(m, folder, faults);
	check_guides(m, faults);
	check_steps(m, faults);
	check_forms(m, faults);
	check_sentences(m, faults);
	duties_check(m->duties, m->lexicon, faults);
}
