/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A part of the country in a store, on either engine: its books are those that its reports make, every commune gets its
 * digest and everybody a text to all. What that costs there is printed; `make nation` does the whole of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define SHARE "0.01" /* 940 teams, two years of their reports */

static void a_part_of_the_country_has_the_books_that_its_reports_make(void **state)
{
	char own[512], command[700];
	ssize_t n = readlink("/proc/self/exe", own, sizeof own - 1);

	(void)state;
	assert_true(n > 0);
	own[n] = '\0';
	*strrchr(own, '/') = '\0';
	snprintf(command, sizeof command, "NATION_SHARE=" SHARE " %s/nation", own);
	assert_int_equal(system(command), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_part_of_the_country_has_the_books_that_its_reports_make),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
