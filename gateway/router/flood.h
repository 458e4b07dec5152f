/* SPDX-License-Identifier: GPL-2.0-or-later */
/* flood.h - who texts too much, and who answers us as a machine does.
 *
 * Texts that record something are work and never count (the caller knows them); of the others a sender
 * may send so many in an hour and a day. A loop is found by its words: sentences
 * of at most FLOOD_FORMS forms, numbers apart, FLOOD_TURNS times in half an hour,
 * as when two gateways answer each other, always the same or in turns. Short
 * texts are no loop: people answer menus with digits.
 * More than FLOOD_BURST texts in a minute, of any kind, are a burst: they are
 * acted on, but what answers them lets the answers to others pass.
 *
 * What is counted within a transaction is taken back with it: texts that could not
 * be kept come again.
 *
 * Pure: no I/O, the clock is a parameter. The oldest senders give way to new
 * ones; after a restart the store's texts are judged once more (brake.h).
 */
#ifndef GATEWAY_ROUTER_FLOOD_H
#define GATEWAY_ROUTER_FLOOD_H

#include "gateway/base/clock.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FLOOD_BURST   5
#define FLOOD_FORMS   3
#define FLOOD_TURNS   8
#define FLOOD_SPAN    (30 * CLOCK_MINUTE)
#define FLOOD_SILENCE CLOCK_HOUR /* so long a loop is not answered */
#define FLOOD_OCTETS  20         /* shorter texts are no sentences */

struct flood;

enum flood_verdict {
	FLOOD_NONE,
	FLOOD_SLOW,  /* a burst: others first */
	FLOOD_LIMIT, /* too many in an hour or a day: not acted on */
	FLOOD_LOOP   /* a machine: not acted on */
};
struct flood_limits {
	int64_t hour, day; /* texts; 0 = any number */
};

struct flood *flood_new(void);
void flood_free(struct flood **f);

/* A text came. *first: the verdict is new for that sender, so someone is to be told. *until_us: when it ends. */
enum flood_verdict flood_judge(struct flood *f, const char *from, const struct flood_limits *limits, int64_t now_us,
	bool *first, int64_t *until_us);
/* It was acted on, and recorded nothing. */
void flood_note(struct flood *f, const char *from, const char *text, int64_t now_us);

/* What was counted since the last of these: it stays; or the transaction came to nothing, and with it that. */
void flood_keep(struct flood *f);
void flood_take_back(struct flood *f);

struct flood_sender {
	char from[24];
	enum flood_verdict verdict;
	int64_t texts; /* that were not acted on, or let others pass, since it began */
	int64_t until_us;
};
/* Those who are slowed or silenced now, at most `room`. */
size_t flood_list(const struct flood *f, int64_t now_us, struct flood_sender *list, size_t room);

#endif
