/* SPDX-License-Identifier: GPL-2.0-or-later */
/* digest_ask.c - TH and what may stand behind it: a unit, an indicator, who is missing, late or done, the difficulties,
 * trainings and targets, the text for the group, the line of the Youth Union. */
#include "gateway/base/period.h"
#include "gateway/base/segment.h"
#include "gateway/programme/closed.h"
#include "gateway/programme/collect.h"
#include "gateway/programme/difficulty.h"
#include "gateway/programme/digest.h"
#include "gateway/programme/pages.h"
#include "gateway/programme/standing.h"
#include "gateway/programme/target_set.h"
#include "gateway/programme/then.h"
#include "gateway/programme/undivided.h"
#include "menus/lexicon.h"
#include "store/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VALUES_MAX 6

static int answer_village(struct act *a, const struct unit *unit, const char *period, struct why *why)
{
	char name[RECORD_NAME_OCTETS], words[CALENDAR_NAME_OCTETS], due[CALENDAR_NAME_OCTETS];
	const struct unit *commune = units_commune(a->units, unit->code);
	struct rollup r;
	struct buf values;
	int result;

	if (undivided_of(a, unit, period) != NULL)
		return undivided_answer(a, unit, period, why);
	result = rollup_read(a->p, a->units, unit, period, &r, why);

	buf_init(&values);
	if (result == 0) {
		rollup_add_values(a->p, &r, (struct rollup_told){ .most = VALUES_MAX }, a->in->now_us,
			a->style == TEXT_ENGLISH, &values);
		result = act_answer(a, OUTCOME_ANSWERED, why, r.reported > 0 ? "digest_village" : "digest_village_none",
			"unit", unit_in_sentence(unit, name), "period", act_period_name(a, period, words), "values",
			values.data, "due",
			calendar_due_name(a->p->menus->calendar, commune == NULL ? "" : commune->code, period,
				a->in->now_us, due),
			NULL);
	}
	rollup_fini(&r);
	buf_fini(&values);
	return result;
}

int digest_own(struct act *a, struct why *why)
{
	char period[CALENDAR_PERIOD_OCTETS];

	if (a->unit == NULL || !unit_is_village(a->unit))
		return act_digest(a, why);
	act_period(a, 0, a->unit, period);
	return answer_village(a, a->unit, period, why);
}

/* ---- lists of units ---- */

/* TH CHUA: all that are missing, the rest of a long list by TIEP. */
static int answer_missing(struct act *a, const struct unit *unit, const char *period, struct why *why)
{
	char name[RECORD_NAME_OCTETS], words[CALENDAR_NAME_OCTETS], urge[DIGEST_URGE_OCTETS];
	struct voice v = act_voice(a);
	struct rollup r;
	struct buf list;
	int result = rollup_read(a->p, a->units, unit, period, &r, why);

	buf_init(&list);
	if (result == 0)
		digest_add_missing(&v, &r, a->style, DIGEST_NAMES_MAX, &list);
	if (result == 0 && list.length == 0)
		result = act_answer(
			a, OUTCOME_ANSWERED, why, "urge_none", "period", act_period_name(a, period, words), NULL);
	else if (result == 0)
		result = pages_answer(a, why, "digest_missing", "unit", unit_in_sentence(unit, name), "period",
			act_period_name(a, period, words), "count", NUMBER((int64_t)(r.used - r.reported)), "units",
			NUMBER((int64_t)r.used), "list", list.data, "urge", digest_urge(&v, &r, urge), NULL);
	buf_fini(&list);
	rollup_fini(&r);
	return result;
}

/* Did all that stands for a village come after the deadline? */
static int is_late(struct act *a, const struct unit *village, const char *period, bool *late, struct why *why)
{
	struct standing s;
	int result = standing_read(a->p->store, a->units, village, period, &s, why);

	*late = s.reports_used > 0;
	for (size_t i = 0; i < s.reports_used; i++)
		*late = *late && s.reports[i].late;
	standing_fini(&s);
	return result;
}

/* TH NOP, TH TRE: those that have reported, or only those of them that were late. */
static int answer_reported(struct act *a, const struct unit *unit, const char *period, bool late_only, struct why *why)
{
	char name[RECORD_NAME_OCTETS], words[CALENDAR_NAME_OCTETS], when[DIGEST_WHEN_OCTETS];
	struct voice v = act_voice(a);
	struct rollup r;
	struct buf list;
	int64_t count = 0;
	int result = rollup_read(a->p, a->units, unit, period, &r, why);

	buf_init(&list);
	for (size_t i = 0; i < r.used && result == 0; i++) {
		bool late = true;

		if (r.has_reported[i] && late_only)
			result = is_late(a, r.villages[i], period, &late, why);
		if (result == 0 && r.has_reported[i] && late && count++ < DIGEST_NAMES_MAX)
			buf_addf(&list, "%s%s", count == 1 ? "" : ", ", rollup_short_name(r.villages[i]));
	}
	if (result == 0)
		result = pages_answer(a, why, late_only ? "digest_late" : "digest_reported", "unit",
			unit_in_sentence(unit, name), "period", act_period_name(a, period, words), "count",
			NUMBER(count), "units", NUMBER((int64_t)r.used), "list", list.data, "when",
			digest_when(&v, unit, period, when), NULL);
	rollup_fini(&r);
	buf_fini(&list);
	return result;
}

static int answer_done(struct act *a, const struct unit *unit, const char *period, struct why *why)
{
	return answer_reported(a, unit, period, false, why);
}

static int answer_late(struct act *a, const struct unit *unit, const char *period, struct why *why)
{
	return answer_reported(a, unit, period, true, why);
}

/* ---- one indicator ---- */

static unsigned place_of(const struct act *a, const char *indicator)
{
	unsigned n = lexicon_indicators(a->p->menus->lexicon);

	for (unsigned i = 0; i < n; i++)
		if (strcmp(lexicon_indicator_at(a->p->menus->lexicon, i)->code, indicator) == 0)
			return i;
	return 0;
}

static int add_part(
	struct act *a, const struct unit *part, const char *period, unsigned at, struct buf *list, struct why *why)
{
	struct rollup r;
	int result = rollup_read(a->p, a->units, part, period, &r, why);

	/* What has not been reported is not nothing. */
	const bool aimed = r.of[at].aim > 0 && strcmp(r.of[at].aim_period, period) == 0;
	if (result == 0 && r.reported > 0 && (aimed || r.of[at].value != 0)) {
		buf_addf(list, "%s%s %" PRId64, list->length == 0 ? "" : ", ", rollup_short_name(part), r.of[at].value);
		if (aimed && r.of[at].done != r.of[at].value)
			buf_addf(list, " (%" PRId64 "/%" PRId64 ")", r.of[at].done, r.of[at].aim);
		else if (aimed)
			buf_addf(list, "/%" PRId64, r.of[at].aim);
	}
	rollup_fini(&r);
	return result;
}

/* The next of "DVC TT" that is an indicator; "" behind the last. */
static bool next_indicator(const struct act *a, const char **list, char code[static LEXICON_CODE_OCTETS])
{
	while (**list != '\0') {
		size_t n = strcspn(*list, " ");

		snprintf(code, LEXICON_CODE_OCTETS, "%.*s", (int)(n < LEXICON_CODE_OCTETS ? n : 0), *list);
		*list += n + ((*list)[n] == ' ');
		if (lexicon_indicator(a->p->menus->lexicon, code) != NULL)
			return true;
	}
	return false;
}

/* TH DVC: the whole, and each unit right below it; of several indicators the whole alone. */
static int answer_indicator(struct act *a, const struct unit *unit, const char *period, struct why *why)
{
	const char *wanted = act_text(a, act_has(a, "indicators") ? "indicators" : "indicator");
	char name[RECORD_NAME_OCTETS], words[CALENDAR_NAME_OCTETS], code[LEXICON_CODE_OCTETS];
	const struct unit **below;
	struct buf whole, list;
	struct rollup r;
	size_t used, shown = 0;
	int result = rollup_read(a->p, a->units, unit, period, &r, why);

	buf_init(&whole);
	buf_init(&list);
	for (; result == 0 && next_indicator(a, &wanted, code); shown++) {
		if (shown > 0)
			buf_adds(&whole, ", ");
		rollup_add_value(&r, place_of(a, code), code, a->in->now_us, a->style == TEXT_ENGLISH, &whole);
	}
	rollup_fini(&r);
	below = target_below(a->units, unit, TIER_BELOW, &used);
	for (size_t i = 0; i < used && result == 0 && shown == 1; i++)
		result = add_part(a, below[i], period, place_of(a, code), &list, why);
	free(below);
	if (result == 0)
		result = pages_answer(a, why, "digest_indicator", "unit", unit_in_sentence(unit, name), "period",
			act_period_name(a, period, words), "values", whole.data, "list", list.data, NULL);
	buf_fini(&whole);
	buf_fini(&list);
	return result;
}

/* ---- texts ---- */

typedef int render(const struct voice *v, const struct units *units, const struct unit *unit, const char *period,
	enum text_style style, struct buf *to, struct why *why);

/* As now; a unit of before, which the text names, as then. */
static int answer_text(struct act *a, const struct unit *unit, const char *period, render *as, struct why *why)
{
	const struct unit *then = act_unit_named(a, 0) == unit ? then_unit(a, 0, unit, period) : unit;
	char day[RECORD_DAY_OCTETS];
	struct units *units = NULL;
	struct voice v = act_voice(a);
	struct buf text;
	int result;

	if (then != NULL && then != unit)
		units = units_on(a->units, period_last_day(period, day));
	buf_init(&text);
	result = as(&v, units != NULL ? units : a->units, then != NULL ? then : unit, period, a->style, &text, why);
	if (result == 0)
		result = act_answer_text(a, OUTCOME_ANSWERED, text.data, why);
	buf_fini(&text);
	units_free(&units);
	return result;
}

static int answer_group(struct act *a, const struct unit *unit, const char *period, struct why *why)
{
	return answer_text(a, unit, period, digest_render_group, why);
}

static int answer_youth(struct act *a, const struct unit *unit, const char *period, struct why *why)
{
	return answer_text(a, unit, period, digest_render_youth, why);
}

/* ---- what other commands show ---- */

static int answer_difficulties(struct act *a, const struct unit *unit, const char *period, struct why *why)
{
	int result = difficulty_list(a, why);

	(void)unit;
	(void)period;
	a->out->intent = INTENT_DIGEST;
	return result;
}

static int answer_trainings(struct act *a, const struct unit *unit, const char *period, struct why *why)
{
	(void)unit;
	(void)period;
	return act_training_list(a, why);
}

static int answer_targets(struct act *a, const struct unit *unit, const char *period, struct why *why)
{
	(void)unit;
	(void)period;
	return act_target_list(a, why);
}

static bool lies_ahead(const struct act *a, const char *period)
{
	int64_t from, until;

	return calendar_period_bounds(period, &from, &until) == 0 && from > a->in->now_us;
}

/* Who is missing, done or late among one village: how it stands itself. */
static bool is_of_many(const struct act *a)
{
	const char *list = act_text(a, "list");

	return strcmp(list, "missing") == 0 || strcmp(list, "reported") == 0 || strcmp(list, "late") == 0;
}

int act_digest(struct act *a, struct why *why)
{
	static const struct {
		const char *list; /* the field of the text */
		int (*answer)(struct act *a, const struct unit *unit, const char *period, struct why *why);
	} lists[] = {
		{ "missing", answer_missing },
		{ "reported", answer_done },
		{ "late", answer_late },
		{ "group", answer_group },
		{ "youth", answer_youth },
		{ "difficulties", answer_difficulties },
		{ "trainings", answer_trainings },
		{ "targets", answer_targets },
	};
	const struct unit *unit = act_unit_named(a, 0);
	char period[CALENDAR_PERIOD_OCTETS], words[CALENDAR_NAME_OCTETS];

	if (closed_or_unknown(a))
		return closed_or_unknown_answer(a, why);
	if (act_has(a, "no_period"))
		return act_answer(
			a, OUTCOME_REFUSED, why, "digest_no_period", "period", act_text(a, "no_period"), NULL);
	/* Who leads one village sees that one; a commune beside it says where it lies. */
	if (unit == NULL || (authority_of(AUTHORITY_DIGEST, a->me.role) != AUTHORITY_AREA && !unit_is_village(unit)))
		unit = a->unit;
	if (unit == NULL || act_right(a, AUTHORITY_DIGEST, unit) == AUTHORITY_NONE)
		return unit == NULL ? act_deny(a, why) : act_deny_unit(a, unit, why);
	act_period(a, 0, unit, period);
	if (lies_ahead(a, period))
		return act_answer(
			a, OUTCOME_REFUSED, why, "digest_future", "period", act_period_name(a, period, words), NULL);
	if (act_reading(a)->entries > 1 || act_has(a, "several"))
		return digest_each(a, period, why);
	if (collect_is(period))
		return collect_answer(a, unit, period, why);
	if (closed_for(a, unit, period))
		return closed_answer(a, unit, why);
	if (unit_is_village(unit) && is_of_many(a))
		return answer_village(a, unit, period, why);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (strcmp(act_text(a, "list"), lists[i].list) == 0)
			return lists[i].answer(a, unit, period, why);
	if (lexicon_indicator(a->p->menus->lexicon, act_text(a, "indicator")) != NULL)
		return answer_indicator(a, unit, period, why);
	if (unit_is_village(unit))
		return answer_village(a, unit, period, why);
	return answer_text(a, unit, period, digest_render, why);
}
