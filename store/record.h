/* SPDX-License-Identifier: GPL-2.0-or-later */
/* record.h - what the families of tables share: sizes of fields, copying a column, reading a row or all. */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include "store/store.h"

#include <stddef.h>

#define RECORD_CODE_OCTETS   16  /* a unit's or an indicator's code */
#define RECORD_WORD_OCTETS   24  /* role, status, kind, topic */
#define RECORD_PHONE_OCTETS  24  /* +84905123456, or a short code */
#define RECORD_DAY_OCTETS    12  /* 2022-08-18 */
#define RECORD_PERIOD_OCTETS 12  /* 2022-08, 2022-W33 */
#define RECORD_NAME_OCTETS   160 /* a person, unit or place, UTF-8 */
#define RECORD_TEXT_OCTETS   600 /* a sentence */

/* Copy a text column, cut between two characters when it does not fit. */
void record_text(struct query *q, int column, char *to, size_t octets);
/* The same for a text at hand. */
void record_copy(const char *from, char *to, size_t octets);

/* A list of rows grows by doubling: the array with room for one row more than `used`, of `octets` each. */
void *record_room(void *rows, size_t used, size_t octets);

/* Copy the row on which a query stands into its struct, which is zero. */
typedef void record_read(struct query *q, void *row);

/* All rows of a query that has its values, of `octets` each. `rows` is the address of the pointer to the first; the
 * array is yours. A failure leaves that pointer NULL and *used 0. */
int record_all(struct query *q, record_read *read, size_t octets, void *rows, size_t *used, struct why *why);

/* The same behind those that are there already. A failure, also of the query (NULL), frees them all. */
int record_more(struct query *q, record_read *read, size_t octets, void *rows, size_t *used, struct why *why);

/* The first row of a query that has its values; zeros when there is none. */
int record_one(struct query *q, record_read *read, size_t octets, void *row, struct why *why);

/* A query with its values, $1 first: types has a letter for each, 't' a text (const char *), 'i' an int64_t. NULL with
 * why set. */
struct query *record_ask(struct store *st, const char *sql, struct why *why, const char *types, ...);
/* The same, run to its end. 0 or -1. */
int record_do(struct store *st, const char *sql, struct why *why, const char *types, ...);
/* Run a query that has its values to its end: how many rows it changed; 0 when it failed. */
int record_changes(struct query *q, int64_t *rows, struct why *why);
/* Many codes in one question, which costs as much to ask as to answer: "unit IN " RECORD_MANY_CODES. */
#define RECORD_MANY 40
#define RECORD_MANY_CODES                                                                                              \
	"($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, "  \
	"$24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40)"
/* A query with up to so many of them, at least one; further parameters are $41 and on. */
struct query *record_ask_many(
	struct store *st, const char *sql, const char *const *codes, size_t used, struct why *why);
/* Many keys, each of which is looked for by itself; the last ones may be "". Further parameters are $33 and on. */
#define RECORD_KEYS_MAX 32
#define RECORD_KEYS                                                                                                    \
	"WITH k (key) AS (VALUES ($1), ($2), ($3), ($4), ($5), ($6), ($7), ($8), ($9), ($10), ($11), ($12), ($13), "   \
	"($14), ($15), ($16), ($17), ($18), ($19), ($20), ($21), ($22), ($23), ($24), ($25), ($26), ($27), ($28), "    \
	"($29), ($30), ($31), ($32))"
/* The number in the first column of the first row; 0 when there is none. */
int record_number(struct query *q, int64_t *number, struct why *why);

#endif
