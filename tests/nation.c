/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The country: a store with 34 provinces, 3,321 communes (and the tree before 1 July 2025), 94,000 teams, 460,000
 * members and two years of weekly reports, and what the gateway's acts cost there. All of it is invented: demo data.
 *
 *   nation [FOLDER]      SQLite in FOLDER (/var/tmp), or PostgreSQL where KENG_TEST_STORE is the URL of a database
 *
 * NATION_SHARE=0.05 makes a twentieth of it. NATION_STORE=URL measures in a store
 * that was filled so before, and is changed by that. NATION_CPU=1 tells the
 * processor time of this process and of the server's that works for it, whatever
 * else the machine does. The rows are made by few large
 * statements, as no text could come that fast; that they are those which texts
 * would have made is checked: villages in all parts of the country report once
 * more, report by report, into a store of their own, and their sums and figures
 * must be the same. Texts of two years ago are not filled in: retention has
 * removed them (keep_texts_days). Prints one JSON object a line.
 */
#include "gateway/base/clock.h"
#include "gateway/base/period.h"
#include "gateway/config.h"
#include "gateway/programme/digest.h"
#include "gateway/programme/inside.h"
#include "menus/menus.h"
#include "store/figure.h"
#include "store/report.h"
#include "tests/help/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define WEEKS        104
#define FIRST_WEEKS  4 /* the first month */
#define MONDAY       "2026-08-17 07:30"
#define TOP          "VN"
#define SENDER       "+84899999999"
#define NAMES_FROM   1000000  /* added to a number in a code or phone, so that they sort as texts */
#define NUMBERS_MOST 10000000 /* seven digits */
#define CHUNK        10000    /* villages whose rows one transaction makes */
#define SAMPLES      20
#define TIMED        2000 /* reports whose cost is taken */
#define GROUP        50   /* texts of one commit */
#define SLICES_MAX   20000
#define TEXTS_MADE   5000 /* of a text to all */

static struct why why;

static void must_at(bool good, int line)
{
	if (!good) {
		fprintf(stderr, "nation:%d: %s\n", line, why.text);
		exit(1);
	}
}
#define must(good) must_at((good), __LINE__)

static void print(const char *name, double value, const char *unit)
{
	printf("{\"name\": \"nation_%s_%s\", \"value\": %.3f, \"unit\": \"%s\"}\n", name,
		engine_is_shared() ? "postgresql" : "sqlite", value, unit);
	fflush(stdout);
}

/* ---- what is measured: how long it takes, or, on a machine that has other work, the processor time it takes ---- */

static int64_t server; /* the server's process that works for us; 0: the store is a file */

static int64_t server_us(void)
{
	char path[64];
	long long ns = 0;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%lld/schedstat", (long long)server);
	f = server != 0 ? fopen(path, "re") : NULL;
	if (f != NULL) {
		must(fscanf(f, "%lld", &ns) == 1); /* NOLINT(cert-err34-c): the kernel's own words */
		fclose(f);
	}
	return ns / 1000;
}

static int64_t moment(void)
{
	bool cpu = getenv("NATION_CPU") != NULL;
	struct timespec ts;

	clock_gettime(cpu ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * CLOCK_SECOND + ts.tv_nsec / 1000 + (cpu ? server_us() : 0);
}

static double ms_of(int64_t us)
{
	return (double)us / 1000;
}

static double seconds_since(int64_t from_us)
{
	int64_t took_us = moment() - from_us;

	return (double)took_us / CLOCK_SECOND;
}

/* ---- how much of it ---- */

struct size {
	int64_t provinces, old_provinces, districts, old_communes, communes, teams, members;
};

static int64_t part_of(int64_t whole, double share)
{
	int64_t part = (int64_t)((double)whole * share);

	return part > 0 ? part : 1;
}

static struct size size_of(double share)
{
	return (struct size){ part_of(34, share), part_of(63, share), part_of(700, share), part_of(10500, share),
		part_of(3321, share), part_of(94000, share), part_of(460000, share) };
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

static void fill_units(struct store *st, const struct size *s)
{
	struct unit top = {
		.code = TOP, .name = "Việt Nam", .kind = "tinh", .valid_from = "1900-01-01", .source = "demo"
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

static void fill_people(struct store *st, const struct size *s)
{
	struct member sender = { .name = "Trần Thị Mẫu",
		.role = "lanh_dao_huyen",
		.unit = TOP,
		.status = "active",
		.language = "vi",
		.consent_at = 1,
		.phone = SENDER };

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

	must(clock_read(MONDAY, &monday) == 0);
	*at_us = monday - (int64_t)(WEEKS - week) * 7 * CLOCK_DAY - CLOCK_DAY;
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

static void fill_villages(struct store *st, const struct size *s, int week, int64_t from, int64_t to)
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
static int64_t end_of(const struct size *s, int64_t from)
{
	return from + CHUNK - 1 < s->teams ? from + CHUNK - 1 : s->teams;
}

static void fill_week(struct store *st, const struct size *s, int week)
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
	for (int week = first; week < WEEKS; week++) {
		char period[PERIOD_OCTETS], above[PERIOD_ABOVE_MAX][PERIOD_OCTETS];
		int64_t at_us;

		week_at(week, period, &at_us);
		for (unsigned i = 0, n = period_above(period, above); i < n; i++)
			RUN(st, "INSERT INTO nation_week (w, own, period) VALUES ($1, $2, $3)", above[i], week, i == 0);
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
static void fill_sums(struct store *st, const struct size *s, int first)
{
	char periods[WEEKS * 2][PERIOD_OCTETS];
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
static void fill(struct store *st, const char *url, const struct size *s, int first)
{
	must(store_begin(st, &why) == 0);
	must(figure_catch_up(st, &why) == 0); /* nothing is there yet: the figures below are not to be made again */
	fill_units(st, s);
	fill_people(st, s);
	must(store_commit(st, &why) == 0);
	run_indexes(st, url, 0);
	for (int week = first; week < WEEKS; week++)
		fill_week(st, s, week);
	run_indexes(st, url, 1);
	fill_sums(st, s, first);
	must(store_raise_no(st, "report", s->teams * WEEKS + s->teams, &why) == 0);
	must(store_raise_no(st, "team", s->teams, &why) == 0);
	run_long(st, url, "ANALYZE");
}

/* ---- the same books as texts would have made ---- */

static void report_again(struct store *st, int64_t village, int week)
{
	struct report head = { .status = "received" };

	week_at(week, head.period, &head.at);
	snprintf(head.unit, sizeof head.unit, "v%07u", (unsigned)(NAMES_FROM + village) % NUMBERS_MOST);
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

	snprintf(unit, sizeof unit, "v%07u", (unsigned)(NAMES_FROM + village) % NUMBERS_MOST);
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

static void check_books(struct store *st, const struct size *s, int weeks)
{
	struct store *again = store_open("sqlite::memory:", 2, &why);
	size_t rows = 0;

	must(again != NULL);
	for (int64_t i = 0; i < SAMPLES; i++)
		rows += check_village(st, again, 1 + i * (s->teams - 1) / SAMPLES, weeks);
	store_close(&again);
	print("sums_compared_with_reports", (double)rows, "rows");
}

/* ---- what the acts cost ---- */

static int longer(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* A text comes in and is answered, within the caller's transaction. */
static void take(struct programme *p, const char *from, const char *words, enum intent intent, int64_t now_us)
{
	char text[200];
	struct programme_text in = { .from = from, .text = text, .link = "", .session = "", .now_us = now_us };
	struct outcome out;

	snprintf(text, sizeof text, "%s", words);
	outcome_init(&out);
	must(programme_take(p, &in, &out, NULL, &why) == 0);
	why_set(&why, "\"%s\" was answered by \"%s\"", words, out.replies_used > 0 ? out.replies[0].text.data : "");
	must(out.intent == intent && out.replies_used >= 1 &&
		(out.status == OUTCOME_RECORDED || out.status == OUTCOME_ASKED));
	outcome_fini(&out);
}

/* How often this process has read and written: what a store in a file costs, whatever else the disk does. */
static void io_of(int64_t counts[static 2])
{
	static const char *const names[] = { "syscr: ", "syscw: " };
	FILE *f = fopen("/proc/self/io", "re");
	char line[80];

	counts[0] = counts[1] = 0;
	while (f != NULL && fgets(line, sizeof line, f) != NULL)
		for (int i = 0; i < 2; i++)
			if (strncmp(line, names[i], strlen(names[i])) == 0)
				counts[i] = strtoll(line + strlen(names[i]), NULL, 10);
	if (f != NULL)
		fclose(f);
}

/* The middle of many groups: milliseconds a report, its share of the commit included. */
static double report_ms(struct programme *p, const struct size *s, int64_t now_us)
{
	int64_t took[TIMED / GROUP] = { 0 }, village = 0, step = s->teams / TIMED + 1, before[2], after[2];
	size_t used = 0;

	io_of(before);
	while (used < TIMED / GROUP && village + GROUP * step < s->teams) {
		int64_t from_us = moment();

		must(store_begin(p->store, &why) == 0);
		for (int i = 0; i < GROUP; i++, village += step) {
			char phone[RECORD_PHONE_OCTETS];

			snprintf(phone, sizeof phone, "+8490%07u", (unsigned)(NAMES_FROM + 1 + village) % NUMBERS_MOST);
			take(p, phone, "BC DVC 5 VNE 3", INTENT_REPORT, now_us);
		}
		must(store_commit(p->store, &why) == 0);
		took[used++] = moment() - from_us;
	}
	why_set(&why, "too few teams to take the cost of a report of");
	must(used > 0);
	io_of(after);
	if (!engine_is_shared()) {
		print("report_reads", (double)(after[0] - before[0]) / (double)(used * GROUP), "calls");
		print("report_writes", (double)(after[1] - before[1]) / (double)(used * GROUP), "calls");
	}
	qsort(took, used, sizeof *took, longer);
	return ms_of(took[used / 2]) / GROUP;
}

static int64_t count(struct store *st, const char *sql)
{
	struct query *q = store_query(st, sql, &why);
	int64_t n;

	must(q != NULL && query_step(q, &why) == STEP_ROW);
	n = query_column_int(q, 0);
	query_end(q);
	return n;
}

/* All digests of the communes, as they are due: read, put into words and queued to who leads each. */
static void digests(struct programme *p, const struct size *s, int64_t now_us)
{
	const struct units *units = programme_units(p, now_us, &why);
	struct voice v = { .p = p, .now_us = now_us, .link = "" };
	int64_t from_us = moment(), *took, communes = 0;
	double all_s;

	must(units != NULL);
	took = calloc(units_count(units) + 1, sizeof *took);
	must(took != NULL && store_begin(p->store, &why) == 0);
	for (size_t i = 0; i < units_count(units); i++) {
		const struct unit *unit = units_at(units, i);
		int64_t one_us = moment();

		if (unit == NULL || !unit_is_commune(unit))
			continue;
		must(digest_tell(&v, units, unit, now_us, &why) == 0);
		took[communes++] = moment() - one_us;
		if (communes % GROUP == 0)
			must(store_commit(p->store, &why) == 0 && store_begin(p->store, &why) == 0);
	}
	must(store_commit(p->store, &why) == 0);
	all_s = seconds_since(from_us);
	why_set(&why, "not each commune's leader has a digest");
	must(communes == s->communes &&
		count(p->store, "SELECT COUNT(*) FROM message WHERE kind = 'unasked'") == communes);
	qsort(took, (size_t)communes, sizeof *took, longer);
	print("digests", (double)communes, "communes");
	print("digests_all", all_s, "s");
	print("digest_one_median", ms_of(took[communes / 2]), "ms");
	print("digest_one_slowest", ms_of(took[communes - 1]), "ms");
	free(took);
}

static double take_alone(struct programme *p, const char *from, const char *words, enum intent intent, int64_t now_us)
{
	int64_t from_us = moment();

	must(store_begin(p->store, &why) == 0);
	take(p, from, words, intent, now_us);
	must(store_commit(p->store, &why) == 0);
	return seconds_since(from_us);
}

/* What is due, in slices, each with somebody's report that came while it ran and is answered behind it. */
struct slices {
	int64_t waited[SLICES_MAX]; /* by that somebody */
	size_t used, turn;
	double seconds; /* of the slices alone */
};

static void do_slices(struct programme *p, struct slices *slices, const char *until_sql, int64_t until, int64_t *now_us)
{
	int64_t next_us;

	while (slices->used < SLICES_MAX && count(p->store, until_sql) < until) {
		int64_t from_us = moment();
		char phone[RECORD_PHONE_OCTETS], words[40];

		must(store_begin(p->store, &why) == 0);
		must(programme_due(p, *now_us, 1, &next_us, &why) >= 0);
		must(store_commit(p->store, &why) == 0);
		slices->seconds += seconds_since(from_us);
		snprintf(phone, sizeof phone, "+8490%07u",
			(unsigned)(NAMES_FROM + 1 + slices->turn % 900) % NUMBERS_MOST);
		snprintf(words, sizeof words, "BC DVC %zu VNE 3", slices->turn++ % 97 + 6);
		take_alone(p, phone, words, INTENT_REPORT, *now_us);
		slices->waited[slices->used++] = moment() - from_us;
		*now_us = next_us > *now_us ? next_us : *now_us + 1;
	}
}

static void print_slices(const char *name, struct slices *slices)
{
	char label[64];

	qsort(slices->waited, slices->used, sizeof *slices->waited, longer);
	snprintf(label, sizeof label, "%s_others_wait_p99", name);
	print(label, ms_of(slices->waited[slices->used * 99 / 100]), "ms");
	snprintf(label, sizeof label, "%s_others_wait_longest", name);
	print(label, ms_of(slices->waited[slices->used - 1]), "ms");
	snprintf(label, sizeof label, "%s_slices", name);
	print(label, (double)slices->used, "slices");
	slices->used = 0;
	slices->seconds = 0;
}

/* What the calendar brings to all of them is looked for, piece by piece. */
static void sweep(struct programme *p, int64_t now_us)
{
	int64_t longest_us = 0, next_us;
	double seconds = 0;
	unsigned pieces = 0;

	do {
		int64_t from_us = moment(), took_us;

		must(store_begin(p->store, &why) == 0);
		must(programme_due(p, now_us, 0, &next_us, &why) == 0);
		must(store_commit(p->store, &why) == 0);
		took_us = moment() - from_us;
		longest_us = took_us > longest_us ? took_us : longest_us;
		seconds += (double)took_us / CLOCK_SECOND;
		pieces++;
	} while (next_us <= now_us);
	print("sweep", seconds, "s");
	print("sweep_pieces", pieces, "pieces");
	print("sweep_longest", ms_of(longest_us), "ms");
}

/* One text to everybody: counted, shown, confirmed, and the first of its texts made. */
static void broadcast(struct programme *p, const struct size *s, int64_t now_us)
{
	static struct slices slices;
	int64_t people = s->members + s->communes, made = people < TEXTS_MADE ? people : TEXTS_MADE;

	print("broadcast_taken", take_alone(p, SENDER, "TB mai 8h hop tai UBND xa", INTENT_BROADCAST, now_us) * 1000,
		"ms");
	do_slices(p, &slices, "SELECT COUNT(*) FROM broadcast WHERE status = 'waiting'", 1, &now_us);
	print("broadcast_people", (double)people, "people");
	print("broadcast_counted_and_kept", slices.seconds, "s");
	print_slices("broadcast_counted", &slices);
	print("broadcast_confirmed", take_alone(p, SENDER, "XN", INTENT_BROADCAST, now_us) * 1000, "ms");
	do_slices(p, &slices, "SELECT COUNT(*) FROM addressee", made, &now_us);
	print("broadcast_text_made", slices.seconds * 1000 / (double)made, "ms");
	print_slices("broadcast_made", &slices);
	why_set(&why, "not everybody is to get the text, once");
	must(count(p->store, "SELECT COUNT(DISTINCT phone) FROM addressee") +
			count(p->store, "SELECT COUNT(DISTINCT member) FROM recipient") ==
		people);
	must(count(p->store, "SELECT COUNT(*) FROM addressee") + count(p->store, "SELECT COUNT(*) FROM recipient") ==
		people);
	must(count(p->store, "SELECT COUNT(*) FROM message WHERE kind = 'bulk'") ==
		count(p->store, "SELECT COUNT(*) FROM addressee"));
}

/* ---- the run ---- */

struct ground {
	struct menus *menus;
	struct config config;
	char folder[400], url[ENGINE_URL_OCTETS];
};

static struct store *open_url(const char *url)
{
	struct store *st = store_open(url, 1, &why);

	must(st != NULL);
	server = engine_is_shared() ? count(st, "SELECT pg_backend_pid()") : 0;
	return st;
}

static struct store *open_store(struct ground *g, const char *name)
{
	if (engine_is_shared())
		engine_url(g->url);
	else
		snprintf(g->url, sizeof g->url, "sqlite:%.380s/%s", g->folder, name);
	return open_url(g->url);
}

static double size_mb(struct ground *g, struct store *st)
{
	struct stat at;

	if (engine_is_shared())
		return (double)count(st, "SELECT CAST(SUM(pg_total_relation_size(oid)) AS BIGINT) FROM pg_class "
					 "WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace") /
		       1e6;
	must(stat(g->url + strlen("sqlite:"), &at) == 0);
	return (double)at.st_size / 1e6;
}

static void drop_store(struct ground *g, struct store **st)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-lock" };
	char name[ENGINE_URL_OCTETS + 8];

	store_close(st);
	for (size_t i = 0; !engine_is_shared() && i < sizeof ends / sizeof *ends; i++) {
		snprintf(name, sizeof name, "%s%s", g->url + strlen("sqlite:"), ends[i]);
		unlink(name);
	}
}

static double first_month(struct ground *g, const struct size *s, int64_t now_us)
{
	struct store *st = open_store(g, "first.db");
	struct programme *p;
	double ms;

	fill(st, g->url, s, WEEKS - FIRST_WEEKS);
	p = programme_new(st, g->menus, &g->config, now_us, &why);
	must(p != NULL);
	ms = report_ms(p, s, now_us);
	print("report_in_first_month", ms, "ms");
	programme_free(&p);
	drop_store(g, &st);
	return ms;
}

static void measure(struct store *st, struct ground *g, const struct size *s, int64_t now_us, double first_ms)
{
	struct programme *p = programme_new(st, g->menus, &g->config, now_us, &why);
	int64_t from_us = moment();
	double ms;

	must(p != NULL);
	must(programme_units(p, now_us, &why) != NULL);
	print("units_read", seconds_since(from_us), "s");
	ms = report_ms(p, s, now_us);
	print("report_after_two_years", ms, "ms");
	if (first_ms > 0)
		print("report_two_years_to_first_month", ms / first_ms, "times");
	digests(p, s, now_us);
	sweep(p, now_us);
	broadcast(p, s, now_us);
	programme_free(&p);
}

static void two_years(struct ground *g, const struct size *s, int64_t now_us)
{
	double first_ms = first_month(g, s, now_us), mb;
	struct store *st = open_store(g, "nation.db");
	int64_t from_us = moment(), filled;

	fill(st, g->url, s, 0);
	filled = count(st, "SELECT COUNT(*) FROM report");
	print("filled", seconds_since(from_us), "s");
	print("reports", (double)filled, "reports");
	check_books(st, s, WEEKS);
	mb = size_mb(g, st);
	print("store", mb, "MB");
	print("store_per_report", mb * 1e6 / (double)filled, "octets");
	measure(st, g, s, now_us, first_ms);
	drop_store(g, &st);
}

static void filled_before(const char *url, struct ground *g, const struct size *s, int64_t now_us)
{
	struct store *st = open_url(url);

	measure(st, g, s, now_us, 0);
	store_close(&st);
}

int main(int argc, char **argv)
{
	const char *share = getenv("NATION_SHARE"), *filled = getenv("NATION_STORE");
	struct size s = size_of(share == NULL ? 1 : strtod(share, NULL));
	char seeds[] = "";
	struct ground g = { .config = { .seeds = seeds, .validity_s = 7 * 86400, .session_s = 3600 } };
	struct faults faults;
	int64_t now_us;

	setenv("TZ", "Asia/Ho_Chi_Minh", 1);
	tzset();
	must(clock_read(MONDAY, &now_us) == 0);
	snprintf(g.folder, sizeof g.folder, "%.300s/keng-nation-XXXXXX", argc > 1 ? argv[1] : "/var/tmp");
	must(mkdtemp(g.folder) != NULL);
	faults_init(&faults);
	g.menus = menus_load("etc/menus.d", &faults);
	must(g.menus != NULL);
	if (filled != NULL)
		filled_before(filled, &g, &s, now_us);
	else
		two_years(&g, &s, now_us);
	menus_free(&g.menus);
	faults_fini(&faults);
	rmdir(g.folder);
	return 0;
}
