/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the gateway's acts cost in a store with the whole country (tests/help/country.h), two years of reports in it.
 *
 *   nation [FOLDER]      SQLite in FOLDER (/var/tmp), or PostgreSQL where KENG_TEST_STORE is the URL of a database
 *
 * NATION_SHARE=0.05 makes a twentieth of it. NATION_STORE=URL measures in a store
 * that was filled so before, and is changed by that. NATION_CPU=1 tells the
 * processor time of this process and of the server's that works for it, whatever
 * else the machine does. Prints one JSON object a line.
 */
#include "gateway/base/clock.h"
#include "gateway/config.h"
#include "gateway/programme/digest.h"
#include "gateway/programme/inside.h"
#include "menus/menus.h"
#include "tests/help/country.h"
#include "tests/help/engine.h"
#include "tests/help/figure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define FIRST_WEEKS 4    /* the first month */
#define TIMED       2000 /* reports whose cost is taken */
#define GROUP       50   /* texts of one commit */
#define SLICES_MAX  20000
#define TEXTS_MADE  5000 /* of a text to all */

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
	char whole[96];

	snprintf(whole, sizeof whole, "nation_%s_%s", name, engine_is_shared() ? "postgresql" : "sqlite");
	figure(whole, value, unit, NULL);
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

/* The teams report by the week, as they did before. */
#define OF_THE_WEEK  "BC TUAN NAY DVC 5 VNE 3"
#define OF_THE_MONTH "BC DVC 5 VNE 3"

/* A store that is measured, and what its reports took. */
struct ledger {
	struct store *st;
	char url[ENGINE_URL_OCTETS];
	struct programme *p;
	int64_t server; /* its process that works for us */
	int64_t took[TIMED / GROUP];
	int64_t reads, writes;
	size_t used; /* groups */
};

/* The next group of reports, and the commit that they share. */
static void take_group(struct ledger *l, const struct country_size *s, const char *text, int64_t now_us)
{
	const int64_t step = s->teams / TIMED + 1;
	int64_t village = (int64_t)l->used * GROUP * step, before[2], after[2], from_us;

	io_of(before);
	server = l->server;
	from_us = moment();
	must(store_begin(l->st, &why) == 0);
	for (int i = 0; i < GROUP; i++, village += step) {
		char phone[RECORD_PHONE_OCTETS];

		snprintf(phone, sizeof phone, "+8490%07u",
			(unsigned)(COUNTRY_NAMES_FROM + 1 + village) % COUNTRY_NUMBERS_MOST);
		take(l->p, phone, text, INTENT_REPORT, now_us);
	}
	must(store_commit(l->st, &why) == 0);
	l->took[l->used++] = moment() - from_us;
	io_of(after);
	l->reads += after[0] - before[0];
	l->writes += after[1] - before[1];
}

/* The middle of many groups: milliseconds a report, its share of the commit included. */
static double report_ms(struct ledger *l, const char *name)
{
	char of[64];
	double ms;

	why_set(&why, "too few teams to take the cost of a report of");
	must(l->used > 0);
	qsort(l->took, l->used, sizeof *l->took, longer);
	ms = ms_of(l->took[l->used / 2]) / GROUP;
	snprintf(of, sizeof of, "report_%s", name);
	print(of, ms, "ms");
	if (!engine_is_shared()) {
		snprintf(of, sizeof of, "report_%s_reads", name);
		print(of, (double)l->reads / (double)(l->used * GROUP), "calls");
		snprintf(of, sizeof of, "report_%s_writes", name);
		print(of, (double)l->writes / (double)(l->used * GROUP), "calls");
	}
	l->used = 0;
	l->reads = l->writes = 0;
	return ms;
}

/* Group by group in turn, so that whatever else the machine does meets all of them. */
static void take_reports(
	struct ledger *const ledgers[], size_t used, const struct country_size *s, const char *text, int64_t now_us)
{
	const int64_t step = s->teams / TIMED + 1;

	for (int64_t group = 0; group < TIMED / GROUP && (group + 1) * GROUP * step <= s->teams; group++)
		for (size_t i = 0; i < used; i++)
			take_group(ledgers[i], s, text, now_us);
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
static void digests(struct programme *p, const struct country_size *s, int64_t now_us)
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
	print("digest_one_p99", ms_of(took[communes * 99 / 100]), "ms");
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
			(unsigned)(COUNTRY_NAMES_FROM + 1 + slices->turn % 900) % COUNTRY_NUMBERS_MOST);
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
static void broadcast(struct programme *p, const struct country_size *s, int64_t now_us)
{
	static struct slices slices;
	int64_t people = s->members + s->communes, made = people < TEXTS_MADE ? people : TEXTS_MADE;

	print("broadcast_taken",
		take_alone(p, COUNTRY_SENDER, "TB mai 8h hop tai UBND xa", INTENT_BROADCAST, now_us) * 1000, "ms");
	do_slices(p, &slices, "SELECT COUNT(*) FROM broadcast WHERE status = 'waiting'", 1, &now_us);
	print("broadcast_people", (double)people, "people");
	print("broadcast_counted_and_kept", slices.seconds, "s");
	print_slices("broadcast_counted", &slices);
	print("broadcast_confirmed", take_alone(p, COUNTRY_SENDER, "XN", INTENT_BROADCAST, now_us) * 1000, "ms");
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
	char folder[400];
};

static void open_url(struct ledger *l)
{
	l->st = store_open(l->url, 1, &why);
	must(l->st != NULL);
	l->server = engine_is_shared() ? count(l->st, "SELECT pg_backend_pid()") : 0;
}

static void open_ledger(struct ledger *l, const struct ground *g, const char *name)
{
	if (engine_is_shared())
		engine_url(l->url);
	else
		snprintf(l->url, sizeof l->url, "sqlite:%.380s/%s", g->folder, name);
	open_url(l);
}

/* How many seconds it takes to read the units. */
static double begin(struct ledger *l, const struct ground *g, int64_t now_us)
{
	int64_t from_us = moment();

	l->p = programme_new(l->st, g->menus, &g->config, now_us, &why);
	must(l->p != NULL);
	must(programme_units(l->p, now_us, &why) != NULL);
	return seconds_since(from_us);
}

static double size_mb(const struct ledger *l)
{
	struct stat at;

	if (engine_is_shared())
		return (double)count(l->st, "SELECT CAST(SUM(pg_total_relation_size(oid)) AS BIGINT) FROM pg_class "
					    "WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace") /
		       1e6;
	must(stat(l->url + strlen("sqlite:"), &at) == 0);
	return (double)at.st_size / 1e6;
}

static void drop_ledger(struct ledger *l)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-lock" };
	char name[ENGINE_URL_OCTETS + 8];

	programme_free(&l->p);
	store_close(&l->st);
	for (size_t i = 0; !engine_is_shared() && i < sizeof ends / sizeof *ends; i++) {
		snprintf(name, sizeof name, "%s%s", l->url + strlen("sqlite:"), ends[i]);
		unlink(name);
	}
}

/* What else is done in a store that has seen its reports of the week. */
static void measure_rest(struct ledger *l, const struct country_size *s, int64_t now_us)
{
	/* The first of a month, where its weeks were reported: its year is made anew of all that lies in it. */
	take_reports(&l, 1, s, OF_THE_MONTH, now_us);
	(void)report_ms(l, "of_a_month_over_weeks");
	digests(l->p, s, now_us);
	sweep(l->p, now_us);
	broadcast(l->p, s, now_us);
}

static void two_years(struct ground *g, const struct country_size *s, int64_t now_us)
{
	struct ledger first = { .used = 0 }, full = { .used = 0 }, *const both[] = { &first, &full };
	double first_ms, full_ms, mb;
	int64_t from_us, filled;

	open_ledger(&first, g, "first.db");
	country_fill(first.st, first.url, s, COUNTRY_WEEKS - FIRST_WEEKS);
	open_ledger(&full, g, "nation.db");
	from_us = moment();
	country_fill(full.st, full.url, s, 0);
	filled = count(full.st, "SELECT COUNT(*) FROM report");
	print("filled", seconds_since(from_us), "s");
	print("reports", (double)filled, "reports");
	print("sums_compared_with_reports", (double)country_check_books(full.st, s, COUNTRY_WEEKS), "rows");
	mb = size_mb(&full);
	print("store", mb, "MB");
	print("store_per_report", mb * 1e6 / (double)filled, "octets");
	(void)begin(&first, g, now_us);
	print("units_read", begin(&full, g, now_us), "s");
	take_reports(both, 2, s, OF_THE_WEEK, now_us);
	first_ms = report_ms(&first, "in_first_month");
	full_ms = report_ms(&full, "after_two_years");
	print("report_two_years_to_first_month", full_ms / first_ms, "times");
	drop_ledger(&first);
	measure_rest(&full, s, now_us);
	drop_ledger(&full);
}

static void filled_before(const char *url, const struct ground *g, const struct country_size *s, int64_t now_us)
{
	struct ledger full = { .used = 0 }, *const one[] = { &full };

	snprintf(full.url, sizeof full.url, "%s", url);
	open_url(&full);
	print("units_read", begin(&full, g, now_us), "s");
	take_reports(one, 1, s, OF_THE_WEEK, now_us);
	(void)report_ms(&full, "after_two_years");
	measure_rest(&full, s, now_us);
	programme_free(&full.p);
	store_close(&full.st);
}

int main(int argc, char **argv)
{
	const char *share = getenv("NATION_SHARE"), *filled = getenv("NATION_STORE");
	struct country_size s = country_size_of(share == NULL ? 1 : strtod(share, NULL));
	char seeds[] = "";
	struct ground g = { .config = { .seeds = seeds, .validity_s = 7 * 86400, .session_s = 3600 } };
	struct faults faults;
	int64_t now_us;

	setenv("TZ", "Asia/Ho_Chi_Minh", 1);
	tzset();
	must(clock_read(COUNTRY_MONDAY, &now_us) == 0);
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
