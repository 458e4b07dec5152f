/* SPDX-License-Identifier: GPL-2.0-or-later */
/* target_more.c - what is asked before a target is given: beside what stands or instead of it ("GIAO THEM"), and of
 * which year. */
#include "gateway/programme/target_set.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The targets with what stands added; *any: something does, of the same kind. */
static int add_standing(struct act *a, const struct assignment *all, struct assignment *sum, bool *any, struct why *why)
{
	*sum = *all;
	*any = false;
	for (unsigned i = 0; i < all->used; i++) {
		struct target old = all->at[i];
		bool found;

		if (target_get(a->p->store, &old, &found, why) == -1)
			return -1;
		if (!found || strcmp(old.denominator, all->at[i].denominator) != 0)
			continue;
		*any = true;
		sum->at[i].value += old.value;
	}
	return 0;
}

static int ask_more(struct act *a, const struct assignment *all, const struct assignment *sum, struct why *why)
{
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS];
	struct buf values, sums;
	int result = -1;

	buf_init(&values);
	buf_init(&sums);
	target_add_values(all, &values);
	target_add_values(sum, &sums);
	question_begin(a, PENDING_CHOICE, INTENT_TARGET_SET);
	record_copy("more", a->question.subject, sizeof a->question.subject);
	question_choice(a, "add");
	question_choice(a, "new");
	if (question_ask(a, why) == 0)
		result = act_answer(a, OUTCOME_ASKED, why, "target_more", "unit", unit_in_sentence(all->unit, name),
			"period", act_period_name(a, all->period, period), "values", values.data, "sum", sums.data,
			NULL);
	buf_fini(&values);
	buf_fini(&sums);
	return result;
}

int target_more(struct act *a, struct assignment *all, bool *answered, struct why *why)
{
	struct assignment sum;
	bool any;

	*answered = false;
	if (strcmp(act_text(a, "more"), "new") == 0)
		return 0;
	if (all->split != SPLIT_NONE || strcmp(act_text(a, "split"), "ask") == 0) { /* each has its own */
		*answered = true;
		return act_answer(a, OUTCOME_ASKED, why, "ask_target", "indicator", act_text(a, "indicator"), NULL);
	}
	if (add_standing(a, all, &sum, &any, why) == -1)
		return -1;
	if (any && strcmp(act_text(a, "more"), "add") == 0) {
		*all = sum;
		return 0;
	}
	*answered = any;
	return any ? ask_more(a, all, &sum, why) : 0;
}

#define SOON (200 * CLOCK_DAY) /* as near as the next half-year */

bool target_period_next_year(const struct act *a, const char *period, char next[RECORD_PERIOD_OCTETS])
{
	int64_t from, until;
	char year[16];

	if (strlen(period) < 7 || atoi(period) != clock_civil(a->in->now_us).year ||
		calendar_period_bounds(period, &from, &until) == -1 || until > a->in->now_us)
		return false;
	snprintf(year, sizeof year, "%04d", atoi(period) + 1);
	record_copy(period, next, RECORD_PERIOD_OCTETS);
	memcpy(next, year, 4);
	return calendar_period_bounds(next, &from, &until) == 0 && from <= a->in->now_us + SOON;
}

/* How many get a share; "" when it is not shared out like that. */
static const char *count_below(const struct act *a, const struct assignment *all, bool each, char number[24])
{
	size_t used = 0;

	number[0] = '\0';
	if (all->split != SPLIT_NONE && each == (all->split == SPLIT_EACH)) {
		free(target_below(a->units, all->unit, all->tier, &used));
		snprintf(number, 24, "%zu", used);
	}
	return number;
}

int target_next_year(struct act *a, const struct assignment *all, bool *answered, struct why *why)
{
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS], later[CALENDAR_NAME_OCTETS];
	char next[RECORD_PERIOD_OCTETS], shares[24], each[24];
	struct buf values;
	int result = -1;

	*answered = target_period_next_year(a, all->period, next);
	if (!*answered)
		return 0;
	question_begin(a, PENDING_CONFIRM, INTENT_TARGET_SET);
	question_forget(&a->question.kept, "period");
	reading_add_text(&a->question.kept, 0, "period", next);
	buf_init(&values);
	target_add_values(all, &values);
	if (question_ask(a, why) == 0)
		result = act_answer(a, OUTCOME_ASKED, why, "target_next_year", "before",
			act_period_name(a, all->period, period), "period", act_period_name(a, next, later), "unit",
			unit_in_sentence(all->unit, name), "values", values.data, "count",
			count_below(a, all, false, shares), "others", count_below(a, all, true, each), NULL);
	buf_fini(&values);
	return result;
}
