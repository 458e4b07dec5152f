/* SPDX-License-Identifier: GPL-2.0-or-later */
/* admin_metrics.c - the status in the text format that Prometheus and its kin read, for those who watch many gateways. */
#include "gateway/programme/admin_verb.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void head(struct buf *out, const char *name, const char *type, const char *help)
{
	buf_addf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void add_escaped(struct buf *out, const char *value)
{
	for (; *value != '\0'; value++) {
		if (*value == '"' || *value == '\\')
			buf_addc(out, '\\');
		buf_addc(out, *value == '\n' ? ' ' : *value);
	}
}

static const char *text_of(const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value != NULL ? value : "";
}

/* name{label="...",label="..."} value: the labels are keys of the object. */
static void line(struct buf *out, const char *name, const json_t *object, const char *const labels[], int64_t value)
{
	buf_addf(out, "%s{", name);
	for (int i = 0; labels[i] != NULL; i++) {
		buf_addf(out, "%s%s=\"", i > 0 ? "," : "", labels[i]);
		add_escaped(out, text_of(object, labels[i]));
		buf_addc(out, '"');
	}
	buf_addf(out, "} %" PRId64 "\n", value);
}

static bool is_state(const json_t *object, const char *state)
{
	return strcmp(text_of(object, "state"), state) == 0;
}

/* ---- one number of each element of a list ---- */

static int64_t link_ready(const json_t *link)
{
	return is_state(link, "ready") || is_state(link, "sending");
}

static int64_t one(const json_t *object)
{
	(void)object;
	return 1;
}

static int64_t number_of(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

static int64_t gateway_running(const json_t *gateway)
{
	return is_state(gateway, "running");
}

static int64_t gateway_menus(const json_t *gateway)
{
	return strtoll(text_of(gateway, "menus"), NULL, 10);
}

static int64_t gateway_links_ready(const json_t *gateway)
{
	const json_t *link;
	int64_t ready = 0;
	size_t i;

	json_array_foreach(json_object_get(gateway, "links"), i, link) ready += is_state(link, "ready");
	return ready;
}

static const struct {
	const char *list, *name, *type, *help;
	const char *labels[4];
	const char *key; /* of the number; NULL: it is made */
	int64_t (*number)(const json_t *one);
} of_each[] = {
	{ "links", "keng_link_ready", "gauge", "1: the link can send and receive.", { "name", "kind" }, NULL,
		link_ready },
	{ "links", "keng_link_state", "gauge", "1: the link is in that state.", { "name", "state" }, NULL, one },
	{ "links", "keng_link_sent_total", "counter", "Texts sent since the router began.", { "name" }, "sent", NULL },
	{ "links", "keng_link_received_total", "counter", "Texts received since the router began.", { "name" },
		"received", NULL },
	{ "links", "keng_link_unsure_total", "counter", "Texts that may or may not have been sent.", { "name" },
		"unsure", NULL },
	{ "links", "keng_link_restarts_total", "counter", "How often its process ended and began anew.", { "name" },
		"restarts", NULL },
	{ "links", "keng_link_repeats_total", "counter", "Texts that it brought though they were kept.", { "name" },
		"repeats", NULL },
	{ "links", "keng_link_incomplete_total", "counter",
		"Long texts taken as they were, for too many waited for their other parts.", { "name" },
		"incomplete_taken", NULL },
	{ "links", "keng_link_ussd_ended_total", "counter", "USSD sessions that were ended as too long.", { "name" },
		"ussd_ended", NULL },
	{ "gateways", "keng_gateway_running", "gauge",
		"1: the gateway on this store is heard of; 0: stopped, silent or gone.", { "name", "host", "state" },
		NULL, gateway_running },
	{ "gateways", "keng_gateway_menus_version", "gauge", "The version of the menus that it works with.", { "name" },
		NULL, gateway_menus },
	{ "gateways", "keng_gateway_links_ready", "gauge", "How many of its links are ready.", { "name" }, NULL,
		gateway_links_ready },
	{ "queues", "keng_queue_due", "gauge", "Texts that could go now.", { "link", "carrier" }, "due", NULL },
	{ "queues", "keng_queue_later", "gauge", "Texts that go later.", { "link", "carrier" }, "later", NULL },
	{ "alarms", "keng_alarm", "gauge", "1: raised and not over.", { "kind", "subject" }, NULL, one },
};

static void print_today(const json_t *today, struct buf *out)
{
	static const char *const directions[] = { "in", "out" };
	const char *state;
	json_t *n;

	head(out, "keng_messages_today", "gauge", "Messages since midnight by state.");
	for (size_t d = 0; d < 2; d++)
		json_object_foreach(json_object_get(today, directions[d]), state, n)
			buf_addf(out, "keng_messages_today{direction=\"%s\",state=\"%s\"} %" PRId64 "\n", directions[d],
				state, (int64_t)json_integer_value(n));
}

/* By what its modem was brought back, and how often. */
static void print_recoveries(const json_t *links, struct buf *out)
{
	const json_t *link;
	const char *step;
	json_t *n;
	size_t i;

	head(out, "keng_link_recoveries_total", "counter",
		"Steps taken to bring the modem back, since the router began.");
	json_array_foreach(links, i, link) json_object_foreach(json_object_get(link, "recovery_steps"), step, n)
	{
		buf_adds(out, "keng_link_recoveries_total{name=\"");
		add_escaped(out, text_of(link, "name"));
		buf_addf(out, "\",step=\"%s\"} %" PRId64 "\n", step, (int64_t)json_integer_value(n));
	}
}

void admin_print_metrics(const json_t *all, bool away, struct buf *out)
{
	const json_t *each;
	size_t i;

	head(out, "keng_up", "gauge", "1: the gateway runs.");
	line(out, "keng_up", all, (const char *const[]){ "gateway", NULL },
		json_is_true(json_object_get(all, "running")));
	head(out, "keng_store_away", "gauge", "1: its store cannot be reached, nothing is taken or sent.");
	line(out, "keng_store_away", all, (const char *const[]){ "gateway", NULL }, away);
	head(out, "keng_halted", "gauge",
		"1: nothing can be kept (a full disk, a store that is away, a clock in doubt), nothing is taken or sent.");
	line(out, "keng_halted", all, (const char *const[]){ "gateway", NULL },
		json_is_string(json_object_get(all, "halted")));
	for (size_t k = 0; k < sizeof of_each / sizeof *of_each; k++) {
		head(out, of_each[k].name, of_each[k].type, of_each[k].help);
		json_array_foreach(json_object_get(all, of_each[k].list), i, each)
			line(out, of_each[k].name, each, of_each[k].labels,
				of_each[k].key != NULL ? number_of(each, of_each[k].key) : of_each[k].number(each));
	}
	print_recoveries(json_object_get(all, "links"), out);
	head(out, "keng_parts_waiting", "gauge", "Parts of long texts that wait for their rest.");
	line(out, "keng_parts_waiting", all, (const char *const[]){ "gateway", NULL },
		number_of(json_object_get(all, "parts_waiting"), "parts"));
	print_today(json_object_get(all, "today"), out);
}
