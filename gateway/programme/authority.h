/* SPDX-License-Identifier: GPL-2.0-or-later */
/* authority.h - who may do what: one table of acts and roles.
 *
 * Drawn from the founding letter (S4-S7, S28, S36): the chair of the commune
 * decides, the district's office assigns, members report for themselves.
 */
#ifndef GATEWAY_PROGRAMME_AUTHORITY_H
#define GATEWAY_PROGRAMME_AUTHORITY_H

#include <stdbool.h>

enum authority_act {
	AUTHORITY_REPORT,        /* figures, corrections, nil reports */
	AUTHORITY_APPROVE,       /* people and reports */
	AUTHORITY_TARGET,        /* assign targets */
	AUTHORITY_DIGEST,        /* who has reported, how far */
	AUTHORITY_TRAINING,      /* add, change, cancel */
	AUTHORITY_ATTENDANCE,    /* how many came */
	AUTHORITY_URGE,          /* remind those who have not reported */
	AUTHORITY_BROADCAST,     /* one text to many */
	AUTHORITY_SUSPEND,       /* nobody is urged for some days */
	AUTHORITY_TICKET_ANSWER, /* answer a difficulty */
	AUTHORITY_TEAM,          /* set a team up; CHECK: as a draft */
	AUTHORITY_TEAM_SEE,      /* which teams lack whom */
	AUTHORITY_REGISTER,      /* put another person forward */
	AUTHORITY_NUMBERS,       /* see the telephone numbers of others */
	AUTHORITY_GROUP,         /* say where a unit's people meet */
	AUTHORITY_DEPUTE,        /* have somebody act in one's place */
	AUTHORITY_ACTS
};

enum authority {
	AUTHORITY_NONE,
	AUTHORITY_OWN,   /* for the own unit */
	AUTHORITY_CHECK, /* for the own unit; for another one of the same commune after asking back */
	AUTHORITY_AREA   /* for the own unit and everything below it */
};

enum authority authority_of(enum authority_act act, const char *role);

/* Leaders and officers who decide for a commune or above. */
bool authority_is_leader(const char *role);

#endif
