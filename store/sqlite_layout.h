/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sqlite_layout.h - how SQLite is to lay out the tables of the schema.
 *
 * The schema is written for every engine, and there SQLite would keep each
 * table by a number of its own, and beside it an index for the primary key: two
 * trees to change with each row. In the order of its key a table is one tree:
 * by INTEGER PRIMARY KEY when the key is a number, else WITHOUT ROWID. Both
 * change nothing of what a statement means. A store that was made before keeps
 * its tables as they are.
 */
#ifndef STORE_SQLITE_LAYOUT_H
#define STORE_SQLITE_LAYOUT_H

#include "gateway/base/buf.h"

/* Append the script, its CREATE TABLE statements so changed. */
void sqlite_layout(const char *sql, struct buf *to);

#endif
