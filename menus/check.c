/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/check.h"

#include "gateway/base/segment.h"
#include "menus/check_alias.h"
#include "menus/check_sentence.h"
#include "menus/check_word.h"
#include "menus/duty.h"
#include "menus/guide.h"
#include "menus/language.h"
#include "menus/lexicon.h"
#include "menus/outgoing.h"
#include "menus/step.h"
#include "menus/text.h"

#include <ctype.h>
#include <string.h>

#define ROLES_MAX 32

/* Those that are checked for their length: with marks a text costs more, and who asks for them knows. */
static bool is_measured(int style)
{
	return style != TEXT_ACCENTED;
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

static void measure(const struct outgoing *one, void *user)
{
	if (is_measured(one->style))
		check_length(one->what, one->text, one->style >= TEXT_LOCAL, one->intended, one->file, one->line, user);
	if (one->is_guide && is_measured(one->style) && one->style < TEXT_LOCAL)
		check_misleading(one->what, one->text, one->file, one->line, user);
}

static void check_texts(const struct menus *m, const char *folder, struct faults *faults)
{
	struct text_entry entry;

	texts_check(m->texts, folder, faults);
	menus_each_outgoing(m, measure, faults);
	for (unsigned i = 0; texts_at(m->texts, i, &entry); i++)
		check_misleading(entry.key, entry.plain, entry.file, entry.line, faults);
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
	}
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
	check_aliases(m->lexicon, faults);
	check_texts(m, folder, faults);
	check_guides(m, faults);
	check_steps(m, faults);
	check_sentences(m, faults);
	duties_check(m->duties, m->lexicon, faults);
}
