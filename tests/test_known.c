/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts on their way that the router knows by itself: by id until they are sent, by their name until the receipt. */
#include "gateway/router/known.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct message_brief text(int64_t id)
{
	return (struct message_brief){ .id = id, .out = true, .state = MESSAGE_SENDING, .parts = 1, .attempts = 1 };
}

static void a_text_is_known_by_its_id_until_another_takes_its_place(void **state)
{
	struct known_texts *k = *state;
	unsigned kept = 0;

	assert_null(known_text(k, 5));
	for (int64_t id = 1; id <= 4 * KNOWN_MAX; id++) {
		const struct message_brief m = text(id << 20);

		known_add(k, &m);
		assert_int_equal(known_text(k, (uint64_t)m.id)->attempts, 1);
	}
	for (int64_t id = 1; id <= 4 * KNOWN_MAX; id++)
		kept += known_text(k, (uint64_t)(id << 20)) != NULL;
	assert_in_range(kept, KNOWN_MAX / 2, KNOWN_MAX);
	known_clear(k);
	assert_null(known_text(k, UINT64_C(4) * KNOWN_MAX << 20));
	assert_null(known_text(k, 0));
}

static void its_name_holds_for_one_receipt_of_that_link(void **state)
{
	struct known_texts *k = *state;
	struct message_brief m = text(7), found;

	known_sent(k, "smsc", "A1", &m);
	assert_false(known_take(k, "smsc", "A2", &found));
	assert_false(known_take(k, "other", "A1", &found));
	assert_true(known_take(k, "smsc", "A1", &found));
	assert_int_equal(found.id, 7);
	assert_int_equal(found.state, MESSAGE_SENT);
	assert_int_equal(found.skip, 1); /* its one part is taken: the receipt has nothing to add */
	assert_false(known_take(k, "smsc", "A1", &found));
}

static void of_two_texts_of_a_name_the_later_is_known(void **state)
{
	struct known_texts *k = *state;
	struct message_brief first = text(7), second = text(8), found;

	known_sent(k, "smsc", "A1", &first);
	known_sent(k, "smsc", "A1", &second);
	assert_true(known_take(k, "smsc", "A1", &found));
	assert_int_equal(found.id, 8);
	assert_false(known_take(k, "smsc", "A1", &found));
}

static void what_has_no_name_or_a_long_one_is_asked_of_the_store(void **state)
{
	struct known_texts *k = *state;
	struct message_brief m = text(7), found;
	char name[KNOWN_NAME_OCTETS + 1];

	memset(name, '7', sizeof name);
	name[sizeof name - 1] = '\0';
	known_sent(k, "smsc", "", &m);
	known_sent(k, "smsc", name, &m);
	assert_false(known_take(k, "smsc", "", &found));
	assert_false(known_take(k, "smsc", name, &found));
}

static int begin(void **state)
{
	*state = calloc(1, sizeof(struct known_texts));
	return *state == NULL ? -1 : 0;
}

static int end(void **state)
{
	free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_text_is_known_by_its_id_until_another_takes_its_place, begin, end),
		cmocka_unit_test_setup_teardown(its_name_holds_for_one_receipt_of_that_link, begin, end),
		cmocka_unit_test_setup_teardown(of_two_texts_of_a_name_the_later_is_known, begin, end),
		cmocka_unit_test_setup_teardown(what_has_no_name_or_a_long_one_is_asked_of_the_store, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
