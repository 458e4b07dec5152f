/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/sim/manner.h"

#include "gateway/profile.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static unsigned copy_items(const struct profile *p, const char *key, char to[][MANNER_TEXT_OCTETS])
{
	const char *item;
	unsigned n = 0;

	while (n < MANNER_ITEMS_MAX && (item = profile_item(p, key, n)) != NULL)
		snprintf(to[n++], MANNER_TEXT_OCTETS, "%s", item);
	return n;
}

static void split_init(struct manner *m, const char *commands)
{
	while (*commands != '\0' && m->inits < MANNER_ITEMS_MAX) {
		size_t n = strcspn(commands, ";");

		snprintf(m->init[m->inits++], MANNER_TEXT_OCTETS, "%.*s", (int)n, commands);
		commands += n + (commands[n] == ';');
		commands += strspn(commands, " ");
	}
}

void manner_of(struct manner *m, const struct profile *p)
{
	const char *model = profile_item(p, "models", 0);

	*m = (struct manner){ .in_modem = strcmp(profile_text(p, "memories"), "ME") == 0,
		.no_receipts = !profile_allows(p, "receipts") };
	snprintf(m->who, sizeof m->who, "%.60s/%.40s/simulated", profile_text(p, "manufacturer"),
		model != NULL ? model : profile_name(p));
	snprintf(m->restart, sizeof m->restart, "%s", profile_text(p, "restart"));
	split_init(m, profile_text(p, "init"));
	m->refusals = copy_items(p, "refuses", m->refuses);
	m->known = copy_items(p, "knows", m->knows);
	m->chatters = copy_items(p, "chatter", m->chatter);
}

enum manner_answer manner_take(const struct manner *m, const char *line)
{
	for (unsigned i = 0; i < m->refusals; i++)
		if (strncasecmp(line, m->refuses[i], strlen(m->refuses[i])) == 0)
			return MANNER_REFUSE;
	for (unsigned i = 0; i < m->inits; i++)
		if (strcasecmp(line, m->init[i]) == 0)
			return MANNER_HUSH;
	for (unsigned i = 0; i < m->known; i++)
		if (strncasecmp(line, m->knows[i], strlen(m->knows[i])) == 0)
			return MANNER_ACCEPT;
	return m->restart[0] != '\0' && strcasecmp(line, m->restart) == 0 ? MANNER_RESTART : MANNER_NOTHING;
}
