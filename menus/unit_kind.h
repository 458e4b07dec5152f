/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unit_kind.h - the kinds of units: what a file calls them, how a name begins, on which level they lie.
 *
 * There were three tiers until 30 June 2025 and are two since; villages have
 * other names in other provinces. How many levels there are is what the units'
 * parents say; only communes and villages have a part of their own.
 */
#ifndef MENUS_UNIT_KIND_H
#define MENUS_UNIT_KIND_H

#include <stdbool.h>
#include <stddef.h>

bool unit_kind_is_commune(const char *kind); /* "xa" */
bool unit_kind_is_village(const char *kind); /* "thon" */
/* All of them, ended by NULL. */
extern const char *const unit_kinds[];

/* The word of a kind without marks ("to dan pho"); NULL: there is no such kind. */
const char *unit_kind_plain(const char *kind);
/* How many octets of a name say its kind, the space behind included ("Thôn " of "Thôn Sơn Trà"); 0: none. */
size_t unit_kind_in_name(const char *name);
/* The same word in small letters: "thôn ". NULL when the name has none. */
const char *unit_kind_small(const char *name);

#endif
