/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smpp_unkept.h - what a message centre brought, until it has its answer; and what it may bring again.
 *
 * A unit is answered when the router has committed it. When its line breaks
 * before the centre has that answer, the centre brings the unit again, and SMPP
 * gives it no name by which one could tell. So each unit gets a name here, and
 * units whose answer may be lost are remembered: the same number with the same
 * octets is then the same unit and has the same name, once for each time that
 * its answer was lost.
 *
 * In memory, of a fixed size; the clock is a parameter (monotonic).
 */
#ifndef GATEWAY_SMPP_SMPP_UNKEPT_H
#define GATEWAY_SMPP_SMPP_UNKEPT_H

#include "gateway/smpp/smpp_pdu.h"

#define SMPP_UNKEPT_MOST     2000                           /* waiting for the router; more are refused for now */
#define SMPP_UNKEPT_DOUBT_US (5 * (int64_t)1000000)         /* an answer so old has arrived before a line broke */
#define SMPP_UNKEPT_AGAIN_US (24 * 3600 * (int64_t)1000000) /* a centre gives up after that */

struct smpp_unkept;

/* How to answer a unit. */
struct smpp_unkept_unit {
	unsigned bind;
	uint32_t generation, command, sequence;
};

struct smpp_unkept *smpp_unkept_new(void);
void smpp_unkept_free(struct smpp_unkept **u);
/* A unit came. Returns the token under which it waits, *name what it is known by (an older one's when it came before);
 * 0: too many wait. */
uint64_t smpp_unkept_add(struct smpp_unkept *u, const struct smpp_pdu *pdu, const struct smpp_unkept_unit *unit,
	int64_t now_us, uint64_t *name);
/* The router kept it: it is to be answered now. false: it waits no more. */
bool smpp_unkept_take(struct smpp_unkept *u, uint64_t token, int64_t now_us, struct smpp_unkept_unit *unit);
/* One that has waited longer than that, taken out: it is to be refused. false: there is none. */
bool smpp_unkept_late(struct smpp_unkept *u, int64_t before_us, struct smpp_unkept_unit *unit);
/* The line of that bind broke: the answers of what it brought are in doubt. */
void smpp_unkept_broke(struct smpp_unkept *u, unsigned bind, int64_t now_us);
unsigned smpp_unkept_waiting(const struct smpp_unkept *u);

#endif
