/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng replay and keng unknown: the stored inbox read again, and the words that it teaches. */
#include "gateway/base/buf.h"
#include "gateway/base/clock.h"
#include "gateway/command/inbox.h"
#include "gateway/command/usage.h"
#include "store/message.h"
#include "store/store.h"
#include "tests/help/folder.h"
#include "tests/help/gateway.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#define HUNG "+84905100001"
#define TAI  "+84905100003"

struct said {
	const char *phone, *text, *intent, *status;
};

/* A store with what people texted and how it was understood then. */
static void keep(const struct gateway *g, const struct said *texts, size_t n)
{
	struct why why;
	char url[128];
	struct store *st;
	int64_t now_us = clock_wall_us() - CLOCK_HOUR, id;

	snprintf(url, sizeof url, "sqlite:%s", g->store);
	st = store_open(url, 0, &why);
	assert_non_null(st);
	assert_int_equal(store_begin(st, &why), 0);
	for (size_t i = 0; i < n; i++) {
		struct message_in in = { .identity = "",
			.link = "modem-1",
			.phone = texts[i].phone,
			.text = texts[i].text,
			.received_at = now_us };

		assert_int_equal(message_keep(st, &in, now_us + (int64_t)i * CLOCK_SECOND, &id, &why), KEEP_NEW);
		assert_int_equal(message_done(st, id, texts[i].intent, texts[i].status, "", &why), 0);
	}
	assert_int_equal(store_commit(st, &why), 0);
	store_close(&st);
}

/* Our menu files, and one more, in a folder. */
static void local_menus(const struct folder *f, const char *local)
{
	char command[256];

	snprintf(command, sizeof command, "ln -s \"$PWD\"/etc/menus.d/*.cfg %s/", f->path);
	assert_int_equal(system(command), 0);
	folder_write(f, "90-local.cfg", local, NULL);
}

static char *slurp_file(const char *path)
{
	char *text = calloc(1, 4096);
	FILE *f = fopen(path, "r");

	assert_non_null(f);
	assert_non_null(text);
	text[fread(text, 1, 4095, f)] = '\0';
	fclose(f);
	return text;
}

static void expect(const struct gateway *g, const char *const args[], int status, const char *piece)
{
	char *out;
	int got = gateway_keng(g, &out, args);

	if (got != status || strstr(out, piece) == NULL)
		fail_msg("status %d, wanted %d with \"%s\":\n%s", got, status, piece, out);
	free(out);
}

static void what_would_be_understood_differently_is_told(void **state)
{
	static const struct said texts[] = { { HUNG, "gop y xa", "ask", "asked" },
		{ HUNG, "BC DVC 5", "report", "recorded" }, { TAI, "LICH", "schedule_query", "answered" } };
	struct gateway g;
	struct folder f;
	char *out;
	(void)state;

	gateway_init(&g, "", "");
	folder_init(&f);
	keep(&g, texts, 3);
	local_menus(
		&f, "keywords: ( { act = \"privacy\"; place = \"head\"; weight = 90; words = [ \"góp ý\" ]; } );\n");
	assert_int_equal(
		gateway_keng(&g, &out, (const char *const[]){ "replay", "--menus", f.path, NULL }), USAGE_DONE);
	assert_non_null(strstr(out, "+8490****01 ask"));
	assert_non_null(strstr(out, " -> privacy"));
	assert_non_null(strstr(out, " : \"gop y xa\"\n3 texts, 1 differently\n"));
	assert_null(strstr(out, "BC DVC"));
	assert_null(strstr(out, HUNG));
	free(out);
	expect(&g, (const char *const[]){ "replay", "--menus", f.path, "--all", NULL }, USAGE_DONE,
		" = schedule_query");
	expect(&g, (const char *const[]){ "replay", "--menus", f.path, "--json", NULL }, USAGE_DONE,
		"{\"texts\":3,\"differently\":1}\n");
	assert_int_equal(gateway_ask(&g, "SELECT count(*) FROM message"), 3); /* nothing was queued */
	assert_int_equal(gateway_ask(&g, "SELECT count(*) FROM session"), 0);
	folder_fini(&f);
	gateway_fini(&g);
}

static void without_other_menus_the_stored_intent_is_compared(void **state)
{
	static const struct said texts[] = { { HUNG, "LICH", "unknown", "answered" },
		{ HUNG, "LICH", "schedule_query", "answered" }, { HUNG, "BC NT 4", "", "" } };
	struct gateway g;
	(void)state;

	gateway_init(&g, "", "");
	keep(&g, texts, 3);
	expect(&g, (const char *const[]){ "replay", NULL }, USAGE_DONE,
		" unknown -> schedule_query : LICH\n2 texts, 1 d");
	expect(&g, (const char *const[]){ "replay", "--with", g.config, NULL }, USAGE_DONE, "3 texts, 0 differently\n");
	expect(&g, (const char *const[]){ "replay", "--since", "2099-01-01", NULL }, USAGE_MISTYPED, "still to come");
	expect(&g, (const char *const[]){ "replay", "--since", "30x", NULL }, USAGE_MISTYPED, "30x");
	expect(&g, (const char *const[]){ "replay", "--menus", "/nonexistent", NULL }, USAGE_WRONG, "/nonexistent");
	gateway_fini(&g);
}

static void a_dialogue_is_read_again_as_one(void **state)
{
	static const struct said texts[] = { { HUNG, "MENU", "help", "asked" }, { HUNG, "1", "help", "asked" },
		{ TAI, "1", "unknown", "answered" } };
	struct gateway g;
	char *out;
	(void)state;

	gateway_init(&g, "", "");
	keep(&g, texts, 3);
	assert_int_equal(gateway_keng(&g, &out, (const char *const[]){ "replay", "--all", NULL }), USAGE_DONE);
	assert_non_null(strstr(out, "+8490****01 help = help : 1\n"));
	free(out);
	gateway_fini(&g);
}

static void a_line_of_keng_unknown_teaches_its_text(void **state)
{
	static const struct said texts[] = { { TAI, "duyyett", "unknown", "answered" },
		{ HUNG, "DUYYETT!", "unknown", "answered" }, { HUNG, "Duyyett", "unknown", "answered" },
		{ HUNG, "qwxz 5 zzkq", "ask", "asked" }, { TAI, "qwxz 17 zzkq", "ask", "asked" },
		{ TAI, "LICH", "schedule_query", "answered" }, { TAI, "lliicch", "unknown", "answered" } };
	struct gateway g;
	struct folder f;
	char *out, config[256], path[128];
	(void)state;

	gateway_init(&g, "", "");
	folder_init(&f);
	keep(&g, texts, 7);
	assert_int_equal(gateway_keng(&g, &out, (const char *const[]){ "unknown", NULL }), USAGE_DONE);
	assert_non_null(strstr(out, "# 6 texts not understood, 3 different.\n"));
	assert_non_null(strstr(out, "# 3 times, 2 people, unknown: Duyyett\n"));
	assert_non_null(strstr(
		out, "\n    # keng alias \"duyet\" \"duyyett\"\n    { of = \"duyet\"; words = [ \"duyyett\" ]; }\n"));
	assert_non_null(strstr(out, "# 2 times, 2 people, ask: qwxz 17 zzkq\n    # keng alias \"...\" "));
	assert_true(strstr(out, "3 times") < strstr(out, "2 times"));
	local_menus(&f, out); /* pasted as it is */
	free(out);
	snprintf(config, sizeof config, "gateway: { store = \"sqlite:%s\"; menus = \"%s\"; };\n", g.store, f.path);
	folder_write(&f, "keng.conf", config, path);
	expect(&g, (const char *const[]){ "replay", "--with", path, NULL }, USAGE_DONE, "unknown -> deny");
	expect(&g, (const char *const[]){ "replay", "--with", path, NULL }, USAGE_DONE, "-> schedule_query : lliicch");
	assert_true(snprintf(g.config, sizeof g.config, "%s", path) < (int)sizeof g.config);
	expect(&g, (const char *const[]){ "check", NULL }, USAGE_DONE, "");
	expect(&g, (const char *const[]){ "unknown", NULL }, USAGE_DONE, "# understood by now, as deny\n");
	expect(&g, (const char *const[]){ "unknown", "--top", "0", NULL }, USAGE_MISTYPED, "--top");
	folder_fini(&f);
	gateway_fini(&g);
}

/* The command that keng unknown names, as it stands there. */
static void the_command_of_keng_unknown_works(void **state)
{
	static const struct said texts[] = { { TAI, "duyyett", "unknown", "answered" } };
	struct gateway g;
	struct folder f;
	char config[256], path[128], learned[160], *out;
	(void)state;

	gateway_init(&g, "", "");
	folder_init(&f);
	keep(&g, texts, 1);
	local_menus(&f, "");
	snprintf(config, sizeof config, "gateway: { name = \"ga\"; store = \"sqlite:%s\"; menus = \"%s\"; };\n",
		g.store, f.path);
	folder_write(&f, "keng.conf", config, path);
	assert_true(snprintf(g.config, sizeof g.config, "%s", path) < (int)sizeof g.config);
	expect(&g, (const char *const[]){ "unknown", NULL }, USAGE_DONE, "# keng alias \"duyet\" \"duyyett\"\n");
	expect(&g, (const char *const[]){ "alias", "duyet", "duyyett", NULL }, USAGE_DONE,
		"95-learned-ga.cfg has it. It counts from the next reload");
	expect(&g, (const char *const[]){ "unknown", NULL }, USAGE_DONE, "# understood by now, as deny\n");
	expect(&g, (const char *const[]){ "alias", "--commune", "21049", "BC", "nộp sổ", NULL }, USAGE_DONE, "has it");

	/* One with a fault leaves the file as it was. */
	expect(&g, (const char *const[]){ "alias", "DVX", "abc", NULL }, USAGE_WRONG, "there is nothing called DVX");
	expect(&g, (const char *const[]){ "alias", "LICH", "AC", NULL }, USAGE_WRONG, "is one slip from BC");
	expect(&g, (const char *const[]){ "alias", "LICH", "NAM", NULL }, USAGE_WRONG,
		"swallows the number word \"nam\"");
	expect(&g, (const char *const[]){ "alias", "LICH", "x\ny", NULL }, USAGE_MISTYPED, "a word is a line");
	expect(&g, (const char *const[]){ "alias", "LICH", NULL }, USAGE_MISTYPED, "it needs OF WORD...");
	snprintf(learned, sizeof learned, "%s/95-learned-ga.cfg", f.path);
	out = slurp_file(learned);
	assert_string_equal(out,
		"# Words that keng alias has added. An alias a line; lines may be taken out.\naliases: (\n"
		"    { of = \"duyet\"; words = [ \"duyyett\" ]; }\n"
		"  , { of = \"BC\"; words = [ \"nộp sổ\" ]; communes = [ \"21049\" ]; }\n);\n");
	free(out);
	expect(&g, (const char *const[]){ "check", NULL }, USAGE_DONE, "");
	folder_fini(&f);
	gateway_fini(&g);
}

static void since_is_a_span_or_a_moment(void **state)
{
	struct why why;
	int64_t us;
	(void)state;

	assert_int_equal(inbox_since("30d", 100 * CLOCK_DAY, &us, &why), 0);
	assert_int_equal(us, 70 * CLOCK_DAY);
	assert_int_equal(inbox_since("2w", 100 * CLOCK_DAY, &us, &why), 0);
	assert_int_equal(us, 86 * CLOCK_DAY);
	assert_int_equal(inbox_since("2022-08-18T09:00:00+07:00", INT64_C(1660788000000001), &us, &why), 0);
	assert_int_equal(us, INT64_C(1660788000000000));
	assert_int_equal(inbox_since("-3d", 0, &us, &why), -1);
	assert_int_equal(inbox_since("99999999999999d", 0, &us, &why), -1);
	assert_int_equal(inbox_since("", 0, &us, &why), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_would_be_understood_differently_is_told),
		cmocka_unit_test(without_other_menus_the_stored_intent_is_compared),
		cmocka_unit_test(a_dialogue_is_read_again_as_one),
		cmocka_unit_test(a_line_of_keng_unknown_teaches_its_text),
		cmocka_unit_test(the_command_of_keng_unknown_works),
		cmocka_unit_test(since_is_a_span_or_a_moment),
	};

	setenv("TZ", "Asia/Ho_Chi_Minh", 1);
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
