/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/columns.h"

#include "gateway/base/clock.h"
#include "store/migrate.h"

#include <stdio.h>
#include <string.h>

struct db *columns_model(struct why *why)
{
	struct db *model = db_sqlite.open(":memory:", DB_WRITE, why);

	if (model == NULL || migrate(model, migrations, clock_wall_us(), why) == 0)
		return model;
	model->driver->close(model);
	return NULL;
}

int columns_read(struct db *model, struct table *t, struct why *why)
{
	char sql[160];
	struct db_statement *q;
	enum step step;

	snprintf(sql, sizeof sql, "SELECT name, type = 'TEXT' FROM pragma_table_info('%s') ORDER BY cid", t->name);
	q = model->driver->prepare(model, sql, why);
	if (q == NULL)
		return -1;
	for (t->used = 0; (step = model->driver->step(q, why)) == STEP_ROW && t->used < COLUMNS_MAX; t->used++) {
		snprintf(t->columns[t->used], sizeof t->columns[0], "%s", model->driver->column_text(q, 0));
		t->is_text[t->used] = model->driver->column_int(q, 1) != 0;
	}
	model->driver->finish(q);
	return step == STEP_DONE ? 0 : -1;
}

int columns_find(const struct table *t, const char *name)
{
	for (unsigned i = 0; i < t->used; i++)
		if (strcmp(t->columns[i], name) == 0)
			return (int)i;
	return -1;
}

int columns_count_rows(struct db *db, const char *table, int64_t *rows, struct why *why)
{
	char sql[96];
	struct db_statement *q;
	enum step step;

	snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM %s", table);
	q = db->driver->prepare(db, sql, why);
	if (q == NULL)
		return -1;
	step = db->driver->step(q, why);
	*rows = step == STEP_ROW ? db->driver->column_int(q, 0) : -1;
	db->driver->finish(q);
	return *rows >= 0 ? 0 : -1;
}
