/* SPDX-License-Identifier: GPL-2.0-or-later */
/* broadcast_end.c - when the texts of a broadcast go: inside the hours, as fast as the links send, within their caps. */
#include "gateway/programme/broadcast.h"
#include "gateway/programme/price.h"
#include "store/link_use.h"

int64_t broadcast_next(const struct programme *p, int64_t at, int64_t parts)
{
	double each = (double)CLOCK_MINUTE / price_parts_per_minute(p->config);

	return calendar_next_slot(p->menus->calendar, at + (int64_t)(each * (double)parts));
}

/* The last of so many parts, were there no caps of a day: not text by text, but as much at a time as ten minutes take. */
static int64_t uncapped_end(const struct programme *p, int64_t at, int64_t parts)
{
	int64_t each = (int64_t)(price_parts_per_minute(p->config) * 10) + 1;

	at = calendar_next_slot(p->menus->calendar, at);
	for (; parts > each; parts -= each)
		at = broadcast_next(p, at, each);
	return broadcast_next(p, at, parts > 0 ? parts - 1 : 0);
}

/* What the links have used of their caps today, with what they have in hand. */
static int used_today(const struct programme *p, int64_t now_us, int64_t *parts, struct why *why)
{
	*parts = 0;
	for (unsigned i = 0; i < p->config->links_used; i++) {
		const char *link = p->config->links[i].name;
		int64_t gone, in_hand;

		if (link_use_parts(p->store, link, clock_midnight(now_us, 0), &gone, why) == -1 ||
			link_use_in_hand(p->store, link, &in_hand, why) == -1)
			return -1;
		*parts += gone + in_hand;
	}
	return 0;
}

int broadcast_end(const struct programme *p, int64_t now_us, int64_t parts, int64_t *end_us, struct why *why)
{
	int64_t a_day = price_parts_per_day(p->config), used, room, over;

	*end_us = uncapped_end(p, now_us, parts);
	if (a_day == INT64_MAX)
		return 0;
	if (used_today(p, now_us, &used, why) == -1)
		return -1;
	room = used < a_day ? a_day - used : 0;
	if (parts <= room)
		return 0;
	over = parts - room - 1; /* before the last one, from tomorrow on */
	*end_us = uncapped_end(p, clock_midnight(now_us, 1 + (int)(over / a_day)), over % a_day + 1);
	return 0;
}
