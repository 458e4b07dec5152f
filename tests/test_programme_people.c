/* SPDX-License-Identifier: GPL-2.0-or-later */
/* People: another number, a borrowed phone, a deputy, leaving, a new leader, somebody put forward, residents. */
#include "tests/help/talk.h"

#include "gateway/programme/programme.h"
#include "store/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#define DEPUTY    "+84905100007" /* to_pho of Sơn Trà: Bùi Thị Mai */
#define OTHER     "+84905200001" /* a number that is in no list */
#define OTHER_2   "+84905200002"
#define UNITS     "code,name,kind,parent_code,valid_from,valid_to,successor_code,source\n"
#define NEIGHBOUR "+84905100020" /* to_truong of Thuận Phước, xã Bình Thuận */

/* ---- another number ---- */

static void a_second_sim_needs_its_own_yes_and_a_leaders(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "THEM SO 0905200001");
	talk_answer(t, "register", OUTCOME_RECORDED, "Tren may do nhan DONG Y");
	talk_told(t, OTHER, "Nguyen Van Hung xin gan so nay");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment"), 0);
	talk_says(t, OTHER, "DONG Y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Da nhan dang ky so 1: so nay cua nguoi co so 0905100001");
	talk_told(t, CHAIR, "xin them so 0905200001, giu so 0905100001. Nhan DUYET 1");
	talk_told(t, HEAD, "Khong phai ong/ba thi nhan: PHAN DOI 1");
	/* Not before it is approved. */
	talk_says(t, OTHER, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_REFUSED, "dang cho lanh dao xa duyet");
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Nguyen Van Hung");
	/* Both are one person: what one sent, the other corrects. */
	talk_says(t, OTHER, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Tra");
	talk_says(t, HEAD, "SUA DVC 8");
	talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 5 thanh DVC 8");
	/* Texts go to the first number. */
	talk_says(t, CHAIR, "NHAC TO");
	assert_int_equal(talk_count(t, OTHER, "Nhac:"), 0);
	assert_int_equal(talk_count(t, HEAD, "Nhac:"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE name = 'Nguyễn Văn Hùng'"), 1);
	talk_free(&t);
}

static void a_new_number_takes_over_what_the_old_one_began(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 5");
	talk_says(t, HEAD, "KK mat song");
	talk_says(t, HEAD, "DOI SO 0905200001");
	talk_says(t, OTHER, "dong y");
	talk_told(t, CHAIR, "xin doi so 0905100001 sang 0905200001");
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_ASKED, "nhan 1 la dang ky");
	talk_says(t, CHAIR, "1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet dang ky so 1");
	talk_says(t, HEAD, "BC DVC 6");
	talk_answer(t, "report", OUTCOME_REFUSED, "chua dang ky");
	talk_says(t, OTHER, "SUA DVC 8");
	talk_answer(t, "correction", OUTCOME_RECORDED, "DVC 5 thanh DVC 8");
	talk_says(t, OFFICER, "TL 1 da bao nha mang");
	talk_told(t, OTHER, "Tra loi kho khan so 1");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM member WHERE role = 'to_truong' AND unit = '2104901'"), 1);
	talk_free(&t);
}

/* The SIM may be in another's hands: its phone hears what became of it, and who decided what it was. */
static void a_change_of_number_is_told_to_the_old_one_and_who_approved_it(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "DOI SO 0905200001");
	talk_says(t, OTHER, "DONG Y");
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_RECORDED,
		"Nguyen Van Hung, to truong, thon Son Tra, doi so 0905100001 sang 0905200001");
	talk_told(t, HEAD, "Da doi sang so 0905200001, so nay khong nhan thay ong/ba duoc nua");
	talk_told(t, OTHER, "Da duyet: Nguyen Van Hung");
	talk_says(t, OTHER, "THEM SO 0905200002");
	talk_says(t, OTHER_2, "DONG Y");
	talk_says(t, CHAIR, "DUYET 2");
	talk_answer(t, "approve", OUTCOME_RECORDED, "them so 0905200002, giu so 0905200001");
	talk_told(t, OTHER, "Da them so 0905200002");
	talk_free(&t);
}

/* Who has another number has not left, also in a unit of which the roll still has the old code: nobody is told that they did. */
static void a_leader_with_a_new_number_leaves_nothing(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "units", UNITS "21048,Xã Bình Hòa,xa,524,2004-08-31,,,test\n");
	talk_import(t, "members",
		"phone,name,role,unit,team,status,consent_at\n"
		"+84905200009,Phạm Văn Tài,lanh_dao_xa,21048,,active,2022-08-10\n");
	talk_import(t, "units", UNITS "21048,Xã Bình Hòa,xa,524,2004-08-31,2022-08-15,21049,test\n");
	talk_says(t, "+84905200009", "DOI SO 0905200001");
	talk_says(t, OTHER, "DONG Y");
	talk_says(t, ADMIN, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "doi so");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM message WHERE text LIKE '%thoi lam%'"), 0);
	talk_free(&t);
}

/* Who leaves a place of a team, and who gets it, said in plain words by an office. */
static void an_office_replaces_and_dismisses_in_plain_words(void **state)
{
	static const struct {
		const char *text, *intent, *answer;
	} said[] = {
		{ "cho chi Mai thoi lam to pho", "team", "Bui Thi Mai, 0905100007, thoi lam to pho thon Son Tra?" },
		{ "chi Mai thoi lam to pho son tra", "team", "Bui Thi Mai, 0905100007, thoi lam to pho" },
		{ "mien nhiem to pho son tra", "team", "Bui Thi Mai, 0905100007, thoi lam to pho thon Son Tra?" },
		{ "mien nhiem chi Mai", "team", "Bui Thi Mai, 0905100007, thoi lam to pho thon Son Tra?" },
		{ "bai nhiem to truong thon son tra", "team", "Nguyen Van Hung, 0905100001, thoi lam to truong" },
		{ "cach chuc chi Mai thon son tra", "team", "Bui Thi Mai, 0905100007, thoi lam to pho" },
		{ "mien nhiem to pho thon tan hy", "team", "Khong thay to pho" },
		{ "thay to truong thon son tra bang chi Mai", "register", "Bui Thi Mai, 0905100007 (nay la to pho" },
		{ "doi to truong son tra thanh chi Mai", "register", "lam to truong thon Son Tra? Chua ghi gi" },
		{ "xin thay to truong son tra bang Bui Thi Mai nhe", "register", "lam to truong thon Son Tra?" },
		{ "thay anh Hung bang chi Mai lam to truong son tra", "register", "lam to truong thon Son Tra?" },
		{ "doi to pho son tra thanh anh Tam", "register", "Khong thay Tam trong danh sach" },
	};
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		talk_says(t, CHAIR, said[i].text);
		talk_answer(t, said[i].intent,
			strncmp(said[i].answer, "Khong", 5) == 0 ? OUTCOME_REFUSED : OUTCOME_ASKED, said[i].answer);
	}
	talk_says(t, CHAIR, "mien nhiem to pho son tra");
	talk_says(t, CHAIR, "XN");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE role = 'to_pho' AND status = 'left'"), 1);
	talk_free(&t);
}

/* Who has a role somewhere, who is in a team, what one is oneself. */
static void who_has_a_role_is_answered(void **state)
{
	static const struct {
		const char *from, *text, *intent, *answer;
	} asked[] = {
		{ CHAIR, "ai la to pho thon son tra", "team", "to pho thon Son Tra: Bui Thi Mai 0905100007." },
		{ CHAIR, "thon son tra co ai lam to truong", "team",
			"to truong thon Son Tra: Nguyen Van Hung 0905100001." },
		{ CHAIR, "to pho son tra la ai", "team", "to pho thon Son Tra: Bui Thi Mai" },
		{ CHAIR, "ai dang la to pho thon thuong hoa", "team", "thon Thuong Hoa chua co to pho" },
		{ CHAIR, "to thon son tra co nhung ai", "team", "Bui Thi Mai 0905100007" },
		{ HEAD, "toi con la to truong khong", "privacy", "Nguyen Van Hung, to truong, thon Son Tra" },
		{ DEPUTY, "em co phai to pho ko", "privacy", "Bui Thi Mai, to pho, thon Son Tra" },
	};
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		talk_says(t, asked[i].from, asked[i].text);
		talk_answer(t, asked[i].intent, OUTCOME_ANSWERED, asked[i].answer);
	}
	talk_free(&t);
}

/* A head who tells of a member's new number moves nobody to it. */
static void another_persons_number_is_theirs_to_change(void **state)
{
	static const char *const texts[] = { "so moi cua anh Quan 0905200001", "chi Mai doi so dt 0905200001",
		"Đỗ Minh Quân đổi số 0905200001" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, HEAD, texts[i]);
		talk_answer(t, "register", OUTCOME_REFUSED, "Chua doi gi");
		assert_int_equal(talk_count(t, OTHER, ""), 0);
	}
	talk_says(t, HEAD, "Nguyễn Văn Hùng đổi số 0905200001");
	talk_answer(t, "register", OUTCOME_RECORDED, "0905200001");
	talk_free(&t);
}

/* In plain words, and who decides sees in the list, too, what it is. */
static void a_change_of_number_is_no_plain_registration(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "so toi moi doi la 0905200001");
	talk_answer(t, "register", OUTCOME_RECORDED, "0905200001");
	talk_says(t, OTHER, "DONG Y");
	talk_says(t, CHAIR, "cho duyet");
	talk_answer(
		t, "approve", OUTCOME_ASKED, "1 Nguyen Van Hung (to truong Son Tra; doi so 0905100001 > 0905200001)");
	talk_says(t, CHAIR, "DUYET 1");
	talk_says(t, OTHER, "THEM SO 0905200002");
	talk_says(t, OTHER_2, "DONG Y");
	talk_says(t, CHAIR, "cho duyet");
	talk_answer(t, "approve", OUTCOME_ASKED, "2 Nguyen Van Hung (to truong Son Tra; them so 0905200002)");
	talk_free(&t);
}

static void of_two_changes_of_a_number_the_last_is_meant(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "DOI SO 0905200001");
	talk_says(t, OTHER, "DONG Y");
	talk_says(t, HEAD, "DOI SO 0905200002");
	talk_says(t, OTHER_2, "DONG Y");
	talk_told(t, OTHER, "Dang ky so 1 khong duoc duyet. Ly do: so cu doi sang so khac");
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_ANSWERED, "da duoc xu ly");
	talk_says(t, CHAIR, "DUYET 2");
	talk_answer(t, "approve", OUTCOME_RECORDED, "sang 0905200002");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE name = 'Nguyễn Văn Hùng'"), 1);
	talk_free(&t);
}

/* Whoever names an old number ends nobody's claim to it: the leader chooses, and sees what they would be. */
static void of_two_who_name_one_old_number_the_leader_chooses(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OTHER, "số mới của em là số này, số cũ 0905100001");
	talk_says(t, OTHER, "DONG Y");
	talk_told(t, CHAIR,
		"Dang ky so 1: Nguyen Van Hung, to truong, thon Son Tra xin doi so 0905100001 sang 0905200001");
	talk_says(t, OTHER_2, "dk tv Nguyen Van Hung thon Son Tra, so cu 0905100001");
	talk_says(t, OTHER_2, "DONG Y");
	assert_int_equal(talk_count(t, OTHER, "khong duoc duyet"), 0);
	talk_told(t, CHAIR,
		"Dang ky so 2: Nguyen Van Hung, thanh vien, thon Son Tra (nay la to truong thon Son Tra) "
		"xin doi so 0905100001 sang 0905200002");
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "doi so 0905100001 sang 0905200001");
	talk_told(t, OTHER_2, "Dang ky so 2 khong duoc duyet. Ly do: so cu doi sang so khac");
	talk_says(t, CHAIR, "DUYET 2");
	talk_answer(t, "approve", OUTCOME_ANSWERED, "da duoc xu ly");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE name = 'Nguyễn Văn Hùng'"), 1);
	talk_free(&t);
}

/* "TOI 0905100001 BC DVC 9" from a phone that was lent: without the PIN it is nobody's. */
static void a_number_without_its_pin_speaks_for_nobody(void **state)
{
	static const char *const texts[] = { "toi 0905100001 bc dvc 9", "toi la 0905100001 bc tt 2",
		"TOI SO 0905 100 001 BC DVC 9" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, HEAD_2, texts[i]);
		assert_int_equal(t->outcome.status, OUTCOME_REFUSED);
		talk_told(t, HEAD_2, "TOI <so cua minh> <PIN> BC DVC 5. Chua ghi gi");
		talk_says(t, STRANGER, texts[i]);
		assert_int_equal(t->outcome.status, OUTCOME_REFUSED);
		talk_told(t, STRANGER, "TOI <so cua minh> <PIN> BC DVC 5. Chua ghi gi");
	}
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 0);
	talk_says(t, HEAD, "toi 0905100001 bc dvc 9"); /* their own */
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 9");
	talk_free(&t);
}

/* The PIN that was missing comes alone: it is kept nowhere, and the text before it is done. */
static void a_pin_that_was_missing_follows_alone(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "PIN 4831");
	talk_says(t, STRANGER, "toi 0905100001 bc dvc 3");
	talk_answer(t, "report", OUTCOME_REFUSED, "TOI <so cua minh> <PIN> BC DVC 5");
	talk_says(t, STRANGER, "4830");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "PIN khong khop");
	assert_string_equal(t->outcome.kept, "****");
	talk_says(t, STRANGER, "4831");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 3");
	assert_string_equal(t->outcome.kept, "****");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE phone = '" HEAD "'"), 1);
	/* It was used up; and from who is not known digits alone are never kept. */
	talk_says(t, STRANGER, "4831");
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	assert_string_equal(t->outcome.kept, "****");
	/* Of the lender's own number it is asked, too, when nothing else was said. */
	talk_says(t, HEAD_2, "toi 0905100001");
	talk_told(t, HEAD_2, "TOI <so cua minh> <PIN> BC DVC 5. Chua ghi gi");
	talk_says(t, HEAD_2, "4831");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "Nhan noi dung sau PIN");
	assert_string_equal(t->outcome.kept, "****");
	/* Later the digits are the lender's. */
	talk_jump(t, "2022-08-18 10:30");
	talk_says(t, HEAD_2, "4831");
	assert_string_equal(t->outcome.kept, "");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 1);
	talk_free(&t);
}

/* A second number that waits is for the person, whatever the first one is by then. */
static void a_second_number_that_waits_outlasts_a_change_of_the_first(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "THEM SO 0905200001");
	talk_says(t, OTHER, "DONG Y");
	talk_says(t, HEAD, "DOI SO 0905200002");
	talk_says(t, OTHER_2, "DONG Y");
	talk_says(t, CHAIR, "DUYET 2");
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "them so 0905200001, giu so 0905200002");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE name = 'Nguyễn Văn Hùng'"), 1);
	talk_says(t, OTHER, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Tra");
	talk_free(&t);
}

static void whoever_has_the_old_number_may_object(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OTHER, "số mới của em là số này, số cũ 0905100001");
	talk_says(t, OTHER, "DONG Y");
	talk_told(t, HEAD, "Khong phai ong/ba thi nhan: PHAN DOI 1");
	talk_says(t, HEAD_2, "PHAN DOI 1");
	talk_answer(t, "register", OUTCOME_REFUSED, "Khong co dang ky so 1");
	talk_says(t, HEAD_2, "PHAN DOI");
	talk_answer(t, "register", OUTCOME_REFUSED, "Khong co dang ky nao dang cho");
	talk_says(t, HEAD, "PHAN DOI"); /* the only one there is */
	talk_answer(t, "register", OUTCOME_RECORDED, "Da huy dang ky so 1");
	talk_told(t, CHAIR, "co nguoi mao danh");
	talk_told(t, OTHER, "khong duoc duyet");
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_ANSWERED, "da duoc xu ly");
	talk_says(t, HEAD, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	talk_free(&t);
}

static void numbers_that_cannot_be_had_are_said_so(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "THEM SO");
	talk_answer(t, "register", OUTCOME_ASKED, "THEM SO 0905123456");
	talk_says(t, HEAD, "THEM SO 0905100001");
	talk_answer(t, "register", OUTCOME_REFUSED, "da la so cua ong/ba");
	talk_says(t, HEAD, "THEM SO 0905100006");
	talk_answer(t, "register", OUTCOME_REFUSED, "dang thuoc nguoi khac");
	talk_says(t, OTHER, "STOP");
	talk_says(t, HEAD, "THEM SO 0905200001");
	talk_answer(t, "register", OUTCOME_REFUSED, "da tu choi nhan tin");
	/* One number is not asked again and again. */
	for (int i = 0; i < 2; i++) {
		talk_says(t, HEAD, "DOI SO 0905200002");
		talk_answer(t, "register", OUTCOME_RECORDED, "Da gui tin den 0905200002");
	}
	talk_says(t, HEAD, "DOI SO 0905200002");
	talk_answer(t, "register", OUTCOME_REFUSED, "Hom nay da gui tin");
	assert_int_equal(talk_count(t, OTHER_2, "xin gan so nay"), 2);
	/* No from there is no. */
	talk_says(t, OTHER_2, "TC");
	talk_answer(t, "optout", OUTCOME_RECORDED, "khong duoc luu");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment"), 0);
	talk_free(&t);
}

static void a_leader_takes_somebody_out_of_a_team(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 5");
	talk_says(t, HEAD, "nghi to do minh quan");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Xin hoi Pham Van Tai (lanh dao xa)");
	talk_says(t, CHAIR_2, "nghi to 0905100001");
	talk_answer(t, "team", OUTCOME_REFUSED, "Khong thay 0905100001 trong dia ban phu trach");
	talk_says(t, CHAIR, "nghi to do minh quan");
	talk_answer(t, "team", OUTCOME_ASKED, "Do Minh Quan, 0905100006, thoi lam thanh vien thon Son Tra?");
	talk_says(t, CHAIR, "khong");
	talk_answer(t, "ask", OUTCOME_ANSWERED, "Giu nhu cu");
	talk_says(t, CHAIR, "cho nghi to nguyen van hung");
	talk_answer(t, "team", OUTCOME_ASKED, "thoi lam to truong thon Son Tra?");
	talk_says(t, CHAIR, "XN");
	talk_answer(t, "team", OUTCOME_RECORDED, "Da ghi: Nguyen Van Hung thoi lam to truong thon Son Tra");
	talk_told(t, HEAD, "UBND xa Binh Dong ghi: ong/ba thoi lam to truong thon Son Tra");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE status = 'left'"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM audit WHERE what = 'remove'"), 1);
	assert_int_equal(talk_number(t, "SELECT value FROM total WHERE unit = '2104901' AND indicator = 'DVC'"), 5);
	talk_says(t, HEAD, "BC DVC 6");
	talk_answer(t, "report", OUTCOME_REFUSED, "chua dang ky");
	/* Without a name it is the leader's own wish; reasons are no name. */
	talk_says(t, CHAIR, "nghi to vi suc khoe yeu");
	talk_answer(t, "team", OUTCOME_ASKED, "Pham Van Tai thoi lam lanh dao xa");
	talk_free(&t);
}

/* "cho đỗ minh quân nghỉ tổ": neither the writer is asked about, nor a training moved. */
static void somebody_is_sent_out_of_a_team_in_plain_words(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "cho ba bui thi mai nghi to");
	talk_answer(t, "team", OUTCOME_ASKED, "Bui Thi Mai");
	talk_says(t, CHAIR, "khong");
	talk_says(t, CHAIR, "do minh quan xin nghi to");
	talk_answer(t, "team", OUTCOME_ASKED, "Do Minh Quan");
	talk_says(t, CHAIR, "khong");
	talk_says(t, CHAIR, "cho ba bay nghi to");
	talk_answer(t, "team", OUTCOME_REFUSED, "Khong thay bay");
	talk_says(t, HEAD, "cho do minh quan nghi to");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua ghi gi");
	/* Who says it of themselves is asked. */
	talk_says(t, MEMBER, "xin nghi, k lam nua");
	talk_answer(t, "team", OUTCOME_ASKED, "Do Minh Quan thoi lam thanh vien");
	talk_free(&t);
}

static void who_has_a_name_with_others_is_told_apart_by_the_number(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "members", "phone,name,role,unit,status\n+84905300001,Đỗ Minh Quân,thanh_vien,2104902,active\n");
	talk_says(t, CHAIR, "nghi to do minh quan");
	talk_answer(t, "team", OUTCOME_ASKED, "Do Minh Quan 0905300001");
	talk_says(t, CHAIR, "nghi to 0905300001");
	talk_answer(t, "team", OUTCOME_ASKED, "Do Minh Quan, 0905300001, thoi lam thanh vien thon Tan Hy?");
	/* A change of people is no change of a meeting. */
	talk_says(t, OFFICER, "LICH 25/8 8h tap huan tai UBND xa");
	talk_says(t, CHAIR, "doi to truong thon son tra thanh bui thi mai");
	talk_answer(t, "register", OUTCOME_ASKED, "Bui Thi Mai, 0905100007 (nay la to pho");
	talk_free(&t);
}

static void a_lost_sim_is_dropped_from_the_other(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bo so 0905100001");
	talk_answer(t, "register", OUTCOME_REFUSED, "la so duy nhat");
	talk_says(t, HEAD, "THEM SO 0905200001");
	talk_says(t, OTHER, "DONG Y");
	talk_says(t, CHAIR, "DUYET 1");
	talk_says(t, OTHER, "xoa so");
	talk_answer(t, "register", OUTCOME_ASKED, "XOA SO <so>");
	talk_says(t, OTHER, "xoa so 0905100006");
	talk_answer(t, "register", OUTCOME_REFUSED, "khong phai so cua ong/ba");
	talk_says(t, OTHER, "bo sim 0905100001");
	talk_answer(t, "register", OUTCOME_RECORDED, "Da bo so 0905100001");
	talk_says(t, HEAD, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_REFUSED, "chua dang ky");
	talk_says(t, OTHER, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Son Tra");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM audit WHERE what = 'number-dropped'"), 1);
	talk_free(&t);
}

/* ---- a borrowed phone ---- */

static void a_borrowed_phone_speaks_for_who_has_the_pin(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "PIN 4831");
	talk_answer(t, "privacy", OUTCOME_RECORDED, "Da luu PIN. Muon may nhan: TOI <so cua minh> <PIN> BC DVC 5");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM pin WHERE hash LIKE '$argon2id$%'"), 1);
	/* On the phone of a neighbour in the village the PIN alone is enough. */
	talk_says(t, MEMBER, "TOI 4831 BC DVC 12");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 12");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE phone = '" HEAD "'"), 1);
	assert_int_equal(talk_count(t, HEAD, "Da nhan BC"), 0);
	assert_int_equal(talk_count(t, MEMBER, "Da nhan BC"), 1);
	talk_says(t, MEMBER, "toi pin 4831 BC TT 2");
	talk_answer(t, "report", OUTCOME_RECORDED, "TT 2");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE phone = '" HEAD "'"), 2);
	/* Where nobody has a PIN it is not taken for a report of who lends the phone. */
	talk_says(t, HEAD_2, "TOI 4831 BC DVC 7");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "TOI <so cua minh> <PIN>");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 2);
	/* Anywhere else the own number goes with it. */
	talk_says(t, OTHER, "TOI 4831 BC DVC 5");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "TOI <so cua minh> <PIN>");
	talk_says(t, OTHER, "TOI 0905 100 001 4831 KK mat song");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "kho khan so 1");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM ticket WHERE phone = '" HEAD "' AND unit = '2104901'"), 1);
	/* Of a long text's parts the PIN is overwritten before they are joined: it is nobody's then. */
	talk_says(t, MEMBER, "TOI **** BC DVC 20");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "gon trong mot tin ngan");
	/* The lender's own texts are the lender's. */
	talk_says(t, MEMBER, "du lieu cua toi");
	talk_answer(t, "privacy", OUTCOME_ANSWERED, "Do Minh Quan");
	talk_free(&t);
}

static void a_question_on_a_borrowed_phone_is_answered_there_and_not_for_long(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "PIN 4831");
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, MEMBER, "TOI 4831 BC DVC 15");
	talk_answer(t, "report", OUTCOME_ASKED, "Nhan 1: thay bang DVC 15");
	talk_says(t, MEMBER, "1");
	talk_answer(t, "report", OUTCOME_RECORDED, "Da thay so lieu");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE phone = '" HEAD "'"), 2);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE phone = '" MEMBER "'"), 0);
	/* After a quarter of an hour a bare number is the lender's again. */
	talk_says(t, MEMBER, "TOI 4831 BC DVC 20");
	talk_answer(t, "report", OUTCOME_ASKED, "Nhan 1");
	talk_jump(t, "2022-08-18 09:20");
	talk_says(t, MEMBER, "1");
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE phone = '" HEAD "'"), 2);
	talk_free(&t);
}

static void wrong_pins_are_limited_and_told_to_the_owner(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "PIN 4831");
	for (int i = 0; i < 3; i++) {
		talk_says(t, OTHER, "TOI 0905100001 9999 BC DVC 5");
		talk_answer(t, "privacy", OUTCOME_REFUSED, "PIN khong khop");
		talk_told(t, HEAD, "So 0905200001 vua nhan sai PIN");
	}
	/* Locked, also for the right one, also by another phone. */
	talk_says(t, OTHER, "TOI 0905100001 4831 BC DVC 5");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "tam khoa 1 gio");
	talk_says(t, OTHER_2, "TOI 0905100001 4831 BC DVC 5");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "tam khoa 1 gio");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 0);
	talk_jump(t, "2022-08-18 10:30");
	talk_says(t, OTHER, "TOI 0905100001 4831 BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	/* A number without a PIN, or in no list, is not told apart. */
	talk_says(t, OTHER_2, "TOI 0905100010 4831 BC DVC 5");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "chua dat PIN hoac khong co");
	talk_says(t, OTHER_2, "TOI 0905299999 4831 BC DVC 5");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "chua dat PIN hoac khong co");
	talk_free(&t);
}

static void a_pin_is_set_and_dropped_by_the_own_phone_alone(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "PIN");
	talk_answer(t, "privacy", OUTCOME_ASKED, "4 den 8 chu so");
	talk_says(t, HEAD, "PIN 12");
	talk_answer(t, "privacy", OUTCOME_ASKED, "4 den 8 chu so");
	talk_says(t, HEAD, "PIN 1111");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "de doan");
	talk_says(t, HEAD, "PIN 2345");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "de doan");
	talk_says(t, OTHER, "PIN 4831");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "chua dang ky");
	talk_says(t, HEAD, "PIN 4831");
	talk_says(t, MEMBER, "TOI 4831 PIN 7392");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "chi lam duoc tu may cua chinh");
	talk_says(t, MEMBER, "TOI 4831 XOA DU LIEU");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "chi lam duoc tu may cua chinh");
	talk_says(t, MEMBER, "TOI 4831");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "Nhan noi dung sau PIN");
	/* Two people of a village with the same PIN: the number tells them apart. */
	talk_says(t, DEPUTY, "PIN 4831");
	talk_says(t, MEMBER, "TOI 4831 BC DVC 5");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "Chua ro PIN nay cua ai");
	talk_says(t, MEMBER, "TOI 0905100007 4831 BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	talk_says(t, DEPUTY, "XOA PIN");
	talk_answer(t, "privacy", OUTCOME_RECORDED, "Da bo PIN");
	talk_says(t, MEMBER, "TOI 4831 KK mat song");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "kho khan");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE phone = '" HEAD "'"), 1);
	talk_free(&t);
}

/* Who lends the phone, and has seen the PIN, takes nobody out of a team with it. */
static void who_somebody_is_and_where_they_are_reached_is_said_by_the_own_phone_alone(void **state)
{
	static const char *const texts[][2] = {
		{ "NGHI TO", "team" },
		{ "NGHI TO Bui Thi Mai", "team" },
		{ "UY QUYEN Do Minh Quan den 30/8", "team" },
		{ "HUY UY QUYEN", "team" },
		{ "TC", "optout" },
		{ "NHAN LAI", "optin" },
		{ "DOI SO 0905299998", "register" },
		{ "THEM SO 0905299998", "register" },
		{ "DU LIEU CUA TOI", "privacy" },
		{ "DK TV Le Van Nam thon Tan Hy", "register" },
		{ "DANH BA", "team" },
	};
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "PIN 4831");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char text[80];

		snprintf(text, sizeof text, "TOI 4831 %s", texts[i][0]);
		talk_says(t, MEMBER, text);
		talk_answer(t, texts[i][1], OUTCOME_REFUSED, "chi lam duoc tu may cua chinh");
		talk_says(t, MEMBER, "xn");
		assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	}
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE status = 'active' AND role = 'to_truong' "
					"AND name = 'Nguyễn Văn Hùng'"),
		1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM stopped"), 0);
	/* Against a change of the number, the SIM may be what is lost. */
	talk_says(t, MEMBER, "TOI 4831 PHAN DOI");
	talk_answer(t, "register", OUTCOME_REFUSED, "Khong co dang ky nao dang cho");
	talk_free(&t);
}

/* XN and a number on a lent phone: each is only what its own person was asked. */
static void what_is_asked_on_a_lent_phone_is_answered_by_who_was_asked(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "PIN 4831");
	talk_says(t, MEMBER, "BC DVC 9000");
	talk_answer(t, "ask", OUTCOME_ASKED, "XN 1");
	talk_says(t, MEMBER, "TOI 4831 BC VNE 9000");
	talk_answer(t, "ask", OUTCOME_ASKED, "XN 2");
	talk_says(t, MEMBER, "TOI 4831 BC QR 9000");
	talk_answer(t, "ask", OUTCOME_ASKED, "XN 3");
	/* The lender's, though the borrower was asked since; the borrower's first, though another was asked since. */
	talk_says(t, MEMBER, "XN 1");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 9000");
	talk_says(t, MEMBER, "XN 2");
	talk_answer(t, "report", OUTCOME_RECORDED, "VNE 9000");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE phone = '" HEAD "'"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE phone = '" MEMBER "'"), 1);
	/* Bare, it is for who was asked last. */
	talk_says(t, MEMBER, "BC SK 9000");
	talk_answer(t, "ask", OUTCOME_ASKED, "XN 4");
	talk_says(t, MEMBER, "XN");
	talk_answer(t, "report", OUTCOME_RECORDED, "SK 9000");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report WHERE phone = '" MEMBER "'"), 2);
	/* The borrower is gone, and what they were asked is nobody else's. */
	talk_jump(t, "2022-08-18 10:30");
	talk_says(t, MEMBER, "XN 3");
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 3);
	talk_free(&t);
}

/* ---- deputies ---- */

static void who_leaves_by_a_file_gets_nothing_of_what_waits(void **state)
{
	static const char waits[] = "SELECT COUNT(*) FROM message WHERE phone = '" MEMBER
				    "' AND direction = 'out' AND state = 'queued' AND text LIKE '%hop%'";
	struct talk *t = talk_new();

	(void)state;
	talk_until(t, "2022-08-18 22:30");
	talk_says(t, OFFICER, "lich hop 14h 25/8 UBND xa");
	talk_due(t);
	assert_int_equal(talk_number(t, waits), 1); /* for the morning */
	talk_import(t, "members",
		"phone,name,role,unit,team,status,consent_at\n" MEMBER ",Đỗ Minh Quân,thanh_vien,2104901,,left,\n");
	assert_int_equal(talk_number(t, waits), 0);
	talk_free(&t);
}

static void a_deputy_of_one_day_begins_on_that_day(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "uy quyen anh Quan ngay 20/8");
	talk_answer(t, "team", OUTCOME_RECORDED, "tu thu bay 20/8 den het thu bay 20/8");
	talk_says(t, MEMBER, "TH");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Xin hoi Nguyen Van Hung (to truong)");
	talk_until(t, "2022-08-20 09:00");
	talk_says(t, MEMBER, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thon Son Tra");
	talk_free(&t);
}

static void a_deputy_has_the_rights_until_the_day_and_goes_back_by_itself(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, MEMBER, "TH");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Xin hoi Nguyen Van Hung (to truong)");
	talk_says(t, HEAD, "UY QUYEN Do Minh Quan den 24/7");
	talk_answer(t, "team", OUTCOME_REFUSED, "24/7"); /* a day, and one that is over; not round the clock */
	talk_says(t, HEAD, "UY QUYEN Do Minh Quan den 30/8");
	talk_answer(
		t, "team", OUTCOME_RECORDED, "Da uy quyen Do Minh Quan lam to truong thon Son Tra den het thu ba 30/8");
	talk_told(t, MEMBER, "Nguyen Van Hung uy quyen ong/ba lam to truong");
	talk_told(t, CHAIR, "Do Minh Quan duoc uy quyen");
	talk_says(t, HEAD, "UY QUYEN Do Minh Quan den 30/8");
	talk_answer(t, "team", OUTCOME_ANSWERED, "Do Minh Quan dang duoc uy quyen lam to truong thon Son Tra");
	talk_says(t, HEAD, "HUY UY QUYEN anh Le Van Zung"); /* nobody is called so: nobody's ends */
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM deputy WHERE ended_at = 0"), 1);
	assert_int_equal(talk_count(t, MEMBER, "Het thoi gian uy quyen"), 0);
	talk_says(t, MEMBER, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thon Son Tra");
	/* Who gave it keeps it too. */
	talk_says(t, HEAD, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thon Son Tra");
	talk_until(t, "2022-08-30 23:59");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM member WHERE role = 'to_truong' AND unit = '2104901'"), 2);
	talk_until(t, "2022-08-31 08:00");
	assert_int_equal(talk_count(t, MEMBER, "Het thoi gian uy quyen"), 1);
	assert_int_equal(talk_count(t, HEAD, "Het thoi gian uy quyen"), 1);
	talk_says(t, MEMBER, "TH");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua ghi gi");
	talk_free(&t);
}

static void a_deputy_is_named_for_today_alone(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "uy quyen cho chi Lan hom nay");
	talk_answer(t, "team", OUTCOME_RECORDED, "Tran Thi Lan lam lanh dao xa Binh Dong den het thu nam 18/8");
	talk_says(t, CHAIR, "HUY UY QUYEN");
	talk_told(t, OFFICER, "Uy quyen da thu hoi truoc han");
	talk_free(&t);
}

static void a_deputy_is_recalled_and_another_takes_the_place(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "HUY UY QUYEN");
	talk_answer(t, "team", OUTCOME_ANSWERED, "khong uy quyen cho ai");
	talk_says(t, CHAIR, "ủy quyền cho chị Lan đến 25/8");
	talk_answer(t, "team", OUTCOME_RECORDED, "Tran Thi Lan lam lanh dao xa");
	talk_says(t, CHAIR, "het uy quyen chua"); /* asked, and not ended */
	talk_answer(t, "team", OUTCOME_ANSWERED, "Tran Thi Lan dang duoc uy quyen");
	talk_says(t, STRANGER, "DK Le Van Binh, to truong, thon Thuong Hoa, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_told(t, OFFICER, "Dang ky so 1");
	talk_says(t, OFFICER, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Le Van Binh");
	talk_says(t, CHAIR, "HUY UY QUYEN");
	talk_answer(t, "team", OUTCOME_RECORDED, "Tran Thi Lan thoi lam lanh dao xa");
	talk_told(t, OFFICER, "Uy quyen da thu hoi truoc han: ong/ba thoi lam lanh dao xa Binh Dong");
	talk_says(t, OFFICER, "DUYET 1");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Chi lanh dao xa");
	talk_says(t, HEAD, "ủy quyền chị Mai đến thứ 7");
	talk_answer(t, "team", OUTCOME_RECORDED, "Bui Thi Mai lam to truong thon Son Tra den het thu bay 20/8");
	/* Once for two: the first one goes back when the second begins. */
	talk_says(t, HEAD, "UY QUYEN Quan den 20/8");
	talk_says(t, HEAD, "UY QUYEN 0905100007 den 25/8");
	talk_answer(t, "team", OUTCOME_RECORDED, "Bui Thi Mai thay Do Minh Quan lam to truong");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM member WHERE name = 'Đỗ Minh Quân' AND role = 'thanh_vien'"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM deputy WHERE ended_at = 0"), 1);
	talk_free(&t);
}

/* In the words of whoever hands it over; the role behind the name is none of it. */
static void a_deputy_is_named_in_plain_words(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "từ mai tới thứ 7 nhờ chị Lan duyệt thay");
	talk_answer(t, "team", OUTCOME_RECORDED, "Tran Thi Lan lam lanh dao xa");
	talk_says(t, CHAIR, "chi lan con duyet thay khong");
	talk_answer(t, "team", OUTCOME_ANSWERED, "Tran Thi Lan dang duoc uy quyen");
	talk_says(t, CHAIR, "bo uy quyen cho chi lan");
	talk_answer(t, "team", OUTCOME_RECORDED, "Tran Thi Lan thoi lam lanh dao xa");
	talk_says(t, CHAIR, "uy quyen lan can bo xa den 25/8");
	talk_answer(t, "team", OUTCOME_RECORDED, "Tran Thi Lan lam lanh dao xa");
	talk_says(t, OFFICER, "ai dang duoc uy quyen");
	talk_answer(t, "team", OUTCOME_ANSWERED, "Tran Thi Lan dang duoc uy quyen lam lanh dao xa");
	talk_says(t, CHAIR, "chi lan khong duyet thay nua");
	talk_answer(t, "team", OUTCOME_RECORDED, "Tran Thi Lan thoi lam lanh dao xa");
	talk_says(t, CHAIR, "ai duyet thay toi");
	talk_answer(t, "team", OUTCOME_ANSWERED, "khong uy quyen cho ai");
	/* Who is elsewhere is said to be. */
	talk_says(t, CHAIR, "uy quyen 0905100007 3 ngay");
	talk_answer(t, "team", OUTCOME_REFUSED, "Bui Thi Mai la to pho thon Son Tra");
	/* Of two only the one who is named. */
	talk_says(t, HEAD, "UY QUYEN Quan den 20/8");
	talk_says(t, HEAD, "UY QUYEN Mai tu 22/8 den 25/8");
	talk_says(t, HEAD, "huy uy quyen chi mai");
	talk_answer(t, "team", OUTCOME_RECORDED, "Da thu hoi: Bui Thi Mai");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM deputy WHERE ended_at = 0"), 1);
	talk_free(&t);
}

/* Who was told of a deputy is told of the end before its day; whom it has not reached yet hears of neither. */
static void a_deputy_who_is_recalled_is_announced_no_more(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-18 22:30");
	talk_says(t, HEAD, "UY QUYEN Bui Thi Mai den 25/8");
	talk_says(t, HEAD, "thoi khong uy quyen nua");
	talk_answer(t, "team", OUTCOME_RECORDED, "Da thu hoi: Bui Thi Mai");
	talk_until(t, "2022-08-19 09:00");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM message WHERE phone = '" CHAIR
					"' AND state <> 'expired' AND text LIKE '%uy quyen%'"),
		0);
	talk_says(t, HEAD, "UY QUYEN Bui Thi Mai den 25/8");
	talk_told(t, CHAIR, "Bui Thi Mai duoc uy quyen lam to truong thon Son Tra");
	talk_until(t, "2022-08-20 09:00");
	talk_says(t, HEAD, "HUY UY QUYEN");
	talk_told(t, CHAIR, "Bui Thi Mai khong con duoc uy quyen lam to truong thon Son Tra");
	talk_free(&t);
}

/* Told days ahead, it begins on its day. */
static void a_deputy_begins_on_the_day_that_was_named(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "UY QUYEN Do Minh Quan tu 25/8");
	talk_answer(t, "team", OUTCOME_ASKED, "UY QUYEN Do Minh Quan tu thu nam 25/8 den <ngay>");
	talk_says(t, HEAD, "UY QUYEN Do Minh Quan tu 30/8 den 25/8");
	talk_answer(t, "team", OUTCOME_REFUSED, "30/8 sau ngay cuoi");
	talk_says(t, HEAD, "UY QUYEN Do Minh Quan tu thu nam 25/8 den 30/8");
	talk_answer(t, "team", OUTCOME_RECORDED, "lam to truong thon Son Tra tu thu nam 25/8 den het thu ba 30/8");
	talk_told(t, MEMBER, "Nguyen Van Hung uy quyen ong/ba lam to truong thon Son Tra tu thu nam 25/8 den het");
	talk_told(t, CHAIR, "Do Minh Quan duoc uy quyen lam to truong thon Son Tra tu thu nam 25/8");
	talk_says(t, HEAD, "UY QUYEN Do Minh Quan tu 25/8 den 30/8");
	talk_answer(t, "team", OUTCOME_ANSWERED, "dang duoc uy quyen lam to truong thon Son Tra tu thu nam 25/8");
	talk_says(t, MEMBER, "TH");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua ghi gi");
	/* Somebody else until then stands beside it. */
	talk_says(t, HEAD, "UY QUYEN Bui Thi Mai den 24/8");
	talk_answer(t, "team", OUTCOME_RECORDED, "Da uy quyen Bui Thi Mai lam to truong");
	talk_until(t, "2022-08-24 23:59");
	talk_says(t, MEMBER, "TH");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua ghi gi");
	talk_until(t, "2022-08-25 08:00");
	assert_int_equal(talk_count(t, MEMBER, "uy quyen ong/ba lam to truong thon Son Tra den het thu ba 30/8"), 1);
	talk_says(t, MEMBER, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thon Son Tra");
	talk_says(t, HEAD, "UY QUYEN Do Minh Quan den 30/8");
	talk_answer(t, "team", OUTCOME_ANSWERED, "dang duoc uy quyen");
	talk_until(t, "2022-08-31 08:00");
	talk_says(t, MEMBER, "TH");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua ghi gi");
	assert_int_equal(talk_count(t, HEAD, "Het thoi gian uy quyen: Do Minh Quan"), 1);
	talk_free(&t);
}

static void a_deputy_who_is_planned_is_recalled_or_replaced(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "UY QUYEN Do Minh Quan tu 25/8 den 30/8");
	talk_says(t, HEAD, "THOI UY QUYEN");
	talk_answer(t, "team", OUTCOME_RECORDED, "Do Minh Quan thoi lam to truong");
	talk_told(t, MEMBER, "Huy uy quyen: Do Minh Quan khong lam to truong thon Son Tra tu thu nam 25/8");
	talk_says(t, HEAD, "HUY UY QUYEN");
	talk_answer(t, "team", OUTCOME_ANSWERED, "khong uy quyen cho ai");
	/* One runs until its day. */
	talk_says(t, HEAD, "UY QUYEN Do Minh Quan den 30/8");
	talk_says(t, HEAD, "UY QUYEN Bui Thi Mai tu 25/8 den 28/8");
	talk_answer(t, "team", OUTCOME_RECORDED, "Bui Thi Mai thay Do Minh Quan lam to truong");
	talk_says(t, MEMBER, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thon Son Tra");
	talk_until(t, "2022-08-25 08:00");
	talk_says(t, MEMBER, "TH");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua ghi gi");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM member WHERE name = 'Bùi Thị Mai' AND role = 'to_truong'"), 1);
	/* Whose place it would be gives it up. */
	talk_says(t, HEAD, "HUY UY QUYEN");
	talk_says(t, HEAD, "UY QUYEN Do Minh Quan tu 29/8 den 30/8");
	talk_says(t, CHAIR, "NGHI TO Nguyen Van Hung");
	talk_says(t, CHAIR, "XN");
	talk_until(t, "2022-08-29 08:00");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM member WHERE name = 'Đỗ Minh Quân' AND role = 'thanh_vien'"), 1);
	talk_free(&t);
}

/* A member's phone is lent, or the name was another's: who decides sees whose place it would be. */
static void who_decides_hears_whose_number_it_is(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, MEMBER, "DK TV Le Van Nam thon Son Tra");
	talk_says(t, MEMBER, "1");
	talk_says(t, MEMBER, "DONG Y");
	talk_told(t, CHAIR,
		"Le Van Nam, thanh vien, thon Son Tra, SDT 0905100006 dang la cua Do Minh Quan. Nhan DUYET 1");
	talk_free(&t);
}

/* A slip on the leader's own phone, and a team would be without a head. */
static void a_leader_gives_up_a_team_only_when_sure_and_it_is_told(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "DK thanh vien thon Tan Hy");
	talk_answer(t, "register", OUTCOME_ASKED,
		"Nguyen Van Hung, to truong thon Son Tra. Dang ky nay thi thoi lam to truong o do. Chac chan nhan: XN");
	talk_says(t, HEAD, "khong");
	talk_answer(t, "ask", OUTCOME_ANSWERED, "Giu nhu cu");
	talk_says(t, HEAD, "XN");
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment"), 0);
	talk_says(t, HEAD, "DK thanh vien thon Tan Hy");
	talk_says(t, HEAD, "XN");
	talk_answer(t, "register", OUTCOME_RECORDED, "Da nhan dang ky so 1: Nguyen Van Hung, thanh vien, thon Tan Hy");
	talk_told(t, CHAIR, "dang la cua Nguyen Van Hung (to truong thon Son Tra). Nhan DUYET 1");
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "thanh vien, thon Tan Hy");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE unit = '2104902' AND role = 'thanh_vien' "
					"AND name = 'Nguyễn Văn Hùng'"),
		1);
	talk_free(&t);
}

static void who_goes_to_another_team_is_missed_in_the_old_one(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, MEMBER, "DK thanh vien thon Tan Hy"); /* leads nobody, and is not asked */
	talk_answer(t, "register", OUTCOME_RECORDED, "thanh vien, thon Tan Hy");
	talk_says(t, CHAIR, "DUYET 1");
	talk_told(t, HEAD, "Do Minh Quan thoi lam thanh vien thon Son Tra");
	talk_free(&t);
}

/* The phone is another person's now: who had it knows the PIN. */
/* "doi pin 4831 7392": the one that stands, then the new one. */
static void a_new_pin_stands_behind_the_old_one(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "doi pin 4831 7392");
	talk_answer(t, "privacy", OUTCOME_ASKED, "khong phai PIN hien nay");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM pin"), 0);
	talk_says(t, HEAD, "PIN 4831 4831");
	talk_answer(t, "privacy", OUTCOME_RECORDED, "Da luu PIN");
	talk_says(t, HEAD, "doi pin tu 4831 sang 7392");
	talk_answer(t, "privacy", OUTCOME_RECORDED, "Da luu PIN");
	talk_says(t, HEAD, "doi pin 4831 thanh 6205");
	talk_answer(t, "privacy", OUTCOME_ASKED, "khong phai PIN hien nay");
	talk_says(t, HEAD, "pin 6205 5");
	talk_answer(t, "privacy", OUTCOME_ASKED, "Chua ro PIN moi la so nao");
	talk_says(t, HEAD, "doi pin 7392 1111");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "de doan");
	talk_says(t, MEMBER, "TOI 0905100001 7392 BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM message WHERE text LIKE '%7392%'"), 0);
	talk_free(&t);
}

static void a_phone_of_another_person_has_no_pin(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "PIN 4831");
	talk_says(t, HEAD, "dk tv le thi hanh thon tan hy");
	talk_answer(t, "register", OUTCOME_ASKED, "Nhan 1: nay la so cua Le Thi Hanh");
	talk_says(t, HEAD, "1");
	talk_answer(t, "register", OUTCOME_ASKED, "thoi lam to truong");
	talk_says(t, HEAD, "XN");
	talk_answer(t, "register", OUTCOME_ASKED, "DONG Y");
	talk_says(t, HEAD, "DONG Y");
	talk_told(t, CHAIR, "Le Thi Hanh, thanh vien, thon Tan Hy, SDT 0905100001 dang la cua Nguyen Van Hung");
	talk_says(t, CHAIR, "DUYET 1");
	talk_says(t, OTHER, "TOI 0905100001 4831 BC DVC 5");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "chua dat PIN");
	talk_free(&t);
}

/* An officer who reads English writes to people who do not. */
static void dates_and_words_are_in_the_language_of_who_reads_them(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "TIENG ANH");
	talk_says(t, HEAD, "BC 0");
	talk_says(t, CHAIR, "DUYET 1");
	talk_told(t, HEAD, "thang 8: khong phat sinh");
	talk_says(t, CHAIR, "UY QUYEN Tran Thi Lan den 25/8");
	talk_answer(t, "team", OUTCOME_RECORDED, "25 Aug");
	talk_told(t, OFFICER, "25/8");
	assert_int_equal(talk_count(t, OFFICER, "Aug"), 0);
	talk_free(&t);
}

/* A deputy's deputy would outlast both, and the chair could not take it back. */
static void a_deputy_hands_it_on_to_nobody(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "ủy quyền cho chị Lan đến 25/8");
	talk_answer(t, "team", OUTCOME_RECORDED, "Tran Thi Lan lam lanh dao xa");
	talk_says(t, OFFICER, "UY QUYEN 0905100003 den 30/12");
	talk_answer(t, "team", OUTCOME_REFUSED, "nen khong uy quyen tiep duoc");
	talk_says(t, CHAIR, "HUY UY QUYEN");
	talk_answer(t, "team", OUTCOME_RECORDED, "Tran Thi Lan thoi lam lanh dao xa");
	talk_free(&t);
}

static void a_deputy_must_be_known_and_the_day_lie_ahead(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "UY QUYEN");
	talk_answer(t, "team", OUTCOME_ASKED, "UY QUYEN <ho ten> den <ngay>");
	talk_says(t, HEAD, "UY QUYEN Bui Thi Mai");
	talk_answer(t, "team", OUTCOME_ASKED, "UY QUYEN Bui Thi Mai den <ngay>");
	talk_says(t, HEAD, "UY QUYEN Bui Thi Mai den 10/8/2022");
	talk_answer(t, "team", OUTCOME_REFUSED, "da qua");
	talk_says(t, HEAD, "UY QUYEN Tran Van Khong den 30/8");
	talk_answer(t, "team", OUTCOME_REFUSED, "Khong thay Tran Van Khong");
	talk_says(t, HEAD, "UY QUYEN Le Thi Hanh den 30/8"); /* of another village */
	talk_answer(t, "team", OUTCOME_REFUSED, "Khong thay Le Thi Hanh");
	talk_says(t, MEMBER, "UY QUYEN Bui Thi Mai den 30/8");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Xin hoi Nguyen Van Hung");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM deputy"), 0);
	talk_free(&t);
}

/* ---- leaving, a new leader ---- */

static void words_of_leaving_the_team_stop_no_texts(void **state)
{
	static const char *const texts[] = { "xin nghi to", "toi xin rut khoi to", "em xin ra khoi to",
		"hong tham gia to nua" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, HEAD, texts[i]);
		talk_answer(t, i == 0 ? "team" : "optout", OUTCOME_ASKED, "thoi lam to truong");
	}
	assert_int_equal(talk_number(t, "SELECT count(*) FROM stopped"), 0);
	talk_says(t, HEAD, "BC DVC 5"); /* and still there */
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	talk_free(&t);
}

static void leaving_is_confirmed_and_the_counts_stay(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "BC DVC 3 thon Tan Hy");
	talk_says(t, HEAD, "KK mat song");
	talk_told(t, OFFICER, "Kho khan so 1");
	talk_says(t, OFFICER, "toi thoi lam can bo");
	talk_answer(t, "team", OUTCOME_ASKED, "Chac chan nhan: XN");
	talk_says(t, OFFICER, "khong");
	talk_answer(t, "ask", OUTCOME_ANSWERED, "Giu nhu cu");
	talk_says(t, OFFICER, "NGHI TO");
	talk_says(t, OFFICER, "XN");
	talk_answer(t, "team", OUTCOME_RECORDED, "thoi lam can bo xa");
	talk_told(t, CHAIR, "Tran Thi Lan thoi lam can bo xa Binh Dong");
	assert_int_equal(talk_number(t, "SELECT value FROM total WHERE unit = '2104902' AND indicator = 'DVC'"), 3);
	/* What they were to answer is somebody's still. */
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM ticket WHERE owner = '" CHAIR "' AND status = 'open'"), 1);
	talk_says(t, OFFICER, "TH");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua dang ky");
	talk_free(&t);
}

static void a_new_leader_takes_the_old_ones_place_when_the_commune_says_so(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "UY QUYEN Do Minh Quan den 30/8");
	talk_says(t, STRANGER, "toi la Le Van Binh, to truong moi thon Son Tra xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_ASKED,
		"thon Son Tra da co to truong, chua ghi gi. Nhan 1: thay Nguyen Van Hung. 2: cung lam");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment WHERE status = 'pending'"), 1);
	talk_says(t, CHAIR, "7");
	talk_answer(t, "ask", OUTCOME_ASKED, "Nhan mot so");
	talk_says(t, CHAIR, "1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet dang ky so 1: Le Van Binh");
	talk_told(t, HEAD, "Le Van Binh nay lam to truong thon Son Tra thay ong/ba");
	talk_says(t, HEAD, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_REFUSED, "chua dang ky");
	talk_says(t, STRANGER, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thon Son Tra");
	/* Who acted for the old one is a member again. */
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM member WHERE name = 'Đỗ Minh Quân' AND role = 'thanh_vien'"), 1);
	/* The old one may come back as a member. */
	talk_says(t, HEAD, "DK Nguyen Van Hung, thanh vien, thon Son Tra, xa Binh Dong");
	talk_says(t, HEAD, "DONG Y");
	talk_says(t, CHAIR, "DUYET 2");
	talk_says(t, HEAD, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	talk_says(t, HEAD, "du lieu cua toi");
	talk_answer(t, "privacy", OUTCOME_ANSWERED, "dong y 18/8/2022"); /* and not the day of the first time */
	talk_free(&t);
}

/* "ủy quyền cho phó": the last day is asked for, with the words that do it. */
static void a_deputy_without_a_last_day_is_asked_until_when(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "uy quyen cho pho");
	talk_answer(
		t, "team", OUTCOME_ASKED, "Uy quyen to pho den het ngay nao? Chua ghi gi. Nhan: UY QUYEN to pho den");
	talk_says(t, HEAD, "UY QUYEN to pho den 30/8");
	talk_answer(t, "team", OUTCOME_RECORDED, "Bui Thi Mai lam to truong thon Son Tra");
	talk_says(t, CHAIR, "uy quyen cho 0905100002");
	talk_answer(t, "team", OUTCOME_ASKED, "Nhan: UY QUYEN 0905100002 den");
	talk_says(t, CHAIR, "uy quyen cho to pho den 30/8");
	talk_answer(t, "team", OUTCOME_REFUSED, "to pho");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM deputy WHERE ended_at = 0"), 1);
	talk_free(&t);
}

static void who_is_asked_for_consent_refuses_it_by_leaving(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "them chi Hoa 0905200001 vao to");
	talk_says(t, CHAIR, "duyet 1");
	talk_told(t, STRANGER, "Tu choi: TC");
	talk_says(t, STRANGER, "xin rut khoi to");
	talk_answer(t, "optout", OUTCOME_RECORDED, "Da ghi nhan tu choi");
	talk_free(&t);
}

/* ---- another place for who is in the roll ---- */

static void a_leader_names_a_deputy_and_a_new_head(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "cu do minh quan lam to pho thon son tra");
	talk_answer(
		t, "register", OUTCOME_ASKED, "Do Minh Quan, 0905100006 (nay la thanh vien thon Son Tra) lam to pho");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment"), 0);
	talk_says(t, CHAIR, "XN");
	talk_answer(t, "register", OUTCOME_ASKED, "da co to pho, chua ghi gi. Nhan 1: thay Bui Thi Mai. 2: cung lam");
	talk_says(t, CHAIR, "2");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet dang ky so 1: Do Minh Quan, to pho");
	talk_told(t, MEMBER, "Do Minh Quan, to pho, thon Son Tra");
	talk_says(t, CHAIR, "to truong son tra la 0905100006");
	talk_answer(t, "register", OUTCOME_ASKED, "lam to truong thon Son Tra? Chua ghi gi");
	talk_says(t, CHAIR, "khong");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment"), 1);
	talk_says(t, CHAIR, "doi to truong son tra sang 0905100006");
	talk_says(t, CHAIR, "XN");
	talk_answer(t, "register", OUTCOME_ASKED, "Nhan 1: thay Nguyen Van Hung");
	talk_says(t, CHAIR, "1");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Do Minh Quan, to truong");
	talk_told(t, HEAD, "Do Minh Quan nay lam to truong thon Son Tra thay ong/ba");
	/* Not who is of another commune, nobody whom nobody knows, no place that they have. */
	talk_says(t, CHAIR_2, "cu 0905100006 lam to pho thon son tra");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua ghi gi");
	talk_says(t, CHAIR, "cu chi Hoa lam to pho thon son tra");
	talk_answer(t, "register", OUTCOME_REFUSED, "Khong thay Hoa trong danh sach");
	talk_says(t, CHAIR, "chi Mai lam to pho son tra");
	talk_answer(t, "register", OUTCOME_ANSWERED, "Bui Thi Mai, to pho");
	talk_says(t, CHAIR, "cu 0905200009 lam to pho thon son tra");
	talk_answer(t, "register", OUTCOME_ASKED, "Chua ro ho ten");
	talk_free(&t);
}

static void an_office_deposes_no_head_and_a_chair_no_other(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "members",
		"phone,name,role,unit,team,status,consent_at\n"
		"+84905100060,Cao Văn Thành,lanh_dao_huyen,524,,active,2022-08-10\n"
		"+84905100061,Võ Thị Nở,lanh_dao_xa,21049,,active,2022-08-10\n");
	talk_says(t, OFFICE, "cu 0905100060 lam to pho thon son tra");
	talk_answer(t, "register", OUTCOME_REFUSED, "Cao Van Thanh, lanh dao huyen");
	talk_says(t, CHAIR, "cu 0905100061 lam to pho thon son tra");
	talk_answer(t, "register", OUTCOME_REFUSED, "Vo Thi No, lanh dao xa");
	talk_says(t, CHAIR, "cu 0905100002 lam to pho thon son tra");
	talk_answer(t, "register", OUTCOME_ASKED, "nay la can bo xa");
	talk_free(&t);
}

/* What is said of another, whose name may be the word for oneself, ends nobody's own place. */
static void another_who_leaves_is_not_the_sender(void **state)
{
	static const char *const others[] = { "cho anh Minh nghi to", "cho ba To nghi to", "cho Nha nghi to",
		"anh Minh xin nghi to" };
	static const char *const own[] = { "cho toi nghi to", "cho minh nghi to", "cho em duoc nghi to" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		talk_says(t, CHAIR, others[i]);
		talk_answer(t, "team", OUTCOME_REFUSED, "Khong thay");
	}
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		talk_says(t, CHAIR, own[i]);
		talk_answer(t, "team", OUTCOME_ASKED, "Pham Van Tai thoi lam lanh dao xa");
	}
	talk_import(t, "members",
		"phone,name,role,unit,team,status,consent_at\n"
		"+84905100061,Vũ Minh,thanh_vien,2104901,,active,2022-08-10\n");
	talk_says(t, CHAIR, "cho anh Minh nghi to");
	talk_answer(t, "team", OUTCOME_ASKED, "Vu Minh, 0905100061, thoi lam thanh vien");
	talk_says(t, CHAIR, "cu anh Minh lam to pho thon son tra");
	talk_answer(t, "register", OUTCOME_ASKED, "Vu Minh, 0905100061 (nay la thanh vien thon Son Tra) lam to pho");
	talk_free(&t);
}

static void another_number_of_who_has_the_place_replaces_nobody(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "so moi cua to truong son tra la 0905200001");
	talk_answer(t, "register", OUTCOME_REFUSED, "Chua doi gi. So cua to truong thi to truong tu nhan");
	talk_says(t, CHAIR, "thay to truong son tra bang Nguyen Van Hung 0905200001");
	talk_answer(t, "register", OUTCOME_REFUSED, "So cua Nguyen Van Hung thi Nguyen Van Hung tu nhan");
	talk_says(t, CHAIR, "DK Nguyen Van Hung 0905200001, to truong, thon Son Tra");
	talk_answer(t, "register", OUTCOME_REFUSED, "So cua Nguyen Van Hung");
	talk_says(t, CHAIR, "doi to truong son tra sang 0905200001");
	talk_answer(t, "register", OUTCOME_ASKED, "Chua ro ho ten");
	talk_says(t, CHAIR, "Nguyen Van Hung");
	talk_answer(t, "register", OUTCOME_REFUSED, "So cua Nguyen Van Hung");
	talk_says(t, HEAD_2, "so moi cua to truong son tra la 0905200001");
	talk_answer(t, "register", OUTCOME_REFUSED, "So cua to truong");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment"), 0);
	/* Their own, and another person. */
	talk_says(t, HEAD, "so moi cua to truong son tra la 0905200001");
	talk_answer(t, "register", OUTCOME_RECORDED, "Da gui tin den 0905200001");
	talk_says(t, CHAIR, "thay to truong son tra bang Le Van Binh 0905200002");
	talk_answer(t, "register", OUTCOME_ASKED, "Nhan 1: thay Nguyen Van Hung");
	talk_free(&t);
}

/* The same answer for every number of another commune. */
static void whose_number_is_elsewhere_is_not_told(void **state)
{
	static const char *const asks[] = { "cu 0905100004 lam to pho", "cu 0905100004 lam to pho thon son tra",
		"to pho son tra la 0905100004", "DK Le Van B 0905100004, to pho",
		"DK Le Van B 0905100004, thanh vien, thon Son Tra",
		"DK Le Van B 0905100004, thanh vien, thon Son Tra, so cu 0905777888" };
	static const char *const from[] = { HEAD, CHAIR };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
		for (size_t k = 0; k < sizeof from / sizeof *from; k++) {
			talk_says(t, from[k], asks[i]);
			talk_answer(
				t, "register", OUTCOME_REFUSED, "So do da dang ky o noi khac, nen chua ghi gi. Can");
		}
	talk_free(&t);
}

static void of_who_is_elsewhere_nobody_hears_the_number(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "members",
		"phone,name,role,unit,team,status,consent_at\n"
		"+84905100061,Trần Thị Mai,thanh_vien,2104901,,active,2022-08-10\n");
	talk_says(t, HEAD_2, "cu chi Mai lam to pho thon son tra");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach thon Son Tra");
	talk_says(t, CHAIR_2, "cu chi Mai lam to pho thon son tra");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach thon Son Tra");
	talk_says(t, CHAIR_2, "xoa chi Mai khoi to son tra");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach thon Son Tra");
	talk_says(t, CHAIR, "cu chi Mai lam to pho thon son tra");
	talk_answer(t, "register", OUTCOME_ASKED, "Tran Thi Mai 0905100061");
	talk_free(&t);
}

static void a_head_proposes_a_deputy_and_a_leader_decides(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "cu anh Quan lam to pho");
	talk_answer(t, "register", OUTCOME_ASKED, "Do Minh Quan");
	talk_says(t, HEAD, "XN");
	talk_answer(t, "register", OUTCOME_RECORDED, "Da ghi de nghi so 1: Do Minh Quan lam to pho thon Son Tra");
	talk_told(t, CHAIR, "Dang ky so 1: Do Minh Quan, to pho, thon Son Tra");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM member WHERE name = 'Đỗ Minh Quân' AND role = 'thanh_vien'"), 1);
	talk_says(t, MEMBER, "cu anh Quan lam to pho");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment"), 1);
	talk_says(t, HEAD, "them chi Hoa 0905200001 vao to");
	talk_answer(t, "register", OUTCOME_RECORDED, "Da ghi dang ky so 2: Hoa, thanh vien, thon Son Tra");
	talk_says(t, HEAD, "xoa anh Quan khoi to");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Xin hoi Pham Van Tai (lanh dao xa)");
	talk_says(t, CHAIR, "xoa anh Quan khoi to son tra");
	talk_answer(t, "team", OUTCOME_ASKED, "Do Minh Quan, 0905100006, thoi lam thanh vien");
	talk_free(&t);
}

/* ---- put forward by somebody else ---- */

static void somebody_is_put_forward_approved_and_then_asked_for_consent(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "DK Vo Van Sau 0905200001, thanh vien, thon Son Tra");
	talk_answer(t, "register", OUTCOME_RECORDED, "Da ghi dang ky so 1: Vo Van Sau");
	assert_int_equal(talk_count(t, OTHER, ""), 0);
	talk_says(t, CHAIR, "DUYET 1");
	talk_told(t, OTHER, "Dong y: nhan DONG Y");
	talk_says(t, OTHER, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_ASKED, "DONG Y");
	talk_says(t, OTHER, "DONG Y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Vo Van Sau, thanh vien, thon Son Tra");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM consent WHERE phone = '" OTHER "' AND answer = 'yes'"), 1);
	talk_says(t, OTHER, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	/* A leader's own word needs no second one. */
	talk_says(t, CHAIR, "DK Vo Thi Bay 0905200002, to pho, thon Thuong Hoa");
	talk_answer(t, "register", OUTCOME_RECORDED, "Da duyet dang ky so 2: Vo Thi Bay");
	talk_told(t, OTHER_2, "nhan DONG Y");
	talk_says(t, OTHER_2, "TC");
	talk_answer(t, "optout", OUTCOME_RECORDED, "khong duoc luu");
	/* Not for another village, not by a member, not whoever is in already. */
	talk_says(t, HEAD, "DK Vo Van Tam 0905200003, thanh vien, thon Tan Hy");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach thon Tan Hy");
	talk_says(t, MEMBER, "DK Vo Van Tam 0905200003, thanh vien, thon Son Tra");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua ghi gi");
	talk_says(t, HEAD, "DK Le Thi Hanh 0905100010, thanh vien, thon Son Tra");
	talk_answer(t, "register", OUTCOME_REFUSED, "So do da dang ky: Le Thi Hanh");
	talk_free(&t);
}

/* A number without a name is nobody's place in the roll, least of all the sender's. */
static void whose_number_it_is_is_asked_before_anybody_is_put_forward(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "dk to pho thon son tra 0905200001");
	talk_answer(t, "register", OUTCOME_ASKED, "Chua ro ho ten");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment"), 0);
	talk_says(t, HEAD, "do minh quan");
	talk_answer(t, "register", OUTCOME_RECORDED, "Da ghi dang ky so 1: Do Minh Quan, to pho");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM enrolment WHERE phone = '" OTHER "' AND status = 'pending'"), 1);
	talk_free(&t);
}

/* ---- residents ---- */

static void a_resident_joins_for_news_without_anybodys_leave(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OTHER, "TIN");
	talk_answer(t, "register", OUTCOME_ASKED, "thon nao, xa nao");
	talk_says(t, OTHER, "thon Son Tra xa Binh Dong");
	talk_answer(t, "register", OUTCOME_ASKED, "gui tin chinh sach");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE role = 'nguoi_dan'"), 0);
	talk_says(t, OTHER, "DONG Y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "so nay nhan tin cua thon Son Tra");
	assert_int_equal(talk_count(t, CHAIR, "Dang ky"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM consent c JOIN wording w ON w.version = c.version "
					"WHERE c.phone = '" OTHER "' AND w.text LIKE '%tin chinh sach%'"),
		1);
	/* Guides and questions, but no reports. */
	talk_says(t, OTHER, "HD VNEID");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "TIEP");
	talk_says(t, OTHER, "BC DVC 5");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Xin hoi Nguyen Van Hung (to truong)");
	talk_says(t, OTHER_2, "cho toi nhan tin thon Tan Hy xa Binh Dong");
	talk_says(t, OTHER_2, "TC");
	talk_answer(t, "optout", OUTCOME_RECORDED, "khong duoc luu");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM member WHERE role = 'nguoi_dan'"), 1);
	/* And out again by one word. */
	talk_says(t, OTHER, "TC");
	talk_answer(t, "optout", OUTCOME_RECORDED, "Da ngung");
	talk_says(t, HEAD, "TIN");
	talk_answer(t, "register", OUTCOME_ANSWERED, "da dang ky: Nguyen Van Hung");
	talk_free(&t);
}

static void a_resident_who_has_the_news_may_join_the_team(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OTHER, "TIN thon Son Tra xa Binh Dong");
	talk_says(t, OTHER, "DONG Y");
	talk_says(t, OTHER, "tin moi");
	talk_answer(t, "register", OUTCOME_ANSWERED, "dang nhan tin cua thon Son Tra");
	talk_says(t, OTHER, "xyzt");
	talk_told(t, OTHER, "Chua hieu tin nay. Dang ky thanh vien: DK");
	talk_says(t, OTHER, "dang ky vao to");
	talk_answer(t, "register", OUTCOME_ASKED, "ho ten");
	talk_says(t, OTHER, "Le Van Nam");
	talk_answer(t, "register", OUTCOME_ASKED, "DONG Y");
	talk_says(t, OTHER, "DONG Y");
	talk_told(t, CHAIR, "Dang ky so 1: Le Van Nam, thanh vien, thon Son Tra");
	talk_says(t, OTHER, "dk roi chua duyet ha");
	talk_answer(t, "register", OUTCOME_ANSWERED, "dang cho duyet");
	talk_free(&t);
}

static void who_has_registered_is_told_the_state(void **state)
{
	static const char *const texts[] = { "dk roi chua duyet ha", "dang ky roi sao chua duyet",
		"dang ky cua em toi dau roi", "dk xong chua" };
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OTHER, "dk roi chua duyet ha");
	talk_answer(t, "register", OUTCOME_ASKED, "DK <ho ten>");
	talk_says(t, OTHER_2, "DK Le Van Nam, thanh vien, thon Son Tra, xa Binh Dong");
	talk_says(t, OTHER_2, "DONG Y");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, OTHER_2, texts[i]);
		talk_answer(t, "register", OUTCOME_ANSWERED,
			"Dang ky so 1 (Le Van Nam, thanh vien, thon Son Tra) dang cho");
	}
	talk_free(&t);
}

/* ---- the group ---- */

static void the_groups_link_is_a_leaders_to_set_and_the_villages_to_see(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, MEMBER, "NHOM");
	talk_answer(t, "group", OUTCOME_ANSWERED,
		"Chua co link nhom cua thon Son Tra. Can goi: Nguyen Van Hung 0905100001");
	talk_says(t, HEAD, "NHOM zalo.me/g/abc123xyz");
	talk_answer(t, "group", OUTCOME_RECORDED, "Da ghi nhom cua thon Son Tra: zalo.me/g/abc123xyz");
	talk_says(t, MEMBER, "xin link nhom zalo");
	talk_answer(t, "group", OUTCOME_ANSWERED,
		"Nhom cua thon Son Tra: zalo.me/g/abc123xyz. Can goi: Nguyen Van Hung 0905100001");
	talk_says(t, MEMBER, "NHOM zalo.me/g/other");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Xin hoi Nguyen Van Hung (to truong)");
	talk_says(t, NEIGHBOUR, "NHOM thon Son Tra");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach thon Son Tra");
	talk_says(t, OTHER, "NHOM");
	talk_answer(t, "group", OUTCOME_REFUSED, "chua dang ky");
	talk_says(t, CHAIR, "NHOM https://zalo.me/g/xa-binh-dong-chung");
	talk_answer(t, "group", OUTCOME_RECORDED, "xa Binh Dong: https://zalo.me/g/xa-binh-dong-chung");
	talk_says(t, HEAD, "NHOM xa Binh Dong");
	talk_answer(t, "group", OUTCOME_ANSWERED, "https://zalo.me/g/xa-binh-dong-chung");
	talk_says(t, HEAD, "NHOM zalo.me/g/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	talk_answer(t, "group", OUTCOME_REFUSED, "dai hon 60");
	talk_says(t, HEAD, "XOA NHOM");
	talk_answer(t, "group", OUTCOME_RECORDED, "Da bo link");
	talk_says(t, MEMBER, "NHOM");
	talk_answer(t, "group", OUTCOME_ANSWERED, "Chua co link");
	talk_says(t, MEMBER, "lien he ai");
	talk_answer(t, "help", OUTCOME_ANSWERED, "Can goi: Nguyen Van Hung, to truong thon Son Tra, SDT 0905100001");
	talk_says(t, HEAD, "lien he ai");
	talk_answer(t, "help", OUTCOME_ANSWERED, "Can goi: Tran Thi Lan, can bo xa");
	talk_says(t, OTHER, "lien he ai");
	talk_answer(t, "help", OUTCOME_ANSWERED, "CV 2278/UBND-CNTT");
	/* A count of households in the group is a report as before. */
	talk_says(t, HEAD, "nhom zalo 30 ho");
	talk_answer(t, "report", OUTCOME_RECORDED, "ZL 30");
	talk_free(&t);
}

/* Either of two numbers names its owner. */
static void a_deputy_may_be_named_by_the_second_number(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, MEMBER, "THEM SO 0905200001");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, CHAIR, "DUYET 1");
	talk_says(t, HEAD, "UY QUYEN 0905200001 den 30/8");
	talk_answer(t, "team", OUTCOME_RECORDED, "Da uy quyen Do Minh Quan lam to truong");
	talk_says(t, HEAD, "UY QUYEN 0905200002 den 30/8");
	talk_answer(t, "team", OUTCOME_REFUSED, "Khong thay");
	talk_free(&t);
}

static void a_deputy_is_named_for_so_many_days_or_until_a_weekday(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "uy quyen Do Minh Quan 3 ngay");
	talk_answer(t, "team", OUTCOME_RECORDED, "den het thu bay 20/8");
	talk_says(t, HEAD, "thoi uy quyen");
	talk_says(t, HEAD, "uy quyen Do Minh Quan toi chu nhat");
	talk_answer(t, "team", OUTCOME_RECORDED, "den het chu nhat 21/8");
	talk_free(&t);
}

/* The answer to "which PIN?" is kept nowhere; other words for it are understood. */
static void a_pin_alone_answers_the_question_for_it(void **state)
{
	static const char *const how[] = { "quen pin", "quen ma pin roi", "dat ma pin la 4 8 3 1", "doi ma pin" };
	struct talk *t = talk_new();
	struct message_in kept = { "1", "desk", MEMBER, "7319", t->now };
	struct programme_text in = {
		.link = "desk", .from = MEMBER, .text = "7319", .session = "", .now_us = t->now, .sent_us = t->now
	};
	struct why why = { "" };

	(void)state;
	for (size_t i = 0; i < sizeof how / sizeof *how; i++) {
		talk_says(t, MEMBER, how[i]);
		talk_answer(t, "privacy", OUTCOME_ASKED, "PIN <4 den 8 chu so>");
	}
	assert_int_equal(message_keep(t->store, &kept, t->now, &in.message, &why), KEEP_NEW);
	assert_int_equal(programme_take(t->programme, &in, &t->outcome, NULL, &why), 0);
	talk_answer(t, "privacy", OUTCOME_RECORDED, "PIN");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM pin"), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM message WHERE text LIKE '%7319%'"), 0);
	talk_says(t, MEMBER, "set pin 5713");
	talk_answer(t, "privacy", OUTCOME_RECORDED, "PIN");
	talk_says(t, OTHER, "TOI 0905100006 5713 BC QR 3");
	talk_answer(t, "report", OUTCOME_RECORDED, "QR 3");
	talk_free(&t);
}

/* Whose number and PIN stand there without TOI is told how; the lender has said nothing. */
static void a_number_and_a_pin_without_toi_report_nothing(void **state)
{
	static const char *const texts[] = { "em muon may nho so 0905100006 pin 8765 bc qr 3",
		"0905100006 8765 bc qr 3" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, HEAD, texts[i]);
		talk_answer(t, "privacy", OUTCOME_REFUSED, "TOI <so cua minh> <PIN> BC DVC 5");
	}
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 0);
	talk_says(t, HEAD, "KK 9");
	talk_answer(t, "difficulty", OUTCOME_REFUSED, "TOI <so cua minh> <PIN> KK 9");
	talk_free(&t);
}

static void what_is_not_their_right_says_what_is(void **state)
{
	static const char *const texts[] = { "tam ngung 1 tuan", "ngung nhac toi nua" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, MEMBER, texts[i]);
		talk_answer(t, "deny", OUTCOME_REFUSED, "so nay khong nhan tin nua: TC");
	}
	talk_says(t, HEAD, "thay to truong 0977000002");
	talk_answer(t, "help", OUTCOME_ANSWERED, "nguoi moi nhan DK <ho ten>, to truong");
	/* Nothing is offered to who may not do it. */
	talk_says(t, STRANGER, "TIN thon Son Tra, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, STRANGER, "BC DVC 99999");
	assert_int_equal(t->outcome.status, OUTCOME_REFUSED);
	talk_says(t, STRANGER, "TC");
	talk_says(t, STRANGER, "NHAN LAI");
	talk_answer(t, "optin", OUTCOME_RECORDED, "nhan tin chinh sach");
	talk_free(&t);
}

/* Who leads is told which teams lack whom. */
static void the_list_of_a_team_is_of_its_people_to_who_is_in_it(void **state)
{
	static const char *const texts[] = { "danh sach to", "DS to" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, HEAD, texts[i]);
		talk_answer(t, "team", OUTCOME_ANSWERED, "chi cho viec cua to: Bui Thi Mai");
		talk_says(t, CHAIR, texts[i]);
		talk_answer(t, "team", OUTCOME_ANSWERED, "thon co to");
	}
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_deputy_is_named_for_so_many_days_or_until_a_weekday),
		cmocka_unit_test(a_lost_sim_is_dropped_from_the_other),
		cmocka_unit_test(a_leader_takes_somebody_out_of_a_team),
		cmocka_unit_test(somebody_is_sent_out_of_a_team_in_plain_words),
		cmocka_unit_test(who_has_a_name_with_others_is_told_apart_by_the_number),
		cmocka_unit_test(a_second_sim_needs_its_own_yes_and_a_leaders),
		cmocka_unit_test(a_leader_with_a_new_number_leaves_nothing),
		cmocka_unit_test(an_office_replaces_and_dismisses_in_plain_words),
		cmocka_unit_test(who_has_a_role_is_answered),
		cmocka_unit_test(a_deputy_is_named_for_today_alone),
		cmocka_unit_test(a_new_number_takes_over_what_the_old_one_began),
		cmocka_unit_test(a_change_of_number_is_told_to_the_old_one_and_who_approved_it),
		cmocka_unit_test(another_persons_number_is_theirs_to_change),
		cmocka_unit_test(a_change_of_number_is_no_plain_registration),
		cmocka_unit_test(of_two_changes_of_a_number_the_last_is_meant),
		cmocka_unit_test(of_two_who_name_one_old_number_the_leader_chooses),
		cmocka_unit_test(a_number_without_its_pin_speaks_for_nobody),
		cmocka_unit_test(a_pin_that_was_missing_follows_alone),
		cmocka_unit_test(a_second_number_that_waits_outlasts_a_change_of_the_first),
		cmocka_unit_test(whoever_has_the_old_number_may_object),
		cmocka_unit_test(numbers_that_cannot_be_had_are_said_so),
		cmocka_unit_test(a_borrowed_phone_speaks_for_who_has_the_pin),
		cmocka_unit_test(a_question_on_a_borrowed_phone_is_answered_there_and_not_for_long),
		cmocka_unit_test(wrong_pins_are_limited_and_told_to_the_owner),
		cmocka_unit_test(a_pin_alone_answers_the_question_for_it),
		cmocka_unit_test(a_number_and_a_pin_without_toi_report_nothing),
		cmocka_unit_test(what_is_not_their_right_says_what_is),
		cmocka_unit_test(a_pin_is_set_and_dropped_by_the_own_phone_alone),
		cmocka_unit_test(who_somebody_is_and_where_they_are_reached_is_said_by_the_own_phone_alone),
		cmocka_unit_test(who_leaves_by_a_file_gets_nothing_of_what_waits),
		cmocka_unit_test(a_deputy_of_one_day_begins_on_that_day),
		cmocka_unit_test(a_deputy_has_the_rights_until_the_day_and_goes_back_by_itself),
		cmocka_unit_test(a_deputy_is_recalled_and_another_takes_the_place),
		cmocka_unit_test(who_decides_hears_whose_number_it_is),
		cmocka_unit_test(a_leader_gives_up_a_team_only_when_sure_and_it_is_told),
		cmocka_unit_test(who_goes_to_another_team_is_missed_in_the_old_one),
		cmocka_unit_test(a_new_pin_stands_behind_the_old_one),
		cmocka_unit_test(a_phone_of_another_person_has_no_pin),
		cmocka_unit_test(dates_and_words_are_in_the_language_of_who_reads_them),
		cmocka_unit_test(what_is_asked_on_a_lent_phone_is_answered_by_who_was_asked),
		cmocka_unit_test(a_deputy_hands_it_on_to_nobody),
		cmocka_unit_test(a_deputy_is_named_in_plain_words),
		cmocka_unit_test(a_deputy_who_is_recalled_is_announced_no_more),
		cmocka_unit_test(a_deputy_begins_on_the_day_that_was_named),
		cmocka_unit_test(a_deputy_who_is_planned_is_recalled_or_replaced),
		cmocka_unit_test(a_deputy_must_be_known_and_the_day_lie_ahead),
		cmocka_unit_test(words_of_leaving_the_team_stop_no_texts),
		cmocka_unit_test(leaving_is_confirmed_and_the_counts_stay),
		cmocka_unit_test(a_deputy_without_a_last_day_is_asked_until_when),
		cmocka_unit_test(a_leader_names_a_deputy_and_a_new_head),
		cmocka_unit_test(of_who_is_elsewhere_nobody_hears_the_number),
		cmocka_unit_test(an_office_deposes_no_head_and_a_chair_no_other),
		cmocka_unit_test(another_who_leaves_is_not_the_sender),
		cmocka_unit_test(another_number_of_who_has_the_place_replaces_nobody),
		cmocka_unit_test(whose_number_is_elsewhere_is_not_told),
		cmocka_unit_test(who_is_asked_for_consent_refuses_it_by_leaving),
		cmocka_unit_test(a_head_proposes_a_deputy_and_a_leader_decides),
		cmocka_unit_test(a_new_leader_takes_the_old_ones_place_when_the_commune_says_so),
		cmocka_unit_test(somebody_is_put_forward_approved_and_then_asked_for_consent),
		cmocka_unit_test(whose_number_it_is_is_asked_before_anybody_is_put_forward),
		cmocka_unit_test(a_resident_joins_for_news_without_anybodys_leave),
		cmocka_unit_test(a_resident_who_has_the_news_may_join_the_team),
		cmocka_unit_test(who_has_registered_is_told_the_state),
		cmocka_unit_test(the_groups_link_is_a_leaders_to_set_and_the_villages_to_see),
		cmocka_unit_test(a_deputy_may_be_named_by_the_second_number),
		cmocka_unit_test(the_list_of_a_team_is_of_its_people_to_who_is_in_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
