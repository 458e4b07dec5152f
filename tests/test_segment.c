/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/buf.h"
#include "gateway/base/segment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static void repeat(struct buf *b, const char *what, unsigned times)
{
	buf_init(b);
	while (times-- > 0)
		buf_adds(b, what);
}

/* 3GPP TS 23.040, 9.2.3.24 and 9.2.3.24.1. */
static const struct {
	const char *what;
	unsigned times;
	enum alphabet alphabet;
	unsigned parts; /* 0: refused */
	size_t units;
} plans[] = {
	{ "", 0, ALPHABET_GSM7, 1, 0 },
	{ "a", 160, ALPHABET_GSM7, 1, 160 },
	{ "a", 161, ALPHABET_GSM7, 2, 161 },
	{ "a", 306, ALPHABET_GSM7, 2, 306 },
	{ "a", 307, ALPHABET_GSM7, 3, 307 },
	{ "a", 1530, ALPHABET_GSM7, 10, 1530 },
	{ "a", 1531, ALPHABET_GSM7, 0, 0 },
	{ "€", 80, ALPHABET_GSM7, 1, 160 },
	{ "€", 81, ALPHABET_GSM7, 2, 162 },
	{ "€", 153, ALPHABET_GSM7, 3, 306 }, /* 76 whole ones a part, not 76.5 */
	{ "ạ", 70, ALPHABET_UCS2, 1, 70 },
	{ "ạ", 71, ALPHABET_UCS2, 2, 71 },
	{ "ạ", 134, ALPHABET_UCS2, 2, 134 },
	{ "ạ", 135, ALPHABET_UCS2, 3, 135 },
	{ "ạ", 670, ALPHABET_UCS2, 10, 670 },
	{ "ạ", 671, ALPHABET_UCS2, 0, 0 },
	{ "😀", 35, ALPHABET_UCS2, 1, 70 },
	{ "😀", 67, ALPHABET_UCS2, 3, 134 },         /* 33 whole ones a part */
	{ "a\xCC\xA3", 67, ALPHABET_UCS2, 3, 134 }, /* a and a combining dot below */
	{ "`", 70, ALPHABET_UCS2, 1, 70 },
};

static void texts_need_as_many_parts_as_the_standard_gives_room(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof plans / sizeof plans[0]; i++) {
		struct segment_plan plan = { .parts = 99 };
		struct why why;
		struct buf text;
		int got;

		repeat(&text, plans[i].what, plans[i].times);
		got = segment_plan(text.data, &plan, &why);
		buf_fini(&text);
		if (plans[i].parts == 0) {
			assert_int_equal(got, -1);
			assert_int_equal(plan.parts, 99); /* left as it was */
			continue;
		}
		assert_int_equal(got, 0);
		assert_int_equal(plan.alphabet, plans[i].alphabet);
		assert_int_equal(plan.parts, plans[i].parts);
		assert_int_equal(plan.units, plans[i].units);
	}
}

static void the_parts_together_are_the_text_and_none_is_too_long(void **state)
{
	static const char *const pieces[] = { "a", "€", "abc€", "ạ", "x😀", "a\xCC\xA3", "👨‍👩‍👧", "\r\n" };

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		for (unsigned times = 1; times < 400; times += 7) {
			struct segment_plan plan, alone;
			struct buf text, joined;

			repeat(&text, pieces[i], times);
			buf_init(&joined);
			if (segment_plan(text.data, &plan, NULL) == 0) {
				for (unsigned part = 0; part < plan.parts; part++) {
					size_t octets;
					const char *at = segment_cut(text.data, &plan, part, &octets);
					char one[2048];

					buf_add(&joined, at, octets);
					memcpy(one, at, octets);
					one[octets] = '\0';
					assert_int_equal(segment_plan_in(one, plan.alphabet, &alone, NULL), 0);
					assert_true(alone.units <= plan.units_per_part);
					assert_true(octets > 0);
				}
				assert_string_equal(joined.data, text.data);
			}
			buf_fini(&text);
			buf_fini(&joined);
		}
	}
}

static void a_letter_and_its_marks_stay_in_one_part(void **state)
{
	struct segment_plan plan;
	struct buf text;
	size_t octets;
	const char *second;

	(void)state;
	repeat(&text, "b", 66);
	buf_adds(&text, "e\xCC\x82\xCC\xA3"); /* units 67 to 69: ê with a dot below, in three */
	buf_adds(&text, "cccccc");
	assert_int_equal(segment_plan(text.data, &plan, NULL), 0);
	assert_int_equal(plan.parts, 2);
	segment_cut(text.data, &plan, 0, &octets);
	assert_int_equal(octets, 66);
	second = segment_cut(text.data, &plan, 1, &octets);
	assert_memory_equal(second, "e\xCC\x82\xCC\xA3", 5);
	buf_fini(&text);
}

static void a_heap_of_marks_longer_than_a_part_is_cut_all_the_same(void **state)
{
	struct segment_plan plan;
	struct buf text;

	(void)state;
	repeat(&text, "\xCC\xA3", 150);
	assert_int_equal(segment_plan(text.data, &plan, NULL), 0);
	assert_int_equal(plan.parts, 3);
	buf_fini(&text);
}

static void what_is_no_utf8_is_refused_with_its_place(void **state)
{
	static const char *const bad[] = { "ab\xC3(", "ab\x80", "ab\xED\xA0\x80", "ab\xF4\x90\x80\x80", "ab\xC0\x80",
		"ab\xE1\xBA" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct segment_plan plan;
		struct why why;

		assert_int_equal(segment_plan(bad[i], &plan, &why), -1);
		assert_string_equal(why.text, "octet 3 of the text is no UTF-8");
	}
}

static void a_plan_in_a_given_alphabet_keeps_to_it(void **state)
{
	struct segment_plan plan;
	struct why why;

	(void)state;
	assert_int_equal(segment_plan_in("abc", ALPHABET_UCS2, &plan, &why), 0);
	assert_int_equal(plan.alphabet, ALPHABET_UCS2);
	assert_int_equal(plan.units, 3);
	assert_int_equal(segment_plan_in("đ", ALPHABET_GSM7, &plan, &why), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_need_as_many_parts_as_the_standard_gives_room),
		cmocka_unit_test(the_parts_together_are_the_text_and_none_is_too_long),
		cmocka_unit_test(a_letter_and_its_marks_stay_in_one_part),
		cmocka_unit_test(a_heap_of_marks_longer_than_a_part_is_cut_all_the_same),
		cmocka_unit_test(what_is_no_utf8_is_refused_with_its_place),
		cmocka_unit_test(a_plan_in_a_given_alphabet_keeps_to_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
