/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng migrate-store: everything that one store holds into another, of whatever engines, and counted in both. */
#include "gateway/command/command.h"
#include "gateway/command/usage.h"
#include "store/merge.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>

static const struct usage usage = {
	.command = "migrate-store",
	.operands = "FROM TO",
	.what = "Copy a whole store into another one, or merge it, from a file to a database or back, while no gateway runs.",
	.more = "FROM and TO are written as in the configuration: sqlite:/path/of/file.db, or\n"
		"postgresql://user@host/database. TO must not exist yet, or be an empty database.\n"
		"Each table's rows are counted in both; when anything fails, nothing is kept in TO.\n"
		"FROM stays as it is. Afterwards write TO as store into keng.cfg.\n"
		"With --merge TO is a store that others use too: what is there already stays, numbers\n"
		"that clash become new ones, and doing it again adds only what is new.\n",
	.secret = true,
	.options = (const struct usage_option[]){ { "merge", NULL, "Merge FROM, a box that worked alone, into TO.", 0 },
		{ "dry-run", NULL, "With --merge: say what would be done, and keep nothing.", 0 },
		{ NULL, NULL, NULL, 0 } },
};

static void tell(const char *table, int64_t rows, void *user)
{
	int64_t *all = user;

	*all += rows;
	if (rows > 0)
		printf("  %-16s %10" PRId64 "\n", table, rows);
}

/* ---- merging ---- */

static void tell_count(const struct merge_count *count, void *user)
{
	struct merge_count *all = user;

	if (all->table == NULL)
		printf("  %-14s %9s %9s %9s %9s %9s\n", "table", "rows", "new", "newer", "same", "left");
	all->table = "all";
	all->rows += count->rows;
	all->added += count->added;
	all->updated += count->updated;
	all->same += count->same;
	all->kept += count->kept;
	printf("  %-14s %9" PRId64 " %9" PRId64 " %9" PRId64 " %9" PRId64 " %9" PRId64 "\n", count->table, count->rows,
		count->added, count->updated, count->same, count->kept);
}

static void tell_line(const char *line, void *user)
{
	(void)user;
	printf("  %s\n", line);
}

static int merge(const char *from, const char *to, bool dry_run)
{
	struct merge_count all = { .table = NULL };
	const struct merge_talk talk = { tell_count, tell_line, &all };
	struct why why;

	if (store_merge(from, to, dry_run, &talk, &why) == -1) {
		fprintf(stderr, "keng migrate-store: %s; nothing was changed\n", why.text);
		return USAGE_WRONG;
	}
	printf("%s: %" PRId64 " rows, %" PRId64 " new, %" PRId64 " newer than here, %" PRId64 " the same, %" PRId64
	       " left as they are here\n",
		dry_run ? "would be merged" : "merged", all.rows, all.added, all.updated, all.same, all.kept);
	return USAGE_DONE;
}

int command_migrate_store(int argc, char **argv)
{
	struct usage_given given;
	struct why why;
	int64_t all = 0;
	int status = usage_parse(&usage, argc, argv, 2, 2, &given);
	bool dry_run = usage_has(&given, "dry-run");

	if (status != USAGE_GO_ON)
		return status;
	if (usage_has(&given, "merge"))
		return merge(given.operands[0], given.operands[1], dry_run);
	if (dry_run) {
		fprintf(stderr,
			"keng migrate-store: --dry-run goes with --merge; a copy into an empty store changes nothing"
			" that is there\n");
		return USAGE_MISTYPED;
	}
	if (store_transfer(given.operands[0], given.operands[1], tell, &all, &why) == -1) {
		fprintf(stderr, "keng migrate-store: %s\n", why.text);
		return USAGE_WRONG;
	}
	printf("copied: %" PRId64 " rows, counted in both\n", all);
	return USAGE_DONE;
}
