/* SPDX-License-Identifier: GPL-2.0-or-later */
/* recovery.h - what a link does to get its modem back: each step only when those before it did not help.
 *
 *   port     the port is closed and opened again, after a rest
 *   radio    the radio is switched off and on (AT+CFUN=4, AT+CFUN=1)
 *   restart  the modem begins anew (AT+CFUN=1,1): its port goes and comes back
 *   command  the one that is configured (recover), which may switch a USB port
 *
 * Then the rests grow to a minute, and after a few of them the steps begin again.
 * A modem that stays without a network begins at the radio, one whose device has
 * gone at the command. A part that was sent, or a minute of work, ends it.
 */
#ifndef GATEWAY_LINK_RECOVERY_H
#define GATEWAY_LINK_RECOVERY_H

#include "gateway/link/life.h"

#include <stdbool.h>
#include <stdint.h>

#define RECOVERY_REASON_OCTETS 200

struct link;

struct recovery {
	unsigned failures;                   /* since it last worked */
	unsigned taken;                      /* the step of so many failures was taken */
	char reason[RECOVERY_REASON_OCTETS]; /* of the last failure */
	int64_t away_us;                     /* the modem restarts and is away for so long; 0 = it does not */
	int64_t no_network_since_us, absent_since_us, command_after_us; /* monotonic, 0 = not so */
	bool radio_tried;                                               /* in this time without a network */
};

/* Something did not work: the next step is due when it is opened again. */
void recovery_failed(struct link *link);
/* It works. */
void recovery_worked(struct link *link);

/* The step that needs no open line; before it is opened. */
void recovery_outside(struct link *link);
/* Those of a line that is open. LIFE_NONE: go on; LIFE_VANISHED: the modem restarts. */
enum life_event recovery_on_line(struct link *link, bool answers);
/* There is a network, or none. LIFE_NONE, or LIFE_FAILED when it was waited for long enough. */
enum life_event recovery_network(struct link *link, bool there);
/* The device is not there. */
void recovery_absent(struct link *link);

#endif
