/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/authority.h"

#include <string.h>

enum { MEMBER, DEPUTY, HEAD, OFFICER, CHAIR, OFFICE, DISTRICT, ADMIN, PARTNER, ROLES };

static const char *const roles[ROLES] = {
	[MEMBER] = "thanh_vien",
	[DEPUTY] = "to_pho",
	[HEAD] = "to_truong",
	[OFFICER] = "can_bo_xa",
	[CHAIR] = "lanh_dao_xa",
	[OFFICE] = "can_bo_huyen",
	[DISTRICT] = "lanh_dao_huyen",
	[ADMIN] = "quan_tri",
	[PARTNER] = "doi_tac",
};

#define NO    AUTHORITY_NONE
#define OWN   AUTHORITY_OWN
#define CHECK AUTHORITY_CHECK
#define AREA  AUTHORITY_AREA

static const enum authority table[AUTHORITY_ACTS][ROLES] = {
	/*                              MEMBER DEPUTY HEAD   OFFICER CHAIR  OFFICE DISTRICT ADMIN PARTNER */
	[AUTHORITY_REPORT] = { OWN, CHECK, CHECK, AREA, AREA, AREA, AREA, AREA, NO },
	[AUTHORITY_APPROVE] = { NO, NO, NO, NO, AREA, AREA, AREA, AREA, NO },
	[AUTHORITY_TARGET] = { NO, NO, NO, CHECK, AREA, AREA, AREA, AREA, NO },
	[AUTHORITY_DIGEST] = { NO, OWN, OWN, AREA, AREA, AREA, AREA, AREA, NO },
	[AUTHORITY_TRAINING] = { NO, OWN, OWN, AREA, AREA, AREA, AREA, AREA, AREA },
	[AUTHORITY_ATTENDANCE] = { OWN, OWN, OWN, AREA, AREA, AREA, AREA, AREA, AREA },
	[AUTHORITY_URGE] = { NO, NO, NO, AREA, AREA, AREA, AREA, AREA, NO },
	[AUTHORITY_BROADCAST] = { NO, NO, NO, AREA, AREA, AREA, AREA, AREA, NO },
	[AUTHORITY_SUSPEND] = { NO, NO, NO, NO, AREA, AREA, AREA, AREA, NO },
	[AUTHORITY_TICKET_ANSWER] = { NO, NO, NO, AREA, AREA, AREA, AREA, AREA, NO },
	[AUTHORITY_TEAM] = { NO, NO, NO, CHECK, AREA, AREA, AREA, AREA, NO },
	[AUTHORITY_TEAM_SEE] = { NO, OWN, OWN, AREA, AREA, AREA, AREA, AREA, NO },
	[AUTHORITY_REGISTER] = { NO, OWN, OWN, AREA, AREA, AREA, AREA, AREA, NO },
	[AUTHORITY_NUMBERS] = { NO, OWN, OWN, AREA, AREA, AREA, AREA, AREA, NO },
	[AUTHORITY_GROUP] = { NO, OWN, OWN, AREA, AREA, AREA, AREA, AREA, NO },
	[AUTHORITY_DEPUTE] = { NO, NO, OWN, NO, OWN, NO, OWN, NO, NO },
};

enum authority authority_of(enum authority_act act, const char *role)
{
	for (int i = 0; i < ROLES; i++)
		if (strcmp(roles[i], role) == 0)
			return table[act][i];
	return AUTHORITY_NONE;
}

bool authority_is_leader(const char *role)
{
	return authority_of(AUTHORITY_URGE, role) == AUTHORITY_AREA;
}
