/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng: one program, a table of subcommands. */
#include "gateway/base/nearest.h"
#include "gateway/command/command.h"
#include "gateway/command/usage.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct subcommand {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *what;
} subcommands[] = {
	{ "run", command_run, "Run the gateway in the foreground." },
	{ "check", command_check, "Check the configuration and every menu file." },
	{ "try", command_try, "Try texts against a scratch copy of the store." },
	{ "replay", command_replay, "Read the stored texts again by other menus, and show what differs." },
	{ "unknown", command_unknown, "What people texted and was not understood, and how to teach it." },
	{ "alias", command_alias, "Teach a further word for something that people can text." },
	{ "texts", command_texts, "List every text that can go out, its longest form and its cost." },
	{ "phone", command_phone, "A feature phone in the terminal." },
	{ "send", command_send, "Queue a text to one, to many, or from a list." },
	{ "status", command_status, "Links, queues, messages of today, alarms." },
	{ "link", command_link, "Tell a link: accept a moved SIM, ask for the balance, top up." },
	{ "import", command_import, "Read units, members, targets, ... from a CSV file." },
	{ "export", command_export, "Write them, and messages, as CSV, JSON or a spreadsheet." },
	{ "reorganise", command_reorganise, "Apply a merger of units to everything that belongs to them." },
	{ "suspend", command_suspend, "Urge nobody for some days." },
	{ "erase", command_erase, "Take a person out of the store." },
	{ "backup", command_backup, "Copy the store into a file while the gateway runs." },
	{ "restore", command_restore, "Put such a copy in the place of the store." },
	{ "migrate-store", command_migrate_store, "Copy a whole store into another engine." },
	{ "modem", command_modem, "Ask a modem what it is and can (keng modem probe DEVICE)." },
	{ "modem-sim", command_modem_sim, "Simulated modems, for demos, tests and training." },
	{ "smsc-sim", command_smsc_sim, "A simulated message centre, for demos, tests and measuring." },
};
#define SUBCOMMANDS (sizeof subcommands / sizeof *subcommands)

static int print_help(FILE *to)
{
	fprintf(to, "usage: keng COMMAND [-c FILE] [OPTION...] [ARGUMENT...]\n\nThe commands:\n");
	for (size_t i = 0; i < SUBCOMMANDS; i++)
		fprintf(to, "  %-10s %s\n", subcommands[i].name, subcommands[i].what);
	fprintf(to, "\nkeng COMMAND --help explains the options of a command, keng --version prints the version.\n");
	return to == stdout ? USAGE_DONE : USAGE_MISTYPED;
}

static int unknown(const char *name)
{
	const char *names[SUBCOMMANDS + 1] = { NULL };
	const char *near;

	for (size_t i = 0; i < SUBCOMMANDS; i++)
		names[i] = subcommands[i].name;
	near = nearest_word(name, names);
	fprintf(stderr, "keng: there is no command \"%s\"; %s%s\n", name,
		near != NULL ? "write keng " : "see keng --help", near != NULL ? near : "");
	return USAGE_MISTYPED;
}

/* A disk that is full must not look like an answer that is short. */
static int written(int status)
{
	bool fails = fflush(stdout) == EOF;

	if (!fails && !ferror(stdout))
		return status;
	fprintf(stderr, "keng: the output could not be written%s%s\n", fails ? ": " : "", fails ? strerror(errno) : "");
	return status == USAGE_DONE ? USAGE_WRONG : status;
}

static int run(int argc, char **argv)
{
	if (argc < 2)
		return print_help(stderr);
	if (strcmp(argv[1], "--version") == 0) {
		printf("keng %s\n", KENG_VERSION);
		return USAGE_DONE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0)
		return print_help(stdout);
	for (size_t i = 0; i < SUBCOMMANDS; i++)
		if (strcmp(argv[1], subcommands[i].name) == 0)
			return subcommands[i].run(argc - 1, argv + 1);
	if (strcmp(argv[1], "role") == 0)
		return command_role(argc - 1, argv + 1);
	return unknown(argv[1]);
}

int main(int argc, char **argv)
{
	return written(run(argc, argv));
}
