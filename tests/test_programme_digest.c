/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Digests, urging, report reminders, targets, difficulties. */
#include "tests/help/talk.h"

#include "gateway/programme/programme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define WAITING_REMINDERS                                                                                              \
	"SELECT COUNT(*) FROM message WHERE direction = 'out' AND state = 'queued' AND text LIKE '%chua nop BC%'"

static void the_digest_reconciles_with_the_reports(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "chua co don vi nao nop bao cao");
	talk_says(t, HEAD, "BC DVC 61 TT 20");
	talk_says(t, HEAD_2, "BC DVC 5");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "xa Binh Dong thang 8: 2/3 da nop");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "DVC 66 (61/150), TT 20/50");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Chua nop: Thuong Hoa");
	talk_says(t, HEAD, "SUA DVC 60");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "DVC 65 (60/150)");
	talk_says(t, HEAD, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thon Son Tra thang 8: VNE 0/200, DVC 60/150");
	talk_says(t, MEMBER, "TH");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua ghi gi");
	talk_free(&t);
}

static void the_district_sees_its_communes(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 61");
	talk_says(t, OFFICE, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "huyen Binh Son thang 8: 1/8 da nop");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Binh Dong 2/3");
	talk_free(&t);
}

/* Villages "Thôn An Hòa n" in Bình Đông, and a target of 2022 for each. */
static void add_villages(struct talk *t, int more)
{
	struct buf units, targets;

	buf_init(&units);
	buf_init(&targets);
	buf_adds(&units, "code,name,kind,parent_code,valid_from,valid_to,successor_code,source,households\n");
	buf_adds(&targets, "unit,indicator,period,value,denominator\n2104902,DVC,2022,250,\n2104902,TT,2022,100,\n"
			   "2104901,DVC,2022,450,\n2104901,TT,2022,200,\n2104901,VNE,2022,800,\n");
	for (int i = 0; i < more; i++) {
		buf_addf(&units, "21049%d,Thôn An Hòa %c,thon,21049,2004-08-31,,,test,200\n", 10 + i, 'A' + i);
		buf_addf(&targets, "21049%d,DVC,2022,200,\n21049%d,TT,2022,100,\n", 10 + i, 10 + i);
	}
	talk_import(t, "units", units.data);
	talk_import(t, "targets", targets.data);
	buf_fini(&units);
	buf_fini(&targets);
}

static void a_digest_of_six_villages_with_targets_of_the_year_fits_one_part(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	add_villages(t, 3);
	talk_jump(t, "2022-09-05 09:00"); /* the demo's targets are of August */
	talk_says(t, HEAD_2, "BC DVC 8 TT 3");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED,
		"xa Binh Dong thang 9: 1/6 da nop. VNE 0/800, DVC 8/1300, TT 3/600. Chua nop: Son Tra, Thuong Hoa, "
		"An Hoa A, An Hoa B, An Hoa C. Nhac: NHAC");
	assert_int_equal(t->outcome.replies[0].parts, 1);
	/* In another month the year has more than the month. */
	talk_jump(t, "2022-10-05 09:00");
	talk_says(t, HEAD_2, "BC DVC 2");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "DVC 2 (nam 10/1300)");
	talk_free(&t);
}

/* Not "VNE 0" alone, when there is something to tell of DVC. */
static void a_digest_with_room_for_few_figures_tells_what_came(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	add_villages(t, 17);
	talk_import(t, "targets",
		"unit,indicator,period,value,denominator\n2104901,SK,2022,900,\n2104901,ZL,2022,300,\n"
		"2104901,GH,2022,900,\n");
	talk_jump(t, "2022-10-05 09:00");
	talk_says(t, HEAD_2, "BC TT 123");
	talk_says(t, CHAIR, "XN");
	talk_says(t, OFFICER, "LICH 22/10 8h tap huan VNeID tai nha van hoa thon Son Tra");
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "1/20 da nop. TT 123/2000, VNE 0/800, ");
	talk_free(&t);
}

/* "Da tam ngung nhac 14/2-22/2" took the room of a figure. */
static void figures_are_told_before_when_urging_rested(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	add_villages(t, 17);
	talk_says(t, CHAIR, "TAM NGUNG DEN 26/8");
	talk_says(t, HEAD_2, "BC DVC 80 TT 30 VNE 100");
	talk_says(t, CHAIR, "XN");
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_jump(t, "2022-12-05 09:00");
	talk_says(t, CHAIR, "TH nam");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "1/20 da nop. VNE 100 (0/800), DVC 80/4100. Chua nop: ");
	assert_int_equal(t->outcome.replies[0].parts, 1);
	talk_free(&t);
}

/* One figure of three was told, with its target of the year. */
static void several_figures_are_told_before_how_far_they_are(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	add_villages(t, 17);
	talk_import(t, "targets",
		"unit,indicator,period,value,denominator\n2104902,DVC,2022,12500,\n2104902,TT,2022,11000,\n"
		"2104902,VNE,2022,18000,\n");
	talk_says(t, HEAD_2, "BC DVC 280 TT 130 VNE 200");
	talk_says(t, CHAIR, "XN");
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_jump(t, "2022-09-05 09:00");
	talk_says(t, HEAD_2, "BC DVC 180 TT 131 VNE 102");
	talk_says(t, CHAIR, "XN");
	talk_jump(t, "2022-10-05 09:00");
	talk_says(t, CHAIR, "TH thang 9");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "1/20 da nop. VNE 102, DVC 180, TT 131. Chua nop: Son Tra");
	assert_int_equal(t->outcome.replies[0].parts, 1);
	talk_free(&t);
}

static void a_digest_of_twenty_villages_fits_one_part_and_says_how_many_it_leaves_out(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	add_villages(t, 17);
	talk_says(t, HEAD_2, "BC DVC 8 TT 3");
	talk_says(t, OFFICER, "LICH 22/8 8h tap huan VNeID tai nha van hoa thon Son Tra");
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Chua nop: Son Tra va 18 thon nua (TH CHUA)");
	assert_int_equal(t->outcome.replies[0].parts, 1);
	assert_false(t->outcome.replies[0].ucs2);
	talk_says(t, CHAIR, "TH CHUA");
	talk_answer(t, "digest", OUTCOME_ANSWERED,
		"xa Binh Dong thang 8: 19/20 chua nop, nhac: NHAC. Gom: Son Tra, Thuong Hoa, An Hoa A");
	talk_answer(t, "digest", OUTCOME_ANSWERED, ", (1/2, nhan TIEP)");
	assert_int_equal(t->outcome.replies[0].parts, 1);
	talk_says(t, CHAIR, "XT");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "An Hoa P, An Hoa Q");
	talk_says(t, CHAIR, "TIEP"); /* no more of it */
	talk_answer(t, "guide", OUTCOME_ANSWERED, "Het roi, khong con phan nao nua");
	talk_free(&t);
}

/* On the first Monday of a month there is no report yet, and as much else to tell as ever. */
static void a_digest_before_the_first_report_tells_the_rest(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, CHAIR, "LICH 24/8 8h VNeID tai UBND xa");
	talk_says(t, CHAIR, "TH");
	talk_answer(
		t, "digest", OUTCOME_ANSWERED, "trong so 3. Han 25/8. KK mo: 1. Lich: 24/8 VNE. Nhac cac don vi: NHAC");
	talk_says(t, CHAIR, "TAM NGUNG DEN 26/8");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "KK mo: 1. Lich: 24/8 VNE. Tam ngung nhac toi 26/8.");
	assert_null(strstr(t->outcome.replies[0].text.data, "NHAC"));
	talk_says(t, CHAIR, "TH thang 7");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "KK mo: 1.");
	assert_null(strstr(t->outcome.replies[0].text.data, "NHAC"));
	assert_int_equal(t->outcome.replies[0].parts, 1);
	talk_free(&t);
}

static void the_weekly_digest_comes_once(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 61");
	talk_until(t, "2022-08-22 07:00");
	assert_int_equal(talk_count(t, CHAIR, "da nop"), 0);
	talk_until(t, "2022-08-22 12:00");
	assert_int_equal(talk_count(t, CHAIR, "xa Binh Dong thang 8: 1/3 da nop"), 1);
	assert_int_equal(talk_count(t, OFFICER, "da nop"), 0);
	programme_forget(t->programme);
	talk_until(t, "2022-08-28 23:00");
	assert_int_equal(talk_count(t, CHAIR, "da nop"), 1);
	talk_until(t, "2022-08-29 12:00");
	assert_int_equal(talk_count(t, CHAIR, "da nop"), 2);
	talk_free(&t);
}

static void a_digest_that_is_days_late_is_left_out(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_due(t);
	talk_jump(t, "2022-08-23 09:00");
	talk_due(t);
	assert_int_equal(
		talk_count(t, CHAIR, "xa Binh Dong thang 8") + talk_count(t, CHAIR, "Xa Binh Dong thang 8"), 1);
	talk_jump(t, "2022-09-03 09:00");
	talk_due(t);
	assert_int_equal(talk_count(t, CHAIR, "inh Dong thang"), 1);
	talk_free(&t);
}

/* Off on Monday, and up again on the 1st shortly before the digest of the month. */
static void of_two_digests_of_the_same_day_and_period_one_goes(void **state)
{
	static const char *const up[] = { "2022-11-01 07:18", "2022-11-01 09:00", "2022-10-31 22:30" };

	(void)state;
	for (size_t i = 0; i < sizeof up / sizeof *up; i++) {
		struct talk *t = talk_new();
		int before;

		talk_until(t, "2022-10-31 07:00");
		before = talk_count(t, CHAIR, "inh Dong thang 10");
		talk_jump(t, up[i]);
		talk_restart(t);
		talk_until(t, "2022-11-01 12:00");
		assert_int_equal(talk_count(t, CHAIR, "inh Dong thang 10"), before + 1);
		talk_free(&t);
	}
}

static void those_who_have_not_reported_are_urged(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 61");
	talk_says(t, CHAIR, "NHAC");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Dang gui tin nhac den 1 nguoi: Tan Hy");
	assert_int_equal(talk_count(t, HEAD_2, "Nhac: thon Tan Hy chua nop BC thang 8, han 25/8"), 1);
	assert_int_equal(talk_count(t, HEAD, "chua nop"), 0);
	/* Once, however often it is asked for; Thượng Hòa has nobody yet. */
	talk_says(t, CHAIR, "NHAC");
	talk_answer(t, "urge", OUTCOME_ANSWERED,
		"Da nhac Tan Hy trong 12 gio qua, chua nhac lai. Chua co nguoi nhan: Thuong Hoa. Xem");
	talk_says(t, OFFICER, "NHAC thon Tan Hy");
	talk_answer(t, "urge", OUTCOME_ANSWERED, "Da nhac Tan Hy");
	talk_says(t, OFFICE, "NHAC thon Thuong Hoa");
	talk_answer(t, "urge", OUTCOME_ANSWERED, "Chua nhac duoc Thuong Hoa: chua co ai o do nhan tin");
	assert_int_equal(talk_count(t, HEAD_2, "chua nop BC"), 1);
	talk_says(t, OFFICE, "NHAC");
	talk_answer(t, "urge", OUTCOME_RECORDED, "den 3 nguoi: Thuan Phuoc, Thanh Thuy +1");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Da nhac truoc do: Tan Hy");
	talk_says(t, HEAD, "NHAC");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua ghi gi");
	/* At night it says when; the next day it goes again, to who is still missing. */
	talk_jump(t, "2022-08-19 23:00");
	talk_says(t, CHAIR, "NHAC");
	talk_answer(t, "urge", OUTCOME_RECORDED, "den 1 nguoi: Tan Hy. Gui luc 07:00");
	talk_jump(t, "2022-08-20 12:00");
	talk_says(t, HEAD_2, "BC DVC 1");
	talk_says(t, CHAIR, "NHAC thon Tan Hy");
	talk_answer(t, "urge", OUTCOME_ANSWERED, "khong can nhac");
	talk_free(&t);
}

static void several_villages_are_urged_by_one_text(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "nhac thon Son Tra va thon Tan Hy");
	talk_answer(t, "urge", OUTCOME_RECORDED, "den 2 nguoi: Son Tra, Tan Hy");
	assert_int_equal(talk_count(t, HEAD, "chua nop BC"), 1);
	assert_int_equal(talk_count(t, HEAD_2, "chua nop BC"), 1);
	talk_says(t, CHAIR, "NHAC TO Son Tra, Tan Hy");
	talk_answer(t, "team", OUTCOME_RECORDED, "Son Tra, Tan Hy");
	/* One that is another's, or that nobody knows, and nobody is urged. */
	talk_jump(t, "2022-08-20 12:00");
	talk_says(t, CHAIR, "nhac thon Tan Hy, thon Abc Xyz");
	talk_answer(t, "urge", OUTCOME_ASKED, "Khong tim thay thon Abc Xyz");
	talk_says(t, CHAIR, "nhac to thon Abc Xyz");
	talk_answer(t, "team", OUTCOME_ASKED, "Khong tim thay thon Abc Xyz");
	talk_says(t, CHAIR, "nhac thon Tan Hy va thon Thuan Phuoc");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach thon Thuan Phuoc");
	assert_int_equal(talk_count(t, HEAD_2, "chua nop BC"), 1);
	talk_free(&t);
}

static void several_units_are_told_in_short(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 61");
	talk_says(t, CHAIR, "TH thon Son Tra va thon Tan Hy");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thang 8: Son Tra: ");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "; Tan Hy: chua nop");
	talk_says(t, CHAIR, "TH DVC thon Son Tra, Tan Hy");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Son Tra: DVC 61");
	talk_says(t, OFFICE, "TH xa Binh Dong, xa Binh Chau");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Binh Dong 1/3 da nop: ");
	talk_says(t, CHAIR, "TH KK thon Son Tra, Tan Hy");
	talk_answer(t, "digest", OUTCOME_ASKED, "Nhan tung tin");
	talk_says(t, HEAD, "TH thon Son Tra, Tan Hy");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach thon Tan Hy");
	talk_free(&t);
}

static void who_reports_before_the_reminder_leaves_is_not_reminded(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-25 23:00");
	talk_says(t, CHAIR, "NHAC");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Gui luc 07:00");
	assert_int_equal(talk_number(t, WAITING_REMINDERS), 2);
	/* Another period: the reminder still holds. The day after, it would say that it is late. */
	talk_says(t, HEAD_2, "BC thang 7 DVC 3");
	assert_int_equal(talk_number(t, WAITING_REMINDERS), 2);
	talk_jump(t, "2022-08-26 00:10");
	talk_says(t, HEAD_2, "BC thang 8 DVC 3");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Tan Hy, thang 8");
	assert_int_equal(talk_number(t, WAITING_REMINDERS), 1);
	talk_says(t, HEAD, "BC 0");
	assert_int_equal(talk_number(t, WAITING_REMINDERS), 0);
	talk_free(&t);
}

static void details_stand_behind_th(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 61 TT 20");
	talk_jump(t, "2022-08-26 08:00");
	talk_says(t, HEAD_2, "BC DVC 5");
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, CHAIR, "TH Son Tra");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thon Son Tra thang 8: VNE 0/200, DVC 61/150, TT 20/50");
	talk_says(t, CHAIR, "TH thon Thuong Hoa");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thon Thuong Hoa thang 8: chua nop bao cao, han 25/8");
	talk_says(t, CHAIR, "TH DVC");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "DVC 66 (61/150). Xem chung: TH. Gom: Son Tra 61/150, Tan Hy 5");
	talk_says(t, OFFICE, "TH DVC");
	talk_answer(t, "digest", OUTCOME_ANSWERED,
		"huyen Binh Son thang 8: DVC 66 (61/150). Xem chung: TH. Gom: Binh Dong 66 (61/150)");
	talk_says(t, CHAIR, "TH NOP");
	talk_answer(
		t, "digest", OUTCOME_ANSWERED, "2/3 da nop. Chua nop: TH CHUA. Nop tre: TH TRE. Gom: Son Tra, Tan Hy");
	talk_says(t, CHAIR, "TH TRE");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "1/3 nop tre han. Chua nop: TH CHUA. Gom: Tan Hy");
	talk_says(t, CHAIR, "TH CHUA");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "1/3 chua nop, nhac: NHAC. Gom: Thuong Hoa");
	talk_says(t, CHAIR, "TH KK");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Co 1 kho khan dang mo: 1 mang");
	talk_says(t, CHAIR, "TH LICH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Chua co lich");
	talk_says(t, CHAIR, "TH CT");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "DVC 61/150");
	talk_says(t, HEAD, "TH ZALO");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "(Dan vao nhom Zalo)");
	talk_jump(t, "2022-09-02 08:00");
	talk_says(t, HEAD, "TH ZALO");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Chua bao cao: Son Tra.");
	talk_free(&t);
}

static void a_text_for_the_group_is_whole_and_marked(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 61 TT 20 SK 3 GH 2 ZL 40 HGD 12 PLD 6 QR 1");
	talk_says(t, CHAIR, "TH ZALO");
	talk_answer(t, "digest", OUTCOME_ANSWERED,
		"(Dan vao nhom Zalo) Ket qua To cong nghe so cong dong xa Binh Dong, thang 8, den 18/8: 1/3 don vi");
	talk_answer(t, "digest", OUTCOME_ANSWERED,
		"VNeID, dinh danh muc 2: 0/200; dich vu cong truc tuyen: 61/150; thanh toan dien tu: 20/50; gian hang so: 2;");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Chua bao cao: Tan Hy, Thuong Hoa");
	assert_in_range(t->outcome.replies[0].parts, 2, 4);
	assert_false(t->outcome.replies[0].ucs2);
	talk_free(&t);
}

/* S9: the Youth Union follows its deputies; who hears of them are the standing deputies of the commune and above. */
static void the_youth_union_has_a_line_of_its_own(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "members",
		"phone,name,role,unit,team,status,consent_at\n"
		"+84905100050,Bùi Minh Khoa,to_pho,21049,,active,2022-08-10\n"
		"+84905100051,Lê Anh Thư,to_pho,524,,active,2022-08-10\n"
		"+84905100052,Đỗ Văn Nam,to_pho,2104902,2,active,2022-08-10\n");
	talk_says(t, "+84905100007", "BC DVC 61"); /* the deputy of Sơn Trà */
	talk_says(t, CHAIR, "TH DOAN");
	talk_answer(t, "digest", OUTCOME_ANSWERED,
		"Doan xa Binh Dong thang 8: 2/3 to co to pho, trong do 1 da nop, 1 BC do to pho gui. "
		"Chua nop: Tan Hy. Chua co: Thuong Hoa");
	assert_int_equal(t->outcome.replies[0].parts, 1);
	/* A report of a week is one of its month. */
	talk_says(t, "+84905100052", "BC tuan 32 DVC 3");
	talk_says(t, CHAIR, "TH DOAN");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "trong do 2 da nop, 2 BC do to pho gui");
	talk_until(t, "2022-08-22 12:00");
	assert_int_equal(talk_count(t, "+84905100050", "Doan xa Binh Dong thang 8: 2/3"), 1);
	assert_int_equal(talk_count(t, "+84905100051", "Doan huyen Binh Son thang 8: 2/8"), 1);
	assert_int_equal(talk_count(t, "+84905100052", "Doan "), 0);
	assert_int_equal(talk_count(t, CHAIR, "Doan "), 2); /* who asked */
	talk_free(&t);
}

static void on_the_first_the_month_that_has_ended_is_told_once(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 61");
	talk_until(t, "2022-09-01 07:29");
	talk_restart(t);
	talk_until(t, "2022-09-01 07:31");
	talk_restart(t);
	talk_until(t, "2022-09-01 12:00");
	assert_int_equal(talk_count(t, CHAIR, "xa Binh Dong thang 8: 1/3"), 3); /* two Mondays and the 1st */
	assert_int_equal(talk_count(t, OFFICE, "huyen Binh Son thang 8: 1/8"), 3);
	talk_until(t, "2022-09-05 12:00");
	assert_int_equal(talk_count(t, CHAIR, "inh Dong thang 9"), 1);
	talk_free(&t);
}

static void reminders_before_and_after_the_deadline_go_to_the_missing_only(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 61");
	talk_until(t, "2022-08-21 12:00");
	assert_int_equal(talk_count(t, NULL, "chua nop BC"), 0);
	talk_until(t, "2022-08-22 12:00");
	assert_int_equal(talk_count(t, HEAD_2, "han 25/8"), 1);
	talk_until(t, "2022-08-25 12:00");
	assert_int_equal(talk_count(t, HEAD_2, "han 25/8"), 2);
	talk_says(t, HEAD_2, "BC khong co gi");
	talk_until(t, "2022-08-28 12:00");
	assert_int_equal(talk_count(t, HEAD_2, "qua han"), 0);
	assert_int_equal(talk_count(t, "+84905100020", "qua han"), 1);
	assert_int_equal(talk_count(t, HEAD, "chua nop BC"), 0);
	talk_free(&t);
}

static void targets_are_asked_for_and_assigned(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 15");
	talk_says(t, HEAD, "CT");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "DVC 15/150 (10%)");
	talk_says(t, OFFICE, "giao ct dvc 50 thon tan hy");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "Da giao chi tieu thon Tan Hy, thang 8: DVC 50");
	talk_told(t, HEAD_2, "DVC 50");
	talk_says(t, HEAD_2, "CT");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "DVC 0/50 (0%)");
	talk_says(t, HEAD, "giao ct dvc 50 son tra");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua ghi gi");
	talk_says(t, OFFICER, "giao ct dvc 70 thon thuong hoa");
	talk_answer(t, "target_set", OUTCOME_ASKED, "uy quyen");
	talk_says(t, OFFICER, "XN");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "DVC 70");
	talk_free(&t);
}

static void a_difficulty_goes_up_and_its_answer_comes_down(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2, khong cai duoc VNeID");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da ghi kho khan so 1");
	talk_told(t, OFFICER, "Kho khan so 1, thon Son Tra");
	talk_says(t, HEAD, "KK");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "1 kho khan dang mo");
	talk_says(t, HEAD_2, "TL 1 khong phai viec cua toi");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua ghi gi");
	talk_says(t, OFFICER, "TL 1 tuan sau Viettel dat tram");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Da ghi tra loi kho khan so 1");
	talk_told(t, HEAD, "tuan sau Viettel dat tram");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE status = 'answered'"), 1);
	talk_free(&t);
}

static void a_difficulty_that_nobody_answers_climbs(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_until(t, "2022-08-24 12:00");
	assert_int_equal(talk_count(t, CHAIR, "Kho khan so 1"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE status = 'passed_up'"), 1);
	talk_free(&t);
}

static void secrets_in_a_difficulty_are_masked(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK bi lua, no hoi ma OTP 482913 va so CCCD 051088001234");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "lua dao");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "soan S gui 5656"); /* what to do about a fraud */
	assert_int_equal(t->outcome.status, OUTCOME_RECORDED);
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM ticket WHERE text LIKE '%482913%' OR text LIKE '%051088%'"), 0);
	assert_int_equal(talk_count(t, NULL, "482913"), 0);
	talk_free(&t);
}

static void a_time_or_a_commune_that_there_is_not_is_said(void **state)
{
	static const char *const times[] = { "thang 13", "31/2", "tuan 60", "quy 5" };
	struct talk *t = talk_new();
	char text[60], words[60];

	(void)state;
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		snprintf(text, sizeof text, "th %s", times[i]);
		snprintf(words, sizeof words, "Khong co %s", times[i]);
		talk_says(t, OFFICE, text);
		talk_answer(t, "digest", OUTCOME_REFUSED, words);
	}
	talk_says(t, OFFICE, "th xa khong co that");
	talk_answer(t, "digest", OUTCOME_ASKED, "Khong tim thay xa khong co that");
	talk_says(t, OFFICE, "th thang 7");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thang 7");
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_time_or_a_commune_that_there_is_not_is_said),
		cmocka_unit_test(the_digest_reconciles_with_the_reports),
		cmocka_unit_test(the_district_sees_its_communes),
		cmocka_unit_test(a_digest_of_six_villages_with_targets_of_the_year_fits_one_part),
		cmocka_unit_test(a_digest_with_room_for_few_figures_tells_what_came),
		cmocka_unit_test(figures_are_told_before_when_urging_rested),
		cmocka_unit_test(several_figures_are_told_before_how_far_they_are),
		cmocka_unit_test(a_digest_of_twenty_villages_fits_one_part_and_says_how_many_it_leaves_out),
		cmocka_unit_test(a_digest_before_the_first_report_tells_the_rest),
		cmocka_unit_test(the_weekly_digest_comes_once),
		cmocka_unit_test(a_digest_that_is_days_late_is_left_out),
		cmocka_unit_test(of_two_digests_of_the_same_day_and_period_one_goes),
		cmocka_unit_test(those_who_have_not_reported_are_urged),
		cmocka_unit_test(several_villages_are_urged_by_one_text),
		cmocka_unit_test(several_units_are_told_in_short),
		cmocka_unit_test(who_reports_before_the_reminder_leaves_is_not_reminded),
		cmocka_unit_test(details_stand_behind_th),
		cmocka_unit_test(a_text_for_the_group_is_whole_and_marked),
		cmocka_unit_test(the_youth_union_has_a_line_of_its_own),
		cmocka_unit_test(on_the_first_the_month_that_has_ended_is_told_once),
		cmocka_unit_test(reminders_before_and_after_the_deadline_go_to_the_missing_only),
		cmocka_unit_test(targets_are_asked_for_and_assigned),
		cmocka_unit_test(a_difficulty_goes_up_and_its_answer_comes_down),
		cmocka_unit_test(a_difficulty_that_nobody_answers_climbs),
		cmocka_unit_test(secrets_in_a_difficulty_are_masked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
