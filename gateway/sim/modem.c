/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/sim/modem.h"
#include "gateway/sim/modem_state.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SR_PLACES     50
#define BALANCE_FIRST 45300 /* dong */
#define SIGNAL_FIRST  23    /* <rssi> of AT+CSQ: -67 dBm */
#define PIN_TRIES     3     /* 3GPP TS 31.101, 9.5.1 */
#define PUK_TRIES     10
#define PUK           "12345678"

const char *modem_event_name(enum modem_event_kind kind)
{
	static const char *const names[MODEM_EVENT_KINDS] = { "sent", "refused", "stored", "direct", "deleted",
		"receipt", "ussd", "vanished", "returned" };

	return names[kind];
}

void modem_tell(struct modem *m, const struct modem_event *event)
{
	if (m->host.event != NULL)
		m->host.event(m->host.user, m, event);
}

/* The last digit of an IMEI or ICCID (ISO/IEC 7812-1, Luhn). */
static char check_digit(const char *digits)
{
	int sum = 0;
	bool twice = true;

	for (size_t i = strlen(digits); i-- > 0; twice = !twice) {
		int d = digits[i] - '0';

		if (twice && (d *= 2) > 9)
			d -= 9;
		sum += d;
	}
	return (char)('0' + (10 - sum % 10) % 10);
}

static void make_sim(struct modem *m, unsigned number)
{
	size_t n;

	snprintf(m->imsi, sizeof m->imsi, "4520400000%05u", number % 100000);
	snprintf(m->iccid, sizeof m->iccid, "898404000000000%04u", number % 10000);
	n = strlen(m->iccid);
	m->iccid[n] = check_digit(m->iccid);
}

static void make_identity(struct modem *m, const struct modem_options *o)
{
	size_t n;

	snprintf(m->imei, sizeof m->imei, "35693803564%03u", o->number % 1000);
	n = strlen(m->imei);
	m->imei[n] = check_digit(m->imei);
	make_sim(m, o->number);
	snprintf(m->msisdn, sizeof m->msisdn, "%s", o->msisdn);
	snprintf(m->smsc, sizeof m->smsc, "+84980200030");
	snprintf(m->pin, sizeof m->pin, "%s", o->pin);
	snprintf(m->puk, sizeof m->puk, "%s", PUK);
}

struct modem *modem_new(const struct modem_options *options, struct agenda *agenda, const struct modem_host *host)
{
	struct modem *m = calloc(1, sizeof *m);

	if (m == NULL)
		abort();
	m->number = options->number;
	m->agenda = agenda;
	if (host != NULL)
		m->host = *host;
	make_identity(m, options);
	m->pin_wanted = m->pin[0] != '\0';
	m->pin_tries = PIN_TRIES;
	m->puk_tries = PUK_TRIES;
	m->latency_ms = options->latency_ms;
	m->jitter_ms = options->jitter_ms;
	m->receipt_delay_ms = options->receipt_delay_ms;
	m->signal = SIGNAL_FIRST;
	m->dice = options->number * 7919u + 1;
	m->ussd.balance = BALANCE_FIRST;
	m->ussd.msisdn = m->msisdn;
	m->waiting_end = &m->waiting;
	m->manner = options->manner;
	snprintf(m->model, sizeof m->model, "%s", options->model != NULL ? options->model : "");
	storage_init(&m->sm, "SM", options->capacity);
	storage_init(&m->me, "ME", options->capacity);
	storage_init(&m->sr, "SR", SR_PLACES);
	for (size_t i = 0; i < sizeof m->bufs / sizeof m->bufs[0]; i++)
		buf_init(&m->bufs[i]);
	modem_power(m, true);
	return m;
}

void modem_free(struct modem **m)
{
	struct modem *gone = *m;

	if (gone == NULL)
		return;
	agenda_drop(gone->agenda, NULL, gone);
	agenda_drop(gone->agenda, NULL, &gone->faults);
	network_fini(gone);
	storage_fini(&gone->sm);
	storage_fini(&gone->me);
	storage_fini(&gone->sr);
	for (size_t i = 0; i < sizeof gone->bufs / sizeof gone->bufs[0]; i++)
		buf_fini(&gone->bufs[i]);
	free(gone);
	*m = NULL;
}

struct buf *modem_output(struct modem *m)
{
	return fault_is(&m->faults, FAULT_HANG) ? &m->nothing : &m->output;
}

void modem_power(struct modem *m, bool on)
{
	if (m->on == on)
		return;
	m->on = on;
	fault_power(&m->faults);
	at_settings_default(m);
	line_reset(m);
	ussd_cancel(&m->ussd);
	network_power(m);
	modem_tell(m, &(struct modem_event){ .kind = on ? MODEM_RETURNED : MODEM_VANISHED });
	network_push(m);
}

bool modem_is_on(const struct modem *m)
{
	return m->on;
}

const char *modem_msisdn(const struct modem *m)
{
	return m->msisdn;
}

unsigned modem_number(const struct modem *m)
{
	return m->number;
}

const char *modem_smsc(const struct modem *m)
{
	return m->smsc;
}

void modem_counters(const struct modem *m, struct modem_counters *c)
{
	const char *sim = at_sim_state(m);

	*c = m->counters;
	c->struck = m->faults.struck;
	c->sm_used = m->sm.used;
	c->sm_capacity = m->sm.capacity;
	c->me_used = m->me.used;
	c->me_capacity = m->me.capacity;
	c->sr_used = m->sr.used;
	c->sr_capacity = m->sr.capacity;
	c->waiting = network_waiting(m);
	c->pin_tries = m->pin_tries;
	c->puk_tries = m->puk_tries;
	c->registration = network_registration(m);
	c->sim = sim != NULL ? sim : "missing";
	c->balance = m->ussd.balance;
	c->latency_ms = m->latency_ms;
	c->jitter_ms = m->jitter_ms;
	c->receipt_delay_ms = m->receipt_delay_ms;
	c->signal = m->signal;
}

int modem_set(struct modem *m, const char *what, int64_t value, struct why *why)
{
	struct {
		const char *name;
		int *at;
		int64_t most;
	} table[] = { { "latency", &m->latency_ms, 600000 }, { "jitter", &m->jitter_ms, 600000 },
		{ "receipt_delay", &m->receipt_delay_ms, 86400000 }, { "signal", &m->signal, 99 },
		{ "ussd_crlf", &m->ussd_crlf, 1 }, { "report_sr", &m->report_sr, 1 } };

	if (strcmp(what, "sim") == 0) {
		if (value < 1 || value > 9999)
			return why_set(why, "sim must be 1 to 9999");
		make_sim(m, (unsigned)value);
		return 0;
	}
	if (strcmp(what, "balance") == 0) {
		m->ussd.balance = value;
		return 0;
	}
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		if (strcmp(table[i].name, what) != 0)
			continue;
		if (value < 0 || value > table[i].most)
			return why_set(why, "%s must be 0 to %lld", what, (long long)table[i].most);
		*table[i].at = (int)value;
		return 0;
	}
	return why_set(why, "there is no \"%s\" to set", what);
}

int modem_ussd_add(struct modem *m, const char *code, const char *answer, bool more, struct why *why)
{
	struct ussd *u = &m->ussd;
	unsigned i = 0;

	if (strlen(code) >= USSD_CODE_OCTETS || strlen(answer) >= USSD_TEXT_OCTETS)
		return why_set(why, "the code or its answer is too long");
	while (i < u->added && strcmp(u->own[i].code, code) != 0)
		i++;
	if (i == USSD_ADDED_MAX)
		return why_set(why, "at most %d codes", USSD_ADDED_MAX);
	if (i == u->added)
		u->added++;
	snprintf(u->own[i].code, sizeof u->own[i].code, "%s", code);
	snprintf(u->own[i].answer, sizeof u->own[i].answer, "%s", answer);
	u->own[i].more = more;
	return 0;
}
