/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a leader decides in plain words: registrations or reports alone, ranges, what is set apart, and a return undone. */
#include "tests/help/talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>

#define ANOTHER           "+84905200002"
#define REPORTS_WAIT      "SELECT COUNT(*) FROM report WHERE status = 'received'"
#define ENROLMENTS_WAIT   "SELECT COUNT(*) FROM enrolment WHERE status = 'pending'"
#define REPORT_IS(no, is) "SELECT COUNT(*) FROM report WHERE no = " no " AND status = '" is "'"
#define APPROVED          "SELECT COUNT(*) FROM report WHERE status = 'approved'"

/* Two registrations, of two villages, and two reports. */
static struct talk *waiting(void)
{
	struct talk *t = talk_new();

	talk_says(t, STRANGER, "DK Tran Van Tam, thanh vien, thon Son Tra, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, ANOTHER, "DK Ho Thi Na, thanh vien, thon Tan Hy, xa Binh Dong");
	talk_says(t, ANOTHER, "DONG Y");
	talk_says(t, HEAD, "bc dvc 5");
	talk_says(t, HEAD_2, "bc dvc 6");
	assert_int_equal(talk_number(t, ENROLMENTS_WAIT), 2);
	assert_int_equal(talk_number(t, REPORTS_WAIT), 2);
	return t;
}

static void the_one_report_of_a_village_goes_back_with_its_reason(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "bc vne 5");
	talk_says(t, HEAD_2, "bc vne 7");
	talk_says(t, CHAIR, "tra lai thon son tra"); /* why? */
	talk_answer(t, "ask", OUTCOME_ASKED, "TRA 1 <ly do>");
	talk_says(t, CHAIR, "tra lai bao cao cua son tra vi sai so");
	talk_answer(t, "reject", OUTCOME_RECORDED, "Da tra lai BC so 1, thon Son Tra");
	talk_told(t, HEAD, "Ly do: sai so");
	talk_says(t, HEAD_2, "bc qr 2");
	talk_says(t, CHAIR, "tra lai thon tan hy vi thieu so"); /* two wait */
	talk_answer(t, "ask", OUTCOME_ASKED, "BC 2 Tan Hy");
	/* Who wishes it and may not is told who may. */
	talk_says(t, HEAD_2, "de nghi duyet bao cao 2");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Chi lanh dao xa duoc duyet");
	talk_says(t, HEAD_2, "bc 2 da duyet chua");
	talk_answer(t, "status", OUTCOME_ANSWERED, "BC so 2, thon Tan Hy");
	talk_says(t, CHAIR, "de nghi duyet bao cao 2");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet BC so 2");
	talk_free(&t);
}

static void nobody_is_refused_for_what_a_report_of_the_village_lacks(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "DK Tran Van Tam, thanh vien, thon Son Tra, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, HEAD, "bc dvc 5");
	talk_says(t, CHAIR, "tra lai thon Son Tra vi thieu vne");
	talk_answer(t, "reject", OUTCOME_ASKED, "TRA 1 <ly do>");
	assert_int_equal(talk_number(t, ENROLMENTS_WAIT), 1);
	assert_int_equal(talk_number(t, REPORTS_WAIT), 1);
	talk_says(t, CHAIR, "tra lai dang ky thon Son Tra vi sai ten");
	talk_answer(t, "reject", OUTCOME_RECORDED, "Da tu choi dang ky so 1");
	talk_free(&t);
}

static void of_two_orders_the_second_is_told_as_not_done(void **state)
{
	struct talk *t = waiting();
	char text[96];

	(void)state;
	snprintf(text, sizeof text, "duyet bao cao %lld, giao sk 20 son tra",
		(long long)talk_number(t, "SELECT MIN(no) FROM report WHERE status = 'received'"));
	talk_says(t, CHAIR, text);
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet BC so ");
	assert_int_equal(talk_count(t, CHAIR, "phan sau chua lam: giao sk 20 son tra. Xin nhan lai rieng"), 1);
	assert_int_equal(talk_number(t, REPORTS_WAIT), 1);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM target WHERE indicator = 'SK'"), 0);
	talk_free(&t);
}

static void all_registrations_are_no_reports(void **state)
{
	static const char *const texts[] = { "duyet het dang ky", "duyet tat ca dk", "duyet het cac dang ky",
		"duyet het to vien" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct talk *t = waiting();

		talk_says(t, CHAIR, texts[i]);
		assert_int_equal(talk_number(t, ENROLMENTS_WAIT), 0);
		assert_int_equal(talk_number(t, REPORTS_WAIT), 2);
		talk_says(t, CHAIR, texts[i]);
		assert_int_equal(talk_number(t, REPORTS_WAIT), 2);
		talk_free(&t);
	}
}

static void all_reports_are_no_registrations_and_all_is_both(void **state)
{
	struct talk *t = waiting();

	(void)state;
	talk_says(t, CHAIR, "duyet het bao cao");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet 2 bao cao");
	assert_int_equal(talk_number(t, ENROLMENTS_WAIT), 2);
	talk_free(&t);
	t = waiting();
	talk_says(t, CHAIR, "duyet het");
	assert_int_equal(talk_number(t, ENROLMENTS_WAIT), 0);
	assert_int_equal(talk_number(t, REPORTS_WAIT), 0);
	talk_free(&t);
}

static void all_that_was_seen_in_part_is_approved_after_xn(void **state)
{
	static const char *const reports[] = { "bc dvc 5", "bc vne 6", "bc tt 7", "bc sk 8", "bc zl 9" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
		talk_says(t, HEAD, reports[i]);
		talk_says(t, HEAD_2, reports[i]);
	}
	talk_says(t, CHAIR, "duyet het"); /* ten, and none was shown */
	talk_answer(t, "approve", OUTCOME_ASKED, "10 viec dang cho, con phan chua xem");
	talk_says(t, CHAIR, "khong");
	talk_answer(t, "ask", OUTCOME_ANSWERED, "Giu nhu cu");
	talk_says(t, CHAIR, "cho duyet");
	talk_answer(t, "approve", OUTCOME_ASKED, "(1/3, nhan TIEP)");
	talk_says(t, CHAIR, "duyet het");
	talk_answer(t, "approve", OUTCOME_ASKED, "10 viec dang cho, con phan chua xem");
	assert_int_equal(talk_number(t, REPORTS_WAIT), 10);
	talk_says(t, CHAIR, "XN");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet 10 bao cao");
	assert_int_equal(talk_number(t, REPORTS_WAIT), 0);
	talk_free(&t);
}

static void those_of_a_village_are_shown_or_approved(void **state)
{
	struct talk *t = waiting();

	(void)state;
	talk_says(t, CHAIR, "duyet dang ky thon son tra");
	talk_answer(t, "ask", OUTCOME_ASKED, "Dang cho 1 viec, nhan DUYET 1 hoac TRA 1 <ly do>: 1 Tran Van Tam");
	talk_says(t, CHAIR, "duyet het dang ky thon son tra");
	assert_int_equal(talk_number(t, ENROLMENTS_WAIT), 1);
	talk_says(t, CHAIR, "duyet dang ky thon son tra"); /* the one that waits is of another */
	talk_answer(t, "approve", OUTCOME_ANSWERED, "Khong co dang ky");
	assert_int_equal(talk_number(t, ENROLMENTS_WAIT), 1);
	assert_int_equal(talk_number(t, REPORTS_WAIT), 2);
	talk_free(&t);
}

static void who_is_named_is_approved(void **state)
{
	struct talk *t = waiting();

	(void)state;
	talk_says(t, CHAIR, "dong y cho tran van tam vao to");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet dang ky so 1: Tran Van Tam");
	assert_int_equal(talk_number(t, ENROLMENTS_WAIT), 1);
	talk_says(t, CHAIR, "dong y cho le van an vao to"); /* nobody of that name */
	talk_answer(t, "approve", OUTCOME_ASKED, " ");
	assert_int_equal(talk_number(t, ENROLMENTS_WAIT), 1);
	talk_free(&t);
}

/* Reports 1 to 6, of three months, two villages. */
static struct talk *six_reports(void)
{
	struct talk *t = talk_new();

	talk_says(t, HEAD, "bc dvc 5");
	talk_says(t, HEAD_2, "bc dvc 6");
	talk_says(t, HEAD, "bc thang 7 dvc 5");
	talk_says(t, HEAD_2, "bc thang 7 dvc 6");
	talk_says(t, HEAD, "bc thang 6 dvc 5");
	talk_says(t, HEAD_2, "bc thang 6 dvc 6");
	assert_int_equal(talk_number(t, REPORTS_WAIT), 6);
	return t;
}

static void a_range_is_all_of_it_that_waits(void **state)
{
	static const char *const texts[] = { "duyet tu 2 den 5", "duyet 2 den 5", "duyet 2->5", "duyet 2 - 5",
		"duyet 2-5" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct talk *t = six_reports();

		talk_says(t, CHAIR, "DUYET 4");
		talk_says(t, CHAIR, texts[i]);
		talk_answer(t, "approve", OUTCOME_RECORDED, " ");
		assert_int_equal(talk_number(t, APPROVED), 4);
		assert_int_equal(talk_number(t, REPORT_IS("1", "received")), 1);
		assert_int_equal(talk_number(t, REPORT_IS("6", "received")), 1);
		talk_free(&t);
	}
}

static void a_range_of_hundreds_is_asked_about(void **state)
{
	struct talk *t = six_reports();

	(void)state;
	talk_says(t, CHAIR, "duyet 1-500");
	assert_int_equal(talk_number(t, REPORTS_WAIT), 6);
	talk_free(&t);
}

static void what_is_set_apart_is_sent_back(void **state)
{
	static const char *const texts[] = { "duyet 2 roi nha, con 3 tra lai vi thieu TT",
		"duyet 2 con 3 thi tra lai vi sai", "duyet 1 2 rieng 3 tra vi sai so",
		"duyet 2 con 3 tra lai vi sai so" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct talk *t = six_reports();

		talk_says(t, CHAIR, texts[i]);
		assert_int_equal(talk_number(t, REPORT_IS("2", "approved")), 1);
		assert_int_equal(talk_number(t, REPORT_IS("3", "returned")), 1);
		talk_free(&t);
	}
	struct talk *t = six_reports();
	talk_says(t, CHAIR, "duyet 2, 3 tra lai vi sai"); /* of which of them? */
	talk_answer(t, "ask", OUTCOME_ASKED, " ");
	assert_int_equal(talk_number(t, REPORTS_WAIT), 6);
	talk_free(&t);
}

static void a_return_by_mistake_is_undone_while_nothing_came_instead(void **state)
{
	struct talk *t = six_reports();

	(void)state;
	talk_says(t, CHAIR, "TRA 2 vi sai");
	talk_says(t, CHAIR, "nham, duyet 2");
	talk_answer(t, "approve", OUTCOME_RECORDED, "Da duyet BC so 2");
	talk_says(t, CHAIR, "TRA 1 vi sai");
	talk_says(t, HEAD, "sua dvc 7");
	talk_says(t, CHAIR, "duyet 1");
	assert_int_equal(talk_number(t, REPORT_IS("1", "approved")), 0);
	talk_free(&t);
}

static void all_are_sent_back_one_by_one(void **state)
{
	struct talk *t = six_reports();

	(void)state;
	talk_says(t, CHAIR, "tra het bao cao thang 8 vi so lieu chua khop");
	talk_answer(t, "ask", OUTCOME_ASKED, "Dang cho 2 viec, nhan DUYET 1 hoac TRA 1 <ly do>");
	assert_int_equal(talk_number(t, REPORTS_WAIT), 6);
	talk_free(&t);
}

static void what_was_approved_is_named_to_who_sends_it_back(void **state)
{
	struct talk *t = six_reports();

	(void)state;
	talk_says(t, CHAIR, "DUYET 2 4 6");
	talk_says(t, CHAIR, "tra bc tan hy thang 7 vi sai so");
	talk_answer(t, "ask", OUTCOME_REFUSED, "BC so 4, thon Tan Hy da duyet truoc do");
	talk_says(t, CHAIR, "tra bc son tra thang 7 vi sai so"); /* the one of them that waits */
	talk_answer(t, "reject", OUTCOME_RECORDED, "Da tra lai BC so 3");
	talk_free(&t);
}

static void what_is_left_out_stays_as_it_waits(void **state)
{
	static const char *const texts[] = { "duyet 2 - 4 tru 3", "duyet 2->4, con 3 thi khong", "duyet 2, 3, 4 tru 3",
		"duyet 2 den 4 ngoai 3", "duyet tu 2 den 4 chua duyet 3", "duyet 2 - 4 bo 3", "duyet 2 3 4 tru 3",
		"duyet 2-4, con 3 thi khong" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct talk *t = six_reports();

		talk_says(t, CHAIR, texts[i]);
		assert_int_equal(talk_number(t, REPORT_IS("2", "approved")), 1);
		assert_int_equal(talk_number(t, REPORT_IS("3", "received")), 1);
		assert_int_equal(talk_number(t, REPORT_IS("4", "approved")), 1);
		talk_free(&t);
	}
	struct talk *t = six_reports();
	talk_says(t, CHAIR, "tra 2 - 4 tru 3 vi sai so");
	assert_int_equal(talk_number(t, REPORT_IS("3", "received")), 1);
	assert_int_equal(talk_number(t, REPORT_IS("4", "returned")), 1);
	talk_says(t, CHAIR, "duyet 3 tru 3");
	assert_int_equal(talk_number(t, APPROVED), 0);
	talk_says(t, CHAIR, "duyet het tru 3 va 5");
	assert_int_equal(talk_number(t, APPROVED), 0); /* a page of it was seen */
	talk_says(t, CHAIR, "XN");
	assert_int_equal(talk_number(t, APPROVED), 2);
	assert_int_equal(talk_number(t, REPORTS_WAIT), 2);
	talk_free(&t);
}

static void what_is_approved_has_no_reason(void **state)
{
	struct talk *t = six_reports();

	(void)state;
	talk_says(t, CHAIR, "ok duyet bao cao 2 va 3, con 4 tra lai vi so thap qua, dem lai giup");
	assert_int_equal(talk_number(t, APPROVED " AND reason = ''"), 2);
	assert_int_equal(talk_number(t, REPORT_IS("4", "returned") " AND reason = 'so thap qua, dem lai giup'"), 1);
	talk_says(t, CHAIR, "tra 5 vi so cao, 6 vi thieu gh"); /* two reasons */
	assert_int_equal(talk_number(t, REPORTS_WAIT), 3);
	talk_free(&t);
}

static void polite_words_are_no_reason(void **state)
{
	static const char *const texts[] = { "chua duyet 2 nhe", "tra 2 nhe", "dung duyet 2 voi",
		"tra lai 2 giup em a" };
	struct talk *t = six_reports();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, CHAIR, texts[i]);
		talk_answer(t, "reject", OUTCOME_ASKED, "vi sao?");
		assert_int_equal(talk_number(t, REPORTS_WAIT), 6);
	}
	talk_free(&t);
}

static void a_dead_end_names_the_way_out(void **state)
{
	static const char *const texts[] = { "NHAM DUYET 2", "duyet lai 2", "duyet 2 lai", "2 tra nham, duyet giup" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct talk *t = six_reports();

		talk_says(t, CHAIR, "TRA 2 vi sai");
		talk_says(t, CHAIR, "duyet 2");
		talk_answer(t, "approve", OUTCOME_REFUSED, "NHAM DUYET 2");
		talk_says(t, CHAIR, "huy tra 2");
		talk_answer(t, "approve", OUTCOME_REFUSED, "NHAM DUYET 2");
		talk_says(t, CHAIR, "huy tra 4");
		assert_int_equal(talk_number(t, REPORT_IS("4", "received")), 1);
		talk_says(t, CHAIR, texts[i]);
		assert_int_equal(talk_number(t, REPORT_IS("2", "approved")), 1);
		talk_free(&t);
	}
}

static void who_reported_hears_that_it_went_back(void **state)
{
	struct talk *t = six_reports();

	(void)state;
	talk_says(t, CHAIR, "TRA 5 vi so thap qua");
	talk_says(t, HEAD, "bc cua em sao roi");
	talk_answer(t, "status", OUTCOME_ANSWERED, "Ly do: so thap qua");
	talk_free(&t);
}

static void those_of_two_villages_are_shown_together(void **state)
{
	struct talk *t = six_reports();

	(void)state;
	talk_says(t, CHAIR, "duyet son tra va tan hy");
	talk_answer(t, "ask", OUTCOME_ASKED, "Dang cho 6 viec");
	talk_says(t, CHAIR, "duyet het thon son tra va thon tan hy");
	assert_int_equal(talk_number(t, APPROVED), 6);
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_one_report_of_a_village_goes_back_with_its_reason),
		cmocka_unit_test(nobody_is_refused_for_what_a_report_of_the_village_lacks),
		cmocka_unit_test(of_two_orders_the_second_is_told_as_not_done),
		cmocka_unit_test(all_registrations_are_no_reports),
		cmocka_unit_test(all_reports_are_no_registrations_and_all_is_both),
		cmocka_unit_test(all_that_was_seen_in_part_is_approved_after_xn),
		cmocka_unit_test(those_of_a_village_are_shown_or_approved),
		cmocka_unit_test(who_is_named_is_approved),
		cmocka_unit_test(a_range_is_all_of_it_that_waits),
		cmocka_unit_test(a_range_of_hundreds_is_asked_about),
		cmocka_unit_test(what_is_set_apart_is_sent_back),
		cmocka_unit_test(a_return_by_mistake_is_undone_while_nothing_came_instead),
		cmocka_unit_test(all_are_sent_back_one_by_one),
		cmocka_unit_test(what_was_approved_is_named_to_who_sends_it_back),
		cmocka_unit_test(what_is_left_out_stays_as_it_waits),
		cmocka_unit_test(what_is_approved_has_no_reason),
		cmocka_unit_test(polite_words_are_no_reason),
		cmocka_unit_test(a_dead_end_names_the_way_out),
		cmocka_unit_test(who_reported_hears_that_it_went_back),
		cmocka_unit_test(those_of_two_villages_are_shown_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
