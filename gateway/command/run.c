/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng run: the gateway in the foreground; and the roles that it starts, each of which also runs alone. */
#include "gateway/command/command.h"
#include "gateway/command/usage.h"
#include "gateway/desk/desk.h"
#include "gateway/parent/parent.h"
#include "gateway/router/router.h"
#include "gateway/smpp/smpp_link.h"
#include "gateway/smpp_options.h"
#include "gateway/ussd/ussd_http.h"
#include "gateway/ussd_options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct usage run_usage = {
	.command = "run",
	.operands = "",
	.what = "Run the gateway in the foreground, logging to stderr.",
	.more = "SIGTERM ends it when what is in hand is finished, SIGHUP reads configuration and menus again (with any\n"
		"fault the old ones stay). It logs event=ready when every part is up.\n",
};

int command_run(int argc, char **argv)
{
	struct usage_given given;
	int status = usage_parse(&run_usage, argc, argv, 0, 0, &given);

	return status == USAGE_GO_ON ? parent_run(given.config_file) : status;
}

static const struct usage role_usage = {
	.command = "role",
	.operands = "router|desk|smpp|ussd-http",
	.what = "One role of the gateway alone; its sockets are descriptors 3 and 4.",
	.options = (const struct usage_option[]){ { "crashes", "N",
							  "router: how often in a row it has ended by a signal.", 0 },
		{ "name", "NAME", "desk: the link's name.", 0 }, { "listen", "PATH", "desk: its unix socket.", 0 },
		{ NULL, NULL, NULL, 0 } },
};

int command_role(int argc, char **argv)
{
	struct usage_given given;
	int status = usage_parse(&role_usage, argc, argv, 1, 1, &given);

	if (status != USAGE_GO_ON)
		return status;
	if (strcmp(given.operands[0], "router") == 0)
		return router_run(
			given.config_file, (unsigned)strtoul(usage_value(&given, "crashes", "0"), NULL, 10), 3);
	if (strcmp(given.operands[0], "desk") == 0)
		return desk_main(usage_value(&given, "name", "desk"), usage_value(&given, "listen", ""), 3, 4);
	if (strcmp(given.operands[0], "smpp") == 0)
		return smpp_link_main(getenv(SMPP_OPTIONS_VARIABLE), 3, 4);
	if (strcmp(given.operands[0], "ussd-http") == 0)
		return ussd_http_main(getenv(USSD_OPTIONS_VARIABLE), 3, 4);
	return usage_wrong(
		&role_usage, "there is no role \"%s\"; write router, desk, smpp or ussd-http", given.operands[0]);
}
