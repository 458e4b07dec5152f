/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/help/talk.h"

#include "gateway/base/clock.h"
#include "gateway/config.h"
#include "gateway/programme/import.h"
#include "menus/menus.h"
#include "store/record.h"
#include "tests/help/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct ground {
	struct config config;
	char link[8], kind[8];
	struct menus *menus;
	char seeds[32];
	char from[24], admin[24];
};

static void import_file(struct talk *t, const char *kind)
{
	struct buf content;
	char path[64];
	FILE *f;
	size_t n;

	snprintf(path, sizeof path, "seeds/demo/%s.csv", kind);
	f = fopen(path, "r");
	assert_non_null(f);
	buf_init(&content);
	while ((n = fread(buf_room(&content, 4096), 1, 4096, f)) > 0)
		content.length += n;
	buf_room(&content, 1)[0] = '\0';
	fclose(f);
	talk_import(t, kind, content.data);
	buf_fini(&content);
}

struct talk *talk_new(void)
{
	struct talk *t = calloc(1, sizeof *t);
	struct ground *g = calloc(1, sizeof *g);
	struct faults faults;
	struct why why = { "" };

	assert_non_null(t);
	assert_non_null(g);
	setenv("TZ", "Asia/Ho_Chi_Minh", 1);
	tzset();
	assert_int_equal(clock_read("2022-08-18 09:00", &t->now), 0);
	faults_init(&faults);
	g->menus = menus_load("etc/menus.d", &faults);
	if (g->menus == NULL)
		fail_msg("%s", faults.lines.data);
	faults_fini(&faults);
	snprintf(g->seeds, sizeof g->seeds, "seeds/binh-son");
	g->config.seeds = g->seeds;
	snprintf(g->admin, sizeof g->admin, ADMIN);
	g->config.admins[0] = g->admin;
	g->config.validity_s = 86400;
	g->config.session_s = 3600;
	g->config.ussd_resume_s = 300;
	g->config.keep_texts_days = 90;
	g->config.keep_tickets_days = 730;
	g->config.keep_people_days = 365;
	g->config.keep_log_days = 1825;
	t->ground = g;
	t->store = engine_open(1);
	t->programme = programme_new(t->store, g->menus, &g->config, t->now, &why);
	if (t->programme == NULL)
		fail_msg("%s", why.text);
	outcome_init(&t->outcome);
	import_file(t, "units");
	import_file(t, "teams");
	import_file(t, "members");
	import_file(t, "targets");
	return t;
}

void talk_restart(struct talk *t)
{
	struct ground *g = t->ground;
	struct why why = { "" };

	programme_free(&t->programme);
	t->programme = programme_new(t->store, g->menus, &g->config, t->now, &why);
	if (t->programme == NULL)
		fail_msg("%s", why.text);
}

void talk_free(struct talk **t)
{
	struct ground *g = (*t)->ground;

	outcome_fini(&(*t)->outcome);
	programme_free(&(*t)->programme);
	store_close(&(*t)->store);
	menus_free(&g->menus);
	free(g);
	free(*t);
	*t = NULL;
}

void talk_modem(struct talk *t, double rate, int64_t cap_day)
{
	struct ground *g = t->ground;

	snprintf(g->link, sizeof g->link, "modem");
	snprintf(g->kind, sizeof g->kind, "gammu");
	g->config.links[0] = (struct config_link){ .name = g->link, .kind = g->kind, .rate = rate, .cap_day = cap_day };
	g->config.links_used = 1;
}

bool talk_menus(struct talk *t, const char *folder, struct faults *faults)
{
	struct ground *g = t->ground;
	struct menus *menus = menus_load(folder, faults);

	if (menus == NULL)
		return false;
	programme_set_menus(t->programme, menus, &g->config);
	menus_free(&g->menus);
	g->menus = menus;
	return true;
}

void talk_import(struct talk *t, const char *kind, const char *csv)
{
	struct buf out, err;

	buf_init(&out);
	buf_init(&err);
	if (import_csv(t->programme, t->store, kind, kind, csv, strlen(csv), false, t->now, &out, &err) != 0)
		fail_msg("%s", err.data);
	buf_fini(&out);
	buf_fini(&err);
	programme_forget(t->programme);
}

/* ---- texts ---- */

static int take(
	struct talk *t, const char *from, const char *session, int64_t sent_us, const char *text, struct why *why)
{
	struct programme_text in = {
		.link = "desk", .from = from, .text = text, .session = session, .now_us = t->now, .sent_us = sent_us
	};
	struct ground *g = t->ground;

	in.from_name = from[0] != '+' && (from[0] < '0' || from[0] > '9');
	snprintf(g->from, sizeof g->from, "%s", from);
	outcome_fini(&t->outcome);
	outcome_init(&t->outcome);
	t->now += CLOCK_SECOND;
	return programme_take(t->programme, &in, &t->outcome, NULL, why);
}

int talk_take(struct talk *t, const char *from, const char *text, struct why *why)
{
	return take(t, from, "", 0, text, why);
}

static void say(struct talk *t, const char *from, const char *session, int64_t sent_us, const char *text)
{
	struct why why = { "" };

	if (store_begin(t->store, &why) == -1 || take(t, from, session, sent_us, text, &why) == -1 ||
		store_commit(t->store, &why) == -1)
		fail_msg("\"%s\": %s", text, why.text);
}

void talk_says(struct talk *t, const char *from, const char *text)
{
	say(t, from, "", 0, text);
}

void talk_arrives(struct talk *t, const char *from, const char *sent, const char *text)
{
	int64_t sent_us;

	assert_int_equal(clock_read(sent, &sent_us), 0);
	say(t, from, "", sent_us, text);
}

void talk_dials(struct talk *t, const char *from, const char *session, const char *text)
{
	say(t, from, session, 0, text);
}

/* ---- the clock ---- */

void talk_due(struct talk *t)
{
	struct why why = { "" };
	int done = 0;

	do {
		if (store_begin(t->store, &why) == -1 ||
			(done = programme_due(t->programme, t->now, 50, &t->next, &why)) == -1 ||
			store_commit(t->store, &why) == -1)
			fail_msg("%s", why.text);
	} while (done > 0);
}

void talk_goes(struct talk *t)
{
	static const char sql[] =
		"UPDATE message SET state = 'sent' WHERE direction = 'out' AND state = 'queued' AND next_at <= $1";
	struct why why = { "" };

	if (record_do(t->store, sql, &why, "i", t->now) == -1)
		fail_msg("%s", why.text);
}

void talk_jump(struct talk *t, const char *time)
{
	assert_int_equal(clock_read(time, &t->now), 0);
}

void talk_until(struct talk *t, const char *time)
{
	int64_t end;

	assert_int_equal(clock_read(time, &end), 0);
	talk_due(t);
	while (t->next <= end) {
		t->now = t->next > t->now ? t->next : t->now + 1;
		talk_due(t);
	}
	t->now = end;
	talk_due(t);
}

/* ---- what came of it ---- */

static const char *first_answer(struct talk *t)
{
	struct ground *g = t->ground;

	for (unsigned i = 0; i < t->outcome.replies_used; i++)
		if (strcmp(t->outcome.replies[i].to, g->from) == 0)
			return t->outcome.replies[i].text.data;
	return "";
}

void talk_answer_at(
	struct talk *t, const char *intent, enum outcome_status status, const char *words, const char *file, int line)
{
	const char *answer = first_answer(t);

	if (strcmp(intent_name(t->outcome.intent), intent) == 0 && t->outcome.status == status &&
		(words[0] == '\0' ? answer[0] == '\0' : strstr(answer, words) != NULL))
		return;
	print_error("expected %s, %s: \"%s\"\n     got %s, %s: \"%s\"\n", intent, outcome_status_name(status), words,
		intent_name(t->outcome.intent), outcome_status_name(t->outcome.status), answer);
	_fail(file, line);
}

void talk_told_at(struct talk *t, const char *to, const char *words, const char *file, int line)
{
	for (unsigned i = 0; i < t->outcome.replies_used; i++)
		if (strcmp(t->outcome.replies[i].to, to) == 0 && strstr(t->outcome.replies[i].text.data, words) != NULL)
			return;
	print_error("%s was not told \"%s\"; these texts went out:\n", to, words);
	for (unsigned i = 0; i < t->outcome.replies_used; i++)
		print_error("  %s: %s\n", t->outcome.replies[i].to, t->outcome.replies[i].text.data);
	_fail(file, line);
}

unsigned talk_count(struct talk *t, const char *to, const char *words)
{
	struct query *q = store_query(t->store, "SELECT phone, text FROM message WHERE direction = 'out'", NULL);
	unsigned count = 0;

	assert_non_null(q);
	while (query_step(q, NULL) == STEP_ROW)
		count += (to == NULL || strcmp(query_column_text(q, 0), to) == 0) &&
			 strstr(query_column_text(q, 1), words) != NULL;
	return count;
}

int64_t talk_number(struct talk *t, const char *sql)
{
	struct why why = { "" };
	struct query *q = store_query(t->store, sql, &why);
	int64_t number;

	if (q == NULL || query_step(q, &why) != STEP_ROW)
		fail_msg("%s: %s", sql, why.text);
	number = query_column_int(q, 0);
	query_end(q);
	return number;
}
