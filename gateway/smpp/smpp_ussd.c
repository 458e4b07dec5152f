/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/smpp/smpp_ussd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ussd_service_op, 5.3.2.44; 0x81 is seen as an abort. */
enum {
	PSSR_INDICATION = 1,
	USSR_REQUEST = 2,
	USSN_REQUEST = 3,
	PSSR_RESPONSE = 17,
	USSR_CONFIRM = 18,
	USSN_CONFIRM = 19,
	VENDOR_ABORT = 0x81
};

struct dialogue {
	struct dialogue *next;
	struct smpp_address person, service;
	char service_type[sizeof((struct smpp_pdu *)NULL)->service_type];
	uint32_t number;   /* of the session, as the centre said it */
	uint32_t sequence; /* its: of the last unit */
	unsigned bind;
	int64_t heard_us;
};

struct smpp_ussd_table {
	enum smpp_ussd kind;
	struct dialogue *first; /* the last heard of first */
	unsigned used;
};

struct smpp_ussd_table *smpp_ussd_new(enum smpp_ussd kind)
{
	struct smpp_ussd_table *t = calloc(1, sizeof *t);

	if (t == NULL)
		abort();
	t->kind = kind;
	return t;
}

/* Free that one and all behind it. */
static void free_from(struct smpp_ussd_table *t, struct dialogue **at)
{
	while (*at != NULL) {
		struct dialogue *d = *at;

		*at = d->next;
		t->used--;
		free(d);
	}
}

void smpp_ussd_free(struct smpp_ussd_table **t)
{
	if (*t != NULL)
		free_from(*t, &(*t)->first);
	free(*t);
	*t = NULL;
}

unsigned smpp_ussd_count(const struct smpp_ussd_table *t)
{
	return t->used;
}

/* Old ones go, and the oldest when there are too many: they stand at the end. */
static void prune(struct smpp_ussd_table *t, int64_t now_us)
{
	struct dialogue **at = &t->first;
	unsigned n = 0;

	while (*at != NULL && now_us - (*at)->heard_us < SMPP_USSD_LIFE_US && n < SMPP_USSD_DIALOGUES_MAX) {
		at = &(*at)->next;
		n++;
	}
	free_from(t, at);
}

static struct dialogue *take_out(struct smpp_ussd_table *t, const char *person, uint32_t number)
{
	for (struct dialogue **at = &t->first; *at != NULL; at = &(*at)->next) {
		struct dialogue *d = *at;

		if (d->number != number || strcmp(d->person.text, person) != 0)
			continue;
		*at = d->next;
		t->used--;
		return d;
	}
	return NULL;
}

static void put_first(struct smpp_ussd_table *t, struct dialogue *d)
{
	d->next = t->first;
	t->first = d;
	t->used++;
}

/* The session's number, its sequence, and whether the centre says that it ends. */
static uint32_t number_of(const struct smpp_ussd_table *t, const struct smpp_pdu *pdu, uint32_t *sequence, bool *ends)
{
	uint32_t info = 0;

	*sequence = 0;
	*ends = false;
	if (t->kind == SMPP_USSD_REFERENCE) {
		smpp_pdu_tlv_number(pdu, SMPP_TAG_USER_MESSAGE_REFERENCE, &info);
		return info;
	}
	if (t->kind != SMPP_USSD_ITS || !smpp_pdu_tlv_number(pdu, SMPP_TAG_ITS_SESSION_INFO, &info))
		return 0;
	*sequence = info >> 1 & 0x7f;
	*ends = (info & 1) != 0;
	return info >> 8 & 0xff;
}

static bool is_code(const char *text)
{
	size_t n = strlen(text);

	return n > 2 && text[0] == '*' && text[n - 1] == '#';
}

static enum smpp_ussd_what what_of(const struct smpp_pdu *pdu, const char *text, bool open)
{
	uint32_t op;

	if (!smpp_pdu_tlv_number(pdu, SMPP_TAG_USSD_SERVICE_OP, &op)) {
		if (strcasecmp(pdu->service_type, "USSD") != 0)
			return SMPP_USSD_NOT;
		return open && !is_code(text) ? SMPP_USSD_TYPED : SMPP_USSD_DIALED;
	}
	switch (op) {
	case PSSR_INDICATION:
		return SMPP_USSD_DIALED;
	case USSR_CONFIRM:
	case USSR_REQUEST: /* some centres mark a person's answer so */
		return SMPP_USSD_TYPED;
	case USSN_CONFIRM:
	case USSN_REQUEST:
		return SMPP_USSD_NOTHING;
	case VENDOR_ABORT:
		return SMPP_USSD_ENDED;
	default:
		return open && !is_code(text) ? SMPP_USSD_TYPED : SMPP_USSD_DIALED;
	}
}

enum smpp_ussd_what smpp_ussd_take(struct smpp_ussd_table *t, const struct smpp_pdu *pdu, const char *text,
	unsigned bind, int64_t now_us, char session[static SMPP_USSD_SESSION_OCTETS])
{
	uint32_t sequence, number;
	enum smpp_ussd_what what;
	struct dialogue *d;
	bool ends;

	if (t->kind == SMPP_USSD_OFF)
		return SMPP_USSD_NOT;
	prune(t, now_us);
	number = number_of(t, pdu, &sequence, &ends);
	d = take_out(t, pdu->source.text, number);
	what = what_of(pdu, text, d != NULL);
	if (what == SMPP_USSD_NOT || what == SMPP_USSD_NOTHING) {
		if (d != NULL)
			put_first(t, d);
		return what;
	}
	if (what == SMPP_USSD_ENDED || ends) {
		free(d);
		return SMPP_USSD_ENDED;
	}
	if (d == NULL)
		d = calloc(1, sizeof *d);
	if (d == NULL)
		abort();
	d->person = pdu->source;
	d->service = pdu->destination;
	memcpy(d->service_type, pdu->service_type, sizeof d->service_type);
	d->number = number;
	d->sequence = sequence;
	d->bind = bind;
	d->heard_us = now_us;
	put_first(t, d);
	snprintf(session, SMPP_USSD_SESSION_OCTETS, "%u/%.32s", number, pdu->source.text);
	return what;
}

bool smpp_ussd_show(struct smpp_ussd_table *t, const char *session, bool more, int64_t now_us, struct smpp_pdu *pdu,
	struct smpp_ussd_room *room, unsigned *bind)
{
	const char *slash = strchr(session, '/');
	struct dialogue *d = slash == NULL ? NULL : take_out(t, slash + 1, (uint32_t)strtoul(session, NULL, 10));

	if (d == NULL)
		return false;
	pdu->source = d->service;
	pdu->destination = d->person;
	memcpy(pdu->service_type, d->service_type, sizeof pdu->service_type);
	room->op = more ? USSR_REQUEST : PSSR_RESPONSE;
	smpp_pdu_add(pdu, SMPP_TAG_USSD_SERVICE_OP, &room->op, 1);
	room->session[0] = (uint8_t)(t->kind == SMPP_USSD_ITS ? d->number : d->number >> 8);
	room->session[1] = (uint8_t)(t->kind == SMPP_USSD_ITS ? (d->sequence + 1) << 1 | !more : d->number);
	if (t->kind == SMPP_USSD_ITS)
		smpp_pdu_add(pdu, SMPP_TAG_ITS_SESSION_INFO, room->session, 2);
	else if (t->kind == SMPP_USSD_REFERENCE)
		smpp_pdu_add(pdu, SMPP_TAG_USER_MESSAGE_REFERENCE, room->session, 2);
	*bind = d->bind;
	d->heard_us = now_us;
	d->sequence++;
	if (more)
		put_first(t, d);
	else
		free(d);
	return true;
}
