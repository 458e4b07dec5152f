/* SPDX-License-Identifier: GPL-2.0-or-later */
/* borrow.h - a person speaks on somebody else's phone, known by a PIN: TOI 4321 BC DVC 5.
 *
 * The own number may stand before the PIN (TOI 0905100001 4321 BC DVC 5); it
 * must where several people of the lender's village have that PIN, and where
 * the lender is in no village. What is said counts as the person's; answers go
 * to the phone that is used. It holds for that text, and for the bare number or
 * XN that answers a question asked back, for a quarter of an hour. Where the PIN
 * was missing or wrong it may follow alone, within the same time.
 */
#ifndef GATEWAY_PROGRAMME_BORROW_H
#define GATEWAY_PROGRAMME_BORROW_H

#include "gateway/programme/act.h"

enum borrow {
	BORROW_FAILED = -1,
	BORROW_NONE,   /* the text is of who has the phone */
	BORROW_AS,     /* a->from is the person now, and the text is what they say */
	BORROW_REFUSED /* and answered */
};

/* Look whether the text is written on a borrowed phone. masked->text is a->raw with its secrets overwritten. */
enum borrow borrow_read(struct act *a, struct programme_text *masked, struct why *why);

/* "TOI 0905110002 BC DVC 9", with a number of somebody else in the roll and no PIN: nothing is recorded of the lender. The PIN
 * may follow. */
int borrow_lacks_pin(struct act *a, bool *lacks, struct why *why);
/* Of a text that is nothing but the digits of a PIN nothing is kept. */
int borrow_hide_digits(struct act *a, struct why *why);

/* Ask for the PIN; and the answer that is nothing else, which then stands nowhere. */
int pin_ask(struct act *a, struct why *why);
bool pin_is_told(const struct act *a);
int pin_take(struct act *a, struct why *why);

#endif
