/* SPDX-License-Identifier: GPL-2.0-or-later */
/* units_index.h - by what a row of the units is found without looking at all of them.
 *
 * Rows are meant by their numbers, 0 .. n-1. Made once for a tree of units,
 * then only read.
 */
#ifndef GATEWAY_PROGRAMME_UNITS_INDEX_H
#define GATEWAY_PROGRAMME_UNITS_INDEX_H

#include "store/unit.h"

#include <stddef.h>
#include <stdint.h>

#define UNITS_NONE UINT32_MAX

/* From a code to the first of its rows. */
struct units_codes {
	uint32_t *slots; /* UNITS_NONE: free */
	size_t room;     /* a power of two */
};
/* rows by code and valid_from, borrowed for its life. */
void units_codes_init(struct units_codes *c, const struct unit *rows, size_t used);
void units_codes_fini(struct units_codes *c);
uint32_t units_codes_first(const struct units_codes *c, const struct unit *rows, const char *code);

/* From an owner to the rows that it owns, in their order. */
struct units_lists {
	uint32_t *ends, *rows; /* those of owner i end before ends[i], and begin where those of i - 1 end */
};
/* owners[i]: whose row i is, UNITS_NONE: nobody's; both count to n. */
void units_lists_init(struct units_lists *l, const uint32_t *owners, size_t n);
void units_lists_fini(struct units_lists *l);
const uint32_t *units_lists_of(const struct units_lists *l, size_t owner, size_t *used);

#endif
