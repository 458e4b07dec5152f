/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who works on a store: names, numbers, links, leases; and who may be there with whom. */
#include "gateway/base/clock.h"
#include "store/alarm.h"
#include "store/gateway.h"
#include "store/message.h"
#include "store/suspension.h"
#include "store/unit.h"
#include "tests/help/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOW INT64_C(1660788000000000) /* 2022-08-18T09:00:00+07:00 */

static struct why why; /* of the last failure, for messages */

static void ok(int result)
{
	if (result == -1)
		fail_msg("%s", why.text);
}

static int set_up(void **state)
{
	*state = engine_open(1);
	assert_non_null(*state);
	return 0;
}

static int tear_down(void **state)
{
	struct store *st = *state;

	store_close(&st);
	return 0;
}

static struct gateway named(const char *name, int64_t number)
{
	struct gateway g = { .number = number, .life = NOW, .seen_at = NOW, .until = NOW + 15 * CLOCK_SECOND };

	record_copy(name, g.name, sizeof g.name);
	record_copy("0.1.0", g.version, sizeof g.version);
	return g;
}

static int64_t joins(struct store *st, const char *name, int64_t number)
{
	struct gateway g = named(name, number);

	ok(gateway_join(st, &g, &why));
	return g.number;
}

static struct gateway_link link_named(const char *name)
{
	struct gateway_link l = { .able = true };

	record_copy(name, l.link, sizeof l.link);
	record_copy("gammu", l.kind, sizeof l.kind);
	record_copy("ready", l.state, sizeof l.state);
	return l;
}

static void each_gateway_gets_a_number_of_its_own_and_keeps_it(void **state)
{
	struct store *st = *state;

	assert_int_equal(joins(st, "binh-son", GATEWAY_NUMBER_ANY), 0);
	assert_int_equal(joins(st, "tra-bong", GATEWAY_NUMBER_ANY), 1);
	assert_int_equal(joins(st, "ly-son", 7), 7);
	assert_int_equal(joins(st, "son-tay", GATEWAY_NUMBER_ANY), 2);
	ok(gateway_end(st, "binh-son", NOW, "stopped", NOW, &why));
	assert_int_equal(joins(st, "minh-long", GATEWAY_NUMBER_ANY), 3); /* 0 stands in ids of one that may come back */
	assert_int_equal(joins(st, "binh-son", GATEWAY_NUMBER_ANY), 0);
	assert_int_equal(joins(st, "tra-bong", GATEWAY_NUMBER_ANY), 1);
}

static void a_number_of_another_that_runs_is_refused(void **state)
{
	struct store *st = *state;
	struct gateway g = named("tra-bong", 3);

	joins(st, "binh-son", 3);
	assert_int_equal(gateway_join(st, &g, &why), -1);
	assert_non_null(strstr(why.text, "gateway.number 3 is that of the gateway binh-son"));
	ok(gateway_end(st, "binh-son", NOW, "stopped", NOW, &why));
	assert_int_equal(joins(st, "tra-bong", 3), 3);
}

static void a_lease_is_renewed_by_the_life_that_has_it_and_no_other(void **state)
{
	struct store *st = *state;
	struct gateway g = named("binh-son", 0), *rows;
	bool ours;
	size_t used;

	ok(gateway_join(st, &g, &why));
	g.seen_at = NOW + 4 * CLOCK_SECOND;
	g.until = NOW + 19 * CLOCK_SECOND;
	ok(gateway_renew(st, &g, &ours, &why));
	assert_true(ours);
	ok(gateway_list(st, &rows, &used, &why));
	assert_int_equal(used, 1);
	assert_true(rows[0].until == NOW + 19 * CLOCK_SECOND && rows[0].seen_at == NOW + 4 * CLOCK_SECOND);
	assert_string_equal(rows[0].state, "running");
	free(rows);
	g.life++;
	ok(gateway_renew(st, &g, &ours, &why));
	assert_false(ours);
	g.life--;
	ok(gateway_end(st, "binh-son", NOW, "gone", NOW, &why));
	ok(gateway_renew(st, &g, &ours, &why));
	assert_false(ours);
}

/* "ours" is nobody's word where the database only refused. */
static void a_database_that_takes_nothing_takes_no_lease_away(void **state)
{
	struct store *st = *state;
	struct gateway g = named("binh-son", 0);
	struct query *q;
	bool ours;

	if (!store_is_shared(st))
		skip();
	ok(gateway_join(st, &g, &why));
	q = store_query(st, "SELECT length(set_config('default_transaction_read_only', 'on', false))", &why);
	assert_non_null(q);
	assert_int_equal(query_step(q, &why), STEP_ROW);
	query_end(q);
	assert_int_equal(gateway_renew(st, &g, &ours, &why), -1);
	assert_non_null(strstr(why.text, "read-only"));
}

static void a_link_has_one_gateway_and_what_waits_for_it_is_left_when_that_ends(void **state)
{
	struct store *st = *state;
	struct gateway_link of_one[] = { link_named("viettel-1"), link_named("desk-1") },
			    of_two = link_named("viettel-1");
	struct gateway_link *rows;
	size_t used;

	record_copy("desk", of_one[1].kind, sizeof of_one[1].kind);
	joins(st, "binh-son", 0);
	joins(st, "tra-bong", 1);
	ok(gateway_put_links(st, "binh-son", of_one, 2, &why));
	assert_int_equal(gateway_put_links(st, "tra-bong", &of_two, 1, &why), -1);
	assert_non_null(strstr(why.text, "the gateway binh-son, which runs, has a link viettel-1 too"));
	ok(gateway_end(st, "binh-son", NOW, "gone", NOW + 5, &why));
	ok(gateway_links(st, &rows, &used, &why));
	assert_int_equal(used, 2);
	assert_string_equal(rows[0].link, "desk-1");
	assert_true(rows[0].leaves_at == 0); /* only who sits there can be reached by it */
	assert_true(rows[1].leaves_at == NOW + 5 && !rows[1].able);
	free(rows);
	ok(gateway_put_links(st, "tra-bong", &of_two, 1, &why)); /* the modem was carried over */
	ok(gateway_links(st, &rows, &used, &why));
	assert_string_equal(rows[1].gateway, "tra-bong");
	free(rows);
}

static size_t alarms(struct store *st)
{
	struct alarm *rows;
	size_t used;

	ok(alarm_list(st, INT64_MAX, &rows, &used, &why));
	free(rows);
	return used;
}

static void who_is_long_away_is_forgotten(void **state)
{
	struct store *st = *state;
	struct gateway_link l = link_named("viettel-1");
	struct gateway *rows;
	size_t used;

	joins(st, "binh-son", 0);
	joins(st, "tra-bong", 1);
	ok(gateway_put_links(st, "binh-son", &l, 1, &why));
	ok(gateway_end(st, "binh-son", NOW, "stopped", NOW, &why));
	ok(alarm_raise(st, "gateway-gone", "binh-son", "x", NOW, NULL, &why));
	ok(alarm_raise(st, "gateway-gone", "tra-bong", "x", NOW, NULL, &why));
	ok(alarm_raise(st, "sim-full", "viettel-1", "x", NOW, NULL, &why));
	ok(gateway_prune(st, NOW, NOW, &why));
	assert_int_equal(alarms(st), 3);
	ok(gateway_list(st, &rows, &used, &why));
	assert_int_equal(used, 2);
	free(rows);
	ok(gateway_prune(st, NOW + 1, NOW, &why));
	assert_int_equal(alarms(st), 2);
	ok(gateway_list(st, &rows, &used, &why));
	assert_int_equal(used, 1);
	assert_string_equal(rows[0].name, "tra-bong");
	free(rows);
}

/* ---- together ---- */

struct two {
	char url[ENGINE_URL_OCTETS];
	struct store *one, *other;
};

static void two_begin(struct two *t)
{
	if (!engine_is_shared())
		skip();
	engine_url(t->url);
	t->one = store_open(t->url, 0, &why);
	t->other = store_open(t->url, 1, &why);
	assert_true(t->one != NULL && t->other != NULL);
	assert_true(store_is_shared(t->one));
}

static void two_end(struct two *t)
{
	store_close(&t->one);
	store_close(&t->other);
}

static bool is_there(struct store *st, const char *name)
{
	bool held;

	ok(store_is_held(st, name, &held, &why));
	return held;
}

static void gateways_of_different_names_work_together(void **state)
{
	struct two t;

	(void)state;
	two_begin(&t);
	ok(store_join(t.one, "binh-son", &why));
	ok(store_join(t.other, "tra-bong", &why));
	ok(store_join(t.one, "binh-son", &why)); /* it has joined already */
	assert_true(is_there(t.one, "tra-bong") && is_there(t.other, "binh-son") && !is_there(t.one, "ly-son"));
	store_close(&t.other);
	for (int64_t until_us = clock_mono_us() + 5 * CLOCK_SECOND;
		is_there(t.one, "tra-bong");) /* the server hears it */
		assert_true(clock_mono_us() < until_us);
	two_end(&t);
}

static void a_second_gateway_of_one_name_is_refused_plainly(void **state)
{
	struct two t;

	(void)state;
	two_begin(&t);
	ok(store_join(t.one, "o'hara", &why));
	assert_int_equal(store_join_for(t.other, "o'hara", 50, &why), -1);
	assert_non_null(strstr(why.text, "another gateway named o'hara works on this store"));
	two_end(&t);
}

static void several_that_come_at_once_make_one_store(void **state)
{
	char url[ENGINE_URL_OCTETS];
	pid_t opener[4];
	int status;

	(void)state;
	if (!engine_is_shared())
		skip();
	for (int round = 0; round < 3; round++) {
		engine_url(url);
		for (int i = 0; i < 4; i++) {
			opener[i] = fork();
			if (opener[i] == 0) {
				struct store *st = store_open(url, 0, &why);

				if (st == NULL)
					print_message("%s\n", why.text);
				_exit(st == NULL);
			}
		}
		for (int i = 0; i < 4; i++) {
			assert_int_equal(waitpid(opener[i], &status, 0), opener[i]);
			assert_int_equal(status, 0);
		}
	}
}

static void who_needs_the_store_alone_waits_for_all(void **state)
{
	struct two t;

	(void)state;
	two_begin(&t);
	ok(store_join(t.one, "binh-son", &why));
	assert_int_equal(store_lock_for(t.other, 50, &why), -1);
	store_close(&t.one);
	ok(store_lock_for(t.other, 2000, &why));
	t.one = store_open(t.url, 0, &why);
	assert_int_equal(store_join_for(t.one, "binh-son", 50, &why), -1);
	assert_non_null(strstr(why.text, "alone"));
	ok(store_join(t.other, "tra-bong", &why)); /* from then on it shares it */
	ok(store_join(t.one, "binh-son", &why));
	two_end(&t);
}

/* ---- texts ---- */

static int64_t queue(struct store *st, const char *link)
{
	struct message_out out = {
		.phone = "+84905000001", .text = "x", .link = link, .unit = "", .kind = "answer", .parts = 1
	};
	int64_t id = message_queue(st, &out, NOW, &why);

	ok(id == -1 ? -1 : 0);
	return id;
}

/* Commit a text sent by that link. */
static int64_t sending(struct store *st, const char *link)
{
	int64_t id = queue(st, "");

	ok(message_sending(st, id, link, &why));
	return id;
}

static const char *state_of(struct store *st, int64_t id)
{
	struct message m;
	enum message_state state;

	message_init(&m);
	ok(message_get(st, id, &m, &why));
	state = m.state;
	message_fini(&m);
	return message_state_name(state);
}

static void what_other_gateways_that_run_have_in_hand_is_not_unsure(void **state)
{
	struct store *st = *state;
	struct gateway_link ours = link_named("viettel-1"), theirs = link_named("vina-1"), gone = link_named("mobi-1");
	int64_t by_us, by_them, by_gone, by_nobody;
	unsigned n;

	joins(st, "binh-son", 0);
	joins(st, "tra-bong", 1);
	joins(st, "ly-son", 2);
	ok(gateway_put_links(st, "binh-son", &ours, 1, &why));
	ok(gateway_put_links(st, "tra-bong", &theirs, 1, &why));
	ok(gateway_put_links(st, "ly-son", &gone, 1, &why));
	ok(gateway_end(st, "ly-son", NOW, "gone", NOW, &why));
	by_us = sending(st, "viettel-1");
	by_them = sending(st, "vina-1");
	by_gone = sending(st, "mobi-1");
	by_nobody = sending(st, "of-long-ago");
	ok(message_orphans_but_of_others(st, "binh-son", NOW + CLOCK_MINUTE, NOW, &n, &why));
	assert_int_equal(n, 3);
	assert_string_equal(state_of(st, by_us), "unsure");
	assert_string_equal(state_of(st, by_them), "sending");
	assert_string_equal(state_of(st, by_gone), "unsure");
	assert_string_equal(state_of(st, by_nobody), "unsure");
}

static unsigned next(struct store *st, int64_t *ids)
{
	const struct message_source any = { .queue = "" };
	unsigned used;

	ok(message_next(st, &any, 1, MESSAGE_BULK, NOW + CLOCK_SECOND, ids, 2, &used, &why));
	return used;
}

static void a_text_is_taken_by_one_gateway(void **state)
{
	int64_t ids[4], first[2], second[2], third[2];
	struct two t;

	(void)state;
	two_begin(&t);
	for (int i = 0; i < 4; i++)
		ids[i] = queue(t.one, "");
	ok(store_begin_beside(t.one, &why));
	ok(store_begin_beside(t.other, &why));
	assert_int_equal(next(t.one, first), 2);
	assert_int_equal(next(t.other, second), 2); /* waits for nobody */
	assert_true(first[0] == ids[0] && first[1] == ids[1] && second[0] == ids[2] && second[1] == ids[3]);
	ok(message_sending(t.one, first[0], "viettel-1", &why));
	ok(store_commit(t.one, &why));
	store_rollback(t.other);
	ok(store_begin_beside(t.other, &why));
	assert_int_equal(next(t.other, third), 2);
	assert_true(third[0] == ids[1] && third[1] == ids[2]);
	ok(store_commit(t.other, &why));
	two_end(&t);
}

/* ---- acts ---- */

static void who_acts_waits_for_who_acts_and_sees_what_it_did(void **state)
{
	int64_t before, after;
	struct query *q;
	struct two t;

	(void)state;
	two_begin(&t);
	ok(store_begin(t.one, &why));
	before = store_next_no(t.one, "report", &why);
	ok(store_begin_beside(t.other, &why)); /* what only sends does not wait */
	store_rollback(t.other);
	q = store_query(t.other, "SET lock_timeout = '100ms'", &why);
	ok(query_run(q, &why));
	ok(store_begin(t.other, &why));
	assert_int_equal(store_next_no(t.other, "report", &why), -1);
	assert_true(store_is_busy(t.other) && !store_is_full(t.other));
	store_rollback(t.other);
	ok(store_commit(t.one, &why));
	ok(store_begin(t.other, &why));
	after = store_next_no(t.other, "report", &why);
	ok(store_commit(t.other, &why));
	assert_int_equal(after, before + 1);
	two_end(&t);
}

static void a_change_of_what_is_kept_in_memory_is_seen_by_all(void **state)
{
	struct unit unit = { .code = "21049", .name = "Binh Dong", .kind = "xa", .valid_from = "2022-01-01" };
	struct suspension pause = { .unit = "21049", .first_day = "2022-08-18", .last_day = "2022-08-20" };
	struct store_changes before, during, after;
	struct two t;

	(void)state;
	two_begin(&t);
	ok(store_changes(t.other, &before, &why));
	ok(store_begin(t.one, &why));
	ok(unit_put(t.one, &unit, NOW, &why));
	ok(store_changes(t.other, &during, &why));
	assert_int_equal(during.kept[STORE_UNITS], before.kept[STORE_UNITS]);
	ok(store_commit(t.one, &why));
	ok(store_changes(t.other, &after, &why));
	assert_int_equal(after.kept[STORE_UNITS], before.kept[STORE_UNITS] + 1);
	assert_int_equal(
		after.kept[STORE_PAUSES], before.kept[STORE_PAUSES]); /* units are large: they go by themselves */
	ok(store_begin(t.one, &why));
	ok(suspension_add(t.one, &pause, &why));
	ok(store_commit(t.one, &why));
	ok(store_changes(t.other, &after, &why));
	assert_int_equal(after.kept[STORE_PAUSES], before.kept[STORE_PAUSES] + 1);
	ok(store_begin(t.one, &why));
	ok(unit_put(t.one, &unit, NOW, &why));
	store_rollback(t.one);
	ok(store_changes(t.other, &after, &why));
	assert_int_equal(after.kept[STORE_UNITS], before.kept[STORE_UNITS] + 1);
	two_end(&t);
}

/* What is heard within some seconds. */
static unsigned hears(struct store *st)
{
	struct pollfd fd = { .fd = store_ear(st), .events = POLLIN };

	assert_int_not_equal(fd.fd, -1);
	assert_int_equal(poll(&fd, 1, 5000), 1);
	return store_heard(st);
}

static void what_is_told_is_heard_with_the_commit_by_all_but_the_teller(void **state)
{
	struct two t, elsewhere;

	(void)state;
	two_begin(&t);
	two_begin(&elsewhere);
	ok(store_join(t.one, "binh-son", &why));
	ok(store_join(t.other, "tra-bong", &why));
	ok(store_join(elsewhere.one, "binh-son", &why));
	store_heard(t.other);
	ok(store_begin(t.one, &why));
	ok(store_tell(t.one, STORE_NEWS_TEXTS, &why));
	assert_int_equal(store_heard(t.other), 0);
	ok(store_commit(t.one, &why));
	assert_int_equal(hears(t.other), STORE_NEWS_TEXTS);
	assert_int_equal(store_heard(t.other), 0);
	assert_int_equal(store_heard(t.one), 0);
	assert_int_equal(store_heard(elsewhere.one), 0); /* it is another store in the same database */
	two_end(&t);
	two_end(&elsewhere);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_gateway_gets_a_number_of_its_own_and_keeps_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_number_of_another_that_runs_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_lease_is_renewed_by_the_life_that_has_it_and_no_other, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_database_that_takes_nothing_takes_no_lease_away, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_link_has_one_gateway_and_what_waits_for_it_is_left_when_that_ends, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_is_long_away_is_forgotten, set_up, tear_down),
		cmocka_unit_test(gateways_of_different_names_work_together),
		cmocka_unit_test(several_that_come_at_once_make_one_store),
		cmocka_unit_test(a_second_gateway_of_one_name_is_refused_plainly),
		cmocka_unit_test(who_needs_the_store_alone_waits_for_all),
		cmocka_unit_test_setup_teardown(
			what_other_gateways_that_run_have_in_hand_is_not_unsure, set_up, tear_down),
		cmocka_unit_test(a_text_is_taken_by_one_gateway),
		cmocka_unit_test(who_acts_waits_for_who_acts_and_sees_what_it_did),
		cmocka_unit_test(a_change_of_what_is_kept_in_memory_is_seen_by_all),
		cmocka_unit_test(what_is_told_is_heard_with_the_commit_by_all_but_the_teller),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
