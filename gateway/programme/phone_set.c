/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/phone_set.h"

#include <stdlib.h>
#include <string.h>

#define ROOM_LEAST 64

/* Where it is, or the free slot where it belongs. */
static uint32_t *slot_of(const struct phone_set *s, const char *phone)
{
	uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a */
	size_t at;

	for (const unsigned char *c = (const unsigned char *)phone; *c != '\0'; c++)
		h = (h ^ *c) * UINT64_C(1099511628211);
	at = (size_t)(h ^ h >> 32) & (s->room - 1);
	while (s->slots[at] != 0 && strcmp(s->phones[s->slots[at] - 1], phone) != 0)
		at = (at + 1) & (s->room - 1);
	return &s->slots[at];
}

/* At most half of the slots are taken, so that a free one is near. */
static void make_room(struct phone_set *s)
{
	if (2 * s->used < s->room)
		return;
	s->room = s->room == 0 ? ROOM_LEAST : 2 * s->room;
	free(s->slots);
	s->slots = calloc(s->room, sizeof *s->slots);
	if (s->slots == NULL || s->used >= UINT32_MAX)
		abort();
	for (size_t i = 0; i < s->used; i++)
		*slot_of(s, s->phones[i]) = (uint32_t)i + 1;
}

bool phone_set_add(struct phone_set *s, const char *phone)
{
	uint32_t *slot;

	make_room(s);
	slot = slot_of(s, phone);
	if (*slot != 0)
		return false;
	s->phones = record_room(s->phones, s->used, sizeof *s->phones);
	record_copy(phone, s->phones[s->used], sizeof *s->phones);
	*slot = (uint32_t)++s->used;
	return true;
}

void phone_set_fini(struct phone_set *s)
{
	free(s->phones);
	free(s->slots);
	*s = (struct phone_set){ .used = 0 };
}
