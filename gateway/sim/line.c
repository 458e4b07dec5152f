/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/sim/modem_state.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define BACKSPACE 0x08
#define SUBMIT    0x1A /* ^Z ends the text of AT+CMGS */
#define ESCAPE    0x1B /* ESC gives it up */

#define NAME_OCTETS 32

void line_reset(struct modem *m)
{
	m->mode = LINE_COMMAND;
	m->line_at = 0;
	buf_clear(&m->line);
	buf_clear(&m->held);
	buf_clear(&m->text);
	buf_clear(&m->output);
	buf_clear(&m->unsolicited);
	buf_clear(&m->sms_lines);
}

/* ---- what the terminal reads ---- */

__attribute__((format(printf, 2, 0))) static void add_line(struct buf *to, const char *format, va_list args)
{
	char text[LINE_TEXT_OCTETS];

	vsnprintf(text, sizeof text, format, args);
	buf_addf(to, "\r\n%s\r\n", text);
}

void line_info(struct modem *m, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_line(&m->output, format, args);
	va_end(args);
}

static void flush_unsolicited(struct modem *m)
{
	if (m->mode != LINE_COMMAND || m->line.length > 0)
		return;
	if (m->set.cnmi[0] != 0 && m->sms_lines.length > 0) {
		buf_add(&m->unsolicited, m->sms_lines.data, m->sms_lines.length);
		buf_clear(&m->sms_lines);
	}
	if (m->unsolicited.length > 0) {
		buf_add(&m->output, m->unsolicited.data, m->unsolicited.length);
		buf_clear(&m->unsolicited);
	}
}

void line_unsolicited(struct modem *m, const char *format, ...)
{
	va_list args;

	if (m->unsolicited.length > LINE_HELD_MAX)
		return; /* nobody reads: a modem forgets too */
	va_start(args, format);
	add_line(&m->unsolicited, format, args);
	va_end(args);
	flush_unsolicited(m);
}

void line_sms(struct modem *m, const char *format, ...)
{
	va_list args;

	if (m->sms_lines.length > LINE_HELD_MAX)
		return;
	va_start(args, format);
	add_line(&m->sms_lines, format, args);
	va_end(args);
	flush_unsolicited(m);
}

struct error_text {
	int code;
	const char *text;
};

/* 3GPP TS 27.007, 9.2; what AT+CMEE=2 shows. */
static const struct error_text cme_texts[] = { { CME_NOT_ALLOWED, "operation not allowed" },
	{ CME_NOT_SUPPORTED, "operation not supported" }, { CME_NO_SIM, "SIM not inserted" },
	{ CME_SIM_PIN, "SIM PIN required" }, { CME_SIM_PUK, "SIM PUK required" }, { 13, "SIM failure" },
	{ CME_WRONG, "incorrect password" }, { 20, "memory full" }, { CME_INDEX, "invalid index" },
	{ CME_NO_NETWORK, "no network service" }, { 50, "incorrect parameters" }, { 0, NULL } };

static const char *cme_text(int code)
{
	for (const struct error_text *e = cme_texts; e->text != NULL; e++)
		if (e->code == code)
			return e->text;
	return "unknown";
}

/* +CMS ERROR shows its number whatever AT+CMEE says (3GPP TS 27.005, 3.2.5). */
static void show_result(struct modem *m, int result)
{
	if (m->set.quiet)
		return;
	if (result >= AT_CMS(0))
		line_info(m, "+CMS ERROR: %d", result - AT_CMS(0));
	else if (result >= AT_CME(0) && m->set.cmee == 1)
		line_info(m, "+CME ERROR: %d", result - AT_CME(0));
	else if (result >= AT_CME(0) && m->set.cmee == 2)
		line_info(m, "+CME ERROR: %s", cme_text(result - AT_CME(0)));
	else if (!m->set.verbose)
		buf_adds(&m->output, result == AT_OK ? "0\r" : "4\r");
	else
		line_info(m, "%s", result == AT_OK ? "OK" : "ERROR");
}

static void end_line(struct modem *m)
{
	m->mode = LINE_COMMAND;
	buf_clear(&m->line);
	m->line_at = 0;
	flush_unsolicited(m);
	if (m->manner != NULL && m->manner->chatters > 0 && !m->set.hushed)
		line_unsolicited(m, "%s", m->manner->chatter[m->set.chatters++ % m->manner->chatters]);
}

/* ---- command lines ---- */

static size_t read_basic(const char *at, char name[static NAME_OCTETS], struct at_call *call)
{
	size_t n = 0, digits;

	if (at[n] == '&')
		name[n] = at[n], n++;
	name[n] = (char)toupper((unsigned char)at[n]);
	if (at[n] != '\0')
		n++;
	name[n] = '\0';
	digits = strspn(at + n, "0123456789");
	call->number = digits > 0 && digits < 4 ? atoi(at + n) : 0;
	n += digits;
	/* S registers: S3=13, S3? */
	if (at[n] == '=') {
		call->form = AT_SET;
		n += 1 + strspn(at + n + 1, "0123456789");
	} else if (at[n] == '?') {
		call->form = AT_READ;
		n++;
	}
	return n;
}

/* Up to the ';' that stands outside quotes. */
static size_t args_length(const char *at)
{
	bool quoted = false;
	size_t n;

	for (n = 0; at[n] != '\0' && (quoted || at[n] != ';'); n++)
		if (at[n] == '"')
			quoted = !quoted;
	return n;
}

static size_t read_extended(char *at, char name[static NAME_OCTETS], struct at_call *call)
{
	size_t n = 0, args;

	while (at[n] != '\0' && strchr("=?; ", at[n]) == NULL && n < NAME_OCTETS - 1) {
		name[n] = (char)toupper((unsigned char)at[n]);
		n++;
	}
	name[n] = '\0';
	n += strspn(at + n, " ");
	if (at[n] == '?') {
		call->form = AT_READ;
		return n + 1;
	}
	if (at[n] != '=')
		return n;
	n++;
	args = args_length(at + n);
	call->form = at[n] == '?' && args == 1 ? AT_TEST : AT_SET;
	call->args = at + n;
	n += args;
	if (at[n] == ';')
		at[n++] = '\0';
	return n;
}

static bool is_extended(char c)
{
	return c != '\0' && strchr("+^*#$%!", c) != NULL;
}

/* Do the next command of the line. AT_OK at its end too. */
static int run_one(struct modem *m)
{
	struct at_call call = { .form = AT_EXECUTE, .args = "" };
	char name[NAME_OCTETS], *at = m->line.data + m->line_at;

	m->line_at += is_extended(*at) ? read_extended(at, name, &call) : read_basic(at, name, &call);
	m->counters.commands++;
	return at_run(m, name, &call);
}

static void run(struct modem *m)
{
	int result = AT_OK;

	m->mode = LINE_COMMAND;
	while (result == AT_OK) {
		m->line_at += strspn(m->line.data + m->line_at, "; ");
		if (m->line_at >= m->line.length)
			break;
		result = run_one(m);
		if (result == AT_LATER) {
			if (m->mode == LINE_COMMAND)
				m->mode = LINE_BUSY;
			return;
		}
	}
	show_result(m, result);
	end_line(m);
}

static void run_later(void *user, void *item)
{
	struct modem *m = user;

	(void)item;
	run(m);
	line_resume(m);
}

/* A command that only its family knows, or refuses. True when it was one. */
static bool take_own(struct modem *m)
{
	enum manner_answer answer = m->manner == NULL ? MANNER_NOTHING : manner_take(m->manner, m->line.data);

	if (answer == MANNER_NOTHING)
		return false;
	if (answer == MANNER_RESTART && m->host.restart != NULL) {
		m->mode = LINE_BUSY;
		m->host.restart(m->host.user, m, RESET_GONE_MS);
		return true;
	}
	m->set.hushed |= answer == MANNER_HUSH;
	show_result(m, answer == MANNER_REFUSE ? AT_FAIL : AT_OK);
	end_line(m);
	return true;
}

static void take_line(struct modem *m)
{
	const struct fault *slow;

	if (fault_take(&m->faults, FAULT_SILENCE) != NULL || m->line.length < 2 ||
		strncasecmp(m->line.data, "AT", 2) != 0 || m->line.length > LINE_OCTETS_MAX) {
		if (m->line.length > LINE_OCTETS_MAX)
			show_result(m, AT_FAIL);
		end_line(m);
		return;
	}
	buf_clear(&m->last_line);
	buf_add(&m->last_line, m->line.data, m->line.length);
	m->line_at = 2;
	if (take_own(m))
		return;
	slow = fault_take(&m->faults, FAULT_SLOW);
	if (slow != NULL) {
		m->mode = LINE_BUSY;
		agenda_add(m->agenda, slow->ms, run_later, m, NULL);
		return;
	}
	run(m);
}

static void command_octet(struct modem *m, char c)
{
	switch (c) {
	case '\r':
		if (m->line.length > 0)
			take_line(m);
		break;
	case '\n':
	case SUBMIT:
		break;
	case ESCAPE:
		end_line(m);
		break;
	case BACKSPACE:
		if (m->line.length > 0)
			m->line.data[--m->line.length] = '\0';
		break;
	default:
		if (c == '\0')
			break;
		if (m->line.length <= LINE_OCTETS_MAX)
			buf_addc(&m->line, c);
		if (m->line.length == 2 && strcasecmp(m->line.data, "A/") == 0) {
			buf_clear(&m->line);
			buf_add(&m->line, m->last_line.data, m->last_line.length);
			take_line(m);
		}
	}
}

/* ---- the text behind the prompt ---- */

static void text_octet(struct modem *m, char c)
{
	switch (c) {
	case SUBMIT:
		at_submit_take(m);
		break;
	case ESCAPE: /* 3GPP TS 27.005, 3.5.1: given up, and that is fine */
		show_result(m, AT_OK);
		end_line(m);
		break;
	case '\r':
	case '\n':
		break;
	case BACKSPACE:
		if (m->text.length > 0)
			m->text.data[--m->text.length] = '\0';
		break;
	default:
		if (m->text.length <= LINE_OCTETS_MAX)
			buf_addc(&m->text, c);
	}
}

static void show_prompt(void *user, void *item)
{
	struct modem *m = user;

	(void)item;
	m->mode = LINE_TEXT;
	buf_clear(&m->text);
	buf_adds(&m->output, "\r\n> ");
}

void line_prompt(struct modem *m)
{
	const struct fault *late = fault_take(&m->faults, FAULT_PROMPT);

	if (late == NULL) {
		show_prompt(m, NULL);
		return;
	}
	m->mode = LINE_WAIT_PROMPT;
	agenda_add(m->agenda, late->ms, show_prompt, m, NULL);
}

/* ---- octets ---- */

static void one_octet(struct modem *m, char c)
{
	bool silent = fault_is(&m->faults, FAULT_SILENCE);

	if (m->mode == LINE_WAIT_PROMPT) {
		m->counters.early_octets++;
		return;
	}
	if (m->set.echo && !silent && c != SUBMIT && c != ESCAPE && m->output.length <= LINE_HELD_MAX)
		buf_addc(&m->output, c);
	if (m->mode == LINE_TEXT)
		text_octet(m, c);
	else
		command_octet(m, c);
}

void line_resume(struct modem *m)
{
	size_t eaten = 0;

	if (m->reading || fault_is(&m->faults, FAULT_HANG))
		return;
	m->reading = true;
	while (eaten < m->held.length && m->mode != LINE_BUSY && !fault_is(&m->faults, FAULT_HANG) && m->on)
		one_octet(m, m->held.data[eaten++]);
	m->reading = false;
	buf_drop(&m->held, eaten <= m->held.length ? eaten : m->held.length);
}

void modem_feed(struct modem *m, const void *octets, size_t n)
{
	if (!m->on || m->held.length + n > LINE_HELD_MAX)
		return;
	buf_add(&m->held, octets, n);
	line_resume(m);
}

void line_result(struct modem *m, int result)
{
	if (result == AT_OK) {
		run(m);
	} else {
		show_result(m, result);
		end_line(m);
	}
	line_resume(m);
}

void line_lost(struct modem *m)
{
	end_line(m);
	line_resume(m);
}
