/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What other people's acts bring to somebody: at once while there is room in the day, and the rest in one text. */
#include "tests/help/talk.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>

static int begin(void **state)
{
	*state = talk_new();
	return 0;
}

static int end(void **state)
{
	talk_free((struct talk **)state);
	return 0;
}

#define TO_CHAIR "FROM message WHERE direction = 'out' AND kind = 'notice' AND phone = '" CHAIR "'"

static void registers(struct talk *t, const char *phone, const char *name)
{
	char text[80];

	snprintf(text, sizeof text, "DK %s thanh vien thon Son Tra xa Binh Dong", name);
	talk_says(t, phone, text);
	talk_says(t, phone, "dong y");
}

static void four_register(struct talk *t)
{
	registers(t, "+84905200001", "Le Van Mot");
	registers(t, "+84905200002", "Le Van Hai");
	registers(t, "+84905200003", "Le Van Hoa");
	registers(t, "+84905200004", "Le Van Tam");
}

static void what_exceeds_the_day_comes_in_one_text_the_next_morning(void **state)
{
	struct talk *t = *state;

	four_register(t);
	assert_int_equal(talk_number(t, "SELECT count(*) " TO_CHAIR), 3);
	talk_until(t, "2022-08-18 22:00");
	assert_int_equal(talk_number(t, "SELECT count(*) " TO_CHAIR " AND next_at < 1660842000000000"), 2);
	assert_int_equal(talk_number(t, "SELECT next_at / 1000000 " TO_CHAIR " ORDER BY next_at DESC LIMIT 1"),
		1660867200); /* 2022-08-19 07:00 */
	assert_int_equal(talk_number(t, "SELECT count(*) " TO_CHAIR
					" AND text LIKE '%so 3: Le Van Hoa%so 4: Le Van Tam%' AND parts = 2"),
		1);
}

static void what_was_decided_meanwhile_is_left_out(void **state)
{
	struct talk *t = *state;

	four_register(t);
	talk_says(t, CHAIR, "duyet 3");
	assert_int_equal(talk_number(t, "SELECT count(*) " TO_CHAIR " AND text LIKE '%Le Van Hoa%'"), 0);
	assert_int_equal(
		talk_number(t, "SELECT count(*) " TO_CHAIR " AND text LIKE 'Dang ky so 4: %' AND parts = 1"), 1);
	talk_says(t, CHAIR, "duyet 4");
	assert_int_equal(
		talk_number(t, "SELECT count(*) " TO_CHAIR " AND state = 'queued' AND text LIKE '%so 4:%'"), 0);
}

static void that_a_report_was_approved_is_not_told_once_it_was_returned(void **state)
{
	struct talk *t = *state;

	talk_jump(t, "2022-08-18 22:30");
	talk_says(t, HEAD, "bc dvc 12");
	talk_says(t, CHAIR, "duyet 1");
	talk_says(t, HEAD, "bc thang 7 dvc 3");
	talk_says(t, CHAIR, "duyet 2"); /* joins the first */
	assert_int_equal(talk_count(t, HEAD, "da duyet BC so 1"), 1);
	talk_says(t, CHAIR, "tra 1 so lon");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM message WHERE phone = '" HEAD
					"' AND state = 'queued' AND text LIKE '%da duyet BC so 1,%'"),
		0);
	assert_int_equal(talk_number(t, "SELECT count(*) FROM message WHERE phone = '" HEAD
					"' AND state = 'queued' AND text LIKE '%da duyet BC so 2,%'"),
		1);
	assert_int_equal(talk_count(t, HEAD, "tra lai BC so 1"), 1);
}

static void an_answered_difficulty_is_told_to_nobody_any_more(void **state)
{
	struct talk *t = *state;

	talk_says(t, HEAD, "kk mang yeu o xom 1");
	talk_says(t, HEAD, "kk thieu may tinh o nha van hoa");
	talk_says(t, HEAD, "kk ba con khong biet dung dien thoai");
	assert_int_equal(talk_count(t, OFFICER, "so 3, thon Son Tra"), 1);
	talk_says(t, CHAIR, "tl 3 to se huong dan tai nha");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM message WHERE phone = '" OFFICER
					"' AND state = 'queued' AND text LIKE '%TL 3 %'"),
		0);
}

static void who_was_not_told_of_a_difficulty_is_not_told_that_it_is_solved(void **state)
{
	struct talk *t = *state;

	talk_jump(t, "2022-08-18 22:30");
	talk_says(t, HEAD, "kk mang yeu o xom 1");
	assert_int_equal(talk_count(t, OFFICER, "so 1, thon Son Tra"), 1);
	talk_says(t, HEAD, "xong 1");
	assert_int_equal(
		talk_number(t, "SELECT count(*) FROM message WHERE phone = '" OFFICER "' AND state = 'queued'"), 0);
}

static void a_difficulty_that_was_passed_up_is_told_to_the_former_owner_no_more(void **state)
{
	struct talk *t = *state;

	talk_jump(t, "2022-08-18 22:30");
	talk_says(t, HEAD, "kk mang yeu o xom 1");
	talk_says(t, OFFICER, "chuyen 1");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM message WHERE phone = '" OFFICER
					"' AND state = 'queued' AND text LIKE '%TL 1 %'"),
		0);
	assert_int_equal(talk_count(t, CHAIR, "so 1, thon Son Tra"), 1);
}

static void the_nights_come_together_in_the_morning(void **state)
{
	struct talk *t = *state;

	talk_jump(t, "2022-08-18 23:00");
	four_register(t);
	assert_int_equal(talk_number(t, "SELECT count(*) " TO_CHAIR), 1);
	assert_int_equal(talk_number(t, "SELECT next_at / 1000000 " TO_CHAIR), 1660867200);
	assert_int_equal(talk_number(t, "SELECT count(*) " TO_CHAIR " AND text LIKE '%so 1:%so 2:%so 3:%so 4:%'"), 1);
}

static void the_digest_finds_its_place_on_the_day(void **state)
{
	struct talk *t = *state;

	talk_jump(t, "2022-08-22 07:10"); /* Monday */
	four_register(t);
	talk_until(t, "2022-08-22 12:00");
	assert_int_equal(talk_number(t, "SELECT count(*) FROM message WHERE phone = '" CHAIR
					"' AND kind = 'unasked' AND next_at < 1661176800000000"),
		1);
	assert_int_equal(talk_number(t, "SELECT count(*) FROM message WHERE phone = '" CHAIR
					"' AND kind IN ('unasked', 'notice') AND next_at < 1661187600000000"),
		3);
}

static void what_was_asked_for_does_not_wait(void **state)
{
	struct talk *t = *state;

	for (unsigned i = 1; i <= 4; i++) {
		char text[80];

		snprintf(text, sizeof text, "kk nha van hoa thieu %u may tinh", i + 1);
		talk_says(t, HEAD, text);
		snprintf(text, sizeof text, "tl %u xa da mua %u may", i, i);
		talk_says(t, OFFICER, text);
		talk_told(t, HEAD, "Tra loi kho khan");
	}
	assert_int_equal(talk_number(t, "SELECT count(*) FROM message WHERE phone = '" HEAD
					"' AND kind = 'awaited' AND next_at = queued_at"),
		4);
}

static void a_notice_stays_for_days_where_no_link_is_free(void **state)
{
	struct talk *t = *state;

	registers(t, "+84905200001", "Le Van Mot");
	assert_int_equal(talk_number(t, "SELECT (expires_at - next_at) / 1000000 " TO_CHAIR), 3 * 86400);
}

#define WAITING(phone) "SELECT count(*) FROM message WHERE state = 'queued' AND phone = '" phone "'"

static void what_waits_for_a_post_goes_to_nobody_who_has_left_it(void **state)
{
	struct talk *t = *state;

	talk_jump(t, "2022-08-18 22:30");
	talk_says(t, OFFICER, "LICH 22/8 8h tap huan VNeID tai UBND xa");
	assert_int_equal(talk_number(t, WAITING(HEAD)), 1);
	/* Another role: the invitation stays, what was for the old one does not. */
	talk_number(t, "INSERT INTO message (id, direction, phone, link, text, state, kind, next_at) "
		       "SELECT 7, 'out', '" MEMBER "', link, 'nhac', 'queued', 'unasked', next_at FROM message "
		       "WHERE phone = '" MEMBER "' AND state = 'queued' RETURNING 1");
	talk_says(t, MEMBER, "DK Do Minh Quan to pho thon Son Tra xa Binh Dong");
	talk_says(t, CHAIR, "DUYET 1");
	talk_says(t, CHAIR, "2");
	assert_int_equal(
		talk_number(t, "SELECT count(*) FROM member WHERE name = 'Do Minh Quan' AND role = 'to_pho'"), 1);
	assert_int_equal(talk_number(t, WAITING(MEMBER) " AND text = 'nhac'"), 0);
	assert_int_equal(talk_number(t, WAITING(MEMBER) " AND text LIKE 'Moi du%'"), 1);
	/* Whoever takes the head's place. */
	talk_says(t, STRANGER, "toi la Le Van Binh, to truong moi thon Son Tra xa Binh Dong");
	talk_says(t, STRANGER, "DONG Y");
	talk_says(t, CHAIR, "DUYET 2");
	talk_says(t, CHAIR, "1");
	assert_int_equal(talk_number(t, WAITING(HEAD) " AND kind <> 'answer'"), 1);
	assert_int_equal(talk_number(t, WAITING(HEAD) " AND text LIKE 'Le Van Binh nay lam to truong%'"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_notice_stays_for_days_where_no_link_is_free, begin, end),
		cmocka_unit_test_setup_teardown(what_waits_for_a_post_goes_to_nobody_who_has_left_it, begin, end),
		cmocka_unit_test_setup_teardown(what_exceeds_the_day_comes_in_one_text_the_next_morning, begin, end),
		cmocka_unit_test_setup_teardown(what_was_decided_meanwhile_is_left_out, begin, end),
		cmocka_unit_test_setup_teardown(
			that_a_report_was_approved_is_not_told_once_it_was_returned, begin, end),
		cmocka_unit_test_setup_teardown(an_answered_difficulty_is_told_to_nobody_any_more, begin, end),
		cmocka_unit_test_setup_teardown(
			who_was_not_told_of_a_difficulty_is_not_told_that_it_is_solved, begin, end),
		cmocka_unit_test_setup_teardown(
			a_difficulty_that_was_passed_up_is_told_to_the_former_owner_no_more, begin, end),
		cmocka_unit_test_setup_teardown(the_nights_come_together_in_the_morning, begin, end),
		cmocka_unit_test_setup_teardown(the_digest_finds_its_place_on_the_day, begin, end),
		cmocka_unit_test_setup_teardown(what_was_asked_for_does_not_wait, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
