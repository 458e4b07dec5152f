/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Guides: pages by topic and style. */
#include "menus/guide.h"

#include "tests/help/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

struct place {
	struct folder folder;
	struct guides *guides;
	struct faults faults;
};

static int set_up(void **state)
{
	struct place *p = calloc(1, sizeof *p);

	folder_init(&p->folder);
	faults_init(&p->faults);
	p->guides = guides_new();
	*state = p;
	return 0;
}

static int tear_down(void **state)
{
	struct place *p = *state;

	guides_free(&p->guides);
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
	guides_read(p->guides, node_get(node_file_root(file), "guides"), &p->faults);
	node_file_close(&file);
}

static void a_guide_has_pages_in_every_style(void **state)
{
	struct place *p = *state;
	const struct guide *g;

	read_text(p, "a.cfg",
		"guides: ( { topic = \"VNE\"; title = \"VNeID\"; vi = [ \"Tải ứng dụng\", \"Nhập số\" ]; "
		"en = [ \"Install\" ]; } );");
	assert_int_equal(p->faults.count, 0);
	assert_int_equal(guides_count(p->guides), 1);
	g = guides_find(p->guides, "VNE");
	assert_ptr_equal(g, guides_at(p->guides, 0));
	assert_string_equal(guide_topic(g), "VNE");
	assert_string_equal(guide_title(g), "VNeID");
	assert_int_equal(guide_pages(g, TEXT_PLAIN), 2);
	assert_int_equal(guide_pages(g, TEXT_ENGLISH), 1);
	assert_string_equal(guide_page(g, TEXT_PLAIN, 1), "Tai ung dung");
	assert_string_equal(guide_page(g, TEXT_ACCENTED, 2), "Nhập số");
	assert_string_equal(guide_page(g, TEXT_ENGLISH, 2), "");
	assert_string_equal(guide_page(g, TEXT_ENGLISH, 0), "");
	assert_null(guides_find(p->guides, "DVC"));
	assert_null(guides_at(p->guides, 1));
}

static void a_later_file_replaces_a_guide(void **state)
{
	struct place *p = *state;

	read_text(p, "70.cfg", "guides: ( { topic = \"VNE\"; title = \"a\"; vi = [ \"b\" ]; en = [ \"b\" ]; } );");
	read_text(p, "90.cfg",
		"guides: ( { topic = \"VNE\"; title = \"a\"; vi = [ \"c\" ]; plain = [ \"d\" ]; en = [ \"c\" ]; } );");
	assert_int_equal(guides_count(p->guides), 1);
	assert_string_equal(guide_page(guides_at(p->guides, 0), TEXT_PLAIN, 1), "d");
	assert_int_equal(p->faults.count, 0);
}

static void every_fault_of_a_guide_is_told_at_its_line(void **state)
{
	struct place *p = *state;

	read_text(p, "a.cfg",
		"guides: (\n{ topic = \"A\"; vi = [ \"x\" ]; en = [ \"x\" ]; },\n"
		"{ topic = \"B\"; title = \"b\"; vi = \"x\"; en = []; },\n"
		"{ topic = \"C\"; title = \"c\"; vi = [ \"x\" ]; en = [ \"x\" ]; pgaes = 1; },\n"
		"{ topic = \"D\"; title = \"d\"; vi = [ 1 ]; en = [ \"x\" ]; },\n"
		"{ topic = \"D\"; title = \"d\"; vi = [ \"x\" ]; en = [ \"\xFF\" ]; },\n"
		"\"E\" );");
	assert_true(holds(p->faults.lines.data, ":2: this guide has no title; write one"));
	assert_true(holds(p->faults.lines.data, ":3: vi is no list of 1 to 9 pages"));
	assert_true(holds(p->faults.lines.data, ":3: en is no list of 1 to 9 pages"));
	assert_true(holds(p->faults.lines.data, ":4: unknown key pgaes"));
	assert_true(holds(p->faults.lines.data, ":5: this entry is not a text"));
	assert_true(holds(p->faults.lines.data, ":6: the guide D stands in line 5 already; keep one of the two"));
	assert_true(holds(p->faults.lines.data, ":6: is not UTF-8"));
	assert_true(holds(p->faults.lines.data, ":7: is no group"));
}

#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_PLACE(a_guide_has_pages_in_every_style),
		WITH_PLACE(a_later_file_replaces_a_guide),
		WITH_PLACE(every_fault_of_a_guide_is_told_at_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
