/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/route.h"

#include "gateway/base/msisdn.h"

#include <stdio.h>
#include <string.h>

int route_queue(struct store *st, const char *phone, char queue[static RECORD_WORD_OCTETS], struct why *why)
{
	struct query *q = record_ask(st, "SELECT carrier FROM ported WHERE phone = $1", why, "t", phone);
	char carrier[RECORD_WORD_OCTETS - 1] = "";
	enum step step;

	if (q == NULL)
		return -1;
	step = query_step(q, why);
	if (step == STEP_ROW)
		record_text(q, 0, carrier, sizeof carrier);
	else
		record_copy(msisdn_carrier(phone), carrier, sizeof carrier);
	query_end(q);
	queue[0] = '\0';
	if (carrier[0] != '\0')
		snprintf(queue, RECORD_WORD_OCTETS, "%c%s", ROUTE_MARK, carrier);
	return step == STEP_FAILED ? -1 : 0;
}

int route_learn(struct store *st, const char *phone, const char *carrier, int64_t now_us, struct why *why)
{
	if (strcmp(msisdn_carrier(phone), carrier) == 0)
		return record_do(st, "DELETE FROM ported WHERE phone = $1", why, "t", phone);
	return record_do(st,
		"INSERT INTO ported (phone, carrier, at) VALUES ($1, $2, $3)"
		" ON CONFLICT (phone) DO UPDATE SET carrier = excluded.carrier, at = excluded.at",
		why, "tti", phone, carrier, now_us);
}
