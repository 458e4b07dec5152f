/* SPDX-License-Identifier: GPL-2.0-or-later */
/* migrate.h - bring a database to the schema that this Keng knows.
 *
 * store/schema/NNN_name.sql are compiled in, in order of their numbers. Each is
 * applied once, in one transaction with its row in the table `migration`.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "store/db.h"

#include <stddef.h>

struct migration {
	int number; /* 1.. */
	const char *name, *sql;
};

/* All of them; the last has number 0. Written by the Makefile from the files. */
extern const struct migration migrations[];

/* Apply what is missing; a store that is there already is locked for that, so that no gateway of an older Keng works on
 * it. -1 when the database is newer than the list, or when it failed: those before the one that
 * failed stay applied. */
int migrate(struct db *db, const struct migration *list, int64_t now_us, struct why *why);

/* 0 when the database has exactly the schema of the list, else -1. */
int migrate_check(struct db *db, const struct migration *list, struct why *why);

/* Was it never brought to any schema? -1 on failure. */
int migrate_is_new(struct db *db, struct why *why);

#endif
