/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an administrator can add by menu files alone, talked to in a dialogue, by USSD and through keng try: an
 * indicator, a form, a commune's own words, a language, keywords, guides, machine patterns. The files are those of
 * etc/examples. */
#include "gateway/base/clock.h"
#include "gateway/programme/export.h"
#include "gateway/programme/kind.h"
#include "menus/node.h"
#include "store/message.h"

#include "tests/help/folder.h"
#include "tests/help/talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct bench {
	struct talk *talk;
	struct folder folder;
	struct faults faults;
};

static int set_up(void **state)
{
	struct bench *b = calloc(1, sizeof *b);
	char command[256];

	assert_non_null(b);
	b->talk = talk_new();
	folder_init(&b->folder);
	faults_init(&b->faults);
	snprintf(command, sizeof command, "ln -s \"$PWD\"/etc/menus.d/*.cfg %s/", b->folder.path);
	assert_int_equal(system(command), 0);
	*state = b;
	return 0;
}

static int tear_down(void **state)
{
	struct bench *b = *state;

	talk_free(&b->talk);
	folder_fini(&b->folder);
	faults_fini(&b->faults);
	free(b);
	return 0;
}

/* A reload with one more file. */
static bool with(struct bench *b, const char *name, const char *text)
{
	folder_write(&b->folder, name, text, NULL);
	buf_clear(&b->faults.lines);
	b->faults.count = b->faults.warnings = 0;
	return talk_menus(b->talk, b->folder.path, &b->faults);
}

static void with_example(struct bench *b, const char *example)
{
	static char text[8192];
	char path[128];
	size_t n;
	FILE *f;

	snprintf(path, sizeof path, "etc/examples/%s", example);
	f = fopen(path, "r");
	assert_non_null(f);
	n = fread(text, 1, sizeof text - 1, f);
	text[n] = '\0';
	fclose(f);
	if (!with(b, example, text))
		fail_msg("%s", b->faults.lines.data);
}

static void an_indicator_is_reported_asked_for_and_explained(void **state)
{
	struct bench *b = *state;
	struct talk *t = b->talk;

	talk_says(t, HEAD, "BC KTS 4");
	talk_answer(t, "ask", OUTCOME_ASKED, "So 4 la chi tieu nao?");
	with_example(b, "indicator.cfg");
	assert_int_equal(b->faults.warnings, 0);
	talk_says(t, HEAD, "BC KTS 4");
	talk_answer(t, "report", OUTCOME_RECORDED, "KTS 4");
	talk_says(t, HEAD_2, "bc kinh doanh so 7 ho");
	talk_answer(t, "report", OUTCOME_RECORDED, "KTS 7");
	talk_says(t, MEMBER, "BC KTS 101"); /* beyond what one village can have */
	talk_answer(t, "ask", OUTCOME_ASKED, "KTS");
	talk_says(t, CHAIR, "giao KTS 20 thon Son Tra");
	talk_answer(t, "target_set", OUTCOME_RECORDED, "KTS 20");
	talk_says(t, HEAD, "HD KTS");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "Ho kinh doanh: tao gian hang");
	talk_says(t, HEAD, "TUANNAY");
	talk_answer(t, "schedule_query", OUTCOME_ANSWERED, "Chua co lich tap huan");
	talk_says(t, HEAD, "Qua tang ho kinh doanh, bam vao duong dan de nhan");
	talk_answer(t, "ignore", OUTCOME_IGNORED, "");
}

static void a_form_is_asked_step_by_step(void **state)
{
	struct bench *b = *state;
	struct talk *t = b->talk;

	with_example(b, "storm.cfg");
	talk_says(t, HEAD, "BAOLU");
	talk_answer(t, "form", OUTCOME_ASKED, "May nha bi hu?");
	talk_says(t, HEAD, "may cai"); /* no number */
	talk_answer(t, "help", OUTCOME_ANSWERED, "Nhap so 0-300. May nha bi hu?");
	talk_says(t, HEAD, "301");
	talk_answer(t, "help", OUTCOME_ANSWERED, "Nhap so 0-300. May nha bi hu?");
	talk_says(t, HEAD, "hai chuc");
	talk_answer(t, "help", OUTCOME_ANSWERED, "May nguoi bi thuong?");
	talk_says(t, HEAD, "*"); /* back: 0 is a number here */
	talk_answer(t, "help", OUTCOME_ANSWERED, "May nha bi hu?");
	talk_says(t, HEAD, "5");
	talk_says(t, HEAD, "0");
	talk_answer(t, "help", OUTCOME_ANSWERED, "1.Hu nhe\n2.Hu nang\n3.Sap");
	talk_says(t, HEAD, "4");
	talk_answer(t, "help", OUTCOME_ANSWERED, "Chon so 1-3. Muc do?");
	talk_says(t, HEAD, "2");
	talk_answer(t, "help", OUTCOME_ANSWERED, "Thon nao?\n1.");
	talk_says(t, HEAD, "thon khong co");
	talk_answer(t, "help", OUTCOME_ANSWERED, "Khong ro thon nao. Thon nao?");
	talk_says(t, HEAD, "thon Tan Hy");
	talk_answer(t, "help", OUTCOME_ANSWERED, "Ngay nao?");
	talk_says(t, HEAD, "20/8"); /* is still to come */
	talk_answer(t, "help", OUTCOME_ANSWERED, "Nhap ngay tu 19/7/2022 den 18/8/2022");
	talk_says(t, HEAD, "hom qua");
	talk_answer(t, "help", OUTCOME_ANSWERED, "Can gi them? (bo qua: -)");
	talk_says(t, HEAD, "-");
	talk_answer(t, "form", OUTCOME_RECORDED,
		"Da nhan Bao thiet hai bao lu, so 1: 5 nha, 0 nguoi, Hu nang, thon Tan Hy, 17/8. "
		"Neu sai nhan: BAOLU HUY 1");
	talk_told(t, OFFICER, "thon Tan Hy, Nguyen Van Hung 0905100001: 5 nha");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM form WHERE status = 'received' AND unit = '2104902'"), 1);
	assert_int_equal(talk_number(t, "SELECT value FROM form_value WHERE field = 'houses'"), 5);
}

static void the_numbered_menu_offers_the_forms(void **state)
{
	struct bench *b = *state;
	struct talk *t = b->talk;

	talk_dials(t, HEAD, "s0", "*101#");
	assert_null(strstr(t->outcome.replies[0].text.data, "Bieu mau"));
	with_example(b, "storm.cfg");
	talk_dials(t, HEAD, "s1", "*101#");
	talk_answer(t, "help", OUTCOME_ANSWERED, "7.Bieu mau");
	talk_dials(t, HEAD, "s1", "7");
	talk_answer(t, "help", OUTCOME_ANSWERED, "Bieu mau\n1.Bao thiet hai bao lu\n0.Lui");
	talk_dials(t, HEAD, "s1", "1");
	talk_answer(t, "help", OUTCOME_ANSWERED, "May nha bi hu?");
	talk_dials(t, HEAD, "s1", "00"); /* the start is that of the menu */
	talk_answer(t, "help", OUTCOME_ANSWERED, "Keng\n1.Bao cao");
}

static void a_form_told_in_one_text_is_kept_and_taken_back(void **state)
{
	struct bench *b = *state;
	struct talk *t = b->talk;

	with_example(b, "storm.cfg");
	talk_says(t, HEAD, "baolu 5 nha, 2 nguoi, hu nang, thon Son Tra, hom qua, can bat che");
	talk_answer(t, "form", OUTCOME_RECORDED, "so 1: 5 nha, 2 nguoi, Hu nang, thon Son Tra, 17/8, can bat che.");
	talk_says(t, HEAD_2, "BAOLU HUY 1"); /* another's */
	talk_answer(t, "form", OUTCOME_REFUSED, "Khong co phieu so 1 cua ban");
	talk_says(t, HEAD, "BAOLU HUY 1");
	talk_answer(t, "form", OUTCOME_RECORDED, "Da bo Bao thiet hai bao lu so 1");
	talk_told(t, OFFICER, "da rut lai");
	talk_says(t, HEAD, "BAOLU HUY 1");
	talk_answer(t, "form", OUTCOME_REFUSED, "Khong co phieu so 1 cua ban");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM form WHERE status = 'received'"), 0);
}

static void what_is_not_clear_in_a_form_is_asked_and_the_rest_is_kept(void **state)
{
	static const struct {
		const char *text, *asked;
	} texts[] = {
		{ "baolu nha 5 nguoi 2", "Da ghi: 5 nha, 2 nguoi. Muc do?" },
		{ "baolu 3 nha sap", "Da ghi: 3 nha, Sap. May nguoi bi thuong?" },
		{ "baolu khoang 5 nha, 2 nguoi, nang", "May nha bi hu?" }, /* about */
		{ "baolu 5 nha 2 nguoi 7, nang", "May nha bi hu?" },       /* 7 what? */
		{ "baolu 5 nha 6 nha, nang", "May nha bi hu?" },
		{ "baolu khong co nha nao hu", "May nha bi hu?" },
		{ "baolu 5000 nha", "May nha bi hu?" },
		{ "baolu 30/8 5 nha",
			"Da ghi: 5 nha. May nguoi bi thuong?" }, /* to come: the day is asked in its turn */
		{ "baolu hom qua thon 9", "Da ghi: 17/8. May nha bi hu?" },
	};
	struct bench *b = *state;

	with_example(b, "storm.cfg");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(b->talk, HEAD, texts[i].text);
		talk_answer(b->talk, "form", OUTCOME_ASKED, texts[i].asked);
	}
	assert_int_equal(talk_number(b->talk, "SELECT count(*) FROM form"), 0);
}

static int add_row(const struct kind *kind, const char *const *cells, void *user, struct why *why)
{
	struct buf *to = user;

	(void)why;
	for (unsigned i = 0; kind->columns[i].name != NULL; i++)
		buf_addf(to, "%s%s", i > 0 ? "," : "", cells[i]);
	buf_addc(to, '\n');
	return 0;
}

static void forms_are_exported_a_line_a_value(void **state)
{
	struct bench *b = *state;
	struct export_request request;
	struct why why;
	struct buf rows;

	with_example(b, "storm.cfg");
	talk_says(b->talk, HEAD, "baolu 5 nha, 2 nguoi, hu nang, thon Son Tra, hom qua");
	talk_says(b->talk, MEMBER, "baolu 1 nha, 0 nguoi, hu nhe, thon Son Tra, hom nay, can bat");
	buf_init(&rows);
	assert_int_equal(export_ask(b->talk->store, "forms", "21049", "2022-08-18", "", &request, &why), 0);
	assert_int_equal(export_each(b->talk->store, &request, add_row, &rows, &why), 12);
	assert_true(holds(rows.data, "1,storm," HEAD ",2104901,2022-08-18T09:00:00+07:00,received,houses,5\n"));
	assert_true(holds(rows.data, ",received,day,2022-08-17\n"));
	assert_true(holds(rows.data, "2,storm," MEMBER ",2104901,2022-08-18T09:00:01+07:00,received,note,can bat\n"));
	buf_clear(&rows);
	assert_int_equal(export_ask(b->talk->store, "forms", "21112", "", "", &request, &why), 0);
	assert_int_equal(export_each(b->talk->store, &request, add_row, &rows, &why), 0);
	buf_fini(&rows);
}

static void who_may_not_send_a_form_is_told_so(void **state)
{
	struct bench *b = *state;
	struct talk *t = b->talk;

	with_example(b, "storm.cfg");
	talk_says(t, OFFICE, "BAOLU 5 nha");
	talk_answer(t, "deny", OUTCOME_REFUSED, "chua duoc giao quyen");
	talk_says(t, STRANGER, "BAOLU 5 nha");
	talk_answer(t, "form", OUTCOME_REFUSED, "DK");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM form"), 0);
}

static void a_form_goes_on_by_sms_when_the_ussd_session_drops(void **state)
{
	struct bench *b = *state;
	struct talk *t = b->talk;

	with_example(b, "storm.cfg");
	talk_dials(t, HEAD, "s1", "BAOLU");
	talk_answer(t, "form", OUTCOME_ASKED, "May nha bi hu?");
	talk_dials(t, HEAD, "s1", "5");
	talk_answer(t, "help", OUTCOME_ANSWERED, "May nguoi bi thuong?");
	talk_says(t, HEAD, "TIEP"); /* the session has dropped */
	talk_answer(t, "help", OUTCOME_ANSWERED, "May nguoi bi thuong?");
	talk_says(t, HEAD, "1");
	talk_answer(t, "help", OUTCOME_ANSWERED, "Muc do?");
	talk_jump(t, "2022-08-18 15:00"); /* too long: it has run out */
	talk_says(t, HEAD, "xyzzy");
	talk_answer(t, "unknown", OUTCOME_ANSWERED, "nhan TIEP de lam tiep");
	talk_says(t, HEAD, "TIEP");
	talk_answer(t, "help", OUTCOME_ANSWERED, "Muc do?");
	talk_says(t, HEAD, "3");
	talk_answer(t, "help", OUTCOME_ANSWERED, "Thon nao?");
	talk_until(t, "2022-08-20 15:00"); /* a day later nothing is left to go on with */
	talk_says(t, HEAD, "TIEP");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "Het roi");
}

static void words_of_a_commune_are_its_own(void **state)
{
	struct bench *b = *state;
	struct talk *t = b->talk;

	with_example(b, "commune.cfg");
	assert_int_equal(b->faults.warnings, 0);
	talk_says(t, HEAD, "nop so giay to mang 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	talk_says(t, CHAIR_2, "nop so giay to mang 5"); /* in Bình Châu it says nothing */
	assert_int_not_equal(t->outcome.intent, INTENT_REPORT);
	talk_says(t, STRANGER, "nop so giay to mang 5");
	assert_int_not_equal(t->outcome.intent, INTENT_REPORT);
	assert_int_equal(talk_number(t, "SELECT count(*) FROM report"), 1);
}

static void a_language_speaks_its_own_texts_and_what_it_lacks_is_told(void **state)
{
	struct bench *b = *state;
	struct talk *t = b->talk;

	with_example(b, "language.cfg");
	assert_int_equal(b->faults.warnings, 1);
	assert_true(holds(b->faults.lines.data, "warning: the language hre lacks "));
	talk_says(t, HEAD, "hre");
	talk_answer(t, "language", OUTCOME_RECORDED, "Hre: tin se bang tieng Hre");
	talk_says(t, HEAD, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "Hre: BC 1, thon Son Tra");
	talk_says(t, HEAD, "MENU");
	talk_answer(t, "help", OUTCOME_ANSWERED, "1.Hre bao cao\n2.Tap huan"); /* the second it lacks */
	talk_says(t, HEAD, "MA");
	talk_answer(t, "help", OUTCOME_ANSWERED, "DVC Hre dich vu cong, TT thanh toan dien tu");
	talk_says(t, HEAD, "HD VNE");
	talk_answer(t, "guide", OUTCOME_ANSWERED, "Hre: tai VNeID");
	talk_says(t, HEAD_2, "BC DVC 6");
	talk_answer(t, "report", OUTCOME_RECORDED, "Da nhan BC so 2");
	talk_says(t, HEAD, "VN");
	talk_answer(t, "language", OUTCOME_RECORDED, "Tu nay");
	assert_false(with(b, "language.cfg",
		"languages: ( { code = \"hre\"; name = \"x\"; words = [ \"HRE\" ];\n texts: { help = \"{no}\"; }; } );"));
	assert_true(holds(b->faults.lines.data, "language.cfg:2: unknown placeholder {no}"));
	assert_true(holds(b->faults.lines.data,
		"language.cfg:1: the language hre has no text menu_back; write menu_back = \"...\"; into its texts"));
	assert_true(holds(b->faults.lines.data, "the language hre has no phrase for \"Báo cáo\""));
	assert_true(holds(b->faults.lines.data, "the language hre has no phrase for \"dịch vụ công trực tuyến\""));
	assert_true(holds(b->faults.lines.data, "the language hre has no guide VNE"));
}

/* A number means what it meant on the page that the person has seen. */
static void a_reload_between_two_keys_mixes_nothing(void **state)
{
	static const char turned[] =
		"menus: ( { name = \"main\"; vi = \"Khác\"; en = \"Other\"; items: (\n"
		" { name = \"others\"; vi = \"Việc khác\"; en = \"More\"; menu = \"others\"; },\n"
		" { name = \"trainings\"; vi = \"Tập huấn\"; en = \"Trainings\"; menu = \"trainings\"; },\n"
		" { name = \"report\"; vi = \"Báo cáo\"; en = \"Report\"; menu = \"report\"; },\n"
		" { name = \"lead\"; vi = \"Duyệt\"; en = \"Lead\"; menu = \"lead\"; } ); } );";
	struct bench *b = *state;
	struct talk *t = b->talk;

	talk_says(t, HEAD, "MENU");
	talk_answer(t, "help", OUTCOME_ANSWERED, "1.Bao cao\n2.Tap huan");
	assert_true(with(b, "90.cfg", turned));
	talk_says(t, HEAD, "1");
	talk_answer(t, "help", OUTCOME_ANSWERED, "Bao cao\n1.Nop so lieu");
	talk_says(t, HEAD, "00");
	talk_answer(t, "help", OUTCOME_ANSWERED, "Khac\n1.Viec khac");
	assert_false(with(b, "91.cfg", "menus: ( { name = \"x\"; } );")); /* a fault: nothing changes */
	talk_says(t, HEAD, "3");
	talk_answer(t, "help", OUTCOME_ANSWERED, "Bao cao\n1.Nop so lieu");
	assert_true(with(b, "91.cfg", "") && with(b, "90.cfg", ""));
	talk_says(t, HEAD, "1");
	talk_says(t, HEAD, "2");
	talk_says(t, HEAD, "5");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
}

/* The choice is gone: the page is shown again instead of another choice being taken. */
static void a_choice_that_is_gone_is_not_another(void **state)
{
	struct bench *b = *state;
	struct talk *t = b->talk;

	talk_says(t, HEAD, "MENU");
	talk_answer(t, "help", OUTCOME_ANSWERED, "6.Viec khac");
	assert_true(with(b, "90.cfg",
		"menus: ( { name = \"main\"; vi = \"Khác\"; en = \"Other\"; items: (\n"
		" { name = \"a\"; vi = \"Một\"; en = \"One\"; menu = \"trainings\"; },\n"
		" { name = \"b\"; vi = \"Hai\"; en = \"Two\"; menu = \"report\"; },\n"
		" { name = \"c\"; vi = \"Ba\"; en = \"Three\"; menu = \"lead\"; },\n"
		" { name = \"d\"; vi = \"Bốn\"; en = \"Four\"; menu = \"others\"; } ); } );"));
	talk_says(t, HEAD, "1");
	talk_answer(t, "help", OUTCOME_ANSWERED, "Khac\n1.Mot");
}

/* ---- by numbers alone ---- */

/* Keys of a dialogue, the first "MENU". The last has that outcome. */
static void keys(struct talk *t, const char *who, const char *const typed[], const char *intent, const char *words)
{
	talk_says(t, who, "MENU");
	for (; *typed != NULL; typed++)
		talk_says(t, who, *typed);
	talk_answer(t, intent, t->outcome.status, words);
}

static void leaders_do_their_acts_by_numbers(void **state)
{
	struct talk *t = ((struct bench *)*state)->talk;

	talk_says(t, HEAD, "KK mang yeu o xom 2");
	keys(t, CHAIR, (const char *const[]){ "2", "5", NULL }, "help", "Kho khan nao?\n1.1: mang yeu o xom 2");
	keys(t, CHAIR, (const char *const[]){ "2", "5", "1", "da bao nha mang", NULL }, "answer", "so 1");
	talk_told(t, HEAD, "da bao nha mang");
	keys(t, CHAIR, (const char *const[]){ "2", "6", "1", "2", "50", NULL }, "target_set",
		"thon Son Tra, thang 8: DVC 50");
	keys(t, CHAIR, (const char *const[]){ "2", "6", "thon tan hy", "DVC", "40", NULL }, "target_set",
		"thon Tan Hy, thang 8: DVC 40");
	keys(t, CHAIR, (const char *const[]){ "2", "3", NULL }, "digest", "3/3 chua nop, nhac: NHAC. Gom: Son Tra");
	keys(t, CHAIR, (const char *const[]){ "2", "4", NULL }, "urge", "Son Tra");
	keys(t, OFFICER, (const char *const[]){ "3", "2", "17/8", NULL }, "help", "Nhap ngay tu 18/8/2022");
	keys(t, OFFICER, (const char *const[]){ "3", "2", "26/8", "14h30", "dich vu cong", "UBND xa", NULL },
		"schedule_add", "dich vu cong truc tuyen, 14:30 thu sau 26/8, UBND xa");
}

static void members_do_their_acts_by_numbers(void **state)
{
	struct talk *t = ((struct bench *)*state)->talk;

	keys(t, HEAD, (const char *const[]){ "1", "1", "2", "5", NULL }, "report", "DVC 5");
	keys(t, HEAD, (const char *const[]){ "1", "5", NULL }, "status", "DVC 5");
	keys(t, HEAD, (const char *const[]){ "1", "3", "2", "8", NULL }, "correction", "DVC 8");
	keys(t, HEAD, (const char *const[]){ "1", "4", NULL }, "correction", "Da bo BC");
	keys(t, HEAD, (const char *const[]){ "1", "2", NULL }, "report", "khong phat sinh");
	keys(t, HEAD, (const char *const[]){ "3", NULL }, "target_query", "Chi tieu thon Son Tra");
	keys(t, HEAD, (const char *const[]){ "6", "3", "2", NULL }, "language", "Từ nay");
	keys(t, HEAD, (const char *const[]){ "6", "3", "1", NULL }, "language", "Tu nay");
	keys(t, HEAD, (const char *const[]){ "6", "5", NULL }, "privacy", "Dang luu: Nguyen Van Hung");
	keys(t, HEAD, (const char *const[]){ "6", "6", NULL }, "optout", "Da ngung");
	keys(t, HEAD, (const char *const[]){ "6", "7", NULL }, "optin", "Da mo lai");
}

/* ---- pages of USSD ---- */

static void an_answer_longer_than_a_page_goes_on_by_sms(void **state)
{
	struct talk *t = ((struct bench *)*state)->talk;
	const char *page;

	talk_dials(t, HEAD, "s1", "HD"); /* all guides: two parts */
	talk_dials(t, HEAD, "s2", "MA");
	page = t->outcome.replies[0].text.data;
	talk_answer(t, "help", OUTCOME_ANSWERED, "... (con nua: xem tin nhan SMS)");
	assert_true(strlen(page) <= 182);
	assert_int_equal(t->outcome.replies[0].parts, 1);
	assert_int_equal(t->outcome.replies_used, 2);
	assert_true(t->outcome.replies[1].message != 0);
	assert_true(strlen(t->outcome.replies[1].text.data) > 182);
	assert_memory_equal(page, t->outcome.replies[1].text.data, 100);

	/* With marks 80 letters fit, without them 182. */
	talk_says(t, HEAD, "CO DAU");
	talk_dials(t, HEAD, "s3", "BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "Đã nhận BC số 1, thôn Sơn Trà");
	assert_true(t->outcome.replies[0].ucs2);
	talk_dials(t, HEAD, "s4", "CT");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "Chi tieu thon Son Tra, thang 8: VNE 0/200");
	assert_int_equal(t->outcome.replies_used, 1);
	talk_says(t, HEAD, "CT");
	talk_answer(t, "target_query", OUTCOME_ANSWERED, "Chỉ tiêu thôn Sơn Trà, tháng 8: VNE 0/200");
}

/* ---- the week's texts ---- */

static void the_administrators_hear_once_a_week_what_was_not_understood(void **state)
{
	struct bench *b = *state;
	struct talk *t = b->talk;
	struct why why;
	int64_t id;

	assert_int_equal(store_begin(t->store, &why), 0);
	for (int i = 0; i < 3; i++) {
		struct message_in in = { .identity = "",
			.link = "desk",
			.phone = i == 0 ? HEAD : MEMBER,
			.text = i == 0   ? "Qwxz 5 ZZKQ!"
				: i == 1 ? "qwxz 17 zzkq"
					 : "tuti",
			.received_at = t->now };
		assert_int_equal(message_keep(t->store, &in, t->now + i * CLOCK_SECOND, &id, &why), KEEP_NEW);
		assert_int_equal(message_done(t->store, id, "unknown", "answered", "", &why), 0);
	}
	assert_int_equal(store_commit(t->store, &why), 0);
	talk_until(t, "2022-08-22 09:00"); /* Monday */
	assert_int_equal(talk_count(t, ADMIN, "Tuan qua 3 tin chua hieu: \"qwxz # zzkq\" x2, \"tuti\" x1. "), 1);
	talk_until(t, "2022-08-29 09:00"); /* a week without any */
	assert_int_equal(talk_count(t, ADMIN, "tin chua hieu"), 1);
}

#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_BENCH(an_indicator_is_reported_asked_for_and_explained),
		WITH_BENCH(a_form_is_asked_step_by_step),
		WITH_BENCH(the_numbered_menu_offers_the_forms),
		WITH_BENCH(a_form_told_in_one_text_is_kept_and_taken_back),
		WITH_BENCH(what_is_not_clear_in_a_form_is_asked_and_the_rest_is_kept),
		WITH_BENCH(forms_are_exported_a_line_a_value),
		WITH_BENCH(who_may_not_send_a_form_is_told_so),
		WITH_BENCH(a_form_goes_on_by_sms_when_the_ussd_session_drops),
		WITH_BENCH(words_of_a_commune_are_its_own),
		WITH_BENCH(a_language_speaks_its_own_texts_and_what_it_lacks_is_told),
		WITH_BENCH(a_reload_between_two_keys_mixes_nothing),
		WITH_BENCH(a_choice_that_is_gone_is_not_another),
		WITH_BENCH(leaders_do_their_acts_by_numbers),
		WITH_BENCH(members_do_their_acts_by_numbers),
		WITH_BENCH(an_answer_longer_than_a_page_goes_on_by_sms),
		WITH_BENCH(the_administrators_hear_once_a_week_what_was_not_understood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
