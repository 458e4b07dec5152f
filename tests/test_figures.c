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

static void weeks_make_the_month_unless_the_month_was_reported(void **state)
{
	struct total weeks[] = { of("DVC", "2022-W31", 3), of("DVC", "2022-W33", 5), of("DVC", "2022-W36", 9),
		of("TT", "2022-W33", 1), of("DVC", "2022-08", 20) };
	struct figures_part part = { .totals = weeks, .totals_used = 4 };
	struct figures f = { .parts = &part, .parts_used = 1 };
	bool known;

	(void)state;
	/* The Thursday of week 36 is 8 September. */
	assert_int_equal(figures_value(&f, "DVC", "2022-08", &known), 8);
	assert_true(known);
	assert_int_equal(figures_value(&f, "DVC", "2022-Q3", &known), 17);
	assert_int_equal(figures_value(&f, "DVC", "2022", &known), 17);
	assert_int_equal(figures_value(&f, "DVC", "2022-W33", &known), 5);
	assert_int_equal(figures_value(&f, "SK", "2022-08", &known), 0);
	assert_false(known);
	/* The month's own figure speaks for its weeks; week 36 is still September's. */
	part.totals_used = 5;
	assert_int_equal(figures_value(&f, "DVC", "2022-08", &known), 20);
	assert_int_equal(figures_value(&f, "DVC", "2022", &known), 29);
}

static void a_cumulative_figure_replaces_what_was_before_it(void **state)
{
	struct total totals[] = { of("DVC", "2022-06", 30), of("DVC", "2022-07", 40), of("DVC", "2022-08", 5),
		of("total.DVC", "2022-07", 87) };
	struct figures_part part = { .totals = totals, .totals_used = 4 };
	struct figures f = { .parts = &part, .parts_used = 1 };
	int64_t value;
	bool known;

	(void)state;
	assert_int_equal(figures_progress(&f, "DVC", "2022", &known), 92);
	assert_int_equal(figures_value(&f, "DVC", "2022", &known), 75);
	assert_int_equal(figures_progress(&f, "DVC", "2022-08", &known), 5);
	assert_true(figures_cumulative(&f, "DVC", "2022-07", &value));
	assert_int_equal(value, 87);
	assert_false(figures_cumulative(&f, "DVC", "2022-08", &value));
}

static void the_nearest_target_counts_and_a_share_needs_its_whole(void **state)
{
	struct target targets[] = { { .indicator = "DVC", .period = "2022", .value = 600 },
		{ .indicator = "DVC", .period = "2022-08", .value = 150 },
		{ .indicator = "ZL", .period = "2022", .value = 80, .denominator = "household" },
		{ .indicator = "VNE", .period = "2022", .value = 80, .denominator = "adult14" } };
	struct total totals[] = { of("DVC", "2022-08", 87), of("ZL", "2022-08", 120) };
	struct unit unit = { .households = 300 };
	struct figures_part part = { .totals = totals, .totals_used = 2 };
	struct figures f = { .unit = &unit, .parts = &part, .parts_used = 1, .targets = targets, .targets_used = 4 };
	struct buf text;

	(void)state;
	assert_int_equal(figures_target(&f, "DVC", "2022-08")->value, 150);
	assert_int_equal(figures_target(&f, "DVC", "2022-09")->value, 600);
	assert_null(figures_target(&f, "DVC", "2023-01"));
	buf_init(&text);
	assert_true(figures_add_progress(&f, "DVC", "2022-08", &text));
	assert_string_equal(text.data, "DVC 87/150 (58%)");
	buf_clear(&text);
	assert_true(figures_add_progress(&f, "ZL", "2022-08", &text));
	assert_string_equal(text.data, "ZL 120/240 (50%)");
	assert_false(figures_add_progress(&f, "VNE", "2022-08", &text)); /* nobody knows how many adults there are */
	assert_false(figures_add_progress(&f, "SK", "2022-08", &text));
	buf_fini(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weeks_make_the_month_unless_the_month_was_reported),
		cmocka_unit_test(a_cumulative_figure_replaces_what_was_before_it),
		cmocka_unit_test(the_nearest_target_counts_and_a_share_needs_its_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
