/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reports outside of the calendar: asked for by a leader or the office, for some figures, until a day. */
#include "tests/help/talk.h"

#include "gateway/programme/programme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void a_leader_asks_for_figures_and_the_teams_send_them(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "YCBC DVC VNE DEN 25/8");
	talk_answer(
		t, "urge", OUTCOME_RECORDED, "Da mo dot DX 1, xa Binh Dong: DVC VNE, han 25/8. Dang bao cho 3 thon");
	assert_int_equal(talk_count(t, HEAD, "can bao cao dot xuat DVC VNE, han 25/8. Nhan: BC DX 1"), 1);
	assert_int_equal(talk_count(t, HEAD_2, "can bao cao dot xuat"), 1);
	assert_int_equal(talk_count(t, MEMBER, "can bao cao dot xuat"), 0);
	assert_int_equal(talk_count(t, "+84905100020", "can bao cao dot xuat"), 0); /* of another commune */
	talk_says(t, HEAD, "BC DX");
	talk_answer(t, "ask", OUTCOME_ASKED, "Dot DX 1, han 25/8, can: DVC VNE. Nhan: BC DX 1 <ma> <so>");
	talk_says(t, HEAD, "BC DX 12");
	talk_answer(t, "ask", OUTCOME_REFUSED, "Khong co dot bao cao dot xuat nao nhu vay");
	talk_says(t, HEAD, "BC DX DVC 12 VNE 30");
	talk_answer(t, "report", OUTCOME_RECORDED, "Da nhan BC so 1, thon Son Tra, dot DX 1: DVC 12, VNE 30");
	talk_says(t, HEAD_2, "BC dot xuat khong co");
	talk_answer(t, "report", OUTCOME_RECORDED, "dot DX 1 khong phat sinh. Neu co so lieu nhan: BC DX 1 DVC");
	talk_says(t, CHAIR, "TH DX");
	talk_answer(t, "digest", OUTCOME_ANSWERED,
		"xa Binh Dong dot DX 1, han 25/8: 2/3 da nop. VNE 30, DVC 12. Nhac: NHAC DX 1. Chua nop: Thuong Hoa");
	/* It counts for itself alone. */
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "chua co don vi nao nop bao cao");
	talk_says(t, HEAD, "BC DVC 2");
	talk_answer(t, "report", OUTCOME_RECORDED, "Luy ke DVC 2/150");
	talk_free(&t);
}

static void it_is_corrected_returned_and_taken_back_as_any_report(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "yeu cau bao cao dot xuat QR den ngay 30/8");
	talk_answer(t, "urge", OUTCOME_RECORDED, "DX 1, huyen Binh Son: QR, han 30/8. Dang bao cho 8 thon");
	talk_says(t, HEAD, "BC DX 1 QR 5");
	talk_says(t, HEAD, "SUA QR 6");
	talk_answer(t, "correction", OUTCOME_RECORDED, "dot DX 1: QR 5 thanh QR 6");
	talk_says(t, CHAIR, "TRA 2 dem lai giup");
	talk_told(t, HEAD, "dot DX 1. Ly do: dem lai giup");
	talk_says(t, OFFICE, "TH DX 1");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "0/8 da nop");
	talk_says(t, HEAD, "BC DX QR 7");
	talk_says(t, OFFICE, "TH DX");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "1/8 da nop. QR 7");
	talk_says(t, HEAD, "HUY BC");
	talk_says(t, OFFICE, "TH DX");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "0/8 da nop");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM figure"), 0);
	talk_free(&t);
}

static void what_it_does_not_ask_for_and_what_comes_too_late_is_refused(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DX DVC 12");
	talk_answer(t, "report", OUTCOME_REFUSED, "Khong co dot bao cao dot xuat nao nhu vay");
	talk_says(t, CHAIR, "YCBC DVC DEN 25/8");
	talk_says(t, HEAD, "BC DX TT 3");
	talk_answer(t, "report", OUTCOME_REFUSED, "Dot DX 1 khong can TT, chua ghi gi. Chi can: DVC");
	talk_says(t, "+84905100020", "BC DX 1 DVC 3"); /* of another commune */
	talk_answer(t, "report", OUTCOME_REFUSED, "Khong co dot bao cao dot xuat nao nhu vay");
	talk_jump(t, "2022-08-26 00:00");
	talk_says(t, HEAD, "BC DX 1 DVC 12");
	talk_answer(t, "report", OUTCOME_REFUSED, "Dot DX 1 da het han 25/8");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 0);
	talk_free(&t);
}

static void what_cannot_be_opened_is_said(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "YCBC DVC");
	talk_answer(t, "urge", OUTCOME_ASKED, "Yeu cau bao cao so lieu nao, den ngay nao?");
	talk_says(t, CHAIR, "YCBC DVC DEN 15/8");
	talk_answer(t, "urge", OUTCOME_REFUSED, "Han 15/8 da qua hoac qua xa");
	talk_says(t, HEAD, "YCBC DVC DEN 25/8");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua ghi gi");
	talk_says(t, CHAIR, "YCBC DVC DEN 25/8 xa Binh Chau");
	talk_answer(t, "deny", OUTCOME_REFUSED, "xa Binh Chau");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM collection"), 0);
	talk_free(&t);
}

static void the_missing_are_reminded_on_its_last_morning_and_by_nhac(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "YCBC DVC DEN 20/8");
	talk_says(t, HEAD, "BC DX DVC 12");
	talk_says(t, CHAIR, "NHAC DX");
	talk_answer(t, "urge", OUTCOME_RECORDED, "den 1 nguoi: Tan Hy");
	assert_int_equal(talk_count(t, HEAD_2, "Nhac: thon Tan Hy chua nop BC dot DX 1, han 20/8. Nhan: BC DX"), 1);
	talk_until(t, "2022-08-20 07:59");
	talk_restart(t);
	talk_until(t, "2022-08-20 12:00");
	talk_restart(t);
	talk_until(t, "2022-08-21 12:00");
	assert_int_equal(talk_count(t, HEAD_2, "chua nop BC dot DX 1"), 2);
	assert_int_equal(talk_count(t, HEAD, "chua nop BC dot DX 1"), 0);
	talk_free(&t);
}

static void one_may_be_opened_by_a_file_too(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_import(t, "collections", "period,unit,indicators,until\n2022-X4,21049,DVC QR,2022-08-26T00:00:00+07:00\n");
	talk_says(t, HEAD, "BC DX QR 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "dot DX 4: QR 5");
	talk_says(t, CHAIR, "YCBC SK DEN 30/8");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Da mo dot DX 5");
	talk_says(t, HEAD, "BC DX SK 5"); /* of two that are open, the one that asks for it */
	talk_answer(t, "report", OUTCOME_RECORDED, "dot DX 5: SK 5");
	talk_says(t, HEAD, "BC DX 4 DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "dot DX 4: DVC 5");
	talk_free(&t);
}

/* The sum stands first, and the rest of the names waits for TIEP. */
static void of_many_villages_those_that_are_missing_come_by_pages(void **state)
{
	struct talk *t = talk_new();
	struct buf units;

	(void)state;
	buf_init(&units);
	buf_adds(&units, "code,name,kind,parent_code,valid_from,valid_to,successor_code,source,households\n");
	for (int i = 0; i < 26; i++)
		buf_addf(&units, "21049%d,Thôn An Hòa %c,thon,21049,2004-08-31,,,test,200\n", 10 + i, 'A' + i);
	talk_import(t, "units", units.data);
	buf_fini(&units);
	talk_says(t, CHAIR, "YCBC DVC VNE DEN 25/8");
	talk_says(t, HEAD, "BC DX DVC 12 VNE 30");
	talk_says(t, CHAIR, "TH DX");
	talk_answer(
		t, "digest", OUTCOME_ANSWERED, "han 25/8: 1/29 da nop. VNE 30, DVC 12. Nhac: NHAC DX 1. Chua nop: ");
	talk_answer(t, "digest", OUTCOME_ANSWERED, ", (1/3, nhan TIEP)");
	assert_int_equal(t->outcome.replies[0].parts, 1);
	talk_says(t, CHAIR, "TIEP");
	talk_says(t, CHAIR, "TIEP");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "An Hoa Z");
	talk_free(&t);
}

/* It went round for ever: whoever asked for none in particular had the gateway stopped. */
static void of_two_that_are_open_any_may_be_meant(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "YCBC QR DEN 25/8");
	talk_says(t, CHAIR, "YCBC VNE DEN 26/8");
	talk_says(t, CHAIR, "TH DX");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "xa Binh Dong dot DX 2");
	talk_says(t, CHAIR, "TH DX 1");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "xa Binh Dong dot DX 1");
	talk_says(t, CHAIR, "NHAC DX");
	talk_free(&t);
}

static void one_is_taken_back(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "YCBC DVC VNE DEN 25/8");
	talk_says(t, HEAD, "huy ycbc");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua duoc giao quyen");
	talk_says(t, CHAIR_2, "HUY DX 1"); /* of another commune */
	talk_answer(t, "urge", OUTCOME_REFUSED, "Khong co dot bao cao dot xuat");
	talk_says(t, CHAIR, "thoi khong thu nua");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Da bo dot DX 1, xa Binh Dong: DVC VNE. Dang bao cho 3 thon");
	assert_int_equal(talk_count(t, HEAD, "bo dot bao cao dot xuat DX 1 (DVC VNE): khong can bao cao nua"), 1);
	talk_says(t, HEAD, "bc dx 1 dvc 5");
	talk_answer(t, "report", OUTCOME_REFUSED, "da het han");
	talk_until(t, "2022-08-25 12:00"); /* nobody is reminded of it */
	assert_int_equal(talk_count(t, HEAD, "DX 1"), 3);
	talk_says(t, CHAIR, "YCBC DVC DEN 30/8");
	talk_says(t, OFFICER, "HUY DX 2");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Da bo dot DX 2");
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(of_two_that_are_open_any_may_be_meant),
		cmocka_unit_test(a_leader_asks_for_figures_and_the_teams_send_them),
		cmocka_unit_test(it_is_corrected_returned_and_taken_back_as_any_report),
		cmocka_unit_test(what_it_does_not_ask_for_and_what_comes_too_late_is_refused),
		cmocka_unit_test(what_cannot_be_opened_is_said),
		cmocka_unit_test(one_may_be_opened_by_a_file_too),
		cmocka_unit_test(the_missing_are_reminded_on_its_last_morning_and_by_nhac),
		cmocka_unit_test(of_many_villages_those_that_are_missing_come_by_pages),
		cmocka_unit_test(one_is_taken_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
