/* SPDX-License-Identifier: GPL-2.0-or-later */
/* enrol.h - who decides on a registration. */
#ifndef GATEWAY_PROGRAMME_ENROL_H
#define GATEWAY_PROGRAMME_ENROL_H

#include "gateway/programme/act.h"
#include "store/enrolment.h"

/* The people who may decide for a unit: those of its commune, else of the nearest unit above that has any. *rows is
 * yours, free() it. */
int enrol_deciders(const struct act *a, const char *unit, struct member **rows, size_t *used, struct why *why);

/* Send the welcome text and wait for DONG Y or TC; what the text said waits with it. unit: whose office asks. */
int enrol_ask_consent(struct act *a, const struct unit *unit, struct why *why);

#endif
