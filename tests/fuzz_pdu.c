/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any octets: the decoder stays within them, and what it takes apart it can put together again. */
#include "gateway/base/pdu.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t n)
{
	for (int direction = PDU_FROM_NETWORK; direction <= PDU_TO_NETWORK; direction++) {
		uint8_t made[PDU_OCTETS_MAX];
		struct pdu pdu, again;
		struct buf text, second;
		size_t length;

		if (pdu_decode(octets, n, (enum pdu_direction)direction, &pdu, NULL) == -1)
			continue;
		buf_init(&text);
		buf_init(&second);
		pdu_text(&pdu, &text);
		length = pdu_encode(&pdu, made, NULL);
		assert(length <= sizeof made);
		assert(pdu_decode(made, length, (enum pdu_direction)direction, &again, NULL) == 0);
		pdu_text(&again, &second);
		if (pdu.type != PDU_STATUS_REPORT) /* its text is not written */
			assert(strcmp(text.data, second.data) == 0);
		assert(again.status == pdu.status && again.reference == pdu.reference);
		assert((again.concat_part == pdu.concat_part && again.concat_parts == pdu.concat_parts) ||
			pdu.type == PDU_STATUS_REPORT);
		buf_fini(&text);
		buf_fini(&second);
	}
	return 0;
}
