/* SPDX-License-Identifier: GPL-2.0-or-later */
/* deliver.h - make the texts that the simulated network brings to a modem. */
#ifndef GATEWAY_SIM_DELIVER_H
#define GATEWAY_SIM_DELIVER_H

#include "gateway/base/segment.h"
#include "gateway/base/why.h"
#include "gateway/sim/modem.h"

#include <stdbool.h>

struct deliver {
	const char *from; /* "+84...", a short code or a name */
	const char *text; /* UTF-8 */
	bool choose;      /* the alphabet is chosen by the text */
	enum alphabet alphabet;
	bool flash;
	unsigned reference; /* of a long text */
	int64_t wall_us;    /* the centre's time stamp */
	/* Only these parts, in this order, 1..; none = all. */
	unsigned order[2 * SEGMENT_PARTS_MAX], order_used;
};

/* Returns how many parts were handed over, or -1 with why set and none of them. */
int deliver_text(struct modem *m, const struct deliver *d, struct why *why);

/* One part as it stands: what one SIM sent, to another SIM of the simulator. */
int deliver_part(struct modem *m, const char *from, const struct modem_event *sent, int64_t wall_us, struct why *why);

#endif
