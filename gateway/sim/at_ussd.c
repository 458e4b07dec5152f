/* SPDX-License-Identifier: GPL-2.0-or-later */
/* at_ussd.c - AT+CUSD (3GPP TS 27.007, 7.15): the terminal dials, the operator answers later. */
#include "gateway/sim/modem_state.h"

#include "gateway/base/segment.h"
#include "gateway/sim/at_args.h"

#include <stdlib.h>
#include <string.h>

#define DCS_GSM7 15
#define DCS_UCS2 72

/* UCS-2 comes as the hex of its octets whatever AT+CSCS says; texts of the default alphabet in that character set. */
static int as_shown(struct modem *m, const char *text, struct buf *out)
{
	enum charset kept = m->set.charset;
	struct segment_plan plan;

	if (segment_plan(text, &plan, NULL) == 0 && plan.alphabet == ALPHABET_GSM7) {
		at_string(m, text, out);
		return DCS_GSM7;
	}
	m->set.charset = CHARSET_UCS2;
	at_string(m, text, out);
	m->set.charset = kept;
	return DCS_UCS2;
}

static void with_crlf(const char *text, struct buf *out)
{
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			buf_addc(out, '\r');
		buf_addc(out, *text);
	}
}

static void show(struct modem *m, enum ussd_state state, const char *text)
{
	struct buf lines, shown;
	int dcs;

	if (m->set.cusd != 1 || !m->on)
		return;
	if (state == USSD_NOT_SUPPORTED) {
		line_unsolicited(m, "+CUSD: %d", state);
		return;
	}
	buf_init(&lines);
	buf_init(&shown);
	if (m->ussd_crlf)
		with_crlf(text, &lines);
	else
		buf_adds(&lines, text);
	dcs = as_shown(m, lines.data, &shown);
	line_unsolicited(m, "+CUSD: %d,\"%s\",%d", state, shown.data, dcs);
	buf_fini(&lines);
	buf_fini(&shown);
}

static void answer(void *user, void *item)
{
	struct modem *m = user;
	const char *input = item;
	enum ussd_state state;
	struct buf text;

	buf_init(&text);
	state = network_serves(m) ? ussd_type(&m->ussd, input, &text) : USSD_TIMEOUT;
	modem_tell(
		m, &(struct modem_event){ .kind = MODEM_USSD, .peer = input, .text = text.data, .code = (int)state });
	show(m, state, text.data);
	buf_fini(&text);
}

void modem_ussd_push(struct modem *m, const char *text, bool more)
{
	if (more)
		ussd_open(&m->ussd);
	show(m, more ? USSD_MORE : USSD_DONE, text);
}

static int dial(struct modem *m, const struct at_args *args)
{
	struct buf input;

	buf_init(&input);
	if (!at_args_text(args, 1) || at_string_read(m, args->at[1].text, &input) == -1 || input.length == 0) {
		buf_fini(&input);
		return AT_CME(50);
	}
	agenda_add(m->agenda, network_delay_ms(m), answer, m, strdup(input.data));
	buf_fini(&input);
	return AT_OK;
}

static int ussd(struct modem *m, const struct at_call *call)
{
	struct at_args args;
	int dcs = DCS_GSM7;

	if (call->form == AT_READ) {
		line_info(m, "+CUSD: %d", m->set.cusd);
		return AT_OK;
	}
	if (call->form != AT_SET || at_args_read(call->args, &args) == -1 || args.count > 3 ||
		!at_args_number(&args, 0, 0, 2) || !at_args_optional(&args, 2, 0, 255, &dcs))
		return AT_CME(50);
	if (args.at[0].number == 2) {
		ussd_cancel(&m->ussd);
		agenda_drop(m->agenda, answer, m);
		return AT_OK;
	}
	m->set.cusd = args.at[0].number;
	return args.count > 1 ? dial(m, &args) : AT_OK;
}

const struct at_command at_ussd[] = {
	{ "+CUSD", ussd, "(0-2)", 0 },
	{ 0 },
};
