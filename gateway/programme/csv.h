/* SPDX-License-Identifier: GPL-2.0-or-later */
/* csv.h - tables in files: RFC 4180, UTF-8, with a header line.
 *
 * The one door to libcsv. A byte order mark, CRLF and empty lines are
 * tolerated; so are spaces around a field that is not quoted (libcsv drops
 * them). Every record knows the line on which it starts. Reading goes on
 * behind a fault, so that all of them are shown.
 */
#ifndef GATEWAY_PROGRAMME_CSV_H
#define GATEWAY_PROGRAMME_CSV_H

#include "gateway/base/buf.h"
#include "menus/node.h"

#include <stddef.h>

#define CSV_OCTETS_MAX  (48u << 20) /* fits a frame with its arguments */
#define CSV_COLUMNS_MAX 32

struct csv_table;

/* Read a file's content; name stands in the faults. A line that is no CSV, is not UTF-8, or has another number of
 * fields than the header is a fault and no record. Always a table, yours until csv_table_free(). */
struct csv_table *csv_table_read(const char *name, const char *content, size_t n, struct faults *faults);
void csv_table_free(struct csv_table **table);

const char *csv_table_name(const struct csv_table *table);
unsigned csv_table_columns(const struct csv_table *table);
const char *csv_table_column(const struct csv_table *table, unsigned column); /* its name in the header */
int csv_table_header_line(const struct csv_table *table);
size_t csv_table_records(const struct csv_table *table);
int csv_table_line(const struct csv_table *table, size_t record);
/* Borrowed until the table goes. */
const char *csv_table_field(const struct csv_table *table, size_t record, unsigned column);

/* Append one field, in quotes where it must be, with a comma before it unless it is the first of its line. */
void csv_put(struct buf *out, const char *field, bool first);
void csv_put_end(struct buf *out); /* CRLF */

#endif
