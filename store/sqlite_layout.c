/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/sqlite_layout.h"

#include <string.h>

#define TABLE  "CREATE TABLE "
#define NUMBER "BIGINT PRIMARY KEY"
#define KEY    "PRIMARY KEY"

/* Behind a comment that begins there, else the same place. */
static const char *skip_comment(const char *at)
{
	return strncmp(at, "--", 2) == 0 ? at + strcspn(at, "\n") : at;
}

/* The parenthesis that closes what opens first, or the end of the text. */
static const char *closing(const char *at)
{
	int depth = 0;

	for (;; at++) {
		at = skip_comment(at);
		if (*at == '\0')
			return at;
		if (*at == '(')
			depth++;
		else if (*at == ')' && --depth == 0)
			return at;
	}
}

static const char *find_before(const char *at, const char *end, const char *words)
{
	const char *found = strstr(at, words);

	return found != NULL && found < end ? found : NULL;
}

/* A statement from its first word to its closing parenthesis. Returns the place behind it. */
static const char *add_table(const char *at, struct buf *to)
{
	const char *end = closing(at), *number = find_before(at, end, NUMBER);

	if (*end == '\0' || find_before(at, end, KEY) == NULL) {
		buf_add(to, at, (size_t)(end - at));
		return end;
	}
	if (number == NULL) {
		buf_add(to, at, (size_t)(end - at));
		buf_adds(to, ") WITHOUT ROWID");
	} else {
		buf_add(to, at, (size_t)(number - at));
		buf_adds(to, "INTEGER " KEY);
		number += strlen(NUMBER);
		buf_add(to, number, (size_t)(end + 1 - number));
	}
	return end + 1;
}

void sqlite_layout(const char *sql, struct buf *to)
{
	const char *at = sql;

	while (*at != '\0') {
		const char *next = skip_comment(at);

		if (next == at && strncmp(at, TABLE, strlen(TABLE)) == 0)
			at = add_table(at, to);
		else if (next == at)
			buf_addc(to, *at++);
		else {
			buf_add(to, at, (size_t)(next - at));
			at = next;
		}
	}
}
