/* SPDX-License-Identifier: GPL-2.0-or-later */
/* check.c - `keng check`: every fault of the configuration and the menu files, FILE:LINE: what; what instead. */
#include "gateway/command/command.h"
#include "gateway/command/usage.h"
#include "gateway/command/ground.h"
#include "gateway/base/log.h"
#include "gateway/config.h"
#include "menus/lexicon.h"
#include "menus/menus.h"
#include "store/store.h"
#include "store/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct usage usage = {
	.command = "check",
	.operands = "",
	.what = "Read the configuration and every menu file, and say every fault with its file and line.",
	.more = "Each line on stderr is FILE:LINE: what is wrong; what to write instead. Lines with \"warning:\" tell what\n"
		"can be better and keep nothing from going live. The exit status is 1 when there is a fault.\n",
	.options = NULL,
};

/* ---- against the store, when there is one. That it is away is no fault of the files: a gateway waits for it ---- */

static bool has_unit(const struct unit *units, size_t used, const char *code)
{
	for (size_t i = 0; i < used; i++)
		if (strcmp(units[i].code, code) == 0)
			return true;
	return false;
}

/* Words of a commune that is not there are heard from nobody. */
static void check_communes(const struct menus *menus, const struct unit *units, size_t used, struct faults *faults)
{
	const char *code, *file;
	int line;

	for (unsigned i = 0; lexicon_commune_said(menus->lexicon, i, &code, &file, &line); i++)
		if (!has_unit(units, used, code))
			faults_warn(faults, file, line,
				"there is no unit %s in the store; write a code that keng export units shows", code);
}

static void check_against_store(const struct config *config, const struct menus *menus, struct faults *faults)
{
	struct store *st;
	struct unit *units;
	struct why why;
	size_t used;

	if (!ground_store_is_there(config))
		return;
	st = store_open_readonly(config->store, &why);
	if (st != NULL && unit_list(st, &units, &used, &why) == 0) {
		check_communes(menus, units, used, faults);
		free(units);
	} else {
		faults_warn(faults, config->file, 1, "the store cannot be read, nothing was checked against it: %s",
			why.text);
	}
	store_close(&st);
}

/* One that no store can ever be opened by is a fault of the files. */
static bool is_store_named(const struct config *config, struct faults *faults)
{
	char shown[LOG_URL_OCTETS];
	struct why why;

	if (strncmp(config->store, "postgresql:", 11) != 0 || store_check_url(config->store, &why) == 0)
		return true;
	faults_add(faults, config->file, config->store_line, "store is \"%s\": %s", log_mask_url(config->store, shown),
		why.text);
	return false;
}

int command_check(int argc, char **argv)
{
	struct usage_given given;
	struct faults faults;
	struct config *config;
	struct menus *menus;
	unsigned count;
	bool named;
	int status = usage_parse(&usage, argc, argv, 0, 0, &given);

	if (status != USAGE_GO_ON)
		return status;
	faults_init(&faults);
	config = config_check(given.config_file, &faults.lines, &count);
	named = config->store != NULL && is_store_named(config, &faults);
	if (config->menus != NULL) {
		menus = menus_load(config->menus, &faults);
		if (menus != NULL && named)
			check_against_store(config, menus, &faults);
		menus_free(&menus);
	}
	count += faults.count;
	fputs(faults.lines.data, stderr);
	if (count > 0)
		fprintf(stderr, "keng check: %u fault%s\n", count, count == 1 ? "" : "s");
	faults_fini(&faults);
	config_free(&config);
	return count > 0 ? USAGE_WRONG : USAGE_DONE;
}
