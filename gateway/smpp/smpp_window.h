/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smpp_window.h - the requests of one bind that wait for their responses: so many at most, found by their sequence. */
#ifndef GATEWAY_SMPP_SMPP_WINDOW_H
#define GATEWAY_SMPP_SMPP_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

struct smpp_waiting {
	uint32_t sequence; /* 0: free */
	bool ours;         /* enquire_link, unbind: no owner waits */
	uint64_t cookie;
	int64_t sent_us; /* monotonic */
};

struct smpp_window {
	struct smpp_waiting *rows;
	unsigned room, used, ours;
};

void smpp_window_init(struct smpp_window *w, unsigned room);
void smpp_window_fini(struct smpp_window *w);
bool smpp_window_is_full(const struct smpp_window *w);
/* There must be room for it. */
void smpp_window_put(struct smpp_window *w, const struct smpp_waiting *one);
/* Take the one of that sequence out; false: none waits for it. */
bool smpp_window_take(struct smpp_window *w, uint32_t sequence, struct smpp_waiting *one);
/* Take any out; false: none waits. */
bool smpp_window_take_any(struct smpp_window *w, struct smpp_waiting *one);
/* When the oldest of them was sent; INT64_MAX: none waits. */
int64_t smpp_window_oldest_us(const struct smpp_window *w);

#endif
