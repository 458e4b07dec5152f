/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng check: the faults of the configuration and of the menu files, and the exit status. */
#include "gateway/command/command.h"
#include "gateway/command/usage.h"
#include "store/store.h"
#include "store/unit.h"

#include "tests/help/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Run keng check on a file and give what it said on stderr. */
static int run(int (*command)(int, char **), int argc, char **argv, char *said, size_t room)
{
	FILE *caught = tmpfile();
	int before = dup(STDERR_FILENO), status;

	fflush(stderr);
	dup2(fileno(caught), STDERR_FILENO);
	status = command(argc, argv);
	fflush(stderr);
	dup2(before, STDERR_FILENO);
	close(before);
	rewind(caught);
	said[fread(said, 1, room - 1, caught)] = '\0';
	fclose(caught);
	return status;
}

static int run_check(const struct folder *f, const char *config, char *said, size_t room)
{
	char path[128], *argv[] = { (char[]){ "check" }, (char[]){ "-c" }, path, NULL };

	folder_write(f, "keng.conf", config, path);
	return run(command_check, 3, argv, said, room);
}

static void link_our_texts(const struct folder *f)
{
	char from[1200], to[200], here[1024];
	glob_t files;

	assert_non_null(getcwd(here, sizeof here));
	assert_int_equal(glob("etc/menus.d/5*.cfg", 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		snprintf(from, sizeof from, "%s/%s", here, files.gl_pathv[i]);
		snprintf(to, sizeof to, "%s/5%zu.cfg", f->path, i);
		assert_int_equal(symlink(from, to), 0);
	}
	globfree(&files);
}

static void keng_check_tells_the_faults_of_configuration_and_menus_together(void **state)
{
	char said[20000];
	struct folder f;

	(void)state;
	folder_init(&f);
	link_our_texts(&f);
	folder_write(&f, "90.cfg", "programme: { perod = \"month\"; };", NULL);
	assert_int_equal(run_check(&f, "gateway: { menus = \".\"; numbr = 7; };", said, sizeof said), USAGE_WRONG);
	assert_true(holds(said, "keng.conf:1: unknown key numbr in gateway; write number"));
	assert_true(holds(said, "90.cfg:1: unknown key perod; write period"));
	assert_true(holds(said, "keng check: 2 faults"));
	folder_write(&f, "90.cfg", "programme: { period = \"month\"; };", NULL);
	assert_int_equal(run_check(&f, "gateway: { menus = \".\"; number = 7; };", said, sizeof said), USAGE_DONE);
	assert_string_equal(said, "");
	assert_int_equal(run_check(&f, "gateway: {", said, sizeof said), USAGE_WRONG);
	assert_true(holds(said, "keng check: 1 fault\n"));
	folder_fini(&f);
}

static void a_store_that_can_never_be_opened_is_a_fault(void **state)
{
	char said[20000];
	struct folder f;

	(void)state;
	folder_init(&f);
	link_our_texts(&f);
	assert_int_equal(run_check(&f, "gateway: { menus = \".\";\nstore = \"postgresql://keng:Gex@heim7@h/keng\"; };",
				 said, sizeof said),
		USAGE_WRONG);
	assert_true(holds(said, "keng.conf:2: store is \"postgresql://keng:...@h/keng\": "));
	assert_true(holds(said, "write @ in the password as %40"));
	assert_true(holds(said, "keng check: 1 fault\n"));
	assert_false(holds(said, "heim7"));
	folder_fini(&f);
}

static void a_configuration_that_is_not_there_is_said(void **state)
{
	char *argv[] = { (char[]){ "check" }, (char[]){ "-c" }, (char[]){ "/no/such/keng.cfg" }, NULL };

	(void)state;
	assert_int_equal(command_check(3, argv), USAGE_WRONG);
}

/* A code that no unit has would be heard from nobody. */
static void a_commune_that_is_not_in_the_store_is_warned_of(void **state)
{
	char said[20000], config[400];
	const struct unit commune = { .code = "21049", .name = "Xã Bình Đông", .kind = "xa" };
	struct store *st;
	struct folder f;
	struct why why;

	(void)state;
	folder_init(&f);
	link_our_texts(&f);
	folder_write(&f, "90.cfg",
		"keywords: ( { act = \"report\"; words = [ \"BC\" ]; },\n"
		" { act = \"report\"; words = [ \"nop so\" ]; communes = [ \"21049\",\n \"21999\" ]; } );",
		NULL);
	snprintf(config, sizeof config, "gateway: { store = \"sqlite:%s/keng.db\"; menus = \"%s\"; };\n", f.path,
		f.path);
	assert_int_equal(run_check(&f, config, said, sizeof said), USAGE_DONE);
	assert_null(strstr(said, "21999")); /* there is no store to ask yet */
	snprintf(said, sizeof said, "sqlite:%s/keng.db", f.path);
	st = store_open(said, 1, &why);
	assert_non_null(st);
	assert_int_equal(store_begin(st, &why), 0);
	assert_int_equal(unit_put(st, &commune, 1, &why), 0);
	assert_int_equal(store_commit(st, &why), 0);
	store_close(&st);
	assert_int_equal(run_check(&f, config, said, sizeof said), USAGE_DONE);
	assert_true(holds(said, "90.cfg:3: warning: there is no unit 21999 in the store"));
	assert_null(strstr(said, "no unit 21049"));
	folder_fini(&f);
}

static void an_alias_of_a_commune_that_is_not_there_is_refused(void **state)
{
	char said[20000], path[128], config[400];
	char *argv[] = { (char[]){ "alias" }, (char[]){ "-c" }, path, (char[]){ "--commune" }, (char[]){ "21999" },
		(char[]){ "BC" }, (char[]){ "nop so" }, NULL };
	const struct unit commune = { .code = "21049", .name = "Xã Bình Đông", .kind = "xa" };
	struct store *st;
	struct folder f;
	struct why why;

	(void)state;
	folder_init(&f);
	link_our_texts(&f);
	folder_write(&f, "90.cfg", "keywords: ( { act = \"report\"; words = [ \"BC\" ]; } );", NULL);
	snprintf(config, sizeof config, "gateway: { store = \"sqlite:%s/keng.db\"; menus = \"%s\"; };\n", f.path,
		f.path);
	folder_write(&f, "keng.conf", config, path);
	snprintf(said, sizeof said, "sqlite:%s/keng.db", f.path);
	st = store_open(said, 1, &why);
	assert_non_null(st);
	assert_int_equal(store_begin(st, &why), 0);
	assert_int_equal(unit_put(st, &commune, 1, &why), 0);
	assert_int_equal(store_commit(st, &why), 0);
	store_close(&st);
	assert_int_equal(run(command_alias, 7, argv, said, sizeof said), USAGE_WRONG);
	assert_true(holds(said, "keng alias: there is no unit 21999"));
	argv[4] = (char[]){ "21049" };
	assert_int_equal(run(command_alias, 7, argv, said, sizeof said), USAGE_DONE);
	folder_fini(&f);
}

/* Is what it said just this warning? With a store that cannot be read the files are as right as before. */
static void expect_unread(const struct folder *f, const char *store, const char *reason)
{
	char said[4000], config[600];

	snprintf(config, sizeof config, "gateway: { store = \"%s\"; menus = \"%s\"; control = \"s\"; };\n", store,
		f->path);
	assert_int_equal(run_check(f, config, said, sizeof said), USAGE_DONE);
	if (!holds(said, "keng.conf:1: warning: the store cannot be read, nothing was checked against it") ||
		!holds(said, reason))
		fail_msg("%s", said);
	assert_null(strstr(said, "topsecret"));
}

static void a_store_that_cannot_be_read_is_said(void **state)
{
	char url[200], path[128];
	struct folder f;

	(void)state;
	folder_init(&f);
	link_our_texts(&f);
	expect_unread(&f, "postgresql://keng:topsecret@127.0.0.1:1/keng", "refused");
	folder_write(&f, "keng.db", "no database at all, but a text that somebody has put in its place", path);
	snprintf(url, sizeof url, "sqlite:%s", path);
	expect_unread(&f, url, "not a database");
	folder_write(&f, "keng.db", "", path); /* as sqlite3 makes one */
	expect_unread(&f, url, "no store of Keng yet");
	folder_fini(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keng_check_tells_the_faults_of_configuration_and_menus_together),
		cmocka_unit_test(a_store_that_can_never_be_opened_is_a_fault),
		cmocka_unit_test(a_configuration_that_is_not_there_is_said),
		cmocka_unit_test(a_commune_that_is_not_in_the_store_is_warned_of),
		cmocka_unit_test(an_alias_of_a_commune_that_is_not_there_is_refused),
		cmocka_unit_test(a_store_that_cannot_be_read_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
