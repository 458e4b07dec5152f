/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/later.h"

#include "gateway/base/buf.h"
#include "store/inside.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KINDS_MAX   16
#define COLUMNS_MAX 20
#define HEAD_OCTETS 26  /* of a statement, with the table that it writes */
#define ROWS_MAX    512 /* of one kind, a power of two; then they are written */
#define SLOTS       ((size_t)2 * ROWS_MAX)
#define SIZES       6 /* statements of 1, 2, 4 ... 32 rows, as far as the engine gains by it */

struct value {
	bool is_text;
	int64_t number;   /* of a text that is kept: where it begins */
	const char *text; /* of one that is given */
};

struct batch {
	const struct later_kind *kind;
	unsigned tables, written; /* what it names, and of that what it writes */
	unsigned columns, key;    /* how many of the columns */
	char *sql[SIZES];
	struct value *values;
	size_t used, room;     /* rows */
	struct buf texts;      /* each with its end */
	uint16_t slots[SLOTS]; /* by the key: a row's place, 1..; 0: free */
};

struct later {
	struct batch *batches[KINDS_MAX];
	unsigned used;
	bool writing;
};

/* ---- statements ---- */

unsigned later_tables(const char *sql)
{
	static const char *const before[] = { "INTO ", "UPDATE ", "FROM ", "JOIN " };
	static const char *const tables[] = { "message", "part", "seen", "report", "report_value", "total", "figure" };
	unsigned all = 0;

	for (size_t b = 0; b < sizeof before / sizeof before[0]; b++)
		for (const char *at = strstr(sql, before[b]); at != NULL; at = strstr(at, before[b])) {
			size_t n = strspn(at += strlen(before[b]), "abcdefghijklmnopqrstuvwxyz_");

			for (unsigned i = 0; i < sizeof tables / sizeof tables[0]; i++)
				if (strlen(tables[i]) == n && strncmp(at, tables[i], n) == 0)
					all |= 1U << i;
		}
	return all;
}

/* What stands in the parentheses at `at`, once for each row, with its parameters moved on. Returns the place behind. */
static const char *repeat_list(const char *at, bool rows_of_it, unsigned columns, unsigned rows, struct buf *to)
{
	const char *first = rows_of_it ? at : at + 1, *end = strchr(at, ')') + (rows_of_it ? 1 : 0);

	for (unsigned i = 0; i < rows; i++) {
		buf_adds(to, i == 0 ? "" : ", ");
		for (const char *c = first; c < end;) {
			char *after;

			if (*c != '$') {
				buf_addc(to, *c++);
				continue;
			}
			buf_addf(to, "$%lu", strtoul(c + 1, &after, 10) + (unsigned long)i * columns);
			c = after;
		}
	}
	return end;
}

static char *repeat(const char *sql, unsigned columns, unsigned rows)
{
	static const char values[] = "VALUES ", keys[] = "IN (";
	struct buf to;

	buf_init(&to);
	for (const char *at = sql; *at != '\0';) {
		if (strncmp(at, "VALUES (", sizeof values) == 0) {
			buf_adds(&to, values);
			at = repeat_list(at + strlen(values), true, columns, rows, &to);
		} else if (strncmp(at, "IN ($1)", strlen("IN ($1)")) == 0) {
			buf_adds(&to, keys);
			at = repeat_list(at + strlen(keys) - 1, false, columns, rows, &to);
		} else {
			buf_addc(&to, *at++);
		}
	}
	return to.data;
}

/* ---- rows ---- */

static const char *text_of(const struct batch *b, const struct value *v)
{
	return b->texts.data + v->number;
}

static struct value *row_of(const struct batch *b, size_t row)
{
	return &b->values[row * b->columns];
}

static bool is_same(const struct batch *b, const struct value *kept, const struct value *given, unsigned columns)
{
	for (unsigned i = 0; i < columns; i++)
		if (kept[i].is_text) {
			assert(given[i].text != NULL);
			if (strcmp(text_of(b, &kept[i]), given[i].text) != 0)
				return false;
		} else if (kept[i].number != given[i].number) {
			return false;
		}
	return true;
}

/* FNV-1a. */
static uint64_t mix(uint64_t hash, uint64_t octet)
{
	return (hash ^ octet) * UINT64_C(1099511628211);
}

/* Where the row of that key is, or would be. */
static uint16_t *slot_of(struct batch *b, const struct value *key)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	size_t slot;

	for (unsigned i = 0; i < b->key; i++)
		if (key[i].is_text)
			for (const char *c = key[i].text; *c != '\0'; c++)
				hash = mix(hash, (unsigned char)*c);
		else
			hash = mix(mix(hash, (uint64_t)key[i].number), (uint64_t)key[i].number >> 32);
	for (slot = (hash ^ hash >> 32) % SLOTS; b->slots[slot] != 0; slot = (slot + 1) % SLOTS)
		if (is_same(b, row_of(b, b->slots[slot] - 1U), key, b->key))
			break;
	return &b->slots[slot];
}

/* Does it hold a row that begins with that number? */
static bool holds(const struct batch *b, int64_t number)
{
	for (size_t i = 0; i < b->used; i++)
		if (row_of(b, i)[0].number == number)
			return true;
	return false;
}

static void clear(struct batch *b)
{
	b->used = 0;
	buf_clear(&b->texts);
	memset(b->slots, 0, sizeof b->slots);
}

/* ---- writing ---- */

static int write_rows(struct store *st, struct batch *b, size_t first, unsigned size, struct why *why)
{
	struct query *q;

	if (b->sql[size] == NULL)
		b->sql[size] = repeat(b->kind->sql, b->columns, 1U << size);
	q = store_query(st, b->sql[size], why);
	if (q == NULL)
		return -1;
	for (size_t i = 0; i < (size_t)b->columns << size; i++) {
		const struct value *v = row_of(b, first) + i;

		if (v->is_text)
			query_text(q, (int)i + 1, text_of(b, v));
		else
			query_int(q, (int)i + 1, v->number);
	}
	return query_run(q, why);
}

static int write_batch(struct store *st, struct batch *b, struct why *why)
{
	unsigned size = st->db->driver->rows_log2;
	int result = 0;

	assert(size < SIZES);
	if (b->used == 0)
		return 0;
	st->later->writing = true;
	for (size_t at = 0; at < b->used && result == 0; at += (size_t)1 << size) {
		while ((size_t)1 << size > b->used - at)
			size--;
		result = write_rows(st, b, at, size, why);
	}
	st->later->writing = false;
	clear(b);
	return result == 0 && b->kind->after != NULL ? b->kind->after(st, why) : result;
}

int later_write(struct store *st, unsigned tables, const struct later_kind *but, struct why *why)
{
	struct later *l = st->later;

	for (unsigned i = 0; l != NULL && !l->writing && i < l->used; i++)
		if ((l->batches[i]->tables & tables) != 0 && l->batches[i]->kind != but &&
			write_batch(st, l->batches[i], why) == -1)
			return -1;
	return 0;
}

void later_forget(struct store *st)
{
	for (unsigned i = 0; st->later != NULL && i < st->later->used; i++)
		if (st->later->batches[i]->used > 0)
			clear(st->later->batches[i]);
}

void later_free(struct store *st)
{
	for (unsigned i = 0; st->later != NULL && i < st->later->used; i++) {
		struct batch *b = st->later->batches[i];

		for (unsigned k = 0; k < SIZES; k++)
			free(b->sql[k]);
		buf_fini(&b->texts);
		free(b->values);
		free(b);
	}
	free(st->later);
	st->later = NULL;
}

/* ---- taking ---- */

static struct batch *batch_new(const struct later_kind *kind)
{
	struct batch *b = calloc(1, sizeof *b);
	char head[HEAD_OCTETS];

	assert(b != NULL);
	b->kind = kind;
	b->tables = later_tables(kind->sql);
	snprintf(head, sizeof head, "%s", kind->sql);
	b->written = later_tables(head);
	for (const char *t = kind->types; *t != '\0'; t++)
		if (*t == '|')
			b->key = b->columns;
		else
			b->columns++;
	assert(b->written != 0 && b->key > 0 && b->columns <= COLUMNS_MAX);
	buf_init(&b->texts);
	return b;
}

static struct batch *batch_of(struct store *st, const struct later_kind *kind)
{
	struct later *l = st->later;

	if (l == NULL)
		l = st->later = calloc(1, sizeof *l);
	assert(l != NULL);
	for (unsigned i = 0; i < l->used; i++)
		if (l->batches[i]->kind == kind)
			return l->batches[i];
	assert(l->used < KINDS_MAX);
	return l->batches[l->used++] = batch_new(kind);
}

static int write_others(struct store *st, const struct batch *b, int64_t number, struct why *why)
{
	for (unsigned i = 0; i < st->later->used; i++) {
		struct batch *other = st->later->batches[i];

		if (other != b && (other->written & b->tables) != 0 && holds(other, number) &&
			write_batch(st, other, why) == -1)
			return -1;
	}
	return 0;
}

static void read_row(const struct later_kind *kind, va_list values, struct value *row)
{
	for (const char *t = kind->types; *t != '\0'; t++) {
		if (*t == '|')
			continue;
		*row = (struct value){ .is_text = *t == 't', .text = "" };
		if (row->is_text)
			row->text = va_arg(values, const char *);
		else
			row->number = va_arg(values, int64_t);
		row++;
	}
}

static void add(struct batch *b, const struct value *row)
{
	struct value *to;

	if (b->used == b->room) {
		b->room = b->room == 0 ? 8 : 2 * b->room;
		b->values = realloc(b->values, b->room * b->columns * sizeof *b->values);
		assert(b->values != NULL);
	}
	to = row_of(b, b->used++);
	for (unsigned i = 0; i < b->columns; i++) {
		to[i] = row[i];
		if (!row[i].is_text)
			continue;
		to[i].number = (int64_t)b->texts.length;
		buf_add(&b->texts, row[i].text, strlen(row[i].text) + 1);
	}
}

static bool is_added(const struct batch *b, struct value *there, const struct value *more)
{
	unsigned same = b->columns - b->kind->sums;

	if (b->kind->sums == 0 || !is_same(b, there, more, same))
		return false;
	for (unsigned i = same; i < b->columns; i++)
		there[i].number += more[i].number;
	return true;
}

int later_do(struct store *st, const struct later_kind *kind, struct why *why, ...)
{
	struct batch *b = batch_of(st, kind);
	struct value row[COLUMNS_MAX] = { { .text = "" } };
	uint16_t *slot;
	va_list values;

	va_start(values, why);
	read_row(kind, values, row);
	va_end(values);
	if (!row[0].is_text && write_others(st, b, row[0].number, why) == -1)
		return -1;
	slot = slot_of(b, row);
	if (*slot != 0 && is_added(b, row_of(b, *slot - 1U), row))
		return 0;
	if (*slot != 0) {
		if (write_batch(st, b, why) == -1)
			return -1;
		slot = slot_of(b, row);
	}
	add(b, row);
	*slot = (uint16_t)b->used;
	return st->in_transaction && b->used < ROWS_MAX ? 0 : write_batch(st, b, why);
}

/* ---- looking at what is kept back ---- */

size_t later_count(const struct store *st, const struct later_kind *kind)
{
	for (unsigned i = 0; st->later != NULL && i < st->later->used; i++)
		if (st->later->batches[i]->kind == kind)
			return st->later->batches[i]->used;
	return 0;
}

struct later_row later_at(struct store *st, const struct later_kind *kind, size_t at)
{
	return (struct later_row){ batch_of(st, kind), at };
}

bool later_find(struct store *st, const struct later_kind *kind, int64_t number, struct later_row *row)
{
	const struct value key = { .number = number };
	uint16_t slot;

	if (later_count(st, kind) == 0)
		return false;
	row->batch = batch_of(st, kind);
	assert(row->batch->key == 1);
	slot = *slot_of(row->batch, &key);
	row->row = slot - 1U;
	return slot != 0;
}

const char *later_text(struct later_row row, unsigned column)
{
	return text_of(row.batch, &row_of(row.batch, row.row)[column]);
}

int64_t later_number(struct later_row row, unsigned column)
{
	return row_of(row.batch, row.row)[column].number;
}

void later_set_text(struct later_row row, unsigned column, const char *text)
{
	struct value *v = &row_of(row.batch, row.row)[column];

	assert(v->is_text && column >= row.batch->key);
	v->number = (int64_t)row.batch->texts.length;
	buf_add(&row.batch->texts, text, strlen(text) + 1);
}

void later_set_number(struct later_row row, unsigned column, int64_t number)
{
	struct value *v = &row_of(row.batch, row.row)[column];

	assert(!v->is_text && column >= row.batch->key);
	v->number = number;
}
