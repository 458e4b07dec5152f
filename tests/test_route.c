/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which of several links takes which text: who was written to, the number's network, price, load, caps, refusals. */
#include "gateway/router/route.h"

#include "gateway/programme/programme.h"
#include "gateway/router/group.h"
#include "gateway/router/outbound.h"
#include "gateway/router/peer.h"
#include "store/route.h"
#include "store/store.h"
#include "tests/help/router.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define LINK(name, more) "{ name = \"" name "\"; kind = \"gammu\"; device = \"/dev/" name "\"; " more " }"
#define VIETTEL(name)    LINK(name, "carriers = [ \"viettel\" ];")
#define MOBIFONE(name)   LINK(name, "carriers = [ \"mobifone\" ];")

#define TO_VIETTEL  "+84967000001"
#define TO_MOBIFONE "+84905000001"

static struct why why;

/* At ten in the morning, so that the hours of the day keep nothing back. */
static void begin_with(struct bench *b, const char *gateway, const char *links)
{
	struct civil day = clock_civil(clock_wall_us());

	bench_begin(b, gateway, links);
	day.hour = 10;
	day.minute = day.second = 0;
	b->hands.wall_us = clock_moment(&day);
	b->r.clock = &b->hands;
}

static void begin(struct bench *b, const char *links)
{
	begin_with(b, "", links);
}

static unsigned queued; /* different words, lest they are taken for a loop */

static int64_t queue_to(struct bench *b, const char *phone, const char *kind)
{
	char text[40];
	int64_t id;

	snprintf(text, sizeof text, "Thong bao so %u", ++queued);
	assert_int_equal(store_begin(b->r.store, &why), 0);
	id = programme_queue(b->r.programme, phone, text, kind, "", 0, b->hands.wall_us, &why);
	assert_true(id > 0);
	assert_int_equal(store_commit(b->r.store, &why), 0);
	return id;
}

/* To another number of that network each time: a person gets only three a day. */
static int64_t queue(struct bench *b, const char *to, const char *kind)
{
	char phone[24];

	snprintf(phone, sizeof phone, "%.8s%04u", to, queued);
	return queue_to(b, phone, kind);
}

static void pass(struct bench *b, int64_t us)
{
	b->hands.wall_us += us;
	b->hands.mono_us += us;
}

/* The link that was given a text in this group, -1 when none was; only one has. *id is that text. */
static int given(struct bench *b, uint64_t *id)
{
	int link = -1;

	group_run(&b->r);
	for (unsigned i = 0; i < b->r.peers_used; i++) {
		for (struct frame f = bench_hears(b, i); f.type != 0; f = bench_hears(b, i)) {
			if (f.type != FRAME_SUBMIT)
				continue;
			assert_int_equal(link, -1);
			link = (int)i;
			*id = f.u.submit.message;
		}
	}
	return link;
}

static void done(struct bench *b, int link, uint64_t id, enum frame_result result, int cms)
{
	if (result == FRAME_SENT)
		bench_says(b, (unsigned)link, FRAME_PART_SENT, &(struct frame_part_sent){ id, 1, 9, "" },
			sizeof(struct frame_part_sent));
	bench_says(b, (unsigned)link, FRAME_DONE, &(struct frame_done){ id, result, result != FRAME_SENT, cms, "" },
		sizeof(struct frame_done));
	b->r.peers[link].window = 1;
}

static void an_unasked_text_goes_by_the_network_of_its_number(void **state)
{
	struct bench b;
	uint64_t id;

	(void)state;
	begin(&b, VIETTEL("v") ", " MOBIFONE("m"));
	queue(&b, TO_MOBIFONE, "bulk");
	assert_int_equal(given(&b, &id), 1);
	queue(&b, TO_VIETTEL, "bulk");
	assert_int_equal(given(&b, &id), 0);
	bench_end(&b);
}

static void an_answer_goes_by_the_link_that_was_written_to_whatever_the_network(void **state)
{
	struct bench b;
	uint64_t id;

	(void)state;
	begin(&b, VIETTEL("v") ", " MOBIFONE("m"));
	bench_text(&b, 1, "id-1", "tro giup"); /* from a number of the second link's network */
	assert_int_equal(given(&b, &id), 0);
	bench_end(&b);
}

static void links_of_one_network_share_and_another_helps_after_a_minute(void **state)
{
	struct bench b;
	uint64_t id;

	(void)state;
	begin(&b, VIETTEL("v1") ", " VIETTEL("v2") ", " MOBIFONE("m"));
	for (int i = 0; i < 3; i++)
		queue(&b, TO_VIETTEL, "bulk");
	group_run(&b.r);
	assert_int_equal(bench_hears(&b, 0).type, FRAME_SUBMIT);
	assert_int_equal(bench_hears(&b, 1).type, FRAME_SUBMIT);
	assert_int_equal(bench_hears(&b, 2).type, 0);                          /* both are busy, but not for long yet */
	assert_true(outbound_next_us(&b.r) <= b.hands.wall_us + CLOCK_MINUTE); /* it is thought of in time */
	pass(&b, 61 * CLOCK_SECOND);
	assert_int_equal(given(&b, &id), 2);
	bench_end(&b);
}

static void who_was_given_nothing_for_longest_is_asked_first(void **state)
{
	struct bench b;
	uint64_t id;
	int times[2] = { 0 };

	(void)state;
	begin(&b, VIETTEL("v1") ", " VIETTEL("v2"));
	for (int i = 0; i < 6; i++) {
		int link;

		queue(&b, TO_VIETTEL, "bulk");
		pass(&b, CLOCK_SECOND);
		link = given(&b, &id);
		assert_in_range(link, 0, 1);
		times[link]++;
		done(&b, link, id, FRAME_SENT, -1);
	}
	assert_int_equal(times[0], 3);
	bench_end(&b);
}

static void of_two_links_that_fit_the_cheaper_is_taken(void **state)
{
	struct bench b;
	uint64_t id;

	(void)state;
	begin(&b, LINK("dear", "carriers = [ \"viettel\" ]; price = 500;") ", " LINK(
			  "cheap", "carriers = [ \"viettel\" ]; price = 100;"));
	queue(&b, TO_VIETTEL, "bulk");
	assert_int_equal(given(&b, &id), 1);
	bench_end(&b);
}

static void an_alarm_does_not_wait_for_the_cheap_link(void **state)
{
	struct bench b;
	uint64_t id;

	(void)state;
	begin(&b, VIETTEL("v") ", " MOBIFONE("m"));
	b.r.peers[0].window = 0;
	queue(&b, TO_VIETTEL, "alarm");
	assert_int_equal(given(&b, &id), 1);
	bench_end(&b);
}

static void a_link_that_is_long_down_leaves_its_answers_to_the_others(void **state)
{
	struct bench b;
	uint64_t id;

	(void)state;
	begin(&b, VIETTEL("v") ", " MOBIFONE("m"));
	b.r.peers[0].window = 0;
	bench_text(&b, 1, "id-1", "tro giup");
	assert_int_equal(given(&b, &id), -1);
	b.r.peers[0].down_since_us = b.hands.mono_us;
	pass(&b, 100 * CLOCK_SECOND);
	assert_int_equal(given(&b, &id), -1);
	pass(&b, 30 * CLOCK_SECOND);
	assert_int_equal(given(&b, &id), 1);
	bench_end(&b);
}

static void at_its_cap_a_link_leaves_its_texts_to_those_that_have_room(void **state)
{
	struct bench b;
	uint64_t id;

	(void)state;
	begin(&b, LINK("v", "carriers = [ \"viettel\" ]; cap_hour = 1;") ", " MOBIFONE("m"));
	queue(&b, TO_VIETTEL, "bulk");
	assert_int_equal(given(&b, &id), 0);
	done(&b, 0, id, FRAME_SENT, -1);
	queue(&b, TO_VIETTEL, "bulk");
	assert_int_equal(given(&b, &id), 1);
	bench_end(&b);
}

static void what_the_caps_keep_back_waits_for_the_reset_and_is_not_lost(void **state)
{
	struct bench b;
	uint64_t id;

	(void)state;
	begin(&b, LINK("v", "cap_day = 5;"));
	for (int i = 0; i < 6; i++)
		queue(&b, TO_VIETTEL, "bulk");
	for (int i = 0; i < 4; i++) { /* a fifth is kept for answers */
		assert_int_equal(given(&b, &id), 0);
		done(&b, 0, id, FRAME_SENT, -1);
	}
	assert_int_equal(given(&b, &id), -1);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE postponed > 0 AND state = 'queued'"), 2);
	bench_text(&b, 1, "id-1", "tro giup"); /* an answer has its room */
	assert_int_equal(given(&b, &id), 0);
	done(&b, 0, id, FRAME_SENT, -1);
	bench_text(&b, 2, "id-2", "tro giup");
	assert_int_equal(given(&b, &id), -1); /* and waits when that is used up too */
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE postponed > 0 AND state = 'queued'"), 3);
	pass(&b, outbound_next_us(&b.r) - b.hands.wall_us);
	assert_int_equal(clock_civil(b.hands.wall_us).hour, 0); /* midnight */
	assert_int_equal(given(&b, &id), 0);
	done(&b, 0, id, FRAME_SENT, -1);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE answers <> 0 AND state = 'sending'"), 1);
	pass(&b, 12 * CLOCK_HOUR);
	for (int i = 0; i < 2; i++) { /* longer than their validity was when they were queued */
		assert_int_equal(given(&b, &id), 0);
		done(&b, 0, id, FRAME_SENT, -1);
	}
	group_run(&b.r);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE direction = 'out' AND state = 'sent'"), 8);
	bench_end(&b);
}

static void what_was_postponed_goes_when_a_link_has_room_before_the_reset(void **state)
{
	struct bench b;
	uint64_t id;

	(void)state;
	begin(&b, LINK("v", "cap_hour = 1;") ", " MOBIFONE("m"));
	b.r.peers[1].down_since_us = 1;
	b.r.peers[1].window = 0;
	queue(&b, TO_VIETTEL, "bulk");
	assert_int_equal(given(&b, &id), 0);
	done(&b, 0, id, FRAME_SENT, -1);
	queue(&b, TO_VIETTEL, "bulk");
	assert_int_equal(given(&b, &id), -1);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE postponed > 0 AND state = 'queued'"), 1);
	b.r.peers[1].down_since_us = 0; /* it is back */
	b.r.peers[1].window = 1;
	assert_int_equal(given(&b, &id), -1); /* what waited is put back into its queue, for the next group */
	assert_int_equal(given(&b, &id), 1);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE postponed > 0"), 0);
	bench_end(&b);
}

static void a_number_that_one_network_does_not_reach_is_tried_by_another_and_remembered(void **state)
{
	struct bench b;
	uint64_t id;

	(void)state;
	begin(&b, VIETTEL("v") ", " MOBIFONE("m"));
	queue_to(&b, TO_VIETTEL, "bulk");
	assert_int_equal(given(&b, &id), 0);
	done(&b, 0, id, FRAME_REFUSED, 28);
	assert_int_equal(given(&b, &id), 1);
	done(&b, 1, id, FRAME_SENT, -1);
	group_run(&b.r);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM ported WHERE carrier = 'mobifone'"), 1);
	queue_to(&b, TO_VIETTEL, "bulk"); /* the next one goes there at once */
	assert_int_equal(given(&b, &id), 1);
	bench_end(&b);
}

static void a_number_that_no_network_reaches_fails_and_holds_up_nobody(void **state)
{
	struct bench b;
	uint64_t id;

	(void)state;
	begin(&b, VIETTEL("v") ", " MOBIFONE("m"));
	queue(&b, TO_VIETTEL, "bulk");
	queue(&b, TO_VIETTEL, "bulk");
	assert_int_equal(given(&b, &id), 0);
	done(&b, 0, id, FRAME_REFUSED, 1);
	group_run(&b.r); /* the first link goes on with the second text, the other tries the first */
	assert_int_equal(bench_hears(&b, 0).type, FRAME_SUBMIT);
	assert_int_equal(bench_hears(&b, 1).type, FRAME_SUBMIT);
	done(&b, 1, id, FRAME_REFUSED, 1);
	group_run(&b.r);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE state = 'failed' AND cms_error = 1"), 1);
	bench_end(&b);
}

static void a_text_that_a_sick_sim_refused_goes_by_another_at_once(void **state)
{
	struct bench b;
	uint64_t id;

	(void)state;
	begin(&b, VIETTEL("v") ", " MOBIFONE("m"));
	bench_text(&b, 1, "id-1", "tro giup");
	assert_int_equal(given(&b, &id), 0);
	done(&b, 0, id, FRAME_REFUSED, 10); /* the SIM is barred */
	assert_int_equal(given(&b, &id), 1);
	bench_end(&b);
}

static void a_link_that_only_receives_is_found_told_of_once_and_tried_again(void **state)
{
	struct bench b;
	uint64_t id;

	(void)state;
	begin(&b, LINK("v", ""));
	for (int i = 0; i < 5; i++) {
		queue(&b, TO_VIETTEL, "bulk");
		assert_int_equal(given(&b, &id), 0);
		done(&b, 0, id, FRAME_REFUSED, 38);
	}
	queue(&b, TO_VIETTEL, "bulk");
	assert_int_equal(given(&b, &id), -1);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM alarm WHERE kind = 'send-fails' AND cleared_at = 0"), 1);
	pass(&b, 6 * CLOCK_SECOND); /* one is tried */
	assert_int_equal(given(&b, &id), 0);
	done(&b, 0, id, FRAME_REFUSED, 38);
	assert_int_equal(given(&b, &id), -1);
	queue(&b, TO_VIETTEL, "bulk");
	pass(&b, 6 * CLOCK_SECOND); /* the rests grow */
	assert_int_equal(given(&b, &id), -1);
	pass(&b, 6 * CLOCK_SECOND);
	assert_int_equal(given(&b, &id), 0);
	done(&b, 0, id, FRAME_SENT, -1);
	queue(&b, TO_VIETTEL, "bulk");
	assert_int_equal(given(&b, &id), 0); /* and then all go */
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM alarm WHERE kind = 'send-fails' AND cleared_at = 0"), 0);
	bench_end(&b);
}

/* All that it is given now; the frames stay with the bench. */
static unsigned give_all(struct bench *b, uint64_t *ids, unsigned room)
{
	unsigned used = 0;

	group_run(&b->r);
	for (struct frame f = bench_hears(b, 0); f.type != 0; f = bench_hears(b, 0))
		if (f.type == FRAME_SUBMIT && used < room)
			ids[used++] = f.u.submit.message;
	return used;
}

static void a_line_that_breaks_with_many_texts_in_hand_is_one_failure(void **state)
{
	struct bench b;
	uint64_t ids[40];

	(void)state;
	begin(&b, LINK("v", ""));
	for (int i = 0; i < 20; i++)
		queue(&b, TO_VIETTEL, "bulk");
	b.r.peers[0].window = 10;
	assert_int_equal(give_all(&b, ids, 40), 10);
	for (int i = 0; i < 10; i++)
		done(&b, 0, ids[i], FRAME_UNSURE, -1);
	b.r.peers[0].window = 10;
	assert_int_equal(give_all(&b, ids, 40), 10); /* it goes on as soon as it is back */
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM alarm WHERE kind = 'send-fails'"), 0);
	bench_end(&b);
}

/* So many texts to numbers that do not exist. */
static void fail_texts(struct bench *b, int n)
{
	uint64_t id;

	for (int i = 0; i < n; i++) {
		queue(b, TO_VIETTEL, "bulk");
		assert_int_equal(given(b, &id), 0);
		done(b, 0, id, FRAME_REFUSED, 1);
	}
	group_run(&b->r);
}

static void texts_that_will_not_arrive_are_told_of_once_a_day_when_they_are_many(void **state)
{
	struct bench b;

	(void)state;
	begin_with(&b, "admins = [ \"+84905000099\" ]; failed_alarm = 5;", LINK("v", ""));
	fail_texts(&b, 4);
	pass(&b, CLOCK_HOUR);
	group_run(&b.r);
	assert_int_equal(
		bench_ask(&b, "SELECT count(*) FROM alarm WHERE kind = 'texts-failed'"), 0); /* as on any day */
	fail_texts(&b, 2);
	pass(&b, CLOCK_HOUR);
	group_run(&b.r);
	assert_int_equal(
		bench_ask(&b, "SELECT count(*) FROM message WHERE phone = '+84905000099' AND kind = 'alarm' AND"
			      " text LIKE '%den noi: 6 (CMS 1: the number is not assigned)%'"),
		1);
	fail_texts(&b, 9);
	pass(&b, CLOCK_HOUR);
	group_run(&b.r);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE phone = '+84905000099'"), 1);
	pass(&b, 2 * CLOCK_DAY);
	group_run(&b.r);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM alarm WHERE cleared_at = 0"), 0);
	bench_end(&b);
}

static void numbers_that_do_not_exist_make_no_link_sick(void **state)
{
	struct bench b;
	uint64_t id;

	(void)state;
	begin(&b, LINK("v", ""));
	for (int i = 0; i < 9; i++) {
		queue(&b, TO_VIETTEL, "bulk");
		assert_int_equal(given(&b, &id), 0);
		done(&b, 0, id, FRAME_REFUSED, 1);
	}
	queue(&b, TO_VIETTEL, "bulk");
	assert_int_equal(given(&b, &id), 0);
	bench_end(&b);
}

static void a_sick_link_leaves_its_texts_to_the_others(void **state)
{
	struct bench b;
	uint64_t id;

	(void)state;
	begin(&b, VIETTEL("v") ", " MOBIFONE("m"));
	b.r.peers[0].count.fails = 5;
	b.r.peers[0].next_send_us = INT64_MAX;
	bench_text(&b, 1, "id-1", "tro giup");
	assert_int_equal(given(&b, &id), 1);
	bench_end(&b);
}

static void the_answers_to_a_burst_let_those_to_others_pass(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, LINK("v", ""));
	b.r.peers[0].window = 0;
	for (int i = 0; i < 9; i++) {
		char identity[16];

		snprintf(identity, sizeof identity, "id-%d", i);
		bench_text(&b, (uint64_t)i + 1, identity, "tro giup");
	}
	group_run(&b.r);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE state = 'queued' AND priority = 0"), 5);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE state = 'queued' AND priority = 1"), 4);
	bench_end(&b);
}

/* ---- what an outage kept back ---- */

/* Everything that waits is handed over; how many. */
static int all_given(struct bench *b)
{
	int n = 0;

	group_run(&b->r);
	for (struct frame f = bench_hears(b, 0); f.type != 0; f = bench_hears(b, 0))
		n += f.type == FRAME_SUBMIT;
	return n;
}

static void what_missed_its_evening_goes_in_the_morning(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, LINK("v", ""));
	b.r.peers[0].window = 0; /* the modem is away */
	queue_to(&b, TO_VIETTEL, "unasked");
	queue_to(&b, TO_VIETTEL, "notice");
	queue_to(&b, TO_VIETTEL, "alarm");
	assert_int_equal(all_given(&b), 0);
	pass(&b, 13 * CLOCK_HOUR); /* 23:00 */
	b.r.peers[0].window = 10;
	assert_int_equal(all_given(&b), 1); /* the alarm */
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE state = 'queued'"), 2);
	pass(&b, 8 * CLOCK_HOUR - CLOCK_SECOND);
	assert_int_equal(all_given(&b), 0);
	pass(&b, CLOCK_SECOND); /* 07:00 */
	assert_int_equal(all_given(&b), 2);
	bench_end(&b);
}

static void after_a_night_off_there_are_still_three_a_day(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, LINK("v", ""));
	b.r.peers[0].window = 0;
	for (int i = 0; i < 3; i++)
		queue_to(&b, TO_VIETTEL, "unasked");
	pass(&b, 22 * CLOCK_HOUR); /* 08:00 */
	for (int i = 0; i < 2; i++)
		queue_to(&b, TO_VIETTEL, "unasked");
	b.r.peers[0].window = 10;
	assert_int_equal(all_given(&b), 3);
	pass(&b, 14 * CLOCK_HOUR); /* 22:00 */
	assert_int_equal(all_given(&b), 0);
	pass(&b, 9 * CLOCK_HOUR);
	assert_int_equal(all_given(&b), 2);
	assert_int_equal(bench_ask(&b, "SELECT count(*) FROM message WHERE state = 'queued'"), 0);
	bench_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_unasked_text_goes_by_the_network_of_its_number),
		cmocka_unit_test(an_answer_goes_by_the_link_that_was_written_to_whatever_the_network),
		cmocka_unit_test(links_of_one_network_share_and_another_helps_after_a_minute),
		cmocka_unit_test(who_was_given_nothing_for_longest_is_asked_first),
		cmocka_unit_test(of_two_links_that_fit_the_cheaper_is_taken),
		cmocka_unit_test(an_alarm_does_not_wait_for_the_cheap_link),
		cmocka_unit_test(a_link_that_is_long_down_leaves_its_answers_to_the_others),
		cmocka_unit_test(at_its_cap_a_link_leaves_its_texts_to_those_that_have_room),
		cmocka_unit_test(what_the_caps_keep_back_waits_for_the_reset_and_is_not_lost),
		cmocka_unit_test(what_was_postponed_goes_when_a_link_has_room_before_the_reset),
		cmocka_unit_test(a_number_that_one_network_does_not_reach_is_tried_by_another_and_remembered),
		cmocka_unit_test(a_number_that_no_network_reaches_fails_and_holds_up_nobody),
		cmocka_unit_test(a_text_that_a_sick_sim_refused_goes_by_another_at_once),
		cmocka_unit_test(a_link_that_only_receives_is_found_told_of_once_and_tried_again),
		cmocka_unit_test(a_line_that_breaks_with_many_texts_in_hand_is_one_failure),
		cmocka_unit_test(texts_that_will_not_arrive_are_told_of_once_a_day_when_they_are_many),
		cmocka_unit_test(what_missed_its_evening_goes_in_the_morning),
		cmocka_unit_test(after_a_night_off_there_are_still_three_a_day),
		cmocka_unit_test(numbers_that_do_not_exist_make_no_link_sick),
		cmocka_unit_test(the_answers_to_a_burst_let_those_to_others_pass),
		cmocka_unit_test(a_sick_link_leaves_its_texts_to_the_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
