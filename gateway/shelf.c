/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/shelf.h"

#include <stdlib.h>
#include <string.h>

void shelf_init(struct shelf *s)
{
	s->objects = json_array();
	if (s->objects == NULL)
		abort();
}

void shelf_fini(struct shelf *s)
{
	json_decref(s->objects);
}

void shelf_put(struct shelf *s, json_t *event)
{
	if (json_array_size(s->objects) == SHELF_MOST)
		json_array_remove(s->objects, 0);
	json_array_append_new(s->objects, event);
}

json_t *shelf_take(struct shelf *s, const char *number)
{
	for (size_t i = 0; i < json_array_size(s->objects); i++) {
		json_t *event = json_array_get(s->objects, i);

		if (number[0] != '\0' && strcmp(json_string_value(json_object_get(event, "to")), number) != 0)
			continue;
		json_incref(event);
		json_array_remove(s->objects, i);
		return event;
	}
	return NULL;
}

size_t shelf_count(const struct shelf *s)
{
	return json_array_size(s->objects);
}
