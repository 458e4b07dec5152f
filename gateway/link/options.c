/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/link/options.h"
#include "gateway/link/arguments.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct option_row {
	const char *name;
	size_t offset;
	const char *text;            /* default of a text; NULL = it must be given */
	int64_t number, least, most; /* default and range of a number; most = 0 marks a text */
};

#define TEXT(name, member, otherwise)                                                                                  \
	{                                                                                                              \
		name, offsetof(struct options, member), otherwise, 0, 0, 0                                             \
	}
#define NUMBER(name, member, otherwise, least, most)                                                                   \
	{                                                                                                              \
		name, offsetof(struct options, member), NULL, otherwise, least, most                                   \
	}

static const struct option_row rows[] = {
	TEXT("--name", name, NULL),
	TEXT("--device", device, NULL),
	TEXT("--connection", connection, "dku2at"),
	TEXT("--smsc", smsc, ""),
	TEXT("--init", init, ""),
	TEXT("--trace", trace, ""),
	TEXT("--memories", memories, ""),
	TEXT("--features", features, ""),
	TEXT("--bad-pin", bad_pin, ""),
	TEXT("--modems", modems, ""),
	TEXT("--profile", profile, ""),
	TEXT("--recover", recover, ""),
	NUMBER("--poll-s", poll_s, 30, 1, 3600),
	NUMBER("--send-deadline-s", send_deadline_s, 120, 1, 600),
	NUMBER("--job-deadline-s", job_deadline_s, 60, 1, 600),
	NUMBER("--network-wait-s", network_wait_s, 180, 1, 86400),
	NUMBER("--absent-s", absent_s, 30, 1, 86400),
	NUMBER("--fast", fast, 0, 0, 1),
};
#define ROWS (sizeof rows / sizeof rows[0])

static void defaults(struct options *o)
{
	static const int cnmi[5] = { -1, -1, -1, -1, -1 }; /* not given: as opening.c tries them */

	memset(o, 0, sizeof *o);
	memcpy(o->cnmi, cnmi, sizeof cnmi);
	for (size_t i = 0; i < ROWS; i++) {
		if (rows[i].most > 0)
			*(int64_t *)((char *)o + rows[i].offset) = rows[i].number;
		else
			*(const char **)((char *)o + rows[i].offset) = rows[i].text;
	}
}

static int read_number(const struct option_row *row, const char *value, int64_t *to, struct why *why)
{
	char *end;
	long long n = strtoll(value, &end, 10);

	if (*value == '\0' || *end != '\0' || n < row->least || n > row->most)
		return why_set(
			why, "%s: '%s' is not in %" PRId64 "..%" PRId64, row->name, value, row->least, row->most);
	*to = n;
	return 0;
}

static int read_option(struct options *o, const char *name, const char *value, struct why *why)
{
	if (strcmp(name, "--cnmi") == 0) {
		if (sscanf(value, "%d,%d,%d,%d,%d", o->cnmi, o->cnmi + 1, o->cnmi + 2, o->cnmi + 3, o->cnmi + 4) != 5)
			return why_set(why, "--cnmi: '%s' is not five numbers", value);
		return 0;
	}
	for (size_t i = 0; i < ROWS; i++) {
		char *member = (char *)o + rows[i].offset;

		if (strcmp(name, rows[i].name) != 0)
			continue;
		if (rows[i].most > 0)
			return read_number(&rows[i], value, (int64_t *)(void *)member, why);
		*(const char **)(void *)member = value;
		return 0;
	}
	return why_set(why, "%s is no option of keng-modem", name);
}

static int take_pin(struct options *o, struct why *why)
{
	char *pin = getenv(ARGUMENTS_PIN_ENV);
	size_t n = pin == NULL ? 0 : strlen(pin);

	if (n == 0)
		return 0;
	if (n < 4 || n > 8 || strspn(pin, "0123456789") != n) {
		explicit_bzero(pin, n);
		return why_set(why, "the PIN is not 4 to 8 digits");
	}
	memcpy(o->pin, pin, n + 1);
	explicit_bzero(pin, n);
	unsetenv(ARGUMENTS_PIN_ENV);
	return 0;
}

int options_read(int argc, char **argv, struct options *options, struct why *why)
{
	defaults(options);
	for (int i = 1; i < argc; i += 2) {
		if (i + 1 == argc)
			return why_set(why, "%s has no value", argv[i]);
		if (read_option(options, argv[i], argv[i + 1], why) == -1)
			return -1;
	}
	if (options->name == NULL || options->device == NULL)
		return why_set(why, "--name and --device must be given");
	return take_pin(options, why);
}
