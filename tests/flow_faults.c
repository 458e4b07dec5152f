/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Some of the faults of `make faults`, each under load, and that the books are not balanced by shutting the eyes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

/* Run the faults of those names with so many texts each, some words before; the exit status. */
static int play(const char *before, const char *names)
{
	const char *keng = getenv("KENG_BIN");
	char command[600], build[400];
	int status;

	snprintf(build, sizeof build, "%s", keng == NULL ? "build/asan/keng" : keng);
	*strrchr(build, '/') = '\0';
	snprintf(command, sizeof command, "%s python3 tests/faults.py %s --texts 60 %s", before, build, names);
	status = system(command);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void faults_of_modems_lose_nothing_and_do_nothing_twice(void **state)
{
	(void)state;
	assert_int_equal(play("", "twice vanish-sent error-delete"), 0);
}

static void faults_of_message_centres_lose_nothing_and_do_nothing_twice(void **state)
{
	(void)state;
	assert_int_equal(play("", "close silent drop huge"), 0);
}

/* A text that is acted on twice, an answer that nobody took, a fault that nobody met: each must be found. */
static void books_that_do_not_balance_are_found(void **state)
{
	(void)state;
	assert_int_equal(play("FAULTS_SPOIL=twice", "early"), 1);
	assert_int_equal(play("FAULTS_SPOIL=lost", "early"), 1);
	assert_int_equal(play("FAULTS_SPOIL=idle", "early"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(faults_of_modems_lose_nothing_and_do_nothing_twice),
		cmocka_unit_test(faults_of_message_centres_lose_nothing_and_do_nothing_twice),
		cmocka_unit_test(books_that_do_not_balance_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
