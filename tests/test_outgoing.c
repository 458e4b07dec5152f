/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every text that can go out: 95 of 100 of the default ones fit one unaccented part, whatever stands in them. */
#include "gateway/base/segment.h"
#include "menus/outgoing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

struct seen {
	unsigned texts[TEXT_STYLES_MAX], fitting[TEXT_STYLES_MAX], pages, forms, receipts, menus;
};

static void look(const struct outgoing *one, void *user)
{
	struct seen *seen = user;
	struct segment_plan plan;
	struct why why;

	assert_int_equal(segment_plan(one->text, &plan, &why), 0);
	assert_true(one->style == TEXT_ACCENTED || plan.alphabet == ALPHABET_GSM7);
	assert_null(strpbrk(one->text, "{}")); /* no placeholder is left */
	seen->pages += one->is_guide;
	seen->forms += strncmp(one->name, "form ", 5) == 0;
	seen->receipts += strcmp(one->name, "report_receipt") == 0;
	if (one->is_menu) { /* cut to fit, whatever stands in it */
		seen->menus++;
		assert_true(plan.parts <= one->intended);
	}
	if (one->is_guide || one->is_menu)
		return;
	seen->texts[one->style]++;
	seen->fitting[one->style] += plan.parts == 1;
}

static void ninety_five_of_a_hundred_fit_one_part(void **state)
{
	struct seen seen = { .pages = 0 };
	struct faults faults;
	struct menus *menus;

	(void)state;
	faults_init(&faults);
	menus = menus_load("etc/menus.d", &faults);
	assert_non_null(menus);
	menus_each_outgoing(menus, look, &seen);
	menus_each_menu_page(menus, look, &seen);
	assert_in_range(seen.texts[TEXT_PLAIN], 250, 2000);
	assert_int_equal(seen.receipts, 3); /* plain, accented, English */
	assert_in_range(seen.pages, 100, 1000);
	assert_in_range(seen.menus, 60, 2000);
	assert_true(seen.fitting[TEXT_PLAIN] * 100 >= seen.texts[TEXT_PLAIN] * 95);
	assert_true(seen.fitting[TEXT_ENGLISH] * 100 >= seen.texts[TEXT_ENGLISH] * 95);
	menus_free(&menus);
	faults_fini(&faults);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ninety_five_of_a_hundred_fit_one_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
