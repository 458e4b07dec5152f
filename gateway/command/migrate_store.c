/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng migrate-store: everything that one store holds into another, of whatever engines, and counted in both. */
#include "gateway/command/command.h"
#include "gateway/command/usage.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>

static const struct usage usage = {
	.command = "migrate-store",
	.operands = "FROM TO",
	.what = "Copy a whole store into another one, from a file to a database or back, while no gateway runs on it.",
	.more = "FROM and TO are written as in the configuration: sqlite:/path/of/file.db, or\n"
		"postgresql://user@host/database. TO must not exist yet, or be an empty database.\n"
		"Each table's rows are counted in both; when anything fails, nothing is kept in TO.\n"
		"FROM stays as it is. Afterwards write TO as store into keng.cfg.\n",
};

static void tell(const char *table, int64_t rows, void *user)
{
	int64_t *all = user;

	*all += rows;
	if (rows > 0)
		printf("  %-16s %10" PRId64 "\n", table, rows);
}

int command_migrate_store(int argc, char **argv)
{
	struct usage_given given;
	struct why why;
	int64_t all = 0;
	int status = usage_parse(&usage, argc, argv, 2, 2, &given);

	if (status != USAGE_GO_ON)
		return status;
	if (store_transfer(given.operands[0], given.operands[1], tell, &all, &why) == -1) {
		fprintf(stderr, "keng migrate-store: %s\n", why.text);
		return USAGE_WRONG;
	}
	printf("copied: %" PRId64 " rows, counted in both\n", all);
	return USAGE_DONE;
}
