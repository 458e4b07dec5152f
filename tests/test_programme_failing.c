/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every store call of every act fails in turn: the act says so, and no answer goes out. */
#include "tests/help/folder.h"
#include "tests/help/talk.h"

#include "gateway/programme/programme.h"
#include "menus/node.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AFTERWARDS 3 /* once it goes through, later calls to fail must not exist */
#define CALLS_MOST 2000

/* Take the text with the nth store call failing, and undo all of it. */
static bool goes_through(struct talk *t, const char *from, const char *text, long nth)
{
	struct why why = { "" };
	bool taken;

	assert_int_equal(store_begin(t->store, &why), 0);
	store_fail_at(t->store, nth);
	taken = talk_take(t, from, text, &why) == 0;
	store_fail_at(t->store, 0);
	if (store_in_transaction(t->store))
		store_rollback(t->store);
	if (!taken && why.text[0] == '\0')
		fail_msg("\"%s\" failed at call %ld without a reason", text, nth);
	return taken;
}

/* Each begins behind one that went through and was taken back: what is kept in memory is read anew then, or not, and the
 * calls are as many each time. */
static bool goes_through_anew(struct talk *t, const char *from, const char *text, long nth)
{
	assert_true(goes_through(t, from, text, 0));
	return goes_through(t, from, text, nth);
}

static void assert_no_failure_is_swallowed(struct talk *t, const char *from, const char *text)
{
	unsigned replies;
	long nth = 1;

	assert_true(goes_through(t, from, text, 0));
	replies = t->outcome.replies_used;
	while (!goes_through_anew(t, from, text, nth))
		if (++nth > CALLS_MOST)
			fail_msg("\"%s\" never goes through", text);
	assert_in_range(nth, 4, CALLS_MOST); /* it does read the store */
	assert_int_equal(t->outcome.replies_used, replies);
	for (long later = nth + 1; later <= nth + AFTERWARDS; later++)
		if (!goes_through_anew(t, from, text, later))
			fail_msg("\"%s\": the failure of call %ld is swallowed", text, nth);
}

static void no_act_swallows_a_failure_of_the_store(void **state)
{
	static const struct {
		const char *from, *text;
	} texts[] = {
		{ HEAD_2, "XN" }, /* first: its question is open for an hour, and each try takes a second */
		{ HEAD, "BC SK 7 ZL 3" },
		{ CHAIR, "TB mai 8h hop tai UBND xa" },
		{ CHAIR, "TB THON SON TRA, TAN HY: mai mat dien" },
		{ CHAIR, "TB 7" },
		{ CHAIR, "TAM NGUNG DEN 26/8 bao" },
		{ CHAIR, "HET TAM NGUNG" },
		{ CHAIR, "XN" },
		{ CHAIR, "TB" },
		{ CHAIR, "HUY TB 1" },
		{ OFFICE, "TAM NGUNG xa Binh Chau DEN 26/8 bao" },
		{ HEAD, "BC DVC 12" },
		{ HEAD, "BC DVC 5" },
		{ HEAD, "BC DVC +5" },
		{ HEAD, "BC DVC 5000" },
		{ HEAD, "BC luy ke DVC 87" },
		{ HEAD_2, "BC khong co gi" },
		{ HEAD, "SUA DVC 8" },
		{ HEAD, "HUY BC" },
		{ HEAD, "CT" },
		{ HEAD, "KK mang yeu o xom 2" },
		{ HEAD, "KK" },
		{ OFFICER, "TL 1 da xu ly xong roi" },
		{ OFFICER, "LICH 26/8 8h hop tai UBND xa" },
		{ OFFICER, "huy lich 22/8" },
		{ OFFICER, "doi lich 22/8 sang 25/8" },
		{ HEAD, "LICH" },
		{ HEAD, "CO" },
		{ CHAIR, "TH" },
		{ HEAD, "TH" },
		{ HEAD, "da bao cao chua" },
		{ HEAD, "bc tuan nay dvc 5" },
		{ HEAD, "them 2 dvc" },
		{ HEAD_2, "sua bc 1 dvc 7" },
		{ CHAIR, "duyet tan hy" },
		{ CHAIR, "giao dvc 100 den 25/9 thon son tra" },
		{ CHAIR, "giao dvc 5000 thon son tra" },
		{ CHAIR, "nhac thang 7" },
		{ CHAIR, "tan hy nop chua" },
		{ OFFICE, "TH" },
		{ CHAIR, "NHAC" },
		{ CHAIR, "TH Son Tra" },
		{ CHAIR, "TH DVC" },
		{ CHAIR, "TH NOP" },
		{ CHAIR, "TH TRE" },
		{ CHAIR, "TH CHUA" },
		{ CHAIR, "TH ZALO" },
		{ CHAIR, "TH DOAN" },
		{ CHAIR, "YCBC DVC DEN 25/8" },
		{ CHAIR, "TH DX" },
		{ CHAIR, "NHAC DX" },
		{ HEAD_2, "BC DX QR 4" },
		{ CHAIR, "DUYET HET" },
		{ OFFICE, "giao ct hgd 80% thon tan hy" },
		{ CHAIR, "giao ct sk 90 chia theo ho" },
		{ CHAIR, "giao ct dvc 90 cho cac thon" },
		{ CHAIR, "DUYET 1" },
		{ CHAIR, "TRA 1 sai so" },
		{ CHAIR, "DUYET 2" },
		{ OFFICE, "giao ct dvc 50 thon tan hy" },
		{ OFFICER, "giao ct dvc 50 thon tan hy" },
		{ HEAD, "TC" },
		{ STRANGER, "TC" },
		{ HEAD, "co dau" },
		{ HEAD, "du lieu cua toi" },
		{ HEAD, "xoa so 0905100001" },
		{ CHAIR, "nghi to do minh quan" },
		{ CHAIR, "XN" },
		{ CHAIR, "nghi to 0905100010" },
		{ HEAD, "xoa so 0905100006" },
		{ HEAD, "TG" },
		{ HEAD, "MA" },
		{ HEAD, "MENU" },
		{ HEAD, "HD VNEID" },
		{ HEAD, "[Hinh anh]" },
		{ STRANGER, "DK Ho Thi Na, thanh vien, thon Son Tra, xa Binh Dong" },
		{ AWAITING, "DONG Y" },
		{ AWAITING, "BC DVC 5" },
		{ CHAIR, "QD 15/QD-UBND 12/8/2022 thon Thuong Hoa" },
		{ CHAIR, "QD 15/QD-UBND 12/8/2022 thon Son Tra" },
		{ OFFICER, "QD 15/QD-UBND 12/8/2022 thon Thuong Hoa" },
		{ CHAIR, "DUYET TO 7" },
		{ CHAIR, "TRA TO 7 sai so" },
		{ CHAIR, "HUY TO 1" },
		{ CHAIR, "HUY TO" },
		{ MEMBER, "lien he ai" },
		{ CHAIR, "THIEU TO" },
		{ OFFICE, "THIEU TO" },
		{ CHAIR, "NHAC TO" },
		{ OFFICE, "NHAC TO" },
		{ HEAD, "THEM SO 0905200001" },
		{ HEAD_2, "PHAN DOI 3" },
		{ HEAD, "PIN 4831" },
		{ HEAD_2, "XOA PIN" },
		{ MEMBER, "TOI 5829 BC SK 5" },
		{ MEMBER, "TOI 9999 BC SK 5" },
		{ STRANGER, "TOI 0905100007 5829 KK mat song" },
		{ HEAD, "UY QUYEN Do Minh Quan den 30/8" },
		{ HEAD_2, "HUY UY QUYEN" },
		{ HEAD, "NGHI TO" },
		{ CHAIR, "DUYET 4" },
		{ CHAIR, "tc le van tu vi khong o thon" },
		{ "+84905200004", "dk roi chua duyet ha" },
		{ CHAIR, "DUYET 5" },
		{ HEAD, "DK Vo Van Sau 0905200001, thanh vien, thon Son Tra" },
		{ CHAIR, "DK Vo Van Sau 0905200001, thanh vien, thon Son Tra" },
		{ STRANGER, "TIN" },
		{ STRANGER, "TIN thon Son Tra xa Binh Dong" },
		{ HEAD, "NHOM zalo.me/g/abc" },
		{ MEMBER, "NHOM" },
		{ HEAD, "XOA NHOM" },
		{ HEAD, "DANH BA" },
		{ MEMBER, "DANH BA" },
		{ HEAD, "XOA DU LIEU" },
		{ HEAD_2, "GIU DU LIEU" },
		{ "191", "Tai khoan cua Quy khach da het tien. Vui long nap the" },
	};
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12 TT 3");
	talk_says(t, HEAD_2, "BC DVC 1");
	talk_says(t, HEAD, "KK mat song");
	talk_says(t, OFFICE, "YCBC QR DEN 30/8");
	talk_says(t, OFFICER, "LICH 22/8 8h tap huan tai nha van hoa thon Son Tra");
	talk_says(t, "+84905200002", "DK Le Thi Nga, to truong, thon Thuong Hoa, xa Binh Dong");
	talk_says(t, "+84905200002", "DONG Y");
	talk_says(t, OFFICER, "QD 14/QD-UBND 12/8/2022 thon Thuong Hoa");
	talk_says(t, "+84905200003", "DK Le Van Ba, to truong, thon Tan Hy, so cu 0905100010");
	talk_says(t, "+84905200003", "DONG Y");
	talk_says(t, "+84905200004", "DK Le Van Tu, to truong, thon Tan Hy, xa Binh Dong");
	talk_says(t, "+84905200004", "DONG Y");
	talk_says(t, "+84905100007", "PIN 5829");
	talk_says(t, HEAD_2, "NGHI TO");
	talk_says(t, CHAIR, "TAM NGUNG DEN 20/8 mua lon");
	talk_says(t, CHAIR, "TB mai hop tai UBND xa");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_no_failure_is_swallowed(t, texts[i].from, texts[i].text);
	talk_free(&t);
}

static void what_is_due_swallows_no_failure_either(void **state)
{
	struct talk *t = talk_new();
	struct why why = { "" };
	long nth = 1;

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, HEAD, "KK mat song");
	talk_says(t, OFFICER, "LICH 24/8 10h tap huan tai nha van hoa thon Son Tra");
	talk_says(t, OFFICER, "LICH 23/8 8h tap huan VNeID tai UBND xa");
	talk_says(t, HEAD, "CO 2");
	talk_due(t); /* the texts not understood among them: Monday the 22nd */
	talk_import(t, "tickets", "no,phone,unit,category,text,status\n7," HEAD ",2104901,mang,mạng yếu,open\n");
	talk_import(t, "trainings",
		"no,starts_at,place,topic,scope\n9,2022-08-27T15:00:00+07:00,Nhà văn hóa,VNE,2104902\n");
	for (;; nth++) {
		int done;
		bool later_fails = false;

		talk_jump(t, "2022-08-23 12:00");
		assert_int_equal(store_begin(t->store, &why), 0);
		store_fail_at(t->store, nth);
		done = programme_due(t->programme, t->now, 1000, &t->next, &why);
		store_fail_at(t->store, 0);
		store_rollback(t->store);
		if (done == -1)
			continue;
		for (long later = nth + 1; later <= nth + AFTERWARDS; later++) {
			assert_int_equal(store_begin(t->store, &why), 0);
			store_fail_at(t->store, later);
			later_fails |= programme_due(t->programme, t->now, 1000, &t->next, &why) == -1;
			store_fail_at(t->store, 0);
			store_rollback(t->store);
		}
		assert_false(later_fails);
		break;
	}
	assert_in_range(nth, 50, 100000);
	talk_free(&t);
}

/* The form of etc/examples, and a menu that goes on after its session dropped. */
static void no_form_swallows_a_failure_of_the_store(void **state)
{
	static const char *const texts[] = { "BAOLU", "BAOLU 5 nha",
		"baolu 5 nha, 2 nguoi, hu nang, thon Son Tra, hom qua", "BAOLU HUY 1", "BAOLU HUY 99", "TIEP" };
	struct talk *t = talk_new();
	struct faults faults;
	struct folder f;
	char command[256];

	(void)state;
	folder_init(&f);
	faults_init(&faults);
	snprintf(command, sizeof command, "ln -s \"$PWD\"/etc/menus.d/*.cfg \"$PWD\"/etc/examples/storm.cfg %s/",
		f.path);
	assert_int_equal(system(command), 0);
	assert_true(talk_menus(t, f.path, &faults));
	talk_says(t, HEAD, "baolu 1 nha, 0 nguoi, hu nhe, thon Son Tra, hom nay");
	talk_answer(t, "form", OUTCOME_RECORDED, "so 1: 1 nha");
	talk_dials(t, HEAD, "s1", "BAOLU");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_no_failure_is_swallowed(t, HEAD, texts[i]);
	talk_says(t, HEAD, "BAOLU");
	talk_says(t, HEAD, "5");
	assert_no_failure_is_swallowed(t, HEAD, "2");
	folder_fini(&f);
	faults_fini(&faults);
	talk_free(&t);
}

static void no_act_about_trainings_or_difficulties_does(void **state)
{
	static const struct {
		const char *from, *text;
	} texts[] = {
		{ HEAD, "KK khan cap, nguoi bi dien giat" },
		{ HEAD, "KK 1 mat ca thon roi" },
		{ HEAD, "XONG 1" },
		{ HEAD, "van chua duoc" },
		{ HEAD, "MO LAI 2" },
		{ OFFICER, "KK" },
		{ OFFICER, "CHUYEN 1" },
		{ OFFICER, "chuyen huyen kho khan 1" },
		{ CHAIR, "TL 1 da xu ly xong roi" },
		{ OFFICER, "LICH 28/8 8h, 29/8 9h hop tai UBND xa" },
		{ OFFICER, "LICH 22/8 9h hop tai UBND xa" },
		{ OFFICER, "doi lich 1 sang 9h" },
		{ OFFICER, "LICH 27/8 8h hop tai UBND xa moi to truong" },
		{ OFFICER, "LICH 26/8 8h hop thon Son Tra, thon Tan Hy" },
		{ OFFICER, "huy lich 1" },
		{ OFFICER, "hoan lich 1" },
		{ OFFICER, "mo lai lich 2" },
		{ OFFICER, "LICH 1" },
		{ OFFICER, "DD 1 20" },
		{ HEAD, "LICH 1" },
		{ HEAD, "CO 1 3 nguoi" },
		{ HEAD, "doi y, khong di duoc" },
		{ HEAD, "DD 1234" },
	};
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mat song");
	talk_says(t, HEAD, "KK may in hu");
	talk_says(t, OFFICER, "TL 2 da sua");
	talk_says(t, OFFICER, "LICH 22/8 8h tap huan tai nha van hoa thon Son Tra");
	talk_says(t, HEAD, "CO 1");
	talk_says(t, OFFICER, "LICH 30/8 8h tap huan tai UBND xa");
	talk_says(t, OFFICER, "HUY LICH 2");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_no_failure_is_swallowed(t, texts[i].from, texts[i].text);
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_act_swallows_a_failure_of_the_store),
		cmocka_unit_test(no_act_about_trainings_or_difficulties_does),
		cmocka_unit_test(what_is_due_swallows_no_failure_either),
		cmocka_unit_test(no_form_swallows_a_failure_of_the_store),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
