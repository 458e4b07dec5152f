/* SPDX-License-Identifier: GPL-2.0-or-later */
/* application.h - what somebody registers as. */
#ifndef GATEWAY_PROGRAMME_APPLICATION_H
#define GATEWAY_PROGRAMME_APPLICATION_H

#include "gateway/programme/enrol.h"

struct application {
	const struct unit *unit;
	const char *role;
	char name[RECORD_NAME_OCTETS];
	char old_phone[RECORD_PHONE_OCTETS]; /* "" = none */
	bool keep_old;                       /* the number comes beside it */
	int64_t team;                        /* 0 = any */
	struct member before;                /* who has old_phone */
};

/* 0 with the application read; 1 when it was answered already; -1 when the store failed. */
int application_read(struct act *a, struct application *to, struct why *why);
/* The number of a team alone, likewise. */
int application_read_team(struct act *a, struct application *to, struct why *why);
/* It waits for who decides, and they are told. */
int application_store(struct act *a, const struct application *from, struct why *why);

#endif
