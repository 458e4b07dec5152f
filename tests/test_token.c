/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/term.h"
#include "tests/help/items.h"
#include "tests/help/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static int set_up(void **state)
{
	*state = items_new();
	return 0;
}

static int tear_down(void **state)
{
	struct items *items = *state;
	items_free(&items);
	return 0;
}

/* The mended tokens, parted by bars. */
static const char *tokens(struct items *items, const char *text)
{
	static char out[1024];
	size_t used = 0;

	items_read(items, text);
	out[0] = '\0';
	for (unsigned i = 0; i < items->mended.used; i++) {
		const struct token *k = &items->mended.at[i];
		bool sign = k->kind == TOKEN_SIGN || k->kind == TOKEN_PICTURE || k->kind == TOKEN_FOREIGN;
		used += (size_t)snprintf(out + used, sizeof out - used, "%s%s", used > 0 ? "|" : "",
			sign ? "*" : token_fold(&items->mended, i));
	}
	return out;
}

static void words_are_cut_mended_and_joined(void **state)
{
	static const char *const rows[][2] = {
		{ "BC DVC 5", "bc|dvc|5" },
		{ "bcdvc5tt3", "bc|dvc|5|tt|3" },
		{ "B C D V C 5", "bc|dvc|5" },
		{ "BC.NT.5", "bc|*|nt|*|5" },
		{ "baocao", "bao|cao" },
		{ "Baos caso DVC 12 hooj", "bao|cao|dvc|12|ho" },
		{ "Ba1o ca1o 12 ho65", "bao|cao|12|ho" },
		{ "B?o c?o DVC 12", "bao|cao|dvc|12" },
		{ "dvc l2 tt 1O", "dvc|12|tt|10" },
		{ "5️⃣", "5" },
		{ "dic vu cong", "dich|vu|cong" },      /* a letter lost, and two neighbours that tell which */
		{ "dvcc 5", "dvc|5" },                  /* a key pressed twice */
		{ "dcv 5", "dvc|5" },                   /* two keys swapped */
		{ "thon Sonn Trav", "thon|sonn|trav" }, /* names of units stay as they were typed */
		{ "kkkkk", "kkkk" },
		{ "Здравствуйте", "*" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_string_equal(tokens(*state, rows[i][0]), rows[i][1]);
}

static void what_was_typed_can_be_shown_again(void **state)
{
	struct items *items = *state;
	char out[128];

	items_read(items, "toi la  Nguyễn\nVăn Hùng");
	token_typed(&items->mended, 2, 5, out, sizeof out);
	assert_string_equal(out, "Nguyễn Văn Hùng");
	items_read(items, "nguyeenx vawn hungf");
	token_typed(&items->mended, 0, 3, out, sizeof out);
	assert_string_equal(out, "nguyễn văn hùng");
}

static void a_text_with_too_many_words_says_so(void **state)
{
	struct items *items = *state;
	char text[4096];

	for (size_t i = 0; i + 1 < sizeof text; i++)
		text[i] = i % 2 == 0 ? '1' : ',';
	text[sizeof text - 1] = '\0';
	items_read(items, text);
	assert_true(items->mended.cut);
	assert_true(items->mended.used <= TOKENS_MAX);
}

static void one_slip_is_told_from_two(void **state)
{
	(void)state;
	assert_int_equal(slip_between("dvb", 3, "dvc", 3), SLIP_PAD);
	assert_int_equal(slip_between("dcv", 3, "dvc", 3), SLIP_SWAP);
	assert_int_equal(slip_between("dvcc", 4, "dvc", 3), SLIP_DOUBLE);
	assert_int_equal(slip_between("dv", 2, "dvc", 3), SLIP_DROP);
	assert_int_equal(slip_between("dvxc", 4, "dvc", 3), SLIP_EXTRA);
	assert_int_equal(slip_between("dvz", 3, "dvc", 3), SLIP_OTHER);
	assert_int_equal(slip_between("dvc", 3, "dvc", 3), SLIP_NONE);
	assert_int_equal(slip_between("xyz", 3, "dvc", 3), SLIP_NONE);
}

/* "hồng", "hỏng" and, without its mark, "hôn" are other words. */
static void no_is_no_however_it_is_written(void **state)
{
	static const char *const nos[] = { "không", "khong", "KO", "k", "hông", "hổng", "hong", "hok", "chẳng", "hôn" };
	static const char *const others[] = { "hồng", "hỏng", "hon", "chang", "chưa", "đừng", "có", "xyz" };
	struct items *items = *state;

	for (size_t i = 0; i < sizeof nos / sizeof *nos; i++) {
		items_read(items, nos[i]);
		if (!token_is_no(&items->mended, 0))
			fail_msg("%s is no", nos[i]);
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		items_read(items, others[i]);
		if (token_is_no(&items->mended, 0))
			fail_msg("%s is not no", others[i]);
	}
	items_read(items, "");
	assert_false(token_is_no(&items->mended, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_cut_mended_and_joined),
		cmocka_unit_test(what_was_typed_can_be_shown_again),
		cmocka_unit_test(a_text_with_too_many_words_says_so),
		cmocka_unit_test(one_slip_is_told_from_two),
		cmocka_unit_test(no_is_no_however_it_is_written),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
