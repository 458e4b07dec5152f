/* SPDX-License-Identifier: GPL-2.0-or-later */
/* approve.h - what waits for a leader. */
#ifndef GATEWAY_PROGRAMME_APPROVE_H
#define GATEWAY_PROGRAMME_APPROVE_H

#include "gateway/programme/act.h"
#include "store/enrolment.h"

/* DUYET without a number: the registrations that wait, else the reports of the period, else that nothing does. */
int approve_ask(struct act *a, struct why *why);

/* Approve a registration that the sender may decide on, at once. */
int approve_enrolment(struct act *a, const struct enrolment *e, struct why *why);

#endif
