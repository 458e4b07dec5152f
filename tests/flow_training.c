/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The story of a training over real processes and simulated modems: brought by a file and by a text, answered, reminded
 * of, moved, checked in at, cancelled. */
#include "tests/help/gateway.h"
#include "tests/help/sim.h"
#include "tests/help/whole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define REMIND_S 10 /* so soon after the import the reminder of two hours before is due */

/* Training 1 of Sơn Trà, run by the officer, starts so many seconds from now. */
static void import_training(struct whole *w, long seconds)
{
	char csv[256], when[32];

	snprintf(csv, sizeof csv,
		"no,starts_at,place,topic,scope,partner,added_by\n"
		"1,%s,Nhà văn hóa,VNE,2104901,VNPT," OFFICER "\n",
		whole_moment(seconds, when));
	whole_import(w, "trainings", csv);
}

/* The four digits behind "DD "; frees the text. */
static void code_of(char *text, char code[static 8])
{
	const char *at = strstr(text, "DD ");

	assert_non_null(at);
	snprintf(code, 8, "%.4s", at + 3);
	assert_int_equal(strspn(code, "0123456789"), 4);
	free(text);
}

static void a_training_from_a_file_to_the_door(void **state)
{
	struct whole w;
	char code[8], text[32];

	(void)state;
	whole_begin(&w);
	import_training(&w, 2 * 3600 + REMIND_S);
	whole_heard(&w, HEAD, "Moi du tap huan VNeID");
	whole_says(&w, HEAD, "CO 2 nguoi");
	whole_heard(&w, HEAD, "di duoc, 2 nguoi");
	/* Two hours before. */
	whole_heard(&w, HEAD, "hom nay, tap huan VNeID");
	code_of(whole_hears(&w, OFFICER, "2 nguoi bao di, 0 vang"), code);
	snprintf(text, sizeof text, "dd %s", code);
	whole_says(&w, HEAD, text);
	whole_heard(&w, HEAD, "diem danh tu mot gio truoc do");
	/* It is moved in the list, to half an hour from now: the door is open. */
	import_training(&w, 1800);
	whole_heard(&w, HEAD, "Lich moi so 1");
	whole_says(&w, HEAD, text);
	whole_heard(&w, HEAD, "Da diem danh lich so 1");
	whole_says(&w, OFFICER, "LICH 1");
	whole_heard(&w, OFFICER, "da du 1");
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM invitation WHERE attended_at > 0"), 1);
	whole_end(&w);
}

static void a_training_by_text_is_cancelled_and_outlives_a_crash(void **state)
{
	struct whole w;

	(void)state;
	whole_begin(&w);
	whole_says(&w, OFFICER, "LICH mai 8h tap huan vneid tai UBND xa, thon Son Tra");
	whole_heard(&w, OFFICER, "Da ghi lich so 1");
	whole_heard(&w, HEAD, "Moi du tap huan VNeID");
	/* "ok" to a receipt answers no invitation. */
	whole_says(&w, HEAD, "bc dvc 3");
	whole_heard(&w, HEAD, "Da nhan BC");
	whole_says(&w, HEAD, "ok");
	whole_crashes(&w);
	whole_says(&w, HEAD, "KHONG 1");
	whole_heard(&w, HEAD, "khong di duoc");
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE intent = 'ack'"), 1);
	whole_says(&w, HEAD, "thoi doi y, toi di duoc");
	whole_heard(&w, HEAD, "Da ghi: di duoc");
	whole_says(&w, OFFICER, "huy lich 1");
	whole_heard(&w, OFFICER, "Da huy lich so 1");
	whole_heard(&w, HEAD, "Huy lich so 1");
	assert_int_equal(
		gateway_ask(&w.gateway, "SELECT count(*) FROM due WHERE kind LIKE 'training%' AND state = 'waiting'"),
		0);
	whole_end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_training_from_a_file_to_the_door),
		cmocka_unit_test(a_training_by_text_is_cancelled_and_outlives_a_crash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
