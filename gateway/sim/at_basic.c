/* SPDX-License-Identifier: GPL-2.0-or-later */
/* at_basic.c - the commands of ITU-T V.250, and who the modem says it is. */
#include "gateway/sim/modem_state.h"

#include "gateway/base/clock.h"
#include "gateway/sim/at_args.h"

#include <stdio.h>
#include <string.h>

static int echo(struct modem *m, const struct at_call *call)
{
	m->set.echo = call->number == 1;
	return call->number <= 1 ? AT_OK : AT_FAIL;
}

static int verbose(struct modem *m, const struct at_call *call)
{
	m->set.verbose = call->number == 1;
	return call->number <= 1 ? AT_OK : AT_FAIL;
}

static int quiet(struct modem *m, const struct at_call *call)
{
	m->set.quiet = call->number == 1;
	return call->number <= 1 ? AT_OK : AT_FAIL;
}

static int nothing(struct modem *m, const struct at_call *call)
{
	(void)m;
	(void)call;
	return AT_OK;
}

/* ATZ and AT&F: the settings, but not the PIN that was given nor the radio. */
static int defaults(struct modem *m, const struct at_call *call)
{
	struct modem_settings old = m->set;

	(void)call;
	at_settings_default(m);
	m->set.pin_given = old.pin_given;
	m->set.cfun = old.cfun;
	return AT_OK;
}

static int inform(struct modem *m, const struct at_call *call)
{
	(void)call;
	line_info(m, "Manufacturer: Keng\r\nModel: simulated modem\r\nRevision: " KENG_VERSION "\r\nIMEI: %s", m->imei);
	return AT_OK;
}

static int dial(struct modem *m, const struct at_call *call)
{
	(void)call;
	m->line_at = m->line.length; /* the rest of the line is the number */
	return AT_CME(CME_NOT_ALLOWED);
}

const struct at_command at_basic[] = {
	{ "E", echo, NULL, AT_BEFORE_PIN },
	{ "V", verbose, NULL, AT_BEFORE_PIN },
	{ "Q", quiet, NULL, AT_BEFORE_PIN },
	{ "Z", defaults, NULL, AT_BEFORE_PIN },
	{ "&F", defaults, NULL, AT_BEFORE_PIN },
	{ "&W", nothing, NULL, AT_BEFORE_PIN },
	{ "&C", nothing, NULL, AT_BEFORE_PIN },
	{ "&D", nothing, NULL, AT_BEFORE_PIN },
	{ "I", inform, NULL, AT_BEFORE_PIN },
	{ "S", nothing, NULL, AT_BEFORE_PIN },
	{ "X", nothing, NULL, AT_BEFORE_PIN },
	{ "L", nothing, NULL, AT_BEFORE_PIN },
	{ "M", nothing, NULL, AT_BEFORE_PIN },
	{ "H", nothing, NULL, AT_BEFORE_PIN },
	{ "D", dial, NULL, 0 },
	{ 0 },
};

/* ---- identity ---- */

static int say(struct modem *m, const struct at_call *call, const char *text)
{
	if (call->form != AT_EXECUTE)
		return AT_FAIL;
	line_info(m, "%s", text);
	return AT_OK;
}

/* The piece 0..2 of "MANUFACTURER/MODEL/FIRMWARE". */
static int say_piece(struct modem *m, const struct at_call *call, int piece, const char *own)
{
	const char *from = m->model;
	char text[80];

	if (from[0] == '\0')
		return say(m, call, own);
	for (int i = 0; i < piece && *from != '\0'; i++) {
		from += strcspn(from, "/");
		from += *from == '/';
	}
	snprintf(text, sizeof text, "%.*s", (int)strcspn(from, "/"), from);
	return say(m, call, text);
}

static int manufacturer(struct modem *m, const struct at_call *call)
{
	return say_piece(m, call, 0, "Keng");
}

static int model(struct modem *m, const struct at_call *call)
{
	return say_piece(m, call, 1, "SIMULATED");
}

static int revision(struct modem *m, const struct at_call *call)
{
	return say_piece(m, call, 2, KENG_VERSION);
}

static int imei(struct modem *m, const struct at_call *call)
{
	return say(m, call, m->imei);
}

static int capabilities(struct modem *m, const struct at_call *call)
{
	return say(m, call, "+GCAP: +CGSM");
}

int at_of_number(struct modem *m, const struct at_call *call, const char *name, int *value, int most, int refused)
{
	struct at_args args;

	if (call->form == AT_READ) {
		line_info(m, "%s: %d", name, *value);
		return AT_OK;
	}
	if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || args.count != 1 ||
		!at_args_number(&args, 0, 0, most))
		return refused;
	*value = args.at[0].number;
	return AT_OK;
}

static int errors(struct modem *m, const struct at_call *call)
{
	return at_of_number(m, call, "+CMEE", &m->set.cmee, 2, AT_CME(50));
}

static int charset(struct modem *m, const struct at_call *call)
{
	static const char *const names[] = { "GSM", "IRA", "UCS2" };
	struct at_args args;

	if (call->form == AT_READ) {
		line_info(m, "+CSCS: \"%s\"", names[m->set.charset]);
		return AT_OK;
	}
	if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || args.count != 1 || !at_args_text(&args, 0))
		return AT_CME(50);
	for (unsigned i = 0; i < 3; i++) {
		if (strcmp(args.at[0].text, names[i]) == 0) {
			m->set.charset = (enum charset)i;
			return AT_OK;
		}
	}
	return AT_CME(CME_NOT_SUPPORTED);
}

static int radio(struct modem *m, const struct at_call *call)
{
	struct at_args args;
	int reset = 0;

	if (call->form == AT_READ) {
		line_info(m, "+CFUN: %d", m->set.cfun);
		return AT_OK;
	}
	if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || !at_args_number(&args, 0, 0, 4) ||
		!at_args_optional(&args, 1, 0, 1, &reset))
		return AT_CME(50);
	if (args.at[0].number != 0 && args.at[0].number != 1 && args.at[0].number != 4)
		return AT_CME(CME_NOT_SUPPORTED);
	if (m->set.cfun != 1 && args.at[0].number == 1)
		fault_radio(&m->faults);
	m->set.cfun = args.at[0].number;
	if (reset == 1 && m->host.restart != NULL) {
		m->host.restart(m->host.user, m, RESET_GONE_MS);
		return AT_LATER;
	}
	at_registration_changed(m);
	network_push(m);
	return AT_OK;
}

static int battery(struct modem *m, const struct at_call *call)
{
	return say(m, call, "+CBC: 0,100");
}

static int clock_command(struct modem *m, const struct at_call *call)
{
	struct civil c = clock_civil(agenda_wall_us(m->agenda));

	if (call->form == AT_SET)
		return AT_OK; /* the network's time is the modem's */
	if (call->form != AT_READ)
		return AT_FAIL;
	line_info(m, "+CCLK: \"%02d/%02d/%02d,%02d:%02d:%02d+28\"", c.year % 100, c.month, c.day, c.hour, c.minute,
		c.second);
	return AT_OK;
}

static int ignored_setting(struct modem *m, const struct at_call *call)
{
	(void)m;
	return call->form == AT_SET ? AT_OK : AT_FAIL;
}

const struct at_command at_identity[] = {
	{ "+CGMI", manufacturer, "", AT_BEFORE_PIN },
	{ "+GMI", manufacturer, "", AT_BEFORE_PIN },
	{ "+CGMM", model, "", AT_BEFORE_PIN },
	{ "+GMM", model, "", AT_BEFORE_PIN },
	{ "+CGMR", revision, "", AT_BEFORE_PIN },
	{ "+GMR", revision, "", AT_BEFORE_PIN },
	{ "+CGSN", imei, "", AT_BEFORE_PIN },
	{ "+GSN", imei, "", AT_BEFORE_PIN },
	{ "+GCAP", capabilities, "", AT_BEFORE_PIN },
	{ "+CMEE", errors, "(0-2)", AT_BEFORE_PIN },
	{ "+CSCS", charset, "(\"GSM\",\"IRA\",\"UCS2\")", AT_BEFORE_PIN },
	{ "+CFUN", radio, "(0,1,4),(0,1)", AT_BEFORE_PIN },
	{ "+CBC", battery, "(0),(0-100)", AT_BEFORE_PIN },
	{ "+CCLK", clock_command, "", AT_BEFORE_PIN },
	{ "+IPR", ignored_setting, "(),(0,9600,115200)", AT_BEFORE_PIN },
	{ "+IFC", ignored_setting, "(0-2),(0-2)", AT_BEFORE_PIN },
	{ 0 },
};
