/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ussd_options.h - what a USSD link over HTTP is told at its start.
 *
 * One JSON object in the environment (KENG_USSD), because it holds a secret;
 * the parent writes it from the configuration, see keng.cfg(5).
 */
#ifndef GATEWAY_USSD_OPTIONS_H
#define GATEWAY_USSD_OPTIONS_H

#include "gateway/base/why.h"

#include <stdbool.h>

#define USSD_OPTIONS_VARIABLE "KENG_USSD"
#define USSD_ALLOW_MAX        16 /* addresses or networks that may ask */

struct config_link;

struct ussd_options {
	char *name, *listen; /* "127.0.0.1:8098" */
	char *secret;        /* "": none is asked for */
	char *allow[USSD_ALLOW_MAX + 1];
	bool whole; /* the text of a request is all that was typed since the code, with '*' between */
};

/* Read the object that ussd_options_text() wrote. 0, or -1 with why set; ussd_options_fini() also then. */
int ussd_options_read(const char *json, struct ussd_options *o, struct why *why);
void ussd_options_fini(struct ussd_options *o);
/* The object for a link of the configuration. Yours. */
char *ussd_options_text(const struct config_link *link);

/* Is that an address ("10.1.2.3", "::1") or a network ("10.0.0.0/8")? */
bool ussd_options_is_network(const char *text);
/* Does the address lie in one of the networks? No networks: true. */
bool ussd_options_allow(char *const networks[], const char *address);

#endif
