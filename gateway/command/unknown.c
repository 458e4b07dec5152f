/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng unknown: what people texted and was not understood, and the line that teaches it.
 *
 * What it prints is itself a menu file: remarks, and one alias a line, with the command that adds it. A line stands without a '#' only when it was
 * proved: with it the menus have no fault, and the example is understood.
 */
#include "gateway/command/command.h"
#include "gateway/command/ground.h"
#include "gateway/command/inbox.h"
#include "gateway/command/teach.h"
#include "gateway/command/usage.h"
#include "gateway/base/clock.h"
#include "gateway/config.h"
#include "gateway/programme/unheard.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOP_MAX 200

static const struct usage usage = {
	.command = "unknown",
	.operands = "",
	.what = "List the texts that were not understood or asked back, most frequent first, and how to teach them.",
	.more = "Texts are one when they differ only in case, marks, spaces and numbers. Above each line stands the\n"
		"command that adds it: keng alias. The output is a menu file as well: its lines go into the section\n"
		"aliases of a file of your own. A line without # was tried: keng check accepts it, and the example is\n"
		"then understood. Where none was found, the line has a # and you choose what it stands for. The texts\n"
		"are those of people: keep them so.\n",
	.options = (const struct usage_option[]){ { "since", "TIME", "7d (without it), 12h, 4w, or a day or time.", 0 },
		{ "top", "N", "How many, 1 to 200; 20 without it.", 0 }, { NULL, NULL, NULL, 0 } },
};

/* ---- print ---- */

/* A text in a remark: one line of it. */
static void print_example(const char *text)
{
	for (; *text != '\0'; text++)
		putchar((unsigned char)*text < 0x20 || *text == 0x7f ? ' ' : *text);
}

/* lines holds those without '#' so far: each stands once, and a comma between two of them. */
static void print_lesson(const char *line, const char *command, struct buf *lines)
{
	if (line[0] == '#') {
		printf("\n    %s\n", line);
	} else if (strstr(lines->data, line) != NULL) {
		printf("\n    # by a line above\n");
	} else {
		printf("\n    # %s\n    %s%s\n", command, lines->length > 0 ? ", " : "", line);
		buf_adds(lines, line);
	}
}

static int print_group(struct teacher *t, const struct unheard_group *g, struct buf *lines, struct why *why)
{
	struct message m;
	struct buf line, command;
	int result;

	message_init(&m);
	buf_init(&line);
	buf_init(&command);
	result = message_get(t->ground->store, g->example, &m, why);
	if (result == 0) {
		printf("\n    # %lld time%s, %lld %s, %s: ", (long long)g->times, g->times == 1 ? "" : "s",
			(long long)g->people, g->people == 1 ? "person" : "people", m.intent);
		print_example(m.text.data);
		result = teach(t, &m, &line, &command, why);
	}
	if (result == 0)
		print_lesson(line.data, command.data, lines);
	buf_fini(&line);
	buf_fini(&command);
	message_fini(&m);
	return result;
}

static int print_all(const struct unheard *p, struct ground *g, size_t top, struct why *why)
{
	struct teacher t;
	struct buf lines;
	int result = 0;

	printf("# %zu text%s not understood, %zu different.\n", p->texts, p->texts == 1 ? "" : "s", p->groups_used);
	if (p->texts == 0)
		return 0;
	if (teacher_init(&t, g, why) == -1)
		return -1;
	buf_init(&lines);
	printf("aliases: (");
	for (size_t i = 0; result == 0 && i < p->groups_used && i < top; i++)
		result = print_group(&t, &p->groups[i], &lines, why);
	printf(");\n");
	buf_fini(&lines);
	teacher_fini(&t);
	return result;
}

static int run(struct ground *g, int64_t since_us, size_t top)
{
	struct unheard pile = { .texts = 0 };
	struct why why;
	int status = USAGE_DONE;

	if (ground_menus(g) == -1)
		return USAGE_WRONG;
	if (inbox_open(g, since_us, &why) == -1 ||
		unheard_read(g->store, since_us, clock_wall_us() + CLOCK_DAY, &pile, &why) == -1 ||
		print_all(&pile, g, top, &why) == -1) {
		fprintf(stderr, "keng unknown: %s\n", why.text);
		status = g->away ? USAGE_MISSING : USAGE_WRONG;
	}
	unheard_fini(&pile);
	return status;
}

int command_unknown(int argc, char **argv)
{
	struct ground g = { .config = NULL };
	struct usage_given given;
	int64_t since_us;
	struct why why;
	char *end;
	long top;
	int status = usage_parse(&usage, argc, argv, 0, 0, &given);

	if (status != USAGE_GO_ON)
		return status;
	top = strtol(usage_value(&given, "top", "20"), &end, 10);
	if (*end != '\0' || top < 1 || top > TOP_MAX)
		return usage_wrong(&usage, "--top is a number from 1 to %d", TOP_MAX);
	if (ground_config(&g, given.config_file) == -1)
		return USAGE_WRONG;
	if (inbox_since(usage_value(&given, "since", "7d"), clock_wall_us(), &since_us, &why) == -1)
		status = usage_wrong(&usage, "--since %s", why.text);
	else
		status = run(&g, since_us, (size_t)top);
	ground_close(&g);
	return status;
}
