/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Our place among the gateways on one store: who is silent is taken for gone, neither too soon nor twice, and who was taken
 * for gone acts no more. PostgreSQL only: a store in a file has one gateway. */
#include "gateway/router/group.h"
#include "gateway/router/lease.h"
#include "store/gateway.h"
#include "store/message.h"
#include "store/store.h"
#include "tests/help/router.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define STANDS "SELECT count(*) FROM alarm WHERE kind = 'gateway-gone' AND cleared_at = 0 AND subject = "
#define LINKS  "{ name = \"m\"; kind = \"gammu\"; device = \"/dev/m\"; }"

static struct why why;

static void ok(int result)
{
	if (result == -1)
		fail_msg("%s", why.text);
}

/* Beside a gateway named other, with the link v. */
static void begin(struct bench *b)
{
	struct gateway g = { .name = "other", .number = 1 };
	struct gateway_link l = { .link = "v", .kind = "gammu", .state = "ready", .able = true };

	if (!engine_is_shared())
		skip();
	bench_begin(b, "name = \"ours\"; number = 0", LINKS);
	b->r.clock = &b->hands;
	g.life = g.seen_at = b->hands.wall_us;
	ok(gateway_join(b->r.store, &g, &why));
	ok(gateway_put_links(b->r.store, "other", &l, 1, &why));
	ok(lease_join(&b->r, &why));
}

static void end(struct bench *b)
{
	b->r.exit_status = 1; /* it has no word to say at its end */
	lease_leave(&b->r);
	bench_end(b);
}

static void pass(struct bench *b, int64_t us)
{
	b->hands.wall_us += us;
	b->hands.mono_us += us;
	group_run(&b->r);
}

static int64_t sending(struct bench *b, const char *via)
{
	struct message_out out = {
		.phone = BENCH_FROM, .text = "x", .link = via, .unit = "", .kind = "answer", .parts = 1
	};
	int64_t id = message_queue(b->r.store, &out, b->hands.wall_us, &why);

	ok(id == -1 ? -1 : 0);
	ok(message_sending(b->r.store, id, via, &why));
	return id;
}

static int64_t in_state(struct bench *b, const char *via, const char *state)
{
	struct query *q = store_query(b->r.store, "SELECT count(*) FROM message WHERE via = $1 AND state = $2", &why);
	int64_t n;

	query_text(q, 1, via);
	query_text(q, 2, state);
	assert_int_equal(query_step(q, &why), STEP_ROW);
	n = query_column_int(q, 0);
	query_end(q);
	return n;
}

/* Else the others take the first answers that wait for its links, and they come from another number. */
static void who_comes_keeps_what_waits_for_its_links(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	assert_int_equal(
		bench_ask(&b, "SELECT count(*) FROM gateway_link WHERE gateway = 'ours' AND leaves_at = 0"), 1);
	end(&b);
}

/* Also while we run on, and with its alarm. */
static void who_is_away_for_a_month_is_forgotten(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	pass(&b, 14 * CLOCK_SECOND);
	pass(&b, 4 * CLOCK_SECOND);
	assert_int_equal(bench_ask(&b, STANDS "'other'"), 1);
	pass(&b, 29 * CLOCK_DAY);
	assert_int_equal(bench_ask(&b, STANDS "'other'"), 1);
	pass(&b, 2 * CLOCK_DAY);
	assert_int_equal(bench_ask(&b, STANDS "'other'"), 0);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM gateway WHERE name = 'other'"), 0);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM gateway WHERE name = 'ours'"), 1);
	end(&b);
}

static bool is_gone(struct bench *b)
{
	return bench_ask(b, "SELECT count(*) FROM gateway WHERE name = 'other' AND state = 'gone'") == 1;
}

static void who_is_silent_is_taken_over_and_what_we_have_in_hand_stays_ours(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	sending(&b, "v");
	sending(&b, "m");
	pass(&b, 14 * CLOCK_SECOND); /* we are too new to judge */
	assert_false(is_gone(&b));
	assert_int_equal(in_state(&b, "v", "sending"), 1);
	pass(&b, 4 * CLOCK_SECOND);
	assert_true(is_gone(&b));
	assert_int_equal(in_state(&b, "v", "unsure"), 1);
	assert_int_equal(in_state(&b, "m", "sending"), 1);
	assert_int_equal(
		bench_ask(&b, "SELECT count(*) FROM alarm WHERE kind = 'gateway-gone' AND subject = 'other'"), 1);
	sending(&b, "v"); /* it was in the middle of that when it was taken for gone */
	pass(&b, 4 * CLOCK_SECOND);
	assert_int_equal(in_state(&b, "v", "unsure"), 2);
	assert_int_equal(in_state(&b, "m", "sending"), 1);
	end(&b);
}

static void one_that_is_connected_has_longer(void **state)
{
	struct store *other;
	struct bench b;

	(void)state;
	begin(&b);
	other = store_open(b.store, 1, &why);
	assert_non_null(other);
	ok(store_join(other, "other", &why));
	pass(&b, 20 * CLOCK_SECOND);
	assert_false(is_gone(&b));
	pass(&b, 4 * CLOCK_SECOND);
	assert_true(is_gone(&b));
	store_close(&other);
	end(&b);
}

static void nobody_is_judged_after_the_database_was_away(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	pass(&b, 4 * CLOCK_SECOND);
	b.hands.mono_us += CLOCK_HOUR;
	b.hands.wall_us += CLOCK_HOUR;
	lease_judge_later(&b.r);
	pass(&b, 14 * CLOCK_SECOND);
	assert_false(is_gone(&b));
	pass(&b, 4 * CLOCK_SECOND);
	assert_true(is_gone(&b));
	end(&b);
}

#define READ_ONLY(to) "SELECT length(set_config('default_transaction_read_only', '" to "', false))"

/* The line stands all the time, and nothing can be written. */
static void nobody_is_judged_after_the_database_took_nothing(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	bench_ask(&b, READ_ONLY("on"));
	for (int i = 0; i < 8; i++)
		pass(&b, 2 * CLOCK_SECOND);
	assert_true(b.r.store_fault[0] != '\0');
	bench_ask(&b, READ_ONLY("off"));
	pass(&b, 2 * CLOCK_SECOND); /* the other could not say that it lives for 18 s */
	assert_int_equal(b.r.store_fault[0], '\0');
	assert_false(is_gone(&b));
	pass(&b, 10 * CLOCK_SECOND);
	assert_false(is_gone(&b));
	pass(&b, 4 * CLOCK_SECOND);
	assert_true(is_gone(&b));
	end(&b);
}

static void who_was_taken_for_gone_stores_nothing_and_begins_anew(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	ok(gateway_end(b.r.store, "ours", b.r.lease.life, "gone", b.hands.wall_us, &why));
	bench_text(&b, 1, "a", "TH");
	pass(&b, 30 * CLOCK_SECOND);
	assert_true(b.r.lease.lost);
	assert_int_equal(b.r.exit_status, 1);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message"), 0);
	end(&b);
}

static void a_take_over_is_whole_or_not_at_all(void **state)
{
	struct bench b;
	bool done = false;

	(void)state;
	begin(&b);
	sending(&b, "v");
	b.hands.wall_us += 16 * CLOCK_SECOND;
	b.hands.mono_us += 16 * CLOCK_SECOND;
	for (int nth = 1; !done; nth++) {
		b.r.halted_until_us = 0;
		store_fail_at(b.r.store, nth);
		group_run(&b.r);
		store_fail_at(b.r.store, 0);
		done = is_gone(&b);
		assert_int_equal(in_state(&b, "v", "unsure"), done);
		assert_int_equal(bench_ask(&b, "SELECT count(*) FROM alarm WHERE kind = 'gateway-gone'"), done);
		assert_true(nth < 1000);
	}
	end(&b);
}

static int64_t differs(struct bench *b)
{
	return bench_ask(b, "SELECT count(*) FROM alarm WHERE kind = 'menus-differ' AND subject = 'ours'"
			    " AND cleared_at = 0");
}

static void who_works_with_other_menus_than_the_newest_says_so_until_it_does_not(void **state)
{
	struct gateway g = { .name = "other" };
	struct bench b;
	bool ours;

	(void)state;
	begin(&b);
	g.life = b.hands.wall_us;
	g.seen_at = g.menus_at = b.hands.wall_us + 2 * CLOCK_SECOND;
	record_copy("9-f00", g.menus, sizeof g.menus);
	ok(gateway_renew(b.r.store, &g, &ours, &why));
	pass(&b, 4 * CLOCK_SECOND);
	assert_int_equal(differs(&b), 1);
	record_copy(b.r.lease.menus, g.menus, sizeof g.menus);
	ok(gateway_renew(b.r.store, &g, &ours, &why));
	pass(&b, 4 * CLOCK_SECOND);
	assert_int_equal(differs(&b), 0);
	end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_comes_keeps_what_waits_for_its_links),
		cmocka_unit_test(who_is_away_for_a_month_is_forgotten),
		cmocka_unit_test(who_is_silent_is_taken_over_and_what_we_have_in_hand_stays_ours),
		cmocka_unit_test(one_that_is_connected_has_longer),
		cmocka_unit_test(nobody_is_judged_after_the_database_was_away),
		cmocka_unit_test(nobody_is_judged_after_the_database_took_nothing),
		cmocka_unit_test(who_was_taken_for_gone_stores_nothing_and_begins_anew),
		cmocka_unit_test(a_take_over_is_whole_or_not_at_all),
		cmocka_unit_test(who_works_with_other_menus_than_the_newest_says_so_until_it_does_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
