/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/brake.h"

#include "gateway/base/log.h"
#include "gateway/base/msisdn.h"
#include "store/message.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LISTED_MOST 50

bool brake_is_own(const struct router *r, const char *number)
{
	for (unsigned i = 0; i < r->config->links_used; i++)
		if (r->config->links[i].number[0] != '\0' && strcmp(r->config->links[i].number, number) == 0)
			return true;
	return false;
}

static bool is_watched(const struct peer *peer, const struct programme_text *text)
{
	char number[MSISDN_OCTETS];

	if (peer->config != NULL && strcmp(peer->config->kind, "desk") == 0)
		return false; /* somebody sits there */
	return !text->from_name && msisdn_read(text->from, number, NULL) == 0;
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
	if (*acts && is_watched(peer, text)) {
		if (r->flood == NULL)
			r->flood = flood_new();
		*verdict = flood_judge(r->flood, text->from, &limits, text->now_us, &first, &until_us);
		*acts = *verdict != FLOOD_LIMIT && *verdict != FLOOD_LOOP;
		if (!*acts && first && tell(r, peer, text, *verdict, until_us, why) == -1)
			return -1;
	}
	return *acts ? 0 : message_done(r->store, text->message, "ignore", "ignored", "", why);
}

/* A report, also one that came before, or something else that was recorded; but not what is only about texting itself:
 * two gateways may tell each other to stop and to go on. */
static bool is_work(const struct outcome *o)
{
	if (o->intent == INTENT_REPORT || o->intent == INTENT_CORRECTION)
		return true;
	return o->status == OUTCOME_RECORDED && o->intent != INTENT_OPTOUT && o->intent != INTENT_OPTIN &&
	       o->intent != INTENT_LANGUAGE && o->intent != INTENT_PRIVACY;
}

int brake_after(struct router *r, const struct programme_text *text, const struct outcome *outcome,
	enum flood_verdict verdict, struct why *why)
{
	if (r->flood != NULL && !is_work(outcome))
		flood_note(r->flood, text->from, text->text, text->now_us);
	for (unsigned i = 0; verdict == FLOOD_SLOW && i < outcome->replies_used; i++)
		if (strcmp(outcome->replies[i].to, text->from) == 0 &&
			message_let_pass(r->store, outcome->replies[i].message, why) == -1)
			return -1;
	return 0;
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
