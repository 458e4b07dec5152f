/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Menus and settings that all gateways on a store work with. PostgreSQL only: a store in a file has one gateway. */
#include "gateway/base/clock.h"
#include "gateway/router/group.h"
#include "gateway/router/lease.h"
#include "gateway/router/swap.h"
#include "menus/menus.h"
#include "store/menu_set.h"
#include "store/store.h"
#include "tests/help/router.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LINKS "{ name = \"m\"; kind = \"gammu\"; device = \"/dev/m\"; }"
#define OURS  "name = \"ours\"; number = 0; keep_log_days = 100; "

static struct why why;

static void ok(int result)
{
	if (result == -1)
		fail_msg("%s", why.text);
}

static void begin(struct bench *b, const char *more)
{
	if (!engine_is_shared())
		skip();
	bench_begin(b, more, LINKS);
	b->r.clock = &b->hands;
}

static void end(struct bench *b)
{
	b->r.exit_status = 1; /* it has no word to say at its end */
	lease_leave(&b->r);
	bench_end(b);
}

/* Another gateway brings a version with such settings and our files. */
static void others_bring(struct bench *b, const char *settings)
{
	struct menu_set set;

	menu_set_init(&set);
	record_copy("of-other", set.mark, sizeof set.mark);
	record_copy("other", set.gateway, sizeof set.gateway);
	buf_adds(&set.settings, settings);
	buf_add(&set.files, b->r.menus->files.data, b->r.menus->files.length);
	ok(store_begin(b->r.store, &why));
	ok(menu_set_add(b->r.store, &set, &why));
	ok(store_commit(b->r.store, &why));
	menu_set_fini(&set);
}

static int64_t versions(struct bench *b)
{
	return bench_ask(b, "SELECT coalesce(max(version), 0) FROM menu_set");
}

static void the_first_gateway_brings_its_own_and_a_new_one_takes_what_is_in_force(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, OURS);
	ok(lease_join(&b.r, &why));
	assert_int_equal(versions(&b), 1);
	end(&b);
	begin(&b, OURS);
	others_bring(&b, "keep_log_days=7 session_s=60");
	ok(lease_join(&b.r, &why));
	assert_int_equal(versions(&b), 1);
	assert_int_equal(b.r.config->keep_log_days, 7);
	assert_int_equal(b.r.config->session_s, 60);
	assert_int_equal(b.r.config->join_wait_s, 300); /* the version does not know of it */
	end(&b);
}

static void before_the_next_text_is_acted_on_others_menus_are_ours(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, OURS);
	ok(lease_join(&b.r, &why));
	others_bring(&b, "keep_log_days=7");
	assert_int_equal(b.r.config->keep_log_days, 100);
	bench_text(&b, 1, "a", "TH");
	group_run(&b.r);
	assert_int_equal(b.r.config->keep_log_days, 7);
	assert_int_equal(b.r.lease.menus_used, 2);
	end(&b);
}

/* A quarter past midnight in Viet Nam is the day before in London. */
static int local_hour(void)
{
	return clock_civil(INT64_C(1660756500000000)).hour;
}

static void local_time_is_that_of_the_version_in_force(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, OURS);
	ok(lease_join(&b.r, &why));
	assert_int_equal(
		bench_ask(&b, "SELECT count(*) FROM menu_set WHERE settings LIKE '% timezone=Asia/Ho_Chi_Minh'"), 1);
	clock_set_zone(b.r.config->timezone);
	assert_int_equal(local_hour(), 0);
	others_bring(&b, "keep_log_days=7 timezone=Etc/UTC");
	bench_text(&b, 1, "a", "TH");
	group_run(&b.r);
	assert_string_equal(b.r.config->timezone, "Etc/UTC");
	assert_int_equal(local_hour(), 17);
	others_bring(&b, "timezone=Moon/Tycho"); /* known to another machine */
	bench_text(&b, 2, "b", "TH");
	group_run(&b.r);
	assert_string_equal(b.r.config->timezone, "Etc/UTC");
	others_bring(&b, "keep_log_days=8"); /* by an older Keng */
	bench_text(&b, 3, "c", "TH");
	group_run(&b.r);
	assert_string_equal(b.r.config->timezone, "Etc/UTC");
	assert_int_equal(b.r.config->keep_log_days, 8);
	clock_set_zone("Asia/Ho_Chi_Minh");
	end(&b);
}

/* As the router does it. */
static int reload(struct bench *b, const char *more)
{
	struct menus *before = b->r.menus, *menus;
	struct config *config;
	struct faults faults;
	struct buf said;
	int result;

	buf_init(&said);
	faults_init(&faults);
	bench_write(b, more, LINKS);
	config = config_load(b->config, &said);
	menus = menus_load("etc/menus.d", &faults);
	assert_true(config != NULL && menus != NULL);
	result = swap_offer(&b->r, config, &menus, &why);
	assert_true(result == 0 || b->r.menus == before);
	if (result == 0) {
		menus_free(&b->r.menus);
		config_free(&b->r.config);
		b->r.menus = menus;
		b->r.config = config;
		bench_follow(b);
	} else {
		menus_free(&menus);
		config_free(&config);
	}
	faults_fini(&faults);
	buf_fini(&said);
	return result;
}

static void a_reload_brings_what_was_changed_here_and_nothing_else(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, OURS);
	ok(lease_join(&b.r, &why));
	others_bring(&b, "keep_log_days=7");
	ok(reload(&b, OURS));
	assert_int_equal(versions(&b), 2);
	assert_int_equal(b.r.config->keep_log_days, 7); /* ours are of before */
	ok(reload(&b, "name = \"ours\"; number = 0; keep_log_days = 50;"));
	assert_int_equal(versions(&b), 3);
	assert_int_equal(b.r.config->keep_log_days, 50);
	ok(reload(&b, "name = \"ours\"; number = 0; keep_log_days = 50; timezone = \"Etc/UTC\";"));
	assert_int_equal(versions(&b), 4);
	others_bring(&b, "timezone=Asia/Ho_Chi_Minh");
	ok(reload(&b, "name = \"ours\"; number = 0; keep_log_days = 50; timezone = \"Etc/UTC\";"));
	assert_int_equal(versions(&b), 5);
	assert_string_equal(b.r.config->timezone, "Asia/Ho_Chi_Minh");
	end(&b);
}

/* A comment at the end of the first file: another's change, which is known by it. */
static void others_change_a_file(struct bench *b)
{
	static const char comment[] = "# theirs\n";
	const char *files = b->r.menus->files.data, *space = strchr(files, ' ');
	size_t octets = strtoul(space, NULL, 10), head = strcspn(files, "\n") + 1;
	struct menu_set set;

	menu_set_init(&set);
	record_copy("of-other", set.mark, sizeof set.mark);
	record_copy("other", set.gateway, sizeof set.gateway);
	buf_adds(&set.settings, "session_s=60 keep_log_days=100");
	buf_addf(&set.files, "%.*s %zu\n", (int)(space - files), files, octets + strlen(comment));
	buf_add(&set.files, files + head, octets);
	buf_adds(&set.files, comment);
	buf_adds(&set.files, files + head + octets);
	ok(store_begin(b->r.store, &why));
	ok(menu_set_add(b->r.store, &set, &why));
	ok(store_commit(b->r.store, &why));
	menu_set_fini(&set);
}

static int64_t has_theirs(struct bench *b)
{
	return bench_ask(b, "SELECT count(*) FROM menu_set WHERE version = (SELECT max(version) FROM menu_set)"
			    " AND files LIKE '%# theirs%' AND settings LIKE '%session_s=60 %'");
}

static void a_change_here_takes_back_nothing_that_another_changed(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, OURS);
	ok(lease_join(&b.r, &why));
	others_change_a_file(&b);
	ok(reload(&b, "name = \"ours\"; number = 0; keep_log_days = 50;"));
	assert_int_equal(versions(&b), 3);
	assert_int_equal(b.r.config->keep_log_days, 50);
	assert_int_equal(b.r.config->session_s, 60);
	assert_int_equal(has_theirs(&b), 1);
	assert_non_null(strstr(b.r.menus->files.data, "# theirs"));
	ok(reload(&b, "name = \"ours\"; number = 0; keep_log_days = 50; session_s = 70;"));
	assert_int_equal(b.r.config->session_s, 70);
	end(&b);
}

static void a_change_that_was_made_while_it_was_off_takes_back_nothing_either(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, OURS);
	ok(lease_join(&b.r, &why));
	others_change_a_file(&b);
	b.r.config->keep_log_days = 50;
	ok(lease_join(&b.r, &why));
	assert_int_equal(versions(&b), 3);
	assert_int_equal(b.r.config->keep_log_days, 50);
	assert_int_equal(has_theirs(&b), 1);
	end(&b);
}

static void a_reload_that_the_store_does_not_take_changes_nothing(void **state)
{
	struct bench b;
	int result = -1;

	(void)state;
	begin(&b, OURS);
	ok(lease_join(&b.r, &why));
	for (long nth = 1; result == -1; nth++) {
		store_fail_at(b.r.store, nth);
		result = reload(&b, "name = \"ours\"; number = 0; keep_log_days = 50;");
		store_fail_at(b.r.store, 0);
		assert_int_equal(versions(&b), result == 0 ? 2 : 1);
		assert_int_equal(b.r.config->keep_log_days, result == 0 ? 50 : 100);
		assert_int_equal(b.r.lease.menus_used, result == 0 ? 2 : 1);
		assert_true(nth < 100);
	}
	end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_gateway_brings_its_own_and_a_new_one_takes_what_is_in_force),
		cmocka_unit_test(before_the_next_text_is_acted_on_others_menus_are_ours),
		cmocka_unit_test(local_time_is_that_of_the_version_in_force),
		cmocka_unit_test(a_reload_brings_what_was_changed_here_and_nothing_else),
		cmocka_unit_test(a_change_here_takes_back_nothing_that_another_changed),
		cmocka_unit_test(a_change_that_was_made_while_it_was_off_takes_back_nothing_either),
		cmocka_unit_test(a_reload_that_the_store_does_not_take_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
