/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/command/ground.h"
#include "gateway/command/usage.h"
#include "gateway/base/buf.h"
#include "gateway/base/clock.h"
#include "gateway/config.h"
#include "gateway/programme/programme.h"
#include "menus/menus.h"
#include "store/gateway.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define READERS_NUMBER 1023 /* in the ids of what they note: gateways without a number get the least that is free */

int ground_config(struct ground *g, const char *config_file)
{
	struct buf faults;

	buf_init(&faults);
	g->config = config_load(config_file, &faults);
	if (g->config == NULL) {
		fputs(faults.data, stderr);
	} else {
		clock_set_zone(g->config->timezone);
	}
	buf_fini(&faults);
	return g->config != NULL ? 0 : -1;
}

int ground_menus(struct ground *g)
{
	struct faults faults;

	faults_init(&faults);
	g->menus = menus_load(g->config->menus, &faults);
	if (g->menus == NULL)
		fputs(faults.lines.data, stderr);
	faults_fini(&faults);
	return g->menus != NULL ? 0 : -1;
}

int ground_programme(struct ground *g, int64_t now_us, struct why *why)
{
	g->programme = programme_new(g->store, g->menus, g->config, now_us, why);
	return g->programme != NULL ? 0 : -1;
}

/* What only reads makes no store, and brings none up to date. */
static int open_store(struct ground *g, struct why *why)
{
	struct store *st = g->reads ? store_open_readonly(g->config->store, why) : NULL;

	if (g->reads && st == NULL)
		return -1;
	store_close(&st);
	g->store = store_open(g->config->store, config_number(g->config), why);
	return g->store != NULL ? 0 : -1;
}

static bool has_gateway(struct store *st)
{
	struct gateway *rows;
	bool held = false;
	size_t used;

	if (gateway_list(st, &rows, &used, NULL) == -1)
		return false;
	for (size_t i = 0; i < used && !held; i++)
		if (strcmp(rows[i].state, "running") == 0 && store_is_held(st, rows[i].name, &held, NULL) == -1)
			held = false;
	free(rows);
	return held;
}

/* Another command, or a gateway that is told to stop, lets go soon; one that runs elsewhere does not. */
static int lock(struct store *st, struct why *why)
{
	if (store_is_shared(st) && store_lock_for(st, 0, why) == -1 && has_gateway(st))
		return -1;
	return store_lock(st, why);
}

int ground_open(struct ground *g, int64_t now_us, struct why *why)
{
	if (ground_menus(g) == -1)
		return why_set(why, "the menu files in %s have faults; keng check shows them", g->config->menus);
	if (open_store(g, why) == -1) {
		g->away = ground_store_is_away(g->config);
		return -1;
	}
	if (g->reads && store_is_shared(g->store)) {
		store_set_gateway(g->store, READERS_NUMBER);
		return 0;
	}
	if (lock(g->store, why) == -1)
		return -1;
	return ground_programme(g, now_us, why);
}

void ground_close(struct ground *g)
{
	if (g->programme != NULL)
		programme_free(&g->programme);
	if (g->store != NULL)
		store_close(&g->store);
	if (g->menus != NULL)
		menus_free(&g->menus);
	if (g->config != NULL)
		config_free(&g->config);
}

const char *ground_store_file(const struct config *config)
{
	static const char scheme[] = "sqlite:";
	const char *file = config->store + sizeof scheme - 1;

	if (strncmp(config->store, scheme, sizeof scheme - 1) != 0 || file[0] == ':')
		return NULL;
	return file;
}

bool ground_store_is_there(const struct config *config)
{
	const char *file = ground_store_file(config);

	return file == NULL ? strncmp(config->store, "sqlite:", 7) != 0 : access(file, F_OK) == 0;
}

bool ground_store_is_away(const struct config *config)
{
	return store_check_url(config->store, NULL) == 0 &&
	       (ground_store_file(config) == NULL || !ground_store_is_there(config));
}
