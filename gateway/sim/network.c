/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/sim/modem_state.h"

#include "gateway/base/clock.h"
#include "gateway/sim/accepted.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define ACKNOWLEDGE_MS 15000 /* the network's wait for AT+CNMA (TM of 3GPP TS 24.011 is about that) */
#define PRICE_DONG     250

struct waiting {
	struct waiting *next;
	uint8_t octets[PDU_OCTETS_MAX];
	size_t n;
	bool report;
};

static void *item(size_t octets)
{
	void *p = calloc(1, octets);

	if (p == NULL)
		abort();
	return p;
}

int network_registration(const struct modem *m)
{
	if (!m->on || m->set.cfun != 1 || at_sim(m, false) != AT_OK)
		return 0;
	if (fault_is(&m->faults, FAULT_REGISTRATION))
		return (int)m->faults.of[FAULT_REGISTRATION].fault.code;
	return 1;
}

bool network_serves(const struct modem *m)
{
	int stat = network_registration(m);

	return stat == 1 || stat == 5;
}

int network_delay_ms(struct modem *m)
{
	if (m->jitter_ms == 0)
		return m->latency_ms;
	m->dice = m->dice * 6364136223846793005u + 1442695040888963407u;
	return m->latency_ms + (int)((m->dice >> 33) % (unsigned)(m->jitter_ms + 1));
}

/* ---- from the modem ---- */

static struct modem_event about(enum modem_event_kind kind, const struct pdu *pdu, const struct buf *text)
{
	return (struct modem_event){
		.kind = kind,
		.peer = pdu->peer.text,
		.text = text->data,
		.alphabet = pdu->coding == PDU_UCS2   ? "ucs2"
			    : pdu->coding == PDU_GSM7 ? "gsm7"
						      : "8bit",
		.part = pdu->concat_part,
		.parts = pdu->concat_parts,
		.reference = pdu->concat_reference,
		.flash = pdu->message_class == 0,
		.receipt = pdu->report,
		.mr = pdu->reference,
	};
}

static void report(void *user, void *p)
{
	struct modem *m = (struct modem *)((char *)user - offsetof(struct modem, network));
	const struct fault *fault = fault_take(&m->faults, FAULT_RECEIPT);
	struct pdu *pdu = p;
	uint8_t octets[PDU_OCTETS_MAX];
	size_t n;

	if (fault != NULL && fault->code < 0)
		return;
	pdu->status = fault != NULL ? (uint8_t)fault->code : 0;
	pdu->done.wall_us = agenda_wall_us(m->agenda);
	n = pdu_encode(pdu, octets, NULL);
	modem_deliver(m, octets, n, true);
}

static void promise_report(struct modem *m, const struct pdu *submit)
{
	struct pdu *pdu = item(sizeof *pdu);

	pdu->type = PDU_STATUS_REPORT;
	pdu_address_set(&pdu->smsc, m->smsc, NULL);
	pdu->peer = submit->peer;
	pdu->reference = m->mr;
	pdu->message_class = -1;
	pdu->validity = -1;
	pdu->at.wall_us = agenda_wall_us(m->agenda);
	pdu->at.zone_min = pdu->done.zone_min = 7 * 60;
	agenda_add(m->agenda, m->receipt_delay_ms, report, &m->network, pdu);
}

static void tell_submit(struct modem *m, struct pdu *submit, int code)
{
	struct buf text;
	struct modem_event event;

	buf_init(&text);
	pdu_text(submit, &text);
	submit->reference = m->mr;
	event = about(code == 0 ? MODEM_SENT : MODEM_REFUSED, submit, &text);
	event.code = code;
	modem_tell(m, &event);
	buf_fini(&text);
}

static int refusal(struct modem *m)
{
	const struct fault *fault;

	if (!network_serves(m))
		return CMS_NO_NETWORK;
	fault = fault_take(&m->faults, FAULT_CMS);
	return fault != NULL ? (int)fault->code : 0;
}

static void accept_submit(struct modem *m, struct pdu *submit)
{
	m->mr++;
	m->counters.sent++;
	m->ussd.balance -= m->ussd.balance >= PRICE_DONG ? PRICE_DONG : 0;
	if (submit->report && (m->manner == NULL || !m->manner->no_receipts))
		promise_report(m, submit);
	tell_submit(m, submit, 0);
}

static void answer_submit(void *user, void *p)
{
	struct modem *m = user;
	struct pdu *submit = p;
	const struct fault *fault;
	int code = refusal(m);

	if (code != 0) {
		m->counters.refused++;
		tell_submit(m, submit, code);
		line_result(m, AT_CMS(code));
		return;
	}
	accept_submit(m, submit);
	fault = fault_take(&m->faults, FAULT_VANISH_SENT);
	if (fault != NULL && m->host.restart != NULL) {
		m->host.restart(m->host.user, m, (int)fault->ms);
	} else if (fault_take(&m->faults, FAULT_LOST) != NULL) {
		line_lost(m);
	} else {
		line_info(m, "%s: %u", m->from_memory ? "+CMSS" : "+CMGS", m->mr);
		line_result(m, AT_OK);
	}
}

void network_submit(struct modem *m, const struct pdu *submit)
{
	struct pdu *copy = item(sizeof *copy);

	*copy = *submit;
	m->mode = LINE_BUSY;
	agenda_add(m->agenda, network_delay_ms(m), answer_submit, m, copy);
}

/* ---- to the modem ---- */

static bool goes_direct(const struct modem *m, const struct pdu *pdu, bool report)
{
	if (report)
		return m->set.cnmi[3] == 1;
	return (m->set.cnmi[1] == 2 && pdu->message_class != 2) || (m->set.cnmi[1] == 3 && pdu->message_class == 3);
}

static void no_acknowledgement(void *user, void *none)
{
	struct modem *m = user;

	(void)none;
	network_acknowledge(m, false);
}

static void show_directly(struct modem *m, struct waiting *w)
{
	char hex[PDU_HEX_OCTETS];
	size_t tpdu = w->n - w->octets[0] - 1;

	pdu_to_hex(w->octets, w->n, hex);
	if (w->report)
		line_sms(m, "+CDS: %zu\r\n%s", tpdu, hex);
	else
		line_sms(m, "+CMT: ,%zu\r\n%s", tpdu, hex);
	if (m->set.csms == 1) {
		m->unacknowledged = w;
		agenda_add(m->agenda, ACKNOWLEDGE_MS, no_acknowledgement, m, NULL);
	} else {
		free(w);
	}
}

static void tell_arrival(
	struct modem *m, enum modem_event_kind kind, const struct pdu *pdu, const char *memory, unsigned place)
{
	struct buf text;
	struct modem_event event;

	buf_init(&text);
	if (pdu->type == PDU_DELIVER)
		pdu_text(pdu, &text);
	event = about(kind, pdu, &text);
	event.memory = memory;
	event.place = place;
	modem_tell(m, &event);
	if (pdu->type == PDU_STATUS_REPORT) {
		event.kind = MODEM_RECEIPT;
		event.code = pdu->status;
		modem_tell(m, &event);
	}
	buf_fini(&text);
}

/* Modems differ in where reports lie: most put them beside the texts, some into a memory of their own. */
static struct storage *memory_for(struct modem *m, const struct waiting *w, const struct pdu *pdu)
{
	if (w->report && m->report_sr)
		return &m->sr;
	return pdu->message_class == 2 ? &m->sm : m->set.memory[2];
}

/* Put it into a memory; false when there is no room. */
static bool keep(struct modem *m, const struct waiting *w, const struct pdu *pdu)
{
	struct storage *memory = memory_for(m, w, pdu);
	bool announced = w->report ? m->set.cnmi[3] == 2 : m->set.cnmi[1] != 0;
	unsigned times = 1;

	if (!storage_has_room(memory))
		return false;
	if (!w->report && fault_take(&m->faults, FAULT_TWICE) != NULL)
		times = 2;
	for (unsigned i = 0; i < times; i++) {
		unsigned place = storage_put(memory, STORAGE_UNREAD, w->octets, w->n);

		if (place == 0)
			break;
		tell_arrival(m, MODEM_STORED, pdu, memory->name, place);
		if (announced)
			line_sms(m, "%s: \"%s\",%u", w->report ? "+CDSI" : "+CMTI", memory->name, place);
	}
	return true;
}

static void take_off(struct modem *m, struct waiting **at)
{
	struct waiting *w = *at;

	*at = w->next;
	if (*at == NULL)
		m->waiting_end = at;
	if (w->report)
		m->counters.receipts++;
	else
		m->counters.received++;
}

/* Hand over what waits there; false when the modem cannot take it now. */
static bool push_one(struct modem *m, struct waiting **at)
{
	struct waiting *w = *at;
	struct pdu pdu;
	bool direct;

	if (pdu_decode(w->octets, w->n, PDU_FROM_NETWORK, &pdu, NULL) == -1)
		pdu = (struct pdu){ .type = w->report ? PDU_STATUS_REPORT : PDU_DELIVER, .message_class = -1 };
	direct = goes_direct(m, &pdu, w->report) && w->n > (size_t)w->octets[0] + 1;
	if (direct) {
		take_off(m, at);
		tell_arrival(m, MODEM_DIRECT, &pdu, NULL, 0);
		show_directly(m, w);
		return true;
	}
	if (!keep(m, w, &pdu)) {
		if (!w->report || m->set.cnmi[3] != 0)
			return false;
		tell_arrival(m, MODEM_DIRECT, &pdu, "none", 0); /* nobody asked for reports: it is lost */
	}
	take_off(m, at);
	free(w);
	return true;
}

/* A report that finds no room does not keep the texts behind it from their memory; a text keeps those behind it. */
void network_push(struct modem *m)
{
	struct waiting **at = &m->waiting;

	while (*at != NULL && m->unacknowledged == NULL && network_serves(m) && !fault_is(&m->faults, FAULT_HANG)) {
		bool report = (*at)->report;

		if (push_one(m, at))
			continue;
		if (!report)
			return;
		at = &(*at)->next;
	}
}

/* All messages to one phone have different time stamps (3GPP TS 23.040, 6.2). Here only those that nothing else tells
 * apart, lest the clock of a load test runs hours ahead. */
int64_t modem_stamp(struct modem *m, const char *from, const char *text, int64_t wall_us)
{
	struct stamp *at, next = { accepted_hash(from, text), wall_us / CLOCK_SECOND };

	for (unsigned i = 0; i < STAMPS_MOST; i++)
		if (m->stamps[i].words == next.words && m->stamps[i].second >= next.second)
			next.second = m->stamps[i].second + 1;
	at = &m->stamps[m->stamps_next++ % STAMPS_MOST];
	*at = next;
	return next.second * CLOCK_SECOND;
}

void modem_deliver(struct modem *m, const uint8_t *octets, size_t n, bool is_report)
{
	struct waiting *w = item(sizeof *w);

	memcpy(w->octets, octets, n);
	w->n = n;
	w->report = is_report;
	*m->waiting_end = w;
	m->waiting_end = &w->next;
	network_push(m);
}

static void put_back(struct modem *m, struct waiting *w)
{
	w->next = m->waiting;
	m->waiting = w;
	if (w->next == NULL)
		m->waiting_end = &w->next;
}

int network_acknowledge(struct modem *m, bool good)
{
	struct waiting *w = m->unacknowledged;

	if (w == NULL)
		return AT_CMS(CMS_NO_ACK_WAITED);
	m->unacknowledged = NULL;
	agenda_drop(m->agenda, no_acknowledgement, m);
	if (good) {
		free(w);
	} else {
		m->set.cnmi[1] = m->set.cnmi[3] = 0; /* 3GPP TS 27.005, 3.4.4: both are switched off */
		put_back(m, w);
	}
	network_push(m);
	return AT_OK;
}

/* What the terminal did not confirm before the modem went is sent again by the network. */
void network_power(struct modem *m)
{
	agenda_drop(m->agenda, NULL, m);
	if (m->unacknowledged != NULL)
		put_back(m, m->unacknowledged);
	m->unacknowledged = NULL;
}

unsigned network_waiting(const struct modem *m)
{
	unsigned n = 0;

	for (const struct waiting *w = m->waiting; w != NULL; w = w->next)
		n++;
	return n;
}

void network_fini(struct modem *m)
{
	agenda_drop(m->agenda, NULL, &m->network);
	free(m->unacknowledged);
	while (m->waiting != NULL) {
		struct waiting *w = m->waiting;

		m->waiting = w->next;
		free(w);
	}
}
