/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smsc_submit.c - what the simulated message centre makes of a submit_sm. */
#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/smpp/smpp_text.h"
#include "gateway/smsc/smsc_state.h"

#include <event2/bufferevent.h>
#include <event2/event.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* As strictly as the standard has it: the command_status of what is wrong, SMPP_ROK. */
static uint32_t judge(const struct smpp_pdu *pdu, size_t octets)
{
	size_t digits = strspn(pdu->destination.text, "0123456789");
	bool screen = smpp_pdu_tlv(pdu, SMPP_TAG_USSD_SERVICE_OP) != NULL; /* 160 octets on the air, TS 29.002 */
	size_t most = screen ? (pdu->data_coding == 8 ? 160 : 182) : (pdu->data_coding == 8 ? 140 : 160);

	if (digits == 0 || pdu->destination.text[digits] != '\0' || digits > 20)
		return SMPP_RINVDSTADR;
	if (pdu->source.text[0] == '\0')
		return SMPP_RINVSRCADR;
	if (octets == 0 || (pdu->message_octets > 0 && smpp_pdu_tlv(pdu, SMPP_TAG_MESSAGE_PAYLOAD) != NULL))
		return SMPP_RINVMSGLEN;
	if (octets > most + (size_t)(pdu->esm_class & SMPP_ESM_UDHI ? 6 : 0) &&
		smpp_pdu_tlv(pdu, SMPP_TAG_MESSAGE_PAYLOAD) == NULL)
		return SMPP_RINVMSGLEN;
	if (pdu->validity[0] != '\0' && strlen(pdu->validity) != 16)
		return 0x62; /* ESME_RINVEXPIRY */
	return SMPP_ROK;
}

static void tell(
	struct smsc *s, const char *to, const struct smpp_pdu *pdu, const struct smpp_text *text, const char *words)
{
	json_t *event = json_pack("{s:s, s:s, s:s, s:i, s:i, s:i, s:s, s:b, s:I}", "event", "sent", "to", to, "text",
		words, "part", (int)text->part, "parts", (int)text->parts, "reference", (int)text->reference,
		"alphabet", pdu->data_coding == 8 ? "ucs2" : "gsm7", "flash", text->flash, "at_us",
		(json_int_t)clock_mono_us());

	if (lines_are_watched(s->lines, to))
		lines_tell(s->lines, to, event);
	else if (s->load == NULL)
		shelf_put(&s->shelf, event);
	else
		json_decref(event);
}

static void tell_ussd(struct smsc *s, const char *to, const char *words, uint32_t op)
{
	lines_tell(s->lines, to,
		json_pack("{s:s, s:s, s:s, s:b}", "event", "ussd", "to", to, "text", words, "more", op == 2));
}

static void respond(struct smsc_session *session, const struct smpp_pdu *pdu, uint32_t status, uint64_t id)
{
	static const uint8_t extra[] = { 1, 2, 3 };
	struct smsc *s = session->smsc;
	struct smpp_pdu r = { .command = SMPP_SUBMIT_SM | SMPP_RESPONSE, .status = status, .sequence = pdu->sequence };
	struct buf octets;

	snprintf(r.message_id, sizeof r.message_id,
		strcmp(s->options->ids, "hex-decimal") == 0 ? "%" PRIX64 : "%" PRIu64, id);
	buf_init(&octets);
	if (smsc_fault_take(&s->faults, SMSC_FAULT_EXTRA, NULL)) {
		smpp_pdu_add(&r, (enum smpp_tag)0x1400, extra, sizeof extra);
		smpp_pdu_add(&r, SMPP_TAG_MESSAGE_STATE, extra, sizeof extra);
	}
	smpp_pdu_encode(&r, &octets, NULL);
	if (smsc_fault_take(&s->faults, SMSC_FAULT_BARE, NULL)) {
		octets.length = SMPP_PDU_OCTETS_LEAST;
		memcpy(octets.data, "\0\0\0\x10", 4);
	}
	bufferevent_write(session->line, octets.data, octets.length);
	buf_fini(&octets);
}

static void take_text(struct smsc_session *session, const struct smpp_pdu *pdu, const char *to, const char *words,
	const struct smpp_text *text)
{
	struct smsc *s = session->smsc;
	bool wants = pdu->registered != 0 && !smsc_fault_take(&s->faults, SMSC_FAULT_NO_RECEIPT, NULL);
	bool early = wants && smsc_fault_take(&s->faults, SMSC_FAULT_EARLY, NULL);
	uint64_t id = ++s->message_id;

	accepted_add(s->accepted, to, words, text->part, text->parts);
	s->counters.submitted++;
	if (early) {
		smsc_deliver_receipt(s, pdu, id, 0);
		smsc_pump(s);
	}
	if (!smsc_fault_take(&s->faults, SMSC_FAULT_SILENT, NULL) && !s->faults.of[SMSC_FAULT_CLOSE].on)
		respond(session, pdu, SMPP_ROK, id);
	if (wants && !early)
		smsc_deliver_receipt(s, pdu, id, (int64_t)s->options->receipt_delay_ms * 1000 + 1);
	tell(s, to, pdu, text, words);
	if (s->load == NULL)
		return;
	smsc_load_answered(s->load, to, clock_mono_us());
	smsc_pump_soon(s);
}

void smsc_submit(struct smsc_session *session, const struct smpp_pdu *pdu)
{
	struct smsc *s = session->smsc;
	struct smpp_text text;
	struct buf words;
	size_t octets = 0;
	uint32_t status, op;
	char to[80];

	smpp_pdu_body(pdu, &octets);
	status = judge(pdu, octets);
	if (status != SMPP_ROK)
		s->counters.faulty++;
	else if (smsc_fault_take(&s->faults, SMSC_FAULT_THROTTLE, NULL))
		status = SMPP_RTHROTTLED;
	else
		smsc_fault_take(&s->faults, SMSC_FAULT_STATUS, &status);
	snprintf(to, sizeof to, "%s%.70s", pdu->destination.ton == 1 ? "+" : "", pdu->destination.text);
	if (status != SMPP_ROK) {
		s->counters.refused++;
		respond(session, pdu, status, 0);
		lines_tell(
			s->lines, to, json_pack("{s:s, s:s, s:i}", "event", "refused", "to", to, "code", (int)status));
		return;
	}
	buf_init(&words);
	smpp_text_read(pdu, SMPP_ALPHABET_GSM7, &text, &words);
	if (smpp_pdu_tlv_number(pdu, SMPP_TAG_USSD_SERVICE_OP, &op)) {
		respond(session, pdu, SMPP_ROK, ++s->message_id);
		tell_ussd(s, to, words.data, op);
	} else {
		take_text(session, pdu, to, words.data, &text);
	}
	buf_fini(&words);
}
