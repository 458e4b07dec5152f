/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/smpp/smpp_text.h"

#include "gateway/base/gsm7.h"
#include "gateway/base/pdu.h"
#include "gateway/base/utf8.h"

#include <string.h>

enum { DC_DEFAULT = 0x00, DC_ASCII = 0x01, DC_OCTETS_2 = 0x02, DC_LATIN1 = 0x03, DC_OCTETS = 0x04, DC_UCS2 = 0x08 };

enum coding { AS_GSM7, AS_LATIN1, AS_UCS2, AS_OCTETS };

/* ---- in ---- */

static enum coding coding_of(uint8_t data_coding, enum smpp_alphabet alphabet, bool *flash)
{
	int message_class = -1;
	enum pdu_coding coding;

	switch (data_coding) {
	case DC_DEFAULT:
		return alphabet == SMPP_ALPHABET_LATIN1 ? AS_LATIN1 : AS_GSM7;
	case DC_ASCII:
	case DC_LATIN1:
		return AS_LATIN1;
	case DC_OCTETS_2:
	case DC_OCTETS:
		return AS_OCTETS;
	case DC_UCS2:
		return AS_UCS2;
	default:
		break;
	}
	if (data_coding < 0x10)
		return AS_LATIN1; /* Cyrillic, Hebrew, JIS ...: not read, and nothing is lost of what is ASCII */
	coding = pdu_dcs_coding(data_coding, &message_class);
	*flash = message_class == 0;
	return coding == PDU_UCS2 ? AS_UCS2 : coding == PDU_8BIT ? AS_OCTETS : AS_GSM7;
}

static void read_octets(const uint8_t *octets, size_t n, enum coding coding, struct buf *to)
{
	char utf8[UTF8_OCTETS_MAX], hex[2 * 255 + 1];

	switch (coding) {
	case AS_UCS2:
		pdu_ucs2_to_text(octets, n, to);
		return;
	case AS_OCTETS:
		for (size_t at = 0; at < n; at += 255)
			buf_adds(to, pdu_to_hex(octets + at, n - at < 255 ? n - at : 255, hex));
		return;
	case AS_LATIN1:
		for (size_t i = 0; i < n; i++)
			buf_add(to, utf8, utf8_put(octets[i] == 0 ? ' ' : octets[i], utf8));
		return;
	case AS_GSM7:
		break;
	}
	for (size_t i = 0; i < n; i++) /* an octet past 127 is no septet: the letter of Latin-1 that it may be */
		if (octets[i] < 128 && octets[i] != GSM7_ESCAPE)
			gsm7_to_text(octets + i, 1, to);
		else if (octets[i] == GSM7_ESCAPE && i + 1 < n && octets[i + 1] < 128)
			gsm7_to_text(octets + i, 2, to), i++;
		else
			buf_add(to, utf8, utf8_put(octets[i] == GSM7_ESCAPE ? ' ' : octets[i], utf8));
}

/* A user data header in front of the text: its concatenation, and how many octets it takes. */
static size_t read_header(const uint8_t *octets, size_t n, struct smpp_text *text)
{
	struct pdu p = { .concat_parts = 1, .concat_part = 1 };

	if (n == 0 || octets[0] + 1u > n || octets[0] > sizeof p.header)
		return 0;
	p.header_octets = octets[0];
	memcpy(p.header, octets + 1, p.header_octets);
	pdu_read_header(&p);
	text->reference = p.concat_reference;
	text->part = p.concat_part;
	text->parts = p.concat_parts;
	return p.header_octets + 1;
}

static void read_sar(const struct smpp_pdu *pdu, struct smpp_text *text)
{
	uint32_t reference, part, parts;

	if (!smpp_pdu_tlv_number(pdu, SMPP_TAG_SAR_MSG_REF_NUM, &reference) ||
		!smpp_pdu_tlv_number(pdu, SMPP_TAG_SAR_TOTAL_SEGMENTS, &parts) ||
		!smpp_pdu_tlv_number(pdu, SMPP_TAG_SAR_SEGMENT_SEQNUM, &part))
		return;
	if (part == 0 || part > parts || parts > 255 || reference > UINT16_MAX)
		return;
	text->reference = reference;
	text->part = part;
	text->parts = parts;
}

void smpp_text_read(const struct smpp_pdu *pdu, enum smpp_alphabet alphabet, struct smpp_text *text, struct buf *to)
{
	size_t n = 0, header = 0;
	const uint8_t *octets = smpp_pdu_body(pdu, &n);
	enum coding coding;

	*text = (struct smpp_text){ .part = 1, .parts = 1 };
	coding = coding_of(pdu->data_coding, alphabet, &text->flash);
	text->binary = coding == AS_OCTETS;
	if (pdu->esm_class & SMPP_ESM_UDHI)
		header = read_header(octets, n, text);
	else
		read_sar(pdu, text);
	if (text->parts == 1)
		text->reference = 0;
	if (n > header)
		read_octets(octets + header, n - header, coding, to);
}

/* ---- out ---- */

void smpp_text_room_init(struct smpp_text_room *room)
{
	buf_init(&room->payload);
}

void smpp_text_room_fini(struct smpp_text_room *room)
{
	buf_fini(&room->payload);
}

unsigned smpp_text_units(const struct segment_plan *plan, enum smpp_long longs)
{
	return longs == SMPP_LONG_PAYLOAD ? 1 : plan->parts;
}

/* One character as a centre with Latin-1 takes it; what Latin-1 lacks (the Greek letters of GSM 7-bit) is refused. */
static int add_latin1(const char *text, size_t n, struct buf *to, struct why *why)
{
	for (size_t at = 0; at < n;) {
		uint32_t cp;

		at += utf8_next(text + at, n - at, &cp);
		if (cp > 255)
			return why_set(why, "character U+%04X is not in Latin-1", cp);
		buf_addc(to, (char)cp);
	}
	return 0;
}

static int add_gsm7(const char *text, size_t n, struct buf *to, struct why *why)
{
	for (size_t at = 0; at < n;) {
		uint8_t septets[2];
		uint32_t cp;
		unsigned used;

		at += utf8_next(text + at, n - at, &cp);
		used = gsm7_encode(cp, septets);
		if (used == 0)
			return why_set(why, "character U+%04X is not in the GSM 7-bit alphabet", cp);
		buf_add(to, septets, used);
	}
	return 0;
}

static void add_ucs2(const char *text, size_t n, struct buf *to)
{
	for (size_t at = 0; at < n;) {
		uint32_t cp;

		at += utf8_next(text + at, n - at, &cp);
		if (cp > 0xFFFF && cp != UTF8_BAD) {
			uint32_t high = 0xD800 + ((cp - 0x10000) >> 10);

			buf_addc(to, (char)(high >> 8));
			buf_addc(to, (char)(high & 0xff));
			cp = 0xDC00 + ((cp - 0x10000) & 0x3FF);
		}
		buf_addc(to, (char)(cp >> 8 & 0xff));
		buf_addc(to, (char)(cp & 0xff));
	}
}

static int add_text(
	const char *text, size_t n, enum alphabet alphabet, enum smpp_alphabet octets, struct buf *to, struct why *why)
{
	if (alphabet == ALPHABET_UCS2) {
		add_ucs2(text, n, to);
		return 0;
	}
	return octets == SMPP_ALPHABET_LATIN1 ? add_latin1(text, n, to, why) : add_gsm7(text, n, to, why);
}

/* The octets in room->payload become short_message, or message_payload when they are too many for it. */
static void attach(struct smpp_pdu *pdu, struct smpp_text_room *room)
{
	if (room->payload.length > sizeof room->message) {
		smpp_pdu_add(pdu, SMPP_TAG_MESSAGE_PAYLOAD, room->payload.data, room->payload.length);
		return;
	}
	memcpy(room->message, room->payload.data, room->payload.length);
	pdu->message = room->message;
	pdu->message_octets = (uint8_t)room->payload.length;
}

int smpp_text_write_plain(const char *text, enum alphabet alphabet, enum smpp_alphabet octets, struct smpp_pdu *pdu,
	struct smpp_text_room *room, struct why *why)
{
	pdu->data_coding = alphabet == ALPHABET_UCS2 ? DC_UCS2 : DC_DEFAULT;
	buf_clear(&room->payload);
	if (add_text(text, strlen(text), alphabet, octets, &room->payload, why) == -1)
		return -1;
	attach(pdu, room);
	return 0;
}

static void add_sar(
	struct smpp_pdu *pdu, unsigned reference, unsigned part, unsigned parts, struct smpp_text_room *room)
{
	room->reference[0] = (uint8_t)(reference >> 8);
	room->reference[1] = (uint8_t)reference;
	room->part = (uint8_t)part;
	room->parts = (uint8_t)parts;
	smpp_pdu_add(pdu, SMPP_TAG_SAR_MSG_REF_NUM, room->reference, 2);
	smpp_pdu_add(pdu, SMPP_TAG_SAR_TOTAL_SEGMENTS, &room->parts, 1);
	smpp_pdu_add(pdu, SMPP_TAG_SAR_SEGMENT_SEQNUM, &room->part, 1);
}

int smpp_text_write(const char *text, const struct segment_plan *plan, const struct smpp_options *options, unsigned at,
	unsigned reference, bool flash, struct smpp_pdu *pdu, struct smpp_text_room *room, struct why *why)
{
	bool joined = plan->parts > 1 && options->longs != SMPP_LONG_PAYLOAD;
	size_t n = strlen(text);

	if (joined)
		text = segment_cut(text, plan, at, &n);
	buf_clear(&room->payload);
	if (joined && options->longs == SMPP_LONG_UDH) {
		const uint8_t header[6] = { 5, 0, 3, (uint8_t)reference, (uint8_t)plan->parts, (uint8_t)(at + 1) };

		pdu->esm_class |= SMPP_ESM_UDHI;
		buf_add(&room->payload, header, sizeof header);
	} else if (joined) {
		add_sar(pdu, reference, at + 1, plan->parts, room);
	}
	if (add_text(text, n, plan->alphabet, options->alphabet, &room->payload, why) == -1)
		return -1;
	pdu->data_coding = plan->alphabet == ALPHABET_UCS2 ? (flash ? 0x18 : DC_UCS2) : (flash ? 0xF0 : DC_DEFAULT);
	attach(pdu, room);
	return 0;
}
