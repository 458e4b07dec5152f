/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Targets as conversations: who assigns what to whom, how it goes down the tiers, and what is refused. */
#include "tests/help/talk.h"

#include "gateway/programme/target_set.h"

#include "store/audit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TARGET(unit, indicator)                                                                                        \
	"SELECT COALESCE(MAX(value), -1) FROM target WHERE unit = '" unit "' AND indicator = '" indicator              \
	"' AND period = '2022-08'"
#define TARGETS "SELECT COUNT(*) FROM target"

static void the_target_that_runs_is_taken_back_before_that_of_next_year(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "giao ct qr 60 nam 2022 thon son tra");
	talk_says(t, CHAIR, "giao ct qr 70 nam 2023 thon son tra");
	talk_until(t, "2022-08-22 09:00");
	talk_says(t, CHAIR, "huy ct qr thon son tra");
	if (talk_number(t, "SELECT COUNT(*) FROM target WHERE indicator = 'QR' AND period = '2022'") != 0)
		talk_says(t, CHAIR, "XN"); /* it was given some days ago */
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM target WHERE indicator = 'QR' AND period = '2022'"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM target WHERE indicator = 'QR' AND period = '2023'"), 1);
	talk_free(&t);
}

static void an_older_target_is_not_taken_back_unasked(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "giao ct dvc 40 son tra");
	talk_says(t, CHAIR, "giao ct dvc 50 tan hy");
	talk_says(t, CHAIR, "HUY CT");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Da rut lan giao thon Tan Hy");
	talk_says(t, CHAIR, "HUY CT");
	talk_answer(t, "target_set", OUTCOME_ASKED, "thon Son Tra, thang 8: DVC 40? Se lai la DVC 150");
	assert_int_equal(talk_number(t, TARGET("2104901", "DVC")), 40);
	talk_says(t, CHAIR, "XN");
	assert_int_equal(talk_number(t, TARGET("2104901", "DVC")), 150);
	talk_free(&t);
}

static void a_change_is_of_the_target_that_runs(void **state)
{
	static const char of_year[] =
		"SELECT value FROM target WHERE unit = '2104901' AND indicator = 'QR' AND period = '2022'";
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "giao ct qr 600 nam 2022 thon Son Tra");
	talk_says(t, CHAIR, "giam chi tieu qr son tra xuong 500");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "thon Son Tra, nam 2022: QR 500. Truoc: 600");
	talk_says(t, CHAIR, "nang chi tieu qr thon son tra tu 500 len 700");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "nam 2022: QR 700. Truoc: 500");
	talk_says(t, CHAIR, "dieu chinh ct qr son tra thanh 650");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "nam 2022: QR 650. Truoc: 700");
	assert_int_equal(talk_number(t, TARGET("2104901", "QR")), -1);
	/* No change is said: the year's, or one beside it? */
	talk_says(t, CHAIR, "giao chi tieu qr 70 thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_ASKED, "1: nam 2022 QR 70 (dang QR 650). 2: thang 8 QR 70");
	talk_says(t, CHAIR, "thang 8");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "thang 8: QR 70.");
	/* Two run now: the one that can go down to 500 is the year's. */
	talk_says(t, CHAIR, "giam chi tieu qr son tra xuong 500");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "nam 2022: QR 500. Truoc: 650");
	talk_says(t, CHAIR, "sua chi tieu qr son tra thanh 60");
	talk_answer(t, "target_set", OUTCOME_ASKED, "1: nam 2022 QR 60 (dang QR 500). 2: thang 8 QR 60 (dang QR 70)");
	talk_says(t, CHAIR, "2");
	assert_int_equal(talk_number(t, TARGET("2104901", "QR")), 60);
	assert_int_equal(talk_number(t, of_year), 500);
	talk_says(t, CHAIR, "giao ct gh 20 ca nam cho son tra");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "nam 2022: GH 20");
	talk_says(t, CHAIR, "giao ct sk 20 tu nay den cuoi nam thon son tra");
	talk_answer(t, "target_set", OUTCOME_ASKED, "Den 31/12 la chi tieu cua ky nao?");
	/* What is added goes on top of the one that is meant. */
	talk_says(t, CHAIR, "giao them qr 50 thon son tra");
	talk_answer(t, "target_set", OUTCOME_ASKED, "1: nam 2022 (dang QR 500). 2: thang 8 (dang QR 60)");
	talk_says(t, CHAIR, "1");
	talk_says(t, CHAIR, "1");
	assert_int_equal(talk_number(t, of_year), 550);
	/* Nor is one given for a month that there is none of. */
	talk_says(t, CHAIR, "giao ct nt 90 thang 13 thon son tra");
	talk_answer(t, "ask", OUTCOME_ASKED, "Khong co thang 13, chua ghi gi. Cua thang nao?");
	talk_says(t, CHAIR, "thang 12");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "thang 12: NT 90");
	/* A percentage that runs is shown with what it comes to. */
	talk_says(t, CHAIR, "giao ct hgd 80% nam 2022 thon Son Tra");
	talk_says(t, CHAIR, "giao ct hgd 85% thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_ASKED, "HGD 85% (255) (dang HGD 80% (240))");
	talk_free(&t);
}

static void a_target_is_told_to_the_head_and_stands_in_the_next_receipt(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "GIAO CT SK 90 thon Tan Hy");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Da giao chi tieu thon Tan Hy, thang 8: SK 90");
	talk_told(t, HEAD_2, "Chi tieu moi giao cho thon Tan Hy, thang 8: SK 90");
	talk_says(t, HEAD_2, "BC SK 9");
	talk_answer(t, "report", OUTCOME_RECORDED, "SK 9/90 (10%)");
	/* Another number says what it was. */
	talk_says(t, OFFICE, "GIAO CT SK 60 thon Tan Hy");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "SK 60. Truoc: 90");
	talk_free(&t);
}

static void where_the_head_wants_no_texts_who_comes_next_hears_of_the_target(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "TC");
	talk_says(t, OFFICE, "GIAO CT SK 90 thon Son Tra");
	talk_told(t, "+84905100007", "Chi tieu moi giao cho thon Son Tra, thang 8: SK 90");
	assert_int_equal(talk_count(t, HEAD, "Chi tieu moi"), 0);
	talk_free(&t);
}

static void several_in_one_text_are_all_assigned(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "GIAO CT SK 90 GH 12 thon Tan Hy");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "SK 90, GH 12");
	assert_int_equal(talk_number(t, TARGET("2104902", "SK")), 90);
	assert_int_equal(talk_number(t, TARGET("2104902", "GH")), 12);
	talk_free(&t);
}

static void a_percentage_is_of_the_households_or_of_what_was_imported(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "GIAO CT HGD 80% thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "HGD 80% (240)");
	talk_says(t, HEAD, "BC HGD 60");
	talk_answer(t, "report", OUTCOME_RECORDED, "HGD 60/240 (25%)");
	/* Also when an import has reworded the indicator. */
	talk_import(t, "indicators", "code,name,unit_word,aliases,least,most\nHGD,hộ đã đến,hộ,ho da den,0,500\n");
	talk_says(t, OFFICE, "GIAO CT HGD 70% thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "HGD 70% (210)");
	/* How many adults there are is data. */
	talk_says(t, OFFICE, "GIAO CT DVC 50% thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_ASKED, "Chua biet thon Son Tra co bao nhieu nguoi de tinh DVC theo %");
	assert_int_equal(talk_number(t, TARGET("2104901", "DVC")), 150);
	talk_import(t, "denominators", "unit,denominator,value\n2104901,adult15,800\n2104902,adult15,500\n");
	talk_says(t, OFFICE, "GIAO CT DVC 50% thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "DVC 50% (400)");
	/* Of a commune only when every village is known. */
	talk_says(t, OFFICE, "GIAO CT DVC 50% xa Binh Dong");
	talk_answer(t, "target_set", OUTCOME_ASKED, "Chua biet xa Binh Dong co bao nhieu nguoi");
	talk_import(t, "denominators", "unit,denominator,value\n2104903,adult15,300\n");
	talk_says(t, OFFICE, "GIAO CT DVC 50% xa Binh Dong");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "DVC 50% (800)");
	talk_free(&t);
}

/* A share of what one village has not counted yet is no number, and not the sum of what the villages are to reach. */
static void a_percentage_of_what_is_not_counted_says_so(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "denominators",
		"unit,denominator,value\n2104901,adult15,800\n2104902,adult15,500\n2104903,adult15,300\n");
	talk_says(t, OFFICE, "GIAO CT DVC 50% xa Binh Dong");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "DVC 50% (800)");
	talk_says(t, HEAD, "BC DVC 60");
	talk_says(t, CHAIR, "CT DVC");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "DVC 60/800 (7%)");
	talk_import(t, "units",
		"code,name,kind,parent_code,valid_from,valid_to,successor_code,source\n"
		"2104909,Thôn Mới,thon,21049,2022-08-01,,,test\n");
	talk_says(t, CHAIR, "CT DVC");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "DVC 60 (50%, chua ro so nguoi)");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "DVC 60 (50%, chua ro so nguoi)");
	talk_import(t, "targets", "unit,indicator,period,value,denominator\n2104909,DVC,2022-08,40,household\n");
	talk_says(t, CHAIR, "CT DVC thon Moi");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "DVC 0 (40%, chua ro so ho)");
	talk_free(&t);
}

/* How many people over 15 there are nobody knows; its households are counted. */
static void a_percentage_of_the_households_is_one_for_every_indicator(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "GIAO CT DVC 30% thang 9 thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_ASKED, "Chua biet thon Son Tra co bao nhieu nguoi");
	talk_says(t, CHAIR, "GIAO CT DVC 30% so ho thang 9 thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "DVC 30% (");
	/* The answer completes what was said. */
	talk_says(t, CHAIR, "GIAO CT DVC 60% thang 9 thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_ASKED, "Nhan lai so, hoac: 60% so ho");
	talk_says(t, CHAIR, "60% so ho");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "thon Son Tra, thang 9: DVC 60% (180)");
	talk_says(t, CHAIR, "GIAO CT TT 60% thang 9 thon Son Tra");
	talk_says(t, CHAIR, "120");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "thon Son Tra, thang 9: TT 120.");
	talk_free(&t);
}

/* What is aimed at by the year is not said to be the month's. */
static void each_target_is_told_with_its_own_period(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "GIAO CT TT 60 nam 2022 thon Tan Hy");
	talk_says(t, OFFICE, "GIAO CT QR 20 quy 3 thon Tan Hy");
	talk_says(t, OFFICE, "GIAO CT GH 7 thang 8 thon Tan Hy");
	talk_says(t, HEAD_2, "CT");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "thon Tan Hy, thang 8: ");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "TT 0/60 (0%) nam 2022");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "QR 0/20 (0%) quy 3");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "GH 0/7 (0%),");
	talk_says(t, CHAIR, "CT QR"); /* its villages' together */
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "xa Binh Dong, thang 8: QR 0/20 (0%) quy 3");
	talk_free(&t);
}

static void what_is_impossible_is_refused_with_its_reason(void **state)
{
	struct talk *t = talk_new();
	int64_t before = talk_number(t, TARGETS);

	(void)state;
	talk_says(t, OFFICE, "GIAO CT HGD 120% thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "HGD 120% la qua 100%, chua ghi gi");
	talk_says(t, CHAIR, "GIAO CT HGD 100,4% thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "HGD ghi theo % thi ghi so tron tu 1 den 100");
	talk_says(t, CHAIR, "GIAO CT HGD 80.5 % so ho thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "HGD ghi theo % thi ghi so tron tu 1 den 100");
	talk_says(t, OFFICE, "GIAO CT NT 50% thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "NT khong tinh theo %");
	talk_says(t, OFFICE, "GIAO CT SK 50 thon Son Tra thang 7");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "thang 7 da qua");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "GIAO CT SK <so> thang 9");
	talk_says(t, OFFICE, "GIAO CT SK 50 thon Son Tra quy 2");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "quy 2 da qua");
	talk_says(t, OFFICE, "GIAO CT SK 90 huyen Binh Son theo ho");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "Chua biet so ho cua thi tran Chau O");
	talk_says(t, OFFICE, "GIAO CT SK 90 thon Son Tra chia deu");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "Khong co don vi nao duoi thon Son Tra");
	talk_says(t, CHAIR, "GIAO CT SK 50 xa Binh Chau");
	talk_answer(t, "deny", OUTCOME_REFUSED, "xa Binh Chau");
	assert_int_equal(talk_number(t, TARGETS), before);
	talk_free(&t);
}

static void a_unit_that_ended_gets_no_target_and_no_report(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "units",
		"code,name,kind,parent_code,valid_from,valid_to,successor_code,source,households\n"
		"2104908,Thôn Hải Ninh,thon,21049,2004-08-31,2021-12-31,,test,90\n");
	talk_says(t, OFFICE, "GIAO CT SK 50 thon Hai Ninh");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "Don vi thon Hai Ninh da ngung tu 1/1, chua ghi gi");
	talk_says(t, OFFICER, "BC SK 5 thon Hai Ninh");
	talk_answer(t, "report", OUTCOME_REFUSED, "Don vi thon Hai Ninh da ngung tu 1/1, chua ghi gi");
	talk_says(t, CHAIR, "bc thon hai ninh sk 2");
	talk_answer(t, "report", OUTCOME_REFUSED, "Don vi thon Hai Ninh da ngung tu 1/1, chua ghi gi");
	talk_says(t, CHAIR, "giao sk 100 thon hai ninh");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "Don vi thon Hai Ninh da ngung tu 1/1, chua ghi gi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 0);
	talk_says(t, CHAIR, "TH thon Hai Ninh");
	talk_answer(t, "digest", OUTCOME_REFUSED, "Don vi thon Hai Ninh da ngung");
	talk_says(t, CHAIR, "NHAC thon Hai Ninh");
	talk_answer(t, "urge", OUTCOME_REFUSED, "Don vi thon Hai Ninh da ngung");
	talk_free(&t);
}

static void a_name_that_nobody_knows_is_never_taken_for_the_own_unit(void **state)
{
	struct talk *t = talk_new();
	int64_t before = talk_number(t, TARGETS);

	(void)state;
	talk_says(t, OFFICE, "GIAO CT SK 50 thon Xuan Yen");
	talk_answer(t, "target_set", OUTCOME_ASKED, "Khong tim thay thon Xuan Yen");
	talk_says(t, CHAIR, "TH thon Xuan Yen");
	talk_answer(t, "digest", OUTCOME_ASKED, "Khong tim thay thon Xuan Yen");
	talk_says(t, CHAIR, "NHAC thon Xuan Yen");
	talk_answer(t, "urge", OUTCOME_ASKED, "Khong tim thay thon Xuan Yen");
	talk_says(t, HEAD, "CT thon Xuan Yen");
	talk_answer(t, "target_query", OUTCOME_ASKED, "Khong tim thay thon Xuan Yen");
	assert_int_equal(talk_number(t, TARGETS), before);
	talk_free(&t);
}

static void targets_of_several_villages_are_told_by_each(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "giao ct dvc 50 thon tan hy");
	talk_says(t, CHAIR, "ct dvc son tra, tan hy");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "; Tan Hy: DVC 0/50");
	talk_says(t, CHAIR, "con kk nao qua han ko");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Khong co kho khan nao qua han");
	talk_free(&t);
}

static void more_than_there_are_is_asked_back(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "GIAO CT HGD 400 thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_ASKED, "HGD 400 la qua 100%: thon Son Tra chi co 300");
	assert_int_equal(talk_number(t, TARGET("2104901", "HGD")), -1);
	talk_says(t, OFFICE, "XN");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "HGD 400");
	talk_free(&t);
}

static void a_target_goes_down_the_tiers_and_its_sum_is_said(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	/* The district to its communes; the chair is told. */
	talk_says(t, OFFICE, "GIAO CT SK 1000 huyen Binh Son chia deu");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "SK 1000. Chau O 46");
	talk_told(t, CHAIR, "xa Binh Dong, thang 8: SK 46");
	assert_int_equal(t->outcome.replies[t->outcome.replies_used - 1].parts, 1);
	assert_int_equal(
		talk_number(t, "SELECT SUM(value) FROM target WHERE indicator = 'SK' AND unit <> '524'"), 1000);
	/* The chair passes on what the commune was given, by households. */
	talk_says(t, CHAIR, "GIAO CT SK chia theo ho");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "SK 46. Son Tra 20, Tan Hy 14, Thuong Hoa 12");
	talk_told(t, HEAD, "thon Son Tra, thang 8: SK 20");
	/* One is mended: the sum no longer fits, and it is said. */
	talk_says(t, CHAIR, "GIAO CT SK 30 thon Tan Hy");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Truoc: 14. Cac don vi: SK 62/46");
	talk_free(&t);
}

static void who_has_just_given_it_mends_it_in_plain_words(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "GIAO CT SK 30 thon Son Tra");
	talk_says(t, CHAIR, "nham, sk 20 thoi");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "thon Son Tra, thang 8: SK 20. Truoc: 30");
	talk_says(t, CHAIR, "chi tieu sk cua son tra doi thanh 25");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "thon Son Tra, thang 8: SK 25. Truoc: 20");
	talk_says(t, CHAIR, "bo cai vua giao");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "SK 25");
	talk_says(t, CHAIR, "giao sk thang 9 10 son tra");
	talk_says(t, CHAIR, "giao sk thang 9 tang 20 cho son tra");
	talk_answer(t, "target_set", OUTCOME_ASKED, "30");
	talk_free(&t);
}

/* Nobody hears twice of what stands; who was told another number hears the new one. */
static void the_same_target_again_is_told_to_nobody(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "GIAO CT SK 90 chia deu");
	talk_told(t, HEAD, "thon Son Tra, thang 8: SK 30");
	talk_says(t, CHAIR, "GIAO CT SK 90 chia deu");
	talk_answer(t, "target_set", OUTCOME_ANSWERED,
		"Chi tieu xa Binh Dong, thang 8 da la SK 90 roi, khong doi gi, khong bao lai ai");
	assert_int_equal(t->outcome.replies_used, 1);
	talk_says(t, CHAIR, "GIAO CT SK 30 thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_ANSWERED, "Chi tieu thon Son Tra, thang 8 da la SK 30 roi");
	talk_says(t, CHAIR, "GIAO CT SK 35 thon Son Tra");
	talk_told(t, HEAD, "thon Son Tra, thang 8: SK 35");
	talk_free(&t);
}

#define SK_WAITS                                                                                                       \
	"SELECT COUNT(*) FROM message WHERE direction = 'out' AND state = 'queued' AND phone = '" HEAD                 \
	"' AND text LIKE '%SK%'"

/* Three times another number before anybody has heard of one: the last is told. */
static void what_was_replaced_before_it_was_told_is_not(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-18 22:30"); /* what is told waits for the morning */
	talk_says(t, CHAIR, "GIAO CT SK 30 thon Son Tra");
	talk_says(t, CHAIR, "GIAO CT SK 35 thon Son Tra");
	talk_says(t, CHAIR, "GIAO CT SK 40 thon Son Tra");
	assert_int_equal(talk_number(t, SK_WAITS), 1);
	assert_int_equal(talk_number(t, SK_WAITS " AND text LIKE '%SK 3%'"), 0);
	talk_says(t, CHAIR, "HUY CT SK thon Son Tra");
	assert_int_equal(talk_number(t, SK_WAITS), 0);
	talk_free(&t);
}

/* Whoever says villages means villages, also above the communes; that is many, and asked first. */
static void each_village_is_no_commune(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "GIAO moi thon SK 20 thang 9");
	talk_answer(t, "target_set", OUTCOME_ASKED,
		"Giao moi thon cua huyen Binh Son, thang 9: SK 20? Tat ca 8 thon, chua ghi. Chac chan nhan: XN");
	talk_says(t, OFFICE, "XN");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Da giao huyen Binh Son, thang 9: SK 160. ");
	talk_told(t, HEAD, "Chi tieu moi giao cho thon Son Tra, thang 9: SK 20");
	talk_says(t, CHAIR, "CT SK thang 9");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "xa Binh Dong, thang 9: SK 0/60 (0%)");
	talk_says(t, OFFICE, "HUY CT");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Da rut lan giao huyen Binh Son va 8 don vi, thang 9: SK 160");
	talk_says(t, OFFICE, "GIAO moi xa SK 20 thang 9");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "SK 440. Chau O 20");
	talk_says(t, CHAIR, "CT SK thang 9");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "xa Binh Dong, thang 9: SK 0/20 (0%)");
	talk_says(t, OFFICE, "GIAO CT GH 60 thang 9 chia deu cho cac thon");
	talk_answer(t, "target_set", OUTCOME_ASKED, "Chia GH 60 cua huyen Binh Son, thang 9 thang cho 8 thon?");
	talk_says(t, CHAIR, "GIAO SK 20 thang 9 moi xa");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "Khong co don vi nao duoi xa Binh Dong");
	talk_free(&t);
}

/* What one village is to reach this month is no summand of what the commune is to reach in the year. */
static void a_target_of_a_month_leaves_that_of_the_year_as_it_is(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "GIAO CT SK 300 nam 2022 thon Son Tra");
	talk_says(t, OFFICE, "GIAO CT SK 200 nam 2022 thon Tan Hy");
	talk_says(t, HEAD, "BC SK 7");
	talk_says(t, HEAD_2, "BC SK 5");
	talk_says(t, CHAIR, "BC SK 4 thon Thuong Hoa"); /* has none: what the others are to reach is not their work */
	talk_says(t, CHAIR, "TH SK");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thang 8: SK 16 (nam 12/500).");
	talk_says(t, CHAIR, "GIAO CT SK 90 thang 8 thon Tan Hy");
	talk_says(t, CHAIR, "TH SK");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thang 8: SK 16 (nam 12/500).");
	talk_says(t, CHAIR, "TH nam");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "SK 16 (12/500).");
	talk_says(t, CHAIR, "CT SK");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "SK 12/500 (2%) nam 2022");
	talk_says(t, HEAD_2, "CT SK");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "SK 5/90 (5%)");
	/* When most have one of the month, the month is what is aimed at. */
	talk_says(t, CHAIR, "GIAO CT SK 80 thang 8 thon Son Tra");
	talk_says(t, CHAIR, "TH SK");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thang 8: SK 16 (12/170).");
	talk_free(&t);
}

/* How to report stands behind the targets, and not where it would cost a second text. */
static void the_tail_of_a_list_costs_no_text(void **state)
{
	static const char *const codes[] = { "DVC", "VNE", "PLD", "TT", "CKS", "QR" };
	struct talk *t = talk_new();
	char text[48];

	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		snprintf(text, sizeof text, "GIAO CT %s 200000 xa Binh Dong", codes[i]);
		talk_says(t, OFFICE, text);
		if (t->outcome.status == OUTCOME_ASKED) /* more than there are households */
			talk_says(t, OFFICE, "XN");
		talk_answer(t, "target_set", OUTCOME_RECORDED, codes[i]);
		talk_says(t, CHAIR, "CT");
		if (i == 0)
			talk_answer(t, "target_query", OUTCOME_ANSWERED, "(0%). Bao cao: BC DVC <so>");
	}
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "QR 0/200000 (0%)");
	assert_null(strstr(t->outcome.replies[0].text.data, "Bao cao"));
	assert_true(t->outcome.replies[0].text.length <= 160);
	talk_free(&t);
}

/* Whoever is below those who gave a target may share it out, and neither change it nor take it away. */
static void what_was_given_from_above_stands(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "GIAO CT SK 1000 xa Binh Dong");
	t->now += CLOCK_MINUTE;
	talk_says(t, CHAIR, "GIAO CT SK 100");
	talk_answer(t, "target_set", OUTCOME_REFUSED,
		"Chi tieu xa Binh Dong, thang 8: SK 1000 do cap tren giao, so nay khong doi, bo duoc. Xin hoi ");
	talk_says(t, CHAIR, "HUY CT SK");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "SK 1000 do cap tren giao");
	assert_int_equal(talk_number(t, TARGET("21049", "SK")), 1000);
	talk_says(t, CHAIR, "GIAO CT SK 900 chia deu");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "SK 900. Son Tra 300, Tan Hy 300, Thuong Hoa 300");
	assert_int_equal(talk_number(t, TARGET("21049", "SK")), 1000);
	talk_says(t, CHAIR, "GIAO CT SK 280 thon Tan Hy");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Truoc: 300. Cac don vi: SK 880/1000");
	/* Nor does a village's, which the office gave itself. */
	talk_says(t, OFFICE, "GIAO CT SK 290 thon Tan Hy");
	talk_says(t, CHAIR, "GIAO CT SK 600 chia deu");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "Chi tieu thon Tan Hy, thang 8: SK 290 do cap tren giao");
	assert_int_equal(talk_number(t, TARGET("2104901", "SK")), 300);
	/* Those who gave it may. */
	talk_says(t, OFFICE, "GIAO CT SK 800 xa Binh Dong");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Truoc: 1000");
	talk_free(&t);
}

static void how_to_share_out_is_asked_when_it_is_not_said(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "GIAO CT SK 90 cho cac thon");
	talk_answer(t, "target_set", OUTCOME_ASKED, "Nhan 1: chia deu. 2: theo so ho. 3: moi don vi bang so do");
	assert_int_equal(talk_number(t, TARGET("21049", "SK")), -1);
	talk_says(t, CHAIR, "3");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "SK 270. Son Tra 90, Tan Hy 90, Thuong Hoa 90");
	talk_says(t, CHAIR, "GIAO CT SK 60 moi thon");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "SK 180. Truoc: 270. Son Tra 60");
	/* A percentage is the same for each. */
	talk_says(t, CHAIR, "GIAO CT ZL 50% chia deu");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "ZL 50% (350). Son Tra 50%, Tan Hy 50%, Thuong Hoa 50%");
	talk_told(t, HEAD, "ZL 50% (150)");
	talk_free(&t);
}

static void an_officer_assigns_by_delegation_after_a_check(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "GIAO CT SK 90 chia deu");
	talk_answer(t, "target_set", OUTCOME_ASKED, "chia SK 90 cho 3 thon (uy quyen)");
	assert_int_equal(talk_number(t, TARGET("2104901", "SK")), -1);
	talk_says(t, OFFICER, "XN");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "SK 90. Son Tra 30, Tan Hy 30, Thuong Hoa 30");
	talk_told(t, CHAIR, "xa Binh Dong, thang 8: SK 90");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM audit WHERE what = 'target' AND who = '" OFFICER "'"), 4);
	talk_says(t, HEAD, "GIAO CT SK 90 thon Son Tra");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua ghi gi");
	talk_free(&t);
}

/* Whatever is shared out, nothing is lost and nobody is far from their part. */
static void shares_always_add_up(void **state)
{
	(void)state;
	srand(7);
	for (int round = 0; round < 3000; round++) {
		int64_t weights[40], shares[40], sum = 0, all = 0, value = rand() % 20000;
		size_t used = 1 + (size_t)rand() % 40;

		for (size_t i = 0; i < used; i++)
			all += weights[i] = 1 + rand() % 600;
		target_share(value, weights, used, shares);
		for (size_t i = 0; i < used; i++) {
			sum += shares[i];
			assert_true(shares[i] * all > value * weights[i] - all);
			assert_true(shares[i] * all < value * weights[i] + all);
		}
		assert_int_equal(sum, value);
	}
}

static void a_target_is_taken_back(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "GIAO CT DVC 50 thang 9 thon Son Tra");
	talk_says(t, HEAD, "HUY CT DVC thang 9");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Xin hoi");
	talk_says(t, CHAIR, "HUY CT DVC thang 9 thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Da bo chi tieu thon Son Tra, thang 9: DVC 50");
	talk_told(t, HEAD, "Chi tieu da giao cho thon Son Tra, thang 9 nay bo: DVC 50");
	talk_says(t, CHAIR, "HUY CT DVC thang 9 thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "Chua giao chi tieu thang 9 cho thon Son Tra");
	talk_free(&t);
}

static void the_question_says_what_xn_stores_and_what_stands(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "GIAO CT SK 90 xa Binh Dong");
	talk_says(t, CHAIR, "GIAO CT SK 20 thon Tan Hy");
	talk_says(t, OFFICER, "giao sk 50 moi thon");
	talk_answer(t, "target_set", OUTCOME_ASKED,
		"moi thon SK 50, 3 thon, cong 150 (uy quyen). Truoc: SK 90. Da co: 1 thon.");
	assert_int_equal(talk_number(t, TARGET("2104902", "SK")), 20);
	talk_says(t, OFFICER, "XN");
	assert_int_equal(talk_number(t, TARGET("2104902", "SK")), 50);
	assert_int_equal(talk_number(t, TARGET("21049", "SK")), 150);
	talk_says(t, OFFICER, "GIAO CT SK 60 thon Tan Hy");
	talk_answer(t, "target_set", OUTCOME_ASKED, "thang 8: SK 60 (truoc 50) theo uy quyen");
	talk_free(&t);
}

static void more_than_what_stands_or_instead_of_it_is_asked(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "giao them cho thon tan hy 90 sk"); /* nothing stands */
	talk_answer(t, "target_set", OUTCOME_RECORDED, "thon Tan Hy, thang 8: SK 90");
	talk_says(t, CHAIR, "giao them cho thon tan hy 10 sk");
	talk_answer(t, "target_set", OUTCOME_ASKED, "nhan 1: cong them, thanh SK 100. 2: thay bang SK 10");
	assert_int_equal(talk_number(t, TARGET("2104902", "SK")), 90);
	talk_says(t, CHAIR, "1");
	assert_int_equal(talk_number(t, TARGET("2104902", "SK")), 100);
	talk_says(t, CHAIR, "tang sk tan hy them 5");
	talk_answer(t, "target_set", OUTCOME_ASKED, "thanh SK 105");
	talk_says(t, CHAIR, "2");
	assert_int_equal(talk_number(t, TARGET("2104902", "SK")), 5);
	talk_says(t, OFFICER, "giao them cho thon tan hy 10 sk");
	talk_says(t, OFFICER, "1");
	talk_answer(t, "target_set", OUTCOME_ASKED, "SK 15 (truoc 5) theo uy quyen");
	talk_says(t, OFFICER, "XN");
	assert_int_equal(talk_number(t, TARGET("2104902", "SK")), 15);
	talk_free(&t);
}

static void who_gave_it_by_delegation_takes_it_back_by_name(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "GIAO CT SK 90 thon Tan Hy");
	talk_says(t, OFFICER, "HUY CT SK thon Tan Hy");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Xin hoi Pham Van Tai");
	talk_says(t, OFFICER, "GIAO CT GH 9 thon Tan Hy");
	talk_says(t, OFFICER, "XN");
	talk_says(t, OFFICER, "HUY CT GH thon Tan Hy");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Da bo chi tieu thon Tan Hy");
	assert_int_equal(talk_number(t, TARGET("2104902", "GH")), -1);
	assert_int_equal(talk_number(t, TARGET("2104902", "SK")), 90);
	talk_free(&t);
}

static void a_month_that_is_over_is_offered_for_the_next_year(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "giao thon tan hy sk 10 thang 1");
	talk_answer(t, "target_set", OUTCOME_ASKED, "thang 1 da qua. Giao cho thang 1/2023: thon Tan Hy SK 10?");
	talk_says(t, CHAIR, "XN");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "thon Tan Hy, thang 1/2023: SK 10");
	talk_says(t, CHAIR, "huy ct sk thang 1 thon tan hy"); /* none of this year's stands */
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Da bo chi tieu thon Tan Hy, thang 1/2023: SK 10");
	talk_says(t, CHAIR, "chia deu 90 sk ca xa thang 1");
	talk_answer(t, "target_set", OUTCOME_ASKED, "Giao cho thang 1/2023: xa Binh Dong SK 90 (chia 3 don vi)?");
	talk_says(t, CHAIR, "XN");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "SK 90. Son Tra 30, Tan Hy 30");
	talk_says(t, CHAIR, "giao sk 40 thang 1 moi thon");
	talk_answer(t, "target_set", OUTCOME_ASKED, "xa Binh Dong SK 40 x 3 don vi?");
	talk_says(t, CHAIR, "giao thon tan hy sk 10 thang 7"); /* long until the next */
	talk_answer(t, "target_set", OUTCOME_REFUSED, "thang 7 da qua");
	talk_free(&t);
}

static void all_of_the_villages_are_asked_about_and_an_unknown_one_is_named(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "giao tat ca cac thon sk 30");
	talk_answer(t, "target_set", OUTCOME_ASKED, "Chia SK 30 cua xa Binh Dong the nao?");
	talk_says(t, CHAIR, "giao thon xom moi sk 20");
	talk_answer(t, "target_set", OUTCOME_ASKED, "Khong tim thay thon xom moi");
	talk_says(t, CHAIR, "chia deu sk 90 cho cac thon");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "SK 90. Son Tra 30, Tan Hy 30");
	talk_says(t, CHAIR, "giam sk tan hy con 25");
	assert_int_equal(talk_number(t, TARGET("2104902", "SK")), 25);
	talk_says(t, CHAIR, "giam sk tan hy 5"); /* to, or by? */
	talk_answer(t, "ask", OUTCOME_ASKED, "Giao bao nhieu");
	assert_int_equal(talk_number(t, TARGET("2104902", "SK")), 25);
	talk_says(t, CHAIR, "giao zl 5 thon tan hy nam 2022");
	talk_says(t, CHAIR, "huy ct tan hy zl 2022");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Da bo chi tieu thon Tan Hy, nam 2022");
	talk_says(t, CHAIR, "bo giao tan hy sk");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Da bo chi tieu thon Tan Hy, thang 8: SK 25");
	talk_free(&t);
}

/* The receipt says "Bo: HUY CT", and so it is sent, by whoever gave the target. */
static void a_bare_huy_ct_takes_back_what_the_sender_gave_last(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "HUY CT");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "Chua co chi tieu nao do so nay giao");
	talk_says(t, CHAIR, "GIAO CT DVC 50 thang 9 thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Bo: HUY CT");
	talk_says(t, OFFICER, "GIAO CT DVC 60 thang 9 thon Son Tra");
	talk_says(t, OFFICER, "XN");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Bo: HUY CT");
	talk_says(t, CHAIR, "HUY CT"); /* hers was replaced */
	talk_answer(t, "target_set", OUTCOME_REFUSED, "Chua co chi tieu nao do so nay giao");
	talk_says(t, OFFICER, "HUY CT");
	talk_answer(t, "target_set", OUTCOME_RECORDED,
		"Da rut lan giao thon Son Tra, thang 9: DVC 60. Chi tieu lai la: DVC 50. Xem: CT");
	talk_told(t, HEAD, "Chi tieu moi giao cho thon Son Tra, thang 9: DVC 50");
	talk_says(t, OFFICER, "HUY CT");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "Chua co");
	talk_free(&t);
}

static void which_of_all_that_run_is_asked_and_another_text_is_no_answer(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "giao dvc 500 cho son tra nam 2022");
	talk_says(t, CHAIR, "giao dvc 300 cho son tra 6 thang cuoi nam");
	talk_says(t, CHAIR, "giao dvc 150 cho son tra quy 3");
	talk_says(t, CHAIR, "giao dvc 20 cho son tra tuan nay");
	talk_says(t, CHAIR, "giam chi tieu dvc cua son tra xuong 10");
	talk_answer(t, "target_set", OUTCOME_ASKED, "5: tuan 33 DVC 10 (dang DVC 20)");
	talk_says(t, CHAIR, "giao bhyt 30 son tra thang 9");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "thang 9: SK 30. Xem");
	talk_says(t, CHAIR, "giam chi tieu dvc cua son tra xuong 10");
	talk_says(t, CHAIR, "thang 9"); /* none of those */
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM target WHERE indicator = 'DVC' AND period = '2022-09'"), 0);
	talk_says(t, CHAIR, "quy 3");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "quy 3: DVC 10. Truoc: 150");
	talk_free(&t);
}

static void an_older_one_is_asked_about_however_much_others_did(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	struct why why;

	talk_says(t, CHAIR, "giao dvc 500 cho son tra nam 2022");
	t->now += CLOCK_MINUTE;
	talk_says(t, CHAIR, "giao dvc 300 cho son tra quy 3");
	t->now += CLOCK_MINUTE;
	talk_says(t, CHAIR, "HUY CT");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "quy 3: DVC 300");
	for (int i = 0; i < 100; i++)
		assert_int_equal(audit_add(t->store, OFFICE, "approve", "report 7", "", t->now, &why), 0);
	talk_says(t, CHAIR, "HUY CT");
	talk_answer(t, "target_set", OUTCOME_ASKED, "Rut chi tieu giao 18/8, thon Son Tra, nam 2022: DVC 500?");
	talk_free(&t);
}

static void what_was_shared_out_is_taken_back_from_all(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "GIAO CT DVC 40 thang 9 thon Son Tra");
	t->now += CLOCK_MINUTE;
	talk_says(t, CHAIR, "GIAO CT DVC 100 thang 9 ca xa chia deu");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Da giao");
	t->now += 2 * CLOCK_DAY;
	talk_says(t, CHAIR, "HUY CT");
	talk_answer(t, "target_set", OUTCOME_ASKED, "Rut chi tieu giao");
	talk_says(t, CHAIR, "XN");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Da rut lan giao xa ");
	talk_says(t, CHAIR, "CT thang 9"); /* its villages' together */
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "xa Binh Dong, thang 9: DVC 0/40 (0%)");
	talk_says(t, HEAD, "CT thang 9");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "thon Son Tra, thang 9: DVC 0/40 (0%)");
	talk_says(t, CHAIR, "HUY CT thang 9 thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_ASKED, "Rut chi tieu giao 18/8, thon Son Tra, thang 9: DVC 40?");
	talk_free(&t);
}

/* One of the shares was replaced, and that was taken back: it is a share again. */
static void what_is_taken_back_leaves_nothing_of_a_split(void **state)
{
	struct talk *t = talk_new();
	int64_t before = talk_number(t, TARGETS);

	(void)state;
	talk_says(t, CHAIR, "GIAO CT SK 90 chia deu");
	t->now += CLOCK_MINUTE;
	talk_says(t, CHAIR, "GIAO CT SK 50 thon Tan Hy");
	t->now += CLOCK_MINUTE;
	talk_says(t, CHAIR, "HUY CT");
	talk_answer(t, "target_set", OUTCOME_RECORDED,
		"Da rut lan giao thon Tan Hy, thang 8: SK 50. Chi tieu lai la: SK 30");
	t->now += CLOCK_MINUTE;
	talk_says(t, CHAIR, "HUY CT"); /* an older one, by then */
	talk_says(t, CHAIR, "XN");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Da rut lan giao xa Binh Dong va 3 don vi, thang 8: SK 90");
	assert_int_equal(talk_number(t, TARGETS), before);
	/* What the office gave is its own again, too. */
	talk_says(t, OFFICE, "GIAO CT SK 1000 xa Binh Dong");
	t->now += CLOCK_MINUTE;
	talk_says(t, OFFICE, "GIAO CT SK 900 xa Binh Dong");
	talk_says(t, OFFICE, "HUY CT");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Chi tieu lai la: SK 1000");
	talk_says(t, CHAIR, "GIAO CT SK 100");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "SK 1000 do cap tren giao");
	talk_free(&t);
}

/* By its code and month, of a split: the shares that came with it go, and those that it replaced stand again. */
static void a_split_is_taken_back_by_its_code_and_period(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "GIAO CT QR 70 thang 8 moi thon");
	t->now += CLOCK_MINUTE;
	talk_says(t, OFFICER, "GIAO CT QR 40 thang 8 moi thon");
	talk_says(t, OFFICER, "XN");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "QR 120");
	assert_int_equal(talk_number(t, TARGET("2104901", "QR")), 40);
	t->now += CLOCK_MINUTE;
	talk_says(t, OFFICER, "HUY CT QR thang 8");
	talk_answer(t, "target_set", OUTCOME_RECORDED,
		"Da rut lan giao xa Binh Dong va 3 don vi, thang 8: QR 120. Chi tieu lai la: QR 210");
	talk_told(t, HEAD, "Chi tieu moi giao cho thon Son Tra, thang 8: QR 70");
	assert_int_equal(talk_number(t, TARGET("2104901", "QR")), 70);
	t->now += 2 * CLOCK_DAY; /* what is named need not be asked about */
	talk_says(t, CHAIR, "huy ct qr thang 8");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Da rut lan giao xa Binh Dong va 3 don vi, thang 8: QR 210");
	talk_told(t, HEAD, "Chi tieu da giao cho thon Son Tra, thang 8 nay bo: QR 70");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM target WHERE indicator = 'QR' AND period = '2022-08'"), 0);
	talk_free(&t);
}

/* What the office gave the commune stands; the shares are the chair's. */
static void shares_of_what_came_from_above_are_taken_back_alone(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "GIAO CT SK 90 thang 9 xa Binh Dong");
	talk_says(t, CHAIR, "chia deu sk 90 thang 9 cho cac thon");
	t->now += CLOCK_MINUTE;
	talk_says(t, CHAIR, "huy ct sk thang 9");
	talk_answer(
		t, "target_set", OUTCOME_RECORDED, "Da rut lan giao xa Binh Dong va 3 don vi, thang 9: SK 90. Xem: CT");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM target WHERE indicator = 'SK' AND period = '2022-09'"), 1);
	talk_says(t, CHAIR, "huy ct sk thang 9");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "SK 90 do cap tren giao");
	talk_free(&t);
}

static void without_a_month_the_one_that_was_given_last_is_meant(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "GIAO CT GH 25 thang 9");
	t->now += CLOCK_MINUTE;
	talk_says(t, CHAIR, "GIAO CT ZL 25 thang 10");
	t->now += CLOCK_MINUTE;
	talk_says(t, CHAIR, "huy ct gh");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "thang 9: GH 25");
	talk_says(t, CHAIR, "huy ct gh");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "Chua giao chi tieu thang 8");
	talk_free(&t);
}

static void what_is_given_and_taken_back_before_it_left_is_not_told(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-18 22:30");
	talk_says(t, CHAIR, "GIAO CT DVC 50 thang 9 thon Son Tra");
	talk_says(t, CHAIR, "GIAO CT GH 20 thang 9 thon Son Tra");
	talk_says(t, CHAIR, "HUY CT DVC thang 9 thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Da bo chi tieu");
	talk_until(t, "2022-08-19 09:00");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM message WHERE phone = '" HEAD
					"' AND state NOT IN ('expired') AND text LIKE '%DVC%'"),
		0);
	assert_int_equal(talk_count(t, HEAD, "thang 9: GH 20"), 1);
	/* The last, by its receipt's words. */
	talk_jump(t, "2022-08-19 22:30");
	talk_says(t, CHAIR, "GIAO CT QR 9 thang 9 thon Son Tra");
	talk_says(t, CHAIR, "HUY CT");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM message WHERE phone = '" HEAD
					"' AND state NOT IN ('expired') AND text LIKE '%QR%'"),
		0);
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_given_and_taken_back_before_it_left_is_not_told),
		cmocka_unit_test(the_target_that_runs_is_taken_back_before_that_of_next_year),
		cmocka_unit_test(an_older_target_is_not_taken_back_unasked),
		cmocka_unit_test(a_change_is_of_the_target_that_runs),
		cmocka_unit_test(which_of_all_that_run_is_asked_and_another_text_is_no_answer),
		cmocka_unit_test(an_older_one_is_asked_about_however_much_others_did),
		cmocka_unit_test(a_target_is_told_to_the_head_and_stands_in_the_next_receipt),
		cmocka_unit_test(where_the_head_wants_no_texts_who_comes_next_hears_of_the_target),
		cmocka_unit_test(several_in_one_text_are_all_assigned),
		cmocka_unit_test(a_percentage_is_of_the_households_or_of_what_was_imported),
		cmocka_unit_test(a_percentage_of_what_is_not_counted_says_so),
		cmocka_unit_test(a_percentage_of_the_households_is_one_for_every_indicator),
		cmocka_unit_test(each_target_is_told_with_its_own_period),
		cmocka_unit_test(what_is_impossible_is_refused_with_its_reason),
		cmocka_unit_test(a_unit_that_ended_gets_no_target_and_no_report),
		cmocka_unit_test(a_name_that_nobody_knows_is_never_taken_for_the_own_unit),
		cmocka_unit_test(targets_of_several_villages_are_told_by_each),
		cmocka_unit_test(more_than_there_are_is_asked_back),
		cmocka_unit_test(a_target_goes_down_the_tiers_and_its_sum_is_said),
		cmocka_unit_test(who_has_just_given_it_mends_it_in_plain_words),
		cmocka_unit_test(the_same_target_again_is_told_to_nobody),
		cmocka_unit_test(what_was_replaced_before_it_was_told_is_not),
		cmocka_unit_test(each_village_is_no_commune),
		cmocka_unit_test(a_target_of_a_month_leaves_that_of_the_year_as_it_is),
		cmocka_unit_test(the_tail_of_a_list_costs_no_text),
		cmocka_unit_test(what_was_given_from_above_stands),
		cmocka_unit_test(how_to_share_out_is_asked_when_it_is_not_said),
		cmocka_unit_test(an_officer_assigns_by_delegation_after_a_check),
		cmocka_unit_test(shares_always_add_up),
		cmocka_unit_test(a_target_is_taken_back),
		cmocka_unit_test(the_question_says_what_xn_stores_and_what_stands),
		cmocka_unit_test(more_than_what_stands_or_instead_of_it_is_asked),
		cmocka_unit_test(who_gave_it_by_delegation_takes_it_back_by_name),
		cmocka_unit_test(a_month_that_is_over_is_offered_for_the_next_year),
		cmocka_unit_test(all_of_the_villages_are_asked_about_and_an_unknown_one_is_named),
		cmocka_unit_test(a_bare_huy_ct_takes_back_what_the_sender_gave_last),
		cmocka_unit_test(what_was_shared_out_is_taken_back_from_all),
		cmocka_unit_test(what_is_taken_back_leaves_nothing_of_a_split),
		cmocka_unit_test(a_split_is_taken_back_by_its_code_and_period),
		cmocka_unit_test(shares_of_what_came_from_above_are_taken_back_alone),
		cmocka_unit_test(without_a_month_the_one_that_was_given_last_is_meant),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
