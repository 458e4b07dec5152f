/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Menu files that two gateways have changed since both had the same ones. */
#include "gateway/base/buf.h"
#include "menus/menus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define BASE "a.cfg 3\nA1\nb.cfg 3\nB1\n"

static void merged(const char *ours, const char *theirs, const char *all, const char *in_both)
{
	struct buf to, both;

	buf_init(&to);
	buf_init(&both);
	menus_merge_packed(BASE, ours, theirs, &to, &both);
	assert_string_equal(to.data, all);
	assert_string_equal(both.data, in_both);
	buf_fini(&both);
	buf_fini(&to);
}

static void each_file_is_of_who_changed_it(void **state)
{
	(void)state;
	merged(BASE, BASE, BASE, "");
	merged("a.cfg 3\nA2\nb.cfg 3\nB1\n", "a.cfg 3\nA1\nb.cfg 3\nB2\n", "a.cfg 3\nA2\nb.cfg 3\nB2\n", "");
	merged(BASE, "a.cfg 5\nA1\nx\nb.cfg 3\nB1\n", "a.cfg 5\nA1\nx\nb.cfg 3\nB1\n", "");
}

static void what_both_changed_is_ours_and_named(void **state)
{
	(void)state;
	merged("a.cfg 3\nA2\nb.cfg 3\nB2\n", "a.cfg 3\nA3\nb.cfg 3\nB3\n", "a.cfg 3\nA2\nb.cfg 3\nB2\n", "a.cfg b.cfg");
	merged("a.cfg 3\nA2\nb.cfg 3\nB1\n", "a.cfg 3\nA2\nb.cfg 3\nB1\n", "a.cfg 3\nA2\nb.cfg 3\nB1\n", "");
}

static void files_come_and_go(void **state)
{
	(void)state;
	merged(BASE "c.cfg 3\nC1\n", BASE, BASE "c.cfg 3\nC1\n", "");
	merged(BASE, BASE "c.cfg 3\nC1\n", BASE "c.cfg 3\nC1\n", "");
	merged("a.cfg 3\nA1\n", BASE, "a.cfg 3\nA1\n", "");
	merged(BASE, "b.cfg 3\nB1\n", "b.cfg 3\nB1\n", "");
	merged("a.cfg 3\nA1\n", "a.cfg 3\nA1\nb.cfg 3\nB2\n", "a.cfg 3\nA1\n", "b.cfg");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_file_is_of_who_changed_it),
		cmocka_unit_test(what_both_changed_is_ours_and_named),
		cmocka_unit_test(files_come_and_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
