/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/clock.h"
#include "gateway/config.h"
#include "gateway/programme/admin.h"
#include "gateway/programme/programme.h"
#include "menus/menus.h"
#include "store/due.h"
#include "store/gateway.h"
#include "store/message.h"
#include "store/store.h"
#include "tests/help/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include <jansson.h>

#define NOW INT64_C(1660788000000000) /* 2022-08-18 09:00 +07:00 */

#define UNITS                                                                                                          \
	"code,name,kind,parent_code,valid_from\n21049,Xã Bình Đông,xa,524,2004-08-31\n"                            \
	"2104901,Thôn Sơn Trà,thon,21049,2004-08-31\n2104902,Thôn Tân Hy,thon,21049,2004-08-31\n"
#define MEMBERS                                                                                                        \
	"phone,name,role,unit,status\n0905100001,Hùng,to_truong,2104901,active\n"                                     \
	"0905100006,Quân,thanh_vien,2104901,active\n0905100010,Hạnh,to_truong,2104902,active\n"                     \
	"0905100011,Đức,thanh_vien,2104902,stopped\n0905100012,Em,thanh_vien,2104902,awaiting_consent\n"            \
	"0905100003,Tài,lanh_dao_xa,21049,active\n"

struct bench {
	char folder[64];
	struct config *config;
	struct menus *menus;
	struct store *store;
	struct programme *programme;
	struct buf out, err;
	int status;
	const char *links_json;
};

static void load(struct bench *b)
{
	char file[128], here[512];
	struct faults faults;
	struct buf wrong;
	FILE *f;

	strcpy(b->folder, "/tmp/keng-admin-XXXXXX");
	assert_non_null(mkdtemp(b->folder));
	assert_non_null(getcwd(here, sizeof here));
	snprintf(file, sizeof file, "%s/keng.cfg", b->folder);
	f = fopen(file, "w");
	fprintf(f,
		"gateway: { name = \"t\"; timezone = \"Asia/Ho_Chi_Minh\"; store = \"sqlite:%s/keng.db\"; menus = "
		"\"%s/etc/menus.d\"; seeds = \"%s/seeds/binh-son\"; };\nlinks: ();\n",
		b->folder, here, here);
	fclose(f);
	buf_init(&wrong);
	b->config = config_load(file, &wrong);
	if (b->config == NULL)
		fail_msg("%s", wrong.data);
	buf_fini(&wrong);
	faults_init(&faults);
	b->menus = menus_load(b->config->menus, &faults);
	if (b->menus == NULL)
		fail_msg("%s", faults.lines.data);
	faults_fini(&faults);
	unlink(file);
	rmdir(b->folder);
}

static int run(struct bench *b, const char *verb, const char *args, const char *body)
{
	struct admin_context at = { .programme = b->programme,
		.store = b->store,
		.menus = b->menus,
		.config = b->config,
		.links_json = b->links_json,
		.now_us = NOW };

	buf_clear(&b->out);
	buf_clear(&b->err);
	b->status = admin_run(&at, verb, args, body, &b->out, &b->err);
	return b->status;
}

static struct bench begin(void)
{
	struct bench b = { .links_json = NULL };
	struct why why;

	load(&b);
	b.store = engine_open(1);
	assert_non_null(b.store);
	b.programme = programme_new(b.store, b.menus, b.config, NOW, &why);
	if (b.programme == NULL)
		fail_msg("%s", why.text);
	buf_init(&b.out);
	buf_init(&b.err);
	return b;
}

static struct bench begin_with_people(void)
{
	struct bench b = begin();

	assert_int_equal(run(&b, "import", "{\"kind\": \"units\", \"file\": \"u.csv\"}", UNITS), 0);
	assert_int_equal(run(&b, "import", "{\"kind\": \"members\", \"file\": \"m.csv\"}", MEMBERS), 0);
	return b;
}

static void end(struct bench *b)
{
	programme_free(&b->programme);
	store_close(&b->store);
	menus_free(&b->menus);
	config_free(&b->config);
	buf_fini(&b->out);
	buf_fini(&b->err);
}

static int64_t count(struct bench *b, const char *sql)
{
	struct why why;
	struct query *q = store_query(b->store, sql, &why);
	int64_t n;

	assert_non_null(q);
	assert_int_equal(query_step(q, &why), STEP_ROW);
	n = query_column_int(q, 0);
	query_end(q);
	return n;
}

#define QUEUED  "SELECT COUNT(*) FROM message WHERE direction = 'out'"
#define AUDITED "SELECT COUNT(*) FROM audit"

static void an_import_and_its_note_in_the_audit_are_one(void **state)
{
	struct bench b = begin();
	int64_t before = count(&b, "SELECT COUNT(*) FROM member");
	(void)state;

	assert_int_equal(run(&b, "import", "{\"kind\": \"units\", \"file\": \"u.csv\", \"who\": \"lan\"}", UNITS), 0);
	for (long nth = 1;; nth += engine_stride()) {
		int64_t audited = count(&b, AUDITED);

		store_fail_at(b.store, nth);
		run(&b, "import", "{\"kind\": \"members\", \"file\": \"m.csv\"}", MEMBERS);
		store_fail_at(b.store, 0);
		assert_false(store_in_transaction(b.store));
		assert_int_equal(count(&b, "SELECT COUNT(*) FROM member"), before + (b.status == 0 ? 6 : 0));
		assert_int_equal(count(&b, AUDITED), audited + (b.status == 0));
		if (b.status == 0)
			break; /* every call has had its turn */
		assert_string_equal(b.out.data, "");
		assert_true(b.err.length > 0);
	}
	assert_int_equal(count(&b, "SELECT COUNT(*) FROM audit WHERE who = 'lan' AND what = 'import' AND subject = "
				   "'units'"),
		1);
	end(&b);
}

static void a_dry_run_leaves_neither_rows_nor_a_note(void **state)
{
	struct bench b = begin();
	int64_t audited = count(&b, AUDITED);
	(void)state;

	assert_int_equal(run(&b, "import", "{\"kind\": \"units\", \"file\": \"u.csv\", \"dry_run\": true}", UNITS), 0);
	assert_non_null(strstr(b.out.data, "nothing was stored (dry run)"));
	assert_int_equal(count(&b, AUDITED), audited);
	assert_int_equal(count(&b, "SELECT COUNT(*) FROM unit WHERE code = '2104902'"), 0);
	end(&b);
}

static void a_text_to_a_unit_reaches_everybody_below_who_wants_texts(void **state)
{
	struct bench b = begin_with_people();
	(void)state;

	assert_int_equal(run(&b, "send", "{\"unit\": \"21049\", \"text\": \"Chao\", \"plan\": true}", ""), 0);
	assert_string_equal(b.out.data, "{\"people\": 4, \"parts\": 4, \"cost\": 1400, \"left_out\": 1}\n");
	assert_int_equal(count(&b, QUEUED), 0);
	assert_int_equal(
		run(&b, "send", "{\"unit\": \"21049\", \"text\": \"Chao\", \"people\": 4, \"parts\": 4}", ""), 0);
	assert_string_equal(b.out.data, "queued: 4 texts, 4 parts, about 1400 dong\n");
	assert_int_equal(count(&b, QUEUED), 4);
	assert_int_equal(count(&b, "SELECT COUNT(*) FROM message WHERE phone IN ('+84905100011', '+84905100012')"), 0);
	assert_int_equal(count(&b, "SELECT COUNT(*) FROM audit WHERE what = 'send'"), 1);
	end(&b);
}

static void roles_choose_within_a_unit(void **state)
{
	struct bench b = begin_with_people();
	(void)state;

	assert_int_equal(
		run(&b, "send", "{\"roles\": [\"to_truong\", \"lanh_dao_xa\"], \"text\": \"Chao\", \"plan\": true}",
			""),
		0);
	assert_non_null(strstr(b.out.data, "\"people\": 3,"));
	run(&b, "send", "{\"unit\": \"2104902\", \"roles\": [\"to_truong\"], \"text\": \"A\", \"plan\": true}", "");
	assert_non_null(strstr(b.out.data, "\"people\": 1,"));
	assert_int_equal(run(&b, "send", "{\"roles\": [\"truong\"], \"text\": \"A\", \"plan\": true}", ""), 1);
	assert_non_null(strstr(b.err.data, "role \"truong\" is not known; write "));
	assert_int_equal(run(&b, "send", "{\"unit\": \"777\", \"text\": \"A\", \"plan\": true}", ""), 1);
	assert_non_null(strstr(b.err.data, "there is no unit \"777\""));
	end(&b);
}

/* Its people are elsewhere in the roll, and its successor is more than it was. */
static void a_unit_that_ended_is_named_with_its_successor(void **state)
{
	struct bench b = begin_with_people();
	(void)state;

	assert_int_equal(run(&b, "import", "{\"kind\": \"units\", \"file\": \"u.csv\"}",
				 "code,name,kind,parent_code,valid_from,valid_to,successor_code\n"
				 "21043,Xã Bình Thuận,xa,524,2004-08-31,2022-06-30,21049\n"
				 "21044,Xã Bình Hòa,xa,524,2004-08-31,2022-06-30,21049/2104902\n"),
		0);
	assert_int_equal(run(&b, "suspend", "{\"unit\": \"21043\", \"until\": \"2022-08-20\"}", ""), 1);
	assert_non_null(strstr(b.err.data,
		"unit 21043 Xã Bình Thuận ended on 2022-06-30; write its successor 21049 Xã Bình Đông; nothing was changed"));
	assert_int_equal(run(&b, "suspend", "{\"unit\": \"21044\", \"until\": \"2022-08-20\"}", ""), 1);
	assert_non_null(strstr(b.err.data, "write one of its parts, 21049/2104902"));
	assert_int_equal(run(&b, "suspend", "{\"unit\": \"21049\", \"until\": \"2022-08-20\"}", ""), 0);
	end(&b);
}

static void what_changed_since_the_plan_is_not_sent(void **state)
{
	struct bench b = begin_with_people();
	(void)state;

	assert_int_equal(run(&b, "send", "{\"unit\": \"21049\", \"text\": \"Chao\", \"people\": 5}", ""), 1);
	assert_non_null(strstr(b.err.data, "it would now go to 4 people in 4 parts"));
	assert_int_equal(count(&b, QUEUED), 0);
	end(&b);
}

static void a_batch_is_queued_whole_or_every_bad_line_is_said(void **state)
{
	struct bench b = begin_with_people();
	(void)state;

	assert_int_equal(run(&b, "send", "{\"batch\": true, \"file\": \"b.tsv\"}",
				 "0905100001\tMot\r\n\n0905\tHai\nBa\n0905100006\t\n1414\tTT\n"),
		1);
	assert_non_null(strstr(b.err.data, "b.tsv:3: 4 digits; "));
	assert_non_null(strstr(b.err.data, "b.tsv:4: there is no tab; "));
	assert_non_null(strstr(b.err.data, "b.tsv:5: the text is empty; "));
	assert_non_null(strstr(b.err.data, "3 bad lines in b.tsv; nothing was queued"));
	assert_int_equal(count(&b, QUEUED), 0);
	assert_int_equal(run(&b, "send", "{\"batch\": true, \"file\": \"b.tsv\"}",
				 "0905100001\tMot\n0905100011\tDung\n0905100010\tHai \xE1\xBA\xA1\n"),
		0);
	assert_string_equal(b.out.data, "queued: 2 texts, 2 parts, about 700 dong\n");
	assert_int_equal(count(&b, "SELECT COUNT(*) FROM message WHERE text = 'Hai ạ'"), 1);
	end(&b);
}

static void one_number_gets_no_more_of_a_batch_than_it_can_bear(void **state)
{
	struct bench b = begin_with_people();
	char lines[51 * 16 + 1] = "";
	(void)state;

	for (unsigned i = 0; i < 51; i++)
		strcat(lines, "0905100001\tMot\n");
	assert_int_equal(run(&b, "send", "{\"batch\": true, \"file\": \"b.tsv\"}", lines), 1);
	assert_non_null(strstr(b.err.data, "more than 50 texts are for +84905100001"));
	assert_int_equal(count(&b, QUEUED), 0);
	assert_int_equal(run(&b, "send", "{\"batch\": true, \"file\": \"b.tsv\"}", strchr(lines, '\n') + 1), 0);
	end(&b);
}

static void who_wants_no_texts_gets_none_by_number_either(void **state)
{
	struct bench b = begin_with_people();
	(void)state;

	assert_int_equal(run(&b, "send", "{\"to\": \"0905100011\", \"text\": \"Chao\"}", ""), 1);
	assert_non_null(strstr(b.err.data, "+84905100011 has asked for no more texts"));
	assert_int_equal(run(&b, "send", "{\"to\": \"09051\", \"text\": \"Chao\"}", ""), 1);
	assert_int_equal(run(&b, "send", "{\"to\": \"0905100001\", \"text\": \"\"}", ""), 1);
	assert_int_equal(run(&b, "send", "{\"text\": \"Chao\"}", ""), 1);
	assert_int_equal(count(&b, QUEUED), 0);
	end(&b);
}

static void whichever_store_call_fails_all_is_queued_or_nothing(void **state)
{
	struct bench b = begin_with_people();
	(void)state;

	for (long nth = 1;; nth += engine_stride()) {
		store_fail_at(b.store, nth);
		run(&b, "send", "{\"unit\": \"21049\", \"text\": \"Chao\"}", "");
		store_fail_at(b.store, 0);
		assert_false(store_in_transaction(b.store));
		assert_int_equal(count(&b, QUEUED), b.status == 0 ? 4 : 0);
		if (b.status == 0)
			break; /* every call has had its turn */
	}
	end(&b);
}

static void an_export_is_noted_before_it_is_given(void **state)
{
	struct bench b = begin_with_people();
	(void)state;

	assert_int_equal(run(&b, "export", "{\"kind\": \"members\", \"format\": \"csv\", \"who\": \"lan\"}", ""), 0);
	assert_non_null(strstr(b.out.data, "+84905100001,Hùng,to_truong,2104901,"));
	assert_int_equal(
		run(&b, "export", "{\"kind\": \"members\", \"format\": \"xlsx\", \"note_only\": true}", ""), 0);
	assert_string_equal(b.out.data, "");
	assert_int_equal(count(&b, "SELECT COUNT(*) FROM audit WHERE what = 'export' AND subject = 'members'"), 2);
	for (long nth = 1;; nth += engine_stride()) {
		int64_t audited = count(&b, AUDITED);

		store_fail_at(b.store, nth);
		run(&b, "export", "{\"kind\": \"members\", \"format\": \"csv\"}", "");
		store_fail_at(b.store, 0);
		if (b.status == 0)
			break;
		assert_string_equal(b.out.data, "");
		assert_in_range(count(&b, AUDITED), audited, audited + 1);
	}
	end(&b);
}

static void the_status_has_links_queues_counts_and_alarms(void **state)
{
	struct bench b = begin_with_people();
	json_t *all, *one;
	(void)state;

	run(&b, "send", "{\"to\": \"0905100001\", \"text\": \"Chao\"}", "");
	b.links_json =
		"[{\"name\": \"viettel-1\", \"state\": \"ready\", \"signal_pct\": 70, \"operator\": \"Viettel\", "
		"\"last_sent_us\": 1660788000000000, \"last_received_us\": 0}]";
	assert_int_equal(run(&b, "status", "{\"json\": true}", ""), 0);
	all = json_loads(b.out.data, 0, NULL);
	assert_non_null(all);
	assert_true(json_is_true(json_object_get(all, "running")));
	one = json_array_get(json_object_get(all, "links"), 0);
	assert_string_equal(json_string_value(json_object_get(one, "last_sent")), "2022-08-18T09:00:00+07:00");
	assert_true(json_is_null(json_object_get(one, "last_received")));
	one = json_array_get(json_object_get(all, "queues"), 0);
	assert_int_equal(json_integer_value(json_object_get(one, "depth")), 1);
	assert_true(json_is_array(json_object_get(all, "alarms")));
	assert_true(json_is_null(json_object_get(all, "last_digest")));
	assert_true(json_is_object(json_object_get(json_object_get(all, "today"), "out")));
	assert_int_equal(json_integer_value(json_object_get(json_object_get(all, "not_understood"), "texts")), 0);
	json_decref(all);
	assert_int_equal(run(&b, "status", "{}", ""), 0);
	assert_non_null(strstr(b.out.data, "viettel-1"));
	assert_non_null(strstr(b.out.data, "signal 70%"));
	end(&b);
}

/* It comes back after days, and what is due waits: nobody need wonder, or restart it. */
static void the_status_says_until_when_what_is_due_waits(void **state)
{
	struct bench b = begin_with_people();
	struct why why;
	int64_t next;
	(void)state;

	run(&b, "status", "{}", "");
	assert_null(strstr(b.out.data, "wait until"));
	assert_int_equal(store_begin(b.store, &why), 0);
	assert_int_equal(due_add(b.store, "digest", "21049:2022-08-15", NOW - 3 * CLOCK_DAY, "21049", &why), 0);
	assert_int_equal(programme_due(b.programme, NOW, 100, &next, &why), 0);
	assert_int_equal(store_commit(b.store, &why), 0);
	assert_int_equal(run(&b, "status", "{}", ""), 0);
	assert_non_null(strstr(b.out.data, "wait until 2022-08-18T09:10:00+07:00: after a time off the texts"));
	assert_int_equal(run(&b, "status", "{\"json\": true}", ""), 0);
	assert_non_null(strstr(b.out.data, "\"due_waits_until\": \"2022-08-18T09:10:00+07:00\""));
	end(&b);
}

/* What was retired a week ago is not in the way of those that work. */
static void a_gateway_that_stopped_a_week_ago_is_left_out(void **state)
{
	static const char *const names[] = { "old", "late" };
	struct bench b = begin();
	struct why why;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct gateway g = { .number = 7 + (int64_t)i,
			.life = NOW - 20 * CLOCK_DAY,
			.seen_at = NOW - (i == 0 ? 8 : 6) * CLOCK_DAY };

		record_copy(names[i], g.name, sizeof g.name);
		assert_int_equal(gateway_join(b.store, &g, &why), 0);
		assert_int_equal(gateway_end(b.store, g.name, g.life, "stopped", NOW, &why), 0);
	}
	assert_int_equal(run(&b, "status", "{\"json\": true}", ""), 0);
	assert_null(strstr(b.out.data, "\"name\": \"old\""));
	assert_non_null(strstr(b.out.data, "\"name\": \"late\""));
	end(&b);
}

static void the_status_is_told_as_metrics(void **state)
{
	struct bench b = begin_with_people();
	(void)state;

	run(&b, "send", "{\"to\": \"0905100001\", \"text\": \"Chao\"}", "");
	b.links_json =
		"[{\"name\": \"vi\\\"1\", \"kind\": \"gammu\", \"state\": \"sending\", \"sent\": 7, \"repeats\": 3,"
		"  \"recovery_steps\": {\"port\": 2, \"radio\": 1}},"
		" {\"name\": \"m\", \"kind\": \"smpp\", \"state\": \"down\"}]";
	assert_int_equal(run(&b, "status", "{\"metrics\": true}", ""), 0);
	assert_non_null(strstr(b.out.data, "# TYPE keng_link_ready gauge\n"
					   "keng_link_ready{name=\"vi\\\"1\",kind=\"gammu\"} 1\n"
					   "keng_link_ready{name=\"m\",kind=\"smpp\"} 0\n"));
	assert_non_null(strstr(b.out.data, "keng_link_sent_total{name=\"vi\\\"1\"} 7\n"));
	assert_non_null(strstr(b.out.data, "keng_link_state{name=\"m\",state=\"down\"} 1\n"));
	assert_non_null(strstr(b.out.data, "keng_link_repeats_total{name=\"vi\\\"1\"} 3\n"));
	assert_non_null(strstr(b.out.data, "# TYPE keng_link_recoveries_total counter\n"
					   "keng_link_recoveries_total{name=\"vi\\\"1\",step=\"port\"} 2\n"
					   "keng_link_recoveries_total{name=\"vi\\\"1\",step=\"radio\"} 1\n"));
	assert_non_null(strstr(b.out.data, "keng_parts_waiting{gateway=\""));
	assert_non_null(strstr(b.out.data, "keng_store_away{gateway=\""));
	assert_non_null(strstr(b.out.data, "keng_halted{gateway=\"t\"} 0\n"));
	assert_non_null(strstr(b.out.data, "keng_queue_due{link=\"\",carrier=\""));
	assert_non_null(strstr(b.out.data, "keng_messages_today{direction=\"out\",state=\"queued\"} 1\n"));
	end(&b);
}

static void the_status_says_what_will_not_arrive_and_why(void **state)
{
	struct bench b = begin_with_people();
	struct why why;
	(void)state;

	run(&b, "send", "{\"to\": \"0905100001\", \"text\": \"Chao\"}", "");
	assert_int_equal(run(&b, "status", "{}", ""), 0);
	assert_null(strstr(b.out.data, "Will not arrive"));
	assert_int_equal(store_begin(b.store, &why), 0);
	assert_int_equal(message_give_up(b.store, count(&b, "SELECT max(id) FROM message"), MESSAGE_FAILED, 1,
				 "CMS 1: the number is not assigned", &why),
		0);
	assert_int_equal(store_commit(b.store, &why), 0);
	assert_int_equal(run(&b, "status", "{}", ""), 0);
	assert_non_null(strstr(b.out.data, "Will not arrive"));
	assert_non_null(strstr(b.out.data, "1 texts to 1 people: CMS 1: the number is not assigned"));
	assert_int_equal(run(&b, "status", "{\"json\": true}", ""), 0);
	assert_non_null(strstr(b.out.data, "\"failures\""));
	end(&b);
}

static void what_is_no_command_is_refused(void **state)
{
	struct bench b = begin();
	(void)state;

	assert_int_equal(run(&b, "dance", "{}", ""), 1);
	assert_non_null(strstr(b.err.data, "there is no command \"dance\""));
	assert_int_equal(run(&b, "send", "[]", ""), 1);
	assert_int_equal(run(&b, "send", "{", ""), 1);
	assert_int_equal(run(&b, "import", "{\"kind\": \"x\", \"file\": \"f\"}", "a\n"), 1);
	end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_import_and_its_note_in_the_audit_are_one),
		cmocka_unit_test(a_dry_run_leaves_neither_rows_nor_a_note),
		cmocka_unit_test(a_text_to_a_unit_reaches_everybody_below_who_wants_texts),
		cmocka_unit_test(roles_choose_within_a_unit),
		cmocka_unit_test(a_unit_that_ended_is_named_with_its_successor),
		cmocka_unit_test(what_changed_since_the_plan_is_not_sent),
		cmocka_unit_test(a_batch_is_queued_whole_or_every_bad_line_is_said),
		cmocka_unit_test(one_number_gets_no_more_of_a_batch_than_it_can_bear),
		cmocka_unit_test(who_wants_no_texts_gets_none_by_number_either),
		cmocka_unit_test(whichever_store_call_fails_all_is_queued_or_nothing),
		cmocka_unit_test(an_export_is_noted_before_it_is_given),
		cmocka_unit_test(the_status_has_links_queues_counts_and_alarms),
		cmocka_unit_test(the_status_says_until_when_what_is_due_waits),
		cmocka_unit_test(a_gateway_that_stopped_a_week_ago_is_left_out),
		cmocka_unit_test(the_status_is_told_as_metrics),
		cmocka_unit_test(the_status_says_what_will_not_arrive_and_why),
		cmocka_unit_test(what_is_no_command_is_refused),
	};

	setenv("TZ", "Asia/Ho_Chi_Minh", 1);
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
