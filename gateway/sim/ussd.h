/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ussd.h - the operator's USSD service of one subscriber: balance, top-up, menus.
 *
 * Knows texts only; alphabets and AT commands are another's. The codes are
 * those of the operator (an invented one), not the gateway's own menus.
 */
#ifndef GATEWAY_SIM_USSD_H
#define GATEWAY_SIM_USSD_H

#include "gateway/base/buf.h"

#include <stdbool.h>
#include <stdint.h>

#define USSD_ADDED_MAX   16
#define USSD_CODE_OCTETS 40
#define USSD_TEXT_OCTETS 512 /* 160 octets on the air: 182 septets or 80 UCS-2 units, as UTF-8 */

/* <m> of +CUSD, 3GPP TS 27.007 7.15 */
enum ussd_state { USSD_DONE, USSD_MORE, USSD_ENDED, USSD_OTHER, USSD_NOT_SUPPORTED, USSD_TIMEOUT };

struct ussd {
	int64_t balance; /* dong */
	const char *msisdn;
	int menu; /* where the dialogue stands; 0 = none is open */
	unsigned added;
	struct {
		char code[USSD_CODE_OCTETS], answer[USSD_TEXT_OCTETS];
		bool more;
	} own[USSD_ADDED_MAX]; /* codes that the simulator's user added */
};

/* One code, or one answer within an open dialogue, as a phone gives it: who dials ends the dialogue first. The operator's
 * text is appended to out. */
enum ussd_state ussd_step(struct ussd *u, const char *input, struct buf *out);
/* As a modem gives it: within an open dialogue whatever it says is the answer. */
enum ussd_state ussd_type(struct ussd *u, const char *input, struct buf *out);
bool ussd_is_open(const struct ussd *u);
void ussd_cancel(struct ussd *u);
/* The operator waits for an answer to a text of its own. */
void ussd_open(struct ussd *u);

#endif
