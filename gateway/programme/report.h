/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report.h - what reporting and correcting share: an entry of a text, and its receipt. */
#ifndef GATEWAY_PROGRAMME_REPORT_H
#define GATEWAY_PROGRAMME_REPORT_H

#include "gateway/base/segment.h"
#include "gateway/programme/act.h"
#include "store/report.h"

#define REPORT_VALUES_MAX 32

/* What a text says of one unit. */
struct report_entry {
	const struct unit *unit; /* NULL: the sender has none and names none */
	char period[CALENDAR_PERIOD_OCTETS];
	struct report_value values[REPORT_VALUES_MAX];
	unsigned used;
	bool nil, add;
	bool first; /* of the entries of its text */
	unsigned entry;
	const struct unit *today; /* what the unit is today: rights are those of today */
	bool mends;               /* a report that is there, of which the unit is: it may have ended since */
};

/* A unit of before is meant by a period of before; unit is NULL when it could be several of them (then_ask()). */
void report_read_entry(const struct act *a, unsigned entry, struct report_entry *e);

/* The checks: each lets the report go on, or has answered why it does not. */
enum report_check { REPORT_FAILED = -1, REPORT_GOES_ON, REPORT_ANSWERED };
/* Is this the sender's unit, or one that they may report for? */
enum report_check report_check_unit(struct act *a, const struct report_entry *e, struct why *why);
/* "tổ 1": one of the unit's teams, by its number or by its place among them, or the unit itself, "Tổ dân phố 1"? */
enum report_check report_check_team(struct act *a, const struct report_entry *e, struct why *why);
/* The number of the team that the text names, 0 when it names none. */
int report_team(struct act *a, const struct unit *unit, int64_t *no, struct why *why);
/* Has the period begun? */
/* "như tuần trước": offer the figures of the last report; XN takes them. */
int report_ask_before(struct act *a, struct why *why);
enum report_check report_check_period(struct act *a, const struct report_entry *e, struct why *why);
/* Can these figures be? */
enum report_check report_check_values(struct act *a, const struct report_entry *e, struct why *why);
/* A question about this report: its answer is of the periods that were meant, also when it comes in another one. */
void report_begin_question(struct act *a, enum pending kind);
/* The same for a question that was begun: the periods stand in what it keeps. */
void report_keep_periods(struct act *a);
/* Ask for XN: the text waits with everything that it said, under the number that it will have. */
int report_ask_confirm(struct act *a, struct why *why);

/* "sửa lại thành 6" while it is asked whether a figure replaces another or is added: it is that figure's. *is: it was. */
int report_choose(struct act *a, bool *is, struct why *why);
/* "sua bc 31", and not what: which figure of that report is wrong? */
int correct_ask(struct act *a, struct why *why);
/* "SUA 190 DVC 7" reads as a DVC of 190 and a 7 that is nobody's: when 190 is a report of the sender's, that is mended.
 * *is: it was, and is answered. */
int correct_own(struct act *a, bool *is, struct why *why);

/* Was anything of that unit and period returned? To be asked before a report is stored: of the first one the store knows
 * without being asked. */
int report_was_returned(struct act *a, const struct report_entry *e, bool *was, struct why *why);
/* What was returned of that unit and period, and is there again, is not told any more to who has not heard of it. */
int report_put_right(struct act *a, const struct report_entry *e, struct why *why);

/* The head of a new report for that entry. */
struct report report_head(const struct act *a, const struct report_entry *e);
/* Answer that it was recorded, with as much progress as fits one part. */
int report_answer(struct act *a, const struct report_entry *e, int64_t no, const char *key, const char *old,
	const char *fresh, struct why *why);

#endif
