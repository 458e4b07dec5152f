/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng restore: put a backup in the place of the store. The one that was there is kept aside. */
#include "gateway/command/command.h"
#include "gateway/command/control.h"
#include "gateway/command/ground.h"
#include "gateway/command/usage.h"
#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/config.h"
#include "store/audit.h"
#include "store/lock.h"
#include "store/store.h"

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOCK_WAIT_MS 1000 /* a gateway that is just ending */

static const struct usage usage = {
	.command = "restore",
	.operands = "FILE",
	.what = "Put a file of keng backup in the place of the store, while no gateway runs.",
	.more = "A store that is there is only replaced with --force, and then kept beside it as\n"
		"STORE.before-TIME. A file that is no store of Keng, or a newer one, is refused.\n",
	.options = (const struct usage_option[]){ { "force", NULL, "Replace the store that is there.", 'f' },
		{ NULL, NULL, NULL, 0 } },
};

/* A backup opens as a store does, or it is none. */
static struct store *open_backup(const char *file, struct why *why)
{
	char path[PATH_MAX], url[PATH_MAX + 8];
	struct store *st;

	if (realpath(file, path) == NULL) {
		why_set(why, "%s: %s", file, strerror(errno));
		return NULL;
	}
	snprintf(url, sizeof url, "sqlite:%s", path);
	st = store_open_readonly(url, why);
	if (st == NULL)
		why_in(why, "%s cannot be restored", file);
	return st;
}

/* Move the store aside with its log files: first those, so that a new store never meets the log of the old one. */
static int move_aside(const char *file, char aside[PATH_MAX], struct why *why)
{
	static const char *const endings[] = { "-wal", "-shm", "" };
	struct civil now = clock_civil(clock_wall_us());
	char from[PATH_MAX + 8], to[PATH_MAX + 8];

	if (snprintf(aside, PATH_MAX, "%s.before-%04d%02d%02d-%02d%02d%02d", file, now.year, now.month, now.day,
		    now.hour, now.minute, now.second) >= PATH_MAX)
		return why_set(why, "the path of the store is too long");
	for (unsigned i = 0; i < sizeof endings / sizeof *endings; i++) {
		snprintf(from, sizeof from, "%s%s", file, endings[i]);
		snprintf(to, sizeof to, "%s%s", aside, endings[i]);
		if (rename(from, to) == -1 && (endings[i][0] == '\0' || errno != ENOENT))
			return why_set(why, "%s to %s: %s", from, to, strerror(errno));
	}
	return 0;
}

/* Open the restored store as the gateway will, and note in it that it was restored. */
static int note(const struct config *config, const char *from, struct why *why)
{
	struct store *st = store_open(config->store, config_number(config), why);
	const struct passwd *user = getpwuid(getuid());
	int result = -1;

	if (st == NULL)
		return -1;
	if (store_begin(st, why) == 0) {
		result = audit_add(
			st, user != NULL ? user->pw_name : "unknown", "restore", "store", from, clock_wall_us(), why);
		if (result == -1)
			store_rollback(st);
		else
			result = store_commit(st, why);
	}
	store_close(&st);
	return result;
}

static int replace(struct store *backup, const char *file, bool force, struct why *why)
{
	char aside[PATH_MAX] = "";

	if (access(file, F_OK) == 0) {
		if (!force)
			return why_set(why, "%s is there; --force replaces it and keeps it aside", file);
		if (move_aside(file, aside, why) == -1)
			return -1;
	}
	if (store_backup(backup, file, why) == -1) {
		if (aside[0] != '\0' && rename(aside, file) == -1)
			fprintf(stderr, "keng restore: the store that was there is %s now\n", aside);
		return -1;
	}
	printf("%s is restored\n", file);
	if (aside[0] != '\0')
		printf("%s is the store that was there\n", aside);
	return 0;
}

static int restore(const struct config *config, const char *from, bool force, struct why *why)
{
	const char *file = ground_store_file(config);
	char shown[LOG_URL_OCTETS];
	struct store *backup;
	int result, lock = -1;

	if (file == NULL)
		return why_set(why,
			"the store %s is no file; copy the file into an empty database with keng migrate-store",
			log_mask_url(config->store, shown));
	if (lock_take(file, LOCK_WAIT_MS, &lock, why) == -1)
		return -1;
	backup = open_backup(from, why);
	result = backup == NULL ? -1 : replace(backup, file, force, why);
	if (backup != NULL)
		store_close(&backup);
	if (result == 0)
		result = note(config, from, why);
	lock_release(&lock);
	return result;
}

int command_restore(int argc, char **argv)
{
	struct ground g = { .config = NULL };
	struct usage_given given;
	struct why why;
	int status = usage_parse(&usage, argc, argv, 1, 1, &given);

	if (status != USAGE_GO_ON)
		return status;
	if (ground_config(&g, given.config_file) == -1)
		return USAGE_WRONG;
	if (restore(g.config, given.operands[0], usage_has(&given, "force"), &why) == -1) {
		fprintf(stderr, "keng restore: %s\n", why.text);
		status = USAGE_WRONG;
	} else {
		status = USAGE_DONE;
	}
	ground_close(&g);
	return status;
}
