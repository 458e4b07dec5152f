/* SPDX-License-Identifier: GPL-2.0-or-later */
/* units.h - the tree of units as it stands on a day.
 *
 * Read from the store and kept in memory: about 4,000 rows for a country's
 * communes. A code that is no longer in force stands for its successor, so
 * that a village whose commune was merged is found under the new commune, and
 * a person enrolled in the old one keeps their rights. Codes are used again
 * with another meaning: a code in force on the day means itself.
 */
#ifndef GATEWAY_PROGRAMME_UNITS_H
#define GATEWAY_PROGRAMME_UNITS_H

#include "gateway/base/why.h"
#include "menus/unit_name.h"
#include "store/unit.h"

#include <stdbool.h>
#include <stddef.h>

struct units;

#define UNITS_STEPS_MAX 8 /* of successors or of levels: a ring in the data must not hold us */

enum unit_tier { UNIT_TIER_VILLAGE, UNIT_TIER_COMMUNE, UNIT_TIER_ABOVE };

/* Read all units as of a day ("2022-08-18"). NULL with why set when the store fails. */
struct units *units_read(struct store *st, const char *day, struct why *why);
/* The same of rows in the order of code and valid_from; takes them over. */
struct units *units_of(struct unit *rows, size_t used, const char *day);
/* Are they the same as of that later day, as none begins or ends until then? Then they are as of it from now on. */
bool units_move_on(struct units *u, const char *day);
/* The same units as of another day; it borrows the rows of the first and must go before it. */
struct units *units_on(const struct units *of, const char *day);
void units_free(struct units **units);
const char *units_day(const struct units *u);

/* The unit that a code means on the day; NULL when there is none. Borrowed. */
const struct unit *units_find(const struct units *u, const char *code);
/* The same by a code or by a name in full, whatever its case and marks, when only one unit has it ("thon Son Tra");
 * NULL when none or several do. */
const struct unit *units_by_word(const struct units *u, const char *word);
/* Is that the unit's name, whatever its case, marks and kind word? */
bool units_has_name(const struct unit *unit, const char *word);
/* The only village of that name in a commune; NULL when none or several have it. */
const struct unit *units_village_by_word(const struct units *u, const char *word, const struct unit *commune);
/* A unit of that name that ended and became no other, when only one did; else NULL. */
const struct unit *units_ended_by_word(const struct units *u, const char *word);
/* The unit that this gateway mostly serves: the one with most communes below it. NULL when there is none. */
const struct unit *units_home(const struct units *u);
/* The unit above; NULL at the top. */
const struct unit *units_above(const struct units *u, const struct unit *unit);
/* The highest above, or the unit itself: the province, in a list of three levels as in one of two; where a list goes no
 * higher, the district. NULL for NULL. */
const struct unit *units_top(const struct units *u, const struct unit *unit);
/* The commune (xa, phuong, thi_tran, dac_khu) that a code is or lies in; NULL when it lies above one. */
const struct unit *units_commune(const struct units *u, const char *code);
bool units_is_under(const struct units *u, const char *code, const char *top);
bool unit_in_force(const struct unit *unit, const char *day);
bool unit_is_village(const struct unit *unit);
bool unit_is_commune(const struct unit *unit);
enum unit_tier unit_tier(const struct unit *unit);
bool unit_is_divided(const struct unit *unit); /* it ended, and several came of it */

/* Every code that lies in `top`, itself and codes of merged units included, in the order of the codes. Borrowed codes,
 * the array is yours: free() it. */
const char **units_codes_in(const struct units *u, const char *top, size_t *used);
/* Every code that means that very unit today: its own and those of the units merged into it. As above. */
const char **units_codes_of(const struct units *u, const struct unit *unit, size_t *used);
/* The villages in `top` that are in force on the day. The array is yours: free() it. */
const struct unit **units_villages_in(const struct units *u, const char *top, size_t *used);

/* ---- what units became ----
 * A row is a code between two days. What was reported for a code in a period belongs to the row that was in force on the
 * period's last day ("as then"; while the period runs, today's); it counts today in what that row became ("as now"). */

/* The row of a code on a day; when it was not in force then, the last before, or the first. NULL: no such code. */
const struct unit *units_row_of(const struct units *u, const char *code, const char *day);
/* The row of a code that goes on when another ends on that day. */
const struct unit *units_row_after(const struct units *u, const char *code, const char *day);
/* What a row is on the day: itself, or the unit into which it was merged. *divided: it was divided (nobody knows in what
 * shares) or ended, and the unit is the lowest that holds all of it. NULL: nothing came after it. */
const struct unit *units_heir(const struct units *u, const struct unit *row, bool *divided);
/* Where people of a row are on the day: as above, but in the first part of what was divided. NULL: nowhere. */
const struct unit *units_follow(const struct units *u, const struct unit *row);
/* The rows that became that very unit, itself included; what was divided is in none. The array is yours: free() it. */
const struct unit **units_sources(const struct units *u, const struct unit *unit, size_t *used);
/* The rows that were divided or ended, and whose parts lie in `top`. The array is yours: free() it. */
const struct unit **units_divided_in(const struct units *u, const struct unit *top, size_t *used);

/* Was the unit there on the day, or what became it? */
bool units_was_there(const struct units *u, const struct unit *unit, const char *day);
/* The unit that stood on the day in the place of one that was not there yet, and was divided since; NULL: none did. */
const struct unit *units_undivided(const struct units *u, const struct unit *unit, const char *day);

/* Row by row: how many there are, and the one at i when it is in force on the day, else NULL. */
size_t units_count(const struct units *u);
const struct unit *units_row(const struct units *u, size_t i); /* whenever it was in force */
size_t units_place(const struct units *u, const struct unit *row);
const struct unit *units_at(const struct units *u, size_t i);

/* The table of names for the engine. Yours until unit_names_free(). */
struct unit_names *units_names(const struct units *u);

/* "thôn Sơn Trà": the name as it stands within a sentence. Returns to. */
const char *unit_in_sentence(const struct unit *unit, char to[static RECORD_NAME_OCTETS]);

#endif
