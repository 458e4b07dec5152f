/* SPDX-License-Identifier: GPL-2.0-or-later */
/* columns.h - the tables of the schema and their columns, for what copies rows whatever they hold.
 *
 * An empty SQLite store of the same schema, in memory, knows them: the model.
 */
#ifndef STORE_COLUMNS_H
#define STORE_COLUMNS_H

#include "store/db.h"

#define COLUMNS_MAX 48

struct table {
	char name[64];
	char columns[COLUMNS_MAX][64];
	bool is_text[COLUMNS_MAX];
	unsigned used;
};

/* NULL with why set. db_sqlite.close() it. */
struct db *columns_model(struct why *why);
/* t->name is given. */
int columns_read(struct db *model, struct table *t, struct why *why);
/* Its place; -1 when there is no such column. */
int columns_find(const struct table *t, const char *name);
int columns_count_rows(struct db *db, const char *table, int64_t *rows, struct why *why);

#endif
