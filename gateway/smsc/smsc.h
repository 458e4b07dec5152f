/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smsc.h - a simulated message centre: `keng smsc-sim`, for demos, tests and measuring.
 *
 * It speaks SMPP 3.4 with whoever binds, checks what it is sent as strictly as
 * the standard has it, keeps books of what it took, brings texts of invented
 * people, and misbehaves on command. Its control socket speaks as the modem
 * simulator's does (gateway/sim/control.h), so that `keng phone` works with it:
 *
 *   {"do": "state"}      {"ok": true, "what": "smsc-sim", "binds": 1, "waiting": 0, ...counters}
 *   {"do": "watch", "number": "+84..."}
 *   {"do": "text", "from": "+84...", "text": "...", "coding": 0, "parts": "udh"}    a text for the gateway; parts: udh,
 *                        sar, payload, or data (a long one by data_sm); {"event": "kept", "id": 7} when it was answered
 *   {"do": "dial", "from": "+84...", "text": "*8099#"}    USSD; {"event": "ussd", "to", "text", "more"} follows
 *   {"do": "accepted", "to": "+84...", "text": "..."}     {"ok": true, "times": 1}
 *   {"do": "fault", "kind": "throttle", "times": 3, "code": 0}    smsc_fault.h
 *   {"do": "load", "texts": 10000, "members": 500, "first": "+84905120000", "window": 100}    see smsc_load.h
 *   {"do": "drop"}       every connection is closed, as by a pulled cable
 *   {"do": "quit"}
 * Events besides: "sent" (to, text, part, parts, reference, alphabet, flash, at_us), "refused" (to, code), "load".
 */
#ifndef GATEWAY_SMSC_SMSC_H
#define GATEWAY_SMSC_SMSC_H

#include "gateway/base/why.h"

#include <stdbool.h>

struct smsc_options {
	const char *listen;  /* "127.0.0.1:2775"; port 0: any; "event=ready port=N" on stdout says which */
	const char *control; /* path of the control socket */
	const char *system_id, *password, *address;
	const char *ids;               /* "same", "hex-decimal", "decimal-hex" */
	const char *ussd;              /* "its", "reference", "plain" */
	const char *certificate, *key; /* PEM files; "" = no TLS */
	int receipt_delay_ms, latency_ms;
};

/* Serve until SIGTERM or {"do": "quit"}. Returns the exit status. */
int smsc_main(const struct smsc_options *options);

#endif
