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

#include <stdio.h>
#include <stdlib.h>

static const struct usage usage = {
	.command = "status",
	.operands = "",
	.what = "Links, queues, messages of today per state, the last digest, alarms.",
	.more = "When no gateway runs, or it does not answer within 5 s, it says so, shows what the store knows, and\n"
		"ends with 3.\n",
	.options = (const struct usage_option[]){ { "json", NULL, "One JSON object, for scripts.", 0 },
		{ "metrics", NULL, "Numbers in the text format of Prometheus, for those who watch many gateways.", 0 },
		{ NULL, NULL, NULL, 0 } },
};

/* What the store knows. */
static void by_ourselves(struct ground *g, bool runs, const char *args, struct buf *out, struct buf *err)
{
	struct why why, busy = { "" };

	g->store = store_open_readonly(g->config->store, &why);
	if (g->store == NULL) {
		buf_addf(err, "keng status: %s\n", why.text);
		return;
	}
	if (runs && store_why_busy(g->store, &busy) == 1)
		buf_addf(err, "keng status: %s\n", busy.text);
	else
		busy.text[0] = '\0';
	admin_run(&(struct admin_context){ .store = g->store,
			  .config = g->config,
			  .links_json = runs ? "[]" : NULL,
			  .store_fault = busy.text,
			  .fault_kind = "busy",
			  .now_us = clock_wall_us() },
		"status", args, "", out, err);
}

/* Without a gateway, or beside one that does not answer. */
static void without_answer(struct ground *g, bool runs, const char *args, struct buf *out, struct buf *err)
{
	if (runs)
		buf_addf(err,
			"keng status: the gateway runs, and waits for its store or works for long; this is what the store"
			" knows\n");
	else
		buf_addf(err,
			"keng status: no gateway listens on %s; start it with systemctl start keng, or keng run\n",
			g->config->control);
	fputs(err->data, stderr); /* now: the store itself may keep us waiting */
	buf_clear(err);
	by_ourselves(g, runs, args, out, err);
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
	status = control_look(g.config, "status", args, &out, &err);
	if (status == CONTROL_NO_GATEWAY || status == CONTROL_NO_ANSWER) {
		without_answer(&g, status == CONTROL_NO_ANSWER, args, &out, &err);
		status = USAGE_MISSING;
	}
	free(args);
	status = control_print(&out, &err, status);
	ground_close(&g);
	return status;
}
