/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng unknown: what people texted and was not understood, and the line that teaches it.
 *
 * What it prints is itself a menu file: remarks, and one keyword a line. A line stands without a '#' only when it was
 * proved: with it the menus have no fault, and the example is understood.
 */
#include "gateway/command/command.h"
#include "gateway/command/ground.h"
#include "gateway/command/inbox.h"
#include "gateway/command/teach.h"
#include "gateway/command/usage.h"
#include "gateway/base/clock.h"
#include "gateway/config.h"
#include "menus/fold.h"
#include "store/store.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOP_MAX    200
#define TEXTS_MAX  200000 /* looked at; further ones are left out */
#define KEY_OCTETS 164    /* of a folded text: longer ones are one by their beginning */

static const struct usage usage = {
	.command = "unknown",
	.operands = "",
	.what = "List the texts that were not understood or asked back, most frequent first, and how to teach them.",
	.more = "Texts are one when they differ only in case, marks, spaces and numbers. The output is a menu file: put\n"
		"the lines that you want into the section keywords of a file of your own, such as 90-local.cfg. A line\n"
		"without # was tried: keng check accepts it, and the example is then understood. Where none was found,\n"
		"the line has a # and you choose the act. The texts are those of people: keep them so.\n",
	.options = (const struct usage_option[]){ { "since", "TIME", "7d (without it), 12h, 4w, or a day or time.", 0 },
		{ "top", "N", "How many, 1 to 200; 20 without it.", 0 }, { NULL, NULL, NULL, 0 } },
};

struct group {
	char key[KEY_OCTETS];
	int64_t times, people;
	int64_t example; /* the text that came last */
};

/* One text: its group's key, and who sent it. */
struct heard {
	char key[KEY_OCTETS], phone[MESSAGE_PHONE_OCTETS];
	int64_t id;
};

struct pile {
	struct heard *of;
	size_t used, room;
	struct group *groups;
	size_t groups_used;
};

/* ---- gather ---- */

/* Folded, each number as one #. */
static void key_of(const char *text, char key[static KEY_OCTETS])
{
	size_t n = 0;

	fold_text(text, key, KEY_OCTETS);
	for (const char *at = key; *at != '\0'; at++) {
		bool digit = isdigit((unsigned char)*at) != 0;

		if (!digit)
			key[n++] = *at;
		else if (n == 0 || key[n - 1] != '#')
			key[n++] = '#';
	}
	key[n] = '\0';
}

static void add(struct pile *p, const struct message *m)
{
	struct heard *h;

	if (p->used == p->room) {
		p->room = p->room == 0 ? 256 : p->room * 2;
		p->of = realloc(p->of, p->room * sizeof *p->of);
		assert(p->of != NULL);
	}
	h = &p->of[p->used++];
	key_of(m->text.data, h->key);
	snprintf(h->phone, sizeof h->phone, "%s", m->phone);
	h->id = m->id;
}

static int gather(struct pile *p, struct store *st, int64_t since_us, struct why *why)
{
	int64_t after = store_id_at(since_us) - 1;
	struct message m;
	int result;

	message_init(&m);
	while ((result = inbox_next(st, &after, &m, why)) == 0 && m.id != 0)
		if (p->used < TEXTS_MAX && (strcmp(m.intent, "unknown") == 0 || strcmp(m.intent, "ask") == 0))
			add(p, &m);
	message_fini(&m);
	return result;
}

/* ---- group ---- */

static int by_key(const void *a, const void *b)
{
	const struct heard *one = a, *other = b;
	int order = strcmp(one->key, other->key);

	if (order == 0)
		order = strcmp(one->phone, other->phone);
	return order != 0 ? order : (one->id > other->id) - (one->id < other->id);
}

static int by_times(const void *a, const void *b)
{
	const struct group *one = a, *other = b;

	if (one->times != other->times)
		return one->times < other->times ? 1 : -1;
	return strcmp(one->key, other->key);
}

static void make_groups(struct pile *p)
{
	if (p->used == 0)
		return;
	qsort(p->of, p->used, sizeof *p->of, by_key);
	p->groups = calloc(p->used, sizeof *p->groups);
	assert(p->groups != NULL);
	for (size_t i = 0; i < p->used; i++) {
		const struct heard *h = &p->of[i];
		bool same = i > 0 && strcmp(h->key, h[-1].key) == 0;
		struct group *g = &p->groups[same ? p->groups_used - 1 : p->groups_used++];

		if (!same)
			memcpy(g->key, h->key, sizeof g->key);
		g->times++;
		g->people += !same || strcmp(h->phone, h[-1].phone) != 0;
		g->example = h->id > g->example ? h->id : g->example;
	}
	qsort(p->groups, p->groups_used, sizeof *p->groups, by_times);
}

/* ---- print ---- */

/* A text in a remark: one line of it. */
static void print_example(const char *text)
{
	for (; *text != '\0'; text++)
		putchar((unsigned char)*text < 0x20 || *text == 0x7f ? ' ' : *text);
}

/* lines holds those without '#' so far: each stands once, and a comma between two of them. */
static int print_group(struct teacher *t, const struct group *g, struct buf *lines, struct why *why)
{
	struct message m;
	struct buf line;
	int result;

	message_init(&m);
	buf_init(&line);
	result = message_get(t->ground->store, g->example, &m, why);
	if (result == 0) {
		printf("\n    # %lld time%s, %lld %s, %s: ", (long long)g->times, g->times == 1 ? "" : "s",
			(long long)g->people, g->people == 1 ? "person" : "people", m.intent);
		print_example(m.text.data);
		result = teach(t, &m, &line, why);
	}
	if (result == 0 && line.data[0] != '#' && strstr(lines->data, line.data) != NULL) {
		printf("\n    # by a line above\n");
	} else if (result == 0) {
		printf("\n    %s%s\n", line.data[0] != '#' && lines->length > 0 ? ", " : "", line.data);
		if (line.data[0] != '#')
			buf_adds(lines, line.data);
	}
	buf_fini(&line);
	message_fini(&m);
	return result;
}

static int print_all(struct pile *p, struct ground *g, size_t top, struct why *why)
{
	struct teacher t;
	struct buf lines;
	int result = 0;

	make_groups(p);
	printf("# %zu text%s not understood, %zu different.\n", p->used, p->used == 1 ? "" : "s", p->groups_used);
	if (p->used == 0)
		return 0;
	if (teacher_init(&t, g, why) == -1)
		return -1;
	buf_init(&lines);
	printf("keywords: (");
	for (size_t i = 0; result == 0 && i < p->groups_used && i < top; i++)
		result = print_group(&t, &p->groups[i], &lines, why);
	printf(");\n");
	buf_fini(&lines);
	teacher_fini(&t);
	return result;
}

static int run(struct ground *g, int64_t since_us, size_t top)
{
	struct pile pile = { .used = 0 };
	struct why why;
	int status = USAGE_DONE;

	if (ground_menus(g) == -1)
		return USAGE_WRONG;
	if (inbox_open(g, since_us, &why) == -1 || gather(&pile, g->store, since_us, &why) == -1 ||
		print_all(&pile, g, top, &why) == -1) {
		fprintf(stderr, "keng unknown: %s\n", why.text);
		status = USAGE_WRONG;
	}
	free(pile.of);
	free(pile.groups);
	return fflush(stdout) == EOF ? USAGE_WRONG : status;
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
