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

/* For query.c and store.c. The tables that a statement names, a bit each. */
unsigned later_tables(const char *sql);
#define LATER_ALL (~0U)
int later_write(struct store *st, unsigned tables, struct why *why);
void later_forget(struct store *st);
void later_free(struct store *st);

#endif
