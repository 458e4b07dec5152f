/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng erase: take a person out of the store, after saying what is held. */
#include "gateway/command/bring.h"
#include "gateway/command/command.h"
#include "gateway/command/control.h"
#include "gateway/command/ground.h"
#include "gateway/command/usage.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct usage usage = {
	.command = "erase",
	.operands = "PHONE",
	.what = "Erase a person at once: name, numbers and texts go, counts stay without the person.",
	.more = "People ask for it by text (XOA DU LIEU); then it is done by itself three days later. It says first what is\n"
		"held, and asks. It cannot be undone, and copies made by keng backup still hold the person.\n",
	.options = (const struct usage_option[]){ { "yes", NULL, "Do not ask.", 'y' }, { NULL, NULL, NULL, 0 } },
};

static int call(struct ground *g, const char *phone, bool plan)
{
	char *args = bring_arguments(json_pack("{s:o s:b}", "phone", bring_text(phone), "plan", plan));
	struct buf out, err;
	int status;

	buf_init(&out);
	buf_init(&err);
	status = control_run(g, "erase", args, "", &out, &err);
	free(args);
	return control_print(&out, &err, status);
}

static bool agreed(void)
{
	char answer[16];

	fflush(stdout);
	fputs("Erase? [y/N] ", stderr);
	if (fgets(answer, sizeof answer, stdin) == NULL)
		return false;
	return answer[0] == 'y' || answer[0] == 'Y';
}

static int erase(struct ground *g, const char *phone, bool yes)
{
	int status = call(g, phone, true);

	if (status != USAGE_DONE)
		return status;
	if (!yes && !isatty(STDIN_FILENO)) {
		fputs("keng erase: nobody can be asked here; give --yes\n", stderr);
		return USAGE_WRONG;
	}
	if (!yes && !agreed()) {
		fputs("nothing was erased\n", stderr);
		return USAGE_WRONG;
	}
	return call(g, phone, false);
}

int command_erase(int argc, char **argv)
{
	struct ground g = { .config = NULL };
	struct usage_given given;
	int status = usage_parse(&usage, argc, argv, 1, 1, &given);

	if (status != USAGE_GO_ON)
		return status;
	if (ground_config(&g, given.config_file) == -1)
		return USAGE_WRONG;
	status = erase(&g, given.operands[0], usage_has(&given, "yes"));
	ground_close(&g);
	return status;
}
