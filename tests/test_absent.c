/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was looked for and not found stays so until a row of it is written, or the transaction is over. */
#include "store/absent.h"

#include "gateway/base/clock.h"
#include "store/due.h"
#include "store/message.h"
#include "store/record.h"
#include "store/report.h"
#include "tests/help/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define NOW    INT64_C(1660788000000000) /* 2022-08-18T09:00:00+07:00 */
#define NOBODY "+84905300001"
#define PERSON "+84905300002"

static const unsigned of_senders[] = { ABSENT_STOPPED, ABSENT_SESSIONS, ABSENT_TICKETS, ABSENT_INVITATIONS,
	ABSENT_NUMBERS, ABSENT_TEXTS };
#define OF_SENDERS (sizeof of_senders / sizeof of_senders[0])

static int set_up(void **state)
{
	*state = engine_open(1);
	return 0;
}

static int tear_down(void **state)
{
	struct store *st = *state;

	store_close(&st);
	return 0;
}

static void run(struct store *st, const char *sql)
{
	struct why why;
	struct query *q = store_query(st, sql, &why);

	assert_non_null(q);
	if (query_run(q, &why) == -1)
		fail_msg("%s: %s", sql, why.text);
}

static void look(struct store *st, const char *phone)
{
	struct why why;

	if (absent_look_senders(st, &phone, 1, NOW, &why) == -1)
		fail_msg("%s", why.text);
}

static unsigned lacks(const struct store *st, const char *phone)
{
	unsigned all = 0;

	for (size_t i = 0; i < OF_SENDERS; i++)
		if (absent_is(st, phone, of_senders[i]))
			all |= of_senders[i];
	return all;
}

static const struct {
	const char *sql;
	unsigned what;
} rows[] = {
	{ "INSERT INTO stopped (msisdn, at) VALUES ('" PERSON "', 1)", ABSENT_STOPPED },
	{ "INSERT INTO session (phone, channel, kind, data, started_at, expires_at) VALUES ('" PERSON
	  "', 'sms', 'choice', '{}', 1, 2)",
		ABSENT_SESSIONS },
	{ "INSERT INTO ticket (no, phone, unit, category, text, status, owner, due_at, at, answer, answered_at)"
	  " VALUES (1, '" PERSON "', '', '', '', 'open', '', 0, 1, '', 0)",
		ABSENT_TICKETS },
	{ "INSERT INTO ticket (no, phone, unit, category, text, status, owner, due_at, at, answer, answered_at)"
	  " VALUES (2, '+84905300009', '', '', '', 'open', '" PERSON "', 0, 1, '', 0)",
		ABSENT_TICKETS },
	{ "INSERT INTO invitation (training, phone, answer, answered_at) VALUES (1, '" PERSON "', '', 0)",
		ABSENT_INVITATIONS },
	{ "INSERT INTO phone (msisdn, member, added_at) VALUES ('" PERSON "', 5, 1), ('+84905300008', 5, 2)",
		ABSENT_NUMBERS },
};

static void each_table_is_looked_at_and_whoever_writes_to_it_is_noticed(void **state)
{
	struct store *st = *state;
	struct why why;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_int_equal(store_begin(st, &why), 0);
		assert_int_equal(lacks(st, PERSON), 0); /* nothing is known yet */
		look(st, PERSON);
		look(st, NOBODY);
		assert_int_equal(lacks(st, PERSON), 63);
		run(st, rows[i].sql);
		assert_int_equal(lacks(st, PERSON), 63 & ~rows[i].what);
		assert_int_equal(lacks(st, NOBODY), 63 & ~rows[i].what); /* whose row it is is not looked at */
		look(st, PERSON);
		look(st, NOBODY);
		assert_int_equal(lacks(st, PERSON), 63 & ~rows[i].what);
		assert_int_equal(lacks(st, NOBODY), 63);
		store_rollback(st);
	}
}

static int64_t queue(struct store *st, const char *phone, int64_t now_us)
{
	struct message_out out = {
		.phone = phone, .link = "modem-1", .unit = "", .text = "chao", .kind = "", .parts = 1
	};
	struct why why;

	return message_queue(st, &out, now_us, &why);
}

static void texts_are_known_for_each_number_and_as_far_back_as_was_looked(void **state)
{
	struct store *st = *state;
	struct why why;

	assert_int_equal(store_begin(st, &why), 0);
	assert_true(queue(st, PERSON, NOW - 2 * CLOCK_HOUR) > 0);
	look(st, PERSON);
	look(st, NOBODY);
	assert_true(absent_is_text(st, PERSON, NOW - CLOCK_HOUR));
	assert_false(absent_is_text(st, PERSON, NOW - CLOCK_HOUR - 1)); /* nobody looked there */
	assert_true(queue(st, PERSON, NOW) > 0);
	assert_false(absent_is_text(st, PERSON, NOW - CLOCK_HOUR));
	assert_true(absent_is_text(st, NOBODY, NOW - CLOCK_HOUR));
	look(st, PERSON);
	assert_false(absent_is_text(st, PERSON, NOW - CLOCK_HOUR));
	assert_int_equal(store_commit(st, &why), 0);
}

static void nothing_is_known_after_what_ends_or_takes_back(void **state)
{
	struct store *st = *state;
	struct why why;

	look(st, PERSON);
	assert_int_equal(lacks(st, PERSON), 0); /* outside of a transaction others may write */
	assert_int_equal(store_begin(st, &why), 0);
	assert_int_equal(store_savepoint(st, &why), 0);
	look(st, PERSON);
	assert_int_equal(lacks(st, PERSON), 63);
	store_rollback_to_savepoint(st);
	assert_int_equal(lacks(st, PERSON), 0);
	look(st, PERSON);
	assert_int_equal(store_commit(st, &why), 0);
	assert_int_equal(lacks(st, PERSON), 0);
	assert_int_equal(store_begin(st, &why), 0);
	assert_int_equal(lacks(st, PERSON), 0);
	store_rollback(st);
}

static void an_item_that_comes_twice_in_a_transaction_is_kept_once(void **state)
{
	static const char *const items[] = { "item-1", "item-2" };
	struct store *st = *state;
	struct message_in in = { "item-1", "modem-1", PERSON, "chao", NOW };
	struct why why;
	int64_t id, again;

	assert_int_equal(store_begin(st, &why), 0);
	assert_int_equal(absent_look_items(st, items, 2, &why), 0);
	assert_true(absent_is(st, NULL, ABSENT_ATTEMPTS));
	assert_true(absent_is(st, NULL, ABSENT_EARLY));
	assert_int_equal(message_keep(st, &in, NOW, &id, &why), KEEP_NEW);
	assert_false(absent_is(st, "item-1", ABSENT_SEEN));
	assert_true(absent_is(st, "item-2", ABSENT_SEEN));
	assert_int_equal(message_keep(st, &in, NOW, &again, &why), KEEP_SEEN);
	assert_int_equal(again, id);
	assert_int_equal(store_commit(st, &why), 0);

	assert_int_equal(store_begin(st, &why), 0);
	assert_int_equal(absent_look_items(st, items, 2, &why), 0);
	assert_false(absent_is(st, "item-1", ABSENT_SEEN));
	assert_int_equal(message_keep(st, &in, NOW, &again, &why), KEEP_SEEN);
	run(st, "INSERT INTO attempt (identity, times, at) VALUES ('item-2', 1, 1)");
	assert_false(absent_is(st, NULL, ABSENT_ATTEMPTS));
	assert_int_equal(absent_look_items(st, items, 2, &why), 0);
	assert_false(absent_is(st, NULL, ABSENT_ATTEMPTS));
	store_rollback(st);
}

static void who_has_a_number_is_known_until_a_person_or_number_changes(void **state)
{
	static const char *const phones[] = { PERSON, NOBODY };
	static const char *const changes[] = { "UPDATE member SET role = 'to_pho' WHERE id = $1",
		"DELETE FROM phone WHERE member = $1", "UPDATE phone SET added_at = 7 WHERE member = $1",
		"DELETE FROM member WHERE id = $1" };
	struct member m = { .name = "Lan", .role = "to_truong", .unit = "21049", .status = "active", .phone = PERSON };
	struct store *st = *state;
	struct why why;

	assert_int_equal(store_begin(st, &why), 0);
	assert_int_equal(member_put(st, &m, NOW, &why), 0);
	assert_int_equal(store_commit(st, &why), 0);
	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		assert_int_equal(store_begin(st, &why), 0);
		assert_null(absent_member(st, PERSON));
		for (int twice = 0; twice < 2; twice++)
			assert_int_equal(absent_look_members(st, phones, 2, &why), 0);
		assert_non_null(absent_member(st, PERSON));
		assert_int_equal(member_by_phone(st, PERSON, &m, &why), 0);
		assert_string_equal(m.name, "Lan");
		assert_string_equal(m.phone, PERSON);
		assert_null(absent_member(st, NOBODY));
		assert_true(absent_is(st, NOBODY, ABSENT_MEMBERS));
		assert_false(absent_is(st, PERSON, ABSENT_MEMBERS));
		assert_true(absent_is(st, "21049", ABSENT_TARGETS));
		assert_int_equal(record_do(st, changes[i], &why, "i", m.id), 0);
		assert_null(absent_member(st, PERSON));
		assert_int_equal(absent_look_members(st, phones + 1, 1, &why), 0); /* and not by another look */
		assert_null(absent_member(st, PERSON));
		store_rollback(st);
		assert_null(absent_member(st, PERSON));
	}
}

/* More than one statement, and more than there is room for. */
static void a_great_many_are_looked_for_or_not_known(void **state)
{
	enum { MANY = 1300 };
	static char names[MANY][16];
	const char *keys[MANY];
	struct store *st = *state;
	struct why why;
	unsigned known = 0;

	for (unsigned i = 0; i < MANY; i++) {
		snprintf(names[i], sizeof names[i], "item-%u", i);
		keys[i] = names[i];
	}
	assert_int_equal(store_begin(st, &why), 0);
	run(st, "INSERT INTO seen (identity, at, message) VALUES ('item-40', 1, 1), ('item-1299', 1, 1)");
	assert_int_equal(absent_look_items(st, keys, MANY, &why), 0);
	for (unsigned i = 0; i < MANY; i++)
		known += absent_is(st, keys[i], ABSENT_SEEN);
	assert_in_range(known, 1000, 1024);
	assert_true(absent_is(st, "item-39", ABSENT_SEEN));
	assert_false(absent_is(st, "item-40", ABSENT_SEEN));
	assert_false(absent_is(st, "item-1299", ABSENT_SEEN));
	store_rollback(st);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* ---- what they have reported ---- */

static const struct absent_place place = { PERSON, "10301", "2022-W33" };

static void look_reports(struct store *st)
{
	struct why why;

	if (absent_look_reports(st, &place, 1, &why) == -1)
		fail_msg("%s", why.text);
	assert_true(absent_is_report(st, place.phone, place.period) == absent_is_report(st, place.unit, place.period));
}

static size_t standing(struct store *st)
{
	struct report *found, last;
	struct why why;
	size_t used;

	assert_int_equal(report_standing(st, place.unit, place.period, &found, &used, &why), 0);
	free(found);
	assert_int_equal(report_last_of(st, place.phone, place.period, &last, &why), 0);
	assert_int_equal(last.no != 0, used > 0);
	return used;
}

static void who_has_not_reported_is_asked_about_once(void **state)
{
	struct store *st = *state;
	struct report r = { .phone = PERSON, .unit = "10301", .period = "2022-W33", .at = NOW, .status = "received" };
	struct why why;

	assert_int_equal(store_begin(st, &why), 0);
	assert_false(absent_is_report(st, PERSON, "2022-W33"));
	look_reports(st);
	assert_true(absent_is_report(st, PERSON, "2022-W33"));
	assert_false(absent_is_report(st, PERSON, "2022-W34")); /* nobody looked */
	assert_int_equal(standing(st), 0);
	assert_int_equal(report_put(st, &r, &why), 0);
	assert_false(absent_is_report(st, PERSON, "2022-W33"));
	assert_int_equal(standing(st), 1);
	look_reports(st);
	assert_int_equal(standing(st), 1);
	assert_int_equal(store_commit(st, &why), 0);
}

static void a_report_that_becomes_somebodys_is_theirs(void **state)
{
	struct store *st = *state;
	struct why why;

	assert_int_equal(store_begin(st, &why), 0);
	look_reports(st);
	run(st, "UPDATE report SET phone = '" PERSON "' WHERE phone = '" NOBODY "'");
	assert_false(absent_is_report(st, PERSON, "2022-W33"));
	assert_int_equal(store_commit(st, &why), 0);
}

static void who_was_not_urged_is_asked_about_once(void **state)
{
	struct store *st = *state;
	char key[ABSENT_KEY_OCTETS];
	struct why why;

	absent_key(place.unit, place.period, key);
	assert_int_equal(store_begin(st, &why), 0);
	look_reports(st);
	assert_true(absent_is(st, key, ABSENT_URGED));
	assert_int_equal(due_add(st, DUE_URGED, key, NOW, place.unit, &why), 0);
	assert_false(absent_is(st, key, ABSENT_URGED));
	look_reports(st);
	assert_false(absent_is(st, key, ABSENT_URGED));
	assert_int_equal(store_commit(st, &why), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_table_is_looked_at_and_whoever_writes_to_it_is_noticed),
		TEST(texts_are_known_for_each_number_and_as_far_back_as_was_looked),
		TEST(nothing_is_known_after_what_ends_or_takes_back),
		TEST(an_item_that_comes_twice_in_a_transaction_is_kept_once),
		TEST(who_has_a_number_is_known_until_a_person_or_number_changes),
		TEST(who_has_not_reported_is_asked_about_once),
		TEST(a_report_that_becomes_somebodys_is_theirs),
		TEST(who_was_not_urged_is_asked_about_once),
		TEST(a_great_many_are_looked_for_or_not_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
