/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names and figures of units of before, in texts of today. */
#include "tests/help/merger.h"
#include "tests/help/talk.h"

#include "gateway/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void an_old_name_means_the_unit_in_force_and_the_receipt_says_so(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2025-07-05 09:00");
	merger_of_2025(&m);
	talk_says(t, CHAIR, "BC DVC 5 xa Binh Dong");
	talk_answer(t, "report", OUTCOME_RECORDED, "xa Van Tuong (Binh Dong cu), thang 7: DVC 5");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE unit = '21061' AND period = '2025-07'"), 1);
	talk_says(t, CHAIR, "BC TT 5 xa Van Tuong");
	talk_answer(t, "report", OUTCOME_RECORDED, "xa Van Tuong, thang 7: TT 5");
	talk_says(t, HEAD, "BC DVC 5 thon Son Tra xa Binh Dong");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Tra, thang 7: DVC 5");
	merger_end(&m);
}

/* What was one of several is not all of what they became. */
static void a_part_of_today_s_unit_gets_no_target_and_is_not_urged(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2025-07-05 09:00");
	merger_of_2025(&m);
	talk_says(t, CHAIR, "giao ct dvc 100 xa binh dong");
	talk_answer(
		t, "target_set", OUTCOME_REFUSED, "xa Binh Dong da ngung tu 1/7, chua ghi gi. Nay thuoc xa Van Tuong");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM target WHERE unit IN ('21049', '21061')"), 0);
	talk_says(t, CHAIR, "nhac xa binh dong");
	talk_answer(t, "urge", OUTCOME_REFUSED, "xa Binh Dong da ngung tu 1/7");
	talk_says(t, CHAIR, "giao ct dvc 100 thon son tra xa binh dong"); /* an address */
	talk_answer(t, "target_set", OUTCOME_RECORDED, "thon Son Tra, thang 7: DVC 100");
	talk_says(t, CHAIR, "giao ct dvc 100 xa van tuong");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "xa Van Tuong, thang 7: DVC 100");
	/* A district alone is nobody's village. */
	talk_says(t, HEAD, "bc vne 5 huyen binh son");
	talk_answer(t, "ask", OUTCOME_ASKED, "Bao cao nay cua thon nao?");
	talk_says(t, HEAD, "son tra");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Tra, thang 7: VNE 5");
	talk_says(t, HEAD, "bc qr 5 thon son tra huyen binh son");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Tra, thang 7: QR 5");
	merger_end(&m);
}

static void an_old_village_is_understood_too(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2023-01-01 08:00");
	merger_apply(&m, MERGER_2023);
	talk_says(t, HEAD_2, "BC DVC 3 thon Tan Hy");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Tan Son (Tan Hy cu), thang 1: DVC 3");
	talk_says(t, HEAD_2, "BC thang 12 DVC 4 thon Thuong Hoa");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Thuong Hoa, thang 12/2022: DVC 4");
	/* Her own village of December could be either. */
	talk_says(t, HEAD_2, "BC thang 12 TT 2");
	talk_answer(t, "report", OUTCOME_ASKED, "Nhan 1: Tan Hy, 2: Thuong Hoa");
	talk_says(t, HEAD_2, "1");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Tan Hy, thang 12/2022: TT 2");
	talk_says(t, CHAIR, "TH thang 12");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "DVC 4, TT 2");
	merger_end(&m);
}

static void a_late_report_for_a_time_before_goes_to_the_unit_of_that_time(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2025-07-05 09:00");
	merger_of_2025(&m);
	talk_says(t, CHAIR, "BC thang 6 DVC 5 xa Binh Dong");
	talk_answer(t, "report", OUTCOME_RECORDED, "xa Binh Dong, thang 6: DVC 5");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE unit = '21049' AND period = '2025-06'"), 1);
	/* The new commune was not there in June: which of the old ones? */
	talk_says(t, CHAIR, "BC thang 6 TT 4 xa Van Tuong");
	talk_answer(t, "report", OUTCOME_ASKED,
		"Chua ghi: thang 6 chua co xa Van Tuong. So lieu khi ay la cua don vi nao? Nhan 1: Binh Thuan, 2: Binh "
		"Dong, 3: Binh Tri");
	talk_says(t, CHAIR, "3");
	talk_answer(t, "report", OUTCOME_RECORDED, "xa Binh Tri, thang 6: TT 4");
	/* As then, and as now. */
	talk_says(t, CHAIR, "TH thang 6 xa Binh Dong");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "a Binh Dong thang 6: 0/3 da nop. DVC 5. Chua nop");
	talk_says(t, CHAIR, "TH thang 6");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "a Van Tuong (gop 6 don vi) thang 6: 0/6 da nop. DVC 5, TT 4");
	merger_end(&m);
}

static void villages_of_one_name_are_told_apart_by_where_they_lie_or_lay(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_import(t, "units", "code,name,kind,parent_code\n,Thôn 1,thon,21049\n,Thôn 1,thon,21043\n");
	talk_says(t, OFFICE, "BC DVC 5 thon 1");
	talk_answer(t, "ask", OUTCOME_ASKED, "1: thon 1 (Binh Thuan). 2: thon 1 (Binh Dong)");
	talk_jump(t, "2023-01-01 08:00");
	merger_apply(&m, MERGER_2023);
	merger_says(&m, "names: Thôn 1 is 2104303 and 2104904 in Xã Biển Đông; texts that name it are asked back");
	talk_says(t, OFFICE, "BC DVC 5 thon 1");
	talk_answer(t, "ask", OUTCOME_ASKED, "1: thon 1 (Binh Thuan cu). 2: thon 1 (Binh Dong cu)");
	talk_says(t, OFFICE, "2");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon 1, thang 1: DVC 5");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE unit = '2104904'"), 1);
	merger_end(&m);
}

/* A week in which the units change: on its first day the commune is still what it was. */
static void a_period_that_runs_is_that_of_the_units_of_today(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2025-06-30 09:00");
	talk_says(t, OFFICE, "BC tuan nay DVC 5 xa Binh Tri");
	talk_answer(t, "report", OUTCOME_RECORDED, "xa Binh Tri, tuan 27: DVC 5");
	talk_says(t, OFFICE, "TH tuan nay xa Binh Tri");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "DVC 5");
	talk_jump(t, "2025-07-02 09:00");
	talk_says(t, ADMIN, "TH tuan nay xa Van Tuong");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "DVC 5");
	talk_free(&t);
}

static void names_that_collide_stay_asked_about(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2025-07-05 09:00");
	merger_of_2025(&m);
	talk_says(t, ADMIN, "BC DVC 5 xa binh thanh");
	talk_answer(t, "ask", OUTCOME_ASKED,
		"1: xa Binh Son (Binh Thanh cu, dau nang). 2: xa Dong Son (Binh Thanh cu, khong dau)");
	talk_says(t, ADMIN, "BC DVC 5 xa Bình Thạnh");
	talk_answer(t, "report", OUTCOME_RECORDED, "xa Binh Son (Binh Thanh cu)");
	merger_end(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_old_name_means_the_unit_in_force_and_the_receipt_says_so),
		cmocka_unit_test(a_part_of_today_s_unit_gets_no_target_and_is_not_urged),
		cmocka_unit_test(an_old_village_is_understood_too),
		cmocka_unit_test(a_late_report_for_a_time_before_goes_to_the_unit_of_that_time),
		cmocka_unit_test(villages_of_one_name_are_told_apart_by_where_they_lie_or_lay),
		cmocka_unit_test(a_period_that_runs_is_that_of_the_units_of_today),
		cmocka_unit_test(names_that_collide_stay_asked_about),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
