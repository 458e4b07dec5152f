/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Menus as a whole: what keeps a folder from going live, and that ours goes live. */
#include "menus/check.h"
#include "menus/guide.h"
#include "menus/lexicon.h"
#include "menus/menus.h"
#include "menus/step.h"
#include "menus/text.h"

#include "tests/help/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct place {
	struct folder folder;
	struct faults faults;
	struct menus *menus;
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

	menus_free(&p->menus);
	faults_fini(&p->faults);
	folder_fini(&p->folder);
	free(p);
	return 0;
}

/* A folder with our texts, so that only what the test adds is at fault. */
static void with_our_texts(struct place *p)
{
	char from[1200], to[200], here[1024];
	glob_t files;

	assert_non_null(getcwd(here, sizeof here));
	assert_int_equal(glob("etc/menus.d/5*.cfg", 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		snprintf(from, sizeof from, "%s/%s", here, files.gl_pathv[i]);
		snprintf(to, sizeof to, "%s/5%zu.cfg", p->folder.path, i);
		assert_int_equal(symlink(from, to), 0);
	}
	globfree(&files);
}

static bool says(struct place *p, const char *line)
{
	menus_free(&p->menus);
	buf_clear(&p->faults.lines);
	p->faults.count = p->faults.warnings = 0;
	p->menus = menus_load(p->folder.path, &p->faults);
	return holds(p->faults.lines.data, line);
}

static void the_menus_of_this_project_have_neither_fault_nor_warning(void **state)
{
	struct place *p = *state;

	p->menus = menus_load("etc/menus.d", &p->faults);
	assert_string_equal(p->faults.lines.data, "");
	assert_non_null(p->menus);
	assert_int_equal(lexicon_indicators(p->menus->lexicon), 15);
	assert_true(guides_count(p->menus->guides) >= 12);
	for (unsigned i = 0; i < guides_count(p->menus->guides); i++)
		assert_int_equal(guide_pages(guides_at(p->menus->guides, i), TEXT_ENGLISH),
			guide_pages(guides_at(p->menus->guides, i), TEXT_PLAIN));
}

static void a_folder_with_a_fault_is_not_loaded(void **state)
{
	struct place *p = *state;

	with_our_texts(p);
	assert_true(says(p, ""));
	assert_non_null(p->menus);
	folder_write(&p->folder, "60.cfg", "\ntetxs: ();\n", NULL);
	assert_true(says(p, "60.cfg:2: unknown section tetxs; write texts"));
	assert_null(p->menus);
	assert_int_equal(p->faults.count, 1);
}

static void faults_of_all_files_are_told_at_once(void **state)
{
	struct place *p = *state;

	with_our_texts(p);
	folder_write(&p->folder, "59.cfg", "texts: ( { key = \"hlep\"; vi = \"x\"; en = \"x\"; } );", NULL);
	folder_write(&p->folder, "60.cfg", "menus: 5;", NULL);
	folder_write(&p->folder, "61.cfg", "menus: ( ;", NULL);
	folder_write(&p->folder, "70.cfg",
		"guides: ( { topic = \"X\"; title = \"x\"; vi = [ \"x\" ]; en = [ \"x\" ]; } );", NULL);
	folder_write(&p->folder, "80.cfg", "programme: { due_day = 99; };", NULL);
	folder_write(&p->folder, "notes.txt", "this is no menu file", NULL);
	folder_write(&p->folder, ".hidden.cfg", "nor is this", NULL);
	assert_true(says(p, "59.cfg:1: no text is called hlep; write help"));
	assert_true(holds(p->faults.lines.data, "60.cfg:1: menus is no list"));
	assert_true(holds(p->faults.lines.data, "61.cfg:1: syntax error"));
	assert_true(holds(p->faults.lines.data, "70.cfg:1: there is no topic X"));
	assert_true(holds(p->faults.lines.data, "80.cfg:1: due_day is 99"));
	assert_int_equal(p->faults.count, 5);
}

static void a_folder_that_is_not_there_or_empty_is_a_fault(void **state)
{
	struct place *p = *state;

	assert_null(menus_load("/no/such/folder", &p->faults));
	assert_true(holds(p->faults.lines.data, "/no/such/folder:0: cannot be read: No such file or directory"));
	assert_true(says(p, ":0: has no file that ends in .cfg"));
	assert_int_equal(p->faults.count, 1); /* and not a line for everything that is not there */
}

static void a_text_that_grows_past_its_parts_is_shown_expanded(void **state)
{
	struct place *p = *state;

	with_our_texts(p);
	folder_write(&p->folder, "90.cfg",
		"texts: ( { key = \"deny_unit\"; en = \"x\";\n vi = \"{unit} {unit} {unit} {unit} {unit} {unit} {unit} {unit}\"; } );",
		NULL);
	assert_true(says(p, "90.cfg:1: warning: the text deny_unit without marks can grow to 183 characters, 2 parts: "
			    "\"to dan pho Phuoc Huong to"));
	assert_non_null(p->menus); /* it may go live */
	folder_write(&p->folder, "90.cfg",
		"texts: ( { key = \"deny_unit\"; parts = 2; en = \"x\";\n"
		" vi = \"{unit} {unit} {unit} {unit} {unit} {unit} {unit} {unit}\"; } );",
		NULL);
	assert_true(says(p, ""));
	assert_int_equal(p->faults.warnings, 0);
}

static void a_character_that_costs_the_gsm_alphabet_is_a_fault(void **state)
{
	struct place *p = *state;

	with_our_texts(p);
	folder_write(&p->folder, "90.cfg", "texts: ( { key = \"deny\"; vi = \"Xin lỗi ☹\"; en = \"x\"; } );", NULL);
	assert_true(says(p, "90.cfg:1: the text deny without marks has a character outside the GSM alphabet"));
}

static void a_word_that_misleads_without_its_marks_is_warned_of(void **state)
{
	struct place *p = *state;

	with_our_texts(p);
	folder_write(&p->folder, "90.cfg", "texts: ( { key = \"deny\"; vi = \"Đừng nhắn\"; en = \"x\"; } );", NULL);
	assert_true(says(p, "90.cfg:1: warning: deny has the word \"dung\""));
	folder_write(&p->folder, "90.cfg",
		"texts: ( { key = \"deny\"; vi = \"Sử dụng ứng dụng, nội dung\"; en = \"x\"; } );", NULL);
	assert_true(says(p, ""));
	assert_int_equal(p->faults.warnings, 0);
}

static void a_page_of_a_guide_that_is_too_long_is_shown(void **state)
{
	struct place *p = *state;
	struct buf guide;

	with_our_texts(p);
	buf_init(&guide);
	buf_addf(&guide,
		"topics: ( { code = \"x\"; name = \"x\"; words = [ \"xyz\" ]; } );\n"
		"guides: ( { topic = \"x\"; title = \"x\"; en = [ \"x\" ]; vi = [ \"%0150d\", \"b\" ]; } );",
		0);
	folder_write(&p->folder, "70.cfg", guide.data, NULL);
	assert_true(says(p, "70.cfg:2: warning: page 1 of the guide x without marks can grow to 167 characters"));
	buf_fini(&guide);
}

static void a_code_may_not_be_a_command_nor_a_counting_word(void **state)
{
	struct place *p = *state;

	with_our_texts(p);
	folder_write(&p->folder, "20.cfg",
		"keywords: ( { act = \"digest\"; command = true; words = [ \"TH\" ]; } );\n"
		"words: { household = [ \"hộ\" ]; };\n"
		"indicators: (\n"
		" { code = \"TH\"; name = \"x\"; },\n { code = \"HO\"; name = \"x\"; },\n { code = \"TG\"; name = \"x\"; },\n"
		" { code = \"DVC\"; name = \"x\"; },\n { code = \"DVB\"; name = \"x\"; } );",
		NULL);
	assert_true(says(p, "20.cfg:4: the code TH is a command already (digest)"));
	assert_true(holds(p->faults.lines.data, "20.cfg:5: the code HO swallows the word that people count with"));
	assert_true(holds(p->faults.lines.data, "20.cfg:6: warning: the code TG has the keys of the command th"));
	assert_true(holds(p->faults.lines.data, "20.cfg:7: warning: the code DVC has the keys of DVB"));
	assert_int_equal(p->faults.count, 2);
}

/* A folder with all of ours, so that only what the test adds is at fault. */
static void with_our_menus(struct place *p)
{
	char from[1200], to[200], here[1024];
	glob_t files;

	assert_non_null(getcwd(here, sizeof here));
	assert_int_equal(glob("etc/menus.d/*.cfg", 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		snprintf(from, sizeof from, "%s/%s", here, files.gl_pathv[i]);
		snprintf(to, sizeof to, "%s/%s", p->folder.path, strrchr(files.gl_pathv[i], '/') + 1);
		assert_int_equal(symlink(from, to), 0);
	}
	globfree(&files);
}

/* What one more file is told, beside ours; each adds one fault, or none ("" and no warning either). */
static const struct {
	const char *text, *fault;
} additions[] = {
	/* the same without marks */
	{ "keywords: ( { act = \"digest\"; words = [ \"bào cào\" ]; weight = 90; } );",
		"95.cfg:1: \"bào cào\" means digest, and \"báo cáo\" in " },
	{ "keywords: ( { act = \"digest\"; place = \"head\"; command = true; words = [ \"HD\" ]; weight = 95; } );",
		"95.cfg:1: the command \"HD\" (digest) swallows \"HD\" (guide, " },
	{ "keywords: ( { act = \"help\"; place = \"head\"; command = true; words = [ \"giao\" ]; weight = 80; } );",
		"95.cfg:1: the command \"giao\" never counts: it means target_set already, by weight 88 in " },
	{ "keywords: ( { act = \"help\"; place = \"alone\"; words = [ \"giao gì\" ]; weight = 80; } );", "" },
	/* one slip away on the keys of a phone */
	{ "keywords: ( { act = \"digest\"; place = \"head\"; command = true; words = [ \"AC\" ]; } );",
		"95.cfg:1: the command AC (digest) is one slip from BC (report, " },
	{ "keywords: ( { act = \"digest\"; place = \"head\"; command = true; words = [ \"CB\" ]; } );",
		"): its letters swapped; write another word, or near = \"BC\"; if that may be" },
	{ "keywords: ( { act = \"digest\"; place = \"head\"; command = true; words = [ \"AC\" ]; near = \"BC\"; } );",
		"" },
	{ "aliases: ( { of = \"LICH\"; words = [ \"AC\" ]; } );",
		"95.cfg:1: the command AC (schedule_query) is one slip from BC (report, " },
	{ "aliases: ( { of = \"BC\"; words = [ \"AC\" ]; } );", "" },
	{ "aliases: ( { of = \"DVC\"; words = [ \"tt\" ]; } );",
		"95.cfg:1: \"tt\" for DVC is the code of another indicator, TT" },
	{ "aliases: ( { of = \"TT\"; words = [ \"tt\" ]; } );", "" },
	{ "aliases: ( { of = \"TT\"; words = [ \"tien2bac\" ]; } );", "95.cfg:1: \"tien2bac\" is never understood" },
	{ "aliases: ( { of = \"TT\"; words = [ \"mẫu 01\" ]; } );", "" },
	{ "aliases: ( { of = \"DVC\"; words = [ \"12\" ]; } );", "95.cfg:1: \"12\" is a number, and would be none" },
	{ "aliases: ( { of = \"BC\"; words = [ \"hai mươi\" ]; } );", "95.cfg:1: \"hai mươi\" is a number" },
	{ "aliases: ( { of = \"DVC\"; words = [ \"khong\" ]; } );",
		"95.cfg:1: \"khong\" already means a word that every text may need" },
	{ "aliases: ( { of = \"DVC\"; words = [ \"duyệt\" ]; } );", "95.cfg:1: \"duyệt\" already means approve (" },
	{ "aliases: ( { of = \"DVC\"; words = [ \"giấy mạng\" ]; communes = [ \"21049\" ]; },\n"
	  " { of = \"TT\"; words = [ \"giay mang\" ]; } );",
		"95.cfg:2: \"giay mang\" already means DVC (" },
	{ "aliases: ( { of = \"DVC\"; words = [ \"giấy mạng\" ]; communes = [ \"21049\" ]; },\n"
	  " { of = \"TT\"; words = [ \"giấy mạng\" ]; communes = [ \"21061\" ]; } );",
		"" },
	/* codes and commands that swallow words */
	{ "keywords: ( { act = \"digest\"; place = \"head\"; command = true; words = [ \"NAM\" ]; } );",
		"95.cfg:1: the command NAM swallows the number word \"nam\"" },
	{ "indicators: ( { code = \"BAY\"; name = \"x\"; } );",
		"95.cfg:1: the code BAY swallows the number word \"bay\"" },
	/* ranges that cannot hold */
	{ "indicators: ( { code = \"XYQ\"; name = \"x\"; least = 5; most = 3; } );",
		"95.cfg:1: indicator XYQ: least 5, most 3 hold no number" },
	{ "forms: ( { name = \"f\"; vi = \"F\"; en = \"F\"; words = [ \"QXQX\" ]; fields: (\n"
	  " { name = \"n\"; vi = \"N?\"; en = \"N?\"; type = \"number\"; least = 9; most = 1; } ); } );",
		"95.cfg:2: no number is at least 9 and at most 1" },
	{ "forms: ( { name = \"f\"; vi = \"F\"; en = \"F\"; words = [ \"QXQX\" ]; fields: (\n"
	  " { name = \"n\"; vi = \"N?\"; en = \"N?\"; type = \"number\"; past = 3; } ); } );",
		"95.cfg:2: only a date has past and future" },
	/* what is not there */
	{ "forms: ( { name = \"f\"; vi = \"F\"; en = \"F\"; words = [ \"QXQX\" ]; tell = [ \"can_bo\" ]; fields: (\n"
	  " { name = \"n\"; vi = \"N?\"; en = \"N?\"; } ); } );",
		"95.cfg:1: there is no role can_bo; write can_bo_xa" },
	{ "forms: ( { name = \"f\"; vi = \"F\"; en = \"F\"; words = [ \"QXQX\" ]; } );",
		"95.cfg:1: this form has no fields" },
	{ "forms: ( { name = \"f\"; vi = \"F\"; en = \"F\"; words = [ \"QXQX\" ]; fields: (\n"
	  " { name = \"n\"; vi = \"N?\"; en = \"N?\"; type = \"dat\"; } ); } );",
		"95.cfg:2: there is no type \"dat\"; write \"date\"" },
	{ "aliases: ( { of = \"DVX\"; words = [ \"abc def\" ]; } );",
		"95.cfg:1: there is nothing called DVX for \"abc def\"" },
	{ "aliases: ( { of = \"DVC\"; } );", "95.cfg:1: this alias has no words" },
	{ "aliases: ( { of = \"DVC\"; words = [ \"--\" ]; communes = [ \"21049\" ]; } );",
		"95.cfg:1: \"--\" holds no word" },
	{ "keywords: ( { act = \"digset\"; words = [ \"xyz\" ]; } );",
		"95.cfg:1: \"digset\" is not known; write digest" },
	{ "keywords: ( { act = \"help\"; words = [ \"xyz\" ]; with = { topik = \"cost\"; }; } );",
		"95.cfg:1: unknown key topik; write topic" },
	{ "machines: ( { kind = \"no-credti\"; words = [ \"x y z\" ]; } );",
		"95.cfg:1: \"no-credti\" is not known; write no-credit" },
	{ "topics: ( { code = \"tap_huan\"; name = \"x\"; words = [ \"xyz\" ]; } );",
		"95.cfg:1: tap_huan is there twice" },
	{ "languages: ( { code = \"viet\"; name = \"x\"; words = [ \"xyz\" ]; partial = true; } );",
		"95.cfg:1: the code \"viet\" does not do" },
	{ "languages: ( { code = \"xx\"; name = \"x\"; partial = true; } );", "95.cfg:1: this language has no words" },
	/* what a reader of another language would get in Vietnamese */
	{ "topics: ( { code = \"xqa\"; name = \"xê qua\"; name_en = \"x\"; words = [ \"xê qua\" ]; },\n"
	  " { code = \"xqz\"; name = \"xê quy\"; words = [ \"xê quy\" ]; } );",
		"95.cfg:2: warning: topics without an English name: xqz; write name_en" },
	/* what grows too long, shown as it would stand */
	{ "forms: ( { name = \"f\"; vi = \"F\"; en = \"F\"; words = [ \"QXQX\" ]; fields: (\n"
	  " { name = \"n\"; vi = \"N?\"; en = \"N?\"; most = 330; } ); } );",
		"95.cfg:1: warning: the receipt of the form f without marks can grow to 379 characters, 3 parts: \"Da nhan F" },
	{ "menus: ( { name = \"trainings\"; vi = \"Khác\"; en = \"More\"; items: (\n"
	  " { name = \"a\"; vi = \"A\"; en = \"A\"; steps: ( { name = \"x\"; vi = \"X?\"; en = \"X?\"; },\n"
	  " { name = \"y\"; vi = \"{x} {x} {x} {x} {x}?\"; en = \"Y?\"; } ); sentence = \"KK {x} {y}\"; } ); } );",
		"95.cfg:2: \"1234567890123456\" under \"thon Chau Thuan Bien, xa Binh Chau thon Chau" },
	/* menus: what nobody sees, circles, sentences that lead nowhere */
	{ "menus: ( { name = \"trainings\"; vi = \"Khác\"; en = \"More\"; items: (\n"
	  " { name = \"a\"; vi = \"A\"; en = \"A\"; menu = \"more\"; roles = [ \"chua_dang_ky\" ]; } ); },\n"
	  " { name = \"more\"; vi = \"B\"; en = \"B\"; items: (\n"
	  " { name = \"b\"; vi = \"B\"; en = \"B\"; sentence = \"TG\"; roles = [ \"to_truong\" ]; } ); } );",
		"95.cfg:4: nobody sees the item b: none of its roles can open the menu more" },
	{ "menus: ( { name = \"trainings\"; vi = \"Khác\"; en = \"More\"; items: (\n"
	  " { name = \"a\"; vi = \"A\"; en = \"A\"; menu = \"main\"; } ); } );",
		"95.cfg:2: a leads back to the menu main, which it came from" },
	{ "menus: ( { name = \"trainings\"; vi = \"Khác\"; en = \"More\"; items: (\n"
	  " { name = \"a\"; vi = \"A\"; en = \"A\"; sentence = \"XQZW 5\"; } ); } );",
		"95.cfg:2: the sentence of the item a is not understood: \"XQZW 5\"" },
	{ "texts: ( { key = \"report_replaced\"; vi = \"Bỏ: HUY XQZW {no}\"; en = \"Drop: HUY BC {no}\"; } );",
		"95.cfg:1: the text report_replaced offers what is not understood: \"HUY XQZW 12345\"" },
	{ "menus: ( { name = \"forms\"; vi = \"Khác\"; en = \"More\"; items: (\n"
	  " { name = \"a\"; vi = \"A\"; en = \"A\"; sentence = \"TG\"; } ); } );",
		"95.cfg:1: the menu forms is made of the section forms" },
};

static void each_addition_is_told_what_is_wrong_with_it(void **state)
{
	struct place *p = *state;

	with_our_menus(p);
	for (size_t i = 0; i < sizeof additions / sizeof *additions; i++) {
		bool warned = strstr(additions[i].fault, "warning: ") != NULL;
		bool fine = additions[i].fault[0] == '\0' || warned;
		folder_write(&p->folder, "95.cfg", additions[i].text, NULL);
		assert_true(says(p, additions[i].fault));
		if ((p->menus != NULL) != fine || (fine ? (p->faults.warnings > 0) != warned : p->faults.count != 1))
			fail_msg("%s\n%s", additions[i].text, p->faults.lines.data);
	}
}

/* All of them in one file are all told, each once. */
static void all_of_them_are_told_at_once(void **state)
{
	struct place *p = *state;
	char name[20];
	unsigned faults = 0;

	with_our_menus(p);
	for (size_t i = 0; i < sizeof additions / sizeof *additions; i++) {
		if (strstr(additions[i].text, "menus: (") == additions[i].text || additions[i].fault[0] == '\0' ||
			strstr(additions[i].text, "forms: (") == additions[i].text)
			continue; /* of menus and forms of one name the last counts */
		snprintf(name, sizeof name, "95-%02zu.cfg", i);
		folder_write(&p->folder, name, additions[i].text, NULL);
		faults++;
	}
	assert_true(says(p, ""));
	assert_true(p->faults.count >= faults);
}

#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_PLACE(the_menus_of_this_project_have_neither_fault_nor_warning),
		WITH_PLACE(a_folder_with_a_fault_is_not_loaded),
		WITH_PLACE(faults_of_all_files_are_told_at_once),
		WITH_PLACE(a_folder_that_is_not_there_or_empty_is_a_fault),
		WITH_PLACE(a_text_that_grows_past_its_parts_is_shown_expanded),
		WITH_PLACE(a_character_that_costs_the_gsm_alphabet_is_a_fault),
		WITH_PLACE(a_word_that_misleads_without_its_marks_is_warned_of),
		WITH_PLACE(a_page_of_a_guide_that_is_too_long_is_shown),
		WITH_PLACE(a_code_may_not_be_a_command_nor_a_counting_word),
		WITH_PLACE(each_addition_is_told_what_is_wrong_with_it),
		WITH_PLACE(all_of_them_are_told_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
