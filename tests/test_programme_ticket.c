/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Difficulties: told, had in hand, answered, passed up, climbing by themselves, closed, opened again. */
#include "tests/help/talk.h"

#include "gateway/programme/programme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define DISTRICT "+84905100060" /* lanh_dao_huyen, where a test brings one */
#define LEADERS                                                                                                        \
	"phone,name,role,unit,team,status,consent_at\n" DISTRICT                                                       \
	",Cao Văn Thành,lanh_dao_huyen,524,,active,2022-08-10\n"

static int64_t open_tickets(struct talk *t)
{
	return talk_number(t, "SELECT COUNT(*) FROM ticket WHERE status IN ('open', 'passed_up')");
}

static void a_difficulty_has_a_number_an_owner_and_a_day(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da ghi kho khan so 1: mang, song. Chuyen Tran Thi Lan");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Tra loi truoc 23/8");
	talk_told(t, OFFICER, "Kho khan so 1, thon Son Tra, mang, song: mang yeu o xom 2 (SDT 0905100001)");
	/* The very same words again are no second one. */
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "da ghi roi, so 1");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket"), 1);
	talk_says(t, HEAD, "KK 1");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "dang xu ly, Tran Thi Lan");
	talk_says(t, HEAD, "bao gio giai quyet kk 1");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "dang xu ly, Tran Thi Lan");
	/* Households are no number of a difficulty. */
	talk_says(t, HEAD, "KK 1 ho khong co dien thoai");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da ghi kho khan so 2: thiet bi");
	talk_free(&t);
}

/* Asked about, or told to be over: no new ones. */
static void what_is_said_of_open_ones_opens_none(void **state)
{
	static const char *const said[] = { "kk em bao hom truoc xa coi chua", "co ai xu ly may in chua",
		"may in xa sua roi cam on", "xa sua may in chua", "kk hom truoc ai lo chua" };
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK may in hong");
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		talk_says(t, HEAD, said[i]);
		talk_answer(t, "difficulty", OUTCOME_ANSWERED, "1");
	}
	talk_says(t, OFFICER, "kk 1 xu ly toi dau roi");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Kho khan so 1");
	talk_says(t, CHAIR, "thon son tra dang kho khan gi");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "1");
	assert_int_equal(open_tickets(t), 1);
	talk_free(&t);
}

/* "còn thiếu 3": what a team has still to do, or forgot in its report. */
static void what_is_left_to_do_opens_none(void **state)
{
	static const char *const said[] = { "bc zl 40 ho con thieu 20 ho", "vneid 12 thieu 5 nguoi",
		"bc tt 5 con thieu 2", "bao cao bo sung thang 7 thieu: dvc 3 tt 1" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		talk_says(t, HEAD, said[i]);
		talk_answer(t, "report", OUTCOME_RECORDED, "Da nhan BC");
	}
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket"), 0);
	assert_int_equal(talk_count(t, HEAD, "Khong thay kho khan"), 0);
	talk_says(t, HEAD, "bc sk 3 thieu 2 may tinh");
	assert_int_equal(open_tickets(t), 1);
	talk_free(&t);
}

static void a_cut_that_comes_again_and_again_wakes_nobody(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "toi nao cung bi kk dien cup hoai");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da ghi kho khan so 1: thien tai, mat dien");
	assert_int_equal(talk_count(t, CHAIR, "Kho khan so 1"), 0);
	talk_says(t, HEAD, "nuoc lut len hoai, dien cup hoai");
	assert_int_equal(talk_count(t, CHAIR, "Kho khan so 2"), 1);
	talk_says(t, HEAD, "kk an ninh: co nguoi ban thuoc dom");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "so 3: tai nan, an ninh");
	talk_free(&t);
}

/* Behind an answer: its number in front, whoever was to come, or that it is over, in words of their own. */
static void what_follows_an_answer_is_of_that_one(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK dan khong chiu lam vneid");
	talk_says(t, OFFICER, "TL 1 em van dong tiep nhe");
	talk_says(t, HEAD, "1 dan van khong chiu");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da mo lai kho khan so 1");
	talk_says(t, OFFICER, "TL 1 tuan sau tho len");
	talk_says(t, HEAD, "cam on chi, may gio tho len");
	talk_told(t, OFFICER, "mo lai: dan khong chiu lam vneid / dan van khong chiu / cam on chi, may gio tho len");
	talk_says(t, OFFICER, "TL 1 thu hai");
	talk_says(t, HEAD, "chua thay ai len het");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da mo lai kho khan so 1");
	talk_says(t, HEAD, "bo cai kk 1");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da dong kho khan so 1");
	talk_says(t, HEAD, "ong Ba te gieng roi cuu voi");
	talk_says(t, HEAD, "khong sao roi, cuu duoc roi");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "2 tai nan, an ninh 13:00 18/8. Xem: KK <so>. Het: XONG <so>");
	talk_says(t, HEAD, "kk moi: may in hong");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE text = 'may in hong'"), 1);
	talk_free(&t);
}

/* What else was ordered behind the answer is not sent to whoever asked, and is said to be undone. */
static void an_answer_holds_no_second_order(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK may in hong");
	talk_says(t, HEAD_2, "KK mang yeu");
	talk_says(t, HEAD, "KK thieu may tinh");
	talk_says(t, CHAIR, "TL 1 da xong, tra 316 vi sai");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Da ghi tra loi kho khan so");
	assert_int_equal(talk_count(t, CHAIR, "phan sau chua lam: tra 316 vi sai"), 1);
	assert_int_equal(talk_count(t, HEAD, "316"), 0);
	talk_says(t, CHAIR, "TL 2, 3 da xong");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Da ghi tra loi kho khan so");
	assert_int_equal(talk_count(t, CHAIR, "phan sau chua lam: 3 da xong"), 1);
	assert_int_equal(talk_count(t, HEAD_2, "3 da xong"), 0);
	assert_int_equal(open_tickets(t), 1);
	talk_free(&t);
}

static void who_owns_it_hangs_on_the_category(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK to chua co kinh phi hoat dong");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Chuyen Pham Van Tai (UBND xa Binh Dong)");
	talk_says(t, HEAD, "KK vneid bao loi khong vo duoc");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Chuyen Vo Thi Hoa (UBND huyen Binh Son)");
	talk_says(t, HEAD, "KK ba con hoi co mat phi khong");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Tra loi truoc 20/8");
	/* Who has it in hand for everybody does not have their own. */
	talk_says(t, OFFICER, "KK mang cua xa cham");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Chuyen Pham Van Tai");
	/* A commune without an officer: the district, nobody stays without. */
	talk_says(t, "+84905100020", "KK mang yeu");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Chuyen Vo Thi Hoa (UBND huyen Binh Son)");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE owner = ''"), 0);
	talk_free(&t);
}

static void with_nobody_in_the_roll_the_administrator_has_it(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "TC");
	talk_says(t, CHAIR, "TC");
	talk_says(t, OFFICE, "TC");
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_told(t, ADMIN, "Kho khan so 1, thon Son Tra");
	talk_free(&t);
}

/* Since July 2025 there is no district: what its office would answer goes to who is there. */
static void a_tier_that_ended_leaves_nothing_with_nobody(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2025-08-04 09:00");
	talk_says(t, HEAD, "KK vneid bao loi khong vo duoc");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "so 1: loi he thong");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE owner = ''"), 0);
	talk_free(&t);
}

static void an_answer_comes_back_to_who_asked(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, OFFICER, "TL 1");
	talk_answer(t, "answer", OUTCOME_ASKED, "TL 1 <noi dung>");
	talk_says(t, OFFICER, "tra loi kho khan so 1: da bao vnpt, thu hai sua");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Da ghi tra loi kho khan so 1");
	talk_told(t, HEAD, "Tra loi kho khan so 1: da bao vnpt, thu hai sua");
	assert_int_equal(open_tickets(t), 0);
	/* A wrong answer is mended by one more text. */
	talk_says(t, OFFICER, "TL 1 thu ba moi sua");
	talk_told(t, HEAD, "thu ba moi sua");
	/* Nobody is reminded of what was answered, and nothing climbs. */
	talk_until(t, "2022-08-30 12:00");
	assert_int_equal(talk_count(t, OFFICER, "Nhac: kho khan"), 0);
	assert_int_equal(talk_count(t, CHAIR, "Kho khan so 1"), 0);
	talk_free(&t);
}

static void only_who_has_it_or_its_area_answers(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, HEAD_2, "TL 1 khong sao dau");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua duoc giao quyen");
	talk_says(t, CHAIR_2, "TL 1 khong sao dau");
	talk_answer(t, "answer", OUTCOME_REFUSED, "Khong thay kho khan so 1");
	talk_says(t, CHAIR_2, "CHUYEN 1");
	talk_answer(t, "answer", OUTCOME_REFUSED, "Khong thay kho khan so 1");
	talk_says(t, CHAIR_2, "KK 1");
	talk_answer(t, "difficulty", OUTCOME_REFUSED, "Khong thay kho khan so 1");
	talk_says(t, OFFICER, "TL 9 xong");
	talk_answer(t, "answer", OUTCOME_REFUSED, "Khong thay kho khan so 9");
	assert_int_equal(open_tickets(t), 1);
	/* The chair answers in the officer's place, who then need not. */
	talk_says(t, CHAIR, "TL 1 xa da goi nha mang");
	talk_told(t, HEAD, "xa da goi nha mang");
	talk_told(t, OFFICER, "nay do Pham Van Tai");
	talk_free(&t);
}

static void the_only_one_in_hand_is_answered_without_its_number(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, OFFICER, "TL da bao vnpt roi");
	talk_answer(t, "answer", OUTCOME_RECORDED, "so 1");
	talk_says(t, HEAD, "KK may in hu");
	talk_says(t, HEAD_2, "KK may in hu");
	talk_says(t, OFFICER, "TL da bao roi");
	talk_answer(t, "answer", OUTCOME_ANSWERED, "Co 2 kho khan dang mo: 2 thiet bi");
	assert_int_equal(open_tickets(t), 2);
	talk_free(&t);
}

static void it_is_passed_up_by_a_text(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, HEAD, "KK may in hu");
	talk_says(t, OFFICER, "CHUYEN 1");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Da chuyen kho khan so 1 cho Pham Van Tai");
	assert_int_equal(talk_count(t, CHAIR, "Kho khan so 1, thon Son Tra"), 1);
	assert_int_equal(talk_count(t, HEAD, "Kho khan so 1, mang, song da chuyen Pham Van Tai"), 1);
	talk_says(t, OFFICER, "chuyen len huyen kho khan so 2");
	talk_answer(t, "answer", OUTCOME_RECORDED, "cho Vo Thi Hoa (UBND huyen Binh Son)");
	talk_says(t, OFFICE, "CHUYEN 2");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Phan Quoc Viet");
	talk_says(t, OFFICE, "CHUYEN 2");
	talk_answer(t, "answer", OUTCOME_REFUSED, "da o cap cao nhat");
	talk_says(t, CHAIR, "TL 1 xong roi");
	talk_says(t, CHAIR, "CHUYEN 1");
	talk_answer(t, "answer", OUTCOME_REFUSED, "da xong");
	/* A schedule that is moved is no difficulty. */
	talk_says(t, OFFICER, "chuyen lich 20/8 sang 21/8");
	talk_answer(t, "schedule_change", OUTCOME_REFUSED, "Khong co lich nao nhu vay");
	talk_free(&t);
}

/* "chuyển kk 1 cho chị Lan": to that person, or it is asked who that is; never up instead. */
static void a_difficulty_is_passed_to_a_person(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, MEMBER, "KK mang thon yeu qua khong lam duoc");
	talk_says(t, OFFICER, "chuyen kk 1 cho anh Hung");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Nguyen Van Hung");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE owner = '" HEAD "'"), 1);
	talk_says(t, CHAIR, "CHUYEN KK 1 0905100002");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Tran Thi Lan");
	talk_says(t, OFFICER, "giao 1 cho nguyen van hung");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Nguyen Van Hung");
	talk_says(t, OFFICER, "giao 1 dvc cho nguyen van hung");
	assert_int_not_equal(t->outcome.intent, INTENT_ANSWER);
	talk_says(t, CHAIR, "CHUYEN KK 1 0905100002");
	talk_says(t, OFFICER, "chuyen kk 1 cho chi Sau");
	talk_answer(t, "answer", OUTCOME_ASKED, "khong ro Sau la ai");
	talk_says(t, CHAIR, "chuyen kk 1 cho toi");
	talk_answer(t, "answer", OUTCOME_ASKED, "khong ro toi la ai");
	talk_says(t, OFFICER, "chuyen kk 1 0905299999");
	talk_answer(t, "answer", OUTCOME_ASKED, "khong ro 0905299999 la ai");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE owner = '" OFFICER "'"), 1);
	talk_free(&t);
}

static void a_person_is_known_by_the_second_number_too(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "members",
		"phone,name,role,unit,team,status,consent_at\n"
		"+84905100061/+84905100062,Cao Văn Thành,to_pho,2104901,,active,2022-08-10\n");
	talk_says(t, MEMBER, "KK mang thon yeu qua khong lam duoc");
	talk_says(t, OFFICER, "CHUYEN KK 1 0905100062");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Cao Van Thanh");
	assert_int_equal(talk_count(t, "+84905100061", "Kho khan so 1, thon Son Tra"), 1);
	talk_free(&t);
}

static void it_is_given_down_to_a_village_and_climbs_from_there(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, OFFICER, "giao kk 1");
	talk_answer(t, "answer", OUTCOME_ASKED, "Giao kho khan so 1 cho ai? Nhan: GIAO KK 1 <thon>");
	/* Who sent it is not who has to solve it. */
	talk_says(t, OFFICER, "giao kk 1 cho thon son tra");
	talk_answer(t, "answer", OUTCOME_REFUSED, "thon Son Tra khong co to truong khac");
	talk_says(t, CHAIR_2, "giao kk 1 thon tan hy");
	talk_answer(t, "answer", OUTCOME_REFUSED, "Khong thay kho khan so 1");
	talk_says(t, OFFICER, "chuyen 1 cho to truong thon tan hy");
	talk_answer(t, "answer", OUTCOME_RECORDED, "cho Le Thi Hanh (thon Tan Hy), han 23/8");
	assert_int_equal(talk_count(t, HEAD_2, "Kho khan so 1, thon Son Tra"), 1);
	assert_int_equal(talk_count(t, HEAD, "da chuyen Le Thi Hanh (thon Tan Hy)"), 1);
	talk_says(t, HEAD_2, "giao kk 1 cho thon son tra");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach thon Son Tra");
	talk_says(t, HEAD_2, "TL 1 chieu nay toi qua xem");
	talk_told(t, HEAD, "chieu nay toi qua xem");
	talk_says(t, HEAD, "mo lai 1 van chua duoc");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "so 1");
	talk_until(t, "2022-08-30 12:00"); /* she answers no more */
	assert_true(talk_count(t, OFFICER, "Kho khan so 1, thon Son Tra") >= 2);
	talk_free(&t);
}

static void an_office_closes_by_number_and_counts_nothing(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "xong 9");
	talk_answer(t, "difficulty", OUTCOME_REFUSED, "Khong thay kho khan so 9");
	talk_says(t, CHAIR, "xong so 9");
	talk_answer(t, "difficulty", OUTCOME_REFUSED, "Khong thay kho khan so 9");
	talk_says(t, HEAD, "xong 9");
	talk_answer(t, "ask", OUTCOME_ASKED, "So 9 la chi tieu nao");
	talk_free(&t);
}

static void owners_are_reminded_and_what_is_overdue_climbs(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "members", LEADERS);
	talk_says(t, HEAD, "KK mang yeu o xom 2"); /* Thursday 09:00, due on Tuesday */
	talk_until(t, "2022-08-22 08:59");
	assert_int_equal(talk_count(t, OFFICER, "Nhac: kho khan so 1"), 0);
	talk_until(t, "2022-08-22 09:01");
	assert_int_equal(talk_count(t, OFFICER, "Nhac: kho khan so 1, thon Son Tra"), 1);
	talk_restart(t);
	talk_until(t, "2022-08-23 08:59");
	assert_int_equal(talk_count(t, OFFICER, "Nhac: kho khan so 1"), 2); /* a day and two hours before */
	assert_int_equal(talk_count(t, CHAIR, "Kho khan so 1"), 0);
	talk_until(t, "2022-08-23 09:01");
	assert_int_equal(talk_count(t, CHAIR, "Kho khan so 1, thon Son Tra"), 1);
	assert_int_equal(talk_count(t, OFFICER, "nay do Pham Van Tai"), 1);
	assert_int_equal(talk_count(t, HEAD, "da chuyen Pham Van Tai"), 1);
	talk_until(t, "2022-08-26 09:01"); /* nobody answers */
	assert_int_equal(talk_count(t, OFFICE, "Kho khan so 1, thon Son Tra"), 1);
	talk_until(t, "2022-08-29 09:01");
	assert_int_equal(talk_count(t, DISTRICT, "Kho khan so 1, thon Son Tra"), 1);
	talk_until(t, "2022-09-01 09:01");
	assert_int_equal(talk_count(t, ADMIN, "Kho khan so 1, thon Son Tra"), 1);
	/* Nobody stands above: it does not fall asleep. */
	talk_until(t, "2022-09-07 09:01");
	assert_int_equal(talk_count(t, ADMIN, "Qua han: kho khan so 1"), 2);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE status = 'passed_up'"), 1);
	/* And ends with the answer. */
	talk_says(t, DISTRICT, "TL 1 tram BTS moi vao thang 10");
	talk_told(t, HEAD, "tram BTS moi");
	talk_until(t, "2022-09-20 09:01");
	assert_int_equal(talk_count(t, ADMIN, "Qua han: kho khan so 1"), 2);
	talk_free(&t);
}

static void an_urgent_one_goes_to_the_right_people_at_any_hour(void **state)
{
	static const char *const texts[] = { "bi lua mat 5 trieu qua zalo",
		"KK khan cap, day dien roi nguy hiem o xom 3", "KK bao toc mai nha van hoa" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct talk *t = talk_new();

		talk_jump(t, "2022-08-18 23:30");
		talk_says(t, HEAD, texts[i]);
		assert_int_equal(t->outcome.status, OUTCOME_RECORDED);
		talk_told(t, OFFICER, "Kho khan so 1");
		talk_told(t, CHAIR, "Kho khan so 1");
		talk_told(t, OFFICE, "Kho khan so 1");
		/* Now, and not when the hours begin. */
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM message WHERE direction = 'out' "
						"AND next_at > 1660842000000000"), /* midnight */
			0);
		talk_until(t, "2022-08-19 03:31"); /* after four hours it climbs */
		assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE status = 'passed_up' "
						"AND owner = '" CHAIR "'"),
			1);
		talk_free(&t);
	}
}

static void xong_closes_the_difficulty_also_where_a_training_has_its_number(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 8h tap huan VNeID tai UBND xa");
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, OFFICER, "TL 1 da sua xong");
	talk_says(t, HEAD, "XONG 1");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da dong kho khan so 1");
	talk_says(t, HEAD, "KHONG 1");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "khong di duoc");
	talk_free(&t);
}

static void what_is_done_of_so_many_things_closes_nothing(void **state)
{
	static const char *const says[] = { "da sua xong 1 may", "đã khắc phục xong 1 nhà", "xong 1 ho",
		"da giai quyet 1 ca", "da sua xong 1 may in" };
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "kk may in hong");
	for (size_t i = 0; i < sizeof says / sizeof *says; i++)
		talk_says(t, HEAD, says[i]);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE status = 'open'"), 1);
	talk_says(t, HEAD, "đã xử lý xong 1 hồ sơ");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: DVC 1.");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE status = 'open'"), 1);
	talk_says(t, HEAD, "da sua xong phieu 1");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da dong kho khan so 1");
	talk_free(&t);
}

static void a_number_in_the_reason_for_a_figure_is_no_difficultys(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "kk may in hong");
	talk_says(t, HEAD, "dvc chỉ 2 do bão số 1");
	talk_answer(t, "report", OUTCOME_RECORDED, "thang 8: DVC 2.");
	talk_told(t, HEAD, "Da ghi kho khan so 2: thien tai");
	talk_says(t, HEAD, "qr chi 3 do bao so 7"); /* there is no difficulty 7 */
	talk_told(t, HEAD, "Da ghi kho khan so 3: thien tai");
	talk_says(t, HEAD, "xong bao so 1 roi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE status = 'open'"), 3);
	talk_says(t, HEAD, "bc nt 4, kk 1 xong roi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE no = 1 AND status = 'closed'"), 1);
	talk_free(&t);
}

/* The alarm goes on: it is as urgent as before. */
static void what_is_urgent_is_opened_again_in_the_night(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK ca thon bi ngap, mat dien");
	talk_says(t, OFFICER, "TL 1 dang cho xe");
	talk_jump(t, "2022-08-18 23:30");
	talk_says(t, HEAD, "van chua duoc");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da mo lai kho khan so 1");
	talk_told(t, OFFICER, "chua xong, mo lai");
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM message WHERE kind = 'alarm' AND text LIKE '%chua xong, mo lai%'"),
		1);
	talk_free(&t);
}

/* Texts to that number that wait for the hours. */
#define WAITING(phone, words)                                                                                          \
	"SELECT COUNT(*) FROM message WHERE direction = 'out' AND state = 'queued' AND waits = 1 AND phone = '" phone  \
	"' AND next_at >= 1660867200000000 AND text LIKE '%" words "%'"

/* Whoever had it in the night hears in the morning who has it then, and so does who sent it, once. */
static void what_climbs_in_the_night_is_told_once(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-18 22:30");
	talk_says(t, HEAD, "KK ca thon bi ngap, nuoc vao nha");
	talk_until(t, "2022-08-19 03:00");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE owner = '" CHAIR "'"), 1);
	assert_int_equal(talk_number(t, WAITING(HEAD, "da chuyen Pham Van Tai")), 1);
	assert_int_equal(talk_number(t, WAITING(OFFICER, "nay do Pham Van Tai")), 1);
	talk_until(t, "2022-08-19 06:50");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE owner = '" CHAIR "'"), 0);
	assert_int_equal(talk_number(t, WAITING(HEAD, "da chuyen")), 1);
	assert_int_equal(talk_number(t, WAITING(HEAD, "da chuyen Pham Van Tai")), 0);
	assert_int_equal(talk_number(t, WAITING(OFFICER, "nay do")), 1);
	assert_int_equal(talk_number(t, WAITING(OFFICER, "nay do Pham Van Tai")), 0);
	assert_int_equal(talk_number(t, WAITING(CHAIR, "nay do")), 1);
	/* The answer goes at once, and who gives it is told of nobody else. */
	talk_says(t, CHAIR, "TL 1 xuong dang toi");
	assert_int_equal(talk_number(t, WAITING(HEAD, "xuong dang toi")), 0);
	talk_told(t, HEAD, "Tra loi kho khan so 1: xuong dang toi");
	assert_int_equal(talk_number(t, WAITING(HEAD, "da chuyen")), 0);
	assert_int_equal(talk_number(t, WAITING(CHAIR, "nay do")), 0);
	assert_int_equal(talk_number(t, WAITING(OFFICER, "nay do Pham Van Tai")), 1);
	talk_free(&t);
}

static void who_sent_it_says_whether_it_is_solved(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, OFFICER, "TL 1 da sua xong");
	talk_says(t, HEAD, "van chua duoc");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da mo lai kho khan so 1");
	talk_told(t, OFFICER, "chua xong, mo lai");
	assert_int_equal(open_tickets(t), 1);
	talk_says(t, OFFICER, "TL 1 thu lai xem");
	talk_says(t, HEAD, "XONG 1");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da dong kho khan so 1");
	talk_says(t, HEAD, "KK 1");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "da xong");
	talk_says(t, OFFICER, "TL 1 lam gi nua khong");
	talk_answer(t, "answer", OUTCOME_REFUSED, "da xong");
	/* Closed by mistake. */
	talk_says(t, HEAD, "MO LAI 1");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da mo lai kho khan so 1");
	talk_says(t, HEAD, "KK 1 mat luon ca thon");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da ghi them vao kho khan so 1, chuyen Tran Thi Lan");
	talk_told(t, OFFICER, "mang yeu o xom 2 / mat luon ca thon");
	/* What is added stands behind the number, however the text begins. */
	talk_says(t, OFFICER, "TL 1 da bao Viettel");
	talk_says(t, HEAD, "KK 1 van chua duoc");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da mo lai kho khan so 1");
	talk_told(t, OFFICER, "mat luon ca thon / van chua duoc (SDT");
	/* Before any answer came: the owner need not do anything. */
	talk_says(t, HEAD, "da xong kho khan 1");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da dong kho khan so 1");
	talk_told(t, OFFICER, "nguoi gui bao da xong");
	talk_until(t, "2022-08-30 12:00");
	assert_int_equal(talk_count(t, CHAIR, "Kho khan so 1"), 0);
	talk_free(&t);
}

static void that_one_is_settled_is_said_of_that_one_and_opens_no_other(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, MEMBER, "KK may tinh hong");
	/* Not theirs, or not there: nothing is stored. */
	talk_says(t, MEMBER, "KK 1 da xu ly");
	talk_answer(t, "difficulty", OUTCOME_REFUSED, "Khong thay kho khan so 1");
	talk_says(t, CHAIR_2, "KK so 1 da xu ly xong");
	talk_answer(t, "difficulty", OUTCOME_REFUSED, "Khong thay kho khan so 1");
	talk_says(t, OFFICER, "KK 9 da khac phuc roi a");
	talk_answer(t, "difficulty", OUTCOME_REFUSED, "Khong thay kho khan so 9");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket"), 2);
	/* Whoever has it in hand answers by it, and who sent it hears so. */
	talk_says(t, OFFICER, "KK 1 da xu ly");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "so 1");
	talk_told(t, HEAD, "da xu ly");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE no = 1 AND status = 'answered'"), 1);
	/* Whoever sent it closes it. */
	talk_says(t, MEMBER, "KK 2 da sua xong");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da dong kho khan so 2");
	/* What is not settled is told. */
	talk_says(t, MEMBER, "KK 2 chua sua xong");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "so 2");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE status = 'open'"), 1);
	talk_free(&t);
}

static void the_words_for_it_mean_other_things_where_nothing_waits(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "mo lai");
	talk_answer(t, "optin", OUTCOME_ANSWERED, "van dang nhan tin");
	talk_says(t, HEAD, "xong 5 dvc roi");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	talk_says(t, HEAD, "van chua duoc");
	assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
	talk_says(t, OFFICER, "KK mang yeu");
	talk_says(t, CHAIR, "XONG 1"); /* who has it in hand answers */
	talk_answer(t, "difficulty", OUTCOME_REFUSED, "TL 1");
	talk_free(&t);
}

static void each_sees_what_concerns_them(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK");
	talk_answer(t, "ask", OUTCOME_ASKED, "Kho khan gi");
	talk_says(t, CHAIR, "KK");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Khong co kho khan nao");
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, HEAD_2, "KK vneid bao loi khong vo duoc");
	talk_says(t, "+84905100040", "KK may in hu"); /* of another commune */
	talk_says(t, HEAD, "kho khan cua toi");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Co 1 kho khan dang mo: 1 mang, song 23/8");
	talk_says(t, CHAIR, "KK");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Co 2 kho khan dang mo: 1 mang, song 23/8; 2 loi he thong");
	talk_says(t, OFFICE, "kho khan chua tra loi");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Co 3 kho khan dang mo");
	/* Of many none is left out: the rest comes by TIEP. */
	for (int i = 0; i < 9; i++) {
		char text[40];

		snprintf(text, sizeof text, "KK may in thu %d hu", i + 2);
		talk_says(t, "+84905100040", text);
	}
	talk_says(t, OFFICE, "kho khan chua tra loi");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Co 12 kho khan dang mo");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "(1/2, nhan TIEP)");
	talk_says(t, OFFICE, "TIEP");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "Tra loi: TL <so> <noi dung>");
	/* The digest says how long the oldest has waited. */
	talk_jump(t, "2022-08-24 09:30");
	talk_says(t, HEAD, "BC DVC 5");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "KK mo: 2, cu nhat 6 ngay");
	talk_free(&t);
}

static void a_stranger_is_heard_too(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "KK co nguoi goi xung cong an doi OTP 123456");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Khong chuyen tien, khong doc OTP");
	talk_told(t, OFFICE, "co nguoi goi xung cong an doi OTP");
	assert_int_equal(talk_count(t, NULL, "123456"), 0);
	talk_says(t, OFFICE, "TL 1 da bao cong an xa");
	talk_told(t, STRANGER, "da bao cong an xa");
	talk_says(t, STRANGER, "XONG 1");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da dong kho khan so 1");
	talk_free(&t);
}

static void one_that_an_import_brings_is_taken_up(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "tickets", "no,phone,unit,category,text,status\n7," HEAD ",2104901,mang,mạng yếu,open\n");
	talk_due(t);
	assert_int_equal(talk_count(t, OFFICER, "Kho khan so 7, thon Son Tra"), 1);
	talk_until(t, "2022-08-23 09:01");
	assert_int_equal(talk_count(t, CHAIR, "Kho khan so 7, thon Son Tra"), 1);
	talk_says(t, HEAD, "KK may in hu");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "so 8");
	talk_free(&t);
}

static void an_owner_who_has_left_hears_of_it_no_more(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	assert_int_equal(talk_count(t, OFFICER, "Kho khan so 1"), 1);
	talk_import(t, "members", "phone,name,role,unit,status\n" OFFICER ",Tran Thi Lan,can_bo_xa,21049,left\n");
	talk_until(t, "2022-08-24 12:00"); /* past the reminders and the day by which it was to be answered */
	assert_int_equal(talk_count(t, OFFICER, "kho khan so 1"), 0);
	assert_int_equal(talk_count(t, OFFICER, "Kho khan so 1"), 1);
	assert_true(talk_count(t, CHAIR, "Kho khan so 1") > 0);
	/* And the one at the top of the ladder: who came in that place has it now. */
	talk_import(t, "members",
		"phone,name,role,unit,status\n" CHAIR ",Pham Van Tai,lanh_dao_xa,21049,left\n"
		"+84905300009,Vo Van Nam,lanh_dao_xa,21049,active\n");
	talk_until(t, "2022-09-05 12:00");
	assert_true(talk_count(t, "+84905300009", "Kho khan so 1") > 0);
	talk_free(&t);
}

static void a_difficulty_is_closed_by_its_number_whatever_was_asked(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK may in hong");
	talk_says(t, HEAD, "BC GH 8 VNEID");
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro so VNE");
	talk_says(t, HEAD, "XONG 1");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da dong kho khan so 1");
	talk_free(&t);
}

static void a_report_behind_a_difficulty_is_recorded_too(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "kk mat song. bc dvc 7");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da ghi kho khan so 1: mang, song");
	talk_told(t, HEAD, "Da nhan BC so 1, thon Son Tra, thang 8: DVC 7");
	talk_told(t, OFFICER, "mat song (SDT");
	talk_says(t, HEAD, "kk mang yeu. bc vne khoang 10");
	talk_told(t, HEAD, "Chua ro so");
	talk_free(&t);
}

static void a_command_alone_is_no_difficulty_where_the_menu_asks_for_one(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		talk_says(t, HEAD, "MENU");
		talk_says(t, HEAD, "4");
		talk_answer(t, "help", OUTCOME_ANSWERED, "Kho khan gi");
		talk_says(t, HEAD, i == 0 ? "tro giup" : "LICH");
		talk_answer(t, i == 0 ? "help" : "schedule_query", OUTCOME_ANSWERED,
			i == 0 ? "BC DVC 5 = bao cao" : "Chua co lich");
	}
	assert_int_equal(talk_number(t, "SELECT count(*) FROM ticket"), 0);
	talk_says(t, HEAD, "MENU");
	talk_says(t, HEAD, "4");
	talk_says(t, HEAD, "chua ai tro giup ba con");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM ticket"), 1);
	talk_free(&t);
}

static void kk_and_a_unit_lists_what_is_there(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mat song ca thon");
	talk_says(t, HEAD_2, "KK dien thoai hu het");
	talk_says(t, CHAIR, "kk thon son tra");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "1 ");
	talk_says(t, OFFICE, "kk binh chau");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Khong");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket"), 2);
	talk_free(&t);
}

/* Closing words behind KK and a number close it, once; who waits is told how far it is. */
static void closing_words_close_and_never_open_again(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, HEAD, "chua thay ai tra loi het");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "1 mang, song");
	talk_says(t, HEAD, "xong het");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "XONG <so>");
	talk_says(t, HEAD, "kk 1 duoc roi");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da dong kho khan so 1");
	talk_says(t, HEAD, "kk 1 thoi khoi, xong roi");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "da xong");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE status = 'closed'"), 1);
	talk_free(&t);
}

/* Who asks how far it is, or tells that it is solved, tells no new one. */
static void what_is_said_of_a_known_one_opens_no_other(void **state)
{
	static const char *const texts[] = { "kk do toi dau roi", "kho khan cua to em giai quyet toi dau roi a",
		"vu mang yeu do xa lam toi dau roi", "kk o cua to con gi chua xong", "kk mang co lai roi",
		"any news about my problem" };
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, HEAD, texts[i]);
		talk_answer(t, "difficulty", OUTCOME_ANSWERED, "1 mang, song");
	}
	talk_says(t, HEAD, "kk ko ai lam");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da ghi kho khan so 2");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket"), 2);
	talk_free(&t);
}

/* Beside figures, too: closed, or asked after, and not noted anew. */
static void in_other_words_ones_own_is_asked_after_or_opened_again(void **state)
{
	static const char *const how_far[] = { "sửa chưa", "da xu ly xong chua", "co ai lam chua", "kk nay ai lo" };
	static const char *const this_one[] = { "van hong", "van chua duoc", "ai phu trach kk 1", "kk 1 ai lo",
		"ai dang xu ly kk 1 vay" };
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "van hong"); /* what? */
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua hieu tin nay");
	talk_says(t, HEAD, "KK mang yeu qua");
	for (size_t i = 0; i < sizeof how_far / sizeof *how_far; i++) {
		talk_says(t, HEAD, how_far[i]);
		talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Co 1 kho khan dang mo: 1 mang, song");
	}
	for (size_t i = 0; i < sizeof this_one / sizeof *this_one; i++) {
		talk_says(t, HEAD, this_one[i]);
		talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Kho khan so 1, mang, song: dang xu ly");
	}
	talk_says(t, CHAIR, "ai phu trach kk 1");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Kho khan so 1, mang, song: dang xu ly");
	talk_says(t, HEAD, "nhac xa xu ly kk 1 giup"); /* wanted, and not yet done */
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da ghi them vao kho khan so 1");
	talk_says(t, OFFICER, "TL 1 da bao nha mang");
	talk_says(t, HEAD, "vẫn lỗi em ơi");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da mo lai kho khan so 1");
	talk_says(t, HEAD, "KK may in hu");
	talk_says(t, HEAD, "van hong"); /* which of the two? */
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Co 2 kho khan dang mo");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket"), 2);
	talk_free(&t);
}

static void another_wish_behind_a_difficulty_is_done_too(void **state)
{
	static const struct {
		const char *text, *told, *done;
	} rows[] = { { "kk mang yeu bc dvc 5", "mang yeu", "DVC 5" },
		{ "kk may in hong va bc vne 4", "may in hong", "VNE 4" },
		{ "kk may tinh cham va cho em lich tap huan", "may tinh cham", "1 lich sap toi" },
		{ "kk mang rot hoai, co 1", "mang rot hoai", "Da ghi: di duoc" },
		{ "kk gui bc dvc 7 khong duoc", "gui bc dvc 7 khong duoc", "Da ghi kho khan" },
		{ "kk thieu may in, lich hop trung", "thieu may in, lich hop trung", "Da ghi kho khan" } };
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 8h tap huan VNeID tai UBND xa");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char sql[200];

		talk_says(t, HEAD, rows[i].text);
		talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da ghi kho khan");
		talk_told(t, HEAD, rows[i].done);
		snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM ticket WHERE text = '%s'", rows[i].told);
		assert_int_equal(talk_number(t, sql), 1);
	}
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 2);
	talk_free(&t);
}

static void a_fire_is_urgent_whoever_is_named(void **state)
{
	static const char *const fires[] = { "nha ba Nam chay", "nha ong Tu bi chay", "nha chi Hoa bi lua chay",
		"nhà ông Bảy đang cháy rồi", "chay roi ba con oi", "chay o nha ba Nam", "chau Ti roi xuong ao" };
	static const char *const others[] = { "chi Ba chay xe toi", "nha ba Nam chay may phat dien",
		"nhà ông Bảy chạy rồi", "to truong chay roi", "bà con ơi mai họp nhé" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof fires / sizeof *fires; i++) {
		talk_says(t, HEAD, fires[i]);
		talk_answer(t, "difficulty", OUTCOME_RECORDED, "Cuu hoa 114");
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		talk_says(t, HEAD, others[i]);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket"), sizeof fires / sizeof *fires);
	talk_free(&t);
}

static void beside_figures_a_known_one_is_meant(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, HEAD, "bc dvc 3, kk toi dau roi");
	talk_told(t, HEAD, "1 mang, song");
	talk_says(t, HEAD, "bc vne 4, kk 1 xong roi");
	talk_told(t, HEAD, "Da dong kho khan so 1");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket"), 1);
	talk_free(&t);
}

static void one_answer_is_given_to_several(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, HEAD, "KK may in hong");
	talk_says(t, HEAD, "KK ba con o xa qua khong toi duoc");
	talk_says(t, OFFICER, "tl 1, 2 da xong ca");
	talk_told(t, HEAD, "Tra loi kho khan so 1: da xong ca");
	talk_told(t, HEAD, "Tra loi kho khan so 2: da xong ca");
	talk_says(t, OFFICER, "TL 3, 2 ho da duoc xe cho");
	talk_told(t, HEAD, "2 ho da duoc xe cho");
	talk_says(t, OFFICER, "TL 3 2 tuan nua xong");
	talk_told(t, HEAD, "Tra loi kho khan so 3: 2 tuan nua xong");
	talk_free(&t);
}

/* An order about one, its number in front, is carried out. */
static void an_order_behind_the_number_opens_no_other(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, HEAD, "KK may in hong");
	talk_says(t, OFFICER, "kk 1 giao anh nam xu ly");
	talk_answer(t, "answer", OUTCOME_ASKED, "Chua chuyen kho khan so 1: khong ro nam la ai");
	talk_says(t, OFFICER, "kk 1 chuyen huyen giup");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Da chuyen kho khan so 1");
	talk_says(t, OFFICER, "chuyen huyen kk 2");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Da chuyen kho khan so 2");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket"), 2);
	talk_free(&t);
}

/* "kk 1 chuyển Lan" is for her and not for who stands above; up is above who passes it. */
static void a_bare_name_is_a_person_and_up_is_another_step(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "members", LEADERS);
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, OFFICER, "chuyen 1");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Da chuyen kho khan so 1 cho Pham Van Tai");
	talk_says(t, CHAIR, "kk 1 chuyen Lan");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Da chuyen kho khan so 1 cho Tran Thi Lan");
	talk_says(t, CHAIR, "kk 1 chuyen Nga");
	talk_answer(t, "answer", OUTCOME_ASKED, "khong ro Nga la ai");
	talk_says(t, OFFICER, "kk 1 chuyen 0905100003");
	talk_says(t, CHAIR, "chuyen 1");
	talk_answer(t, "answer", OUTCOME_RECORDED, "Da chuyen kho khan so 1 cho Vo Thi Hoa (UBND huyen");
	talk_free(&t);
}

static void xong_and_mo_lai_are_told_where_it_stands(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mang yeu o xom 2");
	talk_says(t, HEAD, "KK may in hong");
	talk_says(t, HEAD, "KK ba con o xa qua khong toi duoc");
	talk_says(t, OFFICER, "TL 1 da bao Viettel");
	talk_says(t, OFFICER, "mo lai 1");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Tra loi lai: TL 1 <noi dung>");
	talk_says(t, HEAD, "chua xong, kk 1 van con");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da mo lai kho khan so 1");
	talk_says(t, HEAD, "xong 1 va 2");
	talk_told(t, HEAD, "Da dong kho khan so 1");
	talk_told(t, HEAD, "Da dong kho khan so 2");
	talk_says(t, OFFICER, "xong 2");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "da xong");
	talk_says(t, OFFICER, "TL 3 xa cho xe");
	talk_says(t, HEAD, "cam on, xong roi");
	talk_answer(t, "difficulty", OUTCOME_ANSWERED, "Xong nhan XONG 3");
	talk_free(&t);
}

static void who_asks_whether_something_happened_opens_nothing_by_what_comes_next(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bao so 5 vo chua");
	talk_answer(t, "ask", OUTCOME_ASKED, "Xay ra viec gi, o dau?");
	talk_says(t, HEAD, "mai nau xoi gac");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket"), 0);
	talk_says(t, HEAD, "nuoc vo nha roi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM ticket WHERE urgent = 1"), 1);
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_asks_whether_something_happened_opens_nothing_by_what_comes_next),
		cmocka_unit_test(what_is_said_of_a_known_one_opens_no_other),
		cmocka_unit_test(in_other_words_ones_own_is_asked_after_or_opened_again),
		cmocka_unit_test(another_wish_behind_a_difficulty_is_done_too),
		cmocka_unit_test(a_fire_is_urgent_whoever_is_named),
		cmocka_unit_test(beside_figures_a_known_one_is_meant),
		cmocka_unit_test(one_answer_is_given_to_several),
		cmocka_unit_test(an_order_behind_the_number_opens_no_other),
		cmocka_unit_test(a_bare_name_is_a_person_and_up_is_another_step),
		cmocka_unit_test(xong_and_mo_lai_are_told_where_it_stands),
		cmocka_unit_test(closing_words_close_and_never_open_again),
		cmocka_unit_test(kk_and_a_unit_lists_what_is_there),
		cmocka_unit_test(a_command_alone_is_no_difficulty_where_the_menu_asks_for_one),
		cmocka_unit_test(a_difficulty_has_a_number_an_owner_and_a_day),
		cmocka_unit_test(what_is_said_of_open_ones_opens_none),
		cmocka_unit_test(what_is_left_to_do_opens_none),
		cmocka_unit_test(a_cut_that_comes_again_and_again_wakes_nobody),
		cmocka_unit_test(what_follows_an_answer_is_of_that_one),
		cmocka_unit_test(an_answer_holds_no_second_order),
		cmocka_unit_test(who_owns_it_hangs_on_the_category),
		cmocka_unit_test(with_nobody_in_the_roll_the_administrator_has_it),
		cmocka_unit_test(a_tier_that_ended_leaves_nothing_with_nobody),
		cmocka_unit_test(an_answer_comes_back_to_who_asked),
		cmocka_unit_test(only_who_has_it_or_its_area_answers),
		cmocka_unit_test(the_only_one_in_hand_is_answered_without_its_number),
		cmocka_unit_test(it_is_passed_up_by_a_text),
		cmocka_unit_test(a_difficulty_is_passed_to_a_person),
		cmocka_unit_test(a_person_is_known_by_the_second_number_too),
		cmocka_unit_test(it_is_given_down_to_a_village_and_climbs_from_there),
		cmocka_unit_test(an_office_closes_by_number_and_counts_nothing),
		cmocka_unit_test(owners_are_reminded_and_what_is_overdue_climbs),
		cmocka_unit_test(an_urgent_one_goes_to_the_right_people_at_any_hour),
		cmocka_unit_test(xong_closes_the_difficulty_also_where_a_training_has_its_number),
		cmocka_unit_test(what_is_done_of_so_many_things_closes_nothing),
		cmocka_unit_test(a_number_in_the_reason_for_a_figure_is_no_difficultys),
		cmocka_unit_test(what_is_urgent_is_opened_again_in_the_night),
		cmocka_unit_test(what_climbs_in_the_night_is_told_once),
		cmocka_unit_test(who_sent_it_says_whether_it_is_solved),
		cmocka_unit_test(that_one_is_settled_is_said_of_that_one_and_opens_no_other),
		cmocka_unit_test(the_words_for_it_mean_other_things_where_nothing_waits),
		cmocka_unit_test(each_sees_what_concerns_them),
		cmocka_unit_test(a_stranger_is_heard_too),
		cmocka_unit_test(one_that_an_import_brings_is_taken_up),
		cmocka_unit_test(an_owner_who_has_left_hears_of_it_no_more),
		cmocka_unit_test(a_difficulty_is_closed_by_its_number_whatever_was_asked),
		cmocka_unit_test(a_report_behind_a_difficulty_is_recorded_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
