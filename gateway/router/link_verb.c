/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/link_verb.h"

#include "gateway/base/log.h"
#include "gateway/base/nearest.h"
#include "gateway/router/air_test.h"
#include "gateway/router/credit.h"
#include "gateway/router/pairing.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct link_call {
	struct router *r;
	struct port *client;
	struct peer *peer;
	const char *who, *code;
};

void link_verb_answer(struct port *client, bool good, const char *sentence)
{
	struct frame f = { .type = FRAME_RESULT };
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "%s%s\n", good ? "" : "keng link: ", sentence);
	f.u.result.exit_status = good ? 0 : 1;
	f.u.result.out = good ? text.data : "";
	f.u.result.err = good ? "" : text.data;
	port_send(client, &f);
	buf_fini(&text);
}

static int accept_pair(const struct link_call *call, struct why *why)
{
	char said[2 * PEER_TEXT_OCTETS];

	if (pairing_accept(call->r, call->peer, call->who, why) == -1)
		return -1;
	snprintf(said, sizeof said, "link %s sends again: SIM %s", call->peer->name, call->peer->judged);
	link_verb_answer(call->client, true, said);
	return 0;
}

static int ask_balance(const struct link_call *call, struct why *why)
{
	return credit_balance(call->r, call->peer, call->client, why);
}

static int top_up(const struct link_call *call, struct why *why)
{
	return credit_topup(call->r, call->peer, call->client, call->who, call->code, why);
}

static int test(const struct link_call *call, struct why *why)
{
	return air_test_now(call->r, call->peer, call->client, why);
}

static const struct {
	const char *name;
	int (*run)(const struct link_call *call, struct why *why); /* answers by itself, or -1 */
} actions[] = { { "accept", accept_pair }, { "balance", ask_balance }, { "topup", top_up }, { "test", test } };

static int no_link(const struct router *r, const char *name, struct why *why)
{
	const char *names[CONFIG_LINKS_MAX + 1], *near;
	unsigned n = 0;

	for (unsigned i = 0; i < r->peers_used; i++)
		if (r->peers[i].config != NULL)
			names[n++] = r->peers[i].name;
	names[n] = NULL;
	near = nearest_word(name, names);
	return why_set(why, "there is no link %s; %s %s", name, near != NULL ? "write" : "see keng",
		near != NULL ? near : "status");
}

static int run(struct link_call *call, const char *action, const char *name, struct why *why)
{
	call->peer = router_peer(call->r, name);
	if (call->peer == NULL || call->peer->config == NULL)
		return no_link(call->r, name, why);
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (strcmp(actions[i].name, action) == 0)
			return actions[i].run(call, why);
	return why_set(why, "there is no action %s; see keng link --help", action);
}

void link_verb_run(struct router *r, struct port *client, const char *args)
{
	json_t *json = json_loads(args, 0, NULL);
	struct link_call call = { .r = r, .client = client };
	const char *action = json_string_value(json_object_get(json, "action"));
	const char *name = json_string_value(json_object_get(json, "name"));
	struct why why;

	call.who = json_string_value(json_object_get(json, "who"));
	call.code = json_string_value(json_object_get(json, "code"));
	if (call.who == NULL)
		call.who = "administrator";
	if (call.code == NULL)
		call.code = "";
	if (action == NULL || name == NULL)
		link_verb_answer(client, false, "the arguments are incomplete");
	else if (run(&call, action, name, &why) == -1)
		link_verb_answer(client, false, why.text);
	else
		log_info("command", "verb=link action=%s link=%s", action, name);
	json_decref(json);
	router_flush_soon(r);
}

void link_verb_answer_then(struct link_answer *answer, bool good, const char *sentence)
{
	link_verb_unsay(answer);
	answer->text = strdup(sentence);
	if (answer->text == NULL)
		abort();
	answer->good = good;
}

bool link_verb_say(struct link_answer *answer, struct port **client)
{
	if (answer->text == NULL)
		return false;
	if (*client != NULL)
		link_verb_answer(*client, answer->good, answer->text);
	*client = NULL;
	link_verb_unsay(answer);
	return true;
}

void link_verb_unsay(struct link_answer *answer)
{
	free(answer->text);
	answer->text = NULL;
}
