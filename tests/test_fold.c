/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/utf8.h"
#include "menus/decode.h"
#include "menus/fold.h"
#include "menus/syllable.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static void marks_case_and_bars_are_folded_away(void **state)
{
	(void)state;
	static const char *const rows[][2] = { { "Báo cáo: DVC 5", "bao cao dvc 5" }, { "ĐĂNG KÝ", "dang ky" },
		{ "ÐỒNG Ý", "dong y" }, { "Sổ  sức\nkhoẻ", "so suc khoe" }, { "Ba\xCC\x81o", "bao" }, { "…!?", "" } };
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char to[64];
		fold_text(rows[i][0], to, sizeof to);
		assert_string_equal(to, rows[i][1]);
	}
}

static void every_vietnamese_letter_is_composed_again(void **state)
{
	(void)state;
	unsigned count = 0;
	for (uint32_t cp = 0x80; cp < 0x1F00; cp++) {
		struct fold_letter l = fold_letter(cp);
		if (l.base == '\0' || utf8_lower(cp) != cp || cp == 0xF0)
			continue;
		assert_int_equal(fold_compose(l), cp);
		count++;
	}
	assert_int_equal(count, 67); /* 67 small letters have a mark, a tone or a bar */
}

static accent accent_of(const char *word)
{
	accent a = 0;
	unsigned at = 0;
	for (size_t n = strlen(word), i = 0; i < n; at++) {
		uint32_t cp;
		i += utf8_next(word + i, n - i, &cp);
		a = accent_with(a, at, fold_letter(cp));
	}
	return a;
}

static void marks_that_were_typed_decide_and_those_left_out_do_not(void **state)
{
	(void)state;
	assert_true(accent_agrees(accent_of("thanh"), accent_of("thạnh")));
	assert_false(accent_agrees(accent_of("thạnh"), accent_of("thanh")));
	assert_true(accent_agrees(accent_of("sữa"), accent_of("sửa"))); /* hook and tilde are spoken alike */
	assert_false(accent_agrees(accent_of("mốt"), accent_of("một")));
	assert_true(accent_agrees(accent_of("mót"), accent_of("mốt")));
	assert_true(accent_equal(accent_of("hòa"), accent_of("hoà")));
	assert_false(accent_equal(accent_of("binh"), accent_of("bình")));
}

static void a_text_in_any_old_table_is_read(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum decode_charset charset;
		const char *folded;
	} rows[] = {
		{ "B\xC2\xB8o c\xC2\xB8o d\xC3\x9E\x63h v\xC3\xB4 c\xC2\xABng", DECODE_TCVN3, "bao cao dich vu cong" },
		{ "Ba\xC3\xB9o ca\xC3\xB9o", DECODE_VNI, "bao cao" },
		{ "B\xC3\x83\xC2\xA1o c\xC3\x83\xC2\xA1o", DECODE_TWICE, "bao cao" },
		{ "Ba'o ca'o ho^.", DECODE_VIQR, "bao cao ho" },
		{ "B\xB8o c\xB8o", DECODE_TCVN3, "bao cao" }, /* the octets themselves, no UTF-8 at all */
		{ "Hòa giải ổn thỏa", DECODE_UTF8, "hoa giai on thoa" },
		{ "DVC(5) TT+3 \"ho\"", DECODE_UTF8, "dvc 5 tt 3 ho" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		static struct decoded d;
		char utf8[512], folded[256];
		size_t n = 0;
		decode(rows[i].text, strlen(rows[i].text), &d);
		for (unsigned k = 0; k < d.n; k++)
			n += utf8_put(d.cp[k], utf8 + n);
		utf8[n] = '\0';
		fold_text(utf8, folded, sizeof folded);
		assert_string_equal(folded, rows[i].folded);
		assert_int_equal(d.charset, rows[i].charset);
	}
}

static void syllables_are_told_from_other_letters(void **state)
{
	(void)state;
	static const char *const yes[] = { "bao", "nghieng", "truong", "quyen", "gi", "giet", "a", "y", "khuya", "uong",
		"duoc" };
	static const char *const no[] = { "dvc", "bc", "thoon", "caso", "qb", "ka", "ce", "ngi", "hooj", "xyz",
		"nghiengs", "ghu" };
	for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
		assert_true(syllable_is(yes[i], strlen(yes[i])));
	for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
		assert_false(syllable_is(no[i], strlen(no[i])));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_case_and_bars_are_folded_away),
		cmocka_unit_test(every_vietnamese_letter_is_composed_again),
		cmocka_unit_test(marks_that_were_typed_decide_and_those_left_out_do_not),
		cmocka_unit_test(a_text_in_any_old_table_is_read),
		cmocka_unit_test(syllables_are_told_from_other_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
