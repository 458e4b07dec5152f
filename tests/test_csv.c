/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

struct read {
	struct faults faults;
	struct csv_table *table;
};

static struct read read_octets(const char *content, size_t n)
{
	struct read r;

	faults_init(&r.faults);
	r.table = csv_table_read("a.csv", content, n, &r.faults);
	return r;
}

static struct read read_text(const char *content)
{
	return read_octets(content, strlen(content));
}

static void done(struct read *r)
{
	csv_table_free(&r->table);
	faults_fini(&r->faults);
}

static void a_mark_crlf_quotes_and_empty_lines_are_read(void **state)
{
	struct read r = read_text("\xEF\xBB\xBF"
				  "phone,name\r\n\r\n0905,\"Hung, \"\"Ba\"\"\"\r\n  \n0906,\" x \"");
	(void)state;

	assert_string_equal(r.faults.lines.data, "");
	assert_int_equal(csv_table_columns(r.table), 2);
	assert_string_equal(csv_table_column(r.table, 0), "phone");
	assert_int_equal(csv_table_records(r.table), 2);
	assert_string_equal(csv_table_field(r.table, 0, 1), "Hung, \"Ba\"");
	assert_string_equal(csv_table_field(r.table, 1, 1), " x ");
	assert_int_equal(csv_table_line(r.table, 0), 3);
	assert_int_equal(csv_table_line(r.table, 1), 5);
	done(&r);
}

static void a_record_over_several_lines_has_the_number_of_its_first(void **state)
{
	struct read r = read_text("a,b\n1,\"two\n\nlines\"\n3,4\n");
	(void)state;

	assert_int_equal(csv_table_line(r.table, 0), 2);
	assert_string_equal(csv_table_field(r.table, 0, 1), "two\n\nlines");
	assert_int_equal(csv_table_line(r.table, 1), 5);
	done(&r);
}

static void every_bad_line_is_said_and_the_good_ones_are_read(void **state)
{
	struct read r = read_text("a,b\n1,2,3\n4,5\n6,x\"y\n7,8\n9\n\xC3(,1\n10,\"11");
	(void)state;

	assert_int_equal(csv_table_records(r.table), 2);
	assert_int_equal(csv_table_line(r.table, 0), 3);
	assert_int_equal(csv_table_line(r.table, 1), 5);
	assert_int_equal(r.faults.count, 5);
	assert_non_null(strstr(r.faults.lines.data, "a.csv:2: 3 fields where the header has 2; "));
	assert_non_null(strstr(r.faults.lines.data, "a.csv:4: a quote stands within a field; "));
	assert_non_null(strstr(r.faults.lines.data, "a.csv:6: 1 fields where the header has 2; "));
	assert_non_null(strstr(r.faults.lines.data, "a.csv:7: it is not UTF-8; "));
	assert_non_null(strstr(r.faults.lines.data, "a.csv:8: a quote opens here and is never closed; "));
	done(&r);
}

static void a_file_without_a_header_or_with_octets_that_are_no_text_is_a_fault(void **state)
{
	struct read r = read_text("\n \n");
	(void)state;

	assert_int_equal(r.faults.count, 1);
	assert_int_equal(csv_table_records(r.table), 0);
	done(&r);
	r = read_octets("a,b\n1,\0\n", 8);
	assert_int_equal(r.faults.count, 1);
	done(&r);
}

static void what_is_written_is_read_back(void **state)
{
	static const char *const fields[] = { "plain", "", "a,b", "say \"x\"", " outer ", "two\r\nlines", "Sơn Trà",
		"\ttab" };
	struct buf out;
	struct read r;
	(void)state;

	buf_init(&out);
	for (unsigned i = 0; i < 8; i++)
		csv_put(&out, "column", i == 0);
	csv_put_end(&out);
	for (unsigned i = 0; i < 8; i++)
		csv_put(&out, fields[i], i == 0);
	csv_put_end(&out);
	r = read_text(out.data);
	assert_string_equal(r.faults.lines.data, "");
	assert_int_equal(csv_table_records(r.table), 1);
	for (unsigned i = 0; i < 8; i++)
		assert_string_equal(csv_table_field(r.table, 0, i), fields[i]);
	done(&r);
	buf_fini(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mark_crlf_quotes_and_empty_lines_are_read),
		cmocka_unit_test(a_record_over_several_lines_has_the_number_of_its_first),
		cmocka_unit_test(every_bad_line_is_said_and_the_good_ones_are_read),
		cmocka_unit_test(a_file_without_a_header_or_with_octets_that_are_no_text_is_a_fault),
		cmocka_unit_test(what_is_written_is_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
