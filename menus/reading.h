/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reading.h - what a text was understood to mean.
 *
 * The understanding fills a reading; the programme's acts execute it. Fields
 * are named as scripts see them (docs of `keng try`): indicator codes with
 * numbers, "total.DVC", "unit", "commune", "code", "period", "date" ...
 */
#ifndef MENUS_READING_H
#define MENUS_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum intent {
	INTENT_UNKNOWN,
	INTENT_REGISTER,
	INTENT_SCHEDULE_ADD,
	INTENT_SCHEDULE_QUERY,
	INTENT_SCHEDULE_CHANGE,
	INTENT_REPORT,
	INTENT_CORRECTION,
	INTENT_DIFFICULTY,
	INTENT_TARGET_QUERY,
	INTENT_TARGET_SET,
	INTENT_DIGEST,
	INTENT_HELP,
	INTENT_GUIDE,
	INTENT_OPTOUT,
	INTENT_OPTIN,
	INTENT_APPROVE,
	INTENT_REJECT,
	INTENT_RSVP,
	INTENT_ATTENDANCE,
	INTENT_ACK,
	INTENT_ASK,
	INTENT_DENY,
	INTENT_IGNORE,
	INTENT_OFFTOPIC,
	INTENT_EMPTY,
	INTENT_TEAM,
	INTENT_GROUP,
	INTENT_URGE,
	INTENT_ANSWER,
	INTENT_BROADCAST,
	INTENT_PRIVACY,
	INTENT_LANGUAGE,
	INTENT_STATUS,
	INTENT_UNDO,
	INTENT_CONFIRM,
	INTENT_FORM,      /* a form of the menu files: see menus/form.h */
	INTENT_MENU,      /* menu: the numbered menu, or a step in it */
	INTENT_LEAVE,     /* a member gives up the team */
	INTENT_DEPUTE,    /* somebody acts in a leader's place for a time */
	INTENT_NUMBER,    /* another number for who texts: a second SIM, a new one */
	INTENT_OBJECT,    /* the change of one's number was asked for by somebody else */
	INTENT_PIN,       /* set or drop the PIN for a borrowed phone */
	INTENT_PHONEBOOK, /* the numbers of a unit's people */
	INTENT_SUSPEND,   /* nobody is urged for some days, or again */
	INTENTS
};
/* "report"; an undo prints as "correction", a confirm as "report", a menu as "help", suspending as "urge", what
 * is done about people as "team", "register" or "privacy": see the interface page. */
const char *intent_name(enum intent intent);

#define READING_FIELDS_MAX  64
#define READING_ENTRIES_MAX 4
#define READING_KEY_OCTETS  24
#define READING_TEXT_OCTETS 480

struct reading_field {
	char key[READING_KEY_OCTETS];
	unsigned entry; /* 0 .. READING_ENTRIES_MAX-1: which unit of a text that reports for several */
	bool is_number;
	int64_t number;
	char text[READING_TEXT_OCTETS]; /* UTF-8, as typed where a person or place is named; else "" */
};

struct reading {
	enum intent intent;
	enum intent guess; /* what the text was probably about when intent is ASK */
	int score, margin; /* 0..100: how sure, and by how much more than the runner-up */
	unsigned entries;  /* 1 as a rule */
	unsigned fields_used;
	struct reading_field fields[READING_FIELDS_MAX];
	char ask[READING_KEY_OCTETS]; /* what must be asked back: "number" "indicator" "unit" "date" "ref" "name" "intent" ... */
	char options[8][READING_TEXT_OCTETS]; /* the numbered choices of the question */
	unsigned options_used;
	char machine
		[READING_KEY_OCTETS]; /* intent IGNORE: why ("no-credit" "sim-blocked" "sim-expiry" raise alarms; "" = plain) */
};

void reading_clear(struct reading *r);
/* Add a field; past READING_FIELDS_MAX it is dropped and false returned. */
bool reading_add_number(struct reading *r, unsigned entry, const char *key, int64_t number);
bool reading_add_text(struct reading *r, unsigned entry, const char *key, const char *text);
/* The first field of that key in that entry, or NULL. */
const struct reading_field *reading_find(const struct reading *r, unsigned entry, const char *key);

#endif
