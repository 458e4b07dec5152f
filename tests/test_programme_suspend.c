/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What nobody asked for: three a day whatever its kind; and nobody is urged in a storm, over which deadlines move. */
#include "tests/help/talk.h"

#include "gateway/base/clock.h"
#include "gateway/programme/suspend.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define URGED "Nhac"
#define WAITING_TO_URGE                                                                                                \
	"SELECT count(*) FROM message WHERE state = 'queued' AND kind = 'unasked' AND text LIKE 'Nhac:%'"

/* ---- TAM NGUNG ---- */

/* Who pauses, and that it is over, in their own words. */
static void what_rests_is_listed_and_ends_with_the_storm(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "ai dang tam ngung");
	talk_answer(t, "urge", OUTCOME_ANSWERED, "Khong co tam ngung nao");
	talk_says(t, CHAIR, "bao so 13 sap vao, ngung nhac het xa 3 ngay");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Da tam ngung nhac xa Binh Dong tu 18/8 toi het 20/8");
	talk_says(t, CHAIR, "ai dang tam ngung");
	talk_answer(
		t, "urge", OUTCOME_ANSWERED, "tam ngung nhac: 1: xa Binh Dong 18/8-20/8. Nhac lai: HET TAM NGUNG <so>");
	talk_says(t, CHAIR, "het bao roi, nhac lai di");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Da nhac lai binh thuong xa Binh Dong");
	talk_says(t, HEAD, "het lu roi"); /* no order */
	assert_int_not_equal(t->outcome.intent, INTENT_SUSPEND);
	talk_says(t, CHAIR, "tam ngung toan xa tu 28 tet den mung 5");
	talk_answer(t, "urge", OUTCOME_REFUSED, "Xin nhan ngay duong: TAM NGUNG TU 14/2");
	talk_free(&t);
}

/* A place that nobody knows is no reason to let the whole commune rest, nor one to call or ask all of it. */
static void an_unknown_place_is_not_the_whole_commune(void **state)
{
	static const char *const texts[] = { "tam ngung den 25/8 thuan hoa", "tam ngung den 25/8 tai thon abc",
		"ycbc qr den 25/8 thuan hoa", "lich 25/8 8h hop thuan hoa", "danh ba thon xuan hoa", "tb thon abc: hop",
		"th xyz" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, CHAIR, texts[i]);
		assert_int_equal(t->outcome.status, OUTCOME_ASKED);
		assert_non_null(strstr(t->outcome.replies[0].text.data, "Khong tim thay"));
	}
	talk_says(t, CHAIR, "tam ngung den 25/8 gat lua");
	talk_answer(t, "urge", OUTCOME_RECORDED, "(gat lua)");
	talk_free(&t);
}

/* Of the administrator's it is said whose it is, and never that there is none. */
static void a_pause_of_all_is_its_administrators(void **state)
{
	struct suspension all = {
		.first_day = "2022-08-01", .last_day = "2022-08-30", .reason = "bao", .by_whom = "admin"
	};
	struct talk *t = talk_new();
	struct why why;

	(void)state;
	assert_int_equal(suspend_begin(t->programme, &all, &why), 0);
	talk_says(t, CHAIR, "HET TAM NGUNG");
	talk_answer(t, "urge", OUTCOME_REFUSED, "Tam ngung so 1 la cua ca he thong, nguoi quan tri dat den het 30/8");
	talk_says(t, CHAIR, "xem tam ngung");
	talk_answer(t, "urge", OUTCOME_ANSWERED, "1: ca he thong 1/8-30/8");
	talk_free(&t);
}

static void a_storm_stops_the_urging_and_moves_the_deadline(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "TAM NGUNG DEN 26/8 bao so 4");
	talk_answer(t, "urge", OUTCOME_RECORDED,
		"Da tam ngung nhac xa Binh Dong tu 18/8 toi het 26/8 (bao so 4). Han bao cao lui theo. Nhac lai: HET TAM "
		"NGUNG 1");
	talk_until(t, "2022-08-26 12:00");
	assert_int_equal(talk_count(t, HEAD, "chua bao cao"), 0);
	assert_int_equal(
		talk_number(t, "SELECT count(*) FROM message WHERE kind = 'unasked' AND text LIKE '%21049%'"), 0);
	talk_says(t, CHAIR, "NHAC");
	talk_answer(t, "urge", OUTCOME_REFUSED, "xa Binh Dong dang tam ngung nhac toi het 26/8 (bao so 4)");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Han 29/8");
	talk_says(t, HEAD, "bc dvc 5"); /* answers go on */
	talk_answer(t, "report", OUTCOME_RECORDED, "Da nhan BC so 1");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Tam ngung nhac toi 26/8");
	assert_int_equal(talk_count(t, CHAIR, "Nhac: NHAC"), 0); /* which would be refused */
	assert_int_equal(talk_count(t, HEAD_2, URGED), 0);
	talk_until(t, "2022-08-29 12:00"); /* the day on which it is due now */
	assert_int_equal(talk_count(t, HEAD_2, URGED), 1);
	talk_free(&t);
}

/* One of several is over: that another still rests is said. Who stands above them all is told which there are. */
static void one_of_several_is_ended(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "TAM NGUNG DEN 20/8 bao");
	talk_says(t, CHAIR, "TAM NGUNG DEN 25/8 lut");
	talk_says(t, ADMIN, "het tam ngung");
	talk_answer(t, "urge", OUTCOME_ANSWERED, "1: xa Binh Dong 18/8-20/8; 2: xa Binh Dong 18/8-25/8");
	talk_says(t, CHAIR, "het tam ngung 1");
	talk_answer(t, "urge", OUTCOME_RECORDED,
		"Tam ngung so 1 het, nhung xa Binh Dong con tam ngung so 2 den het 25/8 (lut)");
	talk_says(t, CHAIR, "het tam ngung 2");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Da nhac lai binh thuong xa Binh Dong");
	talk_free(&t);
}

static void what_runs_is_extended(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "TAM NGUNG DEN 22/8 bao so 4");
	talk_says(t, CHAIR, "gia han tam ngung den 26/8");
	talk_answer(t, "urge", OUTCOME_RECORDED,
		"tu 18/8 toi het 26/8 (bao so 4). Han bao cao lui theo. Nhac lai: HET TAM NGUNG 1");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Han 29/8");
	talk_says(t, CHAIR, "gia han tam ngung them 2 ngay");
	talk_answer(t, "urge", OUTCOME_RECORDED, "toi het 28/8 (bao so 4)");
	talk_says(t, CHAIR, "gia han tam ngung 1 den 30/8");
	talk_answer(t, "urge", OUTCOME_RECORDED, "toi het 30/8 (bao so 4)");
	talk_says(t, CHAIR, "gia han tam ngung den 20/8");
	talk_answer(t, "urge", OUTCOME_REFUSED, "so 1 cua xa Binh Dong dang den het 30/8, chua doi gi");
	talk_says(t, CHAIR, "gia han tam ngung them 3 tuan");
	talk_answer(t, "urge", OUTCOME_REFUSED, "nhieu nhat 31 ngay");
	talk_says(t, CHAIR, "gia han tam ngung 7 den 30/8");
	talk_answer(t, "urge", OUTCOME_ANSWERED, "tam ngung nhac: 1: xa Binh Dong");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM suspension"), 1);
	assert_int_equal(talk_number(t, "SELECT count(*) FROM suspension WHERE last_day = '2022-08-30'"), 1);
	talk_free(&t);
}

static void several_villages_or_one_that_nobody_knows_rest_from_nothing(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "tam ngung son tra, tan hy den 26/8");
	talk_answer(t, "urge", OUTCOME_REFUSED, "Moi tin tam ngung mot thon hoac mot xa, chua ghi gi");
	talk_says(t, CHAIR, "tam ngung hoa loc den 26/8");
	talk_answer(t, "urge", OUTCOME_ASKED, "Khong tim thay hoa loc");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM suspension"), 0);
	talk_free(&t);
}

/* Without the kind word they were all of the commune; beside one that is known they were dropped unsaid. */
static void nobody_is_urged_for_a_name_that_nobody_knows(void **state)
{
	static const struct {
		const char *text, *intent;
	} texts[] = { { "nhac hoa loc", "urge" }, { "nhac to hoa loc", "team" }, { "th hoa loc", "digest" },
		{ "ct hoa loc", "target_query" }, { "th son tra, hoa loc", "digest" },
		{ "nhac son tra, tan hy va hoa loc", "urge" }, { "giao ct 50 dvc cho hoa loc", "target_set" } };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct talk *t = talk_new();

		talk_says(t, CHAIR, texts[i].text);
		talk_answer(t, texts[i].intent, OUTCOME_ASKED, "Khong tim thay hoa loc");
		assert_int_equal(
			talk_number(t, "SELECT count(*) FROM message WHERE phone <> '" CHAIR "' AND state = 'queued'"),
			0);
		talk_free(&t);
	}
}

/* NHAC in the night waits for the morning; the storm comes first. */
static void what_waits_to_urge_does_not_go_into_the_storm(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-24 22:30");
	talk_says(t, CHAIR, "NHAC");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Dang gui tin nhac den 2 nguoi");
	assert_int_equal(talk_number(t, WAITING_TO_URGE), 2);
	talk_says(t, CHAIR, "TAM NGUNG DEN 27/8 bao so 4");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Da tam ngung nhac");
	assert_int_equal(talk_number(t, WAITING_TO_URGE), 0);
	talk_free(&t);
}

/* At the end of the last day there is only the morning after: a reminder says then that it is late. */
/* NHAC TO, too; and only of the unit in which urging rests. */
static void what_waits_to_urge_teams_does_not_go_into_the_storm(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-24 22:30");
	talk_says(t, CHAIR, "NHAC TO");
	talk_answer(t, "team", OUTCOME_RECORDED, "Dang nhac lap, kien toan to den");
	assert_true(talk_number(t, WAITING_TO_URGE) > 0);
	talk_says(t, CHAIR, "TAM NGUNG thon Tan Hy DEN 27/8 bao so 4");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Da tam ngung nhac thon Tan Hy");
	assert_int_equal(talk_number(t, WAITING_TO_URGE " AND phone = '" HEAD_2 "'"), 0);
	assert_true(talk_number(t, WAITING_TO_URGE) > 0);
	talk_says(t, CHAIR, "TAM NGUNG DEN 27/8 bao so 4");
	assert_int_equal(talk_number(t, WAITING_TO_URGE), 0);
	talk_free(&t);
}

static void a_reminder_is_true_when_it_goes(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-25 23:00");
	talk_says(t, CHAIR, "NHAC");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Dang gui tin nhac den 2 nguoi");
	assert_int_equal(talk_number(t, WAITING_TO_URGE " AND text LIKE '%qua han%'"), 2);
	talk_free(&t);
}

/* Three texts came first; the report comes while the reminder waits for its day. */
static void who_reported_is_not_reminded_a_day_later(void **state)
{
	static const char *const texts[] = { "TB mot", "TB hai", "TB ba" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, CHAIR, texts[i]);
		talk_says(t, CHAIR, "XN");
	}
	talk_says(t, CHAIR, "NHAC");
	talk_answer(t, "urge", OUTCOME_RECORDED,
		"Nguoi nhan da du tin trong ngay nen hom sau moi nhac: Son Tra, Tan Hy. Chua co nguoi nhan: Thuong Hoa. Xem ai chua nop: TH CHUA");
	assert_int_equal(talk_number(t, WAITING_TO_URGE), 2);
	talk_jump(t, "2022-08-19 06:30"); /* 21 hours later */
	talk_says(t, HEAD, "bc dvc 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "Da nhan BC so 1");
	assert_int_equal(talk_number(t, WAITING_TO_URGE), 1);
	assert_int_equal(talk_number(t, WAITING_TO_URGE " AND phone = '" HEAD "'"), 0);
	talk_free(&t);
}

/* The leader learns whose day is full; and that one, too, is reminded, though it is late then. */
static void on_the_last_day_who_has_three_already_is_reminded_of_being_late(void **state)
{
	static const char *const texts[] = { "mot", "hai", "ba" };
	struct talk *t = talk_new();
	char text[64];

	(void)state;
	talk_jump(t, "2022-08-25 14:00");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		snprintf(text, sizeof text, "TB thon Son Tra: %s", texts[i]);
		talk_says(t, CHAIR, text);
		talk_says(t, CHAIR, "XN");
	}
	talk_says(t, CHAIR, "NHAC");
	talk_answer(t, "urge", OUTCOME_RECORDED,
		"Dang gui tin nhac den 1 nguoi: Tan Hy. Hom nay du tin, nhac hom sau: Son Tra. Chua co nguoi nhan: ");
	assert_int_equal(talk_count(t, HEAD_2, "chua nop BC thang 8, han 25/8"), 1);
	assert_int_equal(talk_count(t, HEAD, "chua nop BC thang 8, qua han 25/8"), 1);
	talk_free(&t);
}

static void it_ends_when_the_sky_is_clear(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "tam dung nhac bao cao tu 20/8 den 26/8 vi lut");
	talk_answer(t, "urge", OUTCOME_RECORDED, "tu 20/8 toi het 26/8 (lut)");
	talk_jump(t, "2022-08-21 09:00");
	talk_says(t, CHAIR, "HET TAM NGUNG");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Da nhac lai binh thuong xa Binh Dong (tam ngung so 1 het)");
	talk_says(t, CHAIR, "het tam dung");
	talk_answer(t, "urge", OUTCOME_REFUSED, "Khong co tam ngung nao");
	talk_says(t, CHAIR, "NHAC");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Dang gui tin nhac den 2 nguoi");
	talk_until(t, "2022-08-25 12:00");
	assert_in_range(talk_count(t, HEAD_2, URGED), 1, 3);
	talk_free(&t);
}

/* Whose deadline fell into the storm has the days of grace behind it, also when it ends before its time. */
static void what_the_storm_has_moved_stays_moved_when_it_ends_early(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "TAM NGUNG TU 24/8 DEN 30/8 bao so 4");
	talk_until(t, "2022-08-26 09:00");
	talk_says(t, CHAIR, "HET TAM NGUNG");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Da nhac lai binh thuong");
	talk_restart(t);
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Han 28/8"); /* three days behind the 25th, its last */
	talk_says(t, HEAD, "bc dvc 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "Da nhan BC so 1, thon Son Tra, thang 8: DVC 5. Luy ke");
	talk_says(t, CHAIR, "HET TAM NGUNG 1");
	talk_answer(t, "urge", OUTCOME_REFUSED, "Khong co tam ngung nao");
	talk_until(t, "2022-08-29 09:00");
	assert_int_equal(talk_count(t, HEAD_2, "han 28/8"), 1);
	talk_free(&t);
}

static void a_storm_that_does_not_come_moves_nothing(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-24 09:00");
	talk_says(t, CHAIR, "TAM NGUNG DEN 30/8 bao so 4");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Han 2/9");
	talk_says(t, CHAIR, "HET TAM NGUNG");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Han 25/8");
	talk_free(&t);
}

static void only_who_leads_may_and_only_days_that_make_sense(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "TAM NGUNG DEN 26/8 bao");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Xin hoi");
	talk_says(t, OFFICER, "TAM NGUNG DEN 26/8 bao");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Xin hoi Pham Van Tai");
	talk_says(t, CHAIR, "TAM NGUNG xa Binh Chau DEN 26/8 bao");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach xa Binh Chau");
	talk_says(t, CHAIR, "TAM NGUNG");
	talk_answer(t, "urge", OUTCOME_REFUSED, "TAM NGUNG DEN 25/10 BAO LU");
	talk_says(t, CHAIR, "TAM NGUNG DEN 15/8/2022 bao");
	talk_answer(t, "urge", OUTCOME_REFUSED, "Ngay 15/8 da qua");
	talk_says(t, CHAIR, "TAM NGUNG DEN 30/10 bao");
	talk_answer(t, "urge", OUTCOME_REFUSED, "nhieu nhat 31 ngay");
	talk_says(t, OFFICE, "TAM NGUNG xa Binh Chau DEN 26/8 bao");
	talk_answer(t, "urge", OUTCOME_RECORDED, "xa Binh Chau");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM suspension"), 1);
	talk_free(&t);
}

/* "đến hết tết": which days that is stands in the menu files. */
static void days_until_tet_are_those_of_the_calendar(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "tam ngung den het tet");
	talk_answer(t, "urge", OUTCOME_REFUSED, "nhieu nhat 31 ngay");
	talk_jump(t, "2023-01-10 09:00");
	talk_says(t, CHAIR, "tam ngung den het tet");
	talk_answer(t, "urge", OUTCOME_RECORDED, "tu 10/1 toi het 26/1");
	talk_says(t, CHAIR, "het tam ngung");
	talk_says(t, CHAIR, "tam ngung den tet");
	talk_answer(t, "urge", OUTCOME_RECORDED, "tu 10/1 toi het 19/1");
	talk_says(t, CHAIR, "het tam ngung");
	talk_says(t, CHAIR, "tam ngung tu 15/1 den het tet");
	talk_answer(t, "urge", OUTCOME_RECORDED, "tu 15/1 toi het 26/1");
	talk_says(t, CHAIR, "tam ngung den mung 5 tet");
	talk_answer(t, "urge", OUTCOME_REFUSED, "Xin nhan ngay duong: TAM NGUNG TU 14/2");
	talk_free(&t);
}

static void spans_are_read_right_or_asked(void **state)
{
	static const char *const texts[][2] = { { "tam ngung 3 ngay tu 22/8", "tu 22/8 toi het 24/8" },
		{ "tam ngung tu 22/8 den 25/8", "tu 22/8 toi het 25/8" },
		{ "tam ngung tu 22 den 25/8", "tu 22/8 toi het 25/8. " },
		{ "tam ngung 22-25/8", "tu 22/8 toi het 25/8" }, { "tam ngung het tuan nay", "tu 18/8 toi het 21/8" },
		{ "tam ngung tuan sau", "tu 22/8 toi het 28/8" },
		{ "tam ngung den cuoi thang", "tu 18/8 toi het 31/8" },
		{ "tam ngung hai tuan", "tu 18/8 toi het 31/8" },
		{ "TAM NGUNG until Aug 25", "tu 18/8 toi het 25/8" } };
	static const char *const unclear[] = { "tam ngung tu 22/8", "tam ngung den thu hai 23/8",
		"tam ngung den 31/9" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, CHAIR, texts[i][0]);
		talk_answer(t, "urge", OUTCOME_RECORDED, texts[i][1]);
		talk_says(t, CHAIR, "het tam ngung");
	}
	for (size_t i = 0; i < sizeof unclear / sizeof *unclear; i++) {
		talk_says(t, CHAIR, unclear[i]);
		talk_answer(t, "urge", OUTCOME_REFUSED, "TAM NGUNG DEN 25/10 BAO LU");
	}
	talk_free(&t);
}

/* "tết" is why, and a date of the moon is none that is reckoned with. */
static void tet_is_a_reason_and_no_day(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "tam ngung den 26/8 nghi tet");
	talk_answer(t, "urge", OUTCOME_RECORDED, "tu 18/8 toi het 26/8 (nghi tet)");
	talk_says(t, CHAIR, "het tam ngung");
	talk_says(t, CHAIR, "tam ngung tu 20/8 den 26/8 tet nguyen dan");
	talk_answer(t, "urge", OUTCOME_RECORDED, "tu 20/8 toi het 26/8");
	talk_says(t, CHAIR, "tam ngung den 26/8 am lich");
	talk_answer(t, "urge", OUTCOME_REFUSED, "Xin nhan ngay duong: TAM NGUNG TU 14/2");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM suspension"), 2);
	talk_free(&t);
}

/* The district rests: so do its communes. */
static void what_rests_above_rests_below(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "TAM NGUNG DEN 26/8 bao");
	talk_answer(t, "urge", OUTCOME_RECORDED, "huyen Binh Son");
	talk_restart(t);
	talk_says(t, CHAIR, "NHAC");
	talk_answer(t, "urge", OUTCOME_REFUSED, "dang tam ngung nhac toi het 26/8 (bao) do huyen Binh Son dat");
	talk_says(t, CHAIR, "HET TAM NGUNG");
	talk_answer(t, "urge", OUTCOME_REFUSED, "Muon nhac lai som: xin hoi huyen Binh Son");
	talk_says(t, CHAIR, "HET TAM NGUNG 1"); /* it is not theirs to end */
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach huyen Binh Son");
	talk_free(&t);
}

/* An administrator's is ended by nobody's text, and no text says that one could. */
static void what_an_administrator_suspended_says_so(void **state)
{
	struct talk *t = talk_new();
	struct suspension s = {
		.first_day = "2022-08-18", .last_day = "2022-08-26", .reason = "bão", .by_whom = "root"
	};
	struct why why;

	(void)state;
	s.at = t->now;
	assert_int_equal(store_begin(t->store, &why), 0);
	assert_int_equal(suspend_begin(t->programme, &s, &why), 0);
	assert_int_equal(store_commit(t->store, &why), 0);
	for (const char *const *who = (const char *const[]){ CHAIR, OFFICE, NULL }; *who != NULL; who++) {
		talk_says(t, *who, "NHAC");
		talk_answer(t, "urge", OUTCOME_REFUSED,
			"tam ngung nhac toi het 26/8 (bao) do quan tri dat, chua nhac ai. Muon nhac lai som: xin hoi quan "
			"tri");
		talk_says(t, *who, "HET TAM NGUNG");
		talk_answer(t, "urge", OUTCOME_REFUSED, "quan tri");
		talk_says(t, *who, "HET TAM NGUNG 1");
		talk_answer(t, "urge", OUTCOME_REFUSED, "quan tri");
	}
	talk_free(&t);
}

static void at_tet_nobody_is_urged(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2023-01-19 21:00");
	talk_until(t, "2023-01-26 23:00");
	assert_int_equal(
		talk_number(t, "SELECT count(*) FROM message WHERE kind = 'unasked' AND text LIKE '%chua bao cao%'"),
		0);
	talk_says(t, CHAIR, "NHAC");
	talk_answer(t, "urge", OUTCOME_REFUSED, "(nghi Tet)");
	talk_until(t, "2023-01-29 12:00"); /* the 25th became the 29th */
	assert_int_equal(talk_count(t, HEAD, URGED), 1);
	talk_free(&t);
}

/* ---- three a day ---- */

static int64_t on_day(struct talk *t, const char *from, const char *until)
{
	static const char sql[] =
		"SELECT count(*) FROM message WHERE phone = '" HEAD "' AND kind IN ('unasked', 'bulk',"
		" 'courtesy') AND next_at >= $1 AND next_at < $2";
	struct why why = { "" };
	struct query *q = store_query(t->store, sql, &why);
	int64_t first, last, count;

	assert_non_null(q);
	assert_int_equal(clock_read(from, &first), 0);
	assert_int_equal(clock_read(until, &last), 0);
	query_int(q, 1, first);
	query_int(q, 2, last);
	assert_int_equal(query_step(q, &why), STEP_ROW);
	count = query_column_int(q, 0);
	query_end(q);
	return count;
}

static void broadcasts_and_reminders_share_the_three_of_a_day(void **state)
{
	static const char *const texts[] = { "TB mot", "TB hai", "TB ba", "TB bon", "TB nam" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, CHAIR, texts[i]);
		talk_says(t, CHAIR, "XN");
	}
	assert_int_equal(on_day(t, "2022-08-18 00:00", "2022-08-19 00:00"), 3);
	assert_int_equal(on_day(t, "2022-08-19 00:00", "2022-08-20 00:00"), 2);
	assert_int_equal(on_day(t, "2022-08-19 00:00", "2022-08-19 07:00"), 0);
	talk_free(&t);
}

/* What waits since yesterday counts on the day on which it goes. */
static void it_is_the_day_of_going_that_counts(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-18 22:30");
	for (int i = 0; i < 2; i++) {
		talk_says(t, CHAIR, i == 0 ? "TB mot" : "TB hai");
		talk_says(t, CHAIR, "XN");
	}
	talk_jump(t, "2022-08-19 09:00");
	for (int i = 0; i < 2; i++) {
		talk_says(t, CHAIR, i == 0 ? "TB ba" : "TB bon");
		talk_says(t, CHAIR, "XN");
	}
	assert_int_equal(on_day(t, "2022-08-19 00:00", "2022-08-20 00:00"), 3);
	assert_int_equal(on_day(t, "2022-08-20 07:00", "2022-08-21 00:00"), 1);
	talk_free(&t);
}

/* It came when the gateway was back: what was due in the days before it moves, too. */
static void it_begins_on_the_day_on_which_it_was_sent(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-26 07:00");
	talk_arrives(t, CHAIR, "2022-08-24 20:11", "TAM NGUNG DEN 27/8 bao so 4");
	talk_answer(t, "urge", OUTCOME_RECORDED, "tu 24/8 toi het 27/8");
	talk_says(t, HEAD, "bc dvc 5");
	talk_says(t, CHAIR, "TH");
	talk_answer(
		t, "digest", OUTCOME_ANSWERED, "Tam ngung nhac toi 27/8"); /* it was due on the 25th, is on the 30th */
	talk_until(t, "2022-08-30 12:00");
	assert_int_equal(talk_count(t, HEAD_2, URGED), 1);
	talk_free(&t);
}

static void two_that_were_said_of_one_unit_end_together(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "TAM NGUNG DEN 26/8");
	talk_says(t, CHAIR, "TAM NGUNG DEN 28/8 bao lu");
	talk_says(t, CHAIR, "HET TAM NGUNG");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Da nhac lai binh thuong");
	talk_says(t, CHAIR, "NHAC");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Dang gui tin nhac");
	talk_says(t, CHAIR, "HET TAM NGUNG");
	talk_answer(t, "urge", OUTCOME_REFUSED, "Khong co tam ngung nao dang chay");
	talk_free(&t);
}

static void so_many_days_are_a_time_too(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "tam ngung 3 ngay vi bao");
	talk_answer(t, "urge", OUTCOME_RECORDED, "tu 18/8 toi het 20/8 (bao)");
	talk_says(t, CHAIR, "het tam ngung");
	talk_says(t, CHAIR, "tam ngung 1 tuan");
	talk_answer(t, "urge", OUTCOME_RECORDED, "tu 18/8 toi het 24/8. ");
	talk_says(t, CHAIR, "het tam ngung");
	talk_says(t, CHAIR, "tam ngung tu 22/8 trong 3 ngay vi bao");
	talk_answer(t, "urge", OUTCOME_RECORDED, "tu 22/8 toi het 24/8 (bao)");
	/* A whole is where it rests, and not why. */
	talk_says(t, OFFICE, "tam ngung ca tinh den 24/8 vi bao"); /* that is not the district's */
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach tinh Quang Ngai");
	talk_says(t, OFFICE, "tam ngung ca huyen den 24/8 vi bao");
	talk_answer(t, "urge", OUTCOME_RECORDED, "toi het 24/8 (bao)");
	talk_free(&t);
}

static void a_commune_that_rests_with_the_district_is_told_so(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "TAM NGUNG DEN 26/8 bao so 4");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Da tam ngung nhac huyen Binh Son");
	talk_says(t, OFFICE, "het tam ngung xa binh dong");
	talk_answer(t, "urge", OUTCOME_REFUSED,
		"Tam ngung so 1 cua huyen Binh Son (den het 26/8) gom ca noi nay, noi nay khong ngung rieng. Het ca dot do "
		"nhan: HET TAM NGUNG 1");
	talk_says(t, OFFICE, "HET TAM NGUNG 1");
	talk_answer(t, "urge", OUTCOME_RECORDED, "huyen Binh Son");
	talk_says(t, OFFICE, "het tam ngung xa binh dong");
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(so_many_days_are_a_time_too),
		cmocka_unit_test(what_runs_is_extended),
		cmocka_unit_test(one_of_several_is_ended),
		cmocka_unit_test(several_villages_or_one_that_nobody_knows_rest_from_nothing),
		cmocka_unit_test(nobody_is_urged_for_a_name_that_nobody_knows),
		cmocka_unit_test(what_rests_is_listed_and_ends_with_the_storm),
		cmocka_unit_test(an_unknown_place_is_not_the_whole_commune),
		cmocka_unit_test(a_pause_of_all_is_its_administrators),
		cmocka_unit_test(a_storm_stops_the_urging_and_moves_the_deadline),
		cmocka_unit_test(what_waits_to_urge_does_not_go_into_the_storm),
		cmocka_unit_test(what_waits_to_urge_teams_does_not_go_into_the_storm),
		cmocka_unit_test(a_reminder_is_true_when_it_goes),
		cmocka_unit_test(who_reported_is_not_reminded_a_day_later),
		cmocka_unit_test(on_the_last_day_who_has_three_already_is_reminded_of_being_late),
		cmocka_unit_test(it_ends_when_the_sky_is_clear),
		cmocka_unit_test(what_the_storm_has_moved_stays_moved_when_it_ends_early),
		cmocka_unit_test(a_storm_that_does_not_come_moves_nothing),
		cmocka_unit_test(days_until_tet_are_those_of_the_calendar),
		cmocka_unit_test(spans_are_read_right_or_asked),
		cmocka_unit_test(tet_is_a_reason_and_no_day),
		cmocka_unit_test(only_who_leads_may_and_only_days_that_make_sense),
		cmocka_unit_test(what_rests_above_rests_below),
		cmocka_unit_test(what_an_administrator_suspended_says_so),
		cmocka_unit_test(at_tet_nobody_is_urged),
		cmocka_unit_test(broadcasts_and_reminders_share_the_three_of_a_day),
		cmocka_unit_test(it_is_the_day_of_going_that_counts),
		cmocka_unit_test(it_begins_on_the_day_on_which_it_was_sent),
		cmocka_unit_test(two_that_were_said_of_one_unit_end_together),
		cmocka_unit_test(a_commune_that_rests_with_the_district_is_told_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
