/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng export: rows out of the store as CSV, JSON or a spreadsheet.
 *
 * That they leave is noted in the audit first, by the gateway. They are then
 * read here, so that a large table never holds up the gateway.
 */
#include "gateway/command/bring.h"
#include "gateway/command/command.h"
#include "gateway/command/control.h"
#include "gateway/command/ground.h"
#include "gateway/command/sheet.h"
#include "gateway/command/usage.h"
#include "gateway/config.h"
#include "gateway/programme/export.h"
#include "store/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct usage usage = {
	.command = "export",
	.operands = "KIND | person PHONE",
	.what = "Write all rows of one kind to stdout, numbers of people in full; the audit notes who did.",
	.more = "KIND is units, members, teams, enrolments, trainings, invitations, indicators, targets, denominators,\n"
		"collections, groups, reports, tickets, forms, messages, totals or table. keng import reads the CSV files\n"
		"back, but for the last four. A table is the totals with a row for each unit and period, and a column for\n"
		"each indicator.\n"
		"person with a number gives all that is held about that person, as JSON.\n",
	.options = (const struct usage_option[]){ { "format", "FORMAT",
							  "csv (without it), json, or xlsx for a spreadsheet.", 0 },
		{ "from", "TIME", "Only what happened at or after that day or time.", 0 },
		{ "to", "TIME", "Only what happened before that time, or up to the end of that day.", 0 },
		{ "unit", "CODE", "Only that unit and everything below it.", 0 },
		{ "as", "WHEN",
			"Totals or a table in the units of their time (then, without it) or in those of today (now).",
			0 },
		{ NULL, NULL, NULL, 0 } },
};

static int to_stdout(struct buf *written, void *user, struct why *why)
{
	(void)user;
	if (fwrite(written->data, 1, written->length, stdout) != written->length)
		return why_set(why, "writing: %s", strerror(errno));
	buf_clear(written);
	return 0;
}

/* Ask for the rows and note it. An exit status. */
static int note(struct ground *g, const struct usage_given *given, const char *format)
{
	char *args = bring_arguments(json_pack("{s:s s:s s:s s:s s:s s:s s:b}", "kind", given->operands[0], "format",
		format, "unit", usage_value(given, "unit", ""), "from", usage_value(given, "from", ""), "to",
		usage_value(given, "to", ""), "as", usage_value(given, "as", ""), "note_only", 1));
	struct buf out, err;
	int status;

	buf_init(&out);
	buf_init(&err);
	status = control_run(g, "export", args, "", &out, &err);
	free(args);
	return control_print(&out, &err, status);
}

static int write_rows(struct store *st, const struct usage_given *given, const char *format, struct why *why)
{
	struct export_request request;

	if (export_ask(st, given->operands[0], usage_value(given, "unit", ""), usage_value(given, "from", ""),
		    usage_value(given, "to", ""), &request, why) == -1 ||
		export_as(&request, usage_value(given, "as", ""), 0, why) == -1)
		return -1;
	if (strcmp(format, "xlsx") == 0)
		return sheet_write(st, &request, stdout, why);
	return export_text(st, &request, format, to_stdout, NULL, why) == -1 ? -1 : 0;
}

static int export(struct ground *g, const struct usage_given *given, const char *format)
{
	struct store *st = g->store;
	struct why why;
	int status = note(g, given, format);

	if (status != USAGE_DONE)
		return status;
	st = g->store != NULL ? g->store : store_open_readonly(g->config->store, &why);
	if (st == NULL || write_rows(st, given, format, &why) == -1) {
		if (!ferror(stdout)) /* else main says so */
			fprintf(stderr, "keng export: %s\n", why.text);
		status = st == NULL ? USAGE_MISSING : USAGE_WRONG;
	}
	if (st != g->store && st != NULL)
		store_close(&st);
	return status;
}

/* All about one person: what the law has them ask for. */
static int export_person(struct ground *g, const char *phone)
{
	char *args = bring_arguments(json_pack("{s:o}", "phone", bring_text(phone)));
	struct buf out, err;
	int status;

	buf_init(&out);
	buf_init(&err);
	status = control_run(g, "person", args, "", &out, &err);
	free(args);
	return control_print(&out, &err, status);
}

static int check_operands(const struct usage_given *given)
{
	bool person = strcmp(given->operands[0], "person") == 0;

	if (person && given->operands_used != 2)
		return usage_wrong(&usage, "export person needs a number, such as 0905123456");
	if (!person && given->operands_used != 1)
		return usage_wrong(&usage, "it needs one kind, such as members");
	return USAGE_GO_ON;
}

int command_export(int argc, char **argv)
{
	static const char *const formats[] = { "csv", "json", "xlsx" };
	struct ground g = { .reads = true };
	struct usage_given given;
	const char *format;
	bool known = false;
	int status = usage_parse(&usage, argc, argv, 1, 2, &given);

	if (status == USAGE_GO_ON)
		status = check_operands(&given);
	if (status != USAGE_GO_ON)
		return status;
	format = usage_value(&given, "format", "csv");
	for (unsigned i = 0; i < sizeof formats / sizeof *formats; i++)
		known |= strcmp(format, formats[i]) == 0;
	if (!known)
		return usage_wrong(&usage, "--format \"%s\" is not known, write csv, json or xlsx", format);
	if (strcmp(format, "xlsx") == 0 && isatty(STDOUT_FILENO))
		return usage_wrong(&usage, "a spreadsheet is no text for a terminal, write it into a file with >");
	if (ground_config(&g, given.config_file) == -1)
		return USAGE_WRONG;
	status = given.operands_used == 2 ? export_person(&g, given.operands[1]) : export(&g, &given, format);
	ground_close(&g);
	return status;
}
