/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unit.h - the units (province, district, commune, village) with the dates between which they are valid.
 *
 * The key is (code, valid_from): codes are used again with another meaning.
 */
#ifndef STORE_UNIT_H
#define STORE_UNIT_H

#include "store/record.h"

#define UNIT_SUCCESSORS_OCTETS 160
#define UNIT_SUCCESSORS_MAX    16 /* that a unit is divided into, or that are merged into one in one file's line */

struct unit {
	int64_t id; /* 0: not stored yet */
	char code[RECORD_CODE_OCTETS];
	char name[RECORD_NAME_OCTETS]; /* with its kind word: "Thôn Sơn Trà" */
	char kind[RECORD_WORD_OCTETS];
	char parent[RECORD_CODE_OCTETS];
	char valid_from[RECORD_DAY_OCTETS], valid_to[RECORD_DAY_OCTETS]; /* "" = open */
	char successor[UNIT_SUCCESSORS_OCTETS];                          /* "21061"; divided: "2104911/2104912" */
	char source[RECORD_TEXT_OCTETS];
	int64_t households; /* 0 = not known; a put with -1 leaves what is stored */
};

/* Store a unit, over the one with the same code and valid_from. */
int unit_put(struct store *st, const struct unit *unit, int64_t now_us, struct why *why);
/* All units by code and valid_from. *rows is yours, free() it. 0, or -1 and nothing is yours. */
int unit_list(struct store *st, struct unit **rows, size_t *used, struct why *why);
int unit_count(struct store *st, int64_t *count, struct why *why);

/* Give a village without a code one: that of the village of its name in its parent (with its valid_from, unless another
 * one is given), else the parent's code and the next number. */
int unit_issue_code(struct store *st, struct unit *unit, struct why *why);
/* Units whose source begins with "demo": they are invented. */
int unit_count_demo(struct store *st, int64_t *count, struct why *why);

/* The codes of a list "2104911/2104912", one after the other. *at begins as the list; false behind the last. */
bool unit_code_next(const char **at, char code[static RECORD_CODE_OCTETS]);

#endif
