/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/menus.h"

#include "gateway/base/nearest.h"
#include "menus/calendar.h"
#include "menus/check.h"
#include "menus/duty.h"
#include "menus/guide.h"
#include "menus/language.h"
#include "menus/lexicon.h"
#include "menus/roster.h"
#include "menus/step.h"
#include "menus/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILES_MAX 64

static void read_words(struct menus *m, const struct node *section, struct faults *faults)
{
	lexicon_read(m->lexicon, section, faults);
}

static void read_texts(struct menus *m, const struct node *section, struct faults *faults)
{
	texts_read(m->texts, section, faults);
}

static void read_menus(struct menus *m, const struct node *section, struct faults *faults)
{
	steps_read(m->steps, section, faults);
}

/* A form is a menu of one item, and a command that opens it. */
static void read_forms(struct menus *m, const struct node *section, struct faults *faults)
{
	steps_read_forms(m->steps, section, faults);
	lexicon_read(m->lexicon, section, faults);
}

static void read_guides(struct menus *m, const struct node *section, struct faults *faults)
{
	guides_read(m->guides, section, faults);
}

/* The words by which a language is chosen are a command. */
static void read_languages(struct menus *m, const struct node *section, struct faults *faults)
{
	languages_read(m->languages, m->texts, section, faults);
	lexicon_read(m->lexicon, section, faults);
}

static void read_programme(struct menus *m, const struct node *section, struct faults *faults)
{
	calendar_read(m->calendar, section, faults);
}

static void read_teams(struct menus *m, const struct node *section, struct faults *faults)
{
	roster_read(m->roster, section, faults);
}

static void read_difficulties(struct menus *m, const struct node *section, struct faults *faults)
{
	duties_read(m->duties, section, faults);
}

static const struct {
	const char *name;
	void (*read)(struct menus *m, const struct node *section, struct faults *faults);
} sections[] = {
	{ "keywords", read_words },
	{ "indicators", read_words },
	{ "topics", read_words },
	{ "roles", read_words },
	{ "categories", read_words },
	{ "words", read_words },
	{ "machines", read_words },
	{ "scams", read_words },
	{ "aliases", read_words },
	{ "spellings", read_words },
	{ "texts", read_texts },
	{ "menus", read_menus },
	{ "forms", read_forms },
	{ "guides", read_guides },
	{ "languages", read_languages },
	{ "programme", read_programme },
	{ "teams", read_teams },
	{ "difficulties", read_difficulties },
};
#define SECTIONS (sizeof sections / sizeof sections[0])

const char *menus_section(unsigned i)
{
	return i < SECTIONS ? sections[i].name : NULL;
}

static void read_section(struct menus *m, const struct node *section, struct code_lines *codes, struct faults *faults)
{
	const char *known[SECTIONS + 1];

	code_lines_note(codes, section);
	for (size_t i = 0; i < SECTIONS; i++) {
		if (strcmp(sections[i].name, node_name(section)) == 0) {
			sections[i].read(m, section, faults);
			return;
		}
		known[i] = sections[i].name;
	}
	known[SECTIONS] = NULL;
	const char *meant = nearest_word(node_name(section), known);
	node_fault(section, faults, "unknown section %s; %s%s", node_name(section),
		meant != NULL ? "write " : "the sections are listed in keng-menus(5)", meant != NULL ? meant : "");
}

void menus_read(struct menus *m, const char *path, struct code_lines *codes, struct faults *faults)
{
	struct node_file *file = node_file_open(path, faults);
	const struct node *root = node_file_root(file);

	for (unsigned i = 0; root != NULL && i < node_length(root); i++)
		read_section(m, node_at(root, i), codes, faults);
	node_file_close(&file);
}

#define MARK_FIRST UINT64_C(14695981039346656037) /* FNV-1a */

static uint64_t mark_of(const struct buf *files)
{
	uint64_t h = MARK_FIRST;

	for (size_t i = 0; i < files->length; i++)
		h = (h ^ (unsigned char)files->data[i]) * UINT64_C(1099511628211);
	return h;
}

static void keep_file(struct menus *m, const char *name, const char *path)
{
	FILE *f = fopen(path, "re");
	struct buf content;
	size_t n;

	buf_init(&content);
	while (f != NULL && (n = fread(buf_room(&content, 65536), 1, 65536, f)) > 0)
		content.length += n;
	if (f != NULL) /* what cannot be read is a fault, told elsewhere */
		fclose(f);
	buf_addf(&m->files, "%s %zu\n", name, content.length);
	buf_add(&m->files, content.data, content.length);
	buf_fini(&content);
}

static int is_menu_file(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return entry->d_name[0] != '.' && dot != NULL && strcmp(dot, ".cfg") == 0;
}

/* By their octets, not by the locale: 50-texts.cfg comes before 60-menus.cfg on every machine. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* False when there is nothing to read: what then is missing is no fault of its own. */
static bool read_folder(struct menus *m, const char *folder, struct code_lines *codes, struct faults *faults)
{
	struct dirent **entries;
	int n = scandir(folder, &entries, is_menu_file, by_name);

	if (n == -1) {
		faults_add(faults, folder, 0, "cannot be read: %s; name the folder of the menu files", strerror(errno));
		return false;
	}
	if (n == 0)
		faults_add(faults, folder, 0, "has no file that ends in .cfg; put the menu files there");
	if (n > FILES_MAX)
		faults_add(faults, folder, 0, "has %d menu files; keep at most %d", n, FILES_MAX);
	for (int i = 0; i < n; i++) {
		char *path;
		if (asprintf(&path, "%s/%s", folder, entries[i]->d_name) == -1)
			abort();
		if (i < FILES_MAX) {
			keep_file(m, entries[i]->d_name, path);
			menus_read(m, path, codes, faults);
		}
		free(path);
		free(entries[i]);
	}
	free(entries);
	m->mark = mark_of(&m->files);
	return n > 0;
}

struct menus *menus_new(void)
{
	struct menus *m = calloc(1, sizeof *m);

	if (m == NULL)
		abort();
	buf_init(&m->files);
	m->lexicon = lexicon_new();
	m->texts = texts_new();
	m->steps = steps_new();
	m->guides = guides_new();
	m->languages = languages_new();
	m->calendar = calendar_new();
	m->roster = roster_new();
	m->duties = duties_new();
	return m;
}

static void give_english_names(struct menus *m)
{
	const char *name, *english;

	for (unsigned i = 0; lexicon_name_at(m->lexicon, i, &name, &english); i++)
		if (english[0] != '\0')
			texts_add_name(m->texts, TEXT_ENGLISH, name, english);
	for (unsigned i = 0; i < guides_count(m->guides); i++) {
		const struct guide *g = guides_at(m->guides, i);
		texts_add_name(m->texts, TEXT_ENGLISH, guide_title(g), guide_title_en(g));
	}
}

struct menus *menus_load(const char *folder, struct faults *faults)
{
	struct menus *m = menus_new();
	struct code_lines codes = { .used = 0 };
	unsigned faults_before = faults->count;

	if (read_folder(m, folder, &codes, faults)) {
		lexicon_ready(m->lexicon, faults);
		steps_ready(m->steps);
		give_english_names(m);
		languages_ready(m->languages, m->lexicon, m->texts, m->steps, m->guides, faults);
		menus_check(m, &codes, folder, faults);
	}
	code_lines_fini(&codes);
	if (faults->count > faults_before)
		menus_free(&m);
	return m;
}

void menus_free(struct menus **menus)
{
	struct menus *m = *menus;

	if (m == NULL)
		return;
	lexicon_free(&m->lexicon);
	texts_free(&m->texts);
	steps_free(&m->steps);
	guides_free(&m->guides);
	languages_free(&m->languages);
	calendar_free(&m->calendar);
	roster_free(&m->roster);
	duties_free(&m->duties);
	buf_fini(&m->files);
	free(m);
	*menus = NULL;
}
