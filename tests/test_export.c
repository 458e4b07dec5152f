/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/export.h"
#include "gateway/programme/import.h"
#include "gateway/programme/kind.h"
#include "store/message.h"
#include "tests/help/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>
#include <jansson.h>

#define NOW INT64_C(1660788000000000) /* 2022-08-18 09:00 +07:00 */

/* Every kind in the order in which they refer to each other, with what is awkward in a file. */
static const struct {
	const char *kind, *content;
} files[] = {
	{ "units", "code,name,kind,parent_code,valid_from,valid_to,successor_code,source,households\n"
		   "524,Huyện Bình Sơn,huyen,51,2004-08-31,2025-06-30,,\"list, of \"\"2004\"\"\",0\n"
		   "21049,Xã Bình Đông,xa,524,2004-08-31,2025-06-30,21061,,0\n"
		   "2104901,Thôn Sơn Trà,thon,21049,2004-08-31,,,local,300\n"
		   "21067,Xã Bình Hải,xa,524,2004-08-31,2025-06-30,21061,,0\n"
		   "99,Thôn không ngày,thon,21049,,,,,0\n" },
	{ "indicators", "code,name,unit_word,aliases,least,most\nDVC,dịch vụ công,người,dvctt|dich vu cong,0,500\n"
			"TT,thanh toán,tài khoản,,1,1000\n" },
	{ "teams", "no,unit,level,decision,decided_on\n1,2104901,thon,12/QĐ-UBND,2022-08-10\n7,21049,xa,,\n" },
	{ "members", "phone,name,role,unit,team,status,consent_at,language,accents\n"
		     "0905100001/0905100009,Nguyễn Văn Hùng,to_truong,2104901,1,active,2022-08-01,vi,1\n"
		     "0905100003,Phạm Văn Tài,lanh_dao_xa,21049,,stopped,,vi,0\n"
		     "0905100004,\"Bình, Lê Văn\",lanh_dao_xa,21067,,awaiting_consent,,en,0\n" },
	{ "enrolments", "no,phone,name,role,unit,status,asked_at,decided_at,decided_by,reason,old_phone\n"
			"17,0905200017,Người Số 17,thanh_vien,2104901,pending,,,,,\n"
			"18,0905200018,Người 18,thanh_vien,2104901,rejected,2022-08-02 08:00,2022-08-03 "
			"09:30,0905100003,chưa đúng thôn,0389123456\n" },
	{ "trainings", "no,starts_at,ends_at,place,topic,scope,method,partner,status,code,added_by,attended,only_units,"
		       "only_roles\n"
		       "5,2022-08-20T14:00:00+07:00,2022-08-20T16:00:00+07:00,UBND "
		       "xã,DVC,21049,truc_tiep,VNPT,planned,A7,0905100003,0,2104901,"
		       "to_truong/to_pho\n"
		       "6,2022-08-21 14:00,,Nhà văn hóa,TT,2104901,truc_tuyen,,held,,,12,-,\n" },
	{ "invitations", "training,phone,answer,answered_at,attended_at\n5,0905100001,yes,2022-08-18 08:00,\n"
			 "5,0905100003,,,\n6,0905100001,no,,2022-08-21 14:05\n" },
	{ "targets", "unit,indicator,period,value,denominator,set_by,set_at\n2104901,DVC,2022-08,150,,0905100003,"
		     "2022-08-01\n21049,TT,2022-Q3,80,nguoi_15,,\n" },
	{ "groups", "unit,link,set_by,set_at\n2104901,zalo.me/g/abc,0905100003,2022-08-01\n21049,Nhóm chung,,\n" },
	{ "reports", "no,phone,unit,period,indicator,value,mode,at,status,replaces,reason\n"
		     "30,0905100001,2104901,2022-08,DVC,9,period,2022-08-17 08:00,replaced,0,31\n"
		     "31,0905100001,2104901,2022-08,DVC,10,period,2022-08-18T08:00:00+07:00,received,30,\n"
		     "31,0905100001,2104901,2022-08,DVC,87,total,2022-08-18T08:00:00+07:00,received,30,\n"
		     "31,0905100001,2104901,2022-08,TT,4,period,2022-08-18T08:00:00+07:00,received,30,\n"
		     "32,0905100001,2104901,2022-W33,,,,2022-08-18 08:30,approved,0,\n" },
	{ "tickets", "no,phone,unit,category,text,status,owner,due_at,at,answer,answered_at\n"
		     "12,0905100001,2104901,mang,\"Mạng yếu\nở xóm 2\",answered,0905100003,2022-08-25,2022-08-18 "
		     "08:00,đã báo,2022-08-19 10:00\n13,0905100001,2104901,,Khác,,,,,,\n" },
};
#define FILES (sizeof files / sizeof *files)

static int collect(struct buf *written, void *user, struct why *why)
{
	(void)why;
	buf_add(user, written->data, written->length);
	buf_clear(written);
	return 0;
}

static int64_t export(struct store *st, const char *kind, const char *unit, const char *from, const char *until,
	const char *format, struct buf *out)
{
	struct export_request request;
	struct why why;

	buf_clear(out);
	if (export_ask(st, kind, unit, from, until, &request, &why) == -1) {
		buf_adds(out, why.text);
		return -1;
	}
	return export_text(st, &request, format, collect, out, &why);
}

static void import(struct store *st, const char *kind, const char *content, struct buf *out)
{
	struct buf err;

	buf_init(&err);
	buf_clear(out);
	if (import_csv(NULL, st, kind, "f.csv", content, strlen(content), false, NOW, out, &err) != 0)
		fail_msg("%s: %s", kind, err.data);
	buf_fini(&err);
}

static struct store *filled(void)
{
	struct store *st = engine_open(1);
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < FILES; i++)
		import(st, files[i].kind, files[i].content, &out);
	buf_fini(&out);
	return st;
}

/* Every column of a table but those that a store makes for itself. */
static void dump(struct store *st, struct buf *out)
{
	static const char *const sql[] = {
		"SELECT code, name, kind, parent_code, valid_from, valid_to, successor_code, source, households, '' "
		"FROM unit ORDER BY 1, 5",
		"SELECT m.name, m.role, m.unit, m.team, m.status, m.consent_at, m.language, m.accents, p.msisdn, '' "
		"FROM member m JOIN phone p ON p.member = m.id ORDER BY 9",
		"SELECT no, phone, unit, period, at, status, nil, replaces, reason, '' FROM report ORDER BY 1",
		"SELECT report, indicator, value, mode, '', '', '', '', '', '' FROM report_value ORDER BY 1, 2, 4",
		"SELECT unit, indicator, period, value, '', '', '', '', '', '' FROM total ORDER BY 1, 2, 3",
		"SELECT kind, next, '', '', '', '', '', '', '', '' FROM counter ORDER BY 1",
	};
	struct why why;

	for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) {
		struct query *q = store_query(st, sql[i], &why);

		assert_non_null(q);
		while (query_step(q, &why) == STEP_ROW) {
			for (int c = 0; c < 10; c++)
				buf_addf(out, "%s|", query_column_text(q, c));
			buf_addc(out, '\n');
		}
	}
}

/* Of an erased person the counts stay; they can be carried to another store. */
static void what_an_erased_person_left_is_imported_again(void **state)
{
	static const char rows[] = "no,phone,unit,period,indicator,value\n41,,2104901,2022-08,DVC,7\n";
	static const char tickets[] = "no,phone,unit,category,text,status\n12,,2104901,mang,,closed\n";
	static const char invitations[] = "training,phone,answer\n5,gone-5f3a,yes\n5,+84905100006,no\n";
	static const char nobody[] = "training,phone,answer\n5,somebody,yes\n";
	static const char enrolments[] = "no,phone,name,role,unit,status\n3,,,to_truong,2104901,approved\n";
	static const char half[] = "no,phone,name,role,unit,status\n4,,Lê A,to_truong,2104901,approved\n";
	static const char wrong[] = "no,phone,unit,category,text,status\n13,+84905100001,2104901,mang,,open\n";
	struct store *st = filled();
	struct buf out, err;

	(void)state;
	buf_init(&out);
	buf_init(&err);
	import(st, "reports", rows, &out);
	import(st, "tickets", tickets, &out);
	import(st, "invitations", invitations, &out);
	import(st, "enrolments", enrolments, &out);
	assert_int_equal(
		import_csv(NULL, st, "invitations", "f.csv", nobody, strlen(nobody), true, NOW, &out, &err), 1);
	assert_non_null(strstr(err.data, "phone: not a telephone number"));
	assert_int_equal(import_csv(NULL, st, "enrolments", "f.csv", half, strlen(half), true, NOW, &out, &err), 1);
	assert_non_null(strstr(err.data, "phone is empty"));
	buf_clear(&out);
	assert_int_equal(export(st, "invitations", "", "", "", "csv", &out) > 0, 1);
	assert_non_null(strstr(out.data, "\n5,gone-5f3a,yes,"));
	import(st, "invitations", out.data, &err);
	buf_clear(&out);
	assert_int_equal(export(st, "enrolments", "", "", "", "csv", &out) > 0, 1);
	import(st, "enrolments", out.data, &err);
	assert_int_equal(export(st, "reports", "", "", "", "csv", &out) > 0, 1);
	assert_non_null(strstr(out.data, "\n41,,2104901,2022-08,DVC,7,"));
	assert_int_equal(import_csv(NULL, st, "tickets", "f.csv", wrong, strlen(wrong), true, NOW, &out, &err), 1);
	assert_non_null(strstr(err.data, "text is empty"));
	buf_fini(&out);
	buf_fini(&err);
	store_close(&st);
}

static void what_is_exported_and_imported_again_is_the_same_store(void **state)
{
	struct store *first = filled(), *second = engine_open(1);
	struct buf one, other, out, first_rows, second_rows;
	(void)state;

	buf_init(&one);
	buf_init(&other);
	buf_init(&out);
	buf_init(&first_rows);
	buf_init(&second_rows);
	for (size_t i = 0; i < FILES; i++) {
		assert_true(export(first, files[i].kind, "", "", "", "csv", &one) > 0);
		import(second, files[i].kind, one.data, &out);
		export(second, files[i].kind, "", "", "", "csv", &other);
		assert_string_equal(one.data, other.data);
		import(second, files[i].kind, one.data, &out);
		if (strstr(out.data, ": 0 added, 0 changed, ") == NULL)
			fail_msg("a second import changes something: %s", out.data);
	}
	dump(first, &first_rows);
	dump(second, &second_rows);
	assert_true(first_rows.length > 500);
	assert_string_equal(first_rows.data, second_rows.data);
	buf_fini(&one);
	buf_fini(&other);
	buf_fini(&out);
	buf_fini(&first_rows);
	buf_fini(&second_rows);
	store_close(&first);
	store_close(&second);
}

static void a_unit_brings_everything_below_it_and_nothing_else(void **state)
{
	struct store *st = filled();
	struct buf out;
	(void)state;

	buf_init(&out);
	assert_int_equal(export(st, "members", "21049", "", "", "csv", &out), 2);
	assert_non_null(strstr(out.data, "+84905100001/+84905100009,Nguyễn Văn Hùng,to_truong,2104901,1,active,"
					 "2022-08-01T00:00:00+07:00,vi,1\r\n"));
	assert_int_equal(export(st, "members", "524", "", "", "csv", &out), 3);
	assert_int_equal(export(st, "members", "8888", "", "", "csv", &out), -1);
	assert_string_equal(out.data, "there is no unit \"8888\"; keng export units shows their codes");
	assert_int_equal(export(st, "indicators", "524", "", "", "csv", &out), -1);
	buf_fini(&out);
	store_close(&st);
}

static void a_day_as_the_end_counts_as_a_whole(void **state)
{
	struct store *st = filled();
	struct buf out;
	(void)state;

	buf_init(&out);
	assert_int_equal(export(st, "reports", "", "2022-08-17", "2022-08-17", "csv", &out), 1);
	assert_int_equal(export(st, "reports", "", "2022-08-18", "", "csv", &out), 4);
	assert_int_equal(export(st, "reports", "", "", "2022-08-18T08:30:00+07:00", "csv", &out), 4);
	assert_int_equal(export(st, "reports", "", "18/8", "", "csv", &out), -1);
	assert_int_equal(export(st, "units", "", "2022-08-18", "", "csv", &out), -1);
	assert_string_equal(out.data, "units have no time; leave --from and --to out");
	assert_int_equal(export(st, "unit", "", "", "", "csv", &out), -1);
	buf_fini(&out);
	store_close(&st);
}

static void json_has_an_object_a_row_with_numbers_as_numbers(void **state)
{
	struct store *st = filled();
	struct buf out;
	json_t *all, *row;
	(void)state;

	buf_init(&out);
	assert_int_equal(export(st, "reports", "", "", "", "json", &out), 5);
	all = json_loads(out.data, 0, NULL);
	assert_int_equal(json_array_size(all), 5);
	row = json_array_get(all, 1);
	assert_int_equal(json_integer_value(json_object_get(row, "no")), 31);
	assert_string_equal(json_string_value(json_object_get(row, "indicator")), "DVC");
	assert_int_equal(json_integer_value(json_object_get(row, "value")), 10);
	assert_string_equal(json_string_value(json_object_get(row, "at")), "2022-08-18T08:00:00+07:00");
	json_decref(all);
	assert_int_equal(export(st, "messages", "", "", "", "json", &out), 0);
	all = json_loads(out.data, 0, NULL);
	assert_true(json_is_array(all));
	json_decref(all);
	buf_fini(&out);
	store_close(&st);
}

/* Xã Bình Hải and the other village have not reported, and are seen not to have. */
static void a_table_has_a_row_a_unit_and_a_column_an_indicator(void **state)
{
	struct store *st = filled();
	struct buf out;

	(void)state;
	buf_init(&out);
	assert_int_equal(export(st, "table", "", "2022-08-01", "2022-08-31", "csv", &out), 5);
	assert_string_equal(out.data, "period,unit,name,kind,parent_code,DVC,TT,total.DVC\r\n"
				      "2022-08,2104901,Thôn Sơn Trà,thon,21049,10,4,87\r\n"
				      "2022-08,99,Thôn không ngày,thon,21049,,,\r\n"
				      "2022-08,524,Huyện Bình Sơn,huyen,51,10,4,87\r\n"
				      "2022-08,21049,Xã Bình Đông,xa,524,10,4,87\r\n"
				      "2022-08,21067,Xã Bình Hải,xa,524,,,\r\n");
	assert_int_equal(export(st, "table", "21067", "", "", "csv", &out), 0); /* the head alone */
	assert_string_equal(out.data, "period,unit,name,kind,parent_code\r\n");
	assert_int_equal(export(st, "table", "2104901", "", "", "json", &out), 1);
	assert_non_null(strstr(out.data, "\"DVC\":10,\"TT\":4,\"total.DVC\":87"));
	buf_fini(&out);
	store_close(&st);
}

static void messages_have_the_columns_of_the_interface(void **state)
{
	static const char *const promised[] = { "no", "direction", "phone", "link", "text", "parts", "state",
		"received_at", "queued_at", "sent_at", "delivered_at" };
	struct store *st = filled();
	struct message_out m = { .phone = "+84905100001",
		.text = "Chào, \"bạn\"",
		.link = "",
		.unit = "",
		.kind = "answer",
		.alphabet = 1,
		.parts = 1 };
	struct buf out;
	struct why why;
	(void)state;

	assert_int_equal(store_begin(st, &why), 0);
	assert_true(message_queue(st, &m, NOW, &why) > 0);
	assert_int_equal(store_commit(st, &why), 0);
	buf_init(&out);
	assert_int_equal(export(st, "messages", "21049", "2022-08-18", "2022-08-18", "csv", &out), 1);
	for (size_t i = 0; i < sizeof promised / sizeof *promised; i++) {
		const char *at = strstr(out.data, promised[i]);

		assert_true(at != NULL && at < strchr(out.data, '\r'));
	}
	assert_non_null(strstr(out.data, ",out,+84905100001,,,\"Chào, \"\"bạn\"\"\",queued,"));
	assert_int_equal(export(st, "messages", "21067", "", "", "csv", &out), 0);
	buf_fini(&out);
	store_close(&st);
}

/* Every call to the store fails once: then there is no export, which is said. */
static void assert_whole_or_none(const char *kind, const char *unit, int64_t whole)
{
	struct store *st = filled();
	struct buf out;
	long nth = 1;

	buf_init(&out);
	for (;; nth++) {
		int64_t rows;

		store_fail_at(st, nth);
		rows = export(st, kind, unit, "", "", "csv", &out);
		store_fail_at(st, 0);
		if (rows == whole)
			break; /* every call has had its turn */
		assert_int_equal(rows, -1);
	}
	assert_true(nth > 3);
	buf_fini(&out);
	store_close(&st);
}

static void a_store_that_fails_gives_no_half_export_as_whole(void **state)
{
	(void)state;
	assert_whole_or_none("members", "21049", 2);
}

static void a_table_of_a_store_that_fails_is_none(void **state)
{
	(void)state;
	assert_whole_or_none("table", "", 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_an_erased_person_left_is_imported_again),
		cmocka_unit_test(what_is_exported_and_imported_again_is_the_same_store),
		cmocka_unit_test(a_unit_brings_everything_below_it_and_nothing_else),
		cmocka_unit_test(a_day_as_the_end_counts_as_a_whole),
		cmocka_unit_test(json_has_an_object_a_row_with_numbers_as_numbers),
		cmocka_unit_test(a_table_has_a_row_a_unit_and_a_column_an_indicator),
		cmocka_unit_test(a_table_of_a_store_that_fails_is_none),
		cmocka_unit_test(messages_have_the_columns_of_the_interface),
		cmocka_unit_test(a_store_that_fails_gives_no_half_export_as_whole),
	};

	setenv("TZ", "Asia/Ho_Chi_Minh", 1);
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
