/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Stories of the acts that have no file of their own, over real processes and a simulated modem, with a crash in each:
 * targets (A5), digests on demand and urging (A7), guides (A9), the group of the village (A10), the numbered menu (A12). */
#include "tests/help/gateway.h"
#include "tests/help/sim.h"
#include "tests/help/whole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void a_target_is_given_stands_in_the_receipts_and_is_taken_back(void **state)
{
	struct whole w;

	(void)state;
	whole_begin(&w);
	whole_says(&w, HEAD, "giao ct gh nam nay 40 thon Son Tra");
	whole_heard(&w, HEAD, "So nay chua duoc giao quyen");
	whole_says(&w, CHAIR, "giao ct gh 40 thang nay thon Son Tra");
	whole_heard(&w, CHAIR, "Da giao chi tieu thon Son Tra");
	whole_heard(&w, HEAD, "Chi tieu moi giao cho thon Son Tra");
	whole_crashes(&w);
	whole_says(&w, HEAD, "bc gh 10");
	whole_heard(&w, HEAD, "GH 10/40 (25%)");
	whole_says(&w, HEAD, "ct");
	whole_heard(&w, HEAD, "GH 10/40 (25%)");
	whole_says(&w, CHAIR, "huy ct gh thang nay thon Son Tra");
	whole_heard(&w, CHAIR, "Da bo chi tieu thon Son Tra");
	whole_heard(&w, HEAD, "nay bo: GH 40");
	whole_end(&w);
}

static void who_is_missing_is_told_and_urged_once(void **state)
{
	struct whole w;

	(void)state;
	whole_begin(&w);
	whole_says(&w, HEAD, "NHAC");
	whole_heard(&w, HEAD, "So nay chua duoc giao quyen");
	whole_says(&w, CHAIR, "NHAC");
	whole_heard(&w, CHAIR, "Dang gui tin nhac");
	whole_heard(&w, HEAD, "Nhac");
	whole_crashes(&w);
	whole_says(&w, CHAIR, "NHAC");
	whole_heard(&w, CHAIR, "chua nhac lai");
	whole_says(&w, HEAD, "bc dvc 12 tt 3");
	whole_heard(&w, HEAD, "DVC 12, TT 3");
	whole_says(&w, CHAIR, "TH");
	whole_heard(&w, CHAIR, "1/");
	whole_end(&w);
}

static void a_guide_is_read_page_by_page_and_what_none_answers_becomes_a_ticket(void **state)
{
	struct whole w;

	(void)state;
	whole_begin(&w);
	whole_says(&w, HEAD, "hd vneid");
	whole_heard(&w, HEAD, "(1/3, nhan TIEP)");
	whole_crashes(&w);
	whole_says(&w, HEAD, "tiep");
	whole_heard(&w, HEAD, "(2/3, nhan TIEP)");
	whole_says(&w, HEAD, "KK ba con hoi lam so do tren mang co mat phi khong");
	whole_heard(&w, HEAD, "Da ghi kho khan so 1: hoi dap");
	whole_heard(&w, OFFICER, "Kho khan so 1");
	whole_end(&w);
}

static void the_group_of_the_village_is_its_own(void **state)
{
	struct whole w;

	(void)state;
	whole_begin(&w);
	whole_says(&w, HEAD, "NHOM");
	whole_heard(&w, HEAD, "Chua co link nhom cua thon Son Tra");
	whole_says(&w, HEAD, "NHOM https://zalo.me/g/abc123");
	whole_heard(&w, HEAD, "Da ghi nhom cua thon Son Tra");
	whole_crashes(&w);
	whole_says(&w, HEAD, "nhom");
	whole_heard(&w, HEAD, "https://zalo.me/g/abc123");
	whole_says(&w, HEAD, "goi ai");
	whole_heard(&w, HEAD, "Can goi: ");
	whole_end(&w);
}

static void the_numbered_menu_goes_on_after_a_crash(void **state)
{
	struct whole w;

	(void)state;
	whole_begin(&w);
	whole_says(&w, HEAD, "MENU");
	whole_heard(&w, HEAD, "1.Bao cao");
	whole_says(&w, HEAD, "1");
	whole_heard(&w, HEAD, "1.Nop so lieu");
	whole_crashes(&w);
	whole_says(&w, HEAD, "1");
	whole_heard(&w, HEAD, "Chi tieu nao?");
	whole_says(&w, HEAD, "2");
	whole_heard(&w, HEAD, "DVC duoc bao nhieu?");
	whole_says(&w, HEAD, "7");
	whole_heard(&w, HEAD, "DVC 7");
	whole_end(&w);
}

/* Of a text of which nothing was kept nothing is taken back, and of the one before it neither. */
static void what_was_sent_last_is_taken_back_only_if_it_was_kept(void **state)
{
	struct whole w;

	(void)state;
	whole_begin(&w);
	whole_says(&w, HEAD, "bc dvc 12 tt 3");
	whole_heard(&w, HEAD, "DVC 12, TT 3");
	whole_says(&w, HEAD, "bc qr khoang 10");
	whole_heard(&w, HEAD, "Chua ro so QR");
	whole_says(&w, HEAD, "gui lon roi, bo tin vua roi dum");
	whole_heard(&w, HEAD, "Bo viec nao? Chua bo gi");
	whole_says(&w, HEAD, "bc qr 10");
	whole_heard(&w, HEAD, "QR 10");
	whole_says(&w, HEAD, "bo tin vua roi");
	whole_heard(&w, HEAD, "Da bo BC");
	whole_end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_target_is_given_stands_in_the_receipts_and_is_taken_back),
		cmocka_unit_test(who_is_missing_is_told_and_urged_once),
		cmocka_unit_test(a_guide_is_read_page_by_page_and_what_none_answers_becomes_a_ticket),
		cmocka_unit_test(the_group_of_the_village_is_its_own),
		cmocka_unit_test(what_was_sent_last_is_taken_back_only_if_it_was_kept),
		cmocka_unit_test(the_numbered_menu_goes_on_after_a_crash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
