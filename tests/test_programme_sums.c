/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whatever people send, in whatever order: the sums, and what they come to in each period, are those of a recount of
 * the reports that stand. The recount is written anew here and shares no arithmetic with the store. */
#include "tests/help/talk.h"

#include "gateway/base/period.h"
#include "menus/calendar.h"
#include "store/figure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXTS       5000
#define LOOK_EVERY  25
#define VALUES_MAX  20000
#define FIGURES_MAX 4000

/* ---- a generator of our own, so that a failure can be repeated ---- */

static unsigned draw(uint64_t *seed, unsigned below)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(*seed >> 33) % below;
}

/* ---- the recount ---- */

struct value {
	int64_t report, value;
	char unit[16], period[16], indicator[16];
	bool total;
	int64_t from, until;
};

struct recount {
	struct value at[VALUES_MAX];
	unsigned used;
};

static void copy(struct query *q, int column, char to[static 16])
{
	snprintf(to, 16, "%s", query_column_text(q, column));
}

/* Every value of every report that stands. */
static void read_values(struct store *st, struct recount *r)
{
	struct query *q = store_query(st,
		"SELECT r.no, r.unit, r.period, v.indicator, v.value, v.mode FROM report r JOIN report_value v "
		"ON v.report = r.no WHERE r.status = 'received' OR r.status = 'approved' ORDER BY r.no",
		NULL);

	assert_non_null(q);
	r->used = 0;
	while (query_step(q, NULL) == STEP_ROW) {
		struct value *v = &r->at[r->used++];

		assert_in_range(r->used, 1, VALUES_MAX - 1);
		v->report = query_column_int(q, 0);
		copy(q, 1, v->unit);
		copy(q, 2, v->period);
		copy(q, 3, v->indicator);
		v->value = query_column_int(q, 4);
		v->total = strcmp(query_column_text(q, 5), "total") == 0;
		assert_int_equal(calendar_period_bounds(v->period, &v->from, &v->until), 0);
	}
}

static bool inside(int64_t from, int64_t until, const struct value *v)
{
	int64_t middle = v->from + (v->until - v->from) / 2;

	return middle >= from && middle < until && v->until - v->from <= until - from;
}

static bool same_series(const struct value *a, const char *unit, const char *indicator, bool total)
{
	return strcmp(a->unit, unit) == 0 && strcmp(a->indicator, indicator) == 0 && a->total == total;
}

/* A value counts unless a longer period within the one that is asked for was reported itself. */
static bool speaks(const struct recount *r, const struct value *v, int64_t from, int64_t until)
{
	for (unsigned i = 0; i < r->used; i++) {
		const struct value *other = &r->at[i];

		if (same_series(other, v->unit, v->indicator, false) && strcmp(other->period, v->period) != 0 &&
			inside(from, until, other) && inside(other->from, other->until, v))
			return false;
	}
	return true;
}

static int64_t recounted(
	const struct recount *r, const char *unit, const char *indicator, int64_t from, int64_t until, int64_t since)
{
	int64_t sum = 0;

	for (unsigned i = 0; i < r->used; i++)
		if (same_series(&r->at[i], unit, indicator, false) && inside(from, until, &r->at[i]) &&
			r->at[i].from >= since && speaks(r, &r->at[i], from, until))
			sum += r->at[i].value;
	return sum;
}

/* The cumulative figure that ends last, of two that end together that of the longer period; of several for one period
 * that of the last report. */
static int64_t base(
	const struct recount *r, const char *unit, const char *indicator, int64_t from, int64_t until, int64_t *since)
{
	const struct value *last = NULL;

	for (unsigned i = 0; i < r->used; i++) {
		const struct value *v = &r->at[i];

		if (same_series(v, unit, indicator, true) && inside(from, until, v) &&
			(last == NULL || v->until > last->until || (v->until == last->until && v->from < last->from) ||
				(strcmp(v->period, last->period) == 0 && v->report > last->report)))
			last = v;
	}
	*since = last == NULL ? INT64_MIN : last->until;
	return last == NULL ? 0 : last->value;
}

/* ---- against what the store keeps ---- */

static void figures_agree(struct talk *t, const struct recount *r)
{
	struct query *q = store_query(
		t->store, "SELECT unit, period, indicator, value, done FROM figure WHERE indicator <> ''", NULL);
	unsigned seen = 0;

	assert_non_null(q);
	while (query_step(q, NULL) == STEP_ROW) {
		char unit[16], period[16], indicator[16];
		int64_t value = query_column_int(q, 3), done = query_column_int(q, 4), from, until, since;

		copy(q, 0, unit);
		copy(q, 1, period);
		copy(q, 2, indicator);
		assert_int_equal(calendar_period_bounds(period, &from, &until), 0);
		if (recounted(r, unit, indicator, from, until, INT64_MIN) != value)
			fail_msg("%s %s %s: %" PRId64 " is kept, %" PRId64 " counted", unit, period, indicator, value,
				recounted(r, unit, indicator, from, until, INT64_MIN));
		value = base(r, unit, indicator, from, until, &since);
		value += recounted(r, unit, indicator, from, until, since);
		if (value != done)
			fail_msg("%s %s %s: done %" PRId64 " is kept, %" PRId64 " counted", unit, period, indicator,
				done, value);
		seen++;
	}
	/* And none is missing: each series has a figure in its own period. */
	for (unsigned i = 0; i < r->used; i++) {
		struct figure *rows;
		size_t used;
		bool found = false;

		assert_int_equal(figure_list(t->store, r->at[i].unit, r->at[i].period, &rows, &used, NULL), 0);
		for (size_t k = 0; k < used; k++)
			found = found || strcmp(rows[k].indicator, r->at[i].indicator) == 0;
		free(rows);
		assert_true(found);
	}
	assert_in_range(seen, 0, FIGURES_MAX);
}

static int64_t reports_within(struct talk *t, const char *period)
{
	struct query *q = store_query(t->store,
		"SELECT period FROM report WHERE status IN ('received', 'approved') AND unit LIKE '21049__'", NULL);
	int64_t found = 0;

	assert_non_null(q);
	while (query_step(q, NULL) == STEP_ROW)
		found += period_holds(period, query_column_text(q, 0));
	return found;
}

/* Of quarters and halves figures are made when somebody asks. */
static void made_figures_agree(struct talk *t, const struct recount *r)
{
	static const char *const units[] = { "2104901", "2104902", "2104903" };
	static const char *const periods[] = { "2022-Q2", "2022-Q3", "2022-H1", "2022-H2" };

	for (unsigned p = 0; p < 4; p++) {
		struct figure *rows = NULL;
		int64_t from, until, since, done, reports = 0;
		size_t used = 0;

		assert_int_equal(calendar_period_bounds(periods[p], &from, &until), 0);
		assert_int_equal(figure_list_in(t->store, units, 3, periods[p], &rows, &used, NULL), 0);
		for (size_t i = 0; i < used; i++) {
			const struct figure *f = &rows[i];

			assert_string_equal(f->period, periods[p]);
			if (f->indicator[0] == '\0') {
				reports += f->value;
				continue;
			}
			done = base(r, f->unit, f->indicator, from, until, &since);
			done += recounted(r, f->unit, f->indicator, from, until, since);
			assert_int_equal(f->value, recounted(r, f->unit, f->indicator, from, until, INT64_MIN));
			assert_int_equal(f->done, done);
		}
		free(rows);
		assert_int_equal(reports, reports_within(t, periods[p]));
	}
}

static void sums_agree(struct talk *t)
{
	assert_int_equal(
		talk_number(t,
			"SELECT COUNT(*) FROM (SELECT unit, indicator, period, value, terms FROM total "
			"WHERE indicator NOT LIKE 'total.%' EXCEPT SELECT r.unit, v.indicator, r.period, SUM(v.value), "
			"COUNT(*) FROM report r JOIN report_value v ON v.report = r.no "
			"WHERE r.status IN ('received', 'approved') AND v.mode = 'period' "
			"GROUP BY r.unit, v.indicator, r.period) AS different"),
		0);
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM (SELECT r.unit, v.indicator, r.period FROM report r "
			       "JOIN report_value v ON v.report = r.no WHERE r.status IN ('received', 'approved') "
			       "AND v.mode = 'period' EXCEPT SELECT unit, indicator, period FROM total) AS missing"),
		0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM report r JOIN report_value v ON v.report = r.no "
					"WHERE v.unit <> r.unit"),
		0);
	/* The figures that count reports, in the periods of the reports themselves (a week is no month's here). */
	assert_int_equal(
		talk_number(t, "SELECT COUNT(*) FROM (SELECT unit, period, COUNT(*) FROM report "
			       "WHERE status IN ('received', 'approved') AND period LIKE '%W%' GROUP BY unit, period "
			       "EXCEPT SELECT unit, period, value FROM figure WHERE indicator = '') AS different"),
		0);
}

static void compare(struct talk *t, struct recount *r)
{
	sums_agree(t);
	read_values(t->store, r);
	figures_agree(t, r);
	made_figures_agree(t, r);
}

/* "2/3 da nop" in the chair's digest is the number of villages with a report of the month or of a week in it. */
static void the_digest_agrees(struct talk *t)
{
	char words[32];
	int64_t reported = talk_number(t, "SELECT COUNT(DISTINCT unit) FROM report WHERE status IN ('received', "
					  "'approved') AND unit LIKE '21049__' AND period IN "
					  "('2022-08', '2022-W31', '2022-W32', '2022-W33', '2022-W34')");

	talk_says(t, CHAIR, "TH thang 8");
	snprintf(words, sizeof words, reported > 0 ? "%" PRId64 "/3 da nop" : "chua co don vi", reported);
	talk_answer(t, "digest", OUTCOME_ANSWERED, words);
}

/* ---- what people send ---- */

static void say_something(struct talk *t, uint64_t *seed)
{
	static const char *const people[] = { HEAD, MEMBER, HEAD_2, OFFICER, "+84905100007" };
	static const char *const indicators[] = { "DVC", "TT", "VNE" };
	static const char *const periods[] = { "", "", "thang 7 ", "thang 6 ", "tuan 33 ", "tuan 32 ", "quy 2 " };
	static const char *const villages[] = { "", "", "", "thon Tan Hy ", "thon Son Tra ", "thon Thuong Hoa " };
	const char *who = people[draw(seed, 5)], *indicator = indicators[draw(seed, 3)];
	const char *period = periods[draw(seed, 7)], *village = villages[draw(seed, 6)];
	unsigned number = draw(seed, 60);
	int64_t last = talk_number(t, "SELECT COALESCE(MAX(no), 1) FROM report");
	long long no = last > 4 ? (long long)last - draw(seed, 4) : 1;
	char text[120];

	switch (draw(seed, 16)) {
	case 0:
	case 1:
	case 2:
	case 3:
		snprintf(text, sizeof text, "BC %s%s%s %u", period, village, indicator, number);
		break;
	case 4:
		snprintf(text, sizeof text, "BC %s%s %u TT %u", period, indicator, number, draw(seed, 40));
		break;
	case 5:
		snprintf(text, sizeof text, "BC %sluy ke %s %u", period, indicator, number + 40);
		break;
	case 6:
		snprintf(text, sizeof text, "BC %s%s +%u", period, indicator, number / 4);
		break;
	case 7:
		snprintf(text, sizeof text, "BC %skhong co gi", period);
		break;
	case 8:
		snprintf(text, sizeof text, "SUA %s%s %u", period, indicator, number);
		break;
	case 9:
		snprintf(text, sizeof text, "HUY BC");
		break;
	case 10:
		snprintf(text, sizeof text, "HUY BC %lld", no);
		break;
	case 11:
		who = CHAIR;
		snprintf(text, sizeof text, "DUYET %lld", no);
		break;
	case 12:
		who = CHAIR;
		snprintf(text, sizeof text, "TRA %lld sai so", no);
		break;
	case 13:
		snprintf(text, sizeof text, "XN");
		break;
	default:
		snprintf(text, sizeof text, "%u", 1 + draw(seed, 2));
		break;
	}
	talk_says(t, who, text);
	t->now += draw(seed, 3) == 0 ? 5 * INT64_C(60000000) : 0;
}

static void the_sums_are_those_of_a_recount_whatever_is_sent(void **state)
{
	struct recount *r = calloc(1, sizeof *r);
	struct talk *t = talk_new();
	uint64_t seed = 20220818;

	(void)state;
	assert_non_null(r);
	for (int i = 1; i <= TEXTS; i++) {
		say_something(t, &seed);
		if (i % LOOK_EVERY != 0)
			continue;
		compare(t, r);
		the_digest_agrees(t);
	}
	/* All kinds of ends have been met. */
	assert_in_range(talk_number(t, "SELECT COUNT(DISTINCT status) FROM report"), 5, 5);
	assert_in_range(talk_number(t, "SELECT COUNT(*) FROM report"), 400, TEXTS);
	free(r);
	talk_free(&t);
}

/* A store that an earlier Keng has filled has no figures: they are made when the programme starts. */
static void figures_of_an_earlier_store_are_made_once(void **state)
{
	struct talk *t = talk_new();
	struct why why = { "" };
	int64_t figures;

	(void)state;
	talk_says(t, HEAD, "BC DVC 12 TT 3");
	talk_says(t, HEAD, "BC tuan 30 DVC 4");
	talk_says(t, HEAD, "BC thang 7 luy ke DVC 80");
	talk_says(t, HEAD_2, "BC khong co gi");
	figures = talk_number(t, "SELECT COUNT(*) FROM figure");
	assert_int_equal(store_begin(t->store, &why), 0);
	assert_int_equal(query_run(store_query(t->store, "DELETE FROM figure", &why), &why), 0);
	assert_int_equal(
		query_run(store_query(t->store, "INSERT INTO counter (kind, next) VALUES ('figures-missing', 1)", &why),
			&why),
		0);
	assert_int_equal(store_commit(t->store, &why), 0);
	talk_restart(t);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM figure"), figures);
	talk_restart(t);
	assert_int_equal(talk_number(t, "SELECT SUM(value) FROM figure WHERE indicator = '' AND period = '2022'"), 4);
	talk_free(&t);
}

static void a_report_that_was_taken_back_leaves_no_trace(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	talk_says(t, HEAD, "BC DVC 12");
	talk_says(t, HEAD, "HUY BC");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "chua co don vi nao nop bao cao");
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM total"), 0);
	assert_int_equal(talk_number(t, "SELECT COUNT(*) FROM figure"), 0);
	/* Zero is a figure; nothing is none. */
	talk_says(t, HEAD, "BC DVC 0");
	talk_says(t, CHAIR, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "1/3 da nop");
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sums_are_those_of_a_recount_whatever_is_sent),
		cmocka_unit_test(figures_of_an_earlier_store_are_made_once),
		cmocka_unit_test(a_report_that_was_taken_back_leaves_no_trace),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
