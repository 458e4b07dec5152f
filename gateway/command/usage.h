/* SPDX-License-Identifier: GPL-2.0-or-later */
/* usage.h - the options of a subcommand: one table that is parsed and printed.
 *
 * Every subcommand has a struct usage. The parser, `keng CMD --help` and the
 * comparison with keng(1) read it, so that none of them can say something else.
 * -c FILE and --help need not stand in the table: every command has them.
 */
#ifndef GATEWAY_COMMAND_USAGE_H
#define GATEWAY_COMMAND_USAGE_H

#include <stdbool.h>

/* The exit statuses of keng. */
#define USAGE_DONE     0
#define USAGE_WRONG    1 /* the input or configuration is wrong */
#define USAGE_MISTYPED 2 /* usage */
#define USAGE_MISSING  3 /* the gateway or a part that it needs is not there */

#define USAGE_CONFIG_FILE "/etc/keng/keng.cfg"
#define USAGE_OPTIONS_MAX 16 /* in one table, those of every command included */
#define USAGE_GIVEN_MAX   64 /* on one command line */

struct usage_option {
	const char *name;     /* "each" for --each; NULL ends the table */
	const char *argument; /* "FILE", or NULL when it takes none */
	const char *help;     /* one sentence */
	char letter;          /* 'c' for -c, 0 for none */
};

struct usage {
	const char *command;                /* "try" */
	const char *operands;               /* "KIND FILE", "" for none */
	const char *what;                   /* one sentence, for `keng --help` too */
	const char *more;                   /* further lines for `keng CMD --help`, each ended by a newline; or NULL */
	const struct usage_option *options; /* NULL when it has none of its own */
	bool secret;                        /* an argument may be a part of a password: none is repeated */
};

struct usage_given {
	const char *config_file; /* -c, or the default */
	unsigned used;
	struct {
		const char *name;  /* of the option */
		const char *value; /* NULL when it takes none */
	} options[USAGE_GIVEN_MAX];
	char **operands; /* NULL-terminated, borrowed from argv */
	int operands_used;
};

/* What usage_parse() returns when the command is to go on; else it returns the exit status. */
#define USAGE_GO_ON (-1)

/* Parse a command line; argv[0] is the command's name. least and most bound the operands; most -1 = any number.
 * --help is answered on stdout, a mistake on stderr. */
int usage_parse(const struct usage *usage, int argc, char **argv, int least, int most, struct usage_given *given);
bool usage_has(const struct usage_given *given, const char *name);
/* The value given last, or otherwise. */
const char *usage_value(const struct usage_given *given, const char *name, const char *otherwise);
/* Say on stderr what is wrong with the command line. Returns USAGE_MISTYPED. */
int usage_wrong(const struct usage *usage, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* What `keng CMD --help` prints. */
void usage_print(const struct usage *usage);

#endif
