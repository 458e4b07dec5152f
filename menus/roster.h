/* SPDX-License-Identifier: GPL-2.0-or-later */
/* roster.h - who should be in a team of each level: the section `teams` of the menu files.
 *
 *   teams: ( { level = "thon"; heads = [ "to_truong" ]; deputies = [ "to_pho" ]; people = 6; }, ... );
 *
 * The founding letter says "may include" and leaves the choice to the locality
 * (S15), so a team that differs is told of it and works all the same.
 */
#ifndef MENUS_ROSTER_H
#define MENUS_ROSTER_H

#include "menus/node.h"

#define ROSTER_ROLES_MAX 4
#define ROSTER_OCTETS    24

struct roster_roles {
	char of[ROSTER_ROLES_MAX][ROSTER_OCTETS]; /* "" ends them */
};

struct roster_rule {
	char level[ROSTER_OCTETS]; /* of struct team: thon xa huyen tinh */
	struct roster_roles heads, deputies;
	unsigned people;
};

struct roster;

struct roster *roster_new(void);
void roster_read(struct roster *roster, const struct node *section, struct faults *faults);
void roster_free(struct roster **roster);

/* NULL: nothing is expected of teams of that level. */
const struct roster_rule *roster_of(const struct roster *roster, const char *level);
bool roster_has(const struct roster_roles *roles, const char *role);

#endif
