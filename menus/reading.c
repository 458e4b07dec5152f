/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/reading.h"

#include <stdio.h>
#include <string.h>

static const char *const names[INTENTS] = {
	[INTENT_UNKNOWN] = "unknown",
	[INTENT_REGISTER] = "register",
	[INTENT_SCHEDULE_ADD] = "schedule_add",
	[INTENT_SCHEDULE_QUERY] = "schedule_query",
	[INTENT_SCHEDULE_CHANGE] = "schedule_change",
	[INTENT_REPORT] = "report",
	[INTENT_CORRECTION] = "correction",
	[INTENT_DIFFICULTY] = "difficulty",
	[INTENT_TARGET_QUERY] = "target_query",
	[INTENT_TARGET_SET] = "target_set",
	[INTENT_DIGEST] = "digest",
	[INTENT_HELP] = "help",
	[INTENT_GUIDE] = "guide",
	[INTENT_OPTOUT] = "optout",
	[INTENT_OPTIN] = "optin",
	[INTENT_APPROVE] = "approve",
	[INTENT_REJECT] = "reject",
	[INTENT_RSVP] = "rsvp",
	[INTENT_ATTENDANCE] = "attendance",
	[INTENT_ACK] = "ack",
	[INTENT_ASK] = "ask",
	[INTENT_DENY] = "deny",
	[INTENT_IGNORE] = "ignore",
	[INTENT_OFFTOPIC] = "offtopic",
	[INTENT_EMPTY] = "empty",
	[INTENT_TEAM] = "team",
	[INTENT_GROUP] = "group",
	[INTENT_URGE] = "urge",
	[INTENT_ANSWER] = "answer",
	[INTENT_BROADCAST] = "broadcast",
	[INTENT_PRIVACY] = "privacy",
	[INTENT_LANGUAGE] = "language",
	[INTENT_STATUS] = "status",
	[INTENT_UNDO] = "correction",
	[INTENT_CONFIRM] = "report",
	[INTENT_FORM] = "form",
	[INTENT_MENU] = "help",
	[INTENT_LEAVE] = "team",
	[INTENT_DEPUTE] = "team",
	[INTENT_NUMBER] = "register",
	[INTENT_OBJECT] = "register",
	[INTENT_PIN] = "privacy",
	[INTENT_PHONEBOOK] = "team",
	[INTENT_SUSPEND] = "urge",
};

const char *intent_name(enum intent intent)
{
	return (unsigned)intent < INTENTS ? names[intent] : "unknown";
}

/* Leaves the fields as they are, behind fields_used: clearing 30 KB for every text would cost more than reading it. */
void reading_clear(struct reading *r)
{
	r->intent = r->guess = INTENT_UNKNOWN;
	r->score = r->margin = 0;
	r->entries = 1;
	r->fields_used = r->options_used = 0;
	r->ask[0] = r->machine[0] = '\0';
}

static struct reading_field *add(struct reading *r, unsigned entry, const char *key)
{
	if (r->fields_used == READING_FIELDS_MAX || entry >= READING_ENTRIES_MAX)
		return NULL;
	struct reading_field *f = &r->fields[r->fields_used++];
	snprintf(f->key, sizeof f->key, "%s", key);
	f->entry = entry;
	f->is_number = false;
	f->number = 0;
	f->text[0] = '\0';
	return f;
}

bool reading_add_number(struct reading *r, unsigned entry, const char *key, int64_t number)
{
	struct reading_field *f = add(r, entry, key);
	if (f == NULL)
		return false;
	f->is_number = true;
	f->number = number;
	return true;
}

/* A text too long for its place ends before the letter that does not fit whole. */
bool reading_add_text(struct reading *r, unsigned entry, const char *key, const char *text)
{
	struct reading_field *f = add(r, entry, key);
	if (f == NULL)
		return false;
	size_t n = strlen(text);
	if (n >= sizeof f->text) {
		n = sizeof f->text - 1;
		while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
			n--;
	}
	memcpy(f->text, text, n);
	f->text[n] = '\0';
	return true;
}

const struct reading_field *reading_find(const struct reading *r, unsigned entry, const char *key)
{
	for (unsigned i = 0; i < r->fields_used; i++)
		if (r->fields[i].entry == entry && strcmp(r->fields[i].key, key) == 0)
			return &r->fields[i];
	return NULL;
}
