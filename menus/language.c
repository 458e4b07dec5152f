/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/language.h"

#include "gateway/base/sure.h"
#include "menus/guide.h"
#include "menus/plain.h"
#include "menus/step.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CODE_LETTERS_MAX 3
#define LACKING_SHOWN    8 /* in one warning */

struct phrase {
	char *vi, *to;
};

struct lesson {
	char *topic, *pages[GUIDE_PAGES_MAX];
	unsigned used;
};

struct language {
	char *code, *name, *file;
	int line;
	bool partial;
	struct phrase *phrases;
	unsigned phrases_used;
	struct lesson *lessons;
	unsigned lessons_used;
};

struct languages {
	unsigned used;
	struct language of[TEXT_LOCALS_MAX];
};

struct languages *languages_new(void)
{
	return sure(calloc(1, sizeof(struct languages)));
}

static void language_fini(struct language *l)
{
	free(l->code);
	free(l->name);
	free(l->file);
	for (unsigned i = 0; i < l->phrases_used; i++) {
		free(l->phrases[i].vi);
		free(l->phrases[i].to);
	}
	free(l->phrases);
	for (unsigned i = 0; i < l->lessons_used; i++) {
		free(l->lessons[i].topic);
		for (unsigned k = 0; k < l->lessons[i].used; k++)
			free(l->lessons[i].pages[k]);
	}
	free(l->lessons);
}

void languages_free(struct languages **languages)
{
	if (*languages == NULL)
		return;
	for (unsigned i = 0; i < (*languages)->used; i++)
		language_fini(&(*languages)->of[i]);
	free(*languages);
	*languages = NULL;
}

/* ---- reading ---- */

static bool is_group(const struct node *n, const char *example, struct faults *faults)
{
	if (node_kind(n) != NODE_GROUP)
		node_fault(n, faults, "is no group; write %s", example);
	return node_kind(n) == NODE_GROUP;
}

/* A text that must be there and be UTF-8. */
static const char *needed(const struct node *group, const char *name, struct faults *faults)
{
	const struct node *n = node_get(group, name);
	const char *text = node_text(n, "", faults);

	if (n == NULL)
		node_fault(group, faults, "%s is missing; write %s = \"...\";", name, name);
	else if (!plain_is_utf8(text))
		node_fault(n, faults, "is not UTF-8; save the file as UTF-8");
	return text;
}

static void read_phrases(struct language *l, const struct node *list, struct faults *faults)
{
	static const char *const known[] = { "vi", "to", NULL };
	unsigned n = list == NULL ? 0 : node_length(list);

	l->phrases = sure(realloc(l->phrases, (l->phrases_used + n + 1) * sizeof l->phrases[0]));
	for (unsigned i = 0; i < n; i++) {
		const struct node *one = node_at(list, i);
		if (!is_group(one, "{ vi = \"Báo cáo\"; to = \"...\"; }", faults))
			continue;
		node_only(one, known, faults);
		struct phrase *p = &l->phrases[l->phrases_used++];
		p->vi = sure_copy(needed(one, "vi", faults));
		p->to = sure_copy(needed(one, "to", faults));
	}
}

static void read_lessons(struct language *l, const struct node *list, struct faults *faults)
{
	static const char *const known[] = { "topic", "pages", NULL };
	unsigned n = list == NULL ? 0 : node_length(list);

	l->lessons = sure(realloc(l->lessons, (l->lessons_used + n + 1) * sizeof l->lessons[0]));
	for (unsigned i = 0; i < n; i++) {
		const struct node *one = node_at(list, i), *pages = node_get(one, "pages");
		if (!is_group(one, "{ topic = \"VNE\"; pages = [ \"...\" ]; }", faults))
			continue;
		node_only(one, known, faults);
		if (pages == NULL || node_kind(pages) != NODE_LIST || node_length(pages) == 0 ||
			node_length(pages) > GUIDE_PAGES_MAX) {
			node_fault(one, faults, "pages is no list of 1 to %d texts; write pages = [ \"...\" ];",
				GUIDE_PAGES_MAX);
			continue;
		}
		struct lesson *lesson = &l->lessons[l->lessons_used++];
		*lesson = (struct lesson){ .topic = sure_copy(needed(one, "topic", faults)) };
		for (unsigned k = 0; k < node_length(pages); k++)
			lesson->pages[lesson->used++] = sure_copy(node_text(node_at(pages, k), "", faults));
	}
}

/* The language of that code, a new one when it is not there yet. NULL after a fault. */
static struct language *place(struct languages *languages, const struct node *n, struct faults *faults)
{
	const char *code = needed(n, "code", faults);
	struct language *l;

	for (unsigned i = 0; i < languages->used; i++)
		if (strcmp(languages->of[i].code, code) == 0)
			return &languages->of[i];
	if (strlen(code) < 2 || strlen(code) > CODE_LETTERS_MAX ||
		code[strspn(code, "abcdefghijklmnopqrstuvwxyz")] != '\0' || strcmp(code, "vi") == 0 ||
		strcmp(code, "en") == 0) {
		node_fault(n, faults, "the code \"%s\" does not do; write 2 or 3 small letters, not vi or en", code);
		return NULL;
	}
	if (languages->used == TEXT_LOCALS_MAX) {
		node_fault(n, faults, "there are more than %d languages; take some out", TEXT_LOCALS_MAX);
		return NULL;
	}
	if (node_get(n, "words") == NULL)
		node_fault(
			n, faults, "this language has no words; write words = [ \"...\" ]; by which people choose it");
	l = &languages->of[languages->used++];
	l->code = sure_copy(code);
	l->name = sure_copy(needed(n, "name", faults));
	l->file = sure_copy(node_file(n));
	l->line = node_line(n);
	return l;
}

void languages_read(struct languages *languages, struct texts *texts, const struct node *section, struct faults *faults)
{
	static const char *const known[] = { "code", "name", "words", "partial", "texts", "phrases", "guides", NULL };

	for (unsigned i = 0; i < node_length(section); i++) {
		const struct node *n = node_at(section, i);
		struct language *l;
		if (!is_group(n, "{ code = \"hre\"; name = \"...\"; words = [ ... ]; texts: { ... }; }", faults))
			continue;
		node_only(n, known, faults);
		l = place(languages, n, faults);
		if (l == NULL)
			continue;
		l->partial = node_bool(node_get(n, "partial"), l->partial, faults);
		if (node_get(n, "texts") != NULL)
			texts_read_local(texts, (unsigned)(l - languages->of), node_get(n, "texts"), faults);
		read_phrases(l, node_get(n, "phrases"), faults);
		read_lessons(l, node_get(n, "guides"), faults);
	}
}

/* ---- what is missing ---- */

struct lacking {
	const struct language *language;
	struct faults *faults;
	unsigned count;
	struct buf shown;
	struct buf told; /* the phrases, a line each */
};

/* what: "no text help", "no phrase for \"Báo cáo\""; write: what to write. */
static void lack(struct lacking *lacking, const char *what, const char *write)
{
	const struct language *l = lacking->language;

	lacking->count++;
	if (!l->partial)
		faults_add(lacking->faults, l->file, l->line,
			"the language %s has no %s; write %s, or partial = true; to speak Vietnamese there", l->code,
			what, write);
	else if (lacking->count <= LACKING_SHOWN)
		buf_addf(&lacking->shown, "%s%s", lacking->count > 1 ? ", " : "", what);
}

static void look_for_texts(struct lacking *lacking, const struct texts *texts, unsigned local)
{
	struct text_entry entry;

	for (unsigned i = 0; texts_at(texts, i, &entry); i++) {
		char what[80], write[80];
		if (entry.local[local] != NULL)
			continue;
		snprintf(what, sizeof what, "text %s", entry.key);
		snprintf(write, sizeof write, "%s = \"...\"; into its texts", entry.key);
		lack(lacking, what, write);
	}
}

/* The phrase for a Vietnamese one of menus and forms; what is not there is told once. */
static const char *translate(void *user, const char *vi)
{
	struct lacking *lacking = user;
	const struct language *l = lacking->language;
	char what[200], write[200];

	for (unsigned i = 0; i < l->phrases_used; i++)
		if (strcmp(l->phrases[i].vi, vi) == 0)
			return l->phrases[i].to;
	snprintf(what, sizeof what, "\n%.120s\n", vi);
	if (strstr(lacking->told.data, what) != NULL)
		return NULL;
	buf_addf(&lacking->told, "%s", what);
	snprintf(what, sizeof what, "phrase for \"%.120s\"", vi);
	snprintf(write, sizeof write, "{ vi = \"%.120s\"; to = \"...\"; } into its phrases", vi);
	lack(lacking, what, write);
	return NULL;
}

static void give_lessons(struct lacking *lacking, const struct language *l, unsigned local, struct guides *guides)
{
	char what[80], write[120];

	for (unsigned i = 0; i < l->lessons_used; i++)
		if (!guides_set_local(guides, local, l->lessons[i].topic, (const char *const *)l->lessons[i].pages,
			    l->lessons[i].used))
			faults_add(lacking->faults, l->file, l->line,
				"the language %s has a guide %s, which there is not; write the topic of a guide",
				l->code, l->lessons[i].topic);
	for (unsigned i = 0; i < guides_count(guides); i++) {
		const struct guide *g = guides_at(guides, i);
		if (guide_has(g, (enum text_style)(TEXT_LOCAL + local)))
			continue;
		snprintf(what, sizeof what, "guide %s", guide_topic(g));
		snprintf(write, sizeof write, "{ topic = \"%s\"; pages = [ \"...\" ]; } into its guides",
			guide_topic(g));
		lack(lacking, what, write);
	}
}

/* Names of indicators, topics, roles and categories. */
static void give_names(struct lacking *lacking, const struct lexicon *words, unsigned local, struct texts *texts)
{
	const char *name, *english, *to;

	for (unsigned i = 0; lexicon_name_at(words, i, &name, &english); i++)
		if ((to = translate(lacking, name)) != NULL)
			texts_add_name(texts, (enum text_style)(TEXT_LOCAL + local), name, to);
}

void languages_ready(const struct languages *languages, const struct lexicon *words, struct texts *texts,
	struct steps *steps, struct guides *guides, struct faults *faults)
{
	for (unsigned i = 0; i < languages->used; i++) {
		const struct language *l = &languages->of[i];
		struct lacking lacking = { .language = l, .faults = faults };
		buf_init(&lacking.shown);
		buf_init(&lacking.told);
		look_for_texts(&lacking, texts, i);
		steps_translate(steps, (enum text_style)(TEXT_LOCAL + i), translate, &lacking);
		give_names(&lacking, words, i, texts);
		give_lessons(&lacking, l, i, guides);
		if (l->partial && lacking.count > 0)
			faults_warn(faults, l->file, l->line,
				"the language %s lacks %u, which are said in Vietnamese without marks: %s%s", l->code,
				lacking.count, lacking.shown.data, lacking.count > LACKING_SHOWN ? ", ..." : "");
		buf_fini(&lacking.shown);
		buf_fini(&lacking.told);
	}
}

/* ---- use ---- */

unsigned languages_count(const struct languages *languages)
{
	return languages->used;
}

const char *languages_code(const struct languages *languages, unsigned i)
{
	return languages->of[i].code;
}

const char *languages_name(const struct languages *languages, unsigned i)
{
	return languages->of[i].name;
}

bool languages_style(const struct languages *languages, const char *code, enum text_style *style)
{
	for (unsigned i = 0; i < languages->used; i++)
		if (strcmp(languages->of[i].code, code) == 0) {
			*style = (enum text_style)(TEXT_LOCAL + i);
			return true;
		}
	return false;
}
