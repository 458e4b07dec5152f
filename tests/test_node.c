/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The door to libconfig: every fault with its file and line, and what to write instead. */
#include "menus/node.h"

#include "gateway/base/nearest.h"
#include "tests/help/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct place {
	struct folder folder;
	char path[128];
	struct faults faults;
	struct node_file *file;
};

static int set_up(void **state)
{
	struct place *p = calloc(1, sizeof *p);

	folder_init(&p->folder);
	faults_init(&p->faults);
	*state = p;
	return 0;
}

static int tear_down(void **state)
{
	struct place *p = *state;

	node_file_close(&p->file);
	faults_fini(&p->faults);
	folder_fini(&p->folder);
	free(p);
	return 0;
}

static const struct node *open_text(struct place *p, const char *text)
{
	folder_write(&p->folder, "a.cfg", text, p->path);
	p->file = node_file_open(p->path, &p->faults);
	return node_file_root(p->file);
}

static void values_of_every_kind_are_read(void **state)
{
	struct place *p = *state;
	const struct node *root =
		open_text(p, "a = \"thôn\"; b = 7; c = true; d = 9000000000L; e = [1, 2, 3]; f: { g = 1.5; };");

	assert_string_equal(node_text(node_get(root, "a"), "", &p->faults), "thôn");
	assert_int_equal(node_int(node_get(root, "b"), 0, 0, 10, &p->faults), 7);
	assert_true(node_bool(node_get(root, "c"), false, &p->faults));
	assert_true(node_int(node_get(root, "d"), 0, 0, INT64_MAX, &p->faults) == INT64_C(9000000000));
	assert_int_equal(node_kind(node_get(root, "e")), NODE_LIST);
	assert_int_equal(node_length(node_get(root, "e")), 3);
	assert_int_equal(node_int(node_at(node_get(root, "e"), 2), 0, 0, 9, &p->faults), 3);
	assert_int_equal(node_kind(node_get(node_get(root, "f"), "g")), NODE_FLOAT);
	assert_int_equal(p->faults.count, 0);
}

static void what_is_not_there_has_its_default_without_a_fault(void **state)
{
	struct place *p = *state;
	const struct node *root = open_text(p, "a = 1;");

	assert_null(node_get(root, "b"));
	assert_string_equal(node_text(NULL, "x", &p->faults), "x");
	assert_int_equal(node_int(NULL, 5, 0, 9, &p->faults), 5);
	assert_true(node_bool(NULL, true, &p->faults));
	assert_int_equal(p->faults.count, 0);
}

static void a_value_of_another_kind_is_a_fault_with_its_line(void **state)
{
	struct place *p = *state;
	const struct node *root = open_text(p, "a = 1;\nb = \"x\";\nc = 0;\n");
	char line[200];

	assert_string_equal(node_text(node_get(root, "a"), "d", &p->faults), "d");
	assert_int_equal(node_int(node_get(root, "b"), 3, 0, 9, &p->faults), 3);
	assert_false(node_bool(node_get(root, "c"), false, &p->faults));
	assert_int_equal(p->faults.count, 3);
	snprintf(line, sizeof line, "%s:1: a is not a text; write it in quotes", p->path);
	assert_true(holds(p->faults.lines.data, line));
	snprintf(line, sizeof line, "%s:2: b is not a whole number; write one from 0 to 9", p->path);
	assert_true(holds(p->faults.lines.data, line));
	snprintf(line, sizeof line, "%s:3: c is neither yes nor no; write true or false", p->path);
	assert_true(holds(p->faults.lines.data, line));
}

static void a_number_out_of_its_range_is_a_fault(void **state)
{
	struct place *p = *state;
	const struct node *root = open_text(p, "\n\ndue_day = 40;");

	assert_int_equal(node_int(node_get(root, "due_day"), 25, 1, 31, &p->faults), 25);
	assert_true(holds(p->faults.lines.data, ":3: due_day is 40; write a number from 1 to 31"));
}

static void an_unknown_key_is_offered_the_nearest_one(void **state)
{
	struct place *p = *state;
	static const char *const known[] = { "period", "due_day", "digest", NULL };
	const struct node *root = open_text(p, "perod = 1;\nduedya = 2;\nxyz = 3;\nperiod = 4;");

	node_only(root, known, &p->faults);
	assert_int_equal(p->faults.count, 3);
	assert_true(holds(p->faults.lines.data, ":1: unknown key perod; write period"));
	assert_true(holds(p->faults.lines.data, ":2: unknown key duedya; write due_day"));
	assert_true(holds(p->faults.lines.data, ":3: unknown key xyz; the keys here are period, due_day, digest"));
}

static void a_syntax_error_has_its_line_and_no_root(void **state)
{
	struct place *p = *state;

	assert_null(open_text(p, "a = 1;\nb = \n;"));
	assert_int_equal(p->faults.count, 1);
	assert_true(holds(p->faults.lines.data, ":3: syntax error; look here and one line above"));
}

static void a_key_that_stands_twice_is_a_fault(void **state)
{
	struct place *p = *state;

	assert_null(open_text(p, "a = 1;\na = 2;"));
	assert_true(holds(p->faults.lines.data, ":2: duplicate setting name; keep one of the two"));
}

static void a_file_that_is_not_there_or_too_large_is_a_fault(void **state)
{
	struct place *p = *state;
	struct buf large;

	assert_null(node_file_open("/no/such/file.cfg", &p->faults));
	assert_true(holds(p->faults.lines.data, "/no/such/file.cfg:0: cannot be read: No such file or directory"));
	assert_null(node_file_open(p->folder.path, &p->faults));
	assert_true(holds(p->faults.lines.data, "is no file"));
	buf_init(&large);
	memset(buf_room(&large, 2000000), '#', 2000000);
	large.length = 2000000;
	large.data[large.length] = '\0';
	assert_null(open_text(p, large.data));
	assert_true(holds(p->faults.lines.data, "has 2000000 octets"));
	buf_fini(&large);
	assert_int_equal(p->faults.count, 3);
}

static void a_warning_is_no_fault(void **state)
{
	struct place *p = *state;

	faults_warn(&p->faults, "a.cfg", 7, "is long");
	assert_int_equal(p->faults.count, 0);
	assert_int_equal(p->faults.warnings, 1);
	assert_string_equal(p->faults.lines.data, "a.cfg:7: warning: is long\n");
}

static void the_nearest_word_is_the_one_with_the_fewest_slips(void **state)
{
	static const char *const known[] = { "gateway", "links", "console", NULL };

	(void)state;
	assert_int_equal(nearest_distance("abcd", "abcd"), 0);
	assert_int_equal(nearest_distance("abcd", "abdc"), 1);
	assert_int_equal(nearest_distance("abcd", "acd"), 1);
	assert_int_equal(nearest_distance("", "acd"), 3);
	assert_int_equal(nearest_distance("Links", "lInks"), 0);
	assert_string_equal(nearest_word("gatway", known), "gateway");
	assert_string_equal(nearest_word("lnik", known), "links");
	assert_null(nearest_word("database", known));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(values_of_every_kind_are_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_not_there_has_its_default_without_a_fault, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_value_of_another_kind_is_a_fault_with_its_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_number_out_of_its_range_is_a_fault, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_unknown_key_is_offered_the_nearest_one, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_syntax_error_has_its_line_and_no_root, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_key_that_stands_twice_is_a_fault, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_file_that_is_not_there_or_too_large_is_a_fault, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_warning_is_no_fault, set_up, tear_down),
		cmocka_unit_test(the_nearest_word_is_the_one_with_the_fewest_slips),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
