/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report.h - reports, their values, and the running sums per unit, indicator and period.
 *
 * What must stay true: the sum of (unit, indicator, period) is the sum of the
 * values of mode period in the reports of that unit and period whose status
 * counts (received, approved). Every function here that changes a report keeps
 * the sum in the same breath, so callers only need one transaction around it.
 * Cumulative figures (mode total) are no summands: the last one given is kept
 * as a sum of its own, under "total.<indicator>". A sum to which no value stands
 * is not there. What the sums come to is kept with them: store/figure.h.
 */
#ifndef STORE_REPORT_H
#define STORE_REPORT_H

#include "store/record.h"

struct report {
	int64_t no; /* 0: none; a put gives it the next one */
	char phone[RECORD_PHONE_OCTETS];
	char unit[RECORD_CODE_OCTETS];
	char period[RECORD_PERIOD_OCTETS];
	int64_t at;
	char status[RECORD_WORD_OCTETS]; /* received approved returned replaced undone */
	bool nil;
	bool late;        /* it came after the deadline of its period */
	int64_t replaces; /* the report that this one stands for now, 0 = none */
	int64_t message;
	char reason[RECORD_TEXT_OCTETS]; /* returned: why; replaced: the number of the report that stands for it */
};

struct report_value {
	int64_t report;
	char indicator[RECORD_CODE_OCTETS];
	int64_t value;
	bool total; /* cumulative, not of the period */
};

/* True for the statuses whose values are in the sums. */
bool report_counts(const char *status);

/* Store the head, over the one with that number (whose values then move to the new status). Sets r->no. */
int report_put(struct store *st, struct report *r, struct why *why);
/* Store one value of a stored report, over the one of the same indicator and mode. */
int report_put_value(struct store *st, const struct report *r, const struct report_value *v, struct why *why);
/* Another status, with its reason; the sums follow. */
int report_set_status(struct store *st, int64_t no, const char *status, const char *reason, struct why *why);

/* r->no is 0 when there is none. */
int report_get(struct store *st, int64_t no, struct report *r, struct why *why);
/* The last report that a person sent and that still stands (received, approved or returned); period "" = any. */
int report_last_of(struct store *st, const char *phone, const char *period, struct report *r, struct why *why);
/* The last one of a unit and period that was returned and had that indicator. */
int report_last_returned(struct store *st, const char *unit, const char *period, const char *indicator,
	struct report *r, struct why *why);
/* The last one that a person sent, that had that indicator and was returned, and in whose place nothing has come since. */
int report_returned_to(struct store *st, const char *phone, const char *indicator, struct report *r, struct why *why);
/* Was one that a phone sent after that one taken back? */
int report_undone_since(struct store *st, const struct report *r, bool *undone, struct why *why);
/* The last report that a person sent and did not take back, also when another has taken its place since. */
int report_last_sent(struct store *st, const char *phone, struct report *r, struct why *why);
/* All that stand for a unit and period (received, approved), by number. *rows is yours, free() it. */
int report_standing(
	struct store *st, const char *unit, const char *period, struct report **rows, size_t *used, struct why *why);
/* Those of a unit and period that were returned, by number. *rows is yours, free() it. */
int report_returned_in(
	struct store *st, const char *unit, const char *period, struct report **rows, size_t *used, struct why *why);
/* All of a unit that came since that moment, whatever became of them, by number. *rows is yours, free() it. */
int report_list_since(
	struct store *st, const char *unit, int64_t since_us, struct report **rows, size_t *used, struct why *why);
/* Those that stand in the periods from `first` to `last`, as total_list() has them. */
int report_standing_in(struct store *st, const char *unit, const char *first, const char *last, struct report **rows,
	size_t *used, struct why *why);
/* How many of those that a person sent for a unit stand, for that period or a shorter one in it. */
int report_count_of(
	struct store *st, const char *phone, const char *unit, const char *period, int64_t *count, struct why *why);
/* The reports that report `no` took the place of. *rows is yours, free() it. */
int report_replaced_by(struct store *st, int64_t no, struct report **rows, size_t *used, struct why *why);
/* The values of one report by indicator. *rows is yours, free() it. */
int report_values(struct store *st, int64_t no, struct report_value **rows, size_t *used, struct why *why);

struct total {
	char indicator[RECORD_CODE_OCTETS]; /* "DVC", or "total.DVC" */
	char period[RECORD_PERIOD_OCTETS];
	int64_t value;
};

/* The sums of a unit in the periods from `first` to `last` (compared as texts: "2022" to "2022~" is all of 2022).
 * *rows is yours, free() it. */
int total_list(struct store *st, const char *unit, const char *first, const char *last, struct total **rows,
	size_t *used, struct why *why);

/* The same of one indicator, its cumulative figures included. */
int total_list_of(struct store *st, const char *unit, const char *indicator, const char *first, const char *last,
	struct total **rows, size_t *used, struct why *why);

#endif
