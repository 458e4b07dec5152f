/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sums of periods within periods, cumulative figures, targets. */
#include "gateway/programme/figures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static struct total of(const char *indicator, const char *period, int64_t value)
{
	struct total t = { .value = value };

	record_copy(indicator, t.indicator, sizeof t.indicator);
	record_copy(period, t.period, sizeof t.period);
	return t;
}

static int64_t value_of(const struct total *totals, size_t used, const char *indicator, const char *period)
{
	struct figure f;

	figure_of(totals, used, indicator, period, &f);
	return f.value_known ? f.value : -1;
}

static int64_t done_of(const struct total *totals, size_t used, const char *indicator, const char *period)
{
	struct figure f;

	figure_of(totals, used, indicator, period, &f);
	return f.done_known ? f.done : -1;
}

static void weeks_make_the_month_unless_the_month_was_reported(void **state)
{
	const struct total weeks[] = { of("DVC", "2022-W31", 3), of("DVC", "2022-W33", 5), of("DVC", "2022-W36", 9),
		of("TT", "2022-W33", 1), of("DVC", "2022-08", 20) };

	(void)state;
	/* The Thursday of week 36 is 8 September. */
	assert_int_equal(value_of(weeks, 4, "DVC", "2022-08"), 8);
	assert_int_equal(value_of(weeks, 4, "DVC", "2022-Q3"), 17);
	assert_int_equal(value_of(weeks, 4, "DVC", "2022"), 17);
	assert_int_equal(value_of(weeks, 4, "DVC", "2022-W33"), 5);
	assert_int_equal(value_of(weeks, 4, "SK", "2022-08"), -1);
	/* The month's own figure speaks for its weeks; week 36 is still September's. */
	assert_int_equal(value_of(weeks, 5, "DVC", "2022-08"), 20);
	assert_int_equal(value_of(weeks, 5, "DVC", "2022"), 29);
}

static void a_cumulative_figure_replaces_what_was_before_it(void **state)
{
	const struct total totals[] = { of("DVC", "2022-06", 30), of("DVC", "2022-07", 40),
		of("total.DVC", "2022-07", 87), of("DVC", "2022-08", 5) };
	struct figure f;

	(void)state;
	assert_int_equal(done_of(totals, 4, "DVC", "2022"), 92);
	assert_int_equal(value_of(totals, 4, "DVC", "2022"), 75);
	assert_int_equal(done_of(totals, 4, "DVC", "2022-08"), 5);
	figure_of(totals, 4, "DVC", "2022-07", &f);
	assert_int_equal(f.given, 87);
	figure_of(totals, 4, "DVC", "2022-08", &f);
	assert_int_equal(f.given, -1);
}

static void a_collection_outside_of_the_calendar_counts_for_itself_alone(void **state)
{
	const struct total totals[] = { of("DVC", "2022-08", 5), of("DVC", "2022-X1", 300) };

	(void)state;
	assert_int_equal(value_of(totals, 2, "DVC", "2022"), 5);
	assert_int_equal(value_of(totals, 2, "DVC", "2022-X1"), 300);
	assert_int_equal(done_of(totals, 2, "DVC", "2022-X1"), 300);
}

static struct figure row(const char *indicator, const char *period, int64_t value)
{
	struct figure f = { .value = value, .done = value, .given = -1, .value_known = true, .done_known = true };

	record_copy(indicator, f.indicator, sizeof f.indicator);
	record_copy(period, f.period, sizeof f.period);
	return f;
}

static void the_nearest_target_counts_and_a_share_needs_its_whole(void **state)
{
	struct target targets[] = { { .indicator = "DVC", .period = "2022", .value = 600 },
		{ .indicator = "DVC", .period = "2022-08", .value = 150 },
		{ .indicator = "ZL", .period = "2022", .value = 80, .denominator = "household", .whole = 300 },
		{ .indicator = "VNE", .period = "2022", .value = 80, .denominator = "adult14" } };
	struct figure rows[] = { row("DVC", "2022-08", 87), row("ZL", "2022-08", 20), row("ZL", "2022", 120) };
	struct figures_part part = { .rows = rows, .rows_used = 3 };
	struct unit unit = { .households = 300 };
	struct figures f = { .unit = &unit,
		.period = "2022-08",
		.parts = &part,
		.parts_used = 1,
		.targets = targets,
		.targets_used = 4 };
	struct buf text;

	(void)state;
	assert_int_equal(figures_target(&f, "DVC")->value, 150);
	assert_null(figures_target(&f, "SK"));
	f.targets_used = 1;
	assert_int_equal(figures_target(&f, "DVC")->value, 600);
	f.targets_used = 4;
	buf_init(&text);
	assert_true(figures_add_progress(&f, "DVC", false, false, &text));
	assert_string_equal(text.data, "DVC 87/150 (58%)");
	buf_clear(&text);
	assert_true(figures_add_progress(&f, "ZL", false, false, &text));
	assert_string_equal(text.data, "ZL 120/240 (50%)");
	buf_clear(&text);
	assert_true(figures_add_progress(&f, "VNE", false, false, &text)); /* nobody knows how many adults there are */
	assert_non_null(strstr(text.data, "%, chưa rõ số người)"));
	assert_false(figures_add_progress(&f, "SK", false, false, &text));
	buf_fini(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weeks_make_the_month_unless_the_month_was_reported),
		cmocka_unit_test(a_cumulative_figure_replaces_what_was_before_it),
		cmocka_unit_test(a_collection_outside_of_the_calendar_counts_for_itself_alone),
		cmocka_unit_test(the_nearest_target_counts_and_a_share_needs_its_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
