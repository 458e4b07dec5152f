/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What happens by itself, over weeks: through restarts, days off and a clock that steps. */
#include "tests/help/talk.h"

#include "gateway/base/clock.h"
#include "gateway/programme/programme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>

#define REMINDED     "chua nop BC thang 8, han 25/8"
#define DIGEST       "inh Dong thang" /* with "xa Binh Dong thang 8: ..." and "Xa Binh Dong thang 8: chua co ..." */
#define DIGEST_2     "inh Chau thang"
#define GOES_AT      "(CASE WHEN next_at > 0 THEN next_at ELSE queued_at END)"
#define UTC_OFFSET_S "25200"

/* Texts to that number with those words that go at that time. */
static int64_t sent_at(struct talk *t, const char *to, const char *words, const char *time)
{
	int64_t at;
	char sql[512];

	assert_int_equal(clock_read(time, &at), 0);
	snprintf(sql, sizeof sql,
		"SELECT COUNT(*) FROM message WHERE direction = 'out' AND phone = '%s' AND text LIKE '%%%s%%' AND " GOES_AT
		" / 60000000 = %" PRId64,
		to, words, at / CLOCK_MINUTE);
	return talk_number(t, sql);
}

static int64_t sent_in_the_night(struct talk *t)
{
	return talk_number(t,
		"SELECT COUNT(*) FROM message WHERE direction = 'out' AND kind IN ('unasked', 'notice') AND ("
		"(" GOES_AT " / 1000000 + " UTC_OFFSET_S ") % 86400 < 25200 OR "
		"(" GOES_AT " / 1000000 + " UTC_OFFSET_S ") % 86400 > 79200)");
}

static void add_training(struct talk *t, const char *row)
{
	char csv[512];

	snprintf(csv, sizeof csv, "no,starts_at,ends_at,place,topic,scope,method,partner,status\n%s\n", row);
	talk_import(t, "trainings", csv);
}

/* Sunday evening to the Monday after next; from Friday to Monday night nothing runs. */
static void a_fortnight_brings_each_digest_once_and_each_reminder_twice(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_jump(t, "2022-08-21 20:00");
	add_training(t, "1,2022-08-24T14:00:00+07:00,,Nhà văn hóa,VNE,21049,truc_tiep,,planned");
	add_training(t, "2,2022-08-28T09:00:00+07:00,,UBND xã,TT,21049,truc_tiep,,planned");
	add_training(t, "3,2022-09-02T07:15:00+07:00,,Trạm y tế,DVC,21049,truc_tiep,,planned");
	talk_until(t, "2022-08-22 07:29");
	talk_restart(t);
	assert_int_equal(talk_count(t, CHAIR, DIGEST), 0);
	talk_until(t, "2022-08-22 07:30");
	talk_restart(t);
	talk_until(t, "2022-08-22 07:31");
	assert_int_equal(sent_at(t, CHAIR, DIGEST, "2022-08-22 07:30"), 1);
	for (int day = 22; day < 26; day++) {
		char noon[32];

		snprintf(noon, sizeof noon, "2022-08-%d 14:00", day);
		talk_until(t, noon);
		talk_restart(t);
	}
	assert_int_equal(sent_at(t, HEAD, "Nhac: 14:00", "2022-08-23 14:00"), 1);
	assert_int_equal(sent_at(t, HEAD, "Nhac: 14:00 hom nay", "2022-08-24 12:00"), 1);
	talk_until(t, "2022-08-26 23:00");
	/* Three days off. */
	talk_jump(t, "2022-08-29 23:00");
	talk_restart(t);
	talk_due(t);
	assert_int_equal(sent_at(t, CHAIR, DIGEST, "2022-08-30 07:00"), 1);
	assert_int_equal(sent_at(t, CHAIR_2, DIGEST_2, "2022-08-30 07:00"), 1);
	talk_restart(t);
	talk_until(t, "2022-09-05 12:00");
	talk_restart(t);
	talk_until(t, "2022-09-05 21:00");
	assert_int_equal(sent_at(t, CHAIR, DIGEST, "2022-09-05 07:30"), 1);
	/* Three Mondays, and the 1st, about the month that has ended. */
	assert_int_equal(sent_at(t, CHAIR, DIGEST, "2022-09-01 07:30"), 1);
	assert_int_equal(talk_count(t, CHAIR, DIGEST), 4);
	assert_int_equal(talk_count(t, CHAIR_2, DIGEST_2), 4);
	assert_int_equal(talk_count(t, HEAD, "Nhac: 14:00"), 2);
	assert_int_equal(talk_count(t, NULL, "Nhac: 09:00"), 0); /* held while nothing ran */
	assert_int_equal(talk_count(t, NULL, "qua han"), 0);     /* the day for it was one of those off */
	assert_int_equal(sent_at(t, HEAD, "Nhac: 07:15", "2022-09-01 07:15"), 1);
	assert_int_equal(talk_count(t, HEAD, "Nhac: 07:15"), 2);
	assert_int_equal(sent_in_the_night(t), 0);
	talk_free(&t);
}

/* A modem that was off brings its waiting texts in the first minutes. */
static void after_a_time_off_what_was_sent_meanwhile_comes_first(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_until(t, "2022-08-24 12:00");
	assert_int_equal(talk_count(t, HEAD, REMINDED), 1); /* on the 22nd */
	talk_jump(t, "2022-08-25 09:00");
	talk_restart(t);
	talk_due(t);
	assert_int_equal(talk_count(t, HEAD_2, REMINDED), 1); /* the next was due at 08:00 */
	talk_arrives(t, HEAD, "2022-08-25 07:40", "bc dvc 5");
	talk_until(t, "2022-08-25 09:11");
	assert_int_equal(talk_count(t, HEAD, REMINDED), 1);
	assert_int_equal(talk_count(t, HEAD_2, REMINDED), 2);
	/* A restart is no time off. */
	talk_until(t, "2022-08-29 07:29");
	talk_restart(t);
	talk_until(t, "2022-08-29 07:30");
	assert_int_equal(sent_at(t, CHAIR, DIGEST, "2022-08-29 07:30"), 1);
	talk_free(&t);
}

static void a_clock_that_goes_back_repeats_nothing(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	add_training(t, "1,2022-08-23T07:00:00+07:00,,Nhà văn hóa,VNE,21049,truc_tiep,,planned");
	talk_until(t, "2022-08-22 08:00");
	assert_int_equal(talk_count(t, CHAIR, DIGEST), 1);
	assert_int_equal(talk_count(t, HEAD, "Nhac: 07:00"), 1);
	talk_jump(t, "2022-08-22 06:00");
	talk_until(t, "2022-08-22 07:40");
	talk_jump(t, "2022-08-22 05:40");
	talk_restart(t);
	talk_until(t, "2022-08-28 12:00");
	assert_int_equal(talk_count(t, CHAIR, DIGEST), 1);
	assert_int_equal(talk_count(t, HEAD, "Nhac: 07:00"), 2);
	talk_until(t, "2022-08-29 12:00");
	assert_int_equal(talk_count(t, CHAIR, DIGEST), 2);
	talk_free(&t);
}

static void a_clock_that_jumps_a_day_ahead_loses_nothing(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	add_training(t, "1,2022-08-26T14:00:00+07:00,,Nhà văn hóa,VNE,21049,truc_tiep,,planned");
	talk_until(t, "2022-08-21 20:00");
	talk_jump(t, "2022-08-22 20:00");
	talk_until(t, "2022-08-25 09:00");
	assert_int_equal(talk_count(t, CHAIR, DIGEST), 1);
	assert_int_equal(talk_count(t, HEAD, "Nhac: 14:00"), 0);
	/* The reminder of the day before is late, but there is time to go. */
	talk_jump(t, "2022-08-26 09:00");
	talk_due(t);
	assert_int_equal(sent_at(t, HEAD, "Nhac: 14:00 hom nay", "2022-08-26 09:00"), 1);
	talk_until(t, "2022-08-26 15:00");
	assert_int_equal(talk_count(t, HEAD, "Nhac: 14:00"), 2);
	/* And back: what was done stays done. */
	talk_until(t, "2022-08-28 09:00");
	talk_jump(t, "2022-08-29 09:00");
	talk_due(t);
	assert_int_equal(talk_count(t, CHAIR, DIGEST), 2);
	talk_jump(t, "2022-08-28 09:00");
	talk_until(t, "2022-08-30 09:00");
	assert_int_equal(talk_count(t, CHAIR, DIGEST), 2);
	talk_until(t, "2022-09-05 09:00");
	assert_int_equal(talk_count(t, CHAIR, DIGEST), 4); /* one of them on the 1st */
	talk_free(&t);
}

static void of_two_reminders_that_are_late_the_last_goes(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	add_training(t, "1,2022-08-26T14:00:00+07:00,,Nhà văn hóa,VNE,21049,truc_tiep,,planned");
	talk_until(t, "2022-08-25 09:00");
	talk_jump(t, "2022-08-26 12:30");
	talk_due(t);
	assert_int_equal(talk_count(t, HEAD, "Nhac: 14:00"), 1);
	talk_free(&t);
}

static void after_the_clock_went_back_the_calendar_is_looked_at_again(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_due(t);
	talk_jump(t, "2022-08-18 20:00");
	talk_due(t);
	talk_jump(t, "2022-08-18 09:00");
	talk_due(t);
	assert_true(t->next <= t->now + 6 * CLOCK_HOUR);
	talk_free(&t);
}

/* ---- very many ---- */

#define VERY_MANY   450
#define VERY_MANY_S "450"

#define EACH "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " VERY_MANY_S ") "

/* So many communes of the district, each with its leader. */
static void add_communes(struct talk *t)
{
	static const char *const rows[] = {
		"INSERT INTO unit (id, code, name, kind, parent_code, valid_from, valid_to, successor_code, source) " EACH
		"SELECT 9000000 + i, 'z' || (1000 + i), 'Xã ' || i, 'xa', '522', '2000-01-01', '', '', 'demo' FROM n",
		"INSERT INTO member (id, name, role, unit, status, consent_at, created_at) " EACH
		"SELECT 9000000 + i, 'Mẫu ' || i, 'lanh_dao_xa', 'z' || (1000 + i), 'active', 1, 1 FROM n",
		"INSERT INTO phone (msisdn, member, added_at) " EACH
		"SELECT '+8491777' || (1000 + i), 9000000 + i, 1 FROM n",
	};
	struct why why;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct query *q = store_query(t->store, rows[i], &why);

		if (q == NULL || query_run(q, &why) == -1)
			fail_msg("%s", why.text);
	}
	talk_restart(t);
}

/* What is due, in one transaction. */
static void one_piece(struct talk *t, int most, bool keep)
{
	struct why why;

	assert_int_equal(store_begin(t->store, &why), 0);
	assert_true(programme_due(t->programme, t->now, most, &t->next, &why) >= 0);
	if (keep) {
		assert_int_equal(store_commit(t->store, &why), 0);
	} else {
		store_rollback(t->store);
		programme_forget(t->programme);
	}
}

/* A piece that is not kept is done again. */
static void the_calendar_of_very_many_comes_in_pieces_and_misses_nobody(void **state)
{
	static const char digests[] = "SELECT COUNT(*) FROM due WHERE kind = 'digest' AND unit LIKE 'z%'";
	struct talk *t = talk_new();
	int64_t before = 0, now;
	int pieces = 0;

	(void)state;
	add_communes(t);
	do {
		one_piece(t, 0, pieces != 1);
		now = talk_number(t, digests);
		assert_true(now - before <= 200);
		before = now;
		pieces++;
	} while (t->next <= t->now || pieces == 2);
	assert_int_equal(now, VERY_MANY);
	assert_true(pieces > 3);
	talk_free(&t);
}

/* A piece of the calendar is behind us when a deadline moves in it: it is gone through once more. */
static void what_moves_while_the_calendar_comes_in_pieces_is_not_missed(void **state)
{
	static const char reminders[] =
		"SELECT COUNT(*) FROM due WHERE kind = 'reminder' AND unit = '21049' AND state = 'waiting'";
	struct talk *t = talk_new();
	int64_t before;

	(void)state;
	add_communes(t);
	one_piece(t, 0, true);
	before = talk_number(t, reminders);
	assert_true(before > 0 && t->next <= t->now);
	talk_says(t, CHAIR, "TAM NGUNG DEN 26/8 bao so 4");
	talk_answer(t, "urge", OUTCOME_RECORDED, "Han bao cao lui theo");
	do
		one_piece(t, 0, true);
	while (t->next <= t->now);
	assert_true(talk_number(t, reminders) > before); /* those of before are left out when their time comes */
	talk_free(&t);
}

static void very_many_digests_go_a_few_in_a_piece_each_once(void **state)
{
	static const char told[] = "SELECT COUNT(*) FROM message WHERE phone LIKE '+8491777%'";
	struct talk *t = talk_new();
	int64_t before = 0, now;

	(void)state;
	add_communes(t);
	talk_until(t, "2022-08-22 07:29");
	talk_jump(t, "2022-08-22 07:30");
	do {
		one_piece(t, 1000, true);
		now = talk_number(t, told);
		assert_true(now - before <= 50);
		before = now;
	} while (t->next <= t->now);
	assert_int_equal(now, VERY_MANY);
	assert_int_equal(
		talk_number(t, "SELECT COUNT(DISTINCT phone) FROM message WHERE phone LIKE '+8491777%'"), VERY_MANY);
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fortnight_brings_each_digest_once_and_each_reminder_twice),
		cmocka_unit_test(after_a_time_off_what_was_sent_meanwhile_comes_first),
		cmocka_unit_test(a_clock_that_goes_back_repeats_nothing),
		cmocka_unit_test(a_clock_that_jumps_a_day_ahead_loses_nothing),
		cmocka_unit_test(of_two_reminders_that_are_late_the_last_goes),
		cmocka_unit_test(after_the_clock_went_back_the_calendar_is_looked_at_again),
		cmocka_unit_test(the_calendar_of_very_many_comes_in_pieces_and_misses_nobody),
		cmocka_unit_test(what_moves_while_the_calendar_comes_in_pieces_is_not_missed),
		cmocka_unit_test(very_many_digests_go_a_few_in_a_piece_each_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
