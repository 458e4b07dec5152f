/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng-menus(5) says what the loader of the menu files knows: sections, keys, acts, classes, texts; its examples load. */
#include "menus/menus.h"
#include "menus/reading.h"
#include "menus/term.h"

#include "tests/help/folder.h"
#include "tests/help/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the loader says of one file with that text. */
static char *faults_of(const char *text)
{
	struct faults faults;
	struct menus *menus;
	struct folder f;
	char *said;

	folder_init(&f);
	folder_write(&f, "10.cfg", text, NULL);
	faults_init(&faults);
	menus = menus_load(f.path, &faults);
	menus_free(&menus);
	said = strdup(faults.lines.data);
	assert_non_null(said);
	faults_fini(&faults);
	folder_fini(&f);
	return said;
}

static void keng_menus_5_has_every_section_and_no_other(void **state)
{
	char *page = page_read("keng-menus.5"), *part = page_part(page, ".Sh SECTIONS", ".Sh ");
	struct lines known, said;

	(void)state;
	lines_init(&known);
	lines_init(&said);
	for (unsigned i = 0; menus_section(i) != NULL; i++)
		lines_add(&known, "%s", menus_section(i));
	page_lines(part, ".Ss ", &said);
	lines_same(&known, "the loader", &said, "keng-menus(5)");
	lines_fini(&known);
	lines_fini(&said);
	free(part);
	free(page);
}

/* Groups of each section, with a key that cannot be there: the fault lists those that can. */
static const struct {
	const char *section, *text;
} groups[] = {
	{ "keywords", "keywords: ( { QQQQQQQQ = 1; } );" },
	{ "indicators", "indicators: ( { QQQQQQQQ = 1; } );" },
	{ "topics", "topics: ( { QQQQQQQQ = 1; } );" },
	{ "roles", "roles: ( { QQQQQQQQ = 1; } );" },
	{ "categories", "categories: ( { QQQQQQQQ = 1; } );" },
	{ "machines", "machines: ( { QQQQQQQQ = 1; } );" },
	{ "scams", "scams: ( { QQQQQQQQ = 1; } );" },
	{ "aliases", "aliases: ( { QQQQQQQQ = 1; } );" },
	{ "spellings", "spellings: ( { QQQQQQQQ = 1; } );" },
	{ "texts", "texts: ( { QQQQQQQQ = 1; } );" },
	{ "menus", "menus: ( { QQQQQQQQ = 1; } );" },
	{ "menus", "menus: ( { items: ( { QQQQQQQQ = 1; } ); } );" },
	{ "menus", "menus: ( { items: ( { steps: ( { QQQQQQQQ = 1; } ); } ); } );" },
	{ "menus", "menus: ( { items: ( { steps: ( { options: ( { QQQQQQQQ = 1; } ); } ); } ); } );" },
	{ "forms", "forms: ( { QQQQQQQQ = 1; } );" },
	{ "forms", "forms: ( { fields: ( { QQQQQQQQ = 1; } ); } );" },
	{ "forms", "forms: ( { fields: ( { options: ( { QQQQQQQQ = 1; } ); } ); } );" },
	{ "languages", "languages: ( { QQQQQQQQ = 1; } );" },
	{ "languages", "languages: ( { code = \"abc\"; phrases: ( { QQQQQQQQ = 1; } ); } );" },
	{ "languages", "languages: ( { code = \"abc\"; guides: ( { QQQQQQQQ = 1; } ); } );" },
	{ "guides", "guides: ( { QQQQQQQQ = 1; } );" },
	{ "programme", "programme: { QQQQQQQQ = 1; };" },
	{ "programme", "programme: { digest: { QQQQQQQQ = 1; }; };" },
	{ "programme", "programme: { youth: { QQQQQQQQ = 1; }; };" },
	{ "programme", "programme: { hours: { QQQQQQQQ = 1; }; };" },
	{ "programme", "programme: { report_reminders: { QQQQQQQQ = 1; }; };" },
	{ "programme", "programme: { not_understood: { QQQQQQQQ = 1; }; };" },
	{ "programme", "programme: { pauses: ( { QQQQQQQQ = 1; } ); };" },
	{ "programme", "programme: { communes: ( { QQQQQQQQ = 1; } ); };" },
	{ "teams", "teams: ( { QQQQQQQQ = 1; } );" },
	{ "difficulties", "difficulties: ( { QQQQQQQQ = 1; } );" },
};
#define GROUPS (sizeof groups / sizeof *groups)

/* The keys that may stand in the groups of a section. */
static void add_known_keys(struct lines *to, const char *section)
{
	static const char before[] = "unknown key QQQQQQQQ; the keys here are ";

	for (size_t i = 0; i < GROUPS; i++) {
		char *said, *keys, *key;

		if (strcmp(groups[i].section, section) != 0)
			continue;
		said = faults_of(groups[i].text);
		keys = strstr(said, before);
		assert_non_null(keys);
		keys += strlen(before);
		keys[strcspn(keys, "\n")] = '\0';
		while ((key = strsep(&keys, ", ")) != NULL)
			if (key[0] != '\0')
				lines_add_once(to, key);
		free(said);
	}
}

static void keng_menus_5_has_the_keys_of_every_section(void **state)
{
	char *page = page_read("keng-menus.5");

	(void)state;
	for (unsigned i = 0; menus_section(i) != NULL; i++) {
		char head[60], *part;
		struct lines known, said;

		if (strcmp(menus_section(i), "words") == 0)
			continue;
		snprintf(head, sizeof head, ".Ss %s", menus_section(i));
		part = page_part(page, head, ".Ss ");
		lines_init(&known);
		lines_init(&said);
		add_known_keys(&known, menus_section(i));
		page_macro(part, "Ic", &said);
		lines_same(&known, menus_section(i), &said, "keng-menus(5)");
		lines_fini(&known);
		lines_fini(&said);
		free(part);
	}
	free(page);
}

static void keng_menus_5_has_every_act_that_a_keyword_can_name(void **state)
{
	char *page = page_read("keng-menus.5"), *part = page_part(page, ".It Ic act", ".It ");
	struct lines said;

	(void)state;
	lines_init(&said);
	page_macro(part, "Li", &said);
	assert_true(said.used >= 30);
	for (size_t i = 0; i < said.used; i++) {
		char text[120], *faults;

		snprintf(text, sizeof text, "keywords: ( { act = \"%s\"; words = [ \"zz\" ]; } );", said.of[i]);
		faults = faults_of(text);
		if (strstr(faults, "is not known") != NULL)
			fail_msg("keng-menus(5): there is no act %s", said.of[i]);
		free(faults);
	}
	for (int i = 0; i < INTENTS; i++) {
		const char *name = intent_name((enum intent)i);
		char text[120], *faults;

		snprintf(text, sizeof text, "keywords: ( { act = \"%s\"; words = [ \"zz\" ]; } );", name);
		faults = faults_of(text);
		if (strstr(faults, "is not known") == NULL && !lines_has(&said, name))
			fail_msg("keng-menus(5): the act %s is missing", name);
		free(faults);
	}
	lines_fini(&said);
	free(part);
	free(page);
}

static void keng_menus_5_has_every_class_of_words(void **state)
{
	static const char *const classes[] = {
#define X(NAME, name) #name,
		WORD_CLASSES(X)
#undef X
	};
	char *page = page_read("keng-menus.5"), *part = page_part(page, "The classes:", ".Pp");
	struct lines known, said;

	(void)state;
	lines_init(&known);
	lines_init(&said);
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		lines_add(&known, "%.*s", (int)strcspn(classes[i], " "), classes[i]);
	page_macro(part, "Li", &said);
	lines_same(&known, "menus/term.h", &said, "keng-menus(5)");
	lines_fini(&known);
	lines_fini(&said);
	free(part);
	free(page);
}

static void keng_menus_5_has_every_text_with_its_placeholders(void **state)
{
	static const struct {
		const char *key, *placeholders;
	} texts[] = {
#define TEXT_KEY(key, placeholders) { #key, placeholders },
#include "menus/text_keys.h"
	};
	char *page = page_read("keng-menus.5"), *part = page_part(page, ".Sh TEXTS", ".Sh ");
	struct lines known, said;

	(void)state;
	lines_init(&known);
	lines_init(&said);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		lines_add(&known, ".It Ic %s%s%s", texts[i].key, texts[i].placeholders[0] != '\0' ? " Ar " : "",
			texts[i].placeholders);
	page_items(part, ".It ", &said);
	lines_same(&known, "menus/text_keys.h", &said, "keng-menus(5)");
	lines_fini(&known);
	lines_fini(&said);
	free(part);
	free(page);
}

static void link_shipped(const struct folder *f)
{
	DIR *dir = opendir("etc/menus.d");
	struct dirent *entry;
	char here[1024], from[1400], to[400];

	assert_non_null(dir);
	assert_non_null(getcwd(here, sizeof here));
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(from, sizeof from, "%s/etc/menus.d/%s", here, entry->d_name);
		snprintf(to, sizeof to, "%s/%s", f->path, entry->d_name);
		assert_int_equal(symlink(from, to), 0);
	}
	closedir(dir);
}

static void the_examples_of_keng_menus_5_load_beside_the_shipped_files(void **state)
{
	char *page = page_read("keng-menus.5");
	struct lines blocks;
	unsigned tried = 0;

	(void)state;
	lines_init(&blocks);
	page_blocks(page, &blocks);
	for (size_t i = 0; i < blocks.used; i++) {
		struct faults faults;
		struct menus *menus;
		struct folder f;

		if (blocks.of[i][strspn(blocks.of[i], "abcdefghijklmnopqrstuvwxyz")] != ':')
			continue; /* a command line */
		folder_init(&f);
		link_shipped(&f);
		folder_write(&f, "90-local.cfg", blocks.of[i], NULL);
		faults_init(&faults);
		menus = menus_load(f.path, &faults);
		bool partial = strstr(blocks.of[i], "partial = true;") != NULL; /* which is a warning */
		if (menus == NULL || (strstr(faults.lines.data, "90-local.cfg") != NULL && !partial))
			fail_msg("an example of keng-menus(5) has faults:\n%s%s", faults.lines.data, blocks.of[i]);
		menus_free(&menus);
		faults_fini(&faults);
		folder_fini(&f);
		tried++;
	}
	assert_int_equal(tried, 10);
	lines_fini(&blocks);
	free(page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keng_menus_5_has_every_section_and_no_other),
		cmocka_unit_test(keng_menus_5_has_the_keys_of_every_section),
		cmocka_unit_test(keng_menus_5_has_every_act_that_a_keyword_can_name),
		cmocka_unit_test(keng_menus_5_has_every_class_of_words),
		cmocka_unit_test(keng_menus_5_has_every_text_with_its_placeholders),
		cmocka_unit_test(the_examples_of_keng_menus_5_load_beside_the_shipped_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
