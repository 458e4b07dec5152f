/* SPDX-License-Identifier: GPL-2.0-or-later */
/* peer_report.c - what keng status says of each link: what it told last, and what the store knows of its work. */
#include "gateway/router/peer.h"

#include "gateway/base/clock.h"
#include "gateway/router/credit.h"
#include "gateway/router/credit_text.h"
#include "gateway/router/health.h"

#include "store/self_test.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

/* What the link said of itself. */
static json_t *told(const struct peer *p)
{
	return json_pack("{s:s s:s s:s s:s s:s s:s s:s s:s s:s s:s s:s s:s s:s s:s s:I s:I s:I}", "name", p->name,
		"kind", p->config->kind, "state", p->state, "reason", p->reason, "device", p->device, "library",
		p->library, "model", p->model, "imei", p->imei, "imsi", p->imsi, "iccid", p->iccid, "operator",
		p->operator_name, "network", p->network, "radio", p->radio, "profile", p->profile, "signal_pct",
		(json_int_t)p->signal_pct, "storage_used", (json_int_t)p->storage_used, "storage_size",
		(json_int_t)p->storage_size);
}

/* Since the router began. */
static json_t *counted(const struct peer *p)
{
	return json_pack("{s:s s:f s:I s:I s:I s:I s:I s:I s:s s:b s:I s:b s:I s:I s:I}", "smsc", p->smsc,
		"rate_per_minute", p->config->rate, "sent", (json_int_t)p->count.sent, "received",
		(json_int_t)p->count.received, "unsure", (json_int_t)p->count.unsure, "restarts",
		(json_int_t)(p->restarts > 0 ? p->restarts - 1 : 0), "calls", (json_int_t)p->count.calls, "recoveries",
		(json_int_t)p->recoveries, "last_recovery", p->recovery, "held", p->held, "fails_in_row",
		(json_int_t)p->count.fails, "sends_fail", health_is_sick(p), "incomplete_taken",
		(json_int_t)p->count.crowded, "repeats", (json_int_t)p->count.repeats, "ussd_ended",
		(json_int_t)p->count.endless);
}

/* How often each step was taken to bring its modem back. */
static json_t *brought_back(const struct peer *p)
{
	json_t *steps = json_object();

	for (const struct peer_step *s = p->steps; s < p->steps + PEER_STEPS_MAX && s->times > 0; s++)
		json_object_set_new(steps, s->name, json_integer((json_int_t)s->times));
	return json_pack("{s:o}", "recovery_steps", steps);
}

/* The last hour, today and the last day; what the store does not tell now is 0. */
static json_t *worked(struct router *r, const struct peer *p)
{
	int64_t now_us = clock_wall_of(r->clock);
	struct link_use hour = { 0 }, today = { 0 }, day = { 0 };
	struct why why;
	int64_t tries;

	if (link_use_since(r->store, p->name, link_use_hour(now_us), &hour, &why) == -1 ||
		link_use_since(r->store, p->name, clock_midnight(now_us, 0), &today, &why) == -1 ||
		link_use_since(r->store, p->name, now_us - CLOCK_DAY, &day, &why) == -1)
		hour = today = day = (struct link_use){ 0 };
	tries = day.texts + day.refused + day.unsure;
	return json_pack("{s:I s:I s:I s:I s:I s:I s:I}", "parts_hour", (json_int_t)hour.parts, "cap_hour",
		(json_int_t)p->config->cap_hour, "parts_today", (json_int_t)today.parts, "cap_day",
		(json_int_t)p->config->cap_day, "success_pct",
		(json_int_t)(tries == 0 ? -1 : (100 * day.texts + tries / 2) / tries), "last_sent_us",
		(json_int_t)day.sent_at, "last_received_us", (json_int_t)day.received_at);
}

/* What its operator said last. */
static json_t *money(struct router *r, const struct peer *p)
{
	struct credit credit;
	char dong[32] = "", day[CLOCK_TEXT_OCTETS] = "";
	struct why why;

	if (credit_read(r, p->name, &credit, &why) == -1)
		credit = (struct credit){ .dong = CREDIT_NONE };
	if (credit.dong != CREDIT_NONE)
		snprintf(dong, sizeof dong, "%lldd", (long long)credit.dong);
	if (credit.expires_us != 0)
		clock_text(credit.expires_us, day);
	return json_pack("{s:s s:I s:s}", "balance", dong, "balance_dong", (json_int_t)credit.dong, "expires", day);
}

/* The last text from its SIM to another of ours. */
static json_t *tested(struct router *r, const struct peer *p)
{
	struct self_test t;
	struct why why;

	if (self_test_last(r->store, p->name, &t, &why) == -1 || t.token[0] == '\0')
		return json_object();
	return json_pack("{s:s s:s s:I s:I}", "tested_to", t.to, "tested",
		t.failed            ? "failed"
		: t.arrived_at != 0 ? "arrived"
				    : "waiting",
		"tested_ms", (json_int_t)(t.arrived_at != 0 ? (t.arrived_at - t.at) / 1000 : -1), "tested_at_us",
		(json_int_t)t.at);
}

char *peer_report(struct router *r)
{
	json_t *all = json_array();
	char *text;

	for (unsigned i = 0; i < r->peers_used; i++) {
		const struct peer *p = &r->peers[i];
		json_t *one;

		if (p->config == NULL)
			continue;
		one = told(p);
		json_object_update_new(one, counted(p));
		json_object_update_new(one, brought_back(p));
		json_object_update_new(one, worked(r, p));
		json_object_update_new(one, money(r, p));
		json_object_update_new(one, tested(r, p));
		json_array_append_new(all, one);
	}
	text = json_dumps(all, JSON_COMPACT);
	json_decref(all);
	if (text == NULL)
		abort();
	return text;
}
