/* SPDX-License-Identifier: GPL-2.0-or-later */
/* target_set.c - targets are assigned by those who may (S7): GIAO CT DVC 50 thon Son Tra.
 *
 * A number, or a percentage of what the indicator is counted against. Down the
 * tiers: "chia deu", "chia theo ho", "moi thon". What is impossible is refused
 * with its reason; what is odd, or done by delegation, is asked back.
 */
#include "gateway/programme/target_set.h"

#include "gateway/base/period.h"
#include "gateway/base/segment.h"
#include "gateway/programme/closed.h"
#include "gateway/programme/figures.h"
#include "gateway/programme/people.h"
#include "gateway/programme/rollup.h"
#include "gateway/programme/then.h"
#include "gateway/programme/whole.h"
#include "menus/lexicon.h"
#include "store/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A check has answered, or found nothing. */
enum found { FOUND_FAILED = -1, FOUND_NOTHING, FOUND_ANSWERED };

static enum found answered(int result)
{
	return result == -1 ? FOUND_FAILED : FOUND_ANSWERED;
}

void target_add_value(const struct target *t, struct buf *to)
{
	buf_addf(to, "%s %" PRId64, t->indicator, t->value);
	if (t->denominator[0] == '\0')
		return;
	buf_adds(to, "%");
	if (t->whole > 0)
		buf_addf(to, " (%" PRId64 ")", whole_share(t->value, t->whole));
}

void target_add_values(const struct assignment *all, struct buf *to)
{
	for (unsigned i = 0; i < all->used; i++) {
		if (i > 0)
			buf_adds(to, ", ");
		target_add_value(&all->at[i], to);
	}
}

/* ---- what the text says ---- */

static enum split split_of(const struct act *a)
{
	static const char *const words[] = {
		[SPLIT_EVEN] = "even", [SPLIT_HOUSEHOLDS] = "households", [SPLIT_EACH] = "each"
	};

	for (enum split s = SPLIT_EVEN; s <= SPLIT_EACH; s++)
		if (strcmp(act_text(a, "split"), words[s]) == 0)
			return s;
	return SPLIT_NONE;
}

static enum tier tier_of(const struct act *a)
{
	if (strcmp(act_text(a, "tier"), "village") == 0)
		return TIER_VILLAGES;
	return strcmp(act_text(a, "tier"), "commune") == 0 ? TIER_COMMUNES : TIER_BELOW;
}

static void add_target(const struct act *a, struct assignment *all, const char *indicator, int64_t value)
{
	struct target *t = &all->at[all->used];

	if (all->used == TARGETS_MAX)
		return;
	*t = (struct target){ .value = value, .set_at = a->in->now_us };
	record_copy(indicator, t->indicator, sizeof t->indicator);
	record_copy(all->unit->code, t->unit, sizeof t->unit);
	record_copy(all->period, t->period, sizeof t->period);
	record_copy(a->from, t->set_by, sizeof t->set_by);
	all->used++;
}

static int read_values(struct act *a, struct assignment *all, struct why *why)
{
	const struct lexicon *words = a->p->menus->lexicon;
	const struct reading *r = act_reading(a);
	bool percent = act_has(a, "percent");

	for (unsigned i = 0; i < r->fields_used; i++)
		if (r->fields[i].is_number && lexicon_indicator(words, r->fields[i].key) != NULL)
			add_target(a, all, r->fields[i].key, r->fields[i].number);
	if (all->used == 0 && lexicon_indicator(words, act_text(a, "indicator")) != NULL && act_has(a, "number"))
		add_target(a, all, act_text(a, "indicator"), act_number(a, "number", 0));
	for (unsigned i = 0; i < all->used && percent; i++) {
		struct target *t = &all->at[i];

		record_copy(act_has(a, "of") ? act_text(a, "of") : lexicon_indicator(words, t->indicator)->denominator,
			t->denominator, sizeof t->denominator);
		if (t->denominator[0] != '\0' &&
			whole_of(a->p->store, a->units, all->unit, t->denominator, &t->whole, why) == -1)
			return -1;
	}
	return 0;
}

/* "GIAO CT DVC chia deu": what the unit was given itself goes down. */
static int take_given(struct act *a, struct assignment *all, struct why *why)
{
	const char *indicator = act_text(a, "indicator");
	struct figures f;
	int result = figures_read(a->p->store, a->units, all->unit, all->period, &f, why);
	const struct target *t = result == -1 ? NULL : figures_target(&f, indicator);

	if (t != NULL) {
		record_copy(t->period, all->period, sizeof all->period);
		add_target(a, all, indicator, t->value);
		record_copy(t->denominator, all->at[0].denominator, sizeof all->at[0].denominator);
		all->at[0].whole = t->whole;
	}
	figures_fini(&f);
	return result;
}

/* ---- checks: each says what is wrong, and nothing is stored ---- */

static int refuse_past(struct act *a, const char *past, struct why *why)
{
	char next[CALENDAR_PERIOD_OCTETS], later[CALENDAR_NAME_OCTETS], example[96];

	calendar_period_at(a->p->menus->calendar, "", a->in->now_us, next);
	calendar_period_shift(next, 1, next);
	snprintf(example, sizeof example, "GIAO CT %.15s %.12s %.39s", act_text(a, "indicator"),
		act_word(a, "word_number"), act_period_name(a, next, later));
	return act_answer(a, OUTCOME_REFUSED, why, "target_past", "period", past, "example", example, NULL);
}

/* Which of the month, the quarter and the year that hold the day? The answer completes what was said. */
static int ask_period_until(struct act *a, const char *day, int64_t at, struct why *why)
{
	static const enum period_kind kinds[] = { PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR };
	char text[PERIOD_OCTETS], name[CALENDAR_NAME_OCTETS];
	struct civil date = clock_civil(at);
	struct buf options;
	int result = -1;

	buf_init(&options);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct period period = period_of(kinds[i], &date);

		buf_addf(&options, "%s%s", i == 0 ? "" : ", ", act_period_name(a, period_write(&period, text), name));
	}
	question_begin(a, PENDING_CHOICE, INTENT_TARGET_SET);
	record_copy("period", a->question.subject, sizeof a->question.subject);
	if (question_ask(a, why) == 0)
		result = act_answer(a, OUTCOME_ASKED, why, "target_until", "date", day, "options", options.data, NULL);
	buf_fini(&options);
	return result;
}

/* "den 25/12" in November names no period: a day of this one is it, one that is over is refused, any other is asked. */
static enum found check_until(struct act *a, const struct assignment *all, struct why *why)
{
	char day[CALENDAR_NAME_OCTETS];
	int64_t from, until, at;

	if (act_has(a, "period") || clock_read(act_text(a, "until"), &at) == -1 ||
		calendar_period_bounds(all->period, &from, &until) == -1)
		return FOUND_NOTHING;
	calendar_day_name(at, a->in->now_us, day);
	if (at + CLOCK_DAY <= a->in->now_us)
		return answered(refuse_past(a, day, why));
	return at < until ? FOUND_NOTHING : answered(ask_period_until(a, day, at, why));
}

static enum found check_period(struct act *a, const struct assignment *all, struct why *why)
{
	char period[CALENDAR_NAME_OCTETS];
	int64_t from, until;
	bool offered = false;

	if (calendar_period_bounds(all->period, &from, &until) == -1)
		return answered(act_answer(a, OUTCOME_ASKED, why, "ask_period", NULL));
	if (until > a->in->now_us)
		return check_until(a, all, why);
	if (target_next_year(a, all, &offered, why) == -1)
		return FOUND_FAILED;
	return offered ? FOUND_ANSWERED : answered(refuse_past(a, act_period_name(a, all->period, period), why));
}

static enum found check_running(struct act *a, struct assignment *all, struct why *why)
{
	bool asked = false;

	if (target_running(a, all, &asked, why) == -1)
		return FOUND_FAILED;
	return asked ? FOUND_ANSWERED : FOUND_NOTHING;
}

static enum found check_more(struct act *a, struct assignment *all, struct why *why)
{
	bool done = false;

	if (!act_has(a, "more"))
		return FOUND_NOTHING;
	if (target_more(a, all, &done, why) == -1)
		return FOUND_FAILED;
	return done ? FOUND_ANSWERED : FOUND_NOTHING;
}

/* A share of what nobody knows: a number, or a share of something else, completes what was said of one indicator. */
static enum found ask_whole(struct act *a, const struct assignment *all, const struct target *t, struct why *why)
{
	bool households = strcmp(whole_name(t->denominator), "household") == 0;
	char name[RECORD_NAME_OCTETS];

	if (all->used == 1) {
		question_begin(a, PENDING_NUMBER, INTENT_TARGET_SET);
		record_copy(t->indicator, a->question.subject, sizeof a->question.subject);
		question_forget(&a->question.kept, "percent");
		question_forget(&a->question.kept, "number");
		question_forget(&a->question.kept, t->indicator);
		if (question_ask(a, why) == -1)
			return FOUND_FAILED;
	}
	return answered(act_answer(a, all->used == 1 ? OUTCOME_ASKED : OUTCOME_REFUSED, why,
		households ? "target_no_households" : "target_no_whole", "indicator", t->indicator, "unit",
		unit_in_sentence(units_find(a->units, t->unit), name), "value", NUMBER(t->value), NULL));
}

static enum found check_share(
	struct act *a, const struct assignment *all, const struct target *t, bool percent, struct why *why)
{
	if (!percent)
		return FOUND_NOTHING;
	if (t->denominator[0] == '\0')
		return answered(
			act_answer(a, OUTCOME_REFUSED, why, "target_no_share", "indicator", t->indicator, NULL));
	if (act_has(a, "decimal"))
		return answered(act_answer(a, OUTCOME_REFUSED, why, "target_decimal", "indicator", t->indicator, NULL));
	if (t->value > 100)
		return answered(act_answer(a, OUTCOME_REFUSED, why, "target_over", "indicator", t->indicator, "value",
			NUMBER(t->value), NULL));
	if (t->whole > 0)
		return FOUND_NOTHING;
	return ask_whole(a, all, t, why);
}

static enum found confirm(struct act *a, struct why *why)
{
	question_begin(a, PENDING_CONFIRM, INTENT_TARGET_SET);
	return question_ask(a, why) == -1 ? FOUND_FAILED : FOUND_NOTHING;
}

/* More than there are: every second household twice? */
static enum found check_above(struct act *a, const struct assignment *all, const struct target *t, struct why *why)
{
	const char *denominator = lexicon_indicator(a->p->menus->lexicon, t->indicator)->denominator;
	char name[RECORD_NAME_OCTETS];
	const char *key;
	int64_t whole = 0;

	if (t->denominator[0] != '\0' || denominator[0] == '\0' || all->split == SPLIT_EACH)
		return FOUND_NOTHING;
	if (whole_of(a->p->store, a->units, all->unit, denominator, &whole, why) == -1)
		return FOUND_FAILED;
	key = whole > 0 ? "target_above" : "target_large";
	if (whole == 0) /* as many as its households can be */
		whole = all->unit->households * lexicon_indicator(a->p->menus->lexicon, t->indicator)->per_household;
	if (whole == 0 || t->value <= whole)
		return FOUND_NOTHING;
	if (confirm(a, why) == FOUND_FAILED)
		return FOUND_FAILED;
	return answered(act_answer(a, OUTCOME_ASKED, why, key, "unit", unit_in_sentence(all->unit, name), "indicator",
		t->indicator, "value", NUMBER(t->value), "limit", NUMBER(whole), NULL));
}

static enum found check_values(struct act *a, const struct assignment *all, struct why *why)
{
	bool percent = act_has(a, "percent"), sure = act_has(a, "confirmed");
	enum found found = FOUND_NOTHING;

	for (unsigned i = 0; i < all->used && found == FOUND_NOTHING; i++) {
		if (all->at[i].value < 1)
			return answered(act_answer(
				a, OUTCOME_REFUSED, why, "target_zero", "indicator", all->at[i].indicator, NULL));
		found = check_share(a, all, &all->at[i], percent, why);
		if (found == FOUND_NOTHING && !sure)
			found = check_above(a, all, &all->at[i], why);
	}
	return found;
}

/* "cho cac thon", and not how: asked, with what it would come to. */
static enum found check_split(struct act *a, const struct assignment *all, struct why *why)
{
	char name[RECORD_NAME_OCTETS];
	struct buf values;
	bool done = false;
	int result;

	if (strcmp(act_text(a, "split"), "ask") != 0) {
		if (all->split == SPLIT_NONE)
			return FOUND_NOTHING;
		if (target_split_check(a, all, &done, why) == -1)
			return FOUND_FAILED;
		return done ? FOUND_ANSWERED : FOUND_NOTHING;
	}
	question_begin(a, PENDING_CHOICE, INTENT_TARGET_SET);
	record_copy("split", a->question.subject, sizeof a->question.subject);
	question_choice(a, "even");
	question_choice(a, "households");
	question_choice(a, "each");
	if (question_ask(a, why) == -1)
		return FOUND_FAILED;
	buf_init(&values);
	target_add_values(all, &values);
	result = act_answer(a, OUTCOME_ASKED, why, "target_split_ask", "unit", unit_in_sentence(all->unit, name),
		"values", values.data, NULL);
	buf_fini(&values);
	return answered(result);
}

/* What stood before, of one target. */
static int add_old(struct act *a, const struct assignment *all, struct buf *to, struct why *why)
{
	struct target old = all->at[0];
	bool found;

	if (all->used > 1 || all->from_above[0])
		return 0;
	if (target_get(a->p->store, &old, &found, why) == -1)
		return -1;
	if (found && (old.value != all->at[0].value || strcmp(old.denominator, all->at[0].denominator) != 0))
		buf_addf(to, "%" PRId64 "%s", old.value, old.denominator[0] != '\0' ? "%" : "");
	return 0;
}

static enum found check_right(struct act *a, const struct assignment *all, enum authority right, struct why *why)
{
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS];
	struct buf values, old;
	int result;

	if (right != AUTHORITY_CHECK || act_has(a, "confirmed"))
		return FOUND_NOTHING;
	if (confirm(a, why) == FOUND_FAILED)
		return FOUND_FAILED;
	if (all->split != SPLIT_NONE)
		return answered(target_split_confirm(a, all, why));
	buf_init(&values);
	buf_init(&old);
	target_add_values(all, &values);
	result = add_old(a, all, &old, why);
	if (result == 0)
		result = act_answer(a, OUTCOME_ASKED, why, "target_confirm", "unit", unit_in_sentence(all->unit, name),
			"period", act_period_name(a, all->period, period), "values", values.data, "old", old.data,
			NULL);
	buf_fini(&values);
	buf_fini(&old);
	return answered(result);
}

/* ---- what was given from above ---- */

int target_giver(const struct act *a, const struct target *t, struct target *stands, struct member *by, struct why *why)
{
	const struct unit *above;
	bool found;

	*by = (struct member){ .id = 0 };
	*stands = *t;
	if (target_get(a->p->store, stands, &found, why) == -1 ||
		(found && member_by_phone(a->p->store, stands->set_by, by, why) == -1))
		return -1;
	above = by->id == 0 ? NULL : units_find(a->units, by->unit);
	if (a->unit == NULL || above == NULL || above == a->unit ||
		!units_is_under(a->units, a->unit->code, above->code))
		by->id = 0;
	return 0;
}

int target_refuse_given(struct act *a, const struct target *stands, const struct member *by, struct why *why)
{
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS], who[RECORD_NAME_OCTETS];
	struct buf value;
	int result;

	if (strcmp(by->status, "active") == 0)
		snprintf(who, sizeof who, "%.100s (%.50s)", by->name, act_named(a, act_role_name(a, by->role)));
	else
		act_office(a, who);
	buf_init(&value);
	target_add_value(stands, &value);
	result = act_answer(a, OUTCOME_REFUSED, why, "target_from_above", "unit",
		unit_in_sentence(units_find(a->units, stands->unit), name), "period",
		act_period_name(a, stands->period, period), "values", value.data, "who", who, NULL);
	buf_fini(&value);
	return result;
}

/* Of this unit, or of those below to which it is shared out. */
static enum found check_given_to(struct act *a, const struct target *t, const struct unit *unit, struct why *why)
{
	struct target one = *t, stands;
	struct member by;

	record_copy(unit->code, one.unit, sizeof one.unit);
	if (target_giver(a, &one, &stands, &by, why) == -1)
		return FOUND_FAILED;
	return by.id == 0 ? FOUND_NOTHING : answered(target_refuse_given(a, &stands, &by, why));
}

static enum found check_given(struct act *a, struct assignment *all, struct why *why)
{
	enum found found = FOUND_NOTHING;
	const struct unit **below;
	struct target stands;
	struct member by;
	size_t used;

	if (all->split == SPLIT_NONE) {
		for (unsigned i = 0; i < all->used && found == FOUND_NOTHING; i++)
			found = check_given_to(a, &all->at[i], all->unit, why);
		return found;
	}
	below = target_below(a->units, all->unit, all->tier, &used);
	for (unsigned i = 0; i < all->used && found == FOUND_NOTHING; i++) {
		if (target_giver(a, &all->at[i], &stands, &by, why) == -1)
			found = FOUND_FAILED;
		all->from_above[i] = by.id != 0;
		for (size_t k = 0; k < used && found == FOUND_NOTHING; k++)
			found = check_given_to(a, &all->at[i], below[k], why);
	}
	free(below);
	return found;
}

/* ---- storing ---- */

/* What was given waits still for that person: what cancels out is not told. *waits: it did, and is left out. */
static int leave_out(struct act *a, const struct unit *unit, const struct target *given, const struct member *to,
	bool *waits, struct why *why)
{
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct buf value;
	int result;

	buf_init(&value);
	target_add_value(given, &value);
	result = voice_leave_out(&v, to, waits, why, "target_given", "unit", unit_in_sentence(unit, name), "period",
		calendar_period_name(given->period, voice_style(a->p, to) == TEXT_ENGLISH, a->in->now_us, period),
		"values", value.data, NULL);
	buf_fini(&value);
	return result;
}

/* Tell those with that role; *led: somebody with it is there and hears of it, or set it. What was given before, and is
 * replaced or taken back, is told no more; taken back before anybody heard of it, nothing is. */
static int tell_role(struct act *a, const struct unit *unit, const struct target *t, const struct target *given,
	const char *key, const char *role, bool *led, struct why *why)
{
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct member *rows;
	struct buf value;
	size_t used;
	bool replaces = strcmp(key, "target_given") == 0;
	int result = 0;

	if (people_of(a->p->store, a->units, unit, role, &rows, &used, why) == -1)
		return -1;
	buf_init(&value);
	target_add_value(t, &value);
	for (size_t i = 0; i < used && result == 0; i++) {
		bool may = false, waits = false;

		result = voice_may_tell(&v, &rows[i], &may, why);
		*led |= may;
		if (result == 0 && may && given != NULL)
			result = leave_out(a, unit, given, &rows[i], &waits, why);
		if (result == 0 && may && (!waits || replaces) && strcmp(rows[i].phone, a->from) != 0)
			result = voice_tell(&v, &rows[i], "notice", 0, why, key, "unit", unit_in_sentence(unit, name),
				"period",
				calendar_period_name(
					t->period, voice_style(a->p, &rows[i]) == TEXT_ENGLISH, a->in->now_us, period),
				"values", value.data, NULL);
	}
	buf_fini(&value);
	free(rows);
	return result;
}

int target_tell(struct act *a, const struct unit *unit, const struct target *t, const struct target *given,
	const char *key, struct why *why)
{
	static const char *const of_village[] = { "to_truong", "to_pho", "thanh_vien", NULL };
	static const char *const of_commune[] = { "lanh_dao_xa", "can_bo_xa", NULL };
	bool led = false;

	for (const char *const *role = unit_is_village(unit) ? of_village : of_commune; *role != NULL && !led; role++)
		if (tell_role(a, unit, t, given, key, *role, &led, why) == -1)
			return -1;
	return 0;
}

static bool is_same(const struct target *one, const struct target *other)
{
	return one->value == other->value && one->whole == other->whole &&
	       strcmp(one->denominator, other->denominator) == 0 && strcmp(one->set_by, other->set_by) == 0;
}

int target_store(struct act *a, const struct unit *unit, const struct target *t, unsigned *news, struct why *why)
{
	struct target stands = *t;
	char detail[80];
	bool found;

	if (target_get(a->p->store, &stands, &found, why) == -1)
		return -1;
	if (found && is_same(&stands, t))
		return 0;
	(*news)++;
	snprintf(detail, sizeof detail, "%s %s %" PRId64 "%s", t->indicator, t->period, t->value,
		t->denominator[0] != '\0' ? "%" : "");
	if (target_put(a->p->store, t, why) == -1 ||
		audit_add(a->p->store, a->from, "target", t->unit, detail, a->in->now_us, why) == -1)
		return -1;
	return target_tell(a, unit, t, found ? &stands : NULL, "target_given", why);
}

/* What the units below a unit have been given of it: all numbers, for percentages are no summands. */
static int add_given_below(
	struct act *a, const struct unit *unit, const struct target *t, struct buf *to, struct why *why)
{
	size_t used;
	const struct unit **below = target_below(a->units, unit, TIER_BELOW, &used);
	int64_t sum = 0;
	bool any = false, plain = t->denominator[0] == '\0';
	int result = 0;

	for (size_t i = 0; i < used && result == 0 && plain; i++) {
		struct target one = *t;
		bool found;

		record_copy(below[i]->code, one.unit, sizeof one.unit);
		result = target_get(a->p->store, &one, &found, why);
		if (result == 0 && found) {
			any = true;
			plain = one.denominator[0] == '\0';
			sum += one.value;
		}
	}
	free(below);
	if (result == 0 && any && plain)
		buf_addf(to, "%s %" PRId64 "/%" PRId64, t->indicator, sum, t->value);
	return result;
}

/* The sum over a tier against what the unit above was given: of this unit's parts, or of it and its neighbours. */
static int add_sum(struct act *a, const struct assignment *all, struct buf *to, struct why *why)
{
	const struct unit *above = units_above(a->units, all->unit);
	struct target t = all->at[0];
	bool found = false;

	if (all->used > 1 || all->split != SPLIT_NONE)
		return 0;
	if (!unit_is_village(all->unit) && add_given_below(a, all->unit, &t, to, why) == -1)
		return -1;
	if (to->length > 0 || above == NULL)
		return 0;
	record_copy(above->code, t.unit, sizeof t.unit);
	if (target_get(a->p->store, &t, &found, why) == -1)
		return -1;
	return found ? add_given_below(a, above, &t, to, why) : 0;
}

/* With as much of the list as fits into one part. */
static int answer_done(struct act *a, const struct assignment *all, struct buf *list, const char *old, const char *sum,
	struct why *why)
{
	char name[THEN_NAME_OCTETS], period[CALENDAR_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct segment_plan plan;
	struct buf text, values;
	int result;

	buf_init(&text);
	buf_init(&values);
	target_add_values(all, &values);
	for (;;) {
		char *end;

		buf_clear(&text);
		voice_render(&v, a->style, &text, list->length > 0 ? "target_split" : "target_done", "unit",
			then_name(a, 0, all->unit, name), "period", act_period_name(a, all->period, period), "values",
			values.data, "old", old, list->length > 0 ? "list" : "sum", list->length > 0 ? list->data : sum,
			NULL);
		if (list->length == 0 || (segment_plan(text.data, &plan, NULL) == 0 && plan.parts == 1))
			break;
		end = strrchr(list->data, ',');
		if (end == NULL)
			buf_clear(list);
		else {
			list->length = (size_t)(end - list->data);
			*end = '\0';
			buf_adds(list, " ..."); /* goes with the next one that has no room */
		}
	}
	result = act_answer_text(a, OUTCOME_RECORDED, text.data, why);
	buf_fini(&text);
	buf_fini(&values);
	return result;
}

/* All of it stood already. */
static int answer_stands(struct act *a, const struct assignment *all, struct why *why)
{
	char name[THEN_NAME_OCTETS], period[CALENDAR_NAME_OCTETS];
	struct buf values;
	int result;

	buf_init(&values);
	target_add_values(all, &values);
	result = act_answer(a, OUTCOME_ANSWERED, why, "target_stands", "unit", then_name(a, 0, all->unit, name),
		"period", act_period_name(a, all->period, period), "values", values.data, NULL);
	buf_fini(&values);
	return result;
}

static int store_all(struct act *a, struct assignment *all, struct why *why)
{
	struct buf old, sum, list;
	int result = 0;

	buf_init(&old);
	buf_init(&sum);
	buf_init(&list);
	if (a->question_open && a->question.intent == INTENT_TARGET_SET)
		result = question_close(a, why);
	if (result == 0)
		result = add_old(a, all, &old, why);
	if (result == 0 && all->split != SPLIT_NONE)
		result = target_split_store(a, all, &list, why);
	for (unsigned i = 0; i < all->used && result == 0; i++)
		if (!all->from_above[i])
			result = target_store(a, all->unit, &all->at[i], &all->news, why);
	if (result == 0 && all->news > 0)
		result = add_sum(a, all, &sum, why);
	if (result == 0 && all->news == 0)
		result = answer_stands(a, all, why);
	else if (result == 0)
		result = answer_done(a, all, &list, old.data, sum.data, why);
	buf_fini(&old);
	buf_fini(&sum);
	buf_fini(&list);
	return result;
}

int act_target_set(struct act *a, struct why *why)
{
	struct assignment all = { .unit = act_unit_named(a, 0) };
	bool cancels = strcmp(act_text(a, "action"), "cancel") == 0;
	enum authority right;
	enum found found;

	if (closed_or_unknown(a))
		return closed_or_unknown_answer(a, why);
	if (cancels && !act_has(a, "indicator"))
		return target_take_back_last(a, all.unit, why);
	if (all.unit == NULL)
		all.unit = a->unit;
	right = act_right(a, AUTHORITY_TARGET, all.unit);
	if (all.unit == NULL || right == AUTHORITY_NONE)
		return all.unit == NULL ? act_deny(a, why) : act_deny_unit(a, all.unit, why);
	if (lexicon_indicator(a->p->menus->lexicon, act_text(a, "indicator")) == NULL)
		return act_answer(a, OUTCOME_ASKED, why, "ask_topic", NULL);
	act_period(a, 0, all.unit, all.period);
	all.split = split_of(a);
	all.tier = tier_of(a);
	if (cancels && target_take_back_period(a, &all, why) == -1)
		return -1;
	if (closed_for(a, all.unit, all.period))
		return closed_answer(a, all.unit, why);
	if (cancels)
		return target_take_back(a, &all, right, why);
	if (read_values(a, &all, why) == -1 ||
		(all.used == 0 && all.split != SPLIT_NONE && take_given(a, &all, why) == -1))
		return -1;
	if (all.used == 0)
		return act_answer(a, OUTCOME_ASKED, why, "ask_target", "indicator", act_text(a, "indicator"), NULL);
	if ((found = check_running(a, &all, why)) != FOUND_NOTHING ||
		(found = check_period(a, &all, why)) != FOUND_NOTHING ||
		(found = check_given(a, &all, why)) != FOUND_NOTHING ||
		(found = check_more(a, &all, why)) != FOUND_NOTHING ||
		(found = check_values(a, &all, why)) != FOUND_NOTHING ||
		(found = check_split(a, &all, why)) != FOUND_NOTHING ||
		(found = check_right(a, &all, right, why)) != FOUND_NOTHING)
		return found == FOUND_FAILED ? -1 : 0;
	return store_all(a, &all, why);
}
