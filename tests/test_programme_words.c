/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was meant wider, nearer or otherwise than it was said: each is asked back, or refused by its own words. */
#include "tests/help/merger.h"
#include "tests/help/talk.h"

#include "gateway/programme/programme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define REPORTS   "SELECT COUNT(*) FROM report"
#define TRAININGS "SELECT COUNT(*) FROM training"

static void a_meeting_in_a_place_that_nobody_knows_calls_nobody(void **state)
{
	static const char *const texts[] = { "hop thon xyz 8h 20/12", "hop to xyz 20/12 8h", "hop xa tam ky 8h 20/12",
		"hop dan thon kjh 8h 20/12" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, CHAIR, texts[i]);
		talk_answer(t, "schedule_add", OUTCOME_ASKED, "Khong tim thay t");
	}
	talk_says(t, CHAIR, "thon xzy");
	talk_answer(t, "schedule_add", OUTCOME_ASKED, "Khong tim thay thon xzy");
	assert_int_equal(talk_number(t, TRAININGS), 0);
	talk_says(t, CHAIR, "thon tan hy");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "hop thon, 08:00 thu ba 20/12, noi se bao sau. Moi 1 nguoi");
	/* Where nothing is named, or a known one is, it is as before. */
	talk_says(t, CHAIR, "hop thon 8h 21/12");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "xa Binh Dong. Ma");
	talk_says(t, CHAIR, "hop thon nha van hoa 8h 22/12");
	talk_answer(t, "schedule_add", OUTCOME_RECORDED, "22/12, nha van hoa. Moi");
	talk_free(&t);
}

static void nothing_is_done_to_a_unit_that_ended(void **state)
{
	static const char *const texts[] = { "lich 8h 20/12 tap huan vneid", "lich tap huan vneid 20/12", "tb moi ba con",
		"giao dvc 5", "bc dvc 5", "tl 1 da xem", "thieu to", "tam ngung den 20/7 bao lu" };
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	talk_says(t, HEAD, "kk mang yeu");
	talk_jump(t, "2025-07-05 09:00");
	merger_of_2025(&m);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, OFFICE, texts[i]);
		assert_int_equal(t->outcome.status, OUTCOME_REFUSED);
		talk_told(t, OFFICE, "huyen Binh Son da ngung tu 1/7, chua ghi gi. Nay thuoc tinh Quang Ngai");
	}
	talk_says(t, ADMIN, "lich 8h 20/12 tap huan vneid huyen binh son");
	talk_answer(t, "schedule_add", OUTCOME_REFUSED, "huyen Binh Son da ngung");
	assert_int_equal(talk_number(t, TRAININGS), 0);
	assert_int_equal(talk_number(t, REPORTS), 0);
	talk_says(t, OFFICE, "lien he");
	talk_told(t, OFFICE, "UBND tinh Quang Ngai");
	merger_end(&m);
}

static void who_has_no_households_says_whose_report_it_is(void **state)
{
	static const char *const who[] = { CHAIR, OFFICER, OFFICE };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof who / sizeof *who; i++) {
		talk_says(t, who[i], "bc dvc 20");
		talk_answer(t, "ask", OUTCOME_ASKED, "Bao cao nay cua thon nao?");
		talk_says(t, who[i], "bc khong phat sinh");
		talk_answer(t, "ask", OUTCOME_ASKED, "Bao cao nay cua thon nao?");
	}
	assert_int_equal(talk_number(t, REPORTS), 0);
	talk_says(t, CHAIR, "bc dvc 20");
	talk_says(t, CHAIR, "thon tan hy");
	talk_answer(t, "report", OUTCOME_RECORDED, "thon Tan Hy, thang 8: DVC 20");
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_meeting_in_a_place_that_nobody_knows_calls_nobody),
		cmocka_unit_test(nothing_is_done_to_a_unit_that_ended),
		cmocka_unit_test(who_has_no_households_says_whose_report_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
