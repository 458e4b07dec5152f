/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Trainings: added, asked for, answered, moved, cancelled, reminded of, counted. */
#include "tests/help/talk.h"

#include "gateway/programme/programme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define ADD "LICH 22/8 8h tap huan tai nha van hoa thon Son Tra"
#define TRAININGS                                                                                                      \
	"no,starts_at,ends_at,place,topic,scope,method,partner,status\n"                                               \
	"1,2022-08-25T14:00:00+07:00,2022-08-25T16:00:00+07:00,Nhà văn hóa,VNE,2104902,truc_tiep,,planned\n"

static void a_training_is_put_off_by_an_hour_or_a_week(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 25/8 14h UBND xa tap huan VNeID");
	talk_says(t, OFFICER, "lich 1 lui lai 1 tieng");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "15:00");
	talk_says(t, OFFICER, "lich 1 hoan lai 1 tuan");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "15:00 thu nam 1/9");
	talk_says(t, OFFICER, "doi lich 1 som 30 phut");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "14:30");
	talk_says(t, OFFICER, "lich 1 lui nua tieng");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "15:00");
	talk_says(t, OFFICER, "lich 1 doi lai 2 ngay nua");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "15:00 thu bay 3/9");
	talk_free(&t);
}

static void what_others_call_is_no_meeting_of_who_tells_it(void **state)
{
	static const char *const texts[] = { "mai 8h em ban hop ko di dc", "8h mai em di hop huyen",
		"mai 8h xa hop dang uy", "8h mai toi hop o tinh", "mai 7h em tap huan ben hoi phu nu",
		"neu xa cho thi mai 8h hop" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, HEAD, texts[i]);
		talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "Chua co lich");
	}
	talk_says(t, HEAD, "toi moi ca to hop 8h mai");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "lich so 1: hop, 08:00");
	talk_free(&t);
}

static void days_that_share_a_month_are_all_noted(void **state)
{
	static const char *const texts[] = { "tap huan vneid ngay 5, 6, 7/9 luc 8h", "tap huan 5-7/9 8h ubnd xa",
		"tap huan ngay 5,6,7 thang 9 luc 8h", "tap huan ngay 5 va 6 va 7/9 8h", "tap huan tu 5 den 7/9 8h" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct talk *t = talk_new();

		talk_says(t, OFFICER, texts[i]);
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training"), 3);
		talk_free(&t);
	}
}

static void what_is_done_to_one_training_is_not_done_to_another(void **state)
{
	static const char *const texts[] = { "lich 1 huy, lich 2 lui lai 1 tieng", "huy lich 1, lich 2 van giu",
		"huy lich 1, doi lich 2 sang 15h30", "doi lich 1 sang 9h, lich 2 sang 10h",
		"huy lich 1, 14h ngay 27/8 hop to bu", "huy lich 1 chu khong phai lich 2", "giu lich 2, huy lich 1",
		"chi huy lich 1, lich 2 khong huy" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct talk *t = talk_new();

		talk_says(t, OFFICER, "LICH 25/8 14h UBND xa tap huan VNeID");
		talk_says(t, OFFICER, "LICH 26/8 14h UBND xa tap huan DVC");
		talk_says(t, OFFICER, texts[i]);
		talk_answer(t, "ask", OUTCOME_ASKED, "Chua lam gi: tin nay co hai viec");
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training WHERE status = 'planned'"), 2);
		talk_says(t, OFFICER, "huy lich 1 va 2");
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training WHERE status = 'planned'"), 0);
		talk_free(&t);
	}
}

static void the_part_of_the_day_of_a_new_date_is_asked_its_hour(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 25/8 8h UBND xa tap huan VNeID");
	talk_says(t, OFFICER, "sua lich 1 sang chieu 26/8");
	talk_answer(t, "ask", OUTCOME_ASKED, "26/8");
	talk_says(t, OFFICER, "14h");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "14:00");
	talk_free(&t);
}

static void a_question_about_a_meeting_plans_none(void **state)
{
	static const char *const texts[] = { "7h sang mai hop o dau", "chieu mai 2h co hop ko",
		"sang mai 7h hop may gio xong", "nghe noi mai 7h hop", "mai 7h hop ha", "8h mai tap huan a",
		"mai 8h hop ko ba con", "thay noi mai 8h hop", "mai 8h hop hay sao", "mai 8h hop khong chi",
		"xin y kien: mai 8h hop to" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, HEAD, texts[i]);
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training"), 0);
	}
	talk_free(&t);
}

static void an_officer_adds_a_training_and_its_people_are_invited(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, ADD);
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Da ghi lich so 1");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Moi 5 nguoi, xa Binh Dong");
	assert_int_equal(talk_count(t, HEAD, "Moi du tap huan"), 1);
	assert_int_equal(talk_count(t, HEAD_2, "Moi du tap huan"), 1);
	assert_int_equal(talk_count(t, OFFICER, "Moi du tap huan"), 0);
	assert_int_equal(talk_count(t, AWAITING, "Moi"), 0); /* has not consented */
	assert_int_equal(talk_count(t, CHAIR_2, "Moi"), 0);
	/* The same again adds nothing. */
	talk_says(t, OFFICER, ADD);
	talk_answer(t, "schedule_add", OUTCOME_ANSWERED, "so 1");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training"), 1);
	talk_free(&t);
}

static void a_member_may_not_add_one(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, MEMBER, ADD);
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua duoc giao quyen");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training"), 0);
	talk_free(&t);
}

static void a_missing_hour_is_asked_for_and_joins_the_rest(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 24/8 tap huan tai UBND xa");
	talk_answer(t, "schedule_add", OUTCOME_ASKED, "Chua ro gio");
	talk_says(t, OFFICER, "8h30");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "08:30");
	talk_free(&t);
}

/* Each with a place, an hour or people of its own: a text stands for one place and one audience. */
static void sittings_that_differ_are_each_a_text(void **state)
{
	static const char *const texts[] = {
		"lich tap huan vneid 8h sang 22/8 tai nha van hoa thon son tra, va 14h chieu 23/8 tai truong tieu hoc",
		"lich tap huan vneid 8h 22/8 tai nha van hoa, 19h 23/8 truc tuyen zoom",
		"lich qr 22/8 8h ubnd xa binh dong cho to truong; 23/8 14h nvh tan hy cho to truong",
		"lich tap huan dvc ngay 22/8: 8h thon son tra, 14h thon tan hy",
		"lich tap huan dvc ngay 22/8: 8h tai nha van hoa, 14h tai nha van hoa",
		"lich tap huan dvc 8h 22/8, 14h 23/8, 24/8 tai nha van hoa",
	};
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, OFFICER, texts[i]);
		talk_answer(t, "ask", OUTCOME_ASKED, "Nhan tung buoi mot tin");
	}
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training"), 0);
	assert_int_equal(talk_count(t, HEAD, "Moi du"), 0);
	talk_says(t, OFFICER, "lich tap huan vneid 8h 22/8, 14h 23/8 tai nha van hoa thon son tra");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "08:00 22/8, 2: 14:00 23/8");
	talk_free(&t);
}

static void a_place_is_moved_from_one_to_another(void **state)
{
	struct talk *t = talk_new();
	int64_t told;

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 8h tap huan tai hoi truong xa");
	talk_says(t, OFFICER, "doi lich 1 tu hoi truong xa sang nha van hoa son tra");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "nha van hoa son tra. Bao lai 5 nguoi");
	talk_says(t, OFFICER, "doi lich 1 tu nha van hoa sang truong cap 1 2h chieu");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "14:00");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "truong cap 1");
	told = talk_number(t, "SELECT COUNT(*) FROM message WHERE direction = 'out'");
	talk_says(t, OFFICER, "doi lich 1 sang truong cap 1");
	talk_answer(t, "schedule_change", OUTCOME_ANSWERED, "Khong doi gi");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM message WHERE direction = 'out'"), told + 1); /* the answer */
	talk_free(&t);
}

static void people_ask_for_the_schedule_and_answer(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "LICH");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "Chua co lich");
	talk_says(t, HEAD, "CO");
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	talk_says(t, OFFICER, ADD);
	talk_says(t, HEAD, "LICH");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "so 1, 08:00");
	talk_says(t, HEAD, "LICH thang 1");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "Chua co lich thang 1.");
	talk_says(t, STRANGER, "LICH");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "so 1, 08:00");
	talk_says(t, "+84905100040", "LICH"); /* of another commune */
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "Chua co lich");
	talk_says(t, HEAD, "CO");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "Da ghi: di duoc");
	talk_says(t, HEAD_2, "KHONG");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "khong di duoc");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE answer = 'yes'"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE answer = 'no'"), 1);
	talk_free(&t);
}

static void a_training_nobody_sent_invitations_for_is_answered_by_its_number(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "trainings", TRAININGS);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation"), 0);
	/* Nobody was asked: a bare answer is none. */
	talk_says(t, HEAD_2, "CO");
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	talk_says(t, HEAD_2, "co 1");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "Da ghi: di duoc");
	talk_says(t, HEAD_2, "KHONG 1");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "khong di duoc");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE training = 1 AND answer = 'no'"), 1);
	/* LICH shows the officer what is held below: it is answered as well. */
	talk_says(t, OFFICER, "CO 1");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "Da ghi: di duoc");
	talk_says(t, "+84905100040", "CO 1"); /* of another commune */
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation"), 2);
	talk_free(&t);
}

static void who_joins_later_answers_by_the_number(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, ADD);
	talk_says(t, AWAITING, "DONG Y");
	talk_says(t, AWAITING, "CO");
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	talk_says(t, AWAITING, "CO 1");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "Da ghi: di duoc");
	talk_free(&t);
}

static void an_answer_to_what_was_called_off_or_is_over_says_so(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, ADD);
	talk_says(t, HEAD, "CO 1");
	talk_says(t, OFFICER, "HUY LICH 1");
	talk_says(t, HEAD, "KHONG 1");
	talk_answer(t, "rsvp", OUTCOME_REFUSED, "da huy truoc do");
	/* A number that is named is never replaced by what is open. */
	talk_says(t, OFFICER, "LICH 19/8 14h tap huan dich vu cong tai UBND xa");
	talk_says(t, OFFICER, "LICH 26/8 8h tap huan VNeID tai UBND xa");
	talk_until(t, "2022-08-20 09:00");
	talk_says(t, HEAD, "CO 2");
	talk_answer(t, "rsvp", OUTCOME_REFUSED, "da bat dau luc");
	talk_says(t, HEAD, "CO 9");
	talk_answer(t, "rsvp", OUTCOME_REFUSED, "Khong co loi moi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE training > 1 AND answer <> ''"), 0);
	talk_free(&t);
}

static void reminders_come_once_a_day_and_two_hours_before(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, ADD);
	talk_says(t, HEAD_2, "KHONG");
	talk_until(t, "2022-08-21 07:30");
	assert_int_equal(talk_count(t, HEAD, "Nhac:"), 0);
	talk_until(t, "2022-08-21 12:00");
	assert_int_equal(talk_count(t, HEAD, "Nhac: 08:00 thu hai 22/8"), 1);
	assert_int_equal(talk_count(t, HEAD_2, "Nhac:"), 0); /* said no */
	talk_until(t, "2022-08-23 12:00");
	assert_int_equal(talk_count(t, HEAD, "Nhac: 08:00"), 2);
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM message WHERE text LIKE 'Nhac: %hom nay%' AND next_at > 0 "
			       "AND next_at < 1661126400000000"), /* 07:00 that day */
		0);
	talk_free(&t);
}

static void no_reminder_comes_after_a_cancellation(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, ADD);
	talk_goes(t);
	talk_says(t, OFFICER, "huy lich 22/8");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "Da huy lich so 1");
	assert_int_equal(talk_count(t, HEAD, "Huy lich so 1"), 1);
	talk_until(t, "2022-08-23 12:00");
	assert_int_equal(talk_count(t, NULL, "Nhac: 08:00"), 0);
	talk_free(&t);
}

static void whom_a_training_is_for_is_said_in_many_words(void **state)
{
	static const char *const words[] = { ", doi tuong to pho va thanh vien", " doi tuong: to pho, thanh vien",
		", thanh phan tham du gom to pho va thanh vien", ", doi tuong tham gia la to pho, thanh vien" };

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct talk *t = talk_new();
		char text[160];

		snprintf(text, sizeof text, "LICH 22/8 8h tap huan tai nha van hoa thon Tan Hy%s", words[i]);
		talk_says(t, OFFICER, text);
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training WHERE only_roles = 'to_pho,thanh_vien' "
						"AND LOWER(place) = 'nha van hoa thon tan hy'"),
			1);
		assert_int_equal(talk_count(t, HEAD, "Moi du"), 0);
		assert_int_equal(talk_count(t, MEMBER, "Moi du"), 1);
		talk_free(&t);
	}
}

static void a_training_of_several_communes_calls_all_of_them(void **state)
{
	static const char *const words[] = { "to truong xa Binh Dong va xa Binh Chau",
		"to truong xa Binh Dong, Binh Chau" };

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct talk *t = talk_new();
		char text[160];

		snprintf(text, sizeof text, "tap huan dvc 8h 24/8 ubnd huyen cho %s", words[i]);
		talk_says(t, OFFICE, text);
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training WHERE only_units = '21049,21112' AND "
						"only_roles = 'to_truong' AND place = 'ubnd huyen'"),
			1);
		assert_int_equal(talk_count(t, HEAD, "Moi du"), 1);
		assert_int_equal(talk_count(t, MEMBER, "Moi du"), 0);
		talk_free(&t);
	}
}

static void those_who_have_not_answered_are_reminded(void **state)
{
	static const char *const texts[] = { "nhac lich 1", "nhac nguoi chua tra loi lich 1" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct talk *t = talk_new();

		talk_says(t, OFFICER, ADD);
		talk_goes(t);
		talk_says(t, HEAD, "co 1");
		talk_says(t, MEMBER, "khong 1");
		talk_says(t, OFFICER, texts[i]);
		talk_answer(t, "urge", OUTCOME_RECORDED, "Da nhac 3 nguoi chua tra loi lich so 1");
		assert_int_equal(talk_count(t, HEAD_2, "Nhac: 08:00"), 1);
		assert_int_equal(talk_count(t, HEAD, "Nhac: 08:00"), 0);
		assert_int_equal(talk_count(t, MEMBER, "Nhac: 08:00"), 0);
		talk_says(t, OFFICER, "nhac lich 9");
		talk_answer(t, "urge", OUTCOME_REFUSED, "Khong co lich so 9");
		talk_free(&t);
	}
}

static void several_trainings_are_changed_by_one_text(void **state)
{
	static const char *const texts[] = { "huy lich 1 va 2", "huy lich 1, 2", "huy lich 1 2", "huy lich 1,2",
		"huy lich so 1 va lich so 2" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct talk *t = talk_new();

		talk_says(t, OFFICER, ADD);
		talk_says(t, OFFICER, "LICH 24/8 8h hop tai UBND xa");
		talk_goes(t);
		talk_says(t, OFFICER, texts[i]);
		talk_answer(t, "schedule_change", OUTCOME_RECORDED, "Da huy lich so 1");
		talk_told(t, OFFICER, "Da huy lich so 2");
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training WHERE status = 'cancelled'"), 2);
		talk_free(&t);
	}
}

static void several_trainings_are_moved_by_one_text(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, ADD);
	talk_says(t, OFFICER, "LICH 24/8 8h hop tai UBND xa");
	talk_says(t, OFFICER, "doi lich 1, 2 sang 20h");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "20:00 thu hai 22/8");
	talk_told(t, OFFICER, "20:00 thu tu 24/8");
	/* What nobody knows is said, and the other one done. */
	talk_says(t, OFFICER, "huy lich 1 va 9");
	talk_told(t, OFFICER, "Da huy lich so 1");
	talk_told(t, OFFICER, "Khong co lich so 9");
	/* An hour, a day, and people are no trainings. */
	talk_says(t, OFFICER, "doi lich 2, 730");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "07:30 thu tu 24/8");
	talk_says(t, OFFICER, "huy lich 2 vi 9 nguoi om");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "Da huy lich so 2");
	talk_free(&t);
}

static void a_moved_training_has_reminders_of_its_own(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, ADD);
	talk_says(t, OFFICER, "doi lich 22/8 sang 25/8");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "08:00 thu nam 25/8");
	talk_until(t, "2022-08-23 12:00");
	assert_int_equal(talk_count(t, HEAD, "Nhac: 08:00"), 0);
	talk_until(t, "2022-08-25 12:00");
	assert_int_equal(talk_count(t, HEAD, "Nhac: 08:00"), 2);
	talk_free(&t);
}

static void after_days_off_stale_reminders_are_left_out(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, ADD);
	talk_due(t);
	talk_jump(t, "2022-08-24 09:00");
	talk_due(t);
	assert_int_equal(talk_count(t, NULL, "Nhac: 08:00"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM due WHERE kind = 'training' AND state = 'waiting'"), 0);
	talk_free(&t);
}

static void who_stopped_hears_nothing(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "TC");
	talk_says(t, OFFICER, ADD);
	talk_until(t, "2022-08-22 12:00");
	assert_int_equal(talk_count(t, HEAD, "tap huan"), 0);
	talk_free(&t);
}

static void the_head_count_is_taken_after_the_start(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "LICH 22/8 8h hop to");
	assert_int_equal(t->outcome.status, OUTCOME_RECORDED);
	talk_says(t, HEAD, "hop xong, 28 nguoi du");
	talk_answer(t, "attendance", OUTCOME_REFUSED, "Khong co buoi nao vua to chuc");
	talk_jump(t, "2022-08-22 10:00");
	talk_says(t, HEAD, "hop xong, 28 nguoi du");
	talk_answer(t, "attendance", OUTCOME_RECORDED, "28 nguoi du");
	assert_int_equal(talk_number(t, "SELECT attended FROM training WHERE no = 1 AND status = 'held'"), 28);
	talk_free(&t);
}

/* The door code as it stands in the answer to who added the training. */
static void read_code(struct talk *t, char code[8])
{
	int64_t no = talk_number(t, "SELECT CAST(code AS INTEGER) FROM training WHERE no = 1");

	assert_in_range(no, 1000, 9999);
	snprintf(code, 8, "%d", (int)no);
}

static void the_text_says_topic_partner_method_and_whom_it_calls(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 8h-10h30 tap huan VNeID voi Viettel cho thon Tan Hy tai UBND xa");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Moi 1 nguoi, thon Tan Hy");
	assert_int_equal(talk_count(t, HEAD_2, "Moi du tap huan VNeID"), 1);
	assert_int_equal(talk_count(t, HEAD, "Moi du"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training WHERE topic = 'VNE' AND scope = '2104902' AND "
					"partner = 'Viettel' AND method = 'truc_tiep' AND place = 'UBND xa' AND "
					"ends_at - starts_at = 9000000000"),
		1);
	talk_says(t, OFFICE, "LICH 24/8 14h tap huan thanh toan dien tu toan huyen truc tuyen qua zalo");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "huyen Binh Son");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM training WHERE scope = '524' AND method = 'truc_tuyen'"), 1);
	assert_int_equal(talk_count(t, "+84905100040", "Moi du tap huan thanh toan dien tu"), 1);
	talk_free(&t);
}

static void a_text_may_call_several_villages_and_only_some_roles(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 24/10 8h VNeID tai NVH, thon Son Tra, thon Tan Hy");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Moi 4 nguoi, thon Son Tra, thon Tan Hy.");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training"), 1);
	assert_int_equal(talk_count(t, HEAD, "Moi du tap huan VNeID"), 1);
	assert_int_equal(talk_count(t, HEAD_2, "Moi du tap huan VNeID"), 1);
	assert_int_equal(talk_count(t, CHAIR, "Moi du tap huan"), 0);
	talk_goes(t);
	talk_says(t, CHAIR, "huy lich 1");
	assert_int_equal(talk_count(t, HEAD_2, "Huy lich so 1"), 1);
	assert_int_equal(talk_count(t, OFFICER, "Huy lich so 1"), 0);
	/* "truong" behind "to" is no school. */
	talk_says(t, OFFICER, "LICH 25/10 8h VNeID moi to truong tai UBND xa");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "UBND xa. Moi 2 nguoi, to truong, xa Binh Dong.");
	assert_int_equal(talk_count(t, NULL, "thu ba 25/10, tai UBND xa. Di"), 2);
	talk_says(t, OFFICER, "LICH 26/10 8h tap huan VNeID tai NVH xa, moi thanh vien to");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Moi 1 nguoi, thanh vien, xa Binh Dong");
	assert_int_equal(talk_count(t, MEMBER, "26/10"), 1);
	assert_int_equal(talk_count(t, HEAD, "26/10"), 0);
	talk_says(t, OFFICER, "LICH 27/10 8h tap huan VNeID tai NVH xa, moi doan thanh nien, to truong");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Moi 3 nguoi, to pho, to truong, xa Binh Dong");
	/* Who is not called does not find it, nor is reminded. */
	talk_says(t, MEMBER, "LICH");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "26/10");
	assert_null(strstr(t->outcome.replies[0].text.data, "25/10"));
	talk_until(t, "2022-10-24 20:00");
	assert_int_equal(talk_count(t, HEAD_2, "Nhac: 08:00 thu ba 25/10, tap huan VNeID"), 1);
	assert_int_equal(talk_count(t, MEMBER, "Nhac: 08:00 thu ba 25/10"), 0);
	/* Others meet at that hour elsewhere; the same people cannot. */
	talk_says(t, OFFICER, "LICH 25/10 8h hop to tai nha van hoa, moi thanh vien");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Moi 1 nguoi, thanh vien");
	talk_says(t, OFFICER, "LICH 25/10 8h30 hop to tai nha van hoa thon Tan Hy, moi to truong, thanh vien");
	talk_answer(t, "schedule_add", OUTCOME_REFUSED, "25/10");
	talk_free(&t);
}

static void a_village_that_nobody_knows_is_asked_about_and_nobody_invited(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 24/10 8h VNeID tai NVH, thon Son Tra, thon Hoa Phuoc");
	talk_answer(t, "schedule_add", OUTCOME_ASKED, "Khong tim thay thon Hoa Phuoc");
	talk_says(t, OFFICER, "LICH 24/10 8h VNeID tai NVH, thon Hoa Phuoc");
	talk_answer(t, "schedule_add", OUTCOME_ASKED, "Khong tim thay thon Hoa Phuoc");
	/* More than a text may name: not the first of them only. */
	talk_says(t, OFFICE,
		"LICH 24/10 8h VNeID online, thon Son Tra, thon Tan Hy, thon Thuong Hoa, thon Thuan Phuoc, "
		"thon Tuyet Diem 2");
	talk_answer(t, "schedule_add", OUTCOME_REFUSED, "moi duoc 4 thon");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training"), 0);
	/* Nobody calls the village next door. */
	talk_says(t, HEAD, "LICH 24/10 8h VNeID tai NVH, thon Son Tra, thon Tan Hy");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach xa Binh Dong");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training"), 0);
	talk_free(&t);
}

static void residents_who_want_news_are_called_when_it_is_for_them(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "members",
		"phone,name,role,unit,status\n+84905400001,Bà Tư,nguoi_dan,2104901,active\n"
		"+84905400002,Ông Năm,nguoi_dan,2104902,active\n+84905400003,Ông Sáu,nguoi_dan,2104901,stopped\n");
	talk_says(t, OFFICER, "LICH 24/10 8h VNeID tai NVH, thon Son Tra");
	assert_int_equal(talk_count(t, "+84905400001", "Moi du"), 0);
	talk_says(t, OFFICER, "LICH 25/10 8h VNeID tai NVH, moi nguoi dan thon Son Tra");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Moi 1 nguoi, nguoi dan, thon Son Tra");
	assert_int_equal(talk_count(t, "+84905400001", "Moi du tap huan VNeID"), 1);
	assert_int_equal(talk_count(t, NULL, "25/10, tai NVH. Di duoc"), 1);
	talk_until(t, "2022-10-24 20:00");
	assert_int_equal(talk_count(t, "+84905400001", "Nhac"), 1);
	assert_int_equal(talk_count(t, "+84905400002", ""), 0);
	assert_int_equal(talk_count(t, "+84905400003", ""), 0);
	talk_free(&t);
}

static void nobody_calls_more_than_their_own_unit(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "LICH 22/8 8h hop thon Tan Hy");
	talk_answer(t, "deny", OUTCOME_REFUSED, "thon Tan Hy");
	talk_says(t, OFFICER, "LICH 22/8 8h tap huan VNeID toan huyen");
	talk_answer(t, "deny", OUTCOME_REFUSED, "huyen Binh Son");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training"), 0);
	/* The commune behind one's own village is an address. */
	talk_says(t, HEAD, "LICH 22/8 8h hop to, xa Binh Dong");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "thon Son Tra");
	talk_free(&t);
}

static void several_dates_make_several_trainings_each_with_its_hour(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "lich hop 25/8 8h, 26/8 8h va 27/8 14h tai UBND xa");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "lich so 1: 08:00 25/8, 2: 08:00 26/8, 3: 14:00 27/8");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training WHERE status = 'planned'"), 3);
	/* One text invites to all of them. */
	assert_int_equal(talk_count(t, HEAD, "1: 08:00 25/8, 2: 08:00 26/8, 3: 14:00 27/8"), 1);
	assert_int_equal(talk_count(t, HEAD, "Moi du"), 1);
	talk_says(t, HEAD, "CO 2");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "08:00 thu sau 26/8");
	talk_says(t, HEAD, "KHONG 3");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "khong di duoc");
	talk_says(t, HEAD, "di duoc");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "08:00 thu nam 25/8"); /* the only one that is left */
	talk_says(t, MEMBER, "co 1 va 3");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "Da ghi: di duoc, 08:00 thu nam 25/8, UBND xa; ca lich so 3.");
	talk_says(t, HEAD_2, "khong di duoc 2, 3");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "khong di duoc, thu sau 26/8; ca lich so 3");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE training = 3 AND answer = 'no'"), 2);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE answer = 'yes'"), 4);
	/* One date of several that has gone by stores none of them. */
	talk_says(t, OFFICER, "lich hop 10/8 9h va 29/8 9h");
	talk_answer(t, "schedule_add", OUTCOME_REFUSED, "da qua");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training"), 3);
	talk_free(&t);
}

/* Behind the answer to one of two it is asked which is meant, and "ok" says nothing more. */
static void behind_an_answer_another_without_a_number_is_asked(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "lich hop 25/8 8h va 26/8 8h tai UBND xa");
	talk_says(t, HEAD, "KHONG 1");
	talk_says(t, HEAD, "khong di dc ban gat");
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro so nao");
	talk_says(t, HEAD, "tui om"); /* and that says which of them no more */
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro so nao");
	talk_says(t, HEAD, "2");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "khong di duoc, thu sau 26/8");
	talk_says(t, HEAD_2, "CO 1");
	talk_says(t, HEAD_2, "ok");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE training = 2 AND answer = 'yes'"), 0);
	talk_says(t, HEAD_2, "KHONG 2 vi nha co dam");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "khong di duoc, thu sau 26/8");
	talk_says(t, MEMBER, "co ca 2");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "ca lich so 2");
	talk_says(t, MEMBER, "khong di lich 2 nhe, lich 1 thi di");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM invitation WHERE answer = 'no' AND phone = '" MEMBER "'"), 0);
	talk_free(&t);
}

static void how_many_come_is_no_report(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, ADD);
	talk_says(t, HEAD, "CO 1");
	talk_says(t, HEAD, "di 2 nguoi");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "di duoc, 2 nguoi");
	talk_says(t, HEAD, "di 4 dua");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "di duoc, 4 nguoi");
	talk_says(t, HEAD, "thoi 1 minh toi di");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "di duoc, 08:00");
	assert_int_equal(talk_number(t, "SELECT people FROM invitation WHERE answer = 'yes'"), 1);
	talk_says(t, HEAD_2, "lam dc nhieu do thoi"); /* answers no invitation, though one waits */
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua hieu tin nay");
	talk_says(t, HEAD, "ai vang"); /* and no "vắng" of the one who asks */
	talk_says(t, HEAD, "vay thoi");
	assert_int_equal(talk_number(t, "SELECT people FROM invitation WHERE answer = 'yes'"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM stopped"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 0);
	talk_free(&t);
}

static void a_day_gone_by_is_refused_and_mended_by_another_day(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "lich tap huan 10/8 8h");
	talk_answer(t, "schedule_add", OUTCOME_REFUSED, "Chua ghi: thu tu 10/8");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training"), 0);
	talk_says(t, OFFICER, "25/8");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "08:00 thu nam 25/8");
	talk_free(&t);
}

static void the_same_people_or_place_twice_at_a_time_is_refused(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "LICH 22/8 8h hop to tai hoi truong UBND xa");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Da ghi lich so 1");
	/* The commune calls the village too. */
	talk_says(t, OFFICER, "LICH 22/8 9h tap huan vneid tai truong hoc");
	talk_answer(t, "schedule_add", OUTCOME_REFUSED, "trung lich so 1 cua thon Son Tra");
	/* The next village, in the same hall. */
	talk_says(t, HEAD_2, "LICH 22/8 9h hop to tai hoi truong UBND xa");
	talk_answer(t, "schedule_add", OUTCOME_REFUSED, "trung lich so 1");
	talk_says(t, HEAD_2, "LICH 22/8 9h hop to tai nha van hoa");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Da ghi lich so 2");
	/* Moving one onto the other is the same. */
	talk_says(t, HEAD_2, "lich 2 doi qua hoi truong UBND xa");
	talk_answer(t, "schedule_change", OUTCOME_REFUSED, "trung lich so 1");
	talk_says(t, HEAD_2, "doi lich 2 sang 10h30");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "10:30");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training"), 2);
	talk_free(&t);
}

static void an_answer_tells_how_many_come_how_late_and_may_change(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, ADD);
	talk_says(t, HEAD, "3 nguoi di");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "di duoc, 3 nguoi");
	talk_says(t, HEAD, "de tre 15p");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "3 nguoi, tre 15 phut");
	talk_says(t, HEAD_2, "CO 1");
	talk_says(t, HEAD_2, "doi y, toi khong di duoc");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "khong di duoc");
	talk_says(t, HEAD_2, "doi y");
	talk_answer(t, "ask", OUTCOME_ASKED, "di duoc nhan CO 1, khong di duoc nhan KHONG 1");
	talk_says(t, HEAD_2, "ngay mai tui ban dam gio, anh Tuan di the");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "Da ghi: anh Tuan di thay, 08:00");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE delegate = 'anh Tuan'"), 1);
	talk_says(t, HEAD_2, "thoi toi di");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "di duoc, 08:00");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE delegate <> ''"), 0);
	talk_free(&t);
}

static void a_change_reaches_exactly_those_who_were_told(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, ADD);
	talk_says(t, HEAD, "CO 1");
	talk_until(t, "2022-08-21 12:00");
	assert_int_equal(talk_count(t, HEAD, "Nhac: 08:00"), 1);
	talk_says(t, AWAITING, "DONG Y"); /* joins after the reminders went out */
	talk_says(t, HEAD_2, "TC");       /* wants no texts any more */
	talk_says(t, OFFICER, "doi lich 1 sang 14h");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "14:00 thu hai 22/8");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "Bao lai 4 nguoi");
	assert_int_equal(talk_count(t, HEAD, "Lich moi so 1, tap huan: 14:00"), 1);
	assert_int_equal(talk_count(t, MEMBER, "Lich moi"), 1);
	assert_int_equal(talk_count(t, AWAITING, "Lich moi"), 0);
	assert_int_equal(talk_count(t, HEAD_2, "Lich moi"), 0);
	/* The hour is another: nobody has answered yet. */
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE answer <> ''"), 0);
	talk_until(t, "2022-08-22 13:00");
	assert_int_equal(talk_count(t, HEAD, "Nhac: 14:00 hom nay"), 1);
	assert_int_equal(talk_count(t, HEAD, "Nhac: 08:00"), 1);
	talk_free(&t);
}

static void what_waits_for_the_morning_is_taken_back_when_it_is_no_longer_true(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-18 22:30");
	talk_says(t, OFFICER, ADD);
	talk_says(t, OFFICER, "HUY LICH 1");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "Bao lai 0 nguoi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM message WHERE state = 'queued' AND kind <> 'answer'"), 0);
	/* Taken up again: people are invited, as they have heard of nothing. */
	talk_says(t, OFFICER, "MO LAI LICH 1");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "Da mo lai lich so 1");
	talk_says(t, OFFICER, "mo lai lich 1");
	talk_answer(t, "schedule_change", OUTCOME_ANSWERED, "van con");
	talk_until(t, "2022-08-21 12:00");
	assert_int_equal(talk_count(t, HEAD, "Nhac: 08:00"), 1);
	talk_free(&t);
}

/* Some had heard of it, others not yet: those get an invitation after all. */
static void what_is_taken_up_again_calls_those_whose_invitation_had_not_left(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, ADD);
	talk_number(t, "UPDATE message SET next_at = next_at + 3600000000 WHERE phone = '" HEAD_2
		       "' AND direction = 'out' RETURNING 1");
	talk_says(t, OFFICER, "HUY LICH 1");
	assert_int_equal(
		talk_number(t, "SELECT count(*) FROM message WHERE state = 'expired' AND phone = '" HEAD_2 "'"), 1);
	talk_says(t, OFFICER, "MO LAI LICH 1");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM message WHERE state = 'queued' AND phone = '" HEAD_2
					"' AND text LIKE 'Moi du%'"),
		1);
	talk_free(&t);
}

static void what_begins_before_the_morning_is_cancelled_in_the_night(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 20/8 6h30 ra quan tai UBND xa");
	talk_goes(t);
	talk_jump(t, "2022-08-19 23:00");
	talk_says(t, OFFICER, "HUY LICH 1");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM message WHERE text LIKE 'Huy lich so 1%' "
					"AND next_at < 1660928400000000"), /* midnight */
		5);
	talk_free(&t);
}

static void only_who_runs_it_changes_it(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "members",
		"phone,name,role,unit,team,status,consent_at\n"
		"+84905100050,Ho Van Luc,doi_tac,524,,active,2022-08-10\n");
	talk_says(t, OFFICER, ADD);
	talk_says(t, HEAD, "HUY LICH 1");
	talk_answer(t, "deny", OUTCOME_REFUSED, "xa Binh Dong");
	talk_says(t, "+84905100050", "HUY LICH 1");
	talk_answer(t, "deny", OUTCOME_REFUSED, "xa Binh Dong");
	talk_says(t, MEMBER, "HUY LICH 1");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua duoc giao quyen");
	talk_says(t, OFFICER, "HUY LICH 7");
	talk_answer(t, "schedule_change", OUTCOME_REFUSED, "Khong co lich so 7");
	talk_says(t, OFFICER, "huy lich");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "Da huy lich so 1"); /* there is no other */
	talk_says(t, OFFICER, "HUY LICH 1");
	talk_answer(t, "schedule_change", OUTCOME_REFUSED, "da huy truoc do");
	talk_free(&t);
}

/* The only one there is is not meant by whatever name. */
static void a_change_says_which_one_it_means(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 8h tap huan VNeID tai nha van hoa thon Son Tra");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "lich so 1");
	talk_says(t, OFFICER, "hoan hop giao ban sang 23/8");
	talk_answer(t, "schedule_change", OUTCOME_REFUSED, "Khong co lich nao nhu vay");
	talk_says(t, OFFICER, "doi hop sang chieu 23/8 2h");
	talk_answer(t, "schedule_change", OUTCOME_ASKED, "1 (08:00 22/8)");
	talk_says(t, OFFICER, "1");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "14:00 thu ba 23/8");
	talk_says(t, OFFICER, "doi tap huan sang 24/8");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "thu tu 24/8");
	talk_says(t, OFFICER, "huy tap huan VNeID");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "Da huy lich so 1");
	talk_free(&t);
}

static void a_partner_runs_trainings_and_sees_counts_only(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "members",
		"phone,name,role,unit,team,status,consent_at\n"
		"+84905100050,Ho Van Luc,doi_tac,524,,active,2022-08-10\n");
	talk_says(t, "+84905100050", "LICH 22/8 8h tap huan VNeID cho xa Binh Dong tai UBND xa");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Moi 6 nguoi, xa Binh Dong");
	talk_says(t, HEAD, "CO 2 nguoi");
	talk_says(t, HEAD_2, "KHONG");
	talk_says(t, "+84905100050", "LICH 1");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "moi 6, di 1 (2 nguoi), vang 1");
	assert_int_equal(talk_count(t, "+84905100050", "0905100"), 0);
	talk_says(t, MEMBER, "LICH 1");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "co Ho Van Luc");
	talk_says(t, "+84905100050", "doi lich 1 sang 9h");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "09:00");
	talk_says(t, "+84905100050", "LICH 9");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "Khong co lich so 9");
	talk_free(&t);
}

static void a_postponed_training_waits_for_its_new_day(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, ADD);
	talk_says(t, OFFICER, "hoan lich 1");
	talk_answer(t, "schedule_change", OUTCOME_ASKED, "sang ngay nao");
	talk_says(t, OFFICER, "26/8");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "08:00 thu sau 26/8");
	talk_jump(t, "2023-07-18 09:00");
	talk_says(t, OFFICER, "LICH 20/7 8h hop tai UBND xa");
	talk_says(t, OFFICER, "doi lich 2 sang 24/7 14h30"); /* a day, though 24/7 is round the clock elsewhere */
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "14:30 thu hai 24/7");
	talk_jump(t, "2022-08-19 09:00");
	talk_says(t, OFFICER, "doi lich 1 sang 1/8");
	talk_answer(t, "schedule_change", OUTCOME_REFUSED, "da qua");
	talk_jump(t, "2022-08-26 08:10");
	talk_says(t, OFFICER, "HUY LICH 1");
	talk_answer(t, "schedule_change", OUTCOME_REFUSED, "da bat dau");
	talk_free(&t);
}

static void the_code_of_a_cancelled_class_says_that_it_is_off(void **state)
{
	struct talk *t = talk_new();
	char code[8], text[32];

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 14h tap huan VNeID tai UBND xa");
	read_code(t, code);
	snprintf(text, sizeof text, "DD %s", code);
	talk_says(t, OFFICER, "HUY LICH 1");
	talk_until(t, "2022-08-22 13:30");
	talk_says(t, HEAD, text);
	talk_answer(t, "attendance", OUTCOME_REFUSED, "14:00 thu hai 22/8, da huy: khong diem danh");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE attended_at > 0"), 0);
	talk_free(&t);
}

/* However the code is typed, and whatever is said around it. */
static void a_code_is_heard_in_a_sentence_and_digit_by_digit(void **state)
{
	static const char *const said[] = { "toi toi roi", "em den lop roi", "dang o lop", "den noi roi nha" };
	static const char *const before[] = { "m\303\243 ", "", "DD ", "ma so la " };
	struct talk *t = talk_new();
	char code[8], text[64];

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 14h tap huan VNeID tai UBND xa");
	read_code(t, code);
	talk_says(t, MEMBER, "toi toi roi");
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro co di hay khong");
	talk_until(t, "2022-08-22 13:45"); /* the doors are open */
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		talk_says(t, MEMBER, said[i]);
		talk_answer(t, "attendance", OUTCOME_REFUSED, "can ma ghi tren bang");
	}
	talk_says(t, MEMBER, "toi chua toi duoc");
	assert_string_not_equal(intent_name(t->outcome.intent), "attendance");
	snprintf(text, sizeof text, "toi dang o lop, ma so %s nha", code);
	talk_says(t, MEMBER, text);
	talk_answer(t, "attendance", OUTCOME_RECORDED, "Da diem danh lich so 1");
	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		snprintf(text, sizeof text, "%s%c %c %c %c", before[i], code[0], code[1], code[2], code[3]);
		talk_says(t, MEMBER, text);
		talk_answer(t, "attendance", OUTCOME_ANSWERED, "iem danh");
	}
	talk_free(&t);
}

/* On the day: the number of the training is no head count and no figure, and the code in a sentence checks in. */
static void who_says_that_she_is_there_is_no_figure(void **state)
{
	struct talk *t = talk_new();
	char code[8], text[48];

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 14h tap huan VNeID tai UBND xa");
	read_code(t, code);
	talk_until(t, "2022-08-22 14:30");
	talk_says(t, MEMBER, "co mat lich 1");
	talk_answer(t, "attendance", OUTCOME_REFUSED, "Chua diem danh lich so 1: can ma ghi tren bang");
	talk_says(t, MEMBER, "em co mat buoi 1");
	talk_answer(t, "attendance", OUTCOME_REFUSED, "can ma ghi tren bang");
	talk_says(t, HEAD, "toi da den lich 1");
	talk_answer(t, "attendance", OUTCOME_REFUSED, "can ma ghi tren bang");
	talk_says(t, HEAD, "toi da den lop 1");
	talk_answer(t, "attendance", OUTCOME_REFUSED, "can ma ghi tren bang");
	snprintf(text, sizeof text, "em da toi, ma %s", code);
	talk_says(t, MEMBER, text);
	talk_answer(t, "attendance", OUTCOME_RECORDED, "Da diem danh lich so 1");
	snprintf(text, sizeof text, "da den %s", code);
	talk_says(t, HEAD, text);
	talk_answer(t, "attendance", OUTCOME_RECORDED, "Da diem danh lich so 1");
	snprintf(text, sizeof text, "toi den roi ma %s", code);
	talk_says(t, HEAD, text);
	talk_answer(t, "attendance", OUTCOME_ANSWERED, "roi");
	talk_says(t, OFFICER, "DD 1 12");
	talk_answer(t, "attendance", OUTCOME_RECORDED, "12 nguoi du");
	talk_says(t, MEMBER, "DD 1");
	talk_answer(t, "attendance", OUTCOME_REFUSED, "can ma ghi tren bang");
	talk_says(t, MEMBER, "DD 28"); /* heads are counted by who leads */
	talk_answer(t, "attendance", OUTCOME_REFUSED, "can ma ghi tren bang");
	talk_says(t, OFFICER, "DD 1"); /* its number, or one person? */
	talk_answer(t, "attendance", OUTCOME_ASKED, "DD 1 <so>");
	talk_says(t, OFFICER, "tap huan xong, 1 nguoi du");
	talk_answer(t, "attendance", OUTCOME_RECORDED, "1 nguoi du");
	talk_says(t, OFFICER, "DD 1 12");
	assert_int_equal(talk_number(t, "SELECT attended FROM training WHERE no = 1"), 12);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 0);
	talk_says(t, HEAD, "da den 6 nha");
	talk_answer(t, "report", OUTCOME_RECORDED, "HGD 6");
	talk_free(&t);
}

static void people_check_in_by_the_code_at_the_door(void **state)
{
	struct talk *t = talk_new();
	char code[8], text[32];

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 14h tap huan VNeID tai UBND xa");
	read_code(t, code);
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, code);
	snprintf(text, sizeof text, "DD %s", code);
	talk_says(t, HEAD, text);
	talk_answer(t, "attendance", OUTCOME_REFUSED, "diem danh tu mot gio truoc do");
	talk_says(t, HEAD, "CO 1 3 nguoi");
	talk_until(t, "2022-08-22 13:30");
	assert_int_equal(talk_count(t, OFFICER, "3 nguoi bao di, 0 vang. Ghi len bang: diem danh nhan DD"), 1);
	assert_int_equal(talk_count(t, HEAD, code), 0); /* only who runs it gets the code */
	talk_says(t, HEAD, text);
	talk_answer(t, "attendance", OUTCOME_RECORDED, "Da diem danh lich so 1");
	talk_says(t, HEAD, text);
	talk_answer(t, "attendance", OUTCOME_ANSWERED, "roi");
	talk_says(t, MEMBER, "BC DVC 5");
	talk_says(t, MEMBER, "BC DVC 8"); /* 1 or 2? The code answers none of it. */
	talk_says(t, MEMBER, code);       /* the code alone is enough while the door is open */
	talk_answer(t, "attendance", OUTCOME_RECORDED, "Da diem danh lich so 1");
	snprintf(text, sizeof text, "co mat %s", code);
	talk_says(t, MEMBER, text);
	talk_answer(t, "attendance", OUTCOME_ANSWERED, "roi");
	snprintf(text, sizeof text, "DD %s", code);
	talk_says(t, HEAD_2, strcmp(code, "1234") == 0 ? "DD 1235" : "DD 1234");
	talk_answer(t, "attendance", OUTCOME_REFUSED, "khong phai cua lop nao");
	talk_until(t, "2022-08-22 16:30");
	assert_int_equal(talk_count(t, OFFICER, "da xong: 2 nguoi diem danh bang ma"), 1);
	assert_int_equal(talk_count(t, HEAD, "Xem lai cach lam: HD VNE"), 1);
	assert_int_equal(talk_count(t, HEAD_2, "Xem lai cach lam"), 0); /* was not there */
	talk_jump(t, "2022-08-22 18:00");
	talk_says(t, HEAD_2, text);
	talk_answer(t, "attendance", OUTCOME_REFUSED, "da het gio diem danh");
	talk_says(t, OFFICER, "DD 1 28");
	talk_answer(t, "attendance", OUTCOME_RECORDED, "28 nguoi du");
	talk_says(t, OFFICER, "DD 1 26");
	talk_answer(t, "attendance", OUTCOME_RECORDED, "26 nguoi du");
	talk_says(t, OFFICER, "LICH 1");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "da du 26");
	talk_free(&t);
}

/* Of several units here and there: whose people are called twice is seen, and whose are not is no clash. */
static void a_clash_is_seen_between_lists_of_units(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "LICH 24/10 8h VNeID tai UBND huyen, xa Binh Dong, xa Binh Thuan");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "so 1");
	talk_says(t, OFFICER, "LICH 24/10 9h QR tai NVH, thon Son Tra, thon Tan Hy");
	talk_answer(t, "schedule_add", OUTCOME_REFUSED, "trung lich so 1");
	talk_says(t, HEAD, "LICH 24/10 9h QR tai NVH");
	talk_answer(t, "schedule_add", OUTCOME_REFUSED, "trung lich so 1");
	talk_says(t, OFFICE, "LICH 24/10 9h QR tai NVH, xa Binh Nguyen");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "so 2");
	/* One commune's class keeps the district from none. */
	talk_says(t, OFFICER, "LICH 26/10 8h VNeID tai NVH");
	talk_says(t, OFFICE, "LICH 26/10 9h QR tai UBND huyen");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "so 4");
	talk_free(&t);
}

/* Who comes by the code alone was not invited, and is told apart. */
static void who_comes_uninvited_is_counted_apart(void **state)
{
	struct talk *t = talk_new();
	char code[8], text[32];

	(void)state;
	talk_says(t, HEAD, "LICH 22/8 14h tap huan VNeID tai nha van hoa");
	read_code(t, code);
	talk_says(t, HEAD, "LICH 1");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "moi 2, di 0");
	talk_until(t, "2022-08-22 13:30");
	snprintf(text, sizeof text, "DD %s", code);
	talk_says(t, MEMBER, text);
	talk_says(t, HEAD_2, text);
	talk_answer(t, "attendance", OUTCOME_RECORDED, "Da diem danh lich so 1");
	talk_says(t, HEAD, "LICH 1"); /* the head has been reminded, too */
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "moi 3, di 0");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "da du 2 (1 khong duoc moi)");
	talk_until(t, "2022-08-22 16:30");
	assert_int_equal(talk_count(t, HEAD, "da xong: 2 nguoi diem danh bang ma (1 khong duoc moi)"), 1);
	talk_free(&t);
}

/* Who said CO may not have been there: only who checked in is thanked for coming. */
static void where_nobody_checked_in_nobody_is_thanked(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 14h tap huan VNeID tai UBND xa");
	talk_says(t, HEAD, "CO 1");
	talk_until(t, "2022-08-22 17:30");
	assert_int_equal(talk_count(t, NULL, "Cam on da du"), 0);
	assert_int_equal(talk_count(t, HEAD, "Da xong tap huan VNeID"), 1);
	assert_int_equal(talk_count(t, HEAD_2, "Da xong tap huan"), 0);
	talk_free(&t);
}

/* The house is somebody's to those who are invited, and no evening; "cả tổ" moves nothing. */
static void ones_own_house_is_told_by_ones_name(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "lich 22/8 8h hop to tai nha toi");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "08:00 thu hai 22/8, nha Nguyen Van Hung");
	assert_int_equal(talk_count(t, MEMBER, "nha Nguyen Van Hung"), 1);
	talk_says(t, HEAD, "19h mai hop to nha tui nghe");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "19:00 thu sau 19/8, nha Nguyen Van Hung");
	talk_says(t, HEAD, "gui ca to: toi nay khong hop nua");
	talk_answer(t, "schedule_change", OUTCOME_REFUSED, "Khong co lich nao nhu vay");
	talk_says(t, HEAD, "huy lich 1");
	talk_says(t, HEAD, "thoi van giu lich 1");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "Da mo lai lich so 1");
	talk_free(&t);
}

/* "huy" to the question for another day is no to it, and cancels nothing. */
static void no_to_a_question_is_no_answer_behind_it(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "lich 22/8 8h hop to tai nha van hoa");
	talk_says(t, HEAD, "doi lich 1 sang 18/8");
	talk_answer(t, "schedule_change", OUTCOME_REFUSED, "gio do da qua");
	talk_says(t, HEAD, "huy");
	talk_answer(t, "ask", OUTCOME_ANSWERED, "Giu nhu cu");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training WHERE status = 'planned'"), 1);
	talk_free(&t);
}

/* A late report, or another fate of the team, is told to one who is invited, too. */
static void who_is_invited_may_speak_of_something_else(void **state)
{
	static const char *const late[] = { "cho e nop tre 2 ngay nha", "de mai e gui", "mai moi nop dc",
		"ban qua thang nay e xin khat", "e bao cao tre vai bua nha" };
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 23/8 8h tap huan VNeID tai UBND xa");
	for (size_t i = 0; i < sizeof late / sizeof *late; i++) {
		talk_says(t, HEAD, late[i]);
		talk_answer(t, "ask", OUTCOME_ANSWERED, "han nop 25/8, nop tre van nhan");
	}
	talk_says(t, HEAD, "xin nghi, k lam nua");
	talk_answer(t, "team", OUTCOME_ASKED, "XN");
	talk_says(t, HEAD, "huy");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE answer <> ''"), 0);
	talk_free(&t);
}

/* "XN" is for what asks "are you sure?"; the second one finds nothing that does. */
static void a_second_xn_answers_no_invitation(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "LICH 22/8 8h tap huan VNeID tai nha van hoa");
	talk_says(t, HEAD_2, "bc dvc 5000");
	talk_says(t, OFFICER, "LICH 23/8 8h tap huan VNeID tai UBND xa");
	talk_says(t, HEAD_2, "xn");
	talk_says(t, HEAD_2, "xn");
	talk_answer(t, "report", OUTCOME_REFUSED, "Khong co viec nao dang cho xac nhan");
	talk_says(t, CHAIR, "XN a");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE answer <> ''"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE status = 'approved'"), 0);
	talk_free(&t);
}

static void what_one_text_of_a_group_adds_the_next_one_knows(void **state)
{
	struct talk *t = talk_new();
	struct why why;
	char code[8];

	(void)state;
	assert_int_equal(store_begin(t->store, &why), 0);
	assert_int_equal(talk_take(t, MEMBER, "LICH", &why), 0); /* what is ahead has been read */
	assert_int_equal(talk_take(t, OFFICER, "LICH 18/8 9h30 tap huan VNeID tai UBND xa", &why), 0);
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Da ghi lich so 1");
	read_code(t, code);
	assert_int_equal(talk_take(t, MEMBER, code, &why), 0);
	talk_answer(t, "attendance", OUTCOME_RECORDED, "Da diem danh lich so 1");
	assert_int_equal(talk_take(t, AWAITING, "DONG Y", &why), 0); /* was not invited */
	assert_int_equal(talk_take(t, AWAITING, "CO 1", &why), 0);
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "Da ghi: di duoc");
	assert_int_equal(store_commit(t->store, &why), 0);
	talk_free(&t);
}

static void what_an_import_brings_changes_and_cancels_is_told_as_well(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "trainings", TRAININGS);
	talk_due(t);
	assert_int_equal(talk_count(t, HEAD_2, "Moi du tap huan VNeID"), 1);
	talk_goes(t);
	talk_import(t, "trainings",
		"no,starts_at,place,topic,scope\n1,2022-08-25T15:00:00+07:00,Nhà văn hóa,VNE,2104902\n");
	talk_due(t);
	talk_restart(t);
	talk_due(t);
	assert_int_equal(talk_count(t, HEAD_2, "Lich moi so 1"), 1);
	talk_goes(t);
	talk_import(t, "trainings",
		"no,starts_at,place,topic,scope,status\n1,2022-08-25T15:00:00+07:00,Nhà văn hóa,VNE,2104902,cancelled\n");
	talk_due(t);
	talk_until(t, "2022-08-26 12:00");
	assert_int_equal(talk_count(t, HEAD_2, "Huy lich so 1"), 1);
	assert_int_equal(talk_count(t, HEAD_2, "Nhac: 15:00"), 0);
	talk_free(&t);
}

static void a_file_may_call_only_some_villages_and_roles(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "trainings",
		"no,starts_at,place,topic,scope,only_units,only_roles\n"
		"1,2022-08-25T14:00:00+07:00,UBND xã,VNE,21049,2104902,to_truong/to_pho\n");
	talk_due(t);
	assert_int_equal(talk_count(t, HEAD_2, "Moi du tap huan VNeID"), 1);
	assert_int_equal(talk_count(t, HEAD, "Moi du tap huan"), 0);   /* of another village */
	assert_int_equal(talk_count(t, MEMBER, "Moi du tap huan"), 0); /* of another role */
	talk_free(&t);
}

static void who_checks_in_without_a_code_is_told_how(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "diem danh");
	talk_answer(t, "ask", OUTCOME_ASKED, "Diem danh tai lop: DD <ma tren bang>");
	talk_free(&t);
}

static void whom_is_invited_may_stand_behind_the_place(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "LICH 19/8 8h hop tai UBND xa moi to truong");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "UBND xa. Moi 2 nguoi, to truong, xa Binh Dong");
	talk_says(t, OFFICER, "TB moi ba con mai mat dien 8h-11h");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "\"moi ba con mai mat dien");
	talk_free(&t);
}

static void a_whole_text_is_no_answer_to_what_another_lacked(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "LICH 25/8 hop tai UBND xa");
	talk_answer(t, "schedule_add", OUTCOME_ASKED, "Chua ro gio");
	talk_says(t, CHAIR, "LICH 30/8 14h tap huan VNeID");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "14:00 thu ba 30/8, noi se bao sau");
	talk_free(&t);
}

/* Who is invited may text of other things. */
static void a_text_about_somebody_is_no_answer_to_an_invitation(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 25/8 8h tap huan tai UBND xa");
	talk_says(t, HEAD, "cho gap to truong son tra");
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua hieu tin nay");
	talk_says(t, HEAD, "de em xem");
	talk_answer(t, "ask", OUTCOME_ASKED, "KHONG 1. Viec khac: TG");
	talk_free(&t);
}

/* Invitations ask for CO and KHONG. */
static void a_bare_digit_answers_no_invitation(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD_2, "LICH 21/8 8h hop thon tai nha van hoa");
	talk_says(t, OFFICER, "LICH 22/8 8h tap huan VNeID tai UBND xa");
	talk_says(t, HEAD, "1");
	talk_answer(t, "rsvp", OUTCOME_ASKED, "Chua ro 1 la gi, chua ghi. Loi moi so 2: di duoc nhan CO 2");
	talk_says(t, HEAD, "2");
	talk_answer(t, "rsvp", OUTCOME_ASKED, "So lieu: BC DVC 2");
	talk_says(t, OFFICER, "LICH 23/8 8h tap huan VNeID tai UBND xa");
	talk_says(t, HEAD, "1");
	assert_int_equal(t->outcome.status, OUTCOME_ASKED);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE answer <> ''"), 0);
	/* Which of the two? The number of a third one, to which the chair was not invited, is none of them. */
	talk_says(t, CHAIR, "di duoc");
	talk_answer(t, "ask", OUTCOME_ASKED, "2 (08:00 22/8), 3 (08:00 23/8)");
	talk_says(t, CHAIR, "1");
	talk_answer(t, "rsvp", OUTCOME_REFUSED, "Khong co loi moi so 1");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM invitation WHERE training = 1 AND phone = '" CHAIR "'"), 0);
	talk_free(&t);
}

static void which_training_is_not_yet_whether_they_come(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 8h tap huan VNeID tai UBND xa");
	talk_says(t, OFFICER, "LICH 23/8 8h tap huan VNeID tai UBND xa");
	talk_says(t, HEAD, "de em xem da");
	talk_answer(t, "ask", OUTCOME_ASKED, "Dang cho: so 1, 2. Voi so 1: di nhan CO 1");
	talk_says(t, HEAD, "2");
	talk_answer(t, "rsvp", OUTCOME_ASKED, "Lich so 2: di duoc nhan CO 2, khong di duoc nhan KHONG 2");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE answer <> ''"), 0);
	talk_says(t, HEAD, "em ban roi"); /* of that one */
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "khong di duoc, thu ba 23/8");
	talk_says(t, HEAD, "ai di");
	talk_says(t, HEAD, "co 2"); /* and not of the one that was asked about */
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "di duoc, 08:00 thu ba 23/8");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE training = 1 AND answer <> ''"), 0);
	talk_free(&t);
}

static void an_answer_is_said_again_or_changed_in_any_words(void **state)
{
	static const struct {
		const char *text, *words;
	} rows[] = { { "CO 1 3 nguoi", "di duoc, 3 nguoi" }, { "co", "di duoc, 3 nguoi" },
		{ "e di dc roi", "di duoc, 3 nguoi" }, { "dạ không đi được ạ", "khong di duoc" },
		{ "2 vo chong toi di", "di duoc, 2 nguoi" }, { "thoi em ban r", "khong di duoc" },
		{ "toi di voi chi Hoa", "Di 2 nguoi nhan CO 1 2 nguoi" }, { "hok di dc r", "khong di duoc" },
		{ "ok di dc", "di duoc, 08:00" }, { "cho em doi lai khong di", "khong di duoc" },
		{ "toi di ca 2 buoi", "di duoc, 08:00" }, { "em di cung 1 nguoi nua", "di duoc, 2 nguoi" } };
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 8h tap huan VNeID tai UBND xa");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		talk_says(t, HEAD, rows[i].text);
		talk_answer(t, "rsvp", OUTCOME_RECORDED, rows[i].words);
	}
	talk_says(t, HEAD, "huy"); /* of coming, and no text is stopped */
	talk_answer(t, "ask", OUTCOME_ASKED, "khong di duoc nhan KHONG 1");
	talk_says(t, HEAD, "vo toi di duoc"); /* and who writes? */
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro co di hay khong");
	talk_until(t, "2022-08-20 09:00");
	talk_says(t, HEAD, "khong"); /* to what? */
	talk_answer(t, "ask", OUTCOME_ASKED, "khong di duoc nhan KHONG 1");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE answer = 'yes'"), 1);
	talk_free(&t);
}

static void an_answer_with_two_numbers_is_told_how_to_answer(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "CO 5 3");
	talk_answer(t, "ask", OUTCOME_ASKED, "sau CO hoac KHONG la mot so, so cua loi moi");
	talk_says(t, OFFICER, "LICH 24/8 8h tap huan VNEID tai UBND xa");
	talk_says(t, OFFICER, "LICH 25/8 8h tap huan VNEID tai UBND xa");
	talk_says(t, HEAD, "co 1, khong 2, con buoi 17 thi chua biet"); /* a text each */
	talk_answer(t, "ask", OUTCOME_ASKED, "moi tin mot so");
	talk_says(t, HEAD, "co 1 va 2");
	talk_says(t, HEAD, "co 2 3 nguoi"); /* as it was told, and of one that was answered */
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "3 nguoi, 08:00 thu nam 25/8");
	talk_free(&t);
}

static void whom_it_is_for_may_stand_behind_the_place(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 8h tap huan VNeID tai nvh cho thon Tan Hy");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "nvh. Moi 1 nguoi, thon Tan Hy");
	talk_says(t, OFFICER, "LICH 23/8 8h tap huan VNeID tai nvh cho thon Son Tra va Tan Hy");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Moi 4 nguoi, thon Son Tra, thon Tan Hy");
	talk_says(t, OFFICER, "LICH 24/8 8h tap huan VNeID tai nvh thon Son Tra va thon Tan Hy");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "nvh. Moi 4 nguoi, thon Son Tra, thon Tan Hy");
	talk_says(t, OFFICER, "LICH 25/8 8h tap huan VNeID tai nvh chi to truong");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "nvh. Moi 2 nguoi, to truong, xa Binh Dong");
	/* What cannot be read is asked, and never all. */
	talk_says(t, OFFICER, "LICH 26/8 8h tap huan VNeID tai nvh cho thon Vinh Lam");
	talk_answer(t, "schedule_add", OUTCOME_ASKED, "Khong tim thay thon Vinh Lam");
	talk_says(t, OFFICER, "LICH 26/8 8h tap huan VNeID tai nvh cho thon Son Tra va Vinh Lam");
	talk_answer(t, "schedule_add", OUTCOME_ASKED, "Khong tim thay Vinh Lam");
	talk_says(t, OFFICER, "LICH 26/8 8h tap huan VNeID tai nvh cho thon 7");
	talk_answer(t, "schedule_add", OUTCOME_ASKED, "Khong tim thay thon 7");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training WHERE place = 'nvh'"), 4);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training"), 4);
	talk_free(&t);
}

static void several_hours_of_a_day_are_several_sessions(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 8h sang va 14h chieu tap huan VNeID tai UBND xa");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "lich so 1: 08:00 22/8, 2: 14:00 22/8");
	talk_says(t, OFFICER, "LICH 23/8 sang 8h chieu 14h tap huan VNeID tai UBND xa");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "lich so 3: 08:00 23/8, 4: 14:00 23/8");
	talk_says(t, OFFICER, "LICH 15/12 den 17/12 8h tap huan VNeID tai UBND xa");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "5: 08:00 15/12, 6: 08:00 16/12, 7: 08:00 17/12");
	talk_says(t, OFFICER, "LICH tu 15 den 17/11 8h tap huan VNeID tai UBND xa");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "8: 08:00 15/11, 9: 08:00 16/11, 10: 08:00 17/11");
	talk_says(t, OFFICER, "LICH 1/10 den 30/10 8h tap huan VNeID tai UBND xa");
	talk_answer(t, "ask", OUTCOME_ASKED, "ngay");
	/* A name is no day. */
	talk_says(t, OFFICER, "LICH 24/8 8h hop to tai nha chi Mai");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "so 11: hop to, 08:00 thu tu 24/8, nha chi Mai.");
	talk_free(&t);
}

static void a_day_years_ahead_is_refused(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "lich 5/12/2024 8h hop tai UBND xa");
	talk_answer(t, "schedule_add", OUTCOME_REFUSED, "con hon mot nam nua");
	talk_says(t, OFFICER, ADD);
	talk_says(t, OFFICER, "doi lich 1 sang 5/12/2024");
	talk_answer(t, "schedule_change", OUTCOME_REFUSED, "con hon mot nam nua");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training"), 1);
	talk_free(&t);
}

#define CROWD 201

static void so_many_are_called_only_after_a_look_at_what_it_comes_to(void **state)
{
	struct talk *t = talk_new();
	struct buf rows;

	(void)state;
	buf_init(&rows);
	buf_adds(&rows, "phone,name,role,unit,status\n");
	for (int i = 0; i < CROWD; i++)
		buf_addf(&rows, "+849056%05d,Nguoi %d,thanh_vien,2104902,active\n", i, i);
	talk_import(t, "members", rows.data);
	buf_fini(&rows);
	talk_says(t, OFFICER, ADD);
	talk_answer(t, "schedule_add", OUTCOME_ASKED, "toi 206 nguoi (xa Binh Dong): 206 tin, khoang 72100 dong");
	talk_answer(t, "schedule_add", OUTCOME_ASKED, "XN 1.");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training"), 0);
	talk_says(t, OFFICER, "KHONG");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training"), 0);
	talk_says(t, OFFICER, "XN 1");
	assert_int_equal(t->outcome.status, OUTCOME_REFUSED);
	talk_says(t, OFFICER, ADD);
	talk_says(t, OFFICER, "LICH"); /* something else in between */
	talk_says(t, OFFICER, "XN 2");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Da ghi lich so 2");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Moi 206 nguoi");
	talk_free(&t);
}

static void who_changed_their_mind_is_asked_and_who_has_left_does_not_come(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, ADD);
	talk_says(t, HEAD, "CO 1");
	talk_says(t, HEAD, "doi y 1");
	talk_answer(t, "ask", OUTCOME_ASKED, "di duoc nhan CO 1, khong di duoc nhan KHONG 1");
	talk_says(t, MEMBER, "CO 1");
	talk_says(t, OFFICER, "LICH 1");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "di 2 (2 nguoi)");
	talk_says(t, MEMBER, "NGHI TO");
	talk_says(t, MEMBER, "XN");
	talk_says(t, OFFICER, "LICH 1");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "di 1 (1 nguoi)");
	talk_free(&t);
}

#define QUEUED(words)                                                                                                  \
	"SELECT COUNT(*) FROM message WHERE state = 'queued' AND phone = '" HEAD "' AND text LIKE '" words "%'"

/* What has not left gives way to what is true now, and what cancels out goes at all to nobody. */
static void only_the_newest_of_several_changes_goes(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, ADD);
	talk_goes(t);
	talk_says(t, OFFICER, "doi lich 1 sang 9h");
	talk_says(t, OFFICER, "doi lich 1 sang 10h");
	talk_says(t, OFFICER, "doi lich 1 sang 14h");
	assert_int_equal(talk_number(t, QUEUED("Lich moi so 1")), 1);
	assert_int_equal(talk_number(t, QUEUED("Lich moi so 1, tap huan: 14:00")), 1);
	talk_goes(t);
	talk_says(t, OFFICER, "HUY LICH 1");
	assert_int_equal(talk_number(t, QUEUED("Huy lich so 1")), 1);
	talk_says(t, OFFICER, "MO LAI LICH 1");
	assert_int_equal(talk_number(t, QUEUED("Huy lich so 1")), 0);
	assert_int_equal(talk_number(t, QUEUED("Lich moi so 1")), 0);
	/* Who has heard that it is off hears that it is on again; also with another hour than they knew. */
	talk_says(t, OFFICER, "HUY LICH 1");
	talk_goes(t);
	talk_says(t, OFFICER, "MO LAI LICH 1");
	assert_int_equal(talk_number(t, QUEUED("Lich moi so 1")), 1);
	talk_goes(t);
	talk_says(t, OFFICER, "doi lich 1 sang 15h");
	talk_says(t, OFFICER, "HUY LICH 1");
	talk_says(t, OFFICER, "MO LAI LICH 1");
	assert_int_equal(talk_number(t, QUEUED("Lich moi so 1, tap huan: 15:00")), 1);
	assert_int_equal(talk_number(t, QUEUED("Huy lich so 1")), 0);
	/* None of them is of use when it has begun. */
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM message m, training t WHERE m.direction = 'out' AND "
					"m.kind <> 'answer' AND m.expires_at > t.starts_at"),
		0);
	talk_free(&t);
}

static void a_meeting_is_called_no_training(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 8h hop tai UBND xa");
	assert_int_equal(talk_count(t, HEAD, "Moi du hop, 08:00"), 1);
	talk_until(t, "2022-08-21 12:00");
	assert_int_equal(talk_count(t, HEAD, "Nhac: 08:00 thu hai 22/8, hop tai UBND xa"), 1);
	talk_goes(t);
	talk_says(t, OFFICER, "HUY LICH 1");
	assert_int_equal(talk_count(t, HEAD, "Huy lich so 1, hop, 08:00"), 1);
	talk_free(&t);
}

static void all_trainings_are_cancelled_one_by_one(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, ADD);
	talk_says(t, OFFICER, "LICH 24/8 8h hop tai UBND xa");
	talk_says(t, OFFICER, "huy het lich");
	talk_answer(t, "ask", OUTCOME_ASKED, "1 (08:00 22/8), 2 (08:00 24/8)");
	talk_free(&t);
}

static void who_could_not_be_told_in_time_is_counted_apart(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 8h tap huan tai UBND xa");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Moi 5 nguoi");
	talk_says(t, OFFICER, "lich 1");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "moi 5, di 0");
	talk_number(t, "UPDATE invitation SET told = 0 WHERE phone IN ('" HEAD "', '" HEAD_2 "') RETURNING 1");
	talk_says(t, OFFICER, "lich 1");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "moi 3, 2 chua nhan duoc, di 0");
	/* Who answers knows of it. */
	talk_says(t, HEAD, "co 1");
	talk_says(t, OFFICER, "lich 1");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "moi 4, 1 chua nhan duoc, di 1");
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_could_not_be_told_in_time_is_counted_apart),
		cmocka_unit_test(all_trainings_are_cancelled_one_by_one),
		cmocka_unit_test(a_bare_digit_answers_no_invitation),
		cmocka_unit_test(which_training_is_not_yet_whether_they_come),
		cmocka_unit_test(an_answer_is_said_again_or_changed_in_any_words),
		cmocka_unit_test(an_answer_with_two_numbers_is_told_how_to_answer),
		cmocka_unit_test(whom_it_is_for_may_stand_behind_the_place),
		cmocka_unit_test(several_hours_of_a_day_are_several_sessions),
		cmocka_unit_test(a_day_years_ahead_is_refused),
		cmocka_unit_test(so_many_are_called_only_after_a_look_at_what_it_comes_to),
		cmocka_unit_test(who_changed_their_mind_is_asked_and_who_has_left_does_not_come),
		cmocka_unit_test(only_the_newest_of_several_changes_goes),
		cmocka_unit_test(a_meeting_is_called_no_training),
		cmocka_unit_test(a_text_about_somebody_is_no_answer_to_an_invitation),
		cmocka_unit_test(a_training_is_put_off_by_an_hour_or_a_week),
		cmocka_unit_test(what_is_done_to_one_training_is_not_done_to_another),
		cmocka_unit_test(the_part_of_the_day_of_a_new_date_is_asked_its_hour),
		cmocka_unit_test(a_question_about_a_meeting_plans_none),
		cmocka_unit_test(what_others_call_is_no_meeting_of_who_tells_it),
		cmocka_unit_test(days_that_share_a_month_are_all_noted),
		cmocka_unit_test(an_officer_adds_a_training_and_its_people_are_invited),
		cmocka_unit_test(a_member_may_not_add_one),
		cmocka_unit_test(behind_an_answer_another_without_a_number_is_asked),
		cmocka_unit_test(how_many_come_is_no_report),
		cmocka_unit_test(a_missing_hour_is_asked_for_and_joins_the_rest),
		cmocka_unit_test(sittings_that_differ_are_each_a_text),
		cmocka_unit_test(a_place_is_moved_from_one_to_another),
		cmocka_unit_test(people_ask_for_the_schedule_and_answer),
		cmocka_unit_test(a_training_nobody_sent_invitations_for_is_answered_by_its_number),
		cmocka_unit_test(who_joins_later_answers_by_the_number),
		cmocka_unit_test(reminders_come_once_a_day_and_two_hours_before),
		cmocka_unit_test(an_answer_to_what_was_called_off_or_is_over_says_so),
		cmocka_unit_test(no_reminder_comes_after_a_cancellation),
		cmocka_unit_test(whom_a_training_is_for_is_said_in_many_words),
		cmocka_unit_test(a_training_of_several_communes_calls_all_of_them),
		cmocka_unit_test(those_who_have_not_answered_are_reminded),
		cmocka_unit_test(several_trainings_are_changed_by_one_text),
		cmocka_unit_test(several_trainings_are_moved_by_one_text),
		cmocka_unit_test(a_moved_training_has_reminders_of_its_own),
		cmocka_unit_test(after_days_off_stale_reminders_are_left_out),
		cmocka_unit_test(who_stopped_hears_nothing),
		cmocka_unit_test(the_head_count_is_taken_after_the_start),
		cmocka_unit_test(the_text_says_topic_partner_method_and_whom_it_calls),
		cmocka_unit_test(a_text_may_call_several_villages_and_only_some_roles),
		cmocka_unit_test(a_village_that_nobody_knows_is_asked_about_and_nobody_invited),
		cmocka_unit_test(residents_who_want_news_are_called_when_it_is_for_them),
		cmocka_unit_test(nobody_calls_more_than_their_own_unit),
		cmocka_unit_test(several_dates_make_several_trainings_each_with_its_hour),
		cmocka_unit_test(a_day_gone_by_is_refused_and_mended_by_another_day),
		cmocka_unit_test(the_same_people_or_place_twice_at_a_time_is_refused),
		cmocka_unit_test(an_answer_tells_how_many_come_how_late_and_may_change),
		cmocka_unit_test(a_change_reaches_exactly_those_who_were_told),
		cmocka_unit_test(what_waits_for_the_morning_is_taken_back_when_it_is_no_longer_true),
		cmocka_unit_test(what_is_taken_up_again_calls_those_whose_invitation_had_not_left),
		cmocka_unit_test(what_begins_before_the_morning_is_cancelled_in_the_night),
		cmocka_unit_test(only_who_runs_it_changes_it),
		cmocka_unit_test(a_change_says_which_one_it_means),
		cmocka_unit_test(a_partner_runs_trainings_and_sees_counts_only),
		cmocka_unit_test(a_postponed_training_waits_for_its_new_day),
		cmocka_unit_test(the_code_of_a_cancelled_class_says_that_it_is_off),
		cmocka_unit_test(people_check_in_by_the_code_at_the_door),
		cmocka_unit_test(a_code_is_heard_in_a_sentence_and_digit_by_digit),
		cmocka_unit_test(who_says_that_she_is_there_is_no_figure),
		cmocka_unit_test(who_comes_uninvited_is_counted_apart),
		cmocka_unit_test(a_clash_is_seen_between_lists_of_units),
		cmocka_unit_test(where_nobody_checked_in_nobody_is_thanked),
		cmocka_unit_test(ones_own_house_is_told_by_ones_name),
		cmocka_unit_test(no_to_a_question_is_no_answer_behind_it),
		cmocka_unit_test(who_is_invited_may_speak_of_something_else),
		cmocka_unit_test(a_second_xn_answers_no_invitation),
		cmocka_unit_test(what_one_text_of_a_group_adds_the_next_one_knows),
		cmocka_unit_test(what_an_import_brings_changes_and_cancels_is_told_as_well),
		cmocka_unit_test(a_file_may_call_only_some_villages_and_roles),
		cmocka_unit_test(who_checks_in_without_a_code_is_told_how),
		cmocka_unit_test(whom_is_invited_may_stand_behind_the_place),
		cmocka_unit_test(a_whole_text_is_no_answer_to_what_another_lacked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
