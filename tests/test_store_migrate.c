/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The schema comes step by step, each whole or not at all. */
#include "store/migrate.h"
#include "tests/help/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct migration first[] = { { 1, "one", "CREATE TABLE a (x BIGINT); CREATE TABLE b (x BIGINT);" },
	{ 0, NULL, NULL } };
static const struct migration both[] = { { 1, "one", "this is not looked at again" },
	{ 2, "two", "CREATE TABLE c (x BIGINT); INSERT INTO c VALUES (2);" }, { 0, NULL, NULL } };
static const struct migration broken[] = { { 1, "one", "CREATE TABLE a (x BIGINT);" },
	{ 2, "two", "CREATE TABLE c (x BIGINT); INSERT INTO nowhere VALUES (2);" }, { 0, NULL, NULL } };

static struct why why;

static int set_up(void **state)
{
	*state = db_sqlite.open(":memory:", DB_WRITE, &why);
	assert_non_null(*state);
	return 0;
}

static int tear_down(void **state)
{
	struct db *db = *state;

	db->driver->close(db);
	return 0;
}

static bool has_table(struct db *db, const char *name)
{
	struct db_statement *q = db->driver->prepare(db, "SELECT count(*) FROM sqlite_master WHERE name = $1", &why);
	bool has;

	assert_non_null(q);
	assert_int_equal(db->driver->bind_text(q, 1, name), 0);
	assert_int_equal(db->driver->step(q, &why), STEP_ROW);
	has = db->driver->column_int(q, 0) != 0;
	db->driver->finish(q);
	return has;
}

static int64_t number(struct db *db, const char *sql)
{
	struct db_statement *q = db->driver->prepare(db, sql, &why);
	int64_t n;

	assert_non_null(q);
	assert_int_equal(db->driver->step(q, &why), STEP_ROW);
	n = db->driver->column_int(q, 0);
	db->driver->finish(q);
	return n;
}

static void each_step_is_applied_once_and_in_order(void **state)
{
	struct db *db = *state;

	assert_int_equal(migrate_check(db, first, &why), -1);
	assert_non_null(strstr(why.text, "no store of Keng yet"));
	assert_int_equal(migrate(db, first, 1, &why), 0);
	assert_true(has_table(db, "a") && has_table(db, "b") && !has_table(db, "c"));
	assert_int_equal(migrate_check(db, first, &why), 0);
	assert_int_equal(migrate_check(db, both, &why), -1);
	assert_int_equal(migrate(db, both, 2, &why), 0);
	assert_true(has_table(db, "c"));
	assert_int_equal(migrate(db, both, 3, &why), 0);
	assert_int_equal(migrate_check(db, both, &why), 0);
	assert_int_equal(migrate(db, first, 4, &why), -1); /* it is newer than that list */
	assert_int_equal(migrate_check(db, first, &why), -1);
}

static void a_step_that_fails_leaves_nothing_of_itself(void **state)
{
	struct db *db = *state;

	assert_int_equal(migrate(db, broken, 1, &why), -1);
	assert_non_null(strstr(why.text, "schema 002_two"));
	assert_non_null(strstr(why.text, "nowhere"));
	assert_true(has_table(db, "a") && !has_table(db, "c"));
	assert_false(db->driver->in_transaction(db));
	assert_int_equal(migrate(db, both, 1, &why), 0); /* and can be done again when it is repaired */
	assert_true(has_table(db, "c"));
}

/* In a file or on a server: two programs on one store. */
static void under_a_gateway_that_runs_no_schema_is_changed(void **state)
{
	char url[ENGINE_URL_OCTETS], folder[] = "/tmp/keng-migrate-XXXXXX", file[64], command[80];
	const struct db_driver *driver = engine_is_shared() ? &db_pgsql : &db_sqlite;
	struct db *older, *newer;
	const char *where = file;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(file, sizeof file, "%s/keng.db", folder);
	if (engine_is_shared())
		where = strchr(engine_url(url), ':') + 1;
	older = driver->open(where, DB_WRITE, &why);
	assert_non_null(older);
	assert_int_equal(migrate(older, first, 1, &why), 0);
	assert_int_equal(driver->lock(older, 0, &why), 0); /* it works on it */
	newer = driver->open(where, DB_WRITE, &why);
	assert_non_null(newer);
	assert_int_equal(migrate(newer, both, 2, &why), -1);
	assert_non_null(strstr(why.text, "the store has schema 1, this Keng makes it 2 as soon as"));
	assert_int_equal(migrate_check(older, first, &why), 0);
	driver->close(older);
	assert_int_equal(migrate(newer, both, 2, &why), 0);
	driver->close(newer);
	snprintf(command, sizeof command, "rm -rf %s", folder);
	assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): the test's own words */
}

/* A step goes through millions of rows; what a gateway says ends after 15 s. */
static void a_step_on_a_server_may_take_long(void **state)
{
	static const struct migration slow[] = {
		{ 1, "one",
			"CREATE TABLE a (x BIGINT); INSERT INTO a SELECT setting FROM (SELECT "
			"CAST(current_setting('statement_timeout') = '0' AS INTEGER) AS setting) AS s;" },
		{ 0, NULL, NULL }
	};
	char url[ENGINE_URL_OCTETS];
	struct db *db;

	(void)state;
	if (!engine_is_shared())
		return;
	db = db_pgsql.open(strchr(engine_url(url), ':') + 1, DB_WRITE, &why);
	assert_non_null(db);
	assert_int_equal(migrate(db, slow, 1, &why), 0);
	assert_int_equal(number(db, "SELECT x FROM a"), 1);
	assert_int_equal(number(db, "SELECT CAST(current_setting('statement_timeout') = '15s' AS INTEGER)"), 1);
	db->driver->close(db);
}

static void a_failing_call_leaves_the_store_as_it_was_or_done(void **state)
{
	bool done = false;

	(void)state;
	for (long nth = 1; !done; nth++) {
		struct db *db = db_failing(db_sqlite.open(":memory:", DB_WRITE, &why));

		db_failing_at(db, nth);
		done = migrate(db, first, 1, &why) == 0;
		db_failing_at(db, 0);
		assert_int_equal(has_table(db, "a"), done);
		assert_false(db->driver->in_transaction(db));
		assert_int_equal(migrate(db, first, 1, &why), 0);
		assert_true(has_table(db, "a"));
		db->driver->close(db);
		assert_true(nth < 30);
	}
}

static void the_files_are_numbered_from_one_without_gaps(void **state)
{
	int number = 0;

	(void)state;
	for (const struct migration *m = migrations; m->number != 0; m++) {
		assert_int_equal(m->number, ++number);
		assert_true(strlen(m->name) > 0 && strlen(m->sql) > 0);
	}
	assert_true(number >= 1);
}

/* ---- what a file makes of what is there ---- */

/* Bring it to the schema before that number. */
static void migrate_until(struct db *db, int number)
{
	struct migration before[100];
	size_t used = 0;

	for (; migrations[used].number != 0 && migrations[used].number < number; used++)
		before[used] = migrations[used];
	before[used] = (struct migration){ 0, NULL, NULL };
	assert_int_equal(migrate(db, before, 1, &why), 0);
}

/* 022: sums and figures stay as they are, and a figure knows whether it may be added to. */
static void figures_of_before_say_what_they_are_made_of(void **state)
{
	struct db *db = *state;

	migrate_until(db, 22);
	assert_int_equal(
		db->driver->script(db,
			"INSERT INTO total (unit, indicator, period, value, terms) VALUES ('1', 'DVC', '2022-W33', 5, 1), "
			"('1', 'total.TT', '2022-07', 80, 0), ('1', 'TT', '2022-W33', 2, 1);"
			"INSERT INTO figure (unit, period, indicator, value, done, given, known) VALUES "
			"('1', '2022-W33', 'DVC', 5, 5, -1, 3), ('1', '2022', 'DVC', 5, 5, -1, 3), "
			"('1', '2022', 'TT', 2, 82, -1, 3), ('1', '2022', '', 2, 0, -1, 1);",
			&why),
		0);
	assert_int_equal(migrate(db, migrations, 2, &why), 0);
	assert_int_equal(number(db, "SELECT COUNT(*) FROM total"), 3);
	assert_int_equal(number(db, "SELECT SUM(value) + SUM(done) FROM figure"), 14 + 92);
	assert_int_equal(number(db, "SELECT known FROM figure WHERE period = '2022-W33' AND indicator = 'DVC'"), 3 + 8);
	assert_int_equal(number(db, "SELECT known FROM figure WHERE period = '2022' AND indicator = 'DVC'"), 3);
	assert_int_equal(number(db, "SELECT known FROM figure WHERE period = '2022' AND indicator = 'TT'"), 3 + 4);
	assert_int_equal(number(db, "SELECT known FROM figure WHERE indicator = ''"), 1);
}

/* 024 */
static void values_of_before_have_the_unit_of_their_report_or_form(void **state)
{
	struct db *db = *state;

	migrate_until(db, 24);
	assert_int_equal(
		db->driver->script(db,
			"INSERT INTO report (no, phone, unit, period, at, status) VALUES (1, '', '7', '2022-08', 1, 'received');"
			"INSERT INTO report_value (report, indicator, value, mode) VALUES (1, 'DVC', 5, 'period'), "
			"(1, 'TT', 6, 'total'), (2, 'TT', 7, 'total');"
			"INSERT INTO form (no, form, phone, unit, at, status) VALUES (3, 'storm', '', '8', 1, 'received');"
			"INSERT INTO form_value (form_no, place, field, value) VALUES (3, 0, 'a', 'b');",
			&why),
		0);
	assert_int_equal(migrate(db, migrations, 2, &why), 0);
	assert_int_equal(number(db, "SELECT SUM(value) FROM report_value WHERE unit = '7'"), 11);
	assert_int_equal(number(db, "SELECT SUM(value) FROM report_value WHERE unit = ''"), 7); /* of no report */
	assert_int_equal(number(db, "SELECT COUNT(*) FROM form_value WHERE unit = '8'"), 1);
}

#define STORE_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(each_step_is_applied_once_and_in_order),
		STORE_TEST(a_step_that_fails_leaves_nothing_of_itself),
		cmocka_unit_test(under_a_gateway_that_runs_no_schema_is_changed),
		cmocka_unit_test(a_step_on_a_server_may_take_long),
		cmocka_unit_test(a_failing_call_leaves_the_store_as_it_was_or_done),
		cmocka_unit_test(the_files_are_numbered_from_one_without_gaps),
		STORE_TEST(values_of_before_have_the_unit_of_their_report_or_form),
		STORE_TEST(figures_of_before_say_what_they_are_made_of),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
