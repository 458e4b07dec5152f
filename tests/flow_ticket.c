/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The story of a difficulty over real processes and simulated modems: told, passed up, answered, opened again, closed;
 * one that nobody answers climbs by itself. */
#include "tests/help/gateway.h"
#include "tests/help/sim.h"
#include "tests/help/whole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#define DUE_S 5 /* so soon after the import it is overdue */

static void a_difficulty_goes_up_and_its_answer_comes_down(void **state)
{
	struct whole w;

	(void)state;
	whole_begin(&w);
	whole_says(&w, HEAD, "kk mang yeu o xom 2");
	whole_heard(&w, HEAD, "Da ghi kho khan so 1: mang, song. Chuyen Tran Thi Lan");
	whole_heard(&w, OFFICER, "Kho khan so 1, thon Son Tra, mang, song: mang yeu o xom 2");
	whole_says(&w, OFFICER, "CHUYEN 1");
	whole_heard(&w, OFFICER, "Da chuyen kho khan so 1 cho Pham Van Tai");
	whole_heard(&w, CHAIR, "Kho khan so 1, thon Son Tra");
	whole_heard(&w, HEAD, "da chuyen Pham Van Tai");
	whole_crashes(&w);
	whole_says(&w, CHAIR, "TL 1 da goi vnpt, thu hai sua");
	whole_heard(&w, CHAIR, "Da ghi tra loi kho khan so 1");
	whole_heard(&w, HEAD, "Tra loi kho khan so 1: da goi vnpt, thu hai sua");
	whole_says(&w, HEAD, "van chua duoc");
	whole_heard(&w, HEAD, "Da mo lai kho khan so 1");
	whole_heard(&w, CHAIR, "chua xong, mo lai");
	whole_says(&w, CHAIR, "TL 1 chieu nay tho len");
	whole_heard(&w, HEAD, "chieu nay tho len");
	whole_says(&w, HEAD, "xong 1");
	whole_heard(&w, HEAD, "Da dong kho khan so 1");
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM ticket WHERE status = 'closed'"), 1);
	assert_int_equal(
		gateway_ask(&w.gateway, "SELECT count(*) FROM due WHERE kind LIKE 'ticket%' AND state = 'waiting'"), 0);
	whole_end(&w);
}

static void what_nobody_answers_climbs_and_fraud_is_told_at_once(void **state)
{
	struct whole w;
	char csv[256], when[32];

	(void)state;
	whole_begin(&w);
	snprintf(csv, sizeof csv,
		"no,phone,unit,category,text,status,owner,due_at\n"
		"7," HEAD ",2104901,mang,mạng yếu,open," OFFICER ",%s\n",
		whole_moment(DUE_S, when));
	whole_import(&w, "tickets", csv);
	whole_heard(&w, CHAIR, "Kho khan so 7, thon Son Tra");
	whole_heard(&w, HEAD, "so 7, mang, song da chuyen Pham Van Tai");
	whole_heard(&w, OFFICER, "nay do Pham Van Tai");
	whole_says(&w, HEAD, "bi lua mat 5 trieu qua zalo");
	whole_heard(&w, HEAD, "Khong chuyen tien, khong doc OTP");
	whole_heard(&w, OFFICER, "lua dao");
	whole_heard(&w, CHAIR, "lua dao");
	whole_end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_difficulty_goes_up_and_its_answer_comes_down),
		cmocka_unit_test(what_nobody_answers_climbs_and_fraud_is_told_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
