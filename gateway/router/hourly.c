/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/hourly.h"

#include "gateway/base/clock.h"
#include "store/alarm.h"
#include "store/self_test.h"

#define USE_KEPT   (400 * CLOCK_DAY) /* a year and a month, to compare */
#define TESTS_KEPT (90 * CLOCK_DAY)
#define FLOOD_OVER CLOCK_DAY /* nobody tells when a flood is over: it is when it has not been told of for so long */

int hourly_tend(struct router *r, int64_t now_us, struct why *why)
{
	static const char *const floods[] = { "flood", "loop" };

	if (r->next_tidy_us > now_us && r->next_tidy_us <= now_us + CLOCK_HOUR)
		return 0;
	for (size_t i = 0; i < sizeof floods / sizeof *floods; i++)
		if (alarm_clear_old(r->store, floods[i], now_us - FLOOD_OVER, now_us, why) == -1)
			return -1;
	if (link_use_prune(r->store, now_us - USE_KEPT, why) == -1 ||
		self_test_prune(r->store, now_us - TESTS_KEPT, why) == -1)
		return -1;
	r->next_tidy_us = now_us + CLOCK_HOUR;
	return 0;
}
