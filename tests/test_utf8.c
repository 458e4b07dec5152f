/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static void every_character_comes_back_as_it_was_written(void **state)
{
	(void)state;
	static const uint32_t some[] = { 'a', 0x7F, 0x80, 0x7FF, 0x800, 0x1EA1, 0xFFFD, 0x10000, 0x10FFFF };
	for (size_t i = 0; i < sizeof some / sizeof some[0]; i++) {
		char octets[UTF8_OCTETS_MAX];
		uint32_t cp;
		size_t n = utf8_put(some[i], octets);
		assert_int_equal(utf8_next(octets, n, &cp), n);
		assert_int_equal(cp, some[i]);
	}
}

static void a_bad_octet_costs_itself_and_nothing_behind_it(void **state)
{
	(void)state;
	static const char *const bad[] = { "\xFF", "\x80", "\xC3", "\xE1\xBA", "\xC0\x80", "\xED\xA0\x80",
		"\xF4\x90\x80\x80" };
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		uint32_t cp;
		assert_int_equal(utf8_next(bad[i], strlen(bad[i]), &cp), 1);
		assert_int_equal(cp, UTF8_BAD);
		assert_false(utf8_is_valid(bad[i], strlen(bad[i])));
	}
	assert_true(utf8_is_valid("Báo cáo", strlen("Báo cáo")));
}

static void what_is_repaired_is_well_formed_and_composed(void **state)
{
	(void)state;
	struct buf out;
	buf_init(&out);
	utf8_repair("Ba\xCC\x81o\xFF\0x", 8, &out);
	assert_string_equal(out.data, "Bá"
				      "o\xEF\xBF\xBDx");
	buf_clear(&out);
	/* The marks of ộ in the wrong order: dot below, then circumflex, and the other way round. */
	utf8_repair("o\xCC\xA3\xCC\x82", 5, &out);
	assert_string_equal(out.data, "ộ");
	buf_clear(&out);
	utf8_repair("o\xCC\x82\xCC\xA3", 5, &out);
	assert_string_equal(out.data, "ộ");
	buf_fini(&out);
}

static void letters_that_only_look_unlike_are_the_same(void **state)
{
	(void)state;
	assert_int_equal(utf8_compatible(0xFF15), '5');  /* fullwidth */
	assert_int_equal(utf8_compatible(0x1D403), 'D'); /* mathematical bold */
	assert_int_equal(utf8_compatible(0x1D7D3), '5');
	assert_int_equal(utf8_compatible(0x1F130), 'A'); /* squared */
	assert_int_equal(utf8_compatible(0xE1), 0xE1);
	assert_int_equal(utf8_kind(0x200B), UTF8_INVISIBLE);
	assert_int_equal(utf8_kind(0x1F44D), UTF8_PICTURE);
	assert_int_equal(utf8_kind(0x0416), UTF8_LETTER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_comes_back_as_it_was_written),
		cmocka_unit_test(a_bad_octet_costs_itself_and_nothing_behind_it),
		cmocka_unit_test(what_is_repaired_is_well_formed_and_composed),
		cmocka_unit_test(letters_that_only_look_unlike_are_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
