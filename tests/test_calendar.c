/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Periods, deadlines, and when the gateway may speak unasked. */
#include "menus/calendar.h"

#include "gateway/base/clock.h"
#include "gateway/base/period.h"
#include "tests/help/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct place {
	struct folder folder;
	struct faults faults;
	struct calendar *calendar;
};

static int set_up(void **state)
{
	struct place *p = calloc(1, sizeof *p);

	setenv("TZ", "Asia/Ho_Chi_Minh", 1);
	tzset();
	folder_init(&p->folder);
	faults_init(&p->faults);
	p->calendar = calendar_new();
	*state = p;
	return 0;
}

static int tear_down(void **state)
{
	struct place *p = *state;

	calendar_free(&p->calendar);
	faults_fini(&p->faults);
	folder_fini(&p->folder);
	free(p);
	return 0;
}

static void read_text(struct place *p, const char *text)
{
	char path[128];
	struct node_file *file;

	folder_write(&p->folder, "a.cfg", text, path);
	file = node_file_open(path, &p->faults);
	assert_non_null(file);
	calendar_read(p->calendar, node_get(node_file_root(file), "programme"), &p->faults);
	node_file_close(&file);
}

static int64_t at(const char *text)
{
	int64_t moment;

	assert_int_equal(clock_read(text, &moment), 0);
	return moment;
}

/* Is the moment that local time? */
static bool is(int64_t moment, const char *text)
{
	char shown[CLOCK_TEXT_OCTETS];

	if (moment == at(text))
		return true;
	fprintf(stderr, "%s is not %s\n", clock_text(moment, shown), text);
	return false;
}

/* The C library says the same, of every day that we know and of months and days past the end. */
static void days_are_counted_as_the_c_library_counts_them(void **state)
{
	static const int steps[] = { 0, 1, -1, 29, -31, 366, -800 };

	(void)state;
	for (int day = 1; day < 130 * 366; day += 1 + day % 3)
		for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
			struct civil from = {
				.year = 1970, .month = 1 + day % 25 - 12, .day = day, .hour = 7, .minute = 5
			};
			struct civil to = clock_add_days(&from, steps[i]);
			struct tm tm = {
				.tm_year = 70, .tm_mon = day % 25 - 12, .tm_mday = day + steps[i], .tm_hour = 7
			};
			char week[16], same[16];
			int year, number = clock_iso_week(&to, &year);

			timegm(&tm);
			assert_int_equal(to.year, tm.tm_year + 1900);
			assert_int_equal(to.month, tm.tm_mon + 1);
			assert_int_equal(to.day, tm.tm_mday);
			assert_int_equal(to.weekday % 7, tm.tm_wday);
			assert_int_equal(to.hour * 60 + to.minute, 7 * 60 + 5);
			strftime(week, sizeof week, "%G-%V", &tm);
			snprintf(same, sizeof same, "%04d-%02d", year, number);
			assert_string_equal(week, same);
		}
}

static void a_day_lies_in_one_period_of_each_kind(void **state)
{
	static const struct {
		enum period_kind kind;
		int year, month, day;
		const char *period, *first, *after;
	} rows[] = {
		{ PERIOD_MONTH, 2022, 8, 31, "2022-08", "2022-08-01", "2022-09-01" },
		{ PERIOD_MONTH, 2022, 12, 31, "2022-12", "2022-12-01", "2023-01-01" },
		{ PERIOD_WEEK, 2022, 8, 18, "2022-W33", "2022-08-15", "2022-08-22" },
		{ PERIOD_WEEK, 2023, 1, 1, "2022-W52", "2022-12-26", "2023-01-02" },
		{ PERIOD_WEEK, 2021, 1, 3, "2020-W53", "2020-12-28", "2021-01-04" },
		{ PERIOD_WEEK, 2024, 12, 30, "2025-W01", "2024-12-30", "2025-01-06" },
		{ PERIOD_QUARTER, 2022, 9, 30, "2022-Q3", "2022-07-01", "2022-10-01" },
		{ PERIOD_HALF, 2022, 6, 30, "2022-H1", "2022-01-01", "2022-07-01" },
		{ PERIOD_HALF, 2022, 7, 1, "2022-H2", "2022-07-01", "2023-01-01" },
		{ PERIOD_YEAR, 2022, 7, 1, "2022", "2022-01-01", "2023-01-01" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct civil day = { .year = rows[i].year, .month = rows[i].month, .day = rows[i].day, .hour = 9 };
		struct period p = period_of(rows[i].kind, &day), again;
		char text[PERIOD_OCTETS];
		int64_t from, until;
		assert_string_equal(period_write(&p, text), rows[i].period);
		assert_int_equal(period_read(text, &again), 0);
		assert_memory_equal(&p, &again, sizeof p);
		assert_int_equal(calendar_period_bounds(text, &from, &until), 0);
		assert_true(is(from, rows[i].first) && is(until, rows[i].after));
	}
}

static void a_period_has_those_within_it(void **state)
{
	static const struct {
		const char *period;
		unsigned all;
		const char *second, *last; /* the longest first */
	} rows[] = {
		{ "2022-W33", 1, "", "2022-W33" },
		{ "2022-08", 5, "2022-W31", "2022-W34" },
		{ "2022-Q3", 1 + 3 + 13, "2022-07", "2022-W39" }, /* Thursday 30 June is W26, and of June */
		{ "2022-H1", 1 + 2 + 6 + 26, "2022-Q1", "2022-W26" },
		{ "2020", 1 + 2 + 4 + 12 + 53, "2020-H1", "2020-W53" },
		{ "2022-X3", 1, "", "2022-X3" },
		{ "2022-13", 0, "", "" },
	};
	char within[PERIOD_WITHIN_MAX][PERIOD_OCTETS];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unsigned used = period_within(rows[i].period, within);

		assert_int_equal(used, rows[i].all);
		if (used > 0)
			assert_string_equal(within[used - 1], rows[i].last);
		if (used > 1)
			assert_string_equal(within[1], rows[i].second);
		for (unsigned k = 0; k < used; k++)
			assert_true(period_holds(rows[i].period, within[k]));
	}
}

static void what_is_no_period_is_refused(void **state)
{
	static const char *const texts[] = { "", "2022-", "2022-13", "2022-00", "2022-8", "2022-W54", "2022-W53",
		"2022-Q5", "2022-H3", "202", "20222", "1969-01", "2100", "2022-08-18", "2022-W3", "abcd" };
	struct period p;
	char to[CALENDAR_PERIOD_OCTETS];
	int64_t from, until;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		assert_int_equal(period_read(texts[i], &p), -1);
		assert_int_equal(calendar_period_bounds(texts[i], &from, &until), -1);
		assert_int_equal(calendar_period_shift(texts[i], 1, to), -1);
	}
	assert_int_equal(period_read("2020-W53", &p), 0);
}

static void a_period_shifts_over_the_ends_of_years(void **state)
{
	static const struct {
		const char *from;
		int steps;
		const char *to;
	} rows[] = { { "2022-12", 1, "2023-01" }, { "2022-01", -1, "2021-12" }, { "2022-08", -20, "2020-12" },
		{ "2020-W53", 1, "2021-W01" }, { "2021-W01", -1, "2020-W53" }, { "2022-Q4", 1, "2023-Q1" },
		{ "2022-H1", -1, "2021-H2" }, { "2022", 3, "2025" } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char to[CALENDAR_PERIOD_OCTETS];
		assert_int_equal(calendar_period_shift(rows[i].from, rows[i].steps, to), 0);
		assert_string_equal(to, rows[i].to);
	}
}

static void periods_have_names_that_people_use(void **state)
{
	static const struct {
		const char *period, *vietnamese, *english;
	} rows[] = {
		{ "2022-08", "tháng 8", "August" },
		{ "2021-12", "tháng 12/2021", "December 2021" },
		{ "2022-W33", "tuần 33", "week 33" },
		{ "2022-Q3", "quý 3", "quarter 3" },
		{ "2022-H1", "6 tháng đầu năm", "first half-year" },
		{ "2021-H2", "6 tháng cuối năm/2021", "second half-year 2021" },
		{ "2022", "năm 2022", "2022" },
		{ "nonsense", "nonsense", "nonsense" },
	};
	int64_t now = at("2022-08-18 09:00");
	char name[CALENDAR_NAME_OCTETS];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_string_equal(calendar_period_name(rows[i].period, false, now, name), rows[i].vietnamese);
		assert_string_equal(calendar_period_name(rows[i].period, true, now, name), rows[i].english);
	}
	assert_string_equal(calendar_date_name(at("2022-08-20 14:30"), false, now, name), "thứ bảy 20/8");
	assert_string_equal(calendar_date_name(at("2023-01-01 14:30"), true, now, name), "Sun 1 Jan 2023");
	assert_string_equal(calendar_time_name(at("2022-08-20 07:05"), name), "07:05");
}

static void a_commune_may_have_its_own_period_and_due_day(void **state)
{
	struct place *p = *state;
	char text[CALENDAR_NAME_OCTETS], period[CALENDAR_PERIOD_OCTETS];

	read_text(p,
		"programme: { communes: ( { unit = \"21049\"; due_day = 20; }, { unit = \"21061\"; period = \"week\"; "
		"due_weekday = 4; } ); };");
	assert_int_equal(p->faults.count, 0);
	int64_t now = at("2022-08-18 09:00");
	assert_string_equal(calendar_period_at(p->calendar, "", now, period), "2022-08");
	assert_string_equal(calendar_period_at(p->calendar, "21061", now, period), "2022-W33");
	assert_true(is(calendar_due_us(p->calendar, "", "2022-08"), "2022-08-26"));
	assert_true(is(calendar_due_us(p->calendar, "21049", "2022-08"), "2022-08-21"));
	assert_true(is(calendar_due_us(p->calendar, "21061", "2022-W33"), "2022-08-19"));
	assert_string_equal(calendar_due_name(p->calendar, "21049", "2022-08", at("2022-08-18 09:00"), text), "20/8");
	assert_string_equal(
		calendar_due_name(p->calendar, "21049", "2022-08", at("2023-01-02 09:00"), text), "20/8/2022");
	assert_true(calendar_due_us(p->calendar, "", "x") == -1);
	assert_string_equal(calendar_due_name(p->calendar, "", "x", at("2022-08-18 09:00"), text), "");
}

static void a_due_day_past_the_months_end_is_its_last_day(void **state)
{
	struct place *p = *state;

	read_text(p, "programme: { due_day = 31; };");
	assert_true(is(calendar_due_us(p->calendar, "", "2022-02"), "2022-03-01"));
	assert_true(is(calendar_due_us(p->calendar, "", "2022-08"), "2022-09-01"));
	assert_true(is(calendar_due_us(p->calendar, "", "2022-Q3"), "2022-10-01"));
}

static void the_next_digest_is_after_now_on_its_weekday(void **state)
{
	struct place *p = *state;
	const struct calendar *c = p->calendar;

	read_text(p, "programme: { communes: ( { unit = \"21049\"; digest: { weekday = 0; at = \"16:00\"; }; } ); };");
	assert_true(is(calendar_next_digest(c, "", at("2022-08-18 09:00")), "2022-08-22 07:30"));
	assert_true(is(calendar_next_digest(c, "", at("2022-08-22 07:29")), "2022-08-22 07:30"));
	assert_true(is(calendar_next_digest(c, "", at("2022-08-22 07:30")), "2022-08-29 07:30"));
	assert_true(is(calendar_next_digest(c, "21049", at("2022-08-18 17:00")), "2022-08-19 16:00"));
}

static void nobody_is_spoken_to_at_night(void **state)
{
	struct place *p = *state;
	const struct calendar *c = p->calendar;

	assert_true(is(calendar_next_slot(c, at("2022-08-18 06:59:59")), "2022-08-18 07:00"));
	assert_true(is(calendar_next_slot(c, at("2022-08-18 07:00")), "2022-08-18 07:00"));
	assert_true(is(calendar_next_slot(c, at("2022-08-18 21:59:59")), "2022-08-18 21:59:59"));
	assert_true(is(calendar_next_slot(c, at("2022-08-31 22:00")), "2022-09-01 07:00"));
	assert_int_equal(calendar_unasked_per_day(c), 3);
}

static void a_training_is_reminded_of_a_day_and_two_hours_before(void **state)
{
	static const struct {
		const char *starts, *first, *second;
	} rows[] = {
		{ "2022-08-20 14:00", "2022-08-19 14:00", "2022-08-20 12:00" },
		{ "2022-08-20 08:30", "2022-08-19 08:30", "2022-08-20 07:00" }, /* 06:30 waits for the morning */
		{ "2022-08-20 07:15", "2022-08-19 07:15", "2022-08-19 20:30" }, /* 07:00 would be too late */
		{ "2022-08-20 05:00", "2022-08-19 07:00", "2022-08-19 20:30" },
		{ "2022-08-20 23:00", "2022-08-20 07:00", "2022-08-20 21:00" },
	};
	struct place *p = *state;
	int64_t moments[CALENDAR_REMINDERS_MAX];

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_int_equal(calendar_training_reminders(p->calendar, at(rows[i].starts), moments), 2);
		assert_true(is(moments[0], rows[i].first) && is(moments[1], rows[i].second));
	}
}

static void no_reminder_is_ever_at_night_or_after_the_start(void **state)
{
	struct place *p = *state;
	int64_t moments[CALENDAR_REMINDERS_MAX];

	read_text(p, "programme: { training_reminders_min = [ 1, 15, 120, 600, 1440, 10080 ]; };");
	for (int minute = 0; minute < 24 * 60; minute++) {
		int64_t starts = at("2022-08-20") + minute * CLOCK_MINUTE;
		unsigned n = calendar_training_reminders(p->calendar, starts, moments);
		assert_true(n >= 1 && n <= 6);
		for (unsigned i = 0; i < n; i++) {
			assert_true(moments[i] < starts);
			assert_true(calendar_next_slot(p->calendar, moments[i]) == moments[i]);
			assert_true(i == 0 || moments[i] > moments[i - 1]);
		}
	}
}

static void a_missing_report_is_reminded_of_before_and_after_its_due_day(void **state)
{
	struct place *p = *state;
	int64_t moments[CALENDAR_REMINDERS_MAX];

	assert_int_equal(calendar_report_reminders(p->calendar, "", "2022-08", moments), 3);
	assert_true(is(moments[0], "2022-08-22 08:00"));
	assert_true(is(moments[1], "2022-08-25 08:00"));
	assert_true(is(moments[2], "2022-08-27 08:00"));
	assert_true(moments[1] < calendar_due_us(p->calendar, "", "2022-08"));
	assert_true(moments[2] > calendar_due_us(p->calendar, "", "2022-08"));
	assert_int_equal(calendar_report_reminders(p->calendar, "", "x", moments), 0);
}

/* ---- pauses and local hours ---- */

static void nobody_is_reminded_in_a_pause_and_the_deadline_moves_behind_it(void **state)
{
	static const struct calendar_pause storm = { "2022-08-21", "2022-08-26", "21049", "bão" };
	struct place *p = *state;
	int64_t moments[CALENDAR_REMINDERS_MAX];
	char due[CALENDAR_NAME_OCTETS];

	calendar_set_pauses(p->calendar, &storm, 1, NULL, NULL);
	assert_non_null(calendar_pause_at(p->calendar, "21049", at("2022-08-21 00:00")));
	assert_non_null(calendar_pause_at(p->calendar, "21049", at("2022-08-26 23:59")));
	assert_null(calendar_pause_at(p->calendar, "21049", at("2022-08-27 00:00")));
	assert_null(calendar_pause_at(p->calendar, "21112", at("2022-08-22 00:00")));
	assert_string_equal(calendar_due_name(p->calendar, "21049", "2022-08", at("2022-08-18 09:00"), due), "29/8");
	assert_string_equal(calendar_due_name(p->calendar, "21112", "2022-08", at("2022-08-18 09:00"), due), "25/8");
	/* Three days before the new deadline lies in the pause. */
	assert_int_equal(calendar_report_reminders(p->calendar, "21049", "2022-08", moments), 2);
	assert_true(is(moments[0], "2022-08-29 08:00"));
	assert_true(is(moments[1], "2022-08-31 08:00"));
	calendar_set_pauses(p->calendar, NULL, 0, NULL, NULL);
	assert_string_equal(calendar_due_name(p->calendar, "21049", "2022-08", at("2022-08-18 09:00"), due), "25/8");
}

static void feasts_stand_in_the_menu_files(void **state)
{
	struct place *p = *state;

	read_text(p,
		"programme: { pauses: ( { from = \"2023-01-20\"; to = \"2023-01-26\"; reason = \"nghỉ Tết\"; } ); };");
	assert_int_equal(p->faults.lines.length, 0);
	assert_string_equal(calendar_pause_at(p->calendar, "21049", at("2023-01-22 10:00"))->reason, "nghỉ Tết");
	assert_true(
		is(calendar_pause_end(calendar_pause_at(p->calendar, "", at("2023-01-22 10:00"))), "2023-01-27 00:00"));
	read_text(p, "programme: { pauses: ( { from = \"2023-01-20\"; to = \"2023-01-19\"; reason = \"nghỉ\"; } ); };");
	assert_true(holds(p->faults.lines.data, "no last day behind it"));
}

static void a_commune_has_hours_of_its_own(void **state)
{
	struct place *p = *state;

	assert_false(calendar_has_local_hours(p->calendar));
	read_text(p,
		"programme: { communes: ( { unit = \"21049\"; hours: { from = \"08:00\"; to = \"20:00\"; }; } ); };");
	assert_int_equal(p->faults.lines.length, 0);
	assert_true(calendar_has_local_hours(p->calendar));
	assert_true(is(calendar_slot_in(p->calendar, "21049", at("2022-08-18 20:30")), "2022-08-19 08:00"));
	assert_true(is(calendar_slot_in(p->calendar, "21112", at("2022-08-18 20:30")), "2022-08-18 20:30"));
}

static void every_fault_of_the_programme_is_told(void **state)
{
	struct place *p = *state;

	read_text(p, "programme: {\n perod = 1;\n period = \"mounth\";\n due_day = 32;\n digest: { at = \"25:00\"; };\n"
		     " hours: { from = \"22:00\"; to = \"07:00\"; };\n training_reminders_min = 60;\n"
		     " communes: ( { due_day = 3; },\n { unit = \"1\"; },\n { unit = \"1\"; hours = 1; } );\n"
		     " report_reminders = 5;\n};");
	assert_true(holds(p->faults.lines.data, ":2: unknown key perod; write period"));
	assert_true(holds(p->faults.lines.data, ":3: there is no period \"mounth\"; write \"month\""));
	assert_true(holds(p->faults.lines.data, ":4: due_day is 32; write a number from 1 to 31"));
	assert_true(holds(p->faults.lines.data, ":5: at is \"25:00\"; write an hour and minute, such as \"07:30\""));
	assert_true(holds(p->faults.lines.data, ":6: from is not 3 hours before to"));
	assert_true(holds(p->faults.lines.data, ":7: training_reminders_min is no list"));
	assert_true(holds(p->faults.lines.data, ":8: this commune has no unit"));
	assert_true(holds(p->faults.lines.data, ":10: the commune 1 is there twice"));
	assert_true(holds(p->faults.lines.data, ":10: hours is no group"));
	assert_true(holds(p->faults.lines.data, ":11: report_reminders is no group"));
}

static void report_reminders_outside_the_hours_are_a_fault(void **state)
{
	struct place *p = *state;

	read_text(p, "programme: { report_reminders: { at = \"06:00\"; }; };");
	assert_true(holds(p->faults.lines.data, ":1: report reminders at 06:00 fall outside the hours 07:00-22:00"));
}

#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_PLACE(a_day_lies_in_one_period_of_each_kind),
		cmocka_unit_test(days_are_counted_as_the_c_library_counts_them),
		WITH_PLACE(days_are_counted_as_the_c_library_counts_them),
		WITH_PLACE(a_period_has_those_within_it),
		WITH_PLACE(what_is_no_period_is_refused),
		WITH_PLACE(a_period_shifts_over_the_ends_of_years),
		WITH_PLACE(periods_have_names_that_people_use),
		WITH_PLACE(a_commune_may_have_its_own_period_and_due_day),
		WITH_PLACE(a_due_day_past_the_months_end_is_its_last_day),
		WITH_PLACE(the_next_digest_is_after_now_on_its_weekday),
		WITH_PLACE(nobody_is_spoken_to_at_night),
		WITH_PLACE(a_training_is_reminded_of_a_day_and_two_hours_before),
		WITH_PLACE(no_reminder_is_ever_at_night_or_after_the_start),
		WITH_PLACE(a_missing_report_is_reminded_of_before_and_after_its_due_day),
		WITH_PLACE(nobody_is_reminded_in_a_pause_and_the_deadline_moves_behind_it),
		WITH_PLACE(feasts_stand_in_the_menu_files),
		WITH_PLACE(a_commune_has_hours_of_its_own),
		WITH_PLACE(every_fault_of_the_programme_is_told),
		WITH_PLACE(report_reminders_outside_the_hours_are_a_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
