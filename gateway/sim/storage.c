/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/sim/storage.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void storage_init(struct storage *s, const char *name, unsigned capacity)
{
	assert(capacity <= STORAGE_PLACES_MAX);
	*s = (struct storage){ .name = name, .capacity = capacity };
	s->places = calloc(capacity > 0 ? capacity : 1, sizeof *s->places);
	if (s->places == NULL)
		abort();
}

void storage_fini(struct storage *s)
{
	free(s->places);
	s->places = NULL;
}

unsigned storage_put(struct storage *s, enum storage_status status, const uint8_t *octets, size_t n)
{
	assert(n > 0 && n <= PDU_OCTETS_MAX);
	if (!storage_has_room(s))
		return 0;
	for (unsigned i = 0; i < s->capacity; i++) {
		struct stored *at = &s->places[i];

		if (at->used)
			continue;
		*at = (struct stored){ .used = true, .status = status, .length = n };
		memcpy(at->octets, octets, n);
		at->tpdu_octets = n > (size_t)octets[0] + 1 ? n - octets[0] - 1 : 0;
		s->used++;
		return i + 1;
	}
	return 0;
}

struct stored *storage_at(const struct storage *s, unsigned place)
{
	if (place < 1 || place > s->capacity || !s->places[place - 1].used)
		return NULL;
	return &s->places[place - 1];
}

bool storage_delete(struct storage *s, unsigned place)
{
	struct stored *at = storage_at(s, place);

	if (at == NULL)
		return false;
	at->used = false;
	s->used--;
	return true;
}

unsigned storage_count(const struct storage *s)
{
	return s->full ? s->capacity : s->used;
}

bool storage_has_room(const struct storage *s)
{
	return !s->full && s->used < s->capacity;
}
