/* SPDX-License-Identifier: GPL-2.0-or-later */
/* options.h - what keng-modem was told at its start, read once and checked (see arguments.h). */
#ifndef GATEWAY_LINK_OPTIONS_H
#define GATEWAY_LINK_OPTIONS_H

#include "gateway/base/why.h"

#include <stdbool.h>
#include <stdint.h>

#define OPTIONS_PIN_OCTETS 16

struct options {
	const char *name, *device, *connection, *smsc, *init, *trace, *memories, *features, *bad_pin, *modems, *profile,
		*recover;
	int64_t poll_s, send_deadline_s, job_deadline_s, network_wait_s, absent_s;
	int64_t fast;
	int cnmi[5];
	char pin[OPTIONS_PIN_OCTETS]; /* "" = none */
};

/* Texts are borrowed from argv. Takes the PIN out of the environment. 0, or -1 with why set. */
int options_read(int argc, char **argv, struct options *options, struct why *why);

#endif
