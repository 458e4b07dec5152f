/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Weeks of the whole district on a moved clock, reconciled by an independent check; `make simulate` does a year. Within
 * with-postgres they are lived on both engines, and the books of the two are compared. */
#include "tests/help/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define SEED "8"
/* A due day, reminders, a kill at the hour of the digests, trainings, a storm over the end of the month. */
#define WEEKS "2024-10-10 2024-11-06"

struct bench {
	char folder[64];
	const char *build, *own; /* the folders of keng and of this test */
};

static int set_up(void **state)
{
	static struct bench b;
	static char build[512], own[512];
	const char *keng = getenv("KENG_BIN");
	ssize_t n = readlink("/proc/self/exe", own, sizeof own - 1);

	if (n < 0)
		return -1;
	own[n] = '\0';
	*strrchr(own, '/') = '\0';
	snprintf(build, sizeof build, "%s", keng == NULL ? "build/keng" : keng);
	if (strrchr(build, '/') != NULL)
		*strrchr(build, '/') = '\0';
	snprintf(b.folder, sizeof b.folder, "/tmp/keng-simulate-XXXXXX");
	b.build = build;
	b.own = own;
	*state = &b;
	return mkdtemp(b.folder) == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
	struct bench *b = *state;
	char command[128];

	snprintf(command, sizeof command, "rm -rf %s", b->folder);
	return system(command);
}

static void what_everybody_received_is_what_everybody_meant(void **state)
{
	struct bench *b = *state;
	char command[1400];

	snprintf(command, sizeof command, "SIMULATE=%s/simulate_year tests/simulate/run %s %s/run " SEED " " WEEKS,
		b->own, b->build, b->folder);
	assert_int_equal(system(command), 0);
}

static void a_spoiled_ledger_does_not_reconcile(void **state)
{
	struct bench *b = *state;
	char command[200];

	snprintf(command, sizeof command, "python3 tests/simulate/doubt.py %s/run", b->folder);
	assert_int_equal(system(command), 0);
}

static void both_engines_come_to_the_same_books(void **state)
{
	struct bench *b = *state;
	char command[2000], url[ENGINE_URL_OCTETS];

	snprintf(command, sizeof command,
		"SIMULATE=%s/simulate_year SIMULATE_STORE='%s' tests/simulate/both %s %s/run " SEED " " WEEKS, b->own,
		engine_url(url), b->build, b->folder);
	assert_int_equal(system(command), 0);
}

static int compare_books(const struct bench *b)
{
	char command[300];

	snprintf(command, sizeof command, "python3 tests/simulate/same.py %s/run/file %s/run/server >%s/same.txt",
		b->folder, b->folder, b->folder);
	return system(command);
}

static void change_one_book(const struct bench *b, const char *sql)
{
	char command[400];

	snprintf(command, sizeof command,
		"python3 -c 'import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute(sys.argv[2]); "
		"db.commit()' %s/run/server/keng.db \"%s\"",
		b->folder, sql);
	assert_int_equal(system(command), 0);
}

static void a_difference_between_the_books_is_seen(void **state)
{
	struct bench *b = *state;

	assert_int_equal(compare_books(b), 0);
	change_one_book(b,
		"UPDATE figure SET value = value + 1 WHERE unit || period = (SELECT max(unit || period) FROM figure)");
	assert_int_not_equal(compare_books(b), 0);
	change_one_book(b,
		"UPDATE figure SET value = value - 1 WHERE unit || period = (SELECT max(unit || period) FROM figure)");
	assert_int_equal(compare_books(b), 0);
	change_one_book(b, "DELETE FROM ticket WHERE no = (SELECT max(no) FROM ticket)");
	assert_int_not_equal(compare_books(b), 0);
}

int main(void)
{
	const struct CMUnitTest on_a_file[] = {
		cmocka_unit_test(what_everybody_received_is_what_everybody_meant),
		cmocka_unit_test(a_spoiled_ledger_does_not_reconcile),
	};
	const struct CMUnitTest on_both[] = {
		cmocka_unit_test(both_engines_come_to_the_same_books),
		cmocka_unit_test(a_difference_between_the_books_is_seen),
	};

	return engine_is_shared() ? cmocka_run_group_tests(on_both, set_up, tear_down)
				  : cmocka_run_group_tests(on_a_file, set_up, tear_down);
}
