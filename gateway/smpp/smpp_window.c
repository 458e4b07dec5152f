/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/smpp/smpp_window.h"

#include <assert.h>
#include <stdlib.h>

void smpp_window_init(struct smpp_window *w, unsigned room)
{
	*w = (struct smpp_window){ .rows = calloc(room, sizeof *w->rows), .room = room };
	if (w->rows == NULL)
		abort();
}

void smpp_window_fini(struct smpp_window *w)
{
	free(w->rows);
	*w = (struct smpp_window){ .rows = NULL };
}

static struct smpp_waiting *find(const struct smpp_window *w, uint32_t sequence)
{
	for (unsigned i = 0; i < w->room; i++)
		if (w->rows[i].sequence == sequence)
			return &w->rows[i];
	return NULL;
}

bool smpp_window_is_full(const struct smpp_window *w)
{
	return w->used == w->room;
}

void smpp_window_put(struct smpp_window *w, const struct smpp_waiting *one)
{
	struct smpp_waiting *row = find(w, 0);

	assert(row != NULL && one->sequence != 0);
	*row = *one;
	w->used++;
	w->ours += one->ours;
}

static void take(struct smpp_window *w, struct smpp_waiting *row, struct smpp_waiting *one)
{
	*one = *row;
	*row = (struct smpp_waiting){ 0 };
	w->used--;
	w->ours -= one->ours;
}

bool smpp_window_take(struct smpp_window *w, uint32_t sequence, struct smpp_waiting *one)
{
	struct smpp_waiting *row = sequence == 0 ? NULL : find(w, sequence);

	if (row == NULL)
		return false;
	take(w, row, one);
	return true;
}

bool smpp_window_take_any(struct smpp_window *w, struct smpp_waiting *one)
{
	for (unsigned i = 0; w->used > 0 && i < w->room; i++)
		if (w->rows[i].sequence != 0) {
			take(w, &w->rows[i], one);
			return true;
		}
	return false;
}

int64_t smpp_window_oldest_us(const struct smpp_window *w)
{
	int64_t oldest = INT64_MAX;

	for (unsigned i = 0; i < w->room; i++)
		if (w->rows[i].sequence != 0 && w->rows[i].sent_us < oldest)
			oldest = w->rows[i].sent_us;
	return oldest;
}
