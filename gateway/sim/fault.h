/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fault.h - what is made to go wrong in a simulated modem.
 *
 * A fault counts down the times that it was given; times 0 lasts until the
 * fault "clear". Faults that do something at once (garbage, unsolicited lines,
 * a push of the network) have their effect in fault_set().
 */
#ifndef GATEWAY_SIM_FAULT_H
#define GATEWAY_SIM_FAULT_H

#include "gateway/base/why.h"

#include <stdbool.h>
#include <stdint.h>

struct modem;

enum fault_kind {
	FAULT_CMS,          /* the network refuses a text: code */
	FAULT_PROMPT_ERROR, /* the modem refuses AT+CMGS before its prompt: code */
	FAULT_SILENCE,      /* a command is not answered */
	FAULT_LOST,         /* the network takes a text, the modem never says so */
	FAULT_PROMPT,       /* the prompt comes after ms */
	FAULT_SLOW,         /* every command is answered after ms */
	FAULT_TWICE,        /* a text is stored in two places */
	FAULT_RECEIPT,      /* a receipt has the status code; -1: it never comes */
	FAULT_FULL,         /* no memory has room */
	FAULT_REGISTRATION, /* <stat> of AT+CREG is code: 0 none, 2 searching, 3 denied, 5 roaming */
	FAULT_HANG,         /* the modem reads nothing and says nothing, until its power went */
	FAULT_SIM,          /* the SIM is not there */
	FAULT_ERROR,        /* the command that line names fails with +CME ERROR code */
	FAULT_VANISH_SENT,  /* the modem is unplugged for ms when the network has taken a text, before it says so */
	FAULT_LASTING,      /* above: kinds that last; below: done at once */
	FAULT_GARBAGE = FAULT_LASTING, /* so many octets of noise */
	FAULT_UNSOLICITED,             /* line, so many times */
	FAULT_CLEAR,                   /* the end of all that last */
	FAULT_KINDS
};

#define FAULT_LINE_OCTETS 600

struct fault {
	enum fault_kind kind;
	int64_t times; /* 0 = until cleared; for those done at once 0 counts as 1 */
	int64_t code, ms, octets;
	char line[FAULT_LINE_OCTETS];
	bool until_radio, until_power; /* of those that last: what ends it */
};

/* The faults in force; lives inside a modem. */
struct faults {
	struct {
		bool on;
		struct fault fault;
	} of[FAULT_LASTING];
	uint64_t struck; /* how often one of them had an effect: one that never has proves nothing */
};

const char *fault_name(enum fault_kind kind);
/* The kind of that name, FAULT_KINDS when there is none. */
enum fault_kind fault_of(const char *name);

int fault_set(struct modem *m, const struct fault *fault, struct why *why);

/* Is it in force? Does not count. */
bool fault_is(const struct faults *f, enum fault_kind kind);
/* The power went or came: what that mends is over. */
void fault_power(struct faults *f);
/* Likewise when the radio was switched on again. */
void fault_radio(struct faults *f);
/* Is it in force, and counts one time. NULL when not; valid until the next fault_set(). */
const struct fault *fault_take(struct faults *f, enum fault_kind kind);

#endif
