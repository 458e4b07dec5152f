/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One text to many, as the conversation it is: shown, confirmed, spread over the hours, followed, taken back. */
#include "tests/help/engine.h"
#include "tests/help/talk.h"

#include "gateway/base/clock.h"
#include "store/link_use.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>

#define QUEUED "SELECT count(*) FROM message WHERE direction = 'out' AND kind = 'bulk' AND state = 'queued'"

/* ---- whom it reaches ---- */

static void the_chair_sees_what_it_costs_and_xn_sends_it(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "TB mai 8h hop tai UBND xa");
	talk_answer(t, "broadcast", OUTCOME_ASKED,
		"TB 1 \"mai 8h hop tai UBND xa\" toi 5 nguoi (xa Binh Dong): 5 tin, "
		"khoang 1750 dong, xong 09:00. Gui nhan: XN. Bo: HUY TB");
	assert_int_equal(talk_number(t, QUEUED), 0);
	talk_says(t, CHAIR, "xn");
	talk_answer(t, "broadcast", OUTCOME_RECORDED, "Dang gui TB 1 toi 5 nguoi");
	assert_int_equal(talk_number(t, QUEUED), 5);
	assert_int_equal(talk_count(t, HEAD, "UBND xa Binh Dong: mai 8h hop tai UBND xa"), 1);
	assert_int_equal(talk_count(t, OFFICER, "mai 8h hop"), 1);
	assert_int_equal(talk_count(t, AWAITING, "mai 8h hop"), 0); /* has not consented */
	assert_int_equal(talk_count(t, CHAIR_2, "mai 8h hop"), 0);  /* of another commune */
	talk_says(t, CHAIR, "xn");                                  /* nothing waits any more */
	assert_int_equal(talk_number(t, QUEUED), 5);
	talk_free(&t);
}

static void a_role_or_villages_before_the_colon_choose(void **state)
{
	static const struct {
		const char *text, *shown;
	} texts[] = {
		{ "TB TO TRUONG: nop bao cao truoc 20/8", "\"nop bao cao truoc 20/8\" toi 2 nguoi (to truong, xa" },
		{ "tb cho cac to truong nop bao cao", "\"nop bao cao\" toi 2 nguoi (to truong, xa" },
		{ "TB thon Son Tra: mai mat dien", "\"mai mat dien\" toi 3 nguoi (thon Son Tra)" },
		{ "TB thôn Sơn Trà, Tân Hy: mai mất điện", "toi 4 nguoi (thon Son Tra, thon Tan Hy)" },
		{ "TB thanh vien thon son tra: mang CCCD", "toi 1 nguoi (thanh vien, thon Son Tra)" },
		/* read aloud as it stands */
		{ "TB thon son tra mai mat dien", "\"thon son tra mai mat dien\" toi 3 nguoi (thon Son Tra)" },
		/* villages at the end behind "cho" */
		{ "tb mai hop ban ve vneid cho thon son tra", "toi 3 nguoi (thon Son Tra)" },
		{ "tb mai hop cho thon son tra va tan hy nhe", "toi 4 nguoi (thon Son Tra, thon Tan Hy)" },
		{ "tb mai hop cho to truong thon son tra", "toi 1 nguoi (to truong, thon Son Tra)" },
		/* what is given to a village is told to all */
		{ "TB quyen gop gao cho thon son tra", "toi 5 nguoi (xa Binh Dong)" },
		{ "TB nop bao cao cho to truong", "toi 5 nguoi (xa Binh Dong)" },
		/* a place in the middle addresses nobody */
		{ "TB mai hop o thon son tra", "toi 5 nguoi (xa Binh Dong)" },
		{ "TB khan: to truong ve hop", "\"to truong ve hop\" toi 2 nguoi (to truong, xa Binh Dong)" },
		{ "TB khan: lu ve", "Tin khan cung theo gio va 3 tin/ngay" },
		{ "tb mai hop 8h ubnd xa cho cac to truong", "\"mai hop 8h ubnd xa\" toi 2 nguoi (to truong" },
	};
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, CHAIR, texts[i].text);
		talk_answer(t, "broadcast", OUTCOME_ASKED, texts[i].shown);
	}
	talk_free(&t);
}

/* "...(phong 2)", "...100%", "...?" */
static void the_mark_at_the_end_belongs_to_the_words(void **state)
{
	static const char *const texts[] = { "mai hop (phong 2)", "DVC da dat 100%", "ai chua co bao hiem?" };
	struct talk *t = talk_new();
	char text[64], shown[64];

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		snprintf(text, sizeof text, "TB %s", texts[i]);
		snprintf(shown, sizeof shown, "\"%s\" toi 5 nguoi", texts[i]);
		talk_says(t, CHAIR, text);
		talk_answer(t, "broadcast", OUTCOME_ASKED, shown);
	}
	talk_free(&t);
}

/* Marks in the office's name alone would make two parts of one. */
static void words_without_marks_go_without_marks_to_all(void **state)
{
	static const char plain[] = "TB moi cac to den nha van hoa thon luc 8h sang mai, mang theo so sach va can cuoc",
			  marked[] =
				  "TB mời các tổ đến nhà văn hóa thôn lúc 8h sáng mai, mang theo sổ sách và căn cước";
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, MEMBER, "CO DAU");
	talk_says(t, CHAIR, marked);
	talk_answer(t, "broadcast", OUTCOME_ASKED, "toi 5 nguoi (xa Binh Dong): 6 tin");
	talk_says(t, CHAIR, plain);
	talk_answer(t, "broadcast", OUTCOME_ASKED, "toi 5 nguoi (xa Binh Dong): 5 tin");
	talk_says(t, CHAIR, "XN 2");
	assert_int_equal(talk_count(t, MEMBER, "UBND xa Binh Dong: moi cac to den nha van hoa"), 1);
	talk_free(&t);
}

/* Whom a text is for is read wherever it is said, or asked about; nobody else gets it. */
static void words_that_say_to_whom_are_no_part_of_the_text(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "tb gui tat ca to truong: mai hop");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "\"mai hop\" toi 2 nguoi (to truong, xa Binh Dong)");
	talk_says(t, CHAIR, "HUY TB");
	talk_says(t, CHAIR, "tb mai hop luc 8h, gui to truong");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "\"mai hop luc 8h\" toi 2 nguoi (to truong, xa Binh Dong)");
	/* What it does not understand is asked about, and what was shown before still waits. */
	talk_says(t, CHAIR, "tb cho ban nu cong: mai hop");
	talk_answer(t, "ask", OUTCOME_ASKED, "Chua ro nhan cho ai, chua gui gi");
	talk_says(t, CHAIR, "tb cho doan vien to pho toan tinh: mai hop");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach tinh");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM broadcast WHERE text LIKE '%tinh%'"), 0);
	talk_says(t, CHAIR, "XN");
	talk_answer(t, "broadcast", OUTCOME_RECORDED, "toi 2 nguoi");
	talk_free(&t);
}

/* "Đang gửi ... xong khoảng": whose day has three texts already gets it on the next. */
static void when_it_will_be_over_is_told_with_those_whose_day_is_full(void **state)
{
	static const char *const texts[] = { "TB mot", "TB hai", "TB ba" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		talk_says(t, CHAIR, texts[i]);
		talk_says(t, CHAIR, "XN");
		talk_answer(t, "broadcast", OUTCOME_RECORDED, "xong khoang 09:0");
	}
	talk_says(t, CHAIR, "TB bon");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "xong 07:00 19/8 (5 nguoi hom nay da du tin, nhan ngay sau). Gui");
	talk_says(t, CHAIR, "XN");
	talk_answer(t, "broadcast", OUTCOME_RECORDED, "toi 5 nguoi, xong khoang 07:00 19/8");
	talk_free(&t);
}

static void residents_get_only_what_is_for_them_and_how_to_end_it(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, STRANGER, "TIN thon Son Tra");
	talk_says(t, STRANGER, "dong y");
	assert_int_equal(
		talk_number(t, "SELECT count(*) FROM member WHERE role = 'nguoi_dan' AND status = 'active'"), 1);
	talk_says(t, CHAIR, "TB mai hop");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "toi 5 nguoi");
	talk_says(t, CHAIR, "TB NGUOI DAN: tu 1/9 nop ho so qua mang");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "toi 1 nguoi (nguoi dan, xa Binh Dong)");
	talk_says(t, CHAIR, "XN 2");
	assert_int_equal(
		talk_count(t, STRANGER, "UBND xa Binh Dong: tu 1/9 nop ho so qua mang (Thoi nhan tin: TC)"), 1);
	talk_says(t, STRANGER, "TC");
	talk_says(t, CHAIR, "TB NGUOI DAN: tu 1/10 nop ho so qua mang");
	talk_answer(t, "broadcast", OUTCOME_REFUSED, "Khong co ai nhan duoc tin");
	talk_free(&t);
}

static void gui_di_sends_what_was_shown(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICER, "LICH 22/8 8h hop tai UBND xa"); /* an invitation that waits takes no answer away */
	talk_says(t, CHAIR, "TB mai mat dien");
	talk_says(t, CHAIR, "gui di");
	talk_answer(t, "broadcast", OUTCOME_RECORDED, "Dang gui TB 1");
	talk_free(&t);
}

/* ---- who may ---- */

static void who_has_no_right_is_told_whom_to_ask(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "TB mai hop");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Xin hoi Pham Van Tai");
	talk_says(t, CHAIR, "TB xa Binh Chau: mai hop");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach xa Binh Chau");
	talk_says(t, OFFICE, "TB xa Binh Chau: mai hop");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "(xa Binh Chau)");
	assert_int_equal(talk_number(t, QUEUED), 0);
	talk_free(&t);
}

static void what_cannot_be_sent_is_said_and_nothing_is_queued(void **state)
{
	char text[700] = "TB ";
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 3; i < 600; i++)
		text[i] = "chieu nay hop "[i % 14];
	talk_says(t, CHAIR, text);
	talk_answer(t, "broadcast", OUTCOME_REFUSED, "dai 4 tin, nhieu nhat 3 tin");
	talk_says(t, CHAIR, "TB");
	talk_answer(t, "broadcast", OUTCOME_REFUSED, "Nhan cho nhieu nguoi: TB <loi nhan>");
	talk_says(t, CHAIR, "TB 9");
	talk_answer(t, "broadcast", OUTCOME_REFUSED, "Khong co thong bao so 9");
	talk_says(t, CHAIR, "HUY TB");
	talk_answer(t, "broadcast", OUTCOME_REFUSED, "Khong co thong bao nao");
	assert_int_equal(talk_number(t, QUEUED), 0);
	talk_free(&t);
}

/* ---- on the way ---- */

static void at_night_it_waits_for_the_morning(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-18 22:30");
	talk_says(t, CHAIR, "TB mai 8h hop");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "xong 07:00 19/8");
	talk_says(t, CHAIR, "xn");
	assert_int_equal(talk_number(t, QUEUED " AND next_at < 1660867200000000"), 0); /* 2022-08-19 07:00 */
	assert_int_equal(talk_number(t, QUEUED), 5);
	talk_free(&t);
}

static void its_texts_follow_each_other_at_the_pace_of_the_links(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "TB mai 8h hop");
	talk_says(t, CHAIR, "xn");
	/* Without a rate a link sends 20 a minute. */
	assert_int_equal(talk_number(t, "SELECT max(next_at) - min(next_at) FROM message WHERE kind = 'bulk'"),
		4 * 3 * CLOCK_SECOND);
	talk_free(&t);
}

/* Of a cap of 5 a day one part is for answers, so the fifth text goes tomorrow, when the cap begins anew. */
static void beyond_the_cap_of_a_sim_it_ends_on_another_day(void **state)
{
	struct talk *t = talk_new();
	struct why why;

	(void)state;
	talk_modem(t, 60, 5);
	talk_says(t, CHAIR, "TB mai 8h hop");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "xong 07:00 19/8. Gui nhan: XN");
	talk_says(t, CHAIR, "xn");
	talk_answer(t, "broadcast", OUTCOME_RECORDED, "toi 5 nguoi, xong khoang 07:00 19/8");
	talk_modem(t, 60, 3);
	assert_int_equal(link_use_add(t->store, "modem", &(struct link_use){ .parts = 2 }, t->now, &why), 0);
	talk_says(t, OFFICER, "TB mai 9h hop");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "xong 07:00 20/8. Gui nhan: XN"); /* 1 today, 3 tomorrow, 1 then */
	talk_modem(t, 60, 0);
	talk_says(t, OFFICER, "TB ngay kia hop");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "xong 09:0");
	talk_free(&t);
}

static void who_sent_it_hears_how_many_it_will_not_reach(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "TB mai 8h hop");
	talk_says(t, CHAIR, "xn");
	talk_number(t, "UPDATE message SET state = 'sent' WHERE kind = 'bulk' RETURNING 1");
	talk_number(t, "UPDATE message SET state = 'failed' WHERE kind = 'bulk' AND phone = '" HEAD "' RETURNING 1");
	talk_number(t, "UPDATE message SET state = 'unsure', next_at = 9223372036854775807 WHERE kind = 'bulk'"
		       " AND phone = '" MEMBER "' RETURNING 1"); /* twice unsure: nobody will ever know */
	talk_says(t, CHAIR, "TB 1");
	talk_answer(t, "broadcast", OUTCOME_ANSWERED, "da gui 3/5 nguoi, khong gui duoc 2");
	talk_free(&t);
}

static void what_still_waits_is_taken_back(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "TB mai 8h hop");
	talk_says(t, CHAIR, "xn");
	talk_number(t, "UPDATE message SET state = 'sent', attempts = 1 WHERE kind = 'bulk' AND phone = '" HEAD
		       "' RETURNING 1");
	talk_says(t, CHAIR, "TB 1");
	talk_answer(t, "broadcast", OUTCOME_ANSWERED, "TB 1: da gui 1/5 nguoi, dang cho 4. Xong khoang 09:00");
	talk_says(t, CHAIR, "HUY TB 1");
	talk_answer(t, "broadcast", OUTCOME_RECORDED, "Da ngung TB 1: 1 nguoi da nhan, 4 nguoi khong gui nua");
	assert_int_equal(talk_number(t, QUEUED), 0);
	talk_says(t, CHAIR, "TB 1");
	talk_answer(t, "broadcast", OUTCOME_ANSWERED, "da gui 1/5 nguoi, khong gui duoc 4");
	talk_says(t, CHAIR_2, "HUY TB 1"); /* of another commune: it is not theirs to see */
	talk_answer(t, "broadcast", OUTCOME_REFUSED, "Khong co thong bao so 1");
	talk_free(&t);
}

static void whom_it_goes_to_before_a_colon_is_enough(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "gui to pho va thanh vien thon son tra: mai di don rac 7h");
	talk_answer(t, "broadcast", OUTCOME_ASKED,
		"TB 1 \"mai di don rac 7h\" toi 2 nguoi (to pho, thanh vien, thon Son Tra)");
	talk_says(t, CHAIR, "sua lai: hop 9h");
	talk_answer(t, "broadcast", OUTCOME_ANSWERED, "Da bo TB 1, chua gui cho ai");
	talk_free(&t);
}

static void who_sends_stops_that_and_not_their_own_texts(void **state)
{
	static const char *const words[] = { "thoi dung gui", "ngung gui tin do di", "khoan gui da", "dung gui tb 4" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		talk_says(t, CHAIR, "TB mai hop luc 8h tai UBND xa");
		talk_says(t, CHAIR, "XN");
		talk_says(t, CHAIR, words[i]);
		talk_answer(t, "broadcast", OUTCOME_RECORDED, "Da ngung TB");
	}
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM stopped"), 0);
	talk_until(t, "2022-08-19 09:00"); /* long ago: it is said of their own */
	talk_says(t, CHAIR, "dung gui nua");
	talk_answer(t, "optout", OUTCOME_RECORDED, "Da ngung gui tin den so nay");
	talk_free(&t);
}

static void no_means_no(void **state)
{
	static const char *const words[] = { "HUY TB", "huy", "khong", "bo di", "thoi bo di", "HUY TB 6" };
	struct talk *t = talk_new();

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		talk_says(t, CHAIR, "TB mai 8h hop");
		talk_says(t, CHAIR, words[i]);
		talk_answer(t, "broadcast", OUTCOME_ANSWERED, "chua gui cho ai");
		talk_says(t, CHAIR, "xn");
	}
	assert_int_equal(talk_number(t, QUEUED), 0);
	talk_says(t, CHAIR, "bc dvc 5"); /* and texts still reach the chair */
	talk_answer(t, "ask", OUTCOME_ASKED, "Bao cao nay cua thon nao");
	talk_free(&t);
}

/* After days off two are shown at once: nobody can tell which one a bare XN is for, and it cannot be called back. */
static void of_two_that_wait_each_is_sent_by_its_number(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "TB TO TRUONG: nop bao cao");
	talk_says(t, CHAIR, "TB mai 8h hop");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "Gui nhan: XN 2. Bo: HUY TB");
	talk_says(t, CHAIR, "xn");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "TB 2, TB 1 dang cho, chua gui. Gui thi nhan XN va so: XN 2");
	talk_says(t, CHAIR, "huy tb");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "Bo thi nhan HUY TB va so: HUY TB 2");
	talk_says(t, CHAIR, "TB TO TRUONG: mang theo so");
	talk_says(t, CHAIR, "huy tb");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "TB 3, TB 2, TB 1 dang cho");
	talk_says(t, CHAIR, "HUY TB 3");
	assert_int_equal(talk_number(t, QUEUED), 0);
	talk_says(t, CHAIR_2, "xn 1"); /* not theirs */
	talk_says(t, CHAIR, "xn 77");
	talk_answer(t, "broadcast", OUTCOME_REFUSED, "dang cho xac nhan");
	assert_int_equal(talk_number(t, QUEUED), 0);
	talk_says(t, CHAIR, "xn 1");
	talk_answer(t, "broadcast", OUTCOME_RECORDED, "HUY TB 1. TB 2 con cho: XN 2");
	assert_int_equal(talk_number(t, QUEUED), 2);
	talk_says(t, CHAIR, "xn"); /* of whom is in a hurry */
	talk_answer(t, "broadcast", OUTCOME_ASKED,
		"TB 2 dang cho, chua gui. Gui thi nhan XN va so: XN 2. Bo thi nhan HUY TB va so: HUY TB 2");
	assert_int_equal(talk_number(t, QUEUED), 2);
	talk_says(t, CHAIR, "xn 2");
	talk_answer(t, "broadcast", OUTCOME_RECORDED, "Dang gui TB 2 toi 5 nguoi");
	talk_free(&t);
}

static void of_two_that_wait_the_first_is_sent_after_the_last(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "TB TO TRUONG: nop bao cao");
	talk_says(t, CHAIR, "TB mai 8h hop");
	talk_says(t, CHAIR, "huy tb 2");
	talk_answer(t, "broadcast", OUTCOME_ANSWERED, "Da bo TB 2, chua gui cho ai");
	talk_says(t, CHAIR, "xn 1");
	talk_answer(t, "broadcast", OUTCOME_RECORDED, "Dang gui TB 1 toi 2 nguoi");
	talk_says(t, CHAIR, "TB mai 9h hop");
	talk_says(t, CHAIR, "TB mai 10h hop");
	talk_says(t, CHAIR, "xn 4");
	talk_jump(t, "2022-08-18 10:30");
	talk_says(t, CHAIR, "xn 3"); /* too late for it */
	talk_answer(t, "broadcast", OUTCOME_REFUSED, "dang cho xac nhan");
	assert_int_equal(talk_number(t, QUEUED), 7);
	talk_free(&t);
}

/* An hour later nobody remembers what XN was about. */
static void a_preview_that_is_not_confirmed_lapses(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "TB mai 8h hop");
	talk_jump(t, "2022-08-18 10:30");
	talk_says(t, CHAIR, "xn");
	assert_int_equal(talk_number(t, QUEUED), 0);
	talk_free(&t);
}

/* The commune becomes another while a text waits for XN. */
static void whom_it_was_not_shown_for_gets_nothing(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2025-06-30 23:58");
	talk_says(t, CHAIR, "TB mai hop");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "TB 1 \"mai hop\" toi 5 nguoi (xa Binh Dong)");
	talk_jump(t, "2025-07-01 00:02");
	talk_number(t, "UPDATE member SET unit = '21061' WHERE unit = '21049' RETURNING 1");
	talk_says(t, CHAIR, "XN");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "(xa Van Tuong), luc truoc 5. ");
	assert_int_equal(talk_number(t, QUEUED), 0);
	talk_says(t, CHAIR, "XN");
	talk_answer(t, "broadcast", OUTCOME_RECORDED, "Dang gui TB 1 toi");
	talk_free(&t);
}

#define JOIN "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) "

static void clearly_more_people_than_were_shown_are_shown_first(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_number(t, JOIN "INSERT INTO member (id, name, role, unit, status, consent_at, created_at) SELECT i, "
			    "'Mẫu ' || i, 'thanh_vien', '2104901', 'stopped', 1, 1 FROM n RETURNING 1");
	talk_number(t, JOIN "INSERT INTO phone (msisdn, member, added_at) SELECT '+8491' || (1000000 + i), i, 1 FROM n "
			    "RETURNING 1");
	talk_says(t, CHAIR, "TB mai hop");
	talk_number(t, "UPDATE member SET status = 'active' WHERE id < 3 RETURNING 1");
	talk_says(t, CHAIR, "XN");
	talk_answer(t, "broadcast", OUTCOME_RECORDED, "Dang gui TB 1 toi 7 nguoi");
	talk_says(t, CHAIR, "TB mai hop luc 8h");
	talk_number(t, "UPDATE member SET status = 'active' WHERE id < 6 RETURNING 1");
	talk_says(t, CHAIR, "XN");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "Chua gui TB 2: nay toi 10 nguoi (xa Binh Dong), luc truoc 7. ");
	assert_int_equal(talk_number(t, QUEUED), 7);
	talk_says(t, CHAIR, "XN");
	talk_answer(t, "broadcast", OUTCOME_RECORDED, "Dang gui TB 2 toi 10 nguoi");
	talk_free(&t);
}

static void a_failing_store_sends_to_nobody(void **state)
{
	struct talk *t = talk_new();
	struct why why = { "" };
	long nth = 1;

	(void)state;
	talk_says(t, CHAIR, "TB mai 8h hop");
	for (bool done = false; !done; nth += engine_stride()) {
		assert_int_equal(store_begin(t->store, &why), 0);
		store_fail_at(t->store, nth);
		done = talk_take(t, CHAIR, "xn", &why) == 0;
		store_fail_at(t->store, 0);
		if (store_in_transaction(t->store))
			store_rollback(t->store);
		assert_int_equal(talk_number(t, QUEUED), 0);
	}
	assert_in_range(nth, 20, 2000);
	talk_free(&t);
}

static void a_village_that_nobody_knows_is_said_to_be_unknown(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, CHAIR, "TB thon xyz: mai hop");
	talk_answer(t, "broadcast", OUTCOME_ASKED, "Khong tim thay thon xyz");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM broadcast"), 0);
	talk_free(&t);
}

/* The invitation waits too; what was shown last is what is answered. */
static void plain_words_answer_what_was_shown(void **state)
{
	static const char *const yes[] = { "ok gui di", "gui luon di", "duoc, gui di nhe" };
	static const char *const no[] = { "thoi khong gui nua", "dung gui", "khoan gui" };
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, OFFICE, "LICH 25/8 8h VNEID tai UBND huyen");
	for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
		talk_says(t, CHAIR, "TB mai hop to");
		talk_says(t, CHAIR, no[i]);
		talk_answer(t, "broadcast", OUTCOME_ANSWERED, "chua gui cho ai");
	}
	assert_int_equal(talk_count(t, HEAD, "mai hop to"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM stopped"), 0);
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
		talk_says(t, CHAIR, "TB mai hop to");
		talk_says(t, CHAIR, yes[i]);
		talk_answer(t, "broadcast", OUTCOME_RECORDED, "Dang gui TB");
	}
	talk_says(t, CHAIR, "TB mai hop to");
	talk_says(t, CHAIR, "sua noi dung: mot hop to");
	talk_answer(t, "broadcast", OUTCOME_ANSWERED, "chua gui cho ai. Nhan lai: TB <loi nhan>");
	talk_says(t, CHAIR, "TB mot hop to");
	talk_says(t, CHAIR, "XN");
	talk_answer(t, "broadcast", OUTCOME_RECORDED, "Dang gui TB");
	assert_int_equal(talk_count(t, HEAD, "mot hop to"), 1);
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_chair_sees_what_it_costs_and_xn_sends_it),
		cmocka_unit_test(a_role_or_villages_before_the_colon_choose),
		cmocka_unit_test(the_mark_at_the_end_belongs_to_the_words),
		cmocka_unit_test(words_without_marks_go_without_marks_to_all),
		cmocka_unit_test(words_that_say_to_whom_are_no_part_of_the_text),
		cmocka_unit_test(when_it_will_be_over_is_told_with_those_whose_day_is_full),
		cmocka_unit_test(residents_get_only_what_is_for_them_and_how_to_end_it),
		cmocka_unit_test(gui_di_sends_what_was_shown),
		cmocka_unit_test(who_has_no_right_is_told_whom_to_ask),
		cmocka_unit_test(what_cannot_be_sent_is_said_and_nothing_is_queued),
		cmocka_unit_test(at_night_it_waits_for_the_morning),
		cmocka_unit_test(its_texts_follow_each_other_at_the_pace_of_the_links),
		cmocka_unit_test(beyond_the_cap_of_a_sim_it_ends_on_another_day),
		cmocka_unit_test(who_sent_it_hears_how_many_it_will_not_reach),
		cmocka_unit_test(what_still_waits_is_taken_back),
		cmocka_unit_test(whom_it_goes_to_before_a_colon_is_enough),
		cmocka_unit_test(who_sends_stops_that_and_not_their_own_texts),
		cmocka_unit_test(no_means_no),
		cmocka_unit_test(of_two_that_wait_each_is_sent_by_its_number),
		cmocka_unit_test(of_two_that_wait_the_first_is_sent_after_the_last),
		cmocka_unit_test(a_preview_that_is_not_confirmed_lapses),
		cmocka_unit_test(whom_it_was_not_shown_for_gets_nothing),
		cmocka_unit_test(clearly_more_people_than_were_shown_are_shown_first),
		cmocka_unit_test(a_failing_store_sends_to_nobody),
		cmocka_unit_test(a_village_that_nobody_knows_is_said_to_be_unknown),
		cmocka_unit_test(plain_words_answer_what_was_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
