/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/record.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void record_copy(const char *from, char *to, size_t octets)
{
	size_t n = strlen(from);

	if (n >= octets) {
		n = octets - 1;
		while (n > 0 && ((unsigned char)from[n] & 0xc0) == 0x80)
			n--;
	}
	memcpy(to, from, n);
	to[n] = '\0';
}

void record_text(struct query *q, int column, char *to, size_t octets)
{
	record_copy(query_column_text(q, column), to, octets);
}

void *record_room(void *rows, size_t used, size_t octets)
{
	if ((used & (used - 1)) != 0)
		return rows;
	rows = realloc(rows, (used == 0 ? 1 : 2 * used) * octets);
	assert(rows != NULL);
	return rows;
}

int record_more(struct query *q, record_read *read, size_t octets, void *rows, size_t *used, struct why *why)
{
	enum step step = STEP_FAILED;
	char *list;

	memcpy(&list, rows, sizeof list);
	while (q != NULL && (step = query_step(q, why)) == STEP_ROW) {
		list = record_room(list, *used, octets);
		memset(list + *used * octets, 0, octets);
		read(q, list + (*used)++ * octets);
	}
	if (step == STEP_FAILED) {
		free(list);
		list = NULL;
		*used = 0;
	}
	memcpy(rows, &list, sizeof list);
	return step == STEP_FAILED ? -1 : 0;
}

int record_all(struct query *q, record_read *read, size_t octets, void *rows, size_t *used, struct why *why)
{
	char *none = NULL;

	memcpy(rows, &none, sizeof none);
	*used = 0;
	return record_more(q, read, octets, rows, used, why);
}

int record_one(struct query *q, record_read *read, size_t octets, void *row, struct why *why)
{
	enum step step = q == NULL ? STEP_FAILED : query_step(q, why);

	memset(row, 0, octets);
	if (step == STEP_FAILED)
		return -1;
	if (step == STEP_ROW)
		read(q, row);
	query_end(q);
	return 0;
}

static struct query *askv(struct store *st, const char *sql, struct why *why, const char *types, va_list values)
{
	struct query *q = store_query(st, sql, why);

	for (int at = 1; q != NULL && *types != '\0'; at++, types++) {
		if (*types == 't')
			query_text(q, at, va_arg(values, const char *));
		else
			query_int(q, at, va_arg(values, int64_t));
	}
	return q;
}

struct query *record_ask(struct store *st, const char *sql, struct why *why, const char *types, ...)
{
	struct query *q;
	va_list values;

	va_start(values, types);
	q = askv(st, sql, why, types, values);
	va_end(values);
	return q;
}

int record_do(struct store *st, const char *sql, struct why *why, const char *types, ...)
{
	struct query *q;
	va_list values;

	va_start(values, types);
	q = askv(st, sql, why, types, values);
	va_end(values);
	return q == NULL ? -1 : query_run(q, why);
}

int record_number(struct query *q, int64_t *number, struct why *why)
{
	enum step step = q == NULL ? STEP_FAILED : query_step(q, why);

	*number = step == STEP_ROW ? query_column_int(q, 0) : 0;
	if (q != NULL)
		query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

int record_changes(struct query *q, int64_t *rows, struct why *why)
{
	int result = q == NULL ? -1 : query_run(q, why);

	*rows = result == 0 ? query_changes(q) : 0;
	return result;
}

struct query *record_ask_many(struct store *st, const char *sql, const char *const *codes, size_t used, struct why *why)
{
	struct query *q = store_query(st, sql, why);

	for (size_t i = 0; q != NULL && i < RECORD_MANY; i++)
		query_text(q, 1 + (int)i, codes[i < used ? i : used - 1]);
	return q;
}
