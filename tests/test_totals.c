/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The same figures in the units of their own time and in those of today: both add up to what was reported. */
#include "tests/help/merger.h"
#include "tests/help/talk.h"

#include "gateway/base/clock.h"
#include "gateway/programme/totals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define REPORTS "no,phone,unit,period,indicator,value,mode,at\n"

static struct totals_row *totals(struct talk *t, enum totals_as as, const char *unit, size_t *used)
{
	struct totals_range range = { unit, INT64_MIN, INT64_MAX, t->now };
	struct totals_row *rows;
	struct why why = { "" };

	if (totals_read(t->store, as, &range, &rows, used, &why) == -1)
		fail_msg("%s", why.text);
	return rows;
}

/* The value of a unit, by its name; -1: there is no such row. */
static int64_t value(struct talk *t, enum totals_as as, const char *name, const char *period)
{
	size_t used;
	struct totals_row *rows = totals(t, as, "", &used);
	int64_t found = -1;

	for (size_t i = 0; i < used; i++)
		if (strcmp(rows[i].unit.name, name) == 0 && strcmp(rows[i].period, period) == 0 &&
			strcmp(rows[i].indicator, "DVC") == 0)
			found = (found == -1 ? 0 : found) + rows[i].value;
	free(rows);
	return found;
}

/* What was reported is what stands at the top, and what the units have of their own. */
static void assert_adds_up(struct talk *t, enum totals_as as, const char *top)
{
	int64_t reported = talk_number(t, "SELECT SUM(v.value) FROM report r JOIN report_value v ON v.report = r.no "
					  "WHERE r.status IN ('received', 'approved') AND v.mode = 'period'");
	int64_t own = 0, high = 0;
	size_t used;
	struct totals_row *rows = totals(t, as, "", &used);

	for (size_t i = 0; i < used; i++) {
		own += rows[i].cumulative ? 0 : rows[i].own;
		high += !rows[i].cumulative && strcmp(rows[i].unit.code, top) == 0 ? rows[i].value : 0;
	}
	free(rows);
	assert_int_equal(own, reported);
	assert_int_equal(high, reported);
}

static void villages_of_two_communes_report(struct talk *t)
{
	talk_import(t, "reports",
		REPORTS "1,+84905100001,2104901,2022-07,DVC,12,period,2022-07-20\n"
			"2,+84905100010,2104902,2022-07,DVC,5,period,2022-07-20\n"
			"3,+84905100010,2104903,2022-07,DVC,3,period,2022-07-20\n"
			"4,+84905100020,2104301,2022-07,DVC,40,period,2022-07-20\n"
			"5,+84905100002,21061,2022-07,DVC,100,period,2022-07-20\n"
			"6,+84905100010,2104902,2022-07,DVC,50,total,2022-07-20\n"
			"7,+84905100010,2104903,2022-07,DVC,60,total,2022-07-20\n");
}

static void a_merger_moves_no_figure_of_then_and_all_of_now(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	villages_of_two_communes_report(t);
	merger_apply(&m, MERGER_HEADER "merge,2104904,Thôn Tân Thượng,thon,21049,2022-08-18,2104902/2104903,test\n");
	talk_says(t, HEAD_2, "BC DVC 9");
	assert_int_equal(value(t, TOTALS_THEN, "Thôn Tân Hy", "2022-07"), 5 + 50);
	assert_int_equal(value(t, TOTALS_THEN, "Thôn Tân Thượng", "2022-07"), -1);
	assert_int_equal(value(t, TOTALS_NOW, "Thôn Tân Hy", "2022-07"), -1);
	assert_int_equal(value(t, TOTALS_NOW, "Thôn Tân Thượng", "2022-07"), 5 + 3 + 50 + 60);
	assert_int_equal(value(t, TOTALS_NOW, "Thôn Tân Thượng", "2022-08"), 9);
	assert_adds_up(t, TOTALS_THEN, "51");
	assert_adds_up(t, TOTALS_NOW, "51");
	/* The digest of today has them too, and asks nothing of villages that are no more. */
	talk_says(t, CHAIR, "TH thang 7");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "xa Binh Dong thang 7: 2/2 da nop. DVC 20");
	merger_end(&m);
}

static void what_was_divided_counts_in_the_whole_that_holds_its_parts(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	villages_of_two_communes_report(t);
	merger_apply(&m, MERGER_HEADER "split,2104911,Thôn Sơn Trà Đông,thon,21049,2022-08-18,2104901,test\n"
				       "split,2104912,Thôn Sơn Trà Tây,thon,21049,2022-08-18,2104901,test\n");
	talk_says(t, HEAD, "BC DVC 4");
	assert_int_equal(value(t, TOTALS_NOW, "Thôn Sơn Trà Đông", "2022-07"), -1);
	assert_int_equal(value(t, TOTALS_NOW, "Thôn Sơn Trà", "2022-07"), -1);
	assert_int_equal(value(t, TOTALS_NOW, "Xã Bình Đông", "2022-07"), 12 + 5 + 3 + 50 + 60);
	assert_int_equal(value(t, TOTALS_NOW, "Thôn Sơn Trà Đông", "2022-08"), 4);
	assert_adds_up(t, TOTALS_THEN, "51");
	assert_adds_up(t, TOTALS_NOW, "51");
	talk_says(t, CHAIR, "TH thang 7");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "DVC 20");
	merger_end(&m);
}

/* One part goes on with the code: what came until then in the month that runs is the whole village's all the same. */
static void a_part_that_keeps_the_code_has_nothing_of_the_whole(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2022-08-15 09:00");
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, HEAD, "BC tuan nay TT 2");
	talk_jump(t, "2022-08-18 09:00");
	merger_apply(&m, MERGER_HEADER "split,2104901,Thôn Sơn Trà,thon,21049,2022-08-18,2104901,test\n"
				       "split,2104912,Thôn Sơn Trà Tây,thon,21049,2022-08-18,2104901,test\n");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thang 8: 0/4 da nop. DVC 12");
	talk_says(t, CHAIR, "TH CHUA");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Son Tra, Tan Hy, Thuong Hoa, Son Tra Tay");
	talk_says(t, HEAD, "BC nhu thang truoc");
	talk_answer(t, "ask", OUTCOME_ASKED, "chua co so lieu ky nao truoc");
	/* Its first report is no second one. */
	talk_says(t, HEAD, "BC DVC 4");
	talk_answer(t, "report", OUTCOME_RECORDED, "Da nhan BC so 3, thon Son Tra, thang 8: DVC 4");
	talk_says(t, HEAD, "SUA DVC 5");
	talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 5");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thang 8: 1/4 da nop. DVC 17");
	talk_says(t, CHAIR, "TH tuan nay");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "0/4 da nop. TT 2");
	assert_int_equal(value(t, TOTALS_THEN, "Thôn Sơn Trà", "2022-08"), 12 + 5);
	assert_int_equal(value(t, TOTALS_NOW, "Thôn Sơn Trà", "2022-08"), 5);
	assert_int_equal(value(t, TOTALS_NOW, "Xã Bình Đông", "2022-08"), 12 + 5);
	/* Also when the month is over. */
	talk_jump(t, "2022-09-05 09:00");
	assert_int_equal(value(t, TOTALS_NOW, "Thôn Sơn Trà", "2022-08"), 5);
	talk_says(t, CHAIR, "TH thang 8 thon Son Tra");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thang 8: DVC 5");
	talk_says(t, CHAIR, "TH nam");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "1/4 da nop. DVC 17");
	assert_adds_up(t, TOTALS_THEN, "51");
	assert_adds_up(t, TOTALS_NOW, "51");
	merger_end(&m);
}

static void a_code_that_is_used_again_keeps_its_old_figures_apart(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	villages_of_two_communes_report(t);
	/* The code of Bình Trị goes to what Bình Đông becomes, and Bình Trị into Bình Hải. */
	talk_import(t, "units",
		"code,name,kind,parent_code,valid_from,valid_to,successor_code,source\n"
		"21061,Xã Bình Trị,xa,524,2004-08-31,2022-07-31,21067,test\n"
		"21061,Xã Bình Đông Mới,xa,524,2022-08-01,2025-06-30,21061,test\n"
		"21049,Xã Bình Đông,xa,524,2004-08-31,2022-07-31,21061,test\n");
	talk_says(t, HEAD, "BC DVC 4");
	assert_int_equal(value(t, TOTALS_THEN, "Xã Bình Trị", "2022-07"), 100);
	assert_int_equal(value(t, TOTALS_NOW, "Xã Bình Hải", "2022-07"), 100);
	assert_int_equal(value(t, TOTALS_NOW, "Xã Bình Đông Mới", "2022-07"), 12 + 5 + 3 + 50 + 60);
	assert_int_equal(value(t, TOTALS_NOW, "Xã Bình Đông Mới", "2022-08"), 4);
	assert_adds_up(t, TOTALS_THEN, "51");
	assert_adds_up(t, TOTALS_NOW, "51");
	talk_free(&t);
}

static void a_part_of_the_tree_is_what_lay_in_it(void **state)
{
	struct talk *t = talk_new();
	struct totals_row *rows;
	size_t used;

	(void)state;
	villages_of_two_communes_report(t);
	talk_jump(t, "2026-01-01 09:00");
	rows = totals(t, TOTALS_NOW, "21061", &used);
	assert_int_equal(value(t, TOTALS_NOW, "Xã Vạn Tường", "2022-07"), 12 + 5 + 3 + 40 + 100 + 50 + 60);
	for (size_t i = 0; i < used; i++)
		assert_string_not_equal(rows[i].unit.code, "51");
	assert_true(used > 0);
	free(rows);
	assert_int_equal(value(t, TOTALS_THEN, "Xã Bình Thuận", "2022-07"), 40);
	assert_adds_up(t, TOTALS_THEN, "51");
	assert_adds_up(t, TOTALS_NOW, "51");
	talk_free(&t);
}

static void no_failure_of_the_store_is_taken_for_an_empty_table(void **state)
{
	struct talk *t = talk_new();
	struct totals_range range = { "", INT64_MIN, INT64_MAX, t->now };
	struct totals_row *rows;
	struct why why = { "" };
	size_t used;
	long nth = 1;

	(void)state;
	villages_of_two_communes_report(t);
	for (;; nth++) {
		int result;

		store_fail_at(t->store, nth);
		result = totals_read(t->store, TOTALS_NOW, &range, &rows, &used, &why);
		store_fail_at(t->store, 0);
		free(rows);
		if (result == 0)
			break;
	}
	assert_in_range(nth, 10, 1000);
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_merger_moves_no_figure_of_then_and_all_of_now),
		cmocka_unit_test(what_was_divided_counts_in_the_whole_that_holds_its_parts),
		cmocka_unit_test(a_part_that_keeps_the_code_has_nothing_of_the_whole),
		cmocka_unit_test(a_code_that_is_used_again_keeps_its_old_figures_apart),
		cmocka_unit_test(a_part_of_the_tree_is_what_lay_in_it),
		cmocka_unit_test(no_failure_of_the_store_is_taken_for_an_empty_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
