/* SPDX-License-Identifier: GPL-2.0-or-later */
/* at_submit.c - AT+CMGS, AT+CMGW and AT+CMSS: a PDU behind a prompt, or one that is stored. */
#include "gateway/sim/modem_state.h"

#include "gateway/sim/at_args.h"

#include <string.h>

#define TPDU_OCTETS_MIN 8 /* type, reference, address of length 0, PID, DCS and length; more or less */
#define TPDU_OCTETS_MAX 175

/* The PDU that stands in hex behind the prompt; its length must be what the command promised. */
static int read_octets(struct modem *m, uint8_t octets[static PDU_OCTETS_MAX], size_t *n)
{
	int got = pdu_from_hex(m->text.data, m->text.length, octets, PDU_OCTETS_MAX);

	if (got < 1 || got - octets[0] - 1 != m->text_octets)
		return AT_CMS(CMS_PDU);
	*n = (size_t)got;
	return AT_OK;
}

static void write_to_memory(struct modem *m, const uint8_t *octets, size_t n)
{
	unsigned place = storage_put(m->set.memory[1], (enum storage_status)m->text_status, octets, n);

	if (place == 0) {
		line_result(m, AT_CMS(CMS_FULL));
		return;
	}
	line_info(m, "+CMGW: %u", place);
	line_result(m, AT_OK);
}

void at_submit_take(struct modem *m)
{
	uint8_t octets[PDU_OCTETS_MAX];
	struct pdu pdu;
	size_t n;
	int result = read_octets(m, octets, &n);
	bool received = m->to_memory && m->text_status <= STORAGE_READ;

	if (result != AT_OK) {
		line_result(m, result);
	} else if (!received && (pdu_decode(octets, n, PDU_TO_NETWORK, &pdu, NULL) == -1 || pdu.type != PDU_SUBMIT)) {
		line_result(m, AT_CMS(CMS_PDU));
	} else if (m->to_memory) {
		write_to_memory(m, octets, n);
	} else {
		network_submit(m, &pdu);
	}
}

static int ask_for_text(struct modem *m, const struct at_args *args)
{
	if (!at_args_number(args, 0, TPDU_OCTETS_MIN, TPDU_OCTETS_MAX))
		return AT_CMS(CMS_PDU);
	m->text_octets = args->at[0].number;
	m->mode = LINE_BUSY;
	line_prompt(m);
	return AT_LATER;
}

static int send_text(struct modem *m, const struct at_call *call)
{
	struct at_args args;

	if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || args.count != 1)
		return AT_CMS(CMS_NOT_ALLOWED);
	if (fault_is(&m->faults, FAULT_PROMPT_ERROR))
		return AT_CMS((int)fault_take(&m->faults, FAULT_PROMPT_ERROR)->code);
	m->to_memory = m->from_memory = false;
	return ask_for_text(m, &args);
}

static int write_text(struct modem *m, const struct at_call *call)
{
	struct at_args args;
	int status = STORAGE_UNSENT;

	if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || args.count > 2 ||
		!at_args_optional(&args, 1, 0, 3, &status))
		return AT_CMS(CMS_NOT_ALLOWED);
	m->to_memory = true;
	m->text_status = status;
	return ask_for_text(m, &args);
}

static int send_stored(struct modem *m, const struct at_call *call)
{
	struct at_args args;
	struct stored *at;
	struct pdu pdu;

	if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || args.count != 1 ||
		!at_args_number(&args, 0, 1, STORAGE_PLACES_MAX))
		return AT_CMS(CMS_NOT_ALLOWED);
	at = storage_at(m->set.memory[1], (unsigned)args.at[0].number);
	if (at == NULL || at->status < STORAGE_UNSENT)
		return AT_CMS(CMS_INDEX);
	if (pdu_decode(at->octets, at->length, PDU_TO_NETWORK, &pdu, NULL) == -1)
		return AT_CMS(CMS_PDU);
	at->status = STORAGE_SENT;
	m->from_memory = true;
	network_submit(m, &pdu);
	return AT_LATER;
}

const struct at_command at_submit[] = {
	{ "+CMGS", send_text, "", AT_SMS },
	{ "+CMGW", write_text, "", AT_SMS },
	{ "+CMSS", send_stored, "", AT_SMS },
	{ 0 },
};
