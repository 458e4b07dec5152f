/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the digest of a district costs after a month and after a year: 22 communes, 143 teams, eight figures each every
 * month, a correction of every fourth report, targets of the year; and one text to 700 of its people, from XN to the
 * commit. Prints one JSON object a line. */
#include "gateway/base/clock.h"
#include "gateway/config.h"
#include "gateway/programme/digest.h"
#include "gateway/programme/inside.h"
#include "menus/menus.h"
#include "store/report.h"
#include "store/target.h"
#include "tests/help/figure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define VILLAGES 143
#define COMMUNES 22
#define DISTRICT "524"
#define TURNS    400
#define YEAR     "2022"
#define MONTHS   12

static const char *const indicators[] = { "VNE", "DVC", "TT", "GH", "SK", "QR", "HGD", "ZL" };
#define INDICATORS (sizeof indicators / sizeof *indicators)

static struct why why;

static void must(bool good)
{
	if (!good) {
		fprintf(stderr, "bench_programme: %s\n", why.text);
		exit(1);
	}
}

static void name_village(int i, char code[static RECORD_CODE_OCTETS])
{
	snprintf(code, RECORD_CODE_OCTETS, "v%03d", i);
}

/* The communes of the seeds, and villages below them. */
static void found(struct programme *p, struct store *st, int64_t now_us)
{
	const struct units *units = programme_units(p, now_us, &why);
	char communes[COMMUNES][RECORD_CODE_OCTETS];
	unsigned used = 0;

	must(units != NULL);
	for (size_t i = 0; i < units_count(units) && used < COMMUNES; i++) {
		const struct unit *unit = units_at(units, i);

		if (unit != NULL && unit_is_commune(unit) && strcmp(unit->parent, DISTRICT) == 0)
			record_copy(unit->code, communes[used++], sizeof *communes);
	}
	must(used == COMMUNES);
	must(store_begin(st, &why) == 0);
	for (int i = 0; i < VILLAGES; i++) {
		struct unit unit = { .kind = "thon", .valid_from = "2004-08-31", .households = 200 + i };

		name_village(i, unit.code);
		snprintf(unit.name, sizeof unit.name, "Thôn An Hòa %d", i);
		record_copy(communes[i % COMMUNES], unit.parent, sizeof unit.parent);
		must(unit_put(st, &unit, now_us, &why) == 0);
		for (size_t k = 0; k < 5; k++) {
			struct target t = { .period = YEAR, .value = 600 };

			record_copy(unit.code, t.unit, sizeof t.unit);
			record_copy(indicators[k], t.indicator, sizeof t.indicator);
			must(target_put(st, &t, &why) == 0);
		}
	}
	must(store_commit(st, &why) == 0);
	programme_forget(p);
}

static void report(struct store *st, int village, int month, int64_t at_us)
{
	struct report head = { .status = "received", .at = at_us };

	name_village(village, head.unit);
	snprintf(head.phone, sizeof head.phone, "+849051%05d", village);
	snprintf(head.period, sizeof head.period, YEAR "-%02u", (unsigned)month % 100);
	must(report_put(st, &head, &why) == 0);
	for (size_t k = 0; k < INDICATORS; k++) {
		struct report_value v = { .value = (village * 7 + month * 3 + (int)k) % 50 };

		record_copy(indicators[k], v.indicator, sizeof v.indicator);
		must(report_put_value(st, &head, &v, &why) == 0);
		v.value++;
		if (village % 4 == 0)
			must(report_put_value(st, &head, &v, &why) == 0);
	}
}

static void report_month(struct store *st, int month, int64_t at_us)
{
	must(store_begin(st, &why) == 0);
	for (int i = 0; i < VILLAGES; i++)
		if ((i + month) % 9 != 0)
			report(st, i, month, at_us);
	must(store_commit(st, &why) == 0);
}

/* The middle of many turns: seconds for one digest. */
static int longer(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static double digest(struct programme *p, int month, int64_t now_us)
{
	struct voice v = { .p = p, .now_us = now_us, .link = "" };
	const struct units *units = programme_units(p, now_us, &why);
	int64_t took[TURNS];
	char period[16];
	struct buf text;

	must(units != NULL);
	snprintf(period, sizeof period, YEAR "-%02d", month);
	buf_init(&text);
	for (int i = 0; i < TURNS; i++) {
		int64_t from = clock_mono_us();

		/* As the router does: within the transaction of the text or of what is due. */
		buf_clear(&text);
		must(store_begin(p->store, &why) == 0);
		must(digest_render(&v, units, units_find(units, DISTRICT), period, TEXT_PLAIN, &text, &why) == 0);
		must(store_commit(p->store, &why) == 0);
		took[i] = clock_mono_us() - from;
	}
	fprintf(stderr, "%s\n", text.data);
	buf_fini(&text);
	qsort(took, TURNS, sizeof *took, longer);
	int64_t middle_us = took[TURNS / 2];

	return (double)middle_us / CLOCK_SECOND;
}

/* ---- one text to many ---- */

#define PEOPLE 700
#define SENDER "+84905999999"

static void add_person(struct store *st, const char *phone, const char *role, const char *unit)
{
	struct member m = { .name = "Nguyễn Văn An", .status = "active", .language = "vi", .consent_at = 1 };

	record_copy(phone, m.phone, sizeof m.phone);
	record_copy(role, m.role, sizeof m.role);
	record_copy(unit, m.unit, sizeof m.unit);
	must(member_put(st, &m, 1, &why) == 0);
}

static double take(struct programme *p, const char *words, int64_t now_us)
{
	char text[200];
	struct programme_text in = { .from = SENDER, .text = text, .link = "", .session = "", .now_us = now_us };
	struct outcome out;
	int64_t from = clock_mono_us();

	snprintf(text, sizeof text, "%s", words);
	outcome_init(&out);
	must(store_begin(p->store, &why) == 0);
	must(programme_take(p, &in, &out, NULL, &why) == 0);
	must(store_commit(p->store, &why) == 0);
	must(out.intent == INTENT_BROADCAST && out.replies_used == 1);
	fprintf(stderr, "%s\n", out.replies[0].text.data);
	outcome_fini(&out);
	return (double)(clock_mono_us() - from) / 1000;
}

/* All texts are made, a slice in each transaction. */
static void make_all(struct programme *p, int64_t now_us)
{
	int64_t next_us;

	for (int64_t at_us = now_us; at_us <= now_us + CLOCK_SECOND; at_us = next_us) {
		must(store_begin(p->store, &why) == 0);
		must(programme_due(p, at_us, 100, &next_us, &why) != -1);
		must(store_commit(p->store, &why) == 0);
	}
}

static int64_t texts(struct store *st)
{
	struct query *q = store_query(st, "SELECT COUNT(*) FROM message WHERE kind = 'bulk'", &why);
	int64_t n;

	must(q != NULL && query_step(q, &why) == STEP_ROW);
	n = query_column_int(q, 0);
	query_end(q);
	return n;
}

/* Milliseconds from the text that confirms it to the commit of its last text: the middle of many. */
static double broadcast(struct programme *p, int64_t now_us)
{
	int64_t took[9];

	must(store_begin(p->store, &why) == 0);
	add_person(p->store, SENDER, "can_bo_huyen", DISTRICT);
	for (int i = 0; i < PEOPLE; i++) {
		char phone[RECORD_PHONE_OCTETS], village[RECORD_CODE_OCTETS];

		snprintf(phone, sizeof phone, "+849052%05d", i);
		name_village(i % VILLAGES, village);
		add_person(p->store, phone, "thanh_vien", village);
	}
	must(store_commit(p->store, &why) == 0);
	make_all(p, now_us); /* what is due else */
	for (size_t i = 0; i < sizeof took / sizeof *took; i++) {
		int64_t before = texts(p->store), from_us;

		take(p, "TB mai 8h hop tai UBND huyen", now_us);
		from_us = clock_mono_us();
		take(p, "XN", now_us);
		make_all(p, now_us);
		took[i] = clock_mono_us() - from_us;
		must(texts(p->store) == before + PEOPLE);
	}
	qsort(took, sizeof took / sizeof *took, sizeof *took, longer);
	size_t middle = sizeof took / sizeof *took / 2;

	return (double)took[middle] / 1000;
}

static void measure(struct store *st, const struct menus *menus, const struct config *config)
{
	int64_t now_us, from, stored_us = 0;
	struct programme *p;
	double first = 0, last;

	must(clock_read(YEAR "-12-26 08:00", &now_us) == 0);
	p = programme_new(st, menus, config, now_us, &why);
	must(p != NULL);
	found(p, st, now_us);
	for (int month = 1; month <= MONTHS; month++) {
		from = clock_mono_us();
		report_month(st, month, now_us);
		stored_us += clock_mono_us() - from;
		if (month == 1)
			first = digest(p, month, now_us);
	}
	last = digest(p, MONTHS, now_us);
	figure("report_stored", (double)stored_us / CLOCK_SECOND / (VILLAGES * MONTHS) * 1000, "ms", NULL);
	figure("digest_district_after_1_month", first * 1000, "ms", "<= 10");
	figure("digest_district_after_12_months", last * 1000, "ms", "<= 10");
	figure("digest_district_12_months_to_1", last / first, "times", "<= 1.2");
	figure("broadcast_to_700", broadcast(p, now_us), "ms", "<= 100");
	programme_free(&p);
}

int main(int argc, char **argv)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	char folder[512], url[560], seeds[] = "seeds/binh-son", name[600];
	struct config config = { .seeds = seeds, .validity_s = 86400, .session_s = 3600 };
	struct faults faults;
	struct menus *menus;
	struct store *st;

	setenv("TZ", "Asia/Ho_Chi_Minh", 1);
	tzset();
	snprintf(folder, sizeof folder, "%s/keng-bench-XXXXXX", argc > 1 ? argv[1] : "/var/tmp");
	must(mkdtemp(folder) != NULL);
	snprintf(url, sizeof url, "sqlite:%s/keng.db", folder);
	faults_init(&faults);
	menus = menus_load("etc/menus.d", &faults);
	must(menus != NULL);
	st = store_open(url, 1, &why);
	must(st != NULL);
	measure(st, menus, &config);
	store_close(&st);
	menus_free(&menus);
	faults_fini(&faults);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		snprintf(name, sizeof name, "%s%s", url + strlen("sqlite:"), ends[i]);
		unlink(name);
	}
	rmdir(folder);
	return 0;
}
