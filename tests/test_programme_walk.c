/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What real people text about reports, targets, difficulties and digests, where it once was taken wrongly. */
#include "tests/help/talk.h"

#include "gateway/programme/programme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#define REPORTS "SELECT COUNT(*) FROM report"
#define TICKETS "SELECT COUNT(*) FROM ticket"
#define SUM(indicator, period)                                                                                         \
	"SELECT COALESCE(SUM(value), 0) FROM total WHERE unit = '2104901' AND period = '" period                       \
	"' AND indicator = '" indicator "'"

static void a_percentage_is_no_count_of_any_indicator(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "dvc 60% tt 20%");
	talk_answer(t, "ask", OUTCOME_ASKED, "khong ghi %");
	talk_says(t, HEAD, "12");
	talk_answer(t, "report", OUTCOME_RECORDED, ": DVC 12. ");
	assert_int_equal(talk_number(t, SUM("TT", "2022-08")), 0);
	talk_says(t, MEMBER, "vne 7 (5%) sk 3 (2%)");
	talk_answer(t, "report", OUTCOME_RECORDED, "VNE 7, SK 3");
	talk_free(&t);
}

static void a_month_or_week_that_is_none_is_asked_and_counts_nothing(void **state)
{
	static const char *const odd[] = { "bc thang 13 dvc 3", "bc tuan 60 dvc 3", "bc ky truoc dvc 3" };

	(void)state;
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct talk *t = talk_new();

		talk_says(t, HEAD, odd[i]);
		talk_answer(t, "ask", OUTCOME_ASKED, "Nhan thang, vi du: thang 8");
		assert_int_equal(talk_number(t, REPORTS), 0);
		talk_says(t, HEAD, "thang 7");
		talk_answer(t, "report", OUTCOME_RECORDED, "thang 7: DVC 3");
		assert_int_equal(talk_number(t, SUM("DVC", "2022-07")), 3);
		talk_free(&t);
	}
}

static void a_year_behind_a_month_is_its_year(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc thang 6 2021 dvc 3");
	talk_answer(t, "report", OUTCOME_REFUSED, "Ky thang 6/2021 chua co to"); /* and no month of this year */
	talk_free(&t);
}

static void bc_said_of_the_week_is_of_the_week_that_runs(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc tuan: dvc 4 tt 2");
	talk_answer(t, "report", OUTCOME_RECORDED, "tuan 33: DVC 4, TT 2");
	talk_says(t, HEAD, "bao cao quy dvc 9");
	talk_answer(t, "report", OUTCOME_RECORDED, "quy 3: DVC 9");
	talk_free(&t);
}

static void what_there_is_in_all_is_no_cumulative_figure(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "dvc duoc 12 trong tong so 150");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: DVC 12. ");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report_value WHERE value = 150"), 0);
	talk_free(&t);
}

static void who_asks_whether_they_have_reported_reports_nothing(void **state)
{
	static const char *const asks[] = { "da bao cao chua", "bc chua", "thon minh da nop bc chua a", "xem bao cao" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
		talk_says(t, HEAD, asks[i]);
		talk_answer(t, "status", OUTCOME_ANSWERED, "thang 8: chua nop bao cao, han 25/8");
		assert_int_equal(talk_number(t, REPORTS), 0);
	}
	talk_says(t, HEAD, "bc dvc 12");
	talk_says(t, HEAD, "toi bc chua");
	talk_answer(t, "status", OUTCOME_ANSWERED, "BC so 1, thon Son Tra, thang 8: DVC 12, nhan luc");
	talk_free(&t);
}

static void people_of_a_kind_that_were_counted_are_no_difficulty(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bao cao thang 8: dvc 12 (trong do 5 nguoi gia), tt 3");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 12, TT 3");
	assert_int_equal(talk_number(t, TICKETS), 0);
	talk_free(&t);
}

static void a_difficulty_is_passed_on_in_all_its_words(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc dvc 12 tt 3 kk mang yeu qua khong lam duoc");
	talk_told(t, OFFICER, "mang, song: mang yeu qua khong lam duoc (SDT");
	talk_says(t, HEAD, "thieu dien thoai thong minh cho 20 nguoi");
	talk_told(t, OFFICER, ": thieu dien thoai thong minh cho 20 nguoi (SDT");
	talk_says(t, HEAD, "khong dang nhap duoc vneid");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da ghi kho khan so 3");
	talk_told(t, OFFICE, ": khong dang nhap duoc vneid (SDT");
	talk_free(&t);
}

static void a_flood_is_urgent_without_its_tone_marks(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "kk gap: bao lu ngap nha van hoa");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da ghi viec khan so 1");
	talk_told(t, CHAIR, "bao lu ngap nha van hoa");
	talk_free(&t);
}

static void the_number_of_a_difficulty_of_others_opens_no_other(void **state)
{
	static const char *const asks[] = { "kk so 1", "kk 1 den dau roi", "kk so 1 van chua ai goi", "mo lai 1" };
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "kk mang yeu");
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
		talk_says(t, HEAD_2, asks[i]);
		talk_answer(t, "difficulty", OUTCOME_REFUSED, "Khong thay kho khan so 1");
	}
	talk_says(t, HEAD_2, "kk 1 ho khong co mang");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da ghi kho khan so 2");
	talk_says(t, HEAD, "kk so 1");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Kho khan so 1, mang, song: dang xu ly");
	talk_says(t, HEAD, "huy kk 1");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da dong kho khan so 1");
	talk_free(&t);
}

static void who_resumes_a_difficulty_does_not_resume_texts(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD_2, "TC");
	talk_says(t, HEAD_2, "mo lai 7");
	talk_answer(t, "difficulty", OUTCOME_REFUSED, "Khong thay kho khan so 7");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE status = 'stopped'"), 1);
	talk_free(&t);
}

static void leaders_ask_for_open_difficulties_in_their_words(void **state)
{
	static const char *const asks[] = { "kk mo", "kho khan con mo", "co bao nhieu kho khan", "ds kk" };
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "kk mang yeu");
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
		talk_says(t, CHAIR, asks[i]);
		talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Co 1 kho khan dang mo: 1 mang, song");
	}
	talk_says(t, OFFICER, "chuyen kk 1 len cap tren vi khong du tham quyen");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Da chuyen kho khan so 1 cho Pham Van Tai");
	assert_int_equal(talk_number(t, TICKETS), 1);
	assert_int_equal(talk_number(t, REPORTS), 0);
	talk_free(&t);
}

static void further_words_for_a_report_are_known(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KQ thang 8 dvc 12");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: DVC 12");
	talk_says(t, HEAD, "nop bu thang 7 dvc 4");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 7: DVC 4");
	talk_free(&t);
}

static void what_is_new_beside_what_changes_is_said_in_the_question(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc dvc 12 tt 3");
	talk_says(t, HEAD, "bc dvc 15 vne 7");
	talk_answer(
		t, "report", OUTCOME_ASKED, "Nhan 1: thay bang DVC 15, VNE 7. Nhan 2: cong them, thanh DVC 27, VNE 7");
	talk_says(t, HEAD, "2");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 27, VNE 7");
	talk_says(t, HEAD, "them 2 dvc");
	talk_says(t, HEAD, "bc 0");
	talk_answer(t, "report", OUTCOME_ASKED, "da co BC so 1: DVC 29, TT 3, VNE 7. Nhan XN");
	talk_free(&t);
}

static void a_count_and_its_total_are_said_in_that_order_and_once(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "targets", "unit,indicator,period,value,denominator\n2104901,DVC,2022,600,\n");
	talk_says(t, HEAD, "bc dvc: 12 (luy ke 87)");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: DVC 12, luy ke DVC 87. Luy ke DVC 87/600 (14%). Neu sai");
	talk_free(&t);
}

static void counts_that_may_be_no_report_are_said_back_to_be_typed(void **state)
{
	static const char *const texts[] = { "da gui roi ma? dvc 12 tt 3", "sao chua thay xac nhan bc dvc 12 tt 3" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, HEAD, texts[i]);
		talk_answer(t, "ask", OUTCOME_ASKED, "chua ghi so lieu. Neu la bao cao nhan: BC DVC 12 TT 3");
		assert_int_equal(talk_number(t, REPORTS), 0);
	}
	talk_says(t, HEAD, "12 3");
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro moi so la cua chi tieu nao");
	talk_says(t, HEAD, "BC TT 3");
	talk_says(t, HEAD, "sua tt");
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro so TT moi. Nhan so moi, hoac: SUA TT <so>");
	talk_says(t, HEAD, "4");
	talk_answer(t, "correction", OUTCOME_RECORDED, "TT 3 thanh TT 4");
	talk_free(&t);
}

static void a_target_until_a_day_is_of_a_period_that_is_said(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "giao dvc 100 den 25/9 thon son tra");
	talk_answer(t, "target_set", OUTCOME_ASKED, "Den 25/9 la chi tieu cua ky nao? Chua ghi gi");
	talk_says(t, CHAIR, "giao dvc 100 den 25/7 thon son tra");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "25/7 da qua");
	talk_says(t, CHAIR, "giao dvc 0 thon son tra");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "Chi tieu phai tu 1 tro len");
	assert_int_equal(
		talk_number(t,
			"SELECT value FROM target WHERE unit = '2104901' AND indicator = 'DVC' AND period = '2022-08'"),
		150);
	talk_says(t, CHAIR, "giao dvc 120 den 31/8 thon son tra");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "thon Son Tra, thang 8: DVC 120");
	talk_free(&t);
}

static void a_target_that_no_village_can_reach_is_asked_back(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "giao dvc 5000 thon son tra");
	talk_answer(t, "target_set", OUTCOME_ASKED, "lon hon muc thon Son Tra co the co (1200)");
	talk_says(t, CHAIR, "xn");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "DVC 5000");
	talk_free(&t);
}

static void targets_of_two_units_are_never_taken_for_reports(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "giao son tra dvc 200, tan hy dvc 150");
	talk_answer(
		t, "ask", OUTCOME_ASKED, "Moi tin giao cho mot don vi, chua ghi gi. Nhan tung tin: GIAO CT DVC <so>");
	talk_says(t, OFFICE, "giao binh dong dvc 2000, binh chau 1500");
	talk_answer(t, "ask", OUTCOME_ASKED, "GIAO CT DVC <so>");
	talk_free(&t);
}

static void who_leads_one_village_sees_that_one(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "th tan hy");
	talk_answer(t, "deny", OUTCOME_REFUSED, "So nay khong phu trach thon Tan Hy");
	talk_says(t, HEAD, "th chua");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thon Son Tra thang 8: chua nop bao cao, han 25/8");
	talk_says(t, HEAD, "th xa binh dong");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thon Son Tra thang 8");
	talk_free(&t);
}

/* Whoever names two means both. */
static void of_several_units_none_is_dropped(void **state)
{
	struct talk *t = talk_new();
	int64_t before;

	(void)state;
	before = talk_number(t, "SELECT COUNT(*) FROM target");
	talk_says(t, CHAIR, "giao sk 5 gh 3 thon son tra va thon tan hy");
	talk_answer(
		t, "ask", OUTCOME_ASKED, "Moi tin giao cho mot don vi, chua ghi gi. Nhan tung tin: GIAO CT SK <so>");
	talk_says(t, CHAIR, "giao sk 5 thon son tra, thuong hoa");
	talk_answer(t, "ask", OUTCOME_ASKED, "Moi tin giao cho mot don vi, chua ghi gi");
	talk_says(t, CHAIR, "giao sk 5 gh 3 thon son tra va thon phuoc binh");
	talk_answer(t, "ask", OUTCOME_ASKED, "chua ghi gi");
	talk_says(t, OFFICE, "giao sk 5 xa binh dong va xa binh chau");
	talk_answer(t, "ask", OUTCOME_ASKED, "Moi tin giao cho mot don vi, chua ghi gi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM target"), before);
	talk_says(t, CHAIR, "huy ct dvc thon son tra va thon tan hy");
	talk_answer(t, "ask", OUTCOME_ASKED, "Moi tin giao cho mot don vi, chua ghi gi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM target"), before);
	talk_says(t, OFFICE, "nhac son tra, tan hy, thuong hoa, thuan phuoc, thanh thuy");
	talk_answer(t, "urge", OUTCOME_ASKED, "hoac qua 4 trong mot tin: chua nhac ai");
	assert_int_equal(talk_count(t, HEAD, "chua nop"), 0);
	/* A village and where it lies are one. */
	talk_says(t, CHAIR, "nhac thon son tra xa binh dong");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Dang gui tin nhac den 1 nguoi: Son Tra");
	talk_says(t, CHAIR, "nhac son tra va tan hy");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Dang gui tin nhac den 1 nguoi: Tan Hy");
	talk_free(&t);
}

/* They report by the month: nobody owes a week or a year. */
static void nobody_is_urged_for_a_period_by_which_nobody_reports(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "th nam 2021");
	talk_answer(
		t, "digest", OUTCOME_ANSWERED, "Xa Binh Dong nam 2021: chua co don vi nao nop bao cao, trong so 3.");
	assert_null(strstr(t->outcome.replies[0].text.data, "NHAC"));
	assert_null(strstr(t->outcome.replies[0].text.data, "Han"));
	talk_says(t, CHAIR, "th chua nam 2021");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "nam 2021: 3/3 chua nop. Gom: Son Tra, ");
	talk_says(t, CHAIR, "th tuan nay");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "chua co don vi nao nop bao cao, trong so 3. Dang nop thang 8: TH");
	assert_null(strstr(t->outcome.replies[0].text.data, "NHAC"));
	talk_says(t, CHAIR, "nhac nam 2021");
	talk_answer(t, "urge", OUTCOME_ANSWERED, "Khong thon nao phai nop bao cao nam 2021, chua nhac ai");
	talk_says(t, OFFICE, "nhac tuan 32");
	talk_answer(t, "urge", OUTCOME_ANSWERED, "Khong thon nao phai nop bao cao tuan 32, chua nhac ai");
	assert_int_equal(talk_count(t, NULL, "chua nop BC"), 0);
	talk_free(&t);
}

static void a_digest_of_before_leads_to_lists_of_before(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc thang 7 dvc 12");
	talk_says(t, CHAIR, "th chua thang 7");
	talk_answer(
		t, "digest", OUTCOME_ANSWERED, "thang 7: 2/3 chua nop, nhac: NHAC thang 7. Gom: Tan Hy, Thuong Hoa");
	talk_says(t, CHAIR, "th thang 6");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Nhac cac don vi: NHAC thang 6");
	talk_says(t, CHAIR, "th thang 9");
	talk_answer(t, "digest", OUTCOME_REFUSED, "Ky thang 9 chua toi");
	talk_says(t, CHAIR, "nhac thang 9");
	talk_answer(t, "urge", OUTCOME_REFUSED, "Ky thang 9 chua toi");
	talk_says(t, CHAIR, "nhac thang 7");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Xem: TH CHUA thang 7");
	talk_free(&t);
}

static void who_has_not_reported_has_not_reported_zero(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD_2, "bc thang 7 dvc 5");
	talk_says(t, HEAD, "bc dvc 12");
	talk_says(t, CHAIR, "th dvc");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "DVC 12/150. Xem chung: TH. Gom: Son Tra 12/150");
	talk_free(&t);
}

static void of_two_communes_of_one_name_the_digest_asks_which(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "th thang 7 binh thanh");
	talk_answer(t, "ask", OUTCOME_ASKED, "Nhan 1: xa Binh Thanh (dau nang). 2: xa Binh Thanh (khong dau)");
	talk_says(t, OFFICE, "2");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Xa Binh Thanh thang 7: chua co don vi nao");
	talk_free(&t);
}

static void the_names_in_the_answer_to_nhac_fit_one_part(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "nhac");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Dang gui tin nhac den");
	assert_int_equal(t->outcome.replies[0].parts, 1);
	talk_free(&t);
}

static void what_is_added_behind_a_report_of_the_week_is_of_that_week(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc tuan nay dvc 5");
	talk_says(t, HEAD, "them 2 dvc");
	talk_answer(t, "report", OUTCOME_RECORDED, "tuan 33: DVC 7");
	assert_int_equal(talk_number(t, SUM("DVC", "2022-08")), 0);
	talk_until(t, "2022-08-19 09:00"); /* the next day it is of the month, as ever */
	talk_says(t, HEAD, "them 2 dvc");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: DVC 2");
	talk_free(&t);
}

static void a_returned_report_is_corrected_whatever_was_approved_since(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc tuan nay dvc 5");
	talk_says(t, HEAD, "bc thang 8 dvc 12");
	talk_says(t, CHAIR, "DUYET 2");
	talk_says(t, CHAIR, "TRA 1 vi sai so");
	talk_answer(t, "reject", OUTCOME_RECORDED, "Da tra lai BC so 1");
	talk_says(t, HEAD, "SUA DVC 6");
	talk_answer(t, "correction", OUTCOME_RECORDED, "tuan 33: DVC 5 thanh DVC 6");
	talk_says(t, CHAIR, "tra lai bc 3 vi sai so");
	talk_answer(t, "reject", OUTCOME_RECORDED, "Da tra lai BC so 3");
	talk_says(t, HEAD, "sua bc 3 dvc 7");
	talk_answer(t, "correction", OUTCOME_RECORDED, "tuan 33: DVC 6 thanh DVC 7");
	assert_int_equal(talk_number(t, SUM("DVC", "2022-08")), 12);
	talk_free(&t);
}

static void numbers_parted_by_a_comma_are_several_reports(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "duyet 316,317,318");
	talk_answer(t, "approve", OUTCOME_REFUSED, "bao cao so 316 trong");
	talk_says(t, CHAIR, "tra 316,317 sai so");
	talk_answer(t, "reject", OUTCOME_REFUSED, "bao cao so 316 trong");
	talk_free(&t);
}

static void what_waits_of_one_village_is_listed_by_its_name(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc dvc 5");
	talk_says(t, HEAD_2, "bc dvc 6");
	talk_says(t, HEAD_2, "bc thang 7 dvc 6");
	talk_says(t, CHAIR, "duyet tan hy");
	talk_answer(t, "ask", OUTCOME_ASKED, "Dang cho 2 viec, nhan DUYET 2 hoac TRA 2 <ly do>: BC 2 Tan Hy");
	talk_says(t, CHAIR, "duyet het thon tan hy");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet 2 bao cao: 2 Tan Hy, 3 Tan Hy");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE status = 'received'"), 1);
	talk_free(&t);
}

static void leaders_ask_whether_a_village_has_reported(void **state)
{
	static const char *const asks[] = { "tan hy nop chua", "thon tan hy da nop chua", "tai sao tan hy chua nop" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
		talk_says(t, CHAIR, asks[i]);
		talk_answer(t, i < 2 ? "status" : "digest", OUTCOME_ANSWERED, "thon Tan Hy thang 8: chua nop bao cao");
	}
	talk_free(&t);
}

static void who_wants_to_ask_accepts_no_invitation(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "LICH tap huan VNEID 14h 20/8 nha van hoa");
	talk_says(t, HEAD, "toi muon hoi ve dich vu cong");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "Dich vu cong truc tuyen: vao Cong");
	talk_says(t, HEAD, "bo kk");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Khong co kho khan nao dang cho");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE answer <> ''"), 0);
	talk_says(t, HEAD, "em toi muon 15 phut");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "Da ghi: di duoc");
	talk_free(&t);
}

static void a_report_behind_kk_opens_no_difficulty(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "kk bc dvc 12");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 12");
	assert_int_equal(talk_number(t, TICKETS), 0);
	talk_free(&t);
}

static void who_asks_for_one_code_gets_that_one(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "dvc la gi");
	talk_answer(
		t, "help", OUTCOME_ANSWERED, "DVC la dich vu cong truc tuyen, tinh theo nguoi. Bao cao: BC DVC <so>");
	assert_int_equal(t->outcome.replies[0].parts, 1);
	talk_says(t, STRANGER, "vneid la gi");
	talk_answer(t, "help", OUTCOME_ANSWERED, "VNE la VNeID, dinh danh muc 2. Xem huong dan nhan: HD VNE");
	talk_says(t, HEAD, "dat dai");
	talk_answer(t, "ask", OUTCOME_ASKED, "bao cao nhan BC NT <so>. Xem huong dan nhan HD NT. Gap kho khan nhan KK");
	talk_says(t, HEAD, "5");
	talk_answer(t, "report", OUTCOME_RECORDED, "NT 5");
	talk_free(&t);
}

static void leaders_ask_for_digests_by_one_word(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc dvc 12");
	talk_says(t, CHAIR, "zalo");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "(Dan vao nhom Zalo)");
	talk_says(t, MEMBER, "zalo");
	talk_answer(t, "ask", OUTCOME_ASKED, "BC ZL <so>");
	talk_says(t, CHAIR, "doan");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Doan xa Binh Dong thang 8");
	talk_says(t, CHAIR, "th nam");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "xa Binh Dong nam 2022: 1/3 da nop");
	talk_says(t, CHAIR, "th nam 2021");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Xa Binh Dong nam 2021: chua co don vi nao");
	talk_says(t, CHAIR, "th 8");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "xa Binh Dong thang 8: 1/3 da nop");
	talk_free(&t);
}

static void what_is_not_there_to_be_corrected_is_named(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc dvc 12");
	talk_says(t, HEAD, "sua dvc 12 thanh 14, tt thanh 5");
	talk_answer(t, "correction", OUTCOME_REFUSED, "Chua co so lieu TT thang 8 de sua");
	talk_says(t, HEAD, "bc nham");
	talk_answer(t, "ask", OUTCOME_ASKED, "Sua so nao? BC so 1 dang la DVC 12");
	talk_says(t, HEAD, "bc tan hy khong co gi");
	talk_answer(t, "report", OUTCOME_ASKED, "BC cho thon Tan Hy, thang 8: khong phat sinh?");
	talk_free(&t);
}

static void lists_of_an_earlier_month_lead_to_lists_of_it(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc thang 7 dvc 12");
	talk_says(t, HEAD_2, "bc thang 7 vne 5");
	talk_says(t, CHAIR, "th nop thang 7");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Chua nop: TH CHUA thang 7. Nop tre: TH TRE thang 7");
	talk_says(t, CHAIR, "th tre thang 7");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Chua nop: TH CHUA thang 7");
	talk_says(t, CHAIR, "th dvc thang 7");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Xem chung: TH. Gom: Son Tra 12");
	talk_says(t, CHAIR, "tong ket nam");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "xa Binh Dong nam 2022: 2/3");
	talk_says(t, CHAIR, "thon nao lam tot nhat");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "inh Dong thang 8");
	talk_free(&t);
}

static void a_command_is_no_answer_to_what_was_asked_before(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "units",
		"code,name,kind,parent_code,valid_from,valid_to,successor_code,source\n"
		"2111209,Thôn Tân Hy,thon,21112,2004-08-31,,,test\n");
	talk_says(t, OFFICE, "TH thon Tan Hy");
	assert_int_equal(t->outcome.status, OUTCOME_ASKED);
	talk_says(t, OFFICE, "ct thon tan hy xa binh dong thang 12");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "thang 12 cho thon Tan Hy");
	talk_says(t, OFFICE, "TH thon Tan Hy");
	talk_says(t, OFFICE, "thon tan hy xa binh dong");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thon Tan Hy thang 8");
	talk_free(&t);
}

static void an_office_is_told_how_a_team_gets_another_head(void **state)
{
	static const char *const texts[] = { "thon tan hy co to truong moi la nguyen van a",
		"to truong tan hy nguyen thi hoa nghi, thay bang do minh quan 0905123456" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, CHAIR, texts[i]);
		talk_answer(t, "ask", OUTCOME_ASKED, "Doi to truong Tan Hy: chua doi gi. Nhan DK TT <ho ten> <thon>");
	}
	talk_says(t, CHAIR, "DK TT Tran Van Tam thon Tan Hy 0905200009");
	assert_string_equal(intent_name(t->outcome.reading.intent), "register");
	talk_free(&t);
}

static void what_was_called_off_takes_place_after_all(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 25/8 8h VNEID tai UBND xa");
	talk_says(t, OFFICER, "HUY LICH 1");
	talk_says(t, OFFICER, "mo lai 1");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "Da mo lai lich so 1");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training WHERE status = 'planned'"), 1);
	talk_says(t, OFFICER, "mo lai 1"); /* it does; and no difficulty has that number */
	talk_answer(t, "difficulty", OUTCOME_REFUSED, "Khong thay kho khan so 1");
	talk_free(&t);
}

static void what_is_overdue_is_asked_for_alone(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, CHAIR, "kk qua han");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Khong co kho khan nao qua han. Dang cho 1 kho khan con han");
	talk_jump(t, "2022-08-30 09:00");
	talk_says(t, HEAD, "KK dien yeu o xom 2");
	talk_says(t, CHAIR, "kk qua han");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "1 ");
	assert_int_equal(talk_count(t, CHAIR, "; 2 "), 0);
	talk_says(t, CHAIR, "kk");
	assert_int_equal(talk_count(t, CHAIR, "; 2 "), 1);
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_percentage_is_no_count_of_any_indicator),
		cmocka_unit_test(a_month_or_week_that_is_none_is_asked_and_counts_nothing),
		cmocka_unit_test(a_year_behind_a_month_is_its_year),
		cmocka_unit_test(bc_said_of_the_week_is_of_the_week_that_runs),
		cmocka_unit_test(what_there_is_in_all_is_no_cumulative_figure),
		cmocka_unit_test(who_asks_whether_they_have_reported_reports_nothing),
		cmocka_unit_test(people_of_a_kind_that_were_counted_are_no_difficulty),
		cmocka_unit_test(a_difficulty_is_passed_on_in_all_its_words),
		cmocka_unit_test(a_flood_is_urgent_without_its_tone_marks),
		cmocka_unit_test(the_number_of_a_difficulty_of_others_opens_no_other),
		cmocka_unit_test(who_resumes_a_difficulty_does_not_resume_texts),
		cmocka_unit_test(leaders_ask_for_open_difficulties_in_their_words),
		cmocka_unit_test(further_words_for_a_report_are_known),
		cmocka_unit_test(what_is_not_there_to_be_corrected_is_named),
		cmocka_unit_test(lists_of_an_earlier_month_lead_to_lists_of_it),
		cmocka_unit_test(who_wants_to_ask_accepts_no_invitation),
		cmocka_unit_test(a_report_behind_kk_opens_no_difficulty),
		cmocka_unit_test(who_asks_for_one_code_gets_that_one),
		cmocka_unit_test(leaders_ask_for_digests_by_one_word),
		cmocka_unit_test(what_is_added_behind_a_report_of_the_week_is_of_that_week),
		cmocka_unit_test(a_returned_report_is_corrected_whatever_was_approved_since),
		cmocka_unit_test(numbers_parted_by_a_comma_are_several_reports),
		cmocka_unit_test(what_waits_of_one_village_is_listed_by_its_name),
		cmocka_unit_test(leaders_ask_whether_a_village_has_reported),
		cmocka_unit_test(what_is_new_beside_what_changes_is_said_in_the_question),
		cmocka_unit_test(a_count_and_its_total_are_said_in_that_order_and_once),
		cmocka_unit_test(counts_that_may_be_no_report_are_said_back_to_be_typed),
		cmocka_unit_test(a_target_until_a_day_is_of_a_period_that_is_said),
		cmocka_unit_test(a_target_that_no_village_can_reach_is_asked_back),
		cmocka_unit_test(targets_of_two_units_are_never_taken_for_reports),
		cmocka_unit_test(who_leads_one_village_sees_that_one),
		cmocka_unit_test(of_several_units_none_is_dropped),
		cmocka_unit_test(nobody_is_urged_for_a_period_by_which_nobody_reports),
		cmocka_unit_test(a_digest_of_before_leads_to_lists_of_before),
		cmocka_unit_test(who_has_not_reported_has_not_reported_zero),
		cmocka_unit_test(of_two_communes_of_one_name_the_digest_asks_which),
		cmocka_unit_test(the_names_in_the_answer_to_nhac_fit_one_part),
		cmocka_unit_test(a_command_is_no_answer_to_what_was_asked_before),
		cmocka_unit_test(an_office_is_told_how_a_team_gets_another_head),
		cmocka_unit_test(what_was_called_off_takes_place_after_all),
		cmocka_unit_test(what_is_overdue_is_asked_for_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
