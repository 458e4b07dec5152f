/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng import: rows from a CSV file into the store, all or nothing. */
#include "gateway/command/bring.h"
#include "gateway/command/command.h"
#include "gateway/command/control.h"
#include "gateway/command/ground.h"
#include "gateway/command/usage.h"
#include "gateway/programme/csv.h"

#include <stdio.h>
#include <stdlib.h>

static const struct usage usage = {
	.command = "import",
	.operands = "KIND FILE.csv",
	.what = "Read rows of one kind from a CSV file: the whole file is checked, then all of it is stored or nothing.",
	.more = "KIND is units, members, teams, enrolments, trainings, invitations, indicators, targets, denominators,\n"
		"collections, groups, reports or tickets; FILE - is stdin. Every bad line is said as FILE:LINE. Rows keep the\n"
		"numbers that they bring;\n"
		"a row that is there already changes to what the file says. keng export writes such files.\n",
	.options =
		(const struct usage_option[]){
			{ "dry-run", NULL, "Say line by line what would change, and store nothing.", 'n' },
			{ NULL, NULL, NULL, 0 } },
};

static int import(struct ground *g, const struct usage_given *given, const struct buf *content)
{
	char *args = bring_arguments(json_pack("{s:s s:o s:b}", "kind", given->operands[0], "file",
		bring_text(given->operands[1]), "dry_run", usage_has(given, "dry-run")));
	struct buf out, err;
	int status;

	buf_init(&out);
	buf_init(&err);
	status = control_run(g, "import", args, content->data, &out, &err);
	free(args);
	return control_print(&out, &err, status);
}

int command_import(int argc, char **argv)
{
	struct ground g = { .config = NULL };
	struct usage_given given;
	struct buf content;
	struct why why;
	int status = usage_parse(&usage, argc, argv, 2, 2, &given);

	if (status != USAGE_GO_ON)
		return status;
	if (ground_config(&g, given.config_file) == -1)
		return USAGE_WRONG;
	buf_init(&content);
	if (bring_file(given.operands[1], CSV_OCTETS_MAX, &content, &why) == 0) {
		status = import(&g, &given, &content);
	} else {
		fprintf(stderr, "keng import: %s\n", why.text);
		status = USAGE_WRONG;
	}
	buf_fini(&content);
	ground_close(&g);
	return status;
}
