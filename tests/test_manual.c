/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng(1) and keng.cfg(5) say what the programs do: commands, options, columns, keys; test_manual_menus.c the rest. */
#include "gateway/base/buf.h"
#include "gateway/config.h"
#include "gateway/config_keys.h"
#include "gateway/programme/kind.h"

#include "tests/help/folder.h"
#include "tests/help/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- what the program says of itself ---- */

/* What `keng COMMAND --help` prints; freed by the caller. */
static char *help_of(const char *command)
{
	const char *keng = getenv("KENG_BIN");
	char line[512], *help;
	struct buf said;
	FILE *pipe;
	size_t n;

	snprintf(line, sizeof line, "%s %s --help", keng != NULL ? keng : "build/asan/keng", command);
	pipe = popen(line, "r");
	assert_non_null(pipe);
	buf_init(&said);
	while ((n = fread(buf_room(&said, 4096), 1, 4096, pipe)) > 0)
		said.length += n;
	said.data[said.length] = '\0';
	assert_int_equal(pclose(pipe), 0);
	help = strdup(said.data);
	assert_non_null(help);
	buf_fini(&said);
	return help;
}

/* The commands of `keng --help`: lines with two spaces before them. */
static void add_commands(struct lines *to)
{
	char *help = help_of(""), *rest = help, *line;

	while ((line = strsep(&rest, "\n")) != NULL)
		if (strncmp(line, "  ", 2) == 0 && isalpha((unsigned char)line[2]))
			lines_add(to, "%.*s", (int)strcspn(line + 2, " "), line + 2);
	free(help);
}

/* "  -y, --yes       Do not ask." as its list item: ".It Fl y , Fl -yes". */
static void add_option(struct lines *to, const char *line)
{
	char name[40], argument[40] = "";
	const char *at = strstr(line, "--");

	if (sscanf(at, "--%39[a-z-]%*1[ ]%39[A-Z]", name, argument) < 1)
		fail_msg("no option in: %s", line);
	lines_add(to, ".It %s%.*s%sFl -%s%s%s", line[2] == '-' ? "Fl " : "", line[2] == '-', line + 3,
		line[2] == '-' ? " , " : "", name, argument[0] != '\0' ? " Ar " : "", argument);
}

static void add_options(struct lines *to, const char *command, bool common)
{
	char *help = help_of(command), *rest = help, *line;

	while ((line = strsep(&rest, "\n")) != NULL) {
		bool everywhere = strstr(line, "-c, --config") != NULL || strstr(line, "-h, --help") != NULL;

		if ((strncmp(line, "  -", 3) == 0 || strncmp(line, "      --", 8) == 0) && everywhere == common)
			add_option(to, line);
	}
	free(help);
}

/* ---- keng(1) ---- */

static void keng_1_has_every_command_and_no_other(void **state)
{
	struct lines commands, sections;
	char *page = page_read("keng.1"), *part = page_part(page, ".Sh COMMANDS", ".Sh ");

	(void)state;
	lines_init(&commands);
	lines_init(&sections);
	add_commands(&commands);
	assert_true(commands.used >= 11);
	page_lines(part, ".Ss ", &sections);
	lines_same(&commands, "keng --help", &sections, "keng(1)");
	lines_fini(&commands);
	lines_fini(&sections);
	free(part);
	free(page);
}

/* Every option stands in the synopsis of its command too: "Fl y" or "Fl -yes". */
static void check_synopsis(const char *command, const char *part, const struct lines *options)
{
	char *synopsis = page_part(part, "", ".Pp");

	for (size_t i = 0; i < options->used; i++) {
		char flag[60];

		snprintf(flag, sizeof flag, "%.*s", (int)strcspn(options->of[i] + 4, ",A") - 1, options->of[i] + 4);
		if (strstr(options->of[i], " Ar ") == NULL && strchr(options->of[i], ',') == NULL)
			snprintf(flag, sizeof flag, "%s", options->of[i] + 4);
		if (strstr(synopsis, flag) == NULL)
			fail_msg("keng(1), %s: \"%s\" does not stand in the synopsis", command, flag);
	}
	free(synopsis);
}

static void keng_1_has_every_option_of_every_command(void **state)
{
	char *page = page_read("keng.1"), *part;
	struct lines commands, options, items;

	(void)state;
	lines_init(&commands);
	add_commands(&commands);
	for (size_t i = 0; i < commands.used; i++) {
		char head[60];

		snprintf(head, sizeof head, ".Ss %s", commands.of[i]);
		part = page_part(page, head, ".Ss ");
		lines_init(&options);
		lines_init(&items);
		add_options(&options, commands.of[i], false);
		page_items(part, ".It Fl ", &items);
		lines_same(&options, commands.of[i], &items, "keng(1)");
		check_synopsis(commands.of[i], part, &options);
		lines_fini(&options);
		lines_fini(&items);
		free(part);
	}
	lines_init(&options);
	lines_init(&items);
	part = page_part(page, ".Ss Options of every command", ".Ss ");
	add_options(&options, "check", true);
	page_items(part, ".It Fl ", &items);
	lines_same(&options, "every command", &items, "keng(1)");
	free(part);
	lines_fini(&options);
	lines_fini(&items);
	lines_fini(&commands);
	free(page);
}

/* "no*, unit, level, [decision, decided_on]": an asterisk for the key, brackets around what may be left out. */
static void columns_of(const struct kind *kind, struct buf *to)
{
	bool open = false;

	for (const struct kind_column *c = kind->columns; c->name != NULL; c++) {
		bool optional = !c->needed && kind->octets > 0;

		buf_addf(to, "%s%s%s%s%s", open && !optional ? "]" : "", c == kind->columns ? "" : ", ",
			!open && optional ? "[" : "", c->name, c->key ? "*" : "");
		open = optional;
	}
	buf_adds(to, open ? "]" : "");
}

static void keng_1_has_the_columns_of_every_kind_of_file(void **state)
{
	char *page = page_read("keng.1"), names[KIND_NAMES_OCTETS], *rest = names, *name;

	(void)state;
	kind_names(false, names);
	while ((name = strsep(&rest, ", ")) != NULL) {
		char head[60], *said;
		struct buf columns;

		if (name[0] == '\0')
			continue;
		snprintf(head, sizeof head, ".It Cm %s", name);
		said = page_words(page, head);
		buf_init(&columns);
		columns_of(kind_find(name), &columns);
		assert_string_equal(said, columns.data);
		buf_fini(&columns);
		free(said);
	}
	free(page);
}

/* ---- keng.cfg(5) ---- */

static void check_says(const char *key, const char *said, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
static void check_says(const char *key, const char *said, const char *format, ...)
{
	char wanted[256];
	va_list args;

	va_start(args, format);
	vsnprintf(wanted, sizeof wanted, format, args);
	va_end(args);
	if (strcasestr(said, wanted) == NULL)
		fail_msg("keng.cfg(5), %s: \"%s\" is missing in: %s", key, wanted, said);
}

static void check_key(const struct config_key *key, const char *said)
{
	if (key->otherwise == NULL)
		check_says(key->name, said, "must be given");
	else if (key->otherwise[0] == '\0')
		check_says(key->name, said, "there is no default");
	else
		check_says(key->name, said, "the default is %s", key->otherwise);
	if (key->type == KEY_INTEGER || key->type == KEY_REAL)
		check_says(key->name, said, "the range %jd to %jd%s%s.", (intmax_t)key->least, (intmax_t)key->most,
			key->unit[0] != '\0' ? " " : "", key->unit);
	if (key->type == KEY_NUMBERS || key->type == KEY_WORDS || key->type == KEY_NETWORKS)
		check_says(key->name, said, "at most %jd.", (intmax_t)key->most);
	if (key->type == KEY_SECRET)
		check_says(key->name, said, "%jd to %jd characters", (intmax_t)key->least, (intmax_t)key->most);
	if (key->type == KEY_PIN)
		check_says(key->name, said, "%jd to %jd digits", (intmax_t)key->least, (intmax_t)key->most);
}

static void check_group(const char *group, const struct config_key *keys)
{
	char *page = page_read("keng.cfg.5"), head[60], *part;
	struct lines wanted, items;

	snprintf(head, sizeof head, ".Ss %s", group);
	part = page_part(page, head, ".Ss ");
	lines_init(&wanted);
	lines_init(&items);
	page_items(part, ".It Ic ", &items);
	for (; keys->name != NULL; keys++) {
		char item[120], *said;

		snprintf(item, sizeof item, ".It Ic %s Ns = Ns Ar %s", keys->name, config_type_name(keys->type));
		lines_add(&wanted, "%s", item);
		said = page_words(part, item);
		check_key(keys, said);
		free(said);
	}
	lines_same(&wanted, group, &items, "keng.cfg(5)");
	lines_fini(&wanted);
	lines_fini(&items);
	free(part);
	free(page);
}

static void keng_cfg_5_has_every_key_with_its_type_default_and_range(void **state)
{
	(void)state;
	check_group("gateway", config_gateway_keys);
	check_group("links", config_link_keys);
	check_group("console", config_console_keys);
}

static void check_config(const struct folder *f, const char *text)
{
	struct config *config;
	char path[128];
	struct buf faults;

	folder_write(f, "keng.cfg", text, path);
	buf_init(&faults);
	config = config_load(path, &faults);
	if (config == NULL)
		fail_msg("an example of keng.cfg(5) has faults:\n%s%s", faults.data, text);
	config_free(&config);
	buf_fini(&faults);
}

static void the_examples_of_keng_cfg_5_have_no_fault(void **state)
{
	char *page = page_read("keng.cfg.5");
	struct lines blocks;
	struct folder f;

	(void)state;
	folder_init(&f);
	folder_write(&f, "vina-1.pin", "1234\n", NULL);
	lines_init(&blocks);
	page_blocks(page, &blocks);
	assert_int_equal(blocks.used, 2);
	for (size_t i = 0; i < blocks.used; i++) {
		struct buf whole;

		buf_init(&whole);
		if (blocks.of[i][0] == '{') /* one link */
			buf_addf(&whole, "gateway: { };\nlinks: ( %s );\n", blocks.of[i]);
		else
			buf_adds(&whole, blocks.of[i]);
		check_config(&f, whole.data);
		buf_fini(&whole);
	}
	lines_fini(&blocks);
	folder_fini(&f);
	free(page);
}

/* ---- all pages ---- */

static void every_page_is_clean_to_mandoc(void **state)
{
	(void)state;
	assert_int_equal(system("mandoc -Tlint -Wwarning etc/man/*.[1-8] >&2"), 0);
}

static void every_page_that_a_page_names_is_there(void **state)
{
	static const char *const pages[] = { "keng.1", "keng.cfg.5", "keng-menus.5", "keng-modem.8" };

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		char *page = page_read(pages[i]), *part = page_part(page, ".Sh SEE ALSO", ".Sh ");
		struct lines named;

		lines_init(&named);
		page_lines(part, ".Xr ", &named);
		assert_true(named.used >= 2);
		for (size_t k = 0; k < named.used; k++) {
			char path[120], name[60], section;

			assert_int_equal(sscanf(named.of[k], "%59s %c", name, &section), 2);
			snprintf(path, sizeof path, "etc/man/%s.%c", name, section);
			assert_int_equal(access(path, R_OK), 0);
		}
		lines_fini(&named);
		free(part);
		free(page);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keng_1_has_every_command_and_no_other),
		cmocka_unit_test(keng_1_has_every_option_of_every_command),
		cmocka_unit_test(keng_1_has_the_columns_of_every_kind_of_file),
		cmocka_unit_test(keng_cfg_5_has_every_key_with_its_type_default_and_range),
		cmocka_unit_test(the_examples_of_keng_cfg_5_have_no_fault),
		cmocka_unit_test(every_page_is_clean_to_mandoc),
		cmocka_unit_test(every_page_that_a_page_names_is_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
