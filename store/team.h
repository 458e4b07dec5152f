/* SPDX-License-Identifier: GPL-2.0-or-later */
/* team.h - the community digital teams: one or more a village, and those of communes and districts (S11-S13). */
#ifndef STORE_TEAM_H
#define STORE_TEAM_H

#include "store/record.h"

struct team {
	int64_t no; /* 0: none; a put gives it the next one */
	char unit[RECORD_CODE_OCTETS];
	char level[RECORD_WORD_OCTETS];    /* tinh huyen xa thon */
	char decision[RECORD_NAME_OCTETS]; /* its number: "12/QĐ-UBND" */
	char decided_on[RECORD_DAY_OCTETS];
	char status[RECORD_WORD_OCTETS];  /* active; draft: waits for a leader */
	char set_by[RECORD_PHONE_OCTETS]; /* who texted it, "" = an import */
};

/* Store it, over the one with that number. Sets t->no. */
int team_put(struct store *st, struct team *t, struct why *why);
/* t->no is 0 when there is none. */
int team_get(struct store *st, int64_t no, struct team *t, struct why *why);
/* Those of that very unit with that status, by number. *rows is yours, free() it. */
int team_list(
	struct store *st, const char *unit, const char *status, struct team **rows, size_t *used, struct why *why);
/* The same of any status. */
int team_all_of(struct store *st, const char *unit, struct team **rows, size_t *used, struct why *why);
/* All that wait for a leader, by number. */
int team_drafts(struct store *st, struct team **rows, size_t *used, struct why *why);
/* It is gone, and its people belong to no team. */
int team_drop(struct store *st, int64_t no, struct why *why);

#endif
