/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/parse.h"
#include "tests/help/items.h"
#include "tests/help/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
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

static void number_words_say_their_number(void **state)
{
	static const struct {
		const char *text;
		int64_t value;
		bool two_ways;
	} rows[] = {
		{ "dvc mười lăm", 15, false },
		{ "dvc muoi lam", 15, false },
		{ "dvc hai mươi mốt", 21, false },
		{ "dvc hai tu", 24, false },
		{ "dvc ham ba", 23, false },
		{ "dvc hai chuc", 20, false },
		{ "dvc ba chuc ruoi", 35, false },
		{ "dvc mot ta", 12, false },
		{ "dvc tram ruoi", 150, false },
		{ "dvc mot tram le nam", 105, false },
		{ "dvc mot tram hai muoi", 120, false },
		{ "dvc tram hai", 120, false },
		{ "dvc muoi", 10, false },
		{ "dvc chín mươi chín", 99, false },
		{ "dvc 3 chuc", 30, false },
		{ "dvc hai ba", 23, true },
		{ "dvc chuc", 10, true },
		{ "dvc nam sau", 56, true },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		items_read(*state, rows[i].text);
		const struct item *n = items_first(*state, ITEM_NUMBER);
		assert_non_null(n);
		assert_int_equal(n->value, rows[i].value);
		assert_int_equal((n->flags & NUMBER_TWO_WAYS) != 0, rows[i].two_ways);
	}
}

static void marks_tell_numbers_from_other_words(void **state)
{
	static const char *const none[] = { "từ chối", "bà con", "năm nay", "tạm thời", "muối mắm" };
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
		items_read(*state, none[i]);
		assert_null(items_first(*state, ITEM_NUMBER));
	}
}

static void digits_that_are_no_count_say_what_they_are(void **state)
{
	static const struct {
		const char *text;
		uint16_t flag;
	} rows[] = {
		{ "dvc 1.5", NUMBER_DECIMAL },
		{ "dvc 1.000", NUMBER_THOUSANDS },
		{ "dvc 10-15", NUMBER_RANGE },
		{ "du 28/31", NUMBER_RATIO },
		{ "dvc 50%", NUMBER_PERCENT },
		{ "dvc 12k", NUMBER_BIG },
		{ "dvc 20tr", NUMBER_MONEY },
		{ "dvc 4294967297", NUMBER_BIG },
		{ "dvc 99999999999999999999", NUMBER_BIG },
		{ "dvc l2", NUMBER_SLIP },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		items_read(*state, rows[i].text);
		const struct item *n = items_first(*state, ITEM_NUMBER);
		assert_non_null(n);
		assert_true((n->flags & rows[i].flag) != 0);
	}
}

static void a_phone_number_is_no_number(void **state)
{
	static const char *const phones[] = { "dvc 0905123456", "0905.123.456", "0905 123 456", "84905123456",
		"+84 905 123 456", "01689123456", "0255-3851261" };
	for (size_t i = 0; i < sizeof phones / sizeof phones[0]; i++) {
		items_read(*state, phones[i]);
		assert_non_null(items_first(*state, ITEM_PHONE));
		assert_null(items_first(*state, ITEM_NUMBER));
	}
	items_read(*state, "dvc 905123");
	assert_null(items_first(*state, ITEM_PHONE));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(number_words_say_their_number),
		cmocka_unit_test(marks_tell_numbers_from_other_words),
		cmocka_unit_test(digits_that_are_no_count_say_what_they_are),
		cmocka_unit_test(a_phone_number_is_no_number),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
