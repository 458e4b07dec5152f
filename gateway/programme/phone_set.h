/* SPDX-License-Identifier: GPL-2.0-or-later */
/* phone_set.h - which numbers are in already: a text to the whole country must reach each of them once, and finding that
 * out must not cost more with every number. */
#ifndef GATEWAY_PROGRAMME_PHONE_SET_H
#define GATEWAY_PROGRAMME_PHONE_SET_H

#include "store/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero is an empty set. */
struct phone_set {
	char (*phones)[RECORD_PHONE_OCTETS];
	size_t used;
	uint32_t *slots; /* 1 + a place in phones, 0 = free */
	size_t room;     /* a power of two */
};

/* Put a number in; false when it was there. */
bool phone_set_add(struct phone_set *s, const char *phone);
void phone_set_fini(struct phone_set *s);

#endif
