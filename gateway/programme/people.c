/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/people.h"

#include <stdlib.h>

int people_of(struct store *st, const struct units *units, const struct unit *unit, const char *role,
	struct member **rows, size_t *used, struct why *why)
{
	size_t codes_used;
	const char **codes = units_codes_of(units, unit, &codes_used);
	int result = 0;

	*rows = NULL;
	*used = 0;
	for (size_t i = 0; i < codes_used && result == 0; i++) {
		struct member *some;
		size_t n;

		result = member_list(st, codes[i], role, "active", &some, &n, why);
		for (size_t k = 0; result == 0 && k < n; k++) {
			*rows = record_room(*rows, *used, sizeof **rows);
			(*rows)[(*used)++] = some[k];
		}
		if (result == 0)
			free(some);
	}
	free(codes);
	if (result == -1) {
		free(*rows);
		*rows = NULL;
	}
	return result;
}
