/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is held of a person: shown, erased, exported, forgotten by age; and what must never be held. */
#include "tests/help/engine.h"
#include "tests/help/merger.h"
#include "tests/help/talk.h"

#include "gateway/base/clock.h"
#include "gateway/programme/admin.h"
#include "gateway/programme/programme.h"
#include "store/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OTHER "+84905200001"

static int64_t count(struct talk *t, const char *sql)
{
	return talk_number(t, sql);
}

/* How many columns of the whole store hold these words; whichever tables there are, is asked of the store. Looks into a
 * copy, since a store remembers a query by the address of its text. */
static int64_t places_of(struct talk *t, const char *words)
{
	static const char columns[] =
		"SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' "
		"ORDER BY m.name, c.cid";
	struct why why = { "" };
	struct store *copy = store_copy(t->store, &why);
	char *statements[512];
	struct query *q;
	int64_t places = 0;
	unsigned used = 0;

	if (copy == NULL)
		fail_msg("%s", why.text);
	q = store_query(copy, columns, NULL);
	assert_non_null(q);
	while (query_step(q, NULL) == STEP_ROW) {
		assert_in_range(used, 0, 511);
		assert_true(asprintf(&statements[used++], "SELECT COUNT(*) FROM \"%s\" WHERE \"%s\" LIKE '%%%s%%'",
				    query_column_text(q, 0), query_column_text(q, 1), words) > 0);
	}
	for (unsigned i = 0; i < used; i++) {
		q = store_query(copy, statements[i], NULL);
		assert_int_equal(query_step(q, NULL), STEP_ROW);
		if (query_column_int(q, 0) > 0)
			print_message("%s: %d\n", statements[i], (int)query_column_int(q, 0));
		places += query_column_int(q, 0);
		query_end(q);
	}
	store_close(&copy);
	for (unsigned i = 0; i < used; i++)
		free(statements[i]);
	return places;
}

/* The code that the last answer told. */
static const char *code_of(struct talk *t, char to[static 32])
{
	const char *at = strstr(t->outcome.replies[0].text.data, "XOA DU LIEU ");

	assert_non_null(at);
	snprintf(to, 32, "%.16s", at);
	return to;
}

static int run_admin(struct talk *t, const char *verb, const char *args, struct buf *out)
{
	struct admin_context at = { .programme = t->programme, .store = t->store, .now_us = t->now };
	struct buf err;
	int status;

	buf_init(&err);
	status = admin_run(&at, verb, args, "", out, &err);
	if (status != 0)
		buf_adds(out, err.data);
	buf_fini(&err);
	return status;
}

/* ---- what must never be held ---- */

static void identity_numbers_codes_and_passwords_are_nowhere_in_the_store(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK app loi, em nhap CCCD 051088001234 mat khau: hoahong22 otp 482913 ma khong vo duoc");
	talk_answer(t, "difficulty", OUTCOME_RECORDED, "Da ghi");
	talk_told(t, OFFICE, "CCCD ************");
	talk_says(t, STRANGER, "DK Le Van Binh CCCD 051088009999, to truong, thon Thuong Hoa, xa Binh Dong");
	talk_answer(t, "register", OUTCOME_ASKED, "DONG Y");
	talk_says(t, STRANGER, "DONG Y");
	talk_answer(t, "optin", OUTCOME_RECORDED, "Le Van Binh, to truong, thon Thuong Hoa");
	talk_says(t, HEAD, "PIN 73914");
	talk_says(t, MEMBER, "TOI 73914 KK may hong");
	talk_says(t, HEAD, "kk bao ca nhan ma xac nhan 664 215 phai lam sao");
	talk_told(t, OFFICER, "ma xac nhan *** ***");
	talk_says(t, HEAD, "kk ho chieu C1234567 het han");
	talk_says(t, HEAD, "kk ma pin the 5527 bi khoa");
	talk_says(t, MEMBER, "otp 318-642");
	talk_answer(t, "ask", OUTCOME_ASKED, "Khong gui cac so do cho ai");
	talk_says(t, HEAD, "BC DVC 5, cmnd 212345678 cua ba Tu");
	assert_int_not_equal(t->outcome.status, OUTCOME_IGNORED);
	assert_int_equal(places_of(t, "051088001234"), 0);
	assert_int_equal(places_of(t, "051088009999"), 0);
	assert_int_equal(places_of(t, "hoahong22"), 0);
	assert_int_equal(places_of(t, "482913"), 0);
	assert_int_equal(places_of(t, "73914"), 0);
	assert_int_equal(places_of(t, "212345678"), 0);
	assert_int_equal(places_of(t, "664 215"), 0);
	assert_int_equal(places_of(t, "318-642"), 0);
	assert_int_equal(places_of(t, "1234567"), 0);
	assert_int_equal(places_of(t, "ma pin the 5527"), 0);
	talk_free(&t);
}

/* ---- shown ---- */

static void difficulties_invitations_and_a_pin_are_shown(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK mat song o xom 2");
	talk_says(t, OFFICER, "LICH 22/8 8h tap huan tai nha van hoa thon Son Tra");
	talk_says(t, HEAD, "PIN 4831");
	talk_says(t, HEAD, "du lieu cua toi");
	talk_answer(t, "privacy", OUTCOME_ANSWERED, "0 BC, 1 KK, 1 loi moi, ma PIN, 3 tin (giu 90 ngay)");
	talk_says(t, HEAD, "english");
	talk_says(t, HEAD, "du lieu cua toi");
	talk_answer(t, "privacy", OUTCOME_ANSWERED, "0 reports, 1 KK, 1 invitations, PIN, ");
	talk_says(t, STRANGER, "KK mat song");
	talk_says(t, STRANGER, "du lieu cua toi");
	talk_answer(t, "privacy", OUTCOME_ANSWERED, "Chi luu ");
	talk_free(&t);
}

/* Who has left is in no list of people, but is in the store. */
static void who_has_left_sees_what_is_held(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 5");
	talk_says(t, HEAD, "NGHI TO");
	talk_says(t, HEAD, "XN");
	talk_says(t, HEAD, "du lieu cua toi");
	talk_answer(t, "privacy", OUTCOME_ANSWERED,
		"Dang luu: Nguyen Van Hung, truoc la to truong, thon Son Tra, den 18/8/2022, nay khong con trong danh sach; 0905100001, 1 BC");
	talk_free(&t);
}

static void a_wish_taken_back_brings_no_registration_back(void **state)
{
	struct talk *t = talk_new();
	char code[32];

	(void)state;
	talk_says(t, STRANGER, "DK Le Thi Nga, thanh vien, thon Son Tra, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, STRANGER, "XOA DU LIEU");
	talk_says(t, STRANGER, code_of(t, code));
	talk_says(t, STRANGER, "GIU DU LIEU");
	talk_answer(t, "privacy", OUTCOME_RECORDED, "Dang ky so 1 da huy, muon dang ky lai: DK");
	talk_says(t, HEAD, "XOA DU LIEU");
	talk_says(t, HEAD, code_of(t, code));
	talk_says(t, HEAD, "GIU DU LIEU");
	talk_answer(t, "privacy", OUTCOME_RECORDED, "nhan tin nhu truoc. Xem");
	talk_free(&t);
}

static void one_sees_all_that_is_held(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, AWAITING, "DONG Y");
	talk_says(t, AWAITING, "BC DVC 5");
	talk_says(t, AWAITING, "du lieu cua toi");
	talk_answer(t, "privacy", OUTCOME_ANSWERED,
		"Ngo Van Duc, thanh vien, thon Tan Hy, 0905100011, dong y 18/8/2022, 1 BC, 2 tin (giu 90 ngay)");
	assert_int_equal(t->outcome.replies[0].parts, 1);
	talk_says(t, STRANGER, "du lieu cua toi");
	talk_answer(t, "privacy", OUTCOME_ANSWERED, "khong co trong danh sach");
	/* Whoever answered which text, and how. */
	talk_says(t, STRANGER, "TIN thon Son Tra xa Binh Dong");
	talk_says(t, STRANGER, "TC");
	assert_int_equal(count(t, "SELECT COUNT(*) FROM consent WHERE answer = 'yes'"), 1);
	assert_int_equal(count(t, "SELECT COUNT(*) FROM consent WHERE answer = 'no'"), 1);
	assert_int_equal(count(t, "SELECT COUNT(*) FROM wording"), 2);
	talk_free(&t);
}

static void a_wrong_name_is_corrected_with_a_leaders_yes(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "DK Nguyen Van Huong");
	talk_says(t, HEAD, "2");
	talk_answer(t, "register", OUTCOME_RECORDED, "Da nhan dang ky so 1: Nguyen Van Huong, to truong, thon Son Tra");
	talk_says(t, CHAIR, "DUYET 1");
	talk_says(t, HEAD, "du lieu cua toi");
	talk_answer(t, "privacy", OUTCOME_ANSWERED, "Nguyen Van Huong, to truong, thon Son Tra");
	talk_free(&t);
}

/* ---- erased ---- */

static void run_sql(struct talk *t, const char *sql)
{
	struct query *q = store_query(t->store, sql, NULL);

	assert_non_null(q);
	assert_int_equal(query_run(q, NULL), 0);
}

/* Somebody else's invitation names the person, who opened a collection as well. */
static void name_elsewhere(struct talk *t)
{
	run_sql(t, "INSERT INTO invitation (training, phone, answer, delegate) "
		   "VALUES (99, '+84905999999', 'yes', 'anh Nguyen Van Hung di thay')");
	run_sql(t, "INSERT INTO collection VALUES ('2022-X1', '21049', 'DVC', 1, 2, '+84905100001')");
}

static void fill_with(struct talk *t)
{
	talk_says(t, HEAD, "BC DVC 12 TT 3");
	talk_says(t, HEAD, "KK mat song o xom 2");
	talk_says(t, OFFICER, "TL 1 da bao Nguyen Van Hung roi");
	talk_says(t, OFFICER, "LICH 22/8 8h tap huan tai nha van hoa thon Son Tra");
	talk_says(t, HEAD, "CO");
	talk_says(t, HEAD, "PIN 4831");
	talk_says(t, HEAD, "NHOM zalo.me/g/abc");
	talk_says(t, HEAD, "UY QUYEN Do Minh Quan den 30/8");
	talk_says(t, HEAD, "THEM SO 0905200001");
	talk_says(t, OTHER, "DONG Y");
	talk_says(t, CHAIR, "DANH BA thon Son Tra");
	talk_says(t, HEAD, "MENU");
	name_elsewhere(t);
}

/* There is no link here: what it would have done with all that waits. */
static void all_is_sent(struct talk *t)
{
	run_sql(t, "UPDATE message SET state = 'sent' WHERE direction = 'out'");
}

static void nothing_is_left_but_the_counts(struct talk *t)
{
	assert_int_equal(places_of(t, "905100001"), 0);
	assert_int_equal(places_of(t, "Nguyen Van Hung"), 0);
	assert_int_equal(places_of(t, "Nguyễn Văn Hùng"), 0);
	assert_int_equal(
		count(t, "SELECT value FROM total WHERE unit = '2104901' AND indicator = 'DVC' AND period = '2022-08'"),
		12);
	assert_int_equal(count(t, "SELECT COUNT(*) FROM report WHERE phone = ''"), 1);
	assert_int_equal(count(t, "SELECT COUNT(*) FROM ticket WHERE phone = ''"), 1);
	assert_int_equal(count(t, "SELECT COUNT(*) FROM member WHERE role = 'to_truong' AND unit = '2104901'"), 0);
	assert_true(count(t, "SELECT COUNT(*) FROM audit WHERE who = 'erased'") > 2);
	assert_int_equal(count(t, "SELECT COUNT(*) FROM audit WHERE what = 'erased'"), 1);
}

static void erasing_is_asked_for_twice_and_done_by_the_schedule(void **state)
{
	struct talk *t = talk_new();
	char code[32];

	(void)state;
	fill_with(t);
	talk_says(t, HEAD, "XOA DU LIEU");
	talk_answer(t, "privacy", OUTCOME_ASKED, "Chac chan nhan: XOA DU LIEU ");
	code_of(t, code);
	talk_says(t, HEAD, "XOA DU LIEU 0");
	talk_answer(t, "privacy", OUTCOME_ASKED, "Chac chan nhan: XOA DU LIEU ");
	talk_answer(t, "privacy", OUTCOME_ASKED, "Xoa het ten, so va tin cua Nguyen Van Hung, thoi lam to truong;");
	talk_says(t, HEAD, code_of(t, code));
	talk_answer(
		t, "privacy", OUTCOME_RECORDED, "xoa du lieu cua Nguyen Van Hung ngay 21/8/2022, cham nhat 2/9/2022");
	talk_says(t, HEAD, "XOA DU LIEU");
	talk_answer(t, "privacy", OUTCOME_ANSWERED, "Yeu cau xoa da nhan");
	/* No more texts in between, also none that waited. */
	assert_int_equal(count(t, "SELECT COUNT(*) FROM message WHERE direction = 'out' AND state = 'queued' "
				  "AND kind <> 'answer' AND phone = '" HEAD "'"),
		0);
	talk_says(t, CHAIR, "NHAC TO");
	assert_int_equal(talk_count(t, HEAD, "con thieu 3 thanh vien"), 0);
	talk_until(t, "2022-08-21 08:00");
	all_is_sent(t);
	assert_int_equal(count(t, "SELECT COUNT(*) FROM member WHERE name = 'Nguyễn Văn Hùng'"), 1);
	talk_until(t, "2022-08-21 10:00");
	nothing_is_left_but_the_counts(t);
	/* Who stood in goes back, and the number is a stranger's. */
	assert_int_equal(
		count(t, "SELECT COUNT(*) FROM member WHERE name = 'Đỗ Minh Quân' AND role = 'thanh_vien'"), 1);
	talk_says(t, HEAD, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_REFUSED, "chua dang ky");
	talk_free(&t);
}

static void a_wish_to_be_erased_is_taken_back_in_time(void **state)
{
	struct talk *t = talk_new();
	char code[32];

	(void)state;
	talk_says(t, HEAD, "GIU DU LIEU");
	talk_answer(t, "privacy", OUTCOME_ANSWERED, "Khong co yeu cau xoa");
	talk_says(t, HEAD, "XOA DU LIEU");
	talk_says(t, HEAD, code_of(t, code));
	talk_says(t, HEAD, "GIU DU LIEU");
	talk_answer(t, "privacy", OUTCOME_RECORDED, "du lieu giu nhu cu");
	talk_until(t, "2022-08-25 10:00");
	talk_says(t, HEAD, "BC DVC 5");
	talk_answer(t, "report", OUTCOME_RECORDED, "DVC 5");
	talk_free(&t);
}

/* By the name under which they wait, or any where nothing is known of them; by the place they have. */
static void who_says_their_own_name_or_place_is_asked(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "DK Nguyen Van Minh, thanh vien, thon Son Tra, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, STRANGER, "xoa du lieu cua Nguyen Van Minh");
	talk_answer(t, "privacy", OUTCOME_ASKED, "Xoa het ten, so va tin cua 0905200001");
	talk_says(t, "+84905200002", "xoa du lieu cua Tran Thi Hoa");
	talk_answer(t, "privacy", OUTCOME_ASKED, "Xoa het ten, so va tin cua 0905200002");
	talk_says(t, "+84905200002", "xoa du lieu 0905100001");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "Chua xoa gi");
	talk_says(t, HEAD, "xoa du lieu cua to truong");
	talk_answer(t, "privacy", OUTCOME_ASKED, "Xoa het ten, so va tin cua Nguyen Van Hung");
	talk_says(t, HEAD, "xoa du lieu cua to truong thon Tan Hy");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "Chua xoa gi");
	talk_says(t, CHAIR, "xoa du lieu cua to truong son tra");
	talk_answer(t, "privacy", OUTCOME_REFUSED, "Chua xoa gi");
	talk_free(&t);
}

/* Nobody is erased by another's text, and the writer not instead of them. */
static void others_are_not_erased_by_a_text(void **state)
{
	static const char *const others[] = { "xoa du lieu 0905100001", "xoa du lieu cua so 0905100001",
		"xoa du lieu cua anh Hung", "xoa du lieu chi Mai thon Son Tra", "xoa du lieu Nguyen Van Hung",
		"xoa du lieu cua Hung" };
	static const char *const own[] = { "xoa du lieu", "xoa du lieu cua toi", "xoa du lieu ca nhan cua em",
		"xoa du lieu cua chi di nhe", "xoa du lieu 0905100008", "xoa du lieu 4191" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		talk_says(t, ADMIN, others[i]);
		talk_answer(
			t, "privacy", OUTCOME_REFUSED, "Chua xoa gi. XOA DU LIEU chi xoa du lieu cua chinh nguoi nhan");
	}
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		talk_says(t, ADMIN, own[i]);
		talk_answer(t, "privacy", OUTCOME_ASKED, "Xoa het ten, so va tin cua ");
	}
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM erasure"), 0);
	talk_free(&t);
}

/* Whatever the words, and also before the code is sent back; who only wants texts again is told that it goes on. */
static void who_regrets_the_wish_keeps_the_data(void **state)
{
	static const char *const regrets[] = { "thoi khong xoa nua", "doi y, khong xoa", "de lai du lieu cho toi",
		"dung xoa nua", "khoi xoa nua", "xin giu lai thong tin", "đừng xóa thông tin của tôi nữa" };
	struct talk *t = talk_new();
	char code[32];

	(void)state;
	for (size_t i = 0; i < sizeof regrets / sizeof *regrets; i++) {
		talk_says(t, HEAD, "XOA DU LIEU");
		talk_says(t, HEAD, code_of(t, code));
		talk_answer(t, "privacy", OUTCOME_RECORDED, "Da nhan: xoa du lieu cua ");
		talk_says(t, HEAD, "nhan lai");
		talk_answer(t, "optin", OUTCOME_ANSWERED, "se xoa ngay");
		talk_says(t, HEAD, "doi y");
		talk_answer(t, "rsvp", OUTCOME_ANSWERED, "Doi y nhan: GIU DU LIEU");
		talk_says(t, HEAD, "thoi");
		talk_answer(t, "optout", OUTCOME_ANSWERED, "Doi y nhan: GIU DU LIEU");
		talk_says(t, HEAD, regrets[i]);
		talk_answer(t, "privacy", OUTCOME_RECORDED, "du lieu giu nhu cu");
	}
	talk_says(t, HEAD, "nhan lai");
	talk_answer(t, "optin", OUTCOME_ANSWERED, "van dang nhan tin");
	talk_says(t, HEAD, "XOA DU LIEU");
	code_of(t, code);
	talk_says(t, HEAD, "thoi khong xoa nua");
	talk_answer(t, "privacy", OUTCOME_ANSWERED, "Khong co yeu cau xoa");
	talk_says(t, HEAD, code);
	talk_says(t, HEAD, "GIU DU LIEU");
	talk_answer(t, "privacy", OUTCOME_ANSWERED, "Khong co yeu cau xoa");
	talk_free(&t);
}

static void strangers_have_texts_to_erase_too(void **state)
{
	struct talk *t = talk_new();
	char code[32];

	(void)state;
	talk_says(t, STRANGER, "KK mat song");
	talk_says(t, STRANGER, "XOA DU LIEU");
	talk_says(t, STRANGER, code_of(t, code));
	talk_answer(t, "privacy", OUTCOME_RECORDED, "Da nhan: xoa du lieu cua ");
	all_is_sent(t);
	talk_until(t, "2022-08-21 10:00");
	assert_int_equal(places_of(t, "905200001"), 0);
	talk_free(&t);
}

/* The code that was given holds, whatever is said or asked in between. */
static void the_code_of_an_erasure_stays_the_same(void **state)
{
	static const char *const between[] = { "ok", "co", "DK", "XOA DU LIEU 0", "XOA DU LIEU" };
	struct talk *t = talk_new();
	char first[32], now[32];

	(void)state;
	talk_says(t, STRANGER, "KK mat song");
	talk_says(t, STRANGER, "XOA DU LIEU");
	code_of(t, first);
	for (size_t i = 0; i < sizeof between / sizeof *between; i++) {
		talk_says(t, STRANGER, between[i]);
		if (i != 2)
			assert_string_equal(code_of(t, now), first);
	}
	talk_says(t, STRANGER, "DK");
	talk_says(t, STRANGER, first);
	talk_answer(t, "privacy", OUTCOME_RECORDED, "Da nhan: xoa du lieu cua ");
	talk_says(t, STRANGER, "DU LIEU");
	talk_answer(t, "privacy", OUTCOME_ANSWERED, "Se xoa 21/8/2022");
	talk_free(&t);
}

static void what_waits_is_held_too(void **state)
{
	struct talk *t = talk_new();
	char code[32];

	(void)state;
	talk_says(t, STRANGER, "DK Le Thi Nga, thanh vien, thon Son Tra, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, STRANGER, "DU LIEU");
	talk_answer(t, "privacy", OUTCOME_ANSWERED,
		"Dang luu dang ky so 1 cho duyet: Le Thi Nga, thanh vien, thon Son Tra, dong y 18/8/2022");
	talk_says(t, STRANGER, "XOA DU LIEU");
	talk_says(t, STRANGER, code_of(t, code));
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment WHERE status = 'pending'"), 0);
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_ANSWERED, "duoc nguoi dang ky rut lai");
	talk_free(&t);
}

/* The name of who was rejected is in no roll: what the leaders were told of it is scrubbed all the same. */
static void who_was_rejected_is_erased_from_others_texts(void **state)
{
	struct talk *t = talk_new();
	struct buf out;

	(void)state;
	buf_init(&out);
	talk_says(t, STRANGER, "DK TT Trần Văn Lành thon Tan Hy, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, CHAIR, "TC 1 khong phai nguoi thon");
	assert_int_equal(count(t, "SELECT COUNT(*) FROM enrolment WHERE status = 'rejected'"), 1);
	assert_true(places_of(t, "Tran Van Lanh") > 0);
	all_is_sent(t);
	assert_int_equal(run_admin(t, "erase", "{\"who\": \"root\", \"phone\": \"0905200001\"}", &out), 0);
	assert_int_equal(places_of(t, "Tran Van Lanh"), 0);
	assert_int_equal(places_of(t, "Trần Văn Lành"), 0);
	buf_fini(&out);
	talk_free(&t);
}

static void an_administrator_erases_at_once_and_exports_one_person(void **state)
{
	struct talk *t = talk_new();
	struct buf out;

	(void)state;
	fill_with(t);
	buf_init(&out);
	assert_int_equal(run_admin(t, "person", "{\"who\": \"root\", \"phone\": \"0905100001\"}", &out), 0);
	assert_non_null(strstr(out.data, "Nguyễn Văn Hùng"));
	assert_non_null(strstr(out.data, "mat song o xom 2"));
	assert_non_null(strstr(out.data, "\"report\": ["));
	assert_null(strstr(out.data, "Bùi Thị Mai"));
	assert_int_equal(count(t, "SELECT COUNT(*) FROM audit WHERE what = 'export-person' AND who = 'root'"), 1);
	buf_clear(&out);
	assert_int_equal(
		run_admin(t, "erase", "{\"who\": \"root\", \"phone\": \"0905100001\", \"plan\": true}", &out), 0);
	assert_non_null(strstr(out.data, "1 reports go on counting"));
	assert_int_equal(count(t, "SELECT COUNT(*) FROM member WHERE name = 'Nguyễn Văn Hùng'"), 1);
	/* A text to that number is in the hands of a link: not now. */
	count(t, "UPDATE message SET state = 'sending' WHERE id = (SELECT MAX(id) FROM message WHERE phone = '" HEAD
		 "') RETURNING 1");
	buf_clear(&out);
	assert_int_equal(run_admin(t, "erase", "{\"who\": \"root\", \"phone\": \"0905100001\"}", &out), 1);
	assert_non_null(strstr(out.data, "try again in a minute"));
	assert_int_equal(count(t, "SELECT COUNT(*) FROM member WHERE name = 'Nguyễn Văn Hùng'"), 1);
	all_is_sent(t);
	buf_clear(&out);
	assert_int_equal(run_admin(t, "erase", "{\"who\": \"root\", \"phone\": \"0905100001\"}", &out), 0);
	assert_non_null(strstr(out.data, "keng backup still hold"));
	nothing_is_left_but_the_counts(t);
	buf_clear(&out);
	assert_int_equal(run_admin(t, "erase", "{\"who\": \"root\", \"phone\": \"191\"}", &out), 1);
	assert_non_null(strstr(out.data, "191"));
	buf_fini(&out);
	talk_free(&t);
}

static void erase_at_once(struct talk *t, const char *args)
{
	struct buf out;

	buf_init(&out);
	if (run_admin(t, "erase", args, &out) != 0)
		fail_msg("%s", out.data);
	buf_fini(&out);
}

/* Notices that wait for the morning go as one text: of who is erased nothing is told, of the others all is. */
static void what_is_told_of_others_in_the_same_text_is_still_told(void **state)
{
	static const char waits[] = "SELECT COUNT(*) FROM message WHERE phone = '" OFFICER "' AND state = 'queued' "
				    "AND parts = 1 AND text LIKE 'Kho khan so 1%(SDT 0905100001)%' "
				    "AND text NOT LIKE '%so 2%'";
	struct talk *t = talk_new();
	struct message_failure *failures;
	struct why why = { "" };
	size_t used;

	(void)state;
	talk_jump(t, "2022-08-18 22:30");
	talk_says(t, HEAD, "KK mang yeu o xom 3");
	talk_says(t, MEMBER, "KK may tinh hong\nda hai tuan");
	assert_int_equal(count(t, waits), 0);
	assert_int_equal(
		count(t, "SELECT COUNT(*) FROM message WHERE phone = '" OFFICER "' AND text LIKE '%so 1%so 2%'"), 1);
	erase_at_once(t, "{\"who\": \"root\", \"phone\": \"0905100006\"}");
	assert_int_equal(count(t, waits), 1);
	assert_int_equal(places_of(t, "905100006"), 0);
	assert_int_equal(places_of(t, "may tinh hong"), 0);
	assert_int_equal(places_of(t, "da hai tuan"), 0);
	/* What was given up with the person is no failure. */
	assert_int_equal(message_failures(t->store, 0, &failures, &used, &why), 0);
	assert_int_equal(used, 0);
	free(failures);
	/* Nobody waits for that answer any more. */
	assert_int_equal(count(t, "SELECT COUNT(*) FROM ticket WHERE status = 'closed'"), 1);
	talk_free(&t);
}

/* What others wrote of the person keeps its other words, where somebody still has to answer it. */
static void what_others_wrote_loses_the_name_alone(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "KK anh Do Minh Quan 0905100006 dang om, thieu nguoi di tung nha");
	talk_says(t, CHAIR, "DANH BA thon Son Tra");
	erase_at_once(t, "{\"who\": \"root\", \"phone\": \"0905100006\"}");
	assert_int_equal(
		count(t,
			"SELECT COUNT(*) FROM ticket WHERE text = 'anh *** ********** dang om, thieu nguoi di tung nha' "
			"AND status = 'open'"),
		1);
	/* The list that somebody waits for comes. */
	assert_int_equal(count(t, "SELECT COUNT(*) FROM message WHERE phone = '" CHAIR "' AND state = 'queued' "
				  "AND text LIKE '%***%' AND text LIKE '%0905100001%'"),
		1);
	assert_int_equal(places_of(t, "905100006"), 0);
	assert_int_equal(places_of(t, "Do Minh Quan"), 0);
	talk_free(&t);
}

/* Everything that an officer's number may stand in: whichever table and column there is, is asked of the store. */
static void what_was_unsure_twice_does_not_keep_a_person(void **state)
{
	struct talk *t = talk_new();
	struct buf out;

	(void)state;
	buf_init(&out);
	fill_with(t);
	all_is_sent(t);
	/* next_at: the end of time, it is tried no more */
	assert_int_equal(talk_number(t, "UPDATE message SET state = 'unsure', next_at = 9223372036854775807 WHERE id = "
					"(SELECT MAX(id) FROM message WHERE direction = 'out' AND phone <> '" HEAD
					"' AND text LIKE '%Nguyen Van Hung%') RETURNING 1"),
		1);
	assert_int_equal(run_admin(t, "erase", "{\"who\": \"root\", \"phone\": \"0905100001\"}", &out), 0);
	assert_int_equal(
		count(t, "SELECT COUNT(*) FROM message WHERE state = 'unsure' AND text LIKE '%Nguyen Van Hung%'"), 0);
	buf_fini(&out);
	talk_free(&t);
}

static void a_name_in_capitals_is_erased_too(void **state)
{
	struct talk *t = talk_new();
	struct buf out;

	(void)state;
	buf_init(&out);
	talk_says(t, CHAIR, "TB thon Son Tra: hop o nha DO MINH QUAN luc 8h");
	talk_says(t, CHAIR, "XN");
	talk_says(t, OFFICER, "LICH 25/8 8h tap huan tai nha DO MINH QUAN");
	all_is_sent(t);
	assert_int_equal(run_admin(t, "erase", "{\"who\": \"root\", \"phone\": \"0905100006\"}", &out), 0);
	assert_int_equal(places_of(t, "DO MINH QUAN"), 0);
	buf_fini(&out);
	talk_free(&t);
}

static void an_erased_number_is_nowhere_in_the_store(void **state)
{
	struct merger m = merger_begin();
	struct talk *t = m.t;

	(void)state;
	fill_with(t);
	talk_says(t, MEMBER, "NHOM zalo.me/0905100001");
	talk_says(t, OFFICER, "LICH 25/8 8h tap huan tai nha anh Hung 0905100001");
	talk_says(t, CHAIR, "TB thon Son Tra: hop dan luc 8h, hoi anh Hung 0905100001");
	talk_says(t, CHAIR, "XN");
	talk_says(t, CHAIR, "TAM NGUNG DEN 25/10 BAO LU");
	talk_says(t, CHAIR, "GIAO CT DVC 150 thon Son Tra");
	talk_says(t, CHAIR, "TRA BC 1 hoi lai anh Hung 0905100001");
	run_sql(t, "INSERT INTO early_receipt VALUES ('smsc', '77', 0, 1, 1, '" HEAD "')");
	run_sql(t, "INSERT INTO due (kind, key, at, unit, state) "
		   "VALUES ('reorganised', '2022-08-18:2104901:" HEAD "', 1, '2104901', 'done')");
	merger_apply(&m, MERGER_HEADER "split,2104901,Thôn Sơn Trà Nam,thon,21049,2022-08-18,2104901,test\n"
				       "split,2104912,Thôn Sơn Trà Bắc,thon,21049,2022-08-18,2104901,test\n");
	assert_true(count(t, "SELECT COUNT(*) FROM due WHERE kind = 'reorganised' AND state = 'waiting'") > 1);
	talk_until(t, "2022-08-18 12:00");
	assert_int_equal(talk_count(t, HEAD, "Son Tra Nam"), 1);
	erase_at_once(t, "{\"who\": \"root\", \"phone\": \"0905100001\"}");
	assert_int_equal(places_of(t, "905100001"), 0);
	erase_at_once(t, "{\"who\": \"root\", \"phone\": \"0905100003\"}");
	assert_int_equal(places_of(t, "905100003"), 0);
	erase_at_once(t, "{\"who\": \"root\", \"phone\": \"0905100002\"}");
	assert_int_equal(places_of(t, "905100002"), 0);
	merger_end(&m);
}

static void a_failing_store_erases_nobody_by_half(void **state)
{
	struct talk *t = talk_new();
	int status = 1;

	(void)state;
	fill_with(t);
	/* What fails leaves all as it was, so the next try finds the same. */
	for (long nth = 1; status != 0; nth += engine_stride()) {
		struct buf out;

		buf_init(&out);
		store_fail_at(t->store, nth);
		status = run_admin(t, "erase", "{\"who\": \"root\", \"phone\": \"0905100001\"}", &out);
		store_fail_at(t->store, 0);
		buf_fini(&out);
		assert_in_range(nth, 1, 1000);
		assert_false(store_in_transaction(t->store));
		assert_int_equal(count(t, "SELECT COUNT(*) FROM member WHERE name = 'Nguyễn Văn Hùng'"), status != 0);
		assert_int_equal(count(t, "SELECT COUNT(*) FROM phone WHERE msisdn = '" HEAD "'"), status != 0);
		assert_int_equal(count(t, "SELECT COUNT(*) FROM report WHERE phone = '" HEAD "'"), status != 0);
		assert_int_equal(count(t, "SELECT COUNT(*) FROM audit WHERE what = 'erase'"), status == 0);
	}
	talk_free(&t);
}

/* ---- forgotten by age ---- */

static void what_is_too_old_is_forgotten_and_still_counts(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, HEAD, "KK mat song o xom 2");
	talk_says(t, OFFICER, "TL 1 da xu ly xong");
	talk_says(t, STRANGER, "DK Le Van Binh, to truong, thon Thuong Hoa, xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, CHAIR, "TC 1 sai ten thon");
	talk_says(t, CHAIR, "1");
	talk_answer(t, "reject", OUTCOME_RECORDED, "Da tu choi dang ky so 1");
	all_is_sent(t);
	talk_until(t, "2022-11-15 08:00");
	assert_int_equal(talk_count(t, HEAD, "Da nhan BC so 1"), 1);
	talk_until(t, "2022-11-20 08:00");
	assert_int_equal(talk_count(t, HEAD, "Da nhan BC so 1"), 0);
	assert_int_equal(
		count(t, "SELECT COUNT(*) FROM message WHERE id < (SELECT MIN(id) FROM message WHERE text <> '')") > 5,
		1);
	/* The report, the difficulty and the registration stand longer. */
	assert_int_equal(
		count(t, "SELECT value FROM total WHERE unit = '2104901' AND indicator = 'DVC' AND period = '2022-08'"),
		12);
	assert_int_equal(count(t, "SELECT COUNT(*) FROM ticket WHERE text LIKE '%xom 2%'"), 1);
	assert_int_equal(count(t, "SELECT COUNT(*) FROM enrolment WHERE name = 'Le Van Binh'"), 1);
	talk_jump(t, "2023-08-25 03:00");
	talk_due(t);
	talk_until(t, "2023-08-25 04:00");
	assert_int_equal(count(t, "SELECT COUNT(*) FROM enrolment WHERE name = 'Le Van Binh'"), 0);
	assert_int_equal(count(t, "SELECT COUNT(*) FROM enrolment WHERE status = 'rejected'"), 1);
	talk_jump(t, "2024-08-25 03:00");
	talk_due(t);
	talk_until(t, "2024-08-25 04:00");
	assert_int_equal(count(t, "SELECT COUNT(*) FROM ticket WHERE text LIKE '%xom 2%'"), 0);
	assert_int_equal(count(t, "SELECT COUNT(*) FROM ticket"), 1);
	talk_jump(t, "2027-08-25 03:00");
	talk_due(t);
	talk_until(t, "2027-08-25 04:00");
	assert_int_equal(count(t, "SELECT COUNT(*) FROM audit WHERE who = '" HEAD "'"), 0);
	assert_true(count(t, "SELECT COUNT(*) FROM audit WHERE what = 'reject'") == 1);
	talk_free(&t);
}

static void who_left_is_forgotten_a_year_later(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, MEMBER, "BC DVC 3");
	talk_says(t, MEMBER, "NGHI TO");
	talk_says(t, MEMBER, "XN");
	talk_until(t, "2022-10-01 08:00");
	assert_int_equal(count(t, "SELECT COUNT(*) FROM phone WHERE msisdn = '" MEMBER "'"), 1);
	talk_jump(t, "2023-08-25 03:00");
	talk_due(t);
	talk_until(t, "2023-08-25 04:00");
	assert_int_equal(count(t, "SELECT COUNT(*) FROM phone WHERE msisdn = '" MEMBER "'"), 0);
	assert_int_equal(count(t, "SELECT COUNT(*) FROM member WHERE name = 'Đỗ Minh Quân'"), 0);
	assert_int_equal(count(t, "SELECT COUNT(*) FROM member WHERE name = 'Nguyễn Văn Hùng'"), 1);
	assert_int_equal(
		count(t, "SELECT value FROM total WHERE unit = '2104901' AND indicator = 'DVC' AND period = '2022-08'"),
		3);
	talk_free(&t);
}

/* While "are you sure?" waits, no is said to it, and not to an invitation nor to all texts. */
static void no_to_are_you_sure_is_said_to_that_alone(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 25/8 8h tap huan tai UBND xa");
	talk_says(t, HEAD, "XOA DU LIEU");
	talk_says(t, HEAD, "khong");
	talk_answer(t, "ask", OUTCOME_ANSWERED, "Giu nhu cu, khong thay doi gi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM invitation WHERE answer <> ''"), 0);
	talk_says(t, HEAD, "XOA DU LIEU");
	talk_says(t, HEAD, "huy");
	talk_answer(t, "ask", OUTCOME_ANSWERED, "Giu nhu cu, khong thay doi gi");
	talk_says(t, HEAD, "NGHI TO");
	talk_says(t, HEAD, "huy");
	talk_answer(t, "ask", OUTCOME_ANSWERED, "Giu nhu cu, khong thay doi gi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM stopped"), 0);
	talk_says(t, HEAD, "BC DVC 3");
	talk_says(t, HEAD, "BC DVC 4");
	talk_says(t, HEAD, "khong");
	talk_answer(t, "ask", OUTCOME_ANSWERED, "Giu nhu cu, khong thay doi gi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report"), 1);
	talk_says(t, HEAD, "khong");
	talk_answer(t, "rsvp", OUTCOME_RECORDED, "Da ghi: khong di duoc");
	talk_says(t, HEAD, "huy"); /* the answer, or the texts? */
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro co di hay khong");
	talk_says(t, HEAD, "TC");
	talk_answer(t, "optout", OUTCOME_RECORDED, "Da ngung gui tin");
	talk_free(&t);
}

/* Nor is a registration refused by it, while it is asked whom it replaces. */
static void no_to_who_is_replaced_decides_nothing(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "DK Le Van Mot to truong thon Son Tra xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, CHAIR, "DUYET 1");
	talk_answer(t, "approve", OUTCOME_ASKED, "Nhan 1: thay Nguyen Van Hung");
	talk_says(t, CHAIR, "khong");
	talk_answer(t, "ask", OUTCOME_ANSWERED, "Giu nhu cu, khong thay doi gi");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM enrolment WHERE status = 'pending'"), 1);
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_to_are_you_sure_is_said_to_that_alone),
		cmocka_unit_test(no_to_who_is_replaced_decides_nothing),
		cmocka_unit_test(identity_numbers_codes_and_passwords_are_nowhere_in_the_store),
		cmocka_unit_test(one_sees_all_that_is_held),
		cmocka_unit_test(difficulties_invitations_and_a_pin_are_shown),
		cmocka_unit_test(who_has_left_sees_what_is_held),
		cmocka_unit_test(a_wish_taken_back_brings_no_registration_back),
		cmocka_unit_test(a_wrong_name_is_corrected_with_a_leaders_yes),
		cmocka_unit_test(erasing_is_asked_for_twice_and_done_by_the_schedule),
		cmocka_unit_test(a_wish_to_be_erased_is_taken_back_in_time),
		cmocka_unit_test(who_says_their_own_name_or_place_is_asked),
		cmocka_unit_test(others_are_not_erased_by_a_text),
		cmocka_unit_test(who_regrets_the_wish_keeps_the_data),
		cmocka_unit_test(strangers_have_texts_to_erase_too),
		cmocka_unit_test(the_code_of_an_erasure_stays_the_same),
		cmocka_unit_test(what_waits_is_held_too),
		cmocka_unit_test(who_was_rejected_is_erased_from_others_texts),
		cmocka_unit_test(an_administrator_erases_at_once_and_exports_one_person),
		cmocka_unit_test(what_is_told_of_others_in_the_same_text_is_still_told),
		cmocka_unit_test(what_others_wrote_loses_the_name_alone),
		cmocka_unit_test(what_was_unsure_twice_does_not_keep_a_person),
		cmocka_unit_test(a_name_in_capitals_is_erased_too),
		cmocka_unit_test(an_erased_number_is_nowhere_in_the_store),
		cmocka_unit_test(a_failing_store_erases_nobody_by_half),
		cmocka_unit_test(what_is_too_old_is_forgotten_and_still_counts),
		cmocka_unit_test(who_left_is_forgotten_a_year_later),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
