/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every text, in and out: kept once, joined, queued, sent, settled. */
#include "store/message.h"

#include "gateway/base/clock.h"
#include "store/inside.h"
#include "tests/help/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW  INT64_C(1660788000000000) /* 2022-08-18T09:00:00+07:00 */
#define LAN  "+84905000001"
#define MINH "+84905000002"

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

/* ---- short ways to say what the tests are about ---- */

static enum keep keep(struct store *st, const char *identity, const char *text, int64_t *id)
{
	const struct message_in in = {
		.identity = identity, .link = "v1", .phone = LAN, .text = text, .received_at = NOW
	};

	return message_keep(st, &in, NOW, id, &why);
}

static enum keep keep_part(
	struct store *st, const char *identity, const char *text, unsigned part, unsigned *have, int64_t *displaced)
{
	const struct message_part_in in = {
		.identity = identity, .link = "v1", .phone = LAN, .text = text, .reference = 9, .part = part, .parts = 3
	};

	return message_keep_part(st, &in, NOW + part, have, displaced, &why);
}

static int64_t queue_at(struct store *st, const char *phone, unsigned parts, int64_t now_us)
{
	const struct message_out out = {
		.phone = phone, .text = "Chào", .link = "", .unit = "", .kind = "answer", .parts = parts
	};
	int64_t id = message_queue(st, &out, now_us, &why);

	assert_true(id > 0);
	return id;
}

static int64_t queue_long(struct store *st, const char *phone, unsigned parts)
{
	return queue_at(st, phone, parts, NOW);
}

static int64_t queue(struct store *st, const char *phone)
{
	return queue_long(st, phone, 1);
}

static int64_t queue_for(struct store *st, const char *link, enum message_priority priority, int64_t next_at)
{
	const struct message_out out = { .phone = LAN,
		.text = "Chào",
		.link = link,
		.unit = "",
		.kind = "unasked",
		.priority = priority,
		.parts = 1,
		.next_at = next_at };
	int64_t id = message_queue(st, &out, NOW, &why);

	assert_true(id > 0);
	return id;
}

static enum message_state state_of(struct store *st, int64_t id)
{
	struct message m;
	enum message_state state;

	message_init(&m);
	ok(message_get(st, id, &m, &why));
	assert_true(m.id == id);
	state = m.state;
	message_fini(&m);
	return state;
}

static void assert_text(struct store *st, int64_t id, const char *text)
{
	struct message m;

	message_init(&m);
	ok(message_get(st, id, &m, &why));
	assert_string_equal(m.text.data, text);
	message_fini(&m);
}

/* Queue to that number and send all parts, the references being 10, 11, ... */
static int64_t send_long(struct store *st, const char *phone, unsigned parts, int64_t at)
{
	int64_t id = queue_long(st, phone, parts);

	ok(message_sending(st, id, "v1", &why));
	for (unsigned part = 1; part <= parts; part++)
		ok(message_part_sent(st, id, part, 9 + part, "", at, &why));
	ok(message_sent(st, id, at, &why));
	return id;
}

static int64_t send_unsure(struct store *st, const char *phone, unsigned parts)
{
	int64_t id = queue_long(st, phone, parts);

	ok(message_sending(st, id, "v1", &why));
	ok(message_unsure(st, id, 1, NOW + CLOCK_MINUTE, "no answer", NOW, &why));
	return id;
}

static enum receipt receipt_as(
	struct store *st, const char *identity, const char *phone, unsigned reference, unsigned status, int64_t *id)
{
	const struct message_receipt r = {
		.identity = identity, .link = "v1", .phone = phone, .reference = reference, .status = status
	};

	return message_settle(st, &r, NOW + CLOCK_SECOND, id, &why);
}

static enum receipt receipt(struct store *st, const char *phone, unsigned reference, unsigned status, int64_t *id)
{
	char identity[32];

	snprintf(identity, sizeof identity, "receipt-%llx", (unsigned long long)store_id(st, NOW));
	return receipt_as(st, identity, phone, reference, status, id);
}

static unsigned next_for(
	struct store *st, const char *const *links, unsigned n, int64_t now_us, int64_t *ids, unsigned room)
{
	unsigned used;

	struct message_source sources[4];

	assert_true(n <= 4);
	for (unsigned i = 0; i < n; i++)
		sources[i] = (struct message_source){ .queue = links[i] };
	ok(message_next(st, sources, n, MESSAGE_BULK, now_us, ids, room, &used, &why));
	return used;
}

static unsigned next(struct store *st, int64_t now_us, int64_t *ids, unsigned room)
{
	static const char *const any[] = { "" };

	return next_for(st, any, 1, now_us, ids, room);
}

/* ---- what came in ---- */

static void a_text_is_known_again_by_its_identity_not_by_its_words(void **state)
{
	struct store *st = *state;
	int64_t first, again, second;

	assert_int_equal(keep(st, "a", "BC 5", &first), KEEP_NEW);
	assert_int_equal(keep(st, "a", "BC 5", &again), KEEP_SEEN);
	assert_true(again == first);
	assert_int_equal(keep(st, "b", "BC 5", &second), KEEP_NEW);
	assert_true(second > first);
	assert_int_equal(state_of(st, first), MESSAGE_KEPT);
	assert_text(st, first, "BC 5");
}

/* An invitation answers, in the books, the text of who planned the meeting: to who is invited it is no receipt. */
static void what_was_heard_is_of_ones_own_text(void **state)
{
	struct store *st = *state;
	struct message_out out = {
		.phone = LAN, .text = "BC so 1", .link = "", .unit = "", .kind = "answer", .parts = 1
	};
	char intent[RECORD_WORD_OCTETS];
	int64_t id, heard;

	assert_int_equal(keep(st, "a", "bc dvc 5", &id), KEEP_NEW);
	ok(message_done(st, id, "report", "recorded", "", &why));
	out.answers = id;
	assert_int_not_equal(message_queue(st, &out, NOW, &why), -1);
	ok(message_heard(st, LAN, NOW - 1, intent, &heard, &why));
	assert_string_equal(intent, "report");
	assert_int_equal(heard, id);
	out.phone = MINH;
	assert_int_not_equal(message_queue(st, &out, NOW, &why), -1);
	ok(message_heard(st, MINH, NOW - 1, intent, NULL, &why));
	assert_string_equal(intent, "");
}

static void a_text_without_identity_is_always_new(void **state)
{
	struct store *st = *state;
	int64_t first, second;

	assert_int_equal(keep(st, "", "*098#", &first), KEEP_NEW);
	assert_int_equal(keep(st, "", "*098#", &second), KEEP_NEW);
	assert_true(second > first);
}

static void kept_texts_wait_until_they_are_done_or_set_aside(void **state)
{
	struct store *st = *state;
	struct message m;
	int64_t first, second;

	message_init(&m);
	keep(st, "a", "BC 5", &first);
	keep(st, "b", "BC 6", &second);
	ok(message_next_kept(st, 0, &m, &why));
	assert_true(m.id == first);
	ok(message_next_kept(st, first, &m, &why));
	assert_true(m.id == second);
	ok(message_done(st, first, "report", "recorded", "22714-01", &why));
	ok(message_poison(st, second, "ended the router", &why));
	ok(message_next_kept(st, 0, &m, &why));
	assert_true(m.id == 0);
	ok(message_get(st, first, &m, &why));
	assert_int_equal(m.state, MESSAGE_DONE);
	assert_false(m.out);
	assert_string_equal(m.intent, "report");
	assert_string_equal(m.status, "recorded");
	assert_string_equal(m.unit, "22714-01");
	assert_string_equal(m.link, "v1");
	assert_true(m.received_at == NOW);
	ok(message_get(st, second, &m, &why));
	assert_int_equal(m.state, MESSAGE_POISON);
	assert_string_equal(m.reason, "ended the router");
	message_fini(&m);
}

static void a_text_that_is_not_there_has_no_id(void **state)
{
	struct store *st = *state;
	struct message m;

	message_init(&m);
	m.id = 5;
	ok(message_get(st, 17, &m, &why));
	assert_true(m.id == 0);
	message_fini(&m);
}

static void attempts_are_counted_until_the_text_is_kept(void **state)
{
	struct store *st = *state;
	unsigned times, have;
	int64_t id;

	for (unsigned i = 1; i <= 3; i++) {
		ok(message_try(st, "a", NOW, &times, &why));
		assert_int_equal(times, i);
	}
	ok(message_try(st, "b", NOW, &times, &why));
	assert_int_equal(times, 1);
	keep(st, "a", "BC 5", &id);
	keep_part(st, "b", "x", 1, &have, &id);
	ok(message_try(st, "a", NOW, &times, &why));
	assert_int_equal(times, 1);
	ok(message_try(st, "b", NOW, &times, &why));
	assert_int_equal(times, 1);
}

static void old_identities_are_forgotten_a_few_at_a_time(void **state)
{
	struct store *st = *state;
	unsigned dropped;
	int64_t id;

	keep(st, "a", "1", &id);
	keep(st, "b", "2", &id);
	keep(st, "c", "3", &id);
	ok(message_prune_seen(st, NOW, 2, &dropped, &why));
	assert_int_equal(dropped, 0);
	ok(message_prune_seen(st, NOW + 1, 2, &dropped, &why));
	assert_int_equal(dropped, 2);
	ok(message_prune_seen(st, NOW + 1, 2, &dropped, &why));
	assert_int_equal(dropped, 1);
	assert_int_equal(keep(st, "a", "1", &id), KEEP_NEW);
}

/* ---- parts ---- */

static void parts_join_in_their_order_whatever_the_order_they_came_in(void **state)
{
	static const unsigned orders[][3] = { { 1, 2, 3 }, { 1, 3, 2 }, { 2, 1, 3 }, { 2, 3, 1 }, { 3, 1, 2 },
		{ 3, 2, 1 } };
	static const char *const texts[] = { "Một ", "hai ", "ba" };
	int64_t id, displaced;
	unsigned have;

	(void)state;
	for (size_t o = 0; o < sizeof orders / sizeof orders[0]; o++) {
		struct store *st = engine_open(1);
		char identity[8];

		assert_non_null(st);
		for (unsigned i = 0; i < 3; i++) {
			snprintf(identity, sizeof identity, "p%u", i);
			assert_int_equal(
				keep_part(st, identity, texts[orders[o][i] - 1], orders[o][i], &have, &displaced),
				KEEP_NEW);
			assert_int_equal(have, i + 1);
			assert_true(displaced == 0);
		}
		ok(message_join(st, "v1", LAN, 9, 3, NOW, &id, &why));
		assert_text(st, id, "Một hai ba");
		assert_int_equal(state_of(st, id), MESSAGE_KEPT);
		store_close(&st);
	}
}

static void a_sender_with_too_many_half_texts_loses_no_part_of_the_oldest(void **state)
{
	struct store *st = *state;
	struct message_part_in in = { .link = "v1", .phone = LAN, .text = "dau ", .part = 1, .parts = 2 };
	int64_t id, displaced;
	unsigned have;

	for (unsigned i = 0; i < 4; i++) {
		char identity[8];

		snprintf(identity, sizeof identity, "h%u", i);
		in.identity = identity;
		in.reference = i;
		assert_int_equal(message_keep_part(st, &in, NOW + i, &have, &displaced, &why), KEEP_NEW);
	}
	ok(message_join_crowded(st, "v1", LAN, 4, NOW, &id, &why));
	assert_true(id == 0);
	ok(message_join_crowded(st, "v2", LAN, 3, NOW, &id, &why)); /* of another link */
	assert_true(id == 0);
	ok(message_join_crowded(st, "v1", LAN, 3, NOW, &id, &why));
	assert_text(st, id, "dau [...]");
	in.identity = "h0";
	in.reference = 0; /* the one that was taken */
	assert_int_equal(message_keep_part(st, &in, NOW, &have, &displaced, &why), KEEP_SEEN);
}

static void a_part_read_again_is_known_before_and_after_the_join(void **state)
{
	struct store *st = *state;
	int64_t id, displaced;
	unsigned have;

	assert_int_equal(keep_part(st, "p1", "a", 1, &have, &displaced), KEEP_NEW);
	assert_int_equal(keep_part(st, "p1", "a", 1, &have, &displaced), KEEP_SEEN);
	assert_int_equal(
		keep_part(st, "p1-again", "a", 1, &have, &displaced), KEEP_SEEN); /* brought twice by the network */
	keep_part(st, "p2", "b", 2, &have, &displaced);
	assert_int_equal(keep_part(st, "p3", "c", 3, &have, &displaced), KEEP_NEW);
	assert_int_equal(have, 3);
	ok(message_join(st, "v1", LAN, 9, 3, NOW, &id, &why));
	for (unsigned part = 1; part <= 3; part++) {
		char identity[8];

		snprintf(identity, sizeof identity, "p%u", part);
		assert_int_equal(keep_part(st, identity, "a", part, &have, &displaced), KEEP_SEEN);
	}
	ok(message_join(st, "v1", LAN, 9, 3, NOW, &id, &why));
	assert_true(id == 0); /* nothing is left there */
}

static void parts_of_others_do_not_mix(void **state)
{
	struct store *st = *state;
	struct message_part_in in = {
		.identity = "other", .link = "v1", .phone = MINH, .text = "x", .reference = 9, .part = 2, .parts = 3
	};
	int64_t displaced;
	unsigned have;

	keep_part(st, "p1", "a", 1, &have, &displaced);
	assert_int_equal(message_keep_part(st, &in, NOW, &have, &displaced, &why), KEEP_NEW);
	assert_int_equal(have, 1);
	in = (struct message_part_in){
		.identity = "link", .link = "v2", .phone = LAN, .text = "x", .reference = 9, .part = 2, .parts = 3
	};
	assert_int_equal(message_keep_part(st, &in, NOW, &have, &displaced, &why), KEEP_NEW);
	assert_int_equal(have, 1);
	in = (struct message_part_in){
		.identity = "ref", .link = "v1", .phone = LAN, .text = "x", .reference = 8, .part = 2, .parts = 3
	};
	assert_int_equal(message_keep_part(st, &in, NOW, &have, &displaced, &why), KEEP_NEW);
	assert_int_equal(have, 1);
}

static void a_reference_used_again_sets_the_older_parts_free(void **state)
{
	struct store *st = *state;
	int64_t displaced;
	unsigned have;

	keep_part(st, "p1", "old one ", 1, &have, &displaced);
	keep_part(st, "p3", " old three", 3, &have, &displaced);
	assert_int_equal(keep_part(st, "n1", "new one ", 1, &have, &displaced), KEEP_NEW);
	assert_int_equal(have, 1);
	assert_true(displaced != 0);
	assert_text(st, displaced, "old one [...] old three");
	assert_int_equal(state_of(st, displaced), MESSAGE_KEPT);
}

static void late_texts_are_joined_as_far_as_they_came(void **state)
{
	struct store *st = *state;
	int64_t id, displaced, oldest;
	unsigned have;

	ok(message_join_late(st, NOW, NOW, &id, &oldest, &why));
	assert_true(id == 0 && oldest == INT64_MAX);
	keep_part(st, "p2", "hai", 2, &have, &displaced); /* at NOW + 2 */
	ok(message_join_late(st, NOW + 2, NOW, &id, &oldest, &why));
	assert_true(id == 0 && oldest == NOW + 2);
	ok(message_join_late(st, NOW + 3, NOW + 9, &id, &oldest, &why));
	assert_true(id != 0 && oldest == INT64_MAX);
	assert_text(st, id, "[...]hai[...]");
	assert_int_equal(keep_part(st, "p2", "hai", 2, &have, &displaced), KEEP_SEEN);
}

static void a_part_that_cannot_exist_is_refused(void **state)
{
	struct store *st = *state;
	int64_t displaced;
	unsigned have;

	assert_int_equal(keep_part(st, "p0", "a", 0, &have, &displaced), KEEP_FAILED);
	assert_int_equal(keep_part(st, "p4", "a", 4, &have, &displaced), KEEP_FAILED);
	assert_string_equal(why.text, "part 4 of 3 does not exist");
}

/* ---- queueing ---- */

static void the_next_text_is_the_most_urgent_then_the_oldest(void **state)
{
	struct store *st = *state;
	int64_t bulk = queue_for(st, "", MESSAGE_BULK, NOW - 9);
	int64_t later = queue_for(st, "", MESSAGE_UNASKED, NOW);
	int64_t sooner = queue_for(st, "", MESSAGE_UNASKED, NOW - 5);
	int64_t same = queue_for(st, "", MESSAGE_UNASKED, NOW);
	int64_t answer = queue_for(st, "", MESSAGE_ANSWER, NOW);
	int64_t ids[8];

	queue_for(st, "", MESSAGE_ANSWER, NOW + 1); /* not yet */
	assert_int_equal(next(st, NOW, ids, 8), 5);
	assert_true(ids[0] == answer && ids[1] == sooner && ids[2] == later && ids[3] == same && ids[4] == bulk);
	assert_int_equal(next(st, NOW, ids, 2), 2);
	assert_true(ids[0] == answer && ids[1] == sooner);
	assert_int_equal(next(st, NOW, ids, 0), 0);
	assert_int_equal(next(st, NOW + 1, ids, 8), 6);
}

static void a_link_gets_its_own_texts_and_those_for_any_in_one_order(void **state)
{
	static const char *const mine[] = { "v1", "" };
	struct store *st = *state;
	int64_t one = queue_for(st, "v1", MESSAGE_NOTICE, NOW - 3);
	int64_t two = queue_for(st, "", MESSAGE_NOTICE, NOW - 2);
	int64_t three = queue_for(st, "v1", MESSAGE_NOTICE, NOW - 1);
	int64_t ids[8];

	queue_for(st, "v2", MESSAGE_ANSWER, NOW - 9);
	assert_int_equal(next_for(st, mine, 2, NOW, ids, 8), 3);
	assert_true(ids[0] == one && ids[1] == two && ids[2] == three);
	assert_int_equal(next_for(st, mine, 2, NOW, ids, 2), 2);
	assert_true(ids[0] == one && ids[1] == two);
	assert_int_equal(next_for(st, mine, 1, NOW, ids, 8), 2);
	assert_int_equal(next_for(st, mine, 0, NOW, ids, 8), 0);
}

static void the_next_texts_are_the_first_of_thousands(void **state)
{
	static const char *const links[] = { "v2", "v1", "" };
	struct store *st = *state;
	int64_t ids[MESSAGE_NEXT_MAX + 10];

	ok(store_begin(st, &why));
	for (int i = 0; i < 3000; i++)
		queue_for(st, links[i % 3], (enum message_priority)(i % MESSAGE_PRIORITIES), NOW - i * 7 % 2003);
	ok(store_commit(st, &why));
	assert_int_equal(next_for(st, links, 3, NOW, ids, MESSAGE_NEXT_MAX + 10), MESSAGE_NEXT_MAX);
	for (int i = 1; i < MESSAGE_NEXT_MAX; i++) {
		struct message a, b;

		message_init(&a);
		message_init(&b);
		ok(message_get(st, ids[i - 1], &a, &why));
		ok(message_get(st, ids[i], &b, &why));
		assert_int_equal(a.priority, MESSAGE_ANSWER);
		assert_int_equal(b.priority, MESSAGE_ANSWER);
		assert_true(a.next_at < b.next_at || (a.next_at == b.next_at && a.id < b.id));
		message_fini(&a);
		message_fini(&b);
	}
}

static void the_next_time_is_that_of_the_first_waiting_text(void **state)
{
	static const struct message_source mine[] = { { .queue = "v1" }, { .queue = "" } };
	struct store *st = *state;
	int64_t at;

	ok(message_next_time(st, mine, 2, MESSAGE_BULK, &at, &why));
	assert_true(at == INT64_MAX);
	queue_for(st, "", MESSAGE_BULK, NOW + 50);
	queue_for(st, "v1", MESSAGE_ANSWER, NOW + 70);
	queue_for(st, "v2", MESSAGE_ANSWER, NOW + 10);
	ok(message_next_time(st, mine, 2, MESSAGE_BULK, &at, &why));
	assert_true(at == NOW + 50);
	ok(message_next_time(st, mine, 1, MESSAGE_BULK, &at, &why));
	assert_true(at == NOW + 70);
}

static void what_is_overdue_is_not_sent_any_more(void **state)
{
	const struct message_out out = {
		.phone = LAN, .text = "x", .link = "", .unit = "", .kind = "unasked", .parts = 1, .expires_at = NOW + 10
	};
	struct store *st = *state;
	int64_t id = message_queue(st, &out, NOW, &why), ids[4];
	unsigned used;

	queue(st, LAN); /* never expires */
	assert_int_equal(next(st, NOW + 9, ids, 4), 2);
	assert_int_equal(next(st, NOW + 10, ids, 4), 1);
	ok(message_overdue(st, NOW + 9, ids, 4, &used, &why));
	assert_int_equal(used, 0);
	ok(message_overdue(st, NOW + 10, ids, 4, &used, &why));
	assert_int_equal(used, 1);
	assert_true(ids[0] == id);
	ok(message_give_up(st, id, MESSAGE_EXPIRED, -1, "its validity is over", &why));
	assert_int_equal(state_of(st, id), MESSAGE_EXPIRED);
	ok(message_overdue(st, NOW + 10, ids, 4, &used, &why));
	assert_int_equal(used, 0);
}

static void long_texts_in_a_row_have_different_references(void **state)
{
	struct store *st = *state;
	bool taken[256] = { false };
	struct message m;

	message_init(&m);
	for (int i = 0; i < 256; i++) {
		ok(message_get(st, queue_long(st, LAN, 2), &m, &why));
		assert_in_range(m.reference, 0, 255);
		assert_false(taken[m.reference]);
		taken[m.reference] = true;
	}
	ok(message_get(st, queue(st, LAN), &m, &why));
	assert_int_equal(m.reference, 0);
	message_fini(&m);
}

/* It was looked at while it waited; the link has it by now. */
static void a_text_that_is_on_its_way_keeps_its_wording(void **state)
{
	struct store *st = *state;
	int64_t id = queue(st, LAN);

	assert_int_equal(message_reword(st, id, "Chào. Xin chào", 0, 1, &why), 1);
	ok(message_sending(st, id, "v1", &why));
	assert_int_equal(message_reword(st, id, "khác", 0, 1, &why), 0);
	assert_text(st, id, "Chào. Xin chào");
}

static void everything_said_of_a_text_is_read_back(void **state)
{
	const struct message_out out = { .phone = MINH,
		.text = "Nhắc: tập huấn",
		.link = "v1",
		.unit = "22714-01",
		.kind = "unasked",
		.priority = MESSAGE_UNASKED,
		.alphabet = 1,
		.parts = 2,
		.flash = true,
		.answers = 77,
		.next_at = NOW + 1,
		.expires_at = NOW + 2 };
	struct store *st = *state;
	struct message m;

	message_init(&m);
	ok(message_get(st, message_queue(st, &out, NOW, &why), &m, &why));
	assert_true(m.out);
	assert_string_equal(m.phone, MINH);
	assert_string_equal(m.text.data, "Nhắc: tập huấn");
	assert_string_equal(m.link, "v1");
	assert_string_equal(m.via, "");
	assert_string_equal(m.unit, "22714-01");
	assert_string_equal(m.kind, "unasked");
	assert_int_equal(m.state, MESSAGE_QUEUED);
	assert_int_equal(m.priority, MESSAGE_UNASKED);
	assert_int_equal(m.alphabet, 1);
	assert_int_equal(m.parts, 2);
	assert_true(m.flash && m.answers == 77 && m.cms_error == -1 && m.skip == 0);
	assert_true(m.queued_at == NOW && m.next_at == NOW + 1 && m.expires_at == NOW + 2);
	assert_int_equal(m.attempts, 0);
	message_fini(&m);
}

/* ---- the way out ---- */

static void a_text_is_sent_once_its_parts_are_and_delivered_once_they_are(void **state)
{
	struct store *st = *state;
	int64_t id = queue_long(st, LAN, 2), settled, ids[2];
	struct message m;

	message_init(&m);
	ok(message_sending(st, id, "v1", &why));
	assert_int_equal(next(st, NOW, ids, 2), 0);
	assert_int_equal(message_sending(st, id, "v2", &why), -1); /* it is in hand */
	ok(message_part_sent(st, id, 1, 10, "", NOW, &why));
	ok(message_part_sent(st, id, 2, 11, "", NOW, &why));
	assert_int_equal(state_of(st, id), MESSAGE_SENDING);
	ok(message_sent(st, id, NOW, &why));
	assert_int_equal(receipt(st, LAN, 11, 0, &settled), RECEIPT_PART);
	assert_true(settled == id);
	assert_int_equal(state_of(st, id), MESSAGE_SENT);
	assert_int_equal(receipt(st, LAN, 10, 0, &settled), RECEIPT_DELIVERED);
	ok(message_get(st, id, &m, &why));
	assert_int_equal(m.state, MESSAGE_DELIVERED);
	assert_string_equal(m.via, "v1");
	assert_int_equal(m.attempts, 1);
	assert_true(m.sent_at == NOW && m.delivered_at == NOW + CLOCK_SECOND && m.skip == 3);
	message_fini(&m);
}

static void receipts_that_overtake_the_links_report_count(void **state)
{
	struct store *st = *state;
	int64_t id = queue(st, LAN), settled;

	ok(message_sending(st, id, "v1", &why));
	ok(message_part_sent(st, id, 1, 10, "", NOW, &why));
	assert_int_equal(receipt(st, LAN, 10, 0, &settled), RECEIPT_DELIVERED);
	ok(message_sent(st, id, NOW, &why));
	assert_int_equal(state_of(st, id), MESSAGE_DELIVERED);
}

static void a_refused_text_waits_and_keeps_the_parts_that_went(void **state)
{
	struct store *st = *state;
	int64_t id = queue_long(st, LAN, 3), ids[2];
	struct message m;

	message_init(&m);
	ok(message_sending(st, id, "v1", &why));
	ok(message_part_sent(st, id, 1, 10, "", NOW, &why));
	ok(message_refused(st, id, NOW + 30, 38, "network out of order", &why));
	assert_int_equal(next(st, NOW + 29, ids, 2), 0);
	assert_int_equal(next(st, NOW + 30, ids, 2), 1);
	ok(message_get(st, id, &m, &why));
	assert_int_equal(m.state, MESSAGE_QUEUED);
	assert_true(m.skip == 1 && m.cms_error == 38 && m.unsure == 0);
	assert_string_equal(m.reason, "network out of order");
	ok(message_sending(st, id, "v2", &why));
	ok(message_give_up(st, id, MESSAGE_FAILED, 1, "unassigned number", &why));
	ok(message_get(st, id, &m, &why));
	assert_int_equal(m.state, MESSAGE_FAILED);
	assert_int_equal(m.attempts, 2);
	message_fini(&m);
}

static void reports_that_come_late_or_twice_change_nothing(void **state)
{
	struct store *st = *state;
	int64_t id = send_long(st, LAN, 1, NOW), settled;

	assert_int_equal(receipt(st, LAN, 10, 0, &settled), RECEIPT_DELIVERED);
	ok(message_sent(st, id, NOW + 9, &why));
	ok(message_refused(st, id, NOW, 1, "late", &why));
	ok(message_unsure(st, id, 0, NOW, "late", NOW, &why));
	ok(message_resend(st, id, NOW, &why));
	ok(message_give_up(st, id, MESSAGE_FAILED, 1, "late", &why));
	ok(message_part_sent(st, id, 1, 99, "", NOW, &why));
	assert_int_equal(state_of(st, id), MESSAGE_DELIVERED);
	assert_int_equal(receipt(st, LAN, 99, 0, &settled), RECEIPT_UNKNOWN);
}

/* ---- unsure ---- */

static void an_unsure_text_is_settled_by_its_receipt_and_never_sent_again(void **state)
{
	struct store *st = *state;
	int64_t id = send_unsure(st, LAN, 1), settled, ids[2];
	unsigned used;

	assert_int_equal(state_of(st, id), MESSAGE_UNSURE);
	assert_int_equal(receipt(st, MINH, 44, 0, &settled), RECEIPT_UNKNOWN);
	assert_int_equal(receipt(st, LAN, 44, 0, &settled), RECEIPT_DELIVERED);
	assert_true(settled == id);
	ok(message_unsure_due(st, NOW + CLOCK_DAY, ids, 2, &used, &why));
	assert_int_equal(used, 0);
	assert_int_equal(next(st, NOW + CLOCK_DAY, ids, 2), 0);
}

static void an_unsure_text_whose_receipt_says_trying_is_sent(void **state)
{
	struct store *st = *state;
	int64_t id = send_unsure(st, LAN, 1), settled;

	assert_int_equal(receipt(st, LAN, 44, 0x30, &settled), RECEIPT_TRYING);
	assert_int_equal(state_of(st, id), MESSAGE_SENT);
	assert_int_equal(receipt(st, LAN, 44, 0, &settled), RECEIPT_DELIVERED); /* its reference is known now */
}

static void an_unsure_text_waits_for_its_receipt_then_goes_once_more(void **state)
{
	struct store *st = *state;
	int64_t id = send_unsure(st, LAN, 1), ids[2], at;
	struct message m;
	unsigned used;

	message_init(&m);
	ok(message_unsure_time(st, &at, &why));
	assert_true(at == NOW + CLOCK_MINUTE);
	ok(message_unsure_due(st, at - 1, ids, 2, &used, &why));
	assert_int_equal(used, 0);
	ok(message_unsure_due(st, at, ids, 2, &used, &why));
	assert_int_equal(used, 1);
	ok(message_resend(st, id, at, &why));
	assert_int_equal(next(st, at, ids, 2), 1);
	ok(message_sending(st, id, "v1", &why));
	ok(message_part_sent(st, id, 1, 45, "", at, &why));
	ok(message_sent(st, id, at, &why));
	ok(message_get(st, id, &m, &why));
	assert_int_equal(m.state, MESSAGE_SENT);
	assert_int_equal(m.attempts, 2);
	assert_int_equal(m.unsure, 1);
	ok(message_unsure_time(st, &at, &why));
	assert_true(at == INT64_MAX);
	message_fini(&m);
}

static void a_receipt_that_comes_before_the_second_sending_stops_it(void **state)
{
	struct store *st = *state;
	int64_t id = send_unsure(st, LAN, 1), settled, ids[2];

	ok(message_resend(st, id, NOW, &why));
	assert_int_equal(receipt(st, LAN, 44, 0, &settled), RECEIPT_DELIVERED);
	assert_true(settled == id);
	assert_int_equal(next(st, NOW + CLOCK_DAY, ids, 2), 0);
}

/* An answer leaves in the group that made it: it is written once, on its way already. */
static void what_leaves_in_its_transaction_is_written_as_it_left(void **state)
{
	struct store *st = *state;
	int64_t before = queue(st, MINH), ids[8];
	struct message rows[2], kept;

	message_init(&rows[0]);
	message_init(&rows[1]);
	message_init(&kept);
	ok(store_begin(st, &why));
	int64_t urgent = queue_for(st, "", MESSAGE_ANSWER, NOW - 7), fresh = queue(st, LAN);
	int64_t last = queue_for(st, "", MESSAGE_BULK, NOW), stays = queue_for(st, "", MESSAGE_BULK, NOW + 9);
	char queues[4][MESSAGE_LINK_OCTETS];
	unsigned used;

	queue_for(st, "v2", MESSAGE_BULK, NOW);
	queue_for(st, "v1", MESSAGE_BULK, NOW);
	ok(message_queues(st, queues, 4, &used, &why));
	assert_int_equal(used, 3);
	assert_string_equal(queues[0], "");
	assert_string_equal(queues[1], "v1");
	assert_string_equal(queues[2], "v2");
	assert_int_equal(next(st, NOW, ids, 8), 4); /* both that are written and that are not, in their order */
	assert_true(ids[0] == urgent && ids[1] == before && ids[2] == fresh && ids[3] == last);
	ok(message_get_all(st, ids + 1, 2, rows, &why));
	ok(message_sending_all(st, ids, 3, "v1", &why));
	assert_int_equal(message_sending_all(st, &fresh, 1, "v1", &why), -1); /* it is in hand */
	assert_int_equal(next(st, NOW, ids, 8), 1);
	assert_int_equal(ids[0], last);
	ok(message_get(st, last, &kept, &why)); /* writes them */
	ok(message_sending_all(st, &last, 1, "v2", &why));
	ok(store_commit(st, &why));
	assert_true(rows[0].id == before && rows[1].id == fresh);
	assert_string_equal(rows[1].text.data, rows[0].text.data);
	ok(message_get(st, fresh, &kept, &why));
	assert_int_equal(kept.state, MESSAGE_SENDING);
	assert_int_equal(kept.attempts, 1);
	assert_string_equal(kept.via, "v1");
	assert_string_equal(kept.phone, rows[1].phone);
	assert_string_equal(kept.kind, rows[1].kind);
	assert_true(kept.next_at == rows[1].next_at && kept.expires_at == rows[1].expires_at &&
		    kept.queued_at == rows[1].queued_at && kept.parts == rows[1].parts &&
		    kept.cms_error == rows[1].cms_error && kept.priority == rows[1].priority);
	assert_int_equal(state_of(st, urgent), MESSAGE_SENDING);
	assert_int_equal(state_of(st, before), MESSAGE_SENDING);
	assert_int_equal(state_of(st, last), MESSAGE_SENDING);
	assert_int_equal(state_of(st, stays), MESSAGE_QUEUED);
	message_fini(&rows[0]);
	message_fini(&rows[1]);
	message_fini(&kept);
}

static void many_texts_are_read_and_marked_in_a_few_statements(void **state)
{
	enum { MANY = 70 };
	struct store *st = *state;
	struct message rows[MANY];
	struct message_brief briefs[MANY];
	int64_t ids[MANY];
	unsigned used;

	for (unsigned i = 0; i < MANY; i++) {
		ids[i] = i == 40 ? 7 : queue_long(st, LAN, 1 + i % 3); /* there is no text 7 */
		message_init(&rows[i]);
	}
	ok(message_get_all(st, ids, MANY, rows, &why));
	ok(message_look_all(st, ids, MANY, briefs, &used, &why));
	assert_int_equal(used, MANY - 1);
	for (unsigned i = 0; i < MANY; i++) {
		assert_true(rows[i].id == (i == 40 ? 0 : ids[i]));
		assert_int_equal(i == 40 ? 1 + i % 3 : rows[i].parts, 1 + i % 3);
		message_fini(&rows[i]);
	}
	assert_int_equal(message_sending_all(st, ids + 39, 2, "v1", &why), -1); /* one is not there */
	ok(message_sending_all(st, ids, 39, "v1", &why));
	assert_int_equal(state_of(st, ids[38]), MESSAGE_SENDING);
	ok(message_sending_all(st, ids + 41, MANY - 41, "v1", &why));
	assert_int_equal(state_of(st, ids[41]), MESSAGE_SENDING);
	assert_int_equal(state_of(st, ids[MANY - 1]), MESSAGE_SENDING);
	assert_int_equal(message_sending_all(st, ids + MANY - 1, 1, "v2", &why), -1); /* it is in hand */
}

static void a_receipt_for_the_first_sending_counts_while_the_second_is_in_hand(void **state)
{
	struct store *st = *state;
	int64_t id = send_unsure(st, LAN, 1), settled;

	ok(message_resend(st, id, NOW, &why));
	ok(message_sending(st, id, "v1", &why));
	assert_int_equal(receipt(st, LAN, 44, 0, &settled), RECEIPT_DELIVERED);
	ok(message_part_sent(st, id, 1, 45, "", NOW, &why));
	ok(message_sent(st, id, NOW, &why));
	assert_int_equal(state_of(st, id), MESSAGE_DELIVERED);
}

static void a_late_receipt_delivers_what_was_given_up_as_unsure(void **state)
{
	struct store *st = *state;
	int64_t id = send_unsure(st, LAN, 1), newer = send_unsure(st, LAN, 1), settled;

	ok(message_give_up(st, id, MESSAGE_EXPIRED, -1, "its validity is over", &why));
	assert_int_equal(receipt(st, LAN, 44, 0, &settled), RECEIPT_DELIVERED);
	assert_true(settled == newer); /* what is still open goes first */
	assert_int_equal(receipt(st, LAN, 45, 0, &settled), RECEIPT_DELIVERED);
	assert_true(settled == id);
	assert_int_equal(state_of(st, id), MESSAGE_DELIVERED);
}

static void the_rest_of_a_long_text_goes_when_its_unsure_part_is_settled(void **state)
{
	struct store *st = *state;
	int64_t id = queue_long(st, LAN, 3), settled, ids[2];
	struct message m;

	message_init(&m);
	ok(message_sending(st, id, "v1", &why));
	ok(message_part_sent(st, id, 1, 10, "", NOW, &why));
	ok(message_unsure(st, id, 2, NOW + CLOCK_MINUTE, "no answer", NOW, &why));
	assert_int_equal(receipt(st, LAN, 10, 0, &settled), RECEIPT_PART);
	assert_int_equal(state_of(st, id), MESSAGE_UNSURE);
	assert_int_equal(receipt(st, LAN, 11, 0, &settled), RECEIPT_PART);
	ok(message_get(st, id, &m, &why));
	assert_int_equal(m.state, MESSAGE_QUEUED);
	assert_true(m.skip == 3);
	assert_int_equal(next(st, NOW + CLOCK_SECOND, ids, 2), 1);
	ok(message_sending(st, id, "v1", &why));
	ok(message_part_sent(st, id, 3, 12, "", NOW, &why));
	ok(message_sent(st, id, NOW, &why));
	assert_int_equal(receipt(st, LAN, 12, 0, &settled), RECEIPT_DELIVERED);
	message_fini(&m);
}

static void what_a_dead_link_had_in_hand_is_unsure_in_all_parts_not_known(void **state)
{
	struct store *st = *state;
	int64_t id = queue_long(st, LAN, 3), other = queue(st, MINH), settled;
	struct message m;
	unsigned n;

	message_init(&m);
	ok(message_sending(st, id, "v1", &why));
	ok(message_sending(st, other, "v2", &why));
	ok(message_part_sent(st, id, 1, 10, "", NOW, &why));
	ok(message_orphans(st, "v1", NOW + CLOCK_MINUTE, NOW, &n, &why));
	assert_int_equal(n, 1);
	assert_int_equal(state_of(st, other), MESSAGE_SENDING);
	ok(message_orphans_but_of_others(st, "", NOW + CLOCK_MINUTE, NOW, &n, &why));
	assert_int_equal(n, 1);
	assert_int_equal(state_of(st, other), MESSAGE_UNSURE);
	assert_int_equal(receipt(st, LAN, 11, 0, &settled), RECEIPT_PART);
	assert_int_equal(state_of(st, id), MESSAGE_UNSURE); /* part 3 is still in doubt */
	assert_int_equal(receipt(st, LAN, 12, 0, &settled), RECEIPT_PART);
	assert_int_equal(state_of(st, id), MESSAGE_SENT);
	assert_int_equal(receipt(st, LAN, 10, 0, &settled), RECEIPT_DELIVERED);
	ok(message_get(st, id, &m, &why));
	assert_int_equal(m.unsure, 1);
	message_fini(&m);
}

static void a_link_that_outlives_the_router_may_still_report_its_text_sent(void **state)
{
	struct store *st = *state;
	int64_t id = queue(st, LAN), ids[2];
	unsigned n;

	ok(message_sending(st, id, "v1", &why));
	ok(message_orphans_but_of_others(st, "", NOW + CLOCK_MINUTE, NOW, &n, &why));
	ok(message_resend(st, id, NOW, &why));
	ok(message_part_sent(st, id, 1, 10, "", NOW, &why));
	ok(message_sent(st, id, NOW, &why));
	assert_int_equal(state_of(st, id), MESSAGE_SENT);
	assert_int_equal(next(st, NOW, ids, 2), 0);
}

static void what_stays_unsure_only_moves_its_time(void **state)
{
	struct store *st = *state;
	int64_t id = send_unsure(st, LAN, 1), at;
	struct message m;

	message_init(&m);
	ok(message_unsure(st, id, 0, INT64_MAX, "unsure twice", NOW + 5, &why));
	ok(message_get(st, id, &m, &why));
	assert_int_equal(m.unsure, 1);
	assert_true(m.sent_at == NOW);
	ok(message_unsure_time(st, &at, &why));
	assert_true(at == INT64_MAX);
	message_fini(&m);
}

/* ---- receipts ---- */

static void a_receipt_settles_the_newest_text_of_its_reference(void **state)
{
	struct store *st = *state;
	int64_t older = send_long(st, LAN, 1, NOW), newer = send_long(st, LAN, 1, NOW + 1), settled;

	assert_int_equal(receipt(st, LAN, 10, 0, &settled), RECEIPT_DELIVERED);
	assert_true(settled == newer);
	assert_int_equal(state_of(st, older), MESSAGE_SENT);
	assert_int_equal(receipt(st, LAN, 10, 0, &settled), RECEIPT_DELIVERED);
	assert_true(settled == older);
	assert_int_equal(receipt(st, LAN, 10, 0, &settled), RECEIPT_UNKNOWN);
}

static void a_receipt_read_twice_settles_once(void **state)
{
	struct store *st = *state;
	int64_t older = send_long(st, LAN, 1, NOW), settled;

	send_long(st, LAN, 1, NOW + 1);
	assert_int_equal(receipt_as(st, "r", LAN, 10, 0, &settled), RECEIPT_DELIVERED);
	assert_int_equal(receipt_as(st, "r", LAN, 10, 0, &settled), RECEIPT_SEEN);
	assert_int_equal(state_of(st, older), MESSAGE_SENT);
}

static void a_receipt_without_a_text_may_be_tried_again(void **state)
{
	struct store *st = *state;
	int64_t id, settled;

	assert_int_equal(receipt_as(st, "r", LAN, 10, 0, &settled), RECEIPT_UNKNOWN);
	assert_true(settled == 0);
	id = send_long(st, LAN, 1, NOW);
	assert_int_equal(receipt_as(st, "r", LAN, 10, 0, &settled), RECEIPT_DELIVERED);
	assert_true(settled == id);
}

static void each_status_of_the_standard_has_its_meaning(void **state)
{
	static const struct {
		unsigned status; /* TP-ST, 3GPP TS 23.040 9.2.3.15 */
		enum receipt receipt;
		enum message_state state;
	} rows[] = {
		{ 0x00, RECEIPT_DELIVERED, MESSAGE_DELIVERED }, /* received by the phone */
		{ 0x01, RECEIPT_DELIVERED, MESSAGE_DELIVERED }, /* forwarded, not confirmed */
		{ 0x1f, RECEIPT_DELIVERED, MESSAGE_DELIVERED }, /* completed, the centre's own reason */
		{ 0x20, RECEIPT_TRYING, MESSAGE_SENT },         /* congestion */
		{ 0x3f, RECEIPT_TRYING, MESSAGE_SENT },
		{ 0x40, RECEIPT_LOST, MESSAGE_FAILED }, /* remote procedure error */
		{ 0x46, RECEIPT_LOST, MESSAGE_FAILED }, /* validity period expired */
		{ 0x60, RECEIPT_LOST, MESSAGE_FAILED }, /* temporary, but no longer tried */
		{ 0xff, RECEIPT_LOST, MESSAGE_FAILED },
	};
	struct store *st = *state;
	int64_t id, settled;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		id = send_long(st, LAN, 1, NOW + (int64_t)i);
		assert_int_equal(receipt(st, LAN, 10, rows[i].status, &settled), rows[i].receipt);
		assert_true(settled == id);
		assert_int_equal(state_of(st, id), rows[i].state);
	}
}

static void one_lost_part_loses_the_text(void **state)
{
	struct store *st = *state;
	int64_t id = send_long(st, LAN, 2, NOW), settled;

	assert_int_equal(receipt(st, LAN, 10, 0x46, &settled), RECEIPT_LOST);
	assert_int_equal(state_of(st, id), MESSAGE_FAILED);
	assert_int_equal(receipt(st, LAN, 11, 0, &settled), RECEIPT_PART);
	assert_int_equal(state_of(st, id), MESSAGE_FAILED);
}

static void a_part_lost_while_others_are_sent_loses_the_text_at_its_end(void **state)
{
	struct store *st = *state;
	int64_t id = queue_long(st, LAN, 2), settled;

	ok(message_sending(st, id, "v1", &why));
	ok(message_part_sent(st, id, 1, 10, "", NOW, &why));
	assert_int_equal(receipt(st, LAN, 10, 0x46, &settled), RECEIPT_LOST);
	assert_int_equal(state_of(st, id), MESSAGE_SENDING);
	ok(message_part_sent(st, id, 2, 11, "", NOW, &why));
	ok(message_sent(st, id, NOW, &why));
	assert_int_equal(state_of(st, id), MESSAGE_FAILED);
}

static void a_receipt_of_another_link_settles_nothing(void **state)
{
	const struct message_receipt r = { .identity = "r", .link = "v2", .phone = LAN, .reference = 10 };
	struct store *st = *state;
	int64_t id = send_long(st, LAN, 1, NOW), settled;

	send_unsure(st, LAN, 1);
	assert_int_equal(message_settle(st, &r, NOW, &settled, &why), RECEIPT_UNKNOWN);
	assert_int_equal(state_of(st, id), MESSAGE_SENT);
}

static void what_became_unsure_together_is_not_sent_again_together(void **state)
{
	struct store *st = *state;
	int64_t ids[20];
	unsigned n;

	for (int i = 0; i < 10; i++)
		send_unsure(st, LAN, 1); /* a line that broke with its window full, and may break again */
	ok(message_unsure_due(st, NOW + CLOCK_MINUTE, ids, 20, &n, &why));
	assert_int_equal(n, 1);
	ok(message_unsure_due(st, NOW + CLOCK_MINUTE + 9 * MESSAGE_UNSURE_APART, ids, 20, &n, &why));
	assert_int_equal(n, 10);
}

static enum receipt receipt_brought(struct store *st, const char *identity, const char *phone, const char *name)
{
	const struct message_receipt r = { .identity = identity,
		.link = "v1",
		.phone = phone,
		.reference = MESSAGE_NO_REFERENCE,
		.network_id = name };
	int64_t id;

	return message_settle(st, &r, NOW, &id, &why);
}

static enum receipt receipt_named(struct store *st, const char *phone, const char *name)
{
	return receipt_brought(st, name, phone, name);
}

static int64_t sending(struct store *st, const char *phone, unsigned parts)
{
	int64_t id = queue_long(st, phone, parts);

	ok(message_sending(st, id, "v1", &why));
	return id;
}

static void a_receipt_before_the_response_settles_its_text_when_the_response_is_lost(void **state)
{
	struct store *st = *state;
	int64_t id = sending(st, LAN, 2);

	assert_int_equal(receipt_named(st, LAN, "c1"), RECEIPT_EARLY);
	assert_int_equal(receipt_named(st, LAN, "c2"), RECEIPT_EARLY);
	ok(message_unsure(st, id, 0, NOW + CLOCK_MINUTE, "the line broke", NOW, &why));
	assert_int_equal(state_of(st, id), MESSAGE_DELIVERED);
	assert_int_equal(receipt_named(st, LAN, "c1"), RECEIPT_SEEN); /* brought again */
}

/* Our answer to a receipt is lost in a crash, and it is brought again under another identity: it says nothing of the
 * texts to that number that are unsure since, of which the network may have none. */
static void a_receipt_that_is_brought_again_settles_no_other_text(void **state)
{
	struct store *st = *state;
	int64_t first = sending(st, LAN, 1), second, third;

	ok(message_unsure(st, first, 0, NOW + CLOCK_MINUTE, "the line broke", NOW, &why)); /* its response was lost */
	assert_int_equal(receipt_named(st, LAN, "c1"), RECEIPT_DELIVERED);
	assert_int_equal(state_of(st, first), MESSAGE_DELIVERED);
	second = sending(st, LAN, 1);
	ok(message_unsure(st, second, 0, NOW + CLOCK_MINUTE, "the line broke", NOW, &why));
	assert_int_equal(receipt_brought(st, "again", LAN, "c1"), RECEIPT_SEEN);
	assert_int_equal(state_of(st, second), MESSAGE_UNSURE);
	assert_int_equal(receipt_named(st, LAN, "c2"), RECEIPT_DELIVERED); /* its own */
	assert_int_equal(receipt_named(st, LAN, "c9"), RECEIPT_EARLY);     /* of nobody's */
	third = queue_at(st, LAN, 1, NOW + CLOCK_SECOND);
	ok(message_sending(st, third, "v1", &why));
	ok(message_unsure(st, third, 0, NOW + CLOCK_MINUTE, "the line broke", NOW + CLOCK_SECOND, &why));
	assert_int_equal(state_of(st, third), MESSAGE_UNSURE); /* what came before it was made is not its receipt */
}

static void a_receipt_before_the_response_waits_while_another_text_to_that_number_has_none(void **state)
{
	struct store *st = *state;
	int64_t first = sending(st, LAN, 1), second = sending(st, LAN, 1);

	assert_int_equal(receipt_named(st, LAN, "c1"), RECEIPT_EARLY);
	ok(message_unsure(st, first, 0, NOW + CLOCK_MINUTE, "the line broke", NOW, &why));
	assert_int_equal(state_of(st, first), MESSAGE_UNSURE); /* it may be the other one's */
	ok(message_part_sent(st, second, 1, MESSAGE_NO_REFERENCE, "c1", NOW, &why));
	ok(message_sent(st, second, NOW, &why));
	assert_int_equal(state_of(st, second), MESSAGE_DELIVERED);
	assert_int_equal(state_of(st, first), MESSAGE_UNSURE);
}

/* Two texts to one number, of which the network may have had either, and one receipt: it is taken for none, and both go
 * once more; for two of them there are two. */
static void a_receipt_that_may_be_of_two_texts_settles_neither(void **state)
{
	struct store *st = *state;
	int64_t first = sending(st, LAN, 1), second = sending(st, LAN, 1), third = sending(st, MINH, 1),
		fourth = sending(st, MINH, 1);

	ok(message_unsure(st, first, 0, NOW + CLOCK_MINUTE, "the line broke", NOW, &why));
	assert_int_equal(
		receipt_named(st, LAN, "c1"), RECEIPT_EARLY); /* it may be the second's, which waits for its name */
	assert_int_equal(state_of(st, first), MESSAGE_UNSURE);
	ok(message_unsure(st, second, 0, NOW + CLOCK_MINUTE, "the line broke", NOW, &why));
	assert_int_equal(state_of(st, first), MESSAGE_UNSURE);
	assert_int_equal(state_of(st, second), MESSAGE_UNSURE);
	ok(message_resend(st, first, NOW, &why));
	ok(message_sending(st, first, "v1", &why));
	ok(message_part_sent(st, first, 1, MESSAGE_NO_REFERENCE, "c5", NOW, &why));
	ok(message_sent(st, first, NOW, &why));
	ok(message_resend(st, second, NOW, &why));
	assert_int_equal(state_of(st, second), MESSAGE_QUEUED); /* and not taken for delivered */

	ok(message_unsure(st, third, 0, NOW + CLOCK_MINUTE, "the line broke", NOW, &why));
	ok(message_unsure(st, fourth, 0, NOW + CLOCK_MINUTE, "the line broke", NOW, &why));
	assert_int_equal(receipt_named(st, MINH, "c2"), RECEIPT_EARLY);
	assert_int_equal(state_of(st, third), MESSAGE_UNSURE);
	assert_int_equal(receipt_named(st, MINH, "c3"), RECEIPT_EARLY);
	assert_int_equal(state_of(st, third), MESSAGE_DELIVERED);
	assert_int_equal(state_of(st, fourth), MESSAGE_DELIVERED);
}

enum past { PAST_NONE, PAST_EARLY, PAST_EARLY_LOST, PAST_UNSURE, PAST_SETTLED, PAST_RESENT, PAST_GIVEN_UP, PASTS };

/* A text that has come as far as that; its receipts name "c" and the number's last digit. */
static int64_t with_past(struct store *st, enum past past, const char *phone, const char *name)
{
	const struct message_receipt lost = {
		.identity = name, .link = "v1", .phone = phone, .network_id = name, .status = 0x46
	};
	int64_t id = sending(st, phone, 1), at;

	if (past == PAST_EARLY)
		assert_int_equal(receipt_named(st, phone, name), RECEIPT_EARLY);
	if (past == PAST_EARLY_LOST)
		assert_int_equal(message_settle(st, &lost, NOW, &at, &why), RECEIPT_EARLY);
	if (past >= PAST_UNSURE && past <= PAST_RESENT)
		ok(message_unsure(st, id, 0, NOW + CLOCK_MINUTE, "the line broke", NOW, &why));
	if (past == PAST_SETTLED)
		assert_int_equal(receipt_named(st, phone, name), RECEIPT_DELIVERED);
	if (past == PAST_RESENT)
		ok(message_resend(st, id, NOW, &why));
	if (past == PAST_GIVEN_UP)
		ok(message_give_up(st, id, MESSAGE_EXPIRED, -1, "its validity is over", &why));
	return id;
}

static void a_text_sent_in_one_step_is_what_it_is_in_two(void **state)
{
	struct store *st = *state;

	for (enum past past = PAST_NONE; past < PASTS; past++) {
		char phone[2][32], name[2][32];
		struct message_brief m[2];
		int64_t id[2], parts[2];

		for (int i = 0; i < 2; i++) {
			snprintf(phone[i], sizeof phone[i], "+8490512%02d0%d", (int)past % 100, i);
			snprintf(name[i], sizeof name[i], "c%d-%d", (int)past % 100, i);
			id[i] = with_past(st, past, phone[i], name[i]);
		}
		ok(message_part_sent(st, id[0], 1, MESSAGE_NO_REFERENCE, name[0], NOW, &why));
		ok(message_sent(st, id[0], NOW, &why));
		ok(message_sent_whole(st, id[1], MESSAGE_NO_REFERENCE, name[1], NOW, &why));
		for (int i = 0; i < 2; i++) {
			struct query *q = store_query(st,
				"SELECT count(*) FROM part WHERE message = $1 AND phone = $2"
				" AND state = (SELECT state FROM part WHERE message = $3)",
				&why);

			query_int(q, 1, id[i]);
			query_text(q, 2, phone[i]);
			query_int(q, 3, id[0]);
			assert_int_equal(query_step(q, &why), STEP_ROW);
			parts[i] = query_column_int(q, 0);
			query_end(q);
			ok(message_look(st, id[i], &m[i], &why));
		}
		assert_int_equal(parts[0], 1);
		assert_int_equal(parts[1], 1);
		assert_int_equal(m[0].state, m[1].state);
		assert_int_equal(m[0].skip, 1);
		assert_int_equal(m[1].skip, 1);
	}
}

/* ---- looking ---- */

static void what_will_not_arrive_is_told_by_reason(void **state)
{
	struct store *st = *state;
	struct message_failure *rows;
	size_t used;

	for (int i = 0; i < 3; i++)
		ok(message_give_up(st, queue(st, i < 2 ? LAN : MINH), MESSAGE_FAILED, 1, "no such number", &why));
	ok(message_give_up(st, queue(st, LAN), MESSAGE_EXPIRED, -1, "its validity is over", &why));
	ok(message_give_up(st, queue(st, LAN), MESSAGE_EXPIRED, -1, "withdrawn", &why));
	send_unsure(st, MINH, 1); /* its receipt may still come */
	queue(st, MINH);
	ok(message_failures(st, NOW, &rows, &used, &why));
	assert_int_equal(used, 2);
	assert_string_equal(rows[0].reason, "no such number");
	assert_int_equal(rows[0].texts, 3);
	assert_int_equal(rows[0].people, 2);
	assert_string_equal(rows[1].reason, "its validity is over");
	free(rows);
	ok(message_failures(st, NOW + CLOCK_DAY, &rows, &used, &why));
	assert_int_equal(used, 0);
	free(rows);
}

static void texts_are_counted_per_state_since_a_moment(void **state)
{
	struct store *st = *state;
	struct message_counts counts;
	int64_t id;

	keep(st, "a", "x", &id);
	ok(message_done(st, id, "report", "recorded", "", &why));
	keep(st, "b", "x", &id);
	queue(st, LAN);
	send_long(st, LAN, 1, NOW);
	ok(message_count(st, NOW - CLOCK_HOUR, &counts, &why));
	assert_true(counts.in[MESSAGE_DONE] == 1 && counts.in[MESSAGE_KEPT] == 1);
	assert_true(counts.out[MESSAGE_QUEUED] == 1 && counts.out[MESSAGE_SENT] == 1 && counts.out[MESSAGE_KEPT] == 0);
	ok(message_count(st, NOW + CLOCK_HOUR, &counts, &why));
	assert_true(counts.out[MESSAGE_QUEUED] == 0);
	/* What was written on an earlier day went today. */
	send_long(st, LAN, 1, NOW + CLOCK_DAY);
	ok(message_count(st, NOW + CLOCK_HOUR, &counts, &why));
	assert_true(counts.out[MESSAGE_SENT] == 1 && counts.in[MESSAGE_DONE] == 0);
}

static void the_depth_of_each_queue_is_told(void **state)
{
	struct store *st = *state;
	struct message_depth *rows;
	size_t used;

	ok(message_depth(st, NOW, &rows, &used, &why));
	assert_int_equal(used, 0);
	queue_for(st, "v1", MESSAGE_ANSWER, NOW);
	queue_for(st, "", MESSAGE_ANSWER, NOW);
	queue_for(st, "v1", MESSAGE_ANSWER, NOW + 5);
	send_long(st, LAN, 1, NOW);
	ok(message_depth(st, NOW, &rows, &used, &why));
	assert_int_equal(used, 2);
	assert_string_equal(rows[0].link, "");
	assert_true(rows[0].due == 1 && rows[0].later == 0);
	assert_string_equal(rows[1].link, "v1");
	assert_true(rows[1].due == 1 && rows[1].later == 1);
	assert_true(rows[0].oldest_at <= NOW && rows[0].oldest_at >= NOW - 1000);
	free(rows);
}

static void the_life_of_a_text_is_told_in_order(void **state)
{
	static const char *const steps[] = { "queued", "part sent", "part sent", "sent", "part delivered",
		"part delivered", "delivered" };
	struct store *st = *state;
	int64_t id = send_long(st, LAN, 2, NOW + 5), settled;
	struct message_step *rows;
	size_t used;

	receipt(st, LAN, 11, 0, &settled);
	receipt(st, LAN, 10, 0, &settled);
	ok(message_life(st, id, &rows, &used, &why));
	assert_int_equal(used, sizeof steps / sizeof steps[0]);
	for (size_t i = 0; i < used; i++)
		assert_string_equal(rows[i].what, steps[i]);
	assert_int_equal(rows[1].reference, 10);
	assert_int_equal(rows[1].part, 1);
	assert_string_equal(rows[1].link, "v1");
	free(rows);
	keep(st, "a", "x", &id);
	ok(message_life(st, id, &rows, &used, &why));
	assert_int_equal(used, 1);
	assert_string_equal(rows[0].what, "received");
	free(rows);
	ok(message_life(st, 12345, &rows, &used, &why));
	assert_int_equal(used, 0);
}

static void all_texts_can_be_walked_over(void **state)
{
	struct store *st = *state;
	struct message m;
	int64_t id, n = 0;

	keep(st, "a", "x", &id);
	queue(st, LAN);
	queue(st, MINH);
	message_init(&m);
	for (int64_t after = 0;; after = m.id, n++) {
		ok(message_after(st, after, &m, &why));
		if (m.id == 0)
			break;
		assert_true(m.id > after);
	}
	assert_true(n == 3);
	message_fini(&m);
}

/* ---- failures ---- */

/* As the router does it: keep the text, answer it, in one transaction. */
static int take_one(struct store *st)
{
	const struct message_in in = {
		.identity = "a", .link = "v1", .phone = LAN, .text = "BC 5", .received_at = NOW
	};
	const struct message_out out = {
		.phone = LAN, .text = "Chào", .link = "", .unit = "", .kind = "answer", .parts = 2
	};
	int64_t id;

	if (store_begin(st, &why) == -1)
		return -1;
	if (message_keep(st, &in, NOW, &id, &why) != KEEP_NEW || message_queue(st, &out, NOW, &why) == -1 ||
		message_done(st, id, "report", "recorded", "", &why) == -1)
		goto undo;
	return store_commit(st, &why);

undo:
	store_rollback(st);
	return -1;
}

static int64_t rows_of(struct store *st, const char *sql)
{
	struct query *q = store_query(st, sql, &why);
	int64_t n;

	assert_non_null(q);
	assert_int_equal(query_step(q, &why), STEP_ROW);
	n = query_column_int(q, 0);
	query_end(q);
	return n;
}

static void a_failing_call_never_leaves_half_a_text(void **state)
{
	bool taken = false;
	int nth = 0;

	(void)state;
	while (!taken) {
		struct store *st = engine_open(1);

		assert_non_null(st);
		store_fail_at(st, ++nth);
		taken = take_one(st) == 0;
		store_fail_at(st, 0);
		assert_false(store_in_transaction(st));
		assert_int_equal(rows_of(st, "SELECT count(*) FROM message WHERE direction = 'in'"), taken);
		assert_int_equal(rows_of(st, "SELECT count(*) FROM message WHERE direction = 'out'"), taken);
		assert_int_equal(rows_of(st, "SELECT count(*) FROM seen"), taken);
		assert_int_equal(take_one(st), taken ? -1 : 0); /* and it can be done again */
		store_close(&st);
	}
	assert_in_range(nth, 13, 30); /* every call had its turn */
}

/* The whole of message.h once. false when a store call failed: then some function must have said so. */
static bool use_everything(struct store *st)
{
	static const struct message_source sources[] = { { .queue = "v1" }, { .queue = "" } };
	char queues[4][MESSAGE_LINK_OCTETS];
	const struct message_in in = {
		.identity = "a", .link = "v1", .phone = LAN, .text = "BC 5", .received_at = NOW
	};
	const struct message_part_in parts[] = {
		{ .identity = "p1", .link = "v1", .phone = LAN, .text = "x", .part = 1, .parts = 2 },
		{ .identity = "p1b", .link = "v1", .phone = LAN, .text = "y", .part = 1, .parts = 2 },
		{ .identity = "p1c", .link = "v1", .phone = LAN, .text = "y", .part = 1, .parts = 2 },
		{ .identity = "p2", .link = "v1", .phone = LAN, .text = "x", .part = 2, .parts = 2 }
	};
	const struct message_out out = {
		.phone = LAN, .text = "Chào", .link = "", .unit = "", .kind = "answer", .parts = 2
	};
	const struct message_out to_minh = {
		.phone = MINH, .text = "Chào", .link = "", .unit = "", .kind = "answer", .parts = 1
	};
	const struct message_receipt receipts[] = { { .identity = "r1", .link = "v1", .phone = LAN, .reference = 10 },
		{ .identity = "r2", .link = "v1", .phone = LAN, .reference = 11 },
		{ .identity = "r3", .link = "v1", .phone = LAN, .reference = 12, .status = 0x46 } };
	struct message_counts counts;
	struct message_depth *depth = NULL;
	struct message_failure *failures = NULL;
	struct message_step *steps = NULL;
	int64_t id, other, at, ids[4];
	unsigned n, times;
	struct message m;
	bool good;
	size_t used;

	message_init(&m);
	good = message_try(st, "a", NOW, &times, &why) == 0 && message_keep(st, &in, NOW, &id, &why) == KEEP_NEW &&
	       message_keep(st, &in, NOW, &id, &why) == KEEP_SEEN && message_next_kept(st, 0, &m, &why) == 0 &&
	       message_done(st, id, "report", "recorded", "", &why) == 0 && message_poison(st, id, "no", &why) == 0 &&
	       message_after(st, 0, &m, &why) == 0 && message_note(st, "n", NOW, &why) == KEEP_NEW;
	for (size_t i = 0; i < 4; i++)
		good = good && message_keep_part(st, &parts[i], NOW, &n, &id, &why) != KEEP_FAILED;
	good = good && message_join(st, "v1", LAN, 0, 2, NOW, &id, &why) == 0 &&
	       message_keep_part(st,
		       &(struct message_part_in){
			       .identity = "q", .link = "v1", .phone = LAN, .text = "x", .part = 1, .parts = 2 },
		       NOW, &n, &id, &why) == KEEP_NEW &&
	       message_join_late(st, NOW + 1, NOW, &id, &at, &why) == 0 &&
	       message_prune_seen(st, NOW - 1, 5, &n, &why) == 0;
	good = good && (id = message_queue(st, &out, NOW, &why)) != -1 &&
	       (other = message_queue(st, &out, NOW, &why)) != -1 &&
	       message_next(st, sources, 2, MESSAGE_BULK, NOW, ids, 4, &n, &why) == 0 && n == 2 &&
	       message_next_time(st, sources, 2, MESSAGE_BULK, &at, &why) == 0 &&
	       message_overdue(st, NOW, ids, 4, &n, &why) == 0 && message_queues(st, queues, 4, &n, &why) == 0 &&
	       message_reroute(st, id, "v1", &why) == 0 && message_reword(st, id, "Chào", 0, 2, &why) == 1 &&
	       message_let_pass(st, other, &why) == 0 &&
	       message_postpone(st, "v1", MESSAGE_ANSWER, NOW + 9, NOW, 9, &at, &why) == 0 &&
	       message_postponed(st, NOW, &at, &why) == 0 && message_resume(st, MESSAGE_BULK, &why) == 0 &&
	       message_sending(st, id, "v1", &why) == 0 && message_refused(st, id, NOW, 38, "no", &why) == 0 &&
	       message_sending(st, id, "v1", &why) == 0 && message_part_sent(st, id, 1, 10, "", NOW, &why) == 0 &&
	       message_sent_whole(st, other, 10, "w", NOW, &why) == 0 &&
	       message_unsure(st, id, 2, NOW, "no", NOW, &why) == 0 && message_unsure_time(st, &at, &why) == 0 &&
	       message_unsure_due(st, NOW, ids, 4, &n, &why) == 0;
	for (size_t i = 0; i < 2; i++)
		good = good && message_settle(st, &receipts[i], NOW, &at, &why) != RECEIPT_FAILED;
	good = good && message_get(st, id, &m, &why) == 0 && m.state == MESSAGE_DELIVERED &&
	       message_sending(st, other, "v1", &why) == 0 &&
	       message_orphans_but_of_others(st, "", NOW, NOW, &n, &why) == 0 &&
	       message_resend(st, other, NOW, &why) == 0 && message_sending(st, other, "v1", &why) == 0 &&
	       message_orphans(st, "v1", NOW, NOW, &n, &why) == 0 && message_sent(st, other, NOW, &why) == 0 &&
	       message_settle(st, &receipts[2], NOW, &at, &why) == RECEIPT_LOST &&
	       message_give_up(st, other, MESSAGE_FAILED, -1, "no", &why) == 0;
	good = good && (other = message_queue(st, &to_minh, NOW, &why)) != -1 &&
	       message_sending(st, other, "v1", &why) == 0 && receipt_named(st, MINH, "c1") == RECEIPT_EARLY &&
	       message_unsure(st, other, 0, NOW, "no", NOW, &why) == 0 &&
	       message_sent_whole(st, other, 10, "w", NOW, &why) == 0;
	good = good && message_failures(st, NOW, &failures, &used, &why) == 0;
	free(failures);
	good = good && message_count(st, NOW, &counts, &why) == 0 && message_depth(st, NOW, &depth, &used, &why) == 0;
	free(depth);
	good = good && message_life(st, id, &steps, &used, &why) == 0;
	free(steps);
	message_fini(&m);
	return good;
}

static void every_failing_call_is_told_to_the_caller(void **state)
{
	bool good = false;
	long nth = 0;

	(void)state;
	while (!good) {
		struct store *st = engine_open(1);

		assert_non_null(st);
		store_fail_at(st, nth += engine_stride());
		why.text[0] = '\0';
		good = use_everything(st);
		if (!good)
			assert_string_equal(why.text, "the store failed because a test asked for it");
		store_close(&st);
	}
	assert_true(nth > 150);
}

/* ---- speed ---- */

/* Tables that grow for years are only searched; a scan is allowed of an index that holds what is still open. */
static bool is_slow(const char *plan)
{
	static const char *const large[] = { "SCAN message", "SCAN m ", "SCAN part", "SCAN p ", "SCAN seen",
		"SCAN due" };
	static const char *const small[] = { "INDEX message_open", "INDEX message_unsettled", "INDEX message_kept",
		"INDEX message_expires", "INDEX part_open", "INDEX due_waiting" };

	for (size_t i = 0; i < sizeof small / sizeof small[0]; i++)
		if (strstr(plan, small[i]) != NULL)
			return false;
	for (size_t i = 0; i < sizeof large / sizeof large[0]; i++) {
		char padded[256];

		snprintf(padded, sizeof padded, "%s ", plan);
		if (strncmp(padded, large[i], strlen(large[i])) == 0)
			return true;
	}
	return false;
}

static void no_query_reads_a_whole_table_that_grows(void **state)
{
	struct store *st = *state;
	const char *used[200];
	char *plans[200];
	unsigned n = 0;

	assert_true(use_everything(st));
	for (unsigned i = 0; i < st->queries_room; i++)
		if (st->queries[i] != NULL)
			used[n++] = st->queries[i]->sql;
	assert_in_range(n, 40, 200);
	for (unsigned i = 0; i < n; i++) {
		struct query *q;

		assert_true(asprintf(&plans[i], "EXPLAIN QUERY PLAN %s", used[i]) > 0);
		q = store_query(st, plans[i], &why);
		assert_non_null(q);
		while (query_step(q, &why) == STEP_ROW)
			if (is_slow(query_column_text(q, 3)))
				fail_msg("%s: %s", query_column_text(q, 3), used[i]);
	}
	store_close(&st);
	*state = NULL;
	for (unsigned i = 0; i < n; i++)
		free(plans[i]);
}

#define STORE_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_text_is_known_again_by_its_identity_not_by_its_words),
		STORE_TEST(what_was_heard_is_of_ones_own_text),
		STORE_TEST(a_text_without_identity_is_always_new),
		STORE_TEST(kept_texts_wait_until_they_are_done_or_set_aside),
		STORE_TEST(a_text_that_is_not_there_has_no_id),
		STORE_TEST(attempts_are_counted_until_the_text_is_kept),
		STORE_TEST(old_identities_are_forgotten_a_few_at_a_time),
		STORE_TEST(parts_join_in_their_order_whatever_the_order_they_came_in),
		STORE_TEST(a_sender_with_too_many_half_texts_loses_no_part_of_the_oldest),
		STORE_TEST(a_part_read_again_is_known_before_and_after_the_join),
		STORE_TEST(parts_of_others_do_not_mix),
		STORE_TEST(a_reference_used_again_sets_the_older_parts_free),
		STORE_TEST(late_texts_are_joined_as_far_as_they_came),
		STORE_TEST(a_part_that_cannot_exist_is_refused),
		STORE_TEST(the_next_text_is_the_most_urgent_then_the_oldest),
		STORE_TEST(a_link_gets_its_own_texts_and_those_for_any_in_one_order),
		STORE_TEST(the_next_texts_are_the_first_of_thousands),
		STORE_TEST(the_next_time_is_that_of_the_first_waiting_text),
		STORE_TEST(what_is_overdue_is_not_sent_any_more),
		STORE_TEST(long_texts_in_a_row_have_different_references),
		STORE_TEST(a_text_that_is_on_its_way_keeps_its_wording),
		STORE_TEST(everything_said_of_a_text_is_read_back),
		STORE_TEST(a_text_is_sent_once_its_parts_are_and_delivered_once_they_are),
		STORE_TEST(receipts_that_overtake_the_links_report_count),
		STORE_TEST(a_refused_text_waits_and_keeps_the_parts_that_went),
		STORE_TEST(reports_that_come_late_or_twice_change_nothing),
		STORE_TEST(an_unsure_text_is_settled_by_its_receipt_and_never_sent_again),
		STORE_TEST(an_unsure_text_whose_receipt_says_trying_is_sent),
		STORE_TEST(an_unsure_text_waits_for_its_receipt_then_goes_once_more),
		STORE_TEST(a_receipt_that_comes_before_the_second_sending_stops_it),
		STORE_TEST(what_leaves_in_its_transaction_is_written_as_it_left),
		STORE_TEST(many_texts_are_read_and_marked_in_a_few_statements),
		STORE_TEST(a_receipt_for_the_first_sending_counts_while_the_second_is_in_hand),
		STORE_TEST(a_late_receipt_delivers_what_was_given_up_as_unsure),
		STORE_TEST(the_rest_of_a_long_text_goes_when_its_unsure_part_is_settled),
		STORE_TEST(what_a_dead_link_had_in_hand_is_unsure_in_all_parts_not_known),
		STORE_TEST(a_link_that_outlives_the_router_may_still_report_its_text_sent),
		STORE_TEST(what_stays_unsure_only_moves_its_time),
		STORE_TEST(a_receipt_settles_the_newest_text_of_its_reference),
		STORE_TEST(a_receipt_read_twice_settles_once),
		STORE_TEST(a_receipt_without_a_text_may_be_tried_again),
		STORE_TEST(each_status_of_the_standard_has_its_meaning),
		STORE_TEST(one_lost_part_loses_the_text),
		STORE_TEST(a_part_lost_while_others_are_sent_loses_the_text_at_its_end),
		STORE_TEST(a_receipt_of_another_link_settles_nothing),
		STORE_TEST(what_became_unsure_together_is_not_sent_again_together),
		STORE_TEST(a_receipt_before_the_response_settles_its_text_when_the_response_is_lost),
		STORE_TEST(a_receipt_that_is_brought_again_settles_no_other_text),
		STORE_TEST(a_receipt_that_may_be_of_two_texts_settles_neither),
		STORE_TEST(a_receipt_before_the_response_waits_while_another_text_to_that_number_has_none),
		STORE_TEST(a_text_sent_in_one_step_is_what_it_is_in_two),
		STORE_TEST(what_will_not_arrive_is_told_by_reason),
		STORE_TEST(texts_are_counted_per_state_since_a_moment),
		STORE_TEST(the_depth_of_each_queue_is_told),
		STORE_TEST(the_life_of_a_text_is_told_in_order),
		STORE_TEST(all_texts_can_be_walked_over),
		STORE_TEST(a_failing_call_never_leaves_half_a_text),
		STORE_TEST(every_failing_call_is_told_to_the_caller),
		STORE_TEST(no_query_reads_a_whole_table_that_grows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
