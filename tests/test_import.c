/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/import.h"
#include "store/exchange.h"
#include "store/report.h"
#include "store/store.h"
#include "store/ticket.h"
#include "tests/help/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define NOW INT64_C(1660788000000000) /* 2022-08-18 09:00 +07:00 */

#define UNITS                                                                                                          \
	"code,name,kind,parent_code,valid_from,valid_to,successor_code,source\n"                                       \
	"524,Huyện Bình Sơn,huyen,51,2004-08-31,2025-06-30,,list\n"                                                \
	"21049,Xã Bình Đông,xa,524,2004-08-31,2025-06-30,21061,list\n"                                             \
	"2104901,Thôn Sơn Trà,thon,21049,2004-08-31,,,local\n"
#define MEMBERS                                                                                                        \
	"phone,name,role,unit,team,status,consent_at\n"                                                                \
	"0905.100.001,Nguyễn Văn Hùng,to_truong,2104901,,active,2022-08-01\n"                                      \
	"+84905100003,Phạm Văn Tài,lanh_dao_xa,21049,,active,2022-08-01\n"
#define REPORTS                                                                                                        \
	"no,phone,unit,period,indicator,value,mode,at,status\n"                                                        \
	"31,+84905100001,2104901,2022-08,DVC,10,period,2022-08-18T08:00:00+07:00,received\n"                           \
	"31,+84905100001,2104901,2022-08,TT,4,period,2022-08-18T08:00:00+07:00,received\n"
#define INDICATORS "code,name\nDVC,dịch vụ công\nTT,thanh toán\n"

struct run {
	struct store *st;
	struct buf out, err;
	int status;
};

static struct run begin(void)
{
	struct run r = { .st = engine_open(1) };

	buf_init(&r.out);
	buf_init(&r.err);
	return r;
}

static void end(struct run *r)
{
	store_close(&r->st);
	buf_fini(&r->out);
	buf_fini(&r->err);
}

static int import_how(struct run *r, const char *kind, const char *content, bool dry_run)
{
	buf_clear(&r->out);
	buf_clear(&r->err);
	r->status = import_csv(NULL, r->st, kind, "f.csv", content, strlen(content), dry_run, NOW, &r->out, &r->err);
	return r->status;
}

static void import_ok(struct run *r, const char *kind, const char *content)
{
	if (import_how(r, kind, content, false) != 0)
		fail_msg("%s", r->err.data);
}

static int64_t count(struct store *st, const char *sql)
{
	struct why why;
	struct query *q = store_query(st, sql, &why);
	int64_t n;

	assert_non_null(q);
	assert_int_equal(query_step(q, &why), STEP_ROW);
	n = query_column_int(q, 0);
	query_end(q);
	return n;
}

static int64_t total(struct store *st, const char *indicator)
{
	struct why why;
	struct query *q = store_query(st, "SELECT COALESCE(SUM(value), 0) FROM total WHERE indicator = $1", &why);
	int64_t n;

	query_text(q, 1, indicator);
	assert_int_equal(query_step(q, &why), STEP_ROW);
	n = query_column_int(q, 0);
	query_end(q);
	return n;
}

static void what_a_file_brings_is_stored_and_counted(void **state)
{
	struct run r = begin();
	struct member m;
	struct why why;
	(void)state;

	import_ok(&r, "units", UNITS);
	assert_string_equal(r.out.data, "units: 3 added, 0 changed, 0 the same\n");
	import_ok(&r, "units", UNITS);
	assert_string_equal(r.out.data, "units: 0 added, 0 changed, 3 the same\n");
	import_ok(&r, "members", MEMBERS);
	assert_int_equal(member_by_phone(r.st, "+84905100001", &m, &why), 0);
	assert_string_equal(m.name, "Nguyễn Văn Hùng");
	assert_string_equal(m.status, "active");
	assert_int_equal(m.consent_at, INT64_C(1659286800000000)); /* 2022-08-01 00:00 +07:00 */
	import_ok(&r, "members", "unit,role,name,phone\n2104901,to_pho,Nguyễn Văn Hùng,905100001\n");
	assert_string_equal(r.out.data, "members: 0 added, 1 changed, 0 the same\n");
	assert_int_equal(member_by_phone(r.st, "+84905100001", &m, &why), 0);
	assert_string_equal(m.role, "to_pho");
	assert_int_equal(m.consent_at, INT64_C(1659286800000000));
	end(&r);
}

static void every_fault_of_a_file_is_said_with_its_line_and_nothing_is_stored(void **state)
{
	static const char *const said[] = {
		"f.csv:2: phone: ",
		"f.csv:2: role \"to truong\" is not known; write to_truong\n",
		"f.csv:3: name is empty; every line needs it\n",
		"f.csv:4: unit \"999\" is not there; import its unit first",
		"f.csv:5: 6 fields where the header has 7; ",
		"f.csv:6: consent_at \"1/8/2022\" is no time; write it as ",
		"f.csv:6: team \"x\" is no such number; ",
		"f.csv:8: it names the same row as line 7; ",
		"f.csv:9: team \"7\" is not there; ",
	};
	struct run r = begin();
	(void)state;

	import_ok(&r, "units", UNITS);
	assert_int_equal(import_how(&r, "members",
				 "phone,name,role,unit,team,status,consent_at\n"
				 "0553851261,A,to truong,2104901,,active,\n"
				 "0905100002,,to_truong,2104901,,active,\n"
				 "0905100003,C,to_truong,999,,active,\n"
				 "0905100004,D,to_truong,2104901,active,\n"
				 "0905100005,E,to_truong,2104901,x,active,1/8/2022\n"
				 "0905100006,F,to_truong,2104901,,active,\n"
				 "+84905100006,F,to_truong,2104901,,active,\n"
				 "0905100007,G,to_truong,2104901,7,active,\n",
				 false),
		1);
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (strstr(r.err.data, said[i]) == NULL)
			fail_msg("\"%s\" is not said in:\n%s", said[i], r.err.data);
	assert_int_equal(count(r.st, "SELECT COUNT(*) FROM member"), 0);
	end(&r);
}

static void a_header_is_held_against_the_columns_of_the_kind(void **state)
{
	struct run r = begin();
	(void)state;

	assert_int_equal(import_how(&r, "units", "code,nam,kind,color,code\n1,A,xa,red,1\n", false), 1);
	assert_non_null(strstr(r.err.data, "f.csv:1: column \"nam\" is not known; write name\n"));
	assert_non_null(strstr(r.err.data, "f.csv:1: column \"color\" is not known; units has the columns code,name,"));
	assert_non_null(strstr(r.err.data, "f.csv:1: column \"code\" stands twice; "));
	assert_non_null(strstr(r.err.data, "f.csv:1: column \"name\" is missing; "));
	assert_int_equal(import_how(&r, "units", "code;name;kind\n1;A;xa\n", false), 1);
	assert_non_null(strstr(r.err.data, "f.csv:1: the columns are parted by semicolons; part them by commas"));
	assert_null(strstr(r.err.data, "is not known"));
	assert_int_equal(import_how(&r, "units", "", false), 1);
	assert_non_null(strstr(r.err.data, "f.csv:1: the file is empty"));
	assert_null(strstr(r.err.data, "f.csv:0"));
	assert_int_equal(import_how(&r, "messages", "no\n", false), 1);
	assert_non_null(strstr(r.err.data, "\"messages\" is no kind that can be imported; write one of: units, "));
	end(&r);
}

static void old_numbers_and_several_numbers_name_one_person(void **state)
{
	struct run r = begin();
	struct member a, b;
	struct why why;
	(void)state;

	import_ok(&r, "units", UNITS);
	import_ok(&r, "members", "phone,name,role,unit\n01689123456 / 0905100001,Hùng,to_truong,2104901\n");
	assert_int_equal(member_by_phone(r.st, "+84389123456", &a, &why), 0);
	assert_int_equal(member_by_phone(r.st, "+84905100001", &b, &why), 0);
	assert_true(a.id != 0);
	assert_int_equal(a.id, b.id);
	import_ok(&r, "members", "phone,name,role,unit\n0905100001/0905100009,Hùng,to_truong,2104901\n");
	assert_string_equal(r.out.data, "members: 0 added, 1 changed, 0 the same\n");
	assert_int_equal(count(r.st, "SELECT COUNT(*) FROM phone"), 3);
	import_ok(&r, "members", "phone,name,role,unit\n0905100001,Hùng,to_truong,2104901\n");
	assert_string_equal(r.out.data, "members: 0 added, 0 changed, 1 the same\n");
	end(&r);
}

static void two_persons_on_one_line_are_refused(void **state)
{
	struct run r = begin();
	(void)state;

	import_ok(&r, "units", UNITS);
	import_ok(&r, "members", MEMBERS);
	assert_int_equal(import_how(&r, "members",
				 "phone,name,role,unit\n0905100001/0905100003,Hùng,to_truong,2104901\n", false),
		1);
	assert_non_null(strstr(r.err.data, "f.csv:2: phone names two persons of the roll; "));
	end(&r);
}

static void imported_reports_are_in_the_running_sums(void **state)
{
	struct run r = begin();
	struct report report;
	struct why why;
	(void)state;

	import_ok(&r, "units", UNITS);
	import_ok(&r, "indicators", INDICATORS);
	import_ok(&r, "reports", REPORTS);
	assert_string_equal(r.out.data, "reports: 2 added, 0 changed, 0 the same\n");
	assert_int_equal(total(r.st, "DVC"), 10);
	assert_int_equal(total(r.st, "TT"), 4);
	import_ok(&r, "reports",
		"no,phone,unit,period,indicator,value\n31,0905100001,2104901,2022-08,DVC,12\n"
		"32,0905100001,2104901,2022-08,,\n");
	assert_string_equal(r.out.data, "reports: 1 added, 1 changed, 0 the same\n");
	assert_int_equal(total(r.st, "DVC"), 12);
	assert_int_equal(report_get(r.st, 32, &report, &why), 0);
	assert_true(report.nil);
	import_ok(&r, "reports",
		"no,phone,unit,period,indicator,value,status\n31,0905100001,2104901,2022-08,DVC,12,returned\n"
		"31,0905100001,2104901,2022-08,TT,4,returned\n");
	assert_int_equal(total(r.st, "DVC"), 0);
	assert_int_equal(total(r.st, "TT"), 0);
	assert_int_equal(store_begin(r.st, &why), 0);
	assert_int_equal(store_next_no(r.st, "report", &why), 33);
	store_rollback(r.st);
	end(&r);
}

static void lines_of_one_report_must_agree(void **state)
{
	struct run r = begin();
	(void)state;

	import_ok(&r, "units", UNITS);
	import_ok(&r, "indicators", INDICATORS);
	assert_int_equal(import_how(&r, "reports",
				 "no,phone,unit,period,indicator,value\n31,0905100001,2104901,2022-08,DVC,1\n"
				 "31,0905100001,2104901,2022-09,TT,1\n31,0905100001,2104901,2022-08,DVC,2\n"
				 "32,0905100001,2104901,2022-W54,DVC,1\n33,0905100001,2104901,2022-08,XYZ,1\n"
				 "34,0905100001,2104901,2022-08,,3\n",
				 false),
		1);
	assert_non_null(strstr(r.err.data, "f.csv:3: it says something else of report 31 than line 2; "));
	assert_non_null(strstr(r.err.data, "f.csv:4: it names the same row as line 2; "));
	assert_non_null(strstr(r.err.data, "f.csv:5: period \"2022-W54\" is no period; "));
	assert_non_null(strstr(r.err.data, "f.csv:6: indicator \"XYZ\" is not there; "));
	assert_non_null(strstr(r.err.data, "f.csv:7: value 3 has no indicator; "));
	assert_int_equal(count(r.st, "SELECT COUNT(*) FROM report"), 0);
	end(&r);
}

static void what_cannot_be_is_refused(void **state)
{
	struct run r = begin();
	(void)state;

	import_ok(&r, "units", UNITS "2104904,Thôn Tân Hy,thon,21049,2004-08-31,,,local\n");
	import_ok(&r, "indicators", INDICATORS);
	import_ok(&r, "teams", "no,unit,level\n1,2104901,thon\n2,2104904,thon\n3,21049,xa\n");
	assert_int_equal(import_how(&r, "members",
				 "phone,name,role,unit,team,consent_at\n0905100001,Hùng,to_truong,2104901,2,\n"
				 "0905100002,Mai,to_pho,2104901,1,2030-01-01T08:00:00+07:00\n",
				 false),
		1);
	assert_non_null(strstr(r.err.data, "f.csv:2: team 2 is of unit 2104904, and not of 2104901; "));
	assert_non_null(strstr(r.err.data, "f.csv:3: consent_at lies ahead; "));
	import_ok(&r, "members",
		"phone,name,role,unit,team,consent_at\n0905100001,Hùng,to_truong,2104901,1,2022-08-01T08:00:00+07:00\n"
		"0905100002,Mai,to_pho,2104901,3,\n");
	assert_int_equal(import_how(&r, "reports",
				 "no,phone,unit,period,indicator,value\n31,0905100001,2104901,2022-09,DVC,1\n"
				 "32,0905100001,2104901,2022-08,DVC,99999999\n",
				 false),
		1);
	assert_non_null(strstr(r.err.data, "f.csv:2: period 2022-09 has not begun; "));
	assert_non_null(strstr(r.err.data, "f.csv:3: value 99999999 is more than a unit can report; "));
	assert_int_equal(count(r.st, "SELECT COUNT(*) FROM report"), 0);
	import_ok(&r, "reports", "no,phone,unit,period,indicator,value\n31,0905100001,2104901,2022-08,DVC,1\n");
	end(&r);
}

static void a_report_that_cannot_be_is_said(void **state)
{
	struct run r = begin();
	(void)state;

	import_ok(&r, "units", UNITS);
	import_ok(
		&r, "units", "code,name,kind,parent_code,valid_from,valid_to\n9,Xã Cũ,xa,524,2004-08-31,2020-06-30\n");
	import_ok(&r, "indicators", INDICATORS);
	assert_int_equal(import_how(&r, "reports",
				 "no,phone,unit,period,indicator,value,at\n"
				 "31,0905100001,2104901,2022-08,DVC,1,2028-08-15T09:00:00+07:00\n",
				 true),
		1);
	assert_non_null(strstr(r.err.data, "f.csv:2: at lies ahead; "));
	import_ok(&r, "reports",
		"no,phone,unit,period,indicator,value\n31,0905999001,2104901,2022-08,DVC,1\n"
		"32,,9,2022-08,DVC,2\n32,,9,2022-08,TT,2\n33,,9,2020-06,DVC,2\n");
	assert_non_null(strstr(r.err.data, "f.csv:2: warning: phone +84905999001 is in the roll of nobody"));
	assert_non_null(strstr(r.err.data, "f.csv:3: warning: unit 9 ended on 2020-06-30"));
	assert_null(strstr(r.err.data, "f.csv:4:"));
	assert_null(strstr(r.err.data, "f.csv:5:"));
	end(&r);
}

static void a_dry_run_says_what_would_change_and_changes_nothing(void **state)
{
	struct run r = begin();
	(void)state;

	import_ok(&r, "units", UNITS);
	assert_int_equal(import_how(&r, "units",
				 "code,name,kind,valid_from\n524,Huyện Bình Sơn,huyen,2004-08-31\n"
				 "21049,Xã Bình Đông Mới,xa,2004-08-31\n9,Thôn Chín,thon,\n",
				 true),
		0);
	assert_string_equal(r.out.data, "f.csv:3: changed 21049 2004-08-31: name \"Xã Bình Đông\" -> \"Xã Bình Đông "
					"Mới\"\nf.csv:4: added 9\nunits: 1 added, 1 changed, 1 the same; nothing was "
					"stored (dry run)\n");
	assert_int_equal(count(r.st, "SELECT COUNT(*) FROM unit"), 3);
	import_ok(&r, "indicators", INDICATORS);
	import_ok(&r, "reports", "no,phone,unit,period,indicator,value\n31,0905100001,21049,2022-08,DVC,1\n");
	assert_int_equal(import_how(&r, "reports",
				 "no,phone,unit,period,indicator,value\n31,0905100002,21049,2022-07,TT,4\n"
				 "32,0905100002,21049,2022-07,TT,5\n",
				 true),
		0);
	assert_non_null(strstr(r.out.data, "f.csv:2: added 31 TT period: phone \"+84905100001\" -> \"+84905100002\", "
					   "period \"2022-08\" -> \"2022-07\"\nf.csv:3: added 32 TT period\n"));
	end(&r);
}

static void whichever_store_call_fails_all_is_stored_or_nothing(void **state)
{
	static const struct {
		const char *kind, *content, *count;
		int64_t rows;
	} files[] = {
		{ "units", UNITS, "SELECT COUNT(*) FROM unit", 3 },
		{ "members", MEMBERS, "SELECT COUNT(*) FROM phone", 2 },
		{ "indicators", INDICATORS, "SELECT COUNT(*) FROM indicator", 2 },
		{ "reports", REPORTS, "SELECT COUNT(*) FROM total", 2 },
	};
	struct run r = begin();
	(void)state;

	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		for (long nth = 1;; nth++) {
			store_fail_at(r.st, nth);
			import_how(&r, files[i].kind, files[i].content, false);
			store_fail_at(r.st, 0);
			assert_false(store_in_transaction(r.st));
			assert_int_equal(count(r.st, files[i].count), r.status == 0 ? files[i].rows : 0);
			if (r.status == 0)
				break; /* every call has had its turn */
			assert_non_null(strstr(r.err.data, "; nothing was imported\n"));
		}
	end(&r);
}

static void a_village_without_a_code_is_given_one(void **state)
{
	struct run r = begin();
	static const char csv[] = "code,name,kind,parent_code\n"
				  ",Thôn Tân Hy,thon,21049\n"
				  ",Thôn Thượng Hòa,thon,21049\n"
				  "2104902,Thôn Một,thon,21049\n";

	(void)state;
	import_ok(&r, "units", UNITS);
	assert_int_equal(import_how(&r, "units", csv, true), 0);
	assert_non_null(strstr(r.out.data, "f.csv:2: added 2104903"));
	import_ok(&r, "units", csv);
	/* Sơn Trà has 01, and 02 is brought by the last line. */
	assert_int_equal(count(r.st, "SELECT COUNT(*) FROM unit WHERE code = '2104903' AND name = 'Thôn Tân Hy'"), 1);
	assert_int_equal(
		count(r.st, "SELECT COUNT(*) FROM unit WHERE code = '2104904' AND name = 'Thôn Thượng Hòa'"), 1);
	/* Again it means the same villages, also one that was stored with its dates. */
	import_ok(&r, "units", csv);
	assert_non_null(strstr(r.out.data, "0 added, 0 changed, 3 the same"));
	import_ok(&r, "units", "code,name,kind,parent_code,households\n,Thôn Sơn Trà,thon,21049,300\n");
	assert_non_null(strstr(r.out.data, "0 added, 1 changed"));
	assert_int_equal(import_how(&r, "units", "code,name,kind,parent_code\n,Xã Lạ,xa,524\n", false), 1);
	assert_non_null(strstr(r.err.data, "f.csv:2: code is empty; only a village"));
	assert_int_equal(
		import_how(&r, "units", "code,name,kind,parent_code\n,Thôn A,thon,21049\n,Thôn A,thon,21049\n", false),
		1);
	assert_non_null(strstr(r.err.data, "f.csv:3: it names the same row as line 2"));
	end(&r);
}

/* Its people are in the roll by the code: a new unit of that code would have them. */
static void a_code_that_has_people_is_no_other_units(void **state)
{
	static const char again[] = "code,name,kind,parent_code,valid_from,valid_to,successor_code\n"
				    "2104901,Thôn Sơn Trà,thon,21049,2004-08-31,2025-06-30,%s\n"
				    "2104901,Thôn Mới,thon,21049,2025-07-01,,\n";
	struct run r = begin();
	char csv[400];

	(void)state;
	import_ok(&r, "units", UNITS);
	import_ok(&r, "members", MEMBERS);
	snprintf(csv, sizeof csv, again, "");
	assert_int_equal(import_how(&r, "units", csv, false), 1);
	assert_non_null(
		strstr(r.err.data, "f.csv:3: code 2104901 was that of Thôn Sơn Trà, and 1 of its people are in the "
				   "roll by it; write another code"));
	snprintf(csv, sizeof csv, again, "2104902");
	assert_int_equal(import_how(&r, "units", csv, false), 1);
	/* The same unit with another name. */
	snprintf(csv, sizeof csv, again, "2104901");
	import_ok(&r, "units", csv);
	/* It is so: the same file again, and what was exported, change nothing. */
	snprintf(csv, sizeof csv, again, "");
	import_ok(&r, "units", csv);
	end(&r);
}

/* A word for what a percentage is of that nobody knows would be a target that nobody sees. */
static void a_percentage_is_of_something_known(void **state)
{
	struct run r = begin();

	(void)state;
	import_ok(&r, "units", UNITS);
	import_ok(&r, "indicators", "code,name\nDVC,dich vu cong\n");
	assert_int_equal(
		import_how(&r, "targets", "unit,indicator,period,value,denominator\n2104901,DVC,2026,80,abc\n", false),
		1);
	assert_non_null(strstr(r.err.data, "f.csv:2: denominator \"abc\" is not known; write household, "));
	import_ok(&r, "targets", "unit,indicator,period,value,denominator\n2104901,DVC,2026,80,household\n");
	assert_int_equal(import_how(&r, "denominators", "unit,denominator,value\n2104901,person14,80\n", false), 1);
	assert_non_null(strstr(r.err.data, "f.csv:2: denominator \"person14\" is not known; write household, "));
	import_ok(&r, "denominators", "unit,denominator,value\n2104901,adult14,80\n");
	end(&r);
}

static void what_lies_on_the_wrong_side_of_a_day_is_refused(void **state)
{
	struct run r = begin();

	(void)state;
	import_ok(&r, "units", UNITS);
	import_ok(&r, "indicators", INDICATORS);
	assert_int_equal(
		import_how(&r, "targets", "unit,indicator,period,value\n21049,DVC,2026,80\n21049,DVC,2025,80\n", false),
		1);
	assert_non_null(strstr(r.err.data, "f.csv:2: unit 21049 ended on 2025-06-30, before 2026; write the unit "));
	assert_null(strstr(r.err.data, "f.csv:3:"));
	assert_int_equal(import_how(&r, "teams", "no,unit,level,decided_on\n1,2104901,thon,2031-01-01\n", true), 1);
	assert_non_null(strstr(r.err.data, "f.csv:2: decided_on 2031-01-01 lies ahead; "));
	import_ok(&r, "trainings", "no,starts_at,place,topic,scope\n1,2031-01-05T08:00:00+07:00,UBND,DVC,21049\n");
	assert_int_equal(import_how(&r, "trainings",
				 "no,starts_at,place,topic,scope\n1,2021-01-05T08:00:00+07:00,UBND,DVC,21049\n", true),
		1);
	assert_non_null(strstr(r.err.data, "f.csv:2: training 1 is planned, and starts_at lies behind; "));
	import_ok(&r, "trainings",
		"no,starts_at,place,topic,scope,status\n1,2021-01-05T08:00:00+07:00,UBND,DVC,21049,cancelled\n");
	end(&r);
}

static void a_unit_lies_in_one_above_it(void **state)
{
	struct run r = begin();

	(void)state;
	import_ok(&r, "units", UNITS);
	assert_int_equal(import_how(&r, "units",
				 "code,name,kind,parent_code,valid_from\n"
				 "21049,Xã Bình Đông,xa,2104901,2004-08-31\n",
				 false),
		1);
	assert_non_null(
		strstr(r.err.data, "f.csv:2: parent_code 2104901 is Thôn Sơn Trà, which lies below Xã Bình Đông; "));
	assert_int_equal(import_how(&r, "units",
				 "code,name,kind,parent_code,valid_from\n"
				 "51,Tỉnh Quảng Ngãi,tinh,524,2004-08-31\n",
				 false),
		1);
	assert_non_null(strstr(r.err.data, "f.csv:2: parent_code 524 lies in 51 itself; "));
	end(&r);
}

static void a_code_is_that_of_one_unit_a_day(void **state)
{
	struct run r = begin();

	(void)state;
	import_ok(&r, "units", UNITS);
	assert_int_equal(
		import_how(&r, "units",
			"code,name,kind,parent_code,valid_from\n2104901,Thôn Sơn Trà,thon,21061,2025-07-01\n", false),
		1);
	assert_non_null(
		strstr(r.err.data, "f.csv:2: code 2104901 is valid from 2004-08-31 to now and again from 2025-07-01"));
	/* With the end of the first it is right. */
	import_ok(&r, "units",
		"code,name,kind,parent_code,valid_from,valid_to\n"
		"2104901,Thôn Sơn Trà,thon,21049,2004-08-31,2025-06-30\n2104901,Thôn Sơn Trà,thon,21061,2025-07-01,\n"
		"21061,Xã Vạn Tường,xa,51,2025-07-01,\n");
	assert_int_equal(import_how(&r, "units", "code,name,kind,parent_code\n9,Ấp Một,app,21049\n", false), 1);
	assert_non_null(strstr(r.err.data, "f.csv:2: kind \"app\" is not known; write ap"));
	/* A village lies somewhere: in what is stored, or what the file brings. */
	assert_int_equal(
		import_how(&r, "units", "code,name,kind,parent_code\n9999901,Thôn Một,thon,99999\n", false), 1);
	assert_non_null(strstr(r.err.data, "f.csv:2: parent_code \"99999\" is not there; import its commune too"));
	import_ok(&r, "units", "code,name,kind,parent_code\n9999901,Thôn Một,thon,99999\n99999,Xã Mới,xa,51\n");
	end(&r);
}

static void the_list_of_the_district_is_imported_whole(void **state)
{
	FILE *f = fopen("../shared/data/units_binh_son.csv", "r");
	char *content = NULL;
	size_t octets = 0;
	struct run r;

	(void)state;
	if (f == NULL)
		skip();
	r = begin();
	assert_true(getdelim(&content, &octets, EOF, f) > 0);
	fclose(f);
	import_ok(&r, "units", content);
	assert_non_null(strstr(r.out.data, "45 added"));
	assert_int_equal(count(r.st, "SELECT COUNT(*) FROM unit WHERE kind = 'thon' AND parent_code = '21043'"), 2);
	free(content);
	end(&r);
}

static void whom_a_training_calls_must_be_there(void **state)
{
	struct run r = begin();
	(void)state;

	import_ok(&r, "units", UNITS);
	assert_int_equal(import_how(&r, "trainings",
				 "no,starts_at,place,topic,scope,only_units,only_roles\n"
				 "1,2022-08-25 14:00,UBND,DVC,2104901,999,to_truong\n"
				 "2,2022-08-25 14:00,UBND,DVC,2104901,,to_truong/to_phu\n",
				 false),
		1);
	assert_non_null(strstr(r.err.data, "f.csv:2: only_units \"999\" is not there; write codes"));
	assert_non_null(strstr(r.err.data, "f.csv:3: only_roles \"to_phu\" is not known; write to_pho"));
	assert_int_equal(count(r.st, "SELECT COUNT(*) FROM training"), 0);
	end(&r);
}

static void people_without_consent_or_at_the_wrong_unit_are_taken_with_a_warning(void **state)
{
	struct run r = begin();

	(void)state;
	import_ok(&r, "units", UNITS);
	import_ok(&r, "members",
		"phone,name,role,unit,status,consent_at\n+84905100001,Nguyễn Văn Hùng,to_truong,2104901,,2022-08-10\n"
		"+84905100003,Lê Văn Tư,lanh_dao_xa,21049,awaiting_consent,\n");
	assert_string_equal(r.err.data, "");
	import_ok(&r, "members",
		"phone,name,role,unit\n+84905100001,Nguyễn Văn Hùng,to_truong,2104901\n"
		"+84905100006,Đỗ Minh Quân,thanh_vien,2104901\n+84905100007,Bùi Thị Mai,thanh_vien,2104901\n");
	assert_non_null(strstr(r.err.data, "f.csv:3: warning: 2 new people, this one first, are active without"));
	import_ok(&r, "members",
		"phone,name,role,unit,consent_at\n+84905123804,Lê Văn Tư,lanh_dao_xa,2104901,2022-08-10\n"
		"+84905123805,Lê Văn Ba,can_bo_huyen,21049,2022-08-10\n"
		"+84905123806,Lê Văn Hai,to_truong,524,2022-08-10\n");
	assert_non_null(strstr(r.err.data, "f.csv:2: warning: role lanh_dao_xa: 2104901 Thôn Sơn Trà is no commune"));
	assert_non_null(strstr(r.err.data, "f.csv:3: warning: role can_bo_huyen: 21049"));
	assert_non_null(strstr(r.err.data, "f.csv:4: warning: role to_truong: 524"));
	assert_int_equal(count(r.st, "SELECT COUNT(*) FROM member"), 7);
	end(&r);
}

static void villages_of_one_name_are_taken_with_a_warning(void **state)
{
	struct run r = begin();

	(void)state;
	import_ok(&r, "units", UNITS "2104902,Thôn Sơn Trà,thon,21049,2004-08-31,,,local\n");
	assert_non_null(strstr(r.err.data, "f.csv:5: warning: 2104901 and 2104902 in 21049 are both called"));
	assert_int_equal(count(r.st, "SELECT COUNT(*) FROM unit WHERE kind = 'thon'"), 2);
	/* Beside one that is stored, too; and not where the name is another, or the unit has ended. */
	import_ok(&r, "units",
		"code,name,kind,parent_code,valid_from,valid_to,successor_code,source\n"
		"2104903,THÔN SƠN TRÀ,thon,21049,2004-08-31,,,local\n");
	assert_non_null(strstr(r.err.data, "f.csv:2: warning: "));
	import_ok(&r, "units",
		"code,name,kind,parent_code,valid_from,valid_to,successor_code,source\n"
		"2104904,Thôn Tân Hy,thon,21049,2004-08-31,,,local\n"
		"2104905,Thôn Tân Hy,thon,21049,2004-08-31,2020-12-31,,local\n");
	assert_string_equal(r.err.data, "");
	end(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_file_brings_is_stored_and_counted),
		cmocka_unit_test(whom_a_training_calls_must_be_there),
		cmocka_unit_test(every_fault_of_a_file_is_said_with_its_line_and_nothing_is_stored),
		cmocka_unit_test(a_header_is_held_against_the_columns_of_the_kind),
		cmocka_unit_test(old_numbers_and_several_numbers_name_one_person),
		cmocka_unit_test(two_persons_on_one_line_are_refused),
		cmocka_unit_test(imported_reports_are_in_the_running_sums),
		cmocka_unit_test(lines_of_one_report_must_agree),
		cmocka_unit_test(what_cannot_be_is_refused),
		cmocka_unit_test(a_report_that_cannot_be_is_said),
		cmocka_unit_test(a_dry_run_says_what_would_change_and_changes_nothing),
		cmocka_unit_test(whichever_store_call_fails_all_is_stored_or_nothing),
		cmocka_unit_test(a_village_without_a_code_is_given_one),
		cmocka_unit_test(a_code_is_that_of_one_unit_a_day),
		cmocka_unit_test(a_code_that_has_people_is_no_other_units),
		cmocka_unit_test(a_percentage_is_of_something_known),
		cmocka_unit_test(what_lies_on_the_wrong_side_of_a_day_is_refused),
		cmocka_unit_test(a_unit_lies_in_one_above_it),
		cmocka_unit_test(people_without_consent_or_at_the_wrong_unit_are_taken_with_a_warning),
		cmocka_unit_test(villages_of_one_name_are_taken_with_a_warning),
		cmocka_unit_test(the_list_of_the_district_is_imported_whole),
	};

	setenv("TZ", "Asia/Ho_Chi_Minh", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
