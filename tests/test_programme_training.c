/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Trainings: added, asked for, answered, moved, cancelled, reminded of, counted. */
#include "tests/help/talk.h"

#include "gateway/programme/programme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define ADD "LICH 22/8 8h tap huan tai nha van hoa thon Son Tra"
#define TRAININGS                                                                                                      \
	"no,starts_at,ends_at,place,topic,scope,method,partner,status\n"                                               \
	"1,2022-08-25T14:00:00+07:00,2022-08-25T16:00:00+07:00,Nhà văn hóa,VNE,2104902,truc_tiep,,planned\n"

static void an_officer_adds_a_training_and_its_people_are_invited(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, ADD);
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Da ghi lich so 1");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "Bao cho 5 nguoi");
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
	talk_says(t, OFFICER, "huy lich 22/8");
	talk_answer(t, "schedule_change", OUTCOME_RECORDED, "Huy tap huan so 1");
	assert_int_equal(talk_count(t, HEAD, "Huy tap huan so 1"), 1);
	talk_until(t, "2022-08-23 12:00");
	assert_int_equal(talk_count(t, NULL, "Nhac: 08:00"), 0);
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
	talk_answer(t, "attendance", OUTCOME_REFUSED, "Khong co buoi tap huan nao");
	talk_jump(t, "2022-08-22 10:00");
	talk_says(t, HEAD, "hop xong, 28 nguoi du");
	talk_answer(t, "attendance", OUTCOME_RECORDED, "28 nguoi du");
	assert_int_equal(talk_number(t, "SELECT attended FROM training WHERE no = 1 AND status = 'held'"), 28);
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_officer_adds_a_training_and_its_people_are_invited),
		cmocka_unit_test(a_member_may_not_add_one),
		cmocka_unit_test(a_missing_hour_is_asked_for_and_joins_the_rest),
		cmocka_unit_test(people_ask_for_the_schedule_and_answer),
		cmocka_unit_test(a_training_nobody_sent_invitations_for_is_answered_by_its_number),
		cmocka_unit_test(who_joins_later_answers_by_the_number),
		cmocka_unit_test(reminders_come_once_a_day_and_two_hours_before),
		cmocka_unit_test(no_reminder_comes_after_a_cancellation),
		cmocka_unit_test(a_moved_training_has_reminders_of_its_own),
		cmocka_unit_test(after_days_off_stale_reminders_are_left_out),
		cmocka_unit_test(who_stopped_hears_nothing),
		cmocka_unit_test(the_head_count_is_taken_after_the_start),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
