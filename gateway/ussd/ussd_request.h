/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ussd_request.h - a request of a USSD aggregator, from its form fields or its JSON object.
 *
 * Aggregators agree on four things under several names:
 *
 *   sessionId, session_id, sessionid       names the dialogue
 *   phoneNumber, phone, msisdn             whose phone it is
 *   serviceCode, service_code, ussdString  what was dialled
 *   text, input, ussd_input, message       what was typed; "" in the first request
 *
 * Some send all that was typed since the code, with '*' between. Pure.
 */
#ifndef GATEWAY_USSD_USSD_REQUEST_H
#define GATEWAY_USSD_USSD_REQUEST_H

#include "gateway/base/why.h"

#include <stdbool.h>
#include <stddef.h>

#define USSD_BODY_OCTETS_MAX 8192
#define USSD_SESSION_OCTETS  96
#define USSD_NUMBER_OCTETS   32
#define USSD_TYPED_OCTETS    512

struct ussd_request {
	char session[USSD_SESSION_OCTETS];
	char from[USSD_NUMBER_OCTETS]; /* normalised: "+84905123456" where it is a number of the country */
	char code[USSD_NUMBER_OCTETS];
	char text[USSD_TYPED_OCTETS]; /* what was typed last */
	bool begin;
	bool json; /* it came as JSON, and is answered so */
};

/* Read the body (form fields, or a JSON object when it begins with '{'); query is the part of the address behind '?',
 * NULL when there is none. 0, or -1 with why set. */
int ussd_request_read(
	const char *body, size_t n, const char *query, bool whole, struct ussd_request *r, struct why *why);

#endif
