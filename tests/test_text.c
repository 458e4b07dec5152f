/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts that go out: by key and style, with placeholders, from files that may replace each other. */
#include "menus/text.h"

#include "menus/plain.h"
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
	struct texts *texts;
	struct faults faults;
	struct buf out;
};

static int set_up(void **state)
{
	struct place *p = calloc(1, sizeof *p);

	folder_init(&p->folder);
	faults_init(&p->faults);
	buf_init(&p->out);
	p->texts = texts_new();
	*state = p;
	return 0;
}

static int tear_down(void **state)
{
	struct place *p = *state;

	texts_free(&p->texts);
	buf_fini(&p->out);
	faults_fini(&p->faults);
	folder_fini(&p->folder);
	free(p);
	return 0;
}

static void read_text(struct place *p, const char *name, const char *text)
{
	char path[128];
	struct node_file *file;

	folder_write(&p->folder, name, text, path);
	file = node_file_open(path, &p->faults);
	assert_non_null(file);
	texts_read(p->texts, node_get(node_file_root(file), "texts"), &p->faults);
	node_file_close(&file);
}

static const char *render(
	struct place *p, enum text_style style, const char *key, const struct text_argument *arguments)
{
	buf_clear(&p->out);
	texts_render(p->texts, style, key, arguments, &p->out);
	return p->out.data;
}

#define ARGUMENTS(...)                                                                                                 \
	(const struct text_argument[])                                                                                 \
	{                                                                                                              \
		__VA_ARGS__,                                                                                           \
		{                                                                                                      \
			NULL, NULL                                                                                     \
		}                                                                                                      \
	}

static void a_text_goes_out_plain_accented_or_english(void **state)
{
	struct place *p = *state;
	const struct text_argument *unit = ARGUMENTS({ "no", "31" }, { "unit", "thôn Sơn Trà" });

	read_text(p, "a.cfg",
		"texts: ( { key = \"report_return_done\"; vi = \"Đã trả lại BC số {no}, {unit}\"; "
		"en = \"Returned {no}, {unit}\"; } );");
	assert_string_equal(p->faults.lines.data, "");
	assert_string_equal(render(p, TEXT_PLAIN, "report_return_done", unit), "Da tra lai BC so 31, thon Son Tra");
	assert_string_equal(render(p, TEXT_ACCENTED, "report_return_done", unit), "Đã trả lại BC số 31, thôn Sơn Trà");
	assert_string_equal(render(p, TEXT_ENGLISH, "report_return_done", unit), "Returned 31, thon Son Tra");
}

static void the_files_own_plain_wording_wins_over_marks_taken_off(void **state)
{
	struct place *p = *state;

	read_text(
		p, "a.cfg", "texts: ( { key = \"deny\"; vi = \"Đừng nhắn\"; plain = \"Khong nhan\"; en = \"No\"; } );");
	assert_string_equal(render(p, TEXT_PLAIN, "deny", NULL), "Khong nhan");
}

static void brackets_vanish_when_a_placeholder_in_them_is_empty(void **state)
{
	struct place *p = *state;

	read_text(p, "a.cfg",
		"texts: ( { key = \"register_rejected\"; vi = \"Số {no}.[ Vì {reason}.] Hỏi {office}\"; en = \"x\"; } );");
	assert_string_equal(render(p, TEXT_PLAIN, "register_rejected",
				    ARGUMENTS({ "no", "1" }, { "reason", "sai thôn" }, { "office", "UBND" })),
		"So 1. Vi sai thon. Hoi UBND");
	assert_string_equal(render(p, TEXT_PLAIN, "register_rejected",
				    ARGUMENTS({ "no", "1" }, { "reason", "" }, { "office", "UBND" })),
		"So 1. Hoi UBND");
	assert_string_equal(render(p, TEXT_PLAIN, "register_rejected", ARGUMENTS({ "no", "1" }, { "office", "UBND" })),
		"So 1. Hoi UBND");
}

static void what_a_person_typed_is_never_read_as_a_placeholder(void **state)
{
	struct place *p = *state;

	read_text(p, "a.cfg", "texts: ( { key = \"register_rejected\"; vi = \"{reason}, {office}\"; en = \"x\"; } );");
	assert_string_equal(render(p, TEXT_ACCENTED, "register_rejected",
				    ARGUMENTS({ "reason", "{office} [x] {" }, { "office", "UBND" })),
		"{office} [x] {, UBND");
}

static void a_later_file_replaces_a_text_and_the_same_file_may_not(void **state)
{
	struct place *p = *state;

	read_text(p, "50.cfg", "texts: ( { key = \"deny\"; vi = \"một\"; en = \"one\"; } );");
	read_text(p, "90.cfg", "texts: ( { key = \"deny\"; vi = \"hai\"; en = \"two\"; parts = 2; } );");
	assert_string_equal(render(p, TEXT_ENGLISH, "deny", NULL), "two");
	assert_int_equal(p->faults.count, 0);
	read_text(p, "91.cfg",
		"texts: ( { key = \"deny\"; vi = \"ba\"; en = \"x\"; },\n { key = \"deny\"; vi = \"ba\"; en = \"x\"; } );");
	assert_int_equal(p->faults.count, 1);
	assert_true(
		holds(p->faults.lines.data, "91.cfg:2: the text deny stands in line 1 already; keep one of the two"));
}

static void every_fault_of_a_text_is_told_at_its_line(void **state)
{
	struct place *p = *state;

	read_text(p, "a.cfg",
		"texts: (\n"
		"{ key = \"denny\"; vi = \"x\"; en = \"x\"; },\n"
		"{ vi = \"x\"; en = \"x\"; },\n"
		"{ key = \"deny\"; en = \"x\"; vn = \"x\"; },\n"
		"{ key = \"help\"; vi = \"x {name}\"; en = \"\"; },\n"
		"{ key = \"deny_unit\"; vi = \"{unt}\"; en = \"{Unit}\"; },\n"
		"{ key = \"about\"; vi = \"[x\"; en = \"x]\"; },\n"
		"7,\n"
		"{ key = \"codes\"; vi = 5; en = \"a } b\"; parts = 11; } );");
	assert_true(holds(p->faults.lines.data, ":2: no text is called denny; write deny"));
	assert_true(holds(p->faults.lines.data, ":3: this text has no key; write key ="));
	assert_true(holds(p->faults.lines.data, ":4: unknown key vn; write vi"));
	assert_true(holds(p->faults.lines.data, ":4: the text deny has no vi;"));
	assert_true(holds(p->faults.lines.data, ":5: unknown placeholder {name}; this text has none"));
	assert_true(holds(p->faults.lines.data, ":5: en is empty; write the text"));
	assert_true(holds(p->faults.lines.data, ":6: unknown placeholder {unt}; this text may use: unit"));
	assert_true(holds(p->faults.lines.data, ":6: '{' begins no placeholder"));
	assert_true(holds(p->faults.lines.data, ":7: '[' is not closed"));
	assert_true(holds(p->faults.lines.data, ":7: ']' has no partner"));
	assert_true(holds(p->faults.lines.data, ":8: is no group"));
	assert_true(holds(p->faults.lines.data, ":9: vi is not a text"));
	assert_true(holds(p->faults.lines.data, ":9: '}' has no partner"));
	assert_true(holds(p->faults.lines.data, ":9: parts is 11; write a number from 1 to 10"));
}

static void a_text_that_is_not_utf8_is_a_fault(void **state)
{
	struct place *p = *state;

	read_text(p, "a.cfg", "texts: ( { key = \"deny\"; vi = \"B\xB8o c\xB8o\"; en = \"x\"; } );");
	assert_true(holds(p->faults.lines.data, ":1: is not UTF-8; save the file as UTF-8"));
}

static void a_key_without_a_text_shows_itself(void **state)
{
	struct place *p = *state;

	assert_false(texts_has(p->texts, "deny"));
	assert_false(texts_render(p->texts, TEXT_PLAIN, "deny", NULL, &p->out));
	assert_string_equal(p->out.data, "[deny]");
	texts_check(p->texts, "menus.d", &p->faults);
	assert_true(holds(p->faults.lines.data, "menus.d:0: no file has the text deny; write { key = \"deny\";"));
}

static void the_longest_form_fills_every_placeholder(void **state)
{
	struct place *p = *state;
	struct text_entry entry;

	read_text(p, "a.cfg",
		"texts: ( { key = \"deny_unit\"; vi = \"[Ở {unit}] không\"; en = \"not [in {unit}]\"; } );");
	assert_true(texts_at(p->texts, 0, &entry));
	assert_string_equal(entry.key, "deny_unit");
	assert_int_equal(entry.parts, 1);
	texts_longest(&entry, TEXT_PLAIN, &p->out);
	assert_string_equal(p->out.data, "O to dan pho Phuoc Huong khong");
	assert_false(texts_at(p->texts, 1, &entry));
}

static void every_placeholder_of_the_table_has_a_longest_value(void **state)
{
	static const char *const lists[] = {
#define TEXT_KEY(key, placeholders) placeholders,
#include "menus/text_keys.h"
	};
	static const char names[] =
#define TEXT_PLACEHOLDER(name, example) " " #name " "
#include "menus/text_keys.h"
		;

	(void)state;
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		char list[128], wanted[40], *rest = list;
		snprintf(list, sizeof list, "%s", lists[i]);
		for (char *name = strsep(&rest, " "); name != NULL && name[0] != '\0'; name = strsep(&rest, " ")) {
			snprintf(wanted, sizeof wanted, " %s ", name);
			assert_true(holds(names, wanted));
		}
	}
}

static void marks_and_typographic_signs_come_off_and_case_stays(void **state)
{
	struct place *p = *state;

	plain_add("Đường ĐÊ Ở thôn “Hòa” – hoà… nguyễn ÂĂƠƯ", &p->out);
	assert_string_equal(p->out.data, "Duong DE O thon \"Hoa\" - hoa... nguyen AAOU");
	buf_clear(&p->out);
	plain_add("a\xCC\x81 \xFF\xC3", &p->out); /* a combining acute, and octets that are no UTF-8 */
	assert_string_equal(p->out.data, "a ??");
	assert_true(plain_is_utf8("thôn"));
	assert_false(plain_is_utf8("th\xF4n"));
}

#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_PLACE(a_text_goes_out_plain_accented_or_english),
		WITH_PLACE(the_files_own_plain_wording_wins_over_marks_taken_off),
		WITH_PLACE(brackets_vanish_when_a_placeholder_in_them_is_empty),
		WITH_PLACE(what_a_person_typed_is_never_read_as_a_placeholder),
		WITH_PLACE(a_later_file_replaces_a_text_and_the_same_file_may_not),
		WITH_PLACE(every_fault_of_a_text_is_told_at_its_line),
		WITH_PLACE(a_text_that_is_not_utf8_is_a_fault),
		WITH_PLACE(a_key_without_a_text_shows_itself),
		WITH_PLACE(the_longest_form_fills_every_placeholder),
		cmocka_unit_test(every_placeholder_of_the_table_has_a_longest_value),
		WITH_PLACE(marks_and_typographic_signs_come_off_and_case_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
