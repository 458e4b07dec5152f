/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sim.h - the modem simulator: modems on ptys, one loop, one operator.
 *
 * A text that one of its SIMs sends to the number of another is delivered
 * there, as any network does. Everything waits for events; nothing polls.
 */
#ifndef GATEWAY_SIM_SIM_H
#define GATEWAY_SIM_SIM_H

#include "gateway/base/why.h"
#include "gateway/sim/accepted.h"
#include "gateway/sim/agenda.h"
#include "gateway/sim/modem.h"

#include <stdbool.h>

#define SIM_MODEMS_MAX 64

struct event_base;
struct sim;
struct manner;

struct sim_options {
	const char *dir; /* exists; modem-1 ... are made in it */
	unsigned modems;
	const char *numbers; /* "+84905...,+84..." for the first ones; the rest are invented */
	const char *pin;
	int latency_ms, jitter_ms, receipt_delay_ms;
	unsigned capacity;
	const char *model; /* "MANUFACTURER/MODEL/FIRMWARE", as they say it of themselves; "" = the simulator's own */
	const struct manner *manner; /* as in modem_options */
};

typedef void sim_watch(void *user, struct modem *m, const struct modem_event *event);

struct sim *sim_new(struct event_base *base, const struct sim_options *options, struct why *why);
void sim_free(struct sim **sim);
/* Tell of every event from now on. */
void sim_on_event(struct sim *sim, sim_watch *watch, void *user);

unsigned sim_modems(const struct sim *sim);
/* Modem 1..; NULL when there is none of that number. */
struct modem *sim_modem(struct sim *sim, int64_t number);
const char *sim_link(const struct sim *sim, unsigned number);
struct accepted *sim_accepted(struct sim *sim);
struct agenda *sim_agenda(struct sim *sim);

/* Unplug it; it returns by itself after ms, or with sim_return() when ms is 0. */
void sim_vanish(struct sim *sim, struct modem *m, int64_t ms);
void sim_return(struct sim *sim, struct modem *m);

/* Call before something is done to a modem from outside the loop's own events, so that the clock is right, and after
 * it, so that what is to be written is written. */
void sim_begin(struct sim *sim);
void sim_end(struct sim *sim);

#endif
