/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of who answers which difficulty: the more special row counts, and a wrong one is said with its line. */
#include "gateway/base/clock.h"
#include "menus/duty.h"
#include "menus/menus.h"

#include "tests/help/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The rows of one file; the faults are in *said, free() it. */
static struct duties *read_rows(const char *rows, char **said)
{
	struct duties *d = duties_new();
	struct faults faults;
	struct node_file *file;
	struct folder f;
	char path[300];

	folder_init(&f);
	folder_write(&f, "85.cfg", rows, NULL);
	snprintf(path, sizeof path, "%s/85.cfg", f.path);
	faults_init(&faults);
	file = node_file_open(path, &faults);
	if (node_file_root(file) != NULL)
		duties_read(d, node_get(node_file_root(file), "difficulties"), &faults);
	node_file_close(&file);
	*said = strdup(faults.lines.data);
	assert_non_null(*said);
	faults_fini(&faults);
	folder_fini(&f);
	return d;
}

static void the_more_special_row_counts(void **state)
{
	char *said;
	struct duties *d = read_rows("difficulties: ("
				     "{ unit = \"21049\"; category = \"mang\"; phone = \"0905100002\"; },"
				     "{ unit = \"21049\"; answer_hours = 10; },"
				     "{ category = \"mang\"; answer_hours = 20; ladder = [ \"can_bo_huyen\" ]; },"
				     "{ urgent = true; answer_hours = 4; tell = [ \"lanh_dao_xa\" ]; },"
				     "{ ladder = [ \"can_bo_xa\", \"quan_tri\" ]; answer_hours = 30; climb_hours = 2;"
				     "  remind_hours = [ 3, 1 ]; } );",
		&said);
	struct duty duty;

	(void)state;
	assert_string_equal(said, "");
	duties_find(d, "khac", "21112", false, &duty);
	assert_int_equal(duty.answer_us, 30 * CLOCK_HOUR);
	assert_int_equal(duty.climb_us, 2 * CLOCK_HOUR);
	assert_int_equal(duty.ladder_used, 2);
	assert_string_equal(duty.ladder[1], "quan_tri");
	assert_int_equal(duty.remind_used, 2);
	assert_int_equal(duty.remind_us[1], CLOCK_HOUR);
	assert_int_equal(duty.tell_used, 0);
	duties_find(d, "khac", "21112", true, &duty);
	assert_int_equal(duty.answer_us, 4 * CLOCK_HOUR);
	assert_string_equal(duty.tell[0], "lanh_dao_xa");
	duties_find(d, "mang", "21112", true, &duty);
	assert_int_equal(duty.answer_us, 20 * CLOCK_HOUR);
	assert_int_equal(duty.ladder_used, 1);
	assert_string_equal(duty.phone, "");
	duties_find(d, "mang", "21049", false, &duty);
	assert_int_equal(duty.answer_us, 10 * CLOCK_HOUR);
	assert_string_equal(duty.phone, "0905100002");
	assert_string_equal(duty.ladder[0], "can_bo_huyen");
	free(said);
	duties_free(&d);
}

static void without_a_table_there_is_still_somebody(void **state)
{
	struct duties *d = duties_new();
	struct duty duty;

	(void)state;
	duties_find(d, "mang", "", false, &duty);
	assert_string_equal(duty.ladder[0], "can_bo_xa");
	assert_int_equal(duty.answer_us, 5 * CLOCK_DAY);
	duties_free(&d);
}

static void a_wrong_row_is_said_with_its_line(void **state)
{
	static const struct {
		const char *rows, *fault;
	} wrong[] = {
		{ "difficulties: ( { ladder = \"can_bo_xa\"; } );", "ladder is no list" },
		{ "difficulties: ( { answer_hours = 0; } );", "answer_hours" },
		{ "difficulties: ( { remind_hours = [ 1, 2, 3, 4, 5 ]; } );", "remind_hours is no list of at most 4" },
		{ "difficulties: ( 5 );", "holds groups" },
		{ "difficulties: ( { anser_hours = 5; } );", "unknown key anser_hours; write answer_hours" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char *said;
		struct duties *d = read_rows(wrong[i].rows, &said);

		if (strstr(said, wrong[i].fault) == NULL || strstr(said, "85.cfg:1: ") == NULL)
			fail_msg("%s\nsays \"%s\", not \"%s\"", wrong[i].rows, said, wrong[i].fault);
		free(said);
		duties_free(&d);
	}
}

/* What only shows beside the other sections. */
static void roles_and_categories_must_be_known(void **state)
{
	struct faults faults;
	char *said;
	struct duties *d = read_rows("difficulties: ( { category = \"mangg\"; ladder = [ \"can_bo\" ]; } );", &said);
	struct menus *menus;

	(void)state;
	faults_init(&faults);
	menus = menus_load("etc/menus.d", &faults);
	assert_non_null(menus);
	duties_check(d, menus->lexicon, &faults);
	assert_non_null(strstr(faults.lines.data, "there is no category mangg"));
	assert_non_null(strstr(faults.lines.data, "there is no role can_bo"));
	menus_free(&menus);
	faults_fini(&faults);
	free(said);
	duties_free(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_more_special_row_counts),
		cmocka_unit_test(without_a_table_there_is_still_somebody),
		cmocka_unit_test(a_wrong_row_is_said_with_its_line),
		cmocka_unit_test(roles_and_categories_must_be_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
