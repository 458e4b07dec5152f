/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mergers, splits and moves of units, applied to everything that belongs to them. */
#include "tests/help/engine.h"
#include "tests/help/folder.h"
#include "tests/help/merger.h"
#include "tests/help/talk.h"

#include "gateway/base/clock.h"
#include "gateway/programme/reorganise.h"
#include "menus/node.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- a merger ---- */

static void people_teams_and_what_waits_follow_their_unit(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2022-12-31 20:00");
	talk_says(t, HEAD, "KK mat song");
	talk_says(t, OFFICER, "KK thieu may tinh o xa");
	talk_says(t, OFFICER, "LICH 5/1 8h tap huan tai UBND xa");
	talk_says(t, "+84905200002", "DK Le Thi Nga, thanh vien, thon Thuong Hoa, xa Binh Dong");
	talk_says(t, "+84905200002", "DONG Y");
	talk_jump(t, "2023-01-01 06:00");
	talk_import(t, "members",
		"phone,name,role,unit,status\n+84905300001,Lê Văn An,lanh_dao_xa,21043,active\n"
		"+84905300002,Võ Thị Ba,can_bo_xa,21043,active\n");
	merger_apply(&m, MERGER_2023);
	merger_says(&m, "heads: Xã Biển Đông has 2 people with the role lanh_dao_xa");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE unit = '21999'"), 4);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE unit = '21049'"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE unit = '2199901'"), 2);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM team WHERE unit = '2199901'"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM team WHERE unit = '21999'"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE unit = '21999'"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training WHERE scope = '21999'"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment WHERE unit = '2199901'"), 1);
	/* The village keeps its code; the one who wanted to join it is approved by the same leader. */
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM unit WHERE code = '2104901' AND parent_code = '21999'"), 1);
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet dang ky so 1: Le Thi Nga, thanh vien, thon Tan Son");
	talk_says(t, CHAIR, "TH thang 1");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "ien Dong");
	merger_end(&m);
}

static void people_concerned_are_told_within_the_hours_and_one_behind_the_other(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2023-01-01 00:10");
	merger_apply(&m, MERGER_2023);
	merger_says(&m, "people: 8 in units that change; 7 are told");
	talk_until(t, "2023-01-01 06:59");
	assert_int_equal(talk_count(t, NULL, "Tu 1/1/2023"), 0);
	talk_until(t, "2023-01-01 09:00");
	assert_int_equal(talk_count(t, NULL, "Tu 1/1/2023"), 7);
	assert_int_equal(talk_count(t, HEAD, "Tu 1/1/2023, thon Son Tra thuoc xa Bien Dong (xa Binh Dong cu)."), 1);
	assert_int_equal(talk_count(t, HEAD_2, "Tu 1/1/2023, thon Tan Hy tro thanh thon Tan Son."), 1);
	assert_int_equal(talk_count(t, CHAIR, "Tu 1/1/2023, xa Binh Dong tro thanh xa Bien Dong."), 1);
	assert_int_equal(talk_count(t, AWAITING, "Tu 1/1/2023"), 0);
	assert_int_equal(talk_count(t, CHAIR_2, "Tu 1/1/2023"), 0);
	assert_int_equal(
		talk_number(t, "SELECT COUNT(DISTINCT next_at) FROM message WHERE text LIKE 'Tu 1/1/2023%' "
			       "AND next_at > 0") +
			talk_number(t, "SELECT COUNT(*) FROM message WHERE text LIKE 'Tu 1/1/2023%' AND next_at = 0"),
		7);
	/* Applied again it changes nothing and tells nobody twice. */
	merger_apply(&m, MERGER_2023);
	merger_says(&m, "units on 2023-01-01: applied already, nothing changes");
	talk_until(t, "2023-01-03 09:00");
	assert_int_equal(talk_count(t, NULL, "Tu 1/1/2023"), 7);
	merger_end(&m);
}

static void a_dry_run_says_it_all_and_changes_nothing(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_due(t);
	assert_int_equal(merger_try(&m, MERGER_2023, true), 0); /* it is 2022 */
	merger_says(&m, "units on 2023-01-01: 2 begin, 3 move, 0 end");
	merger_says(&m, "begins  21999 Xã Biển Đông <- 21043 Xã Bình Thuận, 21049 Xã Bình Đông");
	merger_says(&m, "moves   Xã Bình Đông -> Xã Biển Đông: 2104901 Thôn Sơn Trà\n");
	merger_says(&m, "moves   Xã Bình Thuận -> Xã Biển Đông: 2104301 Thôn Thuận Phước, 2104302 Thôn Tuyết Diêm 2\n");
	merger_says(&m, "Nguyễn Văn Hùng (to_truong): Thôn Sơn Trà, Xã Bình Đông -> Thôn Sơn Trà, Xã Biển Đông");
	merger_says(&m, "nothing was changed");
	assert_null(strstr(m.said.data, "+84905100001"));
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM unit WHERE code = '21999'"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE unit = '21049'"), 2);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM due WHERE kind = 'reorganised'"), 0);
	/* For good it must wait for its day. */
	assert_int_equal(merger_try(&m, MERGER_2023, false), 1);
	assert_non_null(strstr(m.faults.data, "m.csv:2: valid_from 2023-01-01 has not come yet"));
	merger_end(&m);
}

static void targets_of_running_periods_are_added_up(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_import(t, "targets",
		"unit,indicator,period,value,denominator\n"
		"2104902,DVC,2023,100,\n2104903,DVC,2023,60,\n2104902,TT,2022-12,9,\n"
		"2104902,SK,2023,40,household\n2104903,SK,2023,80,household\n"
		"2104902,ZL,2023,40,household\n2104903,ZL,2023,80,\n");
	talk_jump(t, "2023-01-01 08:00");
	merger_apply(&m, MERGER_2023);
	merger_says(&m, "DVC 2023: Thôn Tân Hy 100, Thôn Thượng Hòa 60 -> Thôn Tân Sơn 160");
	/* 220 and 180 households. */
	merger_says(&m, "SK 2023: Thôn Tân Hy 40%, Thôn Thượng Hòa 80% -> Thôn Tân Sơn 58%");
	merger_says(&m, "ZL 2023: Thôn Tân Hy 40%, Thôn Thượng Hòa 80 -> cannot be carried on");
	assert_int_equal(talk_number(t, "SELECT value FROM target WHERE unit = '2199901' AND indicator = 'DVC'"), 160);
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM target WHERE unit = '2104902' AND period = '2022-12'"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM target WHERE unit = '2104902' AND period = '2023'"), 0);
	assert_int_equal(talk_number(t, "SELECT households FROM unit WHERE code = '2199901'"), 400);
	/* What they were is kept. */
	assert_int_equal(
		talk_number(t,
			"SELECT COUNT(*) FROM audit WHERE who = 'keng reorganise' AND detail = "
			"'ZL 2023: Thôn Tân Hy 40%, Thôn Thượng Hòa 80 -> cannot be carried on, assign it anew'"),
		1);
	talk_says(t, HEAD_2, "CT nam 2023");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "DVC 0/160");
	merger_end(&m);
}

/* What hangs on a unit and is not people: the group's link, how many adults there are, what is collected and paused. */
static void what_else_hangs_on_a_unit_goes_with_it(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2022-12-30 09:00");
	talk_import(t, "denominators",
		"unit,denominator,value\n2104902,adult18,500\n2104903,adult18,400\n2104901,adult18,300\n");
	talk_says(t, CHAIR, "NHOM zalo.me/g/binhdong");
	talk_answer(t, "group", OUTCOME_RECORDED, "zalo.me/g/binhdong");
	talk_says(t, CHAIR, "TAM NGUNG DEN 10/1 bao");
	talk_says(t, CHAIR, "YCBC DVC den 15/1");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM collection WHERE unit = '21049'"), 1);
	talk_jump(t, "2023-01-01 06:00");
	merger_apply(&m, MERGER_2023);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM collection WHERE unit = '21999'"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM suspension WHERE unit = '21999'"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM meeting_place WHERE unit = '21999'"), 1);
	assert_int_equal(talk_number(t, "SELECT value FROM denominator WHERE unit = '2199901'"), 900);
	assert_int_equal(talk_number(t, "SELECT value FROM denominator WHERE unit = '2104901'"), 300);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM denominator"), 2);
	talk_says(t, CHAIR, "NHOM");
	talk_answer(t, "group", OUTCOME_ANSWERED, "zalo.me/g/binhdong");
	talk_says(t, CHAIR, "NHAC");
	talk_answer(t, "urge", OUTCOME_REFUSED, "tam ngung nhac toi het 10/1");
	merger_end(&m);
}

/* What was called before reminds those whom it called, not all of the larger unit. */
static void a_training_keeps_the_people_whom_it_called(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2022-12-31 09:00");
	talk_says(t, OFFICER, "LICH 5/1 8h tap huan tai UBND xa");
	talk_says(t, OFFICER, "LICH 6/1 8h VNeID tai UBND xa, thon Tan Hy, thon Son Tra");
	talk_jump(t, "2023-01-01 06:00");
	merger_apply(&m, MERGER_2023);
	assert_int_equal(
		talk_number(
			t, "SELECT COUNT(*) FROM training WHERE scope = '21999' AND only_units = '2199901,2104901'"),
		1);
	talk_until(t, "2023-01-05 20:00");
	assert_int_equal(talk_count(t, HEAD, "thu nam 5/1, tap huan"), 1);
	assert_int_equal(talk_count(t, HEAD_2, "thu nam 5/1, tap huan"), 1);
	assert_int_equal(talk_count(t, OFFICER, "thu nam 5/1, tap huan"), 1); /* who called it */
	/* Of the other old commune, never called. */
	assert_int_equal(talk_count(t, "+84905100020", "UBND xa"), 0);
	talk_says(t, CHAIR, "huy lich 2");
	assert_int_equal(talk_count(t, HEAD_2, "Huy lich so 2"), 1);
	assert_int_equal(talk_count(t, "+84905100020", "Huy tap huan"), 0);
	merger_end(&m);
}

/* Words that the files give to a commune are said by its people after the merger too. */
static void a_communes_own_words_are_said_in_what_it_became(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;
	char command[200];
	struct faults faults;
	struct folder f;

	(void)state;
	folder_init(&f);
	snprintf(command, sizeof command, "ln -s \"$PWD\"/etc/menus.d/*.cfg %s/", f.path);
	assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): the test's own words */
	folder_write(&f, "95-local.cfg",
		"aliases: ( { of = \"BC\"; words = [ \"nộp sổ\" ]; communes = [ \"21049\" ]; } );\n", NULL);
	faults_init(&faults);
	assert_true(talk_menus(t, f.path, &faults));
	talk_says(t, HEAD, "nop so dvc 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	talk_jump(t, "2023-01-01 06:00");
	merger_apply(&m, MERGER_2023);
	talk_says(t, HEAD, "nop so dvc 6");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 6");
	faults_fini(&faults);
	merger_end(&m);
	folder_fini(&f);
}

static void an_open_question_follows_its_unit(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2025-06-30 21:50");
	talk_says(t, OFFICE, "BC DVC 5 xa binh thanh");
	talk_answer(t, "ask", OUTCOME_ASKED, "1: xa Binh Thanh");
	t->now += 10 * CLOCK_MINUTE;
	merger_apply(&m, MERGER_HEADER "merge,21998,Xã Bình An Thạnh,xa,524,2025-06-30,21046/21064,test\n");
	merger_says(&m, "open questions: 1 follow their unit");
	talk_says(t, OFFICE, "1");
	talk_answer(t, "report", OUTCOME_RECORDED, "xa Binh An Thanh");
	merger_end(&m);
}

static void a_question_about_a_unit_that_was_divided_is_closed_and_the_person_told(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_says(t, OFFICER, "BC DVC 5 thon son tra");
	talk_says(t, OFFICER, "BC DVC 7 thon son tra");
	talk_answer(t, "report", OUTCOME_ASKED, "Nhan 1: thay bang DVC 7");
	talk_says(t, HEAD_2, "BC DVC 1");
	talk_says(t, HEAD_2, "BC DVC 2");
	merger_apply(&m, MERGER_HEADER "split,2104911,Thôn Sơn Trà Đông,thon,21049,2022-08-18,2104901,test\n"
				       "split,2104912,Thôn Sơn Trà Tây,thon,21049,2022-08-18,2104901,test\n");
	merger_says(&m, "open questions: 0 follow their unit, 1 are closed and the person is told");
	assert_int_equal(talk_count(t, OFFICER, "Don vi vua duoc sap xep lai"), 1);
	talk_says(t, HEAD_2, "1");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 2");
	merger_end(&m);
}

static void the_people_of_a_divided_unit_go_where_the_file_says(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	merger_apply(&m, MERGER_HEADER "split,,Thôn Sơn Trà Đông,thon,21049,2022-08-18,2104901,test\n"
				       "split,2104912,Thôn Sơn Trà Tây,thon,21049,2022-08-18,2104901,test\n"
				       "person,2104912,,,,2022-08-18,0905 100 006/+84905100007,\n");
	/* The first part was given a code: that of the commune and the next number. */
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE unit = '2104904'"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE unit = '2104912'"), 2);
	talk_until(t, "2022-08-18 10:00");
	assert_int_equal(talk_count(t, MEMBER, "thon Son Tra tro thanh thon Son Tra Tay"), 1);
	assert_int_equal(talk_count(t, HEAD, "thon Son Tra tro thanh thon Son Tra Dong"), 1);
	/* The number that was the target of the whole cannot be shared out. */
	merger_says(&m, "DVC 2022-08: Thôn Sơn Trà 150 -> cannot be carried on, assign it anew");
	merger_end(&m);
}

/* Who stays in the part that has the village's name and code hears of it like those who go. */
static void those_who_stay_in_a_divided_unit_are_told_too(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	merger_apply(&m, MERGER_HEADER "split,2104901,Thôn Sơn Trà,thon,21049,2022-08-18,2104901,test\n"
				       "split,2104912,Thôn Sơn Trà Tây,thon,21049,2022-08-18,2104901,test\n"
				       "person,2104912,,,,2022-08-18,0905 100 006,\n");
	/* The team goes with the part of the village's code: an export of the roll is no contradiction. */
	merger_says(&m, "teams: 1 people leave theirs");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member m JOIN team t ON t.no = m.team "
					"WHERE m.unit <> t.unit AND t.unit = '2104901'"),
		0);
	talk_until(t, "2022-08-18 10:00");
	assert_int_equal(talk_count(t, MEMBER, "thon Son Tra tro thanh thon Son Tra Tay"), 1);
	assert_int_equal(
		talk_count(t, HEAD, "thon Son Tra chia thanh Son Tra, Son Tra Tay. Ong/ba van thuoc thon Son Tra"), 1);
	/* Once. */
	merger_apply(&m, MERGER_HEADER "split,2104901,Thôn Sơn Trà,thon,21049,2022-08-18,2104901,test\n"
				       "split,2104912,Thôn Sơn Trà Tây,thon,21049,2022-08-18,2104901,test\n");
	talk_until(t, "2022-08-19 10:00");
	assert_int_equal(talk_count(t, HEAD, "chia thanh"), 1);
	merger_end(&m);
}

/* Applied late: what came on the days between is of the part whose people sent it. */
static void reports_of_the_days_between_are_of_their_senders_part(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_says(t, MEMBER, "BC DVC 4"); /* on the eve */
	talk_jump(t, "2022-08-20 09:00");
	talk_says(t, MEMBER, "BC QR 7");
	talk_says(t, HEAD, "BC SK 3");
	talk_says(t, OFFICER, "BC NT 2 thon son tra");
	talk_says(t, HEAD, "BC SK 9 thang 7"); /* of a month that was over */
	merger_apply(&m, MERGER_HEADER "split,2104901,Thôn Sơn Trà,thon,21049,2022-08-19,2104901,test\n"
				       "split,2104912,Thôn Sơn Trà Tây,thon,21049,2022-08-19,2104901,test\n"
				       "person,2104912,,,,2022-08-19,0905 100 006,\n");
	merger_says(&m, "reports: 1 that came since 2022-08-19 go to the part of their sender");
	merger_says(&m, "reports: 1 that came since 2022-08-19 are of senders in none of the parts");
	merger_says(&m, "  report 4 of 2022-08: now of 2104901 Thôn Sơn Trà\n");
	assert_int_equal(talk_number(t, "SELECT unit FROM report WHERE no = 1"), 2104901);
	assert_int_equal(talk_number(t, "SELECT unit FROM report WHERE no = 2"), 2104912);
	assert_int_equal(talk_number(t, "SELECT unit FROM report WHERE no = 3"), 2104901);
	assert_int_equal(talk_number(t, "SELECT unit FROM report WHERE no = 5"), 2104901);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report_value WHERE unit = '2104912'"), 1);
	/* Applied again it moves nothing. */
	merger_apply(&m, MERGER_HEADER "split,2104901,Thôn Sơn Trà,thon,21049,2022-08-19,2104901,test\n"
				       "split,2104912,Thôn Sơn Trà Tây,thon,21049,2022-08-19,2104901,test\n");
	assert_null(strstr(m.said.data, "reports:"));
	merger_end(&m);
}

/* ---- a division, and the time before it ---- */

#define DIVIDED                                                                                                        \
	MERGER_HEADER "split,2104911,Thôn Sơn Trà Nam,thon,21049,2022-10-10,2104901,test\n"                         \
		      "split,2104912,Thôn Sơn Trà Bắc,thon,21049,2022-10-10,2104901,test\n"                       \
		      "person,2104912,,,,2022-10-10,0905 100 006,\n"

static const char *said(const struct talk *t)
{
	return t->outcome.replies[0].text.data;
}

/* In a period before, the whole has reported or owes; its parts were not there. */
static void the_past_of_a_divided_unit_stays_as_it_was(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2022-09-20 09:00");
	talk_says(t, HEAD, "BC DVC 11");
	talk_jump(t, "2022-10-10 07:30");
	talk_says(t, CHAIR, "TH thang 9");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "1/3");
	merger_apply(&m, DIVIDED);
	talk_jump(t, "2022-10-12 09:00");
	talk_says(t, CHAIR, "TH thang 9");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "1/3");
	talk_says(t, CHAIR, "TH chua thang 9");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "2/3");
	assert_null(strstr(said(t), "Son Tra"));
	talk_says(t, CHAIR, "TH chua thang 8");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "3/3");
	assert_non_null(strstr(said(t), "Son Tra"));
	assert_null(strstr(said(t), "Son Tra Nam"));
	talk_says(t, CHAIR, "NHAC thang 9");
	assert_null(strstr(said(t), "Son Tra"));
	talk_says(t, CHAIR, "NHAC thang 9 thon son tra nam");
	talk_answer(t, "urge", OUTCOME_ANSWERED, "chua co thon Son Tra Nam: khi ay la thon Son Tra, da nop: DVC 11");
	talk_says(t, HEAD, "TH thang 9");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "chua co thon Son Tra Nam: khi ay la thon Son Tra, da nop: DVC 11");
	talk_says(t, CHAIR, "TH thang 8 thon son tra bac");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "khi ay la thon Son Tra, chua nop bao cao");
	/* The month of the division is its parts'. */
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "trong so 4");
	merger_end(&m);
}

/* A report of a part for a period before would count twice. */
static void a_part_reports_for_the_whole_before_the_division(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2022-09-20 09:00");
	talk_says(t, HEAD, "BC DVC 11");
	talk_jump(t, "2022-10-10 07:30");
	merger_apply(&m, DIVIDED);
	talk_jump(t, "2022-10-12 09:00");
	talk_says(t, HEAD, "BC thang 9 DVC 11");
	talk_answer(t, "report", OUTCOME_REFUSED, "da nop BC 1: DVC 11. So ay sai, nhan: SUA 1");
	talk_says(t, MEMBER, "BC thang 9 khong co gi");
	talk_answer(t, "report", OUTCOME_REFUSED, "da nop BC 1");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 1);
	talk_says(t, HEAD, "SUA 1 DVC 12");
	talk_answer(t, "correction", OUTCOME_RECORDED, "thon Son Tra");
	talk_says(t, CHAIR, "TH thang 9");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "DVC 12");
	/* Of what nobody reported, the whole is asked for, once: the heads of its parts are reminded, and no more then. */
	talk_says(t, HEAD, "BC thang 8 nhu thang truoc");
	talk_answer(t, "ask", OUTCOME_ANSWERED, "Nop thay ca thon Son Tra: BC thang 8 DVC");
	talk_says(t, CHAIR, "NHAC thang 8");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Son Tra");
	assert_int_equal(talk_count(t, HEAD, "thon Son Tra chua nop"), 1);
	talk_says(t, HEAD, "BC thang 8 DVC 7");
	talk_answer(
		t, "report", OUTCOME_ASKED, "khi ay la thon Son Tra, chua nop. DVC 7 cua ca thon Son Tra thi nhan: XN");
	talk_says(t, HEAD, "XN");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Tra, thang 8: DVC 7");
	talk_says(t, MEMBER, "BC thang 8 DVC 7");
	talk_answer(t, "report", OUTCOME_REFUSED, "DVC 7");
	talk_says(t, CHAIR, "TH thang 8");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "1/3");
	assert_non_null(strstr(said(t), "DVC 7"));
	/* This month is the part's own. */
	talk_says(t, HEAD, "BC DVC 3");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Tra Nam");
	merger_end(&m);
}

/* The part that keeps the code and the name is no other than the rest. */
static void a_part_that_keeps_the_code_is_not_the_whole(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2022-10-10 07:30");
	merger_apply(&m, MERGER_HEADER "split,2104901,Thôn Sơn Trà,thon,21049,2022-10-10,2104901,test\n"
				       "split,2104912,Thôn Sơn Trà Tây,thon,21049,2022-10-10,2104901,test\n");
	talk_jump(t, "2022-10-12 09:00");
	talk_says(t, HEAD, "BC thang 9 DVC 11");
	talk_answer(t, "report", OUTCOME_ASKED, "DVC 11 cua ca thon Son Tra");
	talk_says(t, HEAD, "XN");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 11");
	talk_says(t, CHAIR, "TH thang 9");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "1/3");
	merger_end(&m);
}

/* What was reported before a merger within its month is still its sender's, and the officer's, to correct. */
static void a_report_of_before_is_corrected_in_its_own_unit(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2022-10-05 09:00");
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, HEAD_2, "BC DVC 5");
	talk_jump(t, "2022-10-10 07:30");
	merger_apply(&m, MERGER_HEADER "merge,2104920,Thôn Sơn Hy,thon,21049,2022-10-10,2104901/2104902,test\n");
	talk_jump(t, "2022-10-12 09:00");
	talk_says(t, HEAD_2, "BC QR 2");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Hy");
	talk_says(t, CHAIR, "TRA 1 sai DVC");
	talk_says(t, HEAD, "SUA BC 1 DVC 8");
	talk_answer(t, "correction", OUTCOME_RECORDED, "thon Son Tra, thang 10: DVC 12 thanh DVC 8");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "DVC 13");
	/* The sender's last one, without its number. */
	talk_says(t, HEAD, "SUA DVC 9");
	talk_answer(t, "correction", OUTCOME_RECORDED, "thon Son Tra, thang 10: DVC 8 thanh DVC 9");
	talk_says(t, OFFICER, "SUA BC 2 DVC 6");
	talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 5 thanh DVC 6");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "DVC 15");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE unit = '2104920'"), 1);
	/* One that is new is of what there is today. */
	talk_says(t, HEAD, "BC VNE 1");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Hy");
	talk_says(t, HEAD, "SUA VNE 2");
	talk_answer(t, "correction", OUTCOME_RECORDED, "thon Son Hy, thang 10: VNE 1 thanh VNE 2");
	merger_end(&m);
}

/* A village that moved with its commune, and went into another later, ended on the later day. */
static void a_unit_ended_on_its_last_day(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2023-01-01 07:30");
	merger_apply(&m, MERGER_HEADER "merge,21999,Xã Biển Đông,xa,524,2023-01-01,21043/21049,test\n");
	talk_jump(t, "2023-03-10 07:30");
	merger_apply(&m, MERGER_HEADER "merge,2199920,Thôn Sơn Hy,thon,21999,2023-03-10,2104901/2104902,test\n");
	talk_jump(t, "2023-03-12 09:00");
	talk_says(t, CHAIR, "GIAO CT SK 10 thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_REFUSED, "thon Son Tra da ngung tu 10/3");
	merger_end(&m);
}

/* The part that keeps the code does not get what is corrected of the whole. */
static void a_correction_of_before_a_division_is_the_wholes(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2022-10-05 09:00");
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, MEMBER, "BC QR 4");
	talk_jump(t, "2022-10-10 07:30");
	merger_apply(&m, MERGER_HEADER "split,2104901,Thôn Sơn Trà,thon,21049,2022-10-10,2104901,test\n"
				       "split,2104912,Thôn Sơn Trà Tây,thon,21049,2022-10-10,2104901,test\n"
				       "person,2104912,,,,2022-10-10,0905 100 006,\n");
	talk_jump(t, "2022-10-12 09:00");
	talk_says(t, CHAIR, "TRA 1 sai DVC");
	talk_says(t, HEAD, "SUA DVC 8");
	talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 12 thanh DVC 8");
	talk_says(t, MEMBER, "SUA 2 QR 5");
	talk_answer(t, "correction", OUTCOME_RECORDED, "QR 4 thanh QR 5");
	talk_says(t, HEAD, "BC DVC 1");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 1");
	talk_says(t, HEAD, "SUA DVC 2");
	talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 1 thanh DVC 2");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "DVC 10");
	assert_non_null(strstr(said(t), "QR 5"));
	talk_says(t, HEAD, "SUA BC 1 DVC 7");
	talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 8 thanh DVC 7");
	merger_end(&m);
}

/* Also the name of before the last reorganisation but one: it leads to the parts, and nobody else is urged. */
static void the_old_name_of_a_divided_unit_means_its_parts(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2023-01-01 07:30");
	merger_apply(&m, MERGER_2023);
	talk_jump(t, "2023-02-01 07:30");
	merger_apply(&m, MERGER_HEADER "split,2104911,Thôn Sơn Trà Nam,thon,21999,2023-02-01,2104901,test\n"
				       "split,2104912,Thôn Sơn Trà Bắc,thon,21999,2023-02-01,2104901,test\n");
	talk_jump(t, "2023-02-02 09:00");
	for (const char *const *text = (const char *const[]){ "TH thon son tra", "nhac son tra", "son tra nop chua chu",
		     "TB thon son tra: mai hop luc 8h", "giao ct dvc 100 thon son tra xa binh dong",
		     "TAM NGUNG thon son tra den 5/2 bao", NULL };
		*text != NULL; text++) {
		talk_says(t, CHAIR, *text);
		talk_answer(t, "ask", OUTCOME_ASKED, "Nhan 1: thon Son Tra Nam. 2: thon Son Tra Bac");
	}
	talk_says(t, CHAIR, "1");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Da tam ngung nhac thon Son Tra Nam tu 2/2 toi het 5/2 (bao)");
	merger_end(&m);
}

/* The file with its persons, a second time: they are where it put them. */
static void a_division_applied_again_says_that_nothing_changes(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2022-10-10 07:30");
	merger_apply(&m, DIVIDED);
	merger_apply(&m, DIVIDED);
	assert_string_equal(m.said.data, "units on 2022-10-10: applied already, nothing changes\n");
	assert_int_equal(merger_try(&m, DIVIDED, true), 0);
	merger_says(&m, "applied already, nothing changes\nnothing was changed (dry run)");
	/* Another one is not put there by it any more, and it says so. */
	merger_apply(&m, DIVIDED "person,2104912,,,,2022-10-10,+84905100007,\n");
	merger_says(&m, "person: +84905100007 is in 2104911 and not in 2104912; to move them use keng import members");
	merger_end(&m);
}

/* ---- the merger of 2025-07-01, over seeds that know the units already ---- */

/* A file of an earlier day, and a second one of the same day, change their own units alone. */
static void a_file_does_nothing_to_the_units_of_another(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2022-10-10 07:30");
	merger_apply(&m, MERGER_HEADER "split,2104901,Thôn Sơn Trà,thon,21049,2022-10-10,2104901,test\n"
				       "split,2104912,Thôn Sơn Trà Tây,thon,21049,2022-10-10,2104901,test\n");
	talk_until(t, "2022-10-12 09:00");
	assert_int_equal(talk_count(t, HEAD, "Son Tra Tay"), 1);
	merger_apply(&m, MERGER_HEADER "merge,2104921,Thôn Tân Hòa,thon,21049,2022-10-05,2104902/2104903,test\n");
	merger_says(&m, "units on 2022-10-05: 1 begin, 0 move, 0 end");
	assert_null(strstr(m.said.data, "Sơn Trà"));
	talk_until(t, "2022-10-14 09:00");
	assert_int_equal(talk_count(t, HEAD, "Son Tra Tay"), 1);
	assert_int_equal(talk_count(t, HEAD_2, "Tan Hoa"), 1);
	merger_apply(&m, MERGER_HEADER "new,2104930,Thôn Mới,thon,21049,2022-10-10,,test\n");
	merger_says(&m, "units on 2022-10-10: 1 begin, 0 move, 0 end");
	assert_null(strstr(m.said.data, "Sơn Trà"));
	merger_end(&m);
}

static void the_real_merger_over_the_seeds(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2025-06-30 09:00");
	talk_says(t, HEAD, "BC DVC 12");
	talk_jump(t, "2025-07-01 06:00");
	merger_of_2025(&m);
	merger_says(&m, "units on 2025-07-01: 6 begin, 8 move, 2 end with nothing behind them");
	merger_says(&m, "people: 12 in units that change; 11 are told");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM unit WHERE code = '2104901'"), 2);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE unit = '21061'"), 2);
	talk_until(t, "2025-07-01 12:00");
	assert_int_equal(talk_count(t, HEAD, "thon Son Tra thuoc xa Van Tuong (xa Binh Dong cu)"), 1);
	assert_int_equal(talk_count(t, OFFICE, "huyen Binh Son khong con"), 1);
	assert_int_equal(talk_count(t, ADMIN, "Tu 1/7/2025"), 0);
	talk_says(t, CHAIR, "TH thang 6");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "a Van Tuong (gop 6 don vi) thang 6: 1/6 da nop. DVC 12");
	/* The digests of the communes that are no more do not come; that of the new one comes once. */
	talk_until(t, "2025-07-07 12:00");
	assert_int_equal(talk_count(t, CHAIR, "an Tuong thang 7"), 1);
	merger_of_2025(&m);
	merger_says(&m, "applied already, nothing changes");
	merger_end(&m);
}

static void what_the_district_had_in_hand_goes_to_the_new_commune(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2025-06-30 09:00");
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, OFFICER, "CHUYEN 1");
	talk_says(t, CHAIR, "CHUYEN 1");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE owner = '" OFFICE "'"), 1);
	talk_jump(t, "2025-07-01 06:00");
	merger_of_2025(&m);
	merger_says(&m, "difficulties: 1 in hands of units that end go to who answers now");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE owner = '" OFFICER "'"), 1);
	assert_int_equal(talk_count(t, OFFICER, "Kho khan so 1, thon Son Tra, mang, song: mang yeu o xom 2"), 2);
	talk_until(t, "2025-07-10 12:00");
	assert_int_equal(talk_count(t, OFFICE, "Qua han"), 0);
	talk_says(t, OFFICER, "TL 1 tuan sau sua");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Da ghi tra loi kho khan so 1");
	merger_end(&m);
}

/* What the district answered before it ended comes back to who answers for the village now. */
static void what_is_opened_again_goes_to_the_new_commune(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2025-06-30 09:00");
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, OFFICER, "CHUYEN HUYEN 1");
	talk_says(t, OFFICE, "TL 1 tuan sau sua");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Da ghi tra loi kho khan so 1");
	talk_jump(t, "2025-07-01 06:00");
	merger_of_2025(&m);
	talk_jump(t, "2025-07-02 09:00");
	talk_says(t, HEAD, "MO LAI 1");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da mo lai kho khan so 1");
	talk_told(t, OFFICER, "chua xong, mo lai: mang yeu o xom 2");
	assert_int_equal(talk_count(t, OFFICE, "mo lai"), 0);
	talk_until(t, "2025-07-12 12:00");
	assert_int_equal(talk_count(t, OFFICE, "Qua han"), 0);
	merger_end(&m);
}

/* The seeds know the units of both times: when nobody runs the command, rights and digests follow all the same. */
static void the_day_comes_without_the_command(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2025-06-30 09:00");
	talk_until(t, "2025-07-07 12:00");
	assert_int_equal(talk_count(t, CHAIR, "an Tuong thang 7"), 1);
	assert_int_equal(talk_count(t, CHAIR, "inh Dong thang 7"), 0);
	talk_says(t, HEAD, "BC DVC 5");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "xa Van Tuong thang 7: 1/6 da nop");
	merger_end(&m);
}

/* ---- what does not add up ---- */

static void a_file_that_does_not_add_up_is_refused_whole(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2023-01-01 08:00");
	merger_refused(&m, "merge,21999,Xã X,xa,524,2023-01-01,21043/21050,\n", "m.csv:2: there is no unit 21050");
	merger_refused(&m, "merge,21999,Xã X,xa,524,2023-01-01,21043/21076,\n",
		"m.csv:2: 21076 Xã Bình Thới ended on 2020-01-31 already; write 21040");
	merger_refused(&m, "end,524,,,,2023-01-01,,\n",
		"m.csv:2: 21049 Xã Bình Đông lies in Huyện Bình Sơn, which ends; no line says what becomes of it");
	merger_refused(&m, "end,21049,,,,2023-01-01,,\n", "2104901 Thôn Sơn Trà lies in Xã Bình Đông, which ends");
	merger_refused(&m, "merge,21043,Xã X,xa,524,2023-01-01,21049/21046,\n",
		"code 21043 is that of Xã Bình Thuận, which is neither merged nor ended here");
	merger_refused(&m, "merge,21999,Xã X,xa,99,2023-01-01,21043/21049,\n", "parent_code 99 is no unit");
	merger_refused(&m,
		"merge,21999,Xã X,xa,524,2023-01-01,21043/21049,\nmerge,21998,Xã Y,xa,524,2023-01-01,21049/21046,\n",
		"m.csv:3: 21049 goes into 21999 already (line 2); write split in both when it is divided");
	merger_refused(&m, "split,2104911,Thôn A,thon,21049,2023-01-01,2104901,\n", "2104901 is divided into one unit");
	merger_refused(&m, "split,21997,Xã A,xa,524,2023-01-01,21049,\nsplit,21998,Xã B,xa,524,2023-01-01,21049,\n",
		"2104901 Thôn Sơn Trà lies in Xã Bình Đông, which is divided into 21997/21998; write a line move");
	merger_refused(&m, "move,2104901,,,21043,2023-01-01,,\nmove,2104902,,,21043,2023-01-02,,\n",
		"m.csv:3: valid_from 2023-01-02 is not 2023-01-01, as in line 2");
	merger_refused(&m,
		"merge,21999,Xã X,xa,524,2023-01-01,21043/21049,\nmerge,21999,Xã Y,xa,524,2023-01-01,21046/21052,\n",
		"m.csv:3: code 21999 stands in line 2 already");
	merger_refused(&m,
		"move,2104901,,,21049,2023-01-01,,\nmerge,2199901,Thôn B,thon,21043,2023-01-01,2104901/2104902,\n",
		"2104901 goes into 2104901 already (line 2)");
	merger_refused(&m, "merge,21999,Xã X,xa,524,2023-01-01,21043/21049,\nmove,2104601,,,21049,2023-01-01,,\n",
		"there is no unit 2104601");
	merger_refused(&m, "merge,21999,Xã X,xa,524,2023-01-01,21043/21049,\nmove,2106701,,,21049,2023-01-01,,\n",
		"parent_code 21049 is no more on 2023-01-01; write its successor 21999");
	merger_refused(&m, "move,524,,,21049,2023-01-01,,\n", "lies in 21049, which lies in it");
	merger_refused(
		&m, "person,2104902,,,,2023-01-01,0905100006,\n", "2104902 is no part of a unit that is divided here");
	merger_refused(&m, "move,2104901,,,,2023-01-01,,\n", "m.csv:2: the line changes nothing");
	merger_refused(&m, "merge,,Xã X,xa,524,2023-01-01,21043/21049,\n", "m.csv:2: code is empty; only a village");
	merger_refused(&m, "merge,21999,Xã X,xa,,2023-01-01,21043/21049,\n",
		"m.csv:2: parent_code is empty; a commune or village lies in a unit");
	merger_refused(&m, "merge,21999,Xã X,xa,524,2023-01-01,21043/21043,\n", "from_codes has 21043 twice");
	merger_refused(&m, "mergee,21999,Xã X,xa,524,2023-01-01,21043,\n", "kind \"mergee\" is not known; write merge");
	merger_refused(&m, "", "there is no line below the header");
	talk_jump(t, "2025-07-01 08:00");
	merger_refused(&m, "merge,21061,Xã Khác,xa,51,2025-07-01,21049/21061,\n",
		"21061 is stored from 2025-07-01 as Xã Vạn Tường");
	merger_refused(&m, "merge,21040,Xã Bình Sơn,xa,51,2025-07-01,21040/21049,\n",
		"21049 Xã Bình Đông is stored as 21061 from 2025-07-01, here it becomes 21040");
	talk_jump(t, "2023-01-01 08:00");
	merger_refused(&m, "merge,21061,Xã X,xa,524,2023-01-01,21061/21049,\n",
		"21061 has another change stored, from 2025-07-01");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM unit WHERE valid_from = '2023-01-01'"), 0);
	merger_end(&m);
}

/* People of a village that ended stay in the roll by its code: a new village that had it would have them, too. */
static void a_code_by_which_people_are_in_the_roll_is_no_new_units(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_import(t, "units",
		"code,name,kind,parent_code,valid_from,valid_to,successor_code,source,households\n"
		"2104908,Thôn Hải Ninh,thon,21049,2004-08-31,2021-12-31,,test,90\n");
	talk_number(t, "UPDATE member SET unit = '2104908' WHERE id = (SELECT member FROM phone WHERE msisdn = '" MEMBER
		       "') RETURNING 1");
	talk_jump(t, "2023-01-01 08:00");
	merger_refused(&m, "new,2104908,Thôn Tân Khê,thon,21049,2023-01-01,,\n",
		"m.csv:2: code 2104908 was that of Thôn Hải Ninh, and 1 of its people are in the roll by it; write another "
		"code for the new unit, or give them their unit first");
	/* Whoever has stopped will be back; and the end and the new unit may be of one file. */
	talk_number(t, "UPDATE member SET unit = '2104901', status = 'stopped' WHERE unit IN ('2104908', '2104901') "
		       "RETURNING 1");
	merger_refused(&m, "end,2104901,,,,2023-01-01,,\nnew,2104901,Thôn Tân Khê,thon,21049,2023-01-01,,\n",
		"m.csv:3: code 2104901 was that of Thôn Sơn Trà, and 3 of its people are in the roll by it");
	merger_refused(&m, "end,2104901,,,,2023-01-01,,\nnew,2104901,Thôn Tân Khê,thon,21049,2023-01-01,,\n",
		"write merge with from_codes 2104901, and no end");
	merger_end(&m);
}

static void all_faults_are_shown_at_once(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_jump(t, "2023-01-01 08:00");
	merger_refused(&m,
		"merge,21999,Xã X,xa,99,2023-01-01,21043/21050,\nend,21046,,,,2023-01-01,,\nmove,2104999,,,21052,2023-01-01,,\n",
		"m.csv:2: there is no unit 21050");
	assert_non_null(strstr(m.faults.data, "m.csv:2: parent_code 99 is no unit"));
	assert_non_null(strstr(m.faults.data, "m.csv:4: there is no unit 2104999"));
	merger_end(&m);
}

/* ---- the store fails ---- */

static void a_store_that_fails_leaves_everything_as_it_was(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;
	struct why why = { "" };
	long nth = 1;

	(void)state;
	talk_says(t, OFFICER, "KK thieu may tinh o xa");
	talk_says(t, OFFICE, "BC DVC 5 xa binh thanh");
	talk_jump(t, "2023-01-01 08:00");
	for (;; nth += engine_stride()) {
		int status;

		buf_clear(&m.said);
		buf_clear(&m.faults);
		assert_int_equal(store_begin(t->store, &why), 0);
		store_fail_at(t->store, nth);
		status = reorganise_csv(
			t->programme, "m.csv", MERGER_2023, strlen(MERGER_2023), false, t->now, &m.said, &m.faults);
		store_fail_at(t->store, 0);
		if (store_in_transaction(t->store))
			store_rollback(t->store);
		if (status == 0)
			break;
		assert_non_null(strstr(m.faults.data, "nothing was changed"));
		assert_int_equal(m.said.length, 0);
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM unit WHERE code = '21999'"), 0);
	}
	assert_in_range(nth, 50, 2000);
	merger_end(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_teams_and_what_waits_follow_their_unit),
		cmocka_unit_test(people_concerned_are_told_within_the_hours_and_one_behind_the_other),
		cmocka_unit_test(a_dry_run_says_it_all_and_changes_nothing),
		cmocka_unit_test(targets_of_running_periods_are_added_up),
		cmocka_unit_test(what_else_hangs_on_a_unit_goes_with_it),
		cmocka_unit_test(a_training_keeps_the_people_whom_it_called),
		cmocka_unit_test(a_communes_own_words_are_said_in_what_it_became),
		cmocka_unit_test(an_open_question_follows_its_unit),
		cmocka_unit_test(a_question_about_a_unit_that_was_divided_is_closed_and_the_person_told),
		cmocka_unit_test(the_people_of_a_divided_unit_go_where_the_file_says),
		cmocka_unit_test(those_who_stay_in_a_divided_unit_are_told_too),
		cmocka_unit_test(reports_of_the_days_between_are_of_their_senders_part),
		cmocka_unit_test(the_past_of_a_divided_unit_stays_as_it_was),
		cmocka_unit_test(a_part_reports_for_the_whole_before_the_division),
		cmocka_unit_test(a_part_that_keeps_the_code_is_not_the_whole),
		cmocka_unit_test(a_report_of_before_is_corrected_in_its_own_unit),
		cmocka_unit_test(a_unit_ended_on_its_last_day),
		cmocka_unit_test(a_correction_of_before_a_division_is_the_wholes),
		cmocka_unit_test(a_division_applied_again_says_that_nothing_changes),
		cmocka_unit_test(the_old_name_of_a_divided_unit_means_its_parts),
		cmocka_unit_test(a_file_does_nothing_to_the_units_of_another),
		cmocka_unit_test(the_real_merger_over_the_seeds),
		cmocka_unit_test(what_the_district_had_in_hand_goes_to_the_new_commune),
		cmocka_unit_test(what_is_opened_again_goes_to_the_new_commune),
		cmocka_unit_test(the_day_comes_without_the_command),
		cmocka_unit_test(a_file_that_does_not_add_up_is_refused_whole),
		cmocka_unit_test(a_code_by_which_people_are_in_the_roll_is_no_new_units),
		cmocka_unit_test(all_faults_are_shown_at_once),
		cmocka_unit_test(a_store_that_fails_leaves_everything_as_it_was),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
