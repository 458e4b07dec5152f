/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/sim/accepted.h"

#include <stdlib.h>
#include <string.h>

#define ROOM_FIRST 1024 /* a power of two */

/* Known by a 64-bit hash: among a million texts two collide once in thirty million runs. */
struct entry {
	uint64_t hash, words, times; /* words: hash of recipient and text without the part; times 0 = free */
};

struct accepted {
	struct entry *entries;
	size_t room, used;
	uint64_t repeated;
};

/* FNV-1a, the NUL included, so that ("ab", "c") is not ("a", "bc"). */
static uint64_t hash_on(uint64_t hash, const void *octets, size_t n)
{
	const unsigned char *p = octets;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ p[i]) * 0x100000001B3u;
	return hash;
}

uint64_t accepted_hash(const char *number, const char *text)
{
	uint64_t hash = hash_on(0xCBF29CE484222325u, number, strlen(number) + 1);

	return hash_on(hash, text, strlen(text) + 1);
}

static struct entry *find(struct entry *entries, size_t room, uint64_t hash)
{
	size_t i = (hash ^ (hash >> 32)) & (room - 1);

	while (entries[i].times > 0 && entries[i].hash != hash)
		i = (i + 1) & (room - 1);
	return &entries[i];
}

static void grow(struct accepted *a, size_t room)
{
	struct entry *more = calloc(room, sizeof *more);

	if (more == NULL)
		abort();
	for (size_t i = 0; i < a->room; i++)
		if (a->entries[i].times > 0)
			*find(more, room, a->entries[i].hash) = a->entries[i];
	free(a->entries);
	a->entries = more;
	a->room = room;
}

struct accepted *accepted_new(void)
{
	struct accepted *a = calloc(1, sizeof *a);

	if (a == NULL)
		abort();
	grow(a, ROOM_FIRST);
	return a;
}

void accepted_free(struct accepted **a)
{
	if (*a == NULL)
		return;
	free((*a)->entries);
	free(*a);
	*a = NULL;
}

uint64_t accepted_add(struct accepted *a, const char *to, const char *text, unsigned part, unsigned parts)
{
	unsigned place[2] = { parts > 1 ? part : 1, parts > 1 ? parts : 1 };
	uint64_t words = accepted_hash(to, text), hash = hash_on(words, place, sizeof place);
	struct entry *e;

	if (2 * (a->used + 1) > a->room)
		grow(a, 2 * a->room);
	e = find(a->entries, a->room, hash);
	if (e->times == 0) {
		a->used++;
		e->hash = hash;
		e->words = words;
	}
	if (++e->times == 2)
		a->repeated++;
	return e->times;
}

uint64_t accepted_times(const struct accepted *a, const char *to, const char *text)
{
	uint64_t words = accepted_hash(to, text), times = 0;

	for (size_t i = 0; i < a->room; i++)
		if (a->entries[i].times > 0 && a->entries[i].words == words)
			times += a->entries[i].times;
	return times;
}

void accepted_totals(const struct accepted *a, uint64_t *distinct, uint64_t *repeated)
{
	*distinct = a->used;
	*repeated = a->repeated;
}
