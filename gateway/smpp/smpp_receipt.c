/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/smpp/smpp_receipt.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define TEXT_OCTETS 512 /* of the receipt's text; what stands behind is the beginning of the message itself */

/* TP-ST values, TS 23.040 9.2.3.15. */
enum {
	DELIVERED = 0x00,
	TRYING = 0x20,
	NOT_OBTAINABLE = 0x43,
	EXPIRED = 0x46,
	DELETED = 0x48,
	REJECTED = 0x42,
	LOST = 0x49
};

/* message_state, 5.2.28, and the words of appendix B, with those that are seen beside them. */
static const struct {
	uint8_t state;
	const char *word;
	uint8_t status;
} states[] = {
	{ 2, "DELIVRD", DELIVERED },
	{ 1, "ENROUTE", TRYING },
	{ 0, "SCHEDULED", TRYING },
	{ 6, "ACCEPTD", TRYING },
	{ 255, "ACKED", TRYING },
	{ 255, "BUFFRED", TRYING },
	{ 255, "BUFFERD", TRYING },
	{ 3, "EXPIRED", EXPIRED },
	{ 4, "DELETED", DELETED },
	{ 5, "UNDELIV", NOT_OBTAINABLE },
	{ 7, "UNKNOWN", LOST },
	{ 8, "REJECTD", REJECTED },
};
#define STATES (sizeof states / sizeof *states)

/* The value behind "key:", up to the next space; "" when the key is not there. Keys stand at a word's beginning. */
static void value_of(const char *text, const char *key, char *to, size_t room)
{
	size_t n = strlen(key);

	to[0] = '\0';
	for (const char *at = text; *at != '\0'; at++) {
		if ((at != text && at[-1] != ' ') || strncasecmp(at, key, n) != 0 || at[n] != ':')
			continue;
		at += n + 1;
		while (*at == ' ')
			at++;
		n = strcspn(at, " \r\n");
		snprintf(to, room, "%.*s", (int)(n < room ? n : room - 1), at);
		return;
	}
}

/* Without the words of the message, which may say anything. */
static void text_of(const struct smpp_pdu *pdu, char to[static TEXT_OCTETS])
{
	size_t n = 0;
	const uint8_t *body = smpp_pdu_body(pdu, &n);
	char *end;

	if (n >= TEXT_OCTETS)
		n = TEXT_OCTETS - 1;
	for (size_t i = 0; i < n; i++)
		to[i] = body[i] == '\0' ? ' ' : (char)body[i];
	to[n] = '\0';
	end = strcasestr(to, " text:");
	if (end != NULL)
		*end = '\0';
}

static uint8_t status_of_word(const char *word)
{
	for (size_t i = 0; i < STATES; i++)
		if (strncasecmp(states[i].word, word, 7) == 0)
			return states[i].status;
	return TRYING; /* a word that nobody knows ends nothing */
}

static uint8_t status_of_state(uint32_t state)
{
	for (size_t i = 0; i < STATES; i++)
		if (states[i].state == state)
			return states[i].status;
	return TRYING;
}

bool smpp_receipt_read(const struct smpp_pdu *pdu, struct smpp_receipt *receipt)
{
	char text[TEXT_OCTETS] = "", word[32], error[16];
	const struct smpp_tlv *network;
	uint32_t state;

	if ((pdu->esm_class & (SMPP_ESM_RECEIPT | 0x08 | SMPP_ESM_INTERIM)) == 0)
		return false;
	text_of(pdu, text);
	value_of(text, "stat", word, sizeof word);
	value_of(text, "err", error, sizeof error);
	if (!smpp_pdu_tlv_text(pdu, SMPP_TAG_RECEIPTED_MESSAGE_ID, receipt->id, sizeof receipt->id) ||
		receipt->id[0] == '\0')
		value_of(text, "id", receipt->id, sizeof receipt->id);
	receipt->status = smpp_pdu_tlv_number(pdu, SMPP_TAG_MESSAGE_STATE, &state) ? status_of_state(state)
										   : status_of_word(word);
	receipt->error = (uint32_t)strtoul(error, NULL, 10);
	network = smpp_pdu_tlv(pdu, SMPP_TAG_NETWORK_ERROR_CODE); /* a network type, then two octets (5.3.2.31) */
	if (network != NULL && network->length == 3)
		receipt->error = (uint32_t)network->value[1] << 8 | network->value[2];
	return true;
}

char *smpp_receipt_id(const char *id, bool hex, char to[static SMPP_ID_OCTETS])
{
	const char *digits = hex ? "0123456789abcdefABCDEF" : "0123456789";
	size_t n = strlen(id), at = 0;
	uint64_t number;

	if (n > 0 && strspn(id, digits) == n) {
		errno = 0;
		number = strtoull(id, NULL, hex ? 16 : 10);
		if (errno == 0) {
			snprintf(to, SMPP_ID_OCTETS, "%" PRIu64, number);
			return to;
		}
	}
	id += strspn(id, "0");
	for (; at < SMPP_ID_OCTETS - 1 && id[at] != '\0'; at++)
		to[at] = (char)tolower((unsigned char)id[at]);
	to[at] = '\0';
	return to;
}
