/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smsc_deliver.c - what the simulated message centre brings: texts, USSD and receipts, until each is answered. */
#include "gateway/base/clock.h"
#include "gateway/smpp/smpp_text.h"
#include "gateway/smsc/smsc_state.h"

#include <event2/bufferevent.h>
#include <event2/event.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WINDOW       200     /* units on the way to one session */
#define AGAIN_US     1000000 /* what was refused for now goes again */
#define COMMAND_LAST 7       /* where the last octet of a command stands */

void smsc_deliver(struct smsc *s, const struct smpp_pdu *pdu, uint64_t id, bool of_load, int64_t delay_us)
{
	struct smsc_delivery *d = calloc(1, sizeof *d);

	if (d == NULL)
		abort();
	buf_init(&d->octets);
	smpp_pdu_encode(pdu, &d->octets, NULL);
	d->id = id;
	d->of_load = of_load;
	d->not_before_us = delay_us == 0 ? 0 : clock_mono_us() + delay_us;
	*s->last = d;
	s->last = &d->next;
	s->deliveries++;
	smsc_pump_soon(s);
}

static void drop(struct smsc *s, struct smsc_delivery **at)
{
	struct smsc_delivery *d = *at;

	*at = d->next;
	if (s->last == &d->next)
		s->last = at;
	s->deliveries--;
	buf_fini(&d->octets);
	free(d);
}

static struct smsc_session *session_with_room(struct smsc *s)
{
	struct smsc_session *best = NULL;

	for (struct smsc_session *at = s->sessions; at != NULL; at = at->next)
		if ((at->bound == SMPP_BIND_TRANSCEIVER || at->bound == SMPP_BIND_RECEIVER) && at->on_way < WINDOW &&
			(best == NULL || at->on_way < best->on_way))
			best = at;
	return best;
}

static void send_to(struct smsc_session *session, struct smsc_delivery *d)
{
	session->sequence = session->sequence == SMPP_SEQUENCE_MOST ? 1 : session->sequence + 1;
	d->sequence = session->sequence;
	d->by = session;
	session->on_way++;
	for (unsigned i = 0; i < 4; i++)
		d->octets.data[12 + i] = (char)(d->sequence >> (24 - 8 * i) & 0xff);
	bufferevent_write(session->line, d->octets.data, d->octets.length);
}

static void bring_load(struct smsc *s)
{
	char from[24], text[64];

	while (s->load != NULL && smsc_load_next(s->load, clock_mono_us(), from, text, sizeof text))
		smsc_deliver_text(s, from, text, "udh", true, NULL, NULL);
}

void smsc_pump(struct smsc *s)
{
	int64_t now_us = clock_mono_us(), wait_us = INT64_MAX;

	bring_load(s);
	for (struct smsc_delivery *d = s->first; d != NULL; d = d->next) {
		struct smsc_session *session;

		if (d->sequence != 0)
			continue;
		if (d->not_before_us > now_us) {
			if (d->not_before_us - now_us < wait_us)
				wait_us = d->not_before_us - now_us;
			continue;
		}
		session = session_with_room(s);
		if (session == NULL)
			return; /* a bind or an answer calls again */
		send_to(session, d);
	}
	if (wait_us != INT64_MAX) {
		struct timeval tv = { wait_us / 1000000, wait_us % 1000000 };

		event_add(s->pump_event, &tv);
	}
}

void smsc_pump_soon(struct smsc *s)
{
	event_active(s->pump_event, 0, 0);
}

void smsc_deliver_answered(struct smsc_session *session, const struct smpp_pdu *response)
{
	struct smsc *s = session->smsc;
	struct smsc_delivery **at = &s->first;

	while (*at != NULL && ((*at)->by != session || (*at)->sequence != response->sequence))
		at = &(*at)->next;
	if (*at == NULL)
		return;
	/* The last octet of what was sent tells data_sm from deliver_sm. */
	if (response->command != SMPP_GENERIC_NACK &&
		(response->command & 0xff) != (uint8_t)(*at)->octets.data[COMMAND_LAST]) {
		s->counters.faulty++;
		return;
	}
	session->on_way--;
	if (response->status != SMPP_ROK) {
		(*at)->sequence = 0;
		(*at)->by = NULL;
		(*at)->not_before_us = clock_mono_us() + AGAIN_US;
		s->counters.redelivered++;
		smsc_pump_soon(s);
		return;
	}
	s->counters.delivered++;
	if ((*at)->id != 0 && !(*at)->of_load)
		lines_tell_all(s->lines, json_pack("{s:s, s:I}", "event", "kept", "id", (json_int_t)(*at)->id));
	if ((*at)->of_load && s->load != NULL)
		smsc_load_kept(s->load);
	drop(s, at);
	smsc_pump_soon(s);
}

void smsc_deliver_lost(struct smsc_session *session)
{
	struct smsc *s = session->smsc;

	for (struct smsc_delivery *d = s->first; d != NULL; d = d->next)
		if (d->by == session) {
			d->by = NULL;
			d->sequence = 0;
			s->counters.redelivered++;
		}
	smsc_pump_soon(s);
}

void smsc_deliver_fini(struct smsc *s)
{
	while (s->first != NULL)
		drop(s, &s->first);
}

/* ---- what is brought ---- */

static void set_address(struct smpp_address *address, const char *text)
{
	bool digits = strspn(text, "+0123456789") == strlen(text);

	address->ton = text[0] == '+' ? 1 : digits ? 0 : 5;
	address->npi = digits ? 1 : 0;
	snprintf(address->text, sizeof address->text, "%s", text + (text[0] == '+'));
}

unsigned smsc_deliver_text(struct smsc *s, const char *from, const char *text, const char *parts, bool of_load,
	uint64_t *id, struct why *why)
{
	bool data = strcmp(parts, "data") == 0;
	struct smpp_options options = { .longs = strcmp(parts, "sar") == 0               ? SMPP_LONG_SAR
						 : strcmp(parts, "payload") == 0 || data ? SMPP_LONG_PAYLOAD
											 : SMPP_LONG_UDH };
	struct smpp_text_room room;
	struct segment_plan plan;
	unsigned units;

	if (segment_plan(text, &plan, why) == -1)
		return 0;
	s->text_id++;
	units = smpp_text_units(&plan, options.longs);
	smpp_text_room_init(&room);
	for (unsigned i = 0; i < units; i++) {
		struct smpp_pdu pdu = { .command = data && plan.parts > 1 ? SMPP_DATA_SM : SMPP_DELIVER_SM };

		set_address(&pdu.source, from);
		set_address(&pdu.destination, s->options->address);
		smpp_text_write(text, &plan, &options, i, (unsigned)(s->text_id & 0xff), false, &pdu, &room, NULL);
		smsc_deliver(s, &pdu, i + 1 == units ? s->text_id : 0, of_load, 0);
	}
	smpp_text_room_fini(&room);
	if (id != NULL)
		*id = s->text_id;
	return units;
}

void smsc_deliver_dial(struct smsc *s, const char *from, const char *text)
{
	bool code = text[0] == '*' && text[strlen(text) - 1] == '#';
	const uint8_t op = code ? 1 : 18;
	uint8_t session[2];
	struct smpp_pdu pdu = { .command = SMPP_DELIVER_SM };
	struct smpp_text_room room;

	if (code)
		s->ussd_id++;
	session[0] = (uint8_t)s->ussd_id;
	session[1] = strcmp(s->options->ussd, "its") == 0 ? 0 : (uint8_t)(s->ussd_id >> 8);
	set_address(&pdu.source, from);
	set_address(&pdu.destination, s->options->address);
	memcpy(pdu.service_type, "USSD", sizeof "USSD");
	smpp_text_room_init(&room);
	if (smpp_text_write_plain(text, ALPHABET_GSM7, SMPP_ALPHABET_GSM7, &pdu, &room, NULL) == -1)
		smpp_text_write_plain(text, ALPHABET_UCS2, SMPP_ALPHABET_GSM7, &pdu, &room, NULL);
	smpp_pdu_add(&pdu, SMPP_TAG_USSD_SERVICE_OP, &op, 1);
	if (strcmp(s->options->ussd, "its") == 0)
		smpp_pdu_add(&pdu, SMPP_TAG_ITS_SESSION_INFO, session, 2);
	else if (strcmp(s->options->ussd, "reference") == 0)
		smpp_pdu_add(&pdu, SMPP_TAG_USER_MESSAGE_REFERENCE, session, 2);
	smsc_deliver(s, &pdu, 0, false, 0);
	smpp_text_room_fini(&room);
}

void smsc_deliver_receipt(struct smsc *s, const struct smpp_pdu *submit, uint64_t message_id, int64_t delay_us)
{
	bool hex = strcmp(s->options->ids, "decimal-hex") == 0,
	     lost = smsc_fault_take(&s->faults, SMSC_FAULT_LOST, NULL);
	struct smpp_pdu pdu = { .command = SMPP_DELIVER_SM, .esm_class = SMPP_ESM_RECEIPT };
	time_t now = (time_t)(clock_wall_us() / 1000000);
	char id[32], at[64], text[254];
	struct tm tm;

	gmtime_r(&now, &tm);
	snprintf(at, sizeof at, "%02d%02d%02d%02d%02d", tm.tm_year % 100, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
		tm.tm_min);
	snprintf(id, sizeof id, hex ? "%" PRIX64 : "%" PRIu64, message_id);
	snprintf(text, sizeof text, "id:%s sub:001 dlvrd:00%d submit date:%s done date:%s stat:%s err:%s text:", id,
		!lost, at, at, lost ? "UNDELIV" : "DELIVRD", lost ? "027" : "000");
	pdu.source = submit->destination;
	pdu.destination = submit->source;
	pdu.message = (const uint8_t *)text;
	pdu.message_octets = (uint8_t)strlen(text);
	s->counters.receipts++;
	smsc_deliver(s, &pdu, 0, false, delay_us);
}
