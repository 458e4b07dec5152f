/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who texts too much, and who answers as a machine does. */
#include "gateway/router/flood.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define NOW    (100 * CLOCK_DAY)
#define PERSON "+84905000001"
#define OTHER  "+84905000002"

static const struct flood_limits limits = { 10, 15 };

static enum flood_verdict judge(struct flood *f, const char *from, int64_t at_us)
{
	int64_t until_us;
	bool first;

	return flood_judge(f, from, &limits, at_us, &first, &until_us);
}

/* So many turns, a second apart, with these texts by turns. Returns the verdict on what comes then. */
static enum flood_verdict after(unsigned turns, int64_t apart_us, const char *const texts[], unsigned used)
{
	static const struct flood_limits none = { 0, 0 };
	struct flood *f = flood_new();
	enum flood_verdict verdict;
	int64_t until_us;
	bool first;

	for (unsigned i = 0; i < turns; i++) {
		flood_judge(f, PERSON, &none, NOW + i * apart_us, &first, &until_us);
		flood_note(f, PERSON, texts[i % used], NOW + i * apart_us);
	}
	verdict = flood_judge(f, PERSON, &none, NOW + turns * apart_us, &first, &until_us);
	flood_free(&f);
	return verdict;
}

static void the_same_sentence_and_two_by_turns_are_a_loop(void **state)
{
	static const char *const same[] = { "Khong hieu tin nhan. Nhan HD de xem" };
	static const char *const turns[] = { "Khong hieu tin nhan. Nhan HD de xem",
		"Cam on ban da nhan tin cho chung toi" };
	static const char *const numbers[] = { "Da nhan tin so 118 cua ban, cam on",
		"Da nhan tin so 3119 cua ban, cam on" };

	(void)state;
	assert_int_equal(after(7, 20 * CLOCK_SECOND, same, 1), FLOOD_NONE);
	assert_int_equal(after(8, 20 * CLOCK_SECOND, same, 1), FLOOD_LOOP);
	assert_int_equal(after(8, 20 * CLOCK_SECOND, turns, 2), FLOOD_LOOP);
	assert_int_equal(after(8, 20 * CLOCK_SECOND, numbers, 2), FLOOD_LOOP);
}

static void people_are_no_loop(void **state)
{
	static const char *const digits[] = { "1", "2", "0", "menu" };
	static const char *const many[] = { "lam sao de dang ky vneid vay anh", "toi khong nhan duoc ma otp",
		"bao gio thi co lop tap huan nua", "cho toi hoi ve thanh toan dien nuoc" };
	static const char *const slow[] = { "lam sao de dang ky vneid vay anh" };

	(void)state;
	assert_int_equal(after(15, 30 * CLOCK_SECOND, digits, 4), FLOOD_NONE);
	assert_int_equal(after(20, 30 * CLOCK_SECOND, many, 4), FLOOD_NONE);
	assert_int_equal(after(20, 10 * CLOCK_MINUTE, slow, 1), FLOOD_NONE);
}

static void a_loop_is_silenced_for_an_hour_and_told_of_once(void **state)
{
	struct flood *f = flood_new();
	int64_t until_us, at_us = NOW;
	bool first;

	(void)state;
	for (int i = 0; i < 8; i++)
		flood_note(f, PERSON, "Khong hieu tin nhan. Nhan HD de xem", at_us += CLOCK_SECOND);
	assert_int_equal(flood_judge(f, PERSON, &limits, at_us, &first, &until_us), FLOOD_LOOP);
	assert_true(first);
	assert_int_equal(flood_judge(f, PERSON, &limits, at_us + 1, &first, &until_us), FLOOD_LOOP);
	assert_false(first);
	assert_int_equal(judge(f, PERSON, at_us + CLOCK_DAY + CLOCK_HOUR), FLOOD_NONE);
	flood_free(&f);
}

static void limits_count_what_recorded_nothing_and_end_with_their_time(void **state)
{
	struct flood *f = flood_new();
	struct flood_sender list[4];

	(void)state;
	for (int i = 0; i < 10; i++) {
		assert_int_equal(judge(f, PERSON, NOW + i * CLOCK_MINUTE), FLOOD_NONE);
		flood_note(f, PERSON, "x", NOW + i * CLOCK_MINUTE);
	}
	assert_int_equal(judge(f, PERSON, NOW + 11 * CLOCK_MINUTE), FLOOD_LIMIT);
	assert_int_equal(judge(f, OTHER, NOW + 11 * CLOCK_MINUTE), FLOOD_NONE);
	assert_int_equal(flood_list(f, NOW + 11 * CLOCK_MINUTE, list, 4), 1);
	assert_string_equal(list[0].from, PERSON);
	assert_int_equal(list[0].texts, 1);
	for (int i = 0; i < 5; i++) {
		assert_int_equal(judge(f, PERSON, NOW + (61 + i) * CLOCK_MINUTE), FLOOD_NONE);
		flood_note(f, PERSON, "x", NOW + (61 + i) * CLOCK_MINUTE);
	}
	assert_int_equal(judge(f, PERSON, NOW + 66 * CLOCK_MINUTE), FLOOD_LIMIT); /* the day's */
	assert_int_equal(judge(f, PERSON, NOW + 25 * CLOCK_HOUR), FLOOD_NONE);
	flood_free(&f);
}

static void a_burst_is_slowed_even_when_every_text_is_work(void **state)
{
	struct flood *f = flood_new();

	(void)state;
	for (int i = 0; i < FLOOD_BURST; i++)
		assert_int_equal(judge(f, PERSON, NOW + i * CLOCK_SECOND), FLOOD_NONE);
	assert_int_equal(judge(f, PERSON, NOW + 25 * CLOCK_SECOND), FLOOD_SLOW);
	assert_int_equal(judge(f, OTHER, NOW + 25 * CLOCK_SECOND), FLOOD_NONE);
	assert_int_equal(judge(f, PERSON, NOW + 61 * CLOCK_SECOND), FLOOD_NONE);
	flood_free(&f);
}

static void however_many_senders_there_are_it_stays_as_big(void **state)
{
	struct flood *f = flood_new();
	char from[24];

	(void)state;
	for (int i = 0; i < 100000; i++) {
		snprintf(from, sizeof from, "+8490%07d", i);
		assert_int_equal(judge(f, from, NOW + i), FLOOD_NONE);
	}
	flood_free(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_sentence_and_two_by_turns_are_a_loop),
		cmocka_unit_test(people_are_no_loop),
		cmocka_unit_test(a_loop_is_silenced_for_an_hour_and_told_of_once),
		cmocka_unit_test(limits_count_what_recorded_nothing_and_end_with_their_time),
		cmocka_unit_test(a_burst_is_slowed_even_when_every_text_is_work),
		cmocka_unit_test(however_many_senders_there_are_it_stays_as_big),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
