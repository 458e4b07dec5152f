/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smsc_sim.c - `keng smsc-sim`: a simulated message centre, and a socket to play the people behind it. */
#include "gateway/command/command.h"
#include "gateway/command/usage.h"
#include "gateway/smsc/smsc.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MS_MAX 600000

static const struct usage_option options[] = {
	{ "listen", "ADDRESS", "Where it listens; 127.0.0.1:2775 by default, port 0 takes a free one.", 0 },
	{ "control", "PATH", "Its control socket; ./run/smsc-sim.sock by default.", 0 },
	{ "system-id", "NAME", "The account that may bind; keng by default.", 0 },
	{ "password", "WORD", "Its password; secret by default.", 0 },
	{ "address", "CODE", "The service's short code; 8099 by default.", 0 },
	{ "ids", "HOW", "How message ids are written: same, hex-decimal or decimal-hex (response-receipt).", 0 },
	{ "ussd", "HOW", "How USSD dialogues are named: its, reference or plain.", 0 },
	{ "receipt-delay", "MS", "From a text that is taken to its receipt; 0 by default.", 0 },
	{ "certificate", "FILE", "A PEM certificate: TLS; with --key.", 0 },
	{ "key", "FILE", "Its key.", 0 },
	{ 0 },
};

static const struct usage usage = {
	.command = "smsc-sim",
	.operands = "",
	.what = "Simulate a message centre that speaks SMPP 3.4, for demos, tests and measuring.",
	.more = "A link of kind smpp binds to it; `keng phone --socket PATH` is a phone behind it, and JSON lines on that\n"
		"socket make it misbehave.\n",
	.options = options,
};

/* Is it one of three words, the first where nothing is given? */
static int check_word(const struct usage_given *given, const char *name, const char *const words[static 3])
{
	const char *word = usage_value(given, name, words[0]);

	for (unsigned i = 0; i < 3; i++)
		if (strcmp(word, words[i]) == 0)
			return USAGE_GO_ON;
	return usage_wrong(
		&usage, "--%s \"%s\" is not known, write %s, %s or %s", name, word, words[0], words[1], words[2]);
}

int command_smsc_sim(int argc, char **argv)
{
	struct usage_given given;
	int status = usage_parse(&usage, argc, argv, 0, 0, &given);
	const char *delay;
	char *end;
	long ms;

	if (status == USAGE_GO_ON)
		status = check_word(&given, "ids", (const char *[]){ "same", "hex-decimal", "decimal-hex" });
	if (status == USAGE_GO_ON)
		status = check_word(&given, "ussd", (const char *[]){ "its", "reference", "plain" });
	if (status != USAGE_GO_ON)
		return status;
	delay = usage_value(&given, "receipt-delay", "0");
	errno = 0;
	ms = strtol(delay, &end, 10);
	if (errno != 0 || *end != '\0' || end == delay || ms < 0 || ms > MS_MAX)
		return usage_wrong(&usage, "--receipt-delay must be 0 to %d, not \"%s\"", MS_MAX, delay);
	return smsc_main(&(struct smsc_options){ .listen = usage_value(&given, "listen", "127.0.0.1:2775"),
		.control = usage_value(&given, "control", "./run/smsc-sim.sock"),
		.system_id = usage_value(&given, "system-id", "keng"),
		.password = usage_value(&given, "password", "secret"),
		.address = usage_value(&given, "address", "8099"),
		.ids = usage_value(&given, "ids", "same"),
		.ussd = usage_value(&given, "ussd", "its"),
		.certificate = usage_value(&given, "certificate", ""),
		.key = usage_value(&given, "key", ""),
		.receipt_delay_ms = (int)ms });
}
