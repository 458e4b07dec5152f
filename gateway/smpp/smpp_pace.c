/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/smpp/smpp_pace.h"

#define SECOND_US 1000000
#define GROWTH    1.05
#define RETURN    1.25            /* far below the rate that was throttled it grows faster: that rate was good before */
#define LASTS_US  (3 * SECOND_US) /* throttled again so soon: it is the same trouble */
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
		p->rate *= p->rate < p->knee * 3 / 4 ? RETURN : GROWTH;
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
	bool again = now_us - p->throttled_us<LASTS_US, braked = p->rate> 0 && p->rate != p->most;

	p->throttled++;
	if (p->next_us >= now_us + SMPP_PACE_PAUSE_US / 2)
		return; /* one of the units that were on their way: the brake is on already */
	if (braked || (p->rate > 0 && p->rate < took))
		took = p->rate;
	if (!braked || !again)
		p->knee = took;
	p->rate = took / 2 > SMPP_PACE_LEAST ? took / 2 : SMPP_PACE_LEAST;
	p->ceiling = p->knee * REACH > p->rate ? p->knee * REACH : p->rate;
	p->second_us = p->next_us = now_us + SMPP_PACE_PAUSE_US;
	p->throttled_us = now_us;
	p->sent = p->before = 0;
}
