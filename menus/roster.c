/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/roster.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RULES_MAX  8
#define PEOPLE_MAX 100

struct roster {
	struct roster_rule rules[RULES_MAX];
	unsigned used;
};

struct roster *roster_new(void)
{
	struct roster *r = calloc(1, sizeof *r);

	if (r == NULL)
		abort();
	return r;
}

void roster_free(struct roster **roster)
{
	free(*roster);
	*roster = NULL;
}

static void read_roles(const struct node *list, struct roster_roles *to, struct faults *faults)
{
	if (list == NULL)
		return;
	if (node_kind(list) != NODE_LIST || node_length(list) > ROSTER_ROLES_MAX) {
		node_fault(list, faults, "%s is no list of at most %d roles; write %s = [ \"to_truong\" ];",
			node_name(list), ROSTER_ROLES_MAX, node_name(list));
		return;
	}
	for (unsigned i = 0; i < node_length(list); i++)
		snprintf(to->of[i], ROSTER_OCTETS, "%s", node_text(node_at(list, i), "", faults));
}

/* A later file says it anew. */
static struct roster_rule *rule_for(struct roster *r, const char *level)
{
	for (unsigned i = 0; i < r->used; i++)
		if (strcmp(r->rules[i].level, level) == 0)
			return &r->rules[i];
	return r->used < RULES_MAX ? &r->rules[r->used++] : NULL;
}

static void read_rule(struct roster *r, const struct node *n, struct faults *faults)
{
	static const char *const known[] = { "level", "heads", "deputies", "people", NULL };
	static const char *const levels[] = { "thon", "xa", "huyen", "tinh", NULL };
	struct roster_rule rule = { .people = 0 };
	struct roster_rule *to;
	unsigned i = 0;

	if (node_kind(n) != NODE_GROUP) {
		node_fault(n, faults, "this is no team; write { level = \"thon\"; people = 6; }");
		return;
	}
	node_only(n, known, faults);
	snprintf(rule.level, sizeof rule.level, "%s", node_text(node_get(n, "level"), "", faults));
	while (levels[i] != NULL && strcmp(levels[i], rule.level) != 0)
		i++;
	if (levels[i] == NULL) {
		node_fault(n, faults, "level is \"%s\"; write thon, xa, huyen or tinh", rule.level);
		return;
	}
	read_roles(node_get(n, "heads"), &rule.heads, faults);
	read_roles(node_get(n, "deputies"), &rule.deputies, faults);
	rule.people = (unsigned)node_int(node_get(n, "people"), 0, 0, PEOPLE_MAX, faults);
	to = rule_for(r, rule.level);
	if (to != NULL)
		*to = rule;
}

void roster_read(struct roster *roster, const struct node *section, struct faults *faults)
{
	if (node_kind(section) != NODE_LIST) {
		node_fault(section, faults, "teams is no list; write teams: ( { level = \"thon\"; people = 6; } );");
		return;
	}
	for (unsigned i = 0; i < node_length(section); i++)
		read_rule(roster, node_at(section, i), faults);
}

const struct roster_rule *roster_of(const struct roster *roster, const char *level)
{
	for (unsigned i = 0; i < roster->used; i++)
		if (strcmp(roster->rules[i].level, level) == 0)
			return &roster->rules[i];
	return NULL;
}

bool roster_has(const struct roster_roles *roles, const char *role)
{
	for (unsigned i = 0; i < ROSTER_ROLES_MAX && roles->of[i][0] != '\0'; i++)
		if (strcmp(roles->of[i], role) == 0)
			return true;
	return false;
}
