/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is written later is there for whoever reads, goes with what is rolled back, and is added up where it may be. */
#include "store/later.h"

#include "gateway/base/clock.h"
#include "store/figure.h"
#include "store/inside.h"
#include "store/report.h"
#include "tests/help/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define NOW INT64_C(1660788000000000) /* 2022-08-18T09:00:00+07:00 */

static struct why why;

static const struct later_kind item = { .sql = "INSERT INTO seen (identity, at, message) VALUES ($1, $2, $3)",
	.types = "t|ii" };
static const struct later_kind sum = { .sql = "INSERT INTO total (period, unit, indicator, value, terms)"
					      " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (period, unit, indicator)"
					      " DO UPDATE SET value = total.value + excluded.value,"
					      " terms = total.terms + excluded.terms",
	.types = "ttt|ii",
	.sums = 2 };
static const struct later_kind text = { .sql = "INSERT INTO message (id, direction, phone, link, text, state)"
					       " VALUES ($1, 'out', '+84905300001', '', $2, $3)",
	.types = "i|tt" };
static const struct later_kind sent = { .sql = "UPDATE message SET state = v.column2 FROM (VALUES ($1, $2)) AS v"
					       " WHERE id = v.column1",
	.types = "i|t" };

static int set_up(void **state)
{
	*state = engine_open(1);
	assert_int_equal(store_begin(*state, &why), 0);
	return 0;
}

static int tear_down(void **state)
{
	struct store *st = *state;

	if (store_in_transaction(st))
		store_rollback(st);
	store_close(&st);
	return 0;
}

static int64_t number(struct store *st, const char *sql)
{
	int64_t n = -1;

	if (record_number(store_query(st, sql, &why), &n, &why) == -1)
		fail_msg("%s: %s", sql, why.text);
	return n;
}

static int64_t items(struct store *st)
{
	return number(st, "SELECT count(*) FROM seen");
}

static void add_item(struct store *st, const char *identity)
{
	assert_int_equal(later_do(st, &item, &why, identity, INT64_C(1), INT64_C(2)), 0);
}

static void add_items(struct store *st, unsigned from, unsigned n)
{
	char name[24];

	for (unsigned i = from; i < from + n; i++) {
		snprintf(name, sizeof name, "item-%u", i);
		add_item(st, name);
	}
}

static void add_sum(struct store *st, const char *unit, int64_t value)
{
	assert_int_equal(later_do(st, &sum, &why, "2022-W33", unit, "DVC", value, INT64_C(1)), 0);
}

static void whoever_reads_sees_it(void **state)
{
	struct store *st = *state;

	add_items(st, 0, 77); /* statements of 32, 8, 4 and 1 rows */
	assert_int_equal(items(st), 77);
	add_items(st, 100, 3);
	assert_int_equal(items(st), 80);
	assert_int_equal(number(st, "SELECT count(*) FROM seen WHERE at = 1 AND message = 2"), 80);
	assert_int_equal(store_commit(st, &why), 0);
	assert_int_equal(items(st), 80);
}

static void a_great_many_are_not_all_kept_in_memory(void **state)
{
	struct store *st = *state;

	add_items(st, 0, 1500);
	assert_int_equal(store_commit(st, &why), 0);
	assert_int_equal(items(st), 1500);
}

static void it_is_written_with_the_commit(void **state)
{
	struct store *st = *state;

	add_items(st, 0, 5);
	assert_int_equal(store_commit(st, &why), 0);
	assert_int_equal(items(st), 5);
	add_item(st, "outside of a transaction");
	assert_int_equal(items(st), 6);
}

static void what_is_rolled_back_is_forgotten(void **state)
{
	struct store *st = *state;

	add_items(st, 0, 5);
	assert_int_equal(store_savepoint(st, &why), 0);
	add_items(st, 10, 5);
	store_rollback_to_savepoint(st);
	assert_int_equal(items(st), 5);
	assert_int_equal(store_savepoint(st, &why), 0);
	add_items(st, 20, 5);
	assert_int_equal(store_release(st, &why), 0);
	assert_int_equal(store_commit(st, &why), 0);
	assert_int_equal(items(st), 10);
	assert_int_equal(store_begin(st, &why), 0);
	add_items(st, 30, 5);
	store_rollback(st);
	assert_int_equal(store_begin(st, &why), 0);
	assert_int_equal(store_commit(st, &why), 0);
	assert_int_equal(items(st), 10);
}

static void what_cannot_be_written_fails_the_transaction(void **state)
{
	struct store *st = *state;

	add_items(st, 0, 5);
	assert_int_equal(items(st), 5);
	add_items(st, 4, 3);
	assert_int_equal(store_commit(st, &why), -1);
	assert_int_equal(items(st), 0);
}

static void sums_of_one_key_are_one_row(void **state)
{
	struct store *st = *state;

	for (int i = 1; i <= 10; i++) {
		add_sum(st, "10301", i);
		add_sum(st, "10302", 100);
	}
	assert_int_equal(number(st, "SELECT value FROM total WHERE unit = '10301'"), 55);
	assert_int_equal(number(st, "SELECT terms FROM total WHERE unit = '10302'"), 10);
	add_sum(st, "10301", -5);
	assert_int_equal(number(st, "SELECT value FROM total WHERE unit = '10301'"), 50);
}

/* What is done to a row stays in its order, whatever is kept of others. */
static void rows_of_one_key_are_written_in_their_order(void **state)
{
	struct store *st = *state;

	for (int64_t id = 1; id <= 4; id++)
		assert_int_equal(later_do(st, &text, &why, id, "xin chào", "queued"), 0);
	assert_int_equal(later_do(st, &sent, &why, INT64_C(2), "sending"), 0);
	assert_int_equal(later_do(st, &sent, &why, INT64_C(3), "sending"), 0);
	assert_int_equal(later_do(st, &sent, &why, INT64_C(2), "sent"), 0);
	assert_int_equal(later_do(st, &text, &why, INT64_C(5), "chào", "queued"), 0);
	assert_int_equal(number(st, "SELECT count(*) FROM message WHERE state = 'queued'"), 3);
	assert_int_equal(number(st, "SELECT id FROM message WHERE state = 'sent'"), 2);
	assert_int_equal(number(st, "SELECT id FROM message WHERE state = 'sending'"), 3);
	assert_int_equal(number(st, "SELECT count(*) FROM message WHERE text = 'xin chào'"), 4);
}

static void a_statement_says_which_tables_it_touches(void **state)
{
	(void)state;
	assert_int_equal(later_tables("SELECT 1 FROM unit"), 0);
	assert_int_equal(later_tables("SELECT message FROM seen"), later_tables("DELETE FROM seen WHERE at < $1"));
	assert_int_not_equal(later_tables("INSERT INTO report (no"), later_tables("INSERT INTO report_value (report"));
	assert_int_equal(later_tables("SELECT 1 FROM part p JOIN message m ON m.id = p.message"),
		later_tables("UPDATE part SET") | later_tables("UPDATE message SET"));
}

/* ---- figures ---- */

static void report(struct store *st, const char *period, int64_t value)
{
	struct report r = { .phone = "+84905300001", .unit = "10301", .at = NOW, .status = "received" };
	struct report_value v = { .indicator = "DVC", .value = value };

	record_copy(period, r.period, sizeof r.period);
	assert_int_equal(report_put(st, &r, &why), 0);
	assert_int_equal(report_put_value(st, &r, &v, &why), 0);
}

static int64_t figure(struct store *st, const char *period)
{
	struct figure *list;
	int64_t value = -1;
	size_t used;

	assert_int_equal(figure_list(st, "10301", period, &list, &used, &why), 0);
	for (size_t i = 0; i < used; i++)
		if (list[i].indicator[0] != '\0')
			value = list[i].value;
	free(list);
	assert_int_equal(number(st, "SELECT count(*) FROM figure WHERE known >= 16"), 0);
	return value;
}

/* A month's own sum speaks for its weeks, in whatever order they come, and however many of them are written at once. */
static void a_longer_period_speaks_for_shorter_ones_in_one_group(void **state)
{
	struct store *st = *state;

	report(st, "2022-W32", 2);
	report(st, "2022-W33", 5);
	report(st, "2022-W33", 1);
	report(st, "2022-08", 10);
	report(st, "2022-W33", 4);
	report(st, "2022-09", 3);
	assert_int_equal(figure(st, "2022-W33"), 10);
	assert_int_equal(figure(st, "2022-W32"), 2);
	assert_int_equal(figure(st, "2022-08"), 10);
	assert_int_equal(figure(st, "2022-Q3"), 13);
	report(st, "2022-W33", 7);
	assert_int_equal(figure(st, "2022-Q3"), 13);
	assert_int_equal(figure(st, "2022"), 13);
	report(st, "2022-10", 1);
	assert_int_equal(figure(st, "2022"), 14);
	assert_int_equal(store_commit(st, &why), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(whoever_reads_sees_it),
		TEST(a_great_many_are_not_all_kept_in_memory),
		TEST(it_is_written_with_the_commit),
		TEST(what_is_rolled_back_is_forgotten),
		TEST(what_cannot_be_written_fails_the_transaction),
		TEST(sums_of_one_key_are_one_row),
		TEST(rows_of_one_key_are_written_in_their_order),
		TEST(a_statement_says_which_tables_it_touches),
		TEST(a_longer_period_speaks_for_shorter_ones_in_one_group),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
