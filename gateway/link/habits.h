/* SPDX-License-Identifier: GPL-2.0-or-later */
/* habits.h - how the modem at hand is to be treated: as the configuration says, else as the profile of its model
 * (gateway/profile.h), else as most modems are.
 *
 * The profile is the one that the configuration names, else the one that fits what the modem says of itself, else
 * "generic". The folder is read at each opening, so that another modem at the port, or a profile that was mended,
 * has its effect then. A profile that cannot be read is none: `keng check` says why.
 */
#ifndef GATEWAY_LINK_HABITS_H
#define GATEWAY_LINK_HABITS_H

#include "gateway/link/options.h"

#define HABITS_NAME_OCTETS     64
#define HABITS_COMMAND_OCTETS  128
#define HABITS_COMMANDS_OCTETS 512

struct habits {
	char profile[HABITS_NAME_OCTETS]; /* "" = none */
	char features[HABITS_COMMAND_OCTETS], memories[8];
	char init[HABITS_COMMANDS_OCTETS];        /* commands, with ';' between */
	char registration[HABITS_COMMAND_OCTETS]; /* those that are asked for a network, in that order */
	char signal[HABITS_COMMAND_OCTETS];       /* "" = as libgammu asks (AT+CSQ); or AT+CESQ */
	char radio_off[HABITS_COMMAND_OCTETS], radio_on[HABITS_COMMAND_OCTETS];
	char restart[HABITS_COMMAND_OCTETS]; /* "" = it is better not to */
	int cnmi[5];                         /* the first is -1: as opening.c tries them */
	bool fast, receipts;
};

/* manufacturer and model as AT+CGMI and AT+CGMM say them; "" = not known. */
void habits_of(struct habits *h, const struct options *options, const char *manufacturer, const char *model);

#endif
