/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Joining the roll: consent first, then the leader's decision. */
#include "tests/help/engine.h"
#include "gateway/base/clock.h"
#include "tests/help/talk.h"

#include "gateway/programme/programme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define NEWCOMER "DK Le Van Binh, to truong, thon Thuong Hoa, xa Binh Dong"

static void what_somebody_waits_for_outlives_some_days_off(void **state)
{
	struct talk *t = talk_new(); /* whose texts are of use for a day */

	(void)state;
	talk_says(t, STRANGER, "DK Vo Van Sau, thanh vien, thon Tan Hy, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, CHAIR, "DUYET HET");
	assert_in_range(
		talk_number(t,
			"SELECT MIN(expires_at - queued_at) FROM message WHERE direction = 'out' AND kind = 'awaited'"),
		3 * CLOCK_DAY, 7 * CLOCK_DAY);
	talk_free(&t);
}

static void consent_comes_first_and_nothing_is_kept_before_it(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, NEWCOMER);
	talk_answer(t, "register", OUTCOME_ASKED, "UBND xa Binh Dong");
	talk_answer(t, "register", OUTCOME_ASKED, "nhan DONG Y");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM audit WHERE what = 'consent'"), 0);
	talk_says(t, STRANGER, "DONG Y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Da nhan dang ky so 1: Le Van Binh, to truong, thon Thuong Hoa");
	talk_told(t, CHAIR, "Dang ky so 1: Le Van Binh, to truong, thon Thuong Hoa, SDT 0905200001. Nhan DUYET 1");
	assert_int_equal(talk_count(t, CHAIR_2, "Dang ky so 1"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM audit WHERE what = 'consent'"), 1);
	talk_free(&t);
}

static void a_village_whose_name_others_have_is_that_of_the_commune_behind_it(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "units",
		"code,name,kind,parent_code\n2104977,Thôn Hòa Bình,thon,21049\n2111277,Thôn Hòa Bình,thon,21112\n");
	talk_says(t, STRANGER, "DK Le Van Binh, to truong, thon Hoa Binh, xa Binh Dong");
	talk_answer(t, "register", OUTCOME_ASKED, "UBND xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Da nhan dang ky so 1: Le Van Binh, to truong, thon Hoa Binh");
	talk_told(t, CHAIR, "Dang ky so 1: Le Van Binh, to truong, thon Hoa Binh");
	talk_free(&t);
}

static void a_village_is_kept_beside_the_commune_that_answers(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "units", "code,name,kind,parent_code\n2104983,Thôn 3,thon,21049\n2111283,Thôn 3,thon,21112\n");
	talk_says(t, STRANGER, "dk tv le van binh thon 3");
	talk_answer(t, "ask", OUTCOME_ASKED, "thon 3 (Binh Dong)");
	talk_says(t, STRANGER, "xa Binh Chau");
	talk_answer(t, "register", OUTCOME_ASKED, "nhan DONG Y");
	talk_says(t, STRANGER, "DONG Y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "thon 3, xa Binh Chau");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM enrolment WHERE unit = '2111283'"), 1);
	/* One that nobody knows, neither. */
	talk_says(t, "+84905200002", "dk tv le thi na thon hoa lac");
	talk_answer(t, "register", OUTCOME_ASKED, "Khong tim thay thon hoa lac trong");
	talk_says(t, "+84905200002", "xa Binh Chau");
	talk_answer(t, "register", OUTCOME_ASKED, "Khong tim thay thon hoa lac, Binh Chau");
	talk_says(t, "+84905200002", "dk le thi na, thanh vien, xa Binh Chau"); /* of the commune's own team */
	talk_answer(t, "register", OUTCOME_ASKED, "nhan DONG Y");
	talk_free(&t);
}

static void villages_of_one_name_are_told_apart(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "units",
		"code,name,kind,parent_code\n2104981,Thôn Hòa Bình,thon,21049\n2104982,Thôn Hoa Bính,thon,21049\n"
		"2104983,Thôn An Lộc,thon,21049\n2104984,Thôn An Lộc,thon,21049\n");
	talk_says(t, STRANGER, "dk tv nguyễn văn đức thon hoa binh xa binh dong");
	talk_answer(t, "ask", OUTCOME_ASKED,
		"Chua ro thon nao. Nhan 1: thon Hoa Binh (dau huyen). 2: thon Hoa Binh (dau sac)");
	talk_says(t, STRANGER, "dk tv nguyễn văn đức thon an loc xa binh dong");
	talk_answer(t, "ask", OUTCOME_ASKED, "Nhan 1: thon An Loc (2104983). 2: thon An Loc (2104984)");
	talk_says(t, STRANGER, "2");
	talk_says(t, STRANGER, "DONG Y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Nguyen Van Duc, thanh vien, thon An Loc"); /* as a name is written */
	assert_int_equal(talk_number(t, "SELECT count(*) FROM enrolment WHERE name = 'Nguyễn Văn Đức'"), 1);
	talk_free(&t);
}

static void a_village_that_nobody_knows_is_none_of_an_earlier_question(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "dk thon son tra");
	talk_answer(t, "ask", OUTCOME_ASKED, "ho ten");
	talk_says(t, STRANGER, "le van binh thon hoa lac");
	talk_answer(t, "register", OUTCOME_ASKED, "Khong tim thay thon hoa lac");
	talk_says(t, STRANGER, "thon tan hy");
	talk_says(t, STRANGER, "DONG Y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Le Van Binh, thanh vien, thon Tan Hy");
	talk_free(&t);
}

static void a_team_is_the_one_that_was_named(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "teams", "no,unit,level,decision,decided_on\n9,2104901,thon,44/QĐ-UBND,2022-08-16\n");
	talk_says(t, STRANGER, "dk tv Le Van Binh to so 111 thon son tra");
	talk_answer(
		t, "register", OUTCOME_ASKED, "khong co to so 111, chua ghi gi. Chon to, nhan 1: to so 1, 2: to so 9");
	talk_says(t, STRANGER, "1");
	talk_answer(t, "register", OUTCOME_ASKED, "DONG Y");
	talk_says(t, STRANGER, "DONG Y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "thon Son Tra, to so 1.");
	talk_told(t, CHAIR, "thon Son Tra, to so 1,");
	talk_says(t, CHAIR, "DUYET 1"); /* the other team lacks more people */
	talk_answer(t, "approve", OUTCOME_RECORDED, "thon Son Tra, to so 1.");
	talk_told(t, STRANGER, "Da duyet: Le Van Binh, thanh vien, thon Son Tra, to so 1.");
	assert_int_equal(talk_number(t, "SELECT team FROM member WHERE name = 'Le Van Binh'"), 1);
	talk_says(t, STRANGER, "DK to so 9");
	talk_says(t, CHAIR, "DUYET");
	talk_answer(t, "approve", OUTCOME_RECORDED, "thon Son Tra, to so 9.");
	/* Who names none comes into the one that lacks most, and hears which. */
	talk_says(t, "+84905200002", "dk to truong Ho Thi Na thon Tan Hy");
	talk_says(t, "+84905200002", "DONG Y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "to truong, thon Tan Hy."); /* which has one team */
	talk_says(t, "+84905200003", "dk tv Vo Thi Bay thon Son Tra");
	talk_says(t, "+84905200003", "DONG Y");
	talk_says(t, CHAIR, "DUYET 4");
	talk_told(t, "+84905200003", "thon Son Tra, to so 9.");
	talk_free(&t);
}

static void another_name_on_a_number_is_asked_about(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, MEMBER, "DK Le Van Binh, thanh vien, thon Son Tra, xa Binh Dong");
	talk_answer(
		t, "register", OUTCOME_ASKED, "chua ghi gi. Nhan 1: nay la so cua Le Van Binh. Nhan 2: chi sua ten");
	talk_answer(t, "register", OUTCOME_ASKED, "Muon may: TOI <so cua minh> <PIN>");
	talk_says(t, HEAD, "DK Le Van Binh, thanh vien, thon Son Tra");
	talk_answer(t, "register", OUTCOME_ASKED, "Dang ky ho: nhan DK kem so cua nguoi do");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM enrolment"), 0);
	/* Another person has not consented yet, and who had the number refuses nothing by that. */
	talk_says(t, MEMBER, "1");
	talk_answer(t, "register", OUTCOME_ASKED, "nhan DONG Y");
	talk_says(t, MEMBER, "TC");
	talk_answer(t, "optout", OUTCOME_RECORDED, "khong duoc luu");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM member WHERE status = 'stopped'"), 0);
	talk_says(t, MEMBER, "DK Le Van Binh, thanh vien, thon Son Tra, xa Binh Dong");
	talk_says(t, MEMBER, "1");
	talk_says(t, MEMBER, "DONG Y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Da nhan dang ky so 1: Le Van Binh");
	talk_told(t, CHAIR, "dang la cua");
	talk_says(t, HEAD, "ten toi sai");
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro ho ten");
	talk_says(t, HEAD, "Nguyen Van Hong");
	talk_answer(t, "register", OUTCOME_RECORDED, "Da nhan dang ky so 2: Nguyen Van Hong, to truong, thon Son Tra");
	/* What is not said stays as it is. */
	talk_says(t, HEAD_2, "DK");
	talk_answer(t, "register", OUTCOME_ANSWERED, "So nay da dang ky");
	talk_says(t, HEAD_2, "DK to pho");
	talk_answer(t, "register", OUTCOME_ASKED, "thoi lam to truong o do");
	talk_says(t, HEAD_2, "XN");
	talk_answer(t, "register", OUTCOME_RECORDED, "to pho, thon Tan Hy");
	/* A name that was written wrong. */
	talk_says(t, HEAD, "DK Nguyen Van Hunh");
	talk_says(t, HEAD, "2");
	talk_answer(t, "register", OUTCOME_RECORDED, "Da nhan dang ky so 2: Nguyen Van Hunh, to truong, thon Son Tra");
	talk_free(&t);
}

static void the_leader_approves_and_the_person_can_report(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, NEWCOMER);
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, STRANGER, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_REFUSED, "dang cho lanh dao xa duyet");
	talk_says(t, STRANGER, "DONG Y"); /* twice, to be sure */
	talk_answer(t, "ask", OUTCOME_ASKED, "Dang ky so 1 (Le Van Binh, to truong, thon Thuong Hoa) dang cho");
	talk_says(t, STRANGER, "toi dang ky duoc chua");
	talk_answer(t, "status", OUTCOME_ANSWERED, "Dang ky so 1 (Le Van Binh");
	talk_says(t, CHAIR, "CHO DUYET");                     /* what waits? It approves nothing. */
	talk_answer(t, "approve", OUTCOME_ASKED, "Dang cho"); /* and is nothing that was not understood */
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet dang ky so 1: Le Van Binh");
	talk_told(t, STRANGER, "Da duyet: Le Van Binh, to truong, thon Thuong Hoa");
	talk_says(t, STRANGER, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Thuong Hoa");
	/* What was agreed to stands in the log of consents, word for word. */
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM consent c JOIN wording w ON w.version = c.version "
			       "WHERE c.phone = '" STRANGER "' AND c.answer = 'yes' AND w.text LIKE '%DONG Y%'"),
		1);
	/* The number again: that registration, or the report that came since? */
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_ASKED, "nhan 1 la dang ky");
	talk_says(t, CHAIR, "1");
	talk_answer(t, "approve", OUTCOME_ANSWERED, "da duoc xu ly");
	talk_free(&t);
}

static void the_leader_refuses_with_a_reason(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, NEWCOMER);
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, CHAIR, "TC 1 sai ten thon");
	talk_answer(t, "reject", OUTCOME_RECORDED, "Da tu choi dang ky so 1");
	talk_told(t, STRANGER, "khong duoc duyet");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment WHERE status = 'rejected'"), 1);
	talk_says(t, STRANGER, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_REFUSED, "chua dang ky");
	talk_free(&t);
}

static void who_refuses_consent_is_not_kept(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, NEWCOMER);
	talk_says(t, STRANGER, "TC");
	talk_answer(t, "optout", OUTCOME_RECORDED, "khong duoc luu");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM session"), 0);
	talk_free(&t);
}

static void only_a_leader_of_that_commune_decides(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, NEWCOMER);
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, HEAD, "DUYET 1");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Chi lanh dao xa");
	talk_says(t, OFFICER, "DUYET 1");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Chi lanh dao xa");
	talk_says(t, CHAIR_2, "DUYET 1");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua ghi gi");
	talk_says(t, CHAIR, "DUYET 99");
	talk_answer(t, "approve", OUTCOME_REFUSED, "Khong co dang ky hay bao cao so 99");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment WHERE status = 'pending'"), 1);
	talk_says(t, OFFICE, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet");
	talk_free(&t);
}

static void approving_alone_decides_the_only_one_that_waits(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "DUYET");
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	talk_says(t, STRANGER, NEWCOMER);
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, "+84905200002", "DK Ho Thi Na, thanh vien, thon Son Tra, xa Binh Dong");
	talk_says(t, "+84905200002", "DONG Y");
	talk_says(t, CHAIR, "DUYET");
	assert_int_equal(t->outcome.status, OUTCOME_ASKED);
	talk_says(t, CHAIR, "DUYET 2");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Ho Thi Na");
	talk_says(t, CHAIR, "Dong y");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Le Van Binh");
	talk_free(&t);
}

/* A short name may be other words (six, seven): it is looked for among those who wait. */
static void a_registration_is_decided_on_by_whose_it_is(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "DK Võ Sáu, thành viên, thôn Sơn Trà, xã Bình Đông");
	talk_says(t, STRANGER, "DONG Y");
	/* How another is called is not the one who waits. */
	talk_says(t, CHAIR, "duyet co nam");
	talk_answer(t, "approve", OUTCOME_ASKED, "1 Vo Sau (thanh vien Son Tra)");
	talk_says(t, "+84905200002", "DK Trần Thị Bảy, thành viên, thôn Sơn Trà, xã Bình Đông");
	talk_says(t, "+84905200002", "DONG Y");
	talk_says(t, CHAIR, "ba bay thi duyet, con ong sau thi tu choi");
	talk_told(t, CHAIR, "Dang cho 2 viec");
	talk_says(t, CHAIR, "tc vo sau chua");
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	talk_says(t, CHAIR, "tc vo sau vi khong o thon");
	talk_answer(t, "reject", OUTCOME_RECORDED, "Vo Sau");
	talk_told(t, STRANGER, "Ly do: khong o thon");
	talk_says(t, "+84905200003", "DK Võ Hai, thành viên, thôn Sơn Trà, xã Bình Đông");
	talk_says(t, "+84905200003", "DONG Y");
	talk_says(t, CHAIR, "duyet cho ba bay");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Tran Thi Bay");
	talk_says(t, CHAIR, "duyệt ông Hai");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Vo Hai");
	talk_free(&t);
}

static void a_number_that_is_a_registration_and_a_report_is_asked_back(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 5");
	talk_says(t, STRANGER, NEWCOMER);
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_ASKED, "nhan 1 la dang ky cua Le Van Binh");
	talk_says(t, CHAIR, "2");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet BC so 1");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment WHERE status = 'pending'"), 1);
	talk_free(&t);
}

/* Found by a simulated year: a refusal that came late sent back what a village had reported a year before. */
static void an_old_report_is_not_meant_by_the_number_of_a_registration(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "reports",
		"no,phone,unit,period,indicator,value,mode,at,status\n"
		"1," HEAD ",2104901,2022-04,DVC,5,period,2022-04-20T08:00:00+07:00,received\n");
	talk_says(t, STRANGER, "DK Le Van Binh, thanh vien, thon Thuong Hoa, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Le Van Binh");
	talk_until(t, "2022-08-21 09:00");
	talk_says(t, CHAIR, "TC 1 khong thuoc to");
	talk_answer(t, "reject", OUTCOME_ANSWERED, "Le Van Binh");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM report WHERE status = 'returned'"), 0);
	talk_free(&t);
}

static void what_is_asked_about_one_registration_holds_for_that_one_alone(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "DK Le Van Sau, to truong, thon Son Tra, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, "+84905200002", "DK Le Van Bay, to truong, thon Tan Hy, xa Binh Dong");
	talk_says(t, "+84905200002", "DONG Y");
	talk_says(t, CHAIR, "DUYET");
	talk_answer(t, "ask", OUTCOME_ASKED, "Dang cho 2 viec, nhan DUYET 1 hoac TRA 1 <ly do>: 1 Le Van Sau (");
	talk_says(t, CHAIR, "DUYET 1, 2");
	talk_answer(t, "approve", OUTCOME_ASKED, "thon Son Tra da co to truong");
	talk_says(t, CHAIR, "2");
	talk_answer(t, "approve", OUTCOME_ASKED, "Da duyet dang ky so 1");
	talk_told(t, CHAIR, "thon Tan Hy da co to truong");
	talk_says(t, CHAIR, "1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet dang ky so 2");
	assert_int_equal(talk_count(t, CHAIR, "da duoc xu ly truoc do"), 0);
	talk_free(&t);
}

static void one_text_decides_several(void **state)
{
	static const char *const names[] = { "Tam", "Chin", "Muoi" };
	struct talk *t = talk_new();
	char text[80], phone[16];

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		snprintf(phone, sizeof phone, "+8490520001%u", i);
		snprintf(text, sizeof text, "DK Le Van %s, thanh vien, thon Son Tra, xa Binh Dong", names[i]);
		talk_says(t, phone, text);
		talk_says(t, phone, "DONG Y");
	}
	talk_says(t, CHAIR, "duyet 1, 3 tra 2 sai ten");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da tu choi dang ky so 2");
	talk_told(t, CHAIR, "Da duyet dang ky so 1");
	talk_told(t, CHAIR, "Da duyet dang ky so 3");
	talk_told(t, "+84905200011", "Ly do: sai ten");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM enrolment WHERE status = 'approved'"), 2);
	talk_free(&t);
}

static void a_new_number_takes_the_place_of_the_old_after_approval(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "toi ten Hung to truong Son Tra, day la sdt moi cua toi, so cu 0905100001 hu sim roi");
	talk_answer(t, "register", OUTCOME_ASKED, "DONG Y");
	talk_says(t, STRANGER, "DONG Y");
	assert_int_equal(t->outcome.status, OUTCOME_RECORDED);
	talk_told(t, CHAIR, "xin doi so 0905100001 sang 0905200001");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM phone WHERE msisdn = '" HEAD "'"), 1);
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet dang ky so 1");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM phone WHERE msisdn = '" HEAD "'"), 0);
	talk_says(t, STRANGER, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Tra");
	talk_says(t, HEAD, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_REFUSED, "chua dang ky");
	talk_free(&t);
}

static void what_waits_in_the_night_goes_to_the_new_number(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_jump(t, "2022-08-18 23:30");
	talk_says(t, OFFICER, "TL 1 da goi nha mang");
	talk_says(t, STRANGER, "toi ten Hung to truong Son Tra, day la sdt moi cua toi, so cu 0905100001 hu sim roi");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, CHAIR, "DUYET 1");
	assert_int_equal(talk_count(t, HEAD, "Tra loi kho khan so 1"), 0);
	assert_int_equal(talk_count(t, STRANGER, "Tra loi kho khan so 1"), 1);
	/* Whoever has the old one still learns of it. */
	assert_int_equal(talk_count(t, HEAD, "so 0905200001 xin thay"), 1);
	talk_free(&t);
}

static void an_imported_person_is_asked_before_anything_else(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, AWAITING, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_ASKED, "nhan DONG Y");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 0);
	talk_says(t, AWAITING, "dong y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Ngo Van Duc");
	talk_says(t, AWAITING, "BC DVC 5");
	assert_int_equal(t->outcome.status, OUTCOME_RECORDED);
	talk_free(&t);
}

static void an_unknown_village_is_said_to_be_unknown(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "DK Le Van Binh, to truong, thon Ba Lang, xa Binh Dong");
	talk_answer(t, "register", OUTCOME_ASKED, "Khong tim thay thon Ba Lang");
	/* What was clear is kept, so the village is enough. */
	talk_says(t, STRANGER, "thon tan hi");
	talk_answer(t, "register", OUTCOME_ASKED, "nhan DONG Y");
	talk_says(t, STRANGER, "dong y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Le Van Binh, to truong, thon Tan Hy");
	talk_free(&t);
}

static void what_a_registration_lacks_is_asked_piece_by_piece(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "dang ky");
	talk_answer(t, "ask", OUTCOME_ASKED, "DK <ho ten>, <vai tro>, <thon>, <xa>");
	talk_says(t, STRANGER, "toi ten la le van binh");
	talk_answer(t, "register", OUTCOME_ASKED, "Ong/ba o thon nao, xa nao?");
	talk_says(t, STRANGER, "sao vay");
	talk_answer(t, "ask", OUTCOME_ASKED, "Ong/ba o thon nao, xa nao?");
	talk_says(t, STRANGER, "to pho thon son tra");
	talk_answer(t, "register", OUTCOME_ASKED, "nhan DONG Y");
	talk_says(t, STRANGER, "dong y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Le Van Binh, to pho, thon Son Tra");
	talk_free(&t);
}

static void only_a_name_is_taken_for_the_name(void **state)
{
	static const char *const others[] = { "dong y", "ok", "de xem lai", "so dien thoai cua ai" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		talk_says(t, STRANGER, "dk thanh vien thon son tra xa binh dong");
		talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro ho ten");
		talk_says(t, STRANGER, others[i]);
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM session WHERE kind = 'consent'"), 0);
	}
	talk_says(t, STRANGER, "dk thanh vien thon son tra xa binh dong");
	talk_says(t, STRANGER, "khong");
	talk_answer(t, "ask", OUTCOME_ANSWERED, "Giu nhu cu, khong thay doi gi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM session"), 0);
	talk_free(&t);
}

static void a_registration_waits_a_week_for_its_consent(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, NEWCOMER);
	talk_jump(t, "2022-08-24 09:00");
	talk_says(t, STRANGER, "DONG Y");
	assert_int_equal(t->outcome.status, OUTCOME_RECORDED);
	talk_says(t, "+84905200002", NEWCOMER);
	talk_jump(t, "2022-09-02 09:00");
	talk_says(t, "+84905200002", "DONG Y");
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	talk_free(&t);
}

/* Who wants no texts wants to be put on no list either, and nobody need decide on it. */
static void a_wish_to_stop_ends_the_registration_that_waits(void **state)
{
	static const char *const texts[] = { "STOP", "tc", "toi khong tham gia nua", "khong dong y dau",
		"toi khong dong y luu thong tin" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct talk *t = talk_new();

		talk_jump(t, "2022-08-18 22:30"); /* the notice waits for the morning */
		talk_says(t, STRANGER, NEWCOMER);
		talk_says(t, STRANGER, "DONG Y");
		talk_says(t, STRANGER, texts[i]);
		talk_answer(t, "optout", OUTCOME_RECORDED, "Da ngung gui tin den so nay, rut dang ky so 1.");
		talk_says(t, CHAIR, "DUYET 1");
		talk_answer(t, "approve", OUTCOME_ANSWERED, "da duoc nguoi dang ky rut lai");
		talk_until(t, "2022-08-19 09:00");
		assert_int_equal(
			talk_number(t, "SELECT COUNT(*) FROM message WHERE phone = '" CHAIR "' AND state <> 'expired' "
				       "AND text LIKE 'Dang ky so 1: Le Van Binh%'"),
			0);
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM stopped"), 1);
		talk_free(&t);
	}
}

/* Leaving is taking it back, where nobody has decided; texts go on. */
static void a_registration_that_waits_is_left(void **state)
{
	static const char *const texts[] = { "nghi to", "toi muon nghi to", "em doi y roi khong vao to nua",
		"thoi khoi dang ky" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct talk *t = talk_new();

		talk_says(t, STRANGER, NEWCOMER);
		talk_says(t, STRANGER, "DONG Y");
		talk_says(t, STRANGER, texts[i]);
		assert_int_equal(t->outcome.status, OUTCOME_RECORDED);
		talk_told(t, STRANGER, "Da rut dang ky so 1: Le Van Binh, to truong, thon Thuong Hoa");
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment WHERE status = 'pending'"), 0);
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM stopped"), 0);
		talk_free(&t);
	}
}

/* Who has had the news alone is in no team yet. */
static void a_resident_leaves_what_waits_or_stops_all(void **state)
{
	static const char *const texts[] = { "nghi to", "STOP" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct talk *t = talk_new();

		talk_says(t, STRANGER, "TIN thon Son Tra xa Binh Dong");
		talk_says(t, STRANGER, "DONG Y");
		talk_says(t, STRANGER, NEWCOMER);
		talk_says(t, STRANGER, "DONG Y");
		talk_answer(t, "optin", OUTCOME_RECORDED, "Da nhan dang ky so 1");
		talk_says(t, STRANGER, texts[i]);
		talk_told(t, STRANGER, "rut dang ky so 1");
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment WHERE status = 'pending'"), 0);
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM stopped"), (int64_t)i);
		talk_free(&t);
	}
}

/* A slip in it is mended, and what stands is not asked for. */
static void another_name_or_role_changes_what_waits(void **state)
{
	static const struct {
		const char *text, *words;
	} rows[] = { { "sua ten le van binhh thanh Tran Van Uc", "ang ky so 1: Tran Van Uc, to truong" },
		{ "sua ten: Nguyen Thi Be Bay", "ang ky so 1: Nguyen Thi Be Bay, to truong" },
		{ "em la to pho chu khong phai to truong", "Nguyen Thi Be Bay, to pho, thon Thuong Hoa" } };
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, NEWCOMER);
	talk_says(t, STRANGER, "DONG Y");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		talk_says(t, STRANGER, rows[i].text);
		talk_answer(t, "register", OUTCOME_RECORDED, rows[i].words);
		talk_told(t, CHAIR, rows[i].words);
	}
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment"), 1);
	talk_says(t, STRANGER, "dk");
	talk_answer(t, "ask", OUTCOME_ASKED, "Dang ky: nhan DK");
	talk_free(&t);
}

/* A changed one asks for consent again: no to that is no to what waits as well. */
static void a_refusal_ends_what_waits(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, NEWCOMER);
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, STRANGER, "DK Le Van Binh, to pho, thon Son Tra, xa Binh Dong");
	talk_says(t, STRANGER, "khong dong y");
	talk_answer(t, "optout", OUTCOME_RECORDED,
		"Da ghi nhan tu choi, rut dang ky so 1. Ho ten va vai tro khong duoc luu");
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_ANSWERED, "da duoc nguoi dang ky rut lai");
	talk_free(&t);
}

static void taking_back_nothing_is_no_wish_to_stop(void **state)
{
	static const char *const texts[] = { "HUY DK", "khong dang ky nua", "rut dang ky" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, MEMBER, texts[i]);
		talk_answer(t, "optout", OUTCOME_ANSWERED, "Khong co dang ky nao dang cho");
		talk_answer(t, "optout", OUTCOME_ANSWERED, "Thoi lam thanh vien: NGHI TO");
	}
	talk_says(t, STRANGER, "DK thanh vien thon Son Tra xa Binh Dong");
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro ho ten");
	talk_says(t, STRANGER, "huy dang ky giup toi");
	talk_answer(t, "optout", OUTCOME_RECORDED, "Da thoi dang ky, chua ghi gi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM session"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM stopped"), 0);
	talk_says(t, MEMBER, "HUY");
	talk_answer(t, "optout", OUTCOME_RECORDED, "Da ngung gui tin");
	talk_free(&t);
}

static void a_failing_store_leaves_no_half_registration(void **state)
{
	(void)state;
	for (long nth = 1;; nth += engine_stride()) {
		struct talk *t = talk_new();
		struct why why = { "" };
		bool taken;

		talk_says(t, STRANGER, NEWCOMER);
		store_fail_at(t->store, nth);
		taken = store_begin(t->store, &why) == 0 && talk_take(t, STRANGER, "DONG Y", &why) == 0 &&
			store_commit(t->store, &why) == 0;
		store_fail_at(t->store, 0);
		if (!taken && store_in_transaction(t->store))
			store_rollback(t->store);
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment"), taken);
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM audit WHERE what = 'consent'"), taken);
		assert_int_equal(talk_count(t, STRANGER, "Da nhan dang ky"), taken);
		assert_int_equal(talk_count(t, CHAIR, "DUYET"), taken);
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM session"), !taken);
		talk_free(&t);
		if (taken)
			return;
	}
}

/* The invitation says "CO 1": that approves nobody whose registration has the same number. */
static void yes_to_an_invitation_approves_nobody(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 8h hop tai UBND xa");
	talk_says(t, STRANGER, "DK Nguyen Van An, thanh vien, thon Son Tra, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_told(t, CHAIR, "Dang ky so 1");
	talk_says(t, CHAIR, "CO");
	talk_answer(t, "ask", OUTCOME_ASKED, "DUYET 1");
	talk_says(t, CHAIR, "CO 1");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "Da ghi: di duoc");
	talk_says(t, CHAIR, "KHONG 1");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "Da ghi: khong di duoc");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM enrolment WHERE status = 'pending'"), 1);
	talk_says(t, CHAIR, "ok 1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet dang ky so 1");
	talk_free(&t);
}

/* It is taken back, and nobody need decide on it; texts go on. */
static void a_registration_that_waits_is_taken_back(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-18 22:30"); /* the notice waits for the morning */
	talk_says(t, STRANGER, "DK Le Thi Nga, thanh vien, thon Son Tra, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Da nhan dang ky so 1");
	talk_says(t, STRANGER, "HUY DK");
	talk_answer(t, "optout", OUTCOME_RECORDED, "Da rut dang ky so 1: Le Thi Nga, thanh vien, thon Son Tra");
	talk_says(t, CHAIR, "CHO DUYET");
	talk_answer(t, "approve", OUTCOME_ANSWERED, "Khong co");
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_ANSWERED, "Dang ky so 1 (Le Thi Nga) da duoc nguoi dang ky rut lai");
	talk_until(t, "2022-08-19 09:00");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM message WHERE phone = '" CHAIR "' AND state <> 'expired' AND "
			       "text LIKE 'Dang ky so 1: Le Thi Nga%'"),
		0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM stopped"), 0);
	talk_says(t, STRANGER, "HUY DK");
	talk_answer(t, "optout", OUTCOME_ANSWERED, "Khong co dang ky nao dang cho");
	/* Where none has waited lately it stops the texts, as it does with the carriers. */
	talk_jump(t, "2022-09-02 09:00");
	talk_says(t, STRANGER, "HUY DK");
	talk_answer(t, "optout", OUTCOME_RECORDED, "Da ngung gui tin den so nay. ");
	talk_free(&t);
}

/* What nobody offered is no yes: digits, or a wish for texts. */
static void only_clear_words_agree(void **state)
{
	static const char *const unclear[] = { "1", "2", "dk lai", "NHAN LAI" };
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "DK Le Thi Nga, thanh vien, thon Son Tra, xa Binh Dong");
	for (size_t i = 0; i < sizeof unclear / sizeof *unclear; i++) {
		talk_says(t, STRANGER, unclear[i]);
		assert_int_equal(t->outcome.status, OUTCOME_ASKED);
		assert_non_null(strstr(t->outcome.replies[0].text.data, "DONG Y"));
	}
	talk_says(t, STRANGER, "dk lai so moi, so cu 0905100006");
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM consent"), 0);
	talk_says(t, AWAITING, "1");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE status = 'awaiting_consent'"), 1);
	talk_says(t, STRANGER, "ok dong y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Da nhan dang ky so 1");
	talk_free(&t);
}

/* Whoever says that a number was theirs hears nothing of whose it is. */
static void an_old_number_tells_a_stranger_nothing(void **state)
{
	static const char *const texts[] = { "dk doi so, so cu 0905100003", "dong y", "TT TIN", "DU LIEU", "HUY DK" };
	static const char *const secrets[] = { "Pham", "Tai", "lanh dao xa Binh Dong", "Binh Dong" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, STRANGER, texts[i]);
		assert_int_not_equal(t->outcome.replies_used, 0);
		for (size_t k = 0; k < sizeof secrets / sizeof *secrets; k++)
			assert_null(strstr(t->outcome.replies[0].text.data, secrets[k]));
		if (i == 1)
			talk_answer(t, "optin", OUTCOME_RECORDED, "so nay cua nguoi co so 0905100003");
	}
	talk_free(&t);
}

/* Who leaves, or wants to be erased, is no member again by what they had asked for before. */
static void what_waits_ends_with_who_leaves(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-18 22:30"); /* the notices wait for the morning */
	talk_says(t, MEMBER, "DK to pho");
	talk_says(t, STRANGER, "DK doi so, so cu 0905100006");
	talk_says(t, STRANGER, "DONG Y");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment WHERE status = 'pending'"), 2);
	talk_says(t, MEMBER, "NGHI TO");
	talk_says(t, MEMBER, "co");
	talk_answer(t, "team", OUTCOME_RECORDED, "thoi lam thanh vien");
	talk_told(t, STRANGER, "nguoi giu so cu da thoi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment WHERE status = 'pending'"), 0);
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_ANSWERED, "duoc nguoi dang ky rut lai");
	talk_says(t, CHAIR, "DUYET 2");
	talk_answer(t, "approve", OUTCOME_ANSWERED, "duoc nguoi dang ky rut lai");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM message WHERE phone = '" CHAIR "' AND kind <> 'answer' AND "
			       "text LIKE '%Nhan DUYET%' AND state = 'queued'"),
		0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE status = 'left'"), 1);
	talk_free(&t);
}

/* Who would have decided on it as it was need not. */
static void a_registration_that_changes_is_told_as_it_is_now(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-18 22:30");
	talk_says(t, STRANGER, "DK Le Thi Nga, thanh vien, thon Son Tra, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, STRANGER, "DK Le Thi Nga, thanh vien, xa Binh Chau");
	talk_says(t, STRANGER, "DONG Y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Da nhan dang ky so 1: Le Thi Nga, thanh vien, xa Binh Chau");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM message WHERE phone = '" CHAIR "' AND state = 'queued'"), 0);
	talk_free(&t);
}

/* Many words take it back; "no" alone, and what is said about it, hears how. */
static void a_registration_is_taken_back_in_many_words(void **state)
{
	static const char *const texts[] = { "huy", "huy dang ky so 1", "rut dang ky", "em muốn rút lại đăng ký",
		"khong dang ky nua", "cancel my registration" };
	static const char *const asked[] = { "khong", "thoi khong lam nua", "em o thon thuong hoa chu kg phai tan hy",
		"toi ghi sai ten, ten dung la Le Van Hung", "doi lai la to pho nha" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, STRANGER, "DK Le Thi Nga, thanh vien, thon Son Tra, xa Binh Dong");
		talk_says(t, STRANGER, "DONG Y");
		talk_says(t, STRANGER, texts[i]);
		talk_answer(t, "optout", OUTCOME_RECORDED, "Da rut dang ky so");
	}
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM stopped"), 0);
	talk_says(t, STRANGER, "DK Le Thi Nga, thanh vien, thon Son Tra, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		talk_says(t, STRANGER, asked[i]);
		assert_int_equal(t->outcome.replies_used, 1);
		assert_non_null(strstr(t->outcome.replies[0].text.data, "Rut: HUY DK"));
		assert_non_null(strstr(t->outcome.replies[0].text.data, "nhan lai DK"));
	}
	talk_free(&t);
}

static void who_has_had_the_news_joins_a_team(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "TIN thon Son Tra, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, STRANGER, "doi thon sang thon tan hy");
	talk_answer(t, "register", OUTCOME_RECORDED, "thon Tan Hy");
	talk_says(t, STRANGER, "dk thanh vien son tra");
	talk_answer(t, "register", OUTCOME_ASKED, "ho ten");
	talk_says(t, STRANGER, "dk nguyen van kha thanh vien son tra");
	talk_answer(t, "register", OUTCOME_ASKED, "Xa luu ho ten, SDT, vai tro");
	talk_says(t, STRANGER, "dong y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Da nhan dang ky so 1: Nguyen Van Kha, thanh vien, thon Son Tra");
	talk_says(t, CHAIR, "DUYET 1");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM member WHERE name = 'Nguyen Van Kha' AND role = 'thanh_vien' AND "
			       "status = 'active'"),
		1);
	talk_free(&t);
}

static void a_member_says_that_they_move(void **state)
{
	static const char *const texts[] = { "cho em chuyen qua thon tan hy", "doi thon sang thon tan hy",
		"xin chuyen thon tan hy" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, MEMBER, texts[i]);
		talk_answer(t, "register", OUTCOME_RECORDED, "thanh vien, thon Tan Hy");
		talk_says(t, MEMBER, "HUY DK");
	}
	talk_free(&t);
}

/* "Tám" is eight, and somebody's name where a name is asked for. */
static void names_that_are_numbers_are_names(void **state)
{
	static const char *const names[] = { "Lê Văn Tám", "nguyen thi bay", "Trần Văn Ba", "Tám", "Năm", "nam", "Tư",
		"ut" };
	static const char *const phones[] = { "+84905200011", "+84905200012", "+84905200013", "+84905200014",
		"+84905200015", "+84905200016", "+84905200017", "+84905200018" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		talk_says(t, phones[i], "DK thon Tan Hy, xa Binh Dong");
		talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro ho ten");
		talk_says(t, phones[i], names[i]);
		talk_answer(t, "register", OUTCOME_ASKED, "nhan DONG Y");
	}
	talk_free(&t);
}

static void names_of_few_letters_are_names(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "dk tran a khoa, thanh vien, thon son tra, xa binh dong");
	talk_says(t, STRANGER, "dong y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Tran A Khoa, thanh vien, thon Son Tra");
	talk_says(t, "+84905200002", "dk nguyen van tu tvien thon son tra xa binh dong");
	talk_says(t, "+84905200002", "dong y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Nguyen Van Tu, thanh vien, thon Son Tra");
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_somebody_waits_for_outlives_some_days_off),
		cmocka_unit_test(consent_comes_first_and_nothing_is_kept_before_it),
		cmocka_unit_test(a_village_whose_name_others_have_is_that_of_the_commune_behind_it),
		cmocka_unit_test(a_village_is_kept_beside_the_commune_that_answers),
		cmocka_unit_test(villages_of_one_name_are_told_apart),
		cmocka_unit_test(a_village_that_nobody_knows_is_none_of_an_earlier_question),
		cmocka_unit_test(a_team_is_the_one_that_was_named),
		cmocka_unit_test(another_name_on_a_number_is_asked_about),
		cmocka_unit_test(the_leader_approves_and_the_person_can_report),
		cmocka_unit_test(the_leader_refuses_with_a_reason),
		cmocka_unit_test(who_refuses_consent_is_not_kept),
		cmocka_unit_test(only_a_leader_of_that_commune_decides),
		cmocka_unit_test(approving_alone_decides_the_only_one_that_waits),
		cmocka_unit_test(a_registration_is_decided_on_by_whose_it_is),
		cmocka_unit_test(a_number_that_is_a_registration_and_a_report_is_asked_back),
		cmocka_unit_test(an_old_report_is_not_meant_by_the_number_of_a_registration),
		cmocka_unit_test(what_is_asked_about_one_registration_holds_for_that_one_alone),
		cmocka_unit_test(one_text_decides_several),
		cmocka_unit_test(a_new_number_takes_the_place_of_the_old_after_approval),
		cmocka_unit_test(what_waits_in_the_night_goes_to_the_new_number),
		cmocka_unit_test(an_imported_person_is_asked_before_anything_else),
		cmocka_unit_test(an_unknown_village_is_said_to_be_unknown),
		cmocka_unit_test(what_a_registration_lacks_is_asked_piece_by_piece),
		cmocka_unit_test(only_a_name_is_taken_for_the_name),
		cmocka_unit_test(a_registration_waits_a_week_for_its_consent),
		cmocka_unit_test(a_wish_to_stop_ends_the_registration_that_waits),
		cmocka_unit_test(a_registration_that_waits_is_left),
		cmocka_unit_test(a_resident_leaves_what_waits_or_stops_all),
		cmocka_unit_test(another_name_or_role_changes_what_waits),
		cmocka_unit_test(a_refusal_ends_what_waits),
		cmocka_unit_test(taking_back_nothing_is_no_wish_to_stop),
		cmocka_unit_test(a_failing_store_leaves_no_half_registration),
		cmocka_unit_test(yes_to_an_invitation_approves_nobody),
		cmocka_unit_test(a_registration_that_waits_is_taken_back),
		cmocka_unit_test(only_clear_words_agree),
		cmocka_unit_test(a_registration_is_taken_back_in_many_words),
		cmocka_unit_test(who_has_had_the_news_joins_a_team),
		cmocka_unit_test(a_member_says_that_they_move),
		cmocka_unit_test(names_that_are_numbers_are_names),
		cmocka_unit_test(names_of_few_letters_are_names),
		cmocka_unit_test(an_old_number_tells_a_stranger_nothing),
		cmocka_unit_test(what_waits_ends_with_who_leaves),
		cmocka_unit_test(a_registration_that_changes_is_told_as_it_is_now),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
