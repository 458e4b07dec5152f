/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which texts a gateway takes where others work on the same store: what their links are for it leaves to them, as long as they
 * are there. */
#include "gateway/programme/programme.h"
#include "gateway/router/brake.h"
#include "gateway/router/group.h"
#include "gateway/router/lease.h"
#include "gateway/router/route.h"
#include "store/message.h"
#include "store/store.h"
#include "tests/help/router.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MOBIFONE    "{ name = \"m\"; kind = \"gammu\"; device = \"/dev/m\"; carriers = [ \"mobifone\" ]; }"
#define MOBIFONE_1  "{ name = \"m\"; kind = \"gammu\"; device = \"/dev/m\"; carriers = [ \"mobifone\" ]; cap_hour = 1; }"
#define TO_VIETTEL  "+84967000001"
#define TO_MOBIFONE "+84905000001"

static struct why why;

/* At ten in the morning, beside another gateway with the link v of viettel. */
static void begin(struct bench *b, const char *links)
{
	struct civil day = clock_civil(clock_wall_us());
	struct gateway_link *other = calloc(1, sizeof *other);

	assert_non_null(other);
	bench_begin(b, "", links);
	day.hour = 10;
	day.minute = day.second = 0;
	b->hands.wall_us = clock_moment(&day);
	b->r.clock = &b->hands;
	record_copy("v", other->link, sizeof other->link);
	record_copy("other", other->gateway, sizeof other->gateway);
	record_copy("gammu", other->kind, sizeof other->kind);
	record_copy("viettel,itel", other->carriers, sizeof other->carriers);
	record_copy("+84961112223", other->phone, sizeof other->phone);
	other->able = true;
	b->r.lease.others = other;
	b->r.lease.others_used = 1;
	b->r.lease.fellows = true;
}

static void end(struct bench *b)
{
	free(b->r.lease.others);
	bench_end(b);
}

static int64_t queue(struct bench *b, const char *phone, const char *kind, const char *link)
{
	static unsigned queued; /* different words, lest they are taken for a loop */
	char text[40];
	int64_t id;

	snprintf(text, sizeof text, "Thong bao so %u", ++queued);
	assert_int_equal(store_begin(b->r.store, &why), 0);
	id = programme_queue(b->r.programme, phone, text, kind, link, 0, b->hands.wall_us, &why);
	assert_true(id > 0);
	assert_int_equal(store_commit(b->r.store, &why), 0);
	return id;
}

/* Our link is given a text now. */
static bool is_taken(struct bench *b)
{
	bool taken = false;

	group_run(&b->r);
	for (struct frame f = bench_hears(b, 0); f.type != 0; f = bench_hears(b, 0))
		taken |= f.type == FRAME_SUBMIT;
	return taken;
}

static void pass(struct bench *b, int64_t us)
{
	b->hands.wall_us += us;
	b->hands.mono_us += us;
}

static void a_text_of_anothers_network_is_left_to_it_for_a_minute(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, MOBIFONE);
	queue(&b, TO_VIETTEL, "bulk", "");
	assert_false(is_taken(&b));
	pass(&b, 50 * CLOCK_SECOND);
	assert_false(is_taken(&b));
	pass(&b, 11 * CLOCK_SECOND);
	assert_true(is_taken(&b));
	end(&b);
}

static void one_that_somebody_waits_for_only_for_some_seconds(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, MOBIFONE);
	queue(&b, TO_VIETTEL, "alarm", "");
	assert_false(is_taken(&b));
	pass(&b, 6 * CLOCK_SECOND);
	assert_true(is_taken(&b));
	end(&b);
}

static void ours_we_take_at_once_and_theirs_when_they_cannot(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, MOBIFONE);
	queue(&b, TO_MOBIFONE, "bulk", "");
	assert_true(is_taken(&b));
	b.r.peers[0].window = 1;
	b.r.lease.others[0].able = false;
	queue(&b, TO_VIETTEL, "bulk", "");
	assert_true(is_taken(&b));
	end(&b);
}

static void an_answer_for_anothers_link_waits_for_it_until_it_is_left(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, MOBIFONE);
	queue(&b, TO_MOBIFONE, "answer", "v");
	pass(&b, CLOCK_HOUR);
	assert_false(is_taken(&b));
	b.r.lease.others[0].leaves_at = b.hands.wall_us + CLOCK_MINUTE;
	assert_false(is_taken(&b));
	pass(&b, 2 * CLOCK_MINUTE);
	assert_true(is_taken(&b));
	end(&b);
}

static int64_t postponed(struct bench *b)
{
	int64_t texts;

	assert_int_equal(message_postponed(b->r.store, b->hands.wall_us, &texts, &why), 0);
	return texts;
}

static void our_cap_keeps_nothing_back_that_another_may_send(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, MOBIFONE_1);
	queue(&b, TO_MOBIFONE, "alarm", "");
	assert_true(is_taken(&b));
	b.r.peers[0].window = 1;
	queue(&b, TO_MOBIFONE, "bulk", "");
	queue(&b, TO_MOBIFONE, "answer", "v");
	assert_false(is_taken(&b));
	assert_int_equal(postponed(&b), 0);
	b.r.lease.others[0].asked_at = b.r.lease.others[0].unasked_at =
		b.hands.wall_us + CLOCK_MINUTE; /* nor has it room */
	assert_false(is_taken(&b));
	assert_int_equal(postponed(&b), 1); /* what is for the other's link is for that one to keep back */
	end(&b);
}

static void what_we_cannot_send_is_given_to_anothers_link(void **state)
{
	struct bench b;
	int64_t id;

	(void)state;
	begin(&b, MOBIFONE);
	assert_string_equal(route_other(&b.r, &b.r.peers[0]), "v");
	assert_true(route_may_go_elsewhere(&b.r, "@viettel"));
	assert_true(route_may_go_elsewhere(&b.r, "v"));
	assert_false(route_may_go_elsewhere(&b.r, "m"));
	id = queue(&b, TO_MOBIFONE, "answer", "m");
	assert_true(is_taken(&b));
	bench_says(&b, 0, FRAME_DONE, &(struct frame_done){ (uint64_t)id, FRAME_REFUSED, 1, 1, "" },
		sizeof(struct frame_done)); /* CMS 1: no such number, says this network */
	assert_false(is_taken(&b));
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE link = 'v' AND state = 'queued'"), 1);
	b.r.lease.others[0].able = false;
	assert_null(route_other(&b.r, &b.r.peers[0]));
	end(&b);
}

static void the_numbers_of_anothers_sims_are_nobody_to_talk_to(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, MOBIFONE);
	assert_true(brake_is_own(&b.r, "+84961112223"));
	assert_false(brake_is_own(&b.r, "+84961112224"));
	end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_of_anothers_network_is_left_to_it_for_a_minute),
		cmocka_unit_test(one_that_somebody_waits_for_only_for_some_seconds),
		cmocka_unit_test(ours_we_take_at_once_and_theirs_when_they_cannot),
		cmocka_unit_test(an_answer_for_anothers_link_waits_for_it_until_it_is_left),
		cmocka_unit_test(our_cap_keeps_nothing_back_that_another_may_send),
		cmocka_unit_test(what_we_cannot_send_is_given_to_anothers_link),
		cmocka_unit_test(the_numbers_of_anothers_sims_are_nobody_to_talk_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
