/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/link/filter.h"
#include "gateway/link/at_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CTRL_Z         0x1A
#define ESCAPE         0x1B
#define USSD_LINES_MAX 24

/* What libgammu reads in place of a text: an SMS-DELIVER (3GPP TS 23.040, 9.2.2.1) from a centre +84900000000, with
 * the item's number as its sender and the one letter "K". */
#define HARMLESS_HEAD "07914809000000F0040A91"
#define HARMLESS_TAIL                                                                                                  \
	"00002280819000008201"                                                                                         \
	"4B"
#define HARMLESS_TPDU 19 /* octets without the centre's address */

static void each_buf(struct filter *f, void (*act)(struct buf *b))
{
	struct buf *const all[] = { &f->to_modem, &f->to_host, &f->answer, &f->host_line, &f->held, &f->line, &f->ussd,
		&f->later };

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		act(all[i]);
}

void filter_init(struct filter *f, const struct filter_user *user)
{
	*f = (struct filter){ .user = *user };
	each_buf(f, buf_init);
}

void filter_fini(struct filter *f)
{
	each_buf(f, buf_fini);
}

static void trace(struct filter *f, char direction, const char *line)
{
	if (f->user.trace != NULL)
		f->user.trace(f->user.user, direction, line);
}

static void tell(struct filter *f, const struct filter_event *event)
{
	f->user.event(f->user.user, event);
}

static void drop(struct filter *f, const char *line)
{
	f->dropped++;
	trace(f, '!', line);
}

/* ---- towards libgammu ---- */

static void give_host(struct filter *f, const char *line)
{
	if (f->to_host.length + strlen(line) + 4 > FILTER_OUT_MAX)
		drop(f, line); /* it reads nothing: it is in no command, so it misses nothing */
	else
		buf_addf(&f->to_host, "\r\n%s\r\n", line);
}

/* A line of the open command's answer, to whoever gave it. */
static void give_answer(struct filter *f, const char *line)
{
	if (!f->asked)
		give_host(f, line);
	else if (f->answer.length + strlen(line) + 1 <= FILTER_ANSWER_MAX)
		buf_addf(&f->answer, "%s\n", line);
}

/* The open command has ended: what was held back goes on its way. */
static void close_command(struct filter *f, bool ok)
{
	bool asked = f->asked;

	f->state = FILTER_IDLE;
	f->asked = false;
	f->early_prompt = false;
	f->item_next = false;
	buf_clear(&f->held);
	if (asked)
		tell(f, &(struct filter_event){ .kind = FILTER_ANSWER, .ok = ok, .text = f->answer.data });
	if (f->later.length > 0 && f->to_host.length + f->later.length <= FILTER_OUT_MAX)
		buf_add(&f->to_host, f->later.data, f->later.length);
	buf_clear(&f->later);
}

/* ---- from libgammu ---- */

static bool wants_prompt(const char *prefix)
{
	return strcasecmp(prefix, "+CMGS") == 0 || strcasecmp(prefix, "+CMGW") == 0;
}

static void open_command(struct filter *f, const char *command, bool asked)
{
	if (f->state != FILTER_IDLE) /* whoever gave the old one has given it up */
		close_command(f, false);
	snprintf(f->command, sizeof f->command, "%s", command);
	at_line_prefix_of(command, f->prefix, sizeof f->prefix);
	f->state = wants_prompt(f->prefix) ? FILTER_PROMPT : FILTER_OPEN;
	f->asked = asked;
	f->synced = false;
	/* Commands that reset or set the echo may be answered without one. */
	if (strncasecmp(command, "ATZ", 3) == 0 || strncasecmp(command, "ATE", 3) == 0 ||
		strncasecmp(command, "AT&F", 4) == 0)
		f->echoes = false;
	if (f->state == FILTER_PROMPT)
		f->data_written = false;
	if (!asked && strncasecmp(command, "AT+CPMS=", 8) == 0 && command[8] == '"')
		snprintf(f->memories, sizeof f->memories, "%.60s", command);
	buf_clear(&f->answer);
	trace(f, '>', command);
	buf_addf(&f->to_modem, "%s\r", command);
	if (!asked && f->to_host.length + strlen(command) < FILTER_OUT_MAX)
		buf_addf(&f->to_host, "%s\r", command); /* libgammu gets its echo from us, whatever the modem does */
}

static void host_command(struct filter *f)
{
	if (f->host_line.length >= 2 && strncasecmp(f->host_line.data, "AT", 2) == 0)
		open_command(f, f->host_line.data, false);
	else if (f->host_line.length > 0)
		drop(f, f->host_line.data); /* the rest of a PDU whose command was refused */
	buf_clear(&f->host_line);
}

/* The prompt is there: octets go through, up to ^Z or ESC. */
static void host_data(struct filter *f, char c)
{
	buf_addc(&f->to_modem, c);
	if (c == CTRL_Z) {
		trace(f, '>', "(PDU)^Z");
		f->state = FILTER_SENT;
		f->data_written = true;
	} else if (c == ESCAPE) {
		f->state = FILTER_OPEN;
	}
}

/* A whole command where a PDU was awaited: the text was given up, and must not go when its prompt comes late. */
static void give_up_text(struct filter *f)
{
	const char *last = memrchr(f->held.data, CTRL_Z, f->held.length);

	buf_clear(&f->host_line);
	buf_adds(&f->host_line, last == NULL ? f->held.data : last + 1);
	close_command(f, false);
	host_command(f);
}

static void host_octet(struct filter *f, char c)
{
	if (f->state == FILTER_DATA) {
		host_data(f, c);
	} else if (f->state == FILTER_PROMPT && c == ESCAPE) {
		close_command(f, false); /* given up; a late prompt is answered with ESC */
	} else if (f->state == FILTER_PROMPT && (c == '\r' || c == '\n')) {
		give_up_text(f);
	} else if (f->state == FILTER_PROMPT && f->held.length < FILTER_HELD_MAX) {
		buf_addc(&f->held, c);
	} else if (c == '\r' || c == '\n') {
		host_command(f);
	} else if (c == ESCAPE || c == CTRL_Z) {
		buf_clear(&f->host_line);
	} else if (f->host_line.length < FILTER_LINE_MAX && c != '\0') {
		buf_addc(&f->host_line, c);
	}
}

void filter_from_host(struct filter *f, const void *octets, size_t n)
{
	const char *at = octets;

	for (size_t i = 0; i < n; i++)
		host_octet(f, at[i]);
}

/* ---- from the modem ---- */

static void ussd_end(struct filter *f)
{
	char *first = strchr(f->ussd.data, '"');
	char *last = strrchr(f->ussd.data, '"');

	if (f->ussd_lines <= 1) { /* whole on one line: libgammu knows how to decode it */
		if (f->state == FILTER_IDLE)
			give_host(f, f->ussd.data);
		else if (f->later.length + f->ussd.length + 4 <= FILTER_USSD_MAX * 2)
			buf_addf(&f->later, "\r\n%s\r\n", f->ussd.data);
	} else {
		if (last > first)
			*last = '\0';
		tell(f, &(struct filter_event){
				.kind = FILTER_USSD, .stat = atoi(f->ussd.data + 6), .text = first + 1 });
	}
	buf_clear(&f->ussd);
	f->ussd_lines = 0;
}

static void take_prompt(struct filter *f)
{
	struct buf held;

	trace(f, '<', "> ");
	f->synced = true;
	f->early_prompt = false;
	f->state = FILTER_DATA;
	if (f->to_host.length + 4 <= FILTER_OUT_MAX)
		buf_adds(&f->to_host, "\r\n> ");
	held = f->held;
	buf_init(&f->held);
	filter_from_host(f, held.data, held.length);
	buf_fini(&held);
}

static void prompt(struct filter *f)
{
	if (f->ussd_lines > 0) /* its quote was never closed */
		ussd_end(f);
	if (f->state == FILTER_IDLE || f->state == FILTER_OPEN) { /* nobody sends: the next command would be a text */
		drop(f, "> ");
		buf_addc(&f->to_modem, ESCAPE);
	} else if (f->state != FILTER_PROMPT) { /* said for nothing: an ESC would meet the text that goes */
		drop(f, "> ");
	} else if (f->echoes && !f->synced) { /* of an older command, or the echo was lost: what comes next tells */
		f->early_prompt = true;
	} else {
		take_prompt(f);
	}
}

/* A text of a list: the real PDU to us, a harmless one to libgammu. */
static void item(struct filter *f, const char *pdu)
{
	char digits[11], swapped[11];

	f->item_next = false;
	f->items = f->items % 999999999 + 1;
	snprintf(digits, sizeof digits, "%010u", (unsigned)f->items);
	for (int i = 0; i < 10; i++)
		swapped[i] = digits[i ^ 1];
	swapped[10] = '\0';
	tell(f, &(struct filter_event){ .kind = FILTER_ITEM, .number = f->items, .stat = f->item_stat, .text = pdu });
	if (f->item_index >= 0)
		buf_addf(&f->to_host, "\r\n+CMGL: %d,1,,%d\r\n", f->item_index, HARMLESS_TPDU);
	else
		buf_addf(&f->to_host, "\r\n+CMGR: 1,,%d\r\n", HARMLESS_TPDU);
	buf_addf(&f->to_host, "%s%s%s\r\n", HARMLESS_HEAD, swapped, HARMLESS_TAIL);
}

/* The header of a text: "+CMGL: 3,1,,24" or "+CMGR: 1,,24". Returns false when it is neither. */
static bool item_header(struct filter *f, const char *line)
{
	int index = -1, stat;

	if (f->asked)
		return false;
	if (strcasecmp(f->prefix, "+CMGL") == 0) {
		if (sscanf(line + 5, ": %9d,%9d", &index, &stat) != 2 || index < 0)
			return false;
	} else if (strcasecmp(f->prefix, "+CMGR") != 0 || sscanf(line + 5, ": %9d", &stat) != 1) {
		return false;
	}
	f->item_next = true;
	f->item_index = index;
	f->item_stat = stat;
	return true;
}

static bool quote_is_open(const char *text)
{
	const char *first = strchr(text, '"');

	return first != NULL && strchr(first + 1, '"') == NULL;
}

/* A line of +CUSD, the first or a further one. */
static void ussd_line(struct filter *f, const char *line)
{
	if (f->ussd_lines++ > 0)
		buf_addc(&f->ussd, '\n');
	buf_adds(&f->ussd, line);
	if (!quote_is_open(f->ussd.data) || f->ussd_lines >= USSD_LINES_MAX ||
		f->ussd.length > FILTER_USSD_MAX - FILTER_LINE_MAX / 2)
		ussd_end(f);
}

/* Lines that no command asked for. True when it was one. */
static bool unsolicited(struct filter *f, const char *line)
{
	bool own = f->state != FILTER_IDLE && at_line_has_prefix(line, f->prefix);

	switch (at_line_kind(line)) {
	case AT_LINE_STORED:
		tell(f, &(struct filter_event){ .kind = FILTER_STORED, .text = line });
		break;
	case AT_LINE_BROADCAST:
	case AT_LINE_DIRECT:
		f->direct_next = true;
		f->broadcast = at_line_kind(line) == AT_LINE_BROADCAST;
		break;
	case AT_LINE_USSD:
		if (own && f->command[strlen(f->command) - 1] == '?')
			return false;
		ussd_line(f, line);
		break;
	case AT_LINE_NETWORK:
		if (own && at_line_is_registration_answer(line))
			return false;
		tell(f, &(struct filter_event){ .kind = FILTER_NETWORK, .text = line });
		break;
	case AT_LINE_CALL:
		tell(f, &(struct filter_event){ .kind = FILTER_CALL, .text = line });
		break;
	case AT_LINE_NOISE:
		drop(f, line);
		return true;
	default:
		return false;
	}
	trace(f, '<', line);
	return true;
}

static bool ends_with(const char *line, const char *end)
{
	size_t n = strlen(line), m = strlen(end);

	return n >= m && strcmp(line + n - m, end) == 0;
}

static bool is_echo(const struct filter *f, const char *line)
{
	return f->state != FILTER_IDLE && !f->synced && ends_with(line, f->command);
}

/* Has the answer of the open command begun? An answer that comes before the echo belongs to an older command. */
static bool is_answer(struct filter *f, const char *line)
{
	if (is_echo(f, line)) {
		if (f->early_prompt)
			drop(f, "> ");
		f->early_prompt = false;
		f->echoes = true;
		f->synced = true;
		return false;
	}
	if (!f->echoes || (at_line_has_prefix(line, f->prefix) && f->state != FILTER_PROMPT))
		f->synced = true;
	return f->synced;
}

/* Before its ^Z a text can only be refused. */
static bool comes_too_early(const struct filter *f, enum at_line_kind kind)
{
	return (f->state == FILTER_PROMPT || f->state == FILTER_DATA) && kind != AT_LINE_ERROR;
}

static void answer_line(struct filter *f, const char *line)
{
	enum at_line_kind kind = at_line_kind(line);

	if (comes_too_early(f, kind)) {
		drop(f, line);
		return;
	}
	if (kind == AT_LINE_OK || kind == AT_LINE_ERROR) {
		trace(f, '<', line);
		give_answer(f, kind == AT_LINE_ERROR && line[0] != '+' ? "ERROR" : line);
		close_command(f, kind == AT_LINE_OK);
	} else if (at_line_has_prefix(line, f->prefix)) {
		trace(f, '<', line);
		if (!item_header(f, line))
			give_answer(f, line);
	} else if (f->asked ? strstr(line, "CCID") != NULL || strchr("+^*$%_", line[0]) == NULL
			    : at_line_is_plain_answer(line, f->command)) {
		trace(f, '<', line);
		give_answer(f, line);
	} else if (f->state == FILTER_SENT && at_line_is_hex(line)) {
		return; /* the echo of the PDU */
	} else {
		drop(f, line);
	}
}

static void modem_line(struct filter *f, const char *line)
{
	if (f->direct_next) {
		f->direct_next = false;
		if (at_line_is_hex(line)) {
			trace(f, '<', line);
			if (!f->broadcast)
				tell(f, &(struct filter_event){ .kind = FILTER_DIRECT, .text = line });
			return;
		}
	}
	if (f->item_next && at_line_is_hex(line)) {
		trace(f, '<', line);
		item(f, line);
		return;
	}
	if (unsolicited(f, line))
		return;
	if (f->item_next) /* the modem gave a header without a PDU */
		item(f, "");
	if (f->state != FILTER_IDLE && (f->synced || is_answer(f, line)))
		answer_line(f, line);
	else if (f->state == FILTER_IDLE || !f->synced) /* else it was the echo */
		drop(f, line);
}

static void end_line(struct filter *f)
{
	if (f->overlong) {
		f->dropped++;
		trace(f, '!', "(a line that is too long)");
		if (f->item_next)
			item(f, "");
	} else if (f->ussd_lines > 0 && !is_echo(f, f->line.data)) {
		ussd_line(f, f->line.data);
	} else if (f->line.length > 0) {
		if (f->ussd_lines > 0) /* the next command's echo: the quote was never closed */
			ussd_end(f);
		modem_line(f, f->line.data);
	}
	buf_clear(&f->line);
	f->overlong = false;
}

static void modem_octet(struct filter *f, char c)
{
	bool second = c == '\n' && f->after_cr; /* of CR LF: the line has ended already */

	f->after_cr = c == '\r';
	if (second || c == '\0')
		return;
	if (c == '\r' || c == '\n')
		end_line(f);
	else if (f->line.length >= FILTER_LINE_MAX)
		f->overlong = true;
	else
		buf_addc(&f->line, c);
	if (f->line.length == 2 && (f->ussd_lines == 0 || f->state == FILTER_PROMPT) &&
		memcmp(f->line.data, "> ", 2) == 0) {
		buf_clear(&f->line);
		prompt(f);
	}
}

void filter_from_modem(struct filter *f, const void *octets, size_t n)
{
	const char *at = octets;

	for (size_t i = 0; i < n; i++)
		modem_octet(f, at[i]);
}

int filter_ask(struct filter *f, const char *command)
{
	if (f->state != FILTER_IDLE)
		return -1;
	open_command(f, command, true);
	return 0;
}

void filter_abandon(struct filter *f)
{
	if (f->state != FILTER_IDLE) {
		f->asked = false; /* nobody listens */
		close_command(f, false);
	}
}

bool filter_awaits_quiet(const struct filter *f)
{
	return f->ussd_lines > 0 || f->early_prompt;
}

void filter_quiet(struct filter *f)
{
	if (f->ussd_lines > 0)
		ussd_end(f);
	if (f->early_prompt) /* the echo was lost in noise: this is the prompt */
		take_prompt(f);
}
