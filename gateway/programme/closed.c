/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/closed.h"

#include "gateway/base/period.h"

#include <string.h>

bool closed_for(const struct act *a, const struct unit *unit, const char *period)
{
	char last[PERIOD_DAY_OCTETS];

	if (unit_in_force(unit, units_day(a->units)))
		return false;
	return period_last_day(period, last)[0] == '\0' || !unit_in_force(unit, last);
}

int closed_answer(struct act *a, const struct unit *unit, struct why *why)
{
	char name[RECORD_NAME_OCTETS], date[CALENDAR_NAME_OCTETS] = "";
	int64_t last;

	if (clock_read(unit->valid_to, &last) == 0)
		calendar_day_name(last + CLOCK_DAY, a->in->now_us, date);
	return act_answer(
		a, OUTCOME_REFUSED, why, "unit_closed", "unit", unit_in_sentence(unit, name), "date", date, NULL);
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

	if (a->out->intent == INTENT_ASK && ended != NULL)
		a->out->intent = act_reading(a)->guess;
	return ended != NULL ? closed_answer(a, ended, why)
			     : act_answer(a, OUTCOME_ASKED, why, "register_unit_unknown", "word", word_of(a), NULL);
}
