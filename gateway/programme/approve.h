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
/* That it was returned, when its sender has not heard of that. */
int decide_untell_returned(struct act *a, const struct report *r, struct why *why);
/* Which reports wait, or of them that number, with their figures: how many, and the number of the first unless *no has one;
 * into shown as well. */
int decide_add_waiting(
	struct act *a, int64_t only, struct buf *to, struct buf *shown, size_t *used, int64_t *no, struct why *why);
/* How many reports wait, of the unit that the text names or of the sender's. */
int decide_reports_wait(struct act *a, size_t *used, struct why *why);
/* DUYET HET: each that was shown is decided as if its number had been given, and one answer speaks for all. How many they
 * were. */
int decide_all_reports(struct act *a, const char *shown, size_t *decided, struct why *why);

/* "trả lại thôn Sơn Trà vì thiếu số": the one report of that village that waits goes back. *done: it did. */
int decide_only_of(struct act *a, bool *done, struct why *why);

/* May that report be decided so? It waits; or it was approved, and goes back; or it went back by mistake, as the text says, and
 * nothing came in its place. */
int decide_may_report(struct act *a, const struct decision *d, bool *may, struct why *why);
/* Of the unit that the text names, and the period if it names one, the last report that is approved; no 0: none. */
int decide_last_approved(struct act *a, struct report *r, struct why *why);

/* "209-211" becomes those of it that wait, without what the text leaves out: approve_range.c. *fits: it is some, and not
 * more than anybody would name so. */
int approve_spread(struct act *a, bool *fits, struct why *why);
/* "tc võ sáu vì không ở thôn": the one registration that waits for somebody whom the text names; *done: it was decided on. */
int approve_named(struct act *a, bool *done, struct why *why);
/* "duyet het tru 17": stays that one as it waits? */
bool approve_is_left_out(const struct act *a, int64_t no);
/* Is it the number of something that waits for the sender? */
int approve_waits(struct act *a, int64_t no, bool *waits, struct why *why);

/* ---- what was shown last, for DUYET HET: approve_shown.c ---- */

enum approve_what { APPROVE_ENROLMENT, APPROVE_REPORT };

void approve_add_shown(struct buf *shown, enum approve_what what, int64_t no);
/* Only the first page of it went out: DUYET HET asks before it decides the rest. */
void approve_add_unseen(struct buf *shown);
bool approve_has_unseen(const char *shown);
/* How many. */
size_t approve_count_shown(const char *shown);
/* It is what the sender has seen; "" = nothing. */
int approve_keep_shown(struct act *a, const char *shown, struct why *why);
int approve_read_shown(struct act *a, struct buf *shown, struct why *why);
/* Also when nothing was shown: then all is meant. */
bool approve_was_shown(const char *shown, enum approve_what what, int64_t no);

#endif
