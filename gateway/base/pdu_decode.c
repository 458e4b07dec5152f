/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/gsm7.h"
#include "gateway/base/pdu.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define ADDRESS_DIGITS_MAX 20 /* TS 23.040 9.1.2.5: 10 octets */
#define TIME_OCTETS        7

/* What is left of the PDU. Taking past the end is answered with -1 by all takers. */
struct rest {
	const uint8_t *at;
	size_t octets;
};

static int take(struct rest *r, size_t n, const uint8_t **octets)
{
	if (n > r->octets)
		return -1;
	*octets = r->at;
	r->at += n;
	r->octets -= n;
	return 0;
}

static int take_octet(struct rest *r, uint8_t *value)
{
	const uint8_t *octet;

	if (take(r, 1, &octet) == -1)
		return -1;
	*value = *octet;
	return 0;
}

/* Semi-octets, low nibble first, as digits; 15 ends them. */
static void digits_to_text(const uint8_t *octets, size_t digits, struct pdu_address *address)
{
	static const char letters[] = "0123456789*#abc";
	char *to = address->text;

	if ((address->type >> 4 & 7) == PDU_TON_INTERNATIONAL)
		*to++ = '+';
	for (size_t i = 0; i < digits; i++) {
		unsigned digit = i % 2 == 0 ? octets[i / 2] & 15 : octets[i / 2] >> 4;

		if (digit == 15)
			break;
		*to++ = letters[digit];
	}
	if (to == address->text + 1 && address->text[0] == '+')
		to--;
	*to = '\0';
}

/* A sender's name: packed septets, as many as the semi-octets hold whole. '@' is septet 0, so none is cut off. */
static void name_to_text(const uint8_t *octets, size_t semi_octets, struct pdu_address *address)
{
	uint8_t septets[ADDRESS_DIGITS_MAX * 4 / 7];
	size_t n = semi_octets * 4 / 7;
	struct buf text;

	gsm7_unpack(octets, n, 0, septets);
	buf_init(&text);
	gsm7_to_text(septets, n, &text);
	snprintf(address->text, sizeof address->text, "%s", text.data);
	buf_fini(&text);
}

static int take_address(struct rest *r, struct pdu_address *address)
{
	const uint8_t *octets;
	uint8_t digits;

	if (take_octet(r, &digits) == -1 || take_octet(r, &address->type) == -1 || digits > ADDRESS_DIGITS_MAX ||
		take(r, (digits + 1u) / 2, &octets) == -1)
		return -1;
	if (pdu_address_is_name(address))
		name_to_text(octets, digits, address);
	else
		digits_to_text(octets, digits, address);
	return 0;
}

/* The centre's address counts octets with its type, not digits (TS 27.005 3.1, TS 24.011 8.2.5.2). */
static int take_smsc(struct rest *r, struct pdu_address *address)
{
	const uint8_t *octets;
	uint8_t n;

	*address = (struct pdu_address){ 0 };
	if (take_octet(r, &n) == -1)
		return -1;
	if (n == 0)
		return 0;
	if (n - 1u > ADDRESS_DIGITS_MAX / 2 || take_octet(r, &address->type) == -1 || take(r, n - 1u, &octets) == -1)
		return -1;
	digits_to_text(octets, 2 * (n - 1u), address);
	return 0;
}

/* A time whose digits are none (some centres fill in zeros or ones) is no reason to lose the text: wall_us = 0. */
static int take_time(struct rest *r, struct pdu_time *when)
{
	const uint8_t *octets;
	int value[TIME_OCTETS];
	struct tm tm = { 0 };
	bool west;

	*when = (struct pdu_time){ 0 };
	if (take(r, TIME_OCTETS, &octets) == -1)
		return -1;
	west = octets[6] & 8;
	for (int i = 0; i < TIME_OCTETS; i++) {
		int tens = octets[i] & (i == 6 ? 7 : 15), units = octets[i] >> 4;

		if (tens > 9 || units > 9)
			return 0;
		value[i] = 10 * tens + units;
	}
	if (value[1] < 1 || value[1] > 12 || value[2] < 1 || value[2] > 31 || value[3] > 23 || value[4] > 59 ||
		value[5] > 59)
		return 0;
	tm.tm_year = value[0] + 100;
	tm.tm_mon = value[1] - 1;
	tm.tm_mday = value[2];
	tm.tm_hour = value[3];
	tm.tm_min = value[4];
	tm.tm_sec = value[5];
	when->zone_min = (west ? -15 : 15) * value[6];
	when->wall_us = ((int64_t)timegm(&tm) - 60 * when->zone_min) * 1000000;
	return 0;
}

/* Concatenation elements that say nothing sensible are ignored one by one; of several the last counts (9.2.3.24). */
static void read_element(struct pdu *pdu, uint8_t id, uint8_t length, const uint8_t *data)
{
	bool wide = id == 0x08 && length == 4;
	unsigned parts, part;

	if (!wide && !(id == 0x00 && length == 3))
		return;
	parts = data[length - 2];
	part = data[length - 1];
	if (part == 0 || part > parts)
		return;
	pdu->concat_reference = wide ? (unsigned)data[0] << 8 | data[1] : data[0];
	pdu->concat_parts = parts;
	pdu->concat_part = part;
}

/* A header whose last element does not end where the header ends is ignored as a whole (9.2.3.24). */
void pdu_read_header(struct pdu *pdu)
{
	const uint8_t *h = pdu->header;
	size_t n = pdu->header_octets, at;

	for (at = 0; at + 2 <= n && at + 2 + h[at + 1] <= n; at += 2u + h[at + 1])
		;
	if (at != n)
		return;
	for (at = 0; at < n; at += 2u + h[at + 1])
		read_element(pdu, h[at], h[at + 1], h + at + 2);
}

static int take_user_data(struct rest *r, bool has_header, struct pdu *pdu, struct why *why)
{
	bool septets = pdu->coding == PDU_GSM7;
	const uint8_t *octets;
	size_t n, skip = 0; /* units that the header takes */
	unsigned fill = 0;
	uint8_t units;

	if (take_octet(r, &units) == -1)
		return why_set(why, "the user data length is missing");
	n = septets ? (units * 7u + 7) / 8 : units;
	if (n > PDU_USER_OCTETS || take(r, n, &octets) == -1)
		return why_set(why, "user data of %u units is more than the octets there", units);
	if (has_header) {
		size_t header = n > 0 ? octets[0] + 1u : 1;

		skip = septets ? (header * 8 + 6) / 7 : header;
		fill = septets ? (unsigned)(skip * 7 - header * 8) : 0;
		if (header > n || skip > units)
			return why_set(why, "a header of %zu octets in %zu octets of user data", header, n);
		pdu->header_octets = header - 1;
		memcpy(pdu->header, octets + 1, header - 1);
		pdu_read_header(pdu);
		octets += header;
	}
	pdu->body_units = units - skip;
	if (septets)
		gsm7_unpack(octets, pdu->body_units, fill, pdu->body);
	else
		memcpy(pdu->body, octets, pdu->body_units);
	return 0;
}

static void set_dcs(struct pdu *pdu, uint8_t dcs)
{
	pdu->dcs = dcs;
	pdu->coding = pdu_dcs_coding(dcs, &pdu->message_class);
}

static int decode_deliver(struct rest *r, uint8_t first, struct pdu *pdu, struct why *why)
{
	uint8_t dcs;

	pdu->type = PDU_DELIVER;
	pdu->more_to_send = !(first & 0x04);
	pdu->report = first & 0x20;
	pdu->reply_path = first & 0x80;
	if (take_address(r, &pdu->peer) == -1)
		return why_set(why, "the sender's address is too long or cut");
	if (take_octet(r, &pdu->pid) == -1 || take_octet(r, &dcs) == -1 || take_time(r, &pdu->at) == -1)
		return why_set(why, "cut before the user data");
	set_dcs(pdu, dcs);
	return take_user_data(r, first & 0x40, pdu, why);
}

static int decode_submit(struct rest *r, uint8_t first, struct pdu *pdu, struct why *why)
{
	static const uint8_t validity_octets[4] = { 0, 7, 1, 7 }; /* none, enhanced, relative, absolute */
	unsigned format = first >> 3 & 3;
	const uint8_t *validity;
	uint8_t dcs;

	pdu->type = PDU_SUBMIT;
	pdu->reject_duplicates = first & 0x04;
	pdu->report = first & 0x20;
	pdu->reply_path = first & 0x80;
	if (take_octet(r, &pdu->reference) == -1 || take_address(r, &pdu->peer) == -1)
		return why_set(why, "the destination address is too long or cut");
	if (take_octet(r, &pdu->pid) == -1 || take_octet(r, &dcs) == -1 ||
		take(r, validity_octets[format], &validity) == -1)
		return why_set(why, "cut before the user data");
	if (format == 2)
		pdu->validity = *validity;
	set_dcs(pdu, dcs);
	return take_user_data(r, first & 0x40, pdu, why);
}

static int decode_report(struct rest *r, uint8_t first, struct pdu *pdu, struct why *why)
{
	uint8_t present, dcs = 0;

	pdu->type = PDU_STATUS_REPORT;
	pdu->more_to_send = !(first & 0x04);
	if (take_octet(r, &pdu->reference) == -1 || take_address(r, &pdu->peer) == -1)
		return why_set(why, "the recipient's address is too long or cut");
	if (take_time(r, &pdu->at) == -1 || take_time(r, &pdu->done) == -1 || take_octet(r, &pdu->status) == -1)
		return why_set(why, "cut before the status");
	/* Parameters may follow (TP-PI, 9.2.3.27). They tell nothing that we use, but their lengths must hold. */
	if (r->octets == 0)
		return 0;
	take_octet(r, &present);
	if ((present & 1 && take_octet(r, &pdu->pid) == -1) || (present & 2 && take_octet(r, &dcs) == -1))
		return why_set(why, "cut within the parameters behind the status");
	set_dcs(pdu, dcs);
	return present & 4 ? take_user_data(r, first & 0x40, pdu, why) : 0;
}

int pdu_decode(const uint8_t *octets, size_t n, enum pdu_direction direction, struct pdu *pdu, struct why *why)
{
	struct rest r = { octets, n };
	uint8_t first;

	*pdu = (struct pdu){ .message_class = -1, .validity = -1, .concat_part = 1, .concat_parts = 1 };
	if (take_smsc(&r, &pdu->smsc) == -1)
		return why_set(why, "the message centre's address is too long or cut");
	if (take_octet(&r, &first) == -1)
		return why_set(why, "nothing behind the message centre's address");
	if (direction == PDU_TO_NETWORK) {
		if ((first & 3) == 1)
			return decode_submit(&r, first, pdu, why);
		return why_set(why, "type %d towards the network is no text", first & 3);
	}
	if ((first & 3) == 2)
		return decode_report(&r, first, pdu, why);
	if ((first & 3) == 1)
		return why_set(why, "type 1 from the network is no text");
	return decode_deliver(&r, first, pdu, why); /* 3 is reserved and taken as 0 (9.2.3.1) */
}
