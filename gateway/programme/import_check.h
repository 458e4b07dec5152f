/* SPDX-License-Identifier: GPL-2.0-or-later */
/* import_check.h - what of a file is wrong: its header, its cells, what they refer to, lines that contradict others. */
#ifndef GATEWAY_PROGRAMME_IMPORT_CHECK_H
#define GATEWAY_PROGRAMME_IMPORT_CHECK_H

#include "gateway/programme/csv.h"
#include "gateway/programme/kind.h"

struct programme;

struct import_file {
	struct programme *programme; /* may be NULL */
	struct store *store;
	const struct kind *kind;
	struct csv_table *table;
	struct faults faults;
	int64_t now_us;
	int64_t last_report; /* the number of the one that was looked at last; its further lines say no more of its head */
	unsigned unasked;    /* active people of whom no consent is known ... */
	int unasked_line;    /* ... and where the first of them stands */
	int at[CSV_COLUMNS_MAX]; /* the column of the kind, by its place there, in the file; -1: not in the file */
};

/* A record, aligned for what lies in it. */
union import_record {
	int64_t align;
	char octets[KIND_RECORD_OCTETS];
};

/* The cell of a row; "" when the column is not in the file. */
const char *import_cell(const struct import_file *f, size_t row, unsigned column);
/* Match the header to the columns of the kind. False when a row cannot be read with it. */
bool import_check_header(struct import_file *f);
/* Read the cells of a row into an empty record, defaults for what is empty. False with the faults added. */
bool import_read_row(struct import_file *f, size_t row, union import_record *record);
/* Check every row. 0, or -1 with why set when the store failed; what is wrong with the file is in the faults. */
int import_check_rows(struct import_file *f, struct why *why);
/* Units only, when each row by itself is right: a code must not be in force twice on a day, nor be used again while people are
 * in the roll by it (import_units.c). 0, or -1 with why set when the store failed. */
int import_check_units(struct import_file *f, const struct unit *stored, size_t used, struct why *why);
/* Say what is odd of a person (unit NULL: it is not known), and count who was not asked for consent; then say how many, once for
 * the file (import_people.c). */
int import_check_person(
	struct import_file *f, size_t row, const struct kind_member *r, const struct unit *unit, struct why *why);
void import_say_unasked(struct import_file *f);

#endif
