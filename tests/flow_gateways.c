/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Several gateways on one PostgreSQL, each with a modem of its own: they share the work, wake each other, know at once what
 * was changed at another, and take over what one leaves that dies or hangs. Runs under tests/help/with-postgres. */
#include "gateway/base/clock.h"

#include "tests/help/gateway.h"
#include "tests/help/sim.h"

#include <jansson.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define HEAD    "+84905100001" /* of Sơn Trà */
#define CHAIR   "+84905100003" /* of the commune */
#define WAIT_MS 60000
#define TAKE_MS 30000 /* so soon the work of one that is gone is in other hands */

struct two {
	struct simulator sim;
	struct gateway one, other;
};

static void links_of(const struct two *t, int modem, const char *more, char *to, size_t room)
{
	snprintf(to, room, "{ name = \"modem-%d\"; kind = \"gammu\"; device = \"%s/modem-%d\"; %s }", modem,
		t->sim.folder, modem, more);
}

/* Both at noon, with the demo people; started. */
static void begin(struct two *t, const char *of_one, const char *of_other)
{
	static const char *const kinds[] = { "units", "teams", "members", NULL };
	char links[512];

	assert_true(engine_is_shared());
	simulator_start(&t->sim, (const char *const[]){ "--modems", "2", "--receipt-delay", "50", NULL });
	links_of(t, 1, of_one, links, sizeof links);
	gateway_init(&t->one, links, "");
	gateway_at_noon(&t->one);
	gateway_configure(&t->one, links, "unsure_wait_s = 5;");
	gateway_bring_demo(&t->one, kinds);
	links_of(t, 2, of_other, links, sizeof links);
	gateway_init_beside(&t->other, &t->one, "other", links, "unsure_wait_s = 5;");
	gateway_start(&t->one);
	gateway_start(&t->other);
}

static void end(struct two *t)
{
	gateway_fini(&t->other);
	gateway_fini(&t->one);
	simulator_stop(&t->sim);
}

/* Such a text has reached that number, by that modem's link. */
static void heard(struct two *t, const char *who, const char *words, int modem)
{
	char sql[300];

	snprintf(sql, sizeof sql,
		"SELECT count(*) FROM message WHERE direction = 'out' AND state = 'delivered' AND phone = '%s'"
		" AND text LIKE '%%%s%%' AND via = 'modem-%d'",
		who, words, modem);
	gateway_wait_ask(&t->one, sql, 1, WAIT_MS);
}

static void says(struct two *t, int modem, const char *who, const char *text, const char *answer)
{
	simulator_text(&t->sim, modem, who, text);
	heard(t, who, answer, modem);
}

static void expect_status(struct two *t, const char *words)
{
	int64_t until = gateway_now_ms() + WAIT_MS;
	char *out;

	for (;;) {
		bool there;

		gateway_keng(&t->other, &out, (const char *const[]){ "status", NULL });
		there = strstr(out, words) != NULL;
		if (!there && gateway_now_ms() > until)
			fail_msg("no \"%s\" in:\n%s", words, out);
		free(out);
		if (there)
			return;
		usleep(100000);
	}
}

/* ---- together ---- */

/* Both stand in the JSON, with numbers of their own. */
static void expect_gateways(const char *status)
{
	json_t *all = json_loads(status, 0, NULL), *list = json_object_get(all, "gateways"), *one;
	const char *name, *state, *link, *link_state;
	int number, is_this;
	size_t i;

	assert_int_equal(json_array_size(list), 2);
	json_array_foreach(list, i, one)
	{
		assert_int_equal(
			json_unpack(one, "{s:s s:s s:i s:b s:[{s:s s:s}]}", "name", &name, "state", &state, "number",
				&number, "this", &is_this, "links", "name", &link, "state", &link_state),
			0);
		assert_string_equal(name, i == 0 ? "other" : "test");
		assert_string_equal(link, i == 0 ? "modem-2" : "modem-1");
		assert_string_equal(state, "running");
		assert_int_equal(number, i == 0 ? 1 : 0);
		assert_int_equal(is_this, i == 1);
	}
	json_decref(all);
}

static void a_dialogue_begun_at_one_goes_on_at_the_other(void **state)
{
	struct two t;
	char *out;

	(void)state;
	begin(&t, "", "");
	expect_status(&t, "test           running  another");
	says(&t, 1, HEAD, "bc dvc 12", "Da nhan BC so 1");
	says(&t, 2, HEAD, "sua dvc 8", "DVC 12 thanh DVC 8");
	says(&t, 2, "+84905777001", "DK Nguyen Van Moi, thon Son Tra", "DONG Y");
	says(&t, 1, "+84905777001", "dong y", "Da nhan dang ky so 1");
	says(&t, 1, CHAIR, "duyet 1", "Da duyet dang ky so 1");
	says(&t, 1, "+84905777001", "ct", "chi tieu");
	assert_int_equal(gateway_ask(&t.one, "SELECT count(*) FROM member WHERE name = 'Nguyen Van Moi'"), 1);
	assert_int_equal(gateway_keng(&t.one, &out, (const char *const[]){ "status", "--json", NULL }), 0);
	expect_gateways(out);
	free(out);
	assert_int_equal(gateway_keng(&t.one, &out, (const char *const[]){ "status", "--metrics", NULL }), 0);
	assert_non_null(strstr(out, "keng_gateway_running{name=\"other\",host=\""));
	assert_non_null(strstr(out, "keng_gateway_menus_version{name=\"other\"} 1\n"));
	free(out);
	end(&t);
}

static void make_due(struct two *t, const char *kind)
{
	char sql[200];

	snprintf(sql, sizeof sql,
		"UPDATE due SET at = %lld WHERE kind = '%s' AND state = 'waiting' AND key ="
		" (SELECT min(key) FROM due WHERE kind = '%s' AND state = 'waiting')",
		(long long)time(NULL) * 1000000, kind, kind);
	gateway_do(&t->one, sql);
}

/* Both look every 4 s. */
static void expect_once(struct two *t, const char *words)
{
	char sql[200];

	snprintf(sql, sizeof sql, "SELECT count(*) FROM message WHERE direction = 'out' AND text LIKE '%%%s%%'", words);
	gateway_wait_ask(&t->one, sql, 1, WAIT_MS);
	usleep(5000000);
	assert_int_equal(gateway_ask(&t->one, sql), 1);
}

static void reminders_and_escalations_go_once_whoever_looks_first(void **state)
{
	struct two t;

	(void)state;
	begin(&t, "", "");
	says(&t, 1, HEAD, "kk mang yeu qua", "kho khan so 1");
	make_due(&t, "ticket_reminder");
	expect_once(&t, "Nhac: kho khan so 1");
	make_due(&t, "ticket");
	expect_once(&t, "Kho khan so 1, %da chuyen");
	end(&t);
}

static void what_is_changed_at_one_is_known_at_the_other_at_once(void **state)
{
	struct two t;
	char *out, tomorrow[16];
	time_t day = time(NULL) + 86400;

	(void)state;
	strftime(tomorrow, sizeof tomorrow, "%Y-%m-%d", gmtime(&day));
	begin(&t, "", "");
	says(&t, 2, CHAIR, "TH", "chua co don vi nao nop");
	gateway_bring(&t.one, "units",
		"code,name,kind,parent_code,valid_from,valid_to,successor_code,source\n"
		"2106999,Thôn Mới Lập,thon,21061,2004-08-31,,,test\n");
	gateway_bring(&t.one, "members",
		"phone,name,role,unit,team,status,consent_at\n+84905777002,Võ Văn Mới,to_truong,2106999,,active,2022-08-10\n");
	says(&t, 2, "+84905777002", "bc dvc 4", "thon Moi Lap");
	assert_int_equal(gateway_keng(&t.one, &out,
				 (const char *const[]){ "suspend", "--unit", "21061", "--until", tomorrow, "--reason",
					 "bao so 5", NULL }),
		0);
	free(out);
	says(&t, 2, CHAIR, "nhac", "bao so 5");
	end(&t);
}

/* Only the other one has a SIM of that number's network: it does not wait until it looks by itself. */
static void a_text_for_anothers_link_wakes_it(void **state)
{
	struct two t;
	int64_t began_ms;

	(void)state;
	begin(&t, "carriers = [ \"viettel\" ];", "carriers = [ \"mobifone\" ];");
	gateway_wait_ask(&t.one, "SELECT count(*) FROM gateway_link WHERE able = 1", 2, WAIT_MS);
	usleep(4500000); /* each has looked at the other's links */
	for (int i = 0; i < 3; i++) {
		char text[32];

		snprintf(text, sizeof text, "tin so %d", i);
		began_ms = gateway_now_ms();
		assert_int_equal(gateway_keng(&t.one, NULL,
					 (const char *const[]){ "send", "--yes", "--to", "+84905123456", text, NULL }),
			0);
		heard(&t, "+84905123456", text, 2);
		assert_true(gateway_now_ms() - began_ms < 2500);
	}
	end(&t);
}

/* It ends by itself, saying that. */
static void ended(struct gateway *g, const char *words)
{
	int status;

	assert_int_equal(waitpid(g->pid, &status, 0), g->pid);
	g->pid = 0;
	assert_int_not_equal(status, 0);
	if (!gateway_log_has(g, words))
		fail_msg("it does not say: %s", words);
	gateway_fini(g);
}

static void refused(struct gateway *g, const char *words)
{
	gateway_launch(g);
	ended(g, words);
}

static void two_of_one_name_or_with_one_link_are_refused(void **state)
{
	struct gateway third;
	struct two t;
	char links[512];

	(void)state;
	begin(&t, "", "");
	gateway_init_beside(&third, &t.one, "other", "", "");
	gateway_launch(&third);
	gateway_wait_log(&third, third.log_from, "event=store-held", "another gateway named other works", 5000);
	assert_false(gateway_log_has(&third, "event=cannot-start")); /* that one has 10 s to end, and ends not */
	ended(&third, "another gateway named other works on this store");
	links_of(&t, 1, "", links, sizeof links);
	gateway_init_beside(&third, &t.one, "third", links, "");
	refused(&third, "the gateway test, which runs, has a link modem-1 too");
	gateway_init_beside(&third, &t.one, "fourth", "", "");
	memcpy(third.store, t.one.store, sizeof third.store); /* and so its control socket */
	gateway_configure(&third, "", "");
	refused(&third, "another gateway runs with the control socket");
	assert_int_equal(gateway_ask(&t.one, "SELECT count(*) FROM gateway WHERE name = 'fourth'"), 0);
	says(&t, 1, HEAD, "bc dvc 12", "Da nhan BC so 1");
	end(&t);
}

/* ---- menus ---- */

/* Menu files of its own, as the project's. */
static void give_menus(struct two *t, struct gateway *g, int modem)
{
	char links[512], command[500];

	snprintf(command, sizeof command, "cp -r %s %s/menus.d", g->menus, g->folder);
	assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): the test's own words */
	snprintf(g->menus, sizeof g->menus, "%s/menus.d", g->folder);
	links_of(t, modem, "", links, sizeof links);
	gateway_configure(g, links, "unsure_wait_s = 5;");
}

/* "So cua To cong nghe so ..." becomes "So <word> cua To ...". */
static void change_menus(const struct gateway *g, const char *word)
{
	char command[500];

	snprintf(command, sizeof command, "sed -i 's/Số [a-z ]*của Tổ công nghệ/Số %s của Tổ công nghệ/' %s/*.cfg",
		word, g->menus);
	assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): the test's own words */
}

/* Somebody new asks for help. */
static void expect_help(struct two *t, int modem, const char *words)
{
	static int asked;
	char who[24];

	snprintf(who, sizeof who, "+8490577710%d", asked++);
	says(t, modem, who, "tro giup", words);
}

static void reload(struct gateway *g)
{
	long since = gateway_log_end(g);

	kill(g->pid, SIGHUP);
	gateway_wait_log(g, since, "event=reloaded", "proc=parent", WAIT_MS);
}

static void menus_changed_at_one_are_those_of_all_from_that_moment_on(void **state)
{
	struct two t;
	long since;

	(void)state;
	begin(&t, "", "");
	gateway_stop(&t.one);
	gateway_stop(&t.other);
	give_menus(&t, &t.one, 1);
	give_menus(&t, &t.other, 2);
	gateway_start(&t.one);
	gateway_start(&t.other);
	expect_help(&t, 2, "So cua To");
	since = gateway_log_end(&t.other);
	change_menus(&t.one, "moi");
	reload(&t.one);
	expect_help(&t, 2, "So moi cua To"); /* the next text that comes there, however soon */
	gateway_wait_log(&t.other, since, "event=menus-swapped", "version=2 from=test", WAIT_MS);
	reload(&t.other); /* its own files lie there as before, and are not what is in force */
	expect_help(&t, 2, "So moi cua To");
	gateway_stop(&t.other);
	gateway_start(&t.other);
	expect_help(&t, 2, "So moi cua To");
	gateway_stop(&t.other);
	change_menus(&t.other, "rat moi");
	gateway_start(&t.other);
	expect_help(&t, 1, "So rat moi cua To");
	expect_status(&t, "menus 3, seen");
	expect_status(&t, "Alarms\n  none");
	end(&t);
}

/* What is taught at each of them counts at both. */
static void words_taught_at_several_add_up(void **state)
{
	struct two t;

	(void)state;
	begin(&t, "", "");
	gateway_stop(&t.one);
	gateway_stop(&t.other);
	give_menus(&t, &t.one, 1);
	give_menus(&t, &t.other, 2);
	gateway_start(&t.one);
	gateway_start(&t.other);
	assert_int_equal(gateway_keng(&t.one, NULL, (const char *const[]){ "alias", "LICH", "coi bua", NULL }), 0);
	reload(&t.one);
	assert_int_equal(gateway_keng(&t.other, NULL, (const char *const[]){ "alias", "DVC", "giay mang", NULL }), 0);
	reload(&t.other);
	assert_int_equal(
		gateway_ask(&t.one, "SELECT count(*) FROM menu_set WHERE version = 3 AND files LIKE '%coi bua%'"
				    " AND files LIKE '%giay mang%'"),
		1);
	reload(&t.one);
	says(&t, 1, HEAD, "bc giay mang 3", "DVC 3");
	says(&t, 2, HEAD, "coi bua", "lich");
	end(&t);
}

static void who_cannot_work_with_the_menus_of_all_says_so(void **state)
{
	struct two t;
	long since;

	(void)state;
	begin(&t, "", "");
	since = gateway_log_end(&t.other);
	gateway_do(&t.one, "INSERT INTO menu_set (version, mark, gateway, at, settings, files)"
			   " VALUES (7, 'x', 'newer', 0, '', 'a.cfg 4\nxxxx')");
	gateway_do(&t.one, "UPDATE store_change SET times = 7 WHERE what = 'menus'");
	gateway_wait_log(&t.other, since, "event=menus-refused", "version=7 from=newer reason=\"a.cfg:1: ", WAIT_MS);
	expect_help(&t, 2, "So cua To");
	end(&t);
}

/* ---- what one leaves ---- */

/* One text a minute: the second answer waits in the queue of a link whose gateway dies. */
static void leave_an_answer(struct two *t)
{
	says(t, 1, HEAD, "bc dvc 12", "Da nhan BC so 1");
	simulator_text(&t->sim, 1, HEAD, "ct");
	gateway_wait_ask(&t->one,
		"SELECT count(*) FROM message WHERE direction = 'out' AND state = 'queued' AND link = 'modem-1'", 1,
		WAIT_MS);
}

static void what_waits_for_a_gateway_that_dies_goes_by_another(void **state)
{
	struct two t;
	int64_t began_ms;

	(void)state;
	begin(&t, "rate = 1.0;", "");
	usleep(11000000); /* the other has been there for long enough to judge */
	leave_an_answer(&t);
	began_ms = gateway_now_ms();
	gateway_kill_all(&t.one);
	heard(&t, HEAD, "chi tieu", 2);
	print_message("a gateway that was killed: its answer went by another after %lld ms\n",
		(long long)(gateway_now_ms() - began_ms));
	assert_true(gateway_now_ms() - began_ms < TAKE_MS);
	expect_status(&t, "test           gone");
	expect_status(&t, "gateway-gone test");
	gateway_start(&t.one);
	expect_status(&t, "test           running");
	end(&t);
}

static void tell_all(const struct gateway *g, int signal)
{
	kill(g->pid, signal);
	kill(gateway_pid_of(g, "router"), signal);
	kill(gateway_pid_of(g, "modem-1"), signal);
}

static void a_gateway_that_hung_begins_anew_when_it_wakes(void **state)
{
	struct two t;
	int64_t began_ms;
	long since;

	(void)state;
	begin(&t, "rate = 1.0;", "");
	usleep(11000000);
	leave_an_answer(&t);
	since = gateway_log_end(&t.one);
	began_ms = gateway_now_ms();
	tell_all(&t.one, SIGSTOP);
	heard(&t, HEAD, "chi tieu", 2);
	print_message("a gateway that hung: its answer went by another after %lld ms\n",
		(long long)(gateway_now_ms() - began_ms));
	assert_true(gateway_now_ms() - began_ms < TAKE_MS);
	tell_all(&t.one, SIGCONT);
	gateway_wait_log(&t.one, since, "event=lease-lost", "took this one for gone", WAIT_MS);
	gateway_wait_log(&t.one, since, "event=link-state", "link=modem-1 state=ready", WAIT_MS);
	expect_status(&t, "test           running");
	says(&t, 1, CHAIR, "TH", "da nop");
	end(&t);
}

/* A machine that has a configuration and no gateway, as an office's. */
static void what_only_reads_is_done_beside_gateways_of_other_machines(void **state)
{
	struct gateway office;
	struct two t;
	int64_t begun_us;
	char *out;

	(void)state;
	begin(&t, "", "");
	gateway_init_beside(&office, &t.one, "office", "", "");
	assert_int_equal(gateway_keng(&office, &out, (const char *const[]){ "export", "members", NULL }), 0);
	assert_non_null(strstr(out, HEAD));
	free(out);
	assert_int_equal(gateway_keng(&office, NULL, (const char *const[]){ "export", "person", HEAD, NULL }), 0);
	assert_int_equal(gateway_keng(&office, NULL, (const char *const[]){ "suspend", NULL }), 0);
	assert_int_equal(gateway_ask(&t.one, "SELECT count(*) FROM audit WHERE what = 'export'"), 1);
	begun_us = clock_mono_us();
	assert_int_equal(
		gateway_keng(&office, &out, (const char *const[]){ "suspend", "--until", "2099-01-01", NULL }), 1);
	assert_true(clock_mono_us() - begun_us < 5 * CLOCK_SECOND);
	assert_non_null(strstr(out, "another gateway works on this store (other, test)"));
	free(out);
	gateway_fini(&office);
	end(&t);
}

/* It answers, or what the store knows is shown with the reason for which it does not: then 1. */
static int expect_a_quick_status(const struct gateway *g, const char *reason)
{
	int64_t begun_us = clock_mono_us();
	bool silent;
	char *out;
	int status = gateway_keng(g, &out, (const char *const[]){ "status", NULL });

	assert_true(clock_mono_us() - begun_us < 8 * CLOCK_SECOND);
	silent = strstr(out, "this is what the store knows") != NULL;
	if (status != (silent ? 3 : 0) ||
		(silent && (strstr(out, reason) == NULL || strstr(out, "store busy") == NULL)))
		fail_msg("%d: %s", status, out);
	free(out);
	return silent;
}

/* Whose commit waits learns it only by its silence, and begins anew; the other one waits for its locks. */
static void a_synchronous_standby_that_is_missing_is_named_by_both(void **state)
{
	static const char missing[] =
		"waits for its synchronous standby (synchronous_standby_names = nobody): start the standby";
	char whose[80];
	struct gateway *waits, *held_up;
	int64_t until;
	struct two t;
	char *out;

	(void)state;
	begin(&t, "", "");
	engine_do("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
	engine_do("SELECT pg_reload_conf()");
	simulator_text(&t.sim, 1, HEAD, "bc dvc 12");
	until = gateway_now_ms() + WAIT_MS;
	usleep(3000000);
	assert_true(expect_a_quick_status(&t.one, missing) + expect_a_quick_status(&t.other, missing) > 0);
	while (!gateway_log_has(&t.one, "event=store-in-doubt") && !gateway_log_has(&t.other, "event=store-in-doubt")) {
		assert_true(gateway_now_ms() < until);
		usleep(100000);
	}
	waits = gateway_log_has(&t.one, "event=store-in-doubt") ? &t.one : &t.other;
	held_up = waits == &t.one ? &t.other : &t.one;
	gateway_wait_log(waits, waits->log_from, "event=store-in-doubt", missing, WAIT_MS);
	gateway_wait_log(held_up, held_up->log_from, "event=store-busy", missing, WAIT_MS);
	snprintf(whose, sizeof whose, "the commit of the gateway %s waits", waits == &t.one ? "test" : "other");
	gateway_wait_log(held_up, held_up->log_from, "event=store-busy", whose, WAIT_MS);
	gateway_wait_log(waits, waits->log_from, "event=store-away", missing, WAIT_MS);
	assert_int_equal(gateway_keng(waits, &out, (const char *const[]){ "status", NULL }), 3);
	if (strstr(out, missing) == NULL)
		fail_msg("%s", out);
	free(out);
	assert_false(gateway_log_has(waits, "event=cannot-start"));
	engine_do("ALTER SYSTEM RESET synchronous_standby_names");
	engine_do("SELECT pg_reload_conf()");
	gateway_wait_log(waits, waits->log_from, "event=store-works", "", WAIT_MS);
	gateway_wait_log(held_up, held_up->log_from, "event=store-works", "", WAIT_MS);
	gateway_wait_ask(&t.one,
		"SELECT count(*) FROM message WHERE direction = 'out' AND state = 'delivered'"
		" AND text LIKE 'Da nhan BC so 1%'",
		1, WAIT_MS);
	end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_dialogue_begun_at_one_goes_on_at_the_other),
		cmocka_unit_test(reminders_and_escalations_go_once_whoever_looks_first),
		cmocka_unit_test(what_is_changed_at_one_is_known_at_the_other_at_once),
		cmocka_unit_test(a_text_for_anothers_link_wakes_it),
		cmocka_unit_test(two_of_one_name_or_with_one_link_are_refused),
		cmocka_unit_test(what_only_reads_is_done_beside_gateways_of_other_machines),
		cmocka_unit_test(menus_changed_at_one_are_those_of_all_from_that_moment_on),
		cmocka_unit_test(words_taught_at_several_add_up),
		cmocka_unit_test(who_cannot_work_with_the_menus_of_all_says_so),
		cmocka_unit_test(what_waits_for_a_gateway_that_dies_goes_by_another),
		cmocka_unit_test(a_gateway_that_hung_begins_anew_when_it_wakes),
		cmocka_unit_test(a_synchronous_standby_that_is_missing_is_named_by_both),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
