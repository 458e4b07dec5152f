/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was meant wider, nearer or otherwise than it was said: each is asked back, or refused by its own words. */
#include "tests/help/merger.h"
#include "tests/help/talk.h"

#include "gateway/programme/programme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define REPORTS   "SELECT COUNT(*) FROM report"
#define TRAININGS "SELECT COUNT(*) FROM training"

static void a_meeting_in_a_place_that_nobody_knows_calls_nobody(void **state)
{
	static const char *const texts[] = { "hop thon xyz 8h 20/12", "hop to xyz 20/12 8h", "hop xa tam ky 8h 20/12",
		"hop dan thon kjh 8h 20/12" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, CHAIR, texts[i]);
		talk_answer(t, "schedule_add", OUTCOME_ASKED, "Khong tim thay t");
	}
	talk_says(t, CHAIR, "thon xzy");
	talk_answer(t, "schedule_add", OUTCOME_ASKED, "Khong tim thay thon xzy");
	assert_int_equal(talk_number(t, TRAININGS), 0);
	talk_says(t, CHAIR, "thon tan hy");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "hop thon, 08:00 thu ba 20/12, noi se bao sau. Moi 1 nguoi");
	/* Where nothing is named, or a known one is, it is as before. */
	talk_says(t, CHAIR, "hop thon 8h 21/12");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "xa Binh Dong. Ma");
	talk_says(t, CHAIR, "hop thon nha van hoa 8h 22/12");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "22/12, nha van hoa. Moi");
	talk_free(&t);
}

static void nothing_is_done_to_a_unit_that_ended(void **state)
{
	static const char *const texts[] = { "lich 8h 20/12 tap huan vneid", "lich tap huan vneid 20/12",
		"tb moi ba con", "giao dvc 5", "bc dvc 5", "tl 1 da xem", "thieu to", "tam ngung den 20/7 bao lu" };
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_says(t, HEAD, "kk mang yeu");
	talk_jump(t, "2025-07-05 09:00");
	merger_of_2025(&m);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, OFFICE, texts[i]);
		assert_int_equal(t->outcome.status, OUTCOME_REFUSED);
		talk_told(t, OFFICE, "huyen Binh Son da ngung tu 1/7, chua ghi gi. Nay thuoc tinh Quang Ngai");
	}
	talk_says(t, ADMIN, "lich 8h 20/12 tap huan vneid huyen binh son");
	talk_answer(t, "schedule_add", OUTCOME_REFUSED, "huyen Binh Son da ngung");
	assert_int_equal(talk_number(t, TRAININGS), 0);
	assert_int_equal(talk_number(t, REPORTS), 0);
	talk_says(t, OFFICE, "lien he");
	talk_told(t, OFFICE, "UBND tinh Quang Ngai");
	merger_end(&m);
}

static void who_has_no_households_says_whose_report_it_is(void **state)
{
	static const char *const who[] = { CHAIR, OFFICER, OFFICE };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof who / sizeof *who; i++) {
		talk_says(t, who[i], "bc dvc 20");
		talk_answer(t, "ask", OUTCOME_ASKED, "Bao cao nay cua thon nao?");
		talk_says(t, who[i], "bc khong phat sinh");
		talk_answer(t, "ask", OUTCOME_ASKED, "Bao cao nay cua thon nao?");
	}
	assert_int_equal(talk_number(t, REPORTS), 0);
	talk_says(t, CHAIR, "bc dvc 20");
	talk_says(t, CHAIR, "thon tan hy");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Tan Hy, thang 8: DVC 20");
	talk_free(&t);
}

static void a_number_behind_what_is_counted_is_the_count_and_no_day(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "giao tt 30 thang 12 son tra");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "thon Son Tra, thang 12: TT 30");
	talk_says(t, HEAD, "bc tt 30 thang 7");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 7: TT 30");
	talk_says(t, HEAD, "bc dvc 4 vne 20 thang 8 25 nguoi");
	talk_answer(t, "ask", OUTCOME_ASKED, "Neu la bao cao nhan: BC DVC 4 VNE 25");
	talk_says(t, CHAIR, "lich tap huan dvc 20 thang 12 8h");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "08:00 thu ba 20/12");
	talk_free(&t);
}

static void a_target_with_a_day_is_completed_by_its_period(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "giao dvc 90 den 30/11 son tra");
	talk_answer(t, "target_set", OUTCOME_ASKED, "Nhan mot trong cac ky: thang 11, quy 4, nam 2022");
	talk_says(t, CHAIR, "quy 4");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "thon Son Tra, quy 4: DVC 90");
	talk_says(t, CHAIR, "giao dvc son tra");
	talk_answer(t, "ask", OUTCOME_ASKED, "Giao bao nhieu");
	talk_says(t, CHAIR, "thoi");
	talk_answer(t, "ask", OUTCOME_ANSWERED, "Giu nhu cu");
	talk_says(t, CHAIR, "giao dvc son tra");
	talk_says(t, CHAIR, "45");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "thon Son Tra, thang 8: DVC 45");
	talk_free(&t);
}

static void a_figure_is_taken_away_and_no_telephone_number(void **state)
{
	static const char *const texts[] = { "bo so dvc", "xoa dvc", "huy so dvc" };
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc dvc 12 tt 3");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, HEAD, texts[i]);
		talk_answer(t, "ask", OUTCOME_ASKED, "Bo so DVC, chua doi gi: nhan so moi, hoac 0");
	}
	talk_says(t, HEAD, "0");
	talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 12 thanh DVC 0");
	talk_says(t, HEAD, "bo so 0905123456");
	talk_answer(t, "register", OUTCOME_REFUSED, "khong phai so cua ong/ba");
	talk_free(&t);
}

static void who_gives_up_a_question_for_a_number_reports_no_zero(void **state)
{
	static const char *const texts[] = { "thoi", "thoi khoi", "ban", "di vang roi" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, HEAD, "bc dvc");
		talk_says(t, HEAD, texts[i]);
		assert_int_equal(talk_number(t, REPORTS), 0);
	}
	talk_says(t, HEAD, "bc dvc");
	talk_says(t, HEAD, "da khong");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 0");
	talk_free(&t);
}

static void figures_before_the_names_of_their_villages_are_of_those(void **state)
{
	static const char *const texts[] = { "bc dvc 4 thon son tra va dvc 6 thon tan hy",
		"dvc 4 son tra, dvc 6 tan hy xa binh dong", "bc 4 dvc thon son tra, 6 dvc thon tan hy" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct talk *t = talk_new();

		talk_says(t, OFFICER, texts[i]);
		talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Tra, thang 8: DVC 4");
		talk_told(t, OFFICER, "thon Tan Hy, thang 8: DVC 6");
		talk_says(t, HEAD, texts[i]);
		talk_answer(t, "report", OUTCOME_ASKED, "BC cho thon Tan Hy, thang 8: DVC 6? Khong phai don vi");
		talk_free(&t);
	}
	struct talk *t = talk_new();
	talk_says(t, OFFICER, "bc dvc 4 son tra, tan hy");
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro so nao cua thon nao");
	assert_int_equal(talk_number(t, REPORTS), 0);
	talk_free(&t);
}

static void a_bare_name_of_a_fraud_asks_what_happened(void **state)
{
	static const char *const bare[] = { "lua dao", "lừa đảo?", "co lua dao", "cuu voi", "thien tai" };
	static const char *const told[] = { "bi lua dao roi", "kk lua dao", "chay nha",
		"co nguoi goi doi chuyen tien" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof bare / sizeof *bare; i++) {
		talk_says(t, HEAD, bare[i]);
		talk_answer(t, "ask", OUTCOME_ASKED, "ay ra viec gi");
		talk_says(t, HEAD, "khong");
		talk_answer(t, "ask", OUTCOME_ANSWERED, "Giu nhu cu");
	}
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket"), 0);
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		talk_says(t, HEAD, told[i]);
		talk_answer(t, "difficulty", OUTCOME_RECORDED, "bao ngay");
	}
	/* What is said next tells it, whatever it is. */
	talk_says(t, MEMBER, "lua dao");
	talk_says(t, MEMBER, "dung roi");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "lua dao, bao ngay");
	talk_told(t, CHAIR, "lua dao: dung roi");
	talk_says(t, MEMBER, "cuu toi voi");
	talk_says(t, MEMBER, "ong Tu ngat xiu");
	talk_told(t, CHAIR, "ong Tu ngat xiu");
	talk_says(t, MEMBER, "lua dao");
	talk_says(t, MEMBER, "bc dvc 3");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 3");
	talk_free(&t);
}

static void a_difficulty_goes_to_the_tier_that_is_named(void **state)
{
	static const char *const up[] = { "chuyen 1 len huyen", "chuyen len huyen 2", "CHUYEN 3 HUYEN" };
	static const char *const top[] = { "chuyen 4 len tinh", "chuyen kk so 5 cho tinh xu ly" };
	static const char *const kinds[] = { "mang yeu", "song yeu o xom", "wifi cham", "mat song", "mang chap chon" };
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "members",
		"phone,name,role,unit,team,status,consent_at\n"
		"+84905200009,Le Thi Tinh,can_bo_huyen,51,,active,2022-08-10T00:00:00+07:00\n");
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		char text[64];

		snprintf(text, sizeof text, "kk %s", kinds[i]);
		talk_says(t, HEAD, text);
	}
	for (size_t i = 0; i < sizeof up / sizeof *up; i++) {
		talk_says(t, OFFICER, up[i]);
		talk_answer(t, "answer", OUTCOME_RECORDED, "cho Vo Thi Hoa (UBND huyen Binh Son)");
	}
	for (size_t i = 0; i < sizeof top / sizeof *top; i++) {
		talk_says(t, OFFICER, top[i]);
		talk_answer(t, "answer", OUTCOME_RECORDED, "cho Le Thi Tinh (UBND tinh Quang Ngai)");
	}
	talk_says(t, OFFICER, "chuyen 5 len xa");
	talk_answer(t, "answer", OUTCOME_REFUSED, "dang o cap cao hon, Le Thi Tinh");
	talk_says(t, CHAIR_2, "chuyen 1 len tinh");
	talk_answer(t, "answer", OUTCOME_REFUSED, "Khong thay kho khan so 1 cua so nay hay dia ban nay");
	talk_says(t, CHAIR_2, "tl 99 da xem");
	talk_answer(t, "answer", OUTCOME_REFUSED, "Khong thay kho khan so 99 cua so nay hay dia ban nay");
	talk_free(&t);
}

static void the_last_report_is_offered_and_never_taken_unasked(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "nhu thang truoc");
	talk_answer(t, "ask", OUTCOME_ASKED, "chua co so lieu ky nao truoc");
	talk_says(t, HEAD, "bc thang 6 dvc 12 tt 3");
	talk_says(t, HEAD, "y nhu cu");
	talk_answer(t, "ask", OUTCOME_ASKED, "thang 6: DVC 12, TT 3. Ghi nhu vay cho thang 8 thi nhan XN 2");
	assert_int_equal(talk_number(t, REPORTS), 1);
	talk_says(t, HEAD, "khong");
	assert_int_equal(talk_number(t, REPORTS), 1);
	talk_says(t, HEAD, "bc dvc nhu ky truoc");
	talk_answer(t, "ask", OUTCOME_ASKED, "thang 6: DVC 12. Ghi nhu vay");
	talk_says(t, HEAD, "dung");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: DVC 12. ");
	/* Who has no village says whose. */
	talk_says(t, OFFICER, "bc nhu thang truoc");
	talk_answer(t, "ask", OUTCOME_ASKED, "Bao cao nay cua thon nao");
	talk_says(t, OFFICER, "thon son tra");
	talk_answer(t, "report", OUTCOME_ASKED, "thang 6: DVC 12, TT 3. Ghi nhu vay cho thang 8");
	talk_free(&t);
}

static void heads_are_listed_to_who_may_see_their_numbers(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 25/8 8h UBND xa tap huan VNeID");
	talk_says(t, CHAIR, "danh sach to truong");
	talk_answer(t, "team", OUTCOME_ANSWERED,
		"xa Binh Dong, 2 nguoi, chi cho viec cua to: Son Tra: Nguyen Van Hung 0905100001, Tan Hy: Le Thi Hanh");
	talk_says(t, MEMBER, "ds to truong");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua duoc giao quyen");
	talk_free(&t);
}

static void each_figure_that_is_named_is_shown(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc dvc 12 tt 3 vne 4");
	talk_says(t, CHAIR, "th dvc tt");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thang 8: DVC 12/150, TT 3/50. Xem chung");
	talk_free(&t);
}

static void a_code_or_a_number_that_nothing_has_is_named(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "dd 0000");
	talk_answer(t, "attendance", OUTCOME_REFUSED, "Ma 0000 khong phai cua lop nao");
	talk_says(t, HEAD, "co 77");
	talk_answer(t, "rsvp", OUTCOME_REFUSED, "Khong co loi moi so 77 dang cho");
	talk_says(t, HEAD, "khong 77");
	talk_answer(t, "rsvp", OUTCOME_REFUSED, "Khong co loi moi so 77 dang cho");
	talk_free(&t);
}

static void a_long_answer_comes_a_page_at_a_time(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	for (int i = 0; i < 5; i++) {
		char text[64];

		snprintf(text, sizeof text, "LICH %d/9 8h nha van hoa thon Son Tra hop to", i + 1);
		talk_says(t, OFFICER, text);
	}
	talk_says(t, HEAD, "lich");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "5 lich sap toi (di duoc nhan CO va so");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, ", nhan TIEP)");
	assert_int_equal(t->outcome.replies[0].parts, 1);
	talk_says(t, HEAD, "XT");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "so 3, 08:00");
	talk_says(t, HEAD, "MA"); /* what is asked for next takes its place */
	talk_says(t, HEAD, "tiep");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "HGD");
	assert_int_equal(t->outcome.replies[0].parts, 1);
	talk_free(&t);
}

static void a_digest_of_before_tells_that_urging_rested_then(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc dvc 4");
	talk_says(t, HEAD, "bc thang 7 dvc 4");
	talk_says(t, CHAIR, "TAM NGUNG DEN 26/8 bao so 4");
	talk_says(t, CHAIR, "th");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Tam ngung nhac toi 26/8");
	talk_says(t, CHAIR, "th thang 7");
	assert_null(strstr(t->outcome.replies[0].text.data, "am ngung"));
	talk_until(t, "2022-09-10 09:00");
	talk_says(t, CHAIR, "th thang 8");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Da tam ngung nhac 18/8-26/8");
	talk_says(t, CHAIR, "th");
	assert_null(strstr(t->outcome.replies[0].text.data, "am ngung"));
	talk_free(&t);
}

static void what_is_no_answer_is_not_asked_about_an_invitation(void **state)
{
	static const char *const texts[] = { "thoat", "xuat excel", "so dien thoai ubnd xa" };
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 25/8 8h UBND xa tap huan VNeID");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, HEAD, texts[i]);
		assert_int_equal(talk_count(t, HEAD, "Chua ro co di hay khong"), 0);
	}
	talk_says(t, HEAD, "co di khong");
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro co di hay khong");
	talk_free(&t);
}

static void who_leads_is_answered_however_often_it_is_not_understood(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	for (int i = 0; i < 4; i++) {
		talk_says(t, CHAIR, "zzz qqq xxx");
		talk_answer(t, "unknown", OUTCOME_ANSWERED, "Chua hieu tin nay");
	}
	talk_free(&t);
}

/* The third is left alone, and is not said to be asked. */
static void what_is_not_answered_is_ignored(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "qwe rty");
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua hieu tin nay");
	talk_says(t, HEAD, "abc abc");
	talk_says(t, HEAD, "rty qwe");
	talk_answer(t, "ask", OUTCOME_IGNORED, "");
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_not_answered_is_ignored),
		cmocka_unit_test(who_leads_is_answered_however_often_it_is_not_understood),
		cmocka_unit_test(a_meeting_in_a_place_that_nobody_knows_calls_nobody),
		cmocka_unit_test(nothing_is_done_to_a_unit_that_ended),
		cmocka_unit_test(who_has_no_households_says_whose_report_it_is),
		cmocka_unit_test(a_number_behind_what_is_counted_is_the_count_and_no_day),
		cmocka_unit_test(a_target_with_a_day_is_completed_by_its_period),
		cmocka_unit_test(a_figure_is_taken_away_and_no_telephone_number),
		cmocka_unit_test(who_gives_up_a_question_for_a_number_reports_no_zero),
		cmocka_unit_test(figures_before_the_names_of_their_villages_are_of_those),
		cmocka_unit_test(a_bare_name_of_a_fraud_asks_what_happened),
		cmocka_unit_test(a_difficulty_goes_to_the_tier_that_is_named),
		cmocka_unit_test(the_last_report_is_offered_and_never_taken_unasked),
		cmocka_unit_test(heads_are_listed_to_who_may_see_their_numbers),
		cmocka_unit_test(each_figure_that_is_named_is_shown),
		cmocka_unit_test(a_code_or_a_number_that_nothing_has_is_named),
		cmocka_unit_test(a_long_answer_comes_a_page_at_a_time),
		cmocka_unit_test(a_digest_of_before_tells_that_urging_rested_then),
		cmocka_unit_test(what_is_no_answer_is_not_asked_about_an_invitation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
