/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tree of units by day, with the real units of Binh Son: three levels in 2022, two since 2025-07-01. */
#include "tests/help/talk.h"

#include "gateway/programme/units.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static struct units *on(struct talk *t, const char *day)
{
	struct why why = { "" };
	struct units *u = units_read(t->store, day, &why);

	if (u == NULL)
		fail_msg("%s", why.text);
	return u;
}

static void a_code_means_the_unit_of_the_day(void **state)
{
	struct talk *t = talk_new();
	struct units *then = on(t, "2022-08-18"), *now = on(t, "2026-11-23");

	(void)state;
	/* 21040 was a township and is a commune of another name; 21061 was Binh Tri and is Van Tuong. */
	assert_string_equal(units_find(then, "21040")->name, "Thị trấn Châu Ổ");
	assert_string_equal(units_find(now, "21040")->name, "Xã Bình Sơn");
	assert_string_equal(units_find(then, "21061")->name, "Xã Bình Trị");
	assert_string_equal(units_find(now, "21049")->name, "Xã Vạn Tường");
	assert_null(units_find(now, "99999"));
	units_free(&then);
	units_free(&now);
	talk_free(&t);
}

static void until_a_unit_begins_or_ends_they_are_the_same(void **state)
{
	struct talk *t = talk_new();
	struct units *u = on(t, "2022-08-18"), *again;

	(void)state;
	assert_true(units_move_on(u, "2022-08-19"));
	assert_true(units_move_on(u, "2025-06-30"));
	assert_string_equal(units_day(u), "2025-06-30");
	assert_false(units_move_on(u, "2025-06-29"));
	assert_false(units_move_on(u, "2025-07-01"));
	assert_string_equal(units_day(u), "2025-06-30");
	again = on(t, "2025-06-30");
	for (size_t i = 0; i < units_count(u); i++) {
		const struct unit *one = units_at(u, i), *other = units_at(again, i);

		assert_int_equal(one == NULL, other == NULL);
		one = units_find(u, units_row(u, i)->code);
		other = units_find(again, units_row(u, i)->code);
		assert_int_equal(units_place(u, one), units_place(again, other));
	}
	units_free(&again);
	units_free(&u);
	talk_free(&t);
}

static void a_village_moves_with_its_commune(void **state)
{
	struct talk *t = talk_new();
	struct units *then = on(t, "2022-08-18"), *now = on(t, "2026-11-23");

	(void)state;
	assert_string_equal(units_commune(then, "2104901")->code, "21049");
	assert_string_equal(units_commune(now, "2104901")->code, "21061");
	assert_true(units_is_under(then, "2104901", "524"));
	assert_false(units_is_under(now, "2104901", "524")); /* the districts are gone */
	assert_true(units_is_under(now, "2104901", "51"));
	assert_true(units_is_under(now, "2104901", "21049")); /* the old code means the new commune */
	assert_false(units_is_under(then, "2104901", "21061"));
	units_free(&then);
	units_free(&now);
	talk_free(&t);
}

static void a_merged_commune_holds_all_its_codes_and_villages(void **state)
{
	struct talk *t = talk_new();
	struct units *now = on(t, "2026-11-23");
	size_t used;
	const char **codes = units_codes_of(now, units_find(now, "21061"), &used);
	const struct unit **villages;

	(void)state;
	assert_int_equal(used, 6); /* Thuan, Dong, Tri, Hai, Phuoc, Hoa */
	free(codes);
	villages = units_villages_in(now, "21061", &used);
	assert_int_equal(used, 6);
	free(villages);
	units_free(&now);
	talk_free(&t);
}

static void the_top_is_the_province_over_three_levels_as_over_two(void **state)
{
	struct talk *t = talk_new();
	struct units *then = on(t, "2022-08-18"), *now = on(t, "2026-11-23");

	(void)state;
	assert_string_equal(units_above(then, units_find(then, "21049"))->kind, "huyen");
	assert_string_equal(units_top(then, units_find(then, "2104901"))->kind, "tinh");
	assert_string_equal(units_above(now, units_find(now, "21049"))->kind, "tinh");
	assert_string_equal(units_top(now, units_find(now, "2104901"))->kind, "tinh");
	assert_string_equal(units_top(now, units_find(now, "51"))->code, "51");
	assert_null(units_top(now, NULL));
	units_free(&then);
	units_free(&now);
	talk_free(&t);
}

static void names_are_found_without_marks_when_only_one_unit_has_them(void **state)
{
	struct talk *t = talk_new();
	struct units *then = on(t, "2022-08-18");

	(void)state;
	assert_string_equal(units_by_word(then, "thon son tra")->code, "2104901");
	assert_string_equal(units_by_word(then, "SON TRA")->code, "2104901");
	assert_string_equal(units_by_word(then, "xã Bình Đông")->code, "21049");
	assert_null(units_by_word(then, "binh thanh")); /* Bình Thạnh and Bình Thanh */
	assert_null(units_by_word(then, "khong co"));
	assert_string_equal(units_home(then)->code, "524");
	units_free(&then);
	talk_free(&t);
}

static void names_stand_small_within_a_sentence(void **state)
{
	struct unit u = { .name = "Thôn Sơn Trà" };
	char to[RECORD_NAME_OCTETS];

	(void)state;
	assert_string_equal(unit_in_sentence(&u, to), "thôn Sơn Trà");
	strcpy(u.name, "Tổ dân phố 2");
	assert_string_equal(unit_in_sentence(&u, to), "tổ dân phố 2");
	strcpy(u.name, "Ấp Tân Thạnh");
	assert_string_equal(unit_in_sentence(&u, to), "ấp Tân Thạnh");
	strcpy(u.kind, "ap");
	assert_true(unit_is_village(&u)); /* as other provinces say */
	strcpy(u.name, "Vạn Tường");
	assert_string_equal(unit_in_sentence(&u, to), "Vạn Tường");
}

static void a_ring_in_the_data_holds_nobody(void **state)
{
	struct talk *t = talk_new();
	struct units *u;

	(void)state;
	talk_import(t, "units",
		"code,name,kind,parent_code,valid_from,valid_to,successor_code,source\n"
		"90001,Xã Một,xa,524,2004-01-01,2010-01-01,90002,ring\n"
		"90002,Xã Hai,xa,524,2004-01-01,2010-01-01,90001,ring\n");
	u = on(t, "2022-08-18");
	assert_null(units_find(u, "90001"));
	units_free(&u);
	talk_free(&t);
}

/* Such a file is refused; a store may have it from before. */
static void a_unit_below_itself_is_taken_out_and_its_villages_stay(void **state)
{
	struct talk *t = talk_new();
	struct why why = { "" };
	struct units *u;
	struct unit *rows;
	size_t used;
	int put = 0;

	(void)state;
	assert_int_equal(unit_list(t->store, &rows, &used, &why), 0);
	for (size_t i = 0; i < used; i++)
		if (strcmp(rows[i].code, "21049") == 0 && rows[i].valid_to[0] != '\0') {
			strcpy(rows[i].parent, "2104901");
			put += unit_put(t->store, &rows[i], 1, &why) == 0;
		}
	free(rows);
	assert_true(put > 0);
	u = on(t, "2022-08-18");
	assert_string_equal(units_above(u, units_find(u, "2104901"))->code, "21049");
	assert_null(units_above(u, units_find(u, "21049")));
	units_free(&u);
	talk_free(&t);
}

static void a_successor_in_no_list_leads_nowhere(void **state)
{
	struct talk *t = talk_new();
	struct unit_names *names;
	struct units *u;

	(void)state;
	talk_import(t, "units",
		"code,name,kind,parent_code,valid_from,valid_to,successor_code,source\n"
		"90001,Xã Đã Hết,xa,524,2004-01-01,2010-01-01,99999,no such unit\n");
	u = on(t, "2022-08-18");
	names = units_names(u);
	assert_null(unit_names_by_code(names, "90001"));
	assert_null(unit_names_by_code(names, "99999"));
	unit_names_free(&names);
	units_free(&u);
	talk_free(&t);
}

static void an_old_name_leads_to_what_the_unit_became(void **state)
{
	struct talk *t = talk_new();
	struct units *now = on(t, "2025-07-05");
	const struct unit *old = units_row_of(now, "21049", "2025-06-30");
	bool divided;

	(void)state;
	assert_string_equal(old->name, "Xã Bình Đông");
	assert_string_equal(units_heir(now, old, &divided)->name, "Xã Vạn Tường");
	assert_false(divided);
	/* Bình Thới went into Châu Ổ in 2020, which went into Bình Sơn. */
	assert_string_equal(units_heir(now, units_row_of(now, "21076", "2019-01-01"), &divided)->name, "Xã Bình Sơn");
	assert_string_equal(units_find(now, "21076")->name, "Xã Bình Sơn");
	units_free(&now);
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_code_means_the_unit_of_the_day),
		cmocka_unit_test(until_a_unit_begins_or_ends_they_are_the_same),
		cmocka_unit_test(a_village_moves_with_its_commune),
		cmocka_unit_test(a_merged_commune_holds_all_its_codes_and_villages),
		cmocka_unit_test(the_top_is_the_province_over_three_levels_as_over_two),
		cmocka_unit_test(names_are_found_without_marks_when_only_one_unit_has_them),
		cmocka_unit_test(names_stand_small_within_a_sentence),
		cmocka_unit_test(a_ring_in_the_data_holds_nobody),
		cmocka_unit_test(a_unit_below_itself_is_taken_out_and_its_villages_stay),
		cmocka_unit_test(a_successor_in_no_list_leads_nowhere),
		cmocka_unit_test(an_old_name_leads_to_what_the_unit_became),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
