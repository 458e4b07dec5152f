/* SPDX-License-Identifier: GPL-2.0-or-later */
/* approve.h - what waits for a leader, and how it is decided. */
#ifndef GATEWAY_PROGRAMME_APPROVE_H
#define GATEWAY_PROGRAMME_APPROVE_H

#include "gateway/programme/act.h"
#include "store/enrolment.h"
#include "store/report.h"

struct decision {
	bool approve;
	const char *reason; /* when it is not approved */
	struct enrolment enrolment;
	struct report report; /* one of the two */
};

/* DUYET without a number, CHO DUYET: the registrations and the reports that wait, or that nothing does. */
int approve_ask(struct act *a, struct why *why);

/* Approve a registration that the sender may decide on, at once. */
int approve_enrolment(struct act *a, const struct enrolment *e, struct why *why);

/* ---- for the files that decide ---- */

/* Into the log of who did what; what: "report" or "enrolment". */
int approve_log(struct act *a, const struct decision *d, const char *what, int64_t no, struct why *why);
/* What was answered to a question holds for the first that is named. */
bool approve_is_first(const struct act *a, int64_t no);

/* Both answer the sender, and tell the person concerned. */
int decide_enrolment(struct act *a, const struct decision *d, struct why *why);
int decide_report(struct act *a, const struct decision *d, struct why *why);
/* Which reports wait, with their figures: how many, and the number of the first unless *no has one. */
int decide_add_waiting(struct act *a, struct buf *to, size_t *used, int64_t *no, struct why *why);
/* DUYET HET: each is decided as if its number had been given, and one answer speaks for all. */
int decide_all_reports(struct act *a, struct why *why);

#endif
