/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A disk that is full: when is it told, and when is it over? */
#include "gateway/router/group.h"
#include "store/store.h"
#include "tests/help/router.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define LINKS "{ name = \"v\"; kind = \"gammu\"; device = \"/dev/v\"; }"

static void text(struct bench *b)
{
	static uint64_t n;
	char identity[24];
	struct frame f = { .type = FRAME_INBOUND };

	snprintf(identity, sizeof identity, "id-%llu", (unsigned long long)++n);
	f.u.inbound = (struct frame_inbound){ .token = n,
		.identity = identity,
		.from = BENCH_FROM,
		.text = "KK duong vao thon bi sat lo, nuoc ngap sau, can xa cho nguoi va may den don dat da",
		.part = 1,
		.parts = 1 };
	group_add(&b->r, &b->r.peers[0], &f);
	group_run(&b->r);
}

static void pass(struct bench *b, int64_t us)
{
	b->hands.wall_us += us;
	b->hands.mono_us += us;
	group_run(&b->r);
}

static bool is_faulty(const struct bench *b)
{
	return b->r.store_fault[0] != '\0';
}

/* No page more than there is: what goes into one that has room is kept still. */
static void fill(struct bench *b)
{
	bench_ask(b, "PRAGMA max_page_count = 1");
	for (unsigned i = 0; i < 200 && !is_faulty(b); i++)
		text(b);
	assert_true(is_faulty(b));
}

static void a_group_without_work_does_not_say_that_there_is_room_again(void **state)
{
	struct bench b;

	(void)state;
	bench_begin(&b, "", LINKS);
	b.hands = (struct clock_hands){ clock_wall_us(), CLOCK_SECOND };
	b.r.clock = &b.hands;
	if (store_is_shared(b.r.store)) {
		bench_end(&b);
		skip();
	}
	fill(&b);
	group_fini(&b.r); /* the links keep their texts, and nothing else is there to do */
	pass(&b, 3 * CLOCK_SECOND);
	assert_true(is_faulty(&b));
	pass(&b, 10 * CLOCK_SECOND);
	assert_true(is_faulty(&b));
	pass(&b, 20 * CLOCK_SECOND);
	assert_false(is_faulty(&b));
	/* A text that is kept says it at once. */
	fill(&b);
	bench_ask(&b, "PRAGMA max_page_count = 1000000");
	pass(&b, 3 * CLOCK_SECOND);
	assert_false(is_faulty(&b));
	bench_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_group_without_work_does_not_say_that_there_is_room_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
