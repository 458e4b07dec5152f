/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/csv.h"
#include "gateway/base/utf8.h"

#include <assert.h>
#include <csv.h>
#include <stdlib.h>
#include <string.h>

struct csv_table {
	char *name;
	int header_line;
	unsigned columns;
	char *header[CSV_COLUMNS_MAX];
	struct buf texts;   /* every field with its NUL, record after record */
	struct buf offsets; /* uint32_t: where each field starts in texts */
	struct buf lines;   /* int: the line of each record */
};

/* What the reading of one file holds between the calls of libcsv. */
struct reader {
	struct csv_table *table;
	struct faults *faults;
	struct csv_parser parser;
	int line;              /* the line that libcsv is being given */
	int start;             /* the line on which the running record started */
	bool within;           /* a record has begun */
	unsigned fields;       /* of the running record so far */
	size_t texts, offsets; /* where the running record starts in the table's bufs */
};

static void drop_record(struct reader *r)
{
	r->table->texts.length = r->texts;
	r->table->offsets.length = r->offsets;
	r->fields = 0;
	r->within = false;
}

static void on_field(void *octets, size_t n, void *user)
{
	struct reader *r = user;
	uint32_t offset = (uint32_t)r->table->texts.length;

	buf_add(&r->table->offsets, &offset, sizeof offset);
	buf_add(&r->table->texts, octets, n);
	buf_addc(&r->table->texts, '\0');
	r->fields++;
}

static void keep_header(struct reader *r)
{
	struct csv_table *t = r->table;
	const char *at = t->texts.data + r->texts;

	t->header_line = r->start;
	if (r->fields > CSV_COLUMNS_MAX) {
		faults_add(r->faults, t->name, r->start, "the header has %u columns; at most %d are possible",
			r->fields, CSV_COLUMNS_MAX);
		r->fields = CSV_COLUMNS_MAX;
	}
	for (unsigned i = 0; i < r->fields; i++, at += strlen(at) + 1) {
		t->header[i] = strdup(at);
		assert(t->header[i] != NULL);
	}
	t->columns = r->fields;
	drop_record(r);
}

static void keep_record(struct reader *r)
{
	struct csv_table *t = r->table;

	if (r->fields != t->columns) {
		faults_add(r->faults, t->name, r->start,
			"%u fields where the header has %u; write each column, and put a text with a comma in "
			"quotes",
			r->fields, t->columns);
		drop_record(r);
		return;
	}
	if (!utf8_is_valid(t->texts.data + r->texts, t->texts.length - r->texts)) {
		faults_add(r->faults, t->name, r->start, "it is not UTF-8; save the file as \"CSV UTF-8\"");
		drop_record(r);
		return;
	}
	buf_add(&t->lines, &r->start, sizeof r->start);
	r->texts = t->texts.length;
	r->offsets = t->offsets.length;
	r->fields = 0;
	r->within = false;
}

static void on_record(int terminator, void *user)
{
	struct reader *r = user;

	(void)terminator;
	if (r->table->columns == 0)
		keep_header(r);
	else
		keep_record(r);
}

static void begin(struct reader *r)
{
	int failed = csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI);

	assert(!failed);
	(void)failed;
}

/* A line that is no CSV is said, and reading starts afresh behind it. */
static void refuse_line(struct reader *r)
{
	faults_add(r->faults, r->table->name, r->start,
		"a quote stands within a field; put the whole field in quotes and write each quote in it twice");
	drop_record(r);
	csv_free(&r->parser);
	begin(r);
}

static bool is_blank(const char *line, size_t n)
{
	return strspn(line, " \t\r\n") >= n;
}

static void feed(struct reader *r, const char *content, size_t n)
{
	const char *end = content + n;

	for (r->line = 1; content < end; r->line++) {
		const char *newline = memchr(content, '\n', (size_t)(end - content));
		size_t octets = (size_t)((newline != NULL ? newline + 1 : end) - content);

		if (!r->within) {
			r->start = r->line;
			r->within = !is_blank(content, octets);
		}
		if (csv_parse(&r->parser, content, octets, on_field, on_record, r) != octets)
			refuse_line(r);
		content += octets;
	}
	if (csv_fini(&r->parser, on_field, on_record, r) != 0) {
		faults_add(r->faults, r->table->name, r->start,
			"a quote opens here and is never closed; end the field with a quote");
		drop_record(r);
	}
}

struct csv_table *csv_table_read(const char *name, const char *content, size_t n, struct faults *faults)
{
	struct csv_table *t = calloc(1, sizeof *t);
	struct reader r = { .table = t, .faults = faults };
	size_t mark = utf8_mark(content, n);

	assert(t != NULL);
	t->name = strdup(name);
	assert(t->name != NULL);
	buf_init(&t->texts);
	buf_init(&t->offsets);
	buf_init(&t->lines);
	content += mark;
	n -= mark;
	if (n > CSV_OCTETS_MAX) {
		faults_add(faults, name, 1, "the file has %zu octets; at most %u are possible, so cut it", n,
			CSV_OCTETS_MAX);
		return t;
	}
	if (memchr(content, '\0', n) != NULL) {
		faults_add(faults, name, 1, "the file has NUL octets and is no text; save it as \"CSV UTF-8\"");
		return t;
	}
	begin(&r);
	feed(&r, content, n);
	csv_free(&r.parser);
	if (t->columns == 0)
		faults_add(faults, name, 1, "the file is empty; begin it with a line that names its columns");
	return t;
}

void csv_table_free(struct csv_table **table)
{
	struct csv_table *t = *table;

	if (t == NULL)
		return;
	for (unsigned i = 0; i < t->columns; i++)
		free(t->header[i]);
	buf_fini(&t->texts);
	buf_fini(&t->offsets);
	buf_fini(&t->lines);
	free(t->name);
	free(t);
	*table = NULL;
}

const char *csv_table_name(const struct csv_table *table)
{
	return table->name;
}

unsigned csv_table_columns(const struct csv_table *table)
{
	return table->columns;
}

const char *csv_table_column(const struct csv_table *table, unsigned column)
{
	assert(column < table->columns);
	return table->header[column];
}

int csv_table_header_line(const struct csv_table *table)
{
	return table->header_line;
}

size_t csv_table_records(const struct csv_table *table)
{
	return table->lines.length / sizeof(int);
}

int csv_table_line(const struct csv_table *table, size_t record)
{
	int line;

	assert(record < csv_table_records(table));
	memcpy(&line, table->lines.data + record * sizeof line, sizeof line);
	return line;
}

const char *csv_table_field(const struct csv_table *table, size_t record, unsigned column)
{
	uint32_t offset;

	assert(record < csv_table_records(table) && column < table->columns);
	memcpy(&offset, table->offsets.data + (record * table->columns + column) * sizeof offset, sizeof offset);
	return table->texts.data + offset;
}

/* Quotes, separators and line ends need quotes (RFC 4180, 2.6); so do outer spaces, which readers may drop. */
static bool needs_quotes(const char *field)
{
	size_t n = strlen(field);

	return n > 0 && (strpbrk(field, "\",\r\n") != NULL || strchr(" \t", field[0]) != NULL ||
				strchr(" \t", field[n - 1]) != NULL);
}

void csv_put(struct buf *out, const char *field, bool first)
{
	size_t n = strlen(field), most = 2 * n + 2;

	if (!first)
		buf_addc(out, ',');
	if (!needs_quotes(field)) {
		buf_add(out, field, n);
		return;
	}
	out->length += csv_write(buf_room(out, most + 1), most, field, n);
	out->data[out->length] = '\0';
}

void csv_put_end(struct buf *out)
{
	buf_adds(out, "\r\n");
}
