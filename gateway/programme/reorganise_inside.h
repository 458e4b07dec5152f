/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reorganise_inside.h - one reorganisation on its way: what the files of it share. */
#ifndef GATEWAY_PROGRAMME_REORGANISE_INSIDE_H
#define GATEWAY_PROGRAMME_REORGANISE_INSIDE_H

#include "gateway/programme/csv.h"
#include "gateway/programme/inside.h"

enum change_kind { CHANGE_MERGE, CHANGE_SPLIT, CHANGE_MOVE, CHANGE_END, CHANGE_NEW, CHANGE_PERSON };

/* One line of the file. */
struct change {
	char word[RECORD_WORD_OCTETS]; /* "merge" */
	struct unit unit;
	char from[RECORD_TEXT_OCTETS]; /* codes, or numbers of persons, with '/' between */
	enum change_kind kind;
	int line;
};

/* A code whose unit is another one from the day on, or the same one in another commune. */
struct moved {
	const struct unit *old; /* on the eve */
	const struct unit *now; /* on the day; NULL: it ended and nothing comes after it */
	const char *code;       /* the old unit's, or one that led to it */
	bool seen;              /* by its people: divided, another name, another commune */
};

struct reorganisation {
	struct programme *p;
	struct store *st;
	const char *file;
	struct faults faults;
	struct change *lines;
	size_t lines_used;
	char day[RECORD_DAY_OCTETS], eve[RECORD_DAY_OCTETS]; /* the first day of the new units, the last of the old */
	int64_t now_us;
	struct units *before, *after; /* as of the eve with what is stored; as of the day with what the file says */
	struct moved *moved;          /* by code */
	size_t moved_used;
	struct buf *out;
};

/* A fault of a line of the file. */
#define reorganise_fault(r, line, ...) faults_add(&(r)->faults, (r)->file, (line), __VA_ARGS__)

/* reorganise_read.c: read the lines, and check each by itself. Faults are added. */
void reorganise_read(struct reorganisation *r, const char *content, size_t n);
/* The numbers of a line person, one after the other, as they are written. *at begins as its list; false behind the last. */
#define REORGANISE_PERSON_OCTETS 40
bool reorganise_next_person(const char **at, char one[static REORGANISE_PERSON_OCTETS]);
/* The line that makes a unit of that code, or takes up one that had it; NULL: none. */
const struct change *reorganise_makes(const struct reorganisation *r, const char *code);
/* Does the line end or carry on the unit that has that code on the eve? */
bool reorganise_takes(const struct change *line, const char *code);

/* reorganise_units.c: what the units are then. Fills before and after; what does not add up is in the faults. */
int reorganise_units(struct reorganisation *r, struct why *why);
/* Does any of them differ from what is stored? */
bool reorganise_units_differ(const struct reorganisation *r);
/* Store the rows that differ. */
int reorganise_put_units(struct reorganisation *r, struct why *why);

/* reorganise.c: the codes whose unit is another from the day on, but for those that were moved before. */
int reorganise_find_moved(struct reorganisation *r, struct why *why);
/* The name of the commune that a unit is or lies in. */
const char *reorganise_commune(const struct units *units, const struct unit *unit);
/* Is that code one of what a row became? */
bool reorganise_becomes(const struct unit *old, const char *code);
/* The same by its code; NULL when it is none of them. */
const struct moved *reorganise_moved(const struct reorganisation *r, const char *code);

/* reorganise_people.c, reorganise_tickets.c, reorganise_reports.c, reorganise_targets.c, reorganise_talks.c: what follows the
 * units. All say what they do. */
int reorganise_people(struct reorganisation *r, struct why *why);
int reorganise_targets(struct reorganisation *r, struct why *why);
int reorganise_talks(struct reorganisation *r, struct why *why);
int reorganise_tickets(struct reorganisation *r, struct why *why); /* behind the people: who is where must stand */
int reorganise_reports(struct reorganisation *r, struct why *why); /* likewise */

#endif
