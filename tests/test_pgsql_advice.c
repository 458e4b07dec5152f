/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/pgsql_advice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct pgsql_place somewhere;

/* As libpq 15 says it. */
static const struct {
	const char *said, *state, *text, *advice;
} refusals[] = {
	{ "connection to server at \"10.0.0.7\", port 5432 failed: FATAL:  28P01: password authentication failed for user"
	  " \"keng\"\nLOCATION:  auth_failed, auth.c:330\n",
		"28P01",
		"connection to server at '10.0.0.7', port 5432 failed: FATAL: password authentication failed for user"
		" 'keng'",
		"correct the password" },
	{ "FATAL:  3D000: database \"keng\" does not exist\nLOCATION:  InitPostgres, postinit.c:885\n", "3D000",
		"FATAL: database 'keng' does not exist", "createdb" },
	{ "FATAL:  28000: role \"keng\" does not exist\n", "28000", "FATAL: role 'keng' does not exist", "createuser" },
	{ "connection to server at \"a\", port 5432 failed: session is read-only\n", "",
		"connection to server at 'a', port 5432 failed: session is read-only", "promote it" },
	{ "connection to server at \"a\", port 1 failed: Connection refused\n"
	  "\tIs the server running on that host and accepting TCP/IP connections?\n",
		"", "connection to server at 'a', port 1 failed: Connection refused", "start the server there" },
	{ "connection to server at \"a\", port 1 failed: Connection refused\n"
	  "\tIs the server running on that host and accepting TCP/IP connections?\n"
	  "connection to server at \"b\", port 2 failed: session is read-only\n",
		"",
		"connection to server at 'a', port 1 failed: Connection refused; at 'b', port 2 failed: session is read-only",
		"promote it" },
	{ "connection to server at \"a\", port 1 failed: Connection refused\n"
	  "\tIs the server running on that host and accepting TCP/IP connections?\n"
	  "connection to server at \"b\", port 2 failed: ",
		"",
		"connection to server at 'a', port 1 failed: Connection refused; at 'b', port 2 failed: it does not answer",
		"start the server there" },
	{ "connection to server at \"b\", port 2 failed: \nconnection to server at \"a\", port 1 failed: Connection refused\n",
		"",
		"connection to server at 'b', port 2 failed: it does not answer; at 'a', port 1 failed: Connection refused",
		"start the server there" },
	{ "", "", "", "" },
};

static void what_a_server_refuses_becomes_one_line_a_state_and_an_advice(void **state)
{
	char code[PGSQL_STATE_OCTETS], text[400];

	(void)state;
	for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
		pgsql_tidy(refusals[i].said, code, text, sizeof text);
		assert_string_equal(code, refusals[i].state);
		assert_string_equal(text, refusals[i].text);
		assert_non_null(strstr(pgsql_advice(code, text, &somewhere), refusals[i].advice));
	}
}

static void a_long_text_is_cut_and_a_state_in_the_middle_of_a_word_is_none(void **state)
{
	char code[PGSQL_STATE_OCTETS], text[12];

	(void)state;
	pgsql_tidy("xy28P01: 28P01x a long text", code, text, sizeof text);
	assert_string_equal(code, "");
	assert_string_equal(text, "xy28P01:...");
	pgsql_tidy("a server that says more", code, text, sizeof text);
	assert_string_equal(text, "a server...");
	pgsql_tidy("eleven long", code, text, sizeof text);
	assert_string_equal(text, "eleven long");
	pgsql_tidy("oneverylongword", code, text, sizeof text);
	assert_string_equal(text, "...");
}

static void who_may_not_write_is_told_why_by_what_the_server_is(void **state)
{
	static const char *const states[][2] = { { "", "session is read-only" }, { "25006", "" } };
	const struct pgsql_place primary = { .is_primary = true }, several = { .several = true };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		const char *code = states[i][0], *text = states[i][1];

		assert_non_null(strstr(pgsql_advice(code, text, &somewhere), "or name all hosts"));
		assert_non_null(strstr(pgsql_advice(code, text, &primary), "default_transaction_read_only"));
		assert_null(strstr(pgsql_advice(code, text, &primary), "standby"));
		assert_non_null(strstr(pgsql_advice(code, text, &several), "promote"));
		assert_null(strstr(pgsql_advice(code, text, &several), "name all hosts"));
	}
}

static void what_somebody_can_mend_is_waited_for_and_our_own_mistakes_are_not(void **state)
{
	static const char *const mended[] = { "", "08006", "28P01", "3D000", "42501", "53100", "57P03", "25006" };
	static const char *const ours[] = { "42601", "42P01", "23505", "22P02" };

	(void)state;
	for (size_t i = 0; i < sizeof mended / sizeof mended[0]; i++)
		assert_true(pgsql_may_pass(mended[i]));
	for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
		assert_false(pgsql_may_pass(ours[i]));
	assert_true(pgsql_is_full("53100"));
	assert_false(pgsql_is_full("08006"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_server_refuses_becomes_one_line_a_state_and_an_advice),
		cmocka_unit_test(a_long_text_is_cut_and_a_state_in_the_middle_of_a_word_is_none),
		cmocka_unit_test(who_may_not_write_is_told_why_by_what_the_server_is),
		cmocka_unit_test(what_somebody_can_mend_is_waited_for_and_our_own_mistakes_are_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
