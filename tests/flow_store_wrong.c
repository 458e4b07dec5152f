/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A gateway whose store, a file, cannot be opened at its start: it says plainly why, in its log and in keng status, and
 * works by itself when that is mended. (A disk that becomes full later: flow_gateway.c.) */
#include "tests/help/gateway.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define WAIT_MS 60000

static void store_is(struct gateway *g, const char *name)
{
	snprintf(g->url, sizeof g->url, "sqlite:%s/%s", g->folder, name);
	gateway_configure(g, "", "");
}

static void waits(struct gateway *g, const char *reason)
{
	char *status;

	gateway_wait_log(g, g->log_from, "event=store-away", reason, WAIT_MS);
	assert_int_equal(gateway_keng(g, &status, (const char *const[]){ "status", NULL }), 3);
	if (strstr(status, reason) == NULL || strstr(status, "+07:00: running, but its store is away") == NULL)
		fail_msg("%s", status);
	free(status);
	assert_false(gateway_log_has(g, "event=ready"));
}

static void works(struct gateway *g)
{
	gateway_wait_log(g, g->log_from, "event=ready", "proc=parent", WAIT_MS);
	assert_int_equal(gateway_keng(g, NULL, (const char *const[]){ "status", NULL }), 0);
}

/* What it is asked meanwhile it does not do behind the gateway's back. */
static void a_folder_that_is_not_there_is_waited_for(void **state)
{
	struct gateway g;
	char path[96], *out;

	(void)state;
	gateway_init(&g, "", "");
	store_is(&g, "disk/keng.db");
	gateway_launch(&g);
	waits(&g, "No such file or directory");
	assert_int_equal(gateway_keng(&g, &out, (const char *const[]){ "export", "units", NULL }), 3);
	assert_non_null(strstr(out, "waits for its store, and nothing was done"));
	free(out);
	snprintf(path, sizeof path, "%s/disk", g.folder);
	assert_int_equal(mkdir(path, 0700), 0);
	works(&g);
	gateway_fini(&g);
}

static void a_full_disk_at_the_start_is_waited_for(void **state)
{
	static const char block[4096];
	struct gateway g;
	char disk[96], path[128];
	FILE *f;

	(void)state;
	gateway_init(&g, "", "");
	snprintf(disk, sizeof disk, "%s/disk", g.folder);
	assert_int_equal(mkdir(disk, 0700), 0);
	if (mount("tmpfs", disk, "tmpfs", 0, "size=8m,mode=0700") == -1) {
		gateway_fini(&g);
		skip(); /* only who may mount has a small disk */
	}
	snprintf(path, sizeof path, "%s/filling", disk);
	f = fopen(path, "w");
	assert_non_null(f);
	while (fwrite(block, 1, sizeof block, f) == sizeof block && fflush(f) == 0)
		;
	fclose(f);
	store_is(&g, "disk/keng.db");
	gateway_launch(&g);
	waits(&g, "disk");
	assert_int_equal(unlink(path), 0);
	works(&g);
	gateway_stop(&g);
	assert_int_equal(umount(disk), 0);
	gateway_fini(&g);
}

static void set_schema(const struct gateway *g, const char *sql)
{
	struct why why;
	struct store *st = store_open_readonly(g->url, &why);
	char command[256];

	store_close(&st);
	snprintf(command, sizeof command,
		"python3 -c \"import sqlite3; c = sqlite3.connect('%s'); c.execute('%s');"
		" c.commit()\"",
		g->url + strlen("sqlite:"), sql);
	assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): the test's own words */
}

static void a_newer_schema_is_refused_with_what_to_do(void **state)
{
	struct gateway g;

	(void)state;
	gateway_init(&g, "", "");
	store_is(&g, "keng.db");
	gateway_start(&g);
	gateway_stop(&g);
	set_schema(&g, "INSERT INTO migration VALUES (999, 1, 0)");
	g.log_from = gateway_log_end(&g);
	gateway_launch(&g);
	waits(&g, "use the Keng that wrote it, or a newer one");
	set_schema(&g, "DELETE FROM migration WHERE number = 999");
	works(&g);
	gateway_fini(&g);
}

static void what_is_no_store_is_said_and_another_one_named_by_a_reload(void **state)
{
	struct gateway g;
	char path[96];
	FILE *f;

	(void)state;
	gateway_init(&g, "", "");
	snprintf(path, sizeof path, "%s/letter.db", g.folder);
	f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "%s\n", "Dear Sir, this is a letter and no store, though it is long enough to be taken for one.");
	fclose(f);
	store_is(&g, "letter.db");
	gateway_launch(&g);
	waits(&g, "not a database");
	store_is(&g, "keng.db");
	kill(g.pid, SIGHUP);
	works(&g);
	gateway_fini(&g);
}

/* Else it would take the socket away from under the one that works. */
static void a_second_gateway_beside_one_that_waits_ends_with_the_reason(void **state)
{
	struct gateway g, second;
	char *out;

	(void)state;
	gateway_init(&g, "", "");
	store_is(&g, "disk/keng.db");
	gateway_launch(&g);
	waits(&g, "No such file or directory");
	second = g;
	assert_int_equal(gateway_keng(&second, &out, (const char *const[]){ "run", NULL }), 1);
	assert_non_null(strstr(out, "; set gateway.control to one of its own"));
	free(out);
	waits(&g, "No such file or directory");
	gateway_fini(&g);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_folder_that_is_not_there_is_waited_for),
		cmocka_unit_test(a_full_disk_at_the_start_is_waited_for),
		cmocka_unit_test(a_newer_schema_is_refused_with_what_to_do),
		cmocka_unit_test(what_is_no_store_is_said_and_another_one_named_by_a_reload),
		cmocka_unit_test(a_second_gateway_beside_one_that_waits_ends_with_the_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
