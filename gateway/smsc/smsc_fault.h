/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smsc_fault.h - what is made to go wrong in a simulated message centre.
 *
 * A fault counts down the times that it was given; 0 lasts until "clear".
 */
#ifndef GATEWAY_SMSC_SMSC_FAULT_H
#define GATEWAY_SMSC_SMSC_FAULT_H

#include <stdbool.h>
#include <stdint.h>

enum smsc_fault {
	SMSC_FAULT_THROTTLE,  /* submit_sm is answered ESME_RTHROTTLED */
	SMSC_FAULT_STATUS,    /* submit_sm is answered with the status code */
	SMSC_FAULT_SILENT,    /* submit_sm is taken and not answered */
	SMSC_FAULT_CLOSE,     /* submit_sm is taken, and the line closed before the answer */
	SMSC_FAULT_CLOSE_NOT, /* the line is closed and the submit_sm not taken */
	SMSC_FAULT_MUTE,      /* nothing at all is answered, enquire_link neither */
	SMSC_FAULT_BIND,      /* binds are refused with the status code */
	SMSC_FAULT_EARLY,     /* the receipt goes before the response */
	SMSC_FAULT_NO_RECEIPT,
	SMSC_FAULT_LOST,     /* receipts say UNDELIV */
	SMSC_FAULT_BARE,     /* responses carry no body, as some centres' do */
	SMSC_FAULT_EXTRA,    /* responses carry parameters and octets that nobody asked for */
	SMSC_FAULT_NONSENSE, /* at once: a unit of an unknown command; times */
	SMSC_FAULT_LENGTH,   /* at once: a unit whose length cannot be */
	SMSC_FAULT_HUGE,     /* at once: a unit of 64 KB */
	SMSC_FAULT_CLEAR,    /* at once: the end of all that last */
	SMSC_FAULTS
};

struct smsc_faults {
	struct {
		bool on;
		int64_t times; /* 0: until cleared */
		uint32_t code;
	} of[SMSC_FAULTS];
	uint64_t struck; /* how often one of them had an effect: one that never has proves nothing */
};

/* The kind of that name ("throttle", "close-not", ...), SMSC_FAULTS when there is none. */
enum smsc_fault smsc_fault_of(const char *name);
void smsc_fault_set(struct smsc_faults *f, enum smsc_fault kind, int64_t times, uint32_t code);
/* Is it in force? Counts one time; *code (may be NULL) is set. */
bool smsc_fault_take(struct smsc_faults *f, enum smsc_fault kind, uint32_t *code);

#endif
