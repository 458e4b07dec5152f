/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/help/country.h"

#include "gateway/base/buf.h"
#include "gateway/base/clock.h"
#include "gateway/base/period.h"
#include "store/figure.h"
#include "store/member.h"
#include "store/report.h"
#include "store/unit.h"
#include "tests/help/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK   10000 /* villages whose rows one transaction makes */
#define SAMPLES 20

static struct why why;

static void must_at(bool good, int line)
{
	if (!good) {
		fprintf(stderr, "country:%d: %s\n", line, why.text);
		exit(1);
	}
}
#define must(good) must_at((good), __LINE__)

/* ---- how much of it ---- */

static int64_t part_of(int64_t whole, double share)
{
	int64_t part = (int64_t)((double)whole * share);

	return part > 0 ? part : 1;
}

struct country_size country_size_of(double share)
{
	return (struct country_size){ part_of(34, share), part_of(63, share), part_of(700, share),
		part_of(10500, share), part_of(3321, share), part_of(94000, share), part_of(460000, share) };
}

/* ---- rows ---- */

static void run(struct store *st, const char *sql, const int64_t *values, int used, const char *text)
{
	struct query *q = store_query(st, sql, &why);

	must(q != NULL);
	for (int i = 0; i < used; i++)
		query_int(q, i + 1, values[i]);
	if (text != NULL)
		query_text(q, used + 1, text);
	must(query_run(q, &why) == 0);
}
#define RUN(st, sql, text, ...)                                                                                        \
	run((st), (sql), (const int64_t[]){ __VA_ARGS__ },                                                             \
		(int)(sizeof((int64_t[]){ __VA_ARGS__ }) / sizeof(int64_t)), (text))

/* The numbers from $1 to $2. */
#define NUMBERS                                                                                                        \
	"WITH RECURSIVE n(i) AS (SELECT CAST($1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < CAST($2 AS BIGINT)) "
#define UNITS                                                                                                          \
	"INSERT INTO unit (id, code, name, kind, parent_code, valid_from, valid_to, successor_code, source, households) "
#define CODE(letters, number) "'" letters "' || (1000000 + " number ")"
#define TURN(above)           "(i - 1) % CAST(" above " AS BIGINT) + 1"
#define OLD                   "'2004-08-31', '2025-06-30'"
#define NEW                   "'2025-07-01', ''"

static void fill_units(struct store *st, const struct country_size *s)
{
	struct unit top = {
		.code = COUNTRY_TOP, .name = "Việt Nam", .kind = "tinh", .valid_from = "1900-01-01", .source = "demo"
	};

	must(unit_put(st, &top, 1, &why) == 0);
	RUN(st,
		UNITS NUMBERS "SELECT 1000000 + i, " CODE("p", "i") ", 'Tỉnh Minh Họa ' || i, 'tinh', 'VN', " NEW
								    ", '', 'demo', 0 FROM n",
		NULL, 1, s->provinces);
	RUN(st,
		UNITS NUMBERS "SELECT 2000000 + i, " CODE("q", "i") ", 'Tỉnh Cũ ' || i, 'tinh', 'VN', " OLD
								    ", " CODE("p", TURN("$3")) ", 'demo', 0 FROM n",
		NULL, 1, s->old_provinces, s->provinces);
	RUN(st,
		UNITS NUMBERS "SELECT 3000000 + i, " CODE("d", "i") ", 'Huyện Cũ ' || i, 'huyen', " CODE(
			"q", TURN("$3")) ", " OLD ", '', 'demo', 0 FROM n",
		NULL, 1, s->districts, s->old_provinces);
	RUN(st,
		UNITS NUMBERS "SELECT 4000000 + i, " CODE("o", "i") ", 'Xã Cũ ' || i, 'xa', " CODE(
			"d", TURN("$3")) ", " OLD ", " CODE("c", TURN("$4")) ", 'demo', 0 FROM n",
		NULL, 1, s->old_communes, s->districts, s->communes);
	RUN(st,
		UNITS NUMBERS "SELECT 5000000 + i, " CODE("c", "i") ", 'Xã Minh Họa ' || i, 'xa', " CODE(
			"p", TURN("$3")) ", " NEW ", '', 'demo', 0 FROM n",
		NULL, 1, s->communes, s->provinces);
	/* A village goes on as it is; its commune of before stands for the one into which it was merged. */
	RUN(st,
		UNITS NUMBERS "SELECT 6000000 + i, " CODE("v", "i") ", 'Thôn Mẫu ' || i, 'thon', " CODE(
			"o", TURN("$3")) ", '2004-08-31', '', '', 'demo', 200 + i % 100 FROM n",
		NULL, 1, s->teams, s->old_communes);
}

#define MEMBERS "INSERT INTO member (id, name, role, unit, team, status, consent_at, created_at) "
#define PHONES  "INSERT INTO phone (msisdn, member, added_at) "

static void fill_people(struct store *st, const struct country_size *s)
{
	struct member sender = { .name = "Trần Thị Mẫu",
		.role = "lanh_dao_huyen",
		.unit = COUNTRY_TOP,
		.status = "active",
		.language = "vi",
		.consent_at = 1,
		.phone = COUNTRY_SENDER };

	RUN(st,
		"INSERT INTO team (no, unit, level, decision, decided_on) " NUMBERS
		"SELECT i, " CODE("v", "i") ", 'thon', i || '/QĐ-UBND', '2022-08-01' FROM n",
		NULL, 1, s->teams);
	RUN(st,
		MEMBERS NUMBERS
		"SELECT i, 'Nguyễn Văn Mẫu ' || i, CASE (i - 1) / CAST($3 AS BIGINT) WHEN 0 THEN 'to_truong' "
		"WHEN 1 THEN 'to_pho' ELSE 'thanh_vien' END, " CODE("v", TURN("$3")) ", " TURN(
			"$3") ", 'active', 1, 1 FROM n",
		NULL, 1, s->members, s->teams);
	RUN(st, PHONES NUMBERS "SELECT '+8490' || (1000000 + i), i, 1 FROM n", NULL, 1, s->members);
	RUN(st,
		MEMBERS NUMBERS
		"SELECT 1000000 + i, 'Lê Thị Mẫu ' || i, 'lanh_dao_xa', " CODE("c", "i") ", 0, 'active', 1, 1 FROM n",
		NULL, 1, s->communes);
	RUN(st, PHONES NUMBERS "SELECT '+8491' || (1000000 + i), 1000000 + i, 1 FROM n", NULL, 1, s->communes);
	must(member_put(st, &sender, 1, &why) == 0);
}

/* ---- reports: eight of nine villages report two figures each week ---- */

#define REPORTS_VILLAGE "(i + w) % 9 <> 0"

static void week_at(int week, char period[static PERIOD_OCTETS], int64_t *at_us)
{
	int64_t monday;
	struct civil day;
	struct period p;

	must(clock_read(COUNTRY_MONDAY, &monday) == 0);
	*at_us = monday - (int64_t)(COUNTRY_WEEKS - week) * 7 * CLOCK_DAY - CLOCK_DAY;
	day = clock_civil(*at_us);
	p = period_of(PERIOD_WEEK, &day);
	period_write(&p, period);
}

static bool reports(int64_t village, int week)
{
	return (village + week) % 9 != 0;
}

static int64_t figure_at(int64_t village, int week, int indicator)
{
	return (village + 7 * week + 3 * indicator) % 20;
}
#define FIGURE "(i + 7 * w + 3 * k) % 20"
static const char *const indicators[] = { "DVC", "VNE" };
#define INDICATORS "(SELECT 0 AS k, 'DVC' AS code UNION ALL SELECT 1, 'VNE') indicator"

static void fill_villages(struct store *st, const struct country_size *s, int week, int64_t from, int64_t to)
{
	char period[PERIOD_OCTETS];
	int64_t at_us;

	week_at(week, period, &at_us);
	must(store_begin(st, &why) == 0);
	RUN(st,
		"INSERT INTO report (no, phone, unit, period, at, status) " NUMBERS
		"SELECT $3 * $4 + i, '+8490' || (1000000 + i), " CODE(
			"v", "i") ", $6, CAST($5 AS BIGINT), 'received' "
				  "FROM n, (SELECT CAST($4 AS BIGINT) AS w) week WHERE " REPORTS_VILLAGE,
		period, from, to, s->teams, week, at_us);
	RUN(st,
		"INSERT INTO report_value (report, indicator, value, mode, unit) " NUMBERS
		"SELECT $3 * $4 + i, code, " FIGURE
		", 'period', " CODE("v", "i") " FROM n, (SELECT CAST($4 AS BIGINT) AS w) week, " INDICATORS
					      " WHERE " REPORTS_VILLAGE " ORDER BY 1, 2",
		NULL, from, to, s->teams, week);
	RUN(st,
		"INSERT INTO total (unit, indicator, period, value, terms) " NUMBERS "SELECT " CODE(
			"v", "i") ", code, $4, " FIGURE ", 1 FROM n, (SELECT CAST($3 AS BIGINT) AS w) week, " INDICATORS
				  " WHERE " REPORTS_VILLAGE " ORDER BY 1, 2",
		period, from, to, week);
	must(store_commit(st, &why) == 0);
}

/* The last village of the chunk that begins with one. */
static int64_t end_of(const struct country_size *s, int64_t from)
{
	return from + CHUNK - 1 < s->teams ? from + CHUNK - 1 : s->teams;
}

static void fill_week(struct store *st, const struct country_size *s, int week)
{
	for (int64_t from = 1; from <= s->teams; from += CHUNK)
		fill_villages(st, s, week, from, end_of(s, from));
}

static void note_periods(struct store *st, int first)
{
	run(st,
		"CREATE TEMPORARY TABLE nation_week (period TEXT NOT NULL, w BIGINT NOT NULL, own BIGINT NOT NULL, "
		"PRIMARY KEY (period, w))",
		NULL, 0, NULL);
	for (int week = first; week < COUNTRY_WEEKS; week++) {
		char period[PERIOD_OCTETS], above[PERIOD_ABOVE_MAX][PERIOD_OCTETS];
		int64_t at_us;

		week_at(week, period, &at_us);
		for (unsigned i = 0, n = period_above(period, above); i < n; i++)
			if (strpbrk(above[i], "QH") == NULL) /* of those no figures are kept */
				RUN(st, "INSERT INTO nation_week (w, own, period) VALUES ($1, $2, $3)", above[i], week,
					i == 0);
	}
}

/* What the reports of some villages come to in a period. known: a sum of that very period stands in a week. */
static void fill_figures(struct store *st, const char *period, int64_t from, int64_t to)
{
	RUN(st,
		"INSERT INTO figure (unit, period, indicator, value, done, given, known) " NUMBERS "SELECT " CODE(
			"v", "i") ", period, code, SUM(" FIGURE "), SUM(" FIGURE
				  "), -1, 3 + 8 * MAX(own) FROM n, nation_week, " INDICATORS
				  " WHERE period = $3 AND " REPORTS_VILLAGE " GROUP BY i, period, code ORDER BY 1, 3",
		period, from, to);
	RUN(st,
		"INSERT INTO figure (unit, period, indicator, value, done, given, known) " NUMBERS "SELECT " CODE("v",
			"i") ", period, '', COUNT(*), 0, -1, 1 FROM n, nation_week WHERE period = $3 AND " REPORTS_VILLAGE
			     " GROUP BY i, period ORDER BY 1",
		period, from, to);
}

/* Period by period, which is how the sums lie in the store. */
static void fill_sums(struct store *st, const struct country_size *s, int first)
{
	char periods[COUNTRY_WEEKS * 2][PERIOD_OCTETS];
	struct query *q;
	size_t used = 0;

	note_periods(st, first);
	q = store_query(st, "SELECT DISTINCT period FROM nation_week ORDER BY period", &why);
	must(q != NULL);
	for (; query_step(q, &why) == STEP_ROW; used++)
		record_text(q, 0, periods[used], sizeof *periods);
	for (size_t i = 0; i < used; i++)
		for (int64_t from = 1; from <= s->teams; from += CHUNK) {
			must(store_begin(st, &why) == 0);
			fill_figures(st, periods[i], from, end_of(s, from));
			must(store_commit(st, &why) == 0);
		}
}

/* Made anew behind the rows, in one go: row by row each of the three would be written all over with every week. */
static const char *const indexes[][2] = {
	{ "DROP INDEX report_unit", "CREATE INDEX report_unit ON report (period, unit)" },
	{ "DROP INDEX report_phone", "CREATE INDEX report_phone ON report (phone, at)" },
	{ "DROP INDEX report_phone_period", "CREATE INDEX report_phone_period ON report (period, phone)" },
};

/* What goes through all rows takes longer than Keng waits for an answer of a server, whatever the server allows: a
 * connection of its own does that. */
static void run_long(struct store *st, const char *url, const char *sql)
{
	if (engine_is_shared())
		engine_run(url, sql);
	else
		run(st, sql, NULL, 0, NULL);
}

static void run_indexes(struct store *st, const char *url, int which)
{
	for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++)
		run_long(st, url, indexes[i][which]);
}

/* first: the first of the weeks in which there are reports; the last is that before the Monday. */
void country_fill(struct store *st, const char *url, const struct country_size *s, int first)
{
	must(store_begin(st, &why) == 0);
	must(figure_catch_up(st, &why) == 0); /* nothing is there yet: the figures below are not to be made again */
	fill_units(st, s);
	fill_people(st, s);
	must(store_commit(st, &why) == 0);
	run_indexes(st, url, 0);
	for (int week = first; week < COUNTRY_WEEKS; week++)
		fill_week(st, s, week);
	run_indexes(st, url, 1);
	fill_sums(st, s, first);
	must(store_raise_no(st, "report", s->teams * COUNTRY_WEEKS + s->teams, &why) == 0);
	must(store_raise_no(st, "team", s->teams, &why) == 0);
	run_long(st, url, "ANALYZE");
}

/* ---- the same books as texts would have made ---- */

static void report_again(struct store *st, int64_t village, int week)
{
	struct report head = { .status = "received" };

	week_at(week, head.period, &head.at);
	snprintf(head.unit, sizeof head.unit, "v%07u", (unsigned)(COUNTRY_NAMES_FROM + village) % COUNTRY_NUMBERS_MOST);
	must(report_put(st, &head, &why) == 0);
	for (int k = 0; k < (int)(sizeof indicators / sizeof *indicators); k++) {
		struct report_value v = { .value = figure_at(village, week, k) };

		record_copy(indicators[k], v.indicator, sizeof v.indicator);
		must(report_put_value(st, &head, &v, &why) == 0);
	}
}

/* Append every row that a village has, column by column. */
static size_t add_rows(struct store *st, const char *sql, int columns, const char *unit, struct buf *to)
{
	struct query *q = store_query(st, sql, &why);
	size_t rows = 0;
	enum step step;

	must(q != NULL);
	query_text(q, 1, unit);
	for (; (step = query_step(q, &why)) == STEP_ROW; rows++)
		for (int i = 0; i < columns; i++)
			buf_addf(to, "%s%s", query_column_text(q, i), i + 1 < columns ? " " : "\n");
	must(step == STEP_DONE);
	return rows;
}

static size_t add_book(struct store *st, const char *unit, struct buf *to)
{
	static const char totals[] =
		"SELECT period, indicator, value, terms FROM total WHERE unit = $1 ORDER BY period, indicator";
	static const char figures[] = "SELECT period, indicator, value, done, given, known FROM figure WHERE unit = $1 "
				      "ORDER BY period, indicator";

	return add_rows(st, totals, 4, unit, to) + add_rows(st, figures, 6, unit, to);
}

static size_t check_village(struct store *st, struct store *again, int64_t village, int weeks)
{
	char unit[RECORD_CODE_OCTETS];
	struct buf filled, made;
	size_t rows;

	snprintf(unit, sizeof unit, "v%07u", (unsigned)(COUNTRY_NAMES_FROM + village) % COUNTRY_NUMBERS_MOST);
	must(store_begin(again, &why) == 0);
	for (int week = 0; week < weeks; week++)
		if (reports(village, week))
			report_again(again, village, week);
	must(store_commit(again, &why) == 0);
	buf_init(&filled);
	buf_init(&made);
	rows = add_book(st, unit, &filled);
	why_set(&why, "village %s: its sums are not those which its reports make", unit);
	must(add_book(again, unit, &made) == rows && rows > 0 && strcmp(filled.data, made.data) == 0);
	buf_fini(&filled);
	buf_fini(&made);
	return rows;
}

size_t country_check_books(struct store *st, const struct country_size *s, int weeks)
{
	struct store *again = store_open("sqlite::memory:", 2, &why);
	size_t rows = 0;

	must(again != NULL);
	for (int64_t i = 0; i < SAMPLES; i++)
		rows += check_village(st, again, 1 + i * (s->teams - 1) / SAMPLES, weeks);
	store_close(&again);
	return rows;
}
