/* SPDX-License-Identifier: GPL-2.0-or-later */
/* modem.h - one simulated modem: octets of a terminal in, octets of a modem out.
 *
 * Speaks the AT commands of 3GPP TS 27.005 (PDU mode) and TS 27.007 as strictly
 * as modems do, with a SIM and an operator behind it. Knows nothing of ptys and
 * sockets: the owner feeds octets, runs the agenda, and takes what is to be
 * written from modem_output() after both.
 */
#ifndef GATEWAY_SIM_MODEM_H
#define GATEWAY_SIM_MODEM_H

#include "gateway/base/buf.h"
#include "gateway/base/pdu.h"
#include "gateway/base/why.h"
#include "gateway/sim/agenda.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MODEM_PIN_OCTETS 9 /* 4..8 digits, 3GPP TS 31.101 */

struct modem;
struct manner;

struct modem_options {
	unsigned number;    /* 1.. ; IMEI, IMSI and ICCID follow from it */
	const char *msisdn; /* the SIM's number, "+84..." */
	const char *pin;    /* "" = the SIM asks for none */
	int latency_ms;     /* from ^Z to the network's answer */
	int jitter_ms;      /* up to so much more, at random */
	int receipt_delay_ms;
	unsigned capacity;           /* places in SM; ME has the same */
	const char *model;           /* "MANUFACTURER/MODEL/FIRMWARE"; "" = the simulator's own */
	const struct manner *manner; /* how its family behaves, borrowed for its life; NULL = as the standards say */
};

/* What happens in a modem, for those who watch. Fields that do not belong to a kind are NULL or 0. */
enum modem_event_kind {
	MODEM_SENT,     /* the network took a part */
	MODEM_REFUSED,  /* the network or a fault refused one: code */
	MODEM_STORED,   /* a text or receipt lies in a memory */
	MODEM_DIRECT,   /* it went to the terminal without being stored */
	MODEM_DELETED,  /* the terminal deleted a place */
	MODEM_RECEIPT,  /* the network reports on a text: code is TP-ST */
	MODEM_USSD,     /* the terminal dialled or answered */
	MODEM_VANISHED, /* it is unplugged */
	MODEM_RETURNED,
	MODEM_EVENT_KINDS
};
const char *modem_event_name(enum modem_event_kind kind);

struct modem_event {
	enum modem_event_kind kind;
	const char *peer; /* recipient or sender */
	const char *text; /* UTF-8 of this part */
	const char *alphabet, *memory, *pdu;
	unsigned part, parts, reference, place;
	int mr, code; /* TP-MR; error or status */
	bool flash, receipt;
};

struct modem_host {
	void *user;
	void (*event)(void *user, struct modem *m, const struct modem_event *event);
	/* The modem restarts itself (AT+CFUN=1,1): its port is gone for so long. */
	void (*restart)(void *user, struct modem *m, int gone_ms);
};

/* agenda is borrowed for its life. */
struct modem *modem_new(const struct modem_options *options, struct agenda *agenda, const struct modem_host *host);
void modem_free(struct modem **m);

void modem_feed(struct modem *m, const void *octets, size_t n);
/* What the terminal is to be sent; the owner drops what it wrote. */
struct buf *modem_output(struct modem *m);

/* Power: off forgets the line and all settings; the SIM, its texts and the network's queue stay. */
void modem_power(struct modem *m, bool on);
bool modem_is_on(const struct modem *m);

/* A text or receipt of the network for this SIM: the PDU of an SMS-DELIVER or SMS-STATUS-REPORT with the centre's
 * address. It waits in the network while the modem cannot take it. */
void modem_deliver(struct modem *m, const uint8_t *octets, size_t n, bool report);

/* The centre's time stamp for a text that arrives at wall_us: a second later than that of the same words before. */
int64_t modem_stamp(struct modem *m, const char *from, const char *text, int64_t wall_us);

const char *modem_msisdn(const struct modem *m);
unsigned modem_number(const struct modem *m);
const char *modem_smsc(const struct modem *m);

struct modem_counters {
	uint64_t sent, refused, received, receipts, deleted, commands, early_octets, struck;
	unsigned sm_used, sm_capacity, me_used, me_capacity, sr_used, sr_capacity, waiting;
	unsigned pin_tries, puk_tries;
	int registration; /* <stat> of AT+CREG */
	const char *sim;  /* "READY" "SIM PIN" "SIM PUK" "missing" */
	int64_t balance;
	int latency_ms, jitter_ms, receipt_delay_ms, signal;
};
void modem_counters(const struct modem *m, struct modem_counters *c);

/* Change how the network behaves: "latency" "jitter" "receipt_delay" (ms), "signal" (0..31, 99), "balance",
 * "sim" (the card that modem N begins with; noticed when it returns),
 * "ussd_crlf" (1: lines of USSD texts end with CR LF), "report_sr" (1: receipts are stored in SR, not beside the texts).
 * 0, or -1 with why set. */
int modem_set(struct modem *m, const char *what, int64_t value, struct why *why);

/* Somebody rings so many times, "" = with their number withheld. */
int modem_call(struct modem *m, const char *from, int rings, struct why *why);

/* A USSD code of the operator's that the simulator's user adds; more: it waits for an answer. */
int modem_ussd_add(struct modem *m, const char *code, const char *answer, bool more, struct why *why);
/* The network begins or goes on with a dialogue by itself. */
void modem_ussd_push(struct modem *m, const char *text, bool more);

#endif
