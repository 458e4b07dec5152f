/* SPDX-License-Identifier: GPL-2.0-or-later */
/* manner.h - the ways of a family of modems, as far as its profile (gateway/profile.h) tells them: where it keeps
 * texts, which commands of its maker it knows, what it refuses, and what it says unasked until its init was put.
 */
#ifndef GATEWAY_SIM_MANNER_H
#define GATEWAY_SIM_MANNER_H

#include <stdbool.h>

struct profile;

#define MANNER_ITEMS_MAX   8
#define MANNER_TEXT_OCTETS 128

struct manner {
	char who[MANNER_TEXT_OCTETS]; /* "MANUFACTURER/MODEL/FIRMWARE" */
	char init[MANNER_ITEMS_MAX][MANNER_TEXT_OCTETS], restart[MANNER_TEXT_OCTETS];
	char refuses[MANNER_ITEMS_MAX][MANNER_TEXT_OCTETS], chatter[MANNER_ITEMS_MAX][MANNER_TEXT_OCTETS];
	char knows[MANNER_ITEMS_MAX][MANNER_TEXT_OCTETS];
	unsigned inits, refusals, chatters, known;
	bool in_modem;    /* texts are kept in ME */
	bool no_receipts; /* the network's reports never reach the terminal */
};

void manner_of(struct manner *manner, const struct profile *profile);

enum manner_answer { MANNER_NOTHING, MANNER_REFUSE, MANNER_ACCEPT, MANNER_HUSH, MANNER_RESTART };
/* What such a modem does with that command line, if it is one of its own; NOTHING: as all others. */
enum manner_answer manner_take(const struct manner *manner, const char *line);

#endif
