/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/clock.h"
#include "gateway/command/try_line.h"
#include "gateway/programme/programme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>
#include <jansson.h>

#define NOW INT64_C(1660788000000000) /* 2022-08-18 09:00 +07:00 */

static int take(struct try_line *line, const char *octets, struct why *why)
{
	line->number = 7;
	return try_line_read(line, octets, strlen(octets), NOW, why);
}

static void a_phone_a_tab_and_a_text_are_a_line(void **state)
{
	struct try_line line;
	struct why why;
	(void)state;

	try_line_init(&line);
	assert_int_equal(take(&line, "0905.123.456\tbc dvc 5\tx", &why), 0);
	assert_string_equal(line.from, "+84905123456");
	assert_false(line.from_name);
	assert_string_equal(line.text.data, "bc dvc 5\tx");
	assert_int_equal(line.now_us, NOW);
	assert_int_equal(take(&line, "VIETTEL\tQC", &why), 0);
	assert_true(line.from_name);
	assert_int_equal(take(&line, "191\t", &why), 0);
	assert_false(line.from_name);
	assert_string_equal(line.text.data, "");
	assert_string_equal(line.session.data, "");
	try_line_fini(&line);
}

static void an_object_names_its_time_and_its_session(void **state)
{
	struct try_line line;
	struct why why;
	(void)state;

	try_line_init(&line);
	assert_int_equal(
		take(&line,
			"{\"from\": \"+84905123456\", \"text\": \"B\\u00e1o c\\u00e1o\\nDVC 5\", \"now\": "
			"\"2022-08-20T07:30:00+07:00\", \"channel\": \"ussd\", \"session\": \"s1\", \"id\": 4}",
			&why),
		0);
	assert_string_equal(line.text.data, "Báo cáo\nDVC 5");
	assert_string_equal(line.session.data, "s1");
	assert_int_equal(line.now_us, NOW + 2 * CLOCK_DAY - 90 * CLOCK_MINUTE);
	assert_int_equal(take(&line, "{\"from\": \"0905123456\", \"text\": \"\", \"session\": \"s1\"}", &why), 0);
	assert_string_equal(line.session.data, ""); /* an SMS has none */
	try_line_fini(&line);
}

static void what_is_no_such_line_is_refused_with_the_remedy(void **state)
{
	static const struct {
		const char *octets, *why;
	} bad[] = {
		{ "0905123456 bc", "there is no tab; " },
		{ "\tbc", "a sender of 0 octets; " },
		{ "012345678901234567890123456789\tbc", "a sender of 30 octets; " },
		{ "{\"from\": \"0905123456\"}", "\"text\" is missing; " },
		{ "{\"text\": \"a\"}", "\"from\" is missing; " },
		{ "{\"from\": 905, \"text\": \"a\"}", "from, text, now, channel and session are texts; " },
		{ "{\"from\": \"0905123456\", \"text\": \"a\"", "it is no JSON object: " },
		{ "{\"from\": \"0905123456\", \"text\": \"a\", \"now\": \"8h\"}", "now \"8h\" is no time; " },
		{ "{\"from\": \"0905123456\", \"text\": \"a\", \"channel\": \"fax\"}",
			"channel \"fax\" is not known; " },
		{ "{\"from\": \"0905123456\", \"text\": \"a\", \"channel\": \"ussd\"}",
			"a USSD text needs a session; " },
	};
	struct try_line line;
	struct why why;
	(void)state;

	try_line_init(&line);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(take(&line, bad[i].octets, &why), -1);
		if (strncmp(why.text, bad[i].why, strlen(bad[i].why)) != 0)
			fail_msg("%s: %s", bad[i].octets, why.text);
	}
	try_line_fini(&line);
}

static json_t *print(const struct outcome *outcome, const char *octets, const struct buf *trace)
{
	struct try_line line;
	struct why why;
	struct buf out;
	json_t *object;

	try_line_init(&line);
	buf_init(&out);
	assert_int_equal(take(&line, octets, &why), 0);
	try_line_print(&line, outcome, trace, &out);
	assert_ptr_equal(strchr(out.data, '\n'), out.data + out.length - 1);
	object = json_loads(out.data, 0, NULL);
	assert_non_null(object);
	try_line_fini(&line);
	buf_fini(&out);
	return object;
}

static const char *text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static void the_result_is_the_object_of_the_interface(void **state)
{
	struct outcome o;
	json_t *all, *reply;
	(void)state;

	outcome_init(&o);
	reading_clear(&o.reading);
	o.reading.intent = o.intent = INTENT_REPORT;
	o.reading.entries = 1;
	reading_add_number(&o.reading, 0, "NT", 5);
	reading_add_number(&o.reading, 0, "VID", 3);
	reading_add_text(&o.reading, 0, "date", "2022-08-20");
	reading_add_text(&o.reading, 0, "date", "2022-08-21");
	o.status = OUTCOME_RECORDED;
	strcpy(o.replies[0].to, "+84905123456");
	buf_adds(&o.replies[0].text, "Da nhan");
	o.replies[0].parts = 1;
	o.replies[0].ucs2 = false;
	o.replies_used = 1;
	all = print(&o, "0905123456\tbc nt5 vid 3", NULL);
	assert_int_equal(json_integer_value(json_object_get(all, "line")), 7);
	assert_string_equal(text_of(all, "from"), "+84905123456");
	assert_string_equal(text_of(all, "text"), "bc nt5 vid 3");
	assert_string_equal(text_of(all, "intent"), "report");
	assert_string_equal(text_of(all, "status"), "recorded");
	assert_int_equal(json_integer_value(json_object_get(json_object_get(all, "fields"), "NT")), 5);
	assert_int_equal(json_array_size(json_object_get(json_object_get(all, "fields"), "date")), 2);
	reply = json_array_get(json_object_get(all, "replies"), 0);
	assert_string_equal(text_of(reply, "to"), "+84905123456");
	assert_string_equal(text_of(reply, "text"), "Da nhan");
	assert_string_equal(text_of(reply, "coding"), "gsm7");
	assert_int_equal(json_integer_value(json_object_get(reply, "parts")), 1);
	assert_null(json_object_get(all, "why"));
	assert_null(json_object_get(all, "more"));
	json_decref(all);
	outcome_fini(&o);
}

static void two_units_in_one_text_are_entries(void **state)
{
	struct outcome o;
	json_t *all, *entries;
	(void)state;

	outcome_init(&o);
	reading_clear(&o.reading);
	o.reading.intent = o.intent = INTENT_REPORT;
	o.reading.entries = 2;
	reading_add_text(&o.reading, 0, "unit", "2104901");
	reading_add_number(&o.reading, 0, "DVC", 5);
	reading_add_text(&o.reading, 1, "unit", "2104902");
	reading_add_number(&o.reading, 1, "DVC", 7);
	all = print(&o, "0905123456\tx", NULL);
	entries = json_object_get(json_object_get(all, "fields"), "entries");
	assert_int_equal(json_array_size(entries), 2);
	assert_string_equal(text_of(json_array_get(entries, 1), "unit"), "2104902");
	assert_int_equal(json_integer_value(json_object_get(json_array_get(entries, 1), "DVC")), 7);
	json_decref(all);
	outcome_fini(&o);
}

static void a_question_says_what_it_asks_and_offers(void **state)
{
	struct outcome o;
	struct buf trace;
	json_t *all, *fields;
	(void)state;

	outcome_init(&o);
	buf_init(&trace);
	buf_adds(&trace, "words: bc\nrunner-up: help 40\n");
	reading_clear(&o.reading);
	o.reading.intent = o.intent = INTENT_ASK;
	o.reading.guess = INTENT_REGISTER;
	o.reading.entries = 1;
	strcpy(o.reading.ask, "unit");
	strcpy(o.reading.options[0], "21046");
	strcpy(o.reading.options[1], "21091");
	o.reading.options_used = 2;
	o.status = OUTCOME_ASKED;
	all = print(&o, "0905123456\tx\xFFy", &trace);
	fields = json_object_get(all, "fields");
	assert_string_equal(text_of(all, "text"), "x\xEF\xBF\xBDy"); /* U+FFFD for what is no UTF-8 */
	assert_string_equal(text_of(fields, "ask"), "unit");
	assert_string_equal(text_of(fields, "guess"), "register");
	assert_int_equal(json_array_size(json_object_get(fields, "options")), 2);
	assert_int_equal(json_array_size(json_object_get(all, "why")), 2);
	json_decref(all);
	buf_fini(&trace);
	outcome_fini(&o);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_phone_a_tab_and_a_text_are_a_line),
		cmocka_unit_test(an_object_names_its_time_and_its_session),
		cmocka_unit_test(what_is_no_such_line_is_refused_with_the_remedy),
		cmocka_unit_test(the_result_is_the_object_of_the_interface),
		cmocka_unit_test(two_units_in_one_text_are_entries),
		cmocka_unit_test(a_question_says_what_it_asks_and_offers),
	};

	setenv("TZ", "Asia/Ho_Chi_Minh", 1);
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
