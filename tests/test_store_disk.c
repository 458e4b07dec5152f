/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The store when the power is cut, the disk is full or nothing can be written. */
#include "store/message.h"
#include "store/person.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define FILE_OCTETS_MAX (1 << 20)
#define NOW             INT64_C(1660788000000000) /* 2022-08-18T09:00:00+07:00 */

struct place {
	char folder[64];
	char url[128];
};

static int set_up(void **state)
{
	struct place *p = calloc(1, sizeof *p);

	snprintf(p->folder, sizeof p->folder, "/tmp/keng-disk-XXXXXX");
	assert_non_null(mkdtemp(p->folder));
	snprintf(p->url, sizeof p->url, "sqlite:%s/keng.db", p->folder);
	*state = p;
	return 0;
}

static int tear_down(void **state)
{
	struct place *p = *state;
	DIR *d = opendir(p->folder);
	struct dirent *e;
	char path[400];

	assert_non_null(d);
	while ((e = readdir(d)) != NULL) {
		snprintf(path, sizeof path, "%s/%s", p->folder, e->d_name);
		unlink(path);
	}
	closedir(d);
	assert_int_equal(rmdir(p->folder), 0);
	free(p);
	return 0;
}

/* Keep a text and queue its answer, as the router does. */
static int take(struct store *st, int number, const char *words, struct why *why)
{
	char identity[24];
	const struct message_in in = {
		.identity = identity, .link = "v1", .phone = "+84905000001", .text = words, .received_at = NOW
	};
	const struct message_out out = {
		.phone = "+84905000001", .text = words, .link = "v1", .unit = "", .kind = "answer", .parts = 1
	};
	int64_t id;

	snprintf(identity, sizeof identity, "%d", number);
	if (store_begin(st, why) == -1)
		return -1;
	if (message_keep(st, &in, NOW, &id, why) == KEEP_FAILED || message_queue(st, &out, NOW, why) == -1) {
		store_rollback(st);
		return -1;
	}
	return store_commit(st, why);
}

static int64_t ask(struct store *st, const char *sql)
{
	struct why why;
	struct query *q = store_query(st, sql, &why);
	int64_t n;

	if (q == NULL || query_step(q, &why) != STEP_ROW)
		return -1;
	n = query_column_int(q, 0);
	query_end(q);
	return n;
}

static int64_t count_in(struct store *st)
{
	return ask(st, "SELECT count(*) FROM message WHERE direction = 'in'");
}

/* Whole pairs and nothing else, and a sound file. */
static bool is_sound(struct store *st)
{
	struct why why;
	struct query *q = store_query(st, "PRAGMA integrity_check", &why);
	bool sound = q != NULL && query_step(q, &why) == STEP_ROW && strcmp(query_column_text(q, 0), "ok") == 0;

	if (q != NULL)
		query_end(q);
	return sound && count_in(st) == ask(st, "SELECT count(*) FROM message WHERE direction = 'out'") &&
	       count_in(st) == ask(st, "SELECT count(*) FROM seen");
}

/* ---- kill -9 ---- */

static void write_until_killed(const char *url, int first, int announce)
{
	struct why why;
	struct store *st = store_open(url, 1, &why);

	if (st == NULL)
		_exit(1);
	for (int number = first; take(st, number, "BC DVC 5 VID 3", &why) == 0; number++)
		if (write(announce, &number, sizeof number) != sizeof number)
			_exit(1);
	_exit(1);
}

/* Start a writer, hear of `most` commits, kill it, hear the rest that it had announced. Returns the last of them. */
static int kill_a_writer(const char *url, int first, unsigned most)
{
	int announce[2], number, last = first - 1, status;
	pid_t child;

	assert_int_equal(pipe(announce), 0);
	child = fork();
	if (child == 0) {
		close(announce[0]);
		write_until_killed(url, first, announce[1]);
	}
	assert_true(child > 0);
	close(announce[1]);
	for (unsigned heard = 0; heard < most && read(announce[0], &number, sizeof number) == sizeof number; heard++)
		last = number;
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	while (read(announce[0], &number, sizeof number) == sizeof number)
		last = number;
	close(announce[0]);
	return last;
}

static void every_announced_commit_outlives_a_kill(void **state)
{
	struct place *p = *state;
	int first = 0;
	struct why why;

	srand(7); /* where to kill: other places in each round, the same ones in each run */
	for (int round = 0; round < 60; round++) {
		int announced = kill_a_writer(p->url, first, (unsigned)rand() % 40);
		struct store *st = store_open(p->url, 1, &why);

		assert_non_null(st);
		assert_true(is_sound(st));
		/* numbers have no gaps, so their count tells which are there; one more may be committed than announced */
		assert_in_range(count_in(st), announced + 1, announced + 2);
		first = (int)count_in(st);
		store_close(&st);
	}
	assert_true(first > 600);
}

/* ---- many at once ---- */

static void many_may_make_the_same_store_at_once(void **state)
{
	struct place *p = *state;
	pid_t children[8];
	int start[2], status, failed = 0;
	struct why why;
	char c;

	assert_int_equal(pipe(start), 0);
	for (int i = 0; i < 8; i++) {
		children[i] = fork();
		if (children[i] == 0) {
			struct store *st;

			close(start[1]);
			if (read(start[0], &c, 1) != 0) /* until all stand at the line */
				_exit(2);
			st = store_open(p->url, (unsigned)i, &why); /* each makes ids of its own */
			if (st == NULL || take(st, i, "x", &why) == -1) {
				fprintf(stderr, "%s\n", why.text);
				_exit(1);
			}
			store_close(&st);
			_exit(0);
		}
		assert_true(children[i] > 0);
	}
	close(start[0]);
	close(start[1]);
	for (int i = 0; i < 8; i++) {
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		failed += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
	}
	assert_int_equal(failed, 0);
}

/* ---- a full disk ---- */

/* In a child, since the limit is the process's. No file may grow past that many octets. */
static void limit_files(rlim_t octets)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = octets;
	setrlimit(RLIMIT_FSIZE, &limit);
}

/* Run it in a child and return its line number of failure, 0 when all held. */
static int in_child(int (*run)(const char *url), const char *url)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		int line = run(url);

		if (line != 0)
			fprintf(stderr, "line %d did not hold\n", line);
		_exit(line != 0);
	}
	assert_true(child > 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

#define HOLDS(what)                                                                                                    \
	do {                                                                                                           \
		if (!(what))                                                                                           \
			return __LINE__;                                                                               \
	} while (0)

static char large[8001]; /* one text that fills two pages; set once before the children start */

static int fill_the_disk(const char *url)
{
	struct why why = { "" };
	struct store *st = store_open(url, 1, &why);
	int taken = 0;

	HOLDS(st != NULL);
	limit_files(2 << 20); /* more than the empty tables, less than a thousand texts */
	while (taken < 1000 && take(st, taken, large, &why) == 0)
		taken++;
	HOLDS(taken > 1 && taken < 1000);
	HOLDS(store_is_full(st));
	HOLDS(strlen(why.text) > 0);
	HOLDS(!store_in_transaction(st));
	HOLDS(count_in(st) == taken);
	HOLDS(take(st, taken, large, &why) == -1); /* it stays so */
	HOLDS(is_sound(st));
	limit_files(RLIM_INFINITY);
	HOLDS(take(st, taken, large, &why) == 0); /* and resumes by itself */
	HOLDS(take(st, taken + 1, large, &why) == 0);
	HOLDS(count_in(st) == taken + 2 && is_sound(st));
	store_close(&st);
	return 0;
}

static void a_full_disk_is_told_and_leaves_no_half(void **state)
{
	struct place *p = *state;
	struct store *st;
	struct why why;

	assert_int_equal(in_child(fill_the_disk, p->url), 0);
	st = store_open(p->url, 1, &why);
	assert_non_null(st);
	assert_true(is_sound(st));
	store_close(&st);
}

/* A group so large that it is written before its commit. The engine may give the transaction up in the middle: nothing
 * that comes after may be kept alone. */
static int overflow_a_group(const char *url)
{
	static const char sql[] = "INSERT INTO stopped (msisdn, at) VALUES ($1, 1)";
	struct why why;
	struct store *st = store_open(url, 1, &why);
	bool failed = false;
	char key[9000];

	HOLDS(st != NULL);
	limit_files(1 << 20);
	HOLDS(store_begin(st, &why) == 0);
	HOLDS(store_savepoint(st, &why) == 0);
	for (int i = 0; i < 2000; i++) {
		struct query *q = store_query(st, sql, &why);

		snprintf(key, sizeof key, "%d%s", i, large);
		if (q != NULL)
			query_text(q, 1, key);
		if (q == NULL || query_run(q, &why) == -1)
			failed = true;
		else
			HOLDS(!failed); /* once failed, it stays failed */
	}
	HOLDS(failed);
	HOLDS(store_is_full(st));
	store_rollback_to_savepoint(st);
	limit_files(RLIM_INFINITY);
	HOLDS(store_commit(st, &why) == -1);
	HOLDS(!store_in_transaction(st));
	HOLDS(ask(st, "SELECT count(*) FROM stopped") == 0);
	HOLDS(take(st, 1, "x", &why) == 0 && is_sound(st));
	store_close(&st);
	return 0;
}

static void a_group_that_overflows_the_disk_is_taken_back_whole(void **state)
{
	struct place *p = *state;

	assert_int_equal(in_child(overflow_a_group, p->url), 0);
}

static int back_up_on_a_full_disk(const char *url)
{
	char path[160], part[170];
	struct why why;
	struct store *st = store_open(url, 1, &why);

	HOLDS(st != NULL);
	for (int i = 0; i < 50; i++)
		HOLDS(take(st, i, large, &why) == 0);
	snprintf(path, sizeof path, "%s.copy", url + strlen("sqlite:"));
	snprintf(part, sizeof part, "%s.part", path);
	limit_files(200000);
	HOLDS(store_backup(st, path, &why) == -1);
	HOLDS(store_is_full(st));
	HOLDS(access(path, F_OK) == -1 && access(part, F_OK) == -1);
	limit_files(RLIM_INFINITY);
	HOLDS(store_backup(st, path, &why) == 0);
	store_close(&st);
	return 0;
}

static void a_backup_without_room_leaves_no_file(void **state)
{
	struct place *p = *state;

	assert_int_equal(in_child(back_up_on_a_full_disk, p->url), 0);
}

static int open_on_a_full_disk(const char *url)
{
	struct why why;
	struct store *st;

	limit_files(20000);
	st = store_open(url, 1, &why);
	HOLDS(st == NULL);
	limit_files(RLIM_INFINITY);
	st = store_open(url, 1, &why);
	HOLDS(st != NULL && take(st, 1, "x", &why) == 0 && is_sound(st));
	store_close(&st);
	return 0;
}

static void a_store_that_could_not_be_made_is_made_later(void **state)
{
	struct place *p = *state;

	assert_int_equal(in_child(open_on_a_full_disk, p->url), 0);
}

/* ---- nothing may be written ---- */

/* As a user who may only read. */
static int open_what_is_not_ours(const char *url)
{
	struct why why = { "" };

	if (geteuid() == 0)
		HOLDS(setuid(65534) == 0);
	HOLDS(store_open(url, 1, &why) == NULL);
	HOLDS(strstr(why.text, "cannot be written") != NULL);
	return 0;
}

static int open_what_may_not_be_read(const char *url)
{
	struct why why = { "" };

	if (geteuid() == 0)
		HOLDS(setuid(65534) == 0);
	HOLDS(store_open_readonly(url, &why) == NULL);
	HOLDS(strstr(why.text, ": Permission denied; do it as the user of the gateway") != NULL);
	return 0;
}

static void a_file_that_may_not_be_written_is_refused(void **state)
{
	struct place *p = *state;
	struct store *st;
	struct why why;

	st = store_open(p->url, 1, &why);
	assert_non_null(st);
	store_close(&st);
	assert_int_equal(chmod(p->folder, 0755), 0);
	assert_int_equal(chmod(p->url + strlen("sqlite:"), 0444), 0);
	assert_int_equal(in_child(open_what_is_not_ours, p->url), 0);
	assert_int_equal(chmod(p->url + strlen("sqlite:"), 0), 0);
	assert_int_equal(in_child(open_what_may_not_be_read, p->url), 0);
}

static bool file_has(const char *path, const char *words)
{
	FILE *f = fopen(path, "r");
	char *content = malloc(FILE_OCTETS_MAX);
	bool has;
	size_t n;

	assert_non_null(f);
	assert_non_null(content);
	n = fread(content, 1, FILE_OCTETS_MAX, f);
	fclose(f);
	assert_true(n > 0 && n < FILE_OCTETS_MAX);
	has = memmem(content, n, words, strlen(words)) != NULL;
	free(content);
	return has;
}

static void what_was_erased_stands_nowhere_in_the_file(void **state)
{
	static const char words[] = "Le Van Binh, xom 2, mat song tu hom qua";
	struct place *p = *state;
	struct why why = { "" };
	struct store *st = store_open(p->url, 1, &why);
	int64_t rows;

	assert_non_null(st);
	for (int i = 0; i < 20; i++)
		assert_int_equal(take(st, i, words, &why), 0);
	store_close(&st);
	assert_true(file_has(p->url + strlen("sqlite:"), words));
	st = store_open(p->url, 1, &why);
	assert_non_null(st);
	assert_int_equal(store_begin(st, &why), 0);
	assert_int_equal(
		person_erase(st, 0, (char[1][RECORD_PHONE_OCTETS]){ "+84905000001" }, 1, "", "", NOW, &rows, &why), 0);
	assert_int_equal(store_commit(st, &why), 0);
	assert_true(rows >= 40);
	store_close(&st);
	assert_false(file_has(p->url + strlen("sqlite:"), words));
	assert_false(file_has(p->url + strlen("sqlite:"), "905000001"));
}

#define STORE_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(every_announced_commit_outlives_a_kill),
		STORE_TEST(many_may_make_the_same_store_at_once),
		STORE_TEST(a_full_disk_is_told_and_leaves_no_half),
		STORE_TEST(a_group_that_overflows_the_disk_is_taken_back_whole),
		STORE_TEST(a_backup_without_room_leaves_no_file),
		STORE_TEST(a_store_that_could_not_be_made_is_made_later),
		STORE_TEST(a_file_that_may_not_be_written_is_refused),
		STORE_TEST(what_was_erased_stands_nowhere_in_the_file),
	};

	memset(large, 'x', sizeof large - 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
