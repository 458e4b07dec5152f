/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/people.h"

#include "gateway/base/utf8.h"
#include "menus/fold.h"
#include "menus/title.h"

#include <stdlib.h>
#include <string.h>

/* Those of the first code come first, as the unit's own do. */
static void put_in_order(const char *const *codes, size_t codes_used, struct member *rows, size_t used)
{
	size_t at = 0;

	for (size_t i = 0; i < codes_used; i++)
		for (size_t k = at; k < used; k++) {
			struct member one = rows[k];

			if (strcmp(one.unit, codes[i]) != 0)
				continue;
			memmove(&rows[at + 1], &rows[at], (k - at) * sizeof *rows);
			rows[at++] = one;
		}
}

int people_of(struct store *st, const struct units *units, const struct unit *unit, const char *role,
	struct member **rows, size_t *used, struct why *why)
{
	size_t codes_used, asked;
	const char **codes = units_codes_of(units, unit, &codes_used);
	int result;

	*rows = NULL;
	*used = 0;
	asked = codes_used < RECORD_MANY ? codes_used : RECORD_MANY; /* more than any unit was made of */
	if (asked == 1)
		result = member_list(st, codes[0], role, "active", rows, used, why);
	else
		result = asked == 0 ? 0 : member_list_in(st, codes, asked, role, "active", rows, used, why);
	if (result == 0 && *rows != NULL)
		put_in_order(codes, asked, *rows, *used);
	free(codes);
	return result;
}

bool people_is_title(const char *folded, size_t n)
{
	static const char *const titles[] = { TITLES_OR_EM, "di" };

	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		if (strlen(titles[i]) == n && memcmp(folded, titles[i], n) == 0)
			return true;
	return false;
}

/* "chi mai": without how one calls her. */
static const char *without_title(const char *said)
{
	size_t n = strcspn(said, " ");

	return said[n] != '\0' && people_is_title(said, n) ? said + n + 1 : said;
}

int people_count_in_roll(struct store *st, const char *code, size_t *people, struct why *why)
{
	struct member *rows;
	size_t used;

	*people = 0;
	if (member_list(st, code, "", "", &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		*people += strcmp(rows[i].status, "left") != 0;
	free(rows);
	return 0;
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

const char *people_write_name(const char *said, char to[static RECORD_NAME_OCTETS])
{
	size_t left = strlen(said);
	bool begins = true;
	struct buf name;

	buf_init(&name);
	while (left > 0) {
		char letter[UTF8_OCTETS_MAX];
		uint32_t cp;
		size_t n = utf8_next(said, left, &cp);

		if (begins && cp != UTF8_BAD)
			buf_add(&name, letter, utf8_put(utf8_upper(cp), letter));
		else
			buf_add(&name, said, n);
		begins = *said == ' ';
		said += n;
		left -= n;
	}
	record_copy(name.data, to, RECORD_NAME_OCTETS);
	buf_fini(&name);
	return to;
}

int people_called(struct store *st, const struct units *units, const char *top, const char *name, struct member **rows,
	size_t *used, struct why *why)
{
	size_t codes_used, asked, found;
	const char **codes = units_codes_in(units, top, &codes_used);
	struct member *some;
	int result = 0;

	*rows = NULL;
	*used = 0;
	for (size_t at = 0; at < codes_used && result == 0; at += asked) {
		asked = codes_used - at < RECORD_MANY ? codes_used - at : RECORD_MANY;
		result = member_list_in(st, codes + at, asked, "", "", &some, &found, why);
		for (size_t i = 0; result == 0 && i < found; i++) {
			if (strcmp(some[i].status, "left") == 0 || !people_is_named(some[i].name, name))
				continue;
			*rows = record_room(*rows, *used, sizeof **rows);
			(*rows)[(*used)++] = some[i];
		}
		if (result == 0)
			free(some);
	}
	free(codes);
	return result;
}
