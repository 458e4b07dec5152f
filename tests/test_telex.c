/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/telex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

struct row {
	const char *keys, *word;
};

static void assert_word(const struct telex_word *w, const char *word)
{
	char spelt[64];
	telex_spell(w->fold, w->length, w->accent, spelt, sizeof spelt);
	assert_string_equal(spelt, word);
}

static void telex_keys_become_the_word_that_was_meant(void **state)
{
	(void)state;
	static const struct row rows[] = { { "baos", "báo" }, { "caso", "cáo" }, { "hooj", "hộ" }, { "thoon", "thôn" },
		{ "thono", "thôn" }, { "truowngr", "trưởng" }, { "truongwr", "trưởng" }, { "nguyeenx", "nguyễn" },
		{ "vawn", "văn" }, { "ddk", "đk" }, { "suwar", "sửa" }, { "dichj", "dịch" }, { "quyeens", "quyến" } };
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct telex_word w;
		assert_true(telex_undo(rows[i].keys, strlen(rows[i].keys), &w));
		assert_word(&w, rows[i].word);
	}
}

static void vni_digits_become_marks(void **state)
{
	(void)state;
	static const struct row rows[] = { { "ba1o", "báo" }, { "ca1o", "cáo" }, { "ho65", "hộ" },
		{ "tru7o73ng", "trưởng" }, { "nguye64n", "nguyễn" }, { "va8n", "văn" }, { "d9a8ng", "đăng" },
		{ "ky1", "ký" } };
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct telex_word w;
		assert_true(telex_undo_vni(rows[i].keys, strlen(rows[i].keys), &w));
		assert_word(&w, rows[i].word);
	}
}

static void a_word_without_residue_is_left_alone(void **state)
{
	(void)state;
	struct telex_word w;
	assert_false(telex_undo("bao", 3, &w));
	assert_false(telex_undo("tin", 3, &w));
	assert_false(telex_undo_vni("nt5", 3, &w)); /* no vowel that a 5 could mark */
	assert_false(telex_undo_vni("dvc9", 4, &w) && strcmp(w.fold, "dvc") != 0);
	assert_false(telex_undo("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 30, &w));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(telex_keys_become_the_word_that_was_meant),
		cmocka_unit_test(vni_digits_become_marks),
		cmocka_unit_test(a_word_without_residue_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
