/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/gsm7.h"
#include "gateway/base/pdu.h"

#include <assert.h>
#include <string.h>
#include <time.h>
#include <utf8proc.h>

#define NAME_SEPTETS 11

static size_t put_digits(const char *text, uint8_t *to, size_t most)
{
	static const char letters[] = "0123456789*#abc";
	size_t digits = 0;

	for (const char *at = text; *at != '\0' && digits < most; at++) {
		const char *letter = strchr(letters, *at);

		if (letter == NULL) /* the '+' in front: the type says it */
			continue;
		if (digits % 2 == 0)
			to[digits / 2] = (uint8_t)(0xF0 | (letter - letters));
		else
			to[digits / 2] = (uint8_t)((to[digits / 2] & 15) | (letter - letters) << 4);
		digits++;
	}
	return digits;
}

/* Returns the semi-octets of the name. */
static size_t put_name(const char *text, uint8_t *to)
{
	uint8_t septets[NAME_SEPTETS + 1];
	size_t n = 0;

	while (*text != '\0' && n < NAME_SEPTETS) {
		utf8proc_int32_t character;
		utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &character);

		if (used <= 0)
			break;
		n += gsm7_encode((uint32_t)character, septets + n);
		text += used;
	}
	if (n > NAME_SEPTETS) /* an escaped letter over the end */
		n = NAME_SEPTETS - 1;
	gsm7_pack(septets, n, 0, to);
	return (n * 7 + 3) / 4;
}

static uint8_t *put_address(uint8_t *to, const struct pdu_address *address)
{
	size_t digits;

	to[1] = address->type;
	digits = pdu_address_is_name(address) ? put_name(address->text, to + 2) : put_digits(address->text, to + 2, 20);
	to[0] = (uint8_t)digits;
	return to + 2 + (digits + 1) / 2;
}

static uint8_t *put_smsc(uint8_t *to, const struct pdu_address *address)
{
	size_t octets;

	if (address->text[0] == '\0') {
		*to = 0;
		return to + 1;
	}
	to[1] = address->type;
	octets = (put_digits(address->text, to + 2, 20) + 1) / 2;
	to[0] = (uint8_t)(1 + octets);
	return to + 2 + octets;
}

static uint8_t swapped(int value)
{
	return (uint8_t)(value % 10 << 4 | value / 10);
}

static uint8_t *put_time(uint8_t *to, const struct pdu_time *when)
{
	time_t local = (time_t)(when->wall_us / 1000000) + 60 * when->zone_min;
	int quarters = (when->zone_min < 0 ? -when->zone_min : when->zone_min) / 15;
	struct tm tm;

	if (when->wall_us == 0) { /* not known: no time has month 0 */
		memset(to, 0, 7);
		return to + 7;
	}
	gmtime_r(&local, &tm);
	to[0] = swapped(tm.tm_year % 100);
	to[1] = swapped(tm.tm_mon + 1);
	to[2] = swapped(tm.tm_mday);
	to[3] = swapped(tm.tm_hour);
	to[4] = swapped(tm.tm_min);
	to[5] = swapped(tm.tm_sec);
	to[6] = (uint8_t)(swapped(quarters % 80) | (when->zone_min < 0 ? 8 : 0));
	return to + 7;
}

static uint8_t *put_user_data(uint8_t *to, const struct pdu *pdu)
{
	int ignored;
	bool septets = pdu_dcs_coding(pdu->dcs, &ignored) == PDU_GSM7;
	size_t header = pdu->header_octets > 0 ? pdu->header_octets + 1 : 0;
	size_t skip = septets ? (header * 8 + 6) / 7 : header;
	uint8_t *data = to + 1;

	assert(septets ? skip + pdu->body_units <= PDU_SEPTETS : skip + pdu->body_units <= PDU_USER_OCTETS);
	to[0] = (uint8_t)(skip + pdu->body_units);
	if (header > 0) {
		*data++ = (uint8_t)pdu->header_octets;
		memcpy(data, pdu->header, pdu->header_octets);
		data += pdu->header_octets;
	}
	if (septets)
		return data + gsm7_pack(pdu->body, pdu->body_units, (unsigned)(skip * 7 - header * 8), data);
	memcpy(data, pdu->body, pdu->body_units);
	return data + pdu->body_units;
}

static uint8_t *put_deliver(uint8_t *to, const struct pdu *pdu)
{
	*to++ = (uint8_t)((pdu->more_to_send ? 0 : 0x04) | (pdu->report ? 0x20 : 0) |
			  (pdu->header_octets > 0 ? 0x40 : 0) | (pdu->reply_path ? 0x80 : 0));
	to = put_address(to, &pdu->peer);
	*to++ = pdu->pid;
	*to++ = pdu->dcs;
	to = put_time(to, &pdu->at);
	return put_user_data(to, pdu);
}

static uint8_t *put_submit(uint8_t *to, const struct pdu *pdu)
{
	*to++ = (uint8_t)(1 | (pdu->reject_duplicates ? 0x04 : 0) | (pdu->validity >= 0 ? 0x10 : 0) |
			  (pdu->report ? 0x20 : 0) | (pdu->header_octets > 0 ? 0x40 : 0) |
			  (pdu->reply_path ? 0x80 : 0));
	*to++ = pdu->reference;
	to = put_address(to, &pdu->peer);
	*to++ = pdu->pid;
	*to++ = pdu->dcs;
	if (pdu->validity >= 0)
		*to++ = (uint8_t)pdu->validity;
	return put_user_data(to, pdu);
}

static uint8_t *put_report(uint8_t *to, const struct pdu *pdu)
{
	*to++ = (uint8_t)(2 | (pdu->more_to_send ? 0 : 0x04));
	*to++ = pdu->reference;
	to = put_address(to, &pdu->peer);
	to = put_time(to, &pdu->at);
	to = put_time(to, &pdu->done);
	*to++ = pdu->status;
	return to;
}

size_t pdu_encode(const struct pdu *pdu, uint8_t to[static PDU_OCTETS_MAX], size_t *tpdu_octets)
{
	uint8_t *start = put_smsc(to, &pdu->smsc);
	uint8_t *end = pdu->type == PDU_DELIVER  ? put_deliver(start, pdu)
		       : pdu->type == PDU_SUBMIT ? put_submit(start, pdu)
						 : put_report(start, pdu);

	if (tpdu_octets != NULL)
		*tpdu_octets = (size_t)(end - start);
	return (size_t)(end - to);
}
