/* SPDX-License-Identifier: GPL-2.0-or-later */
/* urge.h - reminding exactly those who have not reported: by the calendar, or because a leader asks for it (NHAC). */
#ifndef GATEWAY_PROGRAMME_URGE_H
#define GATEWAY_PROGRAMME_URGE_H

#include "gateway/programme/rollup.h"
#include "gateway/programme/voice.h"

struct urged {
	bool owed;       /* some of the villages report by such periods */
	bool asked;      /* a leader waits for it: one that is late is better than none */
	unsigned people; /* who were sent a text that goes as soon as the hours allow */
	unsigned villages, again, alone, full;
	/* Villages; recent: reminded a short while ago, and not again; nobody: no one there can be reached; busy: those
	 * people have had as many texts as a day may bring, and are reminded on the next. */
	struct buf names, recent, nobody, busy;
};
void urged_init(struct urged *u);
void urged_fini(struct urged *u);

/* Was somebody reminded of that a short while ago? kind, key: of the row of due.h that says so. */
int urge_rests(const struct voice *v, const char *kind, const char *key, bool *resting, struct why *why);
/* They are now. */
int urge_rest_now(const struct voice *v, const char *kind, const char *key, const struct unit *unit, struct why *why);
/* So many units in one text, or one of them not clear: nobody is urged. */
int urge_answer_several(struct act *a, struct why *why);

/* Remind the heads of the villages that have not reported, each village once a day. */
int urge_missing(const struct voice *v, const struct units *units, const struct unit *unit, const char *period,
	struct urged *u, struct why *why);
/* It has reported now: a reminder that waits for its hour, or for the link, does not go. */
int urge_over(const struct voice *v, const struct units *units, const struct unit *village, const char *period,
	struct why *why);
/* Urging rests in that unit, "" = everywhere: the reminders that wait do not go. */
int urge_rest(const struct voice *v, const struct units *units, const char *unit, struct why *why);

#endif
