/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/clock_watch.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/programme/programme.h"
#include "store/alarm.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define ALARM     "clock"
#define APART_US  (5 * CLOCK_SECOND)
#define EVERY_US  (60 * CLOCK_SECOND)
#define SOONER_US (10 * CLOCK_SECOND) /* while it is wrong: who sets it wants to see that it is right */

/* At first, and when it is another difference: it is looked at again and again. */
static int tell(struct router *r, int64_t behind_us, int64_t now_us, struct why *why)
{
	char reason[PEER_TEXT_OCTETS];

	r->clock_apart = true;
	if (r->clock_told_us != 0 && llabs(behind_us - r->clock_told_us) <= APART_US)
		return 0;
	snprintf(reason, sizeof reason, "its clock is %" PRId64 " s %s the database's; set it (timedatectl)",
		(int64_t)llabs(behind_us) / CLOCK_SECOND, behind_us > 0 ? "behind" : "ahead of");
	log_error("clock-differs", "reason=\"%s\"", reason);
	r->clock_told_us = behind_us;
	return programme_alarm(r->programme, ALARM, r->config->name, reason, now_us, why);
}

static int tell_over(struct router *r, int64_t now_us, struct why *why)
{
	if (r->clock_apart)
		log_info("clock-agrees", "name=%s", r->config->name);
	r->clock_apart = false;
	r->clock_told_us = 0;
	return alarm_clear(r->store, ALARM, r->config->name, now_us, why);
}

void clock_watch_forget_group(struct router *r)
{
	r->clock_told_us = 0;
}

int64_t clock_watch_next_us(const struct router *r)
{
	return r->clock != NULL ? INT64_MAX : r->next_clock_us; /* the simulated year has its own */
}

int clock_watch_tend(struct router *r, int64_t now_us, struct why *why)
{
	int64_t behind_us, mono_us = clock_mono_of(r->clock);
	int result;

	if (mono_us < clock_watch_next_us(r))
		return 0;
	if (store_clock(r->store, &behind_us, why) == -1)
		return -1;
	result = llabs(behind_us) > APART_US ? tell(r, behind_us, now_us, why) : tell_over(r, now_us, why);
	r->next_clock_us = mono_us + (r->clock_apart ? SOONER_US : EVERY_US);
	return result;
}
