/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reports as conversations. */
#include "tests/help/engine.h"
#include "tests/help/talk.h"

#include "gateway/programme/programme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>

#define SUM(indicator)                                                                                                        \
	"SELECT COALESCE(SUM(value), 0) FROM total WHERE unit = '2104901' AND period = '2022-08' AND indicator = '" indicator \
	"'"

/* The sums are those of the reports that count, at every point of every conversation. */
static void words_choose_between_replacing_and_adding(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc vne 4");
	talk_says(t, HEAD, "bc vne 9");
	talk_says(t, HEAD, "cong them 2"); /* two more, or choice 2? */
	talk_answer(t, "ask", OUTCOME_ASKED, "Nhan mot so: 1, 2");
	talk_says(t, HEAD, "cong them");
	talk_answer(t, "report", OUTCOME_RECORDED, "Da cong them, BC so 2, thon Son Tra, thang 8: VNE 13");
	talk_says(t, HEAD, "bc vne 9");
	talk_says(t, HEAD, "thay");
	talk_answer(t, "report", OUTCOME_RECORDED, "Da thay so lieu, BC so 3, thon Son Tra, thang 8: VNE 9");
	talk_says(t, HEAD, "bc vne 10");
	talk_says(t, HEAD, "cong them 3");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: VNE 12");
	talk_says(t, HEAD, "bc vne 15 dvc 2");
	talk_says(t, HEAD, "1");
	talk_says(t, HEAD, "bc vne 20");
	talk_says(t, HEAD, "sua lai thanh 6"); /* of the figure that is asked about, whatever else was reported */
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: VNE 6");
	/* What was corrected by its name is not asked about any more. */
	talk_says(t, HEAD, "bc vne 9");
	talk_says(t, HEAD, "sua vne 8");
	talk_says(t, HEAD, "1");
	talk_answer(t, "ask", OUTCOME_ASKED, "So 1 la chi tieu nao?");
	talk_free(&t);
}

static void what_it_should_be_corrects_the_report_before(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc vne 6");
	talk_says(t, HEAD, "phải là 5");
	talk_answer(t, "correction", OUTCOME_RECORDED, "VNE 6 thanh VNE 5");
	talk_says(t, HEAD, "vneid phai la 4");
	talk_answer(t, "correction", OUTCOME_RECORDED, "VNE 5 thanh VNE 4");
	talk_says(t, HEAD, "bc dvc 3 qr 2");
	talk_says(t, HEAD, "phai la 7");
	talk_answer(t, "ask", OUTCOME_ASKED, "Nhan: SUA DVC 7 hoac SUA QR 7");
	talk_says(t, HEAD, "qr");
	talk_answer(t, "correction", OUTCOME_RECORDED, "QR 2 thanh QR 7");
	talk_says(t, HEAD_2, "luy ke vneid 190");
	talk_says(t, HEAD_2, "sua 180");
	talk_answer(t, "correction", OUTCOME_RECORDED, "luy ke VNE 190 thanh luy ke VNE 180");
	talk_free(&t);
}

static void what_it_should_be_is_said_of_the_figure_that_is_asked_about(void **state)
{
	static const char *const says[] = { "phai la 90", "sua lai thanh 90", "nham, 90", "sua 900000 thanh 90" };

	(void)state;
	for (size_t i = 0; i < sizeof says / sizeof *says; i++) {
		struct talk *t = talk_new();

		talk_says(t, HEAD, "bc nt 3");
		talk_says(t, HEAD, "bc dvc 900000"); /* XN? */
		talk_says(t, HEAD, says[i]);
		talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: DVC 90.");
		talk_says(t, HEAD, "bc dvc 5"); /* instead, or added? */
		talk_says(t, HEAD, "phai la 7");
		talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: DVC 7.");
		talk_says(t, HEAD, "phai la 8"); /* nothing is asked any more */
		talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 7 thanh DVC 8");
		talk_says(t, HEAD, "bc qr khoang 10"); /* how many? */
		talk_says(t, HEAD, "phai la 11");
		talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: QR 11.");
		talk_says(t, HEAD, "bc nt 4"); /* another figure than what waits is named by its value */
		talk_says(t, HEAD, "sua 11 thanh 12");
		talk_answer(t, "ask", OUTCOME_ASKED, "So 12 sua cho chi tieu nao?");
		assert_int_equal(talk_number(t, SUM("NT")), 3);
		talk_free(&t);
	}
}

static void a_number_without_its_indicator_is_said_anew(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc nt 3");
	talk_says(t, HEAD, "bc 5");
	talk_says(t, HEAD, "phai la 7");
	talk_answer(t, "ask", OUTCOME_ASKED, "So 7 la chi tieu nao?");
	talk_says(t, HEAD, "tt");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: TT 7.");
	talk_says(t, HEAD, "bc tt 8, luy ke tt 900000"); /* which of the two is wrong? */
	talk_says(t, HEAD, "phai la 9");
	talk_answer(t, "ask", OUTCOME_ASKED, "So 9 sua cho chi tieu nao?");
	talk_free(&t);
}

static void a_cumulative_figure_that_is_corrected_stays_one(void **state)
{
	static const char *const says[] = { "sua 87 thanh 90", "sua luy ke thanh 90", "bao lon 90 thanh 87" };

	(void)state;
	for (size_t i = 0; i < sizeof says / sizeof *says; i++) {
		struct talk *t = talk_new();

		talk_says(t, HEAD, "BC DVC 12, luy ke DVC 87, TT 3");
		talk_says(t, HEAD, says[i]);
		talk_answer(t, "correction", OUTCOME_RECORDED, "luy ke DVC 87 thanh luy ke DVC 90");
		talk_free(&t);
	}
	struct talk *t = talk_new();
	talk_says(t, HEAD_2, "BC DVC 12, luy ke DVC 87, TT 3");
	talk_says(t, HEAD_2, "sua lai thanh 15"); /* nothing is offered twice */
	talk_answer(t, "ask", OUTCOME_ASKED, "Nhan: SUA DVC 15 hoac SUA TT 15");
	talk_says(t, HEAD, "BC DVC 12, luy ke DVC 87");
	talk_says(t, HEAD, "sua lai thanh 95"); /* either may be meant */
	talk_answer(t, "ask", OUTCOME_ASKED, "So 95 la trong ky hay luy ke?");
	talk_says(t, HEAD, "2");
	talk_answer(t, "correction", OUTCOME_RECORDED, "luy ke DVC 87 thanh luy ke DVC 95");
	talk_free(&t);
}

static void nothing_in_a_hamlet_is_no_nil_of_the_village(void **state)
{
	static const char *const says[] = { "xóm Bắc không có gì", "bc xóm 5 khong co gi", "bc thon Xyz khong co gi",
		"thon Abc", "bc thon Xyz dvc 5" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof says / sizeof *says; i++) {
		talk_says(t, HEAD, says[i]);
		talk_told(t, HEAD, "trong danh sach thon, xa. Nhan lai ten thon");
	}
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 0);
	talk_says(t, HEAD, "son tra");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Tra, thang 8: DVC 5");
	talk_free(&t);
}

static void lines_of_a_list_that_say_none_are_no_difficulty(void **state)
{
	static const char *const says[] = { "1. DVC: 4 2. TT: 2 3. KK: khong 4. De xuat: khong",
		"1) DVC: 4 2) KK: khong 3) TT: 2", "dvc 4 tt 2 kk khong de xuat khong" };

	(void)state;
	for (size_t i = 0; i < sizeof says / sizeof *says; i++) {
		struct talk *t = talk_new();

		talk_says(t, HEAD, says[i]);
		talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: DVC 4, TT 2");
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket"), 0);
		talk_says(t, HEAD_2, "1. DVC: 4 2. TT: 2 3. KK: mang yeu 4. De xuat: khong");
		talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: DVC 4, TT 2");
		talk_told(t, HEAD_2, "Da ghi kho khan so 1: mang");
		talk_free(&t);
	}
}

static void an_older_report_is_not_taken_back_unasked(void **state)
{
	static const char standing[] = "SELECT COUNT(*) FROM report WHERE status = 'received'";
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc dvc 1");
	talk_says(t, HEAD, "bc vne 4");
	talk_says(t, HEAD, "HUY BC");
	talk_says(t, HEAD, "HUY BC");
	talk_answer(t, "correction", OUTCOME_ASKED, "Bo ca BC so 1, thon Son Tra, thang 8: DVC 1? Chua bo");
	talk_says(t, HEAD, "thoi");
	talk_answer(t, "ask", OUTCOME_ANSWERED, "Giu nhu cu");
	assert_int_equal(talk_number(t, standing), 1);
	talk_says(t, HEAD, "HUY BC");
	talk_says(t, HEAD, "XN");
	talk_answer(t, "correction", OUTCOME_RECORDED, "Da bo BC so 1");
	talk_says(t, HEAD, "bc qr 5"); /* the newest again is taken back at once */
	talk_says(t, HEAD, "HUY BC");
	talk_answer(t, "correction", OUTCOME_RECORDED, "Da bo BC so 3");
	talk_free(&t);
}

static void what_stands_again_is_said_with_what_was_added_to_it(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc dvc 10");
	talk_says(t, HEAD, "them 5 dvc");
	talk_says(t, HEAD, "sua dvc 20");
	talk_says(t, HEAD, "HUY BC");
	talk_answer(t, "correction", OUTCOME_RECORDED, "Tro lai nhu BC so 2: DVC 15.");
	assert_int_equal(talk_number(t, SUM("DVC")), 15);
	talk_free(&t);
}

static void a_month_that_is_to_come_or_is_none_is_said_so(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc t12 dvc 5");
	talk_answer(
		t, "report", OUTCOME_REFUSED, "Ky thang 12 chua toi nen chua ghi gi. Bao cao ky nay nhan: BC DVC <so>");
	talk_says(t, HEAD, "bc vne 5 thang 13");
	talk_answer(t, "ask", OUTCOME_ASKED, "Khong co thang 13, chua ghi gi. Cua thang nao?");
	talk_says(t, HEAD, "thang 8");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: VNE 5");
	talk_says(t, HEAD, "th nam nay");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thon Son Tra nam 2022: VNE 5");
	talk_says(t, CHAIR, "th nam ngoai");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "nam 2021");
	talk_says(t, CHAIR, "th t13");
	talk_answer(t, "digest", OUTCOME_REFUSED, "Khong co t13");
	talk_until(t, "2023-03-05 09:00");
	talk_says(t, HEAD, "bc thang 4 dvc 5"); /* perhaps of the year before */
	talk_answer(t, "report", OUTCOME_REFUSED, "Cua thang 4/2022 nhan: BC thang 4/2022 DVC <so>");
	talk_says(t, HEAD, "BC thang 4/2022 DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 4/2022: DVC 5");
	talk_free(&t);
}

static void a_quarter_that_says_less_than_its_months_is_asked_about(void **state)
{
	static const char held[] = "SELECT COUNT(*) FROM report WHERE period = '2022-Q3'";
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc qr 30");
	talk_says(t, HEAD, "quy 3 qr 20");
	talk_answer(t, "report", OUTCOME_ASKED, "Trong quy 3 da bao QR 30. Ca ky chi QR 20 thi nhan: XN 2");
	assert_int_equal(talk_number(t, held), 0);
	talk_says(t, HEAD, "XN 2");
	talk_answer(t, "report", OUTCOME_RECORDED, "quy 3: QR 20");
	talk_says(t, HEAD, "nam nay qr 50");
	talk_answer(t, "report", OUTCOME_RECORDED, "nam 2022: QR 50");
	talk_free(&t);
}

static void assert_sums_agree(struct talk *t)
{
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM (SELECT unit, indicator, period, value FROM total "
			       "WHERE indicator NOT LIKE 'total.%' AND value <> 0 EXCEPT "
			       "SELECT r.unit, v.indicator, r.period, SUM(v.value) FROM report r "
			       "JOIN report_value v ON v.report = r.no WHERE r.status IN ('received', 'approved') "
			       "AND v.mode = 'period' GROUP BY r.unit, v.indicator, r.period) AS different"),
		0);
}

static void a_report_is_recorded_and_said_back_with_its_progress(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12 TT 3");
	talk_answer(t, "report", OUTCOME_RECORDED, "Da nhan BC so 1, thon Son Tra, thang 8: DVC 12, TT 3");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 12/150 (8%)");
	assert_int_equal(t->outcome.replies[0].parts, 1);
	assert_int_equal(talk_number(t, SUM("DVC")), 12);
	assert_sums_agree(t);
	talk_free(&t);
}

static void the_same_report_again_is_not_counted_again(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12 TT 3");
	talk_says(t, HEAD, "BC DVC 12 TT 3");
	talk_answer(t, "report", OUTCOME_ANSWERED, "khong ghi them");
	assert_int_equal(talk_number(t, SUM("DVC")), 12);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 1);
	talk_free(&t);
}

static void whether_one_has_reported_is_of_the_month_that_runs(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC thang 7 DVC 5");
	talk_says(t, HEAD, "nop chua");
	talk_answer(t, "status", OUTCOME_ANSWERED, "thang 7: DVC 5, nhan luc"); /* it was just sent */
	talk_until(t, "2022-08-22 09:00");
	talk_says(t, HEAD, "nop chua");
	talk_answer(t, "status", OUTCOME_ANSWERED, "thang 8: chua nop");
	talk_free(&t);
}

static void a_report_is_shown_by_its_number(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, HEAD_2, "BC DVC 7");
	talk_says(t, CHAIR, "XEM BC 2"); /* of those below */
	talk_answer(t, "status", OUTCOME_ANSWERED, "BC so 2, thon Tan Hy");
	talk_answer(t, "status", OUTCOME_ANSWERED, "DVC 7");
	talk_says(t, HEAD, "xem bao cao so 2"); /* another team's */
	talk_answer(t, "status", OUTCOME_REFUSED, "Khong co bao cao so 2");
	talk_says(t, HEAD, "xem bc 99");
	talk_answer(t, "status", OUTCOME_REFUSED, "Khong co bao cao so 99");
	talk_says(t, CHAIR, "DUYET 1");
	talk_says(t, HEAD, "xem bc 1");
	talk_answer(t, "status", OUTCOME_ANSWERED, "da duyet");
	talk_says(t, HEAD_2, "SUA DVC 9");
	talk_says(t, HEAD_2, "xem bc 2");
	talk_answer(t, "status", OUTCOME_ANSWERED, "da thay bang BC so 3");
	talk_says(t, CHAIR, "TRA 3 sai so");
	talk_says(t, HEAD_2, "xem bc");
	talk_answer(t, "status", OUTCOME_ANSWERED, "sai so");
	talk_free(&t);
}

static void a_correction_is_of_the_figure_that_came_last(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC VNE 3");
	talk_says(t, HEAD, "BC luy ke VNE 9");
	talk_answer(t, "report", OUTCOME_RECORDED, "SUA");
	talk_says(t, HEAD, "SUA VNE 8");
	talk_answer(t, "correction", OUTCOME_RECORDED, "VNE 9 thanh luy ke VNE 8");
	assert_int_equal(talk_number(t, SUM("VNE")), 3);
	assert_int_equal(talk_number(t, SUM("total.VNE")), 8);
	talk_says(t, HEAD, "BC VNE 2");
	talk_says(t, HEAD, "1"); /* in place of the 3 */
	talk_says(t, HEAD, "SUA VNE 4");
	assert_int_equal(talk_number(t, SUM("VNE")), 4);
	assert_int_equal(talk_number(t, SUM("total.VNE")), 8);
	talk_free(&t);
}

static void what_is_undone_may_be_named_by_its_month_and_its_figure(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC thang 7 VNE 5");
	talk_says(t, HEAD, "BC DVC 4");
	talk_says(t, HEAD, "BC VNE 2");
	talk_says(t, HEAD, "xoa bc thang 7");
	talk_answer(t, "correction", OUTCOME_RECORDED, "Da bo BC so 1, thon Son Tra, thang 7: VNE 5");
	talk_says(t, HEAD, "xoa bao cao thang 7");
	talk_answer(t, "correction", OUTCOME_REFUSED, "nao gan day cua thang 7 de bo");
	talk_says(t, HEAD, "huy bc qr");
	talk_answer(t, "correction", OUTCOME_REFUSED, "nao gan day de bo");
	talk_says(t, HEAD, "huy bc dvc");
	talk_answer(t, "correction", OUTCOME_RECORDED, "Da bo BC so 2");
	assert_int_equal(talk_number(t, SUM("VNE")), 2);
	talk_free(&t);
}

static void other_figures_are_asked_about_and_1_replaces(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12 TT 3");
	talk_says(t, HEAD, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_ASKED, "Nhan 1: thay bang DVC 5. Nhan 2: cong them, thanh DVC 17");
	assert_int_equal(talk_number(t, SUM("DVC")), 12);
	talk_says(t, HEAD, "1");
	talk_answer(t, "report", OUTCOME_RECORDED, "Da thay so lieu");
	assert_int_equal(talk_number(t, SUM("DVC")), 5);
	assert_int_equal(talk_number(t, SUM("TT")), 3);
	assert_sums_agree(t);
	/* The question is closed. */
	talk_says(t, HEAD, "1");
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	talk_free(&t);
}

static void an_answer_in_the_next_month_is_of_the_month_that_was_asked_about(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 3");
	talk_jump(t, "2022-08-31 23:58");
	talk_says(t, HEAD, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_ASKED, "thang 8 da co DVC 3");
	talk_jump(t, "2022-09-01 00:02");
	talk_says(t, HEAD, "2");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: DVC 8");
	/* The same for a figure that can hardly be, and is confirmed. */
	talk_jump(t, "2022-09-30 23:58");
	talk_says(t, HEAD, "BC DVC 5000");
	assert_int_equal(t->outcome.status, OUTCOME_ASKED);
	talk_jump(t, "2022-10-01 00:02");
	talk_says(t, HEAD, "XN");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 9: DVC 5000");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE period NOT IN ('2022-08', '2022-09')"), 0);
	talk_free(&t);
}

static void and_2_adds(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12 TT 3");
	talk_says(t, HEAD, "BC DVC 5");
	talk_says(t, HEAD, "2");
	talk_answer(t, "report", OUTCOME_RECORDED, "Da cong them, BC so 2");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 17");
	assert_int_equal(talk_number(t, SUM("DVC")), 17);
	assert_sums_agree(t);
	talk_free(&t);
}

static void a_plus_adds_without_a_question(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, HEAD, "BC DVC +2");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 14");
	assert_int_equal(talk_number(t, SUM("DVC")), 14);
	assert_sums_agree(t);
	talk_free(&t);
}

static void another_indicator_joins_what_is_there(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, MEMBER, "BC VNE 7");
	talk_answer(t, "report", OUTCOME_RECORDED, "VNE 7");
	assert_int_equal(talk_number(t, SUM("DVC")), 12);
	assert_int_equal(talk_number(t, SUM("VNE")), 7);
	talk_free(&t);
}

static void a_cumulative_figure_counts_for_the_progress_and_not_for_the_period(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "targets", "unit,indicator,period,value,denominator\n2104901,DVC,2022,600,\n");
	talk_says(t, HEAD, "BC DVC 5 (luy ke 87)");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 87/600 (14%)");
	assert_int_equal(talk_number(t, SUM("DVC")), 5);
	assert_int_equal(talk_number(t, SUM("total.DVC")), 87);
	talk_says(t, HEAD, "BC DVC +3");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 8/150 (5%)"); /* the month's own target */
	talk_says(t, HEAD, "CT DVC nam 2022");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "DVC 90/600 (15%)");
	assert_sums_agree(t);
	/* Of the year so far it says nothing of the month's target. */
	talk_says(t, HEAD_2, "BC luy ke QR 70");
	talk_says(t, CHAIR, "GIAO CT QR 15 thang 8 thon Tan Hy");
	talk_says(t, HEAD_2, "BC luy ke QR 71");
	talk_answer(t, "report", OUTCOME_RECORDED, "luy ke QR 71. Neu sai");
	talk_says(t, HEAD_2, "CT QR");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "QR 0/15 (0%)");
	talk_free(&t);
}

/* What a commune reports for itself goes towards its target with what its villages have done. */
static void the_progress_of_a_commune_is_that_of_all_of_it(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "GIAO CT SK 400 nam 2022 xa Binh Dong");
	talk_says(t, HEAD, "BC SK 30");
	talk_says(t, HEAD_2, "BC SK 5");
	talk_says(t, OFFICER, "BC xa Binh Dong SK 10");
	talk_answer(t, "report", OUTCOME_RECORDED, "xa Binh Dong, thang 8: SK 10. Luy ke SK 45/400 (11%)");
	talk_says(t, OFFICER, "CT SK");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "SK 45/400 (11%)");
	/* The villages' targets are their own work. */
	talk_says(t, CHAIR, "GIAO CT QR 100 nam 2022 thon Son Tra");
	talk_says(t, OFFICER, "BC xa Binh Dong QR 10");
	talk_answer(t, "report", OUTCOME_RECORDED, "QR 10. Neu sai");
	talk_free(&t);
}

static void a_cumulative_figure_below_the_last_is_asked_back(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC luy ke DVC 87");
	talk_says(t, HEAD, "BC luy ke DVC 78");
	talk_answer(t, "report", OUTCOME_ASKED, "nho hon so da bao (87)");
	talk_says(t, HEAD, "XN");
	assert_int_equal(t->outcome.status, OUTCOME_RECORDED);
	assert_int_equal(talk_number(t, SUM("total.DVC")), 78);
	talk_free(&t);
}

static void the_month_that_is_asked_for_is_answered(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 5");
	talk_says(t, HEAD, "thang 7 nop chua");
	talk_answer(t, "status", OUTCOME_ANSWERED, "thon Son Tra thang 7: chua nop bao cao");
	talk_says(t, HEAD, "thang nay nop chua");
	talk_answer(t, "status", OUTCOME_ANSWERED, "BC so 1");
	talk_says(t, HEAD, "BC thang 7 DVC 3");
	talk_says(t, HEAD, "thang 8 nop chua");
	talk_answer(t, "status", OUTCOME_ANSWERED, "thang 8: DVC 5");
	talk_free(&t);
}

static void a_cumulative_figure_below_the_sum_of_the_reports_is_asked_back(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC thang 7 DVC 30");
	talk_says(t, HEAD, "BC luy ke DVC 5");
	talk_answer(t, "report", OUTCOME_ASKED, "Luy ke DVC 5 nho hon so da bao (30), chua ghi");
	talk_says(t, HEAD, "BC luy ke DVC 35");
	talk_answer(t, "report", OUTCOME_RECORDED, "luy ke DVC 35");
	talk_free(&t);
}

static void nothing_to_report_is_a_report(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC khong co gi");
	talk_answer(t, "report", OUTCOME_RECORDED, "Da nhan BC so 1, thon Son Tra: thang 8 khong phat sinh");
	talk_says(t, HEAD, "BC khong co gi");
	assert_int_equal(t->outcome.status, OUTCOME_ANSWERED);
	/* Figures overtake it. */
	talk_says(t, HEAD, "BC DVC 5");
	assert_int_equal(t->outcome.status, OUTCOME_RECORDED);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE status = 'replaced' AND nil = 1"), 1);
	/* Nothing after figures is asked back. */
	talk_says(t, HEAD, "BC khong co gi");
	talk_answer(t, "report", OUTCOME_ASKED, "da co BC so 2: DVC 5");
	talk_says(t, HEAD, "XN");
	assert_int_equal(t->outcome.status, OUTCOME_RECORDED);
	assert_int_equal(talk_number(t, SUM("DVC")), 0);
	assert_sums_agree(t);
	talk_free(&t);
}

static void what_can_hardly_be_is_asked_back_and_XN_records_it(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 5000");
	talk_answer(t, "ask", OUTCOME_ASKED, "DVC 5000 lon hon");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 0);
	talk_says(t, HEAD, "XN 1");
	talk_answer(t, "report", OUTCOME_RECORDED, "BC so 1");
	assert_int_equal(talk_number(t, SUM("DVC")), 5000);
	/* Once only. */
	talk_says(t, HEAD, "XN");
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	assert_int_equal(talk_number(t, SUM("DVC")), 5000);
	talk_free(&t);
}

static void a_correction_takes_the_place_of_the_figure(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "SUA DVC 8");
	talk_answer(t, "correction", OUTCOME_REFUSED, "Chua co so lieu");
	talk_says(t, HEAD, "BC DVC 12 TT 3");
	talk_says(t, HEAD, "SUA DVC 8");
	talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 12 thanh DVC 8");
	assert_int_equal(talk_number(t, SUM("DVC")), 8);
	assert_int_equal(talk_number(t, SUM("TT")), 3);
	talk_says(t, HEAD, "SUA DVC 8");
	talk_answer(t, "correction", OUTCOME_ANSWERED, "khong can sua");
	assert_sums_agree(t);
	talk_free(&t);
}

static void a_correction_of_another_figure_is_told_which_one_stands(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 21 TT 3");
	talk_says(t, HEAD, "sua dvc 5 thanh 8");
	talk_answer(t, "correction", OUTCOME_REFUSED, "So lieu thang 8 dang la DVC 21, khac tin nay, chua sua");
	talk_answer(t, "correction", OUTCOME_REFUSED, "nhan: SUA DVC 8");
	assert_int_equal(talk_number(t, SUM("DVC")), 21);
	talk_says(t, HEAD, "sua dvc 21 thanh 8");
	talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 21 thanh DVC 8");
	talk_free(&t);
}

static void nothing_to_report_is_corrected_like_a_figure(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC 0");
	talk_says(t, HEAD, "bc khong");
	talk_answer(t, "report", OUTCOME_ANSWERED, "Ghi sai nhan: SUA");
	talk_says(t, HEAD, "sua vne 0");
	talk_answer(t, "correction", OUTCOME_ANSWERED, "VNE 0, khong can sua");
	talk_says(t, HEAD, "sua vne 4");
	talk_answer(t, "correction", OUTCOME_RECORDED, "VNE 0 thanh VNE 4");
	assert_int_equal(talk_number(t, SUM("VNE")), 4);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE status = 'received'"), 1);
	assert_sums_agree(t);
	/* Taken back, there is nothing to report again. */
	talk_says(t, HEAD, "HUY BC");
	talk_answer(t, "correction", OUTCOME_RECORDED, "Tro lai nhu BC so 1: khong phat sinh");
	talk_says(t, CHAIR, "DUYET 1");
	talk_says(t, HEAD, "sua vne 4");
	talk_answer(t, "correction", OUTCOME_REFUSED, "da duoc xa duyet");
	talk_free(&t);
}

static void a_figure_that_is_there_already_is_said_beside_what_is_new(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 3");
	talk_says(t, HEAD, "BC DVC 3 TT 2");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: TT 2. DVC 3 da co, giu nguyen. Neu sai nhan: SUA TT");
	assert_int_equal(talk_number(t, SUM("DVC")), 3);
	talk_says(t, HEAD, "BC VNE 1");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: VNE 1. Luy ke");
	talk_free(&t);
}

/* What the refusal offers goes where the refused text would have gone. */
static void an_addition_goes_to_the_period_that_it_says_or_repeats(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc thang 7 dvc 3");
	talk_says(t, CHAIR, "DUYET 1");
	talk_says(t, HEAD, "bc thang 7 dvc 8");
	talk_answer(t, "report", OUTCOME_REFUSED, "So moi them nhan: BC THEM thang 7 DVC 8.");
	talk_says(t, HEAD, "BC THEM thang 7 DVC 8");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Tra, thang 7: DVC 11");
	talk_says(t, HEAD, "bc them dvc 1");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Tra, thang 7: DVC 12");
	talk_says(t, HEAD, "bc them gh 2");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Tra, thang 8: GH 2");
	talk_says(t, HEAD, "bc tt 2/5"); /* a day? two of five? */
	talk_says(t, HEAD, "bc tt 2");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Tra, thang 8: TT 2");
	talk_free(&t);
}

static void what_was_added_to_an_approved_figure_is_corrected_by_itself(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc dvc 10");
	talk_says(t, CHAIR, "DUYET 1");
	talk_says(t, HEAD, "bc them dvc 3");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 13");
	talk_says(t, HEAD, "nham, dvc 2 thoi");
	talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 3 thanh DVC 2");
	assert_int_equal(talk_number(t, SUM("DVC")), 12);
	talk_says(t, HEAD, "sua dvc 11"); /* of both, or of what was added? */
	talk_answer(t, "correction", OUTCOME_REFUSED, "BC so 1");
	assert_int_equal(talk_number(t, SUM("DVC")), 12);
	talk_free(&t);
}

static void a_week_in_a_month_that_has_its_own_figure_is_said_to_add_nothing(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc vne 3");
	talk_says(t, HEAD, "bc tuan nay dvc 4 vneid 6");
	talk_answer(t, "report", OUTCOME_RECORDED, "tuan 33: DVC 4, VNE 6. Khong cong vao thang 8 VNE 3.");
	talk_says(t, HEAD, "bc tuan truoc dvc 4");
	talk_answer(t, "report", OUTCOME_RECORDED, "tuan 32: DVC 4. ");
	talk_free(&t);
}

/* In whatever words it is said of what was sent last. */
static void what_was_sent_last_is_taken_back_in_plain_words(void **state)
{
	static const char *const words[] = { "huy cai vua nop di", "bo cai vua gui", "rut lai cai vua gui nghe",
		"tui gui nham so cua thon Tan Hy, bo di", "xoa cai hoi nay giup em", "em bao nham, huy giup em nhe" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		talk_says(t, MEMBER, "bc dvc 5");
		talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
		talk_says(t, MEMBER, words[i]);
		talk_answer(t, "correction", OUTCOME_RECORDED, "Da bo BC");
	}
	talk_says(t, MEMBER, "bc dvc 5");
	talk_until(t, "2022-08-19 12:00"); /* it is the last one no more */
	talk_says(t, MEMBER, "bo cai vua gui");
	talk_answer(t, "correction", OUTCOME_ASKED, "Bo viec nao? Chua bo gi");
	talk_free(&t);
}

static void undoing_brings_back_what_was_before(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12 TT 3");
	talk_says(t, HEAD, "SUA DVC 8");
	talk_says(t, HEAD, "HUY BC 2");
	talk_answer(t, "correction", OUTCOME_RECORDED,
		"Da bo BC so 2, thon Son Tra, thang 8: DVC 8, TT 3. Tro lai nhu BC so 1: DVC 12, TT 3. Bao cao lai: BC DVC <so>");
	assert_int_equal(talk_number(t, SUM("DVC")), 12);
	assert_sums_agree(t);
	talk_says(t, HEAD, "HUY BC");
	talk_says(t, HEAD, "XN"); /* an older one, by then */
	assert_int_equal(talk_number(t, SUM("DVC")), 0);
	talk_says(t, HEAD, "HUY BC");
	talk_answer(t, "correction", OUTCOME_REFUSED, "Khong co bao cao nao gan day");
	/* Another person's report is not mine to undo. */
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, MEMBER, "HUY BC 3");
	talk_answer(t, "correction", OUTCOME_REFUSED, "Khong co bao cao");
	talk_free(&t);
}

static void an_officer_reports_for_the_villages_of_the_commune_only(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "BC thon Tan Hy DVC 9");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Tan Hy");
	talk_says(t, OFFICER, "BC thon Thanh Thuy DVC 9");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach thon Thanh Thuy");
	talk_says(t, MEMBER, "BC thon Tan Hy DVC 9");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach thon Tan Hy");
	talk_free(&t);
}

static void what_is_as_before_is_added_too_when_all_is_to_be_added(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 5 TT 3");
	talk_says(t, HEAD, "BC DVC 4 TT 3");
	talk_answer(t, "report", OUTCOME_ASKED, "da co DVC 5, TT 3");
	talk_answer(t, "report", OUTCOME_ASKED, "Nhan 2: cong them, thanh DVC 9, TT 6");
	talk_says(t, HEAD, "2");
	talk_answer(t, "report", OUTCOME_RECORDED, "Da cong them, BC so 2, thon Son Tra, thang 8: DVC 9, TT 6");
	assert_int_equal(talk_number(t, SUM("TT")), 6);
	/* Alone it is a repeat, and so it is beside what is new. */
	talk_says(t, HEAD, "BC TT 6 VNE 2");
	talk_answer(t, "report", OUTCOME_RECORDED, "VNE 2");
	assert_int_equal(talk_number(t, SUM("TT")), 6);
	talk_free(&t);
}

static void a_correction_without_its_period_is_of_the_last_report_also_when_another_has_replaced_it(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC thang 7 DVC 5");
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, "+84905100007", "BC DVC 8");
	talk_says(t, "+84905100007", "1");
	talk_answer(t, "report", OUTCOME_RECORDED, "Da thay so lieu, BC so 3, thon Son Tra, thang 8: DVC 8");
	talk_says(t, HEAD, "SUA DVC 9");
	talk_answer(t, "correction", OUTCOME_RECORDED, "thang 8: DVC 8 thanh DVC 9");
	/* What was taken back is none. */
	talk_says(t, HEAD, "HUY BC 4");
	talk_says(t, "+84905100007", "SUA DVC 10");
	talk_answer(t, "correction", OUTCOME_RECORDED, "thang 8: DVC 8 thanh DVC 10");
	talk_free(&t);
}

static void words_that_may_mean_anything_name_no_indicator(void **state)
{
	static const char *const texts[] = { "ten toi", "dung den", "vi ban", "den", "so roi", "sk khong",
		"ban hang nhe" };
	const size_t last = sizeof texts / sizeof *texts - 1;

	(void)state;
	for (size_t i = 0; i <= last; i++) {
		struct talk *t = talk_new();

		talk_says(t, HEAD, "bc 13");
		talk_answer(t, "ask", OUTCOME_ASKED, "So 13 la chi tieu nao?");
		talk_says(t, HEAD, texts[i]);
		assert_int_equal(talk_number(t, SUM("GH")), i == last ? 13 : 0);
		assert_int_equal(talk_number(t, SUM("HGD")), 0);
		assert_int_equal(talk_number(t, SUM("TT")), 0);
		talk_free(&t);
	}
}

static void what_was_sent_before_the_question_is_no_answer_to_it(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	/* The gateway was off for a day; the SIM kept both. */
	talk_jump(t, "2022-08-19 09:00");
	talk_arrives(t, HEAD, "2022-08-18 10:00", "BC QR 6 DVC 5 S 13");
	talk_answer(t, "ask", OUTCOME_ASKED, "So 13 la chi tieu nao?");
	talk_arrives(t, HEAD, "2022-08-18 18:00", "BC DVC 13");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: DVC 13.");
	assert_int_equal(talk_number(t, SUM("QR")), 0);
	/* A network's clock may be minutes behind ours. */
	talk_says(t, HEAD, "BC TT 6 S 4");
	talk_arrives(t, HEAD, "2022-08-19 08:58", "VNE 4");
	talk_answer(t, "report", OUTCOME_RECORDED, "VNE 4, TT 6");
	talk_free(&t);
}

/* Found by a simulated year: with a clock twenty minutes ahead, the answer to "1 or 2?" was taken for one to an
 * invitation. */
static void a_clock_that_is_ahead_takes_no_answer_away(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 10");
	talk_jump(t, "2022-08-18 12:00");
	talk_arrives(t, HEAD, "2022-08-18 11:40", "BC DVC 11");
	talk_answer(t, "report", OUTCOME_ASKED, "Nhan 1: thay bang DVC 11");
	talk_jump(t, "2022-08-18 12:07");
	talk_arrives(t, HEAD, "2022-08-18 11:47", "1");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 11");
	talk_free(&t);
}

static void a_question_behind_a_comma_is_answered_as_well(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc gh 8, cho hoi vneid lam o dau");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: GH 8.");
	talk_told(t, HEAD, "VNeID: can CCCD gan chip");
	talk_free(&t);
}

static void a_head_is_asked_before_reporting_for_a_neighbour(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC thon Tan Hy DVC 9");
	talk_answer(t, "report", OUTCOME_ASKED, "BC cho thon Tan Hy, thang 8: DVC 9?");
	talk_says(t, HEAD, "XN");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Tan Hy");
	talk_free(&t);
}

static void a_text_for_two_villages_is_recorded_for_both_or_for_none(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "BC thon Son Tra DVC 5, thon Tan Hy DVC 3");
	assert_int_equal(t->outcome.status, OUTCOME_RECORDED);
	talk_told(t, OFFICER, "thon Son Tra, thang 8: DVC 5");
	talk_told(t, OFFICER, "thon Tan Hy, thang 8: DVC 3");
	talk_says(t, OFFICER, "BC thon Son Tra DVC 6, thon Thanh Thuy DVC 4");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach thon Thanh Thuy");
	assert_int_equal(talk_number(t, SUM("DVC")), 5);
	talk_says(t, OFFICER, "BC thon Son Tra VNE 1, thon Tan Hy DVC 4");
	talk_answer(t, "report", OUTCOME_ASKED, "da co DVC 3");
	assert_int_equal(talk_number(t, SUM("VNE")), 0);
	talk_says(t, OFFICER, "1");
	assert_int_equal(t->outcome.status, OUTCOME_RECORDED);
	assert_int_equal(talk_number(t, SUM("VNE")), 1);
	assert_sums_agree(t);
	talk_free(&t);
}

static void a_difficulty_beside_the_figures_is_not_lost(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc dvc 5, ba con bao mang yeu lam");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	talk_told(t, HEAD, "Da ghi kho khan so 1");
	talk_says(t, HEAD, "bc dvc 7, ba con bao mang yeu qua");
	assert_int_equal(t->outcome.status, OUTCOME_ASKED);
	talk_told(t, HEAD, "Da ghi kho khan so 2");
	talk_says(t, HEAD, "1");
	assert_int_equal(t->outcome.status, OUTCOME_RECORDED);
	talk_says(t, HEAD, "bc dvc khoang 5, kk may in hong");
	assert_int_equal(t->outcome.status, OUTCOME_ASKED);
	talk_told(t, HEAD, "Da ghi kho khan so 3");
	talk_says(t, HEAD, "dvc 8");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE text LIKE '%mang yeu%'"), 2);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket"), 3);
	talk_free(&t);
}

static void a_question_behind_the_figures_is_answered_too(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 25/8 8h VNeID tai UBND xa");
	talk_says(t, HEAD, "bc dvc 6. xin hoi mai may gio hop?");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 6");
	talk_told(t, HEAD, "so 1, 08:00 thu nam 25/8");
	assert_int_equal(t->outcome.replies_used, 2);
	talk_says(t, HEAD, "bc tt 4. chi tieu con bao nhieu?");
	talk_answer(t, "report", OUTCOME_RECORDED, "TT 4");
	talk_told(t, HEAD, "Chi tieu thon Son Tra");
	/* Nothing stored twice, and the text that is only a report has one answer. */
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 2);
	talk_says(t, HEAD, "bc vne 4");
	assert_int_equal(t->outcome.replies_used, 1);
	talk_free(&t);
}

static void a_number_that_was_not_offered_is_asked_again(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, HEAD, "BC DVC 5");
	talk_says(t, HEAD, "3");
	talk_answer(t, "ask", OUTCOME_ASKED, "Nhan mot so: 1, 2");
	talk_says(t, HEAD, "1");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	talk_free(&t);
}

static void a_missing_number_joins_what_was_clear(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC TT 3 DVC may ho");
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro so DVC");
	talk_says(t, HEAD, "7");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 7");
	assert_int_equal(talk_number(t, SUM("TT")), 3);
	assert_int_equal(talk_number(t, SUM("DVC")), 7);
	talk_free(&t);
}

static void the_question_closes_after_a_while(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, HEAD, "BC DVC 5");
	talk_jump(t, "2022-08-18 18:00");
	talk_says(t, HEAD, "1");
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	assert_int_equal(talk_number(t, SUM("DVC")), 12);
	talk_free(&t);
}

static void after_the_reform_the_village_reports_on(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2026-11-23 09:00");
	talk_says(t, HEAD, "BC DVC 30");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Tra, thang 11: DVC 30. Luy ke DVC 30/600 (5%)");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "xa Van Tuong thang 11: 1/6 da nop");
	talk_free(&t);
}

static void a_stranger_is_told_to_register(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_REFUSED, "chua dang ky");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 0);
	talk_free(&t);
}

static void a_leader_names_a_report_in_other_words(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, HEAD_2, "BC DVC 4");
	talk_says(t, CHAIR, "duyet bc cua son tra");
	talk_answer(t, "ask", OUTCOME_ASKED, "Dang cho 1 viec, nhan DUYET 1 hoac TRA 1 <ly do>: BC 1 Son Tra");
	talk_says(t, CHAIR, "bc 2 sai, tra lai");
	talk_answer(t, "reject", OUTCOME_RECORDED, "Da tra lai BC so 2");
	talk_free(&t);
}

static void a_returned_report_is_mended_by_its_number(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, HEAD, "BC TT 3");
	talk_says(t, CHAIR, "TRA 1 chua khop so");
	talk_told(t, HEAD, "SUA BC 1 DVC <so>");
	talk_says(t, HEAD, "sua 1 dvc 7");
	talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 12 thanh DVC 7");
	assert_int_equal(talk_number(t, SUM("DVC")), 7);
	/* No report of theirs: it is asked. */
	talk_says(t, HEAD, "sua 9 dvc 8");
	talk_answer(t, "ask", OUTCOME_ASKED, "chi tieu nao");
	assert_int_equal(talk_number(t, SUM("DVC")), 7);
	talk_free(&t);
}

static void a_leader_returns_a_report_and_its_figures_leave_the_sums(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, CHAIR, "TRA 1 chua khop so");
	talk_answer(t, "reject", OUTCOME_RECORDED, "Da tra lai BC so 1");
	talk_told(t, HEAD, "tra lai BC so 1");
	assert_int_equal(talk_number(t, SUM("DVC")), 0);
	talk_says(t, HEAD, "SUA DVC 8");
	assert_int_equal(t->outcome.status, OUTCOME_RECORDED);
	assert_int_equal(talk_number(t, SUM("DVC")), 8);
	talk_says(t, CHAIR, "DUYET 2");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet BC so 2");
	talk_told(t, HEAD, "da duyet BC so 2");
	talk_says(t, HEAD, "SUA DVC 9");
	talk_answer(t, "correction", OUTCOME_REFUSED, "da duoc xa duyet");
	talk_says(t, CHAIR_2, "TRA 2");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua ghi gi");
	/* Beside what else was reported. */
	talk_says(t, HEAD, "BC GH 6 QR 9 CKS 1");
	talk_says(t, CHAIR, "TRA 3 sai");
	talk_says(t, HEAD, "BC QR 2");
	talk_says(t, HEAD, "SUA GH 4");
	talk_answer(t, "correction", OUTCOME_RECORDED, "GH 6 thanh GH 4");
	assert_int_equal(talk_number(t, SUM("GH")), 4);
	assert_int_equal(talk_number(t, SUM("QR")), 2);
	assert_int_equal(talk_number(t, SUM("CKS")), 1);
	assert_sums_agree(t);
	talk_free(&t);
}

/* What was returned half a year ago is not what SUA is about, when the last report is approved. */
static void what_was_returned_long_ago_is_not_corrected_now(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, CHAIR, "TRA 1 chua khop so");
	talk_jump(t, "2023-01-09 15:00");
	talk_says(t, HEAD, "BC DVC 6");
	talk_says(t, CHAIR, "DUYET 2");
	talk_says(t, HEAD, "SUA DVC 11");
	talk_answer(t, "correction", OUTCOME_REFUSED, "da duoc xa duyet");
	talk_says(t, HEAD, "SUA thang 8 DVC 11");
	talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 12 thanh DVC 11");
	talk_free(&t);
}

/* It was sent again, so that nothing of it waits. */
static void what_was_returned_and_sent_again_waits_for_no_correction(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 3 GH 12");
	talk_says(t, CHAIR, "TRA 1 chua khop so");
	talk_says(t, HEAD, "BC DVC 5 VNE 5");
	talk_jump(t, "2022-09-10 10:00");
	talk_says(t, HEAD, "BC DVC 17");
	talk_says(t, CHAIR, "DUYET 3");
	talk_says(t, HEAD, "SUA DVC 21");
	talk_answer(t, "correction", OUTCOME_REFUSED, "BC so 3 da duoc xa duyet");
	talk_free(&t);
}

/* "sua bc 1 dvc 8" corrected whatever was reported last. */
static void a_correction_that_names_a_report_is_of_that_report(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC thang 7 DVC 12");
	talk_says(t, HEAD, "BC DVC 3");
	talk_says(t, HEAD, "sua bc 1 dvc 8");
	talk_answer(t, "correction", OUTCOME_RECORDED, "Da sua BC so 3, thon Son Tra, thang 7: DVC 12 thanh DVC 8");
	/* Its number goes on for what stands for it. */
	talk_says(t, HEAD, "sua bc 1 dvc 9");
	talk_answer(t, "correction", OUTCOME_RECORDED, "thang 7: DVC 8 thanh DVC 9");
	talk_says(t, HEAD, "sua bc 999 dvc 9");
	talk_answer(t, "correction", OUTCOME_REFUSED, "Khong co bao cao so 999");
	talk_says(t, HEAD, "sua bc 999");
	talk_answer(t, "ask", OUTCOME_REFUSED, "Khong co bao cao so 999");
	talk_says(t, HEAD, "sua bc 2");
	talk_answer(t, "ask", OUTCOME_ASKED, "BC so 2 dang la DVC 3. Nhan: SUA BC 2 DVC <so>");
	talk_says(t, HEAD_2, "BC DVC 5");
	/* Another village's is confirmed; a member has no right to it. */
	talk_says(t, HEAD, "sua bc 5 dvc 6");
	talk_answer(t, "correction", OUTCOME_ASKED, "Tan Hy");
	talk_says(t, MEMBER, "sua bc 5 dvc 6");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach thon Tan Hy");
	talk_says(t, OFFICER, "sua bc 5 dvc 6");
	talk_answer(t, "correction", OUTCOME_RECORDED, "thon Tan Hy, thang 8: DVC 5 thanh DVC 6");
	assert_sums_agree(t);
	talk_free(&t);
}

/* Of two who reported for a village, the one that is named. */
static void a_correction_that_names_a_report_leaves_the_others(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, MEMBER, "BC THEM DVC 3");
	talk_says(t, MEMBER, "sua bc 2 dvc 4");
	talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 3 thanh DVC 4");
	assert_int_equal(talk_number(t, SUM("DVC")), 16);
	assert_sums_agree(t);
	talk_free(&t);
}

/* Taking a correction back brings no figure back that the leader had returned. */
static void undoing_brings_back_nothing_that_was_returned(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, CHAIR, "TRA 1 chua khop so");
	talk_says(t, HEAD, "SUA DVC 9");
	talk_says(t, HEAD, "HUY BC 2");
	talk_answer(t, "correction", OUTCOME_RECORDED,
		"Da bo BC so 2, thon Son Tra, thang 8: DVC 9. Bao cao lai: BC DVC <so>");
	assert_int_equal(talk_number(t, SUM("DVC")), 0);
	talk_says(t, HEAD, "SUA DVC 10");
	talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 12 thanh DVC 10");
	assert_sums_agree(t);
	talk_free(&t);
}

/* A month that was touched since is not what the leader sent back. */
static void what_is_returned_is_corrected_before_what_was_touched_last(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC thang 7 DVC 5");
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, HEAD, "SUA thang 7 DVC 6");
	talk_jump(t, "2022-08-18 11:00");
	talk_says(t, CHAIR, "TRA 2 chua khop so");
	talk_jump(t, "2022-08-18 11:30");
	talk_says(t, HEAD, "SUA DVC 9");
	talk_answer(t, "correction", OUTCOME_RECORDED, "thang 8: DVC 12 thanh DVC 9");
	talk_free(&t);
}

static void other_figures_of_an_approved_report_are_refused_at_once(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, CHAIR, "DUYET 1");
	talk_says(t, HEAD, "BC DVC 8");
	talk_answer(t, "report", OUTCOME_REFUSED,
		"BC so 1, thon Son Tra, thang 8 da duyet nen khong thay duoc. So moi them nhan: BC THEM DVC 8. Sua: nho lanh "
		"dao xa TRA 1");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM session"), 0);
	talk_says(t, HEAD, "BC DVC 8 TT 2");
	talk_answer(t, "report", OUTCOME_REFUSED, "So moi them nhan: BC THEM DVC 8, TT 2");
	talk_says(t, HEAD, "BC THEM DVC 8, TT 2");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 20, TT 2");
	assert_int_equal(talk_number(t, SUM("DVC")), 20);
	talk_free(&t);
}

/* A quarter's figure stands for those of its months: it must not take the place of approved ones unsaid. */
static void a_longer_period_takes_no_approved_figures_place(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC thang 7 DVC 12");
	talk_says(t, HEAD, "BC DVC 30");
	talk_says(t, CHAIR, "DUYET HET");
	talk_says(t, HEAD, "bc quy 3 dvc 20");
	talk_answer(t, "report", OUTCOME_REFUSED, "quy 3 da duyet DVC 42 theo tung thang");
	talk_says(t, HEAD, "bc nam 2022 dvc 20");
	talk_answer(t, "report", OUTCOME_REFUSED, "nam 2022 da duyet DVC 42");
	talk_says(t, CHAIR, "TH quy 3");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "DVC 42");
	/* Of what no month tells it is a report as any other. */
	talk_says(t, HEAD, "bc quy 3 tt 7");
	talk_answer(t, "report", OUTCOME_RECORDED, "quy 3: TT 7");
	talk_free(&t);
}

static void a_report_is_returned_with_a_reason_only(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, CHAIR, "TRA 1");
	talk_answer(t, "reject", OUTCOME_ASKED, "Tra lai BC so 1, thon Son Tra vi sao?");
	assert_int_equal(talk_number(t, SUM("DVC")), 12);
	assert_int_equal(talk_count(t, HEAD, "tra lai"), 0);
	talk_says(t, CHAIR, "trung so thang truoc");
	talk_answer(t, "reject", OUTCOME_RECORDED, "Da tra lai BC so 1");
	talk_told(t, HEAD, "Ly do: trung so thang truoc");
	assert_int_equal(talk_number(t, SUM("DVC")), 0);
	talk_free(&t);
}

/* "hủy duyệt 1": it goes back, with a reason; without a number nothing that waits does. */
static void an_approval_is_taken_back_by_returning_it(void **state)
{
	static const char *const texts[] = { "huy duyet 1", "bo duyet bc 1", "lo duyet 1 roi", "duyet nham 1" };
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, CHAIR, "DUYET 1");
	talk_says(t, HEAD, "BC thang 7 DVC 3");
	talk_says(t, CHAIR, "huy duyet");
	assert_int_equal(t->outcome.status, OUTCOME_ASKED);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE status = 'returned'"), 0);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, CHAIR, texts[i]);
		talk_answer(t, "reject", OUTCOME_ASKED, "Tra lai BC so 1, thon Son Tra vi sao?");
	}
	talk_says(t, CHAIR, "sai so lieu");
	talk_answer(t, "reject", OUTCOME_RECORDED, "Da tra lai BC so 1");
	talk_free(&t);
}

/* Weeks, quarters and years wait for their approval as months do, beside registrations. */
static void all_that_waits_is_listed_with_its_figures(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "DK Le Van Binh, to truong, thon Thuong Hoa, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, HEAD, "BC tuan nay DVC 2");
	talk_says(t, HEAD, "BC quy 3 TT 7");
	talk_says(t, HEAD_2, "BC nam 2022 QR 4");
	talk_says(t, CHAIR, "CHO DUYET");
	talk_answer(t, "approve", OUTCOME_ASKED,
		"Dang cho 4 viec, nhan DUYET 1 hoac TRA 1 <ly do>: 1 Le Van Binh (to truong Thuong Hoa), BC 1 Son Tra");
	talk_says(t, CHAIR, "TIEP");
	assert_true(talk_count(t, CHAIR, "tuan 33 (DVC 2)") == 1);
	assert_true(talk_count(t, CHAIR, "BC 2 Son Tra quy 3 (TT 7)") == 1);
	assert_true(talk_count(t, CHAIR, "BC 3 Tan Hy nam 2022 (QR 4)") == 1);
	talk_says(t, CHAIR, "CHO DUYET 2");
	talk_answer(t, "approve", OUTCOME_ASKED,
		"Dang cho 1 viec, nhan DUYET 2 hoac TRA 2 <ly do>: BC 2 Son Tra quy 3 (TT 7)");
	talk_says(t, CHAIR, "CHO DUYET 99");
	talk_answer(t, "approve", OUTCOME_ANSWERED, "Khong co dang ky hay bao cao nao dang cho duyet");
	talk_says(t, CHAIR, "DUYET 2");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet BC so 2");
	talk_says(t, CHAIR, "duyet tat ca thon Tan Hy");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet 1 bao cao: 3 Tan Hy");
	talk_free(&t);
}

/* A village may have several teams: what one did is no repeat of what the other did. */
static void two_teams_of_a_village_may_have_done_as_much(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "teams",
		"no,unit,level,decision,decided_on\n91,2104901,thon,91/QD,2022-08-01\n92,2104901,thon,92/QD,2022-08-01\n");
	talk_import(t, "members",
		"phone,name,role,unit,team,status\n+84905300001,Lê Văn An,to_truong,2104901,91,active\n"
		"+84905300002,Võ Thị Ba,to_truong,2104901,92,active\n+84905300003,Võ Thị Tư,thanh_vien,2104901,92,active\n");
	talk_says(t, "+84905300001", "BC DVC 5");
	talk_says(t, "+84905300002", "BC DVC 5");
	talk_answer(t, "report", OUTCOME_ASKED, "da co DVC 5");
	talk_says(t, "+84905300002", "2");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: DVC 10");
	/* Of one team it is. */
	talk_says(t, "+84905300002", "BC TT 3");
	talk_says(t, "+84905300003", "BC TT 3");
	talk_answer(t, "report", OUTCOME_ANSWERED, "khong ghi them");
	assert_int_equal(talk_number(t, SUM("DVC")), 10);
	assert_int_equal(talk_number(t, SUM("TT")), 3);
	talk_free(&t);
}

/* "BC TO 2 DVC 5": the number names the team, by its own or by its place, and counts nothing. */
static void a_report_may_name_the_team(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "teams",
		"no,unit,level,decision,decided_on\n91,2104901,thon,91/QD,2022-08-01\n92,2104901,thon,92/QD,2022-08-01\n");
	talk_import(
		t, "members", "phone,name,role,unit,team,status\n+84905300001,Lê Văn An,to_truong,2104901,91,active\n");
	talk_says(t, "+84905300001", "BC TO 2 DVC 5"); /* the village has a team before these two */
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	talk_says(t, "+84905300001", "to 91 bc dvc 5");
	talk_answer(t, "report", OUTCOME_ANSWERED, "khong ghi them");
	talk_says(t, "+84905300001", "bc to so 3 dvc 5"); /* of the other team, and as much */
	talk_answer(t, "report", OUTCOME_ASKED, "da co DVC 5");
	talk_says(t, "+84905300001", "2");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 10");
	talk_says(t, "+84905300001", "BC TO 7 TT 3");
	talk_answer(t, "report", OUTCOME_ASKED, "Khong ro to 7");
	assert_int_equal(talk_number(t, SUM("DVC")), 10);
	assert_int_equal(talk_number(t, SUM("TT")), 0);
	talk_free(&t);
}

/* Groups of a town are places as villages are: of which of two is it? */
static void several_groups_of_a_town_are_asked_apart(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "units",
		"code,name,kind,parent_code,valid_from,valid_to,successor_code,source\n"
		"2104991,Tổ dân phố 2,to_dan_pho,21049,2004-08-31,,,test\n"
		"2104992,Tổ dân phố 5,to_dan_pho,21049,2004-08-31,,,test\n");
	talk_says(t, OFFICER, "bc tdp 2 va tdp 5 dvc 5");
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro so nao cua thon nao");
	talk_says(t, OFFICER, "bc to dan pho 2 dvc 5, to dan pho 5 dvc 6");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 2);
	talk_import(t, "members", "phone,name,role,unit,status\n+84905300001,Lê Văn An,to_truong,2104991,active\n");
	talk_says(t, "+84905300001", "bc to 2 tt 3"); /* their own */
	talk_answer(t, "report", OUTCOME_RECORDED, "TT 3");
	talk_says(t, "+84905300001", "bc to 5 tt 4"); /* the other, and not theirs */
	talk_answer(t, "report", OUTCOME_ASKED, "Khong ro to 5");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 3);
	talk_free(&t);
}

static void who_cannot_report_yet_is_told_until_when(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "toi chua bc duoc vi ban viec nha");
	talk_answer(t, "ask", OUTCOME_ANSWERED, "Da ro. Bao cao thang 8 han nop 25/8, nop tre van nhan");
	assert_int_equal(t->outcome.replies[0].parts, 1);
	talk_says(t, HEAD, "toi chua bc duoc vi mat dien");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da ghi kho khan so 1");
	talk_free(&t);
}

static void a_failing_store_leaves_no_half_report(void **state)
{
	(void)state;
	for (long nth = 1;; nth += engine_stride()) {
		struct talk *t = talk_new();
		struct why why = { "" };
		bool taken;

		talk_says(t, HEAD, "BC DVC 12 TT 3");
		talk_says(t, HEAD, "BC DVC 5");
		store_fail_at(t->store, nth);
		taken = store_begin(t->store, &why) == 0 && talk_take(t, HEAD, "1", &why) == 0 &&
			store_commit(t->store, &why) == 0;
		store_fail_at(t->store, 0);
		if (!taken && store_in_transaction(t->store))
			store_rollback(t->store);
		assert_int_equal(talk_number(t, SUM("DVC")), taken ? 5 : 12);
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), taken ? 2 : 1);
		assert_int_equal(talk_count(t, HEAD, "Da thay so lieu"), taken);
		assert_sums_agree(t);
		/* The question is still open when it was not answered. */
		if (!taken) {
			talk_says(t, HEAD, "1");
			assert_int_equal(talk_number(t, SUM("DVC")), 5);
		}
		talk_free(&t);
		if (taken)
			return;
	}
}

static void a_report_counts_for_the_day_on_which_it_was_sent(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-09-02 09:00"); /* the gateway was off since the 30th of August */
	talk_arrives(t, HEAD, "2022-08-31 20:00", "BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: DVC 5");
	talk_arrives(t, HEAD_2, "2022-09-01 07:00", "BC DVC 4");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 9: DVC 4");
	/* A clock of a network that is months behind, or ahead, is not believed. */
	talk_arrives(t, HEAD_2, "2022-01-01 07:00", "BC TT 3");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 9: TT 3");
	talk_arrives(t, HEAD, "2022-10-01 07:00", "BC TT 2");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 9: TT 2");
	talk_free(&t);
}

static void a_report_after_the_deadline_is_taken_said_to_be_late_and_marked(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_jump(t, "2022-08-25 23:59");
	talk_says(t, HEAD_2, "BC DVC 3");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: DVC 3. Neu sai");
	talk_jump(t, "2022-08-26 00:00");
	talk_says(t, MEMBER, "BC TT 3");
	talk_answer(t, "report", OUTCOME_RECORDED, "TT 3. Tre han 25/8.");
	talk_says(t, HEAD, "BC thang 7 khong co gi");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 7 khong phat sinh. Tre han 25/7");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE late = 1"), 2);
	assert_int_equal(t->outcome.replies[0].parts, 1);
	talk_free(&t);
}

/* "tang" for "thang": "up by 5" was kept beside the question, and must not be added to what the whole text says. */
static void a_figure_said_anew_is_not_added_to_what_was_kept(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 17 SK 12");
	talk_says(t, HEAD, "SUA tang 5 DVC 20");
	talk_answer(t, "ask", OUTCOME_ASKED, "20");
	talk_says(t, HEAD, "SUA thang 8 DVC 20");
	talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 17 thanh DVC 20.");
	assert_int_equal(talk_number(t, SUM("DVC")), 20);
	assert_sums_agree(t);
	talk_free(&t);
}

static void a_period_before_the_teams_is_refused(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC nam 2019 VNE 3");
	talk_answer(t, "report", OUTCOME_REFUSED, "Ky nam 2019 chua co to (lap tu 2022) nen chua ghi gi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 0);
	talk_free(&t);
}

static void a_period_that_has_not_begun_is_refused(void **state)
{
	static const char *const texts[] = { "BC thang 9 DVC 3", "BC thang 12 DVC 3", "BC quy 4 DVC 3",
		"BC tuan 34 DVC 3", "BC thang 9 khong co gi" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, HEAD, texts[i]);
		talk_answer(t, "report", OUTCOME_REFUSED, "chua toi nen chua ghi gi. Bao cao ky nay nhan: BC DVC <so>");
	}
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 0);
	talk_free(&t);
}

static void a_figure_beyond_the_households_of_another_village_is_asked_back_too(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "BC thon Thuong Hoa HGD 200");
	talk_answer(t, "report", OUTCOME_ASKED, "HGD 200 lon hon muc thuong co (180)");
	/* What is known of the adults counts before what the households would allow. */
	talk_import(t, "denominators", "unit,denominator,value\n2104903,adult15,300\n");
	talk_says(t, OFFICER, "BC thon Thuong Hoa DVC 301");
	talk_answer(t, "report", OUTCOME_ASKED, "DVC 301 lon hon muc thuong co (300)");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 0);
	talk_free(&t);
}

static void a_leader_hears_what_became_of_a_report(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, CHAIR, "TRA LAI 1 thieu so TT");
	talk_answer(t, "reject", OUTCOME_RECORDED, "Da tra lai BC so 1");
	talk_told(t, HEAD, "Ly do: thieu so TT. Sua lai, nhan: SUA BC 1 DVC <so>");
	talk_says(t, CHAIR, "DUYET BC 1");
	talk_answer(t, "approve", OUTCOME_REFUSED, "BC so 1, thon Son Tra da tra lai truoc do");
	/* The sender sends it again, whole. */
	talk_says(t, HEAD, "BC DVC 12 TT 3");
	talk_answer(t, "report", OUTCOME_RECORDED, "BC so 2");
	talk_says(t, HEAD, "SUA TT 4");
	talk_says(t, CHAIR, "DUYET 2");
	talk_answer(t, "approve", OUTCOME_REFUSED, "da duoc thay bang BC so 3. Nhan so moi, vi du: DUYET 3");
	talk_says(t, CHAIR, "DUYET BC 3");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet BC so 3");
	talk_told(t, HEAD, "da duyet BC so 3");
	talk_says(t, CHAIR, "DUYET 3");
	talk_answer(t, "approve", OUTCOME_REFUSED, "da duyet truoc do");
	talk_says(t, HEAD_2, "BC DVC 1");
	talk_says(t, HEAD_2, "HUY BC");
	talk_says(t, CHAIR, "DUYET 4");
	talk_answer(t, "approve", OUTCOME_REFUSED, "da duoc nguoi gui huy");
	talk_says(t, CHAIR_2, "DUYET 3");
	assert_int_equal(t->outcome.status, OUTCOME_REFUSED);
	talk_free(&t);
}

/* A registration that came behind the list was approved, and none of the three that it showed. */
static void what_was_shown_is_approved_and_what_came_since_waits(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, HEAD_2, "BC thang 7 DVC 1");
	talk_says(t, CHAIR, "CHO DUYET");
	talk_answer(t, "approve", OUTCOME_ASKED, "Dang cho 2 viec");
	talk_says(t, STRANGER, "DK Le Van Binh, thanh vien, thon Thuong Hoa, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, HEAD_2, "BC DVC 4");
	talk_says(t, CHAIR, "DUYET HET");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet 2 bao cao: 1 Son Tra, 2 Tan Hy");
	assert_int_equal(talk_count(t, CHAIR, "Con 2 viec chua duyet"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment WHERE status = 'pending'"), 1);
	/* What is left was shown with it: the next text takes that, of both kinds. */
	assert_int_equal(
		talk_count(t, CHAIR, "tat ca: DUYET HET: 1 Le Van Binh (thanh vien Thuong Hoa), BC 3 Tan Hy"), 1);
	talk_says(t, CHAIR, "DUYET HET");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet dang ky so 1: Le Van Binh");
	assert_int_equal(talk_count(t, CHAIR, "Da duyet 1 bao cao: 3 Tan Hy"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment WHERE status = 'pending'"), 0);
	talk_says(t, CHAIR, "DUYET HET");
	talk_answer(t, "approve", OUTCOME_ANSWERED, "Khong co dang ky hay bao cao nao dang cho duyet");
	talk_free(&t);
}

static int64_t waiting(struct talk *t, const char *phone)
{
	char sql[160];

	snprintf(sql, sizeof sql,
		"SELECT COUNT(*) FROM message WHERE phone = '%s' AND state = 'queued' AND text LIKE '%%tra lai BC so 1%%'",
		phone);
	return talk_number(t, sql);
}

/* Returned in the night, and put right before the morning: the sender need not hear of it. */
static void what_was_put_right_is_not_told_as_returned(void **state)
{
	static const char *const rights[] = { "SUA BC 1 DVC 13", "BC DVC 13" };

	(void)state;
	for (size_t i = 0; i < sizeof rights / sizeof *rights; i++) {
		struct talk *t = talk_new();

		talk_says(t, HEAD, "BC DVC 12");
		talk_jump(t, "2022-08-18 22:30");
		talk_says(t, CHAIR, "TRA 1 trung so thang truoc");
		talk_answer(t, "reject", OUTCOME_RECORDED, "Da tra lai BC so 1");
		assert_int_equal(waiting(t, HEAD), 1);
		talk_says(t, HEAD, rights[i]);
		assert_int_equal(t->outcome.status, OUTCOME_RECORDED);
		assert_int_equal(waiting(t, HEAD), 0);
		talk_free(&t);
	}
	/* A part of it is missing still. */
	struct talk *t = talk_new();

	talk_says(t, HEAD, "BC DVC 12 VNE 3");
	talk_jump(t, "2022-08-18 22:30");
	talk_says(t, CHAIR, "TRA 1 trung so thang truoc");
	talk_says(t, HEAD, "BC DVC 13");
	assert_int_equal(waiting(t, HEAD), 1);
	talk_says(t, HEAD, "BC VNE 4");
	assert_int_equal(waiting(t, HEAD), 0);
	talk_free(&t);
}

/* What an officer has corrected is theirs to take back; what was approved before that is so again. */
static void a_correction_of_an_approved_report_is_taken_back_by_who_made_it(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC thang 7 DVC 3");
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, CHAIR, "DUYET 2");
	talk_says(t, OFFICER, "SUA BC 2 DVC 13");
	talk_answer(t, "correction", OUTCOME_RECORDED, "13");
	talk_says(t, HEAD, "HUY BC");
	talk_answer(t, "correction", OUTCOME_REFUSED, "BC so 2 da duoc Tran Thi Lan thay bang BC so 3");
	talk_says(t, HEAD, "HUY BC 2");
	talk_answer(t, "correction", OUTCOME_REFUSED, "hoi Tran Thi Lan");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE status = 'received' AND no IN (1, 3)"), 2);
	talk_says(t, OFFICER, "HUY BC 3");
	talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 12");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE no = 2 AND status = 'approved'"), 1);
	talk_says(t, HEAD, "HUY BC 2");
	talk_answer(t, "correction", OUTCOME_REFUSED, "BC so 2");
	talk_free(&t);
}

static void all_that_wait_are_approved_by_one_text(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "DUYET HET");
	talk_answer(t, "approve", OUTCOME_ANSWERED, "Khong co dang ky hay bao cao nao dang cho duyet");
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, HEAD_2, "BC thang 7 DVC 1");
	talk_says(t, CHAIR, "DUYET BC");
	talk_answer(t, "ask", OUTCOME_ASKED,
		"Dang cho 2 viec, nhan DUYET 1 hoac TRA 1 <ly do>: BC 1 Son Tra thang 8 (DVC 12), BC 2 Tan Hy thang 7 (DVC 1)");
	talk_says(t, CHAIR, "DUYET HET");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet 2 bao cao: 1 Son Tra, 2 Tan Hy");
	talk_told(t, HEAD, "da duyet BC so 1");
	talk_told(t, HEAD_2, "da duyet BC so 2");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE status = 'approved'"), 2);
	talk_says(t, HEAD, "DUYET HET");
	assert_int_equal(t->outcome.status, OUTCOME_REFUSED);
	talk_free(&t);
}

/* "duyet tat ca thang 7" approved those of August, and one of a village the registrations of others. */
static void all_of_a_period_or_of_a_village_are_approved_and_no_others(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "DK Le Van Binh, to truong, thon Thuong Hoa, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, HEAD, "BC thang 7 DVC 3");
	talk_says(t, HEAD_2, "BC thang 7 DVC 1");
	talk_says(t, CHAIR, "duyet tat ca thang 7");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet 2 bao cao: 2 Son Tra, 3 Tan Hy");
	talk_says(t, CHAIR, "duyet tat ca thon Tan Hy");
	talk_answer(t, "approve", OUTCOME_ANSWERED, "Khong co dang ky hay bao cao nao dang cho duyet");
	talk_says(t, CHAIR, "duyet tat ca thon Son Tra");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet 1 bao cao: 1 Son Tra");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment WHERE status = 'pending'"), 1);
	talk_free(&t);
}

/* It was reported two months ago, and nobody has looked at it since. */
static void what_waits_is_shown_for_two_months(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_jump(t, "2022-10-05 09:00");
	talk_says(t, CHAIR, "DUYET");
	talk_answer(t, "ask", OUTCOME_ASKED, "BC 1 Son Tra");
	talk_jump(t, "2022-11-03 09:00");
	talk_says(t, CHAIR, "DUYET");
	talk_answer(t, "ask", OUTCOME_ANSWERED, "Khong co dang ky hay bao cao nao");
	talk_free(&t);
}

static void XN_with_its_number_reaches_what_was_asked_before(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 5000");
	talk_answer(t, "ask", OUTCOME_ASKED, "XN 1");
	talk_says(t, HEAD, "BC TT 9000");
	talk_answer(t, "ask", OUTCOME_ASKED, "XN 2");
	talk_says(t, HEAD, "XN 1");
	talk_answer(t, "report", OUTCOME_RECORDED, "BC so 1");
	assert_int_equal(talk_number(t, SUM("DVC")), 5000);
	talk_says(t, HEAD, "XN 1"); /* once only */
	assert_int_equal(t->outcome.status, OUTCOME_REFUSED);
	talk_says(t, HEAD, "1"); /* a bare yes is to the last one */
	talk_answer(t, "report", OUTCOME_RECORDED, "BC so 2");
	assert_int_equal(talk_number(t, SUM("TT")), 9000);
	/* What was said no to, or took too long, is over. */
	talk_says(t, HEAD, "BC VNE 5000");
	talk_says(t, HEAD, "KHONG");
	talk_says(t, HEAD, "XN 3");
	assert_int_equal(t->outcome.status, OUTCOME_REFUSED);
	talk_says(t, HEAD, "BC VNE 6000");
	talk_says(t, HEAD, "BC GH 6000");
	talk_jump(t, "2022-08-18 12:00");
	talk_says(t, HEAD, "XN 4");
	assert_int_equal(t->outcome.status, OUTCOME_REFUSED);
	assert_int_equal(talk_number(t, SUM("VNE")), 0);
	talk_free(&t);
}

/* A choice among polite words is the choice, and the figures that were asked about are kept. */
static void a_choice_may_stand_among_other_words(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc dvc 10");
	talk_says(t, HEAD, "bc dvc 6");
	talk_answer(t, "report", OUTCOME_ASKED, "Nhan 1: thay bang DVC 6");
	talk_says(t, HEAD, "ok 1 nhe");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 6");
	talk_free(&t);
}

static void those_for_whom_it_failed_are_a_difficulty_and_no_figure(void **state)
{
	static const char *const texts[] = { "vneid 5 nguoi ko cai duoc", "co 5 ba cai vneid khong duoc",
		"dvc 3 ho lam hoai khong duoc", "bc tt 2 ho khong dang ky dc", "vneid 4 cu gia k cai noi" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, HEAD, texts[i]);
		talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da ghi kho khan so");
	}
	assert_int_equal(talk_count(t, HEAD, "chua ghi"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 0);
	talk_says(t, HEAD, "vneid 7 nguoi cai duoc, 2 cu khong cai duoc"); /* either */
	talk_answer(t, "report", OUTCOME_RECORDED, "VNE 7");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE text = '2 cu khong cai duoc'"), 1);
	talk_says(t, HEAD, "bc dvc 5 ho mang yeu khong vao duoc"); /* why, and who did it */
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	talk_free(&t);
}

static void several_matters_of_one_text_are_all_heard(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc dvc 3, kk mang yeu, lich");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 3");
	talk_told(t, HEAD, "Da ghi kho khan so 1");
	talk_told(t, HEAD, "Chua co lich");
	talk_says(t, HEAD, "bc tt 4 va cho hoi lich hoc");
	assert_int_equal(talk_count(t, HEAD, "Chua co lich"), 2);
	talk_says(t, HEAD, "sua dvc 5 va huy lich");
	talk_answer(t, "ask", OUTCOME_ASKED, "hai viec");
	talk_says(t, HEAD, "bc thang 7 dvc 2, thang 8 dvc 3");
	talk_answer(t, "ask", OUTCOME_ASKED, "Nhan rieng tung ky");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 2);
	talk_free(&t);
}

static void what_was_asked_of_a_report_that_is_taken_back_is_over(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 5");
	talk_says(t, HEAD, "BC DVC");
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro so DVC");
	talk_says(t, HEAD, "HUY BC");
	talk_answer(t, "correction", OUTCOME_RECORDED, "Da bo BC so 1");
	talk_says(t, HEAD, "khong");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 1);
	talk_free(&t);
}

static void a_text_with_other_figures_is_no_answer_to_which_period(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC VNEID 3 thang 13");
	talk_answer(t, "ask", OUTCOME_ASKED, "Khong co thang 13");
	talk_says(t, HEAD, "BC thang 8 TT 7");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: TT 7. Luy ke");
	talk_says(t, HEAD, "BC VNEID 3 DVC 1 thang 13");
	talk_says(t, HEAD, "thang 8 vneid 3");
	talk_answer(t, "report", OUTCOME_RECORDED, "VNE 3, DVC 1");
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_asked_of_a_report_that_is_taken_back_is_over),
		cmocka_unit_test(a_text_with_other_figures_is_no_answer_to_which_period),
		cmocka_unit_test(a_month_that_is_to_come_or_is_none_is_said_so),
		cmocka_unit_test(words_choose_between_replacing_and_adding),
		cmocka_unit_test(what_it_should_be_corrects_the_report_before),
		cmocka_unit_test(what_it_should_be_is_said_of_the_figure_that_is_asked_about),
		cmocka_unit_test(a_number_without_its_indicator_is_said_anew),
		cmocka_unit_test(a_cumulative_figure_that_is_corrected_stays_one),
		cmocka_unit_test(nothing_in_a_hamlet_is_no_nil_of_the_village),
		cmocka_unit_test(lines_of_a_list_that_say_none_are_no_difficulty),
		cmocka_unit_test(an_older_report_is_not_taken_back_unasked),
		cmocka_unit_test(what_stands_again_is_said_with_what_was_added_to_it),
		cmocka_unit_test(a_quarter_that_says_less_than_its_months_is_asked_about),
		cmocka_unit_test(a_choice_may_stand_among_other_words),
		cmocka_unit_test(several_matters_of_one_text_are_all_heard),
		cmocka_unit_test(those_for_whom_it_failed_are_a_difficulty_and_no_figure),
		cmocka_unit_test(XN_with_its_number_reaches_what_was_asked_before),
		cmocka_unit_test(a_report_is_recorded_and_said_back_with_its_progress),
		cmocka_unit_test(the_same_report_again_is_not_counted_again),
		cmocka_unit_test(a_report_is_shown_by_its_number),
		cmocka_unit_test(whether_one_has_reported_is_of_the_month_that_runs),
		cmocka_unit_test(what_is_undone_may_be_named_by_its_month_and_its_figure),
		cmocka_unit_test(a_correction_is_of_the_figure_that_came_last),
		cmocka_unit_test(other_figures_are_asked_about_and_1_replaces),
		cmocka_unit_test(an_answer_in_the_next_month_is_of_the_month_that_was_asked_about),
		cmocka_unit_test(and_2_adds),
		cmocka_unit_test(a_plus_adds_without_a_question),
		cmocka_unit_test(another_indicator_joins_what_is_there),
		cmocka_unit_test(a_cumulative_figure_counts_for_the_progress_and_not_for_the_period),
		cmocka_unit_test(the_progress_of_a_commune_is_that_of_all_of_it),
		cmocka_unit_test(a_cumulative_figure_below_the_last_is_asked_back),
		cmocka_unit_test(the_month_that_is_asked_for_is_answered),
		cmocka_unit_test(a_cumulative_figure_below_the_sum_of_the_reports_is_asked_back),
		cmocka_unit_test(nothing_to_report_is_a_report),
		cmocka_unit_test(what_can_hardly_be_is_asked_back_and_XN_records_it),
		cmocka_unit_test(a_correction_takes_the_place_of_the_figure),
		cmocka_unit_test(a_correction_of_another_figure_is_told_which_one_stands),
		cmocka_unit_test(nothing_to_report_is_corrected_like_a_figure),
		cmocka_unit_test(a_figure_that_is_there_already_is_said_beside_what_is_new),
		cmocka_unit_test(an_addition_goes_to_the_period_that_it_says_or_repeats),
		cmocka_unit_test(what_was_added_to_an_approved_figure_is_corrected_by_itself),
		cmocka_unit_test(a_week_in_a_month_that_has_its_own_figure_is_said_to_add_nothing),
		cmocka_unit_test(what_was_sent_last_is_taken_back_in_plain_words),
		cmocka_unit_test(undoing_brings_back_what_was_before),
		cmocka_unit_test(an_officer_reports_for_the_villages_of_the_commune_only),
		cmocka_unit_test(what_is_as_before_is_added_too_when_all_is_to_be_added),
		cmocka_unit_test(
			a_correction_without_its_period_is_of_the_last_report_also_when_another_has_replaced_it),
		cmocka_unit_test(words_that_may_mean_anything_name_no_indicator),
		cmocka_unit_test(what_was_sent_before_the_question_is_no_answer_to_it),
		cmocka_unit_test(a_clock_that_is_ahead_takes_no_answer_away),
		cmocka_unit_test(a_question_behind_a_comma_is_answered_as_well),
		cmocka_unit_test(a_head_is_asked_before_reporting_for_a_neighbour),
		cmocka_unit_test(a_text_for_two_villages_is_recorded_for_both_or_for_none),
		cmocka_unit_test(a_difficulty_beside_the_figures_is_not_lost),
		cmocka_unit_test(a_question_behind_the_figures_is_answered_too),
		cmocka_unit_test(a_number_that_was_not_offered_is_asked_again),
		cmocka_unit_test(a_missing_number_joins_what_was_clear),
		cmocka_unit_test(the_question_closes_after_a_while),
		cmocka_unit_test(after_the_reform_the_village_reports_on),
		cmocka_unit_test(a_stranger_is_told_to_register),
		cmocka_unit_test(a_leader_names_a_report_in_other_words),
		cmocka_unit_test(a_returned_report_is_mended_by_its_number),
		cmocka_unit_test(a_leader_returns_a_report_and_its_figures_leave_the_sums),
		cmocka_unit_test(what_was_returned_long_ago_is_not_corrected_now),
		cmocka_unit_test(what_was_returned_and_sent_again_waits_for_no_correction),
		cmocka_unit_test(a_correction_that_names_a_report_is_of_that_report),
		cmocka_unit_test(a_correction_that_names_a_report_leaves_the_others),
		cmocka_unit_test(undoing_brings_back_nothing_that_was_returned),
		cmocka_unit_test(what_is_returned_is_corrected_before_what_was_touched_last),
		cmocka_unit_test(other_figures_of_an_approved_report_are_refused_at_once),
		cmocka_unit_test(a_longer_period_takes_no_approved_figures_place),
		cmocka_unit_test(a_report_is_returned_with_a_reason_only),
		cmocka_unit_test(an_approval_is_taken_back_by_returning_it),
		cmocka_unit_test(all_that_waits_is_listed_with_its_figures),
		cmocka_unit_test(two_teams_of_a_village_may_have_done_as_much),
		cmocka_unit_test(a_report_may_name_the_team),
		cmocka_unit_test(several_groups_of_a_town_are_asked_apart),
		cmocka_unit_test(who_cannot_report_yet_is_told_until_when),
		cmocka_unit_test(a_failing_store_leaves_no_half_report),
		cmocka_unit_test(a_report_counts_for_the_day_on_which_it_was_sent),
		cmocka_unit_test(a_report_after_the_deadline_is_taken_said_to_be_late_and_marked),
		cmocka_unit_test(a_figure_said_anew_is_not_added_to_what_was_kept),
		cmocka_unit_test(a_period_before_the_teams_is_refused),
		cmocka_unit_test(a_period_that_has_not_begun_is_refused),
		cmocka_unit_test(a_figure_beyond_the_households_of_another_village_is_asked_back_too),
		cmocka_unit_test(a_leader_hears_what_became_of_a_report),
		cmocka_unit_test(what_was_shown_is_approved_and_what_came_since_waits),
		cmocka_unit_test(what_was_put_right_is_not_told_as_returned),
		cmocka_unit_test(a_correction_of_an_approved_report_is_taken_back_by_who_made_it),
		cmocka_unit_test(all_that_wait_are_approved_by_one_text),
		cmocka_unit_test(all_of_a_period_or_of_a_village_are_approved_and_no_others),
		cmocka_unit_test(what_waits_is_shown_for_two_months),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
