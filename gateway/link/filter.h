/* SPDX-License-Identifier: GPL-2.0-or-later */
/* filter.h - the line filter between the modem's tty and libgammu.
 *
 * libgammu takes any line for the answer that it waits for: one unknown line
 * costs it 18 s, one at the wrong moment makes it write a PDU without a prompt.
 * It also decodes what came over the air in ways that crash. So the filter
 *   - follows the command that is open, and passes only lines that can be its
 *     answer, from its echo (or its own prefix) on;
 *   - holds a PDU and its ^Z until the modem's real "> " prompt;
 *   - takes the PDUs out of +CMGL and +CMGR answers and gives libgammu harmless
 *     ones of its own, whose sender is the item's number;
 *   - takes +CMT and +CDS (two lines) whole, and turns +CMTI, +CDSI, +CREG into
 *     events;
 *   - holds +CUSD back while a command is open, and joins one of several lines;
 *   - drops everything else, and counts it.
 *
 * A pure state machine: octets in, octets out (to_modem, to_host), events by
 * callback. No I/O, no clock; every line and queue is bounded.
 */
#ifndef GATEWAY_LINK_FILTER_H
#define GATEWAY_LINK_FILTER_H

#include "gateway/base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FILTER_LINE_MAX   2048  /* +CPMS=? and PDU lines stay below 500 */
#define FILTER_HELD_MAX   1024  /* a PDU in hex and ^Z: below 400 */
#define FILTER_USSD_MAX   2000  /* 182 letters, as UCS-2 hex, and room */
#define FILTER_ANSWER_MAX 32768 /* of a command that filter_ask() gave */
#define FILTER_OUT_MAX    65536 /* what libgammu leaves unread */

enum filter_event_kind {
	FILTER_STORED,  /* +CMTI, +CDSI: something new lies in a memory */
	FILTER_ITEM,    /* a PDU of a list: number, stat, text = its hex ("" = the modem gave none) */
	FILTER_DIRECT,  /* a PDU that is stored nowhere (+CMT, +CDS): text = its hex */
	FILTER_USSD,    /* an answer of several lines in plain letters: stat, text */
	FILTER_NETWORK, /* +CREG and its like: registration may have changed */
	FILTER_CALL,    /* +CLIP: text = the line */
	FILTER_ANSWER,  /* the end of filter_ask(): ok, text = its lines, each with '\n' */
	FILTER_EVENT_KINDS
};

struct filter_event {
	enum filter_event_kind kind;
	uint32_t number; /* ITEM: also the digits of the sender that libgammu sees */
	int stat;        /* ITEM: 0..4 of TS 27.005 3.1 (2, 3: texts to send); USSD: <m> of TS 27.007 7.15 */
	bool ok;         /* ANSWER */
	const char *text;
};

struct filter_user {
	void *user;
	void (*event)(void *user, const struct filter_event *event);
	/* A line as it went: '>' to the modem, '<' from it, '!' from it and dropped. May be NULL. */
	void (*trace)(void *user, char direction, const char *line);
};

enum filter_state {
	FILTER_IDLE,   /* no command is open */
	FILTER_OPEN,   /* one is */
	FILTER_PROMPT, /* AT+CMGS is, and its prompt has not come */
	FILTER_DATA,   /* it has come: the PDU is on its way */
	FILTER_SENT,   /* ^Z was written */
	FILTER_STATES
};

struct filter {
	struct filter_user user;
	enum filter_state state;
	struct buf to_modem, to_host; /* the owner writes them and drops what it wrote */
	uint64_t dropped;             /* lines */
	bool data_written;            /* the last AT+CMGS got its ^Z: the text may be out */

	char command[FILTER_LINE_MAX + 1]; /* the open one, without its CR */
	char prefix[32];                   /* "+CSQ" of "AT+CSQ"; "" = it has none */
	char memories[64];                 /* libgammu's last AT+CPMS=..., which it relies on; "" = none yet */
	bool asked;                        /* it came from filter_ask() */
	bool synced;                       /* its echo was seen */
	bool early_prompt;                 /* a "> " came before the echo of AT+CMGS */
	bool echoes;                       /* the modem echoes, so an answer without echo is an old one */
	struct buf answer;                 /* of an asked command */

	struct buf host_line, held; /* from libgammu: a command in the making; a PDU before its prompt */
	struct buf line;            /* from the modem */
	bool after_cr;              /* its last octet was a CR */
	bool overlong;              /* the line is, and its rest is passed over */
	bool direct_next;           /* the next line is the PDU of +CMT, +CDS or +CBM */
	bool broadcast;             /* ... of +CBM, which nobody wants */
	bool item_next;             /* the next line is the PDU of a list */
	int item_index, item_stat;
	uint32_t items;
	struct buf ussd; /* a +CUSD whose quote is open */
	unsigned ussd_lines;
	struct buf later; /* +CUSD lines held back while a command is open */
};

void filter_init(struct filter *f, const struct filter_user *user);
void filter_fini(struct filter *f);

void filter_from_host(struct filter *f, const void *octets, size_t n);
void filter_from_modem(struct filter *f, const void *octets, size_t n);

/* Put a command of our own to the modem; FILTER_ANSWER tells its end. Returns -1 while another is open. */
int filter_ask(struct filter *f, const char *command);
/* Nobody waits for the open command any more. */
void filter_abandon(struct filter *f);
/* The modem was silent for a while: an open quote of +CUSD will not be closed any more, and a prompt whose echo has not
 * come is the one that is waited for. */
void filter_quiet(struct filter *f);
/* Does it want to know? */
bool filter_awaits_quiet(const struct filter *f);

#endif
