/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/known.h"

#include <stdio.h>
#include <string.h>

/* Fibonacci hashing: ids differ in their middle. */
static size_t place_of(uint64_t id)
{
	return (size_t)((id * UINT64_C(0x9E3779B97F4A7C15)) >> 32) % KNOWN_MAX;
}

/* FNV-1a; a name of a centre is often a number that grows. */
static size_t place_of_name(const char *link, const char *name)
{
	uint32_t hash = 2166136261u;

	for (const char *c = link; *c != '\0'; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619u;
	for (const char *c = name; *c != '\0'; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619u;
	return hash % KNOWN_MAX;
}

void known_add(struct known_texts *k, const struct message_brief *m)
{
	k->sending[place_of((uint64_t)m->id)] = *m;
}

const struct message_brief *known_text(const struct known_texts *k, uint64_t id)
{
	const struct message_brief *m = &k->sending[place_of(id)];

	return m->id != 0 && (uint64_t)m->id == id ? m : NULL;
}

void known_sent(struct known_texts *k, const char *link, const char *name, const struct message_brief *m)
{
	struct known_name *n;

	if (name[0] == '\0' || strlen(name) >= sizeof n->name || strlen(link) >= sizeof n->link)
		return;
	n = &k->sent[place_of_name(link, name)];
	snprintf(n->link, sizeof n->link, "%s", link);
	snprintf(n->name, sizeof n->name, "%s", name);
	n->text = *m;
	n->text.state = MESSAGE_SENT;
	n->text.skip |= 1; /* its part is taken */
}

bool known_take(struct known_texts *k, const char *link, const char *name, struct message_brief *m)
{
	struct known_name *n = &k->sent[place_of_name(link, name)];

	if (n->text.id == 0 || strcmp(n->name, name) != 0 || strcmp(n->link, link) != 0)
		return false;
	*m = n->text;
	n->text.id = 0;
	return true;
}

void known_clear(struct known_texts *k)
{
	for (size_t i = 0; i < KNOWN_MAX; i++)
		k->sending[i].id = k->sent[i].text.id = 0;
}
