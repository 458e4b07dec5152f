/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SQLite keeps a table in the order of its key; what is no table stays as it is. */
#include "store/migrate.h"
#include "store/sqlite_layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

static void each_kind_of_key_has_its_layout(void **state)
{
	static const struct {
		const char *schema, *sqlite;
	} rows[] = {
		{ "CREATE TABLE a (id BIGINT PRIMARY KEY, x TEXT);",
			"CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT);" },
		{ "CREATE TABLE a (x TEXT PRIMARY KEY, n BIGINT);",
			"CREATE TABLE a (x TEXT PRIMARY KEY, n BIGINT) WITHOUT ROWID;" },
		{ "CREATE TABLE a (x TEXT, n BIGINT, PRIMARY KEY (x, n));",
			"CREATE TABLE a (x TEXT, n BIGINT, PRIMARY KEY (x, n)) WITHOUT ROWID;" },
		{ "CREATE TABLE a (x TEXT); CREATE TABLE b (y TEXT PRIMARY KEY);",
			"CREATE TABLE a (x TEXT); CREATE TABLE b (y TEXT PRIMARY KEY) WITHOUT ROWID;" },
		{ "-- CREATE TABLE a (x TEXT PRIMARY KEY)\nCREATE INDEX i ON a (x);",
			"-- CREATE TABLE a (x TEXT PRIMARY KEY)\nCREATE INDEX i ON a (x);" },
		{ "CREATE TABLE a (-- a (smile\nx TEXT PRIMARY KEY);",
			"CREATE TABLE a (-- a (smile\nx TEXT PRIMARY KEY) WITHOUT ROWID;" },
		{ "CREATE TABLE a (x TEXT PRIMARY KEY", "CREATE TABLE a (x TEXT PRIMARY KEY" },
		{ "ALTER TABLE a ADD COLUMN z TEXT;", "ALTER TABLE a ADD COLUMN z TEXT;" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf to;

		buf_init(&to);
		sqlite_layout(rows[i].schema, &to);
		assert_string_equal(to.data, rows[i].sqlite);
		buf_fini(&to);
	}
}

static int64_t number_of(struct db *db, const char *sql)
{
	struct why why;
	struct db_statement *q = db->driver->prepare(db, sql, &why);
	int64_t n;

	assert_non_null(q);
	assert_int_equal(db->driver->step(q, &why), STEP_ROW);
	n = db->driver->column_int(q, 0);
	db->driver->finish(q);
	return n;
}

static void no_table_of_the_schema_has_a_second_tree_for_its_key(void **state)
{
	struct why why;
	struct db *db = db_sqlite.open(":memory:", DB_WRITE, &why);

	(void)state;
	assert_non_null(db);
	assert_int_equal(migrate(db, migrations, 1, &why), 0);
	assert_true(number_of(db, "SELECT count(*) FROM sqlite_master WHERE type = 'table'") > 30);
	/* That of unit is not for its key: (code, valid_from) is unique too. */
	assert_int_equal(
		number_of(db,
			"SELECT count(*) FROM sqlite_master WHERE name LIKE 'sqlite_autoindex%' AND tbl_name <> 'unit'"),
		0);
	db->driver->close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_of_key_has_its_layout),
		cmocka_unit_test(no_table_of_the_schema_has_a_second_tree_for_its_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
