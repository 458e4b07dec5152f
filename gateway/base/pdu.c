/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/pdu.h"
#include "gateway/base/gsm7.h"

#include <string.h>
#include <utf8proc.h>

#define DCS_FLASH_GSM7  0x10 /* general group, class 0 */
#define DCS_UCS2        0x08
#define DCS_FLASH_UCS2  0x18
#define TYPE_NATIONAL   0x81 /* unknown type, ISDN plan: short codes and numbers without '+' */
#define TYPE_WORLD      0x91
#define TYPE_NAME       0xD0
#define DIGITS_MAX      20
#define NAME_SEPTETS    11
#define CONCAT_OCTETS   5
#define REPLACEMENT     0xFFFD
#define OCTETS_OF(bits) (((bits) + 7) / 8)

enum pdu_coding pdu_dcs_coding(uint8_t dcs, int *message_class)
{
	*message_class = -1;
	if (dcs < 0x80) { /* 00xx and 01xx: general data coding, the second marked for automatic deletion */
		if (dcs & 0x10)
			*message_class = dcs & 3;
		if (dcs & 0x20) /* compressed (TS 23.042): not for us to unpack */
			return PDU_8BIT;
		return (dcs & 0x0C) == 0x04 ? PDU_8BIT : (dcs & 0x0C) == 0x08 ? PDU_UCS2 : PDU_GSM7;
	}
	switch (dcs >> 4) {
	case 0xE: /* message waiting, store, UCS-2 */
		return PDU_UCS2;
	case 0xF:
		*message_class = dcs & 3;
		return dcs & 4 ? PDU_8BIT : PDU_GSM7;
	default: /* reserved, and message waiting in the default alphabet */
		return PDU_GSM7;
	}
}

uint8_t pdu_validity(uint64_t seconds)
{
	static const struct {
		uint64_t most_s, from_s, step_s;
		unsigned first;
	} ranges[] = {
		{ 12 * 3600, 0, 5 * 60, 0 },             /* 0..143: 5 minutes each, beginning with 5 */
		{ 24 * 3600, 12 * 3600, 30 * 60, 144 },  /* 144..167: 12 hours and half hours */
		{ 30 * 86400, 0, 86400, 167 },           /* 168..196: days, 2..30 */
		{ 63 * 7 * 86400ull, 0, 7 * 86400, 193 } /* 197..255: weeks, 5..63 */
	};

	for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
		uint64_t steps;

		if (seconds > ranges[i].most_s)
			continue;
		steps = seconds <= ranges[i].from_s
				? 1
				: (seconds - ranges[i].from_s + ranges[i].step_s - 1) / ranges[i].step_s;
		return (uint8_t)(ranges[i].first + steps - 1);
	}
	return 255;
}

uint64_t pdu_validity_seconds(uint8_t validity)
{
	if (validity <= 143)
		return (validity + 1u) * 5 * 60;
	if (validity <= 167)
		return 12 * 3600 + (validity - 143u) * 30 * 60;
	if (validity <= 196)
		return (validity - 166u) * 86400;
	return (validity - 192u) * 7 * 86400;
}

enum pdu_outcome pdu_outcome(uint8_t status)
{
	if (status < 0x20)
		return PDU_DELIVERED;
	return status < 0x40 ? PDU_TRYING : PDU_FAILED;
}

int pdu_from_hex(const char *hex, size_t digits, uint8_t *octets, size_t most)
{
	if (digits % 2 != 0 || digits / 2 > most)
		return -1;
	for (size_t i = 0; i < digits; i++) {
		char c = hex[i];
		int value = c >= '0' && c <= '9'   ? c - '0'
			    : c >= 'A' && c <= 'F' ? c - 'A' + 10
			    : c >= 'a' && c <= 'f' ? c - 'a' + 10
						   : -1;

		if (value < 0)
			return -1;
		octets[i / 2] = (uint8_t)(i % 2 == 0 ? value << 4 : octets[i / 2] | value);
	}
	return (int)(digits / 2);
}

char *pdu_to_hex(const uint8_t *octets, size_t n, char *to)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < n; i++) {
		to[2 * i] = digits[octets[i] >> 4];
		to[2 * i + 1] = digits[octets[i] & 15];
	}
	to[2 * n] = '\0';
	return to;
}

static void add_character(uint32_t character, struct buf *out)
{
	utf8proc_uint8_t utf8[4];
	utf8proc_ssize_t n;

	n = utf8proc_encode_char(character == 0 ? ' ' : (utf8proc_int32_t)character, utf8);
	buf_add(out, utf8, (size_t)n);
}

void pdu_ucs2_to_text(const uint8_t *octets, size_t n, struct buf *out)
{
	for (size_t i = 0; i + 1 < n; i += 2) {
		uint32_t unit = (uint32_t)octets[i] << 8 | octets[i + 1];

		if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < n && (octets[i + 2] & 0xFC) == 0xDC) {
			uint32_t low = (uint32_t)octets[i + 2] << 8 | octets[i + 3];

			unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
			i += 2;
		} else if (unit >= 0xD800 && unit < 0xE000) {
			unit = REPLACEMENT;
		}
		add_character(unit, out);
	}
}

void pdu_text(const struct pdu *pdu, struct buf *out)
{
	if (pdu->coding == PDU_GSM7) {
		gsm7_to_text(pdu->body, pdu->body_units, out);
	} else if (pdu->coding == PDU_UCS2) {
		pdu_ucs2_to_text(pdu->body, pdu->body_units, out);
	} else {
		char hex[2 * PDU_SEPTETS + 1];

		buf_adds(out, pdu_to_hex(pdu->body, pdu->body_units, hex));
	}
}

/* Append one character to the body; 0, or -1 when it has no place there. */
static int put_character(struct pdu *pdu, uint32_t character)
{
	uint8_t raw[4];
	size_t n;

	if (pdu->coding == PDU_GSM7) {
		n = gsm7_encode(character, raw);
		if (n == 0)
			return -1;
	} else if (character > 0xFFFF) {
		uint32_t high = 0xD800 + ((character - 0x10000) >> 10), low = 0xDC00 + ((character - 0x10000) & 0x3FF);

		raw[0] = (uint8_t)(high >> 8);
		raw[1] = (uint8_t)high;
		raw[2] = (uint8_t)(low >> 8);
		raw[3] = (uint8_t)low;
		n = 4;
	} else {
		raw[0] = (uint8_t)(character >> 8);
		raw[1] = (uint8_t)character;
		n = 2;
	}
	if (pdu->body_units + n > sizeof pdu->body)
		return -1;
	memcpy(pdu->body + pdu->body_units, raw, n);
	pdu->body_units += n;
	return 0;
}

int pdu_set_text(struct pdu *pdu, const char *text, size_t n, bool ucs2, bool flash, struct why *why)
{
	size_t header = pdu->header_octets > 0 ? pdu->header_octets + 1 : 0;
	size_t octets;

	pdu->dcs = ucs2 ? (flash ? DCS_FLASH_UCS2 : DCS_UCS2) : (flash ? DCS_FLASH_GSM7 : 0);
	pdu->coding = pdu_dcs_coding(pdu->dcs, &pdu->message_class);
	pdu->body_units = 0;
	for (size_t at = 0; at < n;) {
		utf8proc_int32_t character;
		utf8proc_ssize_t used =
			utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(n - at), &character);

		if (used <= 0)
			return why_set(why, "octet %zu of the text is no UTF-8", at + 1);
		if (put_character(pdu, (uint32_t)character) == -1)
			return why_set(why, "character %zu octets into the text does not fit", at);
		at += (size_t)used;
	}
	octets = ucs2 ? header + pdu->body_units : OCTETS_OF(((header * 8 + 6) / 7 + pdu->body_units) * 7);
	if (octets > PDU_USER_OCTETS)
		return why_set(why, "%zu octets do not fit in one part of %d", octets, PDU_USER_OCTETS);
	return 0;
}

void pdu_set_concat(struct pdu *pdu, unsigned reference, unsigned part, unsigned parts)
{
	uint8_t header[CONCAT_OCTETS] = { 0x00, 3, (uint8_t)reference, (uint8_t)parts, (uint8_t)part };

	pdu->concat_reference = parts > 1 ? reference & 0xFF : 0;
	pdu->concat_parts = parts > 1 ? parts : 1;
	pdu->concat_part = parts > 1 ? part : 1;
	pdu->header_octets = parts > 1 ? sizeof header : 0;
	memcpy(pdu->header, header, sizeof header);
}

int pdu_address_set(struct pdu_address *address, const char *text, struct why *why)
{
	bool world = text[0] == '+';
	size_t n = strlen(text + world);
	size_t septets = 0;

	if (n > 0 && strspn(text + world, "0123456789*#") == n) {
		if (n > DIGITS_MAX)
			return why_set(why, "the number has %zu digits, at most %d fit", n, DIGITS_MAX);
		address->type = world ? TYPE_WORLD : TYPE_NATIONAL;
		strcpy(address->text, text);
		return 0;
	}
	for (const char *at = text; *at != '\0';) {
		utf8proc_int32_t character;
		utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)at, -1, &character);
		unsigned more = used > 0 ? gsm7_septets((uint32_t)character) : 0;

		septets += more;
		if (more == 0 || septets > NAME_SEPTETS)
			return why_set(why, "the name has more than %d letters or one that no phone has", NAME_SEPTETS);
		at += used;
	}
	address->type = *text == '\0' ? TYPE_NATIONAL : TYPE_NAME;
	strcpy(address->text, text);
	return 0;
}

bool pdu_address_is_name(const struct pdu_address *address)
{
	return (address->type >> 4 & 7) == PDU_TON_ALPHANUMERIC;
}
