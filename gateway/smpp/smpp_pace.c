/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/smpp/smpp_pace.h"

#define SECOND_US 1000000
#define GROWTH    1.05
#define REACH     4.0 /* without a configured rate: so far above the rate that was throttled the brake is let go */

void smpp_pace_init(struct smpp_pace *p, double units_a_second)
{
	*p = (struct smpp_pace){ .most = units_a_second, .rate = units_a_second };
}

/* Close the seconds that have gone by; each without throttling lets the rate grow. */
static void count_seconds(struct smpp_pace *p, int64_t now_us)
{
	int64_t gone = (now_us - p->second_us) / SECOND_US;

	if (gone <= 0)
		return;
	p->before = gone == 1 ? p->sent : 0;
	p->sent = 0;
	p->second_us = now_us;
	if (p->rate == p->most)
		return;
	for (int64_t i = 0; i < gone && i < 100; i++)
		p->rate *= GROWTH;
	if (p->most > 0 ? p->rate >= p->most : p->rate >= p->ceiling)
		p->rate = p->most;
}

bool smpp_pace_may(struct smpp_pace *p, int64_t now_us, int64_t *wait_us)
{
	count_seconds(p, now_us);
	*wait_us = p->next_us - now_us;
	return *wait_us <= 0;
}

void smpp_pace_sent(struct smpp_pace *p, int64_t now_us)
{
	int64_t from_us = p->next_us > now_us - SECOND_US / 10 ? p->next_us : now_us; /* a short delay is caught up */

	count_seconds(p, now_us);
	p->sent++;
	if (p->rate > 0)
		p->next_us = from_us + (int64_t)(SECOND_US / p->rate);
}

void smpp_pace_throttled(struct smpp_pace *p, int64_t now_us)
{
	double took = p->sent > p->before ? p->sent : p->before;

	p->throttled++;
	if (p->next_us >= now_us + SMPP_PACE_PAUSE_US / 2)
		return; /* one of the units that were on their way: the brake is on already */
	if (p->rate > 0 && p->rate < took)
		took = p->rate;
	p->rate = took / 2 > SMPP_PACE_LEAST ? took / 2 : SMPP_PACE_LEAST;
	p->ceiling = p->rate * 2 * REACH;
	p->second_us = p->next_us = now_us + SMPP_PACE_PAUSE_US;
	p->sent = p->before = 0;
}
