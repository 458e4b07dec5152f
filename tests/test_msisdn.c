/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/msisdn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static void numbers_are_read_in_every_form_that_lists_hold(void **state)
{
	static const struct {
		const char *written, *read;
	} rows[] = {
		{ "+84905123456", "+84905123456" },
		{ "84905123456", "+84905123456" },
		{ "0905123456", "+84905123456" },
		{ "0084905123456", "+84905123456" },
		{ "0905.123.456", "+84905123456" },
		{ " 0905 123 456 ", "+84905123456" },
		{ "(+84)905-123-456", "+84905123456" },
		{ "(+84) 0905123456", "+84905123456" },
		{ "905123456", "+84905123456" },   /* a spreadsheet ate the zero */
		{ "01689123456", "+84389123456" }, /* 11 digits, before 2018 */
		{ "+841689123456", "+84389123456" },
		{ "1201234567", "+84701234567" },
		{ "0199 1234567", "+84591234567" },
		{ "0559123456", "+84559123456" }, /* the one 055 that is mobile */
		{ "0842123456", "+84842123456" }, /* 084 is VinaPhone, not the country */
		{ "842123456", "+84842123456" },
	};
	char to[MSISDN_OCTETS];
	struct why why;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (msisdn_read(rows[i].written, to, &why) == -1)
			fail_msg("%s: %s", rows[i].written, why.text);
		assert_string_equal(to, rows[i].read);
	}
}

static void what_is_no_mobile_number_is_refused_with_the_reason(void **state)
{
	static const struct {
		const char *written, *reason;
	} rows[] = {
		{ "", "not a telephone number" },
		{ "VIETTEL", "not a telephone number" },
		{ "9.05E+08", "not a telephone number" },
		{ "0905123456789012345", "not a telephone number" },
		{ "191", "3 digits" },
		{ "8049", "4 digits" },
		{ "090512345", "9 digits" },
		{ "0553851261", "fixed line of Quang Ngai" },
		{ "02553851261", "fixed line" },
		{ "+14155550123", "not a number of Viet Nam" },
		{ "0014155550123", "not a number of Viet Nam" },
		{ "0801234567", "no prefix" },
		{ "0101234567", "no prefix" },
	};
	char to[MSISDN_OCTETS] = "as it was";
	struct why why;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (msisdn_read(rows[i].written, to, &why) != -1)
			fail_msg("%s was read as %s", rows[i].written, to);
		if (strstr(why.text, rows[i].reason) == NULL)
			fail_msg("%s: %s", rows[i].written, why.text);
		assert_string_equal(to, "as it was");
	}
}

static void the_carrier_follows_the_longest_prefix(void **state)
{
	char to[MSISDN_OCTETS];

	(void)state;
	assert_string_equal(msisdn_carrier("+84389123456"), "viettel");
	assert_string_equal(msisdn_carrier("+84301234567"), "mobifone");
	assert_string_equal(msisdn_carrier("+84861234567"), "viettel");
	assert_string_equal(msisdn_carrier("+84911234567"), "vinaphone");
	assert_string_equal(msisdn_carrier("+84559123456"), "wintel");
	assert_string_equal(msisdn_carrier("191"), "");
	assert_string_equal(msisdn_local("+84905123456", to), "0905123456");
	assert_string_equal(msisdn_local("191", to), "191");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_read_in_every_form_that_lists_hold),
		cmocka_unit_test(what_is_no_mobile_number_is_refused_with_the_reason),
		cmocka_unit_test(the_carrier_follows_the_longest_prefix),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
