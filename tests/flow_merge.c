/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A box that worked alone is merged into the store of others: nothing is lost, nothing is there twice, and its people find
 * what they have by the numbers that they were told. The real program, on files and, under tests/help/with-postgres, into
 * a database. */
#include "tests/help/gateway.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD_1  "+84905100001" /* of 2104901 */
#define HEAD_2  "+84905100010" /* of 2104902 */
#define REPORTS "no,phone,unit,period,indicator,value,mode,at,status\n"
#define TICKETS "no,phone,unit,category,text,status,owner,due_at\n"
#define MEMBERS "phone,name,role,unit,team,status,consent_at\n"

struct both {
	struct gateway box, centre;
};

static void begin(struct both *b)
{
	static const char *const kinds[] = { "units", "teams", "members", NULL };

	gateway_init(&b->box, "", "");
	snprintf(b->box.url, sizeof b->box.url, "sqlite:%s", b->box.store);
	gateway_configure(&b->box, "", "");
	gateway_init(&b->centre, "", "");
	gateway_bring_demo(&b->box, kinds);
	gateway_bring_demo(&b->centre, kinds);
}

/* Each has its reports 1 and 2 and its ticket 1; both report DVC of 2104902 in one week. */
static void work_apart(struct both *b)
{
	gateway_bring(&b->centre, "reports",
		REPORTS "1," HEAD_1 ",2104901,2022-W30,DVC,5,period,2022-07-29T10:00:00+07:00,received\n"
			"2," HEAD_1 ",2104902,2022-W33,DVC,7,period,2022-08-18T09:00:00+07:00,received\n"
			"2," HEAD_1 ",2104902,2022-W33,VNE,4,period,2022-08-18T09:00:00+07:00,received\n");
	gateway_bring(&b->centre, "tickets", TICKETS "1," HEAD_1 ",2104901,mang,mat mang,open,,\n");
	gateway_bring(&b->box, "reports",
		REPORTS "1," HEAD_2 ",2104902,2022-W31,DVC,3,period,2022-08-05T10:00:00+07:00,received\n"
			"2," HEAD_2 ",2104902,2022-W33,DVC,9,period,2022-08-19T09:00:00+07:00,received\n");
	gateway_bring(&b->box, "tickets", TICKETS "1," HEAD_2 ",2104902,mang,song yeu,open,,\n");
	gateway_bring(&b->box, "members", MEMBERS "+84905199999,Võ Thị Mới,thanh_vien,2104902,,active,2022-08-10\n");
}

/* Returns what it said; free() it. */
static char *merge(const struct both *b, const char *option)
{
	char *out;
	int status = gateway_keng(&b->centre, &out,
		(const char *const[]){ "migrate-store", "--merge", b->box.url, b->centre.url, option, NULL });

	if (status != 0)
		fail_msg("%s", out);
	return out;
}

static void expect(char *said, const char *text)
{
	if (strstr(said, text) == NULL)
		fail_msg("no \"%s\" in:\n%s", text, said);
	free(said);
}

static int64_t ask(const struct both *b, const char *sql)
{
	return gateway_ask(&b->centre, sql);
}

static void end(struct both *b)
{
	gateway_fini(&b->box);
	gateway_fini(&b->centre);
}

static void what_a_box_did_alone_is_added_and_the_later_of_two_reports_stands(void **state)
{
	struct both b;
	char *said;

	(void)state;
	begin(&b);
	work_apart(&b);
	expect(merge(&b, "--dry-run"), "would be merged");
	assert_int_equal(ask(&b, "SELECT count(*) FROM report"), 2);
	assert_int_equal(ask(&b, "SELECT count(*) FROM merged"), 0);
	said = merge(&b, NULL);
	assert_non_null(strstr(said, "2104902 2022-W33: report 4 of 2022-08-19"));
	expect(said, "in the place of report 2");
	assert_int_equal(ask(&b, "SELECT count(*) FROM report"), 4);
	assert_int_equal(ask(&b, "SELECT count(*) FROM ticket"), 2);
	assert_int_equal(ask(&b, "SELECT count(*) FROM phone WHERE msisdn = '+84905199999'"), 1);
	assert_int_equal(
		ask(&b, "SELECT count(*) FROM report WHERE no = 2 AND status = 'replaced' AND reason = '4'"), 1);
	/* The sums: what stands, with the values that only the other one had. */
	assert_int_equal(ask(&b, "SELECT value FROM total WHERE unit = '2104902' AND period = '2022-W33'"
				 " AND indicator = 'DVC'"),
		9);
	assert_int_equal(ask(&b, "SELECT value FROM total WHERE unit = '2104902' AND period = '2022-W33'"
				 " AND indicator = 'VNE'"),
		4);
	assert_int_equal(ask(&b, "SELECT value FROM figure WHERE unit = '2104902' AND period = '2022-W31'"
				 " AND indicator = 'DVC'"),
		3);
	assert_int_equal(ask(&b, "SELECT value FROM total WHERE unit = '2104901' AND period = '2022-W30'"), 5);
	end(&b);
}

static void done_twice_it_changes_nothing_and_later_it_brings_only_what_is_new(void **state)
{
	struct both b;
	char *said;

	(void)state;
	begin(&b);
	work_apart(&b);
	free(merge(&b, NULL));
	said = merge(&b, NULL);
	assert_non_null(strstr(said, " 0 new, 0 newer than here"));
	free(said);
	assert_int_equal(ask(&b, "SELECT sum(value) FROM total"), 3 + 9 + 4 + 5);
	gateway_bring(&b.box, "reports",
		REPORTS "3," HEAD_2 ",2104902,2022-W34,DVC,2,period,2022-08-26T09:00:00+07:00,received\n");
	gateway_bring(&b.box, "tickets", TICKETS "1," HEAD_2 ",2104902,mang,song yeu,answered,,\n");
	said = merge(&b, NULL);
	assert_int_equal(ask(&b, "SELECT count(*) FROM report"), 5);
	assert_int_equal(ask(&b, "SELECT count(*) FROM ticket WHERE status = 'answered' AND phone = '" HEAD_2 "'"), 1);
	assert_int_equal(ask(&b, "SELECT count(*) FROM ticket"), 2);
	assert_int_equal(ask(&b, "SELECT sum(value) FROM total"), 3 + 9 + 4 + 5 + 2);
	free(said);
	end(&b);
}

static void an_older_copy_of_the_same_box_is_known_again(void **state)
{
	struct both b;

	(void)state;
	begin(&b);
	work_apart(&b);
	gateway_fini(&b.centre);
	gateway_init(&b.centre, "", "");
	assert_int_equal(
		gateway_keng(&b.centre, NULL, (const char *const[]){ "migrate-store", b.box.url, b.centre.url, NULL }),
		0);
	gateway_bring(&b.box, "reports",
		REPORTS "3," HEAD_2 ",2104902,2022-W34,DVC,2,period,2022-08-26T09:00:00+07:00,received\n");
	free(merge(&b, NULL));
	assert_int_equal(ask(&b, "SELECT count(*) FROM report"), 3);
	assert_int_equal(ask(&b, "SELECT count(*) FROM report WHERE no = 3 AND period = '2022-W34'"), 1);
	assert_int_equal(ask(&b, "SELECT count(*) FROM ticket"), 1);
	assert_int_equal(ask(&b, "SELECT count(*) FROM merged WHERE from_no <> to_no"), 0);
	end(&b);
}

/* What a person of the box gets for a text, in the store that holds all. */
static void says(const struct both *b, const char *now, const char *from, const char *text, const char *answer)
{
	char command[512], heard[4096];
	FILE *f;
	size_t n;

	snprintf(command, sizeof command, "printf '%%s\\t%%s\\n' '%s' '%s' | %s try -c %s --now %s 2>&1", from, text,
		gateway_program("keng"), b->centre.config, now);
	f = popen(command, "r"); /* NOLINT(cert-env33-c): the test's own words */
	assert_non_null(f);
	n = fread(heard, 1, sizeof heard - 1, f);
	heard[n] = '\0';
	assert_int_equal(pclose(f), 0);
	if (strstr(heard, answer) == NULL)
		fail_msg("%s: \"%s\" and not \"%s\"", text, heard, answer);
}

static void people_of_the_box_find_theirs_by_the_numbers_that_they_were_told(void **state)
{
	struct both b;

	(void)state;
	begin(&b);
	work_apart(&b);
	free(merge(&b, NULL));
	says(&b, "2022-08-05T11:00:00+07:00", HEAD_2, "huy bc 1", "Da bo BC so 3"); /* their 1 is 3 now */
	says(&b, "2022-07-29T11:00:00+07:00", HEAD_1, "huy bc 1",
		"Da bo BC so 1"); /* and the other 1 is whose it was */
	end(&b);
}

static void texts_come_along_once_from_a_database_into_a_file_too(void **state)
{
	struct both b, turned;

	(void)state;
	begin(&b);
	work_apart(&b);
	turned = (struct both){ .box = b.centre, .centre = b.box };
	for (int i = 0; i < 2; i++) {
		assert_int_equal(gateway_keng(i == 0 ? &b.box : &b.centre, NULL,
					 (const char *const[]){ "send", "--to", HEAD_1, "--yes", "hop luc 14h", NULL }),
			0);
		free(merge(&turned, NULL));
		free(merge(&turned, NULL));
		assert_int_equal(ask(&turned, "SELECT count(*) FROM message WHERE state = 'queued'"), i + 1);
	}
	assert_int_equal(ask(&turned, "SELECT count(*) FROM report"), 4);
	assert_int_equal(ask(&turned, "SELECT sum(value) FROM total"), 3 + 9 + 4 + 5);
	end(&b);
}

static void under_a_gateway_that_runs_nothing_is_merged(void **state)
{
	struct both b;
	char *out;

	(void)state;
	begin(&b);
	work_apart(&b);
	gateway_start(&b.centre);
	assert_int_equal(gateway_keng(&b.centre, &out,
				 (const char *const[]){ "migrate-store", "--merge", b.box.url, b.centre.url, NULL }),
		1);
	assert_non_null(strstr(out, "another gateway"));
	assert_null(strstr(out, "newer")); /* no head of a table that does not come */
	expect(out, "nothing was changed");
	assert_int_equal(ask(&b, "SELECT count(*) FROM report"), 2);
	end(&b);
}

static void a_store_that_is_not_there_is_not_made(void **state)
{
	struct both b;
	char url[160], *out;

	(void)state;
	begin(&b);
	snprintf(url, sizeof url, "sqlite:%s/none.db", b.centre.folder);
	assert_int_equal(gateway_keng(&b.centre, &out,
				 (const char *const[]){ "migrate-store", "--merge", b.box.url, url, NULL }),
		1);
	expect(out, "nothing was changed");
	assert_int_equal(gateway_keng(&b.centre, &out,
				 (const char *const[]){ "migrate-store", "--dry-run", b.box.url, url, NULL }),
		2);
	expect(out, "--dry-run goes with --merge");
	end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_box_did_alone_is_added_and_the_later_of_two_reports_stands),
		cmocka_unit_test(done_twice_it_changes_nothing_and_later_it_brings_only_what_is_new),
		cmocka_unit_test(an_older_copy_of_the_same_box_is_known_again),
		cmocka_unit_test(people_of_the_box_find_theirs_by_the_numbers_that_they_were_told),
		cmocka_unit_test(texts_come_along_once_from_a_database_into_a_file_too),
		cmocka_unit_test(under_a_gateway_that_runs_nothing_is_merged),
		cmocka_unit_test(a_store_that_is_not_there_is_not_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
