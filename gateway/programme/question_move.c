/* SPDX-License-Identifier: GPL-2.0-or-later */
/* question_move.c - what is asked of units that become others is asked of those. */
#include "gateway/programme/question_json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* Put the new code in the place of an old one. */
static void move_code(json_t *code, question_map *map, void *user, enum question_moved *moved)
{
	const char *now = json_is_string(code) ? map(json_string_value(code), user) : NULL;

	if (now == NULL || *moved == QUESTION_VOID)
		return;
	*moved = now[0] == '\0' ? QUESTION_VOID : QUESTION_MOVED;
	json_string_set(code, now);
}

enum question_moved question_move(const char *kind, const char *data, question_map *map, void *user, struct buf *to)
{
	json_t *all = json_loads(data, 0, NULL), *one;
	enum question_moved moved = QUESTION_SAME;
	char *text;
	size_t i;

	if (strcmp(kind, question_kind_name(PENDING_UNIT)) == 0)
		json_array_foreach(json_object_get(all, "choices"), i, one) move_code(one, map, user, &moved);
	json_array_foreach(json_object_get(all, "fields"), i, one)
	{
		const char *key = json_string_value(json_array_get(one, 0));

		if (key != NULL && strcmp(key, "code") == 0)
			move_code(json_array_get(one, 2), map, user, &moved);
	}
	text = moved == QUESTION_MOVED ? json_dumps(all, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
	buf_clear(to);
	if (text != NULL)
		buf_adds(to, text);
	free(text);
	json_decref(all);
	return moved;
}
