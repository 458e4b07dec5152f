/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/smpp/smpp_submit.h"

#include "gateway/base/log.h"
#include "gateway/smpp/smpp_receipt.h"
#include "gateway/smpp/smpp_text.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TON_UNKNOWN = 0, TON_INTERNATIONAL = 1, TON_ALPHANUMERIC = 5, NPI_UNKNOWN = 0, NPI_ISDN = 1 };

struct text {
	struct text *next;
	uint64_t message, reference, skip, validity_s;
	char *to, *words;
	bool flash, receipt;
	struct segment_plan plan;
	unsigned units, at; /* at: the next unit that has not been sent */
	unsigned on_way;
	uint64_t again; /* bit n: unit n was throttled and goes once more */
	int64_t since_us;
	/* how it ends, when it does not simply go */
	bool failed, unsure;
	unsigned bad_part;
	int cms_error;
	char reason[WHY_OCTETS];
};

struct smpp_submit {
	const struct smpp_options *options;
	const struct smpp_submit_host *host;
	struct smpp_pace pace;
	struct smpp_text_room room;
	struct text *first, **last; /* in the order of their coming; all that are not at their end */
	unsigned used;
};

struct smpp_submit *smpp_submit_new(const struct smpp_options *options, const struct smpp_submit_host *host)
{
	struct smpp_submit *s = calloc(1, sizeof *s);

	if (s == NULL)
		abort();
	s->options = options;
	s->host = host;
	s->last = &s->first;
	smpp_pace_init(&s->pace, options->rate);
	smpp_text_room_init(&s->room);
	return s;
}

static void free_text(struct text *t)
{
	free(t->to);
	free(t->words);
	free(t);
}

void smpp_submit_free(struct smpp_submit **submit)
{
	struct smpp_submit *s = *submit;

	*submit = NULL;
	while (s->first != NULL) {
		struct text *t = s->first;

		s->first = t->next;
		free_text(t);
	}
	smpp_text_room_fini(&s->room);
	free(s);
}

unsigned smpp_submit_held(const struct smpp_submit *s)
{
	return s->used;
}

uint64_t smpp_submit_throttled(const struct smpp_submit *s)
{
	return s->pace.throttled;
}

/* ---- the end of a text ---- */

static void fail(struct text *t, unsigned part, int cms_error, const char *reason)
{
	t->failed = true;
	t->bad_part = part;
	t->cms_error = cms_error;
	snprintf(t->reason, sizeof t->reason, "%s", reason);
}

static bool is_over(const struct text *t)
{
	return t->on_way == 0 && (t->failed || t->unsure || (t->at == t->units && t->again == 0));
}

/* Say how it ended, and forget it. */
static void finish(struct smpp_submit *s, struct text *t)
{
	struct frame f = { .type = FRAME_DONE,
		.u.done = { .message = t->message, .cms_error = -1, .reason = t->reason } };
	struct text **at = &s->first;

	if (t->unsure) {
		f.u.done.result = FRAME_UNSURE;
	} else if (t->failed) {
		f.u.done.result = FRAME_REFUSED;
		f.u.done.part = t->bad_part;
		f.u.done.cms_error = t->cms_error;
	} else {
		f.u.done.result = FRAME_SENT;
	}
	s->host->tell(s->host->user, &f);
	while (*at != t)
		at = &(*at)->next;
	*at = t->next;
	if (s->last == &t->next)
		s->last = at;
	s->used--;
	free_text(t);
}

/* ---- one unit ---- */

static void set_address(struct smpp_address *address, const char *number, int64_t ton, int64_t npi)
{
	bool digits = strspn(number, "+0123456789") == strlen(number);

	address->ton = ton >= 0           ? (uint8_t)ton
		       : number[0] == '+' ? TON_INTERNATIONAL
		       : digits           ? TON_UNKNOWN
					  : TON_ALPHANUMERIC;
	address->npi = npi >= 0 ? (uint8_t)npi : digits ? NPI_ISDN : NPI_UNKNOWN;
	snprintf(address->text, sizeof address->text, "%s", number + (number[0] == '+'));
}

/* A relative time: YYMMDDhhmmss000R (SMPP v3.4, 7.1.1.2). */
static void set_validity(struct smpp_pdu *pdu, uint64_t seconds)
{
	uint64_t minutes = seconds / 60;

	if (minutes == 0 || minutes > 60 * 24 * 27)
		return; /* the centre's own */
	snprintf(pdu->validity, sizeof pdu->validity, "0000%02u%02u%02u00000R", (unsigned)(minutes / 1440 % 100),
		(unsigned)(minutes / 60 % 24), (unsigned)(minutes % 60));
}

/* The cookie names text and unit: the text's message, and the unit in the low octet. */
static uint64_t cookie_of(const struct text *t, unsigned unit)
{
	return t->message << 8 | unit;
}

static int send_unit(struct smpp_submit *s, struct text *t, unsigned unit, int64_t now_us)
{
	const struct smpp_options *o = s->options;
	struct smpp_pdu pdu = { .command = SMPP_SUBMIT_SM, .registered = t->receipt };
	struct why why;
	int sent;

	snprintf(pdu.service_type, sizeof pdu.service_type, "%s", o->service_type);
	set_address(&pdu.source, o->address, o->source_ton, o->source_npi);
	set_address(&pdu.destination, t->to, o->destination_ton, o->destination_npi);
	set_validity(&pdu, t->validity_s);
	sent = smpp_text_write(t->words, &t->plan, o, unit, (unsigned)t->reference, t->flash, &pdu, &s->room, &why);
	if (sent == 0)
		sent = s->host->send(s->host->user, &pdu, cookie_of(t, unit), &why);
	if (sent == -1) {
		fail(t, unit + 1, 95, why.text); /* 95: semantically incorrect; it will never go */
		return -1;
	}
	if (sent == 0) {
		t->on_way++;
		smpp_pace_sent(&s->pace, now_us);
	}
	return sent;
}

static bool was_taken(const struct text *t, unsigned unit)
{
	return t->units == t->plan.parts && unit < 64 && (t->skip >> unit & 1) != 0;
}

/* The unit that goes next, units when none does. */
static unsigned next_unit(struct text *t)
{
	for (unsigned i = 0; i < t->at; i++)
		if (t->again >> i & 1)
			return i;
	while (t->at < t->units && was_taken(t, t->at))
		t->at++;
	return t->at;
}

static void note_sent(struct text *t, unsigned unit)
{
	if (unit == t->at)
		t->at++;
	else
		t->again &= ~(UINT64_C(1) << unit);
}

/* 0: all of it that can is on its way; 1: no room. */
static int send_text(struct smpp_submit *s, struct text *t, int64_t now_us, int64_t *wait_us)
{
	unsigned unit;

	while (!t->failed && !t->unsure && (unit = next_unit(t)) < t->units) {
		int sent;

		if (!smpp_pace_may(&s->pace, now_us, wait_us))
			return 1;
		sent = send_unit(s, t, unit, now_us);
		if (sent == 1)
			return 1;
		if (sent == 0)
			note_sent(t, unit);
	}
	return 0;
}

int64_t smpp_submit_run(struct smpp_submit *s, int64_t now_us)
{
	int64_t wait_us = -1;

	for (struct text *t = s->first, *next; t != NULL; t = next) {
		int full;

		next = t->next;
		wait_us = -1;
		full = send_text(s, t, now_us, &wait_us);
		if (is_over(t))
			finish(s, t);
		if (full)
			return wait_us > 0 ? wait_us : -1;
	}
	return -1;
}

/* ---- in and out ---- */

void smpp_submit_add(struct smpp_submit *s, const struct frame_submit *f, int64_t now_us)
{
	struct text *t = calloc(1, sizeof *t);
	struct why why;

	if (t == NULL || (t->to = strdup(f->to)) == NULL || (t->words = strdup(f->text)) == NULL)
		abort();
	t->message = f->message;
	t->reference = f->reference;
	t->skip = f->skip;
	t->validity_s = f->validity_s;
	t->flash = f->flash != 0;
	t->receipt = f->receipt != 0;
	t->since_us = now_us;
	if (segment_plan_in(f->text, f->alphabet == ALPHABET_UCS2 ? ALPHABET_UCS2 : ALPHABET_GSM7, &t->plan, &why) ==
		-1)
		fail(t, 1, 95, why.text);
	else
		t->units = smpp_text_units(&t->plan, s->options->longs);
	*s->last = t;
	s->last = &t->next;
	s->used++;
}

static struct text *find(struct smpp_submit *s, uint64_t cookie)
{
	for (struct text *t = s->first; t != NULL; t = t->next)
		if ((t->message << 8) == (cookie & ~UINT64_C(0xff)))
			return t;
	return NULL;
}

/* A unit that carries several parts (message_payload) is reported as each of them: one id for all. */
static void say_sent(struct smpp_submit *s, const struct text *t, unsigned unit, const char *message_id)
{
	char id[SMPP_ID_OCTETS];
	unsigned first = t->units == t->plan.parts ? unit : 0,
		 last = t->units == t->plan.parts ? unit : t->plan.parts - 1;

	smpp_receipt_id(message_id, s->options->hex_in_response, id);
	for (unsigned part = first; part <= last; part++) {
		struct frame f = { .type = FRAME_PART_SENT,
			.u.part_sent = { .message = t->message, .part = part + 1, .reference = 256, .id = id } };

		s->host->tell(s->host->user, &f);
	}
}

void smpp_submit_response(struct smpp_submit *s, uint64_t cookie, const struct smpp_pdu *response, int64_t now_us)
{
	struct text *t = find(s, cookie);
	unsigned unit = cookie & 0xff;
	char name[24];

	if (t == NULL)
		return;
	assert(t->on_way > 0);
	t->on_way--;
	if (response == NULL) {
		t->unsure = true;
		snprintf(t->reason, sizeof t->reason, "the line ended before the centre answered");
	} else if (response->status == SMPP_ROK) {
		say_sent(s, t, unit, response->message_id);
	} else if (response->status == SMPP_RTHROTTLED || response->status == SMPP_RMSGQFUL) {
		smpp_pace_throttled(&s->pace, now_us);
		if (now_us - t->since_us < SMPP_THROTTLE_US)
			t->again |= UINT64_C(1) << unit;
		else
			fail(t, unit + 1, smpp_submit_cms(response->status), "the centre throttles");
	} else {
		fail(t, unit + 1, smpp_submit_cms(response->status), smpp_status_name(response->status, name));
	}
	if (is_over(t))
		finish(s, t);
}

void smpp_submit_give_back(struct smpp_submit *s, const char *reason, int64_t older_than_us)
{
	for (struct text *t = s->first, *next; t != NULL; t = next) {
		next = t->next;
		if (t->on_way > 0 || t->since_us > older_than_us)
			continue;
		fail(t, t->at < t->units ? t->at + 1 : 1, -1, reason);
		finish(s, t);
	}
}

int smpp_submit_cms(uint32_t status)
{
	static const struct {
		uint32_t status;
		int cms_error;
	} rows[] = {
		{ SMPP_RINVDSTADR, 1 },  /* the number is not assigned */
		{ SMPP_RINVSRCADR, 50 }, /* not subscribed: the link's address is at fault */
		{ SMPP_RINVBNDSTS, 38 },
		{ SMPP_RSYSERR, 38 }, /* network out of order */
		{ SMPP_RMSGQFUL, 42 },
		{ SMPP_RTHROTTLED, 42 },     /* congestion */
		{ SMPP_RINVMSGLEN, 95 },     /* malformed */
		{ SMPP_RX_T_APPN, 41 },      /* temporary failure */
		{ 0x65 /* RX_P_APPN */, 8 }, /* barred by the operator */
		{ 0x43 /* RINVESMCLASS */, 95 },
		{ 0x61 /* RINVSCHED */, 95 },
		{ 0x62 /* RINVEXPIRY */, 95 },
		{ 0x48 /* RINVSRCTON */, 50 },
		{ 0x49 /* RINVSRCNPI */, 50 },
		{ 0x50 /* RINVDSTTON */, 1 },
		{ 0x51 /* RINVDSTNPI */, 1 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].status == status)
			return rows[i].cms_error;
	return 41;
}
