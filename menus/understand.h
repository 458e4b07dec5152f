/* SPDX-License-Identifier: GPL-2.0-or-later */
/* understand.h - from the octets of a text to its intent and fields.
 *
 * Pure: reads the lexicon (words from the menu files), the unit names and the
 * situation, which the caller fills from the store; no I/O, no clock.
 *
 * The rule: one clear reading acts; two readings, or a missing, vague or
 * impossible value give INTENT_ASK with what was clear kept in the fields.
 */
#ifndef MENUS_UNDERSTAND_H
#define MENUS_UNDERSTAND_H

#include "gateway/base/clock.h"
#include "menus/reading.h"

struct lexicon;    /* menus/lexicon.h: keywords, indicators, topics, roles, categories, machine patterns */
struct unit_names; /* menus/unit_name.h: the units in force (and their old names), for look-up by name or code */

/* What the gateway last asked this person, while the answer is still awaited. */
enum pending {
	PENDING_NONE,
	PENDING_CONSENT,   /* welcome text: DONG Y or TC */
	PENDING_NUMBER,    /* how many? subject = indicator code */
	PENDING_INDICATOR, /* which indicator is `number`? */
	PENDING_UNIT,      /* which unit? choices are unit codes */
	PENDING_CHOICE,    /* numbered choices */
	PENDING_CONFIRM,   /* an implausible value: XN or correct */
	PENDING_MENU,      /* a numbered menu: see menus/step.h */
	PENDING_NAME       /* the name that a registration lacks */
};

#define SITUATION_REFS_MAX   16
#define SITUATION_VALUES_MAX 32
#define SITUATION_DOORS_MAX  8

struct situation {
	struct civil now;
	const char *from;           /* "+84905123456", "191", "VIETTEL" */
	bool from_name;             /* the sender is alphanumeric */
	bool ussd;                  /* typed in a USSD dialogue: terse, never a machine */
	bool known;                 /* in the roll (whatever the status) */
	bool stopped;               /* has opted out */
	const char *role;           /* "to_truong", ... "" when not known */
	const char *unit, *commune; /* codes; "" when not known */
	int64_t households;         /* of the sender's unit, 0 = not known */
	enum pending pending;
	char pending_subject[READING_KEY_OCTETS]; /* e.g. the indicator asked for, the name of the menu */
	int64_t pending_number;
	bool pending_passed;        /* other things were answered since, so that a bare yes or no is not said to it */
	enum intent pending_intent; /* what is waiting for the missing piece */
	const char *choices[9];     /* of PENDING_UNIT and PENDING_CHOICE, in the order shown */
	unsigned choices_used;
	int64_t approvals[SITUATION_REFS_MAX]; /* numbers of enrolments and reports that wait for this leader */
	unsigned approvals_used;
	int64_t events[SITUATION_REFS_MAX]; /* trainings to which this person is invited and has not answered */
	unsigned events_used;
	int64_t invited
		[SITUATION_REFS_MAX]; /* trainings that this person may answer by their number: invited, called, shown, or lately over */
	unsigned invited_used;
	int64_t answered;   /* the training that this person answered last and that is still to come, 0 = none */
	bool just_answered; /* that was a moment ago */
	int64_t doors[SITUATION_DOORS_MAX]; /* door codes of trainings at which people check in now */
	unsigned doors_used;
	int64_t tickets[SITUATION_REFS_MAX]; /* this person's latest difficulties, sent or in hand */
	unsigned tickets_used;
	int64_t answered_ticket; /* of those sent, the one that was answered last and is not closed, 0 = none */
	struct {
		char indicator[8];
		int64_t value;
		bool total;           /* cumulative, and not of the period */
	} last[SITUATION_VALUES_MAX]; /* of this person's last report of the current period */
	unsigned last_used;
	int64_t last_no; /* its number, 0 = none */
	bool heard;      /* the last text to this person, of a moment ago, says that their own was recorded */
};

/* Understand one text of n octets (any octets: bad UTF-8 is repaired or counted as noise). The first 1,530 characters,
 * ten parts, are read; the numbers of a longer text are asked back. Writes one line per stage and the runners-up into
 * why_trace when it is not NULL. */
struct buf;
void understand(const struct lexicon *words, const struct unit_names *units, const struct situation *at,
	const char *text, size_t n, struct reading *reading, struct buf *why_trace);

#endif
