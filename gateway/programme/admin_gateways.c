/* SPDX-License-Identifier: GPL-2.0-or-later */
/* admin_gateways.c - the gateways that work on this store, for the status. */
#include "gateway/base/clock.h"
#include "gateway/config.h"
#include "gateway/programme/admin_verb.h"
#include "store/gateway.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* One whose lease is over and which nobody has taken for gone yet is silent. */
static const char *state_of(const struct gateway *g, const struct admin_context *at, bool is_this, int64_t now_us)
{
	if (is_this && at->links_json != NULL)
		return "running";
	if (strcmp(g->state, "running") != 0)
		return g->state;
	if (!store_is_shared(at->store)) /* nobody renews it there, and its lock is free */
		return "stopped";
	return g->until < now_us ? "silent" : "running";
}

/* One that was retired is in the way of those that work. */
#define LISTED (7 * CLOCK_DAY)

static bool is_listed(const struct gateway *g, const struct admin_context *at, int64_t now_us)
{
	bool is_this = strcmp(g->name, at->config->name) == 0;

	return is_this || strcmp(state_of(g, at, is_this, now_us), "running") == 0 || now_us - g->seen_at < LISTED;
}

static const char *const keys[] = { "name", "kind", "state" };

static json_t *links_of(const struct gateway *g, const struct gateway_link *links, size_t used)
{
	json_t *list = json_array();

	for (size_t i = 0; i < used; i++)
		if (strcmp(links[i].gateway, g->name) == 0)
			json_array_append_new(list, json_pack("{s:s s:s s:s}", "name", links[i].link, "kind",
							    links[i].kind, "state", links[i].state));
	return list;
}

/* Ours as they are at this moment. */
static json_t *own_links(const struct admin_context *at)
{
	json_t *list = json_loads(at->links_json, 0, NULL), *one;
	size_t i;

	if (list == NULL)
		return json_array();
	json_array_foreach(list, i, one)
	{
		json_t *kept = json_object();

		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
			json_object_set(kept, keys[k], json_object_get(one, keys[k]));
		json_array_set_new(list, i, kept);
	}
	return list;
}

static json_t *one_of(const struct gateway *g, const struct admin_context *at, int64_t now_us,
	const struct gateway_link *links, size_t used)
{
	bool is_this = strcmp(g->name, at->config->name) == 0;
	char seen[CLOCK_TEXT_OCTETS], began[CLOCK_TEXT_OCTETS];

	return json_pack("{s:s s:b s:s s:I s:s s:I s:s s:s s:s s:s s:o}", "name", g->name, "this", is_this, "state",
		state_of(g, at, is_this, now_us), "number", (json_int_t)g->number, "host", g->host, "process",
		(json_int_t)g->process, "version", g->version, "menus", g->menus, "began", clock_text(g->life, began),
		"seen", clock_text(g->seen_at, seen), "links",
		is_this && at->links_json != NULL ? own_links(at) : links_of(g, links, used));
}

json_t *admin_gateways(const struct admin_context *at, struct why *why)
{
	struct gateway *rows = NULL;
	struct gateway_link *links = NULL;
	size_t used, links_used;
	int64_t behind_us;
	json_t *list = NULL;

	if (store_clock(at->store, &behind_us, why) == 0 && gateway_list(at->store, &rows, &used, why) == 0 &&
		gateway_links(at->store, &links, &links_used, why) == 0) {
		list = json_array();
		for (size_t i = 0; i < used; i++)
			if (is_listed(&rows[i], at, at->now_us + behind_us))
				json_array_append_new(
					list, one_of(&rows[i], at, at->now_us + behind_us, links, links_used));
	}
	free(rows);
	free(links);
	return list;
}

void admin_print_gateway(const json_t *one, struct buf *out)
{
	const json_t *links = json_object_get(one, "links"), *link;
	const char *menus = json_string_value(json_object_get(one, "menus")); /* the version, and what it comes to */
	size_t i, ready = 0;

	json_array_foreach(links, i, link) ready +=
		strcmp(json_string_value(json_object_get(link, "state")), "ready") == 0;
	buf_addf(out, "  %-14s %-8s %s, keng %s on %s, menus %.*s, seen %s, %zu of %zu links ready\n",
		json_string_value(json_object_get(one, "name")), json_string_value(json_object_get(one, "state")),
		json_is_true(json_object_get(one, "this")) ? "this one" : "another",
		json_string_value(json_object_get(one, "version")), json_string_value(json_object_get(one, "host")),
		(int)strcspn(menus, "-"), menus, json_string_value(json_object_get(one, "seen")), ready,
		json_array_size(links));
}
