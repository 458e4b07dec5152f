/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A storm comes: keng suspend while the gateway runs. Nobody is urged until it is over, whatever dies meanwhile. */
#include "tests/help/gateway.h"
#include "tests/help/whole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COMMUNE "21061" /* Vạn Tường: what Bình Đông has been part of since 2025-07-01 */

static void suspends(struct whole *w, int status, const char *words, const char *const args[])
{
	char *out;
	int is = gateway_keng(&w->gateway, &out, args);

	if (is != status || strstr(out, words) == NULL)
		print_error("keng %s: status %d, \"%s\"\n", args[0], is, out);
	assert_int_equal(is, status);
	assert_non_null(strstr(out, words));
	free(out);
}

/* A day of the place where it is noon now, which is UTC's there. */
static const char *day(long days, char to[static 16])
{
	time_t at = time(NULL) + days * 86400;
	struct tm utc;

	gmtime_r(&at, &utc);
	strftime(to, 16, "%Y-%m-%d", &utc);
	return to;
}

static void what_cannot_be_is_refused(struct whole *w)
{
	char past[16], far[16], near[16];

	day(-3, past);
	day(60, far);
	day(2, near);
	suspends(w, 1, "is over", (const char *const[]){ "suspend", "--until", past, NULL });
	suspends(w, 1, "is longer than 31 days", (const char *const[]){ "suspend", "--until", far, NULL });
	suspends(w, 1, "is no day; write one such as", (const char *const[]){ "suspend", "--until", "25/10", NULL });
	suspends(w, 1, "there is no unit 99999 in force",
		(const char *const[]){ "suspend", "--unit", "99999", "--until", near, NULL });
	suspends(w, 1, "there is no suspension 7", (const char *const[]){ "suspend", "--end", "7", NULL });
	suspends(w, 0, "nothing is suspended", (const char *const[]){ "suspend", NULL });
}

static void a_storm_stops_the_urging_through_a_crash_until_it_is_over(void **state)
{
	struct whole w;
	char until[16];

	(void)state;
	whole_begin(&w);
	what_cannot_be_is_refused(&w);
	suspends(&w, 0, "suspension 1: nobody in " COMMUNE " is urged from ",
		(const char *const[]){
			"suspend", "--unit", COMMUNE, "--until", day(2, until), "--reason", "bão số 5", NULL });
	suspends(&w, 0, "bão số 5", (const char *const[]){ "suspend", NULL });
	suspends(&w, 0, "\"unit\": \"" COMMUNE "\"", (const char *const[]){ "suspend", "--json", NULL });
	whole_says(&w, CHAIR, "NHAC");
	whole_heard(&w, CHAIR, "dang tam ngung nhac toi het");
	whole_says(&w, HEAD, "BC DVC 5"); /* who reports all the same is answered */
	whole_heard(&w, HEAD, "DVC 5");
	whole_crashes(&w);
	whole_says(&w, CHAIR, "NHAC");
	whole_heard(&w, CHAIR, "dang tam ngung nhac toi het");
	assert_int_equal(gateway_ask(&w.gateway, "SELECT COUNT(*) FROM message WHERE text LIKE 'Nhac: thon%'"), 0);
	suspends(&w, 0, "suspension 1 is over", (const char *const[]){ "suspend", "--end", "1", NULL });
	suspends(&w, 0, "nothing is suspended", (const char *const[]){ "suspend", NULL });
	whole_says(&w, CHAIR, "NHAC");
	whole_heard(&w, CHAIR, "Dang gui tin nhac den");
	whole_heard(&w, "+84905100010", "chua nop BC");
	whole_end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_storm_stops_the_urging_through_a_crash_until_it_is_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
