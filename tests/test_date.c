/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/date.h"
#include "tests/help/items.h"
#include "tests/help/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
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

/* Seen from Thursday 18 August 2022. */
static void days_are_found_as_people_say_them(void **state)
{
	static const char *const rows[][2] = { { "20/8", "2022-08-20" }, { "20-8-2022", "2022-08-20" },
		{ "20.8.2022", "2022-08-20" }, { "20/8/22", "2022-08-20" }, { "ngay 20 thang 8", "2022-08-20" },
		{ "20 thang 8 nam 2023", "2023-08-20" }, { "hom nay", "2022-08-18" }, { "mai", "2022-08-19" },
		{ "mơi", "2022-08-19" }, { "ngày mốt", "2022-08-20" }, { "bữa qua", "2022-08-17" },
		{ "hom kia", "2022-08-16" }, { "thu hai", "2022-08-22" }, { "thứ tư", "2022-08-24" },
		{ "t2 tuan sau", "2022-08-22" }, { "thu 6 tuan nay", "2022-08-19" }, { "chu nhat", "2022-08-21" },
		{ "thu tu 24/8", "2022-08-24" }, { "ngay 5", "2022-09-05" }, { "5/1", "2023-01-05" } };
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char text[DATE_TEXT_OCTETS];
		items_read(*state, rows[i][0]);
		const struct item *d = items_first(*state, ITEM_DATE);
		assert_non_null(d);
		assert_string_equal(date_text(d->date, text), rows[i][1]);
		assert_int_equal(d->flags & (DATE_WRONG | DATE_LUNAR | DATE_CONFLICT | DATE_TWO_WAYS), 0);
	}
}

static void a_day_that_is_none_or_two_says_so(void **state)
{
	static const struct {
		const char *text;
		uint16_t flag;
	} rows[] = { { "31/9", DATE_WRONG }, { "30/2", DATE_WRONG }, { "ram thang 7", DATE_LUNAR },
		{ "mung 5", DATE_LUNAR }, { "ngay mot", DATE_TWO_WAYS }, { "thu 5 24/8", DATE_CONFLICT },
		{ "20/8 am lich", DATE_LUNAR } };
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		items_read(*state, rows[i].text);
		const struct item *d = items_first(*state, ITEM_DATE);
		assert_non_null(d);
		assert_true((d->flags & rows[i].flag) != 0);
	}
}

static void hours_are_found_with_their_part_of_the_day(void **state)
{
	static const struct {
		const char *text;
		int hour, minute;
	} rows[] = { { "8h", 8, 0 }, { "7h30", 7, 30 }, { "8g30", 8, 30 }, { "8 gio kem 15", 7, 45 },
		{ "7 rưỡi tối", 19, 30 }, { "7h toi", 19, 0 }, { "toi 7h", 19, 0 }, { "2 gio chieu", 14, 0 },
		{ "14:00", 14, 0 }, { "tám giờ rưỡi", 8, 30 }, { "1h trua", 13, 0 } };
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		items_read(*state, rows[i].text);
		const struct item *t = items_first(*state, ITEM_TIME);
		assert_non_null(t);
		assert_int_equal(t->hour, rows[i].hour);
		assert_int_equal(t->minute, rows[i].minute);
	}
	items_read(*state, "bc dvc 5h");
	assert_true((items_first(*state, ITEM_TIME)->flags & TIME_BARE) != 0); /* five households, perhaps */
}

static void periods_are_found(void **state)
{
	static const char *const rows[][2] = { { "thang 8", "2022-08" }, { "thang truoc", "2022-07" },
		{ "thang 12", "2022-12" }, { "tuan 33", "2022-W33" }, { "tuan nay", "2022-W33" },
		{ "tuần ni", "2022-W33" }, { "tuan truoc", "2022-W32" }, { "quý III", "2022-Q3" },
		{ "quy 2/2022", "2022-Q2" }, { "6 thang dau nam", "2022-H1" }, { "nam 2022", "2022" },
		{ "tuan 3 thang 8", "2022-08" }, { "tuan 46", "2022-W46" }, { "tuan 52", "2022-W52" },
		{ "thang 3", "2022-03" }, { "t8", "2022-08" } };
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		items_read(*state, rows[i][0]);
		const struct item *p = items_first(*state, ITEM_PERIOD);
		assert_non_null(p);
		assert_string_equal(p->period, rows[i][1]);
	}
}

static void weeks_and_weekdays_follow_iso_8601(void **state)
{
	(void)state;
	char week[24];
	const struct civil newyear = { .year = 2021, .month = 1, .day = 1 },
			   last = { .year = 2024, .month = 12, .day = 30 };
	date_week(&newyear, 0, week);
	assert_string_equal(week, "2020-W53");
	date_week(&last, 0, week);
	assert_string_equal(week, "2025-W01");
	assert_int_equal(date_weekday((struct day){ 2022, 8, 18 }), 4);
	assert_int_equal(date_weekday((struct day){ 2024, 2, 29 }), 4);
	assert_int_equal(date_weekday((struct day){ 2022, 8, 21 }), 7);
	struct day d = date_add(&last, 70);
	assert_int_equal(date_compare(d, (struct day){ 2025, 3, 10 }), 0);
	d = date_add(&newyear, -366);
	assert_int_equal(date_compare(d, (struct day){ 2020, 1, 1 }), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_are_found_as_people_say_them),
		cmocka_unit_test(a_day_that_is_none_or_two_says_so),
		cmocka_unit_test(hours_are_found_with_their_part_of_the_day),
		cmocka_unit_test(periods_are_found),
		cmocka_unit_test(weeks_and_weekdays_follow_iso_8601),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
