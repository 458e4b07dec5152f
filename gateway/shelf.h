/* SPDX-License-Identifier: GPL-2.0-or-later */
/* shelf.h - texts for phones that are not connected, in memory, until they are. */
#ifndef GATEWAY_SHELF_H
#define GATEWAY_SHELF_H

#include <jansson.h>
#include <stddef.h>

#define SHELF_MOST 1000 /* the oldest goes when one more comes */

struct shelf {
	json_t *objects; /* an array of events with "to" */
};

void shelf_init(struct shelf *s);
void shelf_fini(struct shelf *s);
/* The reference is taken. */
void shelf_put(struct shelf *s, json_t *event);
/* The oldest for that number ("" any), now yours; NULL when there is none. */
json_t *shelf_take(struct shelf *s, const char *number);
size_t shelf_count(const struct shelf *s);

#endif
