/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The store: opening, queries, transactions, ids and numbers. Disks that fail stand in test_store_disk.c. */
#include "gateway/base/log.h"
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOMENT INT64_C(1660788000000000) /* 2022-08-18T09:00:00+07:00 */

struct place {
	char folder[64];
	char url[128];
	const char *path; /* within url */
	struct store *st;
};

static int set_up(void **state)
{
	struct place *p = calloc(1, sizeof *p);
	struct why why;

	snprintf(p->folder, sizeof p->folder, "/tmp/keng-store-XXXXXX");
	assert_non_null(mkdtemp(p->folder));
	snprintf(p->url, sizeof p->url, "sqlite:%s/keng.db", p->folder);
	p->path = p->url + strlen("sqlite:");
	p->st = store_open(p->url, 7, &why);
	assert_non_null(p->st);
	*state = p;
	return 0;
}

static int tear_down(void **state)
{
	static const char *const names[] = { "keng.db", "keng.db-wal", "keng.db-shm", "keng.db.lock", "copy.db" };
	struct place *p = *state;
	char path[128];

	store_close(&p->st);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", p->folder, names[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(p->folder), 0); /* nothing else was left there */
	free(p);
	return 0;
}

static void run(struct store *st, const char *sql)
{
	struct why why;
	struct query *q = store_query(st, sql, &why);

	if (q == NULL || query_run(q, &why) == -1)
		fail_msg("%s: %s", sql, why.text);
}

static int64_t number(struct store *st, const char *sql)
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

static int64_t stopped(struct store *st)
{
	return number(st, "SELECT count(*) FROM stopped");
}

static const char add_one[] = "INSERT INTO stopped (msisdn, at) VALUES ('+84900000001', 1)";
static const char add_two[] = "INSERT INTO stopped (msisdn, at) VALUES ('+84900000002', 2)";

/* ---- opening ---- */

static void a_new_store_is_for_its_owner_only(void **state)
{
	struct place *p = *state;
	struct stat st;
	char wal[160];

	run(p->st, add_one);
	assert_int_equal(stat(p->path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	snprintf(wal, sizeof wal, "%s-wal", p->path);
	assert_int_equal(stat(wal, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

static void a_commit_is_on_the_disk_when_it_returns(void **state)
{
	struct place *p = *state;
	struct query *q;
	struct why why;

	q = store_query(p->st, "PRAGMA journal_mode", &why);
	assert_non_null(q);
	assert_int_equal(query_step(q, &why), STEP_ROW);
	assert_string_equal(query_column_text(q, 0), "wal");
	query_end(q);
	assert_int_equal(number(p->st, "PRAGMA synchronous"), 2); /* FULL */
	assert_int_equal(number(p->st, "PRAGMA foreign_keys"), 1);
}

static void what_was_written_is_there_after_a_restart(void **state)
{
	struct place *p = *state;
	struct why why;

	run(p->st, add_one);
	store_close(&p->st);
	assert_null(p->st);
	p->st = store_open(p->url, 7, &why);
	assert_non_null(p->st);
	assert_int_equal(stopped(p->st), 1);
	assert_int_equal(number(p->st, "SELECT count(*) FROM migration WHERE number = 1"), 1);
}

static void a_newer_schema_is_refused_with_a_clear_sentence(void **state)
{
	struct place *p = *state;
	struct why why;

	run(p->st, "INSERT INTO migration (number, name, applied_at) VALUES (900, 'later', 1)");
	store_close(&p->st);
	assert_null(store_open(p->url, 7, &why));
	assert_non_null(strstr(why.text, "the store has schema 900"));
	assert_non_null(strstr(why.text, p->path));
	assert_null(store_open_readonly(p->url, &why));
	assert_non_null(strstr(why.text, "the store has schema 900"));
}

static void a_reader_refuses_an_older_schema(void **state)
{
	struct place *p = *state;
	struct why why;

	run(p->st, "DELETE FROM migration");
	assert_null(store_open_readonly(p->url, &why));
	assert_non_null(strstr(why.text, "start the gateway once"));
}

static void a_url_that_names_no_store_is_refused(void **state)
{
	static const char *const urls[] = { "", "keng.db", "/tmp/keng.db", "sqlit:/tmp/keng.db", "postgresql://host/db",
		"sqlite:", "sqlite:keng.db", "sqlite:/nowhere/at/all/keng.db", "sqlite:/tmp" };
	struct why why;

	(void)state;
	for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
		why.text[0] = '\0';
		assert_null(store_open(urls[i], 0, &why));
		assert_true(strlen(why.text) > 10);
	}
}

static void a_password_is_shown_to_nobody(void **state)
{
	static const char *const urls[][2] = {
		{ "postgresql://keng:topsecret@h/keng", "postgresql://keng:...@h/keng" },
		{ "postgresql://h/keng?password=topsecret&user=keng", "postgresql://h/keng?password=..." },
		{ "sqlite:/tmp/a@b//c:d.db", "sqlite:/tmp/a@b//c:d.db" },
		{ "sqlite:/tmp/b//c:d@e.db", "sqlite:/tmp/b//c:d@e.db" },
		{ "postgresql://keng:top@secret@h/keng", "postgresql://keng:...@h/keng" },
		{ "postgresql://keng:top/se@cret?@h/keng", "postgresql://keng:...@h/keng" },
		{ "postgresql://keng:top//se:cret@h/keng", "postgresql://keng:...@h/keng" },
		{ "postgresql:/keng:topsecret@h/keng", "postgresql:...@h/keng" },
		{ "keng:topsecret@h/keng", "keng:...@h/keng" },
		{ "postgresql://h:5432/keng?password=top@secret", "postgresql://h:..." },
		{ "postgresql://h:5432/keng", "postgresql://h:5432/keng" },
	};
	char shown[LOG_URL_OCTETS];
	struct why why;

	(void)state;
	for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++)
		assert_string_equal(log_mask_url(urls[i][0], shown), urls[i][1]);
	assert_null(store_open("postgres://keng:topsecret@h/keng", 0, &why));
	assert_non_null(strstr(why.text, "\"postgres://keng:...@h/keng\""));
}

/* libpq would take a part of the password for a host or a port, and show it. */
static void what_is_wrong_with_a_url_is_said_without_its_password(void **state)
{
	static const char *const wrong[][2] = {
		{ "postgresql://keng:Gex@heim@127.0.0.1:1/k", "write @ in the password as %40" },
		{ "postgresql://keng:Gex/heim@127.0.0.1:1/k", "/ as %2F" },
		{ "postgresql://keng:Gex@h/eim@127.0.0.1:1/k", "as %40" },
		{ "postgresql://keng:Gex@h?eim@127.0.0.1:1/k", "as %40" },
		{ "postgresql://keng:Gex/h?eim@127.0.0.1:1/k", "as %40" },
		{ "postgresql://keng:Gex?heim@127.0.0.1:1/k?heim@1", "as %40" },
		{ "postgresql://keng:Gexheim%zz@127.0.0.1:1/k", "% as %25" },
		{ "postgresql://keng:Gexheim%@127.0.0.1:1/k", "% as %25" },
		{ "postgresql://keng:Gexheim%00@127.0.0.1:1/k", "% as %25" },
		{ "postgresql://keng:Gexheim@127.0.0.1:2743x/k", "the port is \"2743x\"" },
		{ "postgresql://keng:Gexheim@127.0.0.1:99999/k", "the port is \"99999\"" },
		{ "postgresql://keng:Gexheim@127.0.0.1:1/k?sslmod=require", "\"sslmod\"" },
		{ "postgresql://keng:Gexheim@127.0.0.1:1/k?sslmode=requir", "sslmode is \"requir\"" },
		{ "postgresql://keng:Gexheim@127.0.0.1:1/k?sslmode", "\"sslmode\"" },
		{ "postgresql:keng", "postgresql://" },
		{ "postgresql://keng:Gex", "cannot be read" }, /* cut off at a blank */
	};
	static const char *const right[] = { "postgresql://keng:Gex%40heim%2F%25?:@h:5432/k?sslmode=require",
		"postgresql://h,[::1]:5433,i/k?user=keng@server&target_session_attrs=read-write", "postgresql:///k",
		"postgresql://keng@h:1,i:2/k?application_name=a@b", "sqlite:/tmp/a@b%.db" };
	struct why why;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		why.text[0] = '\0';
		assert_int_equal(store_check_url(wrong[i][0], &why), -1);
		if (strstr(why.text, wrong[i][1]) == NULL)
			fail_msg("%s: %s", wrong[i][0], why.text);
		assert_null(store_open(wrong[i][0], 0, &why));
		assert_null(strstr(why.text, "Gex"));
		assert_null(strstr(why.text, "heim"));
	}
	for (size_t i = 0; i < sizeof right / sizeof right[0]; i++)
		if (store_check_url(right[i], &why) == -1)
			fail_msg("%s: %s", right[i], why.text);
}

static void a_file_that_is_no_store_is_refused_and_left_alone(void **state)
{
	static const char letter[] = "Dear officer, this is a letter and not a database. It is long enough to be read "
				     "as a header of one hundred octets, and it stays what it is.";
	struct place *p = *state;
	char url[160], text[400];
	struct why why;
	FILE *f;

	snprintf(url, sizeof url, "sqlite:%s/copy.db", p->folder);
	f = fopen(url + 7, "w");
	assert_non_null(f);
	fputs(letter, f);
	fclose(f);
	assert_null(store_open(url, 0, &why));
	assert_non_null(strstr(why.text, "not a database"));
	f = fopen(url + 7, "r");
	assert_non_null(f);
	assert_non_null(fgets(text, sizeof text, f));
	fclose(f);
	assert_string_equal(text, letter);
}

static void a_reader_sees_what_is_committed_and_cannot_write(void **state)
{
	struct place *p = *state;
	struct store *reader;
	struct query *q;
	struct why why;

	reader = store_open_readonly(p->url, &why);
	assert_non_null(reader);
	assert_int_equal(store_begin(p->st, &why), 0);
	run(p->st, add_one);
	assert_int_equal(stopped(reader), 0);
	assert_int_equal(store_commit(p->st, &why), 0);
	assert_int_equal(stopped(reader), 1);
	q = store_query(reader, add_two, &why);
	assert_non_null(q);
	assert_int_equal(query_run(q, &why), -1);
	assert_true(store_is_full(reader));
	store_close(&reader);
	assert_int_equal(stopped(p->st), 1);
}

static void a_reader_needs_a_store_that_exists(void **state)
{
	struct place *p = *state;
	char url[160];
	struct why why;

	snprintf(url, sizeof url, "sqlite:%s/copy.db", p->folder);
	assert_null(store_open_readonly(url, &why));
	assert_int_equal(access(url + 7, F_OK), -1);
}

/* ---- the lock ---- */

static void a_second_router_is_refused_with_the_pid_of_the_first(void **state)
{
	struct place *p = *state;
	struct store *other;
	struct why why;
	char pid[32];

	assert_int_equal(store_lock(p->st, &why), 0);
	assert_int_equal(store_lock(p->st, &why), 0); /* it has it already */
	other = store_open(p->url, 7, &why);
	assert_non_null(other);
	assert_int_equal(store_lock_for(other, 50, &why), -1);
	snprintf(pid, sizeof pid, "process %ld)", (long)getpid());
	assert_non_null(strstr(why.text, pid));
	store_close(&p->st);
	assert_int_equal(store_lock_for(other, 50, &why), 0);
	store_close(&other);
}

static void a_dead_holder_leaves_no_lock(void **state)
{
	struct place *p = *state;
	struct why why;
	int ready[2], status, held;
	pid_t child;
	char c;

	assert_int_equal(pipe(ready), 0);
	child = fork();
	if (child == 0) {
		struct store *st = store_open(p->url, 7, &why);

		if (st == NULL || store_lock(st, &why) == -1 || write(ready[1], "!", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	assert_true(child > 0);
	close(ready[1]);
	assert_int_equal(read(ready[0], &c, 1), 1);
	close(ready[0]);
	held = store_lock_for(p->st, 0, &why);
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(held, -1);
	assert_int_equal(store_lock_for(p->st, 10000, &why), 0);
}

/* ---- queries ---- */

static void parameters_are_taken_by_their_number(void **state)
{
	struct place *p = *state;
	struct query *q;
	struct why why;

	q = store_query(p->st, "SELECT $2, $1, $2, $3", &why);
	assert_non_null(q);
	query_int(q, 1, INT64_MIN);
	query_text(q, 2, "Tổ công nghệ số 'cộng đồng'");
	query_text(q, 3, NULL);
	assert_int_equal(query_step(q, &why), STEP_ROW);
	assert_string_equal(query_column_text(q, 0), "Tổ công nghệ số 'cộng đồng'");
	assert_true(query_column_int(q, 1) == INT64_MIN);
	assert_string_equal(query_column_text(q, 2), "Tổ công nghệ số 'cộng đồng'");
	assert_string_equal(query_column_text(q, 3), "");
	assert_int_equal(query_column_int(q, 3), 0);
	assert_int_equal(query_step(q, &why), STEP_DONE);
	assert_int_equal(query_step(q, &why), STEP_DONE); /* it does not start again */
}

static void a_statement_is_prepared_once_and_comes_back_unbound(void **state)
{
	static const char sql[] = "SELECT $1";
	struct place *p = *state;
	struct query *first, *again;
	struct why why;

	first = store_query(p->st, sql, &why);
	assert_non_null(first);
	query_int(first, 1, 5);
	assert_int_equal(query_step(first, &why), STEP_ROW);
	again = store_query(p->st, sql, &why);
	assert_ptr_equal(first, again);
	assert_int_equal(query_step(again, &why), STEP_ROW);
	assert_int_equal(query_column_int(again, 0), 0);
}

static void hundreds_of_statements_find_their_way_back(void **state)
{
	static char sql[300][32];
	struct place *p = *state;
	struct query *q;
	struct why why;

	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 300; i++) {
			snprintf(sql[i], sizeof sql[i], "SELECT %d", i);
			q = store_query(p->st, sql[i], &why);
			assert_non_null(q);
			assert_int_equal(query_step(q, &why), STEP_ROW);
			assert_int_equal(query_column_int(q, 0), i);
		}
}

static void a_query_tells_how_many_rows_it_changed(void **state)
{
	struct place *p = *state;
	struct query *q;
	struct why why;

	run(p->st, add_one);
	run(p->st, add_two);
	q = store_query(p->st, "UPDATE stopped SET at = 3", &why);
	assert_int_equal(query_run(q, &why), 0);
	assert_int_equal(query_changes(q), 2);
	q = store_query(
		p->st, "INSERT INTO stopped (msisdn, at) VALUES ('+84900000001', 9) ON CONFLICT DO NOTHING", &why);
	assert_int_equal(query_run(q, &why), 0);
	assert_int_equal(query_changes(q), 0);
	q = store_query(p->st, "SELECT * FROM stopped", &why);
	assert_int_equal(query_run(q, &why), 0);
	assert_int_equal(query_changes(q), 0);
}

static void a_bad_statement_is_an_error_with_its_reason(void **state)
{
	struct place *p = *state;
	struct query *q;
	struct why why;

	assert_null(store_query(p->st, "SELECT at FROM nowhere", &why));
	assert_non_null(strstr(why.text, "no such table: nowhere"));
	assert_false(store_is_full(p->st));
	run(p->st, add_one);
	q = store_query(p->st, "INSERT INTO stopped (msisdn, at) VALUES ('+84900000001', 9)", &why);
	assert_int_equal(query_run(q, &why), -1);
	assert_non_null(strstr(why.text, "UNIQUE"));
	assert_false(store_is_full(p->st));
	assert_int_equal(stopped(p->st), 1);
}

/* ---- transactions ---- */

static void a_rollback_takes_everything_back(void **state)
{
	struct place *p = *state;
	struct why why;

	assert_false(store_in_transaction(p->st));
	assert_int_equal(store_begin(p->st, &why), 0);
	assert_true(store_in_transaction(p->st));
	run(p->st, add_one);
	store_rollback(p->st);
	assert_false(store_in_transaction(p->st));
	assert_int_equal(stopped(p->st), 0);
}

static void a_savepoint_takes_back_one_text_of_a_group(void **state)
{
	struct place *p = *state;
	struct why why;

	assert_int_equal(store_begin(p->st, &why), 0);
	assert_int_equal(store_savepoint(p->st, &why), 0);
	run(p->st, add_one);
	assert_int_equal(store_release(p->st, &why), 0);
	assert_int_equal(store_savepoint(p->st, &why), 0);
	run(p->st, add_two);
	store_rollback_to_savepoint(p->st);
	assert_int_equal(store_savepoint(p->st, &why), 0);
	assert_int_equal(store_release(p->st, &why), 0);
	assert_int_equal(store_commit(p->st, &why), 0);
	assert_int_equal(stopped(p->st), 1);
	assert_int_equal(number(p->st, "SELECT at FROM stopped"), 1);
}

static void a_failed_commit_has_rolled_back(void **state)
{
	struct place *p = *state;
	struct store *st;
	struct why why;

	st = store_open_failing(p->url, 7, &why);
	assert_non_null(st);
	assert_int_equal(store_begin(st, &why), 0);
	run(st, add_one);
	store_fail_at(st, 1);
	assert_int_equal(store_commit(st, &why), -1);
	assert_false(store_in_transaction(st));
	assert_false(store_is_full(st));
	assert_int_equal(stopped(st), 0);
	store_close(&st);
}

static void the_nth_call_fails_and_no_other(void **state)
{
	struct store *st;
	struct query *q;
	struct why why;

	(void)state;
	for (long nth = 1; nth <= 7; nth++) {
		bool failed = false;

		st = store_open_failing("sqlite::memory:", 7, &why);
		assert_non_null(st);
		store_fail_at(st, nth);
		failed = failed || store_begin(st, &why) == -1;                    /* 1 */
		failed = failed || store_savepoint(st, &why) == -1;                /* 2 */
		failed = failed || (q = store_query(st, add_one, &why)) == NULL || /* 3 */
			 query_run(q, &why) == -1;                                 /* 4 */
		failed = failed || store_release(st, &why) == -1;                  /* 5 */
		failed = failed || store_commit(st, &why) == -1;                   /* 6 */
		assert_int_equal(failed, nth <= 6);
		if (store_in_transaction(st))
			store_rollback(st);
		store_fail_at(st, 0);
		assert_int_equal(stopped(st), !failed);
		store_close(&st);
	}
}

/* ---- copies ---- */

static void a_copy_is_equal_and_apart(void **state)
{
	struct place *p = *state;
	struct store *copy;
	struct why why;

	run(p->st, add_one);
	copy = store_copy(p->st, &why);
	assert_non_null(copy);
	assert_int_equal(stopped(copy), 1);
	run(copy, add_two);
	assert_int_equal(store_begin(copy, &why), 0);
	run(copy, "DELETE FROM stopped WHERE at = 1");
	assert_int_equal(store_commit(copy, &why), 0);
	assert_int_equal(stopped(copy), 1);
	assert_int_equal(stopped(p->st), 1);
	assert_int_equal(number(p->st, "SELECT at FROM stopped"), 1);
	store_close(&copy);
}

static void a_backup_of_a_running_store_is_a_store(void **state)
{
	struct place *p = *state;
	char url[160], part[160];
	struct store *backup;
	struct why why;
	struct stat st;

	run(p->st, add_one);
	snprintf(url, sizeof url, "sqlite:%s/copy.db", p->folder);
	snprintf(part, sizeof part, "%s.part", url + 7);
	for (int round = 0; round < 2; round++) { /* the second replaces the first */
		assert_int_equal(store_backup(p->st, url + 7, &why), 0);
		assert_int_equal(stat(url + 7, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
		assert_int_equal(access(part, F_OK), -1);
		backup = store_open(url, 7, &why);
		assert_non_null(backup);
		assert_int_equal(stopped(backup), 1 + round);
		assert_int_equal(number(backup, "SELECT count(*) FROM migration"),
			number(p->st, "SELECT count(*) FROM migration"));
		store_close(&backup);
		if (round == 0)
			run(p->st, add_two);
	}
}

static void a_backup_that_cannot_be_written_leaves_nothing(void **state)
{
	struct place *p = *state;
	struct why why;

	assert_int_equal(store_backup(p->st, "/nowhere/at/all/copy.db", &why), -1);
	assert_non_null(strstr(why.text, "/nowhere/at/all/copy.db"));
	assert_int_equal(store_backup(p->st, "/dev/full/copy.db", &why), -1);
}

/* ---- ids and numbers ---- */

static void ids_grow_with_every_call_also_when_the_clock_goes_back(void **state)
{
	struct place *p = *state;
	int64_t before = 0, id;

	for (int i = 0; i < 20000; i++) {
		id = store_id(p->st, MOMENT - (i % 3) * 60000000);
		assert_true(id > before);
		assert_int_equal(id >> 12 & 1023, 7);
		before = id;
	}
	assert_true(store_id(p->st, MOMENT) < store_id_at(MOMENT + 100000)); /* and the time is not lost */
	assert_true(store_id(p->st, -5) > before);
}

static void an_id_tells_its_moment(void **state)
{
	struct place *p = *state;

	assert_true(store_id(p->st, MOMENT) >= store_id_at(MOMENT));
	assert_true(store_id(p->st, MOMENT) < store_id_at(MOMENT + 1000));
	assert_true(store_id_at(0) == 0);
}

static void ids_start_above_those_of_the_last_run(void **state)
{
	static const char *const tables[] = {
		"INSERT INTO message (id, direction, phone, link, text, state) VALUES ($1, 'in', '', '', '', 'done')",
		"INSERT INTO audit (id, at, who, what, subject, detail) VALUES ($1, 1, '', '', '', '')",
	};
	struct place *p = *state;
	struct query *q;
	struct why why;
	int64_t id;

	for (int i = 0; i < 2; i++) {
		id = store_id(p->st, MOMENT + i * 1000000);
		q = store_query(p->st, tables[i], &why);
		assert_non_null(q);
		query_int(q, 1, id);
		assert_int_equal(query_run(q, &why), 0);
		store_close(&p->st);
		p->st = store_open(p->url, 3, &why);
		assert_non_null(p->st);
		assert_true(store_id(p->st, MOMENT - 3600000000) > id);
	}
}

static void numbers_count_by_kind_within_the_transaction(void **state)
{
	struct place *p = *state;
	struct why why;

	assert_int_equal(store_next_no(p->st, "report", &why), 1);
	assert_int_equal(store_next_no(p->st, "report", &why), 2);
	assert_int_equal(store_next_no(p->st, "ticket", &why), 1);
	assert_int_equal(store_begin(p->st, &why), 0);
	assert_int_equal(store_next_no(p->st, "report", &why), 3);
	store_rollback(p->st);
	assert_int_equal(store_next_no(p->st, "report", &why), 3);
}

/* They are counted in memory until the commit: what is taken back may be given again, and nothing is given twice. */
static void numbers_of_a_transaction_are_in_the_store_when_it_ends(void **state)
{
	struct place *p = *state;
	struct why why;

	assert_int_equal(store_begin(p->st, &why), 0);
	for (int no = 1; no <= 3; no++)
		assert_int_equal(store_next_no(p->st, "report", &why), no);
	assert_int_equal(store_next_no(p->st, "ticket", &why), 1);
	assert_int_equal(store_savepoint(p->st, &why), 0);
	assert_int_equal(store_next_no(p->st, "report", &why), 4);
	assert_int_equal(store_next_no(p->st, "ticket", &why), 2);
	store_rollback_to_savepoint(p->st);
	assert_int_equal(store_next_no(p->st, "report", &why), 4);
	assert_int_equal(store_next_no(p->st, "report", &why), 5);
	assert_int_equal(store_raise_no(p->st, "report", 3, &why), 0);
	assert_int_equal(store_next_no(p->st, "report", &why), 6);
	assert_int_equal(store_next_no(p->st, "report", &why), 7);
	assert_int_equal(store_commit(p->st, &why), 0);
	assert_int_equal(number(p->st, "SELECT next FROM counter WHERE kind = 'report'"), 8);
	assert_int_equal(number(p->st, "SELECT next FROM counter WHERE kind = 'ticket'"), 2);
	assert_int_equal(store_next_no(p->st, "ticket", &why), 2);
}

static void an_imported_number_raises_the_counter_and_never_lowers_it(void **state)
{
	struct place *p = *state;
	struct why why;

	assert_int_equal(store_raise_no(p->st, "report", 31, &why), 0);
	assert_int_equal(store_next_no(p->st, "report", &why), 32);
	assert_int_equal(store_raise_no(p->st, "report", 5, &why), 0);
	assert_int_equal(store_next_no(p->st, "report", &why), 33);
	assert_int_equal(store_raise_no(p->st, "report", 33, &why), 0);
	assert_int_equal(store_next_no(p->st, "report", &why), 34);
}

static void a_number_that_cannot_be_given_is_minus_one(void **state)
{
	struct store *st;
	struct why why;

	(void)state;
	for (long nth = 1; nth <= 3; nth++) { /* prepare, row, end */
		st = store_open_failing("sqlite::memory:", 7, &why);
		assert_non_null(st);
		store_fail_at(st, nth);
		assert_int_equal(store_next_no(st, "report", &why), -1);
		store_close(&st);
	}
}

#define STORE_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_new_store_is_for_its_owner_only),
		STORE_TEST(a_commit_is_on_the_disk_when_it_returns),
		STORE_TEST(what_was_written_is_there_after_a_restart),
		STORE_TEST(a_newer_schema_is_refused_with_a_clear_sentence),
		STORE_TEST(a_reader_refuses_an_older_schema),
		cmocka_unit_test(a_url_that_names_no_store_is_refused),
		cmocka_unit_test(what_is_wrong_with_a_url_is_said_without_its_password),
		cmocka_unit_test(a_password_is_shown_to_nobody),
		cmocka_unit_test(what_is_wrong_with_a_url_is_said_without_its_password),
		STORE_TEST(a_file_that_is_no_store_is_refused_and_left_alone),
		STORE_TEST(a_reader_sees_what_is_committed_and_cannot_write),
		STORE_TEST(a_reader_needs_a_store_that_exists),
		STORE_TEST(a_second_router_is_refused_with_the_pid_of_the_first),
		STORE_TEST(a_dead_holder_leaves_no_lock),
		STORE_TEST(parameters_are_taken_by_their_number),
		STORE_TEST(a_statement_is_prepared_once_and_comes_back_unbound),
		STORE_TEST(hundreds_of_statements_find_their_way_back),
		STORE_TEST(a_query_tells_how_many_rows_it_changed),
		STORE_TEST(a_bad_statement_is_an_error_with_its_reason),
		STORE_TEST(a_rollback_takes_everything_back),
		STORE_TEST(a_savepoint_takes_back_one_text_of_a_group),
		STORE_TEST(a_failed_commit_has_rolled_back),
		cmocka_unit_test(the_nth_call_fails_and_no_other),
		STORE_TEST(a_copy_is_equal_and_apart),
		STORE_TEST(a_backup_of_a_running_store_is_a_store),
		STORE_TEST(a_backup_that_cannot_be_written_leaves_nothing),
		STORE_TEST(ids_grow_with_every_call_also_when_the_clock_goes_back),
		STORE_TEST(an_id_tells_its_moment),
		STORE_TEST(ids_start_above_those_of_the_last_run),
		STORE_TEST(numbers_count_by_kind_within_the_transaction),
		STORE_TEST(numbers_of_a_transaction_are_in_the_store_when_it_ends),
		STORE_TEST(an_imported_number_raises_the_counter_and_never_lowers_it),
		cmocka_unit_test(a_number_that_cannot_be_given_is_minus_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
