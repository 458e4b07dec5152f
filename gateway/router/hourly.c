/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/hourly.h"

#include "gateway/base/clock.h"
#include "gateway/programme/programme.h"
#include "store/alarm.h"
#include "store/gateway.h"
#include "store/message.h"
#include "store/self_test.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define USE_KEPT   (400 * CLOCK_DAY) /* a year and a month, to compare */
#define TESTS_KEPT (90 * CLOCK_DAY)
#define AWAY_KEPT  (30 * CLOCK_DAY) /* gateways that do not run */
#define FAILED     "texts-failed"
#define FLOOD_OVER CLOCK_DAY /* nobody tells when a flood is over: it is when it has not been told of for so long */

static int say_failures(
	struct router *r, int64_t texts, const struct message_failure *most, int64_t now_us, struct why *why)
{
	struct civil today = clock_civil(now_us);
	char day[16], reason[MESSAGE_REASON_OCTETS + 64];

	snprintf(day, sizeof day, "%04d-%02d-%02d", today.year, today.month, today.day);
	snprintf(reason, sizeof reason, "%" PRId64 " (%.60s)", texts, most->reason);
	return programme_alarm(r->programme, FAILED, day, reason, now_us, why);
}

/* Texts that will not arrive: when they are many, the administrators hear of it, once a day. */
static int tell_failures(struct router *r, int64_t now_us, struct why *why)
{
	struct message_failure *rows;
	int64_t texts = 0;
	size_t used;
	int result = 0;

	if (alarm_clear_old(r->store, FAILED, now_us - CLOCK_DAY, now_us, why) == -1)
		return -1;
	if (r->failed == 0 || r->config->failed_alarm == 0)
		return 0;
	if (message_failures(r->store, now_us - CLOCK_DAY, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		texts += rows[i].texts;
	if (texts >= r->config->failed_alarm)
		result = say_failures(r, texts, &rows[0], now_us, why);
	free(rows);
	if (result == 0)
		r->failed = 0;
	return result;
}

bool hourly_is_due(const struct router *r, int64_t now_us)
{
	return r->next_tidy_us <= now_us || r->next_tidy_us > now_us + CLOCK_HOUR; /* also when the clock went back */
}

int hourly_tend(struct router *r, int64_t now_us, struct why *why)
{
	static const char *const floods[] = { "flood", "loop" };

	if (!hourly_is_due(r, now_us))
		return 0;
	for (size_t i = 0; i < sizeof floods / sizeof *floods; i++)
		if (alarm_clear_old(r->store, floods[i], now_us - FLOOD_OVER, now_us, why) == -1)
			return -1;
	if (tell_failures(r, now_us, why) == -1)
		return -1;
	if (r->lease.joined && gateway_prune(r->store, now_us + r->lease.behind_us - AWAY_KEPT, now_us, why) == -1)
		return -1;
	if (link_use_prune(r->store, now_us - USE_KEPT, why) == -1 ||
		self_test_prune(r->store, now_us - TESTS_KEPT, why) == -1)
		return -1;
	r->next_tidy_us = now_us + CLOCK_HOUR;
	return 0;
}
