/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A gateway whose PostgreSQL is wrong in one way after the other: it says plainly what is wrong and what to do, in its log
 * and in keng status, takes nothing from modems meanwhile, and works by itself when that is mended. Runs under
 * tests/help/with-postgres, whose pg_hba.conf wants a password of the user knocker and rejects the user stranger. */
#include "tests/help/gateway.h"
#include "tests/help/sim.h"

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

#define HEAD    "+84905100001" /* of Sơn Trà */
#define WAIT_MS 60000
#define TEXTS   40

struct whole {
	struct simulator sim;
	struct gateway gateway;
	char links[256];
	char server[64]; /* "127.0.0.1:5432" */
};

/* A modem with a text that waits, and a gateway that is not started yet. */
static void begin(struct whole *w)
{
	const char *at = strchr(getenv("KENG_TEST_STORE"), '@');

	simulator_start(&w->sim, (const char *const[]){ "--modems", "1", "--receipt-delay", "50", NULL });
	snprintf(w->server, sizeof w->server, "%.*s", (int)strcspn(at + 1, "/"), at + 1);
	snprintf(w->links, sizeof w->links,
		"{ name = \"modem-1\"; kind = \"gammu\"; device = \"%s/modem-1\"; rate = 600.0; }", w->sim.folder);
	gateway_init(&w->gateway, w->links, "");
}

/* "postgresql://USER:WORD@server/DATABASE", with the test's own schema. */
static void store_is(struct whole *w, const char *user_and_word, const char *database, const char *schema)
{
	snprintf(w->gateway.url, sizeof w->gateway.url, "postgresql://%s@%s/%s?options=-csearch_path%%3D%s",
		user_and_word, w->server, database, schema);
	gateway_configure(&w->gateway, w->links, "");
}

/* A user with a schema of the same name: all that is there from an earlier test goes. */
static void make_user(const char *name, const char *word)
{
	engine_do("DROP SCHEMA IF EXISTS %s CASCADE", name);
	engine_do("DO $$ BEGIN DROP OWNED BY %s; DROP ROLE %s; EXCEPTION WHEN undefined_object THEN NULL; END $$", name,
		name);
	engine_do("CREATE ROLE %s LOGIN PASSWORD '%s'", name, word);
	engine_do("CREATE SCHEMA %s AUTHORIZATION %s", name, name);
}

/* It waits, says that on its log and in keng status, and takes nothing. */
static void waits(struct whole *w, const char *reason, const char *advice)
{
	char *status;

	gateway_wait_log(&w->gateway, w->gateway.log_from, "event=store-away", reason, WAIT_MS);
	gateway_wait_log(&w->gateway, w->gateway.log_from, "event=store-away", advice, WAIT_MS);
	assert_int_equal(gateway_keng(&w->gateway, &status, (const char *const[]){ "status", NULL }), 3);
	if (strstr(status, reason) == NULL || strstr(status, advice) == NULL || strstr(status, "running") == NULL)
		fail_msg("%s", status);
	free(status);
	assert_int_equal(gateway_keng(&w->gateway, &status, (const char *const[]){ "status", "--json", NULL }), 3);
	if (strstr(status, "\"queues\": null") == NULL || strstr(status, reason) == NULL)
		fail_msg("%s", status);
	free(status);
	assert_false(gateway_log_has(&w->gateway, "event=ready"));
}

static void works(struct whole *w)
{
	gateway_wait_log(&w->gateway, w->gateway.log_from, "event=ready", "proc=parent", WAIT_MS);
	assert_int_equal(gateway_keng(&w->gateway, NULL, (const char *const[]){ "status", NULL }), 0);
}

static void end(struct whole *w)
{
	gateway_fini(&w->gateway);
	simulator_stop(&w->sim);
}

static void a_wrong_address_is_mended_by_a_reload(void **state)
{
	struct whole w;
	char right[ENGINE_URL_OCTETS];

	(void)state;
	begin(&w);
	snprintf(right, sizeof right, "%s", w.gateway.url);
	snprintf(w.gateway.url, sizeof w.gateway.url, "postgresql://keng@127.0.0.1:1/keng");
	gateway_configure(&w.gateway, w.links, "");
	simulator_text(&w.sim, 1, HEAD, "tro giup");
	gateway_launch(&w.gateway);
	waits(&w, "refused", "start the server there, or correct host and port");
	simulator_expect_none(&w.sim, NULL, 200);
	usleep(1500 * 1000); /* into its second rest, of 2 s, which the reload cuts short */
	snprintf(w.gateway.url, sizeof w.gateway.url, "%s", right);
	gateway_configure(&w.gateway, w.links, "");
	kill(w.gateway.pid, SIGHUP);
	works(&w);
	json_decref(simulator_wait_sent(&w.sim, HEAD));
	usleep(2500 * 1000); /* the end of that rest is nothing to a router that works */
	assert_false(gateway_log_has(&w.gateway, "event=ended"));
	end(&w);
}

static void a_wrong_password_is_said_and_shown_to_nobody(void **state)
{
	struct whole w;

	(void)state;
	begin(&w);
	make_user("knocker", "right-word");
	store_is(&w, "knocker:wrong-word", "keng", "knocker");
	gateway_launch(&w.gateway);
	waits(&w, "password authentication failed", "correct the password in the store's URL");
	assert_false(gateway_log_has(&w.gateway, "wrong-word"));
	engine_do("ALTER ROLE knocker PASSWORD 'wrong-word'");
	works(&w);
	end(&w);
}

static void who_is_not_let_in_hears_where_that_is_written(void **state)
{
	struct whole w;

	(void)state;
	begin(&w);
	make_user("stranger", "word");
	store_is(&w, "stranger:word", "keng", "stranger");
	gateway_launch(&w.gateway);
	waits(&w, "pg_hba.conf rejects", "by a line in the server's pg_hba.conf");
	store_is(&w, "nobody_of_that_name", "keng", "stranger");
	kill(w.gateway.pid, SIGHUP);
	waits(&w, "does not exist", "make the user with createuser");
	gateway_stop(&w.gateway); /* while it waits, too */
	end(&w);
}

static void a_database_that_is_not_there_is_waited_for(void **state)
{
	struct whole w;

	(void)state;
	begin(&w);
	engine_do("DROP DATABASE IF EXISTS later");
	store_is(&w, "keng", "later", "public");
	gateway_launch(&w.gateway);
	waits(&w, "database 'later' does not exist", "make the database with createdb");
	engine_do("CREATE DATABASE later TEMPLATE template0 ENCODING 'UTF8'");
	works(&w);
	gateway_stop(&w.gateway);
	engine_do("DROP DATABASE later");
	end(&w);
}

static void a_user_without_rights_waits_for_them(void **state)
{
	struct whole w;

	(void)state;
	begin(&w);
	make_user("knocker", "word");
	engine_do("ALTER SCHEMA knocker OWNER TO keng");
	engine_do("GRANT USAGE ON SCHEMA knocker TO knocker");
	store_is(&w, "knocker:word", "keng", "knocker");
	gateway_launch(&w.gateway);
	waits(&w, "permission denied", "GRANT this user the rights");
	engine_do("GRANT CREATE ON SCHEMA knocker TO knocker");
	works(&w);
	end(&w);
}

static void rights_that_are_lost_while_texts_flow_cost_no_text(void **state)
{
	struct whole w;
	long since;
	char *status;

	(void)state;
	begin(&w);
	make_user("knocker", "word");
	store_is(&w, "knocker:word", "keng", "knocker");
	gateway_start(&w.gateway);
	since = gateway_log_end(&w.gateway);
	engine_do("REVOKE INSERT ON knocker.message FROM knocker");
	simulator_text(&w.sim, 1, HEAD, "tro giup");
	gateway_wait_log(&w.gateway, since, "event=store-away", "permission denied", WAIT_MS);
	simulator_expect_none(&w.sim, NULL, 300);
	assert_int_equal(gateway_keng(&w.gateway, &status, (const char *const[]){ "status", NULL }), 0);
	assert_non_null(strstr(status, "GRANT this user the rights"));
	free(status);
	engine_do("GRANT INSERT ON knocker.message TO knocker");
	json_decref(simulator_wait_sent(&w.sim, HEAD));
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE direction = 'in'"), 1);
	end(&w);
}

static void who_is_thrown_out_while_texts_flow_is_told_so_and_goes_on_when_let_in_again(void **state)
{
	struct whole w;
	long since;
	char *status;

	(void)state;
	begin(&w);
	make_user("knocker", "word");
	store_is(&w, "knocker:word", "keng", "knocker");
	gateway_start(&w.gateway);
	since = gateway_log_end(&w.gateway);
	engine_do("ALTER ROLE knocker NOLOGIN");
	engine_do("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'knocker'");
	simulator_text(&w.sim, 1, HEAD, "tro giup");
	gateway_wait_log(&w.gateway, since, "event=store-away", "not permitted to log in", WAIT_MS);
	/* The store cannot even be read; the links are known all the same. */
	assert_int_equal(gateway_keng(&w.gateway, &status, (const char *const[]){ "status", NULL }), 3);
	if (strstr(status, "not permitted to log in") == NULL || strstr(status, "modem-1") == NULL)
		fail_msg("%s", status);
	free(status);
	simulator_expect_none(&w.sim, HEAD, 300);
	engine_do("ALTER ROLE knocker LOGIN");
	json_decref(simulator_wait_sent(&w.sim, HEAD));
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE direction = 'in'"), 1);
	end(&w);
}

static void a_newer_schema_is_refused_until_it_is_gone(void **state)
{
	struct whole w;

	(void)state;
	begin(&w);
	make_user("knocker", "word");
	store_is(&w, "knocker:word", "keng", "knocker");
	gateway_start(&w.gateway);
	gateway_stop(&w.gateway);
	engine_do("INSERT INTO knocker.migration (number, name, applied_at) VALUES (999, 'of the future', 0)");
	w.gateway.log_from = gateway_log_end(&w.gateway);
	gateway_launch(&w.gateway);
	waits(&w, "the store has schema 999", "use the Keng that wrote it, or a newer one");
	engine_do("DELETE FROM knocker.migration WHERE number = 999");
	works(&w);
	end(&w);
}

/* The server's clock is moved by a function that hides its own. */
static void a_clock_that_is_not_the_databases_is_an_alarm_until_it_is_set(void **state)
{
	struct whole w;
	char *status;
	long since;

	(void)state;
	begin(&w);
	make_user("knocker", "word");
	engine_do("CREATE FUNCTION knocker.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS"
		  " $$ SELECT pg_catalog.clock_timestamp() + interval '1 hour' $$");
	store_is(&w, "knocker:word", "keng", "knocker,pg_catalog");
	gateway_start(&w.gateway);
	gateway_wait_log(&w.gateway, w.gateway.log_from, "event=clock-differs", "behind the database's", WAIT_MS);
	assert_int_equal(gateway_keng(&w.gateway, &status, (const char *const[]){ "status", NULL }), 0);
	if (strstr(status, "clock test: its clock is 3600 s behind") == NULL &&
		strstr(status, "clock test: its clock is 3599 s behind") == NULL)
		fail_msg("%s", status);
	free(status);
	simulator_text(&w.sim, 1, HEAD, "tro giup"); /* it works on meanwhile */
	json_decref(simulator_wait_sent(&w.sim, HEAD));
	/* Told once as long as it is the same, and again when it is another. */
	since = gateway_log_end(&w.gateway);
	engine_do("CREATE OR REPLACE FUNCTION knocker.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS"
		  " $$ SELECT pg_catalog.clock_timestamp() + interval '2 hours' $$");
	gateway_wait_log(&w.gateway, since, "event=clock-differs", "behind the database's", WAIT_MS);
	assert_int_equal(gateway_ask(&w.gateway, "SELECT times FROM alarm WHERE kind = 'clock'"), 2);
	engine_do("DROP FUNCTION knocker.clock_timestamp()");
	gateway_wait_log(&w.gateway, w.gateway.log_from, "event=clock-agrees", "", WAIT_MS);
	gateway_wait_ask(&w.gateway, "SELECT count(*) FROM alarm WHERE kind = 'clock' AND cleared_at = 0", 0, WAIT_MS);
	end(&w);
}

static void run(const char *variable)
{
	assert_non_null(getenv(variable));
	assert_int_equal(system(getenv(variable)), 0); /* NOLINT(cert-env33-c): the test's own words */
}

static void a_standby_is_waited_for_until_it_is_promoted(void **state)
{
	struct whole w;

	(void)state;
	begin(&w);
	make_user("knocker", "word");
	run("KENG_TEST_STANDBY");
	snprintf(w.server, sizeof w.server, "%s", getenv("KENG_TEST_STANDBY_SERVER"));
	store_is(&w, "knocker:word", "keng", "knocker");
	gateway_launch(&w.gateway);
	waits(&w, "session is read-only", "it is a standby: promote it");
	run("KENG_TEST_PROMOTE");
	works(&w);
	end(&w);
}

static void a_primary_that_takes_no_writes_is_told_from_a_standby(void **state)
{
	struct whole w;

	(void)state;
	begin(&w);
	make_user("knocker", "word");
	engine_do("ALTER ROLE knocker SET default_transaction_read_only = on");
	store_is(&w, "knocker:word", "keng", "knocker");
	gateway_launch(&w.gateway);
	waits(&w, "session is read-only", "default_transaction_read_only is on there");
	engine_do("ALTER ROLE knocker RESET default_transaction_read_only");
	works(&w);
	end(&w);
}

/* ---- a full disk: a small file system of its own, for those who may mount one ---- */

static void small_disk(char folder[64])
{
	char path[80];

	snprintf(folder, 64, "/tmp/keng-disk-XXXXXX");
	assert_non_null(mkdtemp(folder));
	if (mount("tmpfs", folder, "tmpfs", 0, "size=16m,mode=0777") == -1) {
		rmdir(folder);
		skip();
	}
	snprintf(path, sizeof path, "%s/space", folder);
	assert_int_equal(mkdir(path, 0700), 0);
	if (getuid() == 0)
		assert_int_equal(chown(path, engine_server_user(), (gid_t)-1), 0);
}

static void fill(const char *folder)
{
	static const char block[4096];
	char path[80];
	FILE *f;

	snprintf(path, sizeof path, "%s/filling", folder);
	f = fopen(path, "w");
	assert_non_null(f);
	while (fwrite(block, 1, sizeof block, f) == sizeof block && fflush(f) == 0)
		;
	fclose(f);
}

static void make_room(const char *folder)
{
	char path[80];

	snprintf(path, sizeof path, "%s/filling", folder);
	assert_int_equal(unlink(path), 0);
}

static void a_full_disk_of_the_server_acknowledges_nothing_and_loses_nothing(void **state)
{
	struct whole w;
	char disk[64];
	long since;

	(void)state;
	small_disk(disk);
	begin(&w);
	make_user("knocker", "word");
	engine_do("CREATE TABLESPACE small LOCATION '%s/space'", disk);
	engine_do("GRANT CREATE ON TABLESPACE small TO knocker");
	engine_do("ALTER ROLE knocker SET default_tablespace = small");
	store_is(&w, "knocker:word", "keng", "knocker");
	gateway_start(&w.gateway);
	fill(disk);
	since = gateway_log_end(&w.gateway);
	for (int i = 0; i < TEXTS; i++)
		simulator_text(&w.sim, 1, HEAD, "tro giup");
	gateway_wait_log(&w.gateway, since, "event=store-full", "make room on the server's disk", WAIT_MS);
	assert_true(gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE direction = 'in'") < TEXTS);
	make_room(disk);
	gateway_wait_log(&w.gateway, since, "event=store-works", "", WAIT_MS);
	gateway_wait_ask(&w.gateway, "SELECT count(*) FROM message WHERE direction = 'in'", TEXTS, WAIT_MS);
	end(&w);
	engine_do("DROP SCHEMA knocker CASCADE");
	engine_do("ALTER ROLE knocker RESET default_tablespace");
	engine_do("DROP OWNED BY knocker");
	engine_do("DROP TABLESPACE small");
	assert_int_equal(umount(disk), 0);
	assert_int_equal(rmdir(disk), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_wrong_address_is_mended_by_a_reload),
		cmocka_unit_test(a_wrong_password_is_said_and_shown_to_nobody),
		cmocka_unit_test(who_is_not_let_in_hears_where_that_is_written),
		cmocka_unit_test(a_database_that_is_not_there_is_waited_for),
		cmocka_unit_test(a_user_without_rights_waits_for_them),
		cmocka_unit_test(rights_that_are_lost_while_texts_flow_cost_no_text),
		cmocka_unit_test(who_is_thrown_out_while_texts_flow_is_told_so_and_goes_on_when_let_in_again),
		cmocka_unit_test(a_newer_schema_is_refused_until_it_is_gone),
		cmocka_unit_test(a_clock_that_is_not_the_databases_is_an_alarm_until_it_is_set),
		cmocka_unit_test(a_primary_that_takes_no_writes_is_told_from_a_standby),
		cmocka_unit_test(a_standby_is_waited_for_until_it_is_promoted),
		cmocka_unit_test(a_full_disk_of_the_server_acknowledges_nothing_and_loses_nothing),
	};

	if (!engine_is_shared()) {
		print_error("run it under tests/help/with-postgres\n");
		return 1;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
