/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/figure.h"

#include "gateway/base/period.h"
#include "store/inside.h"
#include "store/later.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOTAL_PREFIX "total." /* of a cumulative figure among the sums */
#define YEAR_DIGITS  4
#define KNOWN_VALUE  1
#define KNOWN_DONE   2
#define KNOWN_MIXED  4
#define KNOWN_OWN    8
#define KNOWN_STALE  16 /* until the end of the statements that add to it */
#define MARK         "figures-missing"

static_assert(RECORD_PERIOD_OCTETS == PERIOD_OCTETS, "a period's text has one size");

/* ---- which are kept ---- */

static bool is_made(const char *period)
{
	struct period p;

	return period_read(period, &p) == 0 && (p.kind == PERIOD_QUARTER || p.kind == PERIOD_HALF);
}

/* As period_above(), of those that are kept. */
static unsigned kept_above(const char *period, char above[static PERIOD_ABOVE_MAX][PERIOD_OCTETS])
{
	unsigned all = period_above(period, above), kept = 0;

	for (unsigned i = 0; i < all; i++)
		if (!is_made(above[i]))
			memmove(above[kept++], above[i], PERIOD_OCTETS);
	return kept;
}

/* ---- the arithmetic ---- */

/* The sums of one indicator, with their days, as one period sees them. */
struct sums {
	struct one {
		const struct total *total;
		struct period_span span;
		bool cumulative, has_span, lies_in;
	} * at;
	size_t used;
	/* Places of those that may hold others: a year of weeks has none, and is gone through once. */
	size_t *longer;
	size_t longer_used;
};

static int days_of(const struct one *one)
{
	return one->span.until - one->span.from;
}

/* Only what is longer than the shortest can hold another sum, as no two have the same days. */
static void find_longer(struct sums *s)
{
	int shortest = INT32_MAX;

	for (size_t i = 0; i < s->used; i++)
		if (s->at[i].has_span && days_of(&s->at[i]) < shortest)
			shortest = days_of(&s->at[i]);
	for (size_t i = 0; i < s->used; i++)
		if (!s->at[i].cumulative && s->at[i].has_span && days_of(&s->at[i]) > shortest)
			s->longer[s->longer_used++] = i;
}

static void select_sums(const struct total *totals, size_t used, const char *indicator, const char *period,
	const struct period_span *span, struct sums *s)
{
	*s = (struct sums){ .at = calloc(used + 1, sizeof *s->at), .longer = calloc(used + 1, sizeof *s->longer) };
	assert(s->at != NULL && s->longer != NULL);
	for (size_t i = 0; i < used; i++) {
		bool cumulative = strncmp(totals[i].indicator, TOTAL_PREFIX, strlen(TOTAL_PREFIX)) == 0;
		const char *code = totals[i].indicator + (cumulative ? strlen(TOTAL_PREFIX) : 0);
		struct one *one = &s->at[s->used];

		if (strcmp(code, indicator) != 0)
			continue;
		*one = (struct one){ .total = &totals[i], .cumulative = cumulative };
		one->has_span = period_span(totals[i].period, &one->span);
		one->lies_in = strcmp(totals[i].period, period) == 0 ||
			       (span != NULL && one->has_span && period_span_holds(span, &one->span));
		s->used++;
	}
	find_longer(s);
}

/* Is it inside another sum that lies in the period too? Then that one speaks for it. */
static bool is_covered(const struct sums *s, const struct one *one)
{
	for (size_t i = 0; i < s->longer_used; i++) {
		const struct one *other = &s->at[s->longer[i]];

		if (other != one && one->has_span && other->lies_in && period_span_holds(&other->span, &one->span))
			return true;
	}
	return false;
}

/* Over what lies in the period and begins at or after a day. */
static int64_t sum_since(const struct sums *s, int from, bool *known)
{
	int64_t sum = 0;

	for (size_t i = 0; i < s->used; i++) {
		const struct one *one = &s->at[i];

		if (one->cumulative || !one->lies_in || (one->has_span ? one->span.from < from : from > INT32_MIN) ||
			is_covered(s, one))
			continue;
		sum += one->total->value;
		*known = true;
	}
	return sum;
}

static bool ends_later(const struct one *a, const struct one *b)
{
	if (!a->has_span || a->span.until == b->span.until)
		return a->span.from < b->span.from;
	return a->span.until > b->span.until;
}

/* The last cumulative figure within the period (of two that end together that of the longer one), and the day from
 * which on sums are added to it. */
static int64_t base_of(const struct sums *s, int *from, bool *known)
{
	const struct one *last = NULL;

	for (size_t i = 0; i < s->used; i++)
		if (s->at[i].cumulative && s->at[i].lies_in && (last == NULL || ends_later(&s->at[i], last)))
			last = &s->at[i];
	if (last == NULL)
		return 0;
	*from = last->has_span ? last->span.until : INT32_MAX;
	*known = true;
	return last->total->value;
}

void figure_of(const struct total *totals, size_t used, const char *indicator, const char *period, struct figure *f)
{
	struct period_span span;
	bool has_span = period_span(period, &span);
	int from = INT32_MIN;
	struct sums s;

	*f = (struct figure){ .given = -1 };
	record_copy(indicator, f->indicator, sizeof f->indicator);
	record_copy(period, f->period, sizeof f->period);
	select_sums(totals, used, indicator, period, has_span ? &span : NULL, &s);
	f->value = sum_since(&s, INT32_MIN, &f->value_known);
	f->done = base_of(&s, &from, &f->done_known);
	f->is_mixed = from != INT32_MIN;
	f->done += sum_since(&s, from, &f->done_known);
	for (size_t i = 0; i < s.used; i++) {
		if (strcmp(s.at[i].total->period, period) != 0) {
			f->is_mixed |= s.at[i].lies_in && is_made(s.at[i].total->period);
			continue;
		}
		if (s.at[i].cumulative)
			f->given = s.at[i].total->value;
		else
			f->has_own = true;
	}
	free(s.at);
	free(s.longer);
}

/* ---- the rows ---- */

static void read_row(struct query *q, void *row)
{
	struct figure *f = row;
	int64_t known = query_column_int(q, 5);

	record_text(q, 0, f->indicator, sizeof f->indicator);
	record_text(q, 1, f->period, sizeof f->period);
	f->value = query_column_int(q, 2);
	f->done = query_column_int(q, 3);
	f->given = query_column_int(q, 4);
	f->value_known = (known & KNOWN_VALUE) != 0;
	f->done_known = (known & KNOWN_DONE) != 0;
	f->is_mixed = (known & KNOWN_MIXED) != 0;
	f->has_own = (known & KNOWN_OWN) != 0;
	record_text(q, 6, f->unit, sizeof f->unit);
}

static int64_t known_of(const struct figure *f)
{
	return (f->value_known ? KNOWN_VALUE : 0) | (f->done_known ? KNOWN_DONE : 0) | (f->is_mixed ? KNOWN_MIXED : 0) |
	       (f->has_own ? KNOWN_OWN : 0);
}

static const char of_one[] = "SELECT indicator, period, value, done, given, known, unit FROM figure "
			     "WHERE unit = $1 AND period = $2 ORDER BY indicator";

static int list_kept(
	struct store *st, const char *unit, const char *period, struct figure **rows, size_t *used, struct why *why)
{
	return record_all(record_ask(st, of_one, why, "tt", unit, period), read_row, sizeof **rows, rows, used, why);
}

/* In no order: for that of the key PostgreSQL would go through all that was reported for the period. */
static struct query *ask_for_many(
	struct store *st, const char *sql, const char *const *units, size_t used, const char *period, struct why *why)
{
	struct query *q = record_ask_many(st, sql, units, used, why);

	if (q != NULL)
		query_text(q, RECORD_MANY + 1, period);
	return q;
}

static int list_kept_in(struct store *st, const char *const *units, size_t units_used, const char *period,
	struct figure **rows, size_t *used, struct why *why)
{
	static const char sql[] = "SELECT indicator, period, value, done, given, known, unit FROM figure "
				  "WHERE period = $41 AND unit IN " RECORD_MANY_CODES;

	for (size_t at = 0; at < units_used; at += RECORD_MANY) {
		size_t n = units_used - at < RECORD_MANY ? units_used - at : RECORD_MANY;
		struct query *q = n == 1 ? record_ask(st, of_one, why, "tt", units[at], period)
					 : ask_for_many(st, sql, units + at, n, period, why);

		if (record_more(q, read_row, sizeof **rows, rows, used, why) == -1)
			return -1;
	}
	return 0;
}

/* ---- quarters and halves ---- */

struct sum {
	char unit[RECORD_CODE_OCTETS];
	struct total total; /* its indicator "": reports */
};

static void read_sum(struct query *q, void *row)
{
	struct sum *s = row;

	record_text(q, 0, s->unit, sizeof s->unit);
	record_text(q, 1, s->total.indicator, sizeof s->total.indicator);
	record_text(q, 2, s->total.period, sizeof s->total.period);
	s->total.value = query_column_int(q, 3);
}

/* All that lies in the period. A month counts the reports of its weeks, too. */
static int read_sums(struct store *st, const char *const *units, size_t units_used, const char *period,
	struct sum **sums, size_t *used, struct why *why)
{
	static const char totals[] = "SELECT unit, indicator, period, value FROM total "
				     "WHERE period = $41 AND unit IN " RECORD_MANY_CODES;
	static const char reports[] = "SELECT unit, indicator, period, value FROM figure "
				      "WHERE period = $41 AND indicator = '' AND unit IN " RECORD_MANY_CODES;
	char within[PERIOD_WITHIN_MAX][PERIOD_OCTETS];
	unsigned periods = period_within(period, within);

	for (unsigned i = 0; i < periods; i++)
		for (size_t at = 0; at < units_used; at += RECORD_MANY) {
			size_t n = units_used - at < RECORD_MANY ? units_used - at : RECORD_MANY;
			bool is_week = strchr(within[i], 'W') != NULL;

			if (record_more(ask_for_many(st, totals, units + at, n, within[i], why), read_sum,
				    sizeof **sums, sums, used, why) == -1)
				return -1;
			if (!is_week && record_more(ask_for_many(st, reports, units + at, n, within[i], why), read_sum,
						sizeof **sums, sums, used, why) == -1)
				return -1;
		}
	return 0;
}

static const char *code_of(const struct sum *s)
{
	bool cumulative = strncmp(s->total.indicator, TOTAL_PREFIX, strlen(TOTAL_PREFIX)) == 0;

	return s->total.indicator + (cumulative ? strlen(TOTAL_PREFIX) : 0);
}

static int by_unit_and_code(const void *a, const void *b)
{
	const struct sum *x = a, *y = b;
	int order = strcmp(x->unit, y->unit);

	return order != 0 ? order : strcmp(code_of(x), code_of(y));
}

/* Of one unit and indicator. */
static void make(const struct sum *sums, size_t used, const char *period, struct figure *f)
{
	struct total *totals = calloc(used, sizeof *totals);

	assert(totals != NULL);
	for (size_t i = 0; i < used; i++)
		totals[i] = sums[i].total;
	if (code_of(sums)[0] != '\0') {
		figure_of(totals, used, code_of(sums), period, f);
	} else {
		*f = (struct figure){ .given = -1, .value_known = true };
		record_copy(period, f->period, sizeof f->period);
		for (size_t i = 0; i < used; i++)
			f->value += totals[i].value;
	}
	record_copy(sums->unit, f->unit, sizeof f->unit);
	free(totals);
}

static int make_in(struct store *st, const char *const *units, size_t units_used, const char *period,
	struct figure **rows, size_t *used, struct why *why)
{
	struct sum *sums = NULL;
	size_t n = 0, next;

	if (read_sums(st, units, units_used, period, &sums, &n, why) == -1) {
		free(*rows);
		*rows = NULL;
		*used = 0;
		return -1;
	}
	if (n > 0)
		qsort(sums, n, sizeof *sums, by_unit_and_code);
	for (size_t i = 0; i < n; i = next) {
		for (next = i + 1; next < n && by_unit_and_code(&sums[i], &sums[next]) == 0; next++)
			;
		*rows = record_room(*rows, *used, sizeof **rows);
		make(&sums[i], next - i, period, &(*rows)[(*used)++]);
	}
	free(sums);
	return 0;
}

/* ---- reading ---- */

int figure_list_in(struct store *st, const char *const *units, size_t units_used, const char *period,
	struct figure **rows, size_t *used, struct why *why)
{
	return is_made(period) ? make_in(st, units, units_used, period, rows, used, why)
			       : list_kept_in(st, units, units_used, period, rows, used, why);
}

int figure_list(
	struct store *st, const char *unit, const char *period, struct figure **rows, size_t *used, struct why *why)
{
	if (!is_made(period))
		return list_kept(st, unit, period, rows, used, why);
	*rows = NULL;
	*used = 0;
	return make_in(st, &unit, 1, period, rows, used, why);
}

/* ---- writing ---- */

/* One statement for what a sum comes to in all its periods: each costs as much to begin as to do. */
#define UNIT_AND_INDICATOR "($1, $2, "
#define ROW(period, value, done, given, known)                                                                         \
	UNIT_AND_INDICATOR "$" #period ", $" #value ", $" #done ", $" #given ", $" #known ")"
#define PUT "INSERT INTO figure (unit, indicator, period, value, done, given, known) VALUES "
#define OVER                                                                                                           \
	" ON CONFLICT (unit, period, indicator) DO UPDATE SET value = excluded.value, done = excluded.done,"           \
	" given = excluded.given, known = excluded.known"
#define ONE   ROW(3, 4, 5, 6, 7)
#define TWO   ONE ", " ROW(8, 9, 10, 11, 12)
#define THREE TWO ", " ROW(13, 14, 15, 16, 17)
#define FOUR  THREE ", " ROW(18, 19, 20, 21, 22)
#define FIVE  FOUR ", " ROW(23, 24, 25, 26, 27)
#define FIRST 3 /* parameter of the first row */
#define EACH  5

static_assert(PERIOD_ABOVE_MAX == 5, "one statement for each number of periods");

static int put_rows(struct store *st, const char *unit, const struct figure *rows, unsigned used, struct why *why)
{
	static const char *const put[] = { PUT ONE OVER, PUT TWO OVER, PUT THREE OVER, PUT FOUR OVER, PUT FIVE OVER };
	struct query *q = used == 0 ? NULL : store_query(st, put[used - 1], why);

	if (q == NULL)
		return used == 0 ? 0 : -1;
	query_text(q, 1, unit);
	query_text(q, 2, rows[0].indicator);
	for (unsigned i = 0; i < used; i++) {
		int at = FIRST + (int)i * EACH;

		query_text(q, at, rows[i].period);
		query_int(q, at + 1, rows[i].value);
		query_int(q, at + 2, rows[i].done);
		query_int(q, at + 3, rows[i].given);
		query_int(q, at + 4, known_of(&rows[i]));
	}
	return query_run(q, why);
}

int figure_renew(struct store *st, const char *unit, const char *indicator, const char *period, struct why *why)
{
	static const char drop[] = "DELETE FROM figure WHERE unit = $1 AND period = $2 AND indicator = $3";
	char first[RECORD_PERIOD_OCTETS], last[RECORD_PERIOD_OCTETS], above[PERIOD_ABOVE_MAX][PERIOD_OCTETS];
	unsigned periods = kept_above(period, above), used = 0;
	struct figure rows[PERIOD_ABOVE_MAX];
	struct total *totals;
	size_t totals_used;
	int result = 0;

	snprintf(first, sizeof first, "%.*s", YEAR_DIGITS, period);
	snprintf(last, sizeof last, "%.*s~", YEAR_DIGITS, period);
	if (total_list_of(st, unit, indicator, first, last, &totals, &totals_used, why) == -1)
		return -1;
	for (unsigned i = 0; i < periods && result == 0; i++) {
		struct figure *f = &rows[used];

		figure_of(totals, totals_used, indicator, above[i], f);
		if (f->value_known || f->done_known || f->given >= 0)
			used++;
		else
			result = record_do(st, drop, why, "ttt", unit, above[i], indicator);
	}
	free(totals);
	return result == 0 ? put_rows(st, unit, rows, used, why) : -1;
}

/* ---- what is added ---- */

struct place {
	char unit[RECORD_CODE_OCTETS], indicator[RECORD_CODE_OCTETS], period[RECORD_PERIOD_OCTETS];
};

static void read_place(struct query *q, void *row)
{
	struct place *p = row;

	record_text(q, 0, p->unit, sizeof p->unit);
	record_text(q, 1, p->indicator, sizeof p->indicator);
	record_text(q, 2, p->period, sizeof p->period);
}

static int each_place(struct store *st, const char *sql, bool reports, struct why *why)
{
	struct query *q = store_query(st, sql, why);
	struct place *rows;
	size_t used;
	int result = 0;

	if (q == NULL || record_all(q, read_place, sizeof *rows, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++)
		result = reports ? figure_count_report(st, rows[i].unit, rows[i].period, 1, why)
				 : figure_renew(st, rows[i].unit, rows[i].indicator, rows[i].period, why);
	free(rows);
	return result;
}

/* Those that the statement below has marked. */
static int renew_stale(struct store *st, struct why *why)
{
	return each_place(st, "SELECT unit, indicator, period FROM figure WHERE known >= 16", false, why);
}

/* What is added is plain where the figure is of the same making as what is added: nothing cumulative lies in it, nor the
 * sum of a quarter or half, and the sum of its own period stands if, and only if, that is the one that changed. A sum that
 * is new speaks from now on for shorter ones, and one of a longer period goes on speaking for this one: then the figure
 * is made anew. */
static const struct later_kind add = {
	.sql = "INSERT INTO figure (period, unit, indicator, known, given, value, done)"
	       " VALUES ($1, $2, $3, $4, -1, $5, $6)"
	       " ON CONFLICT (period, unit, indicator) DO UPDATE SET value = figure.value + excluded.value,"
	       " done = figure.done + excluded.done, known = CASE WHEN (figure.known & 12) = (excluded.known & 12)"
	       " THEN excluded.known ELSE figure.known | 16 END",
	.types = "ttt|iii",
	.sums = 2,
	.after = renew_stale
};

static_assert((KNOWN_MIXED | KNOWN_OWN) == 12 && KNOWN_STALE == 16, "as the statement has them");

static int add_one(struct store *st, const char *unit, const char *indicator, const char *period, int64_t known,
	int64_t value, int64_t done, struct why *why)
{
	return later_do(st, &add, why, period, unit, indicator, known, value, done);
}

int figure_add(struct store *st, const char *unit, const char *indicator, const char *period, int64_t difference,
	struct why *why)
{
	char above[PERIOD_ABOVE_MAX][PERIOD_OCTETS];
	unsigned periods = is_made(period) ? 0 : kept_above(period, above);

	for (unsigned i = 0; i < periods; i++) {
		bool own = strcmp(above[i], period) == 0;

		if (add_one(st, unit, indicator, above[i], KNOWN_VALUE | KNOWN_DONE | (own ? KNOWN_OWN : 0), difference,
			    difference, why) == -1)
			return -1;
	}
	return periods == 0 ? figure_renew(st, unit, indicator, period, why) : 0;
}

int figure_count_report(struct store *st, const char *unit, const char *period, int difference, struct why *why)
{
	static const char drop[] =
		"DELETE FROM figure WHERE unit = $1 AND period = $2 AND indicator = '' AND value = 0";
	char above[PERIOD_ABOVE_MAX + 1][PERIOD_OCTETS];
	unsigned periods = kept_above(period, above);

	if (is_made(period))
		record_copy(period, above[periods++], PERIOD_OCTETS);
	for (unsigned i = 0; i < periods; i++)
		if (add_one(st, unit, "", above[i], KNOWN_VALUE, difference, 0, why) == -1)
			return -1;
	for (unsigned i = 0; difference < 0 && i < periods; i++)
		if (record_do(st, drop, why, "tt", unit, above[i]) == -1)
			return -1;
	return 0;
}

/* ---- once, for what was there before ---- */

int figure_catch_up(struct store *st, struct why *why)
{
	static const char ask[] = "SELECT 1 FROM counter WHERE kind = '" MARK "'";
	static const char sums[] = "SELECT DISTINCT unit, CASE WHEN indicator LIKE 'total.%' THEN substr(indicator, 7) "
				   "ELSE indicator END, period FROM total";
	static const char reports[] = "SELECT unit, '', period FROM report WHERE status IN ('received', 'approved')";
	static const char done[] = "DELETE FROM counter WHERE kind = '" MARK "'";
	struct query *q = store_query(st, ask, why);
	enum step step;

	if (q == NULL)
		return -1;
	step = query_step(q, why);
	query_end(q);
	if (step != STEP_ROW)
		return step == STEP_FAILED ? -1 : 0;
	if (each_place(st, sums, false, why) == -1 || each_place(st, reports, true, why) == -1 ||
		(q = store_query(st, done, why)) == NULL)
		return -1;
	return query_run(q, why);
}
