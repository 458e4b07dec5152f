/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smpp_pace.h - how fast a link may send.
 *
 * At most `rate` units a second when the configuration gives one. A centre that
 * answers ESME_RTHROTTLED or ESME_RMSGQFUL gets nothing for a second, then half
 * of what it took before; each quiet second after that adds a twentieth (a
 * quarter while it is under three quarters of the rate that was throttled), until the
 * configured rate is reached again, or four times what throttled it.
 *
 * The clock is a parameter (monotonic, microseconds). Pure: no I/O.
 */
#ifndef GATEWAY_SMPP_SMPP_PACE_H
#define GATEWAY_SMPP_SMPP_PACE_H

#include <stdbool.h>
#include <stdint.h>

#define SMPP_PACE_PAUSE_US 1000000 /* after a throttling answer */
#define SMPP_PACE_LEAST    0.5     /* units a second, however often it is throttled */

struct smpp_pace {
	double most;           /* configured; 0 = none */
	double rate;           /* in force; 0 = none */
	double ceiling;        /* where the growth ends without a configured rate */
	double knee;           /* the rate that was throttled */
	int64_t throttled_us;  /* when it was last */
	int64_t next_us;       /* no unit before */
	int64_t second_us;     /* begin of the second that is counted */
	unsigned sent, before; /* units in this second, and in the one before */
	uint64_t throttled;    /* how often it was, ever */
};

void smpp_pace_init(struct smpp_pace *p, double units_a_second);
/* May a unit go now? Else *wait_us says in how long. */
bool smpp_pace_may(struct smpp_pace *p, int64_t now_us, int64_t *wait_us);
void smpp_pace_sent(struct smpp_pace *p, int64_t now_us);
void smpp_pace_throttled(struct smpp_pace *p, int64_t now_us);

#endif
