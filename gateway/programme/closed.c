/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/closed.h"

#include "gateway/base/period.h"
#include "gateway/programme/then.h"

#include <string.h>

bool closed_for(const struct act *a, const struct unit *unit, const char *period)
{
	char last[PERIOD_DAY_OCTETS];

	if (unit_in_force(unit, units_day(a->units)))
		return false;
	return period_last_day(period, last)[0] == '\0' || !unit_in_force(unit, last);
}

/* "xã Vạn Tường", in which it goes on, or which holds what was its own; "" when nothing does. */
static const char *successor_of(const struct act *a, const struct unit *unit, char to[static RECORD_NAME_OCTETS])
{
	const struct unit *heir;
	bool divided;

	to[0] = '\0';
	heir = units_heir(a->units, unit, &divided);
	return heir == NULL || heir == unit ? to : unit_in_sentence(heir, to);
}

int closed_answer(struct act *a, const struct unit *unit, struct why *why)
{
	char name[RECORD_NAME_OCTETS], heir[RECORD_NAME_OCTETS], date[CALENDAR_NAME_OCTETS] = "";
	int64_t last;

	if (clock_read(unit->valid_to, &last) == 0)
		calendar_day_name(last + CLOCK_DAY, a->in->now_us, date);
	return act_answer(a, OUTCOME_REFUSED, why, "unit_closed", "unit", unit_in_sentence(unit, name), "date", date,
		"successor", successor_of(a, unit, heir), NULL);
}

/* Those acts look at the period: of the time before its end a unit may still be spoken of. */
static bool goes_by_period(enum intent intent)
{
	return intent == INTENT_REPORT || intent == INTENT_CORRECTION || intent == INTENT_DIGEST ||
	       intent == INTENT_URGE || intent == INTENT_TARGET_SET;
}

/* What is given to one of several that went into a unit, or urges its villages, is not done to all of that unit. */
static const struct unit *closed_part(const struct act *a, enum intent intent)
{
	char period[CALENDAR_PERIOD_OCTETS];

	for (unsigned entry = 0; entry == 0 || entry < act_reading(a)->entries; entry++) {
		const struct unit *unit = act_unit_named(a, entry),
				  *part = unit == NULL ? NULL : then_part(a, entry, unit);

		if (part != NULL && (intent == INTENT_TARGET_SET || intent == INTENT_URGE) &&
			closed_for(a, part, act_period(a, entry, unit, period)))
			return part;
	}
	return NULL;
}

const struct unit *closed_unit(const struct act *a)
{
	const struct reading *r = act_reading(a);
	bool any = false;

	if (goes_by_period(r->intent == INTENT_ASK ? r->guess : r->intent))
		return closed_part(a, r->intent);
	for (unsigned entry = 0; entry == 0 || entry < r->entries; entry++) {
		const struct unit *unit = act_unit_named(a, entry);

		any = any || unit != NULL;
		if (unit != NULL && !unit_in_force(unit, units_day(a->units)))
			return unit;
	}
	return !any && a->unit != NULL && !unit_in_force(a->unit, units_day(a->units)) ? a->unit : NULL;
}

/* The words for the first of the units that is none; "" when all are, or none is named. */
static const char *word_of(const struct act *a)
{
	for (unsigned entry = 0; entry == 0 || entry < act_reading(a)->entries; entry++) {
		const struct reading_field *word = reading_find(act_reading(a), entry, "unit");

		if (word == NULL)
			word = reading_find(act_reading(a), entry, "commune");
		if (word != NULL && act_unit_named(a, entry) == NULL)
			return word->text;
	}
	return "";
}

bool closed_or_unknown(const struct act *a)
{
	return word_of(a)[0] != '\0';
}

int closed_or_unknown_answer(struct act *a, struct why *why)
{
	const struct unit *ended = units_ended_by_word(a->units, word_of(a));
	const struct reading *r = act_reading(a);

	if (a->out->intent == INTENT_ASK && ended != NULL)
		a->out->intent = r->guess;
	if (ended != NULL)
		return closed_answer(a, ended, why);
	if (question_ask_unit(a, r->intent == INTENT_ASK ? r->guess : r->intent, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ASKED, why, "register_unit_unknown", "word", word_of(a), NULL);
}
