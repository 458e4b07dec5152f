/* SPDX-License-Identifier: GPL-2.0-or-later */
/* team_look.h - who is missing: which villages have no team, which teams lack whom (S11-S15). */
#ifndef GATEWAY_PROGRAMME_TEAM_LOOK_H
#define GATEWAY_PROGRAMME_TEAM_LOOK_H

#include "gateway/programme/act.h"
#include "store/team.h"

/* thon, xa, huyen or tinh, as struct team has it. */
const char *team_level(const struct unit *unit);
/* The teams in force of that very unit, those of the units merged into it included. *rows is yours, free() it. */
int team_of_unit(struct store *st, const struct units *units, const struct unit *unit, struct team **rows, size_t *used,
	struct why *why);
/* Append whom a team lacks ("tổ phó, 2 thành viên"), nothing when it is complete. only: it is the unit's one team, to
 * which the people without a team belong too. */
int team_add_missing(const struct voice *v, const struct units *units, const struct team *team, bool only,
	enum text_style style, struct buf *to, struct why *why);
/* The same for the team into which a person of that unit came; nothing when the unit has no team. */
int team_add_missing_in(struct act *a, const struct unit *unit, struct buf *to, struct why *why);

/* *told: the team when the unit has several, so that it must be said which; else 0. */
int team_to_tell(struct act *a, const struct unit *unit, int64_t team, int64_t *told, struct why *why);

/* Urging rests in that unit, "" = everywhere: what NHAC TO has written and waits does not go. */
int team_urge_rest(const struct voice *v, const struct units *units, const char *unit, struct why *why);

#endif
