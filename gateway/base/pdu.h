/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pdu.h - short messages as modems show them in PDU mode.
 *
 * SMS-DELIVER, SMS-SUBMIT and SMS-STATUS-REPORT of 3GPP TS 23.040, 9.2, with
 * the message centre's address in front as 3GPP TS 27.005 has it; data coding
 * schemes of TS 23.038, 4. The decoder takes any octets: every length is held
 * against the octets that are there, and what does not fit is refused. Octets
 * behind the last field are ignored. National language tables are ignored (the
 * text is shown by the default alphabet), compressed text is handed out as
 * 8-bit data.
 *
 * Pure functions: no I/O, no clock, no allocation but what the caller's buf does.
 */
#ifndef GATEWAY_BASE_PDU_H
#define GATEWAY_BASE_PDU_H

#include "gateway/base/buf.h"
#include "gateway/base/why.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PDU_USER_OCTETS  140 /* TP-UD at most, TS 23.040 9.2.3.24 */
#define PDU_SEPTETS      160
#define PDU_OCTETS_MAX   200 /* of a whole PDU with the centre's address: 12 + 172 at most, and some room */
#define PDU_HEX_OCTETS   (2 * PDU_OCTETS_MAX + 1)
#define PDU_ADDRESS_TEXT 48 /* 20 digits and '+', or 11 septets as UTF-8 */

enum pdu_type { PDU_DELIVER, PDU_SUBMIT, PDU_STATUS_REPORT };
enum pdu_direction { PDU_FROM_NETWORK, PDU_TO_NETWORK }; /* the type bits mean different things each way */
enum pdu_coding { PDU_GSM7, PDU_8BIT, PDU_UCS2 };

#define PDU_TON_UNKNOWN       0
#define PDU_TON_INTERNATIONAL 1
#define PDU_TON_ALPHANUMERIC  5

struct pdu_address {
	uint8_t type;                /* type-of-address octet, 0x91 international ISDN, 0xD0 alphanumeric */
	char text[PDU_ADDRESS_TEXT]; /* "+84905123456", "191", "*101#" or "VIETTEL" in UTF-8; "" = none */
};

struct pdu_time {
	int64_t wall_us; /* 0 when the digits were no time */
	int zone_min;    /* minutes east of UTC, a multiple of 15 */
};

struct pdu {
	enum pdu_type type;
	struct pdu_address smsc; /* "" = the one stored in the SIM, or none */
	struct pdu_address peer; /* sender, destination, or the recipient that a report is about */
	uint8_t pid, dcs;
	enum pdu_coding coding; /* as dcs says; pdu_encode() goes by dcs */
	int message_class;      /* 0..3, -1 none; as dcs says */
	bool more_to_send;      /* DELIVER, STATUS-REPORT: TP-MMS says that more wait */
	bool reject_duplicates; /* SUBMIT: TP-RD */
	bool reply_path;        /* DELIVER, SUBMIT: TP-RP */
	bool report;            /* SUBMIT: a status report is wanted; DELIVER: one goes back to the sender */
	uint8_t reference;      /* TP-MR of SUBMIT and STATUS-REPORT */
	int validity;           /* SUBMIT: relative TP-VP 0..255, -1 none (or of another format) */
	uint8_t status;         /* STATUS-REPORT: TP-ST */
	struct pdu_time at;     /* DELIVER, STATUS-REPORT: the centre's time stamp */
	struct pdu_time done;   /* STATUS-REPORT: discharge time */
	/* Concatenation as the header says (IE 0x00 or 0x08): parts = 1, part = 1 when there is none. */
	unsigned concat_reference, concat_part, concat_parts;
	uint8_t header[PDU_USER_OCTETS]; /* user data header without its length octet */
	size_t header_octets;            /* 0 = none */
	uint8_t body[PDU_SEPTETS];       /* GSM 7-bit: septets, one each; else octets */
	size_t body_units;               /* how many */
};

/* Read a PDU. Returns 0, or -1 with why set. */
int pdu_decode(const uint8_t *octets, size_t n, enum pdu_direction direction, struct pdu *pdu, struct why *why);

/* Write one; to holds PDU_OCTETS_MAX. Returns its octets; *tpdu_octets (may be NULL) without the centre's address, as
 * AT+CMGS and the header lines of AT answers count. The caller keeps the sizes: header + body within 140 octets. */
size_t pdu_encode(const struct pdu *pdu, uint8_t to[static PDU_OCTETS_MAX], size_t *tpdu_octets);

/* Append the text as UTF-8: GSM 7-bit by the default alphabet; UCS-2 with surrogate pairs, a lone surrogate as U+FFFD, a
 * NUL as a space; 8-bit data as hex. */
void pdu_text(const struct pdu *pdu, struct buf *out);
/* The same of UCS-2 octets alone, most significant first; an odd last octet is left out. */
void pdu_ucs2_to_text(const uint8_t *octets, size_t n, struct buf *out);
/* Set the concatenation fields from header and header_octets; they stay as they are when it holds none. */
void pdu_read_header(struct pdu *pdu);

/* Set dcs, coding, header and body of a SUBMIT or DELIVER: n octets of UTF-8 that fit, in GSM 7-bit or UCS-2, flash as
 * class 0. parts > 1 adds the concatenation header. Returns 0, or -1 with why set when it does not fit. */
int pdu_set_text(struct pdu *pdu, const char *text, size_t n, bool ucs2, bool flash, struct why *why);
/* Give it a concatenation header with an 8-bit reference; before pdu_set_text(). parts = 1 takes the header off. */
void pdu_set_concat(struct pdu *pdu, unsigned reference, unsigned part, unsigned parts);

/* An address from its text: '+' and digits, digits with * and #, else alphanumeric. 0, or -1 when it is too long or has
 * a letter outside the alphabet. */
int pdu_address_set(struct pdu_address *address, const char *text, struct why *why);
bool pdu_address_is_name(const struct pdu_address *address);

/* What a data coding scheme says (TS 23.038, 4); reserved ones count as the default alphabet. */
enum pdu_coding pdu_dcs_coding(uint8_t dcs, int *message_class);

/* The relative validity (TS 23.040, 9.2.3.12.1) that is nearest to so many seconds, not below when it can. */
uint8_t pdu_validity(uint64_t seconds);
uint64_t pdu_validity_seconds(uint8_t validity);

/* TP-ST (9.2.3.15): is it final, and was it delivered? */
enum pdu_outcome { PDU_DELIVERED, PDU_TRYING, PDU_FAILED };
enum pdu_outcome pdu_outcome(uint8_t status);

/* Hex digits to octets; both cases are read. Returns how many octets, or -1 when a digit is odd or they exceed `most`. */
int pdu_from_hex(const char *hex, size_t digits, uint8_t *octets, size_t most);
/* Upper case; to holds 2 n + 1. Returns to. */
char *pdu_to_hex(const uint8_t *octets, size_t n, char *to);

#endif
