/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smpp_pdu.h - the protocol data units of SMPP 3.4, to and from octets.
 *
 * Exact in what it writes, tolerant in what it reads, because message centres
 * are not exact (SMPP v3.4 issue 1.2, 4 and 5, and what is seen in the field):
 *
 *   - a response may end anywhere after its header: missing fields are empty;
 *   - any command_status, sequence number, type of number or data coding is
 *     handed out as it stands;
 *   - unknown optional parameters are kept as they came; one whose length runs
 *     past the unit ends the list, and the unit stays good;
 *   - octets that are no field and no optional parameter are ignored;
 *   - a text field without its NUL ends with the unit; one that is longer than
 *     its room is cut.
 *
 * A request that ends within its fields, and a length outside
 * SMPP_PDU_OCTETS_LEAST..MOST, are refused. Pure functions: no I/O, no clock,
 * no allocation but what the caller's buf does.
 */
#ifndef GATEWAY_SMPP_SMPP_PDU_H
#define GATEWAY_SMPP_SMPP_PDU_H

#include "gateway/base/buf.h"
#include "gateway/base/why.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SMPP_PDU_OCTETS_LEAST 16    /* the header alone */
#define SMPP_PDU_OCTETS_MOST  71680 /* a message_payload of 65,535 octets and what stands around it */
#define SMPP_SHORT_MESSAGE    254   /* sm_length at most, 5.2.21 */
#define SMPP_TLVS_MAX         32    /* kept; further ones are dropped */
#define SMPP_VERSION          0x34  /* interface_version, 5.2.4 */
#define SMPP_SEQUENCE_MOST    0x7fffffffu

#define SMPP_RESPONSE 0x80000000u /* the bit that makes a command_id a response, 5.1.2 */
enum smpp_command {
	SMPP_BIND_RECEIVER = 0x01,
	SMPP_BIND_TRANSMITTER = 0x02,
	SMPP_SUBMIT_SM = 0x04,
	SMPP_DELIVER_SM = 0x05,
	SMPP_UNBIND = 0x06,
	SMPP_BIND_TRANSCEIVER = 0x09,
	SMPP_OUTBIND = 0x0b,
	SMPP_ENQUIRE_LINK = 0x15,
	SMPP_ALERT_NOTIFICATION = 0x102,
	SMPP_DATA_SM = 0x103,
};
#define SMPP_GENERIC_NACK SMPP_RESPONSE /* a response without a command */

/* command_status, 5.1.3: those that Keng gives or decides by. */
enum smpp_status {
	SMPP_ROK = 0x00,
	SMPP_RINVMSGLEN = 0x01,
	SMPP_RINVCMDLEN = 0x02,
	SMPP_RINVCMDID = 0x03,
	SMPP_RINVBNDSTS = 0x04,
	SMPP_RALYBND = 0x05,
	SMPP_RSYSERR = 0x08,
	SMPP_RINVSRCADR = 0x0a,
	SMPP_RINVDSTADR = 0x0b,
	SMPP_RBINDFAIL = 0x0d,
	SMPP_RINVPASWD = 0x0e,
	SMPP_RINVSYSID = 0x0f,
	SMPP_RMSGQFUL = 0x14,
	SMPP_RINVSYSTYP = 0x53,
	SMPP_RTHROTTLED = 0x58,
	SMPP_RX_T_APPN = 0x64,
};

/* Tags of optional parameters, 5.3.2. */
enum smpp_tag {
	SMPP_TAG_RECEIPTED_MESSAGE_ID = 0x001e,
	SMPP_TAG_SC_INTERFACE_VERSION = 0x0210,
	SMPP_TAG_USER_MESSAGE_REFERENCE = 0x0204,
	SMPP_TAG_SAR_MSG_REF_NUM = 0x020c,
	SMPP_TAG_SAR_TOTAL_SEGMENTS = 0x020e,
	SMPP_TAG_SAR_SEGMENT_SEQNUM = 0x020f,
	SMPP_TAG_NETWORK_ERROR_CODE = 0x0423,
	SMPP_TAG_MESSAGE_PAYLOAD = 0x0424,
	SMPP_TAG_MESSAGE_STATE = 0x0427,
	SMPP_TAG_USSD_SERVICE_OP = 0x0501,
	SMPP_TAG_ITS_SESSION_INFO = 0x1383,
};

/* Bits of esm_class, 5.2.12. */
#define SMPP_ESM_TYPE    0x3c /* what kind of message it is */
#define SMPP_ESM_RECEIPT 0x04
#define SMPP_ESM_INTERIM 0x20
#define SMPP_ESM_UDHI    0x40

/* Rooms are wider than the standard's sizes, for centres that do not keep to them. */
struct smpp_address {
	uint8_t ton, npi; /* 5.2.5, 5.2.6: TON 1 international, 5 alphanumeric; NPI 1 ISDN */
	char text[72];
};

struct smpp_tlv {
	uint16_t tag, length;
	const uint8_t *value; /* borrowed from the octets that were read */
};

struct smpp_pdu {
	uint32_t command; /* enum smpp_command, with SMPP_RESPONSE or without */
	uint32_t status;  /* of a response */
	uint32_t sequence;
	/* binds and outbind */
	char system_id[64], password[64], system_type[32];
	uint8_t interface_version;
	struct smpp_address range; /* address_range */
	/* submit_sm, deliver_sm, data_sm */
	char service_type[16];
	struct smpp_address source, destination;
	uint8_t esm_class, protocol_id, priority;
	char schedule[24], validity[24]; /* 7.1.1 */
	uint8_t registered, replace, data_coding, default_id;
	const uint8_t *message; /* short_message, borrowed */
	uint8_t message_octets;
	/* their responses */
	char message_id[256];
	struct smpp_tlv tlvs[SMPP_TLVS_MAX];
	unsigned tlvs_used;
};

/* Is a whole unit there? 1: *length octets make one; 0: more are needed; -1: the length can be no unit's. */
int smpp_pdu_length(const uint8_t *octets, size_t n, size_t *length, struct why *why);
/* Read one whole unit. Pointers in pdu are borrowed from octets. 0, or -1 with why set and *refuse the command_status
 * to answer with; command, status and sequence are set all the same. */
int smpp_pdu_decode(const uint8_t *octets, size_t n, struct smpp_pdu *pdu, enum smpp_status *refuse, struct why *why);
/* Append a unit. Texts longer than the standard's sizes are a mistake of ours: -1 with why set, and nothing is added. */
int smpp_pdu_encode(const struct smpp_pdu *pdu, struct buf *to, struct why *why);

/* The first optional parameter of that tag, NULL when there is none. */
const struct smpp_tlv *smpp_pdu_tlv(const struct smpp_pdu *pdu, enum smpp_tag tag);
/* Its value as a number of one to four octets, most significant first; false when it is not there, empty or longer. */
bool smpp_pdu_tlv_number(const struct smpp_pdu *pdu, enum smpp_tag tag, uint32_t *number);
/* Its value as a text, up to its NUL; false when it is not there. */
bool smpp_pdu_tlv_text(const struct smpp_pdu *pdu, enum smpp_tag tag, char *to, size_t room);
/* Add one; value is borrowed until the unit is encoded. */
void smpp_pdu_add(struct smpp_pdu *pdu, enum smpp_tag tag, const void *value, size_t octets);

/* The text of a submit, deliver or data unit: short_message, or message_payload where that is empty. */
const uint8_t *smpp_pdu_body(const struct smpp_pdu *pdu, size_t *octets);

/* "submit_sm", "deliver_sm_resp"; "unknown". */
const char *smpp_command_name(uint32_t command);
/* "ESME_RTHROTTLED"; "vendor 0x401" is written into to. */
const char *smpp_status_name(uint32_t status, char to[static 24]);

#endif
