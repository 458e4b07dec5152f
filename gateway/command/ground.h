/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ground.h - what a command works on: configuration, menus, store, programme.
 *
 * The commands that need no running gateway open these for themselves, in this
 * order, and close them in the other.
 */
#ifndef GATEWAY_COMMAND_GROUND_H
#define GATEWAY_COMMAND_GROUND_H

#include "gateway/base/why.h"

#include <stdbool.h>
#include <stdint.h>

struct config;
struct menus;
struct store;
struct programme;

struct ground {
	struct config *config;
	struct menus *menus;
	struct store *store;
	struct programme *programme;
	bool reads; /* set by the caller: nothing but the audit is written */
	bool away;  /* ground_open() or inbox_open() failed as the store is not there */
};

/* Read the configuration and set the time zone. 0, or -1 with every fault on stderr. */
int ground_config(struct ground *g, const char *config_file);
/* Read the menu files. 0, or -1 with every fault on stderr. */
int ground_menus(struct ground *g);
/* Open the programme over g->store, which the caller has set; an empty store gets the seeds. */
int ground_programme(struct ground *g, int64_t now_us, struct why *why);
/* Menus, the configured store and the programme, while no gateway can start on them. What only reads opens a store on a
 * server without a programme, beside the gateways that work on it. 0, or -1 with why set; the faults of the menus stand
 * on stderr then. */
int ground_open(struct ground *g, int64_t now_us, struct why *why);
/* Close what is open, the configuration too. */
void ground_close(struct ground *g);

/* Is the configured store there? One that is no file may be. */
bool ground_store_is_there(const struct config *config);
/* Of one that could not be opened: is nothing there, or is it wrong? */
bool ground_store_is_away(const struct config *config);
/* The file of an SQLite store, or NULL when the store is none or lives in memory. Borrowed from the configuration. */
const char *ground_store_file(const struct config *config);

#endif
