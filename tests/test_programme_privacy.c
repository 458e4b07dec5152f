/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Stop and resume, machines, loops, help, menus, USSD, language. What is held of a person: test_programme_held.c. */
#include "tests/help/talk.h"

#include "gateway/base/clock.h"
#include "gateway/programme/programme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static void anyone_may_stop_and_resume(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "TC");
	talk_answer(t, "optout", OUTCOME_RECORDED, "Da ngung gui tin");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM stopped WHERE msisdn = '" HEAD "'"), 1);
	/* A report that is sent all the same is taken and answered. */
	talk_says(t, HEAD, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	talk_says(t, HEAD, "NHAN LAI");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Da mo lai");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM stopped"), 0);
	talk_says(t, HEAD, "NHAN LAI");
	talk_answer(t, "optin", OUTCOME_ANSWERED, "van dang nhan tin");
	talk_says(t, STRANGER, "STOP");
	talk_answer(t, "optout", OUTCOME_RECORDED, "Da ngung gui tin");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM stopped WHERE msisdn = '" STRANGER "'"), 1);
	talk_free(&t);
}

static void huy_to_an_open_question_is_about_that_question(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 5");
	talk_says(t, HEAD, "BC DVC 7");
	talk_answer(t, "report", OUTCOME_ASKED, "da co DVC 5");
	talk_says(t, HEAD, "huy");
	talk_answer(t, "ask", OUTCOME_ANSWERED, "khong thay doi gi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM stopped"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 1);
	/* Nothing is asked now. */
	talk_says(t, HEAD, "huy");
	talk_answer(t, "optout", OUTCOME_RECORDED, "Da ngung gui tin");
	talk_free(&t);
}

static void what_waits_for_the_morning_does_not_go_to_who_has_stopped(void **state)
{
	static const char waiting[] = "SELECT COUNT(*) FROM message WHERE direction = 'out' AND state = 'queued' "
				      "AND kind <> 'answer' AND phone = '" HEAD "'";
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-18 22:30");
	talk_says(t, OFFICER, "LICH 22/8 8h tap huan VNeID tai UBND xa");
	assert_int_equal(talk_number(t, waiting), 1);
	talk_says(t, HEAD, "TC");
	talk_answer(t, "optout", OUTCOME_RECORDED, "Da ngung gui tin");
	assert_int_equal(talk_number(t, waiting), 0);
	talk_free(&t);
}

static void machines_are_never_answered(void **state)
{
	static const char *const senders[] = { "191", "VIETTEL", "8049", "+14155550123" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof senders / sizeof *senders; i++) {
		talk_says(t, senders[i], "BC DVC 5");
		talk_answer(t, "ignore", OUTCOME_IGNORED, "");
		talk_says(t, senders[i], "TG");
		talk_answer(t, "ignore", OUTCOME_IGNORED, "");
	}
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM message WHERE direction = 'out'"), 0);
	talk_free(&t);
}

static void an_operator_notice_raises_an_alarm_once(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	for (int i = 0; i < 3; i++) {
		talk_says(t, "191",
			"[TB] Thue bao cua Quy khach sap het han su dung. Vui long nap the truoc ngay 25/08/2022");
		talk_answer(t, "ignore", OUTCOME_IGNORED, "");
	}
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM alarm WHERE subject = 'desk' AND cleared_at = 0"), 1);
	assert_int_equal(talk_count(t, ADMIN, "Keng:"), 1);
	talk_free(&t);
}

static void what_nobody_understands_is_answered_twice_an_hour(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	for (int i = 0; i < 5; i++)
		talk_says(t, HEAD, "[Hinh anh]");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM message WHERE direction = 'out'"), 2);
	talk_jump(t, "2022-08-18 10:30");
	talk_says(t, HEAD, "[Hinh anh]");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM message WHERE direction = 'out'"), 3);
	talk_free(&t);
}

static void a_loop_is_stopped(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	for (int i = 0; i < 100; i++)
		talk_says(t, HEAD, "TG");
	assert_in_range(talk_number(t, "SELECT COUNT(*) FROM message WHERE direction = 'out'"), 10, 70);
	talk_free(&t);
}

static void thanks_need_no_answer(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "cam on");
	talk_answer(t, "ack", OUTCOME_ANSWERED, "");
	talk_free(&t);
}

static void help_depends_on_who_asks(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "TG");
	talk_answer(t, "help", OUTCOME_ANSWERED, "BC DVC 5 = bao cao");
	assert_int_equal(t->outcome.replies[0].parts, 1);
	talk_says(t, CHAIR, "TG");
	talk_answer(t, "help", OUTCOME_ANSWERED, "TH = tong hop");
	talk_says(t, STRANGER, "TG");
	talk_answer(t, "help", OUTCOME_ANSWERED, "DK = dang ky");
	talk_says(t, HEAD, "MA");
	talk_answer(t, "help", OUTCOME_ANSWERED, "DVC dich vu cong");
	talk_says(t, STRANGER, "so nay cua ai");
	assert_int_equal(t->outcome.status, OUTCOME_ANSWERED);
	talk_free(&t);
}

static void guides_come_page_by_page(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "HD VNEID");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "(1/3, nhan TIEP)");
	talk_says(t, STRANGER, "TIEP");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "(2/3, nhan TIEP)");
	talk_says(t, STRANGER, "TIEP");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "Khong doc ma cho ai");
	talk_free(&t);
}

static void the_numbered_menu_reports_like_a_text(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "MENU");
	talk_answer(t, "help", OUTCOME_ANSWERED, "1.Bao cao");
	talk_says(t, HEAD, "1");
	talk_says(t, HEAD, "1");
	talk_answer(t, "help", OUTCOME_ANSWERED, "2.DVC");
	talk_says(t, HEAD, "2");
	talk_says(t, HEAD, "15");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 15");
	/* The menu is closed; while one is open, stop words come first. */
	talk_says(t, HEAD, "MENU");
	talk_says(t, HEAD, "TC");
	talk_answer(t, "optout", OUTCOME_RECORDED, "Da ngung");
	talk_free(&t);
}

static void a_ussd_session_is_shown_and_not_queued(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_dials(t, HEAD, "s1", "*101#");
	talk_answer(t, "help", OUTCOME_ANSWERED, "1.");
	assert_true(t->outcome.ussd_more);
	assert_int_equal(t->outcome.replies[0].message, 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM message WHERE direction = 'out'"), 0);
	talk_free(&t);
}

static void a_ussd_session_that_never_ends_is_ended_and_nothing_of_it_is_lost(void **state)
{
	struct talk *t = talk_new();
	unsigned screens = 0;

	(void)state;
	for (talk_dials(t, HEAD, "s1", ""); t->outcome.ussd_more && screens < 1000; screens++)
		talk_dials(t, HEAD, "s1", screens % 2 == 0 ? "1" : "0"); /* into the reports, and back */
	assert_int_equal(screens, 100);
	assert_true(t->outcome.ussd_over);
	talk_answer(t, "help", OUTCOME_ANSWERED, "Phien da qua dai");
	talk_dials(t, HEAD, "s2", ""); /* the screen that was to come */
	talk_answer(t, "help", OUTCOME_ANSWERED, "1.Bao cao");
	talk_dials(t, HEAD, "s2", "1");
	for (int minute = 0; minute < 9; minute++, t->now += CLOCK_MINUTE) { /* a wrong key leaves it as it is */
		talk_dials(t, HEAD, "s2", "77");
		assert_true(t->outcome.ussd_more);
	}
	t->now += CLOCK_MINUTE;
	talk_dials(t, HEAD, "s2", "77");
	talk_answer(t, "help", OUTCOME_ANSWERED, "Phien da qua dai");
	assert_false(t->outcome.ussd_more);
	talk_dials(t, HEAD, "s2", "1"); /* a network that goes on all the same begins another one */
	assert_true(t->outcome.ussd_more);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM session"), 1);
	talk_free(&t);
}

static void a_dialogue_that_dropped_goes_on_by_dialling_again(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_dials(t, HEAD, "s1", "*101#");
	talk_dials(t, HEAD, "s1", "1"); /* a report, step by step */
	talk_dials(t, HEAD, "s1", "1");
	talk_answer(t, "help", OUTCOME_ANSWERED, "2.DVC");
	talk_dials(t, HEAD, "s1", "2");
	talk_answer(t, "help", OUTCOME_ANSWERED, "DVC");
	t->now += 4 * CLOCK_MINUTE; /* the session drops; a new one begins */
	talk_dials(t, HEAD, "s2", "");
	talk_answer(t, "help", OUTCOME_ANSWERED, "DVC");
	assert_true(t->outcome.ussd_more);
	talk_dials(t, HEAD, "s2", "15");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 15");
	talk_dials(t, HEAD, "s3", ""); /* what is done does not come again */
	talk_answer(t, "help", OUTCOME_ANSWERED, "1.Bao cao");
	talk_free(&t);
}

static void after_the_configured_time_a_session_begins_anew_and_a_text_still_goes_on(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_dials(t, HEAD, "s1", "");
	talk_dials(t, HEAD, "s1", "1");
	talk_dials(t, HEAD, "s1", "1");
	talk_dials(t, HEAD, "s1", "2");
	t->now += 6 * CLOCK_MINUTE;
	talk_says(t, HEAD, "TIEP");
	talk_answer(t, "help", OUTCOME_ANSWERED, "DVC");
	talk_says(t, HEAD, "15");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 15");

	talk_dials(t, HEAD, "s2", "");
	talk_dials(t, HEAD, "s2", "1");
	t->now += 6 * CLOCK_MINUTE;
	talk_dials(t, HEAD, "s2", "*101#"); /* a network may give a session the number of an old one */
	talk_answer(t, "help", OUTCOME_ANSWERED, "1.Bao cao");
	talk_says(t, HEAD, "MENU");
	talk_says(t, HEAD, "1");
	talk_dials(t, HEAD, "s4", ""); /* a menu by text is not what dropped */
	talk_answer(t, "help", OUTCOME_ANSWERED, "1.Bao cao");
	talk_free(&t);
}

/* "Nhan XN", "nhan DONG Y": who has hung up sends it as a text. */
static void what_a_dropped_session_asks_is_answered_by_a_text(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_dials(t, HEAD, "s1", "BC DVC 900"); /* the village has no so many */
	talk_answer(t, "ask", OUTCOME_ASKED, "XN");
	t->now += CLOCK_MINUTE;
	talk_says(t, HEAD, "xn");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 900");
	talk_says(t, HEAD, "xn"); /* once */
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);

	talk_dials(t, STRANGER, "s2", "*101#");
	talk_dials(t, STRANGER, "s2", "DK Le Van Binh, thanh vien, thon Son Tra, xa Binh Dong");
	talk_answer(t, "register", OUTCOME_ASKED, "DONG Y");
	t->now += CLOCK_MINUTE;
	talk_says(t, STRANGER, "dong y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Da nhan dang ky so 1");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment WHERE status = 'pending'"), 1);
	talk_free(&t);
}

static void a_step_of_a_dropped_session_is_answered_by_a_text(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_dials(t, HEAD, "s1", "*101#");
	talk_dials(t, HEAD, "s1", "1");
	talk_dials(t, HEAD, "s1", "1");
	talk_dials(t, HEAD, "s1", "2");
	talk_answer(t, "help", OUTCOME_ANSWERED, "DVC");
	t->now += CLOCK_MINUTE;
	talk_says(t, HEAD, "15");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 15");
	/* What says something of itself is no answer, and the menu waits on. */
	talk_dials(t, HEAD, "s2", "*101#");
	talk_dials(t, HEAD, "s2", "1");
	talk_dials(t, HEAD, "s2", "1");
	talk_says(t, HEAD, "BC TT 3");
	talk_answer(t, "report", OUTCOME_RECORDED, "TT 3");
	talk_says(t, HEAD, "xyz xyz");
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	talk_dials(t, HEAD, "s3", "");
	talk_answer(t, "help", OUTCOME_ANSWERED, "2.DVC");
	/* A while later a number is a number. */
	t->now += 6 * CLOCK_MINUTE;
	talk_says(t, HEAD, "2");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM session WHERE kind = 'menu' AND channel = 'sms'"), 0);
	talk_free(&t);
}

static void marks_and_languages_are_a_choice(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "co dau");
	talk_answer(t, "language", OUTCOME_RECORDED, "có dấu");
	talk_says(t, HEAD, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "thôn Sơn Trà, tháng 8");
	talk_says(t, HEAD, "english");
	talk_says(t, HEAD, "CT");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "Targets of");
	talk_free(&t);
}

static void english_texts_have_the_english_names(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "english");
	talk_says(t, HEAD, "MA");
	talk_answer(t, "help", OUTCOME_ANSWERED, "DVC online public services");
	talk_says(t, HEAD, "KK bao qua cup dien ca thon");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "disaster, power cut");
	talk_told(t, OFFICER, "thien tai, mat dien"); /* who reads Vietnamese is told in Vietnamese */
	talk_says(t, HEAD, "KK");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "disaster, power cut");
	talk_says(t, HEAD, "DUYET 1");
	talk_answer(t, "deny", OUTCOME_REFUSED, "(commune leader)");
	talk_free(&t);
}

static void who_asks_whose_number_this_is_or_what_it_keeps_is_told(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "so nay cua ai vay");
	talk_answer(t, "offtopic", OUTCOME_ANSWERED, "quan ly theo CV 2278/UBND-CNTT");
	talk_says(t, HEAD, "so nay luu gi ve toi");
	talk_answer(t, "privacy", OUTCOME_ANSWERED, "Dang luu: Nguyen Van Hung, to truong");
	talk_says(t, HEAD, "ban gia heo hom nay");
	talk_answer(t, "offtopic", OUTCOME_ANSWERED, "Viec khac xin lien he");
	talk_free(&t);
}

static void who_takes_consent_back_gets_no_more_texts(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "toi rut lai dong y");
	talk_answer(t, "optout", OUTCOME_RECORDED,
		"Nhan lai tin: NHAN LAI. Thoi lam to truong: NGHI TO. Xoa du lieu: XOA DU LIEU");
	talk_says(t, STRANGER, "TC");
	talk_answer(t, "optout", OUTCOME_RECORDED, "Nhan lai tin: NHAN LAI. Xoa du lieu: XOA DU LIEU");
	talk_says(t, STRANGER, "NHAN LAI");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Dang ky thanh vien: DK. Chi nhan tin chinh sach: TIN");
	talk_free(&t);
}

static void a_secret_without_a_message_is_warned_of(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "mat khau vneid cua toi la Abc@12345");
	talk_answer(t, "ask", OUTCOME_ASKED, "Khong gui cac so do cho ai, ke ca so nay");
	talk_says(t, HEAD, "mat khau cua toi la abc123");
	talk_answer(t, "deny", OUTCOME_ASKED, "Khong gui cac so do cho ai, ke ca so nay");
	talk_says(t, HEAD, "the ngan hang 4111 1111 1111 1111");
	talk_answer(t, "ask", OUTCOME_ASKED, "Khong gui cac so do cho ai, ke ca so nay");
	talk_says(t, HEAD, "BC DVC 3");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 3");
	talk_free(&t);
}

/* Who sends a bare code was asked for it by somebody; a phone that forwards them is told once a day. */
static void a_bare_code_is_warned_of_once(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "otp 839201");
	talk_answer(t, "ask", OUTCOME_ASKED, "Khong gui cac so do cho ai");
	talk_says(t, HEAD, "ma otp la 730215");
	talk_answer(t, "ask", OUTCOME_IGNORED, "");
	talk_says(t, "+84905999999", "otp 839201");
	talk_answer(t, "ask", OUTCOME_ASKED, "Khong gui cac so do cho ai");
	talk_says(t, "VIETTEL", "otp 839201");
	talk_answer(t, "ignore", OUTCOME_IGNORED, "");
	talk_jump(t, "2022-08-20 12:00");
	talk_says(t, HEAD, "otp 839201");
	talk_answer(t, "ask", OUTCOME_ASKED, "Khong gui cac so do cho ai");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM message WHERE text LIKE '%839201%'"), 0);
	talk_free(&t);
}

static void yes_to_a_question_with_choices_is_no_choice_and_erases_nobody(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 25/8 8h tap huan tai UBND xa");
	talk_says(t, HEAD, "BC DVC 3");
	talk_says(t, HEAD, "BC DVC 4");
	talk_says(t, HEAD, "ok");
	talk_answer(t, "ask", OUTCOME_ASKED, "Nhan mot so: 1, 2");
	talk_says(t, HEAD, "2");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 7");
	talk_says(t, HEAD, "XOA DU LIEU");
	talk_says(t, HEAD, "dong y");
	talk_answer(t, "ask", OUTCOME_ASKED, "Chac chan nhan: XOA DU LIEU ");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE answer <> ''"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM erasure"), 0);
	talk_free(&t);
}

static void words_within_english_texts_are_english(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "english");
	talk_says(t, HEAD, "BC 0");
	talk_answer(t, "report", OUTCOME_RECORDED, "BC DVC <number>");
	talk_says(t, HEAD, "BC 0");
	talk_answer(t, "report", OUTCOME_ANSWERED, "nothing came at");
	talk_says(t, HEAD, "BC luy ke DVC 40");
	talk_answer(t, "report", OUTCOME_RECORDED, "total DVC 40");
	talk_says(t, HEAD, "sua");
	talk_answer(t, "ask", OUTCOME_ASKED, "says total DVC 40. Text: SUA DVC <number>");
	talk_says(t, HEAD, "KK mang yeu");
	talk_jump(t, "2022-08-29 09:00");
	talk_says(t, HEAD, "KK");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "network overdue");
	talk_says(t, HEAD, "BC Binh Thanh DVC 3");
	talk_answer(t, "ask", OUTCOME_ASKED, "xa Binh Thanh (tone nang). 2: xa Binh Thanh (no tone)");
	talk_says(t, CHAIR, "english");
	talk_says(t, CHAIR, "LICH 5/9 8h tap huan truc tuyen");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "08:00, online room.");
	talk_says(t, STRANGER, "DK Le Van Mot to truong thon Son Tra xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_ASKED, "1: in place of Nguyen Van Hung. 2: beside them");
	talk_free(&t);
}

static void a_part_of_a_long_text_records_nothing(void **state)
{
	struct talk *t = talk_new();
	struct programme_text in = {
		.link = "desk", .from = HEAD, .text = "tt 3 sk 2", .session = "", .part_alone = true, .now_us = t->now
	};
	struct why why = { "" };

	(void)state;
	assert_int_equal(store_begin(t->store, &why), 0);
	assert_int_equal(programme_take(t->programme, &in, &t->outcome, NULL, &why), 0);
	assert_int_equal(store_commit(t->store, &why), 0);
	assert_int_equal(t->outcome.status, OUTCOME_ASKED);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 0);
	talk_free(&t);
}

static void unasked_texts_keep_the_hours(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-18 23:00");
	talk_says(t, STRANGER, "DK Le Van Binh, to truong, thon Thuong Hoa, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	/* The applicant gets the answer now, the leader in the morning. */
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM message WHERE phone = '" STRANGER "' AND direction = 'out' AND "
			       "next_at > 1660838500000000"),
		0);
	assert_int_equal(talk_number(t, "SELECT next_at FROM message WHERE phone = '" CHAIR "'") / 1000000, 1660867200);
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(anyone_may_stop_and_resume),
		cmocka_unit_test(huy_to_an_open_question_is_about_that_question),
		cmocka_unit_test(what_waits_for_the_morning_does_not_go_to_who_has_stopped),
		cmocka_unit_test(machines_are_never_answered),
		cmocka_unit_test(an_operator_notice_raises_an_alarm_once),
		cmocka_unit_test(what_nobody_understands_is_answered_twice_an_hour),
		cmocka_unit_test(a_loop_is_stopped),
		cmocka_unit_test(thanks_need_no_answer),
		cmocka_unit_test(help_depends_on_who_asks),
		cmocka_unit_test(guides_come_page_by_page),
		cmocka_unit_test(the_numbered_menu_reports_like_a_text),
		cmocka_unit_test(a_ussd_session_is_shown_and_not_queued),
		cmocka_unit_test(a_ussd_session_that_never_ends_is_ended_and_nothing_of_it_is_lost),
		cmocka_unit_test(a_dialogue_that_dropped_goes_on_by_dialling_again),
		cmocka_unit_test(after_the_configured_time_a_session_begins_anew_and_a_text_still_goes_on),
		cmocka_unit_test(what_a_dropped_session_asks_is_answered_by_a_text),
		cmocka_unit_test(a_step_of_a_dropped_session_is_answered_by_a_text),
		cmocka_unit_test(marks_and_languages_are_a_choice),
		cmocka_unit_test(english_texts_have_the_english_names),
		cmocka_unit_test(words_within_english_texts_are_english),
		cmocka_unit_test(who_asks_whose_number_this_is_or_what_it_keeps_is_told),
		cmocka_unit_test(who_takes_consent_back_gets_no_more_texts),
		cmocka_unit_test(a_secret_without_a_message_is_warned_of),
		cmocka_unit_test(a_bare_code_is_warned_of_once),
		cmocka_unit_test(yes_to_a_question_with_choices_is_no_choice_and_erases_nobody),
		cmocka_unit_test(a_part_of_a_long_text_records_nothing),
		cmocka_unit_test(unasked_texts_keep_the_hours),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
