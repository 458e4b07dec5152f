/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/smpp/smpp_pdu.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* ---- which fields a body has ---- */

enum kind { END, OCTET, TEXT, MESSAGE }; /* MESSAGE: sm_length and short_message */

struct field {
	enum kind kind;
	size_t at, room;
	unsigned most; /* octets with the NUL that the standard allows; encoding keeps to it */
	const char *name;
};

#define AT(member)   offsetof(struct smpp_pdu, member)
#define ROOM(member) sizeof(((struct smpp_pdu *)NULL)->member)
#define OCTET_AT(member)                                                                                               \
	{                                                                                                              \
		OCTET, AT(member), 1, 1, #member                                                                       \
	}
#define TEXT_AT(member, most)                                                                                          \
	{                                                                                                              \
		TEXT, AT(member), ROOM(member), most, #member                                                          \
	}
#define LAST                                                                                                           \
	{                                                                                                              \
		END, 0, 0, 0, NULL                                                                                     \
	}

static const struct field bind_fields[] = { TEXT_AT(system_id, 16), TEXT_AT(password, 9), TEXT_AT(system_type, 13),
	OCTET_AT(interface_version), OCTET_AT(range.ton), OCTET_AT(range.npi), TEXT_AT(range.text, 41), LAST };
static const struct field bind_resp_fields[] = { TEXT_AT(system_id, 16), LAST };
static const struct field outbind_fields[] = { TEXT_AT(system_id, 16), TEXT_AT(password, 9), LAST };
static const struct field sm_fields[] = { TEXT_AT(service_type, 6), OCTET_AT(source.ton), OCTET_AT(source.npi),
	TEXT_AT(source.text, 21), OCTET_AT(destination.ton), OCTET_AT(destination.npi), TEXT_AT(destination.text, 21),
	OCTET_AT(esm_class), OCTET_AT(protocol_id), OCTET_AT(priority), TEXT_AT(schedule, 17), TEXT_AT(validity, 17),
	OCTET_AT(registered), OCTET_AT(replace), OCTET_AT(data_coding), OCTET_AT(default_id),
	{ MESSAGE, 0, 0, 0, "short_message" }, LAST };
static const struct field data_fields[] = { TEXT_AT(service_type, 6), OCTET_AT(source.ton), OCTET_AT(source.npi),
	TEXT_AT(source.text, 65), OCTET_AT(destination.ton), OCTET_AT(destination.npi), TEXT_AT(destination.text, 65),
	OCTET_AT(esm_class), OCTET_AT(registered), OCTET_AT(data_coding), LAST };
static const struct field id_fields[] = { TEXT_AT(message_id, 65), LAST };
static const struct field no_fields[] = { LAST };

static const struct body {
	uint32_t command;
	const char *name, *response;
	const struct field *fields, *response_fields;
} bodies[] = {
	{ SMPP_BIND_RECEIVER, "bind_receiver", "bind_receiver_resp", bind_fields, bind_resp_fields },
	{ SMPP_BIND_TRANSMITTER, "bind_transmitter", "bind_transmitter_resp", bind_fields, bind_resp_fields },
	{ SMPP_BIND_TRANSCEIVER, "bind_transceiver", "bind_transceiver_resp", bind_fields, bind_resp_fields },
	{ SMPP_OUTBIND, "outbind", "unknown", outbind_fields, no_fields },
	{ SMPP_SUBMIT_SM, "submit_sm", "submit_sm_resp", sm_fields, id_fields },
	{ SMPP_DELIVER_SM, "deliver_sm", "deliver_sm_resp", sm_fields, id_fields },
	{ SMPP_DATA_SM, "data_sm", "data_sm_resp", data_fields, id_fields },
	{ SMPP_UNBIND, "unbind", "unbind_resp", no_fields, no_fields },
	{ SMPP_ENQUIRE_LINK, "enquire_link", "enquire_link_resp", no_fields, no_fields },
	{ SMPP_ALERT_NOTIFICATION, "alert_notification", "unknown", NULL, no_fields },
};

static const struct body *body_of(uint32_t command)
{
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		if (bodies[i].command == (command & ~SMPP_RESPONSE))
			return &bodies[i];
	return NULL;
}

/* NULL: a body of which nothing is read. */
static const struct field *fields_of(uint32_t command)
{
	const struct body *body = body_of(command);

	if (body == NULL)
		return command == SMPP_GENERIC_NACK ? no_fields : NULL;
	return command & SMPP_RESPONSE ? body->response_fields : body->fields;
}

/* ---- octets ---- */

static uint32_t number_of(const uint8_t *octets, unsigned n)
{
	uint32_t value = 0;

	for (unsigned i = 0; i < n; i++)
		value = value << 8 | octets[i];
	return value;
}

static void add_number(struct buf *to, uint32_t value, unsigned octets)
{
	while (octets-- > 0)
		buf_addc(to, (char)(value >> 8 * octets & 0xff));
}

int smpp_pdu_length(const uint8_t *octets, size_t n, size_t *length, struct why *why)
{
	uint32_t said;

	if (n < 4)
		return 0;
	said = number_of(octets, 4);
	if (said < SMPP_PDU_OCTETS_LEAST || said > SMPP_PDU_OCTETS_MOST)
		return why_set(
			why, "command_length %u is outside %d..%d", said, SMPP_PDU_OCTETS_LEAST, SMPP_PDU_OCTETS_MOST);
	*length = said;
	return n >= said;
}

/* ---- reading ---- */

struct reader {
	const uint8_t *octets;
	size_t at, n;
};

/* A text ends with its NUL, or with the unit. False: there was not even that. */
static bool read_text(struct reader *r, char *to, size_t room)
{
	const uint8_t *start = r->octets + r->at, *nul;
	size_t left = r->n - r->at, octets;

	if (left == 0)
		return false;
	nul = memchr(start, '\0', left);
	octets = nul == NULL ? left : (size_t)(nul - start);
	r->at += nul == NULL ? octets : octets + 1;
	if (octets >= room)
		octets = room - 1;
	memcpy(to, start, octets);
	to[octets] = '\0';
	return true;
}

static bool read_field(struct reader *r, const struct field *f, struct smpp_pdu *pdu)
{
	char *to = (char *)pdu + f->at;

	if (f->kind == TEXT)
		return read_text(r, to, f->room);
	if (r->at == r->n)
		return false;
	if (f->kind == OCTET) {
		*to = (char)r->octets[r->at++];
		return true;
	}
	pdu->message_octets = r->octets[r->at++];
	pdu->message = r->octets + r->at;
	if (r->n - r->at < pdu->message_octets) {
		pdu->message_octets = 0;
		return false;
	}
	r->at += pdu->message_octets;
	return true;
}

static void read_tlvs(struct reader *r, struct smpp_pdu *pdu)
{
	while (r->n - r->at >= 4 && pdu->tlvs_used < SMPP_TLVS_MAX) {
		struct smpp_tlv *tlv = &pdu->tlvs[pdu->tlvs_used];

		tlv->tag = (uint16_t)number_of(r->octets + r->at, 2);
		tlv->length = (uint16_t)number_of(r->octets + r->at + 2, 2);
		r->at += 4;
		if (tlv->length > r->n - r->at)
			return;
		tlv->value = r->octets + r->at;
		r->at += tlv->length;
		pdu->tlvs_used++;
	}
}

int smpp_pdu_decode(const uint8_t *octets, size_t n, struct smpp_pdu *pdu, enum smpp_status *refuse, struct why *why)
{
	struct reader r = { octets, SMPP_PDU_OCTETS_LEAST, n };
	const struct field *fields;

	assert(n >= SMPP_PDU_OCTETS_LEAST);
	memset(pdu, 0, sizeof *pdu);
	pdu->command = number_of(octets + 4, 4);
	pdu->status = number_of(octets + 8, 4);
	pdu->sequence = number_of(octets + 12, 4);
	fields = fields_of(pdu->command);
	if (fields == NULL && body_of(pdu->command) != NULL)
		return 0;
	if (fields == NULL) {
		*refuse = SMPP_RINVCMDID;
		return why_set(why, "command_id 0x%08x is unknown", pdu->command);
	}
	for (const struct field *f = fields; f->kind != END; f++) {
		if (read_field(&r, f, pdu))
			continue;
		if (pdu->command & SMPP_RESPONSE)
			return 0;
		*refuse = f->kind == MESSAGE ? SMPP_RINVMSGLEN : SMPP_RINVCMDLEN;
		return why_set(why, "%s of %zu octets ends before its %s", smpp_command_name(pdu->command), n, f->name);
	}
	read_tlvs(&r, pdu);
	return 0;
}

/* ---- writing ---- */

static int check_texts(const struct smpp_pdu *pdu, const struct field *fields, struct why *why)
{
	for (const struct field *f = fields; f->kind != END; f++)
		if (f->kind == TEXT && strlen((const char *)pdu + f->at) >= f->most)
			return why_set(why, "%s takes at most %u characters", f->name, f->most - 1);
	return 0;
}

static void add_field(const struct smpp_pdu *pdu, const struct field *f, struct buf *to)
{
	const char *from = (const char *)pdu + f->at;

	if (f->kind == TEXT) {
		buf_add(to, from, strlen(from) + 1);
	} else if (f->kind == OCTET) {
		buf_addc(to, *from);
	} else {
		add_number(to, pdu->message_octets, 1);
		buf_add(to, pdu->message, pdu->message_octets);
	}
}

int smpp_pdu_encode(const struct smpp_pdu *pdu, struct buf *to, struct why *why)
{
	const struct field *fields = fields_of(pdu->command);
	size_t start = to->length;
	uint32_t length;

	assert(fields != NULL);
	assert(pdu->message_octets <= SMPP_SHORT_MESSAGE);
	if (check_texts(pdu, fields, why) == -1)
		return -1;
	add_number(to, 0, 4);
	add_number(to, pdu->command, 4);
	add_number(to, pdu->status, 4);
	add_number(to, pdu->sequence, 4);
	/* A response that refuses has no body (4.1.2, 4.4.2: "not returned if the command_status is non-zero"). */
	if (!(pdu->command & SMPP_RESPONSE) || pdu->status == SMPP_ROK)
		for (const struct field *f = fields; f->kind != END; f++)
			add_field(pdu, f, to);
	for (unsigned i = 0; i < pdu->tlvs_used; i++) {
		add_number(to, pdu->tlvs[i].tag, 2);
		add_number(to, pdu->tlvs[i].length, 2);
		buf_add(to, pdu->tlvs[i].value, pdu->tlvs[i].length);
	}
	length = (uint32_t)(to->length - start);
	for (unsigned i = 0; i < 4; i++)
		to->data[start + i] = (char)(length >> (24 - 8 * i) & 0xff);
	return 0;
}

/* ---- optional parameters ---- */

const struct smpp_tlv *smpp_pdu_tlv(const struct smpp_pdu *pdu, enum smpp_tag tag)
{
	for (unsigned i = 0; i < pdu->tlvs_used; i++)
		if (pdu->tlvs[i].tag == tag)
			return &pdu->tlvs[i];
	return NULL;
}

bool smpp_pdu_tlv_number(const struct smpp_pdu *pdu, enum smpp_tag tag, uint32_t *number)
{
	const struct smpp_tlv *tlv = smpp_pdu_tlv(pdu, tag);

	if (tlv == NULL || tlv->length == 0 || tlv->length > 4)
		return false;
	*number = number_of(tlv->value, tlv->length);
	return true;
}

bool smpp_pdu_tlv_text(const struct smpp_pdu *pdu, enum smpp_tag tag, char *to, size_t room)
{
	const struct smpp_tlv *tlv = smpp_pdu_tlv(pdu, tag);
	struct reader r;

	if (tlv == NULL)
		return false;
	to[0] = '\0';
	r = (struct reader){ tlv->value, 0, tlv->length };
	read_text(&r, to, room);
	return true;
}

void smpp_pdu_add(struct smpp_pdu *pdu, enum smpp_tag tag, const void *value, size_t octets)
{
	assert(pdu->tlvs_used < SMPP_TLVS_MAX && octets <= UINT16_MAX);
	pdu->tlvs[pdu->tlvs_used++] = (struct smpp_tlv){ (uint16_t)tag, (uint16_t)octets, value };
}

const uint8_t *smpp_pdu_body(const struct smpp_pdu *pdu, size_t *octets)
{
	const struct smpp_tlv *payload = smpp_pdu_tlv(pdu, SMPP_TAG_MESSAGE_PAYLOAD);

	if (pdu->message_octets == 0 && payload != NULL) {
		*octets = payload->length;
		return payload->value;
	}
	*octets = pdu->message_octets;
	return pdu->message;
}

/* ---- names ---- */

const char *smpp_command_name(uint32_t command)
{
	const struct body *body = body_of(command);

	if (command == SMPP_GENERIC_NACK)
		return "generic_nack";
	if (body == NULL)
		return "unknown";
	return command & SMPP_RESPONSE ? body->response : body->name;
}

const char *smpp_status_name(uint32_t status, char to[static 24])
{
	static const struct {
		enum smpp_status status;
		const char *name;
	} names[] = {
		{ SMPP_ROK, "ESME_ROK" },
		{ SMPP_RINVMSGLEN, "ESME_RINVMSGLEN" },
		{ SMPP_RINVCMDLEN, "ESME_RINVCMDLEN" },
		{ SMPP_RINVCMDID, "ESME_RINVCMDID" },
		{ SMPP_RINVBNDSTS, "ESME_RINVBNDSTS" },
		{ SMPP_RALYBND, "ESME_RALYBND" },
		{ SMPP_RSYSERR, "ESME_RSYSERR" },
		{ SMPP_RINVSRCADR, "ESME_RINVSRCADR" },
		{ SMPP_RINVDSTADR, "ESME_RINVDSTADR" },
		{ SMPP_RBINDFAIL, "ESME_RBINDFAIL" },
		{ SMPP_RINVPASWD, "ESME_RINVPASWD" },
		{ SMPP_RINVSYSID, "ESME_RINVSYSID" },
		{ SMPP_RMSGQFUL, "ESME_RMSGQFUL" },
		{ SMPP_RINVSYSTYP, "ESME_RINVSYSTYP" },
		{ SMPP_RTHROTTLED, "ESME_RTHROTTLED" },
		{ SMPP_RX_T_APPN, "ESME_RX_T_APPN" },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].status == status)
			return names[i].name;
	snprintf(to, 24, "%s 0x%x", status >= 0x400 && status <= 0x4ff ? "vendor" : "status", status);
	return to;
}
