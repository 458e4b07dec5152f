/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/sim/at_args.h"

#include <ctype.h>
#include <string.h>

#define NUMBER_MAX 99999999 /* one digit more still fits an int */

static const char *read_quoted(const char *p, char **to, const char *end)
{
	for (p++; *p != '"'; p++) {
		if (*p == '\0' || *to == end)
			return NULL;
		*(*to)++ = *p;
	}
	return p + 1;
}

/* The digits are kept as text too: a PIN may begin with a zero. */
static const char *read_number(const char *p, char **to, const char *end, int *number)
{
	for (*number = 0; isdigit((unsigned char)*p); p++) {
		if (*to == end || *number > NUMBER_MAX)
			return NULL;
		*number = 10 * *number + (*p - '0');
		*(*to)++ = *p;
	}
	return p;
}

static const char *spaces(const char *p)
{
	return p + strspn(p, " ");
}

int at_args_read(const char *text, struct at_args *args)
{
	const char *p = spaces(text), *end;
	char *to;

	memset(args, 0, sizeof *args);
	to = args->texts;
	end = to + sizeof args->texts - 1;
	if (*p == '\0')
		return 0;
	for (;; p++) {
		unsigned i = args->count++;

		if (i == AT_ARGS_MAX)
			return -1;
		p = spaces(p);
		args->at[i].text = to;
		args->at[i].given = *p != ',' && *p != '\0';
		args->at[i].quoted = *p == '"';
		p = *p == '"' ? read_quoted(p, &to, end) : read_number(p, &to, end, &args->at[i].number);
		if (p == NULL || to == end)
			return -1;
		*to++ = '\0';
		p = spaces(p);
		if (*p == '\0')
			return 0;
		if (*p != ',')
			return -1;
	}
}

bool at_args_number(const struct at_args *args, unsigned i, int low, int high)
{
	return i < args->count && args->at[i].given && !args->at[i].quoted && args->at[i].number >= low &&
	       args->at[i].number <= high;
}

bool at_args_optional(const struct at_args *args, unsigned i, int low, int high, int *value)
{
	if (i >= args->count || !args->at[i].given)
		return true;
	if (!at_args_number(args, i, low, high))
		return false;
	*value = args->at[i].number;
	return true;
}

bool at_args_text(const struct at_args *args, unsigned i)
{
	return i < args->count && args->at[i].quoted;
}
