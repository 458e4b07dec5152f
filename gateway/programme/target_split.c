/* SPDX-License-Identifier: GPL-2.0-or-later */
/* target_split.c - a target goes down: a district's to its communes or to all of its villages, a commune's to its
 * villages. */
#include "gateway/programme/rollup.h"
#include "gateway/programme/target_set.h"
#include "gateway/programme/whole.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static bool is_of_tier(const struct units *units, const struct unit *one, const struct unit *top, enum tier tier)
{
	if (tier == TIER_BELOW)
		return units_above(units, one) == top;
	return (tier == TIER_VILLAGES ? unit_is_village(one) : unit_is_commune(one)) &&
	       units_is_under(units, one->code, top->code);
}

const struct unit **target_below(const struct units *units, const struct unit *unit, enum tier tier, size_t *used)
{
	const struct unit **below = NULL;

	*used = 0;
	for (size_t i = 0; i < units_count(units); i++) {
		const struct unit *one = units_at(units, i);

		if (one == NULL || one == unit || !is_of_tier(units, one, unit, tier))
			continue;
		below = record_room(below, *used, sizeof *below);
		below[(*used)++] = one;
	}
	return below;
}

/* The greatest remainders get one more; of equal ones the first. */
void target_share(int64_t value, const int64_t *weights, size_t used, int64_t *shares)
{
	int64_t sum = 0, left = value;

	for (size_t i = 0; i < used; i++)
		sum += weights[i];
	for (size_t i = 0; i < used; i++) {
		shares[i] = value * weights[i] / sum;
		left -= shares[i];
	}
	for (; left > 0; left--) {
		size_t best = 0;
		int64_t most = -1;

		for (size_t i = 0; i < used; i++) {
			int64_t rest = value * weights[i] - shares[i] * sum;

			if (rest > most) {
				most = rest;
				best = i;
			}
		}
		shares[best]++;
	}
}

/* ---- what each gets ---- */

struct shares {
	const struct unit **units;
	size_t used;
	int64_t *at;
};

static void free_shares(struct shares *s)
{
	free(s->units);
	free(s->at);
}

/* Households of each; *unknown: the first of whom nobody knows them. */
static int read_weights(
	struct act *a, const struct shares *s, int64_t *weights, const struct unit **unknown, struct why *why)
{
	*unknown = NULL;
	for (size_t i = 0; i < s->used; i++) {
		if (whole_of(a->p->store, a->units, s->units[i], "household", &weights[i], why) == -1)
			return -1;
		if (weights[i] <= 0 && *unknown == NULL)
			*unknown = s->units[i];
	}
	return 0;
}

static int read_shares(struct act *a, const struct assignment *all, const struct target *t, struct shares *s,
	const struct unit **unknown, struct why *why)
{
	int64_t *weights;
	int result = 0;

	*unknown = NULL;
	s->units = target_below(a->units, all->unit, all->tier, &s->used);
	s->at = calloc(s->used + 1, sizeof *s->at);
	weights = calloc(s->used + 1, sizeof *weights);
	assert(s->at != NULL && weights != NULL);
	for (size_t i = 0; i < s->used; i++) {
		weights[i] = 1;
		s->at[i] = t->value;
	}
	if (all->split == SPLIT_HOUSEHOLDS)
		result = read_weights(a, s, weights, unknown, why);
	/* A percentage is the same for each. */
	if (result == 0 && *unknown == NULL && s->used > 0 && t->denominator[0] == '\0' && all->split != SPLIT_EACH)
		target_share(t->value, weights, s->used, s->at);
	free(weights);
	return result;
}

/* Over the heads of the communes: every village of the province is asked about first. */
static bool wants_asking(const struct act *a, const struct assignment *all)
{
	return all->tier == TIER_VILLAGES && !unit_is_commune(all->unit) && !act_has(a, "confirmed");
}

static int ask_many(struct act *a, const struct assignment *all, size_t villages, struct why *why)
{
	static const char *const keys[] = {
		[SPLIT_EVEN] = "target_many", [SPLIT_HOUSEHOLDS] = "target_many", [SPLIT_EACH] = "target_many_each"
	};
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS];
	struct buf values;
	int result = -1;

	buf_init(&values);
	target_add_values(all, &values);
	question_begin(a, PENDING_CONFIRM, INTENT_TARGET_SET);
	if (question_ask(a, why) == 0)
		result = act_answer(a, OUTCOME_ASKED, why, keys[all->split], "unit", unit_in_sentence(all->unit, name),
			"period", act_period_name(a, all->period, period), "values", values.data, "count",
			NUMBER((int64_t)villages), NULL);
	buf_fini(&values);
	return result;
}

int target_split_check(struct act *a, const struct assignment *all, bool *answered, struct why *why)
{
	char name[RECORD_NAME_OCTETS];
	const struct unit *unknown;
	struct shares s;
	int result = read_shares(a, all, &all->at[0], &s, &unknown, why);

	*answered = result == 0 && (s.used == 0 || unknown != NULL || wants_asking(a, all));
	if (result == 0 && s.used == 0)
		result = act_answer(
			a, OUTCOME_REFUSED, why, "target_split_none", "unit", unit_in_sentence(all->unit, name), NULL);
	else if (result == 0 && unknown != NULL)
		result = act_answer(a, OUTCOME_REFUSED, why, "target_split_unknown", "unit",
			unit_in_sentence(unknown, name), "indicator", all->at[0].indicator, "value",
			NUMBER(all->at[0].value), NULL);
	else if (*answered)
		result = ask_many(a, all, s.used, why);
	free_shares(&s);
	return result;
}

int target_split_store(struct act *a, struct assignment *all, struct buf *list, struct why *why)
{
	int result = 0;

	for (unsigned i = 0; i < all->used && result == 0; i++) {
		struct target *t = &all->at[i];
		const struct unit *unknown;
		struct shares s;
		int64_t sum = 0;

		result = read_shares(a, all, t, &s, &unknown, why);
		for (size_t k = 0; k < s.used && result == 0; k++) {
			struct target one = *t;

			record_copy(s.units[k]->code, one.unit, sizeof one.unit);
			one.value = s.at[k];
			sum += one.value;
			if (i == 0)
				buf_addf(list, "%s%s %" PRId64 "%s", k == 0 ? "" : ", ", rollup_short_name(s.units[k]),
					one.value, one.denominator[0] != '\0' ? "%" : "");
			if (one.denominator[0] != '\0')
				result = whole_of(a->p->store, a->units, s.units[k], one.denominator, &one.whole, why);
			if (result == 0)
				result = target_store(a, s.units[k], &one, &all->news, why);
		}
		if (all->split == SPLIT_EACH && t->denominator[0] == '\0')
			t->value = sum;
		free_shares(&s);
	}
	return result;
}

/* How many of those below have such a target. */
static int count_given(
	struct act *a, const struct assignment *all, const struct shares *s, size_t *given, struct why *why)
{
	*given = 0;
	for (size_t i = 0; i < s->used; i++) {
		struct target one = all->at[0];
		bool found;

		record_copy(s->units[i]->code, one.unit, sizeof one.unit);
		if (target_get(a->p->store, &one, &found, why) == -1)
			return -1;
		*given += found;
	}
	return 0;
}

int target_split_confirm(struct act *a, const struct assignment *all, struct why *why)
{
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS];
	struct target old = all->at[0];
	const struct unit *unknown;
	struct buf values, stands;
	struct shares s;
	size_t given = 0;
	bool found = false, each = all->split == SPLIT_EACH && all->used == 1 && old.denominator[0] == '\0';
	int result = read_shares(a, all, &all->at[0], &s, &unknown, why);

	buf_init(&values);
	buf_init(&stands);
	target_add_values(all, &values);
	if (result == 0)
		result = count_given(a, all, &s, &given, why);
	if (result == 0)
		result = target_get(a->p->store, &old, &found, why);
	if (found)
		target_add_value(&old, &stands);
	if (result == 0)
		result = act_answer(a, OUTCOME_ASKED, why,
			all->split == SPLIT_EACH ? "target_confirm_each" : "target_confirm_split", "unit",
			unit_in_sentence(all->unit, name), "period", act_period_name(a, all->period, period), "values",
			values.data, "count", NUMBER((int64_t)s.used), "sum",
			each ? NUMBER(all->at[0].value * (int64_t)s.used) : "", "old", stands.data, "others",
			given > 0 ? NUMBER((int64_t)given) : "", NULL);
	buf_fini(&values);
	buf_fini(&stands);
	free_shares(&s);
	return result;
}
