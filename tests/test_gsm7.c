/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/gsm7.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

/* 3GPP TS 23.038: places where the alphabet differs from ASCII, and the whole extension table. */
static const struct {
	uint32_t character;
	unsigned septets;
	uint8_t first, second;
	const char *utf8;
} places[] = {
	{ '@', 1, 0x00, 0, "@" }, { 0xA3, 1, 0x01, 0, "£" }, { '$', 1, 0x02, 0, "$" }, { 0xE8, 1, 0x04, 0, "è" },
	{ 0xC7, 1, 0x09, 0, "Ç" }, { '\n', 1, 0x0A, 0, "\n" }, { '\r', 1, 0x0D, 0, "\r" }, { 0x394, 1, 0x10, 0, "Δ" },
	{ '_', 1, 0x11, 0, "_" }, { 0x39E, 1, 0x1A, 0, "Ξ" }, { 0xC9, 1, 0x1F, 0, "É" }, { ' ', 1, 0x20, 0, " " },
	{ 0xA4, 1, 0x24, 0, "¤" }, { 0xA1, 1, 0x40, 0, "¡" }, { 'Z', 1, 0x5A, 0, "Z" }, { 0xA7, 1, 0x5F, 0, "§" },
	{ 0xBF, 1, 0x60, 0, "¿" }, { 0xE0, 1, 0x7F, 0, "à" }, { '\f', 2, 0x1B, 0x0A, "\f" },
	{ '^', 2, 0x1B, 0x14, "^" }, { '{', 2, 0x1B, 0x28, "{" }, { '}', 2, 0x1B, 0x29, "}" },
	{ '\\', 2, 0x1B, 0x2F, "\\" }, { '[', 2, 0x1B, 0x3C, "[" }, { '~', 2, 0x1B, 0x3D, "~" },
	{ ']', 2, 0x1B, 0x3E, "]" }, { '|', 2, 0x1B, 0x40, "|" }, { 0x20AC, 2, 0x1B, 0x65, "€" },
	{ '`', 0, 0, 0, NULL }, { 0xB9, 0, 0, 0, NULL }, { '\t', 0, 0, 0, NULL }, { 0, 0, 0, 0, NULL },
	{ 0x111, 0, 0, 0, NULL }, /* đ */
	{ 0xE7, 0, 0, 0, NULL },  /* ç, only Ç is there */
};

static void characters_stand_where_the_standard_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		uint8_t septets[2] = { 0 };
		struct buf text;

		assert_int_equal(gsm7_encode(places[i].character, septets), places[i].septets);
		assert_int_equal(gsm7_septets(places[i].character), places[i].septets);
		if (places[i].septets == 0)
			continue;
		assert_int_equal(septets[0], places[i].first);
		assert_int_equal(septets[1], places[i].second);
		buf_init(&text);
		gsm7_to_text(septets, places[i].septets, &text);
		assert_string_equal(text.data, places[i].utf8);
		buf_fini(&text);
	}
}

static void there_are_127_characters_and_10_behind_an_escape(void **state)
{
	unsigned one = 0, two = 0;

	(void)state;
	for (uint32_t c = 0; c < 0x11000; c++) {
		unsigned n = gsm7_septets(c);

		one += n == 1;
		two += n == 2;
	}
	assert_int_equal(one, 127);
	assert_int_equal(two, 10);
}

static void an_unknown_escape_shows_the_letter_of_the_main_table(void **state)
{
	static const uint8_t septets[] = { 0x1B, 'a', 0x1B, 0x1B, 'b', 0x1B };
	struct buf text;

	(void)state;
	buf_init(&text);
	gsm7_to_text(septets, sizeof septets, &text);
	assert_string_equal(text.data, "a b ");
	buf_fini(&text);
}

static void septets_pack_as_the_standard_draws_them(void **state)
{
	static const uint8_t packed[] = { 0xE8, 0x32, 0x9B, 0xFD, 0x46, 0x97, 0xD9, 0xEC, 0x37 };
	uint8_t octets[9], septets[10];

	(void)state;
	assert_int_equal(gsm7_pack((const uint8_t *)"hellohello", 10, 0, octets), 9);
	assert_memory_equal(octets, packed, 9);
	gsm7_unpack(octets, 10, 0, septets);
	assert_memory_equal(septets, "hellohello", 10);
}

static void whatever_is_packed_comes_apart_again_for_every_length_and_fill(void **state)
{
	uint8_t septets[160], octets[141], back[160];

	(void)state;
	for (size_t i = 0; i < sizeof septets; i++)
		septets[i] = (uint8_t)(i * 37 % 128);
	for (unsigned fill = 0; fill < 7; fill++) {
		for (size_t n = 0; n <= sizeof septets; n++) {
			size_t used;

			memset(octets, 0xAA, sizeof octets);
			used = gsm7_pack(septets, n, fill, octets);
			assert_int_equal(used, (fill + 7 * n + 7) / 8);
			if (used < sizeof octets)
				assert_int_equal(octets[used], 0xAA);
			gsm7_unpack(octets, n, fill, back);
			assert_memory_equal(back, septets, n);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(characters_stand_where_the_standard_says),
		cmocka_unit_test(there_are_127_characters_and_10_behind_an_escape),
		cmocka_unit_test(an_unknown_escape_shows_the_letter_of_the_main_table),
		cmocka_unit_test(septets_pack_as_the_standard_draws_them),
		cmocka_unit_test(whatever_is_packed_comes_apart_again_for_every_length_and_fill),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
