/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/command/usage.h"

#include <assert.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct usage_option everywhere[] = {
	{ "config", "FILE", "The main configuration file; without it " USAGE_CONFIG_FILE ".", 'c' },
	{ "help", NULL, "Print this and end.", 'h' },
};
#define EVERYWHERE (sizeof everywhere / sizeof *everywhere)

/* The options of the command, then those of every command. Returns how many. */
static unsigned gather(const struct usage *usage, const struct usage_option *all[USAGE_OPTIONS_MAX])
{
	unsigned n = 0;

	for (const struct usage_option *o = usage->options; o != NULL && o->name != NULL; o++) {
		assert(n < USAGE_OPTIONS_MAX - EVERYWHERE);
		all[n++] = o;
	}
	for (unsigned i = 0; i < EVERYWHERE; i++)
		all[n++] = &everywhere[i];
	return n;
}

static void print_option(const struct usage_option *o)
{
	char left[80];

	if (o->letter != 0)
		snprintf(left, sizeof left, "-%c, --%s%s%s", o->letter, o->name, o->argument ? " " : "",
			o->argument ? o->argument : "");
	else
		snprintf(left, sizeof left, "    --%s%s%s", o->name, o->argument ? " " : "",
			o->argument ? o->argument : "");
	printf("  %-22s %s\n", left, o->help);
}

void usage_print(const struct usage *usage)
{
	const struct usage_option *all[USAGE_OPTIONS_MAX];
	unsigned n = gather(usage, all);

	printf("usage: keng %s [OPTION...]%s%s\n\n%s\n\n", usage->command, usage->operands[0] != '\0' ? " " : "",
		usage->operands, usage->what);
	for (unsigned i = 0; i < n; i++)
		print_option(all[i]);
	if (usage->more != NULL)
		printf("\n%s", usage->more);
	printf("\nExit status: 0 done, 1 the input or configuration is wrong, 2 usage, 3 the gateway or a part that it\n"
	       "needs is not there.\n");
}

int usage_wrong(const struct usage *usage, const char *format, ...)
{
	va_list list;

	fprintf(stderr, "keng %s: ", usage->command);
	va_start(list, format);
	vfprintf(stderr, format, list);
	va_end(list);
	fprintf(stderr, "; see keng %s --help\n", usage->command);
	return USAGE_MISTYPED;
}

/* getopt_long's tables out of ours; the value of a long option is its place + 1, far from any letter. */
#define LONG_FIRST 1000

static void build(const struct usage_option **all, unsigned n, struct option *longs, char *letters)
{
	size_t at = 0;

	letters[at++] = ':'; /* a missing argument is told apart, and getopt prints nothing */
	for (unsigned i = 0; i < n; i++) {
		longs[i] = (struct option){ all[i]->name, all[i]->argument ? required_argument : no_argument, NULL,
			LONG_FIRST + (int)i };
		if (all[i]->letter == 0)
			continue;
		letters[at++] = all[i]->letter;
		if (all[i]->argument != NULL)
			letters[at++] = ':';
	}
	letters[at] = '\0';
	longs[n] = (struct option){ 0 };
}

static const struct usage_option *found(const struct usage_option **all, unsigned n, int got)
{
	for (unsigned i = 0; i < n; i++)
		if (got == LONG_FIRST + (int)i || (all[i]->letter != 0 && got == all[i]->letter))
			return all[i];
	return NULL;
}

/* Walk the options. USAGE_GO_ON or an exit status. */
static int walk(const struct usage *usage, int argc, char **argv, struct usage_given *given)
{
	const struct usage_option *all[USAGE_OPTIONS_MAX];
	struct option longs[USAGE_OPTIONS_MAX + 1];
	char letters[3 * USAGE_OPTIONS_MAX];
	unsigned n = gather(usage, all);
	int got;

	build(all, n, longs, letters);
	optind = 0; /* glibc: start afresh */
	while ((got = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		const struct usage_option *o = found(all, n, got);
		const char *typed = optind > 0 && optind <= argc ? argv[optind - 1] : "";

		if (o == NULL && usage->secret && (typed[0] != '-' || typed[1] != '-' || strchr(typed, '@') != NULL))
			return usage_wrong(usage, "there is no such option");
		if (got == ':')
			return usage_wrong(usage, "%s needs an argument", typed);
		if (o == NULL)
			return usage_wrong(usage, "there is no option %s", typed);
		if (strcmp(o->name, "help") == 0) {
			usage_print(usage);
			return USAGE_DONE;
		}
		if (strcmp(o->name, "config") == 0) {
			given->config_file = optarg;
			continue;
		}
		if (given->used == USAGE_GIVEN_MAX)
			return usage_wrong(usage, "more than %d options", USAGE_GIVEN_MAX);
		given->options[given->used].name = o->name;
		given->options[given->used++].value = o->argument != NULL ? optarg : NULL;
	}
	return USAGE_GO_ON;
}

int usage_parse(const struct usage *usage, int argc, char **argv, int least, int most, struct usage_given *given)
{
	int result;

	*given = (struct usage_given){ .config_file = USAGE_CONFIG_FILE };
	result = walk(usage, argc, argv, given);
	if (result != USAGE_GO_ON)
		return result;
	given->operands = argv + optind;
	given->operands_used = argc - optind;
	if (given->operands_used < least)
		return usage_wrong(usage, "it needs %s", usage->operands);
	if (most >= 0 && given->operands_used > most && usage->secret)
		return usage_wrong(usage, "an argument too many; it takes %s, each in quotes where it has blanks",
			usage->operands);
	if (most >= 0 && given->operands_used > most)
		return usage_wrong(usage, "\"%s\" is one argument too many", given->operands[most]);
	return USAGE_GO_ON;
}

bool usage_has(const struct usage_given *given, const char *name)
{
	for (unsigned i = 0; i < given->used; i++)
		if (strcmp(given->options[i].name, name) == 0)
			return true;
	return false;
}

const char *usage_value(const struct usage_given *given, const char *name, const char *otherwise)
{
	for (unsigned i = given->used; i-- > 0;)
		if (strcmp(given->options[i].name, name) == 0)
			return given->options[i].value;
	return otherwise;
}
