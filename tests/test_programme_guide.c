/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Guides by text: each platform that the founding letter names (S22, S25-S29) has its lesson. */
#include "tests/help/talk.h"

#include "menus/guide.h"
#include "menus/menus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>

static void the_platforms_of_the_letter_are_taught(void **state)
{
	static const struct {
		const char *text, *answer;
	} lessons[] = {
		{ "HD dich vu cong truc tuyen", "Dich vu cong truc tuyen: vao Cong" },
		{ "huong dan mo gian hang so", "Gian hang so: dang ky ban hang" },
		{ "HD san thuong mai dien tu", "San thuong mai dien tu la cho tren mang" },
		{ "HD voso", "Voso la san cua Viettel Post" },
		{ "HD postmart", "Postmart la san cua Buu dien" },
		{ "HD thanh toan dien tu", "Thanh toan dien tu: mo tai khoan" },
		{ "HD vi dien tu", "Vi dien tu: cai Viettel Money" },
		{ "HD tro ly ao", "Tro ly ao: o hoi dap" },
		{ "HD so suc khoe dien tu", "So suc khoe dien tu: mo VNeID" },
		{ "HD phong chong dich", "Phong chong dich: xem mui tiem" },
		{ "HD phan anh hien truong", "Phan anh hien truong: den duong" },
		{ "HD thong tin dat dai", "Thong tin dat dai: can so to" },
		{ "HD VNEID", "VNeID: can CCCD gan chip" },
		{ "HD chu ky so", "Chu ky so ca nhan: mo VNeID" },
		{ "HD phong lua dao", "Phong lua dao: cong an" },
		{ "HD zalo", "Nhom Zalo thon" },
		{ "HD mocha", "Mocha la ung dung nhan tin" },
		{ "HD gapo", "Gapo la mang xa hoi" },
		{ "HD giao duc", "Hoc tap truc tuyen" },
		{ "HD chinh sach xa hoi", "Chinh sach xa hoi: xem tro cap" },
	};
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof lessons / sizeof *lessons; i++) {
		talk_says(t, HEAD, lessons[i].text);
		talk_answer(t, "guide", OUTCOME_ANSWERED, lessons[i].answer);
	}
	talk_free(&t);
}

static void a_lesson_is_read_step_by_step_one_part_each(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "HD vi dien tu");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "(1/3, nhan TIEP)");
	talk_says(t, HEAD, "TIEP");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "(2/3, nhan TIEP)");
	assert_int_equal(t->outcome.replies[0].parts, 1);
	talk_says(t, HEAD, "TIEP");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "hoi nha mang ve Mobile Money");
	talk_says(t, HEAD, "TIENG ANH");
	talk_says(t, HEAD, "HD vi dien tu");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "E-wallet: install Viettel Money");
	talk_free(&t);
}

/* As the numbered menu writes it: HD and the topic. */
static void every_guide_is_opened_by_its_topic(void **state)
{
	struct talk *t = talk_new();
	struct faults faults;
	struct menus *menus;
	char text[64];

	(void)state;
	faults_init(&faults);
	menus = menus_load("etc/menus.d", &faults);
	assert_non_null(menus);
	for (unsigned i = 0; i < guides_count(menus->guides); i++) {
		const struct guide *guide = guides_at(menus->guides, i);

		snprintf(text, sizeof text, "HD %s", guide_topic(guide));
		talk_says(t, HEAD, text);
		talk_answer(t, "guide", OUTCOME_ANSWERED, guide_page(guide, TEXT_PLAIN, 1));
	}
	menus_free(&menus);
	faults_fini(&faults);
	talk_free(&t);
}

static void a_lesson_is_no_other_thing_to_count_and_may_be_trained(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC vi dien tu 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "TT 5");
	talk_says(t, OFFICER, "LICH 26/8 8h tap huan vi dien tu tai UBND xa");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM training WHERE topic = 'vidientu'"), 1);
	talk_free(&t);
}

static void the_next_page_comes_although_something_else_was_asked(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC GH 8 VNEID");
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro so VNE");
	talk_says(t, HEAD, "HD VNEID");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "(1/3, nhan TIEP)");
	talk_says(t, HEAD, "tiep");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "(2/3, nhan TIEP)");
	talk_says(t, HEAD, "BC VNE 3");
	talk_answer(t, "report", OUTCOME_RECORDED, "VNE 3, GH 8");
	talk_says(t, HEAD, "tiep");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "tu dat mat khau");
	talk_says(t, HEAD, "tiep");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "Het roi, khong con phan nao nua");
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_platforms_of_the_letter_are_taught),
		cmocka_unit_test(a_lesson_is_read_step_by_step_one_part_each),
		cmocka_unit_test(every_guide_is_opened_by_its_topic),
		cmocka_unit_test(a_lesson_is_no_other_thing_to_count_and_may_be_trained),
		cmocka_unit_test(the_next_page_comes_although_something_else_was_asked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
