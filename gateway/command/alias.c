/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng alias: a further word for something that people can text, added to a menu file of its own.
 *
 * The file has one alias a line, written by this command alone. It goes live at the next reload; with a fault nothing
 * is changed. It has the gateway's name: gateways on one store share their menu files by their names, and what is
 * taught at several adds up.
 */
#include "gateway/command/command.h"
#include "gateway/command/ground.h"
#include "gateway/command/usage.h"
#include "gateway/base/buf.h"
#include "gateway/base/utf8.h"
#include "gateway/config.h"
#include "menus/menus.h"
#include "menus/node.h"
#include "store/store.h"
#include "store/unit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILE_NAME  "95-learned-NAME.cfg"
#define HEAD       "# Words that keng alias has added. An alias a line; lines may be taken out.\naliases: (\n"
#define TAIL       ");\n"
#define OCTETS_MAX (1 << 20)

static const struct usage usage = {
	.command = "alias",
	.operands = "OF WORD...",
	.what = "Let WORD stand for OF, a code or a word that people type already.",
	.more = "It is added to " FILE_NAME " in the folder of the menu files, NAME being gateway.name, and counts\n"
		"from the next reload. With a fault (a word that means something else, one slip away from another\n"
		"command) nothing is changed.\n",
	.options = (const struct usage_option[]){ { "commune", "CODE", "Only for people of that commune.", 0 },
		{ NULL, NULL, NULL, 0 } },
};

/* ---- the file ---- */

/* The whole file; "" when there is none. */
static int read_file(const char *path, struct buf *to, struct why *why)
{
	FILE *f = fopen(path, "re");
	size_t n;

	if (f == NULL)
		return errno == ENOENT ? 0 : why_set(why, "%s", strerror(errno));
	while (to->length < OCTETS_MAX && (n = fread(buf_room(to, 4096), 1, 4096, f)) > 0) {
		to->length += n;
		to->data[to->length] = '\0';
	}
	n = (size_t)ferror(f);
	fclose(f);
	return n != 0 ? why_set(why, "it cannot be read") : 0;
}

/* In one step, so that a reload never meets half of it. */
static int write_file(const char *path, const struct buf *content, struct why *why)
{
	char new[4200];
	FILE *f;
	bool good;

	snprintf(new, sizeof new, "%s.new", path);
	f = fopen(new, "we");
	if (f == NULL)
		return why_set(why, "%s", strerror(errno));
	good = fwrite(content->data, 1, content->length, f) == content->length;
	good = fflush(f) == 0 && fsync(fileno(f)) == 0 && good;
	if (fclose(f) != 0 || !good || rename(new, path) == -1) {
		why_set(why, "%s", strerror(errno));
		unlink(new);
		return -1;
	}
	return 0;
}

static void add_quoted(const char *text, struct buf *to)
{
	buf_addc(to, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			buf_addc(to, '\\');
		buf_addc(to, *text);
	}
	buf_addc(to, '"');
}

/* The file as it was, with one line more; -1 when somebody else has written it. */
static int add_line(
	const struct buf *old, char **words, const char *of, const char *commune, struct buf *to, struct why *why)
{
	size_t tail = strlen(TAIL);

	if (old->length == 0) {
		buf_adds(to, HEAD);
	} else if (old->length < tail || strcmp(old->data + old->length - tail, TAIL) != 0) {
		return why_set(why, "it does not end in \"%.2s\"; put what you wrote into another file", TAIL);
	} else {
		buf_add(to, old->data, old->length - tail);
		if (strstr(old->data, "\n    { of") != NULL || strstr(old->data, "\n  , { of") != NULL)
			buf_adds(to, "  , ");
	}
	if (to->data[to->length - 1] == '\n')
		buf_adds(to, "    ");
	buf_adds(to, "{ of = ");
	add_quoted(of, to);
	buf_adds(to, "; words = [ ");
	for (unsigned i = 0; words[i] != NULL; i++) {
		buf_adds(to, i > 0 ? ", " : "");
		add_quoted(words[i], to);
	}
	buf_adds(to, " ];");
	if (commune != NULL) {
		buf_adds(to, " communes = [ ");
		add_quoted(commune, to);
		buf_adds(to, " ];");
	}
	buf_adds(to, " }\n" TAIL);
	return 0;
}

/* ---- the command ---- */

/* Do the menus load with it? Every fault on stderr. */
static bool has_no_fault(const char *folder)
{
	struct faults faults;
	struct menus *menus;
	bool good;

	faults_init(&faults);
	menus = menus_load(folder, &faults);
	good = menus != NULL;
	if (!good)
		fputs(faults.lines.data, stderr);
	menus_free(&menus);
	faults_fini(&faults);
	return good;
}

static int put_back(const char *path, const struct buf *old, struct why *why)
{
	if (old->length > 0)
		return write_file(path, old, why);
	return unlink(path) == -1 ? why_set(why, "%s", strerror(errno)) : 0;
}

static int add(const struct config *config, const char *of, char **words, const char *commune)
{
	struct buf old, new;
	char path[4160];
	struct why why;
	int status = USAGE_WRONG;

	snprintf(path, sizeof path, "%.4000s/95-learned-%.80s.cfg", config->menus, config->name);
	buf_init(&old);
	buf_init(&new);
	snprintf(why.text, sizeof why.text, "nothing was changed");
	if (read_file(path, &old, &why) == 0 && add_line(&old, words, of, commune, &new, &why) == 0 &&
		write_file(path, &new, &why) == 0) {
		if (has_no_fault(config->menus))
			status = USAGE_DONE;
		else
			(void)put_back(path, &old, &why);
	}
	if (status == USAGE_DONE)
		printf("%s has it. It counts from the next reload: systemctl reload keng\n", path);
	else
		fprintf(stderr, "keng alias: %s: %s\n", path, why.text);
	buf_fini(&old);
	buf_fini(&new);
	return status;
}

static bool are_texts(char **operands)
{
	for (; *operands != NULL; operands++)
		if (!utf8_is_valid(*operands, strlen(*operands)) || strpbrk(*operands, "\r\n\t") != NULL)
			return false;
	return true;
}

/* Nobody would hear a word of a commune that is not there. Without a store nobody knows which there are. */
static bool is_commune(const struct config *config, const char *code)
{
	struct store *st;
	struct unit *units;
	struct why why;
	size_t used = 0;
	bool found = true;

	if (code == NULL || !ground_store_is_there(config))
		return true;
	st = store_open_readonly(config->store, &why);
	if (st != NULL && unit_list(st, &units, &used, &why) == 0) {
		found = used == 0;
		for (size_t i = 0; i < used && !found; i++)
			found = strcmp(units[i].code, code) == 0;
		free(units);
	}
	store_close(&st);
	return found;
}

int command_alias(int argc, char **argv)
{
	const char *commune;
	struct ground g = { .config = NULL };
	struct usage_given given;
	int status = usage_parse(&usage, argc, argv, 2, -1, &given);

	if (status != USAGE_GO_ON)
		return status;
	if (!are_texts(given.operands))
		return usage_wrong(&usage, "a word is a line of UTF-8");
	if (ground_config(&g, given.config_file) == -1)
		return USAGE_WRONG;
	commune = usage_value(&given, "commune", NULL);
	if (is_commune(g.config, commune)) {
		status = add(g.config, given.operands[0], given.operands + 1, commune);
	} else {
		fprintf(stderr, "keng alias: there is no unit %s; write a code that keng export units shows\n",
			commune);
		status = USAGE_WRONG;
	}
	ground_close(&g);
	return status;
}
