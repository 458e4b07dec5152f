/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/sim/modem_state.h"

#include "gateway/base/gsm7.h"

#include <string.h>
#include <utf8proc.h>

const char *at_sim_state(const struct modem *m)
{
	if (fault_is(&m->faults, FAULT_SIM))
		return NULL;
	if (m->pin_wanted && m->pin_tries == 0)
		return "SIM PUK";
	return m->pin_wanted && !m->set.pin_given ? "SIM PIN" : "READY";
}

int at_sim(const struct modem *m, bool sms)
{
	const char *state = at_sim_state(m);

	if (state == NULL)
		return sms ? AT_CMS(CMS_NO_SIM) : AT_CME(CME_NO_SIM);
	if (strcmp(state, "SIM PUK") == 0)
		return sms ? AT_CMS(CMS_SIM_PUK) : AT_CME(CME_SIM_PUK);
	if (strcmp(state, "SIM PIN") == 0)
		return sms ? AT_CMS(CMS_SIM_PIN) : AT_CME(CME_SIM_PIN);
	return AT_OK;
}

static const struct at_command *find(const char *name)
{
	const struct at_command *const tables[] = { at_sms, at_submit, at_basic, at_identity, at_network, at_ussd };

	for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++)
		for (const struct at_command *c = tables[t]; c->name != NULL; c++)
			if (strcmp(c->name, name) == 0)
				return c;
	return NULL;
}

int at_run(struct modem *m, const char *name, const struct at_call *call)
{
	const struct at_command *c = find(name);
	int sim;

	if (fault_is(&m->faults, FAULT_ERROR) && strcmp(m->faults.of[FAULT_ERROR].fault.line, name) == 0)
		return AT_CME((int)fault_take(&m->faults, FAULT_ERROR)->code);
	if (c == NULL)
		return AT_FAIL;
	sim = c->flags & AT_BEFORE_PIN ? AT_OK : at_sim(m, (c->flags & AT_SMS) != 0);
	if (sim != AT_OK)
		return sim;
	if (call->form == AT_TEST && c->test != NULL) {
		if (c->test[0] != '\0')
			line_info(m, "%s: %s", name, c->test);
		return AT_OK;
	}
	return c->act(m, call);
}

void at_settings_default(struct modem *m)
{
	m->set = (struct modem_settings){ .echo = true, .verbose = true, .cfun = 1, .charset = CHARSET_GSM };
	for (int i = 0; i < 3; i++)
		m->set.memory[i] = m->manner != NULL && m->manner->in_modem ? &m->me : &m->sm;
	m->set.registration = network_registration(m);
}

/* ---- strings in the terminal's character set ---- */

static void add_ucs2(const char *text, struct buf *out)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t n;

	for (; *text != '\0'; text += n) {
		n = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &c);
		if (n <= 0)
			return;
		if (c > 0xFFFF)
			buf_addf(out, "%04X%04X", 0xD800u + (unsigned)((c - 0x10000) >> 10),
				0xDC00u + (unsigned)((c - 0x10000) & 0x3FF));
		else
			buf_addf(out, "%04X", (unsigned)c);
	}
}

static void add_gsm(const char *text, struct buf *out)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t n;
	uint8_t septets[2];

	for (; *text != '\0'; text += n) {
		n = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &c);
		if (n <= 0)
			return;
		if (gsm7_septets((uint32_t)c) == 0)
			buf_addc(out, '?');
		else
			buf_add(out, septets, gsm7_encode((uint32_t)c, septets));
	}
}

void at_string(const struct modem *m, const char *text, struct buf *out)
{
	if (m->set.charset == CHARSET_UCS2)
		add_ucs2(text, out);
	else if (m->set.charset == CHARSET_GSM)
		add_gsm(text, out);
	else
		for (; *text != '\0'; text++)
			buf_addc(out, (*text & 0x80) != 0 ? '?' : *text);
}

int at_string_read(const struct modem *m, const char *text, struct buf *out)
{
	struct pdu pdu = { .coding = PDU_UCS2 };
	int n;

	if (m->set.charset == CHARSET_GSM) {
		gsm7_to_text((const uint8_t *)text, strlen(text), out);
		return 0;
	}
	if (m->set.charset == CHARSET_IRA) {
		buf_adds(out, text);
		return 0;
	}
	n = pdu_from_hex(text, strlen(text), pdu.body, sizeof pdu.body);
	if (n < 0 || n % 2 != 0)
		return -1;
	pdu.body_units = (size_t)n;
	pdu_text(&pdu, out);
	return 0;
}
