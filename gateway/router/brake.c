/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/brake.h"

#include "gateway/base/log.h"
#include "gateway/base/msisdn.h"
#include "gateway/router/peer.h"
#include "store/guard.h"
#include "store/message.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LISTED_MOST 50
#define SETTLED_US  (2 * CLOCK_SECOND) /* a text that came so long ago is committed */

bool brake_is_own(const struct router *r, const char *number)
{
	for (unsigned i = 0; i < r->config->links_used; i++)
		if (r->config->links[i].number[0] != '\0' && strcmp(r->config->links[i].number, number) == 0)
			return true;
	for (size_t i = 0; i < r->lease.others_used; i++)
		if (r->lease.others[i].phone[0] != '\0' && strcmp(r->lease.others[i].phone, number) == 0)
			return true;
	return false;
}

static bool is_watched(const struct peer *peer, const char *from)
{
	char number[MSISDN_OCTETS];

	if (peer != NULL && peer->config != NULL && strcmp(peer->config->kind, "desk") == 0)
		return false; /* somebody sits there */
	return msisdn_read(from, number, NULL) == 0;
}

/* Once a time: the person of a limit, the administrators of both. */
static int tell(struct router *r, const struct peer *peer, const struct programme_text *text,
	enum flood_verdict verdict, int64_t until_us, struct why *why)
{
	struct civil until = clock_civil(until_us + CLOCK_MINUTE);
	char masked[LOG_MASK_OCTETS], reason[LOG_MASK_OCTETS + 80], time[48];

	log_mask(text->from, masked);
	snprintf(reason, sizeof reason, "%s %s", masked,
		verdict == FLOOD_LOOP ? "answers as a machine does; it is not answered for an hour"
				      : "has texted more than sender_hour or sender_day allow");
	log_warn(verdict == FLOOD_LOOP ? "loop" : "flood", "link=%s from=%s", peer->name, masked);
	if (programme_alarm(
		    r->programme, verdict == FLOOD_LOOP ? "loop" : "flood", masked, reason, text->now_us, why) == -1)
		return -1;
	snprintf(time, sizeof time, "%02d:%02d", until.hour, until.minute);
	if (verdict == FLOOD_LOOP)
		return 0;
	return programme_say(
		r->programme, text->from, peer->name, text->now_us, why, "flood_limit", "time", time, NULL);
}

int brake_check(struct router *r, const struct peer *peer, const struct programme_text *text,
	enum flood_verdict *verdict, bool *acts, struct why *why)
{
	const struct flood_limits limits = { r->config->sender_hour, r->config->sender_day };
	int64_t until_us;
	bool first;

	*verdict = FLOOD_NONE;
	*acts = !brake_is_own(r, text->from);
	if (*acts && !text->from_name && is_watched(peer, text->from)) {
		if (r->flood == NULL)
			r->flood = flood_new();
		*verdict = flood_judge(r->flood, text->from, &limits, text->now_us, &first, &until_us);
		*acts = *verdict != FLOOD_LIMIT && *verdict != FLOOD_LOOP;
		if (!*acts && first && tell(r, peer, text, *verdict, until_us, why) == -1)
			return -1;
	}
	return 0;
}

/* A report, also one that came before, or something else that was recorded; but not what is only about texting itself:
 * two gateways may tell each other to stop and to go on. */
static bool is_work(const char *intent, const char *status)
{
	static const char *const always[] = { "report", "correction" };
	static const char *const never[] = { "optout", "optin", "language", "privacy" };

	for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
		if (strcmp(intent, always[i]) == 0)
			return true;
	for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
		if (strcmp(intent, never[i]) == 0)
			return false;
	return strcmp(status, outcome_status_name(OUTCOME_RECORDED)) == 0;
}

int brake_after(struct router *r, const struct programme_text *text, const struct outcome *outcome,
	enum flood_verdict verdict, struct why *why)
{
	if (r->flood != NULL && !is_work(intent_name(outcome->intent), outcome_status_name(outcome->status)))
		flood_note(r->flood, text->from, text->text, text->now_us);
	for (unsigned i = 0; verdict == FLOOD_SLOW && i < outcome->replies_used; i++)
		if (strcmp(outcome->replies[i].to, text->from) == 0 &&
			message_let_pass(r->store, outcome->replies[i].message, why) == -1)
			return -1;
	return 0;
}

/* One text of the last day once more, as it was judged then. */
static void recall(struct router *r, const struct flood_limits *limits, struct query *q)
{
	const char *from = query_column_text(q, 0);
	int64_t at_us = query_column_int(q, 3), until_us;
	enum flood_verdict verdict;
	bool first;

	if (!is_watched(router_peer(r, query_column_text(q, 1)), from) || brake_is_own(r, from))
		return;
	verdict = flood_judge(r->flood, from, limits, at_us, &first, &until_us);
	if (verdict != FLOOD_LIMIT && verdict != FLOOD_LOOP &&
		!is_work(query_column_text(q, 4), query_column_text(q, 5)))
		flood_note(r->flood, from, query_column_text(q, 2), at_us);
}

/* A text that came a moment ago and is not committed yet is missed by the next look, which begins where this one ends. */
int brake_hear_others(struct router *r, struct why *why)
{
	const struct flood_limits limits = { r->config->sender_hour, r->config->sender_day };
	int64_t until = store_id_at(clock_wall_of(r->clock) - SETTLED_US);
	struct query *q;
	enum step step = STEP_FAILED;

	if (!r->lease.fellows || r->lease.heard_id == 0) {
		r->lease.heard_id = until;
		return 0;
	}
	if (r->flood == NULL)
		r->flood = flood_new();
	q = guard_heard_by_others(r->store, r->config->name, r->lease.heard_id, until, why);
	while (q != NULL && (step = query_step(q, why)) == STEP_ROW)
		recall(r, &limits, q);
	if (q != NULL)
		query_end(q);
	r->lease.heard_id = until;
	return step == STEP_DONE ? 0 : -1;
}

int brake_recall(struct router *r, int64_t now_us, struct why *why)
{
	const struct flood_limits limits = { r->config->sender_hour, r->config->sender_day };
	struct query *q = guard_heard(r->store, now_us - CLOCK_DAY, why);
	enum step step = STEP_FAILED;

	if (r->flood == NULL)
		r->flood = flood_new();
	while (q != NULL && (step = query_step(q, why)) == STEP_ROW)
		recall(r, &limits, q);
	if (q != NULL)
		query_end(q);
	flood_keep(r->flood);
	return step == STEP_DONE ? 0 : -1;
}

void brake_keep(struct router *r)
{
	if (r->flood != NULL)
		flood_keep(r->flood);
}

void brake_take_back(struct router *r)
{
	if (r->flood != NULL)
		flood_take_back(r->flood);
}

char *brake_report(const struct router *r)
{
	static const char *const words[] = { "", "burst", "limit", "loop" };
	struct flood_sender list[LISTED_MOST];
	size_t used = r->flood == NULL ? 0 : flood_list(r->flood, clock_wall_of(r->clock), list, LISTED_MOST);
	json_t *all = json_array();
	char *text;

	for (size_t i = 0; i < used; i++) {
		char masked[LOG_MASK_OCTETS], until[CLOCK_TEXT_OCTETS];

		json_array_append_new(all, json_pack("{s:s s:s s:I s:s}", "from", log_mask(list[i].from, masked), "why",
						   words[list[i].verdict], "texts", (json_int_t)list[i].texts, "until",
						   clock_text(list[i].until_us, until)));
	}
	text = json_dumps(all, JSON_COMPACT);
	json_decref(all);
	if (text == NULL)
		abort();
	return text;
}
