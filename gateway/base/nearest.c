/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/nearest.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static bool same(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* The row-by-row table of edit distances; the two rows before the current one are enough, since a swap reaches back
 * by two (Damerau's restricted distance). */
unsigned nearest_distance(const char *a, const char *b)
{
	unsigned rows[3][NEAREST_OCTETS_MAX + 1];
	unsigned *before = rows[0], *last = rows[1], *row = rows[2];
	size_t na = strlen(a), nb = strlen(b);

	if (na > NEAREST_OCTETS_MAX || nb > NEAREST_OCTETS_MAX)
		return NEAREST_OCTETS_MAX;
	for (size_t j = 0; j <= nb; j++)
		last[j] = (unsigned)j;
	for (size_t i = 1; i <= na; i++) {
		row[0] = (unsigned)i;
		for (size_t j = 1; j <= nb; j++) {
			row[j] = least(last[j] + 1, row[j - 1] + 1);
			row[j] = least(row[j], last[j - 1] + !same(a[i - 1], b[j - 1]));
			if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
				row[j] = least(row[j], before[j - 2] + 1);
		}
		unsigned *free_row = before;
		before = last;
		last = row;
		row = free_row;
	}
	return last[nb];
}

const char *nearest_word(const char *word, const char *const *known)
{
	const char *best = NULL;
	unsigned best_distance = NEAREST_OCTETS_MAX;

	for (; *known != NULL; known++) {
		unsigned distance = nearest_distance(word, *known);
		if (distance < best_distance) {
			best = *known;
			best_distance = distance;
		}
	}
	if (best == NULL || best_distance > (unsigned)strlen(best) / 3 + 1)
		return NULL;
	return best;
}
