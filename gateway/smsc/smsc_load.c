/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/smsc/smsc_load.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define LATE_US 60000000 /* whom nobody has answered by then texts again */

struct smsc_load {
	int64_t first;
	unsigned members, texts, window, begun, kept, answers;
	int64_t from_us, to_us;
	int64_t *since_us; /* of each member's open text, 0: none */
	uint32_t *took_us; /* of each round trip */
};

struct smsc_load *smsc_load_new(const char *first, unsigned members, unsigned texts, unsigned window)
{
	struct smsc_load *l = calloc(1, sizeof *l);

	if (l == NULL)
		abort();
	*l = (struct smsc_load){
		.first = strtoll(first, NULL, 10), .members = members, .texts = texts, .window = window
	};
	l->since_us = calloc(members, sizeof *l->since_us);
	l->took_us = calloc(texts, sizeof *l->took_us);
	if (l->since_us == NULL || l->took_us == NULL)
		abort();
	return l;
}

void smsc_load_free(struct smsc_load **l)
{
	if (*l == NULL)
		return;
	free((*l)->since_us);
	free((*l)->took_us);
	free(*l);
	*l = NULL;
}

bool smsc_load_next(struct smsc_load *l, int64_t now_us, char from[static 24], char *text, size_t room)
{
	unsigned member = l->begun % l->members, round = l->begun / l->members;

	if (l->begun == l->texts || l->begun - l->kept >= l->window ||
		(l->since_us[member] != 0 && now_us - l->since_us[member] < LATE_US))
		return false;
	if (l->begun == 0)
		l->from_us = now_us;
	snprintf(from, 24, "+%" PRId64, l->first + member);
	snprintf(text, room, round == 0 ? "bc dvc %u tt %u" : "sua dvc %u tt %u", round % 40 + 1, round % 7 + 1);
	l->since_us[member] = now_us;
	l->begun++;
	return true;
}

void smsc_load_kept(struct smsc_load *l)
{
	if (l->kept < l->begun)
		l->kept++;
}

void smsc_load_answered(struct smsc_load *l, const char *to, int64_t now_us)
{
	int64_t member = strtoll(to, NULL, 10) - l->first;

	if (member < 0 || member >= (int64_t)l->members || l->since_us[member] == 0)
		return;
	l->took_us[l->answers++] = (uint32_t)(now_us - l->since_us[member]);
	l->since_us[member] = 0;
	l->to_us = now_us;
}

void smsc_load_stop(struct smsc_load *l)
{
	l->texts = l->begun;
}

bool smsc_load_is_over(const struct smsc_load *l)
{
	return l->answers == l->texts;
}

static int by_size(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void smsc_load_figures(struct smsc_load *l, struct smsc_load_figures *f)
{
	unsigned middle = l->answers / 2;
	uint64_t late = (uint64_t)l->answers * 99 / 100;

	*f = (struct smsc_load_figures){ .texts = l->begun, .kept = l->kept, .answers = l->answers };
	if (l->answers == 0)
		return;
	qsort(l->took_us, l->answers, sizeof *l->took_us, by_size);
	f->seconds = (double)(l->to_us - l->from_us) / 1e6;
	f->median_ms = l->took_us[middle] / 1e3;
	f->p99_ms = l->took_us[late] / 1e3;
	f->worst_ms = l->took_us[l->answers - 1] / 1e3;
}
