/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng suspend: nobody is urged for some days. */
#include "gateway/command/bring.h"
#include "gateway/command/command.h"
#include "gateway/command/control.h"
#include "gateway/command/ground.h"
#include "gateway/command/usage.h"

#include <stdlib.h>

static const struct usage usage = {
	.command = "suspend",
	.operands = "",
	.what = "Urge nobody for some days, in one unit or everywhere; without an option, list what is suspended.",
	.more = "Reminders rest, and deadlines in those days move behind them; answers, invitations and what is urgent go on.\n"
		"Leaders do the same for their own unit by text (TAM NGUNG). Feasts of every year stand in the menu files.\n",
	.options = (const struct usage_option[]){ { "unit", "CODE", "In that unit and below it; without it everywhere.",
							  0 },
		{ "from", "DAY", "The first day, such as 2026-10-20; today when it is left out.", 0 },
		{ "until", "DAY", "The last day, itself included.", 0 },
		{ "reason", "TEXT", "Why, for those who ask.", 0 }, { "end", "NO", "Take that one back.", 0 },
		{ "json", NULL, "List as JSON.", 0 }, { NULL, NULL, NULL, 0 } },
};

static char *arguments_of(const struct usage_given *given)
{
	static const char *const names[] = { "unit", "from", "until", "reason", "end" };
	json_t *args = json_object();

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		json_object_set_new(args, names[i], bring_text(usage_value(given, names[i], "")));
	json_object_set_new(args, "json", json_boolean(usage_has(given, "json")));
	return bring_arguments(args);
}

int command_suspend(int argc, char **argv)
{
	struct ground g = { .config = NULL };
	struct usage_given given;
	struct buf out, err;
	int status = usage_parse(&usage, argc, argv, 0, 0, &given);
	char *args;

	if (status != USAGE_GO_ON)
		return status;
	if (usage_has(&given, "from") + usage_has(&given, "unit") + usage_has(&given, "reason") > 0 &&
		!usage_has(&given, "until"))
		return usage_wrong(&usage, "until which day? write --until 2026-10-25");
	g.reads = !usage_has(&given, "until") && !usage_has(&given, "end");
	if (ground_config(&g, given.config_file) == -1)
		return USAGE_WRONG;
	buf_init(&out);
	buf_init(&err);
	args = arguments_of(&given);
	status = control_run(&g, "suspend", args, "", &out, &err);
	free(args);
	status = control_print(&out, &err, status);
	ground_close(&g);
	return status;
}
