/* SPDX-License-Identifier: GPL-2.0-or-later */
/* team.h - setting teams up by text, and what waits of them for a leader. */
#ifndef GATEWAY_PROGRAMME_TEAM_H
#define GATEWAY_PROGRAMME_TEAM_H

#include "gateway/programme/act.h"

/* DUYET TO 7, TRA TO 7: the numbers of the text are teams. */
int team_decide(struct act *a, bool approve, struct why *why);

int team_list_missing(struct act *a, struct why *why); /* team_look.c: THIEU TO */
int team_urge(struct act *a, struct why *why);         /* team_look.c: NHAC TO */

#endif
