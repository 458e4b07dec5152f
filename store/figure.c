/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/figure.h"

#include "gateway/base/period.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOTAL_PREFIX "total." /* of a cumulative figure among the sums */
#define YEAR_DIGITS  4
#define KNOWN_VALUE  1
#define KNOWN_DONE   2
#define MARK         "figures-missing"

static_assert(RECORD_PERIOD_OCTETS == PERIOD_OCTETS, "a period's text has one size");

/* ---- the arithmetic ---- */

/* The sums of one indicator, with their days. */
struct sums {
	struct one {
		const struct total *total;
		struct period_span span;
		bool cumulative, has_span;
	} * at;
	size_t used;
};

static void select_sums(const struct total *totals, size_t used, const char *indicator, struct sums *s)
{
	s->at = calloc(used + 1, sizeof *s->at);
	assert(s->at != NULL);
	s->used = 0;
	for (size_t i = 0; i < used; i++) {
		bool cumulative = strncmp(totals[i].indicator, TOTAL_PREFIX, strlen(TOTAL_PREFIX)) == 0;
		const char *code = totals[i].indicator + (cumulative ? strlen(TOTAL_PREFIX) : 0);
		struct one *one = &s->at[s->used];

		if (strcmp(code, indicator) != 0)
			continue;
		*one = (struct one){ .total = &totals[i], .cumulative = cumulative };
		one->has_span = period_span(totals[i].period, &one->span);
		s->used++;
	}
}

static bool lies_in(const struct one *one, const char *period, const struct period_span *span)
{
	if (strcmp(one->total->period, period) == 0)
		return true;
	return span != NULL && one->has_span && period_span_holds(span, &one->span);
}

/* Is it inside another sum that lies in the period too? Then that one speaks for it. */
static bool is_covered(const struct sums *s, const struct one *one, const char *period, const struct period_span *span)
{
	for (size_t i = 0; i < s->used; i++) {
		const struct one *other = &s->at[i];

		if (other != one && !other->cumulative && other->has_span && one->has_span &&
			lies_in(other, period, span) && period_span_holds(&other->span, &one->span))
			return true;
	}
	return false;
}

/* Over what lies in the period and begins at or after a day. */
static int64_t sum_since(
	const struct sums *s, const char *period, const struct period_span *span, int from, bool *known)
{
	int64_t sum = 0;

	for (size_t i = 0; i < s->used; i++) {
		const struct one *one = &s->at[i];

		if (one->cumulative || !lies_in(one, period, span) ||
			(one->has_span ? one->span.from < from : from > INT32_MIN) || is_covered(s, one, period, span))
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
static int64_t base_of(const struct sums *s, const char *period, const struct period_span *span, int *from, bool *known)
{
	const struct one *last = NULL;

	for (size_t i = 0; i < s->used; i++)
		if (s->at[i].cumulative && lies_in(&s->at[i], period, span) &&
			(last == NULL || ends_later(&s->at[i], last)))
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
	select_sums(totals, used, indicator, &s);
	f->value = sum_since(&s, period, has_span ? &span : NULL, INT32_MIN, &f->value_known);
	f->done = base_of(&s, period, has_span ? &span : NULL, &from, &f->done_known);
	f->done += sum_since(&s, period, has_span ? &span : NULL, from, &f->done_known);
	for (size_t i = 0; i < s.used; i++)
		if (s.at[i].cumulative && strcmp(s.at[i].total->period, period) == 0)
			f->given = s.at[i].total->value;
	free(s.at);
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
}

int figure_list(
	struct store *st, const char *unit, const char *period, struct figure **rows, size_t *used, struct why *why)
{
	static const char sql[] = "SELECT indicator, period, value, done, given, known FROM figure "
				  "WHERE unit = $1 AND period = $2 ORDER BY indicator";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_text(q, 1, unit);
	query_text(q, 2, period);
	return record_all(q, read_row, sizeof **rows, rows, used, why);
}

int figure_reports(struct store *st, const char *unit, const char *period, int64_t *count, struct why *why)
{
	static const char sql[] = "SELECT value FROM figure WHERE unit = $1 AND period = $2 AND indicator = ''";
	struct query *q = store_query(st, sql, why);
	enum step step;

	if (q == NULL)
		return -1;
	query_text(q, 1, unit);
	query_text(q, 2, period);
	step = query_step(q, why);
	*count = step == STEP_ROW ? query_column_int(q, 0) : 0;
	query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

static int put(struct store *st, const char *unit, const struct figure *f, struct why *why)
{
	static const char sql[] =
		"INSERT INTO figure (unit, period, indicator, value, done, given, known) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (unit, period, indicator) DO UPDATE SET "
		"value = excluded.value, done = excluded.done, given = excluded.given, known = excluded.known";
	static const char drop[] = "DELETE FROM figure WHERE unit = $1 AND period = $2 AND indicator = $3";
	bool any = f->value_known || f->done_known || f->given >= 0;
	struct query *q = any ? store_query(st, sql, why) : store_query(st, drop, why);

	if (q == NULL)
		return -1;
	query_text(q, 1, unit);
	query_text(q, 2, f->period);
	query_text(q, 3, f->indicator);
	if (any) {
		query_int(q, 4, f->value);
		query_int(q, 5, f->done);
		query_int(q, 6, f->given);
		query_int(q, 7, (f->value_known ? KNOWN_VALUE : 0) | (f->done_known ? KNOWN_DONE : 0));
	}
	return query_run(q, why);
}

int figure_renew(struct store *st, const char *unit, const char *indicator, const char *period, struct why *why)
{
	char first[RECORD_PERIOD_OCTETS], last[RECORD_PERIOD_OCTETS], above[PERIOD_ABOVE_MAX][PERIOD_OCTETS];
	unsigned periods = period_above(period, above);
	struct total *totals;
	size_t used;
	int result = 0;

	snprintf(first, sizeof first, "%.*s", YEAR_DIGITS, period);
	snprintf(last, sizeof last, "%.*s~", YEAR_DIGITS, period);
	if (total_list_of(st, unit, indicator, first, last, &totals, &used, why) == -1)
		return -1;
	for (unsigned i = 0; i < periods && result == 0; i++) {
		struct figure f;

		figure_of(totals, used, indicator, above[i], &f);
		result = put(st, unit, &f, why);
	}
	free(totals);
	return result;
}

int figure_count_report(struct store *st, const char *unit, const char *period, int difference, struct why *why)
{
	static const char add[] =
		"INSERT INTO figure (unit, period, indicator, value, done, given, known) "
		"VALUES ($1, $2, '', $3, 0, -1, 1) ON CONFLICT (unit, period, indicator) DO UPDATE SET "
		"value = figure.value + excluded.value";
	static const char drop[] =
		"DELETE FROM figure WHERE unit = $1 AND period = $2 AND indicator = '' AND value = 0";
	char above[PERIOD_ABOVE_MAX][PERIOD_OCTETS];
	unsigned periods = period_above(period, above);

	for (unsigned i = 0; i < periods; i++) {
		struct query *q = store_query(st, add, why);

		if (q == NULL)
			return -1;
		query_text(q, 1, unit);
		query_text(q, 2, above[i]);
		query_int(q, 3, difference);
		if (query_run(q, why) == -1 || (q = store_query(st, drop, why)) == NULL)
			return -1;
		query_text(q, 1, unit);
		query_text(q, 2, above[i]);
		if (query_run(q, why) == -1)
			return -1;
	}
	return 0;
}

/* ---- once, for what was there before ---- */

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
