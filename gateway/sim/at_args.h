/* SPDX-License-Identifier: GPL-2.0-or-later */
/* at_args.h - the parameters behind an AT command, as strict as a modem reads them.
 *
 * Numbers are bare digits, strings stand in quotes, a parameter may be left
 * out (ITU-T V.250, 5.4.2). Anything else is refused.
 */
#ifndef GATEWAY_SIM_AT_ARGS_H
#define GATEWAY_SIM_AT_ARGS_H

#include <stdbool.h>

#define AT_ARGS_MAX   8
#define AT_ARG_OCTETS 1024

struct at_args {
	unsigned count; /* "1,,2" has 3; an empty text has 0 */
	struct {
		bool given, quoted;
		int number;       /* when given and not quoted */
		const char *text; /* of either kind */
	} at[AT_ARGS_MAX];
	char texts[AT_ARG_OCTETS];
};

/* 0, or -1 when the text is no list of parameters. */
int at_args_read(const char *text, struct at_args *args);
/* Is parameter i a number within low..high? */
bool at_args_number(const struct at_args *args, unsigned i, int low, int high);
/* As above; one that was left out counts as fine and *value stays. False when it is there and wrong. */
bool at_args_optional(const struct at_args *args, unsigned i, int low, int high, int *value);
bool at_args_text(const struct at_args *args, unsigned i);

#endif
