/* SPDX-License-Identifier: GPL-2.0-or-later */
/* team.h - setting teams up by text, and what waits of them for a leader. */
#ifndef GATEWAY_PROGRAMME_TEAM_H
#define GATEWAY_PROGRAMME_TEAM_H

#include "gateway/programme/act.h"

/* DUYET TO 7, TRA TO 7: the numbers of the text are teams. */
int team_decide(struct act *a, bool approve, struct why *why);

/* CHO DUYET: append the drafts that wait for the sender, with the words that approve each. *used counts them; first: the
 * words for the first of them, "TO 7", unless it has some. */
int team_add_waiting(struct act *a, struct buf *to, size_t *used, char first[static 32], struct why *why);
/* DUYET 7, where 7 is a draft and nothing else: how it is decided. */
int team_tell_draft(struct act *a, int64_t no, bool *told, struct why *why);

int team_list_missing(struct act *a, struct why *why); /* team_look.c: THIEU TO */
int team_urge(struct act *a, struct why *why);         /* team_look.c: NHAC TO */

#endif
