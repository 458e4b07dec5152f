/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/people.h"

#include "menus/fold.h"

#include <stdlib.h>
#include <string.h>

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

/* "chi mai": without how one calls her. */
static const char *without_title(const char *said)
{
	static const char *const titles[] = { "anh ", "chi ", "ong ", "ba ", "chu ", "co ", "bac ", "em ", "di ",
		"cau " };

	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		if (strncmp(said, titles[i], strlen(titles[i])) == 0)
			return said + strlen(titles[i]);
	return said;
}

bool people_is_named(const char *whole, const char *said)
{
	char name[RECORD_NAME_OCTETS], folded[RECORD_NAME_OCTETS];
	const char *words;
	size_t n, m;

	n = fold_text(whole, name, sizeof name);
	fold_text(said, folded, sizeof folded);
	words = without_title(folded);
	m = strlen(words);
	return m > 0 && m <= n && strcmp(name + n - m, words) == 0 && (m == n || name[n - m - 1] == ' ');
}
