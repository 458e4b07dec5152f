/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/units_index.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static size_t slot_of(const struct units_codes *c, const char *code)
{
	uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a */

	for (const unsigned char *at = (const unsigned char *)code; *at != '\0'; at++)
		h = (h ^ *at) * UINT64_C(1099511628211);
	return (size_t)(h ^ h >> 32) & (c->room - 1);
}

void units_codes_init(struct units_codes *c, const struct unit *rows, size_t used)
{
	c->room = 16;
	while (c->room < 2 * used)
		c->room *= 2;
	c->slots = malloc(c->room * sizeof *c->slots);
	assert(c->slots != NULL && used < UNITS_NONE);
	memset(c->slots, 0xff, c->room * sizeof *c->slots);
	for (size_t i = 0; i < used; i++) {
		size_t slot;

		if (i > 0 && strcmp(rows[i].code, rows[i - 1].code) == 0)
			continue;
		for (slot = slot_of(c, rows[i].code); c->slots[slot] != UNITS_NONE; slot = (slot + 1) & (c->room - 1))
			;
		c->slots[slot] = (uint32_t)i;
	}
}

void units_codes_fini(struct units_codes *c)
{
	free(c->slots);
	c->slots = NULL;
}

uint32_t units_codes_first(const struct units_codes *c, const struct unit *rows, const char *code)
{
	size_t slot = slot_of(c, code);

	while (c->slots[slot] != UNITS_NONE && strcmp(rows[c->slots[slot]].code, code) != 0)
		slot = (slot + 1) & (c->room - 1);
	return c->slots[slot];
}

void units_lists_init(struct units_lists *l, const uint32_t *owners, size_t n)
{
	uint32_t begin = 0;

	l->ends = calloc(n + 1, sizeof *l->ends);
	l->rows = malloc((n + 1) * sizeof *l->rows);
	assert(l->ends != NULL && l->rows != NULL);
	for (size_t i = 0; i < n; i++)
		if (owners[i] != UNITS_NONE)
			l->ends[owners[i]]++;
	for (size_t i = 0; i < n; i++) { /* where each begins; it moves to the end while the rows come */
		uint32_t count = l->ends[i];

		l->ends[i] = begin;
		begin += count;
	}
	for (size_t i = 0; i < n; i++)
		if (owners[i] != UNITS_NONE)
			l->rows[l->ends[owners[i]]++] = (uint32_t)i;
}

void units_lists_fini(struct units_lists *l)
{
	free(l->ends);
	free(l->rows);
	l->ends = l->rows = NULL;
}

const uint32_t *units_lists_of(const struct units_lists *l, size_t owner, size_t *used)
{
	uint32_t begin = owner == 0 ? 0 : l->ends[owner - 1];

	*used = l->ends[owner] - begin;
	return l->rows + begin;
}
