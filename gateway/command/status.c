/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng status: what goes on in the running gateway; without one, what the store knows. */
#include "gateway/command/bring.h"
#include "gateway/command/command.h"
#include "gateway/command/control.h"
#include "gateway/command/ground.h"
#include "gateway/command/usage.h"
#include "gateway/base/clock.h"
#include "gateway/config.h"
#include "gateway/programme/admin.h"
#include "store/store.h"

#include <stdlib.h>

static const struct usage usage = {
	.command = "status",
	.operands = "",
	.what = "Links, queues, messages of today per state, the last digest, alarms.",
	.more = "When no gateway runs it says so, shows what the store knows, and ends with 3.\n",
	.options = (const struct usage_option[]){ { "json", NULL, "One JSON object, for scripts.", 0 },
		{ "metrics", NULL, "Numbers in the text format of Prometheus, for those who watch many gateways.", 0 },
		{ NULL, NULL, NULL, 0 } },
};

static void without_gateway(struct ground *g, const char *args, struct buf *out, struct buf *err)
{
	struct why why;

	buf_addf(err, "keng status: no gateway listens on %s; start it with systemctl start keng, or keng run\n",
		g->config->control);
	g->store = store_open_readonly(g->config->store, &why);
	if (g->store == NULL) {
		buf_addf(err, "keng status: %s\n", why.text);
		return;
	}
	admin_run(&(struct admin_context){ .store = g->store, .config = g->config, .now_us = clock_wall_us() },
		"status", args, "", out, err);
}

int command_status(int argc, char **argv)
{
	struct ground g = { .config = NULL };
	struct usage_given given;
	struct buf out, err;
	char *args;
	int status = usage_parse(&usage, argc, argv, 0, 0, &given);

	if (status != USAGE_GO_ON)
		return status;
	if (ground_config(&g, given.config_file) == -1)
		return USAGE_WRONG;
	args = bring_arguments(
		json_pack("{s:b s:b}", "json", usage_has(&given, "json"), "metrics", usage_has(&given, "metrics")));
	buf_init(&out);
	buf_init(&err);
	status = control_call(g.config, "status", args, "", &out, &err);
	if (status == CONTROL_NO_GATEWAY) {
		without_gateway(&g, args, &out, &err);
		status = USAGE_MISSING;
	}
	free(args);
	status = control_print(&out, &err, status);
	ground_close(&g);
	return status;
}
