/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/config.h"
#include "gateway/link/arguments.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void arguments_init(struct arguments *a)
{
	*a = (struct arguments){ .used = 0 };
}

void arguments_fini(struct arguments *a)
{
	for (unsigned i = 0; i < a->used; i++)
		free(a->argv[i]);
	if (a->environment[0] != NULL)
		explicit_bzero(a->environment[0], strlen(a->environment[0]));
	free(a->environment[0]);
	arguments_init(a);
}

void arguments_add(struct arguments *a, const char *argument)
{
	assert(a->used < ARGUMENTS_MAX);
	a->argv[a->used] = strdup(argument);
	if (a->argv[a->used] == NULL)
		abort();
	a->used++;
}

/* An option with its value; nothing when there is none, so that the link's default holds. */
static void add_option(struct arguments *a, const char *option, const char *value)
{
	if (value == NULL || *value == '\0')
		return;
	arguments_add(a, option);
	arguments_add(a, value);
}

static void add_number(struct arguments *a, const char *option, int64_t value)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRId64, value);
	add_option(a, option, text);
}

void arguments_modem(struct arguments *a, const char *path, const struct config_link *link, const char *memory)
{
	arguments_add(a, path);
	add_option(a, "--name", link->name);
	add_option(a, "--device", link->device);
	add_option(a, "--connection", link->connection);
	add_option(a, "--smsc", link->smsc);
	add_number(a, "--poll-s", link->poll_s);
	add_number(a, "--send-deadline-s", link->send_deadline_s);
	add_number(a, "--job-deadline-s", link->job_deadline_s);
	add_number(a, "--fast", link->fast);
	add_option(a, "--init", link->init);
	add_option(a, "--trace", link->trace);
	add_option(a, "--cnmi", link->cnmi);
	add_option(a, "--memories", link->memories);
	add_option(a, "--features", link->features);
	add_option(a, "--bad-pin", memory);
	add_number(a, "--network-wait-s", link->network_wait_s);
	add_option(a, "--recover", link->recover);
	add_option(a, "--modems", link->modems);
	add_option(a, "--profile", link->profile);
	if (link->pin != NULL && *link->pin != '\0' &&
		asprintf(&a->environment[0], ARGUMENTS_PIN_ENV "=%s", link->pin) == -1)
		abort();
}
