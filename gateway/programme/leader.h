/* SPDX-License-Identifier: GPL-2.0-or-later */
/* leader.h - a person gives up a role, somebody else takes it, somebody acts for another for a time. */
#ifndef GATEWAY_PROGRAMME_LEADER_H
#define GATEWAY_PROGRAMME_LEADER_H

#include "gateway/programme/act.h"
#include "store/enrolment.h"

/* XN to the question of NGHI TO. */
int leave_confirmed(struct act *a, struct why *why);
/* That person is in no team any more: open difficulties go to heir ("" = to whoever decides there), what they stood in
 * for ends, the PIN is gone. Counts stay. */
int leave_now(struct act *a, const struct member *m, const char *heir, struct why *why);

/* Somebody who stays in the roll was that until now: open difficulties go to whoever decides there, who hears of it, and
 * in a village its heads. */
int leave_moved(struct act *a, const struct member *before, struct why *why);

/* NGHI TO Le Van Binh: is somebody else meant? Of a leader, and XN to it: remove.c */
int remove_is_meant(struct act *a, bool *other, struct why *why);
int remove_other(struct act *a, struct why *why);
int remove_confirmed(struct act *a, int64_t member, struct why *why);

/* Of each of these roles a unit has one a team; of the others as many as there are. */
bool leader_is_single(const char *role);
/* The people whose place a newcomer may take, so that it must be asked; none when there is room. *rows is yours. */
int leader_holders(struct act *a, const struct enrolment *e, struct member **rows, size_t *used, struct why *why);
/* Ask the one who approves whether the newcomer takes the place of one of them. */
int leader_ask(struct act *a, const struct enrolment *e, const struct member *rows, size_t used, struct why *why);
/* Who was chosen leaves, and is told. */
int leader_replace(struct act *a, const struct enrolment *e, int64_t old, struct why *why);

/* The day has come on which a deputy begins (due "deputy_begin", key: its id). */
int deputy_begins(const struct voice *v, const struct units *units, int64_t id, struct why *why);
/* The time of a deputy is over (due "deputy", key: its id). */
int deputy_due(const struct voice *v, const struct units *units, int64_t id, struct why *why);
/* Whatever that person stands in for, or has somebody stand in for, ends now. asker: a person who is answered anyway. */
int deputy_end_of(const struct voice *v, const struct units *units, int64_t member, int64_t asker, struct why *why);

#endif
