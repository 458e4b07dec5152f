/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smpp_text.h - texts in and out of submit_sm, deliver_sm and data_sm.
 *
 * What data_coding means (SMPP v3.4, 5.2.19): 0 is the centre's default, which
 * a link's configuration names (GSM 7-bit, one septet an octet, or Latin-1);
 * 1 ASCII; 3 Latin-1; 8 UCS-2; 2 and 4 octets; from 0x10 on the schemes of
 * 3GPP TS 23.038, 4. Long texts come and go as parts with a user data header,
 * as sar_* parameters, or whole in message_payload.
 *
 * Pure functions: no I/O, no clock, no allocation but what the caller's buf does.
 */
#ifndef GATEWAY_SMPP_SMPP_TEXT_H
#define GATEWAY_SMPP_SMPP_TEXT_H

#include "gateway/base/segment.h"
#include "gateway/smpp_options.h"
#include "gateway/smpp/smpp_pdu.h"

/* One part that came. */
struct smpp_text {
	unsigned reference, part, parts; /* parts = 1 and reference = 0 when there is one */
	bool flash, binary;              /* binary: the text is hex */
};

/* Append the text of a unit as UTF-8 (not composed). */
void smpp_text_read(const struct smpp_pdu *pdu, enum smpp_alphabet alphabet, struct smpp_text *text, struct buf *to);

/* Room for what a unit points to until it is encoded. */
struct smpp_text_room {
	uint8_t message[SMPP_SHORT_MESSAGE];
	uint8_t reference[2], part, parts;
	struct buf payload;
};
void smpp_text_room_init(struct smpp_text_room *room);
void smpp_text_room_fini(struct smpp_text_room *room);

/* How many units a text needs in that form of long texts. */
unsigned smpp_text_units(const struct segment_plan *plan, enum smpp_long longs);
/* Put unit `at` (0..) of a text into a submit_sm: message, data_coding, esm_class, parameters. reference joins the
 * parts. 0, or -1 with why set when a character has no place in the alphabet. */
int smpp_text_write(const char *text, const struct segment_plan *plan, const struct smpp_options *options, unsigned at,
	unsigned reference, bool flash, struct smpp_pdu *pdu, struct smpp_text_room *room, struct why *why);
/* The whole text as one message in the alphabet of the plan, without a header: for USSD. */
int smpp_text_write_plain(const char *text, enum alphabet alphabet, enum smpp_alphabet octets, struct smpp_pdu *pdu,
	struct smpp_text_room *room, struct why *why);

#endif
