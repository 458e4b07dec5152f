/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One text to very many: they are counted in slices and then shown, and after XN their texts are made in slices, each
 * person's once, whatever happens between two of them. */
#include "tests/help/engine.h"
#include "tests/help/talk.h"

#include "gateway/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define MADE       "SELECT count(*) FROM message WHERE kind = 'bulk'"
#define PEOPLE     "SELECT count(DISTINCT phone) FROM message WHERE kind = 'bulk'"
#define UNMADE     "SELECT count(*) FROM recipient"
#define COUNTED    "SELECT count(*) FROM broadcast WHERE status = 'waiting'"
#define MORE_UNITS 50
#define EVERYBODY  1505 /* 1,500 more than the five of Bình Đông that listen beside their chair */

/* 1,500 people of Sơn Trà, in Bình Đông. */
static struct talk *talk_of_many(void)
{
	struct talk *t = talk_new();

#define NUMBERS "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500) "
	talk_number(t,
		NUMBERS "INSERT INTO member (id, name, role, unit, status, consent_at, created_at) "
			"SELECT i, 'Lê Thị Mẫu ' || i, 'thanh_vien', '2104901', 'active', 1, 1 FROM n RETURNING 1");
	talk_number(t, NUMBERS "INSERT INTO phone (msisdn, member, added_at) "
			       "SELECT '+8491' || (1000000 + i), i, 1 FROM n RETURNING 1");
	return t;
}

/* Behind their village are more units of the district than are counted in one go. */
static struct talk *talk_of_very_many(void)
{
	char csv[MORE_UNITS * 80] = "code,name,kind,parent_code,valid_from\n";
	struct talk *t = talk_of_many();
	size_t n = strlen(csv);

	for (int i = 0; i < MORE_UNITS; i++)
		n += (size_t)snprintf(
			csv + n, sizeof csv - n, "21094%02d,Thôn Mẫu %d,thon,21094,2020-01-01\n", i + 10, i);
	talk_import(t, "units", csv);
	return t;
}

/* One call of what the router calls, in a transaction of its own. */
static void one_slice(struct talk *t)
{
	struct why why = { "" };

	t->now++;
	assert_int_equal(store_begin(t->store, &why), 0);
	assert_true(programme_due(t->programme, t->now, 50, &t->next, &why) >= 0);
	assert_int_equal(store_commit(t->store, &why), 0);
}

static void confirm(struct talk *t)
{
	talk_until(t, "2022-08-18 09:01");
	talk_says(t, CHAIR, "XN");
	talk_answer(t, "broadcast", OUTCOME_RECORDED, "Dang gui TB 1 toi 1505 nguoi, xong khoang 10:");
}

/* ---- the story ---- */

static void many_are_shown_at_once_and_nothing_is_made(void **state)
{
	struct talk *t = talk_of_many();

	(void)state;
	talk_says(t, CHAIR, "TB mai 8h hop tai UBND xa");
	talk_answer(t, "broadcast", OUTCOME_ASKED,
		"TB 1 \"mai 8h hop tai UBND xa\" toi 1505 nguoi (xa Binh Dong): 1505 tin, "
		"khoang 526750 dong, xong 10:");
	talk_until(t, "2022-08-18 09:01");
	assert_int_equal(talk_number(t, MADE), 0);
	talk_free(&t);
}

/* A thousand of them are behind the first units, and there are more. */
static void very_many_are_counted_first_and_then_shown(void **state)
{
	struct talk *t = talk_of_very_many();

	(void)state;
	talk_says(t, OFFICE, "TB mai 8h hop tai UBND");
	talk_answer(t, "broadcast", OUTCOME_ASKED,
		"TB 1 \"mai 8h hop tai UBND\" (huyen Binh Son): dang dem nguoi nhan, chua gui gi");
	talk_says(t, OFFICE, "TB 1");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "dang dem nguoi nhan");
	assert_int_equal(talk_count(t, OFFICE, "khoang"), 0);
	talk_until(t, "2022-08-18 09:01");
	assert_int_equal(talk_count(t, OFFICE, "TB 1 \"mai 8h hop tai UBND\" toi 15"), 1);
	assert_int_equal(talk_number(t, MADE), 0);
	talk_free(&t);
}

static void after_xn_everybody_gets_it_once_at_the_pace_of_the_links(void **state)
{
	struct talk *t = talk_of_many();

	(void)state;
	talk_says(t, CHAIR, "TB mai 8h hop tai UBND xa");
	confirm(t);
	assert_int_equal(talk_number(t, MADE), 0);
	talk_until(t, "2022-08-18 09:02");
	/* As many as may go in ten minutes, and not more: who leaves later gets nothing. */
	assert_in_range(talk_number(t, MADE), 200, 250);
	talk_says(t, CHAIR, "TB 1");
	talk_answer(t, "broadcast", OUTCOME_ANSWERED, "TB 1: da gui 0/1505 nguoi, dang cho 1505");
	talk_until(t, "2022-08-18 10:30");
	assert_int_equal(talk_number(t, MADE), EVERYBODY);
	assert_int_equal(talk_number(t, PEOPLE), EVERYBODY);
	assert_int_equal(talk_number(t, UNMADE), 0);
	/* Without a rate a link sends 20 a minute. */
	assert_int_equal(talk_number(t, "SELECT max(next_at) - min(next_at) FROM message WHERE kind = 'bulk'"),
		(EVERYBODY - 1) * 3 * CLOCK_SECOND);
	assert_int_equal(talk_count(t, HEAD, "UBND xa Binh Dong: mai 8h hop tai UBND xa"), 1);
	assert_int_equal(talk_count(t, CHAIR_2, "mai 8h hop"), 0);
	talk_free(&t);
}

static void a_slice_is_small_and_others_are_answered_between_two(void **state)
{
	struct talk *t = talk_of_many();

	(void)state;
	talk_says(t, CHAIR, "TB mai hop");
	one_slice(t);
	talk_says(t, HEAD, "bc dvc 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "Da nhan BC");
	confirm(t);
	one_slice(t);
	assert_int_equal(talk_number(t, MADE), 50);
	talk_says(t, HEAD_2, "bc dvc 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "Da nhan BC");
	one_slice(t);
	assert_int_equal(talk_number(t, MADE), 100);
	talk_free(&t);
}

static void the_process_may_end_between_any_two_slices(void **state)
{
	struct talk *t = talk_of_many();

	(void)state;
	talk_says(t, CHAIR, "TB mai hop");
	for (int i = 0; i < 5; i++) {
		talk_restart(t);
		one_slice(t);
	}
	assert_int_equal(talk_count(t, CHAIR, "toi 1505 nguoi"), 1);
	confirm(t);
	for (int i = 0; i < 40; i++) {
		talk_restart(t);
		t->now += 3 * CLOCK_MINUTE;
		one_slice(t);
	}
	assert_int_equal(talk_number(t, MADE), EVERYBODY);
	assert_int_equal(talk_number(t, PEOPLE), EVERYBODY);
	talk_free(&t);
}

/* ---- what may happen meanwhile ---- */

static void who_wants_no_more_texts_before_it_is_made_gets_none(void **state)
{
	struct talk *t = talk_of_many();

	(void)state;
	talk_says(t, CHAIR, "TB mai hop");
	confirm(t);
	talk_number(t, "UPDATE member SET status = 'left' WHERE id = 7 RETURNING 1");
	talk_says(t, "+84911000008", "TC");
	talk_number(t, "UPDATE phone SET msisdn = '+84912000009' WHERE member = 9 RETURNING 1");
	talk_until(t, "2022-08-18 10:30");
	assert_int_equal(talk_number(t, MADE), EVERYBODY - 2);
	assert_int_equal(talk_count(t, "+84911000007", "mai hop"), 0);
	assert_int_equal(talk_count(t, "+84911000008", "mai hop"), 0);
	assert_int_equal(talk_count(t, "+84912000009", "mai hop"), 1); /* their new number */
	talk_says(t, CHAIR, "TB 1");
	talk_answer(t, "broadcast", OUTCOME_ANSWERED, "TB 1: da gui 0/1503 nguoi, dang cho 1503");
	talk_free(&t);
}

static void it_is_taken_back_while_they_are_counted(void **state)
{
	static const char *const words[] = { "HUY TB", "HUY TB 2" };
	struct talk *t = talk_of_very_many();

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		talk_says(t, OFFICE, "TB mai hop");
		talk_says(t, OFFICE, words[i]);
		talk_answer(t, "broadcast", OUTCOME_ANSWERED, "chua gui cho ai");
	}
	talk_until(t, "2022-08-18 09:30");
	assert_int_equal(talk_count(t, OFFICE, " nguoi (huyen"), 0);
	assert_int_equal(talk_number(t, UNMADE), 0);
	talk_free(&t);
}

static void it_is_taken_back_on_the_way(void **state)
{
	struct talk *t = talk_of_many();
	int64_t made;

	(void)state;
	talk_says(t, CHAIR, "TB mai hop");
	confirm(t);
	talk_until(t, "2022-08-18 09:02");
	made = talk_number(t, MADE);
	assert_true(made < EVERYBODY);
	talk_number(t, "UPDATE message SET state = 'sent', attempts = 1 WHERE kind = 'bulk' AND phone = '+84911000001'"
		       " RETURNING 1");
	talk_says(t, CHAIR, "HUY TB 1");
	talk_answer(t, "broadcast", OUTCOME_RECORDED, "Da ngung TB 1: 1 nguoi da nhan, 1504 nguoi khong gui nua");
	talk_until(t, "2022-08-18 10:30");
	assert_int_equal(talk_number(t, MADE), made);
	assert_int_equal(talk_number(t, UNMADE), 0);
	talk_says(t, CHAIR, "TB 1");
	talk_answer(t, "broadcast", OUTCOME_ANSWERED, "TB 1: da gui 1/1505 nguoi, khong gui duoc 1504");
	talk_free(&t);
}

static void what_was_shown_and_not_confirmed_lapses(void **state)
{
	struct talk *t = talk_of_many();

	(void)state;
	talk_says(t, CHAIR, "TB mai hop");
	talk_until(t, "2022-08-18 10:30");
	assert_int_equal(talk_number(t, UNMADE), 0);
	talk_says(t, CHAIR, "XN");
	talk_until(t, "2022-08-18 11:30");
	assert_int_equal(talk_number(t, MADE), 0);
	talk_free(&t);
}

static void what_is_too_long_is_said_and_nothing_is_kept(void **state)
{
	char text[700] = "TB ";
	struct talk *t = talk_of_many();

	(void)state;
	for (size_t i = 3; i < 600; i++)
		text[i] = "chieu nay hop "[i % 14];
	talk_says(t, CHAIR, text);
	talk_until(t, "2022-08-18 10:30");
	assert_int_equal(talk_count(t, CHAIR, "dai 4 tin, nhieu nhat 3 tin"), 1);
	assert_int_equal(talk_number(t, UNMADE), 0);
	talk_free(&t);
}

/* ---- a store that fails ---- */

/* A slice with a store that fails at its nth call, then at the next ...: all of it or nothing. Returns how often. */
static long fail_slice(struct talk *t, const char *what)
{
	int64_t before = talk_number(t, what);
	struct why why = { "" };
	long nth = 1;

	t->now++;
	for (bool done = false; !done; nth += engine_stride()) {
		assert_int_equal(store_begin(t->store, &why), 0);
		store_fail_at(t->store, nth);
		done = programme_due(t->programme, t->now, 50, &t->next, &why) >= 0 &&
		       store_commit(t->store, &why) == 0;
		store_fail_at(t->store, 0);
		if (store_in_transaction(t->store))
			store_rollback(t->store);
		if (!done)
			assert_int_equal(talk_number(t, what), before);
	}
	return nth;
}

static void a_failing_store_does_a_slice_or_nothing_of_it(void **state)
{
	struct talk *t = talk_of_very_many();

	(void)state;
	talk_due(t);
	talk_says(t, OFFICE, "TB mai hop");
	assert_int_equal(talk_number(t, COUNTED), 0);
	assert_in_range(fail_slice(t, COUNTED), 10, 4000);
	assert_int_equal(talk_number(t, COUNTED), 1);
	talk_until(t, "2022-08-18 09:01");
	talk_says(t, OFFICE, "XN");
	assert_in_range(fail_slice(t, MADE), 100, 4000);
	assert_int_equal(talk_number(t, MADE), 50);
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(many_are_shown_at_once_and_nothing_is_made),
		cmocka_unit_test(very_many_are_counted_first_and_then_shown),
		cmocka_unit_test(after_xn_everybody_gets_it_once_at_the_pace_of_the_links),
		cmocka_unit_test(a_slice_is_small_and_others_are_answered_between_two),
		cmocka_unit_test(the_process_may_end_between_any_two_slices),
		cmocka_unit_test(who_wants_no_more_texts_before_it_is_made_gets_none),
		cmocka_unit_test(it_is_taken_back_while_they_are_counted),
		cmocka_unit_test(it_is_taken_back_on_the_way),
		cmocka_unit_test(what_was_shown_and_not_confirmed_lapses),
		cmocka_unit_test(what_is_too_long_is_said_and_nothing_is_kept),
		cmocka_unit_test(a_failing_store_does_a_slice_or_nothing_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
