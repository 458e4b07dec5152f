/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smpp_receipt.h - delivery receipts as message centres write them.
 *
 * SMPP v3.4 gives two forms: the optional parameters receipted_message_id and
 * message_state (5.3.2.12, 5.3.2.35), and the text "id:... sub:... dlvrd:...
 * submit date:... done date:... stat:... err:... text:..." (appendix B), whose
 * keys come in any case and order, and some not at all. The parameters count
 * before the text.
 *
 * The id of a text is written in hexadecimal by some centres in one place and
 * in decimal in the other, with zeros in front or without: smpp_receipt_id()
 * brings them to one form. Pure functions.
 */
#ifndef GATEWAY_SMPP_SMPP_RECEIPT_H
#define GATEWAY_SMPP_SMPP_RECEIPT_H

#include "gateway/smpp/smpp_pdu.h"

#define SMPP_ID_OCTETS 256

struct smpp_receipt {
	char id[SMPP_ID_OCTETS]; /* as the centre wrote it; "" when it did not */
	uint8_t status; /* as TP-ST of 3GPP TS 23.040, 9.2.3.15: 0 delivered, 0x20 trying, 0x40 and up failed */
	uint32_t error; /* the network's, as the centre numbers it; 0 = none said */
};

/* Is that deliver_sm or data_sm a receipt? Then *receipt is set. */
bool smpp_receipt_read(const struct smpp_pdu *pdu, struct smpp_receipt *receipt);

/* The one form of an id: a number read as hexadecimal or decimal and written as decimal; what is no number, or too large
 * for one, in lower case without zeros in front. Returns to. */
char *smpp_receipt_id(const char *id, bool hex, char to[static SMPP_ID_OCTETS]);

#endif
