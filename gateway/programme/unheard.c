/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/unheard.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/programme/inside.h"
#include "gateway/programme/voice.h"
#include "menus/fold.h"
#include "store/message.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXTS_MAX    200000 /* looked at; further ones are left out */
#define SHOWN_MAX    3      /* groups, in the text to the administrators ... */
#define SHOWN_OCTETS 24     /* ... and so much of each */

/* One text: its group's key, and who sent it. */
struct heard {
	char key[UNHEARD_KEY_OCTETS], phone[RECORD_PHONE_OCTETS];
	int64_t id;
};

struct pile {
	struct heard *of;
	size_t used, room;
};

/* Folded, each number as one #. */
static void key_of(const char *text, char key[static UNHEARD_KEY_OCTETS])
{
	size_t n = 0;

	fold_text(text, key, UNHEARD_KEY_OCTETS);
	for (const char *at = key; *at != '\0'; at++) {
		bool digit = isdigit((unsigned char)*at) != 0;

		if (!digit)
			key[n++] = *at;
		else if (n == 0 || key[n - 1] != '#')
			key[n++] = '#';
	}
	key[n] = '\0';
}

static void add(struct pile *p, struct query *q)
{
	struct heard *h;

	if (p->used == p->room) {
		p->room = p->room == 0 ? 256 : p->room * 2;
		p->of = realloc(p->of, p->room * sizeof *p->of);
		assert(p->of != NULL);
	}
	h = &p->of[p->used++];
	h->id = query_column_int(q, 0);
	record_text(q, 1, h->phone, sizeof h->phone);
	key_of(query_column_text(q, 2), h->key);
}

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
	const struct unheard_group *one = a, *other = b;

	if (one->times != other->times)
		return one->times < other->times ? 1 : -1;
	return strcmp(one->key, other->key);
}

static void make_groups(struct pile *p, struct unheard *to)
{
	if (p->used == 0)
		return;
	qsort(p->of, p->used, sizeof *p->of, by_key);
	to->groups = calloc(p->used, sizeof *to->groups);
	assert(to->groups != NULL);
	for (size_t i = 0; i < p->used; i++) {
		const struct heard *h = &p->of[i];
		bool same = i > 0 && strcmp(h->key, h[-1].key) == 0;
		struct unheard_group *g = &to->groups[same ? to->groups_used - 1 : to->groups_used++];

		if (!same)
			memcpy(g->key, h->key, sizeof g->key);
		g->times++;
		g->people += !same || strcmp(h->phone, h[-1].phone) != 0;
		g->example = h->id > g->example ? h->id : g->example;
	}
	qsort(to->groups, to->groups_used, sizeof *to->groups, by_times);
}

int unheard_read(struct store *st, int64_t since_us, int64_t until_us, struct unheard *to, struct why *why)
{
	struct query *q = message_unheard(st, store_id_at(since_us), store_id_at(until_us), why);
	struct pile pile = { .used = 0 };
	enum step step = STEP_DONE;

	*to = (struct unheard){ .texts = 0 };
	if (q == NULL)
		return -1;
	while (pile.used < TEXTS_MAX && (step = query_step(q, why)) == STEP_ROW)
		add(&pile, q);
	query_end(q);
	to->texts = pile.used;
	if (step != STEP_FAILED)
		make_groups(&pile, to);
	free(pile.of);
	return step == STEP_FAILED ? -1 : 0;
}

void unheard_fini(struct unheard *u)
{
	free(u->groups);
	*u = (struct unheard){ .texts = 0 };
}

/* ---- the week, to the administrators ---- */

static void add_most_frequent(const struct unheard *u, struct buf *to)
{
	for (size_t i = 0; i < u->groups_used && i < SHOWN_MAX; i++) {
		char times[24];

		buf_addf(to, "%s\"%.*s\" x%s", i == 0 ? "" : ", ", SHOWN_OCTETS, u->groups[i].key,
			voice_number(u->groups[i].times, times));
	}
}

static int tell(struct programme *p, const struct unheard *u, int64_t now_us, struct why *why)
{
	char count[24];
	struct buf list, text;
	int result = 0;

	buf_init(&list);
	buf_init(&text);
	add_most_frequent(u, &list);
	const struct text_argument arguments[] = { { "count", voice_number((int64_t)u->texts, count) },
		{ "list", list.data }, { NULL, NULL } };
	texts_render(p->menus->texts, TEXT_PLAIN, "unknown_weekly", arguments, &text);
	for (int i = 0; result == 0 && p->config->admins[i] != NULL; i++)
		if (programme_queue(p, p->config->admins[i], text.data, "notice", "", 0, now_us, why) == -1)
			result = -1;
	buf_fini(&list);
	buf_fini(&text);
	return result;
}

int unheard_tell(struct programme *p, int64_t now_us, struct why *why)
{
	struct unheard u;
	int result = 0;

	if (unheard_read(p->store, now_us - 7 * CLOCK_DAY, now_us, &u, why) == -1)
		return -1;
	log_info("not-understood", "texts=%zu different=%zu days=7", u.texts, u.groups_used);
	if (u.texts > 0)
		result = tell(p, &u, now_us, why);
	unheard_fini(&u);
	return result;
}
