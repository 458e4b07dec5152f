/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kind.h - the kinds of rows that are imported and exported, column by column.
 *
 * One table a kind: each column with its name, what may stand in it and where
 * its value lies in the record. Reading, checking, comparing and writing are
 * done by what the table says. A cell is read without looking at the store;
 * what it refers to is checked by the import.
 */
#ifndef GATEWAY_PROGRAMME_KIND_H
#define GATEWAY_PROGRAMME_KIND_H

#include "gateway/base/buf.h"
#include "store/collection.h"
#include "store/denominator.h"
#include "store/enrolment.h"
#include "store/exchange.h"
#include "store/meeting_place.h"
#include "store/ticket.h"
#include "store/training.h"

enum kind_type {
	KIND_END,       /* behind the last column */
	KIND_TEXT,      /* any text that fits */
	KIND_IDENT,     /* lower-case letters, digits and '_' */
	KIND_WORD,      /* one of the column's words */
	KIND_WORDS,     /* several of them, with '/' between; with ',' in the record */
	KIND_CODE,      /* a unit's code that need not be stored */
	KIND_CODES,     /* several, with '/' between */
	KIND_UNIT,      /* a stored unit's code */
	KIND_UNITS,     /* several, with '/' between; with ',' in the record. "-": none of them */
	KIND_DAY,       /* 2022-08-18 */
	KIND_PERIOD,    /* 2022-08, 2022-W33, 2022-Q3, 2022-H1, 2022 */
	KIND_NEW_CODE,  /* an indicator's code */
	KIND_INDICATOR, /* of an indicator that is known */
	KIND_LANGUAGE,  /* vi, en, or one of the section languages */
	KIND_TOPIC,     /* an indicator or a word of the configuration */
	KIND_PHONE,     /* one number */
	KIND_WHO,       /* a number, or a word for who was no number ("", "keng import") */
	KIND_PHONES,    /* several, with '/' between (members only) */
	KIND_NUMBER,    /* int64_t, 0 and up */
	KIND_NO,        /* int64_t, 1 and up: a number that people type */
	KIND_TEAM,      /* the number of a stored team, or 0 */
	KIND_TRAINING,  /* the number of a stored training */
	KIND_MOMENT,    /* int64_t, microseconds */
	KIND_FLAG,      /* bool, 0 or 1 */
	KIND_MODE       /* bool: the words period (false) and total (true) */
};

struct kind_column {
	const char *name;
	enum kind_type type;
	size_t offset, octets;    /* of the value within the record; octets of a text with its NUL */
	const char *otherwise;    /* of a new row when the cell is empty or not there; NULL: nothing, 0 */
	const char *const *words; /* KIND_WORD, KIND_WORDS: NULL-terminated */
	bool needed;              /* must be there, and not empty */
	bool erasable;            /* ... but it is empty where a person was erased */
	bool key;                 /* with the other key columns it names the row; may be empty unless needed */
};

struct kind {
	const char *name; /* "members" */
	enum exchange_kind listing;
	const struct kind_column *columns; /* in the order of exchange_list() */
	size_t octets;                     /* of a record; 0: it cannot be imported */
	const char *counter;               /* of store_raise_no(), or NULL; the number is the first column */
	/* The row whose key stands in the record. */
	int (*find)(struct store *st, void *record, bool *found, struct why *why);
	/* Store it; before is the row as it was, NULL for a new one. */
	int (*put)(struct store *st, void *record, const void *before, int64_t now_us, struct why *why);
	/* What two columns together may not say: -1 with why set. NULL: nothing. */
	int (*check)(const void *record, struct why *why);
};

#define KIND_RECORD_OCTETS 4096 /* room for a record of any kind */

struct kind_member {
	struct member member;
	struct kind_phones {
		char list[EXCHANGE_PHONES_MAX][RECORD_PHONE_OCTETS];
		unsigned used;
	} phones;
};

struct kind_report {
	struct report head;
	struct report_value value;      /* indicator "": a nil report */
	bool head_stored, value_stored; /* set by find */
};

/* NULL when there is none of that name. */
const struct kind *kind_find(const char *name);
/* "units, members, ...": those that can be imported, or all. Returns to. */
#define KIND_NAMES_OCTETS 200
const char *kind_names(bool importable, char to[static KIND_NAMES_OCTETS]);

/* Read a cell, not empty, into the record. 0, or -1 with why set: "name of 200 octets; at most 159 fit". */
int kind_read(const struct kind_column *column, const char *cell, void *record, struct why *why);
/* The value as a cell of a file. */
void kind_print(const struct kind_column *column, const void *record, struct buf *out);
/* The same for a column of a row of exchange_list(). */
void kind_print_row(const struct kind_column *column, struct query *q, int at, struct buf *out);
/* Is it a number in JSON? */
bool kind_is_number(const struct kind_column *column);

#endif
