/* SPDX-License-Identifier: GPL-2.0-or-later */
/* check.c - `keng check`: every fault of the configuration and the menu files, FILE:LINE: what; what instead. */
#include "gateway/command/command.h"
#include "gateway/command/usage.h"
#include "gateway/config.h"
#include "menus/menus.h"

#include <stdio.h>

static const struct usage usage = {
	.command = "check",
	.operands = "",
	.what = "Read the configuration and every menu file, and say every fault with its file and line.",
	.more = "Each line on stderr is FILE:LINE: what is wrong; what to write instead. Lines with \"warning:\" tell what\n"
		"can be better and keep nothing from going live. The exit status is 1 when there is a fault.\n",
	.options = NULL,
};

int command_check(int argc, char **argv)
{
	struct usage_given given;
	struct faults faults;
	struct config *config;
	struct menus *menus;
	unsigned count;
	int status = usage_parse(&usage, argc, argv, 0, 0, &given);

	if (status != USAGE_GO_ON)
		return status;
	faults_init(&faults);
	config = config_check(given.config_file, &faults.lines, &count);
	if (config->menus != NULL) {
		menus = menus_load(config->menus, &faults);
		menus_free(&menus);
	}
	count += faults.count;
	fputs(faults.lines.data, stderr);
	if (count > 0)
		fprintf(stderr, "keng check: %u fault%s\n", count, count == 1 ? "" : "s");
	faults_fini(&faults);
	config_free(&config);
	return count > 0 ? USAGE_WRONG : USAGE_DONE;
}
