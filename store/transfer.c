/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/transfer.h"

#include "gateway/base/buf.h"
#include "gateway/base/clock.h"
#include "store/columns.h"
#include "store/migrate.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- one table ---- */

static struct db_statement *prepare_select(struct db *from, const struct table *t, struct why *why)
{
	struct buf sql;
	struct db_statement *q;

	buf_init(&sql);
	for (unsigned i = 0; i < t->used; i++)
		buf_addf(&sql, "%s%s", i == 0 ? "SELECT " : ", ", t->columns[i]);
	buf_addf(&sql, " FROM %s", t->name);
	q = from->driver->prepare(from, sql.data, why);
	buf_fini(&sql);
	return q;
}

static struct db_statement *prepare_insert(struct db *to, const struct table *t, struct why *why)
{
	struct buf sql;
	struct db_statement *q;

	buf_init(&sql);
	buf_addf(&sql, "INSERT INTO %s (", t->name);
	for (unsigned i = 0; i < t->used; i++)
		buf_addf(&sql, "%s%s", i == 0 ? "" : ", ", t->columns[i]);
	for (unsigned i = 0; i < t->used; i++)
		buf_addf(&sql, "%s$%u", i == 0 ? ") VALUES (" : ", ", i + 1);
	buf_adds(&sql, ")");
	q = to->driver->prepare(to, sql.data, why);
	buf_fini(&sql);
	return q;
}

static int copy_row(struct db_statement *out, struct db_statement *in, const struct table *t, struct why *why)
{
	const struct db_driver *from = out->db->driver, *to = in->db->driver;

	to->reset(in, true);
	for (unsigned i = 0; i < t->used; i++) {
		if (t->is_text[i])
			to->bind_text(in, (int)i + 1, from->column_text(out, (int)i));
		else
			to->bind_int(in, (int)i + 1, from->column_int(out, (int)i));
	}
	return to->step(in, why) == STEP_DONE ? 0 : -1;
}

static int copy_rows(struct db *from, struct db *to, const struct table *t, int64_t *rows, struct why *why)
{
	struct db_statement *out = prepare_select(from, t, why), *in = NULL;
	enum step step = STEP_FAILED;

	*rows = 0;
	if (out == NULL)
		return -1;
	in = prepare_insert(to, t, why);
	while (in != NULL && (step = from->driver->step(out, why)) == STEP_ROW) {
		if (copy_row(out, in, t, why) == -1) {
			step = STEP_FAILED;
			break;
		}
		(*rows)++;
	}
	if (in != NULL)
		to->driver->finish(in);
	from->driver->finish(out);
	return step == STEP_DONE ? 0 : why_in(why, "table %s", t->name);
}

/* What the schema's own steps have put there goes: it is among what comes over. */
static int empty(struct db *to, const struct table *t, struct why *why)
{
	char sql[96];

	snprintf(sql, sizeof sql, "DELETE FROM %s", t->name);
	return to->driver->script(to, sql, why);
}

static int copy_table(struct db *from, struct db *to, const struct table *t, int64_t *rows, struct why *why)
{
	int64_t there;

	if (empty(to, t, why) == -1 || copy_rows(from, to, t, rows, why) == -1 ||
		columns_count_rows(to, t->name, &there, why) == -1)
		return -1;
	if (there != *rows)
		return why_set(why, "of %" PRId64 " rows of %s %" PRId64 " came over", *rows, t->name, there);
	return 0;
}

static int copy_tables(
	struct db *model, struct db *from, struct db *to, store_transfer_told *told, void *user, struct why *why)
{
	struct db_statement *q = model->driver->prepare(model,
		"SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'migration' ORDER BY name", why);
	struct table t;
	enum step step;

	if (q == NULL)
		return -1;
	while ((step = model->driver->step(q, why)) == STEP_ROW) {
		int64_t rows = 0;

		snprintf(t.name, sizeof t.name, "%s", model->driver->column_text(q, 0));
		if (columns_read(model, &t, why) == -1 || copy_table(from, to, &t, &rows, why) == -1) {
			step = STEP_FAILED;
			break;
		}
		if (told != NULL)
			told(t.name, rows, user);
	}
	model->driver->finish(q);
	return step == STEP_DONE ? 0 : -1;
}

int transfer(struct db *from, struct db *to, store_transfer_told *told, void *user, struct why *why)
{
	struct db *model;
	int result = -1, is_new = migrate_is_new(to, why);

	if (is_new == 0)
		why_set(why, "there is a store already; name one that does not exist yet, or an empty database");
	if (is_new != 1)
		return -1;
	if (migrate_check(from, migrations, why) == -1)
		return why_in(why, "what is to be copied");
	if (migrate(to, migrations, clock_wall_us(), why) == -1)
		return -1;
	model = columns_model(why);
	if (model == NULL)
		return -1;
	if (from->driver->begin(from, why) == -1)
		goto close;
	if (to->driver->begin(to, why) == -1)
		goto end;
	if (copy_tables(model, from, to, told, user, why) == 0 && to->driver->commit(to, why) == 0)
		result = 0;
	else
		to->driver->rollback(to);
end:
	from->driver->rollback(from);
close:
	model->driver->close(model);
	return result;
}
