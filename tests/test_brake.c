/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Floods and loops over the real programme: who is left alone, for how long, and that a restart forgets nothing. */
#include "gateway/router/brake.h"

#include "gateway/router/group.h"
#include "tests/help/router.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define LINKS   "{ name = \"v\"; kind = \"gammu\"; device = \"/dev/v\"; }"
#define MACHINE "Cam on quy khach da lien he, chung toi se tra loi sau"

static struct why why;

static void begin(struct bench *b, const char *gateway)
{
	struct civil day = clock_civil(clock_wall_us());

	bench_begin(b, gateway, LINKS);
	day.hour = 10;
	day.minute = day.second = 0;
	b->hands.wall_us = clock_moment(&day);
	b->r.clock = &b->hands;
	b->r.trust = (struct clock_trust){ .known = true, .wall_us = b->hands.wall_us, .mono_us = b->hands.mono_us };
}

/* A text comes, and some time goes by. */
static void says(struct bench *b, const char *text, int64_t then_us)
{
	static uint64_t n;
	char identity[24];

	snprintf(identity, sizeof identity, "id-%llu", (unsigned long long)++n);
	bench_text(b, n, identity, text);
	group_run(&b->r);
	b->hands.wall_us += then_us;
	b->hands.mono_us += then_us;
}

static int64_t left_alone(struct bench *b)
{
	return bench_ask(b, "SELECT count(*) FROM message WHERE direction = 'in' AND status = 'ignored'");
}

/* As at the start of the router's process. */
static void restart(struct bench *b)
{
	flood_free(&b->r.flood);
	assert_int_equal(brake_recall(&b->r, b->hands.wall_us, &why), 0);
}

static void a_loop_that_was_cut_off_stays_cut_after_a_restart(void **state)
{
	struct bench b;
	int64_t before;

	(void)state;
	begin(&b, "");
	for (int i = 0; i < 10; i++)
		says(&b, MACHINE, CLOCK_MINUTE);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM alarm WHERE kind = 'loop'"), 1);
	restart(&b);
	before = left_alone(&b);
	says(&b, "tro giup", CLOCK_MINUTE);
	assert_int_equal(left_alone(&b), before + 1);
	assert_int_equal(
		bench_ask(&b, "SELECT times FROM alarm WHERE kind = 'loop'"), 1); /* and nobody is told again */
	says(&b, "tro giup", CLOCK_HOUR);
	before = left_alone(&b);
	restart(&b);
	says(&b, "tro giup", 0); /* its hour is over */
	assert_int_equal(left_alone(&b), before);
	bench_end(&b);
}

static void half_a_loop_before_a_restart_and_half_after_it_are_one(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "");
	for (int i = 0; i < 8; i++) {
		if (i == 4)
			restart(&b);
		says(&b, MACHINE, CLOCK_MINUTE);
	}
	says(&b, MACHINE, CLOCK_MINUTE);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM alarm WHERE kind = 'loop'"), 1);
	bench_end(&b);
}

static void what_a_sender_has_had_of_an_hour_is_not_had_again_after_a_restart(void **state)
{
	struct bench b;
	int64_t before;

	(void)state;
	begin(&b, "sender_hour = 5;");
	for (int i = 0; i < 5; i++)
		says(&b, "tro giup", CLOCK_MINUTE);
	restart(&b);
	before = left_alone(&b);
	says(&b, "tro giup", CLOCK_HOUR);
	assert_int_equal(left_alone(&b), before + 1);
	restart(&b);
	says(&b, "tro giup", 0);
	assert_int_equal(left_alone(&b), before + 1);
	bench_end(&b);
}

static void reports_count_for_nothing_after_a_restart_either(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "sender_hour = 5;");
	for (int i = 0; i < 9; i++) {
		char text[32];

		snprintf(text, sizeof text, "bc dvc %d", i + 1);
		says(&b, text, CLOCK_SECOND);
		assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE intent = 'report'"), i + 1);
		restart(&b);
	}
	assert_int_equal(left_alone(&b), 0);
	bench_end(&b);
}

/* Each text's group fails once, each time by another call of the store. */
static void a_text_that_could_not_be_kept_at_first_counts_once(void **state)
{
	struct bench b;
	int64_t n;

	(void)state;
	begin(&b, "sender_hour = 0;");
	for (n = 0; n < 60; n++) {
		store_fail_at(b.r.store, n + 1);
		says(&b, "tro giup", CLOCK_SECOND / 10);
		store_fail_at(b.r.store, 0);
		b.hands.mono_us += 10 * CLOCK_SECOND;
		group_run(&b.r);
	}
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE direction = 'in'"), n);
	b.r.config->sender_hour = n + 1;
	says(&b, "tro giup", 0);
	assert_int_equal(left_alone(&b), 0);
	says(&b, "tro giup", 0);
	assert_int_equal(left_alone(&b), 1);
	bench_end(&b);
}

static void a_store_that_fails_meanwhile_is_told(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "");
	says(&b, MACHINE, CLOCK_MINUTE);
	store_fail_at(b.r.store, 1);
	assert_int_equal(brake_recall(&b.r, b.hands.wall_us, &why), -1);
	store_fail_at(b.r.store, 0);
	bench_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_loop_that_was_cut_off_stays_cut_after_a_restart),
		cmocka_unit_test(half_a_loop_before_a_restart_and_half_after_it_are_one),
		cmocka_unit_test(what_a_sender_has_had_of_an_hour_is_not_had_again_after_a_restart),
		cmocka_unit_test(reports_count_for_nothing_after_a_restart_either),
		cmocka_unit_test(a_text_that_could_not_be_kept_at_first_counts_once),
		cmocka_unit_test(a_store_that_fails_meanwhile_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
