/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Teams: set up by their decision, several a village, who is missing, urging; and what a refusal tells. */
#include "tests/help/talk.h"

#include "gateway/base/clock.h"
#include "gateway/programme/programme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define CHAIR_3 "+84905200090" /* of Bình Đông as well, joins in a test */

static void a_leader_sets_a_team_up_by_its_decision(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "QD 15/QD-UBND 12/8/2022 thon Thuong Hoa");
	talk_answer(t, "team", OUTCOME_RECORDED,
		"Da ghi to so 7, thon Thuong Hoa: QD 15/QD-UBND ngay 12/8/2022. Con thieu to truong, to pho, 4 thanh vien");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM team WHERE no = 7 AND unit = '2104903' AND level = 'thon' "
			       "AND decision = '15/QD-UBND' AND decided_on = '2022-08-12' AND status = 'active'"),
		1);
	/* The very same again adds nothing. */
	talk_says(t, CHAIR, "quyet dinh so 15/QD-UBND ngay 12/8/2022 lap to thon Thuong Hoa");
	talk_answer(t, "team", OUTCOME_ANSWERED, "da co to so 7");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM team"), 7);
	/* And it is undone by one text. */
	talk_says(t, CHAIR, "HUY TO");
	talk_answer(t, "team", OUTCOME_ASKED, "7 Thuong Hoa");
	talk_says(t, CHAIR, "HUY TO 7");
	talk_answer(t, "team", OUTCOME_RECORDED, "Da bo to so 7");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM team"), 6);
	talk_free(&t);
}

static void a_decision_that_lacks_something_is_asked_for_and_one_of_tomorrow_refused(void **state)
{
	static const char *const texts[] = { "QD", "QD 15/QD-UBND", "QD 15/QD-UBND 12/8/2022",
		"QD thon Thuong Hoa 12/8" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, CHAIR, texts[i]);
		talk_answer(t, "team", OUTCOME_ASKED, "QD <so quyet dinh> <ngay> <thon>");
	}
	talk_says(t, CHAIR, "QD 15/QD-UBND 19/8/2022 thon Thuong Hoa");
	talk_answer(t, "team", OUTCOME_REFUSED, "Ngay 19/8/2022 chua toi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM team"), 6);
	talk_free(&t);
}

static void a_village_may_have_a_second_team_and_a_decision_may_change(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "QD 16/QD-UBND 12/8/2022 thon Son Tra");
	talk_answer(t, "team", OUTCOME_ASKED, "da co to so 1 (QD 12/QD-UBND)");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM team"), 6);
	talk_says(t, CHAIR, "1");
	talk_answer(t, "team", OUTCOME_RECORDED, "Da ghi to so 7, thon Son Tra: QD 16/QD-UBND");
	talk_told(t, HEAD, "to cong nghe so da lap theo QD 16/QD-UBND");
	/* People of the first team stay there. */
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE team = 1"), 3);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE team = 7"), 0);
	talk_says(t, CHAIR, "QD 17/QD-UBND 12/8/2022 thon Son Tra");
	talk_says(t, CHAIR, "2");
	talk_answer(t, "team", OUTCOME_RECORDED, "Da ghi to so 1, thon Son Tra: QD 17/QD-UBND");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM team WHERE unit = '2104901'"), 2);
	/* The team about which was asked is gone before the answer: the decision sets one up. */
	talk_says(t, CHAIR, "QD 18/QD-UBND 12/8/2022 thon Tan Hy");
	talk_answer(t, "team", OUTCOME_ASKED, "da co to so 2");
	talk_says(t, OFFICE, "HUY TO 2");
	talk_says(t, CHAIR, "2");
	talk_answer(t, "team", OUTCOME_RECORDED, "Da ghi to so 8, thon Tan Hy: QD 18/QD-UBND");
	/* A newcomer comes into the team that lacks most. */
	talk_says(t, STRANGER, "DK Le Van Binh, to truong, thon Son Tra, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Le Van Binh");
	assert_int_equal(talk_number(t, "SELECT team FROM member WHERE name = 'Le Van Binh'"), 7);
	talk_free(&t);
}

static void an_officer_drafts_and_a_leader_decides(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "QD 15/QD-UBND 12/8/2022 thon Thuong Hoa");
	talk_answer(t, "team", OUTCOME_RECORDED, "Da soan to so 7, thon Thuong Hoa");
	talk_told(t, CHAIR, "Nhan DUYET TO 7 hoac TRA TO 7");
	talk_says(t, CHAIR, "THIEU TO");
	talk_answer(t, "team", OUTCOME_ANSWERED,
		"2/3 thon co to, nhac: NHAC TO. Chua co to: Thuong Hoa (to so 7 cho duyet)");
	talk_says(t, CHAIR, "THIEU TO thon Thuong Hoa");
	talk_answer(t, "team", OUTCOME_ANSWERED, "hon Thuong Hoa (to so 7 cho duyet) chua co quyet dinh");
	talk_says(t, CHAIR, "CHO DUYET");
	talk_answer(t, "approve", OUTCOME_ASKED,
		"Dang cho 1 viec, nhan DUYET TO 7 hoac TRA TO 7 <ly do>: to Thuong Hoa theo QD 15/QD-UBND (DUYET TO 7)");
	talk_says(t, CHAIR, "DUYET 7");
	talk_answer(t, "approve", OUTCOME_ASKED, "Nhan DUYET TO 7 hoac TRA TO 7");
	talk_says(t, CHAIR, "DUYET HET");
	talk_answer(t, "approve", OUTCOME_ANSWERED,
		"Con 1 viec chua duyet, nhan DUYET TO 7 hoac TRA TO 7 <ly do>: to Thuong Hoa");
	talk_says(t, CHAIR_2, "CHO DUYET");
	talk_answer(t, "approve", OUTCOME_ANSWERED, "Khong co dang ky hay bao cao");
	talk_says(t, OFFICER, "DUYET TO 7");
	talk_answer(t, "deny", OUTCOME_REFUSED,
		"Chi lanh dao xa duoc duyet hay tra lai, chua ghi gi. Xin hoi Pham Van Tai");
	talk_says(t, CHAIR_2, "DUYET TO 7");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach thon Thuong Hoa");
	talk_says(t, CHAIR, "DUYET TO 7");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da ghi to so 7");
	talk_says(t, CHAIR, "DUYET TO 7");
	talk_answer(t, "approve", OUTCOME_ANSWERED, "da duoc xu ly");
	talk_says(t, CHAIR, "THIEU TO");
	talk_answer(t, "team", OUTCOME_ANSWERED, "3/3 thon co to");
	talk_free(&t);
}

static void a_draft_is_returned_with_a_reason_or_taken_back(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "QD 15/QD-UBND 12/8/2022 thon Thuong Hoa");
	talk_says(t, CHAIR, "TRA TO 7 sai so quyet dinh");
	talk_answer(t, "reject", OUTCOME_RECORDED, "Da tra lai to so 7");
	talk_told(t, OFFICER, "khong duoc duyet. Ly do: sai so quyet dinh");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM team"), 6);
	talk_says(t, OFFICER, "QD 16/QD-UBND 12/8/2022 thon Thuong Hoa");
	talk_says(t, OFFICER, "HUY TO 8");
	talk_answer(t, "team", OUTCOME_RECORDED, "Da bo to so 8");
	/* What is in force is not an officer's to drop, nor to change. */
	talk_says(t, OFFICER, "HUY TO 1");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua ghi gi");
	talk_says(t, OFFICER, "QD 17/QD-UBND 12/8/2022 thon Son Tra");
	talk_says(t, OFFICER, "2");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Pham Van Tai");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM team WHERE decision = '12/QĐ-UBND'"), 1);
	talk_free(&t);
}

static void who_is_missing_is_told_by_level(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "THIEU TO");
	talk_answer(t, "team", OUTCOME_ANSWERED, "xa Binh Dong: 2/3 thon co to, nhac: NHAC TO. Chua co to: Thuong Hoa");
	talk_answer(t, "team", OUTCOME_ANSWERED, "Son Tra (3 thanh vien), Tan Hy (to pho, 4 thanh vien)");
	talk_says(t, HEAD, "to thieu ai");
	talk_answer(t, "team", OUTCOME_ANSWERED, "To con thieu: Son Tra (3 thanh vien)");
	talk_says(t, OFFICE, "thon nao chua co to");
	talk_answer(t, "team", OUTCOME_ANSWERED, "huyen Binh Son: 5/8 thon co to, nhac: NHAC TO. Chua co to: ");
	talk_answer(t, "team", OUTCOME_ANSWERED, "Binh Dong 1");
	talk_says(t, OFFICE, "THIEU TO xa Binh Chau");
	talk_answer(t, "team", OUTCOME_ANSWERED, "Chua co to: Chau Thuan Nong");
	/* Only its own to a head, nothing to a member, and nothing of a neighbour. */
	talk_says(t, HEAD, "THIEU TO thon Tan Hy");
	talk_answer(t, "deny", OUTCOME_REFUSED,
		"khong phu trach thon Tan Hy, chua ghi gi. Xin hoi Le Thi Hanh (to truong)");
	talk_says(t, MEMBER, "THIEU TO");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Xin hoi Nguyen Van Hung (to truong)");
	talk_says(t, CHAIR, "THIEU TO xa Binh Chau");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach xa Binh Chau");
	talk_free(&t);
}

/* A village and what it lacks stay on one page. */
static void a_page_of_the_missing_ends_behind_a_village(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "units",
		"code,name,kind,parent_code,valid_from,valid_to,successor_code,source,households\n"
		"2104911,Thôn Một,thon,21049,2004-08-31,,,test,200\n"
		"2104912,Thôn Hai,thon,21049,2004-08-31,,,test,200\n"
		"2104913,Thôn Hòa Đông,thon,21049,2004-08-31,,,test,200\n");
	talk_import(t, "teams",
		"no,unit,level,decision,decided_on\n"
		"11,2104911,thon,13/QĐ-UBND,2022-08-10\n12,2104912,thon,14/QĐ-UBND,2022-08-10\n");
	talk_says(t, CHAIR, "THIEU TO");
	talk_answer(t, "team", OUTCOME_ANSWERED, "(3 thanh vien), (1/2, nhan TIEP)");
	talk_says(t, CHAIR, "TIEP");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "Tan Hy (to pho, 4 thanh vien), ");
	talk_free(&t);
}

static void a_team_that_is_complete_lacks_nobody(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "members",
		"phone,name,role,unit,team,status,consent_at\n"
		"+84905200011,Lê Một,thanh_vien,2104901,1,active,2022-08-10\n"
		"+84905200012,Lê Hai,thanh_vien,2104901,,active,2022-08-10\n"
		"+84905200013,Lê Ba,thanh_vien,2104901,1,active,2022-08-10\n"
		"+84905200014,Lê Bốn,nguoi_dan,2104901,,active,2022-08-10\n");
	talk_says(t, HEAD, "THIEU TO");
	talk_answer(t, "team", OUTCOME_ANSWERED, "Van dong ba con nhan");
	talk_says(t, CHAIR, "THIEU TO");
	talk_answer(t, "team", OUTCOME_ANSWERED, "Con thieu: Tan Hy");
	talk_free(&t);
}

static void approving_warns_of_who_is_missing_and_never_blocks(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "DK Ho Thi Na, thanh vien, thon Tan Hy, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "To con thieu: to pho, 3 thanh vien");
	talk_says(t, STRANGER, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	talk_free(&t);
}

static void the_office_urges_communes_and_a_commune_its_villages(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "NHAC TO");
	talk_answer(t, "team", OUTCOME_RECORDED, "Dang nhac lap, kien toan to den 3 nguoi");
	assert_int_equal(talk_count(t, CHAIR, "Nhac: xa Binh Dong con 1 thon chua co to cong nghe so: Thuong Hoa"), 1);
	assert_int_equal(talk_count(t, CHAIR_2, "Chau Thuan Nong"), 1);
	assert_int_equal(talk_count(t, HEAD, "Nhac"), 0);
	talk_says(t, CHAIR, "nhac to");
	talk_answer(t, "team", OUTCOME_RECORDED, "Son Tra, Tan Hy");
	assert_int_equal(talk_count(t, HEAD, "to cong nghe so thon Son Tra con thieu 3 thanh vien"), 1);
	assert_int_equal(talk_count(t, HEAD_2, "con thieu to pho, 4 thanh vien"), 1);
	/* Reminders keep the hours. */
	talk_jump(t, "2022-08-18 23:00");
	talk_says(t, CHAIR, "NHAC TO thon Son Tra");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM message WHERE phone = '" HEAD
					"' AND kind = 'unasked' AND next_at = 1660867200000000"),
		1);
	talk_says(t, HEAD, "NHAC TO");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Xin hoi");
	talk_free(&t);
}

/* As NHAC does. */
static void teams_are_not_urged_twice_in_a_day_nor_in_a_pause(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "NHAC TO thon Son Tra");
	talk_answer(t, "team", OUTCOME_RECORDED, "kien toan to den 2 nguoi: Son Tra. Xem");
	t->now += 25 * CLOCK_SECOND;
	talk_says(t, CHAIR, "NHAC TO thon Son Tra");
	talk_answer(t, "team", OUTCOME_ANSWERED, "Da nhac Son Tra trong 12 gio qua, chua nhac lai. Xem to nao thieu");
	talk_says(t, CHAIR, "NHAC TO");
	talk_answer(t, "team", OUTCOME_RECORDED, "kien toan to den 1 nguoi: Tan Hy. Da nhac truoc do: Son Tra. Xem");
	assert_int_equal(talk_count(t, HEAD, "to cong nghe so thon Son Tra con thieu"), 1);
	/* The next day. */
	talk_jump(t, "2022-08-19 09:00");
	talk_says(t, CHAIR, "NHAC TO thon Son Tra");
	talk_answer(t, "team", OUTCOME_RECORDED, "kien toan to den 2 nguoi: Son Tra. Xem");
	assert_int_equal(talk_count(t, HEAD, "to cong nghe so thon Son Tra con thieu"), 2);
	talk_jump(t, "2022-08-22 09:00");
	talk_says(t, CHAIR, "TAM NGUNG bao so 4 DEN 26/8");
	talk_says(t, CHAIR, "NHAC TO");
	talk_answer(
		t, "team", OUTCOME_REFUSED, "xa Binh Dong dang tam ngung nhac toi het 26/8 (bao so 4), chua nhac ai");
	talk_says(t, OFFICE, "NHAC TO");
	assert_int_equal(talk_count(t, CHAIR, "Nhac: xa Binh Dong con 1 thon"), 0);
	assert_int_equal(talk_count(t, CHAIR_2, "Chau Thuan Nong"), 1);
	assert_int_equal(talk_count(t, HEAD, "to cong nghe so thon Son Tra con thieu"), 2);
	talk_free(&t);
}

static void nobody_decides_on_their_own_team(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR_3, "DK Tran Van Sau, lanh dao xa, xa Binh Dong");
	talk_says(t, CHAIR_3, "DONG Y");
	/* A commune's team is the district's to approve, a village's the commune's. */
	talk_told(t, OFFICE, "Dang ky so 1: Tran Van Sau, lanh dao xa, xa Binh Dong");
	assert_int_equal(talk_count(t, CHAIR, "Dang ky so 1"), 0);
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Nguoi duyet: Vo Thi Hoa");
	talk_says(t, OFFICE, "DUYET 1");
	talk_answer(
		t, "approve", OUTCOME_ASKED, "xa Binh Dong da co lanh dao xa, chua ghi gi. Nhan 1: thay Pham Van Tai");
	talk_says(t, OFFICE, "2");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Tran Van Sau");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Xa Binh Dong");
	talk_says(t, CHAIR_3, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Xa Binh Dong");
	talk_free(&t);
}

static void the_chair_decides_on_the_officers_of_the_commune(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "DK Cao Van Chin, can bo xa, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_told(t, CHAIR, "Dang ky so 1: Cao Van Chin, can bo xa, xa Binh Dong");
	assert_int_equal(talk_count(t, OFFICE, "Dang ky so 1"), 0);
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Cao Van Chin");
	talk_free(&t);
}

static void where_nobody_decides_an_alarm_is_raised(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	/* The district's own team: its office decides while there is no leader; then its leader alone. */
	talk_says(t, STRANGER, "DK Cao Van Chin, can bo huyen, huyen Binh Son");
	talk_says(t, STRANGER, "DONG Y");
	talk_told(t, OFFICE, "Cao Van Chin");
	talk_import(t, "members",
		"phone,name,role,unit,team,status,consent_at\n"
		"+84905200070,Đinh Văn Lâm,lanh_dao_huyen,524,,active,2022-08-10\n");
	talk_says(t, "+84905200002", "DK Cao Thi Muoi, can bo huyen, huyen Binh Son");
	talk_says(t, "+84905200002", "DONG Y");
	talk_told(t, "+84905200070", "Cao Thi Muoi");
	assert_int_equal(talk_count(t, OFFICE, "Cao Thi Muoi"), 0);
	/* Nobody at all: an alarm, and it is said in no text to the applicant that somebody will. */
	talk_import(t, "members",
		"phone,name,role,unit,team,status,consent_at\n"
		"" OFFICE ",Võ Thị Hoa,can_bo_huyen,524,,left,\n"
		"+84905200070,Đinh Văn Lâm,lanh_dao_huyen,524,,left,\n"
		"" CHAIR ",Phạm Văn Tài,lanh_dao_xa,21049,6,left,\n"
		"" ADMIN ",Phan Quốc Việt,quan_tri,51,,left,\n");
	talk_says(t, "+84905200003", "DK Ho Thi Na, thanh vien, thon Tan Hy, xa Binh Dong");
	talk_says(t, "+84905200003", "DONG Y");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM alarm WHERE kind = 'no-decider'"), 1);
	talk_free(&t);
}

static void a_decision_is_read_in_any_order_and_what_lacks_is_asked(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "lap to thon thuong hoa qd 33/qd-ubnd 1/8/2022");
	talk_answer(t, "team", OUTCOME_RECORDED, "thon Thuong Hoa: QD 33/QD-UBND ngay 1/8/2022");
	talk_says(t, CHAIR, "qd 44/qd-ubnd 30/2/2022 thon tan hy");
	talk_answer(t, "team", OUTCOME_ASKED, "Nhan lai: QD 44/QD-UBND <ngay> thon Tan Hy");
	talk_says(t, CHAIR, "qd thon tan hy");
	talk_answer(t, "team", OUTCOME_ASKED, "QD <so quyet dinh> <ngay> <thon>");
	talk_says(t, CHAIR, "qd 44/qd-ubnd 1/8/2022 thon phuoc xyz");
	talk_answer(t, "team", OUTCOME_ASKED, "Khong tim thay thon phuoc xyz");
	talk_says(t, CHAIR, "thon tan hy");
	talk_answer(t, "team", OUTCOME_ASKED, "Nhan 1: lap them to theo QD 44/QD-UBND");
	talk_free(&t);
}

static void the_districts_own_team_is_set_up_by_text_and_no_communes_business(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "QD 100/QD-UBND 8/8/2022 huyen Binh Son");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach huyen Binh Son, chua ghi gi. Xin hoi Vo Thi Hoa");
	talk_says(t, OFFICE, "QD 100/QD-UBND 8/8/2022 huyen Binh Son");
	talk_answer(t, "team", OUTCOME_RECORDED,
		"huyen Binh Son: QD 100/QD-UBND ngay 8/8/2022. Con thieu to pho, 7 thanh vien");
	talk_free(&t);
}

/* The teams of a village are told by their numbers; who may not change its group hears who may. */
static void what_is_of_the_own_village_is_named_so(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "teams", "no,unit,level,decision,decided_on\n9,2104901,thon,44/QĐ-UBND,2022-08-16\n");
	talk_says(t, HEAD, "TO");
	talk_answer(t, "team", OUTCOME_ANSWERED, "Son Tra to so 9 (to truong, to pho");
	talk_says(t, MEMBER, "XOA NHOM");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua duoc giao quyen lam viec do");
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_decision_is_read_in_any_order_and_what_lacks_is_asked),
		cmocka_unit_test(the_districts_own_team_is_set_up_by_text_and_no_communes_business),
		cmocka_unit_test(a_leader_sets_a_team_up_by_its_decision),
		cmocka_unit_test(a_decision_that_lacks_something_is_asked_for_and_one_of_tomorrow_refused),
		cmocka_unit_test(a_village_may_have_a_second_team_and_a_decision_may_change),
		cmocka_unit_test(an_officer_drafts_and_a_leader_decides),
		cmocka_unit_test(a_draft_is_returned_with_a_reason_or_taken_back),
		cmocka_unit_test(who_is_missing_is_told_by_level),
		cmocka_unit_test(a_page_of_the_missing_ends_behind_a_village),
		cmocka_unit_test(a_team_that_is_complete_lacks_nobody),
		cmocka_unit_test(approving_warns_of_who_is_missing_and_never_blocks),
		cmocka_unit_test(the_office_urges_communes_and_a_commune_its_villages),
		cmocka_unit_test(teams_are_not_urged_twice_in_a_day_nor_in_a_pause),
		cmocka_unit_test(nobody_decides_on_their_own_team),
		cmocka_unit_test(the_chair_decides_on_the_officers_of_the_commune),
		cmocka_unit_test(where_nobody_decides_an_alarm_is_raised),
		cmocka_unit_test(what_is_of_the_own_village_is_named_so),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
