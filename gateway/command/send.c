/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng send: queue a text, after saying to how many it goes and what it costs. */
#include "gateway/command/bring.h"
#include "gateway/command/command.h"
#include "gateway/command/control.h"
#include "gateway/command/ground.h"
#include "gateway/command/usage.h"
#include "gateway/base/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BATCH_OCTETS_MAX (16u << 20)

static const struct usage usage = {
	.command = "send",
	.operands = "TEXT",
	.what = "Queue a text: to one number, to a unit with everything below it, to roles, or from a list; all or nothing.",
	.more = "It says to how many people it goes, in how many parts and at what cost, and asks before it goes to more\n"
		"than one. --unit and --role together mean those roles within that unit. Who wants no texts gets none.\n"
		"A text to one number goes at once, others within the hours of the menu files.\n",
	.options = (const struct usage_option[]){ { "to", "PHONE", "To that number.", 0 },
		{ "unit", "CODE", "To everybody of that unit and of the units below it.", 0 },
		{ "role", "ROLE", "To everybody with that role, such as to_truong; several with ',' or again.", 0 },
		{ "batch", "FILE", "From PHONE<TAB>TEXT lines, - for stdin; then without TEXT.", 0 },
		{ "yes", NULL, "Do not ask.", 'y' }, { NULL, NULL, NULL, 0 } },
};

/* The roles of every --role. */
static json_t *roles_of(const struct usage_given *given)
{
	json_t *roles = json_array();

	for (unsigned i = 0; i < given->used; i++) {
		char *list, *rest, *one;

		if (strcmp(given->options[i].name, "role") != 0)
			continue;
		list = rest = strdup(given->options[i].value);
		while ((one = strsep(&rest, ", ")) != NULL)
			if (one[0] != '\0')
				json_array_append_new(roles, bring_text(one));
		free(list);
	}
	return roles;
}

static json_t *arguments_of(const struct usage_given *given)
{
	const char *batch = usage_value(given, "batch", NULL);
	json_t *args = json_object();

	json_object_set_new(args, "text", bring_text(batch == NULL ? given->operands[0] : ""));
	json_object_set_new(args, "to", bring_text(usage_value(given, "to", "")));
	json_object_set_new(args, "unit", bring_text(usage_value(given, "unit", "")));
	json_object_set_new(args, "roles", roles_of(given));
	json_object_set_new(args, "batch", json_boolean(batch != NULL));
	json_object_set_new(args, "file", bring_text(batch != NULL ? batch : ""));
	return args;
}

static int call(struct ground *g, json_t *args, const struct buf *body, struct buf *out)
{
	char *text = bring_arguments(args);
	struct buf nothing, err;
	int status;

	buf_init(out);
	buf_init(&err);
	buf_init(&nothing);
	status = control_run(g, "send", text, body->data, out, &err);
	free(text);
	return control_print(&nothing, &err, status);
}

/* Ask at the terminal. */
static bool agreed(void)
{
	char answer[16];

	fputs("Send? [y/N] ", stderr);
	if (fgets(answer, sizeof answer, stdin) == NULL)
		return false;
	return answer[0] == 'y' || answer[0] == 'Y';
}

/* Say what the plan says, and ask when it is to more than one. USAGE_GO_ON, or the exit status. */
static int confirm(const json_t *plan, bool yes, bool batch_from_stdin)
{
	int64_t people = json_integer_value(json_object_get(plan, "people"));
	int64_t parts = json_integer_value(json_object_get(plan, "parts"));
	int64_t left_out = json_integer_value(json_object_get(plan, "left_out"));

	fprintf(stderr, "to %" PRId64 " %s, %" PRId64 " %s, about %" PRId64 " dong", people,
		people == 1 ? "person" : "people", parts, parts == 1 ? "part" : "parts",
		(int64_t)json_integer_value(json_object_get(plan, "cost")));
	if (left_out > 0)
		fprintf(stderr, "; %" PRId64 " left out, who want no texts", left_out);
	fputc('\n', stderr);
	if (people <= 1 || yes)
		return USAGE_GO_ON;
	if (batch_from_stdin || !isatty(STDIN_FILENO)) {
		fputs("keng send: nobody can be asked here, and it goes to more than one; give --yes\n", stderr);
		return USAGE_WRONG;
	}
	if (agreed())
		return USAGE_GO_ON;
	fputs("nothing was sent\n", stderr);
	return USAGE_WRONG;
}

/* First the plan, then the same with what the plan said. */
static int send(struct ground *g, const struct usage_given *given, const struct buf *body)
{
	json_t *args = arguments_of(given), *plan;
	struct buf out, err;
	int status;

	json_object_set_new(args, "plan", json_true());
	status = call(g, args, body, &out);
	plan = json_loads(out.data, 0, NULL);
	buf_fini(&out);
	if (status == USAGE_DONE)
		status = confirm(plan, usage_has(given, "yes"), strcmp(usage_value(given, "batch", ""), "-") == 0);
	if (status == USAGE_GO_ON) {
		args = arguments_of(given);
		json_object_set(args, "people", json_object_get(plan, "people"));
		json_object_set(args, "parts", json_object_get(plan, "parts"));
		status = call(g, args, body, &out);
		buf_init(&err);
		status = control_print(&out, &err, status);
	}
	json_decref(plan);
	return status;
}

/* The last of two would hide the other: only --role may stand again. */
static const char *given_twice(const struct usage_given *given)
{
	for (unsigned i = 0; i < given->used; i++)
		for (unsigned j = 0; j < i; j++)
			if (strcmp(given->options[i].name, given->options[j].name) == 0 &&
				given->options[i].value != NULL && strcmp(given->options[i].name, "role") != 0)
				return given->options[i].name;
	return NULL;
}

static int check(const struct usage_given *given)
{
	const char *twice = given_twice(given);
	bool to = usage_has(given, "to"), batch = usage_has(given, "batch");
	bool many = usage_has(given, "unit") || usage_has(given, "role");

	if (twice != NULL)
		return usage_wrong(&usage, "--%s stands twice; give it once, or a list by --batch", twice);
	if (to + batch + many != 1)
		return usage_wrong(&usage, "it needs one of --to, --unit or --role, and --batch");
	if (given->operands_used != (batch ? 0 : 1))
		return usage_wrong(&usage, batch ? "the texts stand in the batch, leave TEXT out"
						 : "it needs the text, as one argument in quotes");
	if (!batch && !utf8_is_valid(given->operands[0], strlen(given->operands[0]))) {
		fputs("keng send: the text is not UTF-8; write it in UTF-8\n", stderr);
		return USAGE_WRONG;
	}
	return USAGE_GO_ON;
}

int command_send(int argc, char **argv)
{
	struct ground g = { .config = NULL };
	struct usage_given given;
	struct buf body;
	struct why why;
	int status = usage_parse(&usage, argc, argv, 0, -1, &given);

	if (status == USAGE_GO_ON)
		status = check(&given);
	if (status != USAGE_GO_ON)
		return status;
	if (ground_config(&g, given.config_file) == -1)
		return USAGE_WRONG;
	buf_init(&body);
	if (!usage_has(&given, "batch") ||
		bring_file(usage_value(&given, "batch", ""), BATCH_OCTETS_MAX, &body, &why) == 0) {
		status = send(&g, &given, &body);
	} else {
		fprintf(stderr, "keng send: %s\n", why.text);
		status = USAGE_WRONG;
	}
	buf_fini(&body);
	ground_close(&g);
	return status;
}
