/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any octets: the decoder stays within them, what reads them on stays as well, and what was read can be written. */
#include "gateway/smpp/smpp_pdu.h"
#include "gateway/smpp/smpp_receipt.h"
#include "gateway/smpp/smpp_text.h"
#include "gateway/smpp/smpp_unkept.h"
#include "gateway/smpp/smpp_ussd.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t n);

static void use(const struct smpp_pdu *pdu)
{
	struct smpp_ussd_table *table = smpp_ussd_new(SMPP_USSD_ITS);
	char session[SMPP_USSD_SESSION_OCTETS], id[SMPP_ID_OCTETS];
	struct smpp_receipt receipt;
	struct smpp_text text;
	struct buf words;

	if (smpp_receipt_read(pdu, &receipt))
		smpp_receipt_id(receipt.id, (pdu->sequence & 1) != 0, id);
	for (int alphabet = 0; alphabet < 2; alphabet++) {
		buf_init(&words);
		smpp_text_read(pdu, (enum smpp_alphabet)alphabet, &text, &words);
		assert(text.parts >= 1 && text.part >= 1 && text.part <= text.parts);
		assert(words.length == strlen(words.data));
		smpp_ussd_take(table, pdu, words.data, 0, 1, session);
		buf_fini(&words);
	}
	smpp_ussd_free(&table);
}

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t n)
{
	struct smpp_pdu pdu, again;
	enum smpp_status refuse;
	struct buf made;
	struct why why;

	if (n < SMPP_PDU_OCTETS_LEAST || smpp_pdu_decode(octets, n, &pdu, &refuse, &why) == -1)
		return 0;
	use(&pdu);
	if (pdu.command == SMPP_ALERT_NOTIFICATION || pdu.message_octets > SMPP_SHORT_MESSAGE)
		return 0; /* of which nothing is read; which the standard does not allow to be written */
	buf_init(&made);
	if (smpp_pdu_encode(&pdu, &made, &why) == 0) {
		assert(smpp_pdu_decode((const uint8_t *)made.data, made.length, &again, &refuse, &why) == 0);
		assert(again.command == pdu.command && again.sequence == pdu.sequence);
		assert(pdu.status != SMPP_ROK || strcmp(again.message_id, pdu.message_id) == 0);
		assert(again.message_octets == pdu.message_octets);
	}
	buf_fini(&made);
	return 0;
}
