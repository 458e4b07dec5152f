/* SPDX-License-Identifier: GPL-2.0-or-later */
/* at_network.c - SIM, registration, operator and signal (3GPP TS 27.007). */
#include "gateway/sim/modem_state.h"

#include "gateway/sim/at_args.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define LAC          "2F1A"
#define CELL         "01A2B3C4"
#define TECHNOLOGY   7 /* E-UTRAN */
#define OPERATOR     "Keng VN"
#define OPERATOR_PLM "45204"
#define SEARCH_MS    2000
#define PIN_TRIES    3
#define PUK_TRIES    10

/* ---- the SIM ---- */

static bool is_pin(const char *text)
{
	size_t n = strspn(text, "0123456789");

	return text[n] == '\0' && n >= 4 && n < MODEM_PIN_OCTETS;
}

static int enter_puk(struct modem *m, const struct at_args *args)
{
	if (args->count != 2 || !is_pin(args->at[1].text))
		return AT_CME(CME_SIM_PUK);
	if (m->puk_tries == 0)
		return AT_CME(13);
	if (strcmp(args->at[0].text, m->puk) != 0) {
		m->puk_tries--;
		return AT_CME(CME_WRONG);
	}
	snprintf(m->pin, sizeof m->pin, "%s", args->at[1].text);
	m->pin_tries = PIN_TRIES;
	m->puk_tries = PUK_TRIES;
	m->set.pin_given = true;
	return AT_OK;
}

static int enter_pin(struct modem *m, const struct at_args *args)
{
	if (args->count != 1)
		return AT_CME(CME_NOT_ALLOWED);
	if (strcmp(args->at[0].text, m->pin) != 0) {
		m->pin_tries--;
		return AT_CME(m->pin_tries > 0 ? CME_WRONG : CME_SIM_PUK);
	}
	m->pin_tries = PIN_TRIES;
	m->set.pin_given = true;
	return AT_OK;
}

static int pin(struct modem *m, const struct at_call *call)
{
	const char *state = at_sim_state(m);
	struct at_args args;
	int result;

	if (state == NULL)
		return AT_CME(CME_NO_SIM);
	if (call->form == AT_READ) {
		line_info(m, "+CPIN: %s", state);
		return AT_OK;
	}
	if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || args.count < 1 || !is_pin(args.at[0].text))
		return AT_CME(50);
	if (strcmp(state, "READY") == 0)
		return AT_CME(CME_NOT_ALLOWED);
	result = strcmp(state, "SIM PUK") == 0 ? enter_puk(m, &args) : enter_pin(m, &args);
	if (result == AT_OK) {
		at_registration_changed(m);
		network_push(m);
	}
	return result;
}

static int pin_tries(struct modem *m, const struct at_call *call)
{
	if (call->form != AT_EXECUTE)
		return AT_FAIL;
	line_info(m, "+CPINR: SIM PIN,%u,%d\r\n\r\n+CPINR: SIM PUK,%u,%d", m->pin_tries, PIN_TRIES, m->puk_tries,
		PUK_TRIES);
	return AT_OK;
}

static int imsi(struct modem *m, const struct at_call *call)
{
	if (call->form != AT_EXECUTE)
		return AT_FAIL;
	line_info(m, "%s", m->imsi);
	return AT_OK;
}

static int iccid(struct modem *m, const struct at_call *call)
{
	if (call->form != AT_EXECUTE && call->form != AT_READ)
		return AT_FAIL;
	line_info(m, "+CCID: %s", m->iccid);
	return AT_OK;
}

static int own_number(struct modem *m, const struct at_call *call)
{
	if (call->form != AT_EXECUTE)
		return AT_FAIL;
	line_info(m, "+CNUM: ,\"%s\",145", m->msisdn);
	return AT_OK;
}

/* Facility lock; only "SC" (the SIM's PIN), asked or switched with the right PIN. */
static int lock(struct modem *m, const struct at_call *call)
{
	struct at_args args;

	if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || args.count < 2 ||
		!at_args_text(&args, 0) || !at_args_number(&args, 1, 0, 2))
		return AT_CME(50);
	if (strcmp(args.at[0].text, "SC") != 0)
		return AT_CME(CME_NOT_SUPPORTED);
	if (args.at[1].number == 2) {
		line_info(m, "+CLCK: %d", m->pin_wanted ? 1 : 0);
		return AT_OK;
	}
	if (!at_args_text(&args, 2) || strcmp(args.at[2].text, m->pin) != 0 || m->pin[0] == '\0')
		return AT_CME(CME_WRONG);
	m->pin_wanted = args.at[1].number == 1;
	m->set.pin_given = true;
	return AT_OK;
}

/* ---- registration ---- */

static void show_registration(struct modem *m, const char *name, int mode, bool read)
{
	int stat = network_registration(m);
	char place[64] = "", asked[16] = "";

	if (mode == 2 && network_serves(m))
		snprintf(place, sizeof place, ",\"%s\",\"%s\",%d", LAC, CELL, TECHNOLOGY);
	if (read)
		snprintf(asked, sizeof asked, "%d,", mode);
	if (read)
		line_info(m, "%s: %s%d%s", name, asked, stat, place);
	else
		line_unsolicited(m, "%s: %d%s", name, stat, place);
}

void at_registration_changed(struct modem *m)
{
	int stat = network_registration(m);

	if (stat == m->set.registration || !m->on)
		return;
	m->set.registration = stat;
	if (m->set.creg > 0)
		show_registration(m, "+CREG", m->set.creg, false);
	if (m->set.cgreg > 0)
		show_registration(m, "+CGREG", m->set.cgreg, false);
	if (m->set.cereg > 0)
		show_registration(m, "+CEREG", m->set.cereg, false);
}

static int registration(struct modem *m, const struct at_call *call, const char *name, int *mode)
{
	struct at_args args;

	if (call->form == AT_READ) {
		show_registration(m, name, *mode, true);
		return AT_OK;
	}
	if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || args.count != 1 ||
		!at_args_number(&args, 0, 0, 2))
		return AT_CME(50);
	*mode = args.at[0].number;
	return AT_OK;
}

static int creg(struct modem *m, const struct at_call *call)
{
	return registration(m, call, "+CREG", &m->set.creg);
}

static int cgreg(struct modem *m, const struct at_call *call)
{
	return registration(m, call, "+CGREG", &m->set.cgreg);
}

static int cereg(struct modem *m, const struct at_call *call)
{
	return registration(m, call, "+CEREG", &m->set.cereg);
}

static int attached(struct modem *m, const struct at_call *call)
{
	if (call->form == AT_READ)
		line_info(m, "+CGATT: %d", network_serves(m) ? 1 : 0);
	return call->form == AT_READ || call->form == AT_SET ? AT_OK : AT_FAIL;
}

static void search_done(void *user, void *item)
{
	struct modem *m = user;

	(void)item;
	line_info(m, "+COPS: (2,\"%s\",\"%s\",\"%s\",%d),,(0-4),(0-2)", OPERATOR, OPERATOR, OPERATOR_PLM, TECHNOLOGY);
	line_result(m, AT_OK);
}

static void show_operator(struct modem *m)
{
	struct buf name;

	buf_init(&name);
	if (m->set.cops_format == 2)
		buf_adds(&name, OPERATOR_PLM);
	else
		at_string(m, OPERATOR, &name);
	if (network_serves(m))
		line_info(m, "+COPS: 0,%d,\"%s\",%d", m->set.cops_format, name.data, TECHNOLOGY);
	else
		line_info(m, "+COPS: 0");
	buf_fini(&name);
}

static int operator_command(struct modem *m, const struct at_call *call)
{
	struct at_args args;

	if (call->form == AT_TEST) {
		agenda_add(m->agenda, SEARCH_MS, search_done, m, NULL);
		return AT_LATER;
	}
	if (call->form == AT_READ) {
		show_operator(m);
		return AT_OK;
	}
	if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || !at_args_number(&args, 0, 0, 4) ||
		!at_args_optional(&args, 1, 0, 2, &m->set.cops_format))
		return AT_CME(50);
	return AT_OK;
}

static int quality(struct modem *m, const struct at_call *call)
{
	if (call->form != AT_EXECUTE)
		return AT_FAIL;
	line_info(m, "+CSQ: %d,99", m->set.cfun == 1 ? m->signal : 99);
	return AT_OK;
}

static int clip(struct modem *m, const struct at_call *call)
{
	struct at_args args;

	if (call->form == AT_READ) {
		line_info(m, "+CLIP: %d,1", m->set.clip);
		return AT_OK;
	}
	if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || !at_args_number(&args, 0, 0, 1))
		return AT_CME(50);
	m->set.clip = args.at[0].number;
	return AT_OK;
}

const struct at_command at_network[] = {
	{ "+CPIN", pin, "", AT_BEFORE_PIN },
	{ "+CPINR", pin_tries, "", AT_BEFORE_PIN },
	{ "+CIMI", imsi, "", 0 },
	{ "+CCID", iccid, "", AT_BEFORE_PIN },
	{ "+CNUM", own_number, "", 0 },
	{ "+CLIP", clip, "(0,1)", 0 },
	{ "+CLCK", lock, "(\"SC\")", 0 },
	{ "+CREG", creg, "(0-2)", AT_BEFORE_PIN },
	{ "+CGREG", cgreg, "(0-2)", AT_BEFORE_PIN },
	{ "+CEREG", cereg, "(0-2)", AT_BEFORE_PIN },
	{ "+CGATT", attached, "(0,1)", 0 },
	{ "+COPS", operator_command, NULL, 0 },
	{ "+CSQ", quality, "(0-31,99),(99)", AT_BEFORE_PIN },
	{ 0 },
};
