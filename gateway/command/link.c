/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng link: tell a link of the running gateway to do something. */
#include "gateway/command/bring.h"
#include "gateway/command/command.h"
#include "gateway/command/control.h"
#include "gateway/command/ground.h"
#include "gateway/command/usage.h"
#include "gateway/config.h"

#include <stdlib.h>
#include <string.h>

static const struct usage usage = {
	.command = "link",
	.operands = "ACTION NAME [CODE]",
	.what = "Tell a link of the running gateway to do something.",
	.more = "Actions:\n"
		"  accept NAME        its SIM is meant to be in this device: send again\n"
		"  balance NAME       ask its operator for the balance (USSD)\n"
		"  test NAME          send a text from its SIM to another of ours, and see that it arrives\n"
		"  topup NAME CODE    top its SIM up with the code of a card\n",
};

static int ask_gateway(struct ground *g, const struct usage_given *given)
{
	char *args = bring_arguments(json_pack("{s:o s:o s:o}", "action", bring_text(given->operands[0]), "name",
		bring_text(given->operands[1]), "code",
		bring_text(given->operands_used > 2 ? given->operands[2] : "")));
	struct buf out, err;
	int status;

	buf_init(&out);
	buf_init(&err);
	status = control_call(g->config, "link", args, "", &out, &err);
	if (status == CONTROL_NO_GATEWAY) {
		buf_addf(&err, "keng link: no gateway listens on %s; start it with systemctl start keng, or keng run\n",
			g->config->control);
		status = USAGE_MISSING;
	}
	free(args);
	return control_print(&out, &err, status);
}

static bool is_action(const char *word)
{
	return strcmp(word, "accept") == 0 || strcmp(word, "balance") == 0 || strcmp(word, "test") == 0 ||
	       strcmp(word, "topup") == 0;
}

int command_link(int argc, char **argv)
{
	struct ground g = { .config = NULL };
	struct usage_given given;
	int status = usage_parse(&usage, argc, argv, 2, 3, &given);

	if (status != USAGE_GO_ON)
		return status;
	if (!is_action(given.operands[0]))
		return usage_wrong(
			&usage, "there is no action %s; write accept, balance, test or topup", given.operands[0]);
	if ((strcmp(given.operands[0], "topup") == 0) != (given.operands_used == 3))
		return usage_wrong(&usage, "topup needs a CODE behind the name, the others nothing");
	if (ground_config(&g, given.config_file) == -1)
		return USAGE_WRONG;
	status = ask_gateway(&g, &given);
	ground_close(&g);
	return status;
}
