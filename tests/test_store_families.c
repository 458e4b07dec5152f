/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sessions, due times, alarms, the audit, links' memories. */
#include "gateway/base/clock.h"
#include "store/alarm.h"
#include "store/audit.h"
#include "store/due.h"
#include "store/form.h"
#include "store/memory.h"
#include "store/report.h"
#include "store/session.h"
#include "tests/help/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#define NOW   INT64_C(1660788000000000) /* 2022-08-18T09:00:00+07:00 */
#define LATER (NOW + 2 * CLOCK_HOUR)
#define LAN   "+84905000001"

static struct why why; /* of the last failure, for messages */

static void ok(int result)
{
	if (result == -1)
		fail_msg("%s", why.text);
}

static int set_up(void **state)
{
	*state = engine_open(1);
	assert_non_null(*state);
	return 0;
}

static int tear_down(void **state)
{
	struct store *st = *state;

	store_close(&st);
	return 0;
}

/* ---- forms ---- */

static void a_form_has_a_number_and_its_values(void **state)
{
	struct store *st = *state;
	struct form_record f = { .form = "storm", .phone = LAN, .unit = "2104901", .at = NOW, .status = "received" };
	struct form_record got;
	struct query *q;

	ok(form_put(st, &f, &why));
	assert_int_equal(f.no, 1);
	ok(form_put_value(st, &f, 0, "houses", "5", &why));
	ok(form_put_value(st, &f, 1, "note", "", &why));
	ok(form_put_value(st, &f, 0, "houses", "6", &why)); /* over the one before */
	ok(form_get(st, 1, &got, &why));
	assert_string_equal(got.form, "storm");
	assert_true(got.at == NOW);
	memcpy(got.status, "undone", sizeof "undone");
	ok(form_put(st, &got, &why));
	ok(form_get(st, 1, &got, &why));
	assert_string_equal(got.status, "undone");
	ok(form_get(st, 2, &got, &why));
	assert_int_equal(got.no, 0);
	q = store_query(
		st, "SELECT field, value FROM form_value WHERE form_no = 1 AND unit = '2104901' ORDER BY place", &why);
	assert_non_null(q);
	assert_int_equal(query_step(q, &why), STEP_ROW);
	assert_string_equal(query_column_text(q, 0), "houses");
	assert_string_equal(query_column_text(q, 1), "6");
	assert_int_equal(query_step(q, &why), STEP_ROW);
	assert_string_equal(query_column_text(q, 1), "");
	assert_int_equal(query_step(q, &why), STEP_DONE);
	query_end(q);
}

/* ---- sessions ---- */

/* On whatever channel, also when it is over. */
static void the_last_session_of_a_kind_is_found(void **state)
{
	struct store *st = *state;
	char channel[SESSION_CHANNEL_OCTETS] = "";
	struct session s;

	session_init(&s);
	ok(session_put(st, LAN, "ussd:desk:1", "menu", "one", NOW, NOW + 10, &why));
	ok(session_put(st, LAN, "ussd:desk:2", "menu", "two", NOW + 20, NOW + 30, &why));
	ok(session_put(st, LAN, "sms", "number", "three", NOW + 25, NOW + 90, &why));
	ok(session_last(st, LAN, "menu", NOW, &s, channel, &why));
	assert_string_equal(s.data.data, "two");
	assert_string_equal(channel, "ussd:desk:2");
	ok(session_last(st, LAN, "menu", NOW + 21, &s, channel, &why));
	assert_string_equal(s.kind, "");
	/* A text answers the last question, on whichever of the two; a menu of USSD only by dialling. */
	ok(session_get_texted(st, LAN, NOW + 26, &s, channel, &why));
	assert_string_equal(s.data.data, "three");
	ok(session_put(st, LAN, "ussd:desk:2", "confirm", "four", NOW + 27, NOW + 40, &why));
	ok(session_get_texted(st, LAN, NOW + 28, &s, channel, &why));
	assert_string_equal(s.data.data, "four");
	assert_string_equal(channel, "ussd:desk:2");
	ok(session_get_texted(st, LAN, NOW + 40, &s, channel, &why));
	assert_string_equal(channel, "sms");
	session_fini(&s);
}

static void a_session_runs_until_it_expires(void **state)
{
	struct store *st = *state;
	struct session s;

	session_init(&s);
	ok(session_get(st, LAN, "sms", NOW, &s, &why));
	assert_string_equal(s.kind, "");
	ok(session_put(st, LAN, "sms", "number", "{\"indicator\":\"DVC\"}", NOW, NOW + 10, &why));
	ok(session_get(st, LAN, "sms", NOW + 9, &s, &why));
	assert_string_equal(s.kind, "number");
	assert_string_equal(s.data.data, "{\"indicator\":\"DVC\"}");
	assert_true(s.started_at == NOW && s.expires_at == NOW + 10);
	ok(session_get(st, LAN, "sms", NOW + 10, &s, &why));
	assert_string_equal(s.kind, "");
	assert_string_equal(s.data.data, "");
	session_fini(&s);
}

static void a_new_session_replaces_the_one_of_its_channel_only(void **state)
{
	struct store *st = *state;
	struct session s;

	session_init(&s);
	ok(session_put(st, LAN, "sms", "number", "1", NOW, NOW + 10, &why));
	ok(session_put(st, LAN, "ussd:v1:7", "menu", "2", NOW, NOW + 10, &why));
	ok(session_put(st, LAN, "sms", "unit", "3", NOW + 1, NOW + 20, &why));
	ok(session_get(st, LAN, "sms", NOW + 2, &s, &why));
	assert_string_equal(s.kind, "unit");
	assert_string_equal(s.data.data, "3");
	ok(session_get(st, LAN, "ussd:v1:7", NOW + 2, &s, &why));
	assert_string_equal(s.kind, "menu");
	ok(session_drop(st, LAN, "sms", &why));
	ok(session_get(st, LAN, "sms", NOW + 2, &s, &why));
	assert_string_equal(s.kind, "");
	ok(session_get(st, LAN, "ussd:v1:7", NOW + 2, &s, &why));
	assert_string_equal(s.kind, "menu");
	session_fini(&s);
}

static void sessions_that_are_over_are_dropped(void **state)
{
	struct store *st = *state;
	unsigned dropped;

	ok(session_put(st, LAN, "sms", "a", "", NOW, NOW + 10, &why));
	ok(session_put(st, LAN, "ussd", "b", "", NOW, NOW + 20, &why));
	ok(session_expire(st, NOW + 10, &dropped, &why));
	assert_int_equal(dropped, 1);
	ok(session_expire(st, NOW + 30, NULL, &why));
	ok(session_expire(st, NOW + 30, &dropped, &why));
	assert_int_equal(dropped, 0);
}

/* ---- due times ---- */

static void what_is_due_comes_by_its_time_and_once(void **state)
{
	struct store *st = *state;
	struct due due;
	int64_t at;

	ok(due_next_time(st, &at, &why));
	assert_true(at == INT64_MAX);
	ok(due_add(st, "digest", "22714", NOW + 20, "22714", &why));
	ok(due_add(st, "reminder", "5:" LAN, NOW + 10, "22714-01", &why));
	ok(due_next(st, NOW + 9, &due, &why));
	assert_string_equal(due.kind, "");
	ok(due_next_time(st, &at, &why));
	assert_true(at == NOW + 10);
	ok(due_next(st, NOW + 30, &due, &why));
	assert_string_equal(due.kind, "reminder");
	assert_string_equal(due.key, "5:" LAN);
	assert_string_equal(due.unit, "22714-01");
	assert_true(due.at == NOW + 10);
	ok(due_done(st, due.kind, due.key, NOW + 30, &why));
	ok(due_add(st, "reminder", "5:" LAN, NOW + 11, "22714-01", &why)); /* it has happened */
	ok(due_next(st, NOW + 30, &due, &why));
	assert_string_equal(due.kind, "digest");
}

static void what_was_done_waits_again_when_it_is_moved(void **state)
{
	struct store *st = *state;
	struct due due;
	bool waiting;

	ok(due_get(st, "digest", "22714", &due, &waiting, &why));
	assert_string_equal(due.kind, "");
	assert_false(waiting);
	ok(due_move(st, "digest", "22714", NOW, &why)); /* it is not there: nothing */
	ok(due_add(st, "digest", "22714", NOW, "22714", &why));
	ok(due_done(st, "digest", "22714", NOW, &why));
	ok(due_get(st, "digest", "22714", &due, &waiting, &why));
	assert_string_equal(due.kind, "digest");
	assert_false(waiting);
	ok(due_move(st, "digest", "22714", NOW + 7, &why));
	ok(due_get(st, "digest", "22714", &due, &waiting, &why));
	assert_true(waiting && due.at == NOW + 7);
}

static void a_prefix_drops_what_waits_and_keeps_what_was_done(void **state)
{
	static const char *const keys[] = { "5:a", "5:b", "5:done", "51:a", "%:a" };
	struct store *st = *state;
	struct due due;
	bool waiting;

	for (size_t i = 0; i < 5; i++)
		ok(due_add(st, "reminder", keys[i], NOW, "", &why));
	ok(due_add(st, "other", "5:a", NOW, "", &why));
	ok(due_done(st, "reminder", "5:done", NOW, &why));
	ok(due_drop(st, "reminder", "5:", &why));
	for (size_t i = 0; i < 5; i++) {
		ok(due_get(st, "reminder", keys[i], &due, &waiting, &why));
		assert_int_equal(due.kind[0] != '\0', i >= 2);
	}
	ok(due_get(st, "other", "5:a", &due, &waiting, &why));
	assert_true(waiting);
	ok(due_drop(st, "reminder", "%", &why)); /* a letter like any other */
	ok(due_get(st, "reminder", "51:a", &due, &waiting, &why));
	assert_true(waiting);
	ok(due_drop(st, "reminder", "", &why));
	ok(due_get(st, "reminder", "51:a", &due, &waiting, &why));
	assert_string_equal(due.kind, "");
}

static void what_was_done_long_ago_is_forgotten(void **state)
{
	struct store *st = *state;
	struct due due;
	bool waiting;
	unsigned pruned;

	ok(due_add(st, "reminder", "a", NOW, "", &why));
	ok(due_add(st, "reminder", "b", NOW, "", &why));
	ok(due_add(st, "reminder", "c", NOW, "", &why));
	ok(due_done(st, "reminder", "a", NOW + 5, &why));
	ok(due_done(st, "reminder", "c", NOW + 4, &why));
	ok(due_prune(st, NOW + 4, 1, &pruned, &why));
	assert_int_equal(pruned, 0);
	ok(due_prune(st, NOW + 6, 1, &pruned, &why)); /* the oldest */
	assert_int_equal(pruned, 1);
	ok(due_get(st, "reminder", "c", &due, &waiting, &why));
	assert_string_equal(due.kind, "");
	ok(due_get(st, "reminder", "a", &due, &waiting, &why));
	assert_string_equal(due.kind, "reminder");
	ok(due_prune(st, NOW + 6, 2, &pruned, &why));
	assert_int_equal(pruned, 1);
	ok(due_get(st, "reminder", "a", &due, &waiting, &why));
	assert_string_equal(due.kind, "");
	ok(due_get(st, "reminder", "b", &due, &waiting, &why));
	assert_true(waiting);
}

/* ---- reports ---- */

/* What is of a village can be kept in one place. */
static void values_go_with_their_report_to_another_unit(void **state)
{
	struct store *st = *state;
	struct report r = { .unit = "2104901", .period = "2022-08", .status = "received" };
	struct report_value v = { .indicator = "DVC", .value = 5 };
	int64_t there;

	ok(report_put(st, &r, &why));
	ok(report_put_value(st, &r, &v, &why));
	memcpy(r.unit, "2104902", sizeof "2104902");
	ok(report_put(st, &r, &why));
	ok(record_number(
		store_query(st, "SELECT COUNT(*) FROM report_value WHERE unit = '2104902'", &why), &there, &why));
	assert_int_equal(there, 1);
}

/* ---- alarms ---- */

static void an_alarm_is_new_until_it_is_cleared(void **state)
{
	struct store *st = *state;
	struct alarm *rows;
	size_t used;
	bool is_new;

	ok(alarm_clear(st, "sim-full", "v1", NOW, &why)); /* it does not stand: nothing */
	ok(alarm_raise(st, "sim-full", "v1", "SIM đầy", NOW, &is_new, &why));
	assert_true(is_new);
	ok(alarm_raise(st, "sim-full", "v1", "SIM vẫn đầy", NOW + 1, &is_new, &why));
	assert_false(is_new);
	ok(alarm_raise(st, "sim-full", "v2", "SIM đầy", NOW + 2, NULL, &why));
	ok(alarm_list(st, INT64_MAX, &rows, &used, &why));
	assert_int_equal(used, 2);
	assert_string_equal(rows[0].subject, "v2");
	assert_string_equal(rows[1].text, "SIM vẫn đầy");
	assert_true(rows[1].times == 2 && rows[1].raised_at == NOW && rows[1].cleared_at == 0);
	free(rows);
	ok(alarm_clear(st, "sim-full", "v1", NOW + 5, &why));
	ok(alarm_clear(st, "sim-full", "v1", NOW + 9, &why)); /* it was over already */
	ok(alarm_list(st, INT64_MAX, &rows, &used, &why));
	assert_int_equal(used, 1);
	free(rows);
	ok(alarm_list(st, NOW + 5, &rows, &used, &why));
	assert_int_equal(used, 2);
	assert_true(rows[1].cleared_at == NOW + 5);
	free(rows);
	ok(alarm_raise(st, "sim-full", "v1", "SIM đầy", LATER, &is_new, &why));
	assert_true(is_new);
	ok(alarm_list(st, INT64_MAX, &rows, &used, &why));
	assert_true(rows[0].raised_at == LATER && rows[0].times == 1);
	free(rows);
}

static void what_comes_and_goes_is_one_incident_told_of_once_an_hour(void **state)
{
	struct store *st = *state;
	struct alarm *rows;
	unsigned told = 0;
	size_t used;
	bool is_new;

	for (int minute = 0; minute < 150; minute += 3) {
		ok(alarm_raise(st, "line", "v1", "gone", NOW + minute * CLOCK_MINUTE, &is_new, &why));
		told += is_new;
		ok(alarm_clear(st, "line", "v1", NOW + minute * CLOCK_MINUTE + 1, &why));
	}
	assert_int_equal(told, 3); /* at the beginning and after each hour, not fifty times */
	ok(alarm_list(st, NOW, &rows, &used, &why));
	assert_int_equal(used, 1);
	assert_int_equal(rows[0].times, 10);
	free(rows);
	ok(alarm_raise(st, "loop", "*56", "a machine", NOW, &is_new, &why));
	ok(alarm_clear_old(st, "loop", NOW, LATER, &why));
	ok(alarm_list(st, INT64_MAX, &rows, &used, &why));
	assert_int_equal(used, 1); /* told of since then */
	free(rows);
	ok(alarm_clear_old(st, "loop", NOW + 1, LATER, &why));
	ok(alarm_list(st, INT64_MAX, &rows, &used, &why));
	assert_int_equal(used, 0);
	free(rows);
}

/* ---- the audit ---- */

static void the_audit_is_read_from_the_newest_page_by_page(void **state)
{
	struct store *st = *state;
	struct audit *rows;
	int64_t below = INT64_MAX;
	size_t used;

	for (int i = 0; i < 5; i++)
		ok(audit_add(st, "root", "import", i % 2 == 0 ? "units" : "members", "12 dòng", NOW + i, &why));
	for (int page = 0; page < 3; page++) {
		ok(audit_list(st, below, 2, &rows, &used, &why));
		assert_int_equal(used, page < 2 ? 2 : 1);
		assert_true(rows[0].at == NOW + 4 - 2 * page);
		assert_string_equal(rows[0].subject, "units");
		assert_string_equal(rows[0].who, "root");
		assert_string_equal(rows[0].what, "import");
		assert_string_equal(rows[0].detail, "12 dòng");
		below = rows[used - 1].id;
		free(rows);
	}
	ok(audit_list(st, below, 2, &rows, &used, &why));
	assert_int_equal(used, 0);
	assert_null(rows);
}

/* ---- memories ---- */

static void a_link_remembers_the_last_value_of_a_key(void **state)
{
	struct store *st = *state;
	struct buf value;

	buf_init(&value);
	assert_int_equal(memory_get(st, "v1", "bad_pin", &value, &why), 0);
	ok(memory_put(st, "v1", "bad_pin", "452040000000001", NOW, &why));
	ok(memory_put(st, "v1", "bad_pin", "452040000000002", NOW, &why));
	assert_int_equal(memory_get(st, "v2", "bad_pin", &value, &why), 0);
	assert_int_equal(memory_get(st, "v1", "bad_pin", &value, &why), 1);
	assert_string_equal(value.data, "452040000000002");
	ok(memory_drop(st, "v1", "bad_pin", &why));
	assert_int_equal(memory_get(st, "v1", "bad_pin", &value, &why), 0);
	assert_string_equal(value.data, "");
	buf_fini(&value);
}

/* ---- failures ---- */

static bool use_everything(struct store *st)
{
	struct session s;
	struct buf value;
	struct due due;
	struct alarm *alarms = NULL;
	struct audit *audits = NULL;
	bool good, flag;
	int64_t at;
	size_t used;
	unsigned n;

	session_init(&s);
	buf_init(&value);
	good = session_put(st, LAN, "sms", "a", "", NOW, NOW + 1, &why) == 0 &&
	       session_get(st, LAN, "sms", NOW, &s, &why) == 0 && session_drop(st, LAN, "sms", &why) == 0 &&
	       session_expire(st, NOW, NULL, &why) == 0 && due_add(st, "k", "a", NOW, "", &why) == 0 &&
	       due_next(st, NOW, &due, &why) == 0 && due_next_time(st, &at, &why) == 0 &&
	       due_get(st, "k", "a", &due, &flag, &why) == 0 && due_move(st, "k", "a", NOW, &why) == 0 &&
	       due_done(st, "k", "a", NOW, &why) == 0 && due_drop(st, "k", "", &why) == 0 &&
	       due_prune(st, NOW, 1, &n, &why) == 0 && alarm_raise(st, "k", "s", "t", NOW, &flag, &why) == 0;
	good = good && alarm_list(st, NOW, &alarms, &used, &why) == 0;
	free(alarms);
	good = good && alarm_clear(st, "k", "s", NOW, &why) == 0 && audit_add(st, "a", "b", "c", "d", NOW, &why) == 0 &&
	       audit_list(st, INT64_MAX, 9, &audits, &used, &why) == 0;
	free(audits);
	good = good && memory_put(st, "v1", "k", "v", NOW, &why) == 0 && memory_get(st, "v1", "k", &value, &why) == 1 &&
	       memory_drop(st, "v1", "k", &why) == 0;
	buf_fini(&value);
	session_fini(&s);
	return good;
}

static void every_failing_call_is_told_to_the_caller(void **state)
{
	bool good = false;
	int nth = 0;

	(void)state;
	while (!good) {
		struct store *st = engine_open(1);

		assert_non_null(st);
		store_fail_at(st, ++nth);
		why.text[0] = '\0';
		good = use_everything(st);
		if (!good)
			assert_string_equal(why.text, "the store failed because a test asked for it");
		store_close(&st);
	}
	assert_true(nth > 38);
}

#define STORE_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_form_has_a_number_and_its_values),
		STORE_TEST(the_last_session_of_a_kind_is_found),
		STORE_TEST(a_session_runs_until_it_expires),
		STORE_TEST(a_new_session_replaces_the_one_of_its_channel_only),
		STORE_TEST(sessions_that_are_over_are_dropped),
		STORE_TEST(what_is_due_comes_by_its_time_and_once),
		STORE_TEST(what_was_done_waits_again_when_it_is_moved),
		STORE_TEST(a_prefix_drops_what_waits_and_keeps_what_was_done),
		STORE_TEST(what_was_done_long_ago_is_forgotten),
		STORE_TEST(values_go_with_their_report_to_another_unit),
		STORE_TEST(an_alarm_is_new_until_it_is_cleared),
		STORE_TEST(what_comes_and_goes_is_one_incident_told_of_once_an_hour),
		STORE_TEST(the_audit_is_read_from_the_newest_page_by_page),
		STORE_TEST(a_link_remembers_the_last_value_of_a_key),
		STORE_TEST(every_failing_call_is_told_to_the_caller),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
