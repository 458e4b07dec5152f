/* SPDX-License-Identifier: GPL-2.0-or-later */
/* retention.c - what is too old is forgotten, class by class, by the schedule and in small steps. */
#include "gateway/programme/erase.h"

#include "store/retention.h"

#define STEP_ROWS 200 /* in one piece of work, so that texts are not kept waiting */

int retention_step(const struct voice *v, bool *more, struct why *why)
{
	const struct config *config = v->p->config;
	const int64_t days[RETENTION_CLASSES] = {
		[RETENTION_TEXTS] = config->keep_texts_days,
		[RETENTION_TICKETS] = config->keep_tickets_days,
		[RETENTION_ENROLMENTS] = config->keep_people_days,
		[RETENTION_LEFT] = config->keep_people_days,
		[RETENTION_AUDIT] = config->keep_log_days,
	};

	*more = false;
	for (enum retention_class class = 0; class < RETENTION_CLASSES && !*more; class ++) {
		unsigned done;

		if (days[class] == 0) /* for ever */
			continue;
		if (retention_prune(v->p->store, class, v->now_us - days[class] * CLOCK_DAY, STEP_ROWS, &done, why) ==
			-1)
			return -1;
		*more = done == STEP_ROWS;
	}
	return 0;
}
