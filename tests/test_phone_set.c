/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/phone_set.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#define MANY 5000

static void add_all(struct phone_set *s, bool fresh)
{
	for (int i = 0; i < MANY; i++) {
		char phone[RECORD_PHONE_OCTETS];

		snprintf(phone, sizeof phone, "+8490%07d", i * 7);
		assert_int_equal(phone_set_add(s, phone), fresh);
	}
}

static void each_number_is_new_once_however_many_there_are(void **state)
{
	struct phone_set s = { .used = 0 };

	(void)state;
	add_all(&s, true);
	add_all(&s, false);
	assert_int_equal(s.used, MANY);
	phone_set_fini(&s);
}

static void an_emptied_set_begins_anew(void **state)
{
	struct phone_set s = { .used = 0 };

	(void)state;
	assert_true(phone_set_add(&s, "+84905100001"));
	phone_set_fini(&s);
	assert_true(phone_set_add(&s, "+84905100001"));
	phone_set_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_number_is_new_once_however_many_there_are),
		cmocka_unit_test(an_emptied_set_begins_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
