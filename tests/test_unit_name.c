/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/unit_find.h"
#include "menus/unit_name.h"
#include "tests/help/items.h"
#include "tests/help/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static int set_up(void **state)
{
	*state = items_new();
	return 0;
}

static int tear_down(void **state)
{
	struct items *items = *state;
	items_free(&items);
	return 0;
}

static void marks_decide_between_two_names_that_fold_alike(void **state)
{
	struct items *items = *state;

	items_read(items, "bc Binh Thanh dvc 30");
	assert_int_equal(items_first(items, ITEM_UNIT)->hits, 2);
	items_read(items, "bc Bình Thạnh dvc 30");
	assert_int_equal(items_first(items, ITEM_UNIT)->hits, 1);
	assert_string_equal(items_first(items, ITEM_UNIT)->hit->unit->code, "21046");
	items_read(items, "bc BÌNH THANH dvc 30");
	assert_int_equal(items_first(items, ITEM_UNIT)->hits, 1);
	assert_string_equal(items_first(items, ITEM_UNIT)->hit->unit->code, "21091");
}

static void a_name_is_never_guessed_by_likeness(void **state)
{
	static const char *const texts[] = { "xa Bình Thành", "thon Son Tar", "Binh Don", "Sonn Tra" };
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		items_read(*state, texts[i]);
		const struct item *u = items_first(*state, ITEM_UNIT);
		assert_true(u == NULL || u->hits == 0);
	}
}

static void numbered_villages_are_names_in_both_spellings(void **state)
{
	struct items *items = *state;
	static const char *const texts[] = { "thon 3", "thôn Ba", "thon ba" };

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		items_read(items, texts[i]);
		const struct item *u = items_first(items, ITEM_UNIT);
		assert_non_null(u);
		assert_string_equal(u->hit->unit->code, "2104904");
		assert_null(items_first(items, ITEM_NUMBER));
	}
	items_read(items, "thon Tuyet Diem 2");
	assert_string_equal(items_first(items, ITEM_UNIT)->hit->unit->code, "2104302");
}

static void codes_in_force_go_before_old_names(void **state)
{
	struct items *items = *state;

	assert_string_equal(unit_names_by_code(items->units, "21109")->name, "Xã Bình Tân Phú");
	assert_null(unit_names_by_code(items->units, "99999"));
	assert_true(unit_names_is_under(items->units, "2104901", "21049"));
	assert_true(unit_names_is_under(items->units, "2104901", "51"));
	assert_false(unit_names_is_under(items->units, "2104901", "21067"));
	assert_false(unit_names_is_under(items->units, "nothing", "51"));
}

static void an_empty_table_knows_nothing(void **state)
{
	(void)state;
	struct unit_names *units = unit_names_new();
	const struct unit_hit *hit;

	unit_names_ready(units);
	assert_int_equal(unit_find(units, "son tra", &hit), 0);
	assert_null(unit_names_by_code(units, "21049"));
	unit_names_free(&units);
	assert_null(units);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_decide_between_two_names_that_fold_alike),
		cmocka_unit_test(a_name_is_never_guessed_by_likeness),
		cmocka_unit_test(numbered_villages_are_names_in_both_spellings),
		cmocka_unit_test(codes_in_force_go_before_old_names),
		cmocka_unit_test(an_empty_table_knows_nothing),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
