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

static int64_t link_sent(const json_t *link)
{
	return json_integer_value(json_object_get(link, "sent"));
}

static int64_t link_received(const json_t *link)
{
	return json_integer_value(json_object_get(link, "received"));
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

static int64_t queue_due(const json_t *queue)
{
	return json_integer_value(json_object_get(queue, "due"));
}

static int64_t queue_later(const json_t *queue)
{
	return json_integer_value(json_object_get(queue, "later"));
}

static int64_t alarm_raised(const json_t *alarm)
{
	(void)alarm;
	return 1;
}

static const struct {
	const char *list, *name, *type, *help;
	const char *labels[4];
	int64_t (*number)(const json_t *one);
} of_each[] = {
	{ "links", "keng_link_ready", "gauge", "1: the link can send and receive.", { "name", "kind" }, link_ready },
	{ "links", "keng_link_sent_total", "counter", "Texts sent since the router began.", { "name" }, link_sent },
	{ "links", "keng_link_received_total", "counter", "Texts received since the router began.", { "name" },
		link_received },
	{ "gateways", "keng_gateway_running", "gauge",
		"1: the gateway on this store is heard of; 0: stopped, silent or gone.", { "name", "host", "state" },
		gateway_running },
	{ "gateways", "keng_gateway_menus_version", "gauge", "The version of the menus that it works with.", { "name" },
		gateway_menus },
	{ "gateways", "keng_gateway_links_ready", "gauge", "How many of its links are ready.", { "name" },
		gateway_links_ready },
	{ "queues", "keng_queue_due", "gauge", "Texts that could go now.", { "link", "carrier" }, queue_due },
	{ "queues", "keng_queue_later", "gauge", "Texts that go later.", { "link", "carrier" }, queue_later },
	{ "alarms", "keng_alarm", "gauge", "1: raised and not over.", { "kind", "subject" }, alarm_raised },
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

void admin_print_metrics(const json_t *all, bool away, struct buf *out)
{
	const json_t *one;
	size_t i;

	head(out, "keng_up", "gauge", "1: the gateway runs.");
	line(out, "keng_up", all, (const char *const[]){ "gateway", NULL },
		json_is_true(json_object_get(all, "running")));
	head(out, "keng_store_away", "gauge", "1: its store cannot be reached, nothing is taken or sent.");
	line(out, "keng_store_away", all, (const char *const[]){ "gateway", NULL }, away);
	for (size_t k = 0; k < sizeof of_each / sizeof *of_each; k++) {
		head(out, of_each[k].name, of_each[k].type, of_each[k].help);
		json_array_foreach(json_object_get(all, of_each[k].list), i, one)
			line(out, of_each[k].name, one, of_each[k].labels, of_each[k].number(one));
	}
	print_today(json_object_get(all, "today"), out);
}
