/* SPDX-License-Identifier: GPL-2.0-or-later */
/* agenda.h - what the simulated network does later, in order of time.
 *
 * The clock is the caller's: agenda_run() is told what time it is and does
 * whatever is due by then, so that a test moves it by hand and the simulator
 * keeps one timer for all its modems. Two things due at the same moment happen
 * in the order in which they were added.
 */
#ifndef GATEWAY_SIM_AGENDA_H
#define GATEWAY_SIM_AGENDA_H

#include <stdint.h>

struct agenda;
typedef void agenda_act(void *user, void *item);

/* wall_us is the wall time at the monotonic time mono_us; the agenda's wall time goes on from there. */
struct agenda *agenda_new(int64_t mono_us, int64_t wall_us);
void agenda_free(struct agenda **a);

/* The time that was last told, monotonic and wall. */
int64_t agenda_now_us(const struct agenda *a);
int64_t agenda_wall_us(const struct agenda *a);
void agenda_tell(struct agenda *a, int64_t mono_us);

/* Do act(user, item) in delay_ms (0: at the next agenda_run). item is freed with free() after the act, or when it is
 * dropped; it may be NULL. */
void agenda_add(struct agenda *a, int64_t delay_ms, agenda_act *act, void *user, void *item);
/* Forget every such act of that user; act NULL means all of the user's. */
void agenda_drop(struct agenda *a, agenda_act *act, const void *user);

/* Do all that is due at mono_us, also what those acts add without delay. */
void agenda_run(struct agenda *a, int64_t mono_us);
/* When the next thing is due, monotonic; INT64_MAX when nothing waits. */
int64_t agenda_next_us(const struct agenda *a);

#endif
