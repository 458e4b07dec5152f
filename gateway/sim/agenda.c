/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/sim/agenda.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct entry {
	int64_t due_us;
	uint64_t order; /* of being added, among equals */
	agenda_act *act;
	void *user, *item;
};

struct agenda {
	struct entry *heap; /* a binary heap, the earliest at its root */
	size_t used, room;
	uint64_t added;
	int64_t now_us, wall_ahead_us;
};

struct agenda *agenda_new(int64_t mono_us, int64_t wall_us)
{
	struct agenda *a = calloc(1, sizeof *a);

	if (a == NULL)
		abort();
	a->now_us = mono_us;
	a->wall_ahead_us = wall_us - mono_us;
	return a;
}

void agenda_free(struct agenda **a)
{
	if (*a == NULL)
		return;
	for (size_t i = 0; i < (*a)->used; i++)
		free((*a)->heap[i].item);
	free((*a)->heap);
	free(*a);
	*a = NULL;
}

int64_t agenda_now_us(const struct agenda *a)
{
	return a->now_us;
}

int64_t agenda_wall_us(const struct agenda *a)
{
	return a->now_us + a->wall_ahead_us;
}

void agenda_tell(struct agenda *a, int64_t mono_us)
{
	if (mono_us > a->now_us)
		a->now_us = mono_us;
}

static bool earlier(const struct entry *x, const struct entry *y)
{
	return x->due_us != y->due_us ? x->due_us < y->due_us : x->order < y->order;
}

static void swap(struct entry *x, struct entry *y)
{
	struct entry kept = *x;

	*x = *y;
	*y = kept;
}

static void sift_up(struct agenda *a, size_t i)
{
	for (; i > 0 && earlier(&a->heap[i], &a->heap[(i - 1) / 2]); i = (i - 1) / 2)
		swap(&a->heap[i], &a->heap[(i - 1) / 2]);
}

static void sift_down(struct agenda *a, size_t i)
{
	for (;;) {
		size_t child = 2 * i + 1;

		if (child >= a->used)
			return;
		if (child + 1 < a->used && earlier(&a->heap[child + 1], &a->heap[child]))
			child++;
		if (!earlier(&a->heap[child], &a->heap[i]))
			return;
		swap(&a->heap[child], &a->heap[i]);
		i = child;
	}
}

void agenda_add(struct agenda *a, int64_t delay_ms, agenda_act *act, void *user, void *item)
{
	if (a->used == a->room) {
		a->room = a->room > 0 ? 2 * a->room : 64;
		a->heap = realloc(a->heap, a->room * sizeof *a->heap);
		if (a->heap == NULL)
			abort();
	}
	a->heap[a->used] = (struct entry){ a->now_us + delay_ms * 1000, a->added++, act, user, item };
	sift_up(a, a->used++);
}

void agenda_drop(struct agenda *a, agenda_act *act, const void *user)
{
	size_t kept = 0;

	for (size_t i = 0; i < a->used; i++) {
		if (a->heap[i].user == user && (act == NULL || a->heap[i].act == act))
			free(a->heap[i].item);
		else
			a->heap[kept++] = a->heap[i];
	}
	a->used = kept;
	for (size_t i = kept; i-- > 0;)
		sift_down(a, i);
}

void agenda_run(struct agenda *a, int64_t mono_us)
{
	agenda_tell(a, mono_us);
	while (a->used > 0 && a->heap[0].due_us <= a->now_us) {
		struct entry first = a->heap[0];

		a->heap[0] = a->heap[--a->used];
		a->heap[a->used].item = NULL; /* the place left behind owns nothing */
		sift_down(a, 0);
		first.act(first.user, first.item);
		free(first.item);
	}
}

int64_t agenda_next_us(const struct agenda *a)
{
	return a->used > 0 ? a->heap[0].due_us : INT64_MAX;
}
