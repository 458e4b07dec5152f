/* SPDX-License-Identifier: GPL-2.0-or-later */
/* guard.h - how much one number has been sent of late, and has sent us: the brake on loops, on too many reminders and on
 * floods; and what need not be sent any more. */
#ifndef STORE_GUARD_H
#define STORE_GUARD_H

#include "gateway/base/buf.h"
#include "gateway/base/clock.h"
#include "store/record.h"

#define GUARD_PLANNED_WITHIN (15 * CLOCK_DAY) /* nothing is queued longer before it goes */

/* Texts to that number, queued since that moment, that say the very same; counting stops at `most`. */
int guard_same(struct store *st, const char *phone, const char *text, int64_t since_us, int64_t most, int64_t *count,
	struct why *why);
/* Texts to that number that nobody asked for (kinds unasked, courtesy, bulk, notice), which went or are to go from one
 * moment until another. */
int guard_unasked(
	struct store *st, const char *phone, int64_t from_us, int64_t until_us, int64_t *count, struct why *why);
/* The notice to that number with those words in it ("" = any) that waits for a moment later than now, none of it being on
 * its way: the next to go. *id is 0 when there is none. */
int guard_waiting(struct store *st, const char *phone, const char *words, int64_t now_us, int64_t *id, struct buf *text,
	struct why *why);
/* The numbers for which a notice with those words waits like that. *phones is yours, free() it. */
struct guard_phone {
	char text[RECORD_PHONE_OCTETS];
};
int guard_waiting_phones(struct store *st, const char *words, int64_t now_us, struct guard_phone **phones, size_t *used,
	struct why *why);
/* Has a text with those words gone to that number since that moment, or is it about to? */
int guard_has_heard(struct store *st, const char *phone, const char *words, int64_t since_us, int64_t now_us,
	bool *heard, struct why *why);
/* Give up that text, which waits. */
int guard_give_up(struct store *st, int64_t id, struct why *why);
/* Give up those texts to that number, queued since that moment, that say the very same and have not left. */
int guard_withdraw(struct store *st, const char *phone, const char *text, int64_t since_us, struct why *why);
/* The same of those of that kind like that, with % for whatever stands there, that wait. */
int guard_withdraw_like(
	struct store *st, const char *phone, const char *kind, const char *pattern, int64_t since_us, struct why *why);
/* Give up all that has not left to that number, but answers and alarms. */
int guard_withdraw_all(struct store *st, const char *phone, struct why *why);
/* Give up the notices and reminders to that number that were for its owner's post; invitations stay. */
int guard_withdraw_post(struct store *st, const char *phone, struct why *why);

/* What came in since that moment and was acted upon, in the order of its coming: phone, link, text, received_at, intent,
 * status. Yours to step and end. */
struct query *guard_heard(struct store *st, int64_t since_us, struct why *why);

/* The same of those that came to links of other gateways, with ids in from..until-1. */
struct query *guard_heard_by_others(
	struct store *st, const char *gateway, int64_t from, int64_t until, struct why *why);

#endif
