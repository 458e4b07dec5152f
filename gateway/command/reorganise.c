/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng reorganise: a merger of units, after saying what it changes. */
#include "gateway/command/bring.h"
#include "gateway/command/command.h"
#include "gateway/command/control.h"
#include "gateway/command/ground.h"
#include "gateway/command/usage.h"
#include "gateway/programme/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct usage usage = {
	.command = "reorganise",
	.operands = "FILE.csv",
	.what = "Apply a merger of units to people, teams, targets and dialogues; all or nothing.",
	.more = "It says what will change, by counts and names, and asks before it goes on. A file that does not add up is\n"
		"refused whole; every fault is said as FILE:LINE. The people concerned are told by text, within the hours.\n"
		"keng(1) explains the file; FILE - is stdin, which needs --yes or --dry-run.\n",
	.options = (const struct usage_option[]){ { "dry-run", NULL, "Only say what would change.", 'n' },
		{ "yes", NULL, "Do not ask.", 'y' }, { NULL, NULL, NULL, 0 } },
};

static int call(struct ground *g, const char *file, const struct buf *content, bool dry_run)
{
	char *args = bring_arguments(json_pack("{s:o s:b}", "file", bring_text(file), "dry_run", dry_run));
	struct buf out, err;
	int status;

	buf_init(&out);
	buf_init(&err);
	status = control_run(g, "reorganise", args, content->data, &out, &err);
	free(args);
	return control_print(&out, &err, status);
}

/* Ask at the terminal. */
static bool agreed(void)
{
	char answer[16];

	fputs("Apply this? [y/N] ", stderr);
	return fgets(answer, sizeof answer, stdin) != NULL && (answer[0] == 'y' || answer[0] == 'Y');
}

static int reorganise(struct ground *g, const struct usage_given *given, const struct buf *content)
{
	const char *file = given->operands[0];
	int status;

	if (usage_has(given, "dry-run"))
		return call(g, file, content, true);
	if (usage_has(given, "yes"))
		return call(g, file, content, false);
	if (strcmp(file, "-") == 0 || !isatty(STDIN_FILENO)) {
		fputs("keng reorganise: nobody can be asked here; give --yes, or --dry-run to see what would change\n",
			stderr);
		return USAGE_WRONG;
	}
	status = call(g, file, content, true);
	if (status != USAGE_DONE)
		return status;
	if (!agreed()) {
		fputs("nothing was changed\n", stderr);
		return USAGE_WRONG;
	}
	return call(g, file, content, false);
}

int command_reorganise(int argc, char **argv)
{
	struct ground g = { .config = NULL };
	struct usage_given given;
	struct buf content;
	struct why why;
	int status = usage_parse(&usage, argc, argv, 1, 1, &given);

	if (status != USAGE_GO_ON)
		return status;
	if (ground_config(&g, given.config_file) == -1)
		return USAGE_WRONG;
	buf_init(&content);
	if (bring_file(given.operands[0], CSV_OCTETS_MAX, &content, &why) == 0) {
		status = reorganise(&g, &given, &content);
	} else {
		fprintf(stderr, "keng reorganise: %s\n", why.text);
		status = USAGE_WRONG;
	}
	buf_fini(&content);
	ground_close(&g);
	return status;
}
