/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng backup: a consistent copy of the store, while the gateway runs or not.
 *
 * The copy is read through a handle of our own, so the gateway is not held up
 * and the file belongs to who gave the command.
 */
#include "gateway/command/bring.h"
#include "gateway/command/command.h"
#include "gateway/command/control.h"
#include "gateway/command/ground.h"
#include "gateway/command/usage.h"
#include "gateway/base/clock.h"
#include "gateway/config.h"
#include "gateway/programme/admin.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>

static const struct usage usage = {
	.command = "backup",
	.operands = "FILE",
	.what = "Copy the store into a file, consistently, while the gateway runs. FILE is replaced when it is complete.",
	.more = "keng restore puts such a file back.\n",
};

static int backup(struct ground *g, const char *file)
{
	char *args = bring_arguments(json_pack("{s:o}", "file", bring_text(file)));
	struct buf out, err;
	struct why why;
	int status;

	buf_init(&out);
	buf_init(&err);
	g->store = store_open_readonly(g->config->store, &why);
	if (g->store == NULL) {
		buf_addf(&err, "keng backup: %s\n", why.text);
		status = ground_store_is_away(g->config) ? USAGE_MISSING : USAGE_WRONG;
	} else {
		status = admin_run(
			&(struct admin_context){ .store = g->store, .config = g->config, .now_us = clock_wall_us() },
			"backup", args, "", &out, &err);
	}
	free(args);
	return control_print(&out, &err, status);
}

int command_backup(int argc, char **argv)
{
	struct ground g = { .config = NULL };
	struct usage_given given;
	int status = usage_parse(&usage, argc, argv, 1, 1, &given);

	if (status != USAGE_GO_ON)
		return status;
	if (ground_config(&g, given.config_file) == -1)
		return USAGE_WRONG;
	status = backup(&g, given.operands[0]);
	ground_close(&g);
	return status;
}
