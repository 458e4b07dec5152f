/* SPDX-License-Identifier: GPL-2.0-or-later */
/* admin_status.c - what goes on, as JSON for scripts and as a page for people. */
#include "gateway/base/clock.h"
#include "gateway/config.h"
#include "gateway/programme/admin_verb.h"
#include "gateway/programme/programme.h"
#include "gateway/programme/unheard.h"
#include "store/alarm.h"
#include "store/due.h"
#include "store/message.h"
#include "store/route.h"
#include "store/unit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define DIGEST "digest" /* the kind of due item that sends it */

/* A moment as text, null for never. */
static json_t *moment(int64_t at_us)
{
	char text[CLOCK_TEXT_OCTETS];

	return at_us == 0 ? json_null() : json_string(clock_text(at_us, text));
}

static void replace_moment(json_t *object, const char *from, const char *to)
{
	json_object_set_new(object, to, moment(json_integer_value(json_object_get(object, from))));
	json_object_del(object, from);
}

static json_t *links(const struct admin_context *at)
{
	json_t *list = at->links_json != NULL ? json_loads(at->links_json, 0, NULL) : NULL, *one;
	size_t i;

	if (list == NULL)
		return json_array();
	json_array_foreach(list, i, one)
	{
		replace_moment(one, "last_sent_us", "last_sent");
		replace_moment(one, "last_received_us", "last_received");
		replace_moment(one, "tested_at_us", "tested_at");
	}
	return list;
}

static json_t *queues(const struct admin_context *at, struct why *why)
{
	struct message_depth *rows;
	json_t *list;
	size_t used;

	if (message_depth(at->store, at->now_us, &rows, &used, why) == -1)
		return NULL;
	list = json_array();
	for (size_t i = 0; i < used; i++) {
		bool any = rows[i].link[0] == ROUTE_MARK;
		json_t *one = json_pack("{s:s s:s s:I s:I s:I}", "link", any ? "" : rows[i].link, "carrier",
			any ? rows[i].link + 1 : "", "depth", (json_int_t)rows[i].due + (json_int_t)rows[i].later,
			"due", (json_int_t)rows[i].due, "later", (json_int_t)rows[i].later);

		json_object_set_new(one, "oldest", moment(rows[i].oldest_at));
		json_array_append_new(list, one);
	}
	free(rows);
	return list;
}

static json_t *states(const int64_t counts[MESSAGE_STATES])
{
	json_t *object = json_object();

	for (int s = 0; s < MESSAGE_STATES; s++)
		if (counts[s] > 0)
			json_object_set_new(
				object, message_state_name((enum message_state)s), json_integer((json_int_t)counts[s]));
	return object;
}

static json_t *today(const struct admin_context *at, struct why *why)
{
	struct message_counts counts;
	json_t *object;

	if (message_count(at->store, clock_midnight(at->now_us, 0), &counts, why) == -1)
		return NULL;
	object = json_object();
	json_object_set_new(object, "in", states(counts.in));
	json_object_set_new(object, "out", states(counts.out));
	return object;
}

/* What people texted in the last seven days and was not understood, or asked back. */
static json_t *not_understood(const struct admin_context *at, struct why *why)
{
	struct unheard u;
	json_t *object;

	if (unheard_read(at->store, at->now_us - 7 * CLOCK_DAY, at->now_us + CLOCK_DAY, &u, why) == -1)
		return NULL;
	object = json_pack("{s:I s:I s:s}", "texts", (json_int_t)u.texts, "different", (json_int_t)u.groups_used,
		"most", u.groups_used > 0 ? u.groups[0].key : "");
	unheard_fini(&u);
	return object;
}

/* Parts of long texts whose other parts have not come. */
static json_t *parts_waiting(const struct admin_context *at, struct why *why)
{
	int64_t parts, oldest_at;
	json_t *object;

	if (message_parts_waiting(at->store, &parts, &oldest_at, why) == -1)
		return NULL;
	object = json_pack("{s:I}", "parts", (json_int_t)parts);
	json_object_set_new(object, "oldest", moment(parts == 0 ? 0 : oldest_at));
	return object;
}

/* Texts of the last 24 hours that will not arrive, by reason. */
static json_t *failures(const struct admin_context *at, struct why *why)
{
	struct message_failure *rows;
	json_t *list;
	size_t used;

	if (message_failures(at->store, at->now_us - CLOCK_DAY, &rows, &used, why) == -1)
		return NULL;
	list = json_array();
	for (size_t i = 0; i < used; i++)
		json_array_append_new(list, json_pack("{s:s s:I s:I}", "reason", rows[i].reason, "texts",
						    (json_int_t)rows[i].texts, "people", (json_int_t)rows[i].people));
	free(rows);
	return list;
}

/* It cannot stand in the store. */
static json_t *store_alarm(const struct admin_context *at, const char *subject, const char *reason)
{
	return json_pack("{s:s s:s s:s s:I s:o}", "kind", "store", "subject", subject, "text", reason, "times",
		(json_int_t)1, "raised", moment(at->now_us));
}

/* Nothing can be kept now, so that nothing is taken. */
static bool halted(const struct admin_context *at)
{
	return at->store_fault != NULL && at->store_fault[0] != '\0';
}

static json_t *alarms(const struct admin_context *at, struct why *why)
{
	struct alarm *rows;
	json_t *list;
	size_t used;

	if (alarm_list(at->store, INT64_MAX, &rows, &used, why) == -1)
		return NULL;
	list = json_array();
	if (halted(at))
		json_array_append_new(
			list, store_alarm(at, at->fault_kind != NULL ? at->fault_kind : "away", at->store_fault));
	for (size_t i = 0; i < used; i++) {
		json_t *one = json_pack("{s:s s:s s:s s:I}", "kind", rows[i].kind, "subject", rows[i].subject, "text",
			rows[i].text, "times", (json_int_t)rows[i].times);

		json_object_set_new(one, "raised", moment(rows[i].raised_at));
		json_array_append_new(list, one);
	}
	free(rows);
	return list;
}

/* What is known without the store. */
static json_t *gather_outside(const struct admin_context *at)
{
	json_t *all = json_object(), *floods = NULL;

	json_object_set_new(all, "gateway", json_string(at->config->name));
	json_object_set_new(all, "running", json_boolean(at->links_json != NULL));
	json_object_set_new(all, "time", moment(at->now_us));
	json_object_set_new(all, "halted", halted(at) ? json_string(at->store_fault) : json_null());
	json_object_set_new(all, "due_waits_until",
		moment(at->programme == NULL ? 0 : programme_waits_until(at->programme, at->now_us)));
	json_object_set_new(all, "links", links(at));
	if (at->floods_json != NULL)
		floods = json_loads(at->floods_json, 0, NULL);
	json_object_set_new(all, "floods", floods != NULL ? floods : json_array());
	return all;
}

/* The store cannot even be read: what stands in it is null. */
static json_t *gather_without_store(const struct admin_context *at, const char *reason)
{
	static const char *const unknown[] = { "queues", "postponed", "today", "parts_waiting", "failures",
		"demo_units", "suspended", "last_digest", "not_understood", "gateways" };
	json_t *all = gather_outside(at);

	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
		json_object_set_new(all, unknown[i], json_null());
	json_object_set_new(all, "store_away", json_string(reason));
	json_object_set_new(all, "halted", json_string(reason));
	json_object_set_new(all, "alarms", json_pack("[o]", store_alarm(at, "away", reason)));
	return all;
}

/* Everything; NULL with why set when the store fails. */
static json_t *gather(const struct admin_context *at, struct why *why)
{
	json_t *all = gather_outside(at), *part;
	int64_t digest_at, demo, postponed;

	if ((part = queues(at, why)) == NULL)
		goto fail;
	json_object_set_new(all, "queues", part);
	if (message_postponed(at->store, at->now_us, &postponed, why) == -1)
		goto fail;
	json_object_set_new(all, "postponed", json_integer((json_int_t)postponed));
	if ((part = today(at, why)) == NULL)
		goto fail;
	json_object_set_new(all, "today", part);
	if ((part = parts_waiting(at, why)) == NULL)
		goto fail;
	json_object_set_new(all, "parts_waiting", part);
	if ((part = failures(at, why)) == NULL)
		goto fail;
	json_object_set_new(all, "failures", part);
	if (unit_count_demo(at->store, &demo, why) == -1)
		goto fail;
	json_object_set_new(all, "demo_units", json_integer((json_int_t)demo));
	if ((part = admin_suspensions(at->store, at->now_us, why)) == NULL)
		goto fail;
	json_object_set_new(all, "suspended", part);
	if (due_last_done(at->store, DIGEST, &digest_at, why) == -1)
		goto fail;
	json_object_set_new(all, "last_digest", moment(digest_at));
	if ((part = not_understood(at, why)) == NULL)
		goto fail;
	json_object_set_new(all, "not_understood", part);
	if ((part = admin_gateways(at, why)) == NULL)
		goto fail;
	json_object_set_new(all, "gateways", part);
	if ((part = alarms(at, why)) == NULL)
		goto fail;
	json_object_set_new(all, "alarms", part);
	return all;

fail:
	json_decref(all);
	return NULL;
}

/* ---- for people ---- */

static const char *text_of(const json_t *object, const char *key, const char *otherwise)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value != NULL && value[0] != '\0' ? value : otherwise;
}

static int64_t number_of(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

static void print_cap(const json_t *link, const char *used, const char *cap, const char *when, struct buf *out)
{
	if (number_of(link, cap) > 0)
		buf_addf(out, ", %" PRId64 "/%" PRId64 " parts %s", number_of(link, used), number_of(link, cap), when);
}

static void print_link(const json_t *link, struct buf *out)
{
	int64_t signal = number_of(link, "signal_pct");
	double rate = json_number_value(json_object_get(link, "rate_per_minute"));

	buf_addf(out, "  %-14s %-12s %-8s ", text_of(link, "name", "?"), text_of(link, "state", "?"),
		text_of(link, "kind", ""));
	if (signal >= 0)
		buf_addf(out, "signal %" PRId64 "%%  ", signal);
	buf_addf(out, "%s %s  sent %" PRId64 ", received %" PRId64, text_of(link, "operator", "-"),
		text_of(link, "network", ""), number_of(link, "sent"), number_of(link, "received"));
	if (rate > 0)
		buf_addf(out, ", %g a minute", rate);
	if (number_of(link, "success_pct") >= 0 && json_object_get(link, "success_pct") != NULL)
		buf_addf(out, ", %" PRId64 "%% of a day's sends good", number_of(link, "success_pct"));
	print_cap(link, "parts_hour", "cap_hour", "an hour", out);
	print_cap(link, "parts_today", "cap_day", "today", out);
	buf_addf(out, ", balance %s, SIM %" PRId64 "/%" PRId64 ", restarts %" PRId64,
		text_of(link, "balance", "unknown"), number_of(link, "storage_used"), number_of(link, "storage_size"),
		number_of(link, "restarts"));
	if (text_of(link, "tested", NULL) != NULL)
		buf_addf(out, ", test to %s %s", text_of(link, "tested_to", ""), text_of(link, "tested", ""));
	if (text_of(link, "model", "")[0] != '\0')
		buf_addf(out, ", %s", text_of(link, "model", ""));
	if (text_of(link, "radio", "")[0] != '\0')
		buf_addf(out, " on %s", text_of(link, "radio", ""));
	if (text_of(link, "profile", "")[0] != '\0')
		buf_addf(out, " (%s)", text_of(link, "profile", ""));
	if (number_of(link, "recoveries") > 0)
		buf_addf(out, ", brought back %" PRId64 " times, last by %s", number_of(link, "recoveries"),
			text_of(link, "last_recovery", "?"));
	if (number_of(link, "repeats") > 0)
		buf_addf(out, ", %" PRId64 " texts brought again", number_of(link, "repeats"));
	if (number_of(link, "incomplete_taken") > 0)
		buf_addf(out, ", %" PRId64 " incomplete texts taken as they were", number_of(link, "incomplete_taken"));
	if (number_of(link, "ussd_ended") > 0)
		buf_addf(out, ", %" PRId64 " USSD sessions ended as too long", number_of(link, "ussd_ended"));
	if (json_is_true(json_object_get(link, "held")))
		buf_addf(out, "\n  %-14s its SIM is in another device: nothing is sent; keng link accept %s", "",
			text_of(link, "name", "?"));
	if (json_is_true(json_object_get(link, "sends_fail")))
		buf_addf(out, "\n  %-14s %" PRId64 " sends failed in a row: one is tried after growing rests", "",
			number_of(link, "fails_in_row"));
	if (text_of(link, "reason", NULL) != NULL)
		buf_addf(out, "\n  %-14s %s", "", text_of(link, "reason", ""));
	buf_addc(out, '\n');
}

static void print_states(const char *title, const json_t *counts, struct buf *out)
{
	const char *state;
	json_t *n;

	buf_addf(out, "  %-14s", title);
	if (json_object_size(counts) == 0)
		buf_adds(out, " nothing");
	json_object_foreach((json_t *)(uintptr_t)counts, state, n)
		buf_addf(out, " %s %" PRId64, state, (int64_t)json_integer_value(n));
	buf_addc(out, '\n');
}

static void print_list(const char *title, const json_t *list, const char *nothing,
	void (*each)(const json_t *one, struct buf *out), struct buf *out)
{
	const json_t *one;
	size_t i;

	buf_addf(out, "%s\n", title);
	if (json_array_size(list) == 0)
		buf_addf(out, "  %s\n", nothing);
	json_array_foreach(list, i, one) each(one, out);
}

static void print_queue(const json_t *queue, struct buf *out)
{
	buf_addf(out, "  %-14s %" PRId64 " now, %" PRId64 " later, oldest %s\n",
		text_of(queue, "link", text_of(queue, "carrier", "any link")), number_of(queue, "due"),
		number_of(queue, "later"), text_of(queue, "oldest", "-"));
}

static void print_alarm(const json_t *alarm, struct buf *out)
{
	buf_addf(out, "  %s  %s %s: %s (%" PRId64 " times)\n", text_of(alarm, "raised", ""), text_of(alarm, "kind", ""),
		text_of(alarm, "subject", ""), text_of(alarm, "text", ""), number_of(alarm, "times"));
}

static void print_flood(const json_t *flood, struct buf *out)
{
	buf_addf(out, "  %s  %s: %" PRId64 " texts, until %s\n", text_of(flood, "from", ""), text_of(flood, "why", ""),
		number_of(flood, "texts"), text_of(flood, "until", ""));
}

static void print_failure(const json_t *failure, struct buf *out)
{
	buf_addf(out, "  %" PRId64 " texts to %" PRId64 " people: %s\n", number_of(failure, "texts"),
		number_of(failure, "people"), text_of(failure, "reason", "no reason was given"));
}

static void print_not_understood(const json_t *u, struct buf *out)
{
	if (number_of(u, "texts") > 0)
		buf_addf(out,
			"Not understood in seven days\n  %" PRId64 " texts, %" PRId64
			" different, most often \"%s\" (keng unknown)\n",
			number_of(u, "texts"), number_of(u, "different"), text_of(u, "most", ""));
}

static void print(const json_t *all, struct buf *out)
{
	const json_t *counts = json_object_get(all, "today"), *waiting = json_object_get(all, "parts_waiting");

	buf_addf(out, "%s, %s: %s%s\n", text_of(all, "gateway", ""), text_of(all, "time", ""),
		json_is_true(json_object_get(all, "running")) ? "running" : "not running",
		json_is_string(json_object_get(all, "halted"))
			? ", but nothing can be kept and nothing is taken or sent (see Alarms)"
			: "");
	print_list("Links", json_object_get(all, "links"), "none", print_link, out);
	if (json_array_size(json_object_get(all, "gateways")) > 1)
		print_list("Gateways on this store", json_object_get(all, "gateways"), "", admin_print_gateway, out);
	print_list("Queues", json_object_get(all, "queues"), "empty", print_queue, out);
	if (number_of(all, "postponed") > 0)
		buf_addf(out, "  %" PRId64 " texts wait because every link has reached its cap\n",
			number_of(all, "postponed"));
	buf_adds(out, "Messages of today\n");
	print_states("in", json_object_get(counts, "in"), out);
	print_states("out", json_object_get(counts, "out"), out);
	if (number_of(waiting, "parts") > 0)
		buf_addf(out, "  %-14s %" PRId64 " of long texts wait for their rest, the first since %s\n", "parts",
			number_of(waiting, "parts"), text_of(waiting, "oldest", "?"));
	if (json_array_size(json_object_get(all, "failures")) > 0)
		print_list("Will not arrive, of the last 24 hours (keng export messages: state)",
			json_object_get(all, "failures"), "", print_failure, out);
	if (json_is_string(json_object_get(all, "due_waits_until")))
		buf_addf(out,
			"Reminders, digests and deadlines\n  wait until %s: after a time off the texts that were sent "
			"meanwhile are taken first (a restart begins the ten minutes anew)\n",
			text_of(all, "due_waits_until", "?"));
	buf_addf(out, "Last digest\n  %s\n", text_of(all, "last_digest", "never"));
	print_not_understood(json_object_get(all, "not_understood"), out);
	if (json_array_size(json_object_get(all, "floods")) > 0)
		print_list("Slowed or not answered", json_object_get(all, "floods"), "", print_flood, out);
	if (json_array_size(json_object_get(all, "suspended")) > 0)
		print_list("Nobody is urged (keng suspend)", json_object_get(all, "suspended"), "",
			admin_print_suspension, out);
	if (number_of(all, "demo_units") > 0)
		buf_addf(out, "Demo data\n  %" PRId64 " units are invented (keng export units: source demo)\n",
			number_of(all, "demo_units"));
	print_list("Alarms", json_object_get(all, "alarms"), "none", print_alarm, out);
}

static void print_without_store(const json_t *all, struct buf *out)
{
	buf_addf(out, "%s, %s: %s, but its store is away and nothing is taken or sent\n", text_of(all, "gateway", ""),
		text_of(all, "time", ""), json_is_true(json_object_get(all, "running")) ? "running" : "not running");
	print_list("Links", json_object_get(all, "links"), "none is started", print_link, out);
	print_list("Alarms", json_object_get(all, "alarms"), "none", print_alarm, out);
}

static int to_buf(const char *octets, size_t n, void *user)
{
	buf_add(user, octets, n);
	return 0;
}

int admin_status(const struct admin_call *call)
{
	const char *fault = call->at->store_fault != NULL ? call->at->store_fault : "";
	struct why why = { "" };
	json_t *all = call->at->store != NULL ? gather(call->at, &why) : NULL;
	bool away = all == NULL;

	if (away) /* what broke first says more than what follows from it */
		all = gather_without_store(call->at, fault[0] != '\0' ? fault : why.text);
	if (admin_flag(call, "json")) {
		json_dump_callback(all, to_buf, call->out, JSON_INDENT(2));
		buf_addc(call->out, '\n');
	} else if (admin_flag(call, "metrics")) {
		admin_print_metrics(all, away, call->out);
	} else if (away) {
		print_without_store(all, call->out);
	} else {
		print(all, call->out);
	}
	json_decref(all);
	return away ? ADMIN_MISSING : 0;
}
