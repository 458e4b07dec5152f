/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/ussd/ussd_request.h"
#include "gateway/ussd_options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void fields_are_read_under_any_of_their_names(void **state)
{
	static const struct {
		const char *body, *query, *session, *from, *text;
		bool begin, json;
	} rows[] = {
		{ "sessionId=a1&phoneNumber=%2B84905123456&serviceCode=%2A8099%23&text=", NULL, "a1", "+84905123456",
			"*8099#", true, false },
		{ "sessionId=a1&phoneNumber=%2B84905123456&serviceCode=%2A8099%23&text=1*2", NULL, "a1", "+84905123456",
			"2", false, false },
		{ "session_id=x&msisdn=0905123456&input=3", NULL, "x", "+84905123456", "3", false, false },
		{ "", "session=q&phone=84905123456&text=", "q", "+84905123456", "", true, false },
		{ " {\"sessionId\":\"j\",\"phoneNumber\":\"0905123456\",\"text\":\"bc dvc 5\"}", NULL, "j",
			"+84905123456", "bc dvc 5", false, true },
		{ "sessionId=a&phoneNumber=12345&text=1", NULL, "a", "12345", "1", false, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct ussd_request r;
		struct why why = { "" };

		if (ussd_request_read(rows[i].body, strlen(rows[i].body), rows[i].query, true, &r, &why) == -1)
			fail_msg("%s: %s", rows[i].body, why.text);
		assert_string_equal(r.session, rows[i].session);
		assert_string_equal(r.from, rows[i].from);
		assert_string_equal(r.text, rows[i].text);
		assert_int_equal(r.begin, rows[i].begin);
		assert_int_equal(r.json, rows[i].json);
	}
}

static void the_last_of_the_text_may_hold_a_star(void **state)
{
	static const char body[] = "sessionId=a&phoneNumber=0905123456&text=1*2";
	struct ussd_request r;

	(void)state;
	assert_int_equal(ussd_request_read(body, sizeof body - 1, NULL, false, &r, NULL), 0);
	assert_string_equal(r.text, "1*2");
}

static void what_lacks_a_field_or_is_too_long_is_refused_with_the_reason(void **state)
{
	char body[1200] = "sessionId=a&phoneNumber=0905123456&text=";
	struct ussd_request r;
	struct why why;

	(void)state;
	assert_int_equal(ussd_request_read("text=1", 6, NULL, true, &r, &why), -1);
	assert_string_equal(why.text, "sessionId is missing");
	assert_int_equal(ussd_request_read("sessionId=&phoneNumber=1", 24, NULL, true, &r, &why), -1);
	assert_string_equal(why.text, "sessionId is empty");
	assert_int_equal(ussd_request_read("{\"sessionId\":", 13, NULL, true, &r, &why), -1);
	assert_non_null(strstr(why.text, "the JSON ends at octet"));
	memset(body + strlen(body), '7', 1000);
	assert_int_equal(ussd_request_read(body, strlen(body), NULL, true, &r, &why), -1);
	assert_string_equal(why.text, "text is longer than 511 octets");
}

static void networks_hold_their_addresses_only(void **state)
{
	char one[] = "127.0.0.1", net[] = "10.16.0.0/12", six[] = "2001:db8::/32";
	char *const networks[] = { one, net, six, NULL }, *const none[] = { NULL };

	(void)state;
	assert_true(ussd_options_allow(networks, "127.0.0.1"));
	assert_false(ussd_options_allow(networks, "127.0.0.2"));
	assert_true(ussd_options_allow(networks, "10.31.255.255"));
	assert_false(ussd_options_allow(networks, "10.32.0.0"));
	assert_true(ussd_options_allow(networks, "2001:db8:1::9"));
	assert_false(ussd_options_allow(networks, "2001:db9::1"));
	assert_false(ussd_options_allow(networks, "nonsense"));
	assert_true(ussd_options_allow(none, "192.0.2.1"));
	assert_false(ussd_options_is_network("10.0.0.0/33"));
	assert_false(ussd_options_is_network("10.0.0.0/"));
	assert_false(ussd_options_is_network("ten"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_read_under_any_of_their_names),
		cmocka_unit_test(the_last_of_the_text_may_hold_a_star),
		cmocka_unit_test(what_lacks_a_field_or_is_too_long_is_refused_with_the_reason),
		cmocka_unit_test(networks_hold_their_addresses_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
