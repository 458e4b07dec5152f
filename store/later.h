/* SPDX-License-Identifier: GPL-2.0-or-later */
/* later.h - rows that are written with the next ones of their kind, many in one statement.
 *
 * The texts of a group write the same few kinds of rows again and again, each
 * a statement, and on a server a message to and fro. Such a row is kept here
 * until any statement names its table, a row of another kind with its key is
 * written, or the transaction is committed or goes into a savepoint: so whoever
 * reads sees it. What is rolled back is forgotten. Only when it is written does
 * it show whether it can be; then the transaction fails.
 *
 * Outside of a transaction it is written at once.
 */
#ifndef STORE_LATER_H
#define STORE_LATER_H

#include "store/store.h"

#include <stdbool.h>
#include <stddef.h>

/* A kind of rows. There is one of each, and its address names it. */
struct later_kind {
	/* With one list "VALUES ($1, $2 ...)" of all its parameters in their order, which is repeated for each row. Names
	 * its tables behind INTO, UPDATE, FROM or JOIN. What is joined with that list is also "IN ($1)", which is repeated
	 * too: a server that thinks the table empty would go through all of it else. */
	const char *sql;
	/* 't' or 'i' each; first the key: of two rows with the same one, the first is written before the second is taken.
	 * Kinds that share a table begin with the same number, by which the same is held; what one only reads there, no
	 * other changes. '|' ends the key. */
	const char *types;
	/* The last so many numbers, of a row with the same key and else the same, are added to those of the one that is
	 * there. */
	unsigned sums;
	/* Called when those that had come together are written. May be NULL. */
	int (*after)(struct store *st, struct why *why);
};

/* 0, or -1: it could not be written, or something before it. */
int later_do(struct store *st, const struct later_kind *kind, struct why *why, ...);

/* Rows that are kept back may be looked at, and changed, as long as nothing has written them. Borrowed: until the next
 * call of the store. Columns count from 0, as in types. */
struct later_row {
	struct batch *batch;
	size_t row;
};
size_t later_count(const struct store *st, const struct later_kind *kind);
struct later_row later_at(struct store *st, const struct later_kind *kind, size_t at);
/* That of this number, which is the whole key; false when it is not, or no more, kept back. */
bool later_find(struct store *st, const struct later_kind *kind, int64_t number, struct later_row *row);
const char *later_text(struct later_row row, unsigned column);
int64_t later_number(struct later_row row, unsigned column);
void later_set_text(struct later_row row, unsigned column, const char *text);
void later_set_number(struct later_row row, unsigned column, int64_t number);

/* store_query() for who looks into the rows of that kind besides: they stay kept back. */
struct query *later_query(struct store *st, const char *sql, const struct later_kind *kind, struct why *why);

/* For query.c and store.c. The tables that a statement names, a bit each. */
unsigned later_tables(const char *sql);
#define LATER_ALL (~0U)
/* but NULL: of every kind. */
int later_write(struct store *st, unsigned tables, const struct later_kind *but, struct why *why);
void later_forget(struct store *st);
void later_free(struct store *st);

#endif
