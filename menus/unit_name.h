/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unit_name.h - units by the words that people use for them.
 *
 * Names are compared exactly after folding (case, tone marks, dd), never by
 * likeness: Bình Thạnh and Bình Thanh differ by one mark, and without marks a
 * text that names either must be asked back. The caller fills the table from
 * the store, old names included, and throws it away when units change.
 */
#ifndef MENUS_UNIT_NAME_H
#define MENUS_UNIT_NAME_H

#include <stdbool.h>
#include <stddef.h>

struct unit_names;

struct unit_name {
	const char *code;        /* of the unit in force that the name stands for today */
	const char *name;        /* with its kind word: "Thôn Sơn Trà", "Xã Bình Đông" */
	const char *kind;        /* one of menus/unit_kind.h */
	const char *parent_code; /* "" at the top */
	bool old;                /* a name or code no longer in force that leads here */
};

struct unit_names *unit_names_new(void);
void unit_names_free(struct unit_names **units);
/* Copies what it is given. Call for each unit, then unit_names_ready() once. */
void unit_names_add(struct unit_names *units, const struct unit_name *unit);
void unit_names_ready(struct unit_names *units);
/* By code, in force first; NULL when there is none. */
const struct unit_name *unit_names_by_code(const struct unit_names *units, const char *code);
/* Is `code` the unit `under` or below it? */
bool unit_names_is_under(const struct unit_names *units, const char *code, const char *under);

#endif
