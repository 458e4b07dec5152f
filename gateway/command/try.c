/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng try: texts against a scratch copy of the store, one JSON object a line. */
#include "gateway/command/command.h"
#include "gateway/command/ground.h"
#include "gateway/command/try_line.h"
#include "gateway/command/usage.h"
#include "gateway/base/clock.h"
#include "gateway/base/utf8.h"
#include "gateway/config.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEXT_OCTETS_MAX 65536 /* of one line */

static const struct usage usage = {
	.command = "try",
	.operands = "",
	.what = "Read texts on stdin, a line each, and print what each would do, one JSON object a line.",
	.more = "A line is PHONE, a tab and the text, or a JSON object {\"from\": ..., \"text\": ..., \"now\": ...};\n"
		"\"channel\": \"ussd\", \"session\": \"1\" walks a USSD dialogue. Each line sees what the lines before it\n"
		"did. The real store is never changed: all happens in a scratch copy of it.\n",
	.options = (const struct usage_option[]){ { "each", NULL, "Start every line from the same copy.", 0 },
		{ "empty", NULL, "Start from the seeds alone, not from the store.", 0 },
		{ "now", "TIME", "Set the clock, such as 2022-08-18T09:00:00+07:00.", 0 },
		{ "why", NULL, "Add how each text was understood, as \"why\".", 0 }, { NULL, NULL, NULL, 0 } },
};

struct trial {
	struct ground ground;
	struct try_line line;
	int64_t now_us; /* 0: the real time */
	bool each, why_wanted, failed;
	struct buf out, trace;
};

/* ---- the scratch store ---- */

static struct store *scratch(const struct config *config, bool empty, struct why *why)
{
	struct store *real, *copy;

	if (empty || !ground_store_is_there(config))
		return store_open("sqlite::memory:", config_number(config), why);
	real = store_open_readonly(config->store, why);
	if (real == NULL)
		return NULL;
	copy = store_copy(real, why);
	store_close(&real);
	return copy;
}

/* ---- one line ---- */

/* Take one text in a transaction; with --each it leaves nothing behind. */
static int take(struct trial *t, struct outcome *outcome, struct why *why)
{
	struct programme_text text = { .link = "try",
		.from = t->line.from,
		.from_name = t->line.from_name,
		.text = t->line.text.data,
		.session = t->line.session.data,
		.now_us = t->line.now_us };
	struct store *st = t->ground.store;

	buf_clear(&t->trace);
	if (store_begin(st, why) == -1)
		return -1;
	if (programme_take(t->ground.programme, &text, outcome, t->why_wanted ? &t->trace : NULL, why) == -1) {
		store_rollback(st);
		return -1;
	}
	if (!t->each)
		return store_commit(st, why);
	store_rollback(st);
	return 0;
}

static void try_one(struct trial *t, const char *octets, size_t n)
{
	int64_t now_us = t->now_us != 0 ? t->now_us : clock_wall_us();
	struct outcome outcome;
	struct why why;

	if (try_line_read(&t->line, octets, n, now_us, &why) == -1) {
		try_line_print_error(t->line.number, why.text, &t->out);
		t->failed = true;
		return;
	}
	outcome_init(&outcome);
	if (take(t, &outcome, &why) == 0) {
		try_line_print(&t->line, &outcome, t->why_wanted ? &t->trace : NULL, &t->out);
	} else {
		try_line_print_error(t->line.number, why.text, &t->out);
		t->failed = true;
	}
	outcome_fini(&outcome);
}

static void flush(struct trial *t)
{
	fwrite(t->out.data, 1, t->out.length, stdout);
	fflush(stdout);
	buf_clear(&t->out);
}

/* Empty lines are no texts. Whoever types at a terminal sees each answer at once. */
static void try_all(struct trial *t)
{
	char *octets = NULL;
	size_t room = 0;
	ssize_t n;
	bool person = isatty(STDIN_FILENO) == 1;

	for (t->line.number = 1; (n = getline(&octets, &room, stdin)) >= 0; t->line.number++) {
		size_t mark = t->line.number == 1 ? utf8_mark(octets, (size_t)n) : 0;

		while (n > 0 && (octets[n - 1] == '\n' || octets[n - 1] == '\r'))
			n--;
		n -= (ssize_t)mark;
		if (n == 0)
			continue;
		if (n > TEXT_OCTETS_MAX) {
			try_line_print_error(t->line.number, "it is longer than 65536 octets; cut it", &t->out);
			t->failed = true;
		} else {
			try_one(t, octets + mark, (size_t)n);
		}
		if (person || t->out.length > 60000)
			flush(t);
	}
	flush(t);
	free(octets);
}

static int run(struct trial *t, bool empty)
{
	struct why why;

	if (ground_menus(&t->ground) == -1)
		return USAGE_WRONG;
	t->ground.store = scratch(t->ground.config, empty, &why);
	if (t->ground.store == NULL ||
		ground_programme(&t->ground, t->now_us != 0 ? t->now_us : clock_wall_us(), &why) == -1) {
		fprintf(stderr, "keng try: %s\n", why.text);
		return t->ground.store == NULL && ground_store_is_away(t->ground.config) ? USAGE_MISSING : USAGE_WRONG;
	}
	try_line_init(&t->line);
	buf_init(&t->out);
	buf_init(&t->trace);
	try_all(t);
	try_line_fini(&t->line);
	buf_fini(&t->out);
	buf_fini(&t->trace);
	return t->failed ? USAGE_WRONG : USAGE_DONE;
}

int command_try(int argc, char **argv)
{
	struct trial t = { .ground = { .config = NULL } };
	struct usage_given given;
	const char *now;
	int status = usage_parse(&usage, argc, argv, 0, 0, &given);

	if (status != USAGE_GO_ON)
		return status;
	if (ground_config(&t.ground, given.config_file) == -1)
		return USAGE_WRONG;
	now = usage_value(&given, "now", NULL);
	if (now != NULL && clock_read(now, &t.now_us) == -1) {
		ground_close(&t.ground);
		return usage_wrong(&usage, "--now \"%s\" is no time, write it as 2022-08-18T09:00:00+07:00", now);
	}
	t.each = usage_has(&given, "each");
	t.why_wanted = usage_has(&given, "why");
	status = run(&t, usage_has(&given, "empty"));
	ground_close(&t.ground);
	return status;
}
