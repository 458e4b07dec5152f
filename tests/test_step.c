/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbered menus: walked by keys, over SMS and USSD, until a sentence stands. */
#include "menus/step.h"

#include "gateway/base/segment.h"
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
	struct faults faults;
	struct steps *steps;
	struct texts *texts;
	struct step_view view;
	struct buf state, out;
};

static const char texts_file[] = "texts: ( { key = \"menu_back\"; vi = \"{key}.Lùi\"; en = \"{key}.Back\"; },\n"
				 "{ key = \"menu_more\"; vi = \"{key}.Tiếp\"; en = \"{key}.More\"; },\n"
				 "{ key = \"menu_leave\"; vi = \"{key}.Thoát\"; en = \"{key}.Leave\"; },\n"
				 "{ key = \"menu_nothing\"; vi = \"(không có)\"; en = \"(nothing)\"; },\n"
				 "{ key = \"menu_wrong\"; vi = \"Chọn 1-{most}.\"; en = \"Choose 1-{most}.\"; },\n"
				 "{ key = \"menu_range\"; vi = \"Số {least}-{most}.\"; en = \"{least}-{most}.\"; } );";

static const char menus_file[] =
	"menus: (\n"
	"{ name = \"main\"; vi = \"Keng\"; en = \"Keng\"; items: (\n"
	"  { name = \"report\"; vi = \"Báo cáo\"; en = \"Report\"; menu = \"report\"; roles = [ \"to_truong\" ]; },\n"
	"  { name = \"schedule\"; vi = \"Lịch\"; en = \"Schedule\"; sentence = \"LICH\"; },\n"
	"  { name = \"join\"; vi = \"Đăng ký\"; en = \"Register\"; roles = [ \"chua_dang_ky\" ]; sentence = \"DK\"; },\n"
	"  { name = \"trouble\"; vi = \"Khó khăn\"; en = \"Trouble\";\n"
	"    steps: ( { name = \"text\"; vi = \"Khó khăn gì?\"; en = \"What?\"; } ); sentence = \"KK {text}\"; } ); },\n"
	"{ name = \"report\"; vi = \"Báo cáo\"; en = \"Report\"; items: (\n"
	"  { name = \"number\"; vi = \"Nộp\"; en = \"Send\"; steps: (\n"
	"    { name = \"indicator\"; vi = \"Chỉ tiêu nào?\"; en = \"Which?\"; choices = \"indicators\"; },\n"
	"    { name = \"number\"; vi = \"{indicator}: bao nhiêu?\"; en = \"{indicator}: how many?\"; type = \"number\"; most = 5000; } );\n"
	"    sentence = \"BC {indicator} {number}\"; },\n"
	"  { name = \"answer\"; vi = \"Trả lời\"; en = \"Answer\"; steps: (\n"
	"    { name = \"no\"; vi = \"Buổi nào?\"; en = \"Which?\"; type = \"number\"; least = 1; },\n"
	"    { name = \"answer\"; vi = \"Buổi {no}: đi?\"; en = \"{no}: coming?\"; options: (\n"
	"      { value = \"CO\"; vi = \"Đi được\"; en = \"Yes\"; }, { value = \"KHONG\"; vi = \"Không\"; en = \"No\"; } ); } );\n"
	"    sentence = \"{answer} {no}\"; } ); } );\n";

static void give_indicators(void *user, const char *list, struct step_choices *to)
{
	static const char *const codes[] = { "VNE", "DVC", "TT", "GH", "SK", "NT", "QR", "CKS", "PLD", "LN", "HGD",
		"ZL" };
	char label[STEP_LABEL_OCTETS];

	assert_string_equal(list, "indicators");
	for (unsigned i = 0; i < *(const unsigned *)user; i++) {
		snprintf(label, sizeof label, "%s chỉ tiêu có tên dài", codes[i]);
		step_choices_add(to, codes[i], label);
	}
}

static const unsigned twelve = 12, none;

static void read_text(struct place *p, const char *name, const char *text, const char *section,
	void (*reader)(struct place *p, const struct node *section))
{
	char path[128];
	struct node_file *file;

	folder_write(&p->folder, name, text, path);
	file = node_file_open(path, &p->faults);
	assert_non_null(file);
	reader(p, node_get(node_file_root(file), section));
	node_file_close(&file);
}

static void as_texts(struct place *p, const struct node *section)
{
	texts_read(p->texts, section, &p->faults);
}

static void as_menus(struct place *p, const struct node *section)
{
	steps_read(p->steps, section, &p->faults);
}

static int set_up(void **state)
{
	struct place *p = calloc(1, sizeof *p);

	folder_init(&p->folder);
	faults_init(&p->faults);
	buf_init(&p->state);
	buf_init(&p->out);
	p->steps = steps_new();
	p->texts = texts_new();
	read_text(p, "50.cfg", texts_file, "texts", as_texts);
	p->view = (struct step_view){
		.texts = p->texts, .role = "to_truong", .choices = give_indicators, .user = (void *)(uintptr_t)&twelve
	};
	*state = p;
	return 0;
}

static int tear_down(void **state)
{
	struct place *p = *state;

	steps_free(&p->steps);
	texts_free(&p->texts);
	buf_fini(&p->state);
	buf_fini(&p->out);
	faults_fini(&p->faults);
	folder_fini(&p->folder);
	free(p);
	return 0;
}

static void begin(struct place *p)
{
	read_text(p, "60.cfg", menus_file, "menus", as_menus);
	assert_string_equal(p->faults.lines.data, "");
	assert_int_equal(step_begin(p->steps, "main", &p->view, &p->state, &p->out), STEP_PAGE);
}

/* Type a key and see that page. */
static bool page(struct place *p, const char *typed, const char *wanted)
{
	enum step_result result = step_take(p->steps, &p->view, typed, &p->state, &p->out);

	if (result == STEP_PAGE && strcmp(p->out.data, wanted) == 0)
		return true;
	fprintf(stderr, "%s: result %d, page:\n%s\n", typed, (int)result, p->out.data);
	return false;
}

static bool sentence(struct place *p, const char *typed, const char *wanted)
{
	enum step_result result = step_take(p->steps, &p->view, typed, &p->state, &p->out);

	if (result == STEP_SENTENCE && strcmp(p->out.data, wanted) == 0 && p->state.length == 0)
		return true;
	fprintf(stderr, "%s: result %d, %s\n", typed, (int)result, p->out.data);
	return false;
}

static bool not_mine(struct place *p, const char *typed)
{
	char before[200];

	snprintf(before, sizeof before, "%s", p->state.data);
	return step_take(p->steps, &p->view, typed, &p->state, &p->out) == STEP_NOT_MINE &&
	       strcmp(before, p->state.data) == 0;
}

static void a_menu_shows_what_is_for_the_persons_role(void **state)
{
	struct place *p = *state;

	begin(p);
	assert_string_equal(p->out.data, "Keng\n1.Bao cao\n2.Lich\n3.Kho khan\n0.Thoat");
	p->view.role = "";
	assert_int_equal(step_begin(p->steps, "main", &p->view, &p->state, &p->out), STEP_PAGE);
	assert_string_equal(p->out.data, "Keng\n1.Lich\n2.Dang ky\n3.Kho khan\n0.Thoat");
	p->view.style = TEXT_ACCENTED;
	assert_int_equal(step_begin(p->steps, "main", &p->view, &p->state, &p->out), STEP_PAGE);
	assert_string_equal(p->out.data, "Keng\n1.Lịch\n2.Đăng ký\n3.Khó khăn\n0.Thoát");
	p->view.style = TEXT_ENGLISH;
	assert_int_equal(step_begin(p->steps, "main", &p->view, &p->state, &p->out), STEP_PAGE);
	assert_string_equal(p->out.data, "Keng\n1.Schedule\n2.Register\n3.Trouble\n0.Leave");
	assert_int_equal(step_begin(p->steps, "nothing", &p->view, &p->state, &p->out), STEP_NOT_MINE);
}

static void an_item_without_steps_is_a_sentence_at_once(void **state)
{
	struct place *p = *state;

	begin(p);
	assert_true(sentence(p, "2", "LICH"));
}

static void a_report_is_collected_step_by_step(void **state)
{
	struct place *p = *state;

	begin(p);
	assert_true(page(p, "1", "Bao cao\n1.Nop\n2.Tra loi\n0.Lui"));
	assert_true(page(p, " 1. ",
		"Chi tieu nao?\n1.VNE chi tieu co ten dai\n2.DVC chi tieu co ten dai\n3.TT chi tieu co ten dai\n"
		"4.GH chi tieu co ten dai\n5.SK chi tieu co ten dai\n0.Lui 9.Tiep"));
	assert_true(page(p, "9",
		"Chi tieu nao?\n1.NT chi tieu co ten dai\n2.QR chi tieu co ten dai\n3.CKS chi tieu co ten dai\n"
		"4.PLD chi tieu co ten dai\n5.LN chi tieu co ten dai\n0.Lui 9.Tiep"));
	assert_true(page(p, "#", "Chi tieu nao?\n1.HGD chi tieu co ten dai\n2.ZL chi tieu co ten dai\n0.Lui 9.Tiep"));
	assert_true(page(p, "1", "HGD: bao nhieu?\n*.Lui"));
	assert_string_equal(p->state.data, "main/report:number|0|HGD");
	assert_true(sentence(p, "12", "BC HGD 12"));
}

static void the_last_page_turns_to_the_first(void **state)
{
	struct place *p = *state;

	begin(p);
	for (const char *key = "11999"; *key != '\0'; key++)
		assert_int_equal(
			step_take(p->steps, &p->view, (const char[]){ *key, '\0' }, &p->state, &p->out), STEP_PAGE);
	assert_true(holds(p->out.data, "1.VNE"));
}

static void a_choice_may_be_typed_by_its_value(void **state)
{
	struct place *p = *state;

	begin(p);
	step_take(p->steps, &p->view, "1", &p->state, &p->out);
	step_take(p->steps, &p->view, "1", &p->state, &p->out);
	assert_true(page(p, "zl", "ZL: bao nhieu?\n*.Lui"));
}

static void zero_goes_back_and_two_zeros_to_the_start(void **state)
{
	struct place *p = *state;

	begin(p);
	step_take(p->steps, &p->view, "1", &p->state, &p->out);
	step_take(p->steps, &p->view, "2", &p->state, &p->out);
	assert_true(page(p, "5", "Buoi 5: di?\n1.Di duoc\n2.Khong\n0.Lui"));
	assert_true(page(p, "0", "Buoi nao?\n0.Lui"));
	assert_true(page(p, "0", "Bao cao\n1.Nop\n2.Tra loi\n0.Lui"));
	assert_true(page(p, "0", "Keng\n1.Bao cao\n2.Lich\n3.Kho khan\n0.Thoat"));
	step_take(p->steps, &p->view, "1", &p->state, &p->out);
	step_take(p->steps, &p->view, "2", &p->state, &p->out);
	assert_true(page(p, "00", "Keng\n1.Bao cao\n2.Lich\n3.Kho khan\n0.Thoat"));
	assert_int_equal(step_take(p->steps, &p->view, "0", &p->state, &p->out), STEP_LEFT);
	assert_string_equal(p->state.data, "");
}

static void zero_is_a_number_where_one_is_asked_and_the_star_goes_back(void **state)
{
	struct place *p = *state;

	begin(p);
	step_take(p->steps, &p->view, "1", &p->state, &p->out);
	step_take(p->steps, &p->view, "1", &p->state, &p->out);
	step_take(p->steps, &p->view, "DVC", &p->state, &p->out);
	assert_int_equal(step_take(p->steps, &p->view, "*", &p->state, &p->out), STEP_PAGE);
	assert_true(holds(p->out.data, "Chi tieu nao?"));
	step_take(p->steps, &p->view, "DVC", &p->state, &p->out);
	assert_true(sentence(p, "0", "BC DVC 0"));
}

static void an_option_composes_its_value(void **state)
{
	struct place *p = *state;

	begin(p);
	for (const char *key = "125"; *key != '\0'; key++)
		step_take(p->steps, &p->view, (const char[]){ *key, '\0' }, &p->state, &p->out);
	assert_true(sentence(p, "2", "KHONG 5"));
}

static void a_text_step_takes_what_is_typed_with_its_marks(void **state)
{
	struct place *p = *state;

	begin(p);
	assert_false(step_takes_text(p->steps, p->state.data));
	assert_true(page(p, "3", "Kho khan gi?\n0.Lui"));
	assert_true(step_takes_text(p->steps, p->state.data));
	assert_true(sentence(p, "mạng yếu | 50% {text}", "KK mạng yếu | 50% {text}"));
}

static void a_wrong_number_shows_the_page_again_with_a_hint(void **state)
{
	struct place *p = *state;

	begin(p);
	assert_true(page(p, "7", "Chon 1-3. Keng\n1.Bao cao\n2.Lich\n3.Kho khan\n0.Thoat"));
	for (const char *key = "11"; *key != '\0'; key++)
		step_take(p->steps, &p->view, (const char[]){ *key, '\0' }, &p->state, &p->out);
	step_take(p->steps, &p->view, "TT", &p->state, &p->out);
	assert_true(page(p, "5001", "So 0-5000. TT: bao nhieu?\n*.Lui"));
	assert_true(sentence(p, "5 ho", "BC TT 5 ho"));
}

static void what_a_page_does_not_offer_is_for_the_engine(void **state)
{
	struct place *p = *state;

	begin(p);
	assert_true(not_mine(p, "bc dvc 5"));
	assert_true(not_mine(p, "TC"));
	assert_true(not_mine(p, ""));
	assert_true(not_mine(p, "905123456"));
	for (const char *key = "11"; *key != '\0'; key++)
		step_take(p->steps, &p->view, (const char[]){ *key, '\0' }, &p->state, &p->out);
	step_take(p->steps, &p->view, "TT", &p->state, &p->out);
	assert_true(not_mine(p, "khoang 5"));
	assert_true(not_mine(p, "5-6"));
	assert_true(not_mine(p, "1.000"));
	assert_true(not_mine(p, "5 6"));
	assert_true(not_mine(p, "TC"));
}

static void an_empty_list_says_so_and_leads_back(void **state)
{
	struct place *p = *state;

	begin(p);
	p->view.user = (void *)(uintptr_t)&none;
	step_take(p->steps, &p->view, "1", &p->state, &p->out);
	assert_true(page(p, "1", "Chi tieu nao?\n(khong co)\n0.Lui"));
	assert_true(page(p, "0", "Bao cao\n1.Nop\n2.Tra loi\n0.Lui"));
}

static void a_state_that_no_longer_fits_begins_again(void **state)
{
	static const char *const states[] = { "", "x", "gone|0", "main/gone|0", "main:gone|0", "main:schedule|0",
		"main/report:number|0|A|B|C", "main/report|0|A", "main|99999", "|||",
		"main/main/main/main/main/main/main/main/main|0" };
	struct place *p = *state;

	begin(p);
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
		buf_clear(&p->state);
		buf_adds(&p->state, states[i]);
		assert_true(page(p, "9",
			strcmp(states[i], "main|99999") == 0 ? "Chon 1-3. Keng\n1.Bao cao\n2.Lich\n3.Kho khan\n0.Thoat"
							     : "Keng\n1.Bao cao\n2.Lich\n3.Kho khan\n0.Thoat"));
	}
}

static void every_page_fits_its_channel_in_every_style(void **state)
{
	struct place *p = *state;

	begin(p);
	for (int ussd = 0; ussd < 2; ussd++)
		for (int style = TEXT_PLAIN; style <= TEXT_ENGLISH; style++) {
			unsigned seen = 0;
			p->view.ussd = ussd != 0;
			p->view.style = (enum text_style)style;
			step_begin(p->steps, "main", &p->view, &p->state, &p->out);
			step_take(p->steps, &p->view, "1", &p->state, &p->out);
			step_take(p->steps, &p->view, "1", &p->state, &p->out);
			for (int turn = 0; turn < 12 && (turn == 0 || strstr(p->out.data, "1.VNE") == NULL); turn++) {
				struct segment_plan plan;
				assert_int_equal(segment_plan(p->out.data, &plan, NULL), 0);
				if (plan.alphabet == ALPHABET_GSM7)
					assert_in_range(plan.units, 1, ussd ? 182 : 160);
				else
					assert_in_range(plan.units, 1, ussd ? 80 : 134);
				for (const char *at = p->out.data; (at = strchr(at, '\n')) != NULL; at++)
					seen += at[1] >= '1' && at[1] <= '8';
				assert_int_equal(step_take(p->steps, &p->view, "9", &p->state, &p->out), STEP_PAGE);
			}
			assert_int_equal(seen, 12); /* every choice stood on just one page */
		}
}

static void a_label_that_is_too_long_is_cut_between_letters(void **state)
{
	struct step_choices choices = { .used = 0 };
	char label[301] = "";

	(void)state;
	for (int i = 0; i < 100; i++)
		strcat(label, "ố"); /* three octets */
	step_choices_add(&choices, "x", label);
	assert_int_equal(strlen(choices.of[0].label), 93);
	step_choices_add(&choices, "a value that is too long to be kept whole", "y");
	assert_int_equal(choices.used, 1);
	for (int i = 0; i < 100; i++)
		step_choices_add(&choices, "x", "y");
	assert_int_equal(choices.used, STEP_CHOICES_MAX);
}

static void a_later_file_replaces_a_menu(void **state)
{
	struct place *p = *state;

	begin(p);
	read_text(p, "90.cfg",
		"menus: ( { name = \"report\"; vi = \"Mới\"; en = \"New\"; items: ( { name = \"a\"; vi = \"A\"; en = \"A\"; "
		"sentence = \"X\"; } ); } );",
		"menus", as_menus);
	assert_int_equal(p->faults.count, 0);
	assert_true(page(p, "1", "Moi\n1.A\n0.Lui"));
}

static void every_fault_of_a_menu_is_told_at_its_line(void **state)
{
	struct place *p = *state;

	read_text(p, "a.cfg",
		"menus: (\n{ name = \"Main\"; vi = \"x\"; en = \"x\"; items: (); },\n"
		"{ name = \"b\"; vi = \"x\"; items: (\n"
		"  { name = \"i\"; vi = \"x\"; en = \"x\"; },\n"
		"  { name = \"i\"; vi = \"x\"; en = \"x\"; menu = \"a\"; sentence = \"y\"; },\n"
		"  { name = \"j\"; vi = \"{x}\"; en = \"x\"; sentence = \"BC {number}\"; steps: (\n"
		"    { name = \"nmuber\"; vi = \"x\"; en = \"x\"; type = \"numbre\"; } ); },\n"
		"  { name = \"k\"; vi = \"x\"; en = \"x\"; sentence = \"BC\"; steps: (\n"
		"    { name = \"n\"; vi = \"{m}\"; en = \"x\"; choices = \"indicator\"; least = 5; most = 2; } ); } ); } );",
		"menus", as_menus);
	assert_true(holds(p->faults.lines.data, ":2: the name \"Main\" does not do; write up to 24 small letters"));
	assert_true(holds(p->faults.lines.data, ":2: the menu Main has no items"));
	assert_true(holds(p->faults.lines.data, ":3: has no en; write en"));
	assert_true(holds(p->faults.lines.data, ":4: an item opens a menu or composes a sentence"));
	assert_true(holds(p->faults.lines.data, ":5: there are two items called i"));
	assert_true(holds(p->faults.lines.data, ":5: an item opens a menu or composes a sentence"));
	assert_true(holds(p->faults.lines.data, ":6: unknown placeholder {x}; this text has none"));
	assert_true(holds(p->faults.lines.data, ":6: unknown placeholder {number}; this text may use: nmuber"));
	assert_true(holds(p->faults.lines.data, ":7: there is no type \"numbre\"; write \"number\""));
	assert_true(holds(p->faults.lines.data, ":8: the sentence does not use {n}; write it in"));
	assert_true(holds(p->faults.lines.data, ":9: unknown placeholder {m}; this text has none"));
	assert_true(holds(p->faults.lines.data, ":9: there are no choices called \"indicator\"; write \"indicators\""));
	assert_true(holds(p->faults.lines.data, ":9: no number is at least 5 and at most 2"));
}

static void paths_that_lead_nowhere_or_in_a_circle_are_faults(void **state)
{
	static const char *const roles[] = { "to_truong", "chua_dang_ky", NULL };
	struct place *p = *state;

	read_text(p, "a.cfg",
		"menus: (\n"
		"{ name = \"main\"; vi = \"x\"; en = \"x\"; items: (\n"
		"  { name = \"a\"; vi = \"x\"; en = \"x\"; menu = \"second\"; roles = [ \"to_trung\" ]; },\n"
		"  { name = \"b\"; vi = \"x\"; en = \"x\"; menu = \"secnd\"; } ); },\n"
		"{ name = \"second\"; vi = \"x\"; en = \"x\"; items: (\n"
		"  { name = \"a\"; vi = \"x\"; en = \"x\"; menu = \"main\"; } ); },\n"
		"{ name = \"lost\"; vi = \"x\"; en = \"x\"; items: (\n"
		"  { name = \"a\"; vi = \"Mục này có tên dài, không nằm vừa trên một trang USSD của máy phím\";\n"
		"    en = \"x\"; sentence = \"X\"; } ); } );",
		"menus", as_menus);
	assert_string_equal(p->faults.lines.data, "");
	steps_check(p->steps, p->texts, roles, 0, &p->faults);
	assert_true(holds(p->faults.lines.data, ":3: there is no role to_trung; write to_truong"));
	assert_true(holds(p->faults.lines.data, ":4: there is no menu secnd; write second"));
	assert_true(holds(p->faults.lines.data, ":6: a leads back to the menu main"));
	assert_true(holds(p->faults.lines.data, ":7: no item opens the menu lost"));
	assert_true(holds(p->faults.lines.data, "does not fit on a page of USSD; shorten one of them"));
}

#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_PLACE(a_menu_shows_what_is_for_the_persons_role),
		WITH_PLACE(an_item_without_steps_is_a_sentence_at_once),
		WITH_PLACE(a_report_is_collected_step_by_step),
		WITH_PLACE(the_last_page_turns_to_the_first),
		WITH_PLACE(a_choice_may_be_typed_by_its_value),
		WITH_PLACE(zero_goes_back_and_two_zeros_to_the_start),
		WITH_PLACE(zero_is_a_number_where_one_is_asked_and_the_star_goes_back),
		WITH_PLACE(an_option_composes_its_value),
		WITH_PLACE(a_text_step_takes_what_is_typed_with_its_marks),
		WITH_PLACE(a_wrong_number_shows_the_page_again_with_a_hint),
		WITH_PLACE(what_a_page_does_not_offer_is_for_the_engine),
		WITH_PLACE(an_empty_list_says_so_and_leads_back),
		WITH_PLACE(a_state_that_no_longer_fits_begins_again),
		WITH_PLACE(every_page_fits_its_channel_in_every_style),
		cmocka_unit_test(a_label_that_is_too_long_is_cut_between_letters),
		WITH_PLACE(a_later_file_replaces_a_menu),
		WITH_PLACE(every_fault_of_a_menu_is_told_at_its_line),
		WITH_PLACE(paths_that_lead_nowhere_or_in_a_circle_are_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
